//! Charts as markup: one text for all of a drawing costs a page less than an element each.
//!
//! What is stretched with the page is drawn on a square of 1,000 units; words and dots stand in
//! percent beside it, so that they keep their size.

use std::fmt::Write;

use super::{Chart, Layer, Shape, UNITS};

/// The drawing, its axes and its legend, for an element that is announced as an image.
#[must_use]
pub fn drawing(chart: &Chart) -> String {
    let mut out = String::new();
    // Writing to a text does not fail.
    let _ = legend(&mut out, chart);
    let _ = flags(&mut out, chart);
    let _ = upright(&mut out, chart);
    let _ = plot(&mut out, chart);
    let _ = level(&mut out, chart);
    out
}

/// The table that says the same.
#[must_use]
pub fn table(chart: &Chart) -> String {
    let mut out = String::new();
    let _ = table_into(&mut out, chart);
    out
}

/// A text in which nothing is markup.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(char),
        }
    }
    out
}

type Written = std::fmt::Result;

fn legend(out: &mut String, chart: &Chart) -> Written {
    let named: Vec<&Layer> = chart
        .layers
        .iter()
        .filter(|layer| !layer.name.is_empty())
        .collect();
    if named.len() < 2 {
        return Ok(());
    }
    out.write_str("<ul class=\"chart__legend\">")?;
    for layer in named {
        write!(
            out,
            "<li><span class=\"chart__swatch\" data-shape=\"{}\" data-tone=\"{}\"></span>{}</li>",
            shape_name(layer.shape),
            layer.tone.name(),
            escaped(&layer.name)
        )?;
    }
    out.write_str("</ul>")
}

/// The names of the marks, one below the other above the plot, each with its line going down.
fn flags(out: &mut String, chart: &Chart) -> Written {
    if chart.marks.is_empty() {
        return Ok(());
    }
    let count = chart.marks.len();
    write!(out, "<svg class=\"chart__flags\" data-rows=\"{count}\">")?;
    let height = |row: usize| percent((row as f64 + 0.5) / count as f64);
    for (row, mark) in chart.marks.iter().enumerate() {
        let (x, y) = (percent(chart.x.share(mark.at)), height(row));
        write!(
            out,
            "<g data-tone=\"{}\"><line x1=\"{x}%\" x2=\"{x}%\" y1=\"{y}%\" y2=\"100%\"/></g>",
            mark.tone.name()
        )?;
    }
    // Over all lines, so that none crosses a name.
    for (row, mark) in chart.marks.iter().enumerate() {
        let (x, y) = (percent(chart.x.share(mark.at)), height(row));
        let side = if chart.x.share(mark.at) > 0.5 {
            "end"
        } else {
            "start"
        };
        write!(
            out,
            "<text x=\"{x}%\" y=\"{y}%\" data-side=\"{side}\">{}</text>",
            escaped(&mark.text)
        )?;
    }
    out.write_str("</svg>")
}

/// The vertical axis.
fn upright(out: &mut String, chart: &Chart) -> Written {
    write!(
        out,
        "<div class=\"chart__y\"><span>{}</span><svg>",
        escaped(&chart.y.name)
    )?;
    for (value, text) in &chart.y.ticks {
        let y = percent(1.0 - chart.y.share(*value));
        write!(out, "<text x=\"100%\" y=\"{y}%\">{}</text>", escaped(text))?;
    }
    out.write_str("</svg></div>")
}

fn plot(out: &mut String, chart: &Chart) -> Written {
    write!(
        out,
        "<div class=\"chart__plot\"><svg viewBox=\"0 0 {UNITS} {UNITS}\" \
         preserveAspectRatio=\"none\">"
    )?;
    for (value, _) in &chart.y.ticks {
        let y = super::short((1.0 - chart.y.share(*value)) * UNITS);
        write!(out, "<path class=\"chart__grid\" d=\"M0 {y}H{UNITS}\"/>")?;
    }
    for layer in &chart.layers {
        let path = chart.path(layer);
        if !path.is_empty() {
            write!(
                out,
                "<path data-shape=\"{}\" data-tone=\"{}\" d=\"{path}\"/>",
                shape_name(layer.shape),
                layer.tone.name()
            )?;
        }
    }
    for mark in &chart.marks {
        let x = super::short(chart.x.share(mark.at) * UNITS);
        write!(
            out,
            "<path class=\"chart__mark\" data-tone=\"{}\" d=\"M{x} 0V{UNITS}\"/>",
            mark.tone.name()
        )?;
    }
    out.write_str("</svg><svg>")?;
    let dots = chart
        .layers
        .iter()
        .filter(|layer| layer.shape == Shape::Dots);
    for layer in dots {
        for (x, y) in &layer.points {
            write!(
                out,
                "<circle data-tone=\"{}\" cx=\"{}%\" cy=\"{}%\"/>",
                layer.tone.name(),
                percent(chart.x.share(*x)),
                percent(1.0 - chart.y.share(*y))
            )?;
        }
    }
    for note in &chart.notes {
        let (x, y) = (chart.x.share(note.at.0), chart.y.share(note.at.1));
        write!(
            out,
            "<text x=\"{}%\" y=\"{}%\" data-side=\"{}\">{}</text>",
            percent(x),
            percent(1.0 - y),
            if x > 0.5 { "end" } else { "start" },
            escaped(&note.text)
        )?;
    }
    out.write_str("</svg></div>")
}

