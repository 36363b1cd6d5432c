//! Runs the expressions that JavaRosa and ODK Web Forms were asked (2,894 of them) where the shared cases are present. Scored against
//! JavaRosa where the two differ.

#![allow(clippy::indexing_slicing, reason = "indexing JSON gives null where there is nothing")]

mod xml;

use serde_json::Value as Json;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::PathBuf;
use xpath::{Context, Document, Environment, Expression, Instances, Kind, NodeId, Value};

/// The documents of the cases, seen as forms: secondary instances and translations stand in the same XML.
struct FormInstances<'d> {
    document: &'d Document,
    language: Option<String>,
}

impl FormInstances<'_> {
    fn all(&self) -> Vec<NodeId> {
        let mut all = vec![self.document.top()];
        let mut at = 0;
        while let Some(node) = all.get(at).copied() {
            all.extend(self.document.elements(node));
            at += 1;
        }
        all
    }
}

impl Instances for FormInstances<'_> {
    fn instance(&self, name: &str) -> Option<&Document> {
        self.instance_top(name).map(|_| self.document)
    }

    fn instance_top(&self, name: &str) -> Option<NodeId> {
        let is_named = |node: &NodeId| {
            self.document.name(*node) == "instance" && self.document.attribute(*node, "id") == Some(name)
        };
        self.all().into_iter().find(is_named)
    }

    fn translation(&self, id: &str) -> Option<Cow<'_, str>> {
        let translations: Vec<_> =
            self.all().into_iter().filter(|node| self.document.name(*node) == "translation").collect();
        let chosen = translations
            .iter()
            .find(|node| self.language.is_some() && self.document.attribute(**node, "lang") == self.language.as_deref())
            .or_else(|| translations.iter().find(|node| self.document.attribute(**node, "default").is_some()))
            .or_else(|| translations.first())?;
        let text = self.document.elements(*chosen).find(|text| self.document.attribute(*text, "id") == Some(id))?;
        let value = self.document.child(text, "value")?;
        Some(self.document.text(value))
    }
}

fn cases(file: &str) -> Option<Vec<Json>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/conformance/forms/xpath").join(file);
    let text = std::fs::read_to_string(path).ok()?;
    let json: Json = serde_json::from_str(&text).expect("the cases are JSON");
    Some(json["cases"].as_array().expect("a list of cases").clone())
}

/// Finds a node by the numbers of children from the top, `/0/3/@id`.
fn node_at(document: &Document, index_path: &str, has_doctype: bool) -> NodeId {
    let mut node = document.top();
    for part in index_path.split('/').filter(|part| !part.is_empty()) {
        node = match part.strip_prefix('@') {
            Some(name) => attribute_named(document, node, name),
            None => {
                let skipped = usize::from(has_doctype && node == document.top());
                let index = part.parse::<usize>().expect("an index") - skipped;
                document.children(node).nth(index).expect("a child there")
            }
        };
    }
    node
}

fn attribute_named(document: &Document, node: NodeId, name: &str) -> NodeId {
    document
        .attributes(node)
        .chain(document.namespaces(node))
        .find(|attribute| qualified(document, *attribute) == name)
        .expect("an attribute there")
}

fn qualified(document: &Document, node: NodeId) -> String {
    let name = document.full_name(node).map(xpath::Name::qualified).unwrap_or_default();
    match document.kind(node) {
        Kind::Namespace if name == "xmlns" => name,
        Kind::Namespace => format!("xmlns:{name}"),
        _ => name,
    }
}

fn index_path(document: &Document, node: NodeId, has_doctype: bool) -> String {
    let Some(parent) = document.parent(node) else { return String::new() };
    let own = match document.kind(node) {
        Kind::Attribute | Kind::Namespace => format!("@{}", qualified(document, node)),
        _ => {
            let added = usize::from(has_doctype && parent == document.top());
            let at = document.children(parent).position(|child| child == node).expect("a child of its parent");
            (at + added).to_string()
        }
    };
    format!("{}/{own}", index_path(document, parent, has_doctype))
}

fn number(json: &Json) -> f64 {
    match json {
        Json::String(text) if text == "NaN" => f64::NAN,
        Json::String(text) if text == "Infinity" => f64::INFINITY,
        Json::String(text) if text == "-Infinity" => f64::NEG_INFINITY,
        Json::String(text) => text.parse().expect("a number"),
        json => json.as_f64().expect("a number"),
    }
}

/// Web Forms rounds distances and areas to centimetres, hence the tolerance.
fn same_number(left: f64, right: f64, tolerance: f64) -> bool {
    left == right || (left.is_nan() && right.is_nan()) || (left - right).abs() <= tolerance.max(right.abs() * 1e-9)
}

/// What JavaRosa gives where the two differ. Where JavaRosa refuses what Web Forms can do (`floor`, `substring`), doing it is right
/// too, since a form that needs it is no worse off; so both are accepted.
fn accepted(case: &Json) -> Vec<&Json> {
    let javarosa = case.get("javarosa").filter(|_| case["agree"] != Json::Bool(true));
    match javarosa {
        None => vec![&case["expected"]],
        Some(refused) if refused.get("error").is_some() => vec![refused, &case["expected"]],
        Some(javarosa) => vec![javarosa],
    }
}

