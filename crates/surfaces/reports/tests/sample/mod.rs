//! A half-year report with the real totals of July–December 2019 and otherwise illustrative content, shared by the tests and by the
//! example that renders it. Owns no assertion.

#![allow(dead_code, reason = "each test binary uses its part of the sample")]

use language::{Lang, Text};
use programmes::report::*;

/// A date that is written correctly here.
pub(crate) fn date(text: &str) -> Date {
    text.parse().expect("a date of the sample")
}

/// A text in English and Thai.
pub(crate) fn both(english: &str, thai: &str) -> Text {
    Text::new(english).with(Lang::Th, thai)
}

/// A number that is known.
pub(crate) fn number(value: f64) -> Measured {
    Measured::Number(value)
}

/// Date, venue, kind, district, province code, students, teachers, parents: `outreach-2019H2.xlsx` of the reference data.
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str, u32, u32, u32);

const ROWS: [Row; 21] = [
    ("2019-07-04", "Municipal secondary school 1", "school", "Mueang Chiang Mai", "เมืองเชียงใหม่", "50", 296, 13, 0),
    ("2019-07-11", "Municipal secondary school 2", "school", "Mueang Chiang Mai", "เมืองเชียงใหม่", "50", 183, 27, 0),
    ("2019-07-18", "District school", "school", "Fang", "ฝาง", "50", 265, 13, 0),
    ("2019-07-24", "Welfare school", "school", "Mueang Mae Hong Son", "เมืองแม่ฮ่องสอน", "58", 285, 6, 0),
    ("2019-07-25", "Border school", "school", "Khun Yuam", "ขุนยวม", "58", 163, 26, 0),
    ("2019-08-08", "District school", "school", "Mae Rim", "แม่ริม", "50", 122, 6, 0),
    ("2019-08-20", "School near the Lao border A", "school", "Khong Chiam", "โขงเจียม", "34", 250, 0, 0),
    ("2019-08-21", "School near the Lao border B", "school", "Sirindhorn", "สิรินธร", "34", 240, 0, 0),
    ("2019-08-22", "School near the Lao border C", "school", "Phibun Mangsahan", "พิบูลมังสาหาร", "34", 210, 0, 0),
    ("2019-08-29", "Highland school", "school", "Pang Mapha", "ปางมะผ้า", "58", 142, 26, 0),
    ("2019-08-30", "District school", "school", "Pai", "ปาย", "58", 122, 26, 0),
    ("2019-09-05", "District school", "school", "Mae Sariang", "แม่สะเรียง", "58", 142, 6, 0),
    ("2019-09-06", "Highland school", "school", "Sop Moei", "สบเมย", "58", 245, 6, 0),
    ("2019-09-07", "Highland village", "village", "Mae La Noi", "แม่ลาน้อย", "58", 40, 5, 21),
    (
        "2019-09-19",
        "International school, upper classes",
        "school",
        "Mueang Chiang Mai",
        "เมืองเชียงใหม่",
        "50",
        224,
        13,
        0,
    ),
    ("2019-10-13", "Migrant workers' settlement", "village", "Mueang Chiang Mai", "เมืองเชียงใหม่", "50", 61, 7, 32),
    ("2019-10-19", "Walk and anti-trafficking expo", "expo", "Mueang Chiang Mai", "เมืองเชียงใหม่", "50", 61, 6, 26),
    ("2019-11-02", "Riverside village", "village", "Sop Moei", "สบเมย", "58", 61, 6, 26),
    ("2019-11-03", "Hill village", "village", "Mueang Mae Hong Son", "เมืองแม่ฮ่องสอน", "58", 102, 10, 42),
    ("2019-11-14", "Municipal secondary school 3", "school", "Mueang Chiang Mai", "เมืองเชียงใหม่", "50", 183, 26, 0),
    ("2019-11-21", "Vocational college", "school", "Mueang Chiang Mai", "เมืองเชียงใหม่", "50", 122, 19, 0),
];

fn province(code: &str) -> Text {
    match code {
        "50" => both("Chiang Mai", "เชียงใหม่"),
        "58" => both("Mae Hong Son", "แม่ฮ่องสอน"),
        _ => both("Ubon Ratchathani", "อุบลราชธานี"),
    }
}

fn kind(code: &str) -> Text {
    match code {
        "school" => both("School", "โรงเรียน"),
        "village" => both("Village", "หมู่บ้าน"),
        _ => both("Expo", "งานนิทรรศการ"),
    }
}

