//! Codes that coders put on the same passages.
//!
//! What somebody says in one passage decides all of its codes at once, so that one of them tells
//! another's answer, whatever group the speaker is in.

use std::collections::BTreeMap;

use roaring::RoaringBitmap;

use super::indicator::{Indicator, Origin};
use crate::study::{PlacedSegment, SourceSegments, Study};

/// Two codes belong together where they stand on one passage of at least one in so many of the
/// respondents who raised the rarer of the two.
const ONE_IN: u64 = 5;

/// For each indicator those whose codes stand on the same passages as its own.
///
/// Passages are the same where they overlap in a transcript, or where a table of quotes has the
/// same words of the same respondent.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct SharedPassages {
    joined: Vec<Vec<usize>>,
}

impl SharedPassages {
    pub(super) fn among(study: &Study, indicators: &[Indicator]) -> Self {
        let mut of_code: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (indicator, position) in indicators.iter().zip(0..) {
            for code in indicator.origins.iter().flat_map(codes) {
                of_code.entry(code).or_default().push(position);
            }
        }
        let mut raised = vec![RoaringBitmap::new(); indicators.len()];
        let mut together: BTreeMap<(usize, usize), RoaringBitmap> = BTreeMap::new();
        let documents = study.segments().iter().flat_map(|segments| by_document(study, segments));
        for (_, passages) in documents {
            for (number, one) in passages.iter().enumerate() {
                let own = of_code.get(one.code.as_str()).map_or(&[][..], Vec::as_slice);
                let Some(respondent) = one.respondent else { continue };
                own.iter().for_each(|own| _ = raised[*own].insert(respondent));
                let later = passages[number + 1..].iter();
                let overlapping = later.take_while(|other| other.chars.start < one.chars.end);
                let others = overlapping.filter_map(|other| of_code.get(other.code.as_str()));
                let pairs =
                    others.flatten().flat_map(|other| own.iter().map(move |own| (own, other)));
                for (one, other) in pairs {
                    let pair = (*one.min(other), *one.max(other));
                    together.entry(pair).or_default().insert(respondent);
                }
            }
        }
        let mut joined = vec![Vec::new(); indicators.len()];
        for ((one, other), people) in together {
            let rarer = raised[one].len().min(raised[other].len());
            if one != other && people.len() * ONE_IN >= rarer {
                joined[one].push(other);
                joined[other].push(one);
            }
        }
        Self { joined }
    }

    /// True where the codes of two indicators stand on the same passages.
    pub(crate) fn join(&self, one: usize, other: usize) -> bool {
        self.joined.get(one).is_some_and(|others| others.contains(&other))
    }
}

/// The codes of an origin, those that deny it included.
fn codes(origin: &Origin) -> impl Iterator<Item = &str> {
    let (code, denied_by) = match origin {
        Origin::Code { code, denied_by } => (Some(code), denied_by.as_slice()),
        Origin::Item { .. } | Origin::Caller { .. } => (None, Default::default()),
    };
    code.into_iter().chain(denied_by).map(String::as_str)
}

/// The coded passages of each transcript in the order of the text; in a table of quotes those of
/// each respondent's words.
fn by_document<'a>(
    study: &'a Study,
    segments: &'a SourceSegments,
) -> BTreeMap<(Option<u32>, Option<&'a str>), Vec<&'a PlacedSegment>> {
    let quotes = study.transcripts(segments.transcripts).is_empty();
    let mut documents: BTreeMap<_, Vec<&PlacedSegment>> = BTreeMap::new();
    for placed in &segments.placed {
        let document = if quotes {
            (placed.respondent, study.coded(segments, placed).quote.as_deref())
        } else {
            (Some(placed.transcript), None)
        };
        documents.entry(document).or_default().push(placed);
    }
    documents.values_mut().for_each(|passages| passages.sort_by_key(|passage| passage.chars.start));
    documents
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use crate::indicators::IndicatorMatrix;
    use crate::manifest::Source;
    use crate::sources::SegmentColumns;
    use crate::study::Study;

    /// Ten people; `b` stands on the words of `a` of so many of them.
    fn joined(times: usize) -> bool {
        let mut text = String::from("person,code,quote\n");
        for person in 0..10 {
            let same = if person < times { "a" } else { "b" };
            writeln!(text, "P{person},a,words of a\nP{person},b,words of {same}").unwrap();
            writeln!(text, "P{person},c,words of c").unwrap();
        }
        let columns = SegmentColumns {
            document: Some("person".to_owned()),
            code: Some("code".to_owned()),
            quote: Some("quote".to_owned()),
            ..SegmentColumns::default()
        };
        let interviews = Source::bytes("interviews", "codes.csv", text.into_bytes())
            .respondent("person")
            .segments(columns);
        let study = Study::builder("Coded twice").source(interviews).build().unwrap();
        let matrix = IndicatorMatrix::from_study(&study).unwrap();
        let names: Vec<&str> =
            matrix.indicators().iter().map(|indicator| indicator.name.as_str()).collect();
        assert_eq!(names, ["a", "b", "c"]);
        let passages = matrix.passages();
        assert!(!passages.join(0, 2) && !passages.join(1, 2) && !passages.join(0, 0));
        assert_eq!(passages.join(0, 1), passages.join(1, 0));
        passages.join(0, 1)
    }

    #[test]
    fn codes_on_one_passage_of_one_in_five_belong_together() {
        assert!(joined(10) && joined(2));
        assert!(!joined(1) && !joined(0));
    }
}
