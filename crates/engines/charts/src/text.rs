//! How wide a text will be and where it may break, without a font at hand: estimates for Noto Sans and its Thai companion.

/// Width of a letter in ems, as measured in Noto Sans and Noto Sans Thai (regular), by groups of like letters, each at its wider
/// end: a label that is a little shorter than its room looks right and a longer one does not.
fn letter_width(letter: char) -> f64 {
    match letter {
        // Thai, Lao, Burmese and Khmer marks above and below take no room of their own.
        '\u{0E31}' | '\u{0E34}'..='\u{0E3A}' | '\u{0E47}'..='\u{0E4E}' => 0.0,
        '\u{0EB1}' | '\u{0EB4}'..='\u{0EBC}' | '\u{0EC8}'..='\u{0ECD}' => 0.0,
        '\u{102D}'..='\u{1030}' | '\u{1036}'..='\u{103A}' | '\u{17B7}'..='\u{17BD}' | '\u{17C6}'..='\u{17D3}' => 0.0,
        '\u{200B}'..='\u{200D}' => 0.0,
        'เ' | 'โ' | 'ใ' | 'ไ' => 0.31,
        'ะ' | 'า' | 'ำ' => 0.41,
        'ร' | 'ว' => 0.5,
        'ฌ' | 'ญ' | 'ฒ' | 'ณ' => 0.91,
        'พ' | 'ฟ' | 'ผ' | 'ฝ' => 0.68,
        '\u{0E00}'..='\u{0E7F}' => 0.6,
        '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' => 0.9,
        'i' | 'j' | 'l' | 'I' | 'J' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | '·' | ' ' => 0.28,
        'f' | 'r' | 't' | '(' | ')' | '-' | '/' => 0.38,
        'm' | 'w' | 'M' | 'W' | '%' | '—' | '…' => 0.93,
        'A'..='Z' => 0.68,
        'c' | 's' | 'v' | 'x' | 'y' | 'z' | 'k' => 0.51,
        'a'..='z' | '0'..='9' => 0.6,
        _ => 0.65,
    }
}

/// How much wider bold letters are.
pub(crate) const BOLD: f64 = 1.07;

/// The width of a text at a font size, in the size's unit.
pub(crate) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(letter_width).sum::<f64>() * size
}

/// Breaks a text into lines of at most `room`, at spaces and at zero-width spaces, by which a caller marks where Thai words end.
/// A stretch without either that is longer than a line is broken before a vowel that opens a Thai syllable; one without those
/// stays whole.
pub(crate) fn lines(text: &str, size: f64, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for piece in text.split_inclusive([' ', '\u{200B}']).flat_map(|piece| syllables(piece, size, room)) {
        if !line.is_empty() && width(line.trim_end(), size) + width(piece.trim_end(), size) > room {
            lines.push(tidy(&line));
            line.clear();
        }
        line.push_str(piece);
    }
    if !line.trim().is_empty() {
        lines.push(tidy(&line));
    }
    lines
}

/// The stretch whole when it fits on a line, else cut before each vowel that is written before its consonant: there a syllable
/// begins for certain.
fn syllables(piece: &str, size: f64, room: f64) -> Vec<&str> {
    if width(piece, size) <= room {
        return vec![piece];
    }
    let starts = piece.match_indices(['เ', 'แ', 'โ', 'ใ', 'ไ']).map(|(at, _)| at).chain([piece.len()]);
    let mut from = 0;
    let mut parts = Vec::new();
    for to in starts {
        parts.extend(piece.get(from..to).filter(|part| !part.is_empty()));
        from = to;
    }
    parts
}

fn tidy(line: &str) -> String {
    line.replace('\u{200B}', "").trim().to_owned()
}

/// The text, or as much of its beginning as fits with an ellipsis. Cuts before a letter, never between a letter and its marks.
pub(crate) fn fitted(text: &str, size: f64, room: f64) -> String {
    if width(text, size) <= room {
        return text.to_owned();
    }
    let mut used = width("…", size);
    let mut kept = String::new();
    for letter in text.chars() {
        used += letter_width(letter) * size;
        if used > room {
            break;
        }
        kept.push(letter);
    }
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thai_marks_take_no_room() {
        assert!((width("ที่", 10.0) - width("ท", 10.0)).abs() < 1e-9);
        assert!(width("เชียงใหม่", 10.0) < width("Chiang Mai Mai", 10.0));
    }

    #[test]
    fn breaks_at_spaces_and_marked_word_ends() {
        assert_eq!(lines("one two three", 10.0, 45.0), ["one two", "three"]);
        assert_eq!(lines("แม่ฮ่องสอน\u{200B}เข้าถึง\u{200B}มากที่สุด", 10.0, 55.0), ["แม่ฮ่องสอน", "เข้าถึง", "มากที่สุด"]);
        let thai = "แม่ฮ่องสอนเข้าถึงมากที่สุดในเดือนกรกฎาคม";
        let broken = lines(thai, 10.0, 90.0);
        assert_eq!(broken.concat(), thai);
        assert!(broken.len() > 1 && broken.iter().all(|line| line.starts_with(['แ', 'เ', 'ใ'])), "{broken:?}");
        assert_eq!(lines("Krungthepmahanakhon", 10.0, 30.0), ["Krungthepmahanakhon"]);
        assert!(lines("  ", 10.0, 50.0).is_empty());
    }

    #[test]
    fn what_does_not_fit_is_cut_before_a_letter() {
        assert_eq!(fitted("Chiang Mai", 10.0, 500.0), "Chiang Mai");
        let cut = fitted("แม่ฮ่องสอน", 10.0, 30.0);
        assert!(cut.ends_with('…') && width(&cut, 10.0) <= 30.0, "{cut}");
        assert!(cut.starts_with("แม่"), "{cut}");
    }
}
