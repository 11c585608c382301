//! Which records are the same person: ids within a namespace, linking keys across.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use super::findings::StudyFinding;
use crate::finding::Findings;
use crate::locator::{Place, position32};

/// Identity of the records of one source.
pub(super) struct Identified<'a> {
    /// Namespace of the ids.
    pub(super) namespace: String,
    /// Id of each record; empty if it has none.
    pub(super) ids: Vec<String>,
    /// Linking keys: name of the key, normalised value of each record (empty where there is none),
    /// label of the column.
    pub(super) keys: Vec<(String, Vec<String>, String)>,
    /// True if a record that repeats an id is set aside (rows); otherwise it belongs to the same
    /// person (documents).
    pub(super) one_record_each: bool,
    /// How much a record says, and its content: of several rows of one id the fullest is kept, of
    /// equals the first by content.
    pub(super) fullness: Box<dyn Fn(usize) -> (usize, String) + 'a>,
    /// Place of a record.
    pub(super) place: Box<dyn Fn(usize) -> Place + 'a>,
}

/// The namespace that interviews and surveys share unless the manifest says otherwise.
pub(super) const PEOPLE: &str = "people";

/// The outcome: who there is, and whom each record belongs to.
pub(super) struct Joined {
    /// Ids of the respondents, in natural order.
    pub(super) names: Vec<String>,
    /// For each source and record the respondent, if the record is used.
    pub(super) respondent_of: Vec<Vec<Option<u32>>>,
}

/// People by namespace and id, until linking keys unite several of them.
#[derive(Default)]
struct Identities<'a> {
    known: IndexMap<(&'a str, &'a str), Person, foldhash::fast::FixedState>,
}

/// One of them: the sources that know the id, a bit each, and the person it was united with.
struct Person {
    sources: u64,
    parent: usize,
}

impl<'a> Identities<'a> {
    fn add(&mut self, namespace: &'a str, id: &'a str, source: usize) -> usize {
        let next = self.known.len();
        let entry = self.known.entry((namespace, id));
        let position = entry.index();
        entry.or_insert(Person { sources: 0, parent: next }).sources |= 1 << source;
        position
    }

    fn root(&mut self, mut person: usize) -> usize {
        while self.known[person].parent != person {
            // Halving the path keeps later searches short.
            let grandparent = self.known[self.known[person].parent].parent;
            self.known[person].parent = grandparent;
            person = grandparent;
        }
        person
    }

    /// Unites two people unless one source knows both as different.
    fn unite(&mut self, first: usize, second: usize) -> bool {
        let (a, b) = (self.root(first), self.root(second));
        if a == b {
            return true;
        }
        // Two ids of one source are two people; a key that unites them is wrong.
        if self.known[a].sources & self.known[b].sources != 0 {
            return false;
        }
        self.known[b].parent = a;
        self.known[a].sources |= self.known[b].sources;
        true
    }
}

/// Joins the records of all sources.
pub(super) fn join<'a>(sources: &'a [Identified<'a>], findings: &mut Findings) -> Joined {
    let mut people = Identities::default();
    let mut node_of: Vec<Vec<Option<usize>>> = Vec::with_capacity(sources.len());
    for (number, source) in sources.iter().enumerate() {
        let add =
            |id: &'a String| (!id.is_empty()).then(|| people.add(&source.namespace, id, number));
        let mut of: Vec<Option<usize>> = source.ids.iter().map(add).collect();
        if source.one_record_each {
            keep_fullest(source, &mut of, findings);
        }
        node_of.push(of);
    }
    link(sources, &node_of, &mut people, findings);
    name(&node_of, &mut people)
}

