//! What the areas of a row tell about each other, and what its texts tell about them. Owns those conclusions.

use crate::cell::Memory;
use crate::fields::{Answers, Context};
use crate::problem::{Collector, Severity};
use crate::schema::Kind;
use crate::where_found::{find, province_told};
use language::Message;
use places::Level;

/// A district's code begins with its province's, a subdistrict's with its district's.
pub(crate) fn derive_areas(context: &Context<'_>, answers: &mut Answers) {
    for (inner, outer) in [(Level::Subdistrict, Level::District), (Level::District, Level::Province)] {
        let known = context.answered(inner, answers).and_then(|code| code.get(..outer.digits())).map(str::to_owned);
        if let (Some(code), Some(field)) = (known, context.field_of(outer)) {
            answers.entry(field.path.clone()).or_insert(code);
        }
    }
}

/// A register without columns for places may hold addresses: `ต.สุเทพ อ.เมือง จ.เชียงใหม่`. Looked for only where a province has to be
/// known and no column is meant to tell it; a column of provinces that holds addresses tells the district too.
pub(crate) fn areas_from_texts(
    context: &Context<'_>,
    answers: &mut Answers,
    remarks: &[String],
    memory: &mut Memory,
    collector: &mut Collector<'_>,
) {
    let Some(province) = context.field_of(Level::Province).filter(|field| field.required) else { return };
    if context.has_column(province) || answers.contains_key(&province.path) {
        return;
    }
    let names = context.schema.fields.iter().filter(|field| matches!(field.kind, Kind::Text));
    let names = names.filter_map(|field| answers.get(&field.path)).cloned();
    let texts: Vec<String> = remarks.iter().cloned().chain(names).collect();
    let mut told = texts.iter().filter_map(|text| Some((text, province_told(context.finder, memory, text)?)));
    let Some((text, code)) = told.next() else { return };
    let message = Message::new("registers-place-from-text").with("text", text.as_str());
    collector.add(context.column_of(&province.path), Severity::Warning, message);
    district_in(context, text, &code, answers, memory);
    answers.insert(province.path.clone(), code);
}

/// The district that a text names beside its province, where no column is meant to tell it.
pub(crate) fn district_in(
    context: &Context<'_>,
    text: &str,
    province: &str,
    answers: &mut Answers,
    memory: &mut Memory,
) {
    let Some(field) = context.field_of(Level::District).filter(|field| !context.has_column(field)) else { return };
    if let Ok(found) = find(context.finder, memory, Level::District, text, Some(province))
        && found.guess.is_none()
    {
        answers.entry(field.path.clone()).or_insert(found.code);
    }
}
