//! What keeps documents: a store for each open one over the local storage, and the mirror behind
//! all of them. It knows bytes and confirmations, and nothing of what a project is.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

use gloo_timers::future::TimeoutFuture;
use lastmile::document::{Actor, ChangeRecord, Document, History, Pace};
use lastmile::storage::{
    self, Compaction, Exclusive, MirrorEntries, MirrorWrite, NotSaved, Opened, Progress,
    Quarantined, Received, Rescan, SaveState, Schema, Storage as _, Store, Usage,
};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::browser::local_storage::BrowserStorage;
use super::browser::mirror::Mirror;
use super::browser::{clock, idle, local_storage, lock, rescue};
use super::chunks::{self, NOT_LOADED};

type BrowserStore = Store<&'static BrowserStorage>;

/// The mirror gets this long to open; a browser that takes longer works without one.
const MIRROR_PATIENCE_MS: u32 = 1_500;
/// Failed mirror writes are tried again after this long.
const MIRROR_PAUSE_MS: u32 = 5_000;

/// A handle on the keeper; copies are the same keeper.
#[derive(Clone, Copy)]
pub struct Keeper {
    inner: StoredValue<Inner, LocalStorage>,
    state: RwSignal<SaveState>,
    usage: RwSignal<Usage>,
    quarantined: RwSignal<Vec<Quarantined>>,
}

struct Inner {
    storage: &'static BrowserStorage,
    mirror: Option<Rc<Mirror>>,
    actor: Actor,
    stores: BTreeMap<String, Rc<RefCell<BrowserStore>>>,
    /// Documents whose mirror writes are under way.
    pumping: BTreeSet<String>,
    /// Documents of which a snapshot is being made.
    compacting: BTreeSet<String>,
    /// Texts beside the documents that the mirror should have, or lose.
    texts: BTreeMap<String, Option<String>>,
    /// Whether such texts are being sent.
    sending_texts: bool,
}

