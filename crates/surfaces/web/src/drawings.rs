//! Pictures from the services as the pages' charts: the wide drawing for a desk and paper, the narrow one for a phone, one table
//! behind both.

use crate::parts::{Cell, Chart, Column, Table};
use charts::Size;
use insight::{Picture, Setting};
use language::Lang;

/// Draws both sizes. `id` is unique on the page.
pub(crate) fn chart(id: &str, lang: Lang, full: bool, draw: impl Fn(&Setting) -> Picture) -> Chart {
    let setting = |id: String, size| Setting { id, lang, size, shows_title: false };
    let narrow = draw(&setting(format!("{id}-n"), Size::Compact));
    // Beside another chart there is only room for the narrow drawing.
    let wide = full.then(|| draw(&setting(format!("{id}-w"), Size::Wide)).drawing.svg);
    Chart {
        table: table(&narrow.title, &narrow.drawing.table),
        title: narrow.title,
        wide: wide.unwrap_or_default(),
        svg: narrow.drawing.svg,
        note: String::new(),
        full,
    }
}

/// The table behind a drawing; columns after the first hold numbers.
pub(crate) fn table(caption: &str, numbers: &charts::Table) -> Table {
    Table {
        caption: caption.to_owned(),
        columns: numbers
            .header
            .iter()
            .enumerate()
            .map(|(index, label)| if index > 0 { Column::number(label.clone()) } else { Column::text(label.clone()) })
            .collect(),
        rows: numbers.rows.iter().map(|row| row.iter().map(Cell::new).collect()).collect(),
    }
}
