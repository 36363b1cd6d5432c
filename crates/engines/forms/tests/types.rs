//! Answers as expressions take them: by the types of their questions, whether they came one by one or all at once.

use forms::{Environment, Form, NoItemsets, Session, read_markdown};
use serde_json::json;

fn form(tables: &str) -> Form {
    read_markdown(tables).map_err(|problems| problems.to_string()).expect("a sound form")
}

fn session(form: &Form) -> Session<'_> {
    Session::new(form, &NoItemsets, Environment::on(jiff::civil::date(2019, 7, 4)))
}

#[test]
fn answers_are_read_by_the_types_of_their_questions() {
    let cases = [
        ("if(${blank}, 'yes', 'no')", "no"),
        ("if(not(${blank}) and ${said}, 'yes', 'no')", "yes"),
        ("if(${whole} = '5.0', 'yes', 'no')", "yes"),
        ("${said} + 1", ""),
        ("${day} + 1", "18082"),
        ("sum(${size})", "7"),
        ("max(${size})", "4"),
    ];
    for (calculation, expected) in cases {
        let form = form(&format!(
            "| survey |
             | | type         | name   | label | calculation   |
             | | text         | blank  | B     |               |
             | | text         | said   | S     |               |
             | | integer      | whole  | W     |               |
             | | date         | day    | D     |               |
             | | begin repeat | row    | Row   |               |
             | | integer      | size   | Size  |               |
             | | end repeat   |        |       |               |
             | | calculate    | worked |       | {calculation} |",
        ));
        let answers =
            json!({"said": "2019-07-04", "whole": "5", "day": "2019-07-04", "row": [{"size": "3"}, {}, {"size": "4"}]});
        let mut loaded = session(&form);
        loaded.load(&answers).expect("sound answers");
        assert_eq!(loaded.value("/worked").as_deref(), Some(expected), "{calculation}, answers read at once");
        let mut typed = session(&form);
        for (path, answer) in [("/said", "2019-07-04"), ("/whole", "5"), ("/day", "2019-07-04"), ("/row[1]/size", "3")]
        {
            typed.set(path, answer).expect("set");
        }
        for _ in 0..2 {
            typed.add_repeat("/row").expect("added");
        }
        typed.set("/row[3]/size", "4").expect("set");
        assert_eq!(typed.value("/worked").as_deref(), Some(expected), "{calculation}, answers typed one by one");
    }
}
