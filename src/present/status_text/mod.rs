//! The status of the day and drafts of messages, as text to be copied: plain for mail, Markdown for
//! chat tools.

mod lines;
mod message;
mod text;

use std::collections::BTreeMap;

use chrono::NaiveDate;

pub use self::message::{message, recipient};
pub use self::text::Format;

use self::lines::{finished, help, how_far, in_the_way, name, on_what, when};
use self::text::Text;
use super::words;
use crate::forecast::Forecast;
use crate::project::{Id, Project, Task, Today};
use crate::schedule::Scheduled;

/// What the texts are made of.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The project.
    pub project: &'a Project,
    /// When everything happens.
    pub dates: &'a BTreeMap<Id<Task>, Scheduled>,
    /// How likely which date is; `None` while it is worked out.
    pub forecast: Option<&'a Forecast>,
    /// The day.
    pub today: Today,
    /// Who writes; empty when nobody has said.
    pub me: &'a str,
}

/// The status of the day, for the team's channel: how far the work is, the dates, what was done
/// since a day, who is on what, what is in the way, what help is asked for.
#[must_use]
pub fn status(facts: &Facts<'_>, since: NaiveDate, format: Format) -> String {
    let Facts { project, today, .. } = *facts;
    let (outline, _) = project.outline();
    let mut text = Text::new(format);
    let heading = format!(
        "{}: status of {}",
        name(project),
        words::date(today.0, today)
    );
    text.say(text.marked(&heading));
    let mut standing = vec![how_far(project, &outline)];
    standing.extend(when(facts));
    text.say(standing.join("\n"));
    text.list(
        &format!("Done since {}", words::date(since, today)),
        &finished(project, &outline, since),
    );
    text.list("Now", &on_what(project, &outline));
    text.list("In the way", &in_the_way(facts, |_| true));
    text.list("Help wanted", &help(project, today));
    text.end()
}

#[cfg(test)]
mod tests;
