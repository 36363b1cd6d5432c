//! Whether a list in a file has what the questions of a form need of it, row by row. Owns these rules, which ODK states for lists beside
//! a form; the reading of a file is `lists`'.

use crate::lists::{Format, ListFile};
use crate::rules::{Cell, ChoiceRule, Searched, SearchedChoice};
use crate::session::search;
use crate::{Form, Item, Itemset};
use language::Message;
use std::collections::{BTreeSet, HashMap};
use xforms::{Aspect, Part};
use xpath::{Document, Expression, NodeId};

/// So many rows with the same problem are told; the others are counted.
const MOST_TOLD: usize = 10;

/// More rows than this are slow to show at once, on a page and on a phone.
const MANY_AT_ONCE: usize = 2_000;

/// What was found in a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListFindings {
    /// What keeps the form from being answered.
    pub problems: Vec<Message>,
    /// What is odd.
    pub warnings: Vec<Message>,
}

/// What a question needs of each row of a list.
struct Need<'f> {
    item: &'f Item,
    value: Option<String>,
    label: Option<String>,
    /// Further columns that have to be there.
    others: Vec<String>,
    /// Whether all rows are offered at once, so that a value that stands twice cannot be told from itself.
    is_unfiltered: bool,
}

impl Form {
    /// Compares a list with what the questions that choose from its file need: that the columns of values and labels are there and
    /// filled, and that values can be told apart.
    pub fn check_list(&self, file: &str, list: &ListFile) -> ListFindings {
        let mut findings = ListFindings::default();
        let document = list.itemset.document();
        let rows: Vec<NodeId> = document.elements(document.root()).collect();
        if rows.is_empty() {
            findings.warnings.push(Message::new("forms-list-empty"));
            return findings;
        }
        let needs = self.needs(file, document);
        for column in needs.iter().flat_map(Need::columns).collect::<BTreeSet<_>>() {
            if rows.iter().all(|row| document.child(*row, column).is_none()) {
                let question = needs.iter().find(|need| need.columns().any(|one| one == column));
                findings.problems.push(no_column(column, question.map(|need| need.item), document, &rows));
            }
        }
        if !findings.problems.is_empty() {
            return findings;
        }
        for column in needs.iter().filter_map(|need| need.value.as_deref()).collect::<BTreeSet<_>>() {
            let of_column = || needs.iter().filter(|need| need.value.as_deref() == Some(column));
            let is_kept_with_spaces = of_column().any(|need| need.item.kind.is_list());
            let all_at_once = of_column().any(|need| need.is_unfiltered);
            check_values(list, &rows, column, is_kept_with_spaces, all_at_once, &mut findings);
        }
        for column in needs.iter().filter_map(|need| need.label.as_deref()).collect::<BTreeSet<_>>() {
            let bare = (0..).zip(&rows).filter(|(_, row)| cell(document, **row, column).trim().is_empty());
            let message = |row| list.at_row(row, column, Message::new("forms-list-no-label"));
            tell(bare.map(|(at, _)| message(at)), &mut findings.warnings);
        }
        if rows.len() > MANY_AT_ONCE && needs.iter().any(|need| need.is_unfiltered) {
            findings.warnings.push(Message::new("forms-list-long").with("count", rows.len()));
        }
        if list.format == Format::GeoJson && !needs.is_empty() {
            let nowhere = (0..).zip(&rows).filter(|(_, row)| cell(document, **row, "geometry").is_empty());
            let message = |row| list.at_row(row, "geometry", Message::new("forms-list-no-geometry"));
            tell(nowhere.map(|(at, _)| message(at)), &mut findings.warnings);
        }
        findings
    }

    /// The parts of the form that take from a file, the first of each question; none where it is only declared.
    pub fn uses_of_file(&self, file: &str) -> Vec<Part> {
        let ids: Vec<&str> = self.files.iter().filter(|(_, one)| *one == file).map(|(id, _)| id.as_str()).collect();
        let root = self.root_name();
        let part = |item: &Item| {
            let aspect = use_of(item, &ids)?;
            Some(Part::new(format!("/{root}{}", item.path.trim_end_matches('/')), aspect))
        };
        self.items.iter().filter_map(part).collect()
    }

    /// A column that a question looks for in a list and that its first row does not have.
    pub(crate) fn missing_column(&self, file: &str, list: &Itemset) -> Option<String> {
        let document = list.document();
        let first = document.elements(document.root()).next()?;
        let needs = self.needs(file, document);
        let mut columns = needs.iter().flat_map(Need::columns);
        columns.find(|column| document.child(first, column).is_none()).map(str::to_owned)
    }

