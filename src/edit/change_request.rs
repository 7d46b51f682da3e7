//! Edits of change requests: from asking to a verdict, with all that follows from it in one change.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::decision::known_party;
use super::list::{self, found};
use super::risk::keep;
use super::task::{self, Draft, Place};
use super::text::{self, quoted};
use super::{Author, Change, MintId, Refusal, mint};
use crate::project::{ChangeRequest, Decision, Id, Party, Project, Status, Task, Verdict};

/// One field of a change request, and what it is set to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setting {
    /// Why it is needed.
    Reason(String),
    /// Who asks.
    Requester(Option<Party>),
    /// The day it was asked for.
    AskedOn(Option<NaiveDate>),
    /// Whether the project fails without it.
    IsCritical(Option<bool>),
    /// The work it brings, a task in each line.
    Work(String),
    /// A task that would give way to it, or no more.
    TradeOff(Id<Task>, bool),
    /// What else would give way to it.
    TradeOffNote(String),
}

/// A verdict and what goes with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Ruling {
    /// Accepted, deferred or rejected.
    pub verdict: Verdict,
    /// Why.
    pub reason: String,
    /// The later phase, when it is deferred.
    pub phase: String,
    /// The tasks an accepted request brings: its work as it was read.
    pub work: Vec<Draft>,
    /// By how many working minutes it moves the 50 and the 80 % date, where that is known.
    pub price: Option<(i64, i64)>,
}

/// Adds an open request by its title, asked for today.
pub fn add(
    project: &Project,
    title: &str,
    author: &Author,
    ids: &mut dyn MintId,
) -> Result<(Id<ChangeRequest>, Change), Refusal> {
    let (id, mut change) = list::add(&project.change_requests, title, ids)?;
    let request = ChangeRequest {
        title: text::title("The request", title)?,
        asked_on: Some(author.today.0),
        ..ChangeRequest::default()
    };
    change.writes.clear();
    change.add(&id, &request);
    Ok((id, change))
}

/// Adds an open request for tasks that are there already: work that came without one.
pub fn add_for_tasks(
    project: &Project,
    tasks: &[Id<Task>],
    author: &Author,
    ids: &mut dyn MintId,
) -> Result<(Id<ChangeRequest>, Change), Refusal> {
    let known: Vec<(&Id<Task>, &Task)> = tasks
        .iter()
        .filter_map(|id| Some((id, project.tasks.get(id)?)))
        .collect();
    let Some((_, first)) = known.first() else {
        return Err(Refusal::Gone("task"));
    };
    let title = match known.len() {
        1 => first.title.clone(),
        many => format!("{} and {} more", first.title, many - 1),
    };
    let person = |task: &Task| task.added_by.clone().map(Party::Person);
    let request = ChangeRequest {
        title,
        requester: known_party(project, person(first).as_ref()).unwrap_or_default(),
        asked_on: first.added_on.or(Some(author.today.0)),
        tasks: known.iter().map(|(id, _)| (*id).clone()).collect(),
        ..ChangeRequest::default()
    };
    let id = mint(ids);
    let mut change = Change::new(format!("Ask for {}", quoted(&request.title)));
    change.add(&id, &request);
    Ok((id, change))
}

/// Gives a request another title.
pub fn rename(project: &Project, id: &Id<ChangeRequest>, title: &str) -> Result<Change, Refusal> {
    list::rename(&project.change_requests, id, title)
}

/// Sets one field of an open request. Refused once there is a verdict: what was decided stays what
/// it was, and for tasks and parties that are not there.
pub fn set(
    project: &Project,
    id: &Id<ChangeRequest>,
    setting: &Setting,
) -> Result<Change, Refusal> {
    let mut after = undecided(project, id)?.clone();
    let verb = match setting {
        Setting::Reason(text) => {
            after.reason = text::prose("The reason", text)?;
            "Say why it is needed:"
        }
        Setting::Requester(party) => {
            after.requester = known_party(project, party.as_ref())?;
            "Set who asks for"
        }
        Setting::AskedOn(day) => {
            after.asked_on = *day;
            "Set when it was asked for:"
        }
        Setting::IsCritical(is_critical) => {
            after.is_critical = *is_critical;
            "Say whether it is critical:"
        }
        Setting::Work(text) => {
            after.work = text::prose("The work", text)?;
            "Write the work of"
        }
        Setting::TradeOff(task, is_in) => {
            keep(project, &mut after.trade_off, task, *is_in)?;
            "Set what gives way to"
        }
        Setting::TradeOffNote(text) => {
            after.trade_off_note = text::prose("The trade-off", text)?;
            "Set what gives way to"
        }
    };
    list::alter(&project.change_requests, id, verb, |it| *it = after)
}