fn sum(filter: impl Fn(&Row) -> bool, part: impl Fn(&Row) -> u32) -> f64 {
    f64::from(ROWS.iter().filter(|row| filter(row)).map(part).sum::<u32>())
}

fn everyone(row: &Row) -> u32 {
    row.6 + row.7 + row.8
}

fn cell(code: &str, label: Text, value: f64, previous: Option<f64>) -> BreakdownCell {
    BreakdownCell { code: code.into(), label, value: number(value), previous: previous.map(number) }
}

fn organisation(name: Text, identifier: &str, kind: u8) -> Organisation {
    Organisation { name, identifier: Some(identifier.into()), kind: Some(kind) }
}

fn people_reached() -> IndicatorFigure {
    let by_kind = Breakdown {
        dimension: "participant_kind".into(),
        title: both("kind of participant", "ประเภทผู้เข้าร่วม"),
        cells: vec![
            cell("students", both("Students", "นักเรียน"), sum(|_| true, |row| row.6), Some(3104.0)),
            cell("teachers", both("Teachers", "ครู"), sum(|_| true, |row| row.7), Some(188.0)),
            cell("parents", both("Parents", "ผู้ปกครอง"), sum(|_| true, |row| row.8), Some(110.0)),
        ],
    };
    let by_kind_of_place = Breakdown {
        dimension: "venue_kind".into(),
        title: both("kind of place", "ประเภทสถานที่"),
        cells: ["school", "village", "expo"]
            .map(|code| cell(code, kind(code), sum(|row| row.2 == code, everyone), None))
            .into(),
    };
    IndicatorFigure {
        id: "people_reached".into(),
        title: both("People reached", "ผู้เข้าร่วมกิจกรรม"),
        unit: both("people", "คน"),
        measure: Measure::Count,
        headline: true,
        objective: Some("awareness".into()),
        value: number(sum(|_| true, everyone)),
        target: Some(3500.0),
        previous: Some(number(3402.0)),
        year_before: Some(number(2960.0)),
        baseline: Some(Baseline { year: 2017, value: 1200.0 }),
        breakdowns: vec![by_kind, by_kind_of_place],
    }
}

fn indicators() -> Vec<IndicatorFigure> {
    let simple = |id: &str, title, unit, value, target, previous, year_before, headline| IndicatorFigure {
        id: id.into(),
        title,
        unit,
        measure: Measure::Count,
        headline,
        objective: Some("awareness".into()),
        value: number(value),
        target,
        previous,
        year_before,
        baseline: None,
        breakdowns: Vec::new(),
    };
    let sessions = both("Outreach sessions", "กิจกรรมเชิงรุก");
    let adults = both("Teachers and parents reached", "ครูและผู้ปกครองที่เข้าร่วม");
    let schools = both("Schools that teach the topic themselves", "โรงเรียนที่สอนเรื่องนี้เอง");
    let people = || both("people", "คน");
    let mut list = vec![
        people_reached(),
        simple(
            "outreach_sessions",
            sessions,
            both("sessions", "ครั้ง"),
            21.0,
            Some(20.0),
            Some(number(18.0)),
            Some(number(17.0)),
            true,
        ),
        simple(
            "adults_reached",
            adults,
            people(),
            sum(|_| true, |row| row.7 + row.8),
            Some(350.0),
            Some(number(298.0)),
            None,
            true,
        ),
        simple(
            "schools_committed",
            schools,
            both("schools", "แห่ง"),
            2.0,
            Some(4.0),
            Some(number(0.0)),
            Some(Measured::Missing(Missing::Unknown)),
            false,
        ),
    ];
    if let Some(schools) = list.last_mut() {
        schools.objective = Some("schools".into());
    }
    list
}

