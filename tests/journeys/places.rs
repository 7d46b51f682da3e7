//! Every place, filled with the richest sample: on a desk and a phone, in light and dark.

use crate::browser::{Browser, DESKTOP, PHONE, Scheme};
use crate::project::{address_of_project, open_sample, titles};
use crate::site::Site;

/// Looks at what is open with axe-core, and for anything wider than the window.
fn look(browser: &Browser, place: &str) {
    assert_eq!(
        browser.stands_out(),
        None,
        "{place} is wider than the window"
    );
    browser.assert_accessible(place);
}

fn walk(window: (u32, u32), scheme: Scheme) {
    let site = Site::of_dist();
    let browser = Browser::open();
    browser.resize(window);
    browser.prefer(scheme);
    let said = |place: &str| format!("{place}, {window:?}, {scheme:?}");
    browser.go(site.address());
    look(&browser, &said("the first visit"));
    open_sample(&browser, &site);
    let project = address_of_project(&browser);

    for part in ["Tasks", "Bottlenecks", "Gaps", "Guided audit", "Baseline"] {
        browser.click("tab", part);
        browser.find("tabpanel", part);
        look(&browser, &said(part));
    }
    browser.click("tab", "Tasks");
    browser.wait_until("there are tasks", || titles(&browser).len() > 3);
    // On a phone the button that opens a task gives way to the row itself.
    let task = browser.run("return document.querySelector('[data-task]').dataset.task");
    let task = task.as_str().unwrap_or_default();
    browser.go_without_waiting(&format!("{project}/audit/{task}"));
    browser.find("heading", "Task");
    look(&browser, &said("an open task"));

    browser.go_without_waiting(&format!("{project}/execute"));
    for part in ["Board", "Stand-up", "Sprint", "Swarm", "Messages", "Pulse"] {
        browser.click("tab", part);
        browser.find("tabpanel", part);
        look(&browser, &said(part));
    }
    for (place, heading) in [
        ("done", "Done"),
        ("overview", "Overview"),
        ("plan", "Plan"),
        ("readiness", "Readiness"),
        ("share", "Share"),
        ("guide", "Guide"),
        ("guide/frameworks", "Integration first"),
        ("guide/signs", "Guide"),
        ("review", "Review"),
        ("review/retrospective", "The facts"),
        ("review/economics", "Would it pay?"),
        ("people", "People and settings"),
        ("risks", "Risks"),
        ("risks/changes", "Risks"),
        ("risks/decisions", "Risks"),
        ("risks/integration", "Risks"),
    ] {
        browser.go_without_waiting(&format!("{project}/{place}"));
        browser.find("heading", heading);
        look(&browser, &said(heading));
    }
    browser.press("Control+k");
    browser.find("combobox", "What are you looking for?");
    look(&browser, &said("the palette"));
    browser.press("Escape");
    browser.press("Escape");
    browser.wait_until_gone("heading", "Commands and tasks");
    browser.press("?");
    browser.find("heading", "Keyboard shortcuts");
    look(&browser, &said("the sheet of keys"));
    browser.press("Escape");
    browser.click("button", "Saved");
    browser.find("heading", "Where your work is");
    look(&browser, &said("where the work is"));
    browser.press("Escape");
    browser.go_without_waiting(&format!("{}#/", site.address()));
    browser.find("heading", "Projects");
    look(&browser, &said("the list of projects"));
}

#[test]
fn every_place_is_accessible_on_a_desk_in_light() {
    walk(DESKTOP, Scheme::Light);
}

#[test]
fn every_place_is_accessible_on_a_desk_in_dark() {
    walk(DESKTOP, Scheme::Dark);
}

#[test]
fn every_place_is_accessible_on_a_phone_in_light() {
    walk(PHONE, Scheme::Light);
}

#[test]
fn every_place_is_accessible_on_a_phone_in_dark() {
    walk(PHONE, Scheme::Dark);
}
