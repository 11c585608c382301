//! Which labels are speakers. A label must behave like one: it is stated or names a part in the
//! interview, or it recurs as a name or id does, or labels begin nearly every paragraph and
//! alternate. "The problem:" and "For example:" recur too, but stand within what somebody says.

use std::collections::{BTreeMap, BTreeSet};

use super::label::{LabelForm, is_stated};
use super::lines::{Line, asks};
use super::roles::{Role, is_id, role_of};

/// Labels by speaker and form.
type Labels = BTreeSet<(String, LabelForm)>;

/// Share of paragraphs that begin with a label where all that is said has one.
const ORDERLY: f64 = 0.75;

/// What a label looks like, without regard to where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Looks {
    /// Stated, or the word for who asks.
    Asker,
    /// The word for who is asked.
    Asked,
    /// An id: it holds a digit.
    Id,
    /// A name of several words.
    FullName,
    /// A name of one word.
    Name,
    /// Any other words.
    Words,
}

/// For each document the labels that are speakers.
pub(super) fn speakers(documents: &[Vec<Line<'_>>], stated: &[String]) -> Vec<Labels> {
    let common = common_words(documents);
    let counts: Vec<LabelCounts> = documents.iter().map(|lines| count(lines)).collect();
    let mut spread: BTreeMap<&(String, LabelForm), usize> = BTreeMap::new();
    counts.iter().flat_map(|counts| counts.keys()).for_each(|of| {
        *spread.entry(of).or_default() += 1;
    });
    let looks = |name: &str, key: &str| look(name, key, stated, &common);
    documents
        .iter()
        .zip(&counts)
        .map(|(lines, counts)| {
            Document { lines, counts, spread: &spread, looks: &looks }.speakers()
        })
        .collect()
}

/// Where a label stands in a document.
struct Standing<'a> {
    count: usize,
    /// The first way it is written.
    name: &'a str,
    /// Its first and last line.
    lines: (usize, usize),
}

type LabelCounts<'a> = BTreeMap<(String, LabelForm), Standing<'a>>;

fn count<'a>(lines: &[Line<'a>]) -> LabelCounts<'a> {
    let mut counts: LabelCounts<'a> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(label) = &line.label else { continue };
        let first = Standing { count: 0, name: label.label.name, lines: (at, at) };
        let own = counts.entry((label.key.clone(), label.label.form)).or_insert(first);
        own.count += 1;
        own.lines.1 = at;
    }
    counts
}

/// Words that the texts use in small letters.
fn common_words(documents: &[Vec<Line<'_>>]) -> BTreeSet<String> {
    let speech = documents.iter().flatten().map(Line::speech);
    let words = speech.flat_map(|speech| speech.split(|c: char| !c.is_alphanumeric()));
    words.filter(|word| word.starts_with(char::is_lowercase)).map(str::to_lowercase).collect()
}

fn look(name: &str, key: &str, stated: &[String], common: &BTreeSet<String>) -> Looks {
    match role_of(name) {
        _ if stated.iter().any(|stated| is_stated(stated, name)) => Looks::Asker,
        Some(Role::Interviewer) => Looks::Asker,
        Some(Role::Participant | Role::Researcher) => Looks::Asked,
        None if is_id(name) => Looks::Id,
        None if is_name(name, common) => {
            if key.contains(' ') {
                Looks::FullName
            } else {
                Looks::Name
            }
        }
        None => Looks::Words,
    }
}

/// Small words within names.
const PARTICLES: &[&str] = &[
    "de", "la", "del", "las", "los", "von", "van", "der", "den", "di", "da", "do", "dos", "du",
    "le", "el", "al", "bin", "ibn", "ben", "y", "e", "zu", "ter", "ten", "af", "und", "and",
];

/// Words that begin a heading or a sentence and no name.
const NO_FIRST_NAMES: &[&str] = &[
    "the", "a", "an", "for", "my", "our", "one", "this", "that", "in", "on", "at", "to", "as",
    "das", "die", "der", "ein", "eine", "mein", "meine", "unser", "zum", "zur", "im", "am", "el",
    "la", "los", "las", "un", "una", "mi", "por", "les", "le", "une", "mon", "ma", "par", "il",
    "lo", "gli", "uno", "per", "o", "os", "um", "uma", "meu", "minha", "det", "den", "en", "ett",
    "et", "het", "een", "mijn", "na", "w", "to", "bir", "so", "also", "and", "und", "et", "y",
];

/// True if the first of several words is one that no name begins with.
pub(super) fn begins_as_no_name(name: &str) -> bool {
    let mut words = name.split_whitespace();
    let first = words.next().unwrap_or_default().to_lowercase();
    words.next().is_some() && NO_FIRST_NAMES.contains(&first.as_str())
}

/// True if words look like the name of a person: they begin with capitals and are not words that
/// the texts use.
pub(super) fn is_name(name: &str, common: &BTreeSet<String>) -> bool {
    let base = name.split(['(', '[', '（']).next().unwrap_or(name);
    let words: Vec<&str> = base
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|word| !word.is_empty())
        .collect();
    let particle = |word: &str| PARTICLES.contains(&word.to_lowercase().as_str());
    let capital = |word: &&str| !word.starts_with(char::is_lowercase) || particle(word);
    let lower = |word: &str| word.trim_end_matches('.').to_lowercase();
    !words.is_empty()
        && words.iter().all(capital)
        && !begins_as_no_name(base)
        && !words.iter().all(|word| common.contains(&lower(word)) || particle(word))
}

