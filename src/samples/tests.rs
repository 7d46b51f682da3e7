//! Every sample says what a sample must say, on any day.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, Weekday};
use serde_json::Value;

use super::*;
use crate::edit::{Change, DELETED};
use crate::project::limits::{TEXT_CHARS, TITLE_CHARS};
use crate::project::{
    BlockerKind, DependencyKind, Fields, Id, Model, Party, Priority, Project, Status, Task,
};
use crate::schedule;

fn date(text: &str) -> Today {
    Today(text.parse().unwrap())
}

/// Each weekday, a leap day, both sides of a year's end, far past and future.
fn days() -> Vec<Today> {
    let days = "2026-11-16 2026-11-17 2026-11-18 2026-11-19 2026-11-20 2026-11-21 2026-11-22 \
        2028-02-29 2027-12-31 2028-01-01 1999-12-31 2400-02-29";
    days.split_whitespace().map(date).collect()
}

fn change(sample: &Sample, today: Today) -> Change {
    let mut minted = 0;
    let (change, problems) = reader::read(sample.text(), today, &mut || {
        minted += 1;
        format!("s-{minted}")
    });
    assert_eq!(problems, Vec::<String>::new(), "{}", sample.key);
    change
}

fn records(change: &Change) -> BTreeMap<(String, String), Fields> {
    let mut records: BTreeMap<(String, String), Fields> = BTreeMap::new();
    for write in &change.writes {
        let fields = records
            .entry((write.kind.clone(), write.id.clone()))
            .or_default();
        let twice = fields.insert(write.field.clone(), write.value.clone());
        assert_eq!(twice, None, "{} {} {}", write.kind, write.id, write.field);
    }
    for fields in records.values_mut() {
        assert_eq!(fields.remove(DELETED), Some(false.into()));
    }
    records
}

fn project(sample: &Sample, today: Today) -> Project {
    let mut project = Project::default();
    for ((kind, id), fields) in &records(&change(sample, today)) {
        assert_eq!(project.put(kind, id, Some(fields)), [], "{}", sample.key);
    }
    project
}

fn each(mut check: impl FnMut(&Sample, &Project)) {
    for sample in all() {
        check(sample, &project(sample, date("2026-11-18")));
    }
}

fn leaves(project: &Project) -> Vec<&Task> {
    let (outline, _) = project.outline();
    let leaves = outline.leaves();
    leaves.iter().map(|id| &project.tasks[id]).collect()
}

#[test]
fn building_reads_every_line_and_mints_each_id_once() {
    for sample in all() {
        for today in days() {
            let records = records(&change(sample, today));
            let mut minted = 0;
            let built = sample.build(today, &mut || {
                minted += 1;
                format!("s-{minted}")
            });
            assert_eq!(built, change(sample, today));
            let minted_ids = records
                .keys()
                .filter(|(_, id)| id.starts_with("s-") && !id.contains('>'));
            // The tries of an integration point are told apart within it.
            let fields = records.values().flat_map(|fields| fields.keys());
            let tries = fields.filter(|field| field.starts_with("runs/s-"));
            assert_eq!(minted_ids.count() + tries.count(), minted, "{}", sample.key);
        }
    }
}

#[test]
fn a_line_that_says_nothing_known_is_left_out_and_named() {
    let text = "project A\nperson ann | Ann | Writer | 100\nperson bob | Bob | | most\n\
        - a Title | @ann @eve\n- b Other | x\nhello there";
    let (change, problems) = reader::read(text, date("2026-11-18"), &mut || "id".to_owned());
    assert_eq!(
        problems,
        [
            "person bob | Bob | | most: “most” is no number",
            "- a Title | @ann @eve: nothing is called @eve",
            "- b Other | x: “x” is no mark of a task",
            "hello there: “hello” is no kind of line",
        ]
    );
    assert_eq!(change.label, "Open the sample “A”");
}

