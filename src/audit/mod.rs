//! Checks what somebody wrote about a study against its sources: quotations word for word, numbers
//! by the claims that they are about, sentences that rest on nothing.
//!
//! Nothing is generated and no model is asked: every verdict follows from the words and counts of
//! the sources, and names its place.
//!
//! ```
//! use persona_synthesis::Study;
//! use persona_synthesis::audit::{AuditLimits, Auditor, Document, QuotationVerdict};
//!
//! let study = Study::open("data/interviews-only/study.toml")?;
//! let auditor = Auditor::new(&study);
//! let text = "> We never, ever buy anything.\n";
//! let audit = auditor.audit(&Document::from_bytes("deck.md", text, &AuditLimits::default())?);
//! assert_eq!(audit.quotations[0].verdict, QuotationVerdict::NotFound);
//! # Ok::<(), persona_synthesis::Error>(())
//! ```
//!
//! # How a quotation is looked up
//!
//! Words are compared in small letters, without diacritics and apostrophes. A quotation that
//! stands so in one turn is *verbatim*, whatever its typography. Otherwise its rarest words lead to
//! the regions of the sources that may hold it, and it is aligned with each (Smith and Waterman
//! 1981, doi 10.1016/0022-2836(81)90087-5). From a likeness of 0.6 on it is *altered*, and every
//! change is named; below it is *not found*. The likeness is the number of words that are the
//! same, divided by the length of the longer of the two.
//!
//! # Limits
//!
//! It knows words, not meaning: what is said in other words is not found. That a change is serious
//! is told by negations, words for numbers and comparisons of a few languages, and by digits and
//! names in all. A number is called wrong only where one claim is cited or surely meant.

mod align;
mod attribution;
mod checked;
mod counted;
mod document;
mod elided;
mod limits;
mod matching;
mod numbers;
mod quotations;
mod quoted;
mod report;
mod said;
mod sentences;
mod serious;
mod words;

pub use checked::{
    Audit, CheckedNumber, CheckedQuotation, QuotedPlace, Severity, SpeakerKind, UnsupportedSentence,
};
pub use counted::NumberVerdict;
pub use document::Document;
pub use limits::AuditLimits;
pub use quoted::{QuotationVerdict, Typography, WordChange};
pub use serious::Turned;

use std::ops::Range;

use crate::ids::PersonaId;
use crate::personas::PersonaSet;
use crate::study::{Study, WITHHELD};

use attribution::RespondentNames;
use counted::{KnownClaims, asserts};
use document::Block;
use quotations::{FoundQuotation, quotations};
use quoted::{Looked, Lookup};
use said::{SaidWords, Speaker};
use sentences::sentences;
use words::words;

/// Audits documents against a study.
#[derive(Debug)]
pub struct Auditor<'a> {
    study: &'a Study,
    said: SaidWords<'a>,
    names: RespondentNames,
    claims: Option<KnownClaims<'a>>,
    limits: AuditLimits,
}

impl<'a> Auditor<'a> {
    /// Reads the words of all sources of a study once, for any number of documents. Memory grows
    /// with their text.
    #[must_use]
    pub fn new(study: &'a Study) -> Self {
        let (said, names) = (SaidWords::of(study), RespondentNames::of(study));
        Self { study, said, names, claims: None, limits: AuditLimits::default() }
    }

    /// Also checks numbers, by the claims of a result of the study.
    #[must_use]
    pub fn result(mut self, result: &'a PersonaSet) -> Self {
        self.claims = Some(KnownClaims::of(result));
        self
    }

    /// Bounds of what is checked.
    #[must_use]
    pub fn limits(mut self, limits: AuditLimits) -> Self {
        self.limits = limits;
        self
    }

    /// Audits a document.
    #[must_use]
    pub fn audit(&self, document: &Document) -> Audit {
        let mut audit = Audit::new(document.name(), self.study.manifest().language);
        let mut persona = None;
        let mut sentences_left = self.limits.sentences;
        for (number, block) in document.blocks.iter().enumerate() {
            let (found, words) = (quotations(block), words(&block.text));
            for (at, quotation) in found.iter().enumerate() {
                if audit.quotations.len() == self.limits.quotations {
                    audit.unchecked += 1;
                    continue;
                }
                let named = self.names.ascribed(&block.text, &words, &found, at);
                audit.quotations.push(self.quotation(number, block, quotation, named));
            }
            if let Some(claims) = &self.claims {
                persona = claims.persona_in(&block.text).or(persona);
                let block = NumberedBlock { number, block, found: &found };
                self.count_block(claims, persona, &block, &mut sentences_left, &mut audit);
            }
        }
        audit
    }

