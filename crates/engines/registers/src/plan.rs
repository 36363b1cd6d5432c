//! What will be read, and as what: tables, their columns, and the meaning of each. Owns the shape, which can be kept and changed.

use crate::key::key;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Question and code of each category that people are counted by.
pub type Categories = BTreeMap<String, String>;

/// The tables of a workbook that will be read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// In the order of the sheets, and on a sheet from top to bottom and left to right.
    pub tables: Vec<Table>,
    /// Sheets that hold such a table too and are not read.
    #[serde(default)]
    pub left_out: Vec<LeftOut>,
}

/// A sheet that holds a table of the kind and is not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// The sheet's name.
    pub sheet: String,
    /// The last row of the headings.
    pub row: u32,
    /// Why it is not read.
    pub reason: WhyLeftOut,
}

/// Why a sheet with such a table is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhyLeftOut {
    /// Its name says that it holds plans or examples.
    Named,
    /// The sheet is hidden.
    Hidden,
    /// It lacks columns that the others have.
    Incomplete,
}

/// A table on a sheet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// The sheet's name.
    pub sheet: String,
    /// First row of the headings, from 1.
    pub first_header_row: u32,
    /// Last row of the headings.
    pub last_header_row: u32,
    /// The last row that belongs to the table, where another one follows below it.
    #[serde(default)]
    pub last_row: Option<u32>,
    /// The last row of the headings of the table above it on the sheet, where there is one.
    #[serde(default)]
    pub follows_row: Option<u32>,
    /// The columns that belong to it, first and last, where another one stands beside it.
    #[serde(default)]
    pub span: Option<(u32, u32)>,
    /// Where the rows are counts of the records of another table: the column that names the record, and the table's sheet and the
    /// column there that the names are of. Collection servers export repeats so.
    #[serde(default)]
    pub part_of: Option<PartOf>,
    /// What tells tables of this layout apart from others: see [`signature`].
    pub signature: String,
    /// What each column means.
    pub mapping: Mapping,
}

/// How rows name the record in another table that they belong to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartOf {
    /// The column, from 0, that names the record.
    pub column: u32,
    /// The sheet that holds the records.
    pub sheet: String,
    /// The column there that holds the names.
    pub key_column: u32,
}

/// What each column of a table means.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Mapping {
    /// Every column with a heading, in order.
    pub columns: Vec<Column>,
}

/// A column and what it means.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// The column, from 0.
    pub column: u32,
    /// Its headings from top to bottom, joined by ` / `.
    pub heading: String,
    /// What it means; `None` while nobody knows, and then it is only searched for remarks.
    pub target: Option<Target>,
    /// How sure the proposal is.
    pub confidence: Confidence,
}

/// What a column means.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "as", rename_all = "snake_case")]
pub enum Target {
    /// The answer to a question. Several columns with the same question are read as one text, from left to right: day, month and
    /// year of a date, a name and an address.
    Answer {
        /// The question's path.
        path: String,
    },
    /// How many people of certain categories; none when the heading names none.
    Count {
        /// The repeat that holds counts.
        repeat: String,
        /// Question and code of each category that the heading names.
        of: Categories,
    },
    /// Several numbers in one cell, in this order (`100/20`): how many people of certain categories each.
    Counts {
        /// The repeat that holds counts.
        repeat: String,
        /// The categories of each number.
        of: Vec<Categories>,
    },
    /// The category of the people counted in the row.
    Category {
        /// The repeat that holds counts.
        repeat: String,
        /// The question that the cells answer.
        question: String,
    },
    /// A sum of other columns, which is compared and not counted again.
    Total {
        /// The repeat that holds counts.
        repeat: String,
        /// What is summed: columns counting these categories, all when empty.
        of: Categories,
    },
    /// The number of the row.
    Serial,
    /// Nothing: somebody decided that the column is not wanted, or its heading says that it counts what was planned.
    Ignored,
}

/// How sure a proposal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Nothing fits.
    None,
    /// The heading is misspelt or says nothing, and its place and cells suggest the meaning; it is told.
    Guessed,
    /// The heading is like one that is known, and the cells agree.
    Similar,
    /// The heading is a known one.
    Known,
    /// A person chose it, now or for an earlier file of this layout.
    Chosen,
}

/// What two files of the same layout share: the headings in order, without spelling habits.
pub fn signature(columns: &[Column]) -> String {
    columns.iter().map(|column| key(&column.heading)).collect::<Vec<_>>().join("|")
}

impl Plan {
    /// The table that holds a row of a sheet.
    pub fn table_of(&self, sheet: &str, row: u32) -> Option<&Table> {
        let holds = |table: &&Table| {
            table.sheet == sheet && table.last_header_row < row && table.last_row.is_none_or(|last| row <= last)
        };
        self.tables.iter().find(holds)
    }

    /// The same plan with the mappings that were remembered for these layouts in place of the proposed ones.
    #[must_use]
    pub fn with_remembered(mut self, remembered: impl Fn(&str) -> Option<Mapping>) -> Self {
        for table in &mut self.tables {
            if let Some(mapping) = remembered(&table.signature) {
                table.mapping.take_over(&mapping);
            }
        }
        self
    }
}

impl Mapping {
    /// Takes the targets of another mapping for the columns whose headings agree. Columns are matched by heading and order, since the
    /// same table may begin at another column.
    fn take_over(&mut self, other: &Self) {
        let mut left: Vec<&Column> = other.columns.iter().collect();
        for column in &mut self.columns {
            let own = key(&column.heading);
            if let Some(at) = left.iter().position(|candidate| key(&candidate.heading) == own) {
                let chosen = left.remove(at);
                // What nobody knew then may be known by now.
                if chosen.target.is_some() {
                    column.target = chosen.target.clone();
                    column.confidence = Confidence::Chosen;
                }
            }
        }
    }

    /// The column that answers a question, the first when several do so together.
    pub fn column_of(&self, path: &str) -> Option<&Column> {
        self.columns_of(path).next()
    }

    /// Every column that answers a question.
    pub fn columns_of(&self, path: &str) -> impl Iterator<Item = &Column> {
        self.columns
            .iter()
            .filter(move |column| matches!(&column.target, Some(Target::Answer { path: own }) if own == path))
    }

    /// Columns with their meanings, where they have one.
    pub(crate) fn targets(&self) -> impl Iterator<Item = (&Column, &Target)> {
        self.columns.iter().filter_map(|column| column.target.as_ref().map(|target| (column, target)))
    }
}
