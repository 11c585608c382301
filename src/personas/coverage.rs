//! What is known of the members of a persona: by which sources, and in how many accounts.

use std::collections::BTreeSet;

use super::persona::Coverage;
use crate::study::Study;

/// How many members each source of transcripts and tables knows.
pub(super) fn coverage(study: &Study, members: &[u32]) -> Vec<Coverage> {
    let sources = study.manifest.sources.iter().enumerate();
    let known = sources.filter(|(source, _)| !study.respondent_of[*source].is_empty());
    known
        .map(|(number, source)| Coverage {
            source: source.id.clone(),
            respondents: members
                .iter()
                .filter(|member| study.people.sources[**member as usize] & (1 << number) != 0)
                .count(),
        })
        .collect()
}

/// How many accounts members belong to.
pub(super) fn accounts(study: &Study, members: &[u32]) -> Option<usize> {
    let people = &study.people;
    let own: BTreeSet<u32> = members.iter().filter_map(|member| people.account_of[*member as usize]).collect();
    (people.accounts.iter().next().is_some()).then_some(own.len())
}
