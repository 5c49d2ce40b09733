//! Slots that share time, leave a gap between them, or leave the maintenance window.
//!
//! Only siblings are compared: sections of one parent, steps of one list. A clock without a day is
//! put nearest to the slot before it, so that 00:15 after 23:30 is the next morning. Slots that
//! mean to share time (equal ones, an umbrella over several, different owners, «параллельно») do.

use super::ground::{at_item, at_section, carries_out, is_step, section_at};
use super::hearing::{Heard, Listener};
use super::lexicon::Sense;
use crate::plan::{
    Day, Fault, FaultKind, Moment, Place, Plan, PlanWindow, Schedule, SectionIx, Window, Zone,
    ZoneKind,
};
use chrono::{NaiveDate, Timelike};

const DAY: i64 = 24 * 60;
const HOUR: i64 = 60;

/// A stretch of time on its siblings' own axis, in minutes.
struct Slot<'p> {
    from: i64,
    to: i64,
    title: &'p str,
    place: Place,
    /// Who does an item; a section has nobody.
    people: Option<&'p [Box<str>]>,
    /// Meant to share time with others.
    shares: bool,
    /// Prepares, checks or watches.
    quiet: bool,
    /// What follows waits first.
    waits: bool,
}

pub(super) fn check(plan: &Plan, faults: &mut Vec<Fault>) {
    let mut listener = Listener::new();
    let maintenance = plan.window.as_ref().filter(|window| length(&window.window).is_some());
    for (parent, sections) in families(plan) {
        let timed = sections.into_iter().filter_map(|ix| {
            let section = plan.section(ix);
            let waits = plan.items_of(ix).iter().any(|item| has_wait(item.schedule.as_deref()));
            let window = section.schedule.as_ref()?.window.as_ref()?;
            let slot = Slot {
                waits,
                ..slot(&section.title, at_section(section), listener.hear(&section.title))
            };
            Some((window, slot))
        });
        let timed: Vec<_> = timed.collect();
        for run in runs(timed) {
            judge(run, bounds(plan, maintenance, parent), faults);
        }
    }
    for (section, timed) in lists(plan, &mut listener) {
        for run in runs(timed) {
            judge(run, bounds(plan, maintenance, Some(section)), faults);
        }
    }
}

/// Sections that carry out a release, by their parent.
fn families(plan: &Plan) -> Vec<(Option<SectionIx>, Vec<SectionIx>)> {
    let mut all: Vec<_> = plan
        .each_section()
        .filter(|(_, section)| carries_out(section))
        .filter(|(_, section)| section.schedule.as_ref().is_some_and(|s| s.window.is_some()))
        .map(|(ix, section)| (section.parent, ix))
        .collect();
    all.sort_by_key(|(parent, _)| *parent);
    let family = |family: &[(Option<SectionIx>, SectionIx)]| {
        (family[0].0, family.iter().map(|(_, ix)| *ix).collect())
    };
    all.chunk_by(|a, b| a.0 == b.0).map(family).collect()
}

/// Steps with a window, list by list.
fn lists<'p>(
    plan: &'p Plan,
    listener: &mut Listener,
) -> Vec<(SectionIx, Vec<(&'p Window, Slot<'p>)>)> {
    let timed = plan.items.iter().filter(|item| is_step(item));
    let mut timed: Vec<_> = timed
        .filter(|item| carries_out(plan.section(item.section)))
        .filter_map(|item| Some((item, item.schedule.as_ref()?.window.as_ref()?)))
        .collect();
    timed.sort_by_key(|(item, _)| (item.section, item.parent));
    let list = timed.chunk_by(|a, b| (a.0.section, a.0.parent) == (b.0.section, b.0.parent));
    list.map(|list| {
        let slots = list.iter().map(|(item, window)| {
            let heard = listener.hear(&item.text);
            let slot = Slot {
                people: Some(&item.people),
                waits: has_wait(item.schedule.as_deref()),
                ..slot(&item.text, at_item(item), heard)
            };
            (*window, slot)
        });
        (list[0].0.section, slots.collect())
    })
    .collect()
}

