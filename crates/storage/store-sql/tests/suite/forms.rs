//! Stories of forms that agencies bring.

use crate::content::*;
use crate::world::World;
use store::{Change, FormFile, FormShare, FormState, FormVersion, Forms, Requirement, Store, StoreError, UseOfFormId};

crate::on_both!(
    a_form_goes_through_its_versions,
    one_version_is_in_use,
    a_form_that_another_changed_is_not_overwritten,
    a_form_id_that_another_began_to_use_is_not_taken,
    a_form_is_shared_and_that_ends
);

fn version(version: &str, created_at: i64) -> FormVersion {
    FormVersion {
        agency_id: "a1".into(),
        form_id: "Household (ครัวเรือน)".into(),
        version: version.into(),
        state: FormState::Draft,
        file_name: "ครัวเรือน.xlsx".into(),
        file_hash: "h".into(),
        lists: vec![list("หมู่บ้าน \"ใหม่\".csv", None), list("roads.geojson", Some("0"))],
        author_id: "p1".into(),
        created_at,
        updated_at: created_at,
    }
}

fn list(name: &str, taken_from: Option<&str>) -> FormFile {
    FormFile { name: name.into(), hash: "l".into(), taken_from: taken_from.map(str::to_owned) }
}

fn put(version: FormVersion) -> Change {
    Change::PutForm(version)
}

async fn a_form_goes_through_its_versions(world: World) {
    let database = &world.database;
    let of_another = FormVersion { agency_id: "a0".into(), ..version("1", 5) };
    let brought = vec![put(version("2", 2)), put(version("1", 1)), put(of_another.clone())];
    database.commit(quietly(brought)).await.unwrap();
    for state in [FormState::Published, FormState::Retired] {
        let changed = FormVersion { state, updated_at: 9, ..version("1", 1) };
        database.commit(quietly(vec![put(changed.clone())])).await.unwrap();
        assert_eq!(database.form_versions().await.unwrap(), [of_another.clone(), changed, version("2", 2)]);
    }
}

async fn one_version_is_in_use(world: World) {
    let database = &world.database;
    let published = |of: FormVersion| FormVersion { state: FormState::Published, ..of };
    let retired = FormVersion { state: FormState::Retired, ..version("1", 1) };
    database.commit(quietly(vec![put(published(version("1", 1)))])).await.unwrap();
    assert!(database.commit(quietly(vec![put(published(version("2", 2)))])).await.is_err());
    database.commit(quietly(vec![put(retired.clone()), put(published(version("2", 2)))])).await.unwrap();
    assert_eq!(database.form_versions().await.unwrap(), [retired, published(version("2", 2))]);
}

async fn a_form_that_another_changed_is_not_overwritten(world: World) {
    let database = &world.database;
    let requiring = |was: Option<FormVersion>| Requirement::FormUnchanged {
        agency_id: "a1".into(),
        form_id: version("1", 1).form_id,
        version: "1".into(),
        was,
    };
    let unit = |was| quietly(vec![put(version("1", 1))]).requiring(requiring(was));
    database.commit(unit(None)).await.unwrap();
    assert!(matches!(database.commit(unit(None)).await, Err(StoreError::Conflict(_))));
    database.commit(unit(Some(version("1", 1)))).await.unwrap();
    let others = [
        FormVersion { file_hash: "other".into(), ..version("1", 1) },
        FormVersion { lists: vec![list("roads.geojson", Some("0"))], ..version("1", 1) },
    ];
    for other in others {
        assert!(matches!(database.commit(unit(Some(other))).await, Err(StoreError::Conflict(_))));
    }
}

async fn a_form_id_that_another_began_to_use_is_not_taken(world: World) {
    let database = &world.database;
    let used = async || {
        let (versions, shares) = (database.form_versions().await.unwrap(), database.form_shares().await.unwrap());
        UseOfFormId::of(&version("1", 1).form_id, versions, shares)
    };
    let requiring = |was| Requirement::FormIdUnchanged { form_id: version("1", 1).form_id, was };
    let of_another = |state| put(FormVersion { agency_id: "a2".into(), state, ..version("1", 1) });
    let share = |is_open| {
        Change::PutFormShare(FormShare {
            agency_id: "a2".into(),
            form_id: version("1", 1).form_id,
            with_agency_id: "a1".into(),
            is_open,
            author_id: "p1".into(),
            updated_at: 1,
        })
    };
    let elsewhere = put(FormVersion { form_id: "elsewhere".into(), state: FormState::Published, ..version("1", 1) });
    // Whether somebody else's change comes between looking and taking.
    let cases = [
        (elsewhere, false),
        (of_another(FormState::Draft), false),
        (of_another(FormState::Published), true),
        (of_another(FormState::Retired), true),
        (share(true), true),
        (share(false), true),
    ];
    for (change, is_in_the_way) in cases {
        let was = used().await;
        database.commit(quietly(vec![change.clone()])).await.unwrap();
        let taken = database.commit(quietly(vec![put(version("1", 1))]).requiring(requiring(was))).await;
        assert_eq!(matches!(taken, Err(StoreError::Conflict(_))), is_in_the_way, "{change:?}");
        assert_eq!(taken.is_ok(), !is_in_the_way, "{change:?}");
    }
}

async fn a_form_is_shared_and_that_ends(world: World) {
    let database = &world.database;
    let share = |with: &str, is_open, updated_at| FormShare {
        agency_id: "a1".into(),
        form_id: version("1", 1).form_id,
        with_agency_id: with.into(),
        is_open,
        author_id: "p1".into(),
        updated_at,
    };
    let all = vec![share("a3", true, 1), share("a2", true, 1)].into_iter().map(Change::PutFormShare).collect();
    database.commit(quietly(all)).await.unwrap();
    assert_eq!(database.form_shares().await.unwrap(), [share("a2", true, 1), share("a3", true, 1)]);
    database.commit(quietly(vec![Change::PutFormShare(share("a2", false, 2))])).await.unwrap();
    assert_eq!(database.form_shares().await.unwrap(), [share("a2", false, 2), share("a3", true, 1)]);
}
