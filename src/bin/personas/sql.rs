//! `sql`: statements for the engine that holds a table, answered by a person or a script.

use std::io;
use std::ops::ControlFlow;
use std::path::Path;

use persona_synthesis::folder::Readers;
use persona_synthesis::warehouse::{
    Binding, Cell, Dialect, Engine as _, Journal, RefitOptions, TableFit, WarehouseTable,
    table_claims_csv,
};
use persona_synthesis::{Error, ErrorKind, PersonaKind};
use serde_json::json;

use crate::engines::{Answering, name};
use crate::output::{print, print_data, print_json, shown_on_terminal};
use crate::people::saved_model;
use crate::request::{Claims, Fit, ModelTable, SampleTask, StabilityTask, TableAt};
use crate::writing::{check_file, write_file};
use crate::{Failure, Outcome, TaskAnswer};

pub(crate) fn sample(SampleTask { table: of, share, seed }: &SampleTask) -> Outcome {
    let mut engine = Answering::to(of)?;
    let table = table(of, engine.dialect());
    let statement = table.sample(*share, *seed)?;
    if engine.is_there() {
        // Exactly what the table holds, for a study is made of it: no apostrophe before what looks
        // like a formula.
        let ordered = format!("{statement} ORDER BY {}", table.quoted_key());
        rows(&mut engine, &ordered, Cell::to_string)?;
    } else {
        print_data(&format!("{statement}\n"))?;
    }
    Ok(TaskAnswer::Yes)
}

pub(crate) fn assign(of: &ModelTable, json: bool) -> Outcome {
    let mut engine = Answering::to(&of.table)?;
    let statement = match bound(of, &mut journal(of, &mut engine)?)? {
        Ok(binding) => binding.assign(),
        Err(error) => return waits(error, json),
    };
    if engine.is_there() {
        // Engines give rows in any order.
        let ordered = format!("SELECT * FROM ({statement}) a ORDER BY respondent");
        rows(&mut engine, &ordered, Cell::safe)?;
    } else {
        print_data(&format!("{statement}\n"))?;
    }
    Ok(TaskAnswer::Yes)
}

pub(crate) fn claims(Claims { of, seed }: &Claims, json: bool) -> Outcome {
    let mut engine = Answering::to(&of.table)?;
    let mut journal = journal(of, &mut engine)?;
    match bound(of, &mut journal)?.and_then(|binding| binding.claims(&mut journal, *seed)) {
        Ok(claims) if json => print_json(&json!({ "claims": claims }))?,
        Ok(claims) => print_data(&table_claims_csv(&claims))?,
        Err(error) => return waits(error, json),
    }
    Ok(TaskAnswer::Yes)
}

pub(crate) fn stability(
    StabilityTask { of, replicates, seed }: &StabilityTask,
    json: bool,
) -> Outcome {
    let mut engine = Answering::to(&of.table)?;
    let mut journal = journal(of, &mut engine)?;
    match bound(of, &mut journal)?
        .and_then(|binding| binding.stability(&mut journal, *replicates, *seed))
    {
        Ok(stability) if json => print_json(&stability)?,
        Ok(stability) => {
            for (agreement, replicate) in stability.agreement.iter().zip(1..) {
                print(&format!("halves {replicate}: adjusted Rand index {agreement:.4}\n"))?;
            }
            for (persona, jaccard) in &stability.personas {
                print(&format!("{persona}: Jaccard index {jaccard:.4}\n"))?;
            }
        }
        Err(error) => return waits(error, json),
    }
    Ok(TaskAnswer::Yes)
}

pub(crate) fn fit(Fit { of, out }: &Fit, json: bool) -> Outcome {
    // Before passes over a table that may take hours.
    check_file(out)?;
    let mut engine = Answering::to(&of.table)?;
    let mut journal = journal(of, &mut engine)?;
    let fitted = bound(of, &mut journal)?
        .and_then(|binding| binding.fit(&mut journal, RefitOptions::default()));
    let refit = match fitted {
        Ok(refit) => refit,
        Err(error) => return waits(error, json),
    };
    write_file(out, &refit.model.to_json(), Readers::AsUsual)?;
    if json {
        print_json(&json!({
            "settled": refit.converged,
            "shares": refit.shares,
            "bic": refit.bic,
            "passes": refit.passes,
        }))?;
    } else {
        print(&fit_report(&refit, out))?;
    }
    Ok(TaskAnswer::Yes)
}

/// The log-likelihood of each pass, and the outcome of the fit.
#[allow(clippy::cast_precision_loss, reason = "fewer rows than 2^53")]
fn fit_report(refit: &TableFit, out: &Path) -> String {
    let mut text = String::new();
    for (pass, number) in refit.passes.iter().zip(1..) {
        let (by_row, rows) = (pass.log_likelihood / pass.rows as f64, pass.rows);
        text.push_str(&format!(
            "pass {number}: log-likelihood {by_row:.9} a row of {rows}, change {:.1e}\n",
            pass.change
        ));
    }
    let settled = if refit.converged { "settled" } else { "not settled" };
    format!("{text}{settled}, BIC {:.1}; the model is in {}\n", refit.bic, out.display())
}

/// Prints the rows of an answer as CSV, names first; a reader who has seen enough is no failure.
fn rows(
    engine: &mut Answering,
    statement: &str,
    cell: impl Fn(&Cell) -> String,
) -> Result<(), Failure> {
    let mut out = csv::Writer::from_writer(io::stdout().lock());
    let mut written = Ok(());
    let mut is_first = true;
    engine.each(statement, &mut |names, row| {
        if std::mem::take(&mut is_first) {
            written =
                out.write_record(names.iter().map(|name| shown_on_terminal(name.to_string())));
        }
        if written.is_ok() {
            written = out.write_record(row.iter().map(&cell).map(shown_on_terminal));
        }
        // Nobody reads the rest, so the engine need not give it.
        if written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    match written.map_err(io::Error::from).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure(format!("cannot print: {error}")))
        }
        _ => Ok(()),
    }
}

fn table(of: &TableAt, dialect: Dialect) -> WarehouseTable {
    WarehouseTable::new(dialect, name(of), &of.key)
}

fn journal<'a>(
    of: &ModelTable,
    engine: &'a mut Answering,
) -> Result<Journal<&'a mut Answering>, Failure> {
    Ok(Journal::new(engine, &of.journal)?)
}

/// The model bound to the table by the answers in the journal's folder.
fn bound(
    of: &ModelTable,
    journal: &mut Journal<&mut Answering>,
) -> Result<Result<Binding, Error>, Failure> {
    let model = saved_model(&of.model)?;
    let kind = of.kind.or_else(|| model.kinds().next()).unwrap_or(PersonaKind::User);
    let table = table(&of.table, journal.dialect());
    let table = match &of.weight {
        Some(weight) => table.weight(weight.clone()),
        None => table,
    };
    Ok(Binding::new(journal, &model, kind, table))
}

/// A statement that waits is no failure, but the answer is not there yet.
fn waits(error: Error, json: bool) -> Outcome {
    let ErrorKind::Unanswered { statement, answer } = error.kind() else {
        return Err(error.into());
    };
    if json {
        print_json(&json!({
            "statement": statement.display().to_string(),
            "answer": answer.display().to_string(),
        }))?;
    } else {
        print(&format!("{error}\n"))?;
    }
    Ok(TaskAnswer::No)
}
