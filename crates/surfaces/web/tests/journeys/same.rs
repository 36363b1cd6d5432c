//! One form of an agency, answered on the page and by a client as ODK Collect is one: what is kept is the same.

use crate::browser::Site;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use openrosa::OpenRosaState;
use service_kit::Role;
use store::Record;
use testkit::HOME;
use tower::ServiceExt;

const FORM: &str = "
| survey |
| | type | name | label | relevant | calculation | constraint | default | bind::saphan:class |
| | date | seen_on | Date | | | | | work |
| | time | seen_at | Time | | | | | work |
| | select_one yn | safe | Safe? | | | | | work |
| | text | worry | Worry | ${safe} = 'no' | | | | work |
| | text | hidden | Never asked | ${safe} = 'maybe' | | | kept | work |
| | select_multiple needs | wants | Needs | | | | | work |
| | decimal | income | Income | | | . >= 0 | | work |
| | calculate | double | | | ${income} * 2 | | | work |
| | geopoint | house | House | | | | | work |
| | begin repeat | child | Child | | | | | |
| | text | called | Called | | | | | work |
| | integer | age | Age | | | . < 18 | | work |
| | calculate | is_small | | | if(${age} < 5, 'yes', 'no') | | | work |
| | end repeat | | | | | | | |
| | calculate | ages | | | sum(${age}) | | | work |
| choices |
| | list_name | name | label |
| | yn | yes | Yes |
| | yn | no | No |
| | needs | food | Food |
| | needs | work | Work |
| settings |
| | form_id | version | form_title |
| | alike | 1 | Alike |
";

const TYPED: [(&str, &str); 13] = [
    ("rows", "/child=2"),
    ("/seen_on", "2019-07-04"),
    ("/seen_at", "10:20"),
    ("/safe", "no"),
    ("/worry", "Alone  at night & <cold>"),
    ("/wants", "food"),
    ("/wants", "work"),
    ("/income", "12.5"),
    ("/house", "18.79 98.98 310 5"),
    ("/child[1]/called", "นก"),
    ("/child[1]/age", "4"),
    ("/child[2]/age", "11"),
    ("save", "yes"),
];

/// As Collect writes it: only what is relevant, numbers and places in its way, an id of its own.
const COLLECTED: &str = "<?xml version='1.0' ?><data id=\"alike\" version=\"1\" xmlns:orx=\"http://openrosa.org/xforms\">\
<seen_on>2019-07-04</seen_on><seen_at>10:20:00.000+07:00</seen_at><safe>no</safe><worry>Alone  at night &amp; &lt;cold&gt;</worry>\
<wants>food work</wants><income>12.5</income><double>25.0</double><house>18.79 98.98 310.0 5.0</house>\
<child><called>นก</called><age>4</age><is_small>yes</is_small></child>\
<child><called /><age>11</age><is_small>no</is_small></child><ages>15</ages>\
<orx:meta><orx:instanceID>uuid:0b6a1f3e-5a55-4c8f-9f4f-3f6f3c7f1a10</orx:instanceID></orx:meta></data>";

async fn send(site: &Site, secret: &str, xml: &str) -> (StatusCode, String) {
    let web::WebState { kit, identity, collection, settings, .. } = site.state.clone();
    let public_address = settings.public_address.clone();
    let router = openrosa::router(OpenRosaState { kit, identity, collection, public_address: public_address.into() });
    let body = format!(
        "--limit\r\nContent-Disposition: form-data; name=\"xml_submission_file\"; filename=\"a.xml\"\r\nContent-Type: text/xml\r\n\r\n\
         {xml}\r\n--limit--\r\n"
    );
    let request = Request::post(format!("/openrosa/key/{secret}/submission"))
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=limit")
        .header("X-OpenRosa-Version", "1.0")
        .header(header::HOST, "saphan.example")
        .body(Body::from(body))
        .unwrap();
    let response = router.oneshot(request).await.unwrap();
    let status = response.status();
    let text = to_bytes(response.into_body(), 1 << 20).await.unwrap();
    (status, String::from_utf8_lossy(&text).into_owned())
}

async fn kept(site: &Site, kind: &str, id: &str) -> (Record, serde_json::Value) {
    let store = &site.world.kit.store;
    let record = store.record(kind, id).await.unwrap().expect("it was kept");
    let submission = store.submission(&record.submission_id).await.unwrap().expect("it is in the log");
    (record, serde_json::from_str(submission.submission.answers.as_deref().expect("answers")).unwrap())
}

#[tokio::test]
async fn a_form_answered_on_the_page_and_on_a_phone_is_kept_the_same() {
    let site = Site::new().await;
    let mut coordinator = site.signed_in(Role::Coordinator, HOME).await;
    let desk = coordinator.get("/forms").await;
    let version = coordinator.upload(&desk, "/forms", &[], ("alike.md", FORM)).await;
    let list = coordinator.send(&version, "/forms/publish", &[("form", "alike"), ("version", "1")]).await;
    let kind = list.address.strip_prefix("/records/").expect("its records").to_owned();

    let mut worker = site.signed_in(Role::FieldWorker, HOME).await;
    let new = format!("{}/new", list.address);
    let page = worker.get(&new).await;
    let saved = worker.send(&page, &new, &TYPED).await;
    assert!(saved.address.contains("/saved"), "{}", saved.text);
    let on_page =
        saved.address.split("/saved").next().and_then(|path| path.rsplit('/').next()).expect("its id").to_owned();

    let devices = worker.get("/devices").await;
    let made = worker.send(&devices, "/devices", &[("name", "Phone")]).await;
    let secret = made.text.split("/openrosa/key/").nth(1).expect("it is shown")[..64].to_owned();
    let (status, said) = send(&site, &secret, COLLECTED).await;
    assert_eq!(status, StatusCode::CREATED, "{said}");

    let (page, page_answers) = kept(&site, &kind, &on_page).await;
    let (phone, mut phone_answers) = kept(&site, &kind, "uuid:0b6a1f3e-5a55-4c8f-9f4f-3f6f3c7f1a10").await;
    assert_eq!(page.columns, phone.columns);
    assert_eq!(page.rows, phone.rows);
    assert_eq!((&page.agency_id, page.answer("ages")), (&phone.agency_id, "15".to_owned()));
    // A phone's own id is what only it says.
    let of_phone = phone_answers.as_object_mut().expect("answers");
    of_phone.remove("meta");
    assert_eq!(page_answers, phone_answers);
}
