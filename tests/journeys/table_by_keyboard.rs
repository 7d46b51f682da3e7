//! The table of tasks without a mouse.

use crate::browser::Browser;
use crate::project::{add_task, has_task, open_new, titles, wait_for_no_task, wait_for_task};
use crate::site::Site;

/// A project of three tasks, with the focus on the title of the first.
fn three_tasks(browser: &Browser, site: &Site) {
    open_new(browser, site);
    for title in ["Alpha", "Beta", "Gamma"] {
        add_task(browser, title, title);
    }
    // From the line above into the table by Tab alone.
    browser.type_into("Add a task", "");
    for _ in 0..40 {
        browser.press("Tab");
        if browser.focused().starts_with("gridcell") {
            break;
        }
    }
    wait_for_focus(browser, "Open Alpha");
}

fn wait_for_focus(browser: &Browser, part: &str) {
    browser.wait_until(&format!("the focus is on “{part}”"), || {
        let focused = browser.focused();
        focused.starts_with("gridcell") && focused.contains(part)
    });
}

fn wait_for_titles(browser: &Browser, expected: &[&str]) {
    browser.wait_until(&format!("the table shows {expected:?}"), || {
        titles(browser) == expected
    });
}

#[test]
fn a_title_and_a_priority_are_set_undone_and_done_again_by_keys() {
    let site = Site::of_dist();
    let browser = Browser::open();
    three_tasks(&browser, &site);

    browser.press("ArrowDown");
    wait_for_focus(&browser, "Open Beta");
    browser.press("F2");
    browser.wait_until("the title is a field", || {
        browser.focused() == "textbox “Title”"
    });
    browser.write("Beta, renamed");
    browser.press("Enter");
    wait_for_task(&browser, "Beta, renamed");
    wait_for_focus(&browser, "Open Beta, renamed");

    browser.press("ArrowRight");
    browser.press("Enter");
    browser.wait_until("the priority is a field", || {
        browser.focused() == "combobox “Priority”"
    });
    browser.press("m");
    browser.press("Enter");
    browser.wait_for("gridcell", "Must");

    browser.press("Control+z");
    browser.wait_until("the priority is gone", || !browser.has("gridcell", "Must"));
    browser.find_like("button", "Redo: ");
    browser.press("Control+z");
    wait_for_task(&browser, "Beta");
    assert!(!has_task(&browser, "Beta, renamed"));
    let redo = browser.names("button");
    assert!(
        redo.iter()
            .any(|name| name.starts_with("Redo: ") && name.contains("Beta")),
        "redo names its step: {redo:?}"
    );
    browser.press("Control+Shift+z");
    wait_for_task(&browser, "Beta, renamed");
    browser.press("Control+Shift+z");
    browser.wait_for("gridcell", "Must");
}

#[test]
fn tasks_are_moved_and_nested_by_keys() {
    let site = Site::of_dist();
    let browser = Browser::open();
    three_tasks(&browser, &site);

    browser.press("Alt+ArrowDown");
    wait_for_titles(&browser, &["Beta", "Alpha", "Gamma"]);
    wait_for_focus(&browser, "Open Alpha");
    browser.press("Alt+ArrowRight");
    browser.find("button", "Hide subtasks");
    wait_for_focus(&browser, "Open Alpha");
    browser.press("Alt+ArrowLeft");
    browser.wait_until_gone("button", "Hide subtasks");
    wait_for_focus(&browser, "Open Alpha");
    browser.press("Alt+ArrowUp");
    wait_for_titles(&browser, &["Alpha", "Beta", "Gamma"]);
}

#[test]
fn several_tasks_are_selected_and_changed_at_once() {
    let site = Site::of_dist();
    let browser = Browser::open();
    three_tasks(&browser, &site);

    browser.press("Shift+ArrowDown");
    wait_for_focus(&browser, "Open Beta");
    let bar = browser.find("region", "Selected tasks");
    assert!(browser.text(&bar).contains("2 tasks selected"));
    browser.click("button", "Set priority");
    browser.click("menuitem", "Must");
    browser.wait_until("two tasks are musts", || {
        let cells = browser.names("gridcell");
        cells.iter().filter(|cell| *cell == "Must").count() == 2
    });
    browser.click_like("button", "Undo");
    browser.wait_until("one step takes both back", || {
        !browser.has("gridcell", "Must")
    });

    browser.press("Escape");
    browser.click("button", "Delete");
    wait_for_no_task(&browser, "Alpha");
    wait_for_titles(&browser, &["Gamma"]);
    browser.click_like("button", "Undo");
    wait_for_titles(&browser, &["Alpha", "Beta", "Gamma"]);
}

#[test]
fn a_circle_of_links_is_refused_and_named() {
    let site = Site::of_dist();
    let browser = Browser::open();
    three_tasks(&browser, &site);
    link_behind(&browser, "Beta", "Alpha");
    browser.wait_for("status", "");
    link_behind(&browser, "Alpha", "Beta");
    browser.wait_until("the circle is named", || {
        let news = browser.run("return document.body.innerText");
        let news = news.as_str().unwrap_or_default().to_owned();
        news.contains("circle") && news.contains("Alpha") && news.contains("Beta")
    });
}

/// Opens a task beside the table and makes it wait for another.
fn link_behind(browser: &Browser, task: &str, before: &str) {
    browser.click("button", &format!("Open {task}"));
    browser.wait_until("the task is open", || browser.value("Title") == task);
    let field = browser.find("combobox", "After");
    browser.focus(&field);
    browser.write(before);
    browser.wait_for("option", before);
    browser.press("Enter");
}
