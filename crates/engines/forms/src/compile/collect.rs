//! What is sound here, and refused or stopped at by JavaRosa, the engine of ODK Collect: told when a form is read, so that nobody hears of
//! it from a phone. Each was tried with ODK Validate.

use super::Compiler;
use super::graph::Paths;
use crate::rules::{ChoiceRule, Label};
use crate::{Item, Itemset, Kind};
use language::Message;
use std::collections::BTreeMap;
use xforms::Aspect;
use xpath::Expression;

impl Compiler<'_> {
    /// Warns of what Collect refuses.
    pub(super) fn warn_of_collect(&mut self, lists: &BTreeMap<String, Itemset>) {
        let mut found = Vec::new();
        {
            let paths = Paths::new(&self.items);
            for (at, item) in self.items.iter().enumerate() {
                found.extend(asks_itself(&self.items, &paths, at).map(|(aspect, message)| (at, aspect, message)));
                found.extend(takes_one_of_many(&self.items, &paths, at).map(|(aspect, message)| (at, aspect, message)));
                found.extend(unlabelled(item, lists).map(|message| (at, Aspect::Kind, message)));
            }
        }
        for (item, aspect, message) in found {
            let nodeset = self.nodeset(item);
            self.found.warn(&nodeset, aspect, message);
        }
    }
}

/// A question that asks for its own answer to say whether it is required, or may be changed: JavaRosa calls that a cycle. Where its
/// relevance or its value does, it is refused here too.
fn asks_itself<'i>(
    items: &'i [Item],
    paths: &'i Paths<'i>,
    at: usize,
) -> impl Iterator<Item = (Aspect, Message)> + use<'i> {
    let item = items.get(at);
    let rules = item.map(|item| &item.rules);
    let asked = [
        (Aspect::Required, rules.and_then(|rules| rules.required.as_ref())),
        (Aspect::ReadOnly, rules.and_then(|rules| rules.read_only.as_ref())),
    ];
    let reads_itself = move |expression: &Expression| {
        let read = expression.references(paths.names_of(at));
        read.iter().any(|pattern| paths.matching(pattern).contains(&at))
    };
    let name = item.map_or("", |item| item.name.as_str());
    let wrong = asked.into_iter().filter(move |(_, expression)| expression.is_some_and(&reads_itself));
    wrong.map(move |(aspect, _)| (aspect, Message::new("forms-collect-cycle").with("name", name)))
}

/// An expression that takes one value from a question in a repeat that it does not stand in.
fn takes_one_of_many<'i>(
    items: &'i [Item],
    paths: &'i Paths<'i>,
    at: usize,
) -> impl Iterator<Item = (Aspect, Message)> + use<'i> {
    let rules = items.get(at).map(|item| &item.rules);
    let expressions = [
        (Aspect::Relevant, rules.and_then(|rules| rules.relevant.as_ref())),
        (Aspect::Constraint, rules.and_then(|rules| rules.constraint.as_ref())),
        (Aspect::Required, rules.and_then(|rules| rules.required.as_ref())),
        (Aspect::ReadOnly, rules.and_then(|rules| rules.read_only.as_ref())),
        (Aspect::Calculate, rules.and_then(|rules| rules.calculation.as_ref())),
        (Aspect::Count, rules.and_then(|rules| rules.count.as_ref())),
    ];
    let many = move |expression: &Expression| {
        let taken = expression.single_values(paths.names_of(at));
        taken.iter().find_map(|pattern| {
            let found = paths.matching(pattern);
            found.into_iter().find(|found| has_several(items, paths, *found, pattern.anchor))
        })
    };
    expressions.into_iter().filter_map(move |(aspect, expression)| {
        let item = items.get(expression.and_then(many)?)?;
        Some((aspect, Message::new("forms-collect-many").with("name", item.name.as_str())))
    })
}

