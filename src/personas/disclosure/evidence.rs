//! Evidence as it is handed on: words of those who consent, attributed in bands; of all else that
//! there is a place, and that it can be found again.

use std::collections::{BTreeMap, BTreeSet};

use roaring::RoaringBitmap;

use super::names::KnownNames;
use super::people::PersonaColumn;
use crate::error::Result;
use crate::ids::{RespondentId, SourceId};
use crate::indicators::{IndicatorMatrix, Values};
use crate::locator::{Locator, held_by_caller};
use crate::manifest::{Profile, Stated};
use crate::personas::PersonaSet;
use crate::personas::evidence::types::Evidence;
use crate::sources::{Digest, MISSING};
use crate::study::{ANSWERED, Address, Masker, Pseudonyms, Records, SealedPlace, Study, WITHHELD};

/// Turns evidence into its guarded form.
pub(super) struct EvidenceDisclosure<'a> {
    study: &'a Study,
    pub(super) pseudonyms: &'a Pseudonyms,
    bindings: SealBindings,
    profile: Profile,
    least: usize,
    pub(super) names: KnownNames,
    /// The study's, to which ids of respondents are names as well.
    masker: Masker,
    /// Codes and levels of the indicators by which quotes are attributed.
    bands: Vec<(&'a [u8], &'a [String])>,
    position: BTreeMap<&'a str, u32>,
    /// Ids of the evidence that personas quote.
    pub(super) quoted: BTreeSet<&'a str>,
}

impl<'a> EvidenceDisclosure<'a> {
    pub(super) fn new(
        set: &'a PersonaSet,
        study: &'a Study,
        matrix: &'a IndicatorMatrix,
        pseudonyms: &'a Pseudonyms,
    ) -> Result<Self> {
        let of_personas = set.personas.iter().flat_map(|persona| &persona.quotes);
        let quotes = of_personas.chain(set.unassigned.iter().flat_map(|none| &none.quotes));
        let privacy = &study.manifest().privacy;
        let bands = privacy
            .bands
            .iter()
            .map(|name| band(study, matrix, name))
            .collect::<Result<Vec<_>>>()?;
        Ok(Self {
            study,
            pseudonyms,
            bindings: SealBindings::new(
                privacy.profile,
                set.study.sources.iter().map(|source| {
                    (source.id.clone(), pseudonyms.digest_of_source(&source.id, &source.digest))
                }),
            ),
            profile: privacy.profile,
            least: privacy.min_cell,
            names: KnownNames::from_study(study),
            masker: masker(study),
            bands,
            position: study.names().zip(0..).collect(),
            quoted: quotes.map(|quote| quote.evidence.id.as_str()).collect(),
        })
    }

    /// True where it is somebody's own words, and they may be shown.
    pub(super) fn may_quote(&self, evidence: &Evidence) -> bool {
        let consents = |position: &u32| {
            // The team may read words of those who said nothing on consent; the public may not.
            let refused = self.study.is_unquotable(*position);
            !refused && (self.profile == Profile::Team || self.study.is_consenting(*position))
        };
        evidence.is_spoken()
            && self.position.get(evidence.respondent.as_str()).is_some_and(consents)
    }

    /// Somebody's own words, without what tells who people are.
    pub(super) fn words(&self, text: &str) -> String {
        self.names.mask(&self.masker.mask_guarded(text).text).text
    }

    /// The name of a column or answer, without anything that identifies people.
    fn called(&self, text: &str) -> String {
        self.names.mask(&self.masker.mask_answer(text).text).text
    }

    pub(super) fn one(&self, evidence: &Evidence, of: &PersonaColumn) -> Evidence {
        let quoted = self.may_quote(evidence);
        let (quote, masked) = match quoted {
            true => {
                // Ids and account names are no personal data within the study, but are outside it.
                let words = self.words(&evidence.quote);
                let masked = evidence.masked || words != evidence.quote;
                (words, masked)
            }
            // The words of a cell would give away the answer of one person.
            false => (if evidence.is_spoken() { WITHHELD } else { ANSWERED }.to_owned(), true),
        };
        let id = evidence.id.clone();
        Evidence {
            digest: self.digest(id.as_str(), evidence, &quote, masked),
            locator: self.sealed(id.as_str(), evidence),
            id,
            source: match &evidence.locator {
                Locator::Caller { indicator, .. } => held_by_caller(&self.called(indicator)),
                Locator::Text { .. } | Locator::Cell { .. } | Locator::Rows { .. } => {
                    evidence.source.clone()
                }
            },
            respondent: if quoted {
                self.attribution(&evidence.respondent, of)
            } else {
                RespondentId::hidden_in(&of.id)
            },
            // What is masked in the quote would come back in other words.
            translation: evidence
                .translation
                .as_ref()
                .filter(|_| !masked)
                .map(|translation| self.words(translation)),
            quote,
            masked,
        }
    }

