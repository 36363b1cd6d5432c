//! How long forms take: reading an XForm, one answer with what depends on it, checking a whole submission, and filtering a long list.
#![expect(clippy::print_stdout, reason = "a bench tells what it measured")]
#![allow(missing_docs, reason = "criterion's macros make public items")]

#[path = "../../xlsform/benches/measure/mod.rs"]
mod measure;

use cpu_time::ThreadTime;
use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};
use forms::{Calls, Environment, Form, Itemset, NoItemsets, Session, compile_definition};
use language::Lang;
use measure::cpu::Cpu;
use measure::shape;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Duration;
use xlsform::Options;

fn environment() -> Environment {
    Environment::on(jiff::civil::date(2019, 7, 4))
}

/// Markdown tables as an XForm.
fn xform(markdown: &str) -> String {
    let converted = xlsform::convert(&xlsform::read_markdown(markdown), &Options::default()).expect("a sound form");
    xforms::write(&converted.definition)
}

fn parse(xform: &str) -> Form {
    let read = xforms::read(xform, &xml::Limits::default()).expect("an XForm");
    compile_definition(&read.definition, Calls::MayBeMissing).expect("a sound form").form
}

/// Every question of the form by its path, with an answer; what is worked out has none.
fn answers(questions: usize) -> Vec<(String, &'static str)> {
    let answer = |at: usize| ["5", "some words", "c3", "c1 c5"].get(at % 5).copied();
    let path = |at: usize| format!("/group_{}/question_{at}", at / 50 * 50);
    (0..questions).filter_map(|at| Some((path(at), answer(at)?))).collect()
}

fn answered<'f>(form: &'f Form, answers: &[(String, &str)]) -> Session<'f> {
    let mut session = Session::new(form, &NoItemsets, environment());
    for (path, answer) in answers {
        session.set(path, answer).expect("a question of the form");
    }
    session
}

fn parses(criterion: &mut Criterion<Cpu>) {
    let mut group = criterion.benchmark_group("parse XForm");
    group.sample_size(20);
    for questions in [1_000, 5_000] {
        let text = xform(&shape::markdown(questions));
        group.bench_function(BenchmarkId::new("XML and compile", questions), |bencher| {
            bencher.iter(|| parse(black_box(&text)));
        });
        group.bench_function(BenchmarkId::new("XML alone", questions), |bencher| {
            bencher.iter(|| xml::read(black_box(&text), &xml::Limits::default()).expect("XML"));
        });
    }
    group.finish();
}

/// Criterion tells the mean of an answer; what the middle and the slowest twentieth take is printed below it.
fn answers_one(criterion: &mut Criterion<Cpu>) {
    let mut group = criterion.benchmark_group("one answer");
    group.sample_size(20);
    for questions in [100, 1_000, 5_000] {
        let form = parse(&xform(&shape::markdown(questions)));
        let answers = answers(questions);
        group.bench_function(BenchmarkId::new("all of a form", questions), |bencher| {
            bencher.iter_batched(
                || Session::new(&form, &NoItemsets, environment()),
                |mut session| {
                    for (path, answer) in &answers {
                        session.set(path, answer).expect("a question of the form");
                    }
                    session
                },
                BatchSize::LargeInput,
            );
        });
        tell_quantiles(questions, &form, &answers);
    }
    group.finish();
}

fn tell_quantiles(questions: usize, form: &Form, answers: &[(String, &str)]) {
    let mut taken: Vec<Duration> = Vec::new();
    for _ in 0..20 {
        let mut session = Session::new(form, &NoItemsets, environment());
        for (path, answer) in answers {
            let start = ThreadTime::now();
            session.set(path, answer).expect("a question of the form");
            taken.push(start.elapsed());
        }
    }
    taken.sort_unstable();
    let at = |of_thousand: usize| {
        let taken = taken.get(taken.len().saturating_sub(1) * of_thousand / 1_000).copied();
        taken.unwrap_or_default().as_secs_f64() * 1e6
    };
    let (middle, slow, slowest) = (at(500), at(950), at(1_000));
    println!("one answer of {questions}: p50 {middle:.1} µs, p95 {slow:.1} µs, most {slowest:.1} µs");
}

