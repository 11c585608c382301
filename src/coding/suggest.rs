//! Codes suggested for what nobody coded: learnt from the words of the quotes that people coded.

use std::collections::{BTreeMap, BTreeSet};

use rust_stemmers::Stemmer;
use serde::{Deserialize, Serialize};

use super::stems::stem_list;
use crate::ids::RespondentId;
use crate::locator::Locator;
use crate::sources::Scale;
use crate::study::{Address, RespondentIndex, Study, WITHHELD};

/// A code that a text may deserve. It is never evidence: a person decides whether to code the text
/// with it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Suggestion {
    /// Location of the text.
    pub locator: Locator,
    /// Id of the respondent whose words they are.
    pub respondent: RespondentId,
    /// The words with personal data masked; `[not to be quoted]` without consent.
    pub text: String,
    /// Path of the code.
    pub code: String,
    /// Similarity of the text to the code's quotes, 0..=1.
    pub score: f64,
}

/// Accuracy of suggestions on segments of documents that were held out from learning.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Trial {
    /// Number of segments tested.
    pub segments: usize,
    /// Number of codes with at least three quotes; only these can be suggested.
    pub codes: usize,
    /// Share of suggestions that match a code given by people, 0..=1.
    pub precision: f64,
    /// Share of the codes given by people that were suggested, 0..=1.
    pub recall: f64,
    /// Share that would be right if the most frequent code were suggested for every segment.
    pub most_frequent: f64,
}

/// Suggestions for the open answers and uncoded transcripts of a study.
///
/// Each code is the mean direction of its quotes and its own name in the space of stems, weighted
/// by how rare a stem is (term frequency times inverse document frequency, Salton and Buckley 1988,
/// doi 10.1016/0306-4573(88)90021-0; classified by the nearest mean, Rocchio 1971). A code is
/// suggested where the cosine reaches the limit at which F1, the harmonic mean of precision and
/// recall, was highest on held-out documents; in the [`Trial`] the limit of a document is that of
/// all others.
///
/// # Limits
///
/// It knows words, not meaning: what is said in other words is not found, denial is not understood.
/// The trial says how far to trust it.
///
/// ```
/// use persona_synthesis::{Study, coding::Suggestions};
///
/// let suggestions = Suggestions::from_study(&Study::open("data/clinic/study.toml")?);
/// let trial = suggestions.trial.expect("the study has coded segments");
/// assert!(trial.precision > trial.most_frequent);
/// # Ok::<(), persona_synthesis::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Suggestions {
    /// The suggestions, in the order of the sources.
    pub suggestions: Vec<Suggestion>,
    /// Accuracy on held-out segments; `None` if there are too few coded segments to learn from.
    pub trial: Option<Trial>,
}

/// Quotes that a code needs.
const LEAST_QUOTES: usize = 3;
/// Documents that are needed, for one to be held out.
const LEAST_DOCUMENTS: usize = 2;

/// A document by its source and its place in that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct DocumentAt {
    source: usize,
    transcript: u32,
}

/// A coded text: its stems with how often each occurs, the document it is from, and its codes.
struct CodedText {
    document: DocumentAt,
    terms: BTreeMap<String, f64>,
    codes: BTreeSet<usize>,
}

impl Suggestions {
    /// Learns from the coded segments of a study and suggests codes for its uncoded texts.
    ///
    /// Empty, without a trial, if fewer than two documents have coded segments.
    #[must_use]
    pub fn from_study(study: &Study) -> Self {
        let stemmer = super::stems::stemmer(study.manifest().language);
        let (names, coded) = coded_texts(study, &stemmer);
        let documents: BTreeSet<DocumentAt> = coded.iter().map(|text| text.document).collect();
        // Without a held-out document nothing would tell how far to trust the suggestions.
        if documents.len() < LEAST_DOCUMENTS {
            return Self::default();
        }
        let held_out: Vec<HeldOutScores> = documents
            .iter()
            .map(|document| score_document(&coded, &names, &stemmer, *document))
            .collect();
        let limit = best_limit(held_out.iter());
        let everything = CodeModel::learn(coded.iter(), &names, &stemmer);
        let suggestions = uncoded_texts(study)
            .into_iter()
            .flat_map(|(locator, respondent, text)| {
                let terms = terms(&text, &stemmer);
                let scores =
                    everything.scores(&terms).into_iter().filter(|(_, score)| *score >= limit);
                let shown = match study.is_unquotable(respondent.number()) {
                    true => WITHHELD.to_owned(),
                    false => study.mask(&text).text,
                };
                let respondent = study.respondent_id(respondent.number());
                let make = |(code, score): (usize, f64)| Suggestion {
                    locator: locator.clone(),
                    respondent: respondent.clone(),
                    text: shown.clone(),
                    code: names[code].clone(),
                    score,
                };
                scores.map(make).collect::<Vec<_>>()
            })
            .collect();
        Self { suggestions, trial: Some(trial(&held_out, &coded, everything.means.len())) }
    }
}

