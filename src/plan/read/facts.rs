//! Facts: «Label: value» lines, front matter, the maintenance window, people named in lines.

use super::glance::signs_of;
use super::label::Label;
use super::lead::bare;
use super::list::Entries;
use super::make::{Reader, Spot, Words};
use super::outline::Shape;
use super::signs::Signs;
use super::slot;
use super::time::Setting;
use super::topic::Topic;
use super::verbs::acts;
use super::vocabulary::{Senses as S, Title};
use crate::plan::letter;
use crate::plan::stems::{Stems, set};
use crate::plan::{AsideKind, Kind, Person, PlanWindow, Rule, Schedule, Window};

impl Reader<'_> {
    /// A paragraph of «Label: value» lines. False when it is none.
    pub fn fact_lines(&mut self, words: Words<'_>, topic: Topic, preamble: bool) -> bool {
        // Without a colon or something set apart there is no label.
        if !words.signs.any(Signs::COLON) && words.marks.is_empty() {
            return false;
        }
        let lines: Vec<Words<'_>> = words.lines().collect();
        let labels: Vec<Option<Label<'_>>> =
            lines.iter().map(|line| Label::of(line.text, line.marks, line.base)).collect();
        let told = |label: &Label<'_>| {
            !label.is_whole()
                && (label.bold || preamble || lines.len() > 1)
                && label.value.len() < 200
        };
        let count = labels.iter().filter(|label| label.as_ref().is_some_and(told)).count();
        let bold = labels.iter().any(|label| label.as_ref().is_some_and(|l| l.bold && told(l)));
        if count < lines.len() && !(bold && count * 2 >= lines.len()) {
            return false;
        }
        for (line, label) in lines.iter().zip(labels) {
            let Some(label) = label.filter(told) else {
                self.item(*line, Kind::Note, Rule::Prose, Spot::default());
                continue;
            };
            self.aside(AsideKind::Told, line.line, line.line);
            self.marks(*line, &mut Vec::new());
            self.fact(bare(label.name), label.value, line.line, line.column);
            if topic == Topic::People {
                self.person(label.name, label.value, line.line);
            }
        }
        true
    }

    /// `key: value` lines between `---`.
    pub fn front_matter(&mut self, block: usize) {
        let words = self.words(block);
        let own = &self.outline.blocks[block];
        self.aside(AsideKind::FrontMatter, own.line, own.line_end);
        for (line, row) in (own.line + 1..).zip(words.text.lines()) {
            let Some((label, value)) = row.split_once(':') else { continue };
            let value = value.trim().trim_matches(['"', '\'']);
            let label = label.trim();
            if label.starts_with('-') || label.is_empty() || value.is_empty() {
                continue;
            }
            if self.plan.title.is_none()
                && matches!(label.to_lowercase().as_str(), "title" | "название" | "заголовок")
            {
                self.plan.title = Some(value.into());
            }
            self.fact(label, value, line, 1);
        }
    }

    /// What a fact says of the window.
    pub fn consider_fact(&mut self, label: &str, value: &str, line: u32, column: u32) {
        let signs = signs_of(value);
        let title = Title::of(label);
        if !title.any(S::WINDOW.with(S::TIME)) && !title.first.any(S::DO) {
            return;
        }
        let Some(read) = self.times.read(value, signs, Setting::Field) else { return };
        self.zones(Some(&read), line, column);
        if title.any(S::WINDOW) {
            self.keep_window(&read, line);
            return;
        }
        let alone = |window: &&Window| window.to.is_none() && window.from.time.is_some();
        let Some(moment) = read.window.as_ref().filter(alone) else { return };
        let lower = letter::lowered(label);
        let ends =
            ["end", "finish", "конец", "оконч", "заверш"].iter().any(|word| lower.contains(word));
        match self.plan.window.as_mut() {
            None if !ends => {
                self.plan.window = Some(PlanWindow { window: moment.clone(), line });
            }
            Some(window) if ends && window.window.to.is_none() => {
                window.window.to = Some(moment.from);
                window.window.zone = window.window.zone.take().or(moment.zone.clone());
            }
            _ => {}
        }
    }

    /// What any other line says of the window.
    pub fn consider_window(
        &mut self,
        title: impl FnOnce() -> Title,
        schedule: Option<&Schedule>,
        line: u32,
    ) {
        let Some(schedule) = schedule.filter(|schedule| self.lacks_window(schedule)) else {
            return;
        };
        let title = title();
        if title.senses.with(title.aside).any(S::WINDOW) {
            self.keep_window(schedule, line);
        }
    }

    /// Whether a whole window is told, and none was before.
    fn lacks_window(&self, schedule: &Schedule) -> bool {
        let whole = |window: &Window| window.from.time.is_some() && window.to.is_some();
        schedule.window.as_ref().is_some_and(whole)
            && self.plan.window.as_ref().is_none_or(|known| known.window.to.is_none())
    }

    fn keep_window(&mut self, schedule: &Schedule, line: u32) {
        if let Some(window) = schedule.window.as_ref().filter(|_| self.lacks_window(schedule)) {
            self.plan.window = Some(PlanWindow { window: window.clone(), line });
        }
    }

    /// An entry where people are named: a role with its name, a level of escalation.
    pub fn person_entry(&mut self, words: Words<'_>) {
        let Some(label) = Label::of(words.text, words.marks, words.base) else {
            let role = bare(words.text).trim_end_matches(['.', ';']);
            if self.here.roles && words.marks.is_empty() && looks_like_role(role) {
                let (role, line) = (role.into(), words.line);
                self.plan.people.push(Person { role, name: None, channels: Vec::new(), line });
            }
            return;
        };
        if Title::of(label.name).any(S::TIER) && !label.is_whole() {
            let role = bare(label.value).trim_end_matches(['.', ';']).into();
            let channels = vec![label.name.into()];
            self.plan.people.push(Person { role, name: None, channels, line: words.line });
        } else {
            self.person(label.name, label.value, words.line);
        }
    }

    /// «**Технический лид**» over «Имя: …» and «Телефон: …», or over what they do: one person. False
    /// where the list is no such card.
    pub fn card(&mut self, entries: Entries<'_>, topic: Topic) -> bool {
        let outline = self.outline;
        let label = |block: usize| outline.label(block).filter(|label| label.colon);
        let Some(above) = entries.each().next().and_then(|first| first.checked_sub(1)) else {
            return false;
        };
        let own = &outline.blocks[above];
        let role = bare(outline.text(above)).trim_end_matches(':');
        if !matches!(own.shape, Shape::Para | Shape::Heading(_))
            || !(looks_like_role(role) || names_post(role))
            || !entries.each().all(|block| label(block).is_some())
        {
            return false;
        }
        let told = |senses: S| {
            let told = move |label: &Label<'_>| Title::of(label.name).first.any(senses);
            entries.each().filter_map(label).filter(told)
        };
        let is_name = |text: &str| looks_like_name(text) || is_given_name(text);
        let others = || entries.each().filter_map(label).any(|label| is_name(label.value));
        let named = told(S::NAME).next().is_some();
        let known = topic == Topic::People || named && names_post(role);
        if !known || !named && (!names_post(role) || others()) {
            return false;
        }
        let name = told(S::NAME).map(|label| label.value.trim()).find(|value| is_name(value));
        let filled = |value: &&str| letter::any_alphanumeric(value) && !slot::is_all(value);
        let channels = told(S::CHANNEL.with(S::CONTACT)).map(|label| bare(label.value));
        let channels = channels.filter(filled).map(Into::into).collect();
        let (role, name, line) = (role.into(), name.map(Into::into), own.line);
        self.plan.people.push(Person { role, name, channels, line });
        true
    }

    /// «Release manager: Ann Lee, @ann» where people are named.
    pub fn person(&mut self, label: &str, value: &str, line: u32) {
        let title = Title::of(label);
        let unnamed = value.is_empty() && (!self.here.roles || title.any(S::NAME));
        if title.first.any(S::CHANNEL.with(S::TIME).with(S::INFORM)) || unnamed {
            return;
        }
        let end = value.find([',', '(', ';', '—', '–', '|']).unwrap_or(value.len());
        let name = value[..end].trim();
        let rest = value[end..].trim_matches([',', '(', ')', ';', '—', '–', '|', ' ']);
        let named = looks_like_name(name) || is_given_name(name);
        let role = S::ROLE.with(S::OWNER).with(S::CONTACT).with(S::ESCALATION);
        if !named && !self.here.roles && !title.any(role) {
            return;
        }
        let mut channels: Vec<Box<str>> = Vec::new();
        // Without a name, what starts small is what they do.
        let reached = if named { rest } else { bare(value) };
        if !reached.is_empty() && (named || !reached.starts_with(char::is_lowercase)) {
            channels.push(reached.into());
        }
        let name = named.then(|| name.into());
        self.plan.people.push(Person { role: bare(label).into(), name, channels, line });
    }
}