/// One document among all.
struct Document<'a, 'l> {
    lines: &'a [Line<'l>],
    counts: &'a LabelCounts<'l>,
    /// In how many documents each label stands.
    spread: &'a BTreeMap<&'a (String, LabelForm), usize>,
    looks: &'a dyn Fn(&str, &str) -> Looks,
}

impl Document<'_, '_> {
    fn speakers(&self) -> Labels {
        let orderly = |form| self.is_orderly(form);
        let orders = [LabelForm::Marked, LabelForm::Timed, LabelForm::Loose, LabelForm::Alone]
            .map(|form| (form, orderly(form), self.is_conversation(form)));
        let order = |form: LabelForm| {
            orders.iter().find(|(of, ..)| *of == form).map_or((false, false), |(_, a, b)| (*a, *b))
        };
        let mut found = Labels::new();
        // What is certain first: it tells that others beside it are speakers too.
        for certain in [true, false] {
            let anchors = Anchors::new(&found, self);
            for (of, Standing { count, name, lines }) in self.counts {
                let looks = (self.looks)(name, &of.0);
                if certain && !is_certain(Some(looks)) {
                    continue;
                }
                let (orderly, conversation) = order(of.1);
                let behaves = Behaviour {
                    count: *count,
                    documents: self.spread.get(of).copied().unwrap_or(1),
                    orderly,
                    conversation,
                    anchored: anchors.beside(of),
                    sibling: numbered(&of.0).is_some_and(|stem| anchors.stems.contains(stem)),
                    amid: anchors.surround(lines.0),
                };
                if behaves.as_speaker(looks, of.1) {
                    found.insert(of.clone());
                }
            }
        }
        self.drop_head(&mut found);
        found
    }

    fn looks_of(&self, of: &(String, LabelForm)) -> Option<Looks> {
        self.counts.get(of).map(|own| (self.looks)(own.name, &of.0))
    }

    /// Takes out labels of lines before the talk: "Recorded with: Zoom" stands once, above the
    /// first turns of all who speak several times.
    fn drop_head(&self, found: &mut Labels) {
        let standing = |of: &(String, LabelForm)| self.counts.get(of);
        let recurring = || found.iter().filter_map(standing).filter(|own| own.count > 1);
        let Some(begins) = recurring().map(|own| own.lines.0).min() else { return };
        if recurring().nth(1).is_none() {
            return;
        }
        found.retain(|of| {
            let above = standing(of).is_some_and(|own| own.count == 1 && own.lines.0 < begins);
            !above || is_certain(self.looks_of(of))
        });
    }

    /// The share of paragraphs that begin with a label of a form, from the first one on, is high,
    /// and several labels share them.
    fn is_orderly(&self, form: LabelForm) -> bool {
        let has = |line: &Line<'_>| line.label.as_ref().is_some_and(|own| own.label.form == form);
        let from = self.lines.iter().position(has).unwrap_or(self.lines.len());
        let lines = &self.lines[from..];
        let parted = lines.iter().any(Line::is_blank);
        let (mut begins, mut labelled, mut after_blank, mut after_label) = (0, 0, true, false);
        for line in lines {
            if line.is_silent() {
                after_blank |= line.is_blank();
                continue;
            }
            // The words of a label that stands alone are on the next line.
            if (after_blank || !parted || has(line)) && !after_label {
                begins += 1;
                labelled += usize::from(has(line));
            }
            after_label = has(line) && line.is_label_only();
            after_blank = false;
        }
        let keys = self.counts.keys().filter(|(_, of)| *of == form).count();
        let shared = keys >= 2 && keys * 2 <= labelled.max(4);
        shared && labelled >= 2 && labelled as f64 >= ORDERLY * f64::from(begins)
    }

    /// Some labels of a form mostly ask, and others hardly ever.
    fn is_conversation(&self, form: LabelForm) -> bool {
        let mut asked: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for (at, line) in self.lines.iter().enumerate() {
            let Some(label) = line.label.as_ref().filter(|own| own.label.form == form) else {
                continue;
            };
            let next = || self.lines[at + 1..].iter().find(|line| !line.is_silent());
            let words = if line.is_label_only() {
                next().map_or("", |line| line.text)
            } else {
                line.speech()
            };
            let tally = asked.entry(&label.key).or_default();
            *tally = (tally.0 + usize::from(asks(words)), tally.1 + 1);
        }
        let share = |(asked, of): &(usize, usize)| *asked as f64 / *of as f64;
        asked.values().any(|tally| share(tally) >= 0.5)
            && asked.values().any(|tally| share(tally) <= 0.25)
    }
}

