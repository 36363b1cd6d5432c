//! Mistakes in a form's design: each is told at its cell, and a workbook with several mistakes tells them all.

use forms::{Calls, compile, read_markdown};
use language::{Lang, say};

/// What is wrong with a form, as `sheet row, column: sentence`.
fn problems(form: &str) -> Vec<String> {
    match read_markdown(form) {
        Ok(_) => Vec::new(),
        Err(problems) => problems.0.iter().map(ToString::to_string).collect(),
    }
}

#[test]
fn every_mistake_is_told_at_its_cell() {
    let cases = [
        (
            "an unknown type, with what was meant",
            "| survey |
             | | type   | name | label |
             | | intger | a    | A     |",
            "survey row 2, type: “intger” is not a type of question. Did you mean integer?",
        ),
        (
            "a name with a space",
            "| survey |
             | | type | name  | label |
             | | text | a b   | A     |",
            "survey row 2, name: “a b” cannot be a name. Start with a letter or underscore and use only letters, digits, \
             underscores, hyphens and points.",
        ),
        (
            "a name used twice",
            "| survey |
             | | type | name | label |
             | | text | a    | A     |
             | | text | a    | B     |",
            "survey row 3, name: The name “a” is used twice in the same section. Choose another.",
        ),
        (
            "a list that is not there",
            "| survey |
             | | type           | name | label |
             | | select_one sex | a    | A     |",
            "survey row 2, type: This question needs a sheet named “choices” with the columns list_name, name and label. Add it.",
        ),
        (
            "a reference to no question",
            "| survey |
             | | type | name | label | relevant   |
             | | text | a    | A     | ${b} = '1' |",
            "survey row 2, relevant: There is no question “b” in the survey.",
        ),
        (
            "a reference in the wrong case",
            "| survey |
             | | type | name | label | relevant   |
             | | text | B    | B     |            |
             | | text | a    | A     | ${b} = '1' |",
            "survey row 3, relevant: There is no question “b” in the survey. Did you mean “B”?",
        ),
        (
            "a reference in a label",
            "| survey |
             | | type | name | label::English (en) |
             | | note | a    | Hello ${who}        |",
            "survey row 2, label::English (en): There is no question “who” in the survey.",
        ),
        (
            "a mistyped function",
            "| survey |
             | | type | name | label | constraint             |
             | | text | a    | A     | strng-length(.) < 5    |",
            "survey row 2, constraint: There is no function “strng-length”. Did you mean “string-length”? In: strng-length(.) < 5",
        ),
        (
            "an expression that stops too early",
            "| survey |
             | | type | name | label | Constraint |
             | | text | a    | A     | (. < 5     |",
            "survey row 2, Constraint: The expression stops too early; “)” is missing, in: (. < 5",
        ),
        (
            "a group without end",
            "| survey |
             | | type        | name | label |
             | | begin_group | g    | G     |
             | | text        | a    | A     |",
            "survey row 2, type: The group “g” is begun but never ended. End it.",
        ),
        (
            "an end without begin",
            "| survey |
             | | type       | name | label |
             | | text       | a    | A     |
             | | end_repeat |      |       |",
            "survey row 3, type: This ends a repeat that was not begun here. Begin it, or remove this row.",
        ),
        (
            "a circle",
            "| survey |
             | | type      | name | calculation |
             | | calculate | a    | ${b} + 1    |
             | | calculate | b    | ${a} + 1    |",
            "survey row 2, calculation: These are worked out from one another in a circle: a → b",
        ),
        (
            "a group whose relevance depends on what is in it",
            "| survey |
             | | type        | name | label | relevant   |
             | | begin_group | g    | G     | ${a} = '1' |
             | | text        | a    | A     |            |
             | | end_group   |      |       |            |",
            "survey row 2, relevant: “g” is worked out from itself. Take its own name, or that of a section around it, out of the \
             expression.",
        ),
        (
            "a choice that stands twice",
            "| survey |
             | | type           | name | label |
             | | select_one sex | a    | A     |
             | choices |
             | | list_name | name   | label  |
             | | sex       | female | Female |
             | | sex       | female | Girl   |",
            "choices row 3, name: The choice “female” stands twice in the list “sex”. Rename one, or set \
             allow_choice_duplicates to yes in the settings.",
        ),
        (
            "no survey at all",
            "| choices |
             | | list_name | name | label |",
            "survey: The workbook has no sheet named “survey”, or it is empty. Add one with the columns type, name and label.",
        ),
    ];
    for (case, form, expected) in cases {
        assert_eq!(problems(form), [expected], "{case}");
    }
}

#[test]
fn all_mistakes_are_told_at_once() {
    let form = "| survey |
                | | type   | name | label | relevant |
                | | intger | a    | A     |          |
                | | text   | b    | B     | ${c}     |
                | | text   | b    | B     |          |";
    assert_eq!(problems(form).len(), 3);
}

#[test]
fn mistakes_are_told_in_thai_too() {
    let problems = read_markdown("| survey |\n| | type | name |\n| | intger | a |").expect_err("a mistake").0;
    let thai: Vec<_> = problems.iter().map(|problem| say(Lang::Th, &problem.message)).collect();
    assert_eq!(thai, ["“intger” ไม่ใช่ชนิดคำถาม หมายถึง integer หรือไม่"]);
}

#[test]
fn a_form_keeps_what_its_columns_say() {
    let form = "| survey |
        | | type                | name | label::English (en) | label::ไทย (th) | hint | required | default | appearance | bind::saphan:class | bind::saphan:import |
        | | begin_group         | g    | Place              | สถานที่          |      |          |         | field-list |                    |                     |
        | | select_one sex      | sex  | Sex                | เพศ             | Ask  | yes      | female  | minimal    | identity           | Sex; เพศ            |
        | | end_group           |      |                    |                 |      |          |         |            |                    |                     |
        | | begin repeat        | rows | Rows               | แถว             |      |          |         |            |                    |                     |
        | | integer             | n    | Number             | จำนวน           |      |          |         |            |                    |                     |
        | | end repeat          |      |                    |                 |      |          |         |            |                    |                     |
        | choices |
        | | list_name | name   | label::English (en) | label::ไทย (th) | saphan:synonyms |
        | | sex       | female | Female              | หญิง            | f; ญ            |
        | settings |
        | | form_title::English (en) | form_title::ไทย (th) | form_id | version | name |
        | | A form                   | แบบฟอร์ม             | a-form  | 3       | record |";
    let form = read_markdown(form).expect("sound");
    assert_eq!((form.id.as_str(), form.version.as_str(), form.root_name()), ("a-form", "3", "record"));
    assert_eq!(form.title.get(Lang::Th), "แบบฟอร์ม");
    let sex = form.item("/g/sex").expect("a question");
    assert_eq!((sex.label.get(Lang::Th), sex.hint.get(Lang::En), sex.appearance.as_str()), ("เพศ", "Ask", "minimal"));
    assert!(sex.is_required);
    assert_eq!(sex.default.as_deref(), Some("female"));
    assert_eq!(sex.extras.get("import").map(String::as_str), Some("Sex; เพศ"));
    let choice = form.choices(sex).first().expect("a choice");
    assert_eq!(
        (choice.label.get(Lang::Th), choice.columns.get("saphan:synonyms").map(String::as_str)),
        ("หญิง", Some("f; ญ"))
    );
    let n = form.named("n").expect("a question");
    assert_eq!(form.repeat_of(n).map(|repeat| repeat.path.as_str()), Some("/rows"));
    assert_eq!(form.repeat_of(sex).map(|repeat| repeat.path.as_str()), None);
    let paths: Vec<_> = form.items().map(|item| item.path.as_str()).collect();
    assert_eq!(paths, ["/g", "/g/sex", "/rows", "/rows/n"]);
    assert_eq!(form.questions().map(|item| item.name.as_str()).collect::<Vec<_>>(), ["sex", "n"]);
}

#[test]
fn the_packs_own_forms_are_sound() {
    let packs = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../packs");
    let folders = std::fs::read_dir(packs).expect("the packs stand beside the crates");
    let mut read = 0;
    for file in
        folders.flatten().filter_map(|folder| std::fs::read_dir(folder.path().join("forms")).ok()).flatten().flatten()
    {
        let path = file.path();
        if path.extension().is_some_and(|ending| ending == "md") {
            let text = std::fs::read_to_string(&path).expect("readable");
            let tables = xlsform::read_markdown(&text);
            let form = compile(&tables, &xlsform::Options::default(), Calls::MustExist);
            let form = form.unwrap_or_else(|problems| panic!("{}:\n{problems}", path.display()));
            let warnings: Vec<_> = form.warnings.iter().map(ToString::to_string).collect();
            assert_eq!(warnings, Vec::<String>::new(), "{}", path.display());
            read += 1;
        }
    }
    assert!(read > 0, "no form was found");
}
