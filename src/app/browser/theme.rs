//! Light, dark, or as the system is.

use leptos::prelude::document;

/// The look a person chose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system is.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The name used in storage and on the page.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of this name; the system's for anything else.
    pub fn of(name: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|theme| theme.as_str() == name)
            .unwrap_or_default()
    }

    /// Shows the page in this theme.
    pub fn show(self) {
        let Some(root) = document().document_element() else {
            return;
        };
        let done = match self {
            Self::System => root.remove_attribute("data-theme"),
            Self::Light | Self::Dark => root.set_attribute("data-theme", self.as_str()),
        };
        debug_assert!(done.is_ok(), "the attribute's name is fixed and valid");
    }
}
