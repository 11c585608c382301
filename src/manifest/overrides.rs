//! Decisions of people about personas, in one file that stays beside the manifest from run to run.

use std::path::Path;

use toml::de::DeTable;

use super::definition::{Manifest, Theme};
use super::facets::unknown_facet;
use super::files::read_toml;
use super::keys::{Keys, Text, line_ends};
use super::kind::Facet;
use super::stated::Stated;
use crate::error::{Result, shown};
use crate::locator::Place;
use crate::sources::{Digest, Reach};

/// Name of the file of decisions, beside the manifest.
pub(crate) const OVERRIDES: &str = "overrides.toml";

/// Human decisions about a result: names, notes, marks of review and assumptions for personas,
/// quotes to show or to leave out, and themes.
///
/// ```
/// use persona_synthesis::manifest::Overrides;
///
/// let decided = Overrides::from_toml(
///     "[[persona]]\nid = \"U1\"\nname = \"Fills gaps from a paper list\"\n\
///      reviewed = 2026-05-03\n",
///     "overrides.toml",
/// )?;
/// assert_eq!(decided.personas[0].name.as_deref(), Some("Fills gaps from a paper list"));
/// # Ok::<(), persona_synthesis::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Overrides {
    /// Decisions about personas.
    pub personas: Vec<PersonaDecision>,
    /// Decisions about claims.
    pub claims: Vec<ClaimDecision>,
    /// Digests of evidence whose words are shown first among the quotes of a persona, as they are
    /// in results. Digests of masked words are keyed: they need the privacy key, and another key
    /// makes other digests.
    pub pinned: Vec<Stated<String>>,
    /// Digests of evidence whose words are not shown.
    pub banned: Vec<Stated<String>>,
    /// Translations of words, each by the digest of the evidence; shown beside the original.
    pub translations: Vec<(Stated<String>, String)>,
    /// Codes and answers that have the same meaning, in addition to those of the manifest.
    pub themes: Vec<Theme>,
}

/// Human decisions about one persona.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PersonaDecision {
    /// Id of the persona in the result that the decision was made on; the group keeps this id.
    pub id: Stated<String>,
    /// Name of the persona.
    pub name: Option<String>,
    /// Note to the readers.
    pub note: Option<String>,
    /// Day of its review, with the reviewer if the text names one.
    pub reviewed: Option<String>,
    /// Assumptions about it without evidence, each with its facet.
    pub assumptions: Vec<(Facet, String)>,
}

/// Human decisions about one claim of a persona.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ClaimDecision {
    /// Id of the persona in the result that the decision was made on.
    pub persona: Stated<String>,
    /// Aspect of the claim.
    pub facet: Facet,
    /// Label of the claim: its id is another one in another run.
    pub label: String,
    /// The claim as the predicate of a sentence about people, in the words of the team.
    pub say: Option<String>,
    /// True if it comes first among the claims of its aspect.
    pub pin: bool,
    /// True if it is left off the card and out of the sentences; the evidence keeps it.
    pub hide: bool,
}

impl ClaimDecision {
    /// Makes an empty decision about a claim.
    #[must_use]
    pub fn new(persona: &str, facet: Facet, label: impl Into<String>) -> Self {
        let label = label.into();
        Self { persona: persona.into(), facet, label, say: None, pin: false, hide: false }
    }
}

impl PersonaDecision {
    /// Makes an empty decision about the persona of this id.
    #[must_use]
    pub fn new(id: &str) -> Self {
        Self { id: id.into(), name: None, note: None, reviewed: None, assumptions: Vec::new() }
    }
}

impl Overrides {
    /// Reads decisions from a file.
    ///
    /// # Errors
    /// [`ErrorKind::Read`](crate::ErrorKind::Read) if it cannot be read,
    /// [`ErrorKind::Manifest`](crate::ErrorKind::Manifest) for anything that is not understood.
    pub fn from_path(path: impl AsRef<Path>) -> Result<Self> {
        Self::from_path_in(&Reach::default(), path.as_ref())
    }

    /// Reads decisions from a file within reach.
    pub(crate) fn from_path_in(reach: &Reach, path: &Path) -> Result<Self> {
        let name = path.display().to_string();
        Self::from_toml(&read_toml(reach, path, &name)?, &name)
    }

