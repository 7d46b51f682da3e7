//! What takes longer than a key may, for every place that shows it: dates, forecast, and answers to
//! "what if". The page never waits for any of it.
//!
//! [`Engine::schedule`] and [`Engine::forecast`] follow the open project by themselves. Everything
//! else is asked with an [`Ask`].

mod ask;
mod heavy;
mod link;
pub mod prices;

pub use ask::{Ask, RUNS_OF_A_PREVIEW};
pub use heavy::Heavy;

use std::collections::VecDeque;
use std::sync::Arc;

use lastmile::edit::Change;
use lastmile::engine::{Answer, Entry, News, Outlook, Question, QuestionId, Revision};
use lastmile::project::{Id, Project};
use lastmile::schedule::Timetable;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use self::link::{Heard, Link};
use super::browser::{idle, page};
use super::chunks;
use super::workspace::Workspace;

/// A handle on the engines; copies are the same engines.
#[derive(Clone, Copy)]
pub struct Engine {
    workspace: Workspace,
    schedule: RwSignal<Heavy<Arc<Timetable>>>,
    forecast: RwSignal<Heavy<Arc<Outlook>>>,
    trouble: RwSignal<Option<Trouble>>,
    state: StoredValue<State, LocalStorage>,
}

/// Where the answers to a question go.
type Answers = RwSignal<Option<Heavy<Arc<Answer>>>>;

/// Why nothing is worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The engines do not start, or break down each time.
    DoNotRun,
    /// They are of another version than the page.
    OtherVersion,
}

impl Trouble {
    /// What is to be said about it.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::DoNotRun => {
                "The part of Lastmile that works out dates does not run in this browser. Your \
                 work is safe; reload the page to try again."
            }
            Self::OtherVersion => {
                "This page is of another version than the part of Lastmile that works out dates. \
                 Reload the page."
            }
        }
    }
}

struct State {
    link: Link,
    /// How often the engines broke down since they last found something.
    failures: u8,
    /// Whether batches are being sent.
    sends: bool,
    /// The project that is looked at.
    project: Option<Id<Project>>,
    /// Counts its states; never goes back.
    revision: Revision,
    /// Whether no more runs of its forecast are wanted than are made.
    rests: bool,
    /// Large news, in the order they came in.
    unread: VecDeque<Vec<u8>>,
    asked: QuestionId,
    /// Where the answers to open questions go.
    asks: Vec<(QuestionId, Answers)>,
}

/// The engines get this long to say that they are there.
const PATIENCE_MS: u32 = 20_000;
/// News of so many bytes are read when nothing moves on the page: reading them, and drawing what
/// they say, takes longer than a frame.
const LARGE: usize = 200_000;
/// After so many failures in a row they are not started again.
const FAILURES: u8 = 3;

impl Engine {
    /// Follows the open project from the moment there is one: before that, neither the engines nor
    /// what talks with them is loaded.
    pub fn start(workspace: Workspace) -> Self {
        let engine = Self {
            workspace,
            schedule: RwSignal::new(Heavy::Running(0)),
            forecast: RwSignal::new(Heavy::Running(0)),
            trouble: RwSignal::new(None),
            state: StoredValue::new_local(State {
                link: Link::none(),
                failures: 0,
                sends: false,
                project: None,
                revision: 0,
                rests: false,
                unread: VecDeque::new(),
                asked: 0,
                asks: Vec::new(),
            }),
        };
        let is_open = Memo::new(move |_| workspace.open_id().is_some());
        let owner = Owner::current();
        Effect::new(move |begun: Option<bool>| {
            let begins = is_open.get() && begun != Some(true);
            if begins {
                let scope = owner.clone();
                spawn_local(async move {
                    if chunks::begin_following(engine, scope).await.is_err() {
                        engine.trouble.set(Some(Trouble::DoNotRun));
                    }
                });
            }
            begins || begun == Some(true)
        });
        engine
    }

    /// Follows the open project from now on.
    pub fn begin(self) {
        Effect::new(move || self.follow());
    }

    /// The project that is followed.
    pub fn workspace(self) -> Workspace {
        self.workspace
    }

    /// Why nothing is worked out; `None` as long as all is well.
    pub fn trouble(self) -> Signal<Option<Trouble>> {
        self.trouble.into()
    }

    /// Starts the engines, in place of those there were.
    fn connect(self) {
        let link = Link::start(move |heard| self.hear(heard));
        self.state.update_value(|state| state.link = link);
        page::after(PATIENCE_MS, move || {
            let silent = self.state.with_value(|state| !state.link.is_open());
            if silent {
                self.trouble.set(Some(Trouble::DoNotRun));
            }
        });
    }

    /// When everything happens.
    pub fn schedule(self) -> Signal<Heavy<Arc<Timetable>>> {
        self.schedule.into()
    }

    /// How likely which date is.
    pub fn forecast(self) -> Signal<Heavy<Arc<Outlook>>> {
        self.forecast.into()
    }

