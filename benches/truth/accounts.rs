//! Claims where people share accounts and there are no groups: every claim is false.

use persona_synthesis::clustering::SplitMix64;
use persona_synthesis::manifest::{ClusteringOptions, Groups};
use persona_synthesis::personas::{Direction, Grade};
use persona_synthesis::{
    Clustering, Facet, IndicatorMatrix, PersonaKind, PersonaSet, Result, Source, Study,
};

/// Accounts of a study, and people of each.
const ACCOUNTS: usize = 30;
const PEOPLE: usize = 20;
/// Items of yes and no.
const ITEMS: usize = 20;
/// Standard deviation of the accounts' effects on the logit of each item.
const SPREAD: f64 = 1.0;

/// Prints how many studies without groups get some, and how many differences are called supported
/// where four groups are forced; with the accounts declared, and without.
pub(crate) fn claims(studies: u64, seed: u64) -> Result<()> {
    println!("| accounts | studies | with groups | supported differences | in studies |");
    println!("|---|---|---|---|---|");
    for declared in [true, false] {
        let (mut grouped, mut supported, mut with_claims) = (0, 0, 0);
        for study in 0..studies {
            let study = survey(declared, SplitMix64::new(seed, &[study, 31]).next_u64())?;
            let matrix = IndicatorMatrix::from_study(&study)?;
            let free = Clustering::fit(&matrix)?;
            let options = ClusteringOptions {
                groups: Groups::Exactly(4),
                replicates: 10,
                ..matrix.options()
            };
            let matrix = matrix.with_options(options);
            let forced = Clustering::fit(&matrix)?;
            let personas = PersonaSet::draft(&study, &matrix, &forced)?.personas;
            let claims = personas.iter().flat_map(|persona| &persona.claims);
            let number = claims
                .filter(|claim| claim.direction != Direction::Shared)
                .filter(|claim| claim.grade >= Grade::Supported)
                .count();
            grouped += usize::from(free.selections()[0].chosen > 1);
            supported += number;
            with_claims += usize::from(number > 0);
        }
        let accounts = if declared { "declared" } else { "not declared" };
        println!("| {accounts} | {studies} | {grouped} | {supported} | {with_claims} |");
    }
    Ok(())
}

fn survey(declared: bool, seed: u64) -> Result<Study> {
    let mut draws = SplitMix64::new(seed, &[32]);
    let base: Vec<f64> = (0..ITEMS).map(|_| -0.4 + 0.7 * draws.normal()).collect();
    let mut records = Vec::new();
    for account in 0..ACCOUNTS {
        let logits: Vec<f64> = base.iter().map(|base| base + SPREAD * draws.normal()).collect();
        for person in 0..PEOPLE {
            let mut record = vec![format!("R{:05}", account * PEOPLE + person)];
            record.push(format!("team {account}"));
            for logit in &logits {
                let yes = draws.unit() < 1.0 / (1.0 + (-logit).exp());
                record.push(if yes { "Yes" } else { "No" }.to_owned());
            }
            records.push(record);
        }
    }
    let mut header = vec!["id".to_owned(), "team".to_owned()];
    header.extend((0..ITEMS).map(|item| format!("Goal: b{item}")));
    let source = Source::records("survey", header.iter().map(String::as_str), records, "id")?;
    let source = source.respondent("id");
    let source = if declared { source.account("team") } else { source };
    Study::builder("bench")
        .kind(PersonaKind::User)
        .facet(Facet::Goal, ["Goal: *"])
        .source(source)
        .build()
}
