//! Values with the line of the manifest that states them.

/// A value with the line of the manifest that states it, for errors; a value from a program has no
/// line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated<T> {
    /// The value.
    pub value: T,
    /// Line of the manifest, from 1.
    pub line: Option<u64>,
}

impl<T> Stated<T> {
    /// Makes a value that a program states.
    pub fn new(value: T) -> Self {
        Self { value, line: None }
    }

    /// Another value, stated in the same line.
    pub(crate) fn map<U>(self, make: impl FnOnce(T) -> U) -> Stated<U> {
        Stated { value: make(self.value), line: self.line }
    }
}

impl<'a, T: From<&'a str>> From<&'a str> for Stated<T> {
    fn from(value: &'a str) -> Self {
        Self::new(value.into())
    }
}
