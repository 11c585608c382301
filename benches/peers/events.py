"""Seconds that pandas takes to read events and to aggregate them as `cargo bench --bench ingest -- events ROWS` does, on one thread.

`events.py ROWS [python|pyarrow]` reads `target/events-ROWS/events.csv`, which the bench writes, and prints the sums of what it worked out.
"""

import resource
import sys
import time

import pandas


def aggregated(table):
    """One row a respondent, with the columns of the bench."""
    day = pandas.to_datetime(table["timestamp"]).dt.tz_localize(None).dt.normalize()
    age = (pandas.Timestamp("2025-12-31") - day).dt.days
    table = table.assign(
        age=age,
        login=table["event"] == "login",
        recent_export=(table["event"] == "export") & (age < 30),
        phone=table["device"] == "phone",
        spent=table["Amount"].where(table["event"] == "buy"),
        login_age=age.where(table["event"] == "login"),
    )
    people = table.groupby("user_id", sort=True)
    result = people.agg(
        events=("event", "size"),
        logins=("login", "sum"),
        exports=("recent_export", "sum"),
        phone=("phone", "mean"),
        spent=("spent", "sum"),
        first=("age", "max"),
        last_login=("login_age", "min"),
    )
    newest = table.sort_values(["age", "device"]).drop_duplicates("user_id").set_index("user_id")
    return result.assign(last_device=newest["device"])


def main():
    if len(sys.argv) > 2:
        pandas.set_option("mode.string_storage", sys.argv[2])
    path = f"target/events-{sys.argv[1]}/events.csv"
    start, cpu = time.perf_counter(), time.process_time()
    table = pandas.read_csv(path)
    read, read_cpu = time.perf_counter() - start, time.process_time() - cpu
    result = aggregated(table)
    wall, cpu = time.perf_counter() - start, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"pandas {pandas.__version__}: {len(table)} events, {len(result)} respondents, peak {peak:.0f} MB")
    print(f"reading {read:.2f} s, processor {read_cpu:.2f} s; all {wall:.2f} s, processor {cpu:.2f} s")
    print(result.select_dtypes("number").sum().round(2).to_dict())


if __name__ == "__main__":
    main()
