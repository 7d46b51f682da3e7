//! The harness itself, on a small page of its own: a journey can rely on what it says.

use crate::browser::Browser;

const PAGE: &str = "data:text/html,<!doctype html><title>Form</title><main>
    <h1>A form</h1>
    <label>Title <input id=subject value=old></label>
    <label>Due <input type=date></label>
    <label>Size <select><option>small<option>large</select></label>
    <button onclick='this.nextElementSibling.textContent = subject.value' aria-expanded=false> Save
      it </button><output></output>
    <button hidden>Never</button>
    <button>Last</button>
    <script>addEventListener('keydown', (e) => { if (e.ctrlKey %26%26 e.shiftKey %26%26 e.key === 'K')
      document.title = 'pressed' })</script>";

#[test]
fn things_are_found_by_role_name_and_label_and_answer_to_typing_and_keys() {
    let browser = Browser::open();
    browser.go_without_waiting(PAGE);
    assert_eq!(browser.names("button"), ["Save it", "Last"]);
    assert!(!browser.has("button", "Never"));

    browser.type_into("Title", "new + shiny");
    assert_eq!(browser.focused(), "textbox “Title”");
    browser.click("button", "Save it");
    assert_eq!(browser.text(&browser.find("status", "")), "new + shiny");
    let button = browser.find_like("button", "Save");
    assert_eq!(
        browser.attribute(&button, "aria-expanded").as_deref(),
        Some("false")
    );

    browser.set("Due", "2026-03-04");
    assert_eq!(browser.value("Due"), "2026-03-04");
    browser.set("Size", "large");
    assert_eq!(browser.value("Size"), "large");

    browser.press("Control+Shift+K");
    assert_eq!(browser.run("return document.title"), "pressed");
    browser.press("Tab");
    browser.press("Shift+Tab");
    assert_eq!(browser.focused(), "button “Save it”");
}

#[test]
fn a_second_tab_shares_the_profile_and_each_keeps_its_page() {
    let browser = Browser::open();
    let first = browser.tab();
    browser.go_without_waiting("data:text/html,<h1>One");
    let second = browser.open_tab();
    browser.go_without_waiting("data:text/html,<h1>Two");
    assert_eq!(browser.names("heading"), ["Two"]);
    browser.move_to(&first);
    assert_eq!(browser.names("heading"), ["One"]);
    browser.move_to(&second);
    assert_eq!(browser.names("heading"), ["Two"]);
}

#[test]
#[should_panic(expected = "heading “One”")]
fn what_is_not_there_fails_with_what_is() {
    let browser = Browser::open();
    browser.go_without_waiting("data:text/html,<h1>One");
    browser.wait_briefly();
    browser.find("button", "Two");
}

#[test]
#[should_panic(expected = "the browser complained")]
fn a_complaint_of_the_console_fails_the_journey() {
    let browser = Browser::open();
    browser.go_without_waiting("data:text/html,<script>console.error('oh')</script>");
}
