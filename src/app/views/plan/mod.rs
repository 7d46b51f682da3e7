//! The plan: when everything happens, and why.

mod timeline;

use leptos::prelude::*;

use self::timeline::TimelinePart;
use super::parts::Parts;
use crate::app::route::Place;

/// The plan and its parts.
pub fn page() -> AnyView {
    view! {
        <div class="plan">
            <header class="page-head">
                <div>
                    <h1>"Plan"</h1>
                </div>
            </header>
            <Parts place=Place::Plan>
                <TimelinePart />
            </Parts>
        </div>
    }
    .into_any()
}
