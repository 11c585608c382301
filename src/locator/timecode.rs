//! Points in a recording.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::parse::ParseLocatorError;

/// A point in a recording, counted from its beginning in milliseconds.
///
/// It is written `00:14:03`, and with its milliseconds in JSON: `00:14:03.250`.
///
/// ```
/// use persona_synthesis::locator::Timecode;
///
/// let time = Timecode::from_milliseconds(843_250);
/// assert_eq!(time.to_string(), "00:14:03");
/// assert_eq!("00:14:03.250".parse(), Ok(time));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
pub struct Timecode(u64);

impl Timecode {
    /// Time code at `milliseconds` after the start of the recording.
    #[must_use]
    pub fn from_milliseconds(milliseconds: u64) -> Self {
        Self(milliseconds)
    }

    /// Milliseconds after the beginning.
    #[must_use]
    pub fn milliseconds(self) -> u64 {
        self.0
    }
}

impl fmt::Display for Timecode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.0 / 1000;
        write!(f, "{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
    }
}

impl From<Timecode> for String {
    fn from(time: Timecode) -> Self {
        format!("{time}.{:03}", time.0 % 1000)
    }
}

/// From hours, minutes and seconds, or minutes and seconds; a fraction after a point or comma.
impl std::str::FromStr for Timecode {
    type Err = ParseLocatorError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let error = || ParseLocatorError::new("a time such as 00:14:03.250", text);
        let whole = |part: &str| {
            let digits =
                (1..=6).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
            digits.then(|| part.parse::<u64>().ok()).flatten().ok_or_else(error)
        };
        let (clock, fraction) = text.split_once(['.', ',']).unwrap_or((text, "0"));
        let milliseconds =
            whole(&format!("{:0<3}", fraction.get(..fraction.len().min(3)).unwrap_or("x")))?;
        let parts = clock.split(':').map(whole).collect::<Result<Vec<_>, _>>()?;
        let (hours, minutes, seconds) = match parts[..] {
            [minutes, seconds] => (0, minutes, seconds),
            [hours, minutes, seconds] => (hours, minutes, seconds),
            _ => return Err(error()),
        };
        if seconds >= 60 || (parts.len() == 3 && minutes >= 60) {
            return Err(error());
        }
        Ok(Self(((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds))
    }
}

impl TryFrom<String> for Timecode {
    type Error = ParseLocatorError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_tools_write_them() {
        for (text, milliseconds) in [
            ("00:14:03.250", 843_250),
            ("14:03,5", 843_500),
            ("75:00", 4_500_000),
            ("1:00:00", 3_600_000),
            ("0:12", 12_000),
        ] {
            assert_eq!(text.parse(), Ok(Timecode::from_milliseconds(milliseconds)), "{text}");
        }
        for text in
            ["", "12", "1:2:3:4", "00:61:00", "00:99", "a:b", "-1:00", "9999999:00", "00:00.é"]
        {
            assert!(text.parse::<Timecode>().is_err(), "{text}");
        }
    }
}
