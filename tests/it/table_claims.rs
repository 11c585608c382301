//! Claims on the personas of a table: as the library makes them of the same rows, confirmed
//! only where it is so of other rows.

use std::collections::BTreeMap;

use persona_synthesis::clustering::SplitMix64;
use persona_synthesis::personas::{Comparison, Condition, Direction, Grade};
use persona_synthesis::warehouse::{Engine, TableClaim, table_claims_csv};
use persona_synthesis::{PersonaId, PersonaKind};

use crate::warehouse::{COLUMNS, Warehouse, people};

#[test]
fn a_table_of_the_studys_own_rows_counts_what_the_library_counts() {
    let warehouse = Warehouse::new(3_000, 3_000, true);
    let mut engine = warehouse.engine();
    let claims = warehouse.bind(&mut engine).claims(&mut engine, 7).unwrap();
    let (matrix, clustering) = (&warehouse.stages.matrix, &warehouse.stages.clustering);
    let comparisons = Comparison::all(matrix, clustering).unwrap();
    let groups: Vec<&str> =
        warehouse.stages.personas.personas.iter().map(|persona| persona.id.as_str()).collect();
    for claim in &claims {
        let same = |one: &&Comparison| {
            matrix.indicators()[one.indicator].name == claim.indicator
                && one.condition == claim.condition
                && groups[one.group] == claim.persona
                && one.kind == PersonaKind::User
        };
        let own = comparisons.iter().find(same).unwrap_or_else(|| panic!("{claim:?}"));
        assert_eq!((&own.support, &own.elsewhere), (&claim.support, &claim.elsewhere), "{claim:?}");
    }
    // Nearly all that the library says is said of the table too, of numbers as well: the halves are
    // others.
    let said: Vec<&Comparison> = comparisons.iter().filter(|one| one.claim.is_some()).collect();
    let found = said.iter().filter(|one| {
        claims.iter().any(|claim| {
            claim.indicator == matrix.indicators()[one.indicator].name
                && claim.condition == one.condition
                && claim.persona == groups[one.group]
                && Some(claim.direction) == one.claim.map(|(direction, _)| direction)
        })
    });
    let (found, said) = (found.count(), said.len());
    assert!(said > 20 && found * 10 >= said * 9, "{found} of {said}");
    let number =
        |claim: &&TableClaim| matches!(claim.condition, Condition::Above(_) | Condition::AtMost(_));
    assert!(claims.iter().filter(number).count() > 2, "{claims:#?}");
    let graded = |claim: &&TableClaim| {
        matches!(claim.condition, Condition::AtLeast(_) | Condition::Below(_))
    };
    assert!(claims.iter().filter(graded).count() > 1, "{claims:#?}");
    let csv = table_claims_csv(&claims);
    assert!(
        csv.contains(",more than ") && csv.contains(",How often?,never or sometimes,more,"),
        "{csv}"
    );
}

