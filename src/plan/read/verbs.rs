//! Whether words ask for something to be done: «Проверить …», "Verify …", «Создание …».

use super::flags::flags;
use crate::plan::letter;
use crate::plan::stems::{Ending, Stems};

flags! {
    /// What lists of words of doing a word is in, as a set.
    struct Verbal(u8);

    /// An English verb.
    VERB = 0;
    /// A noun of doing that no ending tells.
    NOUN = 1;
    /// A word before an order that says when or where.
    OPENER = 2;
    /// A word before an order that only tells its turn.
    THEN = 3;
}

/// True when the first word is a verb of doing, or a noun made from one.
pub(super) fn acts(text: &str) -> bool {
    let mut words = words(text);
    let Some(first) = words.next() else { return false };
    if first.is_latin() {
        let then = first.verbal.any(Verbal::THEN);
        if names_file(text, first) {
            return false;
        }
        return if then { words.next().is_some_and(Word::english) } else { first.english() };
    }
    if first.russian() {
        return true;
    }
    if first.verbal.any(Verbal::OPENER) {
        // «После загрузки запустить …»: what is to be done comes behind the occasion.
        return words.take(5).any(Word::infinitive);
    }
    first.ends(&ADJECTIVES) && words.next().is_some_and(Word::russian)
}

/// `deploy.log`, `build_cache`: a name that starts with what might be an order.
fn names_file(text: &str, first: Word<'_>) -> bool {
    let end = first.text.as_ptr() as usize - text.as_ptr() as usize + first.text.len();
    match text.as_bytes().get(end..) {
        Some([b'.', next, ..]) => next.is_ascii_alphanumeric(),
        Some([b'_', ..]) => true,
        _ => false,
    }
}

/// A word of letters and hyphens.
#[derive(Clone, Copy)]
struct Word<'t> {
    text: &'t str,
    verbal: Verbal,
}

/// Words up to the line's end if none has come before.
fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut started = false;
    std::iter::from_fn(move || {
        let taken = |at: usize, started: bool| match bytes.get(at) {
            Some(b'-') => usize::from(started),
            _ => letter::alphabetic_at(text, at),
        };
        while taken(at, started) == 0 {
            if *bytes.get(at)? == b'\n' && !started {
                started = true;
            }
            at += 1;
            while bytes.get(at).is_some_and(|byte| byte & 0xC0 == 0x80) {
                at += 1;
            }
        }
        started = true;
        let word = Word::at(text, at);
        at += word.text.len();
        Some(word)
    })
}

/// True when the first word can only be an order: «Проверить …», "Confirm …".
pub(super) fn orders(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| !letter::is_alphabetic(c));
    let first = Word::at(text, 0);
    if first.text.is_ascii() {
        return !ends_in_ing(first.text) && first.english();
    }
    first.infinitive()
}

/// True for words that ask somebody to see to something: «Перед релизом нужно убедиться, что»,
/// "After the deploy, verify". "The script checks" asks nobody.
pub(super) fn asks_to_confirm(text: &str) -> bool {
    let (mut led, mut opens) = (false, true);
    text.split_whitespace().any(|word| {
        let known = CONFIRMING.find(word.trim_matches(|c| !letter::is_alphabetic(c)));
        let asks = match known {
            Some(Confirming::Always) => true,
            Some(Confirming::Opening) => opens || led,
            Some(Confirming::Led) => led,
            Some(Confirming::Leading) | None => false,
        };
        led = known == Some(Confirming::Leading);
        opens = word.ends_with([',', ';', '.', '—', '–']);
        asks
    })
}

/// True for words that tell of seeing to something, whoever does: "The wards confirm by phone".
pub(super) fn speaks_of_confirming(text: &str) -> bool {
    text.split_whitespace().any(|word| {
        let known = CONFIRMING.find(word.trim_matches(|c| !letter::is_alphabetic(c)));
        matches!(known, Some(Confirming::Always | Confirming::Opening))
    })
}

/// How a word asks to see to something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Confirming {
    Always,
    /// Where a clause starts with it.
    Opening,
    /// Behind a word that leads to it: "make sure".
    Led,
    /// It stands before such a word.
    Leading,
}

