//! Stories of entities: people whom one form registers and another visits, on pages and on phones that were offline, changed by several at
//! once. Told on SQLite and, where there is a server, on PostgreSQL.

use crate::desk::{everywhere, in_use, of_kind};
use crate::office::Office;
use collection::{BroughtFile, Correction, EntitiesAsked, EntitiesPage, EntityView, NewSubmission, SentForm, Verdict};
use forms::Session;
use language::Lang;
use serde_json::json;
use service_kit::{Context, Role, ServiceError};
use testkit::HOME;

const REGISTER: &str = "
| survey |
| | type | name | label | save_to |
| | text | called | Name? | |
| | text | village | Village? | village |
| | text | phone | Phone? | phone |
| settings |
| | form_id | version |
| | register-person | 1 |
| entities |
| | list_name | label |
| | people | ${called} |
";
const VISIT: &str = "
| survey |
| | type | name | label | save_to | choice_filter |
| | select_one_from_file people.csv | person | Who? | | village != 'closed' |
| | text | phone | Phone? | phone | |
| | text | village | Village? | village | |
| settings |
| | form_id | version |
| | visit-person | 1 |
| entities |
| | list_name | entity_id |
| | people | ${person} |
";

struct Programme {
    office: Office,
    register: String,
    visit: String,
    list: String,
    worker: Context,
}

impl Programme {
    async fn everywhere() -> Vec<Self> {
        let mut all = Vec::new();
        for office in everywhere().await {
            let coordinator = office.coordinator();
            let register = in_use(&office, &coordinator, REGISTER).await.kind;
            let visit = in_use(&office, &coordinator, VISIT).await.kind;
            let list = format!("{}/people", register.split('/').next().unwrap());
            let worker = office.world.person(Role::FieldWorker, HOME);
            all.push(Self { office, register, visit, list, worker });
        }
        all
    }

    /// Registers somebody on a page; gives the id of the entity.
    async fn registered(&self, id: &str, name: &str) -> String {
        let answers = json!({ "called": name, "village": "Na Di", "phone": "1" });
        self.office.collection.submit(&self.worker, of_kind(id, &self.register, answers)).await.unwrap();
        let found = self.listed(&self.worker, "").await.unwrap().page.entities;
        found.into_iter().find(|entity| entity.label == name).unwrap().id
    }

    async fn listed(&self, reader: &Context, text: &str) -> Result<EntitiesPage, ServiceError> {
        let asked = EntitiesAsked { text: text.into(), beside: None, limit: 50 };
        self.office.collection.entities(reader, &self.list, asked).await
    }

    async fn entity(&self, id: &str) -> EntityView {
        self.office.collection.entity(&self.office.coordinator(), &self.list, id).await.unwrap()
    }

    /// `village` and `phone`, and how many values are in doubt and changes wait.
    async fn told(&self, id: &str) -> (String, String, i64, i64) {
        let view = self.entity(id).await;
        let value = |name: &str| view.values.get(name).cloned().unwrap_or_default();
        (value("village"), value("phone"), view.entity.unsettled, view.entity.waiting)
    }

    async fn received(&self, kind: &str, xml: String) {
        self.office.collection.receive(&self.worker, kind, SentForm { xml, files: Vec::new() }).await.unwrap();
    }
}

fn visit_xml(instance: &str, entity: &str, versions: (i64, i64, &str), phone: &str, village: &str) -> String {
    let (base, trunk, branch) = versions;
    format!(
        "<data id='visit-person' version='1'><person>{entity}</person><phone>{phone}</phone><village>{village}</village><meta>\
         <instanceID>{instance}</instanceID><entity dataset='people' update='1' id='{entity}' baseVersion='{base}' \
         trunkVersion='{trunk}' branchId='{branch}'/></meta></data>"
    )
}

#[tokio::test]
async fn one_form_registers_people_and_another_chooses_from_them() {
    for programme in Programme::everywhere().await {
        let id = programme.registered("register-1", "Mali").await;
        let collection = &programme.office.collection;
        let lists = collection.all_itemsets(&programme.worker, &programme.visit).await.unwrap();
        let list = lists.entity_list("people.csv").unwrap();
        assert_eq!(list.properties(), ["phone", "village"]);
        let choice = list.itemset().choices().first().unwrap();
        assert_eq!((choice.name.as_str(), choice.columns["village"].as_str()), (id.as_str(), "Na Di"));
        let answers = json!({ "person": id, "phone": "2", "village": "Na Di" });
        collection.submit(&programme.worker, of_kind("visit-one", &programme.visit, answers)).await.unwrap();
        assert_eq!(programme.told(&id).await, ("Na Di".into(), "2".into(), 0, 0));
        let unknown = json!({ "person": "3e2a5b9c-0000-4000-8000-000000000000", "phone": "2" });
        let refused = collection.submit(&programme.worker, of_kind("visit-two", &programme.visit, unknown)).await;
        assert!(matches!(refused, Err(ServiceError::Invalid(_))), "{refused:?}");
        let view = programme.entity(&id).await;
        assert_eq!((view.entity.version, view.changes.len(), view.changes[0].act), (2, 2, "update"));
    }
}

