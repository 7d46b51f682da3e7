//! The plan as a picture of time: rows with bars on an axis of days, and the links between them.
//!
//! Invariants:
//! - All places are in days since the axis begins, and in rows; whoever draws decides how large a
//!   day is. So a screen, a page of paper and a file show the same picture.
//! - Rows hold what is drawn for thousands of them; the words of a row are looked up when it comes
//!   into sight (see [`words_of`]).

mod axis;
mod better_order;
mod change;
mod draw;
mod links;
mod problems;
mod rhythm;
mod row_words;
mod rows;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::forecast::Forecast;
use crate::project::{Id, Milestone, Project, Task, Today};
use crate::schedule::{Buffer, Timetable};

pub use axis::{Axis, Tick, Zoom};
pub use better_order::{Moved, Offer, offer};
pub use change::{Act, Intent, intent, priced, stretch_minutes};
pub use draw::{axis_markup, escaped, lines_markup, load_markup, row_markup, under_markup};
pub use links::{Drawn, Line, LineKind, Strokes, drawn};
pub use problems::{Mend, Remark, heading, remarks};
pub use rhythm::{Mark, MarkKind};
pub use row_words::{RowWords, words_of};

/// How the rows are arranged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Arrange {
    /// As people arranged the tasks, subtasks below what they are part of.
    #[default]
    Outline,
    /// Without summary tasks, what starts first above.
    Start,
    /// By workstream, what starts first above.
    Workstream,
    /// By who does it; a task of several people stands under each of them.
    Person,
}

impl Arrange {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::Outline, Self::Start, Self::Workstream, Self::Person];

    /// Its name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Outline => "As in the audit",
            Self::Start => "By start",
            Self::Workstream => "By workstream",
            Self::Person => "By person",
        }
    }
}

/// Which tasks are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Show {
    /// What is still to be done.
    #[default]
    Open,
    /// What is done, too.
    All,
    /// What is on the critical chain.
    Chain,
}

impl Show {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Open, Self::Chain, Self::All];

    /// Its name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::Chain => "Critical chain",
            Self::All => "With finished",
        }
    }
}

/// What a person wants to see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// The order and the groups.
    pub arrange: Arrange,
    /// Which tasks.
    pub show: Show,
    /// The summary tasks (by id) and groups (by key) whose rows are hidden.
    pub folded: BTreeSet<String>,
}

/// What the picture is made from.
#[derive(Clone, Copy)]
pub struct Sources<'a> {
    /// What people wrote down.
    pub project: &'a Project,
    /// When everything happens.
    pub schedule: &'a Timetable,
    /// The buffers behind the chain and where others join it: the forecast's, else the schedule's.
    pub buffer: &'a Buffer,
    /// How sure that is; `None` while it is being worked out.
    pub forecast: Option<&'a Forecast>,
    /// The day it is looked at.
    pub today: Today,
}

/// What tells a row apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowKey {
    /// The end of the project.
    Finish,
    /// A milestone.
    Milestone(Id<Milestone>),
    /// Check-ins and messages.
    Rhythm,
    /// The head of a group, by what it is folded by.
    Group(String),
    /// A task, in the group with this key; empty without groups.
    Task(Id<Task>, String),
}

impl RowKey {
    /// What the row is folded by.
    #[must_use]
    pub fn fold(&self) -> &str {
        match self {
            Self::Finish | Self::Milestone(_) | Self::Rhythm => "",
            Self::Group(key) => key,
            Self::Task(id, _) => id.as_str(),
        }
    }

    /// The task it stands for.
    #[must_use]
    pub fn task(&self) -> Option<&Id<Task>> {
        match self {
            Self::Task(id, _) => Some(id),
            Self::Finish | Self::Milestone(_) | Self::Rhythm | Self::Group(_) => None,
        }
    }
}

/// A stretch of time, in days since the axis begins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// Where it begins.
    pub from: f64,
    /// Where it ends; not before it begins.
    pub to: f64,
}

impl Span {
    /// How long it is, in days.
    #[must_use]
    pub fn length(self) -> f64 {
        self.to - self.from
    }

    fn union(self, other: Self) -> Self {
        Self {
            from: self.from.min(other.from),
            to: self.to.max(other.to),
        }
    }
}

/// What a row is the row of, as far as it is drawn differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The whole project with its buffer.
    Finish,
    /// A point that is reached.
    Milestone,
    /// What is planned beside the work.
    Rhythm,
    /// The head of a group.
    Group,
    /// A task with subtasks.
    Summary,
    /// A task nobody has begun.
    Todo,
    /// A task someone is on.
    Doing,
    /// A task that is done.
    Done,
}

/// One row of the picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What it is the row of.
    pub key: RowKey,
    /// How it is drawn.
    pub form: Form,
    /// How deep it stands below others.
    pub depth: usize,
    /// For a row that has others below it: whether they are shown.
    pub unfolded: Option<bool>,
    /// Its bar; `None` where no day is known.
    pub span: Option<Span>,
    /// The share of its work that is done, 0 to 1.
    pub progress: f64,
    /// Whether it is on the critical chain.
    pub on_chain: bool,
    /// Whether it is planned to miss its due date.
    pub is_late: bool,
    /// Whether something keeps it from going on.
    pub is_blocked: bool,
    /// The end of the day it is promised for.
    pub due: Option<f64>,
    /// By when it is done four times out of five.
    pub p80: Option<f64>,
    /// When it was planned when the baseline was taken.
    pub baseline: Option<Span>,
    /// The buffer behind it.
    pub buffer: Option<Span>,
    /// The check-ins and messages on it.
    pub marks: Vec<Mark>,
}

/// The whole picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline {
    /// The days it spans.
    pub axis: Axis,
    /// The rows from top to bottom.
    pub rows: Vec<Row>,
    /// The links between bars that are both there, in the order of the rows they begin at.
    pub lines: Vec<Line>,
}

/// The axis of a project in which nothing happens.
impl Default for Timeline {
    fn default() -> Self {
        Self {
            axis: Axis::of(NaiveDate::default(), NaiveDate::default(), None),
            rows: Vec::new(),
            lines: Vec::new(),
        }
    }
}

/// Draws up the picture.
#[must_use]
pub fn timeline(sources: Sources<'_>, asked: &Asked) -> Timeline {
    rows::timeline(sources, asked)
}
