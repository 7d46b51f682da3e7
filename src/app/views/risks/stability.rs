//! When parts that meet count as stable in this project.

use lastmile::edit::integration_point as edit;
use lastmile::forecast::stable_rule;
use leptos::prelude::*;

use super::scale::whole;
use crate::app::components::{Dialog, NumberField};
use crate::app::workspace::Workspace;

/// The two numbers of the rule.
#[component]
pub fn StabilityDialog(open: RwSignal<bool>) -> AnyView {
    let workspace = expect_context::<Workspace>();
    let rule = Memo::new(move |_| workspace.read(|project| stable_rule(&project.settings)));
    let set = move |runs: u8, days: u8| {
        workspace.act(|project, _, _| edit::set_stability(project, runs, days));
    };
    let runs = Signal::derive(move || Some(f64::from(rule.get().0)));
    let days = Signal::derive(move || Some(f64::from(rule.get().1)));
    let set_runs = move |typed: Option<f64>| {
        if let Some(typed) = typed {
            set(whole(typed), rule.get_untracked().1);
        }
    };
    let set_days = move |typed: Option<f64>| {
        if let Some(typed) = typed {
            set(rule.get_untracked().0, whole(typed));
        }
    };
    view! {
        <Dialog title="When is a point stable?" open=open on_close=move |()| open.set(false)>
            <p>
                "Once it has passed so many tries in a row, the last of them not too long ago. The forecast, readiness and the warning signs all go by this rule."
            </p>
            <div class="form-grid">
                <NumberField
                    label="Passed tries in a row"
                    value=runs
                    min=1.0
                    max=20.0
                    on_change=set_runs
                />
                <NumberField
                    label="The last of them within"
                    value=days
                    unit="days"
                    min=1.0
                    max=90.0
                    on_change=set_days
                />
            </div>
        </Dialog>
    }
    .into_any()
}
