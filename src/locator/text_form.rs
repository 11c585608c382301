//! The text form of a locator: one line from which the same locator is read back.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use super::address::Locator;
use super::parse::ParseLocatorError;

impl fmt::Display for Locator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text { source, document, start, end, time } => {
                write!(
                    f,
                    "text:{}/{}?chars={start}-{end}",
                    encode(source.as_str(), "/"),
                    encode(document, "")
                )?;
                // Display of a time leaves its milliseconds out.
                time.map_or(Ok(()), |time| write!(f, "&time={}", String::from(time)))
            }
            Self::Cell { source, row, row_key, column, column_index } => {
                write!(f, "cell:{}?row={row}", encode(source.as_str(), "/"))?;
                write_column(f, column, *column_index, row_key.as_deref())
            }
            Self::Rows { source, rows, row_key, column, column_index } => {
                write!(f, "rows:{}?rows=", encode(source.as_str(), "/"))?;
                for (position, (first, last)) in rows.iter().enumerate() {
                    write!(f, "{}{first}-{last}", if position > 0 { "," } else { "" })?;
                }
                write_column(f, column, *column_index, row_key.as_deref())
            }
            Self::Caller { indicator, row_key } => {
                write!(f, "caller:{}?", encode(indicator, ""))?;
                let key = row_key.as_deref();
                key.map_or(Ok(()), |key| write!(f, "key={}", encode(key, "")))
            }
        }
    }
}

fn write_column(
    f: &mut fmt::Formatter<'_>,
    column: &str,
    index: u32,
    key: Option<&str>,
) -> fmt::Result {
    write!(f, "&column={}&index={index}", encode(column, ""))?;
    key.map_or(Ok(()), |key| write!(f, "&key={}", encode(key, "")))
}

impl FromStr for Locator {
    type Err = ParseLocatorError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        parse(text).ok_or_else(|| {
            ParseLocatorError::new("a locator such as cell:survey?row=3&column=Age&index=7", text)
        })
    }
}

fn parse(text: &str) -> Option<Locator> {
    let (kind, rest) = text.split_once(':')?;
    let (path, query) = rest.split_once('?')?;
    let mut fields: BTreeMap<&str, &str> = BTreeMap::new();
    // A value of the caller's without a key has no field, and the empty text is none.
    for field in query.split('&').filter(|_| kind != "caller" || !query.is_empty()) {
        let (name, value) = field.split_once('=')?;
        // A field that is stated twice would leave open which of the two counts.
        if fields.insert(name, value).is_some() {
            return None;
        }
    }
    let locator = match kind {
        "text" => {
            let (source, document) = path.split_once('/')?;
            let (start, end) = parse_pair(fields.remove("chars")?)?;
            let time = match fields.remove("time") {
                Some(time) => Some(time.parse().ok()?),
                None => None,
            };
            Locator::Text {
                source: decode(source)?.into(),
                document: decode(document)?,
                start,
                end,
                time,
            }
        }
        "cell" => Locator::Cell {
            source: decode(path)?.into(),
            row: fields.remove("row")?.parse().ok()?,
            column: decode(fields.remove("column")?)?,
            column_index: fields.remove("index")?.parse().ok()?,
            row_key: decode_key(fields.remove("key"))?,
        },
        "rows" => {
            let rows = fields.remove("rows")?;
            // A sealed place has no rows, and the empty text is not a pair.
            let pairs = rows.split(',').filter(|_| !rows.is_empty());
            Locator::Rows {
                source: decode(path)?.into(),
                rows: pairs.map(parse_pair).collect::<Option<_>>()?,
                column: decode(fields.remove("column")?)?,
                column_index: fields.remove("index")?.parse().ok()?,
                row_key: decode_key(fields.remove("key"))?,
            }
        }
        "caller" => {
            Locator::Caller { indicator: decode(path)?, row_key: decode_key(fields.remove("key"))? }
        }
        _ => return None,
    };
    // What is left is unknown: to pass over it could lead to another place than the writer meant.
    fields.is_empty().then_some(locator)
}

fn parse_pair(text: &str) -> Option<(u32, u32)> {
    let (first, last) = text.split_once('-')?;
    Some((first.parse().ok()?, last.parse().ok()?))
}

/// The key, if there is one; `None` if there is one that cannot be decoded.
#[allow(clippy::option_option, reason = "no key and a bad key are different")]
fn decode_key(key: Option<&str>) -> Option<Option<String>> {
    key.map_or(Some(None), |key| decode(key).map(Some))
}

