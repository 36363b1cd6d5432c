//! Words that any register uses, whatever it is about: data for the reader, in one place. What a form's questions are called stands
//! in its pack.
//!
//! Words are compared by their key (see `key`): case, spaces, dots and brackets do not count.

use crate::key::Words;

/// Headings of columns that number the rows.
pub(crate) static SERIAL: Words = Words::new(&[
    "ที่",
    "ลำดับ",
    "ลำดับที่",
    "ครั้งที่",
    "No.",
    "Nr",
    "#",
    "S/N",
    "Item",
    "Serial",
    "Serial no.",
    "Row",
    "စဉ်",
    "ល.រ",
    "ລ/ດ",
]);

/// Words for a sum, as headings of columns and at the beginning of rows.
pub(crate) static TOTAL: Words = Words::new(&[
    "รวม",
    "รวมทั้งสิ้น",
    "รวมทั้งหมด",
    "ยอดรวม",
    "รวมจำนวน",
    "ทั้งหมด",
    "ทั้งสิ้น",
    "รวมยอด",
    "รวมเป็นเงิน",
    "Total",
    "Totals",
    "Grand total",
    "Sub total",
    "Sum",
    "All",
    "Overall",
    "စုစုပေါင်း",
    "សរុប",
    "ລວມ",
]);

/// Beginnings of rows that sum: what follows names the part summed (`รวมเดือนกรกฎาคม`, `Total July`).
pub(crate) const TOTAL_BEGINNINGS: &[&str] = &["รวม", "ยอดรวม", "total", "grandtotal", "subtotal", "sum"];

/// Words around a count in a heading that add nothing: `จำนวน นักเรียน (คน)`, `No. of students`.
pub(crate) const COUNT_NOISE: &[&str] = &[
    "จำนวน",
    "คน",
    "ราย",
    "ผู้เข้าร่วม",
    "ผู้เข้าร่วมกิจกรรม",
    "เข้าร่วม",
    "ที่",
    "กลุ่มเป้าหมาย",
    "กลุ่ม",
    "อายุ",
    "ปี",
    "เพศ",
    "และ",
    "หรือ",
    "number",
    "number of",
    "no of",
    "no",
    "of",
    "count",
    "persons",
    "person",
    "people",
    "participants",
    "participant",
    "attendance",
    "attendees",
    "attended",
    "reached",
    "age",
    "aged",
    "years",
    "year",
    "and",
    "the",
    "sex",
    "gender",
    "pax",
];

/// Headings of a column that says, row by row, who is counted beside it.
pub(crate) static CATEGORY: Words = Words::new(&[
    "กลุ่มเป้าหมาย",
    "กลุ่ม",
    "กลุ่มผู้เข้าร่วม",
    "ผู้เข้าร่วม",
    "ประเภทผู้เข้าร่วม",
    "ผู้เข้าร่วมกิจกรรม",
    "Participants",
    "Participant",
    "Participant type",
    "Type of participant",
    "Who",
    "Audience",
    "Target group",
    "Group",
]);

/// Headings of columns that hold one part of a date each.
pub(crate) static DAY: Words = Words::new(&["วัน", "วันที่", "Day"]);
/// The month of such a date.
pub(crate) static MONTH: Words = Words::new(&["เดือน", "Month"]);
/// The year of such a date.
pub(crate) static YEAR: Words = Words::new(&["ปี", "ปี พ.ศ.", "พ.ศ.", "ปี ค.ศ.", "Year"]);

/// Cells that say nothing.
pub(crate) static BLANK: Words = Words::new(&[
    "-",
    "–",
    "—",
    "--",
    "---",
    ".",
    "..",
    "...",
    "…",
    "ไม่มี",
    "ไม่มีข้อมูล",
    "n/a",
    "na",
    "none",
    "nil",
    "null",
    "x",
    "ว่าง",
]);

/// Cells that repeat the cell above.
pub(crate) static DITTO: Words = Words::new(&["\"", "”", "〃", "''", "″", "ditto"]);

/// Ticks, which mean yes.
pub(crate) static TICKS: Words = Words::new(&["✓", "✔", "√", "/", "☑", "✅", "v"]);

/// Codes that a tick chooses, the first that a question has.
pub(crate) const YES_CODES: &[&str] = &["yes", "true", "1"];

/// Units after a number: `12 คน`.
pub(crate) const UNITS: &[&str] = &["คน", "ราย", "คน.", "people", "persons", "person", "pax", "ppl"];

/// Words before a phrase that turn it round: `ไม่ใช่ครั้งแรก`.
pub(crate) const NEGATIONS: &[&str] = &["ไม่ใช่", "มิใช่", "ไม่", "not", "notthe", "nota", "no", "never"];

/// What stands between several choices in one cell, beside line breaks.
pub(crate) const BETWEEN_CHOICES: &[char] = &[';', ',', '/', '|', '+', '&', '\n', '•', '、', '，'];
/// The same in words, with the spaces that make them words where the script has spaces.
pub(crate) const BETWEEN_CHOICES_WORDS: &[&str] = &[" and ", "และ", " กับ "];