    fn needs(&self, file: &str, document: &Document) -> Vec<Need<'_>> {
        self.items.iter().filter_map(|item| self.need(item, file, document)).collect()
    }

    /// What a question needs of a file's rows; nothing when it takes no choices from it.
    fn need<'f>(&'f self, item: &'f Item, file: &str, document: &Document) -> Option<Need<'f>> {
        let rule = item.rules.choices.as_deref()?;
        rule.instance().and_then(|id| self.files.get(id)).filter(|known| *known == file)?;
        match rule {
            ChoiceRule::Fixed { .. } => None,
            ChoiceRule::Itemset(rule) => Some(Need {
                item,
                value: rule.value.child().map(str::to_owned),
                label: rule.label.cell().and_then(Cell::child).map(str::to_owned),
                others: rule.within.iter().map(|within| within.column.clone()).collect(),
                is_unfiltered: !rule.nodeset.source().contains('['),
            }),
            ChoiceRule::Searched(rule) => Some(self.need_of_search(item, rule, document)),
        }
    }

    /// Searches know columns by other spellings; where none is meant, the written one is missed.
    fn need_of_search<'f>(&'f self, item: &'f Item, rule: &'f Searched, document: &Document) -> Need<'f> {
        let spelt = |written: &str| search::column(document, written).unwrap_or(written).to_owned();
        let (mut value, mut others) = (None, Vec::new());
        for choice in &rule.choices {
            if let SearchedChoice::Rows { values, labels } = choice {
                for (_, columns) in self.plain_text(labels).all() {
                    others.extend(search::columns_in(columns).map(spelt));
                }
                value = Some(spelt(values));
            }
        }
        if let Some(search) = &rule.search {
            others.extend(literal(&search.columns).into_iter().flat_map(search::columns_in).map(spelt));
            others.extend(search.filter.as_ref().and_then(|(column, _)| literal(column)).map(spelt));
        }
        Need { item, value, label: None, others, is_unfiltered: rule.search.is_none() }
    }
}

impl Need<'_> {
    fn columns(&self) -> impl Iterator<Item = &str> {
        self.value.iter().chain(&self.label).chain(&self.others).map(String::as_str)
    }
}

/// The text of an expression that is nothing but a text.
fn literal(expression: &Expression) -> Option<&str> {
    let written = expression.source().trim();
    let inner = written.get(1..written.len().checked_sub(1)?)?;
    expression.is_literal().then_some(inner)
}

/// What of a question reads one of these instances.
fn use_of(item: &Item, ids: &[&str]) -> Option<Aspect> {
    let rules = &item.rules;
    let choices = rules.choices.as_deref();
    if choices.and_then(ChoiceRule::instance).is_some_and(|id| ids.contains(&id)) {
        return Some(Aspect::Kind);
    }
    let expressions = [
        (Aspect::Calculate, rules.calculation.as_ref()),
        (Aspect::Relevant, rules.relevant.as_ref()),
        (Aspect::Constraint, rules.constraint.as_ref()),
        (Aspect::Required, rules.required.as_ref()),
        (Aspect::ReadOnly, rules.read_only.as_ref()),
        (Aspect::Count, rules.count.as_ref()),
        (Aspect::Choices, choices.and_then(ChoiceRule::condition)),
    ];
    let reads = |one: &Expression| one.instances().iter().any(|id| ids.contains(id));
    expressions.into_iter().find(|(_, one)| one.is_some_and(reads)).map(|(aspect, _)| aspect)
}

fn cell(document: &Document, row: NodeId, column: &str) -> String {
    document.child(row, column).map(|cell| document.text(cell).into_owned()).unwrap_or_default()
}

fn no_column(column: &str, question: Option<&Item>, document: &Document, rows: &[NodeId]) -> Message {
    let first = rows.first().copied().into_iter().flat_map(|row| document.elements(row));
    let columns: Vec<&str> = first.map(|cell| document.name(cell)).collect();
    Message::new("forms-list-no-column")
        .with("column", column)
        .with("question", question.map_or("", |item| item.name.as_str()))
        .with("columns", columns.join(", "))
}

