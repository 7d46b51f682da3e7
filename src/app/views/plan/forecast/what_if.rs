//! Trying a change before it is made: what it does to the dates, and how sure that is.

use chrono::NaiveDate;
use lastmile::edit::what_if::{self, Wish};
use lastmile::edit::{Author, Change, MintId, Refusal};
use lastmile::engine::Answer;
use lastmile::present::outlook;
use lastmile::present::paste::{self, Headings};
use lastmile::present::quick_add::Names;
use lastmile::project::{Id, Person, Project, Task};
use leptos::prelude::*;

use super::Forecasting;
use crate::app::components::{
    Button, ButtonKind, Caption, Choice, Combobox, DateField, Panel, Select, TextArea, TextField,
    Tone, When, piece, table,
};
use crate::app::engine::RUNS_OF_A_PREVIEW;

/// What is being put together.
#[derive(Clone, Copy)]
struct Draft {
    kind: RwSignal<String>,
    tasks: RwSignal<Vec<String>>,
    /// Tasks there are not yet, one per line.
    lines: RwSignal<String>,
    person: RwSignal<String>,
    heir: RwSignal<String>,
    name: RwSignal<String>,
    first: RwSignal<Option<NaiveDate>>,
    last: RwSignal<Option<NaiveDate>>,
}

const KINDS: [(&str, &str); 9] = [
    ("leave", "Leave tasks out"),
    ("later", "Put tasks off to a later phase"),
    ("add", "Add tasks"),
    ("hire", "Add a person who takes tasks over"),
    ("help", "Have someone help with tasks"),
    ("away", "Have someone away for some days"),
    ("release", "Do without someone"),
    ("start", "Begin tasks on another day"),
    ("promise", "Promise another day"),
];

impl Draft {
    fn new() -> Self {
        Self {
            kind: RwSignal::new("leave".to_owned()),
            tasks: RwSignal::new(Vec::new()),
            lines: RwSignal::new(String::new()),
            person: RwSignal::new(String::new()),
            heir: RwSignal::new(String::new()),
            name: RwSignal::new(String::new()),
            first: RwSignal::new(None),
            last: RwSignal::new(None),
        }
    }

    fn wish(self, project: &Project, author: &Author) -> Wish {
        let someone = |who: RwSignal<String>| Id::<Person>::new(&who.get_untracked());
        let first = self.first.get_untracked();
        match self.kind.get_untracked().as_str() {
            "later" => Wish::PutOff,
            "add" => Wish::Add(self.drafts(project, author)),
            "hire" => Wish::Hire(self.name.get_untracked()),
            "help" => Wish::Help(someone(self.person)),
            "away" => Wish::Away(someone(self.person), first, self.last.get_untracked()),
            "release" => Wish::HandOver {
                from: someone(self.person),
                to: someone(self.heir),
            },
            "start" => Wish::NotBefore(first),
            "promise" => Wish::Promise(first),
            _ => Wish::LeaveOut,
        }
    }

    /// The tasks that are typed.
    fn drafts(self, project: &Project, author: &Author) -> Vec<lastmile::edit::task::Draft> {
        let names = Names::of(project, author.person.as_ref(), author.today);
        let read = |text: &String| paste::lines(text, &names, Headings::SummaryTasks).drafts;
        self.lines.with_untracked(read)
    }

    fn change(
        self,
        project: &Project,
        author: &Author,
        ids: &mut dyn MintId,
    ) -> Result<Change, Refusal> {
        let tasks = self.tasks.get_untracked();
        let tasks: Vec<Id<Task>> = tasks.iter().map(|id| Id::new(id)).collect();
        what_if::change(project, &tasks, &self.wish(project, author), author, ids)
    }

    /// It was made so: what is begun next is about something else.
    fn clear(self) {
        self.tasks.set(Vec::new());
        self.lines.set(String::new());
        self.name.set(String::new());
    }
}

/// The fields, the answer, and the button that makes it so.
pub fn panel(state: Forecasting) -> AnyView {
    let workspace = state.workspace;
    let draft = Draft::new();
    let ask = state.engine.ask();
    let try_it = move |()| {
        let author = Author {
            today: untrack(|| workspace.today()),
            person: workspace.me(),
        };
        let mut ids = move || workspace.new_id::<Task>().to_string();
        match workspace.peek(|project| draft.change(project, &author, &mut ids)) {
            Ok(change) => ask.price(&change),
            Err(refusal) => workspace.refuse(&refusal),
        }
    };
    let make_it = move |()| {
        if workspace.act(|project, author, ids| draft.change(project, author, ids)) {
            ask.stop();
            draft.clear();
        }
    };
    let answer = ask.answer();
    let shown = piece(move || {
        let today = workspace.today();
        answer.with(|answer| {
            let answer = answer.as_ref()?;
            let price = match answer.value().map(|it| &**it) {
                Some(Answer::Prices(prices)) => prices.first(),
                _ => None,
            };
            let Some(price) = price else {
                return Some(
                    view! { <p class="outlook__quiet">"Playing it through…"</p> }.into_any(),
                );
            };
            let rows = workspace.peek(|project| outlook::price_rows(project, price, today));
            Some(priced(rows, price.moves.len(), answer.is_fresh()))
        })
    });
    let has_answer = Memo::new(move |_| answer.with(Option::is_some));
    view! {
        <Panel
            title="What if"
            lead="Try a change before you make it. Both sides get the same luck, so the difference is the change and not chance."
            framed=true
        >
            <div class="what-if">
                {fields(state, draft, Callback::new(move |()| ask.stop()))}
                <div class="what-if__actions">
                    <Button label="See what it does" kind=ButtonKind::Primary on_press=try_it />
                    <When holds=has_answer>
                        <Button label="Make it so" on_press=make_it />
                        <Button
                            label="Forget it"
                            kind=ButtonKind::Quiet
                            on_press=move |()| ask.stop()
                        />
                    </When>
                </div>
                <div class="what-if__answer" role="status">{shown}</div>
            </div>
        </Panel>
    }
    .into_any()
}

