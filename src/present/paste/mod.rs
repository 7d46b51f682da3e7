//! A pasted text as tasks: a list with subtasks, or a table whose columns are mapped.
//!
//! Reading makes a [`Preview`]; nothing is added before the person has seen it. Its drafts become
//! tasks in one change: see [`crate::edit::task::add_drafts`].

mod cells;
mod lines;
mod said;
mod table;

pub use lines::{Headings, lines};
pub use table::{Column, Table, table};

use super::quick_add::{QuickAdd, Reading};
use crate::edit::task::Draft;
use crate::project::limits::{TASKS, TITLE_CHARS};

/// Lines beyond these are not read: [`crate::edit::task::add_drafts`] refuses so many anyway.
const MOST_LINES: usize = 2 * TASKS;

/// What a pasted text would become.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Preview {
    /// The tasks, in the order of the text.
    pub drafts: Vec<Draft>,
    /// For each of them where it comes from and what to know about it.
    pub origins: Vec<Origin>,
    /// Lines no task comes from, with the reason; blank lines and headings aside.
    pub skipped: Vec<(usize, String)>,
}

/// Where a draft comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The line in the text, from 1.
    pub line: usize,
    /// What is made along with it: `“Zoe” is added and does it`.
    pub creates: Vec<String>,
    /// What was not understood, in sentences.
    pub unclear: Vec<String>,
}

impl Preview {
    /// How many of the tasks hold something that was not understood.
    #[must_use]
    pub fn unclear(&self) -> usize {
        let unclear = self
            .origins
            .iter()
            .filter(|origin| !origin.unclear.is_empty());
        unclear.count()
    }

    fn push(&mut self, line: usize, depth: usize, read: QuickAdd, raw: &str) {
        let mut origin = Origin {
            line,
            ..Origin::default()
        };
        for token in read.tokens {
            match token.reading {
                Reading::Understood => {}
                Reading::Creates => origin.creates.push(token.sentence),
                Reading::Unclear => origin.unclear.push(token.sentence),
            }
        }
        let mut draft = read.draft;
        draft.depth = depth;
        if draft.task.title.is_empty() {
            raw.clone_into(&mut draft.task.title);
        }
        shorten(&mut draft, &mut origin);
        self.drafts.push(draft);
        self.origins.push(origin);
    }
}

/// A title that is too long goes to the notes in full, so that one long line does not keep all the
/// others out and nothing of it is lost.
fn shorten(draft: &mut Draft, origin: &mut Origin) {
    if draft.task.title.chars().count() <= TITLE_CHARS {
        return;
    }
    let full = std::mem::take(&mut draft.task.title);
    draft.task.title = full.chars().take(TITLE_CHARS / 5).collect();
    draft.task.title.push('…');
    let rest = std::mem::take(&mut draft.task.notes);
    draft.task.notes = if rest.is_empty() {
        full
    } else {
        format!("{full}\n\n{rest}")
    };
    let sentence = "The title is too long; all of it is in the notes.";
    origin.unclear.push(sentence.to_owned());
}

/// How a pasted text is best read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A line for each task.
    Lines,
    /// Columns, separated by this.
    Columns(char),
}

/// Guesses how a text is best read: as columns where its lines hold the same number of tabs,
/// semicolons or commas (of commas at least two, since people use them in sentences too).
#[must_use]
pub fn form(text: &str) -> Form {
    let sample: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .take(30)
        .collect();
    let is_list = sample
        .iter()
        .any(|line| lines::is_marked(line.trim_start()));
    for (separator, least) in [('\t', 1), (';', 1), (',', 2)] {
        let table = table::split(&sample.join("\n"), separator, 30);
        let Some((_, first)) = table.first().filter(|(_, cells)| cells.len() > least) else {
            continue;
        };
        let same = table
            .iter()
            .filter(|(_, cells)| cells.len() == first.len())
            .count();
        let starts_filled = table
            .iter()
            .all(|(_, cells)| cells.first().is_some_and(|it| !it.is_empty()));
        let enough = table.len() > 1 || separator == '\t';
        if enough
            && same * 10 >= table.len() * 9
            && (separator == '\t' && starts_filled || !is_list)
        {
            return Form::Columns(separator);
        }
    }
    Form::Lines
}

#[cfg(test)]
mod tests;
