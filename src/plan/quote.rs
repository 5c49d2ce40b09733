//! Words of a plan, quoted from one copy of them all.
//!
//! A plan of a thousand items holds thousands of texts, and nearly all of them stand in its source
//! one behind another. So the reader keeps that once, and what items say are places in it: to take
//! one, to copy and to drop it asks for no memory.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

/// Words that may share the memory of others; they read as `str`.
#[derive(Clone, Default)]
pub struct Quote {
    /// What they are a part of; none for no words.
    all: Option<Arc<String>>,
    start: u32,
    end: u32,
}

impl Quote {
    /// The words at a place of a text. A place that is none holds no words.
    pub(crate) fn at(all: &Arc<String>, place: std::ops::Range<usize>) -> Self {
        match (u32::try_from(place.start), u32::try_from(place.end)) {
            (Ok(start), Ok(end)) => {
                Self { all: (start < end).then(|| Arc::clone(all)), start, end }
            }
            _ => all.get(place).unwrap_or_default().into(),
        }
    }

    /// The words as an own string.
    pub fn into_string(self) -> String {
        (*self).to_owned()
    }
}

impl Deref for Quote {
    type Target = str;

    #[inline]
    fn deref(&self) -> &str {
        let place = self.start as usize..self.end as usize;
        self.all.as_deref().and_then(|all| all.get(place)).unwrap_or_default()
    }
}

impl AsRef<str> for Quote {
    fn as_ref(&self) -> &str {
        self
    }
}

impl From<String> for Quote {
    fn from(words: String) -> Self {
        let end = u32::try_from(words.len()).unwrap_or(u32::MAX);
        Self { all: (end > 0).then(|| Arc::new(words)), start: 0, end }
    }
}

impl From<&str> for Quote {
    fn from(words: &str) -> Self {
        words.to_owned().into()
    }
}

impl From<Quote> for Box<str> {
    fn from(quote: Quote) -> Self {
        (*quote).into()
    }
}

impl fmt::Debug for Quote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl fmt::Display for Quote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&**self, f)
    }
}

impl PartialEq for Quote {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Quote {}

impl PartialEq<str> for Quote {
    fn eq(&self, other: &str) -> bool {
        **self == *other
    }
}

impl PartialEq<&str> for Quote {
    fn eq(&self, other: &&str) -> bool {
        **self == **other
    }
}

#[cfg(test)]
mod tests {
    use super::Quote;
    use std::sync::Arc;

    #[test]
    fn quotes_read_as_their_words() {
        let all = Arc::new("План и день".to_owned());
        let quote = Quote::at(&all, 0..8);
        assert_eq!((&*quote, quote.to_string()), ("План", "План".to_owned()));
        assert_eq!(quote, Quote::from("План"));
        assert_eq!(format!("{quote:?}"), "\"План\"");
        assert_eq!(Quote::from(all.to_string()), "План и день");
        for place in [0..0, 1..4, 0..3, 8..100] {
            assert_eq!(Quote::at(&all, place.clone()), "", "{place:?}");
        }
        assert_eq!(Quote::from(""), Quote::default());
    }
}
