//! Indicators that a caller computed outside the study: where claims about them lead, what verify
//! says of them, and what a guarded result hides.

use std::collections::BTreeMap;

use persona_synthesis::indicators::{CallerIndicator, Indicator, Measure, Values};
use persona_synthesis::lifecycle::{
    ClaimCheck, ClaimState, LinkState, Model, Verification, places, read_result, verify,
    verify_guarded,
};
use persona_synthesis::manifest::{ClusteringOptions, Groups, PersonaKind, Profile, Role};
use persona_synthesis::personas::{Claim, Evidence, Grade};
use persona_synthesis::sources::{Digest, SourceKind};
use persona_synthesis::study::{Pseudonyms, StudyBuilder};
use persona_synthesis::warehouse::{Binding, Cell, Dialect, Engine, WarehouseTable};
use persona_synthesis::{
    Clustering, Facet, IndicatorMatrix, Locator, PersonaSet, Source, Study, Synthesis, render,
};

/// Respondents; the first half are of one group.
const PEOPLE: u32 = 80;

/// Answers that tell nothing of the groups.
fn answers() -> String {
    let mut table = "person,exports,obstacle\n".to_owned();
    for number in 0..PEOPLE {
        let exports = ["daily", "weekly", "never"][number as usize % 3];
        let obstacle = ["price", "slow reports"][number as usize / 3 % 2];
        table.push_str(&format!("P{number},{exports},{obstacle}\n"));
    }
    table
}

fn builder() -> StudyBuilder {
    Study::builder("Answers")
        .facet(Facet::Behaviour, ["exports"])
        .facet(Facet::PainPoint, ["obstacle"])
        .source(
            Source::bytes("answers", "answers.csv", answers().into_bytes()).respondent("person"),
        )
}

fn study() -> Study {
    builder().build().unwrap()
}

fn key(number: u32) -> String {
    format!("model@example.org-{}", 41_000 + 3 * number)
}

/// The level of a respondent, which differs from that of the group for one in eleven.
fn risk(number: u32) -> &'static str {
    if (number < PEOPLE / 2) != number.is_multiple_of(11) { "at risk" } else { "loyal" }
}

fn score(number: u32) -> f64 {
    f64::from(number % 5) + if number < PEOPLE / 2 { 2.5 } else { 60.5 }
}

fn risks(value: impl Fn(u32) -> &'static str) -> CallerIndicator {
    let indicator = CallerIndicator::new("churn risk", Facet::Behaviour, Measure::Nominal)
        .levels(["at risk", "loyal"]);
    (0..PEOPLE).fold(indicator, |indicator, number| {
        indicator.value(format!("P{number}"), value(number), key(number))
    })
}

fn scores() -> CallerIndicator {
    let indicator =
        CallerIndicator::new("usage score", Facet::Behaviour, Measure::Numeric).role(Role::Active);
    (0..PEOPLE).fold(indicator, |indicator, number| {
        indicator.value(format!("P{number}"), score(number), key(number))
    })
}

/// A third computation, which differs from the group for other respondents.
fn plans() -> CallerIndicator {
    let indicator = CallerIndicator::new("plan cluster", Facet::Goal, Measure::Option);
    (0..PEOPLE).fold(indicator, |indicator, number| {
        let grows = (number < PEOPLE / 2) == (number % 13 != 6);
        indicator.value(format!("P{number}"), grows, key(number))
    })
}

fn plain(study: &Study) -> IndicatorMatrix {
    IndicatorMatrix::from_study(study).unwrap().with_options(ClusteringOptions {
        groups: Groups::Exactly(2),
        starts: 5,
        replicates: 10,
        ..ClusteringOptions::default()
    })
}

fn matrix(study: &Study) -> IndicatorMatrix {
    let with_risk = plain(study).with_indicator(study, risks(risk)).unwrap();
    let with_plans = with_risk.with_indicator(study, plans()).unwrap();
    with_plans.with_indicator(study, scores()).unwrap()
}

fn synthesis(study: &Study, matrix: IndicatorMatrix) -> Synthesis {
    let clustering = Clustering::fit(&matrix).unwrap();
    Synthesis::from_stages(study, matrix, clustering).unwrap()
}

fn claims_of<'a>(personas: &'a PersonaSet, name: &str) -> Vec<&'a Claim> {
    personas.claims().filter(|claim| claim.indicator == name).collect()
}

