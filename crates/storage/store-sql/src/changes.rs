//! The rare changes of a unit: accounts, sessions, links, imports, files, settings. One statement each, in order.

mod between;
mod outward;
mod proofs;
mod secrets;
mod ties;

use crate::catalogue;
use crate::flush::insert;
use crate::link::{Arg, Transaction};
use crate::statement::{Insert, static_sql};
use store::{
    Account, Agency, Attachment, Batch, BatchState, CaseEvent, CaseFile, CaseMember, CaseWorkflow, Change, Conflict,
    Device, Draft, Entity, EntityChange, FormShare, FormVersion, Invitation, Session, StoreError, Unit,
};

/// Writes them and says whether any changed something.
pub(crate) async fn apply(transaction: &mut Transaction, unit: &Unit) -> Result<bool, StoreError> {
    let mut changed = false;
    for change in &unit.changes {
        changed |= apply_one(transaction, change).await? > 0;
    }
    Ok(changed)
}

async fn apply_one(transaction: &mut Transaction, change: &Change) -> Result<u64, StoreError> {
    match change {
        // The log and its records are written in bulk, see `flush`.
        Change::Submit(..) => Ok(0),
        Change::PutAttachment(attachment) => put_attachment(transaction, attachment).await,
        Change::NoteUpload { account_id, hash, at } => {
            run(transaction, static_sql::NOTE_UPLOAD, &[account_id.into(), hash.into(), (*at).into()]).await
        }
        Change::NameFiles { record_id, hashes } => name_files(transaction, record_id, hashes).await,
        Change::NameFilesInDraft { account_id, id, hashes } => {
            name_files_in_draft(transaction, account_id, id, hashes).await
        }
        Change::DropUnnamedFiles { before } => drop_unnamed_files(transaction, *before).await,
        Change::EraseBesideRecord { record_id } => erase_beside(transaction, record_id).await,
        Change::PutBatch(batch) => put_batch(transaction, batch).await,
        Change::PutForm(form) => put_form(transaction, form).await,
        Change::PutFormShare(share) => put_form_share(transaction, share).await,
        Change::PutEntity(entity) => put_entity(transaction, entity).await,
        Change::PutEntityChange(change) => put_entity_change(transaction, change).await,
        Change::PutCase(case) => put_case(transaction, case).await,
        Change::AddCaseEvent(event) => add_case_event(transaction, event).await,
        Change::MoveCases(cases) => move_cases(transaction, cases).await,
        Change::PutCaseWorkflow(workflow) => put_case_workflow(transaction, workflow).await,
        Change::PutCaseMember(member) => put_case_member(transaction, member).await,
        Change::PutPublicReceipt(receipt) => {
            let arguments = [(&receipt.code_hash).into(), (&receipt.case_id).into(), receipt.created_at.into()];
            run(transaction, static_sql::PUT_PUBLIC_RECEIPT, &arguments).await
        }
        Change::PutTie(_) | Change::AskErasure(_) | Change::DropErasureRequest { .. } => {
            ties::apply(transaction, change).await
        }
        Change::PutConsent(_) | Change::PutReferral(_) | Change::PutEmergency(_) | Change::SeeEmergency { .. } => {
            between::apply(transaction, change).await
        }
        Change::PutOutsideAgency(_) | Change::PutPackageReceipt(_) | Change::PutExportMade(_) => {
            outward::apply(transaction, change).await
        }
        Change::PutDraft(draft) => put_draft(transaction, draft).await,
        Change::DropDraft { account_id, id } => {
            run(transaction, static_sql::DROP_DRAFT, &[account_id.into(), id.into()]).await
        }
        Change::DropDraftsBefore { at } => run(transaction, static_sql::DROP_DRAFTS_BEFORE, &[(*at).into()]).await,
        Change::RememberMapping { agency_id, kind, signature, mapping } => {
            let arguments = [agency_id.into(), kind.into(), signature.into(), mapping.into()];
            run(transaction, static_sql::REMEMBER_MAPPING, &arguments).await
        }
        Change::PutAgency(agency) => put_agency(transaction, agency).await,
        Change::PutAccount(account) => put_account(transaction, account).await,
        Change::PutSession(session) => put_session(transaction, session).await,
        Change::NoteSessionUse { token_hash, at } => {
            run(transaction, static_sql::NOTE_SESSION_USE, &[token_hash.into(), (*at).into()]).await
        }
        Change::EndSession { token_hash } => run(transaction, static_sql::END_SESSION, &[token_hash.into()]).await,
        Change::EndSessionsOf { account_id } => {
            run(transaction, static_sql::END_SESSIONS_OF, &[account_id.into()]).await
        }
        Change::EndSessionNamed { account_id, id } => {
            run(transaction, static_sql::END_SESSION_NAMED, &[account_id.into(), id.into()]).await
        }
        Change::EndOtherSessionsOf { account_id, token_hash } => {
            run(transaction, static_sql::END_OTHER_SESSIONS_OF, &[account_id.into(), token_hash.into()]).await
        }
        Change::PutInvitation(invitation) => put_invitation(transaction, invitation).await,
        Change::UseInvitation { token_hash, at } => use_invitation(transaction, token_hash, *at).await,
        Change::AddSealKey(_)
        | Change::AddFileKey(_)
        | Change::RewrapSealKey { .. }
        | Change::DestroySealKeys { .. }
        | Change::PutSecondFactor(_)
        | Change::UseCodeStep { .. }
        | Change::DropSecondFactor { .. }
        | Change::PutRecoveryCodes { .. }
        | Change::UseRecoveryCode { .. } => secrets::apply(transaction, change).await,
        Change::AddPasskey(_)
        | Change::UsePasskey { .. }
        | Change::DropPasskey { .. }
        | Change::DropPasskeysOf { .. }
        | Change::PutDuressWord { .. }
        | Change::DropDuressWord { .. }
        | Change::NoteDuress(_)
        | Change::AddOuterIdentity(_)
        | Change::UseOuterIdentity { .. }
        | Change::DropOuterIdentitiesOf { .. } => proofs::apply(transaction, change).await,
        Change::AddDevice(device) => add_device(transaction, device).await,
        Change::NoteDeviceUse { id, at } => {
            run(transaction, static_sql::NOTE_DEVICE_USE, &[id.into(), (*at).into()]).await
        }
        Change::RevokeDevice { id, at } => {
            run(transaction, static_sql::REVOKE_DEVICE, &[id.into(), (*at).into()]).await
        }
        Change::PutSetting { name, value } => {
            run(transaction, static_sql::PUT_SETTING, &[name.into(), value.into()]).await
        }
    }
}

