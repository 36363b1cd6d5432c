//! Going through a list page by page. A link says the row beside which its page lies, by id, and which page the reader turned to; what
//! the list is sorted by stands in no address. Owns these names and what is said of where a page lies.

use super::list_asked::Asked;
use crate::parts::{Notice, Pager, Tone};
use crate::words;
use language::{Lang, Message, phrase, say};
use store::Beside;

/// A list that is narrowed is counted so far: beyond that it is only said that there are more.
pub(super) const COUNTED: u64 = 10_000;
/// The rows after which and before which a page lies.
const AFTER: &str = "after-row";
const BEFORE: &str = "before-row";
/// Which page the reader turned to. Rows that came meanwhile make it a little wrong, so it decides nothing.
const NUMBER: &str = "page";

/// Whether a part of an address says where in a list somebody is, and not which list it is.
pub(super) fn is_of_page(name: &str) -> bool {
    [AFTER, BEFORE, NUMBER].contains(&name)
}

/// The row that a page is asked beside.
pub(super) fn beside(asked: &Asked) -> Option<Beside> {
    let given = |name: &str| asked.get(name).filter(|id| !id.is_empty()).cloned();
    given(AFTER).map(Beside::After).or_else(|| given(BEFORE).map(Beside::Before))
}

/// What came of asking for a page.
pub(super) struct Turned<'a> {
    /// The row beside which it was found.
    pub(super) beside: Option<&'a Beside>,
    /// The ids of its first and last rows.
    pub(super) ends: Option<(&'a str, &'a str)>,
    /// How many rows it has.
    pub(super) rows: usize,
    /// How many fit on one.
    pub(super) fit: usize,
    /// Whether there are more beyond it, the way it was read.
    pub(super) goes_on: bool,
    /// How many rows the list has; nothing when only that there are more than so many is known.
    pub(super) total: Result<usize, usize>,
}

impl Turned<'_> {
    /// Whether it has to be asked for from the beginning of the list: the row or everything beyond it is gone, or there is too little
    /// before it to fill a page.
    pub(super) fn begins_anew(&self) -> Option<Anew> {
        match self.beside? {
            _ if self.rows == 0 => Some(Anew::Changed),
            Beside::Before(_) if !self.goes_on && self.rows < self.fit => Some(Anew::First),
            _ => None,
        }
    }

    fn has_previous(&self) -> bool {
        match self.beside {
            None => false,
            Some(Beside::After(_)) => true,
            Some(Beside::Before(_)) => self.goes_on,
        }
    }

    fn has_next(&self) -> bool {
        matches!(self.beside, Some(Beside::Before(_))) || self.goes_on
    }

    /// The places of its first and last rows, as far as the page's number tells.
    fn places(&self, number: usize) -> (usize, usize) {
        let known = self.total.ok();
        let until = match known.filter(|_| !self.has_next()) {
            Some(total) => total,
            None => {
                let counted = number.saturating_sub(1).saturating_mul(self.fit).saturating_add(self.rows);
                known.map_or(counted, |total| counted.min(total.saturating_sub(1)))
            }
        };
        (until.saturating_sub(self.rows).saturating_add(1), until)
    }

    /// The links to the pages around it; `address` makes one of what it is to say.
    pub(super) fn pager(&self, asked: &Asked, address: impl Fn(&[(&str, &str)]) -> String, lang: Lang) -> Pager {
        let turned = asked.get(NUMBER).and_then(|number| number.parse().ok()).unwrap_or(1);
        let number = if self.has_previous() { turned.max(2) } else { 1_usize };
        let link = |way, id, number: usize| address(&[(way, id), (NUMBER, &number.to_string())]);
        let (from, to) = self.places(number);
        let (key, total) = match self.total {
            Ok(total) => ("web-page-of", total),
            Err(total) => ("web-page-of-more", total),
        };
        let of = Message::new(key).with("from", from).with("to", to).with("total", words::whole(total));
        let previous = self.ends.filter(|_| self.has_previous());
        let next = self.ends.filter(|_| self.has_next());
        Pager {
            text: say(lang, &of),
            previous: previous.map(|(first, _)| link(BEFORE, first, number.saturating_sub(1))),
            next: next.map(|(_, last)| link(AFTER, last, number.saturating_add(1))),
        }
    }
}

