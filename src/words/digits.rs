//! Numbers, digit by digit: what can write anything would ask first how to, and a page has thousands.

/// Writes a number, three digits at a time.
pub fn push(out: &mut String, number: u32) {
    let (before, last) = (number / 1000, (number % 1000) as usize);
    let zeros = match last {
        _ if before > 0 => 0,
        0..10 => 2,
        10..100 => 1,
        _ => 0,
    };
    if before > 0 {
        push(out, before);
    }
    out.push_str(&THOUSAND[3 * last + zeros..3 * last + 3]);
}

/// A number alone.
pub fn of(number: usize) -> String {
    let mut out = String::with_capacity(8);
    match u32::try_from(number) {
        Ok(number) => push(&mut out, number),
        Err(_) => out = number.to_string(),
    }
    out
}

/// Writes a number of at least two digits, as clocks have them.
pub fn push_two(out: &mut String, number: u32) {
    if number < 10 {
        out.push('0');
    }
    push(out, number);
}

/// All numbers of three digits, one behind another.
static THOUSAND: &str = {
    const DIGITS: [u8; 3000] = {
        let mut digits = [b'0'; 3000];
        let mut number = 0;
        while number < 1000 {
            let (mut place, mut rest) = (3 * number + 3, number);
            while rest > 0 {
                place -= 1;
                digits[place] = b"0123456789"[rest % 10];
                rest /= 10;
            }
            number += 1;
        }
        digits
    };
    match str::from_utf8(&DIGITS) {
        Ok(digits) => digits,
        Err(_) => panic!("digits are letters"),
    }
};

#[cfg(test)]
mod tests {
    use super::{of, push, push_two};

    #[test]
    fn numbers_are_written_as_they_are() {
        for number in (0..3000).chain([65_536, 1_000_000, 1_000_000_000, u32::MAX]) {
            let (mut one, mut two) = (String::new(), String::new());
            push(&mut one, number);
            push_two(&mut two, number);
            assert_eq!([one, two], [format!("{number}"), format!("{number:02}")]);
        }
        for number in [0, 7, 4096, u32::MAX as usize, usize::MAX] {
            assert_eq!(of(number), number.to_string());
        }
    }
}