/// The codes of a study and every text that has some of them.
fn coded_texts(study: &Study, stemmer: &Stemmer) -> (Vec<String>, Vec<CodedText>) {
    let all = study
        .segments()
        .iter()
        .flat_map(|segments| segments.placed.iter().map(|segment| &segment.code));
    let names: BTreeSet<&String> = all.collect();
    let names: Vec<String> = names.into_iter().cloned().collect();
    // Codes given to one stretch by several segments or coders are the codes of one text.
    let mut texts: BTreeMap<(usize, u32, u32, u32), CodedText> = BTreeMap::new();
    for segments in study.segments() {
        for (record, segment) in segments.placed.iter().enumerate() {
            let code = names.binary_search(&segment.code).expect("every code is listed");
            let place =
                (segments.source, segment.transcript, segment.chars.start, segment.chars.end);
            let make = || CodedText {
                document: DocumentAt { source: segments.source, transcript: segment.transcript },
                terms: terms(&study.words(Address::new(segments.source, record, 0)), stemmer),
                codes: BTreeSet::new(),
            };
            texts.entry(place).or_insert_with(make).codes.insert(code);
        }
    }
    (names, texts.into_values().filter(|text| !text.terms.is_empty()).collect())
}

fn terms(text: &str, stemmer: &Stemmer) -> BTreeMap<String, f64> {
    let mut terms: BTreeMap<String, f64> = BTreeMap::new();
    stem_list(text, stemmer).for_each(|stem| *terms.entry(stem).or_default() += 1.0);
    terms
}

/// The learnt model: the rareness of stems, and the direction of each code.
struct CodeModel {
    rareness: BTreeMap<String, f64>,
    means: Vec<(usize, BTreeMap<String, f64>)>,
}

impl CodeModel {
    #[allow(clippy::cast_precision_loss, reason = "numbers of texts")]
    fn learn<'a>(
        texts: impl Iterator<Item = &'a CodedText>,
        names: &[String],
        stemmer: &Stemmer,
    ) -> Self {
        let texts: Vec<&CodedText> = texts.collect();
        let mut occurs: BTreeMap<&str, usize> = BTreeMap::new();
        texts
            .iter()
            .flat_map(|text| text.terms.keys())
            .for_each(|stem| *occurs.entry(stem).or_default() += 1);
        let rareness = |times: usize| (1.0 + texts.len() as f64 / times as f64).ln();
        let rareness: BTreeMap<String, f64> =
            occurs.into_iter().map(|(stem, times)| (stem.to_owned(), rareness(times))).collect();
        let mut codes = Self { rareness, means: Vec::new() };
        for (code, name) in names.iter().enumerate() {
            let own: Vec<&&CodedText> =
                texts.iter().filter(|text| text.codes.contains(&code)).collect();
            // The mean of one or two quotes is their topic, not the code's.
            if own.len() < LEAST_QUOTES {
                continue;
            }
            let last = name.rsplit('/').next().unwrap_or(name);
            // The name of a code is one more quote: it helps where quotes are few.
            let mut mean = codes.direction(&terms(last, stemmer));
            for text in own {
                codes
                    .direction(&text.terms)
                    .into_iter()
                    .for_each(|(stem, weight)| *mean.entry(stem).or_default() += weight);
            }
            codes.means.push((code, unit(mean)));
        }
        codes
    }

    /// Terms weighted by rareness, of length 1; stems that were never seen do not count.
    fn direction(&self, terms: &BTreeMap<String, f64>) -> BTreeMap<String, f64> {
        let weighted = terms.iter().filter_map(|(stem, times)| {
            // Sublinear: a word said five times does not weigh five times as much.
            self.rareness.get(stem).map(|rareness| (stem.clone(), (1.0 + times.ln()) * rareness))
        });
        unit(weighted.collect())
    }

    /// The likeness of a text to every code.
    fn scores(&self, terms: &BTreeMap<String, f64>) -> Vec<(usize, f64)> {
        let own = self.direction(terms);
        let cosine = |mean: &BTreeMap<String, f64>| {
            own.iter().filter_map(|(stem, w)| mean.get(stem).map(|m| w * m)).sum()
        };
        self.means.iter().map(|(code, mean)| (*code, cosine(mean))).collect()
    }
}

fn unit(mut vector: BTreeMap<String, f64>) -> BTreeMap<String, f64> {
    let length = vector.values().map(|weight| weight * weight).sum::<f64>().sqrt();
    if length > 0.0 {
        vector.values_mut().for_each(|weight| *weight /= length);
    }
    vector
}

/// Scores of a held-out document with whether people gave the code, and how many codes people gave
/// in all.
struct HeldOutScores {
    scores: Vec<(f64, bool)>,
    given: usize,
}

