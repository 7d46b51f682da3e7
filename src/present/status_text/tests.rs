//! The texts of a small project, for each audience.

use super::*;
use crate::project::notation::project;
use crate::project::{
    Audience, Blocker, BlockerKind, CheckIn, Communication, Deliverable, Party, Risk, Stakeholder,
};
use crate::schedule;

fn day(number: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, number).unwrap()
}

fn launch() -> Project {
    let mut project = project(
        "
        person ann
        person bob
        task copy 8h @ann done=2026-03-03
        task page 8h @ann doing=2026-03-03 left=4h
        task terms 8h @bob blocked
        task live 4h @bob <terms <page
        target 2026-03-20
        ",
    );
    project.settings.name = "Launch".into();
    let board = Stakeholder {
        name: "The board".into(),
        ..Stakeholder::default()
    };
    project.stakeholders.insert(Id::new("board"), board);
    let terms = project.tasks.get_mut(&Id::new("terms")).unwrap();
    terms.blocker = Some(Blocker {
        kind: BlockerKind::Approval,
        waiting_on: Some(Party::Stakeholder(Id::new("board"))),
        since: Some(day(2)),
        note: String::new(),
    });
    let site = Deliverable {
        name: "Website".into(),
        ..Deliverable::default()
    };
    project.deliverables.insert(Id::new("site"), site);
    project.tasks.get_mut(&Id::new("live")).unwrap().deliverable = Some(Id::new("site"));
    let asked = CheckIn {
        person: Some(Id::new("ann")),
        date: Some(day(4)),
        help: "Someone who\nknows CSS".into(),
        ..CheckIn::default()
    };
    project.check_ins.insert(Id::new("x"), asked);
    for (name, probability) in [("Servers fail", 2), ("Legal says no", 4)] {
        let risk = Risk {
            title: name.into(),
            probability: Some(probability),
            impact: Some(3),
            ..Risk::default()
        };
        project.risks.insert(Id::new(name), risk);
    }
    project
}

fn with<T>(project: &Project, tell: impl FnOnce(&Facts<'_>) -> T) -> T {
    let today = Today(day(4));
    let dates = schedule::schedule(project, today, &schedule::Options::default()).0;
    tell(&Facts {
        project,
        dates: &dates.tasks,
        forecast: None,
        today,
        me: "Ann Lee",
    })
}

#[test]
fn the_status_of_the_day_says_how_far_and_what_is_in_the_way() {
    let text = with(&launch(), |facts| status(facts, day(3), Format::Plain));
    assert_eq!(
        text,
        "Launch: status of Wed 4 Mar\n\n\
         42 % of the work is done, 16 h in 3 open tasks left.\n\n\
         Done since Tue 3 Mar\n- copy\n\n\
         Now\n- ann: page\n\n\
         In the way\n- terms waits for The board, 2 days, holds up 1 task\n\n\
         Help wanted\n- ann: Someone who knows CSS"
    );
    let marked = with(&launch(), |facts| status(facts, day(4), Format::Markdown));
    assert!(marked.starts_with("**Launch: status of Wed 4 Mar**\n\n"));
    assert!(marked.contains("\n\n**Now**\n- ann"));
    assert!(!marked.contains("Done since"), "{marked}");
}

#[test]
fn each_audience_hears_what_it_needs() {
    let to = |audience| {
        let plan = Communication {
            audience,
            to: Some(Party::Stakeholder(Id::new("board"))),
            last_sent: Some(day(2)),
            note: "See you on Friday.".into(),
            ..Communication::default()
        };
        with(&launch(), |facts| message(facts, &plan))
    };
    let sponsor = to(Audience::Sponsor);
    assert!(
        sponsor.starts_with("Hello The board,\n\nLaunch: 42 %"),
        "{sponsor}"
    );
    assert!(sponsor.contains("Decisions we need from you\n- terms waits for The board"));
    assert!(sponsor.contains("move the date\n- Legal says no\n- Servers fail"));
    assert!(sponsor.contains("Done since my last message\n- copy"));
    assert!(sponsor.ends_with("See you on Friday.\n\nKind regards\nAnn Lee"));
    let client = to(Audience::Client);
    assert!(client.contains("and when\n- Website: Fri 6 Mar") || client.contains("- Website: "));
    assert!(!client.contains("Legal says no"), "{client}");
    let team = to(Audience::Team);
    assert!(team.contains("Help wanted\n- ann"), "{team}");
    assert!(
        team.contains("Next on the way to the end\n- terms (bob)"),
        "{team}"
    );
    assert!(!to(Audience::Other).contains("In the way"));
}

#[test]
fn a_message_to_everyone_asks_for_what_any_stakeholder_is_to_give() {
    let plan = Communication::default();
    let all = with(&launch(), |facts| message(facts, &plan));
    assert!(all.contains("Decisions we need from you\n- terms"), "{all}");
    let other = Communication {
        to: Some(Party::Named("Press".into())),
        ..plan
    };
    let press = with(&launch(), |facts| message(facts, &other));
    assert!(!press.contains("Decisions we need"), "{press}");
}

#[test]
fn long_lists_end_with_how_many_more() {
    let mut text = Text::new(Format::Plain);
    let lines: Vec<_> = (1..=8).map(|number| number.to_string()).collect();
    text.list("Done", &lines);
    assert!(text.end().ends_with("- 6\n- and 2 more"));
}
