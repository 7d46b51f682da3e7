//! Answering the questions of the guided audit.

use super::task::{self, Draft, Place};
use super::text::quoted;
use super::{Author, Change, MintId, Refusal};
use crate::finish::{audit, guide};
use crate::project::{Answer, Blocker, Id, Lesson, Project, PromptAnswer, Task};

/// Says that a question is taken care of or does not apply, or opens it again with `None`.
///
/// Refused for a question there is not, and for [`Answer::TaskMade`], which [`make_task`] gives.
pub fn answer(
    project: &Project,
    prompt: &str,
    answer: Option<Answer>,
    author: &Author,
) -> Result<Change, Refusal> {
    let title = title(prompt).ok_or(Refusal::Gone("question"))?;
    let label = match answer {
        Some(Answer::Covered) => format!("Tick off a question on {}", quoted(title)),
        Some(Answer::NotApplicable) => format!("Skip a question on {}", quoted(title)),
        None => format!("Open a question on {} again", quoted(title)),
        Some(Answer::TaskMade) => {
            return Err(Refusal::Other("That answer needs its task.".to_owned()));
        }
    };
    let mut change = Change::new(label);
    put(&mut change, project, prompt, answer, None, author);
    Ok(change)
}

/// Makes a task of a question, as the question suggests it but with this title, at the end of the
/// list. The new task's id.
pub fn make_task(
    project: &Project,
    prompt: &str,
    title: &str,
    author: &Author,
    ids: &mut dyn MintId,
) -> Result<(Id<Task>, Change), Refusal> {
    let (_, suggested) = audit::prompt(prompt).ok_or(Refusal::Gone("question"))?;
    let blocker = suggested.blocker.map(|kind| Blocker {
        kind,
        waiting_on: None,
        since: None,
        note: String::new(),
    });
    let task = Task {
        title: title.to_owned(),
        priority: Some(suggested.priority),
        blocker,
        ..Task::default()
    };
    let draft = Draft {
        task,
        ..Draft::default()
    };
    let (new, mut change) = task::add_drafts(project, &[draft], &Place::End(None), author, ids)?;
    let id = new.into_iter().next().ok_or(Refusal::Gone("task"))?;
    put(
        &mut change,
        project,
        prompt,
        Some(Answer::TaskMade),
        Some(id.clone()),
        author,
    );
    Ok((id, change))
}

/// Makes a task of a lesson of an earlier project, at the end of the list. The new task's id.
pub fn make_task_of_lesson(
    project: &Project,
    lesson: &Id<Lesson>,
    title: &str,
    author: &Author,
    ids: &mut dyn MintId,
) -> Result<(Id<Task>, Change), Refusal> {
    let (id, mut change) = task::add(project, title, &Place::End(None), author, ids)?;
    let answer = Some(Answer::TaskMade);
    let prompt = prompt_of_lesson(lesson);
    put(
        &mut change,
        project,
        &prompt,
        answer,
        Some(id.clone()),
        author,
    );
    Ok((id, change))
}

/// The name under which a lesson of an earlier project is answered like a question.
#[must_use]
pub fn prompt_of_lesson(lesson: &Id<Lesson>) -> String {
    format!("{LESSON}{lesson}")
}

const LESSON: &str = "lesson.";

/// What a question belongs to: an area of the audit, the guide, or what earlier projects left.
fn title(prompt: &str) -> Option<&'static str> {
    if prompt.starts_with(LESSON) {
        return Some("earlier projects");
    }
    let area = audit::prompt(prompt).map(|(area, _)| area.title);
    area.or_else(|| guide::item(prompt).map(|item| item.title))
}

fn put(
    change: &mut Change,
    project: &Project,
    prompt: &str,
    answer: Option<Answer>,
    task: Option<Id<Task>>,
    author: &Author,
) {
    let record = PromptAnswer {
        answer,
        task,
        answered_on: answer.map(|_| author.today.0),
        answered_by: answer.and(author.person.clone()),
    };
    change.put(&project.prompt_answers, &Id::new(prompt), &record);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::testing::{after, author, id, ids, project};

    #[test]
    fn a_question_is_ticked_off_and_opened_again() {
        let empty = project("");
        let question = "quality.whole";
        let covered = answer(&empty, question, Some(Answer::Covered), &author()).unwrap();
        let covered = after(&empty, &covered);
        assert_eq!(
            covered.prompt_answers[&id(question)].answer,
            Some(Answer::Covered)
        );
        let open = after(
            &covered,
            &answer(&covered, question, None, &author()).unwrap(),
        );
        assert_eq!(open.prompt_answers[&id(question)], PromptAnswer::default());
        let gone = answer(&empty, "quality.luck", None, &author());
        assert_eq!(gone, Err(Refusal::Gone("question")));
        let no_task = answer(&empty, question, Some(Answer::TaskMade), &author());
        assert!(matches!(no_task, Err(Refusal::Other(_))));
    }

    #[test]
    fn a_lesson_of_an_earlier_project_is_answered_like_a_question() {
        let empty = project("");
        let name = prompt_of_lesson(&id("l"));
        let covered = answer(&empty, &name, Some(Answer::Covered), &author()).unwrap();
        assert_eq!(after(&empty, &covered).prompt_answers.len(), 1);
        let (task, change) =
            make_task_of_lesson(&empty, &id("l"), "Ask Legal", &author(), &mut ids()).unwrap();
        let made = after(&empty, &change);
        assert_eq!(made.prompt_answers[&id(&name)].task, Some(task));
    }

    #[test]
    fn a_question_becomes_a_task_in_one_step() {
        let empty = project("");
        let (new, change) =
            make_task(&empty, "legal.asked", "Ask Legal", &author(), &mut ids()).unwrap();
        assert_eq!(change.label, "Add “Ask Legal”");
        let project = after(&empty, &change);
        assert!(project.tasks[&new].blocker.is_some());
        assert_eq!(project.prompt_answers[&id("legal.asked")].task, Some(new));
        let refused = make_task(&empty, "legal.asked", "", &author(), &mut ids());
        assert_eq!(refused.unwrap_err(), Refusal::Empty("The title"));
    }
}
