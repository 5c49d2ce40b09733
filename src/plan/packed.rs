//! A plan and its faults as bytes, for the way from whoever reads it to whoever shows it: a long plan
//! is read away from the page. Nothing is kept in this form; both ends are of one build.
//!
//! What was packed unpacks to the same, and bytes that were not packed here give nothing. Fields are
//! named one by one, so that the compiler says what is missing.

use super::{
    Anchor, Aside, AsideKind, Command, Day, Fact, Fault, FaultKind, Field, FieldKind, Id, Item,
    ItemIx, Kind, Language, Limit, Link, Moment, Offset, Op, Person, Place, Plan, PlanWindow,
    Probe, ProbeKind, Quote, Role, Rule, Schedule, SecretKind, Section, SectionIx, Span, Switch,
    Threshold, Tier, Window, Zone, ZoneKind,
};
use chrono::{NaiveTime, Timelike};

/// Packs a plan and its faults.
pub fn pack(plan: &Plan, faults: &Vec<Fault>) -> Vec<u8> {
    let mut out = Vec::new();
    plan.put(&mut out);
    faults.put(&mut out);
    out
}

/// Unpacks them; nothing where the bytes are no such thing.
pub fn unpack(mut bytes: &[u8]) -> Option<(Plan, Vec<Fault>)> {
    let whole = (Plan::take(&mut bytes)?, Vec::take(&mut bytes)?);
    bytes.is_empty().then_some(whole)
}

/// Something that can be packed.
trait Packed: Sized {
    fn put(&self, out: &mut Vec<u8>);
    fn take(from: &mut &[u8]) -> Option<Self>;
}

macro_rules! numbers {
    ($($number:ty)*) => {$(
        impl Packed for $number {
            fn put(&self, out: &mut Vec<u8>) {
                out.extend(self.to_le_bytes());
            }

            fn take(from: &mut &[u8]) -> Option<Self> {
                let (bytes, rest) = from.split_first_chunk()?;
                *from = rest;
                Some(Self::from_le_bytes(*bytes))
            }
        }
    )*};
}

macro_rules! structs {
    ($($name:ident { $($field:ident)* })*) => {$(
        impl Packed for $name {
            fn put(&self, out: &mut Vec<u8>) {
                let Self { $($field),* } = self;
                $($field.put(out);)*
            }

            fn take(from: &mut &[u8]) -> Option<Self> {
                $(let $field = Packed::take(from)?;)*
                Some(Self { $($field),* })
            }
        }
    )*};
}

/// Enums whose variants have names for what they hold, or hold nothing; each with its own number.
macro_rules! enums {
    ($($name:ident { $($tag:literal $variant:ident $({ $($field:ident)* })?)* })*) => {$(
        impl Packed for $name {
            fn put(&self, out: &mut Vec<u8>) {
                match self {
                    $(Self::$variant $({ $($field),* })? => {
                        out.push($tag);
                        $($($field.put(out);)*)?
                    })*
                }
            }

            fn take(from: &mut &[u8]) -> Option<Self> {
                Some(match u8::take(from)? {
                    $($tag => {
                        $($(let $field = Packed::take(from)?;)*)?
                        Self::$variant $({ $($field),* })?
                    })*
                    _ => return None,
                })
            }
        }
    )*};
}

numbers! { u8 u16 u32 u64 i32 f64 }

structs! {
    Plan { title language facts window sections items people probes asides anchors links }
    Fact { label value line }
    PlanWindow { window line }
    Aside { kind line end }
    Anchor { target place }
    Link { line words to }
    Section { id title line line_end column level role schedule parent end items }
    Item {
        id kind text line line_end column done tier schedule thresholds commands people fields section
        parent depth rule
    }
    Command { lang text line line_end }
    Field { kind label value line }
    Schedule { window offset wait limit }
    Window { from to zone }
    Moment { day time }
    Day { year month day }
    Zone { name kind }
    Offset { from to }
    Limit { from to }
    Span { negative days hours minutes seconds }
    Threshold { metric stat op value unit sustained }
    Person { role name channels line }
    Probe { kind url metric relative safe line }
    Fault { kind place }
    Place { line column width }
}

