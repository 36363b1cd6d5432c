//! A report's project as an `iati-activity`: identity, people and organisations, dates, places, money. Owns the order of elements,
//! which the schema prescribes; results are in `results`.

use super::results;
use super::tree::Element;
use language::{Lang, Text};
use programmes::report::{
    BudgetLine, Date, HalfYearReport, Money, Organisation, Participant, ProvinceCoverage, Role, Transaction,
    TransactionKind,
};
use std::collections::BTreeMap;

/// What stands for the identifier of an organisation that has none yet.
pub(super) const UNREGISTERED: &str = "XX-UNREGISTERED";

pub(super) fn activity(report: &HalfYearReport, lang: Lang) -> Element {
    let project = &report.project;
    let described = if project.description.is_empty() { &project.title } else { &project.description };
    let promised: Vec<Element> = report
        .objectives
        .iter()
        .map(|objective| &objective.title)
        .filter(|title| !title.is_empty())
        .map(|title| narrated("description", title, lang).attribute("type", "2"))
        .collect();
    Element::new("iati-activity")
        .attribute("xml:lang", lang.code())
        .attribute("default-currency", project.currency.code())
        .attribute("last-updated-datetime", midnight(report.prepared_on))
        .child(Element::new("iati-identifier").text(&identifier(report)))
        .child(reporting_organisation(&report.publisher, lang))
        .child(narrated("title", &or_code(&project.title, &project.code), lang))
        .child(narrated("description", &or_code(described, &project.code), lang).attribute("type", "1"))
        .children(promised)
        .children(participants(report, lang))
        .child(Element::new("activity-status").attribute("code", status(report)))
        .children(dates(report))
        .children(scope(report))
        .child(Element::new("recipient-country").attribute("code", &project.country))
        .children(report.coverage.iter().map(|province| location(province, &project.country, lang)))
        .children(project.sectors.iter().map(|sector| {
            Element::new("sector")
                .attribute("vocabulary", "1")
                .attribute("code", &sector.code)
                .maybe_attribute("percentage", sector.percentage.map(|percentage| percentage.to_string()))
        }))
        .children(budgets(&report.budget))
        .children(report.transactions.iter().map(|transaction| self::transaction(transaction, lang)))
        .children(results::results(report, lang))
}

fn or_code(text: &Text, code: &str) -> Text {
    if text.is_empty() { Text::new(code) } else { text.clone() }
}

/// A day as the first moment of it, in UTC.
pub(super) fn midnight(day: Date) -> String {
    format!("{day}T00:00:00Z")
}

/// An element with one narrative for each language; the activity's own language needs no mark.
pub(super) fn narrated(name: &'static str, text: &Text, default: Lang) -> Element {
    Element::new(name).children(narratives(text, default))
}

fn narratives(text: &Text, default: Lang) -> Vec<Element> {
    let mut written: Vec<(Lang, &str)> = text.all().filter(|(_, words)| !words.trim().is_empty()).collect();
    written.sort_by_key(|(lang, _)| (*lang != default, *lang));
    written
        .into_iter()
        .map(|(lang, words)| {
            Element::new("narrative")
                .maybe_attribute("xml:lang", (lang != default).then(|| lang.code()))
                .text(words.trim())
        })
        .collect()
}

fn identifier(report: &HalfYearReport) -> String {
    let publisher = report.publisher.identifier.as_deref().unwrap_or(UNREGISTERED);
    report.project.iati_identifier.clone().unwrap_or_else(|| format!("{publisher}-{}", report.project.code))
}

fn reporting_organisation(publisher: &Organisation, lang: Lang) -> Element {
    Element::new("reporting-org")
        .attribute("ref", publisher.identifier.as_deref().unwrap_or(UNREGISTERED))
        // 90 is "other": the attribute is required, and a wrong guess would be published as a fact.
        .attribute("type", publisher.kind.unwrap_or(90).to_string())
        .children(narratives(&publisher.name, lang))
}

fn participants(report: &HalfYearReport, lang: Lang) -> Vec<Element> {
    let publisher = Participant { organisation: report.publisher.clone(), role: Role::Implementing };
    let stated =
        report.participants.iter().any(|participant| participant.organisation.name == publisher.organisation.name);
    report
        .participants
        .iter()
        .chain((!stated).then_some(&publisher))
        .map(|participant| {
            let role = match participant.role {
                Role::Funding => "1",
                Role::Accountable => "2",
                Role::Extending => "3",
                Role::Implementing => "4",
            };
            organisation("participating-org", &participant.organisation, lang).attribute("role", role)
        })
        .collect()
}

