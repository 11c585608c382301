//! Values that have names: their text form is read back, and other texts are refused.

use std::fmt::{Debug, Display};
use std::str::FromStr;

use persona_synthesis::clustering::Verdict;
use persona_synthesis::lifecycle::{Fate, ReviewVerdict};
use persona_synthesis::manifest::{Aggregate, Method, Profile, Role};
use persona_synthesis::personas::{Grade, Stance, Status};
use persona_synthesis::render::Density;
use persona_synthesis::sources::{DateOrder, Delimiter, Encoding, Format, Keep, Scale, SourceKind};
use persona_synthesis::warehouse::Dialect;
use persona_synthesis::{Error, Facet, PersonaKind};

fn leads_back<T: Display + FromStr<Err = Error> + PartialEq + Debug>(all: &[T]) {
    for value in all {
        assert_eq!(value.to_string().parse::<T>().unwrap(), *value);
    }
    let refused = "no such name".parse::<T>().unwrap_err().to_string();
    for value in all {
        assert!(refused.contains(&value.to_string()), "{refused}");
    }
}

#[test]
fn texts_of_values_are_read_back() {
    leads_back(PersonaKind::ALL);
    leads_back(Facet::ALL);
    leads_back(Aggregate::ALL);
    leads_back(&Role::ALL);
    leads_back(&Method::ALL);
    leads_back(&Profile::ALL);
    leads_back(&Density::ALL);
    leads_back(&Dialect::ALL);
    leads_back(&Encoding::ALL);
    leads_back(&Format::ALL);
    leads_back(&SourceKind::ALL);
    leads_back(&DateOrder::ALL);
    leads_back(&Keep::ALL);
    leads_back(&Verdict::ALL);
    leads_back(&Grade::ALL);
    leads_back(&Stance::ALL);
    leads_back(&Status::ALL);
    leads_back(&Fate::ALL);
    leads_back(&ReviewVerdict::ALL);
}

#[test]
fn scales_and_delimiters_are_read_as_manifests_state_them() {
    assert_eq!("open-text".parse::<Scale>().unwrap(), Scale::OpenText);
    // A constant column is recognised, never stated.
    assert!("constant".parse::<Scale>().is_err());
    for delimiter in Delimiter::ALL {
        assert_eq!(delimiter.character().parse::<Delimiter>().unwrap(), delimiter);
    }
    let refused = "commas".parse::<Delimiter>().unwrap_err().to_string();
    assert!(refused.contains(r#"one of ",", ";", "\t", "|""#), "{refused}");
}
