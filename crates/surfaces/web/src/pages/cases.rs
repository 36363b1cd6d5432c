//! Cases as a list: what is due first, whose they are, what waits for the reader, and beginning one. Owns no line about a person: a list
//! names nobody. The same cases by their states are `case_board`'s, narrowed lists `cases_asked`'.

use super::cases_asked::Asked;
use super::{Answer, case_board, case_map, page, see};
use crate::WebState;
use crate::parts::{Empty, Heading, Line, LineGroup, Link, Pager, Stat, Tab, Tone};
use crate::views::{CasesPage, LinksPage, TaskLine, badge};
use crate::visit::Caller;
use crate::words;
use axum::extract::{Query, State};
use casework::{CaseLine, LONGEST_PAGE, Waiting, WaitingLine, WaitingWhat};
use language::{Lang, Message, phrase, say};
use service_kit::{Action, Context, Reach, reach};
use store::CaseCount;

/// The views of the cases: their address, the text, the sign.
const VIEWS: [(&str, &str, &str); 6] = [
    ("/cases", "web-cases-list", "case"),
    (BOARD, "web-cases-board", "figures"),
    (MAP, "web-cases-map", "map"),
    ("/cases?which=own", "web-cases-own", "person"),
    ("/cases?which=closed", "web-cases-closed", "done"),
    (LOAD, "web-cases-load", "people"),
];
/// The board's address.
pub(super) const BOARD: &str = "/cases?view=board";
/// The map's address.
pub(super) const MAP: &str = "/cases?view=map";
/// The address of who answers for how much.
pub(super) const LOAD: &str = "/cases/load";

/// `GET /cases`
pub(crate) async fn list(State(state): State<WebState>, caller: Caller, Query(asked): Query<Asked>) -> Answer {
    if asked.view == "board" {
        return case_board::show(&state, &caller, &asked).await;
    }
    if asked.view == "map" {
        return case_map::show(&state, &caller).await;
    }
    let code = asked.code.trim();
    if !code.is_empty()
        && let Some(id) = state.casework.case_called(&caller.context, code).await?
    {
        return see(&super::case::address(&id));
    }
    if asked.is_narrowed() {
        return narrowed(&state, &caller, &asked).await;
    }
    let (lang, context) = (caller.visit.lang, &caller.context);
    let found = state.casework.cases(context, asked.of_list()).await?;
    let title = phrase(lang, "web-cases-title");
    let begin = begins(&state, context, lang);
    let closed_waiting = closed_waiting(state.casework.retention_waits(context).await?, lang);
    let total = if asked.which == "closed" { found.count.closed } else { found.count.open };
    let is_empty = found.lines.is_empty() && asked.from == 0;
    let has_open = found.count.open > 0;
    page(&CasesPage {
        frame: caller.visit.frame(&state, title.clone()),
        heading: Heading::new(title)
            .lead(phrase(lang, "web-cases-lead"))
            .action(begin.clone().filter(|_| !(is_empty && asked.which.is_empty()))),
        stats: stats(&found.count, lang),
        code: Some(asked.sought(lang)).filter(|_| has_open || found.count.closed > 0),
        waiting: waiting(&found.waiting, lang).into_iter().chain(closed_waiting).collect(),
        more_waiting: found.waiting.more.then(|| Link::new("/cases?waits=reader", phrase(lang, "web-waiting-all"))),
        acts: acts(has_open && asked.is_first(), lang),
        tabs: tabs(context, &asked.which_view(), lang),
        empty: is_empty.then(|| Empty {
            title: phrase(lang, "web-cases-empty"),
            text: phrase(lang, "web-cases-empty-text"),
            action: begin.filter(|_| asked.which.is_empty()),
        }),
        pager: pager(&asked, found.lines.len(), Some(total).filter(|_| asked.which != "own"), lang),
        lines: found.lines.iter().map(|one| line(one, lang)).collect(),
    })
}

/// The form that begins a case, for whoever may.
pub(super) fn begins(state: &WebState, context: &Context, lang: Lang) -> Option<Link> {
    let may_open = !state.casework.opening_forms(context).is_empty();
    may_open.then(|| Link::new("/cases/new", phrase(lang, "web-cases-new")))
}

/// Some of the cases: the page says which, and leads back to all.
async fn narrowed(state: &WebState, caller: &Caller, asked: &Asked) -> Answer {
    let (lang, context) = (caller.visit.lang, &caller.context);
    let found = state.casework.cases(context, asked.of_list()).await?;
    let title = asked.title(&found.lines, lang);
    let is_empty = found.lines.is_empty();
    page(&CasesPage {
        frame: caller.visit.frame(state, title.clone()),
        heading: Heading::new(title)
            .lead(phrase(lang, "web-cases-lead"))
            .under([Link::new("/cases", phrase(lang, "web-cases-title"))]),
        stats: Vec::new(),
        code: None,
        waiting: Vec::new(),
        more_waiting: None,
        acts: Vec::new(),
        tabs: Vec::new(),
        empty: is_empty.then(|| Empty {
            title: phrase(lang, "web-cases-none-so"),
            text: phrase(lang, "web-cases-none-so-text"),
            action: Some(Link::new("/cases", phrase(lang, "web-cases-all"))),
        }),
        pager: pager(asked, found.lines.len(), None, lang),
        lines: found.lines.iter().map(|one| line(one, lang)).collect(),
    })
}

/// Where people are found, and a meeting is prepared.
fn acts(may_meet: bool, lang: Lang) -> Vec<Link> {
    let meeting = may_meet.then(|| Link::new("/cases/meeting", phrase(lang, "web-meeting-prepare")));
    [Link::new("/persons", phrase(lang, "web-persons-look"))].into_iter().chain(meeting).collect()
}