/// Decides a request, writes the decision log, and does what the verdict says.
///
/// - *Accept*: its work becomes tasks, its trade-off is put off. Refused until someone has said
///   whether the project fails without it, and while no work is written down. One without which
///   the project does not fail needs a reason and a trade-off.
/// - *Defer*: needs the name of a later phase. Tasks that are there already are put off.
/// - *Reject*: needs a reason. Tasks that are there already are dropped.
pub fn decide(
    project: &Project,
    id: &Id<ChangeRequest>,
    ruling: &Ruling,
    author: &Author,
    ids: &mut dyn MintId,
) -> Result<Change, Refusal> {
    let request = undecided(project, id)?;
    let reason = text::prose("The reason", &ruling.reason)?;
    let phase = text::line("The phase", &ruling.phase)?;
    check(request, ruling, &reason, &phase)?;
    let (verb, status) = match ruling.verdict {
        Verdict::Accept => ("Accept", None),
        Verdict::Defer => ("Defer", Some(Status::Deferred)),
        Verdict::Reject => ("Reject", Some(Status::Dropped)),
    };
    let mut change = Change::new(format!("{verb} {}", quoted(&request.title)));
    let mut tasks = request.tasks.clone();
    match status {
        None => {
            if !ruling.work.is_empty() {
                let place = Place::End(None);
                let (new, added) = task::add_drafts(project, &ruling.work, &place, author, ids)?;
                change.writes.extend(added.writes);
                tasks.extend(new);
            }
            let gives_way = &request.trade_off;
            close(project, gives_way, Status::Deferred, author, &mut change)?;
        }
        Some(status) => close(project, &request.tasks, status, author, &mut change)?,
    }
    let decision = log(
        &mut change,
        project,
        request,
        ruling,
        &reason,
        &phase,
        &tasks,
        author,
        ids,
    );
    change.alter(&project.change_requests, id, |it| {
        it.verdict = Some(ruling.verdict);
        it.verdict_reason = reason;
        it.decided_on = Some(author.today.0);
        it.phase = if ruling.verdict == Verdict::Defer {
            phase
        } else {
            String::new()
        };
        it.tasks = tasks;
        (it.p50_minutes, it.p80_minutes) = ruling.price.unzip();
        it.decision = Some(decision);
    });
    Ok(change)
}

/// Takes a verdict back, so that it can be asked again. The log keeps it; tasks stay as they are.
pub fn reopen(project: &Project, id: &Id<ChangeRequest>) -> Result<Change, Refusal> {
    let request = found(&project.change_requests, id)?;
    if request.verdict.is_none() {
        return Err(Refusal::Other(format!(
            "{} is still open.",
            quoted(&request.title)
        )));
    }
    list::alter(&project.change_requests, id, "Ask again for", |it| {
        it.verdict = None;
        it.decided_on = None;
    })
}

/// Deletes a request. Tasks it became and the decision log stay.
pub fn delete(project: &Project, id: &Id<ChangeRequest>) -> Result<Change, Refusal> {
    let title = quoted(&found(&project.change_requests, id)?.title);
    let mut change = Change::new(format!("Delete request {title}"));
    change.delete(id);
    Ok(change)
}

/// Why an open request cannot be decided so, if it cannot.
pub fn check(
    request: &ChangeRequest,
    ruling: &Ruling,
    reason: &str,
    phase: &str,
) -> Result<(), Refusal> {
    let refuse = |text: &str| Err(Refusal::Other(text.to_owned()));
    let has_reason = !reason.trim().is_empty();
    match ruling.verdict {
        Verdict::Accept if ruling.work.is_empty() && request.tasks.is_empty() => {
            refuse("Write down the work it brings first: nobody can accept what nobody knows.")
        }
        Verdict::Accept => match request.is_critical {
            None => refuse("Say first whether the project fails without it."),
            Some(false) if !has_reason => {
                refuse("The project does not fail without it. Say why it is accepted all the same.")
            }
            Some(false)
                if request.trade_off.is_empty() && request.trade_off_note.trim().is_empty() =>
            {
                refuse(
                    "The project does not fail without it. Say what gives way to it: choose tasks \
                     to put off, or write the trade-off down.",
                )
            }
            Some(true | false) => Ok(()),
        },
        Verdict::Defer if phase.is_empty() => refuse("Name the later phase it is put off to."),
        Verdict::Reject if !has_reason => {
            refuse("Say why it is rejected: whoever asked will want to know.")
        }
        Verdict::Defer | Verdict::Reject => Ok(()),
    }
}