fn fields(state: Forecasting, draft: Draft, changed: Callback<()>) -> AnyView {
    let workspace = state.workspace;
    let kind = Memo::new(move |_| draft.kind.get());
    let wants = move |kinds: &'static [&'static str]| {
        Signal::derive(move || kind.with(|kind| kinds.contains(&kind.as_str())))
    };
    let open = Memo::new(move |_| {
        workspace.read(|project| {
            let (outline, _) = project.outline();
            let leaves = outline.leaves().into_iter();
            let open = leaves.filter_map(|id| Some((project.tasks.get(&id)?, id)));
            open.filter(|(task, _)| task.is_open())
                .map(|(task, id)| Choice::new(id.as_str(), task.title.clone()))
                .collect::<Vec<_>>()
        })
    });
    let people = Memo::new(move |_| {
        workspace.read(|project| {
            let mut all = vec![Choice::new("", "Choose someone")];
            let people = project.people.iter();
            all.extend(people.map(|(id, it)| Choice::new(id.as_str(), it.name.clone())));
            all
        })
    });
    let kinds: Vec<Choice> = KINDS.map(|(value, label)| Choice::new(value, label)).into();
    // What is changed is another question.
    let into = move |field: RwSignal<String>| {
        Callback::new(move |value: String| {
            field.set(value);
            changed.run(());
        })
    };
    let on_day = move |field: RwSignal<Option<NaiveDate>>| {
        Callback::new(move |day| {
            field.set(day);
            changed.run(());
        })
    };
    let day = move |label: &'static str, field: RwSignal<Option<NaiveDate>>| {
        view! { <DateField label=label value=field on_change=on_day(field) /> }.into_any()
    };
    let someone = move |label: &'static str, field: RwSignal<String>| {
        view! { <Select label=label options=people value=field on_change=into(field) /> }.into_any()
    };
    view! {
        <div class="what-if__fields">
            <Select label="Change" options=kinds value=kind on_change=into(draft.kind) />
            <When holds=wants(&["leave", "later", "hire", "help", "start"])>
                <Combobox
                    label="Tasks"
                    options=open
                    chosen=draft.tasks
                    multiple=true
                    placeholder="Type to find tasks"
                    on_change=move |tasks| {
                        draft.tasks.set(tasks);
                        changed.run(());
                    }
                />
            </When>
            <When holds=wants(&["add"])>
                <TextArea
                    label="New tasks, one per line"
                    hint="Who does it, hours and more can stand in the line: Write the manual @Ann 16h !must"
                    value=draft.lines
                    on_change=into(draft.lines)
                    on_input=into(draft.lines)
                />
            </When>
            <When holds=wants(&["hire"])>
                <TextField
                    label="Name of the new person"
                    value=draft.name
                    on_change=into(draft.name)
                    on_input=into(draft.name)
                />
            </When>
            <When holds=wants(&["help"])>{someone("Who helps", draft.person)}</When>
            <When holds=wants(&["away"])>
                {someone("Who is away", draft.person)}
                {day("First day", draft.first)}
                {day("Last day", draft.last)}
            </When>
            <When holds=wants(&["release"])>
                {someone("Who leaves", draft.person)}
                {someone("Who takes over", draft.heir)}
            </When>
            <When holds=wants(&["start"])>{day("Not before", draft.first)}</When>
            <When holds=wants(&["promise"])>{day("Target date", draft.first)}</When>
        </div>
    }
    .into_any()
}

fn priced(rows: Vec<outlook::PriceRow>, moves: usize, is_fresh: bool) -> AnyView {
    let rows = rows.into_iter().map(|row| {
        let tone = match row.better {
            None => Tone::Neutral,
            Some(true) => Tone::Good,
            Some(false) => Tone::Bad,
        };
        vec![
            row.name.into_any(),
            row.before.into_any(),
            row.after.into_any(),
            view! { <span data-tone=tone.name()>{row.change}</span> }.into_any(),
        ]
    });
    let caption = Caption::Said("What the change does to the dates");
    let columns = ["Figure", "Now", "With the change", "Difference"];
    let table = table("prices", caption, &columns, rows.collect());
    let stale = (!is_fresh).then_some("Being worked out anew after a change…");
    let told = match moves {
        0 => "No task gets other days.".to_owned(),
        1 => "1 task gets other days.".to_owned(),
        _ => format!("{moves} tasks get other days."),
    };
    view! {
        {table}
        <p class="outlook__quiet">
            {told} " The figure after ± is the standard error of " {RUNS_OF_A_PREVIEW}
            " runs, in the same unit; what is smaller than twice that counts as no difference."
        </p>
        <p class="outlook__quiet">{stale}</p>
    }
    .into_any()
}
