//! Somebody tells something without signing in, comes back with the code, reads the answer and adds to it; and what they cannot do.

use crate::browser::{Browser, Page, Site};
use axum::http::StatusCode;
use service_kit::Role;

const REPORT: [(&str, &str); 6] = [
    ("kind", "labour"),
    ("danger", "yes"),
    ("child", "no"),
    ("told", "A demonstration of a report"),
    ("place", "Demo pier"),
    ("contact", ""),
];

/// Sends the report of a page that was opened.
async fn tell(browser: &mut Browser, page: &Page) -> Page {
    let key = page.hidden("key");
    let typed: Vec<(&str, &str)> = REPORT.into_iter().chain([("key", key.as_str())]).collect();
    browser.send_once(page, "/report", &typed).await
}

fn code(page: &Page) -> String {
    page.text.split("class=\"code\">").nth(1).and_then(|rest| rest.split('<').next()).unwrap_or_default().to_owned()
}

async fn look(browser: &mut Browser, code: &str) -> Page {
    let page = browser.get("/report/code").await;
    browser.send_once(&page, "/report/code", &[("code", code)]).await
}

#[tokio::test]
async fn somebody_tells_once_and_comes_back_for_the_answer() {
    let site = Site::new().await;
    let mut sender = site.stranger();
    let page = sender.get("/report").await;
    assert!(page.bytes.len() < 60_000 && page.shows("tel:1300") && page.shows("data-exit"), "{}", page.bytes.len());
    let sent = tell(&mut sender, &page).await;
    let code = code(&sent);
    assert_eq!((sent.status, code.len(), sent.address.as_str()), (StatusCode::OK, 19, "/report"), "{}", sent.text);
    assert_eq!(self::code(&tell(&mut sender, &page).await), code, "a second press is the same report");
    assert!(look(&mut sender, &code.to_lowercase()).await.shows("We have it."));

    let home = site.state.identity.home_agency().await.unwrap();
    let mut lead = site.signed_in(Role::Coordinator, &home).await;
    let list = lead.get("/cases").await;
    assert_eq!(list.text.matches("href=\"/cases/public-").count(), 1, "{}", list.text);
    let address = list.text.split("href=\"/cases/public-").nth(1).unwrap().split('"').next().unwrap();
    let address = format!("/cases/public-{address}");
    let case = lead.get(&address).await;
    assert!(case.shows("nobody answers for it yet") && case.shows("The public"), "{}", case.text);
    let id = address.strip_prefix("/cases/").unwrap();
    let answers = [
        (
            "triage",
            vec![
                ("/decided_at", "2019-11-22T08:00"),
                ("/kind", "labour"),
                ("/desk", "ngo"),
                ("/urgency", "d1"),
                ("/reasons", "Demonstration"),
            ],
        ),
        (
            "answer",
            vec![
                ("/answered_on", "2019-11-22"),
                ("/result", "advice"),
                ("/how", "page"),
                ("/told", "You can come to us."),
            ],
        ),
    ];
    for (form, typed) in answers {
        if form == "answer" {
            let page = lead.get(&format!("{address}/move/take-up")).await;
            let seen = page.hidden("seen");
            lead.send(&page, &format!("{address}/move/take-up"), &[("seen", &seen)]).await;
        }
        let new = format!("/records/reports-triage/{form}/new");
        let page = lead.get(&format!("{new}?case={id}&step={form}")).await;
        let typed: Vec<(&str, &str)> =
            typed.into_iter().chain([("/code", "P-0001"), ("case", id), ("step", form), ("save", "yes")]).collect();
        let saved = lead.send(&page, &new, &typed).await;
        assert!(saved.shows("saved in the case"), "{form}: {}", saved.text);
    }
    let answered = look(&mut sender, &code).await;
    assert!(answered.shows("You can come to us.") && answered.shows("is closed"), "{}", answered.text);
    let key = answered.hidden("key");
    let added = [("code", code.as_str()), ("key", key.as_str()), ("told", "One more thing")];
    assert!(sender.send_once(&answered, "/report/code", &added).await.shows("It was added."));
    let case = lead.get(&address).await;
    assert!(case.shows("Sent: Addition"), "{}", case.text);
}