/// Of several rows with one id, keeps the one that says most.
fn keep_fullest(source: &Identified<'_>, of: &mut [Option<usize>], findings: &mut Findings) {
    // Most ids occur once, and need no entry in a map.
    let mut times = vec![0_u32; of.iter().flatten().max().map_or(0, |most| most + 1)];
    of.iter().flatten().for_each(|node| times[*node] += 1);
    let mut repeated: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (record, node) in of.iter().enumerate() {
        if let Some(node) = node.filter(|node| times[*node] > 1) {
            repeated.entry(node).or_default().push(record);
        }
    }
    for records in repeated.into_values() {
        let best = records.iter().copied().min_by_key(|record| {
            let (filled, content) = (source.fullness)(*record);
            (std::cmp::Reverse(filled), content)
        });
        for record in records.iter().copied().filter(|record| Some(*record) != best) {
            let respondent = crate::error::shown(&source.ids[record]);
            findings
                .add_at(StudyFinding::DuplicateRespondent { respondent }, (source.place)(record));
            of[record] = None;
        }
    }
}

/// Unites people that share the value of a linking key. A value on two people of one source joins
/// nothing.
fn link(
    sources: &[Identified<'_>],
    node_of: &[Vec<Option<usize>>],
    people: &mut Identities<'_>,
    findings: &mut Findings,
) {
    let names: BTreeSet<&String> =
        sources.iter().flat_map(|source| source.keys.iter().map(|(name, ..)| name)).collect();
    for name in names {
        let mut holders: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        let mut repeated: BTreeSet<&str> = BTreeSet::new();
        for (number, source) in sources.iter().enumerate() {
            let Some((_, values, column)) = source.keys.iter().find(|(key, ..)| key == name) else {
                continue;
            };
            let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
            for (record, value) in values.iter().enumerate() {
                let Some(node) = node_of[number][record].filter(|_| !value.is_empty()) else {
                    continue;
                };
                if seen.insert(value, node).is_some_and(|first| first != node)
                    && repeated.insert(value)
                {
                    let kind =
                        StudyFinding::DuplicateKey { key: name.clone(), value: abbreviate(value) };
                    findings.add_at(kind, (source.place)(record).column(column));
                }
                holders.entry(value).or_default().insert(node);
            }
        }
        for (value, holders) in holders.iter().filter(|(value, _)| !repeated.contains(*value)) {
            // In the order of ids, so that the order of sources and rows decides nothing.
            let mut holders: Vec<usize> = holders.iter().copied().collect();
            holders.sort_by_key(|holder| people.known.get_index(*holder).map(|(key, _)| *key));
            for other in &holders[1..] {
                if !people.unite(holders[0], *other) {
                    findings.add(StudyFinding::KeyConflict {
                        key: name.clone(),
                        value: abbreviate(value),
                    });
                }
            }
        }
    }
}

/// A key as a message may show it: enough to find it, not enough to be it.
fn abbreviate(value: &str) -> String {
    // Keys are often e-mail addresses, so messages show only their beginning.
    let start: String = value.chars().take(2).collect();
    format!("\"{start}…\"")
}

/// Names the people: by their id among people, or else by namespace and id.
fn name(node_of: &[Vec<Option<usize>>], people: &mut Identities<'_>) -> Joined {
    let used: BTreeSet<usize> = node_of.iter().flatten().flatten().copied().collect();
    let mut names: BTreeMap<usize, (bool, bool, String)> = BTreeMap::new();
    for node in used {
        let person = people.root(node);
        let ((namespace, id), _) = people.known.get_index(node).expect("it is one of them");
        // A name of the shared namespace goes before one of a single source, and any before an
        // e-mail address.
        let own = *namespace == PEOPLE;
        let is_address = id.contains('@');
        let candidate =
            (is_address, !own, if own { (*id).to_owned() } else { format!("{namespace}:{id}") });
        let known = names.entry(person).or_insert_with(|| candidate.clone());
        if candidate < *known {
            *known = candidate;
        }
    }
    let mut named: Vec<(String, usize)> =
        names.into_iter().map(|(person, (.., name))| (name, person)).collect();
    named.sort_by(|a, b| natural(&a.0, &b.0));
    for position in 1..named.len() {
        if named[position].0 == named[position - 1].0 {
            // An id with a colon may equal a name with its namespace.
            named[position].0.push_str("#2");
        }
    }
    // A file of ids is put into this order again when it is read back.
    named.sort_by(|a, b| natural(&a.0, &b.0));
    let mut number = vec![u32::MAX; people.known.len()];
    for (position, (_, person)) in named.iter().enumerate() {
        number[*person] = position32(position);
    }
    let mut respondent_of = Vec::with_capacity(node_of.len());
    for of in node_of {
        respondent_of
            .push(of.iter().map(|node| node.map(|node| number[people.root(node)])).collect());
    }
    Joined { names: named.into_iter().map(|(name, _)| name).collect(), respondent_of }
}

/// Compares as people sort: `P2` before `P10`.
pub(crate) fn natural(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a, b);
    loop {
        let (l, r) = (chunk(left), chunk(right));
        if l.is_empty() || r.is_empty() {
            return l.len().cmp(&r.len()).then_with(|| a.cmp(b));
        }
        let digits = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
        let order = if digits(l) && digits(r) {
            // As texts of one length, since digits may exceed every integer.
            let (l, r) = (l.trim_start_matches('0'), r.trim_start_matches('0'));
            l.len().cmp(&r.len()).then_with(|| l.cmp(r))
        } else {
            l.cmp(r)
        };
        if order.is_ne() {
            return order;
        }
        (left, right) = (&left[l.len()..], &right[r.len()..]);
    }
}

