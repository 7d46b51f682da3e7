//! A pasted list: indentation, bullets, numbers, boxes and headings.

use std::collections::BTreeMap;

use super::{MOST_LINES, Preview};
use crate::edit::Named;
use crate::edit::task::Draft;
use crate::present::quick_add::{Names, QuickAdd, Reading, quick_add, quick_add_line};
use crate::project::{Task, Workstream, fold};

/// What headings in a list become.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Headings {
    /// Summary tasks with what is below them as subtasks.
    #[default]
    SummaryTasks,
    /// The workstream of what is below them.
    Workstreams,
}

/// Indentation is counted in columns up to this many; it also keeps headings apart.
const WIDEST: usize = 100;
/// How far a tab indents.
const TAB: usize = 4;

/// One line of the text as it is written.
struct Line<'a> {
    number: usize,
    indent: usize,
    is_marked: bool,
    text: &'a str,
    is_done: Option<bool>,
    /// `#` signs before it.
    level: usize,
}

/// Reads a list, a task for each line; every line may hold the tokens of quick add.
///
/// A line that is indented further than the one before is a part of it. `- `, `* `, `• `, `1.`,
/// `1)`, `a)` and boxes are read and left out. `## Legal`, or `Legal:` before indented or marked
/// lines, is a heading. `after:` finds tasks of the list and of the project.
#[must_use]
pub fn lines(text: &str, names: &Names, headings: Headings) -> Preview {
    let all = text.lines().enumerate().take(MOST_LINES);
    let all: Vec<Line<'_>> = all.filter_map(|(at, line)| written(at + 1, line)).collect();
    let mut preview = Preview::default();
    let mut open: Vec<(usize, Option<Named<Workstream>>)> = Vec::new();
    let mut retry: Vec<(usize, &str)> = Vec::new();
    for (at, line) in all.iter().enumerate() {
        if let Some((level, title)) = heading(line, all.get(at + 1)) {
            open.retain(|(other, _)| *other < level);
            let workstream = (headings == Headings::Workstreams)
                .then(|| names.workstream(title).or_new(title))
                .flatten();
            if headings == Headings::SummaryTasks {
                let depth = open.len() * WIDEST;
                preview.push(line.number, depth, plain(title), title);
            }
            open.push((level, workstream));
            continue;
        }
        if !line.is_marked && line.indent == 0 {
            open.retain(|(level, _)| *level < COLON_LEVEL);
        }
        let mut read = read(line, names);
        if let Some((_, Some(workstream))) = open.last()
            && read.draft.workstream.is_none()
        {
            read.draft.workstream = Some(workstream.clone());
        }
        if read
            .tokens
            .iter()
            .any(|token| token.reading == Reading::Unclear)
        {
            retry.push((preview.drafts.len(), line.text));
        }
        let below = match headings {
            Headings::SummaryTasks => open.len() * WIDEST,
            Headings::Workstreams => 0,
        };
        preview.push(line.number, below + line.indent, read, line.text);
    }
    if !retry.is_empty() {
        find_each_other(&mut preview, &retry, names);
    }
    preview
}

/// Reads the lines again in which something was unclear, now that all titles are known.
fn find_each_other(preview: &mut Preview, retry: &[(usize, &str)], names: &Names) {
    let titles = preview.drafts.iter().enumerate();
    let titles: BTreeMap<String, usize> = titles
        .rev()
        .map(|(at, draft)| (fold(&draft.task.title), at))
        .collect();
    // A line is found by its own words too, whatever stayed in its title.
    let mut found = titles.clone();
    for (at, text) in retry {
        // Whether `after:Final test` names one word or all of them is not known yet.
        let one_word = |title: &str| (!title.contains(' ')).then_some(0_usize);
        for lines in [&one_word as &dyn Fn(&str) -> Option<usize>, &|_| Some(0)] {
            let title = quick_add_line(text, names, lines).draft.task.title;
            found.entry(fold(&title)).or_insert(*at);
        }
    }
    for (at, text) in retry {
        let read = quick_add_line(text, names, &|title| {
            found.get(title).copied().filter(|other| other != at)
        });
        let (Some(draft), Some(origin)) =
            (preview.drafts.get_mut(*at), preview.origins.get_mut(*at))
        else {
            continue;
        };
        let unclear = read
            .tokens
            .iter()
            .filter(|token| token.reading == Reading::Unclear);
        origin.unclear = unclear.map(|token| token.sentence.clone()).collect();
        draft.predecessors = read.draft.predecessors;
        if !read.draft.task.title.is_empty() {
            draft.task.title = read.draft.task.title;
        }
        super::shorten(draft, origin);
    }
}