/// How many there are, each leading to them.
pub(super) fn stats(count: &CaseCount, lang: Lang) -> Vec<Stat> {
    let number = |key: &str, value: u64, href: &str| Stat {
        label: phrase(lang, key),
        value: words::number(value as f64),
        href: Some(href.to_owned()),
        ..Stat::default()
    };
    vec![
        number("web-cases-open", count.open, "/cases"),
        number("web-cases-overdue", count.overdue, "/cases?overdue=yes"),
        number("web-cases-closed", count.closed, "/cases?which=closed"),
    ]
}

/// The views that somebody has, with the one that they are at.
pub(super) fn tabs(context: &Context, at: &str, lang: Lang) -> Vec<Tab> {
    let leads = reach(context.actor.role, Action::LeadCase) > Reach::No;
    let shown = VIEWS.iter().filter(|(href, ..)| leads || *href != LOAD);
    shown
        .map(|(href, key, icon)| Tab { href: (*href).to_owned(), text: phrase(lang, key), icon, current: *href == at })
        .collect()
}

fn waiting(found: &Waiting, lang: Lang) -> Vec<TaskLine> {
    found.lines.iter().map(|one| waiting_line(one, lang)).collect()
}

/// Closed cases at which somebody should look: whose time is over, and those that wait to be erased.
fn closed_waiting((over, asked): (usize, usize), lang: Lang) -> Vec<TaskLine> {
    let line = |count: usize, (key, text): (&str, &str), href: &str| TaskLine {
        tone: Tone::Warn,
        title: format!("{}: {}", phrase(lang, key), words::whole(count)),
        text: phrase(lang, text),
        actions: vec![Link::new(href, phrase(lang, "web-open"))],
    };
    let lines = [
        (over > 0).then(|| line(over, ("web-waiting-time-over", "web-waiting-time-over-text"), "/retention")),
        (asked > 0).then(|| line(asked, ("web-waiting-erasing", "web-waiting-erasing-text"), "/retention?which=asked")),
    ];
    lines.into_iter().flatten().collect()
}

fn waiting_line(one: &WaitingLine, lang: Lang) -> TaskLine {
    let (title, text) = match &one.what {
        WaitingWhat::Conference { title, may_decide, .. } => {
            let note = if *may_decide { "web-waiting-decide" } else { "web-waiting-meet" };
            (title.get(lang).to_owned(), phrase(lang, note))
        }
        WaitingWhat::Approval { title, .. } => (title.get(lang).to_owned(), phrase(lang, "web-waiting-approve")),
        WaitingWhat::LettingIn { .. } => (phrase(lang, "web-waiting-let-in"), phrase(lang, "web-waiting-second")),
    };
    TaskLine {
        tone: Tone::Warn,
        title,
        text: format!("{} · {} · {text}", one.code, one.kind.get(lang)),
        actions: vec![Link::new(super::case::address(&one.id), phrase(lang, "web-open"))],
    }
}

/// A case's line in a list.
pub(super) fn line(case: &CaseLine, lang: Lang) -> Line {
    let tone = if case.is_overdue { Tone::Bad } else { Tone::Plain };
    let owner = Some(case.owner.as_str()).filter(|owner| !owner.is_empty());
    let owner = owner.map_or_else(|| phrase(lang, "web-case-nobody"), str::to_owned);
    Line {
        title: format!("{} · {}", case.code, case.kind.get(lang)),
        text: format!("{} · {owner}", case.state.get(lang)),
        href: super::case::address(&case.id),
        badge: case.due.as_ref().and_then(|due| badge(tone, say(lang, due))),
        action: None,
    }
}

/// Pages of a list. Where it is not counted how many there are, a full page says that there may be more.
fn pager(asked: &Asked, shown: usize, total: Option<u64>, lang: Lang) -> Pager {
    let last = asked.from.saturating_add(u32::try_from(shown).unwrap_or(u32::MAX));
    let is_full = shown >= LONGEST_PAGE as usize;
    let text = match total {
        _ if shown == 0 => String::new(),
        None => format!("{}–{last}", asked.from.saturating_add(1)),
        Some(total) => {
            let message = Message::new("web-cases-range").with("from", asked.from.saturating_add(1)).with("to", last);
            say(lang, &message.with("of", words::number(total as f64)))
        }
    };
    Pager {
        text,
        previous: (asked.from > 0).then(|| asked.address(asked.from.saturating_sub(LONGEST_PAGE))),
        next: (is_full && total.is_none_or(|total| u64::from(last) < total)).then(|| asked.address(last)),
    }
}

/// `GET /cases/new`: the forms that open a case.
pub(crate) async fn begin(State(state): State<WebState>, caller: Caller) -> Answer {
    let lang = caller.visit.lang;
    let mut groups: Vec<LineGroup> = Vec::new();
    for one in state.casework.opening_forms(&caller.context) {
        let title = one.case.get(lang).to_owned();
        let line = Line {
            title: one.title.get(lang).to_owned(),
            text: one.about.get(lang).to_owned(),
            href: format!("/records/{}/new", one.form),
            ..Line::default()
        };
        match groups.iter_mut().find(|group| group.title == title) {
            Some(group) => group.lines.push(line),
            None => groups.push(LineGroup { title, lines: vec![line] }),
        }
    }
    if groups.is_empty() {
        return Err(crate::failure::Failure::not_found());
    }
    let title = phrase(lang, "web-cases-new");
    page(&LinksPage {
        frame: caller.visit.frame(&state, title.clone()),
        heading: Heading::new(title)
            .lead(phrase(lang, "web-cases-new-lead"))
            .under([Link::new("/cases", phrase(lang, "web-cases-title"))]),
        groups,
    })
}
