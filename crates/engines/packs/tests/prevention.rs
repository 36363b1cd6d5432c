//! The packs inside the binary: read, complete, and proven by their own cases; and what is said of packs with mistakes.

use calendar::Period;
use language::{Lang, say};
use packs::{Class, ColumnKind, Pack, PackProblem, builtin, builtin_files, builtin_ids, check, record_document};
use stats::{People, total};
use std::collections::BTreeMap;
use std::sync::LazyLock;

static PREVENTION: LazyLock<Pack> = LazyLock::new(|| {
    Pack::builtin("prevention").expect("every_builtin_pack_can_be_read_and_has_no_problem says why not")
});

fn lines(problems: &[PackProblem]) -> String {
    problems.iter().map(|problem| format!("{problem}\n")).collect()
}

#[test]
fn every_builtin_pack_can_be_read_and_has_no_problem() {
    let packs = builtin().unwrap_or_else(|problems| panic!("{}", lines(&problems)));
    assert_eq!(packs.len(), builtin_ids().len());
    // What people of a programme meet every day is the prevention pack's.
    assert_eq!(packs.first().map(|pack| pack.id.as_str()), Some("prevention"));
    let beside: Vec<&Pack> = packs.iter().collect();
    for pack in &packs {
        let problems = check(pack, &beside);
        assert!(problems.is_empty(), "{}", lines(&problems));
    }
}

#[test]
fn every_case_that_is_closed_is_kept_for_a_time() {
    for pack in builtin().unwrap_or_else(|problems| panic!("{}", lines(&problems))) {
        let Some(workflow) = &pack.workflow else { continue };
        for state in workflow.states.iter().filter(|state| state.ends) {
            // A rule on a condition may not hold.
            let has_end = workflow.retention.iter().any(|one| one.is_about(state) && one.when.is_none());
            assert!(has_end, "{}: a case in {} would be kept for ever", pack.id, state.id);
        }
    }
}

#[test]
fn the_outreach_session_becomes_typed_columns_and_rows() {
    let kind = PREVENTION.kind("prevention/outreach-session").expect("the kind");
    let column = |name| kind.column(name).map(|column| (column.kind, column.class));
    assert_eq!(column("date"), Some((ColumnKind::Date, Class::Public)));
    assert_eq!(column("venue"), Some((ColumnKind::Text, Class::Work)));
    assert_eq!(column("count"), None);
    let attendance = kind.rows("attendance").expect("the repeat");
    let columns: Vec<_> = attendance.columns.iter().map(|column| (column.name.as_str(), column.kind)).collect();
    let text = ColumnKind::Text;
    assert_eq!(
        columns,
        [("participant_kind", text), ("sex", text), ("age_band", text), ("count", ColumnKind::Integer)]
    );
    let references: Vec<_> =
        kind.references.iter().map(|found| (found.question.as_str(), found.kind.as_str())).collect();
    assert_eq!(references, [("project", "prevention/project")]);
    assert!(kind.import);
}

#[test]
fn what_says_who_a_person_is_is_marked_so() {
    for (kind, question, class) in [
        ("trained-person", "full_name", Class::Identity),
        ("trained-person", "contact", Class::Identity),
        ("organisation", "phone", Class::Identity),
        ("livelihood-family", "risks", Class::Case),
    ] {
        let column = PREVENTION.kind(kind).and_then(|kind| kind.column(question));
        assert_eq!(column.map(|column| column.class), Some(class), "{kind}: {question}");
    }
}

#[test]
fn every_kind_of_the_contract_is_there() {
    let forms: Vec<_> = PREVENTION.kinds.iter().map(|kind| kind.form.as_str()).collect();
    for form in [
        "outreach-session",
        "training-event",
        "trained-person",
        "cascade-activity",
        "manual-version",
        "campaign",
        "school-commitment",
        "replication-step",
        "livelihood-family",
        "livelihood-visit",
        "relief-distribution",
        "context-indicator",
        "organisation",
        "agreement",
        "activity-request",
        "project",
        "project-note",
        "quote",
        "picture",
    ] {
        assert!(forms.contains(&form), "{form}");
    }
}

#[test]
fn people_are_said_to_be_counted_each_time() {
    let people = PREVENTION.indicator("people_reached").expect("the indicator");
    assert_eq!(people.unit.people, Some(People::EachTime));
    assert_eq!(people.by.first().map(|dimension| dimension.id.as_str()), Some("province"));
    let label = PREVENTION.value_label(people, "participant_kind", "teachers").expect("a choice");
    assert_eq!((label.get(Lang::En), label.get(Lang::Th)), ("Teachers", "ครู"));
    assert_eq!(PREVENTION.value_label(people, "province", "50"), None);
}

#[test]
fn articles_are_found_in_the_readers_language_or_in_english() {
    let title = |lang| PREVENTION.article("privacy", lang).map(|article| article.head.title.clone());
    assert_eq!(title(Lang::Th).as_deref(), Some("ความเป็นส่วนตัวในงานรณรงค์"));
    assert_eq!(title(Lang::My).as_deref(), Some("Privacy in outreach"));
}