#[test]
fn days_are_counted_in_working_days_from_the_last_weekday() {
    let day = |today: &str, offset: &str| {
        let days = notation::Days::from(date(today));
        days.day(offset).unwrap().to_string()
    };
    assert_eq!(day("2026-11-18", "+0"), "2026-11-18");
    assert_eq!(day("2026-11-20", "+1"), "2026-11-23");
    assert_eq!(day("2026-11-21", "+0"), "2026-11-20");
    assert_eq!(day("2026-11-22", "+1"), "2026-11-23");
    assert_eq!(day("2026-11-16", "-1"), "2026-11-13");
    assert_eq!(day("2028-02-29", "-10"), "2028-02-15");
}

#[test]
fn the_summary_names_the_project_and_the_text_stays_small() {
    each(|sample, project| {
        assert_eq!(project.settings.name, sample.name);
        assert!(sample.text().len() < 24_000, "{}", sample.text().len());
        assert!(!sample.summary.contains("  "));
    });
}

#[test]
fn it_has_as_many_of_everything_as_a_sample_should() {
    each(|sample, project| {
        let within = |what: &str, count: usize, range: std::ops::RangeInclusive<usize>| {
            assert!(range.contains(&count), "{} {what}: {count}", sample.key);
        };
        let tasks = if sample.key == "saas-launch" {
            45..=60
        } else {
            25..=40
        };
        within("tasks", project.tasks.len(), tasks);
        within("people", project.people.len(), 5..=8);
        within("stakeholders", project.stakeholders.len(), 4..=6);
        within("deliverables", project.deliverables.len(), 3..=6);
        within("workstreams", project.workstreams.len(), 3..=5);
        within("milestones", project.milestones.len(), 3..=6);
        within("holidays", project.holidays.len(), 1..=3);
        within("time off", project.time_off.len(), 2..=4);
        within("waits", project.waits.len(), 2..=5);
        within("history", project.history.len(), 5..=12);
        within("baselines", project.baselines.len(), 1..=1);
        within("dependencies", project.dependencies.len(), 20..=80);
        let blocked = project.tasks.values().filter(|task| task.blocker.is_some());
        within("blockers", blocked.count(), 4..=7);
    });
}

#[test]
fn every_link_leads_somewhere() {
    each(|sample, project| {
        let task = |id: &Id<Task>| assert!(project.tasks.contains_key(id), "{}", sample.key);
        let person = |id: &Option<_>| {
            assert!(id.as_ref().is_none_or(|id| project.people.contains_key(id)));
        };
        let party = |party: &Option<Party>| match party {
            Some(Party::Person(id)) => assert!(project.people.contains_key(id)),
            Some(Party::Stakeholder(id)) => assert!(project.stakeholders.contains_key(id)),
            Some(Party::Named(name)) => assert!(!name.is_empty()),
            None => {}
        };
        for task in project.tasks.values() {
            assert!(
                task.assignees
                    .keys()
                    .all(|id| project.people.contains_key(id))
            );
            let deliverable = task.deliverable.iter();
            assert!(
                deliverable
                    .clone()
                    .all(|id| project.deliverables.contains_key(id))
            );
            assert!(
                task.workstream
                    .iter()
                    .all(|id| project.workstreams.contains_key(id))
            );
            person(&task.added_by);
            party(&task.blocker.clone().and_then(|blocker| blocker.waiting_on));
        }
        for link in project.dependencies.values() {
            task(&link.predecessor);
            task(&link.successor);
        }
        project
            .milestones
            .values()
            .flat_map(|m| &m.tasks)
            .for_each(task);
        project
            .baselines
            .values()
            .flat_map(|b| b.tasks.keys())
            .for_each(task);
        project
            .waits
            .values()
            .flat_map(|wait| &wait.task)
            .for_each(task);
        project
            .waits
            .values()
            .for_each(|wait| party(&wait.waiting_on));
        project
            .time_off
            .values()
            .for_each(|off| person(&off.person));
        project
            .workstreams
            .values()
            .for_each(|stream| person(&stream.lead));
        project
            .deliverables
            .values()
            .for_each(|item| person(&item.owner));
        project
            .stakeholders
            .values()
            .for_each(|who| person(&who.person));
        assert_eq!(project.outline().1, []);
    });
}

