//! A result that takes time.

/// A result that takes time: there is none yet, an older one, a part of the present one, or all of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Heavy<T> {
    /// None yet; so many percent of the work are done.
    Running(u8),
    /// One that was right before something changed, or a part of it; so many percent of the work on
    /// the present one are done.
    Stale(T, u8),
    /// What is known of the present one; so many percent of the work are done.
    Part(T, u8),
    /// What is known of the present one, of which no more is wanted; so many percent of the work are
    /// done.
    Resting(T, u8),
    /// The present one.
    Fresh(T),
}

impl<T> Heavy<T> {
    /// The result as far as there is one, out of date or not.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Running(_) => None,
            Self::Stale(value, _)
            | Self::Part(value, _)
            | Self::Resting(value, _)
            | Self::Fresh(value) => Some(value),
        }
    }

    /// Whether it is the present one, all of it.
    pub fn is_fresh(&self) -> bool {
        matches!(self, Self::Fresh(_))
    }

    /// Whether the present one, or more of it, is being worked out.
    pub fn goes_on(&self) -> bool {
        matches!(self, Self::Running(_) | Self::Stale(..) | Self::Part(..))
    }

    /// How far the work is, in percent.
    pub fn percent(&self) -> u8 {
        match self {
            Self::Running(percent)
            | Self::Stale(_, percent)
            | Self::Part(_, percent)
            | Self::Resting(_, percent) => *percent,
            Self::Fresh(_) => 100,
        }
    }

    /// What it was made of has changed.
    pub(super) fn age(&mut self) {
        *self = match std::mem::replace(self, Self::Running(0)) {
            Self::Running(_) => Self::Running(0),
            Self::Stale(value, _)
            | Self::Part(value, _)
            | Self::Resting(value, _)
            | Self::Fresh(value) => Self::Stale(value, 0),
        };
    }

    /// No more of the present one is wanted for now, or all of it is again.
    pub(super) fn rest(&mut self, rests: bool) {
        *self = match std::mem::replace(self, Self::Running(0)) {
            Self::Part(value, percent) | Self::Resting(value, percent) if rests => {
                Self::Resting(value, percent)
            }
            Self::Resting(value, percent) => Self::Part(value, percent),
            other @ (Self::Running(_) | Self::Stale(..) | Self::Part(..) | Self::Fresh(_)) => other,
        };
    }

    /// The work on the present one has got so far.
    pub(super) fn get_to(&mut self, percent: u8) {
        *self = match std::mem::replace(self, Self::Running(percent)) {
            Self::Running(_) => Self::Running(percent),
            Self::Part(value, _) => Self::Part(value, percent),
            Self::Resting(value, _) => Self::Resting(value, percent),
            Self::Stale(value, _) | Self::Fresh(value) => Self::Stale(value, percent),
        };
    }

    /// A result that is complete at 100 percent.
    pub(super) fn so_far(value: T, percent: u8) -> Self {
        if percent < 100 {
            Self::Part(value, percent)
        } else {
            Self::Fresh(value)
        }
    }
}
