//! What belongs to this browser alone and travels in no file: its colours.

use leptos::prelude::*;

use super::browser::local_storage;
use super::browser::theme::Theme;

const THEME: &str = "lastmile/theme";

/// This browser's preferences.
#[derive(Clone, Copy)]
pub struct Preferences {
    theme: RwSignal<Theme>,
}

impl Preferences {
    /// Reads the preferences and shows the page accordingly.
    pub fn start() -> Self {
        let theme = Theme::of(&local_storage::read(THEME).unwrap_or_default());
        theme.show();
        Self {
            theme: RwSignal::new(theme),
        }
    }

    /// The colours; follows them.
    pub fn theme(self) -> Theme {
        self.theme.get()
    }

    /// Shows the page in other colours from now on. A full storage forgets that at the next visit.
    pub fn set_theme(self, theme: Theme) {
        theme.show();
        self.theme.set(theme);
        local_storage::write(THEME, theme.as_str());
    }
}
