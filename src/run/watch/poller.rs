//! When to ask which address: a state machine without a clock, a network or luck of its own.
//!
//! Nothing is asked before a person allows it. One question at a time for each address, so many at
//! once in all; moments are absolute, so that a beat that comes late catches up and never doubles.
//! Whoever does not answer is asked ever more rarely.

/// How often and how patiently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// From one question to the next.
    pub every_ms: i64,
    /// How long an answer may take.
    pub timeout_ms: i64,
    /// The longest wait after failures.
    pub worst_ms: i64,
    /// How many questions are under way at most.
    pub most: usize,
}

impl Default for Pace {
    fn default() -> Self {
        Self { every_ms: 10_000, timeout_ms: 5_000, worst_ms: 60_000, most: 6 }
    }
}

/// What the poller hears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// Time went on.
    Beat,
    /// The question with this ticket was answered, well or not.
    Answered {
        /// Which question.
        ticket: u64,
        /// Whether there was an answer at all.
        well: bool,
    },
    /// A person allows an address, or takes that back.
    Allowed(usize, bool),
    /// A person lets an address rest, or goes on.
    Paused(usize, bool),
    /// Everything stops, or may go on.
    Stopped(bool),
}

/// What the poller wants done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// Ask this address; give up after so long.
    Fetch {
        /// Which address.
        target: usize,
        /// To be brought back with the answer.
        ticket: u64,
        /// How long to wait.
        timeout_ms: i64,
    },
    /// The answer counts: judge it.
    Judge {
        /// Whose it is.
        target: usize,
    },
    /// Nobody waits for this question's answer any more.
    Drop {
        /// Which question.
        ticket: u64,
        /// Whose it was.
        target: usize,
        /// It never came back, which is a time-out; else somebody stopped it.
        lost: bool,
    },
}

/// Why an address is not asked at the moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rest {
    /// Nobody allowed it.
    NotAllowed,
    /// It was paused.
    Paused,
    /// Everything is stopped.
    Stopped,
}

/// Asks addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Poller {
    pace: Pace,
    slots: Vec<Slot>,
    stopped: bool,
    next_ticket: u64,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Slot {
    allowed: bool,
    paused: bool,
    flight: Option<(u64, i64)>,
    due_ms: i64,
    failures: u32,
}

impl Poller {
    /// A poller of so many addresses, of which none is allowed yet.
    pub fn new(pace: Pace, targets: usize) -> Self {
        let slots = vec![Slot::default(); targets];
        Self { pace, slots, stopped: false, next_ticket: 1 }
    }

    /// Hears something and says what to do. `dice` is any number, for the jitter.
    pub fn step(&mut self, now_ms: i64, heard: Heard, dice: u64) -> Vec<Ask> {
        let mut asks = Vec::new();
        match heard {
            Heard::Beat => self.lose(now_ms, dice, &mut asks),
            Heard::Answered { ticket, well } => {
                // An answer that nobody waits for any more is none.
                if let Some(target) = self.whose(ticket) {
                    self.rest(target, now_ms, well, dice);
                    asks.push(Ask::Judge { target });
                }
            }
            Heard::Allowed(target, allowed) => {
                self.slots[target].allowed = allowed;
                self.slots[target].due_ms = now_ms;
                self.drop_resting(&mut asks);
            }
            Heard::Paused(target, paused) => {
                self.slots[target].paused = paused;
                self.slots[target].due_ms = now_ms;
                self.drop_resting(&mut asks);
            }
            Heard::Stopped(stopped) => {
                self.stopped = stopped;
                self.drop_resting(&mut asks);
            }
        }
        self.fetch(now_ms, &mut asks);
        asks
    }

    /// Asks so often from now on.
    pub fn ask_every(&mut self, now_ms: i64, every_ms: i64) {
        self.pace.every_ms = every_ms.max(1);
        self.pace.worst_ms = self.pace.worst_ms.max(every_ms);
        let latest_ms = now_ms.saturating_add(every_ms);
        // Who failed goes on waiting for longer.
        for slot in self.slots.iter_mut().filter(|slot| slot.failures < 2) {
            slot.due_ms = slot.due_ms.min(latest_ms);
        }
    }

    /// How often each address is asked.
    pub fn every_ms(&self) -> i64 {
        self.pace.every_ms
    }

