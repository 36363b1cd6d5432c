//! Groups, repeats, loops, flat forms, and what stands around the questions.

use crate::support::{assert_lines, problems, warnings, xml};

#[test]
fn a_repeat_has_a_template_and_stands_in_a_group_with_its_label() {
    let survey = "type | name | label | repeat_count | appearance
        begin_repeat | people | People | 3 | field-list
        text | name | Name | |
        end_repeat | | | |";
    let has = [
        "<people jr:template=\"\">",
        "<people_count/>",
        "<bind nodeset=\"/data/people_count\" type=\"string\" readonly=\"true()\" calculate=\"3\"/>",
        "<group ref=\"/data/people\">",
        "<label>People</label>",
        "<repeat nodeset=\"/data/people\" appearance=\"field-list\" jr:count=\" /data/people_count \">",
    ];
    assert_lines(&[("survey", survey)], &has, &[]);
}

#[test]
fn a_count_that_is_one_answer_needs_no_node_of_its_own() {
    let survey = "type | name | label | repeat_count
        integer | n | How many |
        begin_repeat | r | R | ${n}
        text | a | A |
        end_repeat | | |";
    assert_lines(&[("survey", survey)], &["<repeat nodeset=\"/data/r\" jr:count=\" /data/n \">"], &["r_count"]);
}

#[test]
fn templates_stand_beside_every_repeat_but_those_in_its_first_entry() {
    let survey = "type | name | label
        begin_repeat | outer | Outer
        begin_repeat | inner | Inner
        text | a | A
        end_repeat | |
        end_repeat | |";
    let xml = xml(&[("survey", survey)]);
    let count = |part: &str| xml.matches(part).count();
    assert_eq!((count("<outer jr:template"), count("<inner jr:template"), count("<inner>")), (1, 1, 1), "{xml}");
}

#[test]
fn defaults_in_a_repeat_are_worked_out_for_each_entry() {
    let survey = "type | name | label | default
        begin_repeat | r | R |
        date | d | D | today()
        end_repeat | | |";
    let has = [
        "<setvalue ref=\"/data/r/d\" event=\"odk-instance-first-load\" value=\"today()\"/>",
        "<setvalue ref=\"/data/r/d\" event=\"odk-new-repeat\" value=\"today()\"/>",
    ];
    assert_lines(&[("survey", survey)], &has, &[]);
}

#[test]
fn a_loop_asks_its_questions_for_each_choice() {
    let sheets = [
        (
            "survey",
            "type | name | label
            begin loop over wells | w | Wells
            integer | depth | How deep is the %(label)s?
            end loop | |",
        ),
        (
            "choices",
            "list_name | name | label\nwells | dug | dug well\nwells | bored | bored well\nwells | none | none",
        ),
    ];
    let has = [
        "<bind nodeset=\"/data/w/dug/depth\" type=\"int\"/>",
        "<label>How deep is the bored well?</label>",
        "<group ref=\"/data/w/bored\">",
    ];
    assert_lines(&sheets, &has, &["/data/w/none"]);
    let wrong = [
        ("begin loop over nothing | w | W\nend loop | |", "survey row 2, type: no-list"),
        ("begin loop | w | W\nend loop | |", "survey row 2, type: loop-without-list"),
        ("begin loop over l | w | W\ntext | t | 100%\nend loop | |", "survey row 3, type: loop-percent"),
        (
            "begin loop over l | w | W\nbegin repeat | r | R\nend repeat | |\nend loop | |",
            "survey row 3, name: repeat-twice",
        ),
    ];
    for (rows, expected) in wrong {
        let survey = format!("type | name | label\n{rows}");
        let found = problems(&[("survey", &survey), ("choices", "list_name | name | label\nl | a | A\nl | b | B")]);
        assert_eq!(found, [expected], "{rows}");
    }
}

#[test]
fn selects_in_one_table_get_a_head_and_their_label_as_a_note() {
    let sheets = [
        (
            "survey",
            "type | name | label | appearance
            begin group | t | Table | table-list minimal
            select_one l | a | A |
            select_one l | b | B |
            end group | | |",
        ),
        ("choices", "list_name | name | label\nl | x | X"),
    ];
    let has = [
        "<group appearance=\"field-list minimal\" ref=\"/data/t\">",
        "<input ref=\"/data/t/generated_table_list_label_2\">",
        "<select1 ref=\"/data/t/reserved_name_for_field_list_labels_3\" appearance=\"label\">",
        "<select1 ref=\"/data/t/b\" appearance=\"list-nolabel\">",
    ];
    assert_lines(&sheets, &has, &[]);
}