/// Gives the keeper a look at an open document and its undo steps, for a snapshot.
pub type Look = Rc<dyn Fn(&str, Act<'_>)>;

/// What is done with a document that is looked at.
pub type Act<'a> = &'a mut dyn FnMut(&Document, &History);

impl Keeper {
    /// Finds the storage and opens the mirror.
    pub async fn start(actor: Actor) -> Self {
        let mirror = Rc::new(RefCell::new(None));
        let opened = Rc::clone(&mirror);
        let opening = async move { *opened.borrow_mut() = Mirror::open().await };
        first_of(opening, TimeoutFuture::new(MIRROR_PATIENCE_MS)).await;
        let mirror = mirror.borrow_mut().take().map(Rc::new);
        Self {
            inner: StoredValue::new_local(Inner {
                // One for the life of the page.
                storage: Box::leak(Box::new(BrowserStorage::find())),
                mirror,
                actor,
                stores: BTreeMap::new(),
                pumping: BTreeSet::new(),
                compacting: BTreeSet::new(),
                texts: BTreeMap::new(),
                sending_texts: false,
            }),
            state: RwSignal::new(SaveState::Saved),
            usage: RwSignal::new(Usage::default()),
            quarantined: RwSignal::new(Vec::new()),
        }
    }

    /// Where what was done last lies; the worst of all open documents.
    pub fn save_state(self) -> Signal<SaveState> {
        self.state.into()
    }

    /// How much of the quota is used, as of the last time the page had nothing to do.
    pub fn usage(self) -> Signal<Usage> {
        self.usage.into()
    }

    /// What cannot be read.
    pub fn quarantined(self) -> Signal<Vec<Quarantined>> {
        self.quarantined.into()
    }

    /// Whether a newer version has written to this document.
    pub fn is_read_only(self, id: &str) -> bool {
        self.store(id)
            .is_some_and(|store| store.borrow().is_read_only())
    }

    /// Opens a document, new or kept.
    pub async fn open(self, id: &str) -> (Document, History) {
        let opened = self.look_up(id).await;
        let store = Rc::new(RefCell::new(opened.store));
        self.inner.update_value(|inner| {
            inner.stores.insert(id.to_owned(), store);
        });
        self.refresh();
        self.pump(id);
        (opened.document, opened.history)
    }

    /// A document as it is kept, to be looked at and not to be changed.
    pub async fn read(self, id: &str) -> Document {
        self.look_up(id).await.document
    }

    async fn look_up(self, id: &str) -> Opened<&'static BrowserStorage> {
        let entries = self.mirrored(id).await;
        let (storage, actor) = self.inner.with_value(|inner| (inner.storage, inner.actor));
        let rest = idle::rests();
        let pace = Pace::resting(&rest);
        storage::open_at(storage, id, actor, entries.as_ref(), Schema::CURRENT, pace).await
    }

    /// Lets go of a document that is not shown any more.
    pub fn close(self, id: &str) {
        let unsaved = self
            .store(id)
            .is_some_and(|store| store.borrow().unsaved() > 0);
        if !unsaved {
            self.inner.update_value(|inner| {
                inner.stores.remove(id);
            });
            self.refresh();
        }
    }

    /// Keeps a change.
    pub fn append(self, id: &str, record: &ChangeRecord) {
        if rescue::has_panicked() {
            return;
        }
        if let Some(store) = self.store(id) {
            store.borrow_mut().append(record);
            self.refresh();
            self.pump(id);
        }
    }

    /// Tries again to keep what is not kept yet.
    pub fn retry(self) {
        for id in self.ids() {
            if let Some(store) = self.store(&id) {
                store.borrow_mut().retry();
                self.pump(&id);
            }
        }
        self.refresh();
    }

    /// Keeps a whole document that was never kept before, as a snapshot; or says why not.
    pub async fn keep_whole(self, document: &Document) -> Result<(), String> {
        let id = document.id().to_owned();
        self.open(&id).await;
        let kept = self
            .snapshot(&id, &|look| look(document, &History::default()))
            .await;
        self.close(&id);
        kept
    }

    /// Makes a snapshot if one is due, while the page has nothing to do.
    pub fn tidy(self, id: &str, look: &Look) {
        let due = self
            .store(id)
            .is_some_and(|store| store.borrow().wants_snapshot());
        let busy = self.inner.with_value(|inner| inner.compacting.contains(id));
        if !due || busy || rescue::has_panicked() {
            return;
        }
        self.inner.update_value(|inner| {
            inner.compacting.insert(id.to_owned());
        });
        let (id, look) = (id.to_owned(), Rc::clone(look));
        spawn_local(async move {
            idle::idle().await;
            // A snapshot that fails leaves the journal: nothing is lost, and it is tried again.
            let _ = self.snapshot(&id, &|act| look(&id, act)).await;
            self.prune(&id).await;
            self.inner.update_value(|inner| {
                inner.compacting.remove(&id);
            });
            self.measure();
        });
    }

    /// Takes in what a storage event told of a key.
    pub fn receive(self, key: Option<&str>, text: Option<&str>) -> Vec<(String, Heard)> {
        let mut heard = Vec::new();
        for id in self.ids() {
            let Some(store) = self.store(&id) else {
                continue;
            };
            let received = store.borrow_mut().receive(key, text);
            match received {
                Received::Record(record) => heard.push((id, Heard::Record(record))),
                Received::Rescan => heard.push((id, Heard::Rescan)),
                Received::Nothing | Received::Unreadable => {}
            }
        }
        self.refresh();
        heard
    }

    /// Looks for all that other tabs have written to a document.
    pub fn rescan(self, document: &Document) -> Option<Rescan> {
        let store = self.store(document.id())?;
        let found = store.borrow_mut().rescan(document).ok();
        self.refresh();
        found
    }

    /// Counts the units used and sets the reserve aside, while the page has nothing to do.
    pub fn measure(self) {
        spawn_local(async move {
            idle::idle().await;
            let storage = self.inner.with_value(|inner| inner.storage);
            storage::keep_ballast(&storage);
            if let Ok(usage) = storage::units_used(&storage) {
                self.usage.set(usage);
            }
        });
    }

    /// Has the mirror keep a text that belongs to no document, or drop it with `None`. A text that
    /// changes faster than the mirror writes is written as it is in the end.
    pub fn mirror_text(self, key: &str, text: Option<String>) {
        let Some(mirror) = self.mirror() else {
            return;
        };
        let mut busy = false;
        self.inner.update_value(|inner| {
            inner.texts.insert(key.to_owned(), text);
            busy = std::mem::replace(&mut inner.sending_texts, true);
        });
        if busy {
            return;
        }
        spawn_local(async move {
            // As with the records: the storage has it already.
            idle::painted().await;
            loop {
                let mut batch = BTreeMap::new();
                self.inner.update_value(|inner| {
                    batch = std::mem::take(&mut inner.texts);
                    inner.sending_texts = !batch.is_empty();
                });
                if batch.is_empty() {
                    break;
                }
                let batch: Vec<_> = batch.into_iter().collect();
                // The storage has it too: a mirror that fails costs a crash's tail at the most.
                let _ = mirror.write(&batch).await;
            }
        });
    }

    /// The texts whose keys begin so, as the mirror has them.
    pub async fn mirrored_texts(self, prefix: &str) -> Vec<(String, String)> {
        let Some(mirror) = self.mirror() else {
            return Vec::new();
        };
        mirror.entries(prefix).await.unwrap_or_default()
    }

    /// The database behind the local storage; `None` in a browser that gave none in time.
    pub fn mirror(self) -> Option<Rc<Mirror>> {
        self.inner.with_value(|inner| inner.mirror.clone())
    }

    /// Whether the storage holds anything of a document.
    pub fn holds(self, id: &str) -> bool {
        let prefix = storage::keys::of_document(id);
        let keys = self
            .inner
            .with_value(|inner| inner.storage.keys())
            .unwrap_or_default();
        keys.iter().any(|key| key.starts_with(&prefix))
    }

    /// Takes all of a document away for good.
    pub async fn purge(self, id: &str) {
        let storage = self.inner.with_value(|inner| inner.storage);
        // What cannot be removed stays: it is shown as used space, and can be purged again.
        let _ = storage::purge(&storage, id);
        let entries = self.mirrored(id).await.unwrap_or_default();
        if let Some(mirror) = self.mirror() {
            let gone: Vec<_> = entries.into_keys().map(|key| (key, None)).collect();
            let _ = mirror.write(&gone).await;
        }
        self.measure();
    }

    async fn mirrored(self, id: &str) -> Option<MirrorEntries> {
        let mirror = self.mirror()?;
        let prefix = storage::keys::of_document(id);
        let entries = mirror.entries(&prefix).await.ok()?;
        Some(lastmile::project::trees::map(entries))
    }

    /// Makes a snapshot in steps, giving the page room between them.
    async fn snapshot(self, id: &str, look: &dyn Fn(Act<'_>)) -> Result<(), String> {
        let Some(store) = self.store(id) else {
            return Ok(());
        };
        let Ok(steps) = chunks::snapshot_steps().await else {
            return Err(NOT_LOADED.to_owned());
        };
        let Some(_lock) = lock::try_lock(&format!("lastmile/compact/{id}")).await else {
            return Ok(());
        };
        let mut begun = None;
        look(&mut |document, history| {
            begun = Some((steps.begin)(&store.borrow(), document, history));
        });
        let Some(begun) = begun else { return Ok(()) };
        let mut compaction = begun.map_err(|reason| reason.to_string())?;
        loop {
            let mut progress = Progress::Working;
            look(&mut |document, _| {
                progress = (steps.step)(&mut compaction, &mut store.borrow_mut(), document);
            });
            match progress {
                Progress::Done => break,
                Progress::Failed(reason) => return Err(reason.to_string()),
                Progress::Working => idle::breathe().await,
            }
            if rescue::has_panicked() {
                return Ok(());
            }
        }
        self.refresh();
        self.pump(id);
        Ok(())
    }

    /// Lets the mirror drop what a snapshot that is old enough covers.
    async fn prune(self, id: &str) {
        let Some(entries) = self.mirrored(id).await else {
            return;
        };
        let keys: Vec<String> = entries.into_keys().collect();
        if let Some(store) = self.store(id) {
            store.borrow_mut().prune_mirror(clock::now_millis(), &keys);
            self.pump(id);
        }
    }

    /// Sends what the mirror should have, one batch after the other.
    fn pump(self, id: &str) {
        let Some(mirror) = self.mirror() else {
            return;
        };
        let mut free = false;
        self.inner
            .update_value(|inner| free = inner.pumping.insert(id.to_owned()));
        if !free {
            return;
        }
        let id = id.to_owned();
        spawn_local(async move {
            // The storage has it already; what the edit changes on the screen comes first, and
            // beginning to write into the database can take longer than all of that.
            idle::painted().await;
            while let Some(store) = self.store(&id) {
                let batch = store.borrow_mut().take_mirror_writes();
                if batch.is_empty() || rescue::has_panicked() {
                    break;
                }
                let written = mirror.write(&texts(&batch)).await.is_ok();
                for write in &batch {
                    let mut store = store.borrow_mut();
                    if written {
                        store.mirror_confirmed(write.id);
                    } else {
                        store.mirror_failed(write.id);
                    }
                }
                self.refresh();
                if !written {
                    TimeoutFuture::new(MIRROR_PAUSE_MS).await;
                }
            }
            self.inner.update_value(|inner| {
                inner.pumping.remove(&id);
            });
        });
    }

    fn store(self, id: &str) -> Option<Rc<RefCell<BrowserStore>>> {
        self.inner.with_value(|inner| inner.stores.get(id).cloned())
    }

    fn ids(self) -> Vec<String> {
        self.inner
            .with_value(|inner| inner.stores.keys().cloned().collect())
    }

    /// Shows the worst state of all open documents, and all that cannot be read.
    fn refresh(self) {
        let stores: Vec<_> = self
            .inner
            .with_value(|inner| inner.stores.values().cloned().collect());
        let states = stores.iter().map(|store| store.borrow().save_state());
        let worst = states.max_by_key(badness).unwrap_or(SaveState::Saved);
        let quarantined: Vec<_> = stores
            .iter()
            .flat_map(|store| store.borrow().quarantined().to_vec())
            .collect();
        if self.state.with_untracked(|state| *state != worst) {
            if worst == SaveState::Saved {
                // For the page that is shown when the program fails.
                local_storage::write(storage::keys::LAST_SAVED, &clock::now_iso());
            }
            self.state.set(worst);
        }
        if self
            .quarantined
            .with_untracked(|before| *before != quarantined)
        {
            self.quarantined.set(quarantined);
        }
    }
}

/// How a snapshot is made, which is a part of the program that no page needs at its start. The
/// caller holds the document's lock until the snapshot is done.
pub struct SnapshotSteps {
    begin: fn(&BrowserStore, &Document, &History) -> Result<Compaction, NotSaved>,
    step: fn(&mut Compaction, &mut BrowserStore, &Document) -> Progress,
}

impl SnapshotSteps {
    /// To be called in that part alone: whoever names the steps brings them along.
    pub fn new() -> Self {
        Self {
            begin: |store, document, history| {
                let now = clock::now_millis();
                Compaction::begin(store, document, history, now, &Exclusive::held())
            },
            step: Compaction::step,
        }
    }
}

/// What another tab has done.
pub enum Heard {
    /// A change.
    Record(Arc<ChangeRecord>),
    /// More than that: look again.
    Rescan,
}

fn badness(state: &SaveState) -> u8 {
    match state {
        SaveState::Saved => 0,
        SaveState::SavedInThisBrowser => 1,
        SaveState::NotSaved(_) => 2,
    }
}

fn texts(batch: &[MirrorWrite]) -> Vec<(String, Option<String>)> {
    batch
        .iter()
        .map(|write| (write.key.clone(), write.text.clone()))
        .collect()
}

/// Waits for whichever comes first; the other goes on by itself.
async fn first_of(a: impl Future<Output = ()> + 'static, b: impl Future<Output = ()> + 'static) {
    let promise = |future: std::pin::Pin<Box<dyn Future<Output = ()>>>| {
        wasm_bindgen_futures::future_to_promise(async move {
            future.await;
            Ok(wasm_bindgen::JsValue::UNDEFINED)
        })
    };
    let both = js_sys::Array::of2(&promise(Box::pin(a)), &promise(Box::pin(b)));
    // Neither can fail.
    let _ = wasm_bindgen_futures::JsFuture::from(js_sys::Promise::race(&both)).await;
}
