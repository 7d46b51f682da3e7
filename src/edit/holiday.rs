//! Edits of the days on which nobody works.

use chrono::NaiveDate;

use super::{Change, Refusal, text};
use crate::project::{Holiday, Id, Project};

/// Adds a holiday, or gives the one of that day another name: a day is a holiday once.
pub fn set(project: &Project, date: NaiveDate, name: &str) -> Result<Change, Refusal> {
    let holiday = Holiday {
        date: Some(date),
        name: text::line("The name", name)?,
    };
    let mut change = Change::new(format!("Set {} as a holiday", said(date, &holiday.name)));
    change.put(&project.holidays, &Id::new(&date.to_string()), &holiday);
    Ok(change)
}

/// Makes a holiday an ordinary day again.
pub fn delete(project: &Project, id: &Id<Holiday>) -> Result<Change, Refusal> {
    let holiday = project.holidays.get(id).ok_or(Refusal::Gone("holiday"))?;
    let day = holiday
        .date
        .map_or_else(String::new, |date| said(date, &holiday.name));
    let mut change = Change::new(format!("Work on {day}"));
    change.delete(id);
    Ok(change)
}

fn said(date: NaiveDate, name: &str) -> String {
    if name.is_empty() {
        return date.format("%-d %B").to_string();
    }
    text::quoted(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::testing::{after, day, id, project};

    #[test]
    fn a_day_is_a_holiday_once_and_can_be_one_again() {
        let empty = project("");
        let first = after(
            &empty,
            &set(&empty, day("2026-04-03"), "Good Friday").unwrap(),
        );
        let again = after(&first, &set(&first, day("2026-04-03"), "").unwrap());
        assert_eq!(again.holidays.len(), 1);
        assert_eq!(again.holidays[&id("2026-04-03")].name, "");
        let none = after(&again, &delete(&again, &id("2026-04-03")).unwrap());
        assert!(none.holidays.is_empty());
        assert_eq!(
            delete(&none, &id("2026-04-03")),
            Err(Refusal::Gone("holiday"))
        );
    }
}
