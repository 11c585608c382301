//! The guarded form of a result, worked out kind by kind.

use std::collections::{BTreeMap, BTreeSet};

use super::cells::DisclosedCells;
use super::evidence::EvidenceDisclosure;
use super::people::{DescribedKind, described_kinds};
use super::sizes::coarse;
use crate::coding::Coding;
use crate::finding::Level;
use crate::indicators::{IndicatorMatrix, Origin};
use crate::locale::Words;
use crate::manifest::{Facet, Language, PersonaKind, Profile};
use crate::personas::portrait::quantity::quantities;
use crate::personas::portrait::told::Teller;
use crate::personas::{
    Claim, EvidenceSet, FindingRecord, FoundAnswer, Persona, PersonaSet, ProfileRow, ProfileTable,
    ResultFinding, RunResult, Sources, Title, Unassigned, UnsharedFacet,
};
use crate::study::Study;

/// A question that several indicators may be answers to.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum AskedQuestion<'a> {
    /// An item of a table, by the positions of source and item.
    Item { source: usize, item: usize },
    /// The question that a caller names.
    OfCaller(&'a str),
}

pub(super) struct Guard<'a> {
    pub(super) result: &'a RunResult,
    pub(super) set: &'a PersonaSet,
    pub(super) study: &'a Study,
    pub(super) matrix: &'a IndicatorMatrix,
    pub(super) sources: Sources<'a>,
    pub(super) shown: EvidenceDisclosure<'a>,
    /// Ids of the personas that people named.
    pub(super) named: BTreeSet<&'a str>,
    /// Number of claims before any was left out.
    pub(super) drafted: usize,
    pub(super) sets: BTreeMap<&'a str, &'a EvidenceSet>,
    pub(super) words: &'static Words,
    pub(super) least: usize,
}

