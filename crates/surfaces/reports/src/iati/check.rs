//! The rules of the IATI 2.03 standard ruleset for the elements that we write, by their ids there. Rules on elements that a report
//! never has are left out; `every_rule_is_kept_or_said_to_be_out_of_reach` in the tests keeps that list honest.
//!
//! Source: `IATI-Rulesets`, `rulesets/standard.json`, version 2.03.

use super::tree::Element;
use programmes::report::Date;
use std::fmt;

/// A rule that is broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule's id in the standard ruleset, such as `6.2.2`.
    pub rule: &'static str,
    /// Whether the file may go out all the same.
    pub severity: Severity,
    /// What is wrong, in English as the standard has it.
    pub problem: String,
}

/// How bad a broken rule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The file must not be published.
    Error,
    /// The file is valid and could be better.
    Warning,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (IATI rule {})", self.problem, self.rule)
    }
}

fn error(rule: &'static str, problem: impl Into<String>) -> Finding {
    Finding { rule, severity: Severity::Error, problem: problem.into() }
}

fn warning(rule: &'static str, problem: impl Into<String>) -> Finding {
    Finding { rule, severity: Severity::Warning, problem: problem.into() }
}

/// Every broken rule, on the day that counts as now.
pub(super) fn check(document: &Element, today: Date) -> Vec<Finding> {
    let mut findings = Vec::new();
    for activity in document.all("iati-activity") {
        identifiers(activity, &mut findings);
        organisations(activity, &mut findings);
        dates(activity, today, &mut findings);
        sectors(activity, &mut findings);
        whole_activity(activity, &mut findings);
        periods(activity, &mut findings);
        money(activity, today, &mut findings);
        values(activity, &mut findings);
        narratives(activity, &mut findings);
    }
    findings
}

/// 1.1.3, 1.1.21, 1.14.8 and the shape of the two identifiers.
fn identifiers(activity: &Element, findings: &mut Vec<Finding>) {
    let identifier = activity.first("iati-identifier").map(|element| element.text.as_str()).unwrap_or_default();
    let publisher = activity.first("reporting-org").and_then(|element| element.get("ref")).unwrap_or_default();
    if identifier == publisher {
        findings.push(error("1.1.3", "the activity has the same identifier as the organisation"));
    }
    if !identifier.strip_prefix(publisher).is_some_and(|rest| rest.starts_with('-')) {
        findings.push(warning(
            "1.1.21",
            format!("the activity's identifier `{identifier}` does not begin with `{publisher}-`"),
        ));
    }
    if !has_agency(publisher) {
        findings.push(warning(
            "1.14.8",
            format!("the organisation's identifier `{publisher}` does not begin with a registration agency"),
        ));
    }
    shape(identifier, "1.3.13", "1.3.1", findings);
    shape(publisher, "1.14.13", "1.14.1", findings);
}

/// Whether an identifier begins as those of registered agencies do: two letters, a hyphen, letters, a hyphen. The list of agencies
/// itself changes often and is checked by the registry on publishing.
fn has_agency(identifier: &str) -> bool {
    let mut parts = identifier.splitn(3, '-');
    let letters = |part: Option<&str>| {
        part.is_some_and(|part| part.len() > 1 && part.bytes().all(|byte| byte.is_ascii_uppercase()))
    };
    letters(parts.next()) && letters(parts.next()) && parts.next().is_some_and(|rest| !rest.is_empty())
}

fn shape(identifier: &str, symbols: &'static str, spaces: &'static str, findings: &mut Vec<Finding>) {
    if identifier.is_empty() || identifier.contains(['/', '&', '|', '?']) {
        findings.push(warning(
            symbols,
            format!("the identifier `{identifier}` is empty or has one of the symbols / & | ?"),
        ));
    }
    if identifier.trim() != identifier {
        findings.push(warning(spaces, format!("the identifier `{identifier}` begins or ends with a space")));
    }
}

/// 6.10.1, 6.9.1, 6.9.2: an identifier or a name, and the shape of identifiers.
fn organisations(activity: &Element, findings: &mut Vec<Finding>) {
    let rules = [
        ("participating-org", "6.10.1", "1.8.13", "1.8.1"),
        ("provider-org", "6.9.1", "1.10.13", "1.10.1"),
        ("receiver-org", "6.9.2", "1.15.13", "1.15.1"),
    ];
    for element in activity.descendants() {
        let Some((name, named, symbols, spaces)) = rules.iter().find(|rule| rule.0 == element.name) else { continue };
        if element.get("ref").is_none() && element.first("narrative").is_none() {
            findings.push(error(named, format!("a {name} has neither an identifier nor a name")));
        }
        if let Some(identifier) = element.get("ref") {
            shape(identifier, symbols, spaces, findings);
        }
    }
}

fn date_of(element: Option<&Element>, attribute: &str) -> Option<Date> {
    element?.get(attribute)?.parse().ok()
}

