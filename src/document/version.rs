//! Which changes a copy has seen.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Actor, Stamp};

/// The changes a document has seen: of each actor, ranges of sequences.
///
/// Usually one range from 1 on; a change that was lost or has not arrived yet leaves a gap, and
/// the version says so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VersionVector {
    /// Per actor: first sequence → last sequence of each range; ranges neither touch nor overlap.
    seen: BTreeMap<Actor, BTreeMap<u64, u64>>,
}

impl VersionVector {
    /// Whether it has seen nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.seen.is_empty()
    }

    /// How many changes it has seen.
    #[must_use]
    pub fn changes(&self) -> u64 {
        self.ranges().map(|(_, first, last)| last - first + 1).sum()
    }

    /// Whether that change has been seen.
    #[must_use]
    pub fn contains(&self, actor: Actor, sequence: u64) -> bool {
        self.covers_range(actor, sequence, sequence)
    }

    /// The last sequence seen of an actor; 0 when none was.
    #[must_use]
    pub fn last(&self, actor: Actor) -> u64 {
        let last = self.seen.get(&actor).and_then(BTreeMap::last_key_value);
        last.map_or(0, |(_, last)| *last)
    }

    /// Notes one change as seen.
    pub fn insert(&mut self, actor: Actor, sequence: u64) {
        self.insert_range(actor, sequence, sequence);
    }

    /// Notes the changes `first..=last` of an actor as seen; nothing if that is no range.
    pub fn insert_range(&mut self, actor: Actor, first: u64, last: u64) {
        if first == 0 || first > last {
            return;
        }
        let ranges = self.seen.entry(actor).or_default();
        let (mut first, mut last) = (first, last);
        // From the last range that begins at or before the end of the new one, backwards while
        // they touch.
        while let Some((&from, &to)) = ranges.range(..=last.saturating_add(1)).next_back() {
            if to.saturating_add(1) < first {
                break;
            }
            ranges.remove(&from);
            first = first.min(from);
            last = last.max(to);
        }
        ranges.insert(first, last);
    }

    /// Notes all that `other` has seen.
    pub fn join(&mut self, other: &Self) {
        for (actor, first, last) in other.ranges() {
            self.insert_range(actor, first, last);
        }
    }

    /// Whether all that `other` has seen has been seen here.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        let mut ranges = other.ranges();
        ranges.all(|(actor, first, last)| self.covers_range(actor, first, last))
    }

    /// The ranges seen, by actor and then by sequence.
    pub fn ranges(&self) -> impl Iterator<Item = (Actor, u64, u64)> + '_ {
        self.seen
            .iter()
            .flat_map(|(actor, ranges)| ranges.iter().map(|(first, last)| (*actor, *first, *last)))
    }

    /// As JSON: per actor the last sequence where nothing is missing before it, else its ranges.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let of_actor = |ranges: &BTreeMap<u64, u64>| match ranges.first_key_value() {
            Some((1, last)) if ranges.len() == 1 => json!(last),
            _ => ranges
                .iter()
                .map(|(first, last)| json!([first, last]))
                .collect(),
        };
        let mut actors = serde_json::Map::new();
        for (actor, ranges) in &self.seen {
            actors.insert(actor.to_string(), of_actor(ranges));
        }
        Value::Object(actors)
    }

    /// Reads what [`Self::to_json`] wrote; `None` for anything else.
    #[must_use]
    pub fn from_json(json: &Value) -> Option<Self> {
        let number = |value: &Value| value.as_u64().filter(|n| (1..=Stamp::LARGEST).contains(n));
        let mut version = Self::default();
        for (actor, seen) in json.as_object()? {
            let actor = actor.parse().ok()?;
            let Some(ranges) = seen.as_array() else {
                version.insert_range(actor, 1, number(seen)?);
                continue;
            };
            for range in ranges {
                let [first, last] = range.as_array()?.as_slice() else {
                    return None;
                };
                version.insert_range(actor, number(first)?, number(last)?);
            }
        }
        Some(version)
    }

    fn covers_range(&self, actor: Actor, first: u64, last: u64) -> bool {
        let range = self
            .seen
            .get(&actor)
            .and_then(|ranges| ranges.range(..=first).next_back());
        range.is_some_and(|(_, to)| *to >= last)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const A: Actor = Actor(7);

    #[test]
    fn a_gap_is_told_until_it_is_filled() {
        let mut version = VersionVector::default();
        for sequence in [1, 2, 4] {
            version.insert(A, sequence);
        }
        assert!(!version.contains(A, 3));
        assert_eq!(version.to_json(), json!({ "7": [[1, 2], [4, 4]] }));
        version.insert(A, 3);
        assert_eq!(version.to_json(), json!({ "7": 4 }));
    }

    proptest! {
        #[test]
        fn ranges_say_the_same_as_a_set(inserts in prop::collection::vec((1_u64..40, 0_u64..6), 0..20)) {
            let mut version = VersionVector::default();
            let mut set = std::collections::BTreeSet::new();
            for (first, more) in inserts {
                version.insert_range(A, first, first + more);
                set.extend(first..=first + more);
            }
            for sequence in 0..60 {
                prop_assert_eq!(version.contains(A, sequence), set.contains(&sequence));
            }
            let ranges: Vec<_> = version.ranges().collect();
            prop_assert!(ranges.windows(2).all(|pair| pair[0].2 + 1 < pair[1].1));
            prop_assert_eq!(VersionVector::from_json(&version.to_json()), Some(version));
        }
    }
}
