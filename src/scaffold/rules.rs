//! What is made of the rows of a respondent or an account: counts, sums, means and ages.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::TableFacts;
use super::headers::{AMOUNTS, CLOSED, DONE, EVENTS, KINDS, STAGES, columns_named, has_column};
use super::items::{is_of_order, order_of};
use super::text::quote;
use crate::finding::Findings;
use crate::locale::ScaffoldWords;
use crate::sources::{
    Column, Item, Named, Scale, header_words, is_personal, named_by_header, parse_number, read_days,
};

/// As many kinds of events as a draft counts one by one.
const MOST_KINDS: usize = 8;
/// As many columns as a draft adds up or takes the mean of.
const MOST_NUMBERS: usize = 4;
/// Words of headers whose numbers are added up; of others the mean says more.
const ADDED: [&str; 34] = [
    "amount",
    "price",
    "value",
    "total",
    "revenue",
    "cost",
    "fee",
    "qty",
    "quantity",
    "sum",
    "spend",
    "spent",
    "payment",
    "paid",
    "betrag",
    "preis",
    "umsatz",
    "summe",
    "menge",
    "anzahl",
    "wert",
    "importe",
    "precio",
    "cantidad",
    "valor",
    "monto",
    "prix",
    "montant",
    "quantité",
    "prezzo",
    "importo",
    "kwota",
    "cena",
    "金额",
];

/// As many columns of reasons as a draft reads of deals.
const MOST_REASONS: usize = 2;
/// Words of headers of why something ended.
const REASONS: [&str; 10] = [
    "reason",
    "reasons",
    "grund",
    "verlustgrund",
    "absagegrund",
    "motivo",
    "razón",
    "raison",
    "motif",
    "reden",
];

/// The name and the settings of rules.
type NamedRules = Vec<(String, String)>;

/// The column that dates the rows.
pub(super) fn date(facts: &TableFacts<'_>) -> Option<usize> {
    let table = facts.table;
    let by_name = columns_named(table, &CLOSED).into_iter().chain(columns_named(table, &DONE));
    let by_scale = facts.items.iter().filter(|item| item.scale == Scale::Date);
    by_name
        .chain(by_scale.flat_map(|item| item.columns.iter().copied()))
        .find(|column| is_dated(&table.columns[*column], facts.items))
}

/// True if the dates of a column are understood.
fn is_dated(column: &Column, items: &[Item]) -> bool {
    let mut findings = Findings::default();
    let days = read_days(column, "", None, &mut findings);
    // Years and codes also read as dates.
    let ordinary =
        items.iter().any(|item| item.columns == [column.index] && item.scale == Scale::Ordinal);
    !ordinary && days.iter().flatten().count() * 2 > column.len()
}

/// The rules for rows that share a key, and those that may be wanted too.
pub(super) fn rules(
    facts: &TableFacts<'_>,
    key: usize,
    date: Option<usize>,
    deals: bool,
    words: &ScaffoldWords,
) -> (NamedRules, NamedRules) {
    let order = if deals { None } else { order_of(facts, key) };
    let drafting = Drafting { facts, key, order, words };
    let events = has_column(facts.table, &EVENTS);
    let rows = match (deals, events) {
        (true, _) => words.deals.to_owned(),
        (_, true) => words.events.to_owned(),
        _ => (words.number_of)(facts.id),
    };
    let count = "what = \"count\"";
    let mut rules = vec![(rows, format!("{count}{}", drafting.each_order()))];
    if order.is_some() {
        rules.push(((words.items_of)(facts.id), count.to_owned()));
    }
    let mut more = Vec::new();
    let state = if deals { drafting.named(&STAGES) } else { drafting.kind() };
    if let Some(state) = state {
        let levels = drafting.levels(state);
        if deals {
            rules.extend(drafting.won(state, &levels));
            if date.is_some() {
                rules.extend(drafting.reasons());
            }
        } else {
            rules
                .extend(levels.iter().take(MOST_KINDS).map(|level| drafting.of_kind(state, level)));
            if date.is_some() {
                more.extend(drafting.ends(state));
            }
        }
    }
    if !deals && date.is_some() {
        rules.extend(drafting.of_key());
    }
    if !deals {
        rules.extend(drafting.numbers().take(MOST_NUMBERS));
        more.extend(drafting.numbers().skip(MOST_NUMBERS));
    }
    if date.is_some() {
        let named = |name: &str| {
            // Two tables of events would have rules of one name.
            if deals || events { name.to_owned() } else { format!("{name} ({})", facts.id) }
        };
        let last = if deals { words.days_since_deal } else { words.days_since_event };
        rules.push((named(last), "what = \"days-since-last\"".to_owned()));
        if !deals {
            let first = "what = \"days-since-first\"".to_owned();
            rules.push((named(words.days_since_first_event), first));
        }
    }
    (rules, more)
}

