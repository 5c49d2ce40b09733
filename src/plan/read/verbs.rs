//! Whether words ask for something to be done: «Проверить …», "Verify …", «Создание …».

use super::stems::{Stems, lower};
use crate::plan::letter;

/// True when the first word is a verb of doing, or a noun made from one.
pub(super) fn acts(text: &str) -> bool {
    let mut words = words(text);
    let Some(first) = words.next() else { return false };
    let mut buffer = [0; 48];
    let Some(first) = lower(first, &mut buffer) else { return false };
    if first.starts_with(|c: char| c.is_ascii()) {
        if matches!(first, "then" | "next" | "also" | "finally" | "optionally" | "again") {
            let mut buffer = [0; 48];
            return words.next().and_then(|word| lower(word, &mut buffer)).is_some_and(english);
        }
        return english(first);
    }
    if russian(first) {
        return true;
    }
    if OPENERS.contains(&first) {
        // «После загрузки запустить …»: what is to be done comes behind the occasion.
        let mut buffer = [0; 48];
        return words.take(5).any(|word| lower(word, &mut buffer).is_some_and(infinitive));
    }
    let adjective = ["ый", "ий", "ая", "ое", "ые", "ой", "ый", "яя"]
        .iter()
        .any(|ending| first.ends_with(ending));
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
    let mut buffer = [0; 48];
    first.and_then(|word| lower(word, &mut buffer)).is_some_and(|word| {
        infinitive(word) || (word.is_ascii() && !word.ends_with("ing") && english(word))
    })
}

/// True for what something else does: "Builds the image".
pub(super) fn describes(text: &str) -> bool {
    let first = text.split(|c: char| !letter::is_alphabetic(c) && c != '-').next();
    let mut buffer = [0; 48];
    first.and_then(|word| lower(word, &mut buffer)).is_some_and(|word| {
        let stem = word.strip_suffix('s').unwrap_or_default();
        english(stem)
            || stem.strip_suffix('e').is_some_and(english)
            || word.strip_suffix("ies").is_some_and(|stem| matches!(stem, "verif" | "cop" | "appl"))
    })
}

fn infinitive(word: &str) -> bool {
    word.chars().count() > 3
        && ["ть", "ти", "чь", "ться", "тись", "чься"].iter().any(|ending| word.ends_with(ending))
        && !word.ends_with("ость")
}

fn russian(word: &str) -> bool {
    #[rustfmt::skip]
    const WORDS: &[&str] = &[
        "запуск", "перезапуск", "выпуск", "деплой", "бэкап", "бекап", "мониторинг", "сбор", "анализ", "контроль", "откат", "перевод",
        "вывод", "ввод", "прогон", "обход", "осмотр", "замер", "сверка", "выкат", "старт", "отбой", "разбор", "запрет",
    ];
    word.len() > 4
        && (endings(word).iter().any(|ending| word.ends_with(ending)) || WORDS.contains(&word))
        && word.chars().count() > 2
        && !word.ends_with("ость")
}

/// How words of doing end, by their last letter.
fn endings(word: &str) -> &'static [&'static str] {
    match word.chars().next_back() {
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
    let ending = word.len().checked_sub(3).filter(|at| (3..46).contains(at));
    let going = ending.is_some_and(|at| word.as_bytes()[at..].eq_ignore_ascii_case(b"ing"));
    going || VERBS.find(word).is_some()
}

macro_rules! set {
    ($($word:literal,)*) => { &[$(($word, ())),*] };
}

#[rustfmt::skip]
static VERBS: Stems<()> = Stems::of(set![
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
]);

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
