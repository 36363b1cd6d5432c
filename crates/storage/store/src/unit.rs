//! Writing: what is to become true together.

use crate::{
    Account, Agency, Attachment, AuditEntry, Batch, CaseConsent, CaseEvent, CaseFile, CaseMember, CaseWorkflow, Device,
    Draft, DuressUse, Emergency, Entity, EntityChange, ErasureRequest, ExportMade, FormShare, FormVersion, Invitation,
    OuterIdentity, OutsideAgency, PackageReceipt, Passkey, Projection, PublicReceipt, Referral, SealKey, SecondFactor,
    Session, Submission, Tie, UseOfFormId,
};

/// Changes and audit entries that become true in one transaction, or not at all.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Unit {
    /// What must hold in the transaction before anything is changed; otherwise the unit is a conflict. What a caller decided on
    /// something that it read belongs here: only the transaction sees what every other program did meanwhile.
    pub requires: Vec<Requirement>,
    /// In this order.
    pub changes: Vec<Change>,
    /// Appended to the chain in the same transaction.
    pub audit: Vec<AuditEntry>,
}

impl Unit {
    /// A unit of changes and the entries that tell of them.
    pub fn new(changes: Vec<Change>, audit: Vec<AuditEntry>) -> Self {
        Self { requires: Vec::new(), changes, audit }
    }

    /// A unit of one change and the entry that tells of it.
    pub fn one(change: Change, entry: AuditEntry) -> Self {
        Self::new(vec![change], vec![entry])
    }

    /// A unit that only tells of something: a read, a refusal.
    pub fn told(entry: AuditEntry) -> Self {
        Self::new(Vec::new(), vec![entry])
    }

    /// The same unit, which becomes true only while this holds too.
    #[must_use]
    pub fn requiring(mut self, requirement: Requirement) -> Self {
        self.requires.push(requirement);
        self
    }
}

/// Something that must hold for a unit to become true.
#[derive(Clone, Debug, PartialEq)]
pub enum Requirement {
    /// The import is exactly as the caller read it.
    BatchUnchanged(Batch),
    /// The account is exactly as the caller read it.
    AccountUnchanged(Account),
    /// Besides `account_id` somebody of this role has a password and may sign in.
    AnotherCanSignIn {
        /// The role's id.
        role: String,
        /// Who does not count.
        account_id: String,
    },
    /// There is no agency yet.
    NoAgency,
    /// Every one of these files is kept.
    FilesKept(Vec<String>),
    /// The version of a form is exactly as the caller read it; with `None` there is no such version.
    FormUnchanged {
        /// Whose form it is.
        agency_id: String,
        /// The form.
        form_id: String,
        /// The version.
        version: String,
        /// What the caller read.
        was: Option<FormVersion>,
    },
    /// Everybody who uses a form's id does so exactly as the caller read it.
    FormIdUnchanged {
        /// The form's id.
        form_id: String,
        /// What the caller read.
        was: UseOfFormId,
    },
    /// The entity has as many changes as the caller read, and as many of them count; 0 when nothing was heard of it.
    EntityAt {
        /// Its list.
        list: String,
        /// The entity.
        id: String,
        /// How many changes it had.
        changes: i64,
        /// How many of them counted: one that waited may count without another coming.
        version: i64,
    },
    /// So many ties have this at either end.
    TiesAt {
        /// A person, or whatever people are tied to.
        id: String,
        /// How many there were, those untied since among them.
        ties: i64,
    },
    /// What is asked about erasing a record is exactly what the caller read.
    ErasureRequested {
        /// The record.
        record_id: String,
        /// What the caller read; nothing when nobody asked.
        was: Option<ErasureRequest>,
    },
    /// None of these data keys was destroyed.
    SealKeysKept(Vec<String>),
    /// The case has as many events as the caller read; 0 when there is no such case.
    CaseAt {
        /// The case.
        id: String,
        /// How many events it had.
        events: i64,
    },
    /// These cases have as many events as the caller read, in the order of their ids.
    CasesAt(Vec<(String, i64)>),
}

