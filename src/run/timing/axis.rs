//! The axis: everything that the plan says about time, as moments.
//!
//! Offsets count from T0: hours and minutes by the clockwork, whole days by the calendar of the
//! plan's zone, so that «День −1» is the day before, from midnight to midnight. A time of day is
//! read in its own zone, else in that of the heading above, else in the plan window's, else in the
//! run's. It lies on the day that its heading names; else beside the times of its heading; else
//! within the release window; else behind the last time told before it, in the plan's order.
//!
//! When T0 moves, offsets move with it. Times of day move too, and by as much, where the release
//! window began at the T0 that the run was started with: then the clock times are only another way
//! to write offsets. A date of its own outside of the release window never moves. Where T0 is
//! another moment than the window's beginning, clock times stay.

use super::clock::{
    self, Anchor, HOUR_MS, date_after, date_near, days_from, distance, midnight, whole_days,
};
use crate::plan::{Item, Kind, Offset, Plan, Role, Schedule, SectionIx, Span, Window, Zone};
use crate::plan::{Moment, ZoneKind};
use crate::run::event::Start;
use crate::run::zone::{Doubt, Meaning, ZoneRule, rule_of};
use chrono::NaiveDate;
use std::borrow::Cow;

/// Why a planned time is not as sure as it looks, or could not be told at all.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unsure {
    /// The clocks are set forward over it; it is read as the moment of the change.
    Skipped,
    /// The clocks are set back and it comes twice; the first one is taken.
    Twice,
    /// The zone by this name is still a question, so the time could not be told.
    Zone(Box<str>),
    /// The zone's name tells of the other half of the year; its place's own clock is taken.
    Season(Box<str>),
    /// It lies on one of several days, and the plan does not say on which.
    Day,
    /// It would end before it begins; the end is left out.
    Backwards,
    /// Its distance from T0 and the clock beside it differ; the distance is taken.
    Clash,
}

/// What a planned time hangs on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Basis {
    /// The plan tells no time.
    #[default]
    Untold,
    /// A distance from T0.
    Offset,
    /// A time of day or a date.
    Clock,
    /// What stands before it, and how long that takes.
    Order,
}

/// When something is to happen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Planned {
    /// When it begins.
    pub from_ms: Option<i64>,
    /// When it ends.
    pub to_ms: Option<i64>,
    /// How long it may take, where the plan limits it.
    pub limit_ms: Option<i64>,
    /// What that hangs on.
    pub basis: Basis,
    /// It is told in days: the ends are midnights, and `to_ms` is the one behind the last day.
    pub in_days: bool,
    /// What is not sure about it.
    pub unsure: Vec<Unsure>,
}

/// All times of a plan, for one start and one T0.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Axis {
    /// T0.
    pub t0_ms: i64,
    /// The release window as the plan tells it.
    pub window: Option<Planned>,
    /// Each section's times, by its place in the plan.
    pub sections: Vec<Planned>,
    /// Each item's times, by its place in the plan.
    pub items: Vec<Planned>,
}

impl Axis {
    /// The axis of a plan that is started so, with T0 where it is now.
    pub fn of(plan: &Plan, start: &Start, t0_ms: i64) -> Self {
        let mut maker = Maker::new(plan, start, t0_ms);
        maker.release_window();
        for (ix, section) in plan.each_section() {
            let in_course = !is_back(plan, ix);
            let own = maker.schedule(section.schedule.as_deref(), section.parent, true);
            maker.tell(&own, in_course);
            maker.axis.sections[ix.index()] = own.moved;
            maker.told[ix.index()] = own.told;
            for n in section.items.clone() {
                let item = &plan.items[n];
                let own = maker.schedule(item.schedule.as_deref(), Some(ix), false);
                maker.tell(&own, in_course && is_due(item));
                maker.axis.items[n] = own.moved;
            }
            maker.begun |= in_course && plan.items_of(ix).iter().any(is_due);
        }
        maker.axis
    }
}

