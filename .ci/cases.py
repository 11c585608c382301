"""Compares which cases pass with those that are known not to: `cases.py RESULTS.json OPEN.txt`."""

import json
import pathlib
import sys

cases = json.loads(pathlib.Path(sys.argv[1]).read_text())
lines = pathlib.Path(sys.argv[2]).read_text().splitlines()
known = {line for line in lines if line and not line.startswith("#")}
failed = {case["case"]: case["failures"] for case in cases if not case["passed"]}
passed = {case["case"] for case in cases if case["passed"]}
for case in sorted(set(failed) - known):
    found = "; ".join(f"expected {one['expected']}, found {one['found']}" for one in failed[case])
    print(f"{case}: {found}")
for case in sorted(known & passed):
    print(f"{case} passes: take it off {sys.argv[2]}")
print(f"{len(passed)} cases pass, {len(set(failed) & known)} are open")
sys.exit(bool(set(failed) - known or known & passed or not passed))
