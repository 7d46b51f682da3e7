//! Where in a file something is wrong, and what.

use std::fmt;

use thiserror::Error;

/// Why a file was not imported. Its text is one sentence for a person; nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{place}{reason}.")]
pub struct NotImported {
    /// Where.
    pub place: Place,
    /// What is wrong there, without a full stop.
    pub reason: String,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The file as a whole: it is something else altogether.
    File,
    /// A place in its text, both counted from 1; columns count bytes.
    Line {
        /// The line.
        line: usize,
        /// The column.
        column: usize,
    },
    /// A place in its content, such as `projects[0].tasks[3].status`.
    Path(String),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File => Ok(()),
            Self::Line { line, column } => write!(f, "Line {line}, column {column}: "),
            Self::Path(path) => write!(f, "At {path}: "),
        }
    }
}

/// The way to a value, as a list on the stack: it costs nothing until something is wrong.
#[derive(Clone, Copy)]
pub(super) enum Path<'a> {
    File,
    Key(&'a Path<'a>, &'a str),
    Index(&'a Path<'a>, usize),
}

impl Path<'_> {
    /// That this is wrong here.
    pub(super) fn refuse(&self, reason: impl Into<String>) -> NotImported {
        let place = match self {
            Self::File => Place::File,
            Self::Key(..) | Self::Index(..) => Place::Path(self.to_string()),
        };
        NotImported {
            place,
            reason: reason.into(),
        }
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = |key: &str| {
            !key.is_empty()
                && key
                    .chars()
                    .all(|char| char.is_alphanumeric() || char == '_' || char == '-')
        };
        match self {
            Self::File => Ok(()),
            Self::Key(Path::File, key) if plain(key) => f.write_str(key),
            Self::Key(parent, key) if plain(key) => write!(f, "{parent}.{key}"),
            Self::Key(parent, key) => {
                // A key can be as long as the file.
                let start: String = key.chars().take(60).collect();
                write!(f, "{parent}[{start:?}]")
            }
            Self::Index(parent, index) => write!(f, "{parent}[{index}]"),
        }
    }
}
