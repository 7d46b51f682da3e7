//! Edits of the risk register: risks, what is done about them, and the issues they become.

use chrono::NaiveDate;

use super::list::{self, found};
use super::task::{self, Place};
use super::text::{self, quoted};
use super::{Author, Change, MintId, Refusal, mint};
use crate::project::{
    Blocker, Id, Person, Project, Risk, RiskCategory, RiskResponse, RiskScale, RiskStatus,
    Settings, Task, fold,
};

/// The longest delay a risk may bring: two years of working days.
pub const DELAY_DAYS: f64 = 520.0;

/// One field of a risk, and what it is set to.
#[derive(Clone, Debug, PartialEq)]
pub enum Setting {
    /// Why it may happen.
    Cause(String),
    /// What follows when it does.
    Effect(String),
    /// The kind of risk.
    Category(Option<RiskCategory>),
    /// How likely it is, 1 to 5.
    Probability(Option<u8>),
    /// How much it would cost, 1 to 5.
    Impact(Option<u8>),
    /// The low, likely and high delay of its tasks in working days.
    DelayDays([Option<f64>; 3]),
    /// A task it would delay, or no more.
    Delays(Id<Task>, bool),
    /// A task that makes it smaller, or no more.
    MitigatedBy(Id<Task>, bool),
    /// What is done about it.
    Response(Option<RiskResponse>),
    /// How exactly.
    Plan(String),
    /// Who watches it.
    Owner(Option<Id<Person>>),
    /// By what one notices that it happens.
    Trigger(String),
    /// The day it is looked at again.
    ReviewOn(Option<NaiveDate>),
}

/// Adds a risk by its title. Refused where one is called so already.
pub fn add(
    project: &Project,
    title: &str,
    author: &Author,
    ids: &mut dyn MintId,
) -> Result<(Id<Risk>, Change), Refusal> {
    let risk = Risk {
        title: text::title("The risk", title)?,
        ..Risk::default()
    };
    let (added, change) = add_all(project, vec![risk], author, ids)?;
    let id = added.into_iter().next().ok_or_else(|| {
        Refusal::Other(format!(
            "There is a risk called {} already.",
            quoted(title.trim())
        ))
    })?;
    Ok((id, change))
}

/// Adds several risks: of a pre-mortem, or of a starter set. Those whose title is there already
/// are left out, and so are empty ones; refused when none is left.
pub fn add_all(
    project: &Project,
    risks: Vec<Risk>,
    author: &Author,
    ids: &mut dyn MintId,
) -> Result<(Vec<Id<Risk>>, Change), Refusal> {
    let mut known: Vec<String> = project
        .risks
        .values()
        .map(|risk| fold(&risk.title))
        .collect();
    let (mut change, mut added) = (Change::default(), Vec::new());
    let mut first = String::new();
    for mut risk in risks {
        risk.title = text::line("The risk", &risk.title)?;
        let folded = fold(&risk.title);
        if risk.title.is_empty() || known.contains(&folded) {
            continue;
        }
        known.push(folded);
        risk.raised_on = Some(author.today.0);
        if added.is_empty() {
            first.clone_from(&risk.title);
        }
        let id = mint(ids);
        change.add(&id, &risk);
        added.push(id);
    }
    change.label = match added.len() {
        0 => {
            return Err(Refusal::Other(
                "There is no new risk in it: write one in each line.".to_owned(),
            ));
        }
        1 => format!("Add risk {}", quoted(&first)),
        many => format!("Add {many} risks"),
    };
    Ok((added, change))
}

/// Gives a risk another title.
pub fn rename(project: &Project, id: &Id<Risk>, title: &str) -> Result<Change, Refusal> {
    list::rename(&project.risks, id, title)
}

