//! A trace of somebody answering a form, done again: what the form looked like at the beginning and after each step, in the shape in
//! which the conformance cases of the ODK world are recorded. Owns that shape, and how the controls of a phone turn what a person
//! does into answers; the answering itself is the session's.

mod state;
mod typed;

use crate::lists::{self, Format, ListLimits};
use crate::{Calls, Flaws, Form, Itemset, Known, Session, compile_definition};
use serde_json::{Map, Value as Json, json};
use state::States;
use std::collections::BTreeMap;
use xpath::{Document, Environment};

/// Does a trace again. Reads `form_xml`, `resources` with `url`, `mime` and `text`, `preload`, `edit_instance` or `restore_instance`
/// with the XML of an earlier submission, and `steps` whose `op` is `answer`, `add_repeat`, `remove_repeat` or `set_language`.
/// Answers `initial` and `steps` with the states of nodes and the submission's XML, or `kind` `load_error` with a `message`.
pub fn replay(trace: &Json, environment: Environment) -> Json {
    let mut answer = Map::new();
    if let Some(id) = trace.get("id") {
        answer.insert("id".to_owned(), id.clone());
    }
    match run(trace, environment) {
        Ok(done) => answer.extend(done),
        Err(message) => {
            answer.insert("kind".to_owned(), json!("load_error"));
            answer.insert("message".to_owned(), json!(message));
        }
    }
    Json::Object(answer)
}

fn run(trace: &Json, environment: Environment) -> Result<Map<String, Json>, String> {
    let text = trace.get("form_xml").and_then(Json::as_str).unwrap_or_default();
    let read = xforms::read(text, &xml::Limits::default()).map_err(|error| error.to_string())?;
    let compiled =
        compile_definition(&read.definition, Calls::MayBeMissing).map_err(|flaws: Flaws| flaws.to_string())?;
    let form = compiled.form;
    let resources = resources(trace);
    for (file, list) in &resources {
        if let Some(column) = form.missing_column(file, list) {
            return Err(format!("the list `{file}` has no column `{column}`"));
        }
    }
    let mut session = begin(&form, &resources, trace, environment)?;
    if let Some(fault) = session.first_fault() {
        return Err(fault);
    }
    let mut states = States::of(&session);
    let mut answer = Map::new();
    answer.insert("kind".to_owned(), json!("instance"));
    answer.insert(
        "initial".to_owned(),
        json!({
            "nodes": states.nodes(),
            "submission_xml": session.submission(),
            "language": session.language(),
        }),
    );
    let steps = trace.get("steps").and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
    let mut done = Vec::with_capacity(steps.len());
    for step in steps {
        // Recorded steps hold what was done in an object of its own; written ones may be that object.
        let op = step.get("op").filter(|op| op.is_object()).unwrap_or(step);
        let outcome = typed::act(&mut session, op);
        let after = States::of(&session);
        let (changed, gone) = states.differences(&after);
        let mut record = json!({
            "op": op,
            "changed": changed,
            "gone": gone,
            "submission_xml": session.submission(),
            "language": session.language(),
        });
        if let (Err(threw), Some(record)) = (outcome, record.as_object_mut()) {
            record.insert("threw".to_owned(), json!(threw));
        }
        states = after;
        done.push(record);
    }
    answer.insert("steps".to_owned(), Json::Array(done));
    Ok(answer)
}

fn begin<'f>(
    form: &'f Form,
    resources: &'f BTreeMap<String, Itemset>,
    trace: &Json,
    environment: Environment,
) -> Result<Session<'f>, String> {
    let known = known(trace.get("preload"));
    let earlier = |name: &str| trace.get(name).and_then(Json::as_str);
    match (earlier("edit_instance"), earlier("restore_instance")) {
        (Some(xml), _) => Session::correct(form, resources, environment, xml).map_err(|error| error.to_string()),
        (None, Some(xml)) => Session::resume(form, resources, environment, xml).map_err(|error| error.to_string()),
        (None, None) => Ok(Session::begin(form, resources, environment, known)),
    }
}

fn known(preload: Option<&Json>) -> Known {
    let property = |name: &str| preload.and_then(|preload| preload.get(name)).and_then(Json::as_str).map(str::to_owned);
    Known {
        device_id: property("deviceID"),
        username: property("username"),
        email: property("email"),
        phone_number: property("phoneNumber"),
        other: BTreeMap::new(),
    }
}

/// The files beside the form, by the name that forms know them by.
fn resources(trace: &Json) -> BTreeMap<String, Itemset> {
    let listed = trace.get("resources").and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
    let mut files = BTreeMap::new();
    for resource in listed {
        let field = |name: &str| resource.get(name).and_then(Json::as_str);
        let (Some(url), Some(text)) = (field("url"), field("text")) else { continue };
        let name = url.strip_prefix("jr://").and_then(|rest| rest.split_once('/')).map_or(url, |(_, file)| file);
        let format = match field("mime").unwrap_or_default() {
            mime if mime.contains("csv") => Format::Csv,
            mime if mime.contains("json") => Format::GeoJson,
            _ => Format::Xml,
        };
        // A list that nobody can read is an empty one, as it is to the engine that the traces were recorded from.
        let list = lists::read(text, format, ListLimits::default())
            .map_or_else(|_| Itemset::from_document(Document::new("root")), |list| list.itemset);
        files.insert(name.to_owned(), list);
    }
    files
}