/// A table while its rules are drafted.
struct Drafting<'a> {
    facts: &'a TableFacts<'a>,
    key: usize,
    /// The column of orders, where rows are items of them.
    order: Option<usize>,
    words: &'a ScaffoldWords,
}

impl Drafting<'_> {
    fn label(&self, column: usize) -> &str {
        &self.facts.table.columns[column].label
    }

    fn named(&self, names: &[&str]) -> Option<usize> {
        columns_named(self.facts.table, names).into_iter().find(|column| *column != self.key)
    }

    /// Items of one column that name neither people nor the rows.
    fn items(&self) -> impl Iterator<Item = (&Item, usize)> {
        self.facts.items.iter().filter_map(|item| {
            let [column] = item.columns[..] else { return None };
            let name = &self.facts.table.columns[column].name;
            let of_people = is_personal(name) || named_by_header(name) == Some(Named::Staff);
            let is_key = column == self.key || self.facts.key(column).is_some();
            (!of_people && !is_key).then_some((item, column))
        })
    }

    /// The column that tells kinds of rows apart: by its name, or else the first of few answers.
    fn kind(&self) -> Option<usize> {
        let of_few = |(item, column): (&Item, usize)| {
            let few = (2..=MOST_KINDS).contains(&item.labels().len());
            let is_kind = item.scale == Scale::Nominal && few && !self.is_of_key(column);
            is_kind.then_some(column)
        };
        self.named(&KINDS).or_else(|| self.items().find_map(of_few))
    }

    /// True if nearly all rows of a key say the same in a column: it tells of whoever the key names,
    /// not of the rows.
    fn is_of_key(&self, column: usize) -> bool {
        let table = self.facts.table;
        let mut said: BTreeMap<String, (BTreeSet<String>, usize)> = BTreeMap::new();
        for row in 0..table.rows() {
            let key = table.columns[self.key].text(row).trim().to_lowercase();
            let text = table.columns[column].text(row).trim().to_owned();
            if !key.is_empty() && !text.is_empty() {
                let of_key = said.entry(key).or_default();
                of_key.0.insert(text);
                of_key.1 += 1;
            }
        }
        let several = || said.values().filter(|(_, rows)| *rows > 1);
        let same = several().filter(|(texts, _)| texts.len() == 1).count();
        // 95 %: some move or are mistyped.
        several().count() > 0 && same * 20 >= several().count() * 19
    }

    /// What the rows say of whoever the key names: their last row stands for all.
    fn of_key(&self) -> NamedRules {
        let answers = |(item, column): (&Item, usize)| {
            let counted = matches!(item.scale, Scale::Nominal | Scale::Ordinal);
            (counted && self.is_of_key(column)).then(|| {
                let label = self.label(column);
                (label.to_owned(), format!("what = \"last\", of = {}", quote(label)))
            })
        };
        self.items().filter_map(answers).take(MOST_NUMBERS).collect()
    }

    /// The levels of a column, the most frequent first, since only a few become columns.
    fn levels(&self, column: usize) -> Vec<String> {
        let levels = self.facts.table.columns[column].levels().unwrap_or_default();
        let mut levels: Vec<(&str, usize)> =
            levels.into_iter().filter(|(level, _)| !level.trim().is_empty()).collect();
        levels.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        // Conditions ignore case, so two spellings would count the same rows.
        levels.dedup_by_key(|(level, _)| level.to_lowercase());
        levels.into_iter().map(|(level, _)| level.to_owned()).collect()
    }

    fn only(&self, column: usize, value: &str) -> String {
        format!("where = {{ {} = {} }}", quote(self.label(column)), quote(value))
    }

    fn of_kind(&self, state: usize, level: &str) -> (String, String) {
        let name = format!("{}: {}", self.label(state), level.trim());
        let only = self.only(state, level);
        (name, format!("what = \"count\", {only}{}", self.once(state)))
    }

    /// Settings by which each order counts once; empty where rows are no items.
    fn each_order(&self) -> String {
        self.order
            .map_or_else(String::new, |order| format!(", once_per = {}", quote(self.label(order))))
    }

    /// The same for a column that says something of orders rather than of items.
    fn once(&self, column: usize) -> String {
        let of_order = |order| is_of_order(self.facts.table, order, column);
        if self.order.is_some_and(of_order) { self.each_order() } else { String::new() }
    }

    /// Why deals were lost, as the last of each said.
    fn reasons(&self) -> NamedRules {
        let is_reason =
            |label: &str| header_words(label).iter().any(|word| REASONS.contains(&word.as_str()));
        let counted = |item: &Item| matches!(item.scale, Scale::Nominal | Scale::Ordinal);
        let reasons =
            self.items().filter(|(item, column)| counted(item) && is_reason(self.label(*column)));
        reasons
            .map(|(_, column)| {
                let label = self.label(column);
                (label.to_owned(), format!("what = \"last\", of = {}", quote(label)))
            })
            .take(MOST_REASONS)
            .collect()
    }

    /// What was won, if a stage says so.
    fn won(&self, state: usize, levels: &[String]) -> NamedRules {
        let is_won =
            |level: &&String| level.to_lowercase().split_whitespace().any(|word| word == "won");
        let Some(level) = levels.iter().find(is_won) else { return Vec::new() };
        let only = self.only(state, level);
        let mut rules =
            vec![(self.words.deals_won.to_owned(), format!("what = \"count\", {only}"))];
        let numeric = |column: &usize| {
            let of_it = |item: &Item| item.columns == [*column] && item.scale == Scale::Numeric;
            self.facts.items.iter().any(of_it)
        };
        let amounts = columns_named(self.facts.table, &AMOUNTS);
        if let Some(amount) = amounts.into_iter().find(numeric) {
            let rule = format!("what = \"sum\", of = {}, {only}", quote(self.label(amount)));
            rules.push((self.words.amount_won.to_owned(), rule));
        }
        rules
    }

    /// Sums of amounts, and means of other numbers and of grades.
    fn numbers(&self) -> impl Iterator<Item = (String, String)> {
        let grades = |item: &Item| {
            item.scale == Scale::Ordinal
                && item.labels().iter().all(|label| parse_number(label).is_some())
        };
        let counts = move |item: &Item, column: usize| match item.scale {
            Scale::Numeric | Scale::Count => true,
            // What is said of the person is no grade of the rows.
            _ => grades(item) && !self.is_of_key(column),
        };
        self.items().filter(move |(item, column)| counts(item, *column)).map(
            move |(item, column)| {
                let label = self.label(column);
                let word = |word: &String| ADDED.contains(&word.as_str());
                let added = !grades(item) && header_words(label).iter().any(word);
                let (name, what) = if added {
                    ((self.words.sum_of)(label), "sum")
                } else {
                    ((self.words.mean_of)(label), "mean")
                };
                let once = self.once(column);
                (name, format!("what = \"{what}\", of = {}{once}", quote(label)))
            },
        )
    }

    /// What the first and the last row say.
    fn ends(&self, column: usize) -> NamedRules {
        let label = self.label(column);
        let rule = |what: &str| format!("what = \"{what}\", of = {}", quote(label));
        vec![
            ((self.words.first_of)(label), rule("first")),
            ((self.words.last_of)(label), rule("last")),
        ]
    }
}
