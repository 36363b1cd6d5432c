//! A form being answered, between the browser and the engine: posted fields into a session, the session's view into sections and
//! fields. Owns the names of fields (the paths of questions); which question is asked when is the engine's.

use crate::parts::{Choice, Control, Fact, Field, Problem};
use crate::posted::Posted;
use crate::views::{Item, RowItems, Rows, Section};
use crate::words;
use forms::{Content, Entry, Form, Kind, Session, ViolationKind};
use language::{Lang, Message, phrase, say};
use std::collections::BTreeMap;

/// More choices than this become a list instead of buttons.
const MOST_BUTTONS: usize = 7;

/// Whether a form asks for files anywhere.
pub(super) fn has_files(form: &Form) -> bool {
    form.questions().any(|item| matches!(item.kind, Kind::File(_)))
}

/// Gives a session the posted answers. What does not fit the form any more (a question that vanished meanwhile) is left out: the
/// session's own checks say what is missing.
pub(super) fn fill(session: &mut Session<'_>, posted: &Posted) {
    for (_, value) in posted.fields.iter().filter(|(name, _)| name == "rows") {
        if let Some((path, Ok(count))) = value.rsplit_once('=').map(|(path, count)| (path, count.parse::<usize>())) {
            resize(session, path, count);
        }
    }
    // Several values of one field are the choices of one question.
    let mut answers: Vec<(&str, String)> = Vec::new();
    for (name, value) in posted.fields.iter().filter(|(name, _)| name.starts_with('/')) {
        match answers.iter_mut().find(|(known, _)| known == name) {
            Some((_, known)) if known.is_empty() => known.clone_from(value),
            Some((_, known)) if !value.is_empty() => *known = format!("{known} {value}"),
            Some(_) => {}
            None => answers.push((name, value.clone())),
        }
    }
    for (path, answer) in answers {
        let _unknown_or_fixed = session.set(path, answer.trim());
    }
}

fn resize(session: &mut Session<'_>, path: &str, count: usize) {
    while session.repeat_count(path).is_some_and(|present| present < count) && session.add_repeat(path).is_ok() {}
    while let Some(present) = session.repeat_count(path).filter(|present| *present > count) {
        if session.remove_repeat(path, present).is_err() {
            return;
        }
    }
}

/// Does what a pressed button asks: adds a row to `/attendance`, removes `/attendance[2]`.
pub(super) fn press(session: &mut Session<'_>, posted: &Posted) {
    if posted.has("add") {
        let _fixed = session.add_repeat(posted.get("add"));
    }
    let removed = posted.get("remove").trim_end_matches(']').rsplit_once('[');
    if let Some((path, Ok(index))) = removed.map(|(path, index)| (path, index.parse())) {
        let _fixed = session.remove_repeat(path, index);
    }
}

/// Problems by path. While answering, what is not answered yet is no problem, and a choice that another answer has just emptied
/// shows as empty.
pub(super) fn problems(session: &Session<'_>, while_answering: bool, lang: Lang) -> BTreeMap<String, String> {
    let tells = |kind| !while_answering || !matches!(kind, ViolationKind::Required | ViolationKind::Choice);
    let violations = session.violations();
    violations.iter().filter(|one| tells(one.kind)).map(|one| (one.path.clone(), one.message.get(lang))).collect()
}

/// The list at the top, in the order of the form: each problem with its question's name, leading to the field.
pub(super) fn problem_list(
    session: &Session<'_>,
    sections: &[Section],
    problems: &BTreeMap<String, String>,
    lang: Lang,
) -> Vec<Problem> {
    let order: Vec<&str> = sections.iter().flat_map(shown_fields).map(|field| field.name.as_str()).collect();
    let place = |path: &str| order.iter().position(|shown| *shown == path).unwrap_or(order.len());
    let mut found: Vec<_> = problems.iter().collect();
    found.sort_by_key(|(path, _)| place(path));
    let problem = |(path, text): (&String, &String)| {
        let label = session.label(path, lang).unwrap_or_default();
        let text = if label.is_empty() {
            text.clone()
        } else {
            say(lang, &Message::new("web-form-problem").with("label", label).with("problem", text.as_str()))
        };
        Problem { id: id(path), text }
    };
    found.into_iter().map(problem).collect()
}

/// The questions of a section as they stand on the page.
fn shown_fields(section: &Section) -> impl Iterator<Item = &Field> {
    let rows = section.rows.iter().flat_map(|rows| &rows.rows).flat_map(|row| &row.items);
    section.items.iter().chain(rows).filter_map(|item| if let Item::Ask(field) = item { Some(&**field) } else { None })
}

