//! Which way of working fits a project, with the reasons.

use super::Look;
use crate::project::{BlockerKind, Framework, Party};

/// How well a way of working fits.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    /// Which one.
    pub framework: Framework,
    /// The weights of its grounds, summed.
    pub points: i32,
    /// What speaks for and against it, in the order it was looked at.
    pub grounds: Vec<Ground>,
}

/// One thing that speaks for or against a way of working.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ground {
    /// How much it counts: above 0 for, below 0 against.
    pub weight: i32,
    /// What it is, in words.
    pub text: String,
}

/// A team up to this size can swarm without much talking.
const SMALL_TEAM: usize = 9;

/// All ways of working, the best fitting first; of equals the one that is easier to begin.
///
/// Each ground counts 1 or 2 points for or against. A project that says nothing yet has no grounds.
#[must_use]
pub fn fits(look: &Look<'_>) -> Vec<Fit> {
    let mut fits: Vec<Fit> = [
        (Framework::Sprint, sprint(look)),
        (Framework::StakeholderAlignment, alignment(look)),
        (Framework::IntegrationFirst, integration(look)),
    ]
    .into_iter()
    .map(|(framework, grounds)| Fit {
        framework,
        points: grounds.iter().map(|ground| ground.weight).sum(),
        grounds,
    })
    .collect();
    fits.sort_by_key(|fit| std::cmp::Reverse(fit.points));
    fits
}

fn ground(weight: i32, text: impl Into<String>) -> Ground {
    let text = text.into();
    Ground { weight, text }
}

fn sprint(look: &Look<'_>) -> Vec<Ground> {
    let mut grounds = Vec::new();
    let open = look.open.len();
    if open == 0 {
        return grounds;
    }
    let known = |task: &crate::project::Task| task.priority.is_some() && task.estimate.is_some();
    let clear = look.open.iter().filter(|(_, task)| known(task)).count();
    let percent = clear * 100 / open;
    grounds.push(if percent >= 70 {
        ground(2, format!("The scope is clear: {percent} % of the open tasks are sorted and estimated."))
    } else {
        ground(-1, format!("The scope is not clear yet: only {percent} % of the open tasks are sorted and estimated."))
    });
    let team = look.project.people.len();
    if (2..=SMALL_TEAM).contains(&team) {
        grounds.push(ground(
            1,
            format!("A team of {team} can work on one thing together."),
        ));
    } else if team > SMALL_TEAM {
        grounds.push(ground(
            -1,
            format!("With {team} people, one list for all gets crowded."),
        ));
    }
    let several = look.juggling().len();
    if several > 0 {
        let who = if several == 1 {
            "1 person has"
        } else {
            &format!("{several} people have")
        };
        grounds.push(ground(
            1,
            format!("{who} several tasks in hand, which a sprint ends."),
        ));
    }
    let outside = outside_waits(look);
    if outside * 4 >= open {
        grounds.push(ground(
            -2,
            format!("{outside} of {open} open tasks wait for people outside the team."),
        ));
    }
    grounds
}

fn alignment(look: &Look<'_>) -> Vec<Ground> {
    let mut grounds = Vec::new();
    let deciders = look.project.stakeholders.values();
    let deciders = deciders.filter(|it| !it.decides.is_empty()).count();
    if deciders >= 3 {
        grounds.push(ground(2, format!("{deciders} people decide something.")));
    } else if look.project.stakeholders.len() >= 2 {
        let count = look.project.stakeholders.len();
        grounds.push(ground(1, format!("{count} stakeholders have to agree.")));
    }
    let kinds = look
        .open
        .iter()
        .filter_map(|(_, task)| task.blocker.as_ref());
    let approvals = kinds.filter(|it| it.kind == BlockerKind::Approval).count();
    if approvals > 0 {
        let what = if approvals == 1 {
            "1 task waits"
        } else {
            &format!("{approvals} tasks wait")
        };
        grounds.push(ground(
            if approvals > 2 { 2 } else { 1 },
            format!("{what} for an approval."),
        ));
    }
    let open = look
        .project
        .decisions
        .values()
        .filter(|it| it.is_open())
        .count();
    if open > 0 {
        let what = if open == 1 {
            "1 decision is"
        } else {
            &format!("{open} decisions are")
        };
        grounds.push(ground(1, format!("{what} still open.")));
    }
    if !look.project.tasks.is_empty() && look.project.stakeholders.is_empty() {
        grounds.push(ground(-1, "Nobody outside the team is named who decides."));
    }
    grounds
}

