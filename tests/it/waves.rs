//! Waves compared: halves of one study show no change, what was planted is found, and only shared
//! questions count.

use std::fmt::Write as _;
use std::path::Path;

use persona_synthesis::clustering::SplitMix64;
use persona_synthesis::lifecycle::{
    CompareOptions, Fate, KindComparison, ReviewVerdict, WaveComparison, compare,
};
use persona_synthesis::render::Pages;
use persona_synthesis::{Manifest, Result};

use crate::support::{Stages, clinic, interviews, synthesize};

/// Groups of the people of a wave: for each its weight and how probable "Often" is for
/// each question.
struct Plan {
    groups: Vec<(f64, [f64; 9])>,
}

const HIGH: f64 = 0.85;
const LOW: f64 = 0.12;

impl Plan {
    fn three() -> Self {
        let group = |own: usize| {
            std::array::from_fn(|question| if question / 3 == own { HIGH } else { LOW })
        };
        Self { groups: vec![(0.45, group(0)), (0.33, group(1)), (0.22, group(2))] }
    }

    fn two() -> Self {
        let Self { mut groups } = Self::three();
        groups.pop();
        Self { groups }
    }

    /// The first group says another thing to the first question.
    fn changed() -> Self {
        let mut plan = Self::three();
        plan.groups[0].1[0] = 0.45;
        plan
    }

    fn shares() -> Self {
        let mut plan = Self::three();
        (plan.groups[0].0, plan.groups[1].0) = (0.28, 0.5);
        plan
    }

    /// Rows of a survey; the words of the questions are the same in every wave but for the last.
    fn write(&self, folder: &Path, people: std::ops::Range<usize>, seed: u64) -> Manifest {
        let mut draws = SplitMix64::new(seed, &[people.start as u64]);
        let mut text = String::from("id");
        (1..=9).for_each(|question| write!(text, ",Task {question}: how often?").unwrap());
        writeln!(text, ",Only in wave {seed}: which?").unwrap();
        let total: f64 = self.groups.iter().map(|(weight, _)| weight).sum();
        for person in people {
            let mut left = draws.unit() * total;
            let group = self.groups.iter().position(|(weight, _)| {
                left -= weight;
                left < 0.0
            });
            write!(text, "R{person}").unwrap();
            for often in self.groups[group.unwrap_or(0)].1 {
                let level = if draws.unit() < often { "Often" } else { "Never" };
                write!(text, ",{level}").unwrap();
            }
            writeln!(text, ",{}", ["red", "green"][draws.below(2)]).unwrap();
        }
        std::fs::create_dir_all(folder).unwrap();
        std::fs::write(folder.join("survey.csv"), text).unwrap();
        let day = if seed < 100 { "2026-01-01" } else { "2026-07-02" };
        let toml = format!(
            "title = \"Wave {seed}\"\ncollected = {day}\n[facets]\nbehaviour = [\"Task*\"]\n[[source]]\nid = \"survey\"\npath = \"survey.csv\"\nformat = \"survey\"\nrespondent = \"id\"\n[clustering]\ngroups = {{ min = 1, max = 5 }}\nreplicates = 20\n"
        );
        let mut manifest = Manifest::from_toml(&toml, "study.toml").unwrap();
        manifest.folder = folder.to_path_buf();
        manifest
    }
}

fn compared(old: &Stages, new: &Stages) -> Result<WaveComparison> {
    compare(
        &old.synthesis,
        &new.synthesis,
        &CompareOptions { permutations: 39, ..CompareOptions::default() },
    )
}

/// Two planted waves of that number of people, one kind.
fn planted(old: &Plan, new: &Plan, people: usize, seed: u64) -> KindComparison {
    let folder = tempfile::tempdir().unwrap();
    let stages = |name: &str, plan: &Plan, people: std::ops::Range<usize>, seed: u64| {
        synthesize(plan.write(&folder.path().join(name), people, seed)).unwrap()
    };
    let (was, is) = (
        stages("old", old, 0..people, seed),
        stages("new", new, people / 2..people / 2 + people, seed + 100),
    );
    let comparison = compared(&was, &is).unwrap();
    assert!(comparison.markdown().starts_with("# Wave "));
    let [chart] = comparison.charts().try_into().unwrap();
    assert!(
        chart.svg.contains("</svg>") && chart.title.ends_with("are where they were"),
        "{}",
        chart.title
    );
    let html = Pages::new(&is.personas).waves(&[chart]).html().unwrap();
    assert!(html.contains("Since the wave before") && html.contains("id=\"data-waves-user\""));
    let [kind] = comparison.kinds.try_into().unwrap();
    kind
}

