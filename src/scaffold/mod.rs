//! A first manifest from a folder of exports: what each file is, who its respondents are and what
//! joins them, for a person to correct.
//!
//! In comes a folder, out goes the text of a `study.toml` that runs as it is. Everything that was
//! decided is in it or in a comment beside it: formats and why, respondent ids, keys with the share
//! of respondents that they would join, scales, proposed facets, and what was left out. Nothing is
//! read that the study would not read itself.

mod answers;
mod codings;
mod columns;
mod content;
mod decisions;
mod events;
mod facts;
mod files;
mod headers;
mod items;
mod keys;
mod language;
mod names;
mod people;
mod projects;
mod prompt;
mod records;
mod repetitions;
mod row_kinds;
mod rules;
mod say;
mod small_words;
mod speakers;
mod tables;
mod text;
mod title;
mod unread;

use std::path::Path;

use crate::error::{ErrorKind, Result, shown};
use crate::locale::ScaffoldWords;
use crate::manifest::Language;
use crate::sources::Table;
use crate::study::Study;
use content::{Content, Found};
use people::{Joining, RespondentDraft};
use projects::ProjectDraft;
use records::RecordKind;
use text::{comment, key, quote};

/// The kinds beside that of a draft.
const OTHER_KINDS: &str = "buyer, customer, decision-maker, influencer, website-visitor, negative";

impl Study {
    /// Drafts the manifest of a folder of exports: the text of a `study.toml` to save in that
    /// folder. Subfolders are searched to a depth of five; hidden files and an existing manifest
    /// are ignored. The draft states the language of the questions, where small words in them tell
    /// it, and is written in German if these are.
    ///
    /// ```
    /// use persona_synthesis::{Manifest, Study};
    ///
    /// let text = Study::draft_manifest("data/clinic")?;
    /// assert!(text.contains("respondent = \"Participant\""));
    /// let mut manifest = Manifest::from_toml(&text, "study.toml")?;
    /// manifest.folder = "data/clinic".into();
    /// assert!(Study::build(manifest)?.len() > 400);
    /// # Ok::<(), persona_synthesis::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Read`] if the folder cannot be read, [`ErrorKind::Empty`] if nothing in it says
    /// anything of respondents.
    ///
    /// # Limits
    /// Which of two similar columns names respondents, and whether two surveys asked the same
    /// people, is guessed from the data: read the comments.
    pub fn draft_manifest(folder: impl AsRef<Path>) -> Result<String> {
        Self::drafted(folder.as_ref(), None)
    }

    /// Drafts the manifest of a folder of exports in a language, English or German: comments, names
    /// of aggregated columns, and the `language` of the study.
    ///
    /// # Errors
    /// As [`Study::draft_manifest`].
    ///
    /// # Limits
    /// As [`Study::draft_manifest`]; another language has its comments in English.
    pub fn draft_manifest_in(folder: impl AsRef<Path>, language: Language) -> Result<String> {
        Self::drafted(folder.as_ref(), Some(language))
    }

    /// The draft in a language, or in that of the folder.
    fn drafted(folder: &Path, stated: Option<Language>) -> Result<String> {
        let found = files::find(folder)?;
        let language = stated.or_else(|| language::spoken(&found)).unwrap_or_default();
        let words = ScaffoldWords::of(language);
        if !found.iter().any(Found::has_people) {
            let why = format!(
                "{} holds no transcripts and no table with respondents{}",
                folder.display(),
                // Errors are in English unless another language was asked for.
                not_used(&found, ScaffoldWords::of(stated.unwrap_or_default()))
            );
            return Err(ErrorKind::Empty { what: "draft of a manifest", why }.into());
        }
        let joining = Joining::infer(&found, words);
        let title = title::title(folder, &found, &joining, words);
        let mut draft = String::new();
        comment(&mut draft, words.head);
        draft.push('\n');
        key(&mut draft, "title", &title);
        if language != Language::default() {
            key(&mut draft, "language", language.code());
        }
        let kinds = (words.other_kinds)(OTHER_KINDS);
        draft.push_str(&format!("kind = \"user\"                 # {kinds}\n"));
        draft.push_str(&decisions::decisions(&joining, words));
        let mut order: Vec<usize> = (0..found.len()).collect();
        // People before their records: the first CRM is what shares are counted in.
        order.sort_by_key(|number| joining.people(*number).records.is_some());
        for number in order {
            draft.push('\n');
            draft.push_str(&section(number, &found[number], &joining, words));
        }
        draft.push_str(&say::say(&found, &joining, language, words));
        Ok(draft)
    }
}

/// The first files that are not used, each with the reason, for a message.
fn not_used(found: &[Found], words: &ScaffoldWords) -> String {
    const MOST: usize = 3;
    let told = |found: &Found| match &found.content {
        Content::Unused(why) => Some(format!("; {}: {}", shown(&found.path), why.told(words))),
        _ => None,
    };
    found.iter().filter_map(told).take(MOST).collect()
}

