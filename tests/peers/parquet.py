"""Parquet files by other writers, and whether the reader finds in them what was written.

    cargo build --all-features --example table
    target/peers/bin/python tests/peers/parquet.py [--keep]

`.ci/run` runs it. Values of every type that is read are written by pyarrow and DuckDB with each way of packing and encoding, read by
`examples/table`, and compared with the texts that stand beside them here. `--keep` writes the files of `data/parquet`, which tests read.
"""

import csv
import datetime
import decimal
import io
import pathlib
import subprocess
import sys

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

ROWS = 1000
decimal.getcontext().prec = 40
UTC = datetime.timezone.utc
DAY = datetime.date(2024, 2, 27)
MOMENT = datetime.datetime(1969, 12, 31, 23, 59, 58)


def columns():
    """Name, type, value of a row, and its text."""
    step = datetime.timedelta(days=1, seconds=1, milliseconds=250)
    yield "id", pa.string(), lambda n: f"R{n}", str
    yield "answer", pa.string(), lambda n: ["never", "monthly, or so", 'a "word"\nof Ærø'][n % 3], str
    yield "dictionary", pa.dictionary(pa.int8(), pa.string()), lambda n: ["yes", "no"][n % 2], str
    yield "true", pa.bool_(), lambda n: n % 3 == 0, lambda value: str(value).upper()
    yield "byte", pa.int8(), lambda n: n % 256 - 128, str
    yield "count", pa.uint32(), lambda n: 2**32 - 1 - n, str
    yield "long", pa.int64(), lambda n: (-1) ** n * (2**62 + n), str
    yield "unsigned", pa.uint64(), lambda n: 2**64 - 1 - n, str
    yield "single", pa.float32(), lambda n: n / 8 - 3, number
    yield "double", pa.float64(), lambda n: n / 10, number
    yield "day", pa.date32(), lambda n: DAY + datetime.timedelta(days=n), str
    yield "time", pa.time64("us"), lambda n: (MOMENT + n * step).time(), fraction
    yield "seconds", pa.timestamp("ms"), lambda n: MOMENT + datetime.timedelta(seconds=n), str
    yield "moment", pa.timestamp("us"), lambda n: MOMENT + n * step, fraction
    yield "utc", pa.timestamp("us", "UTC"), lambda n: (MOMENT + n * step).replace(tzinfo=UTC), lambda value: fraction(value.replace(tzinfo=None)) + "+00:00"
    yield "amount", pa.decimal128(9, 2), lambda n: decimal.Decimal(n - 500) / 100, lambda value: f"{value:.2f}"
    yield "large", pa.decimal128(38, 10), lambda n: decimal.Decimal((-1) ** n * (10**30 + n)).scaleb(-10), lambda value: f"{value:.10f}"


def number(value):
    return str(int(value)) if value == int(value) else repr(value)


def fraction(value):
    return str(value).rstrip("0").rstrip(".") if value.microsecond else str(value)


def tables():
    """The table as Arrow has it, and the rows of texts with their header; a ninth of the values is null."""
    names, arrays, texts = [], [], []
    for place, (name, kind, value, text) in enumerate(columns()):
        values = [None if name != "id" and (row + place) % 9 == 0 else value(row) for row in range(ROWS)]
        names.append(name)
        arrays.append(pa.array(values, kind))
        texts.append(["" if value is None else text(value) for value in values])
    return pa.table(arrays, names), [names, *map(list, zip(*texts))]


