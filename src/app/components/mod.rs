//! The parts that every screen is made of. They know no project.
//!
//! What holds for all of them: a part cannot be built without its name (a label, a title); native
//! elements come first; state is ARIA, and the style sheets hang on it; what cannot be done now
//! stays reachable and says why; texts are given by the caller. Values go in as signals and come
//! out through callbacks: no part writes what it shows. One style sheet each in style/components.

#![allow(
    dead_code,
    unused_imports,
    reason = "the set is whole, and views need not use every part of it"
)]

mod avatar;
mod badge;
mod browser;
mod button;
mod callout;
mod chart;
mod checkbox;
mod chip_list;
mod choice;
mod combobox;
mod date_field;
mod dialog;
mod disclosure;
mod draft;
mod empty_state;
mod field;
mod icon;
mod inline_edit;
mod key_hint;
mod live_region;
mod menu;
mod meter;
mod number_field;
mod panel;
mod piece;
mod popover;
mod segmented_control;
mod select;
mod settled;
mod stat_tile;
mod table;
mod tabs;
mod text_area;
mod text_field;
mod toast;
mod toolbar;
mod tooltip;
mod why;
mod windowed_list;

#[cfg(feature = "gallery")]
pub mod gallery;

pub use avatar::Avatar;
pub use badge::Badge;
pub(in crate::app) use browser::bring_into_sight;
pub use browser::fresh_id;
pub use button::{Button, ButtonKind, ButtonLink, IconButton};
pub use callout::Callout;
pub use chart::ChartView;
pub use checkbox::{Checkbox, Switch};
pub use chip_list::ChipList;
pub use choice::Choice;
pub use combobox::Combobox;
pub use date_field::DateField;
pub use dialog::{ConfirmDialog, Dialog, DialogSize};
pub use disclosure::Disclosure;
pub use empty_state::EmptyState;
pub use icon::{Icon, IconName, still_icon};
pub use inline_edit::InlineEdit;
pub use key_hint::KeyHint;
pub use lastmile::present::tone::Tone;
pub use live_region::{Announcer, LiveRegion};
pub use menu::{Menu, MenuEntry, MenuItem};
pub use meter::{Meter, ProgressBar};
pub use number_field::NumberField;
pub use panel::{Heading, HeadingLevel, Panel};
pub use piece::{When, piece};
pub use popover::Popover;
pub use segmented_control::SegmentedControl;
pub use select::Select;
pub use settled::{follow, settle};
pub use stat_tile::StatTile;
pub use table::{Caption, table};
pub use tabs::Tabs;
pub use text_area::TextArea;
pub use text_field::{TextField, TextKind};
pub use toast::{Toast, ToastAction, ToastStack, Toaster};
pub use toolbar::Toolbar;
pub use tooltip::Tooltip;
pub use why::{Reason, WhyButton};
pub use windowed_list::{WindowedList, WindowedRow};
