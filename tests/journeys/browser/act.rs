//! Doing what a person does: clicking, typing, pressing keys, waiting to see.

use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use super::driver::Call;
use super::find::{Element, outline};
use super::{Browser, now};

impl Browser {
    /// Clicks the one element of this role and name.
    pub(crate) fn click(&self, role: &str, name: &str) {
        let started = now();
        loop {
            let element = self.find(role, name);
            match self.try_block(element.raw.click()) {
                Ok(()) => return,
                // Replaced or covered for a moment, as in the middle of a transition.
                Err(error) if started.elapsed() > self.patience.get() => {
                    panic!("{role} “{name}” cannot be clicked: {error}")
                }
                Err(_) => thread::sleep(Duration::from_millis(30)),
            }
        }
    }

    /// Clicks the one element of this role whose name contains `part`.
    pub(crate) fn click_like(&self, role: &str, part: &str) {
        self.find_like(role, part);
        let name = self
            .names(role)
            .into_iter()
            .find(|name| name.contains(part));
        self.click(role, &name.unwrap_or_default());
    }

    /// Chooses the option with this text in the list with this label.
    pub(crate) fn choose(&self, label: &str, option: &str) {
        let field = self.field(label);
        let script = "
            const [field, text] = arguments;
            const option = [...field.options].find((option) => option.text === text);
            if (!option) throw new Error(`no option is called ${text}`);
            field.value = option.value;
            field.dispatchEvent(new Event('change', { bubbles: true }));";
        self.block(
            self.client
                .execute(script, vec![field.as_argument(), json!(option)]),
        );
    }

    /// Waits until a text that contains `part` stands somewhere on the page.
    pub(crate) fn wait_for_text(&self, part: &str) {
        self.wait_until(&format!("“{part}” stands there"), || {
            let texts = self.names("StaticText");
            texts.iter().any(|text| text.contains(part))
        });
    }

    /// Types a text, wherever the focus is.
    ///
    /// A line break is the Enter key.
    pub(crate) fn write(&self, text: &str) {
        let text = text.replace('\n', &key_code("Enter"));
        let strokes = text.chars().flat_map(|char| {
            let value = char.to_string();
            [
                json!({ "type": "keyDown", "value": value }),
                json!({ "type": "keyUp", "value": value }),
            ]
        });
        let actions: Vec<Value> = strokes.collect();
        self.call(Call::post(
            "actions",
            &json!({ "actions": [{ "type": "key", "id": "keys", "actions": actions }] }),
        ));
    }

    /// Replaces the text of the field with this label by typing; leaves the focus in it.
    pub(crate) fn type_into(&self, label: &str, text: &str) {
        let field = self.field(label);
        self.block(field.raw.click());
        self.press("Control+a");
        self.press("Delete");
        self.block(field.raw.send_keys(text));
    }

    /// Gives a field its value as its own picker would (`date`, `range`, `select`, `color`).
    ///
    /// Dates are ISO text: typing one depends on the language of the machine.
    pub(crate) fn set(&self, label: &str, value: &str) {
        let field = self.field(label);
        let script = "
            const [field, value] = arguments;
            const kind = Object.getPrototypeOf(field);
            Object.getOwnPropertyDescriptor(kind, 'value').set.call(field, value);
            field.dispatchEvent(new Event('input', { bubbles: true }));
            field.dispatchEvent(new Event('change', { bubbles: true }));";
        self.block(
            self.client
                .execute(script, vec![field.as_argument(), json!(value)]),
        );
    }

    /// Moves the focus to an element, as Tab would.
    pub(crate) fn focus(&self, element: &Element) {
        let focus = vec![element.as_argument()];
        self.block(self.client.execute("arguments[0].focus()", focus));
    }

    /// Presses keys on an element, as Tab and the keys would: what lies over it does not matter.
    pub(crate) fn press_on(&self, role: &str, name: &str, keys: &str) {
        self.focus(&self.find(role, name));
        self.press(keys);
    }