    fn quotation(
        &self,
        number: usize,
        block: &Block,
        quotation: &FoundQuotation,
        named: Option<u32>,
    ) -> CheckedQuotation {
        let text = block.text[quotation.at.clone()].trim();
        let lookup = Lookup {
            said: &self.said,
            capital_nouns: self.study.manifest().language.code() == "de",
            most_words: self.limits.words,
        };
        let looked = lookup.look(text, named);
        let places = self.places(&looked);
        // Who refused to be quoted is not quoted by what somebody changed either.
        let withheld = places.iter().any(|place| place.words == WITHHELD);
        let changes = looked.changes.into_iter().map(|change| self.shown(change, withheld));
        let changes = changes.collect();
        let named = named.filter(|_| self.is_internal());
        CheckedQuotation {
            block: number,
            line: block.line,
            at: quotation.at.clone(),
            quotation: text.to_owned(),
            ascribed_to: named.map(|of| self.study.respondent_id(of)),
            verdict: looked.verdict,
            typography: looked.typography,
            changes,
            likeness: looked.likeness,
            places,
        }
    }

    /// True where ids and places may be shown.
    fn is_internal(&self) -> bool {
        self.study.manifest().privacy.profile.is_internal()
    }

    /// The places of a quotation as they may be shown.
    fn places(&self, looked: &Looked) -> Vec<QuotedPlace> {
        let internal = self.is_internal();
        let place = |found: &matching::FoundWords| {
            let stretch = &self.said.stretches[found.stretch];
            let (speaker, respondent) = match stretch.speaker {
                Speaker::Respondent(respondent) => (SpeakerKind::Respondent, respondent),
                Speaker::Other => (SpeakerKind::Interviewer, None),
                Speaker::Answer => (SpeakerKind::Answer, None),
            };
            let withheld = respondent.is_some_and(|of| self.study.is_unquotable(of));
            let words = match withheld {
                true => WITHHELD.to_owned(),
                false => self.masked(self.said.text(found.stretch, &found.words)),
            };
            let shown = internal.then(|| self.said.locator(found.stretch, &found.words));
            QuotedPlace {
                speaker,
                respondent: respondent
                    .filter(|_| internal)
                    .map(|respondent| self.study.respondent_id(respondent)),
                words,
                locator: shown,
            }
        };
        looked.places.iter().map(place).collect()
    }

    /// Words of a source as the profile of the study shows them.
    fn masked(&self, text: &str) -> String {
        match self.is_internal() {
            true => self.study.mask(text).text,
            false => self.study.masker().mask_guarded(text).text,
        }
    }

    /// A change as it may be shown.
    fn shown(&self, change: WordChange, withheld: bool) -> WordChange {
        let said = match withheld && !change.said.is_empty() {
            true => WITHHELD.to_owned(),
            false => self.masked(&change.said),
        };
        WordChange { said, ..change }
    }

    /// Counts the numbers of a block again, and names its sentences that rest on nothing.
    fn count_block(
        &self,
        claims: &KnownClaims<'a>,
        persona: Option<&PersonaId>,
        of: &NumberedBlock<'_>,
        left: &mut usize,
        audit: &mut Audit,
    ) {
        let (number, block) = (of.number, of.block);
        let all = sentences(&block.text);
        for (at, sentence) in all.iter().enumerate() {
            if *left == 0 {
                audit.unchecked += 1;
                continue;
            }
            *left -= 1;
            let text = &block.text[sentence.clone()];
            let mut cited = claims.cited(text);
            // "… so it is. [U1-03] The next": what is cited behind the point belongs before it.
            if let Some(next) = all.get(at + 1) {
                cited.extend(claims.cited(cited_ahead(&block.text[next.clone()])));
            }
            let before = audit.numbers.len();
            for said in numbers::numbers(text) {
                let at = sentence.start + said.at.start..sentence.start + said.at.end;
                let counted = claims.count(text, &cited, persona, &said);
                // "Most" and "half" are said of many things that are no claims.
                let is_idle = said.is_vague() && counted.verdict == NumberVerdict::NotCheckable;
                if is_idle || of.is_quoted(&at) {
                    continue;
                }
                audit.numbers.push(CheckedNumber {
                    block: number,
                    line: block.line,
                    at,
                    number: text[said.at].to_owned(),
                    sentence: text.trim().to_owned(),
                    verdict: counted.verdict,
                    claim: counted.claim,
                    right: counted.right,
                });
            }
            let mut own = audit.numbers[before..].iter();
            let rests = own.any(|one| one.verdict != NumberVerdict::NotCheckable)
                || !cited.is_empty()
                || of.is_quoted(sentence)
                || claims.speaks_of(text, None);
            if !rests && asserts(text) {
                audit.unsupported.push(UnsupportedSentence {
                    block: number,
                    line: block.line,
                    at: sentence.clone(),
                    sentence: text.trim().to_owned(),
                });
            }
        }
    }
}

/// A block with its number and quotations.
struct NumberedBlock<'a> {
    number: usize,
    block: &'a Block,
    found: &'a [FoundQuotation],
}

impl NumberedBlock<'_> {
    /// True if a quotation has some of these bytes.
    fn is_quoted(&self, at: &Range<usize>) -> bool {
        let first = self.found.partition_point(|one| one.whole.end <= at.start);
        self.found.get(first).is_some_and(|one| one.whole.start < at.end)
    }
}

/// The ids in brackets that a sentence begins with.
fn cited_ahead(sentence: &str) -> &str {
    let text = sentence.trim_start();
    let end = text.starts_with(['[', '(']).then(|| text.find([']', ')'])).flatten();
    end.map_or("", |end| &text[..=end])
}
