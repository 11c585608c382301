//! Where the command writes, what is left when it is ended, and what it never prints.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::command::{contents, personas, printed};
use crate::verify::{copied, rewrite};

const STUDY: &str = "interviews-only/study.toml";

/// A study that is quick to synthesize.
fn quick() -> tempfile::TempDir {
    let folder = copied();
    rewrite(folder.path().join(STUDY), |text| {
        text.replace("groups = { min = 1, max = 4 }", "groups = 1\nreplicates = 10")
    });
    folder
}

/// A study that fails as soon as its sources are read.
fn broken() -> tempfile::TempDir {
    let folder = copied();
    rewrite(folder.path().join(STUDY), |text| {
        text.replace("../clinic/segments.csv", "nowhere.csv")
    });
    assert!(printed(&["synthesize", STUDY], folder.path(), 1).contains("nowhere.csv: cannot read"));
    folder
}

fn unfinished(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .filter(|path| {
            path.file_name().unwrap().to_string_lossy().starts_with(".personas-unfinished-")
        })
        .collect()
}

#[test]
fn places_where_nothing_can_be_written_are_refused_before_the_work() {
    let folder = broken();
    let at = folder.path();
    std::fs::write(at.join("file"), "mine").unwrap();
    std::fs::create_dir_all(at.join("full/photos")).unwrap();
    std::fs::write(at.join("full/.written"), "../file\n/photos\n").unwrap();
    for (out, says) in [
        ("file", "file is a file\n  `--out` names a folder"),
        ("file/out", "file is no folder"),
        ("file/deeper/out", "file is no folder"),
        (".", "holds the study itself"),
        ("interviews-only", "holds the study itself, study.toml"),
        ("clinic", "holds data of the source interviews"),
        ("clinic/interviews", "holds data of the source interviews"),
        ("full", "full holds the folder photos\n  `--out` names a folder for the results alone"),
        ("nowhere/..", "no name of a folder"),
    ] {
        for command in ["synthesize", "erase"] {
            let study = at.join("interviews-only/study.toml");
            let before = std::fs::read_to_string(&study).unwrap();
            let list = "exclusions = { file = \"gone.txt\", key = \"gone.key\" }\n";
            std::fs::write(&study, format!("{list}{before}")).unwrap();
            let arguments: &[&str] =
                if command == "erase" { &["erase", "P04", STUDY] } else { &["synthesize", STUDY] };
            let text = printed(&[arguments, &["--out", out]].concat(), at, 1);
            std::fs::write(&study, before).unwrap();
            assert!(text.contains(says), "{command} --out {out}: {text}");
        }
        let text = printed(&["compare", STUDY, STUDY, "--out", out], at, 1);
        assert!(text.contains(says), "compare --out {out}: {text}");
    }
    assert!(!at.join("nowhere").exists() && at.join("full/photos").exists());
    assert_eq!(std::fs::read_to_string(at.join("file")).unwrap(), "mine");
    if cfg!(target_os = "linux") {
        let text = printed(&["synthesize", STUDY, "--out", "/proc/personas/out"], at, 1);
        assert!(text.contains("/proc: cannot write"), "{text}");
    }
    let here = at.join("here");
    std::fs::create_dir(&here).unwrap();
    let text = printed(&["synthesize", "../interviews-only/study.toml", "--out", "."], &here, 1);
    assert!(text.contains(". is the folder that the command runs in"), "{text}");
}

#[cfg(unix)]
#[test]
fn a_link_to_a_folder_stays_and_other_links_are_refused() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let folder = quick();
    let at = folder.path();
    std::fs::create_dir_all(at.join("elsewhere/real")).unwrap();
    std::fs::set_permissions(at.join("elsewhere/real"), std::fs::Permissions::from_mode(0o750))
        .unwrap();
    std::fs::write(at.join("elsewhere/real/notes.txt"), "mine").unwrap();
    symlink("elsewhere/real", at.join("out")).unwrap();
    for _ in 0..2 {
        printed(&["synthesize", STUDY], at, 0);
        assert_eq!(std::fs::read_link(at.join("out")).unwrap(), Path::new("elsewhere/real"));
        assert!(
            at.join("elsewhere/real/personas.json").exists()
                && at.join("elsewhere/real/notes.txt").exists()
        );
        let mode = std::fs::metadata(at.join("elsewhere/real")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o750, "its permissions stay");
    }
    assert!(unfinished(&at.join("elsewhere")).is_empty() && unfinished(at).is_empty());
    symlink("nowhere", at.join("dangling")).unwrap();
    symlink("elsewhere/real/notes.txt", at.join("to-file")).unwrap();
    for (out, says) in [("dangling", "is a link to nothing"), ("to-file", "is a link to a file")] {
        assert!(printed(&["synthesize", STUDY, "--out", out], at, 1).contains(says));
    }
    assert!(!at.join("nowhere").exists());
    let usual = at.join("usual");
    std::fs::create_dir(&usual).unwrap();
    printed(&["synthesize", STUDY, "--out", "new/out"], at, 0);
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(mode(&at.join("new/out")), mode(&usual), "a new folder is as any other");
}

