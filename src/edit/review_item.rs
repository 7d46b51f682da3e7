//! Edits of what was said of the result and of the work.

use super::task::{self, Draft, Place};
use super::text::{self, quoted};
use super::{Author, Change, MintId, Named, Refusal, mint};
use crate::project::order::OrderKey;
use crate::project::{Id, Lesson, Outcome, Person, Project, ReviewItem, ReviewKind, Task, fold};

/// One field of an item, and what it is set to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setting {
    /// What was said.
    Title(String),
    /// A remark on it.
    Notes(String),
    /// How it came out.
    Outcome(Option<Outcome>),
    /// Who takes it further.
    Owner(Option<Id<Person>>),
    /// The lesson it became.
    Lesson(Option<Id<Lesson>>),
}

/// Adds an item at the end of its list.
pub fn add(
    project: &Project,
    kind: ReviewKind,
    title: &str,
    author: &Author,
    ids: &mut dyn MintId,
) -> Result<(Id<ReviewItem>, Change), Refusal> {
    let title = text::title("The line", title)?;
    let mut change = Change::new(format!("Write down {}", quoted(&title)));
    let last = last_place(project);
    let id = put_new(&mut change, kind, title, last.as_ref(), author, ids).0;
    Ok((id, change))
}

/// Adds those lines to the walkthrough that are not in it yet, compared without regard to case and
/// accents. Refused when all of them are.
pub fn add_to_walkthrough(
    project: &Project,
    titles: &[String],
    author: &Author,
    ids: &mut dyn MintId,
) -> Result<Change, Refusal> {
    let items = project.review_items.values();
    let mut known: Vec<String> = items
        .filter(|item| item.kind == ReviewKind::Walkthrough)
        .map(|item| fold(&item.title))
        .collect();
    let mut change = Change::new("Fill the walkthrough");
    let mut last = last_place(project);
    for title in titles {
        let title = text::title("The line", title)?;
        let folded = fold(&title);
        if known.contains(&folded) {
            continue;
        }
        known.push(folded);
        let kind = ReviewKind::Walkthrough;
        last = Some(put_new(&mut change, kind, title, last.as_ref(), author, ids).1);
    }
    if change.is_empty() {
        return Err(Refusal::Other(
            "All of it is in the walkthrough already.".to_owned(),
        ));
    }
    Ok(change)
}

/// Sets one field of an item.
pub fn set(project: &Project, id: &Id<ReviewItem>, setting: &Setting) -> Result<Change, Refusal> {
    let mut after = found(project, id)?.clone();
    let name = quoted(&after.title);
    let verb = match setting {
        Setting::Title(title) => {
            after.title = text::title("The line", title)?;
            "Reword"
        }
        Setting::Notes(notes) => {
            after.notes = text::prose("The remark", notes)?;
            "Remark on"
        }
        Setting::Outcome(outcome) => {
            after.outcome = *outcome;
            "Set the outcome of"
        }
        Setting::Owner(owner) => {
            let is_known = |owner: &Id<Person>| project.people.contains_key(owner);
            if !owner.as_ref().is_none_or(is_known) {
                return Err(Refusal::Gone("person"));
            }
            after.owner.clone_from(owner);
            "Set who takes further"
        }
        Setting::Lesson(lesson) => {
            after.lesson.clone_from(lesson);
            "Keep as a lesson"
        }
    };
    let mut change = Change::new(format!("{verb} {name}"));
    change.alter(&project.review_items, id, |item| *item = after);
    Ok(change)
}

/// Gives someone's vote to an item, or takes it back.
pub fn vote(
    project: &Project,
    id: &Id<ReviewItem>,
    person: &Id<Person>,
) -> Result<Change, Refusal> {
    let item = found(project, id)?;
    if !project.people.contains_key(person) {
        return Err(Refusal::Gone("person"));
    }
    let verb = if item.votes.contains(person) {
        "Take back the vote for"
    } else {
        "Vote for"
    };
    let mut change = Change::new(format!("{verb} {}", quoted(&item.title)));
    change.alter(&project.review_items, id, |item| {
        if !item.votes.remove(person) {
            item.votes.insert(person.clone());
        }
    });
    Ok(change)
}

