//! What a browser sends of a form, into a session of it: answers, rows, pressed buttons; and which problems are told when. Owns the
//! reading of posted fields; what is wrong with an answer is the engine's.

use super::form_controls;
use super::form_steps::Steps;
use crate::posted::Posted;
use forms::{Form, Item, Kind, Session, Violation, ViolationKind};
use language::Lang;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Whether a form asks for files anywhere.
pub(super) fn has_files(form: &Form) -> bool {
    form.questions().any(|item| matches!(item.kind, Kind::File(_)))
}

/// The most rows that the repeats of a page have together; more would take a server's time away from everybody else.
const MOST_ROWS: usize = 5_000;

/// Gives a session the posted answers. What does not fit the form any more (a question that vanished meanwhile) is left out and
/// given back with where it was answered: the session's own checks say what is missing.
pub(super) fn fill(session: &mut Session<'_>, posted: &Posted) -> Vec<(String, String)> {
    // Rows that a correction removed are removed from the record's answers first, so that no row gets what belongs to another.
    for (_, row) in posted.fields.iter().filter(|(name, _)| name == "gone") {
        remove(session, row);
    }
    count_rows(session, posted);
    // Several values of one field are the choices of one question.
    let mut answers: Vec<(&str, String)> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for (name, value) in posted.fields.iter().filter(|(name, _)| name.starts_with('/')) {
        let place = *places.entry(name).or_insert(answers.len());
        match answers.get_mut(place) {
            Some((_, known)) if known.is_empty() => known.clone_from(value),
            Some((_, known)) if !value.is_empty() => *known = format!("{known} {value}"),
            Some(_) => {}
            None => answers.push((name, value.clone())),
        }
    }
    let measured = measured(posted);
    let mut left_out = Vec::new();
    for (path, typed) in answers {
        let typed = typed.trim();
        let answer = match session.form().item_of_answer(path) {
            Some(item) if is_as_shown(session, item, path, typed) => continue,
            Some(item) if item.kind == Kind::Geopoint => measured.get(typed).copied().unwrap_or(typed).to_owned(),
            Some(item) => form_controls::answered(item, typed),
            None => typed.to_owned(),
        };
        let is_unknown = session.set(path, &answer).is_err();
        if is_unknown && !answer.trim().is_empty() {
            left_out.push((path.to_owned(), answer.trim().to_owned()));
        }
    }
    left_out
}

/// Whether an answer is what the page showed of a longer one, such as a time without its seconds: then that one stays.
fn is_as_shown(session: &Session<'_>, item: &Item, path: &str, typed: &str) -> bool {
    let present = session.value(path).unwrap_or_default();
    !typed.is_empty() && present != typed && form_controls::typed(item, &present) == typed
}

/// Gives every repeat as many rows as the page has, the outer ones first, as the page says them.
fn count_rows(session: &mut Session<'_>, posted: &Posted) {
    let mut known = HashSet::new();
    let mut room = MOST_ROWS;
    for (_, value) in posted.fields.iter().filter(|(name, _)| name == "rows") {
        let Some((path, Ok(count))) = value.rsplit_once('=').map(|(path, count)| (path, count.parse::<usize>())) else {
            continue;
        };
        if known.insert(path) {
            let count = count.min(room);
            room -= count;
            resize(session, path, count);
        }
    }
}

/// Places as a device measured them, with altitude and accuracy, by the latitude and longitude that the person sees and may change.
fn measured(posted: &Posted) -> HashMap<&str, &str> {
    let whole = posted.fields.iter().filter(|(name, _)| name == "measured").map(|(_, value)| value.as_str());
    let seen = |place: &str| place.match_indices(' ').nth(1).map_or(place.len(), |(at, _)| at);
    whole.filter_map(|place| Some((place.get(..seen(place))?, place))).collect()
}

/// Answers that are no choices of their questions any more, which a page shows as not answered.
pub(super) fn unoffered(session: &Session<'_>) -> Vec<(String, String)> {
    let unoffered = session.violations().into_iter().filter(|one| one.kind == ViolationKind::Choice);
    unoffered.map(|one| (one.path.clone(), session.value(&one.path).unwrap_or_default().into_owned())).collect()
}

