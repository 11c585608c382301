//! Claims and evidence as tables: for spreadsheets, databases and boards with sticky notes.

use super::card::{counts, phrase};
use super::cells::{four_digits, four_digits_or_empty};
use super::cited::cited;
use super::csv_text::CsvText;
use crate::ids::SourceId;
use crate::locale::Words;
use crate::locator::Locator;
use crate::manifest::PersonaKind;
use crate::personas::{Claim, Direction, PersonaSet};

/// A persona or those in no group, with what is said of them.
struct ClaimGroup<'a> {
    id: &'a str,
    label: &'a str,
    kind: PersonaKind,
    claims: &'a [Claim],
}

fn claim_groups(personas: &PersonaSet) -> impl Iterator<Item = ClaimGroup<'_>> {
    let words = Words::of(personas.study.language);
    let groups = personas.personas.iter().map(|persona| ClaimGroup {
        id: persona.id.as_str(),
        label: &persona.label,
        kind: persona.kind,
        claims: &persona.claims,
    });
    let signs = personas.early_signs.iter().map(|signs| ClaimGroup {
        id: "N",
        label: words.early_signs,
        kind: PersonaKind::Negative,
        claims: &signs.claims,
    });
    let groups = groups.chain(personas.unassigned.iter().map(move |none| ClaimGroup {
        id: none.id.as_str(),
        label: words.unassigned_title,
        kind: none.kind,
        claims: &none.claims,
    }));
    groups.chain(signs)
}

fn direction(claim: &Claim) -> &'static str {
    match claim.direction {
        Direction::More => "more",
        Direction::Less => "less",
        Direction::Shared => "shared",
    }
}

/// The columns in which a workbook is edited: `pin` and `hide` hold an x or nothing.
pub(crate) const DECIDED_COLUMNS: [&str; 3] = ["say", "pin", "hide"];

pub(super) const CLAIM_COLUMNS: [&str; 27] = [
    "claim_id",
    "persona_id",
    "persona",
    "kind",
    "facet",
    "label",
    "statement",
    DECIDED_COLUMNS[0],
    DECIDED_COLUMNS[1],
    DECIDED_COLUMNS[2],
    "direction",
    "grade",
    "with",
    "asked",
    "share",
    "low",
    "high",
    "share_of",
    "elsewhere_with",
    "elsewhere_asked",
    "elsewhere_share",
    "lift",
    "p_adjusted",
    "source_kinds",
    "evidence",
    "against",
    "rare",
];

/// A row per claim.
pub(super) fn claim_rows(personas: &PersonaSet) -> impl Iterator<Item = Vec<String>> {
    claim_groups(personas).flat_map(|ClaimGroup { id, label, kind, claims }| {
        claims.iter().map(move |claim| {
            let kinds: Vec<&str> = claim.source_kinds.iter().map(|kind| kind.name()).collect();
            let (support, elsewhere) = (&claim.support, &claim.elsewhere);
            let mark = |on: bool| if on { "x" } else { "" }.to_owned();
            vec![
                claim.id.to_string(),
                id.to_owned(),
                label.to_owned(),
                kind.to_string(),
                claim.facet.to_string(),
                claim.label.clone(),
                claim.statement.clone(),
                claim.said().to_owned(),
                mark(claim.decided.pinned),
                mark(claim.decided.hidden),
                direction(claim).to_owned(),
                claim.grade.name().to_owned(),
                support.with.to_string(),
                support.asked.to_string(),
                four_digits(support.share),
                four_digits(support.low),
                four_digits(support.high),
                claim.share_of.as_ref().map_or_else(String::new, SourceId::to_string),
                elsewhere.with.to_string(),
                elsewhere.asked.to_string(),
                four_digits_or_empty(elsewhere.share),
                four_digits_or_empty(claim.lift),
                four_digits(claim.p_adjusted),
                kinds.join(" "),
                claim.evidence_total.to_string(),
                claim.counter_evidence_total.to_string(),
                claim.rare.to_string(),
            ]
        })
    })
}

