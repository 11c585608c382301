//! Values of a column as the texts of cells.

use std::fmt::Write as _;

use jiff::Span;
use jiff::civil::{Date, DateTime, Time, date};
use parquet::basic::{ConvertedType, LogicalType, TimeUnit, Type};
use parquet::data_type::Int96;
use parquet::schema::types::ColumnDescriptor;

/// How the values of a column read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ValueFormat {
    Truth,
    Signed,
    Unsigned,
    /// Days since 1970.
    Day,
    /// Time of the day in units of which this number makes a second.
    Time(i64),
    /// Time since 1970 in units of which this number makes a second; true if it is in UTC.
    Moment(i64, bool),
    /// A whole number with this many digits after the point.
    Decimal(usize),
    Float,
    Text,
    /// Bytes of which the file does not say that they are text, as old programs write text.
    Bytes,
    Uuid,
}

const MILLIS: i64 = 1_000;
const MICROS: i64 = 1_000_000;
const NANOS: i64 = 1_000_000_000;
const DAY: i64 = 86_400;
const EPOCH: Date = date(1970, 1, 1);

impl ValueFormat {
    /// How a column reads, `None` where its values are no cells of a table.
    pub(super) fn for_column(column: &ColumnDescriptor) -> Option<Self> {
        let stated = column.logical_type_ref().map_or_else(
            || Self::from_converted_type(column.converted_type(), column.type_scale()),
            Self::logical,
        );
        let fits = |types: &[Type]| types.contains(&column.physical_type());
        // Damaged or unusual annotations fall back to the physical type.
        let plain = match column.physical_type() {
            Type::BOOLEAN => Self::Truth,
            Type::INT32 | Type::INT64 => Self::Signed,
            Type::INT96 => Self::Moment(NANOS, false),
            Type::FLOAT | Type::DOUBLE => Self::Float,
            Type::BYTE_ARRAY => Self::Bytes,
            Type::FIXED_LEN_BYTE_ARRAY => {
                return stated?.filter(|stated| matches!(stated, Self::Decimal(_) | Self::Uuid));
            }
        };
        let stated = stated?.filter(|stated| match stated {
            Self::Text => fits(&[Type::BYTE_ARRAY]),
            Self::Decimal(_) => fits(&[Type::INT32, Type::INT64, Type::BYTE_ARRAY]),
            _ => fits(&[Type::INT32, Type::INT64]),
        });
        Some(stated.unwrap_or(plain))
    }

    /// `None` for what is no cell of a table, `Some(None)` for what the physical type says all of.
    fn logical(logical: &LogicalType) -> Option<Option<Self>> {
        let parts = |unit: &TimeUnit| match unit {
            TimeUnit::MILLIS => MILLIS,
            TimeUnit::MICROS => MICROS,
            TimeUnit::NANOS => NANOS,
        };
        Some(Some(match logical {
            LogicalType::String | LogicalType::Enum | LogicalType::Json => Self::Text,
            LogicalType::Decimal(decimal) => Self::Decimal(digits(decimal.scale)?),
            LogicalType::Date => Self::Day,
            LogicalType::Time(time) => Self::Time(parts(&time.unit)),
            LogicalType::Timestamp(moment) => {
                Self::Moment(parts(&moment.unit), moment.is_adjusted_to_u_t_c)
            }
            LogicalType::Integer(whole) if whole.is_signed => Self::Signed,
            LogicalType::Integer(_) => Self::Unsigned,
            LogicalType::Uuid => Self::Uuid,
            LogicalType::Unknown => return Some(None),
            _ => return None,
        }))
    }

    fn from_converted_type(converted: ConvertedType, scale: i32) -> Option<Option<Self>> {
        Some(Some(match converted {
            ConvertedType::NONE => return Some(None),
            ConvertedType::UTF8 | ConvertedType::ENUM | ConvertedType::JSON => Self::Text,
            ConvertedType::DECIMAL => Self::Decimal(digits(scale)?),
            ConvertedType::DATE => Self::Day,
            ConvertedType::TIME_MILLIS => Self::Time(MILLIS),
            ConvertedType::TIME_MICROS => Self::Time(MICROS),
            ConvertedType::TIMESTAMP_MILLIS => Self::Moment(MILLIS, true),
            ConvertedType::TIMESTAMP_MICROS => Self::Moment(MICROS, true),
            ConvertedType::INT_8
            | ConvertedType::INT_16
            | ConvertedType::INT_32
            | ConvertedType::INT_64 => Self::Signed,
            ConvertedType::UINT_8
            | ConvertedType::UINT_16
            | ConvertedType::UINT_32
            | ConvertedType::UINT_64 => Self::Unsigned,
            _ => return None,
        }))
    }

    pub(super) fn is_date(self) -> bool {
        matches!(self, Self::Day | Self::Moment(..))
    }

    pub(super) fn truth(value: bool, cell: &mut String) {
        cell.push_str(if value { "TRUE" } else { "FALSE" });
    }

    /// A number of 32 bits.
    pub(super) fn narrow(self, value: i32, cell: &mut String) {
        match self {
            Self::Unsigned => write(cell, value.cast_unsigned()),
            _ => self.wide(value.into(), cell),
        }
    }

