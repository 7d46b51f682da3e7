//! The daily work: updates move the dates, a swarm is formed on advice, a message is sent.

use crate::browser::Browser;
use crate::project::{add_task, go_to, go_to_part, open_new, open_sample, wait_until_saved};
use crate::site::Site;

/// The field for what is left of a task, by its role and the task.
const HOURS: &str = "spinbutton";
const CENT: &str = "Find the one-cent difference on split invoices";

#[test]
fn an_update_moves_the_date_and_stands_in_the_status_text() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_sample(&browser, &site);
    go_to_part(&browser, "Execute", "Stand-up");
    browser.wait_for_text("0 of ");
    browser.wait_for_text("as before");
    if !browser.has(HOURS, CENT) {
        browser.click_like("button", "Jonas Okafor");
    }
    browser.set(CENT, "60");
    browser.type_into("Help needed", "Someone from finance");
    browser.click("button", "Take down the update");
    browser.wait_for_text("1 of ");
    browser.wait_for_text("when you began");
    browser.wait_for_text("Jonas Okafor: Someone from finance");
    browser.assert_accessible("a stand-up under way");
}

/// Opens the form of the one who has the task in hand, unless it is open.
fn hear_jonas(browser: &Browser) {
    if browser.has(HOURS, CENT) {
        return;
    }
    let names = browser.names("button");
    let mut names = names.iter().filter(|name| name.contains("Jonas Okafor"));
    let turn = names.find(|name| name.contains("ot heard yet"));
    browser.click("button", turn.expect("he is asked"));
}

/// From now on it is a day later.
const TOMORROW: &str = "const Real = Date; const ahead = 86400000;
    globalThis.Date = class extends Real {
        constructor(...given) { given.length ? super(...given) : super(Real.now() + ahead); }
        static now() { return Real.now() + ahead; }
    };";

#[test]
fn on_the_next_day_all_are_asked_again_and_the_overview_says_what_has_moved() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_sample(&browser, &site);
    go_to_part(&browser, "Execute", "Stand-up");
    browser.wait_for_text("as before");
    hear_jonas(&browser);
    browser.set(CENT, "90");
    browser.click("button", "Take down the update");
    browser.wait_for_text("1 of ");
    browser.wait_for_text("when you began");
    wait_until_saved(&browser);

    browser.reload_after(TOMORROW);
    browser.wait_for_text("0 of ");
    browser.wait_for_text("as before");
    hear_jonas(&browser);
    browser.set(CENT, "1");
    // What is typed outlives the page, until it is taken down.
    browser.type_into("Help needed", "Finance, for an hour");
    browser.reload_after(TOMORROW);
    browser.wait_for_text("You were still writing");
    browser.click("button", "Drop it");
    hear_jonas(&browser);
    // So much that the date moves whatever luck this project's runs have.
    browser.set(CENT, "400");
    browser.click("button", "Take down the update");
    browser.wait_for_text("when you began");

    go_to(&browser, "Overview");
    browser.find("heading", "What has changed");
    browser.wait_for_text("The 80 % date has moved");
    browser.wait_for_text("Estimates grew");
}

#[test]
fn a_swarm_is_formed_on_advice_and_dissolved_again() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_new(&browser, &site);
    add_task(
        &browser,
        "Write the manual 80h @Ann !must",
        "Write the manual",
    );
    add_task(&browser, "Tidy up 1h @Bob !nice", "Tidy up");
    wait_until_saved(&browser);
    go_to_part(&browser, "Execute", "Swarm");
    browser.click_like("button", "Bob helps with Write the manual");
    browser.click("button", "Dissolve the swarm around Write the manual");
    browser.wait_until_gone("button", "Dissolve the swarm around Write the manual");
    browser.press("Control+z");
    browser.find("button", "Dissolve the swarm around Write the manual");
}

#[test]
fn a_card_goes_to_doing_by_key_and_a_second_one_is_asked_about() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_new(&browser, &site);
    add_task(&browser, "Copy 8h @Ann !must", "Copy");
    add_task(&browser, "Page 8h @Ann !must", "Page");
    go_to_part(&browser, "Execute", "Board");
    browser.press_on("button", "Copy", "Shift+ArrowRight");
    browser.wait_for_text("1 person is on a task");
    browser.wait_until("the card keeps the focus", || {
        browser.focused() == "button “Copy”"
    });
    browser.press_on("button", "Page", "Shift+ArrowRight");
    browser.find("heading", "A second task at once?");
    browser.wait_for_text("Ann is on “Copy” already.");
    browser.click("button", "Do both at once");
    browser.wait_for_text("Second task at once");
    browser.assert_accessible("a board with a second task at once");
}

#[test]
fn a_message_is_drafted_and_marked_as_sent() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_sample(&browser, &site);
    go_to_part(&browser, "Execute", "Messages");
    browser.wait_for_text("overdue");
    browser.click("button", "Draft Weekly status for the board");
    browser.find("dialog", "Weekly status for the board");
    let draft = browser.value("The message, drafted from the project");
    assert!(draft.starts_with("Hello Susanne Vogt,"), "{draft}");
    assert!(draft.contains("% of the work is done"), "{draft}");
    browser.assert_accessible("a draft of a message");
    browser.click("button", "Mark as sent today");
    browser.wait_until_gone("dialog", "Weekly status for the board");
    browser.wait_for_text("Last sent today");
}
