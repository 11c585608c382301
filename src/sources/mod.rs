//! One file in, typed records out: transcripts, coded segments, codebooks and tables.
//!
//! Readers recognise encoding, dialect, format and scales, and say so in findings. They judge nothing and join nothing: that a respondent
//! stands in two files is the next stage's business.
//!
//! Files come from strangers. Archives may unpack to 200 times their size and 1 GiB at most (16 MiB always), with 100,000 members none of which
//! leads out of them; XML may have no document type, 5 million nodes and 200 levels; a database is read from memory through its tables
//! alone, within 10⁹ steps and 1 GiB. Beyond that a file is an error.

mod anchor;
mod archive;
mod codebook;
mod column;
mod dates;
mod dialect;
mod document;
mod encoding;
mod file;
mod format;
mod headings;
mod interviews;
mod levels;
mod recognise;
mod records;
mod refi;
mod responses;
mod scale;
mod segments;
mod speaker;
mod spss;
#[cfg(feature = "sqlite")]
mod sqlite;
#[cfg(not(feature = "sqlite"))]
#[path = "no_sqlite.rs"]
mod sqlite;
mod structure;
mod subtitles;
mod table;
mod text;
mod texts;
mod transcript;
mod workbook;
mod xml;

pub use anchor::{Anchor, Anchors};
pub use codebook::{Code, Codebook};
pub use column::{Column, Legend};
pub use dates::DateOrder;
pub(crate) use dates::{Day, parse_day, read_days, written};
pub use dialect::Delimiter;
pub use encoding::Encoding;
pub use file::{Digest, SourceFile};
pub use format::{Format, SourceKind};
pub use interviews::{Case, Interviews};
pub(crate) use recognise::{QUALCODER, qualcoder_database, recognise_interviews};
pub use refi::{LineEnds, Positions, ProjectOptions, Unit, read_codebook, read_project};
pub use responses::Keep;
pub(crate) use responses::set_aside;
pub use scale::{ColumnSettings, Item, MISSING, Scale, parse_number, recognise};
pub(crate) use scale::{
    OTHER, fold, is_chosen, is_grade, is_personal, names_identifier, names_no_question, names_paradata,
    names_people_in, names_weight, parse_amount,
};
pub use segments::{CodedSegment, CodedSegments, SegmentColumns, SegmentTable};
pub use sqlite::read_database;
pub use structure::Structure;
pub use table::{Table, TableOptions};
pub use text::PlainText;
pub(crate) use texts::Texts;
pub use transcript::{Cue, OwnWords, Transcript, Turn, Voice, read_transcripts};
