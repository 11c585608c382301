//! Findings in words.

use std::fmt;

use super::{de, en};
use crate::clustering::findings::ClusteringFinding;
use crate::finding::{Finding, Sentences};
use crate::indicators::findings::IndicatorsFinding;
use crate::manifest::Language;
use crate::sources::clue::FormatClue;
use crate::sources::findings::SourcesFinding;
use crate::study::findings::StudyFinding;
use crate::visible::visible;

impl Sentences for SourcesFinding {
    fn english(&self) -> String {
        en::sources::sentence(self)
    }

    fn german(&self) -> String {
        de::sources::sentence(self)
    }
}

impl Sentences for FormatClue {
    fn english(&self) -> String {
        en::sources::clue(*self).to_owned()
    }

    fn german(&self) -> String {
        de::sources::clue(*self).to_owned()
    }
}

impl Sentences for StudyFinding {
    fn english(&self) -> String {
        en::study::sentence(self)
    }

    fn german(&self) -> String {
        de::study::sentence(self)
    }
}

impl Sentences for IndicatorsFinding {
    fn english(&self) -> String {
        en::indicators::sentence(self)
    }

    fn german(&self) -> String {
        de::indicators::sentence(self)
    }
}

impl Sentences for ClusteringFinding {
    fn english(&self) -> String {
        en::clustering::sentence(self)
    }

    fn german(&self) -> String {
        de::clustering::sentence(self)
    }
}

impl Finding {
    /// The sentence in English without the place: the first occurrence, and the total number.
    #[must_use]
    pub fn message(&self) -> String {
        let sentence = self.what().english();
        let sentence = visible(&sentence);
        match self.count() {
            1 => sentence.into_owned(),
            several => format!("{sentence} ({several} in all)"),
        }
    }

    /// The sentence in the language of a study, as [`Finding::message`]; `None` where that is
    /// English or there are no texts in it.
    pub(crate) fn translated(&self, language: Language) -> Option<String> {
        if language.code() != "de" {
            return None;
        }
        let sentence = self.what().german();
        let sentence = visible(&sentence);
        Some(match self.count() {
            1 => sentence.into_owned(),
            several => format!("{sentence} (insgesamt {several}-mal)"),
        })
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = self.place() {
            write!(f, "{place}: ")?;
        }
        f.write_str(&self.message())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Findings;
    use crate::locator::Place;

    #[test]
    fn words_of_the_data_do_not_act_on_a_terminal() {
        let mut findings = Findings::default();
        let finding = StudyFinding::PassedOver { source: "a\u{1b}[2Jb\u{202e}".into() };
        findings.add_at(finding, Place::file("c\rd.csv").line(2));
        let finding = findings.iter().next().unwrap();
        let message =
            r"a record of a\u{1b}[2Jb\u{202e} is that of somebody who withdrew; passed over";
        assert_eq!(finding.message(), message);
        assert_eq!(finding.to_string(), format!(r"c\u{{d}}d.csv:2: {message}"));
    }

    #[test]
    fn causes_are_the_most_frequent_warnings() {
        let mut findings = Findings::default();
        findings.add(StudyFinding::CodeUnused { code: "a".into() });
        for line in [3, 4] {
            let finding = SourcesFinding::RaggedRow { expected: 3, found: 1 };
            findings.add_at(finding, Place::file("s.csv").line(line));
        }
        assert_eq!(
            findings.causes(),
            "; s.csv:3: row has 1 cell, but the header has 3 columns; set aside (2 in all)"
        );
    }

    #[test]
    fn a_german_study_has_german_findings() {
        let mut findings = Findings::default();
        findings.add_counted(SourcesFinding::RaggedRow { expected: 3, found: 1 }, 2, None);
        let finding = findings.iter().next().unwrap();
        let german = Language::from_code("de").unwrap();
        assert_eq!(
            finding.translated(german).unwrap(),
            "Zeile hat 1 Zelle, die Kopfzeile aber 3 Spalten; nicht verwendet (insgesamt 2-mal)"
        );
        assert_eq!(finding.translated(Language::from_code("fr").unwrap()), None);
    }
}
