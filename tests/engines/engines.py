"""Engines that run SQL, each opened with one CSV file as the table `people`.

    import engines

    for name in engines.there():               # of engines.NAMES those that this machine can run
        with engines.open(name, "people.csv") as engine:
            rows = engine.query("SELECT COUNT(*), SUM(age) FROM people")

`open(name, csv, table="people")` reads the file into a table of that name. Columns whose cells are all whole numbers are 64-bit integers, those
whose cells are all numbers are 64-bit floating-point numbers, all others texts; an empty cell is NULL. Names of columns keep their letters' case:
put them in quotes. An engine has

    .name            as in NAMES
    .dialect         the dialect's name, which is the name but for clusters
    .query(sql)      runs one statement and gives a list of rows, each a tuple of None, bool, int, float and str; whole decimals are int.
                     What an engine says against a statement is raised as its client's exception. Statements that define views give no rows.
    .close()         ends the engine, its processes and its temporary files; leaving a `with` block does so too

`why_not(name)` is None, or says in a sentence why the engine cannot run here. Spark takes half a minute to start: it is in NAMES, but `there()` leaves
it out unless asked, and so are clusters, which cluster.py describes: `there(spark=True)`, `there(cluster=True)`.
"""

import csv as comma_separated
import datetime
import decimal
import hashlib
import importlib.util
import math
import os
import pathlib
import pwd
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

NAMES = ["sqlite", "duckdb", "datafusion", "postgresql", "spark", "spark-cluster", "datafusion-cluster"]
WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,17})")
NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")


def open(name, csv, table="people"):
    """The engine of this name with the file as its table."""
    return ENGINES[name](name, pathlib.Path(csv), table)


def there(spark=False, cluster=False):
    """The names of the engines that can run here."""
    wanted = [name for name in NAMES if name != "spark" or spark]
    return [name for name in wanted if (cluster or not name.endswith("-cluster")) and why_not(name) is None]


def why_not(name):
    """Why an engine cannot run here, or None."""
    modules = {"duckdb": "duckdb", "datafusion": "datafusion", "postgresql": "psycopg", "spark": "pyspark", "spark-cluster": "pyspark"}
    module = modules.get(name)
    if module and importlib.util.find_spec(module) is None:
        return f"the package {module} is missing (tests/engines/requirements.txt, servers.txt)"
    if name == "postgresql" and postgresql_programs() is None:
        return "Debian's package postgresql is missing"
    if name == "postgresql" and os.geteuid() == 0 and unprivileged() is None:
        return "there is no user postgres, and PostgreSQL does not run as root"
    if name == "datafusion-cluster":
        from datafusion_cluster import PROGRAM

        return None if PROGRAM.exists() else "the program of tests/engines/ballista is missing (.ci/ballista builds it)"
    if name.startswith("spark") and shutil.which("java") is None:
        return "Java 17 is missing (Debian's package openjdk-17-jre-headless)"
    return None


def plain(cell):
    """A cell as one of Python's plain types."""
    if isinstance(cell, decimal.Decimal):
        return int(cell) if cell == cell.to_integral_value() else float(cell)
    if isinstance(cell, (datetime.date, datetime.datetime)):
        return cell.isoformat()
    if isinstance(cell, (bytes, bytearray, memoryview)):
        return bytes(cell).hex()
    return cell


def columns_of(csv):
    """Names and types of a file's columns: `whole`, `number` or `text`."""
    with csv.open(encoding="utf-8-sig", newline="") as file:
        rows = comma_separated.reader(file)
        names = next(rows)
        types = ["whole"] * len(names)
        filled = [False] * len(names)
        for row in rows:
            for at, cell in enumerate(row):
                if cell == "" or types[at] == "text":
                    continue
                filled[at] = True
                if types[at] == "whole" and not WHOLE.fullmatch(cell):
                    types[at] = "number"
                if types[at] == "number" and not NUMBER.fullmatch(cell):
                    types[at] = "text"
    return [(name, kind if some else "text") for name, kind, some in zip(names, types, filled)]


