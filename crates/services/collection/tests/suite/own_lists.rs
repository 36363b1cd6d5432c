//! Stories of forms with lists in files beside them, and of forms that were made elsewhere as XML: brought together, kept with their
//! version, taken over by the next one, and used wherever the form is answered and checked.

use crate::desk::{everywhere, file, of_kind, told};
use crate::office::Office;
use collection::{BroughtFile, OwnForm, SentForm};
use forms::{Itemsets as _, Session};
use language::Lang;
use serde_json::json;
use service_kit::{Context, Role, ServiceError};
use store::{Attachment, Change, FormFile, FormVersion, Unit};
use testkit::HOME;

const VISIT: &str = "
| survey |
| | type | name | label::English (en) | choice_filter | calculation | parameters |
| | select_one_from_file wards.csv | ward | Ward | | | value=code label=called |
| | select_one_from_file villages.csv | village | Village | ward = ${ward} | | |
| | select_multiple_from_file goods.xml | goods | Goods | | | |
| | calculate | head | | | pulldata('heads', 'head', 'village', ${village}) | |
| settings |
| | form_id | version |
| | visit-of-villages | 1 |
";
const WARDS: &str = "code,called\nw1,North\nw2,South\n";
const VILLAGES: &str = "name,label,ward\nv1,Ban Nua,w1\nv2,Ban Tai,w2\n";
const GOODS: &str = "<root><item><name>rice</name><label>Rice</label></item></root>";
const HEADS: &str = "village;head\nv1;Khun Dao (invented)\n";

fn all() -> Vec<BroughtFile> {
    vec![
        file("visit.md", VISIT),
        file("wards.csv", WARDS),
        file("villages.csv", VILLAGES),
        file("goods.xml", GOODS),
        file("heads.csv", HEADS),
    ]
}

/// The files with one of them changed, left out or added.
fn with(name: &str, text: Option<&str>) -> Vec<BroughtFile> {
    let kept = all().into_iter().filter(|one| one.name != name);
    kept.chain(text.map(|text| file(name, text))).collect()
}

async fn in_use(office: &Office, context: &Context, files: Vec<BroughtFile>) -> OwnForm {
    let form = office.collection.bring_form(context, files).await.unwrap();
    office.collection.publish_form(context, &form.version.form_id, &form.version.version).await.unwrap()
}

#[tokio::test]
async fn a_form_chooses_from_the_lists_that_were_brought_with_it() {
    for office in everywhere().await {
        let context = office.coordinator();
        let form = in_use(&office, &context, all()).await;
        let worker = office.world.person(Role::FieldWorker, HOME);
        let lists = office.collection.all_itemsets(&worker, &form.kind).await.unwrap();
        let in_use = office.collection.kind(&worker, &form.kind).unwrap();
        let mut session = office.collection.session(&worker, in_use.definition(), &lists);
        session.set("/ward", "w1").unwrap();
        let offered: Vec<_> = session.choices("/village", Lang::En).into_iter().map(|one| one.label).collect();
        assert_eq!(offered, ["Ban Nua"]);
        session.set("/village", "v1").unwrap();
        assert_eq!(session.value("/head").as_deref(), Some("Khun Dao (invented)"));

        let good = json!({ "ward": "w1", "village": "v1", "goods": "rice" });
        office.collection.submit(&worker, of_kind("visit-one", &form.kind, good)).await.unwrap();
        let mut kept = office.listed(&worker, &form.kind).await;
        let _named = office.collection.name_references(&worker, in_use.definition(), &mut kept).await.unwrap();
        let called = |question, answer| office.collection.answer_label(&form.kind, question, answer);
        assert_eq!(called("/ward", "w1").get(Lang::En), "North");
        assert_eq!(called("village", "v1").get(Lang::Th), "Ban Nua");
        for (wrong, at) in [
            (json!({ "ward": "w3" }), "/ward"),
            (json!({ "ward": "w1", "village": "v2" }), "/village"),
            (json!({ "goods": "rice gold" }), "/goods"),
        ] {
            let told = told(office.collection.submit(&worker, of_kind("visit-two", &form.kind, wrong)).await);
            assert!(told.len() == 1 && told[0].starts_with(at), "{told:?}");
        }
        let xml = r#"<data id="visit-of-villages" version="1"><ward>w2</ward><village>v1</village>
            <meta><instanceID>uuid:from-a-phone-0001</instanceID></meta></data>"#;
        let sent = SentForm { xml: xml.to_owned(), files: Vec::new() };
        assert_eq!(told(office.collection.receive(&worker, &form.kind, sent).await).len(), 1);
        let bytes = office.collection.own_file(&worker, &form.kind, "villages.csv").await.unwrap().bytes;
        assert_eq!(bytes, VILLAGES.as_bytes());
        let stranger = office.collection.own_file(&office.stranger(), &form.kind, "villages.csv").await;
        assert!(matches!(stranger, Err(ServiceError::NotFound)));

        let later = office.second_server().await;
        assert!(later.all_itemsets(&worker, &form.kind).await.unwrap().itemset("goods.xml").is_some());
    }
}