/// The sections of a form: groups, repeats, and the loose questions between them.
pub(super) fn sections(entries: &[Entry<'_>], problems: &BTreeMap<String, String>, lang: Lang) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for entry in entries {
        match &entry.content {
            Content::Question { .. } => {
                let loose = sections.last_mut().filter(|section| section.title.is_empty());
                match loose {
                    Some(section) => section.items.extend(item(entry, problems, lang)),
                    None => sections.push(Section {
                        items: item(entry, problems, lang).into_iter().collect(),
                        ..Section::default()
                    }),
                }
            }
            Content::Group(inner) => {
                let mut parts = self::sections(inner, problems, lang);
                if let Some(first) = parts.first_mut().filter(|first| first.title.is_empty()) {
                    first.title.clone_from(&entry.label);
                    first.id = format!("s{}", id(&entry.path));
                    first.progress = progress(&first.items, lang);
                }
                sections.extend(parts);
            }
            Content::Repeat { instances, may_change } => {
                sections.push(repeat(entry, instances, *may_change, problems, lang));
            }
        }
    }
    sections
}

fn progress(items: &[Item], lang: Lang) -> String {
    let asked: Vec<_> =
        items.iter().filter_map(|item| if let Item::Ask(field) = item { Some(field) } else { None }).collect();
    let done = asked.iter().filter(|field| !field.value.is_empty()).count();
    let message = Message::new("web-form-progress").with("done", done).with("all", asked.len());
    if asked.is_empty() { String::new() } else { say(lang, &message) }
}

fn repeat(
    entry: &Entry<'_>,
    instances: &[forms::RepeatInstance<'_>],
    may_change: bool,
    problems: &BTreeMap<String, String>,
    lang: Lang,
) -> Section {
    let named = |key: &'static str, number: usize| {
        say(lang, &Message::new(key).with("what", entry.label.as_str()).with("number", number))
    };
    let rows = instances.iter().map(|instance| RowItems {
        path: instance.path.clone(),
        title: named("web-form-row", instance.index),
        remove: named("web-form-remove-row", instance.index),
        items: flat(&instance.entries, problems, lang),
    });
    let hint = Some(entry.hint.clone()).filter(|hint| !hint.is_empty()).map(Item::Say);
    Section {
        id: format!("s{}", id(&entry.path)),
        title: entry.label.clone(),
        progress: String::new(),
        items: hint.into_iter().collect(),
        rows: Some(Rows {
            id: format!("r{}", id(&entry.path)),
            path: entry.path.clone(),
            rows: rows.collect(),
            add: named("web-form-add", 0),
            may_change,
        }),
    }
}

