//! What a comparison of two waves gives: fates of personas, changes of claims, and a verdict.

use serde::Serialize;

use super::change::{ClaimChange, Difference};
use super::fate::Fate;
use crate::manifest::PersonaKind;

/// Two waves compared, kind by kind.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WaveComparison {
    /// Title of the old wave.
    pub old: String,
    /// Title of the new wave.
    pub new: String,
    /// The kinds that both waves have.
    pub kinds: Vec<KindComparison>,
}

/// The comparison of one kind in two waves.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct KindComparison {
    /// The kind.
    pub kind: PersonaKind,
    /// Respondents of the old wave.
    pub old_respondents: usize,
    /// Respondents of the new wave.
    pub new_respondents: usize,
    /// Indicators on one scale in both waves, by their names in the old one. Nothing else is
    /// compared.
    pub shared: Vec<String>,
    /// How many of them shape groups.
    pub shaping: usize,
    /// Indicators of the old wave that the new one does not have, or has on another scale.
    pub only_old: usize,
    /// Indicators of the new wave that the old one does not have.
    pub only_new: usize,
    /// The fates of the personas; empty where no shared question shapes groups.
    pub personas: Vec<PersonaFate>,
    /// How often two waves drawn from the same people at random differ as much in the groups that
    /// describe them best: the p-value of a permutation test; `None` where it could not be made.
    pub noise_p: Option<f64>,
    /// The claims of either wave that can be compared, in groups that both waves share.
    pub claims: Vec<ClaimChange>,
    /// Who is in both waves by an id, and where they went; empty where ids do not join.
    pub flows: Vec<Flow>,
    /// The recommendation.
    pub verdict: ReviewVerdict,
    /// Why, in words.
    pub reason: String,
    /// The day by which the personas are to be held against new data; `None` where no manifest says
    /// when the data were collected.
    ///
    /// Personas that changed are due on the day of the new wave. Personas that stand have stood for
    /// the time between the waves, and are trusted for as long again, twelve months at most: of
    /// personas made of data 18.7 % were others after a month and 23.3 % after a year (Jung,
    /// Salminen & Jansen 2019, Personas Changing Over Time).
    pub review_by: Option<String>,
}

/// The fate of one persona, or of several that belong together.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PersonaFate {
    /// Its fate.
    pub fate: Fate,
    /// Personas of the old wave.
    pub old: Vec<String>,
    /// Personas of the new wave.
    pub new: Vec<String>,
    /// Share of the old wave's respondents who are in them, 0 to 1; `None` where there are none.
    pub old_size: Option<f64>,
    /// Share of the new wave's.
    pub new_size: Option<f64>,
    /// People of either over people of both, sorted by what either group expects, both waves
    /// counting alike; of one persona in each wave.
    pub jaccard: Option<f64>,
    /// Share of the group that both waves have in common, where it is one.
    pub share: Option<Difference>,
}

/// People who are in both waves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Flow {
    /// Persona in the old wave; `None` for those in none.
    pub from: Option<String>,
    /// Persona in the new wave.
    pub to: Option<String>,
    /// How many.
    pub respondents: usize,
}

/// Recommendation for the personas of the old wave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ReviewVerdict {
    /// They stand: nothing changed beyond chance.
    Stand,
    /// Groups stand; claims or shares are to be read again now.
    Review,
    /// Groups are others: the personas of the new wave take their place.
    Replace,
    /// The waves asked nothing that could tell.
    Unknown,
}

impl ReviewVerdict {
    /// Name as it stands in the output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Stand => "stand",
            Self::Review => "review",
            Self::Replace => "replace",
            Self::Unknown => "unknown",
        }
    }
}
