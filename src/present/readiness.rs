//! How readiness reads: answers, how they differ between reviews, and how they went over time.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::agreement;
use super::words;
use crate::finish::readiness::Report;
use crate::project::{
    Approval, FrozenAnswer, Id, Project, Readiness, ReadinessReview, Reserve, Today,
};

/// An answer in a word or two.
#[must_use]
pub fn answer(answer: Option<Readiness>) -> &'static str {
    match answer {
        Some(Readiness::Ready) => "Ready",
        Some(Readiness::AtRisk) => "At risk",
        Some(Readiness::NotReady) => "Not ready",
        None => "Not answered",
    }
}

/// The head of the place: how many questions are ready, at risk, not ready.
#[must_use]
pub fn summary(report: &Report) -> String {
    let open = report
        .questions
        .iter()
        .filter(|it| it.answer.is_none())
        .count();
    let counts = [
        (report.count(Readiness::Ready), "ready"),
        (report.count(Readiness::AtRisk), "at risk"),
        (report.count(Readiness::NotReady), "not ready"),
        (open, "not answered"),
    ];
    let said = counts.into_iter().filter(|(number, _)| *number > 0);
    let said = said.map(|(number, word)| format!("{number} {word}"));
    let all = words::count(report.questions.len(), "question");
    format!("{all}: {}", said.collect::<Vec<_>>().join(" · "))
}

/// Who can be called in, in a line: for what, when, and who has agreed.
#[must_use]
pub fn reserve(reserve: &Reserve, today: Today) -> String {
    let purpose = if reserve.purpose.is_empty() {
        "It is not said for what"
    } else {
        reserve.purpose.as_str()
    };
    let day = |day: Option<NaiveDate>| day.map(|day| words::date(day, today));
    let when = match (day(reserve.first), day(reserve.last)) {
        (None, None) => "at any time".to_owned(),
        (Some(first), None) => format!("from {first}"),
        (None, Some(last)) => format!("until {last}"),
        (Some(first), Some(last)) => format!("{first} to {last}"),
    };
    let agreed = if reserve.agreed_with.is_empty() {
        "nobody has agreed yet".to_owned()
    } else {
        format!("agreed with {}", reserve.agreed_with)
    };
    format!("{purpose} · {when} · {agreed}")
}

/// How a question's answer changed from one review to the next: the question, before, after.
pub type Step = (String, Option<Readiness>, Option<Readiness>);

/// The questions two reviews answered differently, as the later one calls them; a question only one
/// of them asked counts as not answered by the other.
#[must_use]
pub fn differences(
    before: &BTreeMap<String, FrozenAnswer>,
    after: &BTreeMap<String, FrozenAnswer>,
) -> Vec<Step> {
    let mut steps = Vec::new();
    for (key, now) in after {
        let was = before.get(key).and_then(|it| it.answer);
        if was != now.answer {
            steps.push((now.question.clone(), was, now.answer));
        }
    }
    for (key, was) in before {
        if !after.contains_key(key) {
            steps.push((was.question.clone(), was.answer, None));
        }
    }
    steps
}

/// The reviews, the newest first.
#[must_use]
pub fn reviews(project: &Project) -> Vec<(Id<ReadinessReview>, ReadinessReview)> {
    let all = project.readiness_reviews.iter();
    let mut all: Vec<_> = all.map(|(id, it)| (id.clone(), it.clone())).collect();
    all.sort_by(|(a, x), (b, y)| (y.date, b).cmp(&(x.date, a)));
    all
}

/// How many questions were ready on a day, out of how many, and where that comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// The day.
    pub date: NaiveDate,
    /// How many were ready.
    pub ready: usize,
    /// Out of how many.
    pub all: usize,
    /// `Recorded` or the name and verdict of a review.
    pub source: String,
}

/// At most so many points are told.
const POINTS: usize = 30;