    /// Attribution of words: a pseudonym for the team; the narrowest band with enough people of the
    /// persona, else the persona.
    fn attribution(&self, respondent: &RespondentId, of: &PersonaColumn) -> RespondentId {
        let band = self
            .position
            .get(respondent.as_str())
            .and_then(|position| self.band(*position, &of.people));
        match (self.profile, band) {
            (Profile::Team, Some(band)) => {
                format!("{} ({band})", self.pseudonyms.pseudonym(respondent)).into()
            }
            (Profile::Team, None) => self.pseudonyms.pseudonym(respondent),
            (_, Some(band)) => band.into(),
            (_, None) => RespondentId::hidden_in(&of.id),
        }
    }

    /// The answers of a respondent that enough of these people give together: all bands, or without
    /// the last of them, and so on.
    fn band(&self, respondent: u32, people: &RoaringBitmap) -> Option<String> {
        // Bands are tried from the narrowest: the most telling attribution that still covers enough
        // people.
        let narrower = (1..=self.bands.len()).rev();
        narrower.map(|many| &self.bands[..many]).find_map(|bands| {
            let own = |(codes, levels): &(&[u8], &'a [String])| {
                let code = codes[respondent as usize];
                levels.get(usize::from(code)).filter(|_| code != MISSING).map(String::as_str)
            };
            let labels: Vec<&str> = bands.iter().map(own).collect::<Option<_>>()?;
            let same = |other: &u32| {
                bands.iter().all(|(codes, _)| codes[*other as usize] == codes[respondent as usize])
            };
            (people.iter().filter(same).count() >= self.least)
                .then(|| self.called(&labels.join(", ")))
        })
    }

    /// The digest of the words, keyed unless the quote is all of them; `id` is that of the guarded
    /// evidence.
    fn digest(&self, id: &str, evidence: &Evidence, quote: &str, masked: bool) -> Option<Digest> {
        // A plain digest of hidden words could be guessed; here the quote shows them anyway.
        if !masked {
            return Some(Digest::of(quote.as_bytes()));
        }
        let words = self.study.resolve(&evidence.locator, 0).ok()?;
        let bound = self.bindings.bind(&evidence.source, id);
        Some(self.pseudonyms.digest_at(&bound, &Digest::of(words.text.as_bytes())))
    }

    /// The place, sealed: [`Seals`] opens it. `id` is that of the guarded evidence.
    fn sealed(&self, id: &str, evidence: &Evidence) -> Locator {
        let bound = self.bindings.bind(&evidence.source, id);
        let seal = |name: Option<&str>, first: u32, last: u32| {
            // Every seal has a name field, empty or not: lengths must not tell what was sealed.
            let name = name.map_or([0; 8], |name| self.pseudonyms.name_in_seal(name));
            self.pseudonyms.seal(&bound, &SealedPlace { name, first, last })
        };
        match evidence.locator.clone() {
            Locator::Text { source, document, start, end, .. } => Locator::Text {
                source,
                document: seal(Some(&document), start, end),
                // Positions would point to the passage in a transcript that somebody else may hold.
                start: 0,
                end: 0,
                time: None,
            },
            Locator::Cell { source, row, column, column_index, .. } => {
                let column = self.called(&column);
                Locator::Cell {
                    source,
                    row: 0,
                    row_key: Some(seal(None, row, row)),
                    column,
                    column_index,
                }
            }
            // The caller's key may tell who it is, and no seal of the study's could be opened to
            // it.
            Locator::Caller { indicator, .. } => {
                Locator::Caller { indicator: self.called(&indicator), row_key: None }
            }
            Locator::Rows { source, column, column_index, .. } => {
                let row_key = Some(seal(Some(evidence.respondent.as_str()), 0, 0));
                let column = self.called(&column);
                Locator::Rows { source, rows: Vec::new(), row_key, column, column_index }
            }
        }
    }
}

/// The masker of a study that knows those ids of respondents that are names as well: letters alone.
fn masker(study: &Study) -> Masker {
    let mut masker = study.masker().clone();
    // An id such as `P07` names nobody in a text; `Anna Berg` does.
    let ids = study.names().map(|name| name.split_once(':').map_or(name, |(_, id)| id));
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
fn band<'a>(
    study: &Study,
    matrix: &'a IndicatorMatrix,
    name: &str,
) -> Result<(&'a [u8], &'a [String])> {
    let levelled = matrix.indicators().iter().enumerate().filter_map(|(number, indicator)| {
        let Values::Codes(codes) = matrix.values(number) else { return None };
        (!indicator.levels.is_empty()).then_some((
            indicator.name.as_str(),
            codes.as_slice(),
            indicator.levels.as_slice(),
        ))
    });
    let found = levelled
        .clone()
        .find(|(known, ..)| *known == name)
        .map(|(_, codes, levels)| (codes, levels));
    found.ok_or_else(|| {
        let stated = Stated::new(name.to_owned());
        study
            .manifest()
            .unknown(
                &stated,
                "an indicator with levels for `bands`",
                levelled.map(|(name, ..)| name),
            )
            .into()
    })
}

/// The name under which a place and its words are sealed: the id of the evidence with the profile
/// and the keyed digest of the source.
///
/// Ids begin anew in every result. Sealed under its id alone, the same place would look the same in
/// the results of two profiles or two waves, and a reader of both could link them.
struct SealBindings {
    profile: Profile,
    digests: BTreeMap<SourceId, Digest>,
}

