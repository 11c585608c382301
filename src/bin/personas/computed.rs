//! Indicators that a program computed outside the study: no run of the command has them.

use std::collections::BTreeSet;
use std::path::Path;

use persona_synthesis::lifecycle::Model;

use crate::output::print_note;
use crate::stages::earlier_result;

/// Names of those that the result in a folder has, and that a new one will not have: by its model,
/// or by its claims where it has none.
pub(crate) fn computed_indicators(out: &Path) -> BTreeSet<String> {
    let path = out.join("model.json");
    if !path.exists() {
        let earlier = earlier_result(out).ok().flatten();
        let names = earlier.iter().flat_map(|earlier| earlier.computed_indicators());
        return names.map(str::to_owned).collect();
    }
    match Model::from_path(&path) {
        Ok(model) => model.computed_indicators().map(str::to_owned).collect(),
        Err(why) => {
            print_note(&format!(
                "indicators that a program computed cannot be told of the earlier result: {why:?}"
            ));
            BTreeSet::new()
        }
    }
}

/// Says that an indicator is lost, and how to have it again.
pub(crate) fn lost(indicator: &str, how: &str) -> String {
    format!(
        "{indicator:?} was computed by a program, so the results no longer have it: run that \
         program again{how}"
    )
}
