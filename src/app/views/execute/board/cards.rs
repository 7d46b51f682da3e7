//! The cards of the board, lane by lane, with what can be done with each.

use lastmile::finish::focus;
use lastmile::finish::team::Team;
use lastmile::present::board::{self, Card, Column, Lane, Target};
use lastmile::project::{Id, Person, Status, Task};
use leptos::ev;
use leptos::prelude::*;

use super::super::state::Execute;
use super::{Board, cards_of};
use crate::app::components::{
    Avatar, Badge, Button, ButtonKind, IconName, Menu, MenuEntry, MenuItem, Reason, Tone, WhyButton,
};

pub(super) fn lane(board: Board, at: usize, lane: &Lane) -> AnyView {
    let columns = lane
        .columns
        .iter()
        .enumerate()
        .map(|(number, it)| column(board, lane, (at, number), it));
    let heading = (!lane.title.is_empty()).then(|| {
        let many = cards_of(lane).count();
        view! {
            <h2 class="board__lane-title">
                {lane.title.clone()}
                <span class="board__count">{many}</span>
            </h2>
        }
    });
    view! {
        <section class="board__lane" aria-label=lane.title.clone()>
            {heading}
            <div class="board__columns" style:--columns=lane.columns.len().to_string()>
                {columns.collect_view()}
            </div>
        </section>
    }
    .into_any()
}

fn column(board: Board, lane: &Lane, place: (usize, usize), column: &Column) -> AnyView {
    let cards = column
        .cards
        .iter()
        .map(|it| card(board, lane, column, it))
        .collect_view();
    let name = if lane.title.is_empty() {
        column.title.clone()
    } else {
        format!("{}, {}", column.title, lane.title)
    };
    let many = column.cards.len() + column.more;
    let target = column.target.clone();
    let dropped = move |event: ev::DragEvent| {
        event.prevent_default();
        board.over.set(None);
        if let Some((task, from)) = board.dragged.get_value() {
            board.dragged.set_value(None);
            board.wish(&task, &from, &target);
        }
    };
    let more = (column.more > 0).then(|| {
        let label = format!("Show {} more", column.more);
        let show = move |()| {
            board
                .layout
                .update(|it| it.cards = it.cards.saturating_mul(4));
        };
        view! { <Button label=label kind=ButtonKind::Quiet on_press=show /> }
    });
    let heading = if lane.title.is_empty() {
        view! { <h2 class="board__column-title">{column.title.clone()}<span class="board__count">{many}</span></h2> }.into_any()
    } else {
        view! { <h3 class="board__column-title">{column.title.clone()}<span class="board__count">{many}</span></h3> }.into_any()
    };
    view! {
        <section
            class="board__column"
            aria-label=name
            data-over=Signal::derive(move || (board.over.get() == Some(place)).then_some(""))
            on:dragover=move |event| {
                event.prevent_default();
                if board.over.get_untracked() != Some(place) {
                    board.over.set(Some(place));
                }
            }
            on:drop=dropped
        >
            {heading}
            <ul class="board__cards" role="list">{cards}</ul>
            {more}
        </section>
    }
    .into_any()
}

fn card(board: Board, lane: &Lane, column: &Column, card: &Card) -> AnyView {
    let execute = board.execute;
    let (id, opened, dragged) = (card.id.clone(), card.id.clone(), card.id.clone());
    let from = column.target.clone();
    let people = card.people.iter().map(|(name, helps)| {
        view! {
            <span class="card__person" data-helps=helps.then_some("")>
                <Avatar name=name.clone() />
            </span>
        }
    });
    let people = people.collect_view();
    let facts = [card.work.clone(), card.when.clone()];
    let facts: Vec<_> = facts.into_iter().filter(|it| !it.is_empty()).collect();
    let is_done = card.status == Status::Done;
    view! {
        <li
            class="card"
            draggable="true"
            data-card=id.to_string()
            data-done=is_done.then_some("")
            data-chain=card.is_on_chain.then_some("")
            on:dragstart=move |event: ev::DragEvent| {
                if let Some(data) = event.data_transfer() {
                    // Some browsers drag nothing that carries no text; it may refuse.
                    let _ = data.set_data("text/plain", dragged.as_str());
                }
                board.dragged.set_value(Some((dragged.clone(), from.clone())));
            }
            on:dragend=move |_| board.over.set(None)
        >
            <div class="card__head">
                <button
                    type="button"
                    class="link card__title"
                    on:click=move |_| execute.open(&opened)
                >
                    {card.title.clone()}
                </button>
                {menu(board, lane, column, card)}
            </div>
            {badges(board, card)}
            <div class="card__foot">
                <span class="card__people">{people}</span>
                <span class="card__facts">{facts.join(" · ")}</span>
            </div>
        </li>
    }
    .into_any()
}

