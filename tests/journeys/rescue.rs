//! The page of last resort (rescue.js): it shows up when it must, and hands over the raw data.

use std::fs;

use serde_json::{Value, json};

use crate::browser::Browser;
use crate::site::Site;

#[test]
fn a_page_whose_app_does_not_load_says_so_and_downloads_the_raw_data() {
    let site = Site::of_dist_without(".wasm");
    let browser = Browser::open();
    browser.go_without_waiting(site.address());
    browser.find("heading", "Lastmile did not start");
    assert!(
        !browser.take_complaints().is_empty(),
        "the missing file is in the console"
    );
    browser.assert_accessible("the rescue page");

    browser.run(
        "localStorage.setItem('lastmile/last-saved', '2026-03-04T05:06:07Z');
        localStorage.setItem('lastmile/__proto__', 'an ordinary key');
        localStorage.setItem('other', 'not ours');
        const database = await new Promise((ok) => {
            const request = indexedDB.open('lastmile', 1);
            request.onupgradeneeded = () => request.result.createObjectStore('journal');
            request.onsuccess = () => ok(request.result);
        });
        await new Promise((ok) => {
            const change = database.transaction('journal', 'readwrite');
            change.objectStore('journal').put(new Uint8Array([1, 2, 255]), ['a', 1]);
            change.oncomplete = ok;
        });
        database.close();",
    );
    browser.click("button", "Download all raw data");
    let folder = browser.downloads();
    let mut saved = None;
    browser.wait_until("the file is downloaded", || {
        saved = fs::read_dir(&folder)
            .into_iter()
            .flatten()
            .flatten()
            .find(|file| {
                file.path()
                    .extension()
                    .is_some_and(|ending| ending == "json")
            })
            .and_then(|file| fs::read_to_string(file.path()).ok())
            .and_then(|text| serde_json::from_str::<Value>(&text).ok());
        saved.is_some()
    });
    let saved = saved.expect("waited for");
    assert_eq!(
        saved["localStorage"],
        json!({
            "lastmile/last-saved": "2026-03-04T05:06:07Z",
            "lastmile/__proto__": "an ordinary key",
        })
    );
    assert_eq!(
        saved["indexedDB"],
        json!({ "journal": [{ "key": ["a", 1], "value": { "$bytes": "AQL/" } }] })
    );
}

#[test]
fn a_rescue_replaces_the_app_and_tells_when_the_project_was_last_saved() {
    let site = Site::of_dist();
    let browser = Browser::open();
    browser.go(site.address());
    browser.run(
        "localStorage.setItem('lastmile/last-saved', '2026-03-04T12:00:00Z');
        lastmileRescue('Something <b>broke</b>.');",
    );
    assert_eq!(browser.focused(), "heading “Lastmile had to stop”");
    assert_eq!(
        browser.names("button"),
        ["Reload the page", "Download all raw data"]
    );
    let shown = browser.run("return document.body.innerText");
    let shown = shown.as_str().unwrap_or_default();
    assert!(shown.contains("Something <b>broke</b>."), "{shown}");
    assert!(shown.contains("last saved on March 4, 2026"), "{shown}");
    browser.assert_accessible("the rescue page");

    browser.click("button", "Reload the page");
    browser.wait_until_gone("heading", "Lastmile had to stop");
}
