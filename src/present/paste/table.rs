//! A pasted table: its columns, what they are guessed to mean, and its tasks.

use std::collections::BTreeMap;

use super::cells::{self, DayOrder};
use super::{MOST_LINES, Origin, Preview, shorten};
use crate::edit::task::{Draft, PredecessorRef};
use crate::present::quick_add::{Match, Names};
use crate::project::{Blocker, BlockerKind, Party, Task, fold};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// The title; indented ones are subtasks.
    Title,
    /// The notes.
    Notes,
    /// Who does it, several with commas between them.
    Owner,
    /// Must, should, nice; also high, medium, low.
    Priority,
    /// The estimate; a bare number is hours.
    EstimateHours,
    /// The estimate; a bare number is days.
    EstimateDays,
    /// The due date.
    Due,
    /// The status.
    Status,
    /// Labels, with commas between them.
    Labels,
    /// The workstream.
    Workstream,
    /// The deliverable.
    Deliverable,
    /// What it waits for: titles, or row numbers.
    Predecessor,
    /// Whom it waits for.
    BlockedBy,
    /// Nothing that is kept.
    Ignore,
}

impl Column {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 14] = [
        Self::Title,
        Self::Notes,
        Self::Owner,
        Self::Priority,
        Self::EstimateHours,
        Self::EstimateDays,
        Self::Due,
        Self::Status,
        Self::Labels,
        Self::Workstream,
        Self::Deliverable,
        Self::Predecessor,
        Self::BlockedBy,
        Self::Ignore,
    ];

    /// Its name on the screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Title => "Title",
            Self::Notes => "Notes",
            Self::Owner => "Owner",
            Self::Priority => "Priority",
            Self::EstimateHours => "Estimate (hours)",
            Self::EstimateDays => "Estimate (days)",
            Self::Due => "Due",
            Self::Status => "Status",
            Self::Labels => "Labels",
            Self::Workstream => "Workstream",
            Self::Deliverable => "Deliverable",
            Self::Predecessor => "Comes after",
            Self::BlockedBy => "Waiting for",
            Self::Ignore => "Leave out",
        }
    }
}

/// A pasted table, with the mapping to begin with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The names of the columns; empty when its first row is a task already.
    pub header: Vec<String>,
    /// The rows, each with its line in the text.
    pub rows: Vec<(usize, Vec<String>)>,
    /// What each column is guessed to hold, for as many columns as the widest row has. No two
    /// columns are guessed the same, [`Column::Ignore`] and [`Column::Labels`] aside.
    pub mapping: Vec<Column>,
}

/// Splits a text into columns and guesses what they hold: by their names in the first row, else by
/// what they look like.
#[must_use]
pub fn table(text: &str, separator: char, names: &Names) -> Table {
    let mut rows = split(text, separator, MOST_LINES);
    let width = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
    let first_row = rows.first().map(|(_, cells)| {
        cells
            .iter()
            .map(|cell| cells::column_named(cell))
            .collect::<Vec<_>>()
    });
    // A heading for the title, or two for anything, is no task.
    let first_row = first_row.filter(|columns| {
        columns.contains(&Some(Column::Title)) || columns.iter().flatten().count() > 1
    });
    let header = match &first_row {
        Some(_) => rows.remove(0).1,
        None => Vec::new(),
    };
    let mut mapping: Vec<Column> = Vec::with_capacity(width);
    for at in 0..width {
        let by_name = first_row
            .as_ref()
            .and_then(|first_row| first_row.get(at).copied().flatten());
        let guess = by_name.unwrap_or_else(|| match first_row {
            Some(_) => Column::Ignore,
            None => looks_like(&rows, at, names),
        });
        let again = mapping.contains(&guess) && guess != Column::Labels;
        mapping.push(if again { Column::Ignore } else { guess });
    }
    if !mapping.contains(&Column::Title)
        && let Some(column) = mapping
            .iter_mut()
            .find(|column| matches!(column, Column::Ignore | Column::Notes | Column::Labels))
    {
        *column = Column::Title;
    }
    Table {
        header,
        rows,
        mapping,
    }
}

