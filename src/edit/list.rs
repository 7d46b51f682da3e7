//! What the edits of named records have in common: adding at the end, renaming, putting in order.

use super::text::{self, quoted};
use super::{Change, MintId, Refusal, mint};
use crate::project::order::OrderKey;
use crate::project::{
    ChangeRequest, Communication, Criterion, Decision, Deliverable, Id, IntegrationPoint,
    Milestone, Person, ProjectEntry, ReadinessAnswer, Record, Reserve, Risk, Stakeholder, Table,
    Workstream, fold,
};

/// A record people know by its name, in a list that may have an order of its own.
pub(super) trait Listed: Record {
    /// What it is called in a refusal: "deliverable".
    const NOUN: &'static str;

    /// Its name.
    fn name(&self) -> &str;
    /// Its place in the list; `None` where the list is ordered by name.
    fn order(&self) -> Option<&OrderKey>;
    /// A new one with everything else left to the defaults.
    fn named(name: String, order: OrderKey) -> Self;
    /// Gives it another name.
    fn set_name(&mut self, name: String);
    /// Gives it another place.
    fn set_order(&mut self, order: OrderKey);
}

macro_rules! listed {
    ($($type:ident $noun:literal $name:ident $(by $order:ident)?;)*) => {
        $(impl Listed for $type {
            const NOUN: &'static str = $noun;

            fn name(&self) -> &str {
                &self.$name
            }
            fn order(&self) -> Option<&OrderKey> {
                None $(.or(Some(&self.$order)))?
            }
            fn named($name: String, _order: OrderKey) -> Self {
                Self {
                    $name,
                    $($order: _order,)?
                    ..Self::default()
                }
            }
            fn set_name(&mut self, name: String) {
                self.$name = name;
            }
            fn set_order(&mut self, _order: OrderKey) {
                $(self.$order = _order;)?
            }
        })*
    };
}

listed! {
    Person "person" name;
    Stakeholder "stakeholder" name;
    Deliverable "deliverable" name by order;
    Workstream "workstream" name by order;
    Milestone "milestone" title by order;
    Risk "risk" title;
    ChangeRequest "request" title;
    Decision "question" title;
    IntegrationPoint "integration point" title;
    ProjectEntry "project" name by order;
    Criterion "criterion" text by order;
    ReadinessAnswer "question" question by order;
    Reserve "reserve" name;
    Communication "message" title by order;
}

/// The record, or why nothing can be done to it.
pub(super) fn found<'a, R: Listed>(table: &'a Table<R>, id: &Id<R>) -> Result<&'a R, Refusal> {
    table.get(id).ok_or(Refusal::Gone(R::NOUN))
}

/// Adds a record by its name at the end of its list. Refused where one has that name already.
pub(super) fn add<R: Listed>(
    table: &Table<R>,
    name: &str,
    ids: &mut dyn MintId,
) -> Result<(Id<R>, Change), Refusal> {
    let name = new_name(table, None, name)?;
    let last = table.values().filter_map(Listed::order).max();
    let mut change = Change::new(format!("Add {} {}", R::NOUN, quoted(&name)));
    let id = mint(ids);
    change.add(&id, &R::named(name, OrderKey::between(last, None)));
    Ok((id, change))
}

/// Gives a record another name. Refused where another has that name already.
pub(super) fn rename<R: Listed>(
    table: &Table<R>,
    id: &Id<R>,
    name: &str,
) -> Result<Change, Refusal> {
    let before = found(table, id)?.name();
    let name = new_name(table, Some(id), name)?;
    let mut change = Change::new(format!("Rename {}", quoted(before)));
    change.alter(table, id, |record| record.set_name(name));
    Ok(change)
}

/// Writes what `how` changes of a record under the label `{verb} “Name”`.
pub(super) fn alter<R: Listed>(
    table: &Table<R>,
    id: &Id<R>,
    verb: &str,
    how: impl FnOnce(&mut R),
) -> Result<Change, Refusal> {
    let name = quoted(found(table, id)?.name());
    let mut change = Change::new(format!("{verb} {name}"));
    change.alter(table, id, how);
    Ok(change)
}

/// Moves a record before another one of its list, or to the end.
pub(super) fn move_before<R: Listed>(
    table: &Table<R>,
    id: &Id<R>,
    before: Option<&Id<R>>,
) -> Result<Change, Refusal> {
    let name = quoted(found(table, id)?.name());
    if let Some(before) = before {
        found(table, before)?;
    }
    let mut change = Change::new(format!("Move {name}"));
    if before == Some(id) {
        return Ok(change);
    }
    let mut others: Vec<_> = table
        .iter()
        .filter(|(other, _)| *other != id)
        .map(|(other, record)| (record.order(), other))
        .collect();
    others.sort();
    let at = before.and_then(|before| others.iter().position(|(_, other)| *other == before));
    let at = at.unwrap_or(others.len());
    let key = |at: usize| others.get(at).and_then(|(order, _)| *order);
    let (low, high) = (at.checked_sub(1).and_then(key), key(at));
    let between = OrderKey::between(low, high);
    let fits = low.is_none_or(|low| *low < between) && high.is_none_or(|high| between < *high);
    if fits {
        change.alter(table, id, |record| record.set_order(between));
        return Ok(change);
    }
    // Merging has left no room between the two: all get new places.
    let mut all: Vec<_> = others.iter().map(|(_, other)| *other).collect();
    all.insert(at.min(all.len()), id);
    for (id, order) in all.iter().zip(OrderKey::spread(None, None, all.len())) {
        change.alter(table, id, |record| record.set_order(order));
    }
    Ok(change)
}

/// The name as it is kept. Refused where another record has it: a name is how people refer to it.
fn new_name<R: Listed>(
    table: &Table<R>,
    own: Option<&Id<R>>,
    name: &str,
) -> Result<String, Refusal> {
    let name = text::title("The name", name)?;
    let folded = fold(&name);
    let taken = table
        .iter()
        .any(|(id, record)| Some(id) != own && fold(record.name()) == folded);
    if taken {
        return Err(Refusal::Other(format!(
            "There is a {} called {} already.",
            R::NOUN,
            quoted(&name)
        )));
    }
    Ok(name)
}
