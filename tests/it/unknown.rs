//! Gaps in what a study knows: whether coders agree, whether interviews still bring something
//! new, and whom to interview next. Made up.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use persona_synthesis::clustering::SplitMix64;
use persona_synthesis::manifest::Groups;
use persona_synthesis::{Manifest, Study, coding::Coding, render};

use crate::support::{Stages, synthesize};

const MANIFEST: &str = r#"title = "Whom to ask"
[facets]
behaviour = ["Trait*"]
goal = ["Goals/*"]
[[source]]
id = "interviews"
path = "interviews"
respondent = { document = '^(R\d+)' }
interviewer = ["I"]
[[source]]
id = "codes"
path = "codes.csv"
transcripts = "interviews"
[[source]]
id = "survey"
path = "survey.csv"
respondent = "id"
[clustering]
groups = 3
replicates = 10
"#;
const PEOPLE: usize = 120;
const TRAITS: usize = 9;

/// The group of a person: sixty, forty and twenty people.
fn group_of(person: usize) -> usize {
    usize::from(person >= 60) + usize::from(person >= 100)
}

/// Which of nine traits somebody has: three belong to each group, and each of a group's members has
/// some of them.
fn traits(person: usize, draws: &mut SplitMix64) -> Vec<bool> {
    (0..TRAITS)
        .map(|of| draws.unit() < if of / 3 == group_of(person) { 0.7 } else { 0.05 })
        .collect()
}

/// Goals that somebody would tell: one for each trait, and one of the group.
fn heard(person: usize, traits: &[bool]) -> BTreeSet<String> {
    let own = traits
        .iter()
        .enumerate()
        .filter(|(_, has)| **has)
        .map(|(of, _)| format!("goal {of} of group {}", group_of(person)));
    own.chain([format!("goal of group {}", group_of(person))]).collect()
}

/// Everybody answered the survey; six were interviewed, five of them of the first group.
fn study(seed: u64) -> (Stages, Vec<BTreeSet<String>>, [usize; 6]) {
    let mut draws = SplitMix64::new(seed, &[]);
    let interviewed = [0, 1, 2, 3, 4, 60];
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("interviews")).unwrap();
    let mut survey = String::from("id");
    (0..TRAITS).for_each(|of| write!(survey, ",Trait {of}").unwrap());
    let mut codes = String::from("document,code,start,end\n");
    let mut goals = Vec::new();
    for person in 0..PEOPLE {
        let traits = traits(person, &mut draws);
        write!(survey, "\nR{person:03}").unwrap();
        traits.iter().for_each(|has| survey.push_str(if *has { ",Yes" } else { ",No" }));
        let heard = heard(person, &traits);
        if interviewed.contains(&person) {
            let text = "R: This is what I want, and I can say it at length.";
            std::fs::write(folder.path().join(format!("interviews/R{person:03}.txt")), text)
                .unwrap();
            heard
                .iter()
                .for_each(|goal| writeln!(codes, "R{person:03}.txt,Goals/{goal},3,40").unwrap());
        }
        goals.push(heard);
    }
    std::fs::write(folder.path().join("survey.csv"), survey).unwrap();
    std::fs::write(folder.path().join("codes.csv"), codes).unwrap();
    let mut manifest = Manifest::from_toml(MANIFEST, "study.toml").unwrap();
    manifest.folder = folder.path().to_path_buf();
    manifest.clustering.groups = Groups::Exactly(3);
    (synthesize(manifest).unwrap(), goals, interviewed)
}

/// Goals that nobody interviewed so far has.
fn new_goals(goals: &[BTreeSet<String>], before: &[usize], asked: &[usize]) -> usize {
    let known: BTreeSet<&String> = before.iter().flat_map(|person| &goals[*person]).collect();
    asked
        .iter()
        .flat_map(|person| &goals[*person])
        .collect::<BTreeSet<_>>()
        .difference(&known)
        .count()
}

