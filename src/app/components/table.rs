//! A small table of words and figures, each row named by its first cell.

use leptos::prelude::*;

/// What a table is of.
pub enum Caption {
    /// Stands above it.
    Shown(String),
    /// Is said and not shown, because a heading beside it shows it already.
    Said(&'static str),
}

/// A table of cells under their columns. `class` is where the style sheets hang.
pub fn table(
    class: &'static str,
    caption: Caption,
    columns: &[&'static str],
    rows: Vec<Vec<AnyView>>,
) -> AnyView {
    let (caption, caption_class) = match caption {
        Caption::Shown(text) => (text, ""),
        Caption::Said(text) => (text.to_owned(), "visually-hidden"),
    };
    let columns = columns.iter();
    let columns = columns.map(|name| view! { <th scope="col">{*name}</th> }.into_any());
    let rows = rows.into_iter().map(|cells| {
        let cells = cells.into_iter().enumerate().map(|(at, cell)| match at {
            0 => view! { <th scope="row">{cell}</th> }.into_any(),
            _ => view! { <td>{cell}</td> }.into_any(),
        });
        view! { <tr>{cells.collect::<Vec<_>>()}</tr> }.into_any()
    });
    view! {
        <table class=class>
            <caption class=caption_class>{caption}</caption>
            <thead>
                <tr>{columns.collect::<Vec<_>>()}</tr>
            </thead>
            <tbody>{rows.collect::<Vec<_>>()}</tbody>
        </table>
    }
    .into_any()
}
