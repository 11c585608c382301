//! Who was asked: answers off a scale and other answers count in the base, names rest on what is
//! known of most, and an aspect without a claim says why. Made up.

use std::fmt::Write as _;

use persona_synthesis::manifest::Facet;
use persona_synthesis::personas::Claim;
use persona_synthesis::{Manifest, PersonaSet, render};

use crate::support::{Stages, synthesize};

/// The stages of a survey, its manifest followed by `more`.
fn survey(table: &str, more: &str) -> Stages {
    let manifest = format!(
        "title = \"Asked\"\n{more}[[source]]\nid = \"survey\"\npath = \"survey.csv\"\nrespondent = \"id\"\n"
    );
    read(&manifest, "survey.csv", table)
}

/// The stages of a manifest with one file.
fn read(manifest: &str, file: &str, content: &str) -> Stages {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(file), content).unwrap();
    let mut manifest = Manifest::from_toml(manifest, "study.toml").unwrap();
    manifest.folder = folder.path().to_path_buf();
    synthesize(manifest).unwrap()
}

const ONE_GROUP: &str = "[clustering]\ngroups = 1\n";

/// Of everyone so many of so many, by the claims on an indicator.
fn counts(personas: &PersonaSet, indicator: &str) -> Vec<(usize, usize)> {
    let of = |claim: &&Claim| claim.indicator == indicator;
    let pair = |claim: &Claim| {
        let (own, others) = (&claim.support, &claim.elsewhere);
        (own.with + others.with, own.asked + others.asked)
    };
    personas.personas.iter().flat_map(|one| &one.claims).filter(of).map(pair).collect()
}

#[test]
fn who_does_not_know_was_asked() {
    let mut table = String::from("id,Is it safe?,Which one?,How often?\n");
    for person in 0..60 {
        let safe = ["Yes", "Yes", "Yes", "No", "I don't know"][person % 5];
        let which = if person % 3 == 0 { "The red one" } else { "I don't know" };
        let often = ["often", "often", "often", "weiß nicht"][person % 4];
        let often = if person == 7 { "never" } else { often };
        writeln!(table, "P{person},{safe},{which},{often}").unwrap();
    }
    let Stages { personas, .. } = survey(&table, ONE_GROUP);
    assert_eq!(counts(&personas, "Is it safe?"), [(36, 60)]);
    assert_eq!(counts(&personas, "How often?"), [(45, 60)]);
    let told = render::json(&personas);
    assert!(!told.contains("\"label\": \"I don't know\""), "not to know is no claim");
    assert!(!personas.claims().any(|claim| claim.label.contains("I don't know")));
}

#[test]
fn who_wrote_another_answer_was_asked() {
    let mut table = String::from("id,Bus,Bicycle,Other (please specify),I travel early\n");
    for person in 0..60 {
        let [bus, bicycle, other] = match person % 6 {
            0..=3 => ["Bus", "", ""],
            4 => ["", "", ["ferry", "tram", "on foot"][person % 3]],
            // The block was left blank.
            _ => ["", "", ""],
        };
        let bicycle = if person == 0 { "Bicycle" } else { bicycle };
        writeln!(table, "P{person},{bus},{bicycle},{other},{}", person % 5 + 1).unwrap();
    }
    let Stages { personas, .. } = survey(&table, ONE_GROUP);
    assert_eq!(counts(&personas, "Bus, Bicycle … = Bus"), [(40, 50)]);
}

/// Twenty people answered nothing, one a single question, and the rest all of four.
fn blanks() -> String {
    let mut table = String::from("id,I plan,I cook,I read,I swim\n");
    for person in 0..61 {
        match person {
            0..20 => writeln!(table, "P{person},,,,").unwrap(),
            20 => writeln!(table, "P20,3,,,").unwrap(),
            _ => {
                let of = |by: usize| (person / by) % 5 + 1;
                writeln!(table, "P{person},{},{},{},{}", of(1), of(2), of(3), of(5)).unwrap();
            }
        }
    }
    table
}