/// Whether an item stands in a repeat whose instance is not fixed by so many leading steps.
fn has_several(items: &[Item], paths: &Paths<'_>, item: usize, anchor: usize) -> bool {
    let sections = std::iter::successors(Some(item), |at| items.get(*at).and_then(|item| item.parent));
    sections.skip(1).any(|at| {
        let is_repeat = items.get(at).is_some_and(|item| item.kind == Kind::Repeat);
        is_repeat && paths.names_of(at).len() > anchor
    })
}

/// Choices whose first one has no label: JavaRosa looks there for where labels are.
fn unlabelled(item: &Item, lists: &BTreeMap<String, Itemset>) -> Option<Message> {
    let Some(ChoiceRule::Itemset(rule)) = item.rules.choices.as_deref() else { return None };
    let Label::Cell(label) = &rule.label else { return None };
    let document = lists.get(rule.instance.as_deref()?)?.document();
    let first = document.elements(document.root()).next()?;
    let is_missing = document.child(first, label.child()?).is_none();
    is_missing.then(|| Message::new("forms-collect-unlabelled"))
}

#[cfg(test)]
mod tests {
    use crate::Calls;
    use language::{Lang, say};

    fn warned(survey: &str, choices: &str) -> Vec<String> {
        let text = format!("| survey |\n{survey}| choices |\n{choices}| settings |\n| | form_id |\n| | own |\n");
        let read = crate::compile(&xlsform::read_markdown(&text), &xlsform::Options::default(), Calls::MustExist);
        let warnings = read.expect("a form").warnings;
        let of_collect = warnings.iter().filter(|one| one.message.key.starts_with("forms-collect-"));
        of_collect.map(|one| format!("{}: {}", one.place, say(Lang::En, &one.message))).collect()
    }

    #[test]
    fn what_collect_refuses_is_told_at_its_cell() {
        let head = "| | type | name | label | required | readonly | calculation | constraint |\n";
        let row = |cells: &str| {
            format!(
                "{head}| | begin repeat | row | Row | | | | |\n| | integer | count | Count | | | | |\n| | end repeat | | | | | | |\n{cells}"
            )
        };
        let cases: [(&str, String, &[&str]); 10] = [
            (
                "own answer",
                format!("{head}| | text | a | A | pulldata('people', 'y', 'z', .) | | | |\n"),
                &["survey row 2, required: ODK Collect refuses"],
            ),
            (
                "own answer",
                format!("{head}| | text | a | A | | ${{a}} = 'x' | | |\n"),
                &["survey row 2, readonly: ODK Collect refuses"],
            ),
            ("a constraint may", format!("{head}| | text | a | A | yes | | | . != '' |\n"), &[]),
            (
                "one of many",
                row("| | calculate | b | | | | ${count} + 1 | |\n"),
                &["survey row 5, calculation: “count” stands in a repeat"],
            ),
            (
                "one of many",
                row("| | text | b | B | ${count} > 1 | | | |\n"),
                &["survey row 5, required: “count” stands in a repeat"],
            ),
            ("all of many", row("| | calculate | b | | | | sum(${count}) | |\n"), &[]),
            ("one that is named", row("| | calculate | b | | | | indexed-repeat(${count}, ${row}, 1) | |\n"), &[]),
            (
                "its own row",
                format!(
                    "{head}| | begin repeat | row | Row | | | | |\n| | integer | count | Count | | | | |\n| | calculate | b | | | | ${{count}} + 1 | |\n| | end repeat | | | | | | |\n"
                ),
                &[],
            ),
            (
                "no label",
                format!("{head}| | select_one x | a | A | | | | |\n"),
                &["survey row 2, type: ODK Collect refuses"],
            ),
            ("a label", format!("{head}| | select_one y | a | A | | | | |\n"), &[]),
        ];
        let choices =
            "| | list_name | name | label |\n| | x | 1 | |\n| | x | 2 | Two |\n| | y | 1 | One |\n| | y | 2 | |\n";
        for (what, survey, expected) in cases {
            let warned = warned(&survey, choices);
            assert_eq!(warned.len(), expected.len(), "{what}: {warned:?}");
            assert!(warned.iter().zip(expected).all(|(one, part)| one.starts_with(part)), "{what}: {warned:?}");
        }
    }
}
