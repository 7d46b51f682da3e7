//! How risks, change requests, decisions and integration points read, the set of risks to begin
//! with, and the reply to whoever asked for a change.

use super::{forecast, words};
use crate::finish::change_control::put_off as put_off_by;
use crate::finish::decisions::OpenDecision;
use crate::finish::integration::Standing;
use crate::forecast::{Answering, Shift, Stability};
use crate::project::{
    ChangeRequest, Id, Party, Project, Risk, RiskCategory, RiskResponse, RiskStatus, Task, Today,
    Verdict,
};

/// The five steps of probability, the least first.
pub const PROBABILITY: [&str; 5] = ["Very unlikely", "Unlikely", "Even", "Likely", "Very likely"];
/// The five steps of impact, the least first.
pub const IMPACT: [&str; 5] = ["Slight", "Small", "Middling", "Large", "Grave"];

/// The name of a kind of risk.
#[must_use]
pub fn category(category: RiskCategory) -> &'static str {
    match category {
        RiskCategory::Scope => "Scope",
        RiskCategory::Integration => "Integration",
        RiskCategory::Communication => "Communication",
        RiskCategory::Team => "Team",
        RiskCategory::Decision => "Decision",
        RiskCategory::Technical => "Technical",
        RiskCategory::External => "Outside",
    }
}

/// The name of a response, with what it means.
#[must_use]
pub fn response(response: RiskResponse) -> &'static str {
    match response {
        RiskResponse::Avoid => "Avoid: take its cause away",
        RiskResponse::Mitigate => "Mitigate: make it smaller",
        RiskResponse::Transfer => "Transfer: someone else bears it",
        RiskResponse::Accept => "Accept: live with it",
    }
}

/// A response in one word; what is missing where there is none.
#[must_use]
pub fn response_word(risk: &Risk) -> &'static str {
    match (risk.status, risk.response) {
        (RiskStatus::Happened, _) => "Issue",
        (RiskStatus::Closed, _) => "Closed",
        (RiskStatus::Open, Some(chosen)) => response(chosen).split(':').next().unwrap_or_default(),
        (RiskStatus::Open, None) => "None yet",
    }
}

/// What a verdict says of a request: "Accepted".
#[must_use]
pub fn verdict(verdict: Option<Verdict>) -> &'static str {
    match verdict {
        Some(Verdict::Accept) => "Accepted",
        Some(Verdict::Defer) => "Deferred",
        Some(Verdict::Reject) => "Rejected",
        None => "Open",
    }
}

/// Where to or for what a task was put off by change control: "Deferred to Release 2.1". Empty where
/// no request says so.
#[must_use]
pub fn put_off(project: &Project, id: &Id<Task>) -> String {
    match put_off_by(project, id) {
        None => String::new(),
        Some((_, it)) if it.verdict == Some(Verdict::Defer) => format!("Deferred to {}", it.phase),
        Some((_, it)) => format!("Deferred for “{}”", it.title),
    }
}

/// How far one can rely on parts working together.
#[must_use]
pub fn stability(stability: Stability) -> String {
    match stability {
        Stability::Failing => "Failing".to_owned(),
        Stability::Untested => "Untested".to_owned(),
        Stability::Settling { passed, needed } => format!("{passed} of {needed} passes"),
        Stability::Stale { days } => format!("Last passed {days} days ago"),
        Stability::Stable => "Stable".to_owned(),
    }
}

/// What something costs the 80 % date, in working days: "2.5 working days", "No real difference".
#[must_use]
pub fn cost(project: &Project, shift: Shift) -> String {
    let said = forecast::shift(project, shift);
    let said = said.strip_suffix(" later").unwrap_or(&said);
    let mut chars = said.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).collect()
}

/// The same for a cost that was written down in minutes of the project's working time.
#[must_use]
pub fn cost_of_minutes(project: &Project, minutes: i64) -> String {
    let shift = Shift {
        by: minutes as f64,
        standard_error: 0.0,
    };
    cost(project, shift)
}

