//! The graph of files: which file uses an item that another defines.

use std::collections::{BTreeMap, BTreeSet};

use super::modules::{Import, Mention, Module, Path, modules};

/// One use of another file's item.
#[derive(Debug)]
pub(super) struct Edge {
    pub(super) from: Path,
    /// The module that defines the item, however it was re-exported on the way.
    pub(super) to: Path,
    pub(super) line: usize,
    pub(super) written: String,
}

/// Modules and the uses among them.
#[derive(Debug)]
pub(super) struct Graph {
    modules: BTreeMap<Path, Module>,
    pub(super) edges: Vec<Edge>,
}

/// Re-exports that lead in a ring would be followed forever.
const MOST_STEPS: usize = 20;

impl Graph {
    /// Reads a crate from its files, which are named by their path below `src`.
    pub(super) fn new(files: &[(String, String)]) -> Self {
        let mut graph = Self { modules: modules(files), edges: Vec::new() };
        let mut edges = Vec::new();
        for (path, module) in &graph.modules {
            edges.extend(module.imports.iter().filter_map(|import| graph.imported(path, import)));
            edges.extend(module.mentions.iter().filter_map(|named| graph.mentioned(path, named)));
        }
        edges.retain(|edge| graph.modules[&edge.from].file != graph.modules[&edge.to].file);
        graph.edges = edges;
        graph
    }

    /// The file of a module.
    pub(super) fn file(&self, path: &Path) -> &str {
        &self.modules[path].file
    }

    /// The re-exports of everything in a module, each with its file and line: what a name leads to
    /// cannot be followed through them.
    pub(super) fn globs(&self) -> Vec<String> {
        let of_module = |module: &Module| -> Vec<String> {
            let is_glob = |import: &&Import| {
                import.exported && import.path.last().is_some_and(|name| name == "*")
            };
            let globs = module.imports.iter().filter(is_glob);
            let told = |import: &Import| {
                format!("{}:{}: {}", module.file, import.line, import.path.join("::"))
            };
            globs.map(told).collect()
        };
        self.modules.values().flat_map(of_module).collect()
    }

    /// Files that use each other's items, directly or around corners.
    pub(super) fn circles(&self) -> Vec<BTreeSet<&str>> {
        let mut next: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for edge in &self.edges {
            next.entry(self.file(&edge.from)).or_default().insert(self.file(&edge.to));
        }
        let reached: BTreeMap<&str, BTreeSet<&str>> =
            next.keys().map(|file| (*file, reached_from(file, &next))).collect();
        let mut circles = BTreeSet::new();
        for (file, ahead) in reached.iter().filter(|(file, ahead)| ahead.contains(*file)) {
            let comes_back =
                |other: &&&str| reached.get(**other).is_some_and(|files| files.contains(file));
            circles.insert(ahead.iter().filter(comes_back).copied().collect());
        }
        circles.into_iter().collect()
    }

    fn imported(&self, from: &Path, import: &Import) -> Option<Edge> {
        let to = self.definer(&self.absolute(from, &import.path)?)?;
        // A module that hands on what its own children define does not use it.
        let hands_on = import.exported && to.starts_with(from);
        (!hands_on).then(|| Edge {
            from: from.clone(),
            to,
            line: import.line,
            written: import.path.join("::"),
        })
    }

    fn mentioned(&self, from: &Path, named: &Mention) -> Option<Edge> {
        // A single name needs a look only if it is re-exported here: other imports are edges
        // already. A function that is not called is one unless a variable has its name.
        let first = &named.path[0];
        if named.path.len() == 1 {
            let exported = |import: &&Import| import.exported && import.name == *first;
            self.modules[from].imports.iter().find(exported)?;
            if !named.called && self.modules[from].bound.contains(first) {
                return None;
            }
        }
        let to = self.definer(&self.absolute(from, &named.path)?)?;
        let written = named.path.join("::");
        Some(Edge { from: from.clone(), to, line: named.line, written })
    }

    /// A path as seen from a module, from the root of the crate; none leads out of the crate.
    fn absolute(&self, from: &Path, path: &[String]) -> Option<Path> {
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" => Some(rest.to_vec()),
            "self" => Some([from.as_slice(), rest].concat()),
            "super" => {
                let (_, above) = from.split_last()?;
                let above = above.to_vec();
                if rest.first().is_some_and(|word| word == "super") {
                    return self.absolute(&above, rest);
                }
                Some([above.as_slice(), rest].concat())
            }
            _ => {
                let here = [from.as_slice(), path].concat();
                let known = self.modules.contains_key(&here[..=from.len()])
                    || self.modules[from]
                        .imports
                        .iter()
                        .any(|import| import.name == *first && import.path.first() != Some(first));
                known.then_some(here)
            }
        }
    }

    /// The module that defines what a path from the root leads to; none for a module itself, whose
    /// use shows where its items are named.
    fn definer(&self, path: &[String]) -> Option<Path> {
        self.follow(path, MOST_STEPS)
    }

    fn follow(&self, path: &[String], steps: usize) -> Option<Path> {
        let mut at = Path::new();
        for (place, name) in path.iter().enumerate() {
            let inner = [at.as_slice(), std::slice::from_ref(name)].concat();
            let is_last = place + 1 == path.len();
            let module = &self.modules[&at];
            // `pub(crate) use name;` hands on a macro that is defined here.
            let import = module.imports.iter().find(|import| import.name == *name);
            let import = import.filter(|import| import.path != [name.clone()]);
            // The last name may be a module's and a function's; the function is what is used.
            let is_item = is_last && (import.is_some() || module.functions.contains(name));
            if self.modules.contains_key(&inner) && !is_item {
                at = inner;
                continue;
            }
            let Some(import) = import else { return Some(at) };
            let target = self.absolute(&at, &import.path)?;
            let on = [target.as_slice(), &path[place + 1..]].concat();
            return if steps == 0 { None } else { self.follow(&on, steps - 1) };
        }
        None
    }
}

fn reached_from<'a>(
    start: &'a str,
    next: &BTreeMap<&'a str, BTreeSet<&'a str>>,
) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut waiting = vec![start];
    while let Some(file) = waiting.pop() {
        for other in next.get(file).into_iter().flatten() {
            if reached.insert(*other) {
                waiting.push(*other);
            }
        }
    }
    reached
}
