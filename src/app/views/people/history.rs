//! What was estimated and what it took: learned from finished tasks, or pasted.

use lastmile::edit::history;
use lastmile::present::past_estimates::{self as past, Unread};
use lastmile::present::{estimate_text, words};
use lastmile::project::{HistoryPair, Id};
use leptos::prelude::*;

use crate::app::browser::dom;
use crate::app::components::{
    Button, ButtonKind, Callout, EmptyState, HeadingLevel, IconButton, IconName, Panel, TextArea,
    Toast, Tone, When,
};
use crate::app::workspace::Workspace;

/// How many rows are shown at first, and how many more at a time.
const ROWS: usize = 20;
/// How many lines a preview shows.
const PREVIEWED: usize = 5;

type Pair = (Id<HistoryPair>, HistoryPair);

/// The history of all projects in this browser.
#[component]
pub fn PastEstimates() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    // The last finished stand first; pasted pairs know no day.
    let listed = Memo::new(move |_| {
        workspace.read_shelf(|shelf| {
            let all = shelf.history.iter();
            let mut all: Vec<Pair> = all.map(|(id, it)| (id.clone(), it.clone())).collect();
            all.sort_by(|(a_id, a), (b_id, b)| (b.finished_on, a_id).cmp(&(a.finished_on, b_id)));
            all
        })
    });
    let summary = Memo::new(move |_| {
        workspace.read_shelf(|shelf| {
            let ratio = past::typical_ratio(&shelf.history)?;
            let count = words::count(shelf.history.len(), "past estimate");
            let typical = past::times_the_estimate(ratio);
            Some(format!(
                "{count}. In the middle case it came out {typical}."
            ))
        })
    });
    view! {
        <Panel
            title="Past estimates"
            lead="What was estimated and what it took, in all projects of this browser. Forecasts learn from it how far estimates are off."
        >
            <Show
                when=move || !listed.with(Vec::is_empty)
                fallback=|| {
                    view! {
                        <EmptyState
                            icon=IconName::Review
                            level=HeadingLevel::Three
                            headline="Nothing learned yet"
                            text="Say what a task took when you finish it, or paste what you know from earlier projects. A dozen pairs already make the dates more honest."
                        />
                    }
                }
            >
                <p class="people__remark">{summary}</p>
                <PairTable listed=listed />
            </Show>
            <PastePairs />
        </Panel>
    }
}

#[component]
fn PairTable(listed: Memo<Vec<Pair>>) -> impl IntoView {
    let shown = RwSignal::new(ROWS);
    let rows = move || listed.with(|all| all.iter().take(shown.get()).cloned().collect::<Vec<_>>());
    // A row is built anew when what it shows changes: finishing a task again replaces its pair.
    let key = |(id, it): &Pair| (id.clone(), it.title.clone(), it.estimate, it.actual);
    let more = move || listed.with(Vec::len).saturating_sub(shown.get());
    view! {
        <div class="scroll-table" tabindex="0" role="group" aria-label="Past estimates">
            <table class="pairs">
                <thead>
                    <tr>
                        <th scope="col">"What"</th>
                        <th scope="col">"Who"</th>
                        <th scope="col">"Kind"</th>
                        <th scope="col" class="pairs__figure">"Estimate"</th>
                        <th scope="col" class="pairs__figure">"It took"</th>
                        <th scope="col">"That is"</th>
                        <th scope="col"><span class="visually-hidden">"Forget"</span></th>
                    </tr>
                </thead>
                <tbody>
                    <For each=rows key=key let:((id, pair))>
                        <PairRow id=id pair=pair />
                    </For>
                </tbody>
            </table>
        </div>
        <When holds=Signal::derive(move || more() > 0)>
            <Button
                label=Signal::derive(move || format!("Show more ({} left)", more()))
                kind=ButtonKind::Quiet
                on_press=move |()| shown.update(|shown| *shown += ROWS * 5)
            />
        </When>
    }
}

#[component]
fn PairRow(id: Id<HistoryPair>, pair: HistoryPair) -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let outcome = past::outcome(&pair);
    let title = if pair.title.is_empty() {
        "Pasted".to_owned()
    } else {
        pair.title.clone()
    };
    let project = pair.project.clone();
    let forget = format!("Forget {title}");
    let on_press = move |()| {
        if workspace.act_on_shelf(|shelf, _| history::delete(shelf, std::slice::from_ref(&id))) {
            offer_undo(workspace, "Past estimate forgotten.");
            request_animation_frame(focus_table);
        }
    };
    view! {
        <tr>
            <td>
                {title}
                {(!project.is_empty()).then(|| view! { <span class="pairs__quiet">{project}</span> })}
            </td>
            <td>{pair.person}</td>
            <td>{pair.kind}</td>
            <td class="pairs__figure">{estimate_text::show_work(pair.estimate)}</td>
            <td class="pairs__figure">{estimate_text::show_work(pair.actual)}</td>
            <td>{outcome}</td>
            <td>
                <IconButton label=forget icon=IconName::Close on_press=on_press />
            </td>
        </tr>
    }
}