#[rustfmt::skip]
static CONFIRMING: Stems<Confirming, 22> = {
    use Confirming::{Always, Leading, Led, Opening};
    Stems::of(&[
        ("check", Opening), ("confirm", Opening), ("ensure", Opening), ("make", Leading), ("sure", Led),
        ("validate", Opening), ("verify", Opening),
        ("must", Leading), ("please", Leading), ("should", Leading), ("to", Leading), ("then", Leading),
        ("подтвердите", Always), ("подтвердить", Always), ("проверить", Always), ("проверьте", Always), ("проверяем", Always),
        ("убедимся", Always), ("убедитесь", Always), ("убедиться", Always), ("удостоверьтесь", Always),
        ("удостовериться", Always),
    ])
};

/// True for what something else does: "Builds the image".
pub(super) fn describes(text: &str) -> bool {
    if !text.as_bytes().first().is_some_and(u8::is_ascii_alphabetic) {
        return false;
    }
    let mut end = letter::end_of_letters(text, 0);
    while text.as_bytes().get(end) == Some(&b'-') {
        end = letter::end_of_letters(text, end + 1);
    }
    let Some(stem) = text[..end].strip_suffix(['s', 'S']) else { return false };
    let english = |stem: &str| Word::at(stem, 0).english();
    english(stem)
        || stem.strip_suffix(['e', 'E']).is_some_and(english)
        || COPIES.find(&text[..end]).is_some()
}

impl<'t> Word<'t> {
    fn at(text: &'t str, start: usize) -> Self {
        let (verbal, _, end) = WORDS.read(text, start, |byte, at| match byte {
            b'-' => 1,
            0..0x80 => 0,
            _ => letter::alphabetic_at(text, at),
        });
        Self { text: &text[start..end], verbal: verbal.unwrap_or(Verbal::NONE) }
    }

    fn is_latin(self) -> bool {
        self.text.as_bytes().first().is_some_and(u8::is_ascii)
    }

    /// Whether it ends in any of these. No ending has more than five letters.
    fn ends(self, endings: &[Ending]) -> bool {
        let last = self.text.floor_char_boundary(self.text.len().saturating_sub(10));
        let last = Ending::of(&self.text[last..]);
        endings.iter().any(|ending| ending.fits(last))
    }

    fn infinitive(self) -> bool {
        (7..=LONGEST).contains(&self.text.len()) && self.ends(&INFINITIVES) && !self.ends(&[BEING])
    }

    fn russian(self) -> bool {
        (5..=LONGEST).contains(&self.text.len())
            && (self.ends(endings(self.text)) || self.verbal.any(Verbal::NOUN))
            && !self.is_being()
    }

    /// «Готовность».
    fn is_being(self) -> bool {
        self.text.ends_with(['ь', 'Ь']) && self.ends(&[BEING])
    }

    fn english(self) -> bool {
        let going = (6..=LONGEST).contains(&self.text.len()) && ends_in_ing(self.text);
        going || self.verbal.any(Verbal::VERB)
    }
}

/// No word of doing has more bytes.
const LONGEST: usize = 48;

fn ends_in_ing(word: &str) -> bool {
    word.as_bytes().last_chunk().is_some_and(|end: &[u8; 3]| end.eq_ignore_ascii_case(b"ing"))
}

const fn all<const N: usize>(listed: [&str; N]) -> [Ending; N] {
    let mut endings = [Ending::of(""); N];
    let mut at = 0;
    while at < N {
        endings[at] = Ending::of(listed[at]);
        at += 1;
    }
    endings
}

const BEING: Ending = Ending::of("ость");

static INFINITIVES: [Ending; 6] = all(["ть", "ти", "чь", "ться", "тись", "чься"]);

static ADJECTIVES: [Ending; 7] = all(["ый", "ий", "ая", "ое", "ые", "ой", "яя"]);