fn score_document(
    coded: &[CodedText],
    names: &[String],
    stemmer: &Stemmer,
    document: DocumentAt,
) -> HeldOutScores {
    let codes =
        CodeModel::learn(coded.iter().filter(|text| text.document != document), names, stemmer);
    let own = coded.iter().filter(|text| text.document == document);
    let mut held = HeldOutScores { scores: Vec::new(), given: 0 };
    for text in own {
        held.given += text.codes.len();
        held.scores.extend(
            codes
                .scores(&text.terms)
                .into_iter()
                .map(|(code, score)| (score, text.codes.contains(&code))),
        );
    }
    held
}

/// The limit at which F1 is highest.
#[allow(clippy::cast_precision_loss, reason = "numbers of texts")]
fn best_limit<'a>(held: impl Iterator<Item = &'a HeldOutScores>) -> f64 {
    let (mut scores, mut given) = (Vec::new(), 0);
    for one in held {
        // A score of 0 shares no word and can never be suggested.
        scores.extend(one.scores.iter().copied().filter(|(score, _)| *score > 0.0));
        given += one.given;
    }
    scores.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut right, mut best) = (0, (0.0, f64::INFINITY));
    for (position, (score, is_right)) in scores.iter().enumerate() {
        right += usize::from(*is_right);
        let f1 = 2.0 * right as f64 / (position + 1 + given).max(1) as f64;
        // On equal values the higher limit is kept: fewer and surer suggestions.
        if f1 > best.0 {
            best = (f1, *score);
        }
    }
    best.1
}

#[allow(clippy::cast_precision_loss, reason = "numbers of texts")]
fn trial(held: &[HeldOutScores], coded: &[CodedText], codes: usize) -> Trial {
    let (mut suggested, mut right, mut given) = (0, 0, 0);
    for (own, of) in held.iter().enumerate() {
        // The limit must not be chosen on the document that it is tried on.
        let limit = best_limit(
            held.iter().enumerate().filter(|(other, _)| *other != own).map(|(_, of)| of),
        );
        let reached: Vec<bool> = of
            .scores
            .iter()
            .filter(|(score, _)| *score >= limit)
            .map(|(_, right)| *right)
            .collect();
        suggested += reached.len();
        right += reached.iter().filter(|right| **right).count();
        given += of.given;
    }
    let mut times: BTreeMap<usize, usize> = BTreeMap::new();
    coded
        .iter()
        .flat_map(|text| &text.codes)
        .for_each(|code| *times.entry(*code).or_default() += 1);
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    Trial {
        segments: coded.len(),
        codes,
        precision: share(right, suggested),
        recall: share(right, given),
        most_frequent: share(times.values().max().copied().unwrap_or(0), coded.len()),
    }
}

/// Uncoded texts: respondents' turns of transcripts without a segment, and open answers.
fn uncoded_texts(study: &Study) -> Vec<(Locator, RespondentIndex, String)> {
    let mut texts = Vec::new();
    for source in 0..study.source_count() {
        let touched: BTreeSet<u32> = study
            .segments()
            .iter()
            .filter(|segments| segments.transcripts == source)
            .flat_map(|segments| segments.placed.iter().map(|segment| segment.transcript))
            .collect();
        for (number, transcript) in (0..).zip(study.transcripts(source)) {
            let owner = study.record_owners(source).get(number as usize).copied().flatten();
            // In a coded document an uncoded turn was mostly left out on purpose.
            let Some(owner) = owner.filter(|_| !touched.contains(&number)) else { continue };
            for turn in transcript.turns.iter().filter(|turn| turn.voice.counts()) {
                let text = transcript.text.slice(turn.chars.clone()).unwrap_or_default().to_owned();
                let locator = Locator::Text {
                    source: study.source_id(source).to_owned(),
                    document: transcript.document.clone(),
                    start: turn.chars.start,
                    end: turn.chars.end,
                    time: transcript.time_at(turn.chars.start),
                };
                texts.push((locator, RespondentIndex::new(owner), text));
            }
        }
    }
    texts.extend(open_answers(study));
    texts
}

fn open_answers(study: &Study) -> Vec<(Locator, RespondentIndex, String)> {
    let mut texts = Vec::new();
    for (source, rows) in study.tables() {
        for (part, item) in
            rows.items.iter().enumerate().filter(|(_, item)| item.scale == Scale::OpenText)
        {
            for (row, owner) in study.record_owners(source).iter().enumerate() {
                let Some(owner) = owner else { continue };
                let text = rows.table.columns[item.columns[0]].text(row).into_owned();
                if !text.trim().is_empty() {
                    texts.push((
                        study.locator(Address::new(source, row, part)),
                        RespondentIndex::new(*owner),
                        text,
                    ));
                }
            }
        }
    }
    texts
}
