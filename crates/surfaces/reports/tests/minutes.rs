//! Minutes as a file: set in every language, the same bytes every time, and no text keeps them from being set.

#![allow(clippy::unwrap_used, reason = "a test that cannot set its stage should stop")]

use language::Lang;
use reports::ReportError;
use reports::minutes::{Matter, Minutes, Part, render};

fn minutes(lang: Lang, text: &str) -> Minutes {
    let part = Part {
        title: "Next steps".into(),
        lines: vec![(text.into(), "ภายใน 3 มกราคม 2570".into())],
        none: String::new(),
    };
    let none = Part { title: "Decided today".into(), lines: Vec::new(), none: "Nothing was decided today.".into() };
    let matter = Matter { title: "4F2-K7M · Child advocacy".into(), lead: text.into(), parts: vec![part, none] };
    Minutes {
        lang,
        title: "Minutes of 26 November 2026".into(),
        confidential: "Confidential.".into(),
        facts: vec![("Agency".into(), "Example Foundation".into()), ("Made by".into(), "Malee Example".into())],
        matters: vec![matter.clone(), Matter::default(), matter],
    }
}

#[test]
fn minutes_are_set_in_every_language_and_the_same_every_time() {
    for lang in Lang::ALL {
        let one = render(&minutes(lang, "จัดทำแผนความปลอดภัยร่วมกับเด็ก")).unwrap();
        assert!(one.starts_with(b"%PDF-") && one.windows(12).any(|part| part == b"pdfuaid:part"), "{lang}");
        assert!(one == render(&minutes(lang, "จัดทำแผนความปลอดภัยร่วมกับเด็ก")).unwrap(), "{lang}");
    }
}

#[test]
fn no_text_keeps_minutes_from_being_set() {
    for text in ["", "#panic(1) $x$ *b* <y> @z", "a\u{0}b\u{202E}c", "曼谷 🎲", &"ก้".repeat(400), &"x".repeat(3_000)]
    {
        render(&minutes(Lang::Th, text)).unwrap();
    }
}

#[test]
fn what_is_too_much_is_refused_and_not_set() {
    let told = render(&minutes(Lang::En, &"a ".repeat(200_000))).unwrap_err();
    assert!(matches!(told, ReportError::TooMuchText { .. }), "{told:?}");
}
