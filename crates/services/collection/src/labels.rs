//! What things are called: records, places, choices, dimensions. Owns the looking up, so that every surface uses the same word.

use crate::own_lists::OwnListsOf;
use crate::{Collection, Definition};
use language::{Lang, Text};
use packs::Reference;
use places::Gazetteer;
use service_kit::{Context, ServiceError};
use std::collections::{BTreeMap, BTreeSet};
use store::{Record, Row, Value};

/// What the answers of a form are named by, ready for as long as this is held.
#[must_use = "choices are named while it is held"]
pub struct Named {
    _lists: OwnListsOf,
}

impl Collection {
    /// How a record is called, in every language.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when its kind is not in use.
    pub fn record_label(&self, record: &Record) -> Result<Text, ServiceError> {
        let in_use = self.in_use(&record.kind)?;
        let definition = in_use.definition();
        let mut label = Text::default();
        for lang in Lang::ALL {
            let filled = definition.kind.label.fill(|question| {
                let answer = record.answer(question);
                (!answer.is_empty()).then(|| self.answer_label(&record.kind, question, &answer).get(lang).to_owned())
            });
            // Most labels are the same in every language; only those that differ from English are kept.
            if lang == Lang::En || filled != label.get(Lang::En) {
                label = label.with(lang, filled);
            }
        }
        Ok(label)
    }

    /// Puts names in place of ids where answers refer to other records, for showing only: what the reader may not know of keeps its id,
    /// which says nothing. References by a key of people's own, such as a project's code, stay as they are. What is handed back keeps
    /// the lists ready that choices are named by.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn name_references(
        &self,
        context: &Context,
        definition: Definition<'_>,
        records: &mut [Record],
    ) -> Result<Named, ServiceError> {
        let named = Named { _lists: self.own_lists_for(definition).await? };
        for reference in &definition.kind.references {
            if self.in_use(&reference.kind)?.definition().kind.key.is_some() {
                continue;
            }
            let ids: BTreeSet<String> = records
                .iter_mut()
                .flat_map(|record| answers_to(record, reference))
                .map(|value| value.to_answer())
                .collect();
            let ids: BTreeSet<&str> = ids.iter().map(String::as_str).filter(|id| !id.is_empty()).collect();
            let names: BTreeMap<String, Text> =
                self.choices_by_id(context, &reference.kind, &ids).await?.into_iter().collect();
            for value in records.iter_mut().flat_map(|record| answers_to(record, reference)) {
                if let Some(name) = names.get(&value.to_answer()) {
                    *value = Value::Text(name.get(context.lang).to_owned());
                }
            }
        }
        Ok(named)
    }

    /// What an agency is called; nothing when there is none of this id.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn agency_name(&self, id: &str) -> Result<Text, ServiceError> {
        let agencies = self.kit.store.agencies().await?;
        let found = agencies.into_iter().find(|agency| agency.id == id);
        Ok(found.map(|agency| Text::new(agency.name_en).with(Lang::Th, agency.name_th)).unwrap_or_default())
    }

    /// What an answer to a question, by its path or its name, reads as: the choice's label, the place's name, the answer itself.
    pub fn answer_label(&self, kind: &str, question: &str, answer: &str) -> Text {
        let in_use = self.in_use(kind).ok();
        let of = in_use.as_ref().map(|of| of.definition());
        let chosen = of.and_then(|of| of.pack.choice_label(kind, question, answer));
        let chosen = chosen.or_else(|| self.label_in_own_list(of?, question, answer));
        let name = question.rsplit('/').next().unwrap_or(question);
        chosen.or_else(|| self.place_name(name, answer)).unwrap_or_else(|| same_in_all(answer))
    }

    /// The name of a place, when the dimension or question is one and the code is known.
    pub fn place_name(&self, dimension: &str, code: &str) -> Option<Text> {
        let gazetteer = Gazetteer::builtin();
        let place = match dimension {
            "province" => gazetteer.province(code),
            "district" => gazetteer.district(code),
            "subdistrict" => gazetteer.subdistrict(code),
            _ => None,
        };
        place.map(places::Place::name)
    }

    /// What a dimension is called.
    pub fn dimension_title(&self, kind: &str, dimension: &str) -> Text {
        let in_use = self.in_use(kind).ok();
        let own = in_use.as_ref().and_then(|in_use| in_use.definition().pack.dimension_title(dimension));
        own.cloned().unwrap_or_else(|| Text::new(dimension))
    }

    /// The values of an indicator's dimension in the order in which the kind's form offers them; none when it has no such question.
    pub fn value_order(&self, kind: &str, dimension: &str) -> Vec<String> {
        let Ok(in_use) = self.in_use(kind) else { return Vec::new() };
        let definition = in_use.definition();
        let choices = definition.form.named(dimension).map(|item| definition.form.choices(item));
        choices.unwrap_or_default().iter().map(|choice| choice.name.clone()).collect()
    }

    /// What a value of an indicator's dimension is called.
    pub fn value_label(&self, kind: &str, dimension: &str, value: &str) -> Text {
        let place = self.place_name(dimension, value);
        let in_indicators = || {
            let in_use = self.in_use(kind).ok()?;
            let pack = in_use.definition().pack;
            let mut indicators = pack.indicators.iter().filter(|indicator| indicator.kind == kind);
            indicators.find_map(|indicator| pack.value_label(indicator, dimension, value))
        };
        place.or_else(in_indicators).unwrap_or_else(|| same_in_all(value))
    }
}

/// The values of a record that answer a referring question: one outside repeats, one a row inside.
fn answers_to<'r>(record: &'r mut Record, reference: &Reference) -> Vec<&'r mut Value> {
    let named = |row: &'r mut Row| row.iter_mut().find(|(name, _)| *name == reference.question).map(|(_, value)| value);
    match &reference.rows {
        None => named(&mut record.columns).into_iter().collect(),
        Some(repeat) => {
            let repeats = record.rows.iter_mut().filter(|(name, _)| name == repeat);
            repeats.flat_map(|(_, rows)| rows).filter_map(named).collect()
        }
    }
}

fn same_in_all(text: &str) -> Text {
    Text::new(text)
}
