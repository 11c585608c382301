//! One study: its stages, everything that is made of its result, and what must be true of it.

use std::error::Error;
use std::path::Path;

use persona_synthesis::coding::Suggestions;
use persona_synthesis::lifecycle::{
    CompareOptions, Model, ReviewVerdict, TypingTool, assigned_csv, compare, places, places_csv,
    verify, verify_guarded,
};
use persona_synthesis::manifest::Profile;
use persona_synthesis::personas::Draft;
use persona_synthesis::sources::{Table, TableOptions};
use persona_synthesis::study::{Pseudonyms, StudyBuilder};
use persona_synthesis::{Findings, IndicatorMatrix, Manifest, Result, Study, Synthesis, render};

pub(crate) struct Stages {
    study: Study,
    matrix: IndicatorMatrix,
    draft: Draft,
    synthesis: Synthesis,
}

impl Stages {
    pub(crate) fn of(manifest: &Path) -> Result<Self> {
        Self::build(Manifest::from_path(manifest)?)
    }

    fn build(study: impl Into<StudyBuilder>) -> Result<Self> {
        let study = study.into().build()?;
        let synthesis = Synthesis::run(&study)?;
        let (matrix, draft) = (synthesis.matrix().clone(), synthesis.internal().clone());
        Ok(Self { study, matrix, draft, synthesis })
    }

    /// Numbers of personas and claims, if all is as it must be.
    pub(crate) fn check(&self, folder: &Path) -> std::result::Result<[usize; 2], Box<dyn Error>> {
        let personas = self.draft.personas();
        let claims = personas.claims().count();
        assert!(!personas.personas.is_empty() && claims >= personas.personas.len());
        assert_eq!(self.draft.memberships().len(), self.study.len());
        self.rendered(folder)?;
        self.drafted()?;
        self.tracked()?;
        self.guarded()?;
        Ok([personas.personas.len(), claims])
    }

    fn rendered(&self, folder: &Path) -> std::result::Result<(), Box<dyn Error>> {
        let Self { study, draft, .. } = self;
        let personas = draft.personas();
        let files = render::files(draft);
        assert!(
            files.len() > 15 && files.iter().all(|file| !file.bytes.is_empty()),
            "{} files",
            files.len()
        );
        let markdown = render::markdown(personas);
        assert!(
            personas.personas.iter().all(|persona| markdown.contains(persona.id.as_str())),
            "a persona is not in the Markdown"
        );
        assert_eq!(
            render::from_json(&render::json(personas))?.claims().count(),
            personas.claims().count()
        );
        assert!(
            !render::summary(personas).is_empty()
                && render::transcripts(personas, study).starts_with("<!doctype html>")
        );
        assert!(
            render::masking_log(personas, study)
                .lines()
                .nth(1)
                .is_some_and(|header| header.starts_with("evidence_id,"))
        );

        let workbook = folder.join("personas.xlsx");
        std::fs::write(&workbook, render::workbook(personas))?;
        let mut findings = Findings::default();
        let options = TableOptions { sheet: Some("claims".to_owned()), ..TableOptions::default() };
        let rows = Table::open(&workbook, "personas.xlsx", &options, &mut findings)?.rows();
        assert_eq!(rows, personas.claims().count(), "the workbook has a row a claim");
        // A project that is a source of another study.
        if let Some(project) = render::refi_project(draft.result(), study) {
            std::fs::write(folder.join("interviews.qdpx"), project)?;
            let toml = "[[source]]\nid = \"interviews\"\npath = \"interviews.qdpx\"\n[facets]\ngoal = [\"*\"]\n";
            let mut manifest = Manifest::from_toml(toml, "study.toml")?;
            manifest.folder = folder.to_path_buf();
            let again = Study::build(manifest)?;
            assert!(
                again.sources()[0].records > 100,
                "{} records of the project",
                again.sources()[0].records
            );
        }
        Ok(())
    }

    fn drafted(&self) -> std::result::Result<(), Box<dyn Error>> {
        let folder = &self.study.manifest().folder;
        let text = Study::draft_manifest(folder)
            .or_else(|_| Study::draft_manifest(folder.join("../clinic")))?;
        assert!(!Manifest::from_toml(&text, "study.toml")?.sources.is_empty());
        let suggestions = Suggestions::from_study(&self.study);
        assert!(suggestions.trial.is_some() || suggestions.suggestions.is_empty());
        Ok(())
    }

    fn tracked(&self) -> std::result::Result<(), Box<dyn Error>> {
        let Self { study, matrix, draft, synthesis } = self;
        let (personas, result) = (draft.personas(), draft.result());
        let verified = verify(result, study, matrix)?;
        assert!(verified.holds(), "{}", verified.text());
        let claim = personas.claims().next().map(|claim| claim.id.to_string()).unwrap_or_default();
        let all = places(result, study, matrix, &claim)?;
        assert_eq!(places_csv(&all).lines().next(), Some("side,respondent,place,quote"));

        let model = Model::new(synthesis)?;
        let assignment = Model::from_json(&model.to_json())?.assign(study.manifest().clone())?;
        assert!(!assignment.assigned.is_empty());
        assert_eq!(assigned_csv(&assignment).lines().count(), assignment.assigned.len() + 1);
        let tools = TypingTool::all(synthesis);
        assert!(tools.iter().all(|tool| !tool.markdown().is_empty()));

        let options = CompareOptions { permutations: 19, ..CompareOptions::default() };
        let compared = compare(synthesis, synthesis, &options)?;
        let stand = compared
            .kinds
            .iter()
            .all(|kind| matches!(kind.verdict, ReviewVerdict::Stand | ReviewVerdict::Unknown));
        assert!(stand, "{}", compared.markdown());
        Ok(())
    }

    fn guarded(&self) -> Result<()> {
        let mut manifest = self.study.manifest().clone();
        manifest.privacy.profile = Profile::Team;
        manifest.privacy.min_cell = 5;
        let key = Pseudonyms::new(b"a key of this program, of no other use")?;
        let guarded = StudyBuilder::from(manifest).pseudonyms(key);
        let Self { study, matrix, draft, .. } = Self::build(guarded)?;
        let guarded = draft.guarded(&study, &matrix)?;
        let verification = verify_guarded(guarded.personas(), &study)?;
        assert!(verification.holds(), "a sealed link does not open");
        assert!(render::files(&guarded).iter().all(|file| !file.name.starts_with("membership")));
        Ok(())
    }
}
