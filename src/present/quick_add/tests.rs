//! What a typed line is understood as.

use expect_test::{Expect, expect};

use super::*;
use crate::edit::testing::{day, id, project, with_people};
use crate::present::estimate_text;
use crate::project::{Deliverable, Party, Project, Stakeholder, Status, Today, Workstream};

fn launch() -> Project {
    let mut project = with_people(
        project("Copy, Pricing page copy, Pricing table"),
        &["Ann Lee", "Andy", "José Díaz"],
    );
    let name = |name: &str| name.to_owned();
    project.workstreams.insert(
        id("w"),
        Workstream {
            name: name("Web"),
            ..Workstream::default()
        },
    );
    let page = Deliverable {
        name: name("Pricing page"),
        ..Deliverable::default()
    };
    project.deliverables.insert(id("d"), page);
    let legal = Stakeholder {
        name: name("Legal"),
        ..Stakeholder::default()
    };
    project.stakeholders.insert(id("s"), legal);
    project
}

/// The title, what the draft holds, and each token with its reading.
fn check(line: &str, expect: Expect) {
    let names = Names::of(&launch(), None, Today(day("2026-03-12")));
    let read = quick_add(line, &names);
    let mut text = format!("{}\n", read.draft.task.title);
    for token in &read.tokens {
        let mark = match token.reading {
            Reading::Understood => ' ',
            Reading::Creates => '+',
            Reading::Unclear => '?',
        };
        let token_text = &line[token.span.clone()];
        text.extend([mark, ' ']);
        text.extend([token_text, " = ", &token.sentence, "\n"]);
    }
    expect.assert_eq(&text);
}

