//! Outputs for people and other programs: pages, charts and tables, from memory and from JSON,
//! with hostile text too.

use std::fmt::Write as _;

use persona_synthesis::render::{self, Crm, Density, Pages};
use persona_synthesis::{Manifest, PersonaId, PersonaSet};

use crate::support::{Stages, clinic, interviews, synthesize};

/// A function that makes a file of a result.
type Render = fn(&PersonaSet) -> String;

/// Everything that is made of what the JSON holds.
fn rendered(personas: &PersonaSet) -> Vec<(String, String)> {
    let made: [(&str, Render); 7] = [
        ("personas.json", render::json),
        ("personas.md", render::markdown),
        ("personas.html", render::html),
        ("claims.csv", render::claims_csv),
        ("evidence.csv", render::evidence_csv),
        ("sticky-notes.csv", render::sticky_notes_csv),
        ("persona-perception.md", render::perception),
    ];
    let texts = made.into_iter().map(|(name, render)| (name.to_owned(), render(personas)));
    texts.chain(render::charts(personas).into_iter().map(|chart| (chart.name, chart.svg))).collect()
}

#[test]
fn from_json_the_same_is_rendered_as_from_memory() {
    for Stages { personas, .. } in [clinic(), interviews()] {
        let again = render::from_json(&render::json(personas)).unwrap();
        for ((name, before), (_, after)) in rendered(personas).into_iter().zip(rendered(&again)) {
            assert!(before == after, "{name} differs");
        }
    }
}

#[test]
fn the_page_holds_every_claim_with_its_evidence() {
    let personas = &clinic().personas;
    let html = render::html(personas);
    for claim in personas.claims() {
        assert!(html.contains(&format!("id=\"{}\"", claim.id)), "{}", claim.id);
        for evidence in claim.evidence.iter().chain(&claim.counter_evidence) {
            assert!(html.contains(&format!("id=\"{}\"", evidence.id)), "{}", evidence.id);
        }
    }
    for persona in &personas.personas {
        let card = format!("<article class=\"card k-{}\" id=\"page-{}\"", persona.kind, persona.id);
        assert!(html.contains(&card), "{card}");
    }
    assert!(html.contains("Not asked"), "buyers have gaps");
    assert!(html.len() < 3_000_000, "{} bytes", html.len());
}

#[test]
fn charts_are_whole_drawings_with_their_numbers() {
    let personas = &clinic().personas;
    let charts = render::charts(personas);
    let wanted = [
        "sizes-user",
        "stability-user",
        "profile-user",
        "heat-map-user",
        "map-user",
        "selection-user",
        "sources-U1",
        "saturation",
    ];
    for name in wanted {
        let chart = charts
            .iter()
            .find(|chart| chart.name == name)
            .unwrap_or_else(|| panic!("no chart {name}"));
        let drawing = roxmltree::Document::parse(&chart.svg).unwrap();
        let texts: Vec<&str> =
            drawing.root_element().children().filter_map(|child| child.text()).collect();
        assert_eq!(
            texts.iter().find(|text| !text.trim().is_empty()),
            Some(&chart.title.as_str()),
            "{name}"
        );
        assert!(
            chart.rows.iter().all(|row| row.len() == chart.header.len()) && !chart.rows.is_empty(),
            "{name}"
        );
        assert!(!chart.svg.contains("var(") && !chart.svg.contains("href"), "{name} stands alone");
    }
    // Every claim's counts are those of its row in the profile, where it has one.
    for profile in &personas.profiles {
        for (number, id) in profile.personas.iter().enumerate() {
            let persona = personas.personas.iter().find(|persona| persona.id == *id).unwrap();
            for row in &profile.rows {
                let same = |claim: &&persona_synthesis::personas::Claim| {
                    claim.indicator == row.indicator && claim.label == row.label
                };
                if let Some(claim) = persona.claims.iter().find(same) {
                    assert_eq!(claim.support, row.groups[number], "{claim}");
                    assert_eq!(
                        row.everyone.with,
                        claim.support.with + claim.elsewhere.with,
                        "{claim}"
                    );
                }
            }
        }
    }
}

#[test]
fn densities_show_more_and_more_numbers() {
    let personas = &clinic().personas;
    let page = |density| Pages::new(personas).density(density).html().unwrap();
    let [story, balanced, analyst] = Density::ALL.map(page);
    assert!(story.contains("about 3 in 4") && !balanced.contains("about 3 in 4"));
    let cards = |html: &str| html[..html.find("id=\"appendix\"").unwrap()].to_owned();
    let [story, balanced, analyst] = [story, balanced, analyst].map(|html| cards(&html));
    assert!(balanced.contains("<span class=\"v\">38 %</span>") && !story.contains("\">38 %"));
    assert!(analyst.contains("; lift ") && !balanced.contains("; lift "));
}

