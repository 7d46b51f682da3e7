//! A project as the guide looks at it: walked once for all items.

use crate::finish::audit::{AREAS, Scope};
use crate::finish::signing;
use crate::project::{
    Id, Person, Priority, Project, ReviewKind, RiskStatus, Status, Subject, Task, Today,
};

/// What the items of the guide ask about.
#[derive(Clone, Debug)]
pub struct Look<'a> {
    /// The project.
    pub project: &'a Project,
    /// The day.
    pub today: Today,
    /// Its open tasks without subtasks.
    pub open: Vec<(&'a Id<Task>, &'a Task)>,
}

/// How much of something the records show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// How many have it.
    pub done: usize,
    /// Of how many; nothing to have is not done.
    pub of: usize,
    /// The same in words.
    pub text: String,
}

impl Seen {
    /// Whether all have it.
    #[must_use]
    pub fn is_all(&self) -> bool {
        self.of > 0 && self.done >= self.of
    }

    fn some(done: usize, of: usize, text: String) -> Self {
        Self { done, of, text }
    }

    /// Whether something is there at all.
    fn is_there(count: usize, one: &str, many: &str, none: &str) -> Self {
        let text = match count {
            0 => none.to_owned(),
            1 => one.to_owned(),
            _ => format!("{count} {many}"),
        };
        Self::some(count.min(1), 1, text)
    }
}

impl<'a> Look<'a> {
    /// Looks at a project.
    #[must_use]
    pub fn of(project: &'a Project, today: Today) -> Self {
        let scope = Scope::of(project, today);
        let open = scope.tasks().collect();
        Self {
            project,
            today,
            open,
        }
    }

    /// How many open tasks each person has begun, several at a time only.
    #[must_use]
    pub fn juggling(&self) -> Vec<(&'a Person, usize)> {
        let doing = |id: &Id<Person>| {
            let mine = self.open.iter().filter(|(_, task)| {
                task.status == Status::Doing && task.assignees.contains_key(id)
            });
            mine.count()
        };
        let people = self.project.people.iter();
        let people = people.filter(|(_, person)| person.capacity <= 1);
        people
            .map(|(id, person)| (person, doing(id)))
            .filter(|(_, count)| *count > 1)
            .collect()
    }

    fn share(&self, what: &str, holds: impl Fn(&Task) -> bool) -> Seen {
        let done = self.open.iter().filter(|(_, task)| holds(task)).count();
        let of = self.open.len();
        let text = if of == 0 {
            "No open tasks yet".to_owned()
        } else {
            format!("{done} of {of} open tasks {what}")
        };
        Seen::some(done, of, text)
    }
}

pub(super) fn listed(look: &Look<'_>) -> Seen {
    let tasks = look.project.tasks.len();
    Seen::is_there(
        tasks,
        "1 task is listed",
        "tasks are listed",
        "No task is listed yet",
    )
}

pub(super) fn sorted(look: &Look<'_>) -> Seen {
    look.share("are sorted", |task| task.priority.is_some())
}

pub(super) fn prompts(look: &Look<'_>) -> Seen {
    let all = AREAS.iter().flat_map(|area| area.prompts);
    let is_answered = |id: &str| {
        let answer = look.project.prompt_answers.get(&Id::new(id));
        answer.is_some_and(|answer| answer.answer.is_some())
    };
    let done = all.clone().filter(|prompt| is_answered(prompt.id)).count();
    let of = all.count();
    Seen::some(done, of, format!("{done} of {of} questions are answered"))
}

pub(super) fn bottlenecks(look: &Look<'_>) -> Seen {
    let blockers = look
        .open
        .iter()
        .filter_map(|(_, task)| task.blocker.as_ref());
    let of = blockers.clone().count();
    let named = blockers.filter(|it| it.waiting_on.is_some() && it.since.is_some());
    let done = named.count();
    if of == 0 && !look.open.is_empty() {
        return Seen::some(1, 1, "Nothing is marked as blocked".to_owned());
    }
    let text = format!("{done} of {of} blocked tasks say for whom and since when");
    Seen::some(done, of, text)
}

pub(super) fn baseline(look: &Look<'_>) -> Seen {
    let count = look.project.baselines.len();
    Seen::is_there(
        count,
        "A baseline is taken",
        "baselines are taken",
        "No baseline yet",
    )
}

pub(super) fn owners(look: &Look<'_>) -> Seen {
    let people = &look.project.people;
    look.share("have an owner", |task| {
        task.assignees.keys().any(|id| people.contains_key(id))
    })
}

