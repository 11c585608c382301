//! What may be handed on of a set: the privacy profiles `team` and `public`.

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
use crate::personas::belong::matrix_of_study;
use crate::personas::{PersonaSet, Sources};
use crate::study::{Privacy, Study};

impl PersonaSet {
    /// The set as it may be handed on, by the privacy profile of the study's manifest; of an
    /// internal profile the set itself.
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
    /// [`ErrorKind::Parameter`] for a `min_cell` below 5; [`ErrorKind::Mismatch`] for a set without
    /// memberships and sets of evidence, which is guarded already or was read from JSON.
    ///
    /// # Limits
    ///
    /// Who was not asked is no cell: how many did not answer may be few. Questions whose answers
    /// determine each other, such as an age and its band, are taken for questions that do not. What
    /// is shown by two outputs of different `min_cell`, or of different waves, may be compared.
    /// Quotes show how many people at least may be quoted. Words that people said may tell who they
    /// are: read them before they go out.
    pub fn guarded(&self, study: &Study, matrix: &IndicatorMatrix) -> Result<Self> {
        let profile = study.manifest.privacy.profile;
        if profile.is_internal() {
            return Ok(self.clone());
        }
        let pseudonyms = study.manifest.pseudonyms.as_ref().ok_or_else(|| ErrorKind::Manifest {
            place: study.manifest.place(None),
            expected: format!(
                "a key for the profile {}: `key = \"privacy.key\"` below `[privacy]`, a file of at least 16 bytes that nobody else has",
                profile.name()
            ),
            found: match &study.manifest.privacy.key {
                Some(key) => format!("no file {}", key.display()),
                None => "none".to_owned(),
            },
            nearest: None,
        })?;
        let least = study.manifest.privacy.min_cell;
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
        let ids = self.memberships.iter().map(|one| one.respondent.as_str());
        let same_people =
            ids.eq(study.people.names.iter()) && matrix_of_study(study, matrix).is_ok();
        if !same_people || self.evidence_sets.len() != self.claims().count() {
            let expected =
                "a result of this study with its memberships and sets of evidence".to_owned();
            return Err(ErrorKind::Mismatch {
                expected,
                found: "another, or one without".to_owned(),
            }
            .into());
        }
        let words = Words::of(study.manifest.language);
        let sources = Sources::new(study, matrix);
        let set = borders::round_borders(self, (study, matrix), &sources, least);
        let guard = Guard {
            set: &set,
            study,
            matrix,
            sources,
            shown: EvidenceDisclosure::new(&set, study, matrix, pseudonyms)?,
            named: labels::ids_named_by_people(self, words),
            drafted: self.claims().count(),
            sets: set.evidence_sets.iter().map(|set| (set.claim.as_str(), set)).collect(),
            words,
            least,
        };
        Ok(guard.guarded(profile))
    }
}
