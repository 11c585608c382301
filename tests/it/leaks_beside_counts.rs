//! Guarded outputs tell of no few people beside their counts either: labels, borders, ids, sources,
//! words.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::OnceLock;

use persona_synthesis::lifecycle::apply_overrides;
use persona_synthesis::manifest::{Overrides, Profile};
use persona_synthesis::personas::{Claim, Direction, Draft};
use persona_synthesis::phrases::NamePart;
use persona_synthesis::study::Pseudonyms;
use persona_synthesis::{Locator, RespondentId};

use crate::leaks::{Guarded, KEY, all, guarded, keyed, outputs};
use crate::support::synthesize;

const PEOPLE: usize = 64;

/// The monthly spend of a person to the cent: no two are the same.
fn spend(person: usize) -> f64 {
    let base = if person < PEOPLE / 2 { 39_000.0 } else { 37_500.0 };
    ((base + 137.0 * ((person * 7) % 32) as f64 + 0.01 * (person + 11) as f64) * 100.0).round()
        / 100.0
}

fn id(person: usize) -> String {
    format!("Member-{person:02}")
}

/// Two kinds of people: who answer as their kind does but for two, spend different amounts, and are
/// interviewed in part; one in each kind refuses to be quoted. The second survey knows all but
/// three of them; two documents are of nobody.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let mut survey = String::from("Participant,Invoices,Calls,Habit,Spend\n");
    let mut second = String::from("Participant,Plan\n");
    let mut consent = String::from("respondent,quotable\n");
    let mut segments = String::from("document,code,start,end\n");
    std::fs::create_dir(path("interviews")).unwrap();
    for person in 0..PEOPLE {
        let first = person < PEOPLE / 2;
        // Every sixth answers as the others do: without them the columns would be copies, of which
        // one counts.
        let often = |so: bool| if so { "Always" } else { "Never" };
        let (invoices, calls) =
            (often(first != (person % 6 == 0)), often(first == (person % 6 == 1)));
        let habit = if first == (person % 32 > 1) { "Paper ledger" } else { "Shared calendar" };
        writeln!(survey, "{},{invoices},{calls},{habit},{:.2}", id(person), spend(person)).unwrap();
        if person > 2 {
            writeln!(second, "{},{}", id(person), if person % 2 == 0 { "Gold" } else { "Silver" })
                .unwrap();
        }
        if person % 32 >= 12 {
            continue;
        }
        let mut text = String::from("I: What is in your way?\n\n");
        let said = if first {
            [
                ("Pain", "late invoices"),
                ("Goal", "quiet mornings"),
                ("Routine", "paper lists"),
                ("Need", "larger desks"),
            ]
        } else {
            [
                ("Pain", "ringing phones"),
                ("Goal", "happy callers"),
                ("Routine", "sticky notes"),
                ("Need", "louder bells"),
            ]
        };
        for (facet, theme) in said {
            let words = format!(
                "Every single week it is all about {theme}, says number {person}, ledgerwise{first}."
            );
            text.push_str("N: ");
            let start = text.chars().count();
            writeln!(
                segments,
                "{}.txt,{facet}/{theme},{start},{}",
                id(person),
                start + words.chars().count()
            )
            .unwrap();
            text.push_str(&format!("{words}\n\nI: Go on.\n\n"));
        }
        std::fs::write(path(&format!("interviews/{}.txt", id(person))), text).unwrap();
        writeln!(consent, "{},{}", id(person), if person % 32 == 3 { "no" } else { "yes" })
            .unwrap();
    }
    for note in ["minutes", "plan"] {
        std::fs::write(path(&format!("interviews/{note}.txt")), "N: Nobody said this.\n").unwrap();
    }
    std::fs::write(path("survey.csv"), survey).unwrap();
    std::fs::write(path("second.csv"), second).unwrap();
    std::fs::write(path("consent.csv"), consent).unwrap();
    std::fs::write(path("segments.csv"), segments).unwrap();
    let manifest = "title = \"Spending\"\n[facets]\npain-point = [\"Pain/*\"]\ngoal = [\"Goal/*\"]\nbehaviour = [\"Invoices\", \"Calls\", \"Habit\", \"Spend\"]\ntool = [\"Routine/*\"]\ncontext = [\"Need/*\"]\n\
        [[source]]\nid = \"interviews\"\npath = \"interviews\"\nrespondent = { document = '^(Member-\\d+)' }\nconsent = { file = \"consent.csv\" }\n\
        [[source]]\nid = \"codes\"\npath = \"segments.csv\"\ntranscripts = \"interviews\"\n\
        [[source]]\nid = \"survey\"\npath = \"survey.csv\"\nrespondent = \"Participant\"\nids = \"people\"\n\
        [[source]]\nid = \"second\"\npath = \"second.csv\"\nrespondent = \"Participant\"\nids = \"people\"\n\
        [clustering]\ngroups = 2\nstarts = 4\nreplicates = 10\n";
    std::fs::write(path("study.toml"), manifest).unwrap();
    folder
}

