//! Several delimited texts in one zip, as collection servers export a form with its repeats: each is a sheet. Owns choosing them.

use crate::archive::Archive;
use crate::build::Builder;
use crate::error::OtherFormat;
use crate::name::stem;
use crate::{Limits, SheetError, Workbook, delimited, encoding};

/// Reads the tables of a zip; what else lies in it (pictures, the server's own files) is left alone.
pub(crate) fn read(archive: &mut Archive<'_>, limits: &Limits) -> Result<Workbook, SheetError> {
    let mut names: Vec<String> = archive.names().filter(|name| name.ends_with(".csv")).map(str::to_owned).collect();
    if names.is_empty() {
        let other = OtherFormat::of_parts(archive.names());
        return Err(other.map_or(SheetError::UnknownFormat, SheetError::Other));
    }
    // The table of a form comes before those of its repeats, whose names begin with its own.
    names.sort_unstable();
    let mut builder = Builder::new(limits, false);
    for name in names {
        let bytes = archive.bytes(&name)?.unwrap_or_default();
        delimited::read_sheet(encoding::decode(&bytes)?, stem(&name), &mut builder)?;
    }
    builder.finish()
}

#[cfg(test)]
mod tests {
    use crate::tests::zipped;
    use crate::{Limits, OtherFormat, SheetError, read};

    #[test]
    fn every_table_of_an_export_is_a_sheet() {
        let bytes = zipped(&[
            ("session-attendance.csv", "count,KEY\n5,u/1"),
            ("media/a.jpg", "x"),
            ("session.csv", "date\n4/7/62"),
        ]);
        let workbook = read(&bytes, "export.zip", &Limits::default()).expect("reads");
        let names: Vec<_> = workbook.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        assert_eq!(names, ["session-attendance", "session"]);
        assert_eq!(workbook.sheets[0].value(2, 0).map(crate::Value::shown).as_deref(), Some("5"));
    }

    #[test]
    fn other_zips_say_what_they_are() {
        for (parts, expected) in [
            (vec![("word/document.xml", "<w/>")], SheetError::Other(OtherFormat::Document)),
            (vec![("ppt/presentation.xml", "<p/>")], SheetError::Other(OtherFormat::Presentation)),
            (vec![("photo.jpg", "x")], SheetError::UnknownFormat),
        ] {
            assert_eq!(read(&zipped(&parts), "x.xlsx", &Limits::default()), Err(expected));
        }
    }
}
