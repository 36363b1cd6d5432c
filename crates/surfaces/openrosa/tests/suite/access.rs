//! Which phones are let in, and that they see and do what their owner could.

use crate::collect::{Answer, Site, Worker, digest, session};
use axum::http::{Method, StatusCode};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use collection::NewSubmission;
use language::Lang;
use serde_json::json;
use service_kit::Role;
use testkit::{HOME, OTHER};

const LIST: &str = "/openrosa/formList";

async fn asks(site: &Site, path: &str, authorization: Option<&str>) -> Answer {
    site.phone(None, "").once(Method::GET, path, authorization, ("", Vec::new())).await
}

fn basic(name: &str, secret: &str) -> String {
    format!("Basic {}", STANDARD.encode(format!("{name}:{secret}")))
}

#[tokio::test]
async fn a_phone_that_shows_nothing_is_asked_in_the_protocols_words() {
    let site = Site::new().await;
    for path in [LIST, "/openrosa/forms/prevention/project/form.xml", "/openrosa/submission"] {
        let answer = if path.ends_with("submission") {
            site.phone(None, "").once(Method::HEAD, path, None, ("", Vec::new())).await
        } else {
            asks(&site, path, None).await
        };
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{path}");
        let asked: Vec<_> = answer.headers.get_all("www-authenticate").iter().collect();
        assert!(asked[0].to_str().unwrap().starts_with("Digest realm=\"Saphan\", qop=\"auth\""), "{asked:?}");
        assert!(asked[1].to_str().unwrap().starts_with("Basic realm=\"Saphan\""), "{asked:?}");
    }
    assert!(asks(&site, LIST, None).await.said().contains("not known"));
    for path in ["/openrosa", "/openrosa/nothing", "/openrosa/key/abc/nothing"] {
        let answer = asks(&site, path, None).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(!answer.said().is_empty());
    }
    let wrong = site.phone(None, "").once(Method::DELETE, LIST, None, ("", Vec::new())).await;
    assert_eq!(wrong.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn a_secret_lets_in_by_address_basic_or_digest_until_it_is_revoked() {
    let site = Site::new().await;
    let Worker { actor, device, phone } = site.worker("malee", Role::FieldWorker, HOME, Lang::En).await;
    let by_address = site.phone(None, &format!("/openrosa/key/{}", device.secret));
    let forms = by_address.forms().await;
    let outreach = forms.iter().find(|form| form.id == "outreach-session").unwrap();
    assert_eq!(by_address.get(&outreach.download).await.md5(), outreach.hash);
    assert!(!by_address.files(outreach).await.is_empty());
    assert_eq!(by_address.submit(&session("uuid:one-two-three", "School", "1"), &[]).await.status, StatusCode::CREATED);
    let password = basic(&device.id, &device.secret);
    assert_eq!(asks(&site, LIST, Some(&password)).await.status, StatusCode::OK);
    assert_eq!(phone.get(LIST).await.status, StatusCode::OK);

    site.state.identity.revoke_device(&site.context(&actor), &device.id).await.unwrap();
    let key = format!("/openrosa/key/{}/formList", device.secret);
    assert_eq!(asks(&site, &key, None).await.status, StatusCode::FORBIDDEN);
    assert_eq!(asks(&site, LIST, Some(&password)).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(phone.get(LIST).await.status, StatusCode::UNAUTHORIZED);
    let late = by_address.submit(&session("uuid:three-two-one", "School", "1"), &[]).await;
    assert_eq!(late.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn wrong_secrets_are_refused_and_slowed() {
    let site = Site::new().await;
    let malee = site.worker("malee", Role::FieldWorker, HOME, Lang::En).await;
    let key = |secret: &str| format!("/openrosa/key/{secret}/formList");
    for secret in ["short", &"0".repeat(64), &"x".repeat(64), &"%00".repeat(64), &malee.device.secret[..63]] {
        let answer = asks(&site, &key(secret), None).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{secret}");
        assert!(!answer.text().contains(secret), "{secret}");
    }
    for header in ["Basic", "Basic ???", "Bearer x", "Digest", "Digest username=\"a\"", &basic("nobody", "x")] {
        assert_eq!(asks(&site, LIST, Some(header)).await.status, StatusCode::UNAUTHORIZED, "{header}");
    }
    let guess = site.phone(Some((&malee.device.id, "guess")), "");
    for _ in 0..10 {
        assert_eq!(guess.get(LIST).await.status, StatusCode::UNAUTHORIZED);
    }
    let slowed = malee.phone.get(LIST).await;
    assert_eq!(slowed.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(slowed.said().contains("wait"), "{}", slowed.said());
}

#[tokio::test]
async fn an_old_challenge_is_asked_anew_without_the_worker_and_a_signature_is_good_for_its_request_alone() {
    let site = Site::new().await;
    let malee = site.worker("malee", Role::FieldWorker, HOME, Lang::En).await;
    let first = asks(&site, LIST, None).await;
    let challenge = first.headers["www-authenticate"].to_str().unwrap();
    let signed = digest(challenge, &malee.device.id, &malee.device.secret, "GET", LIST);
    assert_eq!(asks(&site, LIST, Some(&signed)).await.status, StatusCode::OK);
    let other = asks(&site, &format!("{LIST}?formID=project"), Some(&signed)).await;
    assert_eq!(other.status, StatusCode::UNAUTHORIZED);
    let foreign = signed.replace(".", ".0");
    let stale = asks(&site, LIST, Some(&foreign)).await;
    assert_eq!(stale.status, StatusCode::UNAUTHORIZED);
    assert!(stale.headers["www-authenticate"].to_str().unwrap().ends_with("stale=true"));
}

#[tokio::test]
async fn lists_and_submissions_reach_as_far_as_the_owner_does() {
    let site = Site::new().await;
    let malee = site.worker("malee", Role::Coordinator, HOME, Lang::En).await;
    let stranger = site.worker("stranger", Role::Coordinator, OTHER, Lang::En).await;
    for (who, code) in [(&malee, "HOME-1"), (&stranger, "OTHER-1")] {
        let project = NewSubmission {
            id: format!("project-{code}"),
            kind: "prevention/project".into(),
            answers: json!({ "code": code, "title": format!("Title {code}") }),
            corrects: None,
            reason: None,
            source: "web",
        };
        site.state.collection.submit(&site.context(&who.actor), project).await.unwrap();
    }
    for (who, own, others) in [(&malee, "HOME-1", "OTHER-1"), (&stranger, "OTHER-1", "HOME-1")] {
        for form in who.phone.forms().await {
            for (name, (_, text)) in who.phone.files(&form).await {
                assert!(!text.contains(others), "{}: {name}", form.id);
                assert!(name != "project.csv" || text.contains(own), "{}: {name}", form.id);
            }
        }
    }
    let naming =
        |id: &str, code: &str| session(id, "School", "1").replace("<project/>", &format!("<project>{code}</project>"));
    let refused = stranger.phone.submit(&naming("uuid:names-other", "HOME-1"), &[]).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    assert!(refused.said().starts_with("Project: "), "{}", refused.said());
    assert_eq!(malee.phone.submit(&naming("uuid:names-own", "HOME-1"), &[]).await.status, StatusCode::CREATED);
    // Whoever knows an id of another agency is not told that it is there.
    let retried = stranger.phone.submit(&naming("uuid:names-own", "HOME-1"), &[]).await;
    assert_eq!(retried.status, StatusCode::CONFLICT, "{}", retried.text());
}
