//! Which of two numbers in a date is the day.

/// What comes first in dates such as 04/09/2012.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// The day, as in most of the world.
    DayMonth,
    /// The month, as in the United States.
    MonthDay,
}

impl DateOrder {
    /// Both, by their names in a manifest.
    pub const ALL: [(&'static str, Self); 2] =
        [("day-month", Self::DayMonth), ("month-day", Self::MonthDay)];
}
