//! What the address of a list of cases asks for: a view, a narrower list, a page of it. Owns the words of the address and what a narrower list
//! is called; whose cases they are is decided in the service, whatever the address says.

use crate::parts::{Control, Field};
use crate::words;
use casework::{CaseLine, CasesAsked, WaitsFor};
use language::{Lang, phrase};
use places::Gazetteer;
use serde::Deserialize;

/// The word for cases of which no province is known.
pub(crate) const NOWHERE: &str = "none";

/// What is asked of `/cases`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    pub(crate) view: String,
    pub(crate) which: String,
    pub(crate) pack: String,
    pub(crate) state: String,
    pub(crate) overdue: String,
    /// Who answers for them.
    pub(crate) owner: String,
    /// Those that nobody answers for.
    pub(crate) nobody: String,
    /// The code of a province, or [`NOWHERE`].
    pub(crate) province: String,
    /// The agency that keeps them.
    pub(crate) keeper: String,
    pub(crate) waits: String,
    /// What a case is called.
    pub(crate) code: String,
    pub(crate) from: u32,
}

impl Asked {
    /// The question to the service.
    pub(crate) fn of_list(&self) -> CasesAsked {
        let set = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        CasesAsked {
            closed: self.which == "closed",
            own: self.which == "own",
            pack: set(&self.pack),
            state: set(&self.state),
            overdue: self.overdue == "yes",
            owner_id: if self.nobody == "yes" { Some(String::new()) } else { set(&self.owner) },
            province: set(&self.province).map(|code| if code == NOWHERE { String::new() } else { code }),
            keeper: set(&self.keeper),
            shared: false,
            waits: self.waits(),
            with_waiting: self.is_first(),
            offset: self.from,
            limit: None,
        }
    }

    fn waits(&self) -> WaitsFor {
        match self.waits.as_str() {
            "reader" => WaitsFor::Reader,
            "meeting" => WaitsFor::Meeting,
            "approval" => WaitsFor::Approval,
            _ => WaitsFor::Anything,
        }
    }

    /// Whether only some of the cases are asked for, beyond whose they are and whether they are closed.
    pub(crate) fn is_narrowed(&self) -> bool {
        let words = [
            &self.pack,
            &self.state,
            &self.overdue,
            &self.owner,
            &self.nobody,
            &self.province,
            &self.keeper,
            &self.waits,
        ];
        words.iter().any(|word| !word.is_empty())
    }

    /// Whether it is the page that somebody sees first.
    pub(crate) fn is_first(&self) -> bool {
        self.which.is_empty() && !self.is_narrowed() && self.from == 0
    }

    /// Where a case is asked for by its code; what was asked for and is not there is said.
    pub(crate) fn sought(&self, lang: Lang) -> Field {
        let code = self.code.trim();
        let field = Field::new("code", phrase(lang, "web-cases-by-code"), Control::Text).filter().value(code);
        let problem = (!code.is_empty()).then(|| phrase(lang, "web-cases-no-code"));
        Field { problem: problem.unwrap_or_default(), ..field }
    }

    /// The address of the view among the tabs.
    pub(crate) fn which_view(&self) -> String {
        words::query("/cases", &[("which", &self.which)])
    }

    /// What a narrower list is called.
    pub(crate) fn title(&self, found: &[CaseLine], lang: Lang) -> String {
        let first = found.first();
        let state = first.filter(|_| !self.state.is_empty()).map(|line| line.state.get(lang).to_owned());
        let owner = first.filter(|_| !self.owner.is_empty()).map(|line| line.owner.clone());
        let nobody = (self.nobody == "yes").then(|| phrase(lang, "web-load-nobody"));
        let waits = match self.waits() {
            WaitsFor::Anything => None,
            WaitsFor::Reader => Some(phrase(lang, "web-waiting-title")),
            WaitsFor::Meeting => Some(phrase(lang, "web-waiting-meet")),
            WaitsFor::Approval => Some(phrase(lang, "web-load-waiting")),
        };
        let overdue = (self.overdue == "yes").then(|| phrase(lang, "web-cases-overdue"));
        let province = match self.province.as_str() {
            "" => None,
            NOWHERE => Some(phrase(lang, "web-cases-map-nowhere")),
            code => Gazetteer::builtin().province(code).map(|place| place.name_in(lang).to_owned()),
        };
        let parts: Vec<String> = [owner, nobody, state, province, overdue, waits].into_iter().flatten().collect();
        if parts.is_empty() { phrase(lang, "web-cases-title") } else { parts.join(" · ") }
    }

    /// The same list from another place in it.
    pub(crate) fn address(&self, from: u32) -> String {
        let from = if from == 0 { String::new() } else { from.to_string() };
        let pairs = [
            ("which", self.which.as_str()),
            ("pack", &self.pack),
            ("state", &self.state),
            ("overdue", &self.overdue),
            ("owner", &self.owner),
            ("nobody", &self.nobody),
            ("province", &self.province),
            ("keeper", &self.keeper),
            ("waits", &self.waits),
            ("from", &from),
        ];
        words::query("/cases", &pairs)
    }
}
