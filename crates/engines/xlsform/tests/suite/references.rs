//! What `${name}` becomes, and what is told when it cannot become anything.

use crate::support::{assert_lines, problems};

#[test]
fn references_are_absolute_outside_and_relative_inside_a_repeat() {
    let survey = "type | name | label | calculation
        text | top | T |
        begin_repeat | r | R |
        text | a | A |
        begin_group | g | G |
        text | b | B |
        calculate | c | | concat(${a}, ${b}, ${top})
        end_group | | |
        end_repeat | | |
        calculate | d | | ${a}";
    let has = [
        "<bind nodeset=\"/data/r/g/c\" type=\"string\" calculate=\"concat( ../../a ,  ../b ,  /data/top )\"/>",
        "<bind nodeset=\"/data/d\" type=\"string\" calculate=\" /data/r/a \"/>",
    ];
    assert_lines(&[("survey", survey)], &has, &[]);
}

#[test]
fn what_indexed_repeat_is_told_is_absolute() {
    let survey = "type | name | label | calculation
        begin_repeat | r | R |
        text | a | A |
        calculate | b | | indexed-repeat(${a}, ${r}, ${a}) + ${a}
        end_repeat | | |";
    let line = "<bind nodeset=\"/data/r/b\" type=\"string\" calculate=\"indexed-repeat( /data/r/a ,  /data/r ,  ../a ) +  ../a \"/>";
    assert_lines(
        &[("survey", &survey.replace("${a}) +", "${c}) +").replace("calculate | b", "text | c | C |\ncalculate | b"))],
        &[&line.replace("../a ) +", "../c ) +")],
        &[],
    );
}

#[test]
fn filters_speak_of_the_question_that_asks() {
    let survey = "type | name | label | choice_filter | calculation
        begin_repeat | r | R | |
        text | a | A | |
        select_one l | b | B | name = ${a} |
        calculate | c | | | instance('l')/root/item[name = ${a}]/label
        end_repeat | | | |";
    let has = [
        "<itemset nodeset=\"instance('l')/root/item[name =  current()/../a ]\">",
        "<bind nodeset=\"/data/r/c\" type=\"string\" calculate=\"instance('l')/root/item[name =  current()/../a ]/label\"/>",
    ];
    assert_lines(&[("survey", survey), ("choices", "list_name | name | label\nl | x | X")], &has, &[]);
}

#[test]
fn the_record_saved_before_is_an_instance() {
    let survey = "type | name | label | default\ntext | a | A | ${last-saved#a}";
    let has = [
        "<instance id=\"__last-saved\" src=\"jr://instance/last-saved\"/>",
        "<setvalue ref=\"/data/a\" event=\"odk-instance-first-load\" value=\" instance('__last-saved')/data/a \"/>",
    ];
    assert_lines(&[("survey", survey)], &has, &[]);
}

#[test]
fn references_that_lead_nowhere_are_told_at_their_cell() {
    let cases = [
        ("text | b | ${z} |", "survey row 3, label: reference-unknown"),
        ("text | b | B | ${A} = 1", "survey row 3, relevant: reference-case"),
        ("text | b | B | ${a = 1", "survey row 3, relevant: reference-malformed"),
        ("text | b | B | ${ a } = 1", "survey row 3, relevant: reference-malformed"),
        (
            "begin group | g | G |\ntext | a | A | ${a} = 1\nend group | | |",
            "survey row 4, relevant: reference-ambiguous",
        ),
    ];
    for (rows, expected) in cases {
        let survey = format!("type | name | label | relevant\ntext | a | A |\n{rows}");
        assert_eq!(problems(&[("survey", &survey)]), [expected], "{rows}");
    }
    let survey = ("survey", "type | name | label\nselect_one l | a | A");
    let choices = ("choices", "list_name | name | label | extra\nl | x | X ${z} | ${not checked}");
    assert_eq!(problems(&[survey, choices]), ["choices row 2, label: reference-unknown"]);
    let settings = ("settings", "instance_name\nconcat(${z})");
    assert_eq!(
        problems(&[("survey", "type | name | label\ntext | a | A"), settings]),
        ["settings row 2, instance_name: reference-unknown"]
    );
}

#[test]
fn everything_is_told_at_once() {
    let survey = "type | name | label | relevant
        intger | a | A |
        text | | B |
        text | c | | ${z}
        begin group | d | D |";
    let expected = [
        "survey row 2, type: unknown-type-suggest",
        "survey row 3, name: name-missing",
        "survey row 4, relevant: reference-unknown",
        "survey row 4, label: label-missing",
        "survey row 5, type: begin-without-end",
    ];
    assert_eq!(problems(&[("survey", survey)]), expected);
}
