//! Whether a value is a secret itself, or only stands where one would: a placeholder, a variable,
//! a reference, a word of the sentence.

/// How sure the place makes us that what stands in it is a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Setting {
    /// An assignment, a quoted value, an argument: any literal is meant.
    Code,
    /// After a colon in a sentence: only what no sentence would hold.
    Prose,
}

/// True for a value that is a password as it stands.
pub(super) fn is_password(value: &str, setting: Setting) -> bool {
    if value.chars().count() < 4 || is_stand_in(value) || is_reference(value) {
        return false;
    }
    match setting {
        Setting::Code => !value.chars().all(is_cyrillic) && !value.ends_with('%'),
        Setting::Prose => looks_made_up(value),
    }
}

/// True for a value that is a token as it stands.
pub(super) fn is_token(value: &str, setting: Setting) -> bool {
    if value.len() < 8 || is_stand_in(value) || is_reference(value) || is_name(value) {
        return false;
    }
    let token_like = |c: char| c.is_ascii_alphanumeric() || "-_.~+/=:".contains(c);
    if !value.chars().all(token_like) {
        return false;
    }
    let mixed = mixes_digits(value);
    match setting {
        Setting::Code => mixed || value.len() >= 20,
        Setting::Prose => mixed && !is_fact(value),
    }
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, 'а'..='я' | 'А'..='Я' | 'ё' | 'Ё' | '-')
}

fn mixes_digits(value: &str) -> bool {
    value.contains(|c: char| c.is_ascii_digit())
        && value.contains(|c: char| c.is_ascii_alphabetic())
}

/// Not a word, a date, a version, a ticket: nothing that one writes after a colon to be read.
fn looks_made_up(value: &str) -> bool {
    if value.contains(|c: char| c.is_alphabetic() && !c.is_ascii()) || is_fact(value) {
        return false;
    }
    let core = value.trim_end_matches(['!', '?', '.', '*', '+']);
    let digits = core.len() >= 6 && core.bytes().all(|b| b.is_ascii_digit());
    let symbols = core.contains(['!', '@', '#', '$', '%', '^', '&', '*', '+', '=', '?', '~']);
    digits || mixes_digits(core) || (symbols && core.len() >= 6)
}

/// What one writes after a colon to be read, digits or not.
fn is_fact(value: &str) -> bool {
    let lower = value.to_lowercase();
    is_measure(&lower) || is_algorithm(&lower) || is_ticket(value) || is_mail(value)
}

/// Dates, times, versions, shares, and lengths such as `12-characters`.
fn is_measure(lower: &str) -> bool {
    const UNITS: &str = "chars characters symbols days day hours min minutes bits bit";
    let digit = |c: char| c.is_ascii_digit();
    let dated = |c: char| digit(c) || matches!(c, '-' | '.' | '/' | ':');
    let date = lower.contains(['-', '.', '/', ':']) && lower.chars().all(dated);
    let version = lower.strip_prefix('v').is_some_and(|rest| rest.chars().all(dated));
    let share = lower.strip_suffix('%').is_some_and(|rest| rest.chars().all(dated));
    let unit = lower.trim_start_matches(digit).trim_start_matches(['-', '+']);
    let length = lower.starts_with(digit) && any(UNITS, |known| known == unit);
    lower.contains(digit) && (date || version || share || length)
}

/// Names of algorithms and protocols, with their numbers.
fn is_algorithm(lower: &str) -> bool {
    const KNOWN: &str = "sha md5 aes rsa bcrypt argon2 scram base64 oauth 2fa k8s http pbkdf2 \
        ed25519 utf jwt s3 hs256";
    any(KNOWN, |known| {
        let rest = lower.strip_prefix(known);
        rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphabetic()))
    })
}

/// `OPS-1234`.
fn is_ticket(value: &str) -> bool {
    value.split_once('-').is_some_and(|(project, number)| {
        let named = !project.is_empty() && project.bytes().all(|b| b.is_ascii_uppercase());
        named && !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
    })
}

/// `admin@example.com`.
fn is_mail(value: &str) -> bool {
    value.split_once('@').is_some_and(|(user, host)| {
        let worded = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
        let dotted = host.split_once('.').is_some_and(|(_, zone)| zone.len() >= 2);
        !user.is_empty() && dotted && user.chars().all(worded) && host.chars().all(worded)
    })
}

/// Words that stand where a value would.
const WORDS: &str = "password passwd pass passphrase pwd secret secrets token apikey key user \
    username login value string str text none null nil true false yes no required optional tbd todo \
    na unknown empty placeholder пароль токен ключ секрет vault bearer";

/// How words begin that stand where a value would, without their marks.
const BEGINNINGS: &str = "mytoken mypass mysecret mykey your change replace insert enter example \
    sample dummy redact";

/// What no value holds.
const INSIDE: &str = "${ $( {{ < > ... … *** •• xxx example placeholder redacted your_ your-";

/// `<TOKEN>`, `$TOKEN`, `***`, `xxx`, `changeme`, `your-password`, `DB_PASSWORD`.
pub(super) fn is_stand_in(value: &str) -> bool {
    let marked = value.starts_with(|c| "<[{$%*.…@#(\\!&?".contains(c));
    let mut chars = value.chars();
    let first = chars.next();
    let one_letter = chars.all(|c| Some(c) == first);
    let in_capitals = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_';
    let variable = value.contains('_') && value.bytes().all(in_capitals);
    if marked || one_letter || variable {
        return true;
    }
    let lower = value.to_lowercase();
    let bare: String = lower.chars().filter(|c| c.is_alphanumeric()).collect();
    any(WORDS, |word| bare == word)
        || any(BEGINNINGS, |word| bare.starts_with(word))
        || any(INSIDE, |part| lower.contains(part))
}

fn any(words: &str, holds: impl FnMut(&str) -> bool) -> bool {
    words.split_whitespace().any(holds)
}

/// How places begin that only lead to a secret.
const PLACES: &str = "/ ./ ../ ~/ vault: vault/ secret: secret/ secrets. secrets/ env. env: env/ \
    op: op/ arn: ssm: ssm/ sops: kms: file: http: https: s3: gs: projects/ process.env os. config. \
    settings. var. keyring: 1password lastpass keepass bitwarden passbolt keychain hashicorp \
    dashlane vaultwarden";

/// How names of files end that may hold a secret.
const FILES: &str = ".yml .yaml .json .env .txt .md .pem .key .toml .ini .conf";

/// Something that leads to a secret: a path, an address, a call, a place of a vault.
fn is_reference(value: &str) -> bool {
    let lower = value.to_lowercase();
    any(PLACES, |place| lower.starts_with(place))
        || any(FILES, |file| lower.ends_with(file))
        || value.contains('(')
        || value.contains("://")
}

/// `prod-deploy-token`, `db_creds.v2`: words and short numbers, joined.
fn is_name(value: &str) -> bool {
    let parts = value.split(['-', '_', '.', '/', ':']);
    let mut count = 0;
    let named = parts.filter(|part| !part.is_empty()).all(|part| {
        count += 1;
        let number = part.strip_prefix('v').unwrap_or(part);
        part.bytes().all(|b| b.is_ascii_alphabetic())
            || (number.len() <= 4 && number.bytes().all(|b| b.is_ascii_digit()))
    });
    named && count > 1
}
