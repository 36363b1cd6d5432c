//! What people do, from the first press to the last.

use crate::browser::{PASSWORD, Page, SESSIONS, Site, session};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use service_kit::Role;
use std::collections::BTreeSet;
use testkit::{HOME, OTHER};

const REGISTER: &str = "วันที่,สถานที่,ประเภทสถานที่,จังหวัด,จำนวนนักเรียน\n4 ก.ค. 2562,โรงเรียนบ้านสาธิต,โรงเรียน,จ.เชียงราย,296\n18 ธ.ค. 2562,โรงเรียนวัดสมมติ,โรงเรียน,จ.อุบลราชธานี,240\nรวม,,,,536\n";

#[tokio::test]
async fn an_invited_person_chooses_a_password_once_and_signs_in_with_it() {
    let site = Site::new().await;
    let link = site.invite("malee", Role::Coordinator, HOME).await;
    let mut browser = site.stranger();
    let page = browser.get(&link).await;
    assert!(page.shows("Welcome, Test malee"));
    let differs = browser.send(&page, &link, &[("password", PASSWORD), ("again", "something else")]).await;
    assert_eq!(differs.status, StatusCode::UNPROCESSABLE_ENTITY);
    let home = browser.send(&page, &link, &[("password", PASSWORD), ("again", PASSWORD)]).await;
    assert!(home.shows("Good day, Test malee"), "{}", home.text);
    assert_eq!(site.stranger().get(&link).await.status, StatusCode::NOT_FOUND, "the link works once");

    let token = browser.cookies["saphan"].clone();
    browser.send(&home, "/sign-out", &[]).await;
    let mut thief = site.stranger();
    thief.cookies.insert("saphan".into(), token.clone());
    assert!(thief.get("/").await.address.starts_with("/sign-in"), "a token does not outlive signing out");

    let door = browser.get("/projects").await;
    assert!(door.address.starts_with("/sign-in?to="));
    let wrong =
        browser.send(&door, "/sign-in", &[("login", "malee"), ("password", "not this one"), ("to", "/projects")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.shows("do not match"));
    let inside =
        browser.send(&wrong, "/sign-in", &[("login", "Malee "), ("password", PASSWORD), ("to", "/projects")]).await;
    assert_eq!((inside.status, inside.address.as_str()), (StatusCode::OK, "/projects"));
    assert_ne!(browser.cookies["saphan"], token, "each session has a token of its own");
}

#[tokio::test]
async fn a_session_is_recorded_once_corrected_and_taken_back() {
    let site = Site::new().await;
    let mut browser = site.signed_in(Role::Coordinator, HOME).await;
    let new = format!("{SESSIONS}/new");
    let form = browser.get(&new).await;
    let wrong = browser.send(&form, &new, &[("/venue", "โรงเรียนบ้านสาธิต"), ("save", "yes")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.shows("โรงเรียนบ้านสาธิต") && wrong.shows("href=\"#.date\""), "nothing typed is lost: {}", wrong.text);
    assert_eq!(wrong.hidden("submission"), form.hidden("submission"));

    let saved = browser.send(&wrong, &new, &session("โรงเรียนบ้านสาธิต")).await;
    assert!(saved.shows("counts from now on"), "{}", saved.text);
    let again = browser.send(&wrong, &new, &session("โรงเรียนบ้านสาธิต")).await;
    assert!(again.shows("not saved twice"), "{}", again.text);
    assert!(browser.get(SESSIONS).await.shows("One found"));

    let record = saved.address.split("/saved").next().unwrap().to_owned();
    let form = browser.get(&format!("{record}/correct")).await;
    let mut corrected = session("โรงเรียนบ้านสมมติ");
    let review = browser.send(&form, &format!("{record}/correct"), &corrected).await;
    assert!(review.shows("Is this what changes?") && review.shows("โรงเรียนบ้านสมมติ</ins>"), "{}", review.text);
    assert_eq!(review.text.matches("<del>").count(), 1, "what stays the same is not told: {}", review.text);
    assert_eq!(review.hidden("/venue"), "โรงเรียนบ้านสมมติ", "what was typed is sent again");
    assert!(!browser.get(&record).await.shows("โรงเรียนบ้านสมมติ"), "nothing is saved before it was looked at");
    corrected.extend([("reason", "the name was wrong"), ("save", "confirmed")]);
    corrected.retain(|field| *field != ("save", "yes"));
    let page = browser.send(&review, &format!("{record}/correct"), &corrected).await;
    assert!(page.shows("earlier answers stay"), "{}", page.text);
    let shown = browser.get(&record).await;
    assert!(shown.shows("โรงเรียนบ้านสาธิต") && shown.shows("โรงเรียนบ้านสมมติ") && shown.shows("the name was wrong"));
    let stale = browser.send(&form, &format!("{record}/correct"), &session("Another name")).await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "nobody overwrites what they have not seen");

    let sure = browser.get(&format!("{record}/take-back")).await;
    let unsaid = browser.send(&sure, &format!("{record}/take-back"), &[("reason", " ")]).await;
    assert!(unsaid.shows("Please correct this"));
    let list = browser.send(&sure, &format!("{record}/take-back"), &[("reason", "entered twice")]).await;
    assert!(list.shows("The record was taken back.") && !list.shows("โรงเรียนบ้านสมมติ"));

    let gone = browser.get(&record).await;
    assert_eq!(gone.status, StatusCode::OK, "whoever may ask why finds it at its address");
    for said in ["took this record back on", "Reason: entered twice", "the name was wrong", "โรงเรียนบ้านสมมติ"]
    {
        assert!(gone.shows(said), "{said}: {}", gone.text);
    }
    assert!(!gone.shows("/correct\"") && !gone.shows("/take-back\""), "nothing more can be done to it");
    let mut elsewhere = site.signed_in(Role::Coordinator, OTHER).await;
    assert_eq!(elsewhere.get(&record).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_empty_page_offers_only_what_the_reader_may_do() {
    let site = Site::new().await;
    for (role, imports) in [(Role::Partner, false), (Role::FieldWorker, false), (Role::Coordinator, true)] {
        let mut browser = site.signed_in(role, HOME).await;
        for address in ["/figures", SESSIONS] {
            let page = browser.get(address).await;
            let empty = page.text.split("class=\"empty\"").nth(1).and_then(|rest| rest.split("</div>").next()).unwrap();
            assert_eq!(empty.contains("href=\"/import\""), imports, "{role:?} {address}: {empty}");
            assert_eq!(empty.matches("class=\"button\"").count(), 1, "{role:?} {address}");
        }
    }
}

#[tokio::test]
async fn a_half_year_that_is_not_over_says_so_and_is_read_against_the_same_days() {
    let site = Site::new().await;
    let mut browser = site.signed_in(Role::Coordinator, HOME).await;
    // The clock stands on 22 November 2019; two of three sessions of the first half-year were held by 22 May.
    for (venue, date) in [
        ("One", "2019-01-10"),
        ("Two", "2019-05-22"),
        ("Three", "2019-06-20"),
        ("Four", "2019-07-04"),
        ("Five", "2019-11-22"),
    ] {
        let form = browser.get(&format!("{SESSIONS}/new")).await;
        let mut answers = session(venue);
        answers[0] = ("/date", date);
        assert!(browser.send(&form, &format!("{SESSIONS}/new"), &answers).await.shows("counts from now on"));
    }
    for address in ["/", "/figures"] {
        let page = browser.get(address).await;
        assert!(page.shows("July–December 2019, so far"), "{address}");
        assert!(page.shows("the same as by the same day of the period before"), "{address}: {}", page.text);
    }
    let whole = browser.get("/figures?period=2019-H1").await;
    assert!(whole.shows("January–June 2019") && !whole.shows("so far"), "{}", whole.text);
}

#[tokio::test]
async fn a_report_tells_what_it_lacks_before_its_files_are_handed_on() {
    let site = Site::new().await;
    let mut browser = site.signed_in(Role::Coordinator, HOME).await;
    let new = "/records/prevention/project/new";
    let form = browser.get(new).await;
    let project = [
        ("/code", "TEST-1"),
        ("/title", "A test"),
        ("/donor", "Example Foundation"),
        ("/start", "2019-01-01"),
        ("/end", "2019-12-31"),
        ("rows", "/objectives=0"),
        ("rows", "/budget=0"),
        ("rows", "/targets=0"),
        ("save", "yes"),
    ];
    let saved = browser.send(&form, new, &project).await;
    assert!(saved.shows("Saved"), "{}", saved.text);
    let report = browser.get("/projects/TEST-1/report?period=2019-H1&lang=en").await;
    assert!(report.shows("has no IATI organisation identifier"), "{}", report.text);
}

#[tokio::test]
async fn a_form_adds_rows_and_keeps_what_was_typed_before_the_session_was_renewed() {
    let site = Site::new().await;
    let mut browser = site.signed_in(Role::Coordinator, HOME).await;
    let new = format!("{SESSIONS}/new");
    let form = browser.get(&new).await;
    let two =
        browser.send(&form, &new, &[("/venue", "A school"), ("rows", "/attendance=1"), ("add", "/attendance")]).await;
    assert_eq!(two.status, StatusCode::OK);
    assert!(two.shows("name=\"rows\" value=\"/attendance=2\"") && two.shows("A school"));

    let mut renewed = browser.clone();
    renewed.cookies.clear();
    let door = renewed.get("/sign-in").await;
    renewed.send(&door, "/sign-in", &[("login", "coordinator-agency-lot"), ("password", PASSWORD)]).await;
    let kept = renewed.send(&form, &new, &session("A school")).await;
    assert!(kept.shows("press Save once more") && kept.shows("A school"), "{}", kept.text);
    let saved = renewed.send(&kept, &new, &session("A school")).await;
    assert!(saved.shows("counts from now on"), "{}", saved.text);
}

/// The step that a phone shows.
fn step(page: &Page) -> String {
    let shown = page.text.split("class=\"step current\" id=\"").nth(1).expect("a step");
    shown.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_form_goes_a_step_on_and_back_without_a_script_and_tells_what_was_left_out() {
    let site = Site::new().await;
    let mut browser = site.signed_in(Role::FieldWorker, HOME).await;
    let new = format!("{SESSIONS}/new");
    let form = browser.get(&new).await;
    assert!(form.text.len() < 60_000, "{} bytes", form.text.len());
    assert_eq!((step(&form).as_str(), form.shows("Step 1 of 5")), ("s.project", true));

    let typed = [("/venue", "A school"), ("rows", "/attendance=1")];
    let second = browser.send(&form, &new, &[typed.as_slice(), &[("next", "s.project")]].concat()).await;
    assert_eq!((second.status, step(&second).as_str()), (StatusCode::OK, "s.province"), "nothing holds anybody back");
    assert!(second.shows("A school"), "what was typed goes along");
    let told = second.text.split("class=\"problems\"").nth(1).and_then(|rest| rest.split("</ul>").next()).unwrap();
    assert!(told.contains("href=\"#.date\"") && !told.contains("#.province"), "only of the step that was left: {told}");

    let left = second.hidden("left");
    let stay = [("at", "s.province"), ("left", left.as_str())];
    let live = browser.send(&second, &new, &[typed.as_slice(), &stay].concat()).await;
    assert_eq!(step(&live), "s.province", "a round of answering stays on its step");
    let back =
        browser.send(&live, &new, &[typed.as_slice(), &[("back", "s.province"), ("left", &left)]].concat()).await;
    assert_eq!(step(&back), "s.project");
    assert!(back.shows("id=\".date-problem\"") && back.shows("A school"));

    let refused = browser.send(&back, &new, &[typed.as_slice(), &[("save", "yes")]].concat()).await;
    assert_eq!((refused.status, step(&refused).as_str()), (StatusCode::UNPROCESSABLE_ENTITY, "s.project"));
    let mut answers = session("A school");
    answers.retain(|(name, _)| *name != "/attendance[1]/count");
    let refused = browser.send(&back, &new, &answers).await;
    assert_eq!(step(&refused), "s.attendance", "the first step with something to correct is shown");
}

#[tokio::test]
async fn a_column_shows_its_cells_and_a_change_of_its_meaning_is_read_from_the_kept_file() {
    let site = Site::new().await;
    site.world.clock.advance(60 * 24 * 60 * 60 * 1000);
    let mut browser = site.signed_in(Role::Coordinator, HOME).await;
    let start = browser.get("/import").await;
    let register = REGISTER.replacen("สถานที่,", "Qzx,", 1);
    let fields = [("kind", "prevention/outreach-session")];
    let preview = browser.upload(&start, "/import", &fields, ("register.csv", &register)).await;
    assert!(preview.shows("<li>โรงเรียนบ้านสาธิต</li><li>โรงเรียนวัดสมมติ</li>"), "{}", preview.text);
    assert!(preview.shows("no column answers it") && preview.shows("Not read yet"), "{}", preview.text);
    assert!(!preview.shows("/confirm\""), "nothing can be imported before the column is chosen");

    let row = preview.text.split("<th scope=\"row\">").find(|row| row.contains(">Qzx<")).unwrap();
    let name = row.split("<select name=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
    let venue = row.split("<option value=\"").find(|option| option.contains("Where it took place")).unwrap();
    let venue = venue.split('"').next().unwrap().to_owned();
    let mapping = format!("{}/mapping", preview.address);
    let again = browser.send(&preview, &mapping, &[(&name, &venue)]).await;
    assert!(again.shows("The file was read again") && again.shows("Import 2 rows"), "{}", again.text);
    assert!(!again.shows("no column answers it") && !again.shows("Not read yet"));
}

#[tokio::test]
async fn a_register_is_looked_at_imported_brought_again_and_undone() {
    let site = Site::new().await;
    site.world.clock.advance(60 * 24 * 60 * 60 * 1000);
    let mut browser = site.signed_in(Role::Coordinator, HOME).await;
    let start = browser.get("/import").await;
    let fields = [("kind", "prevention/outreach-session")];
    let nothing = browser.send(&start, "/import", &fields).await;
    assert!(nothing.shows("Choose a file."));
    let preview = browser.upload(&start, "/import", &fields, ("register.csv", REGISTER)).await;
    assert!(preview.shows("Import 2 rows") && preview.shows("โรงเรียนวัดสมมติ"), "{}", preview.text);
    assert!(browser.get(SESSIONS).await.shows("No Outreach sessions yet"), "looking writes nothing");
    let address = preview.address.clone();
    let done = browser.send(&preview, &format!("{address}/confirm"), &[]).await;
    assert!(done.shows("The rows were imported."), "{}", done.text);
    assert!(browser.get(SESSIONS).await.shows("2 found"));

    let second = browser.upload(&start, "/import", &fields, ("register.csv", REGISTER)).await;
    let same = browser.send(&second, &format!("{}/confirm", second.address), &[]).await;
    assert!(same.shows("Everything in this file was already here."), "{}", same.text);
    assert!(browser.get(SESSIONS).await.shows("2 found"));

    let sure = browser.get(&format!("{address}/undo")).await;
    let undone = browser.send(&sure, &format!("{address}/undo"), &[]).await;
    assert!(undone.shows("The import was undone."), "{}", undone.text);
    assert!(browser.get(SESSIONS).await.shows("No Outreach sessions yet"));
}

#[tokio::test]
async fn every_page_that_links_lead_to_opens_in_every_language() {
    let site = Site::new().await;
    let mut browser = site.signed_in(Role::Administrator, HOME).await;
    let form = browser.get(&format!("{SESSIONS}/new")).await;
    browser.send(&form, &format!("{SESSIONS}/new"), &session("โรงเรียนบ้านสาธิต")).await;
    for lang in ["en", "th", "my", "km", "lo"] {
        let home = browser.get("/").await;
        let page = browser.send(&home, "/language", &[("lang", lang), ("to", "/")]).await;
        assert!(page.shows(&format!("<html lang=\"{lang}\">")));
        let mut seen = BTreeSet::new();
        let mut waiting = vec!["/".to_owned()];
        while let Some(address) = waiting.pop() {
            // Lists lead to themselves with every filter; one turn of each is enough.
            if !seen.insert(address.split('?').next().unwrap_or_default().to_owned()) {
                continue;
            }
            let page = browser.request(Request::get(&address), Body::empty()).await;
            assert_eq!(page.status, StatusCode::OK, "{lang} {address}");
            if page.headers["content-type"] != "text/html; charset=utf-8" {
                continue;
            }
            assert!(!page.shows(">web-") && !page.shows("\"web-"), "{lang} {address} lacks a text");
            assert!(page.text.len() < 200_000, "{lang} {address}: {} bytes", page.text.len());
            // English is walked to the end; the other languages show the same pages, so their first ones tell.
            if lang != "en" && address != "/" {
                continue;
            }
            let links = page.text.split(" href=\"/").skip(1).filter_map(|rest| rest.split('"').next());
            waiting.extend(
                links
                    .filter(|link| !link.starts_with("assets"))
                    .map(|link| format!("/{}", link.replace("&amp;", "&").replace("&#38;", "&"))),
            );
        }
        let least = if lang == "en" { 60 } else { 8 };
        assert!(seen.len() > least, "{lang}: only {} pages", seen.len());
    }
}

#[tokio::test]
async fn people_are_invited_given_roles_and_stopped() {
    let site = Site::new().await;
    let mut admin = site.signed_in(Role::Administrator, HOME).await;
    let people = admin.get("/people").await;
    let person = [("name", "Somchai Sample"), ("login", "somchai"), ("role", "field-worker"), ("lang", "th")];
    let invited = admin.send(&people, "/people", &person).await;
    assert!(invited.shows("https://saphan.example/welcome/"), "{}", invited.text);
    let twice = admin.send(&people, "/people", &person).await;
    assert!(twice.shows("already used"), "{}", twice.text);
    let id = twice
        .text
        .split("href=\"/people/")
        .find(|rest| rest.contains("Somchai Sample"))
        .and_then(|rest| rest.split('"').next())
        .unwrap()
        .to_owned();
    let page = admin.get(&format!("/people/{id}")).await;
    let changed = admin.send(&page, &format!("/people/{id}/role"), &[("role", "coordinator")]).await;
    assert!(changed.shows("The role was changed.") && changed.shows("Coordinator"));
    let stopped = admin.send(&page, &format!("/people/{id}/disable"), &[]).await;
    assert!(stopped.shows("may not sign in"), "{}", stopped.text);
    let audit = admin.get("/audit").await;
    assert!(audit.shows("The chain is whole"), "{}", audit.text);
}
