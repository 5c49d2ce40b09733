//! What a person sets on a watch: how often it asks, what must be true of an address, how often in a
//! row before it counts; and what of that is kept for the next time.

use super::Post;
use super::condition::{Fault, conditions};
use super::judge::Settings;
use super::target::Target;
use super::terms::{Term, Terms, Tuning, wanted};
use crate::run::event::Event;

impl Post {
    /// How often each address is asked.
    pub fn every_ms(&self) -> i64 {
        self.poller.every_ms()
    }

    /// Asks so often from now on, and calls values old by that measure.
    pub fn ask_every(&mut self, now_ms: i64, every_ms: i64) {
        self.poller.ask_every(now_ms, every_ms);
        self.settings.interval_ms = every_ms.max(1);
        (0..self.targets.len()).for_each(|target| self.settle(target));
    }

    /// What was set for an address.
    pub fn tuning(&self, target: usize) -> &Tuning {
        &self.tuned[target]
    }

    /// Sets what must be true of an address, and how often before it counts.
    ///
    /// # Errors
    ///
    /// What is wrong with the conditions; then nothing is changed.
    pub fn tune(&mut self, target: usize, tuning: Tuning) -> Result<(), Vec<Fault>> {
        let asked = conditions(&tuning.conditions)?;
        for want in &mut self.targets[target].wants {
            want.conditions.clone_from(&asked);
        }
        self.tuned[target] = tuning;
        self.settle(target);
        Ok(())
    }

    /// What is to be kept beside the plan.
    pub fn terms(&self) -> Terms {
        let usual = Settings::default().interval_ms;
        let each = self.targets.iter().enumerate().map(|(n, target)| {
            let (allowed, tuning) = (self.is_allowed(n), self.tuned[n].clone());
            (target.url.clone(), Term { wanted: wanted(target).into(), allowed, tuning })
        });
        let worth = each.filter(|(_, term)| term.allowed || !term.tuning.is_usual());
        Terms { every_ms: Some(self.every_ms()).filter(|ms| *ms != usual), each: worth.collect() }
    }

    /// Takes what was kept, for this plan or an earlier revision of it. Answers the addresses that a
    /// person allowed and off which the same is read still; all others are asked about.
    pub fn take_terms(&mut self, now_ms: i64, terms: &Terms) -> Vec<usize> {
        if let Some(every_ms) = terms.every_ms.filter(|ms| (1_000..=600_000).contains(ms)) {
            self.ask_every(now_ms, every_ms);
        }
        let mut allowed = Vec::new();
        for target in 0..self.targets.len() {
            let Some(term) = terms.of_target(&self.targets[target]).cloned() else { continue };
            // Conditions that this version does not read are asked for anew.
            let _ = self.tune(target, term.tuning);
            if term.allowed && self.targets[target].bar.is_none() {
                allowed.push(target);
            }
        }
        allowed
    }

    /// Since when each signal is silent, by the name that the journal knows it by.
    pub fn spoken(&self) -> impl Iterator<Item = (&str, i64)> {
        let lives = self.gaps.iter().map(|((n, _), gap)| (&*self.targets[*n].url, gap.spoke_ms()));
        self.vigil.spoken().chain(lives)
    }

    /// Takes up the silences of an earlier watch over the same run.
    pub fn silent_since(&mut self, of: impl Fn(&str) -> (i64, bool)) {
        for ((target, _), gap) in &mut self.gaps {
            let (spoke_ms, is_new) = of(&self.targets[*target].url);
            gap.silent_since(spoke_ms, is_new);
        }
        self.vigil.silent_since(of);
    }

    /// Silences that still last, of what somebody allowed: for the end of a run.
    pub fn open_gaps(&self, now_ms: i64) -> Vec<Event> {
        let asked = |signal: usize| {
            let of = |target: &Target| target.wants.iter().any(|want| want.signal == Some(signal));
            let mut targets = self.targets.iter().enumerate().filter(|(_, it)| of(it));
            targets.any(|(n, _)| self.is_allowed(n))
        };
        let lives = self.gaps.iter().filter(|((target, _), _)| self.is_allowed(*target));
        let open = lives.filter_map(|((n, _), gap)| gap.open(&self.targets[*n].url, now_ms));
        self.vigil.open_gaps(now_ms, asked).into_iter().chain(open).collect()
    }

    /// The judges of an address are as patient as it was set.
    fn settle(&mut self, target: usize) {
        let tuning = &self.tuned[target];
        let to_fail = tuning.to_fail.unwrap_or(self.settings.to_fail);
        let to_recover = tuning.to_recover.unwrap_or(self.settings.to_recover);
        let settings = Settings { to_fail, to_recover, ..self.settings };
        for pulse in self.pulses.iter_mut().filter(|pulse| pulse.target == target) {
            pulse.be_patient(settings, tuning.to_fail, tuning.to_recover);
        }
        for (_, gap) in self.gaps.iter_mut().filter(|((own, _), _)| *own == target) {
            gap.tell_from(settings.gap_ms());
        }
        for signal in self.targets[target].wants.iter().filter_map(|want| want.signal) {
            self.vigil.be_patient(signal, settings);
        }
    }
}
