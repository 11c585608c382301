//! A manifest from TOML.

use toml::de::DeTable;

use super::clustering::read_clustering;
use super::definition::{ExclusionFiles, MOST_SOURCES, Manifest, Theme};
use super::facets::read_facets;
use super::keys::{Keys, Text, line_ends};
use super::kind::PersonaKind;
use super::language::Language;
use super::privacy::Privacy;
use super::source_keys::read_source;
use crate::error::{ErrorKind, Result, shown};
use crate::ids::SourceId;
use crate::locator::Place;

impl Manifest {
    /// Reads a manifest from its text; messages call it `name`.
    ///
    /// ```
    /// use persona_synthesis::Manifest;
    ///
    /// let error = Manifest::from_toml("titel = \"Clinic booking\"\n", "study.toml").unwrap_err();
    /// assert!(error.to_string().starts_with("study.toml:1: expected"));
    /// assert!(error.to_string().ends_with("(did you mean \"title\"?)"));
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Manifest`] for anything that is not understood.
    pub fn from_toml(text: &str, name: &str) -> Result<Self> {
        let ends = line_ends(text);
        let source = Text::new(name, &ends);
        let document = DeTable::parse(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            let line = text.get(..at).map_or(0, |before| before.matches('\n').count());
            let stands = shown(text.lines().nth(line).unwrap_or_default().trim());
            source.error(
                at,
                "TOML",
                &format!("{stands:?}: {}", error.message().replace('\n', " ")),
                None,
            )
        })?;
        let mut keys = Keys::new(source, document.get_ref(), 0);
        let title = keys.string("title")?;
        let mut manifest =
            Self::new(title.map_or_else(|| "Untitled study".to_owned(), |title| title.value));
        name.clone_into(&mut manifest.name);
        let kinds: Vec<(&str, PersonaKind)> =
            PersonaKind::ALL.iter().map(|kind| (kind.name(), *kind)).collect();
        if let Some(kind) = keys.one_of("kind", &kinds)? {
            manifest.kind = kind;
        }
        let languages: Vec<(&str, Language)> =
            Language::all().map(|language| (language.code(), language)).collect();
        if let Some(language) = keys.one_of("language", &languages)? {
            manifest.language = language;
        }
        manifest.collected = keys.day("collected")?.map(|day| day.value);
        if let Some(facets) = keys.table("facets")? {
            manifest.facets = read_facets(&facets)?;
        }
        if let Some(themes) = keys.table("themes")? {
            for (name, members) in themes.entries() {
                let members = themes.string_list(&name.value, members)?;
                manifest.themes.push(Theme { name, members });
            }
        }
        if let Some(say) = keys.table("say")? {
            for (pattern, words) in say.entries() {
                let words = say.text(&pattern.value, words)?;
                manifest.say.push((pattern, words));
            }
        }
        if let Some(patterns) = keys.any("essential") {
            manifest.essential = Some(keys.string_list("essential", patterns)?);
        }
        for source in keys.tables("source")? {
            if manifest.sources.len() == MOST_SOURCES {
                let expected = format!("at most {MOST_SOURCES} sources");
                return Err(source.text.error(source.start, &expected, "more", None));
            }
            let source = read_source(source)?;
            // Locators name sources by id.
            if manifest.sources.iter().any(|known| known.id == source.id) {
                let place = Place { line: source.line, ..Place::file(name) };
                let found = format!("a second source {:?}", source.id);
                return Err(ErrorKind::Manifest {
                    place,
                    expected: "different ids".into(),
                    found,
                    nearest: None,
                }
                .into());
            }
            manifest.sources.push(source);
        }
        if let Some(mut population) = keys.table("population")? {
            manifest.population =
                population.string("source")?.map(|source| source.map(SourceId::from));
            population.finish()?;
        }
        if let Some(mut clustering) = keys.table("clustering")? {
            manifest.kept_apart = clustering.string_lists("keep_apart")?;
            manifest.clustering = read_clustering(clustering)?;
        }
        if let Some(mut exclusions) = keys.table("exclusions")? {
            let [file, key] = [exclusions.required("file")?, exclusions.required("key")?]
                .map(|path| path.value.into());
            manifest.exclusion_files = Some(ExclusionFiles { file, key });
            exclusions.finish()?;
        }
        if let Some(privacy) = keys.table("privacy")? {
            manifest.privacy = Privacy::read(privacy)?;
        }
        keys.finish()?;
        manifest.check_patterns()?;
        Ok(manifest)
    }
}

#[cfg(test)]
#[path = "read_tests.rs"]
mod tests;
