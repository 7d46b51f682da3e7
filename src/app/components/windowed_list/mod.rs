//! Thousands of rows, of which only those in sight are built.

mod slots;

use std::ops::Range;
use std::time::Duration;

use leptos::ev;
use leptos::html;
use leptos::prelude::*;

use self::slots::Slots;
use super::browser::{SizeWatch, holds_focus};

/// Rows built beyond each edge of what is seen.
const OVERSCAN: usize = 8;
/// The window moves by whole blocks of rows, so that a slow scroll builds seldom.
const BLOCK: usize = 4;

/// How long a list that was jumped through has to stand still until the rows beyond its edges are
/// built, in milliseconds.
const CALM: u64 = 120;

/// What a row is built from.
#[derive(Clone)]
pub struct WindowedRow<K: Send + Sync + 'static> {
    /// The key of the row; changes when the row is scrolled away and its elements show another.
    pub key: Signal<K>,
    /// Its place among all rows, from 0; it changes when rows come, go and move.
    pub index: Signal<usize>,
}

/// What the list has measured; all in CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Sizes {
    row: f64,
    seen: f64,
    top: f64,
    /// It was scrolled past all that was built: there is only time for what is seen.
    is_jumping: bool,
}

/// A scrolling list of rows of one height (`--row-height`).
///
/// Only the rows in sight and a few more are in the document, and the row that has the focus
/// wherever it is, so that scrolling never loses it. On paper all rows are there.
///
/// A row is built once and shows one key after the other: what it draws has to follow its key. Each
/// attribute and text that does so is set again when the row is scrolled into sight, so the fewer
/// there are the smoother the list scrolls.
///
/// The element scrolls itself and is as high as its style sheet says (`--list-height`). It has the
/// `role`; slots between it and the rows have none, so `row` gives the element with `row`,
/// `listitem` and the like, and its `aria-rowindex` or `aria-posinset`.
#[component]
pub fn WindowedList<K>(
    /// What the rows are.
    #[prop(into)]
    label: Signal<String>,
    /// The keys of all rows in their order; no key twice.
    #[prop(into)]
    keys: Signal<Vec<K>>,
    /// Builds a row; called as often as rows are shown at the same time.
    #[prop(into)]
    row: Callback<WindowedRow<K>, AnyView>,
    /// The role of the list: `list`, `table`, `grid`, `treegrid`.
    #[prop(default = "list")]
    role: &'static str,
    /// A first row that stays in sight, such as the heads of columns.
    #[prop(optional, into)]
    header: Option<ViewFn>,
    /// Brings this row into sight whenever it changes to one.
    #[prop(optional, into)]
    scroll_to: Signal<Option<K>>,
    /// What lies below all rows and scrolls with them; it is given the places of the rows that are
    /// in the document.
    #[prop(optional, into)]
    under: Option<Callback<Signal<Range<usize>>, AnyView>>,
) -> AnyView
where
    K: Clone + Eq + Send + Sync + 'static,
{
    let frame = Frame::new();
    frame.watch();
    let printing = watch_printing();

    let count = Memo::new(move |_| keys.with(Vec::len));
    let window = Memo::new(move |_| {
        if printing.get() {
            0..count.get()
        } else {
            window_of(frame.sizes.get(), count.get())
        }
    });
    let focused = RwSignal::new(None::<K>);
    let focused_at = Memo::new(move |_| {
        let focused = focused.get()?;
        keys.with(|keys| keys.iter().position(|key| *key == focused))
    });
    let wanted = Memo::new(move |_| {
        let window = window.get();
        let apart = focused_at.get().filter(|at| !window.contains(at));
        keys.with(|keys| built(keys, window, apart))
    });
    let slots = StoredValue::new_local(Slots::new(row));
    Effect::new(move || {
        if let Some(canvas) = frame.canvas.get() {
            let wanted = wanted.get();
            slots.update_value(|slots| slots.show(&canvas, wanted));
        }
    });
    Effect::new(move || {
        let Some(goal) = scroll_to.get() else { return };
        let at = keys.with_untracked(|keys| keys.iter().position(|key| *key == goal));
        if let Some(at) = at {
            // Scrolling lays the page out; the next frame does so anyway.
            request_animation_frame(move || frame.bring_into_sight(at));
        }
    });

    let arrived = move |_: ev::FocusEvent| {
        // A row may take the focus while it is being built.
        queue_microtask(move || {
            if let Some(key) = slots.try_with_value(Slots::focused) {
                let _ = focused.try_set(key);
            }
        });
    };
    let left = move |_: ev::FocusEvent| {
        // The focus has not arrived anywhere yet.
        request_animation_frame(move || {
            if !frame.holds_focus() {
                let _ = focused.try_set(None);
            }
        });
    };
    let head_rows = usize::from(header.is_some());
    frame.view(Outside {
        label,
        role,
        count,
        rowcount: Signal::derive(move || count.get() + head_rows),
        header,
        under: under.map(|under| under.run(window.into())),
        on_focusin: Callback::new(arrived),
        on_focusout: Callback::new(left),
    })
}

