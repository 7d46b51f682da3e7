//! What holds of whole simulations.

use chrono::{Days, NaiveDate};

use super::{Forecast, Options, Risk, Scope, Seed, Simulation, Spread, TaskForecast, Wait};
use crate::project::notation::project;
use crate::project::{Id, Task, Today};

fn today() -> Today {
    Today(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap())
}

fn in_days(days: u64) -> Option<NaiveDate> {
    today().0.checked_add_days(Days::new(days))
}

fn forecast(text: &str, options: &Options) -> Forecast {
    Simulation::new(&project(text), today(), options)
        .0
        .complete()
}

fn few() -> Options {
    Options {
        runs: 500,
        ..Options::default()
    }
}

const SMALL: &str = "
    person ann
    person bob
    task draft 8h/16h/40h @ann must
    task layout 4h @bob must
    task review 8h @ann must <draft <layout
    task video 20h @bob nice
    milestone half draft,layout
    target 2026-03-13";

fn tasks_of<'a>(forecast: &'a Forecast, id: &str) -> &'a TaskForecast {
    &forecast.tasks[&Id::new(id)]
}

#[test]
fn the_size_of_the_steps_makes_no_difference() {
    let whole = forecast(SMALL, &few());
    let mut simulation = Simulation::new(&project(SMALL), today(), &few()).0;
    while !simulation.step(7).are_complete() {}
    assert_eq!(simulation.forecast(), whole);
    assert_eq!(whole.finishes.len(), 500);
}

#[test]
fn the_seed_is_all_the_chance_there_is() {
    let other = Options {
        seed: Seed(1),
        ..few()
    };
    assert_eq!(forecast(SMALL, &few()), forecast(SMALL, &few()));
    assert_ne!(
        forecast(SMALL, &few()).finishes,
        forecast(SMALL, &other).finishes
    );
}

#[test]
fn a_task_that_takes_nobodys_time_changes_no_other_tasks_runs() {
    let before = forecast(SMALL, &few());
    let more = format!("{SMALL}\n    task aside 300h nice");
    let after = forecast(&more, &few());
    assert_eq!(after.finishes, before.finishes);
    for (id, task) in &before.tasks {
        assert_eq!(&after.tasks[id], task);
    }
}

#[test]
fn what_is_said_for_80_percent_holds_in_80_percent_of_fresh_runs() {
    let said = forecast(SMALL, &Options::default()).finishes;
    let fresh = Options {
        seed: Seed(99),
        runs: 4_000,
        ..Options::default()
    };
    let fresh = forecast(SMALL, &fresh).finishes;
    for level in [0.5, 0.8, 0.9] {
        let promised = said.quantile(level);
        let held = fresh
            .by_run()
            .iter()
            .filter(|run| **run <= promised)
            .count();
        let held = held as f64 / fresh.len() as f64;
        assert!((held - level).abs() < 0.025, "{level}: {held}");
    }
}

#[test]
fn tasks_share_part_of_their_luck_so_that_a_total_stays_uncertain() {
    let lines: Vec<String> = (0..40).map(|n| format!("task t{n} 8h @ann")).collect();
    let text = format!("person ann\n{}", lines.join("\n"));
    let finishes = forecast(&text, &Options::default()).finishes;
    let spread = finishes.worked_quantile(0.9) as f64 / finishes.worked_quantile(0.5) as f64;
    // Forty independent draws would have 1.16; the shared factor alone exp(0.25 × 1.28) = 1.38.
    assert!((1.36..1.5).contains(&spread), "{spread}");
}

#[test]
fn stale_leftovers_share_more_of_it() {
    let fresh = forecast("person ann\ntask a 8h @ann", &Options::default());
    let mut project = project("person ann\ntask a 8h @ann");
    if let Some(task) = project.tasks.get_mut(&Id::<Task>::new("a")) {
        task.added_on = today().0.checked_sub_days(Days::new(100));
    }
    let stale = Simulation::new(&project, today(), &Options::default())
        .0
        .complete();
    let sigma = |forecast| tasks_of(forecast, "a").span_sigma;
    assert!(sigma(&stale) > 1.2 * sigma(&fresh));
}

#[test]
fn who_waits_for_a_person_is_critical_like_who_waits_for_a_task() {
    let text = "
        person ann
        person bob
        task a 20h @ann
        task b 20h @ann
        task c 1h @bob";
    let forecast = forecast(text, &few());
    let [a, b, c] = ["a", "b", "c"].map(|id| tasks_of(&forecast, id).criticality);
    assert!(a > 0.95 && (a - b).abs() < 1e-9, "{a} {b}");
    assert!((a + c - 1.0).abs() < 1e-9, "{a} {c}");
    let first = forecast.ranking()[0];
    assert!(first.1 > 0.3 && first.1 <= 1.0, "{first:?}");
}

