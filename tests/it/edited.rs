//! Data that people or programs edited, and code of a caller: each is read, or refused with a message; none ends the program.

use std::path::Path;

use persona_synthesis::clustering::{
    Clusterer, Draws, FitStatistics, Grouping, KMeans, LatentClass, Sample, SampleBuilder, adjusted_rand,
};
use persona_synthesis::indicators::{Indicator, Measure, Origin, Values};
use persona_synthesis::personas::{Comparison, two_shares_p, wilson_interval};
use persona_synthesis::sources::SourceKind;
use persona_synthesis::study::{ClusteringOptions, Groups};
use persona_synthesis::tracking::{self, CompareOptions, Model, Wave, read_result, verify};
use persona_synthesis::{
    Clustering, Error, ErrorKind, Facet, IndicatorMatrix, Manifest, PersonaKind, PersonaSet, Result, Source, Study,
    render,
};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::{Stages, clinic, interviews, root};

/// Values that files hold only where somebody put them there.
fn strange(value: &Value, draws: &mut Draws) -> Value {
    let numbers = [
        json!(0),
        json!(-1),
        json!(1),
        json!(3),
        json!(4_294_967_295_u64),
        json!(u64::MAX),
        json!(i64::MIN),
        json!(0.5),
        json!(-0.5),
        json!(1.000_000_1),
        json!(1e300),
        json!(-1e300),
    ];
    let texts = [
        "",
        "\u{202e}",
        "=1+1",
        "../../x",
        "U9-99",
        "U1",
        "{",
        "[name]",
        "ß…\u{0}\u{1f604}",
        "\"'<>&;,\n",
        "interviews",
        "codes",
    ];
    match value {
        Value::Number(_) => numbers[draws.below(numbers.len())].clone(),
        Value::String(text) if draws.below(3) == 0 => json!(text.repeat(300)),
        Value::String(_) => json!(texts[draws.below(texts.len())]),
        Value::Bool(of) => json!(!of),
        Value::Null => numbers[draws.below(numbers.len())].clone(),
        Value::Array(list) => {
            let mut list = list.clone();
            match draws.below(4) {
                0 => list.clear(),
                1 => drop(list.pop()),
                2 => list.reverse(),
                _ => list.extend(list.clone()),
            }
            Value::Array(list)
        }
        Value::Object(map) => {
            let mut map = map.clone();
            let key = map.keys().nth(draws.below(map.len().max(1))).cloned();
            key.map(|key| map.remove(&key));
            Value::Object(map)
        }
    }
}

/// Edits one place of a document, found from the top by chance, so that a field counts as much as a long list.
fn edit(value: &mut Value, draws: &mut Draws) {
    let stop = draws.below(12) == 0;
    match value {
        Value::Object(map) if !map.is_empty() && !stop => {
            let place = draws.below(map.len());
            edit(map.values_mut().nth(place).unwrap(), draws);
        }
        Value::Array(list) if !list.is_empty() && !stop => {
            let place = draws.below(list.len());
            edit(&mut list[place], draws);
        }
        _ => *value = strange(value, draws),
    }
}

pub(crate) fn edited(text: &str, seed: u64) -> String {
    let (mut value, mut draws) = (serde_json::from_str(text).unwrap(), Draws::new(seed, &[]));
    for _ in 0..=draws.below(3) {
        edit(&mut value, &mut draws);
    }
    value.to_string()
}

/// Everything that is made of a result, with the study that it is of.
fn render_all(personas: &PersonaSet, stages: &Stages) {
    assert!(!render::files(personas).is_empty());
    #[cfg(feature = "xlsx")]
    assert!(!render::workbook(personas).is_empty());
    assert!(!render::summary(personas).is_empty());
    for density in [render::Density::Story, render::Density::Analyst] {
        render::Pages::new(personas).density(density).in_context(true).html().unwrap();
    }
    let _ = render::refi_project(personas, &stages.study);
    assert!(!render::masking_log(personas, &stages.study).is_empty());
    assert!(!render::transcripts(personas, &stages.study).is_empty());
}