/// The row that had the focus is gone.
fn focus_table() {
    let next = dom::find(".pairs button", |_| true);
    if let Some(element) = next.or_else(|| dom::find("#section-history textarea", |_| true)) {
        dom::focus(&element);
    }
}

/// The history lies beside the projects, where the undo of the open project does not reach.
fn offer_undo(workspace: Workspace, text: &str) {
    let toast = Toast::new(Tone::Good, text);
    workspace.say(toast.action("Undo", move || workspace.undo_on_shelf()));
}

/// A field to paste into, and what was understood of it.
#[component]
fn PastePairs() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let text = RwSignal::new(String::new());
    let read = Memo::new(move |_| text.with(|text| past::read(text, workspace.day_minutes())));
    let count = move || read.with(|(pairs, _)| pairs.len());
    let add = move |()| {
        let (pairs, _) = read.get_untracked();
        if workspace.act_on_shelf(|shelf, ids| history::add(shelf, &pairs, ids)) {
            let said = words::count(pairs.len(), "past estimate");
            offer_undo(workspace, &format!("{said} added."));
            text.set(String::new());
        }
    };
    let refusal = move || (count() == 0).then(|| "Paste a line such as 6h, 9h first.".to_owned());
    let label = move || match count() {
        0 => "Add past estimates".to_owned(),
        count => format!("Add {}", words::count(count, "past estimate")),
    };
    view! {
        <div class="paste-pairs">
            <TextArea
                label="Paste past estimates"
                value=text
                on_change=move |value| text.set(value)
                on_input=move |value| text.set(value)
                rows=3
                placeholder="6h, 9h, Mia, web\nProofread the manual; 1d; 1.5d; Jon"
                hint="One a line: estimate, what it took, who, kind. Who and kind may be left out; a title may stand first."
            />
            <Understood read=read />
            <Button
                label=Signal::derive(label)
                icon=IconName::Add
                refusal=Signal::derive(refusal)
                on_press=add
            />
        </div>
    }
}

#[component]
fn Understood(read: Memo<(Vec<HistoryPair>, Vec<Unread>)>) -> impl IntoView {
    let line = |pair: HistoryPair| {
        let (estimate, actual) = (pair.estimate, pair.actual);
        let what = [pair.title.clone(), pair.person.clone(), pair.kind.clone()];
        let what: Vec<_> = what.into_iter().filter(|text| !text.is_empty()).collect();
        let (estimate, actual) = (
            estimate_text::show_work(estimate),
            estimate_text::show_work(actual),
        );
        let outcome = past::outcome(&pair);
        view! {
            <li>
                <span>{format!("{estimate} estimated, {actual} taken: {outcome}")}</span>
                <span class="row__quiet">{what.join(", ")}</span>
            </li>
        }
    };
    let understood = move || {
        read.with(|(pairs, _)| {
            pairs
                .iter()
                .take(PREVIEWED)
                .cloned()
                .map(line)
                .collect_view()
        })
    };
    let rest = move || {
        let rest = read
            .with(|(pairs, _)| pairs.len())
            .saturating_sub(PREVIEWED);
        (rest > 0).then(|| view! { <li>{format!("and {rest} more")}</li> })
    };
    let unread = move || {
        read.with(|(_, unread)| {
            let line =
                |it: &Unread| view! { <li>{format!("Line {}: {}", it.line, it.reason)}</li> };
            unread.iter().take(PREVIEWED).map(line).collect_view()
        })
    };
    let problems = move || read.with(|(_, unread)| unread.len());
    view! {
        <When holds=Signal::derive(move || read.with(|(pairs, _)| !pairs.is_empty()))>
            <ul class="understood" aria-label="What was understood">{understood}{rest}</ul>
        </When>
        <When holds=Signal::derive(move || problems() > 0)>
            <Callout
                tone=Tone::Warning
                title=Signal::derive(move || {
                    format!("{} could not be read and will be left out.", words::count(problems(), "line"))
                })
            >
                <ul class="understood">{unread}</ul>
            </Callout>
        </When>
    }
}