async fn run(transaction: &mut Transaction, sql: &'static str, arguments: &[Arg<'_>]) -> Result<u64, StoreError> {
    Ok(transaction.execute(sql, arguments).await?)
}

async fn put_attachment(transaction: &mut Transaction, attachment: &Attachment) -> Result<u64, StoreError> {
    let arguments = [
        (&attachment.hash).into(),
        (&attachment.media_type).into(),
        (&attachment.agency_id).into(),
        attachment.created_at.into(),
    ];
    let into = ("attachment", "bytes");
    Ok(transaction.insert_long(static_sql::PUT_ATTACHMENT, into, &arguments, &attachment.bytes).await?)
}

async fn name_files(transaction: &mut Transaction, record_id: &str, hashes: &[String]) -> Result<u64, StoreError> {
    let mut named = 0;
    for hash in hashes {
        named += run(transaction, static_sql::NAME_IN_RECORD, &[record_id.into(), hash.into()]).await?;
    }
    Ok(named)
}

async fn name_files_in_draft(
    transaction: &mut Transaction,
    account_id: &str,
    id: &str,
    hashes: &[String],
) -> Result<u64, StoreError> {
    let mut changed = run(transaction, static_sql::UNNAME_IN_DRAFT, &[account_id.into(), id.into()]).await?;
    for hash in hashes {
        changed += run(transaction, static_sql::NAME_IN_DRAFT, &[account_id.into(), id.into(), hash.into()]).await?;
    }
    Ok(changed)
}

/// The files first: what is known of who brought them says which ones to look at.
async fn drop_unnamed_files(transaction: &mut Transaction, before: i64) -> Result<u64, StoreError> {
    let dropped = run(transaction, static_sql::DROP_UNNAMED_FILES, &[before.into()]).await?;
    let forgotten = run(transaction, static_sql::DROP_OLD_UPLOADS, &[before.into()]).await?;
    Ok(dropped + forgotten + run(transaction, static_sql::DROP_KEYS_OF_LOST_FILES, &[]).await?)
}

