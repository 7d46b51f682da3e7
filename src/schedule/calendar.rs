//! The time axis of a plan, and how much work a person or team does by each moment on it.

use chrono::{Datelike, Days, NaiveDate};

/// A moment on the plan's time axis: minutes since the start of the status date, with 1,440 to
/// every calendar day, working or not. A finish at the end of a day is the start of the next one.
pub type Time = i32;

/// The length of a calendar day on the axis.
pub const DAY: Time = 1_440;

/// The last moment of the axis, 700 years on. What would finish later finishes here.
pub const END_OF_TIME: Time = 700 * 365 * DAY;

/// Days of the axis that are tabulated; later ones, and those before it, repeat the week.
const TABLE_DAYS_MOST: usize = 3_653;
const TABLE_DAYS_LEAST: usize = 420;

/// How much work a person, or a team, has done by each moment.
///
/// Within a day the work is spread evenly, so that someone on half time takes the whole day for
/// half a day's work, and two people's hours need not be told apart by the clock. All arithmetic
/// is in whole minutes and rounds so that work done one after the other adds up exactly, as long
/// as a day's work fits into the day (a team of four on eight hours does not quite).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkCalendar {
    /// Work done before each tabulated day; the last entry is the end of the table.
    done: Vec<i64>,
    /// Work of each weekday outside the table, starting with the weekday of day 0.
    week: [i64; 7],
}

impl WorkCalendar {
    /// A calendar with the given work per weekday (Monday first) and the given dates changed:
    /// `exceptions` answers for every date of the table what is done then instead.
    #[must_use]
    pub fn new(
        origin: NaiveDate,
        week: [u32; 7],
        last_exception: Option<NaiveDate>,
        mut on_date: impl FnMut(NaiveDate, u32) -> u32,
    ) -> Self {
        let first = origin.weekday().num_days_from_monday() as usize;
        let mut turned = [0; 7];
        for (day, work) in turned.iter_mut().enumerate() {
            *work = week[(first + day) % 7];
        }
        let exceptions = last_exception.map_or(0, |last| (last - origin).num_days() + 1);
        let days = usize::try_from(exceptions)
            .unwrap_or(0)
            .clamp(TABLE_DAYS_LEAST, TABLE_DAYS_MOST);
        let mut done = Vec::with_capacity(days + 1);
        let mut sum = 0;
        done.push(sum);
        for day in 0..days {
            let usual = turned[day % 7];
            let date = origin.checked_add_days(Days::new(day as u64));
            sum += i64::from(date.map_or(usual, |date| on_date(date, usual)));
            done.push(sum);
        }
        Self {
            done,
            week: turned.map(i64::from),
        }
    }

    /// A calendar whose work on each day is `how` of what these calendars do on it.
    #[must_use]
    pub fn combined(of: &[&Self], how: impl Fn(&[i64]) -> i64) -> Self {
        let days = of.iter().map(|one| one.days()).max().unwrap_or(0);
        let mut each = vec![0; of.len()];
        let mut work_on = |day: i32| {
            for (slot, one) in each.iter_mut().zip(of) {
                *slot = one.work_on(day);
            }
            how(&each)
        };
        let mut done = Vec::with_capacity(days + 1);
        let mut sum = 0;
        done.push(sum);
        for day in 0..days {
            sum += work_on(i32::try_from(day).unwrap_or(i32::MAX));
            done.push(sum);
        }
        let mut week = [0; 7];
        for (day, work) in week.iter_mut().enumerate() {
            // Far outside every table, on the same weekday as `day`.
            *work = work_on(i32::try_from(day).unwrap_or(0) - 7);
        }
        Self { done, week }
    }

    /// Whether anything is ever done on it: there is working time in some week after the table.
    #[must_use]
    pub fn ever_works(&self) -> bool {
        self.week.iter().any(|work| *work > 0)
    }

    /// The work done on a day, counted from the status date.
    #[must_use]
    pub fn work_on(&self, day: i32) -> i64 {
        match usize::try_from(day) {
            Ok(day) if day < self.days() => self.done[day + 1] - self.done[day],
            Ok(_) | Err(_) => self.week[day.rem_euclid(7) as usize],
        }
    }

