//! Open decisions: what each of them holds up, and how long an answer usually takes.

use std::collections::BTreeSet;

use super::audit::{HeldUp, Scope};
use crate::forecast::{self, Answering};
use crate::project::{Decision, Id, Node, Task};

/// A question that waits for its answer.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenDecision {
    /// The decision.
    pub id: Id<Decision>,
    /// The open tasks that cannot go on without it, and all that come after them.
    pub holds_up: HeldUp,
    /// How many days it has been asked; `None` when nobody wrote that down.
    pub asked_days: Option<u32>,
    /// How many days ago it was needed; `None` when it is not late.
    pub late_days: Option<u32>,
    /// How long whoever decides takes to answer.
    pub answering: Answering,
}

/// The open decisions: those that hold up most work first, then most tasks, then those asked
/// longest. What an answer is worth in days of the 80 % date only the forecast can say.
#[must_use]
pub fn open(scope: &Scope<'_>) -> Vec<OpenDecision> {
    let known = forecast::answering(scope.project);
    let decisions = scope.project.decisions.iter();
    let mut open: Vec<OpenDecision> = decisions
        .filter(|(_, decision)| decision.is_open())
        .map(|(id, decision)| {
            let needed = decision.needed_by.filter(|day| *day < scope.today.0);
            let party = decision.decider.as_ref();
            let answering = party.and_then(|party| known.get(party)).cloned();
            OpenDecision {
                id: id.clone(),
                holds_up: held_up(scope, decision),
                asked_days: decision.asked_on.map(|day| scope.today.days_since(day)),
                late_days: needed.map(|day| scope.today.days_since(day)),
                answering: answering.unwrap_or_else(Answering::usual),
            }
        })
        .collect();
    open.sort_by(|a, b| {
        let weight = |it: &OpenDecision| (it.holds_up.work, it.holds_up.tasks, it.asked_days);
        weight(b).cmp(&weight(a)).then(a.id.cmp(&b.id))
    });
    open
}

fn held_up(scope: &Scope<'_>, decision: &Decision) -> HeldUp {
    let graph = &scope.graph;
    let mut held: BTreeSet<usize> = BTreeSet::new();
    for task in decision.tasks.iter().filter_map(|id| graph.index(id)) {
        held.extend(graph.reached(Node::start(task)).into_iter().map(Node::task));
    }
    let mut up = HeldUp::default();
    for task in scope.open.iter().filter(|task| held.contains(*task)) {
        up.tasks += 1;
        let work = graph.task(*task).and_then(Task::remaining_work);
        up.work += work.unwrap_or_default();
    }
    up
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::testing::{day, id, linked};
    use crate::project::{Project, Today};

    fn asked(project: &mut Project, key: &str, tasks: &[&str]) {
        let decision = Decision {
            title: key.into(),
            asked_on: Some(day("2026-03-02")),
            needed_by: Some(day("2026-03-11")),
            tasks: tasks.iter().map(|task| id(task)).collect(),
            ..Decision::default()
        };
        project.decisions.insert(id(key), decision);
    }

    fn found(project: &Project) -> Vec<OpenDecision> {
        open(&Scope::of(project, Today(day("2026-03-12"))))
    }

    #[test]
    fn a_decision_holds_up_its_tasks_and_what_comes_after() {
        let mut project = linked(
            "Price, Page, Launch, Video",
            &["Price > Page", "Page > Launch"],
        );
        asked(&mut project, "small", &["Video"]);
        asked(&mut project, "large", &["Price", "Page"]);
        let found = found(&project);
        let held: Vec<_> = found
            .iter()
            .map(|it| (it.id.as_str(), it.holds_up.tasks))
            .collect();
        assert_eq!(held, [("large", 3), ("small", 1)]);
        assert_eq!(found[0].asked_days, Some(10));
        assert_eq!(found[0].late_days, Some(1));
    }

    #[test]
    fn what_is_decided_or_needed_today_is_not_late() {
        let mut project = linked("Price", &[]);
        asked(&mut project, "q", &["Price"]);
        let decision = |project: &mut Project| project.decisions.get_mut(&id("q")).unwrap().clone();
        let mut today = decision(&mut project);
        today.needed_by = Some(day("2026-03-12"));
        project.decisions.insert(id("q"), today.clone());
        assert_eq!(found(&project)[0].late_days, None);
        today.decided_on = Some(day("2026-03-12"));
        project.decisions.insert(id("q"), today);
        assert_eq!(found(&project), []);
    }
}
