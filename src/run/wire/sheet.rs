//! A line as it is sealed: what its digest covers, and what stands behind that.
//!
//! The digest covers the line without its salt and its digest, each free text by a digest of its
//! own. That holds for any object `{"said":…}`, so lines of later versions can be checked and
//! masked too. A masked line bears no salt but the digest of what it shows, lest that be altered.

use super::DamageKind;
use super::heard::digits;
use super::json::{Instead, Node, write_members};
use crate::run::hash;
use crate::run::journal::Digest;

/// The parts of a line that was sealed.
pub(super) struct Sheet<'n> {
    /// All members but those of the seal.
    pub body: &'n [(&'n str, Node<'n>)],
    /// What makes the digests of its texts.
    pub salt: Salt,
    /// The digest it bears.
    pub digest: Digest,
}

/// How the texts of a line are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Salt {
    /// There are none.
    Textless,
    /// Whole, with this random number.
    Whole(u64),
    /// Masked, each with its digest; this is the digest of the line as it shows them.
    Masked(Digest),
}

impl<'n> Sheet<'n> {
    /// The parts of a line, if it has them.
    pub fn of(line: &'n Node<'n>) -> Result<Self, DamageKind> {
        let members = line.members().unwrap_or_default();
        let (last, rest) = members.split_last().ok_or(DamageKind::NoField("digest"))?;
        let digest = match last {
            ("digest", node) => node.spelt().and_then(|spelt| spelt.parse().ok()),
            _ => None,
        };
        let digest = digest.ok_or(DamageKind::NoField("digest"))?;
        let (salt, body) = match rest.split_last() {
            Some((("salt", node), body)) => {
                let salt = node
                    .spelt()
                    .and_then(digits)
                    .filter(|salt| *salt > 0)
                    .ok_or(DamageKind::NoField("salt"))?;
                (Salt::Whole(salt), body)
            }
            Some((("masked", node), body)) => {
                let shown = node.spelt().and_then(|spelt| spelt.parse().ok());
                (Salt::Masked(shown.ok_or(DamageKind::NoField("masked"))?), body)
            }
            Some(_) | None => (Salt::Textless, rest),
        };
        Ok(Self { body, salt, digest })
    }

    /// Whether the line is what was written.
    pub fn check(&self) -> Result<(), DamageKind> {
        let (digest, said, masked) = self.cover();
        let is_shown = match self.salt {
            Salt::Textless if said > 0 => return Err(DamageKind::NoField("salt")),
            Salt::Whole(_) if said == 0 || masked > 0 => return Err(DamageKind::NoField("salt")),
            Salt::Masked(_) if said == 0 || masked < said => {
                return Err(DamageKind::NoField("masked"));
            }
            Salt::Masked(shown) => shown == hash::digest(&self.shown()),
            Salt::Textless | Salt::Whole(_) => true,
        };
        if is_shown && digest == self.digest { Ok(()) } else { Err(DamageKind::Altered) }
    }

    /// What the digest has to be; how many texts there are, and how many of them masked.
    pub fn cover(&self) -> (Digest, usize, usize) {
        let salt = match self.salt {
            Salt::Whole(salt) => salt,
            Salt::Textless | Salt::Masked(_) => 0,
        };
        let (mut said, mut masked) = (0, 0);
        let bytes = self.written(&mut |members, out| {
            let Some((spelt, digest)) = words(members) else { return false };
            masked += usize::from(digest.is_some());
            let digest = digest.unwrap_or_else(|| hash::said(salt, said, spelt));
            said += 1;
            // No JSON has this byte: nothing else can stand for a text.
            out.push(0);
            out.extend_from_slice(&digest.0);
            true
        });
        (hash::digest(&bytes), said, masked)
    }

    /// The line with its texts masked, or nothing if the mask changes none of them.
    pub fn masked(&self, mask: &dyn Fn(&str) -> Option<String>) -> Option<String> {
        let salt = match self.salt {
            Salt::Textless => return None,
            Salt::Whole(salt) => salt,
            Salt::Masked(_) => 0,
        };
        let (mut said, mut is_changed) = (0, false);
        let bytes = self.written(&mut |members, out| {
            let Some((spelt, digest)) = words(members) else { return false };
            let digest = digest.unwrap_or_else(|| hash::said(salt, said, spelt));
            said += 1;
            let mut shown = spelt.to_owned();
            if let Some(text) = Node::Text(spelt).text().and_then(|text| mask(&text)) {
                is_changed = true;
                shown.clear();
                super::json::spell(&text, &mut shown);
            }
            let line = format!("{{\"said\":\"{shown}\",\"sha256\":\"{digest}\"}}");
            out.extend_from_slice(line.as_bytes());
            true
        });
        let body = String::from_utf8(bytes).ok()?;
        let shown = Salt::Masked(hash::digest(body.as_bytes()));
        is_changed.then(|| sealed(&body, shown, self.digest))
    }

    fn shown(&self) -> Vec<u8> {
        self.written(&mut |_, _| false)
    }

    fn written(&self, instead: &mut Instead) -> Vec<u8> {
        let mut out = Vec::new();
        write_members(self.body, &mut out, instead);
        out
    }
}

/// A line: an object, and its seal behind all else.
pub(super) fn sealed(body: &str, salt: Salt, digest: Digest) -> String {
    let open = body.strip_suffix('}').unwrap_or(body);
    let salt = match salt {
        Salt::Textless => String::new(),
        Salt::Whole(salt) => format!(",\"salt\":\"{salt:016x}\""),
        Salt::Masked(shown) => format!(",\"masked\":\"{shown}\""),
    };
    format!("{open}{salt},\"digest\":\"{digest}\"}}")
}

/// How many free texts are in a value, and how many of them masked.
pub(super) fn count(node: &Node) -> (usize, usize) {
    let (mut said, mut masked) = (0, 0);
    node.write(&mut Vec::new(), &mut |members, _| {
        let Some((_, digest)) = words(members) else { return false };
        said += 1;
        masked += usize::from(digest.is_some());
        true
    });
    (said, masked)
}

/// The free text that an object is, if it is one: as it is spelt, and its digest if it is masked.
fn words<'a>(members: &[(&str, Node<'a>)]) -> Option<(&'a str, Option<Digest>)> {
    match members {
        [("said", Node::Text(spelt))] => Some((spelt, None)),
        [("said", Node::Text(spelt)), ("sha256", Node::Text(digest))] => {
            Some((spelt, Some(digest.parse().ok()?)))
        }
        _ => None,
    }
}
