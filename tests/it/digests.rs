//! Words that are not shown cannot be guessed by their digests, and are verified by the key.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::OnceLock;

use persona_synthesis::lifecycle::{
    ClaimState, KeyState, LinkState, Verification, apply_overrides, read_result, verify,
    verify_guarded,
};
use persona_synthesis::manifest::{Aggregate, AggregateRule, Overrides, Profile};
use persona_synthesis::personas::{Draft, Evidence, RunResult};
use persona_synthesis::sources::Digest;
use persona_synthesis::study::{Pseudonyms, StudyBuilder};
use persona_synthesis::{ErrorKind, IndicatorMatrix, Locator, PersonaSet, Source, Study, render};
use serde_json::Value;

use crate::support::{Stages, clinic, synthesize};
use crate::verify::rewrite;

const NAMES: [&str; 4] = ["Ottoline", "Ferdinand", "Balthasar", "Philippa"];
const KEY: &[u8] = b"a key of the tests, of no other use";
const OTHER: &[u8] = b"another key of the tests, of no use";
const PEOPLE: usize = 48;

/// Words of somebody of this name, each in other words.
fn said(name: &str, person: usize) -> String {
    let theme = if person < PEOPLE / 2 { "the late invoices" } else { "too many calls" };
    format!("My name is {name} and for {person} years it is always {theme} that get in my way.")
}

/// Two kinds of people who say their names where they say what is in their way. Every eighth is not
/// to be quoted.
fn write_study(folder: &Path) {
    let path = |name: &str| folder.join(name);
    let mut survey = String::from("Participant,Full name,Invoices,Calls,Helped by\n");
    let (mut consent, mut events) =
        (String::from("respondent,quotable\n"), String::from("who,what\n"));
    let mut segments = String::from("document,code,start,end\n");
    std::fs::create_dir(path("interviews")).unwrap();
    for person in 0..PEOPLE {
        let (first, name) = (person < PEOPLE / 2, NAMES[person % 4]);
        // Every fifth answers as the others do: without them the columns would be copies, of which
        // one counts.
        let is_first = |slip: usize| first != (person % 5 == slip);
        let often = |so: bool| if so { "Always" } else { "Never" };
        let (invoices, calls) = (often(is_first(0)), often(!is_first(1)));
        let helper = if is_first(2) { "Philippa" } else { "Nobody" };
        writeln!(survey, "Q{person:02},{name} Marchbanks,{invoices},{calls},{helper}").unwrap();
        (0..if first { 7 } else { 1 + person % 2 })
            .for_each(|_| writeln!(events, "Q{person:02},export").unwrap());
        if person % 3 == 0 {
            let said = said(name, person);
            let text = format!("I: What is in your way?\n\nM: {said}\n");
            let (start, code) =
                (text.find(&said).unwrap(), if first { "late invoices" } else { "too many calls" });
            writeln!(segments, "Q{person:02}.txt,Pain/{code},{start},{}", start + said.len())
                .unwrap();
            std::fs::write(path(&format!("interviews/Q{person:02}.txt")), text).unwrap();
            writeln!(consent, "Q{person:02},{}", if person % 8 == 0 { "no" } else { "yes" })
                .unwrap();
        }
    }
    for (name, text) in [
        ("survey.csv", survey),
        ("consent.csv", consent),
        ("segments.csv", segments),
        ("events.csv", events),
    ] {
        std::fs::write(path(name), text).unwrap();
    }
    let manifest = "title = \"Names\"\n[facets]\npain-point = [\"Pain/*\"]\nbehaviour = [\"Invoices\", \"Calls\", \"Helped by\", \"Exports\"]\n\
        [[source]]\nid = \"interviews\"\npath = \"interviews\"\nrespondent = { document = '^(Q\\d+)' }\nconsent = { file = \"consent.csv\" }\n\
        [[source]]\nid = \"codes\"\npath = \"segments.csv\"\ntranscripts = \"interviews\"\n\
        [[source]]\nid = \"survey\"\npath = \"survey.csv\"\nrespondent = \"Participant\"\nids = \"people\"\n\
        [clustering]\ngroups = 2\nstarts = 4\nreplicates = 10\n";
    std::fs::write(path("study.toml"), manifest).unwrap();
}

