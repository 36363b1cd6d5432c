//! Signing in by the identity provider of one's office: linking, coming in, being refused, ending it; and that it never stands in the way of a
//! password. The provider is a real server on this machine.

use crate::browser::{Browser, PASSWORD, Page, Site};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use identity::{Identity, Provider};
use service_kit::{HttpClient, Role};
use std::sync::Arc;
use testkit::{CLIENT_ID, CLIENT_SECRET, FakeProvider, HOME};

const BACK: &str = "https://saphan.example/sign-in/provider/back";

/// A site whose office keeps its people at a provider.
async fn office() -> (Site, FakeProvider) {
    let mut site = Site::new().await;
    let provider = FakeProvider::start(&site.world.clock).await;
    let configured = Provider {
        issuer: provider.issuer.clone(),
        client_id: CLIENT_ID.into(),
        secret: CLIENT_SECRET.into(),
        name: "Lotus & Sons ID".into(),
    };
    let http = Arc::new(HttpClient::new(None).unwrap());
    site.state.identity = Arc::new(Identity::new(site.state.kit.clone(), 2).with_provider(configured, http));
    (site, provider)
}

/// Where a page leads on by itself.
fn onward(page: &Page) -> String {
    let found =
        page.text.split("http-equiv=\"refresh\" content=\"0; url=").nth(1).unwrap_or_else(|| panic!("{}", page.text));
    let address = found.split('"').next().unwrap().replace("&#38;", "&");
    let shown = page.text.contains(&format!("href=\"{}\"", address.replace('&', "&#38;")));
    assert!(shown, "whoever stays on the page finds the same way as a link");
    address
}

/// Presses the button at the door; where the provider is to let somebody in.
async fn pressed(browser: &mut Browser, to: &str) -> String {
    let door = browser.get("/sign-in").await;
    assert!(door.shows("Sign in with Lotus &#38; Sons ID"), "{}", door.text);
    let page = browser.send(&door, "/sign-in/provider", &[("to", to)]).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    let policy = page.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
    assert!(policy.contains("form-action 'self';"), "{policy}");
    onward(&page)
}

/// The provider's site leads a browser back: without its cookies, since they are for our own pages, and on from there with them.
async fn returns(browser: &mut Browser, back: &str) -> Page {
    let ours = back.strip_prefix("https://saphan.example").unwrap();
    let mut without = site_less(browser);
    let page = without.request(Request::get(ours).header("sec-fetch-site", "cross-site"), Body::empty()).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    assert!(!page.headers.contains_key(header::SET_COOKIE), "what other tabs hold stays as it is");
    browser.get(&onward(&page)).await
}

fn site_less(browser: &Browser) -> Browser {
    let mut without = browser.clone();
    without.cookies.clear();
    without
}

async fn comes(site: &Site, provider: &FakeProvider, subject: &str, to: &str) -> (Browser, Page) {
    site.world.clock.advance(1);
    let mut browser = site.stranger();
    let address = pressed(&mut browser, to).await;
    let page = returns(&mut browser, &provider.lets_in(&address, subject, &[])).await;
    (browser, page)
}

/// Somebody who is signed in links their account, by pressing what they see.
async fn links(site: &Site, provider: &FakeProvider, browser: &mut Browser, subject: &str) -> Page {
    site.world.clock.advance(1);
    let account = browser.get("/account").await;
    assert!(account.shows("href=\"/account/provider\""), "{}", account.text);
    let asked = browser.get("/account/provider").await;
    let page = browser.send(&asked, "/account/provider", &[("present", PASSWORD)]).await;
    let address = onward(&page);
    returns(browser, &provider.lets_in(&address, subject, &[])).await
}

async fn linked(site: &Site, provider: &FakeProvider, role: Role, subject: &str) -> Browser {
    let mut browser = site.signed_in(role, HOME).await;
    let page = links(site, provider, &mut browser, subject).await;
    assert!(page.address.starts_with("/account") && page.shows("Your account is linked"), "{}", page.text);
    browser
}

fn is_at_the_door(page: &Page, status: StatusCode, text: &str) -> bool {
    page.status == status && page.shows("action=\"/sign-in\"") && page.shows(text)
}

