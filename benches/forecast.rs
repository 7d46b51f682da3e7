//! What a forecast costs: `cargo bench --bench forecast`.

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]
#![expect(clippy::disallowed_methods, reason = "a bench looks at the clock")]

#[path = "../tests/support/generated.rs"]
mod generated;

use std::time::Instant;

use lastmile::forecast::{Options, Simulation};

fn main() {
    for (tasks, people) in [(50, 4), (200, 8), (1_000, 15)] {
        simulate(tasks, people);
    }
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

/// What something gives, and the milliseconds it takes.
fn timed<T>(what: impl FnOnce() -> T) -> (f64, T) {
    let begun = Instant::now();
    let result = what();
    (begun.elapsed().as_secs_f64() * 1e3, result)
}
