//! The days of the picture: where it begins and ends, what is written above it, when nobody works.

use chrono::{Datelike, Days, NaiveDate};

use crate::project::Project;

/// More days are not drawn: what lies behind them ends at the edge.
const DAYS_MOST: u32 = 1_500;
/// Days between the first or last thing drawn and the edge.
const MARGIN_DAYS: u32 = 3;
/// Fewer days would make a day absurdly wide.
const DAYS_LEAST: u32 = 21;

/// How large a day is, by what is written above the picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Zoom {
    /// Every day has its number.
    Day,
    /// Every week has the number of its Monday.
    #[default]
    Week,
    /// Every month has its name.
    Month,
    /// All of it is in sight.
    Fit,
}

impl Zoom {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::Day, Self::Week, Self::Month, Self::Fit];

    /// Its name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Day => "Day",
            Self::Week => "Week",
            Self::Month => "Month",
            Self::Fit => "Fit",
        }
    }

    /// What is written above that many days: of a picture that fits, as much as can be read.
    #[must_use]
    pub fn written(self, days: u32) -> Self {
        match (self, days) {
            (Self::Fit, 0..=31) => Self::Day,
            (Self::Fit, 32..=240) => Self::Week,
            (Self::Fit, _) => Self::Month,
            (Self::Day | Self::Week | Self::Month, _) => self,
        }
    }

    /// How many days a stretch of the coarse line spans at least if its label has room: a month with
    /// its year.
    #[must_use]
    pub(super) fn label_days(self, days: u32) -> u32 {
        match self {
            Self::Day => 2,
            Self::Week => 4,
            Self::Month => 12,
            Self::Fit => days.div_ceil(8),
        }
    }

    /// How far a link goes straight before it turns, in days.
    #[must_use]
    pub fn elbow(self, days: u32) -> f64 {
        match self {
            Self::Day => 0.2,
            Self::Week => 0.45,
            Self::Month => 1.5,
            Self::Fit => f64::from(days) / 120.0,
        }
    }
}

/// A mark above the picture: a stretch of days and what is written over it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    /// The first day, counted from the beginning of the axis.
    pub at: u32,
    /// How many days it spans.
    pub days: u32,
    /// What is written.
    pub label: String,
}

/// The days from left to right.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// The first day.
    pub first: NaiveDate,
    /// How many there are.
    pub days: u32,
    /// Where today begins; `None` outside of the axis.
    pub today: Option<u32>,
    /// The end of the day the project is promised for.
    pub target: Option<f64>,
    /// Stretches of days on which nobody works: the first, and how many.
    pub off: Vec<(u32, u32)>,
}

impl Axis {
    /// The days from a few before `first` to a few after `last`.
    pub(super) fn of(first: NaiveDate, last: NaiveDate, today: Option<NaiveDate>) -> Self {
        let from = first
            .checked_sub_days(Days::new(u64::from(MARGIN_DAYS)))
            .unwrap_or(first);
        let days = u32::try_from((last - from).num_days()).unwrap_or(0);
        let days = (days + MARGIN_DAYS + 1).clamp(DAYS_LEAST, DAYS_MOST);
        let mut axis = Self {
            first: from,
            days,
            today: None,
            target: None,
            off: Vec::new(),
        };
        axis.today = today
            .and_then(|today| u32::try_from((today - from).num_days()).ok())
            .filter(|day| *day < days);
        axis
    }

    /// The days of a picture that is no timeline, with those on which nobody works.
    pub(in crate::present) fn plain(project: &Project, today: NaiveDate, last: NaiveDate) -> Self {
        let mut axis = Self::of(today, last, Some(today));
        axis.read_off(project);
        axis
    }

    /// Notes on which days nobody works: days without hours and holidays.
    pub(super) fn read_off(&mut self, project: &Project) {
        let hours = project.settings.hours;
        let mut run: Option<(u32, u32)> = None;
        for day in 0..self.days {
            let date = self.date(day);
            let is_off = hours.minutes_on(date) == 0
                || project
                    .holidays
                    .values()
                    .any(|holiday| holiday.date == Some(date));
            match (&mut run, is_off) {
                (Some((_, days)), true) => *days += 1,
                (None, true) => run = Some((day, 1)),
                (_, false) => self.off.extend(run.take()),
            }
        }
        self.off.extend(run);
    }

    /// A day of the axis.
    #[must_use]
    pub fn date(&self, day: u32) -> NaiveDate {
        let date = self.first.checked_add_days(Days::new(u64::from(day)));
        date.unwrap_or(self.first)
    }

    /// Where a day begins. Days outside of the axis lie at its edges.
    #[must_use]
    pub fn start_of(&self, date: NaiveDate) -> f64 {
        let days = i32::try_from((date - self.first).num_days()).unwrap_or(i32::MAX);
        f64::from(days).clamp(0.0, f64::from(self.days))
    }

    /// Where a day ends.
    #[must_use]
    pub fn end_of(&self, date: NaiveDate) -> f64 {
        (self.start_of(date) + 1.0).min(f64::from(self.days))
    }

    /// What is written above, the coarse line and the fine one.
    #[must_use]
    pub fn ticks(&self, zoom: Zoom) -> [Vec<Tick>; 2] {
        let month = |date: NaiveDate| (date.year(), date.month(), 0);
        let week = |date: NaiveDate| {
            let week = date.iso_week();
            (week.year(), week.week(), 0)
        };
        let day = |date: NaiveDate| (date.year(), date.month(), date.day());
        match zoom.written(self.days) {
            Zoom::Day => [self.runs(month, "%B %Y"), self.runs(day, "%-d")],
            Zoom::Month => [
                self.runs(|date| (date.year(), 0, 0), "%Y"),
                self.runs(month, "%b"),
            ],
            Zoom::Week | Zoom::Fit => [self.runs(month, "%b %Y"), self.runs(week, "%-d")],
        }
    }

    /// The stretches of days that have something in common, each labelled by its first day.
    fn runs(&self, of: impl Fn(NaiveDate) -> (i32, u32, u32), form: &str) -> Vec<Tick> {
        let mut ticks: Vec<Tick> = Vec::new();
        let mut before = None;
        for day in 0..self.days {
            let date = self.date(day);
            let now = of(date);
            match ticks.last_mut() {
                Some(tick) if before == Some(now) => tick.days += 1,
                Some(_) | None => ticks.push(Tick {
                    at: day,
                    days: 1,
                    label: date.format(form).to_string(),
                }),
            }
            before = Some(now);
        }
        ticks
    }
}
