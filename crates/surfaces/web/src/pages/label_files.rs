//! The pictures, sounds and films that say the same as a form's labels: where a page finds them, and handing them out. Owns the addresses;
//! which files there are and who may have them is the collection's.

use super::Answer;
use super::desk::address;
use super::desk_version::{Named, find};
use super::record::handed_out;
use crate::WebState;
use crate::label_media::LabelMedia;
use crate::visit::Caller;
use crate::words;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use collection::{Definition, OwnForm};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The files of a form, and the beginning of their addresses.
#[derive(Default)]
pub(super) struct LabelFiles {
    before: String,
    /// Their hashes by their names.
    files: BTreeMap<String, String>,
}

/// Which file. The hash only makes the address another one when the file is.
#[derive(Deserialize)]
pub(crate) struct Asked {
    file: String,
}

/// Which file of which version.
#[derive(Deserialize)]
pub(crate) struct AskedOfVersion {
    #[serde(default)]
    form: String,
    #[serde(default)]
    version: String,
    file: String,
}

impl LabelFiles {
    /// Those of a form in use.
    pub(super) fn of_kind(of: Definition<'_>) -> Self {
        let files = of.own_media().cloned().unwrap_or_default();
        Self { before: format!("/records/{}/media?", of.kind.id), files }
    }

    /// Those of a version that is tried.
    pub(super) fn of_version(own: &OwnForm) -> Self {
        let files = own.version.lists.iter().map(|file| (file.name.clone(), file.hash.clone()));
        Self { before: format!("{}&", address("/forms/preview/media", own)), files: files.collect() }
    }

    /// What of the files that a label names is there. `label` is what the label says; a picture without words is called `name`.
    pub(super) fn of_label(&self, named: &forms::LabelMedia, label: &str, name: &str) -> LabelMedia {
        let at = |address: &str| {
            let file = forms::label_file(address)?;
            let hash = self.files.get(file)?;
            let part = hash.get(..8).unwrap_or(hash);
            Some(format!("{}file={}&hash={part}", self.before, words::segment(file)))
        };
        LabelMedia {
            picture: at(&named.image).or_else(|| at(&named.big_image)).unwrap_or_default(),
            words: if label.is_empty() { name.to_owned() } else { String::new() },
            sound: at(&named.audio).unwrap_or_default(),
            film: at(&named.video).unwrap_or_default(),
        }
    }
}

/// `GET /records/{pack}/{form}/media?file=…`
pub(crate) async fn of_kind(
    State(state): State<WebState>,
    caller: Caller,
    Path((pack, form)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Answer {
    let file = state.collection.own_file(&caller.context, &format!("{pack}/{form}"), &asked.file).await?;
    Ok(kept_for_a_day(handed_out(file, &asked.file)))
}

/// `GET /forms/preview/media?form=…&version=…&file=…`
pub(crate) async fn of_version(
    State(state): State<WebState>,
    caller: Caller,
    Query(asked): Query<AskedOfVersion>,
) -> Answer {
    let named = Named { form: asked.form, version: asked.version };
    let own = find(&state, &caller, &named).await?;
    let file = state.collection.file_of_version(&own.version, &asked.file).await?;
    Ok(kept_for_a_day(handed_out(file, &asked.file)))
}

/// The form asks for its files at every change, on slow lines too. They say nothing of anybody.
fn kept_for_a_day(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=86400"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_that_are_there_are_shown() {
        let files = [("a b.png", "0123456789"), ("say.mp3", "ab")];
        let files = files.map(|(name, hash)| (name.to_owned(), hash.to_owned())).into();
        let files = LabelFiles { before: "/records/own-a/visit/media?".to_owned(), files };
        let named = forms::LabelMedia {
            image: "jr://images/gone.png".to_owned(),
            big_image: "jr://images/a b.png".to_owned(),
            audio: "jr://audio/say.mp3".to_owned(),
            video: "https://elsewhere.example/a.mp4".to_owned(),
        };
        let expected = LabelMedia {
            picture: "/records/own-a/visit/media?file=a%20b.png&hash=01234567".to_owned(),
            words: "boat".to_owned(),
            sound: "/records/own-a/visit/media?file=say.mp3&hash=ab".to_owned(),
            film: String::new(),
        };
        assert_eq!(files.of_label(&named, "", "boat"), expected);
        assert!(LabelFiles::default().of_label(&named, "Boat", "boat").is_empty());
    }
}
