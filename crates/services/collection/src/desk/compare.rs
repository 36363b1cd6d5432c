//! What a version of a form changes against the one that was used last, and what that means for what was collected: how many records
//! answer a question that goes away, how many a new rule or a shorter list would refuse. Counts only; no answer leaves.

use super::own_form;
use super::read_form::ReadForm;
use crate::own_lists::OwnListsOf;
use crate::{Collection, ItemLists, ListQuery};
use forms::{ChoiceSource, Environment, Item, Kind, ViolationKind};
use language::Text;
use serde_json::Value as Json;
use service_kit::{Context, ServiceError};
use std::collections::{BTreeMap, BTreeSet};
use std::mem::discriminant;
use std::sync::Arc;
use store::{FormState, FormVersion, RecordQuery};
use xforms::{Bind, ModelItem};

/// Records checked in one step.
const STEP: u32 = 100;
/// Of longer lists so many are checked, the first received; whoever asks waits for it.
const MOST_CHECKED: u64 = 20_000;

/// A version beside the one before it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// The version that was in use last.
    pub before: String,
    /// What is different, by place in the newer form; what it no longer has comes last.
    pub changes: Vec<FormChange>,
    /// Records whose answers the newer version would not take as they are, of those that were checked.
    pub refused: u64,
    /// How many records were checked.
    pub checked: u64,
    /// How many there are.
    pub records: u64,
}

/// One difference.
#[derive(Clone, Debug, PartialEq)]
pub struct FormChange {
    /// The question's path.
    pub path: String,
    /// The question, as the newer version asks it, else the older.
    pub label: Text,
    /// What is different.
    pub what: Difference,
    /// Records that it concerns: that answer what goes away, or that it refuses.
    pub concerned: u64,
}

/// What is different about a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It asks for something else.
    Retyped,
    /// It is worded otherwise in some language.
    Relabelled,
    /// These can be chosen now, by their names.
    ChoicesAdded(Vec<String>),
    /// These cannot be chosen any more, by their names.
    ChoicesRemoved(Vec<String>),
    /// Another condition on the answer.
    Constraint,
    /// Another condition on whether an answer is needed.
    Required,
    /// Another condition on whether it is asked.
    Relevance,
    /// It is worked out otherwise.
    Calculation,
}

impl Difference {
    /// The rule by which an answer that was collected may be refused because of it.
    fn refuses(&self) -> Option<ViolationKind> {
        match self {
            Self::Added | Self::Required => Some(ViolationKind::Required),
            Self::Retyped => Some(ViolationKind::Type),
            Self::ChoicesRemoved(_) => Some(ViolationKind::Choice),
            Self::Constraint => Some(ViolationKind::Constraint),
            Self::Removed | Self::Relabelled | Self::ChoicesAdded(_) | Self::Relevance | Self::Calculation => None,
        }
    }
}

