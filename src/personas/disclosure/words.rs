//! Words that people of one persona use more than others, where nobody is told by those who do not.

use std::collections::BTreeSet;

use roaring::RoaringBitmap;

use super::guard::Guard;
use super::people::DescribedKind;
use super::sizes::{coarse, is_safe};
use crate::locator::count_of;
use crate::personas::Persona;

impl Guard<'_> {
    /// Leaves out words that tell of few. A word that several personas have would show all of them
    /// but one.
    pub(super) fn words_of_one_persona(&self, personas: &mut [Persona], kinds: &[DescribedKind]) {
        let spoken = self.spoken();
        let mut shown = BTreeSet::new();
        for persona in personas {
            let Some(kind) = kinds.iter().find(|kind| kind.kind == persona.kind) else { continue };
            let everyone: RoaringBitmap =
                kind.columns.iter().flat_map(|column| &column.people).collect();
            let Some(own) =
                kind.column(persona.id.as_str()).map(|column| &kind.columns[column].people)
            else {
                continue;
            };
            // Those without an interview or consent are a part too, which the counts of a word
            // leave over.
            let sides = [own.clone(), &everyone - own]
                .map(|people| (count_of(people.len()), count_of(people.intersection_len(&spoken))));
            let [own, others] = sides;
            // An exact score could be solved for the counts behind it.
            persona.words.iter_mut().for_each(|word| word.z = coarse(word.z, 10.0));
            persona.words.retain(|word| {
                // Who is no part of the comparison has no interview, or refuses.
                let left_out = |(people, spoken): (usize, usize), of: usize| {
                    [people.saturating_sub(of), spoken.saturating_sub(of)]
                };
                let [without, others_without] = [
                    word.of.saturating_sub(word.people),
                    word.others_of.saturating_sub(word.others),
                ];
                let parts = [word.people, without, word.others, others_without].into_iter();
                let parts =
                    parts.chain(left_out(own, word.of)).chain(left_out(others, word.others_of));
                let plain = self.shown.words(&word.word) == word.word;
                plain
                    && parts.into_iter().all(|part| is_safe(part, self.least))
                    && shown.insert((persona.kind, word.word.clone()))
            });
        }
    }

    /// Those with a transcript.
    fn spoken(&self) -> RoaringBitmap {
        let study = self.study;
        (0..study.source_count())
            .flat_map(|source| {
                let owners = study.record_owners(source).iter();
                owners.take(study.transcripts(source).len()).flatten()
            })
            .collect()
    }
}