#[test]
fn templates_can_be_replaced_and_their_mistakes_have_a_place() {
    let personas = &interviews().personas;
    let own = Pages::new(personas).template(
        "personas.html",
        "<h1>{{ title }}</h1>{% for persona in personas %}<p>{{ persona.label }}</p>{% endfor %}",
    );
    let html = own.html().unwrap();
    assert!(html.starts_with("<h1>Clinic booking, interviews only</h1><p>"), "{html}");
    for (text, expected) in [
        ("a\n{% for %}", "persona.html:2: expected a template that renders, found syntax error"),
        (
            "a\n\n{{ persona.age }}",
            "persona.html:3: expected a template that renders, found undefined value",
        ),
    ] {
        let error =
            Pages::new(personas).template("persona.html", text).html().unwrap_err().to_string();
        assert!(error.starts_with(expected), "{error}");
    }
}

#[test]
fn records_of_a_crm_come_back_with_a_slug() {
    let draft = &clinic().draft;
    for crm in [Crm::HubSpot, Crm::Salesforce, Crm::ActiveCampaign] {
        let text = render::crm_membership(draft, crm);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(records.len(), draft.crm_records().len());
        assert!(
            records
                .iter()
                .all(|record| record.iter().all(|cell| !cell.is_empty() && cell.is_ascii()))
        );
        let known = records.iter().find(|record| &record[0] == "40001").unwrap();
        assert!(known[1].trim_start_matches("persona-").starts_with("user-"), "{known:?}");
    }
    let persona = draft.crm_records().iter().find(|record| record.record == "40001").unwrap();
    let membership = &draft.memberships()[persona.membership];
    let number = membership.persona.as_ref().map(PersonaId::as_str).map_or("none", |id| &id[1..]);
    assert!(
        render::crm_membership(draft, Crm::HubSpot).contains(&format!("40001,user-{number},user,"))
    );
}

/// Texts that harm where they are taken for more than text.
const HARMFUL: [&str; 8] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "{{ 7*7 }}{% for x in y %}",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd",
    "'; DROP TABLE personas; --",
    "\u{202e}desrever\u{202c}",
    "]]></style><svg onload=alert(1)>",
];

/// A study whose every name and answer is hostile: two groups that answer apart.
fn hostile() -> Stages {
    let folder = tempfile::tempdir().unwrap();
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut survey = String::from("id");
    for (number, harm) in HARMFUL.iter().enumerate() {
        write!(survey, ",{}", quoted(&format!("{harm} {number}?"))).unwrap();
    }
    survey.push('\n');
    for person in 0..120 {
        write!(survey, "{}", quoted(&format!("{} {person}", HARMFUL[person % HARMFUL.len()])))
            .unwrap();
        for (number, harm) in HARMFUL.iter().enumerate() {
            // One in ten answers otherwise than its group.
            let usual = (person * 7 + number * 3) % 10 > 0;
            let answer = if (person % 2 == 0) == usual {
                (*harm).to_owned()
            } else {
                format!("no {number}")
            };
            write!(survey, ",{}", quoted(&answer)).unwrap();
        }
        survey.push('\n');
    }
    std::fs::write(folder.path().join("survey.csv"), survey).unwrap();
    let manifest = "title = \"\"\"<script>{{ 7*7 }}</script>\"\"\"\n[facets]\nbehaviour = [\"*?*\"]\n[[source]]\nid = \"<b>=s\"\npath = \"survey.csv\"\nrespondent = \"id\"\n[clustering]\ngroups = 2\nreplicates = 10\n";
    std::fs::write(folder.path().join("study.toml"), manifest).unwrap();
    synthesize(Manifest::from_path(folder.path().join("study.toml")).unwrap()).unwrap()
}

#[test]
fn hostile_text_is_text_in_every_output() {
    let Stages { draft, personas, .. } = hostile();
    assert!(personas.claims().count() > 8, "{}", personas.claims().count());
    for file in render::files(&draft) {
        let (name, text) = (&file.name, file.text().unwrap());
        if name.ends_with(".html") || name.ends_with(".svg") {
            for harm in ["<script", "<img", "<b>=s", "onload=alert(1)>", "</style><svg"] {
                assert!(!text.contains(harm), "{name} holds {harm}");
            }
            assert!(!text.contains(['\u{202e}', '\u{202c}']), "{name} turns around");
        }
        if name == "personas.html" {
            assert!(
                text.contains("{{ 7*7 }}") && !text.contains("49{%"),
                "templates in data are text"
            );
            assert!(text.contains("&lt;script&gt;"));
        }
        if name.ends_with(".svg") {
            assert!(roxmltree::Document::parse(text).is_ok(), "{name}");
        }
        if name.ends_with(".csv") {
            let mut reader =
                csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
            for record in reader.records().map(Result::unwrap) {
                assert!(
                    record.iter().all(|cell| !cell.starts_with(['=', '@', '+'])),
                    "{name}: {record:?}"
                );
            }
        }
        if name.ends_with(".md") {
            assert!(!text.contains("<script") && !text.contains("<img"), "{name}");
        }
    }
}
