//! The schema of an outreach register as the prevention pack has it, and short ways to make and read workbooks.

use crate::*;
use calendar::Date;
use language::{Lang, Text};
use places::Gazetteer;
use rust_xlsxwriter::Workbook as Written;
use serde_json::Value as Json;
use sheets::{Limits, Workbook};

fn text(english: &str, thai: &str) -> Text {
    Text::new(english).with(Lang::Th, thai)
}

fn words(joined: &str) -> Vec<String> {
    joined.split(';').map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Choices from code, English, Thai, and synonyms joined by semicolons.
pub(crate) fn choices(rows: &[(&str, &str, &str, &str)]) -> Vec<Choice> {
    rows.iter()
        .map(|(code, english, thai, synonyms)| Choice {
            code: (*code).to_owned(),
            labels: text(english, thai),
            synonyms: words(synonyms),
        })
        .collect()
}

fn field(path: &str, english: &str, thai: &str, synonyms: &str, kind: Kind, required: bool) -> Field {
    Field {
        path: path.to_owned(),
        labels: text(english, thai),
        synonyms: words(synonyms),
        kind,
        required,
        marks: Vec::new(),
        unspecified: None,
    }
}

fn dimension(
    question: &str,
    english: &str,
    thai: &str,
    unspecified: Option<&str>,
    rows: &[(&str, &str, &str, &str)],
) -> Dimension {
    Dimension {
        question: question.to_owned(),
        labels: text(english, thai),
        synonyms: Vec::new(),
        choices: choices(rows),
        unspecified: unspecified.map(str::to_owned),
    }
}

pub(crate) fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

/// The prevention pack's outreach session, with the synonyms of its form.
pub(crate) fn schema() -> Schema {
    let yes_no = choices(&[
        ("yes", "Yes", "ใช่", "y; true; 1; ครั้งแรก; มี"),
        ("no", "No", "ไม่ใช่", "n; false; 0; ไม่มี; ไม่"),
        ("unknown", "Not known", "ไม่ทราบ", "unknown; ไม่ระบุ"),
    ]);
    let venue_kinds = choices(&[
        ("school", "School or college", "โรงเรียนหรือสถานศึกษา", "school; college; โรงเรียน; ร.ร.; รร.; วิทยาลัย; สถานศึกษา"),
        ("village", "Village", "หมู่บ้าน", "village; community; ชุมชน; บ้าน"),
        ("migrant_community", "Migrant community", "ชุมชนแรงงานข้ามชาติ", "migrant; migrants; แคมป์คนงาน; แรงงานข้ามชาติ"),
        (
            "expo",
            "Exhibition or public event",
            "นิทรรศการหรืองานสาธารณะ",
            "expo; exhibition; fair; walk; นิทรรศการ; มหกรรม",
        ),
        ("workplace", "Workplace", "สถานประกอบการ", "workplace; factory; โรงงาน; ที่ทำงาน"),
        ("online", "Online", "ออนไลน์", "online; zoom"),
        ("other", "Elsewhere", "ที่อื่น", "other; อื่น ๆ; อื่นๆ"),
    ]);
    let settings = choices(&[
        ("urban", "Town or city", "ในเมือง", "urban; town; city; เมือง; เขตเมือง"),
        ("rural", "Countryside", "ชนบท", "rural; countryside; นอกเมือง; เขตชนบท"),
        ("unknown", "Not known", "ไม่ทราบ", "unknown; ไม่ระบุ"),
    ]);
    let methods = choices(&[
        ("games", "Games", "เกม", "game; เกมส์; เล่นเกม"),
        ("activities", "Activities", "กิจกรรมกลุ่ม", "activity; กิจกรรม"),
        ("talk", "Talk", "บรรยาย", "talks; lecture; การบรรยาย"),
        ("stand", "Information stand", "ซุ้มข้อมูล", "booth; ซุ้ม; บูธ"),
        ("film", "Film or video", "ภาพยนตร์หรือวิดีโอ", "film; video; วิดีโอ; หนัง"),
    ]);
    let mut first_time = field(
        "first_time",
        "Is this the first time the programme works in this place?",
        "เป็นครั้งแรกหรือไม่",
        "First time here; First time; ครั้งแรก; จัดครั้งแรก",
        Kind::Choice(yes_no),
        false,
    );
    first_time.marks = ["ครั้งแรก", "first time"].map(|phrase| Mark { phrase: phrase.into(), code: "yes".into() }).into();
    let date = Kind::Date { earliest: Some(day("1990-01-01")), latest: Some(day("2026-12-31")) };
    Schema {
        fields: vec![
            field("project", "Project", "โครงการ", "Project code; รหัสโครงการ", Kind::Text, false),
            field("date", "Date", "วันที่", "Date; วันที่; วัน เดือน ปี; วดป.", date, true),
            field(
                "venue",
                "Where it took place",
                "สถานที่",
                "Venue; Place; School; สถานที่จัด; โรงเรียน; ชื่อโรงเรียน",
                Kind::Text,
                true,
            ),
            field(
                "venue_kind",
                "Kind of place",
                "ประเภทสถานที่",
                "Kind; Type; ประเภท; ลักษณะสถานที่",
                Kind::Choice(venue_kinds),
                true,
            ),
            field("province", "Province", "จังหวัด", "จ.; Changwat", Kind::Province, true),
            field("district", "District", "อำเภอ", "อ.; Amphoe; เขต", Kind::District, false),
            field("subdistrict", "Subdistrict", "ตำบล", "ต.; Tambon; แขวง", Kind::Subdistrict, false),
            field(
                "setting",
                "Town or countryside",
                "ในเมืองหรือชนบท",
                "Setting; Area; Urban or rural; เขต/ชนบท; พื้นที่",
                Kind::Choice(settings),
                false,
            ),
            first_time,
            field(
                "methods",
                "Methods used",
                "วิธีการที่ใช้",
                "Methods; Method; Activities; วิธีการ; รูปแบบกิจกรรม; กิจกรรม",
                Kind::Choices(methods),
                false,
            ),
            field("notes", "Notes", "หมายเหตุ", "Remarks; บันทึก", Kind::Text, false),
        ],
        tallies: vec![attendance()],
    }
}

fn attendance() -> Tally {
    let kinds = dimension(
        "participant_kind",
        "Kind of participant",
        "ประเภทผู้เข้าร่วม",
        Some("other"),
        &[
            ("students", "Students", "นักเรียน", "student; pupils; pupil; นร.; นักศึกษา; เด็กนักเรียน; เยาวชน"),
            ("teachers", "Teachers", "ครู", "teacher; school staff; ครูอาจารย์; ครู/อาจารย์; อาจารย์"),
            ("parents", "Parents and carers", "ผู้ปกครอง", "parent; parents; guardians; พ่อแม่; พ่อแม่ผู้ปกครอง"),
            ("villagers", "Villagers", "ชาวบ้าน", "villager; community members; ประชาชน; คนในชุมชน"),
            ("volunteers", "Volunteers", "อาสาสมัคร", "volunteer; อสม.; อาสา"),
            ("officials", "Officials", "เจ้าหน้าที่รัฐ", "official; government officers; เจ้าหน้าที่; ข้าราชการ"),
            ("other", "Others", "อื่น ๆ", "others; อื่นๆ; อื่น"),
        ],
    );
    let sexes = dimension(
        "sex",
        "Sex",
        "เพศ",
        None,
        &[
            ("female", "Female", "หญิง", "f; girl; girls; woman; women; ญ; ญ.; ผู้หญิง"),
            ("male", "Male", "ชาย", "m; boy; boys; man; men; ช; ช.; ผู้ชาย"),
            ("unknown", "Not counted", "ไม่ได้แยกเพศ", "unknown; ไม่ระบุ"),
        ],
    );
    let ages = dimension(
        "age_band",
        "Age",
        "ช่วงอายุ",
        None,
        &[
            ("under_12", "Under 12", "ต่ำกว่า 12 ปี", "0-11; <12"),
            ("12_14", "12–14", "12–14 ปี", "12-14"),
            ("15_17", "15–17", "15–17 ปี", "15-17"),
        ],
    );
    Tally {
        repeat: "attendance".into(),
        count: "count".into(),
        labels: text("Who took part", "ผู้เข้าร่วม"),
        synonyms: words("Attendance; Participants; จำนวนผู้เข้าร่วม; จำนวน; Count; Number; จำนวนคน"),
        dimensions: vec![kinds, sexes, ages],
    }
}

/// A workbook of one sheet from rows of texts; a cell that looks like a number becomes one, an empty one stays empty.
pub(crate) fn xlsx(name: &str, rows: &[&[&str]]) -> Vec<u8> {
    let mut written = Written::new();
    let sheet = written.add_worksheet();
    sheet.set_name(name).expect("name");
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            match cell.parse::<f64>() {
                Ok(number) => sheet.write(row, column, number).expect("number"),
                Err(_) => sheet.write(row, column, *cell).expect("text"),
            };
        }
    }
    written.save_to_buffer().expect("saves")
}

