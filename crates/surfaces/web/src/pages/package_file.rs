//! The plain file that is locked as a package: a page for people, the same as JSON for programs, and the files of the records. Owns how it looks;
//! what stands in it was decided before.

use super::record::ending;
use super::{case_package, record_table};
use crate::WebState;
use crate::failure::Failure;
use crate::parts::{FactGroup, Table};
use crate::views::PackageFile;
use crate::words;
use askama::Template;
use calendar::Date;
use casework::PackageContent;
use language::{Lang, Message, say};
use serde_json::{Map, Value as Json, json};
use service_kit::{Context, ServiceError};
use store::{Record, Row};

/// What a package's plain file is made of.
pub(super) struct Making<'a> {
    pub(super) content: &'a PackageContent,
    pub(super) groups: Vec<(FactGroup, Vec<Table>)>,
    /// As people read it.
    pub(super) receipt: &'a str,
    /// Where it is entered.
    pub(super) address: &'a str,
    /// Who made it.
    pub(super) by: &'a str,
    pub(super) made_on: Date,
    pub(super) lang: Lang,
}

/// What a record says, in words, without the addresses of this server.
pub(super) async fn record_group(
    state: &WebState,
    context: &Context,
    record: &Record,
    lang: Lang,
) -> Result<(FactGroup, Vec<Table>), Failure> {
    let in_use = state.collection.in_use(&record.kind)?;
    let of = in_use.definition();
    let mut named = [record.clone()];
    let _named = state.collection.name_references(context, of, &mut named).await?;
    let [named] = named;
    let mut facts = record_table::facts(state, of, &named, lang);
    facts.iter_mut().for_each(|fact| fact.href = None);
    let mut tables = record_table::repeats(state, of, &named, lang);
    tables.iter_mut().flat_map(|table| &mut table.rows).flatten().for_each(|cell| cell.href = None);
    Ok((FactGroup { title: of.kind.title.get(lang).to_owned(), facts }, tables))
}

/// The plain file: a zip.
pub(super) fn write(making: &Making<'_>) -> Result<Vec<u8>, ServiceError> {
    let content = making.content;
    let mut files = Vec::new();
    let mut names = Vec::new();
    for ((_, question, file), number) in content.files.iter().zip(1_usize..) {
        let plain: String = question.chars().filter(|one| one.is_ascii_alphanumeric() || "-_".contains(*one)).collect();
        let name = format!("files/{number}-{plain}.{}", ending(&file.media_type));
        names.push(name.clone());
        files.push((name, file.bytes.clone()));
    }
    let page = page(making, &names)?;
    let data = serde_json::to_vec_pretty(&data(making, &names)).unwrap_or_default();
    files.insert(0, ("referral.html".to_owned(), page.into_bytes()));
    files.insert(1, ("referral.json".to_owned(), data));
    reports::bundle(&files).map_err(|problem| ServiceError::Internal(problem.to_string()))
}

fn page(making: &Making<'_>, names: &[String]) -> Result<String, ServiceError> {
    let (content, lang) = (making.content, making.lang);
    let file = PackageFile {
        lang,
        title: say(lang, &Message::new("web-package-file-title").with("code", content.code.as_str())),
        watermark: say(
            lang,
            &Message::new("web-package-watermark")
                .with("code", content.code.as_str())
                .with("agency", content.to.as_str())
                .with("person", making.by)
                .with("day", words::long_day(making.made_on, lang)),
        ),
        until: say(lang, &Message::new("web-package-delete").with("day", words::long_day(content.until, lang))),
        facts: case_package::facts(content, making.by, lang),
        receipt: making.receipt.to_owned(),
        address: making.address.to_owned(),
        groups: making
            .groups
            .iter()
            .map(|(group, tables)| (group.title.clone(), group.facts.clone(), tables.clone()))
            .collect(),
        files: names.to_vec(),
    };
    file.render().map_err(|problem| ServiceError::Internal(format!("a package: {problem}")))
}

/// The same for programs: the names of questions and answers as the form's author gave them.
fn data(making: &Making<'_>, names: &[String]) -> Json {
    let content = making.content;
    let record = |record: &Record| {
        let rows: Map<String, Json> = record
            .rows
            .iter()
            .map(|(name, rows)| (name.clone(), Json::Array(rows.iter().map(answers).collect())))
            .collect();
        json!({ "form": record.kind, "answers": answers(&record.columns), "rows": rows })
    };
    json!({
        "format": "saphan-referral/1", "referral": content.code, "from": content.from, "to": content.to,
        "service": content.service, "note": content.note, "asked_by": content.asked_by, "made_by": making.by,
        "made_on": making.made_on.to_string(), "answer_until": content.due.to_string(),
        "delete_by": content.until.to_string(), "receipt": making.receipt, "receipt_at": making.address,
        "records": content.records.iter().map(record).collect::<Vec<_>>(), "files": names,
    })
}

fn answers(row: &Row) -> Json {
    let told = row.iter().map(|(name, value)| (name.clone(), Json::String(value.to_answer())));
    Json::Object(told.filter(|(_, value)| value.as_str() != Some("")).collect())
}