    /// The work done from the status date to this moment; negative before it.
    #[must_use]
    pub fn work_by(&self, time: Time) -> i64 {
        let day = time.div_euclid(DAY);
        let within = i64::from(time.rem_euclid(DAY));
        let (before, work) = match usize::try_from(day) {
            Ok(day) if day < self.days() => (self.done[day], self.done[day + 1] - self.done[day]),
            Ok(_) | Err(_) => (self.done_before(day), self.week[day.rem_euclid(7) as usize]),
        };
        before + work * within / i64::from(DAY)
    }

    /// A time in which so much work cannot be done on any days of it, or just so.
    #[must_use]
    pub fn least_time(&self, work: i32) -> Time {
        let days = self.done.windows(2).map(|pair| pair[1] - pair[0]);
        let most = days.chain(self.week).max().unwrap_or(0).max(1);
        // A minute may be gained by rounding, at either end.
        let time = i64::from(work.max(0)) * i64::from(DAY) / most - 2;
        Time::try_from(time).unwrap_or(END_OF_TIME).max(0)
    }

    /// The first moment from `time` on that lies on a working day.
    #[must_use]
    pub fn next_working(&self, time: Time) -> Time {
        let mut day = time.div_euclid(DAY);
        if self.work_on(day) > 0 {
            return time;
        }
        if !self.ever_works() {
            return END_OF_TIME;
        }
        while self.work_on(day) == 0 {
            day += 1;
        }
        (day * DAY).min(END_OF_TIME)
    }

    /// The last moment up to `time` that lies on a working day; `time` itself where nobody works.
    #[must_use]
    pub fn last_working(&self, time: Time) -> Time {
        let mut day = time.div_euclid(DAY);
        if self.work_on(day) > 0 || !self.ever_works() {
            return time;
        }
        while self.work_on(day) == 0 {
            day -= 1;
        }
        (day + 1) * DAY - 1
    }

    /// When `work` minutes begun at `start` are done: the first moment by which they are.
    #[must_use]
    pub fn finish(&self, start: Time, work: i32) -> Time {
        if work <= 0 {
            return start;
        }
        let from = start.div_euclid(DAY);
        self.time_of(self.work_by(start) + i64::from(work), from)
    }

    /// The latest start from which `work` minutes are done by `finish`.
    #[must_use]
    pub fn start(&self, finish: Time, work: i32) -> Time {
        if work <= 0 {
            return finish;
        }
        let target = self.work_by(finish) - i64::from(work);
        // One minute of work further on lies the first moment that is too late.
        let from = self.day_behind(finish, work, target);
        (self.time_of(target + 1, from) - 1).min(finish)
    }

    /// The first moment from which `work` minutes remain to be done until `time`.
    #[must_use]
    pub fn before(&self, time: Time, work: i32) -> Time {
        if work <= 0 {
            return time;
        }
        let target = self.work_by(time) - i64::from(work);
        // The day on which the last of it is done, not the days off behind that.
        let from = self.day_behind(time, work, target - 1);
        self.time_of(target, from).min(time)
    }

    /// The last moment from which no more than `work` minutes lead back to `time`: that of which
    /// [`WorkCalendar::before`] is not later than `time`.
    #[must_use]
    pub fn after(&self, time: Time, work: i32) -> Time {
        if work <= 0 {
            return time;
        }
        let target = self.work_by(time) + i64::from(work);
        self.time_of(target + 1, time.div_euclid(DAY)) - 1
    }

    /// The earliest start from which `work` minutes are not done before `finish`.
    #[must_use]
    pub fn earliest_start_to_finish_at(&self, finish: Time, work: i32) -> Time {
        if work <= 0 {
            return finish;
        }
        let target = self.work_by(finish - 1) + 1 - i64::from(work);
        if target <= self.work_by(0) {
            return 0;
        }
        self.time_of(target, 0)
    }

