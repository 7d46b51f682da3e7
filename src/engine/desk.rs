//! The desk at which questions are worked on: what comes first, and how far it gets in one step.

use std::collections::VecDeque;
use std::sync::Arc;

use chrono::NaiveDate;

use super::answer::{Answer, Entry, News, Outlook, Question, QuestionId, Revision};
use super::prices::{Base, Trial};
use super::wire::Ask;
use crate::finish::status::{Mover, Rewind, Rewound};
use crate::forecast::{self, ChainTask, Forecast, Options, PayForIt, Simulation};
use crate::project::{Project, Today, WorkMinutes};
use crate::schedule::{self, Improvement, Plan, Schedule};

/// The seed of the search for a better order: the same everywhere, so that two machines agree.
const SEARCH_SEED: u64 = 1;
/// Tasks leveled in that search, over as many schedules as that takes: a large plan is not worth a
/// minute of a phone's work after every edit.
const SEARCH_TASKS: u32 = 4_000_000;

/// After so many percent of the runs a large project is told what they say so far.
const PARTS: [u8; 2] = [10, 30];
/// A project is large if leveling it as often as a forecast does is so many times a step: with
/// fewer the whole forecast is there before a part of it has been read.
const LARGE: u32 = 50;
/// Runs below which a forecast is not told even if no more are wanted: fewer say little about nine
/// in ten.
const LEAST_RUNS: u32 = 100;

/// What a step did.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// There is nothing left to do.
    Idle,
    /// Some work was done; there is more.
    Working,
    /// Something was found; there may be more to do.
    Found(News),
}

/// The work on one project at a time. Dates come first, then questions in their order, then the
/// forecast, and a better order last: nobody waits for it. A forecast that rests is told as far as
/// it is, and what comes after it waits with it. A new revision of the project makes all of it anew.
#[derive(Debug)]
pub struct Desk {
    project: Project,
    today: Today,
    revision: Revision,
    /// How many tasks are leveled in one step, over as many runs as that takes.
    slice: u32,
    schedule: Option<Schedule>,
    simulation: Option<(Simulation, Vec<forecast::Problem>)>,
    /// The last runs a forecast was reported at, in percent; 100 once it is told.
    told: u8,
    rest: Rest,
    /// The project as it is by so many runs, once someone asked for a price.
    base: Option<(u32, Base)>,
    questions: VecDeque<(QuestionId, Work)>,
}

/// Whether more runs of the forecast are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rest {
    /// All of them.
    GoesOn,
    /// Only as many as it takes to tell what there is.
    Wanted,
    /// No more, and what there is has been told.
    Reached,
}

/// A question that is being worked on.
#[derive(Debug)]
enum Work {
    New(Question),
    Prices {
        changes: Vec<Vec<Entry>>,
        runs: u32,
        trial: Option<Box<Trial>>,
        found: Vec<super::Price>,
    },
    /// The project without the change is simulated first: its 80 % date is to be kept.
    PayFor {
        change: Vec<Entry>,
        before: Box<Trial>,
    },
    Payments {
        change: Vec<Entry>,
        search: Box<PayForIt>,
    },
    Improve {
        schedules: u32,
        search: Box<Improvement>,
    },
    Moved {
        rewind: Box<Rewind>,
        under_way: Option<Box<(Mover, Rewound, Simulation)>>,
    },
}

impl Work {
    /// The question as it was asked.
    fn question(self) -> Question {
        match self {
            Self::New(question) => question,
            Self::Prices { changes, runs, .. } => Question::Prices { changes, runs },
            Self::PayFor { change, .. } | Self::Payments { change, .. } => Question::PayFor(change),
            Self::Improve { schedules, .. } => Question::Improve { schedules },
            Self::Moved { .. } => Question::Moved,
        }
    }
}

impl Desk {
    /// A desk without a project, whose steps level about so many tasks each.
    #[must_use]
    pub fn new(slice: u32) -> Self {
        Self {
            project: Project::default(),
            today: Today(NaiveDate::default()),
            revision: 0,
            slice,
            schedule: None,
            simulation: None,
            told: 100,
            rest: Rest::GoesOn,
            base: None,
            questions: VecDeque::new(),
        }
    }

    /// Takes in what came from elsewhere.
    pub fn hear(&mut self, ask: Ask) {
        match ask {
            Ask::Forget => *self = Self::new(self.slice),
            Ask::Entries(entries, state) => {
                for entry in &entries {
                    entry.make(&mut self.project);
                }
                if let Some((today, revision)) = state {
                    self.begin_again(today, revision);
                }
            }
            Ask::Question(id, question) => self.ask(id, question),
            Ask::Stop(id) => self.stop(id),
            Ask::Rest(rests) => self.rest(rests),
        }
    }