fn objectives() -> Vec<Objective> {
    let objective = |id: &str, title, progress, status| Objective { id: id.into(), title, progress, status };
    vec![
        objective(
            "awareness",
            both(
                "Children and adults in rural and border districts recognise the ways of traffickers",
                "เด็กและผู้ใหญ่ในอำเภอชนบทและชายแดนรู้เท่าทันวิธีการของผู้ค้ามนุษย์",
            ),
            both(
                "Twenty-one sessions reached 3,913 people in three provinces, 394 of them teachers and parents. In August the team \
                 worked in Ubon Ratchathani for the first time: three schools near the Lao border, 700 students.\n\
                 Games and activities remain the method that pupils remember; villages asked for evening sessions, so that parents can come after work.",
                "กิจกรรม 21 ครั้งเข้าถึงประชาชน 3,913 คนในสามจังหวัด ในจำนวนนี้เป็นครูและผู้ปกครอง 394 คน ในเดือนสิงหาคมทีมงานได้ไปทำงานที่จังหวัดอุบลราชธานีเป็นครั้งแรก \
                 โดยจัดกิจกรรมในโรงเรียนสามแห่งใกล้ชายแดนลาว มีนักเรียนเข้าร่วม 700 คน\n\
                 เกมและกิจกรรมยังคงเป็นวิธีที่นักเรียนจดจำได้ดีที่สุด ส่วนหมู่บ้านขอให้จัดกิจกรรมในช่วงเย็น เพื่อให้ผู้ปกครองมาร่วมได้หลังเลิกงาน",
            ),
            ObjectiveStatus::OnTrack,
        ),
        objective(
            "schools",
            both("Schools carry the topic on their own", "โรงเรียนสานต่อเรื่องนี้ได้ด้วยตนเอง"),
            both(
                "Two schools put the topic into their curriculum; three head teachers asked for teacher training, which is planned for the first half of 2020.",
                "โรงเรียนสองแห่งบรรจุเรื่องนี้ไว้ในหลักสูตร และผู้อำนวยการโรงเรียนสามแห่งขอให้จัดอบรมครู ซึ่งวางแผนไว้ในครึ่งแรกของปี 2563",
            ),
            ObjectiveStatus::Behind,
        ),
        objective(
            "volunteers",
            both("Trained young people run campaigns of their own", "เยาวชนที่ผ่านการอบรมจัดกิจกรรมรณรงค์ด้วยตนเอง"),
            both(
                "A school computer club prepared short messages in three languages and showed them at the expo in October.",
                "ชมรมคอมพิวเตอร์ของโรงเรียนจัดทำข้อความสั้นสามภาษา และนำเสนอในงานนิทรรศการเดือนตุลาคม",
            ),
            ObjectiveStatus::Achieved,
        ),
    ]
}

fn budget() -> Vec<BudgetLine> {
    let line = |year: u8, label: Text, planned: &str, spent: Option<&str>, needed: Option<&str>| {
        let usd = |amount: &str| Money::parse(amount, Currency::USD).expect("an amount of the sample");
        let calendar_year = 2017 + i16::from(year);
        BudgetLine {
            year,
            start: date(&format!("{calendar_year}-01-01")),
            end: date(&format!("{calendar_year}-12-31")),
            label,
            planned: usd(planned),
            spent: spent.map(usd),
            needed: needed.map(usd),
        }
    };
    let outreach = || both("Outreach sessions and travel", "กิจกรรมเชิงรุกและการเดินทาง");
    let materials = || both("Games, films and printed materials", "เกม ภาพยนตร์ และสื่อสิ่งพิมพ์");
    let staff = || both("Team and coordination", "ทีมงานและการประสานงาน");
    vec![
        line(1, outreach(), "14,800", Some("14,655.40"), None),
        line(1, materials(), "6,200", Some("6,318.25"), None),
        line(2, outreach(), "16,400", Some("15,902.10"), None),
        line(2, materials(), "5,100", Some("4,987"), None),
        line(3, outreach(), "17,900", None, Some("11,480")),
        line(3, materials(), "4,650", None, Some("2,150")),
        line(3, staff(), "8,600", None, Some("8,600")),
    ]
}