fn callers(personas: &PersonaSet) -> Vec<&Evidence> {
    let is_caller = |one: &&Evidence| matches!(one.locator, Locator::Caller { .. });
    personas.evidence().filter(is_caller).collect()
}

#[test]
fn claims_lead_to_the_records_of_the_caller() {
    let study = study();
    let synthesis = synthesis(&study, matrix(&study));
    let personas = synthesis.personas();
    let group = |number: usize| synthesis.draft().memberships()[number].persona.clone();
    // Respondents are in the natural order of their ids.
    let half = PEOPLE as usize / 2;
    let as_planted =
        (0..2 * half).filter(|number| (*number < half) == (group(*number) == group(1))).count();
    assert!(as_planted >= 72, "only the caller's indicators show the groups: {as_planted}");
    let claims = claims_of(personas, "churn risk");
    assert!(claims.iter().any(|claim| claim.grade == Grade::Supported), "{claims:?}");
    let number_of: BTreeMap<String, u32> =
        (0..PEOPLE).map(|number| (format!("P{number}"), number)).collect();
    for claim in claims {
        assert_eq!(claim.source_kinds, [SourceKind::Caller]);
        assert!(claim.statement.contains("computed outside the study"), "{}", claim.statement);
        assert!(!claim.statement.contains("asked"), "{}", claim.statement);
        for evidence in claim.evidence.iter().chain(&claim.counter_evidence) {
            let number = number_of[evidence.respondent.as_str()];
            let locator =
                Locator::Caller { indicator: "churn risk".into(), row_key: Some(key(number)) };
            assert_eq!(evidence.locator, locator);
            assert_eq!(evidence.locator.to_string().parse(), Ok(locator));
            assert_eq!(evidence.source, "caller:churn risk");
            assert_eq!(evidence.quote, risk(number));
            assert_eq!(evidence.digest, Some(Digest::of(risk(number).as_bytes())));
        }
    }
    assert!(callers(personas).len() > 10);
    assert!(personas.claims().all(|claim| claim.grade != Grade::Validated));
}

#[test]
fn parts_of_one_computation_do_not_confirm_each_other() {
    let study = study();
    let as_one = |indicator: CallerIndicator| indicator.question("model of May");
    let matrix = plain(&study)
        .with_indicator(&study, as_one(risks(risk)))
        .and_then(|matrix| matrix.with_indicator(&study, as_one(scores())))
        .and_then(|matrix| matrix.with_indicator(&study, as_one(plans())))
        .unwrap();
    let synthesis = synthesis(&study, matrix);
    let own =
        synthesis.personas().claims().filter(|claim| claim.source_kinds == [SourceKind::Caller]);
    assert!(own.into_iter().all(|claim| claim.grade == Grade::Tentative));
}

#[test]
fn a_result_with_such_claims_reads_back_and_shows_them_in_every_file() {
    let study = study();
    let matrix = matrix(&study);
    let synthesis = synthesis(&study, matrix.clone());
    let folder = tempfile::tempdir().unwrap();
    for file in render::files(synthesis.draft()) {
        let path = folder.path().join(&file.name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, &file.bytes).unwrap();
    }
    let read = read_result(folder.path()).unwrap();
    assert_eq!(read.evidence_sets(), synthesis.draft().evidence_sets());
    assert_eq!(callers(&read.personas), callers(synthesis.personas()));
    assert!(verify(&read, &study, &matrix).unwrap().holds());
    let shown = callers(synthesis.personas())[0].clone();
    let Locator::Caller { row_key: Some(key), .. } = &shown.locator else { panic!() };
    for name in ["personas.json", "personas.md", "evidence.csv", "personas.html", "evidence.jsonld"]
    {
        let text = std::fs::read_to_string(folder.path().join(name)).unwrap();
        assert!(text.contains(key.as_str()), "{name} does not show {key}");
    }
    let claims = std::fs::read_to_string(folder.path().join("claims.csv")).unwrap();
    assert!(claims.contains(",\"caller\","), "{claims}");
}

