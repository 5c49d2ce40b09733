//! What the entries of a list have in common, and what becomes of those without a box.

use super::command::{is_command, is_shell};
use super::label::Label;
use super::lead::{Lead, Sign};
use super::list::{Entries, does};
use super::make::{Reader, Under};
use super::measure::states_limit;
use super::outline::{MarkKind, Shape};
use super::topic::Topic;
use super::verbs::{acts, describes, orders, speaks_of_confirming};
use super::vocabulary::{Senses as S, Title};
use crate::plan::letter;
use crate::plan::{FieldKind, Kind, Rule};
use std::cell::OnceCell;

/// So many bytes of what stands above a list say what it is of.
const LEADING: usize = 400;

/// What the entries of a list have in common at first sight.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Profile {
    pub entries: usize,
    /// With a box of their own.
    boxed: usize,
    /// With a box anywhere below.
    boxed_below: bool,
    ordered: bool,
    yes: usize,
    no: usize,
    /// «Label: value».
    labelled: usize,
    pub contents: usize,
    /// «Дата:» with nothing behind it or below.
    pub blank: usize,
    /// Its only box is a ticked one before a quoted name, «☑ "Force"»: how to set something.
    pub sets: bool,
}

/// What the entries of a list speak of, which is asked where no box decides, and no more of it than
/// is to be known.
struct Matter<'r, 'o> {
    reader: &'r Reader<'o>,
    entries: Entries<'r>,
    acting: OnceCell<usize>,
}

/// What becomes of an entry that has no box.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fate {
    pub kind: Kind,
    pub rule: Rule,
    /// ✅ and ❌ are states here.
    pub signs: bool,
}

impl<'o> Reader<'o> {
    /// Looks at the entries of a list.
    pub fn profile(&self, entries: Entries<'_>) -> Profile {
        let mut profile = Profile::default();
        let (mut boxes, mut quoted) = (0, false);
        for block in entries.each() {
            profile.entries += 1;
            let own = &self.outline.blocks[block];
            let text = self.outline.text(block);
            let lead = Lead::of(text);
            let Shape::Item { number, task } = own.shape else { continue };
            profile.ordered |= number.is_some();
            if task.or(lead.ticked).is_some() {
                boxes += 1;
                profile.boxed += usize::from(task.is_some() || !self.opens_with_code(block));
                quoted = task.is_none()
                    && lead.ticked == Some(true)
                    && text[lead.words..].starts_with(['"', '“', '«'])
                    && !text.starts_with('[');
            }
            profile.yes += usize::from(lead.mark == Some(Sign::Yes));
            profile.no += usize::from(lead.mark == Some(Sign::No));
            profile.boxed_below |= self.outline.blocks[block + 1..own.end]
                .iter()
                .any(|below| matches!(below.shape, Shape::Item { task: Some(_), .. }));
            if let Some(label) = self.outline.label(block) {
                let blank = label.is_whole() && task.is_none() && own.end == block + 1;
                profile.blank += usize::from(blank && label.colon && !orders(label.name));
                profile.labelled += usize::from(!label.is_whole());
            }
            profile.contents += usize::from(self.is_contents(block));
        }
        profile.sets = boxes == 1 && quoted;
        if profile.sets {
            profile.boxed = 0;
        }
        profile
    }