#[test]
fn who_answered_nothing_is_in_no_group() {
    let Stages { personas, .. } = survey(&blanks(), ONE_GROUP);
    assert_eq!(personas.personas[0].size, 40);
    let none = &personas.unassigned[0];
    assert_eq!((none.size, none.nothing_known), (21, 21));
    let page = render::markdown(&personas);
    assert!(page.contains("U1 40 (66 %), in no group 21 (34 %): 61 respondents in all."), "{page}");
    assert!(page.contains("people, all of this kind of whom enough is known"), "{page}");
    let mut german = survey(&blanks(), &format!("language = \"de\"\n{ONE_GROUP}")).personas;
    let page = render::markdown(&german);
    assert!(page.contains("in keiner Gruppe 21 (34 %): insgesamt 61 Befragte."), "{page}");
    // Nobody is in no group, so that there is nothing to add up.
    german.unassigned.clear();
    assert!(!render::markdown(&german).contains("insgesamt 61"));
}

/// Codings of twelve people: six name the reports, all name the list.
fn codings() -> Stages {
    let mut codes = String::from("Participant,Code,Quote\n");
    for person in 1..=12 {
        if person <= 6 {
            writeln!(codes, "P{person},Pain points/slow reports,The reports are slow here.")
                .unwrap();
        }
        writeln!(codes, "P{person},Goals/one list,One list is what I want.").unwrap();
    }
    let manifest = concat!(
        "title = \"Half\"\n[[source]]\nid = \"codes\"\npath = \"codes.csv\"\n",
        "respondent = \"Participant\"\n",
        "segments = { document = \"Participant\", code = \"Code\", quote = \"Quote\" }\n"
    );
    read(manifest, "codes.csv", &codes)
}

#[test]
fn what_half_of_them_raise_is_no_gap() {
    let Stages { personas, .. } = codings();
    let persona = &personas.personas[0];
    assert!(!persona.gaps.contains(&Facet::PainPoint) && !persona.gaps.contains(&Facet::Goal));
    assert!(persona.gaps.contains(&Facet::Tool), "nobody was asked about tools");
    let [pains] = &persona.unshared[..] else { panic!("{:?}", persona.unshared) };
    assert_eq!((pains.facet, pains.alike), (Facet::PainPoint, false));
    let found = &pains.answers[0];
    assert_eq!((found.label.as_str(), found.with, found.asked), ("slow reports", 6, 12));
    let page = render::markdown(&personas);
    assert!(page.contains("too few share an answer: “slow reports” 6 of 12"), "{page}");
}

/// Two kinds of people by four questions; a further one is asked of eight of each kind.
fn branched(people: usize) -> String {
    let mut table = String::from(
        "id,I plan,I cook,I read,I swim,Course done?,Trouble [slow reports],Trouble [cold hall]\n",
    );
    for person in 0..people {
        let answer = |question: usize| {
            let strays = (person / 2 + 3 * question).is_multiple_of(10);
            if (person % 2 == 0) == strays { "No" } else { "Yes" }
        };
        let done = match person {
            16.. => "",
            _ if person % 2 == 0 => "No",
            _ => "Yes",
        };
        // Chosen by as many of either kind.
        let mark = |so: bool| if so { "x" } else { "" };
        let (reports, hall) = (mark(person % 4 < 2), mark(person % 8 < 4 || person % 4 >= 2));
        write!(table, "P{person}").unwrap();
        (0..4).for_each(|question| write!(table, ",{}", answer(question)).unwrap());
        writeln!(table, ",{done},{reports},{hall}").unwrap();
    }
    table
}

/// Words in which the answers to these questions can name somebody.
const SAID: &str = "[say]\n\"I plan\" = \"say {answer} to plans\"\n\
                    \"I cook\" = \"say {answer} to cooking\"\n\
                    \"I read\" = \"say {answer} to books\"\n\
                    \"I swim\" = \"say {answer} to water\"\n\
                    \"Course done?\" = \"say {answer} to the course\"\n";