#[tokio::test]
async fn the_same_answers_again_change_nothing() {
    for programme in Programme::everywhere().await {
        let id = programme.registered("register-1", "Mali").await;
        programme.registered("register-1", "Mali").await;
        for _ in 0..2 {
            programme.received(&programme.visit, visit_xml("uuid:visit-01", &id, (1, 1, "b1"), "2", "Na Di")).await;
        }
        assert_eq!(programme.entity(&id).await.entity.changes, 2);
    }
}

#[tokio::test]
async fn what_two_change_at_once_is_both_kept_until_a_person_decides() {
    for programme in Programme::everywhere().await {
        let id = programme.registered("register-1", "Mali").await;
        programme.received(&programme.visit, visit_xml("uuid:visit-01", &id, (1, 1, "b1"), "2", "Na Di")).await;
        programme.received(&programme.visit, visit_xml("uuid:visit-02", &id, (1, 1, "b2"), "3", "Huai Yai")).await;
        assert_eq!(programme.told(&id).await, ("Huai Yai".into(), "2".into(), 1, 0));
        let view = programme.entity(&id).await;
        let [doubt] = view.doubts.as_slice() else { panic!("{:?}", view.doubts) };
        assert_eq!((doubt.property.as_str(), doubt.standing.as_str(), doubt.others[0].0.as_str()), ("phone", "2", "3"));
        let settle = || Verdict::Settle { property: "phone".into(), value: "3".into() };
        let collection = &programme.office.collection;
        let coordinator = programme.office.coordinator();
        let stale = collection.decide_entity(&coordinator, &programme.list, &id, 2, settle()).await;
        assert!(matches!(stale, Err(ServiceError::Conflict(_))), "{stale:?}");
        collection.decide_entity(&coordinator, &programme.list, &id, 3, settle()).await.unwrap();
        assert_eq!(programme.told(&id).await, ("Huai Yai".into(), "3".into(), 0, 0));
    }
}

#[tokio::test]
async fn what_phones_did_offline_counts_in_its_own_order() {
    for programme in Programme::everywhere().await {
        let id = "3e2a5b9c-1111-4111-8111-111111111111";
        programme.received(&programme.visit, visit_xml("uuid:visit-02", id, (2, 0, "b1"), "3", "Na Di")).await;
        programme.received(&programme.visit, visit_xml("uuid:visit-01", id, (1, 0, "b1"), "2", "Na Di")).await;
        let listed = programme.listed(&programme.worker, "").await.unwrap().page.entities;
        assert_eq!(listed.iter().map(|entity| (entity.version, entity.waiting)).collect::<Vec<_>>(), [(0, 2)]);
        let lists = programme.office.collection.all_itemsets(&programme.worker, &programme.visit).await.unwrap();
        assert!(
            lists.entity_list("people.csv").unwrap().itemset().choices().is_empty(),
            "nobody has heard of them yet"
        );
        let made = format!(
            "<data id='register-person' version='1'><called>Mali</called><village>Na Di</village><phone>1</phone><meta>\
             <instanceID>uuid:register-01</instanceID><entity dataset='people' create='1' id='{id}' baseVersion='' \
             trunkVersion='' branchId='b1'><label>Mali</label></entity></meta></data>"
        );
        programme.received(&programme.register, made).await;
        assert_eq!(programme.told(id).await, ("Na Di".into(), "3".into(), 0, 0));
        assert_eq!(programme.entity(id).await.entity.version, 3);
    }
}

#[tokio::test]
async fn what_waits_in_vain_counts_when_a_person_says_so() {
    for programme in Programme::everywhere().await {
        let id = programme.registered("register-1", "Mali").await;
        programme.received(&programme.visit, visit_xml("uuid:visit-02", &id, (2, 1, "b1"), "3", "Na Di")).await;
        assert_eq!(programme.told(&id).await, ("Na Di".into(), "1".into(), 0, 1));
        let coordinator = programme.office.coordinator();
        let decided =
            programme.office.collection.decide_entity(&coordinator, &programme.list, &id, 2, Verdict::DoNotWait);
        decided.await.unwrap();
        assert_eq!(programme.told(&id).await, ("Na Di".into(), "3".into(), 0, 0));
    }
}

