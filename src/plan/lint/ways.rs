//! Stages without a way back, criteria for going back without its steps, and the reverse.
//!
//! A way back covers the stage it stands in; one in a section of its own covers what stands beside
//! that section, and at the top the whole plan. A plan where nothing leads back is told so once;
//! a single stage only where its neighbours have ways of their own. Stages that change nothing
//! (preparation, checks, watching) need none, and so do plans that speak of a way back elsewhere.

use super::ground::{Tally, at_section, carries_out, chain, is_step, section_at};
use super::hearing::{Clause, Heard, OPENING};
use super::lexicon::Sense;
use crate::plan::{Fault, FaultKind, Item, Kind, Plan, Role, Rule, Section, SectionIx};
use std::collections::HashMap;

/// What the words of the plan say about going back, section by section.
pub(super) struct Ways<'p> {
    plan: &'p Plan,
    /// Titles of stages that change nothing, and all below them.
    quiet: Vec<bool>,
    /// How many of a section's steps may change something.
    loud: Vec<usize>,
    /// A way back is spoken of, though no step of it stands there.
    mentioned: Vec<bool>,
    /// Its title says that it is a way back, whatever it was taken for.
    dedicated: Vec<bool>,
    /// A rollback says when it is to be used, though not as criteria.
    conditional: bool,
}

/// Words that say when, and not how.
const WHEN: [Sense; 2] = [Sense::Criteria, Sense::Maybe];

/// Which sections something covers.
struct Cover {
    marks: Tally,
    covered: Vec<bool>,
    everything: bool,
}

impl<'p> Ways<'p> {
    pub(super) fn of(plan: &'p Plan) -> Self {
        let sections = plan.sections.len();
        Self {
            plan,
            quiet: vec![false; sections],
            loud: vec![0; sections],
            mentioned: vec![false; sections],
            dedicated: vec![false; sections],
            conditional: false,
        }
    }

    pub(super) fn title(&mut self, ix: SectionIx, section: &Section, heard: Heard<'_>) {
        let above = section.parent.is_some_and(|up| self.quiet[up.index()]);
        self.quiet[ix.index()] = above || heard.has(Sense::Quiet);
        if section.role == Role::Rollback {
            self.conditional |= heard.has_any(&WHEN);
        } else {
            self.dedicated[ix.index()] = speaks_of_way_back(heard);
            self.mentioned[ix.index()] = self.dedicated[ix.index()];
        }
    }

    /// Whether every word of such an item counts, and not only those that make a check listen.
    pub(super) fn hears_all(item: &Item, section: &Section) -> bool {
        section.role == Role::Rollback || matches!(item.kind, Kind::Abort | Kind::Rollback)
    }

    pub(super) fn text(&mut self, item: &Item, section: &Section, heard: Heard<'_>) {
        let label = item.rule == Rule::Group || item.text.ends_with(':');
        let leads_back = match item.kind {
            Kind::Rollback => false,
            Kind::Note if label => false,
            Kind::Abort => says_how(heard),
            Kind::Step | Kind::Go | Kind::Artefact | Kind::Note => speaks_of_way_back(heard),
        };
        let prose = item.kind == Kind::Note && !label;
        let told = prose && section.role == Role::Rollback && !heard.has_any(&WHEN);
        self.mentioned[item.section.index()] |= leads_back || told;
        if section.role == Role::Rollback || item.kind == Kind::Rollback {
            let opening = item.kind != Kind::Rollback || starts_with_condition(heard);
            let when = heard.has_any(&WHEN);
            self.conditional |= opening && when;
        }
        if is_step(item) && !is_quiet(heard) {
            self.loud[item.section.index()] += 1;
        }
    }

    /// A line «Откат: см. вики».
    pub(super) fn fact(&mut self, line: u32, heard: Heard<'_>) {
        if let Some(home) = section_at(self.plan, line) {
            self.mentioned[home.index()] |= speaks_of_way_back(heard);
        }
    }

    pub(super) fn command(&mut self, item: &Item, heard: Heard<'_>) {
        self.mentioned[item.section.index()] |=
            heard.has_any(&BACK) && heard.clauses().any(leads_back);
    }

