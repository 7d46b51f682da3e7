//! Moving cards: by drag, by keys and by the menu, with the focus on the card that moves.

use lastmile::edit::task::{self as edit_task, Setting};
use lastmile::finish::focus;
use lastmile::present::board::{self, Target};
use lastmile::project::{Id, Person, Status, Task};
use leptos::ev;
use leptos::prelude::*;
use web_sys::{Element, HtmlElement};

use super::cards::cost;
use super::{Asking, Board};
use crate::app::browser::dom;

impl Board {
    /// A person wants a card in another column: it goes there, unless that makes a second task at
    /// once. Then they are told what it costs first.
    pub(super) fn wish(self, task: &Id<Task>, from: &Target, to: &Target) {
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
    pub(super) fn already_on(self, task: &Id<Task>, to: &Target) -> Option<(Id<Person>, Id<Task>)> {
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
    pub(super) fn go(self, task: &Id<Task>, from: &Target, to: &Target) {
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
    pub(super) fn focused(self, event: &ev::FocusEvent) {
        let card = dom::closest(event, "[data-card]").and_then(|it| dom::data(&it, "card"));
        self.active.set_value(card.map(|id| Id::new(&id)));
    }

    /// Keeps the focus on its card when the board is drawn anew: the elements stay where they are
    /// and show other cards.
    pub(super) fn keep_focus(self) {
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
    pub(super) fn key(self, event: &ev::KeyboardEvent) {
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
    pub(super) fn move_aside(self, task: &Id<Task>, from: usize, to: usize) {
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
