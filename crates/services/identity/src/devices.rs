//! Phones that fetch forms and send answers for somebody: made, listed, revoked, and known again by their secret. Owns what proves a
//! device and that a secret is kept only as its hashes; how it travels is `openrosa`'s, and what a device may do is what its owner may.

use crate::Identity;
use crate::people::{LONGEST_LOGIN, name_problem};
use crate::session::{NOTED_EVERY, actor, lang, token_hash};
use hex::ToHex as _;
use language::{Lang, Message};
use md5::{Digest as _, Md5};
use serde_json::json;
use service_kit::{Action, Actor, Context, Resource, ServiceError, authorise};
use std::collections::HashMap;
use store::{Account, Change, Device, Millis, Unit};
use subtle::ConstantTimeEq as _;

/// What the protection space of devices is called in HTTP authentication. It is part of what is kept of a secret: with another name no
/// device would be known any more.
pub const DEVICE_REALM: &str = "Saphan";

/// A device that was just made. Its secret is not kept and cannot be shown again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDevice {
    /// Its id, which is also the name that it signs in with.
    pub id: String,
    /// The secret: 64 hexadecimal digits.
    pub secret: String,
}

/// A device as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownDevice {
    /// Its id.
    pub id: String,
    /// What its owner calls it.
    pub name: String,
    /// The account that it sends for.
    pub owner_id: String,
    /// What colleagues call the owner.
    pub owner: String,
    /// When it was made.
    pub created_at: Millis,
    /// When it was last used; none until it was.
    pub seen_at: Option<Millis>,
    /// When it was revoked.
    pub revoked_at: Option<Millis>,
}

/// How a caller shows that it is a device.
#[derive(Clone, Copy)]
pub enum DeviceProof<'p> {
    /// By the secret alone, as it stands in an address.
    Token(&'p str),
    /// By name and secret.
    Password {
        /// The device's id.
        id: &'p str,
        /// The secret.
        secret: &'p str,
    },
    /// By an answer to a challenge, which can be worked out only with the secret.
    Digest {
        /// The device's id.
        id: &'p str,
        /// Whether the answer is right for the hash that is kept in the secret's place.
        is_right: &'p (dyn Fn(&str) -> bool + Sync),
    },
}

impl Identity {
    /// Makes a device that sends for the caller.
    ///
    /// # Errors
    /// [`ServiceError::Refused`] when the caller may not; [`ServiceError::Invalid`] when the name is missing or too long.
    pub async fn make_device(&self, context: &Context, name: &str) -> Result<NewDevice, ServiceError> {
        let Actor { account_id, agency_id, .. } = &context.actor;
        if !may_manage(context, agency_id, account_id) {
            return Err(ServiceError::Refused);
        }
        if let Some(problem) = name_problem("name", name) {
            return Err(ServiceError::Invalid(vec![problem]));
        }
        let made = NewDevice { id: self.kit.new_id(), secret: self.kit.new_secret() };
        let device = Device {
            id: made.id.clone(),
            account_id: account_id.clone(),
            name: name.trim().to_owned(),
            token_hash: token_hash(&made.secret),
            digest_hash: digest_hash(&made.id, &made.secret),
            created_at: context.at,
            seen_at: None,
            revoked_at: None,
        };
        let entry = self.kit.entry(context, "device.make", "device", &made.id, &json!({}));
        self.kit.commit(Unit::one(Change::AddDevice(device), entry)).await?;
        Ok(made)
    }

