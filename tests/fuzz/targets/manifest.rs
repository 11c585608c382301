//! The manifest: any text is a study or an error that names the file.
#![no_main]

use libfuzzer_sys::fuzz_target;
use persona_synthesis::Manifest;

fuzz_target!(|text: &str| {
    if let Err(error) = Manifest::from_toml(text, "study.toml") {
        assert!(error.to_string().starts_with("study.toml"), "{error}");
    }
});
