//! Where the lines of a source stand, found once for all who ask.

/// The lines of a source. A break at the very end has an empty line behind it.
pub(crate) struct Rows<'s> {
    source: &'s str,
    /// The first byte of each line, and of the one that would come next.
    starts: Vec<usize>,
}

impl<'s> Rows<'s> {
    pub fn of(source: &'s str) -> Self {
        let mut starts = Vec::with_capacity(source.len() / 24 + 2);
        starts.push(0);
        let (blocks, rest) = source.as_bytes().as_chunks();
        let mut next = 1;
        for block in blocks {
            for eight in breaks(block).as_chunks().0 {
                let mut left = u64::from_le_bytes(*eight);
                while left > 0 {
                    starts.push(next + left.trailing_zeros() as usize / 8);
                    left &= left - 1;
                }
                next += 8;
            }
        }
        starts.extend(memchr::memchr_iter(b'\n', rest).map(|at| next + at));
        starts.push(source.len() + 1);
        Self { source, starts }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.starts.len() - 1
    }

    /// The words of a line, counted from 0.
    pub fn words(&self, row: usize) -> &'s str {
        &self.source[self.at(row)]
    }

    /// Where a line's words stand.
    pub fn at(&self, row: usize) -> std::ops::Range<usize> {
        self.starts[row]..self.starts[row + 1] - 1
    }

    /// The line of an offset, counted from 0: told soonest at a line that it may be on or near.
    pub fn row_of(&self, offset: usize, near: usize) -> usize {
        let ahead = &self.starts[near..self.starts.len().min(near + 8)];
        match ahead.iter().position(|start| *start > offset) {
            Some(ahead @ 1..) => near + ahead - 1,
            _ => self.starts.partition_point(|start| *start <= offset) - 1,
        }
    }
}

/// Which of some bytes break a line. On its own, so that the compiler takes many at once.
#[inline(never)]
fn breaks(bytes: &[u8; 64]) -> [u8; 64] {
    bytes.map(|byte| u8::from(byte == b'\n'))
}

#[cfg(test)]
mod tests {
    use super::Rows;

    #[test]
    fn lines_and_offsets() {
        let rows = Rows::of("a\n\nbc\n");
        let words: Vec<_> = (0..rows.count()).map(|row| rows.words(row)).collect();
        assert_eq!(words, ["a", "", "bc", ""]);
        assert_eq!((rows.count(), rows.at(2)), (4, 3..5));
        for near in 0..4 {
            let found: Vec<_> = (0..7).map(|offset| rows.row_of(offset, near)).collect();
            assert_eq!(found, [0, 0, 1, 2, 2, 2, 3]);
        }
        assert_eq!(Rows::of("").count(), 1);
        let long = "\n".to_owned() + &"ab\nплан\n\n".repeat(40);
        let rows = Rows::of(&long);
        let words = (0..rows.count()).map(|row| rows.words(row));
        assert!(words.eq(long.split('\n')));
    }
}
