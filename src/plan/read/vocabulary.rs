//! Words people use in titles and labels, Russian and English, and what they give away.
//!
//! A word is looked up by its stem; a title is the set of what its words give away, less what is
//! in brackets. Only words that many plans share stand here.

use super::flags::flags;
use super::turns::Turns;
use crate::plan::letter;
use crate::plan::stems::{Stems, end_of_word};

flags! {
    /// What words give away, as a set.
    pub(super) struct Senses(u64);

    STAGE = 0; CRITERIA = 1; PASS = 2; BACK = 3; STOP = 4; WHEN = 5; STEPS = 6; CHECKLIST = 7;
    ARTEFACT = 8; ROLE = 9; CONTACT = 10; ESCALATION = 11; INFORM = 12; DO = 13; VERIFY = 14;
    ALERT = 15; PLAN = 16; OWNER = 17; STATUS = 18; TIME = 19; EVIDENCE = 20; CHOICE = 21;
    IMMEDIATE = 22; TEAM = 23; GATE = 24; WINDOW = 25; NAME = 26; CHANNEL = 27; NUMBER = 28;
    TASK = 29; METRIC = 30; NOTE = 31; DONE = 32; PREPARE = 34; REHEARSE = 35;
    DEFINITION = 36; FINAL = 37; DETAIL = 38; GO = 40; TIER = 41; LIMIT = 42; HALT = 43;
    RESTORE = 44; AFTER = 45; COMMS = 46; ORDER = 47;
}

/// What the words of a title or a label give away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Title {
    /// All its words outside brackets.
    pub senses: Senses,
    /// The first word that gives anything away.
    pub first: Senses,
    /// The last word outside brackets that gives anything away.
    pub last: Senses,
    /// The words inside brackets.
    pub aside: Senses,
    /// How many words it has outside brackets.
    pub words: usize,
    /// P0, SEV-1.
    pub tier: Option<crate::plan::Tier>,
    /// «Этап 2», "Step B", "Day -1": a stage word with its number.
    pub stage_named: bool,
    /// «If it is bad: rollback»: the condition is only the occasion.
    pub turns_back: bool,
    /// Written in Latin letters, where the head of a title stands last; not told where it gives nothing
    /// away.
    pub latin: bool,
}

impl Title {
    /// Of no words.
    pub const NONE: Self = Self {
        senses: Senses::NONE,
        first: Senses::NONE,
        last: Senses::NONE,
        aside: Senses::NONE,
        words: 0,
        tier: None,
        stage_named: false,
        turns_back: false,
        latin: false,
    };

    /// Reads a title.
    pub fn of(title: &str) -> Self {
        let mut read = Self::NONE;
        let more = |byte, at| more(title, byte, at);
        let (mut before, mut turns) = (Senses::NONE, Turns::NONE);
        let (mut depth, mut at) = (0_usize, 0);
        while let Some(Gap { closes, opens, end: start }) = Gap::at(title, at) {
            depth = depth.saturating_sub(closes) + opens;
            let (senses, end) = if title.as_bytes()[start].is_ascii_digit() {
                (Senses::NONE, end_of_word(title.as_bytes(), start, more))
            } else {
                let (senses, seen, end) = VOCABULARY.read(title, start, more);
                turns = turns.with(Turns::opening(title, start, seen));
                if title.as_bytes()[end - 1].is_ascii_digit() && read.tier.is_none() {
                    read.tier = tier(&title[start..end]);
                }
                (senses.unwrap_or(Senses::NONE), end)
            };
            before = if depth > 0 {
                read.aside = read.aside.with(senses);
                Senses::NONE
            } else {
                read.take(senses, before, || &title[start..end])
            };
            at = end;
        }
        if turns != Turns::NONE || (read.first.any(Senses::WHEN) && title.contains(": ")) {
            read.settle(title, turns);
        }
        if read.senses != Senses::NONE {
            // Dashes and emoji are of no script; letters with marks and Cyrillic are.
            read.latin = title.is_ascii() || !title.bytes().any(|byte| matches!(byte, 0xC3..=0xDF));
        }
        read
    }

