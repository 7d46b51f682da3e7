//! Who is there when: the calendars of the project, of each person and of each team.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::Problem;
use super::calendar::WorkCalendar;
use super::network::Demand;
use crate::project::{Id, Person, Project, Task, Teamwork, WeekHours};

/// What each helper beyond the first adds to work that is shared, in percent of their time: the
/// rest goes into telling each other things. A plain assumption, said wherever it shows.
pub const HELPER_PERCENT: i64 = 80;

/// All calendars a plan uses, each made once.
pub(super) struct Teams<'a> {
    project: &'a Project,
    origin: NaiveDate,
    /// A holiday's id is its date, but a file may say otherwise: the field decides.
    holidays: BTreeSet<NaiveDate>,
    /// The first is the project's, then one per person, then the teams as they turn up.
    pub(super) calendars: Vec<WorkCalendar>,
    pub(super) people: Vec<Id<Person>>,
    index: BTreeMap<&'a Id<Person>, u32>,
    known: BTreeMap<Team, (u32, bool)>,
    pub(super) problems: Vec<Problem>,
}

/// People and their units, and whether all must be present.
type Team = (Vec<(u32, u32)>, bool);

/// The calendar of each person from a day on, holidays and time off taken out; of a pool that of one
/// of its people.
#[must_use]
pub fn calendars(project: &Project, origin: NaiveDate) -> BTreeMap<Id<Person>, WorkCalendar> {
    let teams = Teams::of(project, origin);
    let own = teams.calendars.into_iter().skip(1);
    teams.people.into_iter().zip(own).collect()
}

/// Index of the project's own calendar.
pub(super) const PROJECT_CALENDAR: u32 = 0;

impl<'a> Teams<'a> {
    pub(super) fn of(project: &'a Project, origin: NaiveDate) -> Self {
        let mut teams = Self {
            project,
            origin,
            holidays: project
                .holidays
                .values()
                .filter_map(|day| day.date)
                .collect(),
            calendars: Vec::new(),
            people: project.people.keys().cloned().collect(),
            index: project.people.keys().zip(0..).collect(),
            known: BTreeMap::new(),
            problems: Vec::new(),
        };
        teams.add_project_calendar();
        for (id, person) in &project.people {
            let calendar = teams.personal(id, person);
            teams.calendars.push(calendar);
        }
        teams
    }

    /// The capacity of each person, in the order of [`Teams::people`].
    pub(super) fn capacities(&self) -> Vec<u32> {
        let people = self.project.people.values();
        people
            .map(|person| u32::from(person.capacity.max(1)))
            .collect()
    }

    /// Who works on a task, and the calendar they work on it by.
    pub(super) fn of_task(&mut self, id: &Id<Task>, task: &Task) -> (u32, Vec<Demand>) {
        let mut members: Vec<(u32, u32)> = Vec::new();
        for (person_id, units) in &task.assignees {
            let (Some(&index), Some(person)) = (
                self.index.get(person_id),
                self.project.people.get(person_id),
            ) else {
                let problem = Problem::AssigneeMissing(id.clone(), person_id.clone());
                self.problems.push(problem);
                continue;
            };
            let capacity = person.capacity.max(1);
            if *units > capacity {
                let problem = Problem::PoolTooSmall(id.clone(), person_id.clone());
                self.problems.push(problem);
            }
            members.push((index, u32::from((*units).clamp(1, capacity))));
        }
        let demand = |&(resource, units): &(u32, u32)| Demand { resource, units };
        let demands = members.iter().map(demand).collect();
        let calendar = match members[..] {
            [] => PROJECT_CALENDAR,
            [(person, 1)] => person + 1,
            _ => self.of_team(id, members, task.teamwork),
        };
        (calendar, demands)
    }

    fn of_team(&mut self, task: &Id<Task>, members: Vec<(u32, u32)>, teamwork: Teamwork) -> u32 {
        let together = teamwork != Teamwork::Shared;
        let key = (members, together);
        let (calendar, meet) = if let Some(known) = self.known.get(&key) {
            *known
        } else {
            let made = self.add_team(&key.0, together);
            self.known.insert(key, made);
            made
        };
        if !meet {
            self.problems.push(Problem::NeverTogether(task.clone()));
        }
        calendar
    }

    /// A new team's calendar, and whether they ever work as they are meant to.
    fn add_team(&mut self, members: &[(u32, u32)], together: bool) -> (u32, bool) {
        let of: Vec<&WorkCalendar> = members
            .iter()
            .filter_map(|(person, _)| self.calendars.get(*person as usize + 1))
            .collect();
        let units: Vec<i64> = members.iter().map(|(_, units)| i64::from(*units)).collect();
        let present = |each: &[i64]| each.iter().copied().min().unwrap_or(0);
        let shared = |each: &[i64]| {
            let all: i64 = each
                .iter()
                .zip(&units)
                .map(|(work, units)| work * units)
                .sum();
            let first = each.iter().copied().max().unwrap_or(0);
            first + (all - first) * HELPER_PERCENT / 100
        };
        let mut meet = true;
        let mut calendar = if together {
            WorkCalendar::combined(&of, present)
        } else {
            WorkCalendar::combined(&of, shared)
        };
        if !calendar.ever_works() {
            meet = false;
            calendar = WorkCalendar::combined(&of, shared);
        }
        self.calendars.push(calendar);
        ((self.calendars.len() - 1) as u32, meet)
    }

    fn add_project_calendar(&mut self) {
        let mut hours = self.project.settings.hours;
        if !works(hours) {
            self.problems.push(Problem::NoProjectTime);
            hours = WeekHours::OFFICE;
        }
        let last = self.holidays.last().copied();
        let calendar = WorkCalendar::new(self.origin, week(hours, 100), last, |date, usual| {
            if self.holidays.contains(&date) {
                0
            } else {
                usual
            }
        });
        self.calendars.push(calendar);
    }

    fn personal(&mut self, id: &Id<Person>, person: &Person) -> WorkCalendar {
        let project = &self.project.settings.hours;
        let mut hours = person.hours.unwrap_or(*project);
        let mut percent = u32::from(person.availability_percent.min(100));
        if !works(hours) || percent == 0 || week(hours, percent).iter().all(|day| *day == 0) {
            self.problems.push(Problem::NoWorkingTime(id.clone()));
            hours = if works(*project) {
                *project
            } else {
                WeekHours::OFFICE
            };
            percent = 100;
        }
        let away: Vec<(NaiveDate, NaiveDate)> = self
            .project
            .time_off
            .values()
            .filter(|time_off| time_off.person.as_ref() == Some(id))
            .filter_map(|time_off| {
                let first = time_off.first.or(time_off.last)?;
                Some((first, time_off.last.unwrap_or(first)))
            })
            .collect();
        let holiday = self.holidays.last().copied();
        let last = away.iter().map(|(_, last)| *last).chain(holiday).max();
        let is_away = |date| {
            away.iter()
                .any(|(first, last)| *first <= date && date <= *last)
        };
        WorkCalendar::new(self.origin, week(hours, percent), last, |date, usual| {
            if usual > 0 && (self.holidays.contains(&date) || is_away(date)) {
                0
            } else {
                usual
            }
        })
    }
}

fn works(hours: WeekHours) -> bool {
    hours.0.iter().any(|minutes| *minutes > 0)
}

fn week(hours: WeekHours, percent: u32) -> [u32; 7] {
    hours
        .0
        .map(|minutes| u32::from(minutes.min(24 * 60)) * percent / 100)
}
