//! What the marks of the picture mean.

use leptos::prelude::*;

use crate::app::components::{ButtonKind, IconName, Popover};

/// Each mark as it is drawn, and what it says.
const MARKS: [(&str, &str); 13] = [
    (
        r#"<rect class="tl-body" x="2" y="5" width="36" height="10" rx="3"/><rect class="tl-progress" x="2" y="5" width="15" height="10" rx="3"/>"#,
        "A task from start to finish; the strong part is done",
    ),
    (
        r#"<g class="tl-bar" data-chain=""><rect class="tl-body" x="2" y="4" width="36" height="9" rx="3"/><rect class="tl-chain" x="2" y="15" width="36" height="2"/></g>"#,
        "On the critical chain, underlined: a day later here is a day later at the end",
    ),
    (
        r#"<g class="tl-bar" data-form="summary"><rect class="tl-body" x="2" y="8" width="36" height="4"/><path class="tl-cap" d="M2 6H8L2 17ZM38 6H32L38 17Z"/></g>"#,
        "A task with parts, or the whole project",
    ),
    (
        r#"<path class="tl-whisker" d="M2 10H34M34 5V15"/>"#,
        "Done by the end of this line four times out of five",
    ),
    (
        r#"<path class="tl-due" d="M22 19V2L13 5.5L22 9"/>"#,
        "The day it is promised for",
    ),
    (
        r#"<path class="tl-due" data-late="" d="M22 19V2L13 5.5L22 9"/>"#,
        "The same, filled: the plan misses it",
    ),
    (
        r#"<path class="tl-diamond" d="M20 2L28 10L20 18L12 10Z"/>"#,
        "A milestone",
    ),
    (
        r#"<circle class="tl-check-in" cx="13" cy="10" r="2.5"/><path class="tl-message" d="M25 5H30V12L27.5 15L25 12Z"/>"#,
        "A check-in, and a message that is due; filled when it is overdue",
    ),
    (
        r#"<rect class="tl-buffer" fill="none" x="2" y="5" width="36" height="10" rx="3"/><path class="tl-hatch" d="M7 15L15 5M15 15L23 5M23 15L31 5"/>"#,
        "A buffer: time nobody has planned work for",
    ),
    (
        r#"<rect class="tl-ghost" x="2" y="8" width="36" height="3" rx="1"/>"#,
        "Where the baseline had it",
    ),
    (
        r#"<path class="tl-line" data-kind="link" d="M2 4H20V16H32"/><path class="tl-head" data-kind="link" d="M32 12.5L38 16L32 19.5Z"/>"#,
        "Waits for the task before it",
    ),
    (
        r#"<path class="tl-line" data-kind="person" d="M2 4H20V16H38"/>"#,
        "The critical chain goes on with the same person",
    ),
    (
        r#"<path class="tl-today" d="M14 1V19"/><path class="tl-target" d="M28 1V19"/>"#,
        "Today, and the target date",
    ),
];

/// The button that opens the legend.
#[component]
pub fn Legend() -> AnyView {
    view! {
        <Popover label="Legend" icon=IconName::Info icon_only=true kind=ButtonKind::Quiet>
            {lines()}
        </Popover>
    }
    .into_any()
}

fn lines() -> AnyView {
    let lines = MARKS.map(|(drawing, text)| {
        view! {
            <li>
                <svg viewBox="0 0 40 20" aria-hidden="true" inner_html=drawing></svg>
                <span>{text}</span>
            </li>
        }
        .into_any()
    });
    view! {
        <ul class="tl-legend" role="list">
            {Vec::from(lines)}
        </ul>
    }
    .into_any()
}
