//! The tokens of a typed line, one after the other.

use std::ops::Range;

use super::names::{Match, Names};
use super::{QuickAdd, Reading, Token};
use crate::edit::Named;
use crate::edit::task::{Draft, PredecessorRef};
use crate::present::{day_words, estimate_text, words};
use crate::project::{Blocker, BlockerKind, Estimate, Party, Priority, Record, Status, fold};

/// Reads a line. `lines` knows the place of other lines by their folded title.
pub(super) fn read(line: &str, names: &Names, lines: &dyn Fn(&str) -> Option<usize>) -> QuickAdd {
    let words = split(line);
    let mut reader = Reader {
        names,
        lines,
        draft: Draft::default(),
        tokens: Vec::new(),
        title: Vec::new(),
    };
    let mut at = 0;
    while let Some(span) = words.get(at).cloned() {
        let word = line.get(span.clone()).unwrap_or_default();
        let rest: Vec<&str> = words
            .iter()
            .skip(at + 1)
            .take(MOST_WORDS)
            .filter_map(|span| line.get(span.clone()))
            .collect();
        let taken = reader.word(word, &rest, span.clone(), at == 0, |more| {
            words.get(at + more).map_or(span.end, |span| span.end)
        });
        at += taken;
    }
    reader.draft.task.title = reader.title.join(" ");
    QuickAdd {
        draft: reader.draft,
        tokens: reader.tokens,
    }
}

/// The words of a line. Quotation marks directly behind a token's sign hold spaces together.
fn split(line: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = None;
    let mut quoted = false;
    for (at, char) in line.char_indices() {
        match start {
            None if !char.is_whitespace() => start = Some(at),
            Some(from) if char.is_whitespace() && !quoted => {
                words.push(from..at);
                start = None;
            }
            Some(from) if is_quote(char) => {
                let sign = line.get(from..at).unwrap_or_default();
                let opens = sign == "@" || sign == "#" || (is_key(sign));
                // A mark that is never closed is a letter like any other.
                let closes = || {
                    line.get(at + char.len_utf8()..)
                        .is_some_and(|rest| rest.contains(is_quote))
                };
                quoted = !quoted && opens && closes();
            }
            None | Some(_) => {}
        }
    }
    words.extend(start.map(|from| from..line.len()));
    words
}

fn is_quote(char: char) -> bool {
    matches!(char, '"' | '“' | '”' | '„')
}

/// The most words behind one that may belong to it.
const MOST_WORDS: usize = 12;

const KEYS: [&str; 6] = ["after:", "on:", "for:", "waiting:", "due:", "start:"];

fn is_key(sign: &str) -> bool {
    KEYS.contains(&sign.to_lowercase().as_str())
}

struct Reader<'a> {
    names: &'a Names,
    lines: &'a dyn Fn(&str) -> Option<usize>,
    draft: Draft,
    tokens: Vec<Token>,
    title: Vec<String>,
}

/// A token's meaning in words; `Err` where it is not understood and stays in the title.
type Said = Result<(Reading, String), String>;

