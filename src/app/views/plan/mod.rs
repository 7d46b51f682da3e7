//! The plan: when everything happens, how sure that is, and why.

mod breakdown;
mod buffer;
mod forecast;
mod load;
mod ranked;
mod rhythm;
mod timeline;
mod waiting;

use leptos::prelude::*;

use self::load::LoadPart;
use self::timeline::TimelinePart;
use super::head;
use super::parts::Parts;
use crate::app::components::piece;
use crate::app::route::{Place, Router};

/// The plan and its parts.
pub fn page() -> AnyView {
    let part = expect_context::<Router>().part();
    let shown = piece(move || match part.get() {
        "load" => view! { <LoadPart /> }.into_any(),
        "forecast" => forecast::part(),
        "buffer" => buffer::part(),
        "breakdown" => breakdown::part(),
        "rhythm" => rhythm::part(),
        _ => view! { <TimelinePart /> }.into_any(),
    });
    view! {
        <div class="plan">
            <header class="page-head">
                <div>
                    {head::title(Place::Plan)}
                </div>
            </header>
            <Parts place=Place::Plan>{shown}</Parts>
        </div>
    }
    .into_any()
}
