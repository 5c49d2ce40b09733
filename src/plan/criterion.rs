//! How the limits of one criterion belong together: «go < 1 %, no-go > 2 %» turns, «a и b» joins.

/// How many limits stand before the words that turn from going on to going back: «go < 1 %, no-go
/// > 2 %» has one.
pub fn turning_point(text: &str) -> Option<usize> {
    const WORDS: [&str; 7] = ["no-go", "no go", "nogo", "abort", "rollback", "roll back", "откат"];
    // Fewer than two signs have nothing to turn between; the last two are three bytes each.
    if text.bytes().filter(|byte| matches!(byte, b'<' | b'>' | 0xE2)).count() < 2 {
        return None;
    }
    let lower = text.to_lowercase();
    let at = WORDS.iter().filter_map(|word| lower.find(word)).min()?;
    let signs = |text: &str| text.matches(['<', '>', '≤', '≥']).count();
    let before = signs(&lower[..at]);
    (before > 0 && signs(&lower[at..]) > 0).then_some(before)
}

/// «… и …», "… and …": only both together send us back.
pub fn is_joined(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric() && c != '&')
        .any(|word| matches!(word, "и" | "and" | "AND" | "И" | "&&" | "&" | "при" | "while"))
}
