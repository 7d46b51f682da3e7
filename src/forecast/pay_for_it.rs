//! What could be left out to get the date back: the smallest sets of tasks one can do without.

use std::collections::{BTreeMap, VecDeque};

use chrono::NaiveDate;

use super::difference::{Difference, difference};
use super::outcome::{Finishes, Forecast};
use super::simulation::{Options, Simulation};
use super::what_if::{Alteration, altered};
use crate::project::{Id, Person, Priority, Project, Task, Today};

/// Runs with which a set is tried; what passes is tried again with all of them.
const RUNS_TO_TRY: u32 = 400;
/// So many single tasks are tried, those that promise most …
const SINGLES: usize = 40;
/// … pairs of so many of those that save most, but not enough on their own …
const PAIRED: usize = 9;
/// … and triples of so many.
const TRIPLED: usize = 6;
/// With so many ways to pay, larger sets are not looked for …
const ENOUGH: usize = 4;
/// … and no more than these are looked at closely.
const MOST: usize = 8;

/// A set of tasks that pays for a change.
#[derive(Clone, Debug, PartialEq)]
pub struct Payment {
    /// The tasks to leave out, in the order of ids. Without any one of them it is not enough.
    pub tasks: Vec<Id<Task>>,
    /// What they are worth together: a task's own value, else 5 for a should and 2 for a nice.
    pub value: u32,
    /// What leaving them out does to the dates of the changed project.
    pub saves: Difference,
    /// The 80 % date without them.
    pub p80: NaiveDate,
}

/// A search under way, one set of tasks after the other, in steps that may stop anywhere.
///
/// It tries single tasks, then pairs, then triples of shoulds and nices with few runs each, and
/// those that pass again with all runs, the least value first. At most 40 + 36 + 20 sets are tried
/// and 8 found, so that two machines find the same; pairs and triples only while fewer than 4 are
/// found.
#[derive(Clone, Debug)]
pub struct PayForIt {
    project: Project,
    today: Today,
    options: Options,
    /// The 80 % date to get back to, by all runs and by those of a try.
    goal: NaiveDate,
    goal_of_try: NaiveDate,
    /// What is simulated at present.
    under_way: Option<(Simulation, Aim)>,
    /// The changed project by all runs, and by those of a try, as soon as they are made.
    changed: Option<Forecast>,
    tried: Option<Forecast>,
    candidates: Vec<Candidate>,
    /// The sets still to be tried, as places in `candidates`.
    queue: VecDeque<Vec<usize>>,
    size: usize,
    /// The sets of this size that passed a try, with what they saved in it.
    passed: Vec<(Vec<usize>, f64)>,
    found: Vec<(Vec<usize>, Payment)>,
    tries: u32,
}

/// What a simulation is for.
#[derive(Clone, Debug)]
enum Aim {
    /// The changed project by all runs: whether there is anything to pay for.
    Changed,
    /// The changed project by the runs of a try: what others are compared with.
    Tried,
    /// A set by the runs of a try.
    Try(Vec<usize>),
    /// A set that passed, by all runs.
    Confirm(Vec<usize>),
}

#[derive(Clone, Debug)]
struct Candidate {
    task: Id<Task>,
    value: u32,
    /// By how much leaving it out brings the 80 % date back on its own, once tried.
    saves: f64,
}

impl PayForIt {
    /// Prepares the search: `before` is the forecast whose 80 % date is to be kept, `project` the
    /// project with the change in it. Day and options must be those of `before`.
    #[must_use]
    pub fn new(before: &Forecast, project: &Project, today: Today, options: &Options) -> Self {
        let runs = options.runs.min(RUNS_TO_TRY);
        let goals = [before.finish().p80, p80_of_first(before, runs)];
        Self::of_goals(goals, project, today, options)
    }

    /// Prepares the search for what brings the 80 % date of a project to this day or before it.
    #[must_use]
    pub fn to_date(goal: NaiveDate, project: &Project, today: Today, options: &Options) -> Self {
        Self::of_goals([goal, goal], project, today, options)
    }

    /// The goals by all runs and by those of a try.
    fn of_goals(
        [goal, goal_of_try]: [NaiveDate; 2],
        project: &Project,
        today: Today,
        options: &Options,
    ) -> Self {
        let simulation = Simulation::new(project, today, options).0;
        Self {
            goal,
            goal_of_try,
            under_way: Some((simulation, Aim::Changed)),
            changed: None,
            tried: None,
            project: project.clone(),
            today,
            options: options.clone(),
            candidates: Vec::new(),
            queue: VecDeque::new(),
            size: 1,
            passed: Vec::new(),
            found: Vec::new(),
            tries: 0,
        }
    }