/// Sets one field of a risk. Refused for steps outside of 1 to 5, for delays that are no number of
/// days, and for tasks and people that are not there.
pub fn set(project: &Project, id: &Id<Risk>, setting: &Setting) -> Result<Change, Refusal> {
    let mut after = found(&project.risks, id)?.clone();
    let verb = match setting {
        Setting::Cause(text) => {
            after.cause = text::prose("The cause", text)?;
            "Say why it may happen:"
        }
        Setting::Effect(text) => {
            after.effect = text::prose("The effect", text)?;
            "Say what follows from"
        }
        Setting::Category(category) => {
            after.category = *category;
            "Set the kind of"
        }
        Setting::Probability(step) => {
            after.probability = within("The probability", *step)?;
            "Set how likely it is:"
        }
        Setting::Impact(step) => {
            after.impact = within("The impact", *step)?;
            "Set the impact of"
        }
        Setting::DelayDays(days) => {
            [
                after.delay_low_days,
                after.delay_likely_days,
                after.delay_high_days,
            ] = days_of(*days)?;
            "Set the delay by"
        }
        Setting::Delays(task, is_in) => {
            keep(project, &mut after.tasks, task, *is_in)?;
            "Set what is delayed by"
        }
        Setting::MitigatedBy(task, is_in) => {
            keep(project, &mut after.mitigations, task, *is_in)?;
            "Set the mitigations of"
        }
        Setting::Response(response) => {
            after.response = *response;
            "Set the response to"
        }
        Setting::Plan(text) => {
            after.plan = text::prose("The plan", text)?;
            "Write the plan for"
        }
        Setting::Owner(owner) => {
            if let Some(owner) = owner {
                found(&project.people, owner)?;
            }
            after.owner.clone_from(owner);
            "Set who watches"
        }
        Setting::Trigger(text) => {
            after.trigger = text::prose("The trigger", text)?;
            "Set the trigger of"
        }
        Setting::ReviewOn(day) => {
            after.review_on = *day;
            "Set the review of"
        }
    };
    list::alter(&project.risks, id, verb, |risk| *risk = after)
}

/// Adds a task that makes a risk smaller, owned by whoever watches the risk. A risk without a
/// response is mitigated from then on.
pub fn add_mitigation(
    project: &Project,
    id: &Id<Risk>,
    title: &str,
    author: &Author,
    ids: &mut dyn MintId,
) -> Result<(Id<Task>, Change), Refusal> {
    let risk = found(&project.risks, id)?;
    let mut draft = task::Draft::default();
    title.clone_into(&mut draft.task.title);
    draft.task.priority = Some(crate::project::Priority::Must);
    let owner = risk
        .owner
        .iter()
        .filter(|owner| project.people.contains_key(owner));
    draft.assignees = owner.cloned().map(super::Named::Known).collect();
    let (new, mut change) = task::add_drafts(project, &[draft], &Place::End(None), author, ids)?;
    let new = new.into_iter().next().ok_or(Refusal::Gone("task"))?;
    change.alter(&project.risks, id, |risk| {
        risk.mitigations.insert(new.clone());
        risk.response = risk.response.or(Some(RiskResponse::Mitigate));
    });
    Ok((new, change))
}

/// Says that a risk has happened: it is an issue now, and its open tasks wait because of it. Tasks
/// that wait for something already go on waiting for that.
pub fn happen(
    project: &Project,
    id: &Id<Risk>,
    blocker: &Blocker,
    author: &Author,
) -> Result<Change, Refusal> {
    let risk = found(&project.risks, id)?;
    if risk.status != RiskStatus::Open {
        return Err(Refusal::Other(format!(
            "{} is no open risk any more.",
            quoted(&risk.title)
        )));
    }
    let mut change = Change::new(format!("{} has happened", quoted(&risk.title)));
    let stopped: Vec<Id<Task>> = risk
        .tasks
        .iter()
        .filter(|task| {
            let task = project.tasks.get(task);
            task.is_some_and(|task| task.is_open() && task.blocker.is_none())
        })
        .cloned()
        .collect();
    if !stopped.is_empty() {
        let mut blocker = blocker.clone();
        blocker.note.clone_from(&risk.title);
        change
            .writes
            .extend(task::block(project, &stopped, &blocker, author)?.writes);
    }
    change.alter(&project.risks, id, |risk| {
        risk.status = RiskStatus::Happened;
        risk.happened_on = Some(author.today.0);
        risk.closed_on = None;
    });
    Ok(change)
}

/// Closes a risk that cannot happen any more, or an issue that is solved: the tasks that waited
/// because of it go on.
pub fn close(project: &Project, id: &Id<Risk>, author: &Author) -> Result<Change, Refusal> {
    let risk = found(&project.risks, id)?;
    let verb = match risk.status {
        RiskStatus::Open => "Close risk",
        RiskStatus::Happened => "Solve issue",
        RiskStatus::Closed => {
            return Err(Refusal::Other(format!(
                "{} is closed already.",
                quoted(&risk.title)
            )));
        }
    };
    let mut change = Change::new(format!("{verb} {}", quoted(&risk.title)));
    for stopped in risk
        .tasks
        .iter()
        .filter(|task| is_stopped_by(project, risk, task))
    {
        let unblock = task::unblock(project, stopped, author)?;
        change.writes.extend(unblock.writes);
    }
    change.alter(&project.risks, id, |risk| {
        risk.status = RiskStatus::Closed;
        risk.closed_on = Some(author.today.0);
    });
    Ok(change)
}

/// Opens a risk again that was closed, or that had not happened after all.
pub fn reopen(project: &Project, id: &Id<Risk>) -> Result<Change, Refusal> {
    list::alter(&project.risks, id, "Open again", |risk| {
        risk.status = RiskStatus::Open;
        (risk.happened_on, risk.closed_on) = (None, None);
    })
}

