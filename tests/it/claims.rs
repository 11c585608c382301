//! Claims on studies whose truth is known: what is confirmed holds, what can be found is found, and
//! noise confirms nothing.

use persona_synthesis::personas::{Comparison, Direction, Grade};
use persona_synthesis::{Clustering, Result};

use crate::honest::{Score, common_practice, cross_fitted, forced};
use crate::planted::{Missing, Plan, draw};

#[test]
fn differences_that_are_confirmed_hold_and_most_are_found() -> Result<()> {
    let (mut all, mut large) = (Score::default(), Score::default());
    for (respondents, missing, seed) in [
        (100, Missing::Random(0.1), 1),
        (300, Missing::Random(0.1), 2),
        (1000, Missing::Random(0.1), 3),
        (1000, Missing::Random(0.2), 4),
        (1000, Missing::Blocks, 5),
        (2000, Missing::Random(0.1), 6),
    ] {
        let planted = draw(&Plan::three_groups(respondents, missing), seed);
        let score = cross_fitted(&planted, &Clustering::fit(&planted.matrix)?)?;
        println!("{respondents} {missing:?}: {score:?}");
        all += score;
        if respondents == 1000 && matches!(missing, Missing::Random(_)) {
            large += score;
        }
    }
    assert!(all.claims > 100 && all.wrong_claims * 20 <= all.claims, "{all:?}");
    assert!(large.recalled * 10 >= large.findable * 9, "{large:?}");
    Ok(())
}

/// Four groups are forced on 30 independent codes, a hundred times.
#[test]
fn noise_confirms_hardly_anything() -> Result<()> {
    const STUDIES: u64 = 100;
    let (mut own, mut with_claims, mut common) = (0, 0, 0);
    for seed in 0..STUDIES {
        let planted = draw(&Plan::noise(300), seed);
        let claims = cross_fitted(&planted, &forced(&planted.matrix, 4)?)?.claims;
        own += claims;
        with_claims += usize::from(claims > 0);
        if seed < 10 {
            common += common_practice(&planted, 4, seed)?.claims;
        }
    }
    println!(
        "{own} claims in {with_claims} of {STUDIES} studies; {common} in 10 by chi-square tests on the respondents who made the groups"
    );
    assert!(
        own < 30 && with_claims <= 8 && common > 100,
        "{own} claims in {with_claims} studies, {common} commonly"
    );
    Ok(())
}

/// One continuous factor, cut into four by force: the parts are no groups, but what is said of them
/// is so.
#[test]
fn parts_of_a_continuum_are_described_truly() -> Result<()> {
    let (mut own, mut common) = (Score::default(), Score::default());
    for seed in 0..5 {
        let planted = draw(&Plan::one_factor(300), seed);
        own += cross_fitted(&planted, &forced(&planted.matrix, 4)?)?;
        common += common_practice(&planted, 4, seed)?;
    }
    assert!(own.claims > 0 && own.wrong_claims * 20 <= own.claims, "{own:?}");
    assert!(common.wrong_claims * 20 > common.claims, "{common:?}");
    Ok(())
}

#[test]
fn few_interviews_leave_most_differences_tentative() -> Result<()> {
    let planted = draw(&Plan::three_groups(24, Missing::Nothing).mentions(40), 6);
    let comparisons = Comparison::all(&planted.matrix, &forced(&planted.matrix, 3)?)?;
    let of = |grade| {
        let stated = |comparison: &&Comparison| comparison.claim == Some((Direction::More, grade));
        comparisons.iter().filter(stated).count()
    };
    let (tentative, supported) = (of(Grade::Tentative), of(Grade::Supported));
    assert!(tentative > 4 && supported < tentative, "{supported} supported, {tentative} tentative");
    Ok(())
}
