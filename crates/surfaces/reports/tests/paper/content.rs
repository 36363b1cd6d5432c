//! What stands on a paper: numbers, conditions in words, spaces that fit the question, answers as they are read, and what was not asked.

use crate::sample::{answered, form, lists, pack};
use forms::Form;
use language::{Lang, Text};
use reports::ReportError;
use reports::paper::{
    Answer, Block, Body, Filling, Frame, MOST_ITEMS, Name, PaperForm, Question, Said, Space, blank, filled, render,
};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

fn title() -> Text {
    Text::new("A form").with(Lang::Th, "แบบฟอร์ม")
}

fn on_paper(form: &Form, lang: Lang) -> PaperForm {
    blank(form, Name { id: "tests/a", title: &title() }, &BTreeMap::new(), lang)
}

fn with_answers(form: &Form, answers: &Json, lang: Lang) -> PaperForm {
    let lists = lists();
    let session = answered(form, answers, &lists);
    filled(&session, Name { id: "tests/a", title: &title() }, Filling::default(), &BTreeMap::new(), lang)
}

/// A form with these rows of the survey: type, name, label, relevant, appearance, constraint.
fn with_rows(rows: &str) -> Form {
    let heading = "| | type | name | label | relevant | appearance | constraint | bind::saphan:class | calculation |";
    let choices = "| choices |\n| | list_name | name | label |\n| | yn | yes | Yes |\n| | yn | no | No |\n| | yn | refused | Prefer not to say |\n";
    form(&format!("| survey |\n{heading}\n{rows}\n{choices}| settings |\n| | form_id |\n| | a |\n"))
}

/// Every question, wherever it stands.
fn questions(blocks: &[Block]) -> Vec<&Question> {
    fn inside(block: &Block) -> Vec<&Question> {
        match block {
            Block::Section(section) => questions(&section.blocks),
            Block::Question(question) => vec![question],
            _ => Vec::new(),
        }
    }
    blocks.iter().flat_map(inside).collect()
}

fn spaces(form: &Form) -> Vec<Space> {
    let paper = on_paper(form, Lang::En);
    let space = |question: &&Question| match &question.body {
        Body::Space(space) => space.clone(),
        Body::Answer(answer) => panic!("{answer:?} on a blank form"),
    };
    questions(&paper.blocks).iter().map(space).collect()
}

fn said(answer: &Answer) -> Vec<&str> {
    match answer {
        Answer::Lines { lines } => lines.iter().map(Said::as_str).collect(),
        Answer::Picture { alt, .. } => vec![alt.as_str()],
        Answer::NotAsked => vec!["(not asked)"],
        Answer::NotAnswered => vec!["(not answered)"],
    }
}

fn answers(paper: &PaperForm) -> Vec<(&str, Vec<&str>)> {
    fn answer(question: &Question) -> (&str, Vec<&str>) {
        match &question.body {
            Body::Answer(answer) => (&question.number, said(answer)),
            Body::Space(space) => panic!("{space:?} on a filled form"),
        }
    }
    questions(&paper.blocks).into_iter().map(answer).collect()
}

#[test]
fn a_question_gets_the_space_that_its_answer_needs() {
    let form = with_rows(
        "| | text | a | A | | | | | |
| | text | b | B | | multiline | | | |
| | integer | c | C | | | . <= 240 | | |
| | integer | d | D | | | | | |
| | decimal | e | E | | | . < 1000000000 | | |
| | date | f | F | | | | | |
| | time | g | G | | | | | |
| | select_one yn | h | H | | | | | |
| | select_multiple yn | i | I | | | | | |
| | select_one_from_file provinces.csv | j | J | | | | | |
| | image | k | K | | signature | | | |
| | image | l | L | | | | | |
| | audio | m | M | | | | | |
| | acknowledge | n | N | | | | | |",
    );
    let shapes = spaces(&form).into_iter().map(|space| match space {
        Space::Lines { count, note, beside } => format!("{count} lines {} {}", note.as_str(), beside.len()),
        Space::Digits { whole, fraction } => format!("{whole}.{fraction} digits"),
        Space::Date => "date".to_owned(),
        Space::Time => "time".to_owned(),
        Space::DateTime => "both".to_owned(),
        Space::Choices { is_many, choices, .. } => {
            format!("{} of {}", if is_many { "many" } else { "one" }, choices.len())
        }
        Space::Frame { frame, .. } => if frame == Frame::Signature { "signature" } else { "picture" }.to_owned(),
    });
    assert_eq!(
        shapes.collect::<Vec<_>>(),
        [
            "1 lines  0",
            "4 lines  0",
            "3.0 digits",
            "6.0 digits",
            "10.2 digits",
            "date",
            "time",
            "one of 3",
            "many of 3",
            "1 lines Write the name 0",
            "signature",
            "picture",
            "1 lines Write the name or number of the file 0",
            "many of 1",
        ]
    );
}

