//! Who is to read the output, and what it may show them.

use std::fmt;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::keys::Keys;
use super::kind::parsed;
use crate::error::Result;

/// Who is to read the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "PrivacyProfile"))]
#[serde(rename_all = "lowercase")]
pub enum Profile {
    /// Those who did the study: real counts, ids of respondents, quotes as said with personal data
    /// masked.
    #[default]
    Internal,
    /// Colleagues: small cells suppressed, pseudonyms, quotes of those who did not refuse.
    Team,
    /// Anybody: as for the team, quotes only of those who consent expressly, and no pseudonyms.
    Public,
}

impl Profile {
    /// All of them, from the one that shows most.
    pub const ALL: [Self; 3] = [Self::Internal, Self::Team, Self::Public];

    /// Name as it stands in the manifest and the output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Internal => "internal",
            Self::Team => "team",
            Self::Public => "public",
        }
    }

    /// Whether the output is for those who did the study.
    #[must_use]
    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
    pub fn is_internal(&self) -> bool {
        *self == Self::Internal
    }
}

impl fmt::Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

parsed!(Profile "profile");

/// What the output may show.
///
/// In every profile e-mail addresses, telephone numbers, payment cards, IBANs, web and IP
/// addresses, handles of social networks, and the names in identifier columns and speaker lists are
/// masked in quotes, however they are written: see [`Masker`](crate::study::Masker), also for names
/// that are ordinary words too. What `team` and `public` leave out,
/// [`Draft::guarded`](crate::personas::Draft::guarded) says.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Privacy {
    /// Who is to read the output.
    pub profile: Profile,
    /// Fewest people whom a figure may speak of; in an internal output groups of fewer are named in
    /// a finding.
    pub min_cell: usize,
    /// File of the privacy key, relative to the manifest; at least 16 bytes, kept apart from the
    /// results. It makes pseudonyms, seals places, and keys the digests of words that are not
    /// shown, in an internal output too.
    pub key: Option<PathBuf>,
    /// Indicators by whose answers quotes are attributed where enough people give them, such as a
    /// question for the role or the size of a company.
    pub bands: Vec<String>,
}

impl Privacy {
    /// Fewest people of a cell in what is handed on; a manifest may ask for more, such as 10.
    pub const LEAST_CELL: usize = 5;

    /// What a result for these readers may show, all else as it is by default.
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
