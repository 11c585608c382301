//! The footer of a Parquet file, looked at before room is made for what it claims to hold.

use bytes::Bytes;
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::{ParquetMetaData, ParquetMetaDataReader};

/// Deepest level at which a column may be nested, and structures of the footer in each other.
const MOST_LEVELS: usize = 64;
/// The last bytes of a file: four for the length of the footer, four for the magic.
const END: usize = 8;

/// Reads the footer: the schema, and where the values of each column are.
pub(super) fn read(bytes: &Bytes) -> Result<ParquetMetaData> {
    let error = |found: &str| ParquetError::General(found.to_owned());
    let Some((rest, end)) = bytes.split_last_chunk::<END>() else {
        return Err(error("the end of the file"));
    };
    let (length, magic) = end.split_at(4);
    match magic {
        b"PAR1" => {}
        b"PARE" => return Err(error("an encrypted one")),
        _ => return Err(error("a file that is cut off")),
    }
    let length = u32::from_le_bytes(length.try_into().expect("four bytes were split off")) as usize;
    let start = rest
        .len()
        .checked_sub(length)
        .ok_or_else(|| error("a footer that is longer than the file"))?;
    let footer = &rest[start..];
    // Before decoding, since the library makes room for what the footer claims.
    check(footer).ok_or_else(|| error("a footer that claims more than it holds"))?;
    ParquetMetaDataReader::decode_metadata(footer)
}

/// Walks through the footer: lists are no longer than the bytes that are left, and columns are not
/// nested without end. The schema is the list in field 2, and field 5 of an element the number of
/// its children.
fn check(footer: &[u8]) -> Option<()> {
    Compact(footer).structure(&mut |compact, field, kind| {
        if field != 2 {
            return compact.skip(kind, MOST_LEVELS);
        }
        let (elements, _) = compact.list()?;
        let mut nested: Vec<usize> = Vec::new();
        for left in (0..elements).rev() {
            let children = compact.children()?;
            // The schema is a tree in preorder: an element ends with its last child.
            while nested.last() == Some(&0) {
                nested.pop();
            }
            if let Some(siblings) = nested.last_mut() {
                *siblings -= 1;
            }
            nested.push(children);
            // Each child is an element of the list, so there cannot be more than are left.
            if children > left || nested.len() > MOST_LEVELS {
                return None;
            }
        }
        Some(())
    })
}

/// Bytes in the compact protocol of Thrift, read from the front.
struct Compact<'a>(&'a [u8]);

impl Compact<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (byte, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*byte)
    }

    fn pass(&mut self, bytes: usize) -> Option<()> {
        self.0 = self.0.get(bytes..)?;
        Some(())
    }

    fn varint(&mut self) -> Option<u64> {
        let mut value = 0;
        for shift in (0..u64::BITS).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }

    fn size(&mut self) -> Option<usize> {
        let size = usize::try_from(self.varint()?).ok()?;
        // Each byte has to be in the file, so a greater size is false.
        (size <= self.0.len()).then_some(size)
    }

    /// Length of a list and the kind of its elements, each of which has a byte at least.
    fn list(&mut self) -> Option<(usize, u8)> {
        let header = self.byte()?;
        let size = match usize::from(header >> 4) {
            15 => self.size()?,
            short => short,
        };
        (size <= self.0.len()).then_some((size, header & 0x0F))
    }

    /// Hands number and kind of each field to `field`, which passes over its value.
    fn structure(&mut self, field: &mut dyn FnMut(&mut Self, u64, u8) -> Option<()>) -> Option<()> {
        let mut number = 0;
        loop {
            let header = self.byte()?;
            if header == 0 {
                return Some(());
            }
            number = match header >> 4 {
                // Zigzag: numbers of fields are not negative, so half of it is the number.
                0 => self.varint()? / 2,
                step => number + u64::from(step),
            };
            field(self, number, header & 0x0F)?;
        }
    }

    /// Passes over an element of the schema and returns how many children it states.
    fn children(&mut self) -> Option<usize> {
        let mut children = 0;
        self.structure(&mut |compact, field, kind| {
            if field != 5 {
                return compact.skip(kind, MOST_LEVELS);
            }
            // Numbers are folded so that small negative ones are small, too.
            let folded = compact.varint()?;
            children = usize::try_from(folded / 2).ok().filter(|_| folded % 2 == 0)?;
            Some(())
        })?;
        Some(children)
    }

    fn skip(&mut self, kind: u8, levels: usize) -> Option<()> {
        let levels = levels.checked_sub(1)?;
        match kind {
            // A truth value of a field is in its kind.
            1 | 2 => Some(()),
            3 => self.pass(1),
            4..=6 => self.varint().map(|_| ()),
            7 => self.pass(8),
            8 => {
                let size = self.size()?;
                self.pass(size)
            }
            9 | 10 => {
                let (size, kind) = self.list()?;
                // In a list a truth value takes a byte of its own.
                let kind = if matches!(kind, 1 | 2) { 3 } else { kind };
                (0..size).try_for_each(|_| self.skip(kind, levels))
            }
            12 => self.structure(&mut |compact, _, kind| compact.skip(kind, levels)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A footer with a schema of elements that state these numbers of children.
    fn footer(children: &[u8]) -> Vec<u8> {
        let mut bytes = vec![0x15, 0x04, 0x19, 0xFC];
        bytes.push(u8::try_from(children.len()).unwrap());
        for children in children {
            bytes.extend([0x55, children * 2, 0x00]);
        }
        bytes.push(0);
        bytes
    }

    #[test]
    fn a_schema_has_as_many_elements_as_it_states() {
        assert_eq!(check(&footer(&[2, 0, 0])), Some(()));
        assert_eq!(check(&footer(&[1, 2, 0, 0])), Some(()));
        assert_eq!(check(&footer(&[3, 0, 0])), None);
        let whole = footer(&[2, 0, 0]);
        assert!((0..whole.len()).all(|length| check(&whole[..length]).is_none()));
    }

    #[test]
    fn columns_nested_without_end_are_refused() {
        let mut children = vec![1; 100];
        children.push(0);
        assert_eq!(check(&footer(&children)), None);
        assert_eq!(check(&footer(&children[60..])), Some(()));
    }

    #[test]
    fn a_list_is_no_longer_than_the_footer() {
        assert_eq!(check(&[0x49, 0xFC, 0xFF, 0xFF, 0xFF, 0xFF, 0x07, 0, 0]), None);
        assert_eq!(check(&[0x49, 0x23, 1, 2, 0]), Some(()));
    }
}
