//! Answers of an engine that somebody edited in a journal, and a saved model that somebody edited:
//! errors, never the end of the program.

use std::sync::OnceLock;

use persona_synthesis::PersonaKind;
use persona_synthesis::clustering::SplitMix64;
use persona_synthesis::lifecycle::Model;
use persona_synthesis::warehouse::{
    Binding, Cell, Dialect, Engine, RefitOptions, Sqlite, WarehouseTable,
};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::edited::edited;
use crate::warehouse::Warehouse;

fn warehouse() -> &'static Warehouse {
    static WAREHOUSE: OnceLock<Warehouse> = OnceLock::new();
    WAREHOUSE.get_or_init(|| Warehouse::new(240, 400, true))
}

/// An engine of whose answers one in some is changed in a place.
struct Edited {
    engine: Sqlite,
    draws: SplitMix64,
    one_in: usize,
}

impl Engine for Edited {
    fn dialect(&self) -> Dialect {
        self.engine.dialect()
    }

    fn query(
        &mut self,
        statement: &str,
    ) -> Result<Vec<Vec<Cell>>, Box<dyn std::error::Error + Send + Sync>> {
        let mut rows = self.engine.query(statement)?;
        let draws = &mut self.draws;
        if rows.is_empty() || draws.below(self.one_in) > 0 {
            return Ok(rows);
        }
        let row = draws.below(rows.len());
        match draws.below(5) {
            0 => drop(rows.remove(row)),
            1 => rows.push(rows[row].clone()),
            2 => drop(rows[row].pop()),
            _ => {
                let strange = [
                    Cell::Null,
                    Cell::Boolean(true),
                    Cell::Integer(-1),
                    Cell::Integer(i128::MAX),
                    Cell::Integer(i128::MIN),
                    Cell::Integer(i128::from(u64::MAX)),
                    Cell::Number(f64::NAN),
                    Cell::Number(1e300),
                    Cell::Number(0.5),
                    Cell::Text(i128::MIN.to_string()),
                    Cell::Text("…:".to_owned()),
                ];
                let cell = draws.below(rows[row].len().max(1));
                if let Some(cell) = rows[row].get_mut(cell) {
                    *cell = strange[draws.below(strange.len())].clone();
                }
            }
        }
        Ok(rows)
    }
}

/// Everything that is asked of an engine.
fn ask_all(engine: &mut dyn Engine, model: &Model, seed: u64) {
    let table = WarehouseTable::new(Dialect::Sqlite, "people", "id");
    let Ok(binding) = Binding::new(engine, model, PersonaKind::User, table) else { return };
    assert!(!binding.assign().is_empty());
    let _ = binding.fit(engine, RefitOptions { passes: 3, tolerance: 1e-6 });
    if let Ok(claims) = binding.claims(engine, seed) {
        claims
            .iter()
            .for_each(|claim| assert!(claim.support.with <= claim.support.asked, "{claim:?}"));
    }
    let _ = binding.stability(engine, 1, seed);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn edited_answers_of_an_engine_are_refused_or_counted(seed: u64, one_in in 1..12_usize) {
        let mut engine = Edited { engine: warehouse().engine(), draws: SplitMix64::new(seed, &[]), one_in };
        ask_all(&mut engine, &warehouse().model, seed);
    }

    #[test]
    fn an_edited_model_is_refused_or_makes_statements(seed: u64) {
        if let Ok(model) = Model::from_json(&edited(&warehouse().model.to_json(), seed)) {
            ask_all(&mut warehouse().engine(), &model, seed);
        }
    }
}

#[test]
fn a_number_of_replicates_out_of_range_is_named() {
    let mut engine = warehouse().engine();
    let binding = warehouse().bind(&mut engine);
    for replicates in [0, usize::MAX] {
        let error = binding.stability(&mut engine, replicates, 1).unwrap_err().to_string();
        assert!(
            error.starts_with("parameter `replicates`: expected 1 to 10000, found "),
            "{error}"
        );
    }
}

/// Sums of more than a whole number holds would end the program where overflow is checked.
#[test]
fn logarithms_that_no_share_has_are_refused() {
    let json = warehouse().model.to_json();
    let refused = |edit: &dyn Fn(&mut Value)| {
        let mut document: Value = serde_json::from_str(&json).unwrap();
        edit(&mut document["kinds"][0]["classifier"]);
        Model::from_json(&document.to_string()).map(|_| ()).map_err(|error| error.to_string())
    };
    let codes = |classifier: &Value| {
        let columns = classifier["columns"].as_array().unwrap();
        columns.iter().position(|column| column["groups"][0].get("codes").is_some()).unwrap()
    };
    let expected =
        "model.json: expected a distribution of each column for each persona, found others";
    assert_eq!(refused(&|_| {}), Ok(()));
    for number in [1e308, 0.1] {
        let found = refused(&|classifier| {
            let column = codes(classifier);
            classifier["columns"][column]["groups"][1]["codes"]["logs"][0] = json!(number);
        });
        assert_eq!(found, Err(expected.to_owned()), "{number}");
        assert_eq!(
            refused(&|classifier| classifier["log_shares"][0] = json!(number)),
            Err(expected.to_owned())
        );
    }
}