fn is_due(item: &Item) -> bool {
    matches!(item.kind, Kind::Step | Kind::Go)
}

/// Whether a section tells how to go back: its times are no part of the way ahead.
fn is_back(plan: &Plan, ix: SectionIx) -> bool {
    let above = |ix: &SectionIx| plan.section(*ix).parent;
    std::iter::successors(Some(ix), above).any(|ix| plan.section(ix).role == Role::Rollback)
}

/// One time, before any move of T0 and after it.
#[derive(Default)]
struct Told {
    told: Planned,
    moved: Planned,
}

/// Makes an axis, in the plan's order.
struct Maker<'a> {
    plan: &'a Plan,
    start: &'a Start,
    axis: Axis,
    /// How far T0 moved since the start.
    moved_ms: i64,
    /// Whether clock times move with it.
    clocks_move: bool,
    /// The zone that days are counted in.
    home: Cow<'a, ZoneRule>,
    /// The release window before any move of T0, where it is no longer than a day.
    window: Option<(i64, i64)>,
    /// Each section's times before any move of T0.
    told: Vec<Planned>,
    /// Where the last time of day began, before any move of T0.
    last_ms: Option<i64>,
    /// A stage was told already.
    begun: bool,
}

impl<'a> Maker<'a> {
    fn new(plan: &'a Plan, start: &'a Start, t0_ms: i64) -> Self {
        let axis = Axis {
            t0_ms,
            window: None,
            sections: vec![Planned::default(); plan.sections.len()],
            items: vec![Planned::default(); plan.items.len()],
        };
        let mut maker = Self {
            plan,
            start,
            axis,
            moved_ms: t0_ms.saturating_sub(start.t0_ms),
            clocks_move: false,
            home: Cow::Borrowed(&start.zone),
            window: None,
            told: vec![Planned::default(); plan.sections.len()],
            last_ms: None,
            begun: false,
        };
        if let Ok(home) = maker.zone(None, None) {
            maker.home = home;
        }
        maker
    }

    /// The release window comes first: all other clock times stand beside it.
    fn release_window(&mut self) {
        let Some(window) = self.plan.window.as_ref().map(|it| &it.window) else {
            self.clocks_move = self.first_clock_is_t0();
            return;
        };
        let t0_ms = self.start.t0_ms;
        let told = self.clock(window, None, |_, _| Some(Anchor::Near(t0_ms, t0_ms)));
        self.clocks_move = told.from_ms == Some(t0_ms);
        self.window = told.from_ms.map(|from| (from, told.to_ms.unwrap_or(from + 12 * HOUR_MS)));
        let moved = self.moved(&told, true);
        self.axis.window = Some(moved);
        self.window = self.window.filter(|(from, to)| to - from <= 24 * HOUR_MS);
    }

    /// Without a window the first stage that is told by the clock stands for its beginning.
    fn first_clock_is_t0(&self) -> bool {
        let stages = self.plan.each_section().filter(|(_, it)| it.role == Role::Stage);
        let mut clocks =
            stages.filter_map(|(ix, it)| Some((ix, it.schedule.as_ref()?.window.as_ref()?)));
        let first = clocks.find_map(|(ix, window)| Some((ix, window, window.from.time?)));
        first.is_some_and(|(ix, window, time)| {
            let zone = self.zone(window.zone.as_ref(), Some(ix));
            zone.is_ok_and(|zone| zone.clock(self.start.t0_ms).time() == time)
        })
    }

    /// Later times of day follow after this one.
    fn tell(&mut self, own: &Told, in_course: bool) {
        if in_course && own.told.basis == Basis::Clock && !own.told.in_days {
            self.last_ms = own.told.from_ms.or(self.last_ms);
        }
    }

