//! Asking what a change would cost changes nothing.

use lastmile::document::{Actor, Context, Document};
use lastmile::edit::change_request::{Ruling, Setting, add, decide, set};
use lastmile::edit::{Author, Change, DELETED};
use lastmile::engine::{Answer, Desk, Entry, News, Price, Question, Step};
use lastmile::exchange::json::{Imprint, export};
use lastmile::present::paste::{Headings, lines};
use lastmile::present::quick_add::Names;
use lastmile::project::{Project, Today, Verdict};
use lastmile::samples;

fn today() -> Today {
    Today("2026-11-18".parse().unwrap())
}

fn context() -> Context {
    Context {
        actor: Actor(1),
        by: "Ann".to_owned(),
        wall: "2026-11-18T10:00:00+01:00".to_owned(),
    }
}

fn ids() -> impl FnMut() -> String {
    let mut number = 0;
    move || {
        number += 1;
        format!("tried-{number}")
    }
}

fn text(document: &Document) -> String {
    let imprint = Imprint {
        at: "2026-11-18T10:00:00+01:00",
        by: "Ann",
    };
    export(&[document], None, imprint)
}

/// The records of a change as they would be with it.
fn entries(document: &Document, change: &Change) -> Vec<Entry> {
    let mut tried = document.clone();
    tried.commit(change, &context());
    let touched = change.writes.iter().map(|write| (&write.kind, &write.id));
    let touched: std::collections::BTreeSet<_> = touched.collect();
    let entry = |(kind, id): (&String, &String)| {
        let mut fields = tried.fields(kind, id).unwrap_or_default();
        let is_gone = fields.remove(DELETED) == Some(true.into());
        Entry {
            kind: kind.as_str().into(),
            id: id.as_str().into(),
            fields: (!is_gone).then_some(fields),
        }
    };
    touched.into_iter().map(entry).collect()
}

/// The price of one change, by few runs.
fn price(desk: &mut Desk, change: Vec<Entry>) -> Price {
    let changes = vec![change];
    desk.ask(1, Question::Prices { changes, runs: 40 });
    loop {
        if let Step::Found(News::Answer(1, answer, 100)) = desk.step() {
            match answer.as_ref() {
                Answer::Prices(prices) => return prices[0].clone(),
                other @ (Answer::Payments { .. } | Answer::Order(_)) => panic!("{other:?}"),
            }
        }
    }
}

/// A request for some work in a project, and what accepting it would write.
fn accepting(project: &Project, document: &mut Document, work: &str) -> Change {
    let author = Author {
        today: today(),
        person: None,
    };
    let (request, change) = add(project, work, &author, &mut || "request".to_owned()).unwrap();
    document.commit(&change, &context());
    for setting in [
        Setting::IsCritical(Some(true)),
        Setting::Work(work.to_owned()),
    ] {
        let project: Project = document.read().0;
        let change = set(&project, &request, &setting).unwrap();
        document.commit(&change, &context());
    }
    let project: Project = document.read().0;
    let drafts = lines(
        work,
        &Names::of(&project, None, today()),
        Headings::default(),
    )
    .drafts;
    let ruling = Ruling {
        verdict: Verdict::Accept,
        reason: String::new(),
        phase: String::new(),
        work: drafts,
        price: None,
    };
    decide(&project, &request, &ruling, &author, &mut ids()).unwrap()
}

#[test]
fn a_price_that_is_not_accepted_leaves_the_project_as_it_was_byte_by_byte() {
    let works = [
        "One more page 12h",
        "A review 3h/8h/20h @\"Someone new\" !must\nIts report 2h after:\"A review\"",
        "Nothing anyone has estimated",
    ];
    for (sample, work) in samples::all().iter().zip(works) {
        let mut document = Document::new("p");
        let mut number = 0;
        let build = sample.build(today(), &mut || {
            number += 1;
            format!("s-{number}")
        });
        document.commit(&build, &context());
        let project: Project = document.read().0;
        let accept = accepting(&project, &mut document, work);
        let (before, project): (String, Project) = (text(&document), document.read().0);
        let mut desk = Desk::new(100_000);
        desk.look_at(project.clone(), today(), 1);
        let untouched = price(&mut desk, Vec::new());
        let tried = price(&mut desk, entries(&document, &accept));
        assert_eq!(price(&mut desk, Vec::new()), untouched, "{}", sample.key);
        assert_eq!(tried.before, untouched.after);
        assert_eq!(text(&document), before, "{}", sample.key);
        assert_eq!(document.read::<Project>().0, project, "{}", sample.key);
    }
}
