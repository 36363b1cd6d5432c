//! A browser without a script: keeps cookies, follows redirects, fills the forms that it sees.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use casework::{Cases, Casework};
use collection::Collection;
use identity::{Identity, NewPerson};
use insight::Insight;
use language::Lang;
use packs::Pack;
use programmes::Programmes;
use service_kit::{Context, Role};
use std::collections::BTreeMap;
use std::sync::Arc;
use testkit::{HOME, World};
use tower::ServiceExt;
use web::{Settings, WebState};

pub(crate) const PASSWORD: &str = "river stone lantern";
pub(crate) const SESSIONS: &str = "/records/prevention/outreach-session";

/// The pages with everything behind them.
pub(crate) struct Site {
    pub(crate) world: World,
    pub(crate) state: WebState,
}

impl Site {
    /// A site on 22 November 2019 with the built-in packs.
    pub(crate) async fn new() -> Self {
        let world = World::on("2019-11-22".parse().unwrap()).await;
        let kit = world.kit.clone();
        let packs: Vec<Arc<Pack>> = packs::builtin().unwrap().into_iter().map(Arc::new).collect();
        let cases = Cases::new(kit.clone(), packs.clone());
        cases.prepare().await.unwrap();
        let collection = Arc::new(Collection::new(kit.clone(), packs).followed_by(cases.follower()));
        collection.prepare().await.unwrap();
        let casework = Arc::new(Casework::new(cases, Arc::clone(&collection)));
        let insight = Arc::new(Insight::new(kit.clone(), Arc::clone(&collection)));
        let programmes = Arc::new(Programmes::new(Arc::clone(&collection), Arc::clone(&insight)));
        let identity = Arc::new(Identity::new(kit.clone(), 2));
        let settings = Arc::new(Settings { over_tls: false, public_address: "https://saphan.example".into() });
        Self { world, state: WebState { kit, identity, collection, casework, insight, programmes, settings } }
    }

    /// The one-time link of somebody new, as an address.
    pub(crate) async fn invite(&self, login: &str, role: Role, agency_id: &str) -> String {
        let inviter: Context = self.world.person(Role::Administrator, HOME);
        let person = NewPerson {
            login: login.into(),
            name: format!("Test {login}"),
            agency_id: agency_id.into(),
            role,
            lang: Lang::En,
        };
        format!("/welcome/{}", self.state.identity.invite(&inviter, person).await.unwrap().token)
    }

    /// A browser in which somebody new has signed in.
    pub(crate) async fn signed_in(&self, role: Role, agency_id: &str) -> Browser {
        let link = self.invite(&format!("{}-{}", role.id(), &agency_id[..10]), role, agency_id).await;
        let mut browser = self.stranger();
        let page = browser.get(&link).await;
        let page = browser.send(&page, &link, &[("password", PASSWORD), ("again", PASSWORD)]).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        browser
    }

    /// A browser that has never been here.
    pub(crate) fn stranger(&self) -> Browser {
        Browser { router: self.served(false), cookies: BTreeMap::new() }
    }

    /// Everything that a server answers, as it puts it together.
    pub(crate) fn served(&self, over_tls: bool) -> Router {
        let WebState { kit, identity, collection, casework, insight, settings, .. } = self.state.clone();
        let phones = openrosa::router(openrosa::OpenRosaState {
            kit: kit.clone(),
            identity: identity.clone(),
            collection: collection.clone(),
            public_address: settings.public_address.as_str().into(),
        });
        let programs = api::router(api::ApiState { kit, identity, collection, casework, insight });
        web::secured(web::router(self.state.clone()).merge(programs).merge(phones), over_tls)
    }
}

/// A browser.
#[derive(Clone)]
pub(crate) struct Browser {
    router: Router,
    pub(crate) cookies: BTreeMap<String, String>,
}

/// What came back.
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
    /// The same as it came, for files.
    pub(crate) bytes: Vec<u8>,
    /// Where it was in the end.
    pub(crate) address: String,
}

impl Page {
    /// The value of a hidden field.
    pub(crate) fn hidden(&self, name: &str) -> String {
        let marked = format!("name=\"{name}\" value=\"");
        self.text.split(&marked).nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
    }

    /// Everything that a browser would send of the page's form without a file being chosen or a button pressed.
    pub(crate) fn filled(&self) -> Vec<(String, String)> {
        let form = self.text.split("id=\"answers\"").nth(1).unwrap_or(&self.text);
        let attribute = |tag: &str, name: &str| {
            let rest = tag.split_once(&format!(" {name}=\""))?.1;
            Some(unescaped(rest.split_once('"')?.0))
        };
        let mut fields: Vec<(String, String)> = Vec::new();
        for tag in form.split('<').skip(1) {
            let (open, text) = tag.split_once('>').unwrap_or((tag, ""));
            let Some(name) = attribute(open, "name") else {
                let chosen = (open.starts_with("option ") && open.contains(" selected")).then_some(());
                if let Some(((_, value), ())) = fields.last_mut().zip(chosen) {
                    *value = attribute(open, "value").unwrap_or_default();
                }
                continue;
            };
            let value = attribute(open, "value").unwrap_or_default();
            match attribute(open, "type").as_deref() {
                _ if open.starts_with("textarea") => fields.push((name, unescaped(text))),
                _ if open.starts_with("select") => fields.push((name, String::new())),
                Some("file") => {}
                Some("radio" | "checkbox") if !open.contains(" checked") => {}
                _ if open.starts_with("input") => fields.push((name, value)),
                _ => {}
            }
        }
        fields
    }

