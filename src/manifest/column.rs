//! What a manifest says of columns.

use super::keys::Keys;
use super::kind::Facet;
use crate::error::Result;
use crate::sources::{ColumnSettings, Scale};

/// What an indicator does.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Shapes groups and describes them.
    Active,
    /// Describes groups only.
    Descriptive,
    /// Is left out.
    Ignored,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 3] = [Self::Active, Self::Descriptive, Self::Ignored];

    /// Name as a manifest states it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Descriptive => "descriptive",
            Self::Ignored => "ignored",
        }
    }
}

/// What the manifest says of a column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ColumnRule {
    /// The aspect it speaks of.
    pub facet: Option<Facet>,
    /// Whether it shapes groups.
    pub role: Option<Role>,
    /// Scale, levels and separator.
    pub settings: ColumnSettings,
}

pub(super) fn read_column(mut keys: Keys<'_>) -> Result<ColumnRule> {
    let facets: Vec<(&str, Facet)> =
        Facet::ALL.iter().map(|facet| (facet.name(), *facet)).collect();
    let facet = keys.one_of("facet", &facets)?;
    let role = keys.one_of("role", &Role::ALL.map(|role| (role.name(), role)))?;
    let settings = ColumnSettings {
        scale: keys.one_of("scale", &Scale::STATED.map(|scale| (scale.name(), scale)))?,
        levels: keys.strings("levels")?.into_iter().map(|level| level.value).collect(),
        separator: keys.string("separator")?.map(|separator| separator.value),
    };
    keys.finish()?;
    Ok(ColumnRule { facet, role, settings })
}
