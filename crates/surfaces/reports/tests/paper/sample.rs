//! Forms of the prevention pack, blank and filled by the pack's own demonstration, and a form with everything in five languages. Owns no
//! assertion; shared by the tests and by the example that renders them.

#![allow(dead_code, reason = "each binary uses its part of the sample")]

use forms::{Choice, Environment, Form, Itemset, Session};
use language::{Lang, Text};
use packs::Pack;
use places::{Gazetteer, Level};
use reports::paper::{Filling, Name, PaperForm, blank, filled};
use std::collections::BTreeMap;

/// The form with every kind of question, in five languages.
pub(crate) const EVERYTHING: &str = include_str!("everything.md");

/// The pack.
pub(crate) fn pack() -> Pack {
    Pack::builtin("prevention").expect("the pack is sound")
}

/// A form from its tables.
pub(crate) fn form(tables: &str) -> Form {
    forms::read_markdown(tables).expect("a form")
}

/// A form of the pack to fill in by hand.
pub(crate) fn blank_of(pack: &Pack, form: &str, lang: Lang) -> PaperForm {
    let kind = pack.kind(form).expect("a kind");
    blank(pack.form(form).expect("a form"), Name { id: &kind.id, title: &kind.title }, &BTreeMap::new(), lang)
}

/// The same with the first record of the demonstration; none when it has no record of that kind.
pub(crate) fn filled_of(pack: &Pack, form: &str, lang: Lang) -> Option<PaperForm> {
    let kind = pack.kind(form).expect("a kind");
    let record = pack.demo.iter().find(|record| record.kind == kind.id)?;
    let filling = Filling::default()
        .of_record(&record.id, lang)
        .recorded("Malee Example", "2019-07-04T17:05".parse().expect("a time"), lang)
        .corrected("Somchai Example", "2019-07-06T09:30".parse().expect("a time"), lang);
    let lists = lists();
    let name = Name { id: &kind.id, title: &kind.title };
    let session = answered(pack.form(form).expect("a form"), &record.answers, &lists);
    Some(filled(&session, name, filling, &pack.demo_files, lang))
}

/// A session with these answers.
pub(crate) fn answered<'f>(
    form: &'f Form,
    answers: &serde_json::Value,
    lists: &'f BTreeMap<String, Itemset>,
) -> Session<'f> {
    let mut session = Session::new(form, lists, Environment::on("2019-11-22".parse().expect("a day")));
    session.load(answers).expect("answers of the form");
    session
}

/// Provinces and districts, and a family that a visit names.
pub(crate) fn lists() -> BTreeMap<String, Itemset> {
    let places = |level| {
        let choice =
            |place: &places::Place| Choice::new(place.code(), place.name()).with("province", place.province_code());
        Itemset::new(Gazetteer::builtin().level(level).iter().map(choice))
    };
    let family = Choice::new("CR-001", Text::new("Family CR-001"));
    BTreeMap::from([
        ("provinces.csv".to_owned(), places(Level::Province)),
        ("districts.csv".to_owned(), places(Level::District)),
        ("livelihood-family.csv".to_owned(), Itemset::new([family])),
    ])
}
