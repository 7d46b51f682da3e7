//! The warning signs that show, the gravest first.

use super::{Line, To};
use crate::finish::health::{Finding, Level, Remedy};
use crate::present::tone::Tone;
use crate::present::words;
use crate::project::Today;

/// A warning sign, with what can be done about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Sign {
    /// What it is, since when and by what evidence; it leads to the guide's page about it.
    pub line: Line,
    /// All the evidence.
    pub facts: Vec<String>,
    /// By what it is noticed, and what helps.
    pub rule: String,
    /// What can be done with one press.
    pub remedy: Remedy,
}

/// The findings as they are shown, in their order.
#[must_use]
pub fn signs(found: &[Finding], today: Today) -> Vec<Sign> {
    let signs = found.iter().map(|finding| {
        let sign = &finding.sign;
        let since = sign.since.map(|day| {
            let (on, ago) = (words::date(day, today), words::from_today(day, today));
            format!("Since {on}, {ago}.")
        });
        let parts = sign.facts.first().cloned().into_iter().chain(since);
        let mut line = Line::new(finding.detector.title).at(To::Place("guide", "signs"));
        line.detail = parts.collect::<Vec<_>>().join(" ");
        line.tone = match sign.level {
            Level::Act => Tone::Bad,
            Level::Watch => Tone::Warning,
        };
        Sign {
            line,
            facts: sign.facts.clone(),
            rule: format!("{} {}", finding.detector.rule, finding.detector.advice),
            remedy: sign.remedy.clone(),
        }
    });
    signs.collect()
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::finish::audit::Scope;
    use crate::finish::health::findings;
    use crate::project::notation;

    #[test]
    fn a_sign_says_what_shows_since_when_and_what_helps() {
        let today = Today(NaiveDate::from_ymd_opt(2026, 3, 20).unwrap());
        let mut project = notation::project("task a 8h blocked\ntask b 8h");
        let quiet = notation::project("task a 8h\ntask b 8h");
        let all = |project| signs(&findings(&Scope::of(project, today)), today);
        assert_eq!(all(&quiet), []);
        let task = project.tasks.get_mut(&crate::project::Id::new("a"));
        task.unwrap().blocker.as_mut().unwrap().since = NaiveDate::from_ymd_opt(2026, 3, 6);
        let sign = all(&project).remove(0);
        assert_eq!(sign.line.text, "Work waits too long");
        assert_eq!(sign.line.tone, Tone::Bad);
        assert!(sign.line.detail.starts_with("1 task blocked"), "{sign:?}");
        assert!(sign.line.detail.ends_with("14 days ago."), "{sign:?}");
        assert!(sign.rule.contains("Chase the oldest"));
        assert!(matches!(sign.remedy, Remedy::Go(_)));
    }
}
