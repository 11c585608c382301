//! Code of a caller with answers, options and stages that do not fit: each is an error; none ends
//! the program.

use persona_synthesis::clustering::{
    Clusterer, FitStatistics, Grouping, KMeans, LatentClass, Sample, SampleBuilder, adjusted_rand,
};
use persona_synthesis::indicators::{Indicator, Measure, Origin, Values};
use persona_synthesis::lifecycle::{self, CompareOptions, verify};
use persona_synthesis::manifest::{ClusteringOptions, Groups};
use persona_synthesis::personas::{Comparison, two_shares_p};
use persona_synthesis::sources::SourceKind;
use persona_synthesis::{
    Clustering, Error, ErrorKind, Facet, IndicatorMatrix, PersonaKind, PersonaSet, Result, Source,
    Study, Synthesis,
};

use crate::edited::render_all;
use crate::support::{Stages, clinic, interviews, root};

/// A method that answers as it is told.
struct Told<F>(F);

impl<F: Fn(&Sample, usize) -> Result<Grouping> + Sync> Clusterer for Told<F> {
    fn name(&self) -> &'static str {
        "told"
    }

    fn cluster(&self, sample: &Sample, groups: usize, _: u64) -> Result<Grouping> {
        self.0(sample, groups)
    }
}

fn columns(rows: usize) -> IndicatorMatrix {
    let column = |name: &str, part: usize| {
        let codes = (0..rows).map(|row| u8::from(row * part % 7 < 3)).collect();
        (Indicator::new(name, Facet::Goal, Measure::Mention), Values::Codes(codes))
    };
    IndicatorMatrix::from_columns(vec![
        column("a", 1),
        column("b", 2),
        column("c", 3),
        column("d", 5),
    ])
    .unwrap()
}

fn kind_of(error: &Error) -> &'static str {
    match error.kind() {
        ErrorKind::Mismatch { .. } => "mismatch",
        ErrorKind::Parameter { .. } => "parameter",
        ErrorKind::Fit { .. } => "fit",
        _ => "other",
    }
}

#[test]
fn a_method_that_answers_something_else_is_refused() {
    let matrix = columns(40);
    let options = ClusteringOptions {
        replicates: 2,
        groups: Groups::Exactly(2),
        ..ClusteringOptions::default()
    };
    let told = |answer: fn(&Sample, usize) -> Result<Grouping>| {
        Clustering::with_method(&matrix, &Told(answer), &options)
            .map(drop)
            .map_err(|error| kind_of(&error))
    };
    assert_eq!(told(|sample, groups| labels(sample.rows(), groups)), Ok(()));
    assert_eq!(
        told(|sample, groups| labels(sample.rows() - 1, groups)),
        Err("mismatch"),
        "fewer rows"
    );
    assert_eq!(
        told(|sample, groups| labels(sample.rows() + 1, groups)),
        Err("mismatch"),
        "more rows"
    );
    assert_eq!(
        told(|sample, groups| labels(sample.rows(), groups + 1)),
        Err("mismatch"),
        "more groups"
    );
    assert_eq!(told(|sample, _| labels(sample.rows(), 1)), Err("mismatch"), "fewer groups");
    assert_eq!(told(|_, _| labels(0, 2)), Err("mismatch"), "no rows");
    assert_eq!(told(|sample, groups| all(sample, groups, 0.0)), Err("mismatch"));
    assert_eq!(told(|sample, groups| all(sample, groups, f32::NAN)), Err("mismatch"));
    assert_eq!(told(|sample, groups| all(sample, groups, -0.5)), Err("mismatch"));
    assert_eq!(told(|sample, groups| all(sample, groups, f32::INFINITY)), Err("mismatch"));
    assert_eq!(told(|_, _| Grouping::from_probabilities(0, Vec::new(), None)), Err("parameter"));
    // A model of another sample.
    assert_eq!(
        told(|sample, groups| LatentClass::default().cluster(
            &other_sample(sample.rows()),
            groups,
            1
        )),
        Err("mismatch")
    );
    // In the replicates too.
    let rows = std::sync::atomic::AtomicUsize::new(0);
    let late = Told(|sample: &Sample, groups: usize| {
        let calls = rows.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        labels(sample.rows() - usize::from(calls > 0), groups)
    });
    assert_eq!(
        kind_of(&Clustering::with_method(&matrix, &late, &options).unwrap_err()),
        "mismatch"
    );
}

