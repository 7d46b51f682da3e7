//! Pointing out the record of a list that the address names.

use leptos::prelude::*;

use crate::app::browser::dom;
use crate::app::route::Router;

/// Whether the address names this record. Its element carries the id as `data-record` and can take
/// the focus: it is brought into sight with it as soon as it is on the page, and marked.
pub fn reveal(router: Router, id: &str) -> bool {
    let is_meant = router.record().get_untracked().as_deref() == Some(id);
    if is_meant {
        let id = id.to_owned();
        request_animation_frame(move || {
            let is_it = |element: &web_sys::Element| {
                dom::data(element, "record").as_deref() == Some(id.as_str())
            };
            if let Some(element) = dom::find("[data-record]", is_it) {
                let _ = element.set_attribute("data-meant", "");
                dom::focus(&element);
            }
        });
    }
    is_meant
}
