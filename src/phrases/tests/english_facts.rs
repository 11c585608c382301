//! English codes and fields of records.

use super::{codes, fields};
use crate::manifest::Facet;

#[test]
fn codes_follow_their_facet_and_definition() {
    let rows = [
        (Facet::Goal, "Aims/get home on time", "", "want to get home on time"),
        (Facet::Goal, "Aims/quiet evenings", "", "want quiet evenings"),
        (Facet::PainPoint, "Pains/late buses", "", "have trouble with late buses"),
        (
            Facet::PainPoint,
            "Pains/waiting for the plumber",
            "",
            "have trouble with waiting for the plumber",
        ),
        (
            Facet::Behaviour,
            "Habits/cooks for the week on Sundays",
            "",
            "cook for the week on Sundays",
        ),
        (Facet::Tool, "Tools/whiteboard", "", "use a whiteboard"),
        (Facet::Objection, "Objections/price", "", "name price as an objection"),
        (Facet::Context, "Context/night shift", "", "?"),
        (Facet::Influence, "Influence/the boss decides", "", "say the boss decides"),
        (Facet::DecisionCriterion, "Criteria/price per seat", "", "decide by price per seat"),
        (
            Facet::Goal,
            "Goals/Save time",
            "Wants to spend fewer hours on admin",
            "want to spend fewer hours on admin",
        ),
        (Facet::Goal, "Goals/control over costs", "", "want control over costs"),
        (Facet::PainPoint, "Pain/Too expensive", "", "?"),
        (Facet::PainPoint, "Pain/nobody answers the phone", "", "say nobody answers the phone"),
        (Facet::PainPoint, "Pain/gets lost in menus", "", "get lost in menus"),
        (Facet::PainPoint, "Pain/software crashes", "", "have trouble with software crashes"),
        (Facet::Behaviour, "Behaviour/asking colleagues", "", "?"),
        (Facet::Behaviour, "Behaviour/compares prices online", "", "compare prices online"),
        (Facet::Trigger, "Trigger/new manager", "", "name a new manager as the trigger"),
        (Facet::Trigger, "Trigger/moved to a bigger office", "", "moved to a bigger office"),
        (Facet::Channel, "Channel/trade fair", "", "name a trade fair as a channel"),
        (Facet::Value, "Values/honesty", "", "value honesty"),
        (Facet::Context, "Context/works alone", "", "work alone"),
        (Facet::Context, "Context/no budget", "", "have no budget"),
        (Facet::Objection, "Objections/too complicated", "", "?"),
        (Facet::Objection, "Objections/data leaves the country", "", "say data leaves the country"),
        (Facet::Behaviour, "Coping/phone a friend", "", "phone a friend"),
        (Facet::Behaviour, "Coping/lists", "", "use lists"),
        (Facet::PainPoint, "Problems/the app crashes", "", "say the app crashes"),
        (Facet::Goal, "Goals/be independent", "", "want to be independent"),
        (Facet::Goal, "Goals/Wants more sleep", "", "want more sleep"),
        (Facet::Context, "Context/lives alone", "", "live alone"),
        (Facet::Tool, "Tools/Excel", "", "?"),
        (Facet::Outcome, "Outcome/stayed", "", "?"),
        (
            Facet::PainPoint,
            "Pains/login",
            "Has to type the password twice",
            "have to type the password twice",
        ),
        (Facet::Behaviour, "Behaviour/doesn't read manuals", "", "?"),
        (Facet::Context, "Context/small practice", "", "?"),
    ];
    codes("en", &rows);
}

#[test]
fn fields_are_facts_of_records() {
    let rows = [
        ("Newsletter", "Yes", "?"),
        ("Orders (90 days)", "<=0", "had no orders in 90 days"),
        ("Contract Status", "Cancelled", "cancelled their contract"),
        ("Industry", "Retail", "work in retail"),
        ("Plan", "Basic|Pro", "are on the Basic or Pro plan"),
        ("Demo Attended", "No", "did not attend a demo"),
        ("Country", "Austria", "live in Austria"),
        ("Logins (last 7 days)", "median 3", "typically had 3 logins in 7 days"),
        ("Time on page (30 days)", ">100", "?"),
        ("Number of Seats", "1-5|6-10", "have 1 to 10 seats"),
        ("Renewed", "Yes", "renewed"),
        ("Churned", "No", "did not churn"),
        ("Contract Value", ">5000", "?"),
        ("Trial Start Date", ">2024-06-30", "have a trial start date after 30 June 2024"),
        ("Title", "CEO", "are CEOs"),
        ("Lead Source", "Trade show|Referral", "came through a trade show or referral"),
        ("Has Children", "No", "have no children"),
        ("Onboarding Completed", "Yes", "completed onboarding"),
        ("Webinars Attended", ">2", "?"),
        ("Support Plan", "Yes", "have a support plan"),
        ("Age", ">40", "?"),
        ("Last Login Date", ">2025-03-01", "last logged in after 1 March 2025"),
        ("Gender", "F", "?"),
        ("Emails opened (30 days)", "<=1", "?"),
        ("Employees", ">50", "have more than 50 employees"),
        ("Status", "Active", "?"),
        ("NPS", "9|10", "?"),
        ("Has Pets", "Yes", "have pets"),
        ("Discount Granted", "Yes", "?"),
        ("Contract End Date", "<=2025-05-31", "have a contract end date on or before 31 May 2025"),
        ("Downloads (7 days)", "1-3|4-9", "had 1 to 9 downloads in 7 days"),
    ];
    fields("en", &rows);
}