#[test]
fn dependencies_go_in_no_circle() {
    each(|sample, project| {
        let mut waiting: BTreeSet<_> = project
            .dependencies
            .values()
            .map(|link| (&link.predecessor, &link.successor))
            .collect();
        loop {
            let held: BTreeSet<_> = waiting.iter().map(|(_, successor)| *successor).collect();
            let before = waiting.len();
            waiting.retain(|(predecessor, _)| held.contains(predecessor));
            if waiting.len() == before {
                break;
            }
        }
        assert_eq!(waiting, BTreeSet::new(), "{}", sample.key);
    });
}

#[test]
fn no_open_task_is_started_before_what_it_waits_for() {
    each(|sample, project| {
        for link in project.dependencies.values() {
            let before = &project.tasks[&link.predecessor];
            let after = &project.tasks[&link.successor];
            let starts_after_finish = link.kind == DependencyKind::FinishToStart;
            let too_early = starts_after_finish && before.is_open() && after.status != Status::Todo;
            assert!(
                !too_early,
                "{}: {} before {}",
                sample.key, after.title, before.title
            );
            let due_in_order =
                before.due.is_none() || after.due.is_none() || before.due <= after.due;
            assert!(
                due_in_order,
                "{}: {} before {}",
                sample.key, after.title, before.title
            );
        }
    });
}

#[test]
fn people_work_part_time_and_in_a_pool_and_one_decides_too_or_someone_is_only_named() {
    each(|sample, project| {
        let people = || project.people.values();
        assert!(people().any(|person| person.availability_percent < 100));
        assert!(
            people().any(|person| person.hours.is_some()),
            "{}",
            sample.key
        );
        assert_eq!(people().filter(|person| person.capacity > 1).count(), 1);
        assert!(people().all(|person| !person.role.is_empty()));
        assert!(
            project
                .stakeholders
                .values()
                .all(|who| !who.decides.is_empty())
        );
        let pooled = leaves(project)
            .into_iter()
            .flat_map(|task| task.assignees.values());
        assert!(pooled.into_iter().any(|units| *units > 1));
    });
}

#[test]
fn priorities_are_sorted_but_not_all_musts() {
    each(|sample, project| {
        let open: Vec<_> = leaves(project)
            .into_iter()
            .filter(|task| task.is_open())
            .collect();
        let work = |priority| -> u32 {
            let tasks = open.iter().filter(|task| task.priority == priority);
            tasks
                .filter_map(|task| task.remaining_work())
                .map(|work| work.0)
                .sum()
        };
        let [must, should, nice] = Priority::ALL.map(|priority| work(Some(priority)));
        let share = f64::from(must) / f64::from(must + should + nice);
        assert!((0.5..0.85).contains(&share), "{}: {share}", sample.key);
        assert!(
            open.iter()
                .any(|task| task.priority == Some(Priority::Nice))
        );
    });
}

#[test]
fn every_status_kind_of_link_and_kind_of_estimate_occurs() {
    each(|sample, project| {
        let statuses: BTreeSet<_> = leaves(project).iter().map(|task| task.status).collect();
        assert_eq!(statuses.len(), Status::ALL.len(), "{}", sample.key);
        let done = leaves(project)
            .into_iter()
            .filter(|task| task.status == Status::Done);
        assert!(
            done.clone()
                .all(|task| task.actual.is_some() && task.finished >= task.started)
        );
        assert!(done.count() >= 3);
        let doing = leaves(project)
            .into_iter()
            .filter(|task| task.status == Status::Doing);
        assert!(
            doing
                .clone()
                .all(|task| task.remaining.is_some() && task.started.is_some())
        );
        assert!(doing.count() >= 3);
        let kinds: BTreeSet<_> = project
            .dependencies
            .values()
            .map(|link| link.kind)
            .collect();
        assert!(
            kinds.contains(&DependencyKind::StartToStart),
            "{}",
            sample.key
        );
        assert!(
            kinds.contains(&DependencyKind::FinishToFinish),
            "{}",
            sample.key
        );
        assert!(
            project
                .dependencies
                .values()
                .any(|link| link.lag_minutes > 0)
        );
        let estimates = || leaves(project).into_iter().filter_map(|task| task.estimate);
        assert!(estimates().any(|estimate| estimate.pessimistic.is_none()));
        assert!(estimates().any(|estimate| estimate.pessimistic.is_some()));
        assert!(project.tasks.values().any(|task| task.parent.is_some()));
    });
}

