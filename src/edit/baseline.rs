//! Freezing the remaining work.

use chrono::NaiveDate;

use super::{Author, Change, MintId, Refusal, mint, text};
use crate::project::{Baseline, BaselineTask, Id, Project, Task};
use crate::schedule::Timetable;

/// Gives the first and last day of a task in the plan, where there is one.
pub type PlannedDays<'a> = dyn Fn(&Id<Task>) -> (Option<NaiveDate>, Option<NaiveDate>) + 'a;

/// Freezes every open task without subtasks, with what is left of it and when it was planned.
///
/// Refused when nothing is open.
pub fn take(
    project: &Project,
    name: &str,
    planned: &PlannedDays<'_>,
    author: &Author,
    ids: &mut dyn MintId,
) -> Result<(Id<Baseline>, Change), Refusal> {
    let name = text::title("The name", name)?;
    let (outline, _) = project.outline();
    let frozen = |id: Id<Task>| {
        let task = project.tasks.get(&id).filter(|task| task.is_open())?;
        let (start, finish) = planned(&id);
        let frozen = BaselineTask {
            work: task.remaining_work(),
            priority: task.priority,
            start,
            finish,
        };
        Some((id, frozen))
    };
    let baseline = Baseline {
        taken_on: Some(author.today.0),
        taken_by: author.person.clone(),
        tasks: outline.leaves().into_iter().filter_map(frozen).collect(),
        name,
        ..Baseline::default()
    };
    if baseline.tasks.is_empty() {
        return Err(Refusal::Other(
            "There is no open work to freeze.".to_owned(),
        ));
    }
    let id = mint(ids);
    let mut change = Change::new(format!(
        "Take the baseline {}",
        text::quoted(&baseline.name)
    ));
    change.add(&id, &baseline);
    Ok((id, change))
}

/// As [`take`], by a plan: with its days, and with its critical chain and project buffer, whose end
/// is promised where no target date is set.
pub fn take_plan(
    project: &Project,
    name: &str,
    plan: &Timetable,
    author: &Author,
    ids: &mut dyn MintId,
) -> Result<(Id<Baseline>, Change), Refusal> {
    let planned = |id: &Id<Task>| {
        let task = plan.tasks.get(id);
        task.map_or((None, None), |task| (task.start, task.finish))
    };
    let (id, mut change) = take(project, name, &planned, author, ids)?;
    let frozen = Baseline {
        chain_minutes: Some(plan.buffer.chain_minutes),
        buffer_minutes: Some(plan.buffer.minutes),
        buffer_end: plan.buffer.end,
        ..Baseline::default()
    };
    change.update(&id, &Baseline::default(), &frozen);
    Ok((id, change))
}

/// Gives a baseline another name. What it froze is never edited.
pub fn rename(project: &Project, id: &Id<Baseline>, name: &str) -> Result<Change, Refusal> {
    let before = project.baselines.get(id).ok_or(Refusal::Gone("baseline"))?;
    let name = text::title("The name", name)?;
    let mut change = Change::new(format!("Rename {}", text::quoted(&before.name)));
    change.alter(&project.baselines, id, |baseline| baseline.name = name);
    Ok(change)
}

/// Deletes a baseline.
pub fn delete(project: &Project, id: &Id<Baseline>) -> Result<Change, Refusal> {
    let baseline = project.baselines.get(id).ok_or(Refusal::Gone("baseline"))?;
    let mut change = Change::new(format!(
        "Delete the baseline {}",
        text::quoted(&baseline.name)
    ));
    change.delete(id);
    Ok(change)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::testing::{after, author, id, ids, project};
    use crate::project::{Estimate, Status, WorkMinutes};

    #[test]
    fn a_baseline_freezes_the_open_tasks_that_are_worked_on() {
        let mut before = project("Launch, - Mail, - Post, Copy");
        before.tasks.get_mut(&id("Post")).unwrap().status = Status::Done;
        let copy = before.tasks.get_mut(&id("Copy")).unwrap();
        copy.estimate = Some(Estimate::single(WorkMinutes(300)));
        copy.remaining = Some(WorkMinutes(60));
        let unplanned = |_: &Id<Task>| (None, None);
        let (first, change) = take(&before, "Kick-off", &unplanned, &author(), &mut ids()).unwrap();
        let project = after(&before, &change);
        let frozen = &project.baselines[&first].tasks;
        let work: Vec<_> = frozen
            .iter()
            .map(|(id, it)| (id.as_str(), it.work))
            .collect();
        assert_eq!(work, [("Copy", Some(WorkMinutes(60))), ("Mail", None)]);
        let renamed = after(&project, &rename(&project, &first, "Start").unwrap());
        assert_eq!(renamed.baselines[&first].name, "Start");
        let gone = after(&project, &delete(&project, &first).unwrap());
        assert_eq!(rename(&gone, &first, "x"), Err(Refusal::Gone("baseline")));
    }

    #[test]
    fn a_baseline_of_a_plan_freezes_its_chain_and_its_buffer() {
        let mut before = project("Copy");
        before.tasks.get_mut(&id("Copy")).unwrap().estimate =
            Some(Estimate::single(WorkMinutes::hours(40)));
        let today = author().today;
        let options = crate::schedule::Options::default();
        let (schedule, problems) = crate::schedule::schedule(&before, today, &options);
        let plan = schedule.timetable(&before, problems);
        let (first, change) = take_plan(&before, "x", &plan, &author(), &mut ids()).unwrap();
        let taken = &after(&before, &change).baselines[&first];
        assert_eq!(taken.chain_minutes, Some(2_400));
        assert_eq!(taken.buffer_minutes, Some(600));
        assert!(taken.buffer_end > taken.tasks[&id("Copy")].finish);
    }

    #[test]
    fn a_baseline_of_nothing_is_refused() {
        let mut project = project("Copy");
        let take =
            |project: &Project| take(project, "x", &|_| (None, None), &author(), &mut ids()).err();
        assert_eq!(take(&project), None);
        project.tasks.get_mut(&id("Copy")).unwrap().status = Status::Dropped;
        assert!(matches!(take(&project), Some(Refusal::Other(_))));
    }
}