fn slot<'p>(title: &'p str, place: Place, heard: Heard<'_>) -> Slot<'p> {
    Slot {
        from: 0,
        to: 0,
        title,
        place,
        people: None,
        shares: heard.has_any(&[Sense::Parallel, Sense::Umbrella]),
        quiet: heard.has(Sense::Quiet),
        waits: false,
    }
}

fn has_wait(schedule: Option<&Schedule>) -> bool {
    schedule.is_some_and(|schedule| schedule.wait.is_some())
}

/// Puts slots on one axis. A new run begins where two cannot be compared: another zone, a day
/// beside none.
fn runs<'p>(timed: Vec<(&Window, Slot<'p>)>) -> Vec<Run<'p>> {
    let mut runs: Vec<Run<'p>> = Vec::new();
    let mut last: Option<&Window> = None;
    for (window, slot) in timed {
        let Some(length) = length(window) else { continue };
        if last.is_none_or(|before| !comparable(before, window)) {
            runs.push(Run { slots: Vec::new(), zone: None });
        }
        last = Some(window);
        let Some(run) = runs.last_mut() else { continue };
        let ahead = run.ahead(window.zone.as_ref());
        let near = run.slots.last().map(|before| before.from + ahead);
        let from = minute(&window.from, near) - ahead;
        run.slots.push(Slot { from, to: from + length, ..slot });
    }
    runs
}

/// Slots that can be compared, and the zone their axis is in.
struct Run<'p> {
    slots: Vec<Slot<'p>>,
    zone: Option<i32>,
}

impl Run<'_> {
    /// How many minutes a zone's clock is ahead of this axis; the first known zone becomes its own.
    fn ahead(&mut self, zone: Option<&Zone>) -> i64 {
        match zone.map(|zone| zone.kind) {
            Some(ZoneKind::Fixed(minutes)) => {
                i64::from(minutes - *self.zone.get_or_insert(minutes))
            }
            _ => 0,
        }
    }
}

/// How many minutes a window lasts; none without both ends.
pub(super) fn length(window: &Window) -> Option<i64> {
    let to = window.to.as_ref()?;
    let (start, end) = (clock(&window.from)?, clock(to)?);
    let length = match (window.from.day, to.day) {
        (Some(from), Some(to)) => {
            let days = ordinal(to) - ordinal(from);
            let days = if days < -YEAR / 2 { days + YEAR } else { days };
            end - start + days * DAY
        }
        _ if end <= start => end - start + DAY,
        _ => end - start,
    };
    (length > 0 && length < YEAR * DAY).then_some(length)
}

const YEAR: i64 = 366;

fn clock(moment: &Moment) -> Option<i64> {
    let time = moment.time?;
    Some(i64::from(time.hour() * 60 + time.minute()))
}

/// Days from a fixed day; without a year, within the leap year 2000.
fn ordinal(day: Day) -> i64 {
    let year = day.year.unwrap_or(2000);
    let date = NaiveDate::from_ymd_opt(year, day.month.into(), day.day.into());
    date.map_or(0, |date| date.signed_duration_since(NaiveDate::default()).num_days())
}

/// The moment in minutes: by its day, or nearest to another.
fn minute(moment: &Moment, near: Option<i64>) -> i64 {
    let clock = clock(moment).unwrap_or(0);
    let (at, turn) = match moment.day {
        Some(day) if day.year.is_some() => return ordinal(day) * DAY + clock,
        Some(day) => (ordinal(day) * DAY + clock, YEAR * DAY),
        None => (clock, DAY),
    };
    near.map_or(at, |near| nearest(at, near, turn))
}

/// Moves a minute by whole turns as near to another as it goes.
fn nearest(at: i64, near: i64, turn: i64) -> i64 {
    at + (near - at + turn / 2).div_euclid(turn) * turn
}