/// The horizontal axis.
fn level(out: &mut String, chart: &Chart) -> Written {
    out.write_str("<div class=\"chart__x\"><svg>")?;
    for (value, text) in &chart.x.ticks {
        let share = chart.x.share(*value);
        let side = match share {
            share if share < 0.08 => "start",
            share if share > 0.92 => "end",
            _ => "middle",
        };
        write!(
            out,
            "<text x=\"{}%\" y=\"50%\" data-side=\"{side}\">{}</text>",
            percent(share),
            escaped(text)
        )?;
    }
    write!(out, "</svg><span>{}</span></div>", escaped(&chart.x.name))
}

fn table_into(out: &mut String, chart: &Chart) -> Written {
    write!(
        out,
        "<table class=\"chart__table\"><caption class=\"visually-hidden\">{}</caption><thead><tr>",
        escaped(&chart.name)
    )?;
    for column in &chart.columns {
        write!(out, "<th scope=\"col\">{}</th>", escaped(column))?;
    }
    out.write_str("</tr></thead><tbody>")?;
    for row in &chart.rows {
        out.write_str("<tr>")?;
        for (number, cell) in row.iter().enumerate() {
            let cell = escaped(cell);
            if number == 0 {
                write!(out, "<th scope=\"row\">{cell}</th>")?;
            } else {
                write!(out, "<td>{cell}</td>")?;
            }
        }
        out.write_str("</tr>")?;
    }
    out.write_str("</tbody></table>")
}

fn shape_name(shape: Shape) -> &'static str {
    match shape {
        Shape::Line | Shape::Steps => "line",
        Shape::Dashes => "dashes",
        Shape::Area => "area",
        Shape::Surface => "surface",
        Shape::Bars(_) => "bars",
        Shape::Dots => "dots",
    }
}

fn percent(share: f64) -> f64 {
    super::short(share * 100.0)
}

#[cfg(test)]
mod tests {
    use super::super::{Axis, Mark};
    use super::*;
    use crate::present::tone::Tone;

    fn chart() -> Chart {
        let line = Layer::new(
            "<Done>",
            Shape::Line,
            Tone::Good,
            vec![(0.0, 0.0), (4.0, 2.0)],
        );
        Chart {
            name: "Burn-up & more".into(),
            x: Axis::of(0.0, 4.0),
            y: super::super::numbers(2.0, ""),
            layers: vec![line],
            columns: vec!["Day".into(), "Done".into()],
            rows: vec![vec!["Mon".into(), "1 < 2".into()]],
            ..Chart::default()
        }
    }

    #[test]
    fn names_are_never_markup() {
        let mut chart = chart();
        chart.layers.push(chart.layers[0].clone());
        let drawn = drawing(&chart);
        assert!(drawn.contains("&lt;Done&gt;") && !drawn.contains("<Done>"));
        let told = table(&chart);
        assert!(told.contains("Burn-up &amp; more") && told.contains("<td>1 &lt; 2</td>"));
    }

    #[test]
    fn a_single_layer_needs_no_legend() {
        assert!(!drawing(&chart()).contains("legend"));
    }

    #[test]
    fn a_mark_is_named_above_the_plot_on_the_side_where_there_is_room() {
        let mut chart = chart();
        for at in [1.0, 3.0] {
            chart.marks.push(Mark {
                at,
                text: format!("at {at}"),
                tone: Tone::Warning,
            });
        }
        let drawn = drawing(&chart);
        assert!(drawn.contains("x=\"25%\" y=\"25%\" data-side=\"start\">at 1<"));
        assert!(drawn.contains("x=\"75%\" y=\"75%\" data-side=\"end\">at 3<"));
        assert!(drawn.contains("d=\"M250 0V1000\""));
    }

    #[test]
    fn dots_are_not_stretched() {
        let mut chart = chart();
        chart.layers[0].shape = Shape::Dots;
        let drawn = drawing(&chart);
        assert!(drawn.contains("<circle data-tone=\"good\" cx=\"100%\" cy=\"0%\"/>"));
    }
}
