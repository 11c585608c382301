//! Files of a folder that hold what others hold: versions, copies, and exports of a project.

use std::collections::{BTreeMap, BTreeSet};

use super::content::{Content, Found};

/// Keeps one of several files that hold the same: workbooks beside text of the same header and
/// length, versions of segments and codebooks.
pub(super) fn leave_out_repetitions(all: &mut [Found]) {
    leave_out_versions(all);
    leave_out_parts_of_projects(all);
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for position in 0..all.len() {
        let found = &all[position];
        let mark = match &found.content {
            Content::Rows { table, .. } => {
                let names: Vec<&str> =
                    table.columns.iter().map(|column| column.name.as_str()).collect();
                format!("{} rows of {}", table.rows(), names.join("\u{1f}"))
            }
            Content::Codebook { .. } => "codebook".to_owned(),
            _ => continue,
        };
        let Some(earlier) = seen.insert(mark.clone(), position) else { continue };
        let rows = matches!(all[position].content, Content::Rows { .. });
        // Of tables the first by name, since copies mostly have longer names.
        let (kept, left) = if rows { (earlier, position) } else { (position, earlier) };
        all[left].content = other_version(&all[kept].path);
        seen.insert(mark, kept);
    }
}

/// A project holds its documents and codings: files of the same were imported into it, or exported
/// from it, and would count twice. Without codings it holds less than its files.
fn leave_out_parts_of_projects(all: &mut [Found]) {
    let mut projects: Vec<(usize, usize)> = (0..all.len())
        .filter_map(|at| match &all[at].content {
            Content::Project(draft) => Some((draft.codings, at)),
            _ => None,
        })
        .collect();
    // The one that holds most stands.
    projects.sort_by_key(|(codings, at)| (std::cmp::Reverse(*codings), *at));
    for (codings, at) in projects {
        let Content::Project(draft) = &all[at].content else { continue };
        let (documents, path) = (draft.documents.clone(), all[at].path.clone());
        let same = |found: &Found| match &found.content {
            // With other codings it is the work of another coder.
            Content::Project(draft) => {
                (draft.codings == codings || draft.codings == 0)
                    && is_within(&draft.documents, &documents)
            }
            Content::Transcripts { names, .. } => is_within(names, &documents),
            Content::Segments { draft, .. } => draft.is_within(&documents),
            _ => false,
        };
        if codings == 0 {
            if let Some(other) = (0..all.len()).find(|other| *other != at && same(&all[*other])) {
                all[at].content = other_version(&all[other].path);
            }
            continue;
        }
        for (other, found) in all.iter_mut().enumerate() {
            if other != at && same(found) {
                found.content = other_version(&path);
            }
        }
    }
}

/// A file of which another is there.
fn other_version(path: &str) -> Content {
    let path = path.to_owned();
    Content::unused(move |words| (words.other_version)(&path))
}

/// True if all names are among those of another.
fn is_within(names: &BTreeSet<String>, others: &BTreeSet<String>) -> bool {
    !names.is_empty() && names.is_subset(others)
}

/// Of several versions of a table of codings the last by name stands.
fn leave_out_versions(all: &mut [Found]) {
    for position in 1..all.len() {
        let (earlier, later) = all.split_at_mut(position);
        let Content::Segments { draft, .. } = &later[0].content else { continue };
        for found in earlier {
            if matches!(&found.content, Content::Segments { draft: other, .. } if draft.repeats(other))
            {
                found.content = other_version(&later[0].path);
            }
        }
    }
}
