//! What an alternative of a decision changes in a source.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::aggregate::Aggregation;
use super::column::ColumnRule;
use super::kind::named;
use super::respondent::RespondentRule;
use super::source::Source;
use super::stated::Stated;
use crate::ids::SourceId;
use crate::named::named_values;

named! {
    /// A setting of a source that an alternative may take away.
    SourceSetting {
        /// The namespace of its ids.
        Ids = "ids",
        /// Its linking keys.
        Keys = "keys",
        /// Its column of weights.
        Weight = "weight",
        /// Its column of accounts.
        Account = "account",
        /// The rules that aggregate its rows, with their dates.
        Aggregate = "aggregate",
        /// Its column of roles.
        Role = "role",
        /// Its column of outcomes.
        Outcome = "outcome",
        /// The rules of its columns.
        Columns = "columns",
    }
}

named_values!(SourceSetting "setting");

/// The rules of the columns of a source.
type ColumnRules = [(Stated<String>, ColumnRule)];

/// Settings of a source that take the place of its own, and settings that are taken away.
///
/// Of the settings, `respondent`, `ids`, `keys`, `weight`, `account`, the rules of aggregation,
/// `role`, `outcome` and `columns` count; the others are ignored.
///
/// ```
/// use persona_synthesis::Source;
/// use persona_synthesis::manifest::{SourceChange, SourceSetting};
///
/// let rows = SourceChange::new(Source::new("visits", "").respondent_per_row())
///     .without(SourceSetting::Aggregate);
/// assert_eq!(rows.source().as_str(), "visits");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct SourceChange {
    settings: Box<Source>,
    without: Vec<SourceSetting>,
}

impl SourceChange {
    /// Makes a change to the source that has the id of these settings.
    #[must_use]
    pub fn new(settings: Source) -> Self {
        Self { settings: Box::new(settings), without: Vec::new() }
    }

    /// Adds a setting that is taken away before the others are set.
    #[must_use]
    pub fn without(mut self, setting: SourceSetting) -> Self {
        self.without.push(setting);
        self
    }

    /// Id of the source.
    #[must_use]
    pub fn source(&self) -> &SourceId {
        &self.settings.id
    }

    /// The columns that it names, but for those that rules of aggregation make.
    pub(crate) fn columns<'a>(
        &'a self,
        aggregation: &'a Aggregation,
    ) -> impl Iterator<Item = &'a Stated<String>> {
        let own = &*self.settings;
        let respondent = match &own.respondent {
            Some(RespondentRule::Column(name)) => Some(name),
            _ => None,
        };
        let rules = aggregation.rules.iter().chain(&own.aggregation.rules);
        let made: BTreeSet<&str> = rules.map(|rule| rule.name.value.as_str()).collect();
        let stated = own.columns.iter().map(|(name, _)| name);
        respondent
            .into_iter()
            .chain(own.keys.iter().map(|(_, column)| column))
            .chain(&own.weight)
            .chain(&own.account)
            .chain(own.role.iter().map(|role| &role.column))
            .chain(own.outcome.iter().map(|rule| &rule.column))
            .chain(stated)
            .filter(move |name| !made.contains(name.value.as_str()))
    }

    /// Drops the rules of columns.
    pub(super) fn forget_columns(&mut self) {
        self.settings.columns.clear();
    }

    /// Changes a source but for the rules of the columns that are spared.
    pub(super) fn apply_to(&self, source: &mut Source, spared: &ColumnRules) {
        self.without.iter().for_each(|setting| take_away(source, *setting, spared));
        let Source {
            respondent,
            ids,
            keys,
            weight,
            account,
            aggregation,
            role,
            outcome,
            columns,
            ..
        } = &*self.settings;
        replace(&mut source.respondent, respondent);
        replace(&mut source.ids, ids);
        for (name, column) in keys {
            source.keys.retain(|(known, _)| known != name);
            source.keys.push((name.clone(), column.clone()));
        }
        replace(&mut source.weight, weight);
        replace(&mut source.account, account);
        aggregate(&mut source.aggregation, aggregation);
        replace(&mut source.role, role);
        replace(&mut source.outcome, outcome);
        let is_spared =
            |name: &Stated<String>| spared.iter().any(|(own, _)| own.value == name.value);
        let changed = columns.iter().filter(|(name, _)| !is_spared(name));
        changed.for_each(|(name, rule)| state(&mut source.columns, name, rule));
    }
}

fn take_away(source: &mut Source, setting: SourceSetting, spared: &ColumnRules) {
    match setting {
        SourceSetting::Ids => source.ids = None,
        SourceSetting::Keys => source.keys.clear(),
        SourceSetting::Weight => source.weight = None,
        SourceSetting::Account => source.account = None,
        SourceSetting::Aggregate => source.aggregation = Aggregation::default(),
        SourceSetting::Role => source.role = None,
        SourceSetting::Outcome => source.outcome = None,
        SourceSetting::Columns => source.columns = spared.to_vec(),
    }
}

fn replace<T: Clone>(own: &mut Option<T>, stated: &Option<T>) {
    if stated.is_some() {
        own.clone_from(stated);
    }
}

fn aggregate(own: &mut Aggregation, stated: &Aggregation) {
    replace(&mut own.date, &stated.date);
    replace(&mut own.date_order, &stated.date_order);
    replace(&mut own.as_of, &stated.as_of);
    for rule in &stated.rules {
        match own.rules.iter_mut().find(|known| known.name.value == rule.name.value) {
            Some(known) => known.clone_from(rule),
            None => own.rules.push(rule.clone()),
        }
    }
}

/// States settings of a column beside those that it has.
fn state(
    columns: &mut Vec<(Stated<String>, ColumnRule)>,
    name: &Stated<String>,
    stated: &ColumnRule,
) {
    let Some((_, own)) = columns.iter_mut().find(|(known, _)| known.value == name.value) else {
        columns.push((name.clone(), stated.clone()));
        return;
    };
    replace(&mut own.facet, &stated.facet);
    replace(&mut own.role, &stated.role);
    replace(&mut own.settings.scale, &stated.settings.scale);
    replace(&mut own.settings.separator, &stated.settings.separator);
    for (own, stated) in [
        (&mut own.settings.levels, &stated.settings.levels),
        (&mut own.settings.missing, &stated.settings.missing),
    ] {
        if !stated.is_empty() {
            own.clone_from(stated);
        }
    }
}
