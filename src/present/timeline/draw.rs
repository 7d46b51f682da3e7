//! The picture as SVG: what lies in a row, below the rows and above them. Places along the axis are
//! in percent of its length, so that whoever shows it decides how long that is; what it looks like
//! is up to the classes.

use std::fmt::Write;
use std::ops::Range;

use super::super::load::PersonLoad;
use super::{Axis, Form, Line, MarkKind, Row, RowWords, Span, Strokes, Tick, Zoom, drawn};

/// The name of the pattern that fills buffers; it is part of [`under_markup`].
const HATCH: &str = "timeline-hatch";

/// A text as it may stand in markup.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            // Not allowed in XML, and nothing anyone can see.
            char if char.is_control() => escaped.push(' '),
            char => escaped.push(char),
        }
    }
    escaped
}

/// Writes to a text, which cannot refuse.
macro_rules! draw {
    ($to:expr, $($what:tt)*) => {{ let _ = write!($to, $($what)*); }};
}

/// Turns days into percent of the axis.
#[derive(Clone, Copy)]
struct Scale(f64);

impl Scale {
    fn of(axis: &Axis) -> Self {
        Self(100.0 / f64::from(axis.days.max(1)))
    }

    fn at(self, days: f64) -> f64 {
        days * self.0
    }

    /// A bar from one moment to another, between two heights in percent of the row.
    fn bar(self, to: &mut String, class: &str, span: Span, top: u8, height: u8) {
        let (x, width) = (self.at(span.from), self.at(span.length()));
        draw!(
            to,
            r#"<rect class="{class}" x="{x:.3}%" width="{width:.3}%" y="{top}%" height="{height}%" rx="3"/>"#
        );
    }

    /// A place in the middle of the row at a moment, in which something of fixed size is drawn.
    fn spot(self, to: &mut String, days: f64, drawing: &str) {
        let x = self.at(days);
        draw!(
            to,
            r#"<svg x="{x:.3}%" y="50%" overflow="visible">{drawing}</svg>"#
        );
    }
}

/// What lies in a row.
#[must_use]
pub fn row_markup(axis: &Axis, row: &Row, words: &RowWords) -> String {
    let scale = Scale::of(axis);
    let mut to = String::new();
    if let Some(baseline) = row.baseline {
        scale.bar(&mut to, "tl-ghost", baseline, 80, 9);
    }
    if let Some(buffer) = row.buffer {
        let (x, width) = (scale.at(buffer.from), scale.at(buffer.length()));
        draw!(
            to,
            r#"<rect class="tl-buffer" fill="url(#{HATCH})" x="{x:.3}%" width="{width:.3}%" y="30%" height="40%" rx="3"/>"#
        );
    }
    whisker(&mut to, scale, row);
    if let Some(span) = row.span {
        draw!(
            to,
            r#"<g class="tl-bar" data-form="{}"{}{} data-act="move"><title>{}</title>"#,
            form(row.form),
            if row.on_chain { " data-chain=\"\"" } else { "" },
            if row.is_late { " data-late=\"\"" } else { "" },
            escaped(&tip(words)),
        );
        body(&mut to, scale, row, span);
        to.push_str("</g>");
    }
    if let Some(due) = row.due {
        let late = if row.is_late { " data-late=\"\"" } else { "" };
        let flag = format!(r#"<path class="tl-due"{late} d="M0 13V-13L-7 -9.5L0 -6"/>"#);
        scale.spot(&mut to, due, &flag);
    }
    for mark in &row.marks {
        let drawing = match mark.kind {
            MarkKind::CheckIn => r#"<circle class="tl-check-in" cy="6" r="2.5"/>"#,
            MarkKind::Message => r#"<path class="tl-message" d="M-2.5 -9H2.5V-2L0 1L-2.5 -2Z"/>"#,
            MarkKind::Overdue => {
                r#"<path class="tl-message" data-late="" d="M-2.5 -9H2.5V-2L0 1L-2.5 -2Z"/>"#
            }
        };
        scale.spot(&mut to, mark.at, drawing);
    }
    label(&mut to, scale, row, words);
    to
}

fn tip(words: &RowWords) -> String {
    let parts = [words.title.as_str(), &words.who, &words.dates, &words.why];
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("\n")
}

fn form(form: Form) -> &'static str {
    match form {
        Form::Finish => "finish",
        Form::Milestone => "milestone",
        Form::Rhythm => "rhythm",
        Form::Group => "group",
        Form::Summary => "summary",
        Form::Todo => "todo",
        Form::Doing => "doing",
        Form::Done => "done",
    }
}

