//! The headers that every answer of the server carries, errors, files, programs' and phones' answers included. Owns their values;
//! which answers may be kept by a browser is said by the handler, and is "none" when it says nothing.

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::{self, Next};
use axum::response::Response;

/// Nothing from elsewhere, nothing inline, no frames: what the pages need and no more. `data:` pictures are for previews of uploads.
/// Forms lead to ourselves, also on the way to the identity provider: its page of ours leads on by itself.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    media-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; \
    require-trusted-types-for 'script'; trusted-types default";

const ALWAYS: [(HeaderName, &str); 6] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
];

/// Lets a page show others of ours in a frame. The handler that means it says so; nobody else's page stands in one of ours.
pub(crate) fn may_frame_own_pages(response: &mut Response) {
    with_policy(response, &format!("{CONTENT_SECURITY_POLICY}; frame-src 'self'"));
}

/// Lets a page stand in a frame of a page of ours, which every other one refuses.
pub(crate) fn may_stand_in_own_frame(response: &mut Response) {
    with_policy(response, &CONTENT_SECURITY_POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'"));
    response.headers_mut().insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
}

/// Lets a page ask the device where it is and for its camera, each of which the browser asks the person about. No other page may.
pub(crate) fn may_use_the_device(response: &mut Response) {
    let policy = HeaderValue::from_static("camera=(self), geolocation=(self), microphone=(), payment=(), usb=()");
    response.headers_mut().insert(HeaderName::from_static("permissions-policy"), policy);
}

fn with_policy(response: &mut Response, policy: &str) {
    if let Ok(policy) = HeaderValue::from_str(policy) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
}

/// Two years, as the preload lists ask; sent only where the connection is encrypted, since browsers ignore it elsewhere.
const STRICT_TRANSPORT_SECURITY: &str = "max-age=63072000; includeSubDomains";

/// Whether visitors come over TLS, ended here or by a proxy in front.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct OverTls(bool);

/// The same routes, with the security headers on every answer, whichever surface gives it. Belongs around everything that a server
/// answers: a route that is merged in afterwards goes without them. With `over_tls` browsers are told to come only that way.
pub fn secured(routes: Router, over_tls: bool) -> Router {
    routes.layer(middleware::from_fn_with_state(OverTls(over_tls), secure))
}

/// Adds the headers that are missing. A handler that set one itself (a file with a stricter policy) keeps it.
async fn secure(State(tls): State<OverTls>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(CONTENT_SECURITY_POLICY));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    for (name, value) in ALWAYS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if tls.0 {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(STRICT_TRANSPORT_SECURITY));
    }
    response
}
