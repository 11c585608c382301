//! Personas from interviews alone: twelve users and six buyers, coded. `cargo run --release
//! --example interviews_only`

#![allow(clippy::print_stdout, reason = "a program prints")]

use persona_synthesis::{Clustering, IndicatorMatrix, PersonaSet, Result, Study};

fn main() -> Result<()> {
    let study = Study::open("data/interviews-only/study.toml")?;
    let matrix = IndicatorMatrix::from_study(&study)?;
    let clustering = Clustering::fit(&matrix)?;
    let personas = PersonaSet::draft(&study, &matrix, &clustering)?;
    for persona in &personas.personas {
        println!("{} {} ({} people)", persona.id, persona.label, persona.size);
        for claim in persona.claims.iter().take(6) {
            println!("   {}", claim.statement);
        }
        for quote in &persona.quotes {
            println!("   “{}” {}", quote.evidence.quote, quote.evidence.respondent);
        }
        println!();
    }
    Ok(())
}