fn organisation(name: &'static str, organisation: &Organisation, lang: Lang) -> Element {
    Element::new(name)
        .maybe_attribute("ref", organisation.identifier.as_deref())
        .maybe_attribute("type", organisation.kind.map(|kind| kind.to_string()))
        .children(narratives(&organisation.name, lang))
}

/// IATI ActivityStatus by the project's dates on the day of the report: pipeline, implementation, closed.
fn status(report: &HalfYearReport) -> &'static str {
    match report.prepared_on {
        today if today < report.project.start => "1",
        today if today <= report.project.end => "2",
        _ => "4",
    }
}

/// Planned dates always, actual ones once they have come.
fn dates(report: &HalfYearReport) -> Vec<Element> {
    let (start, end, today) = (report.project.start, report.project.end, report.prepared_on);
    let all = [("1", start, true), ("2", start, start <= today), ("3", end, true), ("4", end, end < today)];
    all.into_iter()
        .filter(|(_, _, known)| *known)
        .map(|(kind, day, _)| {
            Element::new("activity-date").attribute("type", kind).attribute("iso-date", day.to_string())
        })
        .collect()
}

/// IATI ActivityScope: one province or several; nothing when nobody said where.
fn scope(report: &HalfYearReport) -> Option<Element> {
    let code = match report.coverage.len() {
        0 => return None,
        1 => "6",
        _ => "5",
    };
    Some(Element::new("activity-scope").attribute("code", code))
}

/// The name by which results refer to a province: its ISO 3166-2 code, which for Thailand is the TIS-1099 code after `TH-`.
pub(super) fn place_reference(country: &str, province: &str) -> String {
    format!("{country}-{province}")
}

fn location(province: &ProvinceCoverage, country: &str, lang: Lang) -> Element {
    Element::new("location")
        .attribute("ref", place_reference(country, &province.code))
        .child(Element::new("location-reach").attribute("code", "1"))
        .child(narrated("name", &or_code(&province.name, &province.code), lang))
        .child(
            Element::new("administrative")
                .attribute("vocabulary", "A4")
                .attribute("code", country)
                .attribute("level", "0"),
        )
        .child(Element::new("location-class").attribute("code", "1"))
}

/// One budget a programme year and currency: committed when nothing is left to find, else indicative.
fn budgets(lines: &[BudgetLine]) -> Vec<Element> {
    let mut years: BTreeMap<_, Vec<&BudgetLine>> = BTreeMap::new();
    for line in lines {
        years.entry((line.start, line.end, line.planned.currency)).or_default().push(line);
    }
    years
        .into_iter()
        .filter_map(|((start, end, _), lines)| {
            let planned = Money::sum(lines.iter().map(|line| line.planned))?;
            let open = lines.iter().filter_map(|line| line.needed).any(|needed| needed.minor > 0);
            let budget =
                Element::new("budget").attribute("type", "1").attribute("status", if open { "1" } else { "2" });
            Some(budget.children(period(start, end)).child(value(planned, start)))
        })
        .collect()
}

pub(super) fn period(start: Date, end: Date) -> [Element; 2] {
    [("period-start", start), ("period-end", end)]
        .map(|(name, day)| Element::new(name).attribute("iso-date", day.to_string()))
}

fn value(amount: Money, day: Date) -> Element {
    Element::new("value")
        .attribute("currency", amount.currency.code())
        .attribute("value-date", day.to_string())
        .text(&amount.decimal())
}

fn transaction(transaction: &Transaction, lang: Lang) -> Element {
    let code = match transaction.kind {
        TransactionKind::IncomingFunds => "1",
        TransactionKind::OutgoingCommitment => "2",
        TransactionKind::Disbursement => "3",
        TransactionKind::Expenditure => "4",
        TransactionKind::IncomingCommitment => "11",
    };
    let described =
        (!transaction.description.is_empty()).then(|| narrated("description", &transaction.description, lang));
    Element::new("transaction")
        .child(Element::new("transaction-type").attribute("code", code))
        .child(Element::new("transaction-date").attribute("iso-date", transaction.date.to_string()))
        .child(value(transaction.value, transaction.date))
        .children(described)
        .children(transaction.provider.as_ref().map(|provider| organisation("provider-org", provider, lang)))
        .children(transaction.receiver.as_ref().map(|receiver| organisation("receiver-org", receiver, lang)))
}