    /// Why an address is not asked; none where it is.
    pub fn rests(&self, target: usize) -> Option<Rest> {
        let slot = &self.slots[target];
        match slot {
            Slot { allowed: false, .. } => Some(Rest::NotAllowed),
            _ if self.stopped => Some(Rest::Stopped),
            Slot { paused: true, .. } => Some(Rest::Paused),
            _ => None,
        }
    }

    /// Whether everything is stopped.
    pub fn is_stopped(&self) -> bool {
        self.stopped
    }

    /// How many addresses are asked.
    pub fn at_work(&self) -> usize {
        (0..self.slots.len()).filter(|target| self.rests(*target).is_none()).count()
    }

    fn whose(&self, ticket: u64) -> Option<usize> {
        self.slots.iter().position(|slot| slot.flight.is_some_and(|(own, _)| own == ticket))
    }

    /// Questions that should have been answered or given up long ago.
    fn lose(&mut self, now_ms: i64, dice: u64, asks: &mut Vec<Ask>) {
        for target in 0..self.slots.len() {
            let Some((ticket, since_ms)) = self.slots[target].flight else { continue };
            let waited_ms = now_ms.saturating_sub(since_ms);
            if !(0..self.pace.timeout_ms.saturating_mul(2)).contains(&waited_ms) {
                self.rest(target, now_ms, false, dice);
                asks.push(Ask::Drop { ticket, target, lost: true });
            }
        }
    }

    fn drop_resting(&mut self, asks: &mut Vec<Ask>) {
        for target in 0..self.slots.len() {
            if self.rests(target).is_some()
                && let Some((ticket, _)) = self.slots[target].flight.take()
            {
                asks.push(Ask::Drop { ticket, target, lost: false });
            }
        }
    }

    /// An address rests until it is due again: a little off the beat, and longer after failures.
    fn rest(&mut self, target: usize, now_ms: i64, well: bool, dice: u64) {
        let pace = self.pace;
        let slot = &mut self.slots[target];
        slot.flight = None;
        slot.failures = if well { 0 } else { slot.failures.saturating_add(1) };
        let doubled = pace.every_ms.saturating_mul(1 << slot.failures.saturating_sub(1).min(16));
        let wait_ms = doubled.clamp(1, pace.worst_ms.max(pace.every_ms));
        if slot.failures > 1 {
            // Up to a fifth later, so that many pages do not come back at one moment.
            let most = (wait_ms / 5).max(1).unsigned_abs();
            let jitter_ms = i64::try_from(dice % most).unwrap_or(0);
            slot.due_ms = now_ms.saturating_add(wait_ms + jitter_ms);
            return;
        }
        // On the beat that was planned, not so long after the answer; what was slept over is over.
        let next_ms = slot.due_ms.saturating_add(wait_ms);
        let in_time = (now_ms..=now_ms.saturating_add(wait_ms)).contains(&next_ms);
        slot.due_ms = if in_time { next_ms } else { now_ms.saturating_add(wait_ms) };
    }

    fn fetch(&mut self, now_ms: i64, asks: &mut Vec<Ask>) {
        let under_way = self.slots.iter().filter(|slot| slot.flight.is_some()).count();
        let far_ms = now_ms.saturating_add(self.pace.worst_ms.saturating_mul(2));
        let mut due: Vec<usize> = (0..self.slots.len())
            .filter(|target| {
                let slot = &self.slots[*target];
                // A clock that was set back must not silence an address for hours.
                let is_due = slot.due_ms <= now_ms || slot.due_ms > far_ms;
                is_due && slot.flight.is_none() && self.rests(*target).is_none()
            })
            .collect();
        due.sort_by_key(|target| self.slots[*target].due_ms);
        for target in due.into_iter().take(self.pace.most.saturating_sub(under_way)) {
            let ticket = self.next_ticket;
            self.next_ticket += 1;
            self.slots[target].flight = Some((ticket, now_ms));
            // The next beat is reckoned from the moment at which this one was due.
            let late = now_ms.saturating_sub(self.slots[target].due_ms) > self.pace.every_ms;
            if late || self.slots[target].due_ms > now_ms {
                self.slots[target].due_ms = now_ms;
            }
            asks.push(Ask::Fetch { target, ticket, timeout_ms: self.pace.timeout_ms });
        }
    }
}
