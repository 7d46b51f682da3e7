//! Where the engines run: at a desk on this page, in slices between which the page does what it has
//! to.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use lastmile::document::Touched;
use lastmile::engine::{Desk, Question, QuestionId, Revision, Step};
use lastmile::project::Today;
use wasm_bindgen_futures::spawn_local;

use super::Engine;
use crate::app::browser::{clock, idle};
use crate::app::workspace::Workspace;

/// Tasks leveled in one slice: a few milliseconds of work.
const SLICE: u32 = 3_000;

/// The way to the engines.
pub(super) struct Link {
    desk: Rc<RefCell<Desk>>,
    running: Rc<Cell<bool>>,
}

impl Link {
    pub(super) fn new() -> Self {
        Self {
            desk: Rc::new(RefCell::new(Desk::new(SLICE, clock::today()))),
            running: Rc::default(),
        }
    }

    /// Shows the engines what the open project has become.
    pub(super) fn follow(
        &mut self,
        workspace: Workspace,
        _is_new: bool,
        _changed: &Touched,
        today: Today,
        revision: Revision,
    ) {
        let project = workspace.peek(Clone::clone);
        self.desk.borrow_mut().look_at(project, today, revision);
    }

    pub(super) fn ask(&mut self, id: QuestionId, question: Question) {
        self.desk.borrow_mut().ask(id, question);
    }

    pub(super) fn stop(&mut self, id: QuestionId) {
        self.desk.borrow_mut().stop(id);
    }

    /// Sees to it that the desk is worked at until there is nothing left to do.
    pub(super) fn run(&self, engine: Engine) {
        if self.running.replace(true) {
            return;
        }
        let (desk, running) = (Rc::clone(&self.desk), Rc::clone(&self.running));
        spawn_local(async move {
            idle::idle().await;
            loop {
                let step = desk.borrow_mut().step();
                match step {
                    Step::Found(news) => engine.hear(news),
                    Step::Working => {}
                    Step::Idle => break,
                }
                idle::breathe().await;
            }
            running.set(false);
        });
    }
}

/// Does something right after what is going on.
pub(super) fn soon(act: impl FnOnce() + 'static) {
    spawn_local(async move { act() });
}
