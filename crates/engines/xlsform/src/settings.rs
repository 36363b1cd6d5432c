//! The settings sheet: one row that speaks of the form as a whole.

use crate::Layout;
use crate::Options;
use crate::header::Header;
use crate::misspelling;
use crate::names::is_xml_name;
use crate::problem::{Place, Report};
use crate::tables::{Sheet, Tables};
use crate::texts::{Cleaning, clean, yes_or_no};
use crate::vocabulary::SETTINGS;
use language::Message;
use std::borrow::Cow;
use xforms::{OWN_NAMESPACE, STANDARD_NAMESPACES};

/// The language of a form that names none.
const NO_LANGUAGE: &str = "default";

/// What the settings say, or what holds when they say nothing.
#[derive(Debug, Default)]
pub(crate) struct Settings {
    /// The sheet's columns, for telling places.
    pub(crate) header: Header,
    /// The row that was read.
    pub(crate) row: usize,
    /// Cells by the words of their column.
    cells: Vec<(Vec<String>, String)>,
    /// The name of the root element.
    pub(crate) root_name: String,
    /// The id of the form.
    pub(crate) form_id: String,
    /// The title.
    pub(crate) title: String,
    /// The language of texts under columns that name none.
    pub(crate) own_language: String,
    keeps_marks: bool,
}

impl Settings {
    pub(crate) fn read(tables: &Tables, options: &Options, report: &mut Report) -> Self {
        let mut settings = Self { keeps_marks: options.keeps_quotation_marks, ..Self::default() };
        match tables.sheet("settings").filter(|sheet| !sheet.rows.is_empty()) {
            Some(sheet) => settings.read_row(&without_second_id(sheet, report), tables.layout, report),
            None => misspelling::warn(tables, "settings", report),
        }
        settings.settle(options, report);
        settings
    }

    fn read_row(&mut self, sheet: &Sheet, layout: Layout, report: &mut Report) {
        self.header = Header::read(sheet, SETTINGS, layout == Layout::Workbook, report);
        let Some(row) = sheet.rows.first() else { return };
        self.row = row.number;
        let filled = self.header.columns.iter().enumerate().filter(|(at, _)| !row.cell(*at).is_empty());
        self.cells = filled.map(|(at, column)| (column.words.clone(), clean(row.cell(at), false))).collect();
    }

    fn settle(&mut self, options: &Options, report: &mut Report) {
        let fallback = options.form_id.clone().unwrap_or_else(|| "data".to_owned());
        self.form_id = self.get("id_string").map_or(fallback, str::to_owned);
        let title = self.titles().next().map_or(self.form_id.as_str(), |(_, title)| title).to_owned();
        self.title = title;
        let language = options.default_language.as_deref().unwrap_or(NO_LANGUAGE);
        self.own_language = self.get("default_language").unwrap_or(language).to_owned();
        if let Some(name) = options.root_name.as_deref().filter(|name| !is_xml_name(name)) {
            report.problem(Place::default(), Message::new("xlsform-root-name").with("name", name));
        }
        let root = options.root_name.as_deref().filter(|name| is_xml_name(name)).unwrap_or("data");
        self.root_name = self.get("name").unwrap_or(root).to_owned();
        if !is_xml_name(&self.root_name) {
            let place = self.place("name");
            report.problem(place, Message::new("xlsform-bad-name").with("name", self.root_name.as_str()));
        } else if !self.knows_prefix(&self.root_name) {
            let place = self.place("name");
            report.problem(place, Message::new("xlsform-name-prefix").with("name", self.root_name.as_str()));
        }
        if self.is_on("omit_instanceID") && self.get("public_key").is_some() {
            report.problem(self.place("omit_instanceID"), Message::new("xlsform-encryption-needs-id"));
        }
    }