impl Collection {
    /// What a version changes; nothing when no other one was ever used.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn compare_form(
        &self,
        context: &Context,
        version: &FormVersion,
    ) -> Result<Option<Comparison>, ServiceError> {
        self.allow_forms(context, &version.agency_id)?;
        let used = self.kit.store.form_versions().await?.into_iter().filter(|other| {
            let is_other = other.agency_id == version.agency_id && other.form_id == version.form_id;
            is_other && other.version != version.version && other.state != FormState::Draft
        });
        let last = used.max_by_key(|other| (other.state == FormState::Published, other.updated_at));
        let Some(last) = last else { return Ok(None) };
        let (older, newer) = (self.read_version(&last).await?, self.read_version(version).await?);
        let (Some(older), Some(newer)) = (older, newer) else { return Ok(None) };
        let (older, newer) = (Arc::new(older), Arc::new(newer));
        let both = (Arc::clone(&older), Arc::clone(&newer));
        let changes = self.brought_work.run(move || differences(&both.0, &both.1)).await?;
        let comparison = Comparison { before: last.version.clone(), changes, ..Comparison::default() };
        self.counted(context, &own_form(last).kind, newer, comparison).await.map(Some)
    }

    /// A version with its lists.
    async fn read_version(&self, version: &FormVersion) -> Result<Option<Compared>, ServiceError> {
        let file = self.kept_file(version).await?;
        let Ok(read) = self.read_form(file).await? else { return Ok(None) };
        let lists = self.lists_of_version(version).await?;
        Ok(Some(Compared { read, lists }))
    }

    async fn counted(
        &self,
        context: &Context,
        kind: &str,
        newer: Arc<Compared>,
        mut comparison: Comparison,
    ) -> Result<Comparison, ServiceError> {
        comparison.records = self.total(context, kind).await?;
        let lists = self.all_itemsets(context, kind).await?.with_own(newer.lists.clone());
        let check = Arc::new((newer, lists, self.environment(context)));
        let query = RecordQuery { limit: Some(STEP), ..self.in_scope(context, ListQuery::recent(kind)) };
        let mut after = Some(0);
        while let Some(place) = after.filter(|_| comparison.checked < MOST_CHECKED) {
            let step = self.kit.store.records_after(&query, place).await?;
            let ids: Vec<String> = step.records.iter().map(|record| record.submission_id.clone()).collect();
            let answers = self.kit.store.answers(&ids).await?;
            let check = Arc::clone(&check);
            comparison = self
                .brought_work
                .run(move || {
                    for (_, text) in answers {
                        comparison.count(&text, &check.0, &check.1, &check.2);
                    }
                    comparison
                })
                .await?;
            after = step.next;
        }
        Ok(comparison)
    }
}

/// A version that is compared.
struct Compared {
    read: ReadForm,
    lists: OwnListsOf,
}

impl Comparison {
    /// Checks the answers of a record by the newer version.
    fn count(&mut self, answers: &str, newer: &Compared, lists: &ItemLists, environment: &Environment) {
        let Ok(answers) = serde_json::from_str::<Json>(answers) else { return };
        let violations =
            forms::check(newer.read.form(), &answers, lists, environment.clone()).err().unwrap_or_default();
        let broken = violations.into_iter().filter(|one| one.kind != ViolationKind::Unknown);
        let broken: BTreeSet<_> = broken.map(|one| (without_numbers(&one.path), one.kind)).collect();
        self.refused += u64::from(!broken.is_empty());
        self.changes.iter_mut().for_each(|change| change.count(&answers, &broken));
        self.checked += 1;
    }
}

impl FormChange {
    fn count(&mut self, answers: &Json, broken: &BTreeSet<(String, ViolationKind)>) {
        let is_concerned = match self.what.refuses() {
            Some(rule) => broken.contains(&(self.path.clone(), rule)),
            None if self.what == Difference::Removed => is_answered(answers, &self.path),
            None => false,
        };
        self.concerned += u64::from(is_concerned);
    }
}

/// `/child[2]/age` without the numbers of instances.
fn without_numbers(path: &str) -> String {
    let names = path.split('/').map(|piece| piece.split('[').next().unwrap_or_default());
    names.collect::<Vec<_>>().join("/")
}

/// Whether something is answered at a path, in whichever instance.
fn is_answered(answers: &Json, path: &str) -> bool {
    match (answers, path.strip_prefix('/')) {
        (Json::Array(rows), Some(_)) => rows.iter().any(|row| is_answered(row, path)),
        (Json::Object(object), Some(rest)) => {
            let (name, inside) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
            object.get(name).is_some_and(|found| is_answered(found, inside))
        }
        (Json::String(text), None) => !text.is_empty(),
        (Json::Array(rows), None) => !rows.is_empty(),
        _ => false,
    }
}

/// One of the rules of a question.
type Rule = fn(&Bind) -> Option<&String>;

