//! The page opens: from any folder, in either colour scheme, on a desk and on a phone.

use crate::browser::{Browser, DESKTOP, PHONE, Scheme};
use crate::site::Site;

#[test]
fn the_page_opens_from_any_folder_in_light_and_dark_on_a_desk_and_on_a_phone() {
    let site = Site::of_dist();
    let browser = Browser::open();
    for size in [DESKTOP, PHONE] {
        for scheme in [Scheme::Light, Scheme::Dark] {
            browser.resize(size);
            browser.prefer(scheme);
            browser.go(site.address());
            browser.wait_until("a heading of the first rank is visible", || {
                browser.run("return document.querySelector('h1')?.checkVisibility() ?? false")
                    == true
            });
            let place = format!("the first screen, {size:?}, {scheme:?}");
            assert_eq!(
                browser.stands_out(),
                None,
                "{place} is wider than the window"
            );
            browser.assert_accessible(&place);
        }
    }
}

#[test]
fn a_first_load_asks_for_at_most_eight_files_and_finds_them_all() {
    let site = Site::of_dist();
    let browser = Browser::open();
    browser.go(site.address());
    let asked = browser.run(
        "const started = performance.getEntriesByName('started')[0].startTime;
        const files = performance.getEntriesByType('resource');
        const asked = files.filter((file) => file.startTime <= started).map((file) => file.name);
        return [location.pathname, ...new Set(asked)]",
    );
    let asked = asked.as_array().expect("a list");
    assert!(
        (3..=8).contains(&asked.len()),
        "a first load asked for {}: {asked:#?}",
        asked.len()
    );
}

#[test]
fn a_script_that_is_not_ours_does_not_run_and_is_reported() {
    let site = Site::of_dist();
    let browser = Browser::open();
    browser.go(site.address());
    browser.run(
        "const script = document.createElement('script');
        script.textContent = 'window.intruder = true';
        document.body.append(script);",
    );
    assert_eq!(browser.run("return window.intruder === undefined"), true);
    browser.run("await fetch('https://example.org/').catch(() => {})");
    let complaints = browser.take_complaints().join("\n");
    assert!(
        complaints.contains("script-src-elem refused inline"),
        "{complaints}"
    );
    assert!(
        complaints.contains("connect-src refused https://example.org/"),
        "{complaints}"
    );
}

#[test]
fn what_is_stored_durably_survives_a_killed_browser() {
    let site = Site::of_dist();
    let browser = Browser::open();
    browser.go(site.address());
    let open = "const database = await new Promise((ok, no) => {
        const request = indexedDB.open('journey', 1);
        request.onupgradeneeded = () => request.result.createObjectStore('kept');
        request.onsuccess = () => ok(request.result);
        request.onerror = () => no(request.error);
    });";
    browser.run(&format!(
        "{open}
        await new Promise((ok, no) => {{
            const change = database.transaction('kept', 'readwrite', {{ durability: 'strict' }});
            change.objectStore('kept').put('still here', 'key');
            change.oncomplete = ok;
            change.onerror = () => no(change.error);
        }});"
    ));
    let browser = Browser::open_with(browser.kill());
    browser.go(site.address());
    let kept = browser.run(&format!(
        "{open}
        return await new Promise((ok) => {{
            const request = database.transaction('kept').objectStore('kept').get('key');
            request.onsuccess = () => ok(request.result);
        }});"
    ));
    assert_eq!(kept, "still here");
}
