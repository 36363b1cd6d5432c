//! The audit: a log of what was done in the form, and where the device was meanwhile.

use super::{Walk, question_node};
use crate::entry::Entry;
use crate::parameters::Parameters;
use crate::tree::Node;
use language::Message;

const LOCATION: [&str; 3] = ["location-priority", "location-min-interval", "location-max-age"];

impl Walk<'_> {
    pub(super) fn audit(&mut self, mut entry: Entry, parameters: &Parameters, triggers: Vec<String>) {
        let row = entry.row;
        if !matches!(entry.name.as_str(), "" | "audit") {
            self.problem(row, &["name"], Message::new("xlsform-audit-name"));
        }
        "audit".clone_into(&mut entry.name);
        let found = attributes(parameters);
        for (name, value) in self.checked(row, &["parameters"], found).unwrap_or_default() {
            entry.set_bind(&format!("odk:{name}"), &value);
        }
        let (acts, is_dynamic) = self.default_acts(&entry);
        let node = question_node("audit", entry);
        self.survey.meta.push(Node { triggers, acts, is_dynamic, ..node });
    }
}

/// The attributes of the bind that parameters give.
fn attributes(parameters: &Parameters) -> Result<Vec<(&'static str, String)>, Message> {
    parameters.accept(&[
        "identify-user",
        "location-max-age",
        "location-min-interval",
        "location-priority",
        "track-changes",
        "track-changes-reasons",
    ])?;
    parameters.one_of("track-changes", &["true", "false"])?;
    parameters.one_of("track-changes-reasons", &["on-form-edit"])?;
    parameters.one_of("identify-user", &["true", "false"])?;
    check_location(parameters)?;
    let switches = ["track-changes", "track-changes-reasons", "identify-user"];
    let keys = switches.into_iter().chain(LOCATION);
    Ok(keys.filter_map(|key| Some((key, parameters.get(key)?.to_owned()))).collect())
}

fn check_location(parameters: &Parameters) -> Result<(), Message> {
    let given = LOCATION.iter().filter(|key| parameters.get(key).is_some()).count();
    if given == 0 {
        return Ok(());
    }
    if given < LOCATION.len() {
        return Err(Message::new("xlsform-audit-location"));
    }
    parameters.one_of("location-priority", &["no-power", "low-power", "balanced", "high-accuracy"])?;
    let positive = |key| match parameters.integer(key)? {
        Some(number) if number < 0 => Err(Message::new("xlsform-parameter-negative").with("name", key)),
        number => Ok(number),
    };
    if positive("location-max-age")? < positive("location-min-interval")? {
        return Err(Message::new("xlsform-audit-age"));
    }
    Ok(())
}