/// A consent at the beginning, without which nothing else is asked: the answer with the most consequences that forms have.
fn consents(criterion: &mut Criterion<Cpu>) {
    let mut group = criterion.benchmark_group("an answer that decides about all others");
    group.sample_size(20);
    for questions in [1_000, 5_000] {
        let mut survey =
            "| survey |\n| | type | name | label | relevant |\n| | text | consent | Consent | |\n".to_owned();
        for at in 0..questions {
            writeln!(survey, "| | integer | question_{at} | Question {at} | ${{consent}} = 'yes' |").expect("memory");
        }
        let form = parse(&xform(&survey));
        let mut session = Session::new(&form, &NoItemsets, environment());
        group.bench_function(BenchmarkId::new("yes and no", questions), |bencher| {
            bencher.iter(|| {
                session.set("/consent", "yes").expect("a question");
                session.set("/consent", "no").expect("a question");
            });
        });
        assert!(!session.relevant("/question_0"));
    }
    group.finish();
}

fn checks(criterion: &mut Criterion<Cpu>) {
    let mut group = criterion.benchmark_group("check submission");
    group.sample_size(20);
    for questions in [100, 1_000, 5_000] {
        let form = parse(&xform(&shape::markdown(questions)));
        let mut session = answered(&form, &answers(questions));
        session.finish();
        let (xml, json) = (session.submission(), session.answers());
        group.bench_function(BenchmarkId::new("XML", questions), |bencher| {
            bencher.iter(|| {
                let received = Session::receive(&form, &NoItemsets, environment(), black_box(&xml));
                let (session, refused) = received.expect("a submission to the form");
                assert!(refused.is_empty() && session.violations().is_empty());
            });
        });
        group.bench_function(BenchmarkId::new("JSON", questions), |bencher| {
            bencher.iter(|| forms::check(&form, black_box(&json), &NoItemsets, environment()).expect("sound answers"));
        });
    }
    group.finish();
}

/// People in 1,000 villages.
fn people(rows: usize) -> String {
    let mut csv = "name,label,village,__version\n".to_owned();
    for at in 0..rows {
        writeln!(csv, "person-{at},Person {at},v{},1", at % 1_000).expect("memory");
    }
    csv
}

fn filters(criterion: &mut Criterion<Cpu>) {
    let form = parse(&xform(
        "| survey |\n| | type | name | label | choice_filter |\n| | text | village | Village | |\n\
         | | select_one_from_file people.csv | person | Person | village = ${village} |\n",
    ));
    let csv = people(100_000);
    let list =
        || Itemset::from_document(forms::lists::read_csv(&csv, forms::lists::ListLimits::default()).expect("a list").0);
    let mut group = criterion.benchmark_group("100,000 entities");
    group.sample_size(10);
    group.bench_function("read the list", |bencher| bencher.iter(list));
    let with_lists = || BTreeMap::from([("people.csv".to_owned(), list())]);
    let ready = |lists: &mut BTreeMap<String, Itemset>| lists["people.csv"].prepare(["village"]);
    group.bench_function("make the list ready", |bencher| {
        // The list is given back afterwards, which is not measured.
        bencher.iter_batched_ref(with_lists, ready, BatchSize::PerIteration);
    });
    let with_ready_lists = || {
        let mut lists = with_lists();
        ready(&mut lists);
        lists
    };
    for (name, made) in [("that is ready", &with_ready_lists as &dyn Fn() -> _), ("that is not ready", &with_lists)] {
        group.bench_function(format!("the first filter of a list {name}"), |bencher| {
            bencher.iter_batched_ref(made, |lists| offered(&form, lists, 7), BatchSize::PerIteration);
        });
    }
    let lists = with_lists();
    let mut village = 0;
    group.bench_function("a filter by equality", |bencher| {
        bencher.iter(|| {
            village = (village + 1) % 1_000;
            offered(&form, &lists, village)
        });
    });
    let mut session = Session::new(&form, &lists, environment());
    group.bench_function("an answer that is checked against the filter", |bencher| {
        bencher.iter(|| {
            village = (village + 1) % 1_000;
            session.set("/village", &format!("v{village}")).expect("a question");
            session.set("/person", &format!("person-{village}")).expect("a question");
            assert!(session.violations().is_empty());
        });
    });
    group.finish();
}

/// The people who are offered once a village is chosen.
fn offered(form: &Form, lists: &BTreeMap<String, Itemset>, village: usize) -> usize {
    let mut session = Session::new(form, lists, environment());
    session.set("/village", &format!("v{village}")).expect("a question");
    let offered = session.choices("/person", Lang::En).len();
    assert_eq!(offered, 100);
    offered
}

criterion_group! {
    name = benches;
    config = Criterion::default().with_measurement(Cpu);
    targets = parses, answers_one, consents, checks, filters
}
criterion_main!(benches);
