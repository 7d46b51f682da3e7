//! What can be done anywhere: search, undo, redo, look, help.

use leptos::prelude::*;

use crate::app::browser::theme::Theme;
use crate::app::commands::{CommandId, Commands};
use crate::app::components::{ButtonKind, Icon, IconButton, IconName, Menu, MenuEntry, MenuItem};
use crate::app::keys;
use crate::app::preferences::Preferences;

/// The bar above every place.
#[component]
pub fn TopBar() -> impl IntoView {
    let commands = expect_context::<Commands>();
    let palette_keys = keys::written(CommandId::Palette);
    view! {
        <header class="top-bar">
            <button
                type="button"
                class="top-bar__search"
                on:click=move |_| commands.run(CommandId::Palette)
            >
                <Icon name=IconName::Search />
                <span>"Search or do something"</span>
                <kbd>{palette_keys}</kbd>
            </button>
            <div class="top-bar__tools">
                <StepButton command=CommandId::Undo label=Signal::derive(move || commands.undo_label()) />
                <StepButton command=CommandId::Redo label=Signal::derive(move || commands.redo_label()) />
                <ThemeMenu />
                <span class="top-bar__wide">
                    <IconButton
                        label=CommandId::Shortcuts.label()
                        icon=IconName::Keyboard
                        keys=keys::written(CommandId::Shortcuts)
                        on_press=move |()| commands.run(CommandId::Shortcuts)
                    />
                </span>
            </div>
        </header>
    }
}

/// Undo or redo, with the name of the step.
#[component]
fn StepButton(command: CommandId, #[prop(into)] label: Signal<Option<String>>) -> impl IntoView {
    let commands = expect_context::<Commands>();
    let said = move || match label.get() {
        Some(step) => format!("{}: {step}", command.label()),
        None => command.label(),
    };
    view! {
        <IconButton
            label=Signal::derive(said)
            icon=command.icon()
            keys=keys::written(command)
            refusal=Signal::derive(move || commands.refusal(command))
            on_press=move |()| commands.run(command)
        />
    }
}

#[component]
fn ThemeMenu() -> impl IntoView {
    let preferences = expect_context::<Preferences>();
    let entries = move || {
        let chosen = preferences.theme();
        let entry = |theme: Theme| {
            let item = MenuItem::new(theme_label(theme), move || preferences.set_theme(theme))
                .icon(theme_icon(theme))
                .checked(theme == chosen);
            MenuEntry::Item(item)
        };
        Theme::ALL.into_iter().map(entry).collect::<Vec<_>>()
    };
    view! {
        <Menu
            label="Colours"
            icon=IconName::System
            icon_only=true
            kind=ButtonKind::Quiet
            entries=Signal::derive(entries)
        />
    }
}

fn theme_label(theme: Theme) -> &'static str {
    match theme {
        Theme::System => "As the device",
        Theme::Light => "Light",
        Theme::Dark => "Dark",
    }
}

fn theme_icon(theme: Theme) -> IconName {
    match theme {
        Theme::System => IconName::System,
        Theme::Light => IconName::Sun,
        Theme::Dark => IconName::Moon,
    }
}
