//! A client as ODK Collect is one: asks without showing who it is, answers the challenge, compares hashes, sends parts. And the
//! installation that it calls.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use collection::Collection;
use hex::ToHex as _;
use identity::{Identity, NewDevice, NewPerson};
use language::Lang;
use md5::{Digest as _, Md5};
use openrosa::OpenRosaState;
use packs::Pack;
use service_kit::{Actor, Context, Role};
use std::collections::BTreeMap;
use std::sync::Arc;
use testkit::World;
use tower::ServiceExt;

pub(crate) const ADDRESS: &str = "https://saphan.example";

/// An installation on 22 November 2019, and people with phones.
pub(crate) struct Site {
    pub(crate) world: World,
    pub(crate) state: OpenRosaState,
    router: Router,
}

/// Somebody with a phone.
pub(crate) struct Worker {
    pub(crate) actor: Actor,
    pub(crate) device: NewDevice,
    pub(crate) phone: Collect,
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.bytes.clone()).unwrap()
    }

    pub(crate) fn md5(&self) -> String {
        format!("md5:{}", Md5::digest(&self.bytes).encode_hex::<String>())
    }

    /// What an `OpenRosaResponse` says.
    pub(crate) fn said(&self) -> String {
        let text = self.text();
        assert!(text.contains("<OpenRosaResponse xmlns=\"http://openrosa.org/http/response\">"), "{text}");
        between(&text, "\">", "</message>").rsplit("\">").next().unwrap().to_owned()
    }
}

fn between<'t>(text: &'t str, before: &str, after: &str) -> &'t str {
    text.split_once(before).and_then(|(_, rest)| rest.split_once(after)).map_or("", |(found, _)| found)
}

/// What stands in each element of that name.
pub(crate) fn elements(xml: &str, name: &str) -> Vec<String> {
    let (open, close) = (format!("<{name}>"), format!("</{name}>"));
    xml.split(&open).skip(1).map(|rest| rest.split(&close).next().unwrap().replace("&amp;", "&")).collect()
}

impl Site {
    pub(crate) async fn new() -> Self {
        let packs = packs::builtin().unwrap().into_iter().map(Arc::new).collect();
        Self::with(packs).await
    }

    pub(crate) async fn with(packs: Vec<Arc<Pack>>) -> Self {
        let world = World::on("2019-11-22".parse().unwrap()).await;
        let kit = world.kit.clone();
        let collection = Arc::new(Collection::new(kit.clone(), packs));
        collection.prepare().await.unwrap();
        let identity = Arc::new(Identity::new(kit.clone(), 2));
        let state = OpenRosaState { kit, identity, collection, public_address: ADDRESS.into() };
        let router = openrosa::router(state.clone());
        Self { world, state, router }
    }

    /// Somebody of a role who reads a language, with a phone that is set up.
    pub(crate) async fn worker(&self, login: &str, role: Role, agency_id: &str, lang: Lang) -> Worker {
        let inviter = self.world.person(Role::Administrator, agency_id);
        let (login, agency_id) = (login.to_owned(), agency_id.to_owned());
        let person = NewPerson { name: format!("Test {login}"), login, agency_id, role, lang };
        let link = self.state.identity.invite(&inviter, person).await.unwrap();
        let actor = self.state.identity.use_link(&link.token, "river stone lantern").await.unwrap().actor;
        let context = Context::new(&self.world.kit, actor.clone(), lang);
        let device = self.state.identity.make_device(&context, "Phone").await.unwrap();
        let phone = self.phone(Some((&device.id, &device.secret)), "/openrosa");
        Worker { actor, device, phone }
    }

    pub(crate) fn phone(&self, name_and_secret: Option<(&str, &str)>, base: &str) -> Collect {
        let credentials = name_and_secret.map(|(name, secret)| (name.to_owned(), secret.to_owned()));
        Collect { router: self.router.clone(), credentials, base: base.to_owned() }
    }

    pub(crate) fn context(&self, actor: &Actor) -> Context {
        Context::new(&self.world.kit, actor.clone(), Lang::En)
    }
}

/// The client.
#[derive(Clone)]
pub(crate) struct Collect {
    router: Router,
    credentials: Option<(String, String)>,
    base: String,
}

/// Files as they are sent, each with its name.
pub(crate) type Files<'f> = &'f [(&'f str, &'f [u8])];
/// A body with its media type.
pub(crate) type Sent = (&'static str, Vec<u8>);

/// A form as the list has it.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) id: String,
    pub(crate) hash: String,
    pub(crate) download: String,
    pub(crate) manifest: Option<String>,
}

