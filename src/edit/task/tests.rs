//! What edits of tasks write, and what they refuse.

use std::slice;

use super::*;
use crate::edit::testing::{
    after, assert_each_field_once, author, day, id, ids, linked, project, tree, with_people,
};
use crate::edit::{Change, Named};
use crate::project::{
    Blocker, BlockerKind, Estimate, Milestone, Party, Priority, Status, Wait, WorkMinutes,
};

fn done(project: &Project, change: Result<Change, Refusal>) -> Project {
    let change = change.unwrap();
    assert_each_field_once(&change);
    after(project, &change)
}

#[test]
fn a_task_is_added_at_the_end_before_or_behind_another() {
    let mut project = project("Copy, Launch, - Mail");
    for (title, place) in [
        ("Last", Place::End(None)),
        ("Post", Place::End(Some(id("Launch")))),
        ("Review", Place::After(id("Copy"))),
        ("Brief", Place::Before(id("Copy"))),
        ("Call", Place::Before(id("Mail"))),
    ] {
        let mut mint = || title.to_owned();
        let (new, change) = add(&project, title, &place, &author(), &mut mint).unwrap();
        assert_eq!(new.as_str(), title);
        assert_eq!(change.label, format!("Add “{title}”"));
        project = done(&project, Ok(change));
    }
    assert_eq!(
        tree(&project),
        "Brief Copy Review Launch -Call -Mail -Post Last"
    );
    assert_eq!(project.tasks[&id("Last")].added_on, Some(day("2026-03-12")));
}

#[test]
fn a_task_without_a_title_is_refused() {
    let refused = add(
        &project(""),
        " \n",
        &Place::End(None),
        &author(),
        &mut ids(),
    );
    assert_eq!(refused, Err(Refusal::Empty("The title")));
    assert!(add(&project(""), "x", &Place::End(None), &author(), &mut ids()).is_ok());
}

#[test]
fn a_list_is_added_with_its_subtasks_people_and_links() {
    let draft = |depth, title: &str| Draft {
        depth,
        task: Task {
            title: title.to_owned(),
            ..Task::default()
        },
        ..Draft::default()
    };
    let mut drafts = vec![
        draft(1, "Launch"),
        draft(4, "Mail"),
        draft(4, "Post"),
        draft(0, "Copy"),
    ];
    drafts[1].assignees = vec![Named::New("Ann".into()), Named::Known(id("Bob"))];
    drafts[2].assignees = vec![Named::New("ann".into())];
    drafts[3].predecessors = vec![PredecessorRef::Draft(1), PredecessorRef::Task(id("Brief"))];
    drafts[1].predecessors = vec![PredecessorRef::Draft(3)];
    let before = with_people(project("Brief"), &["Bob"]);
    let (new, change) =
        add_drafts(&before, &drafts, &Place::End(None), &author(), &mut ids()).unwrap();
    assert_eq!((new.len(), change.label.as_str()), (4, "Add 4 tasks"));
    let project = done(&before, Ok(change));
    assert_eq!(tree(&project), "Brief Launch -Mail -Post Copy");
    assert_eq!(project.people.len(), 2, "Ann is made once");
    assert_eq!(project.tasks[&new[1]].assignees.len(), 2);
    let links: Vec<_> = project.dependencies.keys().map(Id::as_str).collect();
    assert_eq!(
        links.len(),
        2,
        "{links:?}: the link that closes a circle is left out"
    );
}

#[test]
fn a_project_takes_10_000_tasks_and_not_one_more() {
    let mut project = Project::default();
    for number in 1..10_000 {
        project
            .tasks
            .insert(id(&number.to_string()), Task::default());
    }
    let add = |project: &Project| add(project, "x", &Place::End(None), &author(), &mut ids());
    let (_, change) = add(&project).unwrap();
    project = after(&project, &change);
    let refused = add(&project).unwrap_err().to_string();
    assert_eq!(
        refused,
        "A project may have 10000 tasks at most; it would have 10001."
    );
}

#[test]
fn a_field_of_one_task_or_of_many_is_set_in_one_change() {
    let project = project("Copy, Review, Ship");
    let one = set_priority(&project, &id("Copy"), Some(Priority::Must)).unwrap();
    assert_eq!(one.label, "Set “Copy” to must");
    let chosen = [id("Copy"), id("Ship"), id("gone"), id("Copy")];
    let many = set(&project, &chosen, &Setting::Priority(Some(Priority::Nice))).unwrap();
    assert_eq!(many.label, "Set 2 tasks to nice to have");
    let project = done(&project, Ok(many));
    let sorted = project
        .tasks
        .values()
        .filter(|task| task.priority.is_some());
    assert_eq!(sorted.count(), 2);
}