async fn erase_beside(transaction: &mut Transaction, record_id: &str) -> Result<u64, StoreError> {
    let drafts = run(transaction, static_sql::DROP_DRAFTS_OF_RECORD, &[record_id.into()]).await?;
    let files = run(transaction, static_sql::DROP_FILES_OF_RECORD, &[record_id.into()]).await?;
    let names = run(transaction, static_sql::DROP_NAMES_OF_RECORD, &[record_id.into()]).await?;
    let mut between = 0_u64;
    for sql in [
        static_sql::DROP_TIES_OF,
        static_sql::DROP_CONSENTS_OF_CASE,
        static_sql::DROP_REFERRALS_OF_CASE,
        static_sql::DROP_SIGHTS_OF_CASE,
        static_sql::DROP_EMERGENCIES_OF_CASE,
        static_sql::DROP_ERASURE_REQUEST,
    ] {
        between += run(transaction, sql, &[record_id.into()]).await?;
    }
    Ok(drafts + files + names + between + run(transaction, static_sql::DROP_KEYS_OF_LOST_FILES, &[]).await?)
}

async fn put_batch(transaction: &mut Transaction, batch: &Batch) -> Result<u64, StoreError> {
    let arguments = [
        (&batch.id).into(),
        (&batch.kind).into(),
        (&batch.agency_id).into(),
        (&batch.author_id).into(),
        (&batch.file_name).into(),
        (&batch.file_hash).into(),
        (&batch.project).into(),
        (&batch.mapping).into(),
        state_name(batch.state).into(),
        (&batch.summary).into(),
        batch.created_at.into(),
        batch.updated_at.into(),
    ];
    run(transaction, static_sql::PUT_BATCH, &arguments).await
}

/// A state as it is kept.
fn state_name(state: BatchState) -> &'static str {
    match state {
        BatchState::Draft => "draft",
        BatchState::Imported => "imported",
        BatchState::Undone => "undone",
    }
}

async fn put_form(transaction: &mut Transaction, form: &FormVersion) -> Result<u64, StoreError> {
    let state = form.state.name();
    let lists = serde_json::to_string(&form.lists).expect("names and hashes are texts");
    let arguments = [
        (&form.agency_id).into(),
        (&form.form_id).into(),
        (&form.version).into(),
        state.into(),
        (&form.file_name).into(),
        (&form.file_hash).into(),
        (&lists).into(),
        (&form.author_id).into(),
        form.created_at.into(),
        form.updated_at.into(),
    ];
    run(transaction, static_sql::PUT_FORM, &arguments).await
}

async fn put_form_share(transaction: &mut Transaction, share: &FormShare) -> Result<u64, StoreError> {
    let arguments = [
        (&share.agency_id).into(),
        (&share.form_id).into(),
        (&share.with_agency_id).into(),
        i64::from(share.is_open).into(),
        (&share.author_id).into(),
        share.updated_at.into(),
    ];
    run(transaction, static_sql::PUT_FORM_SHARE, &arguments).await
}

/// An entity, and that it changed in its list.
async fn put_entity(transaction: &mut Transaction, entity: &Entity) -> Result<u64, StoreError> {
    run(transaction, static_sql::NOTE_ENTITY_REVISION, &[(&entity.list).into()]).await?;
    let arguments = [
        (&entity.list).into(),
        (&entity.id).into(),
        (&entity.agency_id).into(),
        (&entity.author_id).into(),
        (&entity.label).into(),
        (&entity.properties).into(),
        entity.version.into(),
        entity.changes.into(),
        entity.unsettled.into(),
        entity.waiting.into(),
        entity.deleted.into(),
        entity.created_at.into(),
        entity.updated_at.into(),
    ];
    run(transaction, static_sql::PUT_ENTITY, &arguments).await?;
    run(transaction, static_sql::NOTE_ENTITY_MOVED, &[(&entity.list).into(), (&entity.id).into()]).await
}

fn case_row(case: &CaseFile) -> [Arg<'_>; 15] {
    [
        (&case.id).into(),
        (&case.pack).into(),
        case.version.into(),
        (&case.code).into(),
        (&case.agency_id).into(),
        (&case.author_id).into(),
        (&case.state).into(),
        i64::from(case.is_closed).into(),
        (&case.due).into(),
        case.events.into(),
        case.opened_at.into(),
        case.updated_at.into(),
        case.waits.into(),
        (&case.keep_until).into(),
        (&case.province).into(),
    ]
}