    pub(super) fn close(self, faults: &mut Vec<Fault>) {
        let plan = self.plan;
        let steps = Tally::of(plan, |ix, section| {
            let own = plan.items_of(ix).iter().filter(|item| is_step(item)).count();
            if carries_out(section) { own } else { 0 }
        });
        let loud = Tally::of(plan, |ix, section| {
            let changes = carries_out(section) && !self.quiet[ix.index()];
            if changes { self.loud[ix.index()] } else { 0 }
        });
        let backs = Tally::items(plan, |item| item.kind == Kind::Rollback);
        let aborts = Tally::items(plan, |item| item.kind == Kind::Abort);
        let mentioned = self.mentioned.contains(&true);
        match (backs.all(), aborts.all()) {
            (0, 0) if mentioned => {}
            (0, 0) => self.no_way_at_all(&loud, faults),
            (0, _) if mentioned => {}
            (0, _) => {
                self.first(&aborts, faults, |section| FaultKind::CriteriaWithoutSteps { section });
            }
            (_, 0) if !self.conditional => {
                self.first(&backs, faults, |section| FaultKind::StepsWithoutCriteria { section });
            }
            _ => {}
        }
        if backs.all() > 0 {
            let told = Tally::of(plan, |ix, _| {
                let spoken = usize::from(self.mentioned[ix.index()]);
                spoken + usize::try_from(backs.own(ix)).unwrap_or(0)
            });
            let cover = Cover::of(plan, &steps, &told, &self.dedicated);
            self.stage_by_stage(&cover, &loud, &aborts, faults);
        }
    }

    /// Nothing anywhere leads back: said once, at the first stage that changes something.
    fn no_way_at_all(&self, loud: &Tally, faults: &mut Vec<Fault>) {
        let first = self.plan.each_section().find(|(ix, _)| loud.own(*ix) > 0);
        faults.extend(first.map(|(_, section)| {
            Fault::new(
                FaultKind::NoWayBack { stage: section.title.clone().into() },
                at_section(section),
            )
        }));
    }

    /// One fault at the first section that holds any of these.
    fn first(&self, held: &Tally, faults: &mut Vec<Fault>, kind: fn(Box<str>) -> FaultKind) {
        let first = self.plan.each_section().find(|(ix, _)| held.own(*ix) > 0);
        faults.extend(first.map(|(_, section)| {
            Fault::new(kind(section.title.clone().into()), at_section(section))
        }));
    }

    /// Stages beside others that have their own way back.
    fn stage_by_stage(&self, cover: &Cover, loud: &Tally, aborts: &Tally, faults: &mut Vec<Fault>) {
        if cover.everything {
            return;
        }
        let plan = self.plan;
        let mut peers: HashMap<Option<SectionIx>, (u32, u32)> = HashMap::new();
        let mut bare = Vec::new();
        for (ix, section) in plan.each_section() {
            let marked = cover.marks.under(plan, ix) > 0;
            let beside = section.parent.is_none_or(|up| cover.marks.under(plan, up) > 0);
            if cover.covered_above(section) || !beside {
                continue;
            }
            let changes = loud.under(plan, ix) > 0;
            if !marked && !changes {
                continue;
            }
            let (with, all) = peers.entry(section.parent).or_default();
            *with += u32::from(marked);
            *all += 1;
            if !marked {
                bare.push(ix);
            }
        }
        for ix in bare {
            let section = plan.section(ix);
            let (with, all) = peers.get(&section.parent).copied().unwrap_or_default();
            if with * 2 < all {
                continue;
            }
            let title = section.title.clone().into();
            let kind = if aborts.under(plan, ix) > 0 {
                FaultKind::CriteriaWithoutSteps { section: title }
            } else {
                FaultKind::NoWayBack { stage: title }
            };
            faults.push(Fault::new(kind, at_section(section)));
        }
    }
}

