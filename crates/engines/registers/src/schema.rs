//! What a register may hold: the fields and counted lines of the form that it will become. Owns the shape; filled from a form by
//! whoever imports.

use calendar::Date;
use language::Text;

/// The form's questions, as far as a register can answer them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Schema {
    /// Questions answered once a record, in the form's order.
    pub fields: Vec<Field>,
    /// Repeats that hold counts of people by category.
    pub tallies: Vec<Tally>,
}

/// A question answered once a record.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Where the answer goes: the question's name, behind the names of its groups (`venue`, `place/venue`).
    pub path: String,
    /// The question's label in every language.
    pub labels: Text,
    /// Other headings that registers use for it.
    pub synonyms: Vec<String>,
    /// What its answers are.
    pub kind: Kind,
    /// Whether a record without it cannot be imported.
    pub required: bool,
    /// Phrases which, standing in a remark, answer the question.
    pub marks: Vec<Mark>,
    /// The answer where a register says nothing, told in a warning; without one the question stays unanswered, and a row that must
    /// answer it cannot be imported.
    pub unspecified: Option<String>,
}

/// A phrase that answers a question: `ครั้งแรก` in the remarks sets `first_time` to `yes`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The phrase.
    pub phrase: String,
    /// The answer that it gives.
    pub code: String,
}

/// What the answers of a field are.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A day. The limits, where given, settle two-digit years that fit both eras and catch years that a spreadsheet program mistook.
    Date {
        /// No answer is earlier.
        earliest: Option<Date>,
        /// No answer is later.
        latest: Option<Date>,
    },
    /// A whole number.
    Integer,
    /// A number.
    Decimal,
    /// Free text.
    Text,
    /// One of several choices.
    Choice(Vec<Choice>),
    /// Any of several choices.
    Choices(Vec<Choice>),
    /// The code of a province.
    Province,
    /// The code of a district, looked for in the province.
    District,
    /// The code of a subdistrict, looked for in the district.
    Subdistrict,
}

/// One choice of a question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// What is stored.
    pub code: String,
    /// What people read, in every language.
    pub labels: Text,
    /// Other words that registers use for it.
    pub synonyms: Vec<String>,
}

/// A repeat whose rows say how many of whom: `attendance` with `participant_kind`, `sex` and `count`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// The repeat's name, behind the names of its groups.
    pub repeat: String,
    /// The question in it that holds the number.
    pub count: String,
    /// The repeat's label in every language.
    pub labels: Text,
    /// Other headings for the whole or for the number: `จำนวนผู้เข้าร่วม`, `Participants`.
    pub synonyms: Vec<String>,
    /// The questions that say who is counted, the most telling first.
    pub dimensions: Vec<Dimension>,
}

/// A question that says who is counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dimension {
    /// The question's name.
    pub question: String,
    /// Its label in every language.
    pub labels: Text,
    /// Other headings for it.
    pub synonyms: Vec<String>,
    /// Its choices.
    pub choices: Vec<Choice>,
    /// The choice for people whom the register does not tell apart; without one the question stays unanswered.
    pub unspecified: Option<String>,
}

impl Choice {
    /// Everything that people write for the choice: its labels, synonyms and the code itself.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        let labels = self.labels.all().map(|(_, label)| label);
        labels.chain(self.synonyms.iter().map(String::as_str)).chain([self.code.as_str()])
    }
}

impl Field {
    /// Everything that heads a column of this field.
    pub(crate) fn headings(&self) -> impl Iterator<Item = &str> {
        self.labels.all().map(|(_, label)| label).chain(self.synonyms.iter().map(String::as_str)).chain([self.name()])
    }

    /// The question's bare name.
    pub(crate) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }
}

impl Dimension {
    pub(crate) fn headings(&self) -> impl Iterator<Item = &str> {
        let labels = self.labels.all().map(|(_, label)| label);
        labels.chain(self.synonyms.iter().map(String::as_str)).chain([self.question.as_str()])
    }
}

impl Tally {
    pub(crate) fn headings(&self) -> impl Iterator<Item = &str> {
        let labels = self.labels.all().map(|(_, label)| label);
        labels.chain(self.synonyms.iter().map(String::as_str)).chain([self.repeat.as_str(), self.count.as_str()])
    }
}

impl Schema {
    pub(crate) fn field(&self, path: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.path == path)
    }
}