#[tokio::test]
async fn a_later_version_takes_over_the_lists_that_are_not_brought_again() {
    for office in everywhere().await {
        let context = office.coordinator();
        let first = in_use(&office, &context, all()).await;
        let answered = json!({ "ward": "w2", "village": "v2" });
        office.collection.submit(&context, of_kind("visit-one", &first.kind, answered)).await.unwrap();
        let newer = VISIT.replace("| visit-of-villages | 1 |", "| visit-of-villages | 2 |");
        let fewer = VILLAGES.replace("v2,Ban Tai,w2\n", "v3,Ban Mai,w2\n");
        let brought = vec![file("visit.md", &newer), file("villages.csv", &fewer)];
        let draft = office.collection.bring_form(&context, brought).await.unwrap();
        let from: Vec<_> =
            draft.version.lists.iter().map(|list| (list.name.as_str(), list.taken_from.as_deref())).collect();
        let expected =
            [("goods.xml", Some("1")), ("heads.csv", Some("1")), ("villages.csv", None), ("wards.csv", Some("1"))];
        assert_eq!(from, expected);
        let villages = draft.version.lists.iter().find(|list| list.name == "villages.csv").unwrap();
        assert_eq!(villages.hash, Attachment::name(fewer.as_bytes()));

        let comparison = office.collection.compare_form(&context, &draft.version).await.unwrap().unwrap();
        let found: Vec<_> =
            comparison.changes.iter().map(|one| (one.path.as_str(), one.what.clone(), one.concerned)).collect();
        use collection::Difference::{ChoicesAdded, ChoicesRemoved};
        let expected =
            [("/village", ChoicesAdded(vec!["v3".into()]), 0), ("/village", ChoicesRemoved(vec!["v2".into()]), 1)];
        assert_eq!((found.as_slice(), comparison.refused), (expected.as_slice(), 1));

        let examined = office.collection.examine_kept_form(&context, &draft.version).await.unwrap();
        assert_eq!((examined.problems.len(), examined.lists[2].rows), (0, 2));
        // The draft brought again without any list keeps those that it has.
        let again = office.collection.bring_form(&context, vec![file("visit.md", &newer)]).await.unwrap();
        assert_eq!(again.version.lists, draft.version.lists);
        let (form, lists) = office.collection.form_to_try(&context, &again.version).await.unwrap();
        let mut session = Session::new(&form, &lists, office.collection.environment(&context));
        session.set("/ward", "w2").unwrap();
        assert_eq!(session.choices("/village", Lang::En).len(), 1);
        // What was in use stays as it is, also its lists.
        let changed = office.collection.bring_form(&context, with("wards.csv", Some("code,called\nw9,West\n"))).await;
        assert!(told(changed)[0].starts_with("settings row 2, version:"));
        assert!(office.collection.bring_form(&context, all()).await.is_ok(), "the same files are no change");
    }
}

const PEOPLE: &str = "
| survey |
| | type | name | label |
| | select_one_from_file people.csv | who | Who? |
| settings |
| | form_id | version |
| | visit-people | 1 |
";
const REGISTER: &str = "
| survey |
| | type | name | label | save_to |
| | text | called | Name? | |
| settings |
| | form_id | version |
| | register-people | 1 |
| entities |
| | list_name | label |
| | people | ${called} |
";

