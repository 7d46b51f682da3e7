//! Edits of the answers to pulse checks.

use super::{Author, Change, MintId, Refusal, mint, text};
use crate::project::{Id, Person, Project, Pulse};

/// What someone answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// How they feel about the work, 1 to 5.
    pub morale: u8,
    /// How much it is, 1 to 5.
    pub workload: u8,
    /// What they want to say.
    pub remark: String,
}

/// Takes down an answer for today. A person's second answer of a day takes the place of the first;
/// anonymous ones (`person` is `None`) all stay.
pub fn give(
    project: &Project,
    person: Option<&Id<Person>>,
    answer: &Answer,
    author: &Author,
    ids: &mut dyn MintId,
) -> Result<Change, Refusal> {
    let whose = match person {
        Some(id) => {
            let person = project.people.get(id).ok_or(Refusal::Gone("person"))?;
            format!("of {}", text::quoted(&person.name))
        }
        None => "without a name".to_owned(),
    };
    for (what, value) in [("Morale", answer.morale), ("Workload", answer.workload)] {
        if !(1..=5).contains(&value) {
            return Err(Refusal::OutOfRange {
                what,
                least: "1".to_owned(),
                most: "5".to_owned(),
            });
        }
    }
    let record = Pulse {
        person: person.cloned(),
        date: Some(author.today.0),
        morale: Some(answer.morale),
        workload: Some(answer.workload),
        remark: text::prose("The remark", &answer.remark)?,
    };
    let id = match person {
        Some(person) => Id::new(&format!("{}@{person}", author.today.0)),
        None => mint(ids),
    };
    let mut change = Change::new(format!("Take down the pulse {whose}"));
    change.put(&project.pulses, &id, &record);
    Ok(change)
}

/// Takes an answer back.
pub fn delete(project: &Project, id: &Id<Pulse>) -> Result<Change, Refusal> {
    project.pulses.get(id).ok_or(Refusal::Gone("answer"))?;
    let mut change = Change::new("Take back an answer");
    change.delete(id);
    Ok(change)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::testing::{after, author, id, ids, project, with_people};

    fn answer(morale: u8, workload: u8) -> Answer {
        Answer {
            morale,
            workload,
            remark: String::new(),
        }
    }

    #[test]
    fn a_second_answer_of_a_day_takes_the_place_of_the_first_unless_nobody_gave_it() {
        let mut project = with_people(project(""), &["Ann"]);
        let mut ids = ids();
        let ann = id("Ann");
        for (who, morale) in [(Some(&ann), 2), (Some(&ann), 4), (None, 1), (None, 1)] {
            let change = give(&project, who, &answer(morale, 3), &author(), &mut ids);
            project = after(&project, &change.unwrap());
        }
        let morale: Vec<_> = project.pulses.values().map(|it| it.morale).collect();
        assert_eq!(morale, [Some(4), Some(1), Some(1)]);
        let first = project.pulses.keys().next().unwrap().clone();
        let fewer = after(&project, &delete(&project, &first).unwrap());
        assert_eq!(fewer.pulses.len(), 2);
        assert_eq!(delete(&fewer, &first), Err(Refusal::Gone("answer")));
    }

    #[test]
    fn answers_go_from_one_to_five() {
        let project = project("");
        let given = |it: Answer| give(&project, None, &it, &author(), &mut ids()).is_ok();
        assert!(given(answer(1, 5)));
        assert!(!given(answer(0, 5)));
        assert!(!given(answer(1, 6)));
        assert_eq!(
            give(
                &project,
                Some(&id("Zoe")),
                &answer(1, 1),
                &author(),
                &mut ids()
            ),
            Err(Refusal::Gone("person"))
        );
    }
}