impl Cover {
    /// What the sections that hold these cover.
    fn of(plan: &Plan, steps: &Tally, held: &Tally, dedicated: &[bool]) -> Self {
        let mut marked = vec![false; plan.sections.len()];
        let mut everything = false;
        for (ix, _) in plan.each_section().filter(|(ix, _)| held.own(*ix) > 0) {
            let mut around = chain(plan, ix).skip(usize::from(dedicated[ix.index()]));
            let stage = around.find(|ix| steps.under(plan, *ix) > 0);
            match stage {
                Some(stage) => marked[stage.index()] = true,
                None => everything = true,
            }
        }
        let mut covered: Vec<bool> = Vec::with_capacity(marked.len());
        for (ix, section) in plan.each_section() {
            let above = section.parent.is_some_and(|up| covered[up.index()]);
            covered.push(everything || above || marked[ix.index()]);
        }
        let marks = Tally::of(plan, |ix, _| usize::from(marked[ix.index()]));
        Self { marks, covered, everything }
    }

    fn covered_above(&self, section: &Section) -> bool {
        section.parent.is_some_and(|up| self.covered[up.index()])
    }
}

/// «План отката: см. вики», "roll back with helm"; not a message about it, not its criteria.
fn speaks_of_way_back(heard: Heard<'_>) -> bool {
    let unsaid = [Sense::Criteria, Sense::Talk, Sense::Maybe, Sense::Not];
    heard.has_any(&BACK)
        && heard.clauses().any(|clause| leads_back(clause) && !clause.has_any(&unsaid))
}

/// Without a word of one of these, nothing leads back.
pub(super) const BACK: [Sense; 2] = [Sense::Back, Sense::BackWord];

/// "rollback", «откат», and in two words "roll back", "back out".
fn leads_back(clause: Clause<'_>) -> bool {
    let pairs = (1..clause.words.len()).any(|n| {
        let two = |first, second| clause.at(n - 1, first) && clause.at(n, second);
        two(Sense::Roll, Sense::BackWord) || two(Sense::BackWord, Sense::Out)
    });
    pairs || clause.has(Sense::Back)
}

/// A criterion that says at once where to go back to.
fn says_how(heard: Heard<'_>) -> bool {
    let brings = leads_back(heard.whole()) || heard.has_any(&[Sense::Restore, Sense::Apply]);
    brings && heard.has(Sense::Previous)
}

/// «Если … — вернуть», "when errors rise, …".
fn starts_with_condition(heard: Heard<'_>) -> bool {
    let words = heard.whole().words;
    words
        .iter()
        .take(OPENING)
        .any(|word| word.senses.has(Sense::Maybe) || word.senses.has(Sense::Criteria))
}

/// «Проверить …», "Notify …": a step that changes nothing.
fn is_quiet(heard: Heard<'_>) -> bool {
    heard.whole().words.iter().take(OPENING).any(|word| word.senses.has(Sense::Quiet))
}

#[cfg(test)]
mod tests {
    use super::super::draft::faults;

    /// Codes and lines of what is said about ways back.
    #[track_caller]
    fn check(draft: &str, expected: &[(&str, u32)]) {
        let all = faults(draft);
        let got: Vec<_> = all
            .iter()
            .map(|fault| (fault.kind.code(), fault.place.line))
            .filter(|(code, _)| code.starts_with("HP1"))
            .collect();
        assert_eq!(got, expected, "{draft}");
    }

    #[test]
    fn a_plan_without_any_way_back_is_told_once() {
        check(
            "## stage Деплой\nstep Применить миграции\n## stage Трафик\nstep Переключить",
            &[("HP101", 1)],
        );
        check(
            "## stage Preparation\nstep Check access\n## stage Deploy\nstep Ship it",
            &[("HP101", 3)],
        );
        check("## stage Deploy\nstep Ship it\n## rollback Rollback", &[("HP101", 1)]);
        check(
            "## stage Деплой\nstep Выкатить\nstep Подготовить сообщение на случай отката",
            &[("HP101", 1)],
        );
    }