    /// Lays another project, or another state of it, on the desk. Questions that are open are
    /// asked again of it.
    pub fn look_at(&mut self, project: Project, today: Today, revision: Revision) {
        self.project = project;
        self.begin_again(today, revision);
    }

    /// Makes these records of the project on the desk be so.
    pub fn update(&mut self, entries: &[Entry], today: Today, revision: Revision) {
        for entry in entries {
            entry.make(&mut self.project);
        }
        self.begin_again(today, revision);
    }

    fn begin_again(&mut self, today: Today, revision: Revision) {
        self.today = today;
        self.revision = revision;
        self.schedule = None;
        self.simulation = None;
        self.base = None;
        self.told = 0;
        self.rest = Rest::GoesOn;
        let questions = std::mem::take(&mut self.questions);
        let asked = questions.into_iter();
        self.questions = asked
            .map(|(id, work)| (id, Work::New(work.question())))
            .collect();
    }

    /// Asks something. An older question with the same id is dropped.
    pub fn ask(&mut self, id: QuestionId, question: Question) {
        self.stop(id);
        self.questions.push_back((id, Work::New(question)));
    }

    /// Drops a question.
    pub fn stop(&mut self, id: QuestionId) {
        self.questions.retain(|(other, _)| *other != id);
    }

    /// Lets the forecast rest at the runs that are made, or go on from there. It goes on by itself
    /// when the project changes.
    pub fn rest(&mut self, rests: bool) {
        self.rest = if rests && self.told < 100 {
            Rest::Wanted
        } else {
            Rest::GoesOn
        };
    }

    /// Does the next piece of work.
    pub fn step(&mut self) -> Step {
        if self.told == 100 && self.questions.is_empty() {
            return Step::Idle;
        }
        if self.schedule.is_none() {
            return Step::Found(self.make_schedule());
        }
        let Some((id, work)) = self.next_question() else {
            return match self.rest {
                Rest::Reached => Step::Idle,
                Rest::GoesOn | Rest::Wanted => self.forecast(),
            };
        };
        let (answer, percent, work) = self.work_on(work);
        if let Some(work) = work {
            self.questions.push_front((id, work));
        }
        match answer {
            Some(answer) => Step::Found(News::Answer(id, Arc::new(answer), percent)),
            None => Step::Working,
        }
    }

    /// Takes the next question off the desk, if one comes before the forecast.
    fn next_question(&mut self) -> Option<(QuestionId, Work)> {
        let can_wait = |work: &Work| {
            matches!(
                work,
                Work::Improve { .. }
                    | Work::Moved { .. }
                    | Work::New(Question::Improve { .. } | Question::Moved)
            )
        };
        let urgent = self.questions.iter().position(|(_, it)| !can_wait(it));
        match urgent {
            Some(at) => self.questions.remove(at),
            None if self.told == 100 => self.questions.pop_front(),
            None => None,
        }
    }

    fn make_schedule(&mut self) -> News {
        let options = Options::of(&self.project, self.today).of_schedule();
        let (plan, problems) = Plan::of(&self.project, self.today, &options);
        let schedule = schedule::of_plan(&self.project, plan);
        let timetable = schedule.timetable(&self.project, problems);
        self.schedule = Some(schedule);
        News::Timetable(self.revision, Arc::new(timetable))
    }

    fn runs_of_a_step(&self, tasks: usize) -> u32 {
        let tasks = u32::try_from(tasks).unwrap_or(u32::MAX).max(1);
        (self.slice / tasks).max(1)
    }

    fn forecast(&mut self) -> Step {
        let Some(schedule) = &self.schedule else {
            return Step::Working;
        };
        let runs = self.runs_of_a_step(schedule.plan.tasks.len());
        let Some((simulation, _)) = &mut self.simulation else {
            let options = Options::of(&self.project, self.today);
            self.simulation = Some(Simulation::new(&self.project, self.today, &options));
            return Step::Working;
        };
        let made = simulation.step(runs);
        let percent = if made.are_complete() {
            100
        } else {
            percent(made.done, made.wanted).min(99)
        };
        let before = std::mem::replace(&mut self.told, percent);
        let rests = self.rest == Rest::Wanted && made.done >= LEAST_RUNS.min(made.wanted);
        if rests {
            self.rest = Rest::Reached;
        } else if percent == before {
            return Step::Working;
        }
        let is_large = made.wanted / runs > LARGE;
        let is_part = |part: &u8| before < *part && *part <= percent;
        if percent < 100 && !rests && !(is_large && PARTS.iter().any(is_part)) {
            return Step::Found(News::Underway(self.revision, percent));
        }
        match self.outlook() {
            Some(outlook) => Step::Found(News::Outlook(self.revision, Arc::new(outlook), percent)),
            None => Step::Working,
        }
    }

