//! Stories of a form that one agency lets another fill in. Told on SQLite and, where there is a server, on PostgreSQL.

use crate::desk::{everywhere, file, in_use, of_kind};
use crate::office::Office;
use collection::ListQuery;
use language::{Lang, say};
use serde_json::json;
use service_kit::{Context, Role, ServiceError};
use testkit::{HOME, OTHER};

const SCREENING: &str = "
| survey |
| | type | name | label | bind::saphan:class |
| | text | place | Place | work |
| settings |
| | form_id | version | form_title |
| | screening | 1 | Screening |
";

async fn share(office: &Office, context: &Context, with: &[&str]) -> Result<(), ServiceError> {
    let with: Vec<String> = with.iter().map(|id| (*id).to_owned()).collect();
    office.collection.share_form(context, "screening", &with).await
}

fn told(result: Result<(), ServiceError>) -> String {
    match result {
        Err(ServiceError::Invalid(found)) => found.iter().map(|one| say(Lang::En, &one.message)).collect(),
        Err(other) => other.to_string(),
        Ok(()) => String::new(),
    }
}

#[tokio::test]
async fn another_agency_fills_in_a_form_and_sees_its_own_records_only() {
    for office in everywhere().await {
        let (ours, theirs) = (office.coordinator(), office.world.person(Role::FieldWorker, OTHER));
        let form = in_use(&office, &ours, SCREENING).await;
        let collection = &office.collection;
        assert!(collection.kind(&theirs, &form.kind).is_err() && collection.own_kinds(&theirs).is_empty());
        share(&office, &ours, &[OTHER]).await.unwrap();
        let open: Vec<_> = collection.shared_with(&ours, "screening").await.unwrap();
        assert_eq!(open.iter().map(|one| (one.agency.id.as_str(), one.is_open)).collect::<Vec<_>>(), [(OTHER, Some(true))]);
        assert_eq!(collection.own_kinds(&theirs).len(), 1);
        assert!(collection.kind_of_form(&theirs, "screening").is_ok(), "a phone of theirs sends it, too");
        for (context, id) in [(&ours, "record-ours"), (&theirs, "record-theirs")] {
            collection.submit(context, of_kind(id, &form.kind, json!({ "place": id }))).await.unwrap();
            let listed = collection.list(context, ListQuery::everything(&form.kind)).await.unwrap();
            assert_eq!(listed.records.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), [id]);
        }
        assert!(matches!(collection.read(&ours, &form.kind, "record-theirs").await, Err(ServiceError::NotFound)));
    }
}

#[tokio::test]
async fn what_was_recorded_stays_when_the_sharing_ends() {
    for office in everywhere().await {
        let (ours, theirs) = (office.coordinator(), office.world.person(Role::FieldWorker, OTHER));
        let form = in_use(&office, &ours, SCREENING).await;
        share(&office, &ours, &[OTHER]).await.unwrap();
        let collection = &office.collection;
        let new = |id: &str| of_kind(id, &form.kind, json!({ "place": "A" }));
        collection.submit(&theirs, new("record-theirs")).await.unwrap();
        share(&office, &ours, &[]).await.unwrap();
        assert!(!collection.kind(&theirs, &form.kind).unwrap().is_filled_in_by(&theirs.actor));
        assert!(matches!(collection.submit(&theirs, new("record-late")).await, Err(ServiceError::Refused)));
        assert!(collection.read(&theirs, &form.kind, "record-theirs").await.is_ok());
        let second = office.second_server().await;
        assert!(second.kind(&theirs, &form.kind).is_ok(), "another server knows it, too");
        share(&office, &ours, &[OTHER]).await.unwrap();
        collection.submit(&theirs, new("record-again")).await.unwrap();
    }
}

