//! The parts of the program that are loaded later: what is said when one cannot be had, and how it
//! is tried again. A debug page has no such parts; these journeys then only walk through.

use crate::browser::Browser;
use crate::project::open_sample;
use crate::site::Site;

#[test]
fn a_place_that_cannot_be_loaded_says_so_and_comes_when_it_is_tried_again() {
    let site = Site::of_dist();
    site.withhold(Some("people-"));
    let browser = Browser::open();
    open_sample(&browser, &site);
    browser.click("link", "People and settings");
    if site.has_parts() {
        browser.find("heading", "This part of the app could not be loaded");
        browser.assert_accessible("a place that could not be loaded");
        browser.take_complaints();
        site.withhold(None);
        browser.click("button", "Try again");
    }
    browser.find("heading", "People and settings");
    // The rest of the app went on working.
    browser.click("link", "Audit");
    browser.find("heading", "Audit");
}

#[test]
fn once_the_page_is_idle_every_place_opens_without_a_connection() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_sample(&browser, &site);
    if site.has_parts() {
        browser.wait_until("every part has arrived", || {
            let here = "return performance.getEntriesByType('resource').filter(({ name, responseEnd }) =>
                responseEnd > 0 && /(share|people|task|overlays|later)-[0-9a-f]+\\.wasm$/.test(name)).length";
            browser.run(here) == 5
        });
    }
    site.withhold(Some(""));
    for place in ["Share", "People and settings", "Audit"] {
        browser.click("link", place);
        browser.find("heading", place);
    }
}
