//! The folder in which a browser keeps what its pages store.

use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::Duration;

/// Where a browser keeps what its pages store; removed with the last owner.
#[derive(Clone)]
pub(crate) struct Profile(Rc<ProfileFolder>);

struct ProfileFolder(PathBuf);

impl Profile {
    pub(super) fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder =
            std::env::temp_dir().join(format!("lastmile-journey-{}-{number}", std::process::id()));
        fs::create_dir_all(&folder).expect("a writable temporary folder");
        Self(Rc::new(ProfileFolder(folder)))
    }

    pub(super) fn folder(&self) -> &Path {
        &self.0.0
    }

    pub(super) fn downloads(&self) -> PathBuf {
        self.folder().join("downloads")
    }
}

impl Drop for ProfileFolder {
    fn drop(&mut self) {
        // A helper process of the browser may still be writing its last file.
        for _ in 0..20 {
            if fs::remove_dir_all(&self.0).is_ok() {
                return;
            }
            thread::sleep(Duration::from_millis(50));
        }
    }
}
