"""What openpyxl takes to read a workbook, on one thread: `workbook.py ROWS`.

Writes `target/workbook-ROWS.xlsx` once: 60 columns of answers, 40 of yes and no, 10 of agreement, 5 places, 5 numbers, with a tenth of the cells
empty. `PERSONA_BENCH=target/workbook-ROWS.xlsx RAYON_NUM_THREADS=1 cargo bench --bench ingest` reads the same file.
"""

import pathlib
import random
import resource
import sys
import time

import openpyxl

AGREES = ["Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"]
PLACES = ["At home", "At work", "On the way", "Elsewhere"]


def write(path, rows):
    draw = random.Random(7)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Answers")
    sheet.append(["respondent"] + [f"question {number}" for number in range(60)])
    for row in range(rows):
        answers = [draw.choice(["Yes", "No"]) for _ in range(40)]
        answers += [draw.choice(AGREES) for _ in range(10)] + [draw.choice(PLACES) for _ in range(5)]
        answers += [draw.randrange(1000) / 8 for _ in range(5)]
        sheet.append([f"R{row}"] + [None if draw.random() < 0.1 else answer for answer in answers])
    book.save(path)


def main():
    rows = int(sys.argv[1])
    path = pathlib.Path(f"target/workbook-{rows}.xlsx")
    if not path.exists():
        write(path, rows)
    for mode in (True, False):
        start, cpu, cells = time.perf_counter(), time.process_time(), 0
        book = openpyxl.load_workbook(path, read_only=mode, data_only=True)
        for row in book.worksheets[0].iter_rows(values_only=True):
            cells += sum(cell is not None for cell in row)
        seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        kind = "row by row" if mode else "as a whole"
        took = f"{seconds:.1f} s, processor {cpu:.1f} s"
        print(f"openpyxl {openpyxl.__version__}, {kind}: {rows} rows, {cells} cells, {took}, peak {peak:.0f} MB", flush=True)


if __name__ == "__main__":
    main()
