//! Who is to read the output, and what it may show them.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::keys::Keys;
use crate::error::Result;
use crate::named::named_values;

/// Readers of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "PrivacyProfile"))]
#[serde(rename_all = "lowercase")]
pub enum Profile {
    /// The people who did the study: real counts, ids of respondents, quotes as said with personal
    /// data masked.
    #[default]
    Internal,
    /// Colleagues: small cells suppressed, pseudonyms, quotes from respondents who did not refuse.
    Team,
    /// Anybody: as for the team, but with quotes only from respondents who expressly consent, and
    /// without pseudonyms.
    Public,
}

impl Profile {
    /// All profiles, from the one that shows most.
    pub const ALL: [Self; 3] = [Self::Internal, Self::Team, Self::Public];

    /// Name of the profile in the manifest and the output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Internal => "internal",
            Self::Team => "team",
            Self::Public => "public",
        }
    }

    /// True if the output is for the people who did the study.
    #[must_use]
    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
    pub fn is_internal(&self) -> bool {
        *self == Self::Internal
    }
}

named_values!(Profile "profile");

/// Privacy of the output: its readers, and what it may show them.
///
/// In every profile e-mail addresses, telephone numbers, payment cards, IBANs, web and IP
/// addresses, handles of social networks, and the names in identifier columns and speaker lists are
/// masked in quotes, however they are written: see [`Masker`](crate::study::Masker), also for names
/// that are ordinary words too. What `team` and `public` leave out,
/// [`Draft::guarded`](crate::personas::Draft::guarded) says.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Privacy {
    /// Readers of the output.
    pub profile: Profile,
    /// Smallest number of people that a figure may describe; in an internal output a finding names
    /// smaller groups.
    pub min_cell: usize,
    /// File of the privacy key, relative to the manifest; at least 16 bytes, kept apart from the
    /// results. It makes pseudonyms, seals places, and keys the digests of words that are not
    /// shown, also in an internal output.
    pub key: Option<PathBuf>,
    /// Indicators by whose answers quotes are attributed if enough people give them, such as a
    /// question for the role or the size of a company.
    pub bands: Vec<String>,
}

impl Privacy {
    /// Smallest cell in output that is handed on; a manifest may require more, such as 10.
    pub const LEAST_CELL: usize = 5;

    /// Makes the default settings for a profile.
    #[must_use]
    pub fn new(profile: Profile) -> Self {
        Self { profile, ..Self::default() }
    }
}

impl Privacy {
    /// Reads the table `privacy` of a manifest.
    pub(super) fn read(mut keys: Keys<'_>) -> Result<Self> {
        let profiles = Profile::ALL.map(|profile| (profile.name(), profile));
        let default = Self::default();
        let profile = keys.one_of("profile", &profiles)?.unwrap_or(default.profile);
        // Readers of an internal result have the data anyway.
        let least = if profile.is_internal() { 1 } else { Self::LEAST_CELL as u64 };
        let min_cell = keys.integer("min_cell", least, 1000)?;
        let min_cell =
            min_cell.map_or(default.min_cell, |n| usize::try_from(n).expect("the range is small"));
        let key = keys.string("key")?.map(|key| key.value.into());
        let bands = keys.strings("bands")?.into_iter().map(|band| band.value).collect();
        keys.finish()?;
        Ok(Self { profile, min_cell, key, bands })
    }
}

impl Default for Privacy {
    fn default() -> Self {
        Self {
            profile: Profile::default(),
            min_cell: Self::LEAST_CELL,
            key: None,
            bands: Vec::new(),
        }
    }
}