fn study(folder: &Path, profile: Profile, key: Option<&[u8]>) -> StudyBuilder {
    let mut study = StudyBuilder::from_path(folder.join("study.toml")).unwrap();
    study.manifest_mut().privacy.profile = profile;
    let exports = AggregateRule::new("Exports", Aggregate::Count).only("what", ["export"]);
    let events =
        Source::new("events", "events.csv").respondent("who").ids("people").aggregate(exports);
    let study = study.source(events);
    match key {
        Some(key) => study.pseudonyms(Pseudonyms::new(key).unwrap()),
        None => study,
    }
}

struct Runs {
    folder: tempfile::TempDir,
    without: Stages,
    with: Stages,
}

/// The study, drafted without a key and with one.
fn runs() -> &'static Runs {
    static RUNS: OnceLock<Runs> = OnceLock::new();
    RUNS.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        write_study(folder.path());
        let [without, with] = [None, Some(KEY)]
            .map(|key| synthesize(study(folder.path(), Profile::Internal, key)).unwrap());
        Runs { folder, without, with }
    })
}

fn opened(folder: &Path, profile: Profile, key: Option<&[u8]>) -> (Study, IndicatorMatrix) {
    let study = study(folder, profile, key).build().unwrap();
    let matrix = IndicatorMatrix::from_study(&study).unwrap();
    (study, matrix)
}

fn guarded(profile: Profile) -> (Study, Draft) {
    let (study, matrix) = opened(runs().folder.path(), profile, Some(KEY));
    let guarded = runs().with.draft.guarded(&study, &matrix).unwrap();
    (study, guarded)
}

/// Every file of a draft as text.
fn outputs(draft: &Draft) -> Vec<(String, String)> {
    #[allow(unused_mut, reason = "a workbook is one more")]
    let mut files: Vec<(String, String)> = render::files(draft)
        .into_iter()
        .map(|file| (file.name.clone(), file.text().unwrap().to_owned()))
        .collect();
    #[cfg(feature = "xlsx")]
    {
        let mut workbook =
            zip::ZipArchive::new(std::io::Cursor::new(render::workbook(draft.personas()))).unwrap();
        for member in 0..workbook.len() {
            let (mut member, mut text) = (workbook.by_index(member).unwrap(), String::new());
            std::io::Read::read_to_string(&mut member, &mut text).unwrap();
            files.push((member.name().to_owned(), text));
        }
    }
    files
}

/// Stretches of at least 16 hexadecimal digits: what may be the beginning of a digest.
fn digits(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_hexdigit()).filter(|digits| digits.len() >= 16)
}

/// The words that are not shown, as an attacker with a roster would try them: each alone, and one
/// after the other as sets of evidence have them.
fn guesses(stages: &Stages) -> BTreeSet<String> {
    let hidden = stages.personas.evidence().filter(|evidence| evidence.masked);
    let words = hidden.map(|evidence| stages.study.resolve(&evidence.locator, 0).unwrap().text);
    let roster =
        NAMES.into_iter().flat_map(|name| (0..PEOPLE).map(move |person| said(name, person)));
    let words: BTreeSet<String> = words.chain(roster).chain(NAMES.map(str::to_owned)).collect();
    let repeated = |words: &String, times: usize| {
        let one = [&(words.len() as u64).to_le_bytes(), words.as_bytes()].concat();
        Digest::of(&one.repeat(times))
    };
    let digests = words.iter().flat_map(|words| {
        let sets = (1..=PEOPLE).map(move |times| repeated(words, times));
        std::iter::once(Digest::of(words.as_bytes())).chain(sets)
    });
    digests.map(|digest| digest.to_string()["sha256:".len()..][..16].to_owned()).collect()
}

#[test]
fn no_digest_in_any_output_can_be_guessed() {
    let Runs { without, with, .. } = runs();
    let mut guesses = guesses(without);
    let told = |draft: &Draft, guesses: &BTreeSet<String>| {
        let files = outputs(draft).into_iter();
        let file = |(name, text): (String, String)| {
            let found = digits(&text).any(|digits| guesses.contains(&digits[..16]));
            found.then_some(name)
        };
        files.filter_map(file).collect::<Vec<_>>()
    };
    assert_eq!(told(&without.draft, &guesses), [""; 0]);
    assert_eq!(told(&with.draft, &guesses), [""; 0]);
    // What is handed on does not tell either which files the sources are.
    guesses.extend(
        with.study.sources().iter().map(|source| source.digest.to_string()[7..][..16].to_owned()),
    );
    assert!(
        told(&with.draft, &guesses).contains(&"run.json".to_owned()),
        "the attack finds what is plain"
    );
    for profile in [Profile::Team, Profile::Public] {
        let (_, draft) = guarded(profile);
        assert_eq!(told(&draft, &guesses), [""; 0]);
        assert!(draft.personas().study.sources.iter().all(|source| source.digest.is_keyed()));
    }
    let key = String::from_utf8_lossy(KEY).into_owned();
    assert!(outputs(&with.draft).iter().all(|(_, text)| !text.contains(&key)));
}

