//! Whether words ask for something to be done: «Проверить …», "Verify …", «Создание …».

use super::stems::{Stems, lower};
use crate::plan::letter;

/// True when the first word is a verb of doing, or a noun made from one.
pub(super) fn acts(text: &str) -> bool {
    let mut words = words(text);
    let Some(first) = words.next() else { return false };
    let mut buffer = [0; 48];
    if first.as_bytes()[0].is_ascii() {
        let then = THEN.find(first).is_some();
        return if then { words.next().is_some_and(english) } else { english(first) };
    }
    let Some(first) = lower(first, &mut buffer) else { return false };
    if russian(first) {
        return true;
    }
    if OPENERS.iter().any(|opener| opener.as_bytes() == first) {
        // «После загрузки запустить …»: what is to be done comes behind the occasion.
        let mut buffer = [0; 48];
        return words.take(5).any(|word| lower(word, &mut buffer).is_some_and(infinitive));
    }
    let adjective =
        ["ый", "ий", "ая", "ое", "ые", "ой", "ый", "яя"].iter().any(|end| ends_with(first, end));
    if !adjective {
        return false;
    }
    let mut buffer = [0; 48];
    words.next().and_then(|word| lower(word, &mut buffer)).is_some_and(russian)
}

/// Words of letters and hyphens, up to the line's end if none has come before.
fn words(text: &str) -> impl Iterator<Item = &str> {
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
        let start = at;
        loop {
            match taken(at, true) {
                0 => return Some(&text[start..at]),
                len => at += len,
            }
        }
    })
}

/// Words before an order that say when or where.
const OPENERS: [&str; 16] = [
    "после",
    "перед",
    "до",
    "через",
    "при",
    "затем",
    "потом",
    "сразу",
    "сначала",
    "далее",
    "параллельно",
    "также",
    "снова",
    "вручную",
    "на",
    "в",
];

/// True when the first word can only be an order: «Проверить …», "Confirm …".
pub(super) fn orders(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| !letter::is_alphabetic(c));
    let first = text.split(|c: char| !letter::is_alphabetic(c) && c != '-').next();
    let Some(first) = first else { return false };
    if first.is_ascii() {
        return !ends_in_ing(first) && english(first);
    }
    lower(first, &mut [0; 48]).is_some_and(infinitive)
}

/// True for what something else does: "Builds the image".
pub(super) fn describes(text: &str) -> bool {
    let mut end = letter::end_of_letters(text, 0);
    while text.as_bytes().get(end) == Some(&b'-') {
        end = letter::end_of_letters(text, end + 1);
    }
    let Some(stem) = text[..end].strip_suffix(['s', 'S']) else { return false };
    english(stem)
        || stem.strip_suffix(['e', 'E']).is_some_and(english)
        || COPIES.find(&text[..end]).is_some()
}

fn infinitive(word: &[u8]) -> bool {
    count(word) > 3
        && ["ть", "ти", "чь", "ться", "тись", "чься"].iter().any(|end| ends_with(word, end))
        && !ends_with(word, "ость")
}

fn ends_with(word: &[u8], end: &str) -> bool {
    word.ends_with(end.as_bytes())
}

/// How many characters there are.
fn count(word: &[u8]) -> usize {
    word.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

fn russian(word: &[u8]) -> bool {
    #[rustfmt::skip]
    const WORDS: &[&str] = &[
        "запуск", "перезапуск", "выпуск", "деплой", "бэкап", "бекап", "мониторинг", "сбор", "анализ", "контроль", "откат", "перевод",
        "вывод", "ввод", "прогон", "обход", "осмотр", "замер", "сверка", "выкат", "старт", "отбой", "разбор", "запрет",
    ];
    word.len() > 4
        && (endings(word).iter().any(|end| ends_with(word, end))
            || WORDS.iter().any(|noun| noun.as_bytes() == word))
        && count(word) > 2
        && !ends_with(word, "ость")
}

/// How words of doing end, by their last letter.
fn endings(word: &[u8]) -> &'static [&'static str] {
    let [.., first @ (0xD0 | 0xD1), second] = *word else { return &[] };
    match char::from_u32(u32::from(first & 0x1F) << 6 | u32::from(second & 0x3F)) {
        Some('а') => &["вка", "рка", "зка", "дка", "тка", "нка"],
        Some('е') => &["йте", "ите", "ьте", "ние"],
        Some('и') => &["ти", "ди", "жи", "ни", "ми", "ри", "ши", "си", "зи", "ви", "пи"],
        Some('й') => &["уй", "ай", "яй", "ей"],
        Some('м') => &["аем", "яем", "уем", "ием", "им"],
        Some('ь') => &["ть", "чь", "рь", "вь", "тись", "йтесь", "итесь"],
        Some('я') => &["ться", "чься", "ция"],
        _ => &[],
    }
}

fn english(word: &str) -> bool {
    let going = (6..=48).contains(&word.len()) && ends_in_ing(word);
    going || VERBS.find(word).is_some()
}

fn ends_in_ing(word: &str) -> bool {
    word.as_bytes().last_chunk().is_some_and(|end: &[u8; 3]| end.eq_ignore_ascii_case(b"ing"))
}

macro_rules! set {
    ($($word:literal,)*) => { &[$(($word, ())),*] };
}

/// Words before an order that only tell its turn.
static THEN: Stems<(), 6> =
    Stems::of(set!["again", "also", "finally", "next", "optionally", "then",]);

/// Verbs whose form changes where something else does it.
static COPIES: Stems<(), 3> = Stems::of(set!["applies", "copies", "verifies",]);

static VERBS: Stems<(), { LISTED.len() }> = Stems::of(LISTED);

#[rustfmt::skip]
const LISTED: &[(&str, ())] = set![
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
    use super::{acts, describes, orders};

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
        assert!(describes("Builds the image") && describes("pushes it"));
        assert!(!describes("Build the image") && !describes("Rows match"));
    }
}
