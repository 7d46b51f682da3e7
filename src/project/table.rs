//! Records of one kind by id.

use std::any::Any;
use std::cmp::Ordering;
use std::collections::{BTreeMap, btree_map};
use std::fmt;
use std::marker::PhantomData;
use std::ops::Index;
use std::sync::Arc;

use super::order::{OrderKey, Ordered};
use super::{Id, Record};

/// Records of one kind by id, in the order of the ids; it is used like a `BTreeMap<Id<R>, R>`.
///
/// All tables are one type of tree inside: a tree of its own for each kind of record would be built
/// again, ten kilobytes at a time. Copies share their records until one of them is changed.
pub struct Table<R> {
    rows: Rows,
    holds: PhantomData<fn() -> R>,
}

/// By the text of the id, each a [`Row`].
type Rows = BTreeMap<Arc<str>, AnyRow>;
type AnyRow = Arc<dyn Any + Send + Sync>;

#[derive(Clone)]
struct Row<R> {
    id: Id<R>,
    record: R,
}

impl<R: Record> Table<R> {
    /// An empty table.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            rows: BTreeMap::new(),
            holds: PhantomData,
        }
    }

    /// How many records it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Whether it holds the record.
    #[must_use]
    pub fn contains_key(&self, id: &Id<R>) -> bool {
        self.rows.contains_key(id.as_str())
    }

    /// The record.
    #[must_use]
    pub fn get(&self, id: &Id<R>) -> Option<&R> {
        self.get_key_value(id).map(|(_, record)| record)
    }

    /// The record with its id as the table holds it.
    #[must_use]
    pub fn get_key_value(&self, id: &Id<R>) -> Option<(&Id<R>, &R)> {
        self.rows.get(id.as_str()).and_then(shown)
    }

    /// The record, to be changed.
    pub fn get_mut(&mut self, id: &Id<R>) -> Option<&mut R> {
        self.rows.get_mut(id.as_str()).and_then(own)
    }

    /// Puts in a record, and returns the one it takes the place of.
    pub fn insert(&mut self, id: Id<R>, record: R) -> Option<R> {
        let row = Row { id, record };
        self.rows
            .insert(row.id.text(), Arc::new(row))
            .and_then(taken)
    }

    /// Takes out a record.
    pub fn remove(&mut self, id: &Id<R>) -> Option<R> {
        self.rows.remove(id.as_str()).and_then(taken)
    }

    /// Makes the record with this id what it is in another table, which shares it from then on.
    pub fn share(&mut self, other: &Self, id: &Id<R>) {
        match other.rows.get_key_value(id.as_str()) {
            Some((text, row)) => {
                self.rows.insert(Arc::clone(text), Arc::clone(row));
            }
            None => {
                self.rows.remove(id.as_str());
            }
        }
    }

    /// The ids whose records the two tables do not share, in order: between a copy and what it has
    /// become, those that were changed, came or went. Nothing is looked into, so that ten thousand
    /// records are compared in less than a millisecond.
    #[must_use]
    pub fn unshared(&self, other: &Self) -> Vec<Id<R>> {
        let rows = unshared(&self.rows, &other.rows).into_iter();
        rows.filter_map(|row| Some(shown::<R>(row)?.0.clone()))
            .collect()
    }

    /// Takes out all records.
    pub fn clear(&mut self) {
        self.rows.clear();
    }

    /// Takes out the first record.
    pub fn pop_first(&mut self) -> Option<(Id<R>, R)> {
        let (_, row) = self.rows.pop_first()?;
        let id = shown(&row)?.0.clone();
        Some((id, taken(row)?))
    }

    /// Keeps the records for which `keep` holds.
    pub fn retain(&mut self, mut keep: impl FnMut(&Id<R>, &mut R) -> bool) {
        let ids: Vec<_> = self.keys().cloned().collect();
        for id in ids {
            if self.get_mut(&id).is_some_and(|record| !keep(&id, record)) {
                self.rows.remove(id.as_str());
            }
        }
    }

    /// The ids and records in the order of the ids.
    #[must_use]
    pub fn iter(&self) -> Iter<'_, R> {
        Iter {
            rows: self.rows.values(),
            holds: PhantomData,
        }
    }

    /// The ids in their order.
    #[must_use]
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &Id<R>> + Clone {
        self.iter().map(|(id, _)| id)
    }

    /// The records in the order of their ids.
    #[must_use]
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &R> + Clone {
        self.iter().map(|(_, record)| record)
    }

    /// The records, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut R> {
        self.rows.values_mut().filter_map(own)
    }

    /// The ids alone.
    pub fn into_keys(self) -> impl Iterator<Item = Id<R>> {
        let id = |row| shown::<R>(&row).map(|(id, _)| id.clone());
        self.rows.into_values().filter_map(id)
    }

    /// The records alone.
    pub fn into_values(self) -> impl Iterator<Item = R> {
        self.rows.into_values().filter_map(taken)
    }
}

