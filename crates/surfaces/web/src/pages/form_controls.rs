//! Which control a question gets, by its kind and appearance, and how what is typed there becomes an answer. Owns that choice; what a
//! control looks like is the templates', what a right answer is the engine's.

use crate::asked::{Asked, Draws, Order, Point, Slide, Upload};
use crate::pages::form_points;
use crate::pages::label_files::LabelFiles;
use crate::parts::{Choice, Control};
use collection::LARGEST_FILE;
use forms::{AskedFile, ChoiceSource, Entry, Item, Kind, Media, Session, ShownChoice};
use language::{Lang, Message, phrase, say};

/// More choices than this become a list instead of buttons.
const MOST_BUTTONS: usize = 7;
/// More choices than this in a list are found by typing.
const MOST_LISTED: usize = 40;
/// A picker or stars offer at most so many numbers one by one.
const MOST_NUMBERS: usize = 101;
/// Buddhist years are ahead of the others by this.
const BUDDHIST_ERA: i32 = 543;
/// A year from here on is a Buddhist one: nobody is asked about the Gregorian one.
const FIRST_BUDDHIST: i32 = 2400;

/// The control of a question with this answer and these choices.
pub(super) fn control(
    entry: &Entry<'_>,
    value: &str,
    choices: &[ShownChoice],
    files: &LabelFiles,
    lang: Lang,
) -> Control {
    let item = entry.item;
    let choice = |one: &ShownChoice| Choice {
        media: files.of_label(&one.media, &one.label, &one.name),
        ..Choice::new(one.name.clone(), one.label.clone(), one.chosen)
    };
    let offered = || {
        let mut offered: Vec<Choice> = choices.iter().map(choice).collect();
        // The order of official codes, region by region, is known in Thai alone.
        if is_of_places(item) && lang != Lang::Th {
            offered.sort_by(|one, other| one.label.cmp(&other.label));
        }
        offered
    };
    // What is seen and heard needs buttons, however many there are: a list of words has no room for it.
    let is_seen = || choices.iter().any(|one| !choice(one).media.is_empty());
    let is_long = choices.len() > MOST_BUTTONS || looks(item, "minimal") || entry.path.contains('[');
    let asked = |asked: Asked| Control::Asked(Box::new(asked));
    match &item.kind {
        Kind::SelectOne(_) if looks(item, "likert") => asked(Asked::Scale(offered())),
        Kind::SelectOne(_) if is_found(item, choices.len()) => asked(Asked::Find(offered())),
        Kind::SelectOne(_) if is_long && !is_seen() => Control::Select(offered()),
        Kind::SelectOne(_) => Control::One(offered()),
        Kind::SelectMultiple(_) => Control::Many(offered()),
        Kind::Rank(_) => asked(Asked::Order(order(choices, value))),
        Kind::Acknowledge => Control::Many(vec![Choice::new("OK", phrase(lang, "web-yes"), value == "OK")]),
        Kind::Boolean => {
            let choice =
                |name: &str, number: &str, key| Choice::new(name, phrase(lang, key), [name, number].contains(&value));
            Control::One(vec![choice("true", "1", "web-yes"), choice("false", "0", "web-no")])
        }
        Kind::Integer => Control::Number(false),
        Kind::Decimal => Control::Number(true),
        Kind::Text if looks(item, "numbers") => Control::Number(true),
        Kind::Text if looks(item, "multiline") => Control::Area,
        Kind::Date if looks(item, "month-year") => asked(Asked::Part("month")),
        Kind::Date if looks(item, "year") => asked(Asked::Part("number")),
        Kind::Date => Control::Date,
        Kind::Time => Control::Clock("time"),
        Kind::DateTime => Control::Clock("datetime-local"),
        Kind::Range(range) => within(item, range, value),
        Kind::Geopoint => asked(Asked::Point(point(value, lang))),
        Kind::Geotrace | Kind::Geoshape => asked(Asked::Points(form_points::points(value, lang))),
        Kind::Barcode => asked(Asked::Code),
        Kind::File(_) => match item.asked_file() {
            Some(file) => asked(Asked::Upload(upload(item, file, lang))),
            None => Control::Text,
        },
        _ => Control::Text,
    }
}

/// Whether an appearance has a word.
fn looks(item: &Item, word: &str) -> bool {
    item.appearance.split_whitespace().any(|one| one == word)
}