/// A path that is no UTF-8 can be written to, and told of.
#[cfg(target_os = "linux")]
#[test]
fn a_path_may_be_any_bytes() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = quick();
    let out = std::ffi::OsStr::from_bytes(b"out\xff\x1b[2J");
    let mut command = Command::new(env!("CARGO_BIN_EXE_personas"));
    command.args(["synthesize", STUDY, "--json", "--out"]).arg(out).current_dir(folder.path());
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["out"], "out\u{fffd}\u{1b}[2J");
    assert!(folder.path().join(out).join("personas.json").exists());
}

#[cfg(unix)]
#[test]
fn what_a_killed_run_left_goes_and_what_another_one_writes_stays() {
    use rustix::fs::{FlockOperation, flock};
    let folder = quick();
    let at = folder.path();
    let [left, written] = ["0123456789abcdef", "fedcba9876543210"]
        .map(|digits| at.join(format!(".personas-unfinished-{digits}")));
    for path in [&left, &written] {
        std::fs::create_dir(path).unwrap();
        std::fs::write(path.join("membership.csv"), "P04").unwrap();
        std::fs::write(path.join("removed-by-the-next-run"), "").unwrap();
    }
    let held = std::fs::File::open(&written).unwrap();
    flock(&held, FlockOperation::LockExclusive).unwrap();
    // Even one that fails later removes it.
    rewrite(at.join(STUDY), |text| text.replace("../clinic/segments.csv", "nowhere.csv"));
    printed(&["synthesize", STUDY], at, 1);
    assert_eq!(unfinished(at), std::slice::from_ref(&written));
    rewrite(at.join(STUDY), |text| text.replace("nowhere.csv", "../clinic/segments.csv"));
    printed(&["synthesize", STUDY], at, 0);
    assert!(written.join("membership.csv").exists());
    drop(held);
    printed(&["synthesize", STUDY], at, 0);
    assert!(unfinished(at).is_empty());
}

#[cfg(unix)]
fn send(signal: &str, process: u32) {
    assert!(Command::new("kill").args([signal, &process.to_string()]).status().unwrap().success());
}

/// True if these tests run with a signal ignored, and so the programs that they start.
#[cfg(target_os = "linux")]
fn is_ignored(signal: i32) -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:")).unwrap();
    u64::from_str_radix(mask.trim(), 16).unwrap() >> (signal - 1) & 1 == 1
}

/// Stops a run while its folder is there, looks at it, ends the run, and sees what is left.
#[cfg(target_os = "linux")]
#[test]
fn a_signal_removes_what_is_unfinished() {
    use std::os::unix::fs::PermissionsExt as _;
    use std::os::unix::process::ExitStatusExt as _;
    const TRIES: usize = 40;
    let folder = quick();
    let at = folder.path();
    printed(&["synthesize", STUDY], at, 0);
    let whole = contents(&at.join("out"));
    for (signal, number) in [("-TERM", 15), ("-INT", 2), ("-HUP", 1)]
        .into_iter()
        .filter(|(_, number)| !is_ignored(*number))
    {
        let was_met = (0..TRIES).any(|_| {
            let mut child = Command::new(env!("CARGO_BIN_EXE_personas"))
                .args(["synthesize", STUDY])
                .current_dir(at)
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            while unfinished(at).is_empty() && child.try_wait().unwrap().is_none() {
                std::thread::yield_now();
            }
            let has_ended = child.try_wait().unwrap().is_some();
            if !has_ended {
                send("-STOP", child.id());
            }
            let modes: Vec<u32> = unfinished(at)
                .iter()
                .filter_map(|path| Some(std::fs::metadata(path).ok()?.permissions().mode() & 0o777))
                .collect();
            if !has_ended {
                send(signal, child.id());
                send("-CONT", child.id());
            }
            let status = child.wait().unwrap();
            assert!(unfinished(at).is_empty(), "{signal}: {status}");
            assert!(contents(&at.join("out")) == whole, "{signal}: the result is whole");
            assert!(modes.iter().all(|mode| *mode == 0o700), "{modes:?}");
            assert!(status.success() || status.signal() == Some(number), "{signal}: {status}");
            status.signal() == Some(number) && !modes.is_empty()
        });
        assert!(was_met, "no run was ended while it wrote");
    }
}

