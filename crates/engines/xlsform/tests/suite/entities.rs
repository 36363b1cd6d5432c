//! Entities that a form makes and changes.

use crate::support::{assert_lines, problems, xml};

const SURVEY: &str = "type | name | label | save_to\ntext | who | Who | full_name\ntext | age | Age |";

#[test]
fn a_new_entity_gets_an_id_when_the_form_opens() {
    let sheets = [("survey", SURVEY), ("entities", "list_name | label\npeople | ${who}")];
    let has = [
        "<model odk:xforms-version=\"1.0.0\" entities:entities-version=\"2024.1.0\">",
        "<entity dataset=\"people\" create=\"1\" id=\"\">",
        "<bind nodeset=\"/data/who\" type=\"string\" entities:saveto=\"full_name\"/>",
        "<bind nodeset=\"/data/meta/entity/@id\" type=\"string\" readonly=\"true()\"/>",
        "<setvalue ref=\"/data/meta/entity/@id\" event=\"odk-instance-first-load\" value=\"uuid()\"/>",
        "<bind nodeset=\"/data/meta/entity/label\" type=\"string\" readonly=\"true()\" calculate=\" /data/who \"/>",
    ];
    assert_lines(&sheets, &has, &[]);
}

#[test]
fn a_change_knows_the_version_it_starts_from() {
    let sheets = [
        ("survey", SURVEY),
        (
            "entities",
            "list_name | label | entity_id | create_if | update_if\npeople | ${who} | ${age} | ${age} = '' | ${age} != ''",
        ),
    ];
    let has = [
        "<entity dataset=\"people\" create=\"1\" update=\"1\" baseVersion=\"\" trunkVersion=\"\" branchId=\"\" id=\"\">",
        "<bind nodeset=\"/data/meta/entity/@baseVersion\" type=\"string\" readonly=\"true()\" calculate=\"instance('people')/root/item[name= /data/age ]/__version\"/>",
        "<bind nodeset=\"/data/meta/entity/@branchId\" type=\"string\" readonly=\"true()\" calculate=\"instance('people')/root/item[name= /data/age ]/__branchId\"/>",
        "<bind nodeset=\"/data/meta/entity/@create\" type=\"string\" readonly=\"true()\" calculate=\" /data/age  = ''\"/>",
    ];
    assert_lines(&sheets, &has, &["uuid()"]);
}

#[test]
fn entities_stand_in_the_repeat_that_they_are_about() {
    let survey = "type | name | label | save_to
        begin_repeat | r | R |
        text | who | Who | people#full_name
        end_repeat | | |
        text | house | House | houses#address";
    let sheets = [("survey", survey), ("entities", "list_name | label\npeople | ${who}\nhouses | ${house}")];
    let has = [
        "<model odk:xforms-version=\"1.0.0\" entities:entities-version=\"2025.1.0\">",
        "<setvalue ref=\"/data/r/meta/entity/@id\" event=\"odk-new-repeat\" value=\"uuid()\"/>",
        "<bind nodeset=\"/data/r/meta/entity/label\" type=\"string\" readonly=\"true()\" calculate=\" ../../../who \"/>",
        "<bind nodeset=\"/data/meta/entity/label\" type=\"string\" readonly=\"true()\" calculate=\" /data/house \"/>",
    ];
    assert_lines(&sheets, &has, &[]);
    assert_eq!(xml(&sheets).matches("<entity dataset=\"people\"").count(), 2, "in the template and in the first entry");
}

#[test]
fn declarations_that_do_not_fit_are_told() {
    let cases = [
        (" | L | | |", "list_name: entity-name-missing"),
        ("__p | L | | |", "list_name: entity-underscores"),
        ("a.b | L | | |", "list_name: entity-point"),
        ("1a | L | | |", "list_name: bad-name"),
        ("p | | | |", "label: entity-label-missing"),
        ("p | L | | | ${age} = 1", "update_if: entity-update-without-id"),
        ("p | L | ${who} | ${age} = 1 |", "create_if: entity-create-with-id"),
    ];
    for (row, expected) in cases {
        let entities = format!("list_name | label | entity_id | create_if | update_if\n{row}");
        let found = problems(&[("survey", &SURVEY.replace("full_name", "")), ("entities", &entities)]);
        assert_eq!(found, [format!("entities row 2, {expected}")], "{row}");
    }
    let plain = SURVEY.replace("full_name", "");
    let twice = [("survey", plain.as_str()), ("entities", "list_name | label\np | L\np | M")];
    assert_eq!(problems(&twice), ["entities row 3, list_name: entity-twice"]);
    let column = [("survey", plain.as_str()), ("entities", "list_name | label | colour\np | L | red")];
    assert_eq!(problems(&column), ["entities row 1, colour: entity-column"]);
    let no_room = [("survey", plain.as_str()), ("entities", "list_name | label\np | L\nq | M")];
    assert_eq!(problems(&no_room), ["entities row 3: entity-no-room"]);
}

#[test]
fn properties_that_do_not_fit_are_told() {
    let cases = [
        ("p#a#b", "save-to-signs"),
        ("z#a", "save-to-unknown-list"),
        ("p#", "save-to-empty"),
        ("Label", "save-to-reserved"),
        ("__a", "entity-underscores"),
        ("a b", "bad-name"),
    ];
    for (save_to, key) in cases {
        let survey = format!("type | name | label | save_to\ntext | a | A | {save_to}");
        let found = problems(&[("survey", &survey), ("entities", "list_name | label\np | L")]);
        assert_eq!(found, [format!("survey row 2, save_to: {key}")], "{save_to}");
    }
    let survey = "type | name | label | save_to\nbegin group | g | G | a\nend group | | |";
    assert_eq!(
        problems(&[("survey", survey), ("entities", "list_name | label\np | L")]),
        ["survey row 2, save_to: save-to-section"]
    );
    assert_eq!(problems(&[("survey", SURVEY)]), ["survey row 2, save_to: save-to-without-entities"]);
    let two = ("entities", "list_name | label\np | L\nq | M");
    assert!(problems(&[("survey", SURVEY), two]).contains(&"survey row 2, save_to: save-to-which".to_owned()));
    let twice = "type | name | label | save_to\ntext | a | A | x\ntext | b | B | x";
    assert_eq!(
        problems(&[("survey", twice), ("entities", "list_name | label\np | L")]),
        ["survey row 3, save_to: save-to-twice"]
    );
}

#[test]
fn an_entity_is_about_one_repeat() {
    let survey = "type | name | label | save_to
        begin_repeat | r | R |
        text | a | A | x
        end_repeat | | |
        begin_repeat | s | S |
        text | b | B | y
        end_repeat | | |";
    let saved = [("survey", survey), ("entities", "list_name | label\np | L")];
    assert_eq!(problems(&saved), ["survey row 6, save_to: entity-scope-saved"]);
    let named = [("survey", survey.replace("| y", "|")), ("entities", "list_name | label\np | ${b}".to_owned())];
    let named: Vec<(&str, &str)> = named.iter().map(|(name, rows)| (*name, rows.as_str())).collect();
    assert_eq!(problems(&named), ["entities row 2: entity-scope-named"]);
}
