//! Choices that are searched in a file: `search(…)` and `select_one_external` offer on the page what they offer in Collect.

use forms::lists::{Format, ListFile, ListLimits, read};
use forms::{Calls, EXTERNAL_CHOICES, Environment, Form, Itemset, Session, read_markdown, read_markdown_workbook};
use language::{Lang, say};
use std::collections::BTreeMap;

const PEOPLE: &str = "Code,title,home village,age,sortby\n\
                      p1,Anong,50 Ban Mai,31,3\n\
                      p2,Boon,50 Ban Mai,42,1\n\
                      p3,Chai,51 Nong,18,2\n\
                      p2,Boon again,50 Ban Mai,42,4\n\
                      p4,,100%,7,10\n";

fn list(file: &str, text: &str) -> ListFile {
    read(text, Format::of_file(file).expect(file), ListLimits::default()).expect("a list")
}

fn lists(file: &str, text: &str) -> BTreeMap<String, Itemset> {
    BTreeMap::from([(file.to_owned(), list(file, text).itemset)])
}

fn form(appearance: &str, choices: &str) -> Form {
    let text = format!(
        "| survey |
| | type | name | label | appearance |
| | text | asked | Asked | |
| | select_one people | person | Person | {appearance} |
| choices |
| | list_name | name | label |
{choices}
| settings |
| | form_id |
| | own |
"
    );
    read_markdown(&text).map_err(|problems| problems.to_string()).expect("a sound form")
}

fn session<'f>(form: &'f Form, lists: &'f BTreeMap<String, Itemset>) -> Session<'f> {
    Session::new(form, lists, Environment::on(jiff::civil::date(2026, 11, 26)))
}

fn offered(form: &Form, lists: &BTreeMap<String, Itemset>, question: &str, asked: &str) -> Vec<(String, String)> {
    let mut session = session(form, lists);
    session.set("/asked", asked).expect("a question");
    session.choices(question, Lang::En).into_iter().map(|one| (one.name, one.label)).collect()
}

#[test]
fn a_search_finds_what_collect_finds() {
    let cases: [(&str, &str, &[&str]); 13] = [
        ("search('people')", "", &["p2", "p3", "p1", "p4"]),
        ("minimal search('people.csv')", "", &["p2", "p3", "p1", "p4"]),
        ("search('people', 'matches', 'home_village', ${asked})", "50 ban mai", &["p2", "p1"]),
        ("search('people', 'matches', 'home_village', ${asked})", "50", &[]),
        ("search('people', 'matches', 'age', ${asked})", "18", &["p3"]),
        ("search('people', 'contains', 'home-village', ${asked})", "50", &["p2", "p1"]),
        ("search('people', 'startsWith', 'title', ${asked})", "b", &["p2"]),
        ("search('people', 'endswith', 'title', ${asked})", "AI", &["p3"]),
        ("search('people', 'contains', 'title,home_village', ${asked})", "n", &["p2", "p3", "p1"]),
        ("search('people', 'contains', 'title home_village', ${asked})", "o", &["p2", "p3", "p1"]),
        ("search('people', 'contains', 'home_village', ${asked})", "%", &["p4"]),
        ("search('people', 'contains', 'title', ${asked}, 'age', '42')", "", &["p2"]),
        ("search('people', 'contains', '', '', 'age', ${asked})", "7", &["p4"]),
    ];
    let lists = lists("people.csv", PEOPLE);
    for (appearance, asked, expected) in cases {
        let form = form(appearance, "| | people | code | title |");
        let found = offered(&form, &lists, "/person", asked);
        let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, expected, "{appearance} of “{asked}”");
    }
}

#[test]
fn choices_are_called_by_the_columns_that_their_label_names() {
    let form = form("search('people')", "| | people | code | title, age |\n| | people | 99 | Somebody else |");
    let lists = lists("people.csv", PEOPLE);
    let called: Vec<String> = offered(&form, &lists, "/person", "").into_iter().map(|(_, label)| label).collect();
    assert_eq!(called, ["Boon (age: 42)", "Chai (age: 18)", "Anong (age: 31)", " (age: 7)", "Somebody else"]);
    let item = form.named("person").expect("the question");
    let itemset = &lists["people.csv"];
    let label = |value: &str| form.label_in(item, itemset, value).map(|label| label.get(Lang::Th).to_owned());
    assert_eq!(label("p3").as_deref(), Some("Chai (age: 18)"));
    assert_eq!(label("99").as_deref(), Some("Somebody else"));
    assert_eq!(label("p9"), None);
    assert_eq!(form.choices_in(item, itemset).len(), 6, "rows as they stand, and what is always offered");
}

#[test]
fn a_choice_without_words_is_called_by_its_value() {
    let form = form("search('people', 'matches', 'code', 'p4')", "| | people | code | title |");
    let found = offered(&form, &lists("people.csv", PEOPLE), "/person", "");
    assert_eq!(found, [("p4".to_owned(), "p4".to_owned())]);
}

