//! Values that a word announces: `PGPASSWORD=…`, «Пароль от БД: …», `"token": "…"`, a column of
//! passwords in a table.

use super::literal::{Setting, is_password, is_token};
use super::{Secret, ahead, behind};
use crate::plan::{SecretKind, letter};

/// The words that announce a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// Password, passwd, passphrase; `pass` inside a name.
    Pass,
    /// `pwd`.
    Pwd,
    /// «Пароль».
    Parol,
    /// Token, «токен».
    Token,
    /// Secret.
    Secret,
    /// API key.
    ApiKey,
    /// Access key.
    AccessKey,
    /// «Ключ API», «секретный ключ».
    Klyuch,
}

/// How far from its word a value may begin, and how long it may be.
const REACH: usize = 400;

/// The value that the word at this place announces.
pub(super) fn value(source: &str, line: usize, at: usize, word: Word) -> Option<Secret> {
    let text = ahead(source, at, REACH);
    let before = behind(source, line, at, 40);
    let end = word_end(word, text, before)?;
    let tail = tail(&text[end..])?;
    let named =
        before.ends_with('_') || text[end..end + tail].contains('_') || in_capitals(&text[..end]);
    let after = end + tail;
    let password = matches!(word, Word::Pass | Word::Pwd | Word::Parol);
    let flag = before.ends_with("--") && text[after..].starts_with(' ');
    let (start, setting) = if flag {
        (after + 1, Setting::Code)
    } else {
        let gap = separator(&text[after..], word)?;
        (after + gap.length, if named || gap.tight { Setting::Code } else { Setting::Prose })
    };
    if text[after..start].contains('|') && !source[line..].starts_with('|') {
        return None;
    }
    let verb = word == Word::Pass && end == 4 && !named;
    let setting = if verb { Setting::Prose } else { setting };
    let (range, quoted) = literal(&text[start..]);
    let value = &text[start + range.start..start + range.end];
    if behind(source, line, at, 120).contains("badge") {
        return None;
    }
    let setting = if quoted { Setting::Code } else { setting };
    let fits = if password { is_password(value, setting) } else { is_token(value, setting) };
    let kind = if password { SecretKind::Password } else { SecretKind::Token };
    fits.then(|| Secret { range: at + start + range.start..at + start + range.end, kind })
}

/// Where the word ends, if it is one of ours and not a part of another.
fn word_end(word: Word, text: &str, before: &str) -> Option<usize> {
    let begins = |words: &[&str]| {
        let rest = words.iter().find_map(|word| letter::after(text, word))?;
        Some(text.len() - rest.len())
    };
    let inside = before.ends_with(|c: char| c.is_alphanumeric());
    match word {
        Word::Pass => begins(&["password", "passwd", "passphrase"])
            .or_else(|| is_short_name(text.get(4..)?, before).then_some(4)),
        Word::Pwd => begins(&["_pwd"]).or_else(|| begins(&["pwd"]).filter(|_| !inside)),
        Word::Parol => {
            begins(&["пароль", "пароля", "паролем", "пароли", "паролей"]).filter(|_| !inside)
        }
        Word::Token => begins(&["token"]).or_else(|| begins(&["токен"]).filter(|_| !inside)),
        Word::Secret => begins(&["secret"]),
        Word::ApiKey => begins(&["apikey", "api_key", "api-key", "api key"])
            .filter(|_| !before.ends_with(|c: char| c.is_lowercase())),
        Word::AccessKey => begins(&["access key", "access_key", "access-key", "accesskey"]),
        Word::Klyuch => begins(&["ключ"]).filter(|end| {
            let after = |word: &&str| letter::after(&text[*end..], word).is_some();
            [" api", " доступа", " апи"].iter().any(after) || {
                let before = before.to_lowercase();
                ["api ", "api-", "секретный ", "апи "].iter().any(|it| before.ends_with(it))
            }
        }),
    }
}

