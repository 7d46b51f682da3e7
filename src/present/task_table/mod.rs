//! The rows of the table of tasks: grouped, sorted, filtered, searched.

mod listing;

pub use listing::Listing;

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::words;
use crate::project::{Id, Outline, Project, Status, Task, WorkMinutes, fold};

/// What the table shows, and in which order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TaskQuery {
    /// What rows are put together by.
    pub group: GroupBy,
    /// What they are sorted by.
    pub sort: SortBy,
    /// Which way.
    pub direction: Direction,
    /// Which of them by status.
    pub status: StatusFilter,
    /// Words that must all occur in title, notes, labels or names.
    pub search: String,
    /// Only these tasks, such as those a finding names; with why they are shown.
    pub only: Option<(String, BTreeSet<Id<Task>>)>,
}

/// What rows are put together by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GroupBy {
    /// Nothing: subtasks stand below their summary task.
    #[default]
    Nothing,
    /// Must, should, nice, not sorted.
    Priority,
    /// Who does it; a task of two people stands with both.
    Owner,
    /// How far it is.
    Status,
    /// What it is a part of handing over.
    Deliverable,
    /// The stream of work.
    Workstream,
}

impl GroupBy {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 6] = [
        Self::Nothing,
        Self::Priority,
        Self::Owner,
        Self::Status,
        Self::Deliverable,
        Self::Workstream,
    ];

    /// Its name on the screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Nothing => "No groups",
            Self::Priority => "Priority",
            Self::Owner => "Owner",
            Self::Status => "Status",
            Self::Deliverable => "Deliverable",
            Self::Workstream => "Workstream",
        }
    }
}

/// What rows are sorted by. All but [`SortBy::Order`] give up the tree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortBy {
    /// The order people gave them.
    #[default]
    Order,
    /// The title.
    Title,
    /// Must first.
    Priority,
    /// The first owner's name; tasks without one last.
    Owner,
    /// Remaining work; unestimated last.
    Work,
    /// The due date; without one last.
    Due,
    /// To do first.
    Status,
    /// How long it has been blocked; the oldest first.
    Blocked,
}

/// Which way rows are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// The first, the smallest, the earliest on top.
    #[default]
    Ascending,
    /// The other way round; what has no value stays last.
    Descending,
}

/// Which tasks are shown, by status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StatusFilter {
    /// To do and doing.
    #[default]
    Open,
    /// Those that cannot go on.
    Blocked,
    /// Done.
    Done,
    /// Put off or given up.
    PutAside,
    /// All of them.
    All,
}

impl TaskQuery {
    /// Whether subtasks stand below their summary task.
    #[must_use]
    fn is_tree(&self) -> bool {
        self.group == GroupBy::Nothing && self.sort == SortBy::Order
    }
}

impl StatusFilter {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 5] = [
        Self::Open,
        Self::Blocked,
        Self::Done,
        Self::PutAside,
        Self::All,
    ];

    /// Its name on the screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::Blocked => "Blocked",
            Self::Done => "Done",
            Self::PutAside => "Put aside",
            Self::All => "All",
        }
    }

    fn holds(self, task: &Task) -> bool {
        match self {
            Self::Open => task.is_open(),
            Self::Blocked => task.is_open() && task.blocker.is_some(),
            Self::Done => task.status == Status::Done,
            Self::PutAside => task.status.is_out(),
            Self::All => true,
        }
    }
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq)]
pub enum TaskRow {
    /// The head of a group.
    Group {
        /// Tells groups apart; stable while the query is.
        key: String,
        /// What its tasks have in common.
        title: String,
        /// How many tasks without subtasks are in it.
        count: usize,
        /// Their remaining work.
        work: WorkMinutes,
    },
    /// A task.
    Task {
        /// Which.
        id: Id<Task>,
        /// The group it stands in; empty without groups.
        group: String,
        /// How deep it stands in the tree; 0 where there is none.
        depth: usize,
        /// For a summary task (rows stand below it, or would, unfolded): the work left below it.
        rolled_up: Option<WorkMinutes>,
    },
}