impl Reader<'_> {
    /// Reads one word and says how many words were taken. `end_of` gives the end of a later word.
    fn word(
        &mut self,
        word: &str,
        rest: &[&str],
        span: Range<usize>,
        first: bool,
        end_of: impl Fn(usize) -> usize,
    ) -> usize {
        if let Some(escaped) = word.strip_prefix('\\')
            && looks_like_a_token(escaped)
        {
            self.title.push(escaped.to_owned());
            return 1;
        }
        if first && let Some(done) = check_box(word) {
            if done {
                self.draft.task.status = Status::Done;
            }
            let sentence = if done { "done" } else { "not done yet" };
            self.understood(span, Ok((Reading::Understood, sentence.to_owned())), word);
            return 1;
        }
        if first && word == "[" && rest.first() == Some(&"]") {
            let sentence = "not done yet".to_owned();
            self.understood(
                span.start..end_of(1),
                Ok((Reading::Understood, sentence)),
                word,
            );
            return 2;
        }
        // A title may begin with "Start" or "Due": only behind it are they tokens.
        if !first && let Some((said, count)) = self.day(word, rest) {
            self.understood(span.start..end_of(count), said, word);
            return 1 + count;
        }
        if let Some((said, count)) = self.after(word, rest) {
            self.understood(span.start..end_of(count), said, word);
            return 1 + count;
        }
        match self.token(word) {
            Some(said) => self.understood(span, said, word),
            None => self.title.push(word.to_owned()),
        }
        1
    }

    fn understood(&mut self, span: Range<usize>, said: Said, word: &str) {
        let (reading, sentence) = said.unwrap_or_else(|why| {
            self.title.push(word.to_owned());
            (Reading::Unclear, why)
        });
        self.tokens.push(Token {
            span,
            reading,
            sentence,
        });
    }

    /// `due fri`, `due:fri`, `start mon`: what it says, and how many words behind it it took.
    fn day(&mut self, word: &str, rest: &[&str]) -> Option<(Said, usize)> {
        let lower = word.to_lowercase();
        let (key, value) = match lower.split_once(':') {
            Some((key, value)) => (key, Some(value)),
            None => (word, None),
        };
        let is_due = match key {
            "due" => true,
            "start" => false,
            _ => return None,
        };
        let today = self.names.today;
        let (day, count) = match value.map(unquoted) {
            Some(value) if !value.is_empty() => {
                let mut words: Vec<&str> = value.split_whitespace().collect();
                let own = words.len();
                words.extend(rest);
                match day_words::read(&words, today) {
                    Some((day, count)) if count >= own => (day, count - own),
                    _ => return Some((Err(format!("“{value}” is no day.")), 0)),
                }
            }
            _ => day_words::read(rest, today)?,
        };
        let place = if is_due {
            &mut self.draft.task.due
        } else {
            &mut self.draft.task.not_before
        };
        if place.is_some() {
            return Some((Err("It has such a day already.".to_owned()), 0));
        }
        *place = Some(day);
        let shown = words::date(day, today);
        let sentence = if is_due {
            format!("due {shown}")
        } else {
            format!("not before {shown}")
        };
        Some((Ok((Reading::Understood, sentence)), count))
    }

    /// Any token of one word; `None` for plain text.
    fn token(&mut self, word: &str) -> Option<Said> {
        let mut chars = word.chars();
        match chars.next()? {
            '@' => name_in(chars.as_str()).map(|name| self.person(name)),
            '#' => label_in(chars.as_str()).map(|label| {
                let sentence = format!("label {label}");
                self.draft.task.labels.insert(label.to_owned());
                Ok((Reading::Understood, sentence))
            }),
            '!' => priority_in(chars.as_str()).map(|priority| {
                if self.draft.task.priority.is_some() {
                    return Err("It has a priority already.".to_owned());
                }
                self.draft.task.priority = Some(priority);
                Ok((
                    Reading::Understood,
                    words::priority(Some(priority)).to_lowercase(),
                ))
            }),
            '~' | '0'..='9' => estimate_in(word, self.names.day_minutes).map(|estimate| {
                if self.draft.task.estimate.is_some() {
                    return Err("It has an estimate already.".to_owned());
                }
                self.draft.task.estimate = Some(estimate);
                Ok((
                    Reading::Understood,
                    format!("takes {}", words::estimate(&estimate)),
                ))
            }),
            _ => {
                let (key, value) = word.split_once(':')?;
                let value = name_in(value)?;
                match key.to_lowercase().as_str() {
                    "on" => Some(self.workstream(value)),
                    "for" => Some(self.deliverable(value)),
                    "waiting" => Some(self.waiting(value)),
                    _ => None,
                }
            }
        }
    }

    fn person(&mut self, name: &str) -> Said {
        let found = self.names.person(name);
        let (named, said) = named(
            found,
            name,
            |name| format!("{name} does it"),
            "is added and does it",
        )?;
        if !self.draft.assignees.contains(&named) {
            self.draft.assignees.push(named);
        }
        Ok(said)
    }

    fn workstream(&mut self, name: &str) -> Said {
        let found = self.names.workstream(name);
        let (named, said) = named(
            found,
            name,
            |name| format!("in {name}"),
            "becomes a workstream",
        )?;
        self.draft.workstream = Some(named);
        Ok(said)
    }

    fn deliverable(&mut self, name: &str) -> Said {
        let found = self.names.deliverable(name);
        let (named, said) = named(
            found,
            name,
            |name| format!("for {name}"),
            "becomes a deliverable",
        )?;
        self.draft.deliverable = Some(named);
        Ok(said)
    }

    fn waiting(&mut self, name: &str) -> Said {
        let (party, shown) = match self.names.party(name) {
            Match::One(party, shown) => (party, shown),
            Match::Several(all) => return Err(could_be(name, &all)),
            Match::Nothing => (Party::Named(name.to_owned()), name.to_owned()),
        };
        self.draft.task.blocker = Some(Blocker {
            kind: BlockerKind::Approval,
            waiting_on: Some(party),
            since: None,
            note: String::new(),
        });
        Ok((
            Reading::Understood,
            format!("waits for approval by {shown}"),
        ))
    }

    /// `after:Final test`: as many words as make a task's title, else as many as begin one, else
    /// one; and how many words behind the first that took.
    fn after(&mut self, word: &str, rest: &[&str]) -> Option<(Said, usize)> {
        let (key, value) = word.split_once(':')?;
        let first = name_in(value).filter(|_| key.eq_ignore_ascii_case("after"))?;
        let mut titles = vec![first.to_owned()];
        for next in rest {
            let so_far = titles.last().map_or("", String::as_str);
            // A mark behind a word, or around several, ends the title.
            if !word.ends_with(so_far) && titles.len() == 1 || looks_like_a_token(next) {
                break;
            }
            let longer = format!("{so_far} {}", unquoted(next));
            titles.push(longer);
            if unquoted(next).len() < next.len() {
                break;
            }
        }
        let known = |title: &String| match self.names.task(title) {
            Match::One(_, shown) => Some(fold(&shown) == fold(title)),
            Match::Several(_) | Match::Nothing => None,
        };
        let is_title =
            |title: &String| (self.lines)(&fold(title)).is_some() || known(title) == Some(true);
        let titles_read = titles.iter().rposition(is_title);
        let begun = || titles.iter().rposition(|title| known(title).is_some());
        let count = titles_read.or_else(begun).unwrap_or(0);
        let said = self.predecessor(titles.get(count)?);
        Some((said, count))
    }

    fn predecessor(&mut self, title: &str) -> Said {
        let (predecessor, shown) = match (self.lines)(&fold(title)) {
            Some(line) => (PredecessorRef::Draft(line), title.to_owned()),
            None => match self.names.task(title) {
                Match::One(id, shown) => (PredecessorRef::Task(id), shown),
                Match::Several(all) => return Err(could_be(title, &all)),
                Match::Nothing => return Err(format!("There is no task called “{title}”.")),
            },
        };
        if !self.draft.predecessors.contains(&predecessor) {
            self.draft.predecessors.push(predecessor);
        }
        Ok((Reading::Understood, format!("after “{shown}”")))
    }
}

