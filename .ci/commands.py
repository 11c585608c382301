"""Runs every subcommand of a `personas` that is installed somewhere, on copies of the studies in data/, and checks exit codes and first words.

`commands.py PERSONAS`, the path of the program."""

import json
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

PROGRAM = Path(sys.argv[1]).absolute()
DATA = Path(__file__).absolute().parent.parent / "data"
INTERVIEWS = "interviews-only/study.toml"
runs = 0


def personas(line, says="", code=0):
    """Runs a line of arguments; what it printed."""
    global runs
    runs += 1
    done = subprocess.run([PROGRAM, *line.split()], cwd=folder, capture_output=True, text=True, encoding="utf-8")
    told = f"personas {line}: exit code {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
    assert done.returncode == code, told
    assert says in done.stdout + done.stderr, f"{says!r} is not in what it says\n{told}"
    return done.stdout


def studies():
    personas("help", says="Exit codes:")
    personas("--version", says="personas ")
    personas("", says="Usage:", code=2)
    personas("synthesise", says="'synthesize'", code=2)
    for study in sorted(DATA.glob("*/study*.toml")):
        name = f"{study.parent.name}/{study.name}"
        personas(f"check {name}", says=" respondents")
        personas(f"synthesize {name} --out {study.stem}-of-{study.parent.name}", says="written to ")
    personas("check broken/ragged-row/study.toml --strict", says="warning: ", code=3)
    personas("check broken/not-toml/study.toml", says="error: ", code=1)
    (folder / "clinic/study.toml").unlink()
    personas("init clinic", says="drafted")
    personas("init clinic", says="`--force` overwrites it", code=1)
    personas("check clinic/study.toml", says=" respondents")
    (folder / "tool-library/study.toml").unlink()
    (folder / "tool-library/suggested-codes.csv").unlink()
    personas("init tool-library", says="drafted")
    personas("suggest tool-library/study.toml", says="suggested-codes.csv")
    personas("suggest tool-library/study.toml", says="is there already", code=1)
    for shell in ("bash", "elvish", "fish", "powershell", "zsh"):
        personas(f"completions {shell}", says="personas")


def results():
    study = folder / INTERVIEWS
    study.write_text('exclusions = { file = "gone.txt", key = "gone.key" }\n' + study.read_text("utf-8"), "utf-8")
    personas(f"show U1-01 {INTERVIEWS}", says="`personas synthesize` writes a result", code=1)
    personas(f"synthesize {INTERVIEWS}")
    personas(f"show U1-01 {INTERVIEWS}", says=">>>")
    personas(f"evidence U1-01 {INTERVIEWS}", says="side,respondent,place,quote")
    personas(f"brief u1 {INTERVIEWS}", says="U1-01")
    personas(f"brief U9 {INTERVIEWS}", says="there is no persona U9", code=1)
    personas(f"adopt out/personas.xlsx {INTERVIEWS}", says="0 changes")
    (folder / "deck.md").write_text("> There's a red jotter next the kettle.\n\nThey said \u201cwe never write anything down on paper\u201d.\n", "utf-8")
    personas(f"audit {INTERVIEWS} deck.md --to audits", code=3)
    assert "not found" in (folder / "audits/deck.md.audit.md").read_text("utf-8")
    personas(f"verify {INTERVIEWS}", says=" 0 changed, 0 missing")
    assigned = personas(f"assign {INTERVIEWS}", says="respondent,kind,persona_id,")
    assert len(assigned.splitlines()) > 10, assigned
    personas(f"compare {INTERVIEWS} {INTERVIEWS} --permutations 19 --out changes", says="personas: stand")
    personas(f"synthesize {INTERVIEWS} --out team --privacy team", says="a key for the profile team", code=1)
    (folder / "interviews-only/privacy.key").write_text("a key of this check, of no other use")
    study.write_text(study.read_text("utf-8") + '\n[privacy]\nkey = "privacy.key"\n', "utf-8")
    personas(f"synthesize {INTERVIEWS} --out team --privacy team", says="written to ")
    personas(f"verify {INTERVIEWS} --out team", says="opened by the key")
    personas(f"erase P04 {INTERVIEWS}", says="erased; ")
    transcript = folder / "clinic/interviews/P01.txt"
    transcript.write_text(transcript.read_text("utf-8").replace("a", "e"), "utf-8")
    personas(f"verify {INTERVIEWS}", says="weakened", code=3)


def table():
    """Eighty people as a study, and as a table of a database."""
    people = [
        (f"p{row}", "late" if row % 2 else "early", "calm" if row % 14 == 0 else "speed", "chat" if row % 9 == 1 else "mail")
        for row in range(80)
    ]
    lines = ["id,Start,Need,Way"] + [",".join(person) for person in people]
    (folder / "people.csv").write_text("\n".join(lines) + "\n")
    (folder / "study.toml").write_text(
        '[[source]]\nid = "people"\npath = "people.csv"\nrespondent = "id"\n'
        '[facets]\nbehaviour = ["*"]\n[clustering]\ngroups = 2\nreplicates = 10\n'
    )
    with sqlite3.connect(folder / "people.sqlite3") as database:
        database.execute("CREATE TABLE people (id TEXT, Start TEXT, Need TEXT, Way TEXT)")
        database.executemany("INSERT INTO people VALUES (?, ?, ?, ?)", people)
    database.close()
    personas("synthesize study.toml --out out")
    place = "--data people.sqlite3 --table people --key id"
    assert len(personas(f"sql sample {place} --share 0.5").splitlines()) > 20
    personas(f"sql fit {place} --journal fit", says="settled")
    assert len(personas(f"sql assign {place} --model fitted.json --journal assign").splitlines()) == 81
    personas(f"sql claims {place} --model fitted.json --journal claims", says=",supported,")
    personas(f"sql stability {place} --model fitted.json --journal stability --replicates 2", says="adjusted Rand index")
    for dialect in ("datafusion", "duckdb", "postgresql", "spark", "sqlite"):
        elsewhere = f"--table people --key id --dialect {dialect}"
        personas(f"sql sample {elsewhere} --share 0.5", says="people")
        waits = json.loads(personas(f"sql fit {elsewhere} --journal of-{dialect} --json", code=3))
        assert (folder / waits["statement"]).read_text("utf-8").strip(), waits


with tempfile.TemporaryDirectory() as made:
    folder = Path(made)
    shutil.copytree(DATA, folder, dirs_exist_ok=True)
    results()
    studies()
    table()
print(f"{PROGRAM.name}: {runs} runs as expected")
