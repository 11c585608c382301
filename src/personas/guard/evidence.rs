//! Evidence as it is handed on: words of those who consent, attributed in bands; of all else that there is a place, and that it can be found again.

use std::collections::BTreeMap;

use roaring::RoaringBitmap;

use super::names::Names;
use super::people::Column;
use crate::error::Result;
use crate::indicators::{IndicatorMatrix, Values};
use crate::locator::{Locator, position32};
use crate::personas::evidence::Evidence;
use crate::sources::MISSING;
use crate::study::{ANSWERED, Address, Masker, Profile, Pseudonyms, Records, Stated, Study, WITHHELD};

/// How evidence is shown.
pub(super) struct Shown<'a> {
    study: &'a Study,
    pseudonyms: &'a Pseudonyms,
    profile: Profile,
    least: usize,
    pub(super) names: Names,
    /// The study's, to which ids of respondents are names as well.
    masker: Masker,
    /// Codes and levels of the indicators by which quotes are attributed.
    bands: Vec<(&'a [u8], &'a [String])>,
    position: BTreeMap<&'a str, u32>,
}

impl<'a> Shown<'a> {
    pub(super) fn new(study: &'a Study, matrix: &'a IndicatorMatrix, pseudonyms: &'a Pseudonyms) -> Result<Self> {
        let privacy = &study.manifest.privacy;
        let bands = privacy.bands.iter().map(|name| band(study, matrix, name)).collect::<Result<Vec<_>>>()?;
        Ok(Self {
            study,
            pseudonyms,
            profile: privacy.profile,
            least: privacy.min_cell,
            names: Names::of(study),
            masker: masker(study),
            bands,
            position: study.people.names.iter().zip(0..).collect(),
        })
    }

    /// Of a list of evidence the words that may be quoted, and one place of all others: how many places of a source are shown would say how many
    /// there are. A list that is not empty stays so.
    pub(super) fn list<'b>(&self, evidence: impl Iterator<Item = &'b Evidence>, of: &Column) -> Vec<Evidence> {
        let (quoted, others): (Vec<_>, Vec<_>) = evidence.partition(|evidence| self.may_quote(evidence));
        let answer = others.iter().find(|evidence| !evidence.is_spoken());
        let other = answer.or(others.first().filter(|_| quoted.is_empty()));
        quoted.iter().chain(other).map(|evidence| self.one(evidence, of)).collect()
    }

    /// Whether it is somebody's own words, and they may be shown.
    pub(super) fn may_quote(&self, evidence: &Evidence) -> bool {
        let consents = |position: &u32| {
            let position = *position as usize;
            let refused = self.study.people.unquotable[position];
            !refused && (self.profile == Profile::Team || self.study.people.consenting[position])
        };
        evidence.is_spoken() && self.position.get(evidence.respondent.as_str()).is_some_and(consents)
    }

    /// Somebody's own words, without what tells who people are.
    pub(super) fn words(&self, text: &str) -> String {
        self.names.masked(&self.masker.mask_guarded(text).text).text
    }

    pub(super) fn one(&self, evidence: &Evidence, of: &Column) -> Evidence {
        let quoted = self.may_quote(evidence);
        let (quote, masked) = match quoted {
            true => {
                let words = self.words(&evidence.quote);
                let masked = evidence.masked || words != evidence.quote;
                (words, masked)
            }
            false => (if evidence.is_spoken() { WITHHELD } else { ANSWERED }.to_owned(), true),
        };
        Evidence {
            id: evidence.id.clone(),
            source: evidence.source.clone(),
            respondent: if quoted { self.attribution(&evidence.respondent, of) } else { of.id.clone() },
            quote,
            masked,
            digest: self.pseudonyms.digest(&evidence.id, &evidence.digest),
            locator: self.sealed(evidence),
        }
    }

    /// Whose words they are: for the team a pseudonym; the narrowest band that holds enough people of the persona, else the persona.
    fn attribution(&self, respondent: &str, of: &Column) -> String {
        let band = self.position.get(respondent).and_then(|position| self.band(*position, &of.people));
        match (self.profile, band) {
            (Profile::Team, Some(band)) => format!("{} ({band})", self.pseudonyms.of(respondent)),
            (Profile::Team, None) => self.pseudonyms.of(respondent),
            (_, band) => band.unwrap_or_else(|| of.id.clone()),
        }
    }

    /// The answers of a respondent that enough of these people give together: all bands, or without the last of them, and so on.
    fn band(&self, respondent: u32, people: &RoaringBitmap) -> Option<String> {
        let narrower = (1..=self.bands.len()).rev();
        narrower.map(|many| &self.bands[..many]).find_map(|bands| {
            let own = |(codes, levels): &(&[u8], &'a [String])| {
                let code = codes[respondent as usize];
                levels.get(usize::from(code)).filter(|_| code != MISSING).map(String::as_str)
            };
            let labels: Vec<&str> = bands.iter().map(own).collect::<Option<_>>()?;
            let same =
                |other: &u32| bands.iter().all(|(codes, _)| codes[*other as usize] == codes[respondent as usize]);
            let label = self.study.masker.mask_answer(&labels.join(", ")).text;
            (people.iter().filter(same).count() >= self.least).then(|| self.names.masked(&label).text)
        })
    }

    /// The place, legible to whoever has the key: see [`Study::unsealed`].
    fn sealed(&self, evidence: &Evidence) -> Locator {
        let seal = |name: &str| self.pseudonyms.sealed(&evidence.id, name);
        match evidence.locator.clone() {
            Locator::Text { source, document, start, end, .. } => {
                Locator::Text { source, document: seal(&document), start, end, time: None }
            }
            Locator::Cell { source, row, column, column_index, .. } => {
                Locator::Cell { source, row: 0, row_key: Some(seal(&row.to_string())), column, column_index }
            }
            Locator::Rows { source, column, column_index, .. } => {
                let row_key = Some(seal(&evidence.respondent));
                Locator::Rows { source, rows: Vec::new(), row_key, column, column_index }
            }
        }
    }
}

