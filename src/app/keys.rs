//! Keys that do something anywhere, from the same table as the palette.

use gloo_events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

use super::browser::page;
use super::commands::{self, CommandId, Commands};

/// Listens for the keys of all commands for as long as the page lives.
pub fn listen(commands: Commands) {
    let pending = StoredValue::new(None::<char>);
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&document(), "keydown", options, move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        if event.default_prevented() || event.is_composing() {
            return;
        }
        let Some(command) = commanded(event, pending) else {
            return;
        };
        event.prevent_default();
        commands.run(command);
    })
    .forget();
}

/// How the keys of a command are written on this machine: `Ctrl+K`, `⌘K`, `g a`.
pub fn written(command: CommandId) -> String {
    let keys = command.keys();
    if page::has_command_key() {
        keys.replace("mod+", "⌘")
            .replace("shift+", "⇧")
            .to_uppercase_after_modifier()
    } else {
        keys.replace("mod+", "Ctrl+")
            .replace("shift+", "Shift+")
            .to_uppercase_after_modifier()
    }
}

trait Written {
    fn to_uppercase_after_modifier(self) -> String;
}

impl Written for String {
    /// Keys pressed with a modifier are written large, as on the key itself.
    fn to_uppercase_after_modifier(self) -> String {
        let with_modifier = self.contains(['+', '⌘']);
        match self.char_indices().last() {
            Some((at, last)) if with_modifier => {
                format!(
                    "{}{}",
                    self.get(..at).unwrap_or_default(),
                    last.to_uppercase()
                )
            }
            _ => self,
        }
    }
}

/// The command a key press stands for, if any.
fn commanded(event: &KeyboardEvent, pending: StoredValue<Option<char>>) -> Option<CommandId> {
    let pressed = event.key();
    let with_mod = event.ctrl_key() || event.meta_key();
    // A field keeps its own keys, its own undo among them.
    if is_typing(event) && !(with_mod && pressed.eq_ignore_ascii_case("k")) {
        pending.set_value(None);
        return None;
    }
    if event.alt_key() || dialog_is_open() {
        return None;
    }
    if with_mod {
        let shift = if event.shift_key() { "shift+" } else { "" };
        let keys = format!("mod+{shift}{}", pressed.to_lowercase());
        return commands::all()
            .into_iter()
            .find(|command| command.keys() == keys);
    }
    let mut chars = pressed.chars();
    let (Some(key), None) = (chars.next(), chars.next()) else {
        return None;
    };
    let first = pending.get_value();
    pending.set_value(None);
    if let Some(first) = first {
        let keys = format!("{first} {key}");
        return commands::all()
            .into_iter()
            .find(|command| command.keys() == keys);
    }
    if key == 'g' {
        pending.set_value(Some(key));
        return None;
    }
    commands::all()
        .into_iter()
        .find(|command| command.keys() == pressed)
}

fn is_typing(event: &KeyboardEvent) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| {
        target.matches("input:not([type=checkbox]):not([type=radio]), textarea, select") == Ok(true)
    })
}

fn dialog_is_open() -> bool {
    matches!(document().query_selector("dialog[open]"), Ok(Some(_)))
}