/// Whether the choices are places of the gazetteer.
fn is_of_places(item: &Item) -> bool {
    let file = match item.kind.choice_source() {
        Some(ChoiceSource::File(file)) => file.as_str(),
        _ => return false,
    };
    ["provinces.csv", "districts.csv", "subdistricts.csv"].contains(&file)
}

fn is_found(item: &Item, choices: usize) -> bool {
    let asks = ["autocomplete", "search"].iter().any(|word| looks(item, word));
    choices > MOST_LISTED || (asks && choices > 0)
}

/// The choices in their order: as answered, and behind them what is offered besides.
fn order(choices: &[ShownChoice], value: &str) -> Order {
    let place = |name: &str| value.split_whitespace().position(|one| one == name).unwrap_or(usize::MAX);
    let mut sorted: Vec<&ShownChoice> = choices.iter().collect();
    sorted.sort_by_key(|choice| place(&choice.name));
    let choices = sorted.into_iter().map(|one| Choice::new(one.name.clone(), one.label.clone(), one.chosen));
    Order { choices: choices.collect(), is_answered: !value.is_empty() }
}

/// The order of choices after one moved a place up or down; an empty one only makes the present order the answer.
pub(super) fn moved(session: &Session<'_>, path: &str, choice: &str, is_up: bool, lang: Lang) -> String {
    let value = session.value(path).unwrap_or_default();
    let mut names: Vec<String> =
        order(&session.choices(path, lang), &value).choices.into_iter().map(|choice| choice.value).collect();
    if let Some(at) = names.iter().position(|name| name == choice) {
        let other = if is_up { at.checked_sub(1) } else { Some(at + 1).filter(|other| *other < names.len()) };
        if let Some(other) = other {
            names.swap(at, other);
        }
    }
    names.join(" ")
}

/// A number within its limits, the lesser first: by sliding, as stars, or one of a list.
fn within(item: &Item, range: &forms::Range, value: &str) -> Control {
    let is_upward = range.numbers().is_none_or(|(least, ..)| range.start.parse() == Ok(least));
    let (least, greatest) = if is_upward { (&range.start, &range.end) } else { (&range.end, &range.start) };
    let numbers = || {
        let number = |text: String| Choice::new(text.clone(), text.clone(), text == value);
        steps(range).map(|steps| steps.into_iter().map(number).collect::<Vec<_>>())
    };
    if looks(item, "rating")
        && let Some(stars) = numbers()
    {
        return Control::Asked(Box::new(Asked::Scale(stars)));
    }
    if looks(item, "picker")
        && let Some(numbers) = numbers()
    {
        return Control::Select(numbers);
    }
    let step = range.step.trim_start_matches('-').to_owned();
    Control::Asked(Box::new(Asked::Slide(Slide { least: least.clone(), greatest: greatest.clone(), step })))
}

/// Every number of a range, as it is kept; none when there are too many to offer one by one.
fn steps(range: &forms::Range) -> Option<Vec<String>> {
    let (least, greatest, step) = range.numbers()?;
    let many = ((greatest - least) / step + 1e-9).floor();
    let decimals = range.step.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let number = |at: usize| format!("{:.decimals$}", least + step * at as f64);
    (0.0..MOST_NUMBERS as f64).contains(&many).then(|| (0..).take_while(|at| *at as f64 <= many).map(number).collect())
}

fn point(value: &str, lang: Lang) -> Point {
    let mut words = value.split_whitespace().map(str::to_owned);
    let (latitude, longitude) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let accuracy = words.nth(1).and_then(|text| text.parse::<f64>().ok()).filter(|metres| *metres > 0.0);
    let accuracy = accuracy.map(|metres| form_points::accurate_to(&format!("{metres:.0}"), lang)).unwrap_or_default();
    Point { latitude, longitude, accuracy, accurate: form_points::accurate_to("#", lang) }
}

/// What is said of a file besides its question: what it goes on telling after it was cleaned.
pub(super) fn told(item: &Item, lang: Lang) -> String {
    match item.asked_file() {
        Some(AskedFile { keeps_place: true, .. }) => phrase(lang, "web-form-picture-place"),
        Some(AskedFile { media: Media::Any, .. }) => phrase(lang, "web-form-file-tells"),
        _ => String::new(),
    }
}

