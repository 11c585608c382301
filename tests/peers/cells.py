"""Compares what the readers give with what independent readers find in the same files.

    cargo build --example table --example segments
    target/peers/bin/python tests/peers/cells.py FOLDER...

`.ci/run` makes the environment from `requirements.txt`. Every .csv, .tsv, .xlsx, .sav and .zsav below the folders is read with Python's csv,
openpyxl or pyreadstat and by `examples/table`; every .sqlite3, .qda and .qdpx with Python's sqlite3, html.parser, zipfile and ElementTree and
by `examples/segments`. Workbooks, SPSS files and databases are also made of the tables of `data/`. A row that was set aside has empty cells here
and is not compared. Prints a line a kind of file, one for each file that is refused, and ends with an error where anything differs.
"""

import collections
import csv
import html
import io
import pathlib
import subprocess
import sys

import made
import segments
import tables

PROGRAMS = pathlib.Path("target/debug/examples")
READERS = {**tables.READERS, **segments.READERS}


def ours(path):
    """The rows as the readers give them, the header first; or why they refuse the file."""
    program = "table" if path.suffix.lower() in tables.READERS else "segments"
    options = ["--csv"] if program == "table" else []
    done = subprocess.run([PROGRAMS / program, *options, path], capture_output=True)
    if done.returncode != 0:
        return None, done.stderr.decode(errors="replace").strip().splitlines()[-1]
    return list(csv.reader(io.StringIO(done.stdout.decode(), newline=""))), ""


def same(record, ours, theirs):
    """Whether two cells are equal: names of columns apart from white space at their ends, texts apart from line ends. A character that the width
    of an SPSS text cuts is U+FFFD here and nothing there; signs that a web page wrote as entities are signs here and entities there."""
    theirs = theirs if ours == theirs else html.unescape(theirs)
    if record == 0:
        return ours.strip() == theirs.strip()
    return ours == theirs or ours.replace("\r\n", "\n").removesuffix("\ufffd") == theirs.replace("\r\n", "\n")


def compare(path, mine):
    """Cells that agree, those that differ, rows set aside, and the first difference."""
    theirs = READERS[path.suffix.lower()](path)
    count = collections.Counter(files=1)
    first = ""
    if len(mine) != len(theirs):
        first = f"{len(mine)} records, {len(theirs)} there"
        count["different"] += 1
    for record, (a, b) in enumerate(zip(mine, theirs)):
        if record > 0 and not any(cell.strip() for cell in a):
            count["rows set aside"] += 1
            continue
        for column in range(max(len(a), len(b))):
            x, y = (row[column] if column < len(row) else "" for row in (a, b))
            if same(record, x, y):
                count["cells the same"] += 1
            else:
                count["different"] += 1
                first = first or f"record {record}, column {column + 1}: {x[:50]!r}, {y[:50]!r} there"
    return count, first


def main():
    folders = [made.files(pathlib.Path("target/peers/made")), *map(pathlib.Path, sys.argv[1:])]
    counts = collections.defaultdict(collections.Counter)
    for folder in folders:
        for path in sorted(path for path in folder.rglob("*") if path.suffix.lower() in READERS and path.is_file()):
            kind = counts[path.suffix.lower()]
            mine, refused = ours(path)
            if mine is None:
                kind["refused"] += 1
                print(f"{path} is refused: {refused}")
                continue
            count, first = compare(path, mine)
            kind.update(count)
            if first:
                print(f"{path}: {first}")
    for suffix, count in sorted(counts.items()):
        print(f"{suffix}: " + ", ".join(f"{number} {what}" for what, number in count.items()))
    wrong = sum(count["different"] for count in counts.values())
    sys.exit(f"{wrong} differences" if wrong else 0)


if __name__ == "__main__":
    main()