pub(super) fn dates(look: &Look<'_>) -> Seen {
    look.share("have a due date", |task| task.due.is_some())
}

pub(super) fn estimates(look: &Look<'_>) -> Seen {
    look.share("are estimated", |task| task.remaining_work().is_some())
}

pub(super) fn small(look: &Look<'_>) -> Seen {
    // Two days of eight hours.
    look.share("take two days or less", |task| {
        task.remaining_work().is_some_and(|work| work.0 <= 2 * 480)
    })
}

pub(super) fn links(look: &Look<'_>) -> Seen {
    let count = look.project.dependencies.len();
    Seen::is_there(
        count,
        "1 link",
        "links between tasks",
        "No task waits for another yet",
    )
}

pub(super) fn target(look: &Look<'_>) -> Seen {
    let count = usize::from(look.project.settings.target_date.is_some());
    Seen::is_there(count, "A target date is set", "", "No target date yet")
}

pub(super) fn streams(look: &Look<'_>) -> Seen {
    let count = look.project.workstreams.len();
    let text = match count {
        0 => "No workstreams yet".to_owned(),
        1 => "1 workstream, nothing beside it".to_owned(),
        _ => format!("{count} workstreams"),
    };
    Seen::some(count.min(2), 2, text)
}

pub(super) fn one_task_each(look: &Look<'_>) -> Seen {
    let doing = look
        .open
        .iter()
        .filter(|(_, task)| task.status == Status::Doing);
    if doing.count() == 0 {
        return Seen::some(0, 1, "Nobody has begun anything yet".to_owned());
    }
    let several = look.juggling();
    let text = match several.as_slice() {
        [] => "Nobody has more than one task in hand".to_owned(),
        [(person, count)] => format!("{} has {count} tasks in hand", person.name),
        more => format!("{} people have several tasks in hand", more.len()),
    };
    Seen::some(usize::from(several.is_empty()), 1, text)
}

pub(super) fn stakeholders(look: &Look<'_>) -> Seen {
    let all = &look.project.stakeholders;
    let told = all
        .values()
        .filter(|it| it.cadence_days.is_some() && !it.channel.is_empty());
    let (done, of) = (told.count(), all.len());
    let text = match of {
        0 => "No stakeholder is named yet".to_owned(),
        _ => format!("{done} of {of} stakeholders have a channel and a rhythm"),
    };
    Seen::some(done, of, text)
}

pub(super) fn deliverables(look: &Look<'_>) -> Seen {
    let count = look.project.deliverables.len();
    Seen::is_there(
        count,
        "1 deliverable",
        "deliverables",
        "No deliverable is named yet",
    )
}

pub(super) fn risks(look: &Look<'_>) -> Seen {
    let open = look
        .project
        .risks
        .values()
        .filter(|risk| risk.status != RiskStatus::Closed);
    let score =
        |p: Option<u8>, i: Option<u8>| u32::from(p.unwrap_or(0)) * u32::from(i.unwrap_or(0));
    let mut open: Vec<_> = open
        .map(|risk| (score(risk.probability, risk.impact), risk))
        .collect();
    open.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    let top = open.iter().take(3);
    let answered = top.filter(|(_, risk)| {
        risk.response.is_some() && (!risk.plan.is_empty() || !risk.mitigations.is_empty())
    });
    let done = answered.count();
    let text = match open.len() {
        0 => "No risk is written down yet".to_owned(),
        _ => format!("{done} of the top {} risks have a plan", open.len().min(3)),
    };
    Seen::some(done, 3, text)
}

pub(super) fn decisions(look: &Look<'_>) -> Seen {
    let all = &look.project.decisions;
    let open = all.values().filter(|it| it.is_open()).count();
    let text = match (all.len(), open) {
        (0, _) => "The decision log is empty".to_owned(),
        (count, 0) => format!("{count} logged, none is open"),
        (_, open) => format!("{open} still open"),
    };
    Seen::some(all.len() - open, all.len(), text)
}

pub(super) fn changes(look: &Look<'_>) -> Seen {
    let all = &look.project.change_requests;
    let decided = all.values().filter(|it| it.verdict.is_some()).count();
    let text = match all.len() {
        0 => "No change request is written down".to_owned(),
        count => format!("{decided} of {count} requests have a verdict"),
    };
    Seen::some(decided, all.len(), text)
}

