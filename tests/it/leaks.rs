//! Guarded outputs name nobody and tell of no few people: every byte of every output of the
//! profiles `team` and `public`.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::OnceLock;

use persona_synthesis::lifecycle::{LinkState, verify_guarded};
use persona_synthesis::manifest::Profile;
use persona_synthesis::personas::{Draft, Status};
use persona_synthesis::study::{Pseudonyms, StudyBuilder};
use persona_synthesis::{IndicatorMatrix, Manifest, PersonaSet, Study, render};
use serde_json::Value;

use crate::support::{clinic, root, synthesize};

pub(crate) const KEY: &[u8] = b"a key of the tests, of no other use";

/// A draft, and what of it may be handed on.
pub(crate) struct Guarded {
    pub(crate) study: Study,
    pub(crate) set: Draft,
    pub(crate) guarded: Draft,
}

pub(crate) fn keyed(path: &Path, profile: Profile) -> StudyBuilder {
    let mut study = StudyBuilder::from_path(path).unwrap();
    study.manifest_mut().privacy.profile = profile;
    study.pseudonyms(Pseudonyms::new(KEY).unwrap())
}

pub(crate) fn guarded(study: StudyBuilder, set: &Draft) -> Guarded {
    let study = study.build().unwrap();
    let matrix = IndicatorMatrix::from_study(&study).unwrap();
    let guarded = set.guarded(&study, &matrix).unwrap();
    Guarded { study, set: set.clone(), guarded }
}

/// The sample study and the made-up one, for the team and for everybody.
pub(crate) fn all() -> &'static [Guarded] {
    static ALL: OnceLock<Vec<Guarded>> = OnceLock::new();
    ALL.get_or_init(|| {
        let profiles = [Profile::Team, Profile::Public];
        let of_clinic = profiles.map(|profile| {
            let mut study = keyed(&root().join("data/clinic/study.toml"), profile);
            study.manifest_mut().privacy.bands =
                vec!["How many people work at your clinic?".into()];
            guarded(study, &clinic().draft)
        });
        let folder = hostile();
        let path = folder.path().join("study.toml");
        let set = synthesize(keyed(&path, Profile::Internal)).unwrap().draft;
        let of_hostile = profiles.map(|profile| {
            let mut study = keyed(&path, profile);
            study.manifest_mut().privacy.bands = vec!["Role".into()];
            guarded(study, &set)
        });
        of_clinic.into_iter().chain(of_hostile).collect()
    })
}

const PEOPLE: usize = 64;
const NAMES: [&str; 4] = ["Ottoline", "Ferdinand", "Balthasar", "Philippa"];
/// Names of people in small letters, and ways to reach them in other notations.
const NOTATIONS: [&str; 7] =
    ["ottoline", "dinand", "QUIMBY", "79 46", "jane (at)", "example.org", "jane_doe"];
const CARD: &str = "4111 1111 1111 1111";
const IBAN: &str = "GB82 WEST 1234 5698 7654 32";