fn comparable(a: &Window, b: &Window) -> bool {
    let days = a.from.day.map(|day| day.year.is_some());
    days == b.from.day.map(|day| day.year.is_some())
        && zones_agree(a.zone.as_ref(), b.zone.as_ref())
}

/// Alike, both fixed, or one of them not written.
pub(super) fn zones_agree(a: Option<&Zone>, b: Option<&Zone>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => {
            a.name == b.name || matches!((a.kind, b.kind), (ZoneKind::Fixed(_), ZoneKind::Fixed(_)))
        }
        _ => true,
    }
}

/// How many minutes the second zone's clock is ahead of the first's.
pub(super) fn shift(a: Option<&Zone>, b: Option<&Zone>) -> i64 {
    match (a.map(|zone| zone.kind), b.map(|zone| zone.kind)) {
        (Some(ZoneKind::Fixed(a)), Some(ZoneKind::Fixed(b))) => i64::from(b - a),
        _ => 0,
    }
}

/// The maintenance window, and whether every slot of this family must keep to it.
#[derive(Clone, Copy)]
struct Bounds<'p> {
    window: &'p PlanWindow,
    strict: bool,
}

/// A window stated in a section binds the slots below it; one stated elsewhere binds a family that
/// has at least one slot inside.
fn bounds<'p>(
    plan: &Plan,
    window: Option<&'p PlanWindow>,
    parent: Option<SectionIx>,
) -> Option<Bounds<'p>> {
    let window = window?;
    let home = section_at(plan, window.line);
    let strict = home.is_some_and(|home| {
        let end = plan.section(home).end;
        parent.is_some_and(|parent| home <= parent && parent < end)
    });
    Some(Bounds { window, strict })
}

fn judge(mut run: Run<'_>, bounds: Option<Bounds<'_>>, faults: &mut Vec<Fault>) {
    let inside = bounds.map(|bounds| aligned(bounds, &mut run));
    let run = run.slots;
    let mut order: Vec<&Slot<'_>> = run.iter().collect();
    order.sort_by_key(|slot| (slot.from, std::cmp::Reverse(slot.to), slot.place));
    let overlapping = order.windows(2).filter(|pair| pair[1].from < pair[0].to).count();
    if overlapping * 2 <= run.len().max(2) {
        overlaps(&order, faults);
    }
    gaps(&order, inside, faults);
    if let (Some(bounds), Some(inside)) = (bounds, inside) {
        outside(&run, bounds, inside, faults);
    }
}

/// The maintenance window on the axis of these slots.
fn aligned(bounds: Bounds<'_>, run: &mut Run<'_>) -> (i64, i64) {
    let window = &bounds.window.window;
    let at = clock(&window.from).unwrap_or(0) - run.ahead(window.zone.as_ref());
    let from = nearest(at, run.slots.first().map_or(0, |slot| slot.from), DAY);
    (from, from + length(window).unwrap_or(0))
}