#[test]
fn a_list_too_long_to_print_is_a_line_and_its_reasons_stay_to_be_marked() {
    let many: String = (0..40).map(|at| format!("| | long | c{at} | Choice {at} |\n")).collect();
    let text = format!(
        "| survey |\n| | type | name | label |\n| | select_one long | a | A |\n| choices |\n| | list_name | name | label |\n{many}| | long | unknown | Do not know |\n| | long | prefer_not_to_say | Prefer not to say |\n| settings |\n| | form_id |\n| | a |\n"
    );
    match spaces(&form(&text)).as_slice() {
        [Space::Lines { count: 1, beside, .. }] => {
            assert_eq!(beside.iter().map(Said::as_str).collect::<Vec<_>>(), ["Do not know", "Prefer not to say"]);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn conditions_are_said_in_words_where_words_can_say_them() {
    for (relevant, english, thai) in [
        ("${a} = 'yes'", "Only if 1 “First” is “Yes”", "ตอบเฉพาะเมื่อ ข้อ 1 “First” ตอบว่า “Yes”"),
        ("${a} != 'no'", "Only if 1 “First” is not “No”", "ตอบเฉพาะเมื่อ ข้อ 1 “First” ไม่ได้ตอบว่า “No”"),
        ("selected(${b}, 'no')", "Only if “No” is marked in 2 “Second”", "ตอบเฉพาะเมื่อ ข้อ 2 “Second” เลือก “No”"),
        (
            "${a} = 'yes' and ${n} >= 1800",
            "Only if 1 “First” is “Yes” and 3 “Third” is 1,800 or more",
            "ตอบเฉพาะเมื่อ ข้อ 1 “First” ตอบว่า “Yes” และ ข้อ 3 “Third” ตั้งแต่ 1,800 ขึ้นไป",
        ),
        ("${n} != ''", "Only if 3 “Third” is answered", "ตอบเฉพาะเมื่อ ข้อ 3 “Third” มีคำตอบ"),
        (
            "${n} > 1 or ${a} = 'no'",
            "Only if 3 “Third” is more than 1 or 1 “First” is “No”",
            "ตอบเฉพาะเมื่อ ข้อ 3 “Third” มากกว่า 1 หรือ ข้อ 1 “First” ตอบว่า “No”",
        ),
        ("${a} = 'maybe'", "If it applies", "ตอบเมื่อเกี่ยวข้อง"),
        ("string-length(${n}) > 2", "If it applies", "ตอบเมื่อเกี่ยวข้อง"),
        ("", "", ""),
    ] {
        let form = with_rows(&format!(
            "| | select_one yn | a | First | | | | | |
| | select_multiple yn | b | Second | | | | | |
| | integer | n | Third | | | | | |
| | text | t | Told ${{a}} and ${{sum}} | {relevant} | | | | |
| | calculate | sum | | | | | | 1 + 1 |"
        ));
        for (lang, expected) in [(Lang::En, english), (Lang::Th, thai)] {
            let paper = on_paper(&form, lang);
            let last = *questions(&paper.blocks).last().unwrap();
            assert_eq!(last.condition.as_str(), expected, "{relevant}");
        }
        let paper = on_paper(&form, Lang::En);
        assert_eq!(questions(&paper.blocks).last().unwrap().label.as_str(), "Told [answer 1] and …");
    }
}

const FAMILY: &str = "| | select_one yn | consent | Consent | | | | | |
| | begin group | who | Who | ${consent} = 'yes' | | | | |
| | text | called | Called | | | | identity | |
| | date | born | Born | | | | | |
| | note | thanks | Say thank you to ${called}. | | | | | |
| | end group | | | | | | | |
| | integer | owed | Owed | ${consent} = 'yes' | | | | |
| | select_multiple yn | seen | Seen | | | | | |
| | begin repeat | child | Child | | | | | |
| | text | name | Name | | | | | |
| | integer | age | Age | | | | | |
| | end repeat | | | | | | | |
| | calculate | children | Children | | | | | count(${child}) |";

#[test]
fn a_filled_form_is_read_in_the_readers_way_with_the_numbers_of_the_blank_one() {
    let form = with_rows(FAMILY);
    let given = json!({ "consent": "yes", "who": { "called": "Nok\nน้อย", "born": "2003-07-04" }, "owed": "15000",
        "seen": "yes refused", "child": [{ "name": "A", "age": "3" }, { "name": "B" }] });
    let paper = with_answers(&form, &given, Lang::Th);
    assert_eq!(
        answers(&paper),
        [
            ("1", vec!["Yes"]),
            ("2", vec!["Nok", "น้อย"]),
            ("3", vec!["4 กรกฎาคม 2546"]),
            ("4", vec!["15,000"]),
            ("5", vec!["Yes", "Prefer not to say"]),
        ]
    );
    let blank = on_paper(&form, Lang::Th);
    let numbers = |paper: &PaperForm| questions(&paper.blocks).iter().map(|one| one.number.clone()).collect::<Vec<_>>();
    assert_eq!(numbers(&blank), numbers(&paper));
    let table = paper.blocks.iter().find_map(|block| if let Block::Table(table) = block { Some(table) } else { None });
    let table = table.unwrap();
    assert_eq!(table.columns.iter().map(|one| one.number.as_str()).collect::<Vec<_>>(), ["6", "7"]);
    let rows: Vec<Vec<Vec<&str>>> = table.rows.iter().map(|row| row.iter().map(said).collect()).collect();
    assert_eq!(rows, [[["A"], ["3"]], [["B"], ["(not answered)"]]]);
    assert!(
        matches!(paper.blocks.last(), Some(Block::Fact { answer, .. }) if said(answer) == ["2"]),
        "what follows is told"
    );
    assert!(!blank.blocks.iter().any(|block| matches!(block, Block::Fact { .. })), "nobody works it out by hand");
}

#[test]
fn what_was_not_asked_and_what_was_left_open_are_told_apart() {
    let form = with_rows(FAMILY);
    let paper = with_answers(&form, &json!({ "consent": "no" }), Lang::En);
    let who = paper.blocks.iter().find_map(|block| match block {
        Block::Section(section) if section.is_absent => Some(section),
        _ => None,
    });
    assert_eq!(who.unwrap().condition.as_str(), "Questions 2–3: Not applicable");
    assert_eq!(
        answers(&paper),
        [("1", vec!["No"]), ("4", vec!["(not asked)"]), ("5", vec!["(not answered)"])],
        "a section that was not asked is told as a whole"
    );
    let nothing = paper.blocks.iter().any(|block| match block {
        Block::Section(section) => {
            section.blocks.iter().any(|inner| matches!(inner, Block::Note { text, .. } if text.as_str() == "None"))
        }
        _ => false,
    });
    assert!(nothing, "a repeat that was never answered says so");
}

#[test]
fn a_choice_that_the_reader_may_not_know_of_keeps_its_code() {
    let form = with_rows(
        "| | select_one_from_file secret.csv | a | A | | | | | |\n| | select_one_from_file provinces.csv | p | P | | | | | |",
    );
    let paper = with_answers(&form, &json!({ "a": "4497964f", "p": "57" }), Lang::En);
    assert_eq!(answers(&paper), [("1", vec!["4497964f"]), ("2", vec!["Chiang Rai"])]);
}

#[test]
fn a_paper_that_tells_of_somebody_says_that_it_is_confidential() {
    assert!(on_paper(&with_rows(FAMILY), Lang::En).is_confidential);
    let harmless = with_rows("| | text | a | A | | | | work | |");
    assert!(!on_paper(&harmless, Lang::En).is_confidential);
    let pack = pack();
    let confidential = |form| crate::sample::blank_of(&pack, form, Lang::Th).is_confidential;
    assert!(confidential("trained-person") && !confidential("outreach-session"));
}

#[test]
fn a_repeat_with_long_questions_is_printed_several_times_and_says_how_often() {
    let form = with_rows(
        "| | begin repeat | visit | Visit | | | | | |
| | text | talked | Talked about | | multiline | | | |
| | begin repeat | person | Person | | | | | |
| | text | told | Told | | multiline | | | |
| | end repeat | | | | | | | |
| | end repeat | | | | | | | |",
    );
    let paper = on_paper(&form, Lang::En);
    let [Block::Section(visits)] = paper.blocks.as_slice() else { panic!("{:?}", paper.blocks) };
    assert_eq!(visits.room.as_str(), "There is room for 3. If there are more, take another sheet.");
    let titles: Vec<&str> = visits
        .blocks
        .iter()
        .map(|block| if let Block::Section(section) = block { section.title.as_str() } else { "?" })
        .collect();
    assert_eq!(titles, ["Visit 1", "Visit 2", "Visit 3"]);
    let Block::Section(first) = &visits.blocks[0] else { panic!("a section") };
    let Block::Section(people) = &first.blocks[1] else { panic!("a section") };
    assert_eq!(people.room.as_str(), "There is room for 1. If there are more, take another sheet.");
}

#[test]
fn a_form_that_is_far_too_large_is_refused_with_its_size() {
    let form = with_rows(
        "| | begin repeat | r | R | | | | | |\n| | text | a | A | | multiline | | | |\n| | text | b | B | | | | | |\n| | text | c | C | | | | | |\n| | end repeat | | | | | | | |",
    );
    let rows: Vec<Json> = (0..1_000).map(|at| json!({ "a": format!("{at}") })).collect();
    let paper = with_answers(&form, &json!({ "r": rows }), Lang::En);
    assert!(matches!(render(&paper), Err(ReportError::TooLarge { items, limit: MOST_ITEMS }) if items > 6_000));
    let long = "x ".repeat(30_000);
    let rows: Vec<Json> = (0..5).map(|_| json!({ "a": long, "b": "y" })).collect();
    let paper = with_answers(&form, &json!({ "r": rows }), Lang::En);
    assert!(matches!(render(&paper), Err(ReportError::TooMuchText { characters, .. }) if characters > 250_000));
}
