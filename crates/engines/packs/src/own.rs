//! The packs of forms that agencies bring. Owns what such a form becomes without anybody having declared it: its names, who may see
//! its answers, how its records are called and listed; not whose it is, nor whether it is in use.

use crate::kind::{Class, RecordKind, columns_of, rows_of};
use crate::manifest::PlaceQuestions;
use crate::names::made_of;
use crate::template::LabelTemplate;
use crate::{ColumnKind, Pack, PackProblem, PhoneForm};
use forms::{ChoiceSource, Form, Item, Kind, Metadata};
use language::Text;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// What nobody said who may see it: it may tell what happened to somebody.
const UNSAID: Class = Class::Case;
/// So many questions are shown in lists.
const LISTED: usize = 4;
/// What the pack of every agency begins with; no pack inside the program does.
const PREFIX: &str = "own-";

/// The id of the pack of an agency's own forms.
pub fn own_pack_id(agency_id: &str) -> String {
    let digest = Sha256::digest(agency_id.as_bytes());
    digest.iter().take(4).fold(PREFIX.to_owned(), |id, byte| format!("{id}{byte:02x}"))
}

/// The name under which a form is kept: its id where that is a short plain one, else one made of it.
pub fn own_form_name(form_id: &str) -> String {
    let is_letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    let starts = form_id.starts_with(|first: char| first.is_ascii_lowercase());
    let is_plain = starts && form_id.len() <= 24 && form_id.bytes().all(is_letter);
    if is_plain { form_id.to_owned() } else { made_of(form_id, form_id) }
}

/// The kind of record that a form becomes.
///
/// # Errors
/// Everything that it says of Saphan and that means nothing.
pub fn own_kind(pack: &str, form: &Form) -> Result<RecordKind, Vec<PackProblem>> {
    let mut problems = Vec::new();
    let columns = columns_of(form, None, UNSAID, &mut problems);
    let rows = rows_of(form, UNSAID, &mut problems);
    if !problems.is_empty() {
        return Err(problems);
    }
    let name = own_form_name(&form.id);
    let column_of = |found: &dyn Fn(&Item) -> bool| {
        let outside = |item: &&Item| form.repeat_of(item).is_none() && found(item);
        let item = form.questions().find(outside)?;
        columns.iter().find(|column| column.path == item.path).map(|column| column.name.clone())
    };
    let chosen_from = |file: &str| {
        column_of(&|item| matches!(item.kind.choice_source(), Some(ChoiceSource::File(named)) if named == file))
    };
    let date_question = column_of(&|item| item.kind == Kind::Date)
        .or_else(|| column_of(&|item| item.kind == Kind::Metadata(Metadata::Today)));
    let place = PlaceQuestions {
        province: chosen_from("provinces.csv"),
        district: chosen_from("districts.csv"),
        subdistrict: chosen_from("subdistricts.csv"),
    };
    let asked = |item: &&Item| item.kind.is_shown() && item.kind != Kind::Note && form.repeat_of(item).is_none();
    let shown =
        form.questions().filter(asked).filter_map(|item| columns.iter().find(|column| column.path == item.path));
    let list: Vec<String> =
        shown.filter(|column| !column.is_attachment).take(LISTED).map(|column| column.name.clone()).collect();
    let called = columns.iter().find(|column| list.contains(&column.name) && column.kind == ColumnKind::Text);
    let label = called.map(|column| format!("{{{}}}", column.name)).unwrap_or_default();
    Ok(RecordKind {
        id: format!("{pack}/{name}"),
        form: name,
        group: None,
        title: form.title.clone(),
        plural: form.title.clone(),
        icon: "records".to_owned(),
        date_question,
        place,
        key: None,
        label: LabelTemplate::parse(&label).unwrap_or_default(),
        list,
        columns,
        rows,
        import: false,
        references: Vec::new(),
        person: None,
        household: false,
    })
}