async fn put_case(transaction: &mut Transaction, case: &CaseFile) -> Result<u64, StoreError> {
    let arguments = case_row(case);
    let written = run(transaction, static_sql::PUT_CASE, &arguments).await?;
    let closed = i64::from(case.is_closed);
    let order = [
        (&case.id).into(),
        closed.into(),
        (&case.due).into(),
        (&case.state).into(),
        case.waits.into(),
        (&case.province).into(),
    ];
    run(transaction, static_sql::NOTE_CASE_ORDER, &order).await?;
    Ok(written)
}

fn event_row(event: &CaseEvent) -> [Arg<'_>; 8] {
    [
        (&event.case_id).into(),
        event.number.into(),
        (&event.on).into(),
        (&event.record_id).into(),
        (&event.author_id).into(),
        (&event.agency_id).into(),
        (&event.what).into(),
        event.at.into(),
    ]
}

async fn add_case_event(transaction: &mut Transaction, event: &CaseEvent) -> Result<u64, StoreError> {
    let arguments = event_row(event);
    run(transaction, static_sql::ADD_CASE_EVENT, &arguments).await
}

async fn move_cases(transaction: &mut Transaction, cases: &[(CaseFile, CaseEvent)]) -> Result<u64, StoreError> {
    let (Some((first, _)), Some((last, _))) = (cases.first(), cases.last()) else { return Ok(0) };
    let events = cases.iter().map(|(_, event)| event_row(event).to_vec()).collect();
    insert(transaction, &Insert::into_table(&catalogue::CASE_EVENT), events).await?;
    let files = cases.iter().map(|(case, _)| case_row(case).to_vec()).collect();
    let table = &catalogue::CASE_FILE;
    let columns = table.columns.iter().map(|(name, _)| *name);
    insert(transaction, &Insert::or_change(table.name, columns, table.key), files).await?;
    run(transaction, static_sql::NOTE_CASES_ORDER, &[(&first.id).into(), (&last.id).into()]).await?;
    Ok(cases.len() as u64)
}

async fn put_case_workflow(transaction: &mut Transaction, workflow: &CaseWorkflow) -> Result<u64, StoreError> {
    let CaseWorkflow { pack, version, source, since } = workflow;
    let arguments = [pack.into(), (*version).into(), source.into(), (*since).into()];
    let written = run(transaction, static_sql::PUT_CASE_WORKFLOW, &arguments).await?;
    if written > 0 {
        run(transaction, static_sql::NOTE_CLOSED_CASES_AGAIN, &[pack.into()]).await?;
    }
    Ok(written)
}

async fn put_case_member(transaction: &mut Transaction, member: &CaseMember) -> Result<u64, StoreError> {
    let arguments = [
        (&member.case_id).into(),
        (&member.agency_id).into(),
        (&member.as_kind).into(),
        (&member.owner_id).into(),
        i64::from(member.is_open).into(),
        member.updated_at.into(),
        (&member.until).into(),
    ];
    match run(transaction, static_sql::PUT_CASE_MEMBER, &arguments).await? {
        0 => Err(StoreError::Backend(format!("there is no case {} that an agency could take part in", member.case_id))),
        count => Ok(count),
    }
}

async fn put_entity_change(transaction: &mut Transaction, change: &EntityChange) -> Result<u64, StoreError> {
    let arguments = [
        (&change.list).into(),
        (&change.entity_id).into(),
        change.number.into(),
        change.version.into(),
        (&change.submission_id).into(),
        (&change.record_id).into(),
        (&change.author_id).into(),
        (&change.said).into(),
        change.at.into(),
    ];
    run(transaction, static_sql::PUT_ENTITY_CHANGE, &arguments).await
}

