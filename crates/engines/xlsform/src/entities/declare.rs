//! The entities sheet: a row for each list whose entities the form makes or changes.

use super::{Declaration, Entities};
use crate::choices::refuse_loose_cells;
use crate::header::Header;
use crate::misspelling;
use crate::names::{is_xml_name, strict_references};
use crate::problem::Report;
use crate::tables::{Layout, Row, Tables};
use crate::texts::clean;
use crate::vocabulary::ENTITIES;
use language::Message;

/// The columns that the specification has.
const COLUMNS: [&str; 6] = ["dataset", "entity_id", "create_if", "update_if", "repeat", "label"];

impl Entities {
    /// Reads the sheet and checks its rows.
    pub(crate) fn read(tables: &Tables, report: &mut Report) -> Self {
        let mut entities = Self::default();
        let Some(sheet) = tables.sheet("entities").filter(|sheet| !sheet.rows.is_empty()) else {
            misspelling::warn(tables, "entities", report);
            return entities;
        };
        entities.header = Header::read(sheet, ENTITIES, tables.layout == Layout::Workbook, report);
        refuse_loose_cells(sheet, tables.layout, report);
        entities.refuse_other_columns(&sheet.rows, report);
        for row in &sheet.rows {
            let declaration = entities.declaration(row);
            entities.check(&declaration, report);
            entities.add(declaration);
        }
        entities.is_wrong = report.problems.iter().any(|problem| problem.place.sheet == entities.header.sheet);
        entities
    }

    fn refuse_other_columns(&self, rows: &[Row], report: &mut Report) {
        for (at, column) in self.header.columns.iter().enumerate() {
            let is_known = matches!(column.words.as_slice(), [only] if COLUMNS.contains(&only.as_str()));
            if !column.words.is_empty() && !is_known && rows.iter().any(|row| !row.cell(at).is_empty()) {
                let place = crate::Place::cell(&self.header.sheet, self.header.row, &column.written);
                report.problem(place, Message::new("xlsform-entity-column").with("column", column.written.as_str()));
            }
        }
    }

    fn declaration(&self, row: &Row) -> Declaration {
        let cell = |name: &str| {
            let columns = self.header.columns.iter().enumerate();
            let mut found = columns.filter(|(at, column)| column.words == [name] && !row.cell(*at).is_empty());
            found.next_back().map(|(at, _)| clean(row.cell(at), false))
        };
        Declaration {
            row: row.number,
            list: cell("dataset").unwrap_or_default(),
            id: cell("entity_id"),
            create_if: cell("create_if"),
            update_if: cell("update_if"),
            label: cell("label"),
            mentions: Vec::new(),
        }
    }

    fn check(&self, declaration: &Declaration, report: &mut Report) {
        let row = declaration.row;
        let list = declaration.list.as_str();
        let mut problem = |column: &str, key: &'static str| {
            report.problem(self.header.place(row, &[column]), Message::new(key).with("name", list));
        };
        match list {
            "" => problem("dataset", "xlsform-entity-name-missing"),
            _ if list.starts_with("__") => problem("dataset", "xlsform-entity-underscores"),
            _ if list.contains('.') => problem("dataset", "xlsform-entity-point"),
            _ if !is_xml_name(list) => problem("dataset", "xlsform-bad-name"),
            _ if self.is_declared(list) => problem("dataset", "xlsform-entity-twice"),
            _ => {}
        }
        match declaration {
            Declaration { id: None, update_if: Some(_), .. } => {
                problem("update_if", "xlsform-entity-update-without-id");
            }
            Declaration { id: Some(_), create_if: Some(_), update_if: None, .. } => {
                problem("create_if", "xlsform-entity-create-with-id");
            }
            Declaration { id: None, label: None, .. } => problem("label", "xlsform-entity-label-missing"),
            _ => {}
        }
    }

    fn add(&mut self, declaration: Declaration) {
        let at = self.declarations.len();
        let cells = [&declaration.id, &declaration.create_if, &declaration.update_if, &declaration.label];
        for reference in cells.into_iter().flatten().flat_map(|cell| strict_references(cell)).flatten() {
            let named = self.by_question.entry(reference.name.to_owned()).or_default();
            if named.last() != Some(&at) {
                named.push(at);
            }
        }
        self.declarations.push(declaration);
    }
}
