//! The lists that forms take from outside: places from the gazetteer, records of other kinds as far as the caller may see them, and what
//! was brought in files beside the form.

use crate::lists_ready::SharedList;
use crate::own_lists::OwnListsOf;
use crate::{Collection, Definition, EntityList, ListQuery};
use forms::{Choice, Form, Itemset, Itemsets};
use language::Text;
use places::{Gazetteer, Level, Place};
use serde_json::Value as Json;
use service_kit::{Context, ServiceError};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use store::{Filter, Page, Record, Test, Value};

/// Records are named by so many ids in one question.
const IDS_AT_ONCE: usize = 200;

/// The gazetteer as lists of choices, made once.
pub(crate) struct PlaceLists {
    provinces: Itemset,
    districts: Itemset,
    subdistricts: Itemset,
}

impl PlaceLists {
    pub(crate) fn new() -> Self {
        let list = |level| Itemset::new(Gazetteer::builtin().level(level).iter().map(place_choice));
        Self {
            provinces: list(Level::Province),
            districts: list(Level::District),
            subdistricts: list(Level::Subdistrict),
        }
    }
}

fn place_choice(place: &Place) -> Choice {
    let choice = Choice::new(place.code(), place.name()).with("province", place.province_code());
    match place.district_code() {
        Some(district) => choice.with("district", district),
        None => choice,
    }
}

/// The lists for one caller and one form.
pub struct ItemLists {
    places: Arc<PlaceLists>,
    /// Those that were brought with the form.
    own: OwnListsOf,
    records: BTreeMap<String, Vec<(String, Text)>>,
    lists: BTreeMap<String, Itemset>,
    entities: BTreeMap<String, Arc<EntityList>>,
    /// Whether the answers were given with lists of another time.
    is_of_another_time: bool,
}

impl ItemLists {
    /// The same lists for answers that were given with those of another time: on a phone, which had the entities as they were then, and
    /// some that nobody here has heard of yet.
    pub(crate) fn of_another_time(self) -> Self {
        Self { is_of_another_time: true, ..self }
    }

    /// The list of entities in a file; nothing when something else is in it.
    pub fn entity_list(&self, file: &str) -> Option<&EntityList> {
        self.entities.get(file).map(|list| &**list)
    }

    /// The same with these lists in the place of those brought with the form. Such a list stays the form's, also when another form of the
    /// agency begins to make entities under its name.
    pub(crate) fn with_own(mut self, own: OwnListsOf) -> Self {
        self.entities.retain(|file, _| !own.contains_key(file));
        Self { own, ..self }
    }

    /// The list in a file that others use too.
    pub(crate) fn shared(&self, file: &str) -> Option<SharedList> {
        let of_entities = || self.entities.get(file).cloned().map(SharedList::Entities);
        self.own.get(file).and_then(Option::clone).map(SharedList::Own).or_else(of_entities)
    }

    /// Adds a choice to the list of a kind: a record that will be made together with what refers to it.
    pub(crate) fn add(&mut self, kind: &str, name: &str) {
        let file = file_of(kind);
        let choices = self.records.entry(file.clone()).or_default();
        if !choices.iter().any(|(known, _)| known == name) {
            choices.push((name.to_owned(), Text::new(name)));
        }
        self.lists.insert(file, list(choices));
    }
}

impl Itemsets for ItemLists {
    fn may_have_changed(&self, file: &str) -> bool {
        self.is_of_another_time && self.entities.contains_key(file)
    }

    fn itemset(&self, file: &str) -> Option<&Itemset> {
        match file {
            "provinces.csv" => Some(&self.places.provinces),
            "districts.csv" => Some(&self.places.districts),
            "subdistricts.csv" => Some(&self.places.subdistricts),
            other => {
                let of_records = self.lists.get(other);
                let of_entities = || self.entities.get(other).map(|list| list.itemset());
                let of_own = || self.own.get(other).and_then(Option::as_ref).map(|list| list.itemset());
                of_records.or_else(of_entities).or_else(of_own)
            }
        }
    }
}

fn list(choices: &[(String, Text)]) -> Itemset {
    Itemset::new(choices.iter().map(|(name, label)| Choice::new(name, label.clone())))
}

/// `prevention/project` is the list `project.csv`.
fn file_of(kind: &str) -> String {
    format!("{}.csv", kind.rsplit('/').next().unwrap_or(kind))
}