/// Makes a task of an item, at the end of the list, for whoever takes the item further.
pub fn make_task(
    project: &Project,
    id: &Id<ReviewItem>,
    author: &Author,
    ids: &mut dyn MintId,
) -> Result<(Id<Task>, Change), Refusal> {
    let item = found(project, id)?;
    let task = Task {
        title: item.title.clone(),
        notes: item.notes.clone(),
        ..Task::default()
    };
    let is_here = |owner: &&Id<Person>| project.people.contains_key(*owner);
    let owner = item.owner.iter().filter(is_here);
    let draft = Draft {
        task,
        assignees: owner.cloned().map(Named::Known).collect(),
        ..Draft::default()
    };
    let (new, mut change) = task::add_drafts(project, &[draft], &Place::End(None), author, ids)?;
    let task = new.into_iter().next().ok_or(Refusal::Gone("task"))?;
    change.alter(&project.review_items, id, |item| {
        item.task = Some(task.clone());
    });
    Ok((task, change))
}

/// Deletes an item. What it became stays.
pub fn delete(project: &Project, id: &Id<ReviewItem>) -> Result<Change, Refusal> {
    let mut change = Change::new(format!("Delete {}", quoted(&found(project, id)?.title)));
    change.delete(id);
    Ok(change)
}

fn found<'a>(project: &'a Project, id: &Id<ReviewItem>) -> Result<&'a ReviewItem, Refusal> {
    project.review_items.get(id).ok_or(Refusal::Gone("line"))
}

fn last_place(project: &Project) -> Option<OrderKey> {
    let places = project.review_items.values().map(|item| &item.order);
    places.max().cloned()
}

fn put_new(
    change: &mut Change,
    kind: ReviewKind,
    title: String,
    last: Option<&OrderKey>,
    author: &Author,
    ids: &mut dyn MintId,
) -> (Id<ReviewItem>, OrderKey) {
    let order = OrderKey::between(last, None);
    let item = ReviewItem {
        kind,
        title,
        added_on: Some(author.today.0),
        added_by: author.person.clone(),
        order: order.clone(),
        ..ReviewItem::default()
    };
    let id = mint(ids);
    change.add(&id, &item);
    (id, order)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::testing::{after, author, id, ids, project, with_people};

    fn with_item() -> (Project, Id<ReviewItem>) {
        let empty = with_people(project(""), &["Ann"]);
        let kind = ReviewKind::CausedDelay;
        let (item, change) = add(&empty, kind, "Waited for Legal", &author(), &mut ids()).unwrap();
        (after(&empty, &change), item)
    }

    #[test]
    fn a_vote_is_given_and_taken_back_by_people_of_the_project() {
        let (project, item) = with_item();
        let voted = after(&project, &vote(&project, &item, &id("Ann")).unwrap());
        assert_eq!(voted.review_items[&item].votes, [id("Ann")].into());
        let back = after(&voted, &vote(&voted, &item, &id("Ann")).unwrap());
        assert_eq!(back, project);
        let stranger = vote(&project, &item, &id("Zoe"));
        assert_eq!(stranger, Err(Refusal::Gone("person")));
        let gone = vote(&project, &id("gone"), &id("Ann"));
        assert_eq!(gone, Err(Refusal::Gone("line")));
    }

    #[test]
    fn an_item_becomes_the_task_of_whoever_takes_it_further() {
        let (project, item) = with_item();
        let owner = Setting::Owner(Some(id("Ann")));
        let project = after(&project, &set(&project, &item, &owner).unwrap());
        let (task, change) = make_task(&project, &item, &author(), &mut ids()).unwrap();
        let project = after(&project, &change);
        assert_eq!(project.tasks[&task].title, "Waited for Legal");
        assert!(project.tasks[&task].assignees.contains_key(&id("Ann")));
        assert_eq!(project.review_items[&item].task, Some(task));
        let project = after(&project, &delete(&project, &item).unwrap());
        assert_eq!((project.tasks.len(), project.review_items.len()), (1, 0));
    }

    #[test]
    fn what_is_said_needs_words_and_is_taken_further_by_someone_who_is_there() {
        let (project, item) = with_item();
        let stranger = Setting::Owner(Some(id("Zoe")));
        let refused = set(&project, &item, &stranger);
        assert_eq!(refused, Err(Refusal::Gone("person")));
        assert!(set(&project, &item, &Setting::Owner(None)).is_ok());
        let refused = set(&project, &item, &Setting::Title(" ".into()));
        assert_eq!(refused, Err(Refusal::Empty("The line")));
        assert!(set(&project, &item, &Setting::Notes(String::new())).is_ok());
    }

    #[test]
    fn the_walkthrough_has_each_line_once() {
        let empty = project("");
        let titles = ["Website".to_owned(), "website".to_owned(), "Manual".into()];
        let change = add_to_walkthrough(&empty, &titles, &author(), &mut ids()).unwrap();
        let filled = after(&empty, &change);
        assert_eq!(filled.review_items.len(), 2);
        let again = add_to_walkthrough(&filled, &titles, &author(), &mut ids());
        assert!(matches!(again, Err(Refusal::Other(_))));
    }
}
