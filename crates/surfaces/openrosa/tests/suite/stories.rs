//! What a phone does on an ordinary day.

use crate::collect::{Files, Listed, Site, session};
use axum::http::{Method, StatusCode};
use collection::{BroughtFile, ListQuery, NewSubmission};
use language::Lang;
use serde_json::json;
use service_kit::Role;
use store::Attachment;
use testkit::{HOME, OTHER};

const KIND: &str = "prevention/outreach-session";
const ID: &str = "uuid:2d6e9b2c-1f0a-4c55-9a44-1c0f6d7e8a01";

#[tokio::test]
async fn a_phone_fetches_the_forms_with_their_lists_and_sends_a_session_once() {
    let site = Site::new().await;
    let malee = site.worker("malee", Role::FieldWorker, HOME, Lang::Th).await;
    let forms = malee.phone.forms().await;
    assert_eq!(forms.len(), site.state.collection.packs().iter().map(|pack| pack.kinds.len()).sum::<usize>());
    for form in &forms {
        let answer = malee.phone.get(&form.download).await;
        assert_eq!((answer.status, answer.md5()), (StatusCode::OK, form.hash.clone()), "{}", form.id);
        let read = xforms::read(&answer.text(), &xml::Limits::default())
            .unwrap_or_else(|error| panic!("{}: {error:?}", form.id));
        let root = read.definition.instance.root();
        assert_eq!(read.definition.instance.attribute(root, "id"), Some(form.id.as_str()));
        let named: Vec<String> = malee.phone.files(form).await.into_keys().collect();
        for list in &named {
            assert!(answer.text().contains(&format!("jr://file-csv/{list}")), "{}: {list}", form.id);
        }
        assert_eq!(named.len(), answer.text().matches("jr://file-csv/").count(), "{}", form.id);
    }
    let outreach = forms.iter().find(|form| form.id == "outreach-session").unwrap();
    let files = malee.phone.files(outreach).await;
    let districts = &files["districts.csv"].1;
    assert!(districts.starts_with("name,label,district,province\n"), "{}", &districts[..60]);
    assert!(districts.contains("\n5001,เมืองเชียงใหม่,5001,50\n"), "in the worker's language");

    let ready = malee.phone.send(Method::HEAD, "/openrosa/submission", ("", Vec::new())).await;
    assert_eq!((ready.status, ready.bytes.len()), (StatusCode::NO_CONTENT, 0));
    for expected in [StatusCode::CREATED, StatusCode::ACCEPTED, StatusCode::ACCEPTED] {
        let answer = malee.phone.submit(&session(ID, "School 1", "10"), &[]).await;
        assert_eq!(answer.status, expected, "{}", answer.text());
        assert_eq!(answer.said(), "ได้รับและบันทึกแล้ว");
    }
    let other = malee.phone.submit(&session(ID, "School 2", "10"), &[]).await;
    assert_eq!(other.status, StatusCode::CONFLICT, "{}", other.text());
    let audit = site.world.audit().await;
    assert_eq!(audit.iter().filter(|row| row.entry.action == "record.submit").count(), 1);
    assert!(!format!("{audit:?}").contains(&malee.device.secret), "no secret in the audit chain");
}

#[tokio::test]
async fn the_same_answers_give_the_same_record_whichever_way_they_come() {
    let site = Site::new().await;
    let malee = site.worker("malee", Role::FieldWorker, HOME, Lang::En).await;
    assert_eq!(malee.phone.submit(&session(ID, "School 1", "10"), &[]).await.status, StatusCode::CREATED);
    let answers = json!({
        "date": "2019-07-04", "venue": "School 1", "venue_kind": "school", "province": "50", "district": "5001",
        "setting": "rural", "first_time": "no", "methods": "games talk",
        "attendance": [{
            "participant_kind": "students", "sex": "unknown", "age_band": "unknown", "count": "10",
        }],
    });
    let context = site.context(&malee.actor);
    let (id, kind) = ("page-submission".to_owned(), KIND.to_owned());
    let on_page = NewSubmission { id, kind, answers, corrects: None, reason: None, source: "web" };
    site.state.collection.submit(&context, on_page).await.unwrap();
    let records = site.state.collection.list(&context, ListQuery::everything(KIND)).await.unwrap().records;
    let [one, other] = records.as_slice() else { panic!("{records:?}") };
    assert_eq!((&one.columns, &one.rows, &one.agency_id), (&other.columns, &other.rows, &other.agency_id));
    let mut histories = Vec::new();
    for record in &records {
        histories.push(site.state.collection.history(&context, KIND, &record.id).await.unwrap().remove(0).answers);
    }
    assert_eq!(histories[0], histories[1]);
}

