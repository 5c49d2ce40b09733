//! Which stage a way back belongs to, where only its title tells: «Откат этапа 2», "Rollback of
//! stage 3", «Откат: Деплой Backend».

use super::{Leg, LegIx, Way};
use crate::plan::{Kind, Plan, Role, SectionIx, normalise};
use std::collections::BTreeMap;

/// Beginnings of the words that number stages, those of one meaning together.
const NUMBERED: [&[&str]; 4] =
    [&["этап", "stage"], &["шаг", "step"], &["фаз", "phase"], &["част", "part"]];

/// Beginnings of the words that only say that we go back.
const BACK: [&str; 10] =
    ["откат", "возврат", "вернут", "rollback", "roll", "back", "revert", "undo", "план", "plan"];

/// Beginnings of the words for checking.
const CHECK: [&str; 7] = ["провер", "верифик", "контрол", "verif", "check", "valid", "smoke"];

/// What the stages are called, so that each title is compared with all of them in one look.
pub(super) struct Names {
    /// By the kind of stage and its number; nothing where two stages share it.
    numbered: BTreeMap<Number, Option<LegIx>>,
    /// By the words of the title alone.
    worded: BTreeMap<Vec<Box<str>>, Option<LegIx>>,
}

/// The kind of stage, and its number as written.
type Number = (usize, Box<str>);

impl Names {
    /// The names of these legs.
    pub fn of(plan: &Plan, legs: &[Leg]) -> Self {
        let mut names = Self { numbered: BTreeMap::new(), worded: BTreeMap::new() };
        for (n, leg) in legs.iter().enumerate() {
            let (title, leg) = (&*plan.section(leg.section).title, Some(LegIx::new(n)));
            if let Some(number) = number(title) {
                names.numbered.entry(number).and_modify(|it| *it = None).or_insert(leg);
            }
            names.worded.entry(words(title)).and_modify(|it| *it = None).or_insert(leg);
        }
        names
    }

    /// The leg that a rollback section's title names, or that of a rollback heading above it.
    pub fn taken_back(&self, plan: &Plan, ix: SectionIx) -> Option<LegIx> {
        let headings = std::iter::successors(Some(ix), |ix| plan.section(*ix).parent);
        let mut within = headings.filter(|ix| is_back(plan, *ix));
        within.find_map(|ix| self.named(&plan.section(ix).title))
    }

    /// The one stage that a title names. Where two bear the name it does not tell which.
    fn named(&self, title: &str) -> Option<LegIx> {
        if let Some(number) = number(title) {
            return self.numbered.get(&number).copied().flatten();
        }
        let own = words(title);
        let named = !own.is_empty();
        named.then(|| self.worded.get(&own).copied().flatten()).flatten()
    }
}

fn is_back(plan: &Plan, ix: SectionIx) -> bool {
    let headings = std::iter::successors(Some(ix), |ix| plan.section(*ix).parent);
    headings.into_iter().any(|ix| plan.section(ix).role == Role::Rollback)
}

/// «этапа 2», "Step 2.1": the kind of stage and its number.
fn number(title: &str) -> Option<Number> {
    let title = title.to_lowercase();
    let parts: Vec<&str> = title.split(|c: char| !c.is_alphanumeric() && c != '.').collect();
    parts.windows(2).find_map(|pair| {
        let kind = NUMBERED.iter().position(|of| of.iter().any(|it| pair[0].starts_with(it)))?;
        let number = pair[1].trim_matches('.');
        let is_number = number.starts_with(|c: char| c.is_ascii_digit());
        (is_number && pair[0].chars().count() < 8).then(|| (kind, number.into()))
    })
}

/// What a title names once its number, its times and the words for going back are left out.
fn words(title: &str) -> Vec<Box<str>> {
    let bare = title.split(['(', '[']).next().unwrap_or_default();
    let whole = normalise(bare);
    let words = whole.split(|c: char| !c.is_alphanumeric()).filter(|word| {
        let is_stage = NUMBERED.iter().flat_map(|of| of.iter()).any(|it| word.starts_with(it));
        let is_back = BACK.iter().any(|it| word.starts_with(it));
        !is_stage && !is_back && word.chars().any(char::is_alphabetic)
    });
    words.map(Into::into).collect()
}

/// Whether a way back only checks what others did.
pub(super) fn verifies(plan: &Plan, way: &Way) -> bool {
    let items = || way.items.iter().map(|ix| plan.item(*ix));
    let title = plan.section(way.section).title.to_lowercase();
    let mut words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let checks = words.any(|word| CHECK.iter().any(|it| word.starts_with(it)));
    let in_rollback = is_back(plan, way.section);
    in_rollback && (items().all(|item| item.kind == Kind::Go) || checks)
}

#[cfg(test)]
mod tests {
    use crate::plan::read;
    use crate::run::course::Course;

    /// The plan's rollback part, and the leg of each of its ways: its title, or a dash for all.
    #[track_caller]
    fn check(rollback: &str, expected: &[&str]) {
        let stages = "# P\n\n## Этап 1. Изоляция (02:00–02:15)\n\n- [ ] закрыть\n\n## Этап 2. Деплой Backend\n\n- [ ] выложить\n\n## Stage 3: Switch traffic\n\n- [ ] switch\n\n";
        let (plan, _) = read(&format!("{stages}{rollback}"));
        let course = Course::of(&plan);
        assert_eq!(course.legs.len(), 3);
        let got: Vec<String> = (course.ways.iter())
            .map(|way| {
                let leg = way.leg.map_or("-".to_owned(), |leg| (leg.index() + 1).to_string());
                format!("{leg}{}", if way.verifies { " last" } else { "" })
            })
            .collect();
        assert_eq!(got, expected, "{rollback}");
    }

    #[test]
    fn a_title_names_the_stage_it_takes_back() {
        check("## Откат этапа 2\n\n1. Вернуть тег\n", &["2"]);
        check("## Rollback of stage 3\n\n1. Switch back\n", &["3"]);
        check("## Откат: Деплой Backend\n\n1. Вернуть тег\n", &["2"]);
        check("## Откат\n\n1. Вернуть тег\n", &["-"]);
        check("## Откат этапа 9\n\n1. Вернуть тег\n", &["-"]);
    }

    #[test]
    fn what_only_checks_comes_last() {
        let text = "## План отката\n\n### Откат этапа 1\n\n1. Открыть\n\n### Проверка после отката\n\n1. Проверить вход\n\n### Откат этапа 2\n\n1. Вернуть тег\n";
        check(text, &["1", "- last", "2"]);
    }
}
