//! The pictures, sounds and films that a form's labels and choices name. Owns which file an address in a form means; the files are
//! others'.

use crate::rules::{Cell, ChoiceRule, Itemset, Label};
use crate::saying::{Piece, Saying};
use crate::{Form, Item, Media};
use language::Lang;
use std::collections::BTreeMap;
use xforms::Form as TextForm;

/// What addresses of such files begin with.
const FOLDERS: [&str; 3] = ["jr://images/", "jr://audio/", "jr://video/"];

/// The name of the file that an address of a label means: `jr://images/boat.png` is `boat.png`. Nothing when it leads anywhere else.
pub fn label_file(address: &str) -> Option<&str> {
    let name = FOLDERS.iter().find_map(|folder| address.trim().strip_prefix(folder))?;
    let is_plain = !name.is_empty() && !name.starts_with('.') && !name.contains(['/', '\\', ':']);
    is_plain.then_some(name)
}

impl Form {
    /// The files that labels and choices name, and what each has to be. A name that is put together of answers is not known before.
    pub fn label_files(&self) -> BTreeMap<String, Media> {
        let said = self.texts.entries.iter().flat_map(|entry| entry.by_tongue.iter().flatten());
        let named = said.filter_map(|(form, pieces)| match (media(form), pieces.as_slice()) {
            (Some(media), [Piece::Words(address)]) => Some((label_file(address)?.to_owned(), media)),
            _ => None,
        });
        named.collect()
    }
}

impl Form {
    /// The file of the picture that stands with an item's label in a language, where its name is known before anybody answers.
    pub fn label_picture(&self, item: &Item, lang: Lang) -> Option<String> {
        let at = self.items.iter().position(|known| std::ptr::eq(known, item))?;
        let control = self.shown.by_item.get(&at).and_then(|control| self.shown.controls.get(*control))?;
        self.picture_in(&control.label, lang)
    }

    /// The files of the pictures that stand with the choices of [`Form::choices`], in their order.
    pub fn choice_pictures(&self, item: &Item, lang: Lang) -> Vec<Option<String>> {
        match item.rules.choices.as_deref() {
            Some(ChoiceRule::Fixed { labels, .. }) => labels.iter().map(|label| self.picture_in(label, lang)).collect(),
            Some(ChoiceRule::Itemset(Itemset { label: Label::Translated(Cell::Child(column)), .. })) => {
                let list = item.kind.choice_source().and_then(|source| self.lists.get(source.instance()));
                let document = list.map(crate::Itemset::document);
                let rows = document.into_iter().flat_map(|document| {
                    document.elements(document.root()).map(move |row| {
                        let id = document.child(row, column)?;
                        let text = self.texts.ids.get(&*document.text(id))?;
                        self.picture_in(&Saying::Shared(*text), lang)
                    })
                });
                rows.collect()
            }
            _ => Vec::new(),
        }
    }

    fn picture_in(&self, label: &Saying, lang: Lang) -> Option<String> {
        let address = label.text(&TextForm::Image, &self.texts, &self.tongues);
        label_file(address.get(lang)).map(str::to_owned)
    }
}

fn media(form: &TextForm) -> Option<Media> {
    match form {
        TextForm::Image | TextForm::BigImage => Some(Media::Image),
        TextForm::Audio => Some(Media::Audio),
        TextForm::Video => Some(Media::Video),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lead_to_files_beside_the_form_and_nowhere_else() {
        for (address, name) in [
            ("jr://images/boat.png", Some("boat.png")),
            ("jr://audio/เรือ.mp3", Some("เรือ.mp3")),
            ("jr://video/a b.mp4", Some("a b.mp4")),
            ("jr://images/../secret.png", None),
            ("jr://images/", None),
            ("https://example.org/a.png", None),
            ("boat.png", None),
        ] {
            assert_eq!(label_file(address), name, "{address}");
        }
    }

    #[test]
    fn files_of_labels_and_choices_are_found() {
        let form = crate::read_markdown(
            "
| survey |
| | type | name | label::English (en) | media::image::English (en) | media::audio::English (en) |
| | note | hello | Hello | boat.png | hello.mp3 |
| | select_one jobs | job | Job | | |
| choices |
| | list_name | name | label::English (en) | media::image::English (en) | media::video::English (en) |
| | jobs | fish | Fishing | boat.png | fishing.mp4 |
| | jobs | other | Other | | |
| settings |
| | form_id |
| | own |
",
        )
        .expect("a form");
        let expected = [("boat.png", Media::Image), ("fishing.mp4", Media::Video), ("hello.mp3", Media::Audio)];
        let pictured = |name| form.named(name).and_then(|item| form.label_picture(item, Lang::Th));
        assert_eq!((pictured("hello").as_deref(), pictured("job")), (Some("boat.png"), None));
        let job = form.named("job").expect("the question");
        assert_eq!(form.choice_pictures(job, Lang::En), [Some("boat.png".to_owned()), None]);
        assert_eq!(form.label_files(), expected.map(|(name, media)| (name.to_owned(), media)).into());
    }
}
