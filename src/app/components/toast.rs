//! Short news at the edge of the screen that go away by themselves.

use std::time::Duration;

use leptos::prelude::*;

use super::Tone;
use super::button::{Button, ButtonKind, IconButton};
use super::icon::{Icon, IconName};

/// How long news without an action stay.
const STAY: Duration = Duration::from_secs(6);
/// How long news stay that offer something to do.
const STAY_WITH_ACTION: Duration = Duration::from_secs(12);
/// How many stand there at once; the oldest go first.
const AT_ONCE: usize = 4;

/// What a toast offers to do.
#[derive(Clone)]
pub struct ToastAction {
    /// What it does: `Undo`.
    pub label: String,
    /// Called when it is pressed.
    pub on_press: Callback<()>,
}

/// News.
#[derive(Clone)]
pub struct Toast {
    /// What happened, in one sentence.
    pub text: String,
    /// Whether it is good or bad. Bad news stay until they are closed.
    pub tone: Tone,
    /// What can be done about it.
    pub action: Option<ToastAction>,
}

impl Toast {
    /// News without an action.
    #[must_use]
    pub fn new(tone: Tone, text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            tone,
            action: None,
        }
    }

    /// The same with something to do.
    #[must_use]
    pub fn action(
        mut self,
        label: impl Into<String>,
        on_press: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        self.action = Some(ToastAction {
            label: label.into(),
            on_press: Callback::new(move |()| on_press()),
        });
        self
    }
}

/// Shows toasts. One per app, handed around by copy. What it shows has to be said to the
/// [`Announcer`](super::Announcer) too: the stack itself is no live region.
#[derive(Clone, Copy)]
pub struct Toaster(RwSignal<(u32, Vec<(u32, Toast)>)>);

impl Toaster {
    /// One that shows nothing.
    #[must_use]
    pub fn new() -> Self {
        Self(RwSignal::new((0, Vec::new())))
    }

    /// Shows `toast`.
    pub fn show(self, toast: Toast) {
        let _ = self.0.try_update(|(last, toasts)| {
            *last = last.wrapping_add(1);
            toasts.push((*last, toast));
            if toasts.len() > AT_ONCE {
                toasts.remove(0);
            }
        });
    }

    fn dismiss(self, id: u32) {
        let _ = self
            .0
            .try_update(|(_, toasts)| toasts.retain(|(this, _)| *this != id));
    }
}

impl Default for Toaster {
    fn default() -> Self {
        Self::new()
    }
}

/// The place where toasts stand. Pointing at one or moving the focus into it keeps it there.
#[component]
pub fn ToastStack(
    /// What shows them.
    toaster: Toaster,
) -> AnyView {
    view! {
        <section class="toasts" aria-label="News">
            <For each=move || toaster.0.get().1 key=|(id, _)| *id let:((id, toast))>
                {show(toaster, id, toast)}
            </For>
        </section>
    }
    .into_any()
}

fn show(toaster: Toaster, id: u32, toast: Toast) -> AnyView {
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(Some(handle)) = timer.try_update_value(Option::take) {
            handle.clear();
        }
    };
    let stay = if toast.action.is_some() {
        STAY_WITH_ACTION
    } else {
        STAY
    };
    let lasting = toast.tone == Tone::Bad;
    let start = move || {
        stop();
        if !lasting {
            let handle = set_timeout_with_handle(move || toaster.dismiss(id), stay).ok();
            timer.set_value(handle);
        }
    };
    start();
    on_cleanup(stop);
    let action = toast.action.map(|action| {
        let press = move |()| {
            toaster.dismiss(id);
            action.on_press.run(());
        };
        view! { <Button label=action.label kind=ButtonKind::Quiet on_press=Callback::new(press) /> }
    });
    view! {
        <div
            class="toast"
            data-tone=toast.tone.name()
            on:mouseenter=move |_| stop()
            on:focusin=move |_| stop()
            on:mouseleave=move |_| start()
            on:focusout=move |_| start()
        >
            <Icon name=IconName::of(toast.tone) />
            <p class="toast__text">{toast.text}</p>
            {action}
            <IconButton
                label="Close"
                icon=IconName::Close
                on_press=Callback::new(move |()| toaster.dismiss(id))
            />
        </div>
    }
    .into_any()
}