#[test]
fn an_answer_stands_only_while_its_search_finds_it() {
    let form = form("search('people', 'matches', 'age', ${asked})", "| | people | code | title |");
    let lists = lists("people.csv", PEOPLE);
    let mut session = session(&form, &lists);
    session.set("/asked", "18").expect("a question");
    session.set("/person", "p3").expect("a question");
    assert!(session.violations().is_empty());
    session.set("/asked", "42").expect("a question");
    assert_eq!(session.value("/person").as_deref(), Some(""), "taken away, as Collect does");
    session.set("/person", "p1").expect("a question");
    assert_eq!(session.violations().len(), 1);
}

#[test]
fn without_its_file_a_search_offers_what_is_always_there() {
    let form = form("search('people')", "| | people | code | title |\n| | people | 99 | Somebody else |");
    assert_eq!(form.files(), ["people.csv"]);
    let found = offered(&form, &BTreeMap::new(), "/person", "");
    assert_eq!(found, [("99".to_owned(), "Somebody else".to_owned())]);
}

#[test]
fn columns_that_a_search_misses_are_told() {
    let told = |appearance: &str, choices: &str| {
        let findings = form(appearance, choices).check_list("people.csv", &list("people.csv", PEOPLE));
        findings.problems.iter().map(|problem| say(Lang::En, problem)).collect::<Vec<_>>()
    };
    let cases = [
        ("search('people')", "| | people | CODE | title, years |", "years"),
        ("search('people')", "| | people | id | title |", "id"),
        ("search('people', 'contains', 'name', 'a')", "| | people | code | title |", "name"),
        ("search('people', 'contains', 'title', 'a', 'my town', 'b')", "| | people | code | title |", "my town"),
    ];
    for (appearance, choices, column) in cases {
        let told = told(appearance, choices);
        assert!(told.len() == 1 && told[0].contains(&format!("“{column}”")), "{appearance}: {told:?}");
    }
    assert_eq!(told("search('people', 'contains', 'Home-Village', 'a')", "| | people | code | title |"), [""; 0]);
}

#[test]
fn searches_that_are_not_understood_are_warned_of() {
    for (appearance, expected) in [
        ("search(${asked})", "name of a file"),
        ("search('people', 'matches', 'age')", "one, four or six values and has 3"),
    ] {
        let text = format!(
            "| survey |\n| | type | name | label | appearance |\n| | text | asked | Asked | |\n\
             | | select_one p | person | Person | {appearance} |\n| choices |\n| | list_name | name | label |\n| | p | code | title |\n"
        );
        let options = xlsform::Options::default();
        let read = forms::compile(&xlsform::read_markdown(&text), &options, Calls::MustExist).expect("a form");
        let told: Vec<String> =
            read.warnings.iter().map(|one| format!("{}: {}", one.place, say(Lang::En, &one.message))).collect();
        assert!(told.iter().any(|one| one.contains(expected)), "{appearance}: {told:?}");
    }
}

const EXTERNAL: &str = "
| survey |
| | type | name | label | choice_filter |
| | text | asked | Asked | |
| | select_one_external towns | town | Town | state=${asked} |
| | select_one_external rivers | river | River | state=${asked} |
| settings |
| | form_id |
| | own |
| external_choices |
| | list_name | name | label::English (en) | label::ไทย (th) | state |
| | towns | 1 | Mueang | เมือง | 50 |
| | towns | 2 | Fang | ฝาง | 50 |
| | towns | 3 | Li | ลี้ | 51 |
| | rivers | 1 | Ping | ปิง | 50 |
";

#[test]
fn external_choices_are_those_of_their_list() {
    let read = read_markdown_workbook(EXTERNAL).map_err(|problems| problems.to_string()).expect("a form");
    assert_eq!(read.list_files(), [EXTERNAL_CHOICES]);
    let (form, csv) = (&read.form, read.converted.itemsets_csv.as_deref().expect("the file"));
    let file = list(EXTERNAL_CHOICES, csv);
    assert_eq!(form.check_list(EXTERNAL_CHOICES, &file), forms::ListFindings::default());
    let lists = lists(EXTERNAL_CHOICES, csv);
    let mut session = session(form, &lists);
    session.set("/asked", "50").expect("a question");
    let towns = session.choices("/town", Lang::Th).into_iter().map(|one| (one.name, one.label));
    assert_eq!(towns.collect::<Vec<_>>(), [("1".into(), "เมือง".into()), ("2".to_owned(), "ฝาง".to_owned())]);
    session.set("/town", "2").expect("a question");
    session.set("/river", "1").expect("a question");
    assert!(session.violations().is_empty());
    session.set("/river", "2").expect("a question");
    assert_eq!(session.violations().len(), 1, "a town is no river");
    let label = |question: &str, value: &str| {
        let item = form.named(question).expect(question);
        form.label_in(item, &file.itemset, value).map(|label| label.get(Lang::En).to_owned())
    };
    assert_eq!((label("river", "1"), label("river", "2")), (Some("Ping".to_owned()), None));
    let towns = form.choices_in(form.named("town").expect("the question"), &file.itemset);
    assert_eq!(towns.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["1", "2", "3"]);
}
