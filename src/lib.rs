//! Draft personas from coded interviews, survey rows and CRM records, in which every claim leads to
//! the place in the source that supports it and says how many of how many.
//!
//! # The way of the data
//!
//! ```text
//! files ─▶ sources ─▶ study ─▶ indicators ─▶ clustering ─▶ personas ─▶ render
//!          one file   joined by  respondents   groups, how    claims with   Markdown,
//!          in, typed  respondent × indicators  many, how      evidence,     JSON, CSV
//!          records              stable         grades
//! ```
//!
//! Each stage is a module that imports only from those above it, so that `src/` reads from top to
//! bottom; `ARCHITECTURE.md` has the map. [`Synthesis::run`] runs them all:
//!
//! ```
//! use persona_synthesis::{Study, Synthesis, render};
//!
//! let study = Study::open("data/interviews-only/study.toml")?;
//! let synthesis = Synthesis::run(&study)?;
//! assert!(render::markdown(synthesis.personas()).contains("raised by 5 of 5 interviewed"));
//! # Ok::<(), persona_synthesis::Error>(())
//! ```
//!
//! They can also be called one by one: [`Study::open`], [`IndicatorMatrix::from_study`],
//! [`Clustering::fit`], [`Draft::new`](personas::Draft::new), and the functions of [`render`].
//! [`folder`] writes files all or none. [`lifecycle`] goes on from a result, [`warehouse`] from a
//! saved model to tables that no machine holds.
//!
//! # Words
//!
//! One word per thing, here and in messages, manifests and output.
//!
//! | word | means |
//! |---|---|
//! | source | a file or folder of a study: transcripts, coded segments, a codebook, a survey, a CRM export |
//! | respondent | the person; the unit of everything |
//! | transcript, turn | an interview's text; one speaker's uninterrupted stretch |
//! | code, codebook | a label with a definition; the tree of them |
//! | coded segment | a stretch of transcript that carries a code, applied by a coder |
//! | item, scale | a question or field with its columns; the kind of answers it has |
//! | observation | one thing one source says of one respondent |
//! | indicator | one column of the matrix, with its facet and role |
//! | facet | the aspect that an indicator or claim speaks of: goal, pain point, behaviour … |
//! | theme | codes and answers that mean the same |
//! | group, grouping | respondents put together; all of them sorted |
//! | persona | a draft description of a group |
//! | claim, support | one sentence about a group; how many of it, and of everyone else |
//! | contradiction | members say one thing, and records show another |
//! | evidence | a link from a claim to a place in a source |
//! | locator, place | where a datum stands in a source; where in a file a message points |
//! | finding | something odd that did not stop the work |
//! | exemplar | a real respondent near to a persona |
//!
//! # Strictness
//!
//! An [`Error`] stops the work: a file that cannot be understood, an option out of range, nothing
//! to compute on. Everything else is a [`Finding`] with its place and count, carried through all
//! stages into the output. [`Findings::deny`] makes a program as strict as it wants to be. The
//! library prints nothing, touches no network and starts no process.
//!
//! # Determinism
//!
//! A run on one input and seed gives the same bytes each time, on any number of threads. The order
//! of the rows in a file decides nothing: only row numbers follow it.
//!
//! # Threads and async callers
//!
//! All calls are synchronous: they return when the work is done, and most of the time compute. The
//! crate starts no thread of its own. It uses rayon's global pool, which has a thread per core; set
//! `RAYON_NUM_THREADS`, or call inside `rayon::ThreadPool::install`, to give it fewer. The number
//! of threads changes the time a run takes and nothing else.
//!
//! A [`Study`], an [`IndicatorMatrix`], a [`Clustering`] and a [`PersonaSet`] are `Send` and
//! `Sync`: share them by reference or in an `Arc`. Two runs at once share the pool, and each takes
//! longer. A service should therefore queue runs.
//!
//! From async code, call the crate on a thread that may block:
//!
//! ```text
//! let result = tokio::task::spawn_blocking(move || Synthesis::run(&study)).await?;
//! ```
//!
//! Dropping that future does not end the run. To cancel it, pass a progress callback that reads a
//! flag and returns [`ControlFlow::Break`](std::ops::ControlFlow::Break) when the flag is set. The
//! callback is called between fits, from any thread of the pool, so it must be quick and must not
//! block. The run then ends with [`ErrorKind::Cancelled`] after the fits under way, and leaves
//! nothing behind.
//!
//! # Crate features
//!
//! | feature | brings | needs |
//! |---|---|---|
//! | `linfa` (default) | k-means as a method and as a second opinion on the groups; linfa's traits for latent classes (`clustering::linfa_adapter`) | 40 more crates |
//! | `sqlite` | projects of Taguette and QualCoder; `warehouse::Sqlite` | a C compiler |
//! | `tracing` | a span of the crate `tracing` around each stage of a run | |
//! | `xlsx` | `render::workbook`, the result as a workbook | |
//! | `parquet` | tables in Parquet files | a C compiler |
//! | `datafusion` | `warehouse::DataFusion`, an engine over Parquet and CSV files larger than memory | Rust 1.94; 178 more crates |
//! | `ballista` | `datafusion`, and `DataFusion::ballista` for a cluster | Rust 1.94; 51 crates more than `datafusion` |
//! | `cli` | the command `personas`, with `linfa`, `sqlite` and `xlsx` | a C compiler |
//!
//! Only `linfa` is on by default. All else is always there: CSV files, workbooks, SPSS files,
//! transcripts and projects in REFI-QDA are read without a feature.
//!
//! # Limits
//!
//! A claim is graded *supported* where respondents who had no part in making the group confirm it,
//! *validated* where two kinds of source do so as well, else *tentative*. Where the data are one
//! continuum, its parts can be described truly and are still no kinds of people; the verdict on the
//! groups says which. Personas are drafts: they are to be checked by people who know the
//! respondents.

#![cfg_attr(docsrs, feature(doc_cfg))]

mod visible;

mod ids;

pub mod locator;

pub mod finding;

pub mod error;

mod named;

pub mod progress;

pub mod sources;

pub mod manifest;

pub mod study;

pub mod coding;

pub mod indicators;

pub mod phrases;

pub mod clustering;

mod locale;

mod scaffold;

pub mod personas;

pub mod render;

pub mod folder;

mod synthesis;

pub mod lifecycle;

mod outputs;

pub mod audit;

pub mod warehouse;

pub use clustering::Clustering;
pub use error::{Error, ErrorKind, Result};
pub use finding::{Finding, Findings, Level};
pub use ids::{ClaimId, EvidenceId, PersonaId, RespondentId, SourceId};
pub use indicators::IndicatorMatrix;
pub use locator::{Locator, Place};
pub use manifest::{Facet, Manifest, PersonaKind, Source};
pub use outputs::Outputs;
pub use personas::PersonaSet;
pub use progress::{Progress, Stage, Step};
pub use study::Study;
pub use synthesis::{Synthesis, SynthesisOptions};

/// The programs in the README compile and run.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeDoctests;
