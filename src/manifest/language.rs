//! The languages of studies.

use std::fmt;
use std::str::FromStr;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use crate::error::Error;
use crate::named::one_of;

/// Language of a study, by its ISO 639-1 code: for the stems of words and for reports. Reports are
/// in English or German; in English for every other language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Language(&'static str);

impl Language {
    /// Codes of the languages that have stems.
    pub const CODES: [&'static str; 18] = [
        "ar", "da", "nl", "en", "fi", "fr", "de", "el", "hu", "it", "no", "pt", "ro", "ru", "es",
        "sv", "ta", "tr",
    ];

    /// All languages that have stems.
    pub fn all() -> impl Iterator<Item = Self> + Clone {
        Self::CODES.into_iter().map(Self)
    }

    /// True if reports are written in it; in English for every other language.
    pub(crate) fn is_written(self) -> bool {
        matches!(self.code(), "en" | "de")
    }

    /// The language of this code.
    #[must_use]
    pub(crate) fn from_code(code: &str) -> Option<Self> {
        Self::all().find(|known| known.code().eq_ignore_ascii_case(code))
    }

    /// ISO 639-1 code of the language.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.0
    }
}

impl FromStr for Language {
    type Err = Error;

    fn from_str(code: &str) -> Result<Self, Error> {
        one_of("language", code, Self::all().map(|language| (language.0, language)))
    }
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        Self::from_code(&code).ok_or_else(|| D::Error::custom(format!("no language {code:?}")))
    }
}

impl Default for Language {
    fn default() -> Self {
        Self("en")
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}