/// From the end of the plan to the day by which it is done four times out of five.
fn whisker(to: &mut String, scale: Scale, row: &Row) {
    let (Some(p80), Some(span)) = (row.p80, row.span) else {
        return;
    };
    if p80 <= span.to {
        return;
    }
    let (x1, x2) = (scale.at(span.to), scale.at(p80));
    draw!(
        to,
        r#"<line class="tl-whisker" x1="{x1:.3}%" x2="{x2:.3}%" y1="50%" y2="50%"/>"#
    );
    scale.spot(to, p80, r#"<path class="tl-whisker" d="M0 -5V5"/>"#);
}

fn body(to: &mut String, scale: Scale, row: &Row, span: Span) {
    match row.form {
        Form::Milestone => {
            let reached = if row.progress >= 1.0 {
                " data-reached=\"\""
            } else {
                ""
            };
            let diamond = format!(r#"<path class="tl-diamond"{reached} d="M0 -8L8 0L0 8L-8 0Z"/>"#);
            scale.spot(to, span.to, &diamond);
        }
        Form::Rhythm => {}
        Form::Finish | Form::Summary | Form::Group => {
            scale.bar(to, "tl-body", span, 40, 14);
            scale.spot(to, span.from, r#"<path class="tl-cap" d="M0 -4H6L0 7Z"/>"#);
            scale.spot(to, span.to, r#"<path class="tl-cap" d="M0 -4H-6L0 7Z"/>"#);
        }
        Form::Todo | Form::Doing | Form::Done => {
            scale.bar(to, "tl-body", span, 26, 48);
            if row.progress > 0.0 {
                let done = Span {
                    from: span.from,
                    to: span.from + span.length() * row.progress,
                };
                scale.bar(to, "tl-progress", done, 26, 48);
            }
            if row.on_chain {
                // A second line: the chain is not to be told by its colour alone.
                scale.bar(to, "tl-chain", span, 82, 8);
            }
            if row.form != Form::Done {
                scale.spot(
                    to,
                    span.to,
                    r#"<rect class="tl-grip" data-act="stretch" x="-7" y="-10" width="9" height="20"/><circle class="tl-knob" data-act="link" cx="8" cy="0" r="5"/>"#,
                );
            }
        }
    }
}

/// Who does it, behind everything else in the row; near the end of the axis above its line.
fn label(to: &mut String, scale: Scale, row: &Row, words: &RowWords) {
    let Some(span) = row.span else { return };
    let blocked = if row.is_blocked { "blocked" } else { "" };
    let parts = match row.form {
        Form::Milestone | Form::Finish => [words.sure.as_str(), &words.late, ""],
        Form::Group | Form::Summary | Form::Rhythm => return,
        Form::Todo | Form::Doing | Form::Done => [words.who.as_str(), blocked, &words.late],
    };
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    let text = parts.collect::<Vec<_>>().join(" · ");
    let ends = [
        Some(span.to),
        row.p80,
        row.buffer.map(|buffer| buffer.to),
        row.due.filter(|due| *due >= span.to),
    ];
    let behind = ends.into_iter().flatten().fold(0.0, f64::max);
    let place = if scale.at(behind) > NEAR_THE_END {
        r#"x="-4" dy="-0.5em" text-anchor="end""#
    } else {
        r#"x="15" dy="0.34em""#
    };
    let text = format!(
        r#"<text class="tl-label" {place}>{}</text>"#,
        escaped(&text)
    );
    scale.spot(to, behind, &text);
}

/// Behind this share of the axis, in percent, there is no room for a name.
const NEAR_THE_END: f64 = 88.0;

/// A bar below this share of the picture, in percent, has no room for its name on any screen.
const NAMED: f64 = 1.0;

/// What someone is on, a bar for each task with its title in it, and when they are away.
#[must_use]
pub fn load_markup(axis: &Axis, person: &PersonLoad) -> String {
    let scale = Scale::of(axis);
    let mut to = String::new();
    for away in &person.away {
        let (x, width) = (scale.at(away.from), scale.at(away.length()));
        draw!(
            to,
            r#"<rect class="tl-away" fill="url(#{HATCH})" x="{x:.3}%" width="{width:.3}%" height="100%"><title>Away</title></rect>"#
        );
    }
    let height = 88.0 / person.lanes as f64;
    for stretch in &person.stretches {
        let (x, width) = (scale.at(stretch.span.from), scale.at(stretch.span.length()));
        let y = 6.0 + height * stretch.lane as f64;
        let chain = if stretch.on_chain {
            " data-chain=\"\""
        } else {
            ""
        };
        let title = escaped(&stretch.title);
        draw!(
            to,
            r#"<svg class="tl-bar" data-form="todo"{chain} data-task="{}" x="{x:.3}%" width="{width:.3}%" y="{y:.1}%" height="{:.1}%"><title>{title}</title><rect class="tl-body" width="100%" height="100%" rx="3"/>"#,
            escaped(stretch.task.as_str()),
            height - 6.0 / person.lanes as f64
        );
        if width >= NAMED {
            draw!(
                to,
                r#"<foreignObject width="100%" height="100%"><div class="load__name"><span>{title}</span></div></foreignObject>"#
            );
        }
        to.push_str("</svg>");
    }
    to
}

/// What lies below all rows: days off, lines at the fine ticks, today, the promised day, and the
/// pattern that buffers are filled with.
#[must_use]
pub fn under_markup(axis: &Axis, zoom: Zoom) -> String {
    let scale = Scale::of(axis);
    let mut to = format!(
        r#"<defs><pattern id="{HATCH}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="tl-hatch" d="M0 0V6"/></pattern></defs>"#
    );
    for (first, days) in &axis.off {
        let (x, width) = (scale.at(f64::from(*first)), scale.at(f64::from(*days)));
        draw!(
            to,
            r#"<rect class="tl-off" x="{x:.3}%" width="{width:.3}%" height="100%"/>"#
        );
    }
    let [_, fine] = axis.ticks(zoom);
    for tick in fine {
        upright(&mut to, "tl-grid", scale.at(f64::from(tick.at)));
    }
    if let Some(today) = axis.today {
        upright(&mut to, "tl-today", scale.at(f64::from(today)));
    }
    if let Some(target) = axis.target {
        upright(&mut to, "tl-target", scale.at(target));
    }
    to
}

fn upright(to: &mut String, class: &str, x: f64) {
    draw!(
        to,
        r#"<line class="{class}" x1="{x:.3}%" x2="{x:.3}%" y1="0" y2="100%"/>"#
    );
}

/// What stands above the rows: two lines of ticks, and where today and the promised day are.
#[must_use]
pub fn axis_markup(axis: &Axis, zoom: Zoom) -> String {
    let scale = Scale::of(axis);
    let mut to = String::new();
    let [coarse, fine] = axis.ticks(zoom);
    let room = zoom.label_days(axis.days);
    ticks(&mut to, scale, &coarse, "tl-coarse", 34, room);
    ticks(&mut to, scale, &fine, "tl-fine", 80, 2);
    if let Some(today) = axis.today {
        let x = scale.at(f64::from(today));
        draw!(
            to,
            r#"<svg x="{x:.3}%" y="100%" overflow="visible"><path class="tl-now" d="M-5 -6H5L0 0Z"><title>Today</title></path></svg>"#
        );
    }
    if let Some(target) = axis.target {
        let x = scale.at(target);
        draw!(
            to,
            r#"<svg x="{x:.3}%" y="100%" overflow="visible"><path class="tl-goal" d="M0 0V-8H7V-3H0"><title>Target date</title></path></svg>"#
        );
    }
    to
}

/// Labels with a line before each; those over a stretch that is too short for them are left out.
fn ticks(to: &mut String, scale: Scale, ticks: &[Tick], class: &str, y: u8, least: u32) {
    // The first and the last stretch may be cut off.
    let can_be_left_out = ticks.iter().any(|tick| tick.days >= least);
    for tick in ticks {
        let x = scale.at(f64::from(tick.at));
        draw!(
            to,
            r#"<line class="tl-grid" x1="{x:.3}%" x2="{x:.3}%" y1="{}%" y2="100%"/>"#,
            y.saturating_sub(34)
        );
        if tick.days < least && can_be_left_out {
            continue;
        }
        draw!(
            to,
            r#"<svg x="{x:.3}%" y="{y}%" overflow="visible"><text class="{class}" x="4">{}</text></svg>"#,
            escaped(&tick.label)
        );
    }
}

/// The lines between the bars of some rows, as a drawing that is as wide as the axis and as high as
/// these rows, whatever that is.
#[must_use]
pub fn lines_markup(lines: &[Line], rows: &Range<usize>, elbow: f64) -> String {
    let drawn = drawn(lines, rows, elbow);
    let mut to = String::new();
    let mut put = |class: &str, strokes: &Strokes| {
        if !strokes.lines.is_empty() {
            draw!(
                to,
                r#"<path class="tl-line" data-kind="{class}" vector-effect="non-scaling-stroke" d="{}"/><path class="tl-head" data-kind="{class}" d="{}"/>"#,
                strokes.lines,
                strokes.heads
            );
        }
    };
    put("link", &drawn.links);
    put("person", &drawn.people);
    put("chain", &drawn.chain);
    to
}
