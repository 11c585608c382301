//! A brief for a writer: what may be said of a persona, with ids, and what must not be.

use super::card::found_of;
use super::places::{escaped, translated};
use crate::ids::ClaimId;
use crate::locale::{BriefTexts, Words, percent};
use crate::personas::{Claim, Grade, LEAST_FOR_PERCENT, Persona, PersonaSet};

/// A brief about a persona as Markdown, in the language of the study; `None` if there is no persona
/// of this id.
///
/// It holds the predicates of the claims with their numbers, quotes, what is not known, and what
/// must not be said, each with its id, so that a person or a language model can write from it and
/// what comes back can be checked. It shows no more than the result does: of a guarded result only
/// what is left there.
///
/// ```
/// use persona_synthesis::{Study, Synthesis, render};
///
/// let study = Study::open("data/interviews-only/study.toml")?;
/// let synthesis = Synthesis::run(&study)?;
/// let personas = synthesis.personas();
/// let id = personas.personas[0].id.as_str();
/// let brief = render::brief(personas, id).expect("a persona of the result");
/// assert!(brief.contains(&format!("{id}-01")));
/// assert!(render::brief(personas, "U99").is_none());
/// # Ok::<(), persona_synthesis::Error>(())
/// ```
#[must_use]
pub fn brief(personas: &PersonaSet, id: &str) -> Option<String> {
    let persona = personas.personas.iter().find(|persona| persona.id == id)?;
    let words = Words::of(personas.study.language);
    let texts = words.brief;
    let internal = personas.study.privacy.is_internal();
    let mut text = String::new();
    let title = (texts.title)(persona.id.as_str(), &escaped(&persona.label));
    text.push_str(&format!("# {title}\n\n{}\n", texts.intro));
    let shown = persona.claims.iter().filter(|claim| !claim.decided.hidden);
    section(&mut text, texts.allowed, shown.map(|claim| allowed(texts, words, claim)));
    section(&mut text, texts.quotes, quotes(words, persona).into_iter());
    section(&mut text, texts.unknown, unknown(texts, words, persona, internal).into_iter());
    section(&mut text, texts.forbidden, texts.rules.iter().map(|rule| (*rule).to_owned()));
    Some(text)
}

/// A heading with its items; nothing without items.
fn section(text: &mut String, heading: &str, items: impl Iterator<Item = String>) {
    let items: Vec<String> = items.map(|item| format!("- {item}\n")).collect();
    if !items.is_empty() {
        text.push_str(&format!("\n## {heading}\n\n{}", items.concat()));
    }
}

/// `[U1-04] have trouble with keys: 100 of 130 (77 %, 69 to 84 %); others 44 of 145 (30 %)`
fn allowed(texts: &BriefTexts, words: &Words, claim: &Claim) -> String {
    let support = &claim.support;
    let told = support.told(claim.rate);
    let counted = support.asked < LEAST_FOR_PERCENT;
    let own = (texts.count)(support.with, support.asked);
    let own = match counted {
        true => own,
        false => {
            let [share, low, high] = [told.share, told.low, told.high].map(percent);
            format!("{own} ({})", (texts.percent)(&share, &low, &high))
        }
    };
    let others = &claim.elsewhere;
    let beside = others.share.filter(|_| others.asked > 0).map(|share| {
        let count = (texts.count)(others.with, others.asked);
        if others.asked < LEAST_FOR_PERCENT {
            count
        } else {
            format!("{count} ({} %)", percent(share))
        }
    });
    let numbers = beside.map_or(own.clone(), |others| (texts.numbers)(&own, &others));
    let mut line = format!("\\[{}\\] {}: {numbers}", claim.id, escaped(claim.said()));
    if let Some(middles) = &claim.middle {
        let own = &middles.own;
        let number = |number: f64| words.number(number);
        let typical = (texts.typical)(
            &escaped(&middles.phrase),
            &number(own.low),
            &number(own.high),
            own.known,
        );
        line.push_str(&format!(". {typical}"));
    }
    if claim.grade < Grade::Supported {
        line.push_str(&format!(" ({})", texts.doubtful));
    }
    line
}

/// Words of members, each once, in the order of the claims.
fn quotes(words: &Words, persona: &Persona) -> Vec<String> {
    let own = persona.own_words.iter().flat_map(|own| &own.quotes);
    let own = own.map(|quote| (&quote.claim, &quote.evidence));
    let chosen = persona.quotes.iter().chain(&persona.head).filter(|quote| !quote.against);
    let chosen = chosen.map(|quote| (&quote.claim, &quote.evidence));
    let mut quotes: Vec<(&ClaimId, String)> = Vec::new();
    for (claim, evidence) in chosen.chain(own) {
        let said = translated(words, evidence, words.quote(&escaped(&evidence.quote)));
        let line =
            format!("\\[{}\\] {}: {said}", evidence.id, escaped(evidence.respondent.as_str()));
        if !quotes.iter().any(|(_, known)| *known == line) {
            quotes.push((claim, line));
        }
    }
    let place = |id: &ClaimId| persona.claims.iter().position(|claim| claim.id == *id);
    quotes.sort_by_key(|(claim, _)| place(claim));
    quotes.into_iter().map(|(_, line)| line).collect()
}

/// What nobody was asked, what was asked without a claim, and what the group does less.
fn unknown(
    texts: &BriefTexts,
    words: &'static Words,
    persona: &Persona,
    internal: bool,
) -> Vec<String> {
    let mut lines = Vec::new();
    if !persona.gaps.is_empty() {
        let name = words.page_of.card.facet;
        let gaps: Vec<&str> = persona.gaps.iter().map(|facet| name(*facet)).collect();
        let told = if internal { texts.not_asked } else { texts.not_asked_or_few };
        lines.push(told(&gaps.join(", ")));
    }
    let unshared = persona.unshared.iter();
    lines.extend(unshared.map(|of| escaped(&found_of(words, persona.kind, of))));
    lines.extend(persona.about_label.clone());
    lines
}