    fn outlook(&self) -> Option<Outlook> {
        let schedule = self.schedule.as_ref()?;
        let (simulation, problems) = self.simulation.as_ref()?;
        let forecast = simulation.forecast();
        let spread = i64::from(forecast.buffer().0);
        let buffer = schedule::buffer(&self.project, schedule, Some(spread));
        let minutes = WorkMinutes(u32::try_from(buffer.minutes).unwrap_or(0));
        Some(Outlook {
            zones: forecast::fever_zones(simulation, &chain(schedule), minutes),
            forecast,
            buffer,
            problems: problems.clone(),
        })
    }

    /// One step of work: what it says, how far that is, and what is left to do.
    fn work_on(&mut self, work: Work) -> (Option<Answer>, u8, Option<Work>) {
        match work {
            Work::New(Question::Moved) => {
                let known = self.simulation.as_ref();
                let forecast = known.map(|(simulation, _)| simulation.forecast());
                let rewind = forecast.and_then(|it| Rewind::new(&self.project, self.today, &it));
                let Some(rewind) = rewind else {
                    return (Some(Answer::Moved(None)), 100, None);
                };
                let begun = Work::Moved {
                    rewind: Box::new(rewind),
                    under_way: None,
                };
                (None, 0, Some(begun))
            }
            Work::New(question) => (None, 0, Some(self.begin(question))),
            Work::Prices {
                changes,
                runs,
                trial,
                found,
            } => self.price(changes, runs, trial, found),
            Work::PayFor { change, mut before } => {
                let runs = self.runs_of_a_step(before.tasks());
                let work = if before.step(runs) {
                    let base = before.into_base();
                    self.payments(change, Some(&base.forecast))
                } else {
                    Work::PayFor { change, before }
                };
                (None, 0, Some(work))
            }
            Work::Payments { change, search } => self.pay(change, search),
            Work::Improve {
                schedules,
                mut search,
            } => {
                let Some(schedule) = &self.schedule else {
                    return (None, 0, None);
                };
                let step = self.runs_of_a_step(schedule.plan.tasks.len());
                if search.step(&schedule.plan, step) {
                    let proposal = search.proposal(schedule);
                    return (Some(Answer::Order(proposal)), 100, None);
                }
                (None, 0, Some(Work::Improve { schedules, search }))
            }
            Work::Moved { rewind, under_way } => self.walk_back(rewind, under_way),
        }
    }

    /// One step of the way back to an earlier day.
    fn walk_back(
        &self,
        mut rewind: Box<Rewind>,
        under_way: Option<Box<(Mover, Rewound, Simulation)>>,
    ) -> (Option<Answer>, u8, Option<Work>) {
        let Some(mut trial) = under_way else {
            let Some((mover, rewound)) = rewind.back() else {
                return (Some(Answer::Moved(Some(rewind.moved()))), 100, None);
            };
            let made = Simulation::new(&rewound.project, rewound.today, &rewound.options);
            let under_way = Some(Box::new((mover, rewound, made.0)));
            return (None, 0, Some(Work::Moved { rewind, under_way }));
        };
        let (mover, rewound, simulation) = &mut *trial;
        let runs = self.runs_of_a_step(rewound.project.tasks.len());
        let is_made = simulation.step(runs).are_complete();
        let under_way = if is_made {
            rewind.found(*mover, rewound, &simulation.forecast());
            None
        } else {
            Some(trial)
        };
        (None, 0, Some(Work::Moved { rewind, under_way }))
    }

    fn begin(&self, question: Question) -> Work {
        match (question, &self.schedule) {
            (Question::PayFor(change), _) => {
                let options = Options::of(&self.project, self.today);
                if change.is_empty() && options.promised.is_some() {
                    return self.payments(change, None);
                }
                let before = Trial::new(&self.project, &[], self.today, options.runs);
                Work::PayFor {
                    change,
                    before: Box::new(before),
                }
            }
            (Question::Improve { schedules }, Some(schedule)) => {
                let tasks = u32::try_from(schedule.plan.tasks.len()).unwrap_or(u32::MAX);
                let most = (SEARCH_TASKS / tasks.max(1)).min(schedules);
                Work::Improve {
                    schedules,
                    search: Box::new(Improvement::new(schedule, SEARCH_SEED, most)),
                }
            }
            (Question::Prices { changes, runs }, _) => Work::Prices {
                changes,
                runs,
                trial: None,
                found: Vec::new(),
            },
            (question @ (Question::Improve { .. } | Question::Moved), _) => Work::New(question),
        }
    }