/// The part of a manifest that speaks of one file or folder.
fn section(number: usize, found: &Found, joining: &Joining<'_>, words: &ScaffoldWords) -> String {
    let head = |text: &mut String| {
        text.push_str(&format!(
            "[[source]]\nid = {}\npath = {}\n",
            quote(&found.id),
            quote(&found.path)
        ));
    };
    let mut text = String::new();
    match &found.content {
        Content::Unused(why) => comment(&mut text, &format!("{}: {}", found.path, why.told(words))),
        Content::Transcripts { names, pattern, speakers } => {
            let people = match speakers.is_of_groups() {
                true => words.transcripts_of_groups,
                false => words.transcripts,
            };
            comment(&mut text, &people(names.len()));
            head(&mut text);
            text.push_str(&speakers.respondent(pattern));
            text.push_str(&speakers.interviewers(words));
        }
        Content::Project(draft) => {
            let ProjectDraft { format, clue, transcripts, codings, .. } = &**draft;
            let what = (words.project)(&format.to_string(), *transcripts, *codings);
            comment(&mut text, &(words.read_as)(&what, &(words.sentence)(clue)));
            head(&mut text);
            text.push_str(&draft.keys(words));
        }
        Content::Segments { draft, why } => {
            comment(&mut text, &(words.read_as)(words.coded_segments, &(words.sentence)(why)));
            head(&mut text);
            draft.write(&mut text, words);
        }
        Content::Codebook { why } => {
            comment(&mut text, &(words.read_as)(words.codebook, &(words.sentence)(why)));
            head(&mut text);
        }
        Content::Rows { table, items, format, why, .. } => {
            let rows = table.kept_rows();
            let people = joining.people(number);
            if let Some(RecordKind::Nobodys(why)) = &people.records {
                comment(&mut text, &format!("{}: {why}.", found.path));
                return text;
            }
            let why = (words.sentence)(why);
            comment(&mut text, &(words.rows_read_as)(rows, &format.to_string(), &why));
            head(&mut text);
            match &people.records {
                Some(records) => {
                    let columns = |text: &mut String| text::columns(text, table, items, words);
                    of_records(&mut text, records, people, table, words, columns);
                }
                None => {
                    of_people(&mut text, people, table, words);
                    text::columns(&mut text, table, items, words);
                }
            }
        }
    }
    text
}

/// Writes the respondents of a table with a row for each.
fn of_people(text: &mut String, people: &RespondentDraft, table: &Table, words: &ScaffoldWords) {
    people.notes.iter().for_each(|note| comment(text, note));
    rows_are(text, people, words);
    match people.respondent {
        Some(column) => key(text, "respondent", &table.columns[column].label),
        None => text
            .push_str(&format!("respondent = {{ row = true }}   # {}\n", words.no_column_of_ids)),
    }
    if let Some(namespace) = &people.ids {
        key(text, "ids", namespace);
    }
    linking_keys(text, people, table);
    for (name, column) in [("weight", people.weight), ("account", people.account)] {
        if let Some(column) = column {
            key(text, name, &table.columns[column].label);
        }
    }
}

/// Writes what the rows are, if they are no people.
fn rows_are(text: &mut String, people: &RespondentDraft, words: &ScaffoldWords) {
    if let Some(rows) = people.rows {
        let why = (words.rows_are)(rows);
        text.push_str(&format!("rows = {}   # {why}\n", quote(rows.name())));
    }
}

fn linking_keys(text: &mut String, people: &RespondentDraft, table: &Table) {
    if people.keys.is_empty() {
        return;
    }
    let keys = people
        .keys
        .iter()
        .map(|(name, column)| format!("{name} = {}", quote(&table.columns[*column].label)));
    text.push_str(&format!("keys = {{ {} }}\n", keys.collect::<Vec<_>>().join(", ")));
}

/// Whose the rows are and what is made of them, for a table of accounts or of several rows each.
fn of_records(
    text: &mut String,
    records: &RecordKind,
    people: &RespondentDraft,
    table: &Table,
    words: &ScaffoldWords,
    columns: impl FnOnce(&mut String),
) {
    let label = |column: usize| table.columns[column].label.as_str();
    match records {
        RecordKind::Accounts { account, note, .. } => {
            comment(text, note);
            key(text, "account", label(*account));
            columns(text);
        }
        RecordKind::Several(several) => {
            comment(text, &several.note);
            rows_are(text, people, words);
            key(
                text,
                if several.by_account { "account" } else { "respondent" },
                label(several.key),
            );
            if let Some((source, column)) = &several.through {
                let (source, column) = (quote(source), quote(column));
                text.push_str(&format!("through = {{ source = {source}, column = {column} }}\n"));
            }
            people.ids.iter().for_each(|ids| key(text, "ids", ids));
            linking_keys(text, people, table);
            several.date.iter().for_each(|date| key(text, "date", label(*date)));
            text.push_str("[source.aggregate]\n");
            several.rules.iter().for_each(|(name, rule)| {
                text.push_str(&format!("{} = {{ {rule} }}\n", quote(name)))
            });
            if !several.more_rules.is_empty() {
                comment(text, words.more_rules);
            }
            several
                .more_rules
                .iter()
                .for_each(|(name, rule)| comment(text, &format!("{} = {{ {rule} }}", quote(name))));
        }
        // A comment says why they are left out.
        RecordKind::Nobodys(_) => {}
    }
}
