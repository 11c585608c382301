"""Seconds that a peer takes to read a survey export on one thread, import not counted, and the process' peak memory.

`read.py EXPORT [python|pyarrow|duckdb]`: pandas.read_csv with strings of Python or of pyarrow, or DuckDB into a table. pandas infers numbers and
keeps every other cell's string; DuckDB infers types on a sample of rows. Neither keeps where a row stands in the file.
"""

import resource
import sys
import time


def pandas_with(storage):
    import pandas

    pandas.set_option("mode.string_storage", storage)
    if storage == "pyarrow":
        import pyarrow

        pyarrow.set_cpu_count(1)

    def read(path):
        return pandas.read_csv(path).shape

    return f"pandas {pandas.__version__}, strings of {storage}", read


def duckdb():
    import duckdb

    def read(path):
        connection = duckdb.connect(config={"threads": 1})
        connection.execute("CREATE TABLE export AS SELECT * FROM read_csv($path)", {"path": path})
        rows = connection.execute("SELECT count(*) FROM export").fetchone()[0]
        return rows, len(connection.execute("DESCRIBE export").fetchall())

    return f"duckdb {duckdb.__version__}", read


def main():
    path, peer = sys.argv[1], (sys.argv[2:] or ["python"])[0]
    name, read = duckdb() if peer == "duckdb" else pandas_with(peer)
    wall, cpu = time.perf_counter(), time.process_time()
    rows, columns = read(path)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name}: {rows} rows x {columns} columns in {wall:.2f} s, processor {cpu:.2f} s, peak {peak:.0f} MB")


if __name__ == "__main__":
    main()