    /// Makes up to so many runs of what is tried at present, or begins to try the next set. `false`
    /// once there is none left.
    pub fn step(&mut self, runs: u32) -> bool {
        if let Some((simulation, _)) = &mut self.under_way
            && !simulation.step(runs).are_complete()
        {
            return true;
        }
        if let Some((simulation, aim)) = self.under_way.take() {
            self.tries += 1;
            self.arrive(aim, &simulation);
        }
        self.under_way = self.next_aim().map(|aim| (self.simulation_for(&aim), aim));
        self.under_way.is_some()
    }

    /// How many simulations are finished.
    #[must_use]
    pub fn tries(&self) -> u32 {
        self.tries
    }

    /// How many tasks each run levels.
    #[must_use]
    pub fn tasks(&self) -> usize {
        self.project.tasks.len()
    }

    fn next_aim(&mut self) -> Option<Aim> {
        if !self.is_needed() {
            return None;
        }
        if self.tried.is_none() {
            return Some(Aim::Tried);
        }
        loop {
            if let Some(set) = self.queue.pop_front() {
                return Some(Aim::Try(set));
            }
            if let Some(set) = self.next_passed() {
                return Some(Aim::Confirm(set));
            }
            let among = match self.size {
                1 if self.found.len() < ENOUGH => PAIRED,
                2 if self.found.len() < ENOUGH => TRIPLED,
                _ => return None,
            };
            self.size += 1;
            let mut sets = subsets(&self.best(among), self.size);
            sets.retain(|set| !self.contains_one_found(set));
            self.queue = sets.into();
        }
    }

    fn simulation_for(&self, aim: &Aim) -> Simulation {
        let few = Options {
            runs: self.options.runs.min(RUNS_TO_TRY),
            ..self.options.clone()
        };
        match aim {
            Aim::Changed => self.without(&[], &self.options),
            Aim::Tried => self.without(&[], &few),
            Aim::Try(set) => self.without(set, &few),
            Aim::Confirm(set) => self.without(set, &self.options),
        }
    }

    /// Takes in what a simulation has found.
    fn arrive(&mut self, aim: Aim, simulation: &Simulation) {
        let forecast = simulation.forecast();
        match aim {
            Aim::Changed => self.changed = Some(forecast),
            Aim::Tried => {
                self.candidates = candidates(&self.project, &forecast);
                self.queue = (0..self.candidates.len()).map(|one| vec![one]).collect();
                self.tried = Some(forecast);
            }
            Aim::Try(set) => self.tried_out(set, &forecast),
            Aim::Confirm(set) => self.confirmed(set, &forecast),
        }
    }

    /// The sets found so far, the least value first; of equal values the one that saves more.
    #[must_use]
    pub fn found(&self) -> Vec<&Payment> {
        let mut found: Vec<&Payment> = self.found.iter().map(|(_, payment)| payment).collect();
        found.sort_by(|a, b| {
            let by_saving = a.saves.p80.by.total_cmp(&b.saves.p80.by);
            a.value
                .cmp(&b.value)
                .then(by_saving)
                .then_with(|| a.tasks.cmp(&b.tasks))
        });
        found
    }

    /// Whether the 80 % date has moved back at all: otherwise there is nothing to pay for. `false`
    /// until that is known.
    #[must_use]
    pub fn is_needed(&self) -> bool {
        let changed = self.changed.as_ref();
        changed.is_some_and(|changed| changed.finish().p80 > self.goal)
    }

    /// What leaving out a single task saves at 80 %, in minutes of the project's working time, for
    /// those tried so far; the most first.
    #[must_use]
    pub fn savings(&self) -> Vec<(&Id<Task>, f64)> {
        let tried = self
            .candidates
            .iter()
            .filter(|candidate| candidate.saves > 0.0);
        let mut savings: Vec<_> = tried.map(|it| (&it.task, it.saves)).collect();
        savings.sort_by(|(_, a), (_, b)| b.total_cmp(a));
        savings
    }

