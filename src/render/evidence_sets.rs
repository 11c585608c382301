//! Everything a claim rests on, compressed.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use roaring::RoaringBitmap;
use serde::Serialize;

use super::pretty;
use crate::personas::{Membership, PersonaSet};
use crate::study::PersonaKind;

#[derive(Serialize)]
struct Document {
    schema_version: u32,
    encoding: &'static str,
    respondents: &'static str,
    personas: Vec<Persona>,
    claims: Vec<Claim>,
}

#[derive(Serialize)]
struct Persona {
    id: String,
    members: String,
}

#[derive(Serialize)]
struct Claim {
    id: String,
    persona: String,
    asked: String,
    with: String,
    supporting: Vec<Places>,
    contradicting: Vec<Places>,
}

#[derive(Serialize)]
struct Places {
    source: String,
    column_index: u32,
    records: String,
}

/// The file `evidence-sets.json`: for each claim who was asked, of whom it is so, and every row or coded segment for and against it.
///
/// Sets are Roaring bitmaps in their portable form (github.com/RoaringBitmap/RoaringFormatSpec), in base64. Respondents are numbered
/// from 0 as `membership.csv` lists them; rows and segments are numbered from 0; `column_index` counts from 1 and is 0 for
/// coded segments. Of accounts and of rows that were aggregated the records are the rows of the file, which several respondents may share; where
/// rows were aggregated, `column_index` is that of the value worked out, as in [`Locator::Rows`](crate::Locator::Rows). Support is the size of `with` within the persona's `members`, and so on: every count of a claim follows from
/// here.
#[must_use]
pub fn evidence_sets(personas: &PersonaSet) -> String {
    let members = |id: &str, kind: PersonaKind| {
        let none = personas.unassigned.iter().any(|none| none.id == id);
        let inside = |of: &Membership| {
            if none { of.kind == kind && of.persona.is_none() } else { of.persona.as_deref() == Some(id) }
        };
        let position = personas.memberships().iter().zip(0_u32..);
        position.filter(|(membership, _)| inside(membership)).map(|(_, n)| n).collect::<RoaringBitmap>()
    };
    let described = personas.personas.iter().map(|persona| (&persona.id, persona.kind));
    let described = described.chain(personas.unassigned.iter().map(|none| (&none.id, none.kind)));
    let places = |map: &std::collections::BTreeMap<(String, u32), RoaringBitmap>| {
        map.iter()
            .map(|((source, column_index), records)| Places {
                source: source.clone(),
                column_index: *column_index,
                records: encoded(records),
            })
            .collect()
    };
    let document = Document {
        schema_version: PersonaSet::SCHEMA_VERSION,
        encoding: "Roaring bitmap, portable format, base64",
        respondents: "numbered from 0 in the order of membership.csv",
        personas: described
            .map(|(id, kind)| Persona { id: id.clone(), members: encoded(&members(id, kind)) })
            .collect(),
        claims: personas
            .evidence_sets()
            .iter()
            .map(|set| Claim {
                id: set.claim.clone(),
                persona: set.persona.clone(),
                asked: encoded(&set.asked),
                with: encoded(&set.with),
                supporting: places(&set.supporting),
                contradicting: places(&set.contradicting),
            })
            .collect(),
    };
    pretty(&document)
}

fn encoded(set: &RoaringBitmap) -> String {
    let mut bytes = Vec::with_capacity(set.serialized_size());
    set.serialize_into(&mut bytes).expect("writing to memory does not fail");
    STANDARD.encode(bytes)
}
