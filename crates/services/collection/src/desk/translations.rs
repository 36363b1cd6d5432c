//! The texts of a form's workbook by language: what is missing, what is stale because the text that it translates was changed since, and
//! the same texts brought back from a spreadsheet. Owns which cells are texts; everything else of the workbook stays as it is.

use super::{CellProblem, invalid};
use crate::Collection;
use language::Message;
use service_kit::{Context, ServiceError};
use std::collections::{BTreeMap, BTreeSet};
use store::FormVersion;
use xlsform::{Place, Sheet, Tables};

/// Columns with texts that people read.
const COLUMNS: [&str; 6] = ["label", "hint", "guidance_hint", "constraint_message", "required_message", "form_title"];
/// What the columns of a spreadsheet of translations are called that are no language.
pub const TRANSLATION_COLUMNS: [&str; 3] = ["sheet", "name", "text"];
/// The heading of texts in the form's language without a name.
pub const UNNAMED_LANGUAGE: &str = "default";

/// Every text of a form.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Translations {
    /// The languages as the workbook names them; the one that the others are translated from comes first. One without a name is empty.
    pub languages: Vec<String>,
    /// The texts in the workbook's order.
    pub texts: Vec<TranslatedText>,
}

/// A text in each language.
#[derive(Clone, Debug, PartialEq)]
pub struct TranslatedText {
    /// The sheet that it stands in.
    pub sheet: String,
    /// What it belongs to: a question's path, `list/choice`, or the form.
    pub name: String,
    /// What it is: `label`, `hint` and the like.
    pub column: String,
    /// What is said in each language, in their order, and how it stands.
    pub said: Vec<(String, Standing)>,
}

/// How a translation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// There, and as new as what it translates.
    Good,
    /// Not there, though another language has the text.
    Missing,
    /// The text that it translates was changed since and it was not.
    Stale,
}

impl TranslatedText {
    /// Whether something is missing or stale.
    pub fn needs_work(&self) -> bool {
        self.said.iter().any(|(_, standing)| *standing != Standing::Good)
    }

    fn key(&self) -> (String, String, String) {
        (self.sheet.clone(), self.name.clone(), self.column.clone())
    }
}

impl Collection {
    /// The texts of a version. What is stale is found by the version that was brought before it.
    ///
    /// # Errors
    /// [`ServiceError::Refused`] when the caller does not look after the form.
    pub async fn translations(&self, context: &Context, version: &FormVersion) -> Result<Translations, ServiceError> {
        self.allow_forms(context, &version.agency_id)?;
        let tables = self.tables(version).await?;
        let mut translations = self.brought_work.run(move || texts(&tables)).await?;
        let versions = self.kit.store.form_versions().await?.into_iter();
        let before = versions
            .filter(|one| one.agency_id == version.agency_id && one.form_id == version.form_id)
            .filter(|one| one.version != version.version && one.created_at <= version.created_at)
            .max_by_key(|one| one.created_at);
        if let Some(before) = before {
            // What was made elsewhere as XML has no texts to compare with.
            let earlier = match self.tables(&before).await {
                Ok(earlier) => earlier,
                Err(ServiceError::Invalid(_)) => return Ok(translations),
                Err(error) => return Err(error),
            };
            translations = self
                .brought_work
                .run(move || {
                    mark_stale(&mut translations, &texts(&earlier));
                    translations
                })
                .await?;
        }
        Ok(translations)
    }

    /// The workbook of a version with the texts of a spreadsheet in place of its own, as another version. A cell that is empty there
    /// leaves the text as it is.
    ///
    /// # Errors
    /// [`ServiceError::Invalid`] with everything that is wrong in the spreadsheet, each at its cell.
    pub async fn translated(
        &self,
        context: &Context,
        version: &FormVersion,
        new_version: &str,
        file_name: &str,
        bytes: Vec<u8>,
    ) -> Result<Tables, ServiceError> {
        self.allow_forms(context, &version.agency_id)?;
        if new_version.trim().is_empty() || new_version.trim() == version.version {
            return Err(ServiceError::invalid("version", Message::new("desk-translation-version")));
        }
        let tables = self.tables(version).await?;
        let file_name = file_name.to_owned();
        let work = move || {
            let brought = spreadsheet(&file_name, &bytes)?;
            let empty = || ServiceError::invalid("", Message::new("desk-translation-empty"));
            Ok::<_, ServiceError>(replaced(tables, brought.sheets.first().ok_or_else(empty)?))
        };
        let (mut tables, problems) = self.brought_work.run(work).await??;
        if !problems.is_empty() {
            return Err(invalid(problems));
        }
        set_version(&mut tables, new_version.trim());
        Ok(tables)
    }