fn labels(rows: usize, groups: usize) -> Result<Grouping> {
    Grouping::from_labels(groups, &(0..rows).map(|row| row % groups).collect::<Vec<_>>())
}

fn all(sample: &Sample, groups: usize, probability: f32) -> Result<Grouping> {
    Grouping::from_probabilities(groups, vec![probability; sample.rows() * groups], None)
}

fn other_sample(rows: usize) -> Sample {
    let mut builder = SampleBuilder::new(&[(Measure::Nominal, 3)], rows).unwrap();
    (0..rows).for_each(|row| builder.push(&[u8::try_from(row % 3).unwrap()], &[]).unwrap());
    builder.finish()
}

#[test]
fn options_out_of_range_are_named() {
    let matrix = columns(40);
    let of = |options: ClusteringOptions| {
        let error = Clustering::with_method(&matrix, &KMeans::default(), &options).unwrap_err();
        assert_eq!(kind_of(&error), "parameter");
        error.to_string()
    };
    let sane = ClusteringOptions::default();
    let error = of(ClusteringOptions { replicates: usize::MAX, ..sane });
    assert!(
        error
            .starts_with("parameter `replicates`: expected 2 to 10000, found 18446744073709551615"),
        "{error}"
    );
    assert!(
        of(ClusteringOptions { starts: usize::MAX, ..sane })
            .contains("`starts`: expected 1 to 10000")
    );
    assert!(of(ClusteringOptions { starts: 0, ..sane }).contains("`starts`"));
    assert!(of(ClusteringOptions { prior: f64::NAN, ..sane }).contains("`prior`"));
    assert!(of(ClusteringOptions { prior: -1.0, ..sane }).contains("`prior`"));
    assert!(
        of(ClusteringOptions { groups: Groups::Exactly(usize::MAX), ..sane })
            .contains("`groups`: expected 1 to 64")
    );
    let range = Groups::Between { min: 3, max: 2 };
    assert!(
        of(ClusteringOptions { groups: range, ..sane }).contains("the least first, found 3 to 2")
    );
    let range = Groups::Between { min: 1, max: usize::MAX };
    assert!(of(ClusteringOptions { groups: range, ..sane }).contains("`groups`"));
    let sample = Sample::of_kind(&matrix, PersonaKind::User);
    let method = LatentClass { starts: usize::MAX, ..LatentClass::default() };
    assert_eq!(kind_of(&method.fit(&sample, 2, 1).unwrap_err()), "parameter");
    assert_eq!(kind_of(&KMeans { starts: 0 }.cluster(&sample, 2, 1).unwrap_err()), "parameter");
    let model = LatentClass::default().fit(&sample, 2, 1).unwrap();
    assert_eq!(kind_of(&model.step(&sample, f64::NAN).unwrap_err()), "parameter");
    let weighted = |weight: f64| {
        let source =
            Source::new("survey", root().join("data/clinic/survey.csv")).respondent("Participant");
        Study::builder("x")
            .source(source.block_weight(weight))
            .build()
            .map(drop)
            .map_err(|error| error.to_string())
    };
    assert_eq!(weighted(1.0), Ok(()));
    assert!(
        weighted(f64::NAN)
            .unwrap_err()
            .starts_with("parameter `block_weight`: expected a number of at least 0")
    );
    // A prior beyond what can be added up ends the search.
    let method = LatentClass { prior: 1e308, ..LatentClass::default() };
    let _ = method.fit(&sample, 2, 1);
}

