//! A meeting over several cases: choosing them, the agenda, and one case after another. Which cases come up stands in the address and nowhere
//! else; what a reader sees of a case is `casework`'s, deciding in it `case_acts`'. Minutes are `minutes`'.

use super::{Answer, case, page, see};
use crate::WebState;
use crate::parts::{Choice, Control, Empty, Fact, Field, Heading, Line, Link, Tone};
use crate::views::{AgendaPage, CaseInMeetingPage, ChooseCasesPage, TaskLine, badge};
use crate::visit::Caller;
use crate::words;
use axum::extract::{RawQuery, State};
use casework::{CaseInMeeting, CaseLine, CaseView, ConferenceView, MOST_IN_MEETING, TaskView};
use language::{Lang, Message, phrase, say};

/// The cases that an address names, and which of them is looked at, from 1.
#[derive(Debug, Default)]
pub(super) struct Agenda {
    pub(super) cases: Vec<String>,
    at: usize,
}

impl Agenda {
    pub(super) fn of(query: Option<&str>) -> Self {
        let mut agenda = Self::default();
        for (name, value) in form_urlencoded::parse(query.unwrap_or_default().as_bytes()) {
            match name.as_ref() {
                "case" if !value.is_empty() && !agenda.cases.iter().any(|id| **id == *value) => {
                    agenda.cases.push(value.into_owned());
                }
                "at" => agenda.at = value.parse().unwrap_or_default(),
                _ => {}
            }
        }
        agenda.cases.truncate(MOST_IN_MEETING);
        agenda
    }

    /// The address of a page of the meeting.
    pub(super) fn address(&self, page: &str) -> String {
        self.address_at(page, 0)
    }

    fn address_at(&self, page: &str, at: usize) -> String {
        let at = if at == 0 { String::new() } else { at.to_string() };
        let mut pairs: Vec<(&str, &str)> = self.cases.iter().map(|id| ("case", id.as_str())).collect();
        pairs.push(("at", &at));
        words::query(&format!("/cases/meeting{page}"), &pairs)
    }
}

/// `GET /cases/meeting`
pub(crate) async fn choose(State(state): State<WebState>, caller: Caller) -> Answer {
    let lang = caller.visit.lang;
    let offered = state.casework.for_meeting(&caller.context).await?;
    let title = phrase(lang, "web-meeting-prepare");
    let most = Message::new("web-meeting-lead").with("most", MOST_IN_MEETING);
    let is_empty = offered.awaited.is_empty() && offered.others.is_empty();
    let groups = [
        group("awaited", "web-meeting-awaited", &offered.awaited, true, lang),
        group("others", "web-meeting-others", &offered.others, false, lang),
    ];
    page(&ChooseCasesPage {
        frame: caller.visit.frame(&state, title.clone()),
        heading: Heading::new(title)
            .lead(say(lang, &most))
            .under([Link::new("/cases", phrase(lang, "web-cases-title"))]),
        empty: is_empty.then(|| Empty {
            title: phrase(lang, "web-meeting-none"),
            text: phrase(lang, "web-meeting-none-text"),
            action: Some(Link::new("/cases", phrase(lang, "web-cases-title"))),
        }),
        asked: groups.into_iter().flatten().collect(),
    })
}

/// Cases to choose from; those that are awaited are chosen, as many as a meeting takes.
fn group(id: &str, key: &str, lines: &[CaseLine], chosen: bool, lang: Lang) -> Option<Field> {
    let choice = |(place, line): (usize, &CaseLine)| {
        let due = line.due.as_ref().map(|due| say(lang, due));
        let parts =
            [Some(line.code.clone()), Some(line.kind.get(lang).to_owned()), Some(line.state.get(lang).to_owned()), due];
        let label = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        Choice::new(&line.id, label, chosen && place < MOST_IN_MEETING)
    };
    let choices: Vec<Choice> = lines.iter().enumerate().map(choice).collect();
    let is_empty = choices.is_empty();
    let field = Field { id: id.to_owned(), ..Field::new("case", phrase(lang, key), Control::Many(choices)).filter() };
    (!is_empty).then_some(field)
}

/// `GET /cases/meeting/agenda`
pub(crate) async fn agenda(State(state): State<WebState>, caller: Caller, RawQuery(query): RawQuery) -> Answer {
    let (lang, agenda) = (caller.visit.lang, Agenda::of(query.as_deref()));
    if agenda.cases.is_empty() {
        return see("/cases/meeting");
    }
    let found = state.casework.meeting(&caller.context, &agenda.cases).await?;
    // Whatever is not there for the reader is in no further address either.
    let agenda = Agenda { cases: found.iter().map(|one| one.view.id.clone()).collect(), at: 0 };
    let day = words::long_day(caller.context.today(), lang);
    let title = say(lang, &Message::new("web-meeting-agenda").with("day", day));
    let begin = Link::new(agenda.address_at("/case", 1), phrase(lang, "web-meeting-begin"));
    page(&AgendaPage {
        frame: caller.visit.frame(&state, title.clone()),
        heading: Heading::new(title)
            .lead(words::counted(lang, "web-meeting-agenda-lead", found.len()))
            .under(crumbs(lang))
            .action(Some(begin)),
        lines: found
            .iter()
            .zip(1..)
            .map(|(one, at)| agenda_line(&one.view, agenda.address_at("/case", at), lang))
            .collect(),
        minutes: Link::new(agenda.address("/minutes"), phrase(lang, "web-minutes-to")),
        choose: Link::new("/cases/meeting", phrase(lang, "web-meeting-choose")),
    })
}

