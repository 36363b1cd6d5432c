//! The pieces that pages are made of, as plain values in the reader's language: every template part has its struct here. Owns no
//! rule and no wording of a particular page.

use crate::asked::Asked;
use crate::label_media::LabelMedia;

/// How serious something is; always shown with a word or a shape too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Tone {
    /// Nothing special.
    #[default]
    Plain,
    /// Done, reached.
    Good,
    /// Soon, incomplete.
    Warn,
    /// Overdue, wrong, dangerous.
    Bad,
}

impl Tone {
    /// The class that gives the colour.
    pub(crate) fn class(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Good => "good",
            Self::Warn => "warn",
            Self::Bad => "bad",
        }
    }

    /// The icon that goes with it.
    pub(crate) fn icon(self) -> &'static str {
        match self {
            Self::Plain => "info",
            Self::Good => "done",
            Self::Warn | Self::Bad => "warn",
        }
    }
}

/// A link with words.
#[derive(Clone, Debug, Default)]
pub(crate) struct Link {
    pub(crate) href: String,
    pub(crate) text: String,
}

impl Link {
    pub(crate) fn new(href: impl Into<String>, text: impl Into<String>) -> Self {
        Self { href: href.into(), text: text.into() }
    }
}

/// What stands over a page: where one is, its name, the answer in a sentence, and at most one primary action.
#[derive(Clone, Debug, Default)]
pub(crate) struct Heading {
    pub(crate) crumbs: Vec<Link>,
    pub(crate) title: String,
    pub(crate) lead: String,
    pub(crate) action: Option<Link>,
}

impl Heading {
    pub(crate) fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }

    #[must_use]
    pub(crate) fn lead(mut self, lead: impl Into<String>) -> Self {
        self.lead = lead.into();
        self
    }

    #[must_use]
    pub(crate) fn under(mut self, crumbs: impl IntoIterator<Item = Link>) -> Self {
        self.crumbs.extend(crumbs);
        self
    }

    #[must_use]
    pub(crate) fn action(mut self, action: Option<Link>) -> Self {
        self.action = action;
        self
    }
}

/// A message about what just happened.
#[derive(Clone, Debug, Default)]
pub(crate) struct Notice {
    pub(crate) tone: Tone,
    pub(crate) text: String,
    pub(crate) lines: Vec<String>,
}

impl Notice {
    pub(crate) fn new(tone: Tone, text: impl Into<String>) -> Self {
        Self { tone, text: text.into(), lines: Vec::new() }
    }
}

/// A word in a coloured shape.
#[derive(Clone, Debug)]
pub(crate) struct Badge {
    pub(crate) tone: Tone,
    pub(crate) text: String,
}

/// One view of several of the same thing.
#[derive(Clone, Debug)]
pub(crate) struct Tab {
    pub(crate) href: String,
    pub(crate) text: String,
    pub(crate) icon: &'static str,
    pub(crate) current: bool,
}

/// A name and what it is.
#[derive(Clone, Debug)]
pub(crate) struct Fact {
    pub(crate) label: String,
    pub(crate) value: String,
    pub(crate) href: Option<String>,
}

impl Fact {
    pub(crate) fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { label: label.into(), value: value.into(), href: None }
    }
}

/// One cell of a table.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cell {
    pub(crate) text: String,
    pub(crate) href: Option<String>,
    pub(crate) tone: Tone,
    /// What is said under the value: a problem, an explanation.
    pub(crate) note: String,
}

impl Cell {
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    pub(crate) fn link(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self { text: text.into(), href: Some(href.into()), ..Self::default() }
    }
}

/// A column's heading.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    pub(crate) label: String,
    /// Numbers stand right.
    pub(crate) number: bool,
    /// Where it leads to have the rows sorted by it; empty where they cannot be.
    pub(crate) href: String,
    /// How the rows are sorted by it now, as browsers tell it: `ascending`, `descending`, or nothing.
    pub(crate) sorted: &'static str,
}

impl Column {
    pub(crate) fn text(label: impl Into<String>) -> Self {
        Self { label: label.into(), number: false, href: String::new(), sorted: "" }
    }

    pub(crate) fn number(label: impl Into<String>) -> Self {
        Self { number: true, ..Self::text(label) }
    }
}

/// A table that becomes a list on a phone; the first cell of a row names it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    pub(crate) caption: String,
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<Vec<Cell>>,
}

impl Table {
    /// Cells of one row with their columns.
    pub(crate) fn cells<'a>(&'a self, row: &'a [Cell]) -> impl Iterator<Item = (&'a Column, &'a Cell)> {
        self.columns.iter().zip(row)
    }
}

/// A target and how far one is.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    /// "62% of 2,000".
    pub(crate) text: String,
    /// From 0 to 100.
    pub(crate) percent: u8,
    pub(crate) reached: bool,
}

/// A number that answers a question.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stat {
    pub(crate) label: String,
    pub(crate) value: String,
    pub(crate) unit: String,
    /// The last period beside it.
    pub(crate) compare: String,
    pub(crate) target: Option<Target>,
    pub(crate) href: Option<String>,
}

/// A picture drawn by the server whose title says the finding, with its table behind.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chart {
    pub(crate) title: String,
    /// Trusted markup from the `charts` engine, for narrow places.
    pub(crate) svg: String,
    /// The same for wide places; empty when the narrow drawing serves everywhere.
    pub(crate) wide: String,
    pub(crate) table: Table,
    /// What a reader must know about the numbers.
    pub(crate) note: String,
    /// Takes the whole width on a desk.
    pub(crate) full: bool,
}

