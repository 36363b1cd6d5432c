//! Texts shared by cells, and the text of a cell that carries its own (ECMA-376 part 1, 18.4). Owns runs, readings and escapes.

use crate::xml::{Node, XmlReader};
use crate::{Limits, SheetError};

/// Every shared text, by number.
pub(crate) fn read(text: &str, limits: &Limits) -> Result<Vec<String>, SheetError> {
    let mut reader = XmlReader::new(text, "shared strings", limits);
    let mut strings = Vec::new();
    loop {
        match reader.next()? {
            Node::Open(start) if start.local_name().as_ref() == "si" => strings.push(read_text(&mut reader, "si")?),
            Node::End => return Ok(strings),
            _ => {}
        }
    }
}

/// The text inside an element, all its runs together; phonetic readings (`rPh`), which repeat it in another script, left out.
pub(crate) fn read_text(reader: &mut XmlReader<'_>, element: &str) -> Result<String, SheetError> {
    let mut text = String::new();
    let mut in_text = false;
    let mut in_reading = false;
    loop {
        match reader.next()? {
            Node::Open(start) => match start.local_name().as_ref() {
                "t" => in_text = !in_reading,
                "rPh" => in_reading = true,
                _ => {}
            },
            Node::Text(piece) if in_text => text.push_str(&piece),
            Node::Close(end) => match end.local_name().as_ref() {
                "t" => in_text = false,
                "rPh" => in_reading = false,
                name if name == element => return Ok(unescape(text)),
                _ => {}
            },
            Node::End => return Err(reader.damaged("it is cut off")),
            Node::Text(_) => {}
        }
    }
}

/// Excel writes a character that XML cannot hold as `_x000D_`.
fn unescape(text: String) -> String {
    if !text.contains("_x") {
        return text;
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once("_x") {
        plain.push_str(before);
        let escape = after.split_at_checked(5).and_then(|(code, tail)| Some((code.strip_suffix('_')?, tail)));
        match escape.and_then(|(code, tail)| Some((char::from_u32(u32::from_str_radix(code, 16).ok()?)?, tail))) {
            Some((character, tail)) => {
                plain.push(character);
                rest = tail;
            }
            None => {
                plain.push_str("_x");
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_joined_and_readings_left_out() {
        let xml = "<sst><si><t>โรงเรียน</t></si><si><r><t>a </t></r><r><rPr/><t>&amp; b&#x41;</t></r><rPh><t>x</t></rPh></si><si/></sst>";
        assert_eq!(read(xml, &Limits::default()), Ok(vec!["โรงเรียน".to_owned(), "a & bA".to_owned(), String::new()]));
    }

    #[test]
    fn escapes_become_the_character_meant() {
        for (escaped, plain) in
            [("a_x000D_b", "a\rb"), ("_x005F_x", "_x"), ("_x12", "_x12"), ("_xก000_", "_xก000_"), ("_x", "_x")]
        {
            assert_eq!(unescape(escaped.to_owned()), plain);
        }
    }
}
