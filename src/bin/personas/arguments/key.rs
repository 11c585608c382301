//! Arguments that are declared and looked up as one thing. Nothing else asks clap for a value by
//! its name.

use std::marker::PhantomData;

use clap::builder::{
    PathBufValueParser, PossibleValuesParser, StringValueParser, TypedValueParser,
};
use clap::error::ErrorKind;
use clap::{Arg, ArgAction, ArgMatches, Error};

/// An argument by its name, with the type of its value.
pub(super) struct ArgumentKey<T> {
    name: &'static str,
    value: PhantomData<fn() -> T>,
}

impl<T: Clone + Send + Sync + 'static> ArgumentKey<T> {
    pub(super) const fn new(name: &'static str) -> Self {
        Self { name, value: PhantomData }
    }

    /// An option `--name VALUE`. The parser gives the type that [`get`](Self::get) returns.
    pub(super) fn option(
        &self,
        value_name: &'static str,
        help: &'static str,
        parser: impl TypedValueParser<Value = T>,
    ) -> Arg {
        self.positional(value_name, help, parser).long(self.name)
    }

    /// An argument that is known by its position.
    pub(super) fn positional(
        &self,
        value_name: &'static str,
        help: &'static str,
        parser: impl TypedValueParser<Value = T>,
    ) -> Arg {
        Arg::new(self.name).value_name(value_name).help(help).value_parser(parser)
    }

    pub(super) fn get(&self, of: &ArgMatches) -> Option<T> {
        of.get_one::<T>(self.name).cloned()
    }

    /// All values of an argument that may be given several times, in order.
    pub(super) fn all(&self, of: &ArgMatches) -> Vec<T> {
        of.get_many::<T>(self.name).into_iter().flatten().cloned().collect()
    }

    /// The value of an argument that is required or has a default.
    pub(super) fn required(&self, of: &ArgMatches) -> Result<T, Error> {
        let missing = || Error::raw(ErrorKind::MissingRequiredArgument, self.name);
        self.get(of).ok_or_else(missing)
    }

    /// The name, for a rule that concerns two arguments.
    pub(super) fn name(&self) -> &'static str {
        self.name
    }
}

impl ArgumentKey<bool> {
    /// A switch `--name`.
    pub(super) fn switch(&self, help: &'static str) -> Arg {
        Arg::new(self.name).long(self.name).action(ArgAction::SetTrue).help(help)
    }

    pub(super) fn is_set(&self, of: &ArgMatches) -> bool {
        self.get(of).unwrap_or(false)
    }
}

pub(super) fn path() -> impl TypedValueParser<Value = std::path::PathBuf> {
    PathBufValueParser::new()
}

pub(super) fn text() -> impl TypedValueParser<Value = String> {
    StringValueParser::new()
}

/// One of several values by its name. Help and error messages list the names.
pub(super) fn one_of<T: Copy + Send + Sync + 'static>(
    all: &'static [T],
    name: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    let names = all.iter().map(|value| name(*value));
    PossibleValuesParser::new(names).try_map(move |found| {
        all.iter().copied().find(|value| name(*value) == found).ok_or("unknown name")
    })
}
