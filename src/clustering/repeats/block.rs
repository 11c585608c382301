//! Indicators that ask the same.

/// Indicators of which each says what the others say.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Block {
    /// Positions in the matrix; the first speaks for all where the others are left out.
    pub(crate) indicators: Vec<usize>,
    pub(crate) sameness: Sameness,
}

impl Block {
    /// The indicators that follow exactly from the others.
    fn followers(&self) -> &[usize] {
        match self.sameness {
            Sameness::Copies => &self.indicators[1..],
            Sameness::Sum | Sameness::NoneOfOthers => &self.indicators[..1],
            Sameness::Exclusive | Sameness::Wordings => &[],
        }
    }
}

/// How the indicators of a block say the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sameness {
    /// The values of the first decide those of each other: copies, reversals, groups of a score.
    Copies,
    /// The first is a sum, a mean or a difference of the others.
    Sum,
    /// The first is an option for none of the others, which are options of the same question.
    NoneOfOthers,
    /// Of options, exactly one is true of everybody.
    Exclusive,
    /// Wordings of one question, answered alike but for slips.
    Wordings,
}

/// What is asked several times among the indicators that shape the groups of a kind.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Repeats {
    pub(crate) blocks: Vec<Block>,
}

impl Repeats {
    /// Indicators that follow exactly from others: they shape no groups.
    pub(crate) fn left_out(&self) -> Vec<usize> {
        self.blocks.iter().flat_map(Block::followers).copied().collect()
    }

    /// Indicators that make no claim, since another says as much. An option for none of the others
    /// makes one: it says in one word what takes a denial of each.
    pub(crate) fn without_claims(&self) -> Vec<usize> {
        let told = self.blocks.iter().filter(|block| block.sameness != Sameness::NoneOfOthers);
        told.flat_map(Block::followers).copied().collect()
    }

    /// The number of the question that an indicator is one of several wordings of.
    pub(crate) fn wording(&self, indicator: usize) -> Option<usize> {
        self.blocks.iter().position(|block| {
            block.sameness == Sameness::Wordings && block.indicators.contains(&indicator)
        })
    }
}