fn undecided<'p>(
    project: &'p Project,
    id: &Id<ChangeRequest>,
) -> Result<&'p ChangeRequest, Refusal> {
    let request = found(&project.change_requests, id)?;
    if request.verdict.is_some() {
        return Err(Refusal::Other(format!(
            "{} has been decided. Ask for it again first.",
            quoted(&request.title)
        )));
    }
    Ok(request)
}

/// Puts those of these tasks off, or drops them, that are still there and open.
fn close(
    project: &Project,
    tasks: &BTreeSet<Id<Task>>,
    status: Status,
    author: &Author,
    change: &mut Change,
) -> Result<(), Refusal> {
    let is_open = |id: &&Id<Task>| project.tasks.get(*id).is_some_and(Task::is_open);
    let open: Vec<Id<Task>> = tasks.iter().filter(is_open).cloned().collect();
    if !open.is_empty() {
        let closed = task::set_status(project, &open, status, author)?;
        change.writes.extend(closed.writes);
    }
    Ok(())
}

/// Writes the verdict into the decision log, in the place of an earlier one on the same request.
#[expect(clippy::too_many_arguments, reason = "all that a line of the log says")]
fn log(
    change: &mut Change,
    project: &Project,
    request: &ChangeRequest,
    ruling: &Ruling,
    reason: &str,
    phase: &str,
    tasks: &BTreeSet<Id<Task>>,
    author: &Author,
    ids: &mut dyn MintId,
) -> Id<Decision> {
    let outcome = match ruling.verdict {
        Verdict::Accept => "Accepted".to_owned(),
        Verdict::Defer => format!("Deferred to {phase}"),
        Verdict::Reject => "Rejected".to_owned(),
    };
    let decision = Decision {
        title: format!("Change request: {}", request.title),
        decider: author.person.clone().map(Party::Person),
        asked_on: request.asked_on,
        tasks: tasks.union(&request.trade_off).cloned().collect(),
        outcome,
        reason: reason.to_owned(),
        decided_on: Some(author.today.0),
        ..Decision::default()
    };
    let id = mint(ids);
    change.add(&id, &decision);
    if let Some(earlier) = &request.decision {
        change.alter(&project.decisions, earlier, |it| {
            it.superseded_by = Some(id.clone());
        });
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::testing::{
        after, assert_each_field_once, author, id, ids, project, with_people,
    };

    fn ruling(verdict: Verdict) -> Ruling {
        Ruling {
            verdict,
            reason: String::new(),
            phase: String::new(),
            work: Vec::new(),
            price: Some((480, 960)),
        }
    }

    fn accept(title: &str) -> Ruling {
        let mut draft = Draft::default();
        draft.task.title = title.to_owned();
        Ruling {
            work: vec![draft],
            ..ruling(Verdict::Accept)
        }
    }

    fn with_request(settings: &[Setting]) -> (Project, Id<ChangeRequest>) {
        let empty = with_people(project("Copy, Video"), &["Ann"]);
        let (request, change) = add(&empty, "Prices in francs", &author(), &mut ids()).unwrap();
        let mut project = after(&empty, &change);
        for setting in settings {
            project = after(&project, &set(&project, &request, setting).unwrap());
        }
        (project, request)
    }

    fn refused(settings: &[Setting], ruling: &Ruling) -> Option<String> {
        let (project, request) = with_request(settings);
        let answer = decide(&project, &request, ruling, &author(), &mut ids());
        answer.err().map(|refusal| refusal.to_string())
    }

    fn begins(settings: &[Setting], ruling: &Ruling, with: &str) {
        let refusal = refused(settings, ruling).unwrap_or_default();
        assert!(refusal.starts_with(with), "{refusal}");
    }

    #[test]
    fn accepting_needs_the_work_and_whether_it_is_critical() {
        begins(&[], &ruling(Verdict::Accept), "Write down the work");
        begins(&[], &accept("Francs"), "Say first whether");
        let critical = [Setting::IsCritical(Some(true))];
        assert_eq!(refused(&critical, &accept("Francs")), None);
    }

    #[test]
    fn accepting_what_is_not_critical_needs_a_reason_and_a_trade_off() {
        let optional = Setting::IsCritical(Some(false));
        let reasoned = Ruling {
            reason: "A large client".into(),
            ..accept("Francs")
        };
        let task = Setting::TradeOff(id("Video"), true);
        let note = Setting::TradeOffNote("A week later".into());
        begins(
            &[optional.clone(), task.clone()],
            &accept("Francs"),
            "The project does not fail without it. Say why",
        );
        begins(
            std::slice::from_ref(&optional),
            &reasoned,
            "The project does not fail without it. Say what gives way",
        );
        assert_eq!(refused(&[optional.clone(), task], &reasoned), None);
        assert_eq!(refused(&[optional, note], &reasoned), None);
    }

    #[test]
    fn deferring_needs_a_phase_and_rejecting_a_reason() {
        begins(&[], &ruling(Verdict::Defer), "Name the later phase");
        let deferred = Ruling {
            phase: "Spring".into(),
            ..ruling(Verdict::Defer)
        };
        assert_eq!(refused(&[], &deferred), None);
        begins(&[], &ruling(Verdict::Reject), "Say why it is rejected");
        let rejected = Ruling {
            reason: "Nobody pays for it".into(),
            ..ruling(Verdict::Reject)
        };
        assert_eq!(refused(&[], &rejected), None);
    }

    #[test]
    fn accepting_adds_the_work_puts_off_the_trade_off_and_writes_the_log() {
        let settings = [
            Setting::IsCritical(Some(false)),
            Setting::TradeOff(id("Video"), true),
        ];
        let (project, request) = with_request(&settings);
        let ruling = Ruling {
            reason: "A large client".into(),
            ..accept("Show francs")
        };
        let mut mint = {
            let mut number = 0;
            move || {
                number += 1;
                format!("n{number}")
            }
        };
        let change = decide(&project, &request, &ruling, &author(), &mut mint).unwrap();
        assert_each_field_once(&change);
        assert_eq!(change.label, "Accept “Prices in francs”");
        let project = after(&project, &change);
        let decided = &project.change_requests[&request];
        assert_eq!(decided.verdict, Some(Verdict::Accept));
        assert_eq!(
            (decided.p50_minutes, decided.p80_minutes),
            (Some(480), Some(960))
        );
        let [task] = decided.tasks.iter().collect::<Vec<_>>()[..] else {
            panic!("one task");
        };
        assert_eq!(project.tasks[task].title, "Show francs");
        assert_eq!(project.tasks[&id("Video")].status, Status::Deferred);
        let logged = &project.decisions[decided.decision.as_ref().unwrap()];
        assert_eq!(logged.title, "Change request: Prices in francs");
        assert_eq!(logged.outcome, "Accepted");
        assert_eq!(logged.tasks, [id("Video"), task.clone()].into());
    }

    #[test]
    fn a_verdict_is_final_until_it_is_asked_again_and_the_log_keeps_both() {
        let rejected = Ruling {
            reason: "No".into(),
            ..ruling(Verdict::Reject)
        };
        let (project, request) = with_request(&[]);
        let mut one = || "d1".to_owned();
        let project = after(
            &project,
            &decide(&project, &request, &rejected, &author(), &mut one).unwrap(),
        );
        let critical = Setting::IsCritical(Some(true));
        assert!(set(&project, &request, &critical).is_err());
        let project = after(&project, &reopen(&project, &request).unwrap());
        assert!(set(&project, &request, &critical).is_ok());
        let mut two = || "d2".to_owned();
        let project = after(
            &project,
            &decide(&project, &request, &rejected, &author(), &mut two).unwrap(),
        );
        assert_eq!(project.decisions[&id("d1")].superseded_by, Some(id("d2")));
    }

    #[test]
    fn rejecting_work_that_is_there_drops_it_and_deferring_puts_it_off() {
        let project = project("Copy, Video");
        let tasks = [id("Copy"), id("Video")];
        let (request, change) = add_for_tasks(&project, &tasks, &author(), &mut ids()).unwrap();
        let project = after(&project, &change);
        assert_eq!(project.change_requests[&request].title, "Copy and 1 more");
        let status = |ruling: &Ruling| {
            let mut mint = || "d".to_owned();
            let change = decide(&project, &request, ruling, &author(), &mut mint).unwrap();
            after(&project, &change).tasks[&id("Copy")].status
        };
        let rejected = Ruling {
            reason: "No".into(),
            ..ruling(Verdict::Reject)
        };
        assert_eq!(status(&rejected), Status::Dropped);
        let deferred = Ruling {
            phase: "Spring".into(),
            ..ruling(Verdict::Defer)
        };
        assert_eq!(status(&deferred), Status::Deferred);
        assert!(add_for_tasks(&project, &[id("gone")], &author(), &mut ids()).is_err());
    }
}
