//! Whole portraits, from claims that are made up.

use super::narrative::sentence;
use super::title::Title;
use super::told::{Teller, of_others, own};
use crate::ids::ClaimId;
use crate::locale::HowMany;
use crate::locator::Locator;
use crate::manifest::{Facet, Language, PersonaKind};
use crate::personas::claims::claim::{Claim, DecidedClaim};
use crate::personas::claims::middles::{Middle, Middles};
use crate::personas::evidence::types::{Evidence, NonEmpty};
use crate::personas::propositions::support::{Direction, Grade, Others, Support};
use crate::phrases::{NamePart, Phrase, PhraseKind};
use crate::sources::SourceKind;

/// A claim of so many of so many here, and of so many of so many elsewhere.
pub(super) fn claim(
    facet: Facet,
    phrase: &str,
    own: (usize, usize),
    elsewhere: (usize, usize),
) -> Claim {
    let others = Support::of_counts(elsewhere.0, elsewhere.1);
    let evidence = Evidence {
        id: "U1-01-e1".into(),
        source: "survey".into(),
        respondent: "P1".into(),
        quote: "Yes".to_owned(),
        translation: None,
        masked: false,
        digest: None,
        locator: Locator::Text {
            source: "survey".into(),
            document: "P1.txt".to_owned(),
            start: 0,
            end: 3,
            time: None,
        },
    };
    Claim {
        id: ClaimId::from(format!("U1-{}", phrase.replace(' ', "-"))),
        facet,
        indicator: phrase.to_owned(),
        label: phrase.to_owned(),
        question: None,
        phrase: Phrase { text: phrase.to_owned(), kind: PhraseKind::Choice, quoted: false },
        name: None,
        middle: None,
        statement: phrase.to_owned(),
        direction: Direction::More,
        grade: Grade::Supported,
        p_adjusted: 0.01,
        p_two_kinds: None,
        lift: None,
        support: Support::of_counts(own.0, own.1),
        rate: None,
        elsewhere: Others {
            with: elsewhere.0,
            asked: elsewhere.1,
            share: Some(others.share).filter(|_| elsewhere.1 > 0),
        },
        share_of: None,
        rare: false,
        stage: None,
        source_kinds: vec![SourceKind::Survey],
        by_source_kind: Vec::new(),
        evidence_total: 1,
        counter_evidence_total: 0,
        contradicted_by: 0,
        decided: DecidedClaim::default(),
        evidence: NonEmpty::from_vec(vec![evidence]).unwrap(),
        counter_evidence: Vec::new(),
    }
}

fn of_kind(kind: SourceKind, claim: Claim) -> Claim {
    Claim { source_kinds: vec![kind], ..claim }
}

fn teller(code: &str) -> Teller {
    let language = Language::from_code(code).unwrap();
    Teller::new(language, PersonaKind::User, false, false)
}

fn told(teller: Teller, claims: &[Claim]) -> Vec<String> {
    teller.narrative(claims).into_iter().map(|sentence| sentence.text).collect()
}

fn english() -> Vec<Claim> {
    let hours = Middle { median: 6.5, low: 4.5, high: 8.5, known: 120 };
    let others = Middle { median: 2.0, low: 1.0, high: 3.5, known: 137 };
    let typical = Middles {
        own: hours,
        others: Some(others),
        phrase: "typically spend 6.5 hours a week on repairs".to_owned(),
    };
    vec![
        claim(Facet::RoleInDomain, "work at the gate", (107, 131), (17, 149)),
        of_kind(
            SourceKind::Interviews,
            claim(Facet::Goal, "want to be home by six", (6, 6), (0, 6)),
        ),
        of_kind(SourceKind::Interviews, claim(Facet::Goal, "want quiet shifts", (6, 6), (1, 6))),
        claim(Facet::PainPoint, "have trouble with lost keys", (100, 131), (44, 145)),
        claim(Facet::PainPoint, "have trouble with jammed doors", (79, 131), (18, 145)),
        Claim {
            middle: Some(typical),
            ..claim(
                Facet::Behaviour,
                "spend more than 4 hours a week on repairs",
                (97, 120),
                (20, 137),
            )
        },
        of_kind(SourceKind::Crm, claim(Facet::Behaviour, "have no pass", (138, 153), (31, 124))),
        Claim {
            direction: Direction::Less,
            ..claim(Facet::PainPoint, "have trouble with slow lifts", (4, 131), (48, 145))
        },
        Claim {
            direction: Direction::Shared,
            ..claim(Facet::Tool, "use a radio", (101, 131), (112, 145))
        },
    ]
}

