//! Headers that exports of customer databases give their columns.

use super::names::is_same_header;
use crate::sources::Table;

/// Columns of the company that a customer belongs to, the most telling first.
pub(super) const ACCOUNTS: [&str; 12] = [
    "Associated Company IDs (Primary)",
    "Associated Company IDs",
    "Associated Company",
    "AccountId",
    "Account ID",
    "Account Name.id",
    "Organization - ID",
    "Account Name",
    "Organization - Name",
    "Company",
    "Company name",
    "WhatId",
];
/// Headers of the columns that name the person of a deal or an activity.
pub(super) const PERSONS: [&str; 7] = [
    "Associated Contact IDs",
    "ContactId",
    "Contact ID",
    "Contact Name.id",
    "Person - ID",
    "WhoId",
    "Contact",
];
/// Headers of the columns that name an account in a table of accounts, the id first.
pub(super) const OWN_IDS: [&str; 10] = [
    "Record ID",
    "Record ID - Company",
    "Id",
    "Account ID",
    "Organization - ID",
    "Company name",
    "Account Name",
    "Organization - Name",
    "Company",
    "Name",
];
/// Headers that only tables of organisations have.
pub(super) const OF_ACCOUNTS: [&str; 14] = [
    "Company Domain Name",
    "Company owner",
    "Company Size",
    "Industry",
    "Number of Employees",
    "NumberOfEmployees",
    "Employees",
    "Annual Revenue",
    "AnnualRevenue",
    "BillingCity",
    "Billing City",
    "Account Type",
    "TickerSymbol",
    "Organization - Address",
];
/// Headers that only tables of people have.
pub(super) const OF_PEOPLE: [&str; 10] = [
    "First Name",
    "Last Name",
    "FirstName",
    "LastName",
    "Email",
    "Job Title",
    "Contact ID",
    "Person - Name",
    "Person - Email",
    "Associated Company IDs",
];
/// Headers of the stage of a deal, and of the day that dates it.
pub(super) const STAGES: [&str; 6] =
    ["Deal Stage", "StageName", "Stage", "Deal - Status", "Deal - Stage", "Sales Stage"];
pub(super) const CLOSED: [&str; 6] = [
    "Close Date",
    "CloseDate",
    "Closing Date",
    "Deal - Won time",
    "Deal - Expected close date",
    "Deal - Deal created",
];
pub(super) const AMOUNTS: [&str; 3] = ["Amount", "Deal - Value", "Deal Amount"];
/// Headers that only tables of events have.
pub(super) const EVENTS: [&str; 7] =
    ["Event", "Event name", "Event type", "Action", "Activity - Type", "Activity type", "WhoId"];
/// Headers of the kind and day of an activity.
pub(super) const KINDS: [&str; 8] = [
    "Event",
    "Event name",
    "Event type",
    "Action",
    "Activity - Type",
    "Activity type",
    "TaskSubtype",
    "Type",
];
pub(super) const DONE: [&str; 8] = [
    "Timestamp",
    "ActivityDate",
    "Activity date",
    "Activity - Due date",
    "Event time",
    "Occurred at",
    "Created at",
    "Date",
];

/// The columns of these names, in the order of the names.
pub(super) fn columns_named(table: &Table, names: &[&str]) -> Vec<usize> {
    let of = |name: &&str| table.columns.iter().find(|column| is_same_header(&column.name, name));
    names.iter().filter_map(of).map(|column| column.index).collect()
}

/// True if a table has a column of one of these names.
pub(super) fn has_column(table: &Table, names: &[&str]) -> bool {
    !columns_named(table, names).is_empty()
}

/// True if the rows of a table are deals.
pub(super) fn is_deal(table: &Table) -> bool {
    has_column(table, &STAGES) && has_column(table, &CLOSED)
}