#[tokio::test]
async fn an_edited_submission_corrects_the_one_that_it_replaces() {
    let site = Site::new().await;
    let malee = site.worker("malee", Role::FieldWorker, HOME, Lang::En).await;
    malee.phone.submit(&session(ID, "School 1", "10"), &[]).await;
    let edit = |number: u32, count: &str| {
        session(&format!("uuid:edit-{number}"), "School 1", count)
            .replace("<meta>", &format!("<meta><deprecatedID>{ID}</deprecatedID>"))
    };
    for expected in [StatusCode::CREATED, StatusCode::ACCEPTED] {
        let answer = malee.phone.submit(&edit(1, "12"), &[]).await;
        assert_eq!(answer.status, expected, "{}", answer.text());
    }
    let late = malee.phone.submit(&edit(2, "14"), &[]).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "somebody was faster: {}", late.text());
    let context = site.context(&malee.actor);
    let records = site.state.collection.list(&context, ListQuery::everything(KIND)).await.unwrap().records;
    assert_eq!((records.len(), records[0].answer("attended").as_str()), (1, "12"));
}

#[tokio::test]
async fn a_list_has_another_hash_when_and_only_when_its_rows_changed() {
    let site = Site::new().await;
    let malee = site.worker("malee", Role::Coordinator, HOME, Lang::En).await;
    let forms = malee.phone.forms().await;
    let outreach = forms.iter().find(|form| form.id == "outreach-session").unwrap();
    let before = malee.phone.files(outreach).await;
    malee.phone.submit(&session(ID, "School 1", "10"), &[]).await;
    assert_eq!(malee.phone.files(outreach).await, before);
    let project = NewSubmission {
        id: "project-one".into(),
        kind: "prevention/project".into(),
        answers: json!({ "code": "P-1", "title": "Project, with a comma" }),
        corrects: None,
        reason: None,
        source: "web",
    };
    site.state.collection.submit(&site.context(&malee.actor), project).await.unwrap();
    let after = malee.phone.files(outreach).await;
    let changed: Vec<_> = after.iter().filter(|(name, file)| before[*name] != **file).map(|(name, _)| name).collect();
    assert_eq!(changed, ["project.csv"]);
    assert!(after["project.csv"].1.contains("P-1,\"Project, with a comma\""), "{}", after["project.csv"].1);
}

const HOUSEHOLD: &str = "
| survey |
| | type | name | label::English (en) | required |
| | begin group | who | Who | |
| | text | Name | Name | yes |
| | image | house | House | |
| | end group | | | |
| settings |
| | form_id | version | form_title::English (en) | name |
| | Household Visit | 1 | Household visit | visit |
";

