//! Words of cells and rows that any register uses, whatever it is about: data for the reader, in one place. Words of headings are in
//! `vocabulary`.

use crate::key::Words;

/// Beginnings of rows that sum: what follows names the part summed (`รวมเดือนกรกฎาคม`, `Total July`).
pub(crate) const TOTAL_BEGINNINGS: &[&str] = &["รวม", "ยอดรวม", "total", "grandtotal", "subtotal", "sum"];

/// Beginnings of rows of other figures: averages, shares, what is carried over from another page.
pub(crate) const FIGURE_BEGINNINGS: &[&str] = &[
    "เฉลี่ย",
    "ค่าเฉลี่ย",
    "ร้อยละ",
    "คิดเป็น",
    "ยอดยก",
    "ยกมา",
    "ยกไป",
    "สูงสุด",
    "ต่ำสุด",
    "average",
    "mean",
    "median",
    "maximum",
    "minimum",
    "percent",
    "carriedforward",
    "broughtforward",
];
/// The same where the word is the whole cell.
pub(crate) static FIGURES: Words = Words::new(&["max", "min", "avg", "%"]);

/// Beginnings of the lines under a table where people sign.
pub(crate) const SIGNATURES: &[&str] = &["ลงชื่อ", "ลงนาม", "signed", "signature"];

/// Cells that say that a row tells of something that did not take place.
pub(crate) static NOT_HELD: Words = Words::new(&[
    "ยกเลิก",
    "ยกเลิกกิจกรรม",
    "ยกเลิกการจัด",
    "งด",
    "งดจัด",
    "งดกิจกรรม",
    "เลื่อน",
    "เลื่อนออกไป",
    "เลื่อนกำหนด",
    "ไม่ได้จัด",
    "ไม่ได้ดำเนินการ",
    "ยังไม่จัด",
    "ยังไม่ดำเนินการ",
    "ยังไม่ได้ดำเนินการ",
    "รอดำเนินการ",
    "cancelled",
    "canceled",
    "postponed",
    "not held",
    "not done",
    "not yet",
    "not conducted",
    "pending",
    "planned",
]);
/// The same at the beginning of a longer remark.
pub(crate) const NOT_HELD_BEGINNINGS: &[&str] =
    &["ยกเลิก", "เลื่อนไป", "เลื่อนออก", "เลื่อนเป็น", "งดจัด", "cancelled", "canceled", "postponed"];
/// A remark that begins so tells where the row came from.
pub(crate) const HELD_AFTER_ALL: &[&str] = &["postponedfrom", "cancelledfrom"];

/// Cells that mark a row as one that shows how to fill in the others.
pub(crate) static EXAMPLE: Words = Words::new(&["ตัวอย่าง", "example", "sample", "e.g.", "ex."]);
/// The same before what is shown: `e.g. 1/1/2019`.
pub(crate) const EXAMPLE_BEGINNINGS: &[&str] = &["e.g.", "eg.", "เช่น", "ตัวอย่าง", "example:", "example "];

/// Cells that say nothing.
pub(crate) static BLANK: Words = Words::new(&[
    "ไม่มี",
    "ไม่มีข้อมูล",
    "n/a",
    "na",
    "none",
    "nil",
    "null",
    "x",
    "ว่าง",
    "ไม่มีผู้เข้าร่วม",
    "ไม่ได้นับ",
    "none attended",
    "nobody",
]);

/// What a sign for nothing may be made of, however long it is drawn.
pub(crate) const BLANK_STROKES: &[char] = &['-', '–', '—', '−', '_', '.', '…', '*'];

/// Cells that count nobody, in words.
pub(crate) static ZERO: Words = Words::new(&["ศูนย์", "zero"]);

/// Cells that repeat the cell above.
pub(crate) static DITTO: Words = Words::new(&["\"", "”", "〃", "''", "″", "ditto"]);

/// Ticks, which mean yes.
pub(crate) static TICKS: Words = Words::new(&["✓", "✔", "√", "/", "☑", "✅", "v"]);

/// Codes that a tick chooses, the first that a question has.
pub(crate) const YES_CODES: &[&str] = &["yes", "true", "1"];

/// Words before a number: `จำนวน 12 คน`.
pub(crate) const BEFORE_NUMBERS: &[&str] = &["จำนวน", "รวม", "total", "n="];

/// Units after a number: `12 คน`.
pub(crate) const UNITS: &[&str] = &["คน", "ราย", "คน.", "people", "persons", "person", "pax", "ppl"];

/// Words before a phrase that turn it round: `ไม่ใช่ครั้งแรก`.
pub(crate) const NEGATIONS: &[&str] = &["ไม่ใช่", "มิใช่", "ไม่", "not", "notthe", "nota", "no", "never"];

/// What stands between several choices in one cell, beside line breaks.
pub(crate) const BETWEEN_CHOICES: &[char] = &[';', ',', '/', '|', '+', '&', '\n', '•', '、', '，'];
/// The same in words, with the spaces that make them words where the script has spaces.
pub(crate) const BETWEEN_CHOICES_WORDS: &[&str] = &[" and ", "และ", " กับ "];
