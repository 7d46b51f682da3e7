//! The app as one file that needs no host (`scripts/one-file.mjs`), and the projects one carries.
//!
//! The file has some megabytes, so its text stays on the side of JavaScript.

use js_sys::JsString;
use lastmile::exchange;
use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use super::file::{self, ChosenFile};

/// Where the file stands beside a hosted page.
const BESIDE: &str = "./lastmile.html";
/// What a page calls the projects it carries.
const NAME: &str = "this page";

#[wasm_bindgen]
extern "C" {
    /// The text of this page as it was written, without projects. Only such a file has it.
    #[wasm_bindgen(js_name = lastmilePage, catch)]
    fn own_text() -> Result<JsString, JsValue>;
}

/// Projects a page carries.
pub struct Carried {
    /// When they were written, which tells one such page from the next.
    pub at: String,
    /// The same as a file of projects.
    pub file: ChosenFile,
}

/// The projects this page carries.
pub fn carried() -> Option<Carried> {
    let block = document()
        .query_selector("script[data-projects]")
        .ok()
        .flatten()?;
    Some(Carried {
        at: block.get_attribute("data-projects")?,
        file: ChosenFile::of_text(NAME, &block.text_content()?).ok()?,
    })
}

/// Offers the app with these projects, the text of a file that was written at a moment, as one file
/// to download. An error where there is no such file to put them in.
pub async fn download(name: &str, at: &str, projects: &str) -> Result<(), JsValue> {
    let page = match own_text() {
        Ok(own) => own,
        Err(_) => beside().await?,
    };
    let end = page.last_index_of("</body>", i32::MAX);
    let end = u32::try_from(end).map_err(|_| JsValue::from_str("no page"))?;
    let parts = js_sys::Array::of3(
        &page.substring(0, end),
        &JsValue::from_str(&exchange::page::block(at, projects)),
        &page.substring(end, page.length()),
    );
    file::download_parts(name, "text/html", &parts)
}

/// The file that stands beside a hosted page.
async fn beside() -> Result<JsString, JsValue> {
    let answer = JsFuture::from(window().fetch_with_str(BESIDE)).await?;
    let answer: Response = answer.dyn_into()?;
    if !answer.ok() {
        return Err(JsValue::from_str("the host has no such file"));
    }
    JsFuture::from(answer.text()?).await?.dyn_into()
}
