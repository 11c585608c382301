//! Result of comparing two waves: fates of personas, changes of claims, and a verdict.

use serde::Serialize;

use super::change::{ClaimChange, Difference};
use super::fate::Fate;
use crate::ids::PersonaId;
use crate::manifest::{Language, PersonaKind};
use crate::named::named_values;

/// Comparison of two waves, kind by kind.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct WaveComparison {
    /// Title of the old wave.
    pub old: String,
    /// Title of the new wave.
    pub new: String,
    /// Language of the report and its reasons: that of the new wave.
    pub language: Language,
    /// Comparison of each kind that both waves have.
    pub kinds: Vec<KindComparison>,
}

/// The comparison of one kind in two waves.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct KindComparison {
    /// Kind of persona.
    pub kind: PersonaKind,
    /// Number of respondents in the old wave.
    pub old_respondents: usize,
    /// Number of respondents in the new wave.
    pub new_respondents: usize,
    /// Indicators on one scale in both waves, by their names in the old one. Only these are
    /// compared.
    pub shared: Vec<String>,
    /// Number of shared indicators that shape groups.
    pub shaping: usize,
    /// Number of indicators that only the old wave has, or that the new one has on another scale.
    pub only_old: usize,
    /// Number of indicators that only the new wave has.
    pub only_new: usize,
    /// The fates of the personas; empty where no shared question shapes groups.
    pub personas: Vec<PersonaFate>,
    /// p-value of a permutation test: how often two waves drawn at random from the same people
    /// differ as much in the groups that describe them best; `None` if the test could not be made.
    pub noise_p: Option<f64>,
    /// Claims of either wave that can be compared, in groups that both waves share.
    pub claims: Vec<ClaimChange>,
    /// Moves of respondents who are in both waves by an id; empty if ids do not join.
    pub flows: Vec<Flow>,
    /// Recommendation for the personas of the old wave.
    pub verdict: ReviewVerdict,
    /// Reason for the recommendation, in the language of the new wave.
    pub reason: String,
    /// Day by which the personas should be compared with new data; `None` if no manifest says when
    /// the data were collected.
    ///
    /// Personas that changed are due on the day of the new wave. Personas that stand have stood for
    /// the time between the waves, and are trusted for as long again, twelve months at most: of
    /// personas made of data 18.7 % were others after a month and 23.3 % after a year (Jung,
    /// Salminen & Jansen 2019, Personas Changing Over Time).
    pub review_by: Option<String>,
}

/// The fate of one persona, or of several that belong together.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct PersonaFate {
    /// Fate of the personas.
    pub fate: Fate,
    /// Ids of the personas in the old wave.
    pub old: Vec<PersonaId>,
    /// Ids of the personas in the new wave.
    pub new: Vec<PersonaId>,
    /// Share of the old wave's respondents who are in them, 0 to 1; `None` if there are none.
    pub old_size: Option<f64>,
    /// Share of the new wave's respondents who are in them, 0 to 1; `None` if there are none.
    pub new_size: Option<f64>,
    /// Jaccard index of one persona in each wave: respondents of both waves, counted alike, whom
    /// both groups would take, divided by those whom either would take.
    pub jaccard: Option<f64>,
    /// Difference of the group's share between the waves, if both have the group.
    pub share: Option<Difference>,
}

/// Ids of personas in a row; a dash for none.
pub(super) fn join_ids(ids: &[PersonaId], between: &str) -> String {
    let ids: Vec<&str> = ids.iter().map(PersonaId::as_str).collect();
    if ids.is_empty() { "–".to_owned() } else { ids.join(between) }
}

/// Number of respondents who moved from one persona to another between waves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Flow {
    /// Id of the persona in the old wave; `None` for respondents without one.
    pub from: Option<PersonaId>,
    /// Id of the persona in the new wave; `None` for respondents without one.
    pub to: Option<PersonaId>,
    /// Number of respondents.
    pub respondents: usize,
}

/// Recommended action for the personas of the old wave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ReviewVerdict {
    /// Keep them: nothing changed beyond chance.
    Stand,
    /// Review them: the groups are the same, but claims or shares need to be read again.
    Review,
    /// Replace them: the groups have changed, so the personas of the new wave take their place.
    Replace,
    /// No recommendation: the waves share no questions that could tell.
    Unknown,
}

impl ReviewVerdict {
    /// All recommendations.
    pub const ALL: [Self; 4] = [Self::Stand, Self::Review, Self::Replace, Self::Unknown];

    /// Name of the recommendation in the output.
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

named_values!(ReviewVerdict "recommendation");