/// The study for the team and for everybody.
fn spending() -> &'static [Guarded] {
    static ALL: OnceLock<Vec<Guarded>> = OnceLock::new();
    ALL.get_or_init(|| {
        let folder = folder();
        let path = folder.path().join("study.toml");
        let set = synthesize(keyed(&path, Profile::Internal)).unwrap().draft;
        [Profile::Team, Profile::Public].map(|profile| guarded(keyed(&path, profile), &set)).into()
    })
}

/// A draft whose personas are without what people said and who they are.
fn without_words(draft: &Draft) -> Draft {
    fn silence(evidence: &mut persona_synthesis::personas::Evidence) {
        evidence.quote.clear();
        evidence.respondent = "".into();
    }
    let mut draft = draft.clone();
    let set = draft.personas_mut();
    let unassigned = set.unassigned.iter_mut().map(|none| (&mut none.claims, &mut none.quotes));
    for (claims, quotes) in
        set.personas.iter_mut().map(|one| (&mut one.claims, &mut one.quotes)).chain(unassigned)
    {
        claims
            .iter_mut()
            .flat_map(|claim| claim.evidence.iter_mut().chain(&mut claim.counter_evidence))
            .for_each(silence);
        quotes.iter_mut().for_each(|quote| silence(&mut quote.evidence));
    }
    for persona in &mut set.personas {
        persona.words.clear();
        persona.quantities.clear();
    }
    draft
}

/// True if a text holds these words, not as a part of longer ones.
fn holds(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let around = [text[..at].chars().next_back(), text[at + words.len()..].chars().next()];
        !around.into_iter().flatten().any(char::is_alphanumeric)
    })
}

#[test]
fn no_output_says_what_a_withheld_claim_says() {
    let mut looked_for = BTreeSet::new();
    for of in all().iter().chain(spending()) {
        let said = |claim: &Claim| {
            let question = claim.question.clone().unwrap_or_default();
            let answer = claim
                .label
                .strip_prefix(&question)
                .unwrap_or(&claim.label)
                .trim_start_matches([':', ' ']);
            [
                claim.label.to_lowercase(),
                answer.to_lowercase(),
                question.to_lowercase(),
                claim.indicator.to_lowercase(),
            ]
        };
        let rows = of.guarded.personas().profiles.iter().flat_map(|profile| &profile.rows);
        let rows = rows.flat_map(|row| [row.label.to_lowercase(), row.indicator.to_lowercase()]);
        let claims = of
            .guarded
            .personas()
            .claims()
            .flat_map(|claim| said(claim).into_iter().chain([claim.statement.to_lowercase()]));
        let shown: String = claims.chain(rows).collect::<Vec<_>>().join("\n");
        let withheld = of
            .set
            .personas()
            .claims()
            .filter(|claim| of.guarded.personas().claim(claim.id.as_str()).is_none());
        // A word or two of few letters stand in the texts of the pages.
        let withheld: BTreeSet<String> = withheld
            .flat_map(said)
            .filter(|words| words.len() > 8 && !holds(&shown, words))
            .collect();
        for file in outputs(&without_words(&of.guarded))
            .into_iter()
            .filter(|file| file.name != "personas.schema.json")
        {
            let text = file.text().unwrap().to_lowercase();
            for words in &withheld {
                assert!(!holds(&text, words), "{words:?} in {}", file.name);
            }
        }
        looked_for.extend(withheld);
    }
    assert!(looked_for.len() > 10 && looked_for.contains("paper ledger"), "{looked_for:?}");
}

#[test]
fn labels_are_made_of_the_claims_that_are_shown() {
    for of in spending() {
        for persona in &of.guarded.personas().personas {
            let label = &persona.label;
            let stated = |claim: &Claim| {
                // Without a phrase that is short enough the answer is quoted.
                let part = claim.name.as_ref().map_or(claim.label.as_str(), NamePart::text);
                claim.direction == Direction::More && label.contains(part)
            };
            let nothing = label.starts_with("Users");
            assert!(nothing || persona.claims.iter().any(stated), "{label}");
        }
    }
}

