//! The languages of the catalogue.

use super::scaffold::ScaffoldWords;
use super::words::Words;
use super::{de, en};
use crate::manifest::Language;

impl Words {
    /// The texts of a language; English where a language has none.
    pub(crate) fn of(language: Language) -> &'static Self {
        match language.code() {
            "de" => &de::GERMAN,
            _ => &en::ENGLISH,
        }
    }
}

impl ScaffoldWords {
    /// The texts of a drafted manifest in a language; English where a language has none.
    pub(crate) fn of(language: Language) -> &'static Self {
        match language.code() {
            "de" => &de::scaffold::GERMAN,
            _ => &en::scaffold::ENGLISH,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_written_if_the_catalogue_has_it() {
        for language in Language::all() {
            assert_eq!(Words::of(language).code == language.code(), language.is_written());
        }
    }
}