/// The digits or the other characters that a text begins with.
fn chunk(text: &str) -> &str {
    let digit = text.starts_with(|c: char| c.is_ascii_digit());
    &text[..text.find(|c: char| c.is_ascii_digit() != digit).unwrap_or(text.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(namespace: &str, ids: &[&str], emails: &[&str]) -> Identified<'static> {
        Identified {
            namespace: namespace.to_owned(),
            ids: ids.iter().map(|id| (*id).to_owned()).collect(),
            keys: vec![(
                "email".into(),
                emails.iter().map(|mail| (*mail).to_owned()).collect(),
                "E-mail".into(),
            )],
            one_record_each: true,
            fullness: Box::new(|record| (record, String::new())),
            place: Box::new(|record| Place::file("t.csv").line(record as u64 + 2)),
        }
    }

    #[test]
    fn ids_join_within_a_namespace_and_keys_across() {
        let sources = [
            source(PEOPLE, &["P1", "P10", "P2"], &["a@x", "", "b@x"]),
            source(PEOPLE, &["P2", "P3"], &["", ""]),
            source("crm", &["7", "8"], &["b@x", "c@x"]),
        ];
        let joined = join(&sources, &mut Findings::default());
        assert_eq!(joined.names, ["P1", "P2", "P3", "P10", "crm:8"]);
        assert_eq!(joined.respondent_of[2], [Some(1), Some(4)]);
        assert_eq!(joined.respondent_of[1], [Some(1), Some(2)]);
    }

    #[test]
    fn a_key_on_two_rows_of_a_source_joins_nothing() {
        let sources =
            [source(PEOPLE, &["P1", "P2"], &["a@x", "a@x"]), source("crm", &["7"], &["a@x"])];
        let mut findings = Findings::default();
        let joined = join(&sources, &mut findings);
        assert_eq!(joined.names, ["P1", "P2", "crm:7"]);
        assert_eq!(findings.count("duplicate-key"), 1);
        assert!(
            !findings.iter().any(|finding| finding.to_string().contains("a@x")),
            "keys are personal data"
        );
    }

    #[test]
    fn a_repeated_id_keeps_the_fullest_row() {
        let mut findings = Findings::default();
        let joined = join(&[source(PEOPLE, &["P1", "P1", "P1"], &["", "", ""])], &mut findings);
        assert_eq!(joined.respondent_of[0], [None, None, Some(0)]);
        assert_eq!(findings.count("duplicate-respondent"), 2);
    }

    #[test]
    fn numbers_within_ids_count_as_numbers() {
        let mut ids = vec!["P10", "P2", "P02", "Q1", "P", "10", "9"];
        ids.sort_by(|a, b| natural(a, b));
        assert_eq!(ids, ["9", "10", "P", "P02", "P2", "P10", "Q1"]);
    }
}