/// One thing that happened.
#[derive(Clone, Debug, Default)]
pub(crate) struct Event {
    /// "yesterday".
    pub(crate) when: String,
    /// The exact moment, shown on touch.
    pub(crate) exact: String,
    pub(crate) title: String,
    /// Where more of it is told; empty when nowhere.
    pub(crate) href: String,
    pub(crate) who: String,
    /// Label, before, after.
    pub(crate) changes: Vec<(String, String, String)>,
    pub(crate) note: String,
    pub(crate) tone: Tone,
}

/// A screen with nothing on it yet: what will be here, and the one thing to do first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Empty {
    pub(crate) title: String,
    pub(crate) text: String,
    pub(crate) action: Option<Link>,
}

/// Pages of a list.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pager {
    /// "21–40 of 93".
    pub(crate) text: String,
    pub(crate) previous: Option<String>,
    pub(crate) next: Option<String>,
}

/// One option of a choice.
#[derive(Clone, Debug)]
pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) label: String,
    pub(crate) chosen: bool,
    /// What is shown and played with its label, on buttons.
    pub(crate) media: LabelMedia,
}

impl Choice {
    pub(crate) fn new(value: impl Into<String>, label: impl Into<String>, chosen: bool) -> Self {
        Self { value: value.into(), label: label.into(), chosen, media: LabelMedia::default() }
    }
}

/// How a question is answered.
#[derive(Clone, Debug)]
pub(crate) enum Control {
    /// One line.
    Text,
    /// A secret, not shown; the value says what a password manager may do (`current-password`, `new-password`).
    Password(&'static str),
    /// Several lines.
    Area,
    /// A number; the flag allows a fraction.
    Number(bool),
    /// A day.
    Date,
    /// A time of day, or a day and a time: the type of the input.
    Clock(&'static str),
    /// A file of these types.
    File(&'static str),
    /// Any number of files of these types.
    Files(&'static str),
    /// One of a few, all visible.
    One(Vec<Choice>),
    /// One of many, in a list.
    Select(Vec<Choice>),
    /// Any of a few.
    Many(Vec<Choice>),
    /// What only questions of forms are asked for.
    Asked(Box<Asked>),
}

/// A question with its answer and what is wrong with it.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    /// Unique on the page.
    pub(crate) id: String,
    /// As it is sent.
    pub(crate) name: String,
    pub(crate) label: String,
    pub(crate) hint: String,
    /// Why it is asked, under sensitive questions.
    pub(crate) why: String,
    pub(crate) required: bool,
    /// Whether a question that may be left out says so; filters need not.
    pub(crate) shows_optional: bool,
    pub(crate) value: String,
    /// How the server understood the answer: a day in the reader's era.
    pub(crate) understood: String,
    pub(crate) problem: String,
    /// What is shown and played with the label.
    pub(crate) media: LabelMedia,
    pub(crate) control: Control,
}

impl Field {
    /// A required question without hint or answer.
    pub(crate) fn new(name: impl Into<String>, label: impl Into<String>, control: Control) -> Self {
        let name = name.into();
        Self {
            id: format!("f-{name}"),
            name,
            label: label.into(),
            hint: String::new(),
            why: String::new(),
            required: true,
            shows_optional: true,
            value: String::new(),
            understood: String::new(),
            problem: String::new(),
            media: LabelMedia::default(),
            control,
        }
    }

    #[must_use]
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    #[must_use]
    pub(crate) fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    #[must_use]
    pub(crate) fn optional(mut self) -> Self {
        self.required = false;
        self
    }

    /// The field of a filter: it may always be left out, which goes without saying.
    #[must_use]
    pub(crate) fn filter(mut self) -> Self {
        (self.required, self.shows_optional) = (false, false);
        self
    }

    /// The ids of what explains the field, for `aria-describedby`; empty when nothing does.
    pub(crate) fn described_by(&self) -> String {
        [("hint", &self.hint), ("why", &self.why), ("understood", &self.understood), ("problem", &self.problem)]
            .iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(part, _)| format!("{}-{part}", self.id))
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// A problem in the list at the top of a form.
#[derive(Clone, Debug)]
pub(crate) struct Problem {
    /// The field's id on the page; empty when it belongs to none.
    pub(crate) id: String,
    pub(crate) text: String,
}

/// One entry of a list of links.
#[derive(Clone, Debug, Default)]
pub(crate) struct Line {
    pub(crate) title: String,
    pub(crate) text: String,
    /// Where it leads; empty when nowhere.
    pub(crate) href: String,
    pub(crate) badge: Option<Badge>,
    pub(crate) action: Option<Link>,
}

/// Lines under a heading.
#[derive(Clone, Debug, Default)]
pub(crate) struct LineGroup {
    pub(crate) title: String,
    pub(crate) lines: Vec<Line>,
}

/// Facts under a heading.
#[derive(Clone, Debug, Default)]
pub(crate) struct FactGroup {
    pub(crate) title: String,
    pub(crate) facts: Vec<Fact>,
}

/// Something said, and by whom.
#[derive(Clone, Debug)]
pub(crate) struct Quote {
    pub(crate) text: String,
    pub(crate) who: String,
}
