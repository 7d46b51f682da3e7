//! How people and their time read: what someone has in hand, how much they work, when they are away.

use crate::project::{
    Id, Party, Person, Project, Record, Settings, Stakeholder, Table, Task, TimeOff, Today,
    WeekHours,
};

use super::words;

/// What would be left behind if this person went: "3 tasks", "1 deliverable", …; empty for someone
/// nothing hangs on. Time off goes with them and does not count.
#[must_use]
pub fn in_hand(project: &Project, id: &Id<Person>) -> Vec<String> {
    let party = Party::Person(id.clone());
    let waits = |task: &Task| {
        let blocker = task.blocker.as_ref();
        blocker.is_some_and(|blocker| blocker.waiting_on.as_ref() == Some(&party))
    };
    let tasks = project.tasks.values();
    let own = tasks.clone().filter(|it| it.assignees.contains_key(id));
    let deliverables = project.deliverables.values();
    let workstreams = project.workstreams.values();
    [
        (own.count(), "task"),
        (tasks.filter(|task| waits(task)).count(), "blocked task"),
        (
            deliverables
                .filter(|it| it.owner.as_ref() == Some(id))
                .count(),
            "deliverable",
        ),
        (
            workstreams
                .filter(|it| it.lead.as_ref() == Some(id))
                .count(),
            "workstream",
        ),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, noun)| words::count(count, noun))
    .collect()
}

/// How much someone works here in a week: "40 h a week", "20 h a week (50 %)", "3 × 40 h a week".
#[must_use]
pub fn week(person: &Person, settings: &Settings) -> String {
    let hours = person.hours.unwrap_or(settings.hours);
    let percent = person.availability_percent.min(100);
    let minutes = week_minutes(&hours) * u32::from(percent) / 100;
    let said = format!("{} h a week", hours_text(minutes));
    let said = match person.capacity {
        0 | 1 => said,
        several => format!("{several} × {said}"),
    };
    if percent == 100 {
        said
    } else {
        format!("{said} ({percent} %)")
    }
}

/// The working minutes of a whole week.
#[must_use]
pub fn week_minutes(hours: &WeekHours) -> u32 {
    hours.0.iter().map(|minutes| u32::from(*minutes)).sum()
}

/// Minutes in hours, to the quarter: "7.5", "40".
#[must_use]
pub fn hours_text(minutes: u32) -> String {
    (libm::round(f64::from(minutes) / 15.0) / 4.0).to_string()
}

/// The days someone is away: "Fri 13 Mar", "Fri 13 Mar to Mon 16 Mar".
#[must_use]
pub fn days_away(away: &TimeOff, today: Today) -> String {
    let Some(first) = away.first else {
        return "No days yet".to_owned();
    };
    let first_said = words::date(first, today);
    match away.last.filter(|last| *last > first) {
        Some(last) => format!("{first_said} to {}", words::date(last, today)),
        None => first_said,
    }
}

/// The time off of a person that is not over, earliest first.
#[must_use]
pub fn next_away<'p>(
    project: &'p Project,
    id: &Id<Person>,
    today: Today,
) -> Option<(&'p Id<TimeOff>, &'p TimeOff)> {
    time_off(project, id)
        .into_iter()
        .find(|(_, away)| away.last.max(away.first) >= Some(today.0))
}

/// All time off of a person, earliest first.
#[must_use]
pub fn time_off<'p>(project: &'p Project, id: &Id<Person>) -> Vec<(&'p Id<TimeOff>, &'p TimeOff)> {
    let all = project.time_off.iter();
    let mut own: Vec<_> = all
        .filter(|(_, away)| away.person.as_ref() == Some(id))
        .collect();
    own.sort_by_key(|(id, away)| (away.first, *id));
    own
}

/// Ids of named records in the order of their names, without regard to case and accents.
#[must_use]
pub fn by_name<R: Record>(table: &Table<R>, name: impl Fn(&R) -> &str) -> Vec<(Id<R>, String)> {
    let mut all: Vec<_> = table
        .iter()
        .map(|(id, it)| (id.clone(), name(it).to_owned()))
        .collect();
    all.sort_by_cached_key(|(id, name)| (crate::project::fold(name), id.clone()));
    all
}

/// What is known of how to keep a stakeholder informed: "Weekly call, every 7 days"; may be empty.
#[must_use]
pub fn contact_plan(stakeholder: &Stakeholder) -> String {
    let every = stakeholder.cadence_days.map(|days| match days {
        1 => "every day".to_owned(),
        days => format!("every {days} days"),
    });
    let channel = Some(stakeholder.channel.clone()).filter(|channel| !channel.is_empty());
    [channel, every]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ")
}

