//! Turns the tables of `geothai` into `places.tsv`. Owns the few corrections to its names; codes and postal codes are kept as
//! they are.

use super::{Error, content, fetch, read_json};
use std::fmt::Write;
use std::path::Path;

/// How many areas of each level the pinned version has. Another number means that something else was downloaded.
const EXPECTED: [usize; 3] = [77, 928, 7436];

/// One row of a table: code, Thai name, English name and, of a subdistrict, its postal codes.
pub(super) struct Row {
    pub(super) code: String,
    pub(super) thai: String,
    pub(super) english: String,
    pub(super) postal_codes: String,
}

/// The three levels, each in the order of its codes.
pub(super) struct Places {
    pub(super) provinces: Vec<Row>,
    districts: Vec<Row>,
    subdistricts: Vec<Row>,
}

pub(super) fn read(folder: &Path) -> Result<Places, Error> {
    let [provinces, districts, subdistricts] = EXPECTED;
    Ok(Places {
        provinces: read_level(&folder.join("provinces.json"), 2, provinces)?,
        districts: read_level(&folder.join("districts.json"), 4, districts)?,
        subdistricts: read_level(&folder.join("subdistricts.json"), 6, subdistricts)?,
    })
}

fn read_level(path: &Path, digits: usize, expected: usize) -> Result<Vec<Row>, Error> {
    let table: Vec<Vec<String>> = read_json(path)?;
    let mut rows: Vec<Row> = table
        .iter()
        .map(|cells| row(cells, digits).ok_or_else(|| content(path, &format!("row {cells:?}"))))
        .collect::<Result<_, _>>()?;
    if rows.len() != expected {
        return Err(content(path, &format!("{} rows instead of {expected}", rows.len())));
    }
    rows.sort_by(|left, right| left.code.cmp(&right.code));
    Ok(rows)
}

fn row(cells: &[String], digits: usize) -> Option<Row> {
    let [code, thai, english, postal_codes @ ..] = cells else { return None };
    let is_code = code.len() == digits && code.bytes().all(|byte| byte.is_ascii_digit());
    let is_plain = !thai.is_empty() && !english.is_empty() && !cells.iter().any(|cell| cell.contains(['\t', '\n']));
    (is_code && is_plain).then(|| Row {
        code: code.clone(),
        thai: without_level(code, thai),
        english: with_capitals_only_at_word_starts(english),
        postal_codes: postal_codes.first().cloned().unwrap_or_default(),
    })
}

/// Bangkok's districts alone carry the word for their level in the source; everywhere else the name stands by itself.
fn without_level(code: &str, thai: &str) -> String {
    let bare = if code.starts_with("10") && code.len() == 4 { thai.trim_start_matches("เขต") } else { thai };
    bare.to_owned()
}

/// The source has a few slips such as `KhuKhan`, `Doi SaKet`.
fn with_capitals_only_at_word_starts(english: &str) -> String {
    let mut previous = ' ';
    english
        .chars()
        .map(|letter| {
            let inside_word = previous.is_alphabetic();
            previous = letter;
            if inside_word { letter.to_ascii_lowercase() } else { letter }
        })
        .collect()
}

pub(super) fn render(places: &Places) -> String {
    let mut out = String::new();
    for line in [
        "Written by `cargo xtask generate`; do not edit.",
        &format!("Source: {}. Licence: MIT; data GeoThai, © 2026 Pongsakorn Thipayanate, CC BY 4.0.", fetch::GEOTHAI),
        "Codes and names: Department of Provincial Administration (กรมการปกครอง). Postal codes: Thailand Post, 2558 booklet, and",
        "thailand-geography-json (MIT, © 2023-present Joe Takara). Changes: capitals inside English words lowered; `เขต` cut.",
        "Columns: code (2 digits province, 4 district, 6 subdistrict), Thai name, English name, postal codes.",
    ] {
        writeln!(out, "# {line}").expect("a String takes any text");
    }
    for row in places.provinces.iter().chain(&places.districts).chain(&places.subdistricts) {
        let Row { code, thai, english, postal_codes } = row;
        writeln!(out, "{code}\t{thai}\t{english}\t{postal_codes}").expect("a String takes any text");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corrects_capitals_inside_words() {
        for (given, expected) in [("KhuKhan", "Khukhan"), ("Doi SaKet", "Doi Saket"), ("Ko Pha-ngan", "Ko Pha-ngan")] {
            assert_eq!(with_capitals_only_at_word_starts(given), expected);
        }
    }

    #[test]
    fn cuts_the_level_only_from_districts_of_bangkok() {
        assert_eq!(without_level("1001", "เขตพระนคร"), "พระนคร");
        assert_eq!(without_level("100101", "เขตสมมุติ"), "เขตสมมุติ");
    }

    #[test]
    fn refuses_a_row_of_another_shape() {
        let cells = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        assert!(row(&cells(&["5001", "เมืองเชียงใหม่", "Mueang Chiang Mai"]), 4).is_some());
        for bad in [&["50", "เชียงใหม่", "Chiang Mai"][..], &["5001", "", "x"], &["5001", "ก\tข", "x"], &["5001"]]
        {
            assert!(row(&cells(bad), 4).is_none(), "{bad:?}");
        }
    }
}