#[test]
fn blockers_of_every_kind_have_a_date_and_most_name_someone() {
    each(|sample, project| {
        let blockers = || {
            project
                .tasks
                .values()
                .filter_map(|task| task.blocker.as_ref())
        };
        let kinds: BTreeSet<_> = blockers().map(|blocker| blocker.kind).collect();
        assert_eq!(kinds.len(), BlockerKind::ALL.len(), "{}", sample.key);
        assert!(blockers().all(|blocker| blocker.since.is_some() && !blocker.note.is_empty()));
        let named = |blocker: &&_| -> bool {
            let blocker: &crate::project::Blocker = blocker;
            blocker.waiting_on.is_some()
        };
        assert!(blockers().filter(named).count() >= 4);
        let parties = || blockers().filter_map(|blocker| blocker.waiting_on.as_ref());
        assert!(parties().any(|party| matches!(party, Party::Stakeholder(_))));
    });
}

#[test]
fn the_audit_finds_gaps() {
    each(|sample, project| {
        let open = || leaves(project).into_iter().filter(|task| task.is_open());
        assert!(
            open().any(|task| task.assignees.is_empty()),
            "{}",
            sample.key
        );
        assert!(open().any(|task| task.estimate.is_none()), "{}", sample.key);
        let titles: Vec<_> = open().map(|task| task.title.to_lowercase()).collect();
        let distinct: BTreeSet<_> = titles.iter().collect();
        assert_eq!(distinct.len(), titles.len() - 1, "{}", sample.key);
    });
}

#[test]
fn the_scope_grew_since_the_baseline() {
    each(|sample, project| {
        let baseline = project.baselines.values().next().unwrap();
        assert!(baseline.taken_by.is_some());
        assert_eq!(baseline.taken_on, Some("2026-11-04".parse().unwrap()));
        let (outline, _) = project.outline();
        let leaves = outline.leaves();
        let added = leaves.iter().filter(|id| !baseline.tasks.contains_key(*id));
        let (new, closed): (Vec<_>, Vec<_>) =
            added.partition(|id| project.tasks[*id].added_on > baseline.taken_on);
        assert!(
            (3..=6).contains(&new.len()),
            "{}: {}",
            sample.key,
            new.len()
        );
        assert_eq!(closed, Vec::<&Id<Task>>::new());
        assert!(baseline.tasks.values().any(|task| task.work.is_some()));
    });
}

#[test]
fn milestones_have_rewards_and_one_is_reached() {
    each(|sample, project| {
        let milestones = || project.milestones.values();
        let rewarded = milestones().filter(|milestone| !milestone.reward.is_empty());
        assert!(rewarded.count() >= 3);
        let reached = milestones().filter(|milestone| milestone.reached_on.is_some());
        assert_eq!(reached.count(), 1, "{}", sample.key);
        assert!(milestones().all(|milestone| !milestone.tasks.is_empty()));
    });
}

#[test]
fn what_done_means_is_signed_and_a_review_has_begun_the_last_mile() {
    use crate::finish::readiness::RULES;
    use crate::finish::signing::{Standing, standing};
    use crate::project::{CriterionKind, CriterionStatus};
    each(|sample, project| {
        for kind in CriterionKind::ALL {
            let has = project.criteria.values().any(|it| it.kind == kind);
            assert!(has, "{}: {kind:?}", sample.key);
        }
        let met = project.criteria.values();
        let met = met.filter(|it| it.status == CriterionStatus::Met);
        assert!(met.count() > 0, "{}", sample.key);
        let stands = |it: &&crate::project::SignOff| standing(project, it) == Standing::Stands;
        assert!(
            project.sign_offs.values().filter(stands).count() > 0,
            "{}",
            sample.key
        );
        let review = project.readiness_reviews.values().next().unwrap();
        assert_eq!(
            review.date, project.settings.last_mile_start,
            "{}",
            sample.key
        );
        for rule in RULES {
            let frozen = &review.answers[rule.id];
            assert_eq!(frozen.question, rule.question, "{}", sample.key);
        }
        assert!(!project.reserves.is_empty(), "{}", sample.key);
    });
}

