//! Facts of persons: gender, education, work.

use super::persons::third;
use crate::phrases::text::{after, is_capital, joined, listed, lower_first, words};
use crate::phrases::types::{Answer, PhraseKind, Said};

pub(super) fn say(stem: &str, answer: &Answer<'_>) -> Said {
    let Answer::Levels(levels) = answer else { return None };
    let asked = third(stem);
    let name = after(
        &asked,
        &["was ist ihr ", "was ist ihre ", "wie ist ihr ", "welches ", "ihr ", "ihre "],
    )
    .unwrap_or(&asked);
    let low = name.to_lowercase();
    let text = match low.as_str() {
        "geschlecht" | "geschlecht haben sie" => gender(levels),
        "familienstand" | "berufliche stellung" | "beschäftigungsstatus" => quality(levels),
        "beruf" | "position" | "rolle" | "tätigkeit" | "funktion" => role(name, levels),
        "wohnort" | "land" | "bundesland" => places(levels),
        _ => highest(name, levels),
    }?;
    Some((PhraseKind::Choice, text))
}

fn gender(levels: &[&str]) -> Option<String> {
    let said: Vec<String> = levels
        .iter()
        .map(|level| {
            let low = level.trim().to_lowercase();
            match low.as_str() {
                "weiblich" | "männlich" | "divers" | "nichtbinär" | "nicht-binär" => Some(low),
                "frau" | "frauen" => Some("Frauen".to_owned()),
                "mann" | "männer" => Some("Männer".to_owned()),
                _ => None,
            }
        })
        .collect::<Option<_>>()?;
    Some(format!("sind {}", listed(&said, "oder")))
}

/// Qualities that are no nouns.
fn quality(levels: &[&str]) -> Option<String> {
    const KNOWN: &[&str] = &[
        "selbstständig",
        "selbständig",
        "angestellt",
        "verbeamtet",
        "arbeitslos",
        "berentet",
        "pensioniert",
        "freiberuflich",
        "ledig",
        "verheiratet",
        "geschieden",
        "verwitwet",
        "berufstätig",
        "erwerbslos",
        "in ausbildung",
        "in rente",
        "arbeitssuchend",
    ];
    let said: Vec<String> = levels
        .iter()
        .map(|level| {
            let low = level.trim().to_lowercase();
            let text = if low.starts_with("in ") { lower_first(level.trim()) } else { low.clone() };
            KNOWN.contains(&low.as_str()).then_some(text)
        })
        .collect::<Option<_>>()?;
    Some(format!("sind {}", listed(&said, "oder")))
}

/// Women by their work in the plural; other names of work in quotation marks.
fn role(name: &str, levels: &[&str]) -> Option<String> {
    let women: Option<Vec<String>> = levels
        .iter()
        .map(|level| {
            let one = words(level).len() == 1 && level.ends_with("in") && is_capital(level);
            one.then(|| format!("{level}nen"))
        })
        .collect();
    if let Some(women) = women {
        return Some(format!("sind {}", listed(&women, "oder")));
    }
    let quoted: Vec<String> = levels.iter().map(|level| format!("„{}“", level.trim())).collect();
    let article = match name {
        "Beruf" => "den Beruf",
        "Position" => "die Position",
        "Rolle" => "die Rolle",
        "Funktion" => "die Funktion",
        _ => return None,
    };
    Some(format!("haben {article} {}", listed(&quoted, "oder")))
}

fn places(levels: &[&str]) -> Option<String> {
    let names = levels.iter().all(|level| words(level).len() == 1 && is_capital(level));
    let bare = names
        && !levels
            .iter()
            .any(|level| matches!(*level, "Schweiz" | "Türkei" | "Ausland" | "Niederlande"));
    bare.then(|| format!("wohnen in {}", listed(levels, "oder")))
}

/// `Höchster Schulabschluss`
fn highest(name: &str, levels: &[&str]) -> Option<String> {
    let (quality, noun) = name.split_once(' ')?;
    if !quality.to_lowercase().starts_with("höchste") || words(noun).len() != 1 {
        return None;
    }
    let quality = if quality.ends_with('r') { "höchsten" } else { &lower_first(quality) };
    let said: Vec<String> =
        levels.iter().map(|level| level.trim().replace('/', " oder ")).collect();
    Some(joined(&["haben", &listed(&said, "oder"), "als", quality, noun]))
}
