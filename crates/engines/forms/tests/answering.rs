//! A form answered as a person would: what becomes relevant, what is worked out, what is wrong.

use forms::{Content, Entry, Environment, Form, Itemset, NoItemsets, Session, ViolationKind, read_markdown};
use language::Lang;
use serde_json::json;
use std::collections::BTreeMap;

fn form(tables: &str) -> Form {
    read_markdown(tables).map_err(|problems| problems.to_string()).expect("a sound form")
}

fn environment() -> Environment {
    Environment::new(jiff::civil::date(2019, 7, 4).at(10, 20, 30, 0), 420, 7)
}

fn session(form: &Form) -> Session<'_> {
    Session::new(form, &NoItemsets, environment())
}

/// Violations as `path kind sentence`.
fn wrong(session: &Session<'_>, lang: Lang) -> Vec<String> {
    let all = session.violations();
    all.iter().map(|wrong| format!("{} {:?} {}", wrong.path, wrong.kind, wrong.message.get(lang))).collect()
}

#[test]
fn relevance_follows_answers_and_hides_sections_whole() {
    let form = form(
        "| survey |
         | | type                 | name   | label | relevant                  |
         | | select_one yes_no    | first  | First |                           |
         | | begin group          | why    | Why   | ${first} = 'yes'          |
         | | text                 | reason | R     |                           |
         | | text                 | more   | M     | string-length(${reason}) > 3 |
         | | end group            |        |       |                           |
         | | text                 | after  | A     | ${more} != ''             |
         | choices |
         | | list_name | name | label |
         | | yes_no    | yes  | Yes   |
         | | yes_no    | no   | No    |",
    );
    let mut session = session(&form);
    assert!(!session.relevant("/why") && !session.relevant("/why/reason"));
    session.set("/first", "yes").expect("set");
    assert!(session.relevant("/why/reason") && !session.relevant("/why/more"));
    session.set("/why/reason", "because").expect("set");
    session.set("/why/more", "much").expect("set");
    session.set("/after", "end").expect("set");
    assert_eq!(
        session.answers(),
        json!({"first": "yes", "why": {"reason": "because", "more": "much"}, "after": "end"})
    );
    session.set("/first", "no").expect("set");
    assert_eq!(session.answers(), json!({"first": "no"}), "what a hidden answer made relevant is hidden with it");
    session.set("/first", "yes").expect("set");
    assert_eq!(session.answers()["after"], json!("end"), "hidden answers come back");
}

#[test]
fn calculations_follow_each_other_in_any_order_of_rows() {
    let form = form(
        "| survey |
         | | type      | name   | label | calculation               |
         | | calculate | double | D     | ${total} * 2              |
         | | calculate | total  | T     | sum(${count})             |
         | | calculate | rows   | R     | count(${row})             |
         | | begin repeat | row | Row   |                           |
         | | integer   | count  | C     |                           |
         | | calculate | share  | S     | round(${count} div ${total} * 100, 0) |
         | | calculate | place  | P     | position(..)              |
         | | end repeat |       |       |                           |
         | | calculate | first  | F     | indexed-repeat(${count}, ${row}, 1) |",
    );
    let mut session = session(&form);
    assert_eq!(session.repeat_count("/row"), Some(1));
    session.set("/row[1]/count", "10").expect("set");
    assert_eq!(session.add_repeat("/row").expect("added"), "/row[2]");
    session.set("/row[2]/count", "30").expect("set");
    assert_eq!(
        session.answers(),
        json!({"double": "80", "total": "40", "rows": "2", "first": "10", "row": [
            {"count": "10", "share": "25", "place": "1"}, {"count": "30", "share": "75", "place": "2"}]})
    );
    session.remove_repeat("/row", 1).expect("removed");
    assert_eq!(
        session.answers(),
        json!({"double": "60", "total": "30", "rows": "1", "first": "30", "row": [{"count": "30", "share": "100", "place": "1"}]})
    );
}