/// The demonstration must show the figures that programmes reported, so that what a visitor sees is what the register says.
#[test]
fn the_demonstration_shows_the_reported_figures() {
    let figure = |id: &str, period: &str| {
        let indicator = PREVENTION.indicator(id).expect("the indicator");
        let period: Period = period.parse().expect("a period");
        let records: Vec<_> = PREVENTION
            .demo
            .iter()
            .filter(|record| record.kind == indicator.kind)
            .map(|record| record_document("record", &record.answers))
            .collect();
        total(indicator, &records, period).expect("counted")
    };
    for (indicator, period, expected) in [
        ("outreach_sessions", "2019-H2", 21.0),
        ("people_reached", "2019-H2", 3913.0),
        ("teachers_and_parents_reached", "2019-H2", 394.0),
        ("schools_with_curriculum", "2019-H2", 2.0),
        ("teacher_training_requests", "2019-H2", 3.0),
        ("club_members", "2019-H2", 31.0),
        ("funding_needed", "2020", 22230.0),
    ] {
        assert_eq!(figure(indicator, period), Some(expected), "{indicator} {period}");
    }
    assert!(figure("campaign_reach", "2020").is_some_and(|reach| reach > 900_000.0));
}

/// Applies a change to one file of the prevention pack and gives what is said of it.
fn spoiled(file: &str, from: &str, to: &str) -> Vec<PackProblem> {
    let mut files = builtin_files("prevention");
    // Demonstration records take most of the time and matter only where they are what is spoiled.
    files.retain(|path, _| !path.starts_with("demo/") || path == file);
    let text = String::from_utf8(files.get(file).expect("the file").clone()).expect("text");
    assert!(text.contains(from), "{file} has no {from}");
    files.insert(file.to_owned(), text.replacen(from, to, 1).into_bytes());
    match Pack::load(&files) {
        Ok(pack) => check(&pack, &[]),
        Err(problems) => problems,
    }
}

#[test]
fn mistakes_are_told_where_they_are() {
    let outreach = "forms/outreach-session.md";
    let cases: &[(&str, &str, &str, &str)] = &[
        ("pack.toml", "id = \"prevention\"", "id = = 1", "pack.toml:4: This cannot be read"),
        ("pack.toml", "form = \"campaign\"", "form = \"champagne\"", "There is no form “champagne”"),
        ("pack.toml", "label = \"{venue}\"", "label = \"{venue\"", "a brace is opened"),
        ("pack.toml", "group = \"activities\"", "group = \"nowhere\"", "There is no group “nowhere”"),
        ("pack.toml", "key = \"code\"", "key = \"cod\"", "The form “project” has no question “cod”"),
        ("pack.toml", "rows = \"targets\"", "rows = \"aims\"", "The form “project” has no question “aims”"),
        ("pack.toml", "date = \"date\"", "dat = \"date\"", "This cannot be read: unknown field `dat`"),
        ("indicators.toml", "unit = \"session\"", "unit = \"sitting\"", "There is no unit “sitting”"),
        ("indicators.toml", "date = \"date\"", "date = \"date(\"", "The expression “date(” cannot be read"),
        (
            "indicators.toml",
            "sum = \"count\"",
            "sum = \"cuont\"",
            "The form “outreach-session” has no question “attendance/cuont”",
        ),
        ("indicators.toml", "\"../setting\"", "\"setting\"", "has no question “attendance/setting”"),
        ("indicators.toml", "\"outreach_sessions\"", "\"people_reached\"", "“people_reached” is defined twice"),
        (
            "indicators.toml",
            "province = { en = \"Province\", th",
            "provinc = { en = \"Province\", th",
            "The dimension “province” has no name",
        ),
        (
            "indicators.toml",
            "th = \"จำนวนครั้งที่จัดกิจกรรมรณรงค์\"",
            "th = \"\"",
            "indicator “outreach_sessions”, title is not written in ไทย",
        ),
        ("dashboards.toml", "\"people_trained\"", "\"people_taught\"", "There is no indicator “people_taught”"),
        ("dashboards.toml", "by = \"venue_kind\"", "by = \"colour\"", "cannot be split by “colour”"),
        ("dashboards.toml", ", by = \"province\"", "", "needs a “by”"),
        (outreach, "ครั้งแรก=yes", "ครั้งแรก=maybe", "“ครั้งแรก=maybe” is not a mark of “first_time”"),
        (outreach, "| public |", "| publik |", "“publik” is not a class"),
        (outreach, "จังหวัด |", " |", "label is not written in ไทย"),
        (outreach, "districts.csv", "quarters.csv", "Nobody supplies the list “quarters.csv”"),
        (outreach, ". <= today()", ". <= toady()", "forms/outreach-session.md (survey row 3, constraint)"),
        (
            "content/counting.en.md",
            "A figure is only",
            "A number is only",
            "content/counting.th.md: The English text has changed",
        ),
        ("content/counting.th.md", "+++\n", "---\n", "begins with a head"),
        (
            "cases/outreach-2019-h2.toml",
            "value = 3913",
            "value = 3914",
            "“people_reached” in 2019-H2 should be 3914 and is 3913.",
        ),
        (
            "cases/outreach-mistakes.toml",
            "violations = [\"date\"]",
            "violations = []",
            "The form should refuse – and refused date.",
        ),
        ("demo/campaign.json", "\"channel\":\"line\"", "\"channel\":\"fax\"", "channels[2]/channel"),
        ("demo/campaign.json", "[", "[[", "This cannot be read"),
    ];
    for (file, from, to, expected) in cases {
        let said = lines(&spoiled(file, from, to));
        assert!(said.contains(expected), "{file}: {from} -> {to}\nexpected: {expected}\nsaid: {said}");
    }
}

#[test]
fn a_pack_without_its_manifest_says_so_in_thai_too() {
    let problems = Pack::load(&BTreeMap::new()).expect_err("no files");
    let [problem] = problems.as_slice() else { panic!("{problems:?}") };
    assert_eq!(say(Lang::Th, &problem.message), "ไม่พบไฟล์ “pack.toml” โปรดเพิ่มไฟล์นี้");
}