/// A risk as one sentence: because of its cause, the event, and then its effect.
#[must_use]
pub fn sentence(risk: &Risk) -> String {
    let mut parts = Vec::new();
    let clean = |text: &str| text.trim().trim_end_matches('.').to_owned();
    if !risk.cause.trim().is_empty() {
        parts.push(format!("Because: {}.", clean(&risk.cause)));
    }
    if !risk.effect.trim().is_empty() {
        parts.push(format!("Then: {}.", clean(&risk.effect)));
    }
    parts.join(" ")
}

/// How long someone takes to answer, and from what that was learned.
#[must_use]
pub fn answering(answering: &Answering) -> String {
    let days = libm::rint(answering.median_days * 2.0) / 2.0;
    let days = match days {
        days if days < 1.0 => "less than a working day".to_owned(),
        days if days < 1.5 => "1 working day".to_owned(),
        days => format!("{days} working days"),
    };
    match answering.waits {
        0 => format!("usually {days}: nobody has waited for them yet"),
        waits => format!("usually {days}, by {}", words::count(waits, "past wait")),
    }
}

/// What an open decision holds up: "3 tasks, 14 h".
#[must_use]
pub fn holds_up(open: &OpenDecision) -> String {
    match open.holds_up.tasks {
        0 => "Nothing named yet".to_owned(),
        tasks => format!(
            "{}, {}",
            words::count(tasks, "task"),
            words::work(open.holds_up.work)
        ),
    }
}

/// How much time is left to mend what the next try of an integration point finds, and what an
/// earlier one would buy.
#[must_use]
pub fn time_to_mend(standing: &Standing, today: Today) -> String {
    if standing.stability == Stability::Stable {
        return String::new();
    }
    let Some(needed) = standing.needed_on else {
        return "Say which tasks need it: then it has a day.".to_owned();
    };
    let needed = words::date(needed, today);
    let working_days = |days: i64| match days {
        1 => "1 working day".to_owned(),
        days => format!("{days} working days"),
    };
    let gained = match standing.days_gained {
        0 => String::new(),
        days => format!(" Trying it today would leave {} more.", working_days(days)),
    };
    match standing.days_to_mend {
        None => format!("No try is planned, and it is needed on {needed}."),
        Some(days) if days < 0 => {
            format!(
                "The next try comes {} too late for {needed}.{gained}",
                working_days(-days)
            )
        }
        Some(0) => format!("The next try is on the day it is needed: no time to mend.{gained}"),
        Some(days) => format!("{} to mend before {needed}.{gained}", working_days(days)),
    }
}

/// A risk for each line of a pre-mortem: "it failed, because …".
#[must_use]
pub fn pre_mortem(text: &str) -> Vec<Risk> {
    let lines = text.lines().map(|line| {
        let line = line.trim();
        line.trim_start_matches(['-', '*', '•']).trim()
    });
    lines
        .filter(|line| !line.is_empty())
        .map(|line| Risk {
            title: line.to_owned(),
            ..Risk::default()
        })
        .collect()
}

/// What usually goes wrong in a last mile, as risks to begin with.
#[must_use]
pub fn starter_set() -> Vec<Risk> {
    STARTERS.iter().map(Starter::risk).collect()
}

struct Starter {
    category: RiskCategory,
    title: &'static str,
    cause: &'static str,
    effect: &'static str,
    trigger: &'static str,
    plan: &'static str,
    steps: (u8, u8),
}

impl Starter {
    fn risk(&self) -> Risk {
        Risk {
            title: self.title.to_owned(),
            cause: self.cause.to_owned(),
            effect: self.effect.to_owned(),
            trigger: self.trigger.to_owned(),
            plan: self.plan.to_owned(),
            category: Some(self.category),
            probability: Some(self.steps.0),
            impact: Some(self.steps.1),
            ..Risk::default()
        }
    }
}

