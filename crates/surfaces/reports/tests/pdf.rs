//! The PDF as a file: whole, tagged, the same every time, and refused in words when it cannot be set.

mod sample;

use image::codecs::jpeg::JpegEncoder;
use image::{GrayImage, ImageFormat, Rgb, RgbImage};
use language::{Lang, Text};
use programmes::report::{HalfYearReport, Picture};
use reports::ReportError;
use reports::pdf::{Template, render};
use std::io::Cursor;

fn set(report: &HalfYearReport, lang: Lang) -> Result<Vec<u8>, ReportError> {
    render(report, lang, &Template::half_year())
}

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

/// A PNG of one grey pixel.
fn pixel() -> Vec<u8> {
    let hex = "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c63680000008200\
               8177cd72b60000000049454e44ae426082";
    hex.as_bytes()
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).expect("hex"), 16).expect("hex"))
        .collect()
}

#[test]
fn every_language_makes_an_accessible_pdf_that_names_its_language() {
    for lang in Lang::ALL {
        let pdf = set(&sample::report(), lang).expect("set");
        assert!(pdf.starts_with(b"%PDF-1.7"), "{lang}");
        assert!(contains(&pdf, "pdfuaid:part"), "{lang} is not declared as PDF/UA");
        assert!(contains(&pdf, "StructTreeRoot"), "{lang} is not tagged");
        assert!(
            contains(&pdf, &format!("/Lang ({lang})")) || contains(&pdf, &format!("<rdf:li>{lang}</rdf:li>")),
            "{lang}"
        );
    }
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let report = sample::report();
    assert!(set(&report, Lang::Th) == set(&report, Lang::Th));
}

#[test]
fn what_people_wrote_is_never_markup() {
    let mut report = sample::report();
    report.summary = Text::new("#panic(\"no\") *stars* $x^2$ @label // <b> \\ #include \"/data.json\"");
    report.sessions[0].venue = "#read(\"/etc/passwd\")".into();
    set(&report, Lang::En).expect("set as text");
}

#[test]
fn a_character_without_a_font_does_not_stop_the_report_and_is_told() {
    let mut report = sample::report();
    report.lessons = vec![Text::new("games 🎲 and 曼谷\u{7}")];
    set(&report, Lang::En).expect("set");
    let view = reports::view::view(&report, Lang::En);
    assert_eq!(view.lessons, ["games � and ��"]);
    assert_eq!(view.data_notes.last().map(String::as_str), Some("3 characters could not be printed and stand as �."));
}

#[test]
fn pictures_need_consent_and_a_known_format() {
    let picture = |bytes: Vec<u8>, consent| Picture {
        bytes,
        caption: "Children at a stand".into(),
        credit: String::new(),
        consent,
    };
    let mut report = sample::report();
    report.pictures = vec![picture(pixel(), true)];
    let with = set(&report, Lang::En).expect("set");
    assert!(contains(&with, "/Subtype /Image") || contains(&with, "/Subtype/Image"));

    report.pictures = vec![picture(b"not a picture".to_vec(), false)];
    let without = set(&report, Lang::En).expect("a picture without consent is not even looked at");
    assert!(!contains(&without, "/Subtype/Image") && !contains(&without, "/Subtype /Image"));

    for refused in [b"not a picture".to_vec(), wide(30_000)] {
        report.pictures = vec![picture(refused, true)];
        assert_eq!(set(&report, Lang::En), Err(ReportError::Picture { caption: "Children at a stand".into() }));
    }
}

#[test]
fn a_report_that_is_handed_on_does_not_tell_where_its_pictures_were_taken() {
    let mut report = sample::report();
    let mut taken = Vec::new();
    JpegEncoder::new(&mut taken).encode_image(&RgbImage::from_pixel(8, 8, Rgb([9, 99, 9]))).expect("written");
    let told = b"\xFF\xE1\0\x16Exif\0\0GPS 19.9N 99.8E";
    let bytes = [&taken[..2], told, &taken[2..]].concat();
    report.pictures = vec![Picture { bytes, caption: "A stand".into(), credit: String::new(), consent: true }];
    assert!(!contains(&set(&report, Lang::En).expect("set"), "GPS 19.9N"));
}

/// A sound picture that is wider than anything that is decoded.
fn wide(side: u32) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    GrayImage::new(side, 4).write_to(&mut file, ImageFormat::Png).expect("written");
    file.into_inner()
}

/// The marked syllables are those that came out twice before the fonts' anchors were evened.
#[test]
fn thai_words_are_found_in_the_text_of_the_pdf() {
    let file = std::env::temp_dir().join(format!("saphan-report-{}.pdf", std::process::id()));
    std::fs::write(&file, set(&sample::report(), Lang::Th).expect("set")).expect("written");
    let output = std::process::Command::new("pdftotext").arg(&file).arg("-").output();
    std::fs::remove_file(&file).expect("removed");
    let Ok(output) = output else { return eprintln!("skipped: no pdftotext on this machine") };
    let text = String::from_utf8_lossy(&output.stdout);
    for word in ["รายงานครึ่งปี", "ผลที่เกิดขึ้น", "สามครั้ง", "อุบลราชธานี", "สิ่งพิมพ์", "20 ม.ค. 2563", "3,913"]
    {
        assert!(text.contains(word), "{word} is not in {text}");
    }
}

#[test]
fn a_report_with_nothing_in_it_still_renders() {
    let full = sample::report();
    let empty = HalfYearReport {
        summary: Text::default(),
        objectives: Vec::new(),
        indicators: Vec::new(),
        figures: Vec::new(),
        coverage: Vec::new(),
        sessions: Vec::new(),
        budget: Vec::new(),
        transactions: Vec::new(),
        quotes: Vec::new(),
        lessons: Vec::new(),
        next_steps: Vec::new(),
        data_notes: Vec::new(),
        sources: Vec::new(),
        ..full
    };
    set(&empty, Lang::Th).expect("set");
}

#[test]
fn a_wrong_template_is_refused_with_its_place() {
    let sources = [
        ("= One\n#nothing", "/packs/test.typ:2", "unknown variable"),
        ("#read(\"/etc/passwd\")", "/packs/test.typ:1", "not found"),
        ("#import \"@preview/cetz:0.4.2\"", "/packs/test.typ:1", "not found"),
        ("#datetime.today()", "/packs/test.typ:1", "date"),
        ("#let i = 0\n#while i < 1 { i = i * 1 }", "/packs/test.typ:2", "infinite"),
        ("#let f() = f()\n#f()", "/packs/test.typ:1", "depth"),
    ];
    for (source, where_, what) in sources {
        match render(&sample::report(), Lang::En, &Template::new("/packs/test.typ", source)) {
            Err(ReportError::Template { place, problem }) => {
                assert!(place.starts_with(where_) && problem.contains(what), "{source}: {place}: {problem}");
            }
            other => panic!("{source}: {other:?}"),
        }
    }
}

#[test]
fn a_template_that_never_stops_turning_pages_is_refused() {
    let template = Template::new("/packs/test.typ", "#for _ in range(301) { [page]; pagebreak(weak: true) }");
    assert_eq!(render(&sample::report(), Lang::En, &template), Err(ReportError::TooLong { pages: 301, limit: 300 }));
}
