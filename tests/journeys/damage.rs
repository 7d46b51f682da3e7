//! Stored texts that cannot be read, and the page of last resort after real work.

use std::fs;

use crate::browser::Browser;
use crate::project::{add_task, has_task, open_new, titles, wait_for_task, wait_until_saved};
use crate::site::Site;

#[test]
fn a_damaged_record_is_set_aside_and_the_rest_opens() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_new(&browser, &site);
    for title in ["Alpha", "Beta", "Gamma"] {
        add_task(&browser, title, title);
    }
    wait_until_saved(&browser);
    // The last change, in the storage and in the database, so that no whole copy is left.
    browser.reload_after(
        "const keys = Object.keys(localStorage).filter((key) => key.includes('/j/') && !key.includes('/workspace/'));
        keys.sort((a, b) => Number(a.split('/').at(-1)) - Number(b.split('/').at(-1)));
        const text = localStorage.getItem(keys.at(-1));
        const at = text.length >> 1;
        localStorage.setItem(keys.at(-1), text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ 1) + text.slice(at + 1));
        indexedDB.deleteDatabase('lastmile');",
    );
    wait_for_task(&browser, "Beta");
    assert_eq!(titles(&browser), ["Alpha", "Beta"]);
    add_task(&browser, "Delta", "Delta");
    wait_until_saved(&browser);

    browser.click("button", "Saved");
    browser.find("heading", "Where your work is");
    let said = browser.run("return document.querySelector('dialog[open]').innerText");
    let said = said.as_str().unwrap_or_default();
    assert!(said.contains("1 stored text could not be read"), "{said}");
    browser.click("button", "Download all raw data");
    let folder = browser.downloads();
    browser.wait_until("the raw data is downloaded, with what is damaged", || {
        let files = fs::read_dir(&folder).into_iter().flatten().flatten();
        files
            .filter(|file| file.path().extension().is_some_and(|end| end == "json"))
            .filter_map(|file| fs::read_to_string(file.path()).ok())
            .any(|text| text.contains("/j/") && text.ends_with('}'))
    });
    browser.press("Escape");
    browser.reload();
    wait_for_task(&browser, "Delta");
    assert!(has_task(&browser, "Alpha"));
}

#[test]
fn a_record_damaged_in_one_place_is_read_from_the_other() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_new(&browser, &site);
    add_task(&browser, "Alpha", "Alpha");
    wait_until_saved(&browser);
    browser.reload_after(
        "Object.keys(localStorage).filter((key) => key.includes('/j/'))
            .forEach((key) => localStorage.setItem(key, localStorage.getItem(key).slice(0, -3)));",
    );
    wait_for_task(&browser, "Alpha");
}

#[test]
fn the_rescue_page_tells_when_work_was_last_saved_and_a_reload_brings_it_back() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_new(&browser, &site);
    add_task(&browser, "Alpha", "Alpha");
    wait_until_saved(&browser);
    browser.run("lastmileRescue('test')");
    browser.find("heading", "Lastmile had to stop");
    let shown = browser.run("return document.body.innerText");
    let shown = shown.as_str().unwrap_or_default();
    assert!(shown.contains("The project was last saved on"), "{shown}");
    browser.click("button", "Reload the page");
    wait_for_task(&browser, "Alpha");
}