/// The masker of a study that knows those ids of respondents that are names as well: letters alone.
fn masker(study: &Study) -> Masker {
    let mut masker = study.masker.clone();
    let ids = study.people.names.iter().map(|name| name.split_once(':').map_or(name, |(_, id)| id));
    let is_name = |id: &&str| {
        let words = || id.split_whitespace();
        id.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '\'' | '’' | '.'))
            && words().all(|word| !word.starts_with(char::is_lowercase))
            && words().any(|word| word.contains(char::is_lowercase))
    };
    ids.filter(is_name).for_each(|id| masker.learn_speaker(id));
    masker
}

/// The answers to an indicator by which quotes are attributed.
fn band<'a>(study: &Study, matrix: &'a IndicatorMatrix, name: &str) -> Result<(&'a [u8], &'a [String])> {
    let levelled = matrix.indicators().iter().enumerate().filter_map(|(number, indicator)| {
        let Values::Codes(codes) = matrix.values(number) else { return None };
        (!indicator.levels.is_empty()).then_some((
            indicator.name.as_str(),
            codes.as_slice(),
            indicator.levels.as_slice(),
        ))
    });
    let found = levelled.clone().find(|(known, ..)| *known == name).map(|(_, codes, levels)| (codes, levels));
    found.ok_or_else(|| {
        let stated = Stated::new(name.to_owned());
        study.manifest.unknown(&stated, "an indicator with levels for `bands`", levelled.map(|(name, ..)| name)).into()
    })
}

impl Study {
    /// The place of guarded evidence in the sources, opened by the key; `None` where nothing there has its seal.
    pub(crate) fn unsealed(&self, evidence: &Evidence, pseudonyms: &Pseudonyms) -> Option<Locator> {
        let number = self.manifest.sources.iter().position(|source| source.id == evidence.source)?;
        let is = |seal: &str, name: &str| pseudonyms.sealed(&evidence.id, name) == seal;
        match &evidence.locator {
            Locator::Text { source: id, document, start, end, .. } => {
                let all = self.transcripts(number).iter().map(|transcript| transcript.document.clone());
                let (source, start, end) = (id.clone(), *start, *end);
                let document = all.into_iter().find(|name| is(document, name))?;
                Some(Locator::Text { source, document, start, end, time: None })
            }
            Locator::Cell { source: id, row_key: Some(seal), column, column_index, .. } => {
                let (source, column, column_index) = (id.clone(), column.clone(), *column_index);
                let row = (1..=self.rows_of(number)).find(|row| is(seal, &row.to_string()))?;
                Some(Locator::Cell { source, row, row_key: None, column, column_index })
            }
            Locator::Rows { row_key: Some(seal), column_index, .. } => {
                let mut records = self.respondent_of[number].iter().enumerate();
                let theirs =
                    |owner: &Option<u32>| owner.is_some_and(|owner| is(seal, self.people.names.get(owner as usize)));
                let (record, _) = records.find(|(_, owner)| theirs(owner))?;
                let part = (*column_index as usize).checked_sub(1)?;
                Some(self.locator(Address::new(number, record, part)))
            }
            _ => None,
        }
    }

    /// Rows of the file of a source that is a table.
    fn rows_of(&self, source: usize) -> u32 {
        let table = match &self.loaded[source].content {
            Records::Rows(rows) => Some(rows.file()),
            Records::Interviews(interviews) => {
                interviews.segments.as_ref().and_then(|segments| Some(&segments.table.as_ref()?.table))
            }
        };
        table.map_or(0, |table| position32(table.rows()))
    }
}