    pub(super) fn wide(self, value: i64, cell: &mut String) {
        let written = match self {
            Self::Unsigned => return write(cell, value.cast_unsigned()),
            Self::Decimal(digits) => return decimal(value.into(), digits, cell),
            Self::Day => day(value).map(|day| write(cell, day)),
            Self::Time(parts) => time(value, parts).map(|time| write(cell, time)),
            Self::Moment(parts, utc) => moment(value, parts).map(|moment| {
                write(cell, moment.strftime("%Y-%m-%d %H:%M:%S%.f"));
                cell.push_str(if utc { "+00:00" } else { "" });
            }),
            _ => None,
        };
        // A moment out of range is shown as its number rather than lost.
        if written.is_none() {
            write(cell, value);
        }
    }

    /// Nanoseconds of a day and its Julian number, as old programs write moments.
    pub(super) fn julian(self, value: &Int96, cell: &mut String) {
        const EPOCH_DAY: i64 = 2_440_588;
        if let [low, high, day] = *value.data() {
            let nanos = i64::from(low) | i64::from(high).wrapping_shl(32);
            let seconds = (i64::from(day) - EPOCH_DAY) * DAY + nanos / NANOS;
            // Seconds and their parts apart: nanoseconds since 1970 have no room for the year 2300.
            let micros = seconds.saturating_mul(MICROS).saturating_add(nanos % NANOS / 1_000);
            Self::Moment(MICROS, false).wide(micros, cell);
        }
    }

    /// The shortest number that is this one; what is not a number is no answer.
    pub(super) fn float(value: f64, shortest: impl std::fmt::Display, cell: &mut String) {
        // Programs write NaN for a missing number.
        if !value.is_nan() {
            write(cell, shortest);
        }
    }

    /// True if the bytes could be read.
    pub(super) fn bytes(self, value: &[u8], cell: &mut String) -> bool {
        match (self, value) {
            (Self::Decimal(digits), value) => {
                whole(value).map(|value| decimal(value, digits, cell)).is_some()
            }
            (Self::Uuid, value) => uuid(value, cell),
            (_, value) => match std::str::from_utf8(value) {
                Ok(text) => {
                    cell.push_str(text);
                    true
                }
                Err(_) => {
                    cell.push_str(&String::from_utf8_lossy(value));
                    false
                }
            },
        }
    }
}

/// Digits after the point of a decimal number, of which 38 is the most that other programs write.
fn digits(scale: i32) -> Option<usize> {
    usize::try_from(scale).ok().filter(|scale| *scale <= 38)
}

fn write(cell: &mut String, value: impl std::fmt::Display) {
    write!(cell, "{value}").expect("writing to a string does not fail");
}

/// A whole number with its point set, zeros at the end kept.
fn decimal(value: i128, digits: usize, cell: &mut String) {
    // As digits, since a double would round long amounts.
    let all = format!("{:0width$}", value.unsigned_abs(), width = digits + 1);
    let (whole, fraction) = all.split_at(all.len() - digits);
    cell.push_str(if value < 0 { "-" } else { "" });
    cell.push_str(whole);
    if !fraction.is_empty() {
        cell.push('.');
        cell.push_str(fraction);
    }
}

/// A number in up to sixteen bytes, the most significant first.
fn whole(bytes: &[u8]) -> Option<i128> {
    let (first, _) = bytes.split_first().filter(|_| bytes.len() <= 16)?;
    // Two's complement of any length, the highest byte first.
    let sign = if *first < 0x80 { 0 } else { -1 };
    Some(bytes.iter().fold(sign, |number, byte| number << 8 | i128::from(*byte)))
}

fn uuid(bytes: &[u8], cell: &mut String) -> bool {
    for (position, byte) in bytes.iter().enumerate() {
        write(
            cell,
            format_args!("{}{byte:02x}", if matches!(position, 4 | 6 | 8 | 10) { "-" } else { "" }),
        );
    }
    bytes.len() == 16
}

/// The day `value` days after 1 January 1970.
fn day(value: i64) -> Option<Date> {
    EPOCH.checked_add(Span::new().try_days(value).ok()?).ok()
}

fn time(value: i64, parts: i64) -> Option<Time> {
    // Times before 1970 are negative; the remainder must not be.
    let (seconds, rest) = (value.div_euclid(parts), value.rem_euclid(parts));
    let nanos = i32::try_from(rest * (NANOS / parts)).ok()?;
    let seconds =
        i32::try_from(seconds).ok().filter(|seconds| (0..DAY).contains(&i64::from(*seconds)))?;
    let part = |n: i32| i8::try_from(n).ok();
    Time::new(part(seconds / 3600)?, part(seconds / 60 % 60)?, part(seconds % 60)?, nanos).ok()
}

fn moment(value: i64, parts: i64) -> Option<DateTime> {
    Some(
        day(value.div_euclid(DAY * parts))?
            .to_datetime(time(value.rem_euclid(DAY * parts), parts)?),
    )
}
