//! The IATI file: valid against the schema, true to the ruleset, publishing what it should and nothing else.

mod sample;

use language::{Lang, Text};
use programmes::report::*;
use reports::ReportError;
use reports::iati::render;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The reference data beside the project, when this machine has it.
fn reference() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data/iati");
    let found = folder.canonicalize().ok();
    if found.is_none() {
        eprintln!("skipped: no reference data of IATI beside the project");
    }
    found
}

fn xml(report: &HalfYearReport) -> String {
    render(report, Lang::En).expect("valid").xml
}

#[test]
fn the_sample_is_written_as_reviewed() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/half-year.xml");
    let written = xml(&sample::report());
    if std::env::var_os("SAPHAN_UPDATE_GOLDEN").is_some() {
        std::fs::write(&golden, &written).expect("written");
    }
    assert!(
        written == std::fs::read_to_string(&golden).expect("committed"),
        "run with SAPHAN_UPDATE_GOLDEN=1 and read the difference"
    );
}

#[test]
fn the_schema_accepts_full_and_bare_reports_in_every_language() {
    let Some(reference) = reference() else { return };
    let bare = HalfYearReport {
        participants: Vec::new(),
        objectives: Vec::new(),
        indicators: Vec::new(),
        coverage: Vec::new(),
        budget: Vec::new(),
        transactions: Vec::new(),
        ..sample::report()
    };
    let folder = std::env::temp_dir().join(format!("saphan-iati-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    for (name, report) in [("full", sample::report()), ("bare", bare)] {
        for lang in Lang::ALL {
            let file = folder.join(format!("{name}-{lang}.xml"));
            std::fs::write(&file, render(&report, lang).expect("valid").xml).expect("written");
            let schema = reference.join("schema-2.03/iati-activities-schema.xsd");
            let Ok(output) = Command::new("xmllint").args(["--noout", "--schema"]).arg(schema).arg(&file).output()
            else {
                return eprintln!("skipped: no xmllint on this machine");
            };
            assert!(output.status.success(), "{name} {lang}: {}", String::from_utf8_lossy(&output.stderr));
        }
    }
    std::fs::remove_dir_all(&folder).expect("removed");
}

#[test]
fn figures_money_and_places_are_published() {
    let xml = xml(&sample::report());
    for part in [
        "<iati-identifier>TH-TIN-0000000000000-THA-ZOE-TTH-P02</iati-identifier>",
        "<narrative xml:lang=\"th\">ปลอดภัยก่อนก้าวออกจากบ้าน",
        "<target value=\"3500\"/>",
        "<actual value=\"3913\"/>",
        "<dimension name=\"participant_kind\" value=\"teachers\"/>",
        "<baseline year=\"2017\" value=\"1200\"/>",
        "<location ref=\"TH-34\">",
        "<value currency=\"USD\" value-date=\"2020-01-01\">31150.00</value>",
    ] {
        assert!(xml.contains(part), "no {part} in {xml}");
    }
    assert!(!xml.contains("false job offer"), "what people said is not published");
}

#[test]
fn a_missing_value_is_left_out_and_never_nought() {
    let mut report = sample::report();
    report.indicators.truncate(1);
    let figure = &mut report.indicators[0];
    figure.breakdowns[0].cells[1].value = Measured::Missing(Missing::Withheld);
    figure.previous = Some(Measured::Missing(Missing::Unknown));
    let xml = xml(&report);
    assert!(!xml.contains("\"teachers\"") && xml.contains("\"students\""));
    assert!(!xml.contains("2019-06-30"), "a period without a value is no period");
}

#[test]
fn a_publisher_without_identifier_gets_a_draft_that_says_so() {
    let mut report = sample::report();
    report.publisher.identifier = None;
    let file = render(&report, Lang::En).expect("valid");
    assert!(file.xml.contains("<!--Draft: the reporting organisation has no IATI identifier yet."));
    let warned: Vec<_> = file.warnings.iter().map(|warning| warning.key).collect();
    assert_eq!(warned, ["reports-warning-no-identifier"], "said once, in the reader's language");
    assert!(render(&sample::report(), Lang::En).expect("valid").warnings.is_empty());
}

#[test]
fn broken_rules_are_told_by_their_ids() {
    type Change = fn(&mut HalfYearReport);
    let cases: [(&str, Change); 12] = [
        ("1.1.3", |report| report.project.iati_identifier = report.publisher.identifier.clone()),
        ("6.2.2", |report| report.project.sectors.clear()),
        ("2.1.4", |report| report.project.sectors[0].percentage = Some(50.0)),
        ("2.1.1", |report| report.project.sectors.push(Sector { code: "16010".into(), percentage: None })),
        ("2.1.2", |report| {
            report.project.sectors =
                ["15190", "16010"].map(|code| Sector { code: code.into(), percentage: Some(40.0) }).into();
        }),
        ("12.3.1", |report| report.project.sectors[0].percentage = Some(-1.0)),
        ("11.1.2", |report| report.project.end = sample::date("2017-01-01")),
        ("3.7.1", |report| report.project.country.clear()),
        ("7.5.3", |report| report.budget[0].end = sample::date("2019-06-30")),
        ("8.6.3", |report| report.budget[0].end = sample::date("2017-06-30")),
        ("11.2.1", |report| report.transactions[0].date = sample::date("2021-01-01")),
        ("8.6.1", |report| report.period.end = sample::date("2018-01-01")),
    ];
    for (rule, change) in cases {
        let mut report = sample::report();
        change(&mut report);
        match render(&report, Lang::En) {
            Err(ReportError::Iati(findings)) => {
                assert!(findings.iter().any(|finding| finding.rule == rule), "{rule}: {findings:?}");
            }
            other => panic!("{rule}: {other:?}"),
        }
    }
}

#[test]
fn an_organisation_with_neither_name_nor_identifier_is_refused() {
    let mut report = sample::report();
    report.participants[0].organisation = Organisation { name: Text::default(), identifier: None, kind: None };
    let Err(ReportError::Iati(findings)) = render(&report, Lang::En) else { panic!("accepted") };
    assert_eq!(findings[0].rule, "6.10.1");
}

/// Rules of the standard ruleset that a report cannot break, because it never writes what they are about, or writes it so that it
/// always holds.
const OUT_OF_REACH: [(&str, &str); 23] = [
    ("1.4.1", "no provider-activity-id"),
    ("1.5.1", "no receiver-activity-id"),
    ("1.6.1", "no other-identifier"),
    ("1.7.1", "no related-activity"),
    ("1.9.1", "no activity-id of participants"),
    ("1.11.1", "no other-identifier"),
    ("1.11.13", "no other-identifier"),
    ("1.16.1", "no other-identifier"),
    ("2.2.1", "sectors are of vocabulary 1 only"),
    ("3.1.1", "one country"),
    ("3.1.2", "one country"),
    ("3.1.4", "one country, without percentage"),
    ("3.4.1", "no regions"),
    ("3.4.2", "no regions"),
    ("3.4.4", "no regions"),
    ("3.6.2", "countries at activity level only"),
    ("3.7.2", "countries at activity level only"),
    ("6.6.2", "sectors at activity level only"),
    ("6.7.2", "sectors at activity level only"),
    ("6.8.1", "no other-identifier"),
    ("8.11.1", "no references"),
    ("12.1.1", "no percentages of countries or regions"),
    ("102.1.1", "sectors are of vocabulary 1 only"),
];

/// Elements that are never written, by what their rules' messages are about.
const NEVER_WRITTEN: [&str; 5] =
    ["aid type", "budget item", "policy marker", "percentage value must be between 0.0 and 100.0", "for qualitative"];

#[test]
fn every_rule_is_kept_or_said_to_be_out_of_reach() {
    let Some(reference) = reference() else { return };
    let ruleset = std::fs::read_to_string(reference.join("rulesets/rulesets/standard.json")).expect("the ruleset");
    let ruleset: serde_json::Value = serde_json::from_str(&ruleset).expect("JSON");
    let mut rules = BTreeSet::new();
    for (context, cases) in ruleset.as_object().expect("contexts") {
        if !context.contains("iati-organisation") || context.contains("iati-activities") {
            collect(cases, &mut rules);
        }
    }
    let kept = include_str!("../src/iati/check.rs");
    let unknown: Vec<_> = rules
        .iter()
        .filter(|(id, message)| {
            !kept.contains(&format!("\"{id}\""))
                && !OUT_OF_REACH.iter().any(|(rule, _)| rule == id)
                && !NEVER_WRITTEN.iter().any(|words| message.contains(words))
        })
        .collect();
    assert!(rules.len() > 50, "{rules:?}");
    assert!(unknown.is_empty(), "{unknown:?}");
}

fn collect(value: &serde_json::Value, rules: &mut BTreeSet<(String, String)>) {
    if let Some(info) = value.get("ruleInfo") {
        let text = |key: &str| info[key].as_str().unwrap_or_default().to_owned();
        rules.insert((text("id"), text("message")));
    }
    match value {
        serde_json::Value::Object(map) => map.values().for_each(|value| collect(value, rules)),
        serde_json::Value::Array(list) => list.iter().for_each(|value| collect(value, rules)),
        _ => {}
    }
}