#[test]
fn a_row_reads_its_own_row_and_a_nested_one_its_own_outer_row() {
    let form = form(
        "| survey |
         | | type         | name  | label | calculation                     | relevant          |
         | | begin repeat | visit | V     |                                 |                   |
         | | text         | town  | T     |                                 |                   |
         | | begin repeat | seen  | S     |                                 |                   |
         | | integer      | many  | M     |                                 | ${town} != 'none' |
         | | calculate    | said  | X     | concat(${town}, ' ', ${many})   |                   |
         | | end repeat   |       |       |                                 |                   |
         | | calculate    | all   | A     | sum(${many})                    |                   |
         | | end repeat   |       |       |                                 |                   |",
    );
    let mut session = session(&form);
    session.add_repeat("/visit").expect("added");
    for _ in 0..2 {
        session.add_repeat("/visit[2]/seen").expect("added");
    }
    for (path, text) in [
        ("/visit[1]/town", "Mae Sot"),
        ("/visit[1]/seen[1]/many", "1"),
        ("/visit[2]/town", "Fang"),
        ("/visit[2]/seen[1]/many", "2"),
        ("/visit[2]/seen[2]/many", "3"),
    ] {
        session.set(path, text).expect(path);
    }
    assert_eq!(
        session.answers(),
        json!({"visit": [
            {"town": "Mae Sot", "all": "1", "seen": [{"many": "1", "said": "Mae Sot 1"}]},
            {"town": "Fang", "all": "5", "seen": [{"many": "2", "said": "Fang 2"}, {"many": "3", "said": "Fang 3"}]}]})
    );
    session.set("/visit[2]/town", "none").expect("set");
    assert_eq!(session.value("/visit[2]/seen[1]/said").as_deref(), Some("none "));
    assert!(session.relevant("/visit[1]/seen[1]/many") && !session.relevant("/visit[2]/seen[2]/many"));
}

#[test]
fn the_number_of_instances_can_follow_an_answer() {
    let form = form(
        "| survey |
         | | type         | name  | label | repeat_count | default |
         | | integer      | many  | M     |              |         |
         | | begin repeat | child | C     | ${many}      |         |
         | | text         | age   | A     |              | unknown |
         | | end repeat   |       |       |              |         |",
    );
    let mut session = session(&form);
    assert_eq!(session.repeat_count("/child"), Some(0));
    session.set("/many", "2").expect("set");
    assert_eq!(session.answers(), json!({"many": "2", "child": [{"age": "unknown"}, {"age": "unknown"}]}));
    assert!(session.add_repeat("/child").is_err(), "the number is fixed by the answer");
    session.set("/many", "1").expect("set");
    assert_eq!(session.repeat_count("/child"), Some(1));
    session.set("/many", "999999999").expect("set");
    assert_eq!(session.repeat_count("/child"), Some(1_000), "however many are asked for");
}

