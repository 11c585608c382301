//! How far drafted codes meet what people coded.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::draft::{DraftedCodes, DraftedCoding};
use crate::study::Study;

/// Agreement of drafted passages with the codings of people, in documents that had no part in
/// telling which drafted code means which of theirs.
///
/// The documents are halved. In one half each drafted code is paired with the code of people that
/// its passages overlap most often; in the other half its passages are compared with that code;
/// then the halves change places. The draft itself is made of words alone.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct DraftTrial {
    /// Number of drafted passages that could be compared.
    pub passages: usize,
    /// Number of codings of people.
    pub codings: usize,
    /// Share of the passages that overlap a coding with the paired code, 0..=1.
    pub precision: f64,
    /// Share of the codings that such a passage overlaps, 0..=1.
    pub recall: f64,
    /// Precision if every passage were given the code that is most frequent in the other half.
    pub most_frequent: f64,
    /// Recall of that.
    pub most_frequent_recall: f64,
}

/// A coding of people.
struct Coded<'a> {
    start: u32,
    end: u32,
    code: &'a str,
}

/// Passages and codings of one half of the documents.
#[derive(Default)]
struct Half<'a> {
    /// For each passage its drafted code and the positions of the codings that it overlaps.
    passages: Vec<(&'a str, Vec<usize>)>,
    /// Codes of the codings.
    codings: Vec<&'a str>,
}

/// What was right, of how many.
#[derive(Default)]
struct Tally {
    right: usize,
    passages: usize,
    met: usize,
}

impl DraftTrial {
    /// Tries drafts on the codings of a study; `None` without codings in several transcripts, or
    /// where nothing was drafted.
    #[must_use]
    pub fn of_study(study: &Study, drafted: &[DraftedCodes]) -> Option<Self> {
        let mut coded: BTreeMap<(&str, &str), Vec<Coded<'_>>> = BTreeMap::new();
        // What was kept of earlier drafts would agree with itself.
        let by_people = |source: usize| !study.holds_suggestions(source);
        for segments in study.segments().iter().filter(|of| by_people(of.source)) {
            let source = study.source_id(segments.transcripts).as_str();
            let transcripts = study.transcripts(segments.transcripts);
            for placed in &segments.placed {
                let Some(transcript) = transcripts.get(placed.transcript as usize) else {
                    continue;
                };
                let (start, end, code) = (placed.chars.start, placed.chars.end, &*placed.code);
                let of = coded.entry((source, &transcript.document)).or_default();
                of.push(Coded { start, end, code });
            }
        }
        let mut passages: BTreeMap<(&str, &str), Vec<&DraftedCoding>> = BTreeMap::new();
        for draft in drafted {
            for coding in &draft.codings {
                passages.entry((draft.source.as_str(), &coding.document)).or_default().push(coding);
            }
        }
        let mut halves = [Half::default(), Half::default()];
        for (number, (document, codings)) in coded.iter().enumerate() {
            let own = passages.get(document).map_or(&[][..], Vec::as_slice);
            halves[number % 2].add(own, codings);
        }
        let [first, second] = &halves;
        let (of_first, of_second) = (second.pairs(), first.pairs());
        let drafted = first.tally(|code| of_first.get(code).copied())
            + second.tally(|code| of_second.get(code).copied());
        let most = [second.most_frequent()?, first.most_frequent()?];
        let simple = first.tally(|_| Some(most[0])) + second.tally(|_| Some(most[1]));
        let codings = first.codings.len() + second.codings.len();
        (drafted.passages > 0).then(|| Self {
            passages: drafted.passages,
            codings,
            precision: share(drafted.right, drafted.passages),
            recall: share(drafted.met, codings),
            most_frequent: share(simple.right, simple.passages),
            most_frequent_recall: share(simple.met, codings),
        })
    }
}

impl std::ops::Add for Tally {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            right: self.right + other.right,
            passages: self.passages + other.passages,
            met: self.met + other.met,
        }
    }
}

impl<'a> Half<'a> {
    fn add(&mut self, passages: &[&'a DraftedCoding], codings: &[Coded<'a>]) {
        let first = self.codings.len();
        self.codings.extend(codings.iter().map(|coding| coding.code));
        for passage in passages {
            let overlaps = |coding: &Coded<'_>| {
                coding.start < passage.chars.end && passage.chars.start < coding.end
            };
            let hit = (0..codings.len()).filter(|at| overlaps(&codings[*at]));
            self.passages.push((&passage.code, hit.map(|at| first + at).collect()));
        }
    }

    /// The code of people that the passages of each drafted code overlap most.
    fn pairs(&self) -> BTreeMap<&'a str, &'a str> {
        let mut times: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
        for (code, hit) in &self.passages {
            for at in hit {
                *times.entry(code).or_default().entry(self.codings[*at]).or_default() += 1;
            }
        }
        let most = |of: &BTreeMap<&'a str, usize>| {
            let most = of.iter().max_by_key(|(code, times)| (**times, std::cmp::Reverse(**code)));
            most.map(|(code, _)| *code)
        };
        times.into_iter().filter_map(|(code, of)| Some((code, most(&of)?))).collect()
    }

    fn most_frequent(&self) -> Option<&'a str> {
        let mut times: BTreeMap<&str, usize> = BTreeMap::new();
        self.codings.iter().for_each(|code| *times.entry(code).or_default() += 1);
        let most = times.into_iter().max_by_key(|(code, times)| (*times, std::cmp::Reverse(*code)));
        most.map(|(code, _)| code)
    }

    /// How far passages meet the codings, given the code that each drafted code stands for.
    fn tally(&self, meaning: impl Fn(&str) -> Option<&'a str>) -> Tally {
        let mut tally = Tally::default();
        let mut met = vec![false; self.codings.len()];
        for (code, hit) in &self.passages {
            let Some(meant) = meaning(code) else { continue };
            tally.passages += 1;
            let right: Vec<usize> =
                hit.iter().copied().filter(|at| self.codings[*at] == meant).collect();
            tally.right += usize::from(!right.is_empty());
            right.into_iter().for_each(|at| met[at] = true);
        }
        tally.met = met.into_iter().filter(|met| *met).count();
        tally
    }
}

#[allow(clippy::cast_precision_loss, reason = "numbers of passages")]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}
