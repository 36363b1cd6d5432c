//! Getting into a fresh server as a person does: its one-time link chooses the administrator's password on a page, and that
//! password opens a session.

use crate::failure::Failure;
use crate::http::{Answer, Body, Named, Place};
use hyper::StatusCode;
use hyper::header::SET_COOKIE;

/// Whom a first start makes.
const LOGIN: &str = "admin";
/// It protects a database that lives as long as one run, on loopback.
const PASSWORD: &str = "a load of made-up sessions";

/// Chooses the administrator's password by the link that a first start prints.
pub(crate) async fn choose_password(link: &str) -> Result<(), Failure> {
    let mut connection = Place::of(link)?.connect().await?;
    let path = link.split_once("/welcome/").map(|(_, token)| format!("/welcome/{token}"));
    let path = path.ok_or_else(|| Failure::Address(link.to_owned()))?;
    let page = connection.get(&path).await?;
    let text = String::from_utf8_lossy(&page.body);
    let csrf = between(&text, "name=\"csrf\" value=\"", "\"").ok_or_else(|| unexpected(&page))?;
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.append_pair("csrf", csrf).append_pair("password", PASSWORD).append_pair("again", PASSWORD);
    let answer = connection.post(&path, Named::Cookies(&cookies(&page)), Body::Form(form.finish())).await?;
    if answer.status == StatusCode::SEE_OTHER { Ok(()) } else { Err(unexpected(&answer)) }
}

/// Signs in, which costs a password hash and so belongs before anything that is measured.
pub(crate) async fn sign_in(server: &Place) -> Result<String, Failure> {
    let mut connection = server.connect().await?;
    let body = serde_json::json!({ "login": LOGIN, "password": PASSWORD }).to_string();
    let answer = connection.post("/api/v1/sessions", Named::Nobody, Body::Json(body)).await?;
    let opened: serde_json::Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    let token = opened.get("token").and_then(serde_json::Value::as_str);
    token.map(str::to_owned).ok_or_else(|| unexpected(&answer))
}

/// An answer that is none of those that were meant, in the server's own words.
pub(crate) fn unexpected(answer: &Answer) -> Failure {
    let said = String::from_utf8_lossy(&answer.body).chars().take(300).collect();
    Failure::Refused { status: answer.status, said }
}

fn cookies(page: &Answer) -> String {
    let set = page.headers.get_all(SET_COOKIE).iter().filter_map(|value| value.to_str().ok());
    set.filter_map(|cookie| cookie.split(';').next()).collect::<Vec<_>>().join("; ")
}

fn between<'t>(text: &'t str, before: &str, after: &str) -> Option<&'t str> {
    let (_, rest) = text.split_once(before)?;
    rest.split_once(after).map(|(found, _)| found)
}
