//! The two menu entries that move a record up and down its list.

use std::sync::Arc;

use lastmile::project::{Id, Record};

use crate::app::components::{IconName, MenuEntry, MenuItem};

/// The two moves of a row in its list. `put` gets the record it shall stand before, or `None` for
/// the end.
pub fn move_items<R: Record>(
    listed: &[Id<R>],
    id: &Id<R>,
    put: impl Fn(Option<&Id<R>>) + Send + Sync + 'static,
) -> Vec<MenuEntry> {
    let put = Arc::new(put);
    let at = listed.iter().position(|one| one == id);
    let item = |label: &str, icon, refusal: &str, before: Option<Option<Id<R>>>| {
        let put = Arc::clone(&put);
        let refusal = before.is_none().then(|| refusal.to_owned());
        let item = MenuItem::new(label, move || {
            if let Some(before) = &before {
                put(before.as_ref());
            }
        });
        MenuEntry::from(item.icon(icon).refusal(refusal))
    };
    let above = at.and_then(|at| listed.get(at.checked_sub(1)?).cloned());
    let below = at.filter(|at| at + 1 < listed.len());
    let below = below.map(|at| listed.get(at + 2).cloned());
    vec![
        item(
            "Move up",
            IconName::ChevronUp,
            "It is the first.",
            above.map(Some),
        ),
        item("Move down", IconName::ChevronDown, "It is the last.", below),
    ]
}
