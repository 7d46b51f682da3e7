//! The five steps of a last mile.

use super::{Item, look, spot};

/// One of the five steps.
#[derive(Debug)]
pub struct Step {
    /// What it is called.
    pub title: &'static str,
    /// What is different once it is done.
    pub aim: &'static str,
    /// What to do.
    pub items: &'static [Item],
}

/// The five steps, in their order.
pub const STEPS: &[Step] = &[
    Step {
        title: "Audit what is left",
        aim: "Everyone looks at the same list, and knows what stands in its way.",
        items: &[
            Item {
                id: "guide.audit.list",
                title: "List every task, deliverable and dependency",
                how: "Paste what you have. Anything not on the list is not in the date.",
                at: spot("audit", "tasks", "Open the list"),
                seen: Some(look::listed),
            },
            Item {
                id: "guide.audit.forgotten",
                title: "Ask for what is easily forgotten",
                how: "Answer the guided questions. Each no becomes a task, and each lesson of earlier projects is asked there too.",
                at: spot("audit", "guide", "Answer the questions"),
                seen: Some(look::prompts),
            },
            Item {
                id: "guide.audit.sort",
                title: "Sort into must, should and nice to have",
                how: "A must is what you would move the date for. When nearly all is a must, nothing can give way.",
                at: spot("audit", "gaps", "See what is not sorted"),
                seen: Some(look::sorted),
            },
            Item {
                id: "guide.audit.bottlenecks",
                title: "Name what each blocked task waits for",
                how: "An approval, an answer, a fault nobody understands: say from whom it is due and since when.",
                at: spot("audit", "bottlenecks", "Open the bottlenecks"),
                seen: Some(look::bottlenecks),
            },
            Item {
                id: "guide.audit.baseline",
                title: "Freeze it as a baseline",
                how: "What comes later then shows as growth, with who asked for it.",
                at: spot("audit", "scope", "Take a baseline"),
                seen: Some(look::baseline),
            },
        ],
    },
    Step {
        title: "Agree on what done means",
        aim: "Nobody can move the finish line without it being seen.",
        items: &[
            Item {
                id: "guide.done.deliverables",
                title: "Name what is handed over",
                how: "Each deliverable has an owner and a day.",
                at: spot("people", "", "Open the deliverables"),
                seen: Some(look::deliverables),
            },
            Item {
                id: "guide.done.criteria",
                title: "Write the criteria with those who decide",
                how: "Quality, acceptance test, documents and handover, each so that two people would judge it alike.",
                at: spot("done", "", "Write the criteria"),
                seen: Some(look::criteria),
            },
            Item {
                id: "guide.done.signed",
                title: "Have them signed",
                how: "A signature holds for exactly the text that was signed. When the text changes, it asks again.",
                at: spot("done", "", "Ask for signatures"),
                seen: Some(look::signed),
            },
        ],
    },
    Step {
        title: "Plan to the end",
        aim: "A date with its odds, and a buffer that shows trouble while there is time.",
        items: &[
            Item {
                id: "guide.plan.break_down",
                title: "Break the work into small tasks",
                how: "Two days at most: larger ones hide their surprises until they are late.",
                at: spot("plan", "breakdown", "Break it down"),
                seen: Some(look::small),
            },
            Item {
                id: "guide.plan.owners",
                title: "Give each task one owner",
                how: "An owner answers for it, even where others help.",
                at: spot("audit", "gaps", "See what has none"),
                seen: Some(look::owners),
            },
            Item {
                id: "guide.plan.estimates",
                title: "Estimate each task",
                how: "A range says more than a number: 4 to 12 hours, most likely 6.",
                at: spot("audit", "gaps", "See what has none"),
                seen: Some(look::estimates),
            },
            Item {
                id: "guide.plan.deadlines",
                title: "Give each task a day",
                how: "A day per task is what makes lateness visible early.",
                at: spot("audit", "gaps", "See what has none"),
                seen: Some(look::dates),
            },
            Item {
                id: "guide.plan.critical",
                title: "Link what waits for what",
                how: "The chain of tasks that sets the date follows from the links and from who is free.",
                at: spot("plan", "timeline", "See the timeline"),
                seen: Some(look::links),
            },
            Item {
                id: "guide.plan.buffer",
                title: "Set the target and keep a buffer of 20 to 30 %",
                how: "One buffer at the end, owned by the project: not a little in each estimate.",
                at: spot("plan", "buffer", "Size the buffer"),
                seen: Some(look::target),
            },
            Item {
                id: "guide.plan.check_ins",
                title: "Fix the check-ins",
                how: "Daily or every other day, ten minutes: what is left, what blocks, who helps.",
                at: spot("plan", "rhythm", "Set the rhythm"),
                seen: None,
            },
            Item {
                id: "guide.plan.tell",
                title: "Fix who hears what, and when",
                how: "Those who are not in the daily round need their own rhythm most.",
                at: spot("plan", "rhythm", "Set who hears what"),
                seen: Some(look::stakeholders),
            },
        ],
    },
    Step {
        title: "Finish together",
        aim: "The most critical work moves every day, and nobody juggles.",
        items: &[
            Item {
                id: "guide.execute.one",
                title: "One main task for each person",
                how: "Half-done work on two things finishes both later. Park the second.",
                at: spot("execute", "board", "Open the board"),
                seen: Some(look::one_task_each),
            },
            Item {
                id: "guide.execute.swarm",
                title: "Help where it counts most",
                how: "Several people on the one task the date hangs on, until it is done.",
                at: spot("execute", "swarm", "See where help pays"),
                seen: None,
            },
            Item {
                id: "guide.execute.parallel",
                title: "Run independent streams beside each other",
                how: "The manual can be finished while the servers are set up. Two streams at least.",
                at: spot("people", "", "Name the workstreams"),
                seen: Some(look::streams),
            },
            Item {
                id: "guide.execute.chase",
                title: "Clear blockers at each check-in",
                how: "The oldest first, or the one that holds up most. Each goes with a name and a day.",
                at: spot("audit", "bottlenecks", "Chase the oldest"),
                seen: None,
            },
        ],
    },
    Step {
        title: "Review and learn",
        aim: "It is accepted, closed, and the next one starts wiser.",
        items: &[
            Item {
                id: "guide.review.done",
                title: "Finish every must",
                how: "What is not done is dropped or deferred by decision, not by forgetting.",
                at: spot("audit", "tasks", "See what is open"),
                seen: Some(look::musts_done),
            },
            Item {
                id: "guide.review.walkthrough",
                title: "Walk through the result with those who accept it",
                how: "Line by line, each with an outcome. A remark becomes a task on the spot.",
                at: spot("review", "final", "Open the walkthrough"),
                seen: Some(look::walkthrough),
            },
            Item {
                id: "guide.review.retrospective",
                title: "Hold a retrospective",
                how: "Facts first, then: what went well, what cost time, what can be better.",
                at: spot("review", "retrospective", "Open the retrospective"),
                seen: Some(look::retrospective),
            },
            Item {
                id: "guide.review.lessons",
                title: "Keep what the next project needs",
                how: "As a question, a check, a criterion or a risk, so that it comes back by itself.",
                at: spot("review", "lessons", "Open the lessons"),
                seen: Some(look::kept),
            },
        ],
    },
];