/// A bar chart as any drawing tool would make it; the labels are in the language's own script.
fn monthly_chart(lang: Lang) -> String {
    let months = match lang {
        Lang::Th => ["ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."],
        _ => ["Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    };
    let bars: String = months.iter().enumerate().map(|(index, month)| {
        let prefix = format!("2019-{:02}", index + 7);
        let people = sum(|row| row.0.starts_with(&prefix), everyone);
        let (x, height) = (40 + index * 105, people / 8.0);
        let y = 190.0 - height;
        format!(
            "<rect x='{x}' y='{y}' width='62' height='{height}' fill='#0c5560'/>\
             <text x='{0}' y='{1}' text-anchor='middle'>{people}</text><text x='{0}' y='210' text-anchor='middle'>{month}</text>",
            x + 31, y - 6.0,
        )
    }).collect();
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 660 222' font-family='Noto Sans, Noto Sans Thai Looped' font-size='14' fill='#1b2a2d'>\
         <line x1='20' y1='190.5' x2='640' y2='190.5' stroke='#52646a'/>{bars}</svg>"
    )
}

fn figures() -> Vec<Figure> {
    let months = [
        ("07", "July", "กรกฎาคม"),
        ("08", "August", "สิงหาคม"),
        ("09", "September", "กันยายน"),
        ("10", "October", "ตุลาคม"),
        ("11", "November", "พฤศจิกายน"),
        ("12", "December", "ธันวาคม"),
    ];
    let row = |(code, english, thai): (&str, &str, &str)| {
        let prefix = format!("2019-{code}");
        let sessions = sum(|row| row.0.starts_with(&prefix), |_| 1);
        let people = sum(|row| row.0.starts_with(&prefix), everyone);
        vec![Cell::Words(both(english, thai)), Cell::Value(number(sessions)), Cell::Value(number(people))]
    };
    vec![Figure {
        id: "by-month".into(),
        title: both(
            "Most people were reached before the harvest; December had no session",
            "ผู้เข้าร่วมส่วนใหญ่มาก่อนฤดูเก็บเกี่ยว และไม่มีกิจกรรมในเดือนธันวาคม",
        ),
        svg: both(&monthly_chart(Lang::En), &monthly_chart(Lang::Th)),
        table: Table {
            columns: vec![both("Month", "เดือน"), both("Sessions", "จำนวนครั้ง"), both("People", "คน")],
            rows: months.map(row).into(),
        },
    }]
}

fn project() -> Project {
    Project {
        code: "THA-ZOE-TTH-P02".into(),
        title: both(
            "Safe before they leave: preventing trafficking in northern and border districts",
            "ปลอดภัยก่อนก้าวออกจากบ้าน: ป้องกันการค้ามนุษย์ในอำเภอภาคเหนือและชายแดน",
        ),
        description: both(
            "Outreach with games and activities in schools, villages and migrant communities.",
            "กิจกรรมเชิงรุกด้วยเกมในโรงเรียน หมู่บ้าน และชุมชนแรงงานข้ามชาติ",
        ),
        donor: both("Example Donor", "ผู้สนับสนุนตัวอย่าง"),
        country: "TH".into(),
        country_name: both("Thailand", "ประเทศไทย"),
        programme_year: 2,
        programme_years: 3,
        start: date("2018-01-01"),
        end: date("2020-12-31"),
        currency: Currency::USD,
        iati_identifier: None,
        sectors: vec![Sector { code: "15190".into(), percentage: None }],
    }
}

/// The report.
pub(crate) fn report() -> HalfYearReport {
    let period = |code: &str, start: &str, end: &str, english: &str, thai: &str| ReportPeriod {
        code: code.into(),
        label: both(english, thai),
        start: date(start),
        end: date(end),
    };
    HalfYearReport {
        project: project(),
        publisher: organisation(both("Example Foundation", "มูลนิธิตัวอย่าง"), "TH-TIN-0000000000000", 22),
        participants: vec![Participant {
            organisation: organisation(both("Example Donor", "ผู้สนับสนุนตัวอย่าง"), "XM-DAC-99999", 60),
            role: Role::Funding,
        }],
        period: period("2019-H2", "2019-07-01", "2019-12-31", "July–December 2019", "กรกฎาคม–ธันวาคม 2562"),
        previous_period: period("2019-H1", "2019-01-01", "2019-06-30", "January–June 2019", "มกราคม–มิถุนายน 2562"),
        year_before: period("2018-H2", "2018-07-01", "2018-12-31", "July–December 2018", "กรกฎาคม–ธันวาคม 2561"),
        prepared_on: date("2020-01-20"),
        summary: both(
            "The project promised that children and adults in rural and border districts would learn how traffickers work before \
             they meet one. In the second half of 2019 it held 21 sessions and reached 3,913 people, more than was aimed at; 394 of them were teachers and parents.\n\
             Ubon Ratchathani is new: three sessions, 700 students. 2020 is the third and last year; 22,230 USD are still to be found.",
            "โครงการให้คำมั่นว่าเด็กและผู้ใหญ่ในอำเภอชนบทและชายแดนจะได้เรียนรู้วิธีการของผู้ค้ามนุษย์ก่อนที่จะต้องเผชิญ ในครึ่งหลังของปี 2562 \
             โครงการจัดกิจกรรม 21 ครั้ง เข้าถึงประชาชน 3,913 คน ซึ่งมากกว่าเป้าหมาย ในจำนวนนี้เป็นครูและผู้ปกครอง 394 คน\n\
             จังหวัดอุบลราชธานีเป็นพื้นที่ใหม่ จัดกิจกรรมสามครั้ง มีนักเรียน 700 คน ปี 2563 เป็นปีที่สามและปีสุดท้าย ยังต้องการงบประมาณอีก 22,230 ดอลลาร์สหรัฐ",
        ),
        objectives: objectives(),
        indicators: indicators(),
        figures: figures(),
        coverage: ["50", "58", "34"]
            .map(|code| ProvinceCoverage {
                code: code.into(),
                name: province(code),
                people: number(sum(|row| row.5 == code, everyone)),
                sessions: ROWS.iter().filter(|row| row.5 == code).count() as u32,
                first_time: code == "34",
            })
            .into(),
        sessions: ROWS
            .iter()
            .map(|row| SessionLine {
                date: date(row.0),
                province: province(row.5),
                district: both(row.3, row.4),
                venue: row.1.into(),
                kind: kind(row.2),
                attended: Some(everyone(row)),
            })
            .collect(),
        budget: budget(),
        transactions: vec![Transaction {
            kind: TransactionKind::IncomingFunds,
            date: date("2019-01-15"),
            value: Money::whole(21_500, Currency::USD).expect("small"),
            description: both("Second instalment", "เงินงวดที่สอง"),
            provider: Some(organisation(both("Example Donor", "ผู้สนับสนุนตัวอย่าง"), "XM-DAC-99999", 60)),
            receiver: None,
        }],
        quotes: vec![
            Quote {
                text: both(
                    "After the games the children explained to their parents what a false job offer looks like.",
                    "หลังจากเล่นเกม เด็ก ๆ กลับไปอธิบายให้พ่อแม่ฟังว่าการหลอกชวนไปทำงานเป็นอย่างไร",
                ),
                who: both("Khru Tua-yang", "ครูตัวอย่าง"),
                role: both("head teacher of a fictional school", "ผู้อำนวยการโรงเรียนสมมุติ"),
                consent: true,
            },
            Quote {
                text: "This was said without consent".into(),
                who: "Nobody".into(),
                role: Text::default(),
                consent: false,
            },
        ],
        pictures: Vec::new(),
        lessons: vec![
            both(
                "Evening sessions bring parents; sessions during lessons bring only pupils.",
                "กิจกรรมช่วงเย็นทำให้ผู้ปกครองมาร่วมได้ ส่วนกิจกรรมในเวลาเรียนมีแต่นักเรียน",
            ),
            both(
                "Schools near the border ask for materials in Lao as well as in Thai.",
                "โรงเรียนใกล้ชายแดนขอสื่อภาษาลาวควบคู่กับภาษาไทย",
            ),
        ],
        next_steps: vec![
            both(
                "Train teachers of the three schools that asked, by May 2020.",
                "อบรมครูของโรงเรียนสามแห่งที่ขอไว้ ภายในเดือนพฤษภาคม 2563",
            ),
            both("Return to Ubon Ratchathani with games in Lao.", "กลับไปจังหวัดอุบลราชธานีพร้อมเกมภาษาลาว"),
        ],
        data_notes: vec![
            both(
                "One session that was entered twice in the register is counted once.",
                "กิจกรรมหนึ่งครั้งที่บันทึกซ้ำในทะเบียนนับเพียงครั้งเดียว",
            ),
            both(
                "Sex and age were not recorded in 2019. A person who came to two sessions counts twice.",
                "ปี 2562 ไม่ได้บันทึกเพศและอายุ ผู้ที่เข้าร่วมสองครั้งนับเป็นสอง",
            ),
            both(
                "The totals are those reported for the period; how they split over sessions, and all texts, are illustrative.",
                "ยอดรวมเป็นยอดที่รายงานไว้สำหรับช่วงเวลานี้ ส่วนการแบ่งตามกิจกรรมและข้อความทั้งหมดเป็นเพียงตัวอย่าง",
            ),
        ],
        sources: vec![both(
            "Register of outreach sessions, July–December 2019",
            "ทะเบียนกิจกรรมเชิงรุก กรกฎาคม–ธันวาคม 2562",
        )],
    }
}
