//! The subcommands: their names, what they do, and how they are called.

#[derive(Clone, Copy)]
pub(super) enum Verb {
    Init,
    Check,
    Suggest,
    Synthesize,
    Show,
    Evidence,
    Brief,
    Adopt,
    Audit,
    Verify,
    Assign,
    Compare,
    Erase,
    Completions,
    Sql,
}

impl Verb {
    /// In the order of the help.
    pub(super) const EACH: [Self; 15] = [
        Self::Init,
        Self::Check,
        Self::Suggest,
        Self::Synthesize,
        Self::Show,
        Self::Evidence,
        Self::Brief,
        Self::Adopt,
        Self::Audit,
        Self::Verify,
        Self::Assign,
        Self::Compare,
        Self::Erase,
        Self::Completions,
        Self::Sql,
    ];

    /// The word that it is called by.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Init => "init",
            Self::Check => "check",
            Self::Suggest => "suggest",
            Self::Synthesize => "synthesize",
            Self::Show => "show",
            Self::Evidence => "evidence",
            Self::Brief => "brief",
            Self::Adopt => "adopt",
            Self::Audit => "audit",
            Self::Verify => "verify",
            Self::Assign => "assign",
            Self::Compare => "compare",
            Self::Erase => "erase",
            Self::Completions => "completions",
            Self::Sql => "sql",
        }
    }

    /// What it does, in a line.
    pub(super) fn about(self) -> &'static str {
        match self {
            Self::Init => "Drafts DIR/study.toml from the exports in a folder",
            Self::Check => {
                "Reads a study and lists what was recognised, repaired, left out or doubted"
            }
            Self::Suggest => {
                "Drafts codes for transcripts that nobody has coded, to be kept row by row"
            }
            Self::Synthesize => {
                "Finds groups and writes the personas; drafts the study of a folder that has none"
            }
            Self::Show => {
                "Shows the words in the sources behind a claim, or lists the claims of a persona"
            }
            Self::Evidence => "Lists every place behind a claim",
            Self::Brief => "Writes what may be said of a persona, for a writer or a language model",
            Self::Adopt => "Reads edits in personas.xlsx back into overrides.toml",
            Self::Audit => "Checks the quotations and numbers of a document against the sources",
            Self::Verify => "Opens the sources again and checks whether each claim still holds",
            Self::Assign => "Assigns new respondents to personas with a saved model",
            Self::Compare => "Compares two waves: which personas stayed, changed, appeared or went",
            Self::Erase => {
                "Erases a respondent who withdrew, and writes the result again without them"
            }
            Self::Completions => "Prints completions for a shell",
            Self::Sql => "Fits and assigns personas inside the engine that holds a table",
        }
    }

    /// How it is called.
    pub(super) fn examples(self) -> Option<&'static str> {
        match self {
            Self::Init => Some("init exports/"),
            Self::Check => Some("check exports/study.toml --strict"),
            Self::Suggest => Some("suggest exports/study.toml"),
            Self::Synthesize => Some(
                "synthesize exports/ --out personas/\n  \
                 personas synthesize exports/study.toml --out personas/ --strict\n  \
                 personas synthesize exports/study.toml --out for-the-team/ --privacy team\n  \
                 personas synthesize exports/study.toml --density story --templates templates/",
            ),
            Self::Show => Some("show U1-03 exports/study.toml --out personas/"),
            Self::Evidence => {
                Some("evidence U1-03 exports/study.toml --out personas/ > places.csv")
            }
            Self::Brief => Some("brief U1 exports/study.toml --out personas/ > brief.md"),
            Self::Adopt => Some("adopt personas/personas.xlsx exports/study.toml --out personas/"),
            Self::Audit => Some(
                "audit exports/study.toml deck.pptx --out personas/\n  \
                 personas audit exports/study.toml *.md --out personas/ --to audits/ --strict",
            ),
            Self::Verify => Some("verify exports/study.toml --out personas/"),
            Self::Assign => {
                Some("assign later/study.toml --model personas/model.json > assigned.csv")
            }
            Self::Compare => Some("compare spring/study.toml autumn/study.toml --out changes/"),
            Self::Erase => Some(
                "erase P07 exports/study.toml --out personas/\n\n\
                 The manifest names the list of those who withdrew, and its key:\n  \
                 exclusions = { file = \"exclusions.txt\", key = \"exclusions.key\" }",
            ),
            Self::Completions => {
                Some("completions bash > ~/.local/share/bash-completion/completions/personas")
            }
            // Each of its subcommands has one.
            Self::Sql => None,
        }
    }
}
