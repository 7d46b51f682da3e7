//! Places in a list that two people can insert into at the same time.
//!
//! Written by hand because keys arrive in files from anywhere: the crate made for this panics on
//! keys it did not make, and its keys grow by a byte for every 128 tasks added at the end.

use serde::{Deserialize, Serialize};

use super::{
    Communication, Criterion, Deliverable, Milestone, ProjectEntry, ReadinessAnswer, Record,
    Workstream,
};

/// A place in a list: a fraction between 0 and 1 in base 36, so that texts compare like the places
/// they stand for. Between two different keys there is room for another. The empty key is a place
/// before all others.
///
/// Two people who insert at the same place get the same key; ties are broken by record id.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OrderKey(String);

/// A record with a place of its own in a list that people put in order.
pub trait Ordered: Record {
    /// That place; of two that are the same, the one with the smaller id comes first.
    fn order(&self) -> &OrderKey;
}

macro_rules! ordered {
    ($($record:ty,)*) => {
        $(impl Ordered for $record {
            fn order(&self) -> &OrderKey {
                &self.order
            }
        })*
    };
}

ordered! {
    Communication, Criterion, Deliverable, Milestone, ProjectEntry, ReadinessAnswer, Workstream,
}

const BASE: u8 = 36;
/// Keys at the end (or the start) of a list are numbers of this many digits …
const DIGITS: usize = 6;
/// … this far apart: room for 800,000 on each side before keys grow longer.
const STEP: u32 = 36 * 36;

impl OrderKey {
    /// A key between two neighbours, `None` standing for the end of the list on that side.
    ///
    /// When there is no room (equal keys after a merge, or keys that were not made here) the new
    /// one lies directly behind `before`.
    #[must_use]
    pub fn between(before: Option<&Self>, after: Option<&Self>) -> Self {
        let before = before.and_then(Self::digits);
        let after = after.and_then(Self::digits);
        let digits = match (&before, &after) {
            (Some(before), Some(after)) => middle(before, Some(after)),
            (Some(before), None) => step(before, u32::checked_add),
            (None, Some(after)) => {
                step(after, u32::checked_sub).or_else(|| middle(&[], Some(after)))
            }
            (None, None) => None,
        };
        let digits = digits.or_else(|| middle(&before.unwrap_or_default(), None));
        Self::from_digits(&digits.unwrap_or_default())
    }

    /// `count` keys in ascending order between two neighbours. They stay short: between two
    /// neighbours the middle one is made first and the halves after it.
    #[must_use]
    pub fn spread(before: Option<&Self>, after: Option<&Self>, count: usize) -> Vec<Self> {
        if count == 0 {
            return Vec::new();
        }
        if after.is_none() {
            let next = |key: &Self| Some(Self::between(Some(key), None));
            return std::iter::successors(Some(Self::between(before, None)), next)
                .take(count)
                .collect();
        }
        let middle = Self::between(before, after);
        let mut keys = Self::spread(before, Some(&middle), (count - 1) / 2);
        let behind = Self::spread(Some(&middle), after, count / 2);
        keys.push(middle);
        keys.extend(behind);
        keys
    }

    /// The digits of a key; `None` for a text that is no key.
    fn digits(&self) -> Option<Vec<u8>> {
        let digit = |char: char| match char {
            '0'..='9' | 'a'..='z' => char
                .to_digit(u32::from(BASE))
                .and_then(|d| u8::try_from(d).ok()),
            _ => None,
        };
        self.0.chars().map(digit).collect()
    }

    fn from_digits(digits: &[u8]) -> Self {
        let text = digits
            .iter()
            .filter_map(|d| char::from_digit(u32::from(*d), u32::from(BASE)));
        Self(text.collect())
    }
}

/// The fraction half-way between two others, `None` standing for 1; `None` if there is no room.
fn middle(low: &[u8], high: Option<&[u8]>) -> Option<Vec<u8>> {
    let mut digits = Vec::new();
    // While the digits so far are those of `high` too, it bounds the next one.
    let mut bound = high;
    loop {
        let place = digits.len();
        let least = low.get(place).copied().unwrap_or(0);
        let most = match bound {
            Some(high) => *high.get(place)?,
            None => BASE,
        };
        if most < least {
            return None;
        }
        if most - least > 1 {
            digits.push(u8::midpoint(least, most));
            return Some(digits);
        }
        if most > least {
            bound = None;
        }
        digits.push(least);
    }
}

/// The number one [`STEP`] further on; `None` where the list has used up its numbers.
fn step(from: &[u8], go: fn(u32, u32) -> Option<u32>) -> Option<Vec<u8>> {
    let base = u32::from(BASE);
    let digit = |place: usize| u32::from(from.get(place).copied().unwrap_or(0));
    let number = (0..DIGITS).fold(0, |number, place| number * base + digit(place));
    let mut rest = go(number, STEP).filter(|next| *next > 0 && *next < base.pow(6))?;
    let mut digits = vec![0; DIGITS];
    for place in digits.iter_mut().rev() {
        *place = u8::try_from(rest % base).unwrap_or(0);
        rest /= base;
    }
    let used = digits.iter().rposition(|digit| *digit != 0)? + 1;
    digits.truncate(used);
    Some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> OrderKey {
        OrderKey(text.to_owned())
    }

    #[test]
    fn ten_thousand_keys_in_a_row_are_ascending_and_short() {
        let keys = OrderKey::spread(None, None, 10_000);
        assert!(keys.windows(2).all(|pair| pair[0] < pair[1]));
        let longest = keys.iter().map(|key| key.0.len()).max();
        assert!(longest <= Some(DIGITS), "{longest:?}");
    }

    #[test]
    fn keys_can_be_added_at_the_start_again_and_again() {
        let mut first = OrderKey::between(None, None);
        for _ in 0..10_000 {
            let next = OrderKey::between(None, Some(&first));
            assert!(next < first, "{next:?} {first:?}");
            first = next;
        }
    }

    #[test]
    fn keys_between_two_neighbours_stay_between_them_and_short() {
        let ends = OrderKey::spread(None, None, 2);
        let keys = OrderKey::spread(Some(&ends[0]), Some(&ends[1]), 10_000);
        assert!(ends[0] < keys[0] && keys[9_999] < ends[1]);
        assert!(keys.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(keys.iter().all(|key| key.0.len() <= 10));
    }

    #[test]
    fn the_same_place_can_be_inserted_into_again_and_again() {
        let ends = OrderKey::spread(None, None, 2);
        let mut after = ends[1].clone();
        for _ in 0..200 {
            let next = OrderKey::between(Some(&ends[0]), Some(&after));
            assert!(ends[0] < next && next < after);
            after = next;
        }
    }

    #[test]
    fn without_room_the_new_key_lies_behind_the_first() {
        for (before, after) in [
            ("i", "i"),
            ("i", "i0"),
            ("i", "3"),
            ("", ""),
            ("i", "I"),
            ("zzzzzzz", ""),
        ] {
            let new = OrderKey::between(Some(&key(before)), Some(&key(after)));
            assert!(new > key(before), "{before} {after} {new:?}");
        }
    }

    #[test]
    fn a_text_that_is_no_key_is_passed_over() {
        let new = OrderKey::between(Some(&key("__proto__")), Some(&key("ä")));
        assert_eq!(new, OrderKey::between(None, None));
    }
}
