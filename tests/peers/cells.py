"""Compares the cells that the readers give with those of independent readers.

    python3 -m venv target/peers && target/peers/bin/pip install -r tests/peers/requirements.txt
    cargo build --example table
    target/peers/bin/python tests/peers/cells.py FOLDER...

Every .csv, .xlsx, .sav and .zsav below the folders is read with Python's csv, openpyxl or pyreadstat and by `examples/table`. A row that was
set aside has empty cells here and is not compared. Prints a line a file and ends with an error where a cell differs.
"""

import csv
import datetime
import io
import math
import pathlib
import subprocess
import sys

TABLE = "target/debug/examples/table"


def ours(path):
    """The cells as the readers give them, the header first; nothing where they refuse the file."""
    done = subprocess.run([TABLE, "--csv", str(path)], capture_output=True)
    if done.returncode != 0:
        return None, done.stderr.decode(errors="replace").strip()
    return list(csv.reader(io.StringIO(done.stdout.decode(), newline=""))), ""


def number(value):
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


def sheet_cell(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (int, float)):
        return number(value)
    if isinstance(value, datetime.datetime):
        value = (value + datetime.timedelta(microseconds=500_000)).replace(microsecond=0)
        return value.strftime("%Y-%m-%d" if value.time() == datetime.time() else "%Y-%m-%d %H:%M:%S")
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return str(value)


def xlsx(path):
    import openpyxl

    sheets = openpyxl.load_workbook(path, data_only=True).worksheets
    for sheet in sheets:
        rows = [[sheet_cell(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
        while rows and not any(rows[0]):
            rows.pop(0)
        while rows and not any(rows[-1]):
            rows.pop()
        if rows:
            return rows
    return []


def text(path):
    data = path.read_bytes()
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            decoded = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        decoded = data.decode("cp1252", errors="replace")
    return [row for row in csv.reader(io.StringIO(decoded, newline="")) if row]


def sav(path):
    import pyreadstat

    data, meta = pyreadstat.read_sav(str(path), user_missing=True, disable_datetime_conversion=True)
    chosen = {}
    for group in meta.mr_sets.values():
        for name in group["variable_list"] if group["is_dichotomy"] else []:
            chosen[name] = str(group["counted_value"])
    rows = [list(data.columns)]
    for record in data.itertuples(index=False):
        row = []
        for name, value in zip(data.columns, record):
            missing = value is None or (isinstance(value, float) and math.isnan(value))
            plain = "" if missing else number(value) if isinstance(value, (int, float)) else str(value)
            label = meta.variable_value_labels.get(name, {}).get(value)
            ranges = meta.missing_ranges.get(name, [])
            declared = not isinstance(value, str) and any(r["lo"] <= value <= r["hi"] for r in ranges)
            form = meta.original_variable_types[name]
            if missing:
                row.append("")
            elif name in chosen:
                option = meta.column_names_to_labels.get(name) or name
                row.append(option if plain == chosen[name] else "not selected")
            elif label is not None:
                row.append(label)
            elif form.startswith(("DATE", "ADATE", "EDATE", "SDATE", "JDATE", "MOYR", "QYR")) and not form.startswith("DATETIME"):
                row.append((datetime.datetime(1582, 10, 14) + datetime.timedelta(seconds=value)).strftime("%Y-%m-%d").zfill(10))
            elif form.startswith(("DATETIME", "YMDHMS")):
                row.append((datetime.datetime(1582, 10, 14) + datetime.timedelta(seconds=value)).isoformat(" "))
            elif form.startswith(("TIME", "DTIME", "MTIME")):
                row.append(f"{int(value) // 3600:02}:{int(value) // 60 % 60:02}:{int(value) % 60:02}")
            else:
                row.append(f"missing ({plain})" if declared else plain)
        rows.append(row)
    return rows


READERS = {".csv": text, ".xlsx": xlsx, ".sav": sav, ".zsav": sav}


def compare(path):
    """Cells that agree, cells that differ, rows that were set aside, and the first difference."""
    mine, refused = ours(path)
    if mine is None:
        return f"refused: {refused}", 0
    theirs = READERS[path.suffix.lower()](path)
    same = different = aside = 0
    first = ""
    if len(mine) != len(theirs):
        first = f"{len(mine)} records, {len(theirs)} there"
        different += 1
    for record, (a, b) in enumerate(zip(mine, theirs)):
        if record > 0 and not any(cell.strip() for cell in a):
            aside += 1
            continue
        width = max(len(a), len(b))
        for column in range(width):
            x = a[column] if column < len(a) else ""
            y = b[column] if column < len(b) else ""
            if record == 0:
                x, y = x.strip(), y.strip()
            if x == y or (record > 0 and x.replace("\r\n", "\n") == y.replace("\r\n", "\n")):
                same += 1
            else:
                different += 1
                first = first or f"record {record}, column {column + 1}: {x[:50]!r}, {y[:50]!r} there"
    return f"{same} cells the same, {different} different, {aside} rows set aside {first}", different


def main():
    wrong = 0
    for folder in map(pathlib.Path, sys.argv[1:]):
        for path in sorted(path for path in folder.rglob("*") if path.suffix.lower() in READERS):
            said, different = compare(path)
            wrong += different
            print(f"{path.relative_to(folder)}: {said}")
    sys.exit(f"{wrong} differences" if wrong else 0)


if __name__ == "__main__":
    main()
