//! Ranges: a number on a scale from `start` to `end`, with ticks, a place to begin at, and labels for some ticks.

use crate::choices::{List, Lists};
use crate::decimal::Decimal;
use crate::parameters::Parameters;
use crate::tree::Node;
use language::Message;

/// Parameters that only make sense where a scale is drawn.
const TICKS: [&str; 3] = ["tick_interval", "placeholder", "tick_labelset"];

/// A scale.
struct Scale {
    start: Decimal,
    end: Decimal,
    step: Decimal,
    interval: Option<Decimal>,
}

/// Puts the parameters of a range on its control.
///
/// # Errors
/// What is wrong with them.
pub(super) fn apply(node: &mut Node, parameters: &Parameters, choices: &Lists) -> Result<(), Message> {
    parameters.accept(&["end", "placeholder", "start", "step", "tick_interval", "tick_labelset"])?;
    let appearance = node.entry.controlled("appearance").to_owned();
    let draws_scale = appearance.is_empty() || appearance.contains("vertical") || appearance.contains("no-ticks");
    if let Some(key) = TICKS.iter().find(|key| !draws_scale && parameters.get(key).is_some()) {
        return Err(Message::new("xlsform-range-appearance").with("name", *key));
    }
    let (scale, placeholder) = read_scale(parameters)?;
    if let Some(list) = parameters.get("tick_labelset") {
        let labels = choices.get(list).ok_or_else(|| Message::new("xlsform-no-list").with("list", list))?;
        scale.check_labels(labels, appearance.contains("no-ticks"))?;
        list.clone_into(&mut node.itemset);
    }
    let numbers = [Some(scale.start), Some(scale.end), Some(scale.step), scale.interval, placeholder];
    if numbers.into_iter().flatten().any(|number| !number.is_whole()) {
        node.entry.set_bind("type", "decimal");
    }
    for (key, attribute, usual) in [
        ("start", "start", Some("1")),
        ("end", "end", Some("10")),
        ("step", "step", Some("1")),
        ("tick_interval", "odk:tick-interval", None),
        ("placeholder", "odk:placeholder", None),
    ] {
        if let Some(value) = parameters.get(key).or(usual) {
            node.entry.set_control(attribute, value);
        }
    }
    Ok(())
}

fn read_scale(parameters: &Parameters) -> Result<(Scale, Option<Decimal>), Message> {
    let number = |key: &'static str, usual: Option<&str>| match parameters.get(key).or(usual) {
        Some(text) => match Decimal::read(text) {
            Some(number) => Ok(Some(number)),
            None => Err(Message::new("xlsform-parameter-number").with("name", key).with("value", text)),
        },
        None => Ok(None),
    };
    let missing = |key: &'static str| Message::new("xlsform-parameter-number").with("name", key).with("value", "");
    let given = |key: &'static str, usual| number(key, Some(usual))?.ok_or_else(|| missing(key));
    let scale = Scale {
        start: given("start", "1")?,
        end: given("end", "10")?,
        step: given("step", "1")?,
        interval: number("tick_interval", None)?,
    };
    let placeholder = number("placeholder", None)?;
    scale.check_step("step", scale.step)?;
    if let Some(interval) = scale.interval {
        scale.check_step("tick_interval", interval)?;
        if !interval.is_multiple_of(scale.step) {
            return Err(Message::new("xlsform-range-multiple").with("name", "tick_interval"));
        }
    }
    if let Some(placeholder) = placeholder {
        if !placeholder.distance(scale.start).is_multiple_of(scale.step) {
            return Err(Message::new("xlsform-range-multiple").with("name", "placeholder"));
        }
        if !scale.holds(placeholder) {
            return Err(Message::new("xlsform-range-outside").with("name", "placeholder"));
        }
    }
    Ok((scale, placeholder))
}

impl Scale {
    fn check_step(&self, name: &'static str, step: Decimal) -> Result<(), Message> {
        if step.is_zero() {
            return Err(Message::new("xlsform-range-zero").with("name", name));
        }
        if step > self.start.distance(self.end) {
            return Err(Message::new("xlsform-range-larger").with("name", name));
        }
        Ok(())
    }

    fn holds(&self, number: Decimal) -> bool {
        (self.start.min(self.end)..=self.start.max(self.end)).contains(&number)
    }

    /// Labels stand at ticks; without drawn ticks only at both ends.
    fn check_labels(&self, list: &List, only_ends: bool) -> Result<(), Message> {
        let mut found: Vec<Decimal> = Vec::new();
        for choice in &list.choices {
            let wrong = |key| Message::new(key).with("value", choice.name.as_str()).with("list", list.name.as_str());
            let number = Decimal::read(&choice.name).ok_or_else(|| wrong("xlsform-range-label-number"))?;
            if !self.holds(number) {
                return Err(wrong("xlsform-range-label-outside"));
            }
            let (name, step) = self.interval.map_or(("step", self.step), |interval| ("tick_interval", interval));
            let from_start = number.distance(self.start);
            if !from_start.is_multiple_of(step) || !from_start.is_multiple_of(self.step) {
                return Err(wrong("xlsform-range-label-multiple").with("name", name));
            }
            if !found.contains(&number) {
                found.push(number);
            }
        }
        if !only_ends {
            return Ok(());
        }
        let is_ends = found.contains(&self.start) && found.contains(&self.end) && found.len() <= 2;
        if is_ends { Ok(()) } else { Err(Message::new("xlsform-range-label-ends").with("list", list.name.as_str())) }
    }
}
