//! What questions choose from.

use crate::support::{assert_lines, converted, problems, warnings};

const LIST: (&str, &str) = ("choices", "list_name | name | label | province\nl | a | A | p1\nl | b | B | p2");

#[test]
fn a_list_is_an_instance_that_can_be_filtered_and_shuffled() {
    let survey = "type | name | label | choice_filter | parameters
        text | p | P | |
        select_one l | q | Q | province = ${p} | randomize=true seed=42";
    let has = [
        "<instance id=\"l\">",
        "<province>p1</province>",
        "<itemset nodeset=\"randomize(instance('l')/root/item[province =  /data/p ], 42)\">",
        "<value ref=\"name\"/>",
        "<label ref=\"label\"/>",
    ];
    assert_lines(&[("survey", survey), LIST], &has, &["itextId"]);
}

#[test]
fn translated_choices_are_found_by_id() {
    let choices = "list_name | name | label::en | label::th | image\nl | a | A | ก | a.png\nl | b | B | ข |";
    let has = [
        "<itextId>l-1</itextId>",
        "<label ref=\"jr:itext(itextId)\"/>",
        "<value form=\"image\">jr://images/a.png</value>",
    ];
    assert_lines(&[("survey", "type | name | label\nselect_one l | q | Q"), ("choices", choices)], &has, &[]);
}

#[test]
fn choices_come_from_files_and_from_answers() {
    let cases = [
        ("select_one_from_file a.csv", "", "<instance id=\"a\" src=\"jr://file-csv/a.csv\"/>"),
        ("select_multiple_from_file a.xml", "", "<instance id=\"a\" src=\"jr://file/a.xml\"/>"),
        ("select_one_from_file a.geojson", "", "<value ref=\"id\"/>"),
        ("select_one_from_file a.csv", "value=code label=title", "<value ref=\"code\"/>"),
        ("select_one ${n}", "", "<itemset nodeset=\" /data/r[./n != ''] \">"),
    ];
    for (kind, parameters, line) in cases {
        let survey = format!(
            "type | name | label | parameters
            begin_repeat | r | R |
            text | n | N |
            end_repeat | | |
            {kind} | q | Q | {parameters}"
        );
        let line = line.replace("\" /data/r[./n != ''] \"", "\"/data/r[./n != '']\"");
        assert_lines(&[("survey", &survey)], &[&line], &[]);
    }
}

#[test]
fn or_other_adds_a_choice_and_a_question() {
    let survey = "type | name | label\nselect_one l or_other | q | Q";
    let has = [
        "<name>other</name>",
        "<bind nodeset=\"/data/q_other\" type=\"string\" relevant=\"selected(../q, 'other')\"/>",
        "<label>Specify other.</label>",
    ];
    assert_lines(&[("survey", survey), LIST], &has, &[]);
    let translated = ("survey", "type | name | label::English (en)\nselect_one l or_other | q | Q");
    assert!(warnings(&[translated, LIST]).contains(&"survey row 1: or-other-languages".to_owned()));
}

#[test]
fn searched_choices_stand_in_the_body() {
    let survey = "type | name | label | appearance\nselect_one l | q | Q | search('people')";
    assert_lines(&[("survey", survey), LIST], &["<item>", "<value>a</value>"], &["<itemset", "<instance id=\"l\">"]);
    let mixed = "type | name | label | appearance
        select_one l | q | Q | search('people')
        select_one l | r | R |
        select_one_from_file a.csv | s | S | search('people')";
    let expected = ["survey row 2, appearance: search-mixed", "survey row 4, appearance: search-file"];
    assert_eq!(problems(&[("survey", mixed), LIST]), expected);
}

