//! Places on a map: their parameters, and what is shown on the map beside.

use super::Walk;
use crate::names::only_reference;
use crate::parameters::Parameters;
use crate::texts::yes_or_no;
use crate::tree::Node;
use language::Message;

impl Walk<'_> {
    /// A question whose answer is a point, a line or an area.
    pub(super) fn geo(&mut self, mut node: Node, is_point: bool, parameters: &Parameters) {
        let row = node.entry.row;
        let found = if is_point { point(&mut node, parameters) } else { line_or_area(&mut node, parameters) };
        let found = found.and_then(|()| mock_accuracy(&mut node, parameters));
        self.checked(row, &["parameters"], found);
        if let Some(geometry) = parameters.get("reference-geometry") {
            self.geometries.push((geometry.to_owned(), row));
            geometry.clone_into(&mut node.itemset);
        }
        self.add(node);
    }

    /// What is shown beside has to be a list, a file, an entity list, or a repeat.
    pub(super) fn check_geometries(&mut self) {
        for (name, row) in std::mem::take(&mut self.geometries) {
            let is_repeat = only_reference(&name).is_some_and(|reference| self.repeats.contains(reference.name));
            let is_known = is_repeat
                || self.instances.contains(&name)
                || self.with.choices.get(&name).is_some()
                || self.with.entities.is_declared(&name);
            if !is_known {
                self.problem(row, &["parameters"], Message::new("xlsform-reference-geometry").with("name", name));
            }
        }
    }
}

fn point(node: &mut Node, parameters: &Parameters) -> Result<(), Message> {
    parameters.accept(&["allow-mock-accuracy", "capture-accuracy", "reference-geometry", "warning-accuracy"])?;
    for (key, attribute) in
        [("capture-accuracy", "accuracyThreshold"), ("warning-accuracy", "unacceptableAccuracyThreshold")]
    {
        if let Some(value) = parameters.number(key)? {
            node.entry.set_control(attribute, value);
        }
    }
    Ok(())
}

fn line_or_area(node: &mut Node, parameters: &Parameters) -> Result<(), Message> {
    parameters.accept(&["allow-mock-accuracy", "incremental", "reference-geometry"])?;
    match parameters.get("incremental") {
        Some(value) if yes_or_no(value) != Some(true) => Err(Message::new("xlsform-parameter-one-of")
            .with("name", "incremental")
            .with("value", value)
            .with("accepted", "true")),
        Some(_) => {
            node.entry.set_control("incremental", "true");
            Ok(())
        }
        None => Ok(()),
    }
}

fn mock_accuracy(node: &mut Node, parameters: &Parameters) -> Result<(), Message> {
    if let Some(value) = parameters.one_of("allow-mock-accuracy", &["true", "false"])? {
        node.entry.set_bind("odk:allow-mock-accuracy", value);
    }
    Ok(())
}
