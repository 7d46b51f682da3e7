//! What a forecast says, in sentences.

use chrono::NaiveDate;

use super::words;
use crate::forecast::{
    Belief, OnTime, PERSONAL_FROM, Payment, Problem, Progress, Recipe, STALE_DAYS, Shift, Zone,
};
use crate::project::{Project, Today, WorkMinutes};

/// By which recipe the spread of a task's work was made, and why it is what it is.
#[must_use]
pub fn recipe(belief: &Belief) -> String {
    let mut sentences = vec![source(belief.recipe)];
    match belief.progress {
        Progress::NotBegun => {}
        Progress::Spent(spent) => sentences.push(format!(
            "{} are spent, so only what would take longer than that counts.",
            words::work(spent)
        )),
        Progress::Reported(left) => sentences.push(format!(
            "{} were reported as left; that is the middle now.",
            words::work(left)
        )),
    }
    if belief.is_stale {
        sentences.push(format!(
            "It has been on the list for {STALE_DAYS} days or more without a new look at its \
             estimate, so it counts as less certain."
        ));
    }
    sentences.join(" ")
}

fn source(recipe: Recipe) -> String {
    const OTHERS: &str = "what other teams' estimates turned out to be worth";
    match recipe {
        Recipe::FinishedTasks { finished: 0 } => format!("From the estimate and {OTHERS}."),
        Recipe::FinishedTasks { finished } if finished < PERSONAL_FROM => format!(
            "From the estimate, your {} and {OTHERS}.",
            words::count(finished, "finished task")
        ),
        Recipe::FinishedTasks { finished } => format!(
            "From the estimate and your {}; those most like it count most.",
            words::count(finished, "finished task")
        ),
        Recipe::ThreePoints { correction } => {
            let three = "From the three values of the estimate: one time in ten it takes less than \
                         the first, one time in ten more than the last.";
            if (correction - 1.0).abs() < 0.005 {
                three.to_owned()
            } else {
                format!(
                    "{three} Tasks like it took {correction:.2} times their estimate, so all is multiplied by that."
                )
            }
        }
        Recipe::NotEstimated { assumed } => format!(
            "Nobody has estimated it. {} are assumed.",
            words::work(assumed)
        ),
    }
}

/// What the forecast has learned from: whether it may be called personal.
#[must_use]
pub fn basis(finished: usize) -> String {
    if finished >= PERSONAL_FROM {
        format!(
            "A personal forecast, learned from {}.",
            words::count(finished, "finished task")
        )
    } else {
        format!(
            "Not personal yet: {} of the {PERSONAL_FROM} it takes. Until then other teams' \
             estimates fill in.",
            words::count(finished, "finished task")
        )
    }
}

/// A chance as "71 in 100", never as a bare 0 or 100.
#[must_use]
pub fn chance(probability: f64) -> String {
    if probability < 0.005 {
        "less than 1 in 100".to_owned()
    } else if probability > 0.995 {
        "more than 99 in 100".to_owned()
    } else {
        format!("{:.0} in 100", probability * 100.0)
    }
}

/// In how many of the simulation's runs something is so: "71 of 100 runs".
#[must_use]
pub fn runs(share: f64) -> String {
    format!("{} runs", chance(share).replace(" in ", " of "))
}

/// The chance of the promised date, and how far things are by then.
#[must_use]
pub fn on_time(on_time: &OnTime, today: Today) -> String {
    format!(
        "The chance of being done by {} is {}. By then {:.0} % of the remaining work is expected \
         to be done: {:.0} of {}.",
        words::date(on_time.date, today),
        chance(on_time.probability),
        on_time.work_done * 100.0,
        on_time.tasks_done,
        words::count(on_time.tasks, "open task"),
    )
}