    #[test]
    fn a_way_back_elsewhere_is_enough() {
        check("## stage Deploy\nstep Ship it\nnote Rollback plan: see the wiki", &[]);
        check("## stage Деплой\nstep Выкатить\ngo План отката готов", &[]);
        check("## stage Deploy\nstep Ship it\nstep Undo {cmd helm rollback app 1}", &[]);
        check(
            "## stage Deploy\nstep Ship it\n## rollback Back\nnote Redeploy the last version",
            &[],
        );
        check(
            "## stage Deploy\nstep Ship it\n## rollback Back\nrollback Redeploy\nabort Errors",
            &[],
        );
        check("## stage Подготовка\nstep Проверить доступы\nstep Уведомить команду", &[]);
        check("## reference Goals\nnote Ship it", &[]);
    }

    #[test]
    fn a_stage_lacks_what_its_neighbours_have() {
        let own = "## stage A\nstep Migrate\nabort Errors\nrollback Migrate back\n";
        let two = "## stage B\nstep Switch traffic\nabort Errors\nrollback Switch back\n";
        check(&format!("{own}{two}## stage C\nstep Scale up"), &[("HP101", 9)]);
        check(&format!("{own}{two}## stage C\nstep Scale up\nabort Errors"), &[("HP102", 9)]);
        check(&format!("{own}{two}## stage C. Мониторинг\nstep Смотреть на графики"), &[]);
        check(&format!("{own}{two}## stage C\nstep Check logs"), &[]);
        check(
            &format!("{own}{two}## stage C\nstep Scale up\n## rollback D\nrollback Redeploy"),
            &[],
        );
        check(
            &format!("{own}## stage C\nstep a b\n## stage D\nstep c d\n## stage E\nstep e f"),
            &[],
        );
    }

    #[test]
    fn a_facet_covers_its_stage_and_no_other() {
        let first =
            "## stage A\n### stage Steps\nstep Migrate\n### rollback Back\nabort E\nrollback R\n";
        let bare = "## stage B\n### stage Steps\nstep Switch traffic\n";
        check(&format!("{first}{bare}"), &[("HP101", 7)]);
        check(&format!("# phase All\n{first}{bare}"), &[("HP101", 8)]);
        let stages = "## phase Plan\n### stage A\nstep Migrate\n### stage B\nstep Switch\n";
        check(&format!("{stages}### rollback Back\nabort E\nrollback R"), &[]);
        check(&format!("{stages}## reference Risks\n### rollback Back\nabort E\nrollback R"), &[]);
    }

    #[test]
    fn criteria_need_steps() {
        check("## stage A\nstep Выкатить\nabort Ошибки > 5 %", &[("HP102", 1)]);
        check("## stage A\nstep Ship\n## rollback Когда откатывать\nabort Errors", &[("HP102", 3)]);
        check("## stage A\nstep Ship\nabort Errors: roll back to the previous version", &[]);
        check("## stage A\nstep Ship\nabort Errors: rollback at once", &[("HP102", 1)]);
        check("## stage A\nstep Ship\nabort If it fails, redeploy the previous version", &[]);
        check("## stage A\nstep Ship\nabort Если упало, вернуть прошлый тег", &[]);
        check("## stage A\nstep Ship\nabort Errors\nnote Откат описан в вики", &[]);
        check("## stage A\nstep Ship\nabort Errors\nfact Откат: см. вики", &[]);
        check("## stage A\nstep Ship\nabort Errors\nnote Шаги отката:", &[("HP102", 1)]);
        check("## stage A\nstep Ship\nabort Errors\n## stage Going back\nstep Redeploy", &[]);
        check(
            "## stage A\nstep Ship\n## rollback Triggers\nnote P0:\nabort Errors",
            &[("HP102", 3)],
        );
    }

    #[test]
    fn steps_need_criteria() {
        check(
            "## stage A\nstep Ship\n## rollback План отката\nrollback Вернуть тег",
            &[("HP103", 3)],
        );
        check(
            "## stage A\nstep Ship\n## rollback Откат\nnote Если найдена ошибка:\nrollback Вернуть",
            &[],
        );
        check("## stage A\nstep Ship\n## rollback Откат\nrollback If errors rise, redeploy", &[]);
        check("## stage A\nstep Ship\n## rollback Откат\nabort Ошибки\nrollback Вернуть тег", &[]);
    }
}