#[test]
fn a_name_that_people_gave_stays_masked() {
    let of = &spending()[0];
    let named =
        "[[persona]]\nid = \"U1\"\nname = \"Keepers of a paper ledger, as Member-05 says\"\n";
    let set = apply_overrides(
        of.set.clone(),
        &of.study,
        &Overrides::from_toml(named, "overrides.toml").unwrap(),
    )
    .unwrap();
    let matrix = persona_synthesis::IndicatorMatrix::from_study(&of.study).unwrap();
    let labels: Vec<String> = set
        .guarded(&of.study, &matrix)
        .unwrap()
        .into_personas()
        .personas
        .into_iter()
        .map(|persona| persona.label)
        .collect();
    assert_eq!(labels[0], "Keepers of a paper ledger, as [name] says");
    assert_eq!(labels[1], of.guarded.personas().personas[1].label);
}

/// Of what sources do not speak there is no evidence; of what is withheld there is.
#[test]
fn a_withheld_field_is_not_called_a_gap() {
    for of in all().iter().chain(spending()) {
        for persona in &of.guarded.personas().personas {
            let own = of.set.personas().personas.iter().find(|own| own.id == persona.id).unwrap();
            assert!(
                persona.gaps.iter().all(|gap| own.claims.iter().all(|claim| claim.facet != *gap)),
                "{:?}",
                persona.gaps
            );
        }
    }
}

#[test]
fn borders_are_round_and_everything_is_counted_there() {
    let exact: Vec<String> = (0..PEOPLE).map(|person| spend(person).to_string()).collect();
    for of in spending() {
        let internal = of.set.personas().claims().find(|claim| claim.indicator == "Spend").unwrap();
        assert!(exact.iter().any(|amount| holds(&internal.label, amount)), "{internal}");
        for file in outputs(&of.guarded) {
            let found = exact.iter().find(|amount| file.text().unwrap().contains(amount.as_str()));
            assert_eq!(found, None, "in {}", file.name);
        }
        let mut told = 0;
        for persona in &of.guarded.personas().personas {
            // The groups are the two halves.
            let high = persona
                .claims
                .iter()
                .any(|claim| claim.indicator == "Invoices" && claim.label.contains("Always"));
            let members = |person: &usize| (*person < PEOPLE / 2) == high;
            for claim in persona.claims.iter().filter(|claim| claim.indicator == "Spend") {
                told += 1;
                let border: f64 = claim.label.rsplit(' ').next().unwrap().parse().unwrap();
                let so =
                    |person: &usize| (spend(*person) > border) == claim.label.contains("more than");
                let counted = (0..PEOPLE).filter(members).filter(so).count();
                assert_eq!(
                    (claim.support.with, claim.support.asked),
                    (counted, PEOPLE / 2),
                    "{claim}"
                );
                assert!(
                    claim.statement.contains(&format!("{border}: {counted} of 32"))
                        || claim.statement.contains(&claim.label),
                    "{claim}"
                );
                assert!((border / 50.0).fract() == 0.0, "{border}");
                // Of a number it is never claimed that members have it less, so nobody is against.
                assert_ne!(claim.direction, Direction::Less, "{claim}");
                let against = [claim.contradicted_by, claim.counter_evidence_total];
                assert_eq!((against, claim.counter_evidence.len()), ([0, 0], 0), "{claim}");
            }
        }
        assert!(told > 0);
        let rows: Vec<_> = of.guarded.personas().profiles[0]
            .rows
            .iter()
            .filter(|row| row.indicator == "Spend")
            .collect();
        for row in &rows {
            let border: f64 = row.label.rsplit(' ').next().unwrap().parse().unwrap();
            let so = |person: &usize| (spend(*person) > border) == row.label.contains("more than");
            assert_eq!(row.everyone.with, (0..PEOPLE).filter(so).count(), "{row:?}");
        }
        assert!(!rows.is_empty());
    }
}