#[tokio::test]
async fn corrections_reach_the_entity_and_a_record_taken_back_takes_it_along() {
    for programme in Programme::everywhere().await {
        let id = programme.registered("register-1", "Mali").await;
        let collection = &programme.office.collection;
        let seen = Correction { record_id: "register-1".into(), supersedes: "register-1".into() };
        let answers = json!({ "called": "Mali", "village": "Huai Yai", "phone": "1" });
        let correction =
            NewSubmission { corrects: Some(seen), ..of_kind("correction-1", &programme.register, answers) };
        collection.submit(&programme.worker, correction).await.unwrap();
        assert_eq!(programme.told(&id).await, ("Huai Yai".into(), "1".into(), 0, 0));
        let seen = Correction { record_id: "register-1".into(), supersedes: "correction-1".into() };
        collection.retract(&programme.office.coordinator(), &programme.register, seen, "twice").await.unwrap();
        assert!(programme.entity(&id).await.entity.deleted);
        let states =
            collection.entity_states(&programme.worker, &programme.list, &[&id, "unknown-0000"]).await.unwrap();
        assert_eq!(states, [(id.clone(), true)]);
        let coordinator = programme.office.coordinator();
        let changes = programme.entity(&id).await.entity.changes;
        collection.decide_entity(&coordinator, &programme.list, &id, changes, Verdict::Restore).await.unwrap();
        assert!(!programme.entity(&id).await.entity.deleted);
    }
}

#[tokio::test]
async fn whoever_answered_with_an_old_list_before_them_undoes_nothing() {
    for programme in Programme::everywhere().await {
        let id = programme.registered("register-1", "Mali").await;
        let opened = programme.worker.at;
        let later = Context { at: opened + 60_000, ..programme.worker.clone() };
        let collection = &programme.office.collection;
        let visit = |phone: &str, village: &str| json!({ "person": id, "phone": phone, "village": village });
        collection.submit(&later, of_kind("visit-one", &programme.visit, visit("2", "Na Di"))).await.unwrap();
        let opened = uuid::Builder::from_unix_timestamp_millis(u64::try_from(opened).unwrap(), &[7; 10]).into_uuid();
        let of_old = of_kind(&opened.to_string(), &programme.visit, visit("1", "Huai Yai"));
        collection.submit(&later, of_old).await.unwrap();
        assert_eq!(programme.told(&id).await, ("Huai Yai".into(), "2".into(), 0, 0));
    }
}

#[tokio::test]
async fn a_list_shows_what_its_forms_give_and_finds_texts_in_it() {
    for programme in Programme::everywhere().await {
        programme.registered("register-1", "Mali").await;
        programme.registered("register-2", "José").await;
        let found = programme.listed(&programme.worker, "").await.unwrap();
        assert_eq!(found.properties, ["phone", "village"]);
        assert_eq!(found.page.total, Some(2));
        for (text, expected) in
            [("mal", vec!["Mali"]), ("NA DI", vec!["José", "Mali"]), ("JOSÉ", vec!["José"]), ("village", vec![])]
        {
            let found = programme.listed(&programme.worker, text).await.unwrap().page.entities;
            assert_eq!(found.iter().map(|entity| entity.label.as_str()).collect::<Vec<_>>(), expected, "{text}");
        }
    }
}

#[tokio::test]
async fn entities_of_another_agency_are_not_there() {
    for programme in Programme::everywhere().await {
        let id = programme.registered("register-1", "Mali").await;
        let collection = &programme.office.collection;
        let stranger = programme.office.stranger();
        assert!(matches!(programme.listed(&stranger, "").await, Err(ServiceError::NotFound)));
        assert!(matches!(collection.entity(&stranger, &programme.list, &id).await, Err(ServiceError::NotFound)));
        assert!(collection.entity_counts(&stranger).await.unwrap().is_empty());
        let deleted = collection.decide_entity(&stranger, &programme.list, &id, 1, Verdict::Delete).await;
        assert!(matches!(deleted, Err(ServiceError::NotFound)), "{deleted:?}");
        let director = programme.office.world.person(Role::Director, testkit::OTHER);
        assert_eq!(programme.listed(&director, "").await.unwrap().page.entities.len(), 1);
        let refused = collection.decide_entity(&director, &programme.list, &id, 1, Verdict::Delete).await;
        assert!(matches!(refused, Err(ServiceError::Refused)), "{refused:?}");
    }
}

#[tokio::test]
async fn a_draft_is_tried_with_the_entities_that_there_are() {
    for programme in Programme::everywhere().await {
        let id = programme.registered("register-one", "Nok (invented)").await;
        let context = programme.office.coordinator();
        let newer = VISIT.replace("| visit-person | 1 |", "| visit-person | 2 |");
        let file = BroughtFile { name: "visit.md".into(), bytes: newer.into_bytes() };
        let draft = programme.office.collection.bring_form(&context, vec![file]).await.unwrap();
        let (form, lists) = programme.office.collection.form_to_try(&context, &draft.version).await.unwrap();
        let session = Session::new(&form, &lists, programme.office.collection.environment(&context));
        let offered: Vec<_> = session.choices("/person", Lang::En).into_iter().map(|choice| choice.name).collect();
        assert_eq!(offered, [id]);
    }
}