/// How a date moves, in working days of the project: "3 working days later", "half a working day
/// earlier", "no real difference".
#[must_use]
pub fn shift(project: &Project, shift: Shift) -> String {
    if !shift.is_real() {
        return "no real difference".to_owned();
    }
    let halves = libm::rint(2.0 * shift.by.abs() / minutes_of_a_day(project));
    let days = match halves {
        halves if halves < 1.0 => "less than half a working day".to_owned(),
        halves if halves < 2.0 => "half a working day".to_owned(),
        halves if halves < 3.0 => "1 working day".to_owned(),
        halves => format!("{} working days", halves / 2.0),
    };
    let direction = if shift.by > 0.0 { "later" } else { "earlier" };
    format!("{days} {direction}")
}

/// A length in working days of the project, to a tenth: "1.5 working days".
#[must_use]
pub fn days(project: &Project, minutes: f64) -> String {
    working_days(tenths_of_a_day(project, minutes))
}

/// Tenths of a working day in words: 15 are "1.5 working days".
#[must_use]
pub fn working_days(tenths: i64) -> String {
    if tenths == 10 {
        "1 working day".to_owned()
    } else {
        format!("{} working days", day_figure(tenths))
    }
}

/// Tenths of a working day as a figure: 15 are "1.5", 20 are "2".
#[must_use]
pub fn day_figure(tenths: i64) -> String {
    let sign = if tenths < 0 { "−" } else { "" };
    let (whole, part) = (tenths.abs() / 10, tenths.abs() % 10);
    if part == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{part}")
    }
}

/// A length in tenths of a working day of the project.
#[must_use]
pub fn tenths_of_a_day(project: &Project, minutes: f64) -> i64 {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a float saturates, and such a length is far from that"
    )]
    let tenths = libm::round(10.0 * minutes / minutes_of_a_day(project)) as i64;
    tenths
}

/// What leaving some tasks out gives: "Leave out “Video” and “Blog post”: the 80 % date is Fri 12
/// Mar."
#[must_use]
pub fn payment(project: &Project, payment: &Payment, today: Today) -> String {
    let titles = words::tasks(project, &payment.tasks);
    format!(
        "Leave out {}: the 80 % date is {}.",
        titles.join(" and "),
        words::date(payment.p80, today)
    )
}

/// What stands in the way of a better forecast, and what was done about it.
#[must_use]
pub fn problem(project: &Project, problem: &Problem) -> String {
    let task = project.tasks.get(problem.task());
    let title = task.map_or("", |task| task.title.as_str());
    match problem {
        Problem::EstimateNotAscending(_) => {
            format!(
                "The three values of “{title}” are not in ascending order. They are read sorted."
            )
        }
        Problem::EstimateLopsided(_) => format!(
            "The likely value of “{title}” is too close to one of the other two. It is read a \
             little further away from it."
        ),
    }
}

/// The name of a zone of the fever chart, with what to do.
#[must_use]
pub fn zone(zone: Zone) -> &'static str {
    match zone {
        Zone::Green => "Green: leave it alone.",
        Zone::Amber => "Amber: plan what you would do.",
        Zone::Red => "Red: do it now.",
    }
}

/// The dates of a finish in one line: "Even chance Fri 12 Mar, 80 % Wed 18 Mar, 90 % Mon 23 Mar".
#[must_use]
pub fn dates(p50: NaiveDate, p80: NaiveDate, p90: NaiveDate, today: Today) -> String {
    format!(
        "Even chance {}, 80 % {}, 90 % {}",
        words::date(p50, today),
        words::date(p80, today),
        words::date(p90, today)
    )
}