/// Two kinds of people in which everything personal that can be said is said, in the words of those
/// who consent too.
fn hostile() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let mut survey = String::from(
        "Participant,Full name,E-mail,Practice,Role,Invoices,Calls,Screens,Secret note\n",
    );
    let mut consent = String::from("respondent,quotable\n");
    let mut segments = String::from("document,code,start,end\n");
    std::fs::create_dir(path("interviews")).unwrap();
    for person in 0..PEOPLE {
        let (first, name) = (person < PEOPLE / 2, NAMES[person % 4]);
        let [invoices, calls] = if first { ["Always", "Never"] } else { ["Never", "Always"] };
        let screens = if person % 8 == 3 { "One" } else { "Many" };
        let role = if person == 5 {
            "Chairwoman"
        } else if first {
            "Bookkeeper"
        } else {
            "Receptionist"
        };
        let id = format!("Quimby-{person:02}");
        writeln!(
            survey,
            "{id},{name} Marchbanks,{name}{person}@example.org,Zephyr Surgery {},{role},{invoices},{calls},{screens},zebra{person}",
            person % 5
        )
        .unwrap();
        if person % 32 < 8 {
            let theme = if first { "late invoices" } else { "too many calls" };
            let said = format!(
                "It is always {theme} and nobody at Zephyr Surgery 3 helps, ask Ottoline or Quimby-01, ring +44 20 7946 0018, pay {IBAN} with {CARD} or write to x{person}@example.org please. \
                 Or ask ottoline, fer\u{ad}dinand\u{2019}s boss and QUIMBY_01, ring 0044 (0)20/79 46 01 23, write to jane (at) example (dot) org, see example.org/jane or @jane_doe."
            );
            let text = format!(
                "I: What is in your way?\n\n{name}: {said}\n\nI: Go on.\n\n{name}: That is all.\n"
            );
            let start = text.find(&said).unwrap();
            writeln!(segments, "{id}.txt,Pain/{theme},{start},{}", start + said.len()).unwrap();
            std::fs::write(path(&format!("interviews/{id}.txt")), text).unwrap();
            if person % 32 != 7 {
                writeln!(consent, "{id},{}", if person % 32 == 0 { "no" } else { "yes" }).unwrap();
            }
        }
    }
    std::fs::write(path("survey.csv"), survey).unwrap();
    std::fs::write(path("consent.csv"), consent).unwrap();
    std::fs::write(path("segments.csv"), segments).unwrap();
    let manifest = "title = \"Study of Quimby-09\"\n[facets]\npain-point = [\"Pain/*\"]\nbehaviour = [\"Invoices\", \"Calls\", \"Screens\"]\nrole-in-domain = [\"Role\"]\n\
        [[source]]\nid = \"interviews\"\npath = \"interviews\"\nrespondent = { document = '^(Quimby-\\d+)' }\nconsent = { file = \"consent.csv\" }\n\
        [[source]]\nid = \"codes\"\npath = \"segments.csv\"\ntranscripts = \"interviews\"\n\
        [[source]]\nid = \"survey\"\npath = \"survey.csv\"\nrespondent = \"Participant\"\nids = \"people\"\naccount = \"Practice\"\n[source.columns]\n\"Secret note\" = { role = \"ignored\" }\n\
        [clustering]\ngroups = 2\nstarts = 4\nreplicates = 10\n";
    std::fs::write(path("study.toml"), manifest).unwrap();
    folder
}

/// Every file of a draft, and the members of its workbook.
pub(crate) fn outputs(draft: &Draft) -> Vec<render::OutputFile> {
    let mut files = render::files(draft);
    #[cfg(feature = "xlsx")]
    {
        let mut workbook =
            zip::ZipArchive::new(std::io::Cursor::new(render::workbook(draft.personas()))).unwrap();
        for member in 0..workbook.len() {
            let mut member = workbook.by_index(member).unwrap();
            let mut text = String::new();
            std::io::Read::read_to_string(&mut member, &mut text).unwrap();
            // Tags name places in the sheet, such as P10.
            let parts =
                text.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
            let text = parts.collect::<Vec<_>>().join(" ");
            files.push(render::OutputFile::new(format!("personas.xlsx/{}", member.name()), text));
        }
    }
    files
}

/// Words of a text: stretches of letters and digits.
pub(crate) fn words(text: &str) -> BTreeSet<&str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

/// Names of a source, as its words one after the other.
fn names(study: &Study) -> BTreeSet<String> {
    let ids =
        study.respondents().map(|one| one.name().rsplit(':').next().unwrap_or_default().to_owned());
    let accounts = study.respondents().filter_map(|one| one.account().map(str::to_owned));
    // A short number is no different from other numbers.
    ids.chain(accounts)
        .filter(|name| name.contains(char::is_alphabetic) || name.len() >= 5)
        .collect()
}

#[test]
fn no_id_name_account_or_contact_is_in_any_output() {
    for of in all() {
        let names = names(&of.study);
        // The schema is the same for every study, and its examples are made up.
        for file in
            outputs(&of.guarded).into_iter().filter(|file| file.name != "personas.schema.json")
        {
            let (known, text) = (words(file.text().unwrap()), file.text().unwrap());
            for name in &names {
                let own: Vec<&str> = words(name).into_iter().collect();
                let found =
                    own.iter().all(|word| known.contains(word)) && text.contains(name.as_str());
                // A name that stands within a longer word is another word.
                let apart = |(at, _): (usize, &str)| {
                    let around =
                        [text[..at].chars().next_back(), text[at + name.len()..].chars().next()];
                    !around.into_iter().flatten().any(char::is_alphanumeric)
                };
                assert!(
                    !found || !text.match_indices(name.as_str()).any(apart),
                    "{name} in {}",
                    file.name
                );
            }
            let contact = text.match_indices("@example").next();
            assert!(contact.is_none(), "an address in {}", file.name);
            for token in NAMES
                .iter()
                .chain(&[CARD, IBAN, "Marchbanks", "7946 0018", "zebra", "Chairwoman", "1234 5698"])
                .chain(&NOTATIONS)
            {
                assert!(!text.contains(token), "{token} in {}", file.name);
            }
        }
    }
}

