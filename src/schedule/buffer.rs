//! Buffers behind the critical chain and where other chains join it, and how much is used up.

use chrono::NaiveDate;

use super::plan::Options;
use super::result::Schedule;
use super::why;
use crate::project::{BufferRule, DayRecord, Id, Project, Settings, Table, Task, WorkMinutes};

/// The buffer's size in percent of the chain where nobody has chosen one.
pub const BUFFER_PERCENT: u8 = 25;
/// The sizes between which one chooses, in percent.
pub const BUFFER_PERCENT_RANGE: (u8, u8) = (20, 30);
/// A root-sum-square buffer is at least this much of the chain, in percent: a long chain of small
/// tasks would get next to nothing, though whatever delays one delays the others too.
pub const ROOT_SUM_SQUARE_FLOOR_PERCENT: i64 = 25;
/// How much longer a task with a single estimate safely takes, in percent.
pub const SINGLE_SAFETY_PERCENT: i64 = 50;

/// The protection of a plan. All lengths in working minutes of the project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Buffer {
    /// The rule it was made by: simulation falls back on percent until there is a forecast.
    pub rule: BufferRule,
    /// The length of the critical chain.
    pub chain_minutes: i64,
    /// The length of the project buffer behind it.
    pub minutes: i64,
    /// The day the project buffer ends; `None` when nothing is open.
    pub end: Option<NaiveDate>,
    /// A feeding buffer for each task behind which another chain joins the critical one.
    pub feeding: Vec<FeedingBuffer>,
}

/// The protection of the critical chain against a chain that joins it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedingBuffer {
    /// The last task of the chain that joins.
    pub last: Id<Task>,
    /// The task of the critical chain that waits for it.
    pub joins: Id<Task>,
    /// How long the joining chain is.
    pub chain_minutes: i64,
    /// How long the buffer should be.
    pub wanted_minutes: i64,
    /// How much of that there is room for without moving the critical chain. With less than
    /// wanted, the joining chain is effectively critical.
    pub fits_minutes: i64,
}

/// The buffers of a schedule by the project's rule. `spread_minutes` is what the forecast says lies
/// between its P50 and P80.
#[must_use]
pub fn buffer(project: &Project, schedule: &Schedule, spread_minutes: Option<i64>) -> Buffer {
    let chain_minutes = chain_minutes(schedule);
    let percent = percent(&project.settings);
    let sizes = sizes(project, &schedule.chain, chain_minutes, spread_minutes);
    let (rule, minutes) = match (project.settings.buffer_rule, sizes.simulation) {
        (BufferRule::RootSumSquare, _) => (BufferRule::RootSumSquare, sizes.root_sum_square),
        (BufferRule::Simulation, Some(spread)) => (BufferRule::Simulation, spread),
        (BufferRule::Percent | BufferRule::Simulation, _) => (BufferRule::Percent, sizes.percent),
    };
    let length = i32::try_from(minutes).unwrap_or(i32::MAX);
    let end = schedule.finish_date.map(|_| {
        let plan = &schedule.plan;
        plan.finish_date(plan.network.lagged(schedule.end, length))
    });
    Buffer {
        rule,
        chain_minutes,
        minutes,
        end,
        feeding: feeding(schedule, percent),
    }
}

/// The project buffer by each of the three rules, in working minutes of the project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sizes {
    /// The percentage of the chain.
    pub percent: i64,
    /// The root of the summed squares, with its floor.
    pub root_sum_square: i64,
    /// What lies between P50 and P80; `None` until there is a forecast.
    pub simulation: Option<i64>,
}

/// What each rule gives for a critical chain of that length. `spread_minutes` is what the forecast
/// says lies between its P50 and P80.
#[must_use]
pub fn sizes(
    project: &Project,
    chain: &[Id<Task>],
    chain_minutes: i64,
    spread_minutes: Option<i64>,
) -> Sizes {
    let floor = chain_minutes * ROOT_SUM_SQUARE_FLOOR_PERCENT / 100;
    Sizes {
        percent: chain_minutes * percent(&project.settings) / 100,
        root_sum_square: root_sum_square(project, chain).max(floor),
        simulation: spread_minutes.map(|spread| spread.max(0)),
    }
}

/// The length of the critical chain in working minutes of the project: from the start of its first
/// task to the end of its last.
#[must_use]
pub fn chain_minutes(schedule: &Schedule) -> i64 {
    let first = schedule
        .chain
        .first()
        .and_then(|task| schedule.plan.nodes.get(task));
    let start = first.map(|node| schedule.start[*node as usize]);
    start.map_or(0, |start| schedule.working_minutes(start, schedule.end))
}

fn percent(settings: &Settings) -> i64 {
    let (least, most) = BUFFER_PERCENT_RANGE;
    i64::from(
        settings
            .buffer_percent
            .unwrap_or(BUFFER_PERCENT)
            .clamp(least, most),
    )
}