/// What the first cells of a column look like.
fn looks_like(rows: &[(usize, Vec<String>)], at: usize, names: &Names) -> Column {
    let cells = rows.iter().filter_map(|(_, cells)| cells.get(at));
    let sample: Vec<&str> = cells
        .map(|cell| cell.trim())
        .filter(|it| !it.is_empty())
        .take(30)
        .collect();
    let mostly = |is: &dyn Fn(&str) -> bool| {
        !sample.is_empty() && sample.iter().filter(|cell| is(cell)).count() * 10 >= sample.len() * 8
    };
    let order = DayOrder::of(sample.iter().copied());
    if mostly(&|cell| cells::priority(cell).is_some()) {
        Column::Priority
    } else if mostly(&|cell| cells::status(cell).is_some()) {
        Column::Status
    } else if mostly(&|cell| cells::day(cell, order, names).is_some()) {
        Column::Due
    } else if mostly(&|cell| cells::estimate(cell, names, 60).is_some()) {
        Column::EstimateHours
    } else if mostly(&|cell| matches!(names.person(cell), Match::One(..))) {
        Column::Owner
    } else if sample.iter().map(|cell| cell.len()).sum::<usize>() > sample.len() * 120 {
        Column::Notes
    } else if at == 0 || mostly(&|cell| cell.contains(' ')) {
        Column::Title
    } else {
        Column::Ignore
    }
}

impl Table {
    /// The tasks of the table under a mapping (see [`Table::mapping`]; columns beyond it are left
    /// out). Rows without a title are skipped.
    #[must_use]
    pub fn preview(&self, mapping: &[Column], names: &Names) -> Preview {
        let mut preview = Preview::default();
        let orders: Vec<DayOrder> = (0..mapping.len())
            .map(|at| {
                DayOrder::of(
                    self.rows
                        .iter()
                        .filter_map(|(_, cells)| cells.get(at).map(String::as_str)),
                )
            })
            .collect();
        // Row numbers and titles, for what comes after what.
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        let mut waiting: Vec<(usize, &str)> = Vec::new();
        for (number, (line, cells)) in self.rows.iter().enumerate() {
            let mut draft = Draft::default();
            let mut origin = Origin {
                line: *line,
                ..Origin::default()
            };
            let mut after = "";
            for ((cell, column), order) in cells.iter().zip(mapping).zip(&orders) {
                if *column == Column::Predecessor {
                    after = cell;
                } else if !cell.trim().is_empty() {
                    read_cell(&mut draft, &mut origin, *column, cell, *order, names);
                }
            }
            if draft.task.title.is_empty() {
                if cells.iter().any(|cell| !cell.trim().is_empty()) {
                    preview.skipped.push((*line, "It has no title.".to_owned()));
                }
                continue;
            }
            let at = preview.drafts.len();
            places.entry((number + 1).to_string()).or_insert(at);
            places.insert(fold(&draft.task.title), at);
            if !after.trim().is_empty() {
                waiting.push((at, after));
            }
            shorten(&mut draft, &mut origin);
            preview.drafts.push(draft);
            preview.origins.push(origin);
        }
        for (at, after) in waiting {
            link(&mut preview, at, after, &places, names);
        }
        preview
    }
}

