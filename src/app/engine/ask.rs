//! Asking "what if", one question at a time.

use std::sync::Arc;

use lastmile::edit::Change;
use lastmile::engine::{Answer, Question, QuestionId};
use leptos::prelude::*;

use super::{Engine, Heavy};

/// Runs behind a price that is shown while something is dragged or chosen.
pub const RUNS_OF_A_PREVIEW: u32 = 600;
/// Schedules that are tried for a better order.
const SCHEDULES: u32 = 20_000;

/// A place for one question at a time. A new question drops the one before; the component that made
/// the place takes it along when it goes. When the project changes, the question is asked again of
/// what it has become.
#[derive(Clone, Copy)]
pub struct Ask {
    engine: Engine,
    present: StoredValue<Option<QuestionId>>,
    answer: RwSignal<Option<Heavy<Arc<Answer>>>>,
}

impl Ask {
    pub(super) fn new(engine: Engine) -> Self {
        let present = StoredValue::new(None);
        let ask = Self {
            engine,
            present,
            answer: RwSignal::new(None),
        };
        on_cleanup(move || engine.drop_question(present.try_get_value().flatten()));
        ask
    }

    /// The answer; `None` while nothing is asked.
    pub fn answer(self) -> Signal<Option<Heavy<Arc<Answer>>>> {
        self.answer.into()
    }

    /// What a change would do to the dates, by few runs, soon: an [`Answer::Prices`] of one.
    pub fn price(self, change: &Change) {
        self.price_each(std::slice::from_ref(change), RUNS_OF_A_PREVIEW);
    }

    /// What each of these changes alone would do to the dates, by so many runs (2,000 for figures
    /// that stay): an [`Answer::Prices`] that grows.
    pub fn price_each(self, changes: &[Change], runs: u32) {
        let changes = changes.iter().map(|it| self.engine.entries_of(it));
        let changes = changes.collect();
        self.put(Question::Prices { changes, runs });
    }

    /// What could be left out to keep the 80 % date in spite of a change, or with an empty change
    /// to get to the promised day: [`Answer::Payments`] that grow.
    pub fn pay_for(self, change: &Change) {
        self.put(Question::PayFor(self.engine.entries_of(change)));
    }

    /// Whether another order of the tasks ends earlier: an [`Answer::Order`].
    pub fn improve(self) {
        self.put(Question::Improve {
            schedules: SCHEDULES,
        });
    }

    /// What moved the 80 % date since the newest day record that kept its state: an
    /// [`Answer::Moved`].
    pub fn moved(self) {
        self.put(Question::Moved);
    }

    /// No more of the answer is wanted: what there is of it stays until the project changes.
    pub fn rest(self) {
        if let Some(id) = self.present.get_value() {
            self.engine.rest_question(id);
        }
        self.answer.update(|answer| {
            if let Some(answer) = answer {
                answer.rest(true);
            }
            // An older one that nothing follows is none.
            answer.take_if(|answer| answer.goes_on());
        });
    }

    /// Asks nothing any more.
    pub fn stop(self) {
        self.engine.drop_question(self.present.get_value());
        self.present.set_value(None);
        self.answer.set(None);
    }

    fn put(self, question: Question) {
        let before = self.present.get_value();
        self.answer.update(|answer| match answer {
            Some(answer) => answer.age(),
            None => *answer = Some(Heavy::Running(0)),
        });
        let id = self.engine.put_question(before, question, self.answer);
        self.present.set_value(Some(id));
    }
}
