//! The plan answers and explains: the forecast, and a message that is sent.

use crate::browser::Browser;
use crate::project::{open_new, open_sample};
use crate::site::Site;

/// Goes to a part of the plan of the open project.
fn open_part(browser: &Browser, place: &str, part: &str) {
    let address = browser.address();
    let project = address
        .rsplit_once(place)
        .map_or(address.as_str(), |(project, _)| project);
    browser.go_without_waiting(&format!("{project}/plan/{part}"));
    browser.find("heading", "Plan");
}

#[test]
fn the_forecast_answers_and_explains() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_sample(&browser, &site);
    open_part(&browser, "/audit", "forecast");
    browser.find("group", "80 % sure");
    browser.find_like("image", "Chance of being done by a day. Even chance");
    browser.find("heading", "Why this date");
    browser.click("button", "Why? 80 % sure");
    browser.assert_accessible("the reasons of a date");
}

#[test]
fn a_message_is_planned_and_marked_as_sent() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_new(&browser, &site);
    open_part(&browser, "/audit", "rhythm");
    browser.type_into("Add a message", "Weekly status");
    browser.press("Enter");
    browser.click("button", "Mark as sent");
    browser.wait_until_gone("button", "Mark as sent");
    browser.assert_accessible("the messages");
}
