//! The risk register, weighed: which risks cost the date most, and which nobody does anything about.

use std::collections::{BTreeMap, BTreeSet};

use crate::forecast;
use crate::project::{Id, Project, Risk, RiskResponse, RiskStatus};

/// So many risks without an answer are pointed out.
pub const TOP: usize = 3;

/// Probability times impact, 1 to 25; `None` until both are known.
#[must_use]
pub fn score(risk: &Risk) -> Option<u8> {
    Some(risk.probability?.min(5) * risk.impact?.min(5))
}

/// The working days a risk costs on average as far as the register says: its chance times its
/// likely delay. The forecast knows better, since not every delay moves the end.
#[must_use]
pub fn expected_days(project: &Project, risk: &Risk) -> Option<f64> {
    let chance = project.settings.risk_scale.chance(risk.probability?)?;
    let [_, likely, _] = forecast::delay_days(project, risk)?;
    Some(chance * likely)
}

/// Whether something is done about a risk: it is borne or handed over on purpose, or there is a
/// task against it that was not given up.
#[must_use]
pub fn is_answered(project: &Project, risk: &Risk) -> bool {
    let mut tasks = risk
        .mitigations
        .iter()
        .filter_map(|id| project.tasks.get(id));
    match risk.response {
        Some(RiskResponse::Accept | RiskResponse::Transfer) => true,
        Some(RiskResponse::Avoid | RiskResponse::Mitigate) | None => {
            tasks.any(|task| !task.status.is_out())
        }
    }
}

/// All risks: the issues first, then the open ones by what each costs the 80 % date (by `costs`, in
/// working minutes), the most first, and the closed ones last. Where a cost is not known, or two
/// are equal, by expected days, then by score, then by title.
#[must_use]
pub fn ranked(project: &Project, costs: &BTreeMap<Id<Risk>, f64>) -> Vec<Id<Risk>> {
    let mut all: Vec<(&Id<Risk>, &Risk)> = project.risks.iter().collect();
    let place = |risk: &Risk| match risk.status {
        RiskStatus::Happened => 0,
        RiskStatus::Open => 1,
        RiskStatus::Closed => 2,
    };
    let cost = |id: &Id<Risk>| costs.get(id).copied().unwrap_or(0.0);
    let days = |risk: &Risk| expected_days(project, risk).unwrap_or(0.0);
    all.sort_by(|(a_id, a), (b_id, b)| {
        place(a)
            .cmp(&place(b))
            .then(cost(b_id).total_cmp(&cost(a_id)))
            .then(days(b).total_cmp(&days(a)))
            .then(score(b).cmp(&score(a)))
            .then_with(|| a.title.cmp(&b.title))
    });
    all.into_iter().map(|(id, _)| id.clone()).collect()
}

/// The first [`TOP`] open risks of a ranking about which nobody does anything.
#[must_use]
pub fn top_unanswered(project: &Project, ranked: &[Id<Risk>]) -> BTreeSet<Id<Risk>> {
    let is_left = |id: &&Id<Risk>| {
        let risk = project.risks.get(*id);
        risk.is_some_and(|risk| risk.status == RiskStatus::Open && !is_answered(project, risk))
    };
    ranked.iter().filter(is_left).take(TOP).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::testing::{id, project};
    use crate::project::Status;

    fn risk(probability: u8, impact: u8) -> Risk {
        Risk {
            probability: Some(probability),
            impact: Some(impact),
            ..Risk::default()
        }
    }

    fn register() -> Project {
        let mut project = project("Copy");
        for (key, p, i) in [("likely", 5, 2), ("grave", 2, 5), ("small", 1, 1)] {
            project.risks.insert(id(key), risk(p, i));
        }
        project
    }

    fn order(project: &Project, costs: &[(&str, f64)]) -> Vec<String> {
        let costs = costs.iter().map(|(key, cost)| (id(key), *cost)).collect();
        let ranked = ranked(project, &costs);
        ranked.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn what_costs_the_date_most_comes_first_whatever_its_score() {
        let project = register();
        assert_eq!(order(&project, &[]), ["grave", "likely", "small"]);
        let costs = [("small", 900.0), ("likely", 30.0)];
        assert_eq!(order(&project, &costs), ["small", "likely", "grave"]);
    }

    #[test]
    fn issues_come_first_and_closed_risks_last() {
        let mut project = register();
        let status = |project: &mut Project, key: &str, status| {
            project.risks.get_mut(&id(key)).unwrap().status = status;
        };
        status(&mut project, "small", RiskStatus::Happened);
        status(&mut project, "grave", RiskStatus::Closed);
        assert_eq!(order(&project, &[]), ["small", "likely", "grave"]);
    }

    #[test]
    fn a_risk_is_answered_by_a_task_that_was_not_given_up_or_on_purpose() {
        let mut project = register();
        let answered = |project: &Project, response, mitigated: bool| {
            let mut risk = risk(1, 1);
            risk.response = response;
            if mitigated {
                risk.mitigations.insert(id("Copy"));
            }
            is_answered(project, &risk)
        };
        assert!(!answered(&project, None, false));
        assert!(!answered(&project, Some(RiskResponse::Mitigate), false));
        assert!(answered(&project, Some(RiskResponse::Accept), false));
        assert!(answered(&project, Some(RiskResponse::Transfer), false));
        assert!(answered(&project, None, true));
        project.tasks.get_mut(&id("Copy")).unwrap().status = Status::Dropped;
        assert!(!answered(&project, Some(RiskResponse::Avoid), true));
    }

    #[test]
    fn three_open_risks_without_an_answer_are_pointed_out() {
        let mut project = register();
        project.risks.insert(id("other"), risk(3, 3));
        project.risks.get_mut(&id("grave")).unwrap().status = RiskStatus::Happened;
        project.risks.insert(id("more"), risk(1, 2));
        let ranked = ranked(&project, &BTreeMap::new());
        let top = top_unanswered(&project, &ranked);
        assert_eq!(top, [id("likely"), id("other"), id("more")].into());
    }

    #[test]
    fn expected_days_are_chance_times_likely_delay() {
        let project = register();
        let days = expected_days(&project, &risk(2, 5)).unwrap();
        assert!((days - 3.0).abs() < 1e-9);
        assert_eq!(score(&risk(2, 5)), Some(10));
        assert_eq!(score(&Risk::default()), None);
    }
}
