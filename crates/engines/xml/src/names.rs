//! What XML takes for a name (`NCName` of Namespaces in XML 1.0). Knows no namespace.

/// Whether a text is a name without a prefix.
pub fn is_name(text: &str) -> bool {
    name_length(text) == Some(text.len())
}

/// How many bytes at the beginning of a text are a name without a colon; `None` when there are none.
pub fn name_length(text: &str) -> Option<usize> {
    let mut characters = text.char_indices();
    characters.next().filter(|(_, first)| begins(*first))?;
    let end = characters.find(|(_, character)| !begins(*character) && !continues(*character));
    Some(end.map_or(text.len(), |(at, _)| at))
}

fn begins(character: char) -> bool {
    character.is_ascii_alphabetic()
        || character == '_'
        || matches!(character,
            '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}' | '\u{370}'..='\u{37d}'
            | '\u{37f}'..='\u{1fff}' | '\u{200c}'..='\u{200d}' | '\u{2070}'..='\u{218f}' | '\u{2c00}'..='\u{2fef}'
            | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}' | '\u{10000}'..='\u{effff}')
}

fn continues(character: char) -> bool {
    character.is_ascii_digit()
        || matches!(character, '-' | '.' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_begin_with_a_letter_of_any_script_and_end_before_what_is_none() {
        let cases = [
            ("visit", Some(5)),
            ("ชื่อ2", Some(13)),
            ("a.b-1 c", Some(5)),
            ("orx:meta", Some(3)),
            ("1a", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(name_length(text), expected, "{text}");
        }
        assert!(is_name("_") && !is_name("a b") && !is_name(""));
    }
}
