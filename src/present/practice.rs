//! A summary of how a project was finished, to share with others who have one to finish.

use super::{growth, words};
use crate::finish::guide::way;
use crate::finish::pulse::team_pulse;
use crate::finish::relief::is_strained;
use crate::project::{MilestoneSize, Project, ReviewItem, ReviewKind, Today};

/// So many lines of the retrospective are told in each part.
const LINES: usize = 5;

/// The summary as plain text with headings and lists that chat tools and mail read well. Only what
/// is recorded is told; people are not named, the project only where that is wanted.
#[must_use]
pub fn summary(project: &Project, today: Today, name_it: bool) -> String {
    let name = project.settings.name.as_str();
    let title = if name_it && !name.is_empty() {
        format!("# How we finished {name}")
    } else {
        "# How we finished a project".to_owned()
    };
    let mut parts = vec![title];
    if let Some(way) = project.settings.framework.and_then(way) {
        parts.push(format!("We worked this way: {}. {}", way.title, way.idea));
    }
    let rhythm = rhythm(project);
    let figures = growth::statements(project, today, false);
    let sections = [
        ("What the records show", figures),
        ("Our rhythm", rhythm),
        ("What went well", said(project, ReviewKind::WentWell)),
        ("What cost time", said(project, ReviewKind::CausedDelay)),
        ("What we do next time", said(project, ReviewKind::Improve)),
    ];
    for (title, lines) in sections {
        if !lines.is_empty() {
            let lines: Vec<_> = lines.into_iter().map(|line| format!("- {line}")).collect();
            parts.push(format!("## {title}\n\n{}", lines.join("\n")));
        }
    }
    parts.join("\n\n")
}

fn rhythm(project: &Project) -> Vec<String> {
    let counts = [
        (project.check_ins.len(), "update", " in the daily round"),
        (project.pulses.len(), "answer", " to how people are doing"),
        (project.sprints.len(), "sprint", ""),
        (project.readiness_reviews.len(), "readiness review", ""),
        (project.baselines.len(), "baseline", ""),
    ];
    let told = counts.into_iter().filter(|(count, ..)| *count > 0);
    told.map(|(count, noun, rest)| format!("{}{rest}.", words::count(count, noun)))
        .collect()
}

/// What keeps people going in a long project: the name of each means, how it stands here, and what
/// the way there is called, with its place and part.
pub type Means = (
    &'static str,
    String,
    &'static str,
    &'static str,
    &'static str,
);

/// The means, in the order they are offered.
#[must_use]
pub fn persistence(project: &Project, today: Today) -> [Means; 3] {
    let steps = project.milestones.values();
    let steps = steps.filter(|it| it.size == MilestoneSize::Micro && it.reached_on.is_none());
    let next = steps.min_by_key(|it| (it.due.is_none(), it.due));
    let step = next.map_or_else(
        || "None is ahead. Set one that can be reached within a week.".to_owned(),
        |step| {
            let due = step
                .due
                .map(|due| format!(" by {}", words::date(due, today)));
            let reward = match step.reward.trim() {
                "" => "; nothing to look forward to yet".to_owned(),
                reward => format!("; then: {reward}"),
            };
            format!("“{}”{}{reward}.", step.title, due.unwrap_or_default())
        },
    );
    let asked = project.pulses.values().filter_map(|it| it.date).max();
    let pulse = asked.map_or_else(
        || "Nobody has been asked yet.".to_owned(),
        |day| {
            format!(
                "The last answer was given {}.",
                words::from_today(day, today)
            )
        },
    );
    let rotation = match team_pulse(project, today.0) {
        Ok(team) if is_strained(&team) => {
            "The team says that it is too much: let people change tasks, or plan breaks."
        }
        Ok(_) => "The team is well. Let people change tasks before they are tired of them.",
        Err(_) => "Fewer than three answered this week, so the team’s figures are not shown.",
    };
    [
        ("The next small step", step, "Milestones", "plan", "rhythm"),
        (
            "Other work for a while",
            rotation.to_owned(),
            "Load and breaks",
            "execute",
            "pulse",
        ),
        ("How people are", pulse, "Ask them", "execute", "pulse"),
    ]
}

/// What was said in the retrospective, the most voted for first.
fn said(project: &Project, kind: ReviewKind) -> Vec<String> {
    let mut all: Vec<&ReviewItem> = project
        .review_items
        .values()
        .filter(|it| it.kind == kind)
        .collect();
    all.sort_by_key(|it| std::cmp::Reverse(it.votes.len()));
    all.truncate(LINES);
    all.into_iter().map(|it| it.title.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::testing::{day, id, project, with_people};
    use crate::project::{Framework, Milestone};

    #[test]
    fn it_tells_what_is_recorded_and_names_nobody() {
        let mut project = with_people(project("Copy"), &["Ann Lee"]);
        project.settings.name = "Halden".into();
        let today = Today(day("2026-03-12"));
        assert_eq!(
            summary(&project, today, false),
            "# How we finished a project"
        );
        project.settings.framework = Some(Framework::Sprint);
        for (at, (text, votes)) in [("Late prices", 0), ("No calm", 1)].into_iter().enumerate() {
            let item = ReviewItem {
                kind: ReviewKind::CausedDelay,
                title: text.into(),
                votes: (0..votes).map(|_| id("Ann Lee")).collect(),
                ..ReviewItem::default()
            };
            project.review_items.insert(id(&at.to_string()), item);
        }
        let told = summary(&project, today, true);
        assert!(
            told.starts_with("# How we finished Halden\n\nWe worked this way: "),
            "{told}"
        );
        assert!(
            told.ends_with("## What cost time\n\n- No calm\n- Late prices"),
            "{told}"
        );
        assert!(!told.contains("Ann"), "{told}");
    }

    #[test]
    fn the_next_small_step_is_the_earliest_one_that_is_not_reached() {
        let mut project = project("");
        let today = Today(day("2026-03-12"));
        let said = |project: &Project| persistence(project, today)[0].1.clone();
        assert!(said(&project).starts_with("None is ahead"));
        for (name, due, size) in [
            ("far", "2026-03-20", MilestoneSize::Micro),
            ("near", "2026-03-13", MilestoneSize::Micro),
            ("large", "2026-03-12", MilestoneSize::Full),
        ] {
            let milestone = Milestone {
                title: name.into(),
                due: Some(day(due)),
                size,
                reward: "Cake".into(),
                ..Milestone::default()
            };
            project.milestones.insert(id(name), milestone);
        }
        assert_eq!(said(&project), "“near” by Fri 13 Mar; then: Cake.");
        project.milestones.get_mut(&id("near")).unwrap().reached_on = Some(today.0);
        assert!(said(&project).starts_with("“far”"));
    }
}
