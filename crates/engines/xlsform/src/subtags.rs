//! Codes of languages: the primary subtags of the IANA Language Subtag Registry, in `subtags.txt`.

const REGISTERED: &str = include_str!("subtags.txt");

/// Codes that anybody may use for a language without one.
const PRIVATE: std::ops::RangeInclusive<&str> = "qaa"..="qtz";

/// Whether this is the code of a language, in small letters.
pub(crate) fn is_subtag(code: &str) -> bool {
    let has_form = matches!(code.len(), 2 | 3) && code.bytes().all(|byte| byte.is_ascii_lowercase());
    has_form
        && (code.len() == 3 && PRIVATE.contains(&code)
            || REGISTERED.split_ascii_whitespace().any(|known| known == code))
}

#[cfg(test)]
mod tests {
    use super::is_subtag;

    #[test]
    fn registered_and_private_codes_are_known() {
        for (code, expected) in
            [("th", true), ("my", true), ("ksw", true), ("qab", true), ("bos", false), ("EN", false), ("", false)]
        {
            assert_eq!(is_subtag(code), expected, "{code}");
        }
    }
}
