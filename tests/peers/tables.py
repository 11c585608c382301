"""Tables as independent readers read them: rows of cells as text, the names of the columns first."""

import codecs
import csv
import datetime
import io
import math


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


def decode(data):
    """By a byte order mark; as UTF-8, a few bad bytes replaced; or else as Windows-1252."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    replaced = data.decode("utf-8-sig", errors="replace")
    bad = replaced.count("\ufffd")
    if sum(c > "\x7f" for c in replaced) - bad > bad:
        return replaced
    return data.decode("cp1252", errors="replace")


def text(path):
    decoded = decode(path.read_bytes())
    delimiter = most_columns(decoded) if path.suffix == ".csv" else "\t"
    return [row for row in csv.reader(io.StringIO(decoded, newline=""), delimiter=delimiter) if row]


def most_columns(decoded):
    """The delimiter by which the first line has most cells."""
    first = next(line for line in decoded.splitlines() if line)
    return max(",;\t|", key=lambda delimiter: len(next(csv.reader([first], delimiter=delimiter))))


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


READERS = {".csv": text, ".tsv": text, ".xlsx": xlsx, ".sav": sav, ".zsav": sav}
