//! What the forecast says, for the screen that explains it: dates, curves, what moves them, why.

mod chain;
mod charts;
mod movers;
mod price;

use crate::forecast::{self, Forecast, Recipe};
use crate::present::{forecast as said, words};
use crate::project::{Project, Today};

pub use chain::{ChainStep, chain, chain_end};
pub use charts::{curve, histogram};
pub use movers::{Mover, people, tasks};
pub use price::{PriceRow, price_rows};

/// The chance of the promised date in a sentence; how to get one where nothing is promised.
#[must_use]
pub fn promise(forecast: &Forecast, today: Today) -> String {
    forecast.promised.as_ref().map_or_else(
        || "Nothing is promised yet. Set a target date to see its chance.".to_owned(),
        |on_time| said::on_time(on_time, today),
    )
}

/// Where the estimates come from, one sentence for each source.
#[must_use]
pub fn sources(project: &Project, forecast: &Forecast) -> Vec<String> {
    let (mut single, mut three, mut none, mut stale) = (0, 0, 0, 0);
    for task in forecast.tasks.values() {
        match task.belief.recipe {
            Recipe::FinishedTasks { .. } => single += 1,
            Recipe::ThreePoints { .. } => three += 1,
            Recipe::NotEstimated { .. } => none += 1,
        }
        stale += usize::from(task.belief.is_stale);
    }
    let mut sources = vec![said::basis(project.history.len())];
    let mut say = |number: usize, text: &str| {
        if number > 0 {
            let has = if number == 1 { "has" } else { "have" };
            sources.push(format!("{} {has} {text}", words::count(number, "task")));
        }
    };
    say(
        single,
        "one estimate each: how far off it may be comes from finished tasks.",
    );
    say(
        three,
        "three values each: those are one-in-ten chances, not limits.",
    );
    say(
        none,
        "no estimate: four hours are assumed. Estimate them to sharpen the date.",
    );
    say(
        stale,
        "lain around for long without a second look, and count as less certain.",
    );
    sources
}

/// What figures of some of the runs are worth while the others are made.
#[must_use]
pub fn part(forecast: &Forecast) -> String {
    format!(
        "The figures below are from the first {} of {} runs; they still move a little",
        forecast.finishes.len(),
        forecast::Options::default().runs
    )
}

/// What figures are worth at which the runs were stopped.
#[must_use]
pub fn resting(forecast: &Forecast, today: Today) -> String {
    let [first, last] = forecast.p80_range();
    let days = if first == last {
        format!("is {}", words::date(first, today))
    } else {
        let (first, last) = (words::date(first, today), words::date(last, today));
        format!("lies between {first} and {last}")
    };
    format!(
        "Stopped after {} of {} runs. With all of them the 80 % date very likely {days}",
        forecast.finishes.len(),
        forecast::Options::default().runs
    )
}

/// What the figures rest on when all runs are made.
#[must_use]
pub fn complete(forecast: &Forecast) -> String {
    format!("Up to date: all {} runs are made", forecast.finishes.len())
}

/// How the forecast is computed, step by step.
#[must_use]
pub fn method(forecast: &Forecast) -> Vec<String> {
    let options = forecast::Options::default();
    vec![
        format!(
            "The plan is played {} times. In each run every task gets another length, drawn from \
             what is believed about it; one draw is shared by all tasks, since teams are \
             optimistic as a whole.",
            forecast.finishes.len()
        ),
        "In each run people still work on one task at a time, in the plan’s order, on their own \
         working days."
            .to_owned(),
        "The 80 % date is the first day by which 80 % of the runs have finished all musts and all \
         tasks nobody has sorted yet."
            .to_owned(),
        "How much a task moves the date is its sensitivity: how often it is on the chain that sets \
         the end, times how much its own length varies, divided by how much the end varies."
            .to_owned(),
        format!(
            "The draws start from seed {}, so the same project gives the same dates on every \
             computer.",
            options.seed.0
        ),
    ]
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::forecast::{Options, Simulation};
    use crate::project::notation;

    fn forecast(text: &str) -> (Project, Forecast, Today) {
        let project = notation::project(text);
        let today = Today(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap());
        let options = Options {
            runs: 50,
            ..Options::of(&project, today)
        };
        let forecast = Simulation::new(&project, today, &options).0.complete();
        (project, forecast, today)
    }

    #[test]
    fn the_sources_are_counted_by_kind() {
        let (project, forecast, _) = forecast(
            "person ann
             task a 8h @ann
             task b 4h/8h/12h @ann
             task c @ann",
        );
        let said = sources(&project, &forecast);
        assert_eq!(said.len(), 4);
        assert!(said[1].starts_with("1 task has one estimate"), "{said:?}");
        assert!(said[2].starts_with("1 task has three values"), "{said:?}");
        assert!(said[3].starts_with("1 task has no estimate"), "{said:?}");
    }

    #[test]
    fn without_a_promise_it_says_how_to_get_one() {
        let (_, none, today) = forecast("person ann\n task a 8h @ann");
        assert!(promise(&none, today).contains("Set a target date"));
        let (_, some, today) = forecast("person ann\n task a 8h @ann\n target 2026-03-05");
        assert!(promise(&some, today).starts_with("The chance of being done by Thu 5 Mar"));
    }

    #[test]
    fn a_part_of_the_runs_says_how_many_they_are() {
        let (_, forecast, _) = forecast("person ann\n task a 8h @ann");
        let said = part(&forecast);
        assert!(said.contains("first 50 of 2000 runs"), "{said}");
    }

    #[test]
    fn a_forecast_at_rest_says_between_which_days_the_date_lies() {
        let (_, forecast, today) = forecast("person ann\n task a 80h @ann");
        let [first, last] = forecast.p80_range();
        let p80 = forecast.finish().p80;
        assert!(first < p80 && p80 < last, "{first} {p80} {last}");
        let said = resting(&forecast, today);
        assert!(said.starts_with("Stopped after 50 of 2000 runs"), "{said}");
        assert!(said.contains("lies between "), "{said}");
    }

    #[test]
    fn where_all_runs_agree_the_date_at_rest_is_one_day() {
        let (_, forecast, today) = forecast("person ann\n task a 0h @ann");
        let said = resting(&forecast, today);
        assert!(said.contains("very likely is Mon 2 Mar"), "{said}");
    }

    #[test]
    fn the_method_names_runs_and_seed() {
        let (_, forecast, _) = forecast("person ann\n task a 8h @ann");
        let said = method(&forecast).join(" ");
        assert!(
            said.contains("50 times") && said.contains("seed 0"),
            "{said}"
        );
    }
}
