//! The language in which the people of a folder are asked and answer.

use super::content::{Content, Found};
use super::small_words::SpokenWords;
use crate::manifest::Language;
use crate::sources::Scale;

/// As many cells of a column show it as well as more do.
const MOST_CELLS: usize = 2_000;

/// The language of a folder: that of the questions, or else of the answers to choose from, or else
/// of what people say in their own words. `None` where nothing tells.
pub(super) fn spoken(found: &[Found]) -> Option<Language> {
    let (mut questions, mut answers, mut own) =
        (SpokenWords::default(), SpokenWords::default(), SpokenWords::default());
    for found in found {
        match &found.content {
            Content::Transcripts { speakers, .. } => own.join(speakers.words()),
            Content::Project(draft) => own.join(draft.speakers.words()),
            Content::Rows { table, items, .. } => {
                for item in items {
                    questions.add(&item.name);
                    item.labels().iter().for_each(|label| answers.add(label));
                    if item.scale == Scale::OpenText {
                        let column = &table.columns[item.columns[0]];
                        (0..column.len().min(MOST_CELLS))
                            .for_each(|row| own.add(&column.text(row)));
                    }
                }
            }
            Content::Segments { .. } | Content::Codebook { .. } | Content::Unused(_) => {}
        }
    }
    [questions, answers, own].iter().find_map(SpokenWords::language)
}