#[test]
fn constructors_refuse_what_they_cannot_hold() {
    assert_eq!(kind_of(&Grouping::from_labels(70_000, &[69_999]).unwrap_err()), "parameter");
    assert_eq!(kind_of(&Grouping::from_labels(usize::MAX, &[0, 1]).unwrap_err()), "parameter");
    assert_eq!(kind_of(&Grouping::from_labels(0, &[]).unwrap_err()), "parameter");
    assert_eq!(Grouping::from_labels(65_536, &[65_535]).unwrap().labels(), [65_535]);
    let fit = FitStatistics::new(f64::NAN, 1, 0.0);
    assert_eq!(
        kind_of(&Grouping::from_probabilities(1, vec![1.0], Some(fit)).unwrap_err()),
        "mismatch"
    );
    for categories in [1, 256, usize::MAX] {
        assert_eq!(
            kind_of(&SampleBuilder::new(&[(Measure::Ordinal, categories)], 3).unwrap_err()),
            "parameter"
        );
    }
    assert_eq!(kind_of(&SampleBuilder::new(&[], usize::MAX).unwrap_err()), "parameter");
    let levels: Vec<String> = (0..300).map(|level| level.to_string()).collect();
    let many = Indicator::new("many", Facet::Goal, Measure::Nominal)
        .levels(levels.iter().map(String::as_str));
    assert!(IndicatorMatrix::from_columns(vec![(many, Values::Codes(vec![0, 255, 7]))]).is_err());
    assert!(IndicatorMatrix::from_columns(Vec::new()).is_err());
    let sample = other_sample(9);
    assert_eq!(kind_of(&sample.with_times(vec![1; 8]).unwrap_err()), "mismatch");
    assert!(adjusted_rand(&[0, 1], &[0]).is_nan());
    assert!((adjusted_rand(&[65_535, 0, 0], &[7, 65_535, 65_535]) - 1.0).abs() < 1e-12);
    assert!(two_shares_p(3, 2, 1, 5).is_nan() && two_shares_p(1, usize::MAX, 1, usize::MAX) >= 0.0);
}

#[test]
fn a_model_refuses_rows_of_other_columns() {
    let (sample, other) = (Sample::of_kind(&columns(40), PersonaKind::User), other_sample(40));
    let model = std::sync::Arc::new(LatentClass::default().fit(&sample, 2, 1).unwrap());
    let grouping = model.group(&sample).unwrap();
    assert_eq!(kind_of(&model.group(&other).unwrap_err()), "mismatch");
    assert_eq!(kind_of(&model.describes(&other, 1).unwrap_err()), "mismatch");
    assert_eq!(model.describes(&sample.first(0), 1).unwrap().len(), 0);
    assert_eq!(kind_of(&model.dependent_pairs(&other, &grouping).unwrap_err()), "mismatch");
    assert_eq!(
        kind_of(&model.dependent_pairs(&sample, &labels(40, 3).unwrap()).unwrap_err()),
        "mismatch"
    );
}

#[test]
fn numbers_too_large_to_compute_with_are_an_error_or_a_result() {
    for number in [1e308, f64::MAX, 5e-324] {
        let numbers = (0..30)
            .map(|row| if row % 3 == 0 { number } else { -number * f64::from(row) })
            .collect();
        let column = (Indicator::new("n", Facet::Goal, Measure::Numeric), Values::Numbers(numbers));
        let codes = (0..30).map(|row| u8::from(row % 2 == 0)).collect();
        let mention = (Indicator::new("m", Facet::Goal, Measure::Mention), Values::Codes(codes));
        if let Ok(matrix) = IndicatorMatrix::from_columns(vec![column, mention]) {
            let options = ClusteringOptions {
                replicates: 2,
                groups: Groups::Exactly(2),
                ..ClusteringOptions::default()
            };
            let _ = Clustering::with_method(&matrix, &LatentClass::default(), &options);
            let _ = Clustering::with_method(&matrix, &KMeans::default(), &options);
            let heavy = columns(30).with_weights(vec![number.abs(); 30]).unwrap();
            let _ = Clustering::with_method(&heavy, &LatentClass::default(), &options);
        }
    }
}