impl Collect {
    /// One request, with nothing to show unless `authorization` says so.
    pub(crate) async fn once(
        &self,
        method: Method,
        path: &str,
        authorization: Option<&str>,
        body: (&str, Vec<u8>),
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header("x-openrosa-version", "1.0");
        if !body.0.is_empty() {
            request = request.header("content-type", body.0);
        }
        if let Some(authorization) = authorization {
            request = request.header("authorization", authorization);
        }
        let response = self.router.clone().oneshot(request.body(Body::from(body.1)).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        let header = |name: &str| parts.headers.get(name).map(|value| value.to_str().unwrap().to_owned());
        assert_eq!(header("x-openrosa-version").as_deref(), Some("1.0"), "{path}");
        assert!(header("x-openrosa-accept-content-length").unwrap().parse::<u64>().unwrap() > 10_000_000, "{path}");
        assert_eq!(header("date").as_deref(), Some("Fri, 22 Nov 2019 05:00:00 GMT"), "{path}");
        Answer { status: parts.status, headers: parts.headers, bytes }
    }

    /// A request as Collect makes it: first without showing anything, then with an answer to the challenge.
    pub(crate) async fn send(&self, method: Method, address: &str, body: (&str, Vec<u8>)) -> Answer {
        let path = address.strip_prefix(ADDRESS).unwrap_or(address);
        let first = self.once(method.clone(), path, None, body.clone()).await;
        let Some((name, secret)) = self.credentials.as_ref().filter(|_| first.status == StatusCode::UNAUTHORIZED)
        else {
            return first;
        };
        let asked = first.headers.get_all("www-authenticate").iter().map(|value| value.to_str().unwrap());
        let challenge = asked.into_iter().find(|value| value.starts_with("Digest ")).expect("digest is offered");
        let authorization = digest(challenge, name, secret, method.as_str(), path);
        self.once(method, path, Some(&authorization), body).await
    }

    pub(crate) async fn get(&self, address: &str) -> Answer {
        self.send(Method::GET, address, ("", Vec::new())).await
    }

    pub(crate) async fn forms(&self) -> Vec<Listed> {
        let answer = self.get(&format!("{}/formList", self.base)).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        assert_eq!(answer.headers["content-type"], "text/xml; charset=utf-8");
        let first = |form: &str, name: &str| elements(form, name).into_iter().next();
        let form = |form: String| Listed {
            id: first(&form, "formID").unwrap(),
            hash: first(&form, "hash").unwrap(),
            download: first(&form, "downloadUrl").unwrap(),
            manifest: first(&form, "manifestUrl"),
        };
        elements(&answer.text(), "xform").into_iter().map(form).collect()
    }

    /// The files of a form by their names, each with its hash and what was fetched.
    pub(crate) async fn files(&self, form: &Listed) -> BTreeMap<String, (String, String)> {
        let Some(address) = &form.manifest else { return BTreeMap::new() };
        let manifest = self.get(address).await.text();
        let mut files = BTreeMap::new();
        let plain = manifest.replace("<mediaFile type=\"entityList\">", "<mediaFile>");
        for file in elements(&plain, "mediaFile") {
            let answer = self.get(&elements(&file, "downloadUrl")[0]).await;
            assert_eq!(answer.status, StatusCode::OK, "{file}");
            let hash = elements(&file, "hash").remove(0);
            assert_eq!(answer.md5(), hash, "{file}");
            files.insert(
                elements(&file, "filename").remove(0),
                (hash, String::from_utf8_lossy(&answer.bytes).into_owned()),
            );
        }
        files
    }

    /// Sends a submission, or a part of one.
    pub(crate) async fn submit(&self, xml: &str, files: Files<'_>) -> Answer {
        self.send(Method::POST, &format!("{}/submission", self.base), multipart(xml, files)).await
    }
}

/// A request's body as Collect writes it.
pub(crate) fn multipart(xml: &str, files: Files<'_>) -> Sent {
    let mut body = Vec::new();
    let answers = [("xml_submission_file", "answers.xml", xml.as_bytes())];
    let files = files.iter().map(|(name, bytes)| (*name, *name, *bytes));
    for (field, name, bytes) in answers.into_iter().chain(files) {
        let head = format!("--b\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\r\n");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--b\r\nContent-Disposition: form-data; name=\"*isIncomplete*\"\r\n\r\nyes\r\n--b--\r\n");
    ("multipart/form-data; boundary=b", body)
}

/// An answer to a challenge as RFC 2617 has it.
pub(crate) fn digest(challenge: &str, name: &str, secret: &str, method: &str, path: &str) -> String {
    let hash = |text: String| Md5::digest(text).encode_hex::<String>();
    let field = |field: &str| between(challenge, &format!("{field}=\""), "\"");
    assert_eq!(field("qop"), "auth");
    let (realm, nonce) = (field("realm"), field("nonce"));
    let (first, second) = (hash(format!("{name}:{realm}:{secret}")), hash(format!("{method}:{path}")));
    let response = hash(format!("{first}:{nonce}:00000001:c0ffee:auth:{second}"));
    format!(
        "Digest username=\"{name}\", realm=\"{realm}\", nonce=\"{nonce}\", uri=\"{path}\", qop=auth, nc=00000001, \
         cnonce=\"c0ffee\", response=\"{response}\", algorithm=MD5"
    )
}

/// A session's answers as Collect writes them.
pub(crate) fn session(id: &str, venue: &str, count: &str) -> String {
    format!(
        "<?xml version='1.0' ?><outreach-session xmlns:jr=\"http://openrosa.org/javarosa\" \
         xmlns:orx=\"http://openrosa.org/xforms\" id=\"outreach-session\" version=\"2026-11-22\"><project/>\
         <date>2019-07-04</date><venue>{venue}</venue><venue_kind>school</venue_kind><province>50</province>\
         <district>5001</district><subdistrict/><setting>rural</setting><first_time>no</first_time>\
         <methods>games talk</methods><facilitators/><attendance><participant_kind>students</participant_kind>\
         <sex>unknown</sex><age_band>unknown</age_band><count>{count}</count></attendance><attended>{count}</attended>\
         <notes/><meta><instanceID>{id}</instanceID><instanceName>2019-07-04 {venue}</instanceName></meta>\
         </outreach-session>"
    )
}
