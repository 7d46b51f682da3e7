//! What moving, stretching or linking a bar would do: where the bar would lie, what is said of it,
//! and the change itself. Nothing is done here.

mod bar;
mod clock;
mod linking;
mod moving;
mod stretching;
#[cfg(test)]
mod tests;

pub use stretching::stretch_minutes;

use chrono::NaiveDate;

use self::bar::Bar;
use super::{Axis, Row, Sources, Span};
use crate::edit::{Change, Refusal};
use crate::forecast::Shift;
use crate::present::{forecast, words};
use crate::project::{Id, Task};

/// What a person is about to do with a bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Lets it start so many days later, or earlier.
    Move(i32),
    /// Makes it so many minutes of work longer, or shorter.
    Stretch(i32),
    /// Lets another task wait for it.
    Link(Id<Task>),
    /// Lets it wait no longer for another task.
    Unlink(Id<Task>),
}

/// What would come of it.
#[derive(Debug)]
pub struct Intent {
    /// Where the bar would lie; `None` where it has nothing to do with that.
    pub span: Option<Span>,
    /// What would be written down, and what the plan makes of it.
    pub said: String,
    /// The change, or why it makes no sense.
    pub change: Result<Change, Refusal>,
}

/// What an act on the bar of a row would do; `None` where there is no bar of a task.
#[must_use]
pub fn intent(sources: Sources<'_>, axis: &Axis, row: &Row, act: &Act) -> Option<Intent> {
    let bar = Bar::of(sources, axis, row)?;
    Some(match act {
        Act::Move(days) => bar.moved(*days),
        Act::Stretch(minutes) => bar.stretched(i64::from(*minutes)),
        Act::Link(to) => bar.linked(to),
        Act::Unlink(from) => bar.unlinked(from),
    })
}

/// How a change moves the day by which all is done four times out of five.
#[must_use]
pub fn priced(sources: Sources<'_>, shift: Shift, p80: NaiveDate) -> String {
    let day = words::date(p80, sources.today);
    match forecast::shift(sources.project, shift).as_str() {
        "no real difference" => format!("80 % date: stays {day}."),
        moved => format!("80 % date: {moved}, {day}."),
    }
}