/// How long a stakeholder usually takes to answer, and how that is known: "Answers within about 4
/// working days: learned from 2 past waits."
#[must_use]
pub fn answering_time(project: &Project, id: &Id<Stakeholder>) -> String {
    let party = Party::Stakeholder(id.clone());
    let learned = crate::forecast::answering(project).remove(&party);
    let days = |days: f64| match libm::round(days * 2.0) / 2.0 {
        days if days < 1.0 => "a day".to_owned(),
        days => format!("{days} working days"),
    };
    match learned {
        Some(it) => format!(
            "Half of their answers come within about {}: learned from {}, and from what is usual.",
            days(it.median_days),
            words::count(it.waits, "past wait")
        ),
        None => format!(
            "Nobody has waited for them yet: {} are assumed for half of their answers.",
            days(crate::forecast::USUAL_DAYS)
        ),
    }
}

/// Someone's name, also when they have left.
#[must_use]
pub fn name(project: &Project, id: &Id<Person>) -> String {
    let person = project.people.get(id);
    person.map_or_else(|| "Someone who left".to_owned(), |it| it.name.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{Blocker, BlockerKind, Deliverable, WorkMinutes};

    fn day(text: &str) -> chrono::NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn what_someone_has_in_hand_is_counted_by_kind() {
        let ann: Id<Person> = Id::new("ann");
        let mut project = Project::default();
        assert!(in_hand(&project, &ann).is_empty());
        let own = Task {
            assignees: [(ann.clone(), 1)].into(),
            ..Task::default()
        };
        let blocked = Task {
            blocker: Some(Blocker {
                kind: BlockerKind::Approval,
                waiting_on: Some(Party::Person(ann.clone())),
                since: None,
                note: String::new(),
            }),
            ..Task::default()
        };
        let page = Deliverable {
            owner: Some(ann.clone()),
            ..Deliverable::default()
        };
        project.tasks = [
            (Id::new("a"), own.clone()),
            (Id::new("b"), own),
            (Id::new("c"), blocked),
        ]
        .into();
        project.deliverables.insert(Id::new("page"), page);
        assert_eq!(
            in_hand(&project, &ann),
            ["2 tasks", "1 blocked task", "1 deliverable"]
        );
    }

    #[test]
    fn a_week_is_said_with_share_and_pool() {
        let settings = Settings::default();
        let week = |percent, capacity| {
            let person = Person {
                availability_percent: percent,
                capacity,
                ..Person::default()
            };
            super::week(&person, &settings)
        };
        assert_eq!(week(100, 1), "40 h a week");
        assert_eq!(week(50, 1), "20 h a week (50 %)");
        assert_eq!(week(80, 3), "3 × 32 h a week (80 %)");
        assert_eq!(hours_text(WorkMinutes(455).0), "7.5");
    }

    #[test]
    fn the_next_time_off_is_the_earliest_that_is_not_over() {
        let ann: Id<Person> = Id::new("ann");
        let away = |first: &str, last: Option<&str>| TimeOff {
            person: Some(ann.clone()),
            first: Some(day(first)),
            last: last.map(day),
            note: String::new(),
        };
        let project = Project {
            time_off: [
                (Id::new("a"), away("2026-03-20", None)),
                (Id::new("b"), away("2026-03-10", Some("2026-03-13"))),
                (Id::new("c"), away("2026-03-01", None)),
            ]
            .into(),
            ..Project::default()
        };
        let next = |today: &str| {
            let today = Today(day(today));
            next_away(&project, &ann, today).map(|(_, away)| days_away(away, today))
        };
        assert_eq!(
            next("2026-03-13"),
            Some("Tue 10 Mar to Fri 13 Mar".to_owned())
        );
        assert_eq!(next("2026-03-14"), Some("Fri 20 Mar".to_owned()));
        assert_eq!(next("2026-03-21"), None);
    }

    #[test]
    fn an_answering_time_says_how_many_waits_it_was_learned_from() {
        let mut project = Project::default();
        let helen: Id<Stakeholder> = Id::new("helen");
        assert_eq!(
            answering_time(&project, &helen),
            "Nobody has waited for them yet: 3 working days are assumed for half of their answers."
        );
        let wait = crate::project::Wait {
            waiting_on: Some(Party::Stakeholder(helen.clone())),
            since: Some(day("2026-03-09")),
            until: Some(day("2026-03-16")),
            ..crate::project::Wait::default()
        };
        project.waits.insert(Id::new("w"), wait);
        let said = answering_time(&project, &helen);
        assert!(said.contains("learned from 1 past wait,"), "{said}");
    }

    #[test]
    fn how_to_keep_someone_informed_leaves_out_what_is_not_known() {
        let plan = |channel: &str, cadence_days| {
            contact_plan(&Stakeholder {
                channel: channel.to_owned(),
                cadence_days,
                ..Stakeholder::default()
            })
        };
        assert_eq!(plan("", None), "");
        assert_eq!(plan("", Some(1)), "every day");
        assert_eq!(plan("Call", Some(7)), "Call, every 7 days");
    }
}
