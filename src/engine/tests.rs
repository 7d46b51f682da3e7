//! What the desk answers, and in which order.

use std::sync::Arc;

use chrono::NaiveDate;

use super::*;
use crate::forecast::{Options, Simulation};
use crate::project::{DayRecord, Id, Project, Record, Task, Today, WorkMinutes, flatten, notation};

const PROJECT: &str = "
    person ann
    person bob
    task copy 16h @ann must
    task art 24h @ann should
    task check 16h @ann must <copy
    target 2026-03-06";

fn today() -> Today {
    Today(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap())
}

fn desk(slice: u32) -> Desk {
    let mut desk = Desk::new(slice);
    desk.look_at(notation::project(PROJECT), today(), 1);
    desk
}

/// All that is found until there is nothing left to do.
fn all_news(desk: &mut Desk) -> Vec<News> {
    let mut news = Vec::new();
    loop {
        match desk.step() {
            Step::Found(found) => news.push(found),
            Step::Working => {}
            Step::Idle => return news,
        }
    }
}

/// The project with a task of that title changed.
fn changed(how: impl Fn(&mut Task)) -> Vec<Entry> {
    let mut task = notation::project(PROJECT).tasks[&Id::new("copy")].clone();
    how(&mut task);
    vec![Entry {
        kind: Task::KIND.into(),
        id: "copy".into(),
        fields: Some(flatten(&task)),
    }]
}

fn longer() -> Vec<Entry> {
    changed(|task| task.remaining = Some(WorkMinutes::hours(40)))
}

fn prices(changes: Vec<Vec<Entry>>) -> Question {
    Question::Prices { changes, runs: 200 }
}

#[test]
fn dates_come_first_and_the_forecast_last() {
    let news = all_news(&mut desk(1_000));
    assert!(matches!(news.first(), Some(News::Timetable(1, _))));
    let Some(News::Outlook(1, outlook, 100)) = news.last() else {
        panic!("{news:?}");
    };
    let project = notation::project(PROJECT);
    let options = Options::of(&project, today());
    let expected = Simulation::new(&project, today(), &options).0.complete();
    assert_eq!(outlook.forecast, expected);
}

#[test]
fn how_the_steps_are_cut_cannot_be_seen() {
    let outlook = |slice| match all_news(&mut desk(slice)).pop() {
        Some(News::Outlook(_, outlook, 100)) => outlook,
        other => panic!("{other:?}"),
    };
    assert_eq!(outlook(10), outlook(1_000_000));
}

/// How far the forecasts were that a desk with such steps told, and by how many runs they were made.
fn told(slice: u32) -> Vec<(u8, usize)> {
    let news = all_news(&mut desk(slice));
    let told = news.iter().filter_map(|news| match news {
        News::Outlook(_, outlook, percent) => Some((*percent, outlook.forecast.finishes.len())),
        News::Timetable(..) | News::Underway(..) | News::Answer(..) => None,
    });
    told.collect()
}

#[test]
fn what_few_runs_say_is_told_at_once_where_all_of_them_take_long() {
    assert_eq!(told(1), [(10, 200), (30, 600), (100, 2_000)]);
    assert_eq!(told(117), [(11, 234), (31, 624), (100, 2_000)], "39 a step");
}

#[test]
fn a_forecast_that_takes_no_time_is_told_once() {
    assert_eq!(told(120), [(100, 2_000)], "40 a step");
    assert_eq!(told(1_000_000), [(100, 2_000)]);
}

#[test]
fn what_few_runs_say_is_what_a_forecast_of_so_many_would() {
    let news = all_news(&mut desk(1));
    let part = news.iter().find_map(|news| match news {
        News::Outlook(_, outlook, 10) => Some(outlook),
        News::Timetable(..) | News::Underway(..) | News::Outlook(..) | News::Answer(..) => None,
    });
    let project = notation::project(PROJECT);
    let options = Options {
        runs: 200,
        ..Options::of(&project, today())
    };
    let expected = Simulation::new(&project, today(), &options).0.complete();
    assert_eq!(part.unwrap().forecast, expected);
}

/// The last forecast there is among these: how far it is, and how many runs it is made of.
fn last_outlook(news: &[News]) -> Option<(u8, usize)> {
    news.iter().rev().find_map(|news| match news {
        News::Outlook(_, outlook, percent) => Some((*percent, outlook.forecast.finishes.len())),
        News::Timetable(..) | News::Underway(..) | News::Answer(..) => None,
    })
}