#[tokio::test]
async fn a_list_whose_file_is_lost_does_not_become_another_list_of_its_name() {
    for office in everywhere().await {
        let context = office.coordinator();
        let visit =
            in_use(&office, &context, vec![file("visit.md", PEOPLE), file("people.csv", "name,label\na,A\n")]).await;
        let register = in_use(&office, &context, vec![file("register.md", REGISTER)]).await;
        let person = json!({ "called": "Nok (invented)" });
        office.collection.submit(&context, of_kind("register-one", &register.kind, person)).await.unwrap();
        let lists = office.collection.all_itemsets(&context, &visit.kind).await.unwrap();
        assert!(lists.entity_list("people.csv").is_none() && lists.itemset("people.csv").is_some());
        let gone = |file: &FormFile| FormFile { hash: "gone".into(), ..file.clone() };
        let lost = FormVersion { lists: visit.version.lists.iter().map(gone).collect(), ..visit.version.clone() };
        office.world.kit.store.commit(Unit::new(vec![Change::PutForm(lost.clone())], Vec::new())).await.unwrap();
        let second = office.second_server().await;
        let lists = second.all_itemsets(&context, &visit.kind).await.unwrap();
        assert!(lists.entity_list("people.csv").is_none() && lists.itemset("people.csv").is_none());
        let problems = second.examine_kept_form(&context, &lost).await.unwrap().problems;
        assert!(problems.iter().any(|one| one.message.key == "desk-list-gone"), "{problems:?}");
    }
}

#[tokio::test]
async fn many_lists_take_no_more_than_one_may() {
    let office = Office::open().await;
    let context = office.coordinator();
    let form = |lists: usize| {
        let rows = (0..lists).map(|at| format!("| | select_one_from_file l{at}.csv | q{at} | Q |\n"));
        format!("| survey |\n| | type | name | label |\n{}", rows.collect::<String>())
    };
    let columns = "name,label,a,b,c,d,e,f,g,h,i,j,k,l,m,n\n";
    let cells = format!("{columns}{}", format!("{}\n", ["x"; 16].join(",")).repeat(50_000));
    let bytes = format!("name,label\na,{}\n", "A".repeat(9 * 1024 * 1024));
    for (list, many) in [(cells, 3), (bytes, 4)] {
        let files: Vec<_> = (0..many).map(|at| file(&format!("l{at}.csv"), &list)).collect();
        let all = files.iter().cloned().chain([file("form.md", &form(many))]).collect();
        let refused = told(office.collection.bring_form(&context, all).await);
        assert!(!refused.is_empty() && refused[0].contains("larger than 32 MB or 2,000,000 cells"), "{refused:?}");
        let one = vec![files[0].clone(), file("form.md", &form(1))];
        office.collection.bring_form(&context, one).await.unwrap();
    }
}

#[tokio::test]
async fn what_is_wrong_with_lists_is_told_at_its_row_and_nothing_is_kept() {
    let office = Office::open().await;
    let context = office.coordinator();
    let many = format!("name,label,ward\n{}", "v,V,w\n".repeat(100_001));
    let cases = [
        (with("wards.csv", None), "survey row 2, type: Nobody supplies the list “wards.csv”"),
        (with("heads.csv", None), "survey row 5, calculation: Nobody supplies the list “heads.csv”"),
        (with("wards.csv", Some("code,titel\nw1,x\n")), "wards.csv: There is no column “called”, which the question"),
        (with("wards.csv", Some("code,called\n,x\n")), "wards.csv: Row 2, code: There is no value"),
        (with("wards.csv", Some("code,called\nw1,\"x\n")), "wards.csv: Row 2: A quotation mark"),
        (with("goods.xml", Some("<root>\n<item></root>")), "goods.xml: line 2, column"),
        (with("villages.csv", Some(&many)), "villages.csv: The list has more than 100,000 rows"),
        (with("Wards.csv", Some(WARDS)), "Wards.csv: The form takes nothing from a file of this name. It asks for"),
        (with("photo.jpg", Some("x")), "photo.jpg: The form does not ask for this file"),
        (with("provinces.csv", Some("name,label\n")), "provinces.csv: Saphan brings a list of this name"),
        (with("other.md", Some(VISIT)), ": Several of these files are forms: visit.md, other.md"),
        (vec![file("a.csv", "x"), file("b.csv", "x")], ": None of these files is a form"),
    ];
    for (files, expected) in cases {
        let told = told(office.collection.bring_form(&context, files).await);
        assert!(told.iter().any(|one| one.starts_with(expected)), "{expected}: {told:?}");
    }
    assert!(office.collection.own_forms(&context).await.unwrap().is_empty());
}