pub(crate) fn open(bytes: &[u8], name: &str) -> Workbook {
    sheets::read(bytes, name, &Limits::default()).expect("a workbook")
}

pub(crate) fn read(bytes: &[u8], name: &str) -> Reading {
    let workbook = open(bytes, name);
    let schema = schema();
    let plan = propose(&workbook, &schema, &Gazetteer::builtin()).expect("a register");
    apply(&workbook, &schema, &plan, &Gazetteer::builtin())
}

/// Sessions, people, and people by kind among what would be imported.
pub(crate) fn people(reading: &Reading, kind: Option<&str>) -> u64 {
    let lines =
        reading.importable().filter_map(|row| row.answers.get("attendance")).filter_map(Json::as_array).flatten();
    lines
        .filter(|line| kind.is_none_or(|kind| line["participant_kind"] == kind))
        .map(|line| line["count"].as_str().expect("text").parse::<u64>().expect("number"))
        .sum()
}

/// Problems worse than a notice, as cell and key.
pub(crate) fn problems(reading: &Reading) -> Vec<(String, &'static str)> {
    let serious = reading.all_problems().filter(|problem| problem.severity > Severity::Notice);
    serious.map(|problem| (problem.cell.clone(), problem.message.key)).collect()
}

pub(crate) fn answers(reading: &Reading) -> Vec<Json> {
    reading.importable().map(|row| row.answers.clone()).collect()
}
