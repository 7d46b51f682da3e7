//! Edits of the days on which someone is away.

use chrono::NaiveDate;

use super::list::found;
use super::text::{self, quoted};
use super::{Change, MintId, Refusal, mint};
use crate::project::{Id, Person, Project, TimeOff};

/// The longest time off, in days: beyond ten years it is a slip of the hand.
const LONGEST_DAYS: i64 = 3_660;

/// Says that a person is away from one day to another, both included.
pub fn add(
    project: &Project,
    person: &Id<Person>,
    first: NaiveDate,
    last: NaiveDate,
    note: &str,
    ids: &mut dyn MintId,
) -> Result<(Id<TimeOff>, Change), Refusal> {
    let name = quoted(&found(&project.people, person)?.name);
    check(first, last)?;
    let away = TimeOff {
        person: Some(person.clone()),
        first: Some(first),
        last: Some(last).filter(|last| *last != first),
        note: text::line("The note", note)?,
    };
    let id = mint(ids);
    let mut change = Change::new(format!("Add time off for {name}"));
    change.add(&id, &away);
    Ok((id, change))
}

/// Gives a time off other days.
pub fn set_days(
    project: &Project,
    id: &Id<TimeOff>,
    first: NaiveDate,
    last: NaiveDate,
) -> Result<Change, Refusal> {
    project.time_off.get(id).ok_or(Refusal::Gone("time off"))?;
    check(first, last)?;
    let mut change = Change::new("Set the days of a time off");
    change.alter(&project.time_off, id, |away| {
        away.first = Some(first);
        away.last = Some(last).filter(|last| *last != first);
    });
    Ok(change)
}

/// Says why someone is away.
pub fn set_note(project: &Project, id: &Id<TimeOff>, note: &str) -> Result<Change, Refusal> {
    project.time_off.get(id).ok_or(Refusal::Gone("time off"))?;
    let note = text::line("The note", note)?;
    let mut change = Change::new("Set the note of a time off");
    change.alter(&project.time_off, id, |away| away.note = note);
    Ok(change)
}

/// Deletes a time off.
pub fn delete(project: &Project, id: &Id<TimeOff>) -> Result<Change, Refusal> {
    project.time_off.get(id).ok_or(Refusal::Gone("time off"))?;
    let mut change = Change::new("Delete a time off");
    change.delete(id);
    Ok(change)
}

fn check(first: NaiveDate, last: NaiveDate) -> Result<(), Refusal> {
    let days = last.signed_duration_since(first).num_days();
    if (0..LONGEST_DAYS).contains(&days) {
        return Ok(());
    }
    Err(Refusal::Other(if days < 0 {
        "The last day away comes before the first.".to_owned()
    } else {
        "Time off may last ten years at most.".to_owned()
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::testing::{after, day, id, ids, project, with_people};

    #[test]
    fn time_off_goes_from_one_day_to_the_same_or_a_later_one() {
        let project = with_people(project(""), &["Ann"]);
        let add = |person: &str, last: &str| {
            add(
                &project,
                &id(person),
                day("2026-03-12"),
                day(last),
                "",
                &mut ids(),
            )
        };
        let (away, change) = add("Ann", "2026-03-12").unwrap();
        let with = after(&project, &change);
        assert_eq!(with.time_off[&away].last, None);
        assert!(add("Ann", "2026-03-13").is_ok());
        assert!(add("Ann", "2036-03-18").is_ok());
        assert!(matches!(add("Ann", "2036-03-30"), Err(Refusal::Other(_))));
        assert!(matches!(add("Ann", "2026-03-11"), Err(Refusal::Other(_))));
        assert_eq!(
            add("Zoe", "2026-03-12").unwrap_err(),
            Refusal::Gone("person")
        );
        let set = |last: &str| set_days(&with, &away, day("2026-03-12"), day(last));
        assert!(set("2026-03-20").is_ok());
        assert!(set("2026-03-02").is_err());
        let noted = after(&with, &set_note(&with, &away, " Moving house ").unwrap());
        assert_eq!(noted.time_off[&away].note, "Moving house");
        let gone = after(&with, &delete(&with, &away).unwrap());
        assert_eq!(delete(&gone, &away), Err(Refusal::Gone("time off")));
        assert_eq!(
            set_note(&gone, &away, "Moving house"),
            Err(Refusal::Gone("time off"))
        );
    }
}