const XFORM: &str = r#"<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:jr="http://openrosa.org/javarosa">
<h:head><h:title>Visit from elsewhere</h:title><model>
<instance><data id="elsewhere" version="2024"><age/><town/><meta><instanceID/></meta></data></instance>
<instance id="towns" src="jr://file-csv/towns.csv"/>
<bind nodeset="/data/age" type="int" constraint=". &lt; 18" jr:constraintMsg="Only children"/>
<bind nodeset="/data/town" type="string"/>
</model></h:head><h:body>
<input ref="/data/age"><label>Age</label></input>
<select1 ref="/data/town"><label>Town</label><itemset nodeset="instance('towns')/root/item"><value ref="name"/><label ref="label"/></itemset></select1>
</h:body></h:html>"#;

#[tokio::test]
async fn a_form_that_was_made_elsewhere_as_xml_is_a_form_like_any_other() {
    for office in everywhere().await {
        let context = office.coordinator();
        let towns = || file("towns.csv", "name,label\na,A\n");
        let files = || vec![towns(), file("elsewhere.xml", XFORM)];
        let form = in_use(&office, &context, files()).await;
        assert_eq!((form.version.form_id.as_str(), form.version.version.as_str()), ("elsewhere", "2024"));
        let in_use = office.collection.kind(&context, &form.kind).unwrap();
        assert_eq!(in_use.definition().form.title.get(Lang::En), "Visit from elsewhere");
        let phone = in_use.definition().phone_form().unwrap();
        assert!(phone.xml.contains("Only children") && phone.list_files == ["towns.csv"]);
        let good = json!({ "age": "7", "town": "a" });
        office.collection.submit(&context, of_kind("visit-one", &form.kind, good)).await.unwrap();
        let wrong = json!({ "age": "19", "town": "b" });
        let refused = told(office.collection.submit(&context, of_kind("visit-two", &form.kind, wrong)).await);
        assert_eq!(refused, ["/age: Only children", "/town: “b” is not one of the choices. Choose from the list."]);

        let texts = told(office.collection.translations(&context, &form.version).await);
        assert!(texts.len() == 1 && texts[0].contains("was made elsewhere as XML"), "{texts:?}");
        let taken = XFORM.replace("Only children", "Children only");
        let taken = told(office.collection.bring_form(&context, vec![towns(), file("elsewhere.xml", &taken)]).await);
        assert!(taken[0].starts_with("elsewhere.xml: line 4, column") && taken[0].contains("where it was made"));
        let newer = XFORM.replace("2024", "2025").replace(". &lt; 18", ". &lt; 15");
        let newer = office.collection.bring_form(&context, vec![file("elsewhere.xml", &newer)]).await.unwrap();
        let comparison = office.collection.compare_form(&context, &newer.version).await.unwrap().unwrap();
        assert_eq!((comparison.changes.len(), comparison.refused), (1, 0));
    }
}

#[tokio::test]
async fn a_long_list_is_ready_before_anybody_chooses_from_it() {
    for office in everywhere().await {
        let context = office.coordinator();
        let rows: String = (0..3_000).map(|row| format!("v{row},Village {row},w{}\n", row % 7)).collect();
        let form = in_use(&office, &context, with("villages.csv", Some(&format!("name,label,ward\n{rows}")))).await;
        let lists = office.collection.all_itemsets(&context, &form.kind).await.unwrap();
        assert!(lists.itemset("villages.csv").unwrap().is_prepared(["ward"]));
        assert!(!lists.itemset("wards.csv").unwrap().is_prepared([]), "a short one is when it is asked");
    }
}