    /// Notes what a set saves, and whether it passed its try.
    fn tried_out(&mut self, set: Vec<usize>, without: &Forecast) {
        let Some(tried) = &self.tried else { return };
        let saves = -difference(tried, without).p80.by;
        if let [one] = set[..]
            && let Some(candidate) = self.candidates.get_mut(one)
        {
            candidate.saves = saves;
        }
        if without.finish().p80 <= self.goal_of_try {
            self.passed.push((set, saves));
        }
    }

    /// Keeps a set that is enough by all runs too.
    fn confirmed(&mut self, set: Vec<usize>, without: &Forecast) {
        if without.finish().p80 <= self.goal
            && let Some(payment) = self.payment(&set, without)
        {
            self.found.push((set, payment));
        }
    }

    /// Takes out of those that passed a try the one of the least value, of equal ones the one that
    /// saves most; nothing once enough are found.
    fn next_passed(&mut self) -> Option<Vec<usize>> {
        if self.found.len() >= MOST {
            self.passed.clear();
        }
        let value = |set: &[usize]| self.members(set).map(|it| it.value).sum::<u32>();
        let passed = self.passed.iter().enumerate();
        let (best, _) = passed.min_by(|(_, (a, a_saves)), (_, (b, b_saves))| {
            value(a).cmp(&value(b)).then(b_saves.total_cmp(a_saves))
        })?;
        Some(self.passed.swap_remove(best).0)
    }

    fn contains_one_found(&self, set: &[usize]) -> bool {
        let within = |(found, _): &(Vec<usize>, _)| found.iter().all(|it| set.contains(it));
        self.found.iter().any(within)
    }

    /// The candidates that save most without being enough on their own.
    fn best(&self, most: usize) -> Vec<usize> {
        let alone = |one: usize| self.contains_one_found(&[one]);
        let candidates = self.candidates.iter().enumerate();
        let mut best: Vec<_> = candidates
            .filter(|(place, candidate)| candidate.saves > 0.0 && !alone(*place))
            .map(|(place, candidate)| (place, candidate.saves))
            .collect();
        best.sort_by(|(_, a), (_, b)| b.total_cmp(a));
        best.into_iter()
            .take(most)
            .map(|(place, _)| place)
            .collect()
    }

    fn without(&self, set: &[usize], options: &Options) -> Simulation {
        let drops: Vec<_> = self
            .members(set)
            .map(|it| Alteration::Drop(it.task.clone()))
            .collect();
        altered(&self.project, self.today, options, &drops)
    }

    fn payment(&self, set: &[usize], without: &Forecast) -> Option<Payment> {
        let mut tasks: Vec<_> = self.members(set).map(|it| it.task.clone()).collect();
        tasks.sort();
        Some(Payment {
            tasks,
            value: self.members(set).map(|it| it.value).sum(),
            saves: difference(self.changed.as_ref()?, without),
            p80: without.finish().p80,
        })
    }

    fn members(&self, set: &[usize]) -> impl Iterator<Item = &Candidate> {
        set.iter().filter_map(|place| self.candidates.get(*place))
    }
}

/// The 80 % date by the first runs of a forecast.
fn p80_of_first(forecast: &Forecast, runs: u32) -> NaiveDate {
    let mut finishes: Vec<_> = forecast.finishes.by_run().to_vec();
    finishes.truncate(runs as usize);
    finishes.sort_unstable();
    let place = Finishes::place(finishes.len(), 0.8);
    forecast.date(finishes.get(place).copied().unwrap_or(0))
}

/// The shoulds and nices that may bring the date back: those with much work that are themselves on
/// the chain, or whose people are.
fn candidates(project: &Project, forecast: &Forecast) -> Vec<Candidate> {
    let assignees = |id| {
        project
            .tasks
            .get(id)
            .into_iter()
            .flat_map(|task| task.assignees.keys())
    };
    let mut busy: BTreeMap<&Id<Person>, f64> = BTreeMap::new();
    for (id, task) in &forecast.tasks {
        for person in assignees(id) {
            let most = busy.entry(person).or_default();
            *most = most.max(task.criticality);
        }
    }
    let mut ranked: Vec<(f64, Candidate)> = Vec::new();
    for (id, task) in &forecast.tasks {
        let record = project.tasks.get(id);
        let usual = match record.and_then(|record| record.priority) {
            Some(Priority::Should) => 5,
            Some(Priority::Nice) => 2,
            Some(Priority::Must) | None => continue,
        };
        let people = assignees(id).filter_map(|person| busy.get(person).copied());
        let matters = task.criticality + people.fold(0.0, f64::max);
        let candidate = Candidate {
            task: id.clone(),
            value: record
                .and_then(|record| record.value)
                .map_or(usual, u32::from),
            saves: 0.0,
        };
        ranked.push((matters * task.belief.remaining.mean(), candidate));
    }
    ranked.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    let best = ranked.into_iter().filter(|(promise, _)| *promise > 0.0);
    best.take(SINGLES).map(|(_, candidate)| candidate).collect()
}

