//! The timeline: why a task is where it is, moving a bar by keys, and a drawing to take along.

use crate::browser::Browser;
use crate::project::{add_task, address_of_project, open_new, wait_until_saved};
use crate::site::Site;

/// A project of two tasks of which one waits for the other, looked at in its timeline.
fn open_timeline(browser: &Browser, site: &Site) {
    open_new(browser, site);
    add_task(browser, "Write the copy 8h", "Write the copy");
    add_task(browser, "Review the copy 4h", "Review the copy");
    wait_until_saved(browser);
    go_to_plan(browser);
    browser.wait_for("row", "Review the copy");
}

fn go_to_plan(browser: &Browser) {
    browser.go_without_waiting(&format!("{}/plan", address_of_project(browser)));
    browser.find("heading", "Plan");
}

/// Goes to the row of a task by Tab and the arrow keys.
fn go_to_row(browser: &Browser, title: &str) {
    browser.find("treegrid", "Timeline");
    for _ in 0..60 {
        if browser.focused().starts_with("row") {
            break;
        }
        browser.press("Tab");
    }
    for _ in 0..20 {
        if browser.focused().contains(title) {
            return;
        }
        let before = browser.focused();
        browser.press("ArrowDown");
        browser.wait_until("the focus goes down", || browser.focused() != before);
    }
    panic!("no row is about {title}: {}", browser.focused());
}

#[test]
fn a_task_says_why_it_is_where_it_is() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_timeline(&browser, &site);
    go_to_row(&browser, "Review the copy");
    browser.wait_for_text("Nothing holds it up.");
    browser.press("Enter");
    browser.find("heading", "Task");
}

#[test]
fn a_bar_is_moved_by_keys_shown_first_and_undone() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_timeline(&browser, &site);
    go_to_row(&browser, "Review the copy");
    browser.press("Shift+ArrowRight");
    browser.wait_for_text("Not before");
    browser.press("Escape");
    browser.wait_for_text("Nothing holds it up.");

    browser.press("Shift+ArrowRight");
    browser.press("Shift+ArrowRight");
    browser.wait_for_text("Not before");
    browser.press("Enter");
    browser.wait_for_text("May not start before");
    wait_until_saved(&browser);
    browser.press("Control+z");
    browser.wait_for_text("Nothing holds it up.");
}

#[test]
fn a_link_is_made_by_keys_given_a_lag_and_cut_again() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_timeline(&browser, &site);
    go_to_row(&browser, "Write the copy");
    browser.press("l");
    browser.wait_for_text("Choose the task that is to wait for “Write the copy”");
    browser.press("ArrowDown");
    browser.wait_for_text("“Review the copy” waits for “Write the copy”.");
    browser.press("Enter");
    browser.find_like(
        "button",
        "Undo: Let “Review the copy” wait for “Write the copy”",
    );

    go_to_row(&browser, "Review the copy");
    browser.wait_for_text("Comes after “Write the copy”");
    browser.press("Enter");
    browser.find("heading", "Task");
    browser.press_on("DisclosureTriangle", "How it waits for them", "Enter");
    browser.type_into("Lag", "1d");
    browser.press("Enter");
    browser.find_like("button", "Undo: Change how “Review the copy” waits");
    browser.choose("Link", "Starts after its start (SS)");
    browser.wait_for_text("Starts 8h after “Write the copy” begins");
    browser.assert_accessible("the links of a task");

    browser.press_on("button", "Change", "Enter");
    browser.press_on("menuitem", "Wait no longer for “Write the copy”", "Enter");
    browser.wait_for_text("“Review the copy” no longer waits for “Write the copy”.");
    browser.press_on("button", "Apply", "Enter");
    browser.wait_for_text("Nothing holds it up.");
}

#[test]
fn the_timeline_is_read_as_a_table_and_saved_as_a_drawing() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_timeline(&browser, &site);
    browser.click("button", "Table");
    browser.find("grid", "Timeline");
    browser.wait_for("columnheader", "Why it is there");
    browser.click("button", "Take out");
    browser.click("menuitem", "Save as a drawing (SVG)");
    browser.wait_for_text("The timeline is in relaunch-");
}

#[test]
fn a_better_order_is_offered_adopted_and_undone() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_new(&browser, &site);
    add_task(&browser, "Build the shop 24h @Bob", "Build the shop");
    add_task(&browser, "Draw the icons 16h @Bob", "Draw the icons");
    add_task(
        &browser,
        "Test the shop 24h @Ann after:\"Build the shop\"",
        "Test the shop",
    );
    add_task(
        &browser,
        "Print the posters 32h @Ann after:\"Draw the icons\"",
        "Print the posters",
    );
    wait_until_saved(&browser);
    go_to_plan(&browser);
    browser.find("region", "A better order");
    browser.wait_for_text("4 tasks move");
    browser.assert_accessible("a better order");
    browser.press_on("button", "Adopt", "Enter");
    browser.wait_until_gone("region", "A better order");
    browser.find_like("button", "Undo: Adopt a better order");
    browser.press("Control+z");
    browser.find("region", "A better order");
    browser.press_on("button", "Keep this order", "Enter");
    browser.wait_until_gone("region", "A better order");
}
