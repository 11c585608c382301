//! What may be handed on of a set: the privacy profiles `team` and `public`.

mod borders;
mod cells;
mod claims;
mod evidence;
mod labels;
mod names;
mod order;
mod parts;
mod people;
mod quotes;
mod shares;
mod study;
mod together;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use cells::{Cells, coarse};
pub(crate) use evidence::Seals;
use evidence::Shown;
use people::{OfKind, described};

use crate::coding::Coding;
use crate::error::{ErrorKind, Result};
use crate::finding::Level;
use crate::indicators::{IndicatorMatrix, Origin};
use crate::locale::Words;
use crate::locator::Locator;
use crate::manifest::{Language, Privacy, Profile};
use crate::personas::belong::matrix_of_study;
use crate::personas::drafting::narrated;
use crate::personas::portrait::narrative::narrative;
use crate::personas::portrait::quantity::quantities;
use crate::personas::{
    Anchor, Claim, Draft, Evidence, EvidenceSet, FindingRecord, Persona, PersonaSet,
    Profile as Portrait, ProfileRow, RunResult, Sources, Unassigned,
};
use crate::study::Study;

impl Draft {
    /// The draft as it may be handed on, by the privacy profile of the study's manifest; of an
    /// internal profile the draft itself.
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
    pub fn guarded(&self, study: &Study, matrix: &IndicatorMatrix) -> Result<Self> {
        let profile = study.manifest().privacy.profile;
        if profile.is_internal() {
            return Ok(self.clone());
        }
        let pseudonyms = study.pseudonyms().ok_or_else(|| ErrorKind::Manifest {
            place: study.manifest().place(None),
            expected: format!(
                "a key for the profile {}: `key = \"privacy.key\"` below `[privacy]`, a file of at least 16 bytes that nobody else has",
                profile.name()
            ),
            found: match &study.manifest().privacy.key {
                Some(key) => format!("no file {}", key.display()),
                None => "none".to_owned(),
            },
            nearest: None,
        })?;
        let least = study.manifest().privacy.min_cell;
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
        let ids = self.memberships().iter().map(|one| one.respondent.as_str());
        let same_people = ids.eq(study.names()) && matrix_of_study(study, matrix).is_ok();
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
        let result = borders::rounded(&self.result, (study, matrix), &sources, least);
        let guard = Guard {
            result: &result,
            set: &result.personas,
            study,
            matrix,
            sources,
            shown: Shown::new(&result.personas, study, matrix, pseudonyms)?,
            named: labels::named(self.personas(), words),
            drafted: self.personas().claims().count(),
            sets: result.evidence_sets().iter().map(|set| (set.claim.as_str(), set)).collect(),
            words,
            least,
        };
        let personas = guard.guarded(profile);
        Ok(Self {
            anchors: personas.evidence().map(anchor).collect(),
            result: RunResult { personas, roster: None },
            crm_records: Vec::new(),
            options: self.options,
        })
    }
}

struct Guard<'a> {
    result: &'a RunResult,
    set: &'a PersonaSet,
    study: &'a Study,
    matrix: &'a IndicatorMatrix,
    sources: Sources<'a>,
    shown: Shown<'a>,
    /// Ids of the personas that people named.
    named: BTreeSet<&'a str>,
    /// Number of claims before any was left out.
    drafted: usize,
    sets: BTreeMap<&'a str, &'a EvidenceSet>,
    words: &'static Words,
    least: usize,
}