#[test]
fn a_flat_form_has_no_sections_in_its_answers() {
    let sheets = [
        (
            "survey",
            "type | name | label | relevant
            begin group | g | G | a
            text | q | Q | b
            end group | | |",
        ),
        ("settings", "flat\nyes"),
    ];
    let has = ["<bind nodeset=\"/data/q\" type=\"string\" relevant=\"a and (b)\"/>", "<group>"];
    assert_lines(&sheets, &has, &["<g>", "nodeset=\"/data/g\""]);
}

#[test]
fn sections_that_do_not_fit_are_told() {
    let cases = [
        ("begin group | g | G", vec!["survey row 2, type: begin-without-end"]),
        ("end repeat | |", vec!["survey row 2, type: end-without-begin"]),
        ("begin group | g | G\nend repeat | |\nend group | |", vec!["survey row 3, type: end-without-begin"]),
        ("begin repeat | data | D\nend repeat | |", vec!["survey row 2, name: repeat-root-name"]),
        (
            "begin group | a | A\nbegin repeat | r | R\nend repeat | |\nend group | |\nbegin repeat | r | R\nend repeat | |",
            vec!["survey row 6, name: repeat-twice"],
        ),
    ];
    for (rows, expected) in cases {
        let survey = format!("type | name | label\n{rows}");
        assert_eq!(problems(&[("survey", &survey)]), expected, "{rows}");
    }
}

#[test]
fn settings_say_what_the_form_is() {
    let sheets = [
        ("survey", "type | name | label\ntext | q | Q"),
        (
            "settings",
            "form_id | form_title | version | name | style | instance_name | namespaces | attribute::ex:kind | submission_url | public_key | auto_send | client_editable | instance_xmlns
            f1 | Form & more | 7 | visit | pages | ${q} | ex=\"http://example.org/x\" | a | https://example.org/s | KEY | true | yes | http://example.org/i",
        ),
    ];
    let has = [
        "<h:title>Form &amp; more</h:title>",
        "<visit xmlns=\"http://example.org/i\" ex:kind=\"a\" id=\"f1\" version=\"7\">",
        "<submission action=\"https://example.org/s\" method=\"post\" base64RsaPublicKey=\"KEY\" orx:auto-send=\"true\" odk:client-editable=\"true\"/>",
        "<bind nodeset=\"/visit/meta/instanceName\" type=\"string\" calculate=\" /visit/q \"/>",
        "<bind nodeset=\"/visit/meta/instanceID\" type=\"string\" readonly=\"true()\" jr:preload=\"uid\"/>",
        "<h:body class=\"pages\">",
    ];
    assert_lines(&sheets, &has, &[]);
    let attributes = "attribute::kind | attribute::a@b | attribute::no:body | attribute::xmlns\na | b | c | d";
    let attributed = [("survey", "type | name | label\ntext | q | Q"), ("settings", attributes)];
    assert_lines(&attributed, &["<data kind=\"a\" id=\"data\">"], &[]);
    let told = ["settings row 2, attribute::a@b: attribute-heading", "settings row 2, attribute::no:body: prefix"];
    assert_eq!(warnings(&attributed), told);
    let without_id = [("survey", "type | name | label\ntext | q | Q"), ("settings", "omit_instanceID\nyes")];
    assert_lines(&without_id, &[], &["instanceID", "<meta>"]);
    let encrypted =
        [("survey", "type | name | label\ntext | q | Q"), ("settings", "omit_instanceID | public_key\nyes | KEY")];
    assert_eq!(problems(&encrypted), ["settings row 2, omit_instanceID: encryption-needs-id"]);
    let badly_named = [("survey", "type | name | label\ntext | q | Q"), ("settings", "name\n1st")];
    assert_eq!(problems(&badly_named), ["settings row 2, name: bad-name"]);
}

#[test]
fn settings_in_the_survey_count_too() {
    let survey = "type | name | label\nset_form_title | Old way |\nform_id | old |\ntext | q | Q";
    assert_lines(&[("survey", survey)], &["<h:title>Old way</h:title>", "<data id=\"old\">"], &[]);
}