    /// The text between tags, without markup.
    pub(crate) fn shows(&self, text: &str) -> bool {
        self.text.contains(text)
    }
}

impl Browser {
    /// One request, no redirect followed.
    pub(crate) async fn request(&mut self, request: axum::http::request::Builder, body: Body) -> Page {
        let cookies = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
        let request = request.header(header::COOKIE, cookies).header(header::ACCEPT_LANGUAGE, "en").body(body).unwrap();
        let address = request.uri().to_string();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            let (name, value) = cookie.to_str().unwrap().split(';').next().unwrap().split_once('=').unwrap();
            if value.is_empty() {
                self.cookies.remove(name)
            } else {
                self.cookies.insert(name.into(), value.into())
            };
        }
        let bytes = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Page { status: parts.status, headers: parts.headers, text, bytes, address }
    }

    /// Opens an address and follows where it leads.
    pub(crate) async fn get(&mut self, address: &str) -> Page {
        let page = self.request(Request::get(address), Body::empty()).await;
        self.follow(page).await
    }

    /// Sends a form of a page: its token, its hidden fields for a submission, and what was typed.
    pub(crate) async fn send(&mut self, page: &Page, address: &str, typed: &[(&str, &str)]) -> Page {
        let page = self.send_once(page, address, typed).await;
        self.follow(page).await
    }

    /// The same without following the redirect.
    pub(crate) async fn send_once(&mut self, page: &Page, address: &str, typed: &[(&str, &str)]) -> Page {
        let hidden: Vec<_> = ["csrf", "submission", "supersedes", "seen"]
            .map(|name| (name, page.hidden(name)))
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .collect();
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.extend_pairs(hidden.iter().map(|(name, value)| (*name, value.as_str())));
        form.extend_pairs(typed);
        let request = Request::post(address).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.request(request, Body::from(form.finish())).await
    }

    /// Sends a page's form as it is filled in, with some answers changed and a button pressed.
    pub(crate) async fn press(
        &mut self,
        page: &Page,
        address: &str,
        changed: &[(&str, &str)],
        button: (&str, &str),
    ) -> Page {
        let mut fields = page.filled();
        fields.retain(|(name, _)| changed.iter().all(|(other, _)| other != name));
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.extend_pairs(fields).extend_pairs(changed).extend_pairs([button]);
        let request = Request::post(address).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let page = self.request(request, Body::from(form.finish())).await;
        self.follow(page).await
    }

    /// Sends a form with a file.
    pub(crate) async fn upload(
        &mut self,
        page: &Page,
        address: &str,
        fields: &[(&str, &str)],
        file: (&str, &str),
    ) -> Page {
        let token = page.hidden("csrf");
        let mut body = String::new();
        for (name, value) in [("csrf", token.as_str())].iter().chain(fields) {
            body += &format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        }
        body += &format!(
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{}\"\r\n\r\n{}\r\n--b--\r\n",
            file.0, file.1
        );
        let request = Request::post(address).header(header::CONTENT_TYPE, "multipart/form-data; boundary=b");
        let page = self.request(request, Body::from(body)).await;
        self.follow(page).await
    }

    /// Sends a file that was chosen in a form, as on the way to the next step.
    pub(crate) async fn send_file(&mut self, page: &Page, address: &str, field: &str, content: &str) -> Page {
        let mut body = String::new();
        for name in ["csrf", "submission"] {
            let value = page.hidden(name);
            body += &format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        }
        body += &format!(
            "--b\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"1\"\r\n\r\n{content}\r\n--b--\r\n"
        );
        let request = Request::post(address).header(header::CONTENT_TYPE, "multipart/form-data; boundary=b");
        self.request(request, Body::from(body)).await
    }

    async fn follow(&mut self, mut page: Page) -> Page {
        for _ in 0..5 {
            let Some(next) = page.headers.get(header::LOCATION).map(|value| value.to_str().unwrap().to_owned()) else {
                break;
            };
            page = self.request(Request::get(&next), Body::empty()).await;
        }
        page
    }
}

fn unescaped(text: &str) -> String {
    [("&#34;", "\""), ("&#39;", "'"), ("&#60;", "<"), ("&#62;", ">"), ("&#38;", "&")]
        .into_iter()
        .fold(text.to_owned(), |text, (written, meant)| text.replace(written, meant))
}

/// A session's answers as the form sends them.
pub(crate) fn session(venue: &str) -> Vec<(&str, &str)> {
    vec![
        ("/date", "2019-07-04"),
        ("/venue", venue),
        ("/venue_kind", "school"),
        ("/province", "57"),
        ("/setting", "rural"),
        ("/first_time", "no"),
        ("rows", "/attendance=1"),
        ("/attendance[1]/participant_kind", "students"),
        ("/attendance[1]/sex", "unknown"),
        ("/attendance[1]/age_band", "unknown"),
        ("/attendance[1]/count", "296"),
        ("save", "yes"),
    ]
}
