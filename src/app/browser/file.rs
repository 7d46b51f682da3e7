//! Files that leave and enter the browser.

use gloo_events::{EventListener, EventListenerOptions};
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, HtmlInputElement};

/// Offers a text as a file to download.
pub fn download(name: &str, media_type: &str, text: &str) -> Result<(), JsValue> {
    download_parts(
        name,
        media_type,
        &js_sys::Array::of1(&JsValue::from_str(text)),
    )
}

/// Offers texts behind each other as one file to download.
pub fn download_parts(name: &str, media_type: &str, parts: &js_sys::Array) -> Result<(), JsValue> {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(media_type);
    let blob = web_sys::Blob::new_with_str_sequence_and_options(parts, &options)?;
    let url = web_sys::Url::create_object_url_with_blob(&blob)?;
    let link: web_sys::HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The click has taken hold of the blob; the address is not needed any more.
    web_sys::Url::revoke_object_url(&url)
}

/// A file that a person chose or dropped. Nothing of it has been read yet.
pub struct ChosenFile(web_sys::File);

impl ChosenFile {
    /// A text, as if it had been chosen as a file.
    pub fn of_text(name: &str, text: &str) -> Result<Self, JsValue> {
        let parts = js_sys::Array::of1(&JsValue::from_str(text));
        web_sys::File::new_with_str_sequence(&parts, name).map(Self)
    }

    /// Its name.
    pub fn name(&self) -> String {
        self.0.name()
    }

    /// How many bytes it has.
    pub fn size(&self) -> usize {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a count of bytes that JavaScript holds as a number"
        )]
        {
            self.0.size() as usize
        }
    }

    /// Its bytes; an error when it cannot be read (any more).
    pub async fn bytes(&self) -> Result<Vec<u8>, JsValue> {
        let buffer = JsFuture::from(self.0.array_buffer()).await?;
        Ok(js_sys::Uint8Array::new(&buffer).to_vec())
    }
}

/// The file chosen in the field that this change happened in. The field is emptied, so that the same
/// file can be chosen again.
pub fn chosen(event: &Event) -> Option<ChosenFile> {
    let field: HtmlInputElement = event.target()?.dyn_into().ok()?;
    let file = field.files()?.get(0)?;
    field.set_value("");
    Some(ChosenFile(file))
}

/// Calls back with each file dropped anywhere on the page (the first of several), and with whether
/// one is being dragged over it, for as long as the page lives.
///
/// Without this a dropped file would take the place of the page.
pub fn on_drop(
    mut dropped: impl FnMut(ChosenFile) + 'static,
    dragging: impl Fn(bool) + Clone + 'static,
) {
    let acting = EventListenerOptions::enable_prevent_default();
    let over = dragging.clone();
    EventListener::new_with_options(&window(), "dragover", acting, move |event| {
        if carries_files(event) {
            event.prevent_default();
            over(true);
        }
    })
    .forget();
    let left = dragging.clone();
    EventListener::new(&window(), "dragleave", move |event| {
        // Leaving an element inside the page goes to another one; leaving the window to none.
        let event = event.dyn_ref::<web_sys::MouseEvent>();
        if event.is_some_and(|event| event.related_target().is_none()) {
            left(false);
        }
    })
    .forget();
    EventListener::new_with_options(&window(), "drop", acting, move |event| {
        if carries_files(event) {
            event.prevent_default();
            dragging(false);
            let files = transfer(event).and_then(|transfer| transfer.files());
            if let Some(file) = files.and_then(|files| files.get(0)) {
                dropped(ChosenFile(file));
            }
        }
    })
    .forget();
}

fn transfer(event: &Event) -> Option<web_sys::DataTransfer> {
    event.dyn_ref::<web_sys::DragEvent>()?.data_transfer()
}

/// Rows of a table are dragged too: only files are taken.
fn carries_files(event: &Event) -> bool {
    transfer(event).is_some_and(|transfer| transfer.types().includes(&"Files".into(), 0))
}
