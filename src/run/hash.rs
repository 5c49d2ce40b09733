//! SHA-256, and what it is taken of. Nobody else knows the crate.

use super::journal::Digest;
use sha2::{Digest as _, Sha256};

/// The digest of some bytes.
pub fn digest(bytes: &[u8]) -> Digest {
    Digest(Sha256::digest(bytes).into())
}

/// The digest of many pieces, one behind the other.
#[derive(Default)]
pub(super) struct Running(Sha256);

impl Running {
    pub fn add(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    pub fn digest(self) -> Digest {
        Digest(self.0.finalize().into())
    }
}

/// The digest of the n-th text of an entry, as its line spells it. The salt keeps a short text from
/// being found by trying.
pub(super) fn said(salt: u64, n: usize, spelt: &str) -> Digest {
    let mut hash = Running::default();
    hash.add(&salt.to_be_bytes());
    hash.add(&u64::try_from(n).unwrap_or(u64::MAX).to_be_bytes());
    hash.add(spelt.as_bytes());
    hash.digest()
}
