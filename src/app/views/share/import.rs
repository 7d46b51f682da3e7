//! Bringing a file in: choosing or dropping it, and reading it.

use std::future::pending;
use std::sync::Arc;

use lastmile::document::Rest;
use lastmile::exchange::json::Outside;
use lastmile::present::file_words;
use lastmile::project::limits::FILE_BYTES;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::app::browser::file::{self, ChosenFile};
use crate::app::browser::idle;
use crate::app::chunks::{self, NOT_LOADED, Rests};
use crate::app::components::{Button, IconName};
use crate::app::newest::Newest;

/// How far the import of a file is.
#[derive(Clone)]
pub enum Stage {
    /// There is none.
    Idle,
    /// A file is being read.
    Reading {
        /// What is said about it meanwhile.
        said: String,
    },
    /// It cannot be imported.
    Failed {
        /// Its name.
        file: String,
        /// Why, as a sentence.
        reason: String,
    },
    /// It can.
    Found {
        /// Its name.
        file: String,
        /// What it holds.
        outside: Arc<Outside>,
    },
    /// Projects are being made of it.
    Making,
}

/// The import that is under way; copies are the same import.
#[derive(Clone, Copy)]
pub struct Imports {
    stage: RwSignal<Stage, LocalStorage>,
    /// A file that was given up is read no further.
    files: Newest,
    dragging: RwSignal<bool>,
}

impl Imports {
    /// None is under way; files dropped on the page begin one.
    pub fn start() -> Self {
        let imports = Self {
            stage: RwSignal::new_local(Stage::Idle),
            files: Newest::new(),
            dragging: RwSignal::new(false),
        };
        file::on_drop(
            move |file| imports.begin(file),
            move |now| {
                if imports.dragging.get_untracked() != now {
                    imports.dragging.set(now);
                }
            },
        );
        imports
    }

    /// How far it is; follows it.
    pub fn stage(self) -> Stage {
        self.stage.get()
    }

    /// Whether a file is being read, or taken in.
    pub fn is_busy(self) -> bool {
        let stage = self.stage.read_untracked();
        matches!(*stage, Stage::Reading { .. } | Stage::Making)
    }

    /// Whether a file is being dragged over the page.
    pub fn is_dragging(self) -> bool {
        self.dragging.get()
    }

    /// Gives it up, or ends it.
    pub fn end(self) {
        self.files.give_up();
        self.stage.set(Stage::Idle);
    }

    /// Projects are made of it from now on.
    pub fn make(self) {
        self.stage.set(Stage::Making);
    }

    /// Reads a file. What is going on is painted before the bytes are looked at.
    pub fn begin(self, file: ChosenFile) {
        // A file that arrives while another is being taken in has to wait for its turn.
        if self.is_busy() {
            return;
        }
        let (name, size) = (file.name(), file.size());
        let said = format!("Reading {name} ({})…", file_words::size(size));
        self.stage.set(Stage::Reading { said });
        let start = self.files.start();
        let is_wanted = move || start.is_newest() == Some(true);
        spawn_local(async move {
            idle::painted().await;
            let outcome = read(&file, size, is_wanted).await;
            if !is_wanted() {
                return;
            }
            self.stage.set(match outcome {
                Ok(outside) => Stage::Found {
                    file: name,
                    outside: Arc::new(outside),
                },
                Err(reason) => Stage::Failed { file: name, reason },
            });
        });
    }
}

async fn read(
    file: &ChosenFile,
    size: usize,
    is_wanted: impl Fn() -> bool + Copy + 'static,
) -> Result<Outside, String> {
    if size > FILE_BYTES {
        let (size, most) = (file_words::size(size), file_words::size(FILE_BYTES));
        return Err(format!(
            "It has {size}; a Lastmile file has {most} at the most."
        ));
    }
    let bytes = file.bytes().await.map_err(|_| {
        "The browser could not read it. Is it still where it was, and is it a file and no folder?"
            .to_owned()
    })?;
    match chunks::read_file(bytes, rests_while(is_wanted)).await {
        Ok(reading) => reading.await,
        Err(_) => Err(NOT_LOADED.to_owned()),
    }
}

/// When long work rests that goes on as long as it is wanted.
pub(super) fn rests_while(is_wanted: impl Fn() -> bool + Copy + 'static) -> Rests {
    let rests = idle::rests();
    Box::new(move || {
        let rest = rests()?;
        Some(Box::pin(async move {
            rest.await;
            if !is_wanted() {
                // Nobody wakes it: the work and all it holds are let go of.
                pending::<()>().await;
            }
        }) as Rest)
    })
}

/// A button that asks for a file and begins its import.
#[component]
pub fn ImportButton(
    /// What the button says.
    #[prop(default = "Choose a file")]
    label: &'static str,
) -> impl IntoView {
    let imports = expect_context::<Imports>();
    let field = NodeRef::<html::Input>::new();
    let ask = move |()| {
        if let Some(field) = field.get_untracked() {
            field.click();
        }
    };
    let chosen = move |event: leptos::ev::Event| {
        if let Some(file) = file::chosen(&event) {
            imports.begin(file);
        }
    };
    view! {
        <Button label=label icon=IconName::Upload on_press=ask />
        // The button speaks for it; as a control of its own it could not be named.
        <input
            type="file"
            accept=".json,.html,application/json,text/html"
            hidden
            node_ref=field
            on:change=chosen
        />
    }
}
