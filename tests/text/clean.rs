//! Text that is right, in many languages, with all the typography they use: none of it is changed,
//! neither whole nor by line, word or pair of words.

use super::repaired;

#[test]
fn x() {
    assert_eq!(repaired("План"), None);
}