impl<R: Ordered> Table<R> {
    /// The ids and records in the order people put them in.
    #[must_use]
    pub fn in_order(&self) -> Vec<(&Id<R>, &R)> {
        let rows: Vec<_> = self.iter().collect();
        // Sorted as plain places: one sort serves all kinds of records.
        let places = rows.iter().enumerate().map(|(at, row)| (row.1.order(), at));
        let mut places: Vec<(&OrderKey, usize)> = places.collect();
        places.sort_unstable();
        let places = places.into_iter();
        places.filter_map(|(_, at)| rows.get(at).copied()).collect()
    }

    /// The ids alone, in the order people put them in.
    #[must_use]
    pub fn ids_in_order(&self) -> Vec<Id<R>> {
        let rows = self.in_order().into_iter();
        rows.map(|(id, _)| id.clone()).collect()
    }
}

/// A row of the right kind; every row of a table is.
fn shown<R: Record>(row: &AnyRow) -> Option<(&Id<R>, &R)> {
    let row: &Row<R> = row.downcast_ref()?;
    Some((&row.id, &row.record))
}

/// For each id of either table whose row is not the same in both: the row of one of them.
fn unshared<'t>(one: &'t Rows, other: &'t Rows) -> Vec<&'t AnyRow> {
    let mut found = Vec::new();
    let (mut left, mut right) = (one.iter(), other.iter());
    let (mut here, mut there) = (left.next(), right.next());
    loop {
        let order = match (here, there) {
            (None, None) => return found,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some((_, row)), Some((_, twin))) if Arc::ptr_eq(row, twin) => {
                (here, there) = (left.next(), right.next());
                continue;
            }
            (Some((id, _)), Some((twin, _))) => id.cmp(twin),
        };
        found.extend(here.filter(|_| order.is_le()).or(there).map(|(_, row)| row));
        if order.is_le() {
            here = left.next();
        }
        if order.is_ge() {
            there = right.next();
        }
    }
}

/// The record of a row that no other table shares.
fn own<R: Record>(row: &mut AnyRow) -> Option<&mut R> {
    if Arc::get_mut(row).is_none() {
        *row = Arc::new(row.downcast_ref::<Row<R>>()?.clone());
    }
    let row: &mut Row<R> = Arc::get_mut(row)?.downcast_mut()?;
    Some(&mut row.record)
}

fn taken<R: Record>(row: AnyRow) -> Option<R> {
    let row: Arc<Row<R>> = row.downcast().ok()?;
    Some(Arc::unwrap_or_clone(row).record)
}

/// The ids and records of a table.
pub struct Iter<'t, R> {
    rows: btree_map::Values<'t, Arc<str>, AnyRow>,
    holds: PhantomData<fn() -> R>,
}

impl<'t, R: Record> Iterator for Iter<'t, R> {
    type Item = (&'t Id<R>, &'t R);

    fn next(&mut self) -> Option<Self::Item> {
        self.rows.next().and_then(shown)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.rows.size_hint()
    }
}

impl<R: Record> DoubleEndedIterator for Iter<'_, R> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.rows.next_back().and_then(shown)
    }
}

impl<R: Record> ExactSizeIterator for Iter<'_, R> {}

impl<R> Clone for Iter<'_, R> {
    fn clone(&self) -> Self {
        Self {
            rows: self.rows.clone(),
            holds: PhantomData,
        }
    }
}

impl<'t, R: Record> IntoIterator for &'t Table<R> {
    type Item = (&'t Id<R>, &'t R);
    type IntoIter = Iter<'t, R>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<R: Record> Extend<(Id<R>, R)> for Table<R> {
    fn extend<I: IntoIterator<Item = (Id<R>, R)>>(&mut self, rows: I) {
        for (id, record) in rows {
            self.insert(id, record);
        }
    }
}

impl<R: Record> FromIterator<(Id<R>, R)> for Table<R> {
    fn from_iter<I: IntoIterator<Item = (Id<R>, R)>>(rows: I) -> Self {
        let mut table = Self::new();
        table.extend(rows);
        table
    }
}

impl<R: Record, const N: usize> From<[(Id<R>, R); N]> for Table<R> {
    fn from(rows: [(Id<R>, R); N]) -> Self {
        rows.into_iter().collect()
    }
}

