//! What the five steps of chance and impact mean in this project.

use lastmile::edit::risk as edit;
use lastmile::present::risks as said;
use lastmile::project::RiskScale;
use leptos::prelude::*;

use crate::app::components::{Dialog, NumberField};
use crate::app::workspace::Workspace;

/// The ten numbers of the scale.
#[component]
pub fn ScaleDialog(open: RwSignal<bool>) -> AnyView {
    let workspace = expect_context::<Workspace>();
    let scale = Memo::new(move |_| workspace.read(|project| project.settings.risk_scale));
    let set = move |how: &dyn Fn(&mut RiskScale)| {
        let mut after = scale.get_untracked();
        how(&mut after);
        workspace.act(|project, _, _| edit::set_scale(project, after));
    };
    let percent = move |(at, name): (usize, &'static str)| {
        let value = move || scale.with(|it| it.percents.get(at).copied().map(f64::from));
        let change = move |typed: Option<f64>| {
            set(&|it| {
                if let (Some(slot), Some(typed)) = (it.percents.get_mut(at), typed) {
                    *slot = whole(typed);
                }
            });
        };
        view! {
            <NumberField label=name value=Signal::derive(value) unit="%" min=1.0 max=99.0 on_change=change />
        }
        .into_any()
    };
    let days = move |(at, name): (usize, &'static str)| {
        let value = move || scale.with(|it| it.days.get(at).copied().map(f64::from));
        let change = move |typed: Option<f64>| {
            set(&|it| {
                if let (Some(slot), Some(typed)) = (it.days.get_mut(at), typed) {
                    *slot = whole(typed).into();
                }
            });
        };
        view! {
            <NumberField label=name value=Signal::derive(value) unit="days" max=250.0 on_change=change />
        }
        .into_any()
    };
    view! {
        <Dialog title="The scale of risks" open=open on_close=move |()| open.set(false)>
            <p>"The forecast reads a risk by these numbers, unless it has its own days."</p>
            <div class="risks__scale">
                <fieldset>
                    <legend>"How likely"</legend>
                    {said::PROBABILITY.into_iter().enumerate().map(percent).collect_view()}
                </fieldset>
                <fieldset>
                    <legend>"Usual delay"</legend>
                    {said::IMPACT.into_iter().enumerate().map(days).collect_view()}
                </fieldset>
            </div>
        </Dialog>
    }
    .into_any()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to what fits"
)]
/// A whole number that was typed.
pub fn whole(typed: f64) -> u8 {
    libm::round(typed.clamp(0.0, 255.0)) as u8
}
