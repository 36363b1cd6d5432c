//! Pictures made ready for print, in a report or with a filled form: bounded in size and number, turned upright, and free of what a
//! camera wrote into them, such as where and with which device they were taken.

use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits, RgbImage};
use std::collections::BTreeMap;
use std::io::Cursor;

/// Most pictures on one form.
pub const MOST_PICTURES: usize = 24;
/// The longer side of a printed picture in pixels: 200 dots an inch over the width of the text.
const LONGEST_SIDE: u32 = 1_360;
/// The largest picture that is decoded at all: its sides in pixels, and its memory in bytes.
const LARGEST_SIDE: u32 = 12_000;
const LARGEST_DECODED: u64 = 256 * 1024 * 1024;
const QUALITY: u8 = 82;

/// Files by the names that answers give them, and those that were shown so far.
pub(crate) struct Pictures<'p> {
    given: &'p BTreeMap<String, Vec<u8>>,
    shown: Vec<Vec<u8>>,
    /// Their numbers by their names.
    numbers: BTreeMap<String, usize>,
}

impl<'p> Pictures<'p> {
    pub(crate) fn of(given: &'p BTreeMap<String, Vec<u8>>) -> Self {
        Self { given, shown: Vec::new(), numbers: BTreeMap::new() }
    }

    /// The number of a picture on the form; none when there is no such file, it is damaged or too large, or there are too many.
    pub(crate) fn show(&mut self, name: &str) -> Option<usize> {
        if let Some(number) = self.numbers.get(name) {
            return Some(*number);
        }
        if self.shown.len() >= MOST_PICTURES {
            return None;
        }
        self.shown.push(ready(self.given.get(name)?)?);
        let number = self.shown.len() - 1;
        self.numbers.insert(name.to_owned(), number);
        Some(number)
    }

    /// JPEG files in the order of their numbers.
    pub(crate) fn into_shown(self) -> Vec<Vec<u8>> {
        self.shown
    }
}

/// A picture as JPEG: upright, on white, no larger than print needs, its pixels and nothing else. None when it is damaged, of another
/// format, or so large that decoding it would take the memory of everybody else.
pub(crate) fn ready(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(LARGEST_SIDE);
    limits.max_image_height = Some(LARGEST_SIDE);
    limits.max_alloc = Some(LARGEST_DECODED);
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    if decoder.total_bytes() > LARGEST_DECODED {
        return None;
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    if picture.width().max(picture.height()) > LONGEST_SIDE {
        picture = picture.thumbnail(LONGEST_SIDE, LONGEST_SIDE);
    }
    picture.apply_orientation(orientation);
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, QUALITY).encode_image(&on_white(&picture)).ok()?;
    Some(jpeg)
}

/// A signature is often ink on nothing; on paper nothing is white.
fn on_white(picture: &DynamicImage) -> RgbImage {
    let layered = picture.to_rgba8();
    RgbImage::from_fn(layered.width(), layered.height(), |x, y| {
        let [red, green, blue, alpha] = layered.get_pixel(x, y).0;
        let over = |ink: u8| {
            let (ink, alpha) = (u16::from(ink), u16::from(alpha));
            ((ink * alpha + 255 * (255 - alpha)) / 255) as u8
        };
        image::Rgb([over(red), over(green), over(blue)])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{ImageFormat, Rgba, RgbaImage};

    fn png(width: u32, height: u32, pixel: [u8; 4]) -> Vec<u8> {
        let mut file = Cursor::new(Vec::new());
        RgbaImage::from_pixel(width, height, Rgba(pixel)).write_to(&mut file, ImageFormat::Png).expect("written");
        file.into_inner()
    }

    /// A JPEG that a phone held sideways took: EXIF with an orientation and a text that nobody else should read.
    fn taken_sideways() -> Vec<u8> {
        let mut jpeg = Vec::new();
        let pixels = RgbImage::from_pixel(40, 20, image::Rgb([200, 10, 10]));
        JpegEncoder::new(&mut jpeg).encode_image(&pixels).expect("written");
        let mut tiff = b"MM\0*\0\0\0\x08\0\x01".to_vec();
        tiff.extend(b"\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0GPS 19.9N 99.8E");
        let length = u16::try_from(tiff.len() + 8).expect("short").to_be_bytes();
        let segment = [b"\xFF\xE1".as_slice(), &length, b"Exif\0\0", &tiff].concat();
        [&jpeg[..2], &segment, &jpeg[2..]].concat()
    }

    #[test]
    fn a_picture_is_turned_upright_and_forgets_where_it_was_taken() {
        let taken = taken_sideways();
        assert!(taken.windows(3).any(|part| part == b"GPS"));
        let printed = ready(&taken).expect("a picture");
        assert!(!printed.windows(3).any(|part| part == b"GPS"));
        let printed = image::load_from_memory(&printed).expect("a picture");
        assert_eq!((printed.width(), printed.height()), (20, 40));
    }

    #[test]
    fn a_large_picture_is_made_small_and_a_clear_one_white() {
        let printed =
            image::load_from_memory(&ready(&png(3_000, 1_000, [0, 0, 0, 0])).expect("a picture")).expect("read");
        assert_eq!((printed.width(), printed.height()), (1_360, 453));
        assert_eq!(printed.to_rgb8().get_pixel(5, 5).0, [255, 255, 255]);
    }

    #[test]
    fn what_is_no_picture_or_far_too_large_is_not_shown() {
        let whole = png(20, 20, [1, 2, 3, 255]);
        assert!(ready(&whole[..whole.len() / 2]).is_none(), "cut off");
        assert!(ready(b"<svg/>").is_none());
        // A PNG that says it is 100,000 pixels wide.
        let mut boast = whole;
        boast[16..20].copy_from_slice(&100_000_u32.to_be_bytes());
        assert!(ready(&boast).is_none());
    }

    #[test]
    fn there_is_a_last_picture() {
        let name = |at: usize| format!("picture {at}");
        let files = (0..MOST_PICTURES + 3).map(|at| (name(at), png(1, 1, [0, 0, 0, 255]))).collect();
        let mut pictures = Pictures::of(&files);
        assert_eq!(pictures.show("none"), None);
        let shown = (0..MOST_PICTURES + 3).filter(|at| pictures.show(&name(*at)).is_some()).count();
        assert_eq!(shown, MOST_PICTURES);
        assert_eq!(pictures.show(&name(1)), Some(1), "one that is shown already takes no place");
    }
}
