//! An XForm's XML to a [`Definition`]. Owns the names of elements and attributes, and the place of what is wrong; what the form means
//! (whether its expressions can be read, its nodes exist) is asked of the definition by whoever answers it.

mod body;
mod instance;
mod model;
mod places;
mod problem;
mod source;
mod text;

pub use places::PartPlaces;
pub use problem::{Problem, ReadError, Wrong};

use crate::Definition;
use model::Model;
use source::Source;
use xml::Limits;

/// A form read from XML.
#[derive(Clone, Debug)]
pub struct FormXml {
    /// What it says.
    pub definition: Definition,
    /// What is odd in it but keeps nobody from using it, in the order of the text.
    pub warnings: Vec<Problem>,
    /// Where its parts stand in the text.
    pub places: PartPlaces,
}

/// Reads a form. Accepts what JavaRosa accepts; elements and attributes that nobody knows are kept or told as warnings.
///
/// # Errors
/// Everything that is wrong with the text, each with its line and column; only the first when it is no XML within the limits.
pub fn read(text: &str, limits: &Limits) -> Result<FormXml, ReadError> {
    let (document, places) = xml::read_with_places(text, limits).map_err(ReadError::from)?;
    let source = Source::new(&document, &places);
    let root = document.root();
    let Some(model) = source.descendant(root, "model") else {
        return Err(ReadError(vec![source.problem(root, Wrong::NoModel)]));
    };
    let found = Model::read(&source, model)?;
    let body = source.child(root, "body").or_else(|| source.descendant(root, "body"));
    let controls = body.map(|body| body::read(&source, body)).unwrap_or_default();
    let title = source.descendant(root, "title").map(|title| document.text(title).trim().to_owned());
    let definition = Definition {
        title: title.unwrap_or_default(),
        namespaces: source.declared_prefixes(root),
        instance: found.instance,
        entities_version: source.attribute(model, source::Space::Entities, "entities-version").map(str::to_owned),
        model: found.items,
        translations: found.translations,
        secondary: found.secondary,
        submission: found.submission,
        body_class: body.and_then(|body| source.plain(body, "class")).unwrap_or_default().to_owned(),
        body: controls,
    };
    let (errors, warnings, places) = source.finish();
    if errors.is_empty() { Ok(FormXml { definition, warnings, places }) } else { Err(ReadError(errors)) }
}

#[cfg(test)]
mod tests;