/// 6.11.1 and 11.1.1 to 11.1.5: a start, in order, and nothing actual in the future.
fn dates(activity: &Element, today: Date, findings: &mut Vec<Finding>) {
    let of =
        |kind: &str| date_of(activity.all("activity-date").find(|date| date.get("type") == Some(kind)), "iso-date");
    let (planned, actual) = ((of("1"), of("3")), (of("2"), of("4")));
    if planned.0.or(actual.0).is_none() {
        findings.push(error("6.11.1", "the activity has no start date"));
    }
    for (rule, (start, end), kind) in [("11.1.2", planned, "planned"), ("11.1.3", actual, "actual")] {
        if start.zip(end).is_some_and(|(start, end)| start > end) {
            findings.push(error(rule, format!("the {kind} start is after the {kind} end")));
        }
    }
    for (rule, date, kind) in [("11.1.4", actual.0, "start"), ("11.1.5", actual.1, "end")] {
        if date.is_some_and(|date| date > today) {
            findings.push(error(rule, format!("the actual {kind} date is in the future")));
        }
    }
    let updated =
        activity.get("last-updated-datetime").and_then(|time| time.get(..10)).and_then(|day| day.parse::<Date>().ok());
    if updated.is_some_and(|updated| updated > today) {
        findings.push(error("11.1.1", "the activity was last updated in the future"));
    }
}

/// 6.2.2, 2.1.1, 2.1.2, 2.1.4, 12.3.1: sectors of vocabulary 1, the only one that we write.
fn sectors(activity: &Element, findings: &mut Vec<Finding>) {
    let sectors: Vec<&Element> = activity.all("sector").collect();
    let shares: Vec<f64> = sectors.iter().filter_map(|sector| sector.get("percentage")?.parse().ok()).collect();
    let sum: f64 = shares.iter().sum();
    if sectors.is_empty() {
        findings.push(error("6.2.2", "the activity has no sector"));
    }
    if sectors.len() > 1 && shares.len() < sectors.len() {
        findings.push(error("2.1.1", "each of several sectors needs a percentage"));
    }
    if shares.len() > 1 && (sum - 100.0).abs() > 1e-6 {
        findings.push(error("2.1.2", format!("the percentages of the sectors add up to {sum} and not to 100")));
    }
    if sectors.len() == 1 && shares.iter().any(|share| (share - 100.0).abs() > 1e-6) {
        findings.push(error("2.1.4", "a single sector has 100 percent or none stated"));
    }
    if shares.iter().any(|share| !(0.0..=100.0).contains(share)) {
        findings.push(error("12.3.1", "a sector's percentage is not between 0 and 100"));
    }
}

/// 3.7.1, 4.1.1, 7.8.1: country, language and currency are said once for the whole activity.
fn whole_activity(activity: &Element, findings: &mut Vec<Finding>) {
    if !activity.all("recipient-country").any(|country| country.get("code").is_some_and(|code| !code.is_empty())) {
        findings.push(error("3.7.1", "the activity has no country"));
    }
    if activity.get("xml:lang").is_none() {
        findings.push(error("4.1.1", "the activity has no default language"));
    }
    if activity.get("default-currency").is_none() {
        findings.push(error("7.8.1", "the activity has no default currency"));
    }
}

/// 8.6.3, 7.5.3 for budgets, 8.6.1 for results.
fn periods(activity: &Element, findings: &mut Vec<Finding>) {
    for element in activity.descendants() {
        let (start, end) =
            (date_of(element.first("period-start"), "iso-date"), date_of(element.first("period-end"), "iso-date"));
        let Some((start, end)) = start.zip(end) else { continue };
        let rule = if element.name == "budget" { "8.6.3" } else { "8.6.1" };
        if start > end {
            findings.push(error(rule, format!("the period of a {} ends before it starts", element.name)));
        }
        let a_year_on = (start.year() + 1, start.month(), start.day());
        if element.name == "budget" && (end.year(), end.month(), end.day()) > a_year_on {
            findings.push(error("7.5.3", format!("the budget of {start} to {end} is longer than a year")));
        }
    }
}

/// 11.2.1, 11.2.2: no money moves in the future.
fn money(activity: &Element, today: Date, findings: &mut Vec<Finding>) {
    for transaction in activity.all("transaction") {
        let moved = date_of(transaction.first("transaction-date"), "iso-date");
        let valued = date_of(transaction.first("value"), "value-date");
        for (rule, date) in [("11.2.1", moved), ("11.2.2", valued)] {
            if date.is_some_and(|date| date > today) {
                findings.push(error(rule, "a transaction is in the future"));
            }
        }
    }
}

/// 8.8.1, 8.8.2, 8.9.1, 8.9.2, 8.10.1, 8.10.2: counted and percent indicators have numbers as values.
fn values(activity: &Element, findings: &mut Vec<Finding>) {
    let rules = [("baseline", "8.8.1", "8.8.2"), ("target", "8.9.1", "8.9.2"), ("actual", "8.10.1", "8.10.2")];
    for element in activity.descendants() {
        let Some((name, present, numeric)) = rules.iter().find(|rule| rule.0 == element.name) else { continue };
        match element.get("value").map(str::parse::<f64>) {
            None => findings.push(error(present, format!("a {name} has no value"))),
            Some(Err(_)) => findings.push(warning(numeric, format!("the value of a {name} is not a number"))),
            Some(Ok(_)) => {}
        }
    }
}

/// 4.3.1, 4.4.1: titles and descriptions say something.
fn narratives(activity: &Element, findings: &mut Vec<Finding>) {
    for element in activity.descendants() {
        let rule = match element.name {
            "title" => "4.3.1",
            "description" => "4.4.1",
            _ => continue,
        };
        if !element.all("narrative").any(|narrative| !narrative.text.is_empty()) {
            findings.push(error(rule, format!("a {} is empty", element.name)));
        }
    }
}