#[test]
fn those_to_be_interviewed_next_tell_more_than_others() {
    const DRAWN: usize = 200;
    let (mut named, mut drawn) = (0, 0);
    for seed in 0..6 {
        let (stages, goals, interviewed) = study(seed);
        let next = &stages.personas.next_interviews;
        let number = |id: &str| id.trim_start_matches('R').parse::<usize>().unwrap();
        let asked: Vec<usize> = next.iter().map(|next| number(next.respondent.as_str())).collect();
        assert_eq!(asked.len(), 5);
        assert!(asked.iter().all(|person| !interviewed.contains(person)));
        assert!(
            next.iter().all(|next| stages
                .personas
                .personas
                .iter()
                .any(|persona| persona.id == next.persona))
        );
        named += DRAWN * new_goals(&goals, &interviewed, &asked);
        let mut draws = SplitMix64::new(seed, &[1]);
        for _ in 0..DRAWN {
            let mut random: Vec<usize> = Vec::new();
            while random.len() < 5 {
                let person = draws.below(PEOPLE);
                if !interviewed.contains(&person) && !random.contains(&person) {
                    random.push(person);
                }
            }
            drawn += new_goals(&goals, &interviewed, &random);
        }
    }
    println!(
        "new goals of five more interviews: {named} in {DRAWN} times those named, {drawn} drawn"
    );
    assert!(named * 10 > drawn * 12, "{named} against {drawn}");
}

#[test]
fn what_is_unknown_is_said() {
    let (stages, ..) = study(1);
    let personas = &stages.personas;
    let text = render::markdown(personas);
    let saturation = personas.coding.saturation.as_ref().unwrap();
    assert_eq!(saturation.interviews, 6);
    assert!(saturation.curve.windows(2).all(|pair| pair[0] <= pair[1] + 1e-12));
    assert!(text.contains("## What is still unknown") && text.contains("6 coded interviews hold"));
    assert!(text.contains(&format!("1. {}", personas.next_interviews[0].respondent)));
    for persona in &personas.personas {
        let survey = persona.coverage.iter().find(|coverage| coverage.source == "survey").unwrap();
        assert_eq!(survey.respondents, persona.size);
    }
}

/// One interview of four turns, and who gave which turn which code.
fn coded(segments: &[(&str, &str, usize)]) -> Coding {
    let folder = tempfile::tempdir().unwrap();
    let turns = ["I wait for an hour.", "The form is long.", "I call the desk.", "That is all."];
    let text: String = turns.iter().map(|turn| format!("I: And then?\nR: {turn}\n")).collect();
    let rows = segments
        .iter()
        .map(|(coder, code, turn)| format!("P1.txt,{code},{},{coder}\n", turns[*turn]));
    std::fs::write(folder.path().join("P1.txt"), text).unwrap();
    std::fs::write(
        folder.path().join("codes.csv"),
        format!("document,code,quote,coder\n{}", rows.collect::<String>()),
    )
    .unwrap();
    let manifest = "title = \"Two coders\"\n[[source]]\nid = \"interviews\"\npath = \"P1.txt\"\nrespondent = { document = '^(P\\d+)' }\ninterviewer = [\"I\"]\n[[source]]\nid = \"codes\"\npath = \"codes.csv\"\ntranscripts = \"interviews\"\n";
    std::fs::write(folder.path().join("study.toml"), manifest).unwrap();
    Coding::assess(&Study::open(folder.path().join("study.toml")).unwrap())
}

#[test]
fn coders_are_compared_turn_by_turn() {
    let coding = coded(&[("ann", "Waiting", 0), ("ann", "Waiting", 1), ("ben", "Waiting", 0)]);
    let [code] = coding.agreements.as_slice() else { panic!("{coding:?}") };
    assert_eq!((code.coders, code.turns, code.coded), (2, 4, 2));
    // Three of four alike; by chance 1/2 × 1/4 + 1/2 × 3/4 = 1/2.
    assert!((code.kappa.unwrap() - 0.5).abs() < 1e-12, "{code:?}");
    // Disagreement 2 of 8 values, expected 8² - 3² - 5² = 30 over 8 × 7.
    assert!((code.alpha.unwrap() - (1.0 - 7.0 * 2.0 / 30.0)).abs() < 1e-12, "{code:?}");
}

#[test]
fn who_checked_a_sample_did_not_miss_the_rest() {
    let all =
        [("ann", "Waiting", 0), ("ann", "Waiting", 1), ("ann", "Form", 2), ("ann", "Form", 3)];
    let coding = coded(&[all.as_slice(), &[("ben", "Waiting", 0)]].concat());
    let waiting = coding.agreements.iter().find(|code| code.code == "Waiting").unwrap();
    assert_eq!((waiting.turns, waiting.coded, waiting.alpha), (1, 1, None));
}
