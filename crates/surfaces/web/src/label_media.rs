//! A picture, sound and film that say the same as a label, as templates show them.

/// The addresses of what is shown and played with a label; empty where there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct LabelMedia {
    pub(crate) picture: String,
    /// What the picture says, where the label has no words; empty where they stand beside it.
    pub(crate) words: String,
    pub(crate) sound: String,
    pub(crate) film: String,
}

impl LabelMedia {
    /// Whether there is nothing to show or play.
    pub(crate) fn is_empty(&self) -> bool {
        self.picture.is_empty() && self.sound.is_empty() && self.film.is_empty()
    }
}
