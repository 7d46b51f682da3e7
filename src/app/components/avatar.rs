//! A person in the size of a letter or two.

use super::piece::piece;
use leptos::prelude::*;

/// How many colours style/components/avatar.css gives to people.
const HUES: u32 = 8;

/// The initials of a person on a colour that belongs to the name.
#[component]
pub fn Avatar(
    /// The person's name.
    #[prop(into)]
    name: Signal<String>,
    /// Whether the name stands beside it, so that a screen reader need not say it twice.
    #[prop(optional)]
    decorative: bool,
) -> AnyView {
    view! {
        <span
            class="avatar"
            role=(!decorative).then_some("img")
            aria-hidden=decorative.then_some("true")
            aria-label=Signal::derive(move || (!decorative).then(|| name.get()))
            title=Signal::derive(move || (!decorative).then(|| name.get()))
            data-hue=Signal::derive(move || name.with(|name| hue(name)).to_string())
        >
            {piece(move || name.with(|name| initials(name)))}
        </span>
    }
    .into_any()
}

/// The first letters of the first and last word; of a single word its first two characters.
fn initials(name: &str) -> String {
    let mut words = name.split_whitespace();
    let Some(first) = words.next() else {
        return "?".to_owned();
    };
    let letters: String = match words.next_back() {
        Some(last) => first.chars().take(1).chain(last.chars().take(1)).collect(),
        None => first.chars().take(2).collect(),
    };
    letters.to_uppercase()
}

/// A colour number that depends on the name alone (FNV-1a).
fn hue(name: &str) -> u32 {
    let hash = name.trim().bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    hash % HUES
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_are_those_of_the_first_and_last_word() {
        assert_eq!(initials("Ann Marie van Dyke"), "AD");
        assert_eq!(initials("ørsted"), "ØR");
        assert_eq!(initials(" "), "?");
    }
}
