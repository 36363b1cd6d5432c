//! Which forms a phone may fill in, the forms themselves, and the lists that they take from files. Owns the addresses of these; which
//! rows of a list somebody sees is decided where pages ask too.

use crate::Shared;
use crate::caller::Phone;
use crate::csv;
use crate::documents::{self, ListedForm, MediaFile};
use crate::reply::{Reply, xml};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use collection::{Belonging, InUse, ItemLists};
use forms::Itemsets as _;
use forms::lists::Format;
use hex::ToHex as _;
use md5::{Digest as _, Md5};
use packs::PhoneForm;
use serde::Deserialize;
use service_kit::{Action, ServiceError};
use std::collections::BTreeMap;

/// A phone asks about so many entities at once; it asks again about the others.
const MOST_IDS: usize = 1_000;

/// What a list of forms is asked for. Whatever else a phone says of itself is passed over.
#[derive(Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(rename = "formID")]
    form_id: Option<String>,
}

/// `GET …/formList`
pub(crate) async fn list(State(shared): State<Shared>, phone: Phone, Query(asked): Query<Asked>) -> Response {
    let lang = phone.context.lang;
    let collection = &shared.state.collection;
    let own = collection.own_kinds(&phone.context);
    let own = own.iter().map(|in_use| in_use.definition().kind.id.as_str());
    let mut forms: Vec<ListedForm> = Vec::new();
    for id in collection.packs().iter().flat_map(|pack| &pack.kinds).map(|kind| kind.id.as_str()).chain(own) {
        // A phone cannot say in which case it fills in a form.
        if collection.belonging(id) == Belonging::Within {
            continue;
        }
        let Ok(in_use) = find(&shared, &phone, id) else { continue };
        let form = in_use.definition().form;
        let Some(phone_form) = in_use.definition().phone_form() else { continue };
        // A phone tells forms apart by their ids alone.
        let is_known = forms.iter().any(|listed| listed.id == form.id);
        if is_known || asked.form_id.as_ref().is_some_and(|wanted| *wanted != form.id) {
            continue;
        }
        let address = format!("{}/forms/{id}", phone.base);
        forms.push(ListedForm {
            id: form.id.clone(),
            name: form.title.get(lang).to_owned(),
            version: form.version.clone(),
            md5: md5_of(phone_form.xml.as_bytes()),
            download_url: format!("{address}/form.xml"),
            manifest_url: files_of(&in_use, phone_form).next().is_some().then(|| format!("{address}/manifest")),
        });
    }
    xml(documents::form_list(&forms))
}

/// `GET …/forms/{pack}/{form}/form.xml`
pub(crate) async fn form(
    State(shared): State<Shared>,
    phone: Phone,
    Path(place): Path<FormPlace>,
) -> Result<Response, Reply> {
    let in_use = place.find(&shared, &phone)?;
    Ok(xml(phone_form(&in_use, &phone)?.xml.clone()))
}

/// `GET …/forms/{pack}/{form}/manifest`
pub(crate) async fn manifest(
    State(shared): State<Shared>,
    phone: Phone,
    Path(place): Path<FormPlace>,
) -> Result<Response, Reply> {
    let in_use = place.find(&shared, &phone)?;
    let kind = &in_use.definition().kind.id;
    let refused = |error: ServiceError| Reply::error(phone.context.lang, &error, None);
    let lists = shared.state.collection.itemsets_beside_own(&phone.context, kind).await.map_err(refused)?;
    let own = shared.state.collection.own_file_sums(&phone.context, kind).await.map_err(refused)?;
    let file = |name: &String| {
        let md5 = match (own.get(name), lists.entity_list(name)) {
            (Some(sum), _) => sum.clone(),
            (None, Some(list)) => list.hash(|| md5_of(csv::entities(list).as_bytes())).to_owned(),
            (None, None) => md5_of(csv::file(lists.itemset(name)?, phone.context.lang).as_bytes()),
        };
        let address = format!("{}/forms/{kind}/files/{}", phone.base, segment(name));
        Some(MediaFile {
            name: name.clone(),
            md5,
            integrity_url: lists.entity_list(name).map(|_| format!("{address}/integrity")),
            download_url: address,
        })
    };
    let files: Vec<MediaFile> = files_of(&in_use, phone_form(&in_use, &phone)?).filter_map(file).collect();
    Ok(xml(documents::manifest(&files)))
}