    /// The times of one schedule, that stands below a section.
    fn schedule(
        &self,
        schedule: Option<&'a Schedule>,
        above: Option<SectionIx>,
        is_title: bool,
    ) -> Told {
        let Some(schedule) = schedule else { return Told::default() };
        let mut own = self.unlimited(schedule, above, is_title);
        for planned in [&mut own.told, &mut own.moved] {
            let Some(limit) = schedule.limit.and_then(|limit| limit.to) else { continue };
            let limit_ms = limit.total_s().saturating_mul(1000);
            if limit_ms >= 0 {
                planned.limit_ms = Some(limit_ms);
                let end = planned.from_ms.map(|from_ms| from_ms.saturating_add(limit_ms));
                planned.to_ms = planned.to_ms.or(end.filter(|_| limit_ms > 0));
            } else if *planned == Planned::default() {
                (planned.to_ms, planned.in_days) = self.off_t0(limit, true);
                planned.basis = Basis::Offset;
            }
        }
        own
    }

    fn unlimited(&self, schedule: &'a Schedule, above: Option<SectionIx>, is_title: bool) -> Told {
        // «Через неделю» over a stage counts from T0; over a step it is a wait.
        let later = schedule.wait.filter(|wait| is_title && whole_days(*wait).is_some());
        let later = later.map(|wait| Offset { from: wait, to: None });
        let both = |told: Planned| Told { moved: told.clone(), told };
        match (schedule.offset.or(later), &schedule.window) {
            (None, None) => Told::default(),
            (Some(offset), None) => both(self.offset(offset)),
            (Some(offset), Some(window)) => both(self.both(offset, window, above)),
            (None, Some(window)) => {
                let hung = self.hung(above);
                let told = self.clock(window, above, |zone, time| self.anchor(hung, zone, time));
                let moved = match hung {
                    Hung::Day(_, Basis::Offset) | Hung::Stretch(_, _, Basis::Offset) => {
                        told.clone()
                    }
                    _ => self.moved(&told, window.from.day.is_none()),
                };
                Told { told, moved }
            }
        }
    }

    /// An offset with a clock beside it.
    fn both(&self, offset: Offset, window: &'a Window, above: Option<SectionIx>) -> Planned {
        // «День −1, 18:00»: the offset tells the day, and the clock the time.
        if let Some(days) = whole_days(offset.from) {
            let date = days_from(self.today(), days);
            let told = self.clock(window, above, |_, _| Some(Anchor::Day(date)));
            return Planned { basis: Basis::Offset, ..told };
        }
        // «T+60m (02:30)»: it hangs on T0, and the clock only tells how that looks.
        let mut told = self.offset(offset);
        let first_ms = told.from_ms.map_or(0, |from_ms| from_ms.saturating_sub(self.moved_ms));
        let clock = self.clock(window, above, |_, _| Some(Anchor::Near(first_ms, first_ms)));
        if let (Some(from), Some(to), None) = (clock.from_ms, clock.to_ms, told.to_ms) {
            told.to_ms = told.from_ms.map(|start| start.saturating_add(to - from));
        }
        if clock.from_ms.is_some_and(|from_ms| from_ms != first_ms) && self.clocks_move {
            told.unsure.push(Unsure::Clash);
        }
        told
    }

    /// What hangs on the window's beginning moves with T0.
    fn moved(&self, told: &Planned, undated: bool) -> Planned {
        let within = self
            .window
            .is_some_and(|(from, to)| told.from_ms.is_some_and(|at| (from..=to).contains(&at)));
        let by_ms = if self.clocks_move && (undated || within) { self.moved_ms } else { 0 };
        let by = |at: Option<i64>| at.map(|ms| ms.saturating_add(by_ms));
        Planned { from_ms: by(told.from_ms), to_ms: by(told.to_ms), ..told.clone() }
    }

    /// The day of T0 in the plan's zone.
    fn today(&self) -> NaiveDate {
        self.home.clock(self.axis.t0_ms).date()
    }

    fn offset(&self, offset: Offset) -> Planned {
        let (from_ms, in_days) = self.off_t0(offset.from, false);
        let to = offset.to.or(in_days.then_some(offset.from));
        let to_ms = to.and_then(|to| self.off_t0(to, true).0);
        let basis = Basis::Offset;
        Planned { from_ms, to_ms, basis, in_days, ..Planned::default() }.in_order()
    }