#[test]
fn a_selection_of_which_nothing_is_left_is_refused() {
    let gone = set(&project("Copy"), &[id("gone")], &Setting::Due(None));
    assert_eq!(
        gone.unwrap_err().to_string(),
        "That task is not there any more."
    );
}

#[test]
fn values_that_make_no_sense_are_refused_and_their_neighbours_kept() {
    let project = with_people(project("Copy"), &["Ann"]);
    let hours = WorkMinutes::hours;
    let rising = Estimate::three(hours(1), hours(2), hours(2));
    let falling = Estimate::three(hours(1), hours(2), hours(1));
    let huge = Estimate::single(WorkMinutes(1_200_001));
    let largest = Estimate::single(WorkMinutes(1_200_000));
    for (setting, fits) in [
        (Setting::Value(Some(10)), true),
        (Setting::Value(Some(11)), false),
        (Setting::Value(Some(0)), false),
        (Setting::Estimate(Some(rising)), true),
        (Setting::Estimate(Some(falling)), false),
        (Setting::Estimate(Some(largest)), true),
        (Setting::Estimate(Some(huge)), false),
        (Setting::Actual(Some(WorkMinutes(1_200_001))), false),
        (Setting::Assign(id("Ann")), true),
        (Setting::Assign(id("Zoe")), false),
        (Setting::Assignees([(id("Ann"), 1)].into()), true),
        (Setting::Assignees([(id("Ann"), 2)].into()), false),
        (Setting::Deliverable(Some(id("gone"))), false),
        (Setting::Workstream(Some(id("gone"))), false),
        (Setting::AddLabel("#web".into()), true),
        (Setting::AddLabel("# ".into()), false),
    ] {
        let answer = set(&project, &[id("Copy")], &setting);
        assert_eq!(answer.is_ok(), fits, "{setting:?} {answer:?}");
    }
}

#[test]
fn labels_and_people_are_added_and_taken_off_one_by_one() {
    let start = with_people(project("Copy"), &["Ann", "Bob"]);
    let copy = [id("Copy")];
    let mut project = start.clone();
    for setting in [
        Setting::Assign(id("Ann")),
        Setting::Assign(id("Bob")),
        Setting::AddLabel("#web".into()),
        Setting::AddLabel("api".into()),
        Setting::Unassign(id("Ann")),
        Setting::RemoveLabel("api".into()),
    ] {
        project = done(&project, set(&project, &copy, &setting));
    }
    let task = &project.tasks[&copy[0]];
    assert_eq!(task.labels, ["web".to_owned()].into());
    assert_eq!(task.assignees, [(id("Bob"), 1)].into());
}

#[test]
fn finishing_writes_the_day_and_nothing_else() {
    let mut project = project("Copy");
    let task = project.tasks.get_mut(&id("Copy")).unwrap();
    task.estimate = Some(Estimate::single(WorkMinutes::hours(6)));
    let change = toggle_done(&project, &id("Copy"), &author()).unwrap();
    let mut fields: Vec<_> = change
        .writes
        .iter()
        .map(|write| write.field.as_str())
        .collect();
    fields.sort_unstable();
    assert_eq!(fields, ["finished", "status"]);
    assert_eq!(change.label, "Finish “Copy”");
    assert_eq!(
        offered_actual(&project.tasks[&id("Copy")]),
        Some(WorkMinutes::hours(6))
    );
}

#[test]
fn finishing_with_the_actual_effort_keeps_it() {
    let project = project("Copy");
    let finish = |minutes| finish(&project, &id("Copy"), Some(WorkMinutes(minutes)), &author());
    let after = done(&project, finish(90));
    assert_eq!(after.tasks[&id("Copy")].actual, Some(WorkMinutes(90)));
    assert!(finish(1_200_001).is_err());
}

#[test]
fn reopening_forgets_the_day_it_was_finished_and_keeps_the_day_it_was_begun() {
    let mut project = project("Copy");
    let copy = id("Copy");
    for (status, reopened) in [(Status::Doing, Status::Doing), (Status::Todo, Status::Todo)] {
        project = done(
            &project,
            set_status(&project, slice::from_ref(&copy), status, &author()),
        );
        project = done(&project, toggle_done(&project, &copy, &author()));
        assert_eq!(project.tasks[&copy].finished, Some(day("2026-03-12")));
        project = done(&project, toggle_done(&project, &copy, &author()));
        assert_eq!(project.tasks[&copy].status, reopened);
        assert_eq!(project.tasks[&copy].finished, None);
    }
}

