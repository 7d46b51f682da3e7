//! What a pasted text becomes.

use expect_test::{Expect, expect};

use super::*;
use crate::edit::task::{Place, add_drafts};
use crate::edit::testing::{after, author, day, id, ids, project, tree, with_people};
use crate::present::estimate_text;
use crate::present::quick_add::Names;
use crate::project::{Project, Status, Today};

fn launch() -> Project {
    with_people(project("Copy"), &["Ann Lee"])
}

fn today() -> Today {
    Today(day("2026-03-12"))
}

fn names() -> Names {
    Names::of(&launch(), None, today())
}

/// The tasks as they stand below each other, with what is said about them.
fn show(preview: &Preview) -> String {
    let empty = Project::default();
    let known = launch();
    let mut text = String::new();
    if let Ok((new, change)) = add_drafts(
        &known,
        &preview.drafts,
        &Place::End(None),
        &author(),
        &mut ids(),
    ) {
        let project = after(&known, &change);
        assert_eq!(new.len(), preview.drafts.len());
        let (outline, _) = project.outline();
        for (id, depth) in outline.rows().into_iter().skip(1) {
            let task = &project.tasks[&id];
            let origin = &preview.origins[new.iter().position(|new| *new == id).unwrap()];
            text += &"  ".repeat(depth);
            text += &task.title;
            if let Some(estimate) = &task.estimate {
                text.extend([" ", &estimate_text::show(estimate)]);
            }
            if task.status != Status::Todo {
                text.extend([" ", &format!("{:?}", task.status)]);
            }
            if let Some(due) = task.due {
                text.extend([" due ", &due.to_string()]);
            }
            if let Some(priority) = task.priority {
                text.extend([" ", &format!("{priority:?}")]);
            }
            for person in task.assignees.keys() {
                text.extend([" @", &project.people[person].name]);
            }
            if let Some(stream) = &task.workstream {
                text.extend([" on:", &project.workstreams[stream].name]);
            }
            let links = project
                .dependencies
                .values()
                .filter(|link| link.successor == id);
            for link in links {
                text.extend([" after:", &project.tasks[&link.predecessor].title]);
            }
            for unclear in &origin.unclear {
                text.extend([&format!(" ? line {}: ", origin.line), unclear.as_str()]);
            }
            text.push('\n');
        }
    }
    assert!(empty.tasks.is_empty());
    for (line, why) in &preview.skipped {
        text.extend(["skipped ", &line.to_string(), ": ", why, "\n"]);
    }
    text
}

fn check_lines(text: &str, headings: Headings, expect: Expect) {
    expect.assert_eq(&show(&lines(text, &names(), headings)));
}

fn check_table(text: &str, expect: Expect) {
    let Form::Columns(separator) = form(text) else {
        panic!("not read as columns: {text}");
    };
    let table = table(text, separator, &names());
    let mapping: Vec<_> = table.mapping.iter().map(|column| column.label()).collect();
    let shown = show(&table.preview(&table.mapping, &names()));
    expect.assert_eq(&format!("{}\n{shown}", mapping.join(" | ")));
}