    /// Takes the senses of a word outside brackets, which the next one may ask for.
    #[inline]
    fn take<'w>(&mut self, senses: Senses, before: Senses, word: impl Fn() -> &'w str) -> Senses {
        self.words += 1;
        if before.any(Senses::STAGE) && is_ordinal(word()) {
            self.stage_named = true;
        }
        if senses != Senses::NONE {
            if self.first == Senses::NONE {
                self.first = senses;
            }
            self.last = senses;
            self.senses = self.senses.with(senses);
        }
        senses
    }

    /// True when the title, brackets apart, gives any of these away.
    pub fn any(self, senses: Senses) -> bool {
        self.senses.any(senses)
    }
}

/// What stands between two words of a title, which are letters, digits and what stands between those
/// without a space.
struct Gap {
    /// The brackets that close and that open there.
    closes: usize,
    opens: usize,
    end: usize,
}

impl Gap {
    /// From a place on; none where no word follows.
    #[inline]
    fn at(title: &str, mut at: usize) -> Option<Self> {
        let (mut closes, mut opens) = (0, 0);
        at += usize::from(title.as_bytes().get(at) == Some(&b' '));
        while letter::alphanumeric_at(title, at) == 0 {
            match *title.as_bytes().get(at)? {
                b'(' | b'[' => opens += 1,
                b')' | b']' => closes += 1,
                _ => {}
            }
            at = letter::next(title, at);
        }
        Some(Self { closes, opens, end: at })
    }
}

/// How many bytes a word of a title takes of what is no letter of Latin or Russian.
#[inline]
fn more(title: &str, byte: u8, at: usize) -> usize {
    match byte {
        b'\'' | b'0'..=b'9' => 1,
        0..0x80 => 0,
        _ => rare(title, at),
    }
}

/// How many bytes a letter or digit takes of another script.
#[cold]
fn rare(title: &str, at: usize) -> usize {
    letter::alphanumeric_at(title, at)
}

/// 2, B, II, "two".
fn is_ordinal(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) || is_letter_name(word)
}

fn is_letter_name(word: &str) -> bool {
    let mut chars = word.chars();
    let one = chars.next().is_some_and(char::is_uppercase) && chars.next().is_none();
    one || matches!(word, "I" | "II" | "III" | "IV" | "V" | "VI" | "VII" | "VIII" | "IX" | "X")
        || matches!(word, "one" | "two" | "three" | "One" | "Two" | "Three" | "zero" | "Zero")
}

/// P0 … P9, SEV1, Sev-1 (the number follows).
fn tier(word: &str) -> Option<crate::plan::Tier> {
    use crate::plan::Tier;
    let (letters, digits) = word.split_at(word.find(|c: char| c.is_ascii_digit())?);
    let n: u8 = digits.parse().ok().filter(|n| *n < 10)?;
    match letters {
        "P" | "p" | "Р" => Some(Tier::P(n)),
        _ if letters.eq_ignore_ascii_case("sev") => Some(Tier::Sev(n)),
        _ => None,
    }
}

/// What one word gives away.
pub(super) fn lookup(word: &str) -> Senses {
    VOCABULARY.find(word).unwrap_or(Senses::NONE)
}

static VOCABULARY: Stems<Senses, { STEMS.len() }> = Stems::of(STEMS);