impl Collection {
    /// Every list that a form can ask for, whole: what a page needs to show its choices.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn all_itemsets(&self, context: &Context, kind: &str) -> Result<ItemLists, ServiceError> {
        let in_use = self.kind(context, kind)?;
        let own = self.own_lists_for(in_use.definition()).await?;
        let lists = self.itemsets_beside_own(context, kind).await?.with_own(own);
        self.ready(in_use.definition().form, lists).await
    }

    /// The same without what was brought in files beside the form, which phones are given as it was brought.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn itemsets_beside_own(&self, context: &Context, kind: &str) -> Result<ItemLists, ServiceError> {
        let in_use = self.kind(context, kind)?;
        let definition = in_use.definition();
        let kinds: BTreeSet<&str> = definition.kind.references.iter().map(|one| one.kind.as_str()).collect();
        let mut records = BTreeMap::new();
        for kind in kinds {
            records.insert(file_of(kind), self.choices(context, kind, Vec::new()).await?);
        }
        let entities = self.entity_lists_for(context, definition.pack, definition.form).await?;
        let named = definition.own_lists().into_iter().flatten().map(|(file, _)| (file.clone(), None)).collect();
        Ok(self.item_lists(records, entities).with_own(named))
    }

    /// The lists of a form that is not in use, for trying it: places, those that were brought with it, and those of entities that the
    /// agency's forms in use make, as far as the caller may see them.
    pub(crate) async fn lists_to_try(
        &self,
        context: &Context,
        pack: &str,
        form: &Form,
        own: OwnListsOf,
    ) -> Result<ItemLists, ServiceError> {
        let entities = match self.brought_pack(pack) {
            Some(pack) => self.entity_lists_for(context, &pack, form).await?,
            None => BTreeMap::new(),
        };
        self.ready(form, self.item_lists(BTreeMap::new(), entities).with_own(own)).await
    }

    /// The lists that checking these answers needs: of records, only those that the answers name.
    pub(crate) async fn itemsets_for(
        &self,
        context: &Context,
        definition: Definition<'_>,
        answers: &Json,
    ) -> Result<ItemLists, ServiceError> {
        let mut records: BTreeMap<String, Vec<(String, Text)>> = BTreeMap::new();
        for reference in &definition.kind.references {
            let mut named = BTreeSet::new();
            answers_to(answers, &reference.question, &mut named);
            let found = match self.in_use(&reference.kind)?.definition().kind.key.as_deref() {
                _ if named.is_empty() => Vec::new(),
                Some(key) => {
                    let values = named.iter().map(|name| Value::Text((*name).to_owned())).collect();
                    let filter = Filter { column: key.to_owned(), test: Test::In(values) };
                    self.choices(context, &reference.kind, vec![filter]).await?
                }
                None => self.choices_by_id(context, &reference.kind, &named).await?,
            };
            records.entry(file_of(&reference.kind)).or_default().extend(found);
        }
        let entities = self.entity_lists_for(context, definition.pack, definition.form).await?;
        let own = self.own_lists_for(definition).await?;
        // Not made ready: what a phone sends is not looked up in lists of entities at all, which change with every visit.
        Ok(self.item_lists(records, entities).with_own(own))
    }

    fn item_lists(
        &self,
        records: BTreeMap<String, Vec<(String, Text)>>,
        entities: BTreeMap<String, Arc<EntityList>>,
    ) -> ItemLists {
        let lists = records.iter().map(|(file, choices)| (file.clone(), list(choices))).collect();
        let (places, own) = (Arc::clone(&self.places), BTreeMap::new());
        ItemLists { places, own, records, lists, entities, is_of_another_time: false }
    }

    async fn choices(
        &self,
        context: &Context,
        kind: &str,
        filters: Vec<Filter>,
    ) -> Result<Vec<(String, Text)>, ServiceError> {
        let query = ListQuery { filters, with_rows: false, ..ListQuery::everything(kind) };
        let page = self.named(context, query).await?;
        let mut choices: Vec<_> = page.records.iter().map(|record| self.choice(record)).collect::<Result<_, _>>()?;
        choices.sort_by(|left, right| left.0.cmp(&right.0));
        Ok(choices)
    }

    pub(crate) async fn choices_by_id(
        &self,
        context: &Context,
        kind: &str,
        ids: &BTreeSet<&str>,
    ) -> Result<Vec<(String, Text)>, ServiceError> {
        let ids: Vec<String> = ids.iter().map(|id| (*id).to_owned()).collect();
        let mut choices = Vec::with_capacity(ids.len());
        for some in ids.chunks(IDS_AT_ONCE) {
            let query = ListQuery { ids: Some(some.to_vec()), with_rows: false, ..ListQuery::everything(kind) };
            let page = self.named(context, query).await?;
            choices.extend(page.records.iter().map(|record| self.choice(record)).collect::<Result<Vec<_>, _>>()?);
        }
        Ok(choices)
    }

    /// Records for their names alone. Where a kind is called by what says who somebody is, naming them is showing them.
    async fn named(&self, context: &Context, query: ListQuery) -> Result<Page, ServiceError> {
        if self.in_use(&query.kind)?.definition().is_called_by_sensitive() {
            self.list(context, query).await
        } else {
            self.outline(context, query).await
        }
    }

    fn choice(&self, record: &Record) -> Result<(String, Text), ServiceError> {
        let name = match self.in_use(&record.kind)?.definition().kind.key.as_deref() {
            Some(key) => record.answer(key),
            None => record.id.clone(),
        };
        Ok((name, self.record_label(record)?))
    }
}

/// Every answer to a question, wherever it stands.
fn answers_to<'a>(answers: &'a Json, question: &str, found: &mut BTreeSet<&'a str>) {
    match answers {
        Json::Object(object) => {
            for (name, answer) in object {
                match answer.as_str() {
                    Some(text) if name == question && !text.is_empty() => {
                        found.insert(text);
                    }
                    _ => answers_to(answer, question, found),
                }
            }
        }
        Json::Array(rows) => rows.iter().for_each(|row| answers_to(row, question, found)),
        _ => {}
    }
}
