//! Which of two numbers in a date is the day.

use crate::named::named_values;

/// Order of day and month in dates such as 04/09/2012.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// Day first, as in most of the world.
    DayMonth,
    /// Month first, as in the United States.
    MonthDay,
}

impl DateOrder {
    /// Both orders.
    pub const ALL: [Self; 2] = [Self::DayMonth, Self::MonthDay];

    /// Name of the order in a manifest.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::DayMonth => "day-month",
            Self::MonthDay => "month-day",
        }
    }
}

named_values!(DateOrder "order of dates");
