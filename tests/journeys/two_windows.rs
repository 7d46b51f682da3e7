//! One project open in two windows.

use crate::browser::Browser;
use crate::project::{add_task, has_task, open_new, wait_for_task, wait_until_saved};
use crate::site::Site;

#[test]
fn an_edit_in_one_window_is_in_the_other_within_a_second_and_none_is_lost() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_new(&browser, &site);
    let address = browser.address();
    let first = browser.tab();
    let second = browser.open_tab();
    browser.go(&address);
    browser.find("heading", "Audit");
    browser.run(
        "window.arrived = new Promise((seen) => new MutationObserver(() => {
            if (document.body.textContent.includes('From the first')) seen(Date.now());
        }).observe(document.body, { subtree: true, childList: true, characterData: true }));",
    );

    browser.move_to(&first);
    browser.run(
        "window.pressed = new Promise((seen) => addEventListener('keydown', ({ key }) => {
            if (key === 'Enter') seen(Date.now());
        }, { capture: true }));",
    );
    add_task(&browser, "From the first", "From the first");
    let pressed = browser.run("return await pressed").as_i64();
    browser.move_to(&second);
    let arrived = browser.run("return await arrived").as_i64();
    let took = arrived
        .zip(pressed)
        .map(|(arrived, pressed)| arrived - pressed);
    assert!(
        took.is_some_and(|took| took < 1_000),
        "the edit was in the other window after {took:?} ms"
    );

    for round in 0..5 {
        browser.move_to(if round % 2 == 0 { &second } else { &first });
        let title = format!("Round {round}");
        add_task(&browser, &title, &title);
    }
    for tab in [&first, &second] {
        browser.move_to(tab);
        for round in 0..5 {
            wait_for_task(&browser, &format!("Round {round}"));
        }
        wait_until_saved(&browser);
    }

    let browser = Browser::open_with(browser.kill());
    browser.go(&address);
    wait_for_task(&browser, "From the first");
    for round in 0..5 {
        assert!(has_task(&browser, &format!("Round {round}")));
    }
}

#[test]
fn undo_takes_back_only_what_was_done_in_its_own_window() {
    let site = Site::of_dist();
    let browser = Browser::open();
    open_new(&browser, &site);
    let first = browser.tab();
    let address = browser.address();
    let second = browser.open_tab();
    browser.go(&address);
    add_task(&browser, "Of the second", "Of the second");
    browser.move_to(&first);
    add_task(&browser, "Of the first", "Of the first");
    browser.move_to(&second);
    wait_for_task(&browser, "Of the first");
    browser.click_like("button", "Undo: ");
    crate::project::wait_for_no_task(&browser, "Of the second");
    assert!(has_task(&browser, "Of the first"));
    browser.move_to(&first);
    crate::project::wait_for_no_task(&browser, "Of the second");
}