fn resize(session: &mut Session<'_>, path: &str, count: usize) {
    while session.repeat_count(path).is_some_and(|present| present < count) && session.add_repeat(path).is_ok() {}
    while let Some(present) = session.repeat_count(path).filter(|present| *present > count) {
        if session.remove_repeat(path, present).is_err() {
            return;
        }
    }
}

/// Does what a pressed button asks: adds a row to `/attendance`, removes `/attendance[2]`, takes an answer away, moves a choice of
/// `/order=games` up or down.
pub(super) fn press(session: &mut Session<'_>, posted: &Posted, lang: Lang) {
    if posted.has("clear") {
        let _gone = session.set(posted.get("clear"), "");
    }
    for (button, is_up) in [("up", true), ("down", false)] {
        if let Some((path, choice)) = posted.get(button).split_once('=') {
            let order = form_controls::moved(session, path, choice, is_up, lang);
            let _gone = session.set(path, &order);
        }
    }
    if posted.has("add") {
        let _fixed = session.add_repeat(posted.get("add"));
    }
    remove(session, posted.get("remove"));
}

/// Removes a row, `/attendance[2]`.
fn remove(session: &mut Session<'_>, row: &str) {
    let removed = row.trim_end_matches(']').rsplit_once('[');
    if let Some((path, Ok(index))) = removed.map(|(path, index)| (path, index.parse())) {
        let _fixed = session.remove_repeat(path, index);
    }
}

/// The rows that a correction removed, in turn, with the one whose button was pressed just now.
pub(super) fn gone(posted: &Posted) -> Vec<String> {
    let rows =
        ["gone", "remove"].into_iter().flat_map(|named| posted.fields.iter().filter(move |(name, _)| name == named));
    rows.map(|(_, row)| row.clone()).collect()
}

