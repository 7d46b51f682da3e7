//! The first visit: from a list in someone's notes to tasks in the table.

use crate::browser::Browser;
use crate::project::{has_task, titles, wait_until_saved};
use crate::site::Site;

const LIST: &str = "Website relaunch\n  - [x] Choose a host\n  - [ ] Fix pricing calculator !must 6h\n\
    Proofread the help pages @Jon 1d\n* Legal approves the terms";

#[test]
fn a_pasted_list_is_shown_as_it_was_understood_and_becomes_tasks() {
    let site = Site::of_dist();
    let browser = Browser::open();
    browser.go(site.address());
    browser.find("heading", "Finish what you started");
    browser.paste_into("What is left to do, a line each", LIST);
    browser.click("button", "Start from this list");

    browser.find("button", "Add 5 tasks");
    assert!(
        browser.has_like("cell", "Jon"),
        "{:?}",
        browser.names("cell")
    );
    browser.assert_accessible("the preview of a pasted list");
    assert!(
        titles(&browser).is_empty(),
        "nothing is made before it is confirmed"
    );
    browser.click("button", "Add 5 tasks");

    browser.wait_for("button", "Open Fix pricing calculator");
    for title in [
        "Website relaunch",
        "Proofread the help pages",
        "Legal approves the terms",
    ] {
        assert!(
            has_task(&browser, title),
            "{title} of {:?}",
            titles(&browser)
        );
    }
    assert!(browser.has_like("gridcell", "Must"));
    assert!(browser.has("gridcell", "Jon"));
    wait_until_saved(&browser);

    browser.reload();
    browser.wait_for("button", "Open Fix pricing calculator");
}

#[test]
fn a_sample_opens_with_its_people_and_blockers() {
    let site = Site::of_dist();
    let browser = Browser::open();
    crate::project::open_sample(&browser, &site);
    assert!(titles(&browser).len() > 10);
    assert!(browser.has("gridcell", "Tomasz Wilk"));
    browser.click("tab", "Bottlenecks");
    browser.find("tabpanel", "Bottlenecks");
    wait_until_saved(&browser);
}
