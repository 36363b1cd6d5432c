//! Where one can go: the same list beside a desk's page and under a phone's thumb, without what the reader's role cannot open.

use crate::WebState;
use crate::frame::NavItem;
use language::{Lang, phrase};
use service_kit::{Action, Actor, Reach, reach};

/// The items for somebody at an address.
pub(crate) fn items(state: &WebState, actor: &Actor, lang: Lang, here: &str) -> Vec<NavItem> {
    let path = here.split('?').next().unwrap_or_default();
    let may = |action| reach(actor.role, action) > Reach::No;
    let main = state.main_kind().map(|kind| (format!("/records/{}", kind.id), kind.plural.get(lang).to_owned()));
    let under_main = main.as_ref().is_some_and(|(href, _)| is_under(path, href));
    let item = |href: &str, key: &str, icon, desk_only| NavItem {
        href: href.to_owned(),
        text: phrase(lang, key),
        icon,
        current: is_under(path, href) && !(href == "/records" && under_main),
        desk_only,
    };
    let mut items = vec![item("/", "web-nav-home", "home", false)];
    items.extend(main.map(|(href, text)| NavItem {
        href,
        text,
        icon: "calendar",
        current: under_main,
        desk_only: false,
    }));
    let has_cases = state.casework.has_workflows() && may(Action::ReadCase);
    if has_cases {
        items.push(item("/cases", "web-nav-cases", "case", false));
        items.push(item("/persons", "web-persons-nav", "person", true));
    }
    if state.casework.has_workflows() && may(Action::AnswerReferral) {
        items.push(item("/referrals", "web-referrals", "leave", true));
    }
    if state.casework.has_workflows() && (may(Action::OpenInEmergency) || may(Action::OverseeEmergency)) {
        items.push(item("/emergency", "web-emergencies", "warn", true));
    }
    items.push(item("/records", "web-nav-records", "records", true));
    items.push(item("/figures", "web-nav-figures", "figures", false));
    // A phone's bar holds five.
    items.push(item("/projects", "web-nav-projects", "projects", has_cases));
    if may(Action::Import) {
        items.push(item("/import", "web-nav-import", "import", true));
    }
    if may(Action::ManageForms) {
        items.push(item("/forms", "web-nav-forms", "records", true));
    }
    if may(Action::ManageAccounts) {
        items.push(item("/people", "web-nav-people", "people", true));
    }
    if state.casework.has_workflows() && may(Action::ChangeWorkflows) {
        items.push(item("/workflows", "web-nav-workflows", "case", true));
    }
    if state.casework.has_workflows() && may(Action::ReadConsents) {
        items.push(item("/consents", "web-all-consents", "done", true));
    }
    if state.casework.has_workflows() && may(Action::EraseCase) {
        items.push(item("/retention", "web-retention", "calendar", true));
    }
    if may(Action::ReadExports) {
        items.push(item("/exports", "web-exports", "leave", true));
    }
    if may(Action::ReadAudit) {
        items.push(item("/audit", "web-nav-audit", "audit", true));
    }
    items.push(item("/devices", "web-nav-devices", "phone", true));
    items.push(item("/help", "web-nav-help", "help", true));
    items.push(item("/more", "web-nav-more", "more", false));
    items
}

/// What is the same for everybody who signed in, and tells nothing.
pub(crate) fn harmless(lang: Lang, here: &str) -> Vec<NavItem> {
    let path = here.split('?').next().unwrap_or_default();
    let item = |href: &str, key: &str, icon| NavItem {
        href: href.to_owned(),
        text: phrase(lang, key),
        icon,
        current: is_under(path, href),
        desk_only: false,
    };
    vec![item("/", "web-nav-home", "home"), item("/help", "web-nav-help", "help")]
}

/// Whether an address is the place or something in it.
fn is_under(path: &str, href: &str) -> bool {
    path == href || (href != "/" && path.strip_prefix(href).is_some_and(|rest| rest.starts_with('/')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_holds_what_is_below_it() {
        for (path, href, expected) in [
            ("/records/a/b", "/records", true),
            ("/records", "/records", true),
            ("/recordsx", "/records", false),
            ("/records", "/", false),
            ("/", "/", true),
        ] {
            assert_eq!(is_under(path, href), expected, "{path} {href}");
        }
    }
}
