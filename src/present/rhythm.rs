//! How check-ins, messages and milestones read.

use chrono::NaiveDate;

use super::words;
use crate::finish::rhythm;
use crate::project::{
    Audience, Communication, Id, Milestone, MilestoneSize, Outline, Project, Status, Task, Today,
};
use crate::schedule::Timetable;

/// The name of an audience.
#[must_use]
pub fn audience(audience: Audience) -> &'static str {
    match audience {
        Audience::Sponsor => "Sponsor",
        Audience::Client => "Client",
        Audience::Team => "Team",
        Audience::Other => "Others",
    }
}

/// How often a message is due: "every day", "every week", "every 10 days", "once".
#[must_use]
pub fn cadence(every_days: Option<u16>) -> String {
    match every_days {
        None => "once".to_owned(),
        Some(1) => "every day".to_owned(),
        Some(7) => "every week".to_owned(),
        Some(days) if days % 7 == 0 => format!("every {} weeks", days / 7),
        Some(days) => format!("every {days} days"),
    }
}

/// How often the team checks in.
#[must_use]
pub fn check_ins(every: Option<u8>) -> String {
    match every {
        None => "No check-ins planned".to_owned(),
        Some(1) => "Every working day".to_owned(),
        Some(2) => "Every other working day".to_owned(),
        Some(5) => "Once in five working days".to_owned(),
        Some(days) => format!("Every {days} working days"),
    }
}

/// A time of day: "9:30".
#[must_use]
pub fn time_of_day(minute: u16) -> String {
    format!("{}:{:02}", minute / 60, minute % 60)
}

/// The minutes after midnight a typed time stands for: `9`, `9:30`, `9.30`, `0930`.
#[must_use]
pub fn read_time(text: &str) -> Option<u16> {
    let text = text.trim();
    let (hours, minutes) = match text.split_once([':', '.', 'h']) {
        Some((hours, minutes)) => (hours, minutes),
        None if text.len() == 4 => text.split_at_checked(2)?,
        None => (text, "0"),
    };
    let minutes = if minutes.is_empty() { "0" } else { minutes };
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}

/// How urgent something with a day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Urgency {
    /// Its day has passed.
    Overdue,
    /// Its day is today.
    Today,
    /// Its day comes, or it has none.
    Later,
    /// It is over.
    Over,
}

/// When a message is due next, in words.
#[must_use]
pub fn due(project: &Project, message: &Communication, today: Today) -> (String, Urgency) {
    let Some(day) = rhythm::next_due(project, message) else {
        return match message.last_sent {
            Some(day) => (format!("Sent {}", words::date(day, today)), Urgency::Over),
            None => ("No day yet".to_owned(), Urgency::Later),
        };
    };
    let late = today.days_since(day);
    if late > 0 {
        let days = words::count(late as usize, "day");
        (format!("{days} overdue"), Urgency::Overdue)
    } else if day == today.0 {
        ("Due today".to_owned(), Urgency::Today)
    } else {
        (format!("Due {}", words::date(day, today)), Urgency::Later)
    }
}

/// Who a message goes to, how often, by which channel and from whom, in one line.
#[must_use]
pub fn message(project: &Project, message: &Communication, today: Today) -> String {
    let to = message.to.as_ref();
    let to = to.and_then(|party| words::party(project, party));
    let mut parts = vec![
        format!(
            "To {}",
            to.unwrap_or_else(|| audience(message.audience).to_lowercase())
        ),
        cadence(message.every_days),
    ];
    if !message.channel.is_empty() {
        parts.push(format!("by {}", message.channel));
    }
    let owner = message.owner.as_ref();
    match owner.and_then(|id| project.people.get(id)) {
        Some(owner) => parts.push(format!("from {}", owner.name)),
        None => parts.push("nobody sends it yet".to_owned()),
    }
    if let Some(day) = message.last_sent {
        parts.push(format!("last sent {}", words::date(day, today)));
    }
    parts.join(", ")
}

/// How far a milestone is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MilestoneState {
    /// In words: "3 of 5 tasks done", "All done: celebrate it".
    pub text: String,
    /// How urgent it is.
    pub urgency: Urgency,
    /// Whether all its tasks are done and nobody has said that it is reached.
    pub is_ready: bool,
}

