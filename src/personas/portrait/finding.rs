//! Findings of a result: data while it is drafted, words where it is read.

use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::finding::{Finding, Level};
use crate::ids::OfPersona;
use crate::manifest::Language;
use crate::personas::findings::PersonasFinding;
use crate::study::{Masker, Study};

/// A finding as the output holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct FindingRecord {
    /// Stable identifier of the finding.
    pub id: String,
    /// Level of the finding: `note` or `warning`.
    pub level: Level,
    /// Text of the finding in English.
    pub message: String,
    /// First place of the finding, if it has one.
    pub at: Option<String>,
    /// Text of the finding in the language of the reports, if that is not English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub translated: Option<String>,
}

impl FindingRecord {
    /// The sentence as reports say it.
    pub(crate) fn sentence(&self) -> &str {
        self.translated.as_deref().unwrap_or(&self.message)
    }
}

/// A finding of a result; it reads as its [`FindingRecord`].
///
/// Drafting keeps the data that a stage reported. Its sentences are made when they are first read,
/// so that they name personas by the ids that these have then.
#[derive(Clone)]
pub struct ResultFinding(Told);

#[derive(Clone)]
enum Told {
    Reported {
        finding: Finding,
        language: Language,
        masker: Arc<Masker>,
        record: OnceLock<FindingRecord>,
    },
    /// Of a file, or of a guarded result, which tells no data.
    Written(FindingRecord),
}

impl ResultFinding {
    /// A finding on a study, to be told in its language and with its personal data masked.
    pub(crate) fn reported(finding: Finding, study: &Study) -> Self {
        Self(Told::Reported {
            finding,
            language: study.manifest().language,
            masker: study.shared_masker(),
            record: OnceLock::new(),
        })
    }

    /// Applies a change to the id of the persona that the finding is about, if it is about one.
    pub(crate) fn each_id(&mut self, each: &mut dyn FnMut(&mut dyn OfPersona)) {
        let Told::Reported { finding, record, .. } = &mut self.0 else { return };
        let Some(mut data) = finding.data::<PersonasFinding>().cloned() else { return };
        let Some(persona) = data.persona_mut() else { return };
        each(persona);
        *finding = finding.with_data(data);
        // Words that were read already name the persona by its former id.
        record.take();
    }
}

impl Deref for ResultFinding {
    type Target = FindingRecord;

    fn deref(&self) -> &FindingRecord {
        match &self.0 {
            Told::Reported { finding, language, masker, record } => {
                record.get_or_init(|| in_words(finding, *language, masker))
            }
            Told::Written(record) => record,
        }
    }
}

fn in_words(finding: &Finding, language: Language, masker: &Masker) -> FindingRecord {
    // Messages quote cells, which may hold personal data.
    let masked = |message: String| masker.mask(&message).text;
    FindingRecord {
        id: finding.id().to_owned(),
        level: finding.level(),
        message: masked(finding.message()),
        at: finding.place().map(ToString::to_string),
        translated: finding.translated(language).map(masked),
    }
}

impl From<FindingRecord> for ResultFinding {
    fn from(record: FindingRecord) -> Self {
        Self(Told::Written(record))
    }
}

impl PartialEq for ResultFinding {
    fn eq(&self, other: &Self) -> bool {
        // A result equals the one that is read back from its files.
        **self == **other
    }
}

impl Eq for ResultFinding {}

impl fmt::Debug for ResultFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The data may hold what the words mask.
        (**self).fmt(f)
    }
}

impl Serialize for ResultFinding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for ResultFinding {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        FindingRecord::deserialize(deserializer).map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Findings;
    use crate::ids::PersonaId;

    fn doubtful_words(words: &'static str) -> ResultFinding {
        let mut findings = Findings::default();
        findings.add(PersonasFinding::DoubtfulWords {
            persona: PersonaId::from("U1"),
            words: vec![words],
            text: "U1 is what they call it".to_owned(),
        });
        ResultFinding(Told::Reported {
            finding: findings.iter().next().unwrap().clone(),
            language: Language::from_code("de").unwrap(),
            masker: Arc::new(Masker::default()),
            record: OnceLock::new(),
        })
    }

    #[test]
    fn words_name_a_persona_by_its_id_when_they_are_read() {
        let mut finding = doubtful_words("they");
        assert!(finding.message.starts_with("U1"), "{}", finding.message);
        finding.each_id(&mut |id| "U7".clone_into(id.text_mut()));
        for sentence in [&finding.message, finding.translated.as_ref().unwrap()] {
            assert!(sentence.starts_with("U7"), "{sentence}");
            assert!(sentence.contains("U1 is what they call it"), "{sentence}");
        }
    }

    #[test]
    fn a_finding_that_was_written_stays_as_it_is() {
        let mut written = ResultFinding::from((*doubtful_words("they")).clone());
        assert_eq!(written, doubtful_words("they"));
        written.each_id(&mut |id| "U7".clone_into(id.text_mut()));
        assert_eq!(written, doubtful_words("they"));
    }
}