/// The level of headings that end with a colon: below all others.
const COLON_LEVEL: usize = 7;

/// The level and title of a heading.
fn heading<'a>(line: &Line<'a>, next: Option<&Line<'_>>) -> Option<(usize, &'a str)> {
    if line.level > 0 {
        let title = line.text.trim_end_matches([':', '#', ' ']);
        let title = if title.is_empty() { line.text } else { title };
        return Some((line.level, title));
    }
    let title = line.text.strip_suffix(':')?.trim_end();
    let next = next.filter(|next| next.level == 0)?;
    let heads = next.indent > line.indent || (next.is_marked && next.indent == line.indent);
    (!line.is_marked && line.indent == 0 && heads && !title.is_empty())
        .then_some((COLON_LEVEL, title))
}

fn plain(title: &str) -> QuickAdd {
    let task = Task {
        title: title.to_owned(),
        ..Task::default()
    };
    let draft = Draft {
        task,
        ..Draft::default()
    };
    QuickAdd {
        draft,
        ..QuickAdd::default()
    }
}

fn read(line: &Line<'_>, names: &Names) -> QuickAdd {
    // A summary line such as `Launch:` needs no colon once its parts stand below it.
    let text = line.text.strip_suffix(':').unwrap_or(line.text);
    let mut read = quick_add(text, names);
    if line.is_done == Some(true) {
        read.draft.task.status = crate::project::Status::Done;
    }
    read
}

/// A line without what is only there to make it a list; `None` for a blank one.
fn written(number: usize, line: &str) -> Option<Line<'_>> {
    let line = line.trim_start_matches('\u{feff}');
    let mut indent = 0;
    let mut rest = line;
    while let Some(char) = rest.chars().next().filter(|char| char.is_whitespace()) {
        indent += if char == '\t' { TAB - indent % TAB } else { 1 };
        rest = rest.get(char.len_utf8()..).unwrap_or_default();
    }
    let mut text = rest.trim_end();
    let signs = text.len() - text.trim_start_matches('#').len();
    let level = if (1..COLON_LEVEL).contains(&signs) {
        text.get(signs..)
            .filter(|rest| rest.starts_with(' '))
            .map_or(0, |_| signs)
    } else {
        0
    };
    if level > 0 {
        text = text.trim_start_matches('#').trim_start();
    }
    let mut is_marked = false;
    if let Some(behind) = marked(text).filter(|_| level == 0) {
        is_marked = true;
        text = behind;
    }
    let mut is_done = None;
    for (sign, done) in [
        ('☐', false),
        ('☑', true),
        ('✅', true),
        ('✔', true),
        ('✓', true),
    ] {
        if let Some(behind) = text.strip_prefix(sign) {
            is_done = Some(done);
            is_marked = true;
            text = behind.trim_start_matches('\u{fe0f}').trim_start();
        }
    }
    is_marked |= text.starts_with("[ ]") || text.starts_with("[x]") || text.starts_with("[X]");
    (!text.is_empty()).then_some(Line {
        number,
        indent: indent.min(WIDEST - 1),
        is_marked,
        text,
        is_done,
        level,
    })
}

/// Whether a line begins like one of a list.
pub(super) fn is_marked(text: &str) -> bool {
    marked(text).is_some()
}

/// What stands behind a bullet or number.
fn marked(text: &str) -> Option<&str> {
    const BULLETS: [&str; 12] = ["-", "*", "+", "•", "–", "—", "‣", "◦", "▪", "·", "●", "○"];
    let bullet = BULLETS.iter().find_map(|bullet| text.strip_prefix(bullet));
    if let Some(behind) = bullet.filter(|behind| behind.starts_with(char::is_whitespace)) {
        return Some(behind.trim_start());
    }
    let inner = text.strip_prefix('(').unwrap_or(text);
    let digits = inner.len() - inner.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let letter = inner.starts_with(|c: char| c.is_ascii_alphabetic());
    let behind = match (digits, letter) {
        (1..=4, _) => inner.get(digits..)?.strip_prefix(['.', ')'])?,
        (0, true) => inner.get(1..)?.strip_prefix(')')?,
        _ => return None,
    };
    let behind = behind
        .starts_with(char::is_whitespace)
        .then(|| behind.trim_start())?;
    (!behind.is_empty()).then_some(behind)
}
