//! The plan's priority order: who needs the same person goes first.

use super::{Change, Refusal};
use crate::project::order::OrderKey;
use crate::project::{Id, Project, Task};

/// Takes over a better order that was found: each task gets its rank. Tasks that are not there any
/// more are passed over; refused when none is left.
pub fn adopt(project: &Project, ranks: &[(Id<Task>, OrderKey)]) -> Result<Change, Refusal> {
    let mut change = Change::new("Adopt a better order");
    let mut is_any_there = false;
    for (id, rank) in ranks {
        is_any_there |= project.tasks.contains_key(id);
        change.alter(&project.tasks, id, |task| {
            task.plan_rank = Some(rank.clone());
        });
    }
    if is_any_there {
        Ok(change)
    } else {
        Err(Refusal::Gone("task"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::testing::{after, id, project};

    #[test]
    fn every_task_that_is_there_gets_its_rank() {
        let before = project("Copy, Art");
        let keys = OrderKey::spread(None, None, 3);
        let order = ["Art", "gone", "Copy"].map(id).into_iter();
        let ranks: Vec<_> = order.zip(keys).collect();
        let ranked = after(&before, &adopt(&before, &ranks).unwrap());
        let rank = |name: &str| ranked.tasks[&id(name)].plan_rank.clone();
        assert!(rank("Art") < rank("Copy"));
        assert_eq!(adopt(&before, &ranks[1..2]), Err(Refusal::Gone("task")));
    }
}
