//! Pictures that say what a label says, on a blank form: each is printed once however often it is named, and described for readers who do
//! not see it.

use crate::sample::form;
use image::{DynamicImage, ImageFormat, RgbImage};
use language::{Lang, Text};
use reports::paper::{Block, Body, Name, Space, blank, render};
use std::collections::BTreeMap;
use std::io::Cursor;

const FORM: &str = "
| survey |
| | type | name | label::English (en) | media::image::English (en) |
| | note | hello | Welcome | boat.png |
| | select_one jobs | job | Which work? | gone.png |
| choices |
| | list_name | name | label::English (en) | media::image::English (en) |
| | jobs | fish | Fishing | boat.png |
| | jobs | farm | Farming | broken.png |
| | jobs | other | Other | |
| settings |
| | form_id |
| | seen |
";

fn boat() -> Vec<u8> {
    let mut png = Cursor::new(Vec::new());
    DynamicImage::from(RgbImage::new(60, 40)).write_to(&mut png, ImageFormat::Png).expect("memory");
    png.into_inner()
}

#[test]
fn pictures_stand_with_the_words_that_they_say() {
    let form = form(FORM);
    let title = Text::new("Seen");
    let name = Name { id: "tests/seen", title: &title };
    let pictures =
        BTreeMap::from([("boat.png".to_owned(), boat()), ("broken.png".to_owned(), b"\x89PNG and no more".to_vec())]);
    let paper = blank(&form, name, &pictures, Lang::En);
    let [Block::Note { picture: of_note, .. }, Block::Question(question)] = paper.blocks.as_slice() else {
        panic!("{:?}", paper.blocks)
    };
    assert_eq!((*of_note, question.picture), (Some(0), None), "a picture that is not there leaves the words");
    let Body::Space(Space::Choices { pictures: of_choices, .. }) = &question.body else { panic!("{question:?}") };
    assert_eq!(of_choices.as_slice(), [Some(0), None, None]);
    let printed = render(&paper).expect("a paper");
    let bare = render(&blank(&form, name, &BTreeMap::new(), Lang::En)).expect("a paper");
    let images = |pdf: &[u8]| {
        pdf.windows(14).filter(|bytes| *bytes == b"/Subtype/Image" || bytes.starts_with(b"/Subtype /Imag")).count()
    };
    assert_eq!((images(&printed) > 0, images(&bare)), (true, 0));
}