#[test]
fn every_place_of_a_claim_is_one_record() {
    let study = study();
    let matrix = matrix(&study);
    let synthesis = synthesis(&study, matrix.clone());
    let result = synthesis.draft().result();
    let claim = claims_of(synthesis.personas(), "churn risk")[0];
    let found = places(result, &study, &matrix, claim.id.as_str()).unwrap();
    assert_eq!(found.len(), claim.evidence_total + claim.counter_evidence_total);
    let first = claim.evidence.first();
    assert!(found.iter().any(|place| place.evidence.locator == first.locator));
    let error = places(result, &study, &plain(&study), claim.id.as_str()).unwrap_err().to_string();
    assert_eq!(
        error,
        "expected the matrix of the result with the indicator \"churn risk\" that the caller \
         computed, found one without; hand in the matrix that has it"
    );
}

fn verified(synthesis: &Synthesis, matrix: &IndicatorMatrix) -> Verification {
    verify(synthesis.draft().result(), synthesis.study(), matrix).unwrap()
}

#[test]
fn verify_sees_another_value_and_another_key() {
    let study = study();
    let synthesis = synthesis(&study, matrix(&study));
    let same = verified(&synthesis, &matrix(&study));
    assert!(same.holds(), "{}", same.text());
    assert_eq!(same.links(LinkState::OfCaller), 0);
    assert!(!same.text().contains("caller"), "{}", same.text());

    let changed = |number| if risk(number) == "loyal" { "at risk" } else { "loyal" };
    let other = plain(&study)
        .with_indicator(&study, risks(changed))
        .and_then(|matrix| matrix.with_indicator(&study, plans()))
        .and_then(|matrix| matrix.with_indicator(&study, scores()))
        .unwrap();
    let other = verified(&synthesis, &other);
    assert!(!other.holds());
    let links = claims_of(synthesis.personas(), "churn risk")
        .iter()
        .map(|claim| claim.evidence.len() + claim.counter_evidence.len())
        .sum::<usize>();
    assert_eq!(other.links(LinkState::Changed), links);

    let mut rekeyed = CallerIndicator::new("churn risk", Facet::Behaviour, Measure::Nominal)
        .levels(["at risk", "loyal"]);
    for number in 0..PEOPLE {
        rekeyed = rekeyed.value(format!("P{number}"), risk(number), format!("new {number}"));
    }
    let moved = plain(&study)
        .with_indicator(&study, rekeyed)
        .and_then(|matrix| matrix.with_indicator(&study, plans()))
        .and_then(|matrix| matrix.with_indicator(&study, scores()))
        .unwrap();
    let moved = verified(&synthesis, &moved);
    assert!(moved.holds(), "{}", moved.text());
    assert_eq!(moved.links(LinkState::Moved), links);
}

#[test]
fn verify_without_the_indicator_says_that_it_is_the_callers() {
    let study = study();
    let synthesis = synthesis(&study, matrix(&study));
    let verification = verified(&synthesis, &plain(&study));
    // Nobody looked these claims up: they are neither lost nor passed.
    assert!(!verification.holds(), "{}", verification.text());
    let is_callers = |claim: &&ClaimCheck| claim.links[0].state == LinkState::OfCaller;
    let (callers_own, others): (Vec<_>, Vec<_>) = verification.claims.iter().partition(is_callers);
    assert!(callers_own.iter().all(|claim| claim.state == ClaimState::NotChecked));
    assert!(!callers_own.is_empty() && others.iter().all(|claim| claim.state == ClaimState::Holds));
    let not_checked: usize = verification.personas.iter().map(|one| one.not_checked).sum();
    assert_eq!(not_checked, callers_own.len());
    let shown = callers(synthesis.personas()).len();
    assert_eq!(verification.links(LinkState::OfCaller), shown);
    let text = verification.text();
    assert!(text.contains(&format!("{shown} the caller's: not checked here")), "{text}");
    assert!(text.contains("which the matrix does not have: not checked here"), "{text}");
    assert!(!text.contains("not checkable: words"), "{text}");
}

