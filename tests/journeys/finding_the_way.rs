//! Addresses, the back button, the palette, the sheet of keys, the colours.

use crate::browser::{Browser, Scheme};
use crate::project::{add_task, open_new, open_sample, wait_for_task};
use crate::site::Site;

#[test]
fn places_have_addresses_and_the_back_button_comes_back() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_new(&browser, &site);
    add_task(&browser, "Alpha", "Alpha");
    let audit = browser.address();
    browser.click("link", "People and settings");
    browser.find("heading", "People and settings");
    let people = browser.address();
    assert!(people.ends_with("/people"), "{people}");
    browser.run("history.back()");
    browser.find("heading", "Audit");
    assert_eq!(browser.address(), audit);
    browser.run("history.forward()");
    browser.find("heading", "People and settings");

    // A bookmark, opened in a tab of its own.
    browser.open_tab();
    browser.go(&people);
    browser.find("heading", "People and settings");
    browser.go_without_waiting(&audit);
    wait_for_task(&browser, "Alpha");

    browser.click("button", "Open Alpha");
    browser.find("heading", "Task");
    let task = browser.address();
    browser.run("history.back()");
    browser.wait_until_gone("heading", "Task");
    browser.go(&task);
    browser.find("heading", "Task");
    browser.wait_until("the task is open", || browser.value("Title") == "Alpha");
}

#[test]
fn the_table_can_be_left_while_a_cell_has_the_focus_or_is_edited() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_new(&browser, &site);
    add_task(&browser, "Alpha", "Alpha");
    let audit = browser.address();
    for key in ["ArrowRight", "F2"] {
        let cell = browser.find_like("gridcell", "Open Alpha");
        browser.focus(&cell);
        browser.press(key);
        browser.go_without_waiting(&format!("{}#/", site.address()));
        browser.find("heading", "Projects");
        browser.go_without_waiting(&audit);
        wait_for_task(&browser, "Alpha");
    }
}

#[test]
fn an_address_of_nothing_says_so() {
    let site = Site::of_dist();
    let browser = Browser::open();
    browser.go(&format!("{}#/no-such-project/audit", site.address()));
    browser.find("heading", "Not here");
    browser.assert_accessible("an address of nothing");
    browser.click("link", "All projects");
    browser.wait_until_gone("heading", "Not here");
}

#[test]
fn the_palette_finds_commands_and_tasks() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_sample(&browser, &site);
    browser.press("Control+k");
    browser.find("combobox", "What are you looking for?");
    browser.write("people");
    browser.wait_for("option", "Go to People");
    browser.press("Enter");
    browser.find("heading", "People and settings");

    browser.press("Control+k");
    browser.find("combobox", "What are you looking for?");
    browser.write("correct the pricing");
    browser.wait_for("option", "Correct the pricing calculator");
    browser.press("Enter");
    browser.find("heading", "Task");
    browser.wait_until("the task is open", || {
        browser
            .value("Title")
            .starts_with("Correct the pricing calculator")
    });
}

#[test]
fn keys_go_to_places_and_a_sheet_shows_them_all() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_new(&browser, &site);
    browser.press("Escape");
    browser.run("document.activeElement.blur()");
    browser.press("?");
    browser.find("heading", "Keyboard shortcuts");
    browser.press("Escape");
    browser.wait_until_gone("heading", "Keyboard shortcuts");
    browser.write("gp");
    browser.find("heading", "People and settings");
    browser.write("ga");
    browser.find("heading", "Audit");
    browser.write("n");
    browser.wait_until("a task can be typed", || {
        browser.focused() == "textbox “Add a task”"
    });
}

#[test]
fn a_chosen_look_stays() {
    let site = Site::of_dist();
    let browser = Browser::open();
    browser.prefer(Scheme::Light);
    open_new(&browser, &site);
    let ground = || browser.run("return getComputedStyle(document.body).color");
    let light = ground();
    browser.click("button", "Colours");
    browser.click("menuitemcheckbox", "Dark");
    browser.wait_until("the page is dark", || ground() != light);
    browser.reload();
    browser.wait_until("the page is still dark", || ground() != light);
}
