//! What holds for the schedule of every project.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::project::order::OrderKey;
use crate::project::{
    Dependency, DependencyKind, Estimate, Id, Person, Priority, Project, Status, Task, Teamwork,
    TimeOff, Today, WeekHours, WorkMinutes,
};

fn monday() -> Today {
    Today(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap())
}

prop_compose! {
    fn any_task(people: u32, tasks: u32)(
        minutes in 0..3_000_u32,
        estimated in prop::bool::weighted(0.9),
        who in prop::collection::btree_map(0..people, 1..3_u16, 0..3),
        together in any::<bool>(),
        parent in prop::option::weighted(0.2, 0..tasks),
        from in prop::option::weighted(0.2, -5..15_i64),
        due in prop::option::weighted(0.2, -5..15_i64),
        priority in prop::sample::select(vec![None, Some(Priority::Must), Some(Priority::Nice)]),
        status in prop::sample::select(vec![
            Status::Todo, Status::Todo, Status::Todo, Status::Doing, Status::Done, Status::Dropped,
        ]),
        rank in prop::option::weighted(0.2, 0..5_usize),
    ) -> Task {
        let day = |offset: i64| monday().0 + chrono::Duration::days(offset);
        let ranks = OrderKey::spread(None, None, 5);
        Task {
            estimate: estimated.then_some(Estimate::single(WorkMinutes(minutes))),
            assignees: who.into_iter().map(|(who, units)| (person_id(who), units)).collect(),
            teamwork: if together { Teamwork::Together } else { Teamwork::Shared },
            parent: parent.map(task_id),
            not_before: from.map(day),
            due: due.map(day),
            finished: (status == Status::Done).then(|| day(-3)),
            priority,
            status,
            plan_rank: rank.map(|rank| ranks[rank].clone()),
            ..Task::default()
        }
    }
}

prop_compose! {
    fn any_person()(
        availability_percent in prop::sample::select(vec![100_u8, 50, 33, 0]),
        hours in prop::option::weighted(
            0.3,
            prop::array::uniform7(prop::sample::select(vec![0_u16, 240, 450, 480])),
        ),
        capacity in prop::sample::select(vec![1_u16, 1, 1, 3]),
    ) -> Person {
        Person { availability_percent, hours: hours.map(WeekHours), capacity, ..Person::default() }
    }
}

prop_compose! {
    fn any_link(tasks: u32)(
        from in 0..tasks,
        to in 0..tasks + 1,
        kind in prop::sample::select(DependencyKind::ALL.to_vec()),
        lag_minutes in prop::sample::select(vec![0, 0, 0, 300, -300]),
    ) -> Dependency {
        Dependency { predecessor: task_id(from), successor: task_id(to), kind, lag_minutes }
    }
}

prop_compose! {
    fn any_project()(
        tasks in prop::collection::vec(any_task(4, 14), 1..14),
        people in prop::collection::vec(any_person(), 0..4),
        links in prop::collection::vec(any_link(14), 0..16),
        away in prop::collection::vec((0..4_u32, 0..10_i64, 0..10_i64), 0..3),
    ) -> Project {
        let mut project = Project::default();
        let orders = OrderKey::spread(None, None, tasks.len());
        for ((at, mut task), order) in (0..).zip(tasks).zip(orders) {
            task.order = order;
            project.tasks.insert(task_id(at), task);
        }
        project.people = (0..).map(person_id).zip(people).collect();
        for link in links {
            let id = Dependency::id_of(&link.predecessor, &link.successor);
            project.dependencies.insert(id, link);
        }
        for (at, (who, first, days)) in away.into_iter().enumerate() {
            let first = monday().0 + chrono::Duration::days(first);
            let time_off = TimeOff {
                person: Some(person_id(who)),
                first: Some(first),
                last: Some(first + chrono::Duration::days(days)),
                ..TimeOff::default()
            };
            project.time_off.insert(Id::new(&at.to_string()), time_off);
        }
        project
    }
}

