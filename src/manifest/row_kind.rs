//! What a row of a table is.

use serde::{Serialize, Serializer};

use crate::named::named_values;

/// What a row of a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum RowKind {
    /// A person: a respondent, a customer, a user.
    Person,
    /// A company, a household or another group of people.
    Organisation,
    /// A deal or an opportunity.
    Deal,
    /// Something that happened: an order, a ticket, a visit.
    Event,
    /// A passage with a code.
    Coding,
    /// Something beside the respondents: a code, a question, a note on respondents of another
    /// source.
    SideTable,
}

impl RowKind {
    /// All kinds.
    pub const ALL: [Self; 6] =
        [Self::Person, Self::Organisation, Self::Deal, Self::Event, Self::Coding, Self::SideTable];

    /// Name of the kind in a manifest.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Deal => "deal",
            Self::Event => "event",
            Self::Coding => "coding",
            Self::SideTable => "side-table",
        }
    }
}

named_values!(RowKind "kind of row");

impl Serialize for RowKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}
