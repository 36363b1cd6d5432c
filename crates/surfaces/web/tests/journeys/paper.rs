//! Forms on paper: who gets which, what they say, and that reading one is noted like reading the page.

use crate::browser::{SESSIONS, Site, session};
use axum::http::StatusCode;
use collection::NewSubmission;
use serde_json::{Value, json};
use service_kit::{Actor, Context, Role};
use std::io::Write as _;
use std::process::{Command, Stdio};
use testkit::{HOME, OTHER};

const PEOPLE: &str = "/records/prevention/trained-person";

/// The text of a PDF; none where the tool is missing, which `cargo xtask test` installs.
fn text(pdf: &[u8]) -> Option<String> {
    let started =
        Command::new("pdftotext").args(["-raw", "-", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let Ok(mut tool) = started else {
        eprintln!("skipped: no pdftotext on this machine");
        return None;
    };
    let mut input = tool.stdin.take().unwrap();
    let pdf = pdf.to_vec();
    let writing = std::thread::spawn(move || input.write_all(&pdf));
    let output = tool.wait_with_output().unwrap();
    writing.join().unwrap().unwrap();
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Something recorded by the operator for an agency.
async fn recorded(site: &Site, agency: &str, id: &str, form: &str, answers: Value) {
    let context = Context::new(&site.state.kit, Actor::operator(agency), language::Lang::En);
    let new = NewSubmission {
        id: id.to_owned(),
        kind: format!("prevention/{form}"),
        answers,
        corrects: None,
        reason: None,
        source: "web",
    };
    site.state.collection.submit(&context, new).await.unwrap();
}

/// A person of the home agency, trained by the other one.
async fn trained_person(site: &Site) {
    let training = json!({ "title": "Bamboo secret training", "topic": "prevention", "date": "2019-07-04",
        "province": "50", "participants": [{ "role": "teacher", "count": "3" }] });
    recorded(site, OTHER, "a-training", "training-event", training).await;
    let person = json!({ "code": "P-7", "adult": "yes", "full_name": "Nok Example", "role": "teacher", "province": "50",
        "trained_at": "a-training", "trained_on": "2019-07-04", "consent": "no" });
    recorded(site, HOME, "a-person", "trained-person", person).await;
}

#[tokio::test]
async fn a_blank_form_is_printed_in_the_language_that_was_asked_for() {
    let site = Site::new().await;
    let mut browser = site.signed_in(Role::FieldWorker, HOME).await;
    let list = browser.get(SESSIONS).await;
    assert!(list.shows(&format!("href=\"{SESSIONS}/print.pdf?lang=my\"")), "{}", list.text);
    for (query, heading) in
        [("", "Outreach session"), ("?lang=th", "กิจกรรมรณรงค์"), ("?lang=nothing", "Outreach session")]
    {
        let page = browser.get(&format!("{SESSIONS}/print.pdf{query}")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(page.headers["content-type"], "application/pdf");
        assert_eq!(page.headers["cache-control"], "no-store");
        if let Some(found) = text(&page.bytes) {
            assert!(found.starts_with(heading), "{query}: {found}");
        }
    }
    assert_eq!(browser.get("/records/prevention/nothing/print.pdf").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_record_is_printed_as_it_was_last_corrected_with_who_and_when() {
    let site = Site::new().await;
    let mut browser = site.signed_in(Role::Coordinator, HOME).await;
    let form = browser.get(&format!("{SESSIONS}/new")).await;
    let saved = browser.send(&form, &format!("{SESSIONS}/new"), &session("First school")).await;
    let record = saved.address.split("/saved").next().unwrap().to_owned();
    site.world.clock.advance(10 * 60 * 1000);
    let form = browser.get(&format!("{record}/correct")).await;
    let mut corrected = session("Second school");
    corrected.retain(|field| *field != ("save", "yes"));
    corrected.extend([("reason", "the name was wrong"), ("save", "confirmed")]);
    browser.send(&form, &format!("{record}/correct"), &corrected).await;
    let shown = browser.get(&record).await;
    assert!(shown.shows(&format!("href=\"{record}/print.pdf\"")), "{}: {}", shown.address, shown.text);
    let page = browser.get(&format!("{record}/print.pdf")).await;
    assert_eq!(page.status, StatusCode::OK);
    let Some(found) = text(&page.bytes) else { return };
    for expected in [
        "Second school",
        "Chiang Rai",
        "Recorded by Test coordinator-agency-lot",
        "22 November 2019 12:00",
        "Corrected on 22 November 2019 12:10",
        "4 July 2019",
        "296",
    ] {
        assert!(found.contains(expected), "{expected} is not in {found}");
    }
    assert!(!found.contains("First school"));
}

#[tokio::test]
async fn a_paper_says_no_more_than_the_page_and_leaves_the_same_trace() {
    let site = Site::new().await;
    trained_person(&site).await;
    let mut browser = site.signed_in(Role::Coordinator, HOME).await;
    let address = format!("{PEOPLE}/a-person");
    let reads = async || {
        let rows = site.world.audit().await;
        rows.iter().filter(|row| row.entry.action == "record.read" && row.entry.subject_id == "a-person").count()
    };
    let page = browser.get(&address).await;
    let on_page = reads().await;
    assert!(page.shows("Nok Example") && !page.shows("Bamboo secret") && on_page > 0, "{}", page.text);
    let paper = browser.get(&format!("{address}/print.pdf")).await;
    assert_eq!(paper.status, StatusCode::OK);
    assert_eq!(reads().await, 2 * on_page, "reading the paper is noted like reading the page");
    let Some(found) = text(&paper.bytes) else { return };
    assert!(found.contains("Nok Example") && found.contains("Confidential"), "{found}");
    assert!(found.contains("a-training") && !found.contains("Bamboo"), "a training of others keeps its id: {found}");
    assert!(found.contains("Not applicable"), "what was not asked is told: {found}");
    let mut stranger = site.signed_in(Role::Coordinator, OTHER).await;
    assert_eq!(stranger.get(&format!("{address}/print.pdf")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(reads().await, 2 * on_page);
}
