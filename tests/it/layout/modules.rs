//! The modules of a crate: what each imports, re-exports and names in its code.

use std::collections::{BTreeMap, BTreeSet};

use super::tokens::{Source, Token, close_of, is};

/// The names from the root of the crate; the root itself has none.
pub(super) type Path = Vec<String>;

/// One module: a file, or a part of a file in `mod name { … }`.
#[derive(Debug, Default)]
pub(super) struct Module {
    pub(super) file: String,
    pub(super) imports: Vec<Import>,
    pub(super) mentions: Vec<Mention>,
    /// The functions that it defines, which may be called like a module in it.
    pub(super) functions: BTreeSet<String>,
    /// The names of its variables, parameters and fields.
    pub(super) bound: BTreeSet<String>,
}

/// One leaf of a `use`.
#[derive(Debug)]
pub(super) struct Import {
    pub(super) path: Path,
    /// The name that it has here, which `as` may change.
    pub(super) name: String,
    /// `pub use`, with or without a scope.
    pub(super) exported: bool,
    pub(super) line: usize,
}

/// A path in code, or a single name.
#[derive(Debug)]
pub(super) struct Mention {
    pub(super) path: Path,
    pub(super) line: usize,
    /// Followed by its arguments.
    pub(super) called: bool,
}

/// Reads the modules of a crate from its files, which are named by their path below `src`.
pub(super) fn modules(files: &[(String, String)]) -> BTreeMap<Path, Module> {
    let sources: Vec<(Path, &str, Source)> = files
        .iter()
        .map(|(file, text)| (path_of(file), file.as_str(), Source::new(text)))
        .collect();
    let child = |path: &Path, name| [path.as_slice(), std::slice::from_ref(name)].concat();
    let tests: BTreeSet<Path> = sources
        .iter()
        .flat_map(|(path, _, source)| source.test_files.iter().map(|name| child(path, name)))
        .collect();
    let mut modules = BTreeMap::new();
    for (path, file, source) in &sources {
        if !tests.iter().any(|test| path.starts_with(test)) {
            scan(&source.tokens, path, file, &mut modules);
        }
    }
    modules
}

fn path_of(file: &str) -> Path {
    let mut path: Path = file.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    if path.last().is_some_and(|name| ["lib", "main", "mod"].contains(&name.as_str())) {
        path.pop();
    }
    path
}

fn scan(tokens: &[Token], path: &Path, file: &str, modules: &mut BTreeMap<Path, Module>) {
    let mut module = Module { file: file.to_owned(), ..Module::default() };
    let mut next = 0;
    while next < tokens.len() {
        let token = &tokens[next];
        if token.text == "use" && tokens.get(next + 1).is_some_and(|word| word.text != "<") {
            let exported = next > 0 && is_scope(tokens, next - 1);
            let end = end_of_use(tokens, next);
            tree(&tokens[next + 1..end], &Path::new(), exported, &mut module.imports);
            next = end + 1;
        } else if token.text == "mod" && is(tokens, next + 2, "{") {
            let end = close_of(tokens, next + 2);
            let inner = [path.as_slice(), &[tokens[next + 1].text.clone()]].concat();
            scan(&tokens[next + 3..end], &inner, file, modules);
            next = end + 1;
        } else if token.is_word() {
            let (named, end) = path_at(tokens, next);
            match next.checked_sub(1).map_or("", |before| tokens[before].text.as_str()) {
                "fn" => {
                    module.functions.insert(token.text.clone());
                }
                // A declaration, a field, a method, or the rest of `<T as Trait>::name`.
                "mod" | "." | "::" => {}
                before => {
                    let binds = ["let", "mut", "for", "|"].contains(&before);
                    if binds || is(tokens, end, ":") {
                        module.bound.insert(token.text.clone());
                    }
                    let called = is(tokens, end, "(");
                    module.mentions.push(Mention { path: named, line: token.line, called });
                }
            }
            next = end;
        } else {
            next += 1;
        }
    }
    modules.insert(path.clone(), module);
}

/// Is this the end of `pub` or `pub(…)`?
fn is_scope(tokens: &[Token], place: usize) -> bool {
    let open = tokens[..place].iter().rposition(|token| token.text == "(");
    is(tokens, place, "pub")
        || (is(tokens, place, ")")
            && open.is_some_and(|open| open > 0 && is(tokens, open - 1, "pub")))
}

fn end_of_use(tokens: &[Token], start: usize) -> usize {
    (start..tokens.len()).find(|place| is(tokens, *place, ";")).unwrap_or(tokens.len())
}

/// The path that begins here, and the place after it.
fn path_at(tokens: &[Token], start: usize) -> (Path, usize) {
    let mut path = vec![tokens[start].text.clone()];
    let mut next = start + 1;
    while is(tokens, next, "::") && tokens.get(next + 1).is_some_and(Token::is_word) {
        path.push(tokens[next + 1].text.clone());
        next += 2;
    }
    (path, next)
}

/// Adds the leaves of a tree of imports: `a::{b, c::{self, D as E}}` has three.
fn tree(tokens: &[Token], above: &Path, exported: bool, imports: &mut Vec<Import>) {
    for part in parts(tokens) {
        if let Some(open) = part.iter().position(|token| token.text == "{") {
            let inner: Path = words(&part[..open]);
            let above = [above.as_slice(), &inner].concat();
            tree(&part[open + 1..close_of(part, open)], &above, exported, imports);
            continue;
        }
        let mut leaf = words(part);
        let renamed = leaf.iter().position(|word| word == "as").map(|place| leaf.split_off(place));
        let mut path = [above.as_slice(), &leaf].concat();
        // `a::{self}` imports `a`.
        if leaf == ["self"] && !above.is_empty() {
            path.pop();
        }
        let own = path.last().cloned().unwrap_or_default();
        let name = renamed.and_then(|words| words.into_iter().nth(1)).unwrap_or(own);
        imports.push(Import { path, name, exported, line: part[0].line });
    }
}

/// The parts between commas, outside inner braces.
fn parts(tokens: &[Token]) -> Vec<&[Token]> {
    let mut parts = Vec::new();
    let (mut start, mut depth) = (0, 0);
    for (place, token) in tokens.iter().enumerate() {
        match token.text.as_str() {
            "{" => depth += 1,
            "}" => depth -= 1,
            "," if depth == 0 => {
                parts.push(&tokens[start..place]);
                start = place + 1;
            }
            _ => {}
        }
    }
    parts.push(&tokens[start..]);
    parts.retain(|part| !part.is_empty());
    parts
}

/// The names of a path; `*` counts as one, so that a glob leads to the module it opens.
fn words(tokens: &[Token]) -> Path {
    let is_name = |token: &&Token| token.is_word() || token.text == "*";
    tokens.iter().filter(is_name).map(|token| token.text.clone()).collect()
}
