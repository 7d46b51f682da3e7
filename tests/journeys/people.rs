//! A project is set up: its dates, hours and people; someone leaves; all of it lasts.

use crate::browser::{Browser, DESKTOP, PHONE, Scheme};
use crate::project::{go_to, open_sample};
use crate::site::Site;

/// Makes a project with nothing but a name and goes to its people and settings.
fn new_project(browser: &Browser, name: &str) {
    browser.click("button", "Lastmile");
    browser.click("menuitem", "New project");
    browser.type_into("What is it called?", name);
    browser.click("button", "Create project");
    browser.find("heading", "Audit");
    go_to(browser, PEOPLE);
}

const PEOPLE: &str = "People and settings";

#[test]
fn a_project_is_set_up_and_stays_so() {
    let site = Site::of_dist();
    let browser = Browser::open();
    browser.go(site.address());
    new_project(&browser, "Relaunch");

    browser.type_into("Your name", "Ann Lee");
    browser.press("Enter");
    browser.click("button", "Add me to the people");
    browser.find("button", "More about Ann Lee");

    browser.type_into("Name", "Website relaunch");
    browser.press("Enter");
    browser.find("button", "Website relaunch");
    browser.set("Target date", "2031-12-18");
    browser.type_into("Fri", "4,5");
    browser.press("Enter");
    browser.wait_for_text("36.5 h a week");

    browser.set("Holiday", "2031-11-03");
    browser.type_into("Its name", "Closing day");
    browser.press("Enter");
    browser.find("button", "Remove Closing day");

    browser.type_into("Add a person", "Bo Chen");
    browser.press("Enter");
    browser.find("button", "More about Bo Chen");
    assert_eq!(browser.focused(), "textbox “Add a person”");
    assert_eq!(browser.value("Add a person"), "");
    browser.type_into("Add a person", "bo chen");
    browser.press("Enter");
    browser.wait_for_text("There is a person called");
    // What is said at the edge of the window lies over the fields there.
    browser.click("button", "Close");

    browser.click("button", "More about Bo Chen");
    browser.type_into("Time for this project", "50");
    browser.press("Enter");
    browser.wait_for_text("18.25 h a week (50 %)");
    browser.set("Away from", "2031-11-10");
    browser.set("Until", "2031-11-14");
    browser.click("button", "Add time off");
    assert_eq!(browser.value("First day away"), "2031-11-10");
    assert_eq!(browser.value("Last day away"), "2031-11-14");

    browser.reload();
    browser.find("button", "More about Bo Chen");
    assert_eq!(browser.value("Your name"), "Ann Lee");
    assert_eq!(browser.value("Name"), "Website relaunch");
    assert_eq!(browser.value("Target date"), "2031-12-18");
    assert_eq!(browser.value("Fri"), "4.5");
    browser.find("button", "Remove Closing day");
}

#[test]
fn renaming_a_project_renames_it_in_the_list_and_undo_takes_both_back() {
    let site = Site::of_dist();
    let browser = Browser::open();
    browser.go(site.address());
    new_project(&browser, "Relaunch");
    browser.type_into("Name", "Website");
    browser.press("Enter");
    browser.find("button", "Website");
    browser.click("button", "Undo: Rename the project");
    browser.find("button", "Relaunch");
    browser.click("button", "Relaunch");
    browser.click("menuitem", "All projects");
    browser.find_like("link", "Relaunch");
}

#[test]
fn who_leaves_hands_over_what_they_had_and_undo_brings_all_of_it_back() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_sample(&browser, &site);
    go_to(&browser, PEOPLE);
    let owner = "Owner of Public website with pricing";
    let before = browser.value(owner);

    browser.click("button", "What to do with Priya Raman");
    browser.click("menuitem", "Take out of the project");
    browser.find("dialog", "Take Priya Raman out of the project?");
    browser.assert_accessible("the question who takes over");
    browser.choose("Who takes over?", "Tomasz Wilk");
    browser.click("button", "Take out");
    browser.wait_until_gone("button", "More about Priya Raman");
    browser.wait_until("the focus is on the next person", || {
        browser.focused() == "button “More about Support crew”"
    });
    assert_ne!(browser.value(owner), before);

    browser.click_like("button", "Undo: Hand over");
    browser.find("button", "More about Priya Raman");
    assert_eq!(browser.value(owner), before);
}

#[test]
fn past_estimates_are_pasted_with_a_preview_and_forgotten_with_an_undo() {
    let site = Site::of_dist();
    let browser = Browser::open();
    browser.go(site.address());
    new_project(&browser, "Relaunch");
    browser.type_into("Paste past estimates", "6h, 9h, Mia, web\nsoon, later");
    browser.find("list", "What was understood");
    browser.wait_for_text("Line 2:");
    browser.click("button", "Add 1 past estimate");
    browser.click("button", "Forget Pasted");
    browser.find("heading", "Nothing learned yet");
    browser.click("button", "Relaunch");
    browser.click("menuitem", "All projects");
    browser.click("button", "Undo: Forget 1 past estimate");
    browser.find("button", "Redo: Forget 1 past estimate");
}

#[test]
fn people_and_settings_stand_in_every_size_and_scheme() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_sample(&browser, &site);
    go_to(&browser, PEOPLE);
    browser.click("button", "More about Jonas Okafor");
    browser.click("button", "More about Ravi Kapoor");
    browser.click("button", "More about Help centre and API reference");
    for size in [DESKTOP, PHONE] {
        for scheme in [Scheme::Light, Scheme::Dark] {
            browser.resize(size);
            browser.prefer(scheme);
            let place = format!("people and settings, {size:?}, {scheme:?}");
            assert_eq!(browser.stands_out(), None, "{place} is too wide");
            browser.assert_accessible(&place);
        }
    }
}

#[test]
fn the_first_edit_asks_once_whose_it_is() {
    let site = Site::of_dist();
    let browser = Browser::open();
    browser.go(site.address());
    new_project(&browser, "Relaunch");
    browser.type_into("Add a person", "Ann Lee");
    browser.press("Enter");
    browser.find("button", "More about Ann Lee");
    go_to(&browser, "Audit");
    browser.find("region", "Who are you?");
    browser.assert_accessible("the question who is here");
    browser.click("button", "Not now");
    browser.wait_until_gone("region", "Who are you?");
    browser.reload();
    browser.find("heading", "Audit");
    assert!(!browser.has("region", "Who are you?"));
}
