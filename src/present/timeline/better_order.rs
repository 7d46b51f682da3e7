//! A better order of the work, in words: what it gains and what moves.

use chrono::{Days, NaiveDate};

use super::{Sources, rows};
use crate::present::{forecast, words};
use crate::project::{Id, Project, Task};
use crate::schedule::{Move, Proposal, WorkCalendar};

/// A better order as it is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What it gains, in a sentence.
    pub gain: String,
    /// How many tasks move: “3 tasks move, 1 of them to a later day”.
    pub summary: String,
    /// The tasks that move, in the order of their new days.
    pub moves: Vec<Moved>,
}

/// A task that gets other days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The task.
    pub task: Id<Task>,
    /// Its title.
    pub title: String,
    /// Who does it.
    pub who: String,
    /// Its days now.
    pub before: String,
    /// Its days in the better order.
    pub after: String,
    /// By how many working days that is, and which way: “2 days earlier”.
    pub by: String,
}

/// Says what a better order gains and what it moves.
#[must_use]
pub fn offer(sources: Sources<'_>, proposal: &Proposal) -> Offer {
    let Sources { project, today, .. } = sources;
    let calendar = rows::working_time(project, today.0);
    let mut moves = Vec::new();
    let mut later = 0;
    for moved in &proposal.moves {
        let (Some(before), Some(after)) = (moved.before, moved.after) else {
            continue;
        };
        later += usize::from(after.1 > before.1);
        moves.push(said(sources, &calendar, moved, before, after));
    }
    let (before, after) = (proposal.finish_before, proposal.finish_after);
    let day = if before == after {
        format!("still on {}", words::date(after, today))
    } else {
        format!(
            "on {} instead of {}",
            words::date(after, today),
            words::date(before, today)
        )
    };
    let gain = format!(
        "With a better order {} is done {} earlier, {day}.",
        what(sources, proposal),
        forecast::days(project, proposal.gain_minutes as f64)
    );
    let tasks = words::count(moves.len(), "task");
    let verb = if moves.len() == 1 { "moves" } else { "move" };
    let summary = match later {
        0 => format!("{tasks} {verb}, none of them to a later day"),
        later => format!("{tasks} {verb}, {later} of them to a later day"),
    };
    Offer {
        gain,
        summary,
        moves,
    }
}

/// What is done earlier: the class, and what comes before it.
fn what(sources: Sources<'_>, proposal: &Proposal) -> &'static str {
    let is_the_end = sources.schedule.finish == Some(proposal.finish_before);
    match proposal.class {
        0..=2 if is_the_end => "everything",
        0 => "what has been begun",
        1 => "every must-have",
        2 => "every must-have and should-have",
        _ => "everything",
    }
}

fn said(
    sources: Sources<'_>,
    calendar: &WorkCalendar,
    moved: &Move,
    before: (NaiveDate, NaiveDate),
    after: (NaiveDate, NaiveDate),
) -> Moved {
    let Sources { project, today, .. } = sources;
    let days = |(start, finish): (NaiveDate, NaiveDate)| {
        if start == finish {
            words::date(start, today)
        } else {
            format!(
                "{} – {}",
                words::date(start, today),
                words::date(finish, today)
            )
        }
    };
    // Where the last day stays, the first one tells.
    let (from, to, verb) = if before.1 == after.1 {
        (before.0, after.0, "starts ")
    } else {
        (before.1, after.1, "")
    };
    let count = working_days(calendar, today.0, from.min(to), from.max(to));
    let way = if to < from { "earlier" } else { "later" };
    let task = project.tasks.get(&moved.task);
    Moved {
        task: moved.task.clone(),
        title: task.map_or_else(String::new, |task| task.title.clone()),
        who: task.map_or_else(String::new, |task| who(project, task)),
        before: days(before),
        after: days(after),
        by: format!("{verb}{} {way}", words::count(count.max(1), "day")),
    }
}

fn who(project: &Project, task: &Task) -> String {
    let people = task.assignees.keys();
    let names = people.filter_map(|id| Some(project.people.get(id)?.name.as_str()));
    names.collect::<Vec<_>>().join(", ")
}

/// Days behind the first of two days, up to the second, on which the project works.
fn working_days(
    calendar: &WorkCalendar,
    origin: NaiveDate,
    from: NaiveDate,
    to: NaiveDate,
) -> usize {
    let mut count = 0;
    let mut day = from;
    while let Some(next) = day
        .checked_add_days(Days::new(1))
        .filter(|next| *next <= to)
    {
        day = next;
        let number = i32::try_from((day - origin).num_days()).unwrap_or(i32::MAX);
        count += usize::from(calendar.work_on(number) > 0);
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::order::OrderKey;
    use crate::project::{Today, notation};
    use crate::schedule::{Improvement, Options, schedule};

    /// Monday, 2 March 2026.
    fn today() -> Today {
        Today(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap())
    }

    /// Ann's short task lets Bob begin.
    const WAITS: &str = "
        person ann
        person bob
        task long 24h @ann
        task short 8h @ann
        task after 24h @bob <short";

    /// What is offered for a project; nothing where its order is good.
    fn offered(project: &Project) -> Option<Offer> {
        let (schedule, problems) = schedule(project, today(), &Options::default());
        let timetable = schedule.timetable(project, problems);
        let mut search = Improvement::new(&schedule, 1, 500);
        while !search.step(&schedule.plan, 100) {}
        let proposal = search.proposal(&schedule)?;
        let sources = Sources {
            project,
            schedule: &timetable,
            buffer: &timetable.buffer,
            forecast: None,
            today: today(),
        };
        Some(offer(sources, &proposal))
    }

    #[test]
    fn a_better_order_says_what_it_gains_and_by_how_many_days_each_task_moves() {
        let mut project = notation::project(WAITS);
        let ranks = ["long", "short", "after"].into_iter();
        for (id, rank) in ranks.zip(OrderKey::spread(None, None, 3)) {
            project.tasks.get_mut(&Id::new(id)).unwrap().plan_rank = Some(rank);
        }
        let offer = offered(&project).unwrap();
        assert_eq!(
            offer.gain,
            "With a better order everything is done 3 working days earlier, on Thu 5 Mar instead \
             of Tue 10 Mar."
        );
        assert_eq!(offer.summary, "3 tasks move, 1 of them to a later day");
        let said = |it: &Moved| {
            format!(
                "{} ({}): {} → {}, {}",
                it.title, it.who, it.before, it.after, it.by
            )
        };
        let moves: Vec<String> = offer.moves.iter().map(said).collect();
        assert_eq!(
            moves,
            [
                "short (ann): Thu 5 Mar → Mon 2 Mar, 3 days earlier",
                "after (bob): Fri 6 Mar – Tue 10 Mar → Tue 3 Mar – Thu 5 Mar, 3 days earlier",
                "long (ann): Mon 2 Mar – Wed 4 Mar → Tue 3 Mar – Thu 5 Mar, 1 day later",
            ]
        );
    }

    #[test]
    fn a_good_order_is_left_alone() {
        assert_eq!(offered(&notation::project(WAITS)), None);
    }
}
