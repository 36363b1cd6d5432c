//! Answers whose questions' types are known, read as JavaRosa reads them: a number as a number, a date as a date, nothing as nothing.

use xpath::{Content, Context, Document, Environment, Expression, NoInstances};

/// A form's instance with an answer of each type.
fn instance() -> Document {
    let mut document = Document::new("data");
    let answers = [
        ("text", "2020-01-02", Content::Text),
        ("int", "5", Content::Number),
        ("decimal", "5.0", Content::Number),
        ("large", "1.23456785E7", Content::Number),
        ("date", "2020-01-02", Content::Date),
        ("moment", "2020-01-02T10:20:30.000+07:00", Content::DateTime),
        ("none", "", Content::Number),
        ("blank", "", Content::Text),
        ("unknown", "2020-01-02", Content::Unknown),
    ];
    for (name, text, content) in answers {
        let node = document.append(document.root(), name);
        document.set_text(node, text);
        document.set_content(node, content);
    }
    for number in ["1", "", "3"] {
        let row = document.append(document.root(), "row");
        let size = document.append(row, "size");
        document.set_text(size, number);
        document.set_content(size, Content::Number);
    }
    document
}

#[test]
fn an_answer_is_read_by_its_type() {
    let document = instance();
    let environment = Environment::on(jiff::civil::date(2019, 7, 4));
    let context = Context::new(&document, document.root(), &NoInstances, &environment);
    let cases = [
        ("int = decimal", "true"),
        ("int = '5.0'", "true"),
        ("int = 5", "true"),
        ("int != 5", "false"),
        ("string(decimal)", "5"),
        ("concat('n', decimal)", "n5"),
        ("large + 1", "12345679.5"),
        ("none = ''", "true"),
        ("none = blank", "true"),
        ("none = 0", "false"),
        ("none + 1", "NaN"),
        ("text + 1", "NaN"),
        ("text = date", "true"),
        ("text > date('2019-01-01')", "false"),
        ("date + 1", "18264"),
        ("date > date('2019-01-01')", "true"),
        ("date = date('2020-01-02')", "true"),
        ("date = '2020-01-02'", "true"),
        ("date = moment", "true"),
        ("moment + 1", "18264"),
        ("moment = '2020-01-02'", "true"),
        ("string(moment)", "2020-01-02"),
        ("concat(moment, '!')", "2020-01-02!"),
        ("format-date-time(moment, '%H:%M')", "10:20"),
        ("moment", "2020-01-02T10:20:30.000+07:00"),
        ("unknown + 1", "18264"),
        ("boolean(blank)", "false"),
        ("not(blank)", "true"),
        ("if(blank, 'a', 'b')", "b"),
        ("blank or int", "true"),
        ("blank and int", "false"),
        ("true() = blank", "false"),
        ("sum(row/size)", "4"),
        ("min(row/size)", "1"),
        ("max(row/size)", "3"),
        ("count-non-empty(row/size)", "2"),
        ("row[size = 3]/size", "3"),
        ("count(row[not(size)])", "1"),
        ("count(row[size])", "2"),
    ];
    for (source, expected) in cases {
        let expression = Expression::parse(source).expect(source);
        let value = expression.evaluate(&context).map(|value| value.to_text().into_owned());
        assert_eq!(value.as_deref(), Ok(expected), "{source}");
    }
}

#[test]
fn a_copy_of_a_node_keeps_its_type() {
    let mut document = instance();
    let row = document.child(document.root(), "row").expect("there");
    let copy = document.copy_after(row, row).expect("copied");
    let size = document.child(copy, "size").expect("copied too");
    assert_eq!(document.content(size), Content::Number);
}

#[test]
fn the_answer_of_a_hidden_question_is_empty_and_not_there() {
    let mut document = instance();
    let int = document.child(document.root(), "int").expect("there");
    document.set_hidden(int, true);
    let environment = Environment::on(jiff::civil::date(2019, 7, 4));
    let context = Context::new(&document, document.root(), &NoInstances, &environment);
    for (source, expected) in [("int = ''", true), ("int = 5", false), ("count(int) = 0", true), ("int", false)] {
        let expression = Expression::parse(source).expect(source);
        assert_eq!(expression.evaluate(&context).map(|value| value.to_boolean()), Ok(expected), "{source}");
    }
}
