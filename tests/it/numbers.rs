//! Numbers of any form neither make groups nor hide them, and typing errors are named.

use persona_synthesis::Clustering;
use persona_synthesis::clustering::{LatentClass, adjusted_rand};
use persona_synthesis::manifest::{ClusteringOptions, Groups};

use crate::planted_numbers::{Form, NumberStudy, draw};
use crate::support::synthesize_path;

fn clustered(study: &NumberStudy) -> Clustering {
    let options = ClusteringOptions {
        groups: Groups::Between { min: 1, max: 5 },
        // Fewer cannot refute one group at 5 %.
        replicates: 20,
        seed: 3,
        ..Default::default()
    };
    Clustering::with_method(&study.matrix, &LatentClass::default(), &options).unwrap()
}

/// Number of groups, and their agreement with the true ones.
fn found(study: &NumberStudy, clustering: &Clustering) -> (usize, f64) {
    let selection = &clustering.selections()[0];
    let labels = selection.members.iter().map(|member| u16::try_from(member.group).unwrap());
    (selection.chosen, adjusted_rand(&labels.collect::<Vec<u16>>(), &study.truth))
}

#[test]
fn planted_groups_are_found_whatever_the_form_of_the_numbers() {
    let (mut right, mut claims, mut wrong) = (0, 0, 0);
    for form in Form::ALL {
        for seed in 1..=2 {
            let study = draw(form, 3, seed);
            let clustering = clustered(&study);
            let (groups, agreement) = found(&study, &clustering);
            let (stated, of_them_wrong) = study.claims(&clustering).unwrap();
            println!("{form:?}: {groups} groups, agreement {agreement:.2}, {stated} claims");
            assert!(agreement > 0.45, "{form:?} {seed}: {groups} groups, {agreement}");
            right += usize::from(groups == 3);
            (claims, wrong) = (claims + stated, wrong + of_them_wrong);
        }
    }
    assert!(right >= 11, "{right} of 14 studies with three groups");
    assert!(claims >= 100 && wrong * 50 <= claims, "{wrong} of {claims} claims are wrong");
}

#[test]
fn numbers_of_any_form_make_no_groups() {
    for form in Form::ALL {
        let study = draw(form, 1, 1);
        assert_eq!(found(&study, &clustered(&study)).0, 1, "{form:?}");
    }
}

#[test]
fn typing_errors_are_named_with_their_lines() {
    let mut text = String::from("id,Behaviour: hours,Behaviour: change,Goal: speed\n");
    for row in 0..60_u32 {
        let hours = match row {
            7 => 850.0,
            21 => 0.4,
            _ => 40.0 + f64::from(row % 13) / 2.0,
        };
        let change = f64::from(row * 7 % 60) - 30.5;
        text.push_str(&format!("P{row},{hours},{change},{}\n", ["yes", "no"][row as usize % 2]));
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("s.csv"), text).unwrap();
    for (language, says) in [
        (
            "en",
            "2 numbers are far from the rest, 40 to 46, as typing errors are (line 9: 850, line \
             23: 0.4): groups take them as low or high, however far",
        ),
        (
            "de",
            "2 Zahlen liegen weit ab vom Rest, 40 bis 46, wie es Tippfehler tun (Zeile 9: 850; \
             Zeile 23: 0,4): Gruppen nehmen sie als niedrig oder hoch, wie weit auch immer",
        ),
    ] {
        let manifest = format!(
            "title = \"t\"\nlanguage = \"{language}\"\n[facets]\nbehaviour = [\"Behaviour: *\"]\n\
             goal = [\"Goal: *\"]\n[[source]]\nid = \"s\"\npath = \"s.csv\"\nrespondent = \"id\"\n"
        );
        let path = folder.path().join("study.toml");
        std::fs::write(&path, manifest).unwrap();
        let personas = synthesize_path(path.to_str().unwrap()).unwrap().personas;
        let named: Vec<_> =
            personas.findings.iter().filter(|finding| finding.id == "numbers-far").collect();
        let texts = format!("{named:?}");
        assert!(named.len() == 1 && texts.contains(says), "{texts}");
        let at = named[0].at.as_deref();
        assert_eq!(at, Some("s.csv:9, column \"Behaviour: hours\""));
    }
}
