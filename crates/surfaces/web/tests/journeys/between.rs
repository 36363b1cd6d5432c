//! Agencies that ask each other for help, and a case that is opened in an emergency, as the people on both sides see it.

use crate::browser::{Browser, Page, Site};
use axum::http::StatusCode;
use casework::Consent;
use service_kit::Role;
use testkit::{HOME, OTHER};

const SCREENING: [(&str, &str); 10] = [
    ("/code", "P-0001"),
    ("/screened_on", "2019-11-20"),
    ("/province", "57"),
    ("/agency", "police"),
    ("/age_group", "adult"),
    ("/interpreter", "yes"),
    ("/danger", "no"),
    ("/agreed", "yes"),
    ("/signs", "wages"),
    ("save", "yes"),
];

/// A case that a coordinator opened, with their browser and its address.
pub(crate) async fn case(site: &Site) -> (Browser, String) {
    let mut lead = site.signed_in(Role::Coordinator, HOME).await;
    let opens = "/records/identification/first-screening/new";
    let form = lead.get(opens).await;
    let opened = lead.send(&form, opens, &SCREENING).await;
    let address = opened.address.split('?').next().unwrap().to_owned();
    assert!(address.starts_with("/cases/"), "{} {}", opened.address, opened.text);
    (lead, address)
}

async fn consented(site: &Site, case: &str) {
    let lead = site.world.person(Role::Coordinator, HOME);
    let consent = Consent {
        agencies: vec![OTHER.into()],
        by: "guardian".into(),
        language: "mya".into(),
        interpreter: true,
        assent: Some(true),
        until: None,
    };
    site.state.casework.consent(&lead, case, 1, consent).await.unwrap();
}

pub(crate) fn first_link(page: &Page, start: &str) -> String {
    let rest = page.text.split(&format!("href=\"{start}")).nth(1).unwrap_or_else(|| panic!("{start}: {}", page.text));
    format!("{start}{}", rest.split('"').next().unwrap())
}

#[tokio::test]
async fn one_agency_asks_another_which_answers_and_sees_no_more_once_it_is_taken_back() {
    let site = Site::new().await;
    let (mut lead, case) = case(&site).await;
    let id = case.strip_prefix("/cases/").unwrap().to_owned();
    consented(&site, &id).await;
    let refer = format!("{case}/refer");
    let asking = lead.get(&refer).await;
    assert!(asking.shows("First screening"), "{}", asking.text);
    let wrong = lead.send(&asking, &refer, &[("agency", OTHER), ("service", ""), ("records", &id)]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.shows("Choose what you ask for."), "{}", wrong.text);
    let note = "A woman needs a bed tonight.";
    let asked = [("agency", OTHER), ("service", "shelter"), ("note", note), ("records", &id)];
    let page = lead.send(&asking, &refer, &asked).await;
    assert!(page.shows("waits for an answer") && page.shows("Shelter"), "{}", page.text);

    let mut other = site.signed_in(Role::Coordinator, OTHER).await;
    let home = other.get("/").await;
    assert!(home.shows("One agency waits for your answer"), "{}", home.text);
    let list = other.get("/referrals").await;
    let referral = first_link(&list, "/referrals/");
    let shown = other.get(&referral).await;
    assert!(shown.shows(note) && shown.shows("First screening"), "{}", shown.text);
    let record = first_link(&shown, &format!("{referral}/records/"));
    assert!(other.get(&record).await.shows("P-0001"));
    assert_eq!(other.get(&case).await.status, StatusCode::NOT_FOUND, "nothing else of the case");

    let accept = format!("{referral}/accept");
    let sure = other.get(&accept).await;
    let accepted = other.send(&sure, &accept, &[("person", "")]).await;
    assert!(accepted.shows("You accepted it."), "{}", accepted.text);
    let case_page = lead.get(&case).await;
    assert!(case_page.shows("accepted"), "{}", case_page.text);

    let revoke = first_link(&case_page, &format!("{case}/refer-revoke/"));
    let sure = lead.get(&revoke).await;
    assert!(lead.send(&sure, &revoke, &[]).await.shows("taken back"));
    for gone in [&referral, &record, &format!("{referral}/done")] {
        assert_eq!(other.get(gone).await.status, StatusCode::NOT_FOUND, "{gone}");
    }
    assert!(other.get("/referrals").await.shows("Nothing is asked of you now."));
}

