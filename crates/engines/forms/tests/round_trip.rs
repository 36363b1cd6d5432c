//! Whatever answers a session gives out, it takes back unchanged.

use forms::{Environment, Form, NoItemsets, Session, check, read_markdown};
use proptest::prelude::*;

fn form() -> Form {
    read_markdown(
        "| survey |
         | | type                | name   | label | relevant           | calculation    | constraint |
         | | text                | words  | W     |                    |                |            |
         | | integer             | number | N     |                    |                | . < 500    |
         | | decimal             | amount | D     |                    |                |            |
         | | date                | day    | D     |                    |                |            |
         | | select_one list     | one    | O     |                    |                |            |
         | | select_multiple list | many  | M     | ${one} != 'b'      |                |            |
         | | begin group         | g      | G     | ${number} != 3     |                |            |
         | | text                | inside | I     |                    |                |            |
         | | begin repeat        | row    | R     |                    |                |            |
         | | integer             | count  | C     | ${words} != ''     |                |            |
         | | begin repeat        | deep   | R     |                    |                |            |
         | | text                | said   | S     |                    |                |            |
         | | end repeat          |        |       |                    |                |            |
         | | end repeat          |        |       |                    |                |            |
         | | end group           |        |       |                    |                |            |
         | | calculate           | total  |       |                    | sum(${count})  |            |
         | choices |
         | | list_name | name | label |
         | | list      | a    | A     |
         | | list      | b    | B     |
         | | list      | c    | C     |",
    )
    .map_err(|problems| problems.to_string())
    .expect("a sound form")
}

/// What a person may do.
#[derive(Clone, Debug)]
enum Step {
    Set(&'static str, String),
    Add(&'static str),
    Remove(&'static str, usize),
}

fn step() -> impl Strategy<Value = Step> {
    let paths = prop::sample::select(vec![
        "/words",
        "/number",
        "/amount",
        "/day",
        "/one",
        "/many",
        "/g/inside",
        "/g/row[1]/count",
        "/g/row[2]/count",
        "/g/row[1]/deep[1]/said",
        "/g/row[2]/deep[1]/said",
        "/g/row[1]/deep[2]/said",
    ]);
    let texts = prop_oneof![
        Just(String::new()),
        "[0-9]{1,3}",
        "2019-0[1-9]-1[0-9]",
        prop::sample::select(vec!["a", "b", "a c", "c a", "๑๒", "4 ก.ค. 2562", "-1.5"]).prop_map(str::to_owned),
        "\\PC{0,12}",
    ];
    let repeats = prop::sample::select(vec!["/g/row", "/g/row[1]/deep", "/g/row[2]/deep"]);
    prop_oneof![
        6 => (paths, texts).prop_map(|(path, text)| Step::Set(path, text)),
        2 => repeats.clone().prop_map(Step::Add),
        1 => (repeats, 1..3_usize).prop_map(|(path, index)| Step::Remove(path, index)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]
    #[test]
    fn answers_go_out_and_come_back_unchanged(steps in prop::collection::vec(step(), 0..30)) {
        let form = form();
        let environment = Environment::on(jiff::civil::date(2019, 7, 4));
        let mut session = Session::new(&form, &NoItemsets, environment.clone());
        for step in &steps {
            // Steps at instances that are not there are refused; what matters is that the rest goes on.
            let _done_or_refused = match step {
                Step::Set(path, text) => session.set(path, text).is_ok(),
                Step::Add(path) => session.add_repeat(path).is_ok(),
                Step::Remove(path, index) => session.remove_repeat(path, *index).is_ok(),
            };
        }
        let answers = session.answers();
        let mut again = Session::new(&form, &NoItemsets, environment.clone());
        prop_assert_eq!(again.load(&answers), Ok(()));
        prop_assert_eq!(&again.answers(), &answers, "incremental work gives what working out everything gives");
        prop_assert_eq!(again.violations(), session.violations());
        match check(&form, &answers, &NoItemsets, environment) {
            Ok(checked) => {
                prop_assert_eq!(checked.answers(), &answers);
                prop_assert_eq!(session.violations(), []);
            }
            Err(violations) => prop_assert_eq!(violations, session.violations()),
        }
    }
}