fn write(personas: &PersonaSet, folder: &Path) {
    for file in render::files(personas).into_iter().filter(|file| !file.name.contains('/')) {
        std::fs::write(folder.join(file.name), file.text).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// A program may change what it has read before it renders it: every file comes of it.
    #[test]
    fn an_edited_result_is_rendered_whatever_it_says(seed: u64, whole: bool) {
        let stages = if whole { clinic() } else { interviews() };
        let text = edited(&render::json(&stages.personas), seed);
        if let Ok(personas) = serde_json::from_str::<PersonaSet>(&text) {
            render_all(&personas, stages);
            let _ = tracking::keep_ids(&stages.personas, personas.clone());
            let _ = tracking::losses(&personas, &stages.personas);
            let _ = tracking::verify_guarded(&personas, &stages.study);
        }
    }

    /// What is read back is refused or verified.
    #[test]
    fn edited_files_of_a_result_are_refused_or_verified(seed: u64, file in 0..3_usize) {
        let stages = interviews();
        let folder = tempfile::tempdir().unwrap();
        write(&stages.personas, folder.path());
        let name = ["personas.json", "evidence-sets.json", "membership.csv"][file];
        let text = std::fs::read_to_string(folder.path().join(name)).unwrap();
        let text = match name {
            "membership.csv" => edited_lines(&text, seed),
            _ => edited(&text, seed),
        };
        std::fs::write(folder.path().join(name), text).unwrap();
        if let Ok(personas) = read_result(folder.path()) {
            verify(&personas, &stages.study, &stages.matrix).unwrap();
            for claim in personas.claims().take(3) {
                let _ = tracking::places(&personas, &stages.study, &stages.matrix, &claim.id);
            }
            let study = &interviews().study;
            let Stages { matrix, clustering, .. } = interviews();
            let wave = Wave { study, matrix, clustering, personas: &personas };
            let _ = tracking::compare(&wave, &wave, &CompareOptions { permutations: 19, seed });
            render_all(&personas, stages);
        }
    }

    #[test]
    fn an_edited_model_is_refused_or_assigns(seed: u64) {
        let stages = interviews();
        let model = Model::of(&stages.study, &stages.matrix, &stages.clustering, &stages.personas).unwrap();
        if let Ok(model) = Model::from_json(&edited(&model.to_json(), seed)) {
            let manifest = Manifest::from_path(root().join("data/interviews-only/study.toml")).unwrap();
            let _ = model.assign(manifest);
        }
    }
}

fn edited_lines(text: &str, seed: u64) -> String {
    let mut draws = Draws::new(seed, &[]);
    let mut lines: Vec<Vec<String>> = text.lines().map(|line| line.split(',').map(str::to_owned).collect()).collect();
    let (line, cell) = (draws.below(lines.len()), draws.below(6));
    match draws.below(4) {
        0 => drop(lines.remove(line)),
        1 => lines.push(lines[line].clone()),
        2 => lines[line][cell] = lines[draws.below(18)][cell].clone(),
        _ => {
            let value = strange(&json!("x"), &mut draws);
            lines[line][cell] = value.as_str().unwrap().to_owned();
        }
    }
    lines.iter().map(|cells| cells.join(",") + "\n").collect()
}

/// What `read_result` says of the clinic's result with another membership.csv.
fn read_with(membership: &str) -> Result<PersonaSet> {
    let folder = tempfile::tempdir().unwrap();
    write(&clinic().personas, folder.path());
    std::fs::write(folder.path().join("membership.csv"), membership).unwrap();
    read_result(folder.path())
}

#[test]
fn memberships_read_back_as_a_spreadsheet_saves_them() {
    let stages = clinic();
    let written = render::membership_csv(&stages.personas);
    let (header, rows) = written.split_once('\n').unwrap();
    let mut sorted: Vec<&str> = rows.lines().collect();
    sorted.sort_by_key(|row| row.to_lowercase());
    let by_letters = format!("{header}\n{}\n", sorted.join("\n"));
    assert_ne!(by_letters, written);
    let quoted = |text: &str| {
        let quote = |line: &str| line.split(',').map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(",");
        text.lines().map(|line| quote(line) + "\r\n").collect::<String>()
    };
    let semicolons = |text: &str| text.replace(',', ";").replace("0.", "0,").replace("1.", "1,");
    for (what, text) in [
        ("sorted by letters", by_letters.clone()),
        ("line ends of Windows", written.replace('\n', "\r\n")),
        ("a byte order mark", format!("\u{feff}{written}")),
        ("every cell in quotes", quoted(&written)),
        ("semicolons and decimal commas", format!("\u{feff}{}", semicolons(&by_letters))),
        ("tabs", written.replace(',', "\t")),
    ] {
        let read = read_with(&text).unwrap_or_else(|error| panic!("{what}: {error}"));
        assert_eq!(render::membership_csv(&read), written, "{what}");
        assert!(verify(&read, &stages.study, &stages.matrix).unwrap().holds(), "{what}");
    }
}

#[test]
fn a_respondent_lost_doubled_or_moved_is_named() {
    let written = render::membership_csv(&clinic().personas);
    let line = |id: &str| written.lines().position(|line| line.starts_with(&format!("{id},"))).unwrap();
    let message = |text: &str| read_with(text).unwrap_err().to_string();
    let without = |id: &str| {
        written
            .lines()
            .filter(|line| !line.starts_with(&format!("{id},")))
            .map(|line| format!("{line}\n"))
            .collect::<String>()
    };
    let lost = message(&without("P04"));
    assert!(lost.contains("membership.csv: expected the ") && lost.ends_with(", without \"P04\""), "{lost}");
    let doubled = message(&written.replacen("\nP02,", "\nP01,", 1));
    assert!(doubled.contains("membership.csv:3: respondent \"P01\" repeats "), "{doubled}");
    assert!(doubled.ends_with("membership.csv:2"), "{doubled}");
    let unknown = message(&written.replacen("\nP04,", "\nQ04,", 1));
    assert!(unknown.contains("membership.csv"), "{unknown}");
    // In another persona than the sets of evidence know.
    let row = written.lines().nth(line("P04")).unwrap();
    let own = row.split(',').nth(2).unwrap();
    let other = if own == "U1" { "U2" } else { "U1" };
    let moved = message(&written.replacen(row, &row.replacen(&format!(",{own},"), &format!(",{other},"), 1), 1));
    assert!(moved.contains(&format!("membership.csv:{}, column \"persona_id\"", line("P04") + 1)), "{moved}");
    assert!(moved.contains("P04"), "{moved}");
    let broken = message(&written.replacen("P04,user,", "P04,", 1));
    assert!(broken.contains(&format!("membership.csv:{}: expected a row of respondent,kind", line("P04") + 1)));
}

#[test]
fn a_result_that_no_run_writes_is_refused_by_name() {
    let text = render::json(&clinic().personas);
    let refused = |pointer: &str, value: Value| {
        let mut document: Value = serde_json::from_str(&text).unwrap();
        *document.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer}")) = value;
        let error = render::from_json(&document.to_string()).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Format { .. }), "{error}");
        error.to_string()
    };
    let claim = "/personas/0/claims/0";
    let error = refused(&format!("{claim}/support/with"), json!(9_999));
    assert!(error.contains("U1-01: with: expected at most "), "{error}");
    let error = refused(&format!("{claim}/support/share"), json!(-0.25));
    assert!(error.contains("U1-01: share: expected 0 to 1, found -0.25"), "{error}");
    let error = refused(&format!("{claim}/id"), json!("U1-02"));
    assert!(error.contains("expected an id once, found \"U1-02\" twice"), "{error}");
    let error = refused("/personas/0/id", json!("../U1"));
    assert!(error.contains("expected letters and digits, found \"../U1\""), "{error}");
    let error = refused("/personas/0/narrative/0/claims/0", json!("U1-99"));
    assert!(error.contains("U1: expected a claim of the persona, found \"U1-99\""), "{error}");
    let error = refused("/profiles/0/rows/0/groups", json!([]));
    assert!(error.contains("groups in a row, found 0"), "{error}");
    assert!(refused("/schema_version", json!(2)).contains("expected schema_version 1, found schema_version 2"));
    let spoken = clinic().personas.personas[0]
        .claims
        .iter()
        .position(|claim| serde_json::to_value(claim.evidence.first()).unwrap()["locator"]["type"] == "text");
    let place = format!("/personas/0/claims/{}/evidence/0/locator/start", spoken.unwrap());
    assert!(refused(&place, json!(4_000_000_000_u32)).contains("expected a place that begins before it ends"));
}