    /// A day before which no more than `target` is done, about `work` minutes back from `time`.
    fn day_behind(&self, time: Time, work: i32, target: i64) -> i32 {
        let day = time.div_euclid(DAY);
        let back = i32::try_from(i64::from(work) / self.busiest_day().max(1)).unwrap_or(0);
        let mut from = day - back - 1;
        while self.done_before(from) > target && from > -END_OF_TIME / DAY {
            from -= 1 + (day - from);
        }
        from
    }

    /// The first moment, on `from` or a later day, by which this much work is done in all.
    fn time_of(&self, target: i64, from: i32) -> Time {
        if !self.ever_works() {
            return END_OF_TIME;
        }
        let mut day = from;
        let mut before = self.done_before(day);
        let mut steps = 0;
        loop {
            let work = self.work_on(day);
            if before + work >= target {
                let missing = (target - before).max(0);
                if work == 0 {
                    return day.saturating_mul(DAY).min(END_OF_TIME);
                }
                let within = (missing * i64::from(DAY) + work - 1) / work;
                let time = i64::from(day) * i64::from(DAY) + within;
                return Time::try_from(time).unwrap_or(END_OF_TIME).min(END_OF_TIME);
            }
            before += work;
            day += 1;
            steps += 1;
            if steps == 16 {
                (day, before) = self.skip_towards(target, day, before);
            }
            if day >= END_OF_TIME / DAY {
                return END_OF_TIME;
            }
        }
    }

    /// A later day before which less than `target` is done, to shorten a long walk.
    fn skip_towards(&self, target: i64, day: i32, before: i64) -> (i32, i64) {
        let skipped = match usize::try_from(day) {
            Ok(inside) if inside < self.days() => {
                let reached = self.done.partition_point(|done| *done < target);
                i32::try_from(reached.saturating_sub(1)).unwrap_or(day)
            }
            Ok(_) | Err(_) => {
                let weeks = (target - before - 1) / self.week.iter().sum::<i64>().max(1);
                let weeks = weeks.min(i64::from((END_OF_TIME / DAY - day) / 7)).max(0);
                // A week's walk may cross into the table when it begins before the status date.
                let weeks = if day < 0 { 0 } else { weeks };
                day + 7 * i32::try_from(weeks).unwrap_or(0)
            }
        };
        let skipped = skipped.max(day);
        (skipped, self.done_before(skipped))
    }

    /// The work done before a day begins; negative before the status date.
    fn done_before(&self, day: i32) -> i64 {
        match usize::try_from(day) {
            Ok(inside) if inside <= self.days() => self.done[inside],
            Ok(outside) => {
                let end = self.days();
                self.done[end] + self.week_work(end, outside - end)
            }
            Err(_) => {
                let before = day.unsigned_abs() as usize;
                let weeks = before.div_ceil(7);
                self.week_work(0, weeks * 7 - before) - self.week_work(0, weeks * 7)
            }
        }
    }

    /// The work of so many days of repeated weeks, the first of which is this day.
    fn week_work(&self, first: usize, days: usize) -> i64 {
        let weeks = i64::try_from(days / 7).unwrap_or(0) * self.week.iter().sum::<i64>();
        let rest: i64 = (0..days % 7).map(|day| self.week[(first + day) % 7]).sum();
        weeks + rest
    }

    fn busiest_day(&self) -> i64 {
        self.week.iter().copied().max().unwrap_or(0)
    }