/// The elements around the rows and what was measured of them; it knows no keys.
#[derive(Clone, Copy)]
struct Frame {
    list: NodeRef<html::Div>,
    canvas: NodeRef<html::Div>,
    probe: NodeRef<html::Div>,
    sizes: RwSignal<Sizes>,
}

/// What the frame shows.
struct Outside {
    label: Signal<String>,
    role: &'static str,
    count: Memo<usize>,
    rowcount: Signal<usize>,
    header: Option<ViewFn>,
    under: Option<AnyView>,
    on_focusin: Callback<ev::FocusEvent>,
    on_focusout: Callback<ev::FocusEvent>,
}

impl Frame {
    fn new() -> Self {
        Self {
            list: NodeRef::new(),
            canvas: NodeRef::new(),
            probe: NodeRef::new(),
            sizes: RwSignal::new(Sizes::default()),
        }
    }

    fn measure(self) {
        let list = self.list.try_get_untracked().flatten();
        let probe = self.probe.try_get_untracked().flatten();
        if let (Some(list), Some(probe)) = (list, probe) {
            let Some(before) = self.sizes.try_get_untracked() else {
                return;
            };
            let (seen, top) = (
                f64::from(list.client_height()),
                f64::from(list.scroll_top()),
            );
            let now = Sizes {
                row: probe.get_bounding_client_rect().height(),
                seen,
                top,
                is_jumping: before.row > 0.0 && (top - before.top).abs() > seen,
            };
            if before != now {
                let _ = self.sizes.try_set(now);
            }
            if now.is_jumping {
                let calm = move || {
                    if self.sizes.try_get_untracked() == Some(now) {
                        self.measure();
                    }
                };
                set_timeout(calm, Duration::from_millis(CALM));
            }
        }
    }

    /// Measures again whenever the list or the height of a row changes.
    fn watch(self) {
        let watch = StoredValue::new_local(None);
        Effect::new(move || {
            if let (Some(list), Some(probe)) = (self.list.get(), self.probe.get()) {
                self.measure();
                watch.set_value(SizeWatch::new(&[&list, &probe], move || self.measure()));
            }
        });
    }

    fn bring_into_sight(self, at: usize) {
        let list = self.list.try_get_untracked().flatten();
        let canvas = self.canvas.try_get_untracked().flatten();
        let (Some(list), Some(canvas)) = (list, canvas) else {
            return;
        };
        self.measure();
        let Sizes { row, seen, top, .. } = self.sizes.get_untracked();
        // The head stays in sight above the rows and covers as much as it takes.
        let head = f64::from(canvas.offset_top());
        let from = at as f64 * row;
        let goal = if from < top {
            from
        } else if from + row + head > top + seen {
            from + row + head - seen
        } else {
            return;
        };
        list.set_scroll_top(pixels(goal));
        self.measure();
    }

    fn holds_focus(self) -> bool {
        let list = self.list.try_get_untracked().flatten();
        list.is_some_and(|list| holds_focus(&list))
    }

