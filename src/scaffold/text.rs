//! The wording of a draft: TOML that runs, and comments that a person can turn into it.

use std::fmt::Write as _;

use crate::indicators::propose_facet;
use crate::locale::ScaffoldWords;
pub(super) use crate::manifest::quote;
use crate::sources::{Item, NamesOfPeople, Scale, Table, names_postal_code};
use crate::visible::is_turning;

/// Longest name or list of answers that a comment spells out.
const LONGEST: usize = 12;

/// A line of comment, whatever the text holds.
pub(super) fn comment(text: &mut String, remark: &str) {
    let line: String =
        // A line break in a name would end the comment and begin a key.
        remark.chars().map(|c| if c.is_control() || is_turning(c) { ' ' } else { c }).collect();
    writeln!(text, "# {line}").expect("writing to a string does not fail");
}

pub(super) fn key(text: &mut String, name: &str, value: &str) {
    writeln!(text, "{name} = {}", quote(value)).expect("writing to a string does not fail");
}

/// Writes the columns as comments: those that make indicators as rules to be changed, the others
/// with the reason.
pub(super) fn columns(text: &mut String, table: &Table, items: &[Item], words: &ScaffoldWords) {
    let name = |item: &Item| table.columns[item.columns[0]].label.clone();
    let of_people = NamesOfPeople::from_headers(&table.columns);
    let (personal, rest): (Vec<&Item>, Vec<&Item>) = items.iter().partition(|item| {
        let mut names = item.columns.iter().map(|column| &table.columns[*column].name);
        if item.scale == Scale::Personal {
            return true;
        }
        // What is counted is personal by no header: "Minutes on WhatsApp".
        let counted = !item.labels().is_empty() || item.scale == Scale::Numeric;
        !counted && names.any(|name| of_people.lead_to_somebody(name) || names_postal_code(name))
    });
    let of = |scale: Scale| {
        rest.iter().filter(move |item| item.scale == scale).map(|item| name(item)).collect()
    };
    let mut left_out = |why: &str, names: Vec<String>| left_out(text, why, &names, words);
    left_out(words.personal, personal.iter().map(|item| name(item)).collect());
    left_out(words.identifiers, of(Scale::Identifier));
    left_out(words.dates, of(Scale::Date));
    left_out(words.open_text, of(Scale::OpenText));
    left_out(words.derived, of(Scale::Derived));
    left_out(words.constant, [of(Scale::Constant), of(Scale::Empty)].concat());
    let counted: Vec<&&Item> = rest
        .iter()
        .filter(|item| !item.labels().is_empty() || item.scale == Scale::Numeric)
        .collect();
    if counted.is_empty() {
        return;
    }
    comment(text, words.recognised);
    comment(text, "[source.columns]");
    for item in counted {
        let facet = propose_facet(&item.name, item.labels())
            .map_or_else(String::new, |facet| format!(", facet = {}", quote(facet.name())));
        let levels = match item.labels() {
            labels if item.scale == Scale::Ordinal && labels.len() <= LONGEST => {
                let labels: Vec<String> = labels.iter().map(|label| quote(label)).collect();
                format!(", levels = [{}]", labels.join(", "))
            }
            _ => String::new(),
        };
        let more = if item.columns.len() > 1 {
            format!("   # {}", (words.more_columns)(item.columns.len() - 1))
        } else {
            String::new()
        };
        comment(
            text,
            &format!(
                "{} = {{ scale = {}{facet}{levels} }}{more}",
                quote(&name(item)),
                quote(item.scale.name())
            ),
        );
    }
}

fn left_out(text: &mut String, why: &str, names: &[String], words: &ScaffoldWords) {
    if names.is_empty() {
        return;
    }
    let shown: Vec<String> =
        names.iter().take(LONGEST).map(|name| crate::error::shown(name)).collect();
    let more = match names.len().saturating_sub(LONGEST) {
        0 => String::new(),
        more => format!(" {}", (words.more)(more)),
    };
    comment(text, &format!("{why}: {}{more}.", shown.join(", ")));
}
