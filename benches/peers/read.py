"""Seconds that pandas.read_csv takes for a survey export, import not counted, and the process' peak memory.

`read.py EXPORT [python|pyarrow]`: what keeps the strings; where pyarrow is installed, it does unless stated.
"""

import resource
import sys
import time

import pandas

if len(sys.argv) > 2:
    pandas.set_option("mode.string_storage", sys.argv[2])
start = time.perf_counter()
table = pandas.read_csv(sys.argv[1])
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(f"pandas {pandas.__version__}: {table.shape[0]} rows x {table.shape[1]} columns in {seconds:.2f} s, peak {peak:.0f} MB")
