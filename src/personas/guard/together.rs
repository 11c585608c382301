//! Figures that tie several things together: a rule of several conditions, and personas that meet in accounts.

use std::collections::BTreeMap;

use roaring::RoaringBitmap;

use super::Guard;
use super::cells::{Cells, Who, is_safe};
use super::people::OfKind;
use crate::personas::{Claim, Link, Persona, SegmentCondition, SegmentRule};

impl Guard<'_> {
    /// Gives personas the beginnings of their rules that may be shown.
    ///
    /// Called when all claims are chosen, so that no rule takes the place of one.
    pub(super) fn rules(&self, personas: &mut [Persona], kind: &OfKind, cells: &mut Cells<'_>) {
        for persona in personas.iter_mut().filter(|persona| persona.kind == kind.kind) {
            let own = self.set.personas.iter().find(|own| own.id == persona.id);
            let rule = own.and_then(|own| own.segment_rule.as_ref()).zip(kind.column(&persona.id));
            persona.segment_rule = rule.and_then(|(rule, column)| self.rule(rule, &persona.claims, column, cells));
        }
    }

    /// The longest beginning of a rule whose counts may stand beside those of its claims. Each beginning is a rule of
    /// its own, since conditions were added one by one.
    fn rule(&self, rule: &SegmentRule, claims: &[Claim], column: usize, cells: &mut Cells<'_>) -> Option<SegmentRule> {
        let shown = rule.conditions.iter().map_while(|condition| {
            let claim = claims.iter().find(|claim| claim.id == condition.claim)?;
            let set = self.sets.get(claim.id.as_str())?;
            Some((claim, condition.not, (&set.asked, &set.with)))
        });
        let shown: Vec<(&Claim, bool, Who<'_>)> = shown.collect();
        let all = (1..=shown.len()).rev().map(|many| &shown[..many]);
        let mut all = all.filter(|shown| {
            let said: Vec<_> = shown.iter().map(|(claim, _, who)| (claim.indicator.as_str(), *who)).collect();
            cells.admit_together(&said, &[column])
        });
        let shown = all.next()?;
        let conditions = shown.iter().map(|(claim, not, _)| SegmentCondition {
            claim: claim.id.clone(),
            label: claim.label.clone(),
            not: *not,
        });
        let holds: Vec<(bool, Who<'_>)> = shown.iter().map(|(_, not, who)| (*not, *who)).collect();
        Some(counted(conditions.collect(), &holds, cells, column))
    }

    /// Accounts that personas share, without their names, where enough of them lie on every side; and of the accounts of
    /// each persona how many they are, where neither the links nor its size tell of few beside them.
    ///
    /// Links that close a circle of personas are left out: tables of two personas each can then tell of accounts that
    /// all of these share, while a tree of tables tells no more than each table does.
    pub(super) fn links(&self, personas: &mut [Persona]) -> Vec<Link> {
        let mut joined = Joined::default();
        let known = |id: &str| personas.iter().any(|persona| persona.id == id);
        let shown = self.set.links.iter().filter(|link| {
            let known = known(&link.buyer) && known(&link.user);
            known && self.may_show_link(link) && joined.join(&link.buyer, &link.user)
        });
        let shown: Vec<Link> =
            shown.map(|link| Link { accounts: Vec::new(), conflicts: Vec::new(), ..link.clone() }).collect();
        for persona in personas {
            // Those of its accounts that have nobody of the other side.
            let alone = |all: usize, link: &Link| {
                let met = if link.buyer == persona.id { link.buyer_accounts } else { link.user_accounts };
                (link.buyer == persona.id || link.user == persona.id).then(|| all.saturating_sub(met))
            };
            let is_safe = |all: &usize| {
                let alone = shown.iter().filter_map(|link| alone(*all, link));
                // Members beyond the accounts share one or have none.
                let beyond = persona.size.saturating_sub(*all);
                alone.chain([*all, beyond]).all(|count| is_safe(count, self.least))
            };
            persona.accounts = persona.accounts.filter(is_safe);
        }
        shown
    }

    /// Whether enough accounts, or none, have both personas, each of them alone, and neither.
    fn may_show_link(&self, link: &Link) -> bool {
        let Link { with, buyer_accounts, user_accounts, expected, .. } = link;
        let (own, theirs) = (buyer_accounts.saturating_sub(*with), user_accounts.saturating_sub(*with));
        let all = all_accounts(*buyer_accounts, *user_accounts, *expected);
        let neither = all.saturating_sub(with + own + theirs);
        [*with, own, theirs, neither].iter().all(|part| is_safe(*part, self.least))
    }
}

/// All accounts with somebody on both sides, as the number to be expected by chance tells them.
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn all_accounts(buyer: usize, user: usize, expected: f64) -> usize {
    if expected > 0.0 { (buyer as f64 * user as f64 / expected).round() as usize } else { 0 }
}

/// Counts a rule among all described people: of whom all conditions are known, and of whom all hold.
fn counted(
    conditions: Vec<SegmentCondition>,
    holds: &[(bool, Who<'_>)],
    cells: &Cells<'_>,
    column: usize,
) -> SegmentRule {
    let intersection = |all: Option<RoaringBitmap>, own: RoaringBitmap| Some(all.map_or(own.clone(), |all| all & own));
    let known = holds.iter().map(|(_, (asked, _))| (*asked).clone()).fold(None, intersection).unwrap_or_default();
    let picks = |(not, (asked, with)): &(bool, Who<'_>)| if *not { *asked - *with } else { *asked & *with };
    let picked = holds.iter().map(picks).fold(Some(known.clone()), intersection).unwrap_or_default();
    let ((right, members), (others, not_members)) = cells.counts(column, (&known, &picked));
    SegmentRule { conditions, of: members + not_members, picked: right + others, right, members }
}

/// Personas that are linked already, directly or through others.
#[derive(Default)]
struct Joined<'a> {
    part: BTreeMap<&'a str, usize>,
}

impl<'a> Joined<'a> {
    /// Joins two personas; `false` where a chain of links joins them already.
    fn join(&mut self, one: &'a str, other: &'a str) -> bool {
        let mut of = |id: &'a str| {
            let next = self.part.len();
            *self.part.entry(id).or_insert(next)
        };
        let (one, other) = (of(one), of(other));
        self.part.values_mut().filter(|part| **part == other).for_each(|part| *part = one);
        one != other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_make_no_circle() {
        let mut joined = Joined::default();
        assert!(joined.join("B1", "U1") && joined.join("B2", "U2") && joined.join("B1", "U2"));
        assert!(!joined.join("B2", "U1"), "B1, U1, B2 and U2 would be a circle");
        assert!(joined.join("B3", "U1"));
    }

    #[test]
    fn accounts_in_all_follow_from_what_is_expected() {
        assert_eq!(all_accounts(30, 20, 30.0 * 20.0 / 48.0), 48);
        assert_eq!(all_accounts(3, 2, 0.0), 0);
    }
}