/// How words of doing end, by their last letter.
fn endings(word: &str) -> &'static [Ending] {
    static A: [Ending; 6] = all(["вка", "рка", "зка", "дка", "тка", "нка"]);
    static E: [Ending; 4] = all(["йте", "ите", "ьте", "ние"]);
    static I: [Ending; 11] =
        all(["ти", "ди", "жи", "ни", "ми", "ри", "ши", "си", "зи", "ви", "пи"]);
    static SHORT_I: [Ending; 4] = all(["уй", "ай", "яй", "ей"]);
    static EM: [Ending; 5] = all(["аем", "яем", "уем", "ием", "им"]);
    static SOFT: [Ending; 7] = all(["ть", "чь", "рь", "вь", "тись", "йтесь", "итесь"]);
    static YA: [Ending; 3] = all(["ться", "чься", "ция"]);
    let [.., first @ (0xD0 | 0xD1), second] = *word.as_bytes() else { return &[] };
    match char::from_u32(u32::from(first & 0x1F) << 6 | u32::from(second & 0x3F)) {
        Some('а' | 'А') => &A,
        Some('е' | 'Е' | 'ё' | 'Ё') => &E,
        Some('и' | 'И') => &I,
        Some('й' | 'Й') => &SHORT_I,
        Some('м' | 'М') => &EM,
        Some('ь' | 'Ь') => &SOFT,
        Some('я' | 'Я') => &YA,
        _ => &[],
    }
}

/// Words before an order that say when or where.
#[rustfmt::skip]
const OPENERS: [&str; 16] = [
    "в", "вручную", "далее", "до", "затем", "на", "параллельно", "перед", "после", "потом", "при", "сначала", "снова", "сразу", "также",
    "через",
];

/// Nouns of doing that no ending tells.
#[rustfmt::skip]
const NOUNS: [&str; 41] = [
    "анализ", "аудит", "бекап", "бэкап", "ввод", "вывод", "выдача", "выкат", "выпуск", "деплой", "замена", "замер", "запрет", "запуск",
    "импорт", "контроль", "мониторинг", "настройка", "обзвон", "обход", "осмотр", "отбой", "откат", "перевод", "передача", "перезапуск",
    "перенос", "подача", "приемка", "прогон", "разбор", "рассылка", "рестарт", "сбор", "сброс", "сверка", "сдача", "смена", "созвон",
    "старт", "экспорт",
];

/// Words before an order that only tell its turn.
const THEN: [&str; 6] = ["again", "also", "finally", "next", "optionally", "then"];

static WORDS: Stems<Verbal, ALL> = Stems::of(&LISTED);

const ALL: usize = VERBS.len() + NOUNS.len() + OPENERS.len() + THEN.len();

/// All lists together.
const LISTED: [(&str, Verbal); ALL] = {
    let mut listed = Listed { words: [("", Verbal::NONE); ALL], len: 0 };
    listed.add(VERBS, Verbal::VERB);
    listed.add(&NOUNS, Verbal::NOUN);
    listed.add(&OPENERS, Verbal::OPENER);
    listed.add(&THEN, Verbal::THEN);
    listed.words
};

