//! A file on disk that the page may write again and again (File System Access API).
//!
//! Called by name: the bindings to this interface are still marked unstable, and only some engines
//! have it.

use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// A file that a person has chosen to be written to. The browser can keep it between visits, but
/// then wants to be asked again before it is written.
#[derive(Clone)]
pub struct LinkedFile(JsValue);

/// Whether this browser can link files.
pub fn is_offered() -> bool {
    Reflect::has(&window(), &"showSaveFilePicker".into()) == Ok(true)
}

impl LinkedFile {
    /// Lets the person choose a file, with a name to begin with. `None` when they choose none.
    pub async fn choose(name: &str) -> Option<Self> {
        let options = object(&[("suggestedName", name.into())]);
        let types = object(&[
            ("description", "Lastmile project".into()),
            (
                "accept",
                object(&[("application/json", Array::of1(&".json".into()).into())]),
            ),
        ]);
        Reflect::set(&options, &"types".into(), &Array::of1(&types)).ok()?;
        call(&window(), "showSaveFilePicker", &options)
            .await
            .ok()
            .map(Self)
    }

    /// The file as the browser's database keeps it.
    pub fn kept(&self) -> &JsValue {
        &self.0
    }

    /// The file that the browser's database has kept.
    pub fn of_kept(handle: JsValue) -> Self {
        Self(handle)
    }

    /// Its name.
    pub fn name(&self) -> String {
        let name = Reflect::get(&self.0, &"name".into()).ok();
        name.and_then(|name| name.as_string()).unwrap_or_default()
    }

    /// Whether it may be written now, without asking.
    pub async fn is_allowed(&self) -> bool {
        self.permission("queryPermission").await
    }

    /// Asks the person whether it may be written; only while they press something.
    pub async fn ask(&self) -> bool {
        self.permission("requestPermission").await
    }

    async fn permission(&self, method: &str) -> bool {
        let mode = object(&[("mode", "readwrite".into())]);
        // An engine without these methods allows writing while the page lives.
        if Reflect::has(&self.0, &method.into()) != Ok(true) {
            return true;
        }
        let said = call(&self.0, method, &mode).await;
        said.is_ok_and(|said| said.as_string().as_deref() == Some("granted"))
    }

    /// Puts a text in place of all that the file holds. The file changes at once or not at all.
    pub async fn write(&self, text: &str) -> Result<(), JsValue> {
        let nothing = JsValue::UNDEFINED;
        let stream = call(&self.0, "createWritable", &nothing).await?;
        call(&stream, "write", &text.into()).await?;
        call(&stream, "close", &nothing).await?;
        Ok(())
    }
}

fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        // A plain object takes any field.
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object.into()
}

async fn call(of: &JsValue, method: &str, argument: &JsValue) -> Result<JsValue, JsValue> {
    let method: Function = Reflect::get(of, &method.into())?.dyn_into()?;
    let promise: Promise = method.call1(of, argument)?.dyn_into()?;
    JsFuture::from(promise).await
}
