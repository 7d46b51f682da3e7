//! What the list of tasks still lacks: one file per rule, all of them in [`RULES`].

mod blocked_without_name;
mod circle;
mod due_past;
mod duplicate_title;
mod must_without_due;
mod no_deliverable;
mod no_estimate;
mod no_owner;
mod owner_away;
mod too_large;
mod unsorted;

use super::Scope;
use crate::project::{Id, Task};

/// Something an audit looks for.
#[derive(Debug)]
pub struct Rule {
    /// Its name in links and tests; never changes.
    pub id: &'static str,
    /// What one task is or lacks, behind the count: "task has no owner".
    pub one: &'static str,
    /// What several are or lack: "tasks have no owner".
    pub many: &'static str,
    /// Why that matters and what to do, in a sentence or two.
    pub why: &'static str,
    /// The tasks it is true of, ordered by id unless the rule says otherwise.
    pub find: fn(&Scope<'_>) -> Vec<Id<Task>>,
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

/// All rules, what hurts most first.
pub const RULES: &[Rule] = &[
    circle::RULE,
    due_past::RULE,
    blocked_without_name::RULE,
    no_owner::RULE,
    unsorted::RULE,
    no_estimate::RULE,
    must_without_due::RULE,
    owner_away::RULE,
    too_large::RULE,
    duplicate_title::RULE,
    no_deliverable::RULE,
];

/// What a rule has found.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// The tasks; never empty.
    pub tasks: Vec<Id<Task>>,
}

/// What the rules find, in their order.
#[must_use]
pub fn findings(scope: &Scope<'_>) -> Vec<Finding> {
    let found = RULES.iter().map(|rule| Finding {
        rule,
        tasks: (rule.find)(scope),
    });
    found.filter(|finding| !finding.tasks.is_empty()).collect()
}
