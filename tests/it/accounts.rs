//! Customer records joined by account, and rows that are aggregated: what comes of them, and that
//! evidence leads to the rows.

use std::fmt::Write as _;
use std::path::Path;

use persona_synthesis::indicators::Values;
use persona_synthesis::manifest::{Aggregate, AggregateRule, Role};
use persona_synthesis::sources::Digest;
use persona_synthesis::{Facet, IndicatorMatrix, Locator, Manifest, Source, Study};
use proptest::prelude::*;

use crate::support::{sample, synthesize};

const CONTACTS: &str = "Record ID,First Name,Lifecycle Stage,Associated Company IDs\n101,Ada,customer,8001\n102,Ben,lead,8001;8002\n103,Cleo,customer,8003\n104,Dan,lead,8009\n105,Eve,lead,\n";
const COMPANIES: &str = "Record ID,Company name,Industry,Number of Employees\n8001,Acme,Retail,50\n8002,Brown,Health,12\n8003,Cole,Health,900\n8004,Dorn,Retail,7\n";
const DEALS: &str = "Record ID,Deal Name,Deal Stage,Amount,Close Date,Associated Company IDs,Associated Contact IDs\n1,a,Closed Won,\"1,200.50\",2024-03-12 09:14,8001,101;102\n2,b,Closed Lost,300,2024-05-01 10:00,8001,101\n3,c,Closed Won,99.5,2023-01-02 00:00,8003,103\n4,d,Open,,2025-01-01 00:00,8003;8001,103\n5,e,Open,10,2025-02-01 00:00,,\n";

/// A study of these files; a name and a text each.
fn study(files: &[(&str, &str)], sources: Vec<Source>) -> persona_synthesis::Result<Study> {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let mut manifest = Manifest::new("customers");
    manifest.folder = folder.path().to_path_buf();
    manifest.sources = sources;
    Study::build(manifest)
}

fn contacts() -> Source {
    Source::new("contacts", "contacts.csv")
        .respondent("Record ID")
        .account("Associated Company IDs")
}

/// Value of a respondent's records under a heading, with its place.
fn said(study: &Study, respondent: &str, heading: &str) -> Option<(String, Locator)> {
    let id = study
        .respondent(respondent)
        .unwrap_or_else(|| panic!("no respondent {respondent}"))
        .index();
    study.observations(id).into_iter().find_map(|observation| {
        let locator = study.locator(observation.address);
        let passage = study.resolve(&locator, 0).unwrap();
        assert_eq!(passage.text, study.words(observation.address), "{locator}");
        (passage.heading == heading).then_some((passage.text, locator))
    })
}

fn text(study: &Study, respondent: &str, heading: &str) -> Option<String> {
    said(study, respondent, heading).map(|(text, _)| text)
}

#[test]
fn what_is_known_of_an_account_is_known_of_everyone_in_it() {
    let companies = Source::new("companies", "companies.csv").account("Record ID");
    let study = study(
        &[("contacts.csv", CONTACTS), ("companies.csv", COMPANIES)],
        vec![contacts(), companies],
    )
    .unwrap();
    assert_eq!(study.len(), 5);
    let (industry, locator) = said(&study, "contacts:102", "Industry").unwrap();
    assert_eq!(
        (industry.as_str(), locator.in_words().as_str()),
        ("Retail", "companies, row 1 (8001), column \"Industry\"")
    );
    assert_eq!(text(&study, "contacts:103", "Number of Employees").as_deref(), Some("900"));
    assert_eq!(text(&study, "contacts:104", "Industry"), None);
    let findings: Vec<String> = study.findings().iter().map(ToString::to_string).collect();
    for message in [
        "contacts.csv:3, column \"Associated Company IDs\": respondent belongs to several accounts; the first is used",
        "2 of 4 accounts in companies are no respondent's; set aside",
        "companies says nothing about the accounts of 1 of 4 respondents",
    ] {
        assert!(
            findings.iter().any(|finding| finding == message),
            "{message}\n{}",
            findings.join("\n")
        );
    }
    let companies = &study.sources()[1];
    assert_eq!((companies.records, companies.respondents), (4, 3));

    let matrix = IndicatorMatrix::from_study(&study).unwrap();
    let industry =
        matrix.indicators().iter().find(|indicator| indicator.name == "Industry").unwrap();
    assert_eq!((industry.facet, industry.role), (Facet::Firmographic, Some(Role::Descriptive)));
}

