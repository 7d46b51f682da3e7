//! How ready the project is: eight questions answered from what is written down, what people say
//! against or beside them, a score, and what would raise it most.

mod rules;

use std::collections::{BTreeMap, BTreeSet};

pub use rules::{RULES, Rule};

use super::audit::{Finding, Scope, findings};
use crate::project::{FrozenAnswer, Id, Project, Readiness, ReadinessAnswer, Task, Today};
use crate::schedule::Timetable;

/// What the rules read.
#[derive(Debug)]
pub struct Evidence<'a> {
    /// The project.
    pub project: &'a Project,
    /// The day it is read on.
    pub today: Today,
    /// Its open tasks and links.
    pub scope: Scope<'a>,
    /// What its list of tasks lacks.
    pub findings: Vec<Finding>,
    /// When everything happens; `None` while that is not known yet.
    pub dates: Option<&'a Timetable>,
}

/// Something that keeps a question from being answered with ready.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// What is missing, as a sentence.
    pub text: String,
    /// Whether it stands in the way; else it only weakens the answer.
    pub blocks: bool,
    /// Where it is mended.
    pub target: Target,
}

/// Where something is mended.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// In one task.
    Task(Id<Task>),
    /// In these tasks, with what they have in common.
    Tasks(String, BTreeSet<Id<Task>>),
    /// In a part of a place, by their names in addresses; with the id of the record there, where it
    /// is about one.
    Spot(&'static str, &'static str, Option<String>),
}

/// One question with its answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// Its name: the rule's, or the id of a question of one's own.
    pub key: String,
    /// The question.
    pub text: String,
    /// What it is about and by which rule it is answered; empty for one's own.
    pub rule: &'static str,
    /// What the rule says; `None` for a question of one's own.
    pub by_rule: Option<Readiness>,
    /// The answer that counts; `None`: nobody has answered.
    pub answer: Option<Readiness>,
    /// The sentence that says why, by the rule or by whoever answered.
    pub why: String,
    /// What is missing by the rule; empty for one's own.
    pub missing: Vec<Missing>,
    /// What a person said, where that counts.
    pub said: Option<ReadinessAnswer>,
}

impl Question {
    /// Whether a person said so against the rule.
    #[must_use]
    pub fn is_overruled(&self) -> bool {
        self.by_rule.is_some() && self.said.is_some()
    }

    /// What its answer counts: 2 when ready, 1 when at risk, else 0.
    #[must_use]
    pub fn points(&self) -> u32 {
        points(self.answer)
    }
}

/// One thing that would raise the score.
#[derive(Clone, Debug, PartialEq)]
pub struct Action {
    /// The question it belongs to, by its place in the report.
    pub question: usize,
    /// What is missing.
    pub missing: Missing,
    /// What mending it is worth, in hundredths of a point.
    pub worth: u32,
}

/// All questions, and what follows from them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// The rules' questions in their order, then one's own.
    pub questions: Vec<Question>,
}

impl Report {
    /// The score in percent, rounded down: two points for ready, one for at risk, out of two for
    /// each question.
    #[must_use]
    pub fn score(&self) -> u32 {
        let points: u32 = self.questions.iter().map(Question::points).sum();
        let all = u32::try_from(self.questions.len()).unwrap_or(0) * 2;
        (points * 100).checked_div(all).unwrap_or(0)
    }

    /// How many questions are answered with this.
    #[must_use]
    pub fn count(&self, answer: Readiness) -> usize {
        let answers = self.questions.iter().map(|it| it.answer);
        answers.filter(|it| *it == Some(answer)).count()
    }