const SEARCHED: &str = "
| survey |
| | type | name | label | appearance | choice_filter |
| | select_one_external wards | ward | Ward | | town = 't1' |
| | select_one villages | village | Village | search('villages', 'matches', 'ward', ${ward}) | |
| settings |
| | form_id | version |
| | searched | 1 |
| choices |
| | list_name | name | label |
| | villages | name | label |
| | villages | 99 | Another village |
| external_choices |
| | list_name | name | label | town |
| | wards | w1 | North | t1 |
| | wards | w2 | South | t1 |
";

#[tokio::test]
async fn choices_that_collect_searches_in_files_are_offered_checked_and_named_here_too() {
    for office in everywhere().await {
        let context = office.coordinator();
        let missing = told(office.collection.bring_form(&context, vec![file("searched.md", SEARCHED)]).await);
        assert!(missing.len() == 1 && missing[0].contains("villages.csv"), "{missing:?}");
        let files = || vec![file("searched.md", SEARCHED), file("villages.csv", VILLAGES)];
        let mut twice = files();
        twice.push(file("itemsets.csv", "list_name,name,label\n"));
        let twice = told(office.collection.bring_form(&context, twice).await);
        assert!(twice[0].starts_with("itemsets.csv: There are two files"), "{twice:?}");
        let form = in_use(&office, &context, files()).await;
        let worker = office.world.person(Role::FieldWorker, HOME);
        let in_use = office.collection.kind(&worker, &form.kind).unwrap();
        let phone = in_use.definition().phone_form().unwrap();
        assert_eq!(phone.list_files, ["itemsets.csv", "villages.csv"]);
        let kept = office.collection.own_file(&worker, &form.kind, "itemsets.csv").await.unwrap().bytes;
        assert!(String::from_utf8(kept).unwrap().contains("\"wards\",\"w1\",\"North\",\"t1\""));

        let lists = office.collection.all_itemsets(&worker, &form.kind).await.unwrap();
        let mut session = office.collection.session(&worker, in_use.definition(), &lists);
        session.set("/ward", "w1").unwrap();
        let offered: Vec<_> = session.choices("/village", Lang::En).into_iter().map(|one| one.label).collect();
        assert_eq!(offered, ["Ban Nua", "Another village"]);
        for (at, answers) in [("one", json!({ "ward": "w1", "village": "v1" })), ("two", json!({ "village": "99" }))] {
            office.collection.submit(&worker, of_kind(&format!("searched-{at}"), &form.kind, answers)).await.unwrap();
        }
        let wrong = json!({ "ward": "w2", "village": "v1" });
        let refused = told(office.collection.submit(&worker, of_kind("searched-three", &form.kind, wrong)).await);
        assert!(refused.len() == 1 && refused[0].starts_with("/village: “Ban Nua”"), "{refused:?}");
        let mut kept = office.listed(&worker, &form.kind).await;
        let _named = office.collection.name_references(&worker, in_use.definition(), &mut kept).await.unwrap();
        let called = |question, answer| office.collection.answer_label(&form.kind, question, answer);
        assert_eq!(called("ward", "w2").get(Lang::En), "South");
        assert_eq!(called("village", "v2").get(Lang::En), "Ban Tai");
        assert_eq!(called("village", "99").get(Lang::En), "Another village");
    }
}

#[tokio::test]
async fn what_is_wrong_with_an_xform_is_told_at_its_line() {
    let office = Office::open().await;
    let context = office.coordinator();
    let cases = [
        (". &lt; 18", ". &lt;", "elsewhere.xml: line 6, column 1: The expression stops too early"),
        ("</model>", "", "elsewhere.xml: line"),
        ("id=\"elsewhere\"", "id=\"outreach-session\"", "elsewhere.xml: line 4, column"),
        ("towns.csv", "places.csv", "elsewhere.xml: line"),
    ];
    for (from, to, expected) in cases {
        let files = vec![file("towns.csv", "name,label\na,A\n"), file("elsewhere.xml", &XFORM.replace(from, to))];
        let told = told(office.collection.bring_form(&context, files).await);
        assert!(told.iter().any(|one| one.starts_with(expected)), "{to}: {told:?}");
    }
}