#[test]
fn digests_are_plain_where_words_are_shown_and_keyed_or_left_out_elsewhere() {
    let Runs { without, with, .. } = runs();
    let withheld =
        with.personas.evidence().filter(|evidence| evidence.quote == "[not to be quoted]");
    assert!(
        withheld.count() > 0
            && with.personas.evidence().any(|evidence| evidence.quote.contains("[name]"))
    );
    for (own, keyed) in without.personas.evidence().zip(with.personas.evidence()) {
        let plain = (!own.masked).then(|| Digest::of(own.quote.as_bytes()));
        assert_eq!(own.digest, plain, "{}", own.id);
        assert!(
            keyed.digest.as_ref().is_some_and(|digest| digest.is_keyed() == keyed.masked),
            "{}",
            own.id
        );
    }
    let (mut plain, mut left_out) = (0, 0);
    for (own, keyed) in without.draft.evidence_sets().iter().zip(with.draft.evidence_sets()) {
        assert!(keyed.digest.as_ref().is_some_and(Digest::is_keyed), "{}", keyed.claim);
        let claim = without.personas.claim(own.claim.as_str()).unwrap();
        if claim.evidence.iter().chain(&claim.counter_evidence).any(|evidence| evidence.masked) {
            assert_eq!(own.digest, None, "{}", own.claim);
            left_out += 1;
        }
        plain += usize::from(own.digest.as_ref().is_some_and(|digest| !digest.is_keyed()));
    }
    assert!(plain > 0 && left_out > 0, "{plain} plain, {left_out} left out");
    let json: Value = serde_json::from_str(&render::json(&without.personas)).unwrap();
    assert!(json["study"].get("key_check").is_none());
    assert!(
        json["personas"][0]["claims"][0]["evidence"][0].get("digest").is_some(),
        "the key of the JSON is there"
    );
}

fn verified(result: &RunResult, folder: &Path, key: Option<&[u8]>) -> Verification {
    let (study, matrix) = opened(folder, Profile::Internal, key);
    verify(result, &study, &matrix).unwrap()
}

fn masked(set: &PersonaSet) -> usize {
    set.claims()
        .flat_map(|claim| claim.evidence.iter().chain(&claim.counter_evidence))
        .filter(|one| one.masked)
        .count()
}

#[test]
fn with_the_key_all_is_checked_and_without_it_what_is_shown() {
    let Runs { folder, without, with } = runs();
    let hidden = masked(&with.personas);
    assert!(hidden > 0);
    let verification = verified(with.draft.result(), folder.path(), Some(KEY));
    assert!(verification.holds() && verification.key == KeyState::Same, "{}", verification.text());
    assert!(verification.claims.iter().all(|claim| claim.words_checked));
    assert_eq!(verification.links(LinkState::NotCheckable), 0);
    assert!(!verification.text().contains("not checkable:"), "{}", verification.text());
    for (result, key, state, why) in [
        (
            with.draft.result(),
            None,
            KeyState::Missing,
            "made with a privacy key, and the manifest names none",
        ),
        (with.draft.result(), Some(OTHER), KeyState::Other, "made with another privacy key"),
        (without.draft.result(), None, KeyState::Unused, "made without a privacy key"),
        (without.draft.result(), Some(KEY), KeyState::Unused, "made without a privacy key"),
    ] {
        let verification = verified(result, folder.path(), key);
        assert_eq!(verification.key, state);
        assert!(verification.holds(), "{}", verification.text());
        assert_eq!(verification.links(LinkState::NotCheckable), hidden);
        assert_eq!(
            verification.links(LinkState::Changed) + verification.links(LinkState::Missing),
            0
        );
        assert!(verification.text().contains(why), "{}", verification.text());
        // Of a result without a key, sets of evidence of which everything may be shown are checked
        // all the same.
        let checked = verification.claims.iter().filter(|claim| claim.words_checked).count();
        assert_eq!(checked > 0, state == KeyState::Unused);
        let json = serde_json::to_string(&verification).unwrap();
        assert!(json.contains("\"state\":\"not-checkable\""), "{json}");
    }
}

