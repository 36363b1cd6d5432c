//! One record: what it says, everything that happened to it, and taking it back; also one that was taken back.

use super::{Answer, changes, page, record_table, see};
use crate::WebState;
use crate::failure::Failure;
use crate::parts::{Control, Event, Fact, FactGroup, Field, Heading, Link, Notice, Problem, Tone};
use crate::posted::Posted;
use crate::views::{ConfirmPage, RecordPage};
use crate::visit::Caller;
use crate::words;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use collection::{Correction, Definition, Version};
use language::{Lang, Message, phrase, say};
use service_kit::{Action, Context, ServiceError};
use store::{Attachment, Record};

/// Pack, form and id, as addresses name a record.
pub(crate) type Named = (String, String, String);

/// `GET /records/{pack}/{form}/{id}`
pub(crate) async fn show(State(state): State<WebState>, caller: Caller, Path((pack, form, id)): Path<Named>) -> Answer {
    let (lang, context) = (caller.visit.lang, &caller.context);
    let kind = format!("{pack}/{form}");
    let in_use = state.collection.kind(&caller.context, &kind)?;
    let of = in_use.definition();
    let record = match state.collection.read(context, &kind, &id).await {
        Err(ServiceError::NotFound) => return taken_back_page(&state, &caller, of, &id).await,
        read => read?,
    };
    let history = state.collection.history(context, &kind, &id).await?;
    let may_correct = state.collection.may(context, &record, Action::CorrectRecord).await?;
    let may_take_back = state.collection.may(context, &record, Action::RetractRecord).await?;
    let address = record_table::address(&record);
    let name = record_table::name(&state, &record, lang);
    let mut shown = [record.clone()];
    let _named = state.collection.name_references(context, of, &mut shown).await?;
    let [shown] = shown;
    page(&RecordPage {
        frame: caller.visit.frame(&state, name.clone()),
        heading: heading(&state, of, &record, name, lang),
        notice: None,
        groups: vec![FactGroup { title: String::new(), facts: record_table::facts(&state, of, &shown, lang) }],
        tables: record_table::repeats(&state, of, &shown, lang),
        events: events(&state, of, &history, lang),
        print: Some(format!("{address}/print.pdf")),
        correct: may_correct.then(|| format!("{address}/correct")),
        take_back: may_take_back.then(|| format!("{address}/take-back")),
    })
}

/// A record that was taken back: when and why, what it said last, and everything before. To whom the service tells its history.
async fn taken_back_page(state: &WebState, caller: &Caller, of: Definition<'_>, id: &str) -> Answer {
    let lang = caller.visit.lang;
    let history = state.collection.history(&caller.context, &of.kind.id, id).await?;
    let last = history.last().filter(|version| version.answers.is_none()).ok_or_else(Failure::not_found)?;
    let said = history.iter().rev().find_map(|version| version.answers.as_ref());
    let when = words::moment(&state.kit, last.received_at, lang);
    let mut notice = Notice::new(
        Tone::Bad,
        say(lang, &Message::new("web-taken-back").with("who", last.author.as_str()).with("when", when)),
    );
    notice.lines.extend(
        last.reason.iter().map(|reason| say(lang, &Message::new("web-event-reason").with("reason", reason.as_str()))),
    );
    let fact = |column: &packs::Column| {
        let answer = store::Value::Text(changes::at(said?, &column.path)?.as_str()?.to_owned());
        let text = record_table::value(state, of, column, &answer, lang);
        (!text.is_empty()).then(|| Fact::new(column.label.get(lang), text))
    };
    let facts: Vec<_> = of.kind.columns.iter().filter_map(fact).collect();
    let title = say(lang, &Message::new("web-taken-back-title").with("kind", of.kind.title.get(lang)));
    page(&RecordPage {
        frame: caller.visit.frame(state, title.clone()),
        heading: Heading::new(title).under(crumbs(of, lang)),
        notice: Some(notice),
        groups: vec![FactGroup { title: phrase(lang, "web-taken-back-said"), facts }],
        tables: Vec::new(),
        events: events(state, of, &history, lang),
        print: None,
        correct: None,
        take_back: None,
    })
}

fn crumbs(of: Definition<'_>, lang: Lang) -> [Link; 2] {
    [
        Link::new("/records", phrase(lang, "web-records-title")),
        Link::new(format!("/records/{}", of.kind.id), of.kind.plural.get(lang)),
    ]
}