#[test]
fn numbers_that_are_none_are_rendered() {
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -1e300] {
        let mut personas = clinic().personas.clone();
        for persona in &mut personas.personas {
            persona.stability = number;
            if let Some(share) = &mut persona.share {
                (share.estimate, share.low, share.high) = (number, number, number);
            }
            for claim in &mut persona.claims {
                claim.p_adjusted = number;
                (claim.support.share, claim.support.low, claim.support.high) = (number, number, number);
            }
        }
        personas.unassigned.iter_mut().for_each(|none| none.share = number);
        personas
            .maps
            .iter_mut()
            .flat_map(|map| &mut map.groups)
            .flat_map(|group| &mut group.points)
            .for_each(|point| point.0 = number);
        render_all(&personas, clinic());
    }
}

/// Places that a set of evidence of another study, or of somebody's own making, leads to.
#[test]
fn places_that_a_study_does_not_have_are_left_out() {
    let stages = interviews();
    let folder = tempfile::tempdir().unwrap();
    write(&stages.personas, folder.path());
    let path = folder.path().join("evidence-sets.json");
    let text = std::fs::read_to_string(&path).unwrap();
    let mut document: Value = serde_json::from_str(&text).unwrap();
    let sources: Vec<String> = stages.personas.study.sources.iter().map(|source| source.id.clone()).collect();
    let claims = document["claims"].as_array_mut().unwrap();
    for (number, place) in claims.iter_mut().flat_map(|claim| claim["supporting"].as_array_mut().unwrap()).enumerate() {
        place["source"] = json!(sources[number % sources.len()]);
        place["column_index"] = json!(number % 3 * 70_000);
    }
    std::fs::write(&path, document.to_string()).unwrap();
    let personas = read_result(folder.path()).unwrap();
    verify(&personas, &stages.study, &stages.matrix).unwrap();
    for claim in personas.claims() {
        let _ = tracking::places(&personas, &stages.study, &stages.matrix, &claim.id);
    }
    assert!(render::refi_project(&personas, &stages.study).is_some());
}

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
    IndicatorMatrix::from_columns(vec![column("a", 1), column("b", 2), column("c", 3), column("d", 5)]).unwrap()
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
    let options = ClusteringOptions { replicates: 2, groups: Groups::Exactly(2), ..ClusteringOptions::default() };
    let told = |answer: fn(&Sample, usize) -> Result<Grouping>| {
        Clustering::with_method(&matrix, &Told(answer), &options).map(drop).map_err(|error| kind_of(&error))
    };
    assert_eq!(told(|sample, groups| labels(sample.rows(), groups)), Ok(()));
    assert_eq!(told(|sample, groups| labels(sample.rows() - 1, groups)), Err("mismatch"), "fewer rows");
    assert_eq!(told(|sample, groups| labels(sample.rows() + 1, groups)), Err("mismatch"), "more rows");
    assert_eq!(told(|sample, groups| labels(sample.rows(), groups + 1)), Err("mismatch"), "more groups");
    assert_eq!(told(|sample, _| labels(sample.rows(), 1)), Err("mismatch"), "fewer groups");
    assert_eq!(told(|_, _| labels(0, 2)), Err("mismatch"), "no rows");
    assert_eq!(told(|sample, groups| all(sample, groups, 0.0)), Err("mismatch"));
    assert_eq!(told(|sample, groups| all(sample, groups, f32::NAN)), Err("mismatch"));
    assert_eq!(told(|sample, groups| all(sample, groups, -0.5)), Err("mismatch"));
    assert_eq!(told(|sample, groups| all(sample, groups, f32::INFINITY)), Err("mismatch"));
    assert_eq!(told(|_, _| Grouping::from_probabilities(0, Vec::new(), None)), Err("parameter"));
    // A model of another sample.
    assert_eq!(
        told(|sample, groups| LatentClass::default().cluster(&other_sample(sample.rows()), groups, 1)),
        Err("mismatch")
    );
    // In the replicates too.
    let rows = std::sync::atomic::AtomicUsize::new(0);
    let late = Told(|sample: &Sample, groups: usize| {
        let calls = rows.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        labels(sample.rows() - usize::from(calls > 0), groups)
    });
    assert_eq!(kind_of(&Clustering::with_method(&matrix, &late, &options).unwrap_err()), "mismatch");
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
    assert!(error.starts_with("parameter `replicates`: expected 2 to 10000, found 18446744073709551615"), "{error}");
    assert!(of(ClusteringOptions { starts: usize::MAX, ..sane }).contains("`starts`: expected 1 to 10000"));
    assert!(of(ClusteringOptions { starts: 0, ..sane }).contains("`starts`"));
    assert!(of(ClusteringOptions { prior: f64::NAN, ..sane }).contains("`prior`"));
    assert!(of(ClusteringOptions { prior: -1.0, ..sane }).contains("`prior`"));
    assert!(
        of(ClusteringOptions { groups: Groups::Exactly(usize::MAX), ..sane }).contains("`groups`: expected 1 to 64")
    );
    let range = Groups::Between { min: 3, max: 2 };
    assert!(of(ClusteringOptions { groups: range, ..sane }).contains("the least first, found 3 to 2"));
    let range = Groups::Between { min: 1, max: usize::MAX };
    assert!(of(ClusteringOptions { groups: range, ..sane }).contains("`groups`"));
    let sample = Sample::of_kind(&matrix, PersonaKind::User);
    let method = LatentClass { starts: usize::MAX, ..LatentClass::default() };
    assert_eq!(kind_of(&method.fit(&sample, 2, 1).unwrap_err()), "parameter");
    assert_eq!(kind_of(&KMeans { starts: 0 }.cluster(&sample, 2, 1).unwrap_err()), "parameter");
    let model = LatentClass::default().fit(&sample, 2, 1).unwrap();
    assert_eq!(kind_of(&model.step(&sample, f64::NAN).unwrap_err()), "parameter");
    let weighted = |weight: f64| {
        let source = Source::new("survey", root().join("data/clinic/survey.csv")).respondent("Participant");
        Study::builder("x").source(source.block_weight(weight)).build().map(drop).map_err(|error| error.to_string())
    };
    assert_eq!(weighted(1.0), Ok(()));
    assert!(weighted(f64::NAN).unwrap_err().starts_with("parameter `block_weight`: expected a number of at least 0"));
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
    let fit = FitStatistics {
        log_likelihood: f64::NAN,
        parameters: 1,
        cost: 0.0,
        converged: true,
        passes: 1,
        starts: 1,
        reached: 1,
    };
    assert_eq!(kind_of(&Grouping::from_probabilities(1, vec![1.0], Some(fit)).unwrap_err()), "mismatch");
    for categories in [1, 256, usize::MAX] {
        assert_eq!(kind_of(&SampleBuilder::new(&[(Measure::Ordinal, categories)], 3).unwrap_err()), "parameter");
    }
    assert_eq!(kind_of(&SampleBuilder::new(&[], usize::MAX).unwrap_err()), "parameter");
    let levels: Vec<String> = (0..300).map(|level| level.to_string()).collect();
    let many = Indicator::new("many", Facet::Goal, Measure::Nominal).levels(levels.iter().map(String::as_str));
    assert!(IndicatorMatrix::from_columns(vec![(many, Values::Codes(vec![0, 255, 7]))]).is_err());
    assert!(IndicatorMatrix::from_columns(Vec::new()).is_err());
    let sample = other_sample(9);
    assert_eq!(kind_of(&sample.drawn(vec![1; 8]).unwrap_err()), "mismatch");
    assert!(adjusted_rand(&[0, 1], &[0]).is_nan());
    assert!((adjusted_rand(&[65_535, 0, 0], &[7, 65_535, 65_535]) - 1.0).abs() < 1e-12);
    assert!(wilson_interval(1.5, 10.0).0.is_nan() && wilson_interval(f64::NAN, 10.0).1.is_nan());
    assert!(two_shares_p(3, 2, 1, 5).is_nan() && two_shares_p(1, usize::MAX, 1, usize::MAX) >= 0.0);
    assert_eq!(persona_synthesis::coding::cohen_kappa(&[vec![1, 2], vec![3]]), None);
}