/// A name with its separators, white space and control characters percent-encoded.
fn encode<'a>(name: &'a str, also: &str) -> Cow<'a, str> {
    let special = |c: char| {
        matches!(c, '%' | '&' | '?') || c.is_whitespace() || c.is_control() || also.contains(c)
    };
    if !name.contains(special) {
        return Cow::Borrowed(name);
    }
    let mut encoded = String::with_capacity(name.len() + 8);
    for c in name.chars() {
        if special(c) {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                encoded.push_str(&format!("%{byte:02X}"));
            }
        } else {
            encoded.push(c);
        }
    }
    Cow::Owned(encoded)
}

/// The name that [`encode`] wrote; `None` if it is not percent-encoded UTF-8.
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        if *first == b'%' {
            let (digits, after) = tail.split_at_checked(2)?;
            // A sign would be a number to the standard library, and none to other programs.
            if !digits.iter().all(u8::is_ascii_hexdigit) {
                return None;
            }
            bytes.push(u8::from_str_radix(str::from_utf8(digits).ok()?, 16).ok()?);
            rest = after;
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::timecode::Timecode;
    use super::*;

    fn locators() -> impl Strategy<Value = Locator> {
        let name = || "[a%&?/=:#, \n\u{202e}é😀-]{0,6}";
        let time = proptest::option::of((0..400_000_000_u64).prop_map(Timecode::from_milliseconds));
        let text = (name(), name(), any::<u32>(), any::<u32>(), time).prop_map(
            |(source, document, start, end, time)| Locator::Text {
                source: source.into(),
                document,
                start,
                end,
                time,
            },
        );
        let key = || proptest::option::of(name());
        let cell = (name(), any::<u32>(), key(), name(), any::<u32>()).prop_map(
            |(source, row, row_key, column, column_index)| Locator::Cell {
                source: source.into(),
                row,
                row_key,
                column,
                column_index,
            },
        );
        let stretches = proptest::collection::vec(any::<(u32, u32)>(), 0..8);
        let rows = (name(), stretches, key(), name(), any::<u32>()).prop_map(
            |(source, rows, row_key, column, column_index)| Locator::Rows {
                source: source.into(),
                rows,
                row_key,
                column,
                column_index,
            },
        );
        let caller =
            (name(), key()).prop_map(|(indicator, row_key)| Locator::Caller { indicator, row_key });
        prop_oneof![text, cell, rows, caller]
    }

    proptest! {
        #[test]
        fn every_locator_reads_back_from_its_text(locator in locators()) {
            let text = locator.to_string();
            prop_assert!(!text.contains(char::is_whitespace), "{text}");
            prop_assert_eq!(text.parse(), Ok(locator), "{}", text);
        }

        #[test]
        fn any_text_is_read_or_refused(text in "(text|cell|rows|caller):[a%&?/=0-9-]{0,40}") {
            if let Ok(locator) = text.parse::<Locator>() {
                prop_assert_eq!(locator.to_string().parse(), Ok(locator));
            }
        }
    }

    #[test]
    fn the_text_form_is_the_documented_one() {
        let rows = Locator::Rows {
            source: "deals".into(),
            rows: vec![(1, 2), (5, 5)],
            row_key: Some("8001".into()),
            column: "Days since".into(),
            column_index: 3,
        };
        assert_eq!(
            rows.to_string(),
            "rows:deals?rows=1-2,5-5&column=Days%20since&index=3&key=8001"
        );
    }

    #[test]
    fn what_is_no_locator_is_refused() {
        for text in [
            "",
            "survey, row 3",
            "page:a?row=1&column=A&index=1",
            "cell:a?row=1&column=A",
            "cell:a?row=-1&column=A&index=1",
            "cell:a?row=1&row=2&column=A&index=1",
            "cell:a?row=1&column=A&index=1&more=2",
            "cell:a?row=1&column=%4&index=1",
            "cell:a?row=1&column=%+4&index=1",
            "cell:a?row=1&column=%FF&index=1",
            "text:a?chars=1-2",
            "text:a/b?chars=1-2&time=soon",
        ] {
            assert!(text.parse::<Locator>().is_err(), "{text}");
        }
        let error = "soon".parse::<Locator>().unwrap_err().to_string();
        assert_eq!(
            error,
            "expected a locator such as cell:survey?row=3&column=Age&index=7, found \"soon\""
        );
    }
}
