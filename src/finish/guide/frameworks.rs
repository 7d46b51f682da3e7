//! The three ways of working in a last mile.

use super::{Item, look, spot};
use crate::project::Framework;

/// A way of working: what it asks for, and how far this project does it.
#[derive(Debug)]
pub struct Way {
    /// Which one.
    pub framework: Framework,
    /// What it is called.
    pub title: &'static str,
    /// What it is, in a sentence or two.
    pub idea: &'static str,
    /// When it helps most.
    pub when: &'static str,
    /// What it does not solve.
    pub limit: &'static str,
    /// What to do.
    pub items: &'static [Item],
}

/// A way of working by its name.
#[must_use]
pub fn way(framework: Framework) -> Option<&'static Way> {
    FRAMEWORKS.iter().find(|way| way.framework == framework)
}

/// The three ways.
pub const FRAMEWORKS: &[Way] = &[
    Way {
        framework: Framework::Sprint,
        title: "Last mile sprint",
        idea: "One or two weeks in which the team only finishes things. The list is fixed, the order follows value and dependency, and everyone helps on whatever is most critical.",
        when: "The scope is clear, the team is small or sits close together, and too much is begun at once.",
        limit: "It does not help where the work waits for people outside the team.",
        items: &[
            Item {
                id: "guide.sprint.start",
                title: "Start a sprint of one or two weeks",
                how: "One goal, and only as much as fits the hours people really have.",
                at: spot("execute", "sprint", "Plan the sprint"),
                seen: Some(look::sprint),
            },
            Item {
                id: "guide.sprint.order",
                title: "Order by value and dependency",
                how: "What others wait for goes first, then what is worth most.",
                at: spot("execute", "sprint", "Order the sprint"),
                seen: None,
            },
            Item {
                id: "guide.sprint.stand_up",
                title: "Meet for ten minutes each day",
                how: "Two things only: what blocks, and how much is left.",
                at: spot("execute", "standup", "Hold the stand-up"),
                seen: None,
            },
            Item {
                id: "guide.sprint.swarm",
                title: "Swarm on the most critical task",
                how: "The advice says where a second pair of hands pays, and what it costs elsewhere.",
                at: spot("execute", "swarm", "See where help pays"),
                seen: None,
            },
            Item {
                id: "guide.sprint.close",
                title: "Close it and look at what is left",
                how: "What was committed against what was done is your real speed.",
                at: spot("execute", "sprint", "Close the sprint"),
                seen: Some(look::sprint_closed),
            },
        ],
    },
    Way {
        framework: Framework::IntegrationFirst,
        title: "Integration first",
        idea: "Put the parts together now, however rough, and try them again all the time. The end is then a smaller version of what you do every week.",
        when: "Several people or teams make parts that must work together, or the client sees the result late.",
        limit: "It costs time early, and it needs somewhere to try things.",
        items: &[
            Item {
                id: "guide.integration.points",
                title: "Name every place where parts meet",
                how: "Software and servers, text and layout, your report and the client’s figures.",
                at: spot("risks", "integration", "Name the points"),
                seen: Some(look::integration),
            },
            Item {
                id: "guide.integration.where",
                title: "Give each a place to be tried",
                how: "A staging system, a rehearsal room, a draft shared with the client.",
                at: spot("risks", "integration", "Say where"),
                seen: Some(look::environments),
            },
            Item {
                id: "guide.integration.often",
                title: "Try each one every few days",
                how: "Automatic where that is possible, by appointment where it is not. Write each try down.",
                at: spot("risks", "integration", "Log a try"),
                seen: None,
            },
            Item {
                id: "guide.integration.client",
                title: "Show the client early and often",
                how: "A check of the expectations every week costs less than one surprise.",
                at: spot("plan", "rhythm", "Schedule it"),
                seen: None,
            },
        ],
    },
    Way {
        framework: Framework::StakeholderAlignment,
        title: "Stakeholder alignment",
        idea: "Before the last mile begins, those who decide agree on what done means, settle open decisions, and sign. At each milestone they sign again.",
        when: "Several people decide, the client is outside, or approvals are what you wait for.",
        limit: "It does not make the work itself any shorter.",
        items: &[
            Item {
                id: "guide.alignment.who",
                title: "Name who decides and who must be told",
                how: "With a channel and a rhythm for each.",
                at: spot("people", "", "Open the stakeholders"),
                seen: Some(look::stakeholders),
            },
            Item {
                id: "guide.alignment.review",
                title: "Hold a readiness review with all of them",
                how: "Go through the eight questions together before the last mile begins.",
                at: spot("readiness", "", "Open the review"),
                seen: None,
            },
            Item {
                id: "guide.alignment.criteria",
                title: "Agree on the criteria and have them signed",
                how: "The same words for everyone, signed by each.",
                at: spot("done", "", "Open the criteria"),
                seen: Some(look::signed),
            },
            Item {
                id: "guide.alignment.decisions",
                title: "Settle what is undecided",
                how: "Each open decision has one person and one day. Write down the answer and why.",
                at: spot("risks", "decisions", "Open the log"),
                seen: Some(look::decisions),
            },
            Item {
                id: "guide.alignment.risks",
                title: "Show them the top risks",
                how: "People forgive what they were told about in time.",
                at: spot("risks", "", "Open the register"),
                seen: Some(look::risks),
            },
            Item {
                id: "guide.alignment.changes",
                title: "Answer every request for change",
                how: "With its price in days, and what gives way for it.",
                at: spot("risks", "changes", "Open the requests"),
                seen: Some(look::changes),
            },
        ],
    },
];