impl<R: Record> Index<&Id<R>> for Table<R> {
    type Output = R;

    /// # Panics
    ///
    /// When the record is not there.
    fn index(&self, id: &Id<R>) -> &R {
        #[expect(clippy::expect_used, reason = "an index is a claim")]
        self.get(id).expect("no record has this id")
    }
}

impl<R> Default for Table<R> {
    fn default() -> Self {
        Self {
            rows: Rows::new(),
            holds: PhantomData,
        }
    }
}

impl<R> Clone for Table<R> {
    fn clone(&self) -> Self {
        Self {
            rows: self.rows.clone(),
            holds: PhantomData,
        }
    }
}

impl<R: Record> PartialEq for Table<R> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl<R: Record + fmt::Debug> fmt::Debug for Table<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{Holiday, Workstream};

    fn named(name: &str) -> Holiday {
        Holiday {
            name: name.to_owned(),
            ..Holiday::default()
        }
    }

    fn table(rows: &[(&str, &str)]) -> Table<Holiday> {
        rows.iter()
            .map(|(id, name)| (Id::new(id), named(name)))
            .collect()
    }

    fn shown(table: &Table<Holiday>) -> Vec<(&str, &str)> {
        let rows = table.iter();
        rows.map(|(id, holiday)| (id.as_str(), holiday.name.as_str()))
            .collect()
    }

    #[test]
    fn a_list_comes_in_the_order_people_gave_it_and_the_same_place_in_that_of_the_ids() {
        let first = OrderKey::between(None, None);
        let second = OrderKey::between(Some(&first), None);
        let places = [("a", &second), ("b", &second), ("c", &first)];
        let rows = places.map(|(id, order)| {
            let order = order.clone();
            let stream = Workstream {
                order,
                ..Workstream::default()
            };
            (Id::new(id), stream)
        });
        let ids = Table::from(rows).ids_in_order();
        assert_eq!(ids, ["c", "a", "b"].map(Id::new));
    }

    #[test]
    fn records_come_in_the_order_of_their_ids_and_the_last_of_two_stays() {
        let mut table = table(&[("b", "two"), ("a", "one"), ("b", "three")]);
        assert_eq!(shown(&table), [("a", "one"), ("b", "three")]);
        assert_eq!(
            table.insert(Id::new("a"), named("four")),
            Some(named("one"))
        );
        assert_eq!(table.remove(&Id::new("b")), Some(named("three")));
        assert_eq!((table.remove(&Id::new("b")), table.len()), (None, 1));
    }

    #[test]
    fn a_change_to_one_copy_leaves_the_other_alone() {
        let mut one = table(&[("a", "one"), ("b", "two")]);
        let other = one.clone();
        assert!(one == other);
        if let Some(holiday) = one.get_mut(&Id::new("a")) {
            "changed".clone_into(&mut holiday.name);
        }
        assert_eq!(shown(&one), [("a", "changed"), ("b", "two")]);
        assert_eq!(shown(&other), [("a", "one"), ("b", "two")]);
        assert!(one != other);
    }

    #[test]
    fn tables_are_equal_only_with_the_same_ids() {
        assert!(table(&[("a", "one")]) != table(&[("b", "one")]));
        assert!(table(&[("a", "one")]) != table(&[("a", "one"), ("b", "")]));
    }

    #[test]
    fn what_was_changed_came_or_went_is_told_until_it_is_shared() {
        let before = table(&[("a", "one"), ("b", "two"), ("c", "three")]);
        let mut after = before.clone();
        assert_eq!(after.unshared(&before), []);
        after.remove(&Id::new("a"));
        after.insert(Id::new("b"), named("changed"));
        after.insert(Id::new("d"), named("new"));
        let changed = ["a", "b", "d"].map(Id::new);
        assert_eq!(after.unshared(&before), changed);
        assert_eq!(before.unshared(&after), changed);
        let mut copy = before;
        for id in &changed {
            copy.share(&after, id);
        }
        assert_eq!(copy.unshared(&after), []);
        assert!(copy == after);
    }

    #[test]
    fn only_what_is_to_be_kept_is_kept_and_what_was_changed_meanwhile_stays_so() {
        let mut table = table(&[("a", "one"), ("b", "two"), ("c", "three")]);
        table.retain(|id, holiday| {
            holiday.name.push('!');
            id.as_str() != "b"
        });
        assert_eq!(shown(&table), [("a", "one!"), ("c", "three!")]);
        assert_eq!(table.pop_first(), Some((Id::new("a"), named("one!"))));
        assert_eq!(shown(&table), [("c", "three!")]);
    }
}
