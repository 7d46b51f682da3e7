//! How much of one resource is still free at each moment.

use super::calendar::Time;

/// A step function of time: units of a resource that are free.
///
/// Before the first step and after the last the resource is wholly free.
#[derive(Clone, Debug, Default)]
pub(super) struct Profile {
    steps: Vec<Step>,
    /// Where the last search ended: lists are mostly asked in the order of time.
    hint: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Step {
    from: Time,
    free: u32,
}

impl Profile {
    /// Frees everything again; keeps the memory.
    pub(super) fn clear(&mut self, capacity: u32) {
        self.hint = 0;
        self.steps.clear();
        self.steps.push(Step {
            from: Time::MIN,
            free: capacity,
        });
    }

    /// The earliest start from `start` on at which `units` stay free until the finish that
    /// `finish_of` gives for it. `settle` moves a start to one that is allowed.
    pub(super) fn fit(
        &mut self,
        mut start: Time,
        units: u32,
        settle: impl Fn(Time) -> Time,
        finish_of: impl Fn(Time) -> Time,
    ) -> (Time, Time) {
        let steps = &self.steps;
        let mut at = self.step_at(start);
        'starts: loop {
            while steps[at].free < units && at + 1 < steps.len() {
                at += 1;
                start = steps[at].from;
            }
            let settled = settle(start);
            if settled != start {
                start = settled;
                while at + 1 < steps.len() && steps[at + 1].from <= start {
                    at += 1;
                }
                if steps[at].free < units && at + 1 < steps.len() {
                    continue 'starts;
                }
            }
            let finish = finish_of(start);
            let mut next = at + 1;
            while let Some(step) = steps.get(next) {
                if step.from >= finish {
                    break;
                }
                if step.free < units {
                    at = next;
                    continue 'starts;
                }
                next += 1;
            }
            self.hint = at;
            return (start, finish);
        }
    }

    /// Takes `units` from `start` to `finish`, which must be free.
    pub(super) fn take(&mut self, start: Time, finish: Time, units: u32) {
        self.change(start, finish, units, |free, units| {
            debug_assert!(free >= units, "a resource is taken twice");
            free.saturating_sub(units)
        });
    }

    /// Gives back what was taken so.
    pub(super) fn give(&mut self, start: Time, finish: Time, units: u32) {
        self.change(start, finish, units, u32::saturating_add);
    }

    fn change(&mut self, start: Time, finish: Time, units: u32, by: impl Fn(u32, u32) -> u32) {
        if finish <= start || units == 0 {
            return;
        }
        let mut at = self.step_at(start);
        if self.steps[at].from < start {
            let free = self.steps[at].free;
            at += 1;
            self.steps.insert(at, Step { from: start, free });
        }
        let first = at;
        loop {
            let step = self.steps[at];
            let until = self.steps.get(at + 1).map_or(Time::MAX, |next| next.from);
            if until > finish {
                self.steps.insert(
                    at + 1,
                    Step {
                        from: finish,
                        free: step.free,
                    },
                );
            }
            self.steps[at].free = by(step.free, units);
            at += 1;
            if until >= finish {
                break;
            }
        }
        // Equal neighbours are one step. Only the two ends can have become equal.
        if at < self.steps.len() && self.steps[at].free == self.steps[at - 1].free {
            self.steps.remove(at);
        }
        if first > 0 && self.steps[first].free == self.steps[first - 1].free {
            self.steps.remove(first);
        }
        self.hint = first.saturating_sub(1);
    }

    /// The step in which a moment lies.
    fn step_at(&self, time: Time) -> usize {
        let steps = &self.steps;
        let mut at = self.hint.min(steps.len() - 1);
        if steps[at].from <= time {
            // Mostly a few steps on; far away, halving is faster.
            for _ in 0..8 {
                match steps.get(at + 1) {
                    Some(next) if next.from <= time => at += 1,
                    Some(_) | None => return at,
                }
            }
            return at + steps[at..].partition_point(|step| step.from <= time) - 1;
        }
        steps[..at].partition_point(|step| step.from <= time).max(1) - 1
    }
}