/// A copy of the study in which one byte of a name that is masked is another; the evidence that it
/// is in.
fn changed(set: &PersonaSet) -> (tempfile::TempDir, Evidence) {
    let is_named =
        |evidence: &&Evidence| evidence.quote.contains("[name]") && evidence.digest.is_some();
    let evidence = set
        .evidence()
        .find(is_named)
        .or_else(|| set.evidence().find(|one| one.quote.contains("[name]")));
    let evidence = evidence.unwrap().clone();
    let Locator::Text { document, .. } = &evidence.locator else { panic!("words") };
    let folder = tempfile::tempdir().unwrap();
    write_study(folder.path());
    rewrite(folder.path().join("interviews").join(document), |text| {
        let name = NAMES.into_iter().find(|name| text.contains(name)).unwrap();
        text.replacen(name, &format!("{}x", &name[..name.len() - 1]), 1)
    });
    (folder, evidence)
}

fn state(verification: &Verification, evidence: &str) -> LinkState {
    let mut links = verification.claims.iter().flat_map(|claim| &claim.links);
    links.find(|link| link.evidence == evidence).unwrap().state
}

#[test]
fn one_changed_byte_of_a_masked_word_is_found_with_the_key_alone() {
    let Runs { without, with, .. } = runs();
    let (folder, evidence) = changed(&with.personas);
    let verification = verified(with.draft.result(), folder.path(), Some(KEY));
    assert_eq!(state(&verification, evidence.id.as_str()), LinkState::Changed);
    let claim = evidence.id.as_str().rsplit_once('-').unwrap().0;
    let broken: Vec<_> = verification
        .claims
        .iter()
        .filter(|claim| claim.state != ClaimState::Holds)
        .map(|one| &one.claim)
        .collect();
    assert_eq!(broken, [claim]);
    for (result, key) in [
        (with.draft.result(), None),
        (with.draft.result(), Some(OTHER)),
        (without.draft.result(), Some(KEY)),
    ] {
        let verification = verified(result, folder.path(), key);
        assert_eq!(state(&verification, evidence.id.as_str()), LinkState::NotCheckable);
        assert!(verification.holds(), "{}", verification.text());
        assert!(
            verification.text().contains("interviews has other bytes"),
            "{}",
            verification.text()
        );
    }
    // What is gone is missing, whatever it said.
    let Locator::Text { document, .. } = &evidence.locator else { panic!("words") };
    std::fs::remove_file(folder.path().join("interviews").join(document)).unwrap();
    assert_eq!(
        state(&verified(with.draft.result(), folder.path(), None), evidence.id.as_str()),
        LinkState::Missing
    );
}

#[test]
fn masked_words_that_moved_are_found_again_with_the_key() {
    let with = &runs().with;
    let (folder, evidence) = changed(&with.personas);
    let Locator::Text { document, .. } = &evidence.locator else { panic!("words") };
    let [from, to] = [runs().folder.path(), folder.path()]
        .map(|folder| folder.join("interviews").join(document));
    std::fs::copy(from, &to).unwrap();
    rewrite(to, |text| format!("I: Hello.\n\n{text}"));
    assert_eq!(
        state(&verified(with.draft.result(), folder.path(), Some(KEY)), evidence.id.as_str()),
        LinkState::Moved
    );
    assert_eq!(
        state(&verified(with.draft.result(), folder.path(), Some(OTHER)), evidence.id.as_str()),
        LinkState::NotCheckable
    );
}

/// Before there were keyed digests, masked words had plain ones.
#[test]
fn plain_digests_of_masked_words_in_earlier_results_are_checked() {
    let without = &runs().without;
    let mut earlier = without.draft.clone();
    for persona in &mut earlier.personas_mut().personas {
        for evidence in persona.claims.iter_mut().flat_map(|claim| claim.evidence.iter_mut()) {
            let words = without.study.resolve(&evidence.locator, 0).unwrap().text;
            evidence.digest = Some(Digest::of(words.as_bytes()));
        }
    }
    let folder = tempfile::tempdir().unwrap();
    for file in render::files(&earlier).into_iter().filter(|file| !file.name.contains('/')) {
        std::fs::write(folder.path().join(file.name), file.bytes).unwrap();
    }
    let earlier = read_result(folder.path()).unwrap();
    let verification = verified(&earlier, runs().folder.path(), Some(KEY));
    let intact = |link: &&persona_synthesis::lifecycle::LinkCheck| link.state != LinkState::Intact;
    let links = || verification.claims.iter().flat_map(|claim| &claim.links);
    assert!(
        links()
            .filter(intact)
            .map(|link| link.evidence.as_str())
            .all(|id| id.contains("-c") || id.starts_with("U0"))
    );
    let (folder, evidence) = changed(&earlier.personas);
    assert_eq!(
        state(&verified(&earlier, folder.path(), None), evidence.id.as_str()),
        LinkState::Changed
    );
}

