//! One file in, typed records out: transcripts, coded segments, codebooks and tables.
//!
//! Readers recognise encoding, dialect, format and scales, and say so in findings. They judge nothing and join nothing: that a respondent
//! stands in two files is the next stage's business.

mod anchor;
mod archive;
mod codebook;
mod column;
mod dialect;
mod encoding;
mod file;
mod format;
mod headings;
mod levels;
mod records;
mod responses;
mod scale;
mod segments;
mod speaker;
mod spss;
mod structure;
mod table;
mod text;
mod texts;
mod transcript;
mod workbook;

pub use anchor::{Anchor, Anchors};
pub use codebook::{Code, Codebook};
pub use column::{Column, Legend};
pub use dialect::Delimiter;
pub use encoding::Encoding;
pub use file::{Digest, SourceFile};
pub use format::{Format, SourceKind};
pub use responses::Keep;
pub(crate) use responses::set_aside;
pub use scale::{ColumnSettings, Item, MISSING, Scale, parse_number, recognise};
pub(crate) use scale::{
    OTHER, is_chosen, is_grade, is_personal, names_identifier, names_no_question, names_paradata, names_people_in,
    names_weight,
};
pub use segments::{CodedSegment, CodedSegments};
pub use structure::Structure;
pub use table::{Table, TableOptions};
pub use text::PlainText;
pub(crate) use texts::Texts;
pub use transcript::{OwnWords, Transcript, Turn, Voice, read_transcripts};
