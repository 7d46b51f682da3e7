//! Which choices fit what was typed, the best first.

use lastmile::project::fold;

use super::super::choice::Choice;

/// The places of the choices in `options` that fit `typed`: first those that begin with it, then
/// those with a word that does, then those that hold it anywhere; otherwise in their own order.
///
/// Case and accents do not matter. An empty text fits all of them.
pub(super) fn matching(options: &[Choice], typed: &str) -> Vec<usize> {
    let typed = fold(typed);
    let mut found: Vec<(u8, usize)> = options
        .iter()
        .enumerate()
        .filter_map(|(at, choice)| Some((rank(&fold(&choice.label), &typed)?, at)))
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, at)| at).collect()
}

fn rank(label: &str, typed: &str) -> Option<u8> {
    if label.starts_with(typed) {
        return Some(0);
    }
    let mut places = label.match_indices(typed).map(|(at, _)| at).peekable();
    places.peek()?;
    let begins_word = |at: usize| {
        let before = label
            .get(..at)
            .and_then(|before| before.chars().next_back());
        before.is_some_and(|before| !before.is_alphanumeric())
    };
    Some(if places.any(begins_word) { 1 } else { 2 })
}

/// Whether one of `options` is called exactly `typed`, so that it need not be created.
pub(super) fn is_there(options: &[Choice], typed: &str) -> bool {
    let typed = fold(typed);
    options.iter().any(|choice| fold(&choice.label) == typed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options() -> Vec<Choice> {
        ["Joanna", "Ben Ann-Lee", "Ann", "Özlem", "Deanna Anders"]
            .iter()
            .map(|name| Choice::new(*name, *name))
            .collect()
    }

    fn found(typed: &str) -> Vec<String> {
        let options = options();
        matching(&options, typed)
            .into_iter()
            .map(|at| options[at].label.clone())
            .collect()
    }

    #[test]
    fn beginnings_come_before_words_and_words_before_middles() {
        assert_eq!(
            found("an"),
            ["Ann", "Ben Ann-Lee", "Deanna Anders", "Joanna"]
        );
    }

    #[test]
    fn case_and_accents_do_not_matter() {
        assert_eq!(found("öZ"), ["Özlem"]);
        assert_eq!(found("oz"), ["Özlem"]);
        assert!(is_there(&options(), " ANN "));
        assert!(!is_there(&options(), "An"));
    }

    #[test]
    fn an_empty_text_fits_all_in_their_own_order() {
        assert_eq!(found("").len(), 5);
        assert_eq!(found("")[0], "Joanna");
    }
}
