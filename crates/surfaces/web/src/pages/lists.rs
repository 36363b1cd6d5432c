//! Lists of entities: the people, places and things that forms register and visit; what is in them, what was said about each, and where two
//! said different things, both, for a person to decide. Owns these screens; what counts and who may decide is `collection`'s.

use super::list_asked::{Asked, TEXT};
use super::list_paging::{self, Turned};
use super::{Answer, page, see};
use crate::WebState;
use crate::failure::Failure;
use crate::parts::{
    Cell, Column, Control, Event, Fact, FactGroup, Field, Heading, Line, LineGroup, Link, Notice, Table, Tone,
};
use crate::posted::Posted;
use crate::views::{EntityDoubt, EntityPage, EntityValue, RecordsPage};
use crate::visit::Caller;
use crate::words;
use axum::extract::{Path, State};
use collection::{EntitiesAsked, EntitiesPage, EntityChangeView, EntityView, Verdict};
use entities::LABEL;
use language::{Lang, phrase};
use service_kit::ServiceError;
use std::collections::BTreeMap;
use store::{Beside, Entity};

/// Entities on one page.
const ON_A_PAGE: u32 = 50;
/// Properties that a list has room for.
const MOST_COLUMNS: usize = 4;

/// The lists that have something for the reader, as a group among the records.
pub(super) async fn group(state: &WebState, caller: &Caller) -> Result<Option<LineGroup>, ServiceError> {
    let lang = caller.visit.lang;
    let counts = state.collection.entity_counts(&caller.context).await?;
    let lines: Vec<Line> = counts
        .iter()
        .map(|count| {
            let wants = usize::try_from(count.unsettled.saturating_add(count.waiting)).unwrap_or(usize::MAX);
            Line {
                title: name_of(&count.list).to_owned(),
                text: words::counted(lang, "web-lists-count", usize::try_from(count.entities).unwrap_or(usize::MAX)),
                href: format!("/lists/{}", count.list),
                badge: (wants > 0).then(|| crate::parts::Badge {
                    tone: Tone::Warn,
                    text: words::counted(lang, "web-lists-wanting", wants),
                }),
                action: None,
            }
        })
        .collect();
    let title = phrase(lang, "web-lists-title");
    Ok((!lines.is_empty()).then_some(LineGroup { title, lines }))
}

/// `GET /lists/{pack}/{list}`
pub(crate) async fn list(
    State(state): State<WebState>,
    caller: Caller,
    Path((pack, name)): Path<(String, String)>,
    asked: Asked,
) -> Answer {
    let lang = caller.visit.lang;
    let list = format!("{pack}/{name}");
    let text = asked.get(TEXT).map_or("", |text| text.trim());
    let mut beside = list_paging::beside(&asked);
    let mut found = list_page(&state, &caller, &list, text, beside.as_ref()).await?;
    let anew = turned(&found.page, beside.as_ref()).begins_anew();
    if anew.is_some() {
        beside = None;
        found = list_page(&state, &caller, &list, text, None).await?;
    }
    let turned = turned(&found.page, beside.as_ref());
    let address = |place: &[(&str, &str)]| {
        let query = asked.kept().find(|(name, _)| *name == TEXT);
        words::query(&format!("/lists/{list}"), &query.into_iter().chain(place.iter().copied()).collect::<Vec<_>>())
    };
    page(&RecordsPage {
        frame: caller.visit.frame(&state, name.clone()),
        heading: Heading::new(&name)
            .lead(phrase(lang, "web-lists-lead"))
            .under([Link::new("/records", phrase(lang, "web-records-title"))]),
        tabs: Vec::new(),
        empty: None,
        action: format!("/lists/{list}"),
        filters: vec![Field::new(TEXT, phrase(lang, "web-filter-text"), Control::Text).value(text).filter()],
        orders: Vec::new(),
        filtered: !text.is_empty(),
        found: list_paging::found(turned.total, lang),
        notice: asked.lost_notice(lang).or_else(|| anew.and_then(|anew| anew.notice(lang))),
        table: table(&state, &name, &found, lang),
        pager: turned.pager(&asked, address, lang),
        paper: None,
        export: None,
        unfinished: Vec::new(),
        unfinished_lead: String::new(),
    })
}

