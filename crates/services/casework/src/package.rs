//! Packages for agencies outside: what goes into one, making and locking it, and the day on which it is to be deleted. Owns that a package is made of
//! what is shared now, that its leaving is known before its first byte goes out, and that it is nowhere kept; how it looks is a surface's.

use crate::Casework;
use crate::book::{Opened, code_of};
use crate::event::Happened;
use crate::outside::is_outside;
use crate::public;
use crate::referral::{ReferralState, Told};
use crate::referred::agency_named;
use calendar::Date;
use jiff::Span;
use language::Message;
use serde_json::json;
use service_kit::{Action, Context, Lock, ServiceError, locked, passphrase_of};
use store::{Attachment, Change, PackageReceipt, Record};

/// After so many days what a package holds is to be deleted, and its receipt code is over: long enough for a handover that is followed up once, and
/// short beside any period for keeping files. A consent that ends before is sooner.
pub const PACKAGE_DAYS: i64 = 90;
/// The most bytes of the files in a package: what an e-mail provider or a stick takes, and a server's memory can lock at once.
pub const LARGEST_PACKAGE: usize = 32 * 1024 * 1024;

/// What goes into a package.
#[derive(Clone, Debug, PartialEq)]
pub struct PackageContent {
    /// What people call the referral; the file is named by it.
    pub code: String,
    /// The name of the agency that asks.
    pub from: String,
    /// The name of the agency that is asked.
    pub to: String,
    /// The name of who asked.
    pub asked_by: String,
    /// For what, one of [`crate::SERVICES`].
    pub service: String,
    /// What one must know.
    pub note: String,
    /// The last day for an answer.
    pub due: Date,
    /// The last day on which it may be kept.
    pub until: Date,
    /// The records, with their rows.
    pub records: Vec<Record>,
    /// Their files, each with its record's id and the question.
    pub files: Vec<(String, String, Attachment)>,
    /// The public key for which it is locked; empty for a passphrase.
    pub recipient: String,
    /// What the content is: whoever sends it says what they saw.
    pub mark: String,
    /// Whether it is so large that it cannot be sent.
    pub is_too_large: bool,
}

/// A package, locked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    /// The file's name.
    pub name: String,
    /// The file.
    pub bytes: Vec<u8>,
}

impl Casework {
    /// What would go into the package of a referral to an agency outside. Leaves an audit entry.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when there is no such referral of the caller's agency that is at work; as [`Casework::case`] otherwise.
    pub async fn package(&self, context: &Context, id: &str, referral: &str) -> Result<PackageContent, ServiceError> {
        let (opened, one) = self.to_package(context, id, referral).await?;
        let content = self.content(context, &opened, &one).await?;
        let detail = json!({ "records": content.records.len(), "files": content.files.len() });
        let entry = self.book.kit.entry(context, "package.read", "referral", referral, &detail);
        self.book.kit.commit(store::Unit::told(entry)).await?;
        Ok(content)
    }

    /// Makes the package and locks it, for the agency's key or under the passphrase of `secret`. `written` makes the plain file of what goes in and
    /// the receipt code; it is never kept. That a package left stands in the case before this returns.
    ///
    /// # Errors
    /// As [`Casework::package`]; [`ServiceError::Conflict`] when something else would go in than was seen; [`ServiceError::Invalid`] for one that is
    /// too large.
    pub async fn make_package(
        &self,
        context: &Context,
        (id, referral): (&str, &str),
        (mark, secret): (&str, &str),
        written: impl FnOnce(&PackageContent, &str) -> Result<Vec<u8>, ServiceError> + Send,
    ) -> Result<Package, ServiceError> {
        let (mut opened, one) = self.to_package(context, id, referral).await?;
        let content = self.content(context, &opened, &one).await?;
        if content.mark != mark {
            return Err(ServiceError::Conflict(Message::new("conflict-changed")));
        }
        if content.is_too_large {
            let message = Message::new("casework-package-too-large").with("megabytes", LARGEST_PACKAGE / 1024 / 1024);
            return Err(ServiceError::invalid("package", message));
        }
        let receipt = public::code_of(&public::digest(&["package receipt", &self.book.kit.new_secret()]));
        let passphrase = passphrase_of(secret);
        let lock =
            if content.recipient.is_empty() { Lock::Passphrase(&passphrase) } else { Lock::Key(&content.recipient) };
        let bytes = locked(lock, &written(&content, &public::grouped(&receipt))?)?;
        let since = opened.case.events;
        let seat = crate::seat::Seat::new(&one.from, "");
        opened.add(context, &seat, None, Happened::PackageMade { referral: referral.to_owned() })?;
        let kept = PackageReceipt {
            code_hash: public::hash_of(&receipt),
            referral_id: referral.to_owned(),
            case_id: id.to_owned(),
            until: content.until.to_string(),
            made_at: context.at,
        };
        let detail = json!({
            "records": content.records.len(), "files": content.files.len(), "bytes": bytes.len(), "until": kept.until,
            "lock": if content.recipient.is_empty() { "passphrase" } else { "key" },
        });
        let told = self.referral_told(&opened, referral)?;
        let mut unit = opened.unit(context, since)?;
        unit.changes.extend([told, Change::PutPackageReceipt(kept)]);
        unit.audit.push(self.book.kit.entry(context, "package.make", "referral", referral, &detail));
        let written = self.book.kit.commit_unless_overtaken(unit).await?;
        written.ok_or_else(|| ServiceError::Conflict(Message::new("conflict-changed")))?;
        Ok(Package { name: format!("{}.age", content.code), bytes })
    }