#[test]
fn the_adapter_for_linfa_answers_with_an_error() {
    use linfa::DatasetBase;
    use linfa::traits::{Fit as _, Predict as _};
    use ndarray::array;

    let records =
        array![[1.0, 0.2], [1.0, 0.1], [f64::NAN, 0.3], [0.0, 5.1], [0.0, 5.3], [0.0, 5.2]];
    let dataset = DatasetBase::from(records);
    let model = LatentClass::default().params(2).categories(&[2, 0]).fit(&dataset).unwrap();
    for strange in
        [array![[2.0, 0.2]], array![[-1.0, 0.2]], array![[0.5, 0.2]], array![[1.0, f64::INFINITY]]]
    {
        assert_eq!(kind_of(&model.predict(&strange).unwrap_err()), "mismatch", "{strange}");
    }
    assert_eq!(kind_of(&model.predict(&array![[1.0]]).unwrap_err()), "mismatch");
    assert_eq!(model.predict(&array![[f64::NAN, f64::NAN]]).unwrap().len(), 1);
    for categories in [&[2][..], &[2, 0, 0], &[1, 0], &[256, 0], &[usize::MAX, 0]] {
        assert!(
            LatentClass::default().params(2).categories(categories).fit(&dataset).is_err(),
            "{categories:?}"
        );
    }
}

#[test]
fn stages_that_do_not_belong_together_are_refused() {
    let (own, other) = (clinic(), interviews());
    let mismatch =
        |result: Result<()>| assert_eq!(result.map_err(|error| kind_of(&error)), Err("mismatch"));
    let Stages { study, matrix, clustering, draft, .. } = own;
    let result = draft.result();
    mismatch(PersonaSet::draft(study, &other.matrix, clustering).map(drop));
    mismatch(PersonaSet::draft(&other.study, matrix, clustering).map(drop));
    mismatch(PersonaSet::draft(study, matrix, &other.clustering).map(drop));
    let together = |study, matrix: &IndicatorMatrix, clustering: &Clustering| {
        Synthesis::from_stages(study, matrix.clone(), clustering.clone()).map(drop)
    };
    mismatch(together(study, &other.matrix, clustering));
    mismatch(together(&other.study, matrix, clustering));
    mismatch(together(study, matrix, &other.clustering));
    mismatch(verify(result, study, &other.matrix).map(drop));
    mismatch(verify(result, &other.study, matrix).map(drop));
    mismatch(lifecycle::places(result, &other.study, matrix, "U1-01").map(drop));
    mismatch(Comparison::all(matrix, &other.clustering).map(drop));
    let endless = CompareOptions { permutations: usize::MAX, seed: 1 };
    let error =
        lifecycle::compare(&own.synthesis, &own.synthesis, &endless).unwrap_err().to_string();
    assert_eq!(
        error,
        "parameter `permutations`: expected 19 to 100000, found 18446744073709551615"
    );
    // Personas of one study over the transcripts of another: files are made of what is there.
    render_all(result, other);
    render_all(other.draft.result(), own);
    // A matrix of as many respondents, with origins that the study does not have.
    let values = Values::Codes(vec![1; study.len()]);
    let strange = |origins: Vec<Origin>| {
        let indicator = Indicator { origins, ..Indicator::new("x", Facet::Goal, Measure::Mention) };
        let matrix = IndicatorMatrix::from_columns(vec![(indicator, values.clone())]).unwrap();
        let options = ClusteringOptions { replicates: 2, ..ClusteringOptions::default() };
        let clustering =
            Clustering::with_method(&matrix, &LatentClass::default(), &options).unwrap();
        mismatch(PersonaSet::draft(study, &matrix, &clustering).map(drop));
    };
    strange(Vec::new());
    strange(vec![Origin::Item {
        source: usize::MAX,
        kind: SourceKind::Survey,
        item: 0,
        answer: None,
    }]);
    for source in 0..study.manifest().sources.len() {
        strange(vec![Origin::Item {
            source,
            kind: SourceKind::Survey,
            item: 100_000,
            answer: Some(7),
        }]);
    }
}
