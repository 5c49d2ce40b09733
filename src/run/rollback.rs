//! The way back: which procedures to walk, in which order, for the stages that were entered.

use super::Run;
use super::course::Way;
use super::progress::Back;
use crate::plan::ItemIx;

impl Run {
    /// The ways to walk now: of the stages entered, the latest first, then those common to all.
    pub fn ways_back(&self, back: &Back) -> Vec<&Way> {
        let reached = |leg| {
            let was_run = self.progress.gate(leg).left_out.is_none();
            was_run && back.during.is_none_or(|during| leg <= during)
        };
        let mut own: Vec<&Way> =
            self.course.ways.iter().filter(|way| way.leg.is_some_and(reached)).collect();
        own.sort_by_key(|way| std::cmp::Reverse(way.leg));
        own.extend(self.course.ways.iter().filter(|way| way.leg.is_none()));
        own
    }

    /// Steps of the way back that nobody settled.
    pub fn open_on_the_way_back(&self, back: &Back) -> Vec<ItemIx> {
        let items = self.ways_back(back).into_iter().flat_map(|way| way.items.iter().copied());
        items.filter(|item| !self.look().is_settled(&self.progress, *item)).collect()
    }
}
