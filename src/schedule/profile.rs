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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schedule::random::Random;

    fn profile(capacity: u32) -> Profile {
        let mut profile = Profile::default();
        profile.clear(capacity);
        profile
    }

    /// Where so many units for so long find room from a moment on.
    fn room(profile: &mut Profile, from: Time, units: u32, length: Time) -> Time {
        profile
            .fit(from, units, |time| time, |time| time + length)
            .0
    }

    #[test]
    fn what_fits_into_a_gap_goes_there_and_what_does_not_goes_behind() {
        let mut profile = profile(1);
        profile.take(0, 10, 1);
        profile.take(15, 20, 1);
        assert_eq!(room(&mut profile, 0, 1, 5), 10);
        assert_eq!(room(&mut profile, 0, 1, 6), 20);
        assert_eq!(room(&mut profile, 12, 1, 3), 12);
    }

    #[test]
    fn several_units_are_free_only_where_all_of_them_are() {
        let mut profile = profile(3);
        profile.take(0, 10, 2);
        profile.take(5, 15, 1);
        assert_eq!(room(&mut profile, 0, 1, 5), 0);
        assert_eq!(room(&mut profile, 0, 1, 6), 10);
        assert_eq!(room(&mut profile, 0, 3, 1), 15);
    }

    #[test]
    fn what_is_given_back_is_free_again_and_leaves_no_step() {
        let mut profile = profile(3);
        profile.take(0, 20, 1);
        profile.take(5, 10, 2);
        let before = profile.steps.clone();
        profile.take(10, 15, 1);
        profile.give(10, 15, 1);
        assert_eq!(profile.steps, before);
        profile.give(5, 10, 2);
        profile.give(0, 20, 1);
        let [only] = profile.steps[..] else {
            panic!("{profile:?}")
        };
        assert_eq!(only.free, 3);
    }

    #[test]
    fn nothing_is_given_back_for_no_time_or_no_units() {
        let mut profile = profile(2);
        profile.take(0, 10, 1);
        let before = profile.steps.clone();
        profile.give(5, 5, 1);
        profile.give(0, 10, 0);
        assert_eq!(profile.steps, before);
    }

    /// What is free in each minute, changed the plain way.
    struct Minutes([u32; 60]);

    impl Minutes {
        fn are_free(&self, start: Time, length: Time, units: u32) -> bool {
            (start..start + length)
                .all(|minute| self.0.get(place(minute)).is_none_or(|it| *it >= units))
        }

        fn change(&mut self, start: Time, finish: Time, how: impl Fn(u32) -> u32) {
            for minute in start..finish {
                self.0[place(minute)] = how(self.0[place(minute)]);
            }
        }
    }

    fn place(minute: Time) -> usize {
        usize::try_from(minute).unwrap()
    }

    #[test]
    fn taking_and_giving_back_in_any_order_agrees_with_counting_minute_by_minute() {
        for seed in 0..200 {
            let mut random = Random::new(seed);
            let mut profile = profile(4);
            let mut minutes = Minutes([4; 60]);
            let mut taken: Vec<(Time, Time, u32)> = Vec::new();
            for _ in 0..60 {
                if random.below(3) == 0 && !taken.is_empty() {
                    let which = random.below(taken.len() as u32) as usize;
                    let (start, finish, units) = taken.swap_remove(which);
                    profile.give(start, finish, units);
                    minutes.change(start, finish, |free| free + units);
                    continue;
                }
                let (from, length) = (random.between(0, 30), random.between(1, 9));
                let units = 1 + random.below(4);
                let start = room(&mut profile, from, units, length);
                let first = (from..=60).find(|start| minutes.are_free(*start, length, units));
                assert_eq!(Some(start), first, "{seed}");
                let finish = start + length;
                if finish <= 60 {
                    profile.take(start, finish, units);
                    minutes.change(start, finish, |free| free - units);
                    taken.push((start, finish, units));
                }
            }
        }
    }
}
