//! Words of headings and of sheets that any register uses, whatever it is about: data for the reader, in one place; words of cells
//! and rows are in `cell_words`. What a form's questions are called stands in its pack.
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

/// Words around a count in a heading that add nothing: `จำนวน นักเรียน (คน)`, `No. of students`.
pub(crate) const COUNT_NOISE: &[&str] = &[
    "จำนวน",
    "จน",
    "คน",
    "ราย",
    "เข้าร่วม",
    "ที่",
    "มา",
    "จริง",
    "ผล",
    "ผลงาน",
    "ผลการดำเนินงาน",
    "ทางตรง",
    "กลุ่มเป้าหมาย",
    "กลุ่ม",
    "อายุ",
    "ปี",
    "เพศ",
    "และ",
    "หรือ",
    "number",
    "number of",
    "numbers of",
    "no of",
    "no",
    "num",
    "nb",
    "n",
    "qty",
    "of",
    "count",
    "persons",
    "person",
    "actual",
    "achieved",
    "direct",
    "age",
    "aged",
    "years",
    "year",
    "and",
    "the",
    "who",
    "sex",
    "gender",
    "pax",
    "were",
    "did",
];

/// Words for people as such: alone they head the count of all.
pub(crate) const PEOPLE: &[&str] = &[
    "ผู้เข้าร่วม",
    "ผู้เข้าร่วมกิจกรรม",
    "ผู้เข้าร่วมโครงการ",
    "ผู้ร่วมกิจกรรม",
    "ผู้เข้ารับการอบรม",
    "ผู้รับการอบรม",
    "ผู้รับประโยชน์",
    "จำนวนคน",
    "how many",
    "people",
    "people reached",
    "participants",
    "participant",
    "attendance",
    "attendees",
    "attended",
    "reached",
    "beneficiaries",
    "beneficiary",
];

/// Words which make a count one of people who were not there, or not all there: plans, invitations, those who stayed away.
pub(crate) const NOT_ATTENDED: &[&str] = &[
    "เป้าหมาย",
    "เป้า",
    "แผน",
    "ตามแผน",
    "คาดการณ์",
    "คาดว่า",
    "คาดว่าจะ",
    "ประมาณการ",
    "เชิญ",
    "ได้รับเชิญ",
    "ลงทะเบียน",
    "ขาด",
    "ไม่เข้าร่วม",
    "ไม่มา",
    "ทางอ้อม",
    "plan",
    "planned",
    "target",
    "targets",
    "targeted",
    "expected",
    "estimated",
    "invited",
    "registered",
    "enrolled",
    "absent",
    "indirect",
];

/// Beginnings of headings that count some of the people in the columns beside them.
pub(crate) const SUBSET_BEGINNINGS: &[&str] = &["ในจำนวนนี้", "ในจำนวนนั้น", "ofwhich", "ofwhom", "ofthese", "including"];

/// Words that split a group further than any form asks: counts of its parts are one count together.
pub(crate) const LEVELS: &[&str] = &[
    "อนุบาล",
    "ประถม",
    "ประถมศึกษา",
    "ประถมต้น",
    "ประถมปลาย",
    "มัธยม",
    "มัธยมศึกษา",
    "มัธยมต้น",
    "มัธยมปลาย",
    "มัธยมศึกษาตอนต้น",
    "มัธยมศึกษาตอนปลาย",
    "ม.ต้น",
    "ม.ปลาย",
    "อาชีวะ",
    "อาชีวศึกษา",
    "ปวช.",
    "ปวส.",
    "อุดมศึกษา",
    "มหาวิทยาลัย",
    "kindergarten",
    "primary",
    "primary school",
    "elementary",
    "secondary",
    "secondary school",
    "lower secondary",
    "upper secondary",
    "high school",
    "vocational",
    "university",
];

/// Words in the heading of a date that is not the day it took place.
pub(crate) const OTHER_DATES: &[&str] = &[
    "รายงาน",
    "บันทึก",
    "กรอก",
    "พิมพ์",
    "ส่ง",
    "อนุมัติ",
    "แก้ไข",
    "ปรับปรุง",
    "เกิด",
    "เบิก",
    "จ่าย",
    "report",
    "entry",
    "entered",
    "submi",
    "created",
    "modified",
    "updated",
    "printed",
    "approved",
    "paid",
    "birth",
];

/// Columns that a collection server adds about the filling in of the form, not about what it tells.
pub(crate) static OF_THE_FORM: Words = Words::new(&[
    "start",
    "end",
    "today",
    "deviceid",
    "username",
    "simserial",
    "phonenumber",
    "instanceID",
    "instanceName",
]);

/// Names of sheets which hold what is wished for or shown, not what was: as words of their own.
pub(crate) const OTHER_SHEETS: &[&str] = &["plan", "plans", "planned", "planning", "example", "sample", "template"];
/// The same in Thai, which has no spaces between words; `แผนงาน` is a programme.
pub(crate) const OTHER_SHEETS_THAI: &[&str] = &["แผน", "ตัวอย่าง"];
/// What only looks like the former.
pub(crate) const NO_OTHER_SHEETS_THAI: &[&str] = &["แผนงาน", "แผนก", "แผนที่"];

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
    "Beneficiary type",
    "Type of beneficiary",
    "Who attended",
    "Who took part",
    "Attendee type",
    "Category of participants",
    "ประเภทกลุ่มเป้าหมาย",
    "ประเภทบุคคล",
]);

/// Headings of columns that hold one part of a date each.
pub(crate) static DAY: Words = Words::new(&["วัน", "วันที่", "Day"]);
/// The month of such a date.
pub(crate) static MONTH: Words = Words::new(&["เดือน", "Month"]);
/// The year of such a date.
pub(crate) static YEAR: Words = Words::new(&["ปี", "ปี พ.ศ.", "พ.ศ.", "ปี ค.ศ.", "Year"]);