/// Deletes a risk. Its mitigations stay: they are tasks.
pub fn delete(project: &Project, id: &Id<Risk>) -> Result<Change, Refusal> {
    let title = quoted(&found(&project.risks, id)?.title);
    let mut change = Change::new(format!("Delete risk {title}"));
    change.delete(id);
    Ok(change)
}

/// Says what the steps of probability and impact mean in this project. Refused unless both ascend,
/// for chances outside of 1 to 99 percent, and for delays of more than a year.
pub fn set_scale(project: &Project, scale: RiskScale) -> Result<Change, Refusal> {
    let percents = scale.percents;
    if !percents.is_sorted() || percents.iter().any(|percent| !(1..=99).contains(percent)) {
        return Err(Refusal::Other(
            "The chances must ascend and lie between 1 and 99 percent.".to_owned(),
        ));
    }
    if !scale.days.is_sorted() || scale.days.iter().any(|days| *days > 260) {
        return Err(Refusal::Other(
            "The delays must ascend and be 260 days at most.".to_owned(),
        ));
    }
    let mut after = project.settings.clone();
    after.risk_scale = scale;
    let mut change = Change::new("Set the scale of risks");
    change.update(&Id::new(Settings::ID), &project.settings, &after);
    Ok(change)
}

/// Whether a task waits because of this risk: its blocker says so by the risk's title.
fn is_stopped_by(project: &Project, risk: &Risk, task: &Id<Task>) -> bool {
    let blocker = project
        .tasks
        .get(task)
        .and_then(|task| task.blocker.as_ref());
    blocker.is_some_and(|blocker| blocker.note == risk.title)
}

fn within(what: &'static str, step: Option<u8>) -> Result<Option<u8>, Refusal> {
    if step.is_none_or(|step| (1..=5).contains(&step)) {
        return Ok(step);
    }
    Err(Refusal::OutOfRange {
        what,
        least: "1".to_owned(),
        most: "5".to_owned(),
    })
}

fn days_of(days: [Option<f64>; 3]) -> Result<[Option<f64>; 3], Refusal> {
    for days in days.into_iter().flatten() {
        if !(0.0..=DELAY_DAYS).contains(&days) {
            return Err(Refusal::OutOfRange {
                what: "The delay",
                least: "0".to_owned(),
                most: format!("{DELAY_DAYS} days"),
            });
        }
    }
    let mut ascending = days.iter().flatten();
    let is_sorted = ascending.by_ref().is_sorted();
    if is_sorted {
        return Ok(days);
    }
    Err(Refusal::Other(
        "The delay at least, likely and at most must ascend.".to_owned(),
    ))
}

