//! A change is asked for, priced and accepted, or put off; a risk happens and stops its tasks; a
//! try fails, and what it had shown no longer holds.

use crate::browser::Browser;
use crate::project::{go_to, go_to_part, open_sample, wait_until_saved};
use crate::site::Site;

/// Opens the richest sample at a part of Risks.
fn open_risks(browser: &Browser, site: &Site, part: &str) {
    open_sample(browser, site);
    go_to_part(browser, "Risks", part);
}

#[test]
fn a_change_request_goes_from_asking_to_accepted_with_a_trade_off() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_risks(&browser, &site, "Change control");
    browser.type_into("Ask for a change", "Night audit in Spanish");
    browser.press("Enter");
    browser.find("heading", "Night audit in Spanish");
    browser.type_into("The work it brings", "Translate the night audit 12h @priya");
    // Leaving the field is what keeps its lines.
    browser.press("Tab");
    browser.choose(
        "Does the project fail without it?",
        "No: it can be done without",
    );
    browser.wait_for_text("Costs at 80 %");
    browser.wait_for_text("Priya Raman: 12 h more");
    browser.find("button", "Accept it");
    browser.wait_for_text("Say why it is accepted all the same.");
    browser.type_into("Reason for the verdict", "A large hotel depends on it");
    browser.wait_for_text("Say what gives way to it");
    browser.type_into("Or something else that gives way", "The launch film");
    browser.press("Enter");
    browser.click("button", "Accept it");
    browser.wait_for_text("Accepted on");
    browser.press("Escape");
    browser.wait_until_gone("heading", "Night audit in Spanish");

    browser.click("tab", "Decisions");
    browser.find("button", "Change request: Night audit in Spanish");
    wait_until_saved(&browser);
    browser.assert_accessible("decisions");
    browser.press("Control+z");
    browser.wait_until_gone("button", "Change request: Night audit in Spanish");
}

/// Opens a risk of the register, once its rows have stopped changing places: they are sorted by
/// prices, which come one after the other.
fn open_risk(browser: &Browser, name: &str) {
    browser.wait_for_text("The costliest first");
    browser.click("button", name);
}

#[test]
fn a_risk_that_happens_blocks_its_tasks_until_it_is_solved() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_risks(&browser, &site, "Register");
    open_risk(&browser, "Sales promises what is not in it");
    browser.find("heading", "Sales promises what is not in it");
    browser.assert_accessible("a risk");
    browser.click("button", "It has happened");
    browser.find("button", "It is solved");
    browser.press("Escape");
    browser.wait_until_gone("heading", "Sales promises what is not in it");

    go_to(&browser, "Audit");
    browser.click("tab", "Bottlenecks");
    browser.wait_for_text("Sales promises what is not in it");
    go_to(&browser, "Risks");
    open_risk(&browser, "Sales promises what is not in it");
    browser.click("button", "It is solved");
    browser.find("button", "Open it again");
    browser.press("Escape");
    go_to(&browser, "Audit");
    browser.click("tab", "Bottlenecks");
    browser.find("tabpanel", "Bottlenecks");
    browser.wait_until("nothing waits for it", || {
        let panel = browser.run("return document.querySelector('[role=tabpanel]').innerText");
        panel
            .as_str()
            .is_some_and(|text| !text.contains("Sales promises"))
    });
    browser.press("Control+z");
    browser.wait_for_text("Sales promises what is not in it");
}

#[test]
fn a_request_that_is_put_off_names_its_phase_wherever_its_tasks_stand() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_risks(&browser, &site, "Change control");
    browser.click("button", "Launch offer: three free months");
    browser.press_on("radio", "Defer", " ");
    browser.type_into("To which later phase", "Release 2.2");
    browser.press("Tab");
    browser.press_on("button", "Defer it", "Enter");
    browser.wait_for_text("The work it would have brought");
    browser.press("Escape");
    browser.wait_until_gone("heading", "Launch offer: three free months");
    browser.find("heading", "Release 2.2");
    browser.assert_accessible("what was put off");

    go_to(&browser, "Audit");
    browser.type_into("Search the tasks", "Launch offer");
    browser.press_on("radio", "Put aside", " ");
    browser.wait_for_text("Deferred to Release 2.2");
}

#[test]
fn a_try_that_fails_takes_the_proof_from_a_criterion() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_risks(&browser, &site, "Integration");
    browser.click("button", "Rule");
    browser.find("heading", "When is a point stable?");
    browser.assert_accessible("the rule of stability");
    browser.type_into("Passed tries in a row", "2");
    browser.press("Tab");
    browser.press("Escape");
    browser.wait_for_text("Stable means 2 passed tries in a row");
    browser.click("button", "Failed today: Sign-up and welcome mails");

    go_to(&browser, "Done");
    browser.wait_for_text("Met, but its test run has failed");
    browser.click(
        "button",
        "More about Whoever signs up gets every welcome mail",
    );
    browser.wait_for_text("but failed since on");
    browser.assert_accessible("evidence that no longer holds");
    browser.click_like("link", "Test run: Sign-up and welcome mails, passed");
    browser.find("heading", "Sign-up and welcome mails");
    browser.press("Escape");
    browser.wait_until_gone("heading", "Sign-up and welcome mails");
}
