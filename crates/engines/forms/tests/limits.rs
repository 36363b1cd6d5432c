//! What a hostile submission may cost: instances of repeats are bounded, also those inside one another.

use forms::{Environment, Form, NoItemsets, Session, ViolationKind, read_markdown};
use serde_json::json;

fn form(tables: &str) -> Form {
    read_markdown(tables).map_err(|problems| problems.to_string()).expect("a sound form")
}

fn environment() -> Environment {
    Environment::on(jiff::civil::date(2019, 7, 4))
}

#[test]
fn a_hostile_number_of_rows_is_refused() {
    let form = form(
        "| survey |
         | | type         | name  | label | calculation    |
         | | begin repeat | outer | O     |                |
         | | begin repeat | inner | I     |                |
         | | integer      | count | C     |                |
         | | calculate    | share |       | sum(../../inner/count) |
         | | end repeat   |       |       |                |
         | | end repeat   |       |       |                |",
    );
    let rows = vec![json!({"inner": vec![json!({"count": "1"}); 100]}); 60];
    let refused =
        forms::check(&form, &json!({"outer": rows}), &NoItemsets, environment()).expect_err("6,060 instances");
    assert_eq!(refused.first().map(|refused| refused.kind), Some(ViolationKind::Limit));
    let allowed = vec![json!({"inner": vec![json!({"count": "1"}); 10]}); 20];
    let checked = forms::check(&form, &json!({"outer": allowed}), &NoItemsets, environment()).expect("220 instances");
    assert_eq!(checked.answers()["outer"][19]["inner"][9], json!({"count": "1", "share": "10"}));
}

#[test]
fn a_number_of_rows_that_changes_itself_by_turns_ends() {
    let form = form(
        "| survey |
         | | type         | name   | label | calculation                 | repeat_count |
         | | calculate    | wanted |       | if(count(/data/r) = 0, 1, 0) |              |
         | | begin repeat | r      | R     |                             | ${wanted}    |
         | | text         | a      | A     |                             |              |
         | | end repeat   |        |       |                             |              |",
    );
    let session = Session::new(&form, &NoItemsets, environment());
    assert!(
        session.violations().iter().any(|violation| violation.kind == ViolationKind::Rule),
        "{:?}",
        session.violations()
    );
}
