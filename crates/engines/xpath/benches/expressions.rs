//! How long expressions take: reading them, asking the conditions of a form, and looking things up in long lists.
#![allow(missing_docs, reason = "criterion's macros make public items")]

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use xpath::{Context, Document, Environment, Expression, Instances, NodeId};

/// Expressions as forms have them.
const TYPICAL: [&str; 5] = [
    "/data/a = 'yes' and /data/b > 3",
    ". >= 0 and . <= 120",
    "selected(/data/group/kinds, 'talk') or not(/data/group/other = '')",
    "instance('districts')/root/item[province = current()/../province and kind = 'rural']",
    "if(/data/born != '', int((today() - date(/data/born)) div 365.25), coalesce(/data/age, 0))",
];

/// One list beside the document.
struct List(Document);

impl Instances for List {
    fn instance(&self, _name: &str) -> Option<&Document> {
        Some(&self.0)
    }
}

fn expression(source: &str) -> Expression {
    Expression::parse(source).expect("the bench's own expression")
}

/// A form of so many questions in groups of 50, each with an answer.
fn instance(questions: usize) -> Document {
    let mut document = Document::new("data");
    let mut group = document.root();
    for number in 0..questions {
        if number % 50 == 0 {
            group = document.append(document.root(), &format!("group_{}", number / 50));
        }
        let question = document.append(group, &format!("question_{number}"));
        document.set_text(question, ["yes", "no", "4"].get(number % 3).copied().unwrap_or_default());
    }
    document
}

/// A list of so many rows in 77 provinces.
fn list(rows: usize) -> Document {
    let mut document = Document::new("root");
    for number in 0..rows {
        let item = document.append(document.root(), "item");
        let cells = [
            ("name", format!("id-{number}")),
            ("label", format!("Person {number}")),
            ("province", format!("{}", 10 + number % 77)),
            ("kind", ["rural", "urban", "border"].get(number / 77 % 3).copied().unwrap_or_default().to_owned()),
        ];
        for (name, text) in cells {
            let cell = document.append(item, name);
            document.set_text(cell, &text);
        }
    }
    document
}

fn reading(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("parse");
    for (name, source) in ["condition", "constraint", "choice", "filter", "age"].into_iter().zip(TYPICAL) {
        group.bench_function(name, |bencher| bencher.iter(|| Expression::parse(black_box(source))));
    }
    let long = format!("/data/q = '0'{}", " or /data/q = '1'".repeat(1_000));
    group.bench_function("thousand_or", |bencher| bencher.iter(|| Expression::parse(black_box(&long))));
    group.finish();
}

fn conditions(criterion: &mut Criterion) {
    let environment = Environment::on(jiff::civil::date(2019, 7, 4));
    let lists = List(Document::new("root"));
    let mut group = criterion.benchmark_group("evaluate");
    let cases = [
        ("relevance_1000", 1_000, "/data/group_3/question_153 = 'yes' and /data/group_9/question_485 > 3"),
        ("constraint_1000", 1_000, ". >= 0 and . <= 120"),
        ("sibling_1000", 1_000, "../question_480 = 'yes'"),
        ("choice_1000", 1_000, "selected(/data/group_3/question_153, 'yes')"),
        ("calculation_1000", 1_000, "/data/group_9/question_485 * 2 + round(. div 3, 2)"),
        ("lookup_5000", 5_000, "/data/group_90/question_4501"),
        ("count_5000", 5_000, "count(/data/*/*)"),
    ];
    for (name, questions, source) in cases {
        let document = instance(questions);
        let node = node_named(&document, "question_485");
        let context = Context::new(&document, node, &lists, &environment);
        let expression = expression(source);
        group.bench_function(name, |bencher| {
            bencher.iter(|| expression.evaluate(black_box(&context)).map(|value| value.to_boolean()));
        });
    }
    group.finish();
}

fn node_named(document: &Document, name: &str) -> NodeId {
    let groups = document.elements(document.root());
    groups.flat_map(|group| document.child(group, name)).next().expect("a question of that name")
}

fn long_lists(criterion: &mut Criterion) {
    let environment = Environment::on(jiff::civil::date(2019, 7, 4));
    let mut answers = Document::new("data");
    let province = answers.append(answers.root(), "province");
    answers.set_text(province, "50");
    let question = answers.append(answers.root(), "person");
    let rows = list(100_000);
    let mut group = criterion.benchmark_group("list_100000");
    let cases = [
        ("equality", "instance('l')/root/item[province = current()/../province]"),
        ("two_equalities", "instance('l')/root/item[province = current()/../province and kind = 'rural']"),
        ("label_of_one", "instance('l')/root/item[name = 'id-73219']/label"),
        ("pulldata", "pulldata('l', 'label', 'name', 'id-73219')"),
    ];
    group.sample_size(20);
    for (name, source) in cases {
        let expression = expression(source);
        let count = |lists: &List| {
            let context = Context::new(&answers, question, lists, &environment);
            expression.evaluate(&context).map(|value| value.as_nodes().map_or(0, |nodes| nodes.list.len()))
        };
        group.bench_function(format!("{name}_first"), |bencher| {
            // A copy of a list that was never asked has no table yet.
            bencher.iter_batched_ref(|| List(rows.clone()), |lists| count(lists), BatchSize::PerIteration);
        });
        let lists = List(rows.clone());
        group.bench_function(format!("{name}_again"), |bencher| bencher.iter(|| count(&lists)));
    }
    let filter = expression("province = /data/province");
    let (lists, items) = (List(rows.clone()), rows.elements(rows.root()).collect::<Vec<_>>());
    let context = Context::new(&answers, question, &lists, &environment);
    group.bench_function("choice_filter_again", |bencher| {
        bencher.iter(|| filter.keep(&context, &lists.0, &items).map(|kept| kept.len()));
    });
    group.finish();
}

criterion_group!(benches, reading, conditions, long_lists);
criterion_main!(benches);