/// Puts a task into a set of tasks, or takes it out. Refused for a task that is not there.
pub(super) fn keep(
    project: &Project,
    tasks: &mut std::collections::BTreeSet<Id<Task>>,
    task: &Id<Task>,
    is_in: bool,
) -> Result<(), Refusal> {
    if !is_in {
        tasks.remove(task);
        return Ok(());
    }
    if !project.tasks.contains_key(task) {
        return Err(Refusal::Gone("task"));
    }
    tasks.insert(task.clone());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::testing::{after, author, day, id, ids, project, with_people};
    use crate::project::BlockerKind;

    fn blocker() -> Blocker {
        Blocker {
            kind: BlockerKind::TechnicalIssue,
            waiting_on: None,
            since: None,
            note: String::new(),
        }
    }

    /// Two tasks, and a risk that would delay them.
    fn with_risk() -> (Project, Id<Risk>) {
        let project = with_people(project("Copy, Print"), &["Ann"]);
        let (risk, change) = add(&project, "The press breaks", &author(), &mut ids()).unwrap();
        let mut project = after(&project, &change);
        for task in ["Copy", "Print"] {
            let delays = Setting::Delays(id(task), true);
            project = after(&project, &set(&project, &risk, &delays).unwrap());
        }
        (project, risk)
    }

    #[test]
    fn steps_go_from_1_to_5_and_delays_ascend_up_to_two_years() {
        let (project, risk) = with_risk();
        let days = |days: [f64; 3]| Setting::DelayDays(days.map(Some));
        for (setting, fits) in [
            (Setting::Probability(Some(1)), true),
            (Setting::Probability(Some(0)), false),
            (Setting::Impact(Some(5)), true),
            (Setting::Impact(Some(6)), false),
            (days([1.0, 2.0, 2.0]), true),
            (days([2.0, 1.0, 3.0]), false),
            (days([0.0, 0.0, 520.0]), true),
            (days([0.0, 0.0, 520.5]), false),
            (days([0.0, f64::NAN, 1.0]), false),
            (Setting::Delays(id("gone"), true), false),
            (Setting::Delays(id("gone"), false), true),
            (Setting::Owner(Some(id("Ann"))), true),
            (Setting::Owner(Some(id("Bob"))), false),
        ] {
            assert_eq!(set(&project, &risk, &setting).is_ok(), fits, "{setting:?}");
        }
    }

    #[test]
    fn a_scale_of_risks_ascends_within_its_bounds() {
        let project = project("");
        let fits = |percents, days| set_scale(&project, RiskScale { percents, days }).is_ok();
        assert!(fits([1, 20, 20, 60, 99], [0, 1, 2, 3, 260]));
        assert!(!fits([0, 20, 40, 60, 80], [0, 1, 2, 3, 4]));
        assert!(!fits([10, 20, 40, 60, 100], [0, 1, 2, 3, 4]));
        assert!(!fits([30, 20, 40, 60, 80], [0, 1, 2, 3, 4]));
        assert!(!fits([10, 20, 40, 60, 80], [1, 0, 2, 3, 4]));
        assert!(!fits([10, 20, 40, 60, 80], [0, 1, 2, 3, 261]));
    }

    #[test]
    fn a_risk_that_happens_stops_its_tasks_until_it_is_solved() {
        let (project, risk) = with_risk();
        let happened = after(
            &project,
            &happen(&project, &risk, &blocker(), &author()).unwrap(),
        );
        assert_eq!(happened.risks[&risk].status, RiskStatus::Happened);
        for task in ["Copy", "Print"] {
            let blocker = happened.tasks[&id(task)].blocker.as_ref().unwrap();
            assert_eq!(blocker.note, "The press breaks");
            assert_eq!(blocker.since, Some(day("2026-03-12")));
        }
        let solved = after(&happened, &close(&happened, &risk, &author()).unwrap());
        assert_eq!(solved.risks[&risk].status, RiskStatus::Closed);
        assert!(solved.tasks.values().all(|task| task.blocker.is_none()));
        assert_eq!(solved.waits.len(), 2);
    }

    #[test]
    fn a_task_that_waits_for_something_else_goes_on_waiting_for_that() {
        let (before, risk) = with_risk();
        let other = Blocker {
            note: "The client’s yes".into(),
            ..blocker()
        };
        let change = task::block(&before, &[id("Copy")], &other, &author()).unwrap();
        let before = after(&before, &change);
        let happened = after(
            &before,
            &happen(&before, &risk, &blocker(), &author()).unwrap(),
        );
        let solved = after(&happened, &close(&happened, &risk, &author()).unwrap());
        let left = solved.tasks[&id("Copy")].blocker.as_ref().unwrap();
        assert_eq!(left.note, "The client’s yes");
        assert!(solved.tasks[&id("Print")].blocker.is_none());
    }

    #[test]
    fn only_an_open_risk_happens() {
        let (project, risk) = with_risk();
        let closed = after(&project, &close(&project, &risk, &author()).unwrap());
        assert!(happen(&closed, &risk, &blocker(), &author()).is_err());
        assert!(close(&closed, &risk, &author()).is_err());
        let open = after(&closed, &reopen(&closed, &risk).unwrap());
        assert!(happen(&open, &risk, &blocker(), &author()).is_ok());
    }

    #[test]
    fn lines_become_risks_but_those_that_are_there_already() {
        let (project, _) = with_risk();
        let risks = ["the press BREAKS", " ", "Paper is late", "Paper is late"];
        let risks = risks.map(|title| Risk {
            title: title.into(),
            ..Risk::default()
        });
        let mut again_ids = || "paper".to_owned();
        let (added, change) = add_all(&project, risks.to_vec(), &author(), &mut again_ids).unwrap();
        assert_eq!(
            (added.len(), change.label.as_str()),
            (1, "Add risk “Paper is late”")
        );
        let again = after(&project, &change);
        assert!(add_all(&again, risks.to_vec(), &author(), &mut again_ids).is_err());
    }

    #[test]
    fn a_mitigation_is_a_task_of_whoever_watches_the_risk() {
        let (project, risk) = with_risk();
        let owner = Setting::Owner(Some(id("Ann")));
        let project = after(&project, &set(&project, &risk, &owner).unwrap());
        let mut ids = || "m".to_owned();
        let (task, change) =
            add_mitigation(&project, &risk, "Rent a second press", &author(), &mut ids).unwrap();
        let project = after(&project, &change);
        assert_eq!(project.risks[&risk].mitigations, [task.clone()].into());
        assert_eq!(project.risks[&risk].response, Some(RiskResponse::Mitigate));
        assert!(project.tasks[&task].assignees.contains_key(&id("Ann")));
    }
}
