//! What is asked of the store beneath as it is, and what is opened on the way back: each trait of `store`, a line a question. Owns nothing.

use crate::Sealed;
use async_trait::async_trait;
use store::{
    Account, Accounts, Agency, Attachment, Attachments, Audit, AuditQuery, AuditRow, Batch, Between, CaseAnswers,
    CaseCount, CaseEvent, CaseFile, CaseKeeperCount, CaseLoad, CaseMember, CaseProvinceCount, CaseQuery, CaseScope,
    CaseStateCount, CaseWorkflow, Cases, ConsentQuery, Device, Draft, DraftHead, Drafts, Dump, DumpRow, DuressUse,
    Emergency, EmergencyQuery, Entities, Entity, EntityChange, EntityCount, EntityPage, EntityQuery, ErasureRequest,
    Erasures, ExportMade, FormShare, FormVersion, Forms, Imports, Invitation, ListedCase, ListedConsent, ListedEntity,
    Millis, OuterIdentity, OutsideAgency, Outward, PackageReceipt, Page, Passkey, Proofs, PublicReceipt, Record,
    RecordQuery, Records, Referral, ReferralQuery, RetentionQuery, Scope, SealKey, SealKeyCount, Seals, SecondFactor,
    Session, Step, StoreError, StoredSubmission, Submissions, Tie, Ties,
};

/// Passes questions on. One with `then` has its answer opened by that method before it is given back.
macro_rules! pass {
    ($($named:ident { $(fn $ask:ident($($argument:ident: $kind:ty),*) -> $answer:ty $(, then $open:ident)?;)* })*) => {$(
        #[async_trait]
        impl $named for Sealed {
            $(async fn $ask(&self, $($argument: $kind),*) -> Result<$answer, StoreError> {
                #[allow(unused_mut, reason = "only some answers are opened")]
                let mut answer = self.inner.$ask($($argument),*).await?;
                $(self.$open(&mut answer).await?;)?
                Ok(answer)
            })*
        }
    )*};
}

pass! {
    Accounts {
        fn agencies() -> Vec<Agency>;
        fn accounts() -> Vec<Account>;
        fn account(id: &str) -> Option<Account>;
        fn account_by_login(login: &str) -> Option<Account>;
        fn session(token_hash: &str) -> Option<(Session, Account)>;
        fn sessions_of(account_id: &str) -> Vec<Session>;
        fn invitation(token_hash: &str) -> Option<Invitation>;
        fn devices() -> Vec<Device>;
        fn device(id: &str) -> Option<Device>;
        fn device_by_token(token_hash: &str) -> Option<Device>;
    }
    Seals {
        fn seal_key_count(mark: &str) -> SealKeyCount;
        fn seal_keys_by(mark: &str, under: bool, most: u32) -> Vec<SealKey>;
        fn seal_key(id: &str) -> Option<SealKey>;
        fn seal_keys_named(ids: &[String]) -> Vec<SealKey>;
        fn seal_keys_of(subjects: &[String]) -> Vec<SealKey>;
        fn seal_key_of(subject: &str) -> Option<SealKey>;
        fn second_factor(account_id: &str) -> Option<SecondFactor>;
        fn recovery_codes_left(account_id: &str) -> i64;
    }
    Proofs {
        fn passkeys_of(account_id: &str) -> Vec<Passkey>;
        fn passkey(credential_id: &str) -> Option<Passkey>;
        fn duress_hash(account_id: &str) -> Option<String>;
        fn duress_uses(agency_id: Option<&str>, since: Millis, most: u32) -> Vec<DuressUse>;
        fn outer_identity(issuer: &str, subject: &str) -> Option<OuterIdentity>;
        fn outer_identity_of(issuer: &str, account_id: &str) -> Option<OuterIdentity>;
        fn outer_identities(issuer: &str) -> Vec<OuterIdentity>;
    }
    Imports {
        fn batch(id: &str) -> Option<Batch>;
        fn batches(kind: &str, limit: u32) -> Vec<Batch>;
        fn remembered_mapping(agency_id: &str, kind: &str, signature: &str) -> Option<String>;
    }
    Forms {
        fn form_versions() -> Vec<FormVersion>;
        fn form_shares() -> Vec<FormShare>;
    }
    Audit {
        fn audit(query: &AuditQuery) -> Vec<AuditRow>;
        fn audit_after(seq: i64, limit: u32) -> Vec<AuditRow>;
        fn audit_head() -> (i64, String);
    }
    Attachments {
        fn attachment(hash: &str) -> Option<Attachment>, then open_file;
        fn file_of_record(record_id: &str, hash: &str) -> Option<Attachment>, then open_file;
        fn record_names_file(record_id: &str, hash: &str) -> bool;
        fn has_brought_file(account_id: &str, hash: &str) -> bool;
    }
    Entities {
        fn entity(list: &str, id: &str) -> Option<Entity>;
        fn entity_changes(list: &str, id: &str) -> Vec<EntityChange>;
        fn entities_listed(list: &str, scope: &Scope) -> Vec<ListedEntity>;
        fn entities_moved(list: &str, revision: i64, most: u32) -> Vec<Entity>;
        fn entity_page(query: &EntityQuery) -> EntityPage;
        fn entities_of_record(record_id: &str) -> Vec<(String, String)>;
        fn entity_counts(scope: &Scope) -> Vec<EntityCount>;
        fn entity_revision(list: &str) -> i64;
    }
    Cases {
        fn case(id: &str) -> Option<CaseFile>;
        fn case_events(id: &str) -> Vec<CaseEvent>, then open_events;
        fn case_members(id: &str) -> Vec<CaseMember>;
        fn members_of_cases(ids: &[String]) -> Vec<CaseMember>;
        fn cases(query: &CaseQuery) -> Vec<ListedCase>;
        fn case_count(scope: &CaseScope) -> CaseCount;
        fn case_states(scope: &CaseScope) -> Vec<CaseStateCount>;
        fn case_provinces(scope: &CaseScope) -> Vec<CaseProvinceCount>;
        fn case_keepers(scope: &CaseScope) -> Vec<CaseKeeperCount>;
        fn cases_kept(query: &RetentionQuery) -> Vec<CaseFile>;
        fn case_load(scope: &CaseScope, waits: i64) -> Vec<CaseLoad>;
        fn cases_not_noted(limit: u32) -> Vec<CaseFile>;
        fn case_answers(first: &str, last: &str) -> Vec<CaseAnswers>, then open_case_answers;
        fn case_events_between(first: &str, last: &str) -> Vec<CaseEvent>, then open_events;
        fn cases_before(pack: &str, version: i64, after: &str, limit: u32) -> Vec<CaseFile>;
        fn case_versions(pack: &str) -> Vec<(i64, u64)>;
        fn case_workflows() -> Vec<CaseWorkflow>;
        fn cases_of_record(record_id: &str) -> Vec<String>;
        fn public_receipt(code_hash: &str) -> Option<PublicReceipt>;
    }
    Between {
        fn referral(id: &str) -> Option<Referral>;
        fn referrals(query: &ReferralQuery) -> Vec<Referral>;
        fn consents(query: &ConsentQuery) -> Vec<ListedConsent>;
        fn cases_by_code(code: &str) -> Vec<CaseFile>;
        fn emergency(id: &str) -> Option<Emergency>;
        fn emergencies_of(account_id: &str, at: Millis) -> Vec<Emergency>;
        fn emergencies(query: &EmergencyQuery) -> Vec<Emergency>;
        fn has_seen_emergency(id: &str, account_id: &str) -> bool;
    }
    Outward {
        fn outside_agencies() -> Vec<OutsideAgency>;
        fn package_receipt(code_hash: &str) -> Option<PackageReceipt>;
        fn exports_made(agency_id: Option<&str>, offset: u32, limit: u32) -> Vec<ExportMade>;
        fn sensitive_rows_since(account_id: &str, since: Millis) -> i64;
    }
    Ties {
        fn tie(id: &str) -> Option<Tie>, then open_tie;
        fn ties_of(ids: &[String]) -> Vec<Tie>, then open_ties;
    }
    Erasures {
        fn erasure_request(record_id: &str) -> Option<ErasureRequest>;
        fn erasure_requests(agency_id: Option<&str>, most: u32) -> Vec<ErasureRequest>;
    }
    Submissions {
        fn submission(id: &str) -> Option<StoredSubmission>, then open_submission;
        fn authors_of(ids: &[String]) -> Vec<(String, String)>;
        fn history(record_id: &str) -> Vec<StoredSubmission>, then open_submissions;
        fn answers(ids: &[String]) -> Vec<(String, String)>, then open_answers;
        fn submissions_between(kind: &str, after: i64, to: i64) -> Vec<StoredSubmission>, then open_submissions;
        fn end_of_log() -> i64;
        fn present(ids: &[String]) -> Vec<String>;
    }
}