/// Links a row with what its cell names: rows by number or title, tasks of the project by title.
fn link(
    preview: &mut Preview,
    at: usize,
    cell: &str,
    places: &BTreeMap<String, usize>,
    names: &Names,
) {
    let (Some(draft), Some(origin)) = (preview.drafts.get_mut(at), preview.origins.get_mut(at))
    else {
        return;
    };
    let whole = fold(cell);
    let parts: Vec<&str> = if places.contains_key(&whole) {
        vec![cell]
    } else {
        cell.split([',', ';', '|']).collect()
    };
    for part in parts
        .into_iter()
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        match (places.get(&fold(part)), names.task(part)) {
            (Some(place), _) if *place == at => {}
            (Some(place), _) => draft.predecessors.push(PredecessorRef::Draft(*place)),
            (None, Match::One(id, _)) => draft.predecessors.push(PredecessorRef::Task(id)),
            (None, Match::Several(_) | Match::Nothing) => {
                origin
                    .unclear
                    .push(format!("There is no task called “{part}”."));
            }
        }
    }
}

fn read_cell(
    draft: &mut Draft,
    origin: &mut Origin,
    column: Column,
    cell: &str,
    order: DayOrder,
    names: &Names,
) {
    let text = cell.trim();
    let mut unclear = |what: &str| origin.unclear.push(format!("“{text}” is no {what}."));
    match column {
        Column::Title => {
            draft.depth = cell.len() - cell.trim_start().len();
            draft.task.title = text.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        Column::Notes => text.clone_into(&mut draft.task.notes),
        Column::Owner => {
            for name in cells::several(text) {
                match names.person(name).or_new(name) {
                    Some(person) => draft.assignees.push(person),
                    None => unclear("one person’s name"),
                }
            }
        }
        Column::Priority => match cells::priority(text) {
            Some(priority) => draft.task.priority = Some(priority),
            None => unclear("priority"),
        },
        Column::EstimateHours | Column::EstimateDays => {
            let bare = if column == Column::EstimateDays {
                names.day_minutes
            } else {
                60
            };
            match cells::estimate(text, names, bare) {
                Some(estimate) => draft.task.estimate = Some(estimate),
                None => unclear("estimate"),
            }
        }
        Column::Due => match cells::day(text, order, names) {
            Some(day) => draft.task.due = Some(day),
            None => unclear("day that can be read one way only"),
        },
        Column::Status => match cells::status(text) {
            Some(status) => draft.task.status = status,
            None => unclear("status"),
        },
        Column::Labels => {
            let labels = cells::several(text).map(|label| label.trim_start_matches('#').trim());
            let labels = labels.filter(|label| !label.is_empty()).map(str::to_owned);
            draft.task.labels.extend(labels);
        }
        Column::Workstream => draft.workstream = names.workstream(text).or_new(text),
        Column::Deliverable => draft.deliverable = names.deliverable(text).or_new(text),
        Column::BlockedBy => block(&mut draft.task, text, names),
        Column::Predecessor | Column::Ignore => {}
    }
}

fn block(task: &mut Task, text: &str, names: &Names) {
    let waiting_on = match fold(text).as_str() {
        "no" | "none" | "-" | "–" | "false" | "0" => return,
        "yes" | "x" | "true" | "blocked" | "1" => None,
        _ => Some(match names.party(text) {
            Match::One(party, _) => party,
            Match::Several(_) | Match::Nothing => Party::Named(text.to_owned()),
        }),
    };
    task.blocker = Some(Blocker {
        kind: BlockerKind::Other,
        waiting_on,
        since: None,
        note: String::new(),
    });
}

/// The rows of a text and the lines they begin at; blank lines are left out. A cell in quotation
/// marks may hold separators and line breaks.
pub(super) fn split(text: &str, separator: char, most: usize) -> Vec<(usize, Vec<String>)> {
    let separator = u8::try_from(separator).unwrap_or(b',');
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let records = reader.records().map_while(Result::ok).take(most);
    let rows = records.map(|record| {
        let line = record.position().map_or(0, csv::Position::line);
        let cells = record
            .iter()
            .map(|cell| cell.trim_end().to_owned())
            .collect::<Vec<_>>();
        (usize::try_from(line).unwrap_or(usize::MAX), cells)
    });
    rows.filter(|(_, cells)| cells.iter().any(|cell| !cell.is_empty()))
        .collect()
}
