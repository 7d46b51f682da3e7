//! Charts as plain data: what is drawn in which place, and the table that says the same in words.
//!
//! A chart knows nothing of projects. Positions are in the units of its axes; how large it gets is
//! the style sheet's business.

mod axis;
mod markup;

use std::fmt::Write;

pub use axis::{Axis, dates, numbers};
pub use markup::{drawing, escaped, table};

use super::tone::Tone;

/// A chart and its table twin.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chart {
    /// What it shows.
    pub name: String,
    /// What it says, in a sentence or two: read out in place of the drawing.
    pub says: String,
    /// From left to right.
    pub x: Axis,
    /// From bottom to top.
    pub y: Axis,
    /// What is drawn, the backmost first.
    pub layers: Vec<Layer>,
    /// Lines from bottom to top that mark a place on the horizontal axis.
    pub marks: Vec<Mark>,
    /// Words inside the drawing.
    pub notes: Vec<Note>,
    /// The same in words: the names of the columns, and the rows.
    pub columns: Vec<String>,
    /// As many cells in each as there are columns; the first one names the row.
    pub rows: Vec<Vec<String>>,
}

/// Points drawn in one way.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// What they are, for the legend; empty keeps them out of it.
    pub name: String,
    /// How they are drawn.
    pub shape: Shape,
    /// In which colour.
    pub tone: Tone,
    /// The points, from left to right.
    pub points: Vec<(f64, f64)>,
}

/// How points are drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shape {
    /// A line through them.
    Line,
    /// A broken line through them: what was planned, or is only expected.
    Dashes,
    /// A line that keeps each value until the next point.
    Steps,
    /// What lies below the line through them, filled.
    Area,
    /// What they surround, filled.
    Surface,
    /// A bar for each, from the bottom, so wide in units of the horizontal axis.
    Bars(f64),
    /// A dot for each.
    Dots,
}

/// A place on the horizontal axis that matters.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Where.
    pub at: f64,
    /// What it is: "Target Fri 12 Mar".
    pub text: String,
    /// In which colour.
    pub tone: Tone,
}

/// Words inside the drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// Where they stand.
    pub at: (f64, f64),
    /// The words.
    pub text: String,
}

impl Layer {
    /// Points drawn in one way.
    #[must_use]
    pub fn new(name: &str, shape: Shape, tone: Tone, points: Vec<(f64, f64)>) -> Self {
        Self {
            name: name.to_owned(),
            shape,
            tone,
            points,
        }
    }
}

/// The drawing is laid out on a square of so many units, which the page stretches.
const UNITS: f64 = 1_000.0;

impl Chart {
    /// The outline of a layer on a square of 1,000 units, its corner at the top left; nothing for
    /// dots, which must not be stretched.
    #[must_use]
    pub fn path(&self, layer: &Layer) -> String {
        let mut path = String::new();
        let place = |(x, y): (f64, f64)| (self.x.share(x) * UNITS, (1.0 - self.y.share(y)) * UNITS);
        let mut step = |command: char, (x, y): (f64, f64)| {
            // Writing to a text does not fail.
            let _ = write!(path, "{command}{} {}", short(x), short(y));
        };
        let places: Vec<(f64, f64)> = layer.points.iter().copied().map(place).collect();
        match layer.shape {
            Shape::Line | Shape::Dashes | Shape::Area | Shape::Surface => {
                for (number, at) in places.iter().enumerate() {
                    step(if number == 0 { 'M' } else { 'L' }, *at);
                }
            }
            Shape::Steps => {
                let mut before = None;
                for at in &places {
                    match before {
                        None => step('M', *at),
                        Some(y) => {
                            step('L', (at.0, y));
                            step('L', *at);
                        }
                    }
                    before = Some(at.1);
                }
            }
            Shape::Bars(width) => {
                let half = (self.x.share(self.x.from + width) * UNITS / 2.0).abs();
                for (x, y) in &places {
                    step('M', (x - half, UNITS));
                    step('L', (x - half, *y));
                    step('L', (x + half, *y));
                    step('L', (x + half, UNITS));
                }
            }
            Shape::Dots => {}
        }
        if let (Shape::Area, [(first, _), .., (last, _)]) = (layer.shape, places.as_slice()) {
            step('L', (*last, UNITS));
            step('L', (*first, UNITS));
        }
        path
    }
}

/// A position with a tenth of a unit, without a needless zero behind the point.
fn short(number: f64) -> f64 {
    libm::round(number * 10.0) / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart() -> Chart {
        Chart {
            x: Axis::of(0.0, 10.0),
            y: Axis::of(0.0, 4.0),
            ..Chart::default()
        }
    }

    fn path(shape: Shape) -> String {
        let points = vec![(0.0, 0.0), (5.0, 1.0), (10.0, 4.0)];
        chart().path(&Layer::new("", shape, Tone::Neutral, points))
    }

    #[test]
    fn a_line_goes_through_its_points_with_zero_at_the_bottom() {
        assert_eq!(path(Shape::Line), "M0 1000L500 750L1000 0");
    }

    #[test]
    fn steps_keep_a_value_until_the_next_point() {
        assert_eq!(
            path(Shape::Steps),
            "M0 1000L500 1000L500 750L1000 750L1000 0"
        );
    }

    #[test]
    fn an_area_comes_down_to_the_bottom_and_a_surface_does_not() {
        assert_eq!(path(Shape::Area), "M0 1000L500 750L1000 0L1000 1000L0 1000");
        assert_eq!(path(Shape::Surface), path(Shape::Line));
    }

    #[test]
    fn a_bar_stands_around_its_point() {
        let bar = Layer::new("", Shape::Bars(2.0), Tone::Accent, vec![(5.0, 2.0)]);
        assert_eq!(chart().path(&bar), "M400 1000L400 500L600 500L600 1000");
    }

    #[test]
    fn what_lies_outside_of_the_axes_stays_inside_of_the_drawing() {
        let line = Layer::new(
            "",
            Shape::Line,
            Tone::Accent,
            vec![(-5.0, 9.0), (50.0, f64::NAN)],
        );
        assert_eq!(chart().path(&line), "M0 0L1000 1000");
    }
}