impl Guard<'_> {
    pub(super) fn disclose(&self, profile: Profile) -> PersonaSet {
        let kinds = described_kinds(self.result, self.least);
        let (mut personas, mut unassigned, mut profiles) = (Vec::new(), Vec::new(), Vec::new());
        for kind in &kinds {
            // Each kind has cells of its own, since claims compare within a kind only.
            let mut cells =
                DisclosedCells::new(self.least, &kind.columns).with_questions(self.questions());
            let own = self.set.personas.iter().filter(|persona| persona.kind == kind.kind);
            // Personas claim first: what they tell is worth more than profiles, rules and the rest.
            let own = own.filter_map(|persona| Some((persona, kind.column(persona.id.as_str())?)));
            personas.extend(
                own.map(|(persona, column)| self.persona(persona, kind, column, &mut cells)),
            );
            let none = self.set.unassigned.iter().filter(|none| none.kind == kind.kind);
            unassigned.extend(none.map(|none| self.unassigned(none, kind, &mut cells)));
            let profile = self.set.profiles.iter().filter(|profile| profile.kind == kind.kind);
            profiles.extend(profile.map(|profile| self.profile(profile, kind, &mut cells)));
            // Rules come last, so that no rule takes the place of a claim.
            self.rules(&mut personas, kind, &mut cells);
        }
        let people = self.source_people(&kinds);
        // These combine personas of several kinds, so they wait until all kinds are settled.
        let links = self.links(&mut personas);
        self.label(&mut personas);
        self.words_of_one_persona(&mut personas, &kinds);
        self.coverage(&mut personas, &kinds, &people);
        let personas_withheld = self.set.personas.len() - personas.len();
        let claims_withheld = self.drafted
            - personas.iter().map(|persona| persona.claims.len()).sum::<usize>()
            - unassigned.iter().map(|none: &Unassigned| none.claims.len()).sum::<usize>();
        PersonaSet {
            schema_version: self.set.schema_version,
            study: self.summary(profile, &kinds, &people),
            selections: self.selections(&kinds),
            personas,
            unassigned,
            profiles,
            // A point on a map, an exemplar or the next interview is a single person.
            maps: Vec::new(),
            early_signs: None,
            links,
            next_interviews: Vec::new(),
            coding: Coding::default(),
            grades: self.set.grades.clone(),
            findings: self.findings(profile, personas_withheld, claims_withheld),
        }
    }

    /// How the claims that are shown of a group of a kind are told.
    pub(super) fn teller(&self, kind: PersonaKind, alone: bool) -> Teller {
        Teller::new(self.study.manifest().language, kind, alone, true)
    }

    /// The questions that may have several answers, each with the names of its options as claims
    /// have them.
    fn questions(&self) -> Vec<BTreeSet<String>> {
        let mut questions: BTreeMap<AskedQuestion<'_>, BTreeSet<String>> = BTreeMap::new();
        for indicator in self.matrix.indicators() {
            for origin in &indicator.origins {
                let question = match origin {
                    Origin::Item { source, item, answer: Some(_), .. } => {
                        AskedQuestion::Item { source: *source, item: *item }
                    }
                    Origin::Caller { .. } if !indicator.question.is_empty() => {
                        AskedQuestion::OfCaller(&indicator.question)
                    }
                    Origin::Item { answer: None, .. }
                    | Origin::Caller { .. }
                    | Origin::Code { .. } => continue,
                };
                let name = self.study.mask_answer(&indicator.name).text;
                questions.entry(question).or_default().insert(name);
            }
        }
        questions.into_values().filter(|options| options.len() > 1).collect()
    }

    /// A text without what sources call people and accounts.
    pub(super) fn plain(&self, text: &str) -> String {
        self.shown.names.mask(text).text
    }

    fn persona(
        &self,
        persona: &Persona,
        kind: &DescribedKind,
        column: usize,
        cells: &mut DisclosedCells<'_>,
    ) -> Persona {
        let of = &kind.columns[column];
        let alone = self.set.describes_everyone(persona);
        let claims: Vec<_> = persona
            .claims
            .iter()
            .filter_map(|claim| self.claim(claim, of, column, cells))
            .collect();
        // A title of several claims tells how many show them together, who may be few; a title of
        // which a claim is withheld would name the claim.
        let may_stand = |title: &&Title| match &title.claims[..] {
            [id] => claims.iter().any(|one| one.id == *id),
            _ => false,
        };
        let teller = self.teller(persona.kind, alone);
        Persona {
            id: persona.id.clone(),
            kind: persona.kind,
            // Made of the claims of those before it too.
            label: String::new(),
            about_label: None,
            tag_line: teller.tag_line(&claims),
            prompts: teller.prompts(&claims),
            head: None,
            own_words: None,
            voices: Vec::new(),
            titles: persona.titles.iter().filter(may_stand).cloned().collect(),
            size: of.size(),
            share: persona.share.as_ref().and_then(|share| self.share(share, column, kind)),
            stability: coarse(persona.stability, 100.0),
            // It would need every cell of all defining claims at once to be large.
            joint_match: None,
            contradictions: Vec::new(),
            quotes: self.quotes(&persona.quotes, &persona.claims, &claims),
            quantities: quantities(&claims),
            narrative: teller.narrative(&claims),
            gaps: self.gaps(persona),
            unshared: self.unshared(&persona.unshared),
            segment_rule: None,
            words: if kind.everyone { persona.words.clone() } else { Vec::new() },
            accounts: persona.accounts,
            coverage: Vec::new(),
            exemplars: Vec::new(),
            decision: persona.decision.as_ref().map(|decision| self.decision(decision)),
            claims,
        }
    }

    /// The aspects that nobody was asked about, and those that too few were: told apart they would
    /// tell of these few.
    fn gaps(&self, persona: &Persona) -> Vec<Facet> {
        let few = persona.unshared.iter().filter(|of| !self.is_asked(of)).map(|of| of.facet);
        let facets: Vec<Facet> = persona.gaps.iter().copied().chain(few).collect();
        let of_kind = persona.kind.facets().iter();
        of_kind.filter(|facet| facets.contains(facet)).copied().collect()
    }

    /// The aspects that enough members were asked about, without their counts, which few people may
    /// be behind.
    fn unshared(&self, unshared: &[UnsharedFacet]) -> Vec<UnsharedFacet> {
        let is_alike = |one: &FoundAnswer| {
            let enough = one.asked >= self.least && one.elsewhere_asked >= self.least;
            enough && one.is_alike()
        };
        let without_counts = |of: &UnsharedFacet| UnsharedFacet {
            facet: of.facet,
            alike: of.alike && of.answers.iter().any(is_alike),
            answers: Vec::new(),
        };
        unshared.iter().filter(|of| self.is_asked(of)).map(without_counts).collect()
    }

    /// True where enough members were asked about an aspect.
    fn is_asked(&self, of: &UnsharedFacet) -> bool {
        of.answers.iter().any(|one| one.asked >= self.least)
    }

    fn unassigned(
        &self,
        none: &Unassigned,
        kind: &DescribedKind,
        cells: &mut DisclosedCells<'_>,
    ) -> Unassigned {
        // Where some of those in no group are left out, claims on the others would count them.
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
            narrative: self.teller(none.kind, false).narrative(&claims),
            claims,
        }
    }

    /// The rows of a profile whose numbers may be shown together, of every group and of everyone.
    fn profile(
        &self,
        profile: &ProfileTable,
        kind: &DescribedKind,
        cells: &mut DisclosedCells<'_>,
    ) -> ProfileTable {
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
        ProfileTable { kind: profile.kind, personas, rows }
    }

    /// A row of a profile; `kept` are the positions of its groups with their columns.
    fn row(
        &self,
        row: &ProfileRow,
        kind: &DescribedKind,
        kept: &[(usize, usize)],
        cells: &mut DisclosedCells<'_>,
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
        // A row shows every group at once, so that every column must be safe.
        if !cells.admit(&row.indicator, who, &all) {
            return None;
        }
        let base = self.base(&proposition, &row.indicator, who, &all, cells);
        let group = |(_, column): &(usize, usize)| {
            let (with, asked) = cells.counts(*column, who).0;
            self.support(&base, with, asked, &kind.columns[*column].people)
        };
        // Any column serves: its own count and all others add up to everyone.
        let (own, others) = cells.counts(0, who);
        let everyone = kind.columns.iter().flat_map(|column| &column.people).collect();
        Some(ProfileRow {
            facet: row.facet,
            indicator: self.plain(&row.indicator),
            label: self.open_label(claim, set.condition)?,
            everyone: self.support(&base, own.0 + others.0, own.1 + others.1, &everyone),
            groups: kept.iter().map(group).collect(),
        })
    }

    /// True where a set of evidence is of claims on a kind, not of signs that compare kinds.
    fn is_of(&self, set: &EvidenceSet, kind: &DescribedKind) -> bool {
        let personas = self.set.personas.iter().map(|persona| (&persona.id, persona.kind));
        let mut all = personas.chain(self.set.unassigned.iter().map(|none| (&none.id, none.kind)));
        all.any(|(id, of)| *id == set.persona && of == kind.kind)
    }

    /// The kinds of findings without their sentences, which name rows, values and respondents.
    fn findings(&self, profile: Profile, personas: usize, claims: usize) -> Vec<ResultFinding> {
        let mut kinds: Vec<(Level, &str)> =
            self.set.findings.iter().map(|finding| (finding.level, finding.id.as_str())).collect();
        // Sorted by kind: the order of drafting would show which persona a finding is about.
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
        std::iter::once(own).chain(others).map(ResultFinding::from).collect()
    }
}

#[allow(clippy::cast_precision_loss, reason = "fewer respondents than 2^53")]
fn ratio(part: usize, all: usize) -> f64 {
    if all == 0 { 0.0 } else { part as f64 / all as f64 }
}