enums! {
    Language { 0 Ru 1 En 2 Mixed }
    AsideKind {
        0 Title 1 FrontMatter 2 Comment 3 Contents 4 Reference 5 TableHead 6 Told 7 Slot 8 Conflict
        9 Loose
    }
    Role { 0 Phase 1 Stage 2 Rollback 3 Reference }
    Kind { 0 Step 1 Go 2 Abort 3 Rollback 4 Artefact 5 Note }
    FieldKind { 0 Owner 1 Status 2 Time 3 Evidence 4 Other }
    Rule {
        0 TaskBox 1 BoxGlyph 2 MarkPair 3 Decision 4 Ordered 5 Bullet 6 SubStep 7 Titled 8 Commands
        9 TableRow 10 Label 11 InlineList 12 SectionTitle 13 Condition 14 Limit 15 Group 16 Option
        17 Listed 18 Prose 19 Exhibit 20 Corrected
    }
    Op { 0 Above 1 AtLeast 2 Below 3 AtMost 4 Equal }
    ProbeKind { 0 Health 1 Metric 2 Query }
    Switch { 0 Maintenance 1 Freeze 2 Silence 3 Ttl }
    SecretKind { 0 Password 1 Token 2 PrivateKey 3 Credential }
    FaultKind {
        0 Conflict { ours ours_lines theirs theirs_lines }
        1 StrayConflictMarker
        2 UnfilledSlot { slot }
        3 AmbiguousZone { zone }
        4 UnknownZone { zone }
        5 NothingToDo
        6 TickedTrigger { text }
        7 NoWayBack { stage }
        8 CriteriaWithoutSteps { section }
        9 StepsWithoutCriteria { section }
        10 SlotsOverlap { first first_line second }
        11 SlotGap { first first_line second minutes }
        12 SlotOutsideWindow { slot window_line }
        13 TotalTime { stated sum }
        14 TotalCount { stated found }
        15 OffsetAgainstClock { offset clock expected }
        16 BandHole { metric go abort other_line }
        17 BandClash { metric first second other_line }
        18 TierLooser { metric grave light other_line }
        19 NoSignal { metric }
        20 NeverSwitchedOff { what }
        21 BackupAfterMigration { migration_line }
        22 NoOwner { step }
        23 DuplicateSection { title first_line }
        24 BrokenAnchor { target }
        25 Secret { kind }
    }
}

impl Packed for bool {
    fn put(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(u8::take(from)? == 1)
    }
}

