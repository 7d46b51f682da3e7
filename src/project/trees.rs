//! Collecting into maps and sets record by record.
//!
//! `collect()` sorts first, which for each new type of content is built again, five kilobytes at a
//! time; inserting is built for it anyway.

use std::collections::{BTreeMap, BTreeSet};

/// A map of these; of two with the same key the last.
pub fn map<K: Ord, V>(rows: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, V> {
    let mut map = BTreeMap::new();
    for (key, value) in rows {
        map.insert(key, value);
    }
    map
}

/// A set of these.
pub fn set<K: Ord>(elements: impl IntoIterator<Item = K>) -> BTreeSet<K> {
    let mut set = BTreeSet::new();
    for element in elements {
        set.insert(element);
    }
    set
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_collected_is_what_collect_collects() {
        let rows = [(3, 'c'), (1, 'a'), (3, 'd'), (2, 'b')];
        assert_eq!(map(rows), rows.into_iter().collect());
        assert_eq!(map([(3, 'c'), (3, 'd')]), [(3, 'd')].into());
        assert_eq!(set([3, 1, 3, 2]), [1, 2, 3].into());
    }
}
