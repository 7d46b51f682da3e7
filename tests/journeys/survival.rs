//! What is still there after a reload, and after a browser that was killed.

use crate::browser::Browser;
use crate::project::{
    add_task, has_task, open_new, titles, wait_for_no_task, wait_for_task, wait_until_saved,
};
use crate::site::Site;

#[test]
fn undo_and_redo_survive_a_reload() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_new(&browser, &site);
    add_task(&browser, "Alpha", "Alpha");
    add_task(&browser, "Beta", "Beta");
    browser.click_like("button", "Undo: ");
    wait_for_no_task(&browser, "Beta");
    wait_until_saved(&browser);

    browser.reload();
    wait_for_task(&browser, "Alpha");
    browser.click_like("button", "Redo: ");
    wait_for_task(&browser, "Beta");
    browser.click_like("button", "Undo: ");
    wait_for_no_task(&browser, "Beta");
    browser.click_like("button", "Undo: ");
    wait_for_no_task(&browser, "Alpha");
}

#[test]
fn the_last_two_hundred_steps_can_be_undone_after_a_reload() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_new(&browser, &site);
    browser.type_into("Add a task", "");
    for number in 1..=205 {
        browser.write(&format!("Step {number}\n"));
    }
    wait_for_task(&browser, "Step 205");
    wait_until_saved(&browser);
    browser.reload();
    wait_for_task(&browser, "Step 1");
    browser.press("Escape");
    for _ in 0..200 {
        browser.press("Control+z");
    }
    browser.wait_until("two hundred steps are undone", || {
        titles(&browser).len() == 5
    });
    browser.press("Control+z");
    browser.find("button", "Undo");
    assert_eq!(
        titles(&browser),
        ["Step 1", "Step 2", "Step 3", "Step 4", "Step 5"]
    );
}

#[test]
fn what_the_badge_called_saved_survives_a_killed_browser() {
    let site = Site::of_dist();
    let mut browser = Browser::open();
    open_new(&browser, &site);
    let address = browser.address();
    for round in 0..3 {
        let title = format!("Round {round}");
        add_task(&browser, &title, &title);
        wait_until_saved(&browser);
        browser = Browser::open_with(browser.kill());
        browser.go(&address);
        wait_for_task(&browser, &title);
    }
    for round in 0..3 {
        assert!(has_task(&browser, &format!("Round {round}")));
    }
}

#[test]
fn a_half_typed_task_survives_a_killed_browser() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_new(&browser, &site);
    let address = browser.address();
    browser.type_into("Add a task", "Half a tho");
    wait_until_drafts_are_safe(&browser, "Half a tho");

    let browser = Browser::open_with(browser.kill());
    browser.go(&address);
    browser.wait_until("the half-typed text is back", || {
        browser.value("Add a task") == "Half a tho"
    });
    browser.type_into("Add a task", "Half a thought\n");
    wait_for_task(&browser, "Half a thought");
}

#[test]
fn half_typed_notes_survive_a_killed_browser() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_new(&browser, &site);
    add_task(&browser, "Alpha", "Alpha");
    browser.click("button", "Open Alpha");
    let notes = browser.field("Notes");
    browser.focus(&notes);
    browser.write("Ask Ann about the");
    wait_until_drafts_are_safe(&browser, "Ask Ann about the");
    let address = browser.address();

    let browser = Browser::open_with(browser.kill());
    browser.go(site.address());
    browser.find_like("button", "Go on");
    browser.go(&address);
    browser.wait_until("the half-typed notes are back", || {
        browser.value("Notes") == "Ask Ann about the"
    });
}

/// Waits until a half-typed text is where a killed browser does not lose it.
fn wait_until_drafts_are_safe(browser: &Browser, text: &str) {
    browser.wait_until("the half-typed text is in the database", || {
        let kept = browser.run("return JSON.stringify((await lastmileRawData()).indexedDB)");
        kept.as_str().is_some_and(|kept| kept.contains(text))
    });
}
