//! How good and how fast leveling is: `cargo bench --bench schedule -- FOLDER…`, over folders of
//! PSPLIB `.sm` or Patterson `.rcp` files, with what is known of them in `FOLDER.csv` or
//! `bounds.csv`. Where the system tells it, time is that of the processor, not of the wall.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a benchmark may stop at a bad file, prints, and is what reads the clock"
)]

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use lastmile::project::DependencyKind;
use lastmile::schedule::{
    Demand, Effort, Leveler, Link, Network, NewNode, Passes, Search, Sought, lower_bound,
};

/// Numbers of schedules after which the search is looked at.
const SCHEDULES: [u32; 2] = [1_000, 5_000];
const SECOND: Duration = Duration::from_secs(1);

struct Instance {
    name: String,
    network: Network,
    work: Vec<i32>,
}

/// The best end known and the critical path.
type Known = (i32, i32);

/// Sums over a group's instances: percent over the best known, over the critical path, time,
/// schedules.
type Row = (f64, f64, Duration, f64);

fn main() {
    for folder in std::env::args()
        .skip(1)
        .filter(|arg| !arg.starts_with("--"))
    {
        let folder = Path::new(&folder);
        let known = known(folder);
        let mut groups: BTreeMap<String, Vec<Instance>> = BTreeMap::new();
        let mut files: Vec<_> = std::fs::read_dir(folder)
            .unwrap()
            .map(|e| e.unwrap().path())
            .collect();
        files.sort();
        for file in files {
            let name = file.file_stem().unwrap().to_string_lossy().into_owned();
            let read = match file.extension().and_then(|end| end.to_str()) {
                Some("sm") => psplib,
                Some("rcp") => patterson,
                _ => continue,
            };
            let (network, work) = read(&std::fs::read_to_string(&file).unwrap());
            let group = name.split('_').next().unwrap().to_owned();
            let group = if group.starts_with('p') {
                group
            } else {
                folder.to_string_lossy().into()
            };
            groups.entry(group).or_default().push(Instance {
                name,
                network,
                work,
            });
        }
        for (group, instances) in groups {
            report(&group, &instances, &known);
        }
    }
}

fn report(group: &str, instances: &[Instance], known: &BTreeMap<String, Known>) {
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    for instance in instances {
        for (label, end, time, schedules, bound) in measure(instance) {
            let (best, path) = known.get(&instance.name).copied().unwrap_or((bound, bound));
            let over = |base: i32| f64::from(end - base) / f64::from(base) * 100.0;
            let row = rows.entry(label).or_insert((0.0, 0.0, Duration::ZERO, 0.0));
            row.0 += over(best);
            row.1 += over(path);
            row.2 += time;
            row.3 += f64::from(schedules);
        }
    }
    println!("{group}: {} instances", instances.len());
    let count = instances.len() as f64;
    for (label, (best, path, time, schedules)) in rows {
        println!(
            "  {label:>7}: {:7.3} % over best known, {:7.3} % over critical path, {:9.3} ms, {:7.0} schedules",
            best / count,
            path / count,
            time.as_secs_f64() * 1_000.0 / count,
            schedules / count
        );
    }
}

/// What each way of scheduling comes to: label, end, time, schedules, lower bound.
fn measure(instance: &Instance) -> Vec<(String, i32, Duration, u32, i32)> {
    let (network, begin) = (&instance.network, now());
    let release = vec![0; instance.work.len()];
    let effort = Effort {
        work: &instance.work,
        release: &release,
    };
    let passes = Passes::of(network, effort, &[]);
    let order = network.order_by(&passes.late_finish);
    let plain = Leveler::new(network).forward(network, effort, &order);
    let bound = lower_bound(network, effort, &passes);
    let mut found = vec![("0 plain".to_owned(), plain, since(begin), 1, bound)];
    let late = &passes.late_start;
    let sought = Sought {
        network,
        effort,
        class: &[],
        late,
        bound,
    };
    let mut search = Search::new(&sought, &order, 1);
    for schedules in SCHEDULES {
        search.step(&sought, schedules);
        let end = *search.best_ends().last().unwrap();
        found.push((
            schedules.to_string(),
            end,
            since(begin),
            search.spent(),
            bound,
        ));
    }
    let begin = now();
    let mut search = Search::new(&sought, &order, 1);
    while since(begin) < SECOND && !search.is_done(bound) {
        search.step(&sought, search.spent() + 20);
    }
    let end = *search.best_ends().last().unwrap();
    found.push(("1 s".to_owned(), end, since(begin), search.spent(), bound));
    found
}