/// The words of a source that masking takes out.
#[test]
fn no_masked_word_is_in_any_output() {
    for of in all() {
        let files =
            outputs(&of.guarded).into_iter().filter(|file| file.name != "personas.schema.json");
        let text: String = files.map(|file| file.text().unwrap().to_owned()).collect();
        let known = words(&text);
        for evidence in of
            .set
            .personas()
            .evidence()
            .filter(|evidence| evidence.masked && !evidence.quote.starts_with('['))
        {
            let said = of.study.resolve(&evidence.locator, 0).unwrap().text;
            let left = words(&evidence.quote);
            let masked =
                words(&said).into_iter().filter(|word| word.len() > 3 && !left.contains(word));
            for word in masked {
                assert!(!known.contains(word), "{word} of {:?}", evidence.quote);
            }
        }
    }
}

#[test]
fn quotes_are_of_those_who_consent_and_attributed_to_no_few() {
    let consents = |study: &Study, id: &str| match id.strip_prefix("Quimby-") {
        Some(number) => (1..7).contains(&(number.parse::<usize>().unwrap() % 32)),
        None => {
            let list =
                std::fs::read_to_string(study.manifest().folder.join("participants.csv")).unwrap();
            list.lines().any(|line| line.starts_with(&format!("{id},")) && line.ends_with(",yes"))
        }
    };
    let (mut shown, mut banded) = (0, 0);
    for of in all() {
        let pseudonyms = Pseudonyms::new(KEY).unwrap();
        // Who says that their words may be quoted, by the pseudonym and by the words.
        let spoken = of
            .set
            .personas()
            .evidence()
            .filter(|one| matches!(one.locator, persona_synthesis::Locator::Text { .. }));
        let willing: Vec<_> =
            spoken.filter(|one| consents(&of.study, one.respondent.as_str())).collect();
        for evidence in of.guarded.personas().evidence() {
            if evidence.quote.starts_with("[not") || evidence.quote == "[one answer]" {
                continue;
            }
            shown += 1;
            assert!(
                matches!(evidence.locator, persona_synthesis::Locator::Text { .. }),
                "{evidence:?}"
            );
            let claim = |id: &str| id.rsplit_once('-').unwrap().0.to_owned();
            let said = |one: &&&persona_synthesis::personas::Evidence| {
                let named = evidence
                    .respondent
                    .as_str()
                    .starts_with(pseudonyms.pseudonym(&one.respondent).as_str());
                claim(one.id.as_str()) == claim(evidence.id.as_str())
                    && (named
                        || !evidence.respondent.as_str().starts_with('R')
                        || evidence.respondent.as_str().starts_with("Rec"))
                    && one.quote.split(['[', ' ']).next() == evidence.quote.split(['[', ' ']).next()
            };
            assert!(willing.iter().any(|one| said(&one)), "{evidence:?}");
            assert!(!evidence.respondent.as_str().contains("Chair"), "one person alone");
            let band = evidence.respondent.as_str().contains("Bookkeeper")
                || evidence.respondent.as_str().contains("Receptionist");
            banded += usize::from(band);
        }
    }
    assert!(shown > 0 && banded > 0, "{shown} words are shown, {banded} in bands");
}

/// Keys whose numbers count people or accounts.
const COUNTS: [&str; 20] = [
    "with",
    "asked",
    "size",
    "respondents",
    "of",
    "all_but_one",
    "people",
    "others",
    "others_of",
    "picked",
    "right",
    "members",
    "accounts",
    "contradicted_by",
    "buyer_accounts",
    "user_accounts",
    "nothing_known",
    "interviewed",
    "elsewhere_with",
    "elsewhere_asked",
];

