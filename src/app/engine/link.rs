//! The way to the engines, which run in a thread of their own (`src/worker.rs`): they get the records
//! that have changed, and send back what they find.

use lastmile::document::Touched;
use lastmile::engine::{Ask, BUILD, Question, QuestionId, Revision};
use lastmile::project::Today;

use crate::app::browser::worker::{Said, Thread};
use crate::app::workspace::Workspace;

/// The script that starts the thread, beside the page; by its build, so that no older one is taken
/// from the browser's cache.
const SCRIPT: &str = "./engine_loader.js?";
/// Records sent at once: more would keep the page from its work.
const BATCH: usize = 400;

/// The way to the engines.
pub(super) struct Link {
    thread: Option<Thread>,
    /// Whether the thread has said that it is there: what is sent before is lost.
    is_open: bool,
    /// Whether the engines are to forget what they know first.
    forgets: bool,
    /// The records the engines have not seen in their present state.
    unsent: Touched,
    /// The state they make together, until the engines know it.
    state: Option<(Today, Revision)>,
    /// What is asked once they do.
    held: Vec<Ask>,
}

/// What came from the engines.
pub(super) enum Heard {
    /// They are there.
    Ready,
    /// Something was found: news as bytes.
    News(Vec<u8>),
    /// They are of another build than the page.
    Foreign,
    /// They are gone.
    Gone,
}

impl Link {
    /// Starts the thread.
    pub(super) fn start(hear: impl Fn(Heard) + Clone + 'static) -> Self {
        let thread = Thread::start(&format!("{SCRIPT}{BUILD}"), move |said| match said {
            Said::Text(build) if build == BUILD => hear(Heard::Ready),
            Said::Text(_) => hear(Heard::Foreign),
            Said::Bytes(bytes) => hear(Heard::News(bytes)),
            Said::Failed => hear(Heard::Gone),
        });
        Self {
            thread,
            ..Self::none()
        }
    }

    /// No way yet.
    pub(super) fn none() -> Self {
        Self {
            thread: None,
            is_open: false,
            forgets: false,
            unsent: Touched::new(),
            state: None,
            held: Vec::new(),
        }
    }

    /// Whether no thread was started yet, or none could be.
    pub(super) fn is_none(&self) -> bool {
        self.thread.is_none()
    }

    /// Whether the thread has said that it is there.
    pub(super) fn is_open(&self) -> bool {
        self.is_open
    }

    /// The thread is there.
    pub(super) fn open(&mut self) {
        self.is_open = true;
    }

    /// Notes what has become of the open project; all of it if the engines do not know it yet.
    pub(super) fn follow(
        &mut self,
        is_new: bool,
        mut changed: Touched,
        today: Today,
        revision: Revision,
    ) {
        if is_new {
            self.forgets = true;
            self.unsent.clear();
            self.held.clear();
        }
        // What rests goes on when the project changes.
        self.held.retain(|ask| !matches!(ask, Ask::Rest(_)));
        self.unsent.append(&mut changed);
        self.state = Some((today, revision));
    }

    pub(super) fn ask(&mut self, id: QuestionId, question: Question) {
        self.held.push(Ask::Question(id, question));
    }

    pub(super) fn stop(&mut self, id: QuestionId) {
        self.held.push(Ask::Stop(id));
    }

    pub(super) fn rest(&mut self, rests: bool) {
        self.held.push(Ask::Rest(rests));
    }

    /// Sends the next batch of what is to be sent; whether there is more.
    pub(super) fn send(&mut self, workspace: Workspace) -> bool {
        let Some(thread) = self.thread.as_ref().filter(|_| self.is_open) else {
            return false;
        };
        if std::mem::take(&mut self.forgets) {
            thread.post(&Ask::Forget.encode());
        }
        if !self.unsent.is_empty() || self.state.is_some() {
            let mut keys = Vec::new();
            while keys.len() < BATCH
                && let Some(key) = self.unsent.pop_first()
            {
                keys.push(key);
            }
            let is_more = !self.unsent.is_empty();
            let state = if is_more { None } else { self.state.take() };
            thread.post(&Ask::Entries(workspace.entries(&keys), state).encode());
            if is_more {
                return true;
            }
        }
        for ask in self.held.drain(..) {
            thread.post(&ask.encode());
        }
        false
    }
}