/// The root of the summed squares of what each task of the chain may safely take longer.
fn root_sum_square(project: &Project, chain: &[Id<Task>]) -> i64 {
    let squares = chain
        .iter()
        .filter_map(|id| project.tasks.get(id))
        .map(|task| {
            let assumed = Options::default().unestimated;
            let likely = i64::from(task.remaining_work().unwrap_or(assumed).0);
            let safety = match task.estimate {
                Some(estimate) => match estimate.pessimistic {
                    Some(WorkMinutes(pessimistic)) => {
                        // As much of it as is left of the task.
                        let whole = i64::from(estimate.likely.0).max(1);
                        (i64::from(pessimistic) - whole).max(0) * likely.min(whole) / whole
                    }
                    None => likely * SINGLE_SAFETY_PERCENT / 100,
                },
                None => likely * SINGLE_SAFETY_PERCENT / 100,
            };
            (safety as f64) * (safety as f64)
        });
    // Whole minutes, far below 2^53.
    libm::sqrt(squares.sum::<f64>()).round() as i64
}

fn feeding(schedule: &Schedule, percent: i64) -> Vec<FeedingBuffer> {
    let plan = &schedule.plan;
    let on_chain = |node: u32| {
        plan.tasks
            .get(node as usize)
            .is_some_and(|task| schedule.chain.contains(task))
    };
    let mut feeding: Vec<FeedingBuffer> = Vec::new();
    for joins in &schedule.chain {
        let Some(&node) = plan.nodes.get(joins) else {
            continue;
        };
        for last in tasks_before(schedule, node) {
            if on_chain(last) {
                continue;
            }
            let chain = schedule.length_behind(last, &on_chain);
            let wanted_minutes = chain * percent / 100;
            let room = schedule.working_minutes(
                schedule.finish[last as usize],
                schedule.start[node as usize],
            );
            feeding.push(FeedingBuffer {
                last: plan.tasks[last as usize].clone(),
                joins: joins.clone(),
                chain_minutes: chain,
                wanted_minutes,
                fits_minutes: wanted_minutes.min(room.max(0)),
            });
        }
    }
    feeding
}

