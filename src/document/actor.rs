//! Who writes: one page load, not one person.

use std::fmt;
use std::str::FromStr;

use crate::project::Id;

/// One page load of one browser tab, drawn at random when the page starts.
///
/// A person has many over time; [`super::Author`] says whose it was. Never kept in the session
/// storage: a duplicated tab would copy it and two tabs would write under one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Actor(pub u64);

/// Crockford's alphabet: no letter that is taken for a digit, and sorted.
const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

impl fmt::Display for Actor {
    /// Base 32 without leading zeros, at most 13 characters.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        let mut started = false;
        for place in (0..13).rev() {
            let digit = usize::try_from((self.0 >> (5 * place)) & 31).unwrap_or(0);
            started |= digit != 0 || place == 0;
            if started {
                text.push(DIGITS.get(digit).copied().map_or('0', char::from));
            }
        }
        f.write_str(&text)
    }
}

impl FromStr for Actor {
    type Err = ();

    /// Reads what `Display` writes, and nothing else: one actor has one text.
    fn from_str(text: &str) -> Result<Self, ()> {
        let mut number = 0_u64;
        for char in text.bytes() {
            let digit = DIGITS.iter().position(|digit| *digit == char).ok_or(())?;
            let digit = u64::try_from(digit).map_err(|_| ())?;
            number = number
                .checked_mul(32)
                .ok_or(())?
                .checked_add(digit)
                .ok_or(())?;
        }
        let canonical = !text.is_empty() && (text == "0" || !text.starts_with('0'));
        canonical.then_some(Self(number)).ok_or(())
    }
}

/// Makes ids no other page load makes: `actor-number`.
#[derive(Debug)]
pub struct Minter {
    actor: Actor,
    last: u64,
}

impl Minter {
    /// A minter for this page load. There must be only one for it, whatever the documents.
    #[must_use]
    pub const fn new(actor: Actor) -> Self {
        Self { actor, last: 0 }
    }

    /// The actor it mints for.
    #[must_use]
    pub const fn actor(&self) -> Actor {
        self.actor
    }

    /// A new id.
    pub fn mint<R>(&mut self) -> Id<R> {
        self.last += 1;
        Id::new(&format!("{}-{}", self.actor, self.last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_actor_reads_back_as_itself() {
        for number in [0, 1, 31, 32, 12_345, u64::MAX - 1, u64::MAX] {
            let text = Actor(number).to_string();
            assert_eq!(text.parse(), Ok(Actor(number)), "{text}");
            assert!(text.len() <= 13);
        }
    }

    #[test]
    fn a_text_no_actor_has_is_refused() {
        for text in [
            "",
            "00",
            "01",
            "A",
            "i",
            "zzzzzzzzzzzzzz",
            "g000000000000",
            "1 ",
        ] {
            assert_eq!(text.parse::<Actor>(), Err(()), "{text}");
        }
    }

    #[test]
    fn minted_ids_differ_and_name_their_actor() {
        let mut minter = Minter::new(Actor(33));
        let ids: [Id<()>; 2] = [minter.mint(), minter.mint()];
        assert_eq!(ids.map(|id| id.to_string()), ["11-1", "11-2"]);
    }
}
