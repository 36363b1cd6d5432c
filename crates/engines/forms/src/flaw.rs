//! What is wrong with the meaning of a form's definition, and at which part of it. Whoever made the definition knows where that part
//! stands: a cell of a sheet, a line of XML.

use language::{Lang, Message, say};
use std::fmt;
use xforms::{Aspect, Part};

/// Something wrong or odd with a part of a definition.
#[derive(Clone, Debug, PartialEq)]
pub struct Flaw {
    /// Which part.
    pub part: Part,
    /// What is wrong and what to do.
    pub message: Message,
}

/// Everything that is wrong with a definition; never empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Flaws(pub Vec<Flaw>);

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.part.aspect != Aspect::Form {
            write!(f, "{} {:?}: ", self.part.nodeset, self.part.aspect)?;
        }
        f.write_str(&say(Lang::En, &self.message))
    }
}

impl fmt::Display for Flaws {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, flaw) in self.0.iter().enumerate() {
            let separator = if at == 0 { "" } else { "\n" };
            write!(f, "{separator}{flaw}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Flaws {}

/// The flaws found so far: those that refuse the form, and those that are only told.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) errors: Vec<Flaw>,
    pub(crate) warnings: Vec<Flaw>,
}

impl Found {
    pub(crate) fn refuse(&mut self, nodeset: &str, aspect: Aspect, message: Message) {
        self.errors.push(Flaw { part: Part::new(nodeset, aspect), message });
    }

    pub(crate) fn warn(&mut self, nodeset: &str, aspect: Aspect, message: Message) {
        self.warnings.push(Flaw { part: Part::new(nodeset, aspect), message });
    }
}