    fn matter<'r>(&'r self, entries: Entries<'r>) -> Matter<'r, 'o> {
        Matter { reader: self, entries, acting: OnceCell::new() }
    }

    /// What an entry starts with. A box in code tells of boxes, and so does the one of a list that
    /// [sets](Profile::sets) something.
    pub fn lead(&self, block: usize, sets: bool) -> Lead {
        let lead = Lead::of(self.outline.text(block));
        let tells = lead.ticked.is_some() && (sets || self.opens_with_code(block));
        if tells { Lead { ticked: None, ..lead } } else { lead }
    }

    /// An entry with a block of commands inside.
    fn holds_commands(&self, block: usize) -> bool {
        let end = self.outline.blocks[block].end;
        self.outline.blocks[block + 1..end].iter().zip(block + 1..).any(|(own, inner)| {
            matches!(&own.shape, Shape::Fence { lang, .. } if is_shell(lang, self.outline.text(inner)))
        })
    }

    pub fn opens_with_code(&self, block: usize) -> bool {
        let start = self.outline.blocks[block].words.start;
        self.outline
            .marks_of(block)
            .first()
            .is_some_and(|mark| mark.kind == MarkKind::Code && mark.words.start == start)
    }

    /// An entry that opens with a name in code: a file, a path, a key, and then what it is.
    fn names_code(&self, block: usize) -> bool {
        let own = &self.outline.blocks[block];
        let Some(mark) = self.outline.marks_of(block).first() else { return false };
        let words = &self.outline.words[own.words.clone()];
        let rest = &words[(mark.words.end - own.words.start).min(words.len())..];
        mark.kind == MarkKind::Code
            && mark.words.start == own.words.start
            && (rest.trim().is_empty() || rest.trim_start().starts_with(['-', '–', '—', ':']))
            && !is_command(&self.outline.words[mark.words.clone()])
    }

    /// An entry that opens with a bold name and a dash.
    fn defines(&self, block: usize) -> bool {
        let own = &self.outline.blocks[block];
        let Some(mark) = self.outline.marks_of(block).first() else { return false };
        let words = &self.outline.words[own.words.clone()];
        let rest = &words[(mark.words.end - own.words.start).min(words.len())..];
        mark.kind == MarkKind::Strong
            && mark.words.start == own.words.start
            && rest.trim_start().starts_with(['-', '–', '—'])
    }

    /// What becomes of entries without a box.
    pub fn fate(
        &self,
        entries: Entries<'_>,
        profile: &Profile,
        under: Under,
        of: Option<Kind>,
    ) -> Fate {
        let signs = profile.yes > 0 && (profile.no > 0 || profile.boxed > 0);
        let (kind, rule) = match of {
            Some(kind) => self.nested(entries, profile, under, kind),
            None if profile.boxed == profile.entries => (Kind::Note, Rule::Group),
            None => self.top(entries, profile, under),
        };
        let (kind, rule) = match kind {
            Kind::Note | Kind::Step if signs && of.is_none() => (Kind::Step, Rule::MarkPair),
            kind => (kind, rule),
        };
        Fate { kind, rule, signs }
    }

    fn nested(
        &self,
        entries: Entries<'_>,
        profile: &Profile,
        under: Under,
        of: Kind,
    ) -> (Kind, Rule) {
        let told = under.labelled.then(|| under.topic.kind()).flatten();
        match (told, of) {
            (Some(kind), _) => (kind, Rule::Label),
            (None, Kind::Step) if profile.boxed > 0 || profile.boxed_below || self.here.boxed => {
                (Kind::Note, Rule::Listed)
            }
            (None, Kind::Note) => (Kind::Note, Rule::Listed),
            (None, Kind::Step) if self.tells_parts(entries) => (Kind::Note, Rule::Listed),
            (None, kind) => (kind, Rule::SubStep),
        }
    }

    /// «Настроить Ingress:» over «TLS» and «лимиты»: of what the step above is made, and no steps. What
    /// is to be checked is looked at one by one, and commands are run one by one.
    fn tells_parts(&self, entries: Entries<'_>) -> bool {
        let above = entries.each().next().and_then(|first| self.outline.blocks[first].parent);
        let above = above.map_or("", |above| self.outline.text(above));
        let leads = letter::trimmed(above).ends_with(':');
        // However long the words above are, they are asked about once for each list below them.
        let above = &above[..above.floor_char_boundary(LEADING)];
        let matter = self.matter(entries);
        // Below an order «Миграция схемы» is a part; below «Подготовка» it is to be done.
        let idle = if orders(above) { matter.orders() == 0 } else { matter.idle() };
        let checks = || speaks_of_confirming(above) || leads && Title::of(above).any(S::VERIFY);
        idle && !checks() && matter.coded() == matter.opening_with_code()
    }

    fn top(&self, entries: Entries<'_>, profile: &Profile, under: Under) -> (Kind, Rule) {
        let most = |n: usize| n * 2 >= profile.entries;
        let by = if under.labelled { Rule::Label } else { Rule::SectionTitle };
        match under.topic.kind() {
            Some(Kind::Rollback) => {
                let matter = self.matter(entries);
                // «Метка: …», «Архив: …»: what to go back to, and not how.
                let told = profile.entries > 1 && profile.labelled == profile.entries;
                if told && profile.boxed == 0 && !profile.ordered && matter.idle() {
                    return (Kind::Note, Rule::Listed);
                }
                let graded = under.labelled && under.tier.is_some();
                let limits = matter.limits();
                let sends = (limits > 0 && most(limits) || graded) && !most(matter.acting());
                (if sends { Kind::Abort } else { Kind::Rollback }, by)
            }
            Some(Kind::Step) if profile.boxed > 0 || profile.boxed_below => {
                (Kind::Note, Rule::Group)
            }
            Some(Kind::Step) if under.topic == Topic::Confirm => (Kind::Step, Rule::Bullet),
            Some(Kind::Step) => {
                let matter = self.matter(entries);
                matter.or_fielded(self.among_deeds(&matter, profile, under), profile)
            }
            Some(Kind::Go) if self.here.inherits && !under.labelled && profile.tells() => {
                let matter = self.matter(entries);
                let told = matter.limits() == 0 && matter.idle();
                if told { (Kind::Note, Rule::Listed) } else { (Kind::Go, by) }
            }
            Some(Kind::Note) => (Kind::Note, Rule::Listed),
            Some(kind) => (kind, by),
            None if profile.boxed > 0 => (Kind::Note, Rule::Listed),
            None => {
                let matter = self.matter(entries);
                matter.or_fielded(self.anywhere(&matter, profile), profile)
            }
        }
    }

    /// What becomes of a list where things are done and nothing has a box.
    fn among_deeds(
        &self,
        matter: &Matter<'_, '_>,
        profile: &Profile,
        under: Under,
    ) -> (Kind, Rule) {
        let most = |n: usize| n * 2 >= profile.entries;
        let boxed_here = self.uses_boxes && self.here.boxed;
        let named = || {
            matter.coded() == profile.entries
                || matter.described() * 3 >= profile.entries * 2
                || self.here.inherits && matter.defined() == profile.entries
        };
        let limited = || {
            let limits = matter.limits();
            most(limits) && limits > 0 && (!self.here.inherits || limits == profile.entries)
        };
        if matter.idle() && named() {
            (Kind::Note, Rule::Listed)
        } else if profile.ordered {
            let aside = boxed_here && !most(matter.acting());
            if aside { (Kind::Note, Rule::Listed) } else { (Kind::Step, Rule::Ordered) }
        } else if most(matter.moments()) {
            (Kind::Step, Rule::Bullet)
        } else if limited() {
            (Kind::Go, Rule::Limit)
        } else if profile.yes == profile.entries {
            (Kind::Step, Rule::Bullet)
        } else if boxed_here
            || self.uses_boxes && !(self.here.named || most(matter.acting()))
            || (profile.labelled * 3 >= profile.entries * 2 && !most(matter.acting()))
            || self.here.inherits && !under.labelled && !self.checklist && matter.idle()
        {
            (Kind::Note, Rule::Listed)
        } else {
            (Kind::Step, Rule::Bullet)
        }
    }

    /// What becomes of a list without boxes where nothing says what it is.
    fn anywhere(&self, matter: &Matter<'_, '_>, profile: &Profile) -> (Kind, Rule) {
        let most = |n: usize| n * 2 >= profile.entries;
        if most(matter.moments()) {
            (Kind::Step, Rule::Bullet)
        } else if self.uses_boxes && self.here.boxed {
            (Kind::Note, Rule::Listed)
        } else if profile.ordered
            && (self.here.acts() || most(matter.acting()) || most(matter.commanded()))
        {
            (Kind::Step, Rule::Ordered)
        } else if !self.uses_boxes && matter.acting() * 5 >= profile.entries * 3 {
            (Kind::Step, Rule::Bullet)
        } else {
            (Kind::Note, Rule::Listed)
        }
    }
}