#[test]
fn the_launch_has_a_sign_off_that_a_later_wording_voids_and_one_that_is_asked_for() {
    use crate::finish::signing::{Standing, standing};
    let project = project(&all()[0], date("2026-11-18"));
    let standings: Vec<_> = project
        .sign_offs
        .values()
        .map(|it| standing(&project, it))
        .collect();
    assert!(standings.contains(&Standing::Asked));
    let void = standings
        .iter()
        .filter(|it| matches!(it, Standing::Void(_)));
    assert_eq!(void.count(), 1);
}

#[test]
fn in_the_launch_a_second_pair_of_hands_brings_the_end_closer() {
    use crate::finish::swarm::prospects;
    use crate::forecast::random::Seed;
    use crate::forecast::{Options, Simulation, difference, join};
    // On each day of a week, and with the luck of another project each time: its id is made up when
    // it is opened, and the draws depend on it.
    for (seed, today) in days().into_iter().take(7).enumerate() {
        let project = project(&all()[0], today);
        let forecast = |project: &Project| {
            let options = Options {
                seed: Seed(seed as u64),
                ..Options::of(project, today)
            };
            Simulation::new(project, today, &options).0.complete()
        };
        let plan = schedule::schedule(&project, today, &schedule::Options::default()).0;
        let before = forecast(&project);
        let found = prospects(&project, &plan.tasks, &before.tasks, today);
        let best = &found.candidates[0];
        let mut swarm = project.clone();
        let task = swarm.tasks.get_mut(&best.task).unwrap();
        join(task, &[best.helpers[0].person.clone()].into());
        let gain = difference(&before, &forecast(&swarm)).p80;
        assert!(gain.is_real() && gain.by < 0.0, "{today:?}: {gain:?}");
    }
}

#[test]
fn the_critical_chain_is_about_as_long_as_on_the_last_day_that_was_noted() {
    use crate::forecast::Options;
    for sample in all() {
        for today in [date("2026-11-16"), date("2026-11-18"), date("2026-11-22")] {
            let project = project(sample, today);
            let options = Options::of(&project, today).of_schedule();
            let (plan, problems) = schedule::schedule(&project, today, &options);
            let now = plan.timetable(&project, problems).buffer.chain_minutes;
            let noted = project.days.values().last().unwrap();
            let then = noted.chain_remaining_minutes.unwrap();
            assert!(now * 2 > then && now < then * 2, "{}: {now}", sample.key);
        }
    }
}

#[test]
fn dates_fall_on_working_days_and_the_past_is_past() {
    for sample in all() {
        for today in days() {
            let project = project(sample, today);
            let settings = &project.settings;
            assert!(settings.project_start < settings.last_mile_start);
            assert!(settings.last_mile_start < Some(today.0));
            let weeks_left = (settings.target_date.unwrap() - today.0).num_days() as f64 / 7.0;
            assert!((3.0..7.0).contains(&weeks_left), "{weeks_left}");
            let holidays: BTreeSet<NaiveDate> = project
                .holidays
                .values()
                .filter_map(|holiday| holiday.date)
                .collect();
            for task in project.tasks.values() {
                for day in [task.due, task.not_before].into_iter().flatten() {
                    assert!(day > today.0, "{}: {}", sample.key, task.title);
                    assert!(!holidays.contains(&day), "{}: {}", sample.key, task.title);
                    assert!(!matches!(day.weekday(), Weekday::Sat | Weekday::Sun));
                }
                let since = task.blocker.as_ref().and_then(|blocker| blocker.since);
                for day in [task.started, task.finished, task.added_on, since] {
                    assert!(day <= Some(today.0), "{}: {}", sample.key, task.title);
                }
            }
            for wait in project.waits.values() {
                assert!(wait.since < wait.until && wait.until < Some(today.0));
            }
        }
    }
}