fn deals(by: Source) -> Source {
    by.date("Close Date")
        .as_of("2024-12-31")
        .aggregate(AggregateRule::new("Deals", Aggregate::Count))
        .aggregate(AggregateRule::new("Won", Aggregate::Count).only("Deal Stage", ["closed won"]))
        .aggregate(
            AggregateRule::new("Amount won", Aggregate::Sum)
                .of("Amount")
                .only("Deal Stage", ["Closed Won"])
                .unit("EUR"),
        )
        .aggregate(
            AggregateRule::new("Share won", Aggregate::Share).only("Deal Stage", ["Closed Won"]),
        )
        .aggregate(AggregateRule::new("Days since", Aggregate::DaysSinceLast))
        .aggregate(AggregateRule::new("First stage", Aggregate::First).of("Deal Stage"))
        .aggregate(AggregateRule::new("This year", Aggregate::Count).last_days(366))
}

#[test]
fn deals_are_aggregated_by_account_and_by_contact() {
    let by_account = deals(Source::new("deals", "deals.csv").account("Associated Company IDs"));
    let files = [("contacts.csv", CONTACTS), ("deals.csv", DEALS)];
    let accounts = study(&files, vec![contacts(), by_account]).unwrap();
    for (heading, of_8001, of_8003) in [
        ("Deals", "2", "1"),
        ("Won", "1", "1"),
        ("Amount won", "1200.5 EUR", "99.5 EUR"),
        ("Share won", "0.5", "1"),
        ("Days since", "244", "729"),
        ("First stage", "Closed Won", "Closed Won"),
        ("This year", "2", "0"),
    ] {
        assert_eq!(text(&accounts, "contacts:102", heading).as_deref(), Some(of_8001), "{heading}");
        assert_eq!(text(&accounts, "contacts:103", heading).as_deref(), Some(of_8003), "{heading}");
    }
    let (_, locator) = said(&accounts, "contacts:101", "Deals").unwrap();
    assert_eq!(locator.in_words(), "deals, rows 1–2 (8001), \"Deals\"");
    let (_, locator) = said(&accounts, "contacts:101", "Days since").unwrap();
    assert_eq!(locator.in_words(), "deals, rows 2 (8001), \"Days since\"");
    assert_eq!(
        (accounts.findings().count("after-as-of"), accounts.findings().count("no-account")),
        (2, 1)
    );

    let by_contact = deals(
        Source::new("deals", "deals.csv").respondent("Associated Contact IDs").ids("contacts"),
    );
    let people = study(&files, vec![contacts(), by_contact]).unwrap();
    assert_eq!(people.len(), 5);
    assert_eq!(text(&people, "contacts:102", "Deals").as_deref(), Some("1"));
    assert_eq!(text(&people, "contacts:101", "Amount won").as_deref(), Some("1200.5 EUR"));
    assert_eq!(
        text(&people, "contacts:105", "Deals"),
        None,
        "of whom no row speaks, nothing is known"
    );
    assert_eq!(people.findings().count("no-respondent-id"), 1);
}

#[test]
fn amounts_in_another_currency_are_left_out_and_counted() {
    let deals = "id,who,Amount,Currency\n1,A,10,EUR\n2,A,20,EUR\n3,A,5,USD\n4,B,£7,EUR\n5,B,soon,EUR\n6,B,,EUR\n";
    let source = Source::new("deals", "deals.csv")
        .respondent("who")
        .ids("people")
        .aggregate(AggregateRule::new("Paid", Aggregate::Sum).of("Amount"))
        .aggregate(AggregateRule::new("Mean", Aggregate::Mean).of("Amount"));
    let study = study(&[("deals.csv", deals)], vec![source]).unwrap();
    assert_eq!(text(&study, "A", "Paid").as_deref(), Some("30 EUR"));
    assert_eq!(text(&study, "A", "Mean").as_deref(), Some("15 EUR"));
    assert_eq!(text(&study, "B", "Paid"), None);
    let count = |id| study.findings().count(id);
    assert_eq!((count("other-currency"), count("out-of-scale"), count("no-amount")), (4, 2, 2));
}

