//! The plan answers and explains: the forecast, a message that is sent, a task that is broken down, a
//! milestone that is reached.

use crate::browser::Browser;
use crate::project::{add_task, address_of_project, open_new, open_sample};
use crate::site::Site;

/// Goes to a part of the plan of the open project.
fn open_part(browser: &Browser, part: &str) {
    let project = address_of_project(browser);
    browser.go_without_waiting(&format!("{project}/plan/{part}"));
    browser.find("heading", "Plan");
}

#[test]
fn the_forecast_answers_and_explains() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_sample(&browser, &site);
    open_part(&browser, "forecast");
    browser.find("group", "80 % sure");
    browser.find_like("image", "Chance of being done by a day. Even chance");
    browser.find("heading", "Why this date");
    browser.click("button", "Why? 80 % sure");
    browser.assert_accessible("the reasons of a date");
}

#[test]
fn more_work_is_tried_refused_without_a_task_and_made_so() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_sample(&browser, &site);
    open_part(&browser, "forecast");
    browser.choose("Change", "Add tasks");
    browser.press_on("button", "See what it does", "Enter");
    browser.wait_for_text("There is nothing to add.");
    browser.type_into("New tasks, one per line", "Write the manual 16h !must");
    browser.press_on("button", "See what it does", "Enter");
    browser.find("table", "What the change does to the dates");
    browser.assert_accessible("the price of a change");
    browser.press_on("button", "Make it so", "Enter");
    browser.wait_until_gone("button", "Make it so");
    browser.find_like("button", "Undo: Add “Write the manual”");
}

#[test]
fn a_message_is_planned_and_marked_as_sent() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_new(&browser, &site);
    open_part(&browser, "rhythm");
    browser.type_into("Add a message", "Weekly status");
    browser.press("Enter");
    browser.click("button", "Mark as sent");
    browser.wait_until_gone("button", "Mark as sent");
    browser.assert_accessible("the messages");
}

#[test]
fn a_task_is_broken_down_with_owners_and_hours_in_place() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_new(&browser, &site);
    add_task(&browser, "Write the manual 40h", "Write the manual");
    open_part(&browser, "breakdown");
    browser.click("button", "Break down Write the manual");
    browser.find("heading", "Parts of “Write the manual”");
    browser.type_into(
        "Add parts, one per line",
        "Outline @Ann 4h\nFirst draft @Ann 24h",
    );
    browser.click("button", "Add these parts");
    browser.find("group", "Outline");
    browser.find("group", "First draft");
    browser.assert_accessible("the parts of a task");
}

#[test]
fn a_milestone_is_named_with_its_reward_when_its_last_task_is_done() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_new(&browser, &site);
    add_task(&browser, "Write the copy 8h", "Write the copy");
    open_part(&browser, "rhythm");
    browser.type_into("Add a milestone", "Texts are final");
    browser.press("Enter");
    browser.click("button", "Texts are final");
    browser.type_into("Reward", "Lunch together");
    browser.press("Tab");
    browser.type_into("Tasks that must be done for it", "Write");
    browser.press("Enter");
    browser.wait_for_text("0 of 1 tasks done");
    browser.click("tab", "Timeline");
    browser.wait_for("row", "Write the copy");
    browser.click_like("row", "Write the copy");
    browser.click("button", "Open");
    browser.find("heading", "Task");
    browser.choose("Status", "Done");
    browser.wait_for_text("“Texts are final” is reached. Now: Lunch together.");
    browser.click("button", "Mark as reached");
    browser.find("heading", "Nothing is open");
    browser.click("tab", "Check-ins and messages");
    browser.wait_for_text("Reached ");
}
