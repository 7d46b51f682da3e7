//! One thing among which a person chooses: in a select, a radio group, a combobox, tabs, chips.

use super::icon::IconName;

/// Something to choose: what it is called by the program and what a person reads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// What comes out when it is chosen; unique among its siblings.
    pub value: String,
    /// What a person reads.
    pub label: String,
    /// A second, quieter text; may be empty.
    pub detail: String,
    /// An icon before the label.
    pub icon: Option<IconName>,
}

impl Choice {
    /// A choice with nothing but its value and label.
    #[must_use]
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            ..Self::default()
        }
    }

    /// The same with a second text.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    /// The same with an icon.
    #[must_use]
    pub const fn icon(mut self, icon: IconName) -> Self {
        self.icon = Some(icon);
        self
    }
}