fn task_id(at: u32) -> Id<Task> {
    Id::new(&format!("t{at:02}"))
}

fn person_id(at: u32) -> Id<Person> {
    Id::new(&format!("p{at}"))
}

fn made(project: &Project) -> Schedule {
    schedule(project, monday(), &Options::default()).0
}

fn links(schedule: &Schedule) -> impl Iterator<Item = &Link> {
    let network = &schedule.plan.network;
    (0..network.len() as u32).flat_map(|node| network.links_into(node))
}

proptest! {
    #[test]
    fn no_successor_comes_before_its_predecessor(project in any_project()) {
        let schedule = made(&project);
        for link in links(&schedule) {
            let (from, to) = (link.from as usize, link.to as usize);
            let (start, finish) = schedule.plan.network.pushed(
                link, schedule.start[from], schedule.finish[from],
            );
            prop_assert!(schedule.start[to] >= start && schedule.finish[to] >= finish, "{link:?}");
        }
    }

    #[test]
    fn nobody_is_on_two_tasks_at_once(project in any_project()) {
        let schedule = made(&project);
        let plan = &schedule.plan;
        let mut changes: BTreeMap<(u32, Time), i64> = BTreeMap::new();
        for node in 0..plan.tasks.len() {
            let (start, finish) = (schedule.start[node], schedule.finish[node]);
            for demand in plan.network.demands_of(node as u32).iter().filter(|_| start < finish) {
                *changes.entry((demand.resource, start)).or_default() += i64::from(demand.units);
                *changes.entry((demand.resource, finish)).or_default() -= i64::from(demand.units);
            }
        }
        for resource in 0..plan.people.len() as u32 {
            let mut taken = 0;
            for (_, change) in changes.range((resource, Time::MIN)..=(resource, Time::MAX)) {
                taken += change;
                prop_assert!(taken <= i64::from(plan.network.capacity[resource as usize]));
            }
        }
    }

    #[test]
    fn each_task_gets_just_the_working_time_it_needs(project in any_project()) {
        let schedule = made(&project);
        let plan = &schedule.plan;
        for node in 0..plan.tasks.len() {
            let Some(calendar) = plan.network.calendar_of(node as u32) else { continue };
            let (start, finish) = (schedule.start[node], schedule.finish[node]);
            prop_assert!(start >= plan.release[node]);
            let work = i64::from(plan.work[node]);
            prop_assert_eq!(calendar.finish(start, plan.work[node]), finish);
            if work > 0 {
                prop_assert!(calendar.work_on(start.div_euclid(DAY)) > 0, "starts on a day off");
                prop_assert!(calendar.work_on((finish - 1).div_euclid(DAY)) > 0);
                prop_assert!(calendar.work_by(finish) - calendar.work_by(start) >= work);
                prop_assert!(calendar.work_by(finish - 1) - calendar.work_by(start) < work);
            }
        }
    }

    #[test]
    fn the_order_in_which_records_are_written_changes_nothing(project in any_project()) {
        let mut other = Project { settings: project.settings.clone(), ..Project::default() };
        other.time_off = project.time_off.clone();
        for (id, link) in project.dependencies.iter().rev() {
            other.dependencies.insert(id.clone(), link.clone());
        }
        for (id, task) in project.tasks.iter().rev() {
            other.tasks.insert(id.clone(), task.clone());
        }
        for (id, person) in project.people.iter().rev() {
            other.people.insert(id.clone(), person.clone());
        }
        let (one, other) = (made(&project), made(&other));
        prop_assert_eq!((&one.tasks, &one.chain), (&other.tasks, &other.chain));
    }

    #[test]
    fn adding_a_task_makes_no_other_start_earlier_in_the_network(
        project in any_project(),
        task in any_task(4, 1),
        link in any_link(13),
    ) {
        let before = made(&project);
        let mut more = project.clone();
        let added = Id::new("new");
        more.tasks.insert(added.clone(), Task { parent: None, ..task });
        let link = Dependency { predecessor: added.clone(), ..link };
        more.dependencies.insert(Dependency::id_of(&added, &link.successor), link);
        let after = made(&more);
        for (id, &node) in &before.plan.nodes {
            if let Some(&later) = after.plan.nodes.get(id) {
                let (before, after) = (&before.plan.passes, &after.plan.passes);
                prop_assert!(after.early_start[later as usize] >= before.early_start[node as usize]);
            }
        }
    }

    #[test]
    fn a_leveled_plan_never_ends_before_its_lower_bound(project in any_project()) {
        let schedule = made(&project);
        prop_assert!(schedule.end >= schedule.bound, "{} {}", schedule.end, schedule.bound);
        for node in 0..schedule.plan.network.len() {
            prop_assert!(schedule.start[node] >= schedule.plan.passes.early_start[node]);
        }
    }

    #[test]
    fn improving_never_ends_later_whatever_the_slices(project in any_project(), slice in 1..50_u32) {
        let schedule = made(&project);
        let mut whole = Improvement::new(&schedule, 7, 300);
        whole.step(&schedule.plan, 300);
        let mut sliced = Improvement::new(&schedule, 7, 300);
        while !sliced.step(&schedule.plan, slice) {}
        let proposal = whole.proposal(&schedule);
        prop_assert_eq!(&proposal, &sliced.proposal(&schedule));
        if let Some(proposal) = proposal {
            prop_assert!(proposal.gain_minutes >= LEAST_GAIN_MINUTES);
            let mut adopted = project.clone();
            for (id, rank) in proposal.ranks() {
                adopted.tasks.get_mut(&id).unwrap().plan_rank = Some(rank);
            }
            let after = made(&adopted);
            prop_assert_eq!(moved(&schedule, &after), proposal.moves);
        }
    }

    #[test]
    fn what_binds_a_task_is_over_just_when_it_starts(project in any_project()) {
        let schedule = made(&project);
        let plan = &schedule.plan;
        for (node, task) in (0..).zip(&plan.tasks) {
            let at = node as usize;
            let (start, takes_time) = (schedule.start[at], schedule.start[at] < schedule.finish[at]);
            let lets_it_begin = |time: Time| {
                let begins = if takes_time { plan.network.settled(node, time) } else { time };
                time == start || begins == start
            };
            let binding = schedule.tasks[task].open.as_ref().map(|open| &open.binding);
            let time = match binding {
                Some(Binding::Person { task, .. }) => schedule.finish[plan.nodes[task] as usize],
                Some(Binding::NotBefore(_) | Binding::StatusDate) => plan.release[at],
                _ => continue,
            };
            prop_assert!(lets_it_begin(time), "{task} at {start}: {binding:?}, {time}");
        }
    }

    #[test]
    fn no_late_time_lies_before_an_early_one_unless_a_deadline_does(project in any_project()) {
        let mut project = project;
        for task in project.tasks.values_mut() {
            task.due = None;
        }
        let passes = made(&project).plan.passes;
        for node in 0..passes.early_start.len() {
            prop_assert!(passes.early_start[node] <= passes.late_start[node]);
            prop_assert!(passes.early_finish[node] <= passes.late_finish[node]);
        }
    }

    #[test]
    fn the_chain_is_unbroken_from_a_start_to_the_end(project in any_project()) {
        let schedule = made(&project);
        let first = schedule.chain.first().and_then(|task| schedule.tasks[task].open.as_ref());
        prop_assert_eq!(first.and_then(|open| open.binding.task()), None);
        for pair in schedule.chain.windows(2) {
            let open = schedule.tasks[&pair[1]].open.as_ref().unwrap();
            prop_assert_eq!(open.binding.task(), Some(&pair[0]));
        }
        if let Some(last) = schedule.chain.last() {
            let node = schedule.plan.nodes[last] as usize;
            prop_assert_eq!(schedule.finish[node], schedule.end);
        }
        let _ = buffer(&project, &schedule, Some(100));
    }
}
