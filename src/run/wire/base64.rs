//! Base64, as envelopes need it: the common letters, padded, one spelling for each run of bytes.
//! Two short functions; a crate would bring engines and alphabets that nobody here asks for.

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Bytes as letters.
pub fn encode(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let at = |n: usize| three.get(n).copied().map_or(0, u32::from);
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for n in 0..4 {
            let six_bits = (bits >> (18 - 6 * n)) & 63;
            out.push(if n > three.len() { '=' } else { LETTERS[six_bits as usize] as char });
        }
    }
    out
}

/// Letters as bytes, if they are just what the bytes are spelt as.
pub fn decode(letters: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(letters.len() / 4 * 3);
    for four in letters.as_bytes().chunks(4) {
        let bits =
            four.iter().filter(|letter| **letter != b'=').try_fold(0_u32, |bits, letter| {
                let six_bits = LETTERS.iter().position(|known| known == letter)?;
                Some(bits << 6 | u32::try_from(six_bits).ok()?)
            })?;
        let count = four.iter().filter(|letter| **letter != b'=').count();
        let [_, bytes @ ..] = (bits << (6 * (4 - count))).to_be_bytes();
        out.extend_from_slice(&bytes[..count.saturating_sub(1)]);
    }
    (encode(&out) == letters).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::{decode, encode};

    #[test]
    fn bytes_have_one_spelling() {
        for (bytes, letters) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("\u{7ff}>?", "378+Pw==")]
        {
            assert_eq!(encode(bytes.as_bytes()), letters);
            assert_eq!(decode(letters).as_deref(), Some(bytes.as_bytes()));
        }
        for wrong in ["Z", "Zg", "Zg=", "Zh==", "Zg==Zg==", "====", "Zm9v\n", "Z-==", "=Zg="] {
            assert_eq!(decode(wrong), None, "{wrong}");
        }
    }
}
