//! The board: cards in columns by status or by person, in lanes by workstream.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use super::words;
use crate::finish::focus::{Focus, SecondTask, focus};
use crate::project::{Id, Person, Project, Status, Task, Today};
use crate::schedule::Scheduled;

/// Finished tasks stay on the board for so many days.
const DONE_DAYS: u64 = 7;
/// A column shows so many cards at first.
pub const CARDS: usize = 30;

/// What the columns stand for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Columns {
    /// To do, doing, done.
    #[default]
    Status,
    /// One per person.
    Person,
}

/// How the board is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// What the columns stand for.
    pub columns: Columns,
    /// Whether each workstream has a lane of its own.
    pub lanes: bool,
    /// How many cards a column shows at most.
    pub cards: usize,
}

/// A row of columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lane {
    /// The workstream; empty where there is one lane for all.
    pub title: String,
    /// Its columns; the same ones in every lane.
    pub columns: Vec<Column>,
}

/// A column of a lane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What a card is given that is moved here.
    pub target: Target,
    /// What stands above it.
    pub title: String,
    /// Its cards.
    pub cards: Vec<Card>,
    /// How many more there are.
    pub more: usize,
}

/// What a card is given that is moved to a column.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// A status.
    Status(Status),
    /// A person, in place of who has it; `None` is nobody.
    Person(Option<Id<Person>>),
}

/// A task on the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The task.
    pub id: Id<Task>,
    /// Its title.
    pub title: String,
    /// How far it is.
    pub status: Status,
    /// The names of those who are on it, helpers marked.
    pub people: Vec<(String, bool)>,
    /// What is left, or what it took.
    pub work: String,
    /// When it is done by the plan, or was.
    pub when: String,
    /// The plan has it done after its due date.
    pub is_late: bool,
    /// What it waits for; empty when it can go on.
    pub waits: String,
    /// Whether it is on the critical chain.
    pub is_on_chain: bool,
    /// Whom it is too much for at once, with the task they should finish first.
    pub beyond: Option<(Id<Person>, Id<Task>)>,
}

/// The board as of today. Tasks without a date in the plan come last.
#[must_use]
pub fn board(
    project: &Project,
    dates: &BTreeMap<Id<Task>, Scheduled>,
    layout: Layout,
    today: Today,
) -> Vec<Lane> {
    let (outline, _) = project.outline();
    let focus = focus(project, &outline);
    let leaves = outline.leaves();
    let mut shown = shown(project, &leaves, dates, today);
    shown.sort_by(|a, b| a.0.cmp(&b.0));
    let streams = streams(project, &shown, layout.lanes);
    let heads = heads(project, layout.columns);
    let mut lanes = Vec::new();
    for (stream, title) in streams {
        let is_in = |task: &Task| {
            stream
                .as_ref()
                .is_none_or(|stream| task.workstream == *stream)
        };
        let columns = heads.iter().map(|(target, title)| {
            let all: Vec<&Id<Task>> = shown
                .iter()
                .filter(|(_, task)| is_in(task) && stands_in(project, task, target))
                .map(|((_, _, id), _)| *id)
                .collect();
            let cards = all.iter().take(layout.cards);
            Column {
                target: target.clone(),
                title: title.clone(),
                cards: cards
                    .filter_map(|id| card(project, dates, &focus, id, today))
                    .collect(),
                more: all.len().saturating_sub(layout.cards),
            }
        });
        lanes.push(Lane {
            title,
            columns: columns.collect(),
        });
    }
    lanes
}

/// A task on the board, and its place in a column: begun before to do, then by the plan; finished
/// ones by the day, the last first.
type Placed<'p> = ((u8, i64, &'p Id<Task>), &'p Task);

fn shown<'p>(
    project: &'p Project,
    leaves: &'p [Id<Task>],
    dates: &BTreeMap<Id<Task>, Scheduled>,
    today: Today,
) -> Vec<Placed<'p>> {
    let first = today.0.checked_sub_days(Days::new(DONE_DAYS));
    let days = |date: Option<NaiveDate>| date.map_or(i64::MAX, |it| (it - today.0).num_days());
    let mut shown = Vec::new();
    for id in leaves {
        let Some(task) = project.tasks.get(id) else {
            continue;
        };
        let (group, place) = match task.status {
            Status::Doing => (0, days(task.started)),
            Status::Todo => (1, days(dates.get(id).and_then(|it| it.start))),
            Status::Done if task.finished >= first => {
                (2, days(task.finished).checked_neg().unwrap_or(0))
            }
            Status::Done | Status::Deferred | Status::Dropped => continue,
        };
        shown.push(((group, place, id), task));
    }
    shown
}

