//! The sentences.

use crate::plan::FaultKind;

pub(super) fn fault(kind: &FaultKind) -> String {
    kind.code().to_owned()
}

pub(super) fn advice(_kind: &FaultKind) -> String {
    String::new()
}