async fn put_draft(transaction: &mut Transaction, draft: &Draft) -> Result<u64, StoreError> {
    let Draft { head, content } = draft;
    require(transaction, static_sql::ACCOUNT_EXISTS, &head.account_id).await?;
    // What was saved on the way arrives after what was sent, now and then.
    if !transaction.fetch(static_sql::SUBMISSION_EXISTS, &[(&head.id).into()]).await?.is_empty() {
        return Ok(0);
    }
    let arguments = [
        (&head.account_id).into(),
        (&head.id).into(),
        (&head.kind).into(),
        (&head.form_version).into(),
        (&head.record_id).into(),
        (&head.supersedes).into(),
        head.created_at.into(),
        head.updated_at.into(),
        content.into(),
    ];
    run(transaction, static_sql::PUT_DRAFT, &arguments).await
}

async fn put_agency(transaction: &mut Transaction, agency: &Agency) -> Result<u64, StoreError> {
    let arguments = [(&agency.id).into(), (&agency.name_en).into(), (&agency.name_th).into(), agency.created_at.into()];
    run(transaction, static_sql::PUT_AGENCY, &arguments).await?;
    run(transaction, static_sql::PUT_AGENCY_KIND, &[(&agency.id).into(), (&agency.kind).into()]).await
}

async fn put_account(transaction: &mut Transaction, account: &Account) -> Result<u64, StoreError> {
    require(transaction, static_sql::AGENCY_EXISTS, &account.agency_id).await?;
    let login = [(&account.login).into(), (&account.id).into()];
    if !transaction.fetch(static_sql::LOGIN_OF_ANOTHER, &login).await?.is_empty() {
        return Err(Conflict::Taken { what: "login".to_owned(), value: account.login.clone() }.into());
    }
    let arguments = [
        (&account.id).into(),
        (&account.agency_id).into(),
        (&account.login).into(),
        (&account.name).into(),
        (&account.role).into(),
        (&account.lang).into(),
        (&account.password_hash).into(),
        account.disabled.into(),
        account.created_at.into(),
    ];
    run(transaction, static_sql::PUT_ACCOUNT, &arguments).await
}

async fn put_session(transaction: &mut Transaction, session: &Session) -> Result<u64, StoreError> {
    require(transaction, static_sql::ACCOUNT_EXISTS, &session.account_id).await?;
    let arguments = [
        (&session.token_hash).into(),
        (&session.account_id).into(),
        session.created_at.into(),
        session.seen_at.into(),
        session.expires_at.into(),
        session.confined.into(),
    ];
    run(transaction, static_sql::PUT_SESSION, &arguments).await?;
    let name = [(&session.token_hash).into(), (&session.id).into()];
    Ok(run(transaction, static_sql::NAME_SESSION, &name).await?.saturating_add(1))
}

async fn put_invitation(transaction: &mut Transaction, invitation: &Invitation) -> Result<u64, StoreError> {
    require(transaction, static_sql::ACCOUNT_EXISTS, &invitation.account_id).await?;
    let others = [(&invitation.account_id).into(), (&invitation.token_hash).into()];
    run(transaction, static_sql::END_OTHER_INVITATIONS, &others).await?;
    let arguments = [
        (&invitation.token_hash).into(),
        (&invitation.account_id).into(),
        invitation.expires_at.into(),
        invitation.used_at.into(),
    ];
    run(transaction, static_sql::PUT_INVITATION, &arguments).await
}

async fn use_invitation(transaction: &mut Transaction, token_hash: &str, at: i64) -> Result<u64, StoreError> {
    match run(transaction, static_sql::USE_INVITATION, &[token_hash.into(), at.into()]).await? {
        0 => Err(Conflict::Taken { what: "one-time link".to_owned(), value: token_hash.to_owned() }.into()),
        used => Ok(used),
    }
}

async fn add_device(transaction: &mut Transaction, device: &Device) -> Result<u64, StoreError> {
    require(transaction, static_sql::ACCOUNT_EXISTS, &device.account_id).await?;
    let arguments = [
        (&device.id).into(),
        (&device.account_id).into(),
        (&device.name).into(),
        (&device.token_hash).into(),
        (&device.digest_hash).into(),
        device.created_at.into(),
        device.seen_at.into(),
        device.revoked_at.into(),
    ];
    run(transaction, static_sql::PUT_DEVICE, &arguments).await
}

async fn require(transaction: &mut Transaction, sql: &'static str, id: &str) -> Result<(), StoreError> {
    if transaction.fetch(sql, &[id.into()]).await?.is_empty() {
        return Err(Conflict::NoRecord { record: id.to_owned() }.into());
    }
    Ok(())
}