/// One change.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Appends to the log and brings the record's typed columns up to it. A submission that supersedes nothing makes the record;
    /// one that does must name the submission the record is at. Without answers it retracts the record, and its projection must
    /// be empty: the record keeps its last values, out of every list.
    Submit(Submission, Projection),
    /// Keeps a file; a file that is already there stays as it is.
    PutAttachment(Attachment),
    /// Notes that an account brought a file as an answer; brought again, it counts from then.
    NoteUpload {
        /// Who.
        account_id: String,
        /// The file.
        hash: String,
        /// When.
        at: i64,
    },
    /// Notes that a version of a record names files: from now on it hands them out, and they stay.
    NameFiles {
        /// The record.
        record_id: String,
        /// The files.
        hashes: Vec<String>,
    },
    /// Notes which files a draft names, in the place of what it named before: they stay as long as it does. Each file once.
    NameFilesInDraft {
        /// Whose it is.
        account_id: String,
        /// The draft.
        id: String,
        /// The files.
        hashes: Vec<String>,
    },
    /// Removes files that nothing names and that nobody brought since a moment, and forgets who brought what before it.
    DropUnnamedFiles {
        /// The moment.
        before: i64,
    },
    /// Makes or changes an import.
    PutBatch(Batch),
    /// Brings a version of a form, or changes one.
    PutForm(FormVersion),
    /// Shares a form with an agency, or ends that.
    PutFormShare(FormShare),
    /// Makes or changes an entity. Whose it is and who made it stays.
    PutEntity(Entity),
    /// Adds a change of an entity, or gives one that waited its version.
    PutEntityChange(EntityChange),
    /// Opens a case, or notes how it stands now. What it goes by, its code and who opened it stay.
    PutCase(CaseFile),
    /// Adds an event of a case.
    AddCaseEvent(CaseEvent),
    /// Lets an agency take part in a case, changes as what or by whom, or ends that.
    PutCaseMember(CaseMember),
    /// Lets whoever holds a code come back to what they reported; the first receipt of a code stands.
    PutPublicReceipt(PublicReceipt),
    /// Adds an event to each of many cases and notes how they stand now, in the order of their ids.
    MoveCases(Vec<(CaseFile, CaseEvent)>),
    /// Keeps a version of a workflow; one that is there stays as it is.
    PutCaseWorkflow(CaseWorkflow),
    /// Notes a consent, or that it was withdrawn.
    PutConsent(CaseConsent),
    /// Notes how a referral stands. Who asks whom for what stays.
    PutReferral(Referral),
    /// Enters an agency outside, or changes it.
    PutOutsideAgency(OutsideAgency),
    /// Keeps the receipt of a package; the first one of a code stands.
    PutPackageReceipt(PackageReceipt),
    /// Notes that a file was made of a list.
    PutExportMade(ExportMade),
    /// Notes that a case is open to somebody in an emergency, or until when it is.
    PutEmergency(Emergency),
    /// Notes that somebody who was told of an emergency saw it; the first time stands.
    SeeEmergency {
        /// The emergency.
        id: String,
        /// Who.
        account_id: String,
        /// When.
        at: i64,
    },
    /// Ties a person to something, or notes when that ended; whom to what stays, and the first end stands.
    PutTie(Tie),
    /// Keeps what somebody typed so far; what became a submission meanwhile stays one, and nothing is kept beside it.
    PutDraft(Draft),
    /// Removes somebody's draft.
    DropDraft {
        /// Whose it is.
        account_id: String,
        /// The draft.
        id: String,
    },
    /// Removes everybody's drafts that were last saved before a moment.
    DropDraftsBefore {
        /// The moment.
        at: i64,
    },
    /// Remembers a column mapping for the next file of the same layout.
    RememberMapping {
        /// Whose habit it is.
        agency_id: String,
        /// The record kind.
        kind: String,
        /// What identifies the layout.
        signature: String,
        /// The mapping as JSON.
        mapping: String,
    },
    /// Makes or changes an agency.
    PutAgency(Agency),
    /// Makes or changes an account; another account's login is a conflict.
    PutAccount(Account),
    /// Makes or prolongs a session.
    PutSession(Session),
    /// Notes that a session was used; one that has ended meanwhile stays ended.
    NoteSessionUse {
        /// The token's hash.
        token_hash: String,
        /// When.
        at: i64,
    },
    /// Ends a session.
    EndSession {
        /// The token's hash.
        token_hash: String,
    },
    /// Ends every session of an account.
    EndSessionsOf {
        /// The account.
        account_id: String,
    },
    /// Ends the session that has this id, when it is the account's.
    EndSessionNamed {
        /// The account.
        account_id: String,
        /// The session's id.
        id: String,
    },
    /// Ends every session of an account but one.
    EndOtherSessionsOf {
        /// The account.
        account_id: String,
        /// The hash of the token whose session stays.
        token_hash: String,
    },
    /// Makes a one-time link; the account's earlier ones are gone.
    PutInvitation(Invitation),
    /// Uses up a one-time link; one that is gone or used is a conflict, so that of two who try at once only one succeeds.
    UseInvitation {
        /// The token's hash.
        token_hash: String,
        /// When.
        at: i64,
    },
    /// Adds a data key; a conflict when the subject has one that was not destroyed.
    AddSealKey(SealKey),
    /// Adds the key of a file that comes with it in the same unit, unless the file has one: then the file is there too, and stays as it is.
    AddFileKey(SealKey),
    /// Keeps a data key as it lies wrapped under another master key; a conflict when it is not wrapped as the caller read it.
    RewrapSealKey {
        /// The key's id.
        id: String,
        /// As the caller read it.
        was: String,
        /// As it lies from now on.
        wrapped: String,
    },
    /// Destroys the data keys of a subject: the wrapped keys are gone, and what they sealed is unreadable for ever.
    DestroySealKeys {
        /// The subject.
        subject: String,
        /// When.
        at: i64,
    },
    /// Takes away what the key of a record does not reach: drafts that correct it, files that it names and nothing else does, and, of the record
    /// that opened a case, which agencies had consent, were referred to, or opened it in an emergency. Ties end here on both sides, and
    /// so does the request to erase it.
    EraseBesideRecord {
        /// The record.
        record_id: String,
    },
    /// Asks that a record is erased; a second request about it takes the place of the first.
    AskErasure(ErasureRequest),
    /// Ends the request about a record without erasing it.
    DropErasureRequest {
        /// The record.
        record_id: String,
    },
    /// Begins or confirms an account's second factor; a conflict when it was confirmed before.
    PutSecondFactor(SecondFactor),
    /// Uses up a step of an account's codes; a conflict when it or a later one was used, so that of two only one succeeds.
    UseCodeStep {
        /// The account.
        account_id: String,
        /// The step.
        step: i64,
    },
    /// Removes an account's second factor and its recovery codes.
    DropSecondFactor {
        /// The account.
        account_id: String,
    },
    /// Keeps the hashes of an account's recovery codes, in the place of all earlier ones.
    PutRecoveryCodes {
        /// The account.
        account_id: String,
        /// SHA-256, hex.
        hashes: Vec<String>,
    },
    /// Uses up a recovery code; a conflict when there is none such or it was used.
    UseRecoveryCode {
        /// The account.
        account_id: String,
        /// Its hash.
        hash: String,
        /// When.
        at: i64,
    },
    /// Adds a passkey; a conflict when there is one with its credential already.
    AddPasskey(Passkey),
    /// Notes that a passkey answered a challenge. A conflict when that challenge, or a later one, was answered before, or when its count
    /// did not grow, unless it never counted: so a challenge is answered once, and a copy of the key is refused.
    UsePasskey {
        /// Its id.
        id: String,
        /// How often it signed, as it says.
        sign_count: i64,
        /// When the challenge was made.
        challenged_at: i64,
        /// When it was answered.
        at: i64,
    },
    /// Removes a passkey of an account.
    DropPasskey {
        /// The account.
        account_id: String,
        /// The passkey's id.
        id: String,
    },
    /// Removes all passkeys of an account.
    DropPasskeysOf {
        /// The account.
        account_id: String,
    },
    /// Keeps an account's word under duress, in the place of an earlier one.
    PutDuressWord {
        /// The account.
        account_id: String,
        /// Its argon2id hash.
        hash: String,
        /// When.
        at: i64,
    },
    /// Removes an account's word under duress.
    DropDuressWord {
        /// The account.
        account_id: String,
    },
    /// Notes that a word under duress was used.
    NoteDuress(DuressUse),
    /// Notes who an account is at an identity provider; a conflict when that is somebody already, or the account has one there.
    AddOuterIdentity(OuterIdentity),
    /// Notes that somebody signed in by their identity provider. A conflict when the challenge, or a later one, was answered before, or when
    /// they are nobody's any more.
    UseOuterIdentity {
        /// The provider.
        issuer: String,
        /// Who it is there.
        subject: String,
        /// When the challenge was made.
        challenged_at: i64,
        /// When it was answered.
        at: i64,
    },
    /// Forgets who an account is at every identity provider.
    DropOuterIdentitiesOf {
        /// The account.
        account_id: String,
    },
    /// Adds a device.
    AddDevice(Device),
    /// Notes that a device was used; one that was revoked meanwhile stays as it is.
    NoteDeviceUse {
        /// The device.
        id: String,
        /// When.
        at: i64,
    },
    /// Refuses a device from now on; one that was revoked before stays as it is.
    RevokeDevice {
        /// The device.
        id: String,
        /// When.
        at: i64,
    },
    /// Sets a setting of this installation.
    PutSetting {
        /// Its name.
        name: String,
        /// Its value.
        value: String,
    },
}

/// What became of one submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// It is in the log now, at this place.
    New {
        /// Its place in the log.
        seq: i64,
    },
    /// The same submission was there already; nothing was written for it.
    AlreadyPresent {
        /// Its place in the log.
        seq: i64,
    },
}