impl SealBindings {
    /// The digests are those that the guarded result shows for its sources.
    fn new(profile: Profile, digests: impl Iterator<Item = (SourceId, Digest)>) -> Self {
        Self { profile, digests: digests.collect() }
    }

    fn bind(&self, source: &SourceId, id: &str) -> String {
        let digest = self.digests.get(source).map_or_else(String::new, ToString::to_string);
        format!("{id} {} {digest}", self.profile.name())
    }
}

/// The seals of guarded evidence, opened by the key. Names of documents and respondents are looked
/// up by their code in a seal, which is worked out once for each.
pub(crate) struct Seals<'a> {
    study: &'a Study,
    pseudonyms: &'a Pseudonyms,
    bindings: SealBindings,
    /// Documents by the position of their source.
    documents: BTreeMap<(usize, [u8; 8]), &'a str>,
    people: BTreeMap<[u8; 8], u32>,
}

impl<'a> Seals<'a> {
    /// The seals of a guarded result, with the key that it was guarded with.
    pub(crate) fn new(result: &PersonaSet, study: &'a Study, pseudonyms: &'a Pseudonyms) -> Self {
        let shown = result.study.sources.iter();
        let digests = shown.map(|source| (source.id.clone(), source.digest.clone()));
        let bindings = SealBindings::new(result.study.privacy, digests);
        let sources = 0..study.source_count();
        let documents = sources.flat_map(|source| {
            let of_source = study.transcripts(source).iter();
            of_source.map(move |transcript| (source, transcript.document.as_str()))
        });
        let documents = documents
            .map(|(source, document)| ((source, pseudonyms.name_in_seal(document)), document))
            .collect();
        let people = study.names().zip(0..);
        let people = people.map(|(name, person)| (pseudonyms.name_in_seal(name), person)).collect();
        Self { study, pseudonyms, bindings, documents, people }
    }

    /// True where a digest of guarded evidence is that of words with this plain digest. A plain one
    /// is of the quote too, as the quote is then all of the words.
    pub(crate) fn is_of(&self, evidence: &Evidence, plain: &Digest) -> bool {
        let Some(digest) = &evidence.digest else { return false };
        // A plain digest is only ever written where the quote is complete, so both must agree.
        if !digest.is_keyed() {
            return digest == plain && Digest::of(evidence.quote.as_bytes()) == *plain;
        }
        let bound = self.bindings.bind(&evidence.source, evidence.id.as_str());
        // Results of earlier versions were keyed under the id alone.
        [bound.as_str(), evidence.id.as_str()]
            .into_iter()
            .any(|name| self.pseudonyms.digest_at(name, plain) == *digest)
    }

    /// The respondent whom guarded evidence is of; `None` where its seal does not open to one.
    pub(crate) fn respondent(&self, evidence: &Evidence) -> Option<u32> {
        match &evidence.locator {
            Locator::Rows { row_key: Some(seal), .. } => {
                self.people.get(&self.open(evidence, seal)?.name).copied()
            }
            Locator::Text { .. }
            | Locator::Cell { .. }
            | Locator::Rows { row_key: None, .. }
            | Locator::Caller { .. } => self.study.respondent_at(&self.place(evidence)?),
        }
    }

    fn open(&self, evidence: &Evidence, seal: &str) -> Option<SealedPlace> {
        let bound = self.bindings.bind(&evidence.source, evidence.id.as_str());
        let opened = self.pseudonyms.open(&bound, seal);
        // Results of earlier versions were sealed under the id alone.
        opened.or_else(|| self.pseudonyms.open(evidence.id.as_str(), seal))
    }

    /// The place of guarded evidence in the sources; `None` where it has no seal of this key, or
    /// what was sealed is not there.
    pub(crate) fn place(&self, evidence: &Evidence) -> Option<Locator> {
        let number = self.study.source_position(&evidence.source)?;
        let open = |seal: &str| self.open(evidence, seal);
        match evidence.locator.clone() {
            Locator::Text { source, document, .. } => {
                let SealedPlace { name, first, last } = open(&document)?;
                let document = (*self.documents.get(&(number, name))?).to_owned();
                Some(Locator::Text { source, document, start: first, end: last, time: None })
            }
            Locator::Cell { source, row_key: Some(seal), column, column_index, .. } => {
                let row = open(&seal)?.first;
                Some(Locator::Cell { source, row, row_key: None, column, column_index })
            }
            Locator::Rows { row_key: Some(seal), column_index, .. } => {
                let Records::Rows(rows) = self.study.records(number) else { return None };
                let owner = *self.people.get(&open(&seal)?.name)?;
                let record =
                    self.study.record_owners(number).iter().position(|of| *of == Some(owner))?;
                let part = (column_index as usize)
                    .checked_sub(1)
                    .filter(|part| *part < rows.table.columns.len())?;
                Some(self.study.locator(Address::new(number, record, part)))
            }
            Locator::Cell { row_key: None, .. }
            | Locator::Rows { row_key: None, .. }
            | Locator::Caller { .. } => None,
        }
    }
}