    /// Lets the forecast rest at the runs that are made, or go on. It goes on by itself when the
    /// project changes.
    pub fn rest(self, rests: bool) {
        self.state.update_value(|state| {
            state.rests = rests;
            state.link.rest(rests);
        });
        self.send();
        self.forecast.update(|forecast| forecast.rest(rests));
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
        if self.state.with_value(|state| state.link.is_none()) {
            self.connect();
        }
        let today = self.workspace.today();
        let mut changed = self.workspace.take_changed();
        let mut is_new = false;
        self.state.update_value(|state| {
            is_new = state.project.as_ref() != Some(&id);
            if is_new {
                changed = self.workspace.all_records();
                state.asks.clear();
            }
            state.project = Some(id);
            state.revision += 1;
            state.rests = false;
            state.link.follow(is_new, changed, today, state.revision);
        });
        self.send();
        // Not in this run of effects: what is set here is read by others of it.
        page::after(0, move || self.age(is_new));
    }

    /// What is shown belongs to a state of the project that is over.
    fn age(self, is_new: bool) {
        if is_new {
            self.schedule.set(Heavy::Running(0));
            self.forecast.set(Heavy::Running(0));
            return;
        }
        self.schedule.update(Heavy::age);
        self.forecast.update(Heavy::age);
        self.age_answers();
    }

    /// Sends what is to be sent, the page having its turn between two batches.
    fn send(self) {
        let mut goes_on = false;
        self.state.update_value(|state| {
            goes_on = !state.sends && state.link.send(self.workspace);
            state.sends |= goes_on;
        });
        if !goes_on {
            return;
        }
        spawn_local(async move {
            while goes_on {
                idle::breathe().await;
                self.state.update_value(|state| {
                    goes_on = state.link.send(self.workspace);
                    state.sends = goes_on;
                });
            }
        });
    }

    fn age_answers(self) {
        let asks = self.state.with_value(|state| state.asks.clone());
        for (_, answer) in asks {
            let _ = answer.try_update(|answer| match answer {
                // Nobody works on it any more.
                Some(Heavy::Resting(..)) => *answer = None,
                Some(answer) => answer.age(),
                None => {}
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
        self.send();
        id
    }

    fn drop_question(self, id: Option<QuestionId>) {
        let Some(id) = id else { return };
        let _ = self.state.try_update_value(|state| {
            state.asks.retain(|(other, _)| *other != id);
            state.link.stop(id);
        });
        self.send();
    }

    /// No more of an answer is wanted; what there is stays until the project changes.
    fn rest_question(self, id: QuestionId) {
        let _ = self.state.try_update_value(|state| state.link.stop(id));
        self.send();
    }

    fn hear(self, heard: Heard) {
        match heard {
            Heard::Ready => {
                self.state.update_value(|state| state.link.open());
                self.trouble.set(None);
                self.send();
            }
            Heard::News(bytes) if bytes.len() < LARGE => self.read(&bytes),
            Heard::News(bytes) => self.read_later(bytes),
            Heard::Foreign => self.trouble.set(Some(Trouble::OtherVersion)),
            Heard::Gone => self.restart(),
        }
    }

    /// Reads large news once nothing moves on the page, the first to come first.
    fn read_later(self, bytes: Vec<u8>) {
        let mut is_first = false;
        self.state.update_value(|state| {
            is_first = state.unread.is_empty();
            state.unread.push_back(bytes);
        });
        if !is_first {
            return;
        }
        spawn_local(async move {
            // What is being read keeps its place, so that nobody else begins to read.
            let first = || {
                let taken = |state: &mut State| state.unread.front_mut().map(std::mem::take);
                self.state.try_update_value(taken).flatten()
            };
            while let Some(bytes) = first() {
                idle::still().await;
                self.read(&bytes);
                self.state.update_value(|state| {
                    state.unread.pop_front();
                });
            }
        });
    }

    /// Starts the engines again after they broke down, and shows them all they had.
    fn restart(self) {
        let mut goes_on = false;
        self.state.update_value(|state| {
            state.failures += 1;
            goes_on = state.failures < FAILURES;
            // Everything is new to new engines.
            state.project = None;
        });
        if goes_on {
            self.connect();
            untrack(|| self.follow());
        } else {
            self.trouble.set(Some(Trouble::DoNotRun));
        }
    }

    /// Reads what was found, unless the project has changed since.
    fn read(self, bytes: &[u8]) {
        let mut present = 0;
        self.state.update_value(|state| {
            present = state.revision;
            state.failures = 0;
        });
        let is_over = News::revision(bytes).is_some_and(|of| of != present);
        if !is_over && let Some(news) = News::decode(bytes) {
            self.show(news);
        }
    }

    fn show(self, news: News) {
        match news {
            News::Timetable(_, timetable) => self.schedule.set(Heavy::Fresh(timetable)),
            News::Underway(_, percent) => {
                self.forecast.update(|forecast| forecast.get_to(percent));
            }
            News::Outlook(_, outlook, percent) => {
                let mut found = Heavy::so_far(outlook, percent);
                found.rest(self.state.with_value(|state| state.rests));
                self.forecast.set(found);
            }
            News::Answer(id, answer, percent) => {
                let asks = self.state.with_value(|state| state.asks.clone());
                if let Some((_, to)) = asks.into_iter().find(|(other, _)| *other == id) {
                    let _ = to.try_update(|before| {
                        let rests = matches!(before, Some(Heavy::Resting(..)));
                        let mut answer = Heavy::so_far(answer, percent);
                        answer.rest(rests);
                        *before = Some(answer);
                    });
                }
            }
        }
    }
}
