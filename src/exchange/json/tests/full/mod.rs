//! A record of every kind, in which nothing is left at its default.

mod agreement;
mod days;
mod work;

use chrono::NaiveDate;

use crate::project::order::OrderKey;
use crate::project::*;

/// A record in which nothing is left at its default.
pub(super) struct Full {
    pub(super) kind: &'static str,
    pub(super) id: &'static str,
    pub(super) fields: Fields,
}

fn full<R: Record>(id: &'static str, record: R) -> Full {
    let fields = flatten(&record);
    let all = serde_json::to_value(R::default()).unwrap();
    for name in all.as_object().unwrap().keys() {
        let is_set = |field: &String| field.split('/').next() == Some(name);
        assert!(
            fields.keys().any(is_set),
            "{} {name} has its default",
            R::KIND
        );
    }
    Full {
        kind: R::KIND,
        id,
        fields,
    }
}

fn day(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}

fn place() -> OrderKey {
    OrderKey::between(None, None)
}

fn settings() -> Settings {
    Settings {
        name: "Launch".into(),
        purpose: "To be done".into(),
        project_start: day("2026-01-05"),
        planned_end: day("2026-11-30"),
        last_mile_start: day("2026-11-02"),
        target_date: day("2026-12-18"),
        hours: WeekHours([480, 480, 480, 480, 360, 0, 0]),
        buffer_rule: BufferRule::RootSumSquare,
        buffer_percent: Some(30),
        risk_scale: RiskScale {
            percents: [5, 20, 40, 60, 80],
            days: [1, 3, 5, 8, 13],
        },
        stable_runs: Some(5),
        stable_days: Some(3),
        framework: Some(Framework::IntegrationFirst),
        currency: "€".into(),
        hour_cost: Some(95),
        delay_cost_per_week: Some(12_000),
        closed_on: day("2026-12-21"),
        closed_by: Some(Id::new("ann")),
        check_in_days: Some(2),
        check_in_first: day("2026-11-03"),
        check_in_minute: Some(570),
    }
}

fn pair() -> Full {
    let pair = HistoryPair {
        title: "Load test".into(),
        estimate: WorkMinutes(480),
        actual: WorkMinutes(660),
        person: "Ann Lee".into(),
        kind: "test".into(),
        finished_on: day("2026-06-01"),
        project: "Last year".into(),
    };
    full("h", pair)
}

/// A full record of each kind a project has.
pub(super) fn of_a_project() -> Vec<Full> {
    let mut all = vec![
        full(Settings::ID, settings()),
        full("t1", work::task()),
        pair(),
        agreement::answer(),
        agreement::review_item(),
        days::day_record(),
    ];
    all.extend(work::people());
    all.extend(work::scope());
    all.extend(work::links());
    all.extend(agreement::control());
    all.extend(days::rhythm());
    all.extend(agreement::agreement());
    all.extend(days::talk());
    all
}

/// A full record of each kind the workspace has.
pub(super) fn of_the_workspace() -> Vec<Full> {
    let settings = WorkspaceSettings {
        me: "Ann Lee".into(),
        last_project: Some(Id::new("p1")),
    };
    let entry = ProjectEntry {
        name: "Launch".into(),
        order: place(),
        archived: true,
        created_on: day("2026-01-05"),
        exported_at: Some("2026-11-22T10:00:00+01:00".into()),
        changes_in_file: Some(214),
        closed_on: day("2026-12-21"),
        last_mile_days: Some(49),
        whole_days: Some(350),
        late_days: Some(-3),
        p80_days: Some(40),
        p80_held: Some(33),
        p50_held: Some(20),
        p90_held: Some(37),
    };
    vec![
        full(WorkspaceSettings::ID, settings),
        full("p1", entry),
        pair(),
        agreement::lesson(),
    ]
}
