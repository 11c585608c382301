//! Coverage of a persona's members: by source, and in accounts.

use std::collections::BTreeSet;

use roaring::RoaringBitmap;

use super::persona::Coverage;
use crate::study::{Records, Study};

/// Members and records in each source of transcripts and tables.
pub(crate) fn coverage(study: &Study, members: &[u32]) -> Vec<Coverage> {
    let inside: RoaringBitmap = members.iter().copied().collect();
    let sources = study.manifest().sources.iter().enumerate();
    let known = sources.filter(|(source, _)| !study.record_owners(*source).is_empty());
    known
        .map(|(number, source)| Coverage {
            source: source.id.clone(),
            respondents: members.iter().filter(|member| study.is_in(**member, number)).count(),
            records: records(study, number, &inside),
        })
        .collect()
}

/// Transcripts, or rows of the file such as answers, deals or events; what is of an account counts
/// once, however many of its people are members.
pub(crate) fn records(study: &Study, source: usize, members: &RoaringBitmap) -> usize {
    let owners = study.record_owners(source).iter().enumerate();
    let own = owners
        .filter(|(_, owner)| owner.is_some_and(|owner| members.contains(owner)))
        .map(|(record, _)| record);
    let Records::Rows(rows) = study.records(source) else { return own.count() };
    if rows.accounts.is_none() && rows.aggregated.is_none() {
        return own.count();
    }
    let units: BTreeSet<usize> = own.map(|row| rows.unit(row)).collect();
    match &rows.aggregated {
        Some(aggregated) => {
            units.into_iter().map(|unit| aggregated.rows_behind(unit, 0).len()).sum()
        }
        None => units.len(),
    }
}

/// Number of accounts that members belong to.
pub(crate) fn accounts(study: &Study, members: &[u32]) -> Option<usize> {
    let own: BTreeSet<u32> =
        members.iter().filter_map(|member| study.account_of(*member)).collect();
    study.account_names().next().map(|_| own.len())
}