fn upload(item: &Item, file: AskedFile, lang: Lang) -> Upload {
    let draws = match file.media {
        Media::Image if looks(item, "annotate") => Draws::Over,
        Media::Image if looks(item, "draw") || looks(item, "signature") => Draws::Blank,
        _ => Draws::No,
    };
    let megabytes = LARGEST_FILE / 1024 / 1024;
    Upload {
        accept: match file.media {
            Media::Image => "image/jpeg,image/png,image/webp",
            Media::Audio => "audio/*,.m4a,.amr,.3gp,.ogg",
            Media::Video => "video/*,.mov,.3gp",
            Media::Any => "",
        },
        capture: match () {
            () if looks(item, "new-front") || looks(item, "selfie") => "user",
            () if looks(item, "new") => "environment",
            () => "",
        },
        draws,
        is_picture: file.media == Media::Image,
        too_large: say(lang, &Message::new("collection-file-too-large").with("megabytes", megabytes)),
        most: LARGEST_FILE,
    }
}

/// An answer as its control takes it: times without their zone and seconds, which nobody typed; a month or year where no more is asked.
pub(super) fn typed(item: &Item, value: &str) -> String {
    let cut = |length: usize| value.get(..length).unwrap_or(value).to_owned();
    match item.kind {
        Kind::Time => cut("10:20".len()),
        Kind::DateTime => cut("2019-07-04T10:20".len()),
        Kind::Date if looks(item, "month-year") => cut("2019-07".len()),
        Kind::Date if looks(item, "year") => cut("2019".len()),
        _ => value.to_owned(),
    }
}