#[test]
fn every_text_is_within_its_limit() {
    fn texts(value: &Value) -> Vec<&str> {
        match value {
            Value::String(text) => vec![text],
            Value::Array(elements) => elements.iter().flat_map(texts).collect(),
            Value::Object(fields) => fields.values().flat_map(texts).collect(),
            Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
        }
    }
    for sample in all() {
        for write in change(sample, date("2026-11-18")).writes {
            let long = ["notes", "purpose", "blocker"].contains(&write.field.as_str());
            let limit = if long { TEXT_CHARS } else { TITLE_CHARS };
            for text in texts(&write.value) {
                assert!(text.chars().count() <= limit, "{write:?}");
                assert_eq!(text, text.trim(), "{write:?}");
            }
        }
    }
}

#[test]
fn it_is_in_the_middle_of_a_sprint_and_has_been_heard_for_two_weeks() {
    for sample in all() {
        for today in days() {
            let project = project(sample, today);
            let sprint = project.sprints.values().next().unwrap();
            assert!(sprint.start < Some(today.0) && sprint.end > Some(today.0));
            let tasks = sprint.tasks.keys().filter_map(|id| project.tasks.get(id));
            let done = tasks.clone().filter(|task| !task.is_open()).count();
            assert!((1..3).contains(&done), "{}: {done}", sample.key);
            assert!(tasks.count() >= 6);
            assert!(project.check_ins.len() >= 18, "{}", sample.key);
            for update in project.check_ins.values() {
                assert!(update.date < Some(today.0));
            }
            // Enough answers for the figures of the team, this week and the one before.
            assert!(project.pulses.len() >= 7, "{}", sample.key);
            assert!(project.communications.len() >= 4, "{}", sample.key);
        }
    }
}

/// Weekdays of the year before a day.
fn weekdays(day: NaiveDate) -> i64 {
    let is_weekday = |it: &NaiveDate| it.weekday().num_days_from_monday() < 5;
    let from = date("2026-01-01").0.iter_days();
    let days = from.take_while(|it| *it < day).filter(is_weekday);
    i64::try_from(days.count()).unwrap()
}

#[test]
fn what_moved_the_date_of_its_days_is_as_far_as_the_date_moved() {
    for sample in all() {
        // A Friday, so that no day of the two weeks is counted twice.
        let project = project(sample, date("2026-11-20"));
        let days: Vec<_> = project.days.values().collect();
        assert!(days.len() >= 10, "{}", sample.key);
        for (before, after) in days.iter().zip(days.iter().skip(1)) {
            let moved = after.moved.unwrap();
            assert_eq!(moved.since, before.date, "{}", sample.key);
            let days = weekdays(after.p80.unwrap()) - weekdays(before.p80.unwrap());
            let apart = moved.minutes() - days * 480;
            assert!(
                apart.abs() <= 240,
                "{} {:?}: {apart}",
                sample.key,
                after.date
            );
        }
        let kept = project.days.values().filter(|day| day.state.is_some());
        assert_eq!(kept.count(), 1, "{}", sample.key);
        assert!(days.last().unwrap().state.is_some());
    }
}

#[test]
fn the_way_from_the_last_day_to_today_is_about_as_far_as_the_date_moved() {
    use crate::finish::status::Rewind;
    use crate::forecast::random::Seed;
    use crate::forecast::{Options, Simulation};
    for sample in all() {
        for (seed, today) in days().into_iter().take(7).enumerate() {
            let project = project(sample, today);
            let options = Options {
                seed: Seed(seed as u64),
                ..Options::of(&project, today)
            };
            let now = Simulation::new(&project, today, &options).0.complete();
            let mut rewind = Rewind::new(&project, today, &now).unwrap();
            while let Some((mover, it)) = rewind.back() {
                let before = Simulation::new(&it.project, it.today, &it.options).0;
                rewind.found(mover, &it, &before.complete());
            }
            let noted = project.days.values().last().unwrap().p80.unwrap();
            let days = weekdays(now.finish().p80) - weekdays(noted);
            // A date is a whole day, the way is not.
            let apart = rewind.moved().minutes() - days * 480;
            assert!(apart.abs() <= 480, "{} {today:?}: {apart}", sample.key);
        }
    }
}