/// Time spent so far: of this thread's processor, or of the wall where that is not known.
fn now() -> (Option<Duration>, Instant) {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanos = text
        .split_whitespace()
        .next()
        .and_then(|nanos| nanos.parse().ok());
    (nanos.map(Duration::from_nanos), Instant::now())
}

fn since(begin: (Option<Duration>, Instant)) -> Duration {
    match (begin.0, now().0) {
        (Some(begin), Some(now)) => now.saturating_sub(begin),
        _ => begin.1.elapsed(),
    }
}

fn known(folder: &Path) -> BTreeMap<String, Known> {
    let files = [folder.with_extension("csv"), folder.join("bounds.csv")];
    let texts = files
        .iter()
        .filter_map(|file| std::fs::read_to_string(file).ok());
    let mut known = BTreeMap::new();
    for text in texts {
        let mut lines = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
        let head = lines.next().unwrap();
        let column = |names: [&str; 2]| {
            names
                .iter()
                .find_map(|name| head.iter().position(|h| h == name))
                .unwrap()
        };
        let (best, path) = (
            column(["best_known", "lower_bound"]),
            column(["critical_path", "critical_path"]),
        );
        for fields in lines {
            known.insert(
                fields[0].to_owned(),
                (fields[best].parse().unwrap(), fields[path].parse().unwrap()),
            );
        }
    }
    known
}

fn numbers(text: &str) -> Vec<i32> {
    text.split_whitespace()
        .filter_map(|word| word.parse().ok())
        .collect()
}

fn link(from: usize, to: i32) -> Link {
    let to = to as u32 - 1;
    Link {
        from: from as u32,
        to,
        kind: DependencyKind::FinishToStart,
        lag: 0,
        tag: 0,
    }
}

fn node(demands: &[i32]) -> NewNode {
    let demands = (0..).zip(demands).filter(|(_, units)| **units > 0);
    let demands = demands.map(|(resource, units)| Demand {
        resource,
        units: *units as u32,
    });
    NewNode {
        demands: demands.collect(),
        ..NewNode::default()
    }
}

fn patterson(text: &str) -> (Network, Vec<i32>) {
    let all = numbers(text);
    let (tasks, resources) = (all[0] as usize, all[1] as usize);
    let capacity = all[2..2 + resources]
        .iter()
        .map(|units| *units as u32)
        .collect();
    let (mut nodes, mut work, mut links) = (vec![], vec![], vec![]);
    let mut rest = &all[2 + resources..];
    for task in 0..tasks {
        work.push(rest[0]);
        nodes.push(node(&rest[1..=resources]));
        let after = rest[1 + resources] as usize;
        rest = &rest[2 + resources..];
        links.extend(rest[..after].iter().map(|to| link(task, *to)));
        rest = &rest[after..];
    }
    (Network::new(nodes, links, capacity, vec![], None), work)
}

fn psplib(text: &str) -> (Network, Vec<i32>) {
    let section = |title: &str, head: usize| {
        let lines = text
            .lines()
            .skip_while(move |line| !line.starts_with(title));
        lines
            .skip(head)
            .take_while(|line| !line.starts_with('*'))
            .map(numbers)
            .collect::<Vec<_>>()
    };
    let mut links = vec![];
    for line in section("PRECEDENCE", 2) {
        links.extend(line[3..].iter().map(|to| link(line[0] as usize - 1, *to)));
    }
    let rows = section("REQUESTS", 3);
    let work = rows.iter().map(|line| line[2]).collect();
    let nodes = rows.iter().map(|line| node(&line[3..])).collect();
    let capacity = section("RESOURCEAVAIL", 2)
        .concat()
        .iter()
        .map(|units| *units as u32)
        .collect();
    (Network::new(nodes, links, capacity, vec![], None), work)
}
