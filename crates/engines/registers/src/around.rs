//! What stands around rows and holds for them: titles, the sheet's name, and headings between groups of rows. Owns what is taken over
//! from there and in which order.

use crate::plan::Table;
use calendar::{Date, DateProblem, Mentioned, mentioned, parse_date};
use sheets::Sheet;

/// What titles and headings say of the rows below them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Around {
    /// The code of the province, and the text that names it.
    pub(crate) province: Option<(String, String)>,
    /// The month and the year.
    pub(crate) mentioned: Mentioned,
    /// The day, where each day has a heading, and the heading.
    pub(crate) day: Option<(Date, String)>,
}

impl Around {
    /// What the titles above a table say, and the name of its sheet.
    pub(crate) fn of_table(
        sheet: &Sheet,
        table: &Table,
        province_told: &mut dyn FnMut(&str) -> Option<String>,
    ) -> Self {
        let titles = titles(sheet, table);
        let texts = titles.iter().map(String::as_str);
        let mut around = Self { mentioned: mentioned(texts.clone().chain([sheet.name.as_str()])), ..Self::default() };
        let in_titles = only(texts, province_told);
        around.province = in_titles.or_else(|| only([sheet.name.as_str()].into_iter(), province_told));
        around
    }

    /// Takes over what a heading between rows says; what it leaves open stays as it was.
    pub(crate) fn take(&mut self, heading: &str, province_told: &mut dyn FnMut(&str) -> Option<String>) {
        if let Some(code) = province_told(heading) {
            self.province = Some((code, heading.to_owned()));
        }
        if let Ok(date) | Err(DateProblem::SeveralDays { first: date, .. }) = parse_date(heading) {
            self.day = Some((date, heading.to_owned()));
        }
        let said = mentioned([heading].into_iter());
        self.mentioned.month = said.month.or(self.mentioned.month);
        self.mentioned.year = said.year.or(self.mentioned.year);
    }
}

/// The texts above a table: everything above the first one of a sheet, and above a further one the lines right before it.
fn titles(sheet: &Sheet, table: &Table) -> Vec<String> {
    let above = sheet.rows.iter().take_while(|row| row.number < table.first_header_row);
    let is_first = table.follows_row.is_none();
    let own = above.filter(|row| is_first || Some(row.number) > table.follows_row && row.cells.len() <= 2);
    own.flat_map(|row| &row.cells).map(|cell| cell.value.shown()).collect()
}

/// The one province that texts name.
fn only<'t>(
    texts: impl Iterator<Item = &'t str>,
    province_told: &mut dyn FnMut(&str) -> Option<String>,
) -> Option<(String, String)> {
    let mut found: Vec<(String, String)> =
        texts.filter_map(|text| Some((province_told(text)?, text.to_owned()))).collect();
    found.dedup_by(|(one, _), (other, _)| one == other);
    if found.len() == 1 { found.pop() } else { None }
}
