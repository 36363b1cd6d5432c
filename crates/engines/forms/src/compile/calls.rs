//! Calls inside expressions and appearances, as far as their text says it: where each argument begins and ends.

/// The arguments of the call whose opening bracket stands just before this text, and how long the text is up to its closing bracket.
/// `None` when the call is not closed.
pub(super) fn arguments(after_bracket: &str) -> Option<(Vec<&str>, usize)> {
    let (mut depth, mut quote) = (0_u32, None);
    let mut arguments = Vec::new();
    let mut start = 0;
    for (at, character) in after_bracket.char_indices() {
        match (quote, character) {
            (Some(open), closed) if open == closed => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(character),
            (None, '(' | '[') => depth += 1,
            (None, ')') if depth == 0 => {
                arguments.extend(after_bracket.get(start..at));
                return Some((arguments, at));
            }
            (None, ')' | ']') => depth = depth.saturating_sub(1),
            (None, ',') if depth == 0 => {
                arguments.extend(after_bracket.get(start..at));
                start = at + 1;
            }
            _ => {}
        }
    }
    None
}

/// The text between quotation marks, where an argument is nothing else.
pub(super) fn quoted(argument: &str) -> Option<&str> {
    let argument = argument.trim();
    let between = |mark: char| argument.strip_prefix(mark)?.strip_suffix(mark).filter(|inner| !inner.contains(mark));
    between('\'').or_else(|| between('"'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_end_at_commas_and_brackets_of_their_call() {
        for (text, arguments, rest) in [
            ("'a', f(b, c), d[e, g] ) more", vec!["'a'", " f(b, c)", " d[e, g] "], " more"),
            ("'x, (y', \")\")", vec!["'x, (y'", " \")\""], ""),
            (")", vec![""], ""),
        ] {
            let (found, length) = super::arguments(text).expect(text);
            assert_eq!((found, &text[length + 1..]), (arguments, rest));
        }
        assert_eq!(arguments("a, (b)"), None);
    }

    #[test]
    fn a_text_in_quotation_marks_is_one_text() {
        assert_eq!(quoted(" 'people' "), Some("people"));
        assert_eq!(quoted("\"it's\""), Some("it's"));
        assert_eq!((quoted("people"), quoted("'a' or 'b'"), quoted("'")), (None, None, None));
    }
}
