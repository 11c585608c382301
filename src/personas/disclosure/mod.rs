//! Drafts that may be handed on: the privacy profiles `team` and `public`.

mod borders;
mod cells;
mod claims;
mod evidence;
mod guard;
mod labels;
mod names;
mod order;
mod parts;
mod people;
mod quotes;
mod shares;
mod sizes;
mod study;
mod together;
mod words;

use evidence::EvidenceDisclosure;
pub(crate) use evidence::Seals;
use guard::Guard;

use crate::error::{ErrorKind, Result};
use crate::indicators::IndicatorMatrix;
use crate::locale::Words;
use crate::locator::Locator;
use crate::manifest::Privacy;
use crate::personas::belong::matrix_of_study;
use crate::personas::{Anchor, Draft, Evidence, RunResult, Sources};
use crate::study::Study;

impl Draft {
    /// The draft limited to what the privacy profile of the study's manifest allows; unchanged for
    /// an internal profile.
    ///
    /// **Small cells.** No figure speaks of fewer people than `min_cell`, and from none of the
    /// figures together can one of few people be worked out (primary and complementary suppression,
    /// Hundepool et al. 2012, *Statistical Disclosure Control*, doi 10.1002/9781118348239, chapters
    /// 4 and 5). What is suppressed is the claim, whole: a sentence without its numbers would tell
    /// the same. The claims on an indicator are a table of people by persona and answer; personas
    /// without a claim on it are one cell of the table; one claim after the other is admitted where
    /// every cell is empty or holds enough people, those who answered otherwise as much as those
    /// who answered so. Personas of fewer people, and fewer people in no group, are left out of
    /// every figure, totals too. Shares are of the population where its numbers may stand beside
    /// those of everyone asked, else of everyone asked; they and their intervals are told in steps
    /// that weigh as much as a cell of the heaviest people. p-values are rounded up.
    ///
    /// **Figures together.** A rule of several conditions is shown as far as its counts, beside
    /// those of its claims, leave no small cell of people by persona and answers to all its
    /// conditions. Joint matches are never shown: they would need all cells of all defining claims
    /// to be large. The accounts of linked personas part each other into no small cells. Options of
    /// one question make one table where few could have ticked others.
    ///
    /// **Made of what is shown.** Labels, narratives, quotes and amounts are made of the claims
    /// that are shown, as drafting makes them. A name that people gave a persona stays, masked.
    ///
    /// **Borders.** An exact border of a numeric claim is the value of one person. So the border is
    /// moved to a multiple of a step of 1, 2, 2.5 or 5 times a power of ten: the finest step that
    /// holds nobody or at least `min_cell` people both below the border and above it, and if
    /// possible parts no few people off any persona. Claims and profiles are counted again there. A
    /// claim is withheld where no step will do, where a share changes by 0.25 or more, or where the
    /// claim would have another direction or grade. Its p-value remains that of the exact border.
    ///
    /// **Order.** The key orders the evidence of each claim, each in another way, and numbers leave
    /// no gaps. The key also draws how many quotes of a claim are shown, so that they do not count
    /// those who refuse.
    ///
    /// **Sources.** A source counts the people of whom the set speaks, and the records of these
    /// people alone: other records would count those who refuse, withdrew or are left out. Where
    /// the people in it, outside it or in one of the combinations of sources are few, its numbers
    /// are rounded down to a multiple of `min_cell`, so that a difference may be nobody. Coverage
    /// is shown where none of these are few within any persona. Where few people of a persona have
    /// several records, each person counts as one record.
    ///
    /// **Words.** `team` shows words of those who did not refuse, `public` of those who consent
    /// expressly, masked and without ids of respondents and names of accounts. They are attributed
    /// to a pseudonym (`team`), to the narrowest of the manifest's `bands` that holds enough people
    /// of the persona, or to the persona. Of answers only that there is a place.
    ///
    /// **Places.** Documents, positions and rows are sealed by the key, each for itself and all at
    /// one length; with study and key
    /// [`lifecycle::verify_guarded`](crate::lifecycle::verify_guarded) opens them, and finds the
    /// words by their digest, which is keyed unless the quote is all of the words. Digests of
    /// sources are keyed too.
    ///
    /// **Left out**, as they show few people or single ones: memberships, evidence sets, exemplars,
    /// scenarios, maps, whom to interview next, contradictions, early signs, conflicts, counts by
    /// kind of source, stages, coding, numbers of groups looked at; findings but for their kind.
    ///
    /// # Errors
    /// [`ErrorKind::Manifest`] without a key, or for a band that is no indicator with levels;
    /// [`ErrorKind::Parameter`] for a `min_cell` below 5; [`ErrorKind::Mismatch`] for a draft of
    /// another study, or one that is guarded already.
    ///
    /// # Limits
    ///
    /// Who was not asked is no cell: how many did not answer may be few. Questions whose answers
    /// determine each other, such as an age and its band, are taken for questions that do not. What
    /// is shown by two outputs of different `min_cell`, or of different waves, may be compared.
    /// Quotes show how many people at least may be quoted. Words that people said may tell who they
    /// are: read them before they go out.
    #[cfg_attr(feature = "tracing", tracing::instrument(name = "guard", level = "info", skip_all))]
    pub fn guarded(&self, study: &Study, matrix: &IndicatorMatrix) -> Result<Self> {
        let profile = study.manifest().privacy.profile;
        if profile.is_internal() {
            return Ok(self.clone());
        }
        let pseudonyms = study.required_pseudonyms()?;
        let least = study.manifest().privacy.min_cell;
        // A program may have changed the manifest after it was read.
        if least < Privacy::LEAST_CELL {
            let expected =
                format!("at least {} for the profile {}", Privacy::LEAST_CELL, profile.name());
            return Err(ErrorKind::Parameter {
                name: "min_cell",
                expected,
                found: least.to_string(),
            }
            .into());
        }
        // Evidence sets hold positions of respondents, which in another study are other people.
        let same_people =
            self.result.names_respondents_of(study) && matrix_of_study(study, matrix).is_ok();
        if !same_people || self.evidence_sets().len() != self.personas().claims().count() {
            let expected = "a draft of this study that is not guarded".to_owned();
            return Err(ErrorKind::Mismatch {
                expected,
                found: "another, or a guarded one".to_owned(),
            }
            .into());
        }
        let words = Words::of(study.manifest().language);
        let sources = Sources::new(study, matrix);
        // Borders first: all that follows is counted at them.
        let result = borders::round_borders(&self.result, study, matrix, &sources, least);
        let guard = Guard {
            result: &result,
            set: &result.personas,
            study,
            matrix,
            sources,
            shown: EvidenceDisclosure::new(&result.personas, study, matrix, pseudonyms)?,
            named: labels::ids_named_by_people(self.personas()),
            drafted: self.personas().claims().count(),
            sets: result.evidence_sets().iter().map(|set| (set.claim.as_str(), set)).collect(),
            words,
            least,
        };
        let personas = guard.disclose(profile);
        Ok(Self {
            anchors: personas.evidence().map(anchor).collect(),
            result: RunResult { personas, roster: None },
            // Each names a respondent.
            crm_records: Vec::new(),
            options: self.options,
        })
    }
}

/// An anchor with nothing beyond its evidence: the source, not the file.
fn anchor(evidence: &Evidence) -> Anchor {
    let document = match &evidence.locator {
        Locator::Text { document, .. } => Some(document.clone()),
        Locator::Cell { .. } | Locator::Rows { .. } | Locator::Caller { .. } => None,
    };
    Anchor {
        evidence: evidence.id.clone(),
        file: evidence.source.to_string(),
        document,
        delimited: false,
        before: String::new(),
        after: String::new(),
        selections: Vec::new(),
        codings: Vec::new(),
    }
}
