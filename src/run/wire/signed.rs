//! A signature under a run: a DSSE envelope over its seal, which any tool that knows DSSE can check.
//!
//! What is signed holds the digest of the statement and not its text, the digest that the entry's
//! own digest covers: masking the statement in a report leaves the signature true, and the envelope
//! gives nothing away. Keys are Ed25519; who checks brings the mathematics.

use super::ink::Ink;
use super::{base64, heard, json};
use crate::run::event::{Event, Seat};
use crate::run::hash;
use crate::run::journal::{Digest, Entry, RunId};
use crate::run::seal::{Pen, Seal};

/// What the payload is, to tools that carry envelopes.
const TYPE: &str = "application/vnd.holdpoint.seal+json";
/// What stands before a key's own digits.
const KEY: &str = "ed25519:";

/// What somebody puts their key to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The run.
    pub run: RunId,
    /// What it came down to when they signed.
    pub seal: Seal,
    /// Who, and as what.
    pub seat: Seat,
    /// The digest of what they stated.
    pub said: Digest,
}

/// A signature that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// What was signed.
    pub statement: Statement,
    /// The public key. Whose it is, others must know.
    pub key: [u8; 32],
}

/// Why a signature does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotSigned {
    /// It is no envelope, or what is in it is no statement.
    NotAnEnvelope,
    /// No signature in it is of its key.
    Forged,
    /// It was put to something else than the entry says.
    Misplaced,
}

/// Checks a signature: by the key, of the message.
pub type Verify<'v> = dyn Fn(&[u8; 32], &[u8], &[u8]) -> bool + 'v;

impl Statement {
    /// What the sign-off that this pen is about to write will state.
    pub fn of(pen: &Pen, seal: Seal, signer: &Seat, text: &str) -> Self {
        let mut spelt = String::new();
        json::spell(text, &mut spelt);
        let said = hash::said(pen.salt.max(1), 0, &spelt);
        Self { run: pen.run, seal, seat: signer.clone(), said }
    }

    /// The bytes that the key signs.
    pub fn to_sign(&self) -> Vec<u8> {
        pae(&self.payload())
    }

    /// The envelope with the signature of those bytes.
    pub fn envelope(&self, key: &[u8; 32], signature: &[u8]) -> String {
        let payload = base64::encode(self.payload().as_bytes());
        let mut ink = Ink::new(None);
        ink.quoted("payload", payload).quoted("payloadType", TYPE).list(
            "signatures",
            [signature],
            |ink, signature| {
                ink.raw("{").quoted("keyid", format_args!("{KEY}{}", Digest(*key)));
                ink.quoted("sig", base64::encode(signature)).raw("}");
            },
        );
        ink.done().0 + "}"
    }

    fn payload(&self) -> String {
        let mut ink = Ink::new(None);
        ink.quoted("run", self.run)
            .quoted("plan", self.seal.plan)
            .plain("entries", self.seal.entries)
            .quoted("head", self.seal.head)
            .text("name", &self.seat.name)
            .text("role", &self.seat.role)
            .quoted("statement", self.said);
        ink.done().0 + "}"
    }

    fn read(payload: &str) -> Option<Self> {
        let node = json::read(payload).ok()?;
        let digest = |name| heard::digest(&node, name);
        let statement = Self {
            run: RunId(heard::hex(&node, "run")?),
            seal: Seal {
                plan: digest("plan")?,
                entries: heard::number(&node, "entries")?,
                head: digest("head")?,
            },
            seat: Seat { name: heard::text(&node, "name")?, role: heard::text(&node, "role")? },
            said: digest("statement")?,
        };
        // A payload that says more than we read is not one that we can vouch for.
        (statement.payload() == payload).then_some(statement)
    }
}

/// What an envelope holds, if a signature in it does.
///
/// # Errors
/// Why none does.
pub fn checked(envelope: &str, verify: &Verify) -> Result<Signed, NotSigned> {
    let node = json::read(envelope).map_err(|_| NotSigned::NotAnEnvelope)?;
    let payload = node.get("payload").and_then(|it| base64::decode(it.spelt()?));
    let payload = payload.and_then(|bytes| String::from_utf8(bytes).ok());
    let is_ours = node.get("payloadType").and_then(json::Node::spelt) == Some(TYPE);
    let payload = payload.filter(|_| is_ours).ok_or(NotSigned::NotAnEnvelope)?;
    let statement = Statement::read(&payload).ok_or(NotSigned::NotAnEnvelope)?;
    let signatures = node.get("signatures").and_then(json::Node::list);
    let message = pae(&payload);
    let key = signatures.unwrap_or_default().iter().find_map(|signature| {
        let key = key(signature.get("keyid")?.spelt()?)?;
        let signature = base64::decode(signature.get("sig")?.spelt()?)?;
        verify(&key, &message, &signature).then_some(key)
    });
    key.map(|key| Signed { statement, key }).ok_or(NotSigned::Forged)
}

/// The signature of a sign-off, checked to be put to what the entry says; nothing where the entry
/// bears none.
pub fn signature(entry: &Entry, verify: &Verify) -> Option<Result<Signed, NotSigned>> {
    let Event::SignedOff(sign_off) = &entry.event else { return None };
    let envelope = sign_off.envelope.as_deref()?;
    let said = sign_off.statement.masked.unwrap_or_else(|| {
        let mut spelt = String::new();
        json::spell(&sign_off.statement.text, &mut spelt);
        hash::said(entry.salt, 0, &spelt)
    });
    Some(checked(envelope, verify).and_then(|signed| {
        let Statement { run, seal, seat, said: stated } = &signed.statement;
        let is_here =
            (*run, seal.head, seat, *stated) == (entry.run, sign_off.seal, &sign_off.seat, said);
        if is_here { Ok(signed) } else { Err(NotSigned::Misplaced) }
    }))
}

/// The public key that an envelope names, whether or not its signature holds.
pub fn key_named(envelope: &str) -> Option<[u8; 32]> {
    let node = json::read(envelope).ok()?;
    let signatures = node.get("signatures")?.list()?;
    key(signatures.first()?.get("keyid")?.spelt()?)
}

/// The public key of a key's name.
fn key(name: &str) -> Option<[u8; 32]> {
    let Digest(key) = name.strip_prefix(KEY)?.parse().ok()?;
    Some(key)
}

/// DSSE's encoding of what is signed, so that no two payloads of any types look alike.
fn pae(payload: &str) -> Vec<u8> {
    format!("DSSEv1 {} {TYPE} {} {payload}", TYPE.len(), payload.len()).into_bytes()
}