#[tokio::test]
async fn a_code_that_is_none_tells_nothing() {
    let site = Site::new().await;
    let mut sender = site.stranger();
    for code in ["", "0000 0000 0000 0000", "<script>", &"A".repeat(5000)] {
        let page = look(&mut sender, code).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{code}");
        assert!(page.shows("no report with this code") && !page.shows("<script>"), "{}", page.text);
    }
}

#[tokio::test]
async fn what_is_missing_is_told_and_nothing_typed_is_lost() {
    let site = Site::new().await;
    let mut sender = site.stranger();
    let page = sender.get("/report").await;
    let back = sender.send_once(&page, "/report", &[("kind", "labour"), ("place", "Demo pier"), ("key", "k")]).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(back.shows("Demo pier") && back.shows("Choose one."), "{}", back.text);
    let forged = sender
        .send_once(&page, "/report", &[("kind", "no-such-kind"), ("danger", "no"), ("child", "no"), ("told", "x")])
        .await;
    assert_eq!(forged.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", forged.text);
}

#[tokio::test]
async fn too_many_at_once_wait_and_a_code_that_is_right_still_works() {
    let site = Site::new().await;
    let mut sender = site.stranger();
    let page = sender.get("/report").await;
    let code = code(&tell(&mut sender, &page).await);
    let mut statuses = Vec::new();
    for number in 0..70 {
        statuses.push(look(&mut sender, &format!("{number:016}")).await.status);
    }
    assert_eq!(statuses[0], StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(statuses[69], StatusCode::TOO_MANY_REQUESTS);
    assert!(look(&mut sender, &code).await.shows("We have it."));
    site.world.clock.advance(10 * 60 * 1000);
    assert_eq!(look(&mut sender, "nothing").await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_child_is_asked_one_thing_at_a_time_and_loses_nothing_by_going_back() {
    let site = Site::new().await;
    let mut child = site.stranger();
    let at = "/report/child";
    let page = child.get(at).await;
    assert!(page.shows("tel:1387") && page.shows("It is not your fault") && page.shows("data-exit"), "{}", page.text);
    assert!(page.bytes.len() < 60_000 && !page.shows("name=\"told\""), "{}", page.bytes.len());
    let key = page.hidden("key");
    let mut carried = vec![("key", key.as_str())];
    let empty = child.send_once(&page, at, &[("key", &key), ("step", "kind")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.shows("Please choose one."), "{}", empty.text);
    let mut page = page;
    for (step, typed) in
        [("kind", "sextortion"), ("danger", "no"), ("told", "A demonstration by a child"), ("place", "Demo game")]
    {
        carried.push((step, typed));
        let sent: Vec<_> = carried.iter().copied().chain([("step", step)]).collect();
        page = child.send_once(&page, at, &sent).await;
        assert_eq!(page.status, StatusCode::OK, "{step} {}", page.text);
        assert_eq!(page.address, at, "no answer stands in an address");
    }
    assert_eq!(page.hidden("told"), "A demonstration by a child");
    let back: Vec<_> = carried.iter().copied().chain([("step", "contact"), ("back", "yes")]).collect();
    let before = child.send_once(&page, at, &back).await;
    assert!(before.shows("Demo game") && before.hidden("kind") == "sextortion", "{}", before.text);
    let last: Vec<_> = carried.iter().copied().chain([("step", "contact"), ("contact", "")]).collect();
    let sent = child.send_once(&page, at, &last).await;
    assert!(sent.shows("You did well.") && sent.shows("What happens next?"), "{}", sent.text);
    assert!(look(&mut child, &code(&sent)).await.shows("We have it."));
}