fn fates(kind: &KindComparison) -> Vec<Fate> {
    kind.personas.iter().map(|persona| persona.fate).collect()
}

#[test]
fn two_halves_of_one_study_show_no_change() {
    let mut changed = 0;
    for seed in 0..8 {
        let kind = planted(&Plan::three(), &Plan::three(), 400, seed);
        println!("{seed}: {} {:?} {}", kind.verdict.name(), kind.noise_p, kind.reason);
        assert_eq!((kind.shared.len(), kind.shaping, kind.only_old, kind.only_new), (9, 9, 1, 1));
        assert_eq!(
            kind.flows.iter().map(|flow| flow.respondents).sum::<usize>(),
            200,
            "half of the people are in both"
        );
        // Collected half a year apart: trusted for another half, unless something changed.
        let due = if kind.verdict == ReviewVerdict::Stand { "2026-12-31" } else { "2026-07-02" };
        assert_eq!(kind.review_by.as_deref(), Some(due));
        changed += usize::from(kind.verdict != ReviewVerdict::Stand);
    }
    assert!(changed <= 1, "{changed} of 8 pairs of halves are said to differ");
}

#[test]
fn a_changed_answer_a_changed_share_and_a_new_group_are_found() {
    let (mut answers, mut shares, mut appeared, mut gone) = (0, 0, 0, 0);
    for seed in 20..24 {
        let kind = planted(&Plan::three(), &Plan::changed(), 600, seed);
        let moved: Vec<&str> = kind
            .claims
            .iter()
            .filter(|claim| claim.is_change())
            .map(|claim| claim.indicator.as_str())
            .collect();
        println!("{seed}: answer: {} {moved:?}", kind.reason);
        answers += usize::from(
            moved.contains(&"Task 1: how often?") && fates(&kind).contains(&Fate::Changed),
        );
        let kind = planted(&Plan::three(), &Plan::shares(), 600, seed);
        println!("{seed}: share: {} {}", kind.verdict.name(), kind.reason);
        shares += usize::from(kind.verdict == ReviewVerdict::Review);
        let kind = planted(&Plan::two(), &Plan::three(), 600, seed);
        println!("{seed}: new: {} {:?}", kind.reason, fates(&kind));
        appeared += usize::from(
            fates(&kind).contains(&Fate::New) && kind.verdict == ReviewVerdict::Replace,
        );
        let kind = planted(&Plan::three(), &Plan::two(), 600, seed);
        println!("{seed}: gone: {} {:?}", kind.reason, fates(&kind));
        gone += usize::from(
            fates(&kind).contains(&Fate::Gone) && kind.verdict == ReviewVerdict::Replace,
        );
    }
    assert!(
        answers >= 3 && shares >= 3 && appeared >= 3 && gone >= 3,
        "{answers} {shares} {appeared} {gone} of 4"
    );
}

#[test]
fn a_run_compared_with_itself_is_the_same() {
    let stages = clinic();
    let comparison = compare(
        &stages.synthesis,
        &stages.synthesis,
        &CompareOptions { permutations: 19, seed: 1 },
    )
    .unwrap();
    assert_eq!(comparison.kinds.len(), stages.clustering.selections().len());
    for kind in &comparison.kinds {
        assert_eq!(kind.verdict, ReviewVerdict::Stand, "{}", kind.reason);
        assert!(
            kind.personas.iter().all(|persona| persona.old == persona.new),
            "{:?}",
            kind.personas
        );
        assert!(
            kind.claims
                .iter()
                .all(|claim| !claim.is_change() && claim.change.difference.abs() < 1e-12)
        );
        assert!(kind.flows.iter().all(|flow| flow.from == flow.to));
        assert_eq!((kind.only_old, kind.only_new), (0, 0));
    }
    // Interviews alone share nothing with a survey that could be compared but the codes.
    let comparison = compare(
        &stages.synthesis,
        &interviews().synthesis,
        &CompareOptions { permutations: 19, seed: 1 },
    )
    .unwrap();
    assert!(comparison.kinds.iter().all(|kind| kind.only_old > 0));
    let error =
        compare(&stages.synthesis, &stages.synthesis, &CompareOptions { permutations: 5, seed: 1 })
            .unwrap_err();
    assert_eq!(error.to_string(), "parameter `permutations`: expected 19 to 100000, found 5");
}
