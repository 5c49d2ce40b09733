//! The course: a plan as it is run, stage after stage.
//!
//! Each stage of the plan is a leg. What other sections ask for («Шаги», «Критерии» under a stage)
//! belongs to the leg it closes: the stage that holds it, or the last one of the phase that holds
//! it. What the whole release is measured by stands before the first stage as often as behind the
//! last; it is asked at the end. What would send us back is watched from the leg that names it, or from the very start. The
//! ways back stand aside: a leg's own, and the ones common to all.

mod stages;

use crate::plan::{Id, Item, ItemIx, Kind, Plan, Role, Rule, Section, SectionIx};

/// A leg's place in the course.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LegIx(u32);

impl LegIx {
    /// The n-th leg.
    pub fn new(n: usize) -> Self {
        Self(u32::try_from(n).unwrap_or(u32::MAX))
    }

    /// Its place in `Course::legs`.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// One stage of the run, closed by a gate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leg {
    /// The section it comes from.
    pub section: SectionIx,
    /// That section's identity.
    pub id: Id,
    /// What is to be done and to be confirmed, in the plan's order.
    pub items: Vec<ItemIx>,
}

/// A rollback criterion and since when it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Watched {
    /// The criterion.
    pub item: ItemIx,
    /// From which leg on; nothing means from the start.
    pub from: Option<LegIx>,
}

/// Steps of going back that stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// The section they stand in.
    pub section: SectionIx,
    /// The leg they take back; nothing means that they serve all.
    pub leg: Option<LegIx>,
    /// The steps, and what is to be checked after them.
    pub items: Vec<ItemIx>,
    /// It only checks that the old state is back, so it comes last.
    pub verifies: bool,
}

/// A plan as it is run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Course {
    /// The stages in order.
    pub legs: Vec<Leg>,
    /// What would send us back.
    pub watched: Vec<Watched>,
    /// How to go back, in the plan's order.
    pub ways: Vec<Way>,
    /// Items by identity, sorted.
    ids: Vec<(Id, ItemIx)>,
    /// The leg of each item.
    leg_of: Vec<Option<LegIx>>,
    /// What would send us back, by item.
    by_item: Vec<Watched>,
}

impl Course {
    /// The course of a plan.
    pub fn of(plan: &Plan) -> Self {
        let mut course = Self { leg_of: vec![None; plan.items.len()], ..Self::default() };
        // The leg that each section feeds.
        let mut feeds: Vec<Option<LegIx>> = vec![None; plan.sections.len()];
        let (last, in_turn): (Vec<_>, Vec<_>) =
            plan.each_section().partition(|(ix, section)| is_outcome(plan, *ix, section));
        for (ix, section) in in_turn.into_iter().chain(last) {
            feeds[ix.index()] = course.feed(plan, ix, section, &feeds);
        }
        let names = stages::Names::of(plan, &course.legs);
        for (ix, section) in plan.each_section() {
            let leg = feeds[ix.index()].or_else(|| names.taken_back(plan, ix));
            course.look_back(plan, ix, section, leg);
        }
        course.drop_idle();
        course.ids =
            plan.items.iter().enumerate().map(|(n, item)| (item.id, ItemIx::new(n))).collect();
        course.ids.sort_unstable();
        course.by_item.clone_from(&course.watched);
        course.by_item.sort_by_key(|it| it.item);
        course
    }

    /// The leg behind a handle.
    pub fn leg(&self, ix: LegIx) -> &Leg {
        &self.legs[ix.index()]
    }

    /// Every leg with its handle.
    pub fn each_leg(&self) -> impl DoubleEndedIterator<Item = (LegIx, &Leg)> + ExactSizeIterator {
        self.legs.iter().enumerate().map(|(n, leg)| (LegIx::new(n), leg))
    }

    /// The leg of a stage by its section's identity.
    pub fn leg_by_id(&self, id: Id) -> Option<LegIx> {
        self.legs.iter().position(|leg| leg.id == id).map(LegIx::new)
    }

    /// The item of this identity.
    pub fn item_by_id(&self, id: Id) -> Option<ItemIx> {
        self.ids.binary_search_by_key(&id, |(id, _)| *id).ok().map(|at| self.ids[at].1)
    }

    /// The leg that an item belongs to.
    pub fn leg_of(&self, item: ItemIx) -> Option<LegIx> {
        self.leg_of.get(item.index()).copied().flatten()
    }

    /// The rollback criterion with this handle, and since when it counts.
    pub fn watched_by(&self, item: ItemIx) -> Option<Watched> {
        let at = self.by_item.binary_search_by_key(&item, |it| it.item).ok()?;
        Some(self.by_item[at])
    }