#[test]
fn names_are_told_apart() {
    let cases = [
        ("text | | T", vec!["survey row 2, name: name-missing"]),
        ("text | 1a | T", vec!["survey row 2, name: bad-name"]),
        ("text | meta | T", vec!["survey row 2, name: name-meta"]),
        ("text | a | T\ntext | a | T", vec!["survey row 3, name: name-twice"]),
        ("select_one l or_other | a | T\ntext | a_other | T", vec!["survey row 3, name: name-twice"]),
    ];
    for (rows, expected) in cases {
        let survey = format!("type | name | label\n{rows}");
        let found = problems(&[("survey", &survey), ("choices", "list_name | name | label\nl | a | A")]);
        assert_eq!(found, expected, "{rows}");
    }
    let survey = "type | name | label\nnote | | Read this\ntext | a | A\ntext | A | A";
    assert_eq!(warnings(&[("survey", survey)]), ["survey row 4, name: name-case"]);
    assert_lines(&[("survey", survey)], &["<generated_note_name_2/>"], &[]);
}

#[test]
fn rows_that_say_nothing_are_left_out() {
    let survey = "type | name | label | disabled | remarks
        text | a | A | no |
        text | b | B | yes |
        | | | | look here";
    let found = warnings(&[("survey", survey)]);
    assert_eq!(
        found,
        ["survey row 2, disabled: disabled", "survey row 3, disabled: disabled", "survey row 4, type: row-skipped"]
    );
    assert_lines(&[("survey", survey)], &["<a/>"], &["<b/>"]);
    let nameless =
        "type | name | label\n | a | A\nintger | b | B\nwishes | c | C\nselect_one | d | D\nselect one | e | E";
    let expected = [
        "survey row 2, type: type-missing",
        "survey row 3, type: unknown-type-suggest",
        "survey row 4, type: unknown-type",
        "survey row 5, type: unknown-type-suggest",
        "survey row 6, type: type-without-list",
    ];
    assert_eq!(problems(&[("survey", nameless)]), expected);
}

#[test]
fn sheets_and_columns_that_are_missing_or_nearly_there_are_told() {
    let cases: [(&[(&str, &str)], &str); 9] = [
        (&[("surveys", "type | name\ntext | a"), ("choices", "list_name | name\nl | a")], "surveys: no-survey-similar"),
        (&[("a", "x"), ("b", "y")], "survey: no-survey"),
        (&[("survey", "kind | name | label\ntext | a | A")], "survey row 1, type: column-missing"),
        (&[("survey", "type | name | value | label\ntext | a | b | A")], "survey row 1, value: heading-same"),
        (&[("survey", "type | name | label\ntext | ex:a | A")], "survey row 2, name: name-prefix"),
        (&[("survey", "type | name | label:: \ntext | a | A")], "survey row 1, label::: heading-unfinished"),
        (&[("survey", "type | name | label | bind: \ntext | a | A | b")], "survey row 1, bind:: heading-unfinished"),
        (&[("survey", "type | name | label | \ntext | a | A | loose")], "survey row 2: heading-missing"),
        (
            &[("survey", "type | name | label\ntext | a | A"), ("choices", "list_name | label\nl | L")],
            "choices row 1, name: column-missing",
        ),
    ];
    for (sheets, expected) in cases {
        assert_eq!(problems(sheets), [expected], "{sheets:?}");
    }
    let survey = ("survey", "type | name | label\ntext | a | A");
    assert_eq!(warnings(&[survey, ("setting", "form_id\nx")]), ["setting: sheet-similar"]);
    assert_eq!(
        warnings(&[survey, ("settings", "form_id | id_string\nx | y")]),
        ["settings row 1, id_string: two-form-ids"]
    );
    let prefixed = ("survey", "type | name | label | bind::ex:a\ntext | a | A | b");
    assert_eq!(warnings(&[prefixed]), ["survey row 1, bind::ex:a: prefix"]);
    let unreadable = ("survey", "type | name | label | instance::a//b\ntext | a | A | b");
    assert_eq!(warnings(&[unreadable]), ["survey row 1, instance::a//b: attribute-heading"]);
    let nameless = ("survey", "type | name | label | control\ntext | a | A | b");
    assert_eq!(warnings(&[nameless]), ["survey row 1, control: attribute-heading"]);
}
