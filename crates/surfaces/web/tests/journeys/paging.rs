//! Long lists page by page, there and back, also when they change meanwhile.

use crate::browser::{Browser, Page, SESSIONS, Site};
use collection::{Correction, NewSubmission};
use serde_json::json;
use service_kit::Role;
use testkit::HOME;

/// So many sessions, each a day after the one before.
async fn sessions(site: &Site, count: i64) {
    let worker = site.world.person(Role::FieldWorker, HOME);
    let first: calendar::Date = "2019-01-01".parse().unwrap();
    for number in 0..count {
        let date = first.checked_add(jiff::ToSpan::days(number)).unwrap();
        let new = NewSubmission {
            id: format!("session-{number:02}"),
            kind: "prevention/outreach-session".into(),
            answers: json!({
                "date": date.to_string(), "venue": format!("Demo school {number:02}"), "venue_kind": "school", "province": "50",
                "district": "5001", "attendance": [{ "participant_kind": "students", "count": "10" }],
            }),
            corrects: None,
            reason: None,
            source: "web",
        };
        site.state.collection.submit(&worker, new).await.unwrap();
    }
}

/// The numbers of the first and the last session on a page.
fn ends(page: &Page) -> (String, String) {
    let mut all = page.text.split(">Demo school ").skip(1).map(|rest| rest[..2].to_owned());
    let first = all.next().unwrap_or_default();
    (first.clone(), all.last().unwrap_or(first))
}

fn link(page: &Page, rel: &str) -> Option<String> {
    let (before, _) = page.text.split_once(&format!("\" rel=\"{rel}\""))?;
    Some(before.rsplit("href=\"").next()?.replace("&#38;", "&"))
}

async fn turned(browser: &mut Browser, page: &Page, rel: &str) -> Page {
    let address = link(page, rel).unwrap_or_else(|| panic!("no {rel}: {}", page.text));
    assert!(!address.contains("2019"), "what the list is sorted by stands in no address: {address}");
    browser.get(&address).await
}

fn pair(first: &str, last: &str) -> (String, String) {
    (first.to_owned(), last.to_owned())
}

#[tokio::test]
async fn a_long_list_is_gone_through_there_and_back() {
    let site = Site::new().await;
    sessions(&site, 60).await;
    let mut browser = site.signed_in(Role::Coordinator, HOME).await;
    let first = browser.get(&format!("{SESSIONS}?province=50")).await;
    assert_eq!((ends(&first), link(&first, "prev")), (pair("59", "35"), None));
    assert!(first.shows("60 found"), "{}", first.text);
    let second = turned(&mut browser, &first, "next").await;
    assert_eq!(ends(&second), pair("34", "10"));
    let third = turned(&mut browser, &second, "next").await;
    assert_eq!((ends(&third), link(&third, "next")), (pair("09", "00"), None));
    let back = turned(&mut browser, &third, "prev").await;
    assert_eq!(ends(&back), pair("34", "10"));
    let top = turned(&mut browser, &back, "prev").await;
    assert_eq!((ends(&top), link(&top, "prev")), (pair("59", "35"), None));
    let by_place = browser.get(&format!("{SESSIONS}?province=50&sort-by=venue")).await;
    assert_eq!(ends(&turned(&mut browser, &by_place, "next").await), pair("25", "49"));
}

#[tokio::test]
async fn a_list_that_changed_meanwhile_begins_again_and_says_so() {
    let site = Site::new().await;
    sessions(&site, 30).await;
    let mut browser = site.signed_in(Role::Coordinator, HOME).await;
    let first = browser.get(SESSIONS).await;
    let next = link(&first, "next").expect("more");
    assert!(next.contains("after-row=session-05"), "{next}");
    let coordinator = site.world.person(Role::Coordinator, HOME);
    let taken = Correction { record_id: "session-05".into(), supersedes: "session-05".into() };
    site.state.collection.retract(&coordinator, "prevention/outreach-session", taken, "entered twice").await.unwrap();
    for address in [next.as_str(), &format!("{SESSIONS}?after-row=nobody"), &format!("{SESSIONS}?after-row=session-00")]
    {
        let again = browser.get(address).await;
        assert!(again.shows("The list has changed meanwhile"), "{address}");
        assert_eq!((ends(&again), link(&again, "prev")), (pair("29", "04"), None), "{address}");
    }
    let early = browser.get(&format!("{SESSIONS}?before-row=session-20&page=4")).await;
    assert!(!early.shows("The list has changed meanwhile"));
    assert_eq!((ends(&early), link(&early, "prev")), (pair("29", "04"), None), "the first page, and all of it");
    let none = browser.get(&format!("{SESSIONS}?province=57")).await;
    assert!(none.shows("Nothing found") && none.shows("Nothing matches"), "{}", none.text);
}
