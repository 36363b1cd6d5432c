//! Labels, hints, messages and files, in one language and in several.

use crate::support::{assert_lines, problems, warnings};

#[test]
fn one_language_stands_in_the_body() {
    let survey = "type | name | label | hint\ntext | a | A < B | Hint";
    assert_lines(&[("survey", survey)], &["<label>A &lt; B</label>", "<hint>Hint</hint>"], &["itext"]);
}

#[test]
fn several_languages_stand_in_itext_with_a_dash_for_what_is_missing() {
    let survey = "type | name | label::English (en) | label::ไทย (th) | hint::English (en)
        text | a | Age | อายุ | In years";
    let has = [
        "<translation lang=\"English (en)\">",
        "<translation lang=\"ไทย (th)\" default=\"true()\">",
        "<label ref=\"jr:itext('/data/a:label')\"/>",
        "<hint ref=\"jr:itext('/data/a:hint')\"/>",
        "<value>อายุ</value>",
        "<value>-</value>",
    ];
    let sheets = [("survey", survey), ("settings", "default_language\nไทย (th)")];
    assert_lines(&sheets, &has, &[]);
    assert_eq!(warnings(&sheets), ["survey row 1: translation-missing"]);
}

#[test]
fn a_column_without_language_is_in_the_forms_own() {
    let survey = "type | name | label | label::ไทย (th)\ntext | a | Age | อายุ";
    let has = ["<translation lang=\"default\" default=\"true()\">", "<value>Age</value>"];
    assert_lines(&[("survey", survey)], &has, &[]);
    let old = "type | name | label:English | label:Thai\ntext | a | Age | อายุ";
    assert_lines(&[("survey", old)], &["<translation lang=\"English\">"], &[]);
    let codes = ["survey row 1, label:English: language-code", "survey row 1, label:Thai: language-code"];
    assert_eq!(warnings(&[("survey", old)]), codes);
}

#[test]
fn answers_stand_in_texts() {
    let survey = "type | name | label | constraint | constraint_message
        text | a | A | |
        note | b | Hello ${a} & all | . != '' | Not ${a}
        note | c | See instance('l')/root/item[name = ${a}]/label now | |";
    let sheets = [("survey", survey), ("choices", "list_name | name | label\nl | x | X")];
    let has = [
        "<label>Hello <output value=\" /data/a \"/> &amp; all</label>",
        "<label>See <output value=\"instance('l')/root/item[name =  /data/a ]/label\"/> now</label>",
        "<value>Not <output value=\" /data/a \"/></value>",
    ];
    assert_lines(&sheets, &has, &[]);
}

#[test]
fn files_and_guidance_are_always_in_itext() {
    let survey = "type | name | label | hint | guidance_hint | image | audio
        text | a | A | Hint | Only for you | a.png | -";
    let has = [
        "<value form=\"image\">jr://images/a.png</value>",
        "<value form=\"guidance\">Only for you</value>",
        "<hint ref=\"jr:itext('/data/a:hint')\"/>",
    ];
    assert_lines(&[("survey", survey)], &has, &["audio"]);
}

#[test]
fn texts_that_are_missing_are_told() {
    let survey = "type | name | label | guidance_hint | big-image | media::smell
        text | a | | | |
        text | b | | Alone | |
        text | c | C | | c.png |
        text | d | D | | | d.x";
    let expected = [
        "survey row 2, label: label-missing",
        "survey row 3, label: label-missing",
        "survey row 4, big-image: big-image",
        "survey row 5, media::smell: media-kind",
    ];
    assert_eq!(problems(&[("survey", survey)]), expected);
}

#[test]
fn cells_are_cleaned_of_double_spaces_unless_the_form_says_no() {
    let survey = "type | name | label | relevant\ntext | a | Two  spaces | ${a} = ‘x’";
    assert_lines(&[("survey", survey)], &["<label>Two spaces</label>"], &["‘"]);
    let sheets = [("survey", survey), ("settings", "clean_text_values\nno")];
    assert_lines(&sheets, &["<label>Two  spaces</label>"], &["‘"]);
}
