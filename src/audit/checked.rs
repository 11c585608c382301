//! What an audit finds, as plain data.

use std::ops::Range;

use serde::Serialize;

use super::counted::NumberVerdict;
use super::quoted::{QuotationVerdict, Typography, WordChange};
use crate::ids::{ClaimId, RespondentId};
use crate::locator::Locator;
use crate::manifest::Language;

/// The audit of one document.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Audit {
    /// Name of the document.
    pub document: String,
    /// Its quotations, in order.
    pub quotations: Vec<CheckedQuotation>,
    /// Its numbers of how many of how many, in order; empty where no result was given.
    pub numbers: Vec<CheckedNumber>,
    /// Its sentences about respondents without evidence, in order.
    pub unsupported: Vec<UnsupportedSentence>,
    /// Number of further quotations, beyond the limit, that were not checked.
    pub unchecked: usize,
    /// Language of the report.
    #[serde(skip)]
    pub(super) language: Language,
}

/// A quotation with its verdict.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct CheckedQuotation {
    /// Block of the document that it stands in.
    #[serde(skip)]
    pub(super) block: usize,
    /// Line of the document, from 1; the paragraph of a word processor's or of slides.
    pub line: u32,
    /// Position in the block, in bytes.
    #[serde(skip)]
    pub(super) at: Range<usize>,
    /// The quoted words, as the document has them.
    pub quotation: String,
    /// The respondent whose words they are said to be, if the document names one.
    pub ascribed_to: Option<RespondentId>,
    /// The verdict.
    pub verdict: QuotationVerdict,
    /// Differences that change no word.
    pub typography: Vec<Typography>,
    /// Differences of words, for an altered quotation.
    pub changes: Vec<WordChange>,
    /// Words that are the same divided by the length of the longer of the two, 0..=1.
    pub likeness: f64,
    /// Where the words stand; for one that was not found the place most like it. At most 100.
    pub places: Vec<QuotedPlace>,
}

/// A place of a source with words of a quotation.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct QuotedPlace {
    /// Who speaks there.
    pub speaker: SpeakerKind,
    /// The respondent; `None` where it is nobody or not known, and in guarded studies.
    pub respondent: Option<RespondentId>,
    /// The words of the source, personal data masked.
    pub words: String,
    /// Where they stand; `None` in guarded studies.
    pub locator: Option<Locator>,
}

/// Who says something in a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SpeakerKind {
    /// A respondent.
    Respondent,
    /// An interviewer, or nobody.
    Interviewer,
    /// The answer to a closed question, which any may choose.
    Answer,
}

/// A number with its verdict.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct CheckedNumber {
    #[serde(skip)]
    pub(super) block: usize,
    /// Line of the document, from 1.
    pub line: u32,
    #[serde(skip)]
    pub(super) at: Range<usize>,
    /// The number, as the document has it.
    pub number: String,
    /// The sentence that it stands in.
    pub sentence: String,
    /// The verdict.
    pub verdict: NumberVerdict,
    /// The claim that it was counted by.
    pub claim: Option<ClaimId>,
    /// What the claim has, for a wrong number.
    pub right: Option<String>,
}

/// A sentence that says something of respondents and rests on nothing.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct UnsupportedSentence {
    #[serde(skip)]
    pub(super) block: usize,
    /// Line of the document, from 1.
    pub line: u32,
    #[serde(skip)]
    pub(super) at: Range<usize>,
    /// The sentence.
    pub sentence: String,
}

/// How bad a finding of an audit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Nothing to mend.
    Fine,
    /// To be looked at: words were changed that turn nothing that is recognised, or a sentence
    /// rests on nothing.
    Doubtful,
    /// To be mended: nobody said so, somebody else did, or the meaning was turned; or a number is
    /// wrong.
    Serious,
}

impl CheckedQuotation {
    /// How bad it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match self.verdict {
            QuotationVerdict::Verbatim | QuotationVerdict::Shortened => Severity::Fine,
            QuotationVerdict::Altered => {
                match self.changes.iter().any(|change| !change.turned.is_empty()) {
                    true => Severity::Serious,
                    false => Severity::Doubtful,
                }
            }
            QuotationVerdict::Stitched
            | QuotationVerdict::AnotherSpeaker
            | QuotationVerdict::NotFound => Severity::Serious,
        }
    }
}

impl CheckedNumber {
    /// How bad it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match self.verdict {
            NumberVerdict::Wrong => Severity::Serious,
            NumberVerdict::Right | NumberVerdict::NotCheckable => Severity::Fine,
        }
    }
}

impl Audit {
    pub(super) fn new(document: &str, language: Language) -> Self {
        Self {
            document: document.to_owned(),
            quotations: Vec::new(),
            numbers: Vec::new(),
            unsupported: Vec::new(),
            unchecked: 0,
            language,
        }
    }

    /// The worst of its findings.
    #[must_use]
    pub fn severity(&self) -> Severity {
        let unsupported = !self.unsupported.is_empty() || self.unchecked > 0;
        let quotations = self.quotations.iter().map(CheckedQuotation::severity);
        let numbers = self.numbers.iter().map(CheckedNumber::severity);
        let own = if unsupported { Severity::Doubtful } else { Severity::Fine };
        quotations.chain(numbers).fold(own, Severity::max)
    }
}
