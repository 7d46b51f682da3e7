//! Tasks whose every owner has no time for them.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Rule, Scope};
use crate::project::{Id, Person, Task};

pub(super) const RULE: Rule = Rule {
    id: "owner_away",
    one: "task belongs to someone who has no time for it",
    many: "tasks belong to people who have no time for them",
    why: "Whoever has them is not available, or is away from today until the due date. Hand them over, or move the date.",
    find,
};

/// Someone has no time at 0 percent availability, with a week without hours, or while one time off
/// covers all days from today to the due date. Owners who are not in the project do not count.
fn find(scope: &Scope<'_>) -> Vec<Id<Task>> {
    let today = scope.today.0;
    let mut away_until: BTreeMap<&Id<Person>, NaiveDate> = BTreeMap::new();
    for time_off in scope.project.time_off.values() {
        if let (Some(person), Some(first)) = (&time_off.person, time_off.first)
            && first <= today
        {
            let last = time_off.last.unwrap_or(first);
            let until = away_until.entry(person).or_insert(last);
            *until = last.max(*until);
        }
    }
    let has_time = |id: &Id<Person>, person: &Person, due: Option<NaiveDate>| {
        let hours = person.hours.unwrap_or(scope.project.settings.hours);
        let works = person.availability_percent > 0 && hours.0.iter().any(|minutes| *minutes > 0);
        let away = due.is_some_and(|due| away_until.get(id).is_some_and(|last| *last >= due));
        works && !away
    };
    scope.pick(|task| {
        let due = task.due.filter(|due| *due >= today);
        let people = &scope.project.people;
        let owners = || {
            task.assignees
                .keys()
                .filter_map(|id| people.get_key_value(id))
        };
        owners().next().is_some() && !owners().any(|(id, person)| has_time(id, person, due))
    })
}
