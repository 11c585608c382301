"""The same personas, fitted and assigned by every engine that is there.

    cargo run --release --example warehouse -- 200000 target/warehouse
    python tests/engines/fits.py target/warehouse [--personas target/release/personas] [--only duckdb,sqlite] [--spark] [--cluster] [--no-claims]

The folder holds what the example leaves: `people.csv` and the `model.json` of a sample. Each engine gets the table, fits the model to it by the
statements of `personas sql fit`, and says of every row which persona it belongs to; `personas assign` says the same in memory. Checked are: the
same rows are sampled, parameters agree to 1e-9, every row has the same persona, and the claims of the table are the same."""

import argparse
import csv
import io
import json
import pathlib
import subprocess
import sys
import time

import engines

MANIFEST = """[[source]]
id = "people"
path = "people.csv"
respondent = "id"
[facets]
behaviour = ["*"]
"""


def command(arguments, *of):
    return subprocess.run([arguments.personas, *map(str, of)], capture_output=True, text=True)


def asked(engine, statement):
    """The rows of a statement; a cluster loses a worker in the middle of the second pass over the table, and gets another."""
    if not engine.name.endswith("-cluster") or "CROSS JOIN" not in statement or engine.killed:
        return engine.query(statement)
    if not engine.passed:
        engine.passed = True
        return engine.query(statement)
    rows = engine.query_while_killing(statement, worker=0)
    print(f"{'':18} a worker was killed in the middle of a pass: {engine.killed[-1]}", flush=True)
    engine.start_worker()
    return rows


def answered(arguments, engine, journal, *of):
    """Runs a command of `personas sql` until every statement that it waits for has its answer."""
    table = ["--table", "people", "--key", "id", "--dialect", engine.dialect, "--journal", journal]
    while (run := command(arguments, "sql", *of, *table, "--json")).returncode == 3:
        waits = json.loads(run.stdout)
        rows = asked(engine, pathlib.Path(waits["statement"]).read_text())
        pathlib.Path(waits["answer"]).write_text("".join(json.dumps(row) + "\n" for row in rows))
    if run.returncode != 0:
        sys.exit(f"{engine.name}: {run.stderr}")
    return run.stdout


def numbers(value):
    """All numbers of a JSON value, in their order."""
    if isinstance(value, dict):
        return [number for part in value.values() for number in numbers(part)]
    if isinstance(value, list):
        return [number for part in value for number in numbers(part)]
    return [value] if isinstance(value, (int, float)) and not isinstance(value, bool) else []


def fitted(arguments, name, folder):
    """What an engine arrives at: the sample's ids, the model, the personas of the rows, the claims."""
    own = folder / name
    subprocess.run(["rm", "-rf", own], check=True)
    own.mkdir()
    start = time.perf_counter()
    with engines.open(name, folder / "people.csv") as engine:
        loaded = time.perf_counter()
        place = ["--table", "people", "--key", "id", "--dialect", engine.dialect]
        statement = command(arguments, "sql", "sample", *place, "--share", "0.01").stdout
        sample = sorted(row[0] for row in engine.query(statement))
        model = own / "fitted.json"
        told = json.loads(answered(arguments, engine, own / "fit", "fit", "--model", folder / "model.json", "--out", model))
        passed = time.perf_counter()
        statement = answered(arguments, engine, own / "assign", "assign", "--model", model)
        rows = sorted(engine.query(statement))
        assigned = time.perf_counter()
        wanted = [] if arguments.no_claims else ["claims", "--model", model]
        claims = wanted and json.loads(answered(arguments, engine, own / "claims", *wanted))["claims"]
        for claim in claims:
            # Names stand in the engine's own quotes.
            claim["columns"] = [column.strip('"`') for column in claim["columns"]]
        done = time.perf_counter()
    last = told["passes"][-1]
    print(
        f"{name:18} {len(told['passes']):3} passes, log-likelihood {last['log_likelihood'] / last['rows']:.9f} a row of {last['rows']}; "
        f"loaded {loaded - start:.1f} s, fitted {passed - loaded:.1f} s, assigned {assigned - passed:.1f} s, "
        f"{len(claims)} claims {done - assigned:.1f} s",
        flush=True,
    )
    return sample, json.loads(model.read_text()), rows, claims, model


def in_memory(arguments, folder, model):
    manifest = folder / "all.toml"
    manifest.write_text(MANIFEST)
    run = command(arguments, "assign", manifest, "--model", model)
    rows = csv.DictReader(io.StringIO(run.stdout))
    return sorted((row["respondent"], row["persona_id"], row["status"], int(row["known"]), float(row["probability"])) for row in rows)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--personas", default="target/debug/personas")
    parser.add_argument("--only")
    parser.add_argument("--spark", action="store_true")
    parser.add_argument("--cluster", action="store_true")
    parser.add_argument("--no-claims", action="store_true")
    arguments = parser.parse_args()
    names = engines.there(spark=arguments.spark, cluster=arguments.cluster)
    if arguments.only:
        names = arguments.only.split(",")
    for name in engines.NAMES:
        if name not in names and (why := engines.why_not(name)):
            print(f"skipped: {name}: {why}")
    wrong, first = [], None
    for name in names:
        sample, model, rows, claims, file = fitted(arguments, name, arguments.folder)
        memory = in_memory(arguments, arguments.folder, file)
        found = [(row[0], row[1] or "", row[4], row[5], row[2]) for row in rows]
        differ = sum(a[:4] != b[:4] or abs(a[4] - b[4]) > 1e-4 for a, b in zip(memory, found)) + abs(len(memory) - len(found))
        if differ:
            wrong.append(f"{name}: {differ} of {len(memory)} rows have another persona than in memory")
        if first is None:
            first = (name, sample, model, claims)
            continue
        if sample != first[1]:
            wrong.append(f"{name} draws another sample than {first[0]}")
        pairs = list(zip(numbers(model), numbers(first[2]), strict=True))
        apart = max(abs(a - b) / max(1, abs(a)) for a, b in pairs)
        print(f"{'':18} {sum(a != b for a, b in pairs)} of {len(pairs)} numbers of the model differ from {first[0]}, by {apart:.1e} at most")
        if apart > 1e-9:
            wrong.append(f"{name}: parameters differ from {first[0]} by {apart:.1e}")
        if claims != first[3]:
            wrong.append(f"{name}: {sum(a != b for a, b in zip(claims, first[3]))} claims differ from {first[0]}")
    print(f"{len(names)} engines, {len(wrong)} differences")
    sys.exit("\n".join(wrong) if wrong else 0)


main()