/// Why a list is shown from its beginning instead.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Anew {
    /// It changed.
    Changed,
    /// Its first page was asked for.
    First,
}

impl Anew {
    /// What is said of it; nothing where the reader sees what they asked for.
    pub(super) fn notice(self, lang: Lang) -> Option<Notice> {
        (self == Self::Changed).then(|| Notice::new(Tone::Plain, phrase(lang, "web-list-anew")))
    }
}

/// How many were found, in words.
pub(super) fn found(total: Result<usize, usize>, lang: Lang) -> String {
    match total {
        Ok(total) => words::counted(lang, "web-found", total),
        Err(total) => words::counted_as(lang, "web-found-more", "count", total),
    }
}

/// How many there are when it was counted so far.
pub(super) fn counted(total: u64, count_to: u64) -> Result<usize, usize> {
    let whole = |number| usize::try_from(number).unwrap_or(usize::MAX);
    if total <= count_to { Ok(whole(total)) } else { Err(whole(count_to)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Beside what and with which number it was asked for, its rows, whether there are more, of how many; what is said, and where it leads.
    type Case<'a> =
        (Option<&'a Beside>, &'a str, usize, bool, Result<usize, usize>, &'a str, Option<&'a str>, Option<&'a str>);

    #[test]
    fn a_pager_says_where_a_page_lies_and_leads_on_by_ids() {
        let after = Beside::After("r".into());
        let before = Beside::Before("r".into());
        let cases: [Case<'_>; 8] = [
            (None, "", 25, true, Ok(60), "1–25 of 60", None, Some("after-row=z page=2")),
            (None, "7", 10, false, Ok(10), "1–10 of 10", None, None),
            (
                Some(&after),
                "2",
                25,
                true,
                Ok(60),
                "26–50 of 60",
                Some("before-row=a page=1"),
                Some("after-row=z page=3"),
            ),
            (Some(&after), "3", 10, false, Ok(60), "51–60 of 60", Some("before-row=a page=2"), None),
            // Rows that came or went meanwhile.
            (
                Some(&after),
                "1",
                25,
                true,
                Ok(60),
                "26–50 of 60",
                Some("before-row=a page=1"),
                Some("after-row=z page=3"),
            ),
            (
                Some(&after),
                "9",
                25,
                true,
                Ok(60),
                "35–59 of 60",
                Some("before-row=a page=8"),
                Some("after-row=z page=10"),
            ),
            (Some(&before), "4", 25, false, Ok(60), "1–25 of 60", None, Some("after-row=z page=2")),
            (
                Some(&before),
                "2",
                25,
                true,
                Err(10_000),
                "26–50 of more than 10,000",
                Some("before-row=a page=1"),
                Some("after-row=z page=3"),
            ),
        ];
        for (beside, page, rows, goes_on, total, text, previous, next) in cases {
            let turned = Turned { beside, ends: Some(("a", "z")), rows, fit: 25, goes_on, total };
            let asked = Asked::from([(NUMBER.to_owned(), page.to_owned())]);
            let address = |pairs: &[(&str, &str)]| {
                pairs.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(" ")
            };
            let pager = turned.pager(&asked, address, Lang::En);
            let text = text.to_owned();
            let expected = (text, previous.map(str::to_owned), next.map(str::to_owned));
            assert_eq!((pager.text.replace(['\u{2068}', '\u{2069}'], ""), pager.previous, pager.next), expected);
        }
    }

    #[test]
    fn a_list_begins_anew_where_nothing_is_left_beyond_a_row_or_too_little_before_it() {
        let (after, before) = (Beside::After("r".into()), Beside::Before("r".into()));
        let cases = [
            (None, 0, false, None),
            (Some(&after), 3, false, None),
            (Some(&after), 0, false, Some(true)),
            (Some(&before), 0, false, Some(true)),
            (Some(&before), 3, false, Some(false)),
            (Some(&before), 25, false, None),
            (Some(&before), 25, true, None),
        ];
        for (beside, rows, goes_on, expected) in cases {
            let turned = Turned { beside, ends: None, rows, fit: 25, goes_on, total: Ok(60) };
            assert_eq!(turned.begins_anew().map(|anew| anew.notice(Lang::En).is_some()), expected, "{rows} {goes_on}");
        }
    }
}
