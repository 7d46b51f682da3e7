//! One or several things out of many, found by typing; names can be created in passing.

mod keys;
mod list;
mod matching;

use leptos::ev;
use leptos::html;
use leptos::prelude::*;

use super::browser::{element, fresh_id, on_moves, place_beside};
use super::chip_list::ChipList;
use super::choice::Choice;
use super::field::{FieldTexts, described_by, frame, invalid};
use super::icon::{Icon, IconName};

/// How many lines are built at first, and how many more each time the end comes near.
const LINES: usize = 60;

/// What a line of the list stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Line {
    /// The choice at this place of the options.
    Choice(usize),
    /// What was typed, to be created.
    Create(String),
}

/// What the parts of one combobox share.
#[derive(Clone, Copy)]
struct State {
    id: StoredValue<String>,
    options: Signal<Vec<Choice>>,
    chosen: Signal<Vec<String>>,
    on_change: Callback<Vec<String>>,
    on_create: Option<Callback<String>>,
    multiple: bool,
    opens_at_once: bool,
    /// What is being typed; `None` while the field shows what is chosen.
    typed: RwSignal<Option<String>>,
    open: RwSignal<bool>,
    /// The place of the line that Enter takes.
    active: RwSignal<Option<usize>>,
    /// How many lines are built.
    built: RwSignal<usize>,
    lines: Memo<Vec<Line>>,
}

/// A field with a list that narrows while one types.
///
/// Arrow keys move in the list, Enter takes the marked line, Escape closes the list and drops what
/// was typed; with `multiple`, what is chosen stands as chips before the text, and Backspace in the
/// empty field takes the last one out.
#[component]
pub fn Combobox(
    /// Its name.
    #[prop(into)]
    label: Signal<String>,
    /// What there is to choose.
    #[prop(into)]
    options: Signal<Vec<Choice>>,
    /// The values of what is chosen; without `multiple` one at most.
    #[prop(into)]
    chosen: Signal<Vec<String>>,
    /// Called with the values of all that is chosen now.
    #[prop(into)]
    on_change: Callback<Vec<String>>,
    /// Whether several can be chosen.
    #[prop(optional)]
    multiple: bool,
    /// Called with a name that is not there yet. Whoever creates it also chooses it, so that it is
    /// one edit; `on_change` is not called.
    #[prop(optional, into)]
    on_create: Option<Callback<String>>,
    /// What it is for, in one sentence.
    #[prop(optional, into)]
    hint: Signal<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// What an empty field shows.
    #[prop(optional, into)]
    placeholder: Signal<String>,
    /// Keeps the label for screen readers only.
    #[prop(optional)]
    label_hidden: bool,
    /// Shows the list as soon as the field is there, for a field that was asked for; Escape is left
    /// to what asked for it.
    #[prop(optional)]
    opens_at_once: bool,
    /// The element, for whoever wants to move the focus there.
    #[prop(optional)]
    node_ref: NodeRef<html::Input>,
) -> AnyView {
    let id = fresh_id("combobox");
    let typed = RwSignal::new(None::<String>);
    let can_create = on_create.is_some();
    let lines = Memo::new(move |_| {
        let text = typed.get().unwrap_or_default();
        options.with(|options| lines_for(options, &text, can_create))
    });
    let this = State {
        id: StoredValue::new(id.clone()),
        options,
        chosen,
        on_change,
        on_create,
        multiple,
        opens_at_once,
        typed,
        open: RwSignal::new(false),
        active: RwSignal::new(None),
        built: RwSignal::new(LINES),
        lines,
    };
    this.keep_list_in_place();
    if opens_at_once {
        request_animation_frame(move || {
            if this.open.try_get_untracked() == Some(false) {
                this.show();
            }
        });
    }
    let texts = FieldTexts {
        label,
        label_hidden,
        hint,
        error,
    };
    let chips = multiple.then(|| {
        view! {
            <ChipList
                label=Signal::derive(move || format!("Chosen: {}", label.get()))
                items=Signal::derive(move || this.chosen_choices())
                on_remove=Callback::new(move |value: String| this.take_out(&value))
            />
        }
    });
    let control = view! {
        <div class="combobox" id=format!("{id}-box")>
            {chips}
            <input
                class="combobox__input"
                id=id.clone()
                type="text"
                role="combobox"
                autocomplete="off"
                aria-autocomplete="list"
                aria-expanded=Signal::derive(move || this.open.get().to_string())
                aria-controls=format!("{id}-list")
                aria-activedescendant=Signal::derive(move || this.active_id())
                aria-describedby=described_by(&id, texts)
                aria-invalid=invalid(texts)
                placeholder=Signal::derive(move || chosen.with(Vec::is_empty).then(|| placeholder.get()))
                prop:value=Signal::derive(move || this.shown())
                node_ref=node_ref
                on:input=move |event| this.type_in(event_target_value(&event))
                on:keydown=move |event| keys::pressed(this, &event)
                on:click=move |_| this.show()
                on:blur=move |_: ev::FocusEvent| this.leave()
            />
            <Icon name=IconName::ChevronDown />
        </div>
        {list::list(this, label)}
    }
    .into_any();
    frame(&id, texts, control)
}

