//! The two-letter short names of provinces that registers, car plates and official letters use. Data only.

/// Short name without dots, and the province's code. Several are also words (`พบ`, `ตก`), so they count only where nothing but a
/// province can stand.
pub(crate) const PROVINCES: [(&str, &str); 77] = [
    ("กท", "10"),
    ("สป", "11"),
    ("นบ", "12"),
    ("ปท", "13"),
    ("อย", "14"),
    ("อท", "15"),
    ("ลบ", "16"),
    ("สห", "17"),
    ("ชน", "18"),
    ("สบ", "19"),
    ("ชบ", "20"),
    ("รย", "21"),
    ("จบ", "22"),
    ("ตร", "23"),
    ("ฉช", "24"),
    ("ปจ", "25"),
    ("นย", "26"),
    ("สก", "27"),
    ("นม", "30"),
    ("บร", "31"),
    ("สร", "32"),
    ("ศก", "33"),
    ("อบ", "34"),
    ("ยส", "35"),
    ("ชย", "36"),
    ("อจ", "37"),
    ("บก", "38"),
    ("นภ", "39"),
    ("ขก", "40"),
    ("อด", "41"),
    ("ลย", "42"),
    ("นค", "43"),
    ("มค", "44"),
    ("รอ", "45"),
    ("กส", "46"),
    ("สน", "47"),
    ("นพ", "48"),
    ("มห", "49"),
    ("ชม", "50"),
    ("ลพ", "51"),
    ("ลป", "52"),
    ("อต", "53"),
    ("พร", "54"),
    ("นน", "55"),
    ("พย", "56"),
    ("ชร", "57"),
    ("มส", "58"),
    ("นว", "60"),
    ("อน", "61"),
    ("กพ", "62"),
    ("ตก", "63"),
    ("สท", "64"),
    ("พล", "65"),
    ("พจ", "66"),
    ("พช", "67"),
    ("รบ", "70"),
    ("กจ", "71"),
    ("สพ", "72"),
    ("นฐ", "73"),
    ("สค", "74"),
    ("สส", "75"),
    ("พบ", "76"),
    ("ปข", "77"),
    ("นศ", "80"),
    ("กบ", "81"),
    ("พง", "82"),
    ("ภก", "83"),
    ("สฎ", "84"),
    ("รน", "85"),
    ("ชพ", "86"),
    ("สข", "90"),
    ("สต", "91"),
    ("ตง", "92"),
    ("พท", "93"),
    ("ปน", "94"),
    ("ยล", "95"),
    ("นธ", "96"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Gazetteer;

    #[test]
    fn every_province_has_one_short_name_of_letters_of_its_own() {
        let mut names = std::collections::BTreeSet::new();
        for ((short, code), province) in PROVINCES.iter().zip(Gazetteer::builtin().provinces()) {
            assert_eq!(*code, province.code(), "{short}");
            assert!(names.insert(short), "{short}");
            let mut rest = province.name_in(language::Lang::Th).chars();
            let follows = short.chars().all(|letter| rest.any(|of_name| of_name == letter));
            assert!(follows, "{short} {province:?}");
        }
    }
}
