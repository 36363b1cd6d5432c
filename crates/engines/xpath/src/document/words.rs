//! The texts of a document in one piece of memory: what stands together in the document is read together, and copying a document
//! copies no single texts.

/// Where a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) struct Span {
    start: u32,
    length: u32,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    whole: String,
    /// Bytes that no node stands for any more.
    unused: usize,
}

/// As much may be unused as is used, and this.
const ALWAYS_ALLOWED: usize = 4_096;

impl Words {
    pub(super) fn get(&self, span: Span) -> &str {
        let start = span.start as usize;
        self.whole.get(start..start + span.length as usize).unwrap_or_default()
    }

    pub(super) fn add(&mut self, text: &str) -> Span {
        if text.is_empty() {
            return Span::default();
        }
        let number = |size: usize| u32::try_from(size).expect("whoever fills a document keeps its texts below 4 GiB");
        let span = Span { start: number(self.whole.len()), length: number(text.len()) };
        self.whole.push_str(text);
        span
    }

    /// Notes that a text is replaced. Whether so much is unused now that the texts should be written anew.
    pub(super) fn drop(&mut self, span: Span) -> bool {
        self.unused += span.length as usize;
        self.unused > self.whole.len() / 2 + ALWAYS_ALLOWED
    }

    /// Room for the same texts.
    pub(super) fn emptied(&self) -> Self {
        Self { whole: String::with_capacity(self.whole.len().saturating_sub(self.unused)), unused: 0 }
    }
}
