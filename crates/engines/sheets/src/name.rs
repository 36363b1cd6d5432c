//! Names of cells as spreadsheets show them, and of sheets that have none of their own. Owns the letters of columns, both ways.

/// The letters of a column, counted from 0: `A`, `Z`, `AA`.
pub fn column_name(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        rest -= 1;
        // The remainder is below 26.
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or_default()));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// The name of a cell: row counted from 1 as spreadsheets do, column from 0; `cell_name(12, 5)` is `F12`.
pub fn cell_name(row: u32, column: u32) -> String {
    format!("{}{row}", column_name(column))
}

/// The name of a file without its folders and its ending.
pub(crate) fn stem(file_name: &str) -> &str {
    let name = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Row from 1 and column from 0 of a name such as `F12` or `$F$12`; `None` for anything else.
pub(crate) fn parse_cell_name(name: &str) -> Option<(u32, u32)> {
    let name = name.replace('$', "");
    let split = name.find(|character: char| character.is_ascii_digit())?;
    let (letters, digits) = name.split_at_checked(split)?;
    let column = parse_column(letters)?;
    let row: u32 = digits.parse().ok().filter(|row| *row > 0)?;
    Some((row, column))
}

fn parse_column(letters: &str) -> Option<u32> {
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    letters
        .bytes()
        .try_fold(0_u32, |sum, letter| {
            letter.is_ascii_alphabetic().then(|| sum * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1)
        })
        .map(|number| number - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_in_spreadsheets() {
        for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")] {
            assert_eq!(column_name(column), name);
            assert_eq!(parse_cell_name(&cell_name(7, column)), Some((7, column)));
        }
    }

    #[test]
    fn other_texts_are_no_cell_names() {
        for name in ["", "A", "1", "A0", "1A", "ABCD1", "ก1", "A-1", "A1:B2"] {
            assert_eq!(parse_cell_name(name), None, "{name}");
        }
        assert_eq!(parse_cell_name("$F$12"), Some((12, 5)));
    }
}
