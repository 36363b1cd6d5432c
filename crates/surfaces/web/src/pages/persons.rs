//! Looking for people: by a name in any script, a number or a code. Owns what the search leads to: a person's page, a case, a family. What is
//! looked for stands in no address.

use super::{Answer, page, see};
use crate::WebState;
use crate::parts::{Control, Field, Heading, Line, Link, Notice, Tone};
use crate::posted::Posted;
use crate::views::{PersonsPage, badge};
use crate::visit::Caller;
use crate::words;
use axum::extract::{Query, State};
use casework::{Alike, Known, VERY_LIKELY};
use language::{Lang, Message, phrase, say};
use serde::Deserialize;
use service_kit::Context;

/// What the address asks for: for which case, or whom, somebody is looked for.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    /// What is looked for, sealed.
    #[serde(default)]
    q: String,
    #[serde(default)]
    case: String,
    /// Somebody whose family is looked for.
    #[serde(default)]
    with: String,
    /// Somebody who may be recorded twice.
    #[serde(default)]
    same: String,
}

impl Asked {
    fn carried(&self) -> Vec<(&'static str, String)> {
        let all = [("case", &self.case), ("with", &self.with), ("same", &self.same)];
        all.into_iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| (name, value.clone())).collect()
    }

    /// Where choosing somebody leads.
    fn chosen(&self, id: &str) -> String {
        match (self.case.as_str(), self.with.as_str(), self.same.as_str()) {
            ("", "", "") => address(id),
            ("", "", same) => words::query(&format!("{}/merge", address(same)), &[("other", id)]),
            ("", with, _) => words::query(&format!("{}/relate", address(with)), &[("other", id)]),
            (case, ..) => format!("{}/people/{}", super::case::address(case), words::segment(id)),
        }
    }

    fn title(&self) -> &'static str {
        match (self.case.is_empty(), self.with.is_empty(), self.same.is_empty()) {
            (false, ..) => "web-persons-for-case",
            (_, false, _) => "web-persons-for-family",
            (_, _, false) => "web-persons-for-same",
            _ => "web-persons-title",
        }
    }
}

/// The address of a person.
pub(super) fn address(id: &str) -> String {
    format!("/persons/{}", words::segment(id))
}

/// `GET /persons`
pub(crate) async fn show(State(state): State<WebState>, caller: Caller, Query(asked): Query<Asked>) -> Answer {
    let lang = caller.visit.lang;
    let text = caller.visit.opened(&asked.q).unwrap_or_default();
    let found = match text.trim() {
        "" => None,
        text => Some(state.casework.find_people(&caller.context, text).await?),
    };
    let line = |one: &Alike| {
        let mut line = line(&state, &caller.context, one, lang);
        line.href = asked.chosen(&one.record.id);
        line
    };
    let title = phrase(lang, asked.title());
    let cases = Link::new("/cases", phrase(lang, "web-cases-title"));
    page(&PersonsPage {
        frame: caller.visit.frame(&state, title.clone()),
        heading: Heading::new(title).lead(phrase(lang, "web-persons-lead")).under([cases]),
        carried: asked.carried(),
        sought: Field::new("q", phrase(lang, "web-persons-q"), Control::Text)
            .hint(phrase(lang, "web-persons-q-hint"))
            .value(text),
        partly: found
            .as_ref()
            .filter(|found| !found.is_complete)
            .map(|_| Notice::new(Tone::Warn, phrase(lang, "web-persons-partly"))),
        found: found.map(|found| found.people.iter().map(line).collect()),
        nobody: phrase(lang, "web-persons-nobody"),
        record: recording(&state, &caller, &asked, lang),
    })
}

/// `POST /persons`
pub(crate) async fn look(State(_): State<WebState>, caller: Caller, posted: Posted) -> Answer {
    let seal = caller.visit.sealed(posted.get("q")).unwrap_or_default();
    let asked = ["case", "with", "same"].map(|name| (name, posted.get(name)));
    see(&words::query("/persons", &[asked[0], asked[1], asked[2], ("q", seal.as_str())]))
}

/// The forms by which somebody is recorded, and by which a household is where one is looked for.
fn recording(state: &WebState, caller: &Caller, asked: &Asked, lang: Lang) -> Vec<Link> {
    let people = state.casework.person_kinds().into_iter().map(|(kind, _)| kind);
    let households = state.casework.household_kinds().into_iter().filter(|_| !asked.with.is_empty());
    let link = |kind: String| {
        let in_use = state.collection.kind(&caller.context, &kind).ok()?;
        let may = in_use.is_filled_in_by(&caller.context.actor);
        let pairs = [("for-case", asked.case.as_str()), ("for-person", asked.with.as_str())];
        let href = words::query(&format!("/records/{kind}/new"), &pairs);
        may.then(|| Link::new(href, super::records::say_new(in_use.definition().kind, lang)))
    };
    people.chain(households).filter_map(link).collect()
}

/// Somebody who was found: names, code, age, and why they may be meant.
pub(super) fn line(state: &WebState, context: &Context, one: &Alike, lang: Lang) -> Line {
    let grounds: Vec<String> = one.grounds.iter().map(|ground| say(lang, ground)).collect();
    let code = super::record_table::name(state, &one.record, lang);
    let parts = [code, age(&one.known, context, lang).unwrap_or_default(), grounds.join(", ")];
    let is_likely = one.points >= VERY_LIKELY;
    Line {
        title: called(&one.known, lang),
        text: parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
        href: address(&one.record.id),
        badge: is_likely.then(|| badge(Tone::Warn, phrase(lang, "web-alike-very"))).flatten(),
        action: None,
    }
}

/// What somebody is called: their names, the first ones of many.
pub(super) fn called(known: &Known, lang: Lang) -> String {
    match known.names.as_slice() {
        [] => phrase(lang, "web-person-without-name"),
        names => names.iter().take(3).cloned().collect::<Vec<_>>().join(" / "),
    }
}

/// How old somebody is, as far as it is known.
pub(super) fn age(known: &Known, context: &Context, lang: Lang) -> Option<String> {
    let (years, is_about) = known.age(context.today())?;
    let key = if is_about { "web-person-age-about" } else { "web-person-age" };
    Some(say(lang, &Message::new(key).with("years", f64::from(years))))
}