/// How far a milestone is, by its tasks. A summary task counts by its parts.
#[must_use]
pub fn milestone(project: &Project, milestone: &Milestone, today: Today) -> MilestoneState {
    if let Some(day) = milestone.reached_on {
        return MilestoneState {
            text: format!("Reached {}", words::date(day, today)),
            urgency: Urgency::Over,
            is_ready: false,
        };
    }
    let (outline, _) = project.outline();
    let (open, all) = counts(project, &outline, milestone);
    let late = milestone.due.map_or(0, |due| today.days_since(due));
    let (text, urgency) = match (all, open) {
        (0, _) => (
            "Choose the tasks that must be done for it".to_owned(),
            Urgency::Later,
        ),
        (_, 0) => ("All done: celebrate it".to_owned(), Urgency::Today),
        (_, open) if late > 0 => (
            format!(
                "{} overdue, {open} of {all} open",
                words::count(late as usize, "day")
            ),
            Urgency::Overdue,
        ),
        (_, open) => (
            format!("{} of {all} tasks done", all - open),
            Urgency::Later,
        ),
    };
    MilestoneState {
        text,
        urgency,
        is_ready: all > 0 && open == 0,
    }
}

/// How many of the tasks of a milestone are open, and how many there are, summary tasks left out.
fn counts(project: &Project, outline: &Outline, milestone: &Milestone) -> (usize, usize) {
    let below = milestone.tasks.iter().flat_map(|id| outline.subtree(id));
    let mut leaves: Vec<Id<Task>> = below.filter(|id| !outline.is_summary(id)).collect();
    leaves.sort();
    leaves.dedup();
    let open = leaves
        .iter()
        .filter(|id| project.tasks.get(id).is_some_and(Task::is_open));
    (open.count(), leaves.len())
}

/// The milestones of which one of these tasks, not done a moment ago, was the last: all their tasks
/// are done now, and nobody has said that they are reached.
#[must_use]
pub fn just_reached(project: &Project, tasks: &[Id<Task>]) -> Vec<Id<Milestone>> {
    let is_done = |id: &&Id<Task>| {
        let task = project.tasks.get(id);
        task.is_some_and(|it| it.status == Status::Done)
    };
    let done: Vec<_> = tasks.iter().filter(is_done).collect();
    let is_ahead = |it: &Milestone| it.reached_on.is_none();
    // Mostly there is nothing to look for, and laying out the outline walks every task.
    if done.is_empty() || !project.milestones.values().any(is_ahead) {
        return Vec::new();
    }
    let (outline, _) = project.outline();
    let is_reached = |it: &Milestone| {
        let below = |id: &Id<Task>| outline.subtree(id).iter().any(|id| done.contains(&id));
        is_ahead(it) && it.tasks.iter().any(below) && counts(project, &outline, it).0 == 0
    };
    let reached = project.milestones.iter().filter(|(_, it)| is_reached(it));
    reached.map(|(id, _)| id.clone()).collect()
}

/// What a milestone is and when: its size, the promised day, the day the plan reaches it and what
/// the team gets.
#[must_use]
pub fn milestone_line(
    id: &Id<Milestone>,
    milestone: &Milestone,
    timetable: Option<&Timetable>,
    p80: Option<NaiveDate>,
    today: Today,
) -> String {
    let mut parts = vec![
        match milestone.size {
            MilestoneSize::Full => "Milestone",
            MilestoneSize::Micro => "Small step",
        }
        .to_owned(),
    ];
    let said = |what: &str, day: NaiveDate| format!("{what} {}", words::date(day, today));
    parts.extend(milestone.due.map(|day| said("promised for", day)));
    if milestone.reached_on.is_none() {
        let planned = timetable.and_then(|it| it.milestones.get(id));
        let planned = planned.and_then(|it| it.date);
        parts.extend(planned.map(|day| said("planned for", day)));
        parts.extend(p80.map(|day| said("80 % sure by", day)));
    }
    if !milestone.reward.is_empty() {
        parts.push(format!("reward: {}", milestone.reward));
    }
    parts.join(", ")
}