#[test]
fn a_promise_of_yesterday_is_not_kept_by_what_takes_no_more_time() {
    let promised = |day| {
        let options = Options {
            promised: in_days(0).map(|today| today + chrono::Duration::days(day)),
            ..few()
        };
        let forecast = forecast("person ann\ntask a 8h left=0h @ann must", &options);
        let on_time = forecast.promised.unwrap();
        let curve = forecast.chance_of(on_time.date);
        assert!((on_time.probability - curve).abs() < 1e-9);
        (on_time.probability, on_time.tasks_done)
    };
    assert_eq!(promised(-1), (0.0, 0.0));
    assert_eq!(promised(0), (1.0, 1.0));
}

#[test]
fn a_wait_that_is_over_sooner_brings_no_date_forward() {
    let waits = vec![Wait {
        task: Id::new("a"),
        still: Spread::certain(60.0),
    }];
    let options = Options { waits, ..few() };
    let forecast = forecast("person ann\ntask a 1h @ann from=2026-03-09", &options);
    assert!(Some(tasks_of(&forecast, "a").finish.p50) >= in_days(7));
}

#[test]
fn the_sensitivity_is_criticality_times_the_spread_of_the_task_over_that_of_the_finish() {
    let forecast = forecast(SMALL, &few());
    let worked = forecast.finishes.worked_by_run();
    let count = worked.len() as f64;
    let mean = worked.iter().sum::<i64>() as f64 / count;
    let squares = worked
        .iter()
        .map(|it| (*it as f64 - mean) * (*it as f64 - mean));
    let sigma = libm::sqrt(squares.sum::<f64>() / count);
    for task in forecast.tasks.values() {
        let expected = task.criticality * task.span_sigma / sigma;
        assert!((task.sensitivity - expected).abs() < 1e-6);
    }
    assert!(tasks_of(&forecast, "draft").sensitivity > 0.3);
}

#[test]
fn a_chain_goes_on_over_nights_weekends_and_lags() {
    let text = "
        person ann
        person bob 50%
        task a 50h @ann
        task b 9h @bob <a+4h
        task c 30h @ann <b:ss";
    let forecast = forecast(text, &few());
    assert!((tasks_of(&forecast, "a").criticality - 1.0).abs() < 1e-9);
    let b = tasks_of(&forecast, "b").criticality;
    assert!(b > 0.1 && b < 0.9, "{b}");
}

#[test]
fn a_certain_wait_moves_every_run_by_itself() {
    let text = "person ann\ntask a 8h @ann blocked\ntask b 8h <a";
    let wait = Wait {
        task: Id::new("a"),
        still: Spread::certain(960.0),
    };
    let waiting = Options {
        waits: vec![wait],
        ..few()
    };
    let (free, waits) = (forecast(text, &few()), forecast(text, &waiting));
    for (free, waits) in free
        .finishes
        .worked_by_run()
        .iter()
        .zip(waits.finishes.worked_by_run())
    {
        assert!((waits - free - 960).abs() <= 2, "{free} {waits}");
    }
}

#[test]
fn a_risk_delays_its_tasks_in_the_runs_in_which_it_happens() {
    let risk = Risk {
        key: "vendor".into(),
        probability: 0.3,
        delay_days: Spread::certain(5.0),
        tasks: vec![Id::new("a"), Id::new("gone")],
    };
    let risky = Options {
        risks: vec![risk],
        ..Options::default()
    };
    let text = "person ann 50%\ntask a 8h @ann";
    let (safe, risky) = (forecast(text, &Options::default()), forecast(text, &risky));
    let shifts = safe
        .finishes
        .worked_by_run()
        .iter()
        .zip(risky.finishes.worked_by_run());
    let shifts: Vec<i64> = shifts.map(|(safe, risky)| risky - safe).collect();
    assert!(
        shifts
            .iter()
            .all(|shift| *shift == 0 || (shift - 2_400).abs() <= 2)
    );
    let vendor = &risky.risks[0];
    assert!((vendor.happens - 0.3).abs() < 0.04);
    let off = vendor.delay_minutes.unwrap() - 2_400.0;
    assert!(off.abs() < 3.0 * vendor.standard_error, "{vendor:?}");
}

#[test]
fn only_what_is_in_scope_sets_the_finish() {
    let text = "
        task must 4h must
        task should 40h should
        task nice 400h nice";
    let finish = |scope| {
        let options = Options { scope, ..few() };
        forecast(text, &options).finishes.worked_quantile(0.5)
    };
    let must = finish(Scope::Musts);
    let should = finish(Scope::MustsAndShoulds);
    assert!(must < should && should < finish(Scope::Everything));
    let all = forecast(text, &few());
    assert!(tasks_of(&all, "nice").finish.p50 > all.finish().p90);
}

#[test]
fn a_project_without_open_musts_is_finished_today() {
    let done = forecast("task a 4h done=2026-02-27 must\ntask b 4h nice", &few());
    assert_eq!(done.finish().p90, today().0);
}

#[test]
fn a_task_nobody_can_ever_do_does_not_count() {
    let text = "
        person ann hours=0/0/0/0/0/0/0
        task never 4h @ann must
        task some 4h must";
    let forecast = forecast(text, &few());
    assert!(forecast.finish().p90 < in_days(30).unwrap());
}

