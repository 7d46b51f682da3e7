//! What a colour says. It never says it alone: a text or an icon stands with it.

/// The meaning behind a colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Nothing in particular.
    #[default]
    Neutral,
    /// Ours: chosen, linked, in hand.
    Accent,
    /// In order, done, ready.
    Good,
    /// Needs a look: at risk, soon due.
    Warning,
    /// Wrong: missed, blocked, not ready.
    Bad,
    /// On the critical chain.
    Critical,
}

impl Tone {
    /// The value of `data-tone`, on which the style sheets hang.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Accent => "accent",
            Self::Good => "good",
            Self::Warning => "warning",
            Self::Bad => "bad",
            Self::Critical => "critical",
        }
    }
}
