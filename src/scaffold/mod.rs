//! A first manifest from a folder of exports: what each file is, who its respondents are and what
//! joins them, for a person to correct.
//!
//! In comes a folder, out goes the text of a `study.toml` that runs as it is. Everything that was
//! decided is in it or in a comment beside it: formats and why, respondent ids, keys with the share
//! of respondents that they would join, scales, proposed facets, and what was left out. Nothing is
//! read that the study would not read itself.

mod columns;
mod files;
mod people;
mod records;
mod text;

use std::path::Path;

use crate::error::{ErrorKind, Result};
use crate::sources::{Item, Table};
use crate::study::Study;
use files::{Content, Found};
use people::{Joining, RespondentDraft};
use records::RecordKind;
use text::{comment, key, quoted};

impl Study {
    /// Drafts the manifest of a folder of exports: the text of a `study.toml` to save in that
    /// folder. Subfolders are searched to a depth of five; hidden files and an existing manifest
    /// are ignored.
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
        let folder = folder.as_ref();
        let found = files::find(folder)?;
        let with_people = |found: &&Found| {
            matches!(found.content, Content::Transcripts { .. } | Content::Rows { .. })
        };
        if !found.iter().any(|found| with_people(&found)) {
            let why =
                format!("{} holds no transcripts and no table with respondents", folder.display());
            return Err(ErrorKind::Empty { what: "draft of a manifest", why }.into());
        }
        let joining = Joining::infer(&found);
        let title =
            folder.file_name().map_or_else(|| "study".into(), |name| name.to_string_lossy());
        let mut draft = format!(
            "# Drafted from the files of this folder. It runs as it is; correct what it gets \
             wrong.\n\ntitle = {}\nkind = \"user\"                 # or buyer, \
             customer, decision-maker, influencer, website-visitor, negative\n",
            quoted(&title)
        );
        let mut order: Vec<usize> = (0..found.len()).collect();
        // People before their records: the first CRM is what shares are counted in.
        order.sort_by_key(|number| joining.people(*number).records.is_some());
        for number in order {
            draft.push('\n');
            draft.push_str(&section(number, &found[number], &joining));
        }
        Ok(draft)
    }
}

/// The part of a manifest that speaks of one file or folder.
fn section(number: usize, found: &Found, joining: &Joining) -> String {
    let head = |text: &mut String| {
        text.push_str(&format!(
            "[[source]]\nid = {}\npath = {}\n",
            quoted(&found.id),
            quoted(&found.path)
        ));
    };
    let mut text = String::new();
    match &found.content {
        Content::Unused(why) => comment(&mut text, &format!("{}: {why}", found.path)),
        Content::Transcripts { documents, pattern } => {
            comment(
                &mut text,
                &format!(
                    "{documents} transcripts; each belongs to the respondent whose id its \
                     name begins with."
                ),
            );
            head(&mut text);
            text.push_str(&format!("respondent = {{ document = '{pattern}' }}\n"));
            text.push_str(
                "interviewer = [\"I\", \"Interviewer\", \"Moderator\", \"MODERATOR\"]   # whose \
                 words are never evidence\n",
            );
        }
        Content::Segments { why } | Content::Codebook { why } => {
            comment(&mut text, &format!("Read as {}: {why}.", found.content.name()));
            head(&mut text);
        }
        Content::Rows { table, items, format, why, .. } => {
            comment(
                &mut text,
                &format!("{} rows, read as {format}: {why}.", table.rows() - table.set_aside()),
            );
            head(&mut text);
            let people = joining.people(number);
            match &people.records {
                Some(records) => of_records(&mut text, records, people, table, items),
                None => {
                    of_people(&mut text, people, table);
                    text::columns(&mut text, table, items);
                }
            }
        }
    }
    text
}

/// Writes the respondents of a table with a row for each.
fn of_people(text: &mut String, people: &RespondentDraft, table: &Table) {
    people.notes.iter().for_each(|note| comment(text, note));
    match people.respondent {
        Some(column) => key(text, "respondent", &table.columns[column].label),
        None => text.push_str("respondent = { row = true }   # no column tells the rows apart\n"),
    }
    if let Some(namespace) = &people.ids {
        key(text, "ids", namespace);
    }
    if !people.keys.is_empty() {
        let keys = people
            .keys
            .iter()
            .map(|(name, column)| format!("{name} = {}", quoted(&table.columns[*column].label)));
        text.push_str(&format!("keys = {{ {} }}\n", keys.collect::<Vec<_>>().join(", ")));
    }
    for (name, column) in [("weight", people.weight), ("account", people.account)] {
        if let Some(column) = column {
            key(text, name, &table.columns[column].label);
        }
    }
}

/// Whose the rows are and what is made of them, for a table of accounts or of several rows each.
fn of_records(
    text: &mut String,
    records: &RecordKind,
    people: &RespondentDraft,
    table: &Table,
    items: &[Item],
) {
    let label = |column: usize| table.columns[column].label.as_str();
    match records {
        RecordKind::Accounts { account, note } => {
            comment(text, note);
            key(text, "account", label(*account));
            text::columns(text, table, items);
        }
        RecordKind::Several(several) => {
            comment(text, &several.note);
            key(
                text,
                if several.by_account { "account" } else { "respondent" },
                label(several.key),
            );
            people.ids.iter().for_each(|ids| key(text, "ids", ids));
            several.date.iter().for_each(|date| key(text, "date", label(*date)));
            text.push_str("[source.aggregate]\n");
            several.rules.iter().for_each(|(name, rule)| {
                text.push_str(&format!("{} = {{ {rule} }}\n", quoted(name)))
            });
        }
    }
}
