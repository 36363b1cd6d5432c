//! A form from XML that was written elsewhere: read, compiled, and what is wrong in either step told at its line and column. Owns the
//! step between and the words for it; what the XML says is `xforms`', what a definition means is `compile`'s.

use crate::{Calls, Compiled, Flaw, Form, compile_definition, xml_words};
use language::Message;
use xforms::{Aspect, Definition, FormXml, PartPlaces, Source, Wrong};

/// A form from XML.
#[derive(Clone, Debug)]
pub struct XForm {
    /// The form.
    pub form: Form,
    /// What it was made of.
    pub definition: Definition,
    /// Where the parts of the definition stand in the text.
    pub places: PartPlaces,
    /// What is odd and does not keep the form from being used; each says where.
    pub warnings: Vec<Message>,
}

/// Makes a form of the text of an XForm.
///
/// # Errors
/// Everything that is wrong, each with its line and column: what is no XForm, or else what is wrong with its expressions.
pub fn read_xform(text: &str, calls: Calls) -> Result<XForm, Vec<Message>> {
    let read = xforms::read(text, &xml::Limits::default());
    let FormXml { definition, warnings, places } =
        read.map_err(|error| error.0.iter().map(problem).collect::<Vec<_>>())?;
    let at_lines = |flaws: Vec<Flaw>| flaws.into_iter().map(|flaw| at_line(flaw, &places)).collect::<Vec<_>>();
    let Compiled { form, warnings: odd } = compile_definition(&definition, calls).map_err(|flaws| at_lines(flaws.0))?;
    let warnings = warnings.iter().map(problem).chain(at_lines(odd)).collect();
    Ok(XForm { form, definition, places, warnings })
}

impl XForm {
    /// The form as XML for phones: what was understood of it, so that what they are given is what answers are checked by.
    pub fn xform(&self) -> String {
        xforms::write(&self.definition)
    }

    /// The files beside the form that its lists come from, in the order in which it names them.
    pub fn list_files(&self) -> Vec<String> {
        list_files(&self.definition, &self.form)
    }

    /// A problem with a part of the form, told at its line and column where it has any.
    pub fn at_part(&self, part: &xforms::Part, problem: Message) -> Message {
        at_part(part, &self.places, problem)
    }
}

/// Those that the form declares, then those that are only searched in.
pub(crate) fn list_files(definition: &Definition, form: &Form) -> Vec<String> {
    let name = |source: &Source| match source {
        Source::File(address) => address.rsplit('/').next().map(str::to_owned),
        Source::Inline(_) => None,
    };
    let mut files: Vec<String> = definition.secondary.iter().filter_map(|instance| name(&instance.source)).collect();
    let searched = form.files().into_iter().filter(|file| !files.iter().any(|known| known == file));
    let searched: Vec<String> = searched.map(str::to_owned).collect();
    files.extend(searched);
    files
}

fn at_line(flaw: Flaw, places: &PartPlaces) -> Message {
    at_part(&flaw.part, places, flaw.message)
}

fn at_part(part: &xforms::Part, places: &PartPlaces, problem: Message) -> Message {
    match places.of(part) {
        Some((line, column)) => xml_words::at(line, column, problem),
        None if part.aspect == Aspect::Form || part.nodeset.is_empty() => problem,
        None => Message::new("forms-xml-at-node").with("path", part.nodeset.as_str()).with("problem", problem),
    }
}

fn problem(problem: &xforms::Problem) -> Message {
    xml_words::at(problem.line, problem.column, said(&problem.wrong))
}

fn said(wrong: &Wrong) -> Message {
    let named = |key, name: &str| Message::new(key).with("name", name);
    match wrong {
        Wrong::Xml(wrong) => xml_words::wrong(wrong),
        Wrong::NoModel => Message::new("forms-xform-no-model"),
        Wrong::NoInstance => Message::new("forms-xform-no-instance"),
        Wrong::SeveralRoots => Message::new("forms-xform-several-roots"),
        Wrong::NoInstanceId => Message::new("forms-xform-no-instance-id"),
        Wrong::InstanceTwice(id) => named("forms-xform-instance-twice", id),
        Wrong::AttributeMissing { element, attribute } => {
            named("forms-xform-attribute-missing", element).with("attribute", *attribute)
        }
        Wrong::ElementMissing { element, inner } => named("forms-xform-element-missing", element).with("inner", *inner),
        Wrong::UnknownBindId(id) => named("forms-xform-unknown-bind", id),
        Wrong::TranslationTwice(language) => named("forms-xform-translation-twice", language),
        Wrong::TwoDefaults => Message::new("forms-xform-two-defaults"),
        Wrong::TextTwice(id) => named("forms-xform-text-twice", id),
        Wrong::UnknownEvent(event) => named("forms-xform-unknown-event", event),
        Wrong::NewRepeatInModel => Message::new("forms-xform-new-repeat"),
        Wrong::MediaType(kind) => named("forms-xform-media-type", kind),
        Wrong::SubmissionMethod(method) => named("forms-xform-submission-method", method),
        Wrong::RangeLimit(limit) => named("forms-xform-range-limit", limit),
        Wrong::UnknownElement(element) => named("forms-xform-unknown-element", element),
        Wrong::NoChoices => Message::new("forms-xform-no-choices"),
        Wrong::CopyLeftOut => Message::new("forms-xform-copy"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use language::{Lang, say};

    const FORM: &str = "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'><h:head>\n\
        <h:title>Visit</h:title><model>\n\
        <instance><data id='visit' version='7'><age/></data></instance>\n\
        <bind nodeset='/data/age' type='int' constraint='. &lt; 18'/>\n\
        </model></h:head><h:body>\n<input ref='/data/age'><label>Age</label></input></h:body></h:html>";

    #[test]
    fn a_form_made_elsewhere_is_read() {
        let read = read_xform(FORM, Calls::MayBeMissing).expect("a form");
        assert_eq!((read.form.id.as_str(), read.form.version.as_str()), ("visit", "7"));
        assert_eq!((read.form.title.get(Lang::En), read.warnings), ("Visit", vec![]));
    }

    #[test]
    fn what_is_wrong_is_told_at_its_line_in_the_readers_language() {
        let cases = [
            (". &lt; 18", ". &lt;", "line 4, column 1: The expression stops too early", "บรรทัดที่ 4 คอลัมน์ที่ 1"),
            ("<age/>", "<age>", "line 3, column", "บรรทัดที่ 3"),
            ("<model>", "<modell>", "line", "บรรทัดที่"),
            ("<h:head>", "<!DOCTYPE x><h:head>", "line 1", "บรรทัดที่ 1"),
            ("</instance>", "</instance><instance><a/></instance>", "line 3", "บรรทัดที่ 3"),
        ];
        for (from, to, english, thai) in cases {
            let told = read_xform(&FORM.replacen(from, to, 1), Calls::MayBeMissing).expect_err(to);
            for (lang, expected) in [(Lang::En, english), (Lang::Th, thai)] {
                let said: Vec<String> = told.iter().map(|message| say(lang, message)).collect();
                assert!(said.iter().any(|one| one.contains(expected)), "{to}: {said:?}");
            }
        }
    }
}
