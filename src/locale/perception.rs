//! The questionnaire on how people see personas.

/// Frame and questions of the questionnaire.
pub(crate) struct Questionnaire {
    pub(crate) title: fn(title: &str) -> String,
    pub(crate) how: &'static str,
    pub(crate) what: &'static str,
    pub(crate) constructs: [Construct; 8],
}

/// A construct of the Persona Perception Scale with its items.
pub(crate) struct Construct {
    pub(crate) name: &'static str,
    pub(crate) items: [&'static str; 3],
}