    /// What to mend next, the most worth first: what a question still lacks to its two points,
    /// divided by the number of things missing there; what blocks before what weakens, then in the
    /// order of the questions. Overruled questions ask for nothing.
    #[must_use]
    pub fn actions(&self) -> Vec<Action> {
        let mut actions = Vec::new();
        for (at, question) in self.questions.iter().enumerate() {
            if question.is_overruled() {
                continue;
            }
            let number = u32::try_from(question.missing.len()).unwrap_or(u32::MAX);
            let lacking = 2_u32.saturating_sub(question.points());
            for missing in &question.missing {
                actions.push(Action {
                    question: at,
                    missing: missing.clone(),
                    worth: (lacking * 100).checked_div(number).unwrap_or(0),
                });
            }
        }
        actions.sort_by_key(|it| (std::cmp::Reverse(it.worth), !it.missing.blocks, it.question));
        actions
    }

    /// The answers as a review freezes them, by question.
    #[must_use]
    pub fn frozen(&self) -> BTreeMap<String, FrozenAnswer> {
        let mut frozen = BTreeMap::new();
        for question in &self.questions {
            let answer = FrozenAnswer {
                question: question.text.clone(),
                answer: question.answer,
                why: question.why.clone(),
                overruled: question.is_overruled(),
            };
            frozen.insert(question.key.clone(), answer);
        }
        frozen
    }
}

fn points(answer: Option<Readiness>) -> u32 {
    match answer {
        Some(Readiness::Ready) => 2,
        Some(Readiness::AtRisk) => 1,
        Some(Readiness::NotReady) | None => 0,
    }
}

/// What a review asks besides the questions that are always answered.
#[must_use]
pub fn besides(project: &Project, today: Today) -> Question {
    let scope = Scope::of(project, today);
    let evidence = Evidence {
        project,
        today,
        findings: Vec::new(),
        scope,
        dates: None,
    };
    ruled(&rules::decisions::RULE, &evidence)
}

/// Answers all questions.
#[must_use]
pub fn report(project: &Project, today: Today, dates: Option<&Timetable>) -> Report {
    let scope = Scope::of(project, today);
    let evidence = Evidence {
        project,
        today,
        findings: findings(&scope),
        scope,
        dates,
    };
    let mut questions: Vec<Question> = RULES.iter().map(|rule| ruled(rule, &evidence)).collect();
    let own = project.readiness_answers.in_order().into_iter();
    let own = own.filter(|(_, it)| !it.question.is_empty());
    questions.extend(own.map(|(id, it)| ones_own(id, it)));
    Report { questions }
}

/// How many questions are answered with ready, for the record of a day.
#[must_use]
pub fn ready_questions(report: &Report) -> u32 {
    u32::try_from(report.count(Readiness::Ready)).unwrap_or(u32::MAX)
}

fn ruled(rule: &Rule, evidence: &Evidence<'_>) -> Question {
    let (sentence, missing) = (rule.find)(evidence);
    let by_rule = if missing.iter().any(|it| it.blocks) {
        Readiness::NotReady
    } else if missing.is_empty() {
        Readiness::Ready
    } else {
        Readiness::AtRisk
    };
    let said = evidence.project.readiness_answers.get(&Id::new(rule.id));
    let said = said.filter(|it| it.answer.is_some());
    Question {
        key: rule.id.to_owned(),
        text: rule.question.to_owned(),
        rule: rule.rule,
        by_rule: Some(by_rule),
        answer: said.and_then(|it| it.answer).or(Some(by_rule)),
        why: said.map_or(sentence, |it| it.reason.clone()),
        missing,
        said: said.cloned(),
    }
}

fn ones_own(id: &Id<ReadinessAnswer>, said: &ReadinessAnswer) -> Question {
    let missing = said.answer.is_none().then(|| Missing {
        text: format!("Nobody has answered “{}”.", said.question),
        blocks: true,
        target: rules::at("readiness", "questions"),
    });
    Question {
        key: id.to_string(),
        text: said.question.clone(),
        rule: "",
        by_rule: None,
        answer: said.answer,
        why: said.reason.clone(),
        missing: missing.into_iter().collect(),
        said: said.answer.is_some().then(|| said.clone()),
    }
}

#[cfg(test)]
mod tests;
