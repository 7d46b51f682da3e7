//! Questions and answers as bytes, for an engine that runs elsewhere.
//!
//! Both ends are the same build, which they make sure of first (see [`BUILD`]), so the bytes carry
//! values and no names: whole numbers in as few bytes as they need, everything else in the order of
//! its fields. Bytes that were not written here are read as `None`, never as a panic.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

use super::answer::{Answer, Entry, News, Outlook, Price, Question, Revision};
use crate::forecast::{
    self, Belief, Dates, Difference, Finishes, Forecast, OnTime, Payment, Progress, Recipe,
    RiskForecast, Shift, Spread, TaskForecast, ZonePoint,
};
use crate::project::{BufferRule, Fields, Id, Moved, Today, WorkMinutes};
use crate::schedule::{
    self, Binding, Buffer, FeedingBuffer, Move, OpenDates, Proposal, Reached, Scheduled, Span,
    Timetable,
};

/// Which build speaks.
pub const BUILD: &str = match option_env!("LASTMILE_BUILD") {
    Some(build) => build,
    None => env!("CARGO_PKG_VERSION"),
};

/// The quantiles a spread is sent with.
const QUANTILES: usize = 40;

/// A message to the engines.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// Another project is looked at: the one before is forgotten, with all questions about it.
    Forget,
    /// Records as they are from now on. `None` while more are to come; else the day, and the number
    /// of the state the project is in then.
    Entries(Vec<Entry>, Option<(Today, u32)>),
    /// A question; an older one of that number is dropped.
    Question(u32, Question),
    /// A question is dropped.
    Stop(u32),
    /// The forecast rests at the runs that are made, or goes on.
    Rest(bool),
}

impl Ask {
    /// As bytes.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        bytes_of(self)
    }

    /// Reads what [`Ask::encode`] wrote.
    #[must_use]
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        read_all(bytes)
    }
}

impl News {
    /// As bytes. Spreads are thinned out.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        bytes_of(self)
    }

    /// Reads what [`News::encode`] wrote.
    #[must_use]
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        read_all(bytes)
    }

    /// Which state of the project bytes tell of, without the rest being read; `None` for an answer.
    #[must_use]
    pub fn revision(mut bytes: &[u8]) -> Option<Revision> {
        let from = &mut bytes;
        match u8::from_byte(from)? {
            0..=2 => Wire::take(from),
            _ => None,
        }
    }
}

fn bytes_of(value: &impl Wire) -> Vec<u8> {
    let mut bytes = Vec::new();
    value.put(&mut bytes);
    bytes
}

fn read_all<T: Wire>(mut bytes: &[u8]) -> Option<T> {
    let value = T::take(&mut bytes)?;
    bytes.is_empty().then_some(value)
}

/// Something that can be written as bytes and read back.
trait Wire: Sized {
    fn put(&self, out: &mut Vec<u8>);
    fn take(from: &mut &[u8]) -> Option<Self>;
}

/// Whole numbers: seven bits a byte, the sign in the lowest.
fn put_number(number: i64, out: &mut Vec<u8>) {
    let mut rest = ((number << 1) ^ (number >> 63)).cast_unsigned();
    while rest >= 0x80 {
        out.push((rest & 0x7f) as u8 | 0x80);
        rest >>= 7;
    }
    out.push((rest & 0x7f) as u8);
}

fn take_number(from: &mut &[u8]) -> Option<i64> {
    let mut number = 0_u64;
    for shift in (0..64).step_by(7) {
        let (byte, rest) = from.split_first()?;
        *from = rest;
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some((number >> 1).cast_signed() ^ -(number & 1).cast_signed());
        }
    }
    None
}

fn take_bytes<'a>(from: &mut &'a [u8], count: usize) -> Option<&'a [u8]> {
    let (bytes, rest) = from.split_at_checked(count)?;
    *from = rest;
    Some(bytes)
}

/// A length, which is no larger than what is left: every member takes at least a byte.
fn take_length(from: &mut &[u8]) -> Option<usize> {
    let length = usize::try_from(take_number(from)?).ok()?;
    (length <= from.len()).then_some(length)
}

fn put_length(length: usize, out: &mut Vec<u8>) {
    put_number(i64::try_from(length).unwrap_or(i64::MAX), out);
}

macro_rules! numbers {
    ($($number:ty),*) => { $(
        impl Wire for $number {
            fn put(&self, out: &mut Vec<u8>) {
                put_number(i64::try_from(*self).unwrap_or(i64::MAX), out);
            }
            fn take(from: &mut &[u8]) -> Option<Self> {
                take_number(from)?.try_into().ok()
            }
        }
    )* };
}
numbers!(u8, u32, i32, i64, usize);