#[test]
fn a_guarded_result_holds_no_key() {
    let mut team = builder();
    team.manifest_mut().privacy.profile = Profile::Team;
    let team = team.pseudonyms(Pseudonyms::new(b"a key of the tests, of no other use").unwrap());
    let study = team.build().unwrap();
    let synthesis = synthesis(&study, matrix(&study));
    let shown = callers(synthesis.personas());
    assert!(!shown.is_empty());
    for evidence in shown {
        assert!(evidence.locator.is_sealed() && evidence.digest.is_none(), "{evidence:?}");
        assert!(!["at risk", "loyal"].contains(&evidence.quote.as_str()));
    }
    for file in render::files(synthesis.draft()) {
        let text = file.text().unwrap();
        let key = (0..PEOPLE).map(key).find(|key| text.contains(key.rsplit('-').next().unwrap()));
        assert!(!text.contains("model@example.org") && key.is_none(), "{}: {key:?}", file.name);
    }
    let verification = verify_guarded(synthesis.personas(), &study).unwrap();
    assert!(verification.holds(), "{}", verification.text());
    assert!(verification.links.iter().any(|link| link.state == LinkState::OfCaller));
}

#[test]
fn a_saved_model_knows_the_indicator_of_nobody() {
    let study = study();
    let synthesis = synthesis(&study, matrix(&study));
    let model = Model::from_json(&Model::new(&synthesis).unwrap().to_json()).unwrap();
    // A column of later data that is called the same is not the caller's computation.
    let table = "person,exports,obstacle,usage score\nQ1,daily,price,2.5\nQ2,never,price,60.5\n\
                 Q3,daily,price,3\n";
    let later = Source::bytes("answers", "answers.csv", table.as_bytes()).respondent("person");
    let later =
        Study::builder("Later").facet(Facet::Behaviour, ["exports", "usage score"]).source(later);
    let assignment = model.assign(later).unwrap();
    assert!(assignment.assigned.iter().all(|one| one.known < one.of), "{assignment:?}");
    let bits = |one: usize| assignment.assigned[one].probability.to_bits();
    assert_eq!(bits(0), bits(2));
}

/// An engine that is not to be asked anything.
struct Silent;

impl Engine for Silent {
    fn dialect(&self) -> Dialect {
        Dialect::Sqlite
    }

    fn query(
        &mut self,
        statement: &str,
    ) -> Result<Vec<Vec<Cell>>, Box<dyn std::error::Error + Send + Sync>> {
        panic!("asked {statement}")
    }
}

#[test]
fn a_table_of_a_warehouse_cannot_hold_it() {
    let study = study();
    let model = Model::new(&synthesis(&study, matrix(&study))).unwrap();
    let table = WarehouseTable::new(Dialect::Sqlite, "people", "person");
    let error = Binding::new(&mut Silent, &model, PersonaKind::User, table).unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected a model whose indicators are read from columns, found the indicator \
         \"churn risk\", which was computed outside the study"
    );
}

#[test]
fn what_does_not_fit_is_refused_by_name() {
    let study = study();
    let message = |indicator: CallerIndicator| {
        plain(&study).with_indicator(&study, indicator).unwrap_err().to_string()
    };
    let of = |measure| CallerIndicator::new("churn", Facet::Behaviour, measure);
    let graded = || of(Measure::Ordinal).levels(["low", "high"]);
    let cases = [
        (
            graded().value("P999", "low", "k"),
            "a respondent of the study for each value, found \"P999\"",
        ),
        (graded().value("P1", "huge", "k"), "one of low, high as value of P1, found \"huge\""),
        (graded().value("P1", 1.5, "k"), "one of low, high as value of P1, found \"1.5\""),
        (
            graded().value("P1", "low", " "),
            "the key of a record as value of P1, found an empty key",
        ),
        (
            graded().value("P1", "low", "k").value("P1", "low", "j"),
            "one record as value of P1, found a second one, \"j\"",
        ),
        (graded(), "a value of at least one respondent, found none"),
        (of(Measure::Nominal).value("P1", "low", "k"), "1 to 255 levels, found 0"),
        (
            of(Measure::Mention).value("P1", true, "k"),
            "a measure other than mention, found mention",
        ),
        (
            of(Measure::Count).value("P1", 1.5, "k"),
            "a whole number of at least 0 as value of P1, found \"1.5\"",
        ),
        (
            of(Measure::Numeric).value("P1", f64::NAN, "k"),
            "a finite number as value of P1, found \"NaN\"",
        ),
    ];
    for (indicator, expected) in cases {
        assert_eq!(message(indicator), format!("expected for the indicator \"churn\" {expected}"));
    }
    let taken = CallerIndicator::new("obstacle", Facet::Behaviour, Measure::Option);
    assert_eq!(
        message(taken.value("P1", true, "k")),
        "expected a name that no other indicator or source has, found \"obstacle\""
    );
    let other = Study::builder("Other")
        .source(Source::bytes("a", "a.csv", &b"id,x\nP1,yes\nP2,no\n"[..]).respondent("id"))
        .build()
        .unwrap();
    let error = plain(&study).with_indicator(&other, of(Measure::Option).value("P1", true, "k"));
    assert_eq!(
        error.unwrap_err().to_string(),
        "expected a matrix of the study for the indicator \"churn\", found one of another study"
    );
}

