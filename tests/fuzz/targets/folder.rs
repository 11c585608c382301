//! A folder of two tables and a transcript, parted by zero bytes: what `init` drafts of it. A draft
//! is a manifest, and its study opens or says why not.
#![no_main]

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use persona_synthesis::manifest::Manifest;
use persona_synthesis::{IndicatorMatrix, Study};

static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    // In memory where the system has such a place, since each input writes the files again.
    let memory = Path::new("/dev/shm");
    let root = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
    let folder = root.join(format!("personas-fuzz-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("in")).expect("a folder of one's own");
    folder
});

fuzz_target!(|bytes: &[u8]| {
    let mut parts = bytes.splitn(3, |byte| *byte == 0);
    for name in ["a.csv", "b.csv", "P1.txt"] {
        let path = FOLDER.join("in").join(name);
        match parts.next() {
            Some(part) => std::fs::write(path, part).expect("room for a file"),
            None => drop(std::fs::remove_file(path)),
        }
    }
    let Ok(draft) = Study::draft_manifest(FOLDER.join("in")) else { return };
    let manifest = FOLDER.join("in").join("study.toml");
    std::fs::write(&manifest, &draft).expect("room for a file");
    Manifest::from_path(&manifest)
        .unwrap_or_else(|error| panic!("a draft is no manifest: {error}\n{draft}"));
    let study = Study::open(&manifest);
    std::fs::remove_file(&manifest).expect("the file stands");
    if let Ok(study) = study {
        let _ = IndicatorMatrix::from_study(&study);
    }
});
