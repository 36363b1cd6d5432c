//! Requests that are wrong, by mistake or on purpose: each is refused in words that a worker understands, and leaves nothing behind.

use crate::collect::{Sent, Site, multipart, session};
use axum::http::{Method, StatusCode};
use collection::ListQuery;
use language::Lang;
use service_kit::Role;
use testkit::HOME;

const SUBMISSION: &str = "/openrosa/submission";

#[tokio::test]
async fn a_broken_rule_is_told_with_its_question_in_the_workers_language() {
    let site = Site::new().await;
    let malee = site.worker("malee", Role::FieldWorker, HOME, Lang::Th).await;
    let base = session("uuid:broken-rules", "School", "1");
    for (name, xml, expected) in [
        ("missing", base.replace("<venue>School</venue>", "<venue/>"), "สถานที่: "),
        ("not offered", base.replace("<province>50", "<province>99"), "จังหวัด: "),
        ("against a rule", base.replace("<count>1<", "<count>-1<"), "จำนวนคน (1): "),
        ("no date", base.replace("2019-07-04</date>", "4 July</date>"), "วันที่: "),
        ("in the future", base.replace("2019-07-04</date>", "2019-11-23</date>"), "วันที่: วันที่นี้ยังมาไม่ถึง"),
        ("unknown question", base.replace("<notes/>", "<colour>red</colour>"), ""),
    ] {
        let answer = malee.phone.submit(&xml, &[]).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{name}: {}", answer.text());
        assert!(answer.said().contains(expected), "{name}: {}", answer.said());
    }
    let context = site.context(&malee.actor);
    let kept = site.state.collection.total(&context, "prevention/outreach-session").await.unwrap();
    assert_eq!(kept, 0, "nothing was kept");
    // What was refused can be mended on the phone and sent again under the same id.
    assert_eq!(malee.phone.submit(&base, &[]).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn what_is_no_submission_is_refused_with_its_reason() {
    let site = Site::new().await;
    let malee = site.worker("malee", Role::FieldWorker, HOME, Lang::En).await;
    let base = session("uuid:what-is-wrong", "School", "1");
    let deep = format!("{}{}", "<a>".repeat(500), "</a>".repeat(500));
    let bomb = "<!DOCTYPE a [<!ENTITY b \"bb\">]><a>&b;</a>".to_owned();
    let without_id = base.replace("<instanceID>uuid:what-is-wrong</instanceID>", "");
    let encrypted = base.replace("version=", "encrypted=\"yes\" version=");
    let cases: Vec<(&str, Sent, StatusCode)> = vec![
        ("no XML", multipart("hello", &[]), StatusCode::BAD_REQUEST),
        ("cut off", multipart(&base[..200], &[]), StatusCode::BAD_REQUEST),
        ("too deep", multipart(&deep, &[]), StatusCode::BAD_REQUEST),
        ("entities", multipart(&bomb, &[]), StatusCode::BAD_REQUEST),
        ("no id", multipart(&without_id, &[]), StatusCode::BAD_REQUEST),
        ("encrypted", multipart(&encrypted, &[]), StatusCode::BAD_REQUEST),
        (
            "unknown form",
            multipart(&base.replace("id=\"outreach-session\"", "id=\"none\""), &[]),
            StatusCode::NOT_FOUND,
        ),
        ("no parts", ("multipart/form-data; boundary=b", b"--b--\r\n".to_vec()), StatusCode::BAD_REQUEST),
        ("not closed", ("multipart/form-data; boundary=b", b"--b\r\n".to_vec()), StatusCode::BAD_REQUEST),
        ("another type", ("text/xml", base.clone().into_bytes()), StatusCode::BAD_REQUEST),
        ("long answers", multipart(&" ".repeat(4 * 1024 * 1024 + 1), &[]), StatusCode::PAYLOAD_TOO_LARGE),
        ("too large", multipart(&base, &[("1.jpg", &vec![0; 27 * 1024 * 1024])]), StatusCode::PAYLOAD_TOO_LARGE),
    ];
    let before = site.world.audit().await.len();
    for (name, body, expected) in cases {
        let answer = malee.phone.send(Method::POST, SUBMISSION, body).await;
        assert_eq!(answer.status, expected, "{name}: {}", answer.text());
        assert!(answer.said().len() > 10 && !answer.said().contains("openrosa-"), "{name}: {}", answer.said());
    }
    assert_eq!(site.world.audit().await.len(), before);
}

#[tokio::test]
async fn an_older_version_of_a_form_is_checked_by_the_present_one() {
    let site = Site::new().await;
    let malee = site.worker("malee", Role::FieldWorker, HOME, Lang::En).await;
    let old = session("uuid:older-version", "School", "1").replace("version=\"2026-11-22\"", "version=\"2020\"");
    assert_eq!(malee.phone.submit(&old, &[]).await.status, StatusCode::CREATED);
    let context = site.context(&malee.actor);
    let kind = "prevention/outreach-session";
    let listed = site.state.collection.list(&context, ListQuery::everything(kind)).await.unwrap();
    let stored = site.world.kit.store.submission(&listed.records[0].id).await.unwrap().unwrap();
    assert_eq!(stored.submission.form_version, "2026-11-22");
}
