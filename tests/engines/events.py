"""Features of respondents from a table of events: every engine that is there gives the same rows.

    python tests/engines/events.py [--spark] [--cluster] [--rows 20000]

The statements are what the example `event_features` prints, built beforehand or built now. Dates are read from texts that are not all dates, and from a
column of dates; ages are counted to the newest date, and to a stated one. What SQLite gives is compared with a study of the same rows by
`cargo test --test it events`."""

import argparse
import csv
import datetime
import pathlib
import random
import subprocess
import sys
import tempfile
import time

import engines

EVENTS = ["login", " LOGIN ", "Login", "pay", "Pay", "Übersicht", "it's open", "", "open"]
DEVICES = ["phone", "desk", " Desk", "Phone ", "tablet", "Éc", "zebra", "Zebra", "-phone", "", "  "]
CURRENCIES = ["EUR", "EUR", "eur", "", "USD"]
NO_DATES = ["", "", "2026-02-30", "soon", " 2026-01-05 10:00", "2026-13-01", "now", "2026-00-10", "2025-02-29", "2026", "2026-03", "epoch"]


def made_up(rows, texts):
    draw = random.Random(7)
    newest = datetime.date(2026, 4, 20)
    yield ["user_id", "event", "device", "time", "amount", "Currency"]
    for _ in range(rows):
        user = draw.choice(["", "  "]) if draw.random() < 0.05 else f"u{draw.randrange(max(rows // 20, 1))}"
        day = (newest - datetime.timedelta(days=draw.randrange(900))).isoformat()
        day = draw.choice(["T23:30:00Z", " 00:10", ""]).join([day, ""]) if texts else day
        if draw.random() < 0.08:
            day = draw.choice(NO_DATES) if texts else ""
        amount = draw.choice(["", "0.00123456", "-0.00000056", *[f"{draw.randrange(-2000, 9000) / 100}" for _ in range(5)]])
        yield [user, draw.choice(EVENTS), draw.choice(DEVICES), day, amount, draw.choice(CURRENCIES)]


def statements(dialect, table, holds, as_of):
    command = ["cargo", "run", "--quiet", "--example", "event_features", "--", dialect, table, holds, *as_of]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [statement.strip() for statement in printed.split(";\n") if statement.strip()]


# A column of dates, of which CSV knows nothing; SQLite's dates are texts.
DATED = {
    "duckdb": 'CREATE VIEW "Dated" AS SELECT * REPLACE (CAST("time" AS TIMESTAMP) AS "time") FROM people',
    "datafusion": 'CREATE VIEW "Dated" AS SELECT "user_id", "event", "device", CAST("time" AS TIMESTAMP) AS "time", "amount", "Currency" FROM people',
    "postgresql": 'CREATE VIEW "Dated" AS SELECT "user_id", "event", "device", CAST("time" AS DATE) AS "time", "amount", "Currency" FROM people',
    "spark": 'CREATE TEMPORARY VIEW `Dated` AS SELECT `user_id`, `event`, `device`, CAST(`time` AS DATE) AS `time`, `amount`, `Currency` FROM people',
    "sqlite": 'CREATE VIEW "Dated" AS SELECT * FROM people',
}


def given(name, file, holds):
    """All rows that an engine gives, sorted, by statement."""
    with engines.open(name, file) as engine:
        table = "people"
        if holds == "date":
            engine.query(DATED[engine.dialect])
            table = "Dated"
        answers = {}
        for as_of in ([], ["2026-03-31"]):
            started = time.monotonic()
            for number, statement in enumerate(statements(engine.dialect, table, holds, as_of)):
                answers[number, *as_of] = sorted(engine.query(statement), key=repr)
            print(f"  {name}, dates as {holds}, {as_of or 'newest'}: {time.monotonic() - started:.1f} s", flush=True)
        return answers


def same(cell, other):
    """Numbers are rounded to a millionth, and engines add in an order of their own."""
    numbers = isinstance(cell, float) and isinstance(other, float)
    return abs(cell - other) < 1.5e-6 if numbers else cell == other


def differing(expected, found):
    for statement, rows in expected.items():
        if len(rows) != len(found[statement]):
            return f"{statement}: {len(rows)} rows, {len(found[statement])} rows"
        for row, other in zip(rows, found[statement]):
            if not all(map(same, row, other)):
                return f"{statement}: {row}, {other}"
    return None


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--spark", action="store_true")
    arguments.add_argument("--cluster", action="store_true")
    arguments.add_argument("--rows", type=int, default=20_000)
    arguments = arguments.parse_args()
    # Dates are made by a view, and the crate's own client defines none.
    names = [name for name in engines.there(arguments.spark, arguments.cluster) if name != "datafusion-cluster"]
    for name in engines.NAMES:
        if engines.why_not(name):
            print(f"skipped: {engines.why_not(name)}")
    wrong = 0
    for holds in ("text", "date"):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder, "events.csv")
            with file.open("w", encoding="utf-8", newline="") as out:
                csv.writer(out).writerows(made_up(arguments.rows, holds == "text"))
            first = None
            for name in names:
                answers = given(name, file, holds)
                first = first or answers
                difference = differing(first, answers)
                cells = sum(len(row) for rows in answers.values() for row in rows)
                wrong += difference is not None
                print(f"{name}, dates as {holds}: {difference or f'{cells} cells as in {names[0]}'}", flush=True)
    sys.exit(1 if wrong else 0)


main()
