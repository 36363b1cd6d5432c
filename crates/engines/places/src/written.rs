//! Place names as people write them in a cell: with the word for the level before or after, or as one part of an address.
//! Takes the name out; does not know which names exist.

use crate::Level;

/// Words for a level that stand before a Thai name. Dotted ones count wherever they stand; of the others, `เขต` also ends names
/// (สนามชัยเขต), so it counts only at the start of a word.
const THAI_MARKS: [(&str, Level); 10] = [
    ("จังหวัด", Level::Province),
    ("จ.", Level::Province),
    ("กิ่งอำเภอ", Level::District),
    ("กิ่งอ.", Level::District),
    ("อำเภอ", Level::District),
    ("อ.", Level::District),
    ("เขต", Level::District),
    ("ตำบล", Level::Subdistrict),
    ("ต.", Level::Subdistrict),
    ("แขวง", Level::Subdistrict),
];
const ONLY_AT_WORD_START: &str = "เขต";

/// Words for a level in English or in Latin letters, before or after the name, in lower case without their dot.
const LATIN_MARKS: [(&str, Level); 25] = [
    ("changwat", Level::Province),
    ("changwad", Level::Province),
    ("jangwat", Level::Province),
    ("province", Level::Province),
    ("prov", Level::Province),
    ("amphoe", Level::District),
    ("amphur", Level::District),
    ("amphor", Level::District),
    ("amper", Level::District),
    ("ampur", Level::District),
    ("ampoe", Level::District),
    ("amp", Level::District),
    ("a", Level::District),
    ("king", Level::District),
    ("khet", Level::District),
    ("district", Level::District),
    ("dist", Level::District),
    ("tambon", Level::Subdistrict),
    ("tambol", Level::Subdistrict),
    ("tumbon", Level::Subdistrict),
    ("tumbol", Level::Subdistrict),
    ("t", Level::Subdistrict),
    ("khwaeng", Level::Subdistrict),
    ("subdistrict", Level::Subdistrict),
    ("sub-district", Level::Subdistrict),
];

/// The part of the text that names a place of this level: what follows the level's Thai word up to the next such word, or the
/// text without a Latin word for the level. The text itself when it has neither.
pub(crate) fn part(text: &str, level: Level) -> &str {
    match thai_part(text, level) {
        Some(part) => part,
        None => without_latin_marks(text, level),
    }
}

/// The part that a Thai word for this level introduces, when there is one.
pub(crate) fn thai_part(text: &str, level: Level) -> Option<&str> {
    let marks = thai_marks(text);
    let start = marks.iter().find(|mark| mark.level == level)?.end;
    // Only another level's word ends the part, and not at once: a name may hold its own level's word (ตำบลสามตำบล) or begin
    // with what looks like another's (ตำบลจ.ป.ร.).
    let next = marks.iter().find(|mark| mark.start > start && mark.level != level);
    let end = next.map_or(text.len(), |mark| mark.start);
    let part = text.get(start..end)?.trim_matches(is_separator);
    (!part.is_empty()).then_some(part)
}

struct Mark {
    start: usize,
    end: usize,
    level: Level,
}

fn thai_marks(text: &str) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for (start, _) in text.char_indices() {
        let is_inside_last = marks.last().is_some_and(|last| start < last.end);
        let found = THAI_MARKS.iter().find(|(word, _)| text.get(start..).is_some_and(|rest| rest.starts_with(word)));
        if let Some((word, level)) = found.filter(|(word, _)| !is_inside_last && may_stand(word, text, start)) {
            marks.push(Mark { start, end: start + word.len(), level: *level });
        }
    }
    marks
}

fn may_stand(word: &str, text: &str, start: usize) -> bool {
    word != ONLY_AT_WORD_START
        || text.get(..start).is_none_or(|before| before.is_empty() || before.ends_with(is_separator))
}

fn is_separator(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, ',' | ';' | '/' | '(' | ')' | ':' | '\u{200B}')
}

fn without_latin_marks(text: &str, level: Level) -> &str {
    let mut rest = text.trim_matches(is_separator);
    while let Some((_, after)) = rest.split_once([' ', '.']).filter(|(first, _)| is_latin_mark(first, level)) {
        rest = after.trim_matches(is_separator);
    }
    // Behind the name only one word is the level's: `Sanam Chai Khet District`.
    match rest.rsplit_once(is_separator).filter(|(_, last)| is_latin_mark(last, level)) {
        Some((name, _)) => name.trim_matches(is_separator),
        None => rest,
    }
}

fn is_latin_mark(word: &str, level: Level) -> bool {
    let word = word.trim_end_matches('.').to_lowercase();
    LATIN_MARKS.iter().any(|(mark, of)| *of == level && *mark == word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Level::{District, Province, Subdistrict};
    use proptest::prelude::*;

    #[test]
    fn takes_the_level_s_part_out_of_what_was_written() {
        for (text, level, expected) in [
            ("จ.เชียงใหม่", Province, "เชียงใหม่"),
            ("จังหวัด เชียงใหม่", Province, "เชียงใหม่"),
            ("เชียงใหม่", Province, "เชียงใหม่"),
            ("ต.สุเทพ อ.เมือง จ.เชียงใหม่", Province, "เชียงใหม่"),
            ("ต.สุเทพ อ.เมือง จ.เชียงใหม่", District, "เมือง"),
            ("ต.สุเทพอ.เมืองจ.เชียงใหม่", Subdistrict, "สุเทพ"),
            ("อำเภอสนามชัยเขต", District, "สนามชัยเขต"),
            ("สนามชัยเขต", District, "สนามชัยเขต"),
            ("ตำบลสามตำบล อำเภอจุฬาภรณ์", Subdistrict, "สามตำบล"),
            ("แขวงสีลม เขตบางรัก", District, "บางรัก"),
            ("กิ่งอำเภอกัลยาณิวัฒนา", District, "กัลยาณิวัฒนา"),
            ("Changwat Mae Hong Son", Province, "Mae Hong Son"),
            ("Mae Hong Son Province", Province, "Mae Hong Son"),
            ("Amphoe Mueang", District, "Mueang"),
            ("A.Muang", District, "Muang"),
            ("Amphur  Mae Rim, District", District, "Mae Rim"),
            ("Sanam Chai Khet District", District, "Sanam Chai Khet"),
            ("T. Suthep", Subdistrict, "Suthep"),
            ("Province", Province, "Province"),
            ("จ.", Province, "จ."),
            ("", Province, ""),
        ] {
            assert_eq!(part(text, level), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_gives_a_part_of_itself(text in "\\PC{0,40}") {
            for level in [Province, District, Subdistrict] {
                prop_assert!(text.contains(part(&text, level)));
            }
        }
    }
}