fn is_certain(looks: Option<Looks>) -> bool {
    matches!(looks, Some(Looks::Asker | Looks::Asked | Looks::Id))
}

/// Certain speakers of a document, by which others are known.
struct Anchors {
    /// Up to two speakers of each form: whoever is looked at may be one of them.
    speakers: Vec<(String, LabelForm)>,
    /// Labels without their numbers.
    stems: BTreeSet<String>,
    /// The lines from the first turn of any of them to the last.
    lines: Option<(usize, usize)>,
    /// True if all of them ask.
    ask: bool,
}

impl Anchors {
    fn new(found: &Labels, document: &Document<'_, '_>) -> Self {
        let mut speakers: Vec<(String, LabelForm)> = Vec::new();
        for speaker in found {
            if speakers.iter().filter(|(_, form)| *form == speaker.1).count() < 2 {
                speakers.push(speaker.clone());
            }
        }
        let stems = found.iter().filter_map(|(key, _)| numbered(key)).map(str::to_owned);
        let lines = found.iter().filter_map(|of| document.counts.get(of)).map(|own| own.lines);
        let lines = lines.reduce(|all, own| (all.0.min(own.0), all.1.max(own.1)));
        let ask = found.iter().all(|of| document.looks_of(of) == Some(Looks::Asker));
        Self { speakers, stems: stems.collect(), lines, ask }
    }

    /// True if a line stands between turns of certain speakers; or after the first of them, where
    /// nobody is known who answers.
    fn surround(&self, line: usize) -> bool {
        self.lines.is_some_and(|(first, last)| first < line && (line < last || self.ask))
    }

    /// True if another speaker is labelled in a like form.
    fn beside(&self, of: &(String, LabelForm)) -> bool {
        self.speakers.iter().any(|(key, form)| *key != of.0 && is_near(*form, of.1))
    }
}

/// A label without the number at its end.
fn numbered(key: &str) -> Option<&str> {
    let (stem, number) = key.rsplit_once(' ')?;
    number.starts_with(|c: char| c.is_ascii_digit()).then_some(stem)
}

/// True if labels of one form show that those of the other are labels too.
fn is_near(one: LabelForm, other: LabelForm) -> bool {
    let strong = |form| matches!(form, LabelForm::Marked | LabelForm::Timed);
    one == other || (strong(one) && strong(other))
}

/// How a label behaves in a document and among all.
struct Behaviour {
    count: usize,
    documents: usize,
    orderly: bool,
    conversation: bool,
    /// A certain speaker is labelled in the same way.
    anchored: bool,
    /// A label that differs by its number alone is a speaker's: `P14` beside `P11`.
    sibling: bool,
    /// It stands among turns of certain speakers.
    amid: bool,
}

impl Behaviour {
    fn as_speaker(&self, looks: Looks, form: LabelForm) -> bool {
        let recurs = self.count >= 2 || self.documents >= 2;
        let ordered = self.orderly || self.anchored;
        // Who speaks once in a group is known by the turns around.
        let within = self.orderly && self.anchored && self.amid;
        match (looks, form) {
            (Looks::Asker, LabelForm::Marked | LabelForm::Timed) => true,
            // "Participants: 5 nurses" is a line of many a head.
            (Looks::Asked, LabelForm::Marked | LabelForm::Timed) => {
                self.count >= 2 || self.orderly || self.sibling || (recurs && self.conversation)
            }
            (Looks::Asker | Looks::Asked, _) => self.count >= 2 || ordered,
            // "Step 1:" recurs in every document, but once.
            (Looks::Id, LabelForm::Marked | LabelForm::Timed) => {
                self.count >= 2 || self.orderly || self.sibling
            }
            // "Key Takeaways:" recurs in every document, but once.
            (Looks::FullName, LabelForm::Marked) => {
                self.count >= 2
                    || (self.orderly && self.conversation)
                    || (self.anchored && self.documents >= 2)
                    || within
            }
            (Looks::Name, LabelForm::Marked) => {
                (self.orderly && (self.count >= 2 || self.conversation))
                    || (self.anchored && recurs)
                    || (self.count >= 3 && self.conversation)
                    || within
            }
            (Looks::FullName | Looks::Name, LabelForm::Timed) => recurs || ordered,
            (Looks::Words, LabelForm::Marked | LabelForm::Timed) => {
                self.count >= 2 && self.orderly && (self.conversation || self.anchored)
            }
            (Looks::Words, _) => self.count >= 2 && self.orderly && self.conversation,
            (Looks::FullName | Looks::Name, LabelForm::Loose) => (recurs && ordered) || within,
            (_, LabelForm::Loose | LabelForm::Alone) => recurs && ordered,
        }
    }
}