const STARTERS: [Starter; 7] = [
    Starter {
        category: RiskCategory::Scope,
        title: "Small requests keep coming in",
        cause: "Everyone sees the end and wants their last wish in it",
        effect: "Work grows as fast as it gets done",
        trigger: "A task appears that nobody asked for in writing",
        plan: "Every wish becomes a change request with its price; only what is critical goes in.",
        steps: (4, 3),
    },
    Starter {
        category: RiskCategory::Integration,
        title: "Parts that work alone fail together",
        cause: "They meet for the first time in the last week",
        effect: "Rework when there is no time left for it",
        trigger: "An integration point without a passed try",
        plan: "Try each integration point this week, in a place that is like the real one.",
        steps: (3, 5),
    },
    Starter {
        category: RiskCategory::Communication,
        title: "Someone who decides is surprised at the end",
        cause: "Under pressure, updates get rare",
        effect: "A late no, or a late new wish",
        trigger: "An update is overdue",
        plan: "Fix who hears what and how often, and keep to it when it gets busy.",
        steps: (3, 3),
    },
    Starter {
        category: RiskCategory::Team,
        title: "The team is worn out before the end",
        cause: "Weeks of long days",
        effect: "Mistakes, sick days, slower work",
        trigger: "Morale falls or someone plans overtime twice in a row",
        plan: "Plan breaks, rotate the worst work, ask for help early.",
        steps: (3, 4),
    },
    Starter {
        category: RiskCategory::Decision,
        title: "An approval takes longer than planned",
        cause: "Whoever decides is busy, or not sure what is asked",
        effect: "Finished work waits",
        trigger: "No answer within the usual time",
        plan: "Ask early, name the day it is needed, and agree who decides when they are away.",
        steps: (4, 3),
    },
    Starter {
        category: RiskCategory::Scope,
        title: "Polishing goes on past good enough",
        cause: "Nobody agreed when it is done",
        effect: "Days go into what nobody will miss",
        trigger: "A task stays at nearly done over several check-ins",
        plan: "Agree the done criteria and stop when they are met.",
        steps: (3, 2),
    },
    Starter {
        category: RiskCategory::Technical,
        title: "A known problem turns out to be larger",
        cause: "Its cause has not been found yet",
        effect: "One task takes several times its estimate",
        trigger: "A technical issue is open for a week",
        plan: "Put two people on it now, and know what to do without it.",
        steps: (3, 4),
    },
];

/// The reply to whoever asked for a change: what was decided, why, what it would cost, and what
/// happens next. Signed with `me`, when that is known.
#[must_use]
pub fn reply(
    project: &Project,
    request: &ChangeRequest,
    ruling: Option<Verdict>,
    reason: &str,
    phase: &str,
    price: &str,
    me: &str,
) -> String {
    let asked_by = request.requester.as_ref();
    let name = asked_by.and_then(|party| Some((party, words::party(project, party)?)));
    let greeting = name.map_or_else(
        || "Hello,".to_owned(),
        |(party, name)| match party {
            // A department is addressed by all of its name.
            Party::Person(_) => {
                format!("Hello {},", name.split_whitespace().next().unwrap_or(&name))
            }
            Party::Stakeholder(_) | Party::Named(_) => format!("Hello {name},"),
        },
    );
    let title = request.title.trim();
    let mut parts = vec![greeting, format!("thank you for asking for “{title}”.")];
    let reason = reason.trim();
    let because = if reason.is_empty() {
        String::new()
    } else {
        format!(" {}.", reason.trim_end_matches('.'))
    };
    let cost = if price.is_empty() {
        String::new()
    } else {
        format!(" We worked out what it costs: {price}")
    };
    parts.push(match ruling {
        Some(Verdict::Accept) => {
            format!(
                "We take it in.{because}{cost}{}",
                gives_way(project, request)
            )
        }
        Some(Verdict::Defer) => format!(
            "So close to the end it would put the date at risk, so we plan it for {phase}.\
             {because}{cost}"
        ),
        Some(Verdict::Reject) => format!("We looked at it and will not do it.{because}{cost}"),
        None => format!(
            "We look at what it would cost before we promise anything, and come back to \
             you.{cost}"
        ),
    });
    parts.push(
        match ruling {
            Some(Verdict::Accept) => "If you would rather give something else up for it, tell me.",
            Some(Verdict::Defer | Verdict::Reject) => {
                "If the project fails without it, please tell me why: then we look for something \
                 that can give way."
            }
            None => "Does the project fail without it? That helps us to decide.",
        }
        .to_owned(),
    );
    parts.push(format!("Best regards\n{}", me.trim()).trim_end().to_owned());
    parts.join("\n\n")
}

