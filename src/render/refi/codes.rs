//! The code tree: the study's codes, and the claims of personas as codes.

use std::collections::BTreeMap;

use roaring::RoaringBitmap;

use super::material::ProjectMaterial;
use super::names::{path, shown};
use super::xml::XmlWriter;
use crate::ids::SourceId;
use crate::locale::Words;
use crate::personas::{Claim, EvidenceSet, PersonaSet, RunResult, Sentence};
use crate::study::Study;

/// The codes by path, parents before their children, each with its guid and description.
pub(super) struct CodeTree {
    codes: BTreeMap<Vec<String>, (String, String)>,
    /// Places of evidence that are no words of a transcript in the project.
    pub(super) elsewhere: u64,
}

/// A group and what is said of it.
struct DescribedGroup<'a> {
    name: String,
    description: String,
    claims: &'a [Claim],
}

impl CodeTree {
    /// All codes; the claims' are put at their places in the material.
    pub(super) fn new(
        result: &RunResult,
        study: &Study,
        material: &mut ProjectMaterial<'_>,
    ) -> Self {
        let mut codes = Self { codes: BTreeMap::new(), elsewhere: 0 };
        let defined = study.codebook().into_iter().flat_map(|book| book.codes());
        let defined = defined.map(|code| (code.path.as_str(), code.definition.as_str()));
        let used = study.segments().iter().flat_map(|segments| &segments.placed);
        for (code, definition) in used.map(|placed| (placed.code.as_str(), "")).chain(defined) {
            let guid = material.code_guid(path(code));
            codes
                .codes
                .insert(path(code).map(str::to_owned).collect(), (guid, definition.to_owned()));
        }
        let personas = &result.personas;
        let words = Words::of(personas.study.language);
        // A team may have a code of this name.
        let top = codes.unused_name(words.project_personas);
        codes.claim_code(material, &[&top], "");
        let sets: BTreeMap<&str, &EvidenceSet> =
            result.evidence_sets().iter().map(|set| (set.claim.as_str(), set)).collect();
        for group in described_groups(personas, words) {
            codes.claim_code(material, &[&top, &group.name], &group.description);
            for claim in group.claims {
                let name = shown(&format!("{} {}", claim.id, claim.label));
                let code = [top.as_str(), &group.name, &name];
                // Some programs know a code by its name alone, wherever it stands.
                let name_against = format!("{} {}", claim.id, words.project_against);
                let against = [top.as_str(), &group.name, &name, &name_against];
                let mut here = 0;
                if let Some(set) = sets.get(claim.id.as_str()) {
                    here = cite(study, material, &set.supporting, &code);
                    // Counter-evidence has a code below the claim's, so that nobody takes it for
                    // support.
                    let contradicting = cite(study, material, &set.contradicting, &against);
                    if contradicting > 0 {
                        codes.claim_code(material, &against, "");
                    }
                    here += contradicting;
                }
                let of = claim.evidence_total.saturating_add(claim.counter_evidence_total) as u64;
                // Cells and withheld transcripts cannot be coded; how many these are is said in the
                // project.
                codes.elsewhere += of.saturating_sub(here);
                let places = (words.project_places)(here, of);
                let grade = words.grade(claim.grade);
                codes.claim_code(
                    material,
                    &code,
                    &format!("{}. [{grade}] {places}", claim.statement),
                );
            }
        }
        codes
    }

    /// A name that no code of the study has at the top.
    fn unused_name(&self, name: &str) -> String {
        let used = |name: &str| {
            self.codes.keys().any(|path| path.first().is_some_and(|first| first == name))
        };
        let numbered = (2..).map(|number| format!("{name} {number}"));
        let mut names = std::iter::once(name.to_owned()).chain(numbered);
        names.find(|name| !used(name)).expect("there are more numbers than codes")
    }

    fn claim_code(&mut self, material: &ProjectMaterial<'_>, path: &[&str], description: &str) {
        let owned = path.iter().map(|name| (*name).to_owned()).collect();
        self.codes.insert(owned, (claim_guid(material, path), description.to_owned()));
    }

    pub(super) fn write(&self, xml: &mut XmlWriter, material: &ProjectMaterial<'_>) {
        xml.open("CodeBook", &[]);
        xml.open("Codes", &[]);
        let mut open: Vec<&str> = Vec::new();
        for (path, (_, description)) in &self.codes {
            let shared =
                open.iter().zip(path).take_while(|(open, part)| **open == part.as_str()).count();
            close(xml, &mut open, shared);
            for level in shared..path.len() {
                let stated = self.codes.get(&path[..=level]);
                let own = stated.map(|(guid, _)| guid.clone());
                let guid = own.unwrap_or_else(|| {
                    material.code_guid(path[..=level].iter().map(String::as_str))
                });
                // A parent that nobody coded with is a heading only.
                let codable = if stated.is_some() { "true" } else { "false" };
                xml.open(
                    "Code",
                    &[("guid", &guid), ("name", &path[level]), ("isCodable", codable)],
                );
                open.push(&path[level]);
            }
            if !description.is_empty() {
                xml.text("Description", description);
            }
        }
        close(xml, &mut open, 0);
        xml.close("Codes");
        xml.close("CodeBook");
    }
}

/// The guid of a code for a persona or claim, which no code of the study has.
fn claim_guid(material: &ProjectMaterial<'_>, path: &[&str]) -> String {
    material.guid(&[&["claim"], path].concat())
}

/// Puts a code at the places of evidence that are words of a transcript; how many there are.
fn cite(
    study: &Study,
    material: &mut ProjectMaterial<'_>,
    places: &BTreeMap<(SourceId, u32), RoaringBitmap>,
    path: &[&str],
) -> u64 {
    let guid = claim_guid(material, path);
    let mut here = 0;
    for ((source, _), positions) in places {
        let segments = study.segments().iter().find(|own| study.source_id(own.source) == source);
        let Some(segments) = segments else { continue };
        let placed = positions.iter().filter_map(|position| segments.placed.get(position as usize));
        here += placed.filter(|placed| material.cite(segments, placed, &guid)).count() as u64;
    }
    here
}

/// Closes the codes below a level.
fn close(xml: &mut XmlWriter, open: &mut Vec<&str>, level: usize) {
    while open.len() > level {
        xml.close("Code");
        open.pop();
    }
}

/// The personas, those in no group, and the signs of those not to be served, as far as something is
/// claimed of them.
fn described_groups<'a>(personas: &'a PersonaSet, words: &Words) -> Vec<DescribedGroup<'a>> {
    let told = |sentences: &[Sentence]| {
        sentences.iter().map(|sentence| sentence.text.as_str()).collect::<Vec<_>>().join(" ")
    };
    let groups = personas.personas.iter().map(|persona| DescribedGroup {
        name: shown(&format!("{} {}", persona.id, persona.label)),
        description: told(&persona.narrative),
        claims: &persona.claims,
    });
    let others = personas.unassigned.iter().map(|none| DescribedGroup {
        name: format!("{} {}", none.id, words.unassigned_title),
        description: told(&none.narrative),
        claims: &none.claims,
    });
    let signs = personas.early_signs.iter().map(|signs| DescribedGroup {
        name: words.early_signs.to_owned(),
        description: String::new(),
        claims: &signs.claims,
    });
    groups.chain(others).chain(signs).filter(|group| !group.claims.is_empty()).collect()
}
