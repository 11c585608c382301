//! A run and everything that it owns: options, cancelling, its files in a folder.

use std::ops::ControlFlow;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use persona_synthesis::lifecycle::read_result;
use persona_synthesis::manifest::Profile;
use persona_synthesis::study::{Pseudonyms, StudyBuilder};
use persona_synthesis::{ErrorKind, Stage, Step, SynthesisOptions};

use crate::support::{clinic, interviews, root};

#[test]
fn every_file_of_a_run_is_written_and_read_back() {
    let synthesis = &interviews().synthesis;
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    synthesis.write_to(&out).unwrap();
    for file in synthesis.render().unwrap() {
        assert_eq!(std::fs::read(out.join(&file.name)).unwrap(), file.bytes, "{}", file.name);
    }
    assert!(out.join("model.json").exists() && out.join("typing.md").exists());
    let (read, draft) = (read_result(&out).unwrap(), synthesis.draft());
    assert_eq!(&read.personas, draft.personas());
    assert_eq!(read.evidence_sets(), draft.evidence_sets());
    // Probabilities are written to four digits.
    assert_eq!(read.memberships().len(), draft.memberships().len());
}

#[test]
fn a_run_reports_its_stages_in_order_and_can_be_cancelled_in_each() {
    let study = &interviews().study;
    let seen = Mutex::new(Vec::new());
    let watch = |step: Step<'_>| {
        seen.lock().unwrap().push(step.stage);
        ControlFlow::Continue(())
    };
    SynthesisOptions::new().progress(&watch).run(study).unwrap();
    let seen = seen.into_inner().unwrap();
    assert_eq!((seen[0], seen[seen.len() - 1]), (Stage::Indicators, Stage::Drafting));
    for stop in [Stage::Indicators, Stage::Groups, Stage::Drafting] {
        assert!(seen.contains(&stop), "{stop}");
        let watch = |step: Step<'_>| match step.stage == stop {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        };
        let error = SynthesisOptions::new().progress(&watch).run(study).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Cancelled), "{error}");
    }
}

#[test]
fn drafting_reports_each_grouping_and_ends_at_any_of_them_on_a_matrix_of_ones_own_too() {
    let study = &interviews().study;
    let of_kinds = Mutex::new(Vec::new());
    let watch = |step: Step<'_>| {
        if step.stage == Stage::Drafting && !step.subject.is_empty() {
            of_kinds.lock().unwrap().push((step.subject.to_owned(), step.done, step.of));
        }
        ControlFlow::Continue(())
    };
    let options = SynthesisOptions::new().progress(&watch);
    let whole = options.run(study).unwrap();
    let steps = std::mem::take(&mut *of_kinds.lock().unwrap());
    for selection in whole.clustering().selections() {
        let all = selection.chosen + 2;
        let own = steps.iter().filter(|(kind, ..)| kind == selection.kind.name());
        let own: Vec<(usize, usize)> = own.map(|(_, done, of)| (*done, *of)).collect();
        assert_eq!(own, (1..=all).map(|done| (done, all)).collect::<Vec<_>>());
    }
    let again = options.run_matrix(study, whole.matrix().clone()).unwrap();
    assert_eq!(again, whole);
    assert_eq!(*of_kinds.lock().unwrap(), steps);
    for stop in 1..=steps.len() {
        let seen = AtomicUsize::new(0);
        let watch = |step: Step<'_>| {
            let is_own = step.stage == Stage::Drafting && !step.subject.is_empty();
            match is_own && seen.fetch_add(1, Ordering::Relaxed) + 1 == stop {
                true => ControlFlow::Break(()),
                false => ControlFlow::Continue(()),
            }
        };
        let options = SynthesisOptions::new().progress(&watch);
        let error = options.run_matrix(study, whole.matrix().clone()).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Cancelled), "{error}");
        assert_eq!(seen.into_inner(), stop);
    }
    let other = SynthesisOptions::new().run_matrix(&clinic().study, whole.matrix().clone());
    let error = other.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Mismatch { .. }), "{error}");
}

#[test]
fn reading_can_be_cancelled_at_a_source() {
    let path = root().join("data/interviews-only/study.toml");
    let study = StudyBuilder::from_path(path).unwrap();
    let second = |step: Step<'_>| match (step.stage, step.done) {
        (Stage::Reading, 2) => ControlFlow::Break(()),
        _ => ControlFlow::Continue(()),
    };
    let error = study.build_with_progress(&second).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Cancelled), "{error}");
}

/// Rendered files obey the profile of the manifest; who is who stays inside.
#[test]
fn a_guarded_run_hands_on_the_guarded_draft_alone() {
    let mut study = StudyBuilder::from_path(root().join("data/clinic/study.toml")).unwrap();
    study.manifest_mut().privacy.profile = Profile::Public;
    let key = Pseudonyms::new(b"a key of the tests, of no other use").unwrap();
    let study = study.pseudonyms(key).build().unwrap();
    let synthesis = SynthesisOptions::new().run(&study).unwrap();
    assert_eq!(synthesis.personas().study.privacy, Profile::Public);
    assert!(synthesis.draft().memberships().is_empty());
    assert_eq!(synthesis.internal().memberships().len(), study.len());
    let files = synthesis.render().unwrap();
    for name in ["membership.csv", "evidence-sets.json", "model.json", "typing.md"] {
        assert!(files.iter().all(|file| file.name != name), "{name}");
    }
}
