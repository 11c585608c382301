//! The integration tests, one binary: a module per concern.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test stops where it fails, and says what it drew"
)]

mod accounts;
#[cfg(feature = "xlsx")]
mod adopted;
mod asked;
#[cfg(feature = "cli")]
mod asking;
mod assign;
mod audit;
mod callers;
mod cards;
mod claims;
mod codings;
mod columns;
#[cfg(feature = "cli")]
mod command;
#[cfg(feature = "cli")]
mod command_messages;
mod comparisons;
mod composite;
#[cfg(all(feature = "datafusion", feature = "sqlite"))]
mod datafusion;
mod decisions;
mod determinism;
mod digests;
mod doubts;
mod drafted_doubts;
mod drafted_rows;
mod drafts;
mod edited;
mod edited_fields;
#[cfg(feature = "sqlite")]
mod edited_tables;
mod erasure;
#[cfg(feature = "cli")]
mod erasure_again;
mod events;
mod examples;
mod exported;
mod exports;
mod figures;
mod findings_emitted;
mod formats;
mod honest;
mod hostile;
mod hostile_documents;
mod hostile_paths;
mod hostile_sizes;
mod hostile_tables;
mod interchange;
mod interview_files;
mod kinds;
mod large_files;
mod laws;
mod layout;
mod leaks;
mod leaks_beside_counts;
mod memory;
mod messages;
mod names;
mod number_of_groups;
mod numbers;
#[cfg(feature = "cli")]
mod outputs;
mod own_indicators;
mod parquet;
mod planted;
mod planted_battery;
#[allow(dead_code, reason = "the bench uses more of it")]
mod planted_numbers;
mod portraits;
mod projects;
mod quality;
mod reference;
mod repeats;
mod reports;
mod response_style;
mod runs;
mod sample_table;
mod samples;
#[allow(dead_code, reason = "the bench uses more of it")]
mod second_source;
#[cfg(feature = "cli")]
mod sql_command;
mod studies;
mod support;
mod surfaces;
mod surveys;
#[cfg(feature = "sqlite")]
mod table_claims;
mod through;
mod transcript_forms;
mod triangulation;
mod uncoded;
mod uncoded_session;
mod undecided;
mod unknown;
mod verify;
#[cfg(feature = "sqlite")]
mod warehouse;
mod waves;
