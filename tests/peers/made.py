"""Files of other kinds with the content of `data/`, written by the libraries that read them."""

import csv
import datetime
import pathlib
import sqlite3

DATA = pathlib.Path("data")


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def workbook(path):
    """The contacts with numbers, dates, times and truth values as a sheet has them."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    header, *records = rows(DATA / "clinic/contacts.csv")
    sheet.append([*header, "number", "moment", "true", "formula"])
    for number, record in enumerate(records):
        moment = datetime.datetime(2026, 1, 1) + datetime.timedelta(seconds=86_399 * number + number % 3 / 4)
        sheet.append([cell or None for cell in record] + [number / 8, moment, number % 2 == 0, f"=A{number + 2}"])
    book.save(path)


def statistics(path, compress):
    """Answers as numbers with labels, a declared missing value, a long text and a date."""
    import pandas
    import pyreadstat

    header, *records = rows(DATA / "clinic/survey.csv")
    question = next(name for name in header if name.startswith("How often"))
    records = [record for record in records if len(record) == len(header)]
    participant, often = (list(zip(*records))[header.index(name)] for name in ("Participant", question))
    levels = sorted(set(often) - {""})
    table = pandas.DataFrame(
        {
            "participant": participant,
            "often": [float(levels.index(answer) + 1) if answer else (9.0 if row % 2 else None) for row, answer in enumerate(often)],
            "words": [(" ".join(record) * 4)[:700] for record in records],
            "number": [row / 8 - 3 for row in range(len(records))],
            "day": [datetime.date(2026, 1, 1) + datetime.timedelta(days=row) for row in range(len(records))],
        }
    )
    labels = {float(number + 1): level for number, level in enumerate(levels)}
    pyreadstat.write_sav(
        table,
        str(path),
        compress=compress,
        column_labels={"often": question},
        variable_value_labels={"often": labels},
        missing_ranges={"often": [9.0]},
    )


def codes():
    """Path of each code of the sample study with its parent and its own name."""
    _, *records = rows(DATA / "clinic/codebook.csv")
    parents = {name: parent for name, parent, *_ in records}

    def path(name):
        return f"{path(parents[name])}/{name}" if parents[name] else name

    return {path(name): (path(parents[name]) if parents[name] else None, name) for name in parents}


def texts():
    return {path.name: path.read_bytes().decode("utf-8-sig") for path in sorted((DATA / "clinic/interviews").iterdir())}


def highlights():
    """Document, start, end, code and coder of each segment."""
    _, *records = rows(DATA / "clinic/segments.csv")
    return [(document, int(start), int(end), code, coder) for document, start, end, code, coder, *_ in records]


def qualcoder(path):
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path)
    database.executescript(
        """create table source (id integer primary key, name text, fulltext text, mediapath text, memo text);
        create table code_cat (catid integer primary key, name text, memo text, supercatid integer);
        create table code_name (cid integer primary key, name text, memo text, catid integer);
        create table code_text (ctid integer primary key, cid integer, fid integer, seltext text, pos0 integer, pos1 integer, owner text);
        create table cases (caseid integer primary key, name text);
        create table case_text (id integer primary key, caseid integer, fid integer, pos0 integer, pos1 integer);
        create table attribute (attrid integer primary key, name text, attr_type text, value text, id integer);"""
    )
    tree = codes()
    parents = {above for above, _ in tree.values()}
    keys = {code: key for key, code in enumerate(sorted(tree), 1)}
    for code in sorted(tree):
        above, name = tree[code]
        table = "code_cat" if code in parents else "code_name"
        database.execute(f"insert into {table} values (?, ?, '', ?)", (keys[code], name, keys.get(above)))
    documents = texts()
    numbers = {name: number for number, name in enumerate(documents, 1)}
    database.executemany("insert into source values (?, ?, ?, null, '')", [(numbers[name], name, documents[name]) for name in documents])
    for document, start, end, code, coder in highlights():
        words = documents[document][start:end]
        database.execute("insert into code_text values (null, ?, ?, ?, ?, ?, ?)", (keys[code], numbers[document], words, start, end, coder))
    database.commit()
    database.close()


def files(folder):
    """Writes them all into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    workbook(folder / "contacts.xlsx")
    statistics(folder / "survey.sav", compress=False)
    statistics(folder / "survey.zsav", compress=True)
    qualcoder(folder / "data.qda")
    return folder