#[test]
fn both_sides_of_a_cut_are_never_said() {
    let mut table = String::from("id,I plan,I cook\n");
    (0..40).for_each(|person| {
        let [plan, cook] = [["Yes", "No"][person % 2], ["Yes", "No"][person / 2 % 2]];
        writeln!(table, "P{person},{plan},{cook}").unwrap();
    });
    // Half of two groups of any borders say so, and half do not.
    let Stages { personas, .. } = survey(&table, "[clustering]\ngroups = 2\n");
    for persona in &personas.personas {
        for claim in &persona.claims {
            let same = |other: &&Claim| other.indicator == claim.indicator;
            assert_eq!(persona.claims.iter().filter(same).count(), 1, "{claim}");
        }
    }
}

#[test]
fn nobody_is_called_after_what_is_known_of_a_few() {
    // Four questions that are answered alike look like wordings of one.
    let apart = format!("{SAID}[clustering]\ngroups = 2\nkeep_apart = [[\"*\"]]\n");
    let Stages { personas, .. } = survey(&branched(120), &apart);
    let mut few = 0;
    for persona in &personas.personas {
        let known = |claim: &Claim| claim.support.asked * 2 >= persona.size;
        few += persona.claims.iter().filter(|claim| !known(claim)).count();
        assert!(!persona.titles.is_empty());
        for id in persona.titles.iter().flat_map(|title| &title.claims) {
            let claim = persona.claims.iter().find(|claim| claim.id == *id).unwrap();
            assert!(known(claim), "{}: {claim}", persona.label);
        }
        assert!(persona.label.contains("who says"), "{}", persona.label);
        assert!(!persona.label.contains("the course"), "{}", persona.label);
    }
    assert!(few > 0, "something is claimed of a few");
}

/// The same survey with interviews of twelve: those of the first kind name a list and the reports.
#[test]
fn a_name_from_interviews_says_so_and_the_survey_decides() {
    let mut codes = String::from("Participant,Code,Quote\n");
    for person in 0..24 {
        writeln!(codes, "P{person},Behaviours/came,I came here by bus today.").unwrap();
        if person % 2 == 0 {
            writeln!(codes, "P{person},Pain points/slow reports,They are slow.").unwrap();
            writeln!(codes, "P{person},Goals/one list,One list is what I want.").unwrap();
        }
    }
    let manifest = format!(
        "title = \"Both\"\n{SAID}[clustering]\ngroups = 2\n\
         [[source]]\nid = \"survey\"\npath = \"survey.csv\"\nrespondent = \"id\"\n\
         [[source]]\nid = \"codes\"\npath = \"codes.csv\"\nrespondent = \"Participant\"\n\
         segments = {{ document = \"Participant\", code = \"Code\", quote = \"Quote\" }}\n"
    );
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("survey.csv"), branched(120)).unwrap();
    std::fs::write(folder.path().join("codes.csv"), codes).unwrap();
    let mut manifest = Manifest::from_toml(&manifest, "study.toml").unwrap();
    manifest.folder = folder.path().to_path_buf();
    let Stages { personas, .. } = synthesize(manifest).unwrap();
    let of = |name: &str| {
        let mut claims = personas
            .personas
            .iter()
            .flat_map(|persona| persona.claims.iter().map(move |claim| (persona, claim)));
        claims.find(|(_, claim)| claim.indicator == name).unwrap()
    };
    let (persona, list) = of("Goals/one list");
    let alone = persona.titles.iter().find(|title| title.claims[..] == [list.id.clone()]).unwrap();
    assert!(alone.interviews_alone);
    let spoken = |title: &&persona_synthesis::personas::Title| title.interviews_alone;
    assert!(persona.titles.iter().any(|title| !spoken(&title)), "the survey names them too");
    // As many of either kind choose the reports in the survey.
    let (persona, reports) = of("Pain points/slow reports");
    assert!(persona.titles.iter().all(|title| !title.claims.contains(&reports.id)));
}
