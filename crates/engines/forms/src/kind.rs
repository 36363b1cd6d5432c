//! What a question asks for. Owns the kinds and the data types behind them; not the checking of answers (see `answer`).

use xpath::Content;

/// The kind of a question or section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A group of questions.
    Group,
    /// A group of questions that is answered any number of times.
    Repeat,
    /// Free text.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Decimal,
    /// A number between two limits.
    Range(Range),
    /// Yes or no, kept as `true`, `false`, `1` or `0`.
    Boolean,
    /// A date, kept as `2019-07-04`.
    Date,
    /// A time of day, kept as `10:20:00.000+07:00`.
    Time,
    /// A date and time, kept as `2019-07-04T10:20:00.000+07:00`.
    DateTime,
    /// One choice of a list.
    SelectOne(ChoiceSource),
    /// Any number of choices of a list, kept as names with spaces between them.
    SelectMultiple(ChoiceSource),
    /// All choices of a list in an order, kept as names with spaces between them.
    Rank(ChoiceSource),
    /// A place, kept as `latitude longitude altitude accuracy`.
    Geopoint,
    /// A line of places, kept with semicolons between them.
    Geotrace,
    /// An area, kept like a line that ends where it begins.
    Geoshape,
    /// What a barcode says.
    Barcode,
    /// A text shown, nothing asked.
    Note,
    /// A value worked out and never shown.
    Calculate,
    /// A value that is kept and never shown.
    Hidden,
    /// "I agree", kept as `OK`.
    Acknowledge,
    /// A file, kept by its name.
    File(Media),
    /// A value that the session fills in.
    Metadata(Metadata),
}

/// Where choices come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChoiceSource {
    /// A list of the form: a sheet's, an instance's, or the question's own by its path.
    List(String),
    /// A file handed in from outside, such as `districts.csv`.
    File(String),
    /// Other answers, such as the names given in a repeat.
    Answers,
}

impl ChoiceSource {
    /// The name that `instance('…')` knows the list by: a file's name without its ending; empty for other answers.
    pub fn instance(&self) -> &str {
        match self {
            Self::List(list) => list,
            Self::File(file) => file.rsplit_once('.').map_or(file, |(stem, _)| stem),
            Self::Answers => "",
        }
    }
}

/// The limits of a range, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    /// The one end.
    pub start: String,
    /// The other end, which may be the lesser.
    pub end: String,
    /// The distance between two values.
    pub step: String,
    /// Whether values are whole numbers.
    pub is_whole: bool,
}

impl Range {
    /// Least, greatest and step as numbers; `None` when they are none.
    pub fn numbers(&self) -> Option<(f64, f64, f64)> {
        let (start, end): (f64, f64) = (self.start.parse().ok()?, self.end.parse().ok()?);
        let step = self.step.parse::<f64>().ok()?.abs();
        (step > 0.0).then_some((start.min(end), start.max(end), step))
    }
}

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Media {
    /// A picture; a signature or drawing when the appearance says so.
    Image,
    /// A sound.
    Audio,
    /// A film.
    Video,
    /// Anything.
    Any,
}

/// What the session knows without asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Metadata {
    /// When the session began.
    Start,
    /// When the answers were handed in.
    End,
    /// The day the session began.
    Today,
}

/// How a node's value is kept, from the type of its bind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum DataType {
    /// Text, and everything without a type.
    #[default]
    Text,
    Barcode,
    Integer,
    Decimal,
    Boolean,
    Date,
    Time,
    DateTime,
    Geopoint,
    Geotrace,
    Geoshape,
}

impl DataType {
    /// The type that a bind names; `None` for names that nobody knows.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "" | "string" | "select" | "select1" | "selectone" | "odk:rank" | "rank" | "binary" | "intent"
            | "audio" | "image" | "video" | "anyURI" | "text" => Self::Text,
            "barcode" => Self::Barcode,
            "int" | "integer" | "long" => Self::Integer,
            "decimal" | "double" | "float" => Self::Decimal,
            "boolean" => Self::Boolean,
            "date" => Self::Date,
            "time" => Self::Time,
            "dateTime" => Self::DateTime,
            "geopoint" => Self::Geopoint,
            "geotrace" => Self::Geotrace,
            "geoshape" => Self::Geoshape,
            _ => return None,
        })
    }

    /// What expressions take an answer of this type for. Of the others they see the text.
    pub(crate) fn content(self) -> Content {
        match self {
            Self::Text | Self::Barcode => Content::Text,
            Self::Integer | Self::Decimal => Content::Number,
            Self::Date => Content::Date,
            Self::DateTime => Content::DateTime,
            Self::Boolean | Self::Time | Self::Geopoint | Self::Geotrace | Self::Geoshape => Content::Unknown,
        }
    }
}

impl Kind {
    /// Whether it holds other questions.
    pub fn is_section(&self) -> bool {
        matches!(self, Self::Group | Self::Repeat)
    }

    /// Whether a person sees it.
    pub fn is_shown(&self) -> bool {
        !matches!(self, Self::Calculate | Self::Hidden | Self::Metadata(_))
    }

    /// Whether a person can give it an answer.
    pub fn is_asked(&self) -> bool {
        self.is_shown() && !self.is_section() && *self != Self::Note
    }

    /// Where its choices come from, for questions about choices.
    pub fn choice_source(&self) -> Option<&ChoiceSource> {
        match self {
            Self::SelectOne(source) | Self::SelectMultiple(source) | Self::Rank(source) => Some(source),
            _ => None,
        }
    }

    /// Whether its answer is a list of choices.
    pub fn is_list(&self) -> bool {
        matches!(self, Self::SelectMultiple(_) | Self::Rank(_))
    }
}
