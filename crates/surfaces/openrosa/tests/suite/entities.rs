//! Lists of entities on phones: fetched, changed offline, and sent in any order.

use crate::collect::{Collect, Listed, Site, elements};
use axum::http::StatusCode;
use collection::BroughtFile;
use language::Lang;
use service_kit::{Context, Role};
use testkit::{HOME, OTHER};

const REGISTER: &str = "
| survey |
| | type | name | label | save_to |
| | text | called | Name? | |
| | text | village | Village? | village |
| settings |
| | form_id | version |
| | register-person | 1 |
| entities |
| | list_name | label |
| | people | ${called} |
";
const VISIT: &str = "
| survey |
| | type | name | label | save_to |
| | select_one_from_file people.csv | person | Who? | |
| | text | village | Village? | village |
| settings |
| | form_id | version |
| | visit-person | 1 |
| entities |
| | list_name | entity_id |
| | people | ${person} |
";
const MALI: &str = "3e2a5b9c-1111-4111-8111-111111111111";
const NOK: &str = "3e2a5b9c-2222-4222-8222-222222222222";

async fn brought(site: &Site, context: &Context) {
    for (name, text) in [("register.md", REGISTER), ("visit.md", VISIT)] {
        let form = site
            .state
            .collection
            .bring_form(context, vec![BroughtFile::new(name, text.as_bytes().to_vec())])
            .await
            .unwrap();
        site.state.collection.publish_form(context, &form.version.form_id, "1").await.unwrap();
    }
}

fn register(instance: &str, id: &str, name: &str) -> String {
    format!(
        "<data id=\"register-person\" version=\"1\"><called>{name}</called><village>Na Di</village><meta><instanceID>{instance}\
         </instanceID><entity dataset=\"people\" create=\"1\" id=\"{id}\"><label>{name}</label></entity></meta></data>"
    )
}

fn visit(instance: &str, id: &str, (base, trunk, branch): (&str, &str, &str), village: &str) -> String {
    format!(
        "<data id=\"visit-person\" version=\"1\"><person>{id}</person><village>{village}</village><meta><instanceID>{instance}\
         </instanceID><entity dataset=\"people\" update=\"1\" id=\"{id}\" baseVersion=\"{base}\" trunkVersion=\"{trunk}\" \
         branchId=\"{branch}\"/></meta></data>"
    )
}

async fn form(phone: &Collect, id: &str) -> Listed {
    phone.forms().await.into_iter().find(|form| form.id == id).unwrap()
}

/// The hash and the content of the list as a phone fetches it.
async fn people(phone: &Collect) -> (String, String) {
    let visit = form(phone, "visit-person").await;
    phone.files(&visit).await.remove("people.csv").unwrap()
}

#[tokio::test]
async fn a_phone_carries_the_people_that_another_registered() {
    let site = Site::new().await;
    let malee = site.worker("malee", Role::Coordinator, HOME, Lang::En).await;
    brought(&site, &site.context(&malee.actor)).await;
    assert_eq!(people(&malee.phone).await.1, "name,label,__version,village\n", "the columns are there before anybody");
    let sent = malee.phone.submit(&register("uuid:register-01", MALI, "Mali"), &[]).await;
    assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.text());
    let nid = site.worker("nid", Role::FieldWorker, HOME, Lang::En).await;
    let (hash, text) = people(&nid.phone).await;
    assert_eq!(text, format!("name,label,__version,village\n{MALI},Mali,1,Na Di\n"));
    let unchanged = malee.phone.submit(&register("uuid:register-01", MALI, "Mali"), &[]).await;
    assert_eq!(unchanged.status, StatusCode::ACCEPTED);
    assert_eq!(people(&nid.phone).await.0, hash, "the same rows have the same hash");
    let sent = nid.phone.submit(&visit("uuid:visit-0001", MALI, ("1", "1", "b1"), "Huai Yai"), &[]).await;
    assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.text());
    let (changed, text) = people(&nid.phone).await;
    assert_eq!(text, format!("name,label,__version,village\n{MALI},Mali,2,Huai Yai\n"));
    assert_ne!(changed, hash);
    let audit = site.world.audit().await;
    assert!(audit.iter().any(|row| row.entry.action == "entity.give"), "who is given names is told of");
}

#[tokio::test]
async fn visits_may_come_before_the_person_whom_they_visit() {
    let site = Site::new().await;
    let malee = site.worker("malee", Role::Coordinator, HOME, Lang::En).await;
    brought(&site, &site.context(&malee.actor)).await;
    let sent = [
        visit("uuid:visit-0002", MALI, ("2", "", "b1"), "Huai Yai"),
        visit("uuid:visit-0001", MALI, ("1", "", "b1"), "Ban Mai"),
        register("uuid:register-01", MALI, "Mali"),
    ];
    for xml in &sent {
        let answer = malee.phone.submit(xml, &[]).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
    }
    assert_eq!(people(&malee.phone).await.1, format!("name,label,__version,village\n{MALI},Mali,3,Huai Yai\n"));
}

#[tokio::test]
async fn a_phone_is_told_which_people_left_the_list_and_nothing_of_others() {
    let site = Site::new().await;
    let malee = site.worker("malee", Role::Coordinator, HOME, Lang::En).await;
    let context = site.context(&malee.actor);
    brought(&site, &context).await;
    for (instance, id, name) in [("uuid:register-01", MALI, "Mali"), ("uuid:register-02", NOK, "Nok")] {
        malee.phone.submit(&register(instance, id, name), &[]).await;
    }
    let visit = form(&malee.phone, "visit-person").await;
    let manifest = malee.phone.get(visit.manifest.as_ref().unwrap()).await.text();
    assert!(manifest.contains("<mediaFile type=\"entityList\"><filename>people.csv</filename>"), "{manifest}");
    let integrity = elements(&manifest, "integrityUrl").remove(0);
    let list = site.state.collection.entity_counts(&context).await.unwrap().remove(0).list;
    site.state.collection.decide_entity(&context, &list, NOK, 1, collection::Verdict::Delete).await.unwrap();
    let told = malee.phone.get(&format!("{integrity}?id={MALI},{NOK},unknown")).await.text();
    assert!(told.ends_with(&format!(
        "<data><entities><entity id=\"{MALI}\"><deleted>false</deleted></entity><entity id=\"{NOK}\"><deleted>true</deleted>\
         </entity></entities></data>"
    )));
    assert_eq!(people(&malee.phone).await.1.lines().count(), 2);
    let stranger = site.worker("kyaw", Role::Coordinator, OTHER, Lang::En).await;
    assert_eq!(stranger.phone.get(&format!("{integrity}?id={MALI}")).await.status, StatusCode::NOT_FOUND);
    assert!(stranger.phone.forms().await.iter().all(|form| form.id != "visit-person"));
}
