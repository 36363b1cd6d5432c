//! Questions whose types have parameters or rules of their own; all others are taken as they are.

use super::{Walk, range};
use crate::parameters::Parameters;
use crate::tree::{Act, ActKind, FIRST_LOAD, LOAD, Node};
use language::Message;

/// Where pictures lie beside a form.
pub(crate) const IMAGES: &str = "jr://images/";

impl Walk<'_> {
    pub(super) fn plain_question(&mut self, name: &str, mut node: Node, parameters: Parameters) {
        let row = node.entry.row;
        let found = match name {
            "geopoint" => return self.geo(node, true, &parameters),
            "geotrace" | "geoshape" => return self.geo(node, false, &parameters),
            "range" => {
                let found = range::apply(&mut node, &parameters, self.with.choices);
                node.parameters = parameters;
                found
            }
            "text" => rows(&mut node, &parameters),
            "photo" => {
                if parameters.get("max-pixels").is_none() {
                    self.warn(row, &["parameters"], Message::new("xlsform-max-pixels"));
                }
                photo(&mut node, &parameters)
            }
            "audio" => audio(&mut node, &parameters),
            "background-audio" => background_audio(&mut node, &parameters),
            "start-geopoint" => {
                node.acts.push(Act { kind: ActKind::Geopoint, event: FIRST_LOAD });
                Ok(())
            }
            "background-geopoint" => return self.background_geopoint(node),
            "calculate" => return self.calculate(node),
            "subscriberid" | "simserial" => {
                self.warn(row, &["type"], Message::new("xlsform-device-id").with("type", name));
                Ok(())
            }
            _ if node.asked().is_select() => return self.problem(row, &["type"], without_list(&node)),
            _ => Ok(()),
        };
        self.checked(row, &["parameters"], found);
        self.add(node);
    }

    fn calculate(&mut self, node: Node) {
        if node.entry.bound("calculate").is_empty() && !node.is_dynamic {
            let message = Message::new("xlsform-calculation-missing").with("name", node.name());
            self.problem(node.entry.row, &["bind", "calculate"], message);
        }
        self.add(node);
    }

    fn background_geopoint(&mut self, node: Node) {
        let row = node.entry.row;
        if node.triggers.is_empty() {
            self.problem(row, &["trigger"], Message::new("xlsform-background-trigger"));
        }
        if !node.entry.bound("calculate").is_empty() {
            self.problem(row, &["bind", "calculate"], Message::new("xlsform-background-calculation"));
        }
        self.add(node);
    }
}

fn without_list(node: &Node) -> Message {
    Message::new("xlsform-type-without-list").with("type", node.entry.kind.as_str())
}

fn rows(node: &mut Node, parameters: &Parameters) -> Result<(), Message> {
    parameters.accept(&["rows"])?;
    if parameters.integer("rows")?.is_some() {
        node.entry.set_control("rows", parameters.get("rows").unwrap_or_default());
    }
    Ok(())
}

fn photo(node: &mut Node, parameters: &Parameters) -> Result<(), Message> {
    if !node.entry.default.is_empty() && !node.entry.default.contains(IMAGES) {
        node.entry.default = format!("{IMAGES}{}", node.entry.default);
    }
    parameters.accept(&["app", "max-pixels"])?;
    if parameters.integer("max-pixels")?.is_some() {
        node.entry.set_bind("orx:max-pixels", parameters.get("max-pixels").unwrap_or_default());
    }
    if let Some(app) = parameters.get("app").filter(|_| matches!(node.entry.controlled("appearance"), "" | "annotate"))
    {
        if !is_package_name(app) {
            return Err(Message::new("xlsform-app").with("value", app));
        }
        node.entry.set_control("intent", app);
    }
    Ok(())
}

/// Names of Android apps: `org.example.camera`.
fn is_package_name(name: &str) -> bool {
    let is_segment = |segment: &str| {
        segment.starts_with(|first: char| first.is_ascii_alphabetic())
            && segment.chars().all(|character| character.is_ascii_alphanumeric() || character == '_')
    };
    name.contains('.') && name.split('.').all(is_segment)
}

fn audio(node: &mut Node, parameters: &Parameters) -> Result<(), Message> {
    parameters.accept(&["quality"])?;
    if let Some(quality) = parameters.one_of("quality", &["voice-only", "low", "normal", "external"])? {
        node.entry.set_bind("odk:quality", quality);
    }
    Ok(())
}

fn background_audio(node: &mut Node, parameters: &Parameters) -> Result<(), Message> {
    parameters.accept(&["quality"])?;
    let quality = parameters.one_of("quality", &["voice-only", "low", "normal"])?;
    node.acts.push(Act { kind: ActKind::Audio(quality.map(str::to_owned)), event: LOAD });
    Ok(())
}