/// Readiness over time: the days that were recorded, the reviews, and today, the oldest first. Of a
/// review and a recorded day the review counts.
#[must_use]
pub fn over_time(project: &Project, report: &Report, today: Today) -> Vec<Point> {
    let rules = crate::finish::readiness::RULES.len();
    let mut points: BTreeMap<NaiveDate, Point> = BTreeMap::new();
    for day in project.days.values() {
        if let (Some(date), Some(ready)) = (day.date, day.ready_questions) {
            let ready = usize::try_from(ready).unwrap_or(0);
            let point = Point {
                date,
                ready,
                all: rules.max(ready),
                source: "Recorded".to_owned(),
            };
            points.insert(date, point);
        }
    }
    for review in project.readiness_reviews.values() {
        if let Some(date) = review.date {
            let ready = |it: &&FrozenAnswer| it.answer == Some(Readiness::Ready);
            let said = agreement::go(review.verdict).to_lowercase();
            let point = Point {
                date,
                ready: review.answers.values().filter(ready).count(),
                all: review.answers.len(),
                source: format!("{}: {said}", agreement::gate(review.kind)),
            };
            points.insert(date, point);
        }
    }
    let now = Point {
        date: today.0,
        ready: report.count(Readiness::Ready),
        all: report.questions.len(),
        source: "Today".to_owned(),
    };
    points.insert(today.0, now);
    let skip = points.len().saturating_sub(POINTS);
    points.into_values().skip(skip).collect()
}

/// What a review's conditions have come to: "2 of 3 conditions are fulfilled."; empty without any.
#[must_use]
pub fn conditions(project: &Project, review: &ReadinessReview) -> String {
    if review.verdict != Some(Approval::WithConditions) || review.conditions.is_empty() {
        return String::new();
    }
    let open = review.conditions.iter().filter(|id| {
        let task = project.tasks.get(*id);
        task.is_some_and(crate::project::Task::is_open)
    });
    let all = review.conditions.len();
    let done = all - open.count();
    format!("{done} of {} fulfilled.", words::count(all, "condition"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finish::readiness::report;
    use crate::project::DayRecord;

    fn frozen(answer: Option<Readiness>) -> FrozenAnswer {
        FrozenAnswer {
            question: "Is there a plan?".into(),
            answer,
            why: String::new(),
            overruled: false,
        }
    }

    #[test]
    fn a_reserve_says_for_what_when_and_who_agreed() {
        let today = Today("2026-03-02".parse().unwrap());
        let mut it = Reserve::default();
        assert_eq!(
            reserve(&it, today),
            "It is not said for what · at any time · nobody has agreed yet"
        );
        it.purpose = "Tests".into();
        it.first = "2026-03-04".parse().ok();
        it.agreed_with = "Eva".into();
        assert_eq!(
            reserve(&it, today),
            "Tests · from Wed 4 Mar · agreed with Eva"
        );
        it.last = "2026-03-06".parse().ok();
        assert_eq!(
            reserve(&it, today),
            "Tests · Wed 4 Mar to Fri 6 Mar · agreed with Eva"
        );
    }

    #[test]
    fn only_answers_that_changed_are_told() {
        let map = |answer| BTreeMap::from([("plan".to_owned(), frozen(answer))]);
        let (no, yes) = (map(Some(Readiness::NotReady)), map(Some(Readiness::Ready)));
        assert_eq!(differences(&no, &no), []);
        let step = (
            "Is there a plan?".to_owned(),
            Some(Readiness::NotReady),
            Some(Readiness::Ready),
        );
        assert_eq!(differences(&no, &yes), [step]);
        assert_eq!(differences(&no, &BTreeMap::new())[0].2, None);
    }

    #[test]
    fn a_review_stands_for_its_day_and_today_is_last() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let today = Today(day("2026-03-12"));
        let mut project = Project::default();
        for (on, ready) in [("2026-03-10", 2), ("2026-03-11", 3)] {
            let record = DayRecord {
                date: Some(day(on)),
                ready_questions: Some(ready),
                ..DayRecord::default()
            };
            project.days.insert(Id::new(on), record);
        }
        let review = ReadinessReview {
            date: Some(day("2026-03-11")),
            answers: [("plan".to_owned(), frozen(Some(Readiness::Ready)))].into(),
            verdict: Some(Approval::Rejected),
            ..ReadinessReview::default()
        };
        project.readiness_reviews.insert(Id::new("r"), review);
        let found = over_time(&project, &report(&project, today, None), today);
        let told: Vec<_> = found
            .iter()
            .map(|it| (it.ready, it.all, it.source.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                (2, 8, "Recorded"),
                (1, 1, "Entry review: no go"),
                (1, 8, "Today")
            ]
        );
    }

    #[test]
    fn the_summary_leaves_out_what_is_not_there() {
        let today = Today(NaiveDate::from_ymd_opt(2026, 3, 12).unwrap());
        let report = report(&Project::default(), today, None);
        assert_eq!(summary(&report), "8 questions: 1 ready · 7 not ready");
    }
}