async fn list_page(
    state: &WebState,
    caller: &Caller,
    list: &str,
    text: &str,
    beside: Option<&Beside>,
) -> Result<EntitiesPage, ServiceError> {
    let asked = EntitiesAsked { text: text.to_owned(), beside: beside.cloned(), limit: ON_A_PAGE };
    state.collection.entities(&caller.context, list, asked).await
}

fn turned<'a>(found: &'a store::EntityPage, beside: Option<&'a Beside>) -> Turned<'a> {
    let ends = found.entities.first().zip(found.entities.last());
    let rows = found.entities.len();
    Turned {
        beside,
        ends: ends.map(|(first, last)| (first.id.as_str(), last.id.as_str())),
        rows,
        fit: ON_A_PAGE as usize,
        goes_on: found.goes_on,
        total: found.total.map_or(Err(rows), |total| Ok(usize::try_from(total).unwrap_or(usize::MAX))),
    }
}

fn table(state: &WebState, name: &str, found: &EntitiesPage, lang: Lang) -> Table {
    let columns: Vec<&String> = found.properties.iter().take(MOST_COLUMNS).collect();
    let mut heads = vec![Column::text(phrase(lang, "web-lists-name"))];
    heads.extend(columns.iter().map(|column| Column::text(column.as_str())));
    heads.push(Column::text(phrase(lang, "web-lists-changed")));
    let row = |entity: &Entity| {
        let values = values_of(entity);
        let mut cells = vec![Cell {
            note: state_of(entity, lang),
            tone: if wants(entity) { Tone::Warn } else { Tone::Plain },
            ..Cell::link(&entity.label, address(entity))
        }];
        cells.extend(columns.iter().map(|column| Cell::new(values.get(*column).cloned().unwrap_or_default())));
        cells.push(Cell::new(words::near_day(&state.kit, entity.updated_at, lang)));
        cells
    };
    Table { caption: name.to_owned(), columns: heads, rows: found.page.entities.iter().map(row).collect() }
}

/// `GET /lists/{pack}/{list}/{id}`
pub(crate) async fn show(
    State(state): State<WebState>,
    caller: Caller,
    Path((pack, name, id)): Path<(String, String, String)>,
) -> Answer {
    let lang = caller.visit.lang;
    let list = format!("{pack}/{name}");
    let view = state.collection.entity(&caller.context, &list, &id).await?;
    let entity = &view.entity;
    let p = |key| phrase(lang, key);
    let facts = view.values.iter().map(|(property, value)| Fact::new(property.as_str(), value.as_str())).collect();
    page(&EntityPage {
        frame: caller.visit.frame(&state, entity.label.clone()),
        heading: Heading::new(&entity.label)
            .under([Link::new("/records", p("web-records-title")), Link::new(format!("/lists/{list}"), &name)]),
        notices: notices(entity, lang),
        action: address(entity),
        seen: entity.changes,
        may_decide: view.may_decide,
        doubts: doubts(&state, &view, lang),
        groups: vec![FactGroup { title: String::new(), facts }],
        events: view.changes.iter().map(|change| event(&state, change, lang)).collect(),
        acts: acts(&view, lang),
    })
}

/// What the reader may do with an entity besides deciding what contradicts.
fn acts(view: &EntityView, lang: Lang) -> Vec<(&'static str, String)> {
    let Entity { deleted, waiting, .. } = view.entity;
    let acts = [
        ("do-not-wait", "web-entity-do-not-wait", waiting > 0),
        ("delete", "web-entity-delete", !deleted),
        ("restore", "web-entity-restore", deleted),
    ];
    let open = acts.into_iter().filter(|(.., is_open)| view.may_decide && *is_open);
    open.map(|(act, key, _)| (act, phrase(lang, key))).collect()
}