/// The rows that answer a query. Without groups and in people's own order, subtasks stand below
/// their summary task, and a summary task is shown when anything below it is; otherwise only tasks
/// without subtasks are rows. `folded` holds keys of groups and ids of tasks whose rows are hidden.
#[must_use]
pub fn task_rows(
    project: &Project,
    outline: &Outline,
    query: &TaskQuery,
    folded: &BTreeSet<String>,
) -> Vec<TaskRow> {
    if query.is_tree() {
        return tree(project, outline, outline.rows(), query, folded);
    }
    let asked = Asked::of(project, query);
    let leaves = outline.rows().into_iter().map(|(id, _)| id).filter(|id| {
        // A finding may name a summary task; it must not vanish.
        !outline.is_summary(id) || query.only.is_some()
    });
    let mut tasks: Vec<(Id<Task>, &Task)> = leaves
        .filter_map(|id| project.tasks.get(&id).map(|task| (id, task)))
        .filter(|(id, task)| asked.holds(id, task))
        .collect();
    sort(project, &mut tasks, query);
    if query.group == GroupBy::Nothing {
        return tasks.into_iter().map(|(id, _)| flat(id, "")).collect();
    }
    let mut rows = Vec::new();
    for (key, (title, members)) in groups(project, &tasks, query.group) {
        let key = format!("group {}", key.text);
        let work = members
            .iter()
            .filter_map(|(_, task)| task.remaining_work())
            .sum();
        rows.push(TaskRow::Group {
            key: key.clone(),
            title,
            count: members.len(),
            work,
        });
        if !folded.contains(&key) {
            rows.extend(members.into_iter().map(|(id, _)| flat(id.clone(), &key)));
        }
    }
    rows
}

fn flat(id: Id<Task>, group: &str) -> TaskRow {
    TaskRow::Task {
        id,
        group: group.to_owned(),
        depth: 0,
        rolled_up: None,
    }
}

/// What a query asks of each task.
struct Asked<'a> {
    project: &'a Project,
    query: &'a TaskQuery,
    words: Vec<String>,
}

impl<'a> Asked<'a> {
    fn of(project: &'a Project, query: &'a TaskQuery) -> Self {
        let words = fold(&query.search);
        Self {
            project,
            query,
            words: words.split_whitespace().map(str::to_owned).collect(),
        }
    }

    fn holds(&self, id: &Id<Task>, task: &Task) -> bool {
        let only = self.query.only.as_ref();
        self.query.status.holds(task)
            && only.is_none_or(|(_, only)| only.contains(id))
            && (self.words.is_empty() || found_in(self.project, task, &self.words))
    }
}

/// The rows of these tasks, which are parts of the tree with all below them.
fn tree(
    project: &Project,
    outline: &Outline,
    all: Vec<(Id<Task>, usize)>,
    query: &TaskQuery,
    folded: &BTreeSet<String>,
) -> Vec<TaskRow> {
    let asked = Asked::of(project, query);
    // A summary task is done when what is below it is: its own status says nothing.
    let holds = |id: &Id<Task>, task: &Task| {
        (query.only.is_some() || !outline.is_summary(id)) && asked.holds(id, task)
    };
    // From below: a task is shown when it answers itself or when anything below it is shown, and a
    // summary task has the work of what is below it.
    let mut known = vec![Below::default(); all.len()];
    let mut at_depth: Vec<Below> = Vec::new();
    for (at, (id, depth)) in all.iter().enumerate().rev() {
        let below = at_depth.get(depth + 1).copied();
        at_depth.truncate(depth + 1);
        at_depth.resize(depth + 1, Below::default());
        let task = project.tasks.get(id);
        let this = Below {
            shown: below.is_some_and(|below| below.shown)
                || task.is_some_and(|task| holds(id, task)),
            work: match below {
                Some(below) => below.work,
                None => task.and_then(Task::remaining_work).unwrap_or_default(),
            },
        };
        if let (Some(here), Some(known)) = (at_depth.get_mut(*depth), known.get_mut(at)) {
            here.shown |= this.shown;
            here.work += this.work;
            *known = this;
        }
    }
    let mut rows = Vec::new();
    let mut hidden_below = None;
    for ((id, depth), Below { shown, work }) in all.into_iter().zip(known) {
        if hidden_below.is_some_and(|folded| depth > folded) {
            continue;
        }
        hidden_below = None;
        if shown {
            if folded.contains(id.as_str()) {
                hidden_below = Some(depth);
            }
            let rolled_up = outline.is_summary(&id).then_some(work);
            rows.push(TaskRow::Task {
                id,
                group: String::new(),
                depth,
                rolled_up,
            });
        }
    }
    rows
}

/// What is known of a task and all below it.
#[derive(Clone, Copy, Debug, Default)]
struct Below {
    shown: bool,
    work: WorkMinutes,
}

fn found_in(project: &Project, task: &Task, words: &[String]) -> bool {
    let owners = task
        .assignees
        .keys()
        .filter_map(|id| project.people.get(id));
    let waits = task.blocker.as_ref().and_then(|blocker| {
        blocker
            .waiting_on
            .as_ref()
            .and_then(|party| words::party(project, party))
    });
    let mut text = fold(&task.title);
    let more = [task.notes.as_str(), waits.as_deref().unwrap_or_default()];
    let more = more
        .into_iter()
        .chain(task.labels.iter().map(String::as_str));
    for part in more.chain(owners.map(|owner| owner.name.as_str())) {
        text.push(' ');
        text.push_str(&fold(part));
    }
    words.iter().all(|word| text.contains(word.as_str()))
}

