//! Everything a claim rests on, compressed.

use std::borrow::Cow;
use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use roaring::RoaringBitmap;
use serde::{Deserialize, Serialize};

use super::pretty::pretty;
use super::read_json::JsonFile;
use crate::error::{Result, shown};
use crate::ids::{ClaimId, PersonaId, SourceId};
use crate::manifest::PersonaKind;
use crate::personas::{Condition, EarlySigns, EvidenceSet, Membership, PersonaSet, RunResult};
use crate::sources::Digest;

#[derive(Serialize, Deserialize)]
struct EvidenceSetsFile {
    schema_version: u32,
    encoding: Cow<'static, str>,
    respondents: Cow<'static, str>,
    personas: Vec<PersonaMembers>,
    claims: Vec<ClaimSets>,
}

#[derive(Serialize, Deserialize)]
struct PersonaMembers {
    id: PersonaId,
    members: String,
}

#[derive(Serialize, Deserialize)]
struct ClaimSets {
    id: ClaimId,
    persona: PersonaId,
    condition: Condition,
    digest: Option<Digest>,
    asked: String,
    with: String,
    supporting: Vec<SourcePlaces>,
    contradicting: Vec<SourcePlaces>,
}

#[derive(Serialize, Deserialize)]
struct SourcePlaces {
    source: SourceId,
    column_index: u32,
    records: String,
}

/// The file `evidence-sets.json`: for each claim the respondents with a known answer, those of whom
/// it is true, and every row or coded segment for and against it.
///
/// Sets are Roaring bitmaps in their portable form (github.com/RoaringBitmap/RoaringFormatSpec), in
/// base64. Respondents are numbered from 0 as `membership.csv` lists them; rows and segments are
/// numbered from 0; values that the caller computed (source `caller:` and the name of the
/// indicator, `column_index` 0) are numbered by respondent; `column_index` counts from 1 and is 0
/// for coded segments. Of accounts and of rows that were aggregated the records are the rows of the
/// file, which several respondents may share; where rows were aggregated, `column_index` is that of
/// the value worked out, as in [`Locator::Rows`](crate::Locator::Rows). Support is the size of
/// `with` within the persona's `members`, and so on: every count of a claim follows from here.
/// `condition` is when a claim is so of a respondent, on the scale of its indicator, levels from 0;
/// `digest` is that of the words at all places of a claim, each with its length before it in 8
/// bytes, lowest first: keyed if the study has a privacy key, null if it has none and some of the
/// words are masked or withheld.
#[must_use]
pub fn evidence_sets(result: &RunResult) -> String {
    let places = |map: &BTreeMap<(SourceId, u32), RoaringBitmap>| {
        map.iter()
            .map(|((source, column_index), records)| SourcePlaces {
                source: source.clone(),
                column_index: *column_index,
                records: encoded(records),
            })
            .collect()
    };
    let document = EvidenceSetsFile {
        schema_version: PersonaSet::SCHEMA_VERSION,
        encoding: "Roaring bitmap, portable format, base64".into(),
        respondents: "numbered from 0 in the order of membership.csv".into(),
        personas: members(result)
            .into_iter()
            .map(|(id, members)| PersonaMembers { id, members: encoded(&members) })
            .collect(),
        claims: result
            .evidence_sets()
            .iter()
            .map(|set| ClaimSets {
                id: set.claim.clone(),
                persona: set.persona.clone(),
                condition: set.condition,
                digest: set.digest.clone(),
                asked: encoded(&set.asked),
                with: encoded(&set.with),
                supporting: places(&set.supporting),
                contradicting: places(&set.contradicting),
            })
            .collect(),
    };
    pretty(&document)
}

/// The members of each persona, of those in no group, and of those not to be served, by position
/// among the memberships.
pub(crate) fn members(result: &RunResult) -> Vec<(PersonaId, RoaringBitmap)> {
    let personas = &result.personas;
    let described = personas.personas.iter().map(|persona| (&persona.id, persona.kind));
    let described = described.chain(personas.unassigned.iter().map(|none| (&none.id, none.kind)));
    let described = described.map(|(id, kind)| (id.as_str(), kind));
    let described = described
        .chain(personas.early_signs.iter().map(|_| (EarlySigns::ID, PersonaKind::Negative)));
    let members = |(id, kind): (&str, PersonaKind)| {
        let none = personas.unassigned.iter().any(|none| none.id == id);
        let inside = |of: &Membership| match id {
            // Signs describe a kind as a whole, whatever its groups.
            EarlySigns::ID => of.kind == kind,
            // Those in no group exist once for each kind, so the kind decides.
            _ if none => of.kind == kind && of.persona.is_none(),
            _ => of.persona.as_ref().map(PersonaId::as_str) == Some(id),
        };
        let position = result.memberships().iter().zip(0_u32..);
        (id.into(), position.filter(|(membership, _)| inside(membership)).map(|(_, n)| n).collect())
    };
    described.map(members).collect()
}

fn encoded(set: &RoaringBitmap) -> String {
    let mut bytes = Vec::with_capacity(set.serialized_size());
    set.serialize_into(&mut bytes).expect("writing to memory does not fail");
    STANDARD.encode(bytes)
}

/// The contents of `evidence-sets.json`.
pub(crate) struct ReadSets {
    pub(crate) sets: Vec<EvidenceSet>,
    /// As [`members`] has them.
    pub(crate) members: Vec<(PersonaId, RoaringBitmap)>,
}

/// Reads `evidence-sets.json` back.
///
/// # Errors
/// [`ErrorKind::Format`](crate::ErrorKind::Format) for a text that is not such a file, or one of
/// another version.
pub(crate) fn read_sets(text: &str) -> Result<ReadSets> {
    let file: EvidenceSetsFile = SETS.read(text)?;
    let members = |persona: PersonaMembers| {
        let members = decoded(persona.id.as_str(), &persona.members)?;
        Ok((persona.id, members))
    };
    Ok(ReadSets {
        sets: file.claims.into_iter().map(read_set).collect::<Result<_>>()?,
        members: file.personas.into_iter().map(members).collect::<Result<_>>()?,
    })
}

const SETS: JsonFile<'static> = JsonFile {
    name: "evidence-sets.json",
    holds: "the evidence-sets.json of a run",
    version: PersonaSet::SCHEMA_VERSION,
    make: "synthesize the study",
};

fn read_set(claim: ClaimSets) -> Result<EvidenceSet> {
    let id = claim.id.as_str();
    let places = |list: Vec<SourcePlaces>| -> Result<BTreeMap<(SourceId, u32), RoaringBitmap>> {
        let place =
            |one: SourcePlaces| Ok(((one.source, one.column_index), decoded(id, &one.records)?));
        list.into_iter().map(place).collect()
    };
    Ok(EvidenceSet {
        asked: decoded(id, &claim.asked)?,
        with: decoded(id, &claim.with)?,
        supporting: places(claim.supporting)?,
        contradicting: places(claim.contradicting)?,
        claim: claim.id,
        persona: claim.persona,
        condition: claim.condition,
        digest: claim.digest,
    })
}

/// A set of a claim or persona of this id.
fn decoded(id: &str, text: &str) -> Result<RoaringBitmap> {
    let bytes = STANDARD.decode(text).ok();
    // The checked form of reading: a file may have been edited, and bytes are not trusted.
    let set = bytes.and_then(|bytes| RoaringBitmap::deserialize_from(bytes.as_slice()).ok());
    set.ok_or_else(|| {
        let expected = format!("a Roaring bitmap in Base64 for {}", shown(id));
        SETS.refuse(&expected, shown(text))
    })
}
