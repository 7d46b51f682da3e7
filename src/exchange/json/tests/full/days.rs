//! The days: updates, moods, messages, and the note of a day.

use super::*;

pub(super) fn talk() -> [Full; 2] {
    let check_in = CheckIn {
        person: Some(Id::new("ann")),
        date: day("2026-11-20"),
        done: "The yearly plans".into(),
        next: "The monthly ones".into(),
        remaining_minutes: [(Id::new("t1"), WorkMinutes(90))].into(),
        blocker: "The test account is locked".into(),
        cause: Some(BlockerKind::TechnicalIssue),
        blocked: Some(Id::new("t1")),
        help: "Someone with the keys".into(),
        entered_by: Some(Id::new("bob")),
    };
    let communication = Communication {
        title: "Weekly status".into(),
        audience: Audience::Client,
        to: Some(Party::Stakeholder(Id::new("s"))),
        channel: "mail".into(),
        first_due: day("2026-11-06"),
        every_days: Some(7),
        owner: Some(Id::new("ann")),
        last_sent: day("2026-11-13"),
        note: "Keep it short".into(),
        order: place(),
    };
    [full("2026-11-20 ann", check_in), full("c", communication)]
}

pub(super) fn day_record() -> Full {
    let record = DayRecord {
        date: day("2026-11-20"),
        chain_minutes: Some(4_800),
        chain_remaining_minutes: Some(2_400),
        buffer_minutes: Some(1_200),
        buffer_left_minutes: Some(-60),
        finish: day("2026-12-11"),
        promised: day("2026-12-18"),
        p50: day("2026-12-14"),
        p80: day("2026-12-17"),
        p90: day("2026-12-21"),
        on_time_percent: Some(82),
        open_tasks: [(Priority::Must, 7), (Priority::Nice, 2)].into(),
        open_minutes: [(Priority::Must, WorkMinutes(2_000))].into(),
        done_tasks: Some(31),
        done_minutes: Some(WorkMinutes(9_000)),
        out_tasks: Some(4),
        out_minutes: Some(WorkMinutes(1_500)),
        blocked_tasks: Some(2),
        ready_questions: Some(3),
        moved: Some(moved()),
        re_estimated: [Id::new("t")].into(),
        state: Some(day_state()),
    };
    full("2026-11-20", record)
}

fn moved() -> Moved {
    Moved {
        since: day("2026-11-19"),
        plan: -30,
        progress: 480,
        estimates: 90,
        added: 240,
        left_out: -600,
        waiting: 960,
        risks: -15,
    }
}

fn day_state() -> DayState {
    let task = TaskThen {
        status: Status::Doing,
        estimate: Some(Estimate::single(WorkMinutes(480))),
        remaining: Some(WorkMinutes(300)),
        actual: Some(WorkMinutes(120)),
        assignees: [(Id::new("p"), 1)].into(),
    };
    let wait = WaitThen {
        task: Id::new("t"),
        party: Some(Party::Named("The bank".into())),
        since: day("2026-11-18"),
    };
    let risk = RiskThen {
        key: "r".into(),
        chance: 0.35,
        days: [1.0, 2.5, 8.0],
        tasks: vec![Id::new("t")],
    };
    DayState {
        p80_minutes: Some(39_000),
        tasks: [(Id::new("t"), task)].into(),
        waits: Some(vec![wait]),
        risks: Some(vec![risk]),
    }
}

pub(super) fn rhythm() -> [Full; 2] {
    let sprint = Sprint {
        goal: "Nothing open but the launch".into(),
        start: day("2026-11-16"),
        end: day("2026-11-27"),
        tasks: [
            (Id::new("t0"), WorkMinutes(240)),
            (Id::new("t/1"), WorkMinutes(1)),
        ]
        .into(),
        note: "Five days".into(),
        closed_on: day("2026-11-27"),
        left: [(Id::new("t/1"), WorkMinutes(60))].into(),
    };
    let pulse = Pulse {
        person: Some(Id::new("ann")),
        date: day("2026-11-20"),
        morale: Some(4),
        workload: Some(5),
        remark: "Tired, but near".into(),
    };
    [full("s1", sprint), full("2026-11-20@ann", pulse)]
}
