//! Parts of names by phrases.

use super::language;
use crate::manifest::Facet;
use crate::phrases::{NamePart, Phrase, PhraseKind, name_part, of_one, rest_after_lead};

fn part(code: &str, facet: Facet, text: &str, rarely: bool) -> String {
    let phrase = Phrase { text: text.to_owned(), kind: PhraseKind::Choice, quoted: false };
    match name_part(language(code), facet, &phrase, "", rarely) {
        None => "none".to_owned(),
        Some(NamePart::Role(role)) => format!("role {role}"),
        Some(NamePart::Tail(tail)) => tail,
    }
}

fn check(code: &str, rows: &[(Facet, &str, &str)]) {
    let wrong: Vec<String> = rows
        .iter()
        .map(|(facet, text, wanted)| (part(code, *facet, text, false), text, wanted))
        .filter(|(said, _, wanted)| said != *wanted)
        .map(|(said, text, wanted)| format!("{text}: said {said:?}, wanted {wanted:?}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn english_phrases_name() {
    check(
        "en",
        &[
            (Facet::RoleInDomain, "work at the front desk", "role Front desk"),
            (Facet::RoleInDomain, "are heads of finance", "role Head of finance"),
            (Facet::RoleInDomain, "are nurses or midwives", "none"),
            (Facet::RoleInDomain, "describe their work as “Bookkeeping”", "role Bookkeeping"),
            (Facet::Tool, "use a paper list next to Acme", "with a paper list"),
            (Facet::Tool, "do not use Excel", "without Excel"),
            (Facet::PainPoint, "have trouble with lost keys", "with lost keys"),
            (Facet::PainPoint, "say lost keys, or none at all, get in their way", "with lost keys"),
            (Facet::PainPoint, "say spare paint needs heat gets in their way", "none"),
            (Facet::PainPoint, "say it gets in their way that doors jam", "none"),
            (Facet::Behaviour, "rarely or never carry a map", "who rarely or never carries a map"),
            (Facet::Behaviour, "text the porter", "who texts the porter"),
            (Facet::Behaviour, "keep a list and write it up", "none"),
            (Facet::Behaviour, "share maps, at least rarely", "none"),
            (Facet::Behaviour, "had at least 3 visits", "none"),
            (Facet::DecisionCriterion, "decided by price", "who decides by price"),
            (Facet::Trigger, "say a flood set off the search for a room", "set off by a flood"),
            (Facet::Goal, "most want quiet rooms", "who wants quiet rooms most"),
            (Facet::Goal, "use Kiln for tiles most", "who uses Kiln for tiles"),
            (Facet::Behaviour, "use Kiln at most once a day", "who uses Kiln at most once a day"),
            (Facet::Value, "agree that they like to try new tools", "who likes to try new tools"),
            (Facet::Behaviour, "agree that they compare prices", "who says they compare prices"),
            (Facet::PainPoint, "do not disagree that they can trust it", "none"),
            (Facet::Demographic, "are under 30", "none"),
        ],
    );
}

#[test]
fn german_phrases_name() {
    check(
        "de",
        &[
            (Facet::RoleInDomain, "arbeiten am Empfang", "role am Empfang"),
            (Facet::RoleInDomain, "arbeiten als Köche", "role Köche"),
            (Facet::Behaviour, "fahren mit dem Rad", "die mit dem Rad fahren"),
            (Facet::Behaviour, "rufen Gäste an", "die Gäste anrufen"),
            (
                Facet::DecisionCriterion,
                "haben danach entschieden, ob es leise ist",
                "die danach entschieden haben, ob es leise ist",
            ),
            (Facet::Behaviour, "fahren höchstens monatlich mit dem Bus", "none"),
        ],
    );
}

#[test]
fn what_few_do_names_only_as_a_deed() {
    assert_eq!(
        part("en", Facet::Behaviour, "ring the porter", true),
        "who rarely rings the porter"
    );
    assert_eq!(part("en", Facet::PainPoint, "have trouble with keys", true), "none");
    assert_eq!(part("en", Facet::Behaviour, "never ring the porter", true), "none");
    assert_eq!(
        part("en", Facet::Goal, "use Kiln for tiles most", true),
        "who rarely uses Kiln for tiles"
    );
    assert_eq!(part("de", Facet::Behaviour, "rufen Gäste an", true), "die selten Gäste anrufen");
}

#[test]
fn a_quoted_answer_is_no_name() {
    let quoted = Phrase {
        text: "answer “Often” to “When?”".to_owned(),
        kind: PhraseKind::Quoted,
        quoted: true,
    };
    assert_eq!(name_part(language("en"), Facet::Behaviour, &quoted, "", false), None);
}

#[test]
fn a_code_names_where_its_definition_is_long() {
    let text = "keep the names of those who would like to come sooner on paper".to_owned();
    let long = Phrase { text, kind: PhraseKind::Code, quoted: false };
    let named =
        name_part(language("en"), Facet::Behaviour, &long, "Does/paper waiting list", false);
    assert_eq!(named, Some(NamePart::Tail("with a paper waiting list".to_owned())));
}

#[test]
fn one_person_has_a_verb_of_one() {
    let of = |text| of_one(language("en"), text);
    assert_eq!(of("have no car").as_deref(), Some("has no car"));
    assert_eq!(of("most want to carry less").as_deref(), Some("most wants to carry less"));
    assert_eq!(of("are finance managers").as_deref(), Some("is a finance manager"));
    assert_eq!(of("do not watch").as_deref(), Some("does not watch"));
    assert_eq!(of("requested a room").as_deref(), Some("requested a room"));
    assert_eq!(of("zorble the door"), None, "the verb is not known");
}

#[test]
fn what_two_predicates_share_is_said_once() {
    let rest = |a, b| rest_after_lead(language("en"), a, b);
    assert_eq!(rest("have trouble with keys", "have trouble with doors"), Some("with doors"));
    assert_eq!(rest("want to sleep", "want to read on trains"), Some("to read on trains"));
    assert_eq!(rest("use R", "use Python"), None, "a bare object would be taken for a subject");
    assert_eq!(
        rest(
            "find rooms that are open to them through blogs",
            "find rooms that are open to them through friends"
        ),
        Some("through friends")
    );
    assert_eq!(rest("ring guests", "have trouble with doors"), None);
}