#[test]
fn rules_that_cannot_be_meant_are_errors_with_their_line() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("deals.csv"), DEALS).unwrap();
    let head = "[[source]]\nid = \"deals\"\npath = \"deals.csv\"\n";
    let mut messages = String::new();
    for body in [
        "respondent = \"Associated Contact IDs\"\n[source.aggregate]\n\"Won\" = { what = \"cuont\" }\n",
        "respondent = \"Associated Contact IDs\"\n[source.aggregate]\n\"Won\" = { where = { \"Deal Stage\" = \"Closed Won\" } }\n",
        "respondent = \"Associated Contact IDs\"\n[source.aggregate]\n\"Won\" = { what = \"sum\" }\n",
        "respondent = \"Associated Contact IDs\"\n[source.aggregate]\n\"Won\" = { what = \"sum\", of = \"Amuont\" }\n",
        "respondent = \"Associated Contact IDs\"\n[source.aggregate]\n\"Won\" = { what = \"share\" }\n",
        "respondent = \"Associated Contact IDs\"\n[source.aggregate]\n\"Won\" = { what = \"count\", where = { \"Deal Stage\" = \"Closed Wn\" } }\n",
        "respondent = \"Associated Contact IDs\"\n[source.aggregate]\n\"Age\" = { what = \"days-since-last\" }\n",
        "respondent = \"Associated Contact IDs\"\ndate = \"Close Date\"\n",
        "respondent = \"Associated Contact IDs\"\nas_of = \"soon\"\n[source.aggregate]\n\"Deals\" = { what = \"count\" }\n",
        "respondent = { row = true }\n[source.aggregate]\n\"Deals\" = { what = \"count\" }\n",
        "account = \"Associated Company IDs\"\nweight = \"Amount\"\n",
        "format = \"crm\"\n",
    ] {
        std::fs::write(folder.path().join("study.toml"), format!("{head}{body}")).unwrap();
        let error = Study::open(folder.path().join("study.toml")).unwrap_err().to_string();
        let folder = format!("{}/", folder.path().display());
        writeln!(messages, "{}", error.replace(&folder, "")).unwrap();
    }
    insta::assert_snapshot!(messages);
}

/// Respondents in two groups by what they do, told by their events alone, ids and dates as product
/// analytics write them.
fn events(respondents: usize, each: usize) -> String {
    let mut text = String::from("event_id,user_id,event,device,timestamp\n");
    for number in 0..respondents * each {
        let (user, step) = (number % respondents, number / respondents);
        let event = ["login", "login", "export", "share"][(step * 7 + user) % (2 + 2 * (user % 2))];
        let device = if (user + step) % 3 == 0 { "phone" } else { "desk" };
        let (month, day) = (1 + step % 3, 1 + (user * 5 + step * 3) % 28);
        writeln!(text, "{number},u{user},{event},{device},2026-{month:02}-{day:02}T08:30:00Z")
            .unwrap();
    }
    text
}

fn event_source() -> Source {
    Source::new("events", "events.csv")
        .respondent("user_id")
        .date("timestamp")
        .aggregate(AggregateRule::new("Logins", Aggregate::Count).only("event", ["login"]))
        .aggregate(AggregateRule::new("Exports", Aggregate::Count).only("event", ["export"]))
        .aggregate(AggregateRule::new("Share on phone", Aggregate::Share).only("device", ["phone"]))
        .aggregate(
            AggregateRule::new("Days since last login", Aggregate::DaysSinceLast)
                .only("event", ["login"]),
        )
        .aggregate(AggregateRule::new("Last device", Aggregate::Last).of("device"))
}

#[test]
fn evidence_of_a_count_leads_to_the_events() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("events.csv"), events(120, 12)).unwrap();
    let mut manifest = Manifest::new("events");
    manifest.folder = folder.path().to_path_buf();
    manifest.sources = vec![event_source()];
    let stages = synthesize(manifest).unwrap();
    assert_eq!(stages.study.len(), 120);
    let findings = stages.study.findings();
    assert!(findings.iter().any(|finding| finding.to_string()
        == "ages in events are counted to 2026-03-28, the newest date of \"timestamp\"; `as_of` states another day"));
    let mut followed = 0;
    let file = std::fs::read_to_string(folder.path().join("events.csv")).unwrap();
    let lines: Vec<&str> = file.lines().skip(1).collect();
    for claim in stages.personas.claims() {
        for evidence in claim.evidence.iter() {
            let passage = stages.study.resolve(&evidence.locator, 0).unwrap();
            assert_eq!(Some(Digest::of(passage.text.as_bytes())), evidence.digest);
            let Locator::Rows { rows, row_key: Some(user), column, .. } = &evidence.locator else {
                panic!("rows")
            };
            let rows: Vec<usize> =
                rows.iter().flat_map(|(first, last)| *first as usize..=*last as usize).collect();
            assert!(rows.iter().all(|row| lines[row - 1].contains(&format!(",{user},"))));
            if column == "Logins" && passage.text != "0" {
                assert_eq!(rows.len().to_string(), passage.text);
                assert!(rows.iter().all(|row| lines[row - 1].contains(",login,")));
                followed += 1;
            }
        }
    }
    assert!(followed > 0, "a claim speaks of logins");
    let mut several = 0;
    for (claim, set) in stages.personas.claims().zip(stages.draft.evidence_sets()) {
        let members: Vec<&str> = stages
            .draft
            .memberships()
            .iter()
            .filter(|of| of.persona.as_ref() == Some(&set.persona))
            .map(|of| of.respondent.as_str().trim_start_matches("events:"))
            .collect();
        let rows: Vec<u32> = set.supporting().map(|place| place.record).collect();
        let mut users: Vec<&str> =
            rows.iter().map(|row| lines[*row as usize].split(',').nth(1).unwrap()).collect();
        users.sort_unstable();
        users.dedup();
        assert_eq!(users.len(), claim.evidence_total, "{claim}");
        assert!(users.iter().all(|user| members.contains(user)), "{claim}");
        several += usize::from(rows.len() > users.len());
    }
    assert!(several > 0, "several events stand behind a count");
}

