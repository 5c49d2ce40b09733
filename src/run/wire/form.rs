//! Fields of JSON as the journal writes them: numbers in hexadecimal, digests, lists.

use super::DamageKind;
use crate::run::journal::Digest;
use serde_json::{Map, Value};

/// An object of these fields, in this order.
pub(super) fn object<const N: usize>(fields: [(&str, Value); N]) -> Map<String, Value> {
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// Sixteen digits.
pub(super) fn hex(number: u64) -> Value {
    Value::String(format!("{number:016x}"))
}

/// Reading fields.
pub(super) trait Get {
    /// A text.
    fn text(&self, name: &'static str) -> Result<&str, DamageKind>;

    /// Sixteen digits.
    fn hex(&self, name: &'static str) -> Result<u64, DamageKind> {
        let text = self.text(name)?;
        let plain = text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let number = u64::from_str_radix(text, 16).ok().filter(|_| plain);
        number.ok_or(DamageKind::NoField(name))
    }
}

impl Get for Map<String, Value> {
    fn text(&self, name: &'static str) -> Result<&str, DamageKind> {
        self.get(name).and_then(Value::as_str).ok_or(DamageKind::NoField(name))
    }
}

/// A number that fits.
pub(super) fn number<T: TryFrom<i64> + TryFrom<u64>>(
    fields: &Map<String, Value>,
    name: &'static str,
) -> Result<T, DamageKind> {
    let value = fields.get(name);
    let signed = value.and_then(Value::as_i64).and_then(|n| T::try_from(n).ok());
    let number = signed.or_else(|| value?.as_u64().and_then(|n| T::try_from(n).ok()));
    number.ok_or(DamageKind::NoField(name))
}

/// A digest.
pub(super) fn digest(
    fields: &Map<String, Value>,
    name: &'static str,
) -> Result<Digest, DamageKind> {
    fields.text(name)?.parse().map_err(|()| DamageKind::NoField(name))
}
