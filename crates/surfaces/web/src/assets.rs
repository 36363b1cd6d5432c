//! Style sheet, scripts, fonts and the icon, embedded in the program and served under names that hold their content's hash, so that
//! browsers keep them for ever and a new version is a new name. Owns the names; what is in the files is `web/`'s.

use axum::body::Body;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::{Embed, EmbeddedFile};
use std::collections::HashMap;
use std::sync::LazyLock;

#[derive(Embed)]
#[folder = "$CARGO_MANIFEST_DIR/../../../web/dist"]
struct Built;

#[derive(Embed)]
#[folder = "$CARGO_MANIFEST_DIR/../../../web/fonts"]
struct Fonts;

/// How many hexadecimal digits of the content's SHA-256 stand in a served name.
const HASH_DIGITS: usize = 12;

/// One file with the forms it can be sent in.
struct Asset {
    media_type: &'static str,
    plain: EmbeddedFile,
    brotli: Option<EmbeddedFile>,
    gzip: Option<EmbeddedFile>,
}

struct Assets {
    by_served_name: HashMap<String, Asset>,
    served_names: HashMap<String, String>,
}

static ASSETS: LazyLock<Assets> = LazyLock::new(collect);

fn collect() -> Assets {
    let mut assets = Assets { by_served_name: HashMap::new(), served_names: HashMap::new() };
    for name in Built::iter() {
        if let (Some(media_type), Some(plain)) = (media_type(&name), Built::get(&name)) {
            let brotli = Built::get(&format!("{name}.br"));
            let gzip = Built::get(&format!("{name}.gz"));
            assets.add(&name, Asset { media_type, plain, brotli, gzip });
        }
    }
    for name in Fonts::iter() {
        if let (Some(media_type), Some(plain)) = (media_type(&name), Fonts::get(&name)) {
            assets.add(&name, Asset { media_type, plain, brotli: None, gzip: None });
        }
    }
    assets
}

impl Assets {
    fn add(&mut self, name: &str, asset: Asset) {
        let served = served_name(name, &asset.plain.metadata.sha256_hash());
        self.served_names.insert(name.to_owned(), served.clone());
        self.by_served_name.insert(served, asset);
    }
}

/// `saphan.css` with hash `3f…` is served as `saphan.3f….css`.
fn served_name(name: &str, hash: &[u8]) -> String {
    let digits: String =
        hash.iter().map(|byte| format!("{byte:02x}")).collect::<String>().chars().take(HASH_DIGITS).collect();
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}.{digits}.{extension}"),
        None => format!("{name}.{digits}"),
    }
}

/// The media types that are served; anything else in the folders (licences, compressed forms) is not.
fn media_type(name: &str) -> Option<&'static str> {
    match name.rsplit_once('.')?.1 {
        "css" => Some("text/css; charset=utf-8"),
        "js" => Some("text/javascript; charset=utf-8"),
        "svg" => Some("image/svg+xml"),
        "woff2" => Some("font/woff2"),
        _ => None,
    }
}

/// The address of an asset by its name in `web/dist` or `web/fonts`. An unknown name gives an address that is not found, which the
/// tests of the pages notice.
pub(crate) fn address(name: &str) -> String {
    ASSETS.served_names.get(name).map_or_else(|| format!("/assets/{name}"), |served| format!("/assets/{served}"))
}

/// `GET /assets/{name}`.
pub(crate) async fn serve(Path(name): Path<String>, request: HeaderMap) -> Response {
    let Some(asset) = ASSETS.by_served_name.get(&name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let (file, encoding) = asset.form_for(&request);
    let mut response = Body::from(file.data.clone()).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.media_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(encoding) = encoding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}

impl Asset {
    fn form_for(&self, request: &HeaderMap) -> (&EmbeddedFile, Option<&'static str>) {
        let accepted = request.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let accepts =
            |encoding: &str| accepted.split(',').any(|entry| entry.trim().split(';').next() == Some(encoding));
        match (&self.brotli, &self.gzip) {
            (Some(brotli), _) if accepts("br") => (brotli, Some("br")),
            (_, Some(gzip)) if accepts("gzip") => (gzip, Some("gzip")),
            _ => (&self.plain, None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_that_the_style_sheet_names_is_served() {
        let sheet = String::from_utf8(Built::get("saphan.css").expect("built").data.into_owned()).expect("utf-8");
        let named: Vec<_> = sheet.split("url(").skip(1).filter_map(|rest| rest.split(')').next()).collect();
        assert!(named.len() > 10);
        for name in named {
            assert!(ASSETS.by_served_name.contains_key(name.trim_matches('"')), "{name}");
        }
    }

    #[tokio::test]
    async fn a_browser_gets_the_smallest_form_it_accepts() {
        let name = address("saphan.css").replace("/assets/", "");
        for (accept, expected) in [("gzip, deflate, br", Some("br")), ("gzip;q=1.0", Some("gzip")), ("identity", None)]
        {
            let headers = HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(accept))]);
            let response = serve(Path(name.clone()), headers).await;
            assert_eq!(response.status(), StatusCode::OK);
            let encoding = response.headers().get(header::CONTENT_ENCODING).and_then(|value| value.to_str().ok());
            assert_eq!(encoding, expected, "{accept}");
        }
    }

    #[tokio::test]
    async fn licences_and_unknown_names_are_not_served() {
        for name in ["OFL.txt", "saphan.css", "../saphan.css", "saphan.css.br"] {
            assert_eq!(serve(Path(name.to_owned()), HeaderMap::new()).await.status(), StatusCode::NOT_FOUND, "{name}");
        }
    }
}
