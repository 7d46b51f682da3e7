//! How busy a schedule is in any stretch of it: by this, parents are compared piece by piece.

use super::calendar::Time;
use super::network::Network;

/// Into how many equal parts a schedule is divided.
const PARTS: usize = 64;
/// What one resource in full use counts for each minute.
const FULL: i64 = 1_000;

/// What each minute of a node counts: the sum of its shares of the resources that it takes, in
/// thousandths.
pub(super) fn weights(network: &Network) -> Vec<i64> {
    let weigh = |node: u32| {
        let shares = network.demands_of(node).iter().map(|demand| {
            let capacity = network.capacity.get(demand.resource as usize).copied();
            FULL * i64::from(demand.units) / i64::from(capacity.unwrap_or(1).max(1))
        });
        shares.sum()
    };
    (0..network.len() as u32).map(weigh).collect()
}

/// The work of a schedule from its first start up to the bounds of equal parts of its span.
#[derive(Clone, Debug, Default)]
pub(super) struct Busy {
    /// One entry per bound, from 0 to the sum of everything.
    done: Vec<i64>,
    /// The length of a part.
    part: Time,
}

impl Busy {
    /// Reads the schedule with these starts and finishes, none before `first`.
    pub(super) fn read(&mut self, weights: &[i64], start: &[Time], finish: &[Time], first: Time) {
        let last = finish.iter().copied().max().unwrap_or(first);
        let parts = i64::try_from(PARTS).unwrap_or(1);
        let span = (i64::from(last) - i64::from(first)).max(1);
        let part = (span + parts - 1) / parts;
        // How much faster work goes on from each bound, and what was done since the change.
        let mut faster = [0; PARTS + 2];
        let mut since = [0; PARTS + 2];
        let mut change = |time: Time, by: i64| {
            let after = (i64::from(time) - i64::from(first)).max(0);
            let bound = (after + part - 1) / part;
            if let Ok(at) = usize::try_from(bound)
                && at <= PARTS
            {
                faster[at] += by;
                since[at] += by * (bound * part - after);
            }
        };
        for ((weight, start), finish) in weights.iter().zip(start).zip(finish) {
            change(*start, *weight);
            change(*finish, -weight);
        }
        self.part = Time::try_from(part).unwrap_or(Time::MAX);
        self.done.clear();
        let (mut done, mut rate) = (0, 0);
        for (faster, since) in faster.iter().zip(&since).take(PARTS + 1) {
            done += rate * part + since;
            rate += faster;
            self.done.push(done);
        }
    }

    /// The weighted minutes of work between two moments, counted from the first start.
    pub(super) fn between(&self, from: Time, to: Time) -> i64 {
        self.by(to) - self.by(from)
    }

    /// The work done by a moment, as if each part were worked on evenly.
    fn by(&self, time: Time) -> i64 {
        let part = self.part.max(1);
        let at = usize::try_from(time.max(0) / part).unwrap_or(0);
        match self.done.get(at..) {
            Some([here, next, ..]) => {
                here + (next - here) * i64::from(time.max(0) % part) / i64::from(part)
            }
            Some(_) | None => self.done.last().copied().unwrap_or(0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(tasks: &[(i64, Time, Time)]) -> Busy {
        let mut busy = Busy::default();
        let weights: Vec<i64> = tasks.iter().map(|task| task.0).collect();
        let start: Vec<Time> = tasks.iter().map(|task| task.1).collect();
        let finish: Vec<Time> = tasks.iter().map(|task| task.2).collect();
        let first = start.iter().copied().min().unwrap_or(0);
        busy.read(&weights, &start, &finish, first);
        busy
    }

    #[test]
    fn work_counts_where_it_is_done_and_by_its_weight() {
        // From minute 10 on: two at once for 64 minutes, then one for as long.
        let busy = read(&[(3, 10, 138), (1, 10, 74)]);
        assert_eq!(busy.between(0, 64), 64 * 3 + 64);
        assert_eq!(busy.between(64, 128), 64 * 3);
        assert_eq!(busy.between(32, 96), 64 * 3 + 32);
    }

    #[test]
    fn the_parts_add_up_to_all_work_where_they_do_not_divide_the_span() {
        let busy = read(&[(5, -7, 996), (2, 100, 101), (1, 3, 3)]);
        assert_eq!(busy.between(0, 1_024), 5 * 1_003 + 2);
        assert_eq!(busy.between(1_024, 9_000), 0);
    }

    #[test]
    fn a_schedule_without_tasks_is_not_busy() {
        assert_eq!(read(&[]).between(0, 100), 0);
    }
}
