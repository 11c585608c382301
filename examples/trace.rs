//! From a claim to the words in the sources. `cargo run --release --example trace -- [CLAIM]
//! [MANIFEST]`

#![allow(clippy::print_stdout, reason = "a program prints")]

use persona_synthesis::{Clustering, IndicatorMatrix, PersonaSet, Result, Study};

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let wanted = arguments.next().unwrap_or_else(|| "U1-01".to_owned());
    let manifest = arguments.next().unwrap_or_else(|| "data/clinic/study.toml".to_owned());
    let study = Study::open(manifest)?;
    let matrix = IndicatorMatrix::from_study(&study)?;
    let personas = PersonaSet::draft(&study, &matrix, &Clustering::fit(&matrix)?)?;
    let Some(claim) = personas.claim(&wanted) else {
        let known: Vec<&str> = personas.claims().map(|claim| claim.id.as_str()).collect();
        println!("there is no claim {wanted}; there are {}", known.join(", "));
        return Ok(());
    };
    println!(
        "{claim}\n{} places support it, {} speak against it\n",
        claim.evidence_total, claim.counter_evidence_total
    );
    for (side, evidence) in claim
        .evidence
        .iter()
        .map(|evidence| ("for", evidence))
        .chain(claim.counter_evidence.iter().map(|evidence| ("against", evidence)))
    {
        println!("{side}: {} ({})", evidence.respondent, evidence.locator.in_words());
        if evidence.masked {
            println!("    masked: {}\n", evidence.quote);
            continue;
        }
        let passage = study.resolve(&evidence.locator, 60)?;
        println!("    …{}>>>{}<<<{}…\n", passage.before, passage.text, passage.after);
    }
    Ok(())
}
