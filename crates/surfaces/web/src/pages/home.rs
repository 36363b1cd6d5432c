//! "What needs me today?", the first steps of a new installation, and the places that a phone's bar has no room for.

use super::{Answer, cases, drafts, emergency, figures, page, record_table, records};
use crate::WebState;
use crate::failure::Failure;
use crate::parts::{Heading, Line, LineGroup, Link, Stat, Tone};
use crate::views::{HomePage, LinksPage, Step, TaskLine};
use crate::visit::{Caller, Visit};
use crate::words;
use axum::extract::State;
use calendar::deadline;
use casework::Turn;
use collection::ListQuery;
use language::{Lang, Message, phrase, say};
use programmes::{Need, NeedKind};
use service_kit::{Action, Actor, ServiceError};

/// Records shown as last changed.
const RECENT: u32 = 5;
/// Cases that are named because they call for the reader.
const CALLING: u32 = 5;
/// Cases of the reader's that are looked into for what they do next.
const TURNS: u32 = 6;

/// `GET /`
pub(crate) async fn today(State(state): State<WebState>, visit: Visit, caller: Result<Caller, Failure>) -> Answer {
    if let Some(actor) = &visit.confined {
        return page(&quiet(&state, &visit, actor));
    }
    let caller = caller?;
    let lang = caller.visit.lang;
    let needs = match state.programmes.needs(&caller.context).await {
        Ok(needs) => needs,
        // An installation whose packs have no projects has nothing that needs anybody.
        Err(ServiceError::NotFound) => Vec::new(),
        Err(error) => return Err(error.into()),
    };
    let mut tasks = under_duress(&state, &caller).await?;
    tasks.extend(between_agencies(&state, &caller).await?);
    tasks.extend(calling_cases(&state, &caller).await?);
    tasks.extend(overdue_cases(&state, &caller).await?);
    tasks.extend(turns(&state, &caller).await?);
    tasks.extend(needs.iter().map(|need| task(&caller, need)));
    let lead = if tasks.is_empty() {
        phrase(lang, "web-home-none")
    } else {
        words::counted(lang, "web-home-some", tasks.len())
    };
    let greeting = greeting(&caller.context.actor, lang);
    let recent = recent(&state, &caller).await?;
    let works_on_cases_alone = recent.is_empty() && works_on_cases_alone(&state, &caller).await?;
    let main = state.main_kind().filter(|_| !works_on_cases_alone);
    let action = match main {
        Some(kind) => Some(Link::new(format!("/records/{}/new", kind.id), records::say_new(kind, lang))),
        None => cases::begins(&state, &caller.context, lang),
    };
    let (stats_title, stats) =
        if recent.is_empty() { (String::new(), Vec::new()) } else { headline(&state, &caller).await? };
    page(&HomePage {
        frame: caller.visit.frame(&state, phrase(lang, "web-nav-home")),
        heading: Heading::new(greeting).lead(lead).action(action),
        steps: if works_on_cases_alone { Vec::new() } else { steps(&state, &caller, !recent.is_empty()).await? },
        tasks,
        unfinished: drafts::lines(&state, &caller, None).await?,
        unfinished_lead: drafts::limits(lang),
        stats_title,
        stats,
        recent,
    })
}

fn greeting(actor: &Actor, lang: Lang) -> String {
    say(lang, &Message::new("web-home-greeting").with("name", actor.name.as_str()))
}

/// The same page when nothing waits for anybody: what somebody sees who signed in under duress.
fn quiet(state: &WebState, visit: &Visit, actor: &Actor) -> HomePage {
    HomePage {
        frame: visit.frame(state, phrase(visit.lang, "web-nav-home")),
        heading: Heading::new(greeting(actor, visit.lang)).lead(phrase(visit.lang, "web-home-none")),
        steps: Vec::new(),
        tasks: Vec::new(),
        unfinished: Vec::new(),
        unfinished_lead: String::new(),
        stats_title: String::new(),
        stats: Vec::new(),
        recent: Vec::new(),
    }
}

