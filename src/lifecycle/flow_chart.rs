//! Two waves as a drawing: where people went, or how shares moved.

use super::comparison::{Flow, KindComparison, PersonaFate, WaveComparison, join_ids};
use super::fate::Fate;
use crate::ids::PersonaId;
use crate::render::{Chart, MovedShare, Stream, flow, moved};

impl WaveComparison {
    /// A chart for each kind that both waves have: moves of the respondents who are in both by an
    /// id, or else the changed sizes of personas. [`Pages::waves`](crate::render::Pages::waves)
    /// puts them on the page of the new wave.
    #[must_use]
    pub fn charts(&self) -> Vec<Chart> {
        self.kinds.iter().filter(|kind| !kind.personas.is_empty()).map(chart).collect()
    }
}

fn chart(of: &KindComparison) -> Chart {
    let name = format!("waves-{}", of.kind);
    let due = of.review_by.as_ref().map_or_else(String::new, |day| format!(" Review by {day}."));
    let verdict = format!("Verdict: {}, because {}.{due}", of.verdict.name(), of.reason);
    let (title, how, svg, header, rows) =
        if of.flows.is_empty() { shares(of) } else { streams(of) };
    let description = format!("{how} {verdict}");
    let svg = svg.finish(&name, &title, &description);
    let header = header.iter().map(|cell| (*cell).to_owned()).collect();
    Chart { name, title, description, svg, header, rows, is_table: false, persona: None }
}

type Drawn = (String, &'static str, crate::render::Svg, &'static [&'static str], Vec<Vec<String>>);

/// Where the people of both waves went.
fn streams(of: &KindComparison) -> Drawn {
    const NONE: &str = "in no group";
    let name =
        |id: &Option<PersonaId>| id.as_ref().map_or_else(|| NONE.to_owned(), ToString::to_string);
    let names = |end: &dyn Fn(&Flow) -> String| {
        let mut names: Vec<String> = of.flows.iter().map(end).collect();
        // Those in no group come last.
        names.sort_by(|a, b| (a == NONE).cmp(&(b == NONE)).then(a.cmp(b)));
        names.dedup();
        names
    };
    let (old, new) = (names(&|flow| name(&flow.from)), names(&|flow| name(&flow.to)));
    let stays = |flow: &Flow| match (&flow.from, &flow.to) {
        (Some(from), Some(to)) => {
            of.personas.iter().any(|fate| fate.old.contains(from) && fate.new.contains(to))
        }
        (None, None) => true,
        _ => false,
    };
    let position =
        |names: &[String], name: &str| names.iter().position(|known| known == name).unwrap_or(0);
    let stream = |flow: &Flow| Stream {
        from: position(&old, &name(&flow.from)),
        to: position(&new, &name(&flow.to)),
        people: flow.respondents,
        stays: stays(flow),
    };
    let mut streams: Vec<Stream> = of.flows.iter().map(stream).collect();
    streams.sort_by_key(|stream| (stream.from, stream.to));
    let all: usize = streams.iter().map(|stream| stream.people).sum();
    let same: usize =
        streams.iter().filter(|stream| stream.stays).map(|stream| stream.people).sum();
    let title = format!("{same} of {all} people who are in both waves are where they were");
    let rows = of
        .flows
        .iter()
        .map(|flow| vec![name(&flow.from), name(&flow.to), flow.respondents.to_string()]);
    let how =
        "Bars are groups, bands are people; dark bands stay with their persona, light ones move.";
    (title, how, flow(&old, &new, &streams), &["then", "now", "people"], rows.collect())
}

/// How sizes of personas moved, where nobody can be followed.
fn shares(of: &KindComparison) -> Drawn {
    let named = |ids: &[PersonaId]| join_ids(ids, " + ");
    let row = |fate: &PersonaFate| MovedShare {
        name: format!("{} → {}, {}", named(&fate.old), named(&fate.new), fate.fate.name()),
        then: fate.old_size,
        now: fate.new_size,
    };
    let rows: Vec<MovedShare> = of.personas.iter().map(row).collect();
    let stand = of.personas.iter().filter(|fate| fate.fate == Fate::Matched).count();
    let title = format!("{stand} of {} personas stayed as they were", of.personas.len());
    let whole = |share: Option<f64>| {
        share.map_or_else(|| "–".to_owned(), |share| format!("{:.1} %", share * 100.0))
    };
    let cells =
        rows.iter().map(|row| vec![row.name.clone(), whole(row.then), whole(row.now)]).collect();
    let how = "Ring then, dot now: the share of all respondents of the wave. \
               Ids of the waves do not join, so nobody is followed.";
    (title, how, moved(&rows), &["personas", "share then", "share now"], cells)
}