/// `DB_PASS=`, `"pass":`, "user: app, pass: …": not the verb.
fn is_short_name(rest: &str, before: &str) -> bool {
    let ends = !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_');
    let inside = before.ends_with(|c: char| c.is_alphanumeric());
    let named = before.ends_with(['_', '-']) && !before.ends_with("--");
    let marks = ["=", "\":", "':", "\\\":"];
    let user = before.to_lowercase();
    let beside_user = ["user", "login", "логин"].iter().any(|word| user.contains(word));
    let marked = marks.iter().any(|mark| rest.starts_with(mark));
    ends && !inside && (named || marked || (beside_user && rest.starts_with(": ")))
}

fn in_capitals(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_uppercase() || b == b'_')
}

/// What follows the word within one name; none where it makes another thing of it.
fn tail(text: &str) -> Option<usize> {
    const OTHERS: [&str; 31] = [
        "file", "path", "hash", "salt", "reset", "polic", "length", "len", "min", "max", "expir",
        "rotat", "url", "uri", "name", "field", "manager", "ref", "id", "type", "ttl", "count",
        "limit", "store", "valid", "requir", "version", "age", "prefix", "header", "env",
    ];
    let in_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let length = text.find(|c: char| !in_name(c)).unwrap_or(text.len());
    let plural = text[..length].strip_prefix(['s', 'S']).unwrap_or(&text[..length]);
    let name = plural.to_lowercase();
    let other = name.split('_').any(|part| OTHERS.iter().any(|other| part.starts_with(other)));
    let another_word = plural.starts_with(|c: char| c.is_ascii_lowercase());
    (!other && !another_word).then_some(length)
}

/// What stands between a word and its value.
struct Gap {
    length: usize,
    /// As code writes it.
    tight: bool,
}

/// Words after «пароль» that speak of something else than its value.
const ASIDE: &[&str] = &[
    "reset",
    "rotat",
    "polic",
    "chang",
    "length",
    "expir",
    "hash",
    "manag",
    "field",
    "form",
    "page",
    "stor",
    "file",
    "updat",
    "requir",
    "сброс",
    "смен",
    "полит",
    "длин",
    "хэш",
    "хеш",
    "хран",
    "файл",
    "обнов",
    "поле",
    "форм",
    "страниц",
    "истек",
    "протух",
    "ротац",
];

/// `=`, `: `, `":"`, ` | `, « — », with up to a few words before a colon.
fn separator(text: &str, word: Word) -> Option<Gap> {
    let closed = text.trim_start_matches(['"', '\'', '\\', '*', '`', ']']);
    let mut at = text.len() - closed.len();
    let quoted = text[..at].contains(['"', '\'']);
    let rest = closed.trim_start_matches(' ');
    let spaced = rest.len() < closed.len();
    if matches!(rest.chars().next(), Some('=' | ':' | '|' | '—' | '–' | '-')) {
        at = text.len() - rest.len();
    } else {
        at += qualified(closed, word)?;
    }
    let rest = &text[at..];
    let mark =
        ["=>", ":=", "=", ":", "|", "—", "–", "- "].iter().find(|mark| rest.starts_with(**mark))?;
    if rest.starts_with("==") || rest.starts_with("::") || (*mark == "- " && !spaced) {
        return None;
    }
    let after = rest[mark.len()..].trim_start_matches([' ', '*', '\t']);
    let length = text.len() - after.len();
    let assigned = mark.contains('=') && !spaced;
    Some(Gap { length, tight: assigned || quoted })
}

/// «… от БД», "for Grafana (prod)": words up to a colon, none of them of another matter.
fn qualified(text: &str, word: Word) -> Option<usize> {
    let reach: usize = text.char_indices().take(40).last().map_or(0, |(n, c)| n + c.len_utf8());
    let colon = text[..reach].find(':')?;
    let words = text[..colon].to_lowercase();
    let plain = words.starts_with([' ', '('])
        && words.chars().all(|c| c.is_alphanumeric() || " ()«»-_*`".contains(c));
    let aside = ASIDE.iter().any(|aside| words.contains(aside));
    let many = words.split_whitespace().count() > 5;
    (plain && !aside && !many && word != Word::Secret).then_some(colon)
}

