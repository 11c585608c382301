//! Ids as types, so that one of a persona never stands where one of a source is meant.

use std::borrow::Borrow;
use std::fmt;

use serde::{Deserialize, Serialize};

/// Declares an id: text that is compared and ordered as it is written, and nothing else.
macro_rules! id {
    ($(#[$doc:meta])+ $name:ident) => {
        $(#[$doc])+
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(test, derive(schemars::JsonSchema))]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        // Messages quote an id as they quote any text.
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.0, f)
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self(id.to_owned())
            }
        }

        impl From<&String> for $name {
            fn from(id: &String) -> Self {
                Self(id.clone())
            }
        }

        impl From<String> for $name {
            fn from(id: String) -> Self {
                Self(id)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        // Maps and sets of ids can be asked with plain text: both compare and hash alike.
        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.0 == other
            }
        }

        impl PartialEq<$name> for &str {
            fn eq(&self, other: &$name) -> bool {
                *self == other.0
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.0 == *other
            }
        }
    };
}

id! {
    /// Id of a source: the name that the manifest gives it. Evidence that the caller computed
    /// outside the study has `caller:` and the name of the indicator.
    SourceId
}

id! {
    /// Id of a respondent, as the sources have it; `source:id` if the source has ids of its own. A
    /// guarded result has in its place the pseudonym, a band of respondents, or the persona.
    RespondentId
}

impl RespondentId {
    /// The id that a guarded result has in place of that of a respondent: the persona.
    pub(crate) fn hidden_in(persona: &PersonaId) -> Self {
        Self(persona.0.clone())
    }
}

id! {
    /// Id of a persona in a result: the letter of its kind and a number, such as `U1`.
    PersonaId
}

impl PersonaId {
    /// The id of the persona of this number, from 1, and kind, given by its letter; 0 is that of
    /// respondents in no group.
    pub(crate) fn numbered(letter: char, number: usize) -> Self {
        Self(format!("{letter}{number}"))
    }
}

id! {
    /// Id of a claim: its persona's and a number, such as `U1-03`.
    ClaimId
}

impl ClaimId {
    /// Id of the claim's persona.
    #[must_use]
    pub fn persona(&self) -> PersonaId {
        PersonaId(before_dash(&self.0).to_owned())
    }
}

id! {
    /// Id of a piece of evidence: its claim's, `-e` for or `-c` against, and a number, such as
    /// `U1-03-e1`.
    EvidenceId
}

/// Id of the persona of a claim or of evidence: the part before its first dash.
fn before_dash(id: &str) -> &str {
    id.split_once('-').map_or(id, |(persona, _)| persona)
}

/// An id that begins with that of a persona, to be renamed with it.
pub(crate) trait OfPersona {
    /// The id as text.
    fn text_mut(&mut self) -> &mut String;
}

impl OfPersona for PersonaId {
    fn text_mut(&mut self) -> &mut String {
        &mut self.0
    }
}

impl OfPersona for ClaimId {
    fn text_mut(&mut self) -> &mut String {
        &mut self.0
    }
}

impl OfPersona for EvidenceId {
    fn text_mut(&mut self) -> &mut String {
        &mut self.0
    }
}
