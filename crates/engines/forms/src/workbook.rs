//! An XLSForm's tables to a form: converted, compiled, and what is wrong in either step told at its cell. Owns the step between; what
//! tables mean is `xlsform`'s, what a definition means is `compile`'s.

use crate::tongue::{Tongues, lang_named};
use crate::xform::list_files;
use crate::{Calls, Compiled, Flaw, Form, compile_definition};
use language::Text;
use std::borrow::Cow;
use std::collections::BTreeMap;
use xforms::{Aspect, Definition, Part, Translation};
use xlsform::{Converted, Options, Problem, Problems, Tables};

/// A form from a workbook.
#[derive(Clone, Debug)]
pub struct Workbook {
    /// The form.
    pub form: Form,
    /// What it was made of on the way: the definition, for writing an XForm, and where everything stands.
    pub converted: Converted,
    /// What is odd and does not keep the form from being used, in both steps.
    pub warnings: Vec<Problem>,
}

/// Reads a form that is written in Markdown tables, as those of packs are.
///
/// # Errors
/// As [`compile`]; functions that do not exist are mistakes.
pub fn read_markdown(text: &str) -> Result<Form, Problems> {
    read_markdown_workbook(text).map(|read| read.form)
}

/// Reads a form like [`read_markdown`], with what it was made of.
///
/// # Errors
/// As [`read_markdown`].
pub fn read_markdown_workbook(text: &str) -> Result<Workbook, Problems> {
    let options = Options { keeps_quotation_marks: true, ..Options::default() };
    compile(&xlsform::read_markdown(text), &options, Calls::MustExist)
}

impl Workbook {
    /// The form as XML for phones: the same bytes whenever it is asked for.
    pub fn xform(&self) -> String {
        xforms::write(&self.converted.definition)
    }

    /// The files beside the form that its lists come from, `districts.csv`, in the order in which it names them.
    pub fn list_files(&self) -> Vec<String> {
        list_files(&self.converted.definition, &self.form)
    }
}

/// Makes a form of tables.
///
/// # Errors
/// Everything that is wrong, each at its cell: what is no XLSForm, or else what is wrong with its expressions.
pub fn compile(tables: &Tables, options: &Options, calls: Calls) -> Result<Workbook, Problems> {
    let mut converted = xlsform::convert(tables, options)?;
    let at_cells = |flaws: Vec<Flaw>| flaws.into_iter().map(|flaw| at_cell(flaw, &converted)).collect::<Vec<_>>();
    let definition = with_unshown(&converted);
    let (mut form, odd) = match compile_definition(&definition, calls) {
        Ok(Compiled { form, warnings }) => (form, at_cells(warnings)),
        Err(flaws) => {
            let mut problems = at_cells(flaws.0);
            problems.sort_by_key(|problem| problem.place.row);
            return Err(Problems(problems));
        }
    };
    number_rows(&mut form, &converted);
    let title = title(&form.tongues, &converted.titles);
    if !title.is_empty() {
        form.title = title;
    }
    let mut warnings = std::mem::take(&mut converted.warnings);
    warnings.extend(odd);
    Ok(Workbook { form, converted, warnings })
}

/// The definition with the texts that an XForm has no place for, where readers of the form look for them.
fn with_unshown(converted: &Converted) -> Cow<'_, Definition> {
    if converted.unshown.is_empty() {
        return Cow::Borrowed(&converted.definition);
    }
    let mut definition = converted.definition.clone();
    if definition.translations.is_empty() {
        definition.translations.push(Translation { language: String::new(), is_default: true, texts: BTreeMap::new() });
    }
    let at = definition.translations.iter().position(|translation| translation.is_default).unwrap_or_default();
    if let Some(translation) = definition.translations.get_mut(at) {
        let texts =
            converted.unshown.iter().map(|(id, words)| (id.clone(), vec![(xforms::Form::Plain, words.clone())]));
        translation.texts.extend(texts);
    }
    Cow::Owned(definition)
}

fn at_cell(flaw: Flaw, converted: &Converted) -> Problem {
    let place = converted.places.of(&flaw.part).unwrap_or_default();
    Problem { place, message: flaw.message }
}

/// Ties every item to the row that asks for it.
fn number_rows(form: &mut Form, converted: &Converted) {
    let root = form.items.first().map(|root| root.name.clone()).unwrap_or_default();
    for item in form.items.iter_mut().skip(1) {
        let part = Part::new(format!("/{root}{}", item.path.trim_end_matches('/')), Aspect::Node);
        item.row = converted.places.of(&part).map_or(0, |place| place.row);
    }
}

fn title(tongues: &Tongues, titles: &[(String, String)]) -> Text {
    let text = titles.iter().fold(Text::default(), |text, (language, title)| {
        let lang = if language.is_empty() { Some(tongues.default_lang()) } else { lang_named(language) };
        lang.map_or_else(|| text.clone(), |lang| text.clone().with(lang, title))
    });
    match titles.first() {
        Some((_, title)) if text.is_empty() => text.with(tongues.default_lang(), title),
        _ => text,
    }
}
