//! The free text of an event: what a mask may touch, in the order in which it is written down.

use super::{Event, Evidence, Observed, Source, Words};

impl Event {
    /// Every free text in it. Events of later versions keep theirs in their own JSON.
    pub fn words(&self) -> Vec<&Words> {
        match self {
            Self::Marked { reason, .. }
            | Self::GateOverridden { reason, .. }
            | Self::GateRefused { reason, .. }
            | Self::StageLeftOut { reason, .. }
            | Self::Held { reason }
            | Self::Dismissed { reason, .. }
            | Self::RollbackStarted { reason, .. }
            | Self::RollbackFinished { reason, .. }
            | Self::Retried { reason, .. }
            | Self::T0Moved { reason, .. }
            | Self::PlanAmended { reason, .. }
            | Self::ObligationClosed { reason, .. }
            | Self::Finished { reason }
            | Self::Abandoned { reason } => vec![reason],
            Self::Noted { text, .. } => vec![text],
            Self::Evidenced { evidence, .. } => match evidence {
                Evidence::Link(words) | Evidence::Text(words) => vec![words],
                Evidence::Value(seen) => vec![&seen.text],
            },
            Self::Answered { observed, source, .. } | Self::Tripped { observed, source, .. } => {
                seen(observed.as_ref()).into_iter().chain(signal(source)).collect()
            }
            Self::Recovered { observed, .. } => seen(observed.as_ref()).into_iter().collect(),
            Self::SignedOff(sign) => vec![&sign.statement],
            Self::MeasuringGap { signal, .. } => vec![signal],
            Self::Started(_)
            | Self::Ticked { .. }
            | Self::Unticked { .. }
            | Self::GatePassed { .. }
            | Self::GateAsked { .. }
            | Self::Resumed
            | Self::HandedOver { .. }
            | Self::Criticised { .. }
            | Self::Undone { .. }
            | Self::ClockJumped { .. }
            | Self::Unknown { .. } => Vec::new(),
        }
    }
}

fn seen(observed: Option<&Observed>) -> Option<&Words> {
    observed.map(|seen| &seen.text)
}

fn signal(source: &Source) -> Option<&Words> {
    match source {
        Source::Measured(signal) => Some(signal),
        Source::Attested | Source::Plan => None,
    }
}
