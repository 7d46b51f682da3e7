//! Those who must be told are not.

use super::{Detector, Reading, Remedy, Scope, Sign, act_if, count, spot};
use crate::finish::rhythm;

/// So many days late a message asks for action.
const ACT_DAYS: u32 = 5;
/// After so many days without an update the daily round has stopped.
const SILENT_DAYS: u32 = 4;

pub(super) const DETECTOR: Detector = Detector {
    id: "communication",
    title: "Communication breaks down",
    rule: "A planned message is overdue (5 days late asks for action), or the team's last check-in is more than 4 days old while work is open.",
    advice: "Send the overdue ones today, two sentences are enough. Then meet for ten minutes.",
    needs: "a communication plan, or check-ins",
    read,
};

fn read(scope: &Scope<'_>) -> Reading {
    let project = scope.project;
    if project.communications.is_empty() && project.check_ins.is_empty() {
        return Reading::Blind;
    }
    let mut late: Vec<_> = project
        .communications
        .values()
        .map(|it| (rhythm::overdue_days(project, it, scope.today), it))
        .filter(|(days, _)| *days > 0)
        .collect();
    late.sort_by_key(|(days, _)| std::cmp::Reverse(*days));
    let mut facts: Vec<String> = late
        .iter()
        .map(|(days, it)| format!("{}: {} late.", it.title, count(*days as usize, "day")))
        .collect();
    let last = project.check_ins.values().filter_map(|it| it.date).max();
    let silent =
        last.filter(|last| !scope.open.is_empty() && scope.today.days_since(*last) > SILENT_DAYS);
    if let Some(last) = silent {
        let days = scope.today.days_since(last);
        facts.push(format!("Nobody has checked in for {days} days."));
    }
    if facts.is_empty() {
        return Reading::Quiet;
    }
    let most = late.first().map_or(0, |(days, _)| *days);
    let since = chrono::Days::new(u64::from(most));
    let since = scope.today.0.checked_sub_days(since).filter(|_| most > 0);
    Reading::Fires(Sign {
        level: act_if(most >= ACT_DAYS),
        since: since.or(silent),
        facts,
        tasks: Vec::new(),
        remedy: if late.is_empty() {
            Remedy::Go(spot("execute", "standup", "Hold a stand-up"))
        } else {
            Remedy::Go(spot("execute", "messages", "Write the messages"))
        },
    })
}