fn differences(older: &Compared, newer: &Compared) -> Vec<FormChange> {
    let (old_form, new_form) = (older.read.form(), newer.read.form());
    let (old_binds, new_binds) = (binds(older), binds(newer));
    let mut changes = Vec::new();
    let mut note = |item: &Item, what: Difference| {
        changes.push(FormChange { path: item.path.clone(), label: item.label.clone(), what, concerned: 0 });
    };
    for item in new_form.questions() {
        let Some(before) = old_form.item(&item.path).filter(|before| !before.kind.is_section()) else {
            note(item, Difference::Added);
            continue;
        };
        if discriminant(&before.kind) != discriminant(&item.kind) {
            note(item, Difference::Retyped);
        }
        if before.label != item.label || before.hint != item.hint {
            note(item, Difference::Relabelled);
        }
        let (had, has) = (choices(older, before), choices(newer, item));
        let (added, removed) = (minus(&has, &had), minus(&had, &has));
        if !added.is_empty() {
            note(item, Difference::ChoicesAdded(added));
        }
        if !removed.is_empty() {
            note(item, Difference::ChoicesRemoved(removed));
        }
        let (before, now) = (old_binds.get(&item.path), new_binds.get(&item.path));
        let rules: [(Rule, Difference); 4] = [
            (|bind| bind.constraint.as_ref(), Difference::Constraint),
            (|bind| bind.required.as_ref(), Difference::Required),
            (|bind| bind.relevant.as_ref(), Difference::Relevance),
            (|bind| bind.calculate.as_ref(), Difference::Calculation),
        ];
        for (rule, difference) in rules {
            if before.and_then(|bind| rule(bind)) != now.and_then(|bind| rule(bind)) {
                note(item, difference);
            }
        }
    }
    let is_gone = |item: &&Item| new_form.item(&item.path).is_none_or(|now| now.kind.is_section());
    old_form.questions().filter(is_gone).for_each(|item| note(item, Difference::Removed));
    // Notes hold no answers: what they say matters, whether they are there does not.
    let is_note = |path: &str| {
        [old_form, new_form].iter().any(|form| form.item(path).is_some_and(|item| item.kind == Kind::Note))
    };
    changes.retain(|change| change.what == Difference::Relabelled || !is_note(&change.path));
    changes
}

/// What holds for each question, by its path.
fn binds(compared: &Compared) -> BTreeMap<String, Bind> {
    let root = format!("/{}", compared.read.form().root_name());
    let bind = |item: &ModelItem| match item {
        ModelItem::Bind(bind) => Some((bind.nodeset.strip_prefix(&root)?.to_owned(), (**bind).clone())),
        ModelItem::Action(_) => None,
    };
    compared.read.definition().model.iter().filter_map(bind).collect()
}

/// What can be chosen at a question, by name, conditions aside.
fn choices(compared: &Compared, item: &Item) -> Vec<String> {
    match item.kind.choice_source() {
        Some(ChoiceSource::File(file)) => {
            let list = compared.lists.get(file).and_then(Option::as_ref);
            let choices = list.map(|list| compared.read.form().choices_in(item, list.itemset())).unwrap_or_default();
            choices.iter().map(|choice| choice.name.clone()).collect()
        }
        _ => compared.read.form().choices(item).iter().map(|choice| choice.name.clone()).collect(),
    }
}

fn minus(from: &[String], without: &[String]) -> Vec<String> {
    let without: BTreeSet<&String> = without.iter().collect();
    from.iter().filter(|name| !without.contains(name)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_answer_is_found_in_groups_and_any_instance() {
        let answers = json!({ "who": { "name": "x", "empty": "" }, "child": [{ "age": "" }, { "age": "7" }] });
        for (path, expected) in [
            ("/who/name", true),
            ("/who/empty", false),
            ("/who/other", false),
            ("/child/age", true),
            ("/child/name", false),
        ] {
            assert_eq!(is_answered(&answers, path), expected, "{path}");
        }
        assert_eq!(without_numbers("/child[2]/age"), "/child/age");
    }
}
