//! Phones with ODK Collect: set up by scanning a code that is shown once, looked at, revoked. Owns the drawing of the code; what it says
//! is `openrosa`'s, and who may do what to which phone is `identity`'s.

use super::people::problems;
use super::{Answer, page, see};
use crate::WebState;
use crate::failure::Failure;
use crate::parts::{Control, Fact, Field, Heading, Line, Link, Problem, Tone};
use crate::posted::Posted;
use crate::views::{ConfirmPage, DevicePage, PeoplePage, badge};
use crate::visit::Caller;
use crate::words;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use identity::{KnownDevice, NewDevice};
use language::{Lang, Message, phrase, say};
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};
use service_kit::ServiceError;

/// The digits of what has to be typed to change protected settings on the phone.
const ADMIN_PASSWORD_DIGITS: usize = 8;
/// The least width of the code, in pixels: what a camera reads from a hand's distance.
const CODE_WIDTH: u32 = 320;

/// `GET /devices`
pub(crate) async fn list(State(state): State<WebState>, caller: Caller) -> Answer {
    page(&view(&state, &caller, &Posted::default(), Vec::new()).await?)
}

/// `POST /devices`: the secret is on this answer only. No address leads to it, and the browser keeps no copy.
pub(crate) async fn make(State(state): State<WebState>, caller: Caller, posted: Posted) -> Answer {
    match state.identity.make_device(&caller.context, posted.get("name")).await {
        Ok(made) => page(&made_view(&state, &caller, &made, posted.get("name").trim())?),
        Err(error @ ServiceError::Invalid(_)) => {
            let problems = problems(&error, "name", caller.visit.lang);
            let mut response = page(&view(&state, &caller, &posted, problems).await?)?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /devices/{id}/revoke`
pub(crate) async fn revoke_page(State(state): State<WebState>, caller: Caller, Path(id): Path<String>) -> Answer {
    let lang = caller.visit.lang;
    let devices = state.identity.devices(&caller.context).await?;
    let device = devices.into_iter().find(|device| device.id == id && device.revoked_at.is_none());
    let device = device.ok_or_else(Failure::not_found)?;
    let title = say(lang, &Message::new("web-device-revoke-title").with("name", device.name.as_str()));
    page(&ConfirmPage {
        frame: caller.visit.frame(&state, title.clone()),
        heading: Heading::new(title)
            .lead(phrase(lang, "web-device-revoke-lead"))
            .under([Link::new("/devices", phrase(lang, "web-devices-title"))]),
        problems: Vec::new(),
        facts: vec![
            Fact::new(phrase(lang, "web-device-owner"), &device.owner),
            Fact::new(phrase(lang, "web-device-use"), seen(&state, &device, lang)),
        ],
        action: format!("/devices/{}/revoke", words::segment(&id)),
        hidden: Vec::new(),
        asked: Vec::new(),
        button: phrase(lang, "web-device-revoke"),
        dangerous: true,
        back: "/devices".to_owned(),
    })
}

/// `POST /devices/{id}/revoke`
pub(crate) async fn revoke(
    State(state): State<WebState>,
    caller: Caller,
    Path(id): Path<String>,
    _posted: Posted,
) -> Answer {
    state.identity.revoke_device(&caller.context, &id).await?;
    see("/devices?said=device-revoked")
}

async fn view(
    state: &WebState,
    caller: &Caller,
    posted: &Posted,
    problems: Vec<Problem>,
) -> Result<PeoplePage, Failure> {
    let lang = caller.visit.lang;
    let devices = state.identity.devices(&caller.context).await?;
    let title = phrase(lang, "web-devices-title");
    let mut name = Field::new("name", phrase(lang, "web-devices-name"), Control::Text)
        .hint(phrase(lang, "web-devices-name-hint"))
        .value(posted.get("name"));
    name.problem = problems.iter().filter(|one| one.id == name.id).map(|one| one.text.clone()).collect();
    Ok(PeoplePage {
        frame: caller.visit.frame(state, title.clone()),
        heading: Heading::new(title).lead(phrase(lang, "web-devices-lead")),
        tabs: Vec::new(),
        link: None,
        list_title: words::counted(lang, "web-devices-list", devices.len()),
        lines: devices.iter().map(|device| line(state, caller, device)).collect(),
        new_title: phrase(lang, "web-devices-new"),
        problems,
        action: "/devices".to_owned(),
        asked: vec![name],
        button: phrase(lang, "web-devices-make"),
    })
}

fn line(state: &WebState, caller: &Caller, device: &KnownDevice) -> Line {
    let lang = caller.visit.lang;
    let is_own = device.owner_id == caller.context.actor.account_id;
    let owner = if is_own { String::new() } else { format!("{} · ", device.owner) };
    let (href, badge) = match device.revoked_at {
        None => (
            format!("/devices/{}/revoke", words::segment(&device.id)),
            badge(Tone::Good, phrase(lang, "web-devices-active")),
        ),
        Some(_) => (String::new(), badge(Tone::Bad, phrase(lang, "web-devices-revoked"))),
    };
    Line {
        title: device.name.clone(),
        text: format!("{owner}{}", seen(state, device, lang)),
        href,
        badge,
        action: None,
    }
}

fn seen(state: &WebState, device: &KnownDevice, lang: Lang) -> String {
    match device.seen_at {
        Some(at) => say(lang, &Message::new("web-devices-seen").with("when", words::moment(&state.kit, at, lang))),
        None => phrase(lang, "web-devices-unseen"),
    }
}

fn made_view(state: &WebState, caller: &Caller, made: &NewDevice, name: &str) -> Result<DevicePage, Failure> {
    let lang = caller.visit.lang;
    let server = format!("{}{}", state.settings.public_address, openrosa::PATH);
    let admin: String = state.kit.new_secret().chars().take(ADMIN_PASSWORD_DIGITS).collect();
    let settings = openrosa::code(&openrosa::Device {
        server_url: &server,
        username: &made.id,
        password: &made.secret,
        admin_password: &admin,
        language: lang.code(),
        project: &phrase(lang, "product-name"),
    });
    let title = say(lang, &Message::new("web-device-title").with("name", name));
    let fact = |key: &str, value: &str| Fact::new(phrase(lang, key), value);
    Ok(DevicePage {
        frame: caller.visit.frame(state, title.clone()),
        heading: Heading::new(title)
            .lead(phrase(lang, "web-device-scan"))
            .under([Link::new("/devices", phrase(lang, "web-devices-title"))]),
        code: drawn(&settings)?,
        typed: vec![
            fact("web-device-server", &server),
            fact("web-device-username", &made.id),
            fact("web-device-password", &made.secret),
            fact("web-device-admin", &admin),
        ],
        address: format!("{server}/key/{}", made.secret),
    })
}

/// A code as an SVG element.
pub(super) fn drawn(text: &str) -> Result<String, Failure> {
    let too_long = |problem| ServiceError::Internal(format!("the settings do not fit into a code: {problem}"));
    let code = QrCode::with_error_correction_level(text, EcLevel::L).map_err(too_long)?;
    let drawing = code.render::<svg::Color<'_>>().min_dimensions(CODE_WIDTH, CODE_WIDTH).build();
    // What stands before the element is for a file of its own.
    Ok(drawing.find("<svg").and_then(|at| drawing.get(at..)).map(str::to_owned).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_one_element_without_style_or_script() {
        let drawing = drawn("settings").expect("fits");
        assert!(drawing.starts_with("<svg") && drawing.ends_with("</svg>"), "{drawing}");
        assert!(!drawing.contains("style") && !drawing.contains("<?xml"), "{drawing}");
        assert!(drawn(&"x".repeat(3_000)).is_err());
    }
}