    async fn tables(&self, version: &FormVersion) -> Result<Tables, ServiceError> {
        let file = self.kept_file(version).await?;
        if file.is_xform() {
            return Err(ServiceError::invalid("", Message::new("desk-translation-xform")));
        }
        let read = self.brought_work.run(move || super::read_form::tables(&file.name, &file.bytes)).await?;
        read.map_err(invalid)
    }
}

/// The sheets of a spreadsheet. It is no form, so a text with commas has one sheet without a name in its first column.
fn spreadsheet(file_name: &str, bytes: &[u8]) -> Result<Tables, ServiceError> {
    let read = sheets::read(bytes, file_name, &sheets::Limits::default());
    let workbook = read.map_err(|error| ServiceError::invalid("", error.message()))?;
    Ok(xlsform::read_workbook(&workbook))
}

/// A heading's column and language: `label::English (en)`.
fn parts(heading: &str) -> Option<(&str, &str)> {
    let (column, language) = heading.split_once("::").or_else(|| heading.split_once(':')).unwrap_or((heading, ""));
    let column = column.trim();
    COLUMNS.iter().find(|known| known.eq_ignore_ascii_case(column)).map(|known| (*known, language.trim()))
}

/// What each row of a sheet belongs to; nothing for rows without a name.
fn names(sheet: &Sheet) -> Vec<Option<String>> {
    let column =
        |wanted: &[&str]| sheet.header.iter().position(|heading| wanted.contains(&heading.to_lowercase().as_str()));
    let (kind, name, list) = (column(&["type"]), column(&["name", "value"]), column(&["list_name", "list name"]));
    let cell = |row: &xlsform::Row, column: Option<usize>| column.map_or("", |column| row.cell(column)).to_owned();
    let mut sections: Vec<String> = Vec::new();
    let name_of = |row: &xlsform::Row| match sheet.name.to_lowercase().as_str() {
        "settings" => Some("form".to_owned()),
        "choices" => Some(format!("{}/{}", cell(row, list), cell(row, name))),
        _ => {
            let (kind, name) = (cell(row, kind).to_lowercase().replace('_', " "), cell(row, name));
            if kind.starts_with("end ") {
                sections.pop();
                return None;
            }
            let path = sections.iter().map(String::as_str).chain([name.as_str()]).collect::<Vec<_>>().join("/");
            if kind.starts_with("begin ") {
                sections.push(name.clone());
            }
            (!name.is_empty()).then_some(path)
        }
    };
    sheet.rows.iter().map(name_of).collect()
}

fn is_of_texts(sheet: &&Sheet) -> bool {
    ["survey", "choices", "settings"].contains(&sheet.name.to_lowercase().as_str())
}

fn texts(tables: &Tables) -> Translations {
    let mut languages: Vec<String> = Vec::new();
    for heading in tables.sheets.iter().filter(is_of_texts).flat_map(|sheet| &sheet.header) {
        if let Some((_, language)) = parts(heading)
            && !languages.iter().any(|known| known == language)
        {
            languages.push(language.to_owned());
        }
    }
    if let Some(place) = default_language(tables).and_then(|name| languages.iter().position(|known| *known == name)) {
        let first = languages.remove(place);
        languages.insert(0, first);
    }
    let mut found: Vec<TranslatedText> = Vec::new();
    for sheet in tables.sheets.iter().filter(is_of_texts) {
        for (row, name) in sheet.rows.iter().zip(names(sheet)) {
            let Some(name) = name else { continue };
            let mut of_row: BTreeMap<&str, Vec<String>> = BTreeMap::new();
            for (heading, place) in sheet.header.iter().zip(0..) {
                let Some((column, language)) = parts(heading) else { continue };
                let said = of_row.entry(column).or_insert_with(|| vec![String::new(); languages.len()]);
                let at = languages.iter().position(|known| known == language);
                if let Some(cell) = at.and_then(|at| said.get_mut(at)) {
                    row.cell(place).clone_into(cell);
                }
            }
            for column in COLUMNS {
                let Some(said) = of_row.remove(column).filter(|said| said.iter().any(|text| !text.is_empty())) else {
                    continue;
                };
                let standing = |text: &String| if text.is_empty() { Standing::Missing } else { Standing::Good };
                let said = said.into_iter().map(|text| (text.clone(), standing(&text))).collect();
                let (sheet, name, column) = (sheet.name.to_lowercase(), name.clone(), column.to_owned());
                found.push(TranslatedText { sheet, name, column, said });
            }
        }
    }
    Translations { languages, texts: found }
}

