//! A first manifest from a folder of exports: what each file is, who its respondents are and what joins them, for a person to correct.
//!
//! In comes a folder, out goes the text of a `study.toml` that runs as it is. Everything that was decided is in it or in a comment beside it:
//! formats and why, respondent ids, keys with the share of respondents that they would join, scales, proposed facets, and what was left
//! out. Nothing is read that the study would not read itself.

mod files;
mod people;
mod text;

use std::path::Path;

use crate::error::{ErrorKind, Result};
use crate::locator::Place;
use crate::study::Study;
use files::{Content, Found};
use people::Joining;
use text::{comment, key, quoted};

impl Study {
    /// Drafts the manifest of a folder of exports: the text of a `study.toml` to be saved in that folder. Sub-folders are walked to a depth of
    /// five; hidden files and a manifest that is there already are passed over.
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
    /// [`ErrorKind::Read`] if the folder cannot be read, [`ErrorKind::Empty`] if nothing in it says anything of respondents.
    ///
    /// # Limits
    /// Which of two similar columns names respondents, and whether two surveys asked the same people, is guessed from the data: read the comments.
    pub fn draft_manifest(folder: impl AsRef<Path>) -> Result<String> {
        let folder = folder.as_ref();
        let found = files::find(folder)?;
        let with_people = |found: &&Found| matches!(found.content, Content::Transcripts { .. } | Content::Rows { .. });
        if !found.iter().any(|found| with_people(&found)) {
            let why = format!("{} holds no transcripts and no table with respondents", folder.display());
            return Err(ErrorKind::Empty { what: "draft of a manifest", why }.into());
        }
        let joining = Joining::of(&found);
        let title = folder.file_name().map_or_else(|| "study".into(), |name| name.to_string_lossy());
        let mut draft = format!(
            "# Drafted from the files of this folder. It runs as it is; correct what it gets wrong.\n\ntitle = {}\nkind = \"user\"                 # or buyer, customer, decision-maker, influencer, website-visitor, negative\n",
            quoted(&title)
        );
        for (number, one) in found.iter().enumerate() {
            draft.push('\n');
            draft.push_str(&section(number, one, &joining));
        }
        Ok(draft)
    }
}

/// The part of a manifest that speaks of one file or folder.
fn section(number: usize, found: &Found, joining: &Joining) -> String {
    let head = |text: &mut String| {
        text.push_str(&format!("[[source]]\nid = {}\npath = {}\n", quoted(&found.id), quoted(&found.path)));
    };
    let mut text = String::new();
    match &found.content {
        Content::Unused(why) => comment(&mut text, &format!("{}: {why}", found.path)),
        Content::Transcripts { documents, pattern } => {
            comment(
                &mut text,
                &format!("{documents} transcripts; each belongs to the respondent whose id its name begins with."),
            );
            head(&mut text);
            text.push_str(&format!("respondent = {{ document = '{pattern}' }}\n"));
            text.push_str("interviewer = [\"I\", \"Interviewer\", \"Moderator\", \"MODERATOR\"]   # whose words are never evidence\n");
        }
        Content::Segments { why } | Content::Codebook { why } => {
            comment(&mut text, &format!("Read as {}: {why}.", found.content.name()));
            head(&mut text);
        }
        Content::Rows { table, items, format, why, .. } => {
            comment(&mut text, &format!("{} rows, read as {format}: {why}.", table.rows() - table.set_aside()));
            head(&mut text);
            let people = joining.people(number);
            people.notes.iter().for_each(|note| comment(&mut text, note));
            match people.respondent {
                Some(column) => key(&mut text, "respondent", &table.columns[column].label),
                None => text.push_str("respondent = { row = true }   # no column tells the rows apart\n"),
            }
            if let Some(namespace) = &people.ids {
                key(&mut text, "ids", namespace);
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
                    key(&mut text, name, &table.columns[column].label);
                }
            }
            text::columns(&mut text, table, items);
        }
    }
    text
}

/// The folder as a place, for errors.
fn place(folder: &Path) -> Place {
    Place::file(folder.display().to_string())
}
