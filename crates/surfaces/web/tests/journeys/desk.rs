//! A form that an agency brings: its mistakes, taking it into use, filling it in, and taking it out of use.

use crate::browser::Site;
use axum::http::StatusCode;
use service_kit::Role;
use testkit::{HOME, OTHER};

const VISIT: &str = "
| survey |
| | type | name | label::English (en) | label::ไทย (th) | constraint | bind::saphan:class |
| | date | seen_on | Date | วันที่ | | work |
| | select_one yn | safe | Is it safe? | ปลอดภัยไหม | | work |
| | begin group | who | Who | ใคร | | |
| | text | Name | Name | ชื่อ | | work |
| | end group | | | | | |
| | integer | rooms | Rooms | ห้อง | . > 0 | work |
| choices |
| | list_name | name | label::English (en) | label::ไทย (th) |
| | yn | yes | Yes | ใช่ |
| | yn | no | No | ไม่ |
| settings |
| | form_id | version | form_title::English (en) | form_title::ไทย (th) |
| | Visit | 1 | Household visit | การเยี่ยมบ้าน |
";

#[tokio::test]
async fn a_coordinator_brings_a_form_and_a_field_worker_fills_it_in() {
    let site = Site::new().await;
    let mut browser = site.signed_in(Role::Coordinator, HOME).await;
    let desk = browser.get("/forms").await;
    let nothing = browser.send(&desk, "/forms", &[]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let broken = VISIT.replace("| integer |", "| intger |");
    let wrong = browser.upload(&desk, "/forms", &[], ("visit.md", &broken)).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.shows("survey row 7, type") && wrong.shows("Did you mean integer?"), "{}", wrong.text);

    let version = browser.upload(&wrong, "/forms", &[], ("visit.md", VISIT)).await;
    assert!(version.shows("Visit · 1") && version.shows("English (en), ไทย (th)"), "{}", version.text);
    let named = [("form", "Visit"), ("version", "1")];
    let list = browser.send(&version, "/forms/publish", &named).await;
    assert!(
        list.address.starts_with("/records/own-") && list.shows("Household visit"),
        "{} {}",
        list.address,
        list.text
    );

    let mut worker = site.signed_in(Role::FieldWorker, HOME).await;
    assert!(worker.get("/records").await.shows("Household visit"));
    let new = format!("{}/new", list.address);
    let form = worker.get(&new).await;
    assert!(form.shows("Is it safe?"), "{}", form.text);
    let answers =
        [("/seen_on", "2019-07-04"), ("/safe", "yes"), ("/who/Name", "Nok"), ("/rooms", "0"), ("save", "yes")];
    let refused = worker.send(&form, &new, &answers).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let saved = worker
        .send(
            &refused,
            &new,
            &[("/seen_on", "2019-07-04"), ("/safe", "yes"), ("/who/Name", "Nok"), ("/rooms", "2"), ("save", "yes")],
        )
        .await;
    assert!(saved.shows("counts from now on"), "{}", saved.text);
    let record = worker.get(saved.address.split("/saved").next().unwrap()).await;
    assert!(record.shows("Nok") && record.shows("Is it safe?") && record.shows("Yes"), "{}", record.text);

    let mut stranger = site.signed_in(Role::Coordinator, OTHER).await;
    for address in [&list.address, &new, &record.address] {
        assert_eq!(stranger.get(address).await.status, StatusCode::NOT_FOUND, "{address}");
    }
    assert!(!stranger.get("/records").await.shows("Household visit"));
    assert!(!stranger.get("/forms").await.shows("Visit · 1"));
    assert_eq!(stranger.get("/forms/version?form=Visit&version=1").await.status, StatusCode::NOT_FOUND);
    assert_eq!(worker.get("/forms").await.status, StatusCode::NOT_FOUND);

    let version = browser.get("/forms/version?form=Visit&version=1").await;
    let desk = browser.send(&version, "/forms/retire", &named).await;
    assert!(desk.shows("No longer in use"), "{}", desk.text);
    assert_eq!(worker.get(&new).await.status, StatusCode::NOT_FOUND);
    assert!(worker.get(&list.address).await.shows("Nok"), "what was answered stays");
}