fn default_language(tables: &Tables) -> Option<String> {
    let settings = tables.sheet("settings")?;
    let place = settings.header.iter().position(|heading| heading.eq_ignore_ascii_case("default_language"))?;
    Some(settings.rows.first()?.cell(place).to_owned()).filter(|name| !name.is_empty())
}

fn mark_stale(now: &mut Translations, before: &Translations) {
    let earlier: BTreeMap<_, _> = before.texts.iter().map(|text| (text.key(), text)).collect();
    let languages = now.languages.clone();
    for text in &mut now.texts {
        let Some(was) = earlier.get(&text.key()) else { continue };
        let was_in = |language: &String| {
            let place = before.languages.iter().position(|known| known == language)?;
            was.said.get(place).map(|(said, _)| said)
        };
        let source = languages.first().and_then(was_in);
        if source.is_none() || source == text.said.first().map(|(said, _)| said) {
            continue;
        }
        for ((said, standing), language) in text.said.iter_mut().zip(&languages).skip(1) {
            if *standing == Standing::Good && was_in(language) == Some(said) {
                *standing = Standing::Stale;
            }
        }
    }
}

/// The tables with the texts of a spreadsheet, and what is wrong in it.
fn replaced(mut tables: Tables, brought: &Sheet) -> (Tables, Vec<CellProblem>) {
    let known = texts(&tables);
    let at = |row: usize, column: Option<&str>, message: Message| {
        CellProblem::at(&Place { sheet: brought.name.clone(), row, column: column.map(str::to_owned) }, message)
    };
    let keys: BTreeSet<_> = known.texts.iter().map(TranslatedText::key).collect();
    let place_of = |wanted: &str| brought.header.iter().position(|heading| heading.eq_ignore_ascii_case(wanted));
    let [Some(sheet), Some(name), Some(column)] = TRANSLATION_COLUMNS.map(place_of) else {
        let message = Message::new("desk-translation-headings").with("headings", TRANSLATION_COLUMNS.join(", "));
        return (tables, vec![at(brought.header_row, None, message)]);
    };
    let mut problems = Vec::new();
    let mut languages: Vec<(usize, String)> = Vec::new();
    for (heading, place) in brought.header.iter().zip(0..).filter(|(_, place)| ![sheet, name, column].contains(place)) {
        let language = if heading == UNNAMED_LANGUAGE { "" } else { heading.as_str() };
        if known.languages.iter().any(|one| one == language) {
            languages.push((place, language.to_owned()));
        } else if !heading.is_empty() {
            let message = Message::new("desk-translation-language").with("language", heading.as_str());
            problems.push(at(brought.header_row, Some(heading), message));
        }
    }
    for row in &brought.rows {
        let key = (row.cell(sheet).to_owned(), row.cell(name).to_owned(), row.cell(column).to_owned());
        if !keys.contains(&key) {
            let message =
                Message::new("desk-translation-unknown").with("name", format!("{} {} {}", key.0, key.1, key.2));
            problems.push(at(row.number, Some("name"), message));
            continue;
        }
        for (place, language) in &languages {
            let text = row.cell(*place);
            if !text.is_empty() {
                put(&mut tables, &key, language, text);
            }
        }
    }
    (tables, problems)
}

/// Writes a text where it belongs; into a column of its own where its sheet has none for the language.
fn put(tables: &mut Tables, (sheet, name, column): &(String, String, String), language: &str, text: &str) {
    let Some(sheet) = tables.sheets.iter_mut().find(|one| one.name.to_lowercase() == *sheet) else { return };
    let named = names(sheet);
    let is_it = |heading: &String| parts(heading).is_some_and(|(one, tongue)| one == column && tongue == language);
    let place = sheet.header.iter().position(is_it).unwrap_or_else(|| {
        sheet.header.push(format!("{column}::{language}"));
        sheet.header.len() - 1
    });
    for (row, _) in sheet.rows.iter_mut().zip(named).filter(|(_, found)| found.as_ref() == Some(name)) {
        set_cell(row, place, text);
    }
}

fn set_cell(row: &mut xlsform::Row, place: usize, text: &str) {
    if row.cells.len() <= place {
        row.cells.resize(place + 1, String::new());
    }
    if let Some(cell) = row.cells.get_mut(place) {
        text.clone_into(cell);
    }
}

