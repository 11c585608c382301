//! Readers that turn one file into typed records: transcripts, coded segments, codebooks and
//! tables.
//!
//! Readers recognise encoding, dialect, format and scales, and say so in findings. They judge
//! nothing and join nothing: that a respondent stands in two files is the next stage's business.
//!
//! # Limits
//!
//! Files come from strangers. Whatever a file claims, beyond these bounds it is an error, and
//! nothing in it is followed out of it:
//!
//! At most:
//!
//! - **a file**: 4 GiB, also as text in UTF-8
//! - **an archive**: 100,000 members, none of which leads out of it; unpacked 200 times its size
//!   and 1 GiB, but 16 MiB always
//! - **a sheet**: 2²⁸ cells and 1 GiB of text; XML of 4 GiB that is read piece by piece, 32 MiB
//!   in one tag, text or cell, 1,000 levels
//! - **a table**: 65,535 columns; 2²⁰ cells and 64 MiB in one row of text
//! - **an SPSS file**: 2²⁸ units of eight bytes and 1 GiB of text once unpacked; 64 KiB in the
//!   label of a variable
//! - **a Parquet file**: 2²⁸ cells; 4 GiB unpacked, 256 MiB in a page; 1 GiB of text, each
//!   counted in every cell that repeats it
//! - **a tag of XML**: 256 attributes
//! - **other XML**: no document type, so no entities of its own; 5 million nodes, 20 million
//!   attributes, 200 levels; 64 namespace prefixes and 250 million comparisons of them, 256 bytes
//!   in a namespace or its prefix; 16 Mi blanks that elements of an `.odt` stand for
//! - **a database**: what its tables hold: no view, trigger or generated column; 10⁹ steps of
//!   SQLite, 1 GiB
//! - **codes**: 64 MiB of paths
//! - **coded segments**: 1 GiB of texts, each counted in every segment that repeats it
//! - **cases of a project**: 1 GiB of names and values, each counted in every case that repeats
//!   it
//! - **quotes**: 64 GiB of transcripts looked through, each quote in the whole of its document
//! - **a folder**: 8 levels, 100,000 entries, 4 GiB of text; links that lead out of it are not
//!   followed
//! - **a manifest**: 16 MiB, 64 sources, 4,096 patterns; regular expressions of 1 MiB once
//!   compiled
//!
//! Only regular files are opened: a pipe, socket or device is an error by name, or a finding where
//! it is met in a folder. They are constants: what lies beyond them is no study of this kind.
//!
//! While a text table on disk is read ([`Table::open`]), memory holds the columns so far, two
//! blocks of some 4,096 rows or 256 KiB, and some 64 KiB of the file: it is read once for its
//! encoding, which is known at its end only, and again for its cells. Afterwards memory holds the
//! columns: a byte or two a cell where texts repeat, eight for numbers, else the texts; and the
//! line of each row that does not follow on the next.
//!
#![doc = concat!("# What is read of real files\n\n", include_str!("samples.md"))]

mod archive;
mod cells;
pub(crate) mod clue;
mod codebook;
mod codings;
mod collapsed;
mod column;
mod column_names;
mod convention;
mod date_order;
mod dates;
mod decoded;
mod delimited;
pub(crate) mod derivation;
mod dialect;
mod document;
mod document_name;
mod doubts;
mod elisions;
mod encoding;
mod entities;
mod file;
pub(crate) mod finding_data;
pub(crate) mod findings;
mod folder;
mod format;
mod headings;
mod interviews;
mod leading;
mod legend;
mod levels;
mod lines;
mod listed;
mod padding;
#[cfg(feature = "parquet")]
mod parquet;
#[cfg(not(feature = "parquet"))]
#[path = "no_parquet.rs"]
mod parquet;
pub(crate) mod personal_kind;
mod positions;
mod prose;
mod quotes;
mod reach;
mod reading;
mod recognise;
mod records;
mod refi;
mod responses;
mod scale;
mod segment_columns;
mod segment_room;
mod segments;
mod sniffed;
mod spss;
#[cfg(feature = "sqlite")]
mod sqlite;
#[cfg(not(feature = "sqlite"))]
#[path = "no_sqlite.rs"]
mod sqlite;
mod strays;
mod structure;
mod subtitles;
mod table;
mod talk;
mod text;
mod texts;
mod totals;
mod transcript;
mod transcript_folder;
mod weights;
mod workbook;
mod xml;

pub use codebook::{Code, Codebook};
pub(crate) use codings::{
    CellPeople, CodingTable, KEEP, SUGGESTED, WORDS, Whose, has_codes_in_rows, names_person,
    parts_of_cell, recognise as recognise_codings,
};
pub(crate) use collapsed::is_unseen;
pub use column::Column;
pub(crate) use column_names::ColumnNames;
pub use convention::{LineEnds, Positions, Unit};
pub use date_order::DateOrder;
pub(crate) use dates::{Day, format_day, parse_day, read_days};
pub use dialect::Delimiter;
pub(crate) use document_name::stem;
pub(crate) use doubts::{StandIns, behaves_like_weights, stand_ins};
pub use encoding::Encoding;
pub(crate) use file::StoredFile;
pub use file::{Digest, SourceFile};
pub(crate) use folder::{Entry, shown as shown_path, walk};
pub use format::{Format, SourceKind};
pub use interviews::{Case, Interviews};
pub(crate) use positions::{
    ChosenPositions, PositionIndex, PositionedText, StatedStretch, choose_positions,
};
pub(crate) use prose::Prose;
pub use quotes::{QuoteIndex, QuotePlace};
pub(crate) use quotes::{parts_outside_brackets, without_marks};
pub(crate) use reach::Reach;
pub use reading::TableOptions;
pub(crate) use recognise::{
    QUALCODER, qualcoder_database, recognise_interviews, report_changes_beside,
};
pub(crate) use refi::{OWN_USER, is_guid};
pub use refi::{ProjectOptions, read_codebook, read_project};
pub use responses::Keep;
pub(crate) use responses::set_aside;
pub use scale::{ColumnSettings, Item, MISSING, Scale, infer_items, parse_number};
pub(crate) use scale::{
    FEW_ANSWERS, Named, NamesOfPeople, OTHER, asks, behaved_scales, empty_declared, fold,
    header_words, is_chosen, is_grade, is_personal, named, named_by_header, names_identifier,
    names_no_question, names_paradata, names_postal_code, names_weight, parse_amount, plain_words,
    says_undecided, words_of_ids,
};
pub use segment_columns::SegmentColumns;
pub(crate) use segments::DOCUMENT as DOCUMENTS;
pub use segments::{CodedSegment, CodedSegments, SegmentTable};
pub use sqlite::read_database;
pub(crate) use strays::{is_lock, is_stray};
pub use structure::Structure;
pub use table::Table;
pub use talk::Voice;
pub(crate) use talk::{is_talk, name_in_label};
pub use text::PlainText;
pub(crate) use texts::Texts;
pub(crate) use transcript::find_speakers;
pub use transcript::{Cue, OwnWords, Transcript, Turn};
pub use transcript_folder::read_transcripts;
pub(crate) use transcript_folder::{
    EXTENSIONS as TRANSCRIPT_EXTENSIONS, TranscriptFolder, TranscriptSettings, leave_out_empty,
    read_transcripts_but,
};
pub(crate) use weights::{may_be_weight, weighs, weighs_clearly};