/// All subsets of that size, those of the first members first.
fn subsets(of: &[usize], size: usize) -> Vec<Vec<usize>> {
    let Some((first, rest)) = of.split_first() else {
        return if size == 0 {
            vec![Vec::new()]
        } else {
            Vec::new()
        };
    };
    if size == 0 {
        return vec![Vec::new()];
    }
    let mut with: Vec<Vec<usize>> = subsets(rest, size - 1);
    for set in &mut with {
        set.insert(0, *first);
    }
    with.append(&mut subsets(rest, size));
    with
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forecast::Scope;
    use crate::project::notation::project;

    fn today() -> Today {
        Today(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap())
    }

    fn options() -> Options {
        Options {
            runs: 600,
            scope: Scope::Everything,
            ..Options::default()
        }
    }

    const BEFORE: &str = "
        person ann
        person bob
        task must 40h @ann must
        task large 24h @ann should
        task small 12h @ann should
        task tiny 12h @ann nice
        task other 8h @bob nice";

    /// The sets found for this change, as texts, after the search is over.
    fn payments(change: &str) -> Vec<String> {
        let before = Simulation::new(&project(BEFORE), today(), &options())
            .0
            .complete();
        let changed = project(&format!("{BEFORE}\n{change}"));
        let mut search = PayForIt::new(&before, &changed, today(), &options());
        let mut tries = 0;
        while search.step(u32::MAX) {
            tries += 1;
        }
        assert!(tries <= 2 + SINGLES + 36 + 20 + MOST);
        let text = |payment: &&Payment| {
            let tasks: Vec<_> = payment.tasks.iter().map(Id::as_str).collect();
            assert!(payment.p80 <= before.finish().p80);
            assert!(payment.saves.p80.is_real());
            format!("{} for {}", tasks.join(" + "), payment.value)
        };
        search.found().iter().map(text).collect()
    }

    #[test]
    fn single_tasks_come_first_and_the_least_value_before_them_all() {
        let found = payments("        task new 8h @ann must");
        assert_eq!(found, ["tiny for 2", "large for 5", "small for 5"]);
    }

    #[test]
    fn where_no_single_task_is_enough_pairs_are() {
        let found = payments("        task new 28h @ann must");
        let expected = [
            "large + tiny for 7",
            "small + tiny for 7",
            "large + small for 10",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_change_that_costs_nothing_needs_no_payment() {
        let found = payments("        task new 1h @bob nice");
        assert_eq!(found, Vec::<String>::new());
    }

    #[test]
    fn the_promised_day_can_be_paid_for_without_a_change() {
        let project = project(BEFORE);
        let day = |day| NaiveDate::from_ymd_opt(2026, 3, day).unwrap();
        let found = |goal| {
            let mut search = PayForIt::to_date(goal, &project, today(), &options());
            while search.step(u32::MAX) {}
            assert!(search.found().iter().all(|payment| payment.p80 <= goal));
            search.found().len()
        };
        assert!(found(day(18)) > 0);
        assert_eq!(found(day(31)), 0);
    }

    #[test]
    fn what_cannot_be_paid_for_is_not() {
        let found = payments("        task new 400h @ann must");
        assert_eq!(found, Vec::<String>::new());
    }

    #[test]
    fn a_tasks_own_value_counts() {
        let before = Simulation::new(&project(BEFORE), today(), &options())
            .0
            .complete();
        let mut changed = project(&format!("{BEFORE}\n        task new 8h @ann must"));
        if let Some(task) = changed.tasks.get_mut(&Id::<Task>::new("tiny")) {
            task.value = Some(9);
        }
        let mut search = PayForIt::new(&before, &changed, today(), &options());
        while search.step(u32::MAX) {}
        assert!(search.is_needed());
        assert_eq!(search.found().last().map(|payment| payment.value), Some(9));
        assert_eq!(search.savings()[0].0, &Id::new("large"));
    }
}