    /// Puts a text into a field all at once, as a paste does.
    pub(crate) fn paste_into(&self, label: &str, text: &str) {
        let field = self.field(label);
        self.focus(&field);
        let inserted = json!({ "text": text });
        self.devtools("Input.insertText", &inserted);
    }

    /// What the field with this label holds.
    pub(crate) fn value(&self, label: &str) -> String {
        let field = self.field(label);
        self.block(field.raw.prop("value")).unwrap_or_default()
    }

    /// The text that an element shows.
    pub(crate) fn text(&self, element: &Element) -> String {
        self.block(element.raw.text())
    }

    /// An attribute of an element, such as `aria-expanded`.
    pub(crate) fn attribute(&self, element: &Element, name: &str) -> Option<String> {
        self.block(element.raw.attr(name))
    }

    /// Presses keys together, wherever the focus is: `Enter`, `Control+Shift+z`, `a`.
    pub(crate) fn press(&self, keys: &str) {
        let codes: Vec<String> = match keys {
            "+" => vec![key_code("+")],
            keys => keys.split('+').map(key_code).collect(),
        };
        let downs = codes
            .iter()
            .map(|code| json!({ "type": "keyDown", "value": code }));
        let ups = codes
            .iter()
            .rev()
            .map(|code| json!({ "type": "keyUp", "value": code }));
        let actions: Vec<Value> = downs.chain(ups).collect();
        self.call(Call::post(
            "actions",
            &json!({ "actions": [{ "type": "key", "id": "keys", "actions": actions }] }),
        ));
    }

    /// The role and name of what has the focus, as `button “Save”`.
    pub(crate) fn focused(&self) -> String {
        self.nodes()
            .into_iter()
            .rfind(|node| node.focused)
            .map_or_else(String::new, |node| format!("{} “{}”", node.role, node.name))
    }

    /// Waits until `holds`; `what` completes "it did not happen that …".
    pub(crate) fn wait_until(&self, what: &str, mut holds: impl FnMut() -> bool) {
        let started = now();
        while !holds() {
            assert!(
                started.elapsed() < self.patience.get(),
                "it did not happen that {what}; the page has:\n{}",
                outline(&self.nodes())
            );
            thread::sleep(Duration::from_millis(30));
        }
    }

    /// Runs the body of an async function in the page and gives what it returns.
    pub(crate) fn run(&self, body: &str) -> Value {
        let script = format!(
            "const done = arguments[arguments.length - 1];
            (async () => {{ {body}\n }})().then(
                (ok) => done({{ ok: ok === undefined ? null : ok }}),
                (error) => done({{ error: String(error?.stack ?? error) }}));"
        );
        let mut answer = self.block(self.client.execute_async(&script, Vec::new()));
        if let Some(error) = answer["error"].as_str() {
            panic!("a script of the journey failed in the page: {error}");
        }
        answer["ok"].take()
    }
}

/// The value of a key in the private part of Unicode that the driver reads, or the character itself.
fn key_code(name: &str) -> String {
    let code = match name {
        "Backspace" => '\u{E003}',
        "Tab" => '\u{E004}',
        "Enter" => '\u{E007}',
        "Shift" => '\u{E008}',
        "Control" => '\u{E009}',
        "Alt" => '\u{E00A}',
        "Escape" => '\u{E00C}',
        "Space" => ' ',
        "PageUp" => '\u{E00E}',
        "PageDown" => '\u{E00F}',
        "End" => '\u{E010}',
        "Home" => '\u{E011}',
        "ArrowLeft" => '\u{E012}',
        "ArrowUp" => '\u{E013}',
        "ArrowRight" => '\u{E014}',
        "ArrowDown" => '\u{E015}',
        "Insert" => '\u{E016}',
        "Delete" => '\u{E017}',
        "F1" => '\u{E031}',
        "F2" => '\u{E032}',
        "Meta" => '\u{E03D}',
        other => {
            assert_eq!(
                other.chars().count(),
                1,
                "{other} is no key that a journey knows"
            );
            return other.to_owned();
        }
    };
    code.to_string()
}