#[test]
fn external_choices_are_queried_and_become_a_file() {
    let sheets = [
        (
            "survey",
            "type | name | label | choice_filter\ntext | p | P |\nselect_one_external e | q | Q | province=${p}",
        ),
        ("external_choices", "list_name | name | label | province | note\ne | a | A, \"a\" | p1 |\ne | b | | p2 | x"),
    ];
    assert_lines(&sheets, &["<input ref=\"/data/q\" query=\"instance('e')/root/item[province= /data/p ]\">"], &[]);
    let csv = converted(&sheets).ok().and_then(|converted| converted.itemsets_csv);
    let expected = "\"list_name\",\"name\",\"label\",\"province\",\"note\"\r\n\"e\",\"a\",\"A, \"\"a\"\"\",\"p1\"\r\n\"e\",\"b\",\"\",\"p2\",\"x\"\r\n";
    assert_eq!(csv.as_deref(), Some(expected));
}

#[test]
fn lists_that_do_not_fit_are_told() {
    let cases = [
        ("select_one z | q | Q |", "survey row 2, type: no-list"),
        ("select_one L | q | Q |", "survey row 2, type: list-case"),
        ("select_one_from_file a.pdf | q | Q |", "survey row 2, type: list-file"),
        ("select_one_from_file a.b.csv | q | Q |", "survey row 2, type: list-file"),
        ("select_one_external e | q | Q | a = 1", "survey row 2, type: no-choices-sheet"),
        ("select_one l or_other | q | Q | a = 1", "survey row 2, choice_filter: or-other-filter"),
        ("select_one_from_file a.csv or_other | q | Q |", "survey row 2, type: or-other-file"),
    ];
    for (row, expected) in cases {
        let survey = format!("type | name | label | choice_filter\n{row}");
        assert_eq!(problems(&[("survey", &survey), LIST]), [expected], "{row}");
    }
    let without_sheet =
        [("survey", "type | name | label\nselect_one l | q | Q"), ("choises", "list_name | name | label\nl | a | A")];
    assert_eq!(problems(&without_sheet), ["survey row 2, type: no-choices-sheet-similar"]);
    let table = "type | name | label | appearance | choice_filter
        begin group | g | G | table-list |
        select_one l | a | A | | province = 1
        select_one m | b | B | |
        end group | | | |";
    let lists = ("choices", "list_name | name | label | province\nl | a | A | 1\nm | a | A | 1");
    let expected = ["survey row 3, choice_filter: table-list-filter", "survey row 4, type: table-list-lists"];
    assert_eq!(problems(&[("survey", table), lists]), expected);
}

#[test]
fn choices_that_do_not_fit_are_told_at_their_row() {
    let survey = ("survey", "type | name | label\nselect_multiple l | q | Q");
    let cases = [
        ("l | | A", "choices row 2, name: choice-name-missing"),
        ("l | a | A\nl | a | B", "choices row 3, name: choice-twice"),
        ("l | a b | A", "choices row 2, name: choice-space"),
    ];
    for (rows, expected) in cases {
        let choices = format!("list_name | name | label\n{rows}");
        assert_eq!(problems(&[survey, ("choices", &choices)]), [expected], "{rows}");
    }
    let allowed = ("settings", "allow_choice_duplicates\nyes");
    assert_eq!(problems(&[survey, ("choices", "list_name | name | label\nl | a | A\nl | a | B"), allowed]), [""; 0]);
    let odd = ("choices", "list_name | name | label | my column\nl | a | | x");
    let expected = ["choices row 1, my column: choice-heading", "choices row 2, label: choice-label-missing"];
    assert_eq!(warnings(&[survey, odd]), expected);
}

#[test]
fn two_instances_of_one_name_are_told() {
    let cases = [
        (
            "csv-external | f | |\nxml-external | f | |",
            vec!["survey row 3, name: name-twice", "survey row 3, name: external-twice"],
        ),
        ("csv-external | l | |", vec!["choices row 2, list_name: instance-list"]),
        (
            "xml-external | f | |\ncalculate | c | | pulldata('f', 'a', 'b', 'c')",
            vec!["survey row 3, calculation: instance-twice"],
        ),
    ];
    for (rows, expected) in cases {
        let survey = format!("type | name | label | calculation\n{rows}");
        let mut found = problems(&[("survey", &survey), LIST]);
        found.retain(|problem| expected.contains(&problem.as_str()));
        assert!(!found.is_empty(), "{rows}");
    }
}