#[test]
fn a_guarded_result_tells_no_positions_and_opens_with_its_key() {
    for profile in [Profile::Team, Profile::Public] {
        let (study, draft) = guarded(profile);
        let set = draft.personas();
        let mut kinds = BTreeSet::new();
        for evidence in set.evidence() {
            let (kind, seal) = match &evidence.locator {
                Locator::Text { document, start: 0, end: 0, time: None, .. } => ("words", document),
                Locator::Cell { row: 0, row_key: Some(seal), .. } => ("cell", seal),
                Locator::Rows { rows, row_key: Some(seal), .. } if rows.is_empty() => {
                    ("rows", seal)
                }
                other => panic!("{other:?}"),
            };
            assert!(
                seal.len() == 64 && seal.bytes().all(|byte| byte.is_ascii_hexdigit()),
                "{seal}"
            );
            kinds.insert(kind);
        }
        assert_eq!(kinds.into_iter().collect::<Vec<_>>(), ["cell", "rows", "words"]);
        assert!(!render::annotations(&draft).contains("Selector\""), "no position, no words");
        let verification = verify_guarded(set, &study).unwrap();
        assert!(verification.holds(), "{}", verification.text());
        assert!(verification.sources.iter().all(|source| source.is_unchanged()));
        for (key, found) in [(None, "one without"), (Some(OTHER), "one with another key")] {
            let error =
                verify_guarded(set, &opened(runs().folder.path(), profile, key).0).unwrap_err();
            assert!(
                matches!(error.kind(), ErrorKind::Mismatch { found: own, .. } if own == found),
                "{error}"
            );
        }
        let mut earlier = set.clone();
        earlier.study.key_check = None;
        let error = verify_guarded(&earlier, &study).unwrap_err().to_string();
        assert!(error.contains("make it anew") && error.contains("earlier version"), "{error}");
    }
}

/// The seals of all places in a guarded result, and the keyed digests of what it does not show.
fn seals(draft: &Draft) -> BTreeSet<String> {
    let mut seals = BTreeSet::new();
    for evidence in draft.personas().evidence() {
        seals.extend(match &evidence.locator {
            Locator::Text { document, .. } => Some(document.clone()),
            Locator::Cell { row_key, .. } | Locator::Rows { row_key, .. } => row_key.clone(),
            _ => None,
        });
        let keyed = evidence.digest.iter().filter(|digest| digest.is_keyed());
        seals.extend(keyed.map(ToString::to_string));
    }
    seals
}

/// Ids of evidence begin anew in every result: under its id alone a place would look the same in
/// two of them, and somebody who has both could link them.
#[test]
fn no_place_looks_the_same_in_the_results_of_two_profiles_or_two_waves() {
    let [team, public] = [Profile::Team, Profile::Public].map(|profile| seals(&guarded(profile).1));
    assert!(team == seals(&guarded(Profile::Team).1), "the same result has the same seals");
    assert!(!public.is_empty() && team.is_disjoint(&public), "two profiles");
    // Another state of the files in which every place is where it was.
    let folder = tempfile::tempdir().unwrap();
    write_study(folder.path());
    let mut files = Vec::new();
    for entry in ["", "interviews"].map(|below| folder.path().join(below)) {
        files.extend(std::fs::read_dir(entry).unwrap().map(|file| file.unwrap().path()));
    }
    for file in files.into_iter().filter(|file| file.is_file() && !file.ends_with("study.toml")) {
        rewrite(file, |text| text + "\n");
    }
    let stages = synthesize(study(folder.path(), Profile::Team, Some(KEY))).unwrap();
    let later = seals(&stages.draft);
    assert_eq!(later.len(), team.len());
    assert!(team.is_disjoint(&later), "two waves");
}

