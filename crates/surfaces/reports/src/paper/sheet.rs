//! What stands on a paper form, as plain data in its reader's language: sections, questions, spaces to write in or answers to read. Owns
//! the shapes; how they are made from a form is `make`'s, how they look is the layout's.

use super::{Filling, Said};
use language::Lang;
use serde::Serialize;

/// A form as it is printed, blank or filled.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PaperForm {
    pub(super) lang: Lang,
    /// What it is called.
    pub title: Said,
    /// The same on every further page.
    pub(super) running_title: Said,
    /// What tells it from other forms, on every page: `prevention/outreach-session`.
    pub id: Said,
    /// "version 2026-11-22"; empty when the form has none.
    pub version: Said,
    /// Whether an answer of it says who somebody is or what happened to them.
    pub is_confidential: bool,
    /// Whether a question must be answered, for the explanation of the mark.
    pub has_required: bool,
    /// Who answered it and when; none for a blank form.
    pub filling: Option<Filling>,
    /// What is on it, in order.
    pub blocks: Vec<Block>,
    /// JPEG files that answers refer to by their number.
    #[serde(skip)]
    pub(super) pictures: Vec<Vec<u8>>,
}

/// Something on a form.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Block {
    /// Questions that belong together, or one time that a repeat is answered.
    Section(Section),
    /// A text to read.
    Note {
        /// What it says.
        text: Said,
        /// The number of the picture that says the same, on a blank form.
        picture: Option<usize>,
        /// When it matters, in words; empty for always.
        condition: Said,
    },
    /// A question.
    Question(Question),
    /// A repeat whose questions fit side by side.
    Table(Table),
    /// A value that follows from the answers.
    Fact {
        /// What it is.
        label: Said,
        /// The value.
        answer: Answer,
    },
}

/// Questions under a heading.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Section {
    /// How deep its heading is, from 1.
    pub level: u8,
    /// Its heading; empty for questions that only share a condition.
    pub title: Said,
    /// What it says below.
    pub hint: Said,
    /// When it is answered, in words; empty for always.
    pub condition: Said,
    /// How often it can be answered on this sheet, for a blank repeat.
    pub room: Said,
    /// Whether it was not asked, so that it has no answers.
    pub is_absent: bool,
    /// What is in it.
    pub blocks: Vec<Block>,
}

/// A question.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Question {
    /// Its number on the form, the same on a blank and a filled one.
    pub number: String,
    /// What is asked.
    pub label: Said,
    /// The number of the picture that says the same, on a blank form.
    pub picture: Option<usize>,
    /// How to answer.
    pub hint: Said,
    /// Why it is asked.
    pub why: Said,
    /// Whether it must be answered.
    pub is_required: bool,
    /// When it is asked, in words; empty for always.
    pub condition: Said,
    /// Where to answer, or the answer.
    pub body: Body,
}

/// Where to answer, or the answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Body {
    /// On a blank form.
    Space(Space),
    /// On a filled one.
    Answer(Answer),
}

/// Where a person writes.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Space {
    /// Lines to write on.
    Lines {
        /// How many.
        count: u8,
        /// What to write, when the question does not say it.
        note: Said,
        /// Choices to mark instead, such as "unknown".
        beside: Vec<Said>,
    },
    /// A box for each digit.
    Digits {
        /// Before the point.
        whole: u8,
        /// After it.
        fraction: u8,
    },
    /// Boxes for day, month and year.
    Date,
    /// Boxes for hour and minute.
    Time,
    /// Both.
    DateTime,
    /// A mark for each choice.
    Choices {
        /// Whether more than one may be marked.
        is_many: bool,
        /// How many stand side by side.
        columns: u8,
        /// The choices.
        choices: Vec<Said>,
        /// The numbers of the pictures that say the same, for each choice; none where no choice has one.
        pictures: Vec<Option<usize>>,
    },
    /// A frame to stick, sign or draw in.
    Frame {
        /// What goes into it.
        frame: Frame,
        /// The same in words.
        note: Said,
    },
}

/// What goes into a frame; decides its size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Frame {
    /// A picture.
    Picture,
    /// A signature.
    Signature,
}

/// An answer that was given, or why there is none.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Answer {
    /// Its lines, or the chosen choices one a line.
    Lines {
        /// Never empty.
        lines: Vec<Said>,
    },
    /// A picture.
    Picture {
        /// Its number among the form's pictures.
        file: usize,
        /// What a reader who does not see it is told.
        alt: Said,
    },
    /// The question was not asked: other answers ruled it out.
    NotAsked,
    /// It was asked and left open.
    NotAnswered,
}

/// A repeat whose questions fit side by side.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Table {
    /// How deep its heading is, from 1.
    pub level: u8,
    /// Its heading.
    pub title: Said,
    /// What it says below.
    pub hint: Said,
    /// When it is answered, in words; empty for always.
    pub condition: Said,
    /// How many there is room for, on a blank form.
    pub room: Said,
    /// The questions.
    pub columns: Vec<Column>,
    /// Answers by row, on a filled form.
    pub rows: Vec<Vec<Answer>>,
    /// Rows to write in, on a blank one.
    pub blank_rows: usize,
}

/// A question at the head of a column.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Column {
    /// Its number on the form.
    pub number: String,
    /// What is asked.
    pub label: Said,
    /// How to answer.
    pub hint: Said,
    /// Whether it must be answered.
    pub is_required: bool,
    /// Its share of the width.
    pub weight: f32,
    /// Choices, each written by its number: the first is 1.
    pub keys: Vec<Said>,
}

/// How large a form is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Size {
    pub(super) items: usize,
    pub(super) characters: usize,
}

impl PaperForm {
    /// The language that it is read in.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    pub(super) fn pictures(&self) -> &[Vec<u8>] {
        &self.pictures
    }

    pub(super) fn size(&self) -> Size {
        let mut size = Size::default();
        self.blocks.iter().for_each(|block| block.measure(&mut size));
        size
    }
}

impl Size {
    fn add(&mut self, texts: &[&Said]) {
        self.items += 1;
        self.characters += texts.iter().map(|text| text.characters()).sum::<usize>();
    }

    fn add_answer(&mut self, answer: &Answer) {
        self.items += 1;
        if let Answer::Lines { lines } = answer {
            self.characters += lines.iter().map(Said::characters).sum::<usize>();
        }
    }
}

impl Block {
    fn measure(&self, size: &mut Size) {
        match self {
            Self::Section(section) => {
                size.add(&[&section.title, &section.hint, &section.condition, &section.room]);
                section.blocks.iter().for_each(|block| block.measure(size));
            }
            Self::Note { text, condition, .. } => size.add(&[text, condition]),
            Self::Question(question) => {
                size.add(&[&question.label, &question.hint, &question.why, &question.condition]);
                match &question.body {
                    Body::Answer(answer) => size.add_answer(answer),
                    Body::Space(Space::Choices { choices, .. }) => size.add(&choices.iter().collect::<Vec<_>>()),
                    Body::Space(_) => {}
                }
            }
            Self::Table(table) => {
                size.add(&[&table.title, &table.hint, &table.condition]);
                for column in &table.columns {
                    size.add(&[&column.label, &column.hint]);
                    size.add(&column.keys.iter().collect::<Vec<_>>());
                }
                table.rows.iter().flatten().for_each(|answer| size.add_answer(answer));
            }
            Self::Fact { label, answer } => {
                size.add(&[label]);
                size.add_answer(answer);
            }
        }
    }
}