    /// The cell under a column, when it has something.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let found = self
            .cells
            .iter()
            .rev()
            .find(|(words, _)| words.first().is_some_and(|word| word == name) && words.len() == 1);
        found.map(|(_, cell)| cell.as_str())
    }

    /// The title in each language that has a column for it; one that names no language comes first, with none.
    pub(crate) fn titles(&self) -> impl Iterator<Item = (&str, &str)> {
        let translated = self.cells.iter().filter_map(|(words, cell)| match words.as_slice() {
            [first, language] if first == "title" => Some((language.as_str(), cell.as_str())),
            _ => None,
        });
        self.get("title").map(|title| ("", title)).into_iter().chain(translated)
    }

    /// Takes a setting that stands in the survey.
    pub(crate) fn set_from_survey(&mut self, name: &str, value: &str) {
        match name {
            "title" => value.clone_into(&mut self.title),
            "id_string" => value.clone_into(&mut self.form_id),
            _ => {}
        }
        self.cells.push((vec![name.to_owned()], value.to_owned()));
    }

    /// Whether a setting is switched on.
    pub(crate) fn is_on(&self, name: &str) -> bool {
        self.get(name).and_then(yes_or_no) == Some(true)
    }

    /// How cells of the survey are cleaned: of spaces too, unless the form says no.
    pub(crate) fn cleaning(&self) -> Cleaning {
        let single_spaces = self.get("clean_text_values").and_then(yes_or_no) != Some(false);
        Cleaning { single_spaces, keeps_marks: self.keeps_marks }
    }

    /// The columns `attribute::…` by the rest of their heading.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.cells.iter().filter_map(|(words, cell)| match words.as_slice() {
            [first, name] if first == "attribute" => Some((name.as_str(), cell.as_str())),
            _ => None,
        })
    }

    /// Prefixes and addresses of the column `namespaces`: `esri="http://esri.com/xforms" …`.
    pub(crate) fn namespaces(&self) -> Vec<(String, String)> {
        let pairs =
            self.get("namespaces").unwrap_or_default().split_whitespace().filter_map(|pair| pair.split_once('='));
        let sound = pairs.filter(|(prefix, address)| xml::is_name(prefix) && !address.contains('='));
        sound.map(|(prefix, address)| (prefix.to_owned(), address.replace(['"', '\''], ""))).collect()
    }

    /// Whether a name has no prefix, or one that the form declares.
    pub(crate) fn knows_prefix(&self, name: &str) -> bool {
        let Some((prefix, _)) = name.split_once(':') else { return true };
        let is_standard = STANDARD_NAMESPACES.iter().any(|(known, _)| *known == prefix);
        is_standard
            || prefix == "entities"
            || prefix == OWN_NAMESPACE.0
            || self.namespaces().iter().any(|(known, _)| known == prefix)
    }

    /// The cell under a column.
    pub(crate) fn place(&self, name: &str) -> Place {
        self.place_of(&[name])
    }

    /// The cell under a column of several words.
    pub(crate) fn place_of(&self, words: &[&str]) -> Place {
        let mut place = self.header.place(self.row, words);
        if place.sheet.is_empty() {
            "settings".clone_into(&mut place.sheet);
        }
        place
    }
}

/// The sheet without its column `id_string`, when it has `form_id` too.
fn without_second_id<'t>(sheet: &'t Sheet, report: &mut Report) -> Cow<'t, Sheet> {
    let second = sheet.header.iter().position(|heading| heading == "id_string");
    let Some(second) = second.filter(|_| sheet.header.iter().any(|heading| heading == "form_id")) else {
        return Cow::Borrowed(sheet);
    };
    let place = Place::cell(&sheet.name, sheet.header_row, "id_string");
    report.warn(place, Message::new("xlsform-two-form-ids"));
    let mut sheet = sheet.clone();
    if let Some(heading) = sheet.header.get_mut(second) {
        heading.clear();
    }
    Cow::Owned(sheet)
}

/// Settings that may stand in the survey as a type, with the column of the settings sheet that each is.
pub(crate) const NAMES_IN_SURVEY: [(&str, &str); 5] = [
    ("form_title", "title"),
    ("set_form_title", "title"),
    ("form_id", "id_string"),
    ("set_form_id", "id_string"),
    ("prefix", "prefix"),
];