fn overlaps(order: &[&Slot<'_>], faults: &mut Vec<Fault>) {
    let mut open: Option<&Slot<'_>> = None;
    for (n, slot) in order.iter().enumerate() {
        let umbrella =
            order.get(n + 2).is_some_and(|third| third.to <= slot.to && third.from < slot.to)
                && order[n + 1].to <= slot.to;
        if slot.shares || umbrella {
            continue;
        }
        if let Some(before) = open.filter(|before| slot.from < before.to) {
            let equal = (before.from, before.to) == (slot.from, slot.to);
            let others = match (before.people, slot.people) {
                (Some(a), Some(b)) if !a.is_empty() && !b.is_empty() => {
                    a.iter().all(|person| !b.contains(person))
                }
                _ => false,
            };
            if !equal && !others {
                let (first, second) =
                    if before.place <= slot.place { (before, *slot) } else { (*slot, before) };
                let kind = FaultKind::SlotsOverlap {
                    first: first.title.into(),
                    first_line: first.place.line,
                    second: second.title.into(),
                };
                faults.push(Fault::new(kind, second.place));
            }
        }
        if open.is_none_or(|before| slot.to > before.to) {
            open = Some(slot);
        }
    }
}

/// Time that belongs to no slot: inside the window, or between slots that otherwise touch.
fn gaps(order: &[&Slot<'_>], inside: Option<(i64, i64)>, faults: &mut Vec<Fault>) {
    let touching = order.windows(2).any(|pair| pair[0].to == pair[1].from);
    let mut last: Option<&Slot<'_>> = None;
    for slot in order {
        let gap = last.filter(|before| before.to < slot.from);
        if let Some(before) = gap.filter(|before| !before.waits) {
            let length = slot.from - before.to;
            let within = inside.is_some_and(|(from, to)| from <= before.from && slot.to <= to);
            let close = length <= HOUR && (touching || slot.people.is_none());
            if within || close {
                let kind = FaultKind::SlotGap {
                    first: before.title.into(),
                    first_line: before.place.line,
                    second: slot.title.into(),
                    minutes: u32::try_from(length).unwrap_or(u32::MAX),
                };
                faults.push(Fault::new(kind, slot.place));
            }
        }
        if last.is_none_or(|before| slot.to > before.to) {
            last = Some(slot);
        }
    }
}

/// Slots that begin before the window or end after it. What wholly lies outside and only prepares
/// or watches may.
fn outside(run: &[Slot<'_>], bounds: Bounds<'_>, inside: (i64, i64), faults: &mut Vec<Fault>) {
    let (from, to) = inside;
    let meets = |slot: &Slot<'_>| slot.from < to && from < slot.to;
    let kept = |slot: &Slot<'_>| from <= slot.from && slot.to <= to;
    if !run.iter().any(|slot| if bounds.strict { meets(slot) } else { kept(slot) }) {
        return;
    }
    for slot in run.iter().filter(|slot| !kept(slot)) {
        let apart = !meets(slot) && (slot.quiet || !bounds.strict);
        if !apart && !slot.shares {
            let kind = FaultKind::SlotOutsideWindow {
                slot: slot.title.into(),
                window_line: bounds.window.line,
            };
            faults.push(Fault::new(kind, slot.place));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::draft::faults;

    /// Codes and lines of what is said about slots.
    #[track_caller]
    fn check(draft: &str, expected: &[(&str, u32)]) {
        let all = faults(draft);
        let got: Vec<_> = all
            .iter()
            .map(|fault| (fault.kind.code(), fault.place.line))
            .filter(|(code, _)| ["HP201", "HP202", "HP203"].contains(code))
            .collect();
        assert_eq!(got, expected, "{draft}");
    }

    #[test]
    fn slots_overlap() {
        check("## stage A {02:00-02:20}\n## stage B {02:15-02:45}", &[("HP201", 2)]);
        check("## stage A {23:30-00:15}\n## stage B {00:00-00:30}", &[("HP201", 2)]);
        check("## stage B {02:15-02:45}\n## stage A {02:00-02:20}", &[("HP201", 2)]);
        check("## stage A\nstep a {02:00-02:20}\nstep b {02:10-02:30}", &[("HP201", 3)]);
        check("## stage A {02:00-02:30/MSK}\n## stage B {23:15-23:45/UTC}", &[("HP201", 2)]);
        check(
            "## stage A {12-31T23:30-01-01T00:30}\n## stage B {01-01T00:15-01-01T01:00}",
            &[("HP201", 2)],
        );
    }

    #[test]
    fn slots_follow_each_other() {
        check("## stage A {02:00-02:15}\n## stage B {02:15-02:45}\n## stage C {02:45-04:00}", &[]);
        check("## stage A {23:30-00:15}\n## stage B {00:15-00:30}", &[]);
        check("## stage A {02:00-02:15/MSK}\n## stage B {23:15-23:45/UTC}", &[]);
        check("## stage A {12-31T23:30-01-01T00:15}\n## stage B {01-01T00:15-01-01T01:00}", &[]);
        check(
            "## stage A {02:00-03:00}\n### stage B {02:00-02:30}\n### stage C {02:30-03:00}",
            &[],
        );
        check("## stage A {02:00}\n## stage B {01:00}", &[]);
    }

    #[test]
    fn some_slots_mean_to_share_time() {
        check("## stage A {02:00-03:00}\n## stage B {02:00-03:00}", &[]);
        check("## stage Мониторинг {02:00-04:00}\n## stage B {02:15-02:45}", &[]);
        check("## stage A {02:00-02:30}\n## stage B, параллельно {02:15-02:45}", &[]);
        check(
            "## stage All {02:00-03:00}\n## stage B {02:00-02:30}\n## stage C {02:30-03:00}",
            &[],
        );
        check("## stage A\nstep a {02:00-02:20; @Ann}\nstep b {02:10-02:30; @Bob}", &[]);
        check("## rollback A {02:00-02:30}\n## stage B {02:15-02:45}", &[]);
    }

    #[test]
    fn a_gap_belongs_to_no_slot() {
        check("## stage A {02:00-02:15}\n## stage B {02:30-02:45}", &[("HP202", 2)]);
        check("## stage A {23:30-23:50}\n## stage B {00:05-00:30}", &[("HP202", 2)]);
        check(
            "## stage A\nstep a {02:00-02:10}\nstep b {02:10-02:20}\nstep c {02:25-02:30}",
            &[("HP202", 4)],
        );
        check("## stage A {09:00-09:30}\n## stage B {15:00-16:00}", &[]);
        check("## stage A\nstep a {10:00-10:10}\nstep b {10:30-10:40}", &[]);
        check("## stage A {02:00-02:15}\nstep soak {wait 15m}\n## stage B {02:30-02:45}", &[]);
        let window = "window 02:00-06:00 MSK\n";
        check(
            &format!("{window}## stage A {{02:00-03:00}}\n## stage B {{04:30-06:00}}"),
            &[("HP202", 3)],
        );
    }

    #[test]
    fn a_slot_leaves_the_window() {
        let go_live = "## phase Go live\nwindow 02:00-04:00 MSK\n";
        check(
            &format!("{go_live}### stage A {{02:00-03:00}}\n### stage B {{03:00-04:15}}"),
            &[("HP203", 4)],
        );
        check(
            &format!("{go_live}### stage A {{01:45-03:00}}\n### stage B {{03:00-04:00}}"),
            &[("HP203", 3)],
        );
        check(&format!("{go_live}### stage A {{02:00-03:00}}\n### stage B {{03:00-04:00}}"), &[]);
        check(
            &format!("{go_live}### stage A {{02:00-04:00}}\n### stage Наблюдение {{04:00-06:00}}"),
            &[],
        );
        let night = "window 23:00-01:00\n";
        check(&format!("{night}## stage A {{23:00-00:30}}\n## stage B {{00:30-01:00}}"), &[]);
        check(
            &format!("{night}## stage A {{23:00-00:30}}\n## stage B {{00:30-01:30}}"),
            &[("HP203", 3)],
        );
        check(&format!("{night}## stage A {{10:00-11:00}}\n## stage B {{11:00-12:00}}"), &[]);
        check(&format!("{night}## stage A {{22:00-23:00}}\n## stage B {{23:00-01:00}}"), &[]);
    }

    #[test]
    fn times_that_cannot_be_compared_are_not() {
        check("## stage A {02:00-02:30/Europe}\n## stage B {02:15-02:45/MSK}", &[]);
        check("## stage A {05-01T02:00-05-01T02:30}\n## stage B {02:15-02:45}", &[]);
        check("## stage A {05-01T02:00-05-01T03:00}\n## stage B {05-02T02:30-05-02T03:30}", &[]);
    }
}
