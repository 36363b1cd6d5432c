//! How a name roughly sounds, whatever the script: its consonants in classes that transcriptions do not mix up. Owns the classes. It is a coarse
//! net that catches `Somchai` for `สมชาย`; what it catches is looked at by a person.

use crate::fold::Folded;

/// The classes of the consonants of a name, without those that transcriptions leave out or write as vowels (h, y, w); two alike that follow each
/// other count once.
pub fn sound(name: &Folded) -> String {
    let mut sound = String::new();
    let mut before = '\0';
    for letter in name.letters.chars() {
        // `kh`, `th`, `ph`, `ng`: the second letter only says how the first is spoken. `ch` and `sh` are sounds of their own.
        let class = match (before, letter) {
            ('n', 'g') => None,
            ('c', 'h') => {
                sound.pop();
                Some('C')
            }
            _ => class(letter),
        };
        before = letter;
        if let Some(class) = class.filter(|class| !sound.ends_with(*class)) {
            sound.push(class);
        }
    }
    sound
}

fn class(letter: char) -> Option<char> {
    Some(match letter {
        'k' | 'g' | 'q' | 'c' | 'ก'..='ฆ' | 'ກ'..='ຄ' | 'က'..='ဃ' | 'ក'..='ឃ' => 'K',
        'j' | 'จ' | 'ฉ' | 'ช' | 'ฌ' | 'ຈ' | 'ច'..='ឈ' => 'C',
        's' | 'z' | 'x' | 'ซ' | 'ศ' | 'ษ' | 'ส' | 'ຊ' | 'ສ' | 'စ' | 'ဆ' | 'ဇ' | 'ဈ' | 'ស' => 'S',
        't' | 'd' | 'ฎ'..='ฒ' | 'ด'..='ธ' | 'ດ'..='ທ' | 'ဋ'..='ဎ' | 'တ'..='ဓ' | 'သ' | 'ដ'..='ឌ' | 'ត'..='ធ' => {
            'T'
        }
        'p' | 'b' | 'f' | 'v' | 'บ'..='ภ' | 'ບ'..='ຟ' | 'ပ'..='ဘ' | 'ប'..='ភ' => 'P',
        'm' | 'ม' | 'ມ' | 'မ' | 'ម' => 'M',
        'n' | 'ง' | 'ณ' | 'น' | 'ງ' | 'ນ' | 'င' | 'ဏ' | 'န' | 'ង' | 'ណ' | 'ន' => 'N',
        'r' | 'l' | 'ร' | 'ล' | 'ฬ' | 'ຣ' | 'ລ' | 'ရ' | 'လ' | 'រ' | 'ល' => 'L',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::folded;

    #[test]
    fn transcriptions_of_one_name_sound_alike() {
        for (one, other) in [
            ("สมชาย ใจดี", "Somchai Jaidee"),
            ("สมศักดิ์", "Somsak"),
            ("ทองดี", "Thongdee"),
            ("ประเสริฐ", "Prasert"),
            ("အောင်ဆန်း", "Aung San"),
            ("ບຸນມີ", "Bounmy"),
            ("សុខា", "Sokha"),
            ("ปรียา", "Preeya"),
            ("သီရိ", "Thiri"),
        ] {
            assert_eq!(sound(&folded(one)), sound(&folded(other)), "{one} {other}");
        }
        assert_ne!(sound(&folded("สมชาย")), sound(&folded("Somsri")));
    }
}
