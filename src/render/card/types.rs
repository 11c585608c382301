//! What a card says: a persona on one sheet, the same words for every output.

use serde::Serialize;

/// A claim that a text states: its number on the card, and its id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(in crate::render) struct Mark {
    pub(in crate::render) number: String,
    pub(in crate::render) id: String,
}

/// A sentence or a line of a list, with the claims that it states.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(in crate::render) struct Line {
    pub(in crate::render) text: String,
    pub(in crate::render) marks: Vec<Mark>,
    /// True if the claim is not confirmed.
    pub(in crate::render) doubt: bool,
}

impl Line {
    /// A line that states no claim.
    pub(in crate::render) fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), marks: Vec::new(), doubt: false }
    }
}

/// Piece of words: as they were said, or the name of what is masked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(in crate::render) struct Piece {
    pub(in crate::render) text: String,
    pub(in crate::render) masked: bool,
}

/// Somebody's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(in crate::render) struct Said {
    pub(in crate::render) pieces: Vec<Piece>,
    /// The words in another language, marked as such; empty where nobody translated them.
    pub(in crate::render) translation: String,
    /// The respondent, and what they are: `P07, user`.
    pub(in crate::render) who: String,
    /// Id of the respondent.
    pub(in crate::render) respondent: String,
    /// Where it was said, in words: `in the interview`.
    pub(in crate::render) place: String,
    /// Id of the evidence.
    pub(in crate::render) evidence: String,
    pub(in crate::render) spoken: bool,
    pub(in crate::render) marks: Vec<Mark>,
}

impl Said {
    /// The words in one text, what is masked in brackets.
    pub(in crate::render) fn text(&self) -> String {
        let piece = |piece: &Piece| match piece.masked {
            true => format!("[{}]", piece.text),
            false => piece.text.clone(),
        };
        self.pieces.iter().map(piece).collect()
    }

    /// What stands behind the words: their translation, and who said them.
    pub(in crate::render) fn behind(&self) -> String {
        [self.translation.as_str(), &self.who].join(" ").trim_start().to_owned()
    }
}

/// A drawing of how many it is true of, with its words.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "shape", rename_all = "lowercase")]
pub(in crate::render) enum Meter {
    /// Interviewed people, a dot each.
    Dots {
        with: usize,
        without: usize,
        others_with: usize,
        others_without: usize,
        /// The counts in words.
        text: String,
    },
    /// Shares as bars, in percent of the track.
    Bars {
        share: f64,
        low: f64,
        high: f64,
        others: Option<f64>,
        /// Value beside the bar, such as `42 %`.
        value: String,
        others_value: String,
        text: String,
    },
    /// Median and middle half of a number, in percent of the track.
    Range {
        own: MiddleHalf,
        others: Option<MiddleHalf>,
        value: String,
        others_value: String,
        text: String,
    },
}

impl Meter {
    /// The counts in words.
    pub(in crate::render) fn text(&self) -> &str {
        match self {
            Self::Dots { text, .. } | Self::Bars { text, .. } | Self::Range { text, .. } => text,
        }
    }
}

/// Median and middle half, in percent of the track.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub(in crate::render) struct MiddleHalf {
    pub(in crate::render) low: f64,
    pub(in crate::render) median: f64,
    pub(in crate::render) high: f64,
}

/// A claim, or several that say the same, on the card.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(in crate::render) struct Item {
    pub(in crate::render) line: Line,
    pub(in crate::render) meters: Vec<Meter>,
    /// What else must be said of it.
    pub(in crate::render) note: String,
    pub(in crate::render) quotes: Vec<Said>,
}

/// A heading with what stands below it.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub(in crate::render) struct Section {
    pub(in crate::render) title: &'static str,
    /// Small words behind the heading.
    pub(in crate::render) aside: &'static str,
    pub(in crate::render) items: Vec<Item>,
    pub(in crate::render) lines: Vec<Line>,
    /// How many claims the evidence alone holds, and that in words.
    pub(in crate::render) hidden: usize,
    pub(in crate::render) more: String,
}

impl Section {
    pub(in crate::render) fn is_empty(&self) -> bool {
        self.items.is_empty() && self.lines.is_empty()
    }
}

/// How many the persona stands for.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub(in crate::render) struct Size {
    /// Dots that are filled, filled within chance, and empty.
    pub(in crate::render) dots: Vec<Dots>,
    /// `46 in 100`.
    pub(in crate::render) value: String,
    /// Of whom.
    pub(in crate::render) text: String,
}

/// A run of equal dots.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(in crate::render) struct Dots {
    pub(in crate::render) class: &'static str,
    pub(in crate::render) number: usize,
}

/// A step of what one person told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(in crate::render) struct Step {
    pub(in crate::render) name: String,
    pub(in crate::render) said: Said,
}

/// One real person's way through the claims.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(in crate::render) struct OnePerson {
    pub(in crate::render) title: &'static str,
    pub(in crate::render) who: String,
    pub(in crate::render) unlike: Vec<Line>,
    pub(in crate::render) steps: Vec<Step>,
}

/// A stage of the journey: what holds there.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub(in crate::render) struct Stage {
    pub(in crate::render) name: String,
    /// What they do, look for, and what stops them.
    pub(in crate::render) cells: [Vec<Line>; 3],
    pub(in crate::render) words: Vec<Said>,
}

/// A persona on one sheet.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(in crate::render) struct Card {
    pub(in crate::render) id: String,
    /// Name of the kind, for a class.
    pub(in crate::render) kind: &'static str,
    /// `User persona U1`.
    pub(in crate::render) persona: String,
    pub(in crate::render) review: String,
    pub(in crate::render) title: String,
    pub(in crate::render) tag: Vec<Line>,
    pub(in crate::render) note: String,
    pub(in crate::render) size: Size,
    pub(in crate::render) hero: Option<Said>,
    pub(in crate::render) no_words: &'static str,
    /// Steps from left to right, for those who buy or stay.
    pub(in crate::render) ribbon: Vec<Section>,
    pub(in crate::render) story: Section,
    /// Left, middle and right; the story stands at the head of the left one.
    pub(in crate::render) columns: [Vec<Section>; 3],
    pub(in crate::render) person: Option<OnePerson>,
    /// Left, middle and right, below.
    pub(in crate::render) foot: [Vec<Section>; 3],
    pub(in crate::render) journey: Vec<Stage>,
    pub(in crate::render) key_others: String,
    /// True if interviewed people are drawn.
    pub(in crate::render) has_dots: bool,
    /// True if a claim on the card is marked as not confirmed.
    pub(in crate::render) has_doubt: bool,
}

impl Card {
    /// Every section in reading order.
    pub(in crate::render) fn sections(&self) -> impl Iterator<Item = &Section> {
        let columns = self.columns.iter().flatten().chain(self.foot.iter().flatten());
        [&self.story].into_iter().chain(&self.ribbon).chain(columns)
    }

    /// Every section, to be changed.
    pub(in crate::render) fn sections_mut(&mut self) -> impl Iterator<Item = &mut Section> {
        let columns = self.columns.iter_mut().flatten().chain(self.foot.iter_mut().flatten());
        [&mut self.story].into_iter().chain(&mut self.ribbon).chain(columns)
    }

    /// The sections that hold claims with drawings and quotes.
    pub(in crate::render) fn with_items_mut(&mut self) -> impl Iterator<Item = &mut Section> {
        self.ribbon.iter_mut().chain(self.columns.iter_mut().flatten())
    }
}