#[test]
fn a_forecast_rests_at_the_runs_made_and_goes_on_from_there() {
    let mut desk = desk(1);
    while desk.step() != Step::Found(News::Underway(1, 12)) {}
    desk.hear(Ask::Rest(true));
    desk.ask(7, Question::Improve { schedules: 50 });
    let news = all_news(&mut desk);
    assert_eq!(last_outlook(&news), Some((12, 241)));
    assert_eq!(news.len(), 1, "what comes after the forecast waits with it");
    desk.ask(8, prices(vec![longer()]));
    let answered = all_news(&mut desk);
    assert!(
        matches!(answered.last(), Some(News::Answer(8, ..))),
        "what does not need it is answered"
    );
    desk.hear(Ask::Rest(false));
    let news = all_news(&mut desk);
    assert_eq!(last_outlook(&news), Some((100, 2_000)));
    assert!(matches!(news.last(), Some(News::Answer(7, ..))));
}

#[test]
fn a_forecast_that_is_to_rest_at_once_makes_a_hundred_runs_all_the_same() {
    let mut desk = desk(1);
    desk.hear(Ask::Rest(true));
    assert_eq!(last_outlook(&all_news(&mut desk)), Some((5, 100)));
}

#[test]
fn a_changed_project_ends_the_rest_and_a_whole_forecast_cannot_rest() {
    let mut desk = desk(1);
    desk.hear(Ask::Rest(true));
    all_news(&mut desk);
    desk.update(&longer(), today(), 2);
    assert_eq!(last_outlook(&all_news(&mut desk)), Some((100, 2_000)));
    desk.hear(Ask::Rest(true));
    desk.ask(7, Question::Improve { schedules: 50 });
    assert!(matches!(
        all_news(&mut desk).last(),
        Some(News::Answer(7, ..))
    ));
}

#[test]
fn a_desk_that_has_told_everything_rests_until_something_changes() {
    let mut desk = desk(100_000);
    all_news(&mut desk);
    assert_eq!(desk.step(), Step::Idle);
    desk.update(&longer(), today(), 2);
    let news = all_news(&mut desk);
    assert!(matches!(news.first(), Some(News::Timetable(2, _))));
    let mut whole = notation::project(PROJECT);
    longer()[0].make(&mut whole);
    let mut other = Desk::new(100_000);
    other.look_at(whole, today(), 2);
    assert_eq!(news, all_news(&mut other));
}

#[test]
fn a_price_says_what_a_change_does_and_what_moves() {
    let mut desk = desk(1_000);
    let nothing = changed(|_| ());
    desk.ask(7, prices(vec![longer(), nothing]));
    let news = all_news(&mut desk);
    let answers: Vec<_> = news.iter().filter_map(answer_of).collect();
    let percents: Vec<u8> = answers.iter().map(|(_, percent)| *percent).collect();
    assert_eq!(percents, [50, 100]);
    let Answer::Prices(prices) = &*answers[1].0 else {
        panic!("{answers:?}");
    };
    assert!(prices[0].after.p80 > prices[0].before.p80);
    assert!(prices[0].difference.p80.is_real());
    assert_eq!(prices[0].moves.len(), 3);
    assert_eq!(prices[1].after, prices[1].before);
    assert_eq!(
        (prices[1].moves.len(), prices[1].difference.p80.by),
        (0, 0.0)
    );
}

fn answer_of(news: &News) -> Option<(Arc<Answer>, u8)> {
    match news {
        News::Answer(7, answer, percent) => Some((Arc::clone(answer), *percent)),
        News::Answer(..) | News::Timetable(..) | News::Underway(..) | News::Outlook(..) => None,
    }
}

#[test]
fn a_stopped_question_is_not_answered_and_a_changed_project_is_asked_again() {
    let mut desk = desk(1_000);
    desk.ask(7, prices(vec![longer()]));
    desk.stop(7);
    assert!(all_news(&mut desk).iter().all(|it| answer_of(it).is_none()));
    desk.ask(7, Question::Improve { schedules: 50 });
    desk.step();
    desk.update(&longer(), today(), 2);
    let news = all_news(&mut desk);
    let answer = news.iter().find_map(answer_of);
    assert!(matches!(answer, Some((answer, 100)) if matches!(*answer, Answer::Order(_))));
}