#[test]
fn claims_of_a_table_count_its_rows_and_lead_to_them() {
    let warehouse = Warehouse::new(1_000, 6_000, true);
    let mut engine = warehouse.engine();
    let binding = warehouse.bind(&mut engine);
    let claims = binding.claims(&mut engine, 7).unwrap();
    let supported = claims.iter().filter(|claim| claim.grade == Grade::Supported).count();
    assert!(supported > 12, "{supported} of {}", claims.len());
    let members: BTreeMap<String, Option<PersonaId>> = warehouse
        .assigned(&warehouse.model)
        .into_iter()
        .map(|one| (one.respondent.to_string(), one.persona))
        .collect();
    for claim in &claims {
        let shown = engine.query(&binding.evidence(claim)).unwrap();
        assert_eq!(shown.len(), claim.support.with, "{claim:?}");
        let ids: Vec<String> = shown.iter().map(|row| row[0].to_string()).collect();
        assert!(ids.iter().all(|id| members[id].as_ref() == Some(&claim.persona)), "{claim:?}");
        assert!(
            claim.exemplars.iter().all(|id| ids.contains(id)) && !claim.exemplars.is_empty(),
            "{claim:?}"
        );
        // One in twenty says nothing; of options also who chose none.
        let known = claim.support.asked + claim.elsewhere.asked;
        assert!((4_500..6_000).contains(&known), "{claim:?}");
        assert!(
            (0.0..=1.0).contains(&claim.p_adjusted) && claim.support.low <= claim.support.share
        );
    }
    let said = |indicator: &str, level: Option<&str>, direction| {
        let is = |claim: &&TableClaim| {
            claim.indicator == indicator && claim.levels.first().map(String::as_str) == level
        };
        claims.iter().filter(is).filter(|claim| claim.direction == direction).count()
    };
    assert_eq!(said("select", Some("price, mostly"), Direction::More), 1, "{claims:#?}");
    assert_eq!(said("Needs = order", None, Direction::More), 1);
    assert_eq!(binding.claims(&mut engine, 7).unwrap(), claims);
}

/// Answers that have nothing to do with one another.
fn noise(rows: usize) -> Vec<Vec<String>> {
    let mut people = people(rows, 8);
    let mut draws = SplitMix64::new(3, &[]);
    for column in 1..COLUMNS.len() {
        for row in (1..people.len()).rev() {
            let other = draws.below(row + 1);
            let cell = std::mem::take(&mut people[row][column]);
            people[row][column] = std::mem::replace(&mut people[other][column], cell);
        }
    }
    people
}

/// Groups that are cut out of noise differ on the rows that made them, and on no others.
#[test]
fn groups_cut_out_of_noise_have_no_claims_that_are_supported() {
    let warehouse = Warehouse::of(1_000, &noise(4_000));
    let mut engine = warehouse.engine();
    let claims = warehouse.bind(&mut engine).claims(&mut engine, 7).unwrap();
    let supported: Vec<&TableClaim> = claims
        .iter()
        .filter(|one| one.grade == Grade::Supported && one.direction != Direction::Shared)
        .collect();
    assert!(supported.is_empty(), "{supported:#?}");
    // Counted on the rows that made them, the groups do differ.
    assert!(
        claims
            .iter()
            .any(|one| one.elsewhere.share.is_some_and(|share| one.support.share - share > 0.25))
    );
}

#[test]
fn groups_return_the_more_the_more_rows_they_are_fitted_to() {
    let stable = |warehouse: &Warehouse| {
        let mut engine = warehouse.engine();
        let binding = warehouse.bind(&mut engine);
        let stability = binding.stability(&mut engine, 3, 7).unwrap();
        assert_eq!(stability, binding.stability(&mut engine, 3, 7).unwrap());
        assert_eq!((stability.agreement.len(), stability.personas.len()), (3, 3));
        let least = stability.personas.iter().map(|(_, jaccard)| *jaccard).fold(1.0, f64::min);
        (stability.agreement.into_iter().fold(1.0, f64::min), least)
    };
    let (agreement, jaccard) = stable(&Warehouse::new(1_000, 6_000, true));
    assert!(agreement > 0.97 && jaccard > 0.97, "{agreement} {jaccard}");
    let (of_few, jaccard_of_few) = stable(&Warehouse::new(200, 200, true));
    assert!(of_few < agreement - 0.02 && jaccard_of_few < jaccard, "{of_few} {jaccard_of_few}");
    assert!(of_few > 0.3 && jaccard_of_few > 0.3, "{of_few} {jaccard_of_few}");
    let warehouse = Warehouse::new(300, 400, false);
    let mut engine = warehouse.engine();
    let error = warehouse.bind(&mut engine).stability(&mut engine, 0, 7).unwrap_err().to_string();
    assert!(error.contains("expected 1 to 10000, found 0"), "{error}");
}
