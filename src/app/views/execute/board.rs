//! The board: cards by status or by person, moved by drag, keys or a menu.

use lastmile::edit::task::{self as edit_task, Setting};
use lastmile::finish::focus;
use lastmile::finish::team::Team;
use lastmile::present::board::{self, CARDS, Card, Column, Columns, Lane, Layout, Target};
use lastmile::project::{Id, Person, Status, Task};
use leptos::ev;
use leptos::prelude::*;
use web_sys::{Element, HtmlElement};

use super::state::Execute;
use crate::app::browser::dom;
use crate::app::components::{
    Avatar, Badge, Button, ButtonKind, Checkbox, Choice, ConfirmDialog, EmptyState, IconName, Menu,
    MenuEntry, MenuItem, Reason, SegmentedControl, Tone, WhyButton, piece,
};

/// By person a column is one of many: it shows fewer cards at first.
const CARDS_OF_A_PERSON: usize = 8;

/// What the board's handlers share.
#[derive(Clone, Copy)]
struct Board {
    execute: Execute,
    layout: RwSignal<Layout>,
    /// The card that is dragged, and the column it comes from.
    dragged: StoredValue<Option<(Id<Task>, Target)>>,
    /// The column that is dragged over, by its place.
    over: RwSignal<Option<(usize, usize)>>,
    /// A move that would be a second task at once.
    asking: RwSignal<Option<Asking>>,
    /// The card the keys are on: it keeps the focus when the board is drawn anew.
    active: StoredValue<Option<Id<Task>>>,
}

/// A move that waits for a yes.
#[derive(Clone, Debug, PartialEq)]
struct Asking {
    task: Id<Task>,
    from: Target,
    to: Target,
    text: String,
}

/// The part.
pub fn part(execute: Execute) -> AnyView {
    let board = Board {
        execute,
        layout: RwSignal::new(Layout {
            cards: CARDS,
            ..Layout::default()
        }),
        dragged: StoredValue::new(None),
        over: RwSignal::new(None),
        asking: RwSignal::new(None),
        active: StoredValue::new(None),
    };
    let lanes = Memo::new(move |_| {
        let layout = board.layout.get();
        execute.read(|project, dates, today| board::board(project, dates, layout, today))
    });
    Effect::new(move || {
        lanes.track();
        board.keep_focus();
    });
    let is_empty =
        move || lanes.with(|lanes| lanes.iter().all(|lane| cards_of(lane).next().is_none()));
    view! {
        <div class="execute-part execute-part--wide">
            {tools(board)}
            {piece(move || {
                if is_empty() {
                    return nothing();
                }
                lanes.with(|lanes| {
                    let all = lanes.iter().enumerate().map(|(at, it)| lane(board, at, it));
                    view! {
                        <div
                            class="board"
                            on:keydown=move |event| board.key(&event)
                            on:focusin=move |event| board.focused(&event)
                        >
                            {all.collect_view()}
                        </div>
                    }
                        .into_any()
                })
            })}
            {question(board)}
        </div>
    }
    .into_any()
}

fn cards_of(lane: &Lane) -> impl Iterator<Item = &Card> {
    lane.columns.iter().flat_map(|column| &column.cards)
}

fn nothing() -> AnyView {
    view! {
        <EmptyState
            icon=IconName::Execute
            headline="No cards yet"
            text="The board shows the open tasks of the audit and what was finished in the last seven days. Write the remaining work down there first."
        />
    }
    .into_any()
}