impl Matter<'_, '_> {
    /// None starts with a word of doing.
    fn idle(&self) -> bool {
        !self.each().any(|block| self.acts(block))
    }

    /// Start with a word of doing.
    fn acting(&self) -> usize {
        *self.acting.get_or_init(|| self.count(|block| self.acts(block)))
    }

    /// What was made of entries, but that those are steps which hold an owner or a status.
    fn or_fielded(&self, made: (Kind, Rule), profile: &Profile) -> (Kind, Rule) {
        let fielded = made.0 != Kind::Step && self.fielded() * 2 >= profile.entries;
        if fielded { (Kind::Step, Rule::Bullet) } else { made }
    }

    /// Hold an owner or a status of their own, which only what is to be done has.
    fn fielded(&self) -> usize {
        let outline = self.reader.outline;
        let tells = |inner: usize| {
            let label = outline.label(inner).filter(|label| label.colon && !label.is_whole());
            label.is_some_and(|label| {
                matches!(
                    Topic::field_of(&Title::of(label.name)),
                    Some(FieldKind::Owner | FieldKind::Status)
                )
            })
        };
        self.count(|block| {
            let below = block + 1..outline.blocks[block].end;
            below.into_iter().any(|n| outline.blocks[n].parent == Some(block) && tells(n))
        })
    }