    /// A moment so far from T0, and whether it is told in days; the end of the day for an end.
    fn off_t0(&self, span: Span, is_end: bool) -> (Option<i64>, bool) {
        match whole_days(span) {
            Some(days) => {
                let date = days_from(self.today(), days + i64::from(is_end));
                (Some(midnight(&self.home, date)), true)
            }
            None => (Some(self.axis.t0_ms.saturating_add(span.total_s() * 1000)), false),
        }
    }

    /// A stretch of the clock, before any move of T0.
    fn clock(
        &self,
        window: &'a Window,
        above: Option<SectionIx>,
        anchor: impl Fn(&ZoneRule, chrono::NaiveTime) -> Option<Anchor>,
    ) -> Planned {
        let mut planned = Planned { basis: Basis::Clock, ..Planned::default() };
        let zone = match self.zone(window.zone.as_ref(), above) {
            Ok(zone) => zone,
            Err(name) => {
                planned.unsure.push(Unsure::Zone(name.into()));
                return planned;
            }
        };
        let near = zone.clock(self.start.t0_ms).date();
        let date = window.from.day.and_then(|day| date_near(day, near));
        planned.from_ms = match (date, window.from.time) {
            (Some(date), Some(time)) => {
                Some(planned.heed(clock::moment_of(&zone, time, Anchor::Day(date))))
            }
            (Some(date), None) => {
                planned.in_days = true;
                Some(midnight(&zone, date))
            }
            (None, Some(time)) => {
                let anchor = anchor(&zone, time);
                if anchor.is_none() {
                    planned.unsure.push(Unsure::Day);
                }
                anchor.map(|anchor| planned.heed(clock::moment_of(&zone, time, anchor)))
            }
            (None, None) => None,
        };
        let Some(from_ms) = planned.from_ms else { return planned };
        let to = window.to.filter(|to| *to != Moment::default());
        planned.to_ms = match to {
            Some(to) => planned.end(&zone, from_ms, to),
            None => {
                date.filter(|_| planned.in_days).map(|date| midnight(&zone, days_from(date, 1)))
            }
        };
        if let Some(name) = window.zone.as_ref() {
            planned.season(name, &zone, from_ms);
        }
        planned.in_order()
    }

    /// The zone of a time: its own, that of a heading above, the plan's, the run's.
    fn zone(
        &self,
        own: Option<&'a Zone>,
        above: Option<SectionIx>,
    ) -> Result<Cow<'a, ZoneRule>, &'a str> {
        let plan: &'a Plan = self.plan;
        let mut headings = std::iter::successors(above, |ix| plan.section(*ix).parent);
        let zone_of = |ix| plan.section(ix).schedule.as_ref()?.window.as_ref()?.zone.as_ref();
        let whole = || plan.window.as_ref()?.window.zone.as_ref();
        let Some(zone) = own.or_else(|| headings.find_map(zone_of)).or_else(whole) else {
            return Ok(Cow::Borrowed(&self.start.zone));
        };
        let start: &'a Start = self.start;
        let run_own = std::slice::from_ref(&start.zone);
        rule_of(zone, &start.zones)
            .filter(|rule| matches!(rule, Cow::Borrowed(_)))
            .or_else(|| rule_of(zone, run_own))
            .ok_or(&*zone.name)
    }

    /// What a time of day below a section hangs on.
    fn hung(&self, above: Option<SectionIx>) -> Hung {
        let headings = std::iter::successors(above, |ix| self.plan.section(*ix).parent);
        let told = headings.map(|ix| &self.told[ix.index()]).find(|told| told.from_ms.is_some());
        let Some(told) = told else { return Hung::Nothing };
        let from = told.from_ms.unwrap_or_default();
        let to = told.to_ms.unwrap_or(from);
        if !told.in_days {
            return Hung::Stretch(from, to, told.basis);
        }
        let date = self.home.clock(from).date();
        let is_one = midnight(&self.home, days_from(date, 1)) >= to;
        if is_one { Hung::Day(date, told.basis) } else { Hung::Days }
    }

