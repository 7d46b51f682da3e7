//! What takes longer than a key may, for every place that shows it: dates, forecast, and answers to
//! "what if". The page never waits for any of it.
//!
//! [`Engine::schedule`] and [`Engine::forecast`] follow the open project by themselves. Everything
//! else is asked with an [`Ask`].

#![allow(dead_code, reason = "places ask their questions as they come")]

mod ask;
mod heavy;
mod link;

pub use ask::Ask;
pub use heavy::Heavy;

use std::sync::Arc;

use lastmile::edit::Change;
use lastmile::engine::{Answer, Entry, News, Outlook, Question, QuestionId, Revision};
use lastmile::project::{Id, Project};
use lastmile::schedule::Timetable;
use leptos::prelude::*;

use self::link::Link;
use super::workspace::Workspace;

/// A handle on the engines; copies are the same engines.
#[derive(Clone, Copy)]
pub struct Engine {
    workspace: Workspace,
    schedule: RwSignal<Heavy<Arc<Timetable>>>,
    forecast: RwSignal<Heavy<Arc<Outlook>>>,
    state: StoredValue<State, LocalStorage>,
}

/// Where the answers to a question go.
type Answers = RwSignal<Option<Heavy<Arc<Answer>>>>;

struct State {
    link: Link,
    /// The project that is looked at.
    project: Option<Id<Project>>,
    /// Counts its states; never goes back.
    revision: Revision,
    asked: QuestionId,
    /// Where the answers to open questions go.
    asks: Vec<(QuestionId, Answers)>,
}

impl Engine {
    /// Follows the open project from now on.
    pub fn start(workspace: Workspace) -> Self {
        let engine = Self {
            workspace,
            schedule: RwSignal::new(Heavy::Running(0)),
            forecast: RwSignal::new(Heavy::Running(0)),
            state: StoredValue::new_local(State {
                link: Link::new(),
                project: None,
                revision: 0,
                asked: 0,
                asks: Vec::new(),
            }),
        };
        Effect::new(move || engine.follow());
        engine
    }

    /// When everything happens.
    pub fn schedule(self) -> Signal<Heavy<Arc<Timetable>>> {
        self.schedule.into()
    }

    /// How likely which date is.
    pub fn forecast(self) -> Signal<Heavy<Arc<Outlook>>> {
        self.forecast.into()
    }

    /// A place for one question at a time, for the life of the component that makes it.
    pub fn ask(self) -> Ask {
        Ask::new(self)
    }

    /// The records that a change of the open project would leave behind.
    pub fn entries_of(self, change: &Change) -> Vec<Entry> {
        self.workspace.entries_of(change)
    }

    /// Takes in what the project, or the day, has become.
    fn follow(self) {
        let Some(id) = self.workspace.open_id() else {
            return;
        };
        let today = self.workspace.today();
        let changed = self.workspace.take_changed();
        let mut is_new = false;
        self.state.update_value(|state| {
            is_new = state.project.as_ref() != Some(&id);
            state.project = Some(id);
            state.revision += 1;
            let (link, revision) = (&mut state.link, state.revision);
            link.follow(self.workspace, is_new, &changed, today, revision);
            if is_new {
                state.asks.clear();
            }
        });
        // Not in this run of effects: what is set here is read by others of it.
        link::soon(move || {
            if is_new {
                self.schedule.set(Heavy::Running(0));
                self.forecast.set(Heavy::Running(0));
            } else {
                self.schedule.update(Heavy::age);
                self.forecast.update(Heavy::age);
                self.age_answers();
            }
        });
        self.state.with_value(|state| state.link.run(self));
    }

    fn age_answers(self) {
        let asks = self.state.with_value(|state| state.asks.clone());
        for (_, answer) in asks {
            let _ = answer.try_update(|answer| {
                if let Some(answer) = answer {
                    answer.age();
                }
            });
        }
    }

    /// Asks a question whose answers go there; what was asked under this number before is dropped.
    fn put_question(
        self,
        before: Option<QuestionId>,
        question: Question,
        answers: Answers,
    ) -> QuestionId {
        self.drop_question(before);
        let mut id = 0;
        self.state.update_value(|state| {
            state.asked += 1;
            id = state.asked;
            state.asks.push((id, answers));
            state.link.ask(id, question);
        });
        self.state.with_value(|state| state.link.run(self));
        id
    }

    fn drop_question(self, id: Option<QuestionId>) {
        let Some(id) = id else { return };
        let _ = self.state.try_update_value(|state| {
            state.asks.retain(|(other, _)| *other != id);
            state.link.stop(id);
        });
    }

    /// Shows what was found, unless the project has changed since.
    fn hear(self, news: News) {
        let present = self.state.with_value(|state| state.revision);
        match news {
            News::Timetable(revision, timetable) if revision == present => {
                self.schedule.set(Heavy::Fresh(timetable));
            }
            News::Underway(revision, percent) if revision == present => {
                self.forecast.update(|forecast| forecast.get_to(percent));
            }
            News::Outlook(revision, outlook) if revision == present => {
                self.forecast.set(Heavy::Fresh(outlook));
            }
            News::Answer(id, answer, percent) => {
                let asks = self.state.with_value(|state| state.asks.clone());
                if let Some((_, to)) = asks.into_iter().find(|(other, _)| *other == id) {
                    let answer = Heavy::so_far(answer, percent);
                    let _ = to.try_set(Some(answer));
                }
            }
            News::Timetable(..) | News::Underway(..) | News::Outlook(..) => {}
        }
    }
}
