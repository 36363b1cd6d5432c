//! The mistakes and oddities of a workbook found so far, each at its cell.

use super::Sheet;
use super::header::Header;
use super::survey::Asked;
use crate::{Flaw, Problem};
use language::Message;
use xforms::Aspect;

#[derive(Default)]
pub(super) struct Found {
    pub(super) errors: Vec<Problem>,
    pub(super) warnings: Vec<Problem>,
}

impl Found {
    pub(super) fn add(&mut self, sheet: &str, row: usize, column: Option<String>, message: Message) {
        self.errors.push(Problem { sheet: sheet.to_owned(), row, column, message });
    }

    pub(super) fn warn(&mut self, sheet: &str, row: usize, column: Option<String>, message: Message) {
        self.warnings.push(Problem { sheet: sheet.to_owned(), row, column, message });
    }

    pub(super) fn warn_of_foreign(&mut self, sheet: &str, header: &Header<'_>) {
        for column in &header.foreign {
            let message = Message::new("forms-foreign-language").with("column", column.as_str());
            self.warn(sheet, 0, Some(column.clone()), message);
        }
    }

    /// What is wrong with the definition that the tables became, at the cells that it came from.
    pub(super) fn add_flaws(&mut self, flaws: &[Flaw], sheet: &Sheet, header: &Header<'_>, asked: &[Asked]) {
        self.errors.extend(flaws.iter().map(|flaw| at_cell(flaw, sheet, header, asked)));
    }

    pub(super) fn warn_of_flaws(&mut self, flaws: &[Flaw], sheet: &Sheet, header: &Header<'_>, asked: &[Asked]) {
        self.warnings.extend(flaws.iter().map(|flaw| at_cell(flaw, sheet, header, asked)));
    }

    /// All mistakes in the order of the workbook.
    pub(super) fn in_order(mut self) -> Vec<Problem> {
        self.errors.sort_by_key(|problem| problem.row);
        self.errors
    }
}

fn at_cell(flaw: &Flaw, sheet: &Sheet, header: &Header<'_>, asked: &[Asked]) -> Problem {
    let column = match flaw.part.aspect {
        Aspect::Relevant => "relevant",
        Aspect::Constraint => "constraint",
        Aspect::ConstraintMessage => "constraint_message",
        Aspect::Required => "required",
        Aspect::RequiredMessage => "required_message",
        Aspect::ReadOnly => "read_only",
        Aspect::Calculate => "calculation",
        Aspect::Label => "label",
        Aspect::Hint => "hint",
        Aspect::Choices => "choice_filter",
        Aspect::Count => "repeat_count",
        Aspect::Action => "default",
        Aspect::Kind => "type",
        _ => "name",
    };
    let root = asked.first().map_or("", |root| root.name.as_str());
    let is_meant = |question: &&Asked| format!("/{root}{}", question.path.trim_end_matches('/')) == flaw.part.nodeset;
    let row = asked.iter().find(is_meant).map_or(0, |question| question.row);
    Problem {
        sheet: sheet.name.clone(),
        row,
        column: (row > 0).then(|| header.written(column)),
        message: flaw.message.clone(),
    }
}
