//! What things are called: records, places, choices, dimensions. Owns the looking up, so that every surface uses the same word.

use crate::Collection;
use language::{Lang, Text};
use places::Gazetteer;
use service_kit::ServiceError;
use store::Record;

impl Collection {
    /// How a record is called, in every language.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when its kind is not in use.
    pub fn record_label(&self, record: &Record) -> Result<Text, ServiceError> {
        let definition = self.kind(&record.kind)?;
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

    /// What an agency is called; nothing when there is none of this id.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn agency_name(&self, id: &str) -> Result<Text, ServiceError> {
        let agencies = self.kit.store.agencies().await?;
        let found = agencies.into_iter().find(|agency| agency.id == id);
        Ok(found.map(|agency| Text::new(agency.name_en).with(Lang::Th, agency.name_th)).unwrap_or_default())
    }

    /// What an answer reads as: the choice's label, the place's name, the answer itself.
    pub fn answer_label(&self, kind: &str, question: &str, answer: &str) -> Text {
        let chosen = self.kind(kind).ok().and_then(|definition| definition.pack.choice_label(kind, question, answer));
        chosen.or_else(|| self.place_name(question, answer)).unwrap_or_else(|| same_in_all(answer))
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
    pub fn dimension_title(&self, dimension: &str) -> Text {
        let mut titles = self.packs().iter().filter_map(|pack| pack.dimension_title(dimension));
        titles.next().cloned().unwrap_or_else(|| Text::new(dimension))
    }

    /// What a value of an indicator's dimension is called.
    pub fn value_label(&self, kind: &str, dimension: &str, value: &str) -> Text {
        let place = self.place_name(dimension, value);
        let pack = || self.kind(kind).ok().map(|definition| definition.pack);
        let indicators = || pack().into_iter().flat_map(|pack| pack.indicators.iter().map(move |one| (pack, one)));
        place
            .or_else(|| {
                indicators()
                    .filter(|(_, indicator)| indicator.kind == kind)
                    .find_map(|(pack, indicator)| pack.value_label(indicator, dimension, value))
            })
            .unwrap_or_else(|| same_in_all(value))
    }
}

fn same_in_all(text: &str) -> Text {
    Text::new(text)
}
