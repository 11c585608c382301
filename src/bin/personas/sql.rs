//! `sql`: statements for the engine that holds a table, answered by a person or a script.

use std::path::Path;

use clap::ArgMatches;
use persona_synthesis::tracking::Model;
use persona_synthesis::warehouse::{
    Binding, ByHand, Dialect, Journal, Refit, RefitOptions, WarehouseTable, table_claims_csv,
};
use persona_synthesis::{Error, ErrorKind, PersonaKind};
use serde_json::json;

use crate::arguments::{path, text};
use crate::output::{print, print_json, write};
use crate::people::saved_model;
use crate::{Answer, Failure, Outcome};

pub(crate) fn sample(of: &ArgMatches) -> Outcome {
    let share = of.get_one("share").copied().unwrap_or(1.0);
    let seed = of.get_one("seed").copied().unwrap_or(7);
    print(&format!("{}\n", table(of).sample(share, seed)?))?;
    Ok(Answer::Yes)
}

pub(crate) fn assign(of: &ArgMatches, json: bool) -> Outcome {
    let mut journal = journal(of)?;
    match bound(of, &mut journal)? {
        Ok(binding) => print(&format!("{}\n", binding.assign()))?,
        Err(error) => return waits(error, json),
    }
    Ok(Answer::Yes)
}

pub(crate) fn claims(of: &ArgMatches, json: bool) -> Outcome {
    let seed = of.get_one("seed").copied().unwrap_or(7);
    let mut journal = journal(of)?;
    match bound(of, &mut journal)?.and_then(|binding| binding.claims(&mut journal, seed)) {
        Ok(claims) if json => print_json(&json!({ "claims": claims }))?,
        Ok(claims) => print(&table_claims_csv(&claims))?,
        Err(error) => return waits(error, json),
    }
    Ok(Answer::Yes)
}

pub(crate) fn fit(of: &ArgMatches, json: bool) -> Outcome {
    let mut journal = journal(of)?;
    let fitted = bound(of, &mut journal)?.and_then(|binding| binding.fit(&mut journal, RefitOptions::default()));
    let refit = match fitted {
        Ok(refit) => refit,
        Err(error) => return waits(error, json),
    };
    let out = path(of, "out");
    write(&out, &refit.model.to_json())?;
    if json {
        print_json(&json!({ "settled": refit.settled, "shares": refit.shares, "passes": refit.passes }))?;
    } else {
        print(&told(&refit, &out))?;
    }
    Ok(Answer::Yes)
}

/// What each pass found.
#[allow(clippy::cast_precision_loss, reason = "fewer rows than 2^53")]
fn told(refit: &Refit, out: &Path) -> String {
    let mut text = String::new();
    for (pass, number) in refit.passes.iter().zip(1..) {
        let (by_row, rows) = (pass.log_likelihood / pass.rows as f64, pass.rows);
        text.push_str(&format!(
            "pass {number}: log-likelihood {by_row:.9} a row of {rows}, change {:.1e}\n",
            pass.change
        ));
    }
    let settled = if refit.settled { "settled" } else { "not settled" };
    format!("{text}{settled}; the model is in {}\n", out.display())
}

fn table(of: &ArgMatches) -> WarehouseTable {
    let dialect = Dialect::ALL.into_iter().find(|dialect| dialect.name() == text(of, "dialect"));
    let table = WarehouseTable::new(dialect.unwrap_or(Dialect::DuckDb), text(of, "table"), text(of, "key"));
    match of.try_get_one::<String>("weight") {
        Ok(Some(weight)) => table.weight(weight.clone()),
        _ => table,
    }
}

fn journal(of: &ArgMatches) -> Result<Journal<ByHand>, Failure> {
    Ok(Journal::new(ByHand::new(table(of).dialect()), path(of, "journal"))?)
}

/// The model bound to the table by the answers that stand in the journal's folder.
fn bound(of: &ArgMatches, journal: &mut Journal<ByHand>) -> Result<Result<Binding, Error>, Failure> {
    let model: Model = saved_model(&path(of, "model"))?;
    let kind = of.get_one::<String>("kind").and_then(|name| PersonaKind::from_name(name));
    let kind = kind.or_else(|| model.kinds().next()).unwrap_or(PersonaKind::User);
    Ok(Binding::new(journal, &model, kind, table(of)))
}

/// A statement that waits is no failure, but the answer is not there yet.
fn waits(error: Error, json: bool) -> Outcome {
    let ErrorKind::Unanswered { statement, answer } = error.kind() else { return Err(error.into()) };
    if json {
        print_json(&json!({ "statement": statement, "answer": answer }))?;
    } else {
        print(&format!("{error}\n"))?;
    }
    Ok(Answer::No)
}
