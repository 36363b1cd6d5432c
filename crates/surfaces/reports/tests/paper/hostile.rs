//! Texts that nobody should write, in labels, choices and answers: every one of them gives a PDF.

use crate::sample::{answered, form};
use language::{Lang, Text};
use proptest::prelude::*;
use reports::paper::{Filling, Name, PaperForm, blank, filled, render};
use serde_json::json;
use std::collections::BTreeMap;

const FORM: &str = "
| survey |
| | type | name | label::English (en) | label::ไทย (th) | hint | guidance_hint | relevant | appearance |
| | note | n | LABEL | | HINT | | | |
| | text | a | LABEL | | HINT | HINT | | multiline |
| | select_multiple c | m | HINT | | | | ${a} != '' | |
| | begin repeat | r | LABEL | | | | | |
| | text | b | Name | | HINT | | | |
| | end repeat | | | | | | | |
| choices |
| | list_name | name | label |
| | c | one | LABEL |
| | c | two | HINT |
| settings |
| | form_id | form_title |
| | a | LABEL |
";

/// The form with these texts, blank and filled with them.
fn papers(label: &str, hint: &str) -> [PaperForm; 2] {
    // A cell cannot hold a bar or a new line, and an empty label is a mistake of another kind.
    let cell =
        |text: &str| format!("x{}", text.replace(['|', '\n', '\r', '\u{B}', '\u{C}', '\\'], " ").replace("${", "$ {"));
    let form = form(&FORM.replace("LABEL", &cell(label)).replace("HINT", &cell(hint)));
    let title = Text::new(label);
    let name = Name { id: hint, title: &title };
    let lists = BTreeMap::new();
    let text = |text: &str| text.replace('\0', " ");
    let given = json!({ "a": text(label), "m": format!("one {}", text(hint)), "r": [{ "b": text(hint) }, { "b": text(label) }] });
    let session = answered(&form, &given, &lists);
    let at = "2019-07-04T17:05".parse().unwrap();
    let filling = Filling::default().of_record(label, Lang::Th).recorded(hint, at, Lang::Th);
    [blank(&form, name, &BTreeMap::new(), Lang::My), filled(&session, name, filling, &BTreeMap::new(), Lang::Th)]
}

fn prints(label: &str, hint: &str) -> Result<(), String> {
    for paper in papers(label, hint) {
        let pdf = render(&paper).map_err(|problem| format!("{label:?} {hint:?}: {problem}"))?;
        if !pdf.starts_with(b"%PDF") {
            return Err(format!("{label:?} {hint:?}: no PDF"));
        }
    }
    Ok(())
}

#[test]
fn texts_known_to_make_trouble_are_printed() {
    let combining = format!("a{}", "\u{0301}".repeat(200));
    let stacked = format!("က{}", "\u{1039}က".repeat(2_000));
    let unseen = "\u{200B}\u{AD}\u{2060}".repeat(1_000);
    let marks = "\u{0E48}\u{0E31}\u{0E34}".repeat(60);
    let (long, thai, khmer) = ("w".repeat(3_000), "ก".repeat(1_000), "ក្".repeat(500));
    let texts = [
        "#panic(\"no\") *strong* _em_ $x^2$ @label // /* <b> ` ``` = - + [ ] { } \\ ~ \"",
        "#read(\"/etc/passwd\")",
        "\u{0}\u{1}\u{7}\u{1B}[31m\u{7F}\u{85}\u{9F}",
        "\u{202E}evil\u{202C}\u{200E}\u{200F}\u{2066}\u{2069}\u{061C}",
        "\u{FEFF}\u{200B}\u{200C}\u{200D}\u{2060}\u{AD}\u{180E}\u{34F}",
        "\u{E000}\u{FFFD}\u{FFFE}\u{FFFF}\u{10FFFF}\u{1F3B2}👩‍👩‍👧‍👦🏳️‍🌈",
        "曼谷 東京 서울 हिन्दी العربية עברית தமிழ்",
        "\u{2028}\u{2029}\u{A0}\u{3000}\u{1680}",
        "\u{17D2}\u{17D2}\u{17D2} \u{1039}\u{1039} \u{0ECD}\u{0E33}",
        "   ",
        "",
        &combining,
        &stacked,
        &unseen,
        &marks,
        &long,
        &thai,
        &khmer,
    ];
    let wrong: Vec<String> =
        texts.iter().filter_map(|text| prints(text, "plain").and(prints("plain", text)).err()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_printed(label in "\\PC{0,60}", hint in ".{0,60}") {
        // `${` begins a reference; a form with one that leads nowhere is refused before it is printed.
        let [label, hint] = [label, hint].map(|text| text.replace("${", "$ {"));
        prop_assert_eq!(prints(&label, &hint), Ok(()));
    }

    #[test]
    fn any_letters_of_the_region_in_any_order_are_printed(
        text in "[\u{0E00}-\u{0E7F}\u{0E80}-\u{0EFF}\u{1000}-\u{109F}\u{1780}-\u{17FF}\u{200B}-\u{200D}\u{25CC} ]{0,80}",
    ) {
        prop_assert_eq!(prints(&text, &text), Ok(()));
    }
}
