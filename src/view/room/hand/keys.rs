//! What a key does. `j` and `k` move, space does, letters open forms; the keys of a Russian layout
//! do the same, because nobody changes layouts at three in the night.

use super::{Form, Hand, box_id};
use crate::plan::{ItemIx, Kind};
use crate::run::Run;
use crate::run::command::Command;
use crate::run::course::LegIx;
use crate::run::event::{Answer, Event, Mark, Source};
use crate::run::journal::{Actor, EntryRef};
use crate::run::progress::State;
use crate::view::place;
use crate::view::room::scene;

/// What a key can reach.
pub struct Scene<'a> {
    run: &'a Run,
    /// The rows on screen, from the top.
    rows: Vec<ItemIx>,
}

/// What a key asks of the page.
#[derive(Debug, Clone, PartialEq)]
pub enum Wish {
    /// Something is to happen.
    Press(Command),
    /// The last thing that this device wrote is to be taken back.
    Undo,
}

impl<'a> Scene<'a> {
    /// What stands in this part of a run, less what a search hides.
    pub fn of(run: &'a Run, part: place::Room, find: Option<&str>) -> Self {
        let rows = match scene::going_back(run) {
            Some(back) if !matches!(part, place::Room::Stage(_)) => {
                run.ways_back(back).into_iter().flat_map(|way| way.items.clone()).collect()
            }
            Some(_) | None => {
                scene::leg_of(run, part).map(|leg| in_order(run, leg)).unwrap_or_default()
            }
        };
        let shown = |item: &ItemIx| scene::is_found(&run.plan.item(*item).text, find);
        Self { run, rows: rows.into_iter().filter(shown).collect() }
    }

    fn kind(&self, item: ItemIx) -> Kind {
        self.run.plan.item(item).kind
    }

    /// The row so far from the one under the hand; the first open one where there is none.
    fn from(&self, at: Option<ItemIx>, down: bool) -> Option<ItemIx> {
        let here = at.and_then(|at| self.rows.iter().position(|row| *row == at));
        let next = match (here, down) {
            (Some(here), true) => (here + 1).min(self.rows.len() - 1),
            (Some(here), false) => here.saturating_sub(1),
            (None, _) => {
                let open = |row: &ItemIx| !self.run.is_settled(*row);
                self.rows.iter().position(open).unwrap_or(0)
            }
        };
        self.rows.get(next).copied()
    }
}

impl Hand {
    /// Takes a key by its name in the browser.
    pub fn key(&mut self, key: &str, scene: &Scene<'_>) -> Option<Wish> {
        match latin(key) {
            "j" => self.walk(scene, true),
            "k" => self.walk(scene, false),
            " " => return self.at.and_then(|item| self.tick(scene, item)),
            "x" => {
                let item = self.at.filter(|item| scene.kind(*item) != Kind::Abort)?;
                self.open(Form::Aside(item, Mark::Skipped));
            }
            "n" => self.open(self.at.map_or(Form::Remark, Form::Note)),
            "e" => self.open(Form::Evidence(self.at?)),
            "g" => self.aim("gate"),
            "w" => self.aim("signals"),
            "b" if may_go_back(scene.run) => {
                let cause = scene::tripped(scene.run).into_iter().next();
                self.open(Form::GoBack(cause));
            }
            "/" => {
                self.find.get_or_insert_default();
                self.aim("find");
            }
            "?" => {
                self.help = !self.help;
                self.aim(if self.help { "keys" } else { "title" });
            }
            "u" => return Some(Wish::Undo),
            "Escape" => self.escape(),
            _ => {}
        }
        None
    }

    fn walk(&mut self, scene: &Scene<'_>, down: bool) {
        if let Some(item) = scene.from(self.at, down) {
            self.at = Some(item);
            self.aim(box_id(item));
        }
    }

    fn tick(&mut self, scene: &Scene<'_>, item: ItemIx) -> Option<Wish> {
        let plan = scene.run.plan.item(item);
        let state = scene.run.progress.row(item).state;
        match plan.kind {
            Kind::Step | Kind::Rollback | Kind::Artefact => {
                let done = state == State::Done;
                Some(Wish::Press(if done { Command::Untick(item) } else { Command::Tick(item) }))
            }
            Kind::Go if !plan.thresholds.is_empty() => {
                self.aim(format!("v{}", item.index()));
                None
            }
            Kind::Go => {
                let said = Command::Answer(item, Answer::Yes, None, Source::Attested);
                (state != State::Yes).then_some(Wish::Press(said))
            }
            Kind::Abort | Kind::Note => None,
        }
    }

    /// Leaves what is open, the innermost first.
    fn escape(&mut self) {
        if self.help {
            self.help = false;
            self.aim("title");
        } else if !self.close() && self.find.take().is_some() {
            self.aim(self.at.map_or("title".into(), box_id));
        }
    }
}