#[test]
fn bullets_numbers_and_boxes_are_left_out_and_indented_lines_are_parts() {
    check_lines(
        "- Launch\n\t- [x] Mail 2h\n    * Post @ann\n\n1. Legal\n   a) Terms !must\n   b) Privacy due fri\n• Copy 2\n☑ Old\n- [ ] New\n2026 budget\n3D model",
        Headings::SummaryTasks,
        expect![[r#"
            Launch
              Mail 2h Done
              Post @Ann Lee
            Legal
              Terms Must
              Privacy due 2026-03-13
            Copy 2
            Old Done
            New
            2026 budget
            3D model
        "#]],
    );
}

#[test]
fn headings_become_summary_tasks_or_workstreams() {
    let text = "# Release\n## Legal\n- Terms\n- Privacy\n  - Cookies\nSales:\n- Deck\n- Demo on:Stage\nAlone\n## Web\nPage";
    check_lines(
        text,
        Headings::SummaryTasks,
        expect![[r#"
        Release
          Legal
            Terms
            Privacy
              Cookies
            Sales
              Deck
              Demo on:Stage
            Alone
          Web
            Page
    "#]],
    );
    check_lines(
        text,
        Headings::Workstreams,
        expect![[r#"
        Terms on:Legal
        Privacy on:Legal
          Cookies on:Legal
        Deck on:Sales
        Demo on:Stage
        Alone on:Legal
        Page on:Web
    "#]],
    );
}

#[test]
fn lines_find_each_other_whatever_their_order() {
    check_lines(
        "Ship after:Review after:\"Terms page\" after:Nothing\nReview 2h after:Copy\nTerms page @Zoe",
        Headings::SummaryTasks,
        expect![[r#"
            Ship after:Nothing after:Review after:Terms page ? line 1: There is no task called “Nothing”.
            Review 2h after:Copy
            Terms page @Zoe
        "#]],
    );
}

#[test]
fn lines_find_each_other_by_titles_of_several_words() {
    check_lines(
        "Ship after:Load test now\nLoad test 1d after:Final regression run\nFinal regression run",
        Headings::SummaryTasks,
        expect![[r#"
            Ship now after:Load test
            Load test 8h after:Final regression run
            Final regression run
        "#]],
    );
}

#[test]
fn all_that_was_read_of_a_line_is_said() {
    let text = "[x] Logo @ann\nPage !must 3-5-10h due 2026-03-27 start 2026-03-23 #web on:Legal \
                after:Copy after:Logo waiting:Board @Zoe";
    let preview = lines(text, &names(), Headings::default());
    let said = |at| preview.said(at, &launch(), today()).join(" · ");
    assert_eq!(said(0), "done · Ann Lee does it");
    expect!["must · 3 h to 10 h, likely 5 h · due Fri 27 Mar · not before Mon 23 Mar · label web · waits for Board · after “Copy” · after “Logo” · “Legal” becomes a workstream · “Zoe” is added and does it"].assert_eq(&said(1));
    assert_eq!(said(2), "");
}

#[test]
fn a_title_that_is_too_long_is_kept_in_the_notes() {
    let long = "word ".repeat(101);
    let preview = lines(&long, &names(), Headings::SummaryTasks);
    assert_eq!(preview.drafts[0].task.notes, long.trim());
    assert_eq!(preview.unclear(), 1);
    let fits = lines(&"x".repeat(500), &names(), Headings::SummaryTasks);
    assert_eq!(fits.unclear(), 0);
}

#[test]
fn columns_are_mapped_by_their_names() {
    check_table(
        "Task,Assignee,Estimate (days),Due date,Priority,Status,Predecessors,Colour\nTerms,Ann Lee,2,25/3/2026,High,Open,,red\n\"Privacy, cookies\",\"Zoe, Ann Lee\",0.5,3/4/2026,odd,Done,1,blue\n,Ann Lee,1,,,,,\nPage,,x,soon,low,,Privacy; Nothing,\n",
        expect![[r#"
            Title | Owner | Estimate (days) | Due | Priority | Status | Comes after | Leave out
            Terms 16h due 2026-03-25 Must @Ann Lee
            Privacy, cookies 4h Done due 2026-04-03 @Ann Lee @Zoe after:Terms ? line 3: “odd” is no priority.
            Page Nice ? line 5: “x” is no estimate. ? line 5: “soon” is no day that can be read one way only. ? line 5: There is no task called “Privacy”. ? line 5: There is no task called “Nothing”.
            skipped 4: It has no title.
        "#]],
    );
}

#[test]
fn columns_without_names_are_mapped_by_what_they_look_like() {
    check_table(
        "Write the terms\tAnn Lee\t4h\tmust\nBuild the page\tAnn Lee\t1.5h\tshould\n  Style the page\t\t\t",
        expect![[r#"
            Title | Owner | Estimate (hours) | Priority
            Write the terms 4h Must @Ann Lee
            Build the page 1.5h Should @Ann Lee
              Style the page
        "#]],
    );
}

#[test]
fn sentences_with_commas_and_lists_are_no_tables() {
    for text in [
        "Fix the header, footer and menu\nWrite copy, images, and links",
        "- a, b, c\n- d, e, f",
        "One line; with a semicolon",
        "Launch\n\tMail\n\tPost",
        "",
    ] {
        assert_eq!(form(text), Form::Lines, "{text}");
    }
    assert_eq!(form("a;b\nc;d"), Form::Columns(';'));
    assert_eq!(form("a\tb"), Form::Columns('\t'));
}

#[test]
fn a_mapping_can_be_changed_by_hand() {
    let table = table("Copy;Mia\nShip;Jon", ';', &names());
    let preview = table.preview(&[Column::Title, Column::Owner], &names());
    assert_eq!(preview.drafts[1].assignees.len(), 1);
    let only = table.preview(&[Column::Title], &names());
    assert_eq!((only.drafts.len(), only.drafts[1].assignees.len()), (2, 0));
    let none = table.preview(&[Column::Owner], &names());
    assert_eq!((none.drafts.len(), none.skipped.len()), (0, 2));
}

#[cfg(not(target_arch = "wasm32"))]
mod properties {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_text_is_read_without_panic_and_a_draft_has_its_origin(
            parts in proptest::collection::vec(
                prop_oneof![
                    proptest::sample::select(vec![
                        "\n", "\t", "- ", "[x] ", "# ", ":", "Legal:", "\"", ",", ";", "1. ", "a) ",
                        "after:a", "a", "@z ", "6h", "☑", "\r\n", "\u{feff}", "(", "3/4/2026", "Title",
                    ]).prop_map(str::to_owned),
                    ".{0,3}",
                ],
                0..20,
            ),
        ) {
            let text = parts.concat();
            let names = names();
            for headings in [Headings::SummaryTasks, Headings::Workstreams] {
                let preview = lines(&text, &names, headings);
                prop_assert_eq!(preview.drafts.len(), preview.origins.len());
                prop_assert!(preview.drafts.iter().all(|draft| !draft.task.title.is_empty()));
                let _ = form(&text);
            }
            for separator in [',', ';', '\t'] {
                let table = table(&text, separator, &names);
                let preview = table.preview(&table.mapping, &names);
                prop_assert_eq!(preview.drafts.len(), preview.origins.len());
            }
        }
    }

    #[test]
    fn tasks_of_the_project_are_found_by_their_titles() {
        let preview = lines("Ship after:Copy", &names(), Headings::default());
        let task = crate::edit::task::PredecessorRef::Task(id("Copy"));
        assert_eq!(preview.drafts[0].predecessors, [task]);
        assert_eq!(tree(&launch()), "Copy");
    }
}