/// That somebody signed in under duress, for whoever reads the audit, which says who. Only when is told here: others may look on.
async fn under_duress(state: &WebState, caller: &Caller) -> Result<Vec<TaskLine>, ServiceError> {
    let lang = caller.visit.lang;
    let told = state.identity.told_of_duress(&caller.context).await?;
    let line = |at: store::Millis| TaskLine {
        tone: Tone::Warn,
        title: phrase(lang, "web-home-quiet"),
        text: words::moment(&state.kit, at, lang),
        actions: vec![Link::new("/audit?action=session.open-duress", phrase(lang, "web-open"))],
    };
    Ok(told.into_iter().map(line).collect())
}

/// Cases that were opened in an emergency, and what other agencies wait for.
async fn between_agencies(state: &WebState, caller: &Caller) -> Result<Vec<TaskLine>, ServiceError> {
    let lang = caller.visit.lang;
    let told = state.casework.emergencies_unseen(&caller.context).await?;
    let mut tasks: Vec<TaskLine> = told.iter().map(|one| emergency::task(one, lang)).collect();
    let (waiting, late) = state.casework.referrals_waiting(&caller.context).await?;
    let text = || words::counted(lang, "web-home-referrals-late", late);
    tasks.extend((waiting > 0).then(|| TaskLine {
        tone: if late > 0 { Tone::Bad } else { Tone::Warn },
        title: words::counted(lang, "web-home-referrals", waiting),
        text: if late > 0 { text() } else { String::new() },
        actions: vec![Link::new("/referrals", phrase(lang, "web-open"))],
    }));
    Ok(tasks)
}

/// Cases that were shared with the reader's agency and nobody there answers for, each by itself, and those that wait for the reader.
async fn calling_cases(state: &WebState, caller: &Caller) -> Result<Vec<TaskLine>, ServiceError> {
    let lang = caller.visit.lang;
    let found = state.casework.calling(&caller.context, CALLING).await?;
    let shared = found.shared.iter().map(|one| TaskLine {
        tone: Tone::Warn,
        title: say(lang, &Message::new("web-home-case-shared").with("code", one.code.as_str())),
        text: format!("{} · {}", one.kind.get(lang), one.state.get(lang)),
        actions: vec![Link::new(super::case::address(&one.id), phrase(lang, "web-open"))],
    });
    let codes: Vec<&str> = found.waiting.iter().map(|one| one.code.as_str()).collect();
    let waiting = (!codes.is_empty()).then(|| TaskLine {
        tone: Tone::Warn,
        title: phrase(lang, "web-home-cases-wait"),
        text: codes.join(" · "),
        actions: vec![Link::new("/cases?waits=reader", phrase(lang, "web-open"))],
    });
    Ok(shared.chain(waiting).collect())
}

/// What the reader does next in cases that they answer for.
async fn turns(state: &WebState, caller: &Caller) -> Result<Vec<TaskLine>, ServiceError> {
    let lang = caller.visit.lang;
    let line = |turn: &Turn| {
        let due = turn.due.as_ref().map(|due| say(lang, due));
        let parts = [Some(turn.code.clone()), Some(turn.kind.get(lang).to_owned()), due];
        TaskLine {
            tone: if turn.is_overdue { Tone::Bad } else { Tone::Plain },
            title: turn.next.get(lang).to_owned(),
            text: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            actions: vec![Link::new(super::case::address(&turn.id), phrase(lang, "web-open"))],
        }
    };
    Ok(state.casework.turns(&caller.context, TURNS).await?.iter().map(line).collect())
}

/// That something is overdue in cases of the reader's.
async fn overdue_cases(state: &WebState, caller: &Caller) -> Result<Option<TaskLine>, ServiceError> {
    let lang = caller.visit.lang;
    let count = state.casework.case_count(&caller.context).await?.unwrap_or_default();
    let overdue = usize::try_from(count.overdue).unwrap_or(usize::MAX);
    Ok((overdue > 0).then(|| TaskLine {
        tone: Tone::Bad,
        title: words::counted(lang, "web-home-cases-overdue", overdue),
        text: words::counted(lang, "web-home-cases-open", usize::try_from(count.open).unwrap_or(usize::MAX)),
        actions: vec![Link::new("/cases", phrase(lang, "web-open"))],
    }))
}

