//! The cells of a column in memory: level codes, numbers or texts.

use super::levels::Levels;
use super::texts::Texts;

/// The cells of a column in the smallest form that gives each one's text back.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum ColumnCells {
    /// Few different texts: a number per cell.
    Levels { levels: Levels, codes: LevelCodes },
    /// Many different numbers, written in the plain form; NaN is an empty cell.
    Numbers(Vec<f64>),
    /// Many different texts.
    Texts(Texts),
}

/// Level numbers in as few bytes as they need.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum LevelCodes {
    Narrow(Vec<u8>),
    Wide(Vec<u16>),
}

impl LevelCodes {
    pub(super) fn get(&self, row: usize) -> usize {
        match self {
            Self::Narrow(codes) => usize::from(codes[row]),
            Self::Wide(codes) => usize::from(codes[row]),
        }
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Self::Narrow(codes) => codes.len(),
            Self::Wide(codes) => codes.len(),
        }
    }

    pub(super) fn push(&mut self, code: usize) {
        // The 257th level makes all codes wide, once.
        if let (Self::Narrow(codes), Err(_)) = (&*self, u8::try_from(code)) {
            *self = Self::Wide(codes.iter().map(|code| u16::from(*code)).collect());
        }
        match self {
            Self::Narrow(codes) => {
                codes.push(u8::try_from(code).expect("wide codes were made above"))
            }
            Self::Wide(codes) => codes.push(u16::try_from(code).expect("MOST_LEVELS fits 16 bits")),
        }
    }
}

/// Above this many different texts a column keeps the texts themselves.
pub(super) const MOST_LEVELS: usize = 4096;

/// A number whose text is the one that the number prints, so that the text need not be kept; NaN
/// for an empty cell.
///
/// That is so for up to 15 digits without superfluous zeros: no shorter decimal is the same number.
pub(super) fn plain_number(text: &str) -> Option<f64> {
    const MOST_DIGITS: usize = 15;
    if text.is_empty() {
        return Some(f64::NAN);
    }
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "1"));
    let all_digits =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    // Only numbers that print as they were written, since their text is not kept.
    let plain = all_digits(whole)
        && all_digits(fraction)
        && (whole.len() == 1 || !whole.starts_with('0'))
        && !fraction.ends_with('0')
        && digits.len() <= MOST_DIGITS
        && text != "-0";
    if plain { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_that_print_as_written_are_plain() {
        for text in ["0", "-3", "12.5", "0.125", "-0.5", "123456789012345", "1234567.25"] {
            assert_eq!(plain_number(text).unwrap().to_string(), text);
        }
        for text in [
            "-0",
            "007",
            "1.50",
            "1.",
            ".5",
            "1e3",
            "+1",
            "NaN",
            "inf",
            "1234567890123456",
            "1 2",
            "-",
        ] {
            assert_eq!(plain_number(text), None, "{text}");
        }
    }
}
