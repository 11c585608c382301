"""Fits saved personas to a table of Spark's, and writes every row's persona beside it. No bindings: the command writes SQL and reads rows back.

    spark-submit examples/spark/fit.py PEOPLE.parquet KEY MODEL.json OUT.parquet
"""

import json
import pathlib
import subprocess
import sys

from pyspark.sql import SparkSession

people, key, model, out = sys.argv[1:]
# Statements have long sums: compiled into one method they would never be optimised by the Java machine.
spark = SparkSession.builder.config("spark.sql.codegen.wholeStage", "false").getOrCreate()
spark.read.parquet(people).createOrReplaceTempView("people")


def answered(*of):
    table = ["--table", "people", "--key", key, "--dialect", "spark", "--json", "--journal", f"journal-{of[0]}"]
    while (run := subprocess.run(["personas", "sql", *of, *table], capture_output=True, text=True)).returncode == 3:
        waits = json.loads(run.stdout)
        rows = spark.sql(pathlib.Path(waits["statement"]).read_text()).collect()
        pathlib.Path(waits["answer"]).write_text("".join(json.dumps(list(row), default=int) + "\n" for row in rows))
    return run.stdout if run.returncode == 0 else sys.exit(run.stderr)


print(answered("fit", "--model", model, "--out", "fitted.json"))
spark.sql(answered("assign", "--model", "fitted.json")).write.parquet(out)