/// The last entry of a device that can be taken back.
pub fn last_own(run: &Run, actor: Actor) -> Option<EntryRef> {
    let own = run.journal.entries().iter().rev().filter(|entry| entry.actor == actor);
    let told = own.filter(|entry| !matches!(entry.event, Event::Undone { .. }));
    told.map(crate::run::journal::Entry::name)
        .find(|entry| run.progress.can_undo(&run.course, &run.journal, *entry))
}

/// The steps of a stage, then its criteria, as they stand on screen.
fn in_order(run: &Run, leg: LegIx) -> Vec<ItemIx> {
    let (criteria, mut steps): (Vec<ItemIx>, Vec<ItemIx>) =
        run.course.leg(leg).items.iter().partition(|item| run.plan.item(**item).kind == Kind::Go);
    steps.extend(criteria);
    steps
}

fn may_go_back(run: &Run) -> bool {
    let on = run.progress.started.is_some() && run.progress.end.is_none();
    on && run.progress.back().is_none()
}

/// The key of a Latin layout in the place of this one.
pub fn latin(key: &str) -> &str {
    match key {
        "о" | "О" | "J" => "j",
        "л" | "Л" | "K" => "k",
        "ч" | "Ч" | "X" => "x",
        "т" | "Т" | "N" => "n",
        "у" | "У" | "E" => "e",
        "п" | "П" | "G" => "g",
        "и" | "И" | "B" => "b",
        "ц" | "Ц" | "W" => "w",
        "г" | "Г" | "U" => "u",
        "." => "/",
        "," => "?",
        key => key,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::room::testing::{Told, plan};

    fn scene(run: &Run) -> Scene<'_> {
        Scene::of(run, place::Room::Now, None)
    }

    #[track_caller]
    fn check(run: &Run, keys: &[&str], expected: &Hand, wish: Option<&Wish>) {
        let mut hand = Hand::default();
        let mut last = None;
        for key in keys {
            last = hand.key(key, &scene(run));
        }
        assert_eq!((&Hand { focus: None, ..hand }, last.as_ref()), (expected, wish), "{keys:?}");
    }

    fn at(item: usize) -> Hand {
        Hand { at: Some(ItemIx::new(item)), ..Hand::default() }
    }

    #[test]
    fn keys_move_do_and_open_forms() {
        let run = Told::new(plan()).start().run;
        let (first, second) = (ItemIx::new(0), ItemIx::new(1));
        check(&run, &["j"], &at(0), None);
        check(&run, &["j", "j", "k", "k"], &at(0), None);
        let tick = Wish::Press(Command::Tick(second));
        check(&run, &["j", "j", " "], &at(1), Some(&tick));
        let with = |form| Hand { form: Some(form), ..at(0) };
        check(&run, &["j", "x"], &with(Form::Aside(first, Mark::Skipped)), None);
        check(&run, &["о", "ч"], &with(Form::Aside(first, Mark::Skipped)), None);
        check(&run, &["j", "n"], &with(Form::Note(first)), None);
        check(&run, &["j", "e"], &with(Form::Evidence(first)), None);
        check(&run, &["j", "e", "Escape"], &at(0), None);
        let remark = Hand { form: Some(Form::Remark), ..Hand::default() };
        check(&run, &["n"], &remark, None);
        check(&run, &["e"], &Hand::default(), None);
        let back = Hand { form: Some(Form::GoBack(None)), ..Hand::default() };
        check(&run, &["b"], &back, None);
        let find = Hand { find: Some(String::new()), ..Hand::default() };
        check(&run, &["/"], &find, None);
        check(&run, &["/", "Escape"], &Hand::default(), None);
        check(&run, &["?"], &Hand { help: true, ..Hand::default() }, None);
        check(&run, &["u"], &Hand::default(), Some(&Wish::Undo));
        check(&run, &["q"], &Hand::default(), None);
    }

    #[test]
    fn the_first_move_goes_to_what_is_open() {
        let run = Told::new(plan()).start().tick(0).run;
        check(&run, &["j"], &at(1), None);
    }

    #[test]
    fn a_search_takes_rows_out_of_the_way() {
        let run = Told::new(plan()).start().run;
        let found = Scene::of(&run, place::Room::Now, Some("МИГРАЦ"));
        assert_eq!(found.rows, [ItemIx::new(1)]);
    }

    #[test]
    fn what_is_to_be_focused_is_named() {
        let run = Told::new(plan()).start().run;
        let mut hand = Hand::default();
        for (key, id) in [("j", "b0"), ("x", "ask"), ("Escape", "b0"), ("g", "gate"), ("/", "find")]
        {
            hand.key(key, &scene(&run));
            assert_eq!(hand.focus.as_ref().map(|(_, id)| &**id), Some(id), "{key}");
        }
    }

    #[test]
    fn undo_takes_back_the_last_word_of_this_device() {
        let told = Told::new(plan()).start().tick(0).tick(1);
        let last = last_own(&told.run, told.actor).expect("an entry");
        assert_eq!(last.seq, 3);
        let told = told.press(Command::Undo(last));
        assert_eq!(last_own(&told.run, told.actor).map(|it| it.seq), Some(2));
        assert_eq!(last_own(&told.run, Actor(99)), None);
    }
}
