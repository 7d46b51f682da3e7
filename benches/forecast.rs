//! What a forecast costs: `cargo bench --bench forecast`.

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]
#![expect(clippy::disallowed_methods, reason = "a bench looks at the clock")]

#[path = "../tests/support/generated.rs"]
mod generated;

use std::time::Instant;

use lastmile::forecast::{self, Alteration, Options, PayForIt, Scope, Simulation};
use lastmile::project::{Estimate, WorkMinutes};

fn main() {
    for (tasks, people) in [(50, 4), (200, 8), (1_000, 15)] {
        simulate(tasks, people);
    }
    what_if();
    pay_for_it();
}

/// One forecast of a generated project, step by step.
fn simulate(tasks: u32, people: u32) {
    let project = generated::project(tasks, people);
    let options = Options::default();
    let (prepared, (mut simulation, _)) =
        timed(|| Simulation::new(&project, generated::today(), &options));
    let (ran, runs) = timed(|| simulation.step(u32::MAX));
    let (read, forecast) = timed(|| simulation.forecast());
    println!(
        "{tasks} tasks x {people} people: prepared in {prepared:.1} ms, {} leveled runs in \
         {ran:.1} ms, read in {read:.1} ms; P80 {}",
        runs.done,
        forecast.finish().p80,
    );
}

/// The price of one change, as a drag shows it.
fn what_if() {
    let project = generated::project(200, 8);
    let options = Options::default();
    let before = Simulation::new(&project, generated::today(), &options)
        .0
        .complete();
    let drop = [Alteration::Drop(generated::task_id(7))];
    let (took, (_, between)) =
        timed(|| forecast::what_if(&before, &project, generated::today(), &options, &drop));
    println!(
        "200 tasks: one what-if in {took:.1} ms; P80 {:+.0} min ± {:.0}",
        between.p80.by, between.p80.standard_error,
    );
}

/// The whole search for what could be left out.
fn pay_for_it() {
    let options = Options {
        scope: Scope::Everything,
        ..Options::default()
    };
    let mut project = generated::project(200, 8);
    let before = Simulation::new(&project, generated::today(), &options)
        .0
        .complete();
    for task in project.tasks.values_mut().take(2) {
        task.estimate = Some(Estimate::single(WorkMinutes::hours(24)));
    }
    let (prepared, mut search) =
        timed(|| PayForIt::new(&before, &project, generated::today(), &options));
    let (took, tries) = timed(|| {
        let mut tries = 0;
        while search.step(u32::MAX) {
            tries += 1;
        }
        tries
    });
    println!(
        "200 tasks: paying for a change prepared in {prepared:.1} ms, {tries} sets tried in \
         {took:.1} ms, {} found",
        search.found().len(),
    );
}

/// What something gives, and the milliseconds it takes.
fn timed<T>(what: impl FnOnce() -> T) -> (f64, T) {
    let begun = Instant::now();
    let result = what();
    (begun.elapsed().as_secs_f64() * 1e3, result)
}
