//! The message that asks someone to clear the way, ready to be copied.

use chrono::NaiveDate;

use super::words;
use crate::finish::audit::Bottleneck;
use crate::project::{BlockerKind, Party, Project, Task, Today};

/// A polite message to whom these tasks wait for: what waits, since when, what it holds up, and
/// what is asked by when. Signed with `me`, when that is known.
///
/// All of them should wait for the same party; the first one's name is the address.
#[must_use]
pub fn chase(project: &Project, waiting: &[&Bottleneck], me: &str, today: Today) -> String {
    let whom = waiting.first().and_then(|it| it.waiting_on.as_ref());
    let greeting = match whom.and_then(|whom| words::party(project, whom)) {
        Some(name) if whom.is_some_and(|whom| is_human(project, whom)) => {
            let first = name.split_whitespace().next().unwrap_or(&name);
            format!("Hello {first},")
        }
        Some(name) => format!("Hello {name},"),
        None => "Hello,".to_owned(),
    };
    let by = words::date(answer_day(project, today), today);
    let mut parts = vec![greeting];
    match waiting {
        [] => {}
        [one] => {
            parts.push(about(project, one, today));
            parts.push(format!("{} by {by}?", ask(one.kind)));
        }
        several => {
            parts.push(format!(
                "{} are waiting for you:",
                words::count(several.len(), "task")
            ));
            let line = |it: &&Bottleneck| format!("- {}", about(project, it, today));
            parts.push(several.iter().map(line).collect::<Vec<_>>().join("\n"));
            parts.push(format!(
                "Could you let us know by {by} where each of them stands?"
            ));
        }
    }
    parts.push("If someone else can help, please tell me who.".to_owned());
    parts.push(format!("Thank you\n{}", me.trim()).trim_end().to_owned());
    parts.join("\n\n")
}

/// What waits, since when and what it holds up, in sentences.
fn about(project: &Project, it: &Bottleneck, today: Today) -> String {
    let task = project.tasks.get(&it.task);
    let title = task.map_or("", |task| task.title.as_str()).trim();
    let title = if title.is_empty() { "A task" } else { title };
    let days = it.since.zip(it.days).filter(|(_, days)| *days > 0);
    let (waits, has_waited) = match it.kind {
        BlockerKind::Approval => (
            "is waiting for your approval",
            "has been waiting for your approval",
        ),
        BlockerKind::MissingInformation => (
            "is waiting for something from you",
            "has been waiting for something from you",
        ),
        BlockerKind::TechnicalIssue => (
            "is held up by a technical issue",
            "has been held up by a technical issue",
        ),
        BlockerKind::Other => ("cannot go on", "has not been able to go on"),
    };
    let waits = match days {
        Some((since, days)) => format!(
            "{has_waited} since {} ({})",
            words::date(since, today),
            words::count(days as usize, "day")
        ),
        None => waits.to_owned(),
    };
    let mut text = format!("“{title}” {waits}.");
    let note = note(task);
    if !note.is_empty() {
        text.extend([" What is missing: ", note.trim_end_matches('.'), "."]);
    }
    if it.holds_up.tasks > 0 {
        let work = match it.holds_up.work.0 {
            0 => String::new(),
            _ => format!(", {} of work", words::work(it.holds_up.work)),
        };
        let more = match it.holds_up.tasks {
            1 => "1 more task".to_owned(),
            many => format!("{many} more tasks"),
        };
        text.extend([" It holds up ", &more, &work, "."]);
    }
    text
}

fn note(task: Option<&Task>) -> String {
    let blocker = task.and_then(|task| task.blocker.as_ref());
    let note = blocker.map_or("", |blocker| &blocker.note);
    note.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn ask(kind: BlockerKind) -> &'static str {
    match kind {
        BlockerKind::Approval => "Could you give us your yes, or tell us what still has to change,",
        BlockerKind::MissingInformation => "Could you send us what is missing, or tell us when,",
        BlockerKind::TechnicalIssue => "Could you tell us where it stands and what you need",
        BlockerKind::Other => "Could you tell us what it takes to go on",
    }
}

/// People are addressed by their first name, a department by all of its name.
fn is_human(project: &Project, party: &Party) -> bool {
    match party {
        Party::Person(id) => project
            .people
            .get(id)
            .is_some_and(|person| person.capacity <= 1),
        Party::Stakeholder(id) => project
            .stakeholders
            .get(id)
            .is_some_and(|it| it.person.is_some()),
        Party::Named(_) => false,
    }
}

/// The second working day from now: soon, and still a fair time to answer.
fn answer_day(project: &Project, today: Today) -> NaiveDate {
    let is_holiday = |day: NaiveDate| project.holidays.values().any(|it| it.date == Some(day));
    let works = |day: &NaiveDate| project.settings.hours.minutes_on(*day) > 0 && !is_holiday(*day);
    let mut days = today.0.iter_days().skip(1).take(60).filter(works);
    days.nth(1).unwrap_or(today.0)
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::edit::testing::{day, id, linked, with_people};
    use crate::finish::audit::{Scope, bottlenecks};
    use crate::project::{Blocker, Estimate, WorkMinutes};

    #[test]
    fn a_message_names_the_task_since_when_what_it_holds_up_and_what_is_asked() {
        let mut project = with_people(linked("Terms, Ship, Copy", &["Terms > Ship"]), &["Ann Lee"]);
        let ship = project.tasks.get_mut(&id("Ship")).unwrap();
        ship.estimate = Some(Estimate::single(WorkMinutes::hours(6)));
        for (task, kind, since) in [
            ("Terms", BlockerKind::Approval, Some(day("2026-03-02"))),
            ("Copy", BlockerKind::MissingInformation, None),
        ] {
            project.tasks.get_mut(&id(task)).unwrap().blocker = Some(Blocker {
                kind,
                waiting_on: Some(Party::Person(id("Ann Lee"))),
                since,
                note: "page 2.".to_owned(),
            });
        }
        let today = Today(day("2026-03-12"));
        let found = bottlenecks(&Scope::of(&project, today));
        let found: Vec<_> = found.iter().collect();
        expect![[r#"
            Hello Ann,

            “Terms” has been waiting for your approval since Mon 2 Mar (10 days). What is missing: page 2. It holds up 1 more task, 6 h of work.

            Could you give us your yes, or tell us what still has to change, by Mon 16 Mar?

            If someone else can help, please tell me who.

            Thank you
            Mia"#]].assert_eq(&chase(&project, &found[..1], "Mia", today));
        expect![[r#"
            Hello Ann,

            2 tasks are waiting for you:

            - “Terms” has been waiting for your approval since Mon 2 Mar (10 days). What is missing: page 2. It holds up 1 more task, 6 h of work.
            - “Copy” is waiting for something from you. What is missing: page 2.

            Could you let us know by Mon 16 Mar where each of them stands?

            If someone else can help, please tell me who.

            Thank you"#]].assert_eq(&chase(&project, &found, "", today));
    }
}