    fn days(&self) -> usize {
        self.done.len() - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Office hours from Monday, 2 March 2026, with the Thursday off.
    fn office() -> WorkCalendar {
        let monday = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
        let thursday = monday + Days::new(3);
        let week = [480, 480, 480, 480, 480, 0, 0];
        WorkCalendar::new(monday, week, Some(thursday), |date, usual| {
            if date == thursday { 0 } else { usual }
        })
    }

    #[test]
    fn work_is_done_evenly_on_working_days_before_and_after_the_status_date() {
        let office = office();
        assert_eq!(office.work_by(DAY / 2), 240);
        assert_eq!(office.work_by(3 * DAY), office.work_by(4 * DAY));
        assert_eq!(office.work_by(7 * DAY), 4 * 480);
        assert_eq!(office.work_by(-2 * DAY), 0);
        assert_eq!(office.work_by(-3 * DAY), -480);
        assert_eq!(office.work_by(4_000 * 7 * DAY), 4_000 * 5 * 480 - 480);
    }

    #[test]
    fn a_start_a_finish_and_the_work_between_them_agree_across_days_off() {
        let office = office();
        assert_eq!(office.finish(2 * DAY, 960), 5 * DAY);
        assert_eq!(office.start(5 * DAY, 960), 2 * DAY + 2);
        assert_eq!(office.next_working(3 * DAY + 1), 4 * DAY);
        assert_eq!(office.last_working(3 * DAY + 1), 3 * DAY - 1);
        assert_eq!(office.last_working(4 * DAY), 4 * DAY);
        assert_eq!(office.last_working(-DAY), -2 * DAY - 1);
        assert_eq!(office.finish(2 * DAY, 0), 2 * DAY);
    }

    #[test]
    fn a_lead_goes_back_to_where_work_ended_and_not_into_the_days_off_behind_it() {
        let office = office();
        // A day before the end of Friday lies Thursday, which is off: Wednesday's end.
        assert_eq!(office.before(5 * DAY, 480), 3 * DAY);
        // Two days before the end of Monday, the weekend between them.
        assert_eq!(office.before(8 * DAY, 480), 5 * DAY);
        assert_eq!(office.before(8 * DAY, 960), 3 * DAY);
        assert_eq!(office.before(0, 480), -3 * DAY);
        for work in 1..4_000 {
            let moment = office.before(14 * DAY, work);
            assert!(office.work_by(14 * DAY) - office.work_by(moment) <= i64::from(work));
            assert!(office.work_by(14 * DAY) - office.work_by(moment - 1) > i64::from(work));
        }
    }

    #[test]
    fn what_a_lead_comes_from_may_lie_as_late_as_the_days_off_behind_it() {
        let office = office();
        assert_eq!(office.after(2 * DAY, 480), 4 * DAY + 2);
        for time in (-9 * DAY..9 * DAY).step_by(311) {
            for lead in [1, 77, 480, 961, 3_000] {
                let latest = office.after(time, lead);
                assert!(office.before(latest, lead) <= time, "{lead} from {time}");
                assert!(office.before(latest + 1, lead) > time, "{lead} from {time}");
            }
        }
    }

    #[test]
    fn a_node_starts_just_so_early_that_it_is_not_done_too_soon() {
        let office = office();
        for finish in (1..12 * DAY).step_by(97) {
            let start = office.earliest_start_to_finish_at(finish, 700);
            assert!(office.finish(start, 700) >= finish, "{finish}");
            assert!(
                start == 0 || office.finish(start - 1, 700) < finish,
                "{finish}"
            );
        }
    }

    #[test]
    fn no_work_is_done_in_less_than_its_least_time_and_on_busy_days_hardly_in_more() {
        let monday = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
        // 137 minutes on all days but Sunday; a holiday on which 900 are worked.
        let week = [137, 137, 137, 137, 137, 137, 0];
        let odd = WorkCalendar::new(monday, week, Some(monday), |date, usual| {
            if date == monday { 900 } else { usual }
        });
        for calendar in [&odd, &office()] {
            for work in (0..3_000).step_by(7) {
                let least = calendar.least_time(work);
                for start in (0..9 * DAY).step_by(211) {
                    let took = calendar.finish(start, work) - start;
                    assert!(took >= least, "{work} from {start}: {took} < {least}");
                }
            }
        }
        let took = |work| odd.finish(0, work) - odd.least_time(work);
        assert!((0..=900).all(|work| took(work) <= 4));
        assert_eq!(odd.least_time(-5), 0);
    }

    #[test]
    fn where_nobody_works_nothing_takes_as_long_as_the_axis() {
        let monday = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
        let never = WorkCalendar::new(monday, [0; 7], None, |_, usual| usual);
        assert_eq!(never.finish(0, 1), END_OF_TIME);
        assert_eq!(never.next_working(0), END_OF_TIME);
        assert_eq!(never.last_working(7), 7);
        assert_eq!(never.least_time(i32::MAX), END_OF_TIME);
        assert_eq!(never.finish(0, 0), 0);
    }
}