def arrow(csv):
    """The file as an Arrow table."""
    import pyarrow
    import pyarrow.csv

    types = {"whole": pyarrow.int64(), "number": pyarrow.float64(), "text": pyarrow.string()}
    convert = pyarrow.csv.ConvertOptions(
        column_types={name: types[kind] for name, kind in columns_of(csv)}, null_values=[""], strings_can_be_null=True
    )
    return pyarrow.csv.read_csv(csv, parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True), convert_options=convert)


def files_of(csv, folder, number):
    """The file as about so many files of Parquet."""
    import pyarrow.parquet

    folder.mkdir()
    everything = arrow(csv)
    size, files = max(-(-len(everything) // number), 1), []
    for start in range(0, max(len(everything), 1), size):
        files.append(folder / f"{len(files):05}.parquet")
        pyarrow.parquet.write_table(everything.slice(start, size), files[-1])
    return files


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


def definition(csv, names_of_types):
    """The columns as CREATE TABLE takes them."""
    return ", ".join(f"{quoted(name)} {names_of_types[kind]}" for name, kind in columns_of(csv))


class Engine:
    """What all have in common; `start` makes the table, `rows` runs a statement, `end` ends it."""

    def __init__(self, name, csv, table):
        self.name = name
        self.dialect = name.removesuffix("-cluster")
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix=f"{name}-"))
        try:
            self.start(csv, table)
        except BaseException:
            self.close()
            raise

    def query(self, sql):
        return [tuple(map(plain, row)) for row in self.rows(sql)]

    def end(self):
        pass

    def close(self):
        try:
            self.end()
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class Sqlite(Engine):
    """Python's sqlite3, with the functions that statements need and this build of SQLite may lack."""

    FUNCTIONS = {
        "EXP": lambda x: None if x is None else math.exp(x) if x < 709.78 else math.inf,
        "LN": lambda x: math.log(x) if x is not None and x > 0 else None,
        "MD5": lambda x: None if x is None else hashlib.md5(str(x).encode()).hexdigest(),
    }

    def start(self, csv, table):
        self.database = sqlite3.connect(":memory:")
        for function, body in self.FUNCTIONS.items():
            try:
                self.database.execute(f"SELECT {function}(1)")
            except sqlite3.OperationalError:
                self.database.create_function(function, 1, body, deterministic=True)
        types = {"whole": "INTEGER", "number": "REAL", "text": "TEXT"}
        self.database.execute(f"CREATE TABLE {quoted(table)} ({definition(csv, types)})")
        places = ", ".join("?" * len(columns_of(csv)))
        with csv.open(encoding="utf-8-sig", newline="") as file:
            rows = comma_separated.reader(file)
            next(rows)
            cells = ([cell if cell != "" else None for cell in row] for row in rows)
            self.database.executemany(f"INSERT INTO {quoted(table)} VALUES ({places})", cells)

    def rows(self, sql):
        return self.database.execute(sql).fetchall()

    def end(self):
        if hasattr(self, "database"):
            self.database.close()


class DuckDb(Engine):
    def start(self, csv, table):
        import duckdb

        self.connection = duckdb.connect(":memory:", config={"temp_directory": str(self.folder)})
        self.connection.register("read", arrow(csv))
        self.connection.execute(f"CREATE TABLE {quoted(table)} AS SELECT * FROM read")
        self.connection.unregister("read")

    def rows(self, sql):
        return self.connection.execute(sql).fetchall()

    def end(self):
        if hasattr(self, "connection"):
            self.connection.close()


class DataFusion(Engine):
    def start(self, csv, table):
        import datafusion

        self.context = datafusion.SessionContext()
        self.context.register_record_batches(table, [arrow(csv).to_batches(max_chunksize=65_536)])

    def rows(self, sql):
        for batch in self.context.sql(sql).collect():
            yield from zip(*(column.to_pylist() for column in batch.columns))