fn check_values(
    list: &ListFile,
    rows: &[NodeId],
    column: &str,
    is_kept_with_spaces: bool,
    all_at_once: bool,
    findings: &mut ListFindings,
) {
    let document = list.itemset.document();
    let mut first_of: HashMap<String, usize> = HashMap::with_capacity(rows.len());
    let (mut without, mut spaced, mut twice) = (Vec::new(), Vec::new(), Vec::new());
    for (at, row) in rows.iter().enumerate() {
        let value = cell(document, *row, column);
        if value.trim().is_empty() {
            without.push(at);
        } else if is_kept_with_spaces && value.contains(char::is_whitespace) {
            spaced.push(at);
        } else if all_at_once && *first_of.entry(value).or_insert(at) != at {
            twice.push(at);
        }
    }
    let message = |key| move |at: usize| list.at_row(at, column, Message::new(key));
    tell(without.into_iter().map(message("forms-list-no-value")), &mut findings.problems);
    tell(spaced.into_iter().map(message("forms-list-space")), &mut findings.problems);
    tell(twice.into_iter().map(message("forms-list-twice")), &mut findings.warnings);
}

/// Tells the first of the same problem, and how many more there are.
fn tell(same: impl Iterator<Item = Message>, into: &mut Vec<Message>) {
    let mut same = same.peekable();
    into.extend(same.by_ref().take(MOST_TOLD));
    if same.peek().is_some() {
        into.push(Message::new("forms-list-more").with("count", same.count()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lists::{ListLimits, read};
    use language::{Lang, say};

    const FORM: &str = "
| survey |
| | type | name | label | calculation | choice_filter | parameters |
| | select_one_from_file towns.csv | town | Town | | | |
| | select_multiple_from_file goods.xml | goods | Goods | | | value=code label=called |
| | select_one_from_file roads.geojson | road | Road | | kind = 'x' | |
| | calculate | head | | pulldata('heads', 'head', 'town', ${town}) | | |
| settings |
| | form_id |
| | own |
";

    fn told(file: &str, text: &str) -> (Vec<String>, Vec<String>) {
        let form = crate::read_markdown(FORM).expect("a form");
        let list = read(text, Format::of_file(file).expect(file), ListLimits::default()).expect(text);
        let findings = form.check_list(file, &list);
        let said = |messages: Vec<Message>| messages.iter().map(|one| say(Lang::En, one)).collect();
        (said(findings.problems), said(findings.warnings))
    }

    #[test]
    fn lists_are_compared_with_what_questions_take_from_them() {
        let feature = |id: &str, geometry: &str| {
            format!(r#"{{"type": "Feature", "properties": {{"id": "{id}", "title": "T"}}, "geometry": {geometry}}}"#)
        };
        let features = |all: &[String]| format!(r#"{{"type": "FeatureCollection", "features": [{}]}}"#, all.join(","));
        let point = r#"{"type": "Point", "coordinates": [98.9, 18.8]}"#;
        let cases: [(&str, String, &[&str], &[&str]); 9] = [
            ("towns.csv", "name,label\na b,A\nb,B\n".into(), &[], &[]),
            ("towns.csv", "name,label\n".into(), &[], &["The list has no rows"]),
            ("towns.csv", "name,titel\na,A\n".into(), &["no column “label”, which the question “town”"], &[]),
            ("towns.csv", "label,name\nA,a\nB,\n,c\n".into(), &["Row 3, name: There is no value"], &["Row 4, label"]),
            ("towns.csv", "name,label\na,A\na,B\n".into(), &[], &["Row 3, name: Another row"]),
            (
                "goods.xml",
                "<root><item><code>a b</code><called>A</called></item></root>".into(),
                &["Item 1, code: The value has a space"],
                &[],
            ),
            ("roads.geojson", features(&[feature("1", point), feature("1", point)]), &[], &[]),
            ("roads.geojson", features(&[feature("1", "null")]), &[], &["Feature 1, geometry"]),
            ("heads.csv", "town,head\na,x\n".into(), &[], &[]),
        ];
        for (file, text, problems, warnings) in cases {
            let (found, odd) = told(file, &text);
            for (told, expected) in [(&found, problems), (&odd, warnings)] {
                assert_eq!(told.len(), expected.len(), "{file} {text}: {told:?}");
                assert!(told.iter().zip(expected).all(|(one, part)| one.contains(part)), "{file} {text}: {told:?}");
            }
        }
    }

    #[test]
    fn the_same_problem_is_told_a_few_times_and_then_counted() {
        let text = format!("name,label\n{}", ",A\n".repeat(25));
        let (found, _) = told("towns.csv", &text);
        assert_eq!((found.len(), found.last().map(String::as_str)), (11, Some("And 15 more rows like that.")));
    }

    #[test]
    fn the_uses_of_a_file_are_found() {
        let form = crate::read_markdown(FORM).expect("a form");
        let uses = |file| form.uses_of_file(file);
        assert_eq!(uses("towns.csv"), [Part::new("/data/town", Aspect::Kind)]);
        assert_eq!(uses("heads.csv"), [Part::new("/data/head", Aspect::Calculate)]);
        assert_eq!(uses("other.csv"), []);
    }
}
