//! Columns that tell which part people have in a purchase.

use std::collections::BTreeMap;

use super::super::columns::values;
use super::super::text::quote;
use super::columns::OfPeople;
use super::drafted::{DraftedAlternative, DraftedDecision, named};
use crate::locale::ScaffoldWords;
use crate::manifest::{DecisionKind, PersonaKind};
use crate::sources::{Column, header_words, plain_words};

/// Values of such columns, as plain words; a value that holds one of them is of this kind. The
/// first that fits stands.
const PARTS: [(PersonaKind, &str); 4] = [
    (
        PersonaKind::DecisionMaker,
        "decision maker, decision makers, decisionmaker, decider, entscheider, entscheiderin, \
         entscheidungstrager, entscheidungstragerin, decideur, decideuse, decisor, decisora, \
         tomador de decisiones, responsable de decision, decisore, beslisser, decydent",
    ),
    (
        PersonaKind::Influencer,
        "influencer, champion, evaluator, recommender, gatekeeper, coach, beeinflusser, \
         furspreche, fursprecher, bewerter, empfehler, prescripteur, influenceur, influyente, \
         prescriptor, influenzatore, influenciador, beinvloeder",
    ),
    (
        PersonaKind::User,
        "end user, enduser, user, users, anwender, anwenderin, nutzer, nutzerin, endanwender, \
         endnutzer, utilisateur, utilisatrice, usuario, usuaria, usuario final, utente, \
         gebruiker, eindgebruiker, uzytkownik",
    ),
    (
        PersonaKind::Buyer,
        "budget holder, budgetholder, economic buyer, buyer, purchaser, procurement, purchasing, \
         executive sponsor, sponsor, einkaufer, einkauferin, einkauf, kaufer, kauferin, \
         budgetverantwortlich, budgetverantwortliche, budgetverantwortlicher, acheteur, \
         acheteuse, comprador, compradora, compras, acquirente, inkoper, kupujacy",
    ),
];
/// Most different values of such a column.
const MOST_VALUES: usize = 15;

/// The column of parts in a purchase, if a table of people has one.
pub(super) fn doubt(tables: &[OfPeople<'_>], words: &ScaffoldWords) -> Option<DraftedDecision> {
    let (source, label, parts) = tables.iter().find_map(column_of_parts)?;
    let texts = words.decisions;
    let mut kinds = vec![format!("column = {}", quote(label))];
    for (kind, (values, _)) in &parts {
        let values: Vec<String> = values.iter().map(|value| quote(value)).collect();
        kinds.push(format!("{} = [{}]", kind.name(), values.join(", ")));
    }
    let told: Vec<String> =
        parts.iter().map(|(kind, (_, rows))| format!("{rows} {}", kind.name())).collect();
    let apart = (texts.kinds_apart)(&told.join(", "));
    Some(DraftedDecision {
        kind: DecisionKind::Role,
        question: (texts.role)(label, source),
        taken: (Some("roles".to_owned()), apart.clone()),
        columns: vec![named(source, label)],
        alternatives: vec![
            DraftedAlternative::new("roles", apart)
                .set(source, format!("role = {{ {} }}", kinds.join(", "))),
            DraftedAlternative::new("one-kind", texts.kinds_together.to_owned()),
        ],
    })
}

/// Values by the part that they mean, with the rows that have them.
type Parts = BTreeMap<PersonaKind, (Vec<String>, usize)>;

/// The first column of parts of a table, with its source and label.
fn column_of_parts<'a>((facts, draft): &OfPeople<'a>) -> Option<(&'a str, &'a str, Parts)> {
    let mut columns =
        facts.table.columns.iter().filter(|column| Some(column.index) != draft.respondent);
    columns.find_map(|column| Some((facts.id, column.label.as_str(), parts(column)?)))
}

/// The values of a column that mean a part in a purchase, with the rows that have them: of two
/// kinds at least, and most of what is filled.
fn parts(column: &Column) -> Option<Parts> {
    // "User" and "Buyer" are answers to other questions too, so the header must ask for a part
    // where few values are known.
    let asks = header_words(&column.name).iter().any(|word| {
        let plain = plain_words(word);
        plain.contains("rol") || plain == "buying" || plain == "part" || plain == "funktion"
    });
    let levels = column.levels().filter(|_| asks)?;
    let levels: Vec<(&str, usize)> =
        levels.into_iter().filter(|(level, rows)| !level.trim().is_empty() && *rows > 0).collect();
    if levels.len() > MOST_VALUES || values(column).len() < 2 {
        return None;
    }
    let mut parts = Parts::new();
    let (mut known, mut all) = (0, 0);
    for (level, rows) in levels {
        all += rows;
        let Some(kind) = part(level) else { continue };
        known += rows;
        let of_kind = parts.entry(kind).or_default();
        of_kind.0.push(level.trim().to_owned());
        of_kind.1 += rows;
    }
    (parts.len() >= 2 && known * 2 >= all).then_some(parts)
}

/// The part in a purchase that a value names.
fn part(value: &str) -> Option<PersonaKind> {
    // Databases export `BUDGET_HOLDER`.
    let plain = plain_words(&value.replace(['_', '-'], " "));
    let text = format!(" {plain} ");
    let names = |words: &str| {
        words.split(',').any(|word| text.contains(&format!(" {} ", plain_words(word.trim()))))
    };
    PARTS.iter().find(|(_, words)| names(words)).map(|(kind, _)| *kind)
}