    /// Start with an order.
    fn orders(&self) -> usize {
        let text = |block: usize| self.reader.outline.text(block);
        let ordered = |text: &str| orders(&text[Lead::of(text).words..]);
        self.count(|block| {
            ordered(text(block)) || self.told(block).is_some_and(|label| orders(label.value))
        })
    }

    fn acts(&self, block: usize) -> bool {
        let text = self.reader.outline.text(block);
        let label = self.told(block);
        let names_field = |name| names_field(name) && !does(name);
        if label.is_some_and(|label| names_moment(label.name) || names_field(label.name)) {
            return false;
        }
        // "Recruiting phone: …" names what it is, and asks for nothing.
        if label.is_some_and(|l| l.name.is_ascii() && !orders(l.name) && !orders(l.value)) {
            return false;
        }
        acts(&text[Lead::of(text).words..])
            || !self.reader.opens_with_code(block)
                && (label.is_some_and(|label| orders(label.value))
                    || behind_dash(text).is_some_and(orders))
    }

    /// «T-30 минут: …», "Day 1: …".
    fn moments(&self) -> usize {
        self.count(|block| self.told(block).is_some_and(|label| names_moment(label.name)))
    }

    fn limits(&self) -> usize {
        let outline = self.reader.outline;
        self.count(|block| states_limit(outline.text(block), outline.blocks[block].signs))
    }

    /// A file, a path or a name in code and what it is.
    fn coded(&self) -> usize {
        self.count(|block| !self.is_task(block) && self.reader.names_code(block))
    }

    fn opening_with_code(&self) -> usize {
        self.count(|block| !self.is_task(block) && self.reader.opens_with_code(block))
    }

    /// Hold commands to run.
    fn commanded(&self) -> usize {
        let numbered = |block: usize| {
            let shape = &self.reader.outline.blocks[block].shape;
            matches!(shape, Shape::Item { number: Some(_), .. })
        };
        self.count(|block| numbered(block) && self.reader.holds_commands(block))
    }

    /// Say what something does: "Builds the image".
    fn described(&self) -> usize {
        let text = |block: usize| self.reader.outline.text(block);
        let words = |block: usize| &text(block)[Lead::of(text(block)).words..];
        self.count(|block| !self.is_task(block) && describes(words(block)))
    }

    /// «**Название** — что это».
    fn defined(&self) -> usize {
        let outline = self.reader.outline;
        self.count(|block| outline.blocks[block].label.is_none() && self.reader.defines(block))
    }