fn set_version(tables: &mut Tables, version: &str) {
    let Some(settings) = tables.sheets.iter_mut().find(|one| one.name.eq_ignore_ascii_case("settings")) else {
        let row = xlsform::Row { number: 2, cells: vec![version.to_owned()] };
        tables.sheets.push(Sheet {
            name: "settings".into(),
            header_row: 1,
            header: vec!["version".into()],
            rows: vec![row],
        });
        return;
    };
    let place =
        settings.header.iter().position(|heading| heading.eq_ignore_ascii_case("version")).unwrap_or_else(|| {
            settings.header.push("version".to_owned());
            settings.header.len() - 1
        });
    match settings.rows.first_mut() {
        Some(row) => set_cell(row, place, version),
        None => {
            let mut row = xlsform::Row { number: settings.header_row + 1, cells: Vec::new() };
            set_cell(&mut row, place, version);
            settings.rows.push(row);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: &str = "
| survey |
| | type | name | label::English (en) | label::ไทย (th) | hint::English (en) |
| | begin group | who | Who | ใคร | |
| | text | name | Name | ชื่อ | As on the card |
| | end group | | | | |
| | select_one yn | safe | Safe? | | |
| choices |
| | list_name | name | label::English (en) | label::ไทย (th) |
| | yn | yes | Yes | ใช่ |
| settings |
| | form_id | version | default_language |
| | visit | 1 | English (en) |
";

    fn standing(of: &Translations, name: &str, column: &str) -> Vec<Standing> {
        let text = of.texts.iter().find(|text| text.name == name && text.column == column).expect("a text");
        text.said.iter().map(|(_, standing)| *standing).collect()
    }

    #[test]
    fn what_is_missing_and_what_is_stale_is_marked() {
        use Standing::{Good, Missing, Stale};
        let before = texts(&xlsform::read_markdown(FORM));
        assert_eq!(before.languages, ["English (en)", "ไทย (th)"]);
        assert_eq!(standing(&before, "who/name", "label"), [Good, Good]);
        assert_eq!(standing(&before, "who/name", "hint"), [Good, Missing]);
        assert_eq!(standing(&before, "safe", "label"), [Good, Missing]);
        let mut now = texts(&xlsform::read_markdown(
            &FORM.replace("| Name |", "| Full name |").replace("| Who | ใคร |", "| Person | คน |"),
        ));
        mark_stale(&mut now, &before);
        assert_eq!(standing(&now, "who/name", "label"), [Good, Stale]);
        assert_eq!(standing(&now, "who", "label"), [Good, Good], "both were changed");
        assert_eq!(standing(&now, "yn/yes", "label"), [Good, Good]);
    }

    #[test]
    fn texts_are_replaced_and_all_else_stays() {
        let tables = xlsform::read_markdown(FORM);
        let mut brought = Tables::default();
        let cells = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
        let rows = [
            cells(&["sheet", "name", "text", "ไทย (th)"]),
            cells(&["survey", "safe", "label", "ปลอดภัยไหม"]),
            cells(&["survey", "who/name", "hint", "ตามบัตร"]),
            cells(&["survey", "who/name", "label", ""]),
        ];
        brought.add_sheet("texts", (1..).zip(rows));
        let (changed, problems) = replaced(tables.clone(), brought.sheets.first().expect("a sheet"));
        assert_eq!(problems, []);
        let now = texts(&changed);
        assert_eq!(standing(&now, "safe", "label"), [Standing::Good; 2]);
        assert_eq!(standing(&now, "who/name", "hint"), [Standing::Good; 2]);
        let kept = now.texts.iter().find(|text| text.name == "who/name" && text.column == "label").expect("a text");
        assert_eq!(kept.said.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>(), ["Name", "ชื่อ"]);
        assert_eq!(changed.sheets.get(1), tables.sheets.get(1), "choices were not touched");
    }

    #[test]
    fn what_does_not_belong_is_told_at_its_cell() {
        let tables = xlsform::read_markdown(FORM);
        let mut brought = Tables::default();
        let cells = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
        brought.add_sheet(
            "texts",
            [(1, cells(&["sheet", "name", "text", "Klingon"])), (7, cells(&["survey", "gone", "label", "x"]))],
        );
        let (_, problems) = replaced(tables, brought.sheets.first().expect("a sheet"));
        let places: Vec<_> = problems.iter().map(|one| one.place.as_str()).collect();
        assert_eq!(places, ["texts row 1, Klingon", "texts row 7, name"]);
    }
}