#[test]
fn a_value_that_everybody_has_is_a_finding() {
    let study = study();
    let constant = |matrix: IndicatorMatrix| matrix.findings().count("constant-indicator");
    assert_eq!(constant(matrix(&study)), 0);
    let same = plain(&study).with_indicator(&study, risks(|_| "loyal")).unwrap();
    assert_eq!(constant(same), 1);
}

#[test]
fn a_column_without_an_origin_is_refused_with_what_to_do() {
    let study = study();
    let own = Indicator::new("risk", Facet::Behaviour, Measure::Mention);
    let values = Values::Codes((0..PEOPLE).map(|number| u8::from(number < 40)).collect());
    let matrix = IndicatorMatrix::from_columns(vec![(own, values)]).unwrap();
    let clustering = Clustering::fit(&matrix).unwrap();
    let error = Synthesis::from_stages(&study, matrix, clustering).unwrap_err().to_string();
    assert!(
        error
            .contains("the indicator \"risk\", which has no origin in the study; add an indicator"),
        "{error}"
    );
}

/// The command has no program's indicators: a result that it writes again is without them.
#[cfg(feature = "cli")]
#[test]
fn erasing_somebody_names_the_indicators_that_are_lost() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("answers.csv"), answers()).unwrap();
    let manifest = "title = \"Answers\"\n\
                    exclusions = { file = \"gone.txt\", key = \"gone.key\" }\n\
                    [[source]]\nid = \"answers\"\npath = \"answers.csv\"\n\
                    respondent = \"person\"\n\
                    [clustering]\ngroups = 2\nstarts = 5\nreplicates = 10\n";
    std::fs::write(at("study.toml"), manifest).unwrap();
    let study = Study::open(at("study.toml")).unwrap();
    synthesis(&study, matrix(&study)).write_to(at("out")).unwrap();
    let lost = "was computed by a program, so the results no longer have it";
    let model = Model::from_path(at("out/model.json")).unwrap();
    let computed: Vec<&str> = model.computed_indicators().collect();
    let synthesis = synthesis(&study, matrix(&study));
    let claimed = synthesis.draft().result().computed_indicators();
    assert!(claimed.iter().eq(["churn risk", "plan cluster", "usage score"].iter()), "{claimed:?}");
    assert!(claimed.iter().all(|name| computed.contains(name)), "{claimed:?} {computed:?}");
    // The model names those that no evidence shows, too.
    let mut unshown = synthesis.draft().result().clone();
    unshown.personas.personas.iter_mut().for_each(|persona| persona.claims.clear());
    unshown.personas.unassigned.iter_mut().for_each(|none| none.claims.clear());
    assert_eq!(unshown.computed_indicators(), claimed, "by the sets of evidence");
    let text = crate::command::printed(&["erase", "P3", "study.toml"], folder.path(), 0);
    for name in computed {
        assert!(text.contains(&format!("{name:?} {lost}")), "{name} {text}");
    }
    let key = "gone.key is new: the key of the list. Keep a copy apart from the data";
    assert!(text.contains(key), "{text}");
    // What is written again has none that could be lost.
    let text = crate::command::printed(&["erase", "P4", "study.toml"], folder.path(), 0);
    assert!(!text.contains(lost) && !text.contains(key), "{text}");
    // So it is where a study is synthesized anew, and where the result has no model.
    for is_modelled in [true, false] {
        synthesis.write_to(at("out")).unwrap();
        if !is_modelled {
            std::fs::remove_file(at("out/model.json")).unwrap();
        }
        let text = crate::command::printed(&["synthesize", "study.toml"], folder.path(), 0);
        for name in &claimed {
            assert!(text.contains(&format!("{name:?} {lost}")), "{name} {text}");
        }
        let text = crate::command::printed(&["synthesize", "study.toml"], folder.path(), 0);
        assert!(!text.contains(lost), "{text}");
    }
}