class PostgreSql(Engine):
    """A server of its own in a temporary folder, reached by a socket in it, run by a user without privileges."""

    SETTINGS = {"listen_addresses": "", "fsync": "off", "full_page_writes": "off", "autovacuum": "off", "work_mem": "64MB"}

    def start(self, csv, table):
        import psycopg

        self.programs, self.data = postgresql_programs(), self.folder / "data"
        user = unprivileged() if os.geteuid() == 0 else None
        if user:
            os.chown(self.folder, user.pw_uid, user.pw_gid)
        self.user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
        # Sorted as English dictionaries are, unlike in other engines: statements must not depend on it.
        locale = ["--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en"]
        self.run("initdb", "-D", self.data, "-U", "people", "--auth=trust", "--no-sync", *locale)
        settings = [f"-c {name}='{value}'" for name, value in self.SETTINGS.items()]
        options = " ".join(["-k", str(self.folder), *settings])
        self.run("pg_ctl", "-D", self.data, "-w", "-l", self.folder / "log", "-o", options, "start")
        self.started = True
        self.connection = psycopg.connect(host=str(self.folder), user="people", dbname="postgres", autocommit=True)
        types = {"whole": "BIGINT", "number": "DOUBLE PRECISION", "text": "TEXT"}
        self.connection.execute(f"CREATE TABLE {quoted(table)} ({definition(csv, types)})")
        names = ", ".join(quoted(name) for name, _ in columns_of(csv))
        with csv.open(encoding="utf-8-sig", newline="") as file:
            header = comma_separated.reader(file)
            next(header)
        load = f"COPY {quoted(table)} FROM STDIN (FORMAT csv, NULL '', FORCE_NULL ({names}))"
        with self.connection.cursor().copy(load) as copy, csv.open("rb") as file:
            for _ in range(header.line_num):
                file.readline()
            while block := file.read(1 << 20):
                copy.write(block)
        self.connection.execute("ANALYZE")

    def run(self, program, *arguments):
        # Without pipes: the server would keep them open.
        with (self.folder / "output").open("w+") as output:
            command = [str(self.programs / program), *map(str, arguments)]
            code = subprocess.call(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd=self.folder, **self.user)
            if code:
                output.seek(0)
                raise RuntimeError(f"{program}: {output.read()}")

    def rows(self, sql):
        cursor = self.connection.execute(sql)
        return cursor.fetchall() if cursor.description else []

    def end(self):
        if hasattr(self, "connection"):
            self.connection.close()
        if hasattr(self, "started"):
            self.run("pg_ctl", "-D", self.data, "-w", "-m", "immediate", "stop")


def postgresql_programs():
    """The folder of PostgreSQL's own programs, newest version first."""
    found = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: -int(path.parts[-3]))
    return found[0].parent if found else None


def unprivileged():
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return None


class Spark(Engine):
    """Spark in this process's own Java machine. Whole-stage generated code would grow beyond what Java compiles."""

    MASTER = "local[2]"
    SETTINGS = {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.memory": "2g",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.shuffle.partitions": "4",
        "spark.sql.codegen.wholeStage": "false",
        "spark.driver.extraJavaOptions": "-XX:-DontCompileHugeMethods",
    }

    def start(self, csv, table):
        self.session = self.open_session(self.MASTER, self.SETTINGS)
        self.register(csv, table, tasks=4)

    def open_session(self, master, settings):
        os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
        os.environ["PYSPARK_PYTHON"] = sys.executable
        from pyspark.sql import SparkSession

        builder = SparkSession.builder.master(master).appName("engines")
        builder = builder.config("spark.sql.warehouse.dir", str(self.folder / "warehouse")).config("spark.local.dir", str(self.folder))
        for setting, value in settings.items():
            builder = builder.config(setting, value)
        session = builder.getOrCreate()
        session.sparkContext.setLogLevel("ERROR")
        return session

    def register(self, csv, table, tasks):
        files = files_of(csv, self.folder / "table", tasks)
        self.session.read.parquet(str(files[0].parent)).createOrReplaceTempView(table)
        return files

    def rows(self, sql):
        return self.session.sql(sql).collect()

    def end(self):
        if hasattr(self, "session"):
            self.session.stop()


def spark_cluster(name, csv, table):
    from spark_cluster import SparkCluster

    return SparkCluster(name, csv, table)


def datafusion_cluster(name, csv, table):
    from datafusion_cluster import DataFusionCluster

    return DataFusionCluster(name, csv, table)


ENGINES = {
    "sqlite": Sqlite,
    "duckdb": DuckDb,
    "datafusion": DataFusion,
    "postgresql": PostgreSql,
    "spark": Spark,
    "spark-cluster": spark_cluster,
    "datafusion-cluster": datafusion_cluster,
}
