//! What the engines are asked, and what they answer.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::forecast::{self, Dates, Difference, Forecast, Payment, ZonePoint};
use crate::project::{Fields, Id, Model, Moved, Project, Task};
use crate::schedule::{Buffer, Move, Proposal, Timetable};

/// Counts the states of a project that the engines were shown.
pub type Revision = u32;
/// Names a question, so that its answers can be told from others' and it can be stopped.
pub type QuestionId = u32;

/// One record of a project as it is from now on; without fields it does not exist (any more).
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its kind.
    pub kind: Arc<str>,
    /// Its id.
    pub id: Arc<str>,
    /// All its flat fields.
    pub fields: Option<Fields>,
}

impl Entry {
    /// Makes the record of the project be so. What cannot be read of it is left at its default: the
    /// document says what that was.
    pub fn make(&self, project: &mut Project) {
        project.put(&self.kind, &self.id, self.fields.as_ref());
    }
}

/// Something to be worked out about the project beside its dates and its forecast.
#[derive(Clone, Debug, PartialEq)]
pub enum Question {
    /// What each of these changes, made alone, would do to the dates.
    Prices {
        /// Each as the records it changes.
        changes: Vec<Vec<Entry>>,
        /// Runs of each simulation: 2,000 for figures that stay, a few hundred while something is
        /// dragged or for long lists.
        runs: u32,
    },
    /// What could be left out to keep the present 80 % date in spite of a change; to get back to
    /// the promised day if the change is none.
    PayFor(Vec<Entry>),
    /// Whether another order of the tasks ends earlier. Answered once, after the forecast.
    Improve {
        /// How many schedules are tried at most; fewer where there are thousands of tasks.
        schedules: u32,
    },
    /// What moved the 80 % date since the newest day record that kept its state. Answered once,
    /// after the forecast.
    Moved,
}

/// An answer, complete or as far as it is known.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// One price for each change, in their order; fewer while they are worked out.
    Prices(Vec<Price>),
    /// Sets of tasks that could be left out, the least value first.
    Payments {
        /// The sets found so far.
        found: Vec<Payment>,
        /// What leaving out a single task brings the 80 % date back by, in working minutes of the
        /// project; the most first.
        savings: Vec<(Id<Task>, f64)>,
        /// Whether there is anything to pay for.
        is_needed: bool,
    },
    /// A better order, if there is one that is worth the moves.
    Order(Option<Proposal>),
    /// How far each cause moved the date; `None` where no day has kept a state.
    Moved(Option<Moved>),
}

/// What a change would do.
#[derive(Clone, Debug, PartialEq)]
pub struct Price {
    /// The finish dates without it.
    pub before: Dates,
    /// The finish dates with it.
    pub after: Dates,
    /// The chance of the promised day without and with it; `None` where nothing is promised.
    pub on_time: [Option<f64>; 2],
    /// The difference, with how far it may be off.
    pub difference: Difference,
    /// The last day of the plan without and with it.
    pub finish: [Option<NaiveDate>; 2],
    /// The tasks that get other days, in the order of their new days.
    pub moves: Vec<Move>,
}

/// What the simulation says about a project.
#[derive(Clone, Debug, PartialEq)]
pub struct Outlook {
    /// Dates with their likelihood.
    pub forecast: Forecast,
    /// The buffers, a buffer by simulation included.
    pub buffer: Buffer,
    /// The zones of the fever chart for that buffer.
    pub zones: Vec<ZonePoint>,
    /// What stood in the way of a better forecast.
    pub problems: Vec<forecast::Problem>,
}

/// Something the engines have found.
#[derive(Clone, Debug, PartialEq)]
pub enum News {
    /// When everything happens.
    Timetable(Revision, Arc<Timetable>),
    /// How far the forecast is, in percent.
    Underway(Revision, u8),
    /// The forecast, and how far it is, in percent of its runs: what a part of them says before
    /// the others are made, and all of them at 100.
    Outlook(Revision, Arc<Outlook>, u8),
    /// An answer, and how far it is, in percent; it is complete at 100.
    Answer(QuestionId, Arc<Answer>, u8),
}
