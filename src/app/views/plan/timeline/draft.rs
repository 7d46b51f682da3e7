//! What is about to be done with a bar: shown and priced, but not written down before it is applied.

use std::sync::Arc;

use lastmile::engine::Answer;
use lastmile::present::timeline::{Act, Intent, RowKey, Span, Timeline, intent, priced};
use lastmile::schedule::Timetable;
use leptos::prelude::*;

use super::state::{Found, TimelineState, look};
use crate::app::workspace::Workspace;

/// Something a person is about to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The row whose bar it is done to.
    pub key: RowKey,
    /// What is done.
    pub act: Act,
    /// It was applied, and the plan that follows from it is being worked out.
    is_applied: bool,
    /// Which plan it was begun on: it ends with that.
    plan: usize,
}

/// What the screen shows of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    /// Where the bar would lie.
    pub span: Option<Span>,
    /// What would come of it.
    pub said: String,
    /// Whether it can be done.
    pub is_possible: bool,
}

/// What would come of what is about to be done; follows it.
pub(super) fn told(
    workspace: Workspace,
    found: Found,
    picture: Memo<Timeline>,
    draft: RwSignal<Option<Draft>>,
) -> Option<(RowKey, Told)> {
    let plan = address(found);
    let draft = draft.get().filter(|draft| draft.plan == plan)?;
    let intent = intend(workspace, found, picture, &draft)?;
    let told = Told {
        span: intent.span,
        said: intent.said,
        is_possible: intent.change.is_ok(),
    };
    Some((draft.key, told))
}

/// Tells one plan from the next.
fn address(found: Found) -> usize {
    let plan = |plan: &Option<Arc<Timetable>>| plan.as_ref().map_or(0, |it| Arc::as_ptr(it).addr());
    found.plan.with(plan)
}

fn intend(
    workspace: Workspace,
    found: Found,
    picture: Memo<Timeline>,
    draft: &Draft,
) -> Option<Intent> {
    picture.with(|picture| {
        let row = picture.rows.iter().find(|row| row.key == draft.key)?;
        look(workspace, found, &mut |sources| {
            intent(sources, &picture.axis, row, &draft.act)
        })?
    })
}

impl TimelineState {
    /// What is about to be done, as it is now: as long as the plan it was begun on stands.
    pub fn present_draft(self) -> Option<Draft> {
        let plan = untrack(|| address(self.found));
        let draft = self.draft.get_untracked();
        draft.filter(|draft| draft.plan == plan && !draft.is_applied)
    }

    /// Shows what an act would do, and asks what it costs.
    pub fn propose(self, key: RowKey, act: Act) {
        let draft = Draft {
            key,
            act,
            is_applied: false,
            plan: untrack(|| address(self.found)),
        };
        if self
            .draft
            .with_untracked(|before| before.as_ref() == Some(&draft))
        {
            return;
        }
        let change = self.intend(&draft).and_then(|intent| intent.change.ok());
        self.draft.set(Some(draft));
        match change {
            Some(change) => self.ask.price(&change),
            None => self.ask.stop(),
        }
    }

    /// Does nothing of the kind.
    pub fn drop_draft(self) {
        self.draft.set(None);
        self.ask.stop();
    }

    /// Writes down what was about to be done, or says why it cannot be.
    pub fn apply_draft(self) {
        let Some(draft) = self.present_draft() else {
            return;
        };
        self.ask.stop();
        match self.intend(&draft).map(|intent| intent.change) {
            Some(Ok(change)) => {
                // Until the new plan is there the bar stays where it was put.
                self.draft.set(Some(Draft {
                    is_applied: true,
                    ..draft
                }));
                self.workspace.act(|_, _, _| Ok(change));
            }
            Some(Err(refusal)) => {
                self.draft.set(None);
                self.workspace.refuse(&refusal);
            }
            None => self.draft.set(None),
        }
    }

    fn intend(self, draft: &Draft) -> Option<Intent> {
        untrack(|| intend(self.workspace, self.found, self.picture, draft))
    }

    /// How it moves the 80 % date, as far as that is known; follows it.
    pub fn price_said(self) -> String {
        let Some(answer) = self.ask.answer().get() else {
            return String::new();
        };
        let price = match answer.value().map(AsRef::as_ref) {
            Some(Answer::Prices(prices)) if answer.is_fresh() => prices.first(),
            _ => None,
        };
        let Some(price) = price else {
            return "80 % date: being worked out…".to_owned();
        };
        let (shift, p80) = (price.difference.p80, price.after.p80);
        let said = look(self.workspace, self.found, &mut |sources| {
            priced(sources, shift, p80)
        });
        said.unwrap_or_default()
    }
}
