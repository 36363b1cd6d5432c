//! What the screens of one's own account show.

use crate::frame::Frame;
use crate::parts::{Badge, Control, Fact, Field, Heading, Link, Notice, Problem};
use askama::Template;
use identity::PasskeySetup;

/// Who one is, and where one is signed in.
#[derive(Template)]
#[template(path = "account.html")]
pub(crate) struct AccountPage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    pub(crate) facts: Vec<Fact>,
    pub(crate) sessions: Vec<SessionLine>,
    pub(crate) code: CodeStanding,
    pub(crate) passkeys: Passkeys,
    /// None where there is no identity provider.
    pub(crate) provider: Option<ProviderStanding>,
}

/// Whether one's account is linked to the identity provider, and what can be done about it.
pub(crate) struct ProviderStanding {
    pub(crate) title: String,
    pub(crate) text: String,
    pub(crate) action: Link,
}

/// How one's second factor stands, and what can be done about it.
pub(crate) struct CodeStanding {
    pub(crate) badge: Option<Badge>,
    pub(crate) text: String,
    pub(crate) action: Link,
}

/// A session of one's own.
pub(crate) struct SessionLine {
    pub(crate) since: String,
    pub(crate) seen: String,
    /// Marks the one that asks, which is ended by signing out.
    pub(crate) badge: Option<Badge>,
    /// Where it is ended.
    pub(crate) end: String,
}

/// A code is asked for after the password.
#[derive(Template)]
#[template(path = "code.html")]
pub(crate) struct CodePage {
    pub(crate) frame: Frame,
    pub(crate) problems: Vec<Problem>,
    /// Where to go afterwards.
    pub(crate) to: String,
    /// Says that the password was right.
    pub(crate) proof: String,
    pub(crate) code: Field,
}

/// What sets up a phone that makes codes, shown once.
#[derive(Template)]
#[template(path = "factor.html")]
pub(crate) struct FactorPage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    /// The code to scan as an SVG element.
    pub(crate) picture: String,
    /// The same to be typed.
    pub(crate) secret: String,
    pub(crate) code: Field,
}

/// The way in without the phone, shown once.
#[derive(Template)]
#[template(path = "recovery.html")]
pub(crate) struct RecoveryPage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    pub(crate) codes: Vec<String>,
}

/// One passkey of the reader's.
#[derive(Clone, Debug)]
pub(crate) struct PasskeyLine {
    pub(crate) name: String,
    pub(crate) text: String,
    /// Where it is removed.
    pub(crate) remove: String,
}

/// The reader's passkeys.
#[derive(Clone, Debug)]
pub(crate) struct Passkeys {
    pub(crate) lines: Vec<PasskeyLine>,
    /// Where one is added; none where this server can have none.
    pub(crate) add: Option<Link>,
}

/// Having a passkey made, by the script of the page.
#[derive(Template)]
#[template(path = "passkey.html")]
pub(crate) struct PasskeyPage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    pub(crate) setup: PasskeySetup,
    /// The name to which keys are bound.
    pub(crate) party: String,
    /// What its owner calls it.
    pub(crate) name: String,
}

/// The word under duress.
#[derive(Template)]
#[template(path = "duress.html")]
pub(crate) struct DuressPage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    pub(crate) problems: Vec<Problem>,
    /// What was done, or how it stands.
    pub(crate) done: Option<Notice>,
    pub(crate) asked: Vec<Field>,
    /// What the button does.
    pub(crate) step: &'static str,
    pub(crate) button: String,
    /// The password, asked for to remove the word; none without a word.
    pub(crate) removing: Option<Field>,
}

/// Signing in: public, so the languages and the quick exit are on it.
#[derive(Template)]
#[template(path = "sign_in.html")]
pub(crate) struct SignInPage {
    pub(crate) frame: Frame,
    pub(crate) problems: Vec<Problem>,
    pub(crate) login: Field,
    pub(crate) password: Field,
    /// The local address that was asked for before signing in.
    pub(crate) to: String,
    /// Whether something can be reported without signing in.
    pub(crate) takes_reports: bool,
    /// Whether passkeys can be used at this address.
    pub(crate) takes_passkeys: bool,
    /// What the button to the identity provider says; none without one.
    pub(crate) provider: Option<String>,
}

/// Choosing a password with a one-time link.
#[derive(Template)]
#[template(path = "welcome.html")]
pub(crate) struct WelcomePage {
    pub(crate) frame: Frame,
    pub(crate) greeting: String,
    pub(crate) login: String,
    pub(crate) action: String,
    pub(crate) problems: Vec<Problem>,
    pub(crate) password: Field,
    pub(crate) again: Field,
}

/// On the way to or from the identity provider: leads on by itself.
#[derive(Template)]
#[template(path = "onward.html")]
pub(crate) struct OnwardPage {
    pub(crate) frame: Frame,
    pub(crate) address: String,
}
