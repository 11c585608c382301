//! The transcripts with the places that claims rest on marked: a page of its own, because it holds
//! every word.

use std::collections::BTreeMap;

use crate::locale::Words;
use crate::locator::Locator;
use crate::personas::{Claim, Evidence, PersonaSet};
use crate::render::markup::entity;
use crate::sources::Transcript;
use crate::study::{Study, is_withheld};

/// A stretch of a transcript, and what rests on it.
struct Mark<'a> {
    start: u32,
    end: u32,
    evidence: &'a str,
    claim: &'a Claim,
    against: bool,
}

/// The file `sources.html`: the whole text of every transcript that holds evidence, with the
/// evidence marked and linked to its claims in `personas.html`.
///
/// It is for those who made the study: names and other personal data stand in it as they were said.
/// Transcripts of respondents who are not to be quoted are left out. It is no part of
/// [`files`](crate::render::files).
#[must_use]
pub fn transcripts(personas: &PersonaSet, study: &Study) -> String {
    let mut marks: BTreeMap<(&str, &str), Vec<Mark<'_>>> = BTreeMap::new();
    for claim in personas.claims() {
        let sides = claim.evidence.iter().map(|evidence| (evidence, false));
        for (evidence, against) in
            sides.chain(claim.counter_evidence.iter().map(|evidence| (evidence, true)))
        {
            if let Locator::Text { source, document, start, end, .. } = &evidence.locator {
                let mark = Mark {
                    start: *start,
                    end: *end,
                    evidence: evidence.id.as_str(),
                    claim,
                    against,
                };
                marks.entry((source.as_str(), document)).or_default().push(mark);
            }
        }
    }
    let withheld = |evidence: &Evidence| evidence.masked && is_withheld(&evidence.quote);
    let silent: Vec<(&str, &str)> =
        personas.evidence().filter(|evidence| withheld(evidence)).filter_map(document).collect();
    // One withheld quote is enough: the transcript holds all words of somebody who refused.
    marks.retain(|place, _| !silent.contains(place));
    let words = Words::of(personas.study.language);
    let mut page =
        HEAD.replace("{language}", words.code).replace("{title}", words.page.sources_title);
    let intro = words.page.sources_intro.to_owned();
    page.push_str(&format!("<h1>{}</h1>\n<p>{intro}</p>\n", text(&personas.study.title)));
    for ((source, name), marks) in &mut marks {
        let number = study.source_position(source);
        let found = number.and_then(|number| {
            study.transcripts(number).iter().find(|read| read.document == *name)
        });
        if let Some(transcript) = found {
            page.push_str(&format!("<section><h2>{}</h2>\n<pre>", text(name)));
            marked(&mut page, transcript, marks, words);
            page.push_str("</pre></section>\n");
        }
    }
    page.push_str("</main></body></html>\n");
    page
}

fn document(evidence: &Evidence) -> Option<(&str, &str)> {
    match &evidence.locator {
        Locator::Text { source, document, .. } => Some((source.as_str(), document)),
        Locator::Cell { .. } | Locator::Rows { .. } | Locator::Caller { .. } => None,
    }
}

/// The text in pieces: each begins or ends where a mark does, so that marks may overlap.
fn marked(page: &mut String, transcript: &Transcript, marks: &mut [Mark<'_>], language: &Words) {
    marks.sort_by_key(|mark| (mark.start, mark.end));
    let mut cuts: Vec<u32> = marks
        .iter()
        .flat_map(|mark| [mark.start, mark.end])
        .chain([0, transcript.text.chars()])
        .collect();
    // Overlapping elements are not allowed in HTML; pieces between all borders are.
    cuts.sort_unstable();
    cuts.dedup();
    for piece in cuts.windows(2) {
        let words = text(transcript.text.slice(piece[0]..piece[1]).unwrap_or_default());
        let mut over =
            marks.iter().filter(|mark| mark.start <= piece[0] && piece[1] <= mark.end).peekable();
        if over.peek().is_none() {
            page.push_str(&words);
            continue;
        }
        page.push_str("<mark>");
        // Anchors lie at the beginning of a mark, links at its end, so that both exist once.
        for begun in marks.iter().filter(|mark| mark.start == piece[0]) {
            page.push_str(&format!("<a id=\"{}\"></a>", text(begun.evidence)));
        }
        page.push_str(&words);
        page.push_str("</mark>");
        for ended in marks.iter().filter(|mark| mark.end == piece[1]) {
            let (id, label) = (text(ended.claim.id.as_str()), text(&ended.claim.label));
            let shown =
                if ended.against { (language.page_of.sources_against)(&id) } else { id.clone() };
            page.push_str(&format!(
                "<a class=\"ref\" href=\"personas.html#{id}\" title=\"{label}\">{shown}</a>"
            ));
        }
    }
}

/// Text that stays text.
fn text(words: &str) -> String {
    let kept = words.chars().filter(|c| !super::is_kept_out(*c));
    kept.fold(String::with_capacity(words.len()), |mut safe, c| {
        match entity(c) {
            Some(entity) => safe.push_str(entity),
            None => safe.push(c),
        }
        safe
    })
}

const HEAD: &str = "<!doctype html>
<html lang=\"{language}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">
<meta name=\"color-scheme\" content=\"light dark\"><title>{title}</title>
<style>body{font:1rem/1.6 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}pre{white-space:pre-wrap;font:inherit}
mark{background:#fdf0c4;color:#1b2330}.ref{font:600 .7rem/1 ui-monospace,monospace;border:1px solid;border-radius:4px;padding:.1em .3em;margin:0 .2em;color:inherit;text-decoration:none}
a:target{outline:3px solid #0a5c92}</style></head><body><main>
";