fn named<R: Record>(
    found: Match<crate::project::Id<R>>,
    name: &str,
    known: impl Fn(&str) -> String,
    new: &str,
) -> Result<(Named<R>, (Reading, String)), String> {
    match found {
        Match::One(id, shown) => Ok((Named::Known(id), (Reading::Understood, known(&shown)))),
        Match::Several(all) => Err(could_be(name, &all)),
        Match::Nothing => {
            let said = (Reading::Creates, format!("“{name}” {new}"));
            Ok((Named::New(name.to_owned()), said))
        }
    }
}

fn could_be(name: &str, all: &[String]) -> String {
    format!("“{name}” could be {}.", all.join(" or "))
}

/// What stands in quotation marks, or the word without the punctuation behind it.
fn unquoted(text: &str) -> &str {
    match text.strip_prefix(is_quote) {
        Some(inner) => inner.split(is_quote).next().unwrap_or(inner).trim(),
        None => text.trim_end_matches([',', ';', '.', ')', '!', '?']),
    }
}

/// A name behind a sign: it has a letter.
fn name_in(text: &str) -> Option<&str> {
    Some(unquoted(text)).filter(|name| name.chars().any(char::is_alphabetic))
}

/// A label behind `#`: it begins with a letter, so that `#1` stays a number.
fn label_in(text: &str) -> Option<&str> {
    Some(unquoted(text)).filter(|label| label.starts_with(char::is_alphabetic))
}

fn priority_in(text: &str) -> Option<Priority> {
    match text
        .trim_end_matches([',', ';', '.'])
        .to_lowercase()
        .as_str()
    {
        "must" => Some(Priority::Must),
        "should" => Some(Priority::Should),
        "nice" | "could" => Some(Priority::Nice),
        _ => None,
    }
}

/// An estimate that says its unit in small letters, so that `3D` and `2026` stay text.
fn estimate_in(word: &str, day_minutes: u32) -> Option<Estimate> {
    let word = word
        .trim_start_matches('~')
        .trim_end_matches([',', ';', ')']);
    let is_digit = |char: char| char.is_ascii_digit() || matches!(char, '.' | ',');
    let unit_of = |part: &str| {
        let unit = part.trim_start_matches(is_digit);
        (unit.len() < part.len() && matches!(unit, "" | "h" | "m" | "min" | "d" | "w"))
            .then_some(!unit.is_empty())
    };
    let mut units = word.split(estimate_text::SEPARATORS).map(unit_of);
    let has_last_unit = units.next_back()??;
    (has_last_unit && units.all(|unit| unit.is_some()))
        .then(|| estimate_text::parse(word, day_minutes).ok())?
}

/// `[x]` and `[ ]` at the start of a line.
fn check_box(word: &str) -> Option<bool> {
    match word {
        "[x]" | "[X]" | "[✓]" => Some(true),
        "[]" => Some(false),
        _ => None,
    }
}

/// Whether a backslash before it is one that hides a token.
fn looks_like_a_token(word: &str) -> bool {
    let lower = word.to_lowercase();
    word.starts_with(['@', '#', '!', '~', '['])
        || lower == "due"
        || lower == "start"
        || KEYS.iter().any(|key| lower.starts_with(key))
        || estimate_in(word, 480).is_some()
}