/// The first owner by name.
fn owner<'a>(project: &'a Project, task: &Task) -> Option<&'a str> {
    let names = task
        .assignees
        .keys()
        .filter_map(|id| project.people.get(id));
    names.map(|person| person.name.as_str()).min()
}

fn sort(project: &Project, tasks: &mut [(Id<Task>, &Task)], query: &TaskQuery) {
    type Compare<'a> = Box<dyn Fn(&Task, &Task) -> Ordering + 'a>;
    let down = query.direction == Direction::Descending;
    let compare: Compare<'_> = match query.sort {
        SortBy::Order if down => {
            tasks.reverse();
            return;
        }
        SortBy::Order => return,
        SortBy::Title => {
            Box::new(move |a, b| last(Some(fold(&a.title)), Some(fold(&b.title)), down))
        }
        SortBy::Priority => Box::new(move |a, b| last(a.priority, b.priority, down)),
        SortBy::Owner => Box::new(move |a, b| last(owner(project, a), owner(project, b), down)),
        SortBy::Work => Box::new(move |a, b| last(a.remaining_work(), b.remaining_work(), down)),
        SortBy::Due => Box::new(move |a, b| last(a.due, b.due, down)),
        SortBy::Status => Box::new(move |a, b| last(Some(a.status), Some(b.status), down)),
        SortBy::Blocked => Box::new(move |a, b| {
            let since = |task: &Task| task.blocker.as_ref().map(|blocker| blocker.since);
            last(since(a), since(b), down)
        }),
    };
    tasks.sort_by(|(_, a), (_, b)| compare(a, b));
}

/// Compares two values, those that are absent last in both directions.
fn last<T: Ord>(a: Option<T>, b: Option<T>, down: bool) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) if down => b.cmp(&a),
        (Some(a), Some(b)) => a.cmp(&b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}

/// Where a group stands among the others, and what tells it apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct GroupKey {
    rank: usize,
    name: String,
    text: String,
}

type Members<'a> = Vec<(&'a Id<Task>, &'a Task)>;

