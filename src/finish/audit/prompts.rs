//! The questions of the guided audit, by area, with the task each would become.

use crate::project::{BlockerKind, Priority};

/// A part of finishing that is easily forgotten.
#[derive(Debug)]
pub struct Area {
    /// Its name in records; never changes.
    pub id: &'static str,
    /// Its name on the screen.
    pub title: &'static str,
    /// Its questions.
    pub prompts: &'static [Prompt],
}

/// One question, and the task it becomes when the answer is no.
#[derive(Debug)]
pub struct Prompt {
    /// Its name in records, unique among all areas; never changes.
    pub id: &'static str,
    /// The question; yes means that nothing is missing.
    pub question: &'static str,
    /// The title of the task.
    pub task: &'static str,
    /// How important such a task usually is.
    pub priority: Priority,
    /// What such a task usually waits for.
    pub blocker: Option<BlockerKind>,
}

/// The prompt with this id, and its area.
#[must_use]
pub fn prompt(id: &str) -> Option<(&'static Area, &'static Prompt)> {
    let all = AREAS
        .iter()
        .flat_map(|area| area.prompts.iter().map(move |prompt| (area, prompt)));
    all.into_iter().find(|(_, prompt)| prompt.id == id)
}

macro_rules! areas {
    ($($area:literal $title:literal { $($id:literal $priority:ident $($blocker:ident)?: $question:literal => $task:literal;)* })*) => {
        /// All areas, in the order a project meets them.
        pub const AREAS: &[Area] = &[$(Area {
            id: $area,
            title: $title,
            prompts: &[$(Prompt {
                id: concat!($area, ".", $id),
                question: $question,
                task: $task,
                priority: Priority::$priority,
                blocker: areas!(@ $($blocker)?),
            }),*],
        }),*];
    };
    (@) => { None };
    (@ $blocker:ident) => { Some(BlockerKind::$blocker) };
}