/// The record's name, when and where it was, and the way back to its list.
fn heading(state: &WebState, of: Definition<'_>, record: &Record, name: String, lang: Lang) -> Heading {
    let place = &of.kind.place;
    let telling = [&of.kind.date_question, &place.district, &place.province];
    let said = telling.into_iter().flatten().filter_map(|question| of.kind.column(question)).map(|column| {
        let text = record_table::value(state, of, column, record.value(&column.name), lang);
        if of.kind.date_question.as_ref() == Some(&column.name) {
            return record.answer(&column.name).parse().map_or(text, |day| words::long_day(day, lang));
        }
        text
    });
    let lead = said.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ");
    Heading::new(name).lead(lead).under(crumbs(of, lang))
}

/// What happened, latest first.
fn events(state: &WebState, of: Definition<'_>, history: &[Version], lang: Lang) -> Vec<Event> {
    let event = |(index, version): (usize, &Version)| {
        let before = index.checked_sub(1).and_then(|at| history.get(at));
        let key = match (version.answers.is_some(), before, version.source.as_str()) {
            (false, _, _) => "web-event-taken-back",
            (true, Some(_), "phone-file") => "web-event-phone-file",
            (true, Some(_), _) => "web-event-corrected",
            (true, None, "import") => "web-event-import",
            (true, None, "api") => "web-event-api",
            (true, None, "demo") => "web-event-demo",
            (true, None, "phone") => "web-event-phone",
            (true, None, _) => "web-event-entered",
        };
        Event {
            when: words::near_day(&state.kit, version.received_at, lang),
            exact: words::moment(&state.kit, version.received_at, lang),
            title: phrase(lang, key),
            href: String::new(),
            who: version.author.clone(),
            changes: match (before.and_then(|before| before.answers.as_ref()), &version.answers) {
                (Some(before), Some(after)) => changes::in_words(state, of, &version.changed, before, after, lang),
                _ => Vec::new(),
            },
            note: version
                .reason
                .clone()
                .filter(|_| version.source != "import")
                .map(|reason| say(lang, &Message::new("web-event-reason").with("reason", reason)))
                .unwrap_or_default(),
            tone: if version.answers.is_some() { Tone::Plain } else { Tone::Bad },
        }
    };
    history.iter().enumerate().map(event).rev().collect()
}

/// `GET …/take-back`
pub(crate) async fn take_back_page(
    State(state): State<WebState>,
    caller: Caller,
    Path((pack, form, id)): Path<Named>,
) -> Answer {
    page(&take_back_view(&state, &caller, &format!("{pack}/{form}"), &id, "", Vec::new()).await?)
}