fn small(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                let few = value.as_u64().is_some_and(|count| (1..5).contains(&count));
                if COUNTS.contains(&key.as_str()) && few {
                    found.push(format!("{at}/{key} = {value}"));
                }
                small(value, &format!("{at}/{key}"), found);
            }
        }
        Value::Array(list) => list.iter().for_each(|value| small(value, at, found)),
        _ => {}
    }
}

#[test]
fn no_count_is_of_few_people() {
    for of in all() {
        let value: Value = serde_json::from_str(&render::json(of.guarded.personas())).unwrap();
        let mut found = Vec::new();
        small(&value, "", &mut found);
        assert_eq!(found, Vec::<String>::new());
        assert!(of.guarded.personas().claims().count() > 0, "something is left to say");
        for claim in of.guarded.personas().claims() {
            let (own, others) = (claim.support, claim.elsewhere);
            for (with, asked) in [(own.with, own.asked), (others.with, others.asked)] {
                assert!(
                    [with, asked - with].iter().all(|cell| *cell == 0 || *cell >= 5),
                    "{claim}"
                );
            }
            assert!(
                claim.statement.contains(&format!(" {} of {}", own.with, own.asked)),
                "{claim}"
            );
        }
    }
}

/// Totals less what is shown: for every claim of the internal result that is not shown, nothing
/// that is shown leaves it alone.
#[test]
fn nothing_that_was_withheld_is_left_over() {
    let mut withheld = 0;
    for of in all() {
        let kind = |id: &str| id.split('-').next().unwrap_or_default()[..1].to_owned();
        for claim in of.set.personas().claims().filter(|claim| {
            of.guarded.personas().claim(claim.id.as_str()).is_none()
                && !claim.id.as_str().starts_with('N')
        }) {
            let small = |cell: usize| (1..5).contains(&cell);
            let (with, without) = (claim.support.with, claim.support.asked - claim.support.with);
            if !small(with) && !small(without) {
                continue;
            }
            withheld += 1;
            let same = |other: &&persona_synthesis::personas::Claim| {
                let own = of
                    .set
                    .personas()
                    .claim(other.id.as_str())
                    .expect("what is shown is of the result");
                own.indicator == claim.indicator
                    && own.label == claim.label
                    && kind(other.id.as_str()) == kind(claim.id.as_str())
            };
            let shown: Vec<_> = of.guarded.personas().claims().filter(same).collect();
            let Some(first) = shown.first() else { continue };
            let total = |of: fn(&persona_synthesis::personas::Claim) -> (usize, usize)| {
                of(first).0 + of(first).1
            };
            let with_left = total(|claim| (claim.support.with, claim.elsewhere.with))
                - shown.iter().map(|claim| claim.support.with).sum::<usize>();
            let asked_left = total(|claim| (claim.support.asked, claim.elsewhere.asked))
                - shown.iter().map(|claim| claim.support.asked).sum::<usize>();
            assert!(
                !small(with_left) && !small(asked_left - with_left),
                "{claim}: {with_left} of {asked_left} left over"
            );
        }
    }
    assert!(withheld > 0, "something is withheld");
}

#[test]
fn who_is_who_is_written_nowhere() {
    for of in all() {
        let names: Vec<String> =
            render::files(&of.guarded).into_iter().map(|file| file.name).collect();
        let internal =
            |name: &String| name.starts_with("membership") || name.starts_with("evidence-sets");
        assert!(!names.iter().any(internal), "{names:?}");
        assert!(
            names.contains(&"personas.html".to_owned())
                && names.contains(&"evidence.jsonld".to_owned())
        );
        assert!(
            of.guarded.personas().maps.is_empty()
                && of.guarded.memberships().is_empty()
                && of.guarded.evidence_sets().is_empty()
        );
        assert!(of.set.memberships().iter().any(|one| one.status == Status::Assigned));
    }
}

#[test]
fn sealed_evidence_still_verifies_with_the_key() {
    for of in all() {
        let links = verify_guarded(of.guarded.personas(), &of.study).unwrap().links;
        assert!(!links.is_empty());
        for link in &links {
            assert_eq!(link.state, LinkState::Intact, "{}", link.evidence);
        }
        let mut other = of.guarded.personas().clone();
        let digest = other.claims().last().unwrap().evidence.first().digest.clone();
        other.personas[0].claims[0]
            .evidence
            .iter_mut()
            .for_each(|evidence| evidence.digest = digest.clone());
        let links = verify_guarded(&other, &of.study).unwrap().links;
        assert!(links.iter().any(|link| link.state == LinkState::Changed));
    }
}

