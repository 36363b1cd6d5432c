//! How long a conversion takes, from a workbook and from Markdown tables.

mod measure;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use measure::cpu::Cpu;
use measure::shape::{markdown, sheets};
use rust_xlsxwriter::Workbook;
use std::hint::black_box;
use xlsform::{Options, convert, read_file, read_markdown};

fn workbook(questions: usize) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for (name, rows) in sheets(questions) {
        let sheet = workbook.add_worksheet().set_name(name).expect("a name");
        for (at, row) in (0_u32..).zip(&rows) {
            for (column, cell) in (0_u16..).zip(row).filter(|(_, cell)| !cell.is_empty()) {
                sheet.write_string(at, column, cell).expect("a cell");
            }
        }
    }
    workbook.save_to_buffer().expect("a workbook")
}

fn converts(criterion: &mut Criterion<Cpu>) {
    let options = Options::default();
    let mut group = criterion.benchmark_group("convert");
    group.sample_size(20);
    for questions in [100, 1_000, 5_000] {
        let text = markdown(questions);
        let tables = read_markdown(&text);
        let bytes = workbook(questions);
        if let Ok(path) = std::env::var("XLSFORM_BENCH_WORKBOOKS") {
            std::fs::write(format!("{path}/bench_{questions}.xlsx"), &bytes).expect("a folder that can be written");
        }
        group.bench_function(BenchmarkId::new("tables to definition", questions), |bencher| {
            bencher.iter(|| convert(black_box(&tables), &options).expect("a sound form"));
        });
        group.bench_function(BenchmarkId::new("Markdown to XML", questions), |bencher| {
            bencher.iter(|| {
                let converted = convert(&read_markdown(black_box(&text)), &options).expect("a sound form");
                xforms::write(&converted.definition)
            });
        });
        group.bench_function(BenchmarkId::new("xlsx to XML", questions), |bencher| {
            bencher.iter(|| {
                let tables = read_file(black_box(&bytes), "bench.xlsx").expect("a workbook");
                xforms::write(&convert(&tables, &options).expect("a sound form").definition)
            });
        });
    }
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default().with_measurement(Cpu);
    targets = converts
}
criterion_main!(benches);