/// Everything in a row in one line of fields; a group in it lends its questions.
fn flat(entries: &[Entry<'_>], problems: &BTreeMap<String, String>, lang: Lang) -> Vec<Item> {
    let mut items = Vec::new();
    for entry in entries {
        match &entry.content {
            Content::Question { .. } => items.extend(item(entry, problems, lang)),
            Content::Group(inner) => items.extend(flat(inner, problems, lang)),
            // A repeat in a repeat: its rows follow, each with its own questions.
            Content::Repeat { instances, .. } => {
                for instance in instances {
                    items.push(Item::Say(format!("{} {}", entry.label, instance.index)));
                    items.extend(flat(&instance.entries, problems, lang));
                }
            }
        }
    }
    items
}

/// The id of a question's field: letters, digits and signs that addresses can point at.
fn id(path: &str) -> String {
    path.replace('/', ".").replace('[', "-").replace(']', "")
}

fn item(entry: &Entry<'_>, problems: &BTreeMap<String, String>, lang: Lang) -> Option<Item> {
    let Content::Question { value, required, read_only, choices } = &entry.content else { return None };
    if entry.item.kind == Kind::Note {
        return Some(Item::Say(entry.label.clone()));
    }
    if *read_only {
        return Some(Item::Show(Fact::new(entry.label.clone(), shown(&entry.item.kind, value, lang))));
    }
    let offered = |choices: &[forms::ShownChoice]| {
        choices.iter().map(|one| Choice::new(one.name.clone(), one.label.clone(), one.chosen)).collect::<Vec<_>>()
    };
    let is_long = choices.len() > MOST_BUTTONS || entry.item.appearance.contains("minimal") || entry.path.contains('[');
    let control = match &entry.item.kind {
        Kind::SelectOne(_) if is_long => Control::Select(offered(choices)),
        Kind::SelectOne(_) => Control::One(offered(choices)),
        Kind::SelectMultiple(_) => Control::Many(offered(choices)),
        Kind::Acknowledge => Control::One(vec![Choice::new("OK", phrase(lang, "web-yes"), value == "OK")]),
        Kind::Integer => Control::Number(false),
        Kind::Decimal => Control::Number(true),
        Kind::Date => Control::Date,
        Kind::File(_) => Control::Picture,
        Kind::Text if entry.item.appearance.contains("multiline") => Control::Area,
        _ => Control::Text,
    };
    let mut field =
        Field::new(entry.path.clone(), entry.label.clone(), control).hint(entry.hint.clone()).value(value.clone());
    field.id = id(&entry.path);
    field.required = *required;
    field.why.clone_from(&entry.guidance_hint);
    field.problem = problems.get(&entry.path).cloned().unwrap_or_default();
    if entry.item.kind == Kind::Date {
        field.understood = value.parse().map(|day| words::long_day(day, lang)).unwrap_or_default();
    }
    Some(Item::Ask(Box::new(field)))
}

fn shown(kind: &Kind, value: &str, lang: Lang) -> String {
    match kind {
        Kind::Date => value.parse().map_or_else(|_| value.to_owned(), |day| words::long_day(day, lang)),
        _ => value.parse().map_or_else(|_| value.to_owned(), words::number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use forms::{Environment, NoItemsets, compile, read_markdown};

    const FORM: &str = "
| survey |
| | type | name | label | required | relevant | constraint | calculation |
| | text | venue | Where | yes | | | |
| | select_multiple m | methods | How | | | | |
| | begin repeat | attendance | Who | | | | |
| | integer | count | How many | | | . >= 0 | |
| | end repeat | | | | | | |
| | integer | cost | Cost | | contains(${methods}, 'stand') | | |
| choices |
| | list_name | name | label |
| | m | games | Games |
| | m | stand | Stand |
| settings |
| | form_id |
| | session |
";

    fn form() -> Form {
        compile(&read_markdown(FORM).expect("a table")).expect("a form")
    }

    fn posted(fields: &[(&str, &str)]) -> Posted {
        Posted {
            fields: fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
            files: Vec::new(),
        }
    }

    fn session(form: &Form) -> Session<'_> {
        Session::new(form, &NoItemsets, Environment::on(jiff::civil::date(2019, 7, 4)))
    }

    #[test]
    fn posted_fields_come_back_as_answers() {
        let form = form();
        let mut session = session(&form);
        let sent = [
            ("rows", "/attendance=2"),
            ("/venue", " A school "),
            ("/methods", ""),
            ("/methods", "games"),
            ("/methods", "stand"),
            ("/attendance[2]/count", "12"),
            ("/cost", "5"),
        ];
        fill(&mut session, &posted(&sent));
        assert_eq!(session.value("/venue").as_deref(), Some("A school"));
        assert_eq!(session.value("/methods").as_deref(), Some("games stand"));
        assert_eq!(session.value("/attendance[2]/count").as_deref(), Some("12"));
        assert_eq!(session.value("/cost").as_deref(), Some("5"), "relevant because a stand was used");
    }

    #[test]
    fn buttons_add_and_remove_rows_and_keep_the_others() {
        let form = form();
        let mut session = session(&form);
        fill(
            &mut session,
            &posted(&[("rows", "/attendance=2"), ("/attendance[1]/count", "1"), ("/attendance[2]/count", "2")]),
        );
        press(&mut session, &posted(&[("add", "/attendance")]));
        assert_eq!(session.repeat_count("/attendance"), Some(3));
        press(&mut session, &posted(&[("remove", "/attendance[1]")]));
        assert_eq!(session.value("/attendance[1]/count").as_deref(), Some("2"));
        assert_eq!(session.repeat_count("/attendance"), Some(2));
    }

    #[test]
    fn what_was_not_asked_for_yet_is_no_problem_while_answering() {
        let form = form();
        let mut session = session(&form);
        fill(&mut session, &posted(&[("/attendance[1]/count", "-1")]));
        let live = problems(&session, true, Lang::En);
        assert_eq!(live.keys().collect::<Vec<_>>(), ["/attendance[1]/count"]);
        let all = problems(&session, false, Lang::En);
        assert!(all.contains_key("/venue") && all.len() == 2, "{all:?}");
        let sections = sections(&session.view(Lang::En), &all, Lang::En);
        let list: Vec<_> = problem_list(&session, &sections, &all, Lang::En).into_iter().map(|one| one.id).collect();
        assert_eq!(list, [".venue", ".attendance-1.count"], "in the order of the form");
    }

    #[test]
    fn sections_follow_the_form() {
        let form = form();
        let session = session(&form);
        let sections = sections(&session.view(Lang::En), &BTreeMap::new(), Lang::En);
        assert_eq!(sections.len(), 2);
        assert_eq!(sections[0].items.len(), 2, "the cost is not asked before a stand is chosen");
        assert_eq!(sections[1].rows.as_ref().map(|rows| (rows.rows.len(), rows.may_change)), Some((1, true)));
    }
}
