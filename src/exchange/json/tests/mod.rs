//! What is exported comes back the same, and what is broken is told.

mod broken;
mod by_hand;
mod documented;
mod full;
mod generated;
mod round_trip;

use crate::document::{Actor, Context, Document, Pace, Rest, at_once};
use crate::exchange::json::{self, Imprint, Incoming, NotImported, Outside, export};
use crate::project::Project;

/// A little random number generator: the same seed, the same numbers.
pub(super) struct Random(u64);

impl Random {
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `end`; 0 if there is none.
    pub(super) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).unwrap()
    }

    pub(super) fn pick<'t, T>(&mut self, from: &'t [T]) -> &'t T {
        &from[self.below(from.len())]
    }

    pub(super) fn one_in(&mut self, chances: usize) -> bool {
        self.below(chances) == 0
    }
}

/// How many times as much is tried in a soak.
fn soak() -> usize {
    if std::env::var_os("LASTMILE_SOAK").is_some() {
        100
    } else {
        1
    }
}

fn context(actor: u64) -> Context {
    Context {
        actor: Actor(actor),
        by: format!("Person {actor}"),
        wall: "2026-11-22T09:00:00+01:00".to_owned(),
    }
}

/// What a file holds, which must be the same whether it is read at once or with rests.
fn import(bytes: &[u8]) -> Result<Outside, NotImported> {
    let rest = || Some(Box::pin(std::future::ready(())) as Rest);
    let slowly = at_once(json::import_at(bytes, Pace::resting(&rest)));
    let outside = json::import(bytes);
    let told = |outside: &Result<Outside, NotImported>| format!("{outside:?}");
    assert_eq!(told(&slowly), told(&outside));
    outside
}

fn exported(projects: &[&Document]) -> String {
    let imprint = Imprint {
        at: "2026-11-22T10:00:00+01:00",
        by: "Ann Lee",
    };
    let rest = || Some(Box::pin(std::future::ready(())) as Rest);
    let slowly = json::export_at(projects, None, imprint, Pace::resting(&rest));
    let text = export(projects, None, imprint);
    assert_eq!(at_once(slowly), text);
    text
}

fn imported(text: &str) -> Result<Outside, NotImported> {
    import(text.as_bytes())
}

/// The only project of a file.
fn project(text: &str) -> Incoming<Project> {
    let outside = imported(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let [project] = <[_; 1]>::try_from(outside.projects).unwrap();
    project
}