/// The tasks a node waits for, seen through the nodes that stand between summary tasks.
fn tasks_before(schedule: &Schedule, node: u32) -> Vec<u32> {
    let tasks = schedule.plan.tasks.len();
    let mut found = Vec::new();
    let mut open = vec![node];
    while let Some(here) = open.pop() {
        for link in schedule.plan.network.links_into(here) {
            if (link.from as usize) < tasks {
                found.push(link.from);
            } else {
                open.push(link.from);
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

impl Schedule {
    /// The working time of the chain of bonds that ends with a task and stays off the critical
    /// chain.
    fn length_behind(&self, last: u32, on_chain: &impl Fn(u32) -> bool) -> i64 {
        let chain = why::chain_to(&self.plan, &self.bonds, last);
        let own = chain.iter().rev().take_while(|node| !on_chain(**node));
        let spans = own.map(|node| {
            let at = *node as usize;
            self.working_minutes(self.start[at], self.finish[at])
        });
        spans.sum()
    }
}

/// How much of the buffer is left before a promised day: working time between the end of the
/// schedule, made from what *remains*, and the end of that day. Negative when it is overrun.
#[must_use]
pub fn buffer_left_minutes(schedule: &Schedule, promised: NaiveDate) -> i64 {
    schedule.working_minutes(schedule.end, schedule.plan.day_end(promised))
}

/// A day on the fever chart, in percent; the buffer's use may lie below 0 and above 100.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FeverPoint {
    /// The day.
    pub date: NaiveDate,
    /// How much of the chain is done.
    pub chain_percent: f64,
    /// How much of the buffer is used.
    pub buffer_percent: f64,
}

/// Which of the three areas of the fever chart a point lies in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Zone {
    /// Less is used than is done: go on.
    Green,
    /// Make a plan for the case that it goes on so.
    Amber,
    /// Act now.
    Red,
}

/// The fever chart's points, by day; days without a chain or a buffer are left out.
#[must_use]
pub fn fever(days: &Table<DayRecord>) -> Vec<FeverPoint> {
    let mut points: Vec<FeverPoint> = days.values().filter_map(fever_point).collect();
    points.sort_by_key(|point| point.date);
    points
}

fn fever_point(day: &DayRecord) -> Option<FeverPoint> {
    let original = day.chain_minutes.filter(|minutes| *minutes > 0)?;
    let remaining = day.chain_remaining_minutes?;
    let buffer = day.buffer_minutes.filter(|minutes| *minutes > 0)?;
    let left = day.buffer_left_minutes?;
    Some(FeverPoint {
        date: day.date?,
        chain_percent: (1.0 - remaining as f64 / original as f64).clamp(0.0, 1.0) * 100.0,
        buffer_percent: (1.0 - left as f64 / buffer as f64) * 100.0,
    })
}

impl FeverPoint {
    /// The zone by straight lines: green below the one from 0 % to 75 % of the buffer, red above
    /// the one from 30 % to 90 %.
    #[must_use]
    pub fn zone(&self) -> Zone {
        let done = self.chain_percent / 100.0;
        if self.buffer_percent <= 75.0 * done {
            Zone::Green
        } else if self.buffer_percent <= 30.0 + 60.0 * done {
            Zone::Amber
        } else {
            Zone::Red
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{Today, notation};
    use crate::schedule::{Options, schedule};

    fn buffered(text: &str, rule: BufferRule, spread: Option<i64>) -> (Schedule, Buffer) {
        let mut project = notation::project(text);
        project.settings.buffer_rule = rule;
        let today = Today(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap());
        let (schedule, _) = schedule(&project, today, &Options::default());
        let buffer = buffer(&project, &schedule, spread);
        (schedule, buffer)
    }

    /// 32 h for Ann, with a chain of 16 h by Bob that joins after 24 h.
    const PLAN: &str = "
        person ann
        person bob
        task a 20h/24h/36h @ann
        task side 16h @bob
        task b 6h/8h/14h @ann <a <side
    ";

    #[test]
    fn by_percent_it_is_a_quarter_of_the_chain_and_feeding_buffers_fit_where_there_is_room() {
        let (_, buffer) = buffered(PLAN, BufferRule::Percent, None);
        assert_eq!((buffer.chain_minutes, buffer.minutes), (32 * 60, 8 * 60));
        assert_eq!(buffer.end, NaiveDate::from_ymd_opt(2026, 3, 6));
        let [feeding] = &buffer.feeding[..] else {
            panic!("{buffer:?}")
        };
        assert_eq!(
            (feeding.last.as_str(), feeding.joins.as_str()),
            ("side", "b")
        );
        assert_eq!(
            (feeding.wanted_minutes, feeding.fits_minutes),
            (4 * 60, 4 * 60)
        );
    }

    #[test]
    fn a_feeding_buffer_without_room_says_how_much_of_it_fits() {
        let text = PLAN.replace("16h", "23h");
        let (_, buffer) = buffered(&text, BufferRule::Percent, None);
        let feeding = &buffer.feeding[0];
        assert_eq!(
            (feeding.wanted_minutes, feeding.fits_minutes),
            (23 * 15, 60)
        );
    }

    #[test]
    fn by_root_sum_square_it_is_never_below_a_quarter() {
        let (_, buffer) = buffered(PLAN, BufferRule::RootSumSquare, None);
        // √(12² + 6²) h
        assert_eq!(buffer.minutes, 805);
        let text = PLAN
            .replace("20h/24h/36h", "24h/24h/24h")
            .replace("6h/8h/14h", "8h");
        let (_, buffer) = buffered(&text, BufferRule::RootSumSquare, None);
        assert_eq!(buffer.minutes, 8 * 60);
    }

    #[test]
    fn what_nobody_has_estimated_takes_part_with_what_is_assumed_of_it() {
        let chain = |rest: &str| {
            let text = format!("person ann\ntask a 2h/2h/9h @ann\ntask b {rest} @ann <a");
            buffered(&text, BufferRule::RootSumSquare, None).1.minutes
        };
        // √(7² + 2²) h
        assert_eq!(chain("4h"), 437);
        assert_eq!(chain(""), 437);
    }

    #[test]
    fn by_simulation_it_is_the_spread_and_without_a_forecast_the_percentage() {
        let (_, buffer) = buffered(PLAN, BufferRule::Simulation, Some(500));
        assert_eq!((buffer.rule, buffer.minutes), (BufferRule::Simulation, 500));
        let (_, buffer) = buffered(PLAN, BufferRule::Simulation, None);
        assert_eq!((buffer.rule, buffer.minutes), (BufferRule::Percent, 480));
    }

    #[test]
    fn the_three_rules_stand_side_by_side_whichever_was_chosen() {
        let (schedule, buffer) = buffered(PLAN, BufferRule::RootSumSquare, Some(500));
        let project = notation::project(PLAN);
        let sizes = sizes(&project, &schedule.chain, buffer.chain_minutes, Some(500));
        assert_eq!(sizes.percent, 480);
        assert_eq!(sizes.root_sum_square, buffer.minutes);
        assert_eq!(sizes.simulation, Some(500));
    }

    #[test]
    fn the_fever_chart_goes_by_what_remains() {
        let (schedule, _) = buffered(PLAN, BufferRule::Percent, None);
        let promised = NaiveDate::from_ymd_opt(2026, 3, 6).unwrap();
        let left = buffer_left_minutes(&schedule, promised);
        assert_eq!(left, 8 * 60);
        let day = |done: i64, left: i64| DayRecord {
            date: Some(promised),
            chain_minutes: Some(1_000),
            chain_remaining_minutes: Some(1_000 - done),
            buffer_minutes: Some(400),
            buffer_left_minutes: Some(left),
            ..DayRecord::default()
        };
        let zone = |done, left| {
            let days = [
                (Id::new("a"), day(done, left)),
                (Id::new("b"), DayRecord::default()),
            ];
            fever(&days.into())[0].zone()
        };
        assert_eq!(zone(500, 260), Zone::Green);
        assert_eq!(zone(500, 240), Zone::Amber);
        assert_eq!(zone(500, 150), Zone::Red);
        assert_eq!(zone(0, 400), Zone::Green);
    }
}
