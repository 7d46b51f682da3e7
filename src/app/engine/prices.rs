//! What records cost the 80 % date: one question to the engines for a whole list.

use std::collections::BTreeMap;
use std::sync::Arc;

use lastmile::edit::{Author, Change, Refusal};
use lastmile::engine::{Answer, Price};
use lastmile::forecast::Shift;
use lastmile::project::{Id, Project, Record};
use leptos::prelude::*;

use super::{Ask, Engine, Heavy};
use crate::app::workspace::Workspace;

/// Runs behind each price of a list.
const RUNS: u32 = 800;

/// The prices of a list, as far as they are known.
#[derive(Clone, Debug, PartialEq)]
pub struct Prices<R> {
    /// By how much each record moves the 80 % date by being as it is; positive is later.
    pub shifts: BTreeMap<Id<R>, Shift>,
    /// Whether each record has one, even if it is being worked out anew: before that they say
    /// nothing about the order.
    pub are_all_known: bool,
}

impl<R> Prices<R> {
    /// The working days by which each record moves the 80 % date, to put them in order by; zero
    /// where that cannot be told from chance. Empty until all are known: while they come in one by
    /// one, each would give the records other places.
    pub fn ranking(&self) -> BTreeMap<Id<R>, f64> {
        let known = self.are_all_known.then_some(&self.shifts);
        let known = known.into_iter().flatten();
        known
            .map(|(id, shift)| (id.clone(), if shift.is_real() { shift.by } else { 0.0 }))
            .collect()
    }
}

/// What each of these records costs: the way back from the project without it, as `without` takes
/// it away. Asked anew when the list changes; the engines ask again when the project does.
pub fn prices<R: Record + Send + Sync + 'static>(
    workspace: Workspace,
    listed: Memo<Vec<Id<R>>>,
    without: fn(&Project, &Id<R>, &Author) -> Result<Change, Refusal>,
) -> Memo<Prices<R>> {
    let ask = expect_context::<Engine>().ask();
    Effect::new(move || {
        let ids = listed.get();
        let author = author(workspace);
        let changes: Vec<Change> = workspace.peek(|project| {
            let change = |id| without(project, id, &author).unwrap_or_default();
            ids.iter().map(change).collect()
        });
        ask.stop();
        if !changes.is_empty() {
            ask.price_each(&changes, RUNS);
        }
    });
    let answer = ask.answer();
    Memo::new(move |_| {
        let ids = listed.get();
        answer.with(|answer| {
            let Some(answer) = answer else {
                return Prices {
                    shifts: BTreeMap::new(),
                    are_all_known: ids.is_empty(),
                };
            };
            let count = ids.len();
            let mut shifts = BTreeMap::new();
            if let Some(Answer::Prices(prices)) = answer.value().map(Arc::as_ref) {
                for (id, price) in ids.into_iter().zip(prices) {
                    let p80 = price.difference.p80;
                    shifts.insert(id, Shift { by: -p80.by, ..p80 });
                }
            }
            Prices {
                are_all_known: shifts.len() == count,
                shifts,
            }
        })
    })
}

/// The only price of a question about one change, and whether it is of the present project.
pub fn only(ask: Ask) -> Memo<Option<(Price, bool)>> {
    let answer = ask.answer();
    Memo::new(move |_| {
        answer.with(|answer| {
            let answer: &Heavy<Arc<Answer>> = answer.as_ref()?;
            match answer.value().map(Arc::as_ref) {
                Some(Answer::Prices(prices)) => Some((prices.first()?.clone(), answer.is_fresh())),
                Some(Answer::Payments { .. } | Answer::Order(_) | Answer::Moved(_)) | None => None,
            }
        })
    })
}

/// Who tries a change.
pub fn author(workspace: Workspace) -> Author {
    let me = workspace.peek_shelf(|shelf| shelf.settings.me.clone());
    let today = untrack(|| workspace.today());
    workspace.peek(|project| Author::named(project, &me, today))
}

/// Ids for what is only tried.
pub fn tried_ids() -> impl FnMut() -> String {
    let mut number = 0;
    move || {
        number += 1;
        format!("what-if-{number}")
    }
}
