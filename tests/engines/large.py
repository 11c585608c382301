"""Tables larger than what one would read whole: sampled, drafted, fitted, assigned and claimed of by the command, in files of Parquet.

    cargo build --release --features cli,datafusion
    python tests/engines/large.py 20000000 target/large [--personas target/release/personas]

Invents people of five kinds with forty answers of yes or no and twenty grades from 1 to 5, three in a hundred of them missing, a million rows at a
time; kept are `people.parquet` and every person's kind, which tells how good an assignment could be. Each step is a process of its own, of
which processor and wall time and the peak of memory are printed. Checked are: all have a row in the answer, and their personas are their kinds for as many as the
parameters that they were drawn by would find, but for a thousandth."""

import argparse
import collections
import csv
import json
import multiprocessing
import os
import pathlib
import subprocess
import sys
import time

ROWS = 1_000_000
KINDS, MISSING = 5, 0.03
COLUMNS = 60
STUDY = """[[source]]
id = "people"
path = "sample.csv"
respondent = "id"
[facets]
behaviour = ["*"]
[clustering]
groups = 5
replicates = 10
"""


def invent(path, rows, columns=COLUMNS):
    """Writes the people, a third of whose columns are grades and the others answers of yes or no; gives the share of them that the true parameters sort into their own kind."""
    # Here alone, so that the processes that are measured begin small: their peak counts what this one held when it started them.
    import numpy
    import pyarrow
    import pyarrow.parquet

    draws = numpy.random.default_rng(7)
    yes_or_no = columns - columns // 3
    rates = 0.1 + 0.8 * draws.random((columns, KINDS))
    names = [f"Q{column}" for column in range(columns)]
    types = [pyarrow.string()] * yes_or_no + [pyarrow.int8()] * (columns - yes_or_no)
    schema = pyarrow.schema([("id", pyarrow.string()), *zip(names, types)])
    right = 0
    with pyarrow.parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for start in range(0, rows, ROWS):
            size = min(ROWS, rows - start)
            kinds = draws.integers(0, KINDS, size)
            score = numpy.zeros((size, KINDS))
            made = [pyarrow.array([f"p{row}" for row in range(start, start + size)])]
            for column, rate in enumerate(rates):
                known = draws.random(size) >= MISSING
                times = 1 if column < yes_or_no else 4
                answers = draws.binomial(times, rate[kinds])
                score += numpy.where(known[:, None], answers[:, None] * numpy.log(rate) + (times - answers)[:, None] * numpy.log(1 - rate), 0)
                if times == 1:
                    shown = pyarrow.DictionaryArray.from_arrays(pyarrow.array(answers.astype("int8"), mask=~known), ["No", "Yes"]).cast(pyarrow.string())
                else:
                    shown = pyarrow.array((1 + answers).astype("int8"), mask=~known)
                made.append(shown)
            right += int((score.argmax(axis=1) == kinds).sum())
            writer.write_table(pyarrow.table(made, schema=schema))
            kinds.astype("int8").tofile(path.with_name(f"kinds-{start // ROWS:04}.bin"))
    return right / rows


def there(people, rows, columns=COLUMNS):
    """Makes the people unless they are there."""
    found = people.with_name("found.json")
    if not found.exists():
        people.parent.mkdir(parents=True, exist_ok=True)
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            found.write_text(json.dumps(pool.apply(invent, (people, rows, columns))))
    return json.loads(found.read_text())


def step(name, command, out=None):
    """Runs a step; prints what it took, and gives what it printed."""
    start = time.perf_counter()
    process = subprocess.Popen([*map(str, command)], stdout=open(out, "wb") if out else subprocess.PIPE)
    text = b"" if out else process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{name} failed")
    wall = time.perf_counter() - start
    print(f"{name:10} {wall:8.1f} s, processor {used.ru_utime + used.ru_stime:8.1f} s, peak {used.ru_maxrss / 1024:6.0f} MiB", flush=True)
    return text.decode()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("rows", type=int)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--personas", default="target/release/personas", type=pathlib.Path)
    arguments = parser.parse_args()
    rows, folder, personas = arguments.rows, arguments.folder / str(arguments.rows), arguments.personas
    people = folder / "people.parquet"
    possible = there(people, rows)
    print(f"{rows} people, {people.stat().st_size / 2**20:.0f} MiB; their parameters find the kind of {possible:.5f} of them")
    for old in ["fit", "assign", "claims"]:
        subprocess.run(["rm", "-rf", folder / old], check=True)
    place = ["--data", people, "--key", "id"]
    step("sample", [personas, "sql", "sample", *place, "--share", min(1, 10_000 / rows)], folder / "sample.csv")
    (folder / "study.toml").write_text(STUDY)
    step("synthesize", [personas, "synthesize", folder / "study.toml", "--out", folder / "personas"], folder / "synthesize.txt")
    model = folder / "fitted.json"
    told = json.loads(step("fit", [personas, "sql", "fit", *place, "--model", folder / "personas/model.json", "--journal", folder / "fit", "--out", model, "--json"]))
    for number, one in enumerate(told["passes"], 1):
        print(f"  pass {number}: log-likelihood {one['log_likelihood'] / one['rows']:.9f} a row of {one['rows']}, change {one['change']:.1e}")
    place = [*place, "--model", model]
    step("assign", [personas, "sql", "assign", *place, "--journal", folder / "assign"], folder / "assigned.csv")
    check(folder, rows, possible)
    claims = json.loads(step("claims", [personas, "sql", "claims", *place, "--journal", folder / "claims", "--json"]))["claims"]
    print(f"  {len(claims)} claims, {sum(claim['grade'] == 'supported' for claim in claims)} supported")


def check(folder, rows, possible):
    """Whether everybody has a row, and the persona of their kind where that can be told."""
    kinds = b"".join(path.read_bytes() for path in sorted(folder.glob("kinds-*.bin")))
    pairs, nobody = collections.Counter(), 0
    with open(folder / "assigned.csv", newline="") as file:
        for row in csv.DictReader(file):
            pairs[row["persona"], kinds[int(row["respondent"][1:])]] += 1
            nobody += row["persona"] == ""
    best = collections.Counter()
    for (persona, _), count in pairs.items():
        best[persona] = max(best[persona], count)
    right = sum(count for persona, count in best.items() if persona) / rows
    print(f"{sum(pairs.values())} rows assigned, {nobody} of them to nobody; {right:.5f} have the persona of their kind")
    if sum(pairs.values()) != rows or len(best) - ("" in best) != KINDS:
        sys.exit("not everybody has a row, or a kind has no persona")
    if right < possible - nobody / rows - 0.001:
        sys.exit("fewer have the persona of their kind than the true parameters would find")


if __name__ == "__main__":
    main()