/// `nohup` and shells start programs with signals ignored, and they stay so.
#[cfg(target_os = "linux")]
#[test]
fn a_signal_that_is_ignored_stays_so() {
    let folder = quick();
    let at = folder.path();
    let mut child = Command::new("sh")
        .args([
            "-c",
            "trap '' HUP; exec \"$0\" synthesize \"$1\"",
            env!("CARGO_BIN_EXE_personas"),
            STUDY,
        ])
        .current_dir(at)
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    while unfinished(at).is_empty() && child.try_wait().unwrap().is_none() {
        std::thread::yield_now();
    }
    if child.try_wait().unwrap().is_none() {
        send("-HUP", child.id());
    }
    assert!(child.wait().unwrap().success());
}

/// True if a terminal would act on a text.
fn acts(text: &str) -> bool {
    let turns = |c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.contains(|c: char| turns(c) || (c.is_control() && c != '\n' && c != '\t'))
}

#[test]
fn what_others_wrote_does_not_act_on_a_terminal() {
    const EVIL: &str = "\\u001B]52;c;eA==\\u0007\\u009B31m\\u202Ex\\u2066\\r\\b";
    let folder = quick();
    let at = folder.path();
    rewrite(at.join(STUDY), |text| {
        let text =
            text.replace("title = \"Clinic booking", &format!("title = \"{EVIL}Clinic booking"));
        text.replace("id = \"codebook\"", &format!("id = \"codebook{EVIL}\""))
    });
    rewrite(at.join("clinic/interviews/P01.txt"), |text| {
        text.replace("the ", "the\u{1b}[2J \u{9b}")
    });
    rewrite(at.join("clinic/segments.csv"), |text| {
        text.replace("paper waiting list", "paper\u{1b}[2J waiting list")
    });
    for arguments in [
        &["check", STUDY][..],
        &["synthesize", STUDY],
        &["show", "U1-01", STUDY],
        &["verify", STUDY],
        &["show", "\u{1b}[2J", STUDY],
        &["compare", STUDY, STUDY, "--permutations", "19", "--out", "changes"],
    ] {
        for json in [&[][..], &["--json"]] {
            let output = personas(&[arguments, json].concat(), at);
            for bytes in [&output.stdout, &output.stderr] {
                let text = String::from_utf8(bytes.clone()).unwrap();
                assert!(!acts(&text), "{arguments:?} {json:?}: {text:?}");
            }
        }
    }
    let text = printed(&["check", STUDY], at, 0);
    assert!(
        text.starts_with(
            "\\u{1b}]52;c;eA==\\u{7}\\u{9b}31m\\u{202e}x\\u{2066}\\u{d}\\u{8}Clinic booking"
        ),
        "{text}"
    );
    for file in [
        "out/personas.md",
        "out/typing.md",
        "out/personas.json",
        "out/model.json",
        "changes/changes.md",
    ] {
        let text = std::fs::read_to_string(at.join(file)).unwrap();
        assert!(!acts(&text), "{file}");
    }
    let json: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(at.join("out/personas.json")).unwrap())
            .unwrap();
    assert!(
        json["study"]["title"]
            .as_str()
            .unwrap()
            .starts_with("\u{1b}]52;c;eA==\u{7}\u{9b}31m\u{202e}")
    );
    let missing = printed(&["check", "no\u{1b}[2Jthing.toml"], at, 1);
    assert!(missing.contains("no\\u{1b}[2Jthing.toml: cannot read"), "{missing}");
}
