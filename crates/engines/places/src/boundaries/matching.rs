//! Which place an area of a file is: by official code, else by name. Owns the property names that boundary files use.

use super::read::{Feature, shortened};
use crate::{Gazetteer, Level, Place};
use serde_json::Value;

/// Properties that hold an official code, the deepest level first: a district's row often names its province too.
const CODES: [&str; 12] = [
    "adm3_pcode",
    "tam_code",
    "adm2_pcode",
    "amp_code",
    "cc_2",
    "code",
    "pcode",
    "adm1_pcode",
    "pro_code",
    "cc_1",
    "iso_3166_2",
    "shapeiso",
];
const DISTRICT_NAMES: [&str; 8] =
    ["adm2_th", "adm2_en", "name_2", "nl_name_2", "amp_th", "amp_en", "district", "amphoe"];
const PROVINCE_NAMES: [&str; 8] =
    ["adm1_th", "adm1_en", "name_1", "nl_name_1", "prov_th", "prov_en", "province", "changwat"];
const NAMES: [&str; 6] = ["name_th", "name_en", "name", "shapename", "nam", "label"];
const PROVINCE_CODES: [&str; 3] = ["province_code", "adm1_pcode", "pro_code"];

/// The place that an area is, when its code or its names tell. A code among the properties is believed; a bare identifier may be a
/// running number that looks like a code, so it is believed only when no name speaks against it.
pub(super) fn place(feature: &Feature, gazetteer: &'static Gazetteer) -> Option<&'static Place> {
    by_property_code(feature, gazetteer)
        .or_else(|| by_identifier(feature, gazetteer))
        .or_else(|| by_name(feature, gazetteer))
}

/// Identifier and names as the file has them.
pub(super) fn label(feature: &Feature) -> String {
    let id = feature.id.as_ref().and_then(text);
    let names = [&DISTRICT_NAMES[..], &NAMES, &PROVINCE_NAMES].concat();
    let words: Vec<String> = id.into_iter().chain(values(feature, &names)).collect();
    shortened(&words.join(", "))
}

fn by_property_code(feature: &Feature, gazetteer: &'static Gazetteer) -> Option<&'static Place> {
    values(feature, &CODES).find_map(|code| coded(&code, gazetteer))
}

fn by_identifier(feature: &Feature, gazetteer: &'static Gazetteer) -> Option<&'static Place> {
    let place = coded(&feature.id.as_ref().and_then(text)?, gazetteer)?;
    let names: Vec<String> = values(feature, &NAMES).chain(values(feature, own_names(place.level()))).collect();
    let agrees = |name: &String| named(place.level(), name, place.parent_code(), gazetteer) == Some(place);
    (names.is_empty() || names.iter().any(agrees)).then_some(place)
}

fn own_names(level: Level) -> &'static [&'static str] {
    match level {
        Level::Province => &PROVINCE_NAMES,
        Level::District => &DISTRICT_NAMES,
        Level::Subdistrict => &[],
    }
}

/// An area with a district's name, or with a name and a province beside it, is a district; any other name is a province's first.
fn by_name(feature: &Feature, gazetteer: &'static Gazetteer) -> Option<&'static Place> {
    let province = values(feature, &PROVINCE_CODES)
        .find_map(|code| coded(&code, gazetteer))
        .or_else(|| values(feature, &PROVINCE_NAMES).find_map(|name| named(Level::Province, &name, None, gazetteer)));
    let within = province.map(Place::code);
    let district =
        |keys: &[&str]| values(feature, keys).find_map(|name| named(Level::District, &name, within, gazetteer));
    if values(feature, &DISTRICT_NAMES).next().is_some() {
        return district(&DISTRICT_NAMES);
    }
    if values(feature, &NAMES).next().is_none() {
        return province;
    }
    let bare = || values(feature, &NAMES).find_map(|name| named(Level::Province, &name, None, gazetteer));
    if within.is_some() { district(&NAMES) } else { bare().or_else(|| district(&NAMES)) }
}

fn named(level: Level, name: &str, within: Option<&str>, gazetteer: &'static Gazetteer) -> Option<&'static Place> {
    match level {
        Level::Province => gazetteer.find_province(name),
        Level::District => gazetteer.find_district(name, within),
        Level::Subdistrict => gazetteer.find_subdistrict(name, within),
    }
    .ok()
}

/// The place with this code, written bare, as a P-code (`TH50`) or as ISO 3166-2 (`TH-50`), whose numbers are the same.
fn coded(code: &str, gazetteer: &'static Gazetteer) -> Option<&'static Place> {
    gazetteer.place(code.strip_prefix("TH").map_or(code, |rest| rest.trim_start_matches('-')))
}

/// Texts of the properties with these names, in this order, whatever their case in the file.
fn values<'a>(feature: &'a Feature, names: &[&'a str]) -> impl Iterator<Item = String> + use<'a> {
    let names = names.to_vec();
    names.into_iter().filter_map(|name| {
        let (_, value) = feature.properties.iter().find(|(key, _)| key.eq_ignore_ascii_case(name))?;
        text(value)
    })
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
