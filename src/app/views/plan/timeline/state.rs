//! What a person has chosen to see of the timeline, and what it is drawn from.

use std::sync::Arc;

use lastmile::engine::Outlook;
use lastmile::present::timeline::{
    Asked, Row, RowKey, RowWords, Sources, Timeline, Zoom, timeline, words_of,
};
use lastmile::schedule::Timetable;
use leptos::prelude::*;

use super::draft::{self, Draft, Told};
use super::pointer::{Held, Pull};
use crate::app::engine::{Ask, Engine, Heavy};
use crate::app::route::Router;
use crate::app::workspace::Workspace;

/// A picture with more days than this is not squeezed into the window at first.
const DAYS_THAT_FIT: u32 = 130;

/// The state of the timeline; lives as long as it is shown.
#[derive(Clone, Copy)]
pub struct TimelineState {
    /// The only writer.
    pub workspace: Workspace,
    /// Where the person is.
    pub router: Router,
    /// Works out what is shown.
    pub engine: Engine,
    /// When everything happens and how sure that is, as far as it is known.
    pub found: Found,
    /// The order, the groups, what is folded.
    pub asked: RwSignal<Asked>,
    /// How large a day is, once someone has chosen.
    pub chosen_zoom: RwSignal<Option<Zoom>>,
    /// The picture.
    pub picture: Memo<Timeline>,
    /// The row the keys act on.
    pub active: RwSignal<Option<RowKey>>,
    /// The row that is to be brought into sight.
    pub wanted: RwSignal<Option<RowKey>>,
    /// What is about to be done with a bar.
    pub draft: RwSignal<Option<Draft>>,
    /// What would come of it, and to which row.
    pub told: Memo<Option<(RowKey, Told)>>,
    /// What a pointer has taken hold of.
    pub held: StoredValue<Option<Held>>,
    /// The line that is drawn while a bar is linked by hand.
    pub pull: RwSignal<Option<Pull>>,
    /// What that would cost.
    pub ask: Ask,
    /// Whether the rows are shown as a table instead of a picture.
    pub as_table: RwSignal<bool>,
    /// Whether the forecast is out of date, or there is none yet.
    pub is_stale: Memo<bool>,
}

impl TimelineState {
    /// Everything open, in people's own order.
    pub fn new(workspace: Workspace, router: Router, engine: Engine) -> Self {
        let found = Found::of(engine);
        let asked = RwSignal::new(Asked::default());
        let picture = Memo::new(move |_| {
            asked.with(|asked| {
                let drawn = look(workspace, found, &mut |sources| timeline(sources, asked));
                drawn.unwrap_or_default()
            })
        });
        let draft = RwSignal::new(None);
        Self {
            workspace,
            router,
            engine,
            found,
            asked,
            chosen_zoom: RwSignal::new(None),
            picture,
            active: RwSignal::new(None),
            wanted: RwSignal::new(None),
            draft,
            told: Memo::new(move |_| draft::told(workspace, found, picture, draft)),
            held: StoredValue::new(None),
            pull: RwSignal::new(None),
            ask: engine.ask(),
            as_table: RwSignal::new(false),
            is_stale: Memo::new(move |_| engine.forecast().with(Heavy::goes_on)),
        }
    }

    /// How large a day is.
    pub fn zoom(self) -> Zoom {
        self.chosen_zoom.get().unwrap_or_else(|| {
            if self.picture.with(|picture| picture.axis.days) > DAYS_THAT_FIT {
                Zoom::Week
            } else {
                Zoom::Fit
            }
        })
    }

    /// The words of a row; follows the plan.
    pub fn words(self, key: &RowKey) -> RowWords {
        let arrange = self.asked.with(|asked| asked.arrange);
        let said = look(self.workspace, self.found, &mut |sources| {
            words_of(sources, arrange, key)
        });
        said.unwrap_or_default()
    }

    /// The row at a place, as it is now.
    pub fn row(self, at: usize) -> Option<Row> {
        self.picture
            .with_untracked(|picture| picture.rows.get(at).cloned())
    }

    /// The place of the row the keys act on, as it is now; the first one when it is not there.
    pub fn active_place(self) -> usize {
        let active = self.active.get_untracked();
        self.picture.with_untracked(|picture| {
            let is_active = |row: &Row| Some(&row.key) == active.as_ref();
            picture.rows.iter().position(is_active).unwrap_or(0)
        })
    }

    /// The pointer holds nothing any more.
    pub fn let_go(self) {
        self.held.set_value(None);
        self.pull.set(None);
    }

    /// Hides what stands below a row, or shows it.
    pub fn fold(self, key: &RowKey) {
        let name = key.fold().to_owned();
        self.asked.update(|asked| {
            if !asked.folded.remove(&name) {
                asked.folded.insert(name);
            }
        });
    }
}

/// What the engines have found, whether or not it is out of date; it changes only when something
/// else is found.
#[derive(Clone, Copy)]
pub struct Found {
    /// When everything happens.
    pub plan: Memo<Option<Arc<Timetable>>>,
    /// How sure that is.
    pub outlook: Memo<Option<Arc<Outlook>>>,
}

impl Found {
    fn of(engine: Engine) -> Self {
        let (plan, outlook) = (engine.schedule(), engine.forecast());
        Self {
            plan: Memo::new_with_compare(
                move |_| plan.with(|plan| plan.value().cloned()),
                is_other,
            ),
            outlook: Memo::new_with_compare(
                move |_| outlook.with(|outlook| outlook.value().cloned()),
                is_other,
            ),
        }
    }
}

/// Whether something else was found, without looking into it.
fn is_other<T>(before: Option<&Option<Arc<T>>>, now: Option<&Option<Arc<T>>>) -> bool {
    match (before, now) {
        (Some(Some(before)), Some(Some(now))) => !Arc::ptr_eq(before, now),
        (Some(None), Some(None)) => false,
        _ => true,
    }
}

/// Looks at what is found and the project it was found about. The project is not followed: whenever
/// it changes, so does what is found.
pub fn look<T>(
    workspace: Workspace,
    found: Found,
    read: &mut dyn FnMut(Sources<'_>) -> T,
) -> Option<T> {
    let (plan, outlook) = (found.plan.get()?, found.outlook.get());
    let today = workspace.today();
    Some(workspace.peek(|project| {
        read(Sources {
            project,
            schedule: &plan,
            buffer: outlook.as_ref().map_or(&plan.buffer, |found| &found.buffer),
            forecast: outlook.as_ref().map(|found| &found.forecast),
            today,
        })
    }))
}