/// Whether the case comes out as expected; what came out otherwise.
fn run(case: &Json, offset_minutes: i32) -> Result<(), String> {
    let xml = case["xml"].as_str().unwrap_or("<root/>");
    let has_doctype = xml.contains("<!DOCTYPE");
    let document = xml::read(xml);
    let language = case["language"].as_str().map(str::to_owned);
    let instances = FormInstances { document: &document, language };
    let now = jiff::civil::date(2026, 11, 22).at(12, 0, 0, 0);
    let mut environment = Environment::new(now, offset_minutes, 42);
    environment.namespaces = [
        ("xhtml", "http://www.w3.org/1999/xhtml"),
        ("mathml", "http://www.w3.org/1998/Math/MathML"),
        ("jr", "http://openrosa.org/javarosa"),
    ]
    .map(|(prefix, address)| (prefix.to_owned(), address.to_owned()))
    .to_vec();
    let node = node_at(&document, case["context_index_path"].as_str().unwrap_or("/"), has_doctype);
    let mut context = Context::new(&document, node, &instances, &environment);
    if case["root"].as_str().is_some_and(|root| root != "/") {
        let primary = instances.all().into_iter().find(|node| document.name(*node) == "instance");
        context.top = primary.expect("the root is the first instance");
    }
    let accepted = accepted(case);
    let expression = Expression::parse_leniently(case["expression"].as_str().expect("an expression"));
    let outcome = expression
        .as_ref()
        .map_err(ToString::to_string)
        .and_then(|expression| expression.evaluate(&context).map_err(|error| error.to_string()));
    let value = match outcome {
        Ok(value) => value,
        Err(_) if accepted.iter().any(|expected| expected.get("error").is_some()) => return Ok(()),
        Err(error) => return Err(error),
    };
    let is_geographic = case["feature"].as_str().is_some_and(|feature| feature.contains("geo"));
    let tolerance = if is_geographic { 0.005 } else { 1e-9 };
    let results = accepted.iter().map(|expected| compare(&value, expected, tolerance, has_doctype));
    results.reduce(|best, result| if best.is_ok() { best } else { result }).unwrap_or(Ok(()))
}

fn compare(value: &Value<'_>, expected: &Json, tolerance: f64, has_doctype: bool) -> Result<(), String> {
    let passed = if let Some(wanted) = expected.get("boolean") {
        let wanted = wanted.as_bool().unwrap_or_else(|| wanted == "true");
        value.to_boolean() == wanted
    } else if let Some(wanted) = expected.get("number") {
        same_number(value.to_number(), number(wanted), tolerance)
    } else if let Some(wanted) = expected.get("string").or_else(|| expected.get("date")) {
        let text = value.to_text();
        let wanted = wanted.as_str().unwrap_or_default();
        text == wanted || (expected.get("date").is_some() && text.starts_with(wanted))
    } else if let Some(wanted) = expected.get("nodes").or_else(|| expected.get("node")) {
        return compare_nodes(value, wanted, has_doctype);
    } else {
        false
    };
    if passed { Ok(()) } else { Err(format!("{:?} {}", std::mem::discriminant(value), value.to_text())) }
}

fn compare_nodes(value: &Value<'_>, expected: &Json, has_doctype: bool) -> Result<(), String> {
    let Some(nodes) = value.as_nodes() else { return Err(value.to_text().into_owned()) };
    let path = |node: &NodeId| match index_path(nodes.document, *node, has_doctype) {
        path if path.is_empty() => "/".to_owned(),
        path => path,
    };
    let found: Vec<String> = nodes.list.iter().map(path).collect();
    let wanted: Vec<String> = match expected {
        Json::Array(list) => {
            list.iter().map(|node| node["index_path"].as_str().unwrap_or_default().to_owned()).collect()
        }
        node => vec![node["index_path"].as_str().unwrap_or_default().to_owned()],
    };
    let same = if expected.is_array() { found == wanted } else { found.first() == wanted.first() };
    if same { Ok(()) } else { Err(format!("{found:?} instead of {wanted:?}")) }
}

/// Runs a file of cases; gives how many there are, how many passed, and reports the rest.
fn score(file: &str, offset_minutes: i32) -> Option<(usize, usize)> {
    let Some(cases) = cases(file) else {
        eprintln!("skipped: the shared conformance cases are not beside this checkout");
        return None;
    };
    let mut failed: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for case in &cases {
        if let Err(found) = run(case, offset_minutes) {
            let line =
                format!("{} expected {:.200} found {found:.300}", case["expression"], format!("{:?}", accepted(case)));
            failed.entry(case["feature"].as_str().unwrap_or_default()).or_default().push(line);
        }
    }
    for (feature, lines) in &failed {
        lines.iter().for_each(|line| eprintln!("{feature}: {line}"));
    }
    let passed = cases.len() - failed.values().map(Vec::len).sum::<usize>();
    eprintln!("{file}: {passed} of {}", cases.len());
    Some((cases.len(), passed))
}

#[test]
fn answers_like_web_forms_and_where_they_differ_like_javarosa() {
    if let Some((total, passed)) = score("webforms-xpath.json", -420) {
        assert!(passed >= 2_498, "{passed} of {total}");
    }
}

#[test]
fn answers_like_the_tests_of_javarosa() {
    if let Some((total, passed)) = score("javarosa-xpath.json", 0) {
        assert!(passed >= 343, "{passed} of {total}");
    }
}
