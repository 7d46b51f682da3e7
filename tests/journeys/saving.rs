//! The badge tells the truth: a storage that is full, throws, forgets, or is cleared.

use crate::browser::Browser;
use crate::project::{add_task, has_task, open_new, wait_for_task, wait_until_saved};
use crate::site::Site;

/// Takes all the room that the browser still gives this origin, to the last character.
const FILL: &str = "for (let size = 1 << 20; size >= 1; size >>= 1) {
    try {
        for (;;) localStorage.setItem(`other/${Object.keys(localStorage).length}/${size}`, 'x'.repeat(size));
    } catch { /* Full for this size: try a smaller one. */ }
}";

/// Gives the room back.
const FREE: &str = "Object.keys(localStorage).filter((key) => key.startsWith('other/'))
    .forEach((key) => localStorage.removeItem(key));";

/// Waits a second at most for the badge to say that something is not saved; then what it explains.
fn wait_for_not_saved(browser: &Browser, reason: &str) {
    browser.find("button", "Not saved");
    browser.click("button", "Not saved");
    browser.find("heading", "Where your work is");
    let said = browser.run("return document.querySelector('dialog[open]').innerText");
    let said = said.as_str().unwrap_or_default();
    assert!(said.contains(reason), "{said}");
    assert!(said.contains("Export the project"), "{said}");
}

#[test]
fn a_full_storage_is_told_and_loses_nothing() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_new(&browser, &site);
    add_task(&browser, "Before", "Before");
    wait_until_saved(&browser);
    // The reserve that is set aside is used up first.
    browser.wait_until("a reserve is set aside", || {
        browser.run("return localStorage.getItem('lastmile/ballast') !== null") == true
    });
    browser.run(FILL);
    add_task(&browser, "In the reserve", "In the reserve");
    wait_until_saved(&browser);
    browser.run(FILL);
    add_task(&browser, "Nowhere to go", "Nowhere to go");
    wait_for_not_saved(&browser, "full");
    browser.assert_accessible("the explanation of what is not saved");
    browser.run(FREE);
    browser.click("button", "Try again");
    browser.press("Escape");
    wait_until_saved(&browser);

    browser.reload();
    for title in ["Before", "In the reserve", "Nowhere to go"] {
        wait_for_task(&browser, title);
    }
}

#[test]
fn a_storage_that_throws_is_told_and_the_next_edit_saves_all() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_new(&browser, &site);
    browser.run(
        "window.whole = Storage.prototype.setItem;
        Storage.prototype.setItem = () => { throw new DOMException('no', 'UnknownError'); };",
    );
    add_task(&browser, "Alpha", "Alpha");
    wait_for_not_saved(&browser, "");
    browser.press("Escape");
    browser.run("Storage.prototype.setItem = whole;");
    add_task(&browser, "Beta", "Beta");
    wait_until_saved(&browser);
    browser.reload();
    wait_for_task(&browser, "Alpha");
    wait_for_task(&browser, "Beta");
}

#[test]
fn a_storage_that_only_says_yes_is_found_out() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_new(&browser, &site);
    browser.run("Storage.prototype.setItem = () => {};");
    add_task(&browser, "Alpha", "Alpha");
    wait_for_not_saved(&browser, "did not keep what was written");
    // Leaving would lose it, so the page asks; the journey stays.
    browser.run("location.reload = () => {}; delete Storage.prototype.setItem;");
    browser.run(
        "const frame = document.createElement('iframe');
        document.body.append(frame);
        Storage.prototype.setItem = frame.contentWindow.Storage.prototype.setItem;",
    );
    browser.click("button", "Try again");
    browser.press("Escape");
    wait_until_saved(&browser);
}

#[test]
fn a_storage_cleared_while_the_page_runs_costs_nothing() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_new(&browser, &site);
    add_task(&browser, "Alpha", "Alpha");
    wait_until_saved(&browser);
    browser.run("localStorage.clear()");
    add_task(&browser, "Beta", "Beta");
    wait_until_saved(&browser);
    browser.reload();
    wait_for_task(&browser, "Alpha");
    assert!(has_task(&browser, "Beta"));
}

#[test]
fn a_storage_cleared_between_visits_is_rebuilt_from_the_database() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_new(&browser, &site);
    add_task(&browser, "Alpha", "Alpha");
    wait_until_saved(&browser);
    browser.reload_after("localStorage.clear()");
    wait_for_task(&browser, "Alpha");
    wait_until_saved(&browser);
    browser.wait_until("the storage holds the project again", || {
        browser.run("return Object.keys(localStorage).some((key) => key.startsWith('lastmile/d/') && !key.includes('/workspace/'))") == true
    });
}

#[test]
fn a_deleted_database_is_rebuilt_from_the_storage() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_new(&browser, &site);
    add_task(&browser, "Alpha", "Alpha");
    wait_until_saved(&browser);
    browser.reload_after("indexedDB.deleteDatabase('lastmile')");
    wait_for_task(&browser, "Alpha");
    wait_until_saved(&browser);
    browser.reload_after("localStorage.clear()");
    wait_for_task(&browser, "Alpha");
}