fn task(caller: &Caller, need: &Need) -> TaskLine {
    let lang = caller.visit.lang;
    let href = match &need.kind {
        NeedKind::Import { batch } => format!("/import/{}", words::segment(batch)),
        NeedKind::Report { project, period } => words::query(
            &format!("/projects/{}/report", words::segment(project)),
            &[("period", period), ("lang", lang.code())],
        ),
        NeedKind::List { list } => format!("/lists/{list}"),
        NeedKind::Record { kind, id } => format!("/records/{kind}/{}", words::segment(id)),
    };
    let tone = match need.due {
        Some(due) if due < caller.context.today() => Tone::Bad,
        Some(_) => Tone::Warn,
        None => Tone::Plain,
    };
    let due = need
        .due
        .map(|due| format!("{} · {}", say(lang, &deadline(due, caller.context.today())), words::long_day(due, lang)));
    TaskLine {
        tone,
        title: say(lang, &need.message),
        text: due.unwrap_or_default(),
        actions: vec![Link::new(href, phrase(lang, "web-open"))],
    }
}

/// The figures of the first dashboard for the latest half-year that has any.
async fn headline(state: &WebState, caller: &Caller) -> Result<(String, Vec<Stat>), ServiceError> {
    if !caller.context.may(Action::ReadIndicators) {
        return Ok((String::new(), Vec::new()));
    }
    let period = figures::latest_period(state, &caller.context).await?;
    let stats = figures::first_figures(state, &caller.context, period).await?;
    Ok((figures::said(&caller.context, period), stats))
}

async fn recent(state: &WebState, caller: &Caller) -> Result<Vec<Line>, ServiceError> {
    let Some(kind) = state.main_kind() else { return Ok(Vec::new()) };
    let lang = caller.visit.lang;
    let query = ListQuery { limit: Some(RECENT), ..ListQuery::recent(&kind.id) };
    let found = state.collection.list(&caller.context, query).await?;
    let line = |record: &store::Record| {
        let day = kind.date_question.as_ref().and_then(|column| record.answer(column).parse().ok());
        Line {
            title: record_table::name(state, record, lang),
            text: day.map(|day| words::long_day(day, lang)).unwrap_or_default(),
            href: record_table::address(record),
            ..Line::default()
        }
    };
    Ok(found.records.iter().map(line).collect())
}

/// Whether somebody reads cases, and other agencies have projects while theirs has none: a hospital or the police, who hold no activities.
async fn works_on_cases_alone(state: &WebState, caller: &Caller) -> Result<bool, ServiceError> {
    if !state.casework.has_workflows() || !caller.context.may(Action::ReadCase) {
        return Ok(false);
    }
    match state.programmes.runs_projects(&caller.context).await {
        Err(ServiceError::NotFound) => Ok(true),
        found => found.map(|runs| !runs),
    }
}

/// What to do first; gone once everything is done.
async fn steps(state: &WebState, caller: &Caller, has_records: bool) -> Result<Vec<Step>, ServiceError> {
    let (lang, context) = (caller.visit.lang, &caller.context);
    let step = |key: &str, href: String, done: bool| Step {
        title: phrase(lang, &format!("web-step-{key}")),
        text: phrase(lang, &format!("web-step-{key}-text")),
        href,
        done,
    };
    let mut steps = Vec::new();
    if context.may(Action::Import) {
        steps.push(step("import", "/import".to_owned(), has_records));
    }
    if let Some(kind) = state.main_kind() {
        steps.push(step("record", format!("/records/{}/new", kind.id), has_records));
    }
    match state.programmes.projects(context).await {
        Ok(projects) => steps.push(step("project", "/projects".to_owned(), !projects.is_empty())),
        Err(ServiceError::NotFound) => {}
        Err(error) => return Err(error),
    }
    if context.may(Action::ManageAccounts) {
        let people = state.identity.people(context).await?;
        steps.push(step("people", "/people".to_owned(), people.len() > 1));
    }
    Ok(if steps.iter().all(|step| step.done) { Vec::new() } else { steps })
}

/// `GET /more`: everything that the navigation holds, with a phone in mind.
pub(crate) async fn more(State(state): State<WebState>, caller: Caller) -> Answer {
    let title = phrase(caller.visit.lang, "web-more-title");
    let frame = caller.visit.frame(&state, title.clone());
    let lines = frame
        .nav
        .iter()
        .filter(|item| item.desk_only)
        .map(|item| Line { title: item.text.clone(), href: item.href.clone(), ..Line::default() })
        .collect();
    page(&LinksPage { heading: Heading::new(title), groups: vec![LineGroup { title: String::new(), lines }], frame })
}
