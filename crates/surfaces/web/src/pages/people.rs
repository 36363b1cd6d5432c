//! People who log in, and agencies: inviting, roles, access.

use super::{Answer, page, see};
use crate::WebState;
use crate::failure::Failure;
use crate::parts::{Choice, Control, Fact, Field, Heading, Line, Link, Problem, Tab, Tone};
use crate::posted::Posted;
use crate::views::{ConfirmPage, PeoplePage, PersonPage, ShownLink, badge};
use crate::visit::Caller;
use crate::words;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use identity::{NewAgency, NewPerson, OneTimeLink, Person};
use language::{Lang, Message, phrase, say};
use service_kit::{AGENCY_KINDS, Action, Context, Reach, Role, ServiceError, agency_kind, reach};
use store::Agency;

/// `GET /people`
pub(crate) async fn list(State(state): State<WebState>, caller: Caller) -> Answer {
    page(&view(&state, &caller, &Posted::default(), None, Vec::new()).await?)
}

/// `POST /people`
pub(crate) async fn invite(State(state): State<WebState>, caller: Caller, posted: Posted) -> Answer {
    let lang = caller.visit.lang;
    let own_agency = caller.context.actor.agency_id.clone();
    let role = Role::from_id(posted.get("role")).ok_or_else(Failure::not_found)?;
    let person = NewPerson {
        login: posted.get("login").to_owned(),
        name: posted.get("name").to_owned(),
        agency_id: Some(posted.get("agency").to_owned()).filter(|id| !id.is_empty()).unwrap_or(own_agency),
        role,
        lang: posted.get("lang").parse().unwrap_or(lang),
    };
    let name = person.name.clone();
    let (link, problems) = match state.identity.invite(&caller.context, person).await {
        Ok(link) => (Some(shown(&state, &link, &name, lang)), Vec::new()),
        Err(error @ (ServiceError::Invalid(_) | ServiceError::Conflict(_))) => (None, problems(&error, "login", lang)),
        Err(error) => return Err(error.into()),
    };
    let is_wrong = !problems.is_empty();
    let kept = if is_wrong { posted } else { Posted::default() };
    let mut response = page(&view(&state, &caller, &kept, link, problems).await?)?;
    if is_wrong {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// What a service says of fields, at the fields; what it says of no field, at `otherwise`.
pub(super) fn problems(error: &ServiceError, otherwise: &str, lang: Lang) -> Vec<Problem> {
    let problem = |field: &str, message: &Message| Problem { id: format!("f-{field}"), text: say(lang, message) };
    match error {
        ServiceError::Invalid(found) => found.iter().map(|one| problem(&one.path, &one.message)).collect(),
        other => other.messages().iter().map(|message| problem(otherwise, message)).collect(),
    }
}

fn shown(state: &WebState, link: &OneTimeLink, name: &str, lang: Lang) -> ShownLink {
    ShownLink {
        title: say(lang, &Message::new("web-people-link-title").with("name", name)),
        address: format!("{}/welcome/{}", state.settings.public_address, link.token),
    }
}

async fn view(
    state: &WebState,
    caller: &Caller,
    posted: &Posted,
    link: Option<ShownLink>,
    problems: Vec<Problem>,
) -> Result<PeoplePage, Failure> {
    let (lang, context) = (caller.visit.lang, &caller.context);
    let people = state.identity.people(context).await?;
    let agencies = state.identity.agencies().await?;
    let linked = state.identity.linked_people(context).await?;
    let title = phrase(lang, "web-people-title");
    let line = |person: &Person| Line {
        title: person.name.clone(),
        text: [
            person.login.clone(),
            role_name(person.role, lang),
            agency_of(&agencies, &person.agency_id, lang),
            // By which provider they can sign in, too.
            state.identity.provider_name().filter(|_| linked.contains(&person.id)).unwrap_or_default().to_owned(),
        ]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · "),
        href: format!("/people/{}", words::segment(&person.id)),
        badge: standing(person, lang),
        action: None,
    };
    Ok(PeoplePage {
        frame: caller.visit.frame(state, title.clone()),
        heading: Heading::new(title).lead(phrase(lang, "web-people-lead")),
        tabs: tabs(context, "/people"),
        link,
        list_title: words::counted(lang, "web-people-list", people.len()),
        lines: people.iter().map(line).collect(),
        new_title: phrase(lang, "web-people-new"),
        asked: asked(context, &agencies, posted, &problems),
        problems,
        action: "/people".to_owned(),
        button: phrase(lang, "web-people-invite"),
    })
}

fn role_name(role: Option<Role>, lang: Lang) -> String {
    role.map_or_else(|| phrase(lang, "unknown"), |role| phrase(lang, &format!("role-{}", role.id())))
}

fn agency_of(agencies: &[Agency], id: &str, lang: Lang) -> String {
    agencies.iter().find(|agency| agency.id == id).map(|agency| words::agency_name(agency, lang)).unwrap_or_default()
}

fn standing(person: &Person, lang: Lang) -> Option<crate::parts::Badge> {
    match (person.disabled, person.invited) {
        (true, _) => badge(Tone::Bad, phrase(lang, "web-people-disabled")),
        (false, true) => badge(Tone::Warn, phrase(lang, "web-people-invited")),
        (false, false) => badge(Tone::Good, phrase(lang, "web-people-active")),
    }
}

/// People, and agencies for those who keep them.
pub(super) fn tabs(context: &Context, current: &str) -> Vec<Tab> {
    let lang = context.lang;
    let may = |action| reach(context.actor.role, action) > Reach::No;
    let tab = |href: &str, key: &str, icon| Tab {
        href: href.to_owned(),
        text: phrase(lang, key),
        icon,
        current: href == current,
    };
    let mut tabs = vec![tab("/people", "web-people-tab", "people")];
    tabs.extend(may(Action::ManageAgencies).then(|| tab("/agencies", "web-agencies-tab", "agency")));
    tabs.extend(may(Action::ManageOutside).then(|| tab("/outside", "web-outside-tab", "leave")));
    tabs
}

fn asked(context: &Context, agencies: &[Agency], posted: &Posted, problems: &[Problem]) -> Vec<Field> {
    let lang = context.lang;
    let keeps_all = reach(context.actor.role, Action::ManageAccounts) == Reach::Everything;
    let mut fields = vec![
        Field::new("name", phrase(lang, "web-people-name"), Control::Text).value(posted.get("name")),
        Field::new("login", phrase(lang, "web-login"), Control::Text)
            .hint(phrase(lang, "web-people-login-hint"))
            .value(posted.get("login")),
        Field::new(
            "role",
            phrase(lang, "web-people-role"),
            Control::Select(roles(Role::from_id(posted.get("role")), lang)),
        ),
    ];
    if keeps_all && agencies.len() > 1 {
        let given = if posted.has("agency") { posted.get("agency") } else { &context.actor.agency_id };
        let choices = agencies
            .iter()
            .map(|agency| Choice::new(&agency.id, words::agency_name(agency, lang), agency.id == given))
            .collect();
        fields.push(Field::new("agency", phrase(lang, "web-people-agency"), Control::Select(choices)));
    }
    let given: Lang = posted.get("lang").parse().unwrap_or(lang);
    let langs = Lang::ALL.iter().map(|one| Choice::new(one.code(), one.autonym(), *one == given)).collect();
    fields.push(Field::new("lang", phrase(lang, "web-people-lang"), Control::Select(langs)));
    for field in &mut fields {
        field.problem = problems.iter().filter(|one| one.id == field.id).map(|one| one.text.clone()).collect();
    }
    fields
}

fn roles(given: Option<Role>, lang: Lang) -> Vec<Choice> {
    Role::ASSIGNABLE
        .iter()
        .map(|role| Choice::new(role.id(), phrase(lang, &format!("role-{}", role.id())), Some(*role) == given))
        .collect()
}

/// `GET /people/{id}`
pub(crate) async fn show(State(state): State<WebState>, caller: Caller, Path(id): Path<String>) -> Answer {
    let lang = caller.visit.lang;
    let person = person(&state, &caller, &id).await?;
    let agencies = state.identity.agencies().await?;
    let mut facts = vec![
        Fact::new(phrase(lang, "web-login"), &person.login),
        Fact::new(phrase(lang, "web-people-role"), role_name(person.role, lang)),
        Fact::new(phrase(lang, "web-people-agency"), agency_of(&agencies, &person.agency_id, lang)),
    ];
    let link = linked(&state, &caller, &id).await?;
    facts.extend(link.iter().map(|(fact, _)| fact.clone()));
    facts.extend(standing(&person, lang).map(|badge| Fact::new(phrase(lang, "web-person-access"), badge.text)));
    page(&PersonPage {
        frame: caller.visit.frame(&state, &person.name),
        heading: Heading::new(&person.name).under([Link::new("/people", phrase(lang, "web-people-title"))]),
        facts,
        own: person.id == caller.context.actor.account_id,
        action: format!("/people/{}", words::segment(&id)),
        role: Field::new("role", phrase(lang, "web-people-role"), Control::Select(roles(person.role, lang))),
        disabled: person.disabled,
        has_code: has_code(&state, &caller, &id).await?,
        unlink: link.map(|(_, button)| button),
    })
}

/// Whether codes are asked of somebody, or they have passkeys; not told of those whose role is not the reader's to give.
async fn has_code(state: &WebState, caller: &Caller, id: &str) -> Result<bool, Failure> {
    match state.identity.factor_of(&caller.context, id).await {
        Ok(factor) => Ok(factor.is_on || factor.passkeys > 0),
        Err(ServiceError::Refused) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// What is told of somebody's link to the identity provider, and what the button says that ends it; nothing without a link, and of those
/// whose role is not the reader's to give.
async fn linked(state: &WebState, caller: &Caller, id: &str) -> Result<Option<(Fact, String)>, Failure> {
    let lang = caller.visit.lang;
    let Some(name) = state.identity.provider_name() else { return Ok(None) };
    let told = |key: &'static str| say(lang, &Message::new(key).with("provider", name));
    match state.identity.provider_link_of(&caller.context, id).await {
        Ok(link) => Ok(link.map(|link| {
            let since =
                Message::new("web-provider-since").with("when", words::moment(&state.kit, link.linked_at, lang));
            (Fact::new(told("web-provider-use"), say(lang, &since)), told("web-provider-unlink"))
        })),
        Err(ServiceError::Refused) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

async fn person(state: &WebState, caller: &Caller, id: &str) -> Result<Person, Failure> {
    let people = state.identity.people(&caller.context).await?;
    people.into_iter().find(|person| person.id == id).ok_or_else(Failure::not_found)
}

/// `POST /people/{id}/role`
pub(crate) async fn change_role(
    State(state): State<WebState>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    let role = Role::from_id(posted.get("role")).ok_or_else(Failure::not_found)?;
    state.identity.change_role(&caller.context, &id, role).await?;
    see(&format!("/people/{}?said=role", words::segment(&id)))
}

/// `POST /people/{id}/link`
pub(crate) async fn new_link(
    State(state): State<WebState>,
    caller: Caller,
    Path(id): Path<String>,
    _posted: Posted,
) -> Answer {
    let person = person(&state, &caller, &id).await?;
    let link = state.identity.renew_link(&caller.context, &id).await?;
    let link = shown(&state, &link, &person.name, caller.visit.lang);
    // The secret is on this answer only: no address leads to it, and the browser keeps no copy.
    page(&view(&state, &caller, &Posted::default(), Some(link), Vec::new()).await?)
}

/// `POST /people/{id}/end-sessions`
pub(crate) async fn end_sessions(
    State(state): State<WebState>,
    caller: Caller,
    Path(id): Path<String>,
    _posted: Posted,
) -> Answer {
    state.identity.end_sessions_of(&caller.context, &id).await?;
    see(&format!("/people/{}?said=their-sessions-ended", words::segment(&id)))
}

/// `POST /people/{id}/reset-code`
pub(crate) async fn reset_code(
    State(state): State<WebState>,
    caller: Caller,
    Path(id): Path<String>,
    _posted: Posted,
) -> Answer {
    state.identity.reset_factor(&caller.context, &id).await?;
    see(&format!("/people/{}?said=code-reset", words::segment(&id)))
}

/// `POST /people/{id}/unlink`
pub(crate) async fn unlink(
    State(state): State<WebState>,
    caller: Caller,
    Path(id): Path<String>,
    _posted: Posted,
) -> Answer {
    state.identity.unlink_somebody(&caller.context, &id).await?;
    see(&format!("/people/{}?said=their-link-ended", words::segment(&id)))
}

/// `POST /people/{id}/disable`
pub(crate) async fn disable(
    State(state): State<WebState>,
    caller: Caller,
    Path(id): Path<String>,
    _posted: Posted,
) -> Answer {
    state.identity.set_disabled(&caller.context, &id, true).await?;
    see(&format!("/people/{}?said=disabled", words::segment(&id)))
}

/// `POST /people/{id}/enable`
pub(crate) async fn enable(
    State(state): State<WebState>,
    caller: Caller,
    Path(id): Path<String>,
    _posted: Posted,
) -> Answer {
    state.identity.set_disabled(&caller.context, &id, false).await?;
    see(&format!("/people/{}?said=enabled", words::segment(&id)))
}

/// `GET /agencies`
pub(crate) async fn agencies(State(state): State<WebState>, caller: Caller) -> Answer {
    page(&agencies_view(&state, &caller, &Posted::default(), Vec::new()).await?)
}

/// `POST /agencies`
pub(crate) async fn add_agency(State(state): State<WebState>, caller: Caller, posted: Posted) -> Answer {
    let agency = NewAgency {
        name_en: posted.get("name_en").to_owned(),
        name_th: posted.get("name_th").to_owned(),
        kind: posted.get("kind").to_owned(),
    };
    match state.identity.add_agency(&caller.context, agency).await {
        Ok(_) => see("/agencies?said=agency"),
        Err(error @ ServiceError::Invalid(_)) => {
            let problems = problems(&error, "name_en", caller.visit.lang);
            let mut response = page(&agencies_view(&state, &caller, &posted, problems).await?)?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(error) => Err(error.into()),
    }
}

async fn agencies_view(
    state: &WebState,
    caller: &Caller,
    posted: &Posted,
    problems: Vec<Problem>,
) -> Result<PeoplePage, Failure> {
    let lang = caller.visit.lang;
    if reach(caller.context.actor.role, Action::ManageAgencies) == Reach::No {
        return Err(Failure::not_found());
    }
    let agencies = state.identity.agencies().await?;
    let title = phrase(lang, "web-agencies-tab");
    let field = |name: &str, key: &str| {
        let mut field = Field::new(name, phrase(lang, key), Control::Text).value(posted.get(name));
        field.problem = problems.iter().filter(|one| one.id == field.id).map(|one| one.text.clone()).collect();
        field
    };
    let line = |agency: &Agency| {
        let other = if lang == Lang::Th { &agency.name_en } else { &agency.name_th };
        let kind = (!agency.kind.is_empty()).then(|| phrase(lang, agency_kind(&agency.kind)));
        Line {
            title: words::agency_name(agency, lang),
            text: kind.iter().chain([other]).cloned().collect::<Vec<_>>().join(" · "),
            action: Some(Link::new(
                format!("/agencies/{}", words::segment(&agency.id)),
                phrase(lang, "web-agency-change"),
            )),
            ..Line::default()
        }
    };
    let kind = field("kind", "web-agency-kind");
    let kind = Field { control: Control::Select(agency_kinds(posted.get("kind"), lang)), ..kind }.optional();
    Ok(PeoplePage {
        frame: caller.visit.frame(state, title.clone()),
        heading: Heading::new(title),
        tabs: tabs(&caller.context, "/agencies"),
        link: None,
        list_title: words::counted(lang, "web-agencies-list", agencies.len()),
        lines: agencies.iter().map(line).collect(),
        new_title: phrase(lang, "web-agencies-new"),
        asked: vec![field("name_en", "web-agencies-name-en"), field("name_th", "web-agencies-name-th"), kind],
        problems,
        action: "/agencies".to_owned(),
        button: phrase(lang, "web-agencies-add"),
    })
}

/// The kinds of agency to choose from.
pub(super) fn agency_kinds(chosen: &str, lang: Lang) -> Vec<Choice> {
    AGENCY_KINDS.iter().map(|(kind, key)| Choice::new(*kind, phrase(lang, key), *kind == chosen)).collect()
}

/// `GET /agencies/{id}`: what the agency is called, and what it is among those that work together.
pub(crate) async fn agency(State(state): State<WebState>, caller: Caller, Path(id): Path<String>) -> Answer {
    agency_view(&state, &caller, &id, None, Vec::new()).await
}

async fn agency_view(
    state: &WebState,
    caller: &Caller,
    id: &str,
    posted: Option<&Posted>,
    problems: Vec<Problem>,
) -> Answer {
    let lang = caller.visit.lang;
    let agencies = state.identity.agencies().await?;
    let may = reach(caller.context.actor.role, Action::ManageAgencies) > Reach::No;
    let agency = agencies.iter().find(|agency| agency.id == id && may).ok_or_else(Failure::not_found)?;
    let name = words::agency_name(agency, lang);
    let said = |field: &str, kept: &str| posted.map_or_else(|| kept.to_owned(), |posted| posted.get(field).to_owned());
    let kinds = Control::Select(agency_kinds(&said("kind", &agency.kind), lang));
    let named = |field: &str, key: &str, kept: &str| {
        let mut asked = Field::new(field, phrase(lang, key), Control::Text).value(said(field, kept));
        asked.problem = problems.iter().filter(|one| one.id == asked.id).map(|one| one.text.clone()).collect();
        asked
    };
    let asked = vec![
        named("name_en", "web-agencies-name-en", &agency.name_en),
        named("name_th", "web-agencies-name-th", &agency.name_th),
        Field::new("kind", phrase(lang, "web-agency-kind"), kinds).optional(),
    ];
    let is_wrong = !problems.is_empty();
    let mut response = page(&ConfirmPage {
        frame: caller.visit.frame(state, name.clone()),
        heading: Heading::new(name)
            .lead(phrase(lang, "web-agency-kind-lead"))
            .under([Link::new("/agencies", phrase(lang, "web-agencies-tab"))]),
        problems,
        facts: Vec::new(),
        action: format!("/agencies/{}", words::segment(id)),
        hidden: Vec::new(),
        asked,
        button: phrase(lang, "web-agency-kind-save"),
        dangerous: false,
        back: "/agencies".to_owned(),
    })?;
    if is_wrong {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// `POST /agencies/{id}`
pub(crate) async fn change_agency(
    State(state): State<WebState>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    let said = NewAgency {
        name_en: posted.get("name_en").to_owned(),
        name_th: posted.get("name_th").to_owned(),
        kind: posted.get("kind").to_owned(),
    };
    match state.identity.change_agency(&caller.context, &id, said).await {
        Ok(()) => see("/agencies?said=agency"),
        Err(error @ ServiceError::Invalid(_)) => {
            let problems = problems(&error, "name_en", caller.visit.lang);
            agency_view(&state, &caller, &id, Some(&posted), problems).await
        }
        Err(error) => Err(error.into()),
    }
}