/// A struct, a struct around one value, or an enum whose variants have numbers; there a field without
/// a name is called by its place.
macro_rules! wire {
    ($of:ty { $($field:ident),* $(,)? }) => {
        impl Wire for $of {
            fn put(&self, out: &mut Vec<u8>) {
                $(self.$field.put(out);)*
            }
            fn take(from: &mut &[u8]) -> Option<Self> {
                $(let $field = Wire::take(from)?;)*
                Some(Self { $($field),* })
            }
        }
    };
    (newtype $of:ty) => {
        impl Wire for $of {
            fn put(&self, out: &mut Vec<u8>) {
                self.0.put(out);
            }
            fn take(from: &mut &[u8]) -> Option<Self> {
                Some(Self(Wire::take(from)?))
            }
        }
    };
    (enum $of:ty { $($tag:literal $variant:ident { $($field:tt: $name:ident),* })* }) => {
        impl Wire for $of {
            fn put(&self, out: &mut Vec<u8>) {
                match self {
                    $(Self::$variant { $($field: $name),* } => {
                        out.push($tag);
                        $($name.put(out);)*
                    })*
                }
            }
            fn take(from: &mut &[u8]) -> Option<Self> {
                match u8::from_byte(from)? {
                    $($tag => {
                        $(let $name = Wire::take(from)?;)*
                        Some(Self::$variant { $($field: $name),* })
                    })*
                    _ => None,
                }
            }
        }
    };
}

/// The byte that tells variants apart.
trait FromByte: Sized {
    fn from_byte(from: &mut &[u8]) -> Option<Self>;
}

impl FromByte for u8 {
    fn from_byte(from: &mut &[u8]) -> Option<Self> {
        take_bytes(from, 1)?.first().copied()
    }
}

impl Wire for bool {
    fn put(&self, out: &mut Vec<u8>) {
        out.push((*self).into());
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(u8::from_byte(from)? != 0)
    }
}

impl Wire for f64 {
    fn put(&self, out: &mut Vec<u8>) {
        out.extend(self.to_le_bytes());
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(Self::from_le_bytes(take_bytes(from, 8)?.try_into().ok()?))
    }
}

impl Wire for f32 {
    fn put(&self, out: &mut Vec<u8>) {
        out.extend(self.to_le_bytes());
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(Self::from_le_bytes(take_bytes(from, 4)?.try_into().ok()?))
    }
}

impl Wire for Arc<str> {
    fn put(&self, out: &mut Vec<u8>) {
        put_length(self.len(), out);
        out.extend(self.as_bytes());
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        let length = take_length(from)?;
        Some(std::str::from_utf8(take_bytes(from, length)?).ok()?.into())
    }
}

impl Wire for String {
    fn put(&self, out: &mut Vec<u8>) {
        Arc::<str>::from(self.as_str()).put(out);
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(Arc::<str>::take(from)?.as_ref().to_owned())
    }
}

impl<T> Wire for Id<T> {
    fn put(&self, out: &mut Vec<u8>) {
        put_length(self.as_str().len(), out);
        out.extend(self.as_str().as_bytes());
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(Self::new(&Arc::<str>::take(from)?))
    }
}

impl Wire for NaiveDate {
    fn put(&self, out: &mut Vec<u8>) {
        self.num_days_from_ce().put(out);
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        Self::from_num_days_from_ce_opt(i32::take(from)?)
    }
}

/// Fields travel as the JSON they are kept as.
impl Wire for Fields {
    fn put(&self, out: &mut Vec<u8>) {
        serde_json::to_string(self).unwrap_or_default().put(out);
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        serde_json::from_str(&Arc::<str>::take(from)?).ok()
    }
}

impl<T: Wire> Wire for Option<T> {
    fn put(&self, out: &mut Vec<u8>) {
        out.push(self.is_some().into());
        if let Some(value) = self {
            value.put(out);
        }
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(if bool::take(from)? {
            Some(T::take(from)?)
        } else {
            None
        })
    }
}

impl<T: Wire> Wire for Vec<T> {
    fn put(&self, out: &mut Vec<u8>) {
        put_length(self.len(), out);
        for member in self {
            member.put(out);
        }
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        let length = take_length(from)?;
        let mut members = Self::with_capacity(length);
        for _ in 0..length {
            members.push(T::take(from)?);
        }
        Some(members)
    }
}

impl<K, V: Wire> Wire for BTreeMap<Id<K>, V> {
    fn put(&self, out: &mut Vec<u8>) {
        put_map(self, out);
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        take_map(from)
    }
}

fn put_map<K: Wire, V: Wire>(map: &BTreeMap<K, V>, out: &mut Vec<u8>) {
    put_length(map.len(), out);
    for (key, value) in map {
        key.put(out);
        value.put(out);
    }
}

fn take_map<K: Wire + Ord, V: Wire>(from: &mut &[u8]) -> Option<BTreeMap<K, V>> {
    let mut map = BTreeMap::new();
    for _ in 0..take_length(from)? {
        let key = K::take(from)?;
        map.insert(key, V::take(from)?);
    }
    Some(map)
}