/// The other way: what was typed as the answer that it stands for. What is none stays as it was typed.
pub(super) fn answered(item: &Item, typed: &str) -> String {
    match item.kind {
        Kind::Date if looks(item, "month-year") && typed.len() == "2019-07".len() => format!("{typed}-01"),
        Kind::Date if looks(item, "year") => match language::to_ascii_digits(typed).parse::<i32>() {
            Ok(year) if year >= FIRST_BUDDHIST => format!("{:04}-01-01", year - BUDDHIST_ERA),
            Ok(year) => format!("{year:04}-01-01"),
            Err(_) => typed.to_owned(),
        },
        Kind::Geotrace => form_points::answer(typed, false),
        Kind::Geoshape => form_points::answer(typed, true),
        _ => typed.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::form_input::tests::session;
    use forms::{Content, read_markdown};

    /// The control of each question of a form, in the words of its derived form.
    fn controls(survey: &str) -> Vec<(String, Control)> {
        let form = read_markdown(&format!(
            "| survey |\n| | type | name | label | appearance | parameters |\n{survey}| choices |\n| | list_name | name | label |\n| | c | a | A |\n| | c | b | B |\n| | c | d | D |\n"
        ))
        .expect("a form");
        let session = session(&form);
        let control = |entry: &Entry<'_>| match &entry.content {
            Content::Question { value, choices, .. } => {
                control(entry, value, choices, &LabelFiles::default(), Lang::En)
            }
            _ => Control::Text,
        };
        session.view(Lang::En).iter().map(|entry| (entry.item.name.clone(), control(entry))).collect()
    }

    #[test]
    fn every_kind_has_the_control_that_its_appearance_asks_for() {
        let survey = "| | select_one c | one | L | | |\n| | select_one c | list | L | minimal | |\n| | select_one c | found | L | minimal autocomplete | |
            | | select_one c | scale | L | likert | |\n| | rank c | order | L | | |\n| | acknowledge | agreed | L | | |
            | | text | digits | L | numbers | |\n| | text | long | L | multiline | |\n| | date | day | L | | |\n| | date | month | L | month-year | |
            | | date | year | L | year | |\n| | range | slide | L | | start=1 end=10 step=1 |\n| | range | stars | L | rating | start=1 end=5 step=1 |
            | | range | picked | L | picker | start=0 end=1 step=0.5 |\n| | geopoint | point | L | | |\n| | geotrace | line | L | | |\n| | geoshape | area | L | | |
            | | barcode | code | L | | |\n| | image | picture | L | | |\n| | image | signed | L | signature | |\n| | image | marked | L | annotate | |
            | | image | now | L | new-front | |\n| | audio | heard | L | | |\n| | video | seen | L | new | |\n| | file | paper | L | | |\n";
        let shown = |control: &Control| match control {
            Control::One(choices) => format!("one {}", choices.len()),
            Control::Many(choices) => format!("many {}", choices.len()),
            Control::Select(choices) => {
                format!("select {}", choices.iter().map(|one| one.value.as_str()).collect::<Vec<_>>().join(" "))
            }
            Control::Number(_) => "number".to_owned(),
            Control::Area => "area".to_owned(),
            Control::Date => "date".to_owned(),
            Control::Asked(asked) => match &**asked {
                Asked::Upload(upload) => format!("{} {} {:?}", upload.accept, upload.capture, upload.draws),
                Asked::Point(_) => "point".to_owned(),
                Asked::Points(_) => "points".to_owned(),
                Asked::Order(order) => format!("order {} {}", order.choices.len(), order.is_answered),
                Asked::Code => "code".to_owned(),
                Asked::Slide(slide) => format!("slide {} {} {}", slide.least, slide.greatest, slide.step),
                Asked::Find(choices) => format!("find {}", choices.len()),
                Asked::Scale(choices) => format!("scale {}", choices.len()),
                Asked::Part(part) => format!("part {part}"),
            },
            other => format!("{other:?}"),
        };
        let found: Vec<(String, String)> =
            controls(survey).iter().map(|(name, control)| (name.clone(), shown(control))).collect();
        let pictures = "image/jpeg,image/png,image/webp";
        let expected = [
            ("one", "one 3"),
            ("list", "select a b d"),
            ("found", "find 3"),
            ("scale", "scale 3"),
            ("order", "order 3 false"),
            ("agreed", "many 1"),
            ("digits", "number"),
            ("long", "area"),
            ("day", "date"),
            ("month", "part month"),
            ("year", "part number"),
            ("slide", "slide 1 10 1"),
            ("stars", "scale 5"),
            ("picked", "select 0.0 0.5 1.0"),
            ("point", "point"),
            ("line", "points"),
            ("area", "points"),
            ("code", "code"),
            ("picture", &format!("{pictures}  No")),
            ("signed", &format!("{pictures}  Blank")),
            ("marked", &format!("{pictures}  Over")),
            ("now", &format!("{pictures} user No")),
            ("heard", "audio/*,.m4a,.amr,.3gp,.ogg  No"),
            ("seen", "video/*,.mov,.3gp environment No"),
            ("paper", "  No"),
        ];
        let expected: Vec<_> =
            expected.iter().map(|(name, control)| ((*name).to_owned(), (*control).to_owned())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn what_is_typed_becomes_the_answer_that_it_stands_for() {
        let form = read_markdown(
            "| survey |\n| | type | name | label | appearance |\n| | date | month | M | month-year |\n| | date | year | Y | year |\n| | geotrace | line | L | |\n| | geoshape | area | A | |\n| | time | at | T | |\n",
        )
        .expect("a form");
        let cases = [
            ("month", "2019-07", "2019-07-01"),
            ("month", "July", "July"),
            ("year", "2019", "2019-01-01"),
            ("year", "๒๕๖๒", "2019-01-01"),
            ("year", "soon", "soon"),
            ("line", "18.7 98.9\n 18.8, 98.9 \n\n", "18.7 98.9; 18.8 98.9"),
            ("area", "1 1\n2 2\n3 1", "1 1; 2 2; 3 1; 1 1"),
            ("area", "1 1\n2 2\n3 1\n1 1", "1 1; 2 2; 3 1; 1 1"),
            ("at", "10:20", "10:20"),
        ];
        for (name, text, expected) in cases {
            assert_eq!(answered(form.named(name).expect("asked"), text), expected, "{name}: {text}");
        }
        let shown =
            [("month", "2019-07-01", "2019-07"), ("year", "2019-01-01", "2019"), ("at", "10:20:00.000+07:00", "10:20")];
        for (name, value, expected) in shown {
            assert_eq!(typed(form.named(name).expect("asked"), value), expected, "{name}");
        }
    }

    #[test]
    fn choices_move_up_and_down_and_the_order_as_it_is_can_be_the_answer() {
        let form = read_markdown(
            "| survey |\n| | type | name | label |\n| | rank c | r | R |\n| choices |\n| | list_name | name | label |\n| | c | a | A |\n| | c | b | B |\n| | c | d | D |\n",
        )
        .expect("a form");
        let mut session = session(&form);
        let cases = [
            ("b", true, "b a d"),
            ("b", true, "b a d"),
            ("a", false, "b d a"),
            ("a", false, "b d a"),
            ("", true, "b d a"),
        ];
        assert_eq!(moved(&session, "/r", "", true, Lang::En), "a b d");
        for (choice, is_up, expected) in cases {
            let order = moved(&session, "/r", choice, is_up, Lang::En);
            assert_eq!(order, expected);
            session.set("/r", &order).expect("set");
        }
    }
}
