//! Enums whose values have names: their text form, and the value of a name.

use crate::error::{ErrorKind, Result, nearest, shown};

/// Implements `Display` and `FromStr` for enums by their `ALL` and `name()`, so that both agree.
/// The error for an unknown name lists the known ones; the literal is what it calls the value.
macro_rules! named_values {
    ($($type:ident $parameter:literal),+) => { $(
        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }

        impl std::str::FromStr for $type {
            type Err = crate::error::Error;

            fn from_str(name: &str) -> crate::error::Result<Self> {
                let known = Self::ALL.iter().map(|value| (value.name(), *value));
                crate::named::one_of($parameter, name, known)
            }
        }
    )+ };
}

pub(crate) use named_values;

/// The value of a name, or an error that lists the known names.
pub(crate) fn one_of<T>(
    parameter: &'static str,
    name: &str,
    known: impl Iterator<Item = (&'static str, T)> + Clone,
) -> Result<T> {
    known.clone().find(|(one, _)| *one == name).map(|(_, value)| value).ok_or_else(|| {
        let names: Vec<&str> = known.map(|(one, _)| one).collect();
        let hint = nearest(name, names.iter().copied())
            .map_or_else(String::new, |nearest| format!(" (did you mean {nearest:?}?)"));
        let (expected, found) =
            (format!("one of {}", names.join(", ")), format!("{:?}{hint}", shown(name)));
        ErrorKind::Parameter { name: parameter, expected, found }.into()
    })
}