#[test]
fn every_rule_is_told_in_the_readers_language() {
    let form = form(
        "| survey |
         | | type                 | name  | label | required | required_message::English (en) | required_message::ไทย (th) | constraint       | constraint_message::English (en) | constraint_message::ไทย (th) |
         | | date                 | day   | Day   | yes      |                                |                             | . <= today()     | ${day} is in the future.         | ${day} ยังมาไม่ถึง            |
         | | integer              | count | C     | yes      | Count them.                    | โปรดนับ                      | . >= 0           |                                  |                              |
         | | select_one sex       | sex   | S     | ${count} > 5 |                            |                             |                  |                                  |                              |
         | | select_multiple sex  | both  | S     |          |                                |                             | count-selected(.) < 2 | One only.                   |                              |
         | choices |
         | | list_name | name   | label  |
         | | sex       | female | Female |
         | | sex       | male   | Male   |",
    );
    let mut session = session(&form);
    assert_eq!(wrong(&session, Lang::En), ["/day Required Answer this question.", "/count Required Count them."]);
    for (path, text) in [("/day", "5/7/2562"), ("/count", "-1"), ("/sex", "other"), ("/both", "male female")] {
        session.set(path, text).expect(path);
    }
    assert_eq!(
        wrong(&session, Lang::Th),
        [
            "/day Constraint 2019-07-05 ยังมาไม่ถึง",
            "/count Constraint คำตอบนี้ไม่เป็นไปตามเงื่อนไขของแบบฟอร์ม โปรดตรวจสอบ",
            "/sex Choice “other” ไม่อยู่ในตัวเลือก โปรดเลือกจากรายการ",
            "/both Constraint One only.",
        ]
    );
    for (path, text) in [("/day", "4 ก.ค. 2562"), ("/count", "๖"), ("/sex", ""), ("/both", "male")] {
        session.set(path, text).expect(path);
    }
    assert_eq!(wrong(&session, Lang::En), ["/sex Required Answer this question."]);
    session.set("/count", "many").expect("kept as typed");
    assert_eq!(session.value("/count").as_deref(), Some("many"));
    assert_eq!(
        wrong(&session, Lang::En),
        ["/count Type “many” is not a whole number. Write digits only, for example 12."]
    );
}

fn districts() -> BTreeMap<String, Itemset> {
    let header = ["name", "label::English (en)", "label::ไทย (th)", "province"];
    let rows = [
        ["5001", "Mueang Chiang Mai", "เมืองเชียงใหม่", "50"],
        ["5002", "Chom Thong", "จอมทอง", "50"],
        ["3401", "Mueang Ubon", "เมืองอุบลราชธานี", "34"],
    ];
    BTreeMap::from([("districts.csv".to_owned(), Itemset::from_table(&header, rows))])
}

#[test]
fn choices_are_narrowed_by_other_answers() {
    let form = form(
        "| survey |
         | | type                                | name     | label | choice_filter          |
         | | text                                | province | P     |                        |
         | | select_one_from_file districts.csv  | district | D     | province = ${province} |
         | | begin repeat                        | row      | R     |                        |
         | | text                                | where    | W     |                        |
         | | select_one_from_file districts.csv  | there    | T     | province = ${where}    |
         | | end repeat                          |          |       |                        |
         | | note                                | said     | You chose ${district} |        |",
    );
    let lists = districts();
    let mut session = Session::new(&form, &lists, environment());
    session.set("/province", "50").expect("set");
    session.set("/district", "5002").expect("set");
    let offered: Vec<_> =
        session.choices("/district", Lang::Th).into_iter().map(|choice| (choice.label, choice.chosen)).collect();
    assert_eq!(offered, [("เมืองเชียงใหม่".to_owned(), false), ("จอมทอง".to_owned(), true)]);
    session.set("/row[1]/where", "34").expect("set");
    let there: Vec<_> = session.choices("/row[1]/there", Lang::En).into_iter().map(|choice| choice.name).collect();
    assert_eq!(there, ["3401"]);
    assert_eq!(session.violations(), []);
    assert_eq!(session.label("/said", Lang::En).as_deref(), Some("You chose 5002"));
    let answered = session.answers();
    session.set("/province", "34").expect("set");
    assert_eq!(session.value("/district").as_deref(), Some(""), "the answer goes with its choice");
    session.set("/province", "50").expect("set");
    assert_eq!(session.answers(), answered, "and comes back with it");
    session.set("/district", "3401").expect("kept as typed");
    let does_not_fit = ["/district Choice “Mueang Ubon” does not fit the other answers. Choose again."];
    assert_eq!(wrong(&session, Lang::En), does_not_fit);
    let sent = json!({"province": "34", "district": "5002"});
    let refused =
        forms::check(&form, &sent, &lists, environment()).expect_err("nothing is taken away from what is sent");
    assert_eq!(refused.first().map(|refused| refused.kind), Some(ViolationKind::Choice));
}

