//! What voids a sign-off, and what does not.

use super::*;
use crate::project::order::OrderKey;
use crate::project::{Criterion, CriterionStatus, Deliverable, Evidence, Subject, Task};

fn id<R>(text: &str) -> Id<R> {
    Id::new(text)
}

/// A project with two criteria, one of them for the page, and a sign-off on all of them.
fn signed(subject: Subject) -> (Project, SignOff) {
    let mut project = Project::default();
    let named = |name: &str| Deliverable {
        name: name.to_owned(),
        ..Deliverable::default()
    };
    project.deliverables.insert(id("page"), named("Page"));
    for (key, text, deliverable) in [
        ("a", "Prices are right", Some("page")),
        ("b", "It is fast", None),
    ] {
        let criterion = Criterion {
            text: text.to_owned(),
            deliverable: deliverable.map(Id::new),
            ..Criterion::default()
        };
        project.criteria.insert(id(key), criterion);
    }
    let sign_off = sign(&project, subject, None);
    (project, sign_off)
}

fn sign(project: &Project, subject: Subject, deliverable: Option<&str>) -> SignOff {
    let mut sign_off = SignOff {
        subject,
        deliverable: deliverable.map(Id::new),
        verdict: Some(Approval::Approved),
        ..SignOff::default()
    };
    sign_off.signed = content(project, &sign_off);
    sign_off.hash = fingerprint(&sign_off.signed);
    sign_off
}

fn criterion<'a>(project: &'a mut Project, key: &str) -> &'a mut Criterion {
    project.criteria.get_mut(&id(key)).unwrap()
}

fn void(project: &Project, sign_off: &SignOff) -> Vec<Difference> {
    match standing(project, sign_off) {
        Standing::Void(differences) => differences,
        other @ (Standing::Asked | Standing::Stands) => panic!("{other:?}"),
    }
}

#[test]
fn the_fingerprint_is_the_known_one_of_its_text() {
    let content = Content::from([("a".to_owned(), "b".to_owned())]);
    // printf '{"a":"b"}' | sha256sum
    assert_eq!(
        fingerprint(&content),
        "db4a7ecb114bc66c623a06c4ff6fe8daa2f49cc270ebbf7a1f81e22ab061c837"
    );
}

#[test]
fn rewording_adding_and_removing_void_a_sign_off_by_name() {
    let (mut project, sign_off) = signed(Subject::Definition);
    assert_eq!(standing(&project, &sign_off), Standing::Stands);
    criterion(&mut project, "a").text = "Prices are right in francs".into();
    let before = project.criteria.remove(&id("b")).unwrap();
    project.criteria.insert(id("c"), before);
    assert_eq!(
        void(&project, &sign_off),
        [
            Difference::Reworded(
                "Prices are right".into(),
                "Prices are right in francs".into()
            ),
            Difference::Removed("It is fast".into()),
            Difference::Added("It is fast".into()),
        ]
    );
}

#[test]
fn what_done_means_does_not_change_when_it_is_met_but_when_it_is_waived() {
    let (mut project, sign_off) = signed(Subject::Definition);
    let it = criterion(&mut project, "a");
    it.status = CriterionStatus::Met;
    it.evidence
        .insert("e".into(), Evidence::Text("Seen".into()));
    it.order = OrderKey::between(None, None);
    assert_eq!(standing(&project, &sign_off), Standing::Stands);
    let it = criterion(&mut project, "a");
    it.status = CriterionStatus::Waived;
    it.waived_because = "Not sold".into();
    assert_eq!(
        void(&project, &sign_off),
        [Difference::Altered(
            "Prices are right".into(),
            String::new(),
            "waived: Not sold".into()
        )]
    );
}

#[test]
fn an_acceptance_is_bound_to_status_and_evidence() {
    let (mut project, sign_off) = signed(Subject::Acceptance);
    project.tasks.insert(
        id("t"),
        Task {
            title: "Load test".into(),
            ..Task::default()
        },
    );
    let it = criterion(&mut project, "b");
    it.status = CriterionStatus::Met;
    it.evidence.insert("e".into(), Evidence::Task(id("t")));
    assert_eq!(
        void(&project, &sign_off),
        [Difference::Altered(
            "It is fast".into(),
            "not checked yet".into(),
            "met; evidence: Load test".into()
        )]
    );
}

#[test]
fn a_sign_off_on_a_deliverable_is_not_voided_by_another() {
    let (mut project, _) = signed(Subject::Definition);
    let sign_off = sign(&project, Subject::Definition, Some("page"));
    criterion(&mut project, "b").text = "It is very fast".into();
    assert_eq!(standing(&project, &sign_off), Standing::Stands);
    criterion(&mut project, "a").kind = crate::project::CriterionKind::Handoff;
    assert_eq!(void(&project, &sign_off).len(), 1);
}

#[test]
fn a_sign_off_that_was_tampered_with_is_void() {
    let (project, mut sign_off) = signed(Subject::Definition);
    sign_off.hash.replace_range(0..1, "g");
    assert_eq!(void(&project, &sign_off), []);
    sign_off.verdict = None;
    assert_eq!(standing(&project, &sign_off), Standing::Asked);
}

#[test]
fn only_a_yes_that_stands_is_an_approval() {
    let (mut project, sign_off) = signed(Subject::Definition);
    let no = SignOff {
        verdict: Some(Approval::Rejected),
        ..sign_off.clone()
    };
    project.sign_offs = [(id("yes"), sign_off), (id("no"), no)].into();
    let found: Vec<_> = approvals(&project).map(|(id, _)| id.to_string()).collect();
    assert_eq!(found, ["yes"]);
    criterion(&mut project, "b").text = "It is very fast".into();
    assert_eq!(approvals(&project).count(), 0);
}
