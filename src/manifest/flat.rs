//! A record of a program's own type as text, field by field.

use std::fmt;

use serde::ser::{self, Impossible, Serialize, SerializeMap, SerializeStruct, Serializer};

/// One field of a record.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) text: String,
}

/// Why a record is no row of a table.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NotFlat {
    /// The field, if the record as a whole has fields.
    pub(super) field: Option<String>,
    /// The expected value.
    pub(super) expected: &'static str,
    /// The value found.
    pub(super) found: String,
}

impl NotFlat {
    fn value(found: impl Into<String>) -> Self {
        let expected = "text, a number, true or false, or nothing";
        Self { field: None, expected, found: found.into() }
    }

    fn record(found: &str) -> Self {
        let expected = "a struct or map with a value for each field";
        Self { field: None, expected, found: found.to_owned() }
    }
}

impl fmt::Display for NotFlat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}, found {}", self.expected, self.found)
    }
}

impl std::error::Error for NotFlat {}

impl ser::Error for NotFlat {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::value(message.to_string())
    }
}

/// The fields of a record, in their order.
pub(super) fn fields<R: Serialize + ?Sized>(record: &R) -> Result<Vec<Field>, NotFlat> {
    record.serialize(RecordSerializer)
}

/// Methods of a serializer that refuse a kind of value.
macro_rules! refuse {
    ($error:path: $($method:ident($($argument:ty),*) = $found:literal;)*) => {
        $(fn $method(self, $(_: $argument),*) -> Result<Self::Ok, NotFlat> {
            Err($error($found))
        })*
    };
}

/// Methods of a serializer that refuse what holds several values without naming each.
macro_rules! refuse_compound {
    ($error:path) => {
        fn serialize_newtype_variant<T: Serialize + ?Sized>(
            self,
            _: &'static str,
            _: u32,
            _: &'static str,
            _: &T,
        ) -> Result<Self::Ok, NotFlat> {
            Err($error("a variant with a value"))
        }

        fn serialize_seq(self, _: Option<usize>) -> Result<Self::SerializeSeq, NotFlat> {
            Err($error("a sequence"))
        }

        fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, NotFlat> {
            Err($error("a tuple"))
        }

        fn serialize_tuple_struct(
            self,
            _: &'static str,
            _: usize,
        ) -> Result<Self::SerializeTupleStruct, NotFlat> {
            Err($error("a tuple"))
        }

        fn serialize_tuple_variant(
            self,
            _: &'static str,
            _: u32,
            _: &'static str,
            _: usize,
        ) -> Result<Self::SerializeTupleVariant, NotFlat> {
            Err($error("a variant with values"))
        }

        fn serialize_struct_variant(
            self,
            _: &'static str,
            _: u32,
            _: &'static str,
            _: usize,
        ) -> Result<Self::SerializeStructVariant, NotFlat> {
            Err($error("a variant with fields"))
        }
    };
}

/// Takes a record apart into its fields.
struct RecordSerializer;

impl Serializer for RecordSerializer {
    type Ok = Vec<Field>;
    type Error = NotFlat;
    type SerializeSeq = Impossible<Vec<Field>, NotFlat>;
    type SerializeTuple = Impossible<Vec<Field>, NotFlat>;
    type SerializeTupleStruct = Impossible<Vec<Field>, NotFlat>;
    type SerializeTupleVariant = Impossible<Vec<Field>, NotFlat>;
    type SerializeMap = Fields;
    type SerializeStruct = Fields;
    type SerializeStructVariant = Impossible<Vec<Field>, NotFlat>;

