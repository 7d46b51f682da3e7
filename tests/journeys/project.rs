//! What many journeys do: begin a project, add a task, wait until it is saved.

use crate::browser::Browser;
use crate::site::Site;

/// The sample with the most in it.
pub(crate) const RICHEST: &str = "Tidehouse 2.0 launch";

/// Opens the page and makes a project of the sample that has the most in it; ends in its audit.
pub(crate) fn open_sample(browser: &Browser, site: &Site) {
    browser.go(site.address());
    browser.click_like("button", RICHEST);
    browser.find("heading", "Overview");
    go_to(browser, "Audit");
    browser.find("treegrid", "Tasks");
    wait_until_saved(browser);
}

/// Goes to a place of the open project, by the name of its link.
pub(crate) fn go_to(browser: &Browser, place: &str) {
    browser.click("link", place);
    browser.find("heading", place);
}

/// Goes to a part of a place of the open project.
pub(crate) fn go_to_part(browser: &Browser, place: &str, part: &str) {
    go_to(browser, place);
    browser.click("tab", part);
    browser.find("tabpanel", part);
}

/// The address of the open project; behind it come a stroke and the place.
pub(crate) fn address_of_project(browser: &Browser) -> String {
    let address = browser.address();
    let (page, route) = address.split_once("#/").expect("a project is open");
    let project = route.split('/').next().expect("the route names it");
    format!("{page}#/{project}")
}

/// Opens the page and makes an empty project.
pub(crate) fn open_new(browser: &Browser, site: &Site) {
    browser.go(site.address());
    browser.press("Control+k");
    browser.find("combobox", "What are you looking for?");
    browser.write("New project");
    browser.press("Enter");
    browser.type_into("What is it called?", "Relaunch");
    browser.press("Enter");
    browser.find("heading", "Audit");
    wait_until_saved(browser);
}

/// Adds a task through the line above the table, and waits until it is in the table.
pub(crate) fn add_task(browser: &Browser, line: &str, title: &str) {
    browser.type_into("Add a task", line);
    browser.press("Enter");
    browser.wait_for("button", &format!("Open {title}"));
}

/// Waits until the badge says that all is saved.
pub(crate) fn wait_until_saved(browser: &Browser) {
    browser.find("button", "Saved");
}

/// The titles in the table, from top to bottom.
pub(crate) fn titles(browser: &Browser) -> Vec<String> {
    let names = browser.names("checkbox");
    let titles = names.iter().filter_map(|name| name.strip_prefix("Select "));
    titles
        .filter(|title| *title != "all tasks shown")
        .map(str::to_owned)
        .collect()
}

/// Whether the table has a task of this title.
pub(crate) fn has_task(browser: &Browser, title: &str) -> bool {
    titles(browser).iter().any(|other| other == title)
}

/// Waits until the table has a task of this title.
pub(crate) fn wait_for_task(browser: &Browser, title: &str) {
    browser.wait_until(&format!("the table has “{title}”"), || {
        has_task(browser, title)
    });
}

/// Waits until the table has no task of this title.
pub(crate) fn wait_for_no_task(browser: &Browser, title: &str) {
    browser.wait_until(&format!("the table has no “{title}”"), || {
        !has_task(browser, title)
    });
}
