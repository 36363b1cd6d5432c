//! A person's page: who they are, the cases that they are part of, their family, other records of them, and what happened. Owns what stands
//! where; what a reader sees of a person is `casework`'s.

use super::persons::{address, age, called};
use super::{Answer, page, record_table, somebody_erase};
use crate::WebState;
use crate::parts::{Event, Heading, Line, Link, Notice, Tone};
use crate::views::{SomebodyPage, TaskLine, badge};
use crate::visit::Caller;
use crate::words;
use axum::extract::{Path, State};
use calendar::relative_day;
use casework::{CaseOfPerson, OtherRecord, PersonEvent, PersonView, Related};
use language::{Lang, Message, phrase, say};
use service_kit::Context;

/// `GET /persons/{id}`
pub(crate) async fn show(State(state): State<WebState>, caller: Caller, Path(id): Path<String>) -> Answer {
    let (lang, context) = (caller.visit.lang, &caller.context);
    let person = state.casework.person(context, &id).await?;
    let in_use = state.collection.in_use(&person.record.kind)?;
    let of = in_use.definition();
    let title = called(&person.known, lang);
    let lead = [Some(person.called.get(lang).to_owned()), age(&person.known, context, lang)];
    let reader = Reader { person: &person, context, lang };
    page(&SomebodyPage {
        frame: caller.visit.frame(&state, title.clone()),
        heading: Heading::new(title)
            .lead(lead.into_iter().flatten().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · "))
            .under([Link::new("/persons", phrase(lang, "web-persons-title"))]),
        notices: reader.notices(&id),
        tasks: reader.tasks(),
        cases: person.cases.iter().map(|case| reader.case(case)).collect(),
        related: person.related.iter().map(|one| reader.related(one)).collect(),
        relate: person.is_own.then(|| {
            let at = words::query("/persons", &[("with", &person.record.id)]);
            Link::new(at, phrase(lang, "web-person-relate"))
        }),
        others: person.others.iter().map(|other| reader.other(other)).collect(),
        acts: reader.acts(),
        facts: record_table::facts(&state, of, &person.record, lang)
            .into_iter()
            .map(|fact| reader.plain(fact))
            .collect(),
        tables: record_table::repeats(&state, of, &person.record, lang),
        events: person.events.iter().map(|event| reader.event(event)).collect(),
    })
}

struct Reader<'p> {
    person: &'p PersonView,
    context: &'p Context,
    lang: Lang,
}

impl Reader<'_> {
    /// That another record stands for who was asked for.
    fn notices(&self, asked: &str) -> Vec<Notice> {
        let is_other = asked != self.person.record.id;
        is_other.then(|| Notice::new(Tone::Plain, phrase(self.lang, "web-person-stands"))).into_iter().collect()
    }

    /// Files of a record open where the record does.
    fn plain(&self, mut fact: crate::parts::Fact) -> crate::parts::Fact {
        fact.href = fact.href.filter(|_| self.person.is_own);
        fact
    }

    fn case(&self, case: &CaseOfPerson) -> Line {
        let since = words::short_day(case.since, self.lang);
        let until = case.until.map(|day| words::short_day(day, self.lang));
        let days = until.map_or_else(
            || say(self.lang, &Message::new("web-case-since").with("when", since.as_str())),
            |until| format!("{since} – {until}"),
        );
        let parts = [case.role.get(self.lang), case.kind.get(self.lang), &days];
        Line {
            title: case.code.clone(),
            text: parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
            href: super::case::address(&case.id),
            badge: badge(if case.is_closed { Tone::Plain } else { Tone::Good }, case.state.get(self.lang)),
            action: None,
        }
    }

    fn related(&self, one: &Related) -> Line {
        let (lang, id) = (self.lang, &one.record.id);
        let end = format!("{}/unrelate/{}", address(&self.person.record.id), words::segment(&one.tie));
        Line {
            title: match one.relation {
                Some(relation) => phrase(lang, &relation_key(relation)),
                None => phrase(lang, "web-person-household"),
            },
            text: one.called.get(lang).to_owned(),
            href: if one.relation.is_some() { address(id) } else { record_table::address(&one.record) },
            badge: None,
            action: self.person.is_own.then(|| Link::new(end, phrase(lang, "web-person-unrelate"))),
        }
    }

    fn other(&self, other: &OtherRecord) -> Line {
        let lang = self.lang;
        let at = address(&self.person.record.id);
        let separate = |tie: &String| {
            Link::new(format!("{at}/separate/{}", words::segment(tie)), phrase(lang, "web-person-separate"))
        };
        Line {
            title: other.called.get(lang).to_owned(),
            text: [called(&other.known, lang), age(&other.known, self.context, lang).unwrap_or_default()].join(" · "),
            href: record_table::address(&other.record),
            badge: None,
            action: other.tie.as_ref().map(separate),
        }
    }

    fn acts(&self) -> Vec<Link> {
        let (lang, person) = (self.lang, self.person);
        let record = record_table::address(&person.record);
        let own = person.is_own.then(|| Link::new(&record, phrase(lang, "web-person-record")));
        let correct = person.may_correct.then(|| {
            let at = words::query("/persons", &[("same", &person.record.id)]);
            [
                Link::new(format!("{record}/correct"), phrase(lang, "web-record-correct")),
                Link::new(at, phrase(lang, "web-person-merge")),
            ]
        });
        let may_ask = person.erasure.as_ref().is_some_and(|erasure| erasure.asked.is_none());
        let erase = may_ask
            .then(|| Link::new(format!("{}/erase", address(&person.record.id)), phrase(lang, "web-person-erase")));
        own.into_iter().chain(correct.into_iter().flatten()).chain(erase).collect()
    }

    /// That somebody asked to erase the record.
    fn tasks(&self) -> Vec<TaskLine> {
        let asked = self.person.erasure.as_ref().and_then(|erasure| erasure.asked.as_ref());
        let title = || phrase(self.lang, "web-person-erase");
        asked.map(|asked| somebody_erase::task(asked, &self.person.record.id, title(), self.lang)).into_iter().collect()
    }

    fn event(&self, event: &PersonEvent) -> Event {
        let in_case = event.case.as_ref().map(|(id, code)| (super::case::address(id), code.clone()));
        let record = |(at, _): &(String, String)| {
            event.record.as_ref().map_or_else(|| at.clone(), |id| format!("{at}/records/{}", words::segment(id)))
        };
        Event {
            when: say(self.lang, &relative_day(event.on, self.context.today())),
            exact: words::long_day(event.on, self.lang),
            title: say(self.lang, &event.what),
            href: in_case.as_ref().map(record).unwrap_or_default(),
            who: in_case.map(|(_, code)| code).unwrap_or_default(),
            ..Event::default()
        }
    }
}

/// The text that names a relation.
pub(super) fn relation_key(relation: &str) -> String {
    format!("casework-relation-{relation}")
}
