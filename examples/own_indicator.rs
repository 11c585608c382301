//! A program that adds indicators of its own to a study: a churn score and the cluster of an
//! embedding, both computed outside. Claims about them lead back to the program's records.
//!
//! `cargo run --release --example own_indicator`

#![allow(clippy::print_stdout, reason = "a program prints")]

use persona_synthesis::indicators::{CallerIndicator, Measure};
use persona_synthesis::lifecycle::{LinkState, verify};
use persona_synthesis::manifest::{ClusteringOptions, Groups, Role};
use persona_synthesis::{
    Clustering, Facet, IndicatorMatrix, Locator, Result, Source, Study, Synthesis,
};

/// A row of the survey.
#[derive(serde::Serialize)]
struct Answer {
    person: String,
    exports: &'static str,
    reports: &'static str,
    alerts: &'static str,
}

/// Value that the program computed for a person.
struct Prediction {
    /// The key of the record in the program's own store.
    key: String,
    person: String,
    churn: f64,
    cluster: &'static str,
}

fn study() -> Result<Study> {
    let answers: Vec<Answer> = (0..60)
        .map(|number| Answer {
            person: format!("P{number:02}"),
            exports: ["daily", "weekly", "never"][number % 3],
            reports: if (number < 30) == (number % 7 != 0) { "by hand" } else { "scheduled" },
            alerts: if (number < 30) == (number % 5 != 0) { "off" } else { "on" },
        })
        .collect();
    Study::builder("Exports")
        .facet(Facet::Behaviour, ["exports", "reports", "alerts"])
        .source(Source::rows("answers", &answers, "person")?.respondent("person"))
        .build()
}

fn predictions() -> Vec<Prediction> {
    (0..60)
        .map(|number| Prediction {
            key: format!("run-7/{}", 500 + number),
            person: format!("P{number:02}"),
            churn: f64::from(number % 5) + if number < 30 { 5.0 } else { 80.0 },
            cluster: if (number < 30) == (number % 11 != 0) {
                "explorers"
            } else {
                "routine users"
            },
        })
        .collect()
}

/// The matrix of the study with what the program computed.
fn matrix(study: &Study, predictions: &[Prediction]) -> Result<IndicatorMatrix> {
    let mut churn =
        CallerIndicator::new("churn score", Facet::Behaviour, Measure::Numeric).role(Role::Active);
    let mut cluster = CallerIndicator::new("usage cluster", Facet::Behaviour, Measure::Nominal)
        .levels(["explorers", "routine users"]);
    for Prediction { key, person, churn: score, cluster: name } in predictions {
        churn = churn.value(person, *score, key);
        cluster = cluster.value(person, *name, key);
    }
    IndicatorMatrix::from_study(study)?.with_indicator(study, churn)?.with_indicator(study, cluster)
}

fn main() -> Result<()> {
    let study = study()?;
    let options = ClusteringOptions {
        groups: Groups::Exactly(2),
        starts: 5,
        replicates: 10,
        ..ClusteringOptions::default()
    };
    let matrix_then = matrix(&study, &predictions())?.with_options(options);
    let clustering = Clustering::fit(&matrix_then)?;
    let synthesis = Synthesis::from_stages(&study, matrix_then, clustering)?;
    for claim in synthesis.personas().claims() {
        if let Locator::Caller { row_key: Some(key), .. } = &claim.evidence.first().locator {
            println!("{claim}\n    for example record {key}");
        }
    }

    // Later the program computes a score anew.
    let mut later = predictions();
    later[3].churn = 41.5;
    let matrix_now = matrix(&study, &later)?;
    let verification = verify(synthesis.draft().result(), &study, &matrix_now)?;
    println!("with all scores: holds {}", verification.holds());
    println!("values that have changed: {}", verification.links(LinkState::Changed));

    // A program without the scores can check everything else.
    let without = IndicatorMatrix::from_study(&study)?;
    let verification = verify(synthesis.draft().result(), &study, &without)?;
    println!("without scores: holds {}", verification.holds());
    println!("values of the caller's: {}", verification.links(LinkState::OfCaller));
    Ok(())
}
