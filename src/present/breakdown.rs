//! Breaking a task down: which tasks are worth it, and what the parts add up to.

use super::words;
use crate::project::{Id, Project, Status, Task, Today, WorkMinutes};

/// Open work beyond this hides its surprises: a part takes two days at the most.
pub const LARGE: WorkMinutes = WorkMinutes::hours(16);

/// A task that is too large to be seen through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The task.
    pub task: Id<Task>,
    /// Its title.
    pub title: String,
    /// What is left of it, in words.
    pub left: String,
}

/// The open tasks without parts that have more than [`LARGE`] left, the largest first, at most so
/// many. Of equals the smaller id comes first.
#[must_use]
pub fn candidates(project: &Project, most: usize) -> Vec<Candidate> {
    let (outline, _) = project.outline();
    let mut large: Vec<(WorkMinutes, Id<Task>)> = Vec::new();
    for id in outline.leaves() {
        let left = project.tasks.get(&id).and_then(Task::remaining_work);
        if let Some(left) = left.filter(|left| *left > LARGE) {
            large.push((left, id));
        }
    }
    large.sort_by(|(a, a_id), (b, b_id)| b.cmp(a).then_with(|| a_id.cmp(b_id)));
    let said = |(left, id): (WorkMinutes, Id<Task>)| {
        let title = project.tasks.get(&id)?.title.clone();
        Some(Candidate {
            task: id,
            title,
            left: words::work(left),
        })
    };
    large.into_iter().take(most).filter_map(said).collect()
}

/// The parts of a task in their order; only direct ones.
#[must_use]
pub fn parts(project: &Project, id: &Id<Task>) -> Vec<Id<Task>> {
    project.outline().0.children(Some(id)).to_vec()
}

/// What the parts of a task add up to, in sentences: number, work, and the latest deadline against
/// its own.
#[must_use]
pub fn roll_up(project: &Project, id: &Id<Task>, today: Today) -> String {
    let (outline, _) = project.outline();
    let Some(task) = project.tasks.get(id) else {
        return String::new();
    };
    if !outline.is_summary(id) {
        let own = task.remaining_work().map_or_else(
            || "Nobody has estimated it.".to_owned(),
            |left| format!("{} are left of it.", words::work(left)),
        );
        return format!("{own} Once it has parts, their owners, estimates and deadlines count.");
    }
    let below = outline.subtree(id).into_iter();
    let leaves: Vec<&Task> = below
        .filter(|id| !outline.is_summary(id))
        .filter_map(|id| project.tasks.get(&id))
        .collect();
    let done = leaves.iter().filter(|it| it.status == Status::Done).count();
    let left: WorkMinutes = leaves.iter().filter_map(|it| it.remaining_work()).sum();
    let unknown = leaves.iter().filter(|it| it.remaining_work().is_none());
    let unowned = leaves
        .iter()
        .filter(|it| it.is_open() && it.assignees.is_empty());
    let mut said = vec![format!(
        "{}, {done} done, {} left.",
        words::count(leaves.len(), "part"),
        words::work(left)
    )];
    for (count, text) in [
        (unknown.count(), "without an estimate."),
        (unowned.count(), "without an owner."),
    ] {
        if count > 0 {
            said.push(format!("{} {text}", words::count(count, "part")));
        }
    }
    let latest = leaves
        .iter()
        .filter(|it| it.is_open())
        .filter_map(|it| it.due)
        .max();
    match (latest, task.due) {
        (Some(latest), Some(due)) if latest > due => said.push(format!(
            "The last part is due {}, after the whole: {}.",
            words::date(latest, today),
            words::date(due, today)
        )),
        (Some(latest), _) => said.push(format!(
            "The last part is due {}.",
            words::date(latest, today)
        )),
        (None, _) => {}
    }
    said.join(" ")
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::project::notation;

    fn today() -> Today {
        Today(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap())
    }

    #[test]
    fn tasks_over_two_days_are_worth_breaking_down_and_those_of_two_are_not() {
        let project = notation::project(
            "person ann
             task just 16h @ann
             task over 17h @ann
             task huge 60h @ann
             task whole
               task part 30h @ann
             task gone 90h dropped",
        );
        let titles = |most| {
            let found = candidates(&project, most).into_iter();
            found.map(|it| it.title).collect::<Vec<_>>()
        };
        assert_eq!(titles(9), ["huge", "part", "over"]);
        assert_eq!(titles(1), ["huge"]);
    }

    #[test]
    fn parts_add_up_and_say_what_is_missing() {
        let project = notation::project(
            "person ann
             task whole due=2026-03-04
               task a 8h @ann done=2026-03-01
               task b 6h @ann due=2026-03-05
               task c 2h",
        );
        assert_eq!(
            roll_up(&project, &Id::new("whole"), today()),
            "3 parts, 1 done, 8 h left. 1 part without an owner. The last part is due Thu 5 Mar, \
             after the whole: Wed 4 Mar."
        );
        assert_eq!(parts(&project, &Id::new("whole")).len(), 3);
    }

    #[test]
    fn a_part_in_time_is_no_remark_and_a_task_without_parts_stands_for_itself() {
        let project = notation::project(
            "person ann
             task whole due=2026-03-06
               task b 6h @ann due=2026-03-05
             task alone 9h @ann",
        );
        let whole = roll_up(&project, &Id::new("whole"), today());
        assert!(
            whole.ends_with("The last part is due Thu 5 Mar."),
            "{whole}"
        );
        let alone = roll_up(&project, &Id::new("alone"), today());
        assert!(alone.starts_with("9 h are left of it."), "{alone}");
    }
}
