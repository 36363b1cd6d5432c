//! The form that speed is measured on, as rows of an XLSForm: two languages, groups of 50 questions, a fifth each integers with a
//! constraint, texts with a condition, choices of one and of several with a condition, and calculations; lists have 20 choices. It is
//! the form on which others were measured.

use std::fmt::Write as _;

pub(crate) type Row = Vec<String>;

const SURVEY: [&str; 9] = [
    "type",
    "name",
    "label::English (en)",
    "label::ไทย (th)",
    "relevant",
    "constraint",
    "constraint_message::English (en)",
    "constraint_message::ไทย (th)",
    "calculation",
];

fn survey(questions: usize) -> Vec<Row> {
    let mut rows = vec![SURVEY.map(str::to_owned).to_vec()];
    let mut push = |cells: [&str; 9]| rows.push(cells.map(str::to_owned).to_vec());
    for at in 0..questions {
        if at % 50 == 0 {
            let (name, label) = (format!("group_{at}"), format!("Group {at}"));
            push(["begin group", &name, &label, &format!("กลุ่ม {at}"), "", "", "", "", ""]);
        }
        let (name, before) = (format!("question_{at}"), format!("${{question_{}}}", at / 5 * 5));
        let (english, thai) = (format!("Question number {at}, asked in English"), format!("คำถามที่ {at} เป็นภาษาไทย"));
        let condition = format!("{before} > 3");
        match at % 5 {
            0 => push(["integer", &name, &english, &thai, "", ". >= 0 and . < 1000", "Too many", "มากเกินไป", ""]),
            1 => push(["text", &name, &english, &thai, &condition, "", "", "", ""]),
            2 => push(["select_one list_1", &name, &english, &thai, "", "", "", "", ""]),
            3 => push(["select_multiple list_2", &name, &english, &thai, &condition, "", "", "", ""]),
            _ => push(["calculate", &name, "", "", "", "", "", "", &format!("{before} * 2 + 1")]),
        }
        if at % 50 == 49 || at + 1 == questions {
            push(["end group", "", "", "", "", "", "", "", ""]);
        }
    }
    rows
}

fn choices() -> Vec<Row> {
    let header = ["list_name", "name", "label::English (en)", "label::ไทย (th)"].map(str::to_owned).to_vec();
    let of_list = |list: &'static str| {
        (0..20).map(move |at| vec![list.to_owned(), format!("c{at}"), format!("Choice {at}"), format!("ตัวเลือก {at}")])
    };
    std::iter::once(header).chain(of_list("list_1")).chain(of_list("list_2")).collect()
}

fn settings() -> Vec<Row> {
    [["form_title", "form_id", "version", "default_language"], ["Bench", "bench", "1", "English (en)"]]
        .map(|row| row.map(str::to_owned).to_vec())
        .to_vec()
}

/// The sheets by their names.
pub(crate) fn sheets(questions: usize) -> [(&'static str, Vec<Row>); 3] {
    [("survey", survey(questions)), ("choices", choices()), ("settings", settings())]
}

/// The same as Markdown tables.
pub(crate) fn markdown(questions: usize) -> String {
    let mut text = String::new();
    for (name, rows) in sheets(questions) {
        writeln!(text, "| {name} |").expect("memory");
        for row in rows {
            writeln!(text, "| | {} |", row.join(" | ")).expect("memory");
        }
    }
    text
}
