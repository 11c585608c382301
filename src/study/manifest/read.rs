//! A manifest from TOML.

use toml::de::{DeTable, DeValue};

use super::super::build::MOST_SOURCES;
use super::super::kind::{Facet, PersonaKind};
use super::interviews::{read_positions, read_segments};
use super::keys::{Keys, Text, line_ends};
use super::source::bounded_regex;
use super::{
    Aggregation, ClusteringOptions, ColumnRule, Consent, ExclusionFiles, Groups, Language,
    MOST_REPLICATES, MOST_STARTS, Manifest, Method, Privacy, Respondent, Role, RoleRule, Source,
    Stated, Theme,
};
use crate::error::{ErrorKind, Result, shown};
use crate::locator::Place;
use crate::sources::{ColumnSettings, Delimiter, Encoding, Format, Keep, Scale};

impl Manifest {
    /// Reads a manifest from its text; `name` is what messages call it.
    ///
    /// ```
    /// use persona_synthesis::study::Manifest;
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
        if let Some(patterns) = keys.any("essential") {
            manifest.essential = Some(keys.string_list("essential", patterns)?);
        }
        for source in keys.tables("source")? {
            if manifest.sources.len() == MOST_SOURCES {
                let expected = format!("at most {MOST_SOURCES} sources");
                return Err(source.text.error(source.start, &expected, "more", None));
            }
            let source = read_source(source)?;
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
            manifest.population = population.string("source")?;
            population.finish()?;
        }
        if let Some(clustering) = keys.table("clustering")? {
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

fn read_facets(facets: &Keys<'_>) -> Result<Vec<(Facet, Stated<String>)>> {
    let mut rules = Vec::new();
    for (name, patterns) in facets.entries() {
        let Some(facet) = Facet::from_name(&name.value) else {
            return Err(unknown_facet(facets.text, &name).into());
        };
        rules.extend(
            facets.string_list(&name.value, patterns)?.into_iter().map(|pattern| (facet, pattern)),
        );
    }
    Ok(rules)
}

pub(super) fn unknown_facet(text: Text<'_>, name: &Stated<String>) -> ErrorKind {
    let names: Vec<&str> = Facet::ALL.iter().map(|facet| facet.name()).collect();
    ErrorKind::Manifest {
        place: Place { line: name.line, ..Place::file(text.name) },
        expected: format!("one of the facets {}", names.join(", ")),
        found: format!("{:?}", shown(&name.value)),
        nearest: crate::error::nearest(&name.value, names),
    }
}

fn read_source(mut keys: Keys<'_>) -> Result<Source> {
    let mut source = Source::new(keys.required("id")?.value, keys.required("path")?.value);
    source.line = Some(keys.line());
    source.format = keys.one_of("format", &Format::ALL.map(|format| (format.name(), format)))?;
    source.encoding =
        keys.one_of("encoding", &Encoding::ALL.map(|encoding| (encoding.name(), encoding)))?;
    let delimiters = [",", ";", "\t", "|"].into_iter().zip(Delimiter::ALL).collect::<Vec<_>>();
    source.delimiter = keys.one_of("delimiter", &delimiters)?;
    source.sheet = keys.string("sheet")?;
    source.structure = keys.string("structure")?;
    source.keep = keys.several_of("keep", &Keep::ALL)?;
    source.respondent = read_respondent(&mut keys)?;
    source.ids = keys.string("ids")?.map(|ids| ids.value);
    if let Some(positions) = keys.table("positions")? {
        source.positions = Some(read_positions(positions)?);
    }
    source.interviewers =
        keys.strings("interviewer")?.into_iter().map(|label| label.value).collect();
    if let Some(asked) = keys.table("asked")? {
        for (code, respondents) in asked.entries() {
            let respondents = asked.string_list(&code.value, respondents)?;
            source
                .asked
                .push((code, respondents.into_iter().map(|respondent| respondent.value).collect()));
        }
    }
    if let Some(denies) = keys.table("denies")? {
        for (code, denied) in denies.entries() {
            for denied in denies.string_list(&code.value, denied)? {
                source.denies.push((code.clone(), denied));
            }
        }
    }
    if let Some(mut consent) = keys.table("consent")? {
        source.consent = Some(Consent { file: consent.required("file")?.value.into() });
        consent.finish()?;
    }
    source.transcripts = keys.string("transcripts")?;
    if let Some(segments) = keys.table("segments")? {
        source.segments = read_segments(segments)?;
    }
    if let Some(names) = keys.table("keys")? {
        for (name, column) in names.entries() {
            let column = names.string_list(&name.value, column)?;
            source.keys.extend(column.into_iter().map(|column| (name.value.clone(), column)));
        }
    }
    source.weight = keys.string("weight")?;
    source.block_weight = keys.number("block_weight")?.unwrap_or(1.0);
    source.account = keys.string("account")?;
    source.aggregation = Aggregation::read(&mut keys)?;
    if let Some(role) = keys.table("role")? {
        source.role = Some(read_role(role, PersonaKind::ALL)?);
    }
    if let Some(outcome) = keys.table("outcome")? {
        source.outcome = Some(read_role(outcome, &[PersonaKind::Negative])?);
    }
    if let Some(columns) = keys.table("columns")? {
        for (name, rule) in columns.entries() {
            source.columns.push((name, read_column(columns.entry(rule)?)?));
        }
    }
    keys.finish()?;
    Ok(source)
}

fn read_respondent(keys: &mut Keys<'_>) -> Result<Option<Respondent>> {
    let Some(value) = keys.any("respondent") else { return Ok(None) };
    if let Some(column) = keys.stated(value) {
        return Ok(Some(Respondent::Column(column)));
    }
    let expected = "a column name, { document = 'pattern' }, { speaker = 'pattern' }, { case = true } or { row = true } for `respondent`";
    let Some(table) = value.get_ref().as_table() else {
        return Err(keys.text.error(
            value.span().start,
            expected,
            value.get_ref().type_str(),
            None,
        ));
    };
    let mut table = Keys::new(keys.text, table, value.span().start);
    let (document, speaker) = (table.string("document")?, table.string("speaker")?);
    let (case, row) = (table.flag("case")?, table.flag("row")?);
    table.finish()?;
    let regex = |pattern: Stated<String>, key: &str| {
        bounded_regex(&pattern.value).map_err(|_| {
            let found = format!("{:?}", pattern.value);
            keys.text.error(
                value.span().start,
                &format!("a regular expression for `{key}`"),
                &found,
                None,
            )
        })
    };
    match (document, speaker, case, row) {
        (Some(pattern), None, None, None) => {
            Ok(Some(Respondent::Document(regex(pattern, "document")?)))
        }
        (None, Some(pattern), None, None) => {
            Ok(Some(Respondent::Speaker(regex(pattern, "speaker")?)))
        }
        (None, None, Some(true), None) => Ok(Some(Respondent::Case)),
        (None, None, None, Some(true)) => Ok(Some(Respondent::Row)),
        _ => Err(keys.text.error(value.span().start, expected, "neither", None)),
    }
}

/// A column whose values mean kinds, of those that it may mean.
fn read_role(mut keys: Keys<'_>, kinds: &[PersonaKind]) -> Result<RoleRule> {
    let file = keys.string("file")?.map(|file| file.value.into());
    let column = keys.required("column")?;
    let mut values = Vec::new();
    for kind in kinds {
        let named = keys.strings(kind.name())?;
        if !named.is_empty() {
            values.push((*kind, named.into_iter().map(|value| value.value).collect()));
        }
    }
    keys.finish()?;
    Ok(RoleRule { file, column, values })
}

fn read_column(mut keys: Keys<'_>) -> Result<ColumnRule> {
    let facets: Vec<(&str, Facet)> =
        Facet::ALL.iter().map(|facet| (facet.name(), *facet)).collect();
    let facet = keys.one_of("facet", &facets)?;
    let role = keys.one_of("role", &Role::ALL.map(|role| (role.name(), role)))?;
    let settings = ColumnSettings {
        scale: keys.one_of("scale", &Scale::STATED.map(|scale| (scale.name(), scale)))?,
        levels: keys.strings("levels")?.into_iter().map(|level| level.value).collect(),
        separator: keys.string("separator")?.map(|separator| separator.value),
    };
    keys.finish()?;
    Ok(ColumnRule { facet, role, settings })
}

fn read_clustering(mut keys: Keys<'_>) -> Result<ClusteringOptions> {
    const MOST_GROUPS: u64 = 50;
    let mut options = ClusteringOptions::default();
    let whole = |number: u64| usize::try_from(number).expect("the range is small");
    if let Some(value) = keys.any("groups") {
        options.groups = match value.get_ref() {
            DeValue::Table(table) => {
                let mut range = Keys::new(keys.text, table, value.span().start);
                let min = range.integer("min", 1, MOST_GROUPS)?.unwrap_or(1);
                let max = range.integer("max", min, MOST_GROUPS)?.unwrap_or(min.max(8));
                range.finish()?;
                Groups::Between { min: whole(min), max: whole(max) }
            }
            _ => match keys.integer("groups", 1, MOST_GROUPS)? {
                Some(number) => Groups::Exactly(whole(number)),
                None => options.groups,
            },
        };
    }
    let methods = [Method::LatentClass, Method::KMeans].map(|method| (method.name(), method));
    options.method = keys.one_of("method", &methods)?.unwrap_or(options.method);
    options.prior = keys.number("prior")?.unwrap_or(options.prior);
    options.starts = keys.integer("starts", 1, MOST_STARTS as u64)?.map_or(options.starts, whole);
    options.replicates =
        keys.integer("replicates", 10, MOST_REPLICATES as u64)?.map_or(options.replicates, whole);
    options.seed = keys.integer("seed", 0, u64::MAX)?.unwrap_or(options.seed);
    keys.finish()?;
    Ok(options)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        Manifest::from_toml(text, "study.toml").unwrap_err().to_string()
    }

    #[test]
    fn every_key_of_the_documentation_is_read() {
        let text = r#"
title = "Clinic booking, spring"
kind = "user"
language = "en"
[facets]
goal = ["Goals/*"]
pain-point = ["Frustrations/*", "What is your biggest obstacle?"]
[themes]
"Slow reports" = ["interviews:Frustrations/slow reports", "survey:Which bother you? = Reports take too long"]
[[source]]
id = "interviews"
path = "interviews/"
respondent = { document = '^(P\d+)' }
interviewer = ["I", "Moderator"]
positions = { line_ends = "one", unit = "utf-16", mark = true, inclusive = true }
role = { file = "participants.csv", column = "role", buyer = ["buyer"] }
asked = { "Frustrations/billing" = ["P01", "P04"] }
denies = { "Frustrations/no problem with billing" = "Frustrations/billing" }
consent = { file = "consent.csv" }
[[source]]
id = "crm"
path = "contacts.csv"
format = "hubspot-contacts"
respondent = "Record ID"
ids = "people"
keys = { email = "Email" }
weight = "weight"
account = "Associated Company"
role = { column = "Buying Role", buyer = ["Budget Holder", "Decision Maker"], user = ["End User"] }
[source.columns]
"How often?" = { facet = "behaviour", scale = "ordinal", levels = ["never", "weekly"] }
"Which?" = { facet = "pain-point", scale = "multiple", separator = ", ", role = "descriptive" }
[population]
source = "crm"
[clustering]
groups = { min = 1, max = 8 }
method = "latent-class"
prior = 1.0
starts = 20
replicates = 50
seed = 7
[privacy]
profile = "internal"
min_cell = 5
key = "privacy.key"
bands = ["Which?"]
"#;
        let manifest = Manifest::from_toml(text, "study.toml").unwrap();
        assert_eq!(manifest.sources.len(), 2);
        assert_eq!(manifest.facets[0].1.line, Some(6));
        let crm = &manifest.sources[1];
        assert_eq!((crm.line, crm.columns.len(), crm.keys.len()), (Some(20), 2, 1));
        assert_eq!(crm.role.as_ref().unwrap().values[0].0, PersonaKind::User);
        assert_eq!(manifest.clustering, ClusteringOptions::default());
        let forced = Manifest::from_toml("[clustering]\ngroups = 4", "m").unwrap();
        assert_eq!(forced.clustering.groups, Groups::Exactly(4));
    }

    #[test]
    fn errors_name_line_expected_found_and_nearest() {
        for (text, message) in [
            (
                "kind = \"users\"",
                "study.toml:1: expected one of user, buyer, customer, decision-maker, influencer, website-visitor, negative for `kind`, found \"users\" (did you mean \"user\"?)",
            ),
            (
                "\n[clustering]\nstarts = \"many\"",
                "study.toml:3: expected a whole number from 1 to 10000 for `starts`, found \"many\"",
            ),
            (
                "[clustering]\ngroups = 0",
                "study.toml:2: expected a whole number from 1 to 50 for `groups`, found 0",
            ),
            (
                "title = \"x\n",
                "study.toml:1: expected TOML, found \"title = \\\"x\": invalid basic string, expected `\"`",
            ),
            ("[[source]]\nid = \"a\"", "study.toml:1: expected a key `path`, found none"),
            (
                "[[source]]\nid = \"a\"\npath = \"b\"\nrespondent = { document = '(' }",
                "study.toml:4: expected a regular expression for `document`, found \"(\"",
            ),
            (
                "[privacy]\nprofile = \"publik\"",
                "study.toml:2: expected one of internal, team, public for `profile`, found \"publik\" (did you mean \"public\"?)",
            ),
            (
                "[privacy]\nprofile = \"team\"\nmin_cell = 3",
                "study.toml:3: expected a whole number from 5 to 1000 for `min_cell`, found 3",
            ),
        ] {
            assert_eq!(error(text), message);
        }
        assert!(error("title = ").starts_with("study.toml:1: expected TOML, found "));
        assert!(
            error("[facets]\ngaol = \"x\"").ends_with("found \"gaol\" (did you mean \"goal\"?)")
        );
        let twice = "[[source]]\nid = \"a\"\npath = \"b\"\n[[source]]\nid = \"a\"\npath = \"c\"";
        assert_eq!(
            error(twice),
            "study.toml:4: expected different ids, found a second source \"a\""
        );
    }
}