#[tokio::test]
async fn phones_can_tell_shared_forms_apart() {
    for office in everywhere().await {
        let (ours, theirs) = (office.coordinator(), office.stranger());
        in_use(&office, &ours, SCREENING).await;
        in_use(&office, &theirs, SCREENING).await;
        assert!(told(share(&office, &ours, &[OTHER]).await).contains("another form with the id “screening”"));
        assert_eq!(told(share(&office, &ours, &["nobody"]).await), "There is no such agency. Choose again.");
        // The other way round: what is shared with an agency keeps its id from being used by one of its own.
        let visit = SCREENING.replace("screening", "home_visit");
        in_use(&office, &ours, &visit).await;
        office.collection.share_form(&ours, "home_visit", &[OTHER.to_owned()]).await.unwrap();
        office.collection.bring_form(&theirs, vec![file("visit.md", &visit)]).await.unwrap();
        let taken = office.collection.publish_form(&theirs, "home_visit", "1").await.map(|_| ());
        assert!(told(taken).contains("shares a form with the id “home_visit” with you"));
        // It is free again when the sharing ends, unless they recorded something meanwhile.
        office.collection.share_form(&ours, "home_visit", &[]).await.unwrap();
        office.collection.publish_form(&theirs, "home_visit", "1").await.unwrap();
        assert!(office.collection.kind_of_form(&theirs, "home_visit").unwrap().is_filled_in_by(&theirs.actor));
    }
}

#[tokio::test]
async fn an_id_under_which_something_was_recorded_stays_taken() {
    for office in everywhere().await {
        let (ours, theirs) = (office.coordinator(), office.stranger());
        let form = in_use(&office, &ours, SCREENING).await;
        share(&office, &ours, &[OTHER]).await.unwrap();
        office.collection.submit(&theirs, of_kind("record-theirs", &form.kind, json!({ "place": "A" }))).await.unwrap();
        share(&office, &ours, &[]).await.unwrap();
        office.collection.bring_form(&theirs, vec![file("screening.md", SCREENING)]).await.unwrap();
        let taken = office.collection.publish_form(&theirs, "screening", "1").await.map(|_| ());
        assert!(told(taken).contains("shares a form with the id “screening” with you"));
    }
}

#[tokio::test]
async fn what_was_never_in_use_is_not_shared() {
    for office in everywhere().await {
        let ours = office.coordinator();
        office.collection.bring_form(&ours, vec![file("screening.md", SCREENING)]).await.unwrap();
        let refused = told(share(&office, &ours, &[OTHER]).await);
        assert_eq!(refused, "This form was never in use. Take it into use first.");
        share(&office, &ours, &[]).await.unwrap();
    }
}

const REGISTER: &str = "
| survey |
| | type | name | label | save_to |
| | text | called | Name? | |
| | text | village | Village? | village |
| settings |
| | form_id | version |
| | register | 1 |
| entities |
| | list_name | label |
| | people | ${called} |
";

#[tokio::test]
async fn a_shared_form_tells_nothing_of_the_forms_beside_it() {
    for office in everywhere().await {
        let (ours, theirs) = (office.coordinator(), office.world.person(Role::FieldWorker, OTHER));
        let visit = REGISTER.replace("| text | called |", "| select_one_from_file people.csv | who |");
        let visit = visit.replace("| people | ${called} |", "| people | ${who} |").replace("| register |", "| visit |");
        let visit = visit.replace("| list_name | label |", "| list_name | entity_id |");
        in_use(&office, &ours, &REGISTER.replace("village", "diagnosis")).await;
        let visit = in_use(&office, &ours, &visit).await;
        office.collection.share_form(&ours, "visit", &[OTHER.to_owned()]).await.unwrap();
        for (context, expected) in [(&ours, &["diagnosis", "village"][..]), (&theirs, &["village"][..])] {
            let lists = office.collection.all_itemsets(context, &visit.kind).await.unwrap();
            assert_eq!(lists.entity_list("people.csv").unwrap().properties(), expected);
        }
    }
}

#[tokio::test]
async fn an_agency_shares_its_own_forms_only_and_somebody_who_looks_after_them_does() {
    for office in everywhere().await {
        let ours = office.coordinator();
        in_use(&office, &ours, SCREENING).await;
        let worker = office.world.person(Role::FieldWorker, HOME);
        assert!(matches!(share(&office, &worker, &[OTHER]).await, Err(ServiceError::Refused)));
        assert!(matches!(share(&office, &office.stranger(), &[HOME]).await, Err(ServiceError::NotFound)));
    }
}