/// `POST /lists/{pack}/{list}/{id}`: what a person decides.
pub(crate) async fn decide(
    State(state): State<WebState>,
    caller: Caller,
    Path((pack, name, id)): Path<(String, String, String)>,
    posted: Posted,
) -> Answer {
    let list = format!("{pack}/{name}");
    let seen: i64 = posted.get("seen").parse().map_err(|_| Failure::not_found())?;
    let value = |field: &str| posted.get(field).to_owned();
    let (verdict, said) = match posted.get("act") {
        "settle" => (Verdict::Settle { property: value("property"), value: value("value") }, "entity-settled"),
        "delete" => (Verdict::Delete, "entity-deleted"),
        "restore" => (Verdict::Restore, "entity-restored"),
        "do-not-wait" => (Verdict::DoNotWait, "entity-counted"),
        _ => return Err(Failure::not_found()),
    };
    state.collection.decide_entity(&caller.context, &list, &id, seen, verdict).await?;
    see(&format!("/lists/{}/{}/{}?said={said}", words::segment(&pack), words::segment(&name), words::segment(&id)))
}

/// `pack/people` is called `people`.
fn name_of(list: &str) -> &str {
    list.rsplit('/').next().unwrap_or(list)
}

fn address(entity: &Entity) -> String {
    format!("/lists/{}/{}", entity.list, words::segment(&entity.id))
}

fn values_of(entity: &Entity) -> BTreeMap<String, String> {
    serde_json::from_str(&entity.properties).unwrap_or_default()
}

fn wants(entity: &Entity) -> bool {
    entity.unsettled > 0 || entity.waiting > 0
}

/// What is odd about an entity, in a word.
fn state_of(entity: &Entity, lang: Lang) -> String {
    let key = match entity {
        Entity { deleted: true, .. } => "web-entity-deleted",
        Entity { unsettled: 1.., .. } => "web-entity-doubtful",
        Entity { waiting: 1.., .. } => "web-entity-waiting",
        _ => return String::new(),
    };
    phrase(lang, key)
}

fn notices(entity: &Entity, lang: Lang) -> Vec<Notice> {
    let mut notices = Vec::new();
    if entity.deleted {
        notices.push(Notice::new(Tone::Plain, phrase(lang, "web-entity-deleted-text")));
    }
    if entity.waiting > 0 {
        let waiting = usize::try_from(entity.waiting).unwrap_or(usize::MAX);
        notices.push(Notice::new(Tone::Warn, words::counted(lang, "web-entity-waiting-text", waiting)));
    }
    notices
}

/// A property as people read it.
fn property(name: &str, lang: Lang) -> String {
    if name == LABEL { phrase(lang, "web-lists-name") } else { name.to_owned() }
}

fn doubts(state: &WebState, view: &EntityView, lang: Lang) -> Vec<EntityDoubt> {
    let doubt = |doubt: &collection::Doubt| {
        let standing =
            EntityValue { value: doubt.standing.clone(), who: phrase(lang, "web-entity-standing"), stands: true };
        let others = doubt.others.iter().map(|(value, author, at)| EntityValue {
            value: value.clone(),
            who: format!("{author} · {}", words::near_day(&state.kit, *at, lang)),
            stands: false,
        });
        EntityDoubt {
            property: doubt.property.clone(),
            title: property(&doubt.property, lang),
            values: std::iter::once(standing).chain(others).collect(),
        }
    };
    view.doubts.iter().map(doubt).collect()
}

fn event(state: &WebState, change: &EntityChangeView, lang: Lang) -> Event {
    let values = change.values.iter().map(|(name, value)| format!("{}: {value}", property(name, lang)));
    let mut notes: Vec<String> = values.collect();
    if change.is_offline {
        notes.push(phrase(lang, "web-entity-offline"));
    }
    let waits = change.version.is_none();
    let title = phrase(lang, &format!("web-entity-did-{}", change.act));
    Event {
        when: words::near_day(&state.kit, change.at, lang),
        exact: words::moment(&state.kit, change.at, lang),
        href: String::new(),
        title: if waits { format!("{title} – {}", phrase(lang, "web-entity-waiting")) } else { title },
        who: change.author.clone(),
        changes: Vec::new(),
        note: notes.join(" · "),
        tone: if waits { Tone::Warn } else { Tone::Plain },
    }
}