#[test]
fn the_chance_of_the_promised_date_has_a_standard_error_and_never_stands_alone() {
    let with = |days| Options {
        promised: in_days(days),
        ..few()
    };
    let [early, middle, late] =
        [0, 9, 400].map(|days| forecast(SMALL, &with(days)).promised.unwrap());
    assert!(early.probability < 0.05, "{early:?}");
    assert!(early.work_done > 0.0 && early.work_done < 0.5, "{early:?}");
    assert!(
        middle.probability > 0.2 && middle.probability < 0.95,
        "{middle:?}"
    );
    assert!(middle.standard_error > 0.01 && middle.standard_error < 0.023);
    assert!(late.probability > 0.999 && late.standard_error > 0.0);
    assert!((late.work_done - 1.0).abs() < 1e-9 && (late.tasks_done - 4.0).abs() < 1e-9);
    assert!(early.work_done < middle.work_done && middle.work_done < late.work_done);
}

#[test]
fn a_milestone_is_reached_with_the_last_of_its_tasks() {
    let forecast = forecast(SMALL, &few());
    let half = forecast.milestones[&Id::new("half")];
    assert!(half >= tasks_of(&forecast, "draft").finish);
    assert!(half.p80 <= forecast.finish().p80);
}

#[test]
fn the_curve_rises_to_one_and_the_histogram_holds_every_run() {
    let forecast = forecast(SMALL, &few());
    let curve = forecast.curve();
    assert!(curve.windows(2).all(|pair| pair[0].date < pair[1].date));
    assert!(
        curve
            .windows(2)
            .all(|pair| pair[0].finished < pair[1].finished)
    );
    assert!((curve.last().unwrap().finished - 1.0).abs() < 1e-9);
    let point = curve[curve.len() / 2];
    assert!((forecast.chance_of(point.date) - point.finished).abs() < 1e-9);
    let histogram = forecast.histogram(20);
    assert!(histogram.len() <= 20 && histogram.len() > 5);
    assert_eq!(
        histogram.iter().map(|stretch| stretch.runs).sum::<u32>(),
        500
    );
    assert_eq!(histogram[0].first, curve[0].date);
}

#[test]
fn an_empty_project_is_finished_today() {
    let forecast = forecast("person ann", &few());
    assert_eq!(forecast.finish().p90, today().0);
    assert_eq!(forecast.tasks.len(), 0);
}

#[cfg(not(target_arch = "wasm32"))]
mod any_project {
    use proptest::prelude::*;

    use super::*;

    fn projects() -> impl Strategy<Value = String> {
        let task = (0..3_usize, 1..40_u32, 0..3_usize, 0..12_usize);
        proptest::collection::vec(task, 0..12).prop_map(|tasks| {
            let tasks = tasks.into_iter().enumerate();
            let lines = tasks.map(|(number, (person, hours, priority, back))| {
                let priority = ["must", "should", "nice"][priority];
                let link = number.checked_sub(back + 1).map(|from| format!("<t{from}"));
                let link = link.unwrap_or_default();
                format!("task t{number} {hours}h @p{person} {priority} {link}")
            });
            let lines = lines.collect::<Vec<_>>().join("\n");
            format!(
                "person p0\nperson p1 50%\nperson p2 x2\n{lines}\n\
                 milestone all t0,t3,t5\ntarget 2026-03-20"
            )
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn percentiles_never_decrease_and_shares_stay_shares(text in projects()) {
            let options = Options { runs: 60, ..Options::default() };
            let forecast = forecast(&text, &options);
            let milestones = forecast.milestones.values().copied();
            let tasks = forecast.tasks.values().map(|task| task.finish);
            for dates in tasks.chain(milestones).chain([forecast.finish()]) {
                prop_assert!(dates.p50 <= dates.p80 && dates.p80 <= dates.p90);
                prop_assert!(dates.p50 >= today().0);
            }
            for task in forecast.tasks.values() {
                prop_assert!((0.0..=1.0).contains(&task.criticality));
            }
            let on_time = forecast.promised.unwrap();
            prop_assert!((0.0..=1.0).contains(&on_time.work_done));
            prop_assert!((forecast.chance_of(on_time.date) - on_time.probability).abs() < 1e-9);
        }

        #[test]
        fn a_wider_scope_is_never_finished_earlier(text in projects()) {
            let [must, should, all] =
                [Scope::Musts, Scope::MustsAndShoulds, Scope::Everything].map(|scope| {
                    forecast(&text, &Options { scope, runs: 60, ..Options::default() }).finishes
                });
            for ((must, should), all) in
                must.by_run().iter().zip(should.by_run()).zip(all.by_run())
            {
                prop_assert!(must <= should && should <= all);
            }
        }

        #[test]
        fn a_task_for_someone_else_behind_all_others_changes_no_other_run(text in projects()) {
            let options = Options { runs: 60, ..Options::default() };
            let before = forecast(&text, &options);
            let after = forecast(&format!("person new\n{text}\ntask more 9h @new nice"), &options);
            for (id, task) in &before.tasks {
                prop_assert_eq!(&after.tasks[id], task);
            }
            prop_assert_eq!(&after.finishes, &before.finishes);
        }
    }
}