type Stream = Option<Option<Id<crate::project::Workstream>>>;

/// The lanes: one for all, or one per workstream that has a card, and one for the rest.
fn streams(project: &Project, shown: &[Placed<'_>], lanes: bool) -> Vec<(Stream, String)> {
    if !lanes {
        return vec![(None, String::new())];
    }
    let used: BTreeSet<_> = shown
        .iter()
        .map(|(_, task)| task.workstream.clone())
        .collect();
    let mut streams: Vec<(Stream, String)> = Vec::new();
    for (id, stream) in project.workstreams.in_order() {
        if used.contains(&Some(id.clone())) {
            streams.push((Some(Some(id.clone())), stream.name.clone()));
        }
    }
    if used.contains(&None) || streams.is_empty() {
        streams.push((Some(None), "No workstream".to_owned()));
    }
    streams
}

fn heads(project: &Project, columns: Columns) -> Vec<(Target, String)> {
    match columns {
        Columns::Status => [Status::Todo, Status::Doing, Status::Done]
            .map(|status| (Target::Status(status), words::status(status).to_owned()))
            .into(),
        Columns::Person => {
            let mut heads: Vec<(Target, String)> = project
                .people
                .iter()
                .map(|(id, it)| (Target::Person(Some(id.clone())), it.name.clone()))
                .collect();
            heads.sort_by(|a, b| a.1.cmp(&b.1));
            heads.push((Target::Person(None), "Nobody yet".to_owned()));
            heads
        }
    }
}

fn stands_in(project: &Project, task: &Task, target: &Target) -> bool {
    match target {
        Target::Status(status) => task.status == *status,
        Target::Person(_) if !task.is_open() => false,
        Target::Person(Some(person)) => task.assignees.contains_key(person),
        Target::Person(None) => !task
            .assignees
            .keys()
            .any(|person| project.people.contains_key(person)),
    }
}

fn card(
    project: &Project,
    dates: &BTreeMap<Id<Task>, Scheduled>,
    focus: &BTreeMap<Id<Person>, Focus>,
    id: &Id<Task>,
    today: Today,
) -> Option<Card> {
    let task = project.tasks.get(id)?;
    let planned = dates.get(id);
    let finish = planned.and_then(|it| it.finish);
    let is_open = task.is_open();
    let people = task.assignees.keys().filter_map(|person| {
        let name = project.people.get(person)?.name.clone();
        Some((name, task.helpers.contains(person)))
    });
    let work = match (is_open, task.remaining_work(), task.actual) {
        (true, Some(left), _) => format!("{} left", words::work(left)),
        (true, None, _) => "Not estimated".to_owned(),
        (false, _, Some(took)) => format!("took {}", words::work(took)),
        (false, _, None) => String::new(),
    };
    let when = match (is_open, finish, task.finished) {
        (true, Some(day), _) => words::date(day, today),
        (false, _, Some(day)) => words::from_today(day, today),
        _ => String::new(),
    };
    let waits = task.blocker.as_ref().filter(|_| is_open);
    let beyond = focus.iter().find_map(|(person, focus)| {
        let primary = focus.primary()?;
        focus
            .beyond()
            .contains(id)
            .then(|| (person.clone(), primary.clone()))
    });
    Some(Card {
        id: id.clone(),
        title: if task.title.trim().is_empty() {
            "Untitled".to_owned()
        } else {
            task.title.clone()
        },
        status: task.status,
        people: people.collect(),
        work,
        when,
        is_late: is_open
            && task
                .due
                .is_some_and(|due| finish.is_some_and(|it| it > due)),
        waits: waits
            .map(|it| words::blocker(project, it, today))
            .unwrap_or_default(),
        is_on_chain: planned
            .and_then(|it| it.open.as_ref())
            .is_some_and(|open| open.is_on_chain),
        beyond,
    })
}

/// What a second task at once costs, in sentences: what it is about, both dates, and why.
#[must_use]
pub fn second_task(
    project: &Project,
    person: &Id<Person>,
    [first, second]: [&Id<Task>; 2],
    cost: Option<&SecondTask>,
    today: Today,
) -> Vec<String> {
    let name = project
        .people
        .get(person)
        .map_or("Someone", |it| it.name.as_str());
    let title = |id: &Id<Task>| words::task(project, id);
    let mut lines = vec![format!("{name} is on {} already.", title(first))];
    let Some(cost) = cost else {
        lines.push(
            "One of the two has no estimate, so the cost of doing both at once cannot be told."
                .to_owned(),
        );
        return lines;
    };
    for (id, [in_turn, at_once]) in [(first, cost.first), (second, cost.second)] {
        let (in_turn, at_once) = (words::date(in_turn, today), words::date(at_once, today));
        lines.push(if in_turn == at_once {
            format!("{} is done {in_turn} either way.", title(id))
        } else {
            format!("{} is done {at_once} instead of {in_turn}.", title(id))
        });
    }
    lines.push(format!(
        "Compared with finishing {} first. While both are open, {} % of the time goes into switching and the rest is split.",
        title(first),
        crate::finish::focus::SWITCHING_PERCENT
    ));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finish::focus;
    use crate::finish::team::Team;
    use crate::project::Workstream;
    use crate::project::notation::project;
    use crate::schedule;

    fn day(number: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, number).unwrap()
    }

    fn today() -> Today {
        Today(day(10))
    }

    fn launch() -> Project {
        let mut project = project(
            "
            person ann
            person bob
            task early 8h @ann must
            task on 8h @ann doing=2026-03-09 due=2026-03-09
            task also 8h @ann doing=2026-03-10
            task stuck 8h @bob blocked
            task free 8h
            task done 8h @bob done=2026-03-09
            task old 8h @bob done=2026-03-02
            task gone 8h @bob dropped
            ",
        );
        let web = Workstream {
            name: "Web".into(),
            ..Workstream::default()
        };
        project.workstreams.insert(Id::new("web"), web);
        let on = project.tasks.get_mut(&Id::new("on")).unwrap();
        on.workstream = Some(Id::new("web"));
        project
    }

    fn lanes(project: &Project, columns: Columns, lanes: bool, cards: usize) -> Vec<Lane> {
        let dates = schedule::schedule(project, today(), &schedule::Options::default()).0;
        let layout = Layout {
            columns,
            lanes,
            cards,
        };
        board(project, &dates.tasks, layout, today())
    }

    fn said(lane: &Lane) -> Vec<String> {
        let column = |it: &Column| {
            let cards: Vec<_> = it.cards.iter().map(|card| card.id.as_str()).collect();
            format!("{}: {} +{}", it.title, cards.join(" "), it.more)
        };
        lane.columns.iter().map(column).collect()
    }

    #[test]
    fn by_status_what_was_done_this_week_is_there_and_what_is_out_is_not() {
        let lanes = lanes(&launch(), Columns::Status, false, 2);
        assert_eq!(lanes.len(), 1);
        assert_eq!(
            said(&lanes[0]),
            ["To do: free stuck +1", "Doing: on also +0", "Done: done +0"]
        );
    }

    #[test]
    fn by_person_each_has_open_tasks_and_nobody_the_rest() {
        let lanes = lanes(&launch(), Columns::Person, false, 9);
        assert_eq!(
            said(&lanes[0]),
            [
                "ann: on also early +0",
                "bob: stuck +0",
                "Nobody yet: free +0"
            ]
        );
    }

    #[test]
    fn lanes_are_workstreams_with_a_card_and_one_for_the_rest() {
        let lanes = lanes(&launch(), Columns::Status, true, 9);
        let titles: Vec<_> = lanes.iter().map(|lane| lane.title.as_str()).collect();
        assert_eq!(titles, ["Web", "No workstream"]);
        assert_eq!(said(&lanes[0])[1], "Doing: on +0");
    }

    #[test]
    fn a_card_says_what_is_late_waits_or_is_too_much() {
        let lanes = lanes(&launch(), Columns::Status, false, 9);
        let all: Vec<&Card> = lanes[0].columns.iter().flat_map(|it| &it.cards).collect();
        let card = |id: &str| *all.iter().find(|it| it.id.as_str() == id).unwrap();
        assert!(card("on").is_late && !card("also").is_late);
        assert_eq!(card("stuck").waits, "Waiting for approval");
        let beyond = (Id::new("ann"), Id::new("on"));
        assert_eq!(card("also").beyond, Some(beyond));
        assert_eq!(card("on").beyond, None);
        assert_eq!(card("done").when, "yesterday");
        assert_eq!(card("on").work, "8 h left");
    }

    #[test]
    fn a_second_task_is_told_with_both_dates() {
        let project = launch();
        let team = Team::of(&project, today());
        let (ann, on, also) = (Id::new("ann"), Id::new("on"), Id::new("also"));
        let cost = focus::second_task(&project, &team, &ann, &on, &also);
        let lines = second_task(&project, &ann, [&on, &also], cost.as_ref(), today());
        assert_eq!(
            lines[..3],
            [
                "ann is on “on” already.",
                "“on” is done Thu 12 Mar instead of Tue 10 Mar.",
                "“also” is done Thu 12 Mar instead of Wed 11 Mar.",
            ]
        );
        let unknown = second_task(&project, &ann, [&on, &also], None, today());
        assert!(unknown[1].contains("no estimate"));
    }
}
