//! Checks of sources against each other: codes that are in no codebook, transcripts without codes,
//! people in one source only.

use std::collections::BTreeSet;

use super::building::Building;
use super::findings::{RespondentList, StudyFinding};
use super::opened::SourceSegments;
use super::respondents::Respondents;
use crate::error::{Result, shown};
use crate::ids::RespondentId;
use crate::locator::Place;
use crate::sources::{Codebook, Transcript};

impl Building<'_> {
    pub(super) fn check_codes(&mut self, codebook: Option<&Codebook>, all: &[SourceSegments]) {
        let Some(codebook) = codebook else { return };
        let mut used = BTreeSet::new();
        for segments in all {
            let Some(read) = self.loaded[segments.source].segments() else { continue };
            for segment in &read.segments {
                if codebook.get(&segment.code).is_none() {
                    self.findings.add_at(
                        StudyFinding::UnknownCode { code: segment.code.clone() },
                        read.place(segment),
                    );
                }
                used.insert(segment.code.as_str());
            }
        }
        // A code whose children are used is in use.
        let parent = |path: &str| {
            let below = format!("{path}/");
            used.range(below.as_str()..).next().is_some_and(|code| code.starts_with(&below))
        };
        for code in codebook
            .codes()
            .iter()
            .filter(|code| !used.contains(code.path.as_str()) && !parent(&code.path))
        {
            self.findings.add(StudyFinding::CodeUnused { code: code.path.clone() });
        }
    }

    pub(super) fn check_uncoded(&mut self, all: &[SourceSegments]) {
        for (number, (source, loaded)) in self.manifest.sources.iter().zip(self.loaded).enumerate()
        {
            let transcripts = loaded.transcripts();
            let coded: BTreeSet<u32> = all
                .iter()
                .filter(|segments| segments.transcripts == number)
                .flat_map(|segments| segments.placed.iter().map(|segment| segment.transcript))
                .collect();
            let uncoded: Vec<&Transcript> = transcripts
                .iter()
                .zip(0..)
                .filter(|(_, n)| !coded.contains(n))
                .map(|(transcript, _)| transcript)
                .collect();
            let at = uncoded
                .first()
                .map(|first| Place::file(format!("{}/{}", source.shown_path(), first.document)));
            self.findings.add_counted(
                StudyFinding::Uncoded { source: source.id.clone() },
                uncoded.len(),
                at,
            );
        }
    }

    /// Respondents that `asked` lists must exist; codes are checked where indicators are made.
    pub(super) fn check_lists(&mut self, people: &Respondents) -> Result<()> {
        let known: BTreeSet<&str> = people.names.iter().collect();
        for source in &self.manifest.sources {
            for (code, respondents) in &source.asked {
                let unknown = |name: &&RespondentId| {
                    !known.contains(name.as_str()) && !self.opening.has_withdrawn(name)
                };
                for respondent in respondents.iter().filter(unknown) {
                    let list = RespondentList::Asked(code.value.clone());
                    let kind = StudyFinding::UnknownRespondent {
                        list,
                        respondent: shown(respondent.as_str()),
                    };
                    self.findings.add_at(kind, self.manifest.place(code.line));
                }
            }
        }
        if let Some(population) = &self.manifest.population {
            let ids = self.manifest.sources.iter().map(|source| source.id.as_str());
            if !self.tables().any(|(source, ..)| source.id == population.value) {
                return Err(self
                    .manifest
                    .unknown(population, "the id of a survey or CRM", ids)
                    .into());
            }
        }
        Ok(())
    }

    pub(super) fn not_joined(&mut self, people: &Respondents) {
        let with_people: Vec<usize> = (0..self.loaded.len())
            .filter(|source| self.respondent_of[*source].iter().any(Option::is_some))
            .collect();
        if with_people.len() < 2 {
            return;
        }
        for source in with_people {
            // A bit per source.
            let here = people.sources.iter().filter(|sources| **sources & (1 << source) != 0);
            let (of, alone) = here.fold((0, 0), |(of, alone), sources| {
                (of + 1, alone + usize::from(sources.count_ones() == 1))
            });
            let kind = StudyFinding::NotJoined {
                source: self.manifest.sources[source].id.clone(),
                respondents: alone,
                of,
            };
            self.findings.add_counted(kind, usize::from(alone > 0), None);
        }
    }
}
