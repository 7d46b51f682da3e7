//! Putting a text on the clipboard for someone, and saying whether it is there.

use wasm_bindgen_futures::spawn_local;

use crate::app::browser::clipboard;
use crate::app::components::{Toast, Tone};
use crate::app::workspace::Workspace;

/// Copies a text. The sentence calls it `what` ("message"), and says what to do `otherwise` where
/// the browser does not allow it.
pub fn to_clipboard(
    workspace: Workspace,
    text: String,
    what: &'static str,
    otherwise: &'static str,
) {
    spawn_local(async move {
        let toast = if clipboard::copy(&text).await {
            let said = format!("The {what} is on the clipboard. Paste it into a mail or a chat.");
            Toast::new(Tone::Good, said)
        } else {
            let said = format!("The browser does not let this page copy. {otherwise}");
            Toast::new(Tone::Bad, said)
        };
        workspace.say(toast);
    });
}