#[tokio::test]
async fn an_agencys_own_form_is_on_its_phones_and_on_no_others() {
    let site = Site::new().await;
    let malee = site.worker("malee", Role::Coordinator, HOME, Lang::En).await;
    let stranger = site.worker("stranger", Role::Coordinator, OTHER, Lang::En).await;
    let context = site.context(&malee.actor);
    let collection = &site.state.collection;
    let workbook = HOUSEHOLD.as_bytes().to_vec();
    let brought = collection.bring_form(&context, vec![BroughtFile::new("household.md", workbook)]).await.unwrap();
    let named = |forms: Vec<Listed>| forms.into_iter().find(|form| form.id == "Household Visit");
    assert!(named(malee.phone.forms().await).is_none(), "a draft is on no phone");
    collection.publish_form(&context, "Household Visit", "1").await.unwrap();
    let form = named(malee.phone.forms().await).expect("on the list");
    assert_eq!(malee.phone.get(&form.download).await.md5(), form.hash);
    assert!(named(stranger.phone.forms().await).is_none());
    assert_eq!(stranger.phone.get(&form.download).await.status, StatusCode::NOT_FOUND);

    let picture: &[u8] = b"\xFF\xD8\xFF\xDA\0\x02house\xFF\xD9";
    let xml = "<visit id=\"Household Visit\" version=\"1\"><who><Name>Nok (invented)</Name><house>1.jpg</house></who>\
               <meta><instanceID>uuid:household-one</instanceID></meta></visit>";
    assert_eq!(stranger.phone.submit(xml, &[]).await.status, StatusCode::NOT_FOUND);
    for (files, expected) in [(&[] as Files<'_>, StatusCode::CREATED), (&[("1.jpg", picture)], StatusCode::ACCEPTED)] {
        let answer = malee.phone.submit(xml, files).await;
        assert_eq!(answer.status, expected, "{}", answer.text());
    }
    let records = collection.list(&context, ListQuery::everything(&brought.kind)).await.unwrap().records;
    let history = collection.history(&context, &brought.kind, &records[0].id).await.unwrap();
    let house = Attachment::name(picture);
    assert_eq!(history[1].answers, Some(json!({ "who": { "Name": "Nok (invented)", "house": house } })));
    assert_eq!(history[1].changed, ["/who/house"]);

    collection.retire_form(&context, "Household Visit", "1").await.unwrap();
    assert!(named(malee.phone.forms().await).is_none());
}

const WITH_LISTS: &str = "
| survey |
| | type | name | label |
| | select_one_from_file หมู่บ้าน.csv | town | Town |
| | select_one_from_file roads.geojson | road | Road |
| | select_one_from_file goods.xml | goods | Goods |
| settings |
| | form_id | version |
| | with-lists | 1 |
";

#[tokio::test]
async fn lists_that_were_brought_as_files_are_given_to_phones_as_they_were_brought() {
    let site = Site::new().await;
    let malee = site.worker("malee", Role::Coordinator, HOME, Lang::Th).await;
    let stranger = site.worker("stranger", Role::Coordinator, OTHER, Lang::En).await;
    let context = site.context(&malee.actor);
    let collection = &site.state.collection;
    let towns = "name;label;ignored\r\na;ตลาด;1\r\n";
    let roads = r#"{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"id": "r", "title": "Road"},
        "geometry": {"type": "Point", "coordinates": [98.9, 18.8]}}]}"#;
    let goods = "<root><item><name>rice</name><label>Rice</label></item></root>";
    let file = |name: &str, text: &str| BroughtFile::new(name, text.as_bytes().to_vec());
    let lists = [("goods.xml", goods), ("roads.geojson", roads), ("หมู่บ้าน.csv", towns)];
    let brought = |version: &str, lists: &[(&str, &str)]| {
        let form = file("form.md", &WITH_LISTS.replace("| 1 |", &format!("| {version} |")));
        [form].into_iter().chain(lists.iter().map(|(name, text)| file(name, text))).collect()
    };
    collection.bring_form(&context, brought("1", &lists)).await.unwrap();
    collection.publish_form(&context, "with-lists", "1").await.unwrap();
    let listed = |forms: Vec<Listed>| forms.into_iter().find(|form| form.id == "with-lists").expect("on the list");
    let first = listed(malee.phone.forms().await);
    let files = malee.phone.files(&first).await;
    let given: Vec<_> = files.iter().map(|(name, (_, text))| (name.as_str(), text.as_str())).collect();
    assert_eq!(given, lists, "byte by byte; that hashes are those of the files is looked at on the way");
    let address = first.download.replace("form.xml", "files/goods.xml");
    assert_eq!(malee.phone.get(&address).await.status, StatusCode::OK);
    assert_eq!(stranger.phone.get(&address).await.status, StatusCode::NOT_FOUND);

    collection.bring_form(&context, brought("2", &[("หมู่บ้าน.csv", "name,label\nb,B\n")])).await.unwrap();
    collection.publish_form(&context, "with-lists", "2").await.unwrap();
    let after = malee.phone.files(&listed(malee.phone.forms().await)).await;
    let changed: Vec<_> = after.iter().filter(|(name, file)| files[*name] != **file).map(|(name, _)| name).collect();
    assert_eq!(changed, ["หมู่บ้าน.csv"]);
    let sent = |town: &str| {
        format!(
            "<data id=\"with-lists\" version=\"2\"><town>{town}</town><road>r</road>\
             <meta><instanceID>uuid:with-lists-{town}</instanceID></meta></data>"
        )
    };
    assert_eq!(malee.phone.submit(&sent("b"), &[]).await.status, StatusCode::CREATED);
    assert_eq!(malee.phone.submit(&sent("c"), &[]).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_phone_is_given_the_pictures_of_labels_with_their_hashes() {
    const PICTURE: &[u8] = b"\xFF\xD8\xFF\xDA\0\x02a demo picture\xFF\xD9";
    const SEEN: &str = "| survey |\n| | type | name | label::English (en) | media::image::English (en) |\n\
        | | note | hello | Welcome | boat.jpg |\n| settings |\n| | form_id | version |\n| | seen | 1 |\n";
    let site = Site::new().await;
    let malee = site.worker("malee", Role::Coordinator, HOME, Lang::En).await;
    let context = site.context(&malee.actor);
    let files = [("seen.md", SEEN.as_bytes()), ("boat.jpg", PICTURE)];
    let files = files.map(|(name, bytes)| BroughtFile::new(name, bytes.to_vec()));
    site.state.collection.bring_form(&context, files.into()).await.unwrap();
    site.state.collection.publish_form(&context, "seen", "1").await.unwrap();
    let listed = malee.phone.forms().await.into_iter().find(|form| form.id == "seen").expect("on the list");
    let files = malee.phone.files(&listed).await;
    assert_eq!(
        files.keys().collect::<Vec<_>>(),
        ["boat.jpg"],
        "that hashes are those of the files is looked at on the way"
    );
    let picture = malee.phone.get(&listed.download.replace("form.xml", "files/boat.jpg")).await;
    assert_eq!(picture.headers["content-type"], "image/jpeg");
}
