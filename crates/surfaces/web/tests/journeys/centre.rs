//! The operating centre as its people meet it: the board, who answers for how much, what waits, and a meeting from its preparation to its
//! minutes. Whose cases are whose is the service's; here it is seen that no page goes round it.

use crate::browser::{Browser, Page, Site};
use axum::http::{StatusCode, header};
use casework::{Consent, Invited};
use service_kit::{Context, Purpose, Role};
use store::{Agency, Change, Unit};
use testkit::{HOME, OTHER};

const THIRD: &str = "agency-third";

/// Opens a case as somebody, and gives its id.
async fn opened(browser: &mut Browser, code: &str) -> String {
    let referral = [
        ("/code", code),
        ("/received_on", "2019-11-20"),
        ("/from_agency", "welfare"),
        ("/province", "57"),
        ("/interpreter", "no"),
        ("/concerns", "online"),
        ("/safe_tonight", "yes"),
        ("/caregiver_safe", "yes"),
        ("/assent", "yes"),
        ("save", "yes"),
    ];
    let opens = "/records/child-advocacy/referral-in/new";
    let page = browser.get(opens).await;
    let case = browser.send(&page, opens, &referral).await;
    case.address.strip_prefix("/cases/").and_then(|rest| rest.split('?').next()).unwrap().to_owned()
}

async fn code_of(site: &Site, id: &str) -> String {
    site.world.kit.store.case(id).await.unwrap().unwrap().code
}

#[tokio::test]
async fn the_board_the_load_and_the_meeting_show_a_reader_their_agencys_cases_and_no_others() {
    let site = Site::new().await;
    let mut lead = site.signed_in(Role::Coordinator, HOME).await;
    let mut neighbour = site.signed_in(Role::Coordinator, OTHER).await;
    let (own, other) = (opened(&mut lead, "C-0001").await, opened(&mut neighbour, "C-0002").await);
    let (own_code, other_code) = (code_of(&site, &own).await, code_of(&site, &other).await);
    for address in ["/cases", "/cases?view=board", "/cases?pack=child-advocacy&state=received", "/cases/meeting"] {
        let page = lead.get(address).await;
        assert_eq!(page.status, StatusCode::OK, "{address}: {}", page.text);
        assert!(page.shows(&own_code) && !page.shows(&other_code) && !page.shows(&other), "{address}: {}", page.text);
        assert_eq!(page.text.matches("<h1>").count(), 1, "{address}");
    }
    let board = lead.get("/cases?view=board").await;
    assert!(board.shows("Show all (1)") && board.shows("Received"), "{}", board.text);
    let load = lead.get("/cases/load").await;
    assert!(load.shows("Test coordinator-agency-lot"), "{}", load.text);
    // In an address that was made up, a neighbour's case is as if it were none.
    for page in ["agenda", "minutes"] {
        let both = lead.get(&format!("/cases/meeting/{page}?case={other}&case={own}")).await;
        assert!(both.shows(&own_code) && !both.shows(&other_code), "{page}: {}", both.text);
        let theirs = lead.get(&format!("/cases/meeting/{page}?case={other}")).await;
        let absent = lead.get(&format!("/cases/meeting/{page}?case=nothing")).await;
        assert_eq!((theirs.status, absent.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND), "{page}");
    }
    for address in ["case?at=1&", "minutes.pdf?"] {
        let theirs = lead.get(&format!("/cases/meeting/{address}case={other}")).await;
        assert_eq!(theirs.status, StatusCode::NOT_FOUND, "{address}");
    }
}

#[tokio::test]
async fn a_field_worker_finds_their_own_cases_and_not_who_answers_for_how_much() {
    let site = Site::new().await;
    let mut lead = site.signed_in(Role::Coordinator, HOME).await;
    let of_lead = opened(&mut lead, "C-0001").await;
    let code = code_of(&site, &of_lead).await;
    let mut worker = site.signed_in(Role::FieldWorker, HOME).await;
    for address in ["/cases", "/cases?view=board", "/cases/meeting", "/cases?overdue=yes"] {
        let page = worker.get(address).await;
        assert!(page.status == StatusCode::OK && !page.shows(&code), "{address}: {}", page.text);
        assert!(!page.shows("/cases/load"), "{address}");
    }
    assert_ne!(worker.get("/cases/load").await.status, StatusCode::OK);
    let mut keeper = site.signed_in(Role::Administrator, HOME).await;
    for address in ["/cases", "/cases?view=board", "/cases/load", "/cases/meeting"] {
        assert_ne!(keeper.get(address).await.status, StatusCode::OK, "{address}");
    }
}