    /// How a referral stands now, as lists keep it.
    pub(crate) fn referral_told(&self, opened: &Opened<'_>, referral: &str) -> Result<Change, ServiceError> {
        let one = opened.referral(referral)?.ok_or(ServiceError::NotFound)?;
        Ok(Change::PutReferral(one.kept(&opened.case.id)))
    }

    /// A referral to an agency outside that the caller's agency made and that is at work.
    async fn to_package(
        &self,
        context: &Context,
        id: &str,
        referral: &str,
    ) -> Result<(Opened<'_>, Told), ServiceError> {
        let (opened, seat) = self.opened_for(context, id).await?;
        crate::seat::Seat::of(context, &opened.members, Action::Refer).map_err(|_| ServiceError::NotFound)?;
        let at_work = |one: &Told| {
            is_outside(&one.ask.to)
                && one.from == seat.agency_id
                && matches!(one.state, ReferralState::Asked | ReferralState::Accepted)
                && opened.is_shown_to_asked(context, one)
        };
        let one = opened.referral(referral)?.filter(at_work).ok_or(ServiceError::NotFound)?;
        Ok((opened, one))
    }

    async fn content(
        &self,
        context: &Context,
        opened: &Opened<'_>,
        one: &Told,
    ) -> Result<PackageContent, ServiceError> {
        let store = &self.book.kit.store;
        let agencies = self.agencies_known().await?;
        let outside = store.outside_agencies().await?.into_iter().find(|agency| agency.id == one.ask.to);
        let outside = outside.ok_or(ServiceError::NotFound)?;
        let (mut records, mut files) = (Vec::new(), Vec::new());
        for (record_id, kind) in opened.shared(context, one) {
            let record = store.record(&kind, &record_id).await?.filter(|record| !record.retracted);
            let Some(record) = record else { continue };
            for (question, hash) in self.files_named(&record)? {
                if let Some(file) = store.file_of_record(&record.id, &hash).await? {
                    files.push((record.id.clone(), question, file));
                }
            }
            records.push(record);
        }
        let until = until(context, opened, one)?;
        let seen: Vec<&str> = records.iter().map(|record| record.submission_id.as_str()).collect();
        let mark =
            public::hex(&public::digest(&["package", &seen.join(" "), &until.to_string(), &outside.recipient]), 16);
        let size = files.iter().fold(0_usize, |sum, (.., file)| sum.saturating_add(file.bytes.len()));
        Ok(PackageContent {
            code: code_of(&one.id),
            from: agency_named(&agencies, &one.from, context.lang),
            to: agency_named(&agencies, &one.ask.to, context.lang),
            asked_by: self.account_name(&one.asked_by).await?,
            service: one.ask.service.clone(),
            note: one.ask.note.clone(),
            due: one.due,
            until,
            records,
            files,
            recipient: outside.recipient,
            mark,
            is_too_large: size > LARGEST_PACKAGE,
        })
    }

    /// The files that a record's answers name, with their questions.
    fn files_named(&self, record: &Record) -> Result<Vec<(String, String)>, ServiceError> {
        let in_use = self.collection.in_use(&record.kind)?;
        let kind = in_use.definition().kind;
        let own = kind.columns.iter().filter(|column| column.is_attachment);
        let mut found: Vec<(String, String)> =
            own.map(|column| (column.name.clone(), record.answer(&column.name))).collect();
        for rows in &kind.rows {
            for column in rows.columns.iter().filter(|column| column.is_attachment) {
                let in_row = |row: &store::Row| {
                    row.iter().find(|(name, _)| *name == column.name).map(|(_, value)| value.to_answer())
                };
                found.extend(record.rows(&rows.name).iter().filter_map(in_row).map(|hash| (column.name.clone(), hash)));
            }
        }
        found.retain(|(_, hash)| !hash.is_empty());
        Ok(found)
    }
}

/// The last day on which a package may be kept: that of the consent on which it rests, and [`PACKAGE_DAYS`] at most.
fn until(context: &Context, opened: &Opened<'_>, one: &Told) -> Result<Date, ServiceError> {
    let latest = context.today().saturating_add(Span::new().days(PACKAGE_DAYS));
    let consent = opened.consent_for(&one.ask.to, context.today()).filter(|_| one.rests_on_consent);
    let Some(day) = consent.and_then(|(_, consent)| consent.until.as_deref()) else { return Ok(latest) };
    let day: Date = day.parse().map_err(|_| ServiceError::Internal(format!("a day of case {}", opened.case.id)))?;
    Ok(day.min(latest))
}
