"""What it costs to stay with a sample: personas of samples of several sizes, before and after a fit to all rows.

    cargo build --release --features cli,datafusion
    python tests/engines/sampling.py 1000000 target/sampling [--personas target/release/personas]

The people are those of large.py with twelve columns only, so that the kinds overlap. For each size three samples are drawn. Printed are, as means:
how much lower the log-likelihood of all rows is with the sample's model than with the fitted one, a row; the greatest change of a rate by the first
pass; and how many rows have another persona than after the fit."""

import argparse
import csv
import json
import pathlib
import statistics
import subprocess

import large

COLUMNS, SIZES, SEEDS = 12, [500, 1_000, 3_000, 10_000, 30_000], [7, 8, 9]


def run(command, out=None):
    text = subprocess.run([*map(str, command)], check=True, capture_output=True, text=True).stdout
    if out:
        out.write_text(text)
    return text


def personas_of(text):
    return [row["persona"] for row in csv.DictReader(text.splitlines())]


def of_sample(arguments, people, size, seed):
    own = arguments.folder / f"{size}-{seed}"
    subprocess.run(["rm", "-rf", own], check=True)
    own.mkdir(parents=True)
    place, personas = ["--data", people, "--key", "id"], arguments.personas
    run([personas, "sql", "sample", *place, "--share", size / arguments.rows, "--seed", seed], own / "sample.csv")
    (own / "study.toml").write_text(large.STUDY)
    run([personas, "synthesize", own / "study.toml", "--out", own / "personas"])
    models = [own / "personas/model.json", own / "fitted.json"]
    passes = json.loads(run([personas, "sql", "fit", *place, "--model", models[0], "--journal", own / "fit", "--out", models[1], "--json"]))["passes"]
    before, after = (
        personas_of(run([personas, "sql", "assign", *place, "--model", model, "--journal", own / f"assign-{at}"])) for at, model in enumerate(models)
    )
    lost = (passes[-1]["log_likelihood"] - passes[0]["log_likelihood"]) / passes[0]["rows"]
    return lost, passes[0]["change"], sum(a != b for a, b in zip(before, after)) / arguments.rows, len(passes), passes[-1]["log_likelihood"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("rows", type=int)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--personas", default="target/release/personas", type=pathlib.Path)
    arguments = parser.parse_args()
    people = arguments.folder / "people.parquet"
    possible = large.there(people, arguments.rows, COLUMNS)
    print(f"{arguments.rows} people; their parameters find the kind of {possible:.4f} of them")
    for size in SIZES:
        all_seeds = [of_sample(arguments, people, size, seed) for seed in SEEDS]
        lost, change, moved, passes, _ = (statistics.mean(one) for one in zip(*all_seeds))
        reached = [one[4] / arguments.rows for one in all_seeds]
        print(
            f"sample of {size:6}: {lost:.5f} a row below the fit, a rate changes by up to {change:.3f}, {moved:.2%} of the rows move; "
            f"{passes:.0f} passes, reached {min(reached):.6f} to {max(reached):.6f} a row",
            flush=True,
        )


if __name__ == "__main__":
    main()