def by_pyarrow(table, folder):
    for packing in ["none", "snappy", "gzip", "zstd"]:
        for version in ["1.0", "2.0"]:
            path = folder / f"pyarrow-{packing}-{version}.parquet"
            pq.write_table(table, path, compression=packing, data_page_version=version, row_group_size=300, data_page_size=2000)
            yield path
    path = folder / "pyarrow-delta.parquet"
    numbers = {name: "DELTA_BINARY_PACKED" for name in ["long", "day", "moment"]}
    texts = {"answer": "DELTA_LENGTH_BYTE_ARRAY", "id": "DELTA_LENGTH_BYTE_ARRAY"}
    split = {"double": "BYTE_STREAM_SPLIT", "single": "BYTE_STREAM_SPLIT"}
    pq.write_table(table, path, use_dictionary=False, column_encoding={**numbers, **texts, **split})
    yield path
    path = folder / "pyarrow-legacy.parquet"
    pq.write_table(table, path, version="1.0", use_deprecated_int96_timestamps=True, compression="snappy")
    yield path


# In its second version DuckDB writes numbers of 32 bits without sign as differences that are no numbers of 32 bits with one, which the reader refuses.
WIDER = "* replace (cast(count as bigint) as count)"


def by_duckdb(table, folder):
    for packing in ["uncompressed", "snappy", "zstd"]:
        for version in ["V1", "V2"]:
            path = folder / f"duckdb-{packing}-{version}.parquet"
            duckdb.sql(f"copy (select {WIDER} from \"table\") to '{path}' (format parquet, compression {packing}, parquet_version {version})")
            yield path


def expected(path, texts):
    """What differs by the writer: old moments have no time zone, and no number of 32 bits is unsigned in the first version."""
    if path.name != "pyarrow-legacy.parquet":
        return texts
    utc = texts[0].index("utc")
    return [[cell.removesuffix("+00:00") if place == utc else cell for place, cell in enumerate(row)] for row in texts]


def read(path):
    done = subprocess.run(["target/debug/examples/table", "--csv", path], capture_output=True)
    if done.returncode != 0:
        return [], done.stderr.decode().strip()
    return list(csv.reader(io.StringIO(done.stdout.decode(), newline=""))), ""


def compare(path, texts):
    mine, refused = read(path)
    wanted = expected(path, texts)
    pairs = [(a, b, column) for x, y in zip(mine, wanted) for column, (a, b) in enumerate(zip(x, y))]
    wrong = [(texts[0][column], a, b) for a, b, column in pairs if a != b]
    same = len(pairs) - len(wrong)
    if same != len(wanted) * len(wanted[0]):
        print(f"{path}: {(refused or str(wrong[:3]))[:300]}; {len(mine)} records of {len(wanted)}")
    return same, len(wanted) * len(wanted[0])


def keep(table, texts, folder):
    """Small files for the tests of the project: what every type reads as, and columns that are no cells."""
    folder.mkdir(exist_ok=True)
    few = table.slice(0, 12)
    nested = pa.table(
        {
            "id": ["a", "b", "c"],
            "many": [["x", "y"], [], None],
            "place": [{"city": "Oslo", "floor": 3}, None, {"city": None, "floor": 1}],
            "counts": pa.array([[("k", 1)], [], None], pa.map_(pa.string(), pa.int64())),
            "blob": [b"\xff\xfe", b"\x00", None],
            "word": [b"plain", b"text", None],
        }
    )
    pq.write_table(few, folder / "types.parquet", compression="snappy", write_statistics=False, store_schema=False)
    pq.write_table(nested, folder / "nested.parquet", compression="zstd", write_statistics=False, store_schema=False)
    duckdb.sql(f"copy (select {WIDER} from few) to '{folder / 'duckdb.parquet'}' (format parquet, compression zstd, parquet_version V2)")
    with open(folder / "types.csv", "w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(texts[:13])


def main():
    table, texts = tables()
    if "--keep" in sys.argv:
        keep(table, texts, pathlib.Path("data/parquet"))
    folder = pathlib.Path("target/peers/parquet")
    folder.mkdir(parents=True, exist_ok=True)
    same = cells = files = 0
    for path in [*by_pyarrow(table, folder), *by_duckdb(table, folder)]:
        counts = compare(path, texts)
        same, cells, files = same + counts[0], cells + counts[1], files + 1
    print(f".parquet: {files} files, {same} of {cells} cells the same")
    sys.exit(same != cells)


if __name__ == "__main__":
    main()
