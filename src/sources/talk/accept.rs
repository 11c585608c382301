//! Which labels are speakers. A label must behave like one: it is stated or names a part in the
//! interview, or it recurs as a name or id does, or labels begin nearly every paragraph and
//! alternate. "The problem:" and "For example:" recur too, but stand within what somebody says.

use std::collections::{BTreeMap, BTreeSet};

use super::label::LabelForm;
use super::lines::{Line, asks};
use super::looks::{Looks, common_words, is_certain, look};
use super::roles::full_label;

/// Labels by speaker and form.
type Labels = BTreeSet<(String, LabelForm)>;

/// Share of paragraphs that begin with a label where all that is said has one.
const ORDERLY: f64 = 0.75;

/// For each document the labels that are speakers.
pub(super) fn speakers(documents: &[Vec<Line<'_>>], stated: &[String]) -> Vec<Labels> {
    let common = common_words(documents);
    let counts: Vec<LabelCounts> = documents.iter().map(|lines| count(lines)).collect();
    let mut spread: Spread<'_> = BTreeMap::new();
    for ((_, form), own) in counts.iter().flatten() {
        own.labels.iter().for_each(|label| *spread.entry((label, *form)).or_default() += 1);
    }
    let looks = |name: &str, key: &str| look(name, key, stated, &common);
    documents
        .iter()
        .zip(&counts)
        .map(|(lines, counts)| {
            Document { lines, counts, spread: &spread, looks: &looks }.speakers()
        })
        .collect()
}

/// In how many documents each full label stands in a form.
type Spread<'a> = BTreeMap<(&'a str, LabelForm), usize>;

/// Where a label stands in a document.
struct Standing<'a> {
    count: usize,
    /// The first way it is written.
    name: &'a str,
    /// All ways, without what stands in brackets.
    labels: BTreeSet<String>,
    /// Its first and last line.
    lines: (usize, usize),
}

type LabelCounts<'a> = BTreeMap<(String, LabelForm), Standing<'a>>;

fn count<'a>(lines: &[Line<'a>]) -> LabelCounts<'a> {
    let mut counts: LabelCounts<'a> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(label) = &line.label else { continue };
        let name = label.label.name;
        let first = Standing { count: 0, name, labels: BTreeSet::new(), lines: (at, at) };
        let own = counts.entry((label.key.clone(), label.label.form)).or_insert(first);
        own.labels.insert(full_label(name));
        own.count += 1;
        own.lines.1 = at;
    }
    counts
}

