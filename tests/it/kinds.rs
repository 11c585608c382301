//! Kinds of persona beside each other: whom an outcome sets apart, who meets in accounts, what is
//! of the wrong kind; and sentences that rest on claims.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use persona_synthesis::coding::Suggestions;
use persona_synthesis::manifest::Groups;
use persona_synthesis::study::RespondentView;
use persona_synthesis::{Facet, Manifest, PersonaId, PersonaKind, PersonaSet, render};

use crate::support::{Stages, clinic, interviews, root, synthesize, synthesize_path};

fn messages(personas: &PersonaSet, id: &str) -> Vec<String> {
    personas
        .findings
        .iter()
        .filter(|finding| finding.id == id)
        .map(|finding| finding.message.clone())
        .collect()
}

/// A table by header.
fn table(path: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(root().join(path)).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

#[test]
fn whom_an_outcome_marks_is_described_apart_and_recognised_by_what_was_planted() {
    let Stages { personas, clustering, .. } = clinic();
    let churned = table("data/clinic/contacts.csv")
        .iter()
        .filter(|row| row["Subscription"] == "Churned")
        .count();
    let negative = clustering.selection(PersonaKind::Negative).unwrap();
    assert_eq!(negative.members.len() + negative.unknown.len(), churned);
    let signs = personas.early_signs.as_ref().unwrap();
    assert_eq!(
        (signs.respondents, signs.respondents + signs.others),
        (churned, personas.study.respondents)
    );
    let found: BTreeSet<&str> = signs.claims.iter().map(|claim| claim.indicator.as_str()).collect();
    assert!(
        found.contains("Lead Source") && found.contains("Support tickets (12 months)"),
        "{found:?}"
    );
    assert!(found.len() <= 3, "planted are calls, tickets and few logins: {found:?}");
    let cold = signs.claims.iter().find(|claim| claim.indicator == "Lead Source").unwrap();
    let rows = table("data/clinic/contacts.csv");
    let called = rows
        .iter()
        .filter(|row| row["Subscription"] == "Churned" && row["Lead Source"] == "Cold call");
    assert_eq!(cold.support.with, called.count());
    assert!(messages(personas, "outcome-pooled").is_empty());
}

#[test]
fn who_left_is_never_pooled_in_silence() {
    let mut manifest = Manifest::from_path(root().join("data/clinic/study.toml")).unwrap();
    manifest.sources.last_mut().unwrap().outcome = None;
    manifest.clustering.groups = Groups::Exactly(1);
    let Stages { personas, .. } = synthesize(manifest).unwrap();
    let pooled = messages(&personas, "outcome-pooled");
    assert_eq!(pooled.len(), 1);
    assert!(
        pooled[0].starts_with("52 respondents with \"Churned\" as \"Subscription\""),
        "{}",
        pooled[0]
    );
    assert!(personas.early_signs.is_none());
}

/// Counted again from the memberships and the contacts' own column.
#[test]
fn links_count_accounts_in_which_both_have_members() {
    let Stages { draft, personas, study, .. } = clinic();
    let named = |one: RespondentView<'_>| Some((one.name().to_owned(), one.account()?.to_owned()));
    let account: BTreeMap<String, String> = study.respondents().filter_map(named).collect();
    let of = |wanted: &dyn Fn(&str) -> bool| -> BTreeSet<&str> {
        let inside = draft
            .memberships()
            .iter()
            .filter(|of| of.persona.as_ref().map(PersonaId::as_str).is_some_and(wanted));
        inside.filter_map(|of| account.get(of.respondent.as_str()).map(String::as_str)).collect()
    };
    assert_eq!(personas.links.len(), 6, "two who buy meet three who use");
    for link in &personas.links {
        let (buyers, users) = (of(&|id| id == link.buyer), of(&|id| id == link.user));
        let all_users = of(&|id| id.starts_with('U'));
        assert_eq!(link.with, buyers.intersection(&users).count());
        assert_eq!(link.buyer_accounts, buyers.intersection(&all_users).count());
        assert!(
            link.accounts
                .iter()
                .all(|name| buyers.contains(name.as_str()) && users.contains(name.as_str()))
        );
    }
    let chance: f64 = personas.links.iter().map(|link| link.expected).sum();
    assert!(chance > 0.0);
}

const KINDS: &str = r#"title = "Kinds"
[facets]
goal = ["Need*", "Amount"]
pain-point = ["Trouble*"]
journey-stage = ["Stage"]
trigger = ["Alarm*"]
[[source]]
id = "survey"
path = "survey.csv"
format = "survey"
respondent = "id"
account = "firm"
role = { column = "part", buyer = ["buys"], user = ["uses"] }
[[source]]
id = "crm"
path = "crm.csv"
format = "crm"
respondent = "id"
ids = "people"
[source.columns]
"Stage" = { scale = "ordinal", levels = ["trial", "first year", "renewal"] }
[clustering]
groups = 1
"#;

/// Sixty pairs of a user and a buyer in a firm. Users need A and buyers do not; both need B.
/// Trouble X comes in the trial, trouble Y at the renewal.
fn pairs() -> Stages {
    let mut survey = String::from("id,firm,part,Need A,Need B,Trouble X,Trouble Y,Alarm\n");
    let mut crm = String::from("id,Stage,Amount\n");
    for person in 0..120 {
        let (firm, buys) = (person / 2, person % 2 == 1);
        let part = if buys { "buys" } else { "uses" };
        let early = firm % 2 == 0;
        let mark = |so: bool| if so { "Yes" } else { "No" };
        let need = mark(!buys || firm % 20 == 0);
        let (x, y) = (mark(early || firm % 3 == 0), mark(!early || firm % 3 == 0));
        let alarm = mark(firm % 5 == 0);
        writeln!(
            survey,
            "R{person},F{firm},{part},{need},{},{x},{y},{alarm}",
            mark(firm % 10 != 0)
        )
        .unwrap();
        writeln!(crm, "R{person},{},{}", if early { "trial" } else { "renewal" }, 10 + person % 7)
            .unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("survey.csv"), survey).unwrap();
    std::fs::write(folder.path().join("crm.csv"), crm).unwrap();
    let mut manifest = Manifest::from_toml(KINDS, "study.toml").unwrap();
    manifest.folder = folder.path().to_path_buf();
    synthesize(manifest).unwrap()
}

#[test]
fn needs_that_conflict_within_accounts_are_named_and_shared_ones_are_not() {
    let Stages { personas, .. } = pairs();
    let [link] = personas.links.as_slice() else { panic!("{} links", personas.links.len()) };
    assert_eq!((link.with, link.buyer_accounts, link.user_accounts), (60, 60, 60));
    let conflicts: Vec<&str> =
        link.conflicts.iter().map(|conflict| conflict.label.as_str()).collect();
    assert_eq!(conflicts.len(), 1, "{conflicts:?}");
    assert!(conflicts[0].contains("Need A"), "{conflicts:?}");
    let conflict = &link.conflicts[0];
    assert!((conflict.buyer.share - 0.5).signum() * (conflict.user.share - 0.5).signum() < 0.0);
    let page = render::markdown(&personas);
    assert!(page.contains("Where needs conflict (B1, U1)"), "{page}");
}

#[test]
fn troubles_stand_in_the_order_of_the_journey() {
    let Stages { personas, .. } = pairs();
    let user = personas.personas.iter().find(|persona| persona.kind == PersonaKind::User).unwrap();
    let troubles = user.claims.iter().filter(|claim| claim.facet == Facet::PainPoint);
    let stages: Vec<(&str, &str, bool)> = troubles
        .map(|claim| {
            let at = claim.stage.as_ref().unwrap();
            (claim.indicator.as_str(), at.stage.as_str(), at.with <= at.of)
        })
        .collect();
    assert_eq!(stages, [("Trouble X", "trial", true), ("Trouble Y", "renewal", true)]);
}

#[test]
fn evidence_of_the_wrong_kind_is_named() {
    let Stages { personas, .. } = pairs();
    let records = messages(&personas, "record-as-wish");
    assert_eq!(records.len(), 1);
    assert!(records[0].starts_with("\"Amount\" is a record of what happened"), "{}", records[0]);
    let clinic = &clinic().personas;
    let wrong = messages(clinic, "wrong-kind");
    assert!(
        wrong.iter().any(|text| text.contains("of kind buyer speak of \"several sites\"")),
        "{wrong:?}"
    );
}

/// Every sentence rests on claims, every claim on places that are there.
pub(crate) fn rests_on_evidence(Stages { study, personas, .. }: &Stages) {
    let known: BTreeSet<&str> = personas.claims().map(|claim| claim.id.as_str()).collect();
    let of_personas = personas.personas.iter().flat_map(|persona| {
        persona.tag_line.iter().chain(&persona.narrative).chain(&persona.prompts)
    });
    let sentences = of_personas.chain(personas.unassigned.iter().flat_map(|none| &none.narrative));
    for sentence in sentences {
        assert!(!sentence.claims.is_empty(), "{}", sentence.text);
        assert!(
            sentence.claims.iter().all(|claim| known.contains(claim.as_str())),
            "{}",
            sentence.text
        );
    }
    let quoted = personas
        .personas
        .iter()
        .flat_map(|persona| persona.quotes.iter().map(|quote| quote.claim.as_str()));
    assert!(quoted.into_iter().all(|claim| known.contains(claim)));
    for claim in personas.claims() {
        for evidence in claim.evidence.iter().chain(&claim.counter_evidence) {
            let text = study.resolve(&evidence.locator, 0).unwrap().text;
            assert!(
                evidence.masked || text == evidence.quote,
                "{}: {}",
                evidence.id,
                evidence.locator
            );
        }
    }
}

#[test]
fn every_sentence_of_every_study_rests_on_claims_and_every_claim_on_places() {
    rests_on_evidence(clinic());
    rests_on_evidence(interviews());
    rests_on_evidence(&pairs());
    let mut manifest = Manifest::from_path(root().join("data/r-community/study.toml")).unwrap();
    manifest.clustering.groups = Groups::Exactly(2);
    manifest.clustering.replicates = 2;
    rests_on_evidence(&synthesize(manifest).unwrap());
}

#[test]
fn quotes_are_of_several_people_and_one_speaks_against_where_there_is_one() {
    let Stages { personas, .. } = clinic();
    for persona in &personas.personas {
        let mut of_one: BTreeMap<&str, usize> = BTreeMap::new();
        persona
            .quotes
            .iter()
            .for_each(|quote| *of_one.entry(quote.evidence.respondent.as_str()).or_default() += 1);
        assert!(of_one.values().all(|times| *times <= 2));
        assert!(persona.quotes.iter().filter(|quote| quote.against).count() <= 1);
    }
}

#[test]
fn words_that_a_group_uses_more_are_counted_in_people() {
    let Stages { personas, .. } = clinic();
    for word in personas.personas.iter().flat_map(|persona| &persona.words) {
        assert!(word.people >= 3 && word.z >= 1.96, "{word:?}");
        assert!(word.people * word.others_of > word.others * word.of, "{word:?}");
    }
}

/// A study in the other language has the same claims and counts, and no sentence in English.
#[test]
fn reports_are_written_in_german_too() {
    let english = &interviews().personas;
    let mut manifest = Manifest::from_path(root().join("data/interviews-only/study.toml")).unwrap();
    manifest.language = "de".parse().unwrap();
    let german = synthesize(manifest).unwrap().personas;
    let counts = |personas: &PersonaSet| -> Vec<(String, usize, usize)> {
        personas
            .claims()
            .map(|claim| (claim.id.to_string(), claim.support.with, claim.support.asked))
            .collect()
    };
    assert_eq!(counts(english), counts(&german));
    let page = render::markdown(&german);
    for said in [
        "angesprochen von",
        "Was noch unbekannt ist",
        "### Was sie wollen",
        "### Wie sicher ist das?",
        "noch nicht geprüft",
    ] {
        assert!(page.contains(said), "{said}");
    }
    for left in
        ["raised by", "elsewhere", "interviewed;", "No evidence yet", "as a goal", "respondents ("]
    {
        let line = page.lines().find(|line| line.contains(left));
        assert!(line.is_none(), "{line:?}");
    }
    // Read back from its file it says the same, findings too.
    let again = render::from_json(&render::json(&german)).unwrap();
    assert_eq!(again.study.language.code(), "de");
    assert!(again.findings.iter().all(|finding| finding.translated.is_some()));
    assert_eq!(render::markdown(&again), page);
}

#[test]
fn suggested_codes_meet_what_people_coded() {
    let trial = Suggestions::from_study(&clinic().study).trial.unwrap();
    println!("clinic: {trial:?}");
    assert!(trial.precision > 1.5 * trial.most_frequent, "{trial:?}");
}

#[cfg(feature = "sqlite")]
mod taguette {
    use persona_synthesis::Study;

    use super::*;
    use crate::support::sample;

    #[test]
    fn suggested_codes_meet_what_people_coded_in_taguette() {
        let Some(folder) = sample("serdif-taguette") else { return };
        let text = r#"title = "SERDIF"
[[source]]
id = "interviews"
path = "transcripts/thematic-analysis/SERDIF_P2_ThematicAnalysis.sqlite3"
"#;
        let mut manifest = Manifest::from_toml(text, "study.toml").unwrap();
        manifest.folder = folder;
        let trial = Suggestions::from_study(&Study::build(manifest).unwrap()).trial.unwrap();
        println!("serdif: {trial:?}");
        assert!(trial.precision > 2.0 * trial.most_frequent, "{trial:?}");
    }
}

#[test]
fn a_study_without_codes_gets_no_suggestions() {
    let Stages { study, .. } = pairs();
    assert_eq!(Suggestions::from_study(&study), Suggestions::default());
    assert!(synthesize_path("data/no-such-study.toml").is_err());
}