    refuse! { NotFlat::record:
        serialize_bool(bool) = "true or false";
        serialize_i8(i8) = "a number";
        serialize_i16(i16) = "a number";
        serialize_i32(i32) = "a number";
        serialize_i64(i64) = "a number";
        serialize_u8(u8) = "a number";
        serialize_u16(u16) = "a number";
        serialize_u32(u32) = "a number";
        serialize_u64(u64) = "a number";
        serialize_f32(f32) = "a number";
        serialize_f64(f64) = "a number";
        serialize_char(char) = "text";
        serialize_str(&str) = "text";
        serialize_bytes(&[u8]) = "bytes";
        serialize_none() = "nothing";
        serialize_unit() = "nothing";
        serialize_unit_struct(&'static str) = "nothing";
        serialize_unit_variant(&'static str, u32, &'static str) = "a variant";
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Self::Ok, NotFlat> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<Self::Ok, NotFlat> {
        value.serialize(self)
    }

    refuse_compound! { NotFlat::record }

    fn serialize_map(self, _: Option<usize>) -> Result<Fields, NotFlat> {
        Ok(Fields::default())
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Fields, NotFlat> {
        Ok(Fields::default())
    }
}

/// Fields that are collected.
#[derive(Default)]
struct Fields {
    fields: Vec<Field>,
    /// Name of the field whose value comes next.
    name: String,
}

impl Fields {
    fn add<T: Serialize + ?Sized>(&mut self, name: String, value: &T) -> Result<(), NotFlat> {
        match value.serialize(ValueSerializer) {
            Ok(text) => {
                self.fields.push(Field { name, text });
                Ok(())
            }
            Err(error) => Err(NotFlat { field: Some(name), ..error }),
        }
    }
}

impl SerializeStruct for Fields {
    type Ok = Vec<Field>;
    type Error = NotFlat;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), NotFlat> {
        self.add(name.to_owned(), value)
    }

    fn end(self) -> Result<Vec<Field>, NotFlat> {
        Ok(self.fields)
    }
}

impl SerializeMap for Fields {
    type Ok = Vec<Field>;
    type Error = NotFlat;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), NotFlat> {
        self.name = key.serialize(ValueSerializer)?;
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NotFlat> {
        let name = std::mem::take(&mut self.name);
        self.add(name, value)
    }

    fn end(self) -> Result<Vec<Field>, NotFlat> {
        Ok(self.fields)
    }
}

/// Writes one value as the text of a cell.
struct ValueSerializer;

/// Methods of a serializer that write a value as it is displayed.
macro_rules! display {
    ($($method:ident: $type:ty;)*) => {
        $(fn $method(self, value: $type) -> Result<String, NotFlat> {
            Ok(value.to_string())
        })*
    };
}

impl Serializer for ValueSerializer {
    type Ok = String;
    type Error = NotFlat;
    type SerializeSeq = Impossible<String, NotFlat>;
    type SerializeTuple = Impossible<String, NotFlat>;
    type SerializeTupleStruct = Impossible<String, NotFlat>;
    type SerializeTupleVariant = Impossible<String, NotFlat>;
    type SerializeMap = Impossible<String, NotFlat>;
    type SerializeStruct = Impossible<String, NotFlat>;
    type SerializeStructVariant = Impossible<String, NotFlat>;

    display! {
        serialize_bool: bool;
        serialize_i8: i8;
        serialize_i16: i16;
        serialize_i32: i32;
        serialize_i64: i64;
        serialize_i128: i128;
        serialize_u8: u8;
        serialize_u16: u16;
        serialize_u32: u32;
        serialize_u64: u64;
        serialize_u128: u128;
        serialize_char: char;
        serialize_str: &str;
    }

    refuse! { NotFlat::value:
        serialize_bytes(&[u8]) = "bytes";
    }

    fn serialize_f32(self, value: f32) -> Result<String, NotFlat> {
        finite(f64::from(value), value.to_string())
    }

    fn serialize_f64(self, value: f64) -> Result<String, NotFlat> {
        finite(value, value.to_string())
    }

    fn serialize_none(self) -> Result<String, NotFlat> {
        Ok(String::new())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<String, NotFlat> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<String, NotFlat> {
        Ok(String::new())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<String, NotFlat> {
        Ok(String::new())
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<String, NotFlat> {
        Ok(variant.to_owned())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<String, NotFlat> {
        value.serialize(self)
    }

    refuse_compound! { NotFlat::value }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, NotFlat> {
        Err(NotFlat::value("a map"))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeStruct, NotFlat> {
        Err(NotFlat::value("a struct"))
    }
}

/// A number that a table can hold.
fn finite(value: f64, text: String) -> Result<String, NotFlat> {
    if value.is_finite() {
        return Ok(text);
    }
    let expected = "a finite number; nothing (`None`) where it is unknown";
    Err(NotFlat { field: None, expected, found: text })
}
