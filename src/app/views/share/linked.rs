//! A file on disk that is kept up to date by itself.

use lastmile::present::file_words;
use leptos::prelude::*;

use crate::app::components::{Button, ButtonKind, Callout, IconName, Panel, Tone, piece};
use crate::app::linked::{LinkState, Links};
use crate::app::views::shell::named;
use crate::app::workspace::Workspace;

/// Links the open project to a file, where the browser can.
#[component]
pub fn LinkedPanel() -> AnyView {
    let links = expect_context::<Links>();
    let workspace = expect_context::<Workspace>();
    let state = links.state();
    let choose = Callback::new(move |()| {
        let name = workspace.peek(|project| project.settings.name.clone());
        let today = untrack(|| workspace.today());
        links.choose(&file_words::file_name(&named(name), today.0));
    });
    piece(move || {
        let known = state.get();
        (known != LinkState::NotOffered).then(|| view! {
            <Panel
                title="A file that keeps itself up to date"
                lead="Choose a file, perhaps in a folder that is backed up. A moment after each change the whole project is written there."
            >
                {shown(links, known, choose)}
            </Panel>
        })
    })
    .into_any()
}

fn shown(links: Links, state: LinkState, choose: Callback<()>) -> AnyView {
    let forget = view! {
        <Button label="Unlink" on_press=move |()| links.forget() />
    };
    match state {
        LinkState::NotOffered => ().into_any(),
        LinkState::None => view! {
            <Button label="Choose where to keep it" icon=IconName::Download on_press=choose />
        }
        .into_any(),
        LinkState::Linked(name) => view! {
            <p class="share__remark">{format!("{name} is written after each change.")}</p>
            <div class="share__actions">{forget}</div>
        }
        .into_any(),
        LinkState::Waiting(name) => view! {
            <Callout title=format!("{name} is not being written") tone=Tone::Warning>
                <p>"The browser wants you to allow it again on each visit."</p>
            </Callout>
            <div class="share__actions">
                <Button
                    label="Write to it again"
                    kind=ButtonKind::Primary
                    on_press=move |()| links.reconnect()
                />
                {forget}
            </div>
        }
        .into_any(),
        LinkState::Failed(name) => view! {
            <Callout title=format!("{name} could not be written") tone=Tone::Bad>
                <p>"It may have been moved, or its disk is full. The project itself is safe in this browser; the next change tries again."</p>
            </Callout>
            <div class="share__actions">
                <Button label="Try again" kind=ButtonKind::Primary on_press=move |()| links.reconnect() />
                <Button label="Choose another file" on_press=choose />
                {forget}
            </div>
        }
        .into_any(),
    }
}