/// The police and the welfare office take part in a case of the home agency, which is an organisation here, and planning is due.
async fn at_the_table(site: &Site, id: &str, lead: &Context) {
    let agency = |id: &str, kind: &str| {
        Change::PutAgency(Agency {
            id: id.into(),
            name_en: format!("The {kind}"),
            name_th: format!("The {kind}"),
            created_at: site.world.kit.now(),
            kind: kind.into(),
        })
    };
    let agencies = vec![agency(HOME, "ngo"), agency(OTHER, "police"), agency(THIRD, "welfare")];
    site.world.kit.commit(Unit::new(agencies, Vec::new())).await.unwrap();
    let casework = &site.state.casework;
    let lead = &Context { purpose: Some(Purpose::new("supervision", "").unwrap()), ..lead.clone() };
    let seen = async || casework.case(lead, id).await.unwrap().seen;
    casework.make_move(lead, id, seen().await, "take-on").await.unwrap();
    let consent = Consent {
        agencies: vec![OTHER.into(), THIRD.into()],
        by: "guardian".into(),
        language: "tha".into(),
        interpreter: false,
        assent: Some(true),
        until: None,
    };
    casework.consent(lead, id, seen().await, consent).await.unwrap();
    for agency_id in [OTHER, THIRD] {
        let invited = Invited { agency_id: agency_id.into(), as_kind: String::new(), reason: String::new() };
        casework.invite(lead, id, seen().await, invited).await.unwrap();
    }
}

/// The address of the first link whose text this is.
fn link(page: &Page, text: &str) -> String {
    let before = page.text.split(text).next().unwrap();
    let href = before.rsplit("href=\"").next().unwrap().split('"').next().unwrap();
    href.replace("&#38;", "&").replace("&amp;", "&")
}

#[tokio::test]
async fn a_meeting_goes_from_what_waits_to_a_decision_and_its_minutes() {
    let site = Site::new().await;
    let mut lead = site.signed_in(Role::Coordinator, HOME).await;
    let id = opened(&mut lead, "C-0001").await;
    let code = code_of(&site, &id).await;
    at_the_table(&site, &id, &site.world.person(Role::Coordinator, HOME)).await;
    let cases = lead.get("/cases").await;
    assert!(cases.shows("Waiting for you") && cases.shows("Planning conference"), "{}", cases.text);
    assert!(lead.get("/cases?waits=reader").await.shows(&code));
    let choose = lead.get("/cases/meeting").await;
    assert!(choose.shows(&format!("value=\"{id}\" id=\"awaited.{id}\" checked")), "{}", choose.text);
    let agenda = lead.get(&format!("/cases/meeting/agenda?case=&case={id}")).await;
    assert!(agenda.shows("One case comes up.") && agenda.shows("Meeting of 22 November 2019"), "{}", agenda.text);
    let one = lead.get(&link(&agenda, ">Begin<")).await;
    assert!(one.shows("1 of 1") && one.shows("nothing decided yet"), "{}", one.text);
    let form = lead.get(&link(&one, ">Note the decision<")).await;
    let said = |agency: &str| format!("said:{agency}");
    let (home, police, welfare) = (said(HOME), said(OTHER), said(THIRD));
    let seen = form.hidden("seen");
    let answers = [
        ("seen", seen.as_str()),
        ("outcome", "interview"),
        (&home, "interview"),
        (&police, "interview"),
        (&welfare, "more-time"),
    ];
    let action = form.text.split("<form method=\"post\" action=\"").find(|part| part.starts_with("/cases/")).unwrap();
    let action = action.split('"').next().unwrap().replace("&#38;", "&");
    let without: Vec<_> = answers.iter().filter(|(name, _)| *name != welfare).copied().collect();
    let silent = lead.send(&form, &action, &without).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", silent.text);
    let back = lead.send(&silent, &action, &answers).await;
    assert!(back.address.starts_with("/cases/meeting/case?"), "{}", back.address);
    for text in ["One interview is held", "The welfare", "The child needs time"] {
        assert!(back.shows(text), "{text}: {}", back.text);
    }
    let minutes = lead.get(&link(&back, ">Go to the minutes<")).await;
    for text in
        [code.as_str(), "Minutes of 22 November 2019", "Test coordinator-agency-lot", "The child needs time", "The ngo"]
    {
        assert!(minutes.shows(text), "{text}: {}", minutes.text);
    }
    assert!(!minutes.shows("C-0001"), "nobody whom a case is about is named: {}", minutes.text);
    let pdf = lead.get(&link(&minutes, ">Save as PDF<")).await;
    assert_eq!(pdf.headers[header::CONTENT_TYPE], "application/pdf");
    assert!(pdf.bytes.starts_with(b"%PDF-"));
    let told = site.world.kit.store.audit_after(0, 1_000).await.unwrap();
    assert_eq!(told.iter().filter(|row| row.entry.action == "case.minutes").count(), 2);
    // No other address is followed than one of the meeting.
    let form = lead.get(&format!("/cases/{id}/conference/planning?to=//evil.example/cases/meeting/")).await;
    assert!(form.shows("/conference/planning\" class=\"stack\""), "{}", form.text);
}