    /// A label with something behind it.
    fn told(&self, block: usize) -> Option<Label<'_>> {
        self.reader.outline.label(block).filter(|label| !label.is_whole())
    }

    fn is_task(&self, block: usize) -> bool {
        matches!(self.reader.outline.blocks[block].shape, Shape::Item { task: Some(_), .. })
    }

    fn each(&self) -> impl Iterator<Item = usize> {
        let blocks = &self.reader.outline.blocks;
        self.entries.each().filter(|block| matches!(blocks[*block].shape, Shape::Item { .. }))
    }

    fn count(&self, holds: impl Fn(usize) -> bool) -> usize {
        self.each().filter(|block| holds(*block)).count()
    }
}

impl Profile {
    /// «Owner: …», «Action: …», «Output: …»: may tell of one task.
    pub fn tells_one(&self) -> bool {
        (2..=8).contains(&self.entries) && self.tells_all()
    }

    /// Each entry says something of its label.
    pub fn tells_all(&self) -> bool {
        self.labelled == self.entries && self.boxed == 0
    }

    /// Perhaps a card of one person: labels alone, filled or not.
    pub fn tells_people(&self) -> bool {
        self.boxed == 0 && self.labelled + self.blank >= self.entries
    }

    /// «Дата: …», «Участники: …»: what is known of a meeting rather than what must hold.
    fn tells(&self) -> bool {
        self.boxed == 0 && self.labelled * 3 >= self.entries * 2
    }
}

/// Dashes with the space behind them, the longest first.
const DASHES: [&[u8]; 3] = ["— ".as_bytes(), "– ".as_bytes(), b"- "];

/// The words behind the first dash of a line.
fn behind_dash(text: &str) -> Option<&str> {
    let near = &text.as_bytes()[..text.floor_char_boundary(80)];
    // The longer a dash, the surer it parts: where there are several, it goes first.
    let apart = |at: &usize| at.checked_sub(1).is_some_and(|before| near[before] == b' ');
    let parts = memchr::memchr2_iter(b'-', 0xE2, near).filter(apart).filter_map(|at| {
        DASHES.iter().position(|dash| near[at..].starts_with(dash)).map(|dash| (dash, at))
    });
    let (dash, at) = parts.min()?;
    Some(&text[at + DASHES[dash].len()..])
}

/// «T-30 минут», «D+1», "Day 3", «02:15»: a label that says when.
pub(super) fn names_moment(name: &str) -> bool {
    let name = name.trim();
    if name.len() > 48 || !name.bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    let rest = name.trim_start_matches(['T', 'Т', 'D', 'Д']);
    let counted = rest.len() < name.len()
        && rest.trim_start().starts_with(['-', '−', '–', '+'])
        && rest.contains(|c: char| c.is_ascii_digit());
    let clock = name.len() >= 5
        && name.as_bytes()[..2].iter().all(u8::is_ascii_digit)
        && name.as_bytes()[2] == b':';
    counted || clock || matches!(name, "T0" | "Т0" | "D0") || {
        let (word, number) = letter::halves(name, b' ').unwrap_or((name, ""));
        number.trim_start_matches(['-', '−', '–', '+']).starts_with(|c: char| c.is_ascii_digit())
            && ["day", "week", "month", "hour", "день", "неделя", "месяц", "час"]
                .contains(&letter::lowered(word).as_str())
    }
}

/// «Ожидание», "Owner": a label that tells of a task and is none, though its word may be a verb's.
fn names_field(name: &str) -> bool {
    name.split_whitespace().nth(2).is_none() && Topic::field_of(&Title::of(name)).is_some()
}

#[cfg(test)]
mod tests {
    use super::names_moment;

    #[test]
    fn moments() {
        for name in ["T-30 минут", "T+1 hour", "D+7", "T0", "Day 3", "Неделя 2", "02:15", "День -1"]
        {
            assert!(names_moment(name), "{name}");
        }
        for name in ["Target", "Deploy 3", "v2.1", "Day", "10.0.0.1:80", "Дата"] {
            assert!(!names_moment(name), "{name}");
        }
    }
}
