//! Texts of the catalogue for templates, which name them.

use minijinja::value::{Kwargs, Serde, Value};
use minijinja::{Error, ErrorKind};

use crate::locale::Words;
use crate::manifest::{Facet, PersonaKind};

/// A text by its name, with its gaps filled by the arguments of the template.
pub(super) fn said(words: &Words, name: &str, values: &Kwargs) -> Result<String, Error> {
    match without_gaps(words, name) {
        Some(text) => Ok(text),
        None => with_gaps(words, name, values),
    }
}

fn without_gaps(words: &Words, name: &str) -> Option<String> {
    if let Some(facet) = name.strip_prefix("facet_") {
        let facet = Facet::ALL.iter().find(|known| known.name() == facet)?;
        return Some((words.page_of.facet)(*facet).to_owned());
    }
    if let Some(kind) = name.strip_prefix("people_") {
        let kind = PersonaKind::ALL.iter().find(|known| known.name() == kind)?;
        return Some((words.page_of.kind)(*kind).to_owned());
    }
    // By the name of the field, so that a new text needs no entry in a second list.
    let text = Value::from(Serde(&words.page)).get_attr(name).ok()?;
    text.as_str().map(str::to_owned)
}

fn with_gaps(words: &Words, name: &str, values: &Kwargs) -> Result<String, Error> {
    let of = &words.page_of;
    // Templates give numbers and text; a gap for text takes either.
    let text = |gap: &str| values.get::<Value>(gap).map(|value| value.to_string());
    Ok(match name {
        "why_so" => (of.why_so)(values.get("respondents")?, &text("reason")?),
        "other_method" => (of.other_method)(&text("agreement")?),
        "of" => (of.of)(values.get("with")?, values.get("of")?),
        "others" => (of.others)(&text("others")?),
        "picks" => (of.picks)(
            values.get("picked")?,
            values.get("of")?,
            values.get("right")?,
            values.get("members")?,
        ),
        "nearest" => (of.nearest)(&text("people")?),
        "evidence_of" => (of.evidence_of)(&text("id")?),
        "all_evidence_of" => (of.all_evidence_of)(&text("id")?),
        "lift" => (of.lift)(&text("lift")?),
        "are_interviewed" => (of.are_interviewed)(values.get("interviewed")?, values.get("size")?),
        "shows" => (of.shows)(&text("claims")?),
        "in_no_group_of" => {
            (of.in_no_group_of)(values.get("size")?, &text("people")?, &text("share")?)
        }
        "fit_none" => (of.fit_none)(values.get("fit_none")?, values.get("unknown")?),
        "early_signs_intro" => {
            (of.early_signs_intro)(values.get("respondents")?, values.get("others")?)
        }
        "p_after" => (of.p_after)(&text("p")?),
        "places_shown" => (of.places_shown)(
            values.get("shown")?,
            values.get("total")?,
            values.get("against")?,
            values.get("against_total")?,
        ),
        "claims_and_sources" => (of.claims_and_sources)(&text("id")?),
        "notes" => (of.notes)(values.get("notes")?),
        "made_by" => (of.made_by)(&text("version")?, values.get("schema")?),
        "solid_claims" => (of.solid_claims)(values.get("claims")?, &text("grades")?),
        "solid_kinds" => (of.solid_kinds)(values.get("claims")?),
        "solid_against" => (of.solid_against)(values.get("claims")?),
        "interval" => (of.interval)(&text("low")?, &text("high")?),
        "sources_against" => (of.sources_against)(&text("claim")?),
        "workbook_cut" => (of.workbook_cut)(values.get("number")?),
        _ => {
            let message = format!("there is no text {name:?}");
            return Err(Error::new(ErrorKind::InvalidOperation, message));
        }
    })
}
