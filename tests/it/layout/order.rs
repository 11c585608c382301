//! The order of stages and rooms, from the tables of ARCHITECTURE.md.

/// A table of modules: a module may use those above it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Order {
    /// The module that holds them; the root of the crate for the stages.
    pub(super) within: Vec<String>,
    pub(super) names: Vec<String>,
}

impl Order {
    /// The row of the part that a module belongs to; none for modules elsewhere.
    pub(super) fn row(&self, module: &[String]) -> Option<usize> {
        let part = module.strip_prefix(self.within.as_slice())?.first()?;
        self.names.iter().position(|name| name == part)
    }
}

/// Reads the tables whose first heading is `stage`, or `room of` and a module.
pub(super) fn orders(text: &str) -> Vec<Order> {
    let mut orders: Vec<Order> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        let Some(first) = line.strip_prefix("| ").and_then(|row| row.split(" |").next()) else {
            open &= line.starts_with('|');
            continue;
        };
        let name = first.trim_matches('`').to_owned();
        if let Some(last) = orders.last_mut().filter(|_| open) {
            last.names.push(name);
        } else if let Some(within) = first.strip_prefix("room of ") {
            let within = within.trim_matches('`').split("::").map(str::to_owned).collect();
            orders.push(Order { within, names: Vec::new() });
            open = true;
        } else if first == "stage" {
            orders.push(Order { within: Vec::new(), names: Vec::new() });
            open = true;
        }
    }
    orders
}

#[test]
fn tables_of_stages_and_rooms_are_read_and_others_are_not() {
    let text = "# A\n\n| stage | for |\n|---|---|\n| `a` | x |\n| `b` | y |\n\n| word | means |\n\
                |---|---|\n| c | z |\n\n| room of `b` | for |\n|---|---|\n| `d` | x |\n";
    let order = |within: &[&str], names: &[&str]| Order {
        within: within.iter().map(|name| (*name).to_owned()).collect(),
        names: names.iter().map(|name| (*name).to_owned()).collect(),
    };
    assert_eq!(orders(text), [order(&[], &["a", "b"]), order(&["b"], &["d"])]);
}
