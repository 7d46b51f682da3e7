//! Edits of what one project leaves to the next, in the workspace.

use chrono::NaiveDate;

use super::text::{self, quoted};
use super::{Change, MintId, Refusal, mint};
use crate::project::{Id, Lesson, LessonKind, Project, Table, Today, Workspace};

/// One field of a lesson, and what it is set to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setting {
    /// What it becomes in the next project.
    Kind(LessonKind),
    /// What it says.
    Title(String),
    /// Why, and how; of a workflow its steps.
    Notes(String),
    /// The day on which to ask whether it still serves.
    ReviewOn(Option<NaiveDate>),
    /// The day it was retired; `None` brings it back.
    RetiredOn(Option<NaiveDate>),
    /// It is used in this project.
    UsedIn(Id<Project>),
}

/// Adds a lesson that was learned today in the project of this name.
pub fn add(
    _workspace: &Workspace,
    lesson: &Lesson,
    today: Today,
    ids: &mut dyn MintId,
) -> Result<(Id<Lesson>, Change), Refusal> {
    let lesson = Lesson {
        title: text::title("The lesson", &lesson.title)?,
        notes: text::prose("The notes", &lesson.notes)?,
        learned_on: Some(today.0),
        ..lesson.clone()
    };
    let mut change = Change::new(format!("Keep {}", quoted(&lesson.title)));
    let id = mint(ids);
    change.add(&id, &lesson);
    Ok((id, change))
}

/// Sets one field of a lesson.
pub fn set(workspace: &Workspace, id: &Id<Lesson>, setting: &Setting) -> Result<Change, Refusal> {
    let mut after = found(workspace, id)?.clone();
    let name = quoted(&after.title);
    let verb = match setting {
        Setting::Kind(kind) => {
            after.kind = *kind;
            "Set the use of"
        }
        Setting::Title(title) => {
            after.title = text::title("The lesson", title)?;
            "Reword"
        }
        Setting::Notes(notes) => {
            after.notes = text::prose("The notes", notes)?;
            "Set the notes of"
        }
        Setting::ReviewOn(day) => {
            after.review_on = *day;
            "Set when to review"
        }
        Setting::RetiredOn(day) => {
            after.retired_on = *day;
            if day.is_some() {
                "Retire"
            } else {
                "Bring back"
            }
        }
        Setting::UsedIn(project) => {
            after.used_in.insert(project.clone());
            "Use"
        }
    };
    let mut change = Change::new(format!("{verb} {name}"));
    change.alter(&workspace.lessons, id, |lesson| *lesson = after);
    Ok(change)
}

/// Deletes a lesson for good. One that may serve again is better retired.
pub fn delete(workspace: &Workspace, id: &Id<Lesson>) -> Result<Change, Refusal> {
    let mut change = Change::new(format!("Delete {}", quoted(&found(workspace, id)?.title)));
    change.delete(id);
    Ok(change)
}

/// Takes over the lessons of another workspace that are not here yet, as they are there.
pub fn take_over(change: &mut Change, workspace: &Workspace, others: &Table<Lesson>) {
    for (id, lesson) in others {
        if !workspace.lessons.contains_key(id) {
            change.put(&workspace.lessons, id, lesson);
        }
    }
}

fn found<'a>(workspace: &'a Workspace, id: &Id<Lesson>) -> Result<&'a Lesson, Refusal> {
    workspace.lessons.get(id).ok_or(Refusal::Gone("lesson"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::testing::{author, day, id, ids};
    use crate::project::{Model, Record};

    fn with_lesson() -> (Workspace, Id<Lesson>) {
        let mut workspace = Workspace::default();
        let lesson = Lesson {
            title: "Ask Legal in week one".into(),
            ..Lesson::default()
        };
        workspace.lessons.insert(id("l"), lesson);
        (workspace, id("l"))
    }

    #[test]
    fn a_lesson_says_something_and_remembers_the_day() {
        let empty = Workspace::default();
        let today = author().today;
        let refused = add(&empty, &Lesson::default(), today, &mut ids());
        assert_eq!(refused, Err(Refusal::Empty("The lesson")));
        let (workspace, lesson) = with_lesson();
        let lesson = workspace.lessons[&lesson].clone();
        let (new, change) = add(&empty, &lesson, today, &mut ids()).unwrap();
        let mut after = Workspace::default();
        let fields = change
            .writes
            .iter()
            .filter(|write| write.field != "deleted");
        let fields = fields.map(|write| (write.field.clone(), write.value.clone()));
        after.put(Lesson::KIND, new.as_str(), Some(&fields.collect()));
        assert_eq!(after.lessons[&new].learned_on, Some(today.0));
    }

    #[test]
    fn a_lesson_counts_each_project_it_was_used_in_once() {
        let (mut workspace, lesson) = with_lesson();
        let use_it = Setting::UsedIn(id("p1"));
        assert_eq!(
            set(&workspace, &lesson, &use_it).unwrap().writes[0].field,
            "used_in/p1"
        );
        let used = workspace.lessons.get_mut(&lesson).unwrap();
        used.used_in.insert(id("p1"));
        assert!(set(&workspace, &lesson, &use_it).unwrap().is_empty());
    }

    #[test]
    fn a_lesson_is_retired_while_it_is_there() {
        let (workspace, lesson) = with_lesson();
        let retire = Setting::RetiredOn(Some(day("2026-03-12")));
        let change = set(&workspace, &lesson, &retire).unwrap();
        assert_eq!(change.label, "Retire “Ask Legal in week one”");
        let gone = set(&workspace, &id("gone"), &retire);
        assert_eq!(gone, Err(Refusal::Gone("lesson")));
        assert_eq!(
            delete(&workspace, &id("gone")),
            Err(Refusal::Gone("lesson"))
        );
        assert!(delete(&workspace, &lesson).is_ok());
    }

    #[test]
    fn lessons_that_are_here_stay_as_they_are_when_others_are_taken_over() {
        let (workspace, lesson) = with_lesson();
        let mut others = workspace.lessons.clone();
        others.get_mut(&lesson).unwrap().title = "Theirs".into();
        let mut change = Change::new("Take over");
        take_over(&mut change, &workspace, &others);
        assert!(change.is_empty());
        others.insert(id("m"), Lesson::default());
        take_over(&mut change, &workspace, &others);
        assert!(change.writes.iter().all(|write| write.id == "m"));
        assert!(!change.is_empty());
    }
}