/// What is said when a milestone is reached.
#[must_use]
pub fn celebration(milestone: &Milestone) -> String {
    if milestone.reward.is_empty() {
        format!(
            "“{}” is reached. Tell everyone who had a hand in it.",
            milestone.title
        )
    } else {
        format!(
            "“{}” is reached. Now: {}.",
            milestone.title, milestone.reward
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Party;

    fn today() -> Today {
        Today(NaiveDate::from_ymd_opt(2026, 3, 12).unwrap())
    }

    fn weekly() -> Communication {
        Communication {
            title: "Status".into(),
            to: Some(Party::Named("The board".into())),
            channel: "mail".into(),
            every_days: Some(7),
            ..Communication::default()
        }
    }

    #[test]
    fn a_typed_time_is_read_in_the_usual_ways() {
        for (text, minute) in [
            ("9", Some(540)),
            ("9:30", Some(570)),
            ("09.05", Some(545)),
            ("0930", Some(570)),
            ("23:59", Some(1_439)),
            ("24", None),
            ("9:60", None),
            ("soon", None),
            ("", None),
        ] {
            assert_eq!(read_time(text), minute, "{text}");
        }
        assert_eq!(time_of_day(545), "9:05");
    }

    #[test]
    fn a_message_is_due_today_later_or_overdue() {
        let project = Project::default();
        let said = |first: Option<u32>| {
            let message = Communication {
                first_due: first.and_then(|day| NaiveDate::from_ymd_opt(2026, 3, day)),
                ..weekly()
            };
            due(&project, &message, today())
        };
        assert_eq!(said(Some(12)), ("Due today".into(), Urgency::Today));
        assert_eq!(said(Some(11)), ("1 day overdue".into(), Urgency::Overdue));
        assert_eq!(said(Some(13)), ("Due Fri 13 Mar".into(), Urgency::Later));
        assert_eq!(said(None), ("No day yet".into(), Urgency::Later));
    }

    #[test]
    fn a_message_says_to_whom_how_often_and_what_is_missing() {
        let project = Project::default();
        assert_eq!(
            message(&project, &weekly(), today()),
            "To The board, every week, by mail, nobody sends it yet"
        );
        assert_eq!(cadence(Some(14)), "every 2 weeks");
        assert_eq!(cadence(Some(10)), "every 10 days");
        assert_eq!(cadence(None), "once");
    }

    #[test]
    fn a_milestone_counts_the_parts_of_its_tasks() {
        let mut project = Project::default();
        for (id, parent, status) in [
            ("page", None, Status::Todo),
            ("copy", Some("page"), Status::Done),
            ("art", Some("page"), Status::Todo),
        ] {
            let task = Task {
                parent: parent.map(Id::new),
                status,
                ..Task::default()
            };
            project.tasks.insert(Id::new(id), task);
        }
        let mut live = Milestone {
            title: "Live".into(),
            tasks: [Id::new("page")].into(),
            reward: "cake".into(),
            ..Milestone::default()
        };
        assert_eq!(
            milestone(&project, &live, today()).text,
            "1 of 2 tasks done"
        );
        project.milestones.insert(Id::new("live"), live.clone());
        let (art, page) = (Id::new("art"), Id::new("page"));
        let both = [art.clone(), page.clone()];
        assert_eq!(just_reached(&project, &both), []);
        project.tasks.get_mut(&art).unwrap().status = Status::Done;
        assert_eq!(just_reached(&project, &both), [Id::new("live")]);
        // Something else was done: it had been reached before.
        assert_eq!(just_reached(&project, &[Id::new("other")]), []);
        assert!(milestone(&project, &live, today()).is_ready);
        live.reached_on = Some(today().0);
        project.milestones.insert(Id::new("live"), live.clone());
        assert_eq!(just_reached(&project, &both), []);
        let reached = milestone(&project, &live, today());
        assert_eq!(reached.text, "Reached Thu 12 Mar");
        assert!(!reached.is_ready);
        assert_eq!(celebration(&live), "“Live” is reached. Now: cake.");
    }

    #[test]
    fn a_milestone_without_tasks_is_never_reached_by_itself() {
        let state = milestone(&Project::default(), &Milestone::default(), today());
        assert!(!state.is_ready && state.text.starts_with("Choose"));
    }
}