const UNCHECKED: &str = "could not be checked";
const UNKNOWN: &str = "is not linked to one here";

#[tokio::test]
async fn somebody_links_comes_in_and_ends_the_link() {
    let (site, provider) = office().await;
    let mut browser = linked(&site, &provider, Role::FieldWorker, "s1").await;
    let (mut other, page) = comes(&site, &provider, "s1", "/records?x=1").await;
    assert_eq!((page.status, page.address.as_str()), (StatusCode::OK, "/records?x=1"), "{}", page.text);
    assert!(!other.cookies.contains_key("saphan-provider"), "{:?}", other.cookies);
    let account = other.get("/account").await;
    assert!(account.shows("/account/provider/unlink"), "{}", account.text);
    assert_eq!(
        account.text.matches("/account/sessions/").count(),
        2,
        "both sessions are listed: one to end, and all others"
    );

    let asked = browser.get("/account/provider/unlink").await;
    let wrong = browser.send(&asked, "/account/provider/unlink", &[("present", "wrong")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = browser.send(&asked, "/account/provider/unlink", &[("present", PASSWORD)]).await;
    assert!(page.shows("The link is ended"), "{}", page.text);
    assert!(other.get("/account").await.address.starts_with("/sign-in"), "what was opened by it is over");
    assert_eq!(browser.get("/account/provider/unlink").await.status, StatusCode::NOT_FOUND);
    let (_, page) = comes(&site, &provider, "s1", "/").await;
    assert!(is_at_the_door(&page, StatusCode::UNPROCESSABLE_ENTITY, UNKNOWN), "{}", page.text);
}

#[tokio::test]
async fn it_leads_to_our_own_pages_only() {
    let (site, provider) = office().await;
    linked(&site, &provider, Role::FieldWorker, "s1").await;
    let long = format!("/records?q={}", "x".repeat(600));
    for to in ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", "", &long] {
        let (_, page) = comes(&site, &provider, "s1", to).await;
        assert_eq!((page.status, page.address.as_str()), (StatusCode::OK, "/"), "{to}");
    }
    let mut browser = site.stranger();
    let page =
        browser.get("/sign-in/provider/back?code=%22%3E%3Cscript%3E&state=https://evil.example/&to=//evil").await;
    assert!(onward(&page).starts_with("/sign-in/provider/finish?code=%22%3E%3Cscript%3E&state="), "{}", page.text);
    let long = "x".repeat(5000);
    let page = browser.get(&format!("/sign-in/provider/back?code={long}&state=1")).await;
    assert_eq!(onward(&page), "/sign-in/provider/finish?state=1");
}

#[tokio::test]
async fn what_comes_back_counts_once_and_in_its_own_browser() {
    let (site, provider) = office().await;
    linked(&site, &provider, Role::FieldWorker, "s1").await;
    site.world.clock.advance(1);
    let mut browser = site.stranger();
    let address = pressed(&mut browser, "/").await;
    let held = browser.clone();
    let back = provider.lets_in(&address, "s1", &[]);
    let refused = StatusCode::UNPROCESSABLE_ENTITY;

    let mut stranger = site.stranger();
    assert!(is_at_the_door(&returns(&mut stranger, &back).await, refused, UNCHECKED), "another browser");
    let mut victim = site.stranger();
    pressed(&mut victim, "/").await;
    assert!(is_at_the_door(&returns(&mut victim, &back).await, refused, UNCHECKED), "one that is on its own way");
    assert_eq!(provider.times_asked("/token"), 1, "only to link");
    let mut swapped = held.clone();
    let mut elsewhere = site.stranger();
    let other = provider.lets_in(&pressed(&mut elsewhere, "/").await, "s1", &[]);
    let state = |back: &str| back.split("state=").nth(1).unwrap().split('&').next().unwrap().to_owned();
    let mixed = back.replace(&state(&back), &state(&other));
    assert!(is_at_the_door(&returns(&mut swapped, &mixed).await, refused, UNCHECKED), "with another's state");

    let page = returns(&mut browser, &back).await;
    assert_eq!((page.status, page.address.as_str()), (StatusCode::OK, "/"), "{}", page.text);
    assert!(browser.cookies.contains_key("saphan"));
    let mut again = held.clone();
    assert!(is_at_the_door(&returns(&mut again, &back).await, refused, UNCHECKED), "a second time");
    assert_eq!(returns(&mut browser, &back).await.address, "/", "whoever is in stays in");
    let late = provider.lets_in(&address, "s1", &[]);
    assert!(is_at_the_door(&returns(&mut held.clone(), &late).await, refused, UNCHECKED), "with a new code for it");
    site.world.clock.advance(5 * 60 * 1000);
    let (_, page) = comes(&site, &provider, "s1", "/").await;
    assert_eq!(page.address, "/");
    let nothing = site.stranger().get("/sign-in/provider/finish").await;
    assert!(is_at_the_door(&nothing, refused, UNCHECKED), "{}", nothing.text);
}

#[tokio::test]
async fn a_code_is_asked_for_after_it() {
    let (site, provider) = office().await;
    let mut browser = linked(&site, &provider, Role::FieldWorker, "s1").await;
    let begin = browser.get("/account/code").await;
    let setup = browser.send(&begin, "/account/code", &[("present", PASSWORD)]).await;
    let secret = setup.text.split("readonly value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let code = testkit::authenticator(&secret, site.world.kit.now());
    browser.send(&setup, "/account/code/confirm", &[("code", &code)]).await;
    site.world.clock.advance(60 * 1000);

    let (mut other, page) = comes(&site, &provider, "s1", "/figures").await;
    assert!(page.status == StatusCode::OK && page.shows("action=\"/sign-in/code\""), "{}", page.text);
    assert!(!other.cookies.contains_key("saphan"), "not in yet");
    let code = testkit::authenticator(&secret, site.world.kit.now());
    let (proof, to) = (page.hidden("proof"), page.hidden("to"));
    let page = other.send(&page, "/sign-in/code", &[("proof", &proof), ("to", &to), ("code", &code)]).await;
    assert_eq!((page.status, page.address.as_str()), (StatusCode::OK, "/figures"), "{}", page.text);

    let mut trusting = site.stranger();
    site.world.clock.advance(1);
    let address = pressed(&mut trusting, "/").await;
    let page = returns(&mut trusting, &provider.lets_in(&address, "s1", &["pwd", "otp"])).await;
    assert_eq!(page.address, "/", "the provider asked for two proofs");

    let asked = browser.get("/account/provider/unlink").await;
    browser.send(&asked, "/account/provider/unlink", &[("present", PASSWORD)]).await;
    let asked = browser.get("/account/provider").await;
    assert!(asked.shows("name=\"code\""), "a link stands for both, so both are asked for");
    let page = browser.send(&asked, "/account/provider", &[("present", PASSWORD), ("code", "")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_provider_that_is_down_stands_in_nobodys_way() {
    let (site, provider) = office().await;
    let mut browser = linked(&site, &provider, Role::FieldWorker, "s1").await;
    let mut waiting = site.stranger();
    site.world.clock.advance(1);
    let back = provider.lets_in(&pressed(&mut waiting, "/").await, "s1", &[]);
    drop(provider);
    let down = "Lotus &#38; Sons ID cannot be reached now";
    let page = returns(&mut waiting, &back).await;
    assert!(is_at_the_door(&page, StatusCode::SERVICE_UNAVAILABLE, down), "{}", page.text);
    site.world.clock.advance(61 * 60 * 1000);
    let mut stranger = site.stranger();
    let door = stranger.get("/sign-in").await;
    assert_eq!(door.status, StatusCode::OK);
    let page = stranger.send(&door, "/sign-in/provider", &[("to", "/figures")]).await;
    assert!(is_at_the_door(&page, StatusCode::SERVICE_UNAVAILABLE, down), "{}", page.text);
    assert!(page.shows("name=\"to\" value=\"/figures\""), "where they wanted to go is not forgotten");
    let typed = [("login", "field-worker-agency-lot"), ("password", PASSWORD), ("to", "/")];
    let page = stranger.send(&page, "/sign-in", &typed).await;
    assert_eq!((page.status, page.address.as_str()), (StatusCode::OK, "/"), "{}", page.text);
    assert_eq!(stranger.get("/account").await.status, StatusCode::OK);
    assert!(browser.get("/account").await.address.starts_with("/sign-in"), "an hour without use");
}

#[tokio::test]
async fn whoever_declines_or_is_nobody_here_is_told_what_to_do() {
    let (site, provider) = office().await;
    let (_, page) = comes(&site, &provider, "a.stranger@id.example", "/").await;
    assert!(is_at_the_door(&page, StatusCode::UNPROCESSABLE_ENTITY, UNKNOWN), "{}", page.text);
    assert!(!page.shows("a.stranger"), "nothing of what the provider says is shown");
    let mut browser = site.stranger();
    let address = pressed(&mut browser, "/").await;
    let state = form_urlencoded::parse(address.split_once('?').unwrap().1.as_bytes()).into_owned();
    let state = state.into_iter().find(|(name, _)| name == "state").unwrap().1;
    let page = returns(&mut browser, &format!("{BACK}?error=access_denied&error_description=x&state={state}")).await;
    assert!(is_at_the_door(&page, StatusCode::UNPROCESSABLE_ENTITY, "did not let you in"), "{}", page.text);
    let mut taken = linked(&site, &provider, Role::FieldWorker, "s1").await;
    assert!(taken.get("/account/provider").await.status == StatusCode::OK);
    let mut second = site.signed_in(Role::Coordinator, HOME).await;
    let page = links(&site, &provider, &mut second, "s1").await;
    assert!(page.status == StatusCode::CONFLICT && page.shows("is linked here already"), "{}", page.text);
}

#[tokio::test]
async fn whoever_keeps_accounts_sees_links_and_ends_them() {
    let (site, provider) = office().await;
    let mut worker = linked(&site, &provider, Role::FieldWorker, "s1").await;
    let mut director = site.signed_in(Role::Director, HOME).await;
    let people = director.get("/people").await;
    assert_eq!(people.text.matches(" · Lotus &#38; Sons ID").count(), 1, "{}", people.text);
    let accounts = site.state.kit.store.accounts().await.unwrap();
    let id = accounts.into_iter().find(|one| one.role == Role::FieldWorker.id()).unwrap().id;
    let page = director.get(&format!("/people/{id}")).await;
    assert!(page.shows(&format!("action=\"/people/{id}/unlink\"")), "{}", page.text);
    let page = director.send(&page, &format!("/people/{id}/unlink"), &[]).await;
    assert!(page.shows("The link is ended") && !page.shows("/unlink\""), "{}", page.text);
    assert!(worker.get("/account").await.address.starts_with("/sign-in"));
    let (_, page) = comes(&site, &provider, "s1", "/").await;
    assert!(is_at_the_door(&page, StatusCode::UNPROCESSABLE_ENTITY, UNKNOWN));
    let audit = director.get("/audit").await;
    for told in ["linked an account to the identity provider", "ended a link to the identity provider"] {
        assert!(audit.shows(told), "{told}: {}", audit.text);
    }
}

#[tokio::test]
async fn without_a_provider_nothing_of_it_shows() {
    let site = Site::new().await;
    let mut stranger = site.stranger();
    let door = stranger.get("/sign-in").await;
    assert!(!door.shows("/sign-in/provider"));
    assert_eq!(stranger.send(&door, "/sign-in/provider", &[]).await.status, StatusCode::NOT_FOUND);
    let mut browser = site.signed_in(Role::FieldWorker, HOME).await;
    let account = browser.get("/account").await;
    assert!(!account.shows("/account/provider"));
    for address in ["/account/provider", "/account/provider/unlink"] {
        assert_eq!(browser.get(address).await.status, StatusCode::NOT_FOUND, "{address}");
    }
    assert_eq!(
        browser.send(&account, "/account/provider", &[("present", PASSWORD)]).await.status,
        StatusCode::NOT_FOUND
    );
}
