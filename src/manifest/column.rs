//! Rules of a manifest for columns.

use super::keys::Keys;
use super::kind::Facet;
use crate::error::Result;
use crate::named::named_values;
use crate::sources::{ColumnSettings, Scale};

/// Role of an indicator: whether it shapes groups.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Shapes groups and describes them.
    Active,
    /// Describes groups only.
    Descriptive,
    /// Left out.
    Ignored,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 3] = [Self::Active, Self::Descriptive, Self::Ignored];

    /// Name of the role in a manifest.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Descriptive => "descriptive",
            Self::Ignored => "ignored",
        }
    }
}

named_values!(Role "role");

/// Settings of a manifest for one column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct ColumnRule {
    /// The aspect it speaks of.
    pub facet: Option<Facet>,
    /// Its role: whether it shapes groups or only describes them.
    pub role: Option<Role>,
    /// Scale, levels and separator.
    pub settings: ColumnSettings,
}

impl ColumnRule {
    /// Makes a rule without settings.
    ///
    /// ```
    /// use persona_synthesis::Facet;
    /// use persona_synthesis::manifest::ColumnRule;
    /// use persona_synthesis::sources::Scale;
    ///
    /// let rule = ColumnRule::new().facet(Facet::Behaviour).scale(Scale::Ordinal);
    /// assert_eq!(rule.levels(["never", "weekly"]).settings.levels.len(), 2);
    /// ```
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the aspect that the column is about.
    #[must_use]
    pub fn facet(mut self, facet: Facet) -> Self {
        self.facet = Some(facet);
        self
    }

    /// Sets the role of the column: whether it shapes groups.
    #[must_use]
    pub fn role(mut self, role: Role) -> Self {
        self.role = Some(role);
        self
    }

    /// Sets the scale of its answers.
    #[must_use]
    pub fn scale(mut self, scale: Scale) -> Self {
        self.settings.scale = Some(scale);
        self
    }

    /// Sets the levels of its answers, from the lowest.
    #[must_use]
    pub fn levels<'a>(mut self, levels: impl IntoIterator<Item = &'a str>) -> Self {
        self.settings.levels = levels.into_iter().map(str::to_owned).collect();
        self
    }

    /// Sets the values that stand for no answer, such as 999.
    #[must_use]
    pub fn missing<'a>(mut self, values: impl IntoIterator<Item = &'a str>) -> Self {
        self.settings.missing = values.into_iter().map(str::to_owned).collect();
        self
    }

    /// Sets the separator of the options in one cell.
    #[must_use]
    pub fn separator(mut self, separator: &str) -> Self {
        self.settings.separator = Some(separator.to_owned());
        self
    }
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
        missing: keys.strings("missing")?.into_iter().map(|value| value.value).collect(),
    };
    keys.finish()?;
    Ok(ColumnRule { facet, role, settings })
}