#[test]
fn defaults_and_what_the_session_knows_are_filled_in_once() {
    let form = form(
        "| survey |
         | | type         | name  | label | default            | calculation      |
         | | start        | began |       |                    |                  |
         | | today        | day   |       |                    |                  |
         | | end          | ended |       |                    |                  |
         | | text         | who   | W     | nobody yet       |                  |
         | | date         | when  | W     | today()            |                  |
         | | integer      | next  | N     | 1 + 1              |                  |
         | | calculate    | id    | I     |                    | once(uuid())     |
         | | begin repeat | row   | R     |                    |                  |
         | | date         | on    | O     | ${when}            |                  |
         | | end repeat   |       |       |                    |                  |",
    );
    let mut session = session(&form);
    let answers = session.answers();
    assert_eq!(answers["began"], "2019-07-04T10:20:30.000+07:00");
    assert_eq!(
        (&answers["day"], &answers["when"], &answers["next"]),
        (&json!("2019-07-04"), &json!("2019-07-04"), &json!("2"))
    );
    assert_eq!((&answers["who"], &answers["row"]), (&json!("nobody yet"), &json!([{"on": "2019-07-04"}])));
    assert_eq!(answers["id"].as_str().map(str::len), Some(36));
    assert_eq!(answers["ended"], json!(null));
    session.set("/when", "2019-07-01").expect("set");
    session.add_repeat("/row").expect("added");
    session.finish();
    let later = session.answers();
    assert_eq!(later["row"], json!([{"on": "2019-07-04"}, {"on": "2019-07-01"}]));
    assert_eq!((&later["id"], &later["ended"]), (&answers["id"], &json!("2019-07-04T10:20:30.000+07:00")));
    let mut again = Session::new(&form, &NoItemsets, Environment::new(environment().now, 420, 99));
    again.load(&later).expect("its own answers");
    assert_eq!(again.answers(), later, "loading fills in nothing and draws nothing anew");
}

#[test]
fn answers_that_do_not_fit_the_form_are_refused_with_their_path() {
    let form = form(
        "| survey |
         | | type         | name  | label |
         | | begin group  | g     | G     |
         | | text         | a     | A     |
         | | end group    |       |       |
         | | begin repeat | row   | R     |
         | | text         | b     | B     |
         | | end repeat   |       |       |",
    );
    let cases = [
        (json!([]), "/", ViolationKind::Shape),
        (json!({"x": "1"}), "/x", ViolationKind::Unknown),
        (json!({"g": {"x": "1"}}), "/g/x", ViolationKind::Unknown),
        (json!({"g": "1"}), "/g", ViolationKind::Shape),
        (json!({"g": {"a": 5}}), "/g/a", ViolationKind::Shape),
        (json!({"g": {"a": {"b": "deep"}}}), "/g/a", ViolationKind::Shape),
        (json!({"row": {"b": "1"}}), "/row", ViolationKind::Shape),
        (json!({"row": [{"b": "1"}, "2"]}), "/row", ViolationKind::Shape),
        (json!({"row": [{"b": "1"}, {"c": "1"}]}), "/row[2]/c", ViolationKind::Unknown),
        (json!({"row": vec![json!({}); 1_001]}), "/row", ViolationKind::Limit),
        (json!({"g": {"a": "x".repeat(70_000)}}), "/g/a", ViolationKind::Limit),
    ];
    for (answers, path, kind) in cases {
        let refused = forms::check(&form, &answers, &NoItemsets, environment()).expect_err("refused");
        let found: Vec<_> = refused.iter().map(|refused| (refused.path.as_str(), refused.kind)).collect();
        assert_eq!(found, [(path, kind)], "{answers:.80}");
    }
}

