//! Shared by several modules: the way of a study from manifest to personas, and where things are.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use persona_synthesis::personas::Draft;
use persona_synthesis::study::StudyBuilder;
use persona_synthesis::{
    Clustering, IndicatorMatrix, Manifest, PersonaSet, Result, Study, Synthesis,
};

/// The root of the project.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The stages of a study.
pub(crate) struct Stages {
    pub(crate) study: Study,
    pub(crate) matrix: IndicatorMatrix,
    pub(crate) clustering: Clustering,
    pub(crate) draft: Draft,
    pub(crate) personas: PersonaSet,
    pub(crate) synthesis: Synthesis,
}

/// The whole way from a manifest.
pub(crate) fn synthesize(study: impl Into<StudyBuilder>) -> Result<Stages> {
    let study = study.into().build()?;
    let synthesis = Synthesis::run(&study)?;
    let (matrix, clustering) = (synthesis.matrix().clone(), synthesis.clustering().clone());
    let draft = synthesis.draft().clone();
    let personas = draft.personas().clone();
    Ok(Stages { study, matrix, clustering, draft, personas, synthesis })
}

/// The sample study, synthesized once for all tests.
pub(crate) fn clinic() -> &'static Stages {
    static CLINIC: OnceLock<Stages> = OnceLock::new();
    CLINIC.get_or_init(|| synthesize_path("data/clinic/study.toml").unwrap())
}

/// The interviews of the sample study alone, synthesized once for all tests.
pub(crate) fn interviews() -> &'static Stages {
    static INTERVIEWS: OnceLock<Stages> = OnceLock::new();
    INTERVIEWS.get_or_init(|| synthesize_path("data/interviews-only/study.toml").unwrap())
}

/// The whole way from a manifest below the root.
pub(crate) fn synthesize_path(path: &str) -> Result<Stages> {
    synthesize(Manifest::from_path(root().join(path))?)
}

/// A folder of samples that stands beside the project in some places; elsewhere the reason for
/// skipping is printed.
pub(crate) fn sample(path: &str) -> Option<PathBuf> {
    let folder = root().parent()?.join("shared/samples").join(path);
    if folder.exists() {
        return Some(folder);
    }
    println!("skipped: samples/{path} is not beside the project");
    None
}
