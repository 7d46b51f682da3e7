//! A project leaves as a file and comes back as one.

use std::fs;

use lastmile::exchange::json;
use serde_json::{Value, json as value};

use crate::browser::{Browser, DESKTOP, PHONE, Scheme};
use crate::project::{go_to, open_sample};
use crate::site::Site;

/// Exports the open project and gives the file's text. There must be `before` files already.
fn export(browser: &Browser, before: usize) -> String {
    browser.click("button", "Export this project");
    let folder = browser.downloads();
    let mut texts = Vec::new();
    browser.wait_until("the file is downloaded", || {
        let mut files: Vec<_> = fs::read_dir(&folder)
            .into_iter()
            .flatten()
            .flatten()
            .map(|file| file.path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
            .collect();
        files.sort_by_key(|path| fs::metadata(path).and_then(|it| it.modified()).ok());
        texts = files
            .iter()
            .filter_map(|path| fs::read_to_string(path).ok())
            .collect();
        texts.len() > before && texts.iter().all(|text| text.ends_with("}\n"))
    });
    texts.pop().expect("waited for")
}

/// Chooses a file with this text, as the picker of the browser would.
fn choose(browser: &Browser, name: &str, text: &str) {
    browser.run(&format!(
        "const files = new DataTransfer();
        files.items.add(new File([{}], {}, {{ type: 'application/json' }}));
        const field = document.querySelector('input[type=file]');
        field.files = files.files;
        field.dispatchEvent(new Event('change', {{ bubbles: true }}));",
        value!(text),
        value!(name)
    ));
}

/// Drops such a file on the page.
fn drop_file(browser: &Browser, name: &str, text: &str) {
    browser.run(&format!(
        "const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([{}], {}));
        for (const kind of ['dragover', 'drop']) {{
            document.body.dispatchEvent(
                new DragEvent(kind, {{ dataTransfer, bubbles: true, cancelable: true }}));
        }}",
        value!(text),
        value!(name)
    ));
}

#[test]
fn a_project_leaves_as_a_file_and_comes_in_as_an_equal_copy() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_sample(&browser, &site);
    go_to(&browser, "Share");
    let first = export(&browser, 0);
    browser.wait_for_text("The last file of this project was written");

    choose(&browser, "launch.json", &first);
    browser.find("dialog", "What is in launch.json");
    browser.find("StaticText", "Already here");
    browser.assert_accessible("what is in a file");
    browser.click("button", "Import project");
    browser.find_like("button", "(copy)");

    go_to(&browser, "Share");
    let second = export(&browser, 1);
    let read = |text: &str| {
        let mut outside = json::import(text.as_bytes()).expect("what was exported");
        outside.projects.pop().expect("one project")
    };
    let (first, second) = (read(&first), read(&second));
    assert_ne!(first.id, second.id);
    let mut expected = first.model.clone();
    expected.settings.name = format!("{} (copy)", expected.settings.name);
    assert_eq!(second.model, expected);
}

#[test]
fn a_dropped_file_of_a_stranger_becomes_the_same_project_in_another_browser() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_sample(&browser, &site);
    go_to(&browser, "Share");
    let text = export(&browser, 0);
    let id =
        serde_json::from_str::<Value>(&text).expect("a JSON file")["projects"][0]["id"].clone();

    let other = Browser::open();
    other.go(site.address());
    drop_file(&other, "launch.json", &text);
    other.find("dialog", "What is in launch.json");
    assert!(!other.has("StaticText", "Already here"));
    other.click("button", "Import project");
    other.find("heading", "Overview");
    let id = id.as_str().expect("an id");
    assert!(other.address().contains(id), "{}", other.address());
}

#[test]
fn a_broken_file_is_told_apart_by_place_and_changes_nothing() {
    let site = Site::of_dist();
    let browser = Browser::open();
    browser.go(site.address());
    let wrong = r#"{ "format": "lastmile", "version": 1, "projects": [ { "tasks": [
        { "id": 7, "title": "Copy" } ] } ] }"#;
    for (text, reason) in [
        ("{ \"format\": ", "Line 1, column"),
        ("<!doctype html>", "This is a web page"),
        (wrong, "projects[0].tasks[0].id"),
    ] {
        choose(&browser, "broken.json", text);
        browser.find("dialog", "broken.json cannot be imported");
        browser.wait_for_text(reason);
        browser.assert_accessible("a file that cannot be imported");
        browser.press("Escape");
        browser.wait_until_gone("dialog", "broken.json cannot be imported");
    }
    browser.find("heading", "Three ways in");
}

#[test]
fn share_stands_in_every_size_and_scheme() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_sample(&browser, &site);
    go_to(&browser, "Share");
    for size in [DESKTOP, PHONE] {
        for scheme in [Scheme::Light, Scheme::Dark] {
            browser.resize(size);
            browser.prefer(scheme);
            let place = format!("share, {size:?}, {scheme:?}");
            assert_eq!(browser.stands_out(), None, "{place} is too wide");
            browser.assert_accessible(&place);
        }
    }
}

/// Has the picker of files choose one in the page's own file system, without asking: there is
/// nobody to answer the browser's own window.
const PICKS_BY_ITSELF: &str = "window.showSaveFilePicker = async () =>
    (await navigator.storage.getDirectory()).getFileHandle('kept.json', { create: true });";

/// What the linked file holds; nothing while the browser is exchanging it for its next version.
fn linked_text(browser: &Browser) -> String {
    let text = browser.run(
        "const folder = await navigator.storage.getDirectory();
        try {
            const file = await (await folder.getFileHandle('kept.json')).getFile();
            return await file.text();
        } catch {
            return '';
        }",
    );
    text.as_str().unwrap_or_default().to_owned()
}

#[test]
fn a_linked_file_follows_the_project_and_is_found_again() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_sample(&browser, &site);
    go_to(&browser, "Share");
    browser.run(PICKS_BY_ITSELF);
    browser.click("button", "Choose where to keep it");
    browser.wait_for_text("kept.json is written after each change.");
    browser.wait_until("the file holds the project", || {
        linked_text(&browser).ends_with("}\n")
    });

    browser.reload();
    browser.wait_for_text("kept.json is written after each change.");
    go_to(&browser, "Audit");
    browser.type_into("Add a task", "Ring the printer");
    browser.press("Enter");
    browser.wait_until("the file has the new task", || {
        linked_text(&browser).contains("Ring the printer")
    });

    go_to(&browser, "Share");
    browser.click("button", "Unlink");
    browser.find("button", "Choose where to keep it");
}