#[test]
fn finishing_a_summary_task_finishes_what_is_open_below() {
    let mut project = project("Launch, - Mail, - Post, - Call, Copy");
    project.tasks.get_mut(&id("Post")).unwrap().status = Status::Dropped;
    let after = done(&project, toggle_done(&project, &id("Launch"), &author()));
    let closed: Vec<_> = after
        .tasks
        .iter()
        .map(|(id, task)| (id.as_str(), task.status))
        .collect();
    assert_eq!(
        closed,
        [
            ("Call", Status::Done),
            ("Copy", Status::Todo),
            ("Launch", Status::Todo),
            ("Mail", Status::Done),
            ("Post", Status::Dropped),
        ]
    );
}

#[test]
fn a_change_names_the_tasks_it_writes_to_that_are_not_done_yet() {
    let mut project = project("Launch, - Mail, Copy");
    let written = |project: &Project, change: Result<Change, Refusal>| {
        let undone = undone(project, &change.unwrap());
        undone.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let launch = toggle_done(&project, &id("Launch"), &author());
    assert_eq!(written(&project, launch), ["Mail"]);
    let all = [id("Copy"), id("Mail")];
    let dropped = set_status(&project, &all, Status::Dropped, &author());
    assert_eq!(written(&project, dropped), ["Copy", "Mail"]);
    project.tasks.get_mut(&id("Copy")).unwrap().status = Status::Done;
    assert_eq!(written(&project, delete(&project, &all)), ["Mail"]);
}

#[test]
fn clearing_a_blocker_keeps_how_long_it_was() {
    let project = project("Copy");
    let copy = [id("Copy")];
    let blocker = Blocker {
        kind: BlockerKind::Approval,
        waiting_on: Some(Party::Named(" Legal ".into())),
        since: Some(day("2026-03-02")),
        note: String::new(),
    };
    let change = block(&project, &copy, &blocker, &author()).unwrap();
    assert_eq!(change.label, "Mark “Copy” as waiting for approval");
    let waiting = done(&project, Ok(change));
    let cleared = done(&waiting, unblock(&waiting, &copy[0], &author()));
    assert_eq!(cleared.tasks[&copy[0]].blocker, None);
    let wait = Wait {
        task: Some(id("Copy")),
        kind: Some(BlockerKind::Approval),
        waiting_on: Some(Party::Named("Legal".into())),
        since: Some(day("2026-03-02")),
        until: Some(day("2026-03-12")),
    };
    assert_eq!(cleared.waits.into_values().collect::<Vec<_>>(), [wait]);
    let refused = unblock(&project, &copy[0], &author()).unwrap_err();
    assert_eq!(refused.to_string(), "“Copy” waits for nothing.");
}

#[test]
fn a_wait_begins_today_at_the_latest_and_with_someone_who_is_there() {
    let project = with_people(project("Copy"), &["Ann"]);
    let block = |waiting_on, since: &str| {
        let blocker = Blocker {
            kind: BlockerKind::Other,
            waiting_on,
            since: Some(day(since)),
            note: String::new(),
        };
        block(&project, &[id("Copy")], &blocker, &author())
    };
    assert!(block(None, "2026-03-12").is_ok());
    assert!(matches!(block(None, "2026-03-13"), Err(Refusal::Other(_))));
    assert!(block(Some(Party::Person(id("Ann"))), "2026-03-12").is_ok());
    let gone = block(Some(Party::Person(id("Zoe"))), "2026-03-12");
    assert_eq!(gone, Err(Refusal::Gone("person")));
    let gone = block(Some(Party::Stakeholder(id("Zoe"))), "2026-03-12");
    assert_eq!(gone, Err(Refusal::Gone("stakeholder")));
}

#[test]
fn tasks_move_among_their_siblings() {
    let mut project = project("a, b, c, d");
    for (move_it, which, tree_after) in [
        (
            move_up as fn(&Project, &Id<Task>) -> Result<Change, Refusal>,
            "c",
            "a c b d",
        ),
        (move_down, "a", "c a b d"),
        (indent, "b", "c a -b d"),
        (indent, "d", "c a -b -d"),
        (outdent, "b", "c a -d b"),
    ] {
        project = done(&project, move_it(&project, &id(which)));
        assert_eq!(tree(&project), tree_after);
    }
    let refused = move_up(&project, &id("c")).unwrap_err();
    assert_eq!(refused.to_string(), "“c” is the first one here.");
    assert!(matches!(
        move_down(&project, &id("b")),
        Err(Refusal::Other(_))
    ));
    assert!(matches!(
        outdent(&project, &id("b")),
        Err(Refusal::Other(_))
    ));
    assert!(matches!(indent(&project, &id("c")), Err(Refusal::Other(_))));
}

#[test]
fn a_selection_moves_as_a_block_in_its_order() {
    let project = project("a, - a1, b, c, d");
    for (chosen, place, tree_after) in [
        (vec!["d", "a", "a1"], Place::After(id("b")), "b a -a1 d c"),
        (vec!["d", "b"], Place::Before(id("a1")), "a -b -d -a1 c"),
        (vec!["a", "b"], Place::End(Some(id("c"))), "c -a --a1 -b d"),
        (vec!["b"], Place::After(id("b")), "a -a1 b c d"),
        (vec!["b", "c"], Place::Before(id("c")), "a -a1 b c d"),
    ] {
        let chosen: Vec<_> = chosen.into_iter().map(id).collect();
        let after = done(&project, move_to(&project, &chosen, &place));
        assert_eq!(tree(&after), tree_after);
    }
}

#[test]
fn siblings_with_the_same_key_give_way() {
    let mut project = project("a, b, c");
    let key = project.tasks[&id::<Task>("a")].order.clone();
    for task in project.tasks.values_mut() {
        task.order = key.clone();
    }
    let after = done(&project, move_down(&project, &id("a")));
    assert_eq!(tree(&after), "b a c");
    let mut mint = || "x".to_owned();
    let (_, change) = add(&project, "x", &Place::After(id("a")), &author(), &mut mint).unwrap();
    assert_eq!(tree(&done(&project, Ok(change))), "a x b c");
}

#[test]
fn a_task_cannot_become_a_part_of_itself() {
    let project = project("a, - b, c");
    let into =
        |what: &str, parent: &str| move_to(&project, &[id(what)], &Place::End(Some(id(parent))));
    assert_eq!(into("a", "b"), Err(Refusal::InsideItself("a".into())));
    assert_eq!(into("a", "a"), Err(Refusal::InsideItself("a".into())));
    assert!(into("b", "c").is_ok());
}

#[test]
fn subtasks_nest_twelve_levels_deep() {
    let line = |depth: usize| format!("{} t{depth}", "-".repeat(depth));
    let deep: Vec<_> = (0..12).map(line).collect();
    let project = project(&format!("{}, x, y, - y1", deep.join(", ")));
    let into =
        |what: &str, parent: &str| move_to(&project, &[id(what)], &Place::End(Some(id(parent))));
    assert!(into("x", "t10").is_ok());
    assert_eq!(into("x", "t11"), Err(Refusal::TooDeep(12)));
    assert_eq!(into("y", "t10"), Err(Refusal::TooDeep(12)));
    let below = |parent: &str| {
        add(
            &project,
            "z",
            &Place::End(Some(id(parent))),
            &author(),
            &mut ids(),
        )
        .err()
    };
    assert_eq!(
        (below("t10"), below("t11")),
        (None, Some(Refusal::TooDeep(12)))
    );
}

#[test]
fn a_move_that_would_make_tasks_wait_for_themselves_is_refused() {
    let project = linked("Launch, Mail, Legal", &["Mail > Legal", "Legal > Launch"]);
    let refused = move_to(&project, &[id("Mail")], &Place::End(Some(id("Launch"))));
    assert!(matches!(refused, Err(Refusal::Cycle(_))), "{refused:?}");
    let fine = linked("Launch, Mail, Legal", &["Legal > Launch"]);
    assert!(move_to(&fine, &[id("Mail")], &Place::End(Some(id("Launch")))).is_ok());
}

#[test]
fn deleting_takes_subtasks_links_and_milestones_along() {
    let mut project = linked(
        "Launch, - Mail, Copy, Ship",
        &["Mail > Ship", "Copy > Ship"],
    );
    let milestone = Milestone {
        tasks: [id("Mail"), id("Copy")].into(),
        ..Milestone::default()
    };
    project.milestones.insert(id("m"), milestone);
    let change = delete(&project, slice::from_ref(&id("Launch"))).unwrap();
    assert_eq!(change.label, "Delete “Launch” with 1 subtask");
    let after = done(&project, Ok(change));
    assert_eq!(tree(&after), "Copy Ship");
    let links: Vec<_> = after.dependencies.keys().map(Id::as_str).collect();
    assert_eq!(links, ["Copy>Ship"]);
    assert_eq!(after.milestones[&id("m")].tasks, [id("Copy")].into());
}

#[test]
fn a_copy_is_fresh_work_behind_its_original() {
    let mut project = linked(
        "Launch, - Mail, - Post, Copy",
        &["Mail > Post", "Post > Copy"],
    );
    project.tasks.get_mut(&id("Mail")).unwrap().status = Status::Done;
    let after = done(
        &project,
        duplicate(&project, &[id("Launch")], &author(), &mut ids()),
    );
    assert_eq!(
        tree(&after),
        "Launch -Mail -Post Launch (copy) -Mail -Post Copy"
    );
    assert_eq!(after.dependencies.len(), 3, "only the inner link is copied");
    let open = after.tasks.values().filter(|task| task.is_open()).count();
    assert_eq!(open, 6);
}
