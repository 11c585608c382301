//! Whether the number of groups is right, and how near the groups come to what the true parameters
//! reach.

use std::time::Instant;

use persona_synthesis::clustering::{LatentClass, Selection, SplitMix64, adjusted_rand};
use persona_synthesis::indicators::IndicatorMatrix;
use persona_synthesis::manifest::ClusteringOptions;
use persona_synthesis::{Clustering, Result};

use crate::studies::{DESIGNS, Design, NULLS, Study};

/// Replicates, fewer than usual: the number of groups rests on them only by the test of one group.
const REPLICATES: usize = 20;

/// What became of some studies.
#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    studies: u32,
    right: u32,
    over: u32,
    groups: usize,
    ari: f64,
    oracle: f64,
}

impl Tally {
    fn add(&mut self, study: &Study, truth: usize, selection: &Selection) {
        self.studies += 1;
        self.right += u32::from(selection.chosen == truth);
        self.over += u32::from(selection.chosen > truth);
        self.groups += selection.chosen;
        self.ari += agreement(study, selection);
        self.oracle += adjusted_rand(&study.oracle, &study.truth);
    }

    fn plus(self, other: Self) -> Self {
        Self {
            studies: self.studies + other.studies,
            right: self.right + other.right,
            over: self.over + other.over,
            groups: self.groups + other.groups,
            ari: self.ari + other.ari,
            oracle: self.oracle + other.oracle,
        }
    }

    fn print(self, name: &str) {
        let of = f64::from(self.studies.max(1));
        let per_cent = |count: u32| (100.0 * f64::from(count) / of).round();
        println!(
            "| {name} | {} | {} / {} / {} | {:.1} | {:.2} | {:.2} |",
            self.studies,
            per_cent(self.right),
            per_cent(self.over),
            per_cent(self.studies - self.right - self.over),
            self.groups as f64 / of,
            self.oracle / of,
            self.ari / self.oracle.max(f64::MIN_POSITIVE)
        );
    }
}

/// Adjusted Rand index of the groups with the true ones.
fn agreement(study: &Study, selection: &Selection) -> f64 {
    let members = selection.members.iter();
    let (found, truth): (Vec<u16>, Vec<u16>) = members
        .map(|member| {
            let group = u16::try_from(member.group).expect("few groups");
            (group, study.truth[member.respondent.index()])
        })
        .unzip();
    adjusted_rand(&found, &truth)
}

fn select(matrix: &IndicatorMatrix) -> Result<Selection> {
    let options = ClusteringOptions { replicates: REPLICATES, ..matrix.options() };
    let found = Clustering::with_method(matrix, &LatentClass::from(&options), &options)?;
    Ok(found.selections()[0].clone())
}

fn seed_of(seed: u64, study: u64, place: usize, size: usize) -> u64 {
    SplitMix64::new(seed, &[study, place as u64, size as u64]).next_u64()
}

/// Right, too many, too few, by generator and size, and studies without groups.
pub(crate) fn sizes(studies: u64, seed: u64, sizes: &[usize]) -> Result<()> {
    for size in sizes {
        let start = Instant::now();
        println!(
            "{size} respondents | studies | right / over / under % | mean | oracle ARI | ARI over oracle's"
        );
        let mut all = Tally::default();
        for (place, design) in DESIGNS.iter().enumerate() {
            let tally = tally(design, studies, *size, |study| seed_of(seed, study, place, *size))?;
            tally.print(design.name);
            all = all.plus(tally);
        }
        all.print("**all with groups**");
        let mut none = Tally::default();
        for (place, design) in NULLS.iter().enumerate() {
            let seed_of = |study| seed_of(seed, study, 100 + place, *size);
            let tally = tally(design, studies, *size, seed_of)?;
            tally.print(design.name);
            none = none.plus(tally);
        }
        none.print("**all without groups**");
        println!("{:.0} s", start.elapsed().as_secs_f64());
    }
    Ok(())
}

fn tally(
    design: &Design,
    studies: u64,
    size: usize,
    seed_of: impl Fn(u64) -> u64,
) -> Result<Tally> {
    let mut tally = Tally::default();
    for study in 0..studies {
        let study = design.draw(size, seed_of(study))?;
        tally.add(&study, design.shares.len(), &select(&study.matrix)?);
    }
    Ok(tally)
}

/// The same people, 749 and 750 of them.
pub(crate) fn cliff(studies: u64, seed: u64) -> Result<()> {
    let (mut same, mut all) = (0, 0);
    for (place, design) in DESIGNS.iter().enumerate() {
        let mut chosen = Vec::new();
        for study in 0..studies {
            let seed = seed_of(seed, study, place, 750);
            let found = [749, 750].map(|size| {
                let study = design.draw(size, seed)?;
                Ok::<usize, persona_synthesis::Error>(select(&study.matrix)?.chosen)
            });
            let [less, more] = found;
            chosen.push((less?, more?));
        }
        same += chosen.iter().filter(|(less, more)| less == more).count();
        all += chosen.len();
        println!("{}: {chosen:?}", design.name);
    }
    println!("the same number with 749 and 750 people in {same} of {all} studies");
    Ok(())
}

/// Weights whose logarithms are standard normal, without relation to the groups.
pub(crate) fn weights(studies: u64, seed: u64) -> Result<()> {
    for size in [300, 1000] {
        for (place, design) in [NULLS[0], DESIGNS[1]].iter().enumerate() {
            let (mut tally, mut apart) = (Tally::default(), 0.0);
            for study in 0..studies {
                let seed = seed_of(seed, study, 200 + place, size);
                let mut study = design.draw(size, seed)?;
                let mut draws = SplitMix64::new(seed, &[96]);
                let weights = (0..size).map(|_| draws.normal().exp()).collect();
                let plain = select(&study.matrix)?.chosen;
                study.matrix = study.matrix.clone().with_weights(weights)?;
                let selection = select(&study.matrix)?;
                apart += f64::from(u8::from(selection.chosen != plain));
                tally.add(&study, design.shares.len(), &selection);
            }
            tally.print(&format!("{}, {size} with weights", design.name));
            println!("other number than without weights in {apart} of {studies}");
        }
    }
    Ok(())
}