#[test]
fn a_guarded_result_finds_a_changed_byte_and_a_changed_file() {
    let (_, draft) = guarded(Profile::Team);
    let set = draft.personas();
    let is_named = |evidence: &&Evidence| evidence.quote.contains("[name]");
    let named = set.evidence().find(is_named).unwrap();
    let (folder, _) = changed(&runs().with.personas);
    for document in std::fs::read_dir(folder.path().join("interviews")).unwrap() {
        rewrite(document.unwrap().path(), |text| text.replace(" and for", ", and for"));
    }
    let verification =
        verify_guarded(set, &opened(folder.path(), Profile::Team, Some(KEY)).0).unwrap();
    let link = verification.links.iter().find(|link| named.id == link.evidence.as_str()).unwrap();
    assert_eq!(link.state, LinkState::Changed);
    let changed: Vec<&str> = verification
        .sources
        .iter()
        .filter(|source| !source.is_unchanged())
        .map(|one| one.source.as_str())
        .collect();
    assert_eq!(changed, ["interviews"]);
}

#[test]
fn masked_quotes_are_pinned_and_left_out_by_their_keyed_digests() {
    let Runs { without, with, .. } = runs();
    let mut shown = with.personas.personas.iter().flat_map(|persona| persona.claims.iter());
    let masked = shown
        .find_map(|claim| claim.evidence.iter().find(|one| one.quote.contains("[name]")))
        .unwrap();
    let plain = Digest::of(with.study.resolve(&masked.locator, 0).unwrap().text.as_bytes());
    let keyed = masked.digest.clone().unwrap();
    let stated = |what: &str, digest: &Digest| {
        Overrides::from_toml(&format!("[quotes]\n{what} = \"{digest}\"\n"), "overrides.toml")
            .unwrap()
    };
    let is_left_out = |draft: &Draft| {
        let same = draft.personas().evidence().find(|evidence| evidence.id == masked.id).unwrap();
        same.quote == "[left out]" && same.digest.as_ref() != Some(&plain)
    };
    for digest in [&keyed, &plain] {
        let pinned =
            apply_overrides(with.draft.clone(), &with.study, &stated("pin", digest)).unwrap();
        assert!(
            pinned
                .personas()
                .personas
                .iter()
                .any(|persona| persona.quotes[0].evidence.id == masked.id)
        );
        assert!(is_left_out(
            &apply_overrides(with.draft.clone(), &with.study, &stated("ban", digest)).unwrap()
        ));
    }
    assert!(is_left_out(
        &apply_overrides(without.draft.clone(), &without.study, &stated("ban", &plain)).unwrap()
    ));
    // A quote that was shown and is left out tells its digest to nobody, and is checked with the
    // key.
    let whole = clinic()
        .personas
        .evidence()
        .find(|evidence| !evidence.masked)
        .unwrap()
        .digest
        .clone()
        .unwrap();
    let banned =
        apply_overrides(clinic().draft.clone(), &clinic().study, &stated("ban", &whole)).unwrap();
    assert!(!render::json(banned.personas()).contains(&whole.to_string()));
    let error = apply_overrides(without.draft.clone(), &without.study, &stated("ban", &keyed))
        .unwrap_err()
        .to_string();
    assert!(error.contains("a study with the privacy key"), "{error}");
}

#[test]
fn a_key_or_list_that_is_named_and_not_there_is_a_warning() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("survey.csv"), "id,How often?\n1,Often\n2,Never\n3,Often\n").unwrap();
    let manifest = "title = \"t\"\nexclusions = { file = \"gone.txt\", key = \"gone.key\" }\n\
        [[source]]\nid = \"survey\"\npath = \"survey.csv\"\nrespondent = \"id\"\n[privacy]\nkey = \"lost.key\"\n";
    std::fs::write(path("study.toml"), manifest).unwrap();
    let missing = || -> Vec<String> {
        let study = Study::open(path("study.toml")).unwrap();
        let ids = study.findings().iter().map(|finding| finding.id().to_owned());
        ids.filter(|id| id.ends_with("-missing")).collect()
    };
    // Before anybody withdrew there is neither a list nor its key.
    assert_eq!(missing(), ["key-file-missing"]);
    std::fs::write(path("gone.key"), [7; 32]).unwrap();
    std::fs::write(path("lost.key"), [7; 32]).unwrap();
    assert_eq!(missing(), ["exclusions-missing"]);
}