#[test]
fn every_token_is_understood() {
    check(
        "Fix pricing calculator @ann !must 6h due fri #web after:Copy",
        expect![[r#"
            Fix pricing calculator
              @ann = Ann Lee does it
              !must = must
              6h = takes 6 h
              due fri = due Fri 13 Mar
              #web = label web
              after:Copy = after “Copy”
        "#]],
    );
    check(
        "Translate @\"José Díaz\" 3h/5h/10h start mon on:web for:\"Pricing page\" after:\"Pricing page copy\" waiting:legal",
        expect![[r#"
            Translate
              @"José Díaz" = José Díaz does it
              3h/5h/10h = takes 3 h to 10 h, likely 5 h
              start mon = not before Mon 16 Mar
              on:web = in Web
              for:"Pricing page" = for Pricing page
              after:"Pricing page copy" = after “Pricing page copy”
              waiting:legal = waits for approval by Legal
        "#]],
    );
    check(
        "[x] Send brief ~30m !nice, due in 3 days",
        expect![[r#"
        Send brief
          [x] = done
          ~30m = takes 30 min
          !nice, = nice to have
          due in 3 days = due Sun 15 Mar
    "#]],
    );
    check(
        "[ ] Send brief 3/5/10h due:2026-04-01",
        expect![[r#"
        Send brief
          [ ] = not done yet
          3/5/10h = takes 3 h to 10 h, likely 5 h
          due:2026-04-01 = due Wed 1 Apr
    "#]],
    );
}

#[test]
fn unknown_names_are_made_and_several_are_asked_about() {
    check(
        "Write manual @Zoe @an after:Pricing after:Manual on:Docs for:Handbook waiting:Board",
        expect![[r#"
            Write manual @an after:Pricing after:Manual
            + @Zoe = “Zoe” is added and does it
            ? @an = “an” could be Andy or Ann Lee.
            ? after:Pricing = “Pricing” could be Pricing page copy or Pricing table.
            ? after:Manual = There is no task called “Manual”.
            + on:Docs = “Docs” becomes a workstream
            + for:Handbook = “Handbook” becomes a deliverable
              waiting:Board = waits for approval by Board
        "#]],
    );
}

#[test]
fn a_predecessor_takes_as_many_words_as_its_title_has() {
    check(
        "Ship after:Pricing table today after:pricing page c 2d after:Copy and mail after:Copy.",
        expect![[r#"
            Ship today and mail
              after:Pricing table = after “Pricing table”
              after:pricing page c = after “Pricing page copy”
              2d = takes 16 h
              after:Copy = after “Copy”
              after:Copy. = after “Copy”
        "#]],
    );
    check(
        "Ship after:Pricing, table 3-5-10h after:\"Copy\" that",
        expect![[r#"
            Ship after:Pricing, table that
            ? after:Pricing, = “Pricing” could be Pricing page copy or Pricing table.
              3-5-10h = takes 3 h to 10 h, likely 5 h
              after:"Copy" = after “Copy”
        "#]],
    );
}

#[test]
fn what_only_looks_like_a_token_stays_text() {
    check(
        "Mail a@b.com about #1 and 3D at 10:30 !wow @ # due soon",
        expect![[r#"
            Mail a@b.com about #1 and 3D at 10:30 !wow @ # due soon
        "#]],
    );
    check(
        "Start Monday report",
        expect![[r#"
        Start Monday report
    "#]],
    );
    check(
        "Due diligence 2h 3h",
        expect![[r#"
        Due diligence 3h
          2h = takes 2 h
        ? 3h = It has an estimate already.
    "#]],
    );
    check(
        r"Explain \@ann \#web \6h \due fri C:\dir \n",
        expect![[r#"
        Explain @ann #web 6h due fri C:\dir \n
    "#]],
    );
    check(
        "Quote @\"Ann never closed",
        expect![[r#"
        Quote never closed
          @"Ann = Ann Lee does it
    "#]],
    );
}

#[test]
fn an_empty_line_is_an_empty_draft() {
    let names = Names::of(&launch(), None, Today(day("2026-03-12")));
    assert_eq!(quick_add(" ", &names), QuickAdd::default());
}

#[test]
fn the_draft_holds_what_was_understood() {
    let names = Names::of(&launch(), Some(&id("Andy")), Today(day("2026-03-12")));
    let read = quick_add("Ship @me @jose 3/5/10h #Web #web waiting:Legal [x]", &names);
    let draft = read.draft;
    assert_eq!(
        draft.task.title, "Ship [x]",
        "a box is read at the start only"
    );
    assert_eq!(draft.task.status, Status::Todo);
    assert_eq!(draft.assignees.len(), 2);
    assert_eq!(draft.task.labels.len(), 2);
    let estimate = draft.task.estimate.as_ref().map(estimate_text::show);
    assert_eq!(estimate.as_deref(), Some("3h/5h/10h"));
    let waiting_on = draft.task.blocker.unwrap().waiting_on;
    assert_eq!(waiting_on, Some(Party::Stakeholder(id("s"))));
}

#[cfg(not(target_arch = "wasm32"))]
#[test]
fn a_line_of_anything_is_read_without_panic_and_its_spans_are_its_own() {
    use proptest::prelude::*;
    let names = Names::of(&launch(), None, Today(day("2026-03-12")));
    let words = proptest::sample::select(vec![
        "@",
        "@\"",
        "“",
        "due",
        "due:",
        "in",
        "3",
        "days",
        "#",
        "#é",
        "!must",
        "~",
        "6h",
        "1/2/3d",
        "after:",
        "after:\"",
        "\\",
        "\\@x",
        "[",
        "]",
        "[x]",
        "Ärger",
        "\u{301}",
        "waiting:",
        "99999999999h",
        "start",
        "29.2.",
        "🙂",
        "on:“Web”",
        "next",
        "\t",
    ]);
    let line =
        proptest::collection::vec(prop_oneof![words.prop_map(str::to_owned), ".{0,3}"], 0..9);
    proptest!(|(parts in line, spaced in any::<bool>())| {
        let line = parts.join(if spaced { " " } else { "" });
        let mut end = 0;
        for token in quick_add(&line, &names).tokens {
            prop_assert!(line.get(token.span.clone()).is_some_and(|text| !text.is_empty()));
            prop_assert!(token.span.start >= end);
            end = token.span.end;
        }
    });
}
