//! Documents that answer a question for any file: what is taken for one, by what stands in it. Owns the kinds that are taken and those
//! that are not because they run something. What a document tells about its author stays in it: people are told that where it is asked.

/// The bytes before the list of what is in a ZIP archive, and of each of its entries (APPNOTE 4.3.12 and 4.3.16).
const ARCHIVE_END: usize = 22;
const ARCHIVE_ENTRY: usize = 46;
/// The longest remark behind that list.
const LONGEST_REMARK: usize = 65_535;
/// The most entries that are looked at; a document has some dozens.
const MOST_ENTRIES: usize = 20_000;

/// What a file for any question turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Document {
    /// One of these.
    Known(&'static str),
    /// One that would run something when it is opened.
    Runs,
    /// Nothing that is taken.
    Unknown,
}

/// What a file is, if it is a document.
pub(crate) fn kind_of(bytes: &[u8]) -> Document {
    match bytes {
        [b'%', b'P', b'D', b'F', b'-', ..] => Document::Known("application/pdf"),
        [b'P', b'K', 3, 4, ..] => archive(bytes).unwrap_or(Document::Unknown),
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => old_office(bytes),
        _ if is_text(bytes) => Document::Known("text/plain"),
        _ => Document::Unknown,
    }
}

/// Documents of offices are archives; any other archive could hold anything.
fn archive(bytes: &[u8]) -> Option<Document> {
    let names = names(bytes)?;
    let any = |test: &dyn Fn(&[u8]) -> bool| names.iter().any(|name| test(name));
    if any(&|name| name.ends_with(b"vbaProject.bin") || name.starts_with(b"Basic/") || name.starts_with(b"Scripts/")) {
        return Some(Document::Runs);
    }
    let open = |what: &str| bytes.windows(what.len()).take(200).any(|part| part == what.as_bytes());
    let kind = if any(&|name| name == b"[Content_Types].xml") {
        const OFFICE: [(&[u8], &str); 3] = [
            (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            (b"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
        ];
        OFFICE.iter().find(|(folder, _)| any(&|name| name.starts_with(folder))).map(|(_, kind)| *kind)
    } else {
        const OPEN: [&str; 3] = [
            "application/vnd.oasis.opendocument.text",
            "application/vnd.oasis.opendocument.spreadsheet",
            "application/vnd.oasis.opendocument.presentation",
        ];
        OPEN.into_iter().find(|kind| open(kind))
    };
    kind.map(Document::Known)
}

/// The names of what is in an archive, from the list at its end.
fn names(bytes: &[u8]) -> Option<Vec<&[u8]>> {
    let from = bytes.len().saturating_sub(ARCHIVE_END + LONGEST_REMARK);
    let tail = bytes.get(from..)?;
    let end = tail.get(tail.windows(4).rposition(|part| part == b"PK\x05\x06")?..)?;
    let place = usize::try_from(u32::from_le_bytes(end.get(16..20)?.try_into().ok()?)).ok()?;
    let count = short(end, 10).filter(|count| *count <= MOST_ENTRIES)?;
    let (mut names, mut rest) = (Vec::new(), bytes.get(place..)?);
    for _ in 0..count {
        if !rest.starts_with(b"PK\x01\x02") {
            return None;
        }
        let (name, extra, remark) = (short(rest, 28)?, short(rest, 30)?, short(rest, 32)?);
        names.push(rest.get(ARCHIVE_ENTRY..ARCHIVE_ENTRY + name)?);
        rest = rest.get(ARCHIVE_ENTRY + name + extra + remark..)?;
    }
    Some(names)
}

fn short(bytes: &[u8], at: usize) -> Option<usize> {
    Some(usize::from(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?)))
}

/// Documents from before 2007 (MS-CFB): the parts that hold programs are found by their names, which are written in UTF-16.
fn old_office(bytes: &[u8]) -> Document {
    let programs: Vec<u8> = "_VBA_PROJECT".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let runs = bytes.windows(programs.len()).any(|part| part == programs);
    if runs { Document::Runs } else { Document::Known("application/x-ole-storage") }
}

/// Text that no browser takes for a page of its own.
fn is_text(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let text = text.trim_start_matches('\u{feff}').trim_start();
    !text.is_empty() && !text.starts_with('<') && !text.chars().any(|one| one.is_control() && !"\t\r\n".contains(one))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An archive of empty files with these names; the first may have a content.
    fn zip(entries: &[(&str, &str)]) -> Vec<u8> {
        let (mut file, mut list) = (Vec::new(), Vec::new());
        for (name, content) in entries {
            let sizes = [u32::try_from(content.len()).expect("short").to_le_bytes(); 2].concat();
            let length = u16::try_from(name.len()).expect("short").to_le_bytes();
            let place = u32::try_from(file.len()).expect("short").to_le_bytes();
            file.extend(
                [&b"PK\x03\x04"[..], &[0; 14], &sizes, &length, &[0; 2], name.as_bytes(), content.as_bytes()].concat(),
            );
            list.extend([&b"PK\x01\x02"[..], &[0; 16], &sizes, &length, &[0; 12], &place, name.as_bytes()].concat());
        }
        let count = u16::try_from(entries.len()).expect("short").to_le_bytes();
        let (length, place) = (list.len(), file.len());
        let number = |number: usize| u32::try_from(number).expect("short").to_le_bytes();
        file.extend(list);
        file.extend([&b"PK\x05\x06"[..], &[0; 4], &count, &count, &number(length), &number(place), &[0; 2]].concat());
        file
    }

    #[test]
    fn documents_are_told_by_what_stands_in_them() {
        let macros: Vec<u8> = "_VBA_PROJECT".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let old = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 a letter";
        let word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
        let odt = "application/vnd.oasis.opendocument.text";
        let cases: &[(&str, Vec<u8>, Document)] = &[
            ("pdf", b"%PDF-1.7\n".to_vec(), Document::Known("application/pdf")),
            ("docx", zip(&[("[Content_Types].xml", ""), ("word/document.xml", "")]), Document::Known(word)),
            ("docm", zip(&[("[Content_Types].xml", ""), ("word/vbaProject.bin", "")]), Document::Runs),
            ("odt", zip(&[("mimetype", odt), ("content.xml", "")]), Document::Known(odt)),
            ("odt that runs", zip(&[("mimetype", odt), ("Basic/Standard/a.xml", "")]), Document::Runs),
            ("archive", zip(&[("a.exe", "")]), Document::Unknown),
            ("broken archive", b"PK\x03\x04".to_vec(), Document::Unknown),
            ("doc", old.to_vec(), Document::Known("application/x-ole-storage")),
            ("doc that runs", [&old[..], &macros].concat(), Document::Runs),
            ("csv", "ชื่อ,อายุ\r\nก,12\r\n".as_bytes().to_vec(), Document::Known("text/plain")),
            ("page", b" \n<html>".to_vec(), Document::Unknown),
            ("program", b"MZ\x90\0\x03".to_vec(), Document::Unknown),
            ("nothing", Vec::new(), Document::Unknown),
        ];
        for (name, bytes, expected) in cases {
            assert_eq!(kind_of(bytes), *expected, "{name}");
        }
    }
}