pub(super) fn crumbs(lang: Lang) -> [Link; 2] {
    let link = |href: &str, key: &str| Link::new(href, phrase(lang, key));
    [link("/cases", "web-cases-title"), link("/cases/meeting", "web-meeting-title")]
}

fn agenda_line(view: &CaseView, href: String, lang: Lang) -> Line {
    let awaited: Vec<&str> =
        view.conferences.iter().filter(|one| one.is_awaited).map(|one| one.title.get(lang)).collect();
    Line {
        title: case::titled(view, lang),
        text: view.state.get(lang).to_owned(),
        href,
        badge: if awaited.is_empty() { None } else { badge(Tone::Warn, awaited.join(", ")) },
        action: None,
    }
}

/// `GET /cases/meeting/case`
pub(crate) async fn one_case(State(state): State<WebState>, caller: Caller, RawQuery(query): RawQuery) -> Answer {
    let (lang, agenda) = (caller.visit.lang, Agenda::of(query.as_deref()));
    let at = agenda.at.clamp(1, agenda.cases.len().max(1));
    let id = agenda.cases.get(at.saturating_sub(1)).cloned().unwrap_or_default();
    let found = state.casework.meeting(&caller.context, &[id]).await?;
    let CaseInMeeting { view, today } = found.into_iter().next().ok_or_else(crate::failure::Failure::not_found)?;
    let title = case::titled(&view, lang);
    let here = agenda.address_at("/case", at);
    let place = Message::new("web-meeting-at").with("at", at).with("of", agenda.cases.len());
    let to = |at: usize, key: &str| Link::new(agenda.address_at("/case", at), phrase(lang, key));
    let is_last = at == agenda.cases.len();
    let minutes = || Link::new(agenda.address("/minutes"), phrase(lang, "web-minutes-to"));
    page(&CaseInMeetingPage {
        frame: caller.visit.frame(&state, title.clone()),
        heading: Heading::new(title)
            .lead(format!("{} · {}", say(lang, &place), view.state.get(lang)))
            .under(
                crumbs(lang)
                    .into_iter()
                    .chain([Link::new(agenda.address("/agenda"), phrase(lang, "web-meeting-agenda-title"))]),
            )
            .action(Some(if is_last { minutes() } else { to(at.saturating_add(1), "web-meeting-next") })),
        before: (at > 1).then(|| to(at.saturating_sub(1), "web-meeting-before")),
        open: Link::new(case::address(&view.id), phrase(lang, "web-meeting-open")),
        conferences: view.conferences.iter().map(|one| conference(&view, one, &here, lang)).collect(),
        said: view.conferences.iter().flat_map(|one| voices(one, lang)).collect(),
        today: today.iter().map(|entry| say(lang, &entry.what)).collect(),
        steps: view.tasks.iter().map(|task| step(task, lang)).collect(),
        clocks: view
            .clocks
            .iter()
            .filter(|clock| clock.due_on.is_some())
            .map(|clock| case::clock_line(clock, lang))
            .collect(),
    })
}

/// A conference, with what it decided last, and where its decision is noted.
fn conference(view: &CaseView, one: &ConferenceView, here: &str, lang: Lang) -> TaskLine {
    let decided =
        one.decided.as_ref().map(|(outcome, on)| format!("{} · {}", outcome.get(lang), words::long_day(*on, lang)));
    let missing: Vec<String> = one.missing.iter().map(|kind| phrase(lang, service_kit::agency_kind(kind))).collect();
    let missing = (one.is_awaited && !missing.is_empty())
        .then(|| say(lang, &Message::new("web-case-missing").with("kinds", missing.join(", "))));
    let can_decide = view.may_lead && one.is_due && one.missing.is_empty();
    let form = format!("{}/conference/{}", case::address(&view.id), words::segment(&one.id));
    let note = can_decide.then(|| Link::new(words::query(&form, &[("to", here)]), phrase(lang, "web-case-decide")));
    let invite = (view.may_invite && missing.is_some())
        .then(|| Link::new(format!("{}/invite", case::address(&view.id)), phrase(lang, "web-case-invite")));
    TaskLine {
        tone: if one.is_awaited { Tone::Warn } else { Tone::Good },
        title: one.title.get(lang).to_owned(),
        text: missing.or(decided).unwrap_or_else(|| phrase(lang, "web-meeting-undecided")),
        actions: note.into_iter().chain(invite).collect(),
    }
}

/// What each agency said in a conference.
fn voices(one: &ConferenceView, lang: Lang) -> Vec<Fact> {
    one.said.iter().map(|(agency, outcome)| Fact::new(agency, outcome.get(lang))).collect()
}

fn step(task: &TaskView, lang: Lang) -> Line {
    let tone = if task.is_overdue { Tone::Bad } else { Tone::Plain };
    Line {
        title: task.title.get(lang).to_owned(),
        badge: task.due.as_ref().and_then(|due| badge(tone, say(lang, due))),
        ..Line::default()
    }
}
