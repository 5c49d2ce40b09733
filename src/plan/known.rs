//! Words that a table lists by what they mean, found by their first letters. A listed word ends in
//! `=` where it stands whole; else it is how words begin. None is shorter than two letters unless it
//! stands whole.

/// A table of words in lower case, as it is looked up.
#[derive(Debug)]
pub struct Known<T> {
    /// What begins with the same two letters, as far as a number tells letters apart.
    slots: Vec<Vec<(&'static str, bool, T)>>,
}

const SLOTS: usize = 1024;

impl<T: Copy> Known<T> {
    /// A table of what words mean, and the words, spaces between them.
    pub fn of(table: impl IntoIterator<Item = (T, &'static str)>) -> Self {
        let mut slots = vec![Vec::new(); SLOTS];
        for (meant, listed) in table {
            for word in listed.split_whitespace() {
                let whole = word.strip_suffix('=');
                let stem = whole.unwrap_or(word);
                debug_assert!(
                    whole.is_some() || stem.chars().nth(1).is_some(),
                    "{stem}: too short"
                );
                slots[slot(stem)].push((stem, whole.is_some(), meant));
            }
        }
        Self { slots }
    }

    /// All that a word means, in the order of the table.
    pub fn all(&self, word: &str) -> impl Iterator<Item = T> {
        let fits = move |(stem, whole, _): &&(&str, bool, T)| {
            if *whole { word == *stem } else { word.starts_with(stem) }
        };
        self.slots[slot(word)].iter().filter(fits).map(|(.., meant)| *meant)
    }
}

fn slot(word: &str) -> usize {
    let mut letters = word.chars();
    let mut next = || letters.next().map_or(0, |letter| letter as usize);
    (next() * 37 + next()) % SLOTS
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