fn groups<'a>(
    project: &Project,
    tasks: &'a [(Id<Task>, &'a Task)],
    by: GroupBy,
) -> BTreeMap<GroupKey, (String, Members<'a>)> {
    let mut groups: BTreeMap<GroupKey, (String, Members<'a>)> = BTreeMap::new();
    for (id, task) in tasks {
        for (rank, title, text) in groups_of(project, task, by) {
            let key = GroupKey {
                rank,
                name: fold(&title),
                text,
            };
            groups
                .entry(key)
                .or_insert_with(|| (title, Vec::new()))
                .1
                .push((id, task));
        }
    }
    groups
}

/// The groups a task stands in: rank, title, and what tells them apart.
fn groups_of(project: &Project, task: &Task, by: GroupBy) -> Vec<(usize, String, String)> {
    const LAST: usize = usize::MAX;
    match by {
        GroupBy::Nothing => vec![(0, String::new(), String::new())],
        GroupBy::Priority => {
            let title = words::priority(task.priority);
            let rank = task.priority.map_or(LAST, |priority| priority as usize);
            vec![(rank, title.to_owned(), title.to_owned())]
        }
        GroupBy::Status => {
            let title = words::status(task.status);
            vec![(task.status as usize, title.to_owned(), title.to_owned())]
        }
        GroupBy::Owner => {
            let owners = task.assignees.keys().filter_map(|id| {
                project
                    .people
                    .get(id)
                    .map(|one| (0, one.name.clone(), id.to_string()))
            });
            let owners: Vec<_> = owners.collect();
            if owners.is_empty() {
                nobody("Nobody yet")
            } else {
                owners
            }
        }
        GroupBy::Deliverable => {
            let of = task.deliverable.as_ref();
            let of = of.and_then(|id| project.deliverables.get_key_value(id));
            of.map_or_else(
                || nobody("No deliverable"),
                |(id, it)| vec![(0, it.name.clone(), id.to_string())],
            )
        }
        GroupBy::Workstream => {
            let of = task.workstream.as_ref();
            let of = of.and_then(|id| project.workstreams.get_key_value(id));
            of.map_or_else(
                || nobody("No workstream"),
                |(id, it)| vec![(0, it.name.clone(), id.to_string())],
            )
        }
    }
}

/// The group of those that belong to none, behind all others.
fn nobody(title: &str) -> Vec<(usize, String, String)> {
    vec![(usize::MAX, title.to_owned(), String::new())]
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use expect_test::{Expect, expect};

    use super::*;
    use crate::project::order::OrderKey;
    use crate::project::{Blocker, BlockerKind, Estimate, Person, Priority};

    fn project() -> Project {
        let mut project = Project::default();
        let person = |name: &str| Person {
            name: name.into(),
            ..Person::default()
        };
        project.people.insert(Id::new("mia"), person("Mia"));
        project.people.insert(Id::new("jon"), person("Jon"));
        let keys = OrderKey::spread(None, None, 9);
        let mut add = |at: usize, id: &str, parent: Option<&str>, how: fn(&mut Task)| {
            let mut task = Task {
                title: format!("Task {id}"),
                parent: parent.map(Id::new),
                order: keys[at].clone(),
                ..Task::default()
            };
            how(&mut task);
            project.tasks.insert(Id::new(id), task);
        };
        add(0, "launch", None, |_| {});
        add(1, "copy", Some("launch"), |task| {
            task.priority = Some(Priority::Must);
            task.estimate = Some(Estimate::single(WorkMinutes::hours(6)));
            task.assignees = [(Id::new("mia"), 1), (Id::new("jon"), 1)].into();
        });
        add(2, "legal", Some("launch"), |task| {
            task.priority = Some(Priority::Must);
            task.due = NaiveDate::from_ymd_opt(2026, 3, 1);
            task.blocker = Some(Blocker {
                kind: BlockerKind::Approval,
                waiting_on: None,
                since: None,
                note: String::new(),
            });
        });
        add(3, "film", None, |task| {
            task.priority = Some(Priority::Nice);
            task.labels = ["vidéo".to_owned()].into();
            task.assignees = [(Id::new("jon"), 1)].into();
            task.due = NaiveDate::from_ymd_opt(2026, 2, 1);
        });
        add(4, "old", None, |task| task.status = Status::Done);
        project
    }

    fn check(query: &TaskQuery, folded: &[&str], expect: Expect) {
        let project = project();
        let (outline, _) = project.outline();
        let folded = folded.iter().map(|key| (*key).to_owned()).collect();
        let rows = task_rows(&project, &outline, query, &folded);
        let lines = rows.into_iter().map(|row| match row {
            TaskRow::Group {
                title, count, work, ..
            } => {
                format!("== {title} {count} {}\n", words::work(work))
            }
            TaskRow::Task { id, depth, .. } => format!("{}{id}\n", "  ".repeat(depth)),
        });
        expect.assert_eq(&lines.collect::<String>());
    }

    #[test]
    fn without_groups_subtasks_stand_below_their_summary_task() {
        check(
            &TaskQuery::default(),
            &[],
            expect![[r#"
            launch
              copy
              legal
            film
        "#]],
        );
        check(
            &TaskQuery::default(),
            &["launch"],
            expect![[r#"
            launch
            film
        "#]],
        );
    }

    #[test]
    fn a_summary_task_is_shown_when_anything_below_it_is() {
        let query = TaskQuery {
            status: StatusFilter::Blocked,
            ..TaskQuery::default()
        };
        check(
            &query,
            &[],
            expect![[r#"
            launch
              legal
        "#]],
        );
    }

    #[test]
    fn words_are_found_in_titles_labels_and_names_without_case_and_accents() {
        let query = TaskQuery {
            search: "VIDEO jon".into(),
            ..TaskQuery::default()
        };
        check(
            &query,
            &[],
            expect![[r#"
            film
        "#]],
        );
        let query = TaskQuery {
            search: "video mia".into(),
            ..TaskQuery::default()
        };
        check(&query, &[], expect![[r#""#]]);
    }

    #[test]
    fn groups_hold_leaves_with_their_work_and_the_nameless_group_is_last() {
        let query = TaskQuery {
            group: GroupBy::Owner,
            ..TaskQuery::default()
        };
        check(
            &query,
            &[],
            expect![[r#"
            == Jon 2 6 h
            copy
            film
            == Mia 1 6 h
            copy
            == Nobody yet 1 0 h
            legal
        "#]],
        );
        check(
            &query,
            &["group jon", "group "],
            expect![[r#"
            == Jon 2 6 h
            == Mia 1 6 h
            copy
            == Nobody yet 1 0 h
        "#]],
        );
    }

    #[test]
    fn what_has_no_value_is_last_in_both_directions() {
        let up = TaskQuery {
            sort: SortBy::Due,
            ..TaskQuery::default()
        };
        check(
            &up,
            &[],
            expect![[r#"
            film
            legal
            copy
        "#]],
        );
        let down = TaskQuery {
            direction: Direction::Descending,
            ..up
        };
        check(
            &down,
            &[],
            expect![[r#"
            legal
            film
            copy
        "#]],
        );
    }
}
