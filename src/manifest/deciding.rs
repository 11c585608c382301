//! Choosing among the readings of a manifest, and what a choice makes of it.

use super::decision::{Alternative, DecisionKind, StudyDecision};
use super::definition::Manifest;
use super::stated::Stated;
use crate::error::{ErrorKind, Result, nearest, shown};
use crate::ids::SourceId;

impl Manifest {
    /// The decision of a kind, if the manifest has one.
    #[must_use]
    pub fn decision(&self, kind: DecisionKind) -> Option<&StudyDecision> {
        self.decisions.iter().find(|decision| decision.kind == kind)
    }

    /// The decisions that nobody made yet.
    pub fn open_decisions(&self) -> impl Iterator<Item = &StudyDecision> {
        self.decisions.iter().filter(|decision| decision.is_open())
    }

    /// Makes a decision. It takes effect when the study is built.
    ///
    /// # Errors
    /// [`ErrorKind::Parameter`] if there is no such decision or it has no such alternative.
    pub fn choose(&mut self, kind: DecisionKind, name: &str) -> Result<()> {
        let mut decisions = self.decisions.iter_mut();
        let Some(decision) = decisions.find(|decision| decision.kind == kind) else {
            let expected = "a decision of the manifest".to_owned();
            let found = format!("{:?}", kind.name());
            return Err(ErrorKind::Parameter { name: "decision", expected, found }.into());
        };
        if !decision.knows(name) {
            let expected = format!("one of {}", decision.names().collect::<Vec<_>>().join(", "));
            let found = format!("{:?}", shown(name));
            return Err(ErrorKind::Parameter { name: "choice", expected, found }.into());
        }
        decision.choice = Some(Stated::new(name.to_owned()));
        Ok(())
    }

    /// The manifest as its decisions have it: equal to one into which what was chosen is written
    /// by hand. Building a study resolves its manifest.
    ///
    /// # Errors
    /// [`ErrorKind::Manifest`] for a choice that is none of the alternatives, or an alternative,
    /// chosen or not, that changes a source that is not there.
    pub fn resolved(&self) -> Result<Self> {
        let mut resolved = self.clone();
        for decision in &self.decisions {
            self.check_choice(decision)?;
            self.check_sources(decision)?;
            let Some(alternative) = decision.in_force() else { continue };
            for change in &alternative.changes {
                let id = change.source();
                let mut sources = resolved.sources.iter_mut();
                let Some(source) = sources.find(|source| source.id == *id) else { continue };
                // What nobody chose leaves alone what somebody wrote.
                let own = self.sources.iter().find(|source| source.id == *id);
                let own = own.filter(|_| decision.choice.is_none());
                change.apply_to(source, own.map_or(&[], |own| &own.columns));
            }
            for list in &alternative.kept_apart {
                if !resolved.kept_apart.contains(list) {
                    resolved.kept_apart.push(list.clone());
                }
            }
        }
        Ok(resolved)
    }

    /// Refuses decisions that somebody must make and nobody did.
    ///
    /// # Errors
    /// [`ErrorKind::Manifest`] with the alternatives.
    pub(crate) fn check_decided(&self) -> Result<()> {
        let Some(open) = self.decisions.iter().find(|decision| decision.must_be_made()) else {
            return Ok(());
        };
        let choice = |alternative: &Alternative| {
            format!("`choice = {:?}` ({})", alternative.name, alternative.effect)
        };
        let choices: Vec<String> = open.alternatives.iter().map(choice).collect();
        Err(ErrorKind::Manifest {
            place: self.place(open.line),
            expected: format!("a choice: {} {}", open.question, choices.join(" or ")),
            found: "no choice".to_owned(),
            nearest: None,
        }
        .into())
    }

    /// Refuses a change to a source that is not there, also where another reading holds: whoever
    /// chooses it later is to find it right.
    fn check_sources(&self, decision: &StudyDecision) -> Result<()> {
        let is_known = |id: &SourceId| self.sources.iter().any(|source| source.id == *id);
        let mut changes = decision.alternatives.iter().flat_map(|other| &other.changes);
        let Some(change) = changes.find(|change| !is_known(change.source())) else {
            return Ok(());
        };
        let stated = Stated { value: change.source().as_str(), line: decision.line };
        let known = self.sources.iter().map(|source| source.id.as_str());
        Err(self.unknown(&stated, "a source of the study", known).into())
    }

    fn check_choice(&self, decision: &StudyDecision) -> Result<()> {
        let Some(choice) = decision.choice.as_ref().filter(|choice| !decision.knows(&choice.value))
        else {
            return Ok(());
        };
        let names: Vec<&str> = decision.names().collect();
        Err(ErrorKind::Manifest {
            place: self.place(choice.line),
            expected: format!("one of {} for `choice`", names.join(", ")),
            found: format!("{:?}", shown(&choice.value)),
            nearest: nearest(&choice.value, names),
        }
        .into())
    }
}