    /// Reads decisions from their text; messages call it `name`.
    ///
    /// # Errors
    /// [`ErrorKind::Manifest`](crate::ErrorKind::Manifest) for anything that is not understood.
    pub fn from_toml(text: &str, name: &str) -> Result<Self> {
        let ends = line_ends(text);
        let source = Text::new(name, &ends);
        let document = DeTable::parse(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            source.error(at, "TOML", &error.message().replace('\n', " "), None)
        })?;
        let mut keys = Keys::new(source, document.get_ref(), 0);
        let mut decided = Self::default();
        for persona in keys.tables("persona")? {
            decided.personas.push(persona_decision(persona)?);
        }
        for claim in keys.tables("claim")? {
            decided.claims.push(claim_decision(claim)?);
        }
        if let Some(mut quotes) = keys.table("quotes")? {
            (decided.pinned, decided.banned) =
                (digests(&mut quotes, "pin")?, digests(&mut quotes, "ban")?);
            quotes.finish()?;
        }
        if let Some(translations) = keys.table("translations")? {
            for (digest, words) in translations.entries() {
                let words = translations.text(&digest.value, words)?;
                check_digest(&translations, &digest)?;
                decided.translations.push((digest, words));
            }
        }
        if let Some(themes) = keys.table("themes")? {
            for (name, members) in themes.entries() {
                let members = themes.string_list(&name.value, members)?;
                decided.themes.push(Theme { name, members });
            }
        }
        keys.finish()?;
        Ok(decided)
    }

    /// Adds the themes of the decisions to a manifest.
    pub fn apply_to(&self, manifest: &mut Manifest) {
        manifest.themes.extend(self.themes.iter().cloned());
    }
}

fn persona_decision(mut persona: Keys<'_>) -> Result<PersonaDecision> {
    let mut decision = PersonaDecision {
        id: persona.required("id")?,
        name: persona.string("name")?.map(|name| name.value),
        note: persona.string("note")?.map(|note| note.value),
        reviewed: persona.day("reviewed")?.map(|day| day.value),
        assumptions: Vec::new(),
    };
    if let Some(assumptions) = persona.table("assumptions")? {
        for (facet, texts) in assumptions.entries() {
            let known =
                (facet.value.parse::<Facet>()).map_err(|_| unknown_facet(persona.text, &facet))?;
            let texts = assumptions.string_list(&facet.value, texts)?;
            decision.assumptions.extend(texts.into_iter().map(|text| (known, text.value)));
        }
    }
    persona.finish()?;
    Ok(decision)
}

fn claim_decision(mut claim: Keys<'_>) -> Result<ClaimDecision> {
    let (persona, facet) = (claim.required("persona")?, claim.required("facet")?);
    let known = (facet.value.parse::<Facet>()).map_err(|_| unknown_facet(claim.text, &facet))?;
    let decision = ClaimDecision {
        persona,
        facet: known,
        label: claim.required("label")?.value,
        say: claim.string("say")?.map(|say| say.value).filter(|say| !say.trim().is_empty()),
        pin: claim.flag("pin")?.unwrap_or_default(),
        hide: claim.flag("hide")?.unwrap_or_default(),
    };
    claim.finish()?;
    Ok(decision)
}

/// Digests as results have them.
fn digests(keys: &mut Keys<'_>, key: &'static str) -> Result<Vec<Stated<String>>> {
    let found = keys.strings(key)?;
    found.iter().try_for_each(|digest| check_digest(keys, digest))?;
    Ok(found)
}

/// Refuses a mistyped digest: it would match nothing and change nothing.
fn check_digest(keys: &Keys<'_>, digest: &Stated<String>) -> Result<()> {
    let kinds = [Digest::PLAIN, Digest::KEYED].into_iter();
    let hash = kinds.filter_map(|kind| digest.value.strip_prefix(kind)).next().unwrap_or_default();
    if hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Ok(());
    }
    let expected = "the digest of an evidence, as `personas.json` has it".to_owned();
    let place = Place { line: digest.line, ..Place::file(keys.text.name) };
    let found = format!("{:?}", shown(&digest.value));
    Err(crate::error::ErrorKind::Manifest { place, expected, found, nearest: None }.into())
}