#[test]
fn a_better_order_is_looked_for_when_all_else_is_answered() {
    let mut desk = desk(1_000);
    desk.ask(7, Question::Improve { schedules: 50 });
    desk.ask(8, prices(vec![longer()]));
    let kinds = all_news(&mut desk)
        .into_iter()
        .filter_map(|news| match news {
            News::Outlook(..) => Some("forecast"),
            News::Answer(7, ..) => Some("order"),
            News::Answer(..) => Some("price"),
            News::Timetable(..) | News::Underway(..) => None,
        });
    let kinds: Vec<_> = kinds.collect();
    assert_eq!(kinds, ["price", "forecast", "order"]);
}

#[test]
fn what_can_be_left_out_is_found_for_a_change_and_for_the_promised_day() {
    let mut desk = desk(100_000);
    desk.ask(7, Question::PayFor(longer()));
    let last = |desk: &mut Desk| {
        all_news(desk)
            .iter()
            .filter_map(answer_of)
            .next_back()
            .unwrap()
    };
    let (answer, percent) = last(&mut desk);
    assert_eq!(percent, 100);
    assert!(matches!(
        &*answer,
        Answer::Payments {
            is_needed: true,
            ..
        }
    ));
    desk.ask(7, Question::PayFor(Vec::new()));
    let (answer, _) = last(&mut desk);
    let Answer::Payments { found, .. } = &*answer else {
        panic!("{answer:?}");
    };
    assert!(
        found
            .iter()
            .all(|payment| payment.p80 <= today().0 + chrono::Days::new(4))
    );
}

#[test]
fn an_empty_project_has_a_forecast_too() {
    let mut desk = Desk::new(1_000);
    desk.look_at(Project::default(), today(), 1);
    let news = all_news(&mut desk);
    assert!(
        matches!(news.last(), Some(News::Outlook(1, _, 100))),
        "{news:?}"
    );
}

#[test]
fn a_project_may_come_in_parts_and_is_worked_on_once_it_is_there() {
    let project = notation::project(PROJECT);
    let mut entries = Vec::new();
    for (id, task) in &project.tasks {
        entries.push(Entry {
            kind: Task::KIND.into(),
            id: id.as_str().into(),
            fields: Some(flatten(task)),
        });
    }
    let mut desk = Desk::new(1_000);
    desk.hear(Ask::Entries(vec![entries.remove(0)], None));
    assert_eq!(desk.step(), Step::Idle);
    desk.hear(Ask::Entries(entries, Some((today(), 5))));
    let Step::Found(News::Timetable(5, timetable)) = desk.step() else {
        panic!();
    };
    assert_eq!(timetable.tasks.len(), 3);
    desk.hear(Ask::Forget);
    assert_eq!(desk.step(), Step::Idle);
}

#[test]
fn what_moved_the_date_is_told_after_the_forecast_and_sums_up() {
    let mut project = notation::project(PROJECT);
    let options = Options::of(&project, today());
    let before = Simulation::new(&project, today(), &options).0.complete();
    let record = DayRecord {
        date: Some(today().0),
        state: Some(crate::finish::status::state(&project, &before, today())),
        ..DayRecord::default()
    };
    let mut desk = Desk::new(1_000);
    desk.look_at(project.clone(), today(), 1);
    desk.ask(1, Question::Moved);
    let news = all_news(&mut desk);
    assert!(
        matches!(news.last(), Some(News::Answer(1, answer, 100)) if **answer == Answer::Moved(None))
    );

    project.days.insert(Id::new("2026-03-02"), record);
    longer()[0].make(&mut project);
    desk.look_at(project.clone(), today(), 2);
    desk.ask(1, Question::Moved);
    let news = all_news(&mut desk);
    let Some(News::Answer(1, answer, 100)) = news.last() else {
        panic!("{news:?}");
    };
    let Answer::Moved(Some(moved)) = **answer else {
        panic!("{answer:?}");
    };
    let after = Simulation::new(&project, today(), &options).0.complete();
    let by = after.finishes.worked_quantile(0.8) - before.finishes.worked_quantile(0.8);
    assert!(by > 0);
    assert_eq!((moved.minutes(), moved.estimates), (by, by));
}