/// `POST …/take-back`
pub(crate) async fn take_back(
    State(state): State<WebState>,
    caller: Caller,
    Path((pack, form, id)): Path<Named>,
    posted: Posted,
) -> Answer {
    let kind = format!("{pack}/{form}");
    let correction = Correction { record_id: id.clone(), supersedes: posted.get("supersedes").to_owned() };
    match state.collection.retract(&caller.context, &kind, correction, posted.get("reason")).await {
        Ok(()) => see(&format!("/records/{kind}?said=taken-back")),
        Err(ServiceError::Invalid(found)) => {
            let problem = |text| Problem { id: "f-reason".to_owned(), text };
            let problems = found.iter().map(|one| problem(say(caller.visit.lang, &one.message))).collect();
            page(&take_back_view(&state, &caller, &kind, &id, posted.get("reason"), problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn take_back_view(
    state: &WebState,
    caller: &Caller,
    kind: &str,
    id: &str,
    reason: &str,
    problems: Vec<Problem>,
) -> Result<ConfirmPage, Failure> {
    let (lang, context) = (caller.visit.lang, &caller.context);
    let in_use = state.collection.kind(&caller.context, kind)?;
    let of = in_use.definition();
    let record = state.collection.read(context, kind, id).await?;
    if !state.collection.may(context, &record, Action::RetractRecord).await? {
        return Err(Failure::not_found());
    }
    let title = phrase(lang, "web-take-back-title");
    let address = record_table::address(&record);
    let mut field = Field::new("reason", phrase(lang, "web-take-back-reason"), Control::Area)
        .hint(phrase(lang, "web-take-back-reason-hint"))
        .value(reason);
    field.problem = problems.iter().map(|one| one.text.clone()).collect();
    Ok(ConfirmPage {
        frame: caller.visit.frame(state, title.clone()),
        heading: Heading::new(title)
            .lead(phrase(lang, "web-take-back-lead"))
            .under([Link::new(&address, record_table::name(state, &record, lang))]),
        facts: record_table::facts(state, of, &record, lang).into_iter().take(6).collect(),
        action: format!("{address}/take-back"),
        hidden: vec![("supersedes", record.submission_id.clone())],
        asked: vec![field],
        button: phrase(lang, "web-record-take-back"),
        dangerous: true,
        back: address,
        problems,
    })
}

/// `GET …/files/{question}`: a file that the record's answer names, for those who may read the record.
pub(crate) async fn file(
    State(state): State<WebState>,
    caller: Caller,
    Path((pack, form, id, question)): Path<(String, String, String, String)>,
) -> Answer {
    let context: &Context = &caller.context;
    let record = state.collection.read(context, &format!("{pack}/{form}"), &id).await?;
    let file = state.collection.file(context, &record, &question).await?.ok_or_else(Failure::not_found)?;
    Ok(handed_out(file, &question))
}

/// `GET …/files/{repeat}/{row}/{question}`: the same for a row of a repeat.
pub(crate) async fn file_of_row(
    State(state): State<WebState>,
    caller: Caller,
    Path((pack, form, id, repeat, row, question)): Path<(String, String, String, String, usize, String)>,
) -> Answer {
    let context: &Context = &caller.context;
    let record = state.collection.read(context, &format!("{pack}/{form}"), &id).await?;
    let file = state.collection.file_of_row(context, &record, (&repeat, row), &question).await?;
    Ok(handed_out(file.ok_or_else(Failure::not_found)?, &question))
}

/// A file as a browser gets it: of the kind that it was found to be, and able to do nothing.
pub(super) fn handed_out(file: Attachment, question: &str) -> Response {
    let mut response: Response = Body::from(file.bytes).into_response();
    let headers = response.headers_mut();
    let media_type =
        HeaderValue::from_str(&file.media_type).unwrap_or(HeaderValue::from_static("application/octet-stream"));
    headers.insert(header::CONTENT_TYPE, media_type);
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox"));
    headers.insert(header::CONTENT_DISPOSITION, disposition(question, &file.media_type));
    response
}

/// The ending of a file by what it holds; pictures have one of their own kind.
pub(super) fn ending(media_type: &str) -> &'static str {
    const ENDINGS: [(&str, &str); 23] = [
        ("video/mp4", "mp4"),
        ("video/quicktime", "mov"),
        ("video/3gpp", "3gp"),
        ("video/webm", "webm"),
        ("audio/mp4", "m4a"),
        ("audio/3gpp", "3gp"),
        ("audio/mpeg", "mp3"),
        ("audio/aac", "aac"),
        ("audio/amr", "amr"),
        ("audio/ogg", "ogg"),
        ("audio/wav", "wav"),
        ("audio/webm", "webm"),
        ("application/pdf", "pdf"),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
        ("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
        ("application/vnd.oasis.opendocument.text", "odt"),
        ("application/vnd.oasis.opendocument.spreadsheet", "ods"),
        ("application/vnd.oasis.opendocument.presentation", "odp"),
        ("text/plain", "txt"),
        ("image/jpeg", "jpg"),
        ("image/png", "png"),
        ("image/webp", "webp"),
    ];
    ENDINGS.iter().find(|(known, _)| *known == media_type).map_or("bin", |(_, ending)| ending)
}

/// A picture is shown; anything else is kept as a file, called as its question is and with the ending of what it holds.
fn disposition(question: &str, media_type: &str) -> HeaderValue {
    if media_type.starts_with("image/") && media_type != "image/svg+xml" {
        return HeaderValue::from_static("inline");
    }
    let is_plain = |one: char| one.is_ascii_alphanumeric() || matches!(one, '-' | '_');
    let name: String = question.chars().map(|one| if is_plain(one) { one } else { '_' }).collect();
    HeaderValue::from_str(&format!("attachment; filename=\"{name}.{}\"", ending(media_type)))
        .unwrap_or(HeaderValue::from_static("attachment"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pictures_are_shown_and_a_file_has_the_ending_of_what_it_holds() {
        for (question, media_type, expected) in [
            ("front", "image/png", "inline"),
            ("front", "image/svg+xml", "attachment; filename=\"front.bin\""),
            ("said", "audio/mp4", "attachment; filename=\"said.m4a\""),
            ("a\"b", "application/pdf", "attachment; filename=\"a_b.pdf\""),
            ("old", "application/x-ole-storage", "attachment; filename=\"old.bin\""),
        ] {
            assert_eq!(disposition(question, media_type), expected, "{media_type}");
        }
    }
}