#[tokio::test]
async fn a_case_is_opened_in_an_emergency_and_whoever_answers_for_it_is_told_and_ends_it() {
    let site = Site::new().await;
    let (mut lead, case) = case(&site).await;
    let id = case.strip_prefix("/cases/").unwrap();
    let code = site.state.kit.store.case(id).await.unwrap().unwrap().code;
    let mut doctor = site.signed_in(Role::FieldWorker, OTHER).await;
    assert_eq!(doctor.get(&case).await.status, StatusCode::NOT_FOUND);
    let open = "/emergency/open";
    let form = doctor.get(open).await;
    let wrong = doctor.send(&form, open, &[("code", "ZZZ-ZZZ"), ("reason", "She cannot speak.")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.shows("No case can be opened with this code."), "{}", wrong.text);
    let read = doctor.send(&wrong, open, &[("code", &code), ("reason", "She cannot speak.")]).await;
    assert_eq!((read.status, read.address.as_str()), (StatusCode::OK, case.as_str()));
    assert!(read.shows("Open in an emergency to") && !read.shows(&format!("{case}/refer")), "{}", read.text);

    let mut officer = site.signed_in(Role::DataOfficer, HOME).await;
    let mut last = String::new();
    for browser in [&mut officer, &mut lead] {
        let home = browser.get("/").await;
        assert!(
            home.shows(&format!("Opened in an emergency: {code}")) && home.shows("She cannot speak."),
            "{}",
            home.text
        );
        let told = first_link(&home, "/emergency/");
        let page = browser.get(&told).await;
        let seen = browser.send(&page, &format!("{told}/seen"), &[]).await;
        assert!(seen.shows("Noted that you saw it."), "{}", seen.text);
        assert!(!browser.get("/").await.shows("Opened in an emergency"));
        last = told;
    }
    assert!(lead.get(&case).await.shows("Opened in an emergency: She cannot speak."));
    let sure = lead.get(&format!("{last}/end")).await;
    assert!(lead.send(&sure, &format!("{last}/end"), &[]).await.shows("Ended."));
    assert_eq!(doctor.get(&case).await.status, StatusCode::NOT_FOUND, "from the next request on");
    let mut partner = site.signed_in(Role::Partner, OTHER).await;
    assert_eq!(partner.get(open).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn whoever_does_not_answer_for_a_case_is_asked_what_for_and_then_not_again() {
    let site = Site::new().await;
    let (_, case) = case(&site).await;
    let mut director = site.signed_in(Role::Director, HOME).await;
    let asked = director.get(&case).await;
    assert!(asked.address.starts_with("/purpose?to="), "{}", asked.address);
    assert!(asked.shows("Supervision") && !asked.shows("P-0001"), "{}", asked.text);
    let unsaid = director.send(&asked, "/purpose", &[("to", &case), ("purpose", "other"), ("told", "")]).await;
    assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unsaid.shows("Write the other purpose"), "{}", unsaid.text);
    let read = director.send(&unsaid, "/purpose", &[("to", &case), ("purpose", "supervision")]).await;
    assert_eq!((read.status, read.address.as_str()), (StatusCode::OK, case.as_str()));
    for again in [&case, &format!("{case}/assign")] {
        assert_eq!(director.get(again).await.address, *again, "not asked again");
    }
    // Whoever works on stays signed in.
    for _ in 0..32 {
        site.world.clock.advance(15 * 60 * 1000);
        assert_eq!(director.get("/").await.address, "/");
    }
    assert!(director.get(&case).await.address.starts_with("/purpose"), "asked again the next day");
    let hidden = site.signed_in(Role::Director, OTHER).await.get(&case).await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND, "what is hidden asks nothing");
    let audit = director.get("/audit").await;
    assert!(audit.shows("Supervision"), "{}", audit.text);
}