    /// The search for what keeps the 80 % date there was before a change; without one, for what
    /// brings it to the promised day.
    fn payments(&self, change: Vec<Entry>, before: Option<&Forecast>) -> Work {
        let mut changed = self.project.clone();
        for entry in &change {
            entry.make(&mut changed);
        }
        let options = Options::of(&changed, self.today);
        let search = match (before, options.promised) {
            (Some(before), _) => PayForIt::new(before, &changed, self.today, &options),
            (None, promised) => {
                let goal = promised.unwrap_or(self.today.0);
                PayForIt::to_date(goal, &changed, self.today, &options)
            }
        };
        Work::Payments {
            change,
            search: Box::new(search),
        }
    }

    /// One step of that search; something is told whenever another set is begun.
    fn pay(
        &self,
        change: Vec<Entry>,
        mut search: Box<PayForIt>,
    ) -> (Option<Answer>, u8, Option<Work>) {
        let before = search.tries();
        let goes_on = search.step(self.runs_of_a_step(search.tasks()));
        // At most 96 sets are tried and 8 looked at closely.
        let percent = if goes_on {
            u8::try_from(search.tries()).unwrap_or(99).min(99)
        } else {
            100
        };
        let answer = (search.tries() != before || !goes_on).then(|| Answer::Payments {
            found: search.found().into_iter().cloned().collect(),
            savings: owned(search.savings()),
            is_needed: search.is_needed(),
        });
        let rest = goes_on.then_some(Work::Payments { change, search });
        (answer, percent, rest)
    }

    fn price(
        &mut self,
        changes: Vec<Vec<Entry>>,
        runs: u32,
        trial: Option<Box<Trial>>,
        mut found: Vec<super::Price>,
    ) -> (Option<Answer>, u8, Option<Work>) {
        let base = self.base.take().filter(|(made, _)| *made == runs);
        let next = changes.get(found.len());
        let Some(mut under_way) = trial else {
            let tried = match (&base, next) {
                (None, _) => Some([].as_slice()),
                (Some(_), Some(change)) => Some(change.as_slice()),
                (Some(_), None) => None,
            };
            self.base = base;
            let Some(tried) = tried else {
                return (Some(Answer::Prices(found)), 100, None);
            };
            let trial = Trial::new(&self.project, tried, self.today, runs);
            let work = Work::Prices {
                changes,
                runs,
                trial: Some(Box::new(trial)),
                found,
            };
            return (None, 0, Some(work));
        };
        let step = self.runs_of_a_step(under_way.tasks());
        let mut answer = None;
        let mut rest = None;
        if under_way.step(step) {
            match base {
                None => self.base = Some((runs, under_way.into_base())),
                Some((runs, base)) => {
                    found.push(under_way.price(&base));
                    answer = Some(Answer::Prices(found.clone()));
                    self.base = Some((runs, base));
                }
            }
        } else {
            self.base = base;
            rest = Some(under_way);
        }
        let done = u32::try_from(found.len()).unwrap_or(u32::MAX);
        let all = u32::try_from(changes.len()).unwrap_or(u32::MAX);
        let percent = percent(done, all);
        if answer.is_some() && percent == 100 {
            return (answer, percent, None);
        }
        let work = Work::Prices {
            changes,
            runs,
            trial: rest,
            found,
        };
        (answer, percent, Some(work))
    }
}

fn owned<K: Clone>(pairs: Vec<(&K, f64)>) -> Vec<(K, f64)> {
    pairs
        .into_iter()
        .map(|(key, it)| (key.clone(), it))
        .collect()
}

fn percent(done: u32, wanted: u32) -> u8 {
    let percent = u64::from(done) * 100 / u64::from(wanted).max(1);
    u8::try_from(percent).unwrap_or(100).min(100)
}

/// The tasks of the critical chain with their planned spans.
fn chain(schedule: &Schedule) -> Vec<ChainTask> {
    let part = |task: &crate::project::Id<crate::project::Task>| {
        let node = *schedule.plan.nodes.get(task)? as usize;
        let (start, finish) = (schedule.start.get(node)?, schedule.finish.get(node)?);
        let planned = schedule.working_minutes(*start, *finish);
        Some(ChainTask {
            task: task.clone(),
            planned: WorkMinutes(u32::try_from(planned).unwrap_or(0)),
        })
    };
    schedule.chain.iter().filter_map(part).collect()
}