/// The value at the beginning of a text, and whether it stands in quotes.
fn literal(text: &str) -> (std::ops::Range<usize>, bool) {
    let opened = text.trim_start_matches('\\');
    let skipped = text.len() - opened.len();
    let closing = match opened.chars().next() {
        Some(quote @ ('"' | '\'' | '`')) => Some(quote),
        Some('«') => Some('»'),
        _ => None,
    };
    if let Some(closing) = closing {
        let inner = opened.char_indices().nth(1).map_or(opened.len(), |(n, _)| n);
        let end = opened[inner..].find([closing, '\\']);
        if let Some(end) = end.filter(|end| !opened[inner..inner + end].contains(' ')) {
            return (skipped + inner..skipped + inner + end, true);
        }
        return (0..0, false);
    }
    let stops = |c: char| c.is_whitespace() || "\"'`<>|,;)]}&\\»".contains(c);
    let end = if opened.starts_with('<') { 1 } else { opened.find(stops).unwrap_or(opened.len()) };
    let end = opened[..end].trim_end_matches(['.', ':', '*']).len();
    (skipped..skipped + end, false)
}

/// True where this line is the head of a table.
fn heads_table(source: &str, line: usize) -> bool {
    if !source[line..].starts_with('|') {
        return false;
    }
    let mut lines = source[line..].lines().skip(1);
    let ruler = lines.next().unwrap_or_default().trim();
    ruler.contains("--") && ruler.bytes().all(|b| b"|-: ".contains(&b))
}

/// Finds values in the columns whose head announces one, if this line is the head of a table.
/// Returns where the table ends, or at least the line.
pub(super) fn table(source: &str, head: usize, found: &mut Vec<Secret>) -> usize {
    if !heads_table(source, head) {
        return source[head..].find('\n').map_or(source.len(), |length| head + length + 1);
    }
    let mut at = head;
    let mut kinds: Vec<Option<SecretKind>> = Vec::new();
    for (n, line) in source[head..].split_inclusive('\n').enumerate() {
        if !line.starts_with('|') {
            break;
        }
        if n == 0 {
            kinds = cells(line).map(|(_, cell)| announced(cell)).collect();
        } else if n > 1 {
            for ((start, cell), kind) in cells(line).zip(&kinds) {
                found.extend(kind.and_then(|kind| in_cell(at + start, cell, kind)));
            }
        }
        at += line.len();
    }
    at
}

/// The cells of a row, and where they begin in it.
fn cells(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 1;
    line.trim_end().trim_start_matches('|').split('|').map(move |cell| {
        let start = at;
        at += cell.len() + 1;
        (start, cell)
    })
}

fn announced(head: &str) -> Option<SecretKind> {
    let head = head.to_lowercase();
    let aside = ASIDE.iter().any(|aside| head.contains(aside));
    let has = |words: &[&str]| words.iter().any(|word| head.contains(word));
    if aside {
        None
    } else if has(&["password", "passwd", "пароль"]) {
        Some(SecretKind::Password)
    } else {
        has(&["token", "токен", "api key", "api-ключ", "ключ api"]).then_some(SecretKind::Token)
    }
}

/// A cell that holds one value and nothing else; «admin / …» holds two.
fn in_cell(at: usize, cell: &str, kind: SecretKind) -> Option<Secret> {
    let start = cell.rfind(" / ").map_or(0, |n| n + 3);
    let marks = [' ', '`', '*', '"', '\''];
    let from = start + cell[start..].len() - cell[start..].trim_start_matches(marks).len();
    let value = cell[from..].trim_end_matches(marks);
    let setting = if cell[start..from].contains('`') { Setting::Code } else { Setting::Prose };
    let fits = match kind {
        SecretKind::Password => is_password(value, setting),
        SecretKind::Token | SecretKind::PrivateKey | SecretKind::Credential => {
            is_token(value, setting)
        }
    };
    let one = !value.contains(char::is_whitespace);
    (one && fits).then(|| Secret { range: at + from..at + from + value.len(), kind })
}
