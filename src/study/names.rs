//! The names that a study knows of, for masking.

use std::collections::BTreeSet;

use super::building::Building;
use super::data::SourceData;
use super::masking::Masker;
use crate::sources::{Column, NamesOfPeople, Scale, name_in_label};

impl Building<'_> {
    /// The masker that knows the names in identifier columns and of speakers.
    pub(super) fn masker(&self) -> Masker {
        let mut masker = Masker::default();
        self.loaded
            .iter()
            // Others may name those who withdrew.
            .flat_map(|loaded| &loaded.passed_over)
            .for_each(|name| masker.learn(name));
        let mut texts: Vec<&Column> = Vec::new();
        for (_, rows, _) in self.tables() {
            // A column that says of everyone whether they are the owner holds no names.
            let of = |wanted: fn(Scale) -> bool| -> BTreeSet<usize> {
                let items = rows.items.iter().filter(|item| wanted(item.scale));
                items.flat_map(|item| item.columns.iter().copied()).collect()
            };
            let ordinal = of(|scale| scale == Scale::Ordinal);
            let numbers = of(|scale| matches!(scale, Scale::Numeric | Scale::Count));
            let graded =
                |column: &Column| rows.aggregated.is_none() && ordinal.contains(&column.index);
            let of_people = NamesOfPeople::from_headers(&rows.file().columns);
            let personal = of(|scale| scale == Scale::Personal);
            let names = |column: &&Column| {
                (of_people.hold(&column.name) && !graded(column))
                    || personal.contains(&column.index)
            };
            let (names, others): (Vec<_>, Vec<_>) = rows.file().columns.iter().partition(names);
            names.into_iter().for_each(|column| different(column, |name| masker.learn(name)));
            texts.extend(others.into_iter().filter(|column| !numbers.contains(&column.index)));
        }
        let turns = self
            .loaded
            .iter()
            .flat_map(SourceData::transcripts)
            .flat_map(|transcript| &transcript.turns);
        let speakers: BTreeSet<&str> =
            turns.filter_map(|turn| turn.speaker.as_deref().and_then(name_in_label)).collect();
        speakers.into_iter().for_each(|speaker| masker.learn_speaker(speaker));
        // The texts are read for the sake of names only.
        if masker.has_names() {
            let transcripts = self.loaded.iter().flat_map(SourceData::transcripts);
            transcripts.for_each(|transcript| masker.note(transcript.text.as_str()));
            texts.into_iter().for_each(|column| different(column, |text| masker.note(text)));
        }
        masker
    }
}

/// Goes through the texts of a column; through answers to choose from once each.
fn different(column: &Column, mut each: impl FnMut(&str)) {
    match column.levels() {
        Some(levels) => levels.iter().for_each(|(text, _)| each(text)),
        None => (0..column.len()).for_each(|row| each(&column.text(row))),
    }
}