/// A form that an agency brought, for its pack.
#[derive(Clone, Debug)]
pub struct PackForm {
    /// The kind of record that it becomes.
    pub kind: RecordKind,
    /// The form.
    pub form: Form,
    /// What phones are given of it.
    pub phone: PhoneForm,
    /// The lists that were brought with it: the hash of each file by its name.
    pub lists: BTreeMap<String, String>,
    /// The files that are shown and played with its labels: the hash of each by its name.
    pub media: BTreeMap<String, String>,
}

impl Pack {
    /// The pack of an agency's own forms that are in use.
    pub fn own(id: &str, title: Text, forms: Vec<PackForm>) -> Self {
        let mut pack = Self { id: id.to_owned(), title, ..Self::default() };
        for PackForm { kind, form, phone, lists, media } in forms {
            pack.forms.insert(kind.form.clone(), form);
            pack.phone_forms.insert(kind.form.clone(), phone);
            pack.own_lists.insert(kind.form.clone(), lists);
            pack.own_media.insert(kind.form.clone(), media);
            pack.kinds.push(kind);
        }
        pack
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: &str = "
| survey |
| | type | name | label::English (en) | bind::saphan:class |
| | today | day | | |
| | begin group | who | Who | |
| | text | Name | Name | identity |
| | end group | | | |
| | select_one_from_file provinces.csv | lives_in | Province | public |
| | begin repeat | child | Child | |
| | integer | age | Age | |
| | begin repeat | vaccine | Vaccine | |
| | date | given | Given | |
| | end repeat | | | |
| | end repeat | | | |
| settings |
| | form_id | form_title::English (en) | version |
| | Household-2 | Household | 3 |
";

    #[test]
    fn a_form_becomes_a_kind_without_being_told_how() {
        let read = forms::read_markdown_workbook(FORM).expect("a form");
        let phone = PhoneForm::of(&read);
        let form = read.form;
        let id = own_pack_id("agency");
        let kind = own_kind(&id, &form).expect("a kind");
        assert!(kind.id.starts_with(&format!("{id}/household_2_")), "{}", kind.id);
        let name = kind.columns.iter().find(|column| column.path == "/who/Name").expect("a column");
        assert!(name.name.starts_with("name_") && name.class == Class::Identity);
        assert_eq!((kind.date_question.as_deref(), kind.place.province.as_deref()), (Some("day"), Some("lives_in")));
        assert_eq!(kind.list, [name.name.clone(), "lives_in".to_owned()]);
        assert_eq!(kind.label.questions().collect::<Vec<_>>(), [name.name.as_str()]);
        let rows: Vec<_> = kind.rows.iter().map(|rows| (rows.path.as_str(), rows.columns.len())).collect();
        assert_eq!(rows, [("/child", 1), ("/child/vaccine", 1)]);
        assert!(kind.rows.iter().flat_map(|rows| &rows.columns).all(|column| column.class == Class::Case));
        let lists = BTreeMap::from([("towns.csv".to_owned(), "h".to_owned())]);
        let brought =
            PackForm { kind: kind.clone(), form, phone: phone.clone(), lists: lists.clone(), media: BTreeMap::new() };
        let pack = Pack::own(&id, Text::new("Own"), vec![brought]);
        assert_eq!(pack.form(&kind.id).map(|form| form.id.as_str()), Some("Household-2"));
        assert_eq!((pack.phone_form(&kind.id), pack.own_lists(&kind.id)), (Some(&phone), Some(&lists)));
        assert!(phone.xml.contains("id=\"Household-2\"") && phone.list_files == ["provinces.csv"]);
    }

    #[test]
    fn a_class_that_means_nothing_is_told_at_its_cell() {
        let form = forms::read_markdown(&FORM.replace("| public |", "| publik |")).expect("a form");
        let problems = own_kind("own-1", &form).expect_err("a mistake");
        assert!(problems.first().is_some_and(|problem| problem.to_string().contains("survey row 6")), "{problems:?}");
    }

    #[test]
    fn names_of_forms_stay_plain() {
        assert_eq!(own_form_name("household"), "household");
        assert_ne!(own_form_name("Household"), own_form_name("household"));
        assert!(own_form_name("แบบฟอร์ม").starts_with("q_"));
        assert!(own_pack_id("a").len() == 12 && own_pack_id("a") != own_pack_id("b"));
    }
}