/// `GET …/forms/{pack}/{form}/files/{name}`
pub(crate) async fn file(
    State(shared): State<Shared>,
    phone: Phone,
    Path(FilePlace { pack, form, name }): Path<FilePlace>,
) -> Result<Response, Reply> {
    let in_use = FormPlace { pack, form }.find(&shared, &phone)?;
    let refused = |error: ServiceError| Reply::error(phone.context.lang, &error, None);
    if !files_of(&in_use, phone_form(&in_use, &phone)?).any(|file| *file == name) {
        return Err(refused(ServiceError::NotFound));
    }
    let kind = &in_use.definition().kind.id;
    match shared.state.collection.own_file(&phone.context, kind, &name).await {
        Ok(file) => {
            return Ok(([(header::CONTENT_TYPE, media_type(&name, &file.media_type))], file.bytes).into_response());
        }
        Err(ServiceError::NotFound) => {}
        Err(other) => return Err(refused(other)),
    }
    let lists = shared.state.collection.itemsets_beside_own(&phone.context, kind).await.map_err(refused)?;
    let text = text_of(&lists, &name, &phone).ok_or_else(|| refused(ServiceError::NotFound))?;
    if lists.entity_list(&name).is_some() {
        let list = format!("{}/{}", in_use.definition().pack.id, name.trim_end_matches(".csv"));
        shared.state.collection.tell_entities_given(&phone.context, &list).await.map_err(refused)?;
    }
    Ok(([(header::CONTENT_TYPE, "text/csv; charset=utf-8")], text).into_response())
}

/// What a phone asks about entities that it has and its list no longer: `id=a,b`.
#[derive(Default, Deserialize)]
pub(crate) struct AskedFor {
    #[serde(default)]
    id: String,
}

/// `GET …/forms/{pack}/{form}/files/{name}/integrity`
pub(crate) async fn integrity(
    State(shared): State<Shared>,
    phone: Phone,
    Path(FilePlace { pack, form, name }): Path<FilePlace>,
    Query(asked): Query<AskedFor>,
) -> Result<Response, Reply> {
    let list = format!("{pack}/{}", name.trim_end_matches(".csv"));
    FormPlace { pack, form }.find(&shared, &phone)?;
    let ids: Vec<&str> = asked.id.split(',').filter(|id| !id.is_empty()).take(MOST_IDS).collect();
    let states = shared.state.collection.entity_states(&phone.context, &list, &ids).await;
    let states = states.map_err(|error| Reply::error(phone.context.lang, &error, None))?;
    Ok(xml(documents::entities(&states)))
}

/// A list as the file that a phone is given.
fn text_of(lists: &ItemLists, name: &str, phone: &Phone) -> Option<String> {
    match lists.entity_list(name) {
        Some(list) => Some(csv::entities(list)),
        None => Some(csv::file(lists.itemset(name)?, phone.context.lang)),
    }
}

/// A name as a part of an address, whatever its author called the file.
fn segment(name: &str) -> String {
    form_urlencoded::byte_serialize(name.as_bytes()).collect::<String>().replace('+', "%20")
}

/// The files beside a form: those of its lists, then those of its labels.
fn files_of<'a>(in_use: &'a InUse, phone_form: &'a PhoneForm) -> impl Iterator<Item = &'a String> {
    phone_form.list_files.iter().chain(in_use.definition().own_media().into_iter().flat_map(BTreeMap::keys))
}

/// The media type of a file that was brought beside a form: of lists by their names, of others by what they were found to be.
fn media_type(name: &str, found: &str) -> HeaderValue {
    match Format::of_file(name) {
        Some(Format::GeoJson) => HeaderValue::from_static("application/geo+json"),
        Some(Format::Xml) => HeaderValue::from_static("text/xml; charset=utf-8"),
        Some(Format::Csv) => HeaderValue::from_static("text/csv; charset=utf-8"),
        None => HeaderValue::from_str(found).unwrap_or(HeaderValue::from_static("application/octet-stream")),
    }
}

/// Which form an address is about. The secret that may stand before it is none of a handler's business.
#[derive(Deserialize)]
pub(crate) struct FormPlace {
    pack: String,
    form: String,
}

/// Which file of which form.
#[derive(Deserialize)]
pub(crate) struct FilePlace {
    pack: String,
    form: String,
    name: String,
}

impl FormPlace {
    /// The form, when its caller may fill it in.
    fn find(&self, shared: &Shared, phone: &Phone) -> Result<InUse, Reply> {
        find(shared, phone, &format!("{}/{}", self.pack, self.form))
            .map_err(|error| Reply::error(phone.context.lang, &error, None))
    }
}

/// A kind whose form a phone's owner may fill in.
fn find(shared: &Shared, phone: &Phone, kind: &str) -> Result<InUse, ServiceError> {
    let in_use = shared.state.collection.kind(&phone.context, kind)?;
    let may = phone.context.may(Action::SubmitRecord) && in_use.is_filled_in_by(&phone.context.actor);
    if may { Ok(in_use) } else { Err(ServiceError::NotFound) }
}

fn phone_form<'f>(in_use: &'f InUse, phone: &Phone) -> Result<&'f PhoneForm, Reply> {
    let found = in_use.definition().phone_form();
    found.ok_or_else(|| Reply::error(phone.context.lang, &ServiceError::NotFound, None))
}

fn md5_of(bytes: &[u8]) -> String {
    Md5::digest(bytes).encode_hex()
}
