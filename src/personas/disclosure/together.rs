//! Figures that tie several things together: a rule of several conditions, and personas that meet
//! in accounts.

use std::collections::{BTreeMap, BTreeSet};

use roaring::RoaringBitmap;

use super::cells::{DisclosedCells, Who};
use super::guard::Guard;
use super::parts::Parts;
use super::people::DescribedKind;
use super::sizes::is_safe;
use crate::ids::PersonaId;
use crate::personas::{Claim, Link, Persona, SegmentCondition, SegmentRule};

impl Guard<'_> {
    /// Gives personas the beginnings of their rules that may be shown.
    ///
    /// Called when all claims are chosen, so that no rule takes the place of one.
    pub(super) fn rules(
        &self,
        personas: &mut [Persona],
        kind: &DescribedKind,
        cells: &mut DisclosedCells<'_>,
    ) {
        for persona in personas.iter_mut().filter(|persona| persona.kind == kind.kind) {
            let own = self.set.personas.iter().find(|own| own.id == persona.id);
            let rule =
                own.and_then(|own| own.segment_rule.as_ref()).zip(kind.column(persona.id.as_str()));
            persona.segment_rule =
                rule.and_then(|(rule, column)| self.rule(rule, &persona.claims, column, cells));
        }
    }

    /// The longest beginning of a rule whose counts may be shown beside those of its claims. Each
    /// beginning is a rule of its own, since conditions were added one by one.
    fn rule(
        &self,
        rule: &SegmentRule,
        claims: &[Claim],
        column: usize,
        cells: &mut DisclosedCells<'_>,
    ) -> Option<SegmentRule> {
        let shown = rule.conditions.iter().map_while(|condition| {
            let claim = claims.iter().find(|claim| claim.id == condition.claim)?;
            let set = self.sets.get(claim.id.as_str())?;
            Some((claim, condition.not, (&set.asked, &set.with)))
        });
        let shown: Vec<(&Claim, bool, Who<'_>)> = shown.collect();
        // The longest beginning is tried first, because it picks best.
        let all = (1..=shown.len()).rev().map(|many| &shown[..many]);
        let mut all = all.filter(|shown| {
            let said: Vec<_> =
                shown.iter().map(|(claim, _, who)| (claim.indicator.as_str(), *who)).collect();
            cells.admit_together(&said, &[column])
        });
        let shown = all.next()?;
        let conditions = shown.iter().map(|(claim, not, _)| SegmentCondition {
            claim: claim.id.clone(),
            label: claim.label.clone(),
            not: *not,
        });
        let holds: Vec<(bool, Who<'_>)> = shown.iter().map(|(_, not, who)| (*not, *who)).collect();
        Some(count_rule(conditions.collect(), &holds, cells, column))
    }

    /// Accounts that personas share, without their names; and of the accounts of each persona how
    /// many they are, where neither the links nor its size tell of few beside them.
    ///
    /// Every account with somebody on both sides has some persona of each, and the links tell how
    /// many such accounts there are. So the accounts of all personas that are linked part these
    /// into cells, each of which must be empty or hold enough accounts.
    pub(super) fn links(&self, personas: &mut [Persona]) -> Vec<Link> {
        let accounts = self.accounts();
        let side = |buys: bool| -> RoaringBitmap {
            let own = self.set.personas.iter().filter(|persona| persona.kind.buys() == buys);
            own.filter_map(|persona| accounts.get(persona.id.as_str())).flatten().collect()
        };
        let mut parts = Parts::new(self.least, [side(true) & side(false)]);
        let mut linked = BTreeSet::new();
        let mut shown = Vec::new();
        for link in &self.set.links {
            let known = |id: &PersonaId| personas.iter().any(|persona| persona.id == *id);
            let both =
                [&link.buyer, &link.user].map(|id| accounts.get(id.as_str()).filter(|_| known(id)));
            let [Some(buyer), Some(user)] = both else { continue };
            // Both personas must be safe together, so a link is admitted as a whole or not at all.
            let mut with = parts.clone();
            if with.admit(buyer) && with.admit(user) {
                parts = with;
                linked.extend([link.buyer.as_str(), link.user.as_str()]);
                shown.push(Link { accounts: Vec::new(), conflicts: Vec::new(), ..link.clone() });
            }
        }
        for persona in personas {
            // Accounts of an unlinked persona, beside the shown ones, could be subtracted from a
            // total.
            let is_linked = linked.contains(persona.id.as_str());
            let met = shown.iter().find_map(|link| match &persona.id {
                id if *id == link.buyer => Some(link.buyer_accounts),
                id if *id == link.user => Some(link.user_accounts),
                _ => None,
            });
            let is_safe = |all: &usize| {
                // Those with nobody of the other side; and members beyond the accounts, who share
                // one or have none.
                let alone = met.map_or(0, |met| all.saturating_sub(met));
                let beyond = persona.size.saturating_sub(*all);
                [*all, alone, beyond].iter().all(|count| is_safe(*count, self.least))
            };
            persona.accounts =
                persona.accounts.filter(|all| (is_linked || shown.is_empty()) && is_safe(all));
        }
        shown
    }

    /// The accounts of each persona.
    fn accounts(&self) -> BTreeMap<&str, RoaringBitmap> {
        let mut accounts: BTreeMap<&str, RoaringBitmap> = BTreeMap::new();
        for (one, respondent) in self.result.memberships().iter().zip(0..) {
            if let (Some(persona), Some(account)) =
                (&one.persona, self.study.account_of(respondent))
            {
                accounts.entry(persona.as_str()).or_default().insert(account);
            }
        }
        accounts
    }
}

/// Counts a rule among all described people: those with all conditions known, and those who meet
/// them all.
fn count_rule(
    conditions: Vec<SegmentCondition>,
    holds: &[(bool, Who<'_>)],
    cells: &DisclosedCells<'_>,
    column: usize,
) -> SegmentRule {
    let intersection = |all: Option<RoaringBitmap>, own: RoaringBitmap| {
        Some(all.map_or(own.clone(), |all| all & own))
    };
    let known = holds
        .iter()
        .map(|(_, (asked, _))| (*asked).clone())
        .fold(None, intersection)
        .unwrap_or_default();
    let picks =
        |(not, (asked, with)): &(bool, Who<'_>)| if *not { *asked - *with } else { *asked & *with };
    let picked =
        holds.iter().map(picks).fold(Some(known.clone()), intersection).unwrap_or_default();
    let ((right, members), (others, not_members)) = cells.counts(column, (&known, &picked));
    SegmentRule { conditions, of: members + not_members, picked: right + others, right, members }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::personas::disclosure::people::PersonaColumn;

    #[test]
    fn a_condition_that_must_not_hold_counts_those_who_lack_it() {
        let set = |range: std::ops::Range<u32>| -> RoaringBitmap { range.collect() };
        let columns = [("U1", set(0..10)), ("U2", set(10..30))]
            .map(|(id, people)| PersonaColumn { id: id.into(), people });
        let cells = DisclosedCells::new(5, &columns);
        // All are asked; eight of the persona and five others lack it.
        let (asked, with) = (set(0..30), set(8..10) | set(15..30));
        let count = |not| {
            let rule = count_rule(Vec::new(), &[(not, (&asked, &with))], &cells, 0);
            (rule.of, rule.picked, rule.right, rule.members)
        };
        assert_eq!(count(true), (30, 13, 8, 10));
        assert_eq!(count(false), (30, 17, 2, 10));
    }
}
