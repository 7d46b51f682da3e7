//! What done means is agreed and signed, a later change voids it, a review comes to a verdict.

use crate::browser::{Browser, DESKTOP, PHONE, Scheme};
use crate::project::{go_to, open_new, open_sample};
use crate::site::Site;

/// Goes to a place by its link and waits for its heading.
#[test]
fn done_is_agreed_and_signed() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_new(&browser, &site);
    go_to(&browser, "People and settings");
    browser.type_into("Add a stakeholder", "Helen Brandt");
    browser.press("Enter");
    browser.find("button", "More about Helen Brandt");

    go_to(&browser, "Done");
    browser.find("heading", "When is it done?");
    browser.type_into(
        "What must hold?",
        "Three hotels have billed a week without help",
    );
    browser.press("Enter");
    browser.find(
        "button",
        "More about Three hotels have billed a week without help",
    );
    assert_eq!(browser.value("What must hold?"), "");

    browser.click("tab", "Sign-offs");
    browser.find("heading", "Nothing is signed yet");
    browser.click("button", "Record a sign-off");
    browser.click("menuitem", "Agree: the whole project");
    browser.find("dialog", "Sign-off: What done means, whole project");
    browser.assert_accessible("the form of a sign-off");
    browser.choose("Who gives it", "Helen Brandt");
    browser.type_into("Where the proof is", "Mail of today");
    browser.click("button", "Record it");
    browser.wait_for_text("Approved");
    browser.wait_for_text("Proof: Mail of today");
    browser.click_like("button", "Undo: Sign-off by");
    browser.find("heading", "Nothing is signed yet");
}

#[test]
fn a_change_after_signing_voids_it_by_name() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_sample(&browser, &site);
    go_to(&browser, "Done");
    let signed = "Each seller has given one demo that a colleague signed off";
    let words = format!("Words of {signed}");
    browser.click("button", signed);
    browser.type_into(&words, "Each seller has given two demos");
    browser.press("Enter");
    browser.find("button", "More about Each seller has given two demos");
    browser.click("tab", "Sign-offs");
    browser.wait_for_text("Void: changed since");
    let changed = format!("“{signed}” now reads “Each seller has given two demos”.");
    browser.wait_for_text(&changed);
    browser.click_like("button", "Undo: Reword");
    browser.wait_until("the sign-off stands again", || {
        let text = browser.run("return document.body.innerText");
        !text.as_str().unwrap_or_default().contains(&changed)
    });
}

#[test]
fn a_readiness_review_comes_to_a_verdict_and_its_conditions_are_tasks() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_sample(&browser, &site);
    go_to(&browser, "Readiness");
    browser.find("heading", "Do we know everything that is left?");
    browser.click("tab", "Reviews");
    browser.click("button", "Hold the launch review");
    browser.find("dialog", "Launch review");
    browser.assert_accessible("the form of a review");
    browser.click("checkbox", "Mara Lindqvist");
    // By key: the bar with the buttons of the dialog may lie over it.
    browser.press_on("radio", "Go with conditions", " ");
    browser.type_into(
        "Conditions, one in each line",
        "Staff the hotline on the weekend",
    );
    browser.click("button", "Record the review");
    browser.find_like("heading", "Launch review, ");
    browser.wait_for_text("0 of 1 condition fulfilled.");
    go_to(&browser, "Audit");
    // The new task is the last of a long list: it is found by its words.
    browser.type_into("Search the tasks", "Staff the hotline");
    browser.find("button", "Open Staff the hotline on the weekend");
}

#[test]
fn what_is_missing_leads_to_the_thing_itself() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_sample(&browser, &site);
    go_to(&browser, "Readiness");
    browser.click_like("link", "Old bookings in the new database failed");
    browser.find("dialog", "Old bookings in the new database");
    browser.press("Escape");
    browser.wait_until_gone("dialog", "Old bookings in the new database");

    go_to(&browser, "Readiness");
    browser.click_like("link", "2 tasks are written down more than once.");
    browser.find("heading", "Audit");
    browser.wait_for_text("are written down more than once");
    browser.find("button", "Open Update the FAQ on data export");
    browser.find("button", "Open Update the faq on data export");
    browser.wait_until_gone(
        "button",
        "Open Renew the certificate of the payment callback",
    );

    go_to(&browser, "Readiness");
    browser.click_like("link", "The sign-off by Susanne Vogt is void");
    browser.find("tabpanel", "Sign-offs");
    browser.wait_for_text("Void: changed since");
}

#[test]
fn done_and_readiness_stand_in_every_size_and_scheme() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_sample(&browser, &site);
    for (place, parts) in [
        ("Done", ["Criteria", "Sign-offs", "Acceptance record"]),
        ("Readiness", ["Questions", "Reviews", "Reserve"]),
    ] {
        browser.resize(DESKTOP);
        go_to(&browser, place);
        for part in parts {
            browser.resize(DESKTOP);
            browser.click("tab", part);
            browser.find("tabpanel", part);
            for size in [DESKTOP, PHONE] {
                for scheme in [Scheme::Light, Scheme::Dark] {
                    browser.resize(size);
                    browser.prefer(scheme);
                    let said = format!("{place}, {part}, {size:?}, {scheme:?}");
                    assert_eq!(browser.stands_out(), None, "{said} is too wide");
                    browser.assert_accessible(&said);
                }
            }
        }
    }
}