fn lines_for(options: &[Choice], typed: &str, can_create: bool) -> Vec<Line> {
    let mut lines: Vec<Line> = matching::matching(options, typed)
        .into_iter()
        .map(Line::Choice)
        .collect();
    let name = typed.trim();
    if can_create && !name.is_empty() && !matching::is_there(options, name) {
        lines.push(Line::Create(name.to_owned()));
    }
    lines
}

impl State {
    fn line_id(self, at: usize) -> String {
        self.id.with_value(|id| format!("{id}-{at}"))
    }

    fn active_id(self) -> Option<String> {
        let at = self.active.get()?;
        self.open.get().then(|| self.line_id(at))
    }

    /// What the field shows: what is being typed, else the label of the one chosen thing.
    fn shown(self) -> String {
        if let Some(text) = self.typed.get() {
            return text;
        }
        if self.multiple {
            return String::new();
        }
        self.chosen_choices()
            .pop()
            .map_or_else(String::new, |choice| choice.label)
    }

    fn chosen_choices(self) -> Vec<Choice> {
        let chosen = self.chosen.get();
        self.options.with(|options| {
            chosen
                .iter()
                .filter_map(|value| options.iter().find(|choice| choice.value == *value))
                .cloned()
                .collect()
        })
    }

    fn show(self) {
        if !self.open.get_untracked() {
            self.built.set(LINES);
            self.active.set(None);
            self.open.set(true);
        }
    }

    fn hide(self) {
        let _ = self.open.try_set(false);
        let _ = self.active.try_set(None);
    }

    fn leave(self) {
        self.hide();
        let _ = self.typed.try_set(None);
    }

    fn type_in(self, text: String) {
        self.show();
        // What is typed marks the best line, so that Enter takes it.
        let first = (!text.trim().is_empty()).then_some(0);
        self.typed.set(Some(text));
        self.built.set(LINES);
        self.active
            .set(first.filter(|_| self.lines.with_untracked(|lines| !lines.is_empty())));
    }

    fn take_out(self, value: &str) {
        let mut chosen = self.chosen.get_untracked();
        chosen.retain(|this| this != value);
        self.on_change.run(chosen);
    }

    /// Takes the line at `at`: chooses it, takes it out again where several can be chosen, or
    /// creates it.
    fn take(self, at: usize) {
        let Some(line) = self.lines.with_untracked(|lines| lines.get(at).cloned()) else {
            return;
        };
        if !self.multiple {
            self.hide();
        }
        self.typed.set(None);
        match line {
            Line::Create(name) => {
                if let Some(on_create) = self.on_create {
                    on_create.run(name);
                }
            }
            Line::Choice(at) => {
                let value = self
                    .options
                    .with_untracked(|options| options.get(at).map(|choice| choice.value.clone()));
                if let Some(value) = value {
                    self.choose(value);
                }
            }
        }
    }

    fn choose(self, value: String) {
        if !self.multiple {
            self.on_change.run(vec![value]);
            return;
        }
        let mut chosen = self.chosen.get_untracked();
        if let Some(at) = chosen.iter().position(|this| *this == value) {
            chosen.remove(at);
        } else {
            chosen.push(value);
        }
        self.on_change.run(chosen);
    }

    /// Shows the list in the top layer while it is open, beside the field also when things move.
    fn keep_list_in_place(self) {
        let watch = StoredValue::new_local(None);
        let place = move || {
            let Some(id) = self.id.try_get_value() else {
                return;
            };
            if let (Some(field), Some(list)) = (
                element(&format!("{id}-box")),
                element(&format!("{id}-list")),
            ) {
                place_beside(&field, &list);
            }
        };
        Effect::new(move || {
            let Some(list) = self.id.with_value(|id| element(&format!("{id}-list"))) else {
                return;
            };
            if self.open.get() {
                self.lines.track();
                // Refused if it is shown already.
                let _ = list.show_popover();
                place();
                // Once more when the lines are built and the list has its size.
                request_animation_frame(place);
                watch.set_value(Some(on_moves(place)));
            } else {
                let _ = list.hide_popover();
                watch.set_value(None);
            }
        });
    }
}