/// What an accepted request costs someone else.
fn gives_way(project: &Project, request: &ChangeRequest) -> String {
    let mut given = words::tasks(project, &request.trade_off);
    let note = request.trade_off_note.trim().trim_end_matches('.');
    if !note.is_empty() {
        given.push(note.to_owned());
    }
    if given.is_empty() {
        return String::new();
    }
    format!(" In return we put off: {}.", given.join(", "))
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::edit::testing::{day, id, project, with_people};

    fn today() -> Today {
        Today(day("2026-03-12"))
    }

    #[test]
    fn a_cost_is_said_in_working_days_or_not_at_all() {
        let project = Project::default();
        let said = |by, standard_error| cost(&project, Shift { by, standard_error });
        assert_eq!(said(1_200.0, 100.0), "2.5 working days");
        assert_eq!(said(1_200.0, 900.0), "No real difference");
        assert_eq!(said(100.0, 10.0), "Less than half a working day");
    }

    #[test]
    fn the_time_to_mend_says_what_an_earlier_try_would_buy() {
        let said = |days_to_mend, days_gained| {
            let standing = Standing {
                id: id("i"),
                stability: Stability::Untested,
                needed_on: Some(day("2026-03-20")),
                is_on_chain: true,
                first_test: None,
                days_to_mend,
                days_gained,
            };
            time_to_mend(&standing, today())
        };
        assert_eq!(
            said(None, 0),
            "No try is planned, and it is needed on Fri 20 Mar."
        );
        assert_eq!(
            said(Some(1), 5),
            "1 working day to mend before Fri 20 Mar. Trying it today would leave 5 working days \
             more."
        );
        assert_eq!(
            said(Some(-2), 0),
            "The next try comes 2 working days too late for Fri 20 Mar."
        );
    }

    #[test]
    fn lines_of_a_pre_mortem_become_risks_without_their_marks() {
        let risks = pre_mortem("- The bank said no\n\n • Nobody came ");
        let titles: Vec<_> = risks.iter().map(|risk| risk.title.as_str()).collect();
        assert_eq!(titles, ["The bank said no", "Nobody came"]);
    }

    #[test]
    fn every_risk_to_begin_with_says_all_of_it_once() {
        let risks = starter_set();
        let titles: std::collections::BTreeSet<_> = risks.iter().map(|it| &it.title).collect();
        assert_eq!(titles.len(), risks.len());
        for risk in &risks {
            let texts = [&risk.cause, &risk.effect, &risk.trigger, &risk.plan];
            assert!(texts.iter().all(|text| !text.is_empty()), "{}", risk.title);
            assert!(risk.category.is_some() && risk.probability.is_some() && risk.impact.is_some());
        }
    }

    #[test]
    fn a_reply_says_what_was_decided_why_and_what_it_costs() {
        let project = with_people(project("Copy, Video"), &["Ann Lee"]);
        let request = ChangeRequest {
            title: "Prices in francs".into(),
            requester: Some(Party::Person(id("Ann Lee"))),
            trade_off: [id("Video")].into(),
            ..ChangeRequest::default()
        };
        let reply = |ruling, reason: &str| {
            let price = "3 working days at 80 %.";
            reply(&project, &request, ruling, reason, "Spring", price, "Mia")
        };
        expect![[r#"
            Hello Ann,

            thank you for asking for “Prices in francs”.

            We take it in. Two clients are Swiss. We worked out what it costs: 3 working days at 80 %. In return we put off: “Video”.

            If you would rather give something else up for it, tell me.

            Best regards
            Mia"#]]
        .assert_eq(&reply(Some(Verdict::Accept), "Two clients are Swiss."));
        let deferred = reply(Some(Verdict::Defer), "");
        assert!(
            deferred.contains("we plan it for Spring. We worked out"),
            "{deferred}"
        );
        let open = reply(None, "");
        assert!(open.contains("before we promise anything"), "{open}");
    }
}