impl Guard<'_> {
    fn guarded(&self, profile: Profile) -> PersonaSet {
        let kinds = described(self.result, self.least);
        let (mut personas, mut unassigned, mut profiles) = (Vec::new(), Vec::new(), Vec::new());
        for kind in &kinds {
            let mut cells = Cells::new(self.least, &kind.columns).with_questions(self.questions());
            let own = self.set.personas.iter().filter(|persona| persona.kind == kind.kind);
            let own = own.filter_map(|persona| Some((persona, kind.column(persona.id.as_str())?)));
            personas.extend(
                own.map(|(persona, column)| self.persona(persona, kind, column, &mut cells)),
            );
            let none = self.set.unassigned.iter().filter(|none| none.kind == kind.kind);
            unassigned.extend(none.map(|none| self.unassigned(none, kind, &mut cells)));
            let profile = self.set.profiles.iter().filter(|profile| profile.kind == kind.kind);
            profiles.extend(profile.map(|profile| self.profile(profile, kind, &mut cells)));
            self.rules(&mut personas, kind, &mut cells);
        }
        let links = self.links(&mut personas);
        self.label(&mut personas);
        self.words_of_one_persona(&mut personas, &kinds);
        self.coverage(&mut personas, &kinds);
        let withheld = (
            self.set.personas.len() - personas.len(),
            self.drafted
                - personas.iter().map(|persona| persona.claims.len()).sum::<usize>()
                - unassigned.iter().map(|none: &Unassigned| none.claims.len()).sum::<usize>(),
        );
        PersonaSet {
            schema_version: self.set.schema_version,
            study: self.summary(profile, &kinds),
            selections: self.selections(&kinds),
            personas,
            unassigned,
            profiles,
            maps: Vec::new(),
            early_signs: None,
            links,
            next_interviews: Vec::new(),
            coding: Coding::default(),
            grades: self.set.grades.clone(),
            findings: self.findings(profile, withheld),
        }
    }

    /// The questions that may have several answers, each with the names of its options as claims
    /// have them.
    fn questions(&self) -> Vec<BTreeSet<String>> {
        let mut questions: BTreeMap<(usize, usize), BTreeSet<String>> = BTreeMap::new();
        for indicator in self.matrix.indicators() {
            for origin in &indicator.origins {
                if let Origin::Item { source, item, answer: Some(_), .. } = origin {
                    let name = self.study.mask_answer(&indicator.name).text;
                    questions.entry((*source, *item)).or_default().insert(name);
                }
            }
        }
        questions.into_values().filter(|options| options.len() > 1).collect()
    }

    /// A text without what sources call people and accounts.
    fn plain(&self, text: &str) -> String {
        self.shown.names.masked(text).text
    }

    fn persona(
        &self,
        persona: &Persona,
        kind: &OfKind,
        column: usize,
        cells: &mut Cells<'_>,
    ) -> Persona {
        let of = &kind.columns[column];
        let alone = self.set.describes_everyone(persona);
        let claims: Vec<_> = persona
            .claims
            .iter()
            .filter_map(|claim| self.claim(claim, of, column, cells))
            .collect();
        let sentences = narrative(self.words, &claims, &narrated(persona.kind, &claims), alone);
        Persona {
            id: persona.id.clone(),
            kind: persona.kind,
            // Made of the claims of those before it too.
            label: String::new(),
            size: of.size(),
            share: persona.share.as_ref().and_then(|share| self.share(share, column, kind)),
            stability: coarse(persona.stability, 100.0),
            joint_match: None,
            contradictions: Vec::new(),
            quotes: self.quotes(&persona.quotes, &persona.claims, &claims),
            quantities: quantities(&claims),
            narrative: sentences,
            scenario: None,
            gaps: persona.gaps.clone(),
            segment_rule: None,
            words: if kind.everyone { persona.words.clone() } else { Vec::new() },
            accounts: persona.accounts,
            coverage: Vec::new(),
            exemplars: Vec::new(),
            decision: persona.decision.as_ref().map(|decision| self.decision(decision)),
            claims,
        }
    }

    fn unassigned(&self, none: &Unassigned, kind: &OfKind, cells: &mut Cells<'_>) -> Unassigned {
        let column = kind.column(none.id.as_str());
        let claims: Vec<_> =
            column.filter(|_| kind.all_unassigned).map_or_else(Vec::new, |column| {
                let of = &kind.columns[column];
                none.claims
                    .iter()
                    .filter_map(|claim| self.claim(claim, of, column, cells))
                    .collect()
            });
        let size = column.map_or(0, |column| kind.columns[column].size());
        Unassigned {
            id: none.id.clone(),
            kind: none.kind,
            size,
            share: ratio(size, kind.size()),
            nothing_known: kind.nothing_known,
            quotes: self.quotes(&none.quotes, &none.claims, &claims),
            narrative: narrative(self.words, &claims, &narrated(none.kind, &claims), false),
            claims,
        }
    }

    /// The rows of a profile whose numbers may stand together, of every group and of everyone.
    fn profile(&self, profile: &Portrait, kind: &OfKind, cells: &mut Cells<'_>) -> Portrait {
        let places = profile.personas.iter().enumerate();
        let kept: Vec<(usize, usize)> =
            places.filter_map(|(place, id)| Some((place, kind.column(id.as_str())?))).collect();
        let rows = match kept.is_empty() {
            true => Vec::new(),
            false => {
                profile.rows.iter().filter_map(|row| self.row(row, kind, &kept, cells)).collect()
            }
        };
        let personas = kept.iter().map(|(place, _)| profile.personas[*place].clone()).collect();
        Portrait { kind: profile.kind, personas, rows }
    }

    /// A row of a profile; `kept` are the positions of its groups with their columns.
    fn row(
        &self,
        row: &ProfileRow,
        kind: &OfKind,
        kept: &[(usize, usize)],
        cells: &mut Cells<'_>,
    ) -> Option<ProfileRow> {
        let same = |claim: &&Claim| claim.indicator == row.indicator && claim.label == row.label;
        let mut sets = self
            .set
            .claims()
            .filter(same)
            .filter_map(|claim| Some((claim, self.sets.get(claim.id.as_str())?)));
        let (claim, set) = sets.find(|(_, set)| self.is_of(set, kind))?;
        let proposition = self.sources.proposition(claim, set.condition)?;
        let (who, all) = ((&set.asked, &set.with), (0..kind.columns.len()).collect::<Vec<_>>());
        if !cells.admit(&row.indicator, who, &all) {
            return None;
        }
        let base = self.base(&proposition, (&row.indicator, who), &all, cells);
        let group = |(_, column): &(usize, usize)| {
            self.support(&base, cells.counts(*column, who).0, &kind.columns[*column].people)
        };
        let (own, others) = cells.counts(0, who);
        let everyone = kind.columns.iter().flat_map(|column| &column.people).collect();
        Some(ProfileRow {
            facet: row.facet,
            indicator: self.plain(&row.indicator),
            label: self.open_label(claim, set.condition)?,
            everyone: self.support(&base, (own.0 + others.0, own.1 + others.1), &everyone),
            groups: kept.iter().map(group).collect(),
        })
    }

    /// Whether a set of evidence is of claims on a kind, not of signs that compare kinds.
    fn is_of(&self, set: &EvidenceSet, kind: &OfKind) -> bool {
        let personas = self.set.personas.iter().map(|persona| (&persona.id, persona.kind));
        let mut all = personas.chain(self.set.unassigned.iter().map(|none| (&none.id, none.kind)));
        all.any(|(id, of)| *id == set.persona && of == kind.kind)
    }

    /// Which kinds of findings there are; their sentences name rows, values and respondents.
    fn findings(&self, profile: Profile, (personas, claims): (usize, usize)) -> Vec<FindingRecord> {
        let mut kinds: Vec<(Level, &str)> =
            self.set.findings.iter().map(|finding| (finding.level, finding.id.as_str())).collect();
        kinds.sort_unstable_by_key(|(level, id)| (std::cmp::Reverse(*level), *id));
        kinds.dedup();
        let reports = Words::of(self.set.study.language);
        let english = Words::of(Language::default());
        // Reports in English need no translation of what the JSON says.
        let other = (reports.code != english.code).then_some(reports);
        let guarded = |words: &Words| (words.guarded)(profile.name(), self.least, claims, personas);
        let own = FindingRecord {
            id: "guarded".to_owned(),
            level: Level::Note,
            message: guarded(english),
            at: None,
            translated: other.map(guarded),
        };
        let others = kinds.into_iter().map(|(level, id)| FindingRecord {
            id: id.to_owned(),
            level,
            message: (english.said_internally)(id),
            at: None,
            translated: other.map(|words| (words.said_internally)(id)),
        });
        std::iter::once(own).chain(others).collect()
    }
}

#[allow(clippy::cast_precision_loss, reason = "fewer respondents than 2^53")]
fn ratio(part: usize, all: usize) -> f64 {
    if all == 0 { 0.0 } else { part as f64 / all as f64 }
}

/// An anchor that says no more than its evidence: the source, not the file.
fn anchor(evidence: &Evidence) -> Anchor {
    let document = match &evidence.locator {
        Locator::Text { document, .. } => Some(document.clone()),
        _ => None,
    };
    Anchor {
        evidence: evidence.id.clone(),
        file: evidence.source.clone(),
        document,
        delimited: false,
        before: String::new(),
        after: String::new(),
        selections: Vec::new(),
        codings: Vec::new(),
    }
}
