//! What to do this week, next month and this quarter.

use super::{Item, look, spot};

/// A stretch of time, and what to do in it.
#[derive(Debug)]
pub struct Horizon {
    /// What it is called.
    pub title: &'static str,
    /// What is different at its end.
    pub aim: &'static str,
    /// What to do.
    pub items: &'static [Item],
}

/// The stretches of time, the nearest first.
pub const HORIZONS: &[Horizon] = &[
    Horizon {
        title: "This week",
        aim: "You know what is left, and what could go wrong.",
        items: &[
            Item {
                id: "guide.week.audit",
                title: "Audit this project",
                how: "List, sort, name the blockers and freeze a baseline. An hour is enough to begin.",
                at: spot("audit", "", "Open the audit"),
                seen: Some(look::baseline),
            },
            Item {
                id: "guide.week.risks",
                title: "Write down the top three risks and a plan for each",
                how: "What would you rather not hear next Friday? Say who watches it and what you do about it.",
                at: spot("risks", "", "Open the register"),
                seen: Some(look::risks),
            },
            Item {
                id: "guide.week.framework",
                title: "Choose a way of working",
                how: "The guide compares three with what this project looks like.",
                at: spot("guide", "frameworks", "Compare them"),
                seen: Some(look::framework),
            },
        ],
    },
    Horizon {
        title: "Next month",
        aim: "One milestone was reached by finishing together.",
        items: &[
            Item {
                id: "guide.month.sprint",
                title: "Run one sprint towards a milestone",
                how: "One or two weeks, one goal, everyone on it.",
                at: spot("execute", "sprint", "Plan a sprint"),
                seen: Some(look::sprint_closed),
            },
            Item {
                id: "guide.month.pulse",
                title: "Ask the team how it is doing",
                how: "Two questions, once a week. Tired teams make the last mistakes.",
                at: spot("execute", "pulse", "Ask"),
                seen: Some(look::pulse),
            },
            Item {
                id: "guide.month.rewards",
                title: "Put a small reward on the next milestone",
                how: "Short legs with something at their end keep a long stretch walkable.",
                at: spot("plan", "rhythm", "Open the milestones"),
                seen: Some(look::rewards),
            },
            Item {
                id: "guide.month.document",
                title: "Write down how it went",
                how: "What worked, what cost time, while it is fresh.",
                at: spot("review", "retrospective", "Open the retrospective"),
                seen: Some(look::retrospective),
            },
        ],
    },
    Horizon {
        title: "This quarter",
        aim: "The next project begins where this one ended.",
        items: &[
            Item {
                id: "guide.quarter.share",
                title: "Show the team what you found",
                how: "The summary of your practice uses only what was recorded here; names can be left out.",
                at: spot("review", "growth", "Open the summary"),
                seen: None,
            },
            Item {
                id: "guide.quarter.adopt",
                title: "Propose one way of working for all projects",
                how: "One, not three. Keep its steps as a workflow that the next project can load.",
                at: spot("review", "improve", "Keep a workflow"),
                seen: None,
            },
            Item {
                id: "guide.quarter.worth",
                title: "Check whether improving it pays",
                how: "When the last mile takes more than a fifth of a project, better tools and habits usually do.",
                at: spot("review", "economics", "Do the sum"),
                seen: None,
            },
        ],
    },
];
