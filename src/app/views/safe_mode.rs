//! What is shown after the page has failed twice in a row: nothing is opened by itself.

use leptos::prelude::*;

use crate::app::browser::rescue;
use crate::app::components::{Button, ButtonKind, Callout, IconName, Tone};

/// Says what happened and leaves it to the person to go on.
#[component]
pub fn SafeMode(
    /// Goes on as usual.
    go_on: Callback<()>,
) -> impl IntoView {
    view! {
        <div class="home">
            <h1>"Safe mode"</h1>
            <Callout
                title="The last two starts did not succeed"
                tone=Tone::Warning
                actions=move || {
                    view! {
                        <Button
                            label="Download all raw data"
                            icon=IconName::Download
                            on_press=move |()| rescue::download_raw()
                        />
                        <Button
                            label="Open as usual"
                            kind=ButtonKind::Primary
                            on_press=move |()| go_on.run(())
                        />
                    }
                }
            >
                <p>
                    "So no project was opened by itself. Nothing was changed or deleted. Download the raw data first, then open as usual."
                </p>
            </Callout>
        </div>
    }
}