#[test]
fn an_english_story() {
    let wanted = [
        "Four in five work at the gate; of other users, one in ten.",
        "All six we talked to want to be home by six and all six want quiet shifts; of other \
         users, none of six and one of six.",
        "They typically spend 6.5 hours a week on repairs; other users 2.",
        "In the records, nine in ten have no pass; of other users, one in four.",
        "Three in four have trouble with lost keys and three in five with jammed doors; of other \
         users, three in ten and one in ten.",
        "Hardly any have trouble with slow lifts; of other users, one in three.",
        "Like other users, three in four use a radio.",
    ];
    assert_eq!(told(teller("en"), &english()), wanted);
}

#[test]
fn a_german_story() {
    let claims = [
        claim(Facet::RoleInDomain, "arbeiten am Tor", (107, 131), (17, 149)),
        of_kind(SourceKind::Interviews, claim(Facet::Goal, "wollen früh heim", (5, 6), (0, 6))),
        claim(Facet::PainPoint, "ärgern sich über Staub", (100, 131), (48, 145)),
        claim(Facet::PainPoint, "klagen über Lärm", (79, 131), (18, 145)),
        of_kind(
            SourceKind::Crm,
            claim(Facet::Behaviour, "haben keinen Pass", (138, 153), (31, 124)),
        ),
    ];
    let wanted = [
        "Vier von fünf arbeiten am Tor; von den anderen ein Zehntel.",
        "Fünf von sechs Interviewten wollen früh heim; von den anderen keine von sechs.",
        "In den Kundendaten haben neun von zehn keinen Pass; von den anderen ein Viertel.",
        "Drei von vier ärgern sich über Staub und drei von fünf klagen über Lärm; von den anderen \
         ein Drittel und ein Zehntel.",
    ];
    assert_eq!(told(teller("de"), &claims), wanted);
}

#[test]
fn the_line_under_a_name_says_how_many() {
    let line: Vec<String> =
        teller("en").tag_line(&english()).into_iter().map(|sentence| sentence.text).collect();
    let wanted = [
        "All six we talked to want to be home by six.",
        "Three in four have trouble with lost keys.",
    ];
    assert_eq!(line, wanted);
}

#[test]
fn everyone_has_no_others() {
    let alone = Teller::new(Language::default(), PersonaKind::User, true, false);
    let claims: Vec<Claim> = english()
        .into_iter()
        .map(|claim| Claim { direction: Direction::Shared, ..claim })
        .collect();
    let told = told(alone, &claims);
    assert!(told.iter().all(|text| !text.contains("other users")), "{told:?}");
    assert_eq!(told[0], "Four in five work at the gate.");
}

#[test]
fn every_sentence_lists_its_claims_and_the_number_of_each() {
    let claims = english();
    let teller = teller("en");
    for told in teller.narrative(&claims) {
        assert!(!told.claims.is_empty());
        for id in &told.claims {
            let claim = claims.iter().find(|claim| claim.id == *id).unwrap();
            if claim.middle.is_some() {
                continue;
            }
            let many = (teller.words.telling.bare)(own(claim, false));
            let low = told.text.to_lowercase();
            assert!(low.contains(&many) || low.starts_with("all "), "{many} in {}", told.text);
        }
    }
}

#[test]
fn numbers_in_words_are_those_of_the_claim() {
    let many = |with, asked| own(&claim(Facet::Goal, "want it", (with, asked), (1, 9)), false);
    assert_eq!(many(5, 12), HowMany::Count { with: 5, asked: 12 });
    assert_eq!(many(0, 75), HowMany::None);
    assert_eq!(many(75, 75), HowMany::All);
    let interviewed = of_kind(SourceKind::Interviews, claim(Facet::Goal, "want", (30, 40), (0, 0)));
    assert_eq!(own(&interviewed, false), HowMany::Count { with: 30, asked: 40 });
    assert_eq!(of_others(&interviewed, false), None, "nobody else was asked");
}

