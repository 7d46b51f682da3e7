//! The plan: when everything happens, and why.

mod load;
mod timeline;

use leptos::prelude::*;

use self::load::LoadPart;
use self::timeline::TimelinePart;
use super::parts::Parts;
use crate::app::components::piece;
use crate::app::route::{Place, Router};

/// The plan and its parts.
pub fn page() -> AnyView {
    let router = expect_context::<Router>();
    view! {
        <div class="plan">
            <header class="page-head">
                <div>
                    <h1>"Plan"</h1>
                </div>
            </header>
            <Parts place=Place::Plan>
                {piece(move || match router.part().get() {
                    "load" => view! { <LoadPart /> },
                    _ => view! { <TimelinePart /> },
                })}
            </Parts>
        </div>
    }
    .into_any()
}
