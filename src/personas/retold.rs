//! Names and sentences made anew where claims are worded or left out by people.

use super::portrait::persona::Persona;
use super::portrait::told::Teller;
use super::set::PersonaSet;

impl PersonaSet {
    /// The names that the claims give, in the order of the personas, each with what a reader must
    /// know of it. A result that people named has others.
    pub(crate) fn drafted_labels(&self) -> Vec<(String, Option<&'static str>)> {
        let mut drafted: Vec<(&Persona, String, Option<&'static str>)> = Vec::new();
        for persona in &self.personas {
            // Drafting avoids labels given before, so its order is repeated.
            let before = drafted.iter().filter(|(other, ..)| other.kind == persona.kind);
            let others: Vec<String> = before.map(|(_, label, _)| label.clone()).collect();
            let teller = self.teller(persona);
            let (label, title) = teller.persona_label(&persona.titles, &persona.claims, &others);
            drafted.push((persona, label, title.and_then(|title| teller.about_label(title))));
        }
        drafted.into_iter().map(|(_, label, about)| (label, about)).collect()
    }

    /// Makes names and sentences of the claims as they are now.
    pub(crate) fn retell(&mut self) {
        let labels = self.drafted_labels();
        let tellers: Vec<Teller> =
            self.personas.iter().map(|persona| self.teller(persona)).collect();
        let told = self.personas.iter_mut().zip(tellers).zip(labels);
        for ((persona, teller), (label, about)) in told {
            persona.label = label;
            persona.about_label = about.map(str::to_owned);
            persona.tag_line = teller.tag_line(&persona.claims);
            persona.narrative = teller.narrative(&persona.claims);
            persona.prompts = teller.prompts(&persona.claims);
        }
    }

    fn teller(&self, persona: &Persona) -> Teller {
        let guarded = !self.study.privacy.is_internal();
        let alone = self.describes_everyone(persona);
        Teller::new(self.study.language, persona.kind, alone, guarded)
    }
}
