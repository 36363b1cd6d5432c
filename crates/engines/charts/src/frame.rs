//! What all drawings share: title, language, colours, size, and the outermost element.

use crate::svg::Element;
use crate::text;
use crate::{Drawing, Table, Theme};
use language::{Lang, format_number};

/// The two widths for which drawings are laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    /// A desk, a projector, a printed page: 720 px.
    #[default]
    Wide,
    /// A phone: 328 px, the width of a 360 px screen within its margins.
    Compact,
}

/// What every drawing needs beside its data.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frame {
    /// A name that is unique in the page; identifiers inside the drawing start with it. Letters, digits and `-` are kept.
    pub id: String,
    /// The finding, as a sentence.
    pub title: String,
    /// What is drawn, for readers who hear it.
    pub description: String,
    /// Whether the title is also drawn. A page that has it as a caption leaves it out. Lines break at spaces and at U+200B.
    pub shows_title: bool,
    /// The reader's language.
    pub lang: Lang,
    /// Which width.
    pub size: Size,
    /// Colours and type.
    pub theme: Theme,
}

/// Font size of labels and values.
pub(crate) const LABEL: f64 = 14.0;
/// Font size of axes, legends and notes.
pub(crate) const SMALL: f64 = 12.5;
const TITLE: f64 = 17.0;
/// Line height in font sizes. Thai needs the room for two marks above a letter.
pub(crate) const LINE: f64 = 1.5;

impl Frame {
    /// A frame for a finding, wide, in the light theme.
    pub fn new(id: impl Into<String>, title: impl Into<String>, lang: Lang) -> Self {
        Self { id: id.into(), title: title.into(), lang, ..Self::default() }
    }

    pub(crate) fn width(&self) -> f64 {
        match self.size {
            Size::Wide => 720.0,
            Size::Compact => 328.0,
        }
    }

    pub(crate) fn is_compact(&self) -> bool {
        self.size == Size::Compact
    }

    /// An identifier inside this drawing.
    pub(crate) fn local_id(&self, name: &str) -> String {
        let prefix: String =
            self.id.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-').collect();
        format!("c-{prefix}-{name}")
    }

    /// A number in figures; counts have no decimals, other values at most two. What is no number is a dash.
    pub(crate) fn number(value: f64) -> String {
        if value.is_finite() { format_number(value, 2) } else { "–".to_owned() }
    }

    /// A number or, when nobody knows it, a dash.
    pub(crate) fn cell(value: Option<f64>) -> String {
        value.map_or_else(|| "–".to_owned(), Self::number)
    }

    /// A text element; its position is the baseline.
    pub(crate) fn text(&self, x: f64, y: f64, size: f64, text: &str) -> Element {
        Element::new("text")
            .with("class", "c-text")
            .with("x", x)
            .with("y", y)
            .with("font-size", size)
            .with("fill", &self.theme.ink)
            .text(text)
    }

    /// A text element in the secondary colour.
    pub(crate) fn note(&self, x: f64, y: f64, text: &str) -> Element {
        Element::new("text")
            .with("class", "c-note")
            .with("x", x)
            .with("y", y)
            .with("font-size", SMALL)
            .with("fill", &self.theme.muted)
            .text(text)
    }

    /// Sets a text off from what lies behind it.
    pub(crate) fn halo(&self, text: Element) -> Element {
        text.with("stroke", &self.theme.background)
            .with("stroke-width", 3.0)
            .with("stroke-opacity", "0.85")
            .with("stroke-linejoin", "round")
            .with("paint-order", "stroke")
    }

    /// A straight line.
    pub(crate) fn line(&self, class: &str, from: (f64, f64), to: (f64, f64), colour: &str, width: f64) -> Element {
        Element::new("line")
            .with("class", class)
            .with("x1", from.0)
            .with("y1", from.1)
            .with("x2", to.0)
            .with("y2", to.1)
            .with("stroke", colour)
            .with("stroke-width", width)
    }

    /// The drawing around its content, whose own coordinates start below the title, when that is drawn.
    pub(crate) fn finish(
        &self,
        content: Vec<Element>,
        definitions: Vec<Element>,
        height: f64,
        table: Table,
    ) -> Drawing {
        let title_lines =
            if self.shows_title { text::lines(&self.title, TITLE * text::BOLD, self.width()) } else { Vec::new() };
        let top = if title_lines.is_empty() { 0.0 } else { title_lines.len() as f64 * TITLE * LINE + 10.0 };
        let (width, height) = (self.width(), (height + top).ceil());
        let (title_id, description_id) = (self.local_id("title"), self.local_id("description"));
        let mut svg = Element::new("svg")
            .with("xmlns", "http://www.w3.org/2000/svg")
            .with("class", "c-drawing")
            .with("viewBox", format!("0 0 {width} {height}"))
            .with("width", width)
            .with("height", height)
            .with("role", "img")
            .with("lang", self.lang.code())
            .with("aria-labelledby", &title_id)
            .with("aria-describedby", &description_id)
            .with("font-family", &self.theme.font_family)
            .child(Element::new("title").with("id", &title_id).text(&self.title))
            .child(Element::new("desc").with("id", &description_id).text(&self.description));
        if !definitions.is_empty() {
            let mut group = Element::new("defs");
            group.extend(definitions);
            svg.push(group);
        }
        for (index, line) in title_lines.iter().enumerate() {
            let baseline = TITLE * 1.1 + index as f64 * TITLE * LINE;
            svg.push(self.text(0.0, baseline, TITLE, line).with("font-weight", "600"));
        }
        let mut group = Element::new("g").with("transform", format!("translate(0 {top})"));
        group.extend(content);
        svg.push(group);
        Drawing { svg: svg.render(), width, height, table }
    }
}