/// Which problems are told: those of a form that was handed in, or, while it is being answered, fewer. Then what is not answered yet
/// is no problem, and a choice that another answer has just emptied shows as empty; but not where the person went on from.
#[derive(Clone, Copy)]
pub(super) enum Told<'a> {
    Everything,
    Answering { steps: &'a Steps, left: &'a [&'a str] },
}

/// Problems by path.
pub(super) fn problems(session: &Session<'_>, told: Told<'_>, lang: Lang) -> BTreeMap<String, String> {
    let tells = |one: &&Violation| match told {
        Told::Everything => true,
        Told::Answering { steps, left } => {
            !matches!(one.kind, ViolationKind::Required | ViolationKind::Choice)
                || left.contains(&steps.of_answer(&one.path).as_str())
        }
    };
    session.violations().iter().filter(tells).map(|one| (one.path.clone(), one.message.get(lang))).collect()
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::form_view::{self, Reading};
    use super::super::label_files::LabelFiles;
    use super::*;
    use forms::{Environment, NoItemsets, read_markdown};

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

    pub(crate) fn form() -> Form {
        read_markdown(FORM).expect("a form")
    }

    pub(crate) fn posted(fields: &[(&str, &str)]) -> Posted {
        Posted {
            fields: fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
            files: Vec::new(),
        }
    }

    pub(crate) fn session(form: &Form) -> Session<'_> {
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
        let sent = [&sent[..], &[("/gone", "x"), ("/gone_too", "")]].concat();
        assert_eq!(fill(&mut session, &posted(&sent)), [("/gone".to_owned(), "x".to_owned())]);
        assert_eq!(session.value("/venue").as_deref(), Some("A school"));
        assert_eq!(session.value("/methods").as_deref(), Some("games stand"));
        assert_eq!(session.value("/attendance[2]/count").as_deref(), Some("12"));
        assert_eq!(session.value("/cost").as_deref(), Some("5"), "relevant because a stand was used");
    }

    #[test]
    fn buttons_add_and_remove_rows_and_keep_the_others() {
        let form = form();
        let mut session = session(&form);
        let _ = fill(
            &mut session,
            &posted(&[("rows", "/attendance=2"), ("/attendance[1]/count", "1"), ("/attendance[2]/count", "2")]),
        );
        press(&mut session, &posted(&[("add", "/attendance")]), Lang::En);
        assert_eq!(session.repeat_count("/attendance"), Some(3));
        press(&mut session, &posted(&[("remove", "/attendance[1]")]), Lang::En);
        assert_eq!(session.value("/attendance[1]/count").as_deref(), Some("2"));
        assert_eq!(session.repeat_count("/attendance"), Some(2));
    }

    #[test]
    fn a_page_has_so_many_rows_and_says_once_how_many_a_repeat_has() {
        let form = read_markdown(
            "| survey |\n| | type | name | label |\n| | begin repeat | a | A |\n| | begin repeat | b | B |\n| | text | c | C |\n| | end repeat | | |\n| | end repeat | | |\n",
        )
        .expect("a form");
        let mut fields = vec![("rows".to_owned(), "/a=20".to_owned()), ("rows".to_owned(), "/a=0".to_owned())];
        fields.extend((1..=20).map(|row| ("rows".to_owned(), format!("/a[{row}]/b=600"))));
        let mut session = session(&form);
        let _ = fill(&mut session, &Posted { fields, files: Vec::new() });
        let counts: Vec<_> = (1..=20).filter_map(|row| session.repeat_count(&format!("/a[{row}]/b"))).collect();
        assert_eq!((counts.len(), counts.iter().sum::<usize>()), (20, MOST_ROWS - 20));
    }

    #[test]
    fn a_measured_place_keeps_its_accuracy_until_somebody_types_another() {
        let form = read_markdown("| survey |\n| | type | name | label |\n| | geopoint | here | H |\n").expect("a form");
        let measured = ("measured", "18.79 98.98 310.0 5.0");
        let cases: [(&[(&str, &str)], &str); 4] = [
            (&[("/here", "18.79"), ("/here", "98.98"), measured], "18.79 98.98 310.0 5.0"),
            (&[("/here", "18.80"), ("/here", "98.98"), measured], "18.8 98.98"),
            (&[("/here", "18.79"), ("/here", "98.98")], "18.79 98.98"),
            (&[("/here", ""), ("/here", ""), measured], ""),
        ];
        for (sent, expected) in cases {
            let mut session = session(&form);
            let _ = fill(&mut session, &posted(sent));
            assert_eq!(session.value("/here").as_deref(), Some(expected), "{sent:?}");
        }
    }

    #[test]
    fn what_was_not_asked_for_yet_is_no_problem_while_answering() {
        let form = form();
        let steps = Steps::of(&form);
        let mut session = session(&form);
        let _ = fill(&mut session, &posted(&[("/attendance[1]/count", "-1")]));
        let live = problems(&session, Told::Answering { steps: &steps, left: &[] }, Lang::En);
        assert_eq!(live.keys().collect::<Vec<_>>(), ["/attendance[1]/count"]);
        let left = problems(&session, Told::Answering { steps: &steps, left: &["s.venue"] }, Lang::En);
        assert!(left.contains_key("/venue") && left.len() == 2, "a step that was left tells what is missing: {left:?}");
        let all = problems(&session, Told::Everything, Lang::En);
        assert!(all.contains_key("/venue") && all.len() == 2, "{all:?}");
        let sections = form_view::sections(
            &session.view(Lang::En),
            &steps,
            Reading { lang: Lang::En, problems: &all, files: &LabelFiles::default() },
        );
        let list: Vec<_> =
            form_view::problem_list(&session, &sections, &all, Lang::En).into_iter().map(|one| one.id).collect();
        assert_eq!(list, [".venue", ".attendance-1.count"], "in the order of the form");
    }

    #[test]
    fn a_row_of_a_repeat_stands_in_the_repeats_step() {
        let steps = Steps::of(&form());
        for (path, step) in [
            ("/venue", "s.venue"),
            ("/attendance", "s.attendance"),
            ("/attendance[2]/count", "s.attendance"),
            ("/no", ""),
        ] {
            assert_eq!(steps.of_answer(path), step, "{path}");
        }
    }
}