areas! {
    "quality" "Quality" {
        "acceptance" Must: "Is it written down how someone else can tell that the result is good?" => "Write the acceptance test";
        "whole" Must: "Has anyone used the whole thing from start to end, as a customer would?" => "Walk through everything from start to end";
        "open_faults" Must TechnicalIssue: "Does every known fault have a decision: mend, live with, or drop?" => "Decide on every known fault";
        "load" Should: "Has it been tried with as many people or as much data as on its first day?" => "Try it with the load of the first day";
        "fresh_eyes" Should: "Has somebody looked at it who did not help to make it?" => "Have someone from outside review it";
        "devices" Should: "Does it work on the devices, browsers or sites where it will be used?" => "Check it where it will be used";
    }
    "documentation" "Documentation" {
        "start" Must: "Can a new user start without asking anyone?" => "Write how to get started";
        "run" Must: "Could a colleague keep it running from what is written down?" => "Write how to run and repair it";
        "current" Should: "Do pictures and steps in the documents match what there is today?" => "Bring pictures and steps up to date";
        "decisions" Nice: "Will someone know in a year why it was built this way?" => "Write down the main decisions and why";
        "place" Should: "Do all documents have one place that everyone knows?" => "Put all documents in one place and say where";
    }
    "deployment" "Deployment and rollback" {
        "rehearsal" Must: "Has the launch been rehearsed, step by step, with a clock?" => "Rehearse the launch";
        "back" Must: "Can you go back within an hour, and has anyone tried it?" => "Write and try the way back";
        "access" Must MissingInformation: "Do the people who launch have every account, key and right they need?" => "Collect accounts, keys and rights for the launch";
        "watch" Should: "Will someone notice within minutes when it breaks?" => "Set up what tells us when it breaks";
        "duty" Must: "Is it settled who is on duty in the first days, nights included?" => "Agree on who is on duty after the launch";
    }
    "data" "Data" {
        "migration" Must: "Has the real data been moved once, in full, and been counted afterwards?" => "Do a full trial of moving the data";
        "backup" Must: "Has a backup been restored, and not only been made?" => "Restore a backup";
        "cleanup" Should: "Are test data, test accounts and placeholder texts gone?" => "Remove test data and placeholders";
        "owner" Should MissingInformation: "Does each kind of data have someone who answers for it?" => "Name who answers for each kind of data";
        "keep" Should: "Is it settled what is kept, for how long, and what happens to the old system?" => "Settle what is kept and when the old system goes";
    }
    "security" "Security" {
        "rights" Must: "Does everyone see only what they should, and has someone tried to see more?" => "Test who can see and do what";
        "secrets" Must: "Are passwords and keys out of documents and code, and changed since testing?" => "Move and change passwords and keys";
        "updates" Should: "Is everything it is built on up to date and still looked after?" => "Update what it is built on";
        "check" Should Approval: "Has whoever answers for security agreed?" => "Get the agreement of security";
        "leavers" Should: "Do people who have left the project still get in?" => "Take away the access of people who left";
    }
    "legal" "Legal and approvals" {
        "list" Must MissingInformation: "Is there a list of everyone who has to say yes before the end?" => "List everyone who has to approve";
        "asked" Must Approval: "Have they all been asked, with a day by which the answer is needed?" => "Ask for the open approvals";
        "terms" Must Approval: "Are terms, privacy notes and licences written and checked?" => "Have terms and privacy notes checked";
        "rights" Must MissingInformation: "Are you allowed to use every picture, font, text and name in it?" => "Clear the rights to pictures, fonts and names";
        "contract" Should: "Does the result match, point by point, what the contract promises?" => "Compare the result with the contract";
    }
    "sales" "Pricing and sales" {
        "price" Must Approval: "Are the prices final, and the same everywhere they appear?" => "Settle the prices and check where they appear";
        "calculation" Must: "Has someone checked the totals, taxes and discounts by hand?" => "Check totals, taxes and discounts by hand";
        "pay" Must TechnicalIssue: "Has a real payment gone through, and been paid back?" => "Make and refund a real payment";
        "story" Should: "Can sales say in two sentences what it does and for whom?" => "Write what sales says about it";
        "first" Should: "Is it known who the first ten customers are, and who talks to them?" => "Name the first ten customers and who calls them";
    }
    "support" "Training and support" {
        "trained" Must: "Has everyone who will work with it been shown how?" => "Train the people who will work with it";
        "ask" Must: "Do users know where to ask, and is someone there to answer?" => "Set up where users ask and who answers";
        "answers" Should: "Are the ten questions that will surely come answered in writing?" => "Write answers to the ten likely questions";
        "escalate" Should: "Does support know whom to wake up when it cannot help?" => "Agree on who helps when support cannot";
        "material" Nice: "Is there something people can look up after the training?" => "Make a short guide to look things up";
    }
    "communication" "Communication" {
        "who" Must: "Does everyone who is affected know what changes for them, and when?" => "Tell everyone affected what changes and when";
        "announce" Should: "Are the announcement, its pictures and its day settled?" => "Prepare the announcement";
        "inside" Should: "Have colleagues heard it before customers do?" => "Tell colleagues first";
        "bad_news" Should: "Is it settled what you say, and who says it, if the day cannot be kept?" => "Agree on what to say if the day moves";
        "sponsor" Must Approval: "Does whoever pays for it know today's honest date?" => "Tell the sponsor the honest date";
    }
    "handoff" "Handoff" {
        "owner" Must MissingInformation: "Is it settled who looks after it from the day after, and do they agree?" => "Agree on who looks after it afterwards";
        "signed" Must Approval: "Do you know whose signature ends the project, and on what?" => "Agree on whose signature ends the project";
        "leftovers" Should: "Has everything that is not done now a place where it goes on?" => "Move what is left over to a next phase";
        "bills" Should: "Are open bills, orders and licences settled or handed over?" => "Settle or hand over bills and licences";
        "lessons" Nice: "Is there a day on which the team looks back together?" => "Fix a day to look back together";
        "thanks" Nice: "Is it planned how the end is marked and people are thanked?" => "Plan how to mark the end";
    }
}
