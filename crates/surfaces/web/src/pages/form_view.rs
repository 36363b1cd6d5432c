//! A form as a page shows it: the session's view into sections and fields. Owns the names of fields (the paths of questions); which
//! question is asked when is the engine's, and which stand on one screen `form_steps`'.

use super::form_controls;
use super::form_steps::Steps;
use super::label_files::LabelFiles;
use crate::parts::{Fact, Field, Problem};
use crate::views::{AddRow, InnerRow, Item, RowItems, Rows, Section};
use crate::words;
use forms::{Content, Entry, Kind, Session};
use language::{Lang, Message, phrase, say};
use std::collections::{BTreeMap, HashSet};

/// The list at the top, in the order of the form: each problem with its question's name, leading to the field.
pub(super) fn problem_list(
    session: &Session<'_>,
    sections: &[Section],
    problems: &BTreeMap<String, String>,
    lang: Lang,
) -> Vec<Problem> {
    let order: Vec<&str> = sections.iter().flat_map(Section::fields).map(|field| field.name.as_str()).collect();
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

/// A problem leads to its field where that is in the page, and elsewhere only names its question.
pub(super) fn lead_to_what_is_here(problems: &mut [Problem], sections: &[Section]) {
    let here: HashSet<&str> = sections.iter().flat_map(Section::fields).map(|field| field.id.as_str()).collect();
    for problem in problems.iter_mut().filter(|problem| !here.contains(problem.id.as_str())) {
        problem.id.clear();
    }
}

/// The sections of a form, a step each: groups, repeats, and the loose questions between them, a few at a time.
pub(super) fn sections(entries: &[Entry<'_>], steps: &Steps, reading: Reading<'_>) -> Vec<Section> {
    let mut sections = Vec::new();
    Reader { steps, reading }.read(entries, &mut sections);
    for section in &mut sections {
        if !section.title.is_empty() && section.rows.is_none() {
            section.progress = progress(&section.items, reading.lang);
        }
    }
    sections
}

/// How a form is read: who reads, what is wrong with the answers, and where the files of its labels are.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    pub(super) lang: Lang,
    pub(super) problems: &'a BTreeMap<String, String>,
    pub(super) files: &'a LabelFiles,
}

/// Entries being made into sections.
struct Reader<'a> {
    steps: &'a Steps,
    reading: Reading<'a>,
}

impl Reader<'_> {
    fn read(&self, entries: &[Entry<'_>], sections: &mut Vec<Section>) {
        for entry in entries {
            match &entry.content {
                Content::Question { .. } => {
                    let step = self.steps.of_question(&entry.item.path);
                    let items = items(entry, self.reading);
                    match sections.last_mut().filter(|section| section.id == step && section.rows.is_none()) {
                        Some(section) => section.items.extend(items),
                        None => sections.push(Section { id: step.to_owned(), items, ..Section::default() }),
                    }
                }
                Content::Group(inner) => self.group(entry, inner, sections),
                Content::Repeat { instances, may_change } => {
                    sections.push(repeat(entry, instances, *may_change, self.reading));
                }
            }
        }
    }

    /// The group's name stands over its first step, and on a phone over each.
    fn group(&self, entry: &Entry<'_>, inner: &[Entry<'_>], sections: &mut Vec<Section>) {
        // A group within one that stands on one screen lends its name to the questions that follow.
        let stands_in =
            |section: &Section| inner.first().is_some_and(|one| section.id == self.steps.of_question(&one.item.path));
        if let Some(section) = sections.last_mut().filter(|section| section.rows.is_none() && stands_in(section)) {
            section.items.push(Item::Head(entry.label.clone()));
            section.items.extend(media_of(entry, self.reading));
        }
        let first = sections.len();
        self.read(inner, sections);
        if let Some(section) = sections.get_mut(first) {
            section.items.splice(..0, media_of(entry, self.reading));
        }
        let own = sections.iter_mut().skip(first).filter(|section| section.title.is_empty());
        for (at, section) in own.enumerate() {
            section.title.clone_from(&entry.label);
            section.continues = at > 0;
        }
    }
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
    reading: Reading<'_>,
) -> Section {
    let lang = reading.lang;
    let numbered = |key: &'static str, number: usize| say(lang, &Message::new(key).with("number", number));
    let rows = instances.iter().map(|instance| RowItems {
        path: instance.path.clone(),
        title: numbered("web-form-row", instance.index),
        remove: numbered("web-form-remove-row", instance.index),
        items: flat(&instance.entries, reading),
    });
    let hint = Some(entry.hint.clone()).filter(|hint| !hint.is_empty()).map(Item::Say);
    let media = media_of(entry, reading);
    Section {
        id: format!("s{}", id(&entry.item.path)),
        title: entry.label.clone(),
        items: media.into_iter().chain(hint).collect(),
        rows: Some(Rows {
            id: format!("r{}", id(&entry.path)),
            path: entry.path.clone(),
            rows: rows.collect(),
            add: phrase(lang, "web-form-add"),
            may_change,
        }),
        ..Section::default()
    }
}