struct Listed {
    words: [(&'static str, Verbal); ALL],
    len: usize,
}

impl Listed {
    const fn add(&mut self, words: &[&'static str], verbal: Verbal) {
        let mut at = 0;
        while at < words.len() {
            self.words[self.len] = (words[at], verbal);
            self.len += 1;
            at += 1;
        }
    }
}

/// Verbs whose form changes where something else does it.
static COPIES: Stems<(), 3> = Stems::of(&[("applies", ()), ("copies", ()), ("verifies", ())]);

#[rustfmt::skip]
const VERBS: &[&str] = &[
    "activate", "add", "adjust", "agree", "align", "allow", "analyse", "analyze", "announce", "apply", "approve", "archive", "arrange",
    "ask", "assemble", "assess", "assign", "attach", "authorise", "authorize", "backup", "begin", "block", "book", "brief", "bring",
    "build", "bump", "call", "capture", "change", "check", "clean", "clear", "close", "collect", "communicate", "compare", "compile",
    "complete", "conduct", "configure", "confirm", "connect", "coordinate", "copy", "create", "cut", "deactivate", "decommission",
    "decrease", "define", "delete", "deploy", "destroy", "disable", "disconnect", "distribute", "do", "document", "download", "draft",
    "drain", "drop", "dump", "email", "enable", "enter", "ensure", "escalate", "establish", "evaluate", "execute", "export", "extract",
    "fetch", "file", "finalise", "finalize", "find", "finish", "fix", "flip", "flush", "follow", "force", "freeze", "generate", "get",
    "give", "grant", "halt", "have", "hold", "identify", "import", "increase", "inform", "initiate", "inspect", "install", "investigate",
    "invite", "issue", "join", "keep", "kick", "label", "launch", "let", "link", "load", "lock", "log", "login", "look", "lower", "make",
    "manually", "mark", "measure", "merge", "migrate", "monitor", "mount", "move", "notify", "observe", "obtain", "open", "order", "page",
    "pass", "patch", "pause", "perform", "pin", "ping", "place", "point", "post", "prepare", "print", "promote", "provide", "provision",
    "publish", "pull", "purge", "push", "put", "queue", "quiesce", "raise", "re-enable", "re-run", "reach", "rebuild", "recalculate",
    "reconcile", "record", "recreate", "redeploy", "redirect", "reduce", "refresh", "register", "reindex", "reload", "remove", "rename",
    "renew", "repeat", "replace", "replay", "report", "request", "rerun", "reset", "resize", "resolve", "restart", "restore", "resume",
    "retire", "retrieve", "return", "revert", "review", "revoke", "roll", "rollback", "rollout", "rotate", "route", "run", "save",
    "scale", "scan", "schedule", "seed", "select", "send", "set", "setup", "share", "shift", "ship", "show", "shut", "shutdown", "sign",
    "silence", "smoke-test", "snapshot", "spot-check", "stage", "stand", "start", "stop", "store", "submit", "suspend", "swap", "switch",
    "sync", "synchronise", "synchronize", "tag", "take", "tear", "tell", "test", "tidy", "toggle", "track", "trace", "train", "transfer",
    "trigger", "truncate", "tune", "turn", "unblock", "undeploy", "unfreeze", "unlock", "unmount", "unpause", "update", "upgrade",
    "upload", "use", "vacuum", "validate", "verify", "view", "visit", "wait", "walk", "warm", "warn", "watch", "wipe", "withdraw",
    "write",
];

#[cfg(test)]
mod tests {
    use super::{acts, asks_to_confirm, describes, orders};

    #[test]
    fn doing_and_being() {
        for text in [
            "Проверить бэкап",
            "Уведомление команды",
            "✅ Зафиксируйте ветку",
            "применяем миграции",
            "Финальная проверка",
            "Verify health",
            "Running tests",
            "Restart pods",
        ] {
            assert!(acts(text), "{text}");
        }
        for text in
            ["Команда готова", "Release Manager", "Slack: #release", "Backend", "P95 < 500", ""]
        {
            assert!(!acts(text), "{text}");
        }
    }

    #[test]
    fn orders_and_descriptions() {
        for text in ["Проверить бэкап", "Confirm owner access", "Then"] {
            assert_eq!(orders(text), text != "Then", "{text}");
        }
        assert!(acts("После загрузки запустить сверку"));
        assert!(acts("Then restart the pods"));
        assert!(!acts("Готовность 100 %"));
        assert!(acts("Настройка узла") && !acts("deploy.log: two weeks"));
        assert!(describes("Builds the image") && describes("pushes it"));
        assert!(!describes("Build the image") && !describes("Rows match"));
    }

    #[test]
    fn what_is_to_be_seen_to() {
        for text in [
            "Перед релизом нужно подтвердить:",
            "Убедиться, что:",
            "Before the deploy, make sure that:",
            "Please verify the following:",
            "Check:",
        ] {
            assert!(asks_to_confirm(text), "{text}");
        }
        for text in
            ["The script will check:", "Проверка включает:", "Sure signs:", "Состав релиза:"]
        {
            assert!(!asks_to_confirm(text), "{text}");
        }
    }
}
