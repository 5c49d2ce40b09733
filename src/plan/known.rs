//! Words that a table lists by what they mean, found by their first letters. A listed word ends in
//! `=` where it stands whole; else it is how words begin. None is shorter than two letters unless it
//! stands whole.

/// A table of words in lower case, as it is looked up.
#[derive(Debug)]
pub struct Known<T> {
    slots: Vec<Slot<T>>,
}

/// What begins with the same two letters, as far as a number tells letters apart.
#[derive(Debug, Clone)]
struct Slot<T> {
    words: Vec<(&'static str, bool, T)>,
    /// Which letters come third, a bit each.
    thirds: u64,
}

const SLOTS: usize = 1024;

impl<T: Copy> Known<T> {
    /// A table of what words mean, and the words, spaces between them.
    pub fn of(table: impl IntoIterator<Item = (T, &'static str)>) -> Self {
        let mut slots = vec![Slot { words: Vec::new(), thirds: 0 }; SLOTS];
        for (meant, listed) in table {
            for word in listed.split_whitespace() {
                let whole = word.strip_suffix('=');
                let stem = whole.unwrap_or(word);
                debug_assert!(
                    whole.is_some() || stem.chars().nth(1).is_some(),
                    "{stem}: too short"
                );
                let slot = &mut slots[slot(stem)];
                slot.words.push((stem, whole.is_some(), meant));
                slot.thirds |= match stem.chars().nth(2) {
                    Some(third) => bit(third),
                    None if whole.is_some() => bit(NONE),
                    None => u64::MAX,
                };
            }
        }
        Self { slots }
    }

    /// All that a word means, in the order of the table.
    pub fn all(&self, word: &str) -> impl Iterator<Item = T> {
        let fits = move |(stem, whole, _): &&(&str, bool, T)| {
            if *whole { word == *stem } else { word.starts_with(stem) }
        };
        self.slots[slot(word)].words.iter().filter(fits).map(|(.., meant)| *meant)
    }

    /// False where no word that begins with these letters means anything. A word that ends before
    /// has `'\0'` in their place.
    pub fn may_mean(&self, [first, second, third]: [char; 3]) -> bool {
        self.slots[slot_of(first, second)].thirds & bit(third) != 0
    }
}

const NONE: char = '\0';

fn slot(word: &str) -> usize {
    let mut letters = word.chars();
    let mut next = || letters.next().unwrap_or(NONE);
    slot_of(next(), next())
}

fn slot_of(first: char, second: char) -> usize {
    (first as usize * 37 + second as usize) % SLOTS
}

fn bit(letter: char) -> u64 {
    1 << (letter as u64 % 64)
}

#[cfg(test)]
mod tests {
    use super::Known;

    #[test]
    fn words_are_whole_or_begin_so() {
        let known = Known::of([(1, "fail не="), (2, "fails= failover")]);
        let all = |word| known.all(word).collect::<Vec<i32>>();
        assert_eq!(all("fails"), [1, 2]);
        assert_eq!(all("failed"), [1]);
        assert_eq!(all("не"), [1]);
        assert!(all("нет").is_empty() && all("").is_empty());
    }
}