/// Everything in a row in one line of fields; a group in it lends its questions.
fn flat(entries: &[Entry<'_>], reading: Reading<'_>) -> Vec<Item> {
    let mut items = Vec::new();
    for entry in entries {
        match &entry.content {
            Content::Question { .. } => items.extend(self::items(entry, reading)),
            Content::Group(inner) => items.extend(flat(inner, reading)),
            Content::Repeat { instances, may_change } => {
                items.extend(inner_repeat(entry, instances, *may_change, reading));
            }
        }
    }
    items
}

/// A repeat in a row of another: its rows follow each other, each with its own questions.
fn inner_repeat(
    entry: &Entry<'_>,
    instances: &[forms::RepeatInstance<'_>],
    may_change: bool,
    reading: Reading<'_>,
) -> Vec<Item> {
    let lang = reading.lang;
    let mut items = vec![Item::Counted(entry.path.clone(), instances.len())];
    for instance in instances {
        let remove = say(lang, &Message::new("web-form-remove-row").with("number", instance.index));
        items.push(Item::Row(InnerRow {
            title: format!("{} {}", entry.label, instance.index),
            path: instance.path.clone(),
            remove: if may_change { remove } else { String::new() },
        }));
        items.extend(flat(&instance.entries, reading));
    }
    if may_change {
        let text = format!("{}: {}", phrase(lang, "web-form-add"), entry.label);
        items.push(Item::Add(AddRow { path: entry.path.clone(), text }));
    }
    items
}

/// The id of a question's field: letters, digits and signs that addresses can point at.
pub(super) fn id(path: &str) -> String {
    path.replace('/', ".").replace('[', "-").replace(']', "")
}

/// What is shown and played with the label of an entry, before it.
fn media_of(entry: &Entry<'_>, reading: Reading<'_>) -> Option<Item> {
    let media = reading.files.of_label(&entry.media, &entry.label, &entry.item.name);
    (!media.is_empty()).then_some(Item::Media(media))
}

fn items(entry: &Entry<'_>, reading: Reading<'_>) -> Vec<Item> {
    let Content::Question { value, required, read_only, choices } = &entry.content else { return Vec::new() };
    let lang = reading.lang;
    if entry.item.kind == Kind::Note {
        let text = Some(entry.label.clone()).filter(|label| !label.is_empty()).map(Item::Say);
        return media_of(entry, reading).into_iter().chain(text).collect();
    }
    if *read_only {
        let fact = Fact::new(entry.label.clone(), shown(&entry.item.kind, value, lang));
        return media_of(entry, reading).into_iter().chain([Item::Show(fact)]).collect();
    }
    let control = form_controls::control(entry, value, choices, reading.files, lang);
    let typed = form_controls::typed(entry.item, value);
    let told = form_controls::told(entry.item, lang);
    let hint = [entry.hint.as_str(), told.as_str()].join(" ").trim().to_owned();
    let mut field = Field::new(entry.path.clone(), entry.label.clone(), control).hint(hint).value(typed);
    field.id = id(&entry.path);
    field.required = *required;
    field.why.clone_from(&entry.guidance_hint);
    field.media = reading.files.of_label(&entry.media, &entry.label, &entry.item.name);
    field.problem = reading.problems.get(&entry.path).cloned().unwrap_or_default();
    if entry.item.kind == Kind::Date {
        field.understood = value.parse().map(|day| words::long_day(day, lang)).unwrap_or_default();
    }
    vec![Item::Ask(Box::new(field))]
}

fn shown(kind: &Kind, value: &str, lang: Lang) -> String {
    match kind {
        Kind::Date => value.parse().map_or_else(|_| value.to_owned(), |day| words::long_day(day, lang)),
        Kind::Time | Kind::DateTime => words::time(value, lang),
        _ => value.parse().map_or_else(|_| value.to_owned(), words::number),
    }
}

#[cfg(test)]
mod tests {
    use super::super::form_input::tests::{form, session};
    use super::*;

    #[test]
    fn sections_follow_the_form() {
        let form = form();
        let session = session(&form);
        let sections = sections(
            &session.view(Lang::En),
            &Steps::of(&form),
            Reading { lang: Lang::En, problems: &BTreeMap::new(), files: &LabelFiles::default() },
        );
        assert_eq!(sections.len(), 2);
        assert_eq!(sections[0].items.len(), 2, "the cost is not asked before a stand is chosen");
        assert_eq!(sections[1].rows.as_ref().map(|rows| (rows.rows.len(), rows.may_change)), Some((1, true)));
    }
}
