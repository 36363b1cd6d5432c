//! Functions: who has them, with how many arguments, and which arguments one of them would refuse or take otherwise.

use super::{Client, Difference, Found};
use crate::ast::{Call, Expr};

pub(super) fn look(call: &Call, found: &mut Found) {
    for (client, takes) in [(Client::Collect, call.function.collect), (Client::WebForms, call.function.web)] {
        let function = call.function.name;
        match takes {
            None => found.add(call.at, Difference::NoFunction { client, function }),
            Some((least, most)) if !(least..=most).contains(&call.arguments.len()) => {
                found.add(call.at, Difference::ArgumentCount { client, function, least, most });
            }
            Some(_) => {}
        }
    }
    if let Some(difference) = by_arguments(call) {
        found.add(call.at, difference);
    }
}

fn by_arguments(call: &Call) -> Option<Difference> {
    let function = call.function.name;
    let argument = |at: usize| call.arguments.get(at);
    let text = |at: usize| match argument(at) {
        Some(Expr::Text(text)) => Some(&**text),
        _ => None,
    };
    match function {
        "area" | "enclosed-area" if !is_question(argument(0)) => Some(Difference::NeedsQuestion { function }),
        "geofence" if !is_question(argument(1)) => Some(Difference::NeedsQuestion { function }),
        "selected" | "is-selected" | "selected-at" | "count-selected" => {
            let texts = if function == "selected-at" { 1 } else { call.arguments.len() };
            let is_other = call.arguments.iter().take(texts).any(is_no_text);
            is_other.then_some(Difference::NeedsText { function })
        }
        "regex" if text(1).is_some_and(|pattern| !pattern.starts_with('^') || !pattern.ends_with('$')) => {
            Some(Difference::UnanchoredPattern)
        }
        "round" if [argument(0), argument(1)].into_iter().flatten().any(is_negative) => {
            Some(Difference::NegativeRounding)
        }
        "boolean-from-string" if text(0).is_some_and(|text| text != "true" && text.eq_ignore_ascii_case("true")) => {
            Some(Difference::TruthInCapitals)
        }
        _ => None,
    }
}

fn is_question(argument: Option<&Expr>) -> bool {
    match argument {
        Some(Expr::Path(_)) => true,
        Some(Expr::Call(call)) => matches!(call.function.name, "current" | "instance" | "randomize" | "indexed-repeat"),
        _ => false,
    }
}

/// A number or a truth, whatever the answers are.
fn is_no_text(argument: &Expr) -> bool {
    match argument {
        Expr::Number(_) | Expr::Negate(_) => true,
        Expr::Call(call) => {
            matches!(call.function.name, "number" | "int" | "round" | "count" | "sum" | "position" | "true" | "false")
        }
        _ => false,
    }
}

fn is_negative(argument: &Expr) -> bool {
    match argument {
        Expr::Negate(_) => true,
        Expr::Text(text) => text.trim_start().starts_with('-'),
        _ => false,
    }
}