impl<A: Wire, B: Wire> Wire for (A, B) {
    fn put(&self, out: &mut Vec<u8>) {
        self.0.put(out);
        self.1.put(out);
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        Some((A::take(from)?, B::take(from)?))
    }
}

impl<T: Wire> Wire for [Option<T>; 2] {
    fn put(&self, out: &mut Vec<u8>) {
        self[0].put(out);
        self[1].put(out);
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        Some([Wire::take(from)?, Wire::take(from)?])
    }
}

impl<T: Wire> Wire for Arc<T> {
    fn put(&self, out: &mut Vec<u8>) {
        (**self).put(out);
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(Self::new(T::take(from)?))
    }
}

impl Wire for Spread {
    fn put(&self, out: &mut Vec<u8>) {
        self.quantiles(QUANTILES).put(out);
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(Self::of_quantiles(Wire::take(from)?))
    }
}

impl Wire for Finishes {
    fn put(&self, out: &mut Vec<u8>) {
        self.by_run().to_vec().put(out);
        self.worked_by_run().to_vec().put(out);
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(Self::of_runs(Wire::take(from)?, Wire::take(from)?))
    }
}

wire!(enum Ask {
    0 Forget {}
    1 Entries { 0: entries, 1: state }
    2 Question { 0: id, 1: question }
    3 Stop { 0: id }
    4 Rest { 0: rests }
});
wire!(Entry { kind, id, fields });
wire!(enum Question {
    0 Prices { changes: changes, runs: runs }
    1 PayFor { 0: change }
    2 Improve { schedules: schedules }
    3 Moved {}
});
wire!(enum News {
    0 Timetable { 0: revision, 1: timetable }
    1 Underway { 0: revision, 1: percent }
    2 Outlook { 0: revision, 1: outlook, 2: percent }
    3 Answer { 0: id, 1: answer, 2: percent }
});
wire!(enum Answer {
    0 Prices { 0: prices }
    1 Payments { found: found, savings: savings, is_needed: is_needed }
    2 Order { 0: proposal }
    3 Moved { 0: moved }
});
wire!(Price {
    before,
    after,
    on_time,
    difference,
    finish,
    moves
});
wire!(Outlook {
    forecast,
    buffer,
    zones,
    problems
});
wire!(Timetable {
    origin,
    tasks,
    spans,
    milestones,
    finish,
    chain,
    buffer,
    promised,
    buffer_left_minutes,
    problems
});
wire!(Span { start, finish });
wire!(Scheduled {
    start,
    finish,
    remaining,
    due_slack_minutes,
    open
});
wire!(OpenDates {
    early_start,
    early_finish,
    late_start,
    late_finish,
    total_slack_minutes,
    free_slack_minutes,
    leveled_slack_minutes,
    is_critical,
    is_on_chain,
    binding
});
wire!(enum Binding {
    0 Predecessor { dependency: dependency, task: task }
    1 Person { person: person, task: task }
    2 Calendar { people: people, until: until, task: task }
    3 NotBefore { 0: date }
    4 Blocker {}
    5 StatusDate {}
});
wire!(Reached {
    date,
    is_reached,
    due_slack_minutes
});
wire!(Buffer {
    rule,
    chain_minutes,
    minutes,
    end,
    feeding
});
wire!(FeedingBuffer {
    last,
    joins,
    chain_minutes,
    wanted_minutes,
    fits_minutes
});
wire!(enum BufferRule { 0 Percent {} 1 RootSumSquare {} 2 Simulation {} });
wire!(enum schedule::Problem {
    0 Cycle { 0: tasks }
    1 LinkDangling { 0: link }
    2 LinkToOwnPart { 0: link }
    3 NobodyDoesIt { 0: task }
    4 AssigneeMissing { 0: task, 1: person }
    5 NotEstimated { 0: task }
    6 PoolTooSmall { 0: task, 1: person }
    7 NoWorkingTime { 0: person }
    8 NoProjectTime {}
    9 NeverTogether { 0: task }
    10 NeverFinishes { 0: task }
});
wire!(Forecast {
    origin,
    finishes,
    promised,
    tasks,
    milestones,
    risks
});
wire!(OnTime {
    date,
    probability,
    standard_error,
    work_done,
    tasks_done,
    tasks
});
wire!(Dates { p50, p80, p90 });
wire!(TaskForecast {
    finish,
    criticality,
    span_sigma,
    sensitivity,
    belief
});
wire!(Belief {
    recipe,
    progress,
    is_stale,
    remaining
});
wire!(enum Recipe {
    0 FinishedTasks { finished: finished }
    1 ThreePoints { correction: correction }
    2 NotEstimated { assumed: assumed }
});
wire!(enum Progress { 0 NotBegun {} 1 Spent { 0: work } 2 Reported { 0: work } });
wire!(RiskForecast {
    key,
    happens,
    delay_minutes,
    standard_error
});
wire!(enum forecast::Problem {
    0 EstimateNotAscending { 0: task }
    1 EstimateLopsided { 0: task }
});
wire!(ZonePoint {
    complete,
    green_until,
    amber_until
});
wire!(Difference { p50, p80, on_time });
wire!(Shift { by, standard_error });
wire!(Payment {
    tasks,
    value,
    saves,
    p80
});
wire!(Proposal {
    order,
    class,
    finish_before,
    finish_after,
    gain_minutes,
    moves
});
wire!(Move {
    task,
    before,
    after
});
wire!(Moved {
    since,
    plan,
    progress,
    estimates,
    added,
    left_out,
    waiting,
    risks
});
wire!(newtype WorkMinutes);
wire!(newtype Today);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Desk, Step};
    use crate::project::{Record, Task, flatten, notation};

    fn today() -> Today {
        Today(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap())
    }

    fn entry(fields: Option<Fields>) -> Entry {
        Entry {
            kind: Task::KIND.into(),
            id: "copy".into(),
            fields,
        }
    }

    #[test]
    fn numbers_come_back_from_few_bytes() {
        for number in [0, 1, -1, 63, -64, 64, 1_000_000, i64::MAX, i64::MIN] {
            let bytes = bytes_of(&number);
            assert_eq!(read_all(&bytes), Some(number));
        }
        assert_eq!(bytes_of(&-64_i64).len(), 1);
        assert_eq!(read_all::<u8>(&bytes_of(&256_i64)), None);
    }

    #[test]
    fn questions_come_back() {
        let task = Task {
            title: "“Copy” – ü".into(),
            due: Some(today().0),
            ..Task::default()
        };
        let changed = entry(Some(flatten(&task)));
        let asks = [
            Ask::Forget,
            Ask::Entries(vec![changed.clone(), entry(None)], Some((today(), 3))),
            Ask::Entries(Vec::new(), None),
            Ask::Stop(9),
        ];
        let questions = [
            Question::PayFor(vec![changed.clone()]),
            Question::Improve { schedules: 20_000 },
            Question::Moved,
            Question::Prices {
                changes: vec![vec![changed], Vec::new()],
                runs: 600,
            },
        ];
        let questions = questions.map(|question| Ask::Question(4, question));
        for ask in asks.into_iter().chain(questions) {
            assert_eq!(Ask::decode(&ask.encode()), Some(ask));
        }
    }

    #[test]
    fn all_that_a_desk_finds_comes_back_and_no_cut_of_it_does() {
        let mut desk = Desk::new(1_000);
        let text = "
            person ann off=2026-03-03..2026-03-04
            person bob
            task page must
              task copy 8h/16h/40h @ann must
              task art 24h @ann should due=2026-03-03
            task check 16h @bob must <page
            task legal @bob blocked from=2026-03-09
            task c1 1h <c2
            task c2 1h <c1
            task old 8h done=2026-02-27
            milestone live check due=2026-03-06
            target 2026-03-06";
        desk.look_at(notation::project(text), today(), 1);
        desk.ask(1, Question::PayFor(Vec::new()));
        desk.ask(2, Question::Improve { schedules: 50 });
        desk.ask(4, Question::Moved);
        let gone = Question::Prices {
            changes: vec![vec![entry(None)]],
            runs: 100,
        };
        desk.ask(3, gone);
        let mut kinds = std::collections::BTreeSet::new();
        loop {
            let news = match desk.step() {
                Step::Found(news) => news,
                Step::Working => continue,
                Step::Idle => break,
            };
            let bytes = news.encode();
            kinds.insert(bytes[0]);
            let read = News::decode(&bytes).unwrap();
            assert_eq!(read.encode(), bytes);
            let revision = match &read {
                News::Timetable(of, _) | News::Underway(of, _) | News::Outlook(of, ..) => Some(*of),
                News::Answer(..) => None,
            };
            assert_eq!(News::revision(&bytes), revision);
            for cut in 0..bytes.len().min(300) {
                assert_eq!(News::decode(&bytes[..cut]), None);
            }
            if let (News::Timetable(_, a), News::Timetable(_, b)) = (&read, &news) {
                assert_eq!(a, b);
            }
            if let (News::Outlook(_, a, _), News::Outlook(_, b, _)) = (&read, &news) {
                assert_eq!(a.forecast.finishes, b.forecast.finishes);
                assert_eq!(a.forecast.finish(), b.forecast.finish());
                assert_eq!(a.zones, b.zones);
            }
        }
        assert_eq!(kinds.into_iter().collect::<Vec<_>>(), [0, 1, 2, 3]);
    }
}