/// Sorted by stem; a star stands for any ending. ё is written е.
#[rustfmt::skip]
const STEMS: &[(&str, Senses)] = &{
    type S = Senses;
    [
    ("abort", S::STOP), ("aborting", S::STOP), ("aborts", S::STOP), ("acceptance", S::PASS), ("accountable", S::OWNER),
    ("action", S::TASK.with(S::STEPS)), ("actions", S::TASK.with(S::STEPS)), ("activities", S::TASK.with(S::STEPS)), ("activity", S::TASK),
    ("actual", S::STATUS), ("after", S::AFTER.with(S::DO)), ("alert*", S::ALERT), ("announc*", S::DO), ("announce", S::DO.with(S::ORDER)),
    ("appendix", S::INFORM), ("approach", S::INFORM.with(S::PLAN)), ("approval*", S::DO), ("approved", S::STATUS), ("architecture", S::INFORM),
    ("artefact*", S::ARTEFACT), ("artifact*", S::ARTEFACT), ("assigned", S::OWNER), ("assignee*", S::OWNER), ("assumption*", S::INFORM),
    ("attach*", S::ARTEFACT), ("audience", S::INFORM), ("author*", S::INFORM),
    ("background", S::INFORM), ("backout", S::BACK), ("backup*", S::DO), ("before", S::DO), ("benefit*", S::INFORM), ("build", S::DO),
    ("canary", S::DO), ("changelog", S::INFORM), ("changes", S::INFORM), ("channel*", S::CHANNEL), ("chat", S::CHANNEL),
    ("check", S::TASK.with(S::VERIFY)), ("checklist*", S::CHECKLIST), ("checkpoint*", S::GATE), ("checks", S::TASK.with(S::VERIFY)),
    ("choose", S::CHOICE), ("cleanup", S::DO), ("close*", S::DO), ("closing", S::DO), ("closure", S::DO), ("command", S::DETAIL.with(S::STEPS)),
    ("commands", S::STEPS), ("comment*", S::NOTE), ("communication*", S::COMMS), ("complete", S::STATUS.with(S::DONE)),
    ("completed", S::STATUS.with(S::DONE)), ("completion", S::PASS.with(S::STATUS)), ("component*", S::DETAIL.with(S::INFORM)),
    ("conclusion", S::INFORM), ("condition*", S::CRITERIA.with(S::WHEN)), ("configuration", S::DO), ("constraint*", S::INFORM), ("contact*", S::CONTACT),
    ("contents", S::INFORM), ("context", S::INFORM), ("crew", S::TEAM), ("criteria", S::CRITERIA), ("criterion", S::CRITERIA), ("cutover", S::DO),
    ("dashboards", S::INFORM), ("date*", S::TIME), ("day", S::STAGE), ("debt*", S::INFORM), ("deadline*", S::TIME), ("decision", S::GATE), ("decommission*", S::DO),
    ("definition", S::DEFINITION), ("deliverable*", S::ARTEFACT), ("dependencies", S::INFORM), ("dependency", S::INFORM), ("depends", S::DETAIL),
    ("deploy*", S::DO), ("description", S::DETAIL), ("details", S::DETAIL), ("dod", S::CRITERIA.with(S::PASS)), ("done", S::STATUS.with(S::DONE)),
    ("downtime", S::WINDOW), ("drill*", S::REHEARSE), ("due", S::TIME), ("duration", S::TIME), ("during", S::DO),
    ("email*", S::CHANNEL), ("end", S::TIME), ("entry", S::PASS), ("environment*", S::INFORM), ("escalat*", S::ESCALATION), ("estimate*", S::TIME),
    ("eta", S::TIME), ("evidence", S::EVIDENCE), ("example*", S::INFORM), ("execut*", S::DO), ("execute", S::DO.with(S::ORDER)), ("exit", S::PASS),
    ("expect", S::DETAIL.with(S::EVIDENCE)), ("expected", S::DETAIL.with(S::EVIDENCE)), ("extension", S::CHANNEL),
    ("fallback", S::BACK), ("faq", S::INFORM), ("feature*", S::INFORM), ("final", S::FINAL), ("finish", S::TIME), ("follow", S::DO), ("freeze", S::DO),
    ("gap", S::INFORM), ("gaps", S::INFORM), ("gate", S::GATE), ("gates", S::GATE), ("gating", S::GATE), ("glossary", S::INFORM), ("go", S::GO),
    ("goal*", S::INFORM), ("guideline*", S::INFORM),
    ("halt*", S::HALT), ("handle", S::CHANNEL), ("handover", S::DO), ("history", S::INFORM), ("hold", S::HALT), ("how", S::INFORM), ("hypercare", S::DO),
    ("if", S::WHEN), ("immediate*", S::IMMEDIATE), ("impact*", S::INFORM), ("indicator*", S::METRIC.with(S::INFORM)), ("info", S::INFORM),
    ("information", S::INFORM), ("install*", S::DO), ("instruction*", S::STEPS), ("introduction", S::INFORM), ("issue", S::DETAIL),
    ("issues", S::INFORM), ("item", S::TASK), ("items", S::TASK), ("iteration", S::STAGE),
    ("kickoff", S::DO), ("kill", S::HALT), ("known", S::INFORM), ("kpi*", S::METRIC.with(S::INFORM)),
    ("launch*", S::DO), ("lead*", S::ROLE), ("legend", S::INFORM), ("lesson*", S::INFORM), ("level", S::TIER), ("limit*", S::LIMIT),
    ("link*", S::INFORM), ("location", S::CHANNEL), ("log", S::INFORM),
    ("mail", S::CHANNEL), ("maintenance", S::WINDOW), ("manager*", S::ROLE), ("member*", S::NAME), ("merge", S::DO.with(S::ORDER)),
    ("method", S::DETAIL), ("metric", S::METRIC), ("metrics", S::METRIC.with(S::INFORM)), ("migrat*", S::DO), ("milestone", S::STAGE.with(S::TASK)),
    ("milestones", S::TASK), ("mitigation*", S::INFORM), ("mobile", S::CHANNEL), ("monitor*", S::DO.with(S::ALERT)), ("month", S::STAGE),
    ("name", S::NAME), ("names", S::NAME), ("no", S::NUMBER), ("note", S::NOTE), ("notes", S::NOTE.with(S::INFORM)), ("notif*", S::DO),
    ("num", S::NUMBER), ("number", S::NUMBER),
    ("objective*", S::INFORM), ("offset", S::TIME), ("option", S::CHOICE), ("options", S::CHOICE), ("order", S::NUMBER), ("outcome", S::STATUS.with(S::EVIDENCE)),
    ("overview", S::INFORM), ("owner*", S::OWNER),
    ("participant*", S::NAME.with(S::ROLE)), ("party", S::OWNER), ("pass", S::PASS), ("person", S::NAME.with(S::OWNER)), ("personnel", S::ROLE), ("phase*", S::STAGE),
    ("phone*", S::CHANNEL), ("plan", S::PLAN), ("planned", S::TIME), ("policy", S::INFORM), ("post", S::AFTER.with(S::DO)), ("postmortem", S::DO),
    ("pre", S::DO.with(S::PREPARE)), ("preconditions", S::DO.with(S::PREPARE)), ("preflight", S::DO.with(S::PREPARE)), ("preparation*", S::DO.with(S::PREPARE)),
    ("prepare", S::DO.with(S::PREPARE).with(S::ORDER)), ("prepared", S::DO.with(S::PREPARE)), ("prerequisite*", S::DO.with(S::PREPARE)),
    ("principle*", S::INFORM), ("priority", S::TIER), ("procedure*", S::STEPS), ("proceed", S::PASS), ("process*", S::STEPS), ("progress", S::STATUS),
    ("promotion", S::PASS), ("proof", S::EVIDENCE), ("protocol", S::STEPS), ("publis*", S::DO), ("publish", S::DO.with(S::ORDER)),
    ("purpose", S::INFORM),
    ("readiness", S::PASS), ("ready", S::PASS), ("recovery", S::RESTORE), ("reference*", S::INFORM), ("rehears*", S::REHEARSE), ("related", S::INFORM),
    ("release", S::DO), ("remarks", S::NOTE), ("report", S::EVIDENCE), ("requirement*", S::PREPARE), ("resource*", S::INFORM),
    ("responsibilit*", S::ROLE), ("responsible", S::OWNER), ("restore", S::RESTORE), ("result*", S::STATUS.with(S::EVIDENCE)), ("retrospective", S::DO),
    ("revert*", S::BACK), ("review", S::DO), ("revision", S::INFORM), ("ring", S::STAGE), ("risk*", S::INFORM), ("role*", S::ROLE),
    ("rollback*", S::BACK), ("rollout", S::DO), ("roster", S::ROLE), ("rule*", S::WHEN), ("runbook", S::STEPS),
    ("scenario*", S::DETAIL), ("schedule", S::TIME), ("scope", S::INFORM), ("select", S::CHOICE), ("sequence", S::STEPS), ("severity", S::TIER),
    ("signal*", S::METRIC), ("signoff", S::DO), ("slack", S::CHANNEL), ("slot", S::TIME), ("smoke", S::DO.with(S::VERIFY)), ("soak", S::DO),
    ("stage", S::STAGE), ("stages", S::STAGE), ("staging", S::DO), ("stakeholder*", S::ROLE), ("start", S::TIME), ("state", S::STATUS),
    ("status", S::STATUS), ("step", S::STAGE.with(S::TASK).with(S::ORDER)), ("steps", S::STEPS.with(S::TASK)), ("stop", S::HALT),
    ("strategy", S::INFORM.with(S::PLAN)), ("success", S::PASS), ("successful", S::PASS), ("summary", S::INFORM), ("switch*", S::DO),
    ("symptom*", S::WHEN),
    ("target", S::LIMIT), ("targets", S::LIMIT), ("task", S::TASK), ("tasks", S::STEPS.with(S::TASK)), ("team", S::TEAM), ("teardown", S::DO),
    ("telegram", S::CHANNEL), ("telephone", S::CHANNEL), ("template*", S::INFORM), ("test*", S::DO.with(S::VERIFY)), ("threshold*", S::LIMIT), ("tier", S::TIER),
    ("time", S::TIME), ("timeline", S::TIME), ("timing", S::TIME), ("title", S::NAME), ("todo", S::TASK.with(S::STEPS)), ("tool", S::INFORM),
    ("tools", S::INFORM), ("training", S::DO), ("triage", S::INFORM), ("trigger*", S::WHEN.with(S::CRITERIA)), ("troubleshooting", S::INFORM),
    ("type", S::CHOICE),
    ("undo", S::RESTORE), ("updat*", S::DO), ("update", S::DO.with(S::ORDER)), ("upgrade*", S::DO), ("url*", S::DETAIL), ("useful", S::INFORM),
    ("validat*", S::VERIFY.with(S::DO)), ("validate", S::VERIFY.with(S::DO).with(S::ORDER)), ("value", S::DETAIL), ("verif*", S::VERIFY.with(S::DO)),
    ("verify", S::VERIFY.with(S::DO).with(S::ORDER)), ("version*", S::INFORM),
    ("warning", S::NOTE), ("wave", S::STAGE), ("week", S::STAGE), ("what", S::TASK), ("when", S::WHEN.with(S::TIME)), ("who", S::OWNER),
    ("whom", S::OWNER), ("window", S::WINDOW.with(S::TIME)), ("workflow", S::STEPS),
    ("zoom", S::CHANNEL),
    ("автор*", S::INFORM), ("активност*", S::TASK), ("алерт*", S::ALERT), ("анализ*", S::DO), ("анонс*", S::DO), ("артефакт*", S::ARTEFACT),
    ("архитектур*", S::INFORM),
    ("бекап*", S::DO), ("бэкап*", S::DO),
    ("введени*", S::INFORM), ("ведущ*", S::ROLE), ("верификац*", S::VERIFY.with(S::DO)), ("вернуться", S::BACK), ("верси*", S::INFORM),
    ("возврат*", S::BACK), ("возвращаем*", S::BACK), ("волн*", S::STAGE), ("вопрос*", S::INFORM), ("восстановлени*", S::RESTORE), ("врем*", S::TIME),
    ("вход", S::PASS), ("входа", S::PASS), ("выбер*", S::CHOICE), ("вывод*", S::INFORM), ("выкат*", S::DO), ("выкладк*", S::DO),
    ("выполнен", S::STATUS.with(S::DONE)), ("выполнени*", S::DO.with(S::STATUS)), ("выполнено", S::STATUS.with(S::DONE)), ("выпуск*", S::DO),
    ("выход*", S::PASS),
    ("где", S::DETAIL), ("глоссари*", S::INFORM), ("готовност*", S::PASS), ("готово", S::STATUS.with(S::DONE)), ("готовы", S::PASS),
    ("график*", S::TIME),
    ("дат*", S::TIME), ("дежурн*", S::ROLE), ("действи*", S::TASK.with(S::STEPS)), ("день", S::STAGE), ("деплой*", S::DO), ("деплоя", S::DO),
    ("дефект*", S::INFORM), ("длительност*", S::TIME), ("долг", S::INFORM), ("договоренност*", S::INFORM), ("доказательств*", S::EVIDENCE), ("должност*", S::ROLE),
    ("допущени*", S::INFORM),
    ("если", S::WHEN),
    ("журнал*", S::INFORM),
    ("завершени*", S::PASS), ("завершено", S::STATUS.with(S::DONE)), ("зависимост*", S::INFORM), ("задани*", S::TASK),
    ("задач*", S::TASK.with(S::STEPS)), ("заключени*", S::INFORM), ("заметк*", S::NOTE), ("замечани*", S::NOTE), ("заморозк*", S::DO),
    ("запуск*", S::DO), ("значени*", S::DETAIL),
    ("известн*", S::INFORM), ("изменени*", S::INFORM), ("имя", S::NAME), ("инструкци*", S::STEPS), ("инструмент*", S::INFORM), ("интервал*", S::TIME),
    ("информац*", S::INFORM), ("исполнител*", S::OWNER), ("истори*", S::INFORM), ("итог*", S::INFORM),
    ("канал*", S::CHANNEL), ("когда", S::WHEN.with(S::TIME)), ("команда", S::TEAM), ("команды", S::TEAM.with(S::STEPS)), ("комментари*", S::NOTE),
    ("коммуникаци*", S::COMMS), ("компонент*", S::INFORM), ("кому", S::OWNER), ("конец", S::TIME), ("контакт*", S::CONTACT), ("контекст*", S::INFORM),
    ("контрол*", S::DO.with(S::VERIFY)), ("критери*", S::CRITERIA), ("критичност*", S::TIER), ("кто", S::OWNER),
    ("лимит*", S::LIMIT),
    ("матриц*", S::INFORM), ("мероприяти*", S::TASK.with(S::STEPS)), ("месяц", S::STAGE), ("метод*", S::DETAIL), ("метрик*", S::METRIC), ("миграци*", S::DO),
    ("мониторинг*", S::DO.with(S::ALERT)),
    ("наблюдени*", S::DO), ("назначени*", S::INFORM), ("начал*", S::TIME), ("недел*", S::STAGE), ("немедленн*", S::IMMEDIATE), ("неполад*", S::INFORM),
    ("номер*", S::NUMBER),
    ("обзор*", S::INFORM), ("област*", S::INFORM), ("обновлени*", S::DO), ("обслуживани*", S::WINDOW), ("обучени*", S::DO), ("обязанност*", S::ROLE),
    ("оглавлени*", S::INFORM), ("ограничени*", S::INFORM), ("ожидаем*", S::DETAIL.with(S::EVIDENCE)), ("ожидается", S::DETAIL.with(S::EVIDENCE)),
    ("ожидани*", S::DETAIL), ("окно", S::WINDOW.with(S::TIME)), ("окончани*", S::TIME), ("описани*", S::DETAIL), ("оповещени*", S::ALERT),
    ("останавлива*", S::HALT), ("остановк*", S::HALT), ("ответственн*", S::OWNER), ("ответственност*", S::ROLE), ("откат*", S::BACK),
    ("отмен*", S::RESTORE), ("отчет*", S::EVIDENCE),
    ("переключени*", S::DO), ("переход*", S::PASS), ("план", S::PLAN), ("плана", S::PLAN), ("планов*", S::TIME), ("подготов*", S::DO.with(S::PREPARE)),
    ("подтвержден*", S::EVIDENCE), ("подход", S::INFORM.with(S::PLAN)), ("показател*", S::METRIC), ("полезн*", S::INFORM), ("пользоваться", S::INFORM), ("порог*", S::LIMIT),
    ("порядк*", S::STEPS), ("порядок", S::STEPS), ("после", S::AFTER.with(S::DO)), ("последовательност*", S::STEPS), ("пост", S::AFTER.with(S::DO)),
    ("почт*", S::CHANNEL), ("правил*", S::INFORM.with(S::WHEN)), ("предварительн*", S::PREPARE), ("предпосылк*", S::INFORM), ("предусловия", S::PREPARE),
    ("преимуществ*", S::INFORM), ("прекращени*", S::HALT), ("прерывани*", S::HALT), ("приемк*", S::PASS), ("признак*", S::WHEN),
    ("прикладыва*", S::ARTEFACT), ("приложени*", S::INFORM), ("пример*", S::INFORM), ("примечани*", S::NOTE.with(S::INFORM)), ("принцип*", S::INFORM),
    ("принятия", S::PASS), ("приоритет*", S::TIER), ("проблем*", S::INFORM), ("проверк*", S::VERIFY.with(S::DO)), ("продолжительност*", S::TIME),
    ("процедур*", S::STEPS), ("процесс*", S::STEPS), ("публикаци*", S::DO), ("пункт*", S::TASK),
    ("работ*", S::TASK), ("развертывани*", S::DO), ("раскатк*", S::DO), ("расписани*", S::TIME), ("резервн*", S::DO),
    ("результат*", S::STATUS.with(S::EVIDENCE)), ("резюме", S::INFORM), ("релиз*", S::DO), ("репетици*", S::REHEARSE), ("ресурс*", S::INFORM),
    ("решени*", S::GATE), ("риск*", S::INFORM), ("рол*", S::ROLE), ("ролбек*", S::BACK), ("ролбэк*", S::BACK), ("рубеж*", S::GATE),
    ("руководител*", S::ROLE),
    ("сборк*", S::DO), ("сверк*", S::VERIFY.with(S::DO)), ("связ*", S::COMMS), ("сводк*", S::INFORM), ("симптом*", S::WHEN), ("синхронизац*", S::DO),
    ("слот*", S::TIME), ("содержани*", S::INFORM), ("сопровождени*", S::DO), ("состав", S::INFORM), ("состояни*", S::STATUS), ("срок*", S::TIME), ("ссылк*", S::INFORM), ("стади*", S::STAGE),
    ("старт*", S::TIME.with(S::DO)), ("статус*", S::STATUS), ("стоп", S::STOP), ("стратеги*", S::INFORM.with(S::PLAN)), ("сценари*", S::STEPS),
    ("таймлайн*", S::TIME), ("тел", S::CHANNEL), ("телефон*", S::CHANNEL), ("термин*", S::INFORM), ("тест*", S::DO.with(S::VERIFY)), ("тип", S::CHOICE),
    ("требовани*", S::PREPARE), ("тревог*", S::ALERT), ("триггер*", S::WHEN.with(S::CRITERIA)),
    ("уведомлени*", S::DO), ("уровень", S::TIER), ("услови*", S::CRITERIA.with(S::WHEN)), ("успех*", S::PASS), ("успешн*", S::PASS),
    ("участник*", S::NAME.with(S::ROLE)), ("учени*", S::REHEARSE),
    ("фаз*", S::STAGE), ("факт", S::STATUS), ("фактор*", S::CRITERIA), ("фамили*", S::NAME), ("финальн*", S::FINAL), ("фио", S::NAME),
    ("фича*", S::INFORM), ("фолбек*", S::BACK), ("фолбэк*", S::BACK), ("фоллбек*", S::BACK), ("фоллбэк*", S::BACK),
    ("ход", S::STEPS), ("хронологи*", S::TIME),
    ("целевое", S::LIMIT), ("целей", S::INFORM), ("цели", S::INFORM), ("цель", S::INFORM),
    ("чат*", S::CHANNEL), ("чек", S::CHECKLIST), ("чеклист*", S::CHECKLIST), ("что", S::TASK),
    ("шаблон*", S::INFORM), ("шаг", S::STAGE.with(S::TASK).with(S::ORDER)), ("шага", S::STAGE), ("шаги", S::STEPS.with(S::TASK)), ("шагов", S::STEPS),
    ("эскалаци*", S::ESCALATION), ("этап", S::STAGE.with(S::TASK)), ("этапа", S::STAGE), ("этапов", S::STAGE.with(S::STEPS)),
    ("этапы", S::STAGE.with(S::STEPS)),
    ]
};