/// The file `claims.csv`: a row per claim, with its counts and shares (0 to 1).
#[must_use]
pub fn claims_csv(personas: &PersonaSet) -> String {
    csv(&CLAIM_COLUMNS, claim_rows(personas))
}

pub(crate) const TRANSLATION: &str = "translation";

pub(super) const EVIDENCE_COLUMNS: [&str; 17] = [
    "evidence_id",
    "claim_id",
    "persona_id",
    "side",
    "source",
    "respondent",
    "quote",
    TRANSLATION,
    "masked",
    "document",
    "start",
    "end",
    "time",
    "row",
    "column",
    "column_index",
    "digest",
];

/// A row per piece of evidence.
pub(super) fn evidence_rows(personas: &PersonaSet) -> impl Iterator<Item = Vec<String>> {
    cited(personas).map(|cited| {
        let evidence = cited.evidence;
        let side = if cited.against { "against" } else { "for" };
        let mut cells = vec![
            evidence.id.to_string(),
            cited.statement_id.to_owned(),
            cited.persona.to_owned(),
            side.to_owned(),
            evidence.source.to_string(),
            evidence.respondent.to_string(),
            evidence.quote.clone(),
            evidence.translation.clone().unwrap_or_default(),
            evidence.masked.to_string(),
        ];
        cells.extend(place(&evidence.locator));
        cells.push(evidence.digest.as_ref().map_or_else(String::new, ToString::to_string));
        cells
    })
}

/// The file `evidence.csv`: a row per piece of evidence shown, with the words as they may be shown
/// and their location.
#[must_use]
pub fn evidence_csv(personas: &PersonaSet) -> String {
    csv(&EVIDENCE_COLUMNS, evidence_rows(personas))
}

fn csv(header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut table = CsvText::new(header.iter().copied());
    rows.for_each(|cells| table.row(cells.iter().map(String::as_str)));
    table.finish()
}

/// Document, start, end, time, row, column and its position; what does not apply is empty.
fn place(locator: &Locator) -> [String; 7] {
    let mut cells = <[String; 7]>::default();
    match locator {
        Locator::Text { document, .. } if locator.is_sealed() => cells[0].clone_from(document),
        Locator::Text { document, start, end, time, .. } => {
            cells[0].clone_from(document);
            (cells[1], cells[2]) = (start.to_string(), end.to_string());
            cells[3] = time.map_or_else(String::new, |time| time.to_string());
        }
        Locator::Cell { row, column, column_index, .. } => {
            // Row 0 is that of a sealed place.
            cells[4] = if *row > 0 { row.to_string() } else { String::new() };
            cells[5].clone_from(column);
            cells[6] = column_index.to_string();
        }
        Locator::Caller { indicator, row_key } => {
            cells[4] = row_key.clone().unwrap_or_default();
            cells[5].clone_from(indicator);
        }
        Locator::Rows { rows, column, column_index, .. } => {
            cells[4] = crate::locator::stretches(rows);
            cells[5].clone_from(column);
            cells[6] = column_index.to_string();
        }
    }
    cells
}

/// The file `sticky-notes.csv`: a row per claim, with the whole note in its first cell. Boards
/// (Miro, `FigJam`, Mural) make a note of each cell that is pasted.
#[must_use]
pub fn sticky_notes_csv(personas: &PersonaSet) -> String {
    let words = Words::of(personas.study.language);
    let mut table = CsvText::new(["note", "persona", "facet", "grade", "claim_id"]);
    for ClaimGroup { id, label, claims, .. } in claim_groups(personas) {
        for claim in claims.iter().filter(|claim| !claim.decided.hidden) {
            // Boards split pasted text at line breaks into several notes.
            let said = phrase(claim).split_whitespace().collect::<Vec<_>>().join(" ");
            let worded = match claim.decided.worded {
                true => format!("; {}", words.page.worded_by_team),
                false => String::new(),
            };
            let note = format!("{said}: {} [{}{worded}]", counts(words, claim), claim.id);
            let persona = format!("{id} {label}");
            table.row([
                &*note,
                &persona,
                claim.facet.name(),
                claim.grade.name(),
                claim.id.as_str(),
            ]);
        }
    }
    table.finish()
}