/// One document among all.
struct Document<'a, 'l> {
    lines: &'a [Line<'l>],
    counts: &'a LabelCounts<'l>,
    spread: &'a Spread<'a>,
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
            for (of, own) in self.counts {
                let Standing { count, name, lines, .. } = own;
                let looks = (self.looks)(name, &of.0);
                if certain && !is_certain(Some(looks)) {
                    continue;
                }
                let (orderly, conversation) = order(of.1);
                let behaves = Behaviour {
                    count: *count,
                    documents: self.documents(own, of.1),
                    orderly,
                    conversation,
                    anchored: anchors.beside(of),
                    sibling: numbered(&of.0).is_some_and(|stem| anchors.stems.contains(stem)),
                    amid: anchors.surround(lines.0),
                    beside: self.is_after_question(lines.0, of.1, &anchors)
                        || self.opens(lines.0, &anchors),
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

    /// In how many documents a label of this one stands in a form.
    fn documents(&self, own: &Standing<'_>, form: LabelForm) -> usize {
        let spread = own.labels.iter().filter_map(|label| self.spread.get(&(&**label, form)));
        spread.copied().max().unwrap_or(1)
    }

    /// True if a label follows right after what somebody says who asks for certain, labelled in a
    /// like form: whoever is asked answers.
    fn is_after_question(&self, line: usize, form: LabelForm, anchors: &Anchors) -> bool {
        let mut above = (0..line).rev().filter(|at| !self.lines[*at].is_silent());
        let asks = |at: &usize| anchors.asking.get(at).is_some_and(|of| is_near(*of, form));
        let Some(last) = above.next() else { return false };
        asks(&last) || above.next().is_some_and(|at| asks(&at) && self.lines[at].is_label_only())
    }

    /// Takes out labels of lines before the talk: "Recorded with: Zoom" stands once, above the
    /// first turns of all who speak several times. Who says a sentence there opens the talk.
    fn drop_head(&self, found: &mut Labels) {
        let standing = |of: &(String, LabelForm)| self.counts.get(of);
        let recurring = || found.iter().filter_map(standing).filter(|own| own.count > 1);
        let Some(begins) = recurring().map(|own| own.lines.0).min() else { return };
        if recurring().nth(1).is_none() {
            return;
        }
        found.retain(|of| {
            let Some(own) = standing(of) else { return true };
            let above = own.count == 1 && own.lines.0 < begins;
            !above || is_certain(self.looks_of(of)) || self.is_sentence(own.lines.0)
        });
    }

    /// What is said on a line with a label, or below it where the label stands alone.
    fn said_at(&self, line: usize) -> &str {
        let own = &self.lines[line];
        let next = || self.lines[line + 1..].iter().find(|line| !line.is_silent());
        if own.is_label_only() { next().map_or("", |line| line.text) } else { own.speech() }
    }

    /// True if what follows the label of a line is a sentence, as hardly a line of a head is: it
    /// ends as one, or has more words than a name or a place.
    fn is_sentence(&self, line: usize) -> bool {
        const WORDS: usize = 6;
        self.ends_as_sentence(line) || self.said_at(line).split_whitespace().count() >= WORDS
    }

    fn ends_as_sentence(&self, line: usize) -> bool {
        let words = self.said_at(line);
        let words = words.trim_end_matches(|c: char| c.is_whitespace() || "\"”»)*_".contains(c));
        words.ends_with(['.', '?', '!', '…', '。', '？', '！', '؟', '।'])
    }

    /// True if a label stands right above the first certain speaker, before a sentence.
    fn opens(&self, line: usize, anchors: &Anchors) -> bool {
        let Some((first, _)) = anchors.lines.filter(|(first, _)| line < *first) else {
            return false;
        };
        let between = self.lines[line + 1..first].iter().filter(|line| !line.is_silent()).count();
        between <= usize::from(self.lines[line].is_label_only()) && self.ends_as_sentence(line)
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
        let own = || self.counts.iter().filter(|((_, of), _)| *of == form);
        let keys = own().count();
        // Beside somebody who asks again and again, each of a group may speak once.
        let asked =
            own().any(|(of, own)| own.count >= 2 && (self.looks)(own.name, &of.0) == Looks::Asker);
        let shared = keys >= 2 && (asked || keys * 2 <= labelled.max(4));
        shared && labelled >= 2 && labelled as f64 >= ORDERLY * f64::from(begins)
    }

    /// Some labels of a form mostly ask, and others hardly ever.
    fn is_conversation(&self, form: LabelForm) -> bool {
        let mut asked: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for (at, line) in self.lines.iter().enumerate() {
            let Some(label) = line.label.as_ref().filter(|own| own.label.form == form) else {
                continue;
            };
            let words = self.said_at(at);
            let tally = asked.entry(&label.key).or_default();
            *tally = (tally.0 + usize::from(asks(words)), tally.1 + 1);
        }
        let share = |(asked, of): &(usize, usize)| *asked as f64 / *of as f64;
        asked.values().any(|tally| share(tally) >= 0.5)
            && asked.values().any(|tally| share(tally) <= 0.25)
    }
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
    /// The lines with labels of those who ask for certain, with their form.
    asking: BTreeMap<usize, LabelForm>,
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
        let asking = document.lines.iter().enumerate().filter_map(|(at, line)| {
            let label = line.label.as_ref()?;
            let of = (label.key.clone(), label.label.form);
            let asks = found.contains(&of) && document.looks_of(&of) == Some(Looks::Asker);
            asks.then_some((at, of.1))
        });
        let asking = asking.collect();
        Self { speakers, stems: stems.collect(), lines, ask, asking }
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
    /// It follows right after what somebody says who asks, or opens the talk.
    beside: bool,
}

impl Behaviour {
    fn as_speaker(&self, looks: Looks, form: LabelForm) -> bool {
        let recurs = self.count >= 2 || self.documents >= 2;
        let ordered = self.orderly || self.anchored;
        // Who speaks once in a group is known by the turns around.
        let within = self.anchored && ((self.orderly && self.amid) || self.beside);
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

#[cfg(test)]
mod tests {
    use super::super::lines::lines_of;
    use super::*;

    fn found(text: &str) -> BTreeSet<String> {
        let found = speakers(&[lines_of(text, &[])], &[]).remove(0);
        found.into_iter().map(|(key, _)| key).collect()
    }

    #[test]
    fn who_opens_or_answers_once_is_a_speaker() {
        let text = "Place: Hall\n\nEva Lind: Before we begin, it is never right.\nModerator: Go on.\n\
                    Ana Lopez: On paper.\nModerator: And you.\nBen Okoro: By heart.\nModerator: \
                    Good.\nAna Lopez: On one page.\n";
        let all = ["eva lind", "moderator", "ana lopez", "ben okoro"].map(str::to_owned);
        assert_eq!(found(text), BTreeSet::from(all));
        let round = "Moderator: Tell me.\nAna: On paper.\nBen: By heart.\nCara: With an app.\n\
                     Moderator: Go on.\nEva: A list.\nFred: Nothing.\n";
        let all = ["moderator", "ana", "ben", "cara", "eva", "fred"].map(str::to_owned);
        assert_eq!(found(round), BTreeSet::from(all));
        let long = "Moderator: Tell me.\nAna: On paper.\n\nIt hangs there.\n\nBeispiel: Nobody reads \
                    it.\n\nModerator: Go on.\nTom: By heart.\n\nIt is quicker.\n\nSo I forget.\n\nHalf of it.\n\n\
                    Moderator: I see.\nAna: So it is.\n";
        let all = ["moderator", "ana", "tom"].map(str::to_owned);
        assert_eq!(found(long), BTreeSet::from(all));
    }
}