/// Handles and lengths: a source has fewer lines than that.
impl Packed for usize {
    fn put(&self, out: &mut Vec<u8>) {
        u32::try_from(*self).unwrap_or(u32::MAX).put(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(u32::take(from)? as Self)
    }
}

impl Packed for Box<str> {
    fn put(&self, out: &mut Vec<u8>) {
        put_words(self, out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        take_words(from).map(Into::into)
    }
}

impl Packed for Quote {
    fn put(&self, out: &mut Vec<u8>) {
        put_words(self, out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        take_words(from).map(Into::into)
    }
}

fn put_words(words: &str, out: &mut Vec<u8>) {
    words.len().put(out);
    out.extend(words.as_bytes());
}

fn take_words<'w>(from: &mut &'w [u8]) -> Option<&'w str> {
    let length = usize::take(from)?;
    let (bytes, rest) = from.split_at_checked(length)?;
    *from = rest;
    str::from_utf8(bytes).ok()
}

impl<T: Packed> Packed for Box<T> {
    fn put(&self, out: &mut Vec<u8>) {
        T::put(self, out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        T::take(from).map(Self::new)
    }
}

impl<T: Packed> Packed for Option<T> {
    fn put(&self, out: &mut Vec<u8>) {
        self.is_some().put(out);
        if let Some(it) = self {
            it.put(out);
        }
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        if bool::take(from)? { T::take(from).map(Some) } else { Some(None) }
    }
}

impl<T: Packed> Packed for Vec<T> {
    fn put(&self, out: &mut Vec<u8>) {
        self.len().put(out);
        for it in self {
            it.put(out);
        }
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let count = usize::take(from)?;
        // No room is made on the word of bytes that may be of anything.
        (0..count).map(|_| T::take(from)).collect()
    }
}

impl<T: Packed, U: Packed> Packed for (T, U) {
    fn put(&self, out: &mut Vec<u8>) {
        self.0.put(out);
        self.1.put(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some((T::take(from)?, U::take(from)?))
    }
}

impl Packed for std::ops::Range<usize> {
    fn put(&self, out: &mut Vec<u8>) {
        (self.start, self.end).put(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(usize::take(from)?..usize::take(from)?)
    }
}

impl Packed for NaiveTime {
    fn put(&self, out: &mut Vec<u8>) {
        (self.num_seconds_from_midnight(), self.nanosecond()).put(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Self::from_num_seconds_from_midnight_opt(u32::take(from)?, u32::take(from)?)
    }
}

impl Packed for Id {
    fn put(&self, out: &mut Vec<u8>) {
        (self.hash(), self.ordinal).put(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(Self::of(u64::take(from)?, u32::take(from)?))
    }
}

impl Packed for ItemIx {
    fn put(&self, out: &mut Vec<u8>) {
        self.index().put(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        usize::take(from).map(Self::new)
    }
}

impl Packed for SectionIx {
    fn put(&self, out: &mut Vec<u8>) {
        self.index().put(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        usize::take(from).map(Self::new)
    }
}

impl Packed for Tier {
    fn put(&self, out: &mut Vec<u8>) {
        match self {
            Self::P(n) => (0_u8, *n).put(out),
            Self::Sev(n) => (1_u8, *n).put(out),
        }
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        match <(u8, u8)>::take(from)? {
            (0, n) => Some(Self::P(n)),
            (1, n) => Some(Self::Sev(n)),
            _ => None,
        }
    }
}

impl Packed for ZoneKind {
    fn put(&self, out: &mut Vec<u8>) {
        match self {
            Self::Fixed(minutes) => (0_u8, *minutes).put(out),
            Self::Named => out.push(1),
            Self::Ambiguous => out.push(2),
            Self::Unknown => out.push(3),
        }
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        match u8::take(from)? {
            0 => i32::take(from).map(Self::Fixed),
            1 => Some(Self::Named),
            2 => Some(Self::Ambiguous),
            3 => Some(Self::Unknown),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{pack, unpack};
    use crate::plan::{lint, read};

    /// Plans that say something of every sort.
    const PLANS: [&str; 13] = [
        include_str!("../../plans/database-cutover.md"),
        include_str!("../../plans/internet-bank.md"),
        include_str!("../../plans/patient-portal-golive.md"),
        include_str!("../../plans/taxi-canary.md"),
        include_str!("../../plans/web-release.md"),
        include_str!("../../plans/weekend-release.md"),
        include_str!("../../tests/plans/en-bank-payments-cutover.md"),
        include_str!("../../tests/plans/en-conflicted-merge.md"),
        include_str!("../../tests/plans/en-change-template.md"),
        include_str!("../../tests/plans/en-datacentre-move.md"),
        include_str!("../../tests/plans/en-erp-task-fields.md"),
        include_str!("../../tests/plans/en-game-season-launch.md"),
        include_str!("../../tests/plans/en-hotfix-table-conflict.md"),
    ];

    #[test]
    fn a_plan_comes_out_as_it_went_in() {
        for text in PLANS {
            let (plan, mut faults) = read(text);
            faults.extend(lint::lint(&plan, text));
            assert_eq!(unpack(&pack(&plan, &faults)), Some((plan, faults)), "{text}");
        }
    }

    #[test]
    fn what_was_not_packed_here_gives_nothing() {
        let (plan, faults) = read(include_str!("../../plans/weekend-release.md"));
        let whole = pack(&plan, &faults);
        for end in 0..whole.len() {
            assert_eq!(unpack(&whole[..end]), None, "cut at {end}");
        }
        let longer = [&whole[..], b"."].concat();
        assert_eq!(unpack(&longer), None);
        for at in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] = 0xff;
            // Whatever comes of it, nothing falls.
            let _ = unpack(&damaged);
        }
    }
}
