//! Names that the sources of a study have for a respondent, for the list of those who withdrew.

use std::ops::Range;

use super::data::Records;
use super::exclusion::{Identity, identities};
use super::opened::Study;
use super::respondents::RespondentIndex;

impl Study {
    /// Everything that sources call a respondent: ids and linking keys of their rows, and their
    /// documents.
    pub(crate) fn identities(&self, respondent: RespondentIndex) -> Vec<Identity> {
        let mut found = Vec::new();
        for (number, (source, loaded)) in
            self.manifest.sources.iter().zip(&*self.loaded).enumerate()
        {
            let theirs = |record: &usize| {
                self.respondent_of[number].get(*record) == Some(&Some(respondent.number()))
            };
            match &loaded.content {
                // An account is no person: what its rows say stays.
                Records::Rows(rows) if rows.accounts.is_none() => {
                    let records = (0..rows.table.rows()).filter(theirs);
                    found.extend(records.flat_map(|row| {
                        identities(source, loaded.format.kind(), &rows.table, row)
                    }));
                }
                Records::Rows(_) => {}
                Records::Interviews(interviews) => {
                    let documents = interviews
                        .transcripts
                        .iter()
                        .enumerate()
                        .filter(|(record, _)| theirs(record));
                    found.extend(
                        documents.map(|(_, transcript)| Identity::document(&transcript.document)),
                    );
                    let ids = loaded
                        .interviewees
                        .ids
                        .iter()
                        .enumerate()
                        .filter(|(record, _)| theirs(record));
                    let namespace =
                        source.ids.clone().unwrap_or_else(|| super::identity::PEOPLE.to_owned());
                    found.extend(ids.map(|(_, id)| Identity::Id(namespace.clone(), id.clone())));
                    if let Some(table) =
                        interviews.segments.as_ref().and_then(|segments| segments.table.as_ref())
                    {
                        let documents =
                            table.document.map(|document| &table.table.columns[document]);
                        let rows = (0..table.table.rows())
                            .filter(|row| interviews.transcripts.is_empty() && theirs(row));
                        let rows = rows.filter_map(|row| documents.map(|column| column.text(row)));
                        found.extend(
                            rows.filter(|name| !name.trim().is_empty())
                                .map(|name| Identity::document(&name)),
                        );
                    }
                }
            }
        }
        found.sort();
        found.dedup();
        found
    }

    /// Whose words stand in a transcript of a source.
    pub(crate) fn speakers(&self, source: usize, transcript: u32) -> impl Iterator<Item = u32> {
        let of = &self.respondent_of[source];
        let parts = &self.loaded[source].interviewees.parts;
        let own = of.get(transcript as usize).into_iter();
        let first_part = of.len() - parts.len();
        let theirs =
            parts.iter().zip(&of[first_part..]).filter(move |((of, _), _)| *of == transcript);
        own.chain(theirs.map(|(_, respondent)| respondent)).filter_map(|respondent| *respondent)
    }

    /// Whose words a stretch of a transcript is; `None` where that is not known.
    pub(crate) fn speaker_of(
        &self,
        source: usize,
        transcript: u32,
        chars: &Range<u32>,
    ) -> Option<u32> {
        let of = &self.respondent_of[source];
        let parts = &self.loaded[source].interviewees.parts;
        let first_part = of.len() - parts.len();
        let holds = |(of, part): &(u32, Range<u32>)| {
            *of == transcript && part.start <= chars.start && chars.end <= part.end
        };
        let part = parts.iter().position(holds).and_then(|part| of[first_part + part]);
        part.or_else(|| of.get(transcript as usize).copied().flatten())
    }

    /// A transcript in which a respondent's words stand with those of others.
    pub(crate) fn shares_transcript(&self, respondent: RespondentIndex) -> Option<&str> {
        let sources = self.loaded.iter().zip(&*self.respondent_of);
        let mut shared = sources.filter_map(|(loaded, of)| {
            let transcripts = loaded.transcripts();
            let parts = loaded.interviewees.parts.iter().zip(of.get(transcripts.len()..)?);
            let own = parts
                .filter(|(_, of)| **of == Some(respondent.number()))
                .map(|((transcript, _), _)| *transcript);
            own.filter_map(|transcript| transcripts.get(transcript as usize)).next()
        });
        shared.next().map(|transcript| transcript.document.as_str())
    }
}
