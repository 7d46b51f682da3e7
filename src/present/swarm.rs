//! Why a second pair of hands helps, what it costs, and why it would be of no use elsewhere.

use crate::engine::Price;
use crate::finish::swarm::{Helper, LEAST_WORK, WhyNot};
use crate::present::people::name;
use crate::present::{forecast, words};
use crate::project::{Id, Person, Project, Task, Today, WorkMinutes};

/// What speaks for letting someone help with a task, as sentences.
#[must_use]
pub fn reasons(
    project: &Project,
    (task, criticality, remaining): (&Id<Task>, f64, WorkMinutes),
    helper: &Helper,
    price: &Price,
    today: Today,
) -> Vec<String> {
    let mut lines = vec![
        format!(
            "“{}” sets the finish in {} and has {} left.",
            title(project, task),
            forecast::runs(criticality),
            words::work(remaining)
        ),
        format!(
            "80 % date with the swarm {} instead of {}.",
            words::date(price.after.p80, today),
            words::date(price.before.p80, today)
        ),
    ];
    let person = name(project, &helper.person);
    lines.push(match &helper.own {
        None => format!("{person} is on nothing now."),
        Some(own) => format!(
            "{person} is on “{}” now, which sets the finish in {}.",
            title(project, own),
            forecast::runs(helper.own_criticality)
        ),
    });
    if !helper.knows.is_empty() {
        let knows: Vec<_> = helper.knows.iter().map(|it| format!("#{it}")).collect();
        lines.push(format!(
            "{person} has other tasks with {}.",
            knows.join(" ")
        ));
    }
    lines
}

/// What helping with a task costs the helper's own work.
#[must_use]
pub fn cost(
    project: &Project,
    task: &Id<Task>,
    helper: &Id<Person>,
    price: &Price,
    today: Today,
) -> String {
    let person = name(project, helper);
    let mut later = Vec::new();
    for moved in price.moves.iter().filter(|it| it.task != *task) {
        let own = project.tasks.get(&moved.task);
        let is_theirs = own.is_some_and(|own| own.assignees.contains_key(helper));
        if let (true, Some((_, before)), Some((_, after))) = (is_theirs, moved.before, moved.after)
            && after > before
        {
            later.push(format!(
                "“{}” moves from {} to {}",
                title(project, &moved.task),
                words::date(before, today),
                words::date(after, today)
            ));
        }
    }
    match later.as_slice() {
        [] => format!("Nothing else {person} does ends later."),
        [one] => format!("Costs: {one}."),
        [one, rest @ ..] => format!(
            "Costs: {one}, and {} of {person} later.",
            words::count(rest.len(), "more task")
        ),
    }
}

/// Why help with a task that sets the finish would be of no use now, after its title.
#[must_use]
pub fn why_not(
    project: &Project,
    task: &Id<Task>,
    criticality: f64,
    why_not: WhyNot,
    today: Today,
) -> String {
    let why = match why_not {
        WhyNot::Blocked => {
            let blocker = project.tasks.get(task).and_then(|it| it.blocker.as_ref());
            let whom = blocker.and_then(|it| words::party(project, it.waiting_on.as_ref()?));
            match whom {
                Some(whom) => format!("it waits for {whom}. Chase the answer instead."),
                None => "it is blocked. Clear that first.".to_owned(),
            }
        }
        WhyNot::Alone => "it is marked as one that cannot be divided.".to_owned(),
        WhyNot::Together => "it needs all its people at once already.".to_owned(),
        WhyNot::NobodyOnIt => "nobody is on it who could explain it. Give it an owner.".to_owned(),
        WhyNot::TooLittle => format!(
            "less than {} is left: explaining costs as much as it saves.",
            words::work(LEAST_WORK)
        ),
        WhyNot::Later(Some(day)) => format!("it begins only on {}.", words::date(day, today)),
        WhyNot::Later(None) => "it has no date yet.".to_owned(),
        WhyNot::NobodyFree => "everyone else is on it already, or away.".to_owned(),
    };
    format!("Sets the finish in {}; {why}", forecast::runs(criticality))
}

fn title<'p>(project: &'p Project, id: &Id<Task>) -> &'p str {
    project.tasks.get(id).map_or("", |task| task.title.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::notation;

    #[test]
    fn each_reason_against_help_says_what_to_do_or_until_when() {
        let today = Today("2026-03-02".parse().unwrap());
        let project = notation::project("task legal 8h blocked=2026-03-01\ntask page 8h");
        let said = |id: &str, why| why_not(&project, &Id::new(id), 0.5, why, today);
        assert_eq!(
            said("legal", WhyNot::Blocked),
            "Sets the finish in 50 of 100 runs; it is blocked. Clear that first."
        );
        let later = WhyNot::Later(Some("2026-03-09".parse().unwrap()));
        assert!(said("page", later).ends_with("it begins only on Mon 9 Mar."));
        let little = said("page", WhyNot::TooLittle);
        assert!(little.contains("less than 4 h is left"), "{little}");
    }
}