#[test]
fn a_name_is_short_and_no_other_persona_has_it() {
    let claims = [
        Claim {
            name: Some(NamePart::Role("Gatekeeper".to_owned())),
            ..claim(Facet::RoleInDomain, "are gatekeepers", (9, 10), (1, 10))
        },
        Claim {
            name: Some(NamePart::Tail("with lost keys".to_owned())),
            ..claim(Facet::PainPoint, "have trouble with lost keys", (9, 10), (1, 10))
        },
    ];
    let title = |of: &[usize]| Title {
        claims: of.iter().map(|at| claims[*at].id.clone()).collect(),
        head: None,
        interviews_alone: false,
        in_doubt: true,
        weak: false,
    };
    let titles = [title(&[0, 1]), title(&[1]), title(&[0])];
    let label = |others: &[String]| teller("en").persona_label(&titles, &claims, others);
    let (name, of) = label(&[]);
    assert_eq!(name, "Gatekeeper with lost keys");
    assert!(teller("en").about_label(of.unwrap()).is_some_and(|about| about.contains("confirmed")));
    let (second, of) = label(std::slice::from_ref(&name));
    assert_eq!((second.as_str(), of.unwrap().claims.len()), ("User with lost keys", 1));
    let others = [name, second, "Gatekeeper".to_owned()];
    assert_eq!(label(&others).0, "Users (1)");
    // A name whose claim is withheld would tell of it.
    let (label, _) = teller("en").persona_label(&titles, &claims[1..], &[]);
    assert_eq!(label, "User with lost keys");
}

/// A title of one claim.
fn title_of(claim: &Claim) -> Title {
    Title {
        claims: vec![claim.id.clone()],
        head: None,
        interviews_alone: false,
        in_doubt: false,
        weak: false,
    }
}

#[test]
fn what_tells_apart_names_before_what_is_short() {
    let named = |facet, phrase, name: &str| Claim {
        name: Some(NamePart::Tail(name.to_owned())),
        ..claim(facet, phrase, (9, 10), (1, 10))
    };
    let long = "who finds rooms through people whom they have met before";
    let claims = [
        named(Facet::Behaviour, "walk", "who walks"),
        named(Facet::Behaviour, "run", "who runs"),
        named(Facet::Behaviour, "find", long),
    ];
    let titles = [
        Title { weak: true, ..title_of(&claims[0]) },
        Title { in_doubt: true, ..title_of(&claims[1]) },
        title_of(&claims[2]),
    ];
    let label = |others: &[String]| teller("en").persona_label(&titles, &claims, others).0;
    let sure = label(&[]);
    assert_eq!(sure, format!("User {long}"));
    let doubted = label(std::slice::from_ref(&sure));
    assert_eq!(doubted, "User who runs");
    assert_eq!(label(&[sure, doubted]), "User who walks", "a neighbour could have it too");
}

#[test]
fn an_answer_names_where_no_phrase_does_and_users_are_called_after_what_they_use() {
    let of = |direction| Claim {
        label: "Usually".to_owned(),
        direction,
        ..claim(Facet::Behaviour, "usually zorble the door", (9, 10), (1, 10))
    };
    let label = |claims: &[Claim]| {
        let titles = [Title { head: Some("Kiln user".to_owned()), ..title_of(&claims[0]) }];
        teller("en").persona_label(&titles, claims, &[]).0
    };
    let asked = "Kiln user who answers “Usually” to “usually zorble the door”";
    assert_eq!(label(&[of(Direction::More)]), asked, "an answer needs its question");
    let long = "usually zorble the door that leads from the yard into the shed".to_owned();
    assert_eq!(label(&[Claim { indicator: long.clone(), ..of(Direction::More) }]), "Users (1)");
    let sentence = "The door should be shared by all".to_owned();
    let sentence = Claim { indicator: long, label: sentence, ..of(Direction::More) };
    let named = "Kiln user who answers “The door should be shared by all”";
    assert_eq!(label(&[sentence]), named, "what reads as a sentence needs none");
    let said = claim(Facet::Context, "are married", (9, 10), (1, 10));
    let said = Claim { label: "Married".to_owned(), indicator: "Status".to_owned(), ..said };
    assert_eq!(label(&[said]), "Kiln user who is married");
    let spoken = of_kind(SourceKind::Interviews, of(Direction::More));
    assert_eq!(label(&[spoken]), "Kiln user who speaks of “Usually”");
    let nothing = "Users (1)";
    assert_eq!(label(&[of(Direction::Less)]), nothing, "they do not answer so");
    let asked = Claim { label: "Do you? Usually".to_owned(), ..of(Direction::More) };
    assert_eq!(label(&[asked]), nothing, "a question is no name");
}

#[test]
fn sentences_begin_with_a_capital_and_end_once() {
    let claims = english();
    assert_eq!(sentence("they ask “why?”", &[&claims[0]]).text, "They ask “why?”.");
    assert_eq!(sentence("they go.", &[&claims[0]]).text, "They go.");
}
