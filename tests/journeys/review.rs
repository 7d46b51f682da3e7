//! A project is guided, closed and learned from.

use crate::browser::Browser;
use crate::project::{address_of_project, open_sample};
use crate::site::Site;

/// Opens the sample of the software launch at a place.
fn sample_at(browser: &Browser, site: &Site, place: &str) -> String {
    open_sample(browser, site);
    let project = address_of_project(browser);
    browser.go_without_waiting(&format!("{project}/{place}"));
    project
}

#[test]
fn the_guide_leads_somewhere_and_remembers_what_was_ticked_off() {
    let site = Site::of_dist();
    let browser = Browser::open();
    sample_at(&browser, &site, "guide");
    browser.find("heading", "This week");
    let tick = "Show the team what you found is done";
    browser.click("checkbox", tick);
    browser.find_like("button", "Undo: Tick off");
    browser.reload();
    browser.wait_for_text("Ticked off by hand");
    browser.click("link", "Compare them");
    browser.find("heading", "Integration first");
    browser.click("tab", "Next steps");
    browser.click("link", "Open the audit");
    browser.find("heading", "Audit");
}

#[test]
fn the_lessons_of_a_closed_project_are_asked_in_the_next_audit() {
    let site = Site::of_dist();
    let browser = Browser::open();
    let project = sample_at(&browser, &site, "review/lessons");
    browser.type_into("Add a lesson", "Ask Legal in week one");
    browser.press("Enter");
    browser.find("list", "Lessons");
    browser.go_without_waiting(&format!("{project}/review"));
    browser.click("button", "Close the project");
    browser.find("button", "Reopen");
    browser.click("button", "Fill from deliverables and criteria");

    browser.click("button", "Tidehouse 2.0 launch");
    browser.click("menuitem", "New project");
    browser.type_into("What is it called?", "Next");
    browser.click("button", "Create project");
    browser.find("heading", "Audit");
    browser.click("tab", "Guided audit");
    browser.wait_for_text("Ask Legal in week one");
    browser.click("button", "Make a task");
    browser.wait_for_text("A task was made");
}

#[test]
fn a_risk_that_was_learned_is_offered_in_the_register_until_it_is_used() {
    let site = Site::of_dist();
    let browser = Browser::open();
    let project = sample_at(&browser, &site, "review/lessons");
    browser.type_into("Add a lesson", "Legal answers late");
    browser.press("Enter");
    browser.set("Use of Legal answers late", "3");
    browser.go_without_waiting(&format!("{project}/risks"));
    browser.click("button", "Add “Legal answers late”");
    browser.wait_until_gone("button", "Add “Legal answers late”");
    browser.go_without_waiting(&format!("{project}/review/lessons"));
    browser.wait_for_text("Used in 1 project");
}

#[test]
fn a_closed_project_refuses_edits_until_it_is_opened_again() {
    let site = Site::of_dist();
    let browser = Browser::open();
    let project = sample_at(&browser, &site, "review");
    browser.click("button", "Close the project");
    browser.find("button", "Reopen");
    browser.go_without_waiting(&format!("{project}/guide/frameworks"));
    browser.find("heading", "Integration first");
    // One of three.
    browser.run(
        "[...document.querySelectorAll('button')]
            .find((button) => button.innerText.includes('Work this way')).click();",
    );
    browser.wait_for_text("The project is closed: it is only read.");
    browser.go_without_waiting(&format!("{project}/review"));
    // By key: the question for a name may lie over it.
    browser.press_on("button", "Reopen", "Enter");
    browser.find("button", "Close the project");
    // What undo takes back is open again among the projects, too.
    browser.press("Control+z");
    browser.find("button", "Reopen");
    browser.click("button", "Tidehouse 2.0 launch");
    browser.click("menuitem", "All projects");
    browser.wait_for_text("Closed");
}
