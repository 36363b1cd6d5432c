//! How long the index takes to find candidates among a million people whose names are put together of few parts: whole names, first names that
//! thousands share, and names that nobody has.
#![allow(missing_docs, reason = "criterion's macros make public items")]

use criterion::{Criterion, criterion_group, criterion_main};
use names::{Index, Sketch};
use std::hint::black_box;

const PEOPLE: usize = 1_000_000;
/// Agencies that keep the records, by turns.
const AGENCIES: [&str; 4] = ["a", "b", "c", "d"];
const FIRST: [&str; 16] = [
    "สมชาย",
    "สมหญิง",
    "มาลี",
    "ประเสริฐ",
    "วิชัย",
    "สุดา",
    "นภา",
    "กมล",
    "อรทัย",
    "ธนพล",
    "รัตนา",
    "สุภาพร",
    "วรรณา",
    "จันทร์เพ็ญ",
    "พรทิพย์",
    "ลำดวน",
];
const FAMILY: [&str; 24] = [
    "ใจ",
    "ทอง",
    "ศรี",
    "วงศ์",
    "แสง",
    "บุญ",
    "สุข",
    "พันธ์",
    "ชัย",
    "รัตน์",
    "มณี",
    "เพชร",
    "คำ",
    "แก้ว",
    "จันทร์",
    "ดี",
    "งาม",
    "สิริ",
    "ธรรม",
    "พล",
    "กุล",
    "เจริญ",
    "มั่น",
    "เดช",
];

fn of(parts: &[&'static str], at: usize) -> &'static str {
    parts.get(at).copied().unwrap_or_default()
}

/// The parts of the name of the person at a place, by a fixed order that looks like chance.
fn name(place: usize) -> String {
    let mut state = (place as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = |parts: &[&'static str]| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let at = usize::try_from(state >> 33).unwrap_or_default();
        of(parts, at % parts.len())
    };
    format!("{} {}{}{}", next(&FIRST), next(&FAMILY), next(&FAMILY), next(&FAMILY))
}

fn candidates(criterion: &mut Criterion) {
    let mut index = Index::default();
    for place in 0..PEOPLE {
        let sketch = Sketch::default().named(&name(place)).named(of(&FAMILY, place % 5));
        index.put(&place.to_string(), of(&AGENCIES, place % AGENCIES.len()), &sketch, "");
    }
    let mut asked = |what: &str, names: Vec<String>| {
        let sketches: Vec<Sketch> = names.iter().map(|name| Sketch::default().named(name)).collect();
        let mut next = sketches.iter().cycle();
        criterion.bench_function(&format!("a million/{what}"), |bencher| {
            bencher.iter(|| {
                let sketch = next.next().expect("there are names");
                black_box(index.candidates(black_box(sketch), "", "a", 24))
            });
        });
    };
    let places = || (0..PEOPLE).step_by(33_331);
    asked("a whole name", places().map(name).collect());
    asked("a first name", FIRST.map(str::to_owned).to_vec());
    asked("a misspelt name", places().map(|place| format!("{}า", name(place).replace(['ั', '์'], ""))).collect());
    asked("nobody's name", ["Maria Fernandez", "ဝင်းမြတ်သူ", "ស្រីពេជ្រ", "Abdul Rahman"].map(str::to_owned).to_vec());
}

criterion_group!(benches, candidates);
criterion_main!(benches);
