//! The timeline as a drawing that stands alone: every row, with its own colours, for slides,
//! documents and mails.

use std::fmt::Write;

use crate::present::timeline::{
    Arrange, Form, Row, Sources, Timeline, Zoom, axis_markup, escaped, lines_markup, row_markup,
    under_markup, words_of,
};

/// The height of a row, in pixels.
const ROW: usize = 26;
/// The height of what stands above the rows.
const HEAD: usize = 76;
/// The width of the column of titles.
const TITLES: usize = 300;
/// The room behind the last day, for what is written there.
const MARGIN: usize = 170;
/// How many letters of a title there is room for.
const TITLE_CHARS: usize = 40;

/// The colours of paper: the file has to be read where the page's own style sheet is not.
const STYLE: &str = "text{font:12px system-ui,sans-serif;fill:#26231f}.name{font-size:20px;font-weight:600}.day,.tl-label,.tl-fine{fill:#5f594f}.strong{font-weight:600}.tl-off{fill:#f3f1ed}.tl-grid,.rule{stroke:#e3dfd8}.tl-today{stroke:#14687a;stroke-width:2}.tl-now{fill:#14687a}.tl-target{stroke:#26231f;stroke-width:1.5;stroke-dasharray:4 3}.tl-goal{fill:#26231f}.tl-body{fill:#8cc3cd}.tl-progress{fill:#14687a}[data-chain] .tl-body{fill:#d9952f}[data-chain] .tl-progress,.tl-chain{fill:#8a560c}[data-form=done] rect{fill:#cfc9bf}[data-form=summary] :is(.tl-body,.tl-cap),[data-form=group] :is(.tl-body,.tl-cap),[data-form=finish] :is(.tl-body,.tl-cap){fill:#5f594f}.tl-diamond{fill:#fff;stroke:#26231f;stroke-width:2}.tl-diamond[data-reached]{fill:#3f9a68;stroke:#24633f}[data-late] .tl-diamond{stroke:#b3261e}.tl-ghost{fill:#9a9488;opacity:.6}.tl-buffer{stroke:#9a9488}.tl-hatch{stroke:#9a9488;stroke-width:2}.tl-whisker{fill:none;stroke:#5f594f;stroke-width:1.5}.tl-due{fill:#fff;stroke:#5f594f;stroke-width:1.5}.tl-due[data-late]{fill:#d0473d;stroke:#b3261e}.tl-check-in{fill:#14687a}.tl-message{fill:#fff;stroke:#14687a;stroke-width:1.5}.tl-message[data-late]{fill:#d0473d;stroke:#b3261e}.tl-grip,.tl-knob{fill:none}.tl-line{fill:none;stroke:#9a9488;stroke-width:1.25}.tl-line[data-kind=chain]{stroke:#8a560c;stroke-width:2}.tl-line[data-kind=person]{stroke:#8a560c;stroke-dasharray:3 3}.tl-head{fill:#9a9488}.tl-head:is([data-kind=chain],[data-kind=person]){fill:#8a560c}";

/// Draws the picture with its titles, as a file that needs nothing else.
#[must_use]
pub fn timeline(sources: Sources<'_>, arrange: Arrange, picture: &Timeline, zoom: Zoom) -> String {
    let axis = &picture.axis;
    let days = axis.days as usize;
    let across = match zoom {
        Zoom::Day => days * 32,
        Zoom::Week => days * 14,
        Zoom::Month => days * 4,
        Zoom::Fit => 900,
    };
    let down = picture.rows.len() * ROW;
    let (width, height) = (TITLES + across + MARGIN, HEAD + down + 12);
    let name = escaped(&sources.project.settings.name);
    let mut svg = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" aria-label="Timeline of {name}"><style>{STYLE}</style><rect width="100%" height="100%" fill="#fff"/><text class="name" x="12" y="26">{name}</text>"##
    );
    // Text cannot refuse what is written to it.
    let _ = write!(
        svg,
        r#"<svg x="{TITLES}" y="36" width="{across}" height="{}" overflow="visible">{}</svg><svg x="{TITLES}" y="{HEAD}" width="{across}" height="{down}">{}</svg>"#,
        HEAD - 36,
        axis_markup(axis, zoom),
        under_markup(axis, zoom),
    );
    let all = 0..picture.rows.len();
    let _ = write!(
        svg,
        r#"<svg x="{TITLES}" y="{HEAD}" width="{across}" height="{down}" viewBox="0 0 {days} {}" preserveAspectRatio="none">{}</svg>"#,
        all.end.max(1),
        lines_markup(&picture.lines, &all, zoom.elbow(axis.days)),
    );
    for (at, row) in picture.rows.iter().enumerate() {
        let words = words_of(sources, arrange, &row.key);
        let y = HEAD + at * ROW;
        let _ = write!(
            svg,
            r#"<path class="rule" d="M0 {y}H{width}"/>{}<svg x="{TITLES}" y="{y}" width="{across}" height="{ROW}" overflow="visible">{}</svg>"#,
            title(row, &words.title, &words.finish, y),
            row_markup(axis, row, &words),
        );
    }
    svg.push_str("</svg>");
    svg
}

fn title(row: &Row, title: &str, finish: &str, y: usize) -> String {
    let strong = match row.form {
        Form::Finish | Form::Group | Form::Summary => " class=\"strong\"",
        Form::Milestone | Form::Rhythm | Form::Todo | Form::Doing | Form::Done => "",
    };
    let indent = 12 + row.depth * 14;
    let room = TITLE_CHARS
        .saturating_sub(finish.len())
        .saturating_sub(row.depth * 2);
    let mut short: String = title.chars().take(room).collect();
    if short.len() < title.len() {
        short.push('…');
    }
    format!(
        r#"<text{strong} x="{indent}" y="{}">{}</text><text class="day" x="{}" y="{}" text-anchor="end">{}</text>"#,
        y + 17,
        escaped(&short),
        TITLES - 10,
        y + 17,
        escaped(finish)
    )
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::present::timeline::{self as view, Asked};
    use crate::project::{Today, notation};
    use crate::schedule::{self, Options};

    fn drawn(text: &str) -> String {
        let mut project = notation::project(text);
        project.settings.name = "Bits & <Pieces>".to_owned();
        let today = Today(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap());
        let (schedule, problems) = schedule::schedule(&project, today, &Options::default());
        let timetable = schedule.timetable(&project, problems);
        let sources = Sources {
            project: &project,
            schedule: &timetable,
            buffer: &timetable.buffer,
            forecast: None,
            today,
        };
        let picture = view::timeline(sources, &Asked::default());
        timeline(sources, Arrange::Outline, &picture, Zoom::Fit)
    }

    #[test]
    fn every_row_and_every_link_is_in_the_file() {
        let svg = drawn("person ann\ntask copy 8h @ann\ntask review 8h @ann <copy");
        assert!(svg.contains(">copy</text>"));
        assert!(svg.contains(">review</text>"));
        assert!(svg.contains("data-kind=\"chain\""));
    }

    #[test]
    fn what_people_wrote_cannot_break_the_drawing() {
        let svg = drawn("task <b>&\"x\" 8h");
        assert!(svg.contains("Bits &amp; &lt;Pieces&gt;"));
        assert!(!svg.contains("<b>"));
        let opened = svg.matches("<svg").count();
        assert_eq!(opened, svg.matches("</svg>").count());
    }
}
