//! The app's icons: line drawings on a grid of 20, one path each.

use leptos::prelude::*;

use super::Tone;

macro_rules! icons {
    ($($(#[doc = $doc:literal])+ $name:ident = $path:literal;)+) => {
        /// What an icon shows.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum IconName {
            $($(#[doc = $doc])+ $name,)+
        }

        impl IconName {
            /// Every icon, in the order of the source.
            #[cfg(feature = "gallery")]
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The drawing: an SVG path to be stroked, on a grid of 20 by 20.
            const fn path(self) -> &'static str {
                match self {
                    $(Self::$name => $path,)+
                }
            }
        }
    };
}

impl IconName {
    /// The icon that says the same as a colour.
    pub const fn of(tone: Tone) -> Self {
        match tone {
            Tone::Neutral | Tone::Accent => Self::Info,
            Tone::Good => Self::Done,
            Tone::Warning => Self::Warning,
            Tone::Bad => Self::Block,
            Tone::Critical => Self::Critical,
        }
    }
}

icons! {
    /// Place: Overview.
    Overview = "M3.6 15.5a7.5 7.5 0 1 1 12.8 0M10 12l3.2-4.2M10 11.2a.8.8 0 1 0 0 1.6a.8.8 0 0 0 0-1.6";
    /// Place: Audit.
    Audit = "M9 5h8M9 10h8M9 15h8M3 5l1.3 1.3L6.8 3.8M3 10l1.3 1.3l2.5-2.5M3.5 15h2.5";
    /// Place: Done. Also: in order.
    Done = "M10 3a7 7 0 1 0 0 14a7 7 0 0 0 0-14M6.8 10.2l2.3 2.3l4.2-4.6";
    /// Place: Plan.
    Plan = "M3 4.5h7M6.5 8.2h7M4.5 11.9h8M10 15.6h7";
    /// Place: Execute.
    Execute = "M11 2.5L4.5 11.5H10l-1 6l6.5-9H10z";
    /// Place: Risks.
    Risks = "M10 2.5l6 2.2v4.8c0 3.8-2.5 6.6-6 8c-3.5-1.4-6-4.2-6-8V4.7zM10 6.8v3.7M10 13.4v.01";
    /// Place: Readiness.
    Readiness = "M7.5 4h-2A1.5 1.5 0 0 0 4 5.5v10A1.5 1.5 0 0 0 5.5 17h9a1.5 1.5 0 0 0 1.5-1.5v-10A1.5 1.5 0 0 0 14.5 4h-2M7.5 2.5h5v3h-5zM7 11l2.2 2.2L13 9.3";
    /// Place: Review.
    Review = "M3.5 10a6.5 6.5 0 1 0 2-4.7L3.5 7M3.5 3.5V7H7M10 6.5V10l2.5 1.7";
    /// Place: Share.
    Share = "M10 12.5V3M6.7 6.2L10 2.9l3.3 3.3M4 10v5.5A1.5 1.5 0 0 0 5.5 17h9a1.5 1.5 0 0 0 1.5-1.5V10";
    /// Place: People.
    People = "M7.5 9.5a3 3 0 1 0 0-6a3 3 0 0 0 0 6M2.5 16.5c.3-3 2.3-4.5 5-4.5s4.7 1.5 5 4.5M13 3.8a3 3 0 0 1 0 5.4M14.7 12.4c1.7.6 2.7 2 2.8 4.1";
    /// Place: Guide.
    Guide = "M10 5.5C8.5 4.2 6 3.8 3 4v11.5c3-.2 5.5.2 7 1.5c1.5-1.3 4-1.7 7-1.5V4c-3-.2-5.5.2-7 1.5M10 5.5V17";
    /// Add something.
    Add = "M10 4v12M4 10h12";
    /// More commands.
    More = "M4.5 9.5a.5.5 0 1 0 0 1a.5.5 0 0 0 0-1M10 9.5a.5.5 0 1 0 0 1a.5.5 0 0 0 0-1M15.5 9.5a.5.5 0 1 0 0 1a.5.5 0 0 0 0-1";
    /// Close, remove from here.
    Close = "M5 5l10 10M15 5L5 15";
    /// Take back.
    Undo = "M7 4L3.5 7.5L7 11M3.5 7.5h8.25a4.25 4.25 0 0 1 0 8.5H8";
    /// Do again.
    Redo = "M13 4l3.5 3.5L13 11M16.5 7.5H8.25a4.25 4.25 0 0 0 0 8.5H12";
    /// Search.
    Search = "M9 14.5a5.5 5.5 0 1 0 0-11a5.5 5.5 0 0 0 0 11M13 13l4 4";
    /// Command palette.
    Command = "M7.5 7.5h5v5h-5zM7.5 7.5H5.75A1.75 1.75 0 1 1 7.5 5.75zM12.5 7.5V5.75a1.75 1.75 0 1 1 1.75 1.75zM12.5 12.5h1.75a1.75 1.75 0 1 1-1.75 1.75zM7.5 12.5v1.75a1.75 1.75 0 1 1-1.75-1.75z";
    /// Settings.
    Settings = "M3 6h8M15 6h2M3 14h2M9 14h8M13 4a2 2 0 1 0 0 4a2 2 0 0 0 0-4M7 12a2 2 0 1 0 0 4a2 2 0 0 0 0-4";
    /// Light colours.
    Sun = "M10 6.75a3.25 3.25 0 1 0 0 6.5a3.25 3.25 0 0 0 0-6.5M10 2.5v1.25M10 16.25v1.25M2.5 10h1.25M16.25 10h1.25M4.7 4.7l.9.9M14.4 14.4l.9.9M4.7 15.3l.9-.9M14.4 5.6l.9-.9";
    /// Dark colours.
    Moon = "M16.5 11.8A6.75 6.75 0 0 1 8.2 3.5a6.75 6.75 0 1 0 8.3 8.3z";
    /// The device's own colours.
    System = "M3 4h14v9.5H3zM7 17h6M10 13.5V17";
    /// Chosen, yes.
    Check = "M4 10.5l4 4L16 6";
    /// Points down: opens, unfolded.
    ChevronDown = "M5.5 8l4.5 4.5L14.5 8";
    /// Points up.
    ChevronUp = "M5.5 12L10 7.5l4.5 4.5";
    /// Points to the right: folded, next.
    ChevronRight = "M8 5.5l4.5 4.5L8 14.5";
    /// Points to the left: previous.
    ChevronLeft = "M12 5.5L7.5 10l4.5 4.5";
    /// A place to take hold of.
    Drag = "M7.5 4.5a.5.5 0 1 0 0 1a.5.5 0 0 0 0-1M12.5 4.5a.5.5 0 1 0 0 1a.5.5 0 0 0 0-1M7.5 9.5a.5.5 0 1 0 0 1a.5.5 0 0 0 0-1M12.5 9.5a.5.5 0 1 0 0 1a.5.5 0 0 0 0-1M7.5 14.5a.5.5 0 1 0 0 1a.5.5 0 0 0 0-1M12.5 14.5a.5.5 0 1 0 0 1a.5.5 0 0 0 0-1";
    /// A dependency, a link.
    Link = "M8.5 11.5a3 3 0 0 0 4.25 0l2.75-2.75a3 3 0 0 0-4.25-4.25L10.2 5.6M11.5 8.5a3 3 0 0 0-4.25 0L4.5 11.25a3 3 0 0 0 4.25 4.25l1.05-1.1";
    /// Blocked.
    Block = "M10 3a7 7 0 1 0 0 14a7 7 0 0 0 0-14M5.2 5.2l9.6 9.6";
    /// A person.
    Person = "M10 9.5A3.25 3.25 0 1 0 10 3a3.25 3.25 0 0 0 0 6.5M4 17c.4-3.2 2.7-5 6-5s5.6 1.8 6 5";
    /// A flag.
    Flag = "M5 17.5V3M5 3.75h10.5L13 7.5l2.5 3.75H5";
    /// A date.
    Calendar = "M4.5 4.5h11a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1v-10a1 1 0 0 1 1-1M3.5 8.5h13M7 3v3M13 3v3";
    /// Time, waiting.
    Clock = "M10 3a7 7 0 1 0 0 14a7 7 0 0 0 0-14M10 6.2V10l2.6 1.8";
    /// Show fewer.
    Filter = "M3 5h14M5.75 10h8.5M8.5 15h3";
    /// Group rows.
    Group = "M3.5 4h13M7 8h9.5M3.5 12h13M7 16h9.5";
    /// Sort rows.
    Sort = "M6 4v12M3 13l3 3l3-3M14 16V4M11 7l3-3l3 3";
    /// Take out as a file.
    Download = "M10 3.5v9M6.5 9l3.5 3.5L13.5 9M4 16.5h12";
    /// Bring in from a file.
    Upload = "M10 12.5v-9M6.5 7L10 3.5L13.5 7M4 16.5h12";
    /// Copy to the clipboard.
    Copy = "M7.5 7.5h9v9h-9zM12.5 7.5v-4h-9v9h4";
    /// Paste from the clipboard.
    Paste = "M7.5 4h-3v13h11V4h-3M7.5 2.5h5v3h-5zM7.5 9.5h5M7.5 13h5";
    /// Delete.
    Trash = "M4 5.5h12M8 5.5v-2h4v2M5.5 5.5l.75 11h7.5l.75-11M8.6 8.7v4.6M11.4 8.7v4.6";
    /// Put away.
    Archive = "M3 4h14v3.5H3zM4 7.5V16h12V7.5M8 10.75h4";
    /// Make a second one.
    Duplicate = "M7.5 7.5h9v9h-9zM12.5 7.5v-4h-9v9h4M12 10v4M10 12h4";
    /// Change.
    Edit = "M4 16l.75-3.25L13.5 4L16 6.5l-8.75 8.75zM11.5 6L14 8.5";
    /// Needs a look.
    Warning = "M10 3.5l7.5 13h-15zM10 8v4M10 14.2v.01";
    /// A remark.
    Info = "M10 3a7 7 0 1 0 0 14a7 7 0 0 0 0-14M10 9.25v4.25M10 6.6v.01";
    /// Why? Help.
    Question = "M10 3a7 7 0 1 0 0 14a7 7 0 0 0 0-14M7.9 8a2.1 2.1 0 1 1 3.2 1.8c-.7.45-1.1.9-1.1 1.7M10 13.8v.01";
    /// On the critical chain.
    Critical = "M3 10h3.5M13.5 10H17M10 6.5l3.5 3.5l-3.5 3.5L6.5 10z";
    /// A milestone.
    Milestone = "M10 3l7 7l-7 7l-7-7z";
    /// What the browser stores.
    Storage = "M4 5.5C4 4.1 6.7 3 10 3s6 1.1 6 2.5S13.3 8 10 8S4 6.9 4 5.5v9C4 15.9 6.7 17 10 17s6-1.1 6-2.5v-9M4 10c0 1.4 2.7 2.5 6 2.5s6-1.1 6-2.5";
    /// Keys.
    Keyboard = "M3.5 5h13a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1h-13a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1M5.7 8.2v.01M8.6 8.2v.01M11.4 8.2v.01M14.3 8.2v.01M5.7 11.8v.01M8 11.8h4M14.3 11.8v.01";
    /// See, preview.
    Eye = "M2.5 10c1.8-3.3 4.3-5 7.5-5s5.7 1.7 7.5 5c-1.8 3.3-4.3 5-7.5 5s-5.7-1.7-7.5-5M10 7.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 0 0 0-5";
    /// One level deeper.
    Indent = "M9 5h8M9 10h8M9 15h8M3 7.5L5.5 10L3 12.5";
    /// One level up.
    Outdent = "M9 5h8M9 10h8M9 15h8M5.5 7.5L3 10l2.5 2.5";
    /// A label.
    Tag = "M3.5 3.5h6l7 7l-6 6l-7-7zM7 7v.01";
    /// A message.
    Message = "M4 4h12a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H9l-4 3v-3H4a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1";
    /// A signature.
    Sign = "M3 16.5h14M4.5 13C6.5 7 9 3.5 10.5 3.5c2 0-.7 9-2.6 9c-1.5 0 1.8-4 3.3-4s.2 3.5 1.6 3.5S14.6 11 16 11";
    /// Cannot be changed.
    Lock = "M5 9h10v8H5zM7 9V6.5a3 3 0 0 1 6 0V9M10 12v2";
    /// Leads out of the app.
    External = "M11 4h5v5M16 4l-7 7M13.5 12v4H4V6.5h4";
    /// The list of places.
    Sidebar = "M3 5.5h14M3 10h14M3 14.5h14";
    /// A project.
    Folder = "M3 15.5V5h5l1.7 2H17v8.5z";
    /// A file, a deliverable.
    File = "M5 3h6.5L15 6.5V17H5zM11.5 3v3.5H15";
    /// Up: more than before.
    TrendUp = "M3 14.5l5-5l3 3l6-6M12.5 6.5H17V11";
    /// Down: less than before.
    TrendDown = "M3 5.5l5 5l3-3l6 6M12.5 13.5H17V9";
    /// Several on one task.
    Swarm = "M10 8a2 2 0 1 0 0 4a2 2 0 0 0 0-4M3.5 3.5l3 3M6.5 4v2.5H4M16.5 3.5l-3 3M13.5 4v2.5H16M10 17v-3M8.2 15.5L10 13.7l1.8 1.8";
}

/// An icon. It is decoration: what it says stands in a text beside it or in a label around it.
#[component]
pub fn Icon(
    /// What it shows.
    #[prop(into)]
    name: Signal<IconName>,
) -> AnyView {
    view! {
        <svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
            <path d=Signal::derive(move || name.get().path())></path>
        </svg>
    }
    .into_any()
}

/// An icon that follows nothing, for rows that are drawn as a whole.
pub fn still_icon(name: IconName) -> AnyView {
    view! {
        <svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
            <path d=name.path()></path>
        </svg>
    }
    .into_any()
}
