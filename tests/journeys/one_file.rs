//! The app as one file: it opens without a host, and brings projects along. A debug page is not
//! written as one file; these journeys then only look that it offers none.

use std::fs;
use std::path::{Path, PathBuf};

use crate::browser::Browser;
use crate::project::{RICHEST, go_to, open_sample, wait_until_saved};
use crate::site::{Site, one_file};

fn address(file: &Path) -> String {
    format!("file://{}", file.display())
}

/// The page that lies in the browser's folder of downloads, once it is there.
fn downloaded(browser: &Browser) -> PathBuf {
    let page = || {
        let files = fs::read_dir(browser.downloads()).ok()?.flatten();
        let mut files = files.map(|file| file.path());
        files.find(|path| path.extension().is_some_and(|it| it == "html"))
    };
    browser.wait_until("the page is downloaded", || page().is_some());
    page().expect("it was there")
}

#[test]
fn one_file_opens_without_a_host_works_out_dates_and_keeps_what_is_done() {
    let Some(file) = one_file() else { return };
    let browser = Browser::open();
    browser.go(&address(&file));
    browser.click_like("button", RICHEST);
    browser.find("heading", "Overview");
    // The engines have answered, in a thread of their own.
    browser.wait_for("group", "Readiness");
    wait_until_saved(&browser);
    go_to(&browser, "Risks");
    browser.assert_accessible("a place of the one file");
    browser.reload();
    browser.find("heading", "Risks");
}

#[test]
fn a_project_travels_with_the_app_and_goes_on_travelling() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_sample(&browser, &site);
    go_to(&browser, "Share");
    if one_file().is_none() {
        assert!(!browser.has("button", "Export with the app"));
        return;
    }
    browser.click("button", "Export with the app");
    let page = downloaded(&browser);

    // Whoever gets it has nothing but the file.
    let theirs = Browser::open();
    theirs.go(&address(&page));
    theirs.find("dialog", "What is in this page");
    theirs.click("button", "Import project");
    theirs.find("heading", "Overview");
    wait_until_saved(&theirs);
    // Offered once.
    theirs.reload();
    theirs.find("heading", "Overview");
    assert!(!theirs.has("dialog", "What is in this page"));

    // It writes itself again, and such a page is a file to import from as well.
    go_to(&theirs, "Share");
    theirs.click("button", "Export with the app");
    let again = downloaded(&theirs);
    let third = Browser::open();
    third.go(&address(&again));
    third.find("dialog", "What is in this page");
}