    /// Gives a section's items to a leg, its own or another's, and says which.
    fn feed(
        &mut self,
        plan: &Plan,
        ix: SectionIx,
        section: &Section,
        feeds: &[Option<LegIx>],
    ) -> Option<LegIx> {
        let above = section.parent.and_then(|parent| feeds[parent.index()]);
        if section.role == Role::Rollback || stands_in_rollback(plan, section) {
            return above;
        }
        let items: Vec<ItemIx> = due(plan, section).collect();
        let is_stage = section.role == Role::Stage;
        if items.is_empty() && !is_stage {
            return above;
        }
        let closes =
            if is_stage { None } else { above.or_else(|| self.last_within(plan, section)) };
        let leg = closes.unwrap_or(LegIx::new(self.legs.len()));
        if closes.is_none() {
            self.legs.push(Leg { section: ix, id: section.id, items: Vec::new() });
        }
        for item in &items {
            self.leg_of[item.index()] = Some(leg);
        }
        self.legs[leg.index()].items.extend(items);
        Some(leg)
    }

    /// A stage of commands to read has nothing that anybody could answer for.
    fn drop_idle(&mut self) {
        let mut kept = 0;
        let moved: Vec<Option<LegIx>> = (self.legs.iter())
            .map(|leg| {
                let at = (!leg.items.is_empty()).then(|| LegIx::new(kept));
                kept += usize::from(at.is_some());
                at
            })
            .collect();
        self.legs.retain(|leg| !leg.items.is_empty());
        let of = |leg: &mut Option<LegIx>| *leg = leg.and_then(|leg| moved[leg.index()]);
        self.leg_of.iter_mut().for_each(of);
        self.watched.iter_mut().for_each(|watched| of(&mut watched.from));
        self.ways.iter_mut().for_each(|way| of(&mut way.leg));
    }

    /// The last leg so far that stands in the same phase as this section.
    fn last_within(&self, plan: &Plan, section: &Section) -> Option<LegIx> {
        let parent = section.parent.filter(|ix| plan.section(*ix).role == Role::Phase)?;
        let last = self.legs.last()?;
        let is_title = plan.section(parent).parent.is_none() && plan.section(parent).level == 1;
        (last.section > parent && !is_title).then(|| LegIx::new(self.legs.len() - 1))
    }

    /// What a section says of going back.
    fn look_back(&mut self, plan: &Plan, ix: SectionIx, section: &Section, leg: Option<LegIx>) {
        let mut way = Way { section: ix, leg, items: Vec::new(), verifies: false };
        let in_rollback = section.role == Role::Rollback || stands_in_rollback(plan, section);
        for n in section.items.clone() {
            let (item, item_ix) = (&plan.items[n], ItemIx::new(n));
            match item.kind {
                Kind::Abort if item.rule != Rule::Group => {
                    self.watched.push(Watched { item: item_ix, from: leg });
                }
                Kind::Rollback => way.items.push(item_ix),
                Kind::Step | Kind::Go if in_rollback && is_due(item) => way.items.push(item_ix),
                Kind::Step | Kind::Go | Kind::Abort | Kind::Artefact | Kind::Note => {}
            }
        }
        if !way.items.is_empty() {
            way.verifies = stages::verifies(plan, &way);
            self.ways.push(way);
        }
    }
}

/// Whether a section before the first stage holds what the whole release is measured by: nobody can
/// answer it before the last.
fn is_outcome(plan: &Plan, ix: SectionIx, section: &Section) -> bool {
    const OUTCOME: [&str; 12] = [
        "success",
        "acceptance",
        "completion",
        "definition of done",
        "done when",
        "exit criteria",
        "успех",
        "успешн",
        "приёмк",
        "приемк",
        "завершен",
        "готово, когда",
    ];
    if section.role != Role::Reference || section.items.is_empty() {
        return false;
    }
    let before = &plan.sections[..ix.index()];
    let title = section.title.to_lowercase();
    before.iter().all(|section| section.role != Role::Stage)
        && OUTCOME.iter().any(|word| title.contains(word))
        && due(plan, section).all(|item| plan.item(item).kind == Kind::Go)
}

/// Whether a section stands somewhere in a part that tells how to go back.
fn stands_in_rollback(plan: &Plan, section: &Section) -> bool {
    let above = |section: &Section| section.parent.map(|ix| plan.section(ix));
    std::iter::successors(above(section), |it| above(it)).any(|it| it.role == Role::Rollback)
}

/// A section's own items that are to be done or to be confirmed.
fn due<'a>(plan: &'a Plan, section: &'a Section) -> impl Iterator<Item = ItemIx> + 'a {
    section.items.clone().filter(|n| is_due(&plan.items[*n])).map(ItemIx::new)
}

/// Whether an item waits for somebody; the name of a group only gathers.
fn is_due(item: &Item) -> bool {
    matches!(item.kind, Kind::Step | Kind::Go) && item.rule != Rule::Group
}