fn tools(board: Board) -> AnyView {
    let layout = board.layout;
    let value = move || match layout.with(|it| it.columns) {
        Columns::Status => "status",
        Columns::Person => "person",
    };
    let choose = move |value: String| {
        layout.update(|layout| {
            (layout.columns, layout.cards) = if value == "person" {
                (Columns::Person, CARDS_OF_A_PERSON)
            } else {
                (Columns::Status, CARDS)
            };
        });
    };
    view! {
        <div class="execute-part__head">
            <p class="execute-part__lead">
                "One task per person at a time. Drag a card, use its menu, or Shift and an arrow key."
            </p>
            <div class="execute-part__tools">
                <Checkbox
                    label="Lanes by workstream"
                    checked=Signal::derive(move || layout.with(|it| it.lanes))
                    on_change=move |lanes| layout.update(|it| it.lanes = lanes)
                />
                <SegmentedControl
                    label="Columns by"
                    label_hidden=true
                    options=vec![
                        Choice::new("status", "By status"),
                        Choice::new("person", "By person"),
                    ]
                    value=Signal::derive(move || value().to_owned())
                    on_change=choose
                />
            </div>
        </div>
    }
    .into_any()
}

fn lane(board: Board, at: usize, lane: &Lane) -> AnyView {
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
fn cost(execute: Execute, person: &Id<Person>, first: &Id<Task>, second: &Id<Task>) -> Vec<String> {
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

/// The question before a second task at once.
fn question(board: Board) -> AnyView {
    let asking = board.asking;
    let text = move || asking.with(|it| it.as_ref().map(|it| it.text.clone()).unwrap_or_default());
    let go_on = move |()| {
        if let Some(it) = asking.get_untracked() {
            asking.set(None);
            board.go(&it.task, &it.from, &it.to);
        }
    };
    view! {
        <ConfirmDialog
            title="A second task at once?"
            text=Signal::derive(text)
            open=Signal::derive(move || asking.with(Option::is_some))
            confirm="Do both at once"
            on_confirm=go_on
            on_cancel=move |()| asking.set(None)
        />
    }
    .into_any()
}

impl Board {
    /// A person wants a card in another column: it goes there, unless that makes a second task at
    /// once. Then they are told what it costs first.
    fn wish(self, task: &Id<Task>, from: &Target, to: &Target) {
        if from == to {
            return;
        }
        let Some((person, first)) = self.already_on(task, to) else {
            return self.go(task, from, to);
        };
        let text = cost(self.execute, &person, &first, task).join(" ");
        self.asking.set(Some(Asking {
            task: task.clone(),
            from: from.clone(),
            to: to.clone(),
            text,
        }));
    }

    /// Who would be on more at once than they are people, and what they are on first.
    fn already_on(self, task: &Id<Task>, to: &Target) -> Option<(Id<Person>, Id<Task>)> {
        self.execute.workspace.peek(|project| {
            let it = project.tasks.get(task)?;
            let people: Vec<&Id<Person>> = match to {
                Target::Status(Status::Doing) => it.assignees.keys().collect(),
                Target::Person(Some(person)) if it.status == Status::Doing => vec![person],
                Target::Status(_) | Target::Person(_) => return None,
            };
            if it.blocker.is_some() {
                return None;
            }
            let all = focus::focus(project, &project.outline().0);
            people.into_iter().find_map(|person| {
                let focus = all.get(person)?;
                let others = focus.on.iter().filter(|other| *other != task).count();
                let first = focus.primary().filter(|first| *first != task)?;
                (others >= focus.limit).then(|| (person.clone(), first.clone()))
            })
        })
    }

    /// Moves a card, and the focus with it.
    fn go(self, task: &Id<Task>, from: &Target, to: &Target) {
        let moved = task.clone();
        // Twice: first a closing menu or dialog gives the focus back to where it was.
        request_animation_frame(move || {
            request_animation_frame(move || {
                focus_card(&moved);
            });
        });
        let workspace = self.execute.workspace;
        let one = std::slice::from_ref(task);
        match to {
            Target::Status(status) => {
                let done = workspace
                    .act(|project, author, _| edit_task::set_status(project, one, *status, author));
                if done && *status == Status::Done {
                    workspace.offer_actual(task);
                }
            }
            Target::Person(to) => {
                workspace.act(|project, _, _| {
                    let before = project.tasks.get(task).map(|it| it.assignees.clone());
                    let mut after = before.unwrap_or_default();
                    if let Target::Person(Some(from)) = from {
                        after.remove(from);
                    }
                    match to {
                        Some(person) => {
                            after.entry(person.clone()).or_insert(1);
                        }
                        None => after.clear(),
                    }
                    edit_task::set(project, one, &Setting::Assignees(after))
                });
            }
        }
    }

    /// Notes the card the focus is on.
    fn focused(self, event: &ev::FocusEvent) {
        let card = dom::closest(event, "[data-card]").and_then(|it| dom::data(&it, "card"));
        self.active.set_value(card.map(|id| Id::new(&id)));
    }

    /// Keeps the focus on its card when the board is drawn anew: the elements stay where they are
    /// and show other cards.
    fn keep_focus(self) {
        request_animation_frame(move || {
            let here = dom::focused_in("[data-card]").and_then(|it| dom::data(&it, "card"));
            if let Some(active) = self.active.try_get_value().flatten()
                && here.map_or_else(dom::nothing_focused, |here| here != active.as_str())
            {
                focus_card(&active);
            }
        });
    }

    /// Arrow keys go from card to card; with Shift they move the card.
    fn key(self, event: &ev::KeyboardEvent) {
        let step: (isize, isize) = match event.key().as_str() {
            "ArrowLeft" => (-1, 0),
            "ArrowRight" => (1, 0),
            "ArrowUp" => (0, -1),
            "ArrowDown" => (0, 1),
            _ => return,
        };
        let Some(title) = dom::closest(event, ".card__title") else {
            return;
        };
        let columns = columns_of(&title);
        let card = dom::closest(event, "[data-card]").and_then(|it| dom::data(&it, "card"));
        let (Some(card), Some((column, row))) = (card, place_of(&columns, &title)) else {
            return;
        };
        event.prevent_default();
        let aside = column.checked_add_signed(step.0);
        if event.shift_key() {
            if let Some(to) = aside.filter(|_| step.0 != 0) {
                self.move_aside(&Id::new(&card), column, to);
            }
            return;
        }
        let next = if step.0 == 0 {
            let cards = columns.get(column);
            row.checked_add_signed(step.1)
                .and_then(|row| cards.and_then(|cards| cards.get(row)))
        } else {
            aside
                .and_then(|at| columns.get(at))
                .and_then(|cards| cards.get(row.min(cards.len().saturating_sub(1))))
        };
        if let Some(next) = next {
            dom::focus(next);
        }
    }

    /// Moves a card to the column with this number.
    fn move_aside(self, task: &Id<Task>, from: usize, to: usize) {
        let layout = self.layout.get_untracked();
        let lanes = self
            .execute
            .read(|project, dates, today| board::board(project, dates, layout, today));
        let targets: Vec<Target> = lanes
            .first()
            .map(|lane| lane.columns.iter().map(|it| it.target.clone()).collect())
            .unwrap_or_default();
        if let (Some(from), Some(to)) = (targets.get(from), targets.get(to)) {
            self.wish(task, from, to);
        }
    }
}

/// The titles of the cards of the lane an element stands in, column by column.
fn columns_of(title: &Element) -> Vec<Vec<HtmlElement>> {
    let lane = title.closest(".board__columns").ok().flatten();
    let columns = lane.map(|lane| dom::all_in(&lane, ".board__column"));
    let titles = |column: &HtmlElement| dom::all_in(column, ".card__title");
    columns.iter().flatten().map(titles).collect()
}

fn place_of(columns: &[Vec<HtmlElement>], title: &Element) -> Option<(usize, usize)> {
    columns.iter().enumerate().find_map(|(at, titles)| {
        let row = titles.iter().position(|it| **it == *title)?;
        Some((at, row))
    })
}

fn focus_card(id: &Id<Task>) {
    let is_it = |element: &Element| {
        let card = element.closest("[data-card]").ok().flatten();
        card.and_then(|card| dom::data(&card, "card")).as_deref() == Some(id.as_str())
    };
    if let Some(element) = dom::find(".card__title", is_it) {
        dom::focus(&element);
    }
}