fn badges(board: Board, card: &Card) -> AnyView {
    let mut badges: Vec<AnyView> = Vec::new();
    if !card.waits.is_empty() {
        badges.push(
            view! { <Badge text=format!("Waits: {}", card.waits) tone=Tone::Bad icon=IconName::Block /> }
                .into_any(),
        );
    }
    if card.is_late {
        badges.push(
            view! { <Badge text="After its due date" tone=Tone::Warning icon=IconName::Calendar /> }
                .into_any(),
        );
    }
    if card.is_on_chain {
        badges.push(
            view! { <Badge text="Critical chain" tone=Tone::Critical icon=IconName::Critical /> }
                .into_any(),
        );
    }
    if card.people.iter().any(|(_, helps)| *helps) {
        badges.push(
            view! { <Badge text="Swarm" tone=Tone::Accent icon=IconName::Swarm /> }.into_any(),
        );
    }
    if let Some((person, first)) = &card.beyond {
        badges.push(second_badge(board.execute, person, first, &card.id));
    }
    if badges.is_empty() {
        return ().into_any();
    }
    view! { <div class="card__badges">{badges}</div> }.into_any()
}

/// That it is a second task at once, with what that costs.
fn second_badge(
    execute: Execute,
    person: &Id<Person>,
    first: &Id<Task>,
    second: &Id<Task>,
) -> AnyView {
    let (person, first, second) = (person.clone(), first.clone(), second.clone());
    let reasons = Signal::derive(move || {
        let lines = cost(execute, &person, &first, &second);
        lines
            .into_iter()
            .map(|text| Reason {
                text,
                href: String::new(),
            })
            .collect::<Vec<_>>()
    });
    view! {
        <span class="card__second">
            <Badge text="Second task at once" tone=Tone::Warning icon=IconName::Warning />
            <WhyButton about="a second task at once" reasons=reasons />
        </span>
    }
    .into_any()
}

/// What a second task at once costs someone, in sentences.
pub(super) fn cost(
    execute: Execute,
    person: &Id<Person>,
    first: &Id<Task>,
    second: &Id<Task>,
) -> Vec<String> {
    let today = execute.workspace.today();
    execute.workspace.peek(|project| {
        let team = Team::of(project, today);
        let cost = focus::second_task(project, &team, person, first, second);
        board::second_task(project, person, [first, second], cost.as_ref(), today)
    })
}

/// Where the card can go, and taking it apart.
fn menu(board: Board, lane: &Lane, column: &Column, card: &Card) -> AnyView {
    let (task, from) = (card.id.clone(), column.target.clone());
    let targets: Vec<(Target, String)> = lane
        .columns
        .iter()
        .map(|it| (it.target.clone(), it.title.clone()))
        .collect();
    let label = format!("Move {}", card.title);
    let entries = move || {
        let items = targets.iter().map(|(to, title)| {
            let (task, from, to) = (task.clone(), from.clone(), to.clone());
            let is_here = from == to;
            MenuEntry::from(
                MenuItem::new(title.clone(), move || board.wish(&task, &from, &to))
                    .checked(is_here),
            )
        });
        let title = match from {
            Target::Status(_) => "Move to",
            Target::Person(_) => "Give to",
        };
        std::iter::once(MenuEntry::Title(title.to_owned()))
            .chain(items)
            .collect::<Vec<_>>()
    };
    view! {
        <Menu
            label=label
            icon=IconName::More
            icon_only=true
            kind=ButtonKind::Quiet
            entries=Signal::derive(entries)
        />
    }
    .into_any()
}