    /// Beside what a time of day without a day stands.
    fn anchor(&self, hung: Hung, zone: &ZoneRule, time: chrono::NaiveTime) -> Option<Anchor> {
        match hung {
            Hung::Day(date, _) => return Some(Anchor::Day(date)),
            Hung::Stretch(from, to, _) => return Some(Anchor::Near(from, to)),
            Hung::Nothing | Hung::Days => {}
        }
        let t0_ms = self.start.t0_ms;
        let (from, to) = self.window.unwrap_or((t0_ms, t0_ms));
        let (near_ms, _) = clock::moment_of(zone, time, Anchor::Near(from, to));
        if distance(near_ms, from, to) == 0 {
            return Some(Anchor::Near(from, to));
        }
        if hung == Hung::Days {
            return None;
        }
        Some(match (self.last_ms, self.window) {
            (Some(last_ms), _) => Anchor::After(last_ms),
            // A first stage outside of the window makes ready for it; a later one follows it.
            (None, Some(_)) if self.begun => Anchor::Near(from, to),
            (None, Some(_)) => Anchor::Before(from),
            (None, None) => Anchor::Near(t0_ms, t0_ms),
        })
    }
}

/// What the headings above tell of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hung {
    /// Nothing.
    Nothing,
    /// A single day, and what that hangs on.
    Day(NaiveDate, Basis),
    /// Several days.
    Days,
    /// A stretch, and what that hangs on.
    Stretch(i64, i64, Basis),
}

impl Planned {
    /// How long it may take: its limit, else from its beginning to its end.
    pub fn length_ms(&self) -> Option<i64> {
        self.limit_ms.or_else(|| Some(self.to_ms?.saturating_sub(self.from_ms?)))
    }

    fn heed(&mut self, (at_ms, doubt): (i64, Option<Doubt>)) -> i64 {
        match doubt {
            Some(Doubt::Skipped) => self.unsure.push(Unsure::Skipped),
            Some(Doubt::Twice) => self.unsure.push(Unsure::Twice),
            None => {}
        }
        at_ms
    }

    /// Where a stretch that began so ends.
    fn end(&mut self, zone: &ZoneRule, from_ms: i64, to: Moment) -> Option<i64> {
        let first = zone.clock(from_ms);
        let date = to.day.and_then(|day| date_after(day, first.date()));
        match (date, to.time) {
            (Some(date), Some(time)) => {
                self.in_days = false;
                let end_ms = self.heed(zone.moment(date.and_time(time)));
                // «21.11 22:00 – 21.11 24:00» ends with the day.
                let ends_day = time == chrono::NaiveTime::MIN && end_ms <= from_ms;
                Some(if ends_day { midnight(zone, days_from(date, 1)) } else { end_ms })
            }
            (Some(date), None) => Some(midnight(zone, days_from(date, 1))),
            (None, Some(time)) => {
                self.in_days = false;
                let next = time < first.time();
                let date = if next { days_from(first.date(), 1) } else { first.date() };
                Some(self.heed(zone.moment(date.and_time(time))))
            }
            (None, None) => None,
        }
    }

    /// An end before the beginning is no end.
    fn in_order(mut self) -> Self {
        if let (Some(from), Some(to)) = (self.from_ms, self.to_ms)
            && to <= from
        {
            if to < from {
                self.unsure.push(Unsure::Backwards);
            }
            self.to_ms = None;
        }
        self
    }

    /// CET in July: the name tells of winter, and the clocks there show summer.
    fn season(&mut self, name: &Zone, rule: &ZoneRule, at_ms: i64) {
        if let (ZoneKind::Fixed(min), Meaning::Named(_)) = (name.kind, Meaning::of(name))
            && min != i32::from(rule.offset_at(at_ms))
        {
            self.unsure.push(Unsure::Season(name.name.clone()));
        }
    }
}