/// «Технический лид», "Marketing lead": what one person is.
fn names_post(text: &str) -> bool {
    let mut words = text.split(' ');
    words.next_back().is_some_and(|word| POSTS.find(word).is_some()) && words.count() < 4
}

/// How it ends.
#[rustfmt::skip]
static POSTS: Stems<(), 22> = Stems::of(set![
    "administrator", "architect", "commander", "coordinator", "director", "engineer", "lead", "manager", "officer", "owner",
    "администратор", "архитектор", "ведущий", "владелец", "директор", "инженер", "координатор", "лид", "менеджер",
    "начальник", "руководитель", "тимлид",
]);

/// «Луис», "Dana": one capitalised word that is no word of plans.
fn is_given_name(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.clone().count() >= 2
        && letters.all(char::is_lowercase)
        && Title::of(text).senses == S::NONE
}

/// «Ответственный за базу», where roles are listed: a few words, none of them code or an order.
fn looks_like_role(text: &str) -> bool {
    let plain = |c: char| letter::is_alphabetic(c) || matches!(c, ' ' | '-' | '/');
    (1..=4).contains(&text.split_whitespace().take(5).count())
        && text.chars().all(plain)
        && !acts(text)
}

/// Two or three capitalised words, an initial and a surname, or a handle.
pub(super) fn looks_like_name(text: &str) -> bool {
    let text = text.trim().trim_matches('*');
    if text.starts_with('@') {
        return text.len() > 2;
    }
    let words = text.split_whitespace();
    let capital = |word: &str| {
        word.starts_with(char::is_uppercase)
            && word.chars().all(|c| letter::is_alphabetic(c) || matches!(c, '.' | '-' | '\''))
    };
    let acronym = |word: &str| word.chars().count() > 1 && word.chars().all(char::is_uppercase);
    (2..=3).contains(&words.clone().take(4).count())
        && words.clone().all(|word| capital(word) && !acronym(word))
        && Title::of(text).senses == S::NONE
        && !text.contains("Engineer")
        && !text.contains("Director")
        && !text.contains("Officer")
}