/// Values of all indicators by name.
fn values(path: &Path) -> Vec<(String, Values)> {
    let mut manifest = Manifest::new("events");
    manifest.folder = path.to_path_buf();
    manifest.sources = vec![event_source()];
    let matrix = IndicatorMatrix::from_study(&Study::build(manifest).unwrap()).unwrap();
    let named = matrix.indicators().iter().enumerate();
    named
        .map(|(number, indicator)| (indicator.name.clone(), matrix.values(number).clone()))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_order_of_events_does_not_matter(seed in any::<u64>()) {
        let folder = tempfile::tempdir().unwrap();
        let text = events(10, 6);
        let (head, body) = text.split_once('\n').unwrap();
        std::fs::write(folder.path().join("events.csv"), &text).unwrap();
        let before = values(folder.path());
        let mut lines: Vec<&str> = body.lines().collect();
        lines.sort_by_key(|line| Digest::of(format!("{seed}{line}").as_bytes()).to_string());
        std::fs::write(folder.path().join("events.csv"), format!("{head}\n{}\n", lines.join("\n"))).unwrap();
        prop_assert_eq!(values(folder.path()), before);
    }
}

/// Accounts and opportunities as Data Loader writes them; the contacts are made here, for the
/// sample has none.
#[test]
fn accounts_and_opportunities_of_data_loader_join_contacts() {
    let Some(folder) = sample("salesforce-dataloader") else { return };
    let mut reader = csv::Reader::from_path(folder.join("opportunityData.csv")).unwrap();
    let account_of = |record: csv::StringRecord| record[2].to_owned();
    let mut accounts: Vec<String> =
        reader.records().map(|record| account_of(record.unwrap())).collect();
    let opportunities = accounts.len();
    accounts.sort();
    accounts.dedup();
    accounts.retain(|account| !account.is_empty());
    let mut contacts = String::from("ID,LASTNAME,ACCOUNTID\n");
    for (number, account) in accounts.iter().enumerate() {
        // Reports write the id without its checksum.
        writeln!(contacts, "003x{number:011},Name{number},{}", &account[..15]).unwrap();
    }
    let read = |name: &str| std::fs::read(folder.join(name)).unwrap();
    let work = tempfile::tempdir().unwrap();
    std::fs::write(work.path().join("contacts.csv"), contacts).unwrap();
    for name in ["accountData.csv", "opportunityData.csv"] {
        std::fs::write(work.path().join(name), read(name)).unwrap();
    }
    let mut manifest = Manifest::new("salesforce");
    manifest.folder = work.path().to_path_buf();
    manifest.sources = vec![
        Source::new("contacts", "contacts.csv").respondent("ID").account("ACCOUNTID"),
        Source::new("accounts", "accountData.csv").account("ID"),
        Source::new("opportunities", "opportunityData.csv")
            .account("ACCOUNTID")
            .date("CLOSEDATE")
            .aggregate(AggregateRule::new("Opportunities", Aggregate::Count))
            .aggregate(
                AggregateRule::new("Amount won", Aggregate::Sum)
                    .of("AMOUNT")
                    .only("ISWON", ["true"]),
            ),
    ];
    let study = Study::build(manifest).unwrap();
    assert_eq!(study.len(), accounts.len());
    let counts = study.respondents().map(|respondent| {
        text(&study, respondent.name(), "Opportunities")
            .map_or(0, |count| count.parse::<usize>().unwrap())
    });
    assert_eq!(counts.sum::<usize>(), opportunities);
    let summary = study.sources();
    assert_eq!((summary[1].records, summary[1].respondents), (423, accounts.len()));
    println!("{} accounts of {opportunities} opportunities", accounts.len());
}
