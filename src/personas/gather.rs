//! The evidence of a claim: every place for the full set, and a few to show.

use std::collections::{BTreeMap, BTreeSet};

use roaring::RoaringBitmap;

use super::choose::Chosen;
use super::claim::Direction;
use super::evidence::{Archive, Evidence, EvidenceSet, Side};
use super::proposition::{Answer, Condition, Proposition};
use super::tally::Groups;
use crate::finding::Findings;
use crate::indicators::{Indicator, IndicatorMatrix, Origin, Values};
use crate::sources::{MISSING, SourceKind};
use crate::study::{Address, RespondentId, Study};

/// Places shown per claim and side.
const SHOWN: usize = 5;
/// Of these, places in interviews before those in tables.
const SPOKEN_FIRST: usize = 3;

/// What a claim rests on.
pub(super) struct Gathered {
    pub(super) set: EvidenceSet,
    pub(super) kinds: Vec<SourceKind>,
    pub(super) supporting: Vec<(u32, Address)>,
    pub(super) contradicting: Vec<(u32, Address)>,
}

/// The stages that evidence is gathered from.
pub(super) struct Gathering<'a> {
    pub(super) study: &'a Study,
    pub(super) matrix: &'a IndicatorMatrix,
    pub(super) archive: &'a Archive<'a>,
    pub(super) groups: &'a Groups,
}

impl Gathering<'_> {
    /// Every place for and against a claim about a group. `members` are its respondents in the order in which they are to be shown.
    pub(super) fn gather(&self, claim: &Chosen, members: &[u32]) -> Gathered {
        let indicator = &self.matrix.indicators()[claim.proposition.indicator];
        let (mut supporting, mut contradicting) = (Vec::new(), Vec::new());
        for member in members {
            let answer = claim.proposition.of(self.matrix, *member);
            // Against "less", whoever has it; for it, whoever has not.
            let (for_side, against_side) = match claim.direction {
                Direction::Less => (Side::Against, Side::For),
                _ => (Side::For, Side::Against),
            };
            let supports = match claim.direction {
                Direction::Less => answer == Answer::No,
                _ => answer == Answer::Yes,
            };
            let opposes = match claim.direction {
                Direction::Less => answer == Answer::Yes,
                _ => answer == Answer::No && self.at_the_other_end(&claim.proposition, *member),
            };
            if supports {
                supporting.extend(self.places(indicator, &claim.proposition, *member, for_side));
            } else if opposes || answer == Answer::Contradicted {
                contradicting.extend(self.places(indicator, &claim.proposition, *member, against_side));
            } else if answer == Answer::No && claim.direction != Direction::Less {
                contradicting.extend(self.denials(indicator, *member));
            }
        }
        let kinds: BTreeSet<SourceKind> =
            supporting.iter().map(|(_, address)| self.archive.kind_of(*address)).collect();
        Gathered {
            set: self.set(claim, &supporting, &contradicting),
            kinds: kinds.into_iter().collect(),
            supporting,
            contradicting,
        }
    }

    fn places(&self, indicator: &Indicator, proposition: &Proposition, member: u32, side: Side) -> Vec<(u32, Address)> {
        let says = |origin: &Origin, respondent: u32| {
            if indicator.origins.len() == 1 {
                return match proposition.of(self.matrix, respondent) {
                    Answer::Yes => Some(true),
                    Answer::No => Some(false),
                    Answer::Contradicted | Answer::Unknown => None,
                };
            }
            let Origin::Item { source, .. } = origin else { return None };
            proposition.of_origin(self.study, indicator, origin, self.archive.row(*source, respondent)?)
        };
        let of = |origin| self.archive.addresses(origin, member, side, &says);
        indicator.origins.iter().flat_map(of).map(|address| (member, address)).collect()
    }

    /// What a member says against it expressly in an interview.
    fn denials(&self, indicator: &Indicator, member: u32) -> Vec<(u32, Address)> {
        let codes = indicator.origins.iter().filter(|origin| matches!(origin, Origin::Code { .. }));
        let of = |origin| self.archive.addresses(origin, member, Side::Against, &|_, _| None);
        codes.flat_map(of).map(|address| (member, address)).collect()
    }

    /// Whether a graded answer is the one farthest from what is claimed.
    fn at_the_other_end(&self, proposition: &Proposition, member: u32) -> bool {
        let Values::Codes(codes) = self.matrix.values(proposition.indicator) else { return false };
        let code = codes[member as usize];
        let top = self.matrix.indicators()[proposition.indicator].levels.len().saturating_sub(1);
        match proposition.condition {
            Condition::AtLeast(_) => code == 0,
            Condition::Below(_) => code != MISSING && usize::from(code) == top,
            _ => false,
        }
    }

    fn set(&self, claim: &Chosen, supporting: &[(u32, Address)], contradicting: &[(u32, Address)]) -> EvidenceSet {
        let (mut asked, mut with) = (RoaringBitmap::new(), RoaringBitmap::new());
        for person in &self.groups.people {
            let answer = claim.proposition.of(self.matrix, *person);
            if answer != Answer::Unknown {
                asked.insert(*person);
            }
            if answer == Answer::Yes {
                with.insert(*person);
            }
        }
        let places = |list: &[(u32, Address)]| {
            let mut map = BTreeMap::new();
            list.iter().for_each(|(_, address)| EvidenceSet::insert(&mut map, self.study, *address));
            map
        };
        EvidenceSet {
            claim: String::new(),
            persona: String::new(),
            asked,
            with,
            supporting: places(supporting),
            contradicting: places(contradicting),
        }
    }

    /// A few places to show: one per respondent, interviews first but not only.
    pub(super) fn shown(
        &self,
        id: &str,
        mark: char,
        places: &[(u32, Address)],
        findings: &mut Findings,
    ) -> Vec<Evidence> {
        let mut seen = BTreeSet::new();
        let mut spoken: Vec<(u32, Address)> = Vec::new();
        let mut tabled: Vec<(u32, Address)> = Vec::new();
        for (respondent, address) in places {
            if seen.insert((*respondent, address.source)) {
                let list =
                    if self.archive.kind_of(*address) == SourceKind::Interviews { &mut spoken } else { &mut tabled };
                list.push((*respondent, *address));
            }
        }
        let first = spoken.len().min(SPOKEN_FIRST.max(SHOWN.saturating_sub(tabled.len())));
        let shown = spoken.into_iter().take(first).chain(tabled).take(SHOWN);
        shown
            .zip(1..)
            .map(|((respondent, address), number)| {
                self.archive.evidence(format!("{id}-{mark}{number}"), RespondentId::new(respondent), address, findings)
            })
            .collect()
    }
}