    fn view(self, outside: Outside) -> AnyView {
        let Outside {
            label,
            role,
            count,
            rowcount,
            header,
            under,
            on_focusin,
            on_focusout,
        } = outside;
        let is_list = role == "list";
        let head = header.map(|header| {
            view! { <div class="windowed__head" role="rowgroup">{header.run()}</div> }
        });
        let under = under.map(|under| {
            view! { <div class="windowed__under" role="presentation">{under}</div> }
        });
        view! {
            <div
                class="windowed"
                role=role
                aria-label=label
                aria-rowcount=Signal::derive(move || (!is_list).then(|| rowcount.get().to_string()))
                node_ref=self.list
                on:scroll=move |_| self.measure()
                // A list that leaves the page is still told that it lost the focus.
                on:focusin=move |event| { on_focusin.try_run(event); }
                on:focusout=move |event| { on_focusout.try_run(event); }
            >
                <div class="windowed__probe" aria-hidden="true" node_ref=self.probe></div>
                {head}
                {under}
                <div
                    class="windowed__canvas"
                    role=if is_list { "presentation" } else { "rowgroup" }
                    style:--rows=move || count.get().to_string()
                    node_ref=self.canvas
                ></div>
            </div>
        }
        .into_any()
    }
}

/// The rows to build: those of the window and the one that stands apart, in order.
fn built<K: Clone>(keys: &[K], window: Range<usize>, apart: Option<usize>) -> Vec<(usize, K)> {
    let at = |at: usize| keys.get(at).map(|key| (at, key.clone()));
    let before = apart.filter(|apart| *apart < window.start);
    let after = apart.filter(|apart| *apart >= window.end);
    before
        .into_iter()
        .chain(window)
        .chain(after)
        .filter_map(at)
        .collect()
}

/// The places of the rows in sight, with some more at both ends, in whole blocks.
///
/// Before anything is measured: the first blocks, so that there is something to measure.
fn window_of(sizes: Sizes, count: usize) -> Range<usize> {
    let Sizes { row, seen, top, .. } = sizes;
    if row <= 0.0 {
        return 0..count.min(OVERSCAN * BLOCK);
    }
    if sizes.is_jumping {
        return whole(top / row).min(count)..(whole((top + seen) / row) + 1).min(count);
    }
    let first = whole(top / row).saturating_sub(OVERSCAN) / BLOCK * BLOCK;
    let last = (whole((top + seen) / row) + OVERSCAN).next_multiple_of(BLOCK);
    first.min(count)..last.min(count)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a float becomes an integer by cutting off, and a negative one becomes 0"
)]
fn whole(number: f64) -> usize {
    number as usize
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "browsers lay out nothing beyond 2^25 pixels"
)]
fn pixels(number: f64) -> i32 {
    libm::ceil(number) as i32
}

/// Whether the page is being printed.
fn watch_printing() -> RwSignal<bool> {
    let printing = RwSignal::new(false);
    let before = window_event_listener(ev::beforeprint, move |_| {
        let _ = printing.try_set(true);
    });
    let after = window_event_listener(ev::afterprint, move |_| {
        let _ = printing.try_set(false);
    });
    on_cleanup(move || {
        before.remove();
        after.remove();
    });
    printing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_holds_what_is_seen_and_a_little_more() {
        let sizes = Sizes {
            row: 36.0,
            seen: 360.0,
            top: 3_600.0,
            is_jumping: false,
        };
        assert_eq!(window_of(sizes, 10_000), 92..120);
        assert_eq!(window_of(sizes, 105), 92..105);
        assert_eq!(window_of(sizes, 10), 10..10);
    }

    #[test]
    fn in_a_jump_the_window_holds_what_is_seen_and_no_more() {
        let sizes = Sizes {
            row: 36.0,
            seen: 350.0,
            top: 3_610.0,
            is_jumping: true,
        };
        assert_eq!(window_of(sizes, 10_000), 100..111);
        assert_eq!(window_of(sizes, 105), 100..105);
        assert_eq!(window_of(sizes, 10), 10..10);
    }

    #[test]
    fn before_anything_is_measured_there_are_rows_to_measure() {
        assert_eq!(window_of(Sizes::default(), 10_000), 0..32);
        assert_eq!(window_of(Sizes::default(), 3), 0..3);
    }

    #[test]
    fn the_focused_row_stands_apart_in_its_order() {
        let keys: Vec<usize> = (0..100).collect();
        let places = |apart| -> Vec<usize> {
            let rows = built(&keys, 40..43, apart);
            rows.into_iter().map(|(at, _)| at).collect()
        };
        assert_eq!(places(Some(7)), [7, 40, 41, 42]);
        assert_eq!(places(Some(90)), [40, 41, 42, 90]);
        assert_eq!(places(None), [40, 41, 42]);
        assert_eq!(places(Some(100)), [40, 41, 42]);
    }
}