/// The minutes of the project's working days, on average; eight hours where there are none.
fn minutes_of_a_day(project: &Project) -> f64 {
    let worked = project
        .settings
        .hours
        .0
        .iter()
        .filter(|minutes| **minutes > 0);
    let (days, sum) = worked.fold((0, 0), |(days, sum), day| (days + 1, sum + u32::from(*day)));
    if days == 0 {
        return WorkMinutes::hours(8).0.into();
    }
    f64::from(sum) / f64::from(days)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forecast::{Believer, Spread};
    use crate::project::{Estimate, Id, Task};

    fn today() -> Today {
        Today(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap())
    }

    fn belief(recipe: Recipe) -> Belief {
        Belief {
            recipe,
            progress: Progress::NotBegun,
            is_stale: false,
            remaining: Spread::certain(1.0),
        }
    }

    #[test]
    fn a_recipe_says_where_its_figures_come_from() {
        let few = recipe(&belief(Recipe::FinishedTasks { finished: 7 }));
        assert_eq!(
            few,
            "From the estimate, your 7 finished tasks and what other teams' estimates turned out \
             to be worth."
        );
        let many = recipe(&belief(Recipe::FinishedTasks { finished: 20 }));
        assert!(!many.contains("other teams"), "{many}");
        let corrected = recipe(&belief(Recipe::ThreePoints { correction: 1.25 }));
        assert!(corrected.contains("1.25 times"), "{corrected}");
        let plain = recipe(&belief(Recipe::ThreePoints { correction: 1.0 }));
        assert!(!plain.contains("times their"), "{plain}");
    }

    #[test]
    fn progress_and_staleness_are_said() {
        let mut belief = belief(Recipe::NotEstimated {
            assumed: WorkMinutes::hours(4),
        });
        belief.progress = Progress::Spent(WorkMinutes::hours(3));
        belief.is_stale = true;
        assert_eq!(
            recipe(&belief),
            "Nobody has estimated it. 4 h are assumed. 3 h are spent, so only what would take \
             longer than that counts. It has been on the list for 60 days or more without a new \
             look at its estimate, so it counts as less certain."
        );
    }

    #[test]
    fn a_forecast_is_called_personal_from_twenty_finished_tasks_on() {
        assert!(basis(19).starts_with("Not personal yet: 19 finished tasks of the 20"));
        assert!(basis(20).starts_with("A personal forecast"));
    }

    #[test]
    fn a_chance_is_never_a_bare_nothing_or_everything() {
        assert_eq!(chance(0.0), "less than 1 in 100");
        assert_eq!(chance(0.714), "71 in 100");
        assert_eq!(chance(1.0), "more than 99 in 100");
        assert_eq!(runs(0.714), "71 of 100 runs");
        assert_eq!(runs(0.0), "less than 1 of 100 runs");
    }

    #[test]
    fn a_shift_is_told_in_working_days_or_not_at_all() {
        let project = Project::default();
        let said = |by, standard_error| shift(&project, Shift { by, standard_error });
        assert_eq!(said(1_440.0, 100.0), "3 working days later");
        assert_eq!(said(-720.0, 100.0), "1.5 working days earlier");
        assert_eq!(said(240.0, 10.0), "half a working day later");
        assert_eq!(said(60.0, 10.0), "less than half a working day later");
        assert_eq!(said(1_440.0, 721.0), "no real difference");
    }

    #[test]
    fn a_problem_names_the_task_by_its_title() {
        let mut project = Project::default();
        let [low, likely, high] = [9, 4, 2].map(WorkMinutes::hours);
        let task = Task {
            title: "Copy".into(),
            estimate: Some(Estimate::three(low, likely, high)),
            ..Task::default()
        };
        let id = Id::new("t");
        project.tasks.insert(id.clone(), task.clone());
        let mut believer = Believer::new(&project, WorkMinutes::hours(4), today());
        let (_, problems) = believer.believe(&id, &task);
        let said: Vec<_> = problems.iter().map(|it| problem(&project, it)).collect();
        assert_eq!(
            said,
            ["The three values of “Copy” are not in ascending order. They are read sorted."]
        );
    }

    #[test]
    fn the_promised_date_is_told_with_the_work_done_by_then() {
        let told = on_time(
            &OnTime {
                date: NaiveDate::from_ymd_opt(2026, 3, 13).unwrap(),
                probability: 0.001,
                standard_error: 0.001,
                work_done: 0.934,
                tasks_done: 17.6,
                tasks: 20,
            },
            today(),
        );
        assert_eq!(
            told,
            "The chance of being done by Fri 13 Mar is less than 1 in 100. By then 93 % of the \
             remaining work is expected to be done: 18 of 20 open tasks."
        );
    }
}