pub(super) fn integration(look: &Look<'_>) -> Seen {
    let all = &look.project.integration_points;
    let works = all.values().filter(|it| {
        let last = it.runs.values().max_by_key(|run| run.on);
        last.is_some_and(|run| run.passed)
    });
    let done = works.count();
    let text = match all.len() {
        0 => "No integration point is named yet".to_owned(),
        count => format!("{done} of {count} passed their last try"),
    };
    Seen::some(done, all.len(), text)
}

pub(super) fn environments(look: &Look<'_>) -> Seen {
    let all = &look.project.integration_points;
    let done = all.values().filter(|it| !it.environment.is_empty()).count();
    let text = match all.len() {
        0 => "No integration point is named yet".to_owned(),
        count => format!("{done} of {count} say where they are tried"),
    };
    Seen::some(done, all.len(), text)
}

pub(super) fn sprint(look: &Look<'_>) -> Seen {
    let count = look.project.sprints.len();
    Seen::is_there(count, "1 sprint", "sprints", "No sprint yet")
}

pub(super) fn sprint_closed(look: &Look<'_>) -> Seen {
    let closed = look
        .project
        .sprints
        .values()
        .filter(|it| it.closed_on.is_some());
    Seen::is_there(
        closed.count(),
        "1 sprint is closed",
        "sprints are closed",
        "No sprint has ended yet",
    )
}

pub(super) fn pulse(look: &Look<'_>) -> Seen {
    let count = look.project.pulses.len();
    Seen::is_there(count, "1 answer", "answers", "Nobody was asked yet")
}

pub(super) fn rewards(look: &Look<'_>) -> Seen {
    let all = look.project.milestones.values();
    let count = all.filter(|it| !it.reward.is_empty()).count();
    Seen::is_there(
        count,
        "1 milestone has a reward",
        "milestones have a reward",
        "No milestone has a reward yet",
    )
}

pub(super) fn walkthrough(look: &Look<'_>) -> Seen {
    let lines = look.project.review_items.values();
    let lines = lines.filter(|it| it.kind == ReviewKind::Walkthrough);
    let of = lines.clone().count();
    let done = lines.filter(|it| it.outcome.is_some()).count();
    let text = match of {
        0 => "Nothing is on the list yet".to_owned(),
        _ => format!("{done} of {of} lines have an outcome"),
    };
    Seen::some(done, of, text)
}

pub(super) fn retrospective(look: &Look<'_>) -> Seen {
    let has = |kind| look.project.review_items.values().any(|it| it.kind == kind);
    let kinds = [
        ReviewKind::WentWell,
        ReviewKind::CausedDelay,
        ReviewKind::Improve,
    ]
    .map(has);
    let done = kinds.iter().filter(|has| **has).count();
    Seen::some(done, 3, format!("{done} of its 3 questions have an answer"))
}

pub(super) fn kept(look: &Look<'_>) -> Seen {
    let kept = look
        .project
        .review_items
        .values()
        .filter(|it| it.lesson.is_some());
    Seen::is_there(
        kept.count(),
        "1 lesson is kept",
        "lessons are kept",
        "No lesson is kept yet",
    )
}

pub(super) fn framework(look: &Look<'_>) -> Seen {
    let count = usize::from(look.project.settings.framework.is_some());
    Seen::is_there(
        count,
        "A way of working is chosen",
        "",
        "No way of working is chosen yet",
    )
}

pub(super) fn musts_done(look: &Look<'_>) -> Seen {
    let must = |task: &Task| task.priority.is_none_or(|it| it == Priority::Must);
    let open = look.open.iter().filter(|(_, task)| must(task)).count();
    let text = match open {
        0 => "No must is open".to_owned(),
        1 => "1 must is open".to_owned(),
        _ => format!("{open} musts are open"),
    };
    let any = !look.project.tasks.is_empty();
    Seen::some(usize::from(any && open == 0), 1, text)
}

pub(super) fn criteria(look: &Look<'_>) -> Seen {
    let count = look.project.criteria.len();
    Seen::is_there(
        count,
        "1 criterion",
        "criteria",
        "No criterion is written yet",
    )
}

pub(super) fn signed(look: &Look<'_>) -> Seen {
    let approvals = signing::approvals(look.project);
    let done = approvals
        .filter(|(_, it)| it.subject == Subject::Definition)
        .count();
    let asked = look.project.sign_offs.values();
    let of = asked.filter(|it| it.subject == Subject::Definition).count();
    let text = match of {
        0 => "Nobody was asked to sign yet".to_owned(),
        _ => format!("{done} of {of} signatures stand"),
    };
    Seen::some(done, of, text)
}
