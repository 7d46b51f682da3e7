//! How things stand: dates with their reasons, the next step, and a project without work.

use crate::browser::Browser;
use crate::project::{add_task, go_to, open_new, open_sample};
use crate::site::Site;

/// Goes to the overview, and waits for its figures.
#[test]
fn the_overview_names_a_date_and_its_reasons() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_sample(&browser, &site);
    go_to(&browser, "Overview");
    browser.find("heading", "Do next");
    browser.find("group", "Done by, 4 times in 5");
    browser.click_like("button", "Why? Done by, 4 times in 5");
    browser.wait_for("link", "sets the finish in");
    browser.press("Escape");
    browser.find("heading", "In the way");
    browser.find("group", "Readiness");
    browser.wait_for_text("Work waits too long");
    browser.find("link", "Chase them");
    browser.wait_for_text("80 % date");
    browser.find("heading", "What has changed");
}

#[test]
fn a_project_without_work_says_where_to_begin() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_new(&browser, &site);
    go_to(&browser, "Overview");
    browser.click("link", "Go to the audit");
    browser.find("heading", "Audit");
    add_task(&browser, "Write the copy 8h", "Write the copy");
    go_to(&browser, "Overview");
    browser.find("group", "Done by, 4 times in 5");
}
