//! Every line of a sample is read, and what it makes is whole.

use serde_json::Value;

use super::*;
use crate::project::limits::{TEXT_CHARS, TITLE_CHARS};
use crate::project::{Id, Party, Task};

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