#[test]
fn the_same_key_gives_the_same_bytes_and_another_key_other_names() {
    let path = root().join("data/clinic/study.toml");
    let of = &all()[0];
    let banded = || {
        let mut study = keyed(&path, Profile::Team);
        study.manifest_mut().privacy.bands = of.study.manifest().privacy.bands.clone();
        study
    };
    let again = guarded(banded(), &of.set);
    assert_eq!(render::files(&again.guarded), render::files(&of.guarded));
    let other = banded().pseudonyms(Pseudonyms::new(b"another key of the tests").unwrap());
    assert_ne!(
        render::json(guarded(other, &of.set).guarded.personas()),
        render::json(of.guarded.personas())
    );
}

#[test]
fn without_a_key_an_error_says_how_to_give_one() {
    let mut manifest = Manifest::from_path(root().join("data/clinic/study.toml")).unwrap();
    manifest.privacy.profile = Profile::Team;
    manifest.privacy.key = Some("privacy.key".into());
    let study = Study::build(manifest).unwrap();
    let matrix = IndicatorMatrix::from_study(&study).unwrap();
    let error = clinic().draft.guarded(&study, &matrix).unwrap_err().to_string();
    assert_eq!(
        error,
        "study.toml: expected a key for the profile team: `key = \"privacy.key\"` below `[privacy]`, a file of at least 16 bytes that nobody else has, found no file privacy.key"
    );
}

#[test]
fn the_log_says_where_and_not_what() {
    let of = all().last().unwrap();
    let log = render::masking_log(of.set.personas(), &of.study);
    assert!(log.starts_with("# Internal:"), "{log}");
    for category in ["IBAN", "card number", "phone", "e-mail", "name", "not to be quoted"] {
        assert!(log.contains(&format!(",{category},")), "{category}\n{log}");
    }
    assert!(!log.contains("4111") && !log.contains("Ottoline") && !log.contains('@'));
}

#[test]
fn drafting_obeys_the_profile_of_the_manifest() {
    let of = &all()[0];
    let matrix = IndicatorMatrix::from_study(&of.study).unwrap();
    let clustering = &clinic().clustering;
    let drafted = Draft::new(&of.study, &matrix, clustering).unwrap();
    let internal = Draft::internal(&of.study, &matrix, clustering).unwrap();
    let privacy = |draft: &Draft| draft.personas().study.privacy;
    assert_eq!((privacy(&drafted), privacy(&internal)), (Profile::Team, Profile::Internal));
    assert_eq!(drafted, internal.guarded(&of.study, &matrix).unwrap());
    let plain = PersonaSet::draft(&of.study, &matrix, clustering).unwrap();
    assert_eq!(&plain, drafted.personas());
    assert!(drafted.memberships().is_empty() && internal.memberships().len() == of.study.len());
}

#[test]
fn what_ties_personas_and_answers_together_is_shown_where_it_tells_of_no_few() {
    for Guarded { guarded, .. } in all() {
        let guarded = guarded.personas();
        assert!(guarded.personas.iter().all(|persona| persona.joint_match.is_none()));
        assert!(!render::markdown(guarded).contains("-0 %"));
    }
    let clinic = all()[1].guarded.personas();
    // A rule is counted anew among those who are described, as its claims are.
    for persona in &clinic.personas {
        for rule in persona.segment_rule.iter().filter(|rule| rule.conditions.len() == 1) {
            let claim = clinic.claim(rule.conditions[0].claim.as_str()).unwrap();
            let with = if rule.conditions[0].not {
                claim.support.asked - claim.support.with
            } else {
                claim.support.with
            };
            assert_eq!((rule.right, rule.members), (with, claim.support.asked), "{}", persona.id);
            assert_eq!(rule.of, claim.support.asked + claim.elsewhere.asked, "{}", persona.id);
        }
    }
    assert!(clinic.personas.iter().any(|persona| persona.segment_rule.is_some()));
    // The accounts of all linked personas part each other: not all six pairs leave large cells
    // alone.
    assert!((1..=4).contains(&clinic.links.len()), "{:?}", clinic.links);
}
