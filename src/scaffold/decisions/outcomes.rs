//! Columns that tell how it ended rather than what people are like.

use super::super::headers::is_deal;
use super::super::people::Joining;
use super::super::records::RecordKind;
use super::super::text::quote;
use super::columns::{OfPeople, of_columns, shortened};
use super::drafted::{DraftedAlternative, DraftedDecision, named};
use crate::indicators::propose_facet;
use crate::locale::ScaffoldWords;
use crate::manifest::{DecisionKind, Facet};
use crate::sources::{Item, Scale, header_words, plain_words};

/// Words of short headers for how it ended, as plain words.
const ENDED: &str = "won lost converted conversion purchased bought renewed renewal retained \
    retention upsold gewonnen verloren konvertiert gekauft verlangert verlangerung ganado ganada \
    perdido perdida comprado convertido renovado renovacion gagne perdu achete converti \
    renouvele vinto perso acquistato convertito rinnovato ganho comprou renovou gewonnen \
    gekocht verlengd";
/// Longest header that is a name rather than a question.
const LONGEST: usize = 4;

/// The columns that may shape groups or tell how it ended.
pub(super) fn doubt(
    joining: &Joining<'_>,
    tables: &[OfPeople<'_>],
    words: &ScaffoldWords,
) -> Option<DraftedDecision> {
    let of_deals = joining.facts().iter().filter_map(|facts| {
        let RecordKind::Several(several) = joining.people(facts.number).records.as_ref()? else {
            return None;
        };
        let won = [words.deals_won, words.amount_won];
        let rules = several.rules.iter().map(|(name, _)| name.clone());
        let rules: Vec<String> = rules.filter(|name| won.contains(&name.as_str())).collect();
        (is_deal(facts.table) && !rules.is_empty()).then_some((facts.id, rules))
    });
    let of_people = tables.iter().filter_map(|(facts, draft)| {
        let is_open = |item: &&Item| {
            let counted = matches!(
                item.scale,
                Scale::Nominal | Scale::Ordinal | Scale::Numeric | Scale::Count
            );
            let known = || propose_facet(&item.name, item.labels()) == Some(Facet::Outcome);
            let is_own = Some(item.columns[0]) == draft.respondent;
            counted && !is_own && says_ended(item) && !known()
        };
        let items = facts.items.iter().filter(is_open);
        let labels = items.map(|item| facts.table.columns[item.columns[0]].label.clone());
        let labels: Vec<String> = labels.collect();
        (!labels.is_empty()).then_some((facts.id, labels))
    });
    let found: Vec<(&str, Vec<String>)> = of_deals.chain(of_people).collect();
    if found.is_empty() {
        return None;
    }
    let reading = |name: &str, effect: &str, rule: &str| {
        found.iter().fold(
            DraftedAlternative::new(name, effect.to_owned()),
            |reading, (source, columns)| {
                let rules = columns.iter().map(|column| (column.clone(), rule.to_owned()));
                reading.set(source, of_columns(rules))
            },
        )
    };
    let texts = words.decisions;
    let named_columns =
        || found.iter().flat_map(|(source, columns)| columns.iter().map(move |one| (source, one)));
    let told: Vec<String> = named_columns().map(|(_, column)| quote(column)).collect();
    Some(DraftedDecision {
        kind: DecisionKind::Outcome,
        question: (texts.outcome)(&shortened(&told, words)),
        taken: (Some("describes".to_owned()), texts.describes.to_owned()),
        columns: named_columns().map(|(source, column)| named(source, column)).collect(),
        alternatives: vec![
            reading("describes", texts.describes, "facet = \"outcome\""),
            reading("shapes", texts.shapes, "facet = \"behaviour\", role = \"active\""),
        ],
    })
}

/// True if a short header says that something ended. Of numbers its last word does: `Amount won`
/// counts what was won, `Converted salary` is an amount of money.
fn says_ended(item: &Item) -> bool {
    let words = header_words(&item.name);
    let ended = |word: &String| {
        let plain = plain_words(word);
        ENDED.split_whitespace().any(|known| known == plain)
    };
    let says = match item.labels() {
        [] => words.last().is_some_and(ended),
        _ => words.iter().any(ended),
    };
    says && words.len() <= LONGEST && !item.name.contains('?')
}
