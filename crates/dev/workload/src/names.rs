//! Made-up names for a load, in the scripts of the five languages: parts of names as they are common, put together by chance. Owns that a
//! place always has the same name, so that whoever fills a server and whoever loads it agree about it.

use crate::random::Random;

const THAI: [&str; 32] = [
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
    "พิมพ์ใจ",
    "รัตนา",
    "สุภาพร",
    "อนุชา",
    "วรรณา",
    "จันทร์เพ็ญ",
    "ณัฐวุฒิ",
    "ปิยะ",
    "ดวงใจ",
    "บุญมี",
    "คำแก้ว",
    "แสงดาว",
    "ทองใบ",
    "ศรีสุดา",
    "นิภา",
    "พรทิพย์",
    "เกษม",
    "วันดี",
    "สายฝน",
    "ลำดวน",
    "เอกชัย",
    "มานพ",
];
const THAI_FAMILY: [&str; 24] = [
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
const BURMESE: [&str; 24] = [
    "အောင်",
    "ကျော်",
    "ဇော်",
    "မိုး",
    "ခင်",
    "မြ",
    "နန်း",
    "သန်း",
    "လှ",
    "ထွန်း",
    "စိုး",
    "မင်း",
    "နွယ်",
    "ဝင်း",
    "ချို",
    "သီတာ",
    "ဖြူ",
    "နိုင်",
    "လွင်",
    "တင့်",
    "စန်း",
    "ရီ",
    "အေး",
    "ဆွေ",
];
const KHMER: [&str; 16] =
    ["សុខ", "ចាន់", "ឈឹម", "លី", "ហេង", "កែវ", "ស៊ុន", "មាស", "ដារ៉ា", "សុភា", "វណ្ណា", "ពេជ្រ", "ស្រីមុំ", "រតនា", "បុប្ផា", "វិចិត្រ"];
const LAO: [&str; 16] =
    ["ບຸນມີ", "ຄຳແກ້ວ", "ສົມພອນ", "ແສງດາວ", "ວຽງ", "ຈັນທະ", "ທອງ", "ສີສຸກ", "ພອນ", "ມະນີ", "ວົງ", "ສຸກ", "ແກ້ວ", "ຄຳ", "ໄຊ", "ບົວ"];
const LATIN: [&str; 24] = [
    "Somchai", "Mali", "Suda", "Napa", "Aung", "Kyaw", "Zaw", "Moe", "Khin", "Mya", "Than", "Hla", "Bounmy", "Khamkeo",
    "Sokha", "Dara", "Sophea", "Vanna", "Phon", "Keo", "Chan", "Noi", "Win", "Thida",
];
const NICKNAMES: [&str; 16] =
    ["ต้น", "หนึ่ง", "น้อย", "แดง", "นก", "เล็ก", "ตาล", "ฝน", "Noi", "Moe", "Bee", "Nu", "မိုး", "ညို", "ນ້ອຍ", "តូច"];

/// What the person at a place is called.
pub(crate) fn person_name(place: usize) -> String {
    let mut random = Random::new(place as u64 ^ 0x5a);
    let mut of = |parts: &[&'static str]| parts.get(random.below(parts.len())).copied().unwrap_or_default();
    match place % 20 {
        0..=8 => format!("{} {}{}{}", of(&THAI), of(&THAI_FAMILY), of(&THAI_FAMILY), of(&THAI_FAMILY)),
        9..=13 => format!("{}{}{}", of(&BURMESE), of(&BURMESE), of(&BURMESE)),
        14 | 15 => format!("{} {}{}", of(&KHMER), of(&KHMER), of(&KHMER)),
        16 | 17 => format!("{} {}{}", of(&LAO), of(&LAO), of(&LAO)),
        _ => format!("{} {} {}", of(&LATIN), of(&LATIN), of(&LATIN)),
    }
}

/// How those who know them call the person at a place.
pub(crate) fn nickname(place: usize) -> &'static str {
    NICKNAMES.get(Random::new(place as u64 ^ 0x3c).below(NICKNAMES.len())).copied().unwrap_or_default()
}