    /// The devices that the caller may revoke, newest first, with those that are revoked already.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn devices(&self, context: &Context) -> Result<Vec<KnownDevice>, ServiceError> {
        let accounts: HashMap<String, Account> =
            self.kit.store.accounts().await?.into_iter().map(|account| (account.id.clone(), account)).collect();
        let devices = self.kit.store.devices().await?;
        let known = devices.into_iter().filter_map(|device| {
            let owner = accounts.get(&device.account_id)?;
            may_manage(context, &owner.agency_id, &owner.id).then(|| known(device, owner))
        });
        Ok(known.collect())
    }

    /// Refuses a device from its next request on, for ever. Revoking one twice changes nothing.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when the caller has no say in such a device.
    pub async fn revoke_device(&self, context: &Context, id: &str) -> Result<(), ServiceError> {
        let device = self.kit.store.device(id).await?.ok_or(ServiceError::NotFound)?;
        let owner = self.kit.store.account(&device.account_id).await?.ok_or(ServiceError::NotFound)?;
        if !may_manage(context, &owner.agency_id, &owner.id) {
            return Err(ServiceError::NotFound);
        }
        if device.revoked_at.is_some() {
            return Ok(());
        }
        let entry = self.kit.entry(context, "device.revoke", "device", id, &json!({}));
        self.kit.commit(Unit::one(Change::RevokeDevice { id: id.to_owned(), at: context.at }, entry)).await?;
        Ok(())
    }

    /// For whom a device calls; nobody when what it shows is wrong, it was revoked, or its owner's account is disabled.
    ///
    /// A wrong proof for a device slows further tries for this one, as wrong passwords do. A secret without a name cannot be tried for
    /// anybody in particular: nothing but its 256 bits of chance stands in a guesser's way.
    ///
    /// # Errors
    /// [`ServiceError::TooMuch`] when this device must wait.
    pub async fn whose_device(&self, proof: DeviceProof<'_>) -> Result<Option<(Actor, Lang)>, ServiceError> {
        let device = match proof {
            DeviceProof::Token(secret) => self.kit.store.device_by_token(&token_hash(secret)).await?,
            DeviceProof::Password { id, secret } => {
                let hash = token_hash(secret);
                self.proven(id, |device| device.token_hash.as_bytes().ct_eq(hash.as_bytes()).into()).await?
            }
            DeviceProof::Digest { id, is_right } => self.proven(id, |device| is_right(&device.digest_hash)).await?,
        };
        let Some(device) = device.filter(|device| device.revoked_at.is_none()) else { return Ok(None) };
        let account = self.kit.store.account(&device.account_id).await?;
        let Some(account) = account.filter(|account| !account.disabled) else { return Ok(None) };
        let now = self.kit.now();
        if device.seen_at.is_none_or(|seen_at| now - seen_at > NOTED_EVERY) {
            self.note(Change::NoteDeviceUse { id: device.id, at: now }).await?;
        }
        Ok(Some((actor(&account)?, lang(&account))))
    }

    /// The device of that name, when its proof is right.
    async fn proven(
        &self,
        id: &str,
        is_right: impl Fn(&Device) -> bool + Send,
    ) -> Result<Option<Device>, ServiceError> {
        // A login has no space, so that neither slows the other.
        let name: String = id.chars().take(LONGEST_LOGIN).collect();
        let slowed = format!("device {name}");
        self.throttle.look(&slowed, self.kit.now()).map_err(must_wait)?;
        let device = self.kit.store.device(&name).await?.filter(is_right);
        match &device {
            Some(_) => self.throttle.succeeded(&slowed),
            None => self.throttle.begin(&slowed, self.kit.now()).map_err(must_wait)?,
        }
        Ok(device)
    }
}

/// The hash that digest authentication takes in place of a device's secret (RFC 2617, `H(A1)`). MD5 is the protocol's choice; the
/// secret behind it cannot be guessed.
fn digest_hash(id: &str, secret: &str) -> String {
    Md5::digest(format!("{id}:{DEVICE_REALM}:{secret}")).encode_hex()
}

fn may_manage(context: &Context, agency_id: &str, owner_id: &str) -> bool {
    authorise(&context.actor, Action::ManageDevices, &Resource { agency_id, author_id: owner_id }).allowed
}

fn known(device: Device, owner: &Account) -> KnownDevice {
    KnownDevice {
        id: device.id,
        name: device.name,
        owner_id: owner.id.clone(),
        owner: owner.name.clone(),
        created_at: device.created_at,
        seen_at: device.seen_at,
        revoked_at: device.revoked_at,
    }
}

/// What somebody is told who must wait before the next try.
pub(crate) fn must_wait(millis: Millis) -> ServiceError {
    ServiceError::TooMuch(Message::new("identity-wait").with("seconds", millis.div_euclid(1000) + 1))
}
