//! What to do next, in words, with the reason.

use super::{Line, To};
use crate::finish::status::Action;
use crate::present::tone::Tone;
use crate::present::words;
use crate::project::Project;

/// Actions as lines: what to do, and why.
#[must_use]
pub fn actions(project: &Project, actions: &[Action]) -> Vec<Line> {
    actions.iter().map(|action| line(project, action)).collect()
}

fn line(project: &Project, action: &Action) -> Line {
    let said = |text: String, detail: String, to: To| Line {
        text,
        detail,
        tone: Tone::Neutral,
        to,
    };
    match action {
        Action::WriteDown => said(
            "Write down what remains".to_owned(),
            "Paste your list into the audit: dates and everything else follow from it.".to_owned(),
            To::Place("audit", ""),
        ),
        Action::SignOff => said(
            "Let it be signed off".to_owned(),
            "No work is open any more.".to_owned(),
            To::Place("review", ""),
        ),
        Action::Clear(it) => {
            let whom = it
                .waiting_on
                .as_ref()
                .and_then(|party| words::party(project, party));
            let text = match whom {
                Some(whom) => format!("Chase {whom} about {}", words::task(project, &it.task)),
                None => format!(
                    "Find out who can unblock {}",
                    words::task(project, &it.task)
                ),
            };
            let age = match it.days {
                Some(0) => "Waiting since today".to_owned(),
                Some(days) => format!("Waiting for {}", words::count(days as usize, "day")),
                None => "Waiting, nobody knows since when".to_owned(),
            };
            let held = match it.holds_up.tasks {
                0 => "it holds up nothing else".to_owned(),
                tasks => format!(
                    "it holds up {} with {}",
                    words::count(tasks, "task"),
                    words::work(it.holds_up.work)
                ),
            };
            said(text, format!("{age}; {held}."), To::Task(it.task.clone()))
        }
        Action::Tell(id, days) => {
            let name = project.communications.get(id).map(|it| it.title.as_str());
            said(
                format!("Send “{}”", name.unwrap_or("the message")),
                format!("It is {} overdue.", words::count(*days as usize, "day")),
                To::Place("execute", "messages"),
            )
        }
        Action::GetOn {
            task,
            people,
            critical_percent,
            is_begun,
        } => {
            let names = people.iter().filter_map(|id| project.people.get(id));
            let names: Vec<&str> = names.map(|person| person.name.as_str()).collect();
            let verb = if *is_begun { "Finish" } else { "Begin" };
            let who = if names.is_empty() {
                "nobody is on it yet".to_owned()
            } else {
                names.join(", ")
            };
            let why = critical_percent.map_or_else(
                || "It is on the critical chain: a day late here is a day late at the end.".to_owned(),
                |percent| {
                    format!("It sets the finish in {percent} of 100 runs: a day late here is a day late at the end.")
                },
            );
            said(
                format!("{verb} {} ({who})", words::task(project, task)),
                why,
                To::Task(task.clone()),
            )
        }
        Action::Estimate(task, all) => said(
            format!("Estimate {}", words::task(project, task)),
            match all {
                1 => "Nobody has estimated it, so the forecast guesses.".to_owned(),
                all => format!("{all} tasks have no estimate; this one matters most."),
            },
            To::Task(task.clone()),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{Id, notation};

    fn said(action: &Action) -> (String, String) {
        let project = notation::project("person Ann\n task copy 8h @Ann");
        let line = &actions(&project, std::slice::from_ref(action))[0];
        (line.text.clone(), line.detail.clone())
    }

    #[test]
    fn each_action_says_who_what_and_why() {
        let (text, why) = said(&Action::GetOn {
            task: Id::new("copy"),
            people: vec![Id::new("Ann")],
            critical_percent: Some(84),
            is_begun: true,
        });
        assert_eq!(text, "Finish “copy” (Ann)");
        assert!(why.contains("84 of 100"), "{why}");
        let (text, why) = said(&Action::Estimate(Id::new("copy"), 3));
        assert_eq!(text, "Estimate “copy”");
        assert!(why.starts_with("3 tasks"), "{why}");
        let (text, _) = said(&Action::GetOn {
            task: Id::new("copy"),
            people: Vec::new(),
            critical_percent: None,
            is_begun: false,
        });
        assert_eq!(text, "Begin “copy” (nobody is on it yet)");
    }
}
