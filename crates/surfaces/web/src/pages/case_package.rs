//! The package of a referral for an agency outside: looking at precisely what goes in, and the locked file. Owns how the page reads and how an
//! answer carries the file; what goes in is `casework`'s, and how the plain file looks `package_file`'s.

use super::case::address;
use super::case_acts::Of;
use super::case_referral::service;
use super::package_file::{self, record_group};
use super::{Answer, page};
use crate::WebState;
use crate::parts::{Fact, Heading, Link};
use crate::posted::Posted;
use crate::views::PackagePage;
use crate::visit::Caller;
use crate::words;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use casework::{LARGEST_PACKAGE, PackageContent};
use language::{Lang, Message, phrase, say};
use service_kit::passphrase_of;

/// `GET /cases/{id}/package/{referral}`
pub(crate) async fn show(State(state): State<WebState>, caller: Caller, Path((id, referral)): Path<Of>) -> Answer {
    let lang = caller.visit.lang;
    let content = state.casework.package(&caller.context, &id, &referral).await?;
    let case = state.casework.case(&caller.context, &id).await?;
    let one = case.referrals.iter().find(|one| one.id == referral);
    let title = say(lang, &Message::new("web-package-title").with("agency", content.to.as_str()));
    let secret = state.kit.new_secret();
    let size = content.files.iter().map(|(.., file)| file.bytes.len()).sum::<usize>() / 1024;
    let files = Message::new("web-package-files").with("count", content.files.len()).with("kilobytes", size);
    let mut groups = Vec::new();
    for record in &content.records {
        groups.push(record_group(&state, &caller.context, record, lang).await?);
    }
    page(&PackagePage {
        frame: caller.visit.frame(&state, title.clone()),
        heading: Heading::new(title)
            .lead(phrase(lang, "web-package-lead"))
            .under([Link::new("/cases", phrase(lang, "web-cases-title")), Link::new(address(&id), case.code.as_str())]),
        facts: facts(&content, &caller.context.actor.name, lang),
        groups,
        files: say(lang, &files),
        passphrase: if content.recipient.is_empty() { passphrase_of(&secret) } else { String::new() },
        left: one.map_or(0, |one| one.packages),
        too_large: content.is_too_large.then(|| {
            let limit = Message::new("casework-package-too-large").with("megabytes", LARGEST_PACKAGE / 1024 / 1024);
            say(lang, &limit)
        }),
        action: format!("{}/package/{}", address(&id), words::segment(&referral)),
        hidden: vec![("mark", content.mark.clone()), ("secret", secret)],
        name: format!("{}.age", content.code),
        back: address(&id),
    })
}

/// What stands at the head of a package, on the page and in the file.
pub(super) fn facts(content: &PackageContent, made_by: &str, lang: Lang) -> Vec<Fact> {
    let fact = |key: &str, value: String| Fact::new(phrase(lang, key), value);
    let facts = [
        fact("web-package-code", content.code.clone()),
        fact("web-package-from", content.from.clone()),
        fact("web-package-to", content.to.clone()),
        fact("web-referral-service", service(&content.service, lang)),
        fact("web-referral-note", content.note.clone()),
        fact("web-package-asked-by", content.asked_by.clone()),
        fact("web-package-made-by", made_by.to_owned()),
        fact("web-package-due", words::long_day(content.due, lang)),
        fact("web-package-until", words::long_day(content.until, lang)),
    ];
    facts.into_iter().filter(|fact| !fact.value.is_empty()).collect()
}

/// `POST /cases/{id}/package/{referral}`: the locked file. That it left stands in the case before the first byte goes out.
pub(crate) async fn make(
    State(state): State<WebState>,
    caller: Caller,
    Path((id, referral)): Path<Of>,
    posted: Posted,
) -> Answer {
    let lang = caller.visit.lang;
    // Labels are looked up before, so that writing the plain file waits for nothing.
    let shown = state.casework.package(&caller.context, &id, &referral).await?;
    let mut groups = Vec::new();
    for record in &shown.records {
        groups.push(record_group(&state, &caller.context, record, lang).await?);
    }
    let address = format!("{}/package", state.settings.public_address);
    let by = caller.context.actor.name.clone();
    let made_on = caller.context.today();
    let written = move |content: &PackageContent, receipt: &str| {
        package_file::write(&package_file::Making {
            content,
            groups,
            receipt,
            address: &address,
            by: &by,
            made_on,
            lang,
        })
    };
    let (mark, secret) = (posted.get("mark"), posted.get("secret"));
    let package = state.casework.make_package(&caller.context, (&id, &referral), (mark, secret), written).await?;
    let mut response: Response = Body::from(package.bytes).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/age-encryption"));
    if let Ok(name) = HeaderValue::from_str(&format!("attachment; filename=\"{}\"", package.name)) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    Ok(response)
}