/// Ids of evidence have no gaps where somebody refused, and neither they nor positions follow the
/// order of respondents.
#[test]
fn evidence_is_numbered_and_ordered_by_the_key() {
    let (mut fewer, mut against_order, mut other_order) = (0, 0, 0);
    for of in all().iter().chain(spending()) {
        let pseudonyms = Pseudonyms::new(KEY).unwrap();
        let people: Vec<RespondentId> =
            of.study.respondents().map(|one| pseudonyms.pseudonym(one.name())).collect();
        let team = of.guarded.personas().study.privacy == Profile::Team;
        let mut orders: Vec<Vec<usize>> = Vec::new();
        for claim in of.guarded.personas().claims() {
            let lists = [
                ('e', claim.evidence.iter().collect::<Vec<_>>()),
                ('c', claim.counter_evidence.iter().collect()),
            ];
            for (mark, list) in lists {
                let ids: Vec<&str> = list.iter().map(|evidence| evidence.id.as_str()).collect();
                let expected: Vec<String> =
                    (1..=list.len()).map(|number| format!("{}-{mark}{number}", claim.id)).collect();
                assert_eq!(ids, expected);
                let quoted = list
                    .iter()
                    .filter(|evidence| evidence.respondent.as_str().starts_with('R') && team);
                let order = quoted.map(|one| {
                    people
                        .iter()
                        .position(|name| one.respondent.as_str().starts_with(name.as_str()))
                        .unwrap()
                });
                orders.push(order.collect());
            }
            let own = of.set.personas().claim(claim.id.as_str()).unwrap();
            let quotable = own.evidence.iter().filter(|one| {
                matches!(one.locator, Locator::Text { .. }) && !one.quote.starts_with('[')
            });
            fewer += usize::from(
                team && quotable.count()
                    > claim.evidence.iter().filter(|one| !one.quote.starts_with('[')).count(),
            );
        }
        against_order += orders.iter().filter(|order| !order.is_sorted()).count();
        for one in &orders {
            for other in &orders {
                let places = |person: &usize| {
                    Some((
                        one.iter().position(|own| own == person)?,
                        other.iter().position(|own| own == person)?,
                    ))
                };
                let mut places: Vec<(usize, usize)> = one.iter().filter_map(places).collect();
                places.sort_unstable();
                other_order += usize::from(!places.is_sorted_by_key(|(_, place)| *place));
            }
        }
        for quote in of.guarded.personas().personas.iter().flat_map(|persona| &persona.quotes) {
            assert!(
                of.guarded.personas().evidence().any(|evidence| *evidence == quote.evidence),
                "{quote:?}"
            );
        }
        for amount in of.guarded.personas().personas.iter().flat_map(|persona| &persona.quantities)
        {
            let evidence = of
                .guarded
                .personas()
                .evidence()
                .find(|evidence| evidence.id == amount.evidence)
                .unwrap();
            assert!(evidence.quote.contains(&amount.words), "{amount:?}");
        }
    }
    assert!(fewer > 2, "all words that may be quoted are shown, so that the rest refuses: {fewer}");
    // Two lists in different orders show that no one order of the people is behind them all.
    assert!(against_order > 2 && other_order > 1, "{against_order}, {other_order}");
}

/// Totals less each other: who is in no source, has no record, refuses.
#[test]
fn differences_of_totals_tell_of_no_few() {
    let safe = |count: usize| count == 0 || count >= 5;
    for of in all().iter().chain(spending()) {
        let of_source =
            |id: &str| of.guarded.personas().study.sources.iter().find(|source| source.id == id);
        for source in
            of.guarded.personas().study.sources.iter().filter(|source| source.respondents > 0)
        {
            let total = of.guarded.personas().study.respondents;
            // Rounded down to fives, a difference may be nobody.
            let rounded = source.respondents % 5 == 0;
            assert!(
                rounded || safe(source.respondents) && safe(total - source.respondents),
                "{source:?} of {total}"
            );
            assert!(
                source.kind.name() == "crm" || safe(source.records - source.respondents),
                "{source:?}"
            );
        }
        for persona in &of.guarded.personas().personas {
            for covered in &persona.coverage {
                assert!(
                    of_source(covered.source.as_str()).is_some()
                        && safe(persona.size - covered.respondents),
                    "{covered:?}"
                );
            }
            let interviewed =
                persona.coverage.iter().find(|covered| covered.source == "interviews");
            for word in &persona.words {
                assert!(
                    safe(interviewed.map_or(persona.size, |of| of.respondents) - word.of),
                    "{word:?}"
                );
            }
        }
    }
    for of in spending() {
        let words: Vec<usize> =
            of.set.personas().personas.iter().map(|persona| persona.words.len()).collect();
        assert!(words.iter().any(|words| *words > 0), "{words:?}");
        let known: Vec<(&str, usize, usize)> = of
            .guarded
            .personas()
            .study
            .sources
            .iter()
            .map(|one| (one.id.as_str(), one.records, one.respondents))
            .collect();
        assert_eq!(
            known,
            [("interviews", 24, 24), ("codes", 96, 24), ("survey", 64, 64), ("second", 60, 60)]
        );
        let internal = of
            .set
            .personas()
            .study
            .sources
            .iter()
            .find(|source| source.id == "interviews")
            .unwrap();
        assert_eq!((internal.records, internal.respondents), (26, 24));
    }
}
