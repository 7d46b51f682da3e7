//! Done criteria to begin with, by kind of project.

use crate::project::CriterionKind;

/// Criteria that projects of one kind usually need.
#[derive(Debug)]
pub struct DoneTemplate {
    /// The kind of project.
    pub name: &'static str,
    /// The criteria, each with its kind.
    pub criteria: &'static [(CriterionKind, &'static str)],
}

use CriterionKind::{Acceptance, Documentation, Handoff, Quality};

/// All templates.
pub const DONE_TEMPLATES: &[DoneTemplate] = &[
    DoneTemplate {
        name: "Software launch",
        criteria: &[
            (
                Quality,
                "No known defect stops a user from finishing a main task",
            ),
            (
                Quality,
                "Pages answer within two seconds under the expected load",
            ),
            (
                Quality,
                "Every screen can be used by keyboard and read by a screen reader",
            ),
            (
                Acceptance,
                "Three pilot users complete the main tasks without help",
            ),
            (
                Acceptance,
                "A failed release can be rolled back within 30 minutes, and was once",
            ),
            (
                Documentation,
                "Help pages cover every task a user does in the first week",
            ),
            (
                Documentation,
                "Release notes say what is new and what has changed",
            ),
            (Handoff, "Support can answer the twenty usual questions"),
            (
                Handoff,
                "Whoever is on call has access, alarms and a runbook",
            ),
        ],
    },
    DoneTemplate {
        name: "Marketing campaign",
        criteria: &[
            (
                Quality,
                "Every claim is backed by a source the lawyer has seen",
            ),
            (
                Quality,
                "All formats follow the brand guide and were proofread by two people",
            ),
            (
                Acceptance,
                "The client has released every final asset by name",
            ),
            (
                Acceptance,
                "Each link and form was tried on a phone and on a desk",
            ),
            (
                Documentation,
                "Licences for pictures, music and fonts are filed with their end dates",
            ),
            (
                Documentation,
                "Targets and how they are measured are written down",
            ),
            (
                Handoff,
                "Media partners have confirmed receipt of all files",
            ),
            (
                Handoff,
                "Whoever answers comments has the wording and a contact for trouble",
            ),
        ],
    },
    DoneTemplate {
        name: "Consulting engagement",
        criteria: &[
            (
                Quality,
                "Every figure in the report can be traced to its source",
            ),
            (
                Quality,
                "The report was read by a partner who did not write it",
            ),
            (
                Acceptance,
                "The client’s experts agree with the assumptions of the model",
            ),
            (
                Acceptance,
                "The steering group can decide on each recommendation",
            ),
            (
                Documentation,
                "Model, data and minutes lie where the client can open them",
            ),
            (
                Handoff,
                "The client’s team has run the model once by itself",
            ),
            (
                Handoff,
                "An owner and a first step are named for each recommendation",
            ),
        ],
    },
    DoneTemplate {
        name: "Thesis or report",
        criteria: &[
            (
                Quality,
                "Every claim is cited or shown, and every citation was checked",
            ),
            (
                Quality,
                "Spelling, numbering and cross-references were checked from start to end",
            ),
            (
                Acceptance,
                "The supervisor has no open remark on the structure",
            ),
            (
                Acceptance,
                "Someone from another field can say what the result is",
            ),
            (
                Documentation,
                "Data and scripts are stored so that the figures can be made again",
            ),
            (
                Handoff,
                "The printed and the digital version meet the rules for handing in",
            ),
        ],
    },
    DoneTemplate {
        name: "Renovation",
        criteria: &[
            (
                Quality,
                "Water, power and heating were tested under load by whoever installed them",
            ),
            (Quality, "Surfaces, joints and edges are clean in daylight"),
            (
                Acceptance,
                "The owner has walked through every room with the list of defects",
            ),
            (Acceptance, "The inspector has signed what the law asks for"),
            (
                Documentation,
                "Plans, warranties and manuals are in one folder",
            ),
            (
                Documentation,
                "Photos show where pipes and cables run behind the walls",
            ),
            (
                Handoff,
                "Keys and meter readings are handed over and signed",
            ),
            (
                Handoff,
                "The people who live there know how everything is operated",
            ),
        ],
    },
    DoneTemplate {
        name: "Migration or move",
        criteria: &[
            (Quality, "Counts and sums agree between the old and the new"),
            (
                Quality,
                "Nothing is lost when the move is broken off half-way",
            ),
            (
                Acceptance,
                "Each department has worked a day in the new place in a rehearsal",
            ),
            (
                Acceptance,
                "The way back was rehearsed and fits into the night",
            ),
            (
                Documentation,
                "What was left behind, and why, is written down",
            ),
            (
                Handoff,
                "The old is read-only, with a day on which it is switched off",
            ),
            (Handoff, "Everyone knows whom to call in the first week"),
        ],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_has_all_four_kinds_and_says_nothing_twice() {
        let mut seen = std::collections::BTreeSet::new();
        for template in DONE_TEMPLATES {
            for kind in CriterionKind::ALL {
                let has = template.criteria.iter().any(|(it, _)| *it == kind);
                assert!(has, "{} has no {kind:?}", template.name);
            }
            for (_, text) in template.criteria {
                assert!(seen.insert(text), "{text} twice");
                assert!(!text.ends_with('.'), "{text}");
            }
        }
    }
}