#[test]
fn paths_that_lead_nowhere_are_refused() {
    let form = form(
        "| survey |
         | | type         | name | label | calculation | read_only |
         | | begin repeat | row  | R     |             |           |
         | | text         | b    | B     |             |           |
         | | end repeat   |      |       |             |           |
         | | calculate    | c    |       | 1           |           |
         | | text         | d    | D     |             | yes       |
         | | note         | e    | E     |             |           |",
    );
    let mut session = session(&form);
    for path in ["/x", "/row[2]/b", "/row[0]/b", "/row[x]/b", "/row[1", "/row", "/", "/c", "/d", "/e", "/c[2]"] {
        assert!(session.set(path, "1").is_err(), "{path}");
    }
    for path in ["/x", "/c", "/row[1]", "row", ""] {
        assert!(session.add_repeat(path).is_err(), "{path}");
    }
    assert!(session.remove_repeat("/row", 2).is_err());
    session.set("/row[1]/b", "1").expect("there");
    session.remove_repeat("/row", 1).expect("there");
    assert_eq!(session.answers(), json!({"c": "1"}));
    assert_eq!(session.add_repeat("/row").expect("the first again"), "/row[1]");
}

/// A view as indented lines.
fn lines(entries: &[Entry<'_>], depth: usize, lines: &mut Vec<String>) {
    for entry in entries {
        let indent = "  ".repeat(depth);
        match &entry.content {
            Content::Question { value, required, read_only, choices } => {
                let marks =
                    [(*required, "*"), (*read_only, "#")].into_iter().filter(|(on, _)| *on).map(|(_, mark)| mark);
                let choices: Vec<_> = choices.iter().map(|choice| choice.label.as_str()).collect();
                let marks: String = marks.collect();
                lines.push(format!("{indent}{} {}{marks} = {value} ({})", entry.path, entry.label, choices.join(", ")));
            }
            Content::Group(inside) => {
                lines.push(format!("{indent}{} {}", entry.path, entry.label));
                self::lines(inside, depth + 1, lines);
            }
            Content::Repeat { instances, may_change } => {
                lines.push(format!("{indent}{} {} {may_change}", entry.path, entry.label));
                for instance in instances {
                    lines.push(format!("{indent}- {}", instance.path));
                    self::lines(&instance.entries, depth + 1, lines);
                }
            }
        }
    }
}

#[test]
fn a_view_shows_what_is_relevant_in_the_readers_language() {
    let form = form(
        "| survey |
         | | type           | name | label::English (en) | label::ไทย (th) | relevant     | required | read_only |
         | | text           | who  | Who                 | ใคร             |              | yes      |           |
         | | text           | old  | Old                 | เก่า            | ${who} = 'x' |          |           |
         | | begin repeat   | row  | Rows of ${who}      | แถวของ ${who}   |              |          |           |
         | | select_one sex | sex  | Sex                 | เพศ             |              |          |           |
         | | end repeat     |      |                     |                 |              |          |           |
         | | begin group    | g    | G                   | ก               |              |          |           |
         | | text           | fix  | Fixed               | คงที่            |              |          | yes       |
         | | hidden         | h    |                     |                 |              |          |           |
         | | end group      |      |                     |                 |              |          |           |
         | choices |
         | | list_name | name   | label::English (en) | label::ไทย (th) |
         | | sex       | female | Female              | หญิง            |",
    );
    let mut session = session(&form);
    session.set("/who", "Dao").expect("set");
    let mut shown = Vec::new();
    lines(&session.view(Lang::Th), 0, &mut shown);
    assert_eq!(
        shown,
        [
            "/who ใคร* = Dao ()",
            "/row แถวของ Dao true",
            "- /row[1]",
            "  /row[1]/sex เพศ =  (หญิง)",
            "/g ก",
            "  /g/fix คงที่# =  ()",
        ]
    );
    assert_eq!(session.view_of("/row[1]", Lang::En).len(), 1);
}

#[test]
fn labels_of_choices_can_be_worked_with() {
    let form = form(
        "| survey |
         | | type           | name | label | calculation                              |
         | | select_one sex | sex  | S     |                                          |
         | | calculate      | word |       | jr:choice-name(${sex}, '${sex}')         |
         | | calculate      | more |       | instance('sex')/root/item[name = ${sex}]/note |
         | choices |
         | | list_name | name   | label  | note |
         | | sex       | female | Female | she  |
         | settings |
         | | form_id | instance_name           |
         | | f       | concat('A ', ${word})   |",
    );
    let mut session = session(&form);
    session.set("/sex", "female").expect("set");
    assert_eq!(session.answers(), json!({"sex": "female", "word": "Female", "more": "she"}));
    assert_eq!(session.instance_name().as_deref(), Some("A Female"));
}

#[test]
fn a_rule_that_cannot_be_worked_out_is_told_and_hides_nothing() {
    let form = form(
        "| survey |
         | | type      | name | label | calculation     | relevant            |
         | | text      | when | W     |                 |                     |
         | | calculate | day  |       | date(${when})   |                     |
         | | text      | more | M     |                 | date(${when}) > 5   |",
    );
    let mut session = session(&form);
    session.set("/when", "nonsense").expect("set");
    assert!(session.relevant("/more"));
    let rules: Vec<_> = session.violations().into_iter().map(|wrong| (wrong.path, wrong.kind)).collect();
    assert_eq!(rules, [("/day".to_owned(), ViolationKind::Rule), ("/more".to_owned(), ViolationKind::Rule)]);
    session.set("/when", "2019-07-04").expect("set");
    assert_eq!(session.violations(), []);
    assert_eq!(session.value("/day").as_deref(), Some("2019-07-04"));
}

#[test]
fn the_fields_of_a_page_become_answers() {
    let form = form(
        "| survey |
         | | type                 | name  | label | calculation |
         | | select_multiple list | many  | M     |             |
         | | begin repeat         | row   | R     |             |
         | | integer              | count | C     |             |
         | | end repeat           |       |       |             |
         | | calculate            | total |       | sum(${count}) |
         | choices |
         | | list_name | name | label |
         | | list      | a    | A     |
         | | list      | b    | B     |",
    );
    let mut session = session(&form);
    let fields =
        [("/many", "a"), ("/many", "b"), ("/row[1]/count", "๓"), ("/row[3]/count", "4"), ("/row[2]/count", "5")];
    session.load_fields(fields).expect("all known");
    assert_eq!(
        session.answers(),
        json!({"many": "a b", "total": "12", "row": [{"count": "3"}, {"count": "5"}, {"count": "4"}]})
    );
    let refused = session.load_fields([("/row[1001]/count", "1"), ("/x", "1"), ("/row[1]", "1"), ("/many", "a")]);
    let paths: Vec<_> = refused.expect_err("three unknown").into_iter().map(|refused| refused.path).collect();
    assert_eq!(paths, ["/row[1001]/count", "/x", "/row[1]"]);
    assert_eq!(session.answers()["many"], "a", "the rest is loaded");
}

#[test]
fn a_repeat_that_is_not_relevant_is_not_shown_with_or_without_instances() {
    let form = form(
        "| survey |
         | | type         | name  | label | relevant      |
         | | text         | any   | A     |               |
         | | begin repeat | row   | R     | ${any} = 'y'  |
         | | integer      | count | C     |               |
         | | end repeat   |       |       |               |",
    );
    let mut session = session(&form);
    assert_eq!(session.view(Lang::En).len(), 1);
    session.set("/any", "y").expect("set");
    assert_eq!(session.view(Lang::En).len(), 2);
    session.remove_repeat("/row", 1).expect("removed");
    assert_eq!(session.view(Lang::En).len(), 2, "an empty repeat is offered");
    session.set("/any", "n").expect("set");
    assert_eq!(session.view(Lang::En).len(), 1);
    assert_eq!(session.answers(), json!({"any": "n"}));
}