fn integration(look: &Look<'_>) -> Vec<Ground> {
    let mut grounds = Vec::new();
    let streams = look.project.workstreams.len();
    if streams >= 3 {
        grounds.push(ground(
            1,
            format!("{streams} workstreams make parts that have to meet."),
        ));
    }
    let tasks = &look.project.tasks;
    let stream = |id| tasks.get(id).and_then(|task| task.workstream.as_ref());
    let links = look.project.dependencies.values();
    let across = links.filter(|link| {
        let ends = stream(&link.predecessor).zip(stream(&link.successor));
        ends.is_some_and(|(from, to)| from != to)
    });
    let across = across.count();
    if across >= 3 {
        grounds.push(ground(
            1,
            format!("{across} links lead from one workstream to another."),
        ));
    }
    let faults = look
        .open
        .iter()
        .filter_map(|(_, task)| task.blocker.as_ref());
    let faults = faults
        .filter(|it| it.kind == BlockerKind::TechnicalIssue)
        .count();
    if faults > 0 {
        let what = if faults == 1 {
            "1 task is"
        } else {
            &format!("{faults} tasks are")
        };
        grounds.push(ground(1, format!("{what} stuck on a technical issue.")));
    }
    let points = &look.project.integration_points;
    let failing = points.values().filter(|it| {
        let last = it.runs.values().max_by_key(|run| run.on);
        last.is_none_or(|run| !run.passed)
    });
    let failing = failing.count();
    if failing > 0 {
        grounds.push(ground(
            2,
            format!(
                "{failing} of {} integration points have not passed their last try.",
                points.len()
            ),
        ));
    } else if points.is_empty() && streams < 2 && !tasks.is_empty() {
        grounds.push(ground(
            -1,
            "Nothing says that parts made apart have to meet.",
        ));
    }
    grounds
}

/// The open tasks that wait for someone who does not work here.
fn outside_waits(look: &Look<'_>) -> usize {
    let blockers = look
        .open
        .iter()
        .filter_map(|(_, task)| task.blocker.as_ref());
    let outside = blockers
        .filter(|it| matches!(it.waiting_on, Some(Party::Stakeholder(_) | Party::Named(_))));
    outside.count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::testing::{day, id, project, with_people};
    use crate::project::{Blocker, Estimate, Priority, Project, Stakeholder, Today, WorkMinutes};

    fn best(project: &Project) -> (Framework, i32) {
        let fits = fits(&Look::of(project, Today(day("2026-03-12"))));
        (fits[0].framework, fits[0].points)
    }

    fn clear(tasks: &str) -> Project {
        let mut project = with_people(project(tasks), &["Ann", "Bo"]);
        for task in project.tasks.values_mut() {
            task.priority = Some(Priority::Must);
            task.estimate = Some(Estimate::single(WorkMinutes(60)));
        }
        project
    }

    #[test]
    fn a_clear_scope_and_a_small_team_speak_for_a_sprint() {
        assert_eq!(best(&clear("Copy, Post")), (Framework::Sprint, 3));
    }

    #[test]
    fn approvals_and_many_who_decide_speak_for_alignment() {
        let mut project = clear("Copy, Post, Mail");
        for name in ["a", "b", "c"] {
            let decides = Stakeholder {
                decides: "Prices".into(),
                ..Stakeholder::default()
            };
            project.stakeholders.insert(id(name), decides);
        }
        for task in project.tasks.values_mut() {
            task.blocker = Some(Blocker {
                kind: BlockerKind::Approval,
                waiting_on: Some(Party::Stakeholder(id("a"))),
                since: None,
                note: String::new(),
            });
        }
        assert_eq!(best(&project), (Framework::StakeholderAlignment, 4));
    }

    #[test]
    fn a_project_that_says_nothing_has_no_grounds() {
        let look = fits(&Look::of(&Project::default(), Today(day("2026-03-12"))));
        assert!(look.iter().all(|fit| fit.grounds.is_empty()));
    }
}
