//! The gazetteer against two other published lists, when the reference material lies beside the project.

use language::Lang;
use places::{Gazetteer, Level, Place};
use std::collections::BTreeMap;
use std::path::Path;

type Row = BTreeMap<String, String>;

fn rows(file: &str) -> Option<Vec<Row>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data/geo/thailand").join(file);
    let Ok(mut reader) = csv::Reader::from_path(&path) else {
        eprintln!("skipped: {} is not here", path.display());
        return None;
    };
    Some(reader.deserialize().map(|row| row.expect("a row")).collect())
}

#[test]
fn codes_are_those_of_the_reference_list_and_names_almost_all() {
    for (file, level, other_thai_names) in [
        ("provinces.csv", Level::Province, 0),
        ("districts.csv", Level::District, 0),
        ("subdistricts.csv", Level::Subdistrict, 2),
    ] {
        let Some(rows) = rows(file) else { return };
        let mut codes: Vec<&str> = rows.iter().map(|row| row["code"].as_str()).collect();
        codes.sort_unstable();
        let ours: Vec<&str> = Gazetteer::builtin().level(level).iter().map(Place::code).collect();
        assert_eq!(ours, codes, "{file}");
        let differs = |row: &&Row| {
            Gazetteer::builtin().place(&row["code"]).expect("same codes").name_in(Lang::Th) != row["name_th"]
        };
        let different: Vec<_> = rows.iter().filter(differs).map(|row| &row["name_th"]).collect();
        assert!(different.len() <= other_thai_names, "{different:?}");
    }
}

#[test]
fn postal_codes_agree_with_the_reference_list() {
    let Some(rows) = rows("subdistricts.csv") else { return };
    let agrees = |row: &&Row| {
        let place = Gazetteer::builtin().subdistrict(&row["code"]).expect("same codes");
        place.postal_codes().any(|code| code == row["postal_code"])
    };
    let agreeing = rows.iter().filter(agrees).count();
    eprintln!("{agreeing} of {} postal codes agree", rows.len());
    assert!(agreeing * 1000 >= rows.len() * 985);
}

#[test]
fn spellings_of_another_list_find_the_same_districts() {
    let Some(rows) = rows("districts.csv") else { return };
    let finds = |row: &&Row| {
        let found = Gazetteer::builtin().find_district(&row["name_en"], Some(&row["province_code"]));
        found.is_ok_and(|place| place.code() == row["code"])
    };
    let missed: Vec<_> = rows.iter().filter(|row| !finds(row)).map(|row| &row["name_en"]).collect();
    eprintln!("{} of {} not found by the other list's English name: {missed:?}", missed.len(), rows.len());
    // That list has about twenty names on the wrong district; the rest are other spellings.
    assert!(missed.len() * 100 <= rows.len() * 5);
}