#[test]
fn a_model_refuses_rows_of_other_columns() {
    let (sample, other) = (Sample::of_kind(&columns(40), PersonaKind::User), other_sample(40));
    let model = std::sync::Arc::new(LatentClass::default().fit(&sample, 2, 1).unwrap());
    let grouping = model.group(&sample).unwrap();
    assert_eq!(kind_of(&model.group(&other).unwrap_err()), "mismatch");
    assert_eq!(kind_of(&model.described(&other, 1).unwrap_err()), "mismatch");
    assert_eq!(model.described(&sample.first(0), 1).unwrap().len(), 0);
    assert_eq!(kind_of(&model.dependent_pairs(&other, &grouping).unwrap_err()), "mismatch");
    assert_eq!(kind_of(&model.dependent_pairs(&sample, &labels(40, 3).unwrap()).unwrap_err()), "mismatch");
}

#[test]
fn numbers_too_large_to_compute_with_are_an_error_or_a_result() {
    for number in [1e308, f64::MAX, 5e-324] {
        let numbers = (0..30).map(|row| if row % 3 == 0 { number } else { -number * f64::from(row) }).collect();
        let column = (Indicator::new("n", Facet::Goal, Measure::Numeric), Values::Numbers(numbers));
        let codes = (0..30).map(|row| u8::from(row % 2 == 0)).collect();
        let mention = (Indicator::new("m", Facet::Goal, Measure::Mention), Values::Codes(codes));
        if let Ok(matrix) = IndicatorMatrix::from_columns(vec![column, mention]) {
            let options =
                ClusteringOptions { replicates: 2, groups: Groups::Exactly(2), ..ClusteringOptions::default() };
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

    let records = array![[1.0, 0.2], [1.0, 0.1], [f64::NAN, 0.3], [0.0, 5.1], [0.0, 5.3], [0.0, 5.2]];
    let dataset = DatasetBase::from(records);
    let model = LatentClass::default().params(2).categories(&[2, 0]).fit(&dataset).unwrap();
    for strange in [array![[2.0, 0.2]], array![[-1.0, 0.2]], array![[0.5, 0.2]], array![[1.0, f64::INFINITY]]] {
        assert_eq!(kind_of(&model.predict(&strange).unwrap_err()), "mismatch", "{strange}");
    }
    assert_eq!(kind_of(&model.predict(&array![[1.0]]).unwrap_err()), "mismatch");
    assert_eq!(model.predict(&array![[f64::NAN, f64::NAN]]).unwrap().len(), 1);
    for categories in [&[2][..], &[2, 0, 0], &[1, 0], &[256, 0], &[usize::MAX, 0]] {
        assert!(LatentClass::default().params(2).categories(categories).fit(&dataset).is_err(), "{categories:?}");
    }
}

#[test]
fn stages_that_do_not_belong_together_are_refused() {
    let (own, other) = (clinic(), interviews());
    let mismatch = |result: Result<()>| assert_eq!(result.map_err(|error| kind_of(&error)), Err("mismatch"));
    let Stages { study, matrix, clustering, personas } = own;
    mismatch(PersonaSet::draft(study, &other.matrix, clustering).map(drop));
    mismatch(PersonaSet::draft(&other.study, matrix, clustering).map(drop));
    mismatch(PersonaSet::draft(study, matrix, &other.clustering).map(drop));
    mismatch(Model::of(study, &other.matrix, clustering, personas).map(drop));
    mismatch(Model::of(study, matrix, &other.clustering, personas).map(drop));
    mismatch(Model::of(study, matrix, clustering, &other.personas).map(drop));
    mismatch(verify(personas, study, &other.matrix).map(drop));
    mismatch(verify(personas, &other.study, matrix).map(drop));
    mismatch(tracking::TypingTool::all(study, &other.matrix, clustering, personas).map(drop));
    mismatch(tracking::TypingTool::all(study, matrix, &other.clustering, personas).map(drop));
    mismatch(tracking::places(personas, &other.study, matrix, "U1-01").map(drop));
    mismatch(Comparison::all(matrix, &other.clustering).map(drop));
    let options = CompareOptions { permutations: 19, seed: 1 };
    let wave = |personas| Wave { study, matrix, clustering, personas };
    mismatch(tracking::compare(&wave(&other.personas), &wave(personas), &options).map(drop));
    let torn = Wave { matrix: &other.matrix, ..wave(personas) };
    mismatch(tracking::compare(&torn, &wave(personas), &options).map(drop));
    let endless = CompareOptions { permutations: usize::MAX, seed: 1 };
    let error = tracking::compare(&wave(personas), &wave(personas), &endless).unwrap_err().to_string();
    assert_eq!(error, "parameter `permutations`: expected 19 to 100000, found 18446744073709551615");
    // Personas of one study over the transcripts of another: files are made of what is there.
    render_all(personas, other);
    render_all(&other.personas, own);
    // A matrix of as many respondents, with origins that the study does not have.
    let values = Values::Codes(vec![1; study.len()]);
    let strange = |origins: Vec<Origin>| {
        let indicator = Indicator { origins, ..Indicator::new("x", Facet::Goal, Measure::Mention) };
        let matrix = IndicatorMatrix::from_columns(vec![(indicator, values.clone())]).unwrap();
        let options = ClusteringOptions { replicates: 2, ..ClusteringOptions::default() };
        let clustering = Clustering::with_method(&matrix, &LatentClass::default(), &options).unwrap();
        mismatch(PersonaSet::draft(study, &matrix, &clustering).map(drop));
    };
    strange(Vec::new());
    strange(vec![Origin::Item { source: usize::MAX, kind: SourceKind::Survey, item: 0, answer: None }]);
    for source in 0..study.manifest().sources.len() {
        strange(vec![Origin::Item { source, kind: SourceKind::Survey, item: 100_000, answer: Some(7) }]);
    }
}
