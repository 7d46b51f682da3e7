//! The rules of the house that no compiler holds: which layer uses which, how long a file may get,
//! and where colours are named.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that fails says so by panicking"
)]

use std::fs;
use std::path::{Path, PathBuf};

/// Each layer of the library and the layers it may use besides itself.
const LAYERS: &[(&str, &[&str])] = &[
    ("project", &[]),
    ("schedule", &["project"]),
    ("forecast", &["project", "schedule"]),
    ("finish", &["project", "schedule", "forecast"]),
    ("engine", &["project", "schedule", "forecast", "finish"]),
    ("edit", &["project", "schedule", "forecast", "finish"]),
    (
        "present",
        &[
            "project", "schedule", "forecast", "finish", "engine", "edit",
        ],
    ),
    ("samples", &["project", "edit"]),
    ("document", &["project", "edit"]),
    ("storage", &["project", "edit", "document"]),
    (
        "exchange",
        &[
            "project", "schedule", "forecast", "finish", "engine", "edit", "document", "present",
        ],
    ),
];

/// A file longer than this, its tests left out, is cut in two.
const LONGEST: usize = 600;

/// Every file below a folder with that extension, in order; none where there is no such folder.
fn files(folder: &str, extension: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ends| ends == extension) {
                let text = fs::read_to_string(&path).unwrap();
                let path = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap();
                found.push((path.to_owned(), text));
            }
        }
    }
    found.sort();
    found
}

/// The part of a file before its tests; nothing of a file that holds only tests.
fn without_tests<'a>(path: &Path, text: &'a str) -> &'a str {
    let mut names = path.iter().filter_map(|name| name.to_str());
    if names.any(|name| ["tests", "tests.rs", "properties.rs"].contains(&name)) {
        return "";
    }
    text.split("#[cfg(test)]\nmod tests {")
        .next()
        .unwrap_or(text)
}

/// The names that follow `crate::` in the code; what a comment mentions does not count.
fn used(code: &str) -> impl Iterator<Item = &str> {
    let code = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    code.flat_map(|line| line.split("crate::").skip(1))
        .map(|rest| {
            let end = rest.find(|char: char| !char.is_alphanumeric() && char != '_');
            rest.get(..end.unwrap_or(rest.len())).unwrap_or(rest)
        })
}

#[test]
fn a_layer_uses_only_the_layers_below_it() {
    let mut wrong = Vec::new();
    for (layer, below) in LAYERS {
        for (path, text) in files(&format!("src/{layer}"), "rs") {
            let used = used(without_tests(&path, &text));
            for name in used.filter(|name| name != layer && !below.contains(name)) {
                wrong.push(format!("{}: {layer} must not use {name}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_module_of_the_library_is_a_layer_of_the_table() {
    let (_, map) = files("src", "rs")
        .into_iter()
        .find(|(path, _)| path.ends_with("src/lib.rs"))
        .unwrap();
    let modules = map
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    for module in modules {
        assert!(
            LAYERS.iter().any(|(layer, _)| *layer == module),
            "{module} is not in the table"
        );
    }
}

#[test]
fn every_file_says_in_its_first_line_what_lives_there() {
    for folder in ["src", "tests", "benches"] {
        for (path, text) in files(folder, "rs") {
            assert!(
                text.starts_with("//! "),
                "{} does not open with //!",
                path.display()
            );
        }
    }
}

#[test]
fn no_file_is_too_long_to_read() {
    for (path, text) in files("src", "rs") {
        let lines = without_tests(&path, &text).lines().count();
        assert!(
            lines <= LONGEST,
            "{} has {lines} lines without its tests",
            path.display()
        );
    }
}

#[test]
fn only_the_tokens_name_colours() {
    let functions = [
        "rgb(", "rgba(", "hsl(", "hsla(", "oklch(", "oklab(", "lch(", "lab(",
    ];
    for (path, text) in files("style", "css") {
        if path.ends_with("tokens.css") {
            continue;
        }
        for line in text.lines() {
            let hex = line.split('#').skip(1).any(|rest| {
                let digits = rest.chars().take_while(char::is_ascii_hexdigit).count();
                let ends = rest
                    .chars()
                    .nth(digits)
                    .is_none_or(|next| matches!(next, ';' | ' ' | ',' | ')'));
                [3, 4, 6, 8].contains(&digits) && ends
            });
            let named = functions.iter().any(|function| {
                let relative = line
                    .split(function)
                    .skip(1)
                    .any(|rest| rest.starts_with("from var("));
                line.contains(function) && !relative && !line.contains(&format!("-{function}"))
            });
            assert!(!hex && !named, "{}: {line}", path.display());
        }
    }
}
