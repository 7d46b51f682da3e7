//! The links between bars, as lines that turn at right angles.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

use super::{Form, Row, RowKey, Sources};
use crate::project::{Dependency, DependencyKind, Id, Task};
use crate::schedule::Binding;

/// Why there is a line between two bars.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// A link.
    Link,
    /// A link that holds the critical chain together.
    Chain,
    /// Someone goes from one task of the critical chain to the next; there is no link.
    Person,
}

/// A line from one bar to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The row it begins at.
    pub from_row: usize,
    /// The row it ends at.
    pub to_row: usize,
    /// Where it begins, in days.
    pub from: f64,
    /// Where it ends, in days.
    pub to: f64,
    /// Whether it leaves the end of its bar, or else the beginning.
    pub from_finish: bool,
    /// Whether it reaches the beginning of its bar, or else the end.
    pub to_start: bool,
    /// Why it is there.
    pub kind: LineKind,
}

/// Lines and the heads of their arrows as outlines of SVG paths, in days and rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strokes {
    /// To be stroked.
    pub lines: String,
    /// To be filled.
    pub heads: String,
}

/// The lines across some rows, in days and rows from the first of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawn {
    /// Ordinary links.
    pub links: Strokes,
    /// Links of the critical chain.
    pub chain: Strokes,
    /// Ways of people along the critical chain.
    pub people: Strokes,
}

/// How far the edge of a bar is from the middle of its row, in rows.
const HALF_BAR: f64 = 0.24;
/// How long the head of an arrow is that points up or down, in rows, and half as wide as a head that
/// points to the side is high.
const HEAD: f64 = 0.13;
/// How far lines go beyond the rows that are drawn, in rows: far enough that no turn shows there,
/// and no further, since browsers take their time to stroke what is out of sight.
const BEYOND: f64 = 2.0;

/// Draws the lines that cross these rows; `elbow` is how far they go straight, in days.
#[must_use]
pub fn drawn(lines: &[Line], rows: &Range<usize>, elbow: f64) -> Drawn {
    let mut drawn = Drawn::default();
    for line in lines {
        let (top, bottom) = (
            line.from_row.min(line.to_row),
            line.from_row.max(line.to_row),
        );
        if bottom < rows.start || top >= rows.end {
            continue;
        }
        let strokes = match line.kind {
            LineKind::Link => &mut drawn.links,
            LineKind::Chain => &mut drawn.chain,
            LineKind::Person => &mut drawn.people,
        };
        line.draw(strokes, rows, elbow);
    }
    drawn
}

impl Line {
    /// From the end of a bar into the next from above or below, or round the side of one that
    /// begins before.
    fn draw(&self, strokes: &mut Strokes, rows: &Range<usize>, elbow: f64) {
        let height = rows.end.saturating_sub(rows.start) as f64;
        let y = |row: usize| {
            let y = row as f64 - rows.start as f64 + 0.5;
            y.clamp(-BEYOND, height + BEYOND)
        };
        let (y1, y2) = (y(self.from_row), y(self.to_row));
        let (x1, x2) = (self.from, self.to);
        let down = if y1 < y2 { 1.0 } else { -1.0 };
        let (path, heads) = (&mut strokes.lines, &mut strokes.heads);
        // Text cannot refuse what is written to it.
        let _ = write!(path, "M{x1:.2} {y1}");
        if self.from_finish && self.to_start && x1 <= x2 {
            let (turn, edge) = (x2 + elbow / 2.0, y2 - down * HALF_BAR);
            let (left, right) = (turn - elbow * 0.4, turn + elbow * 0.4);
            let back = edge - down * HEAD;
            let _ = write!(path, "H{turn:.2}V{edge:.2}");
            let _ = write!(
                heads,
                "M{turn:.2} {edge:.2}L{left:.2} {back:.2}H{right:.2}Z"
            );
            return;
        }
        let out = if self.from_finish { elbow } else { -elbow };
        let into = if self.to_start { -elbow } else { elbow };
        let (p1, p2) = (x1 + out, x2 + into);
        let _ = if self.from_finish == self.to_start {
            let between = y2 - down * 0.5;
            write!(path, "H{p1:.2}V{between}H{p2:.2}V{y2}H{x2:.2}")
        } else {
            let turn = if self.from_finish {
                p1.max(p2)
            } else {
                p1.min(p2)
            };
            write!(path, "H{turn:.2}V{y2}H{x2:.2}")
        };
        let (back, above, below) = (x2 + into * 0.7, y2 - HEAD * 0.8, y2 + HEAD * 0.8);
        let _ = write!(heads, "M{x2:.2} {y2}L{back:.2} {above:.2}V{below:.2}Z");
    }
}

/// The lines between rows that have bars.
pub(super) fn lines(sources: Sources<'_>, rows: &[Row]) -> Vec<Line> {
    let mut places: BTreeMap<&Id<Task>, usize> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        if let (RowKey::Task(id, _), Some(_)) = (&row.key, row.span) {
            // A task that stands in several groups is linked where it stands first.
            places.entry(id).or_insert(at);
        }
    }
    let mut lines = Vec::new();
    for (id, link) in &sources.project.dependencies {
        let ends = (places.get(&link.predecessor), places.get(&link.successor));
        if let (Some(&from), Some(&to)) = ends {
            let kind = kind_of(sources, id, link);
            lines.extend(line(rows, from, to, link.kind, kind));
        }
    }
    for pair in sources.schedule.chain.windows(2) {
        let [before, after] = pair else { continue };
        let by_person = binding(sources, after)
            .is_some_and(|it| matches!(it, Binding::Person { task, .. } if task == before));
        if let (true, Some(&from), Some(&to)) = (by_person, places.get(before), places.get(after)) {
            let kind = DependencyKind::FinishToStart;
            lines.extend(line(rows, from, to, kind, LineKind::Person));
        }
    }
    lines.sort_by_key(|line| (line.from_row, line.to_row));
    lines
}

fn binding<'a>(sources: Sources<'a>, task: &Id<Task>) -> Option<&'a Binding> {
    let open = sources.schedule.tasks.get(task)?.open.as_ref()?;
    open.is_on_chain.then_some(&open.binding)
}

/// A link is one of the chain if it is what keeps a task of the chain where it is.
fn kind_of(sources: Sources<'_>, id: &Id<Dependency>, link: &Dependency) -> LineKind {
    let binds = binding(sources, &link.successor).is_some_and(
        |it| matches!(it, Binding::Predecessor { dependency, .. } if dependency == id),
    );
    if binds && binding(sources, &link.predecessor).is_some() {
        LineKind::Chain
    } else {
        LineKind::Link
    }
}

fn line(
    rows: &[Row],
    from_row: usize,
    to_row: usize,
    link: DependencyKind,
    kind: LineKind,
) -> Option<Line> {
    let (before, after) = (rows.get(from_row)?, rows.get(to_row)?);
    if before.form == Form::Done && after.form == Form::Done {
        return None;
    }
    let (before, after) = (before.span?, after.span?);
    let (from_finish, to_start) = match link {
        DependencyKind::FinishToStart => (true, true),
        DependencyKind::StartToStart => (false, true),
        DependencyKind::FinishToFinish => (true, false),
        DependencyKind::StartToFinish => (false, false),
    };
    Some(Line {
        from_row,
        to_row,
        from: if from_finish { before.to } else { before.from },
        to: if to_start { after.from } else { after.to },
        from_finish,
        to_start,
        kind,
    })
}