#[async_trait]
impl Drafts for Sealed {
    async fn drafts_of(&self, account_id: &str) -> Result<Vec<DraftHead>, StoreError> {
        self.inner.drafts_of(account_id).await
    }

    async fn draft(&self, account_id: &str, id: &str) -> Result<Option<Draft>, StoreError> {
        match self.inner.draft(account_id, id).await? {
            Some(draft) => self.open_draft(draft).await,
            None => Ok(None),
        }
    }
}

#[async_trait]
impl Records for Sealed {
    async fn record(&self, kind: &str, id: &str) -> Result<Option<Record>, StoreError> {
        let mut found = self.inner.record(kind, id).await?;
        self.open_records(found.as_mut_slice()).await?;
        Ok(found)
    }

    async fn records(&self, query: &RecordQuery) -> Result<Page, StoreError> {
        if let Some(sought) = self.sought(query).await? {
            return self.sought_page(query, sought).await;
        }
        let mut page = self.inner.records(query).await?;
        self.open_records(&mut page.records).await?;
        Ok(page)
    }

    async fn records_after(&self, query: &RecordQuery, after: i64) -> Result<Step, StoreError> {
        match self.sought(query).await? {
            Some(sought) => self.sought_step(query, &sought, after).await,
            None => self.open_step(query, after).await,
        }
    }

    async fn records_of_batch(&self, batch_id: &str) -> Result<Vec<Record>, StoreError> {
        let mut found = self.inner.records_of_batch(batch_id).await?;
        self.open_records(&mut found).await?;
        Ok(found)
    }
}

#[async_trait]
impl Dump for Sealed {
    async fn dump(&self, sink: &mut (dyn FnMut(DumpRow) -> Result<(), StoreError> + Send)) -> Result<(), StoreError> {
        self.inner.dump(sink).await
    }

    async fn restore(
        &self,
        rows: &mut (dyn Iterator<Item = Result<DumpRow, StoreError>> + Send),
    ) -> Result<u64, StoreError> {
        self.inner.restore(rows).await
    }
}
