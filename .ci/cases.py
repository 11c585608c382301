"""Compares which cases pass with those that are known to: `cases.py RESULTS.json CASES.txt`."""

import json
import pathlib
import sys

cases = {case["case"]: case for case in json.loads(pathlib.Path(sys.argv[1]).read_text())}
lines = pathlib.Path(sys.argv[2]).read_text().splitlines()
kept = [line for line in lines if line and not line.startswith("#")]
lost = [case for case in kept if case in cases and not cases[case]["passed"]]
for case in lost:
    found = "; ".join(f"expected {one['expected']}, found {one['found']}" for one in cases[case]["failures"])
    print(f"{case}: {found}")
passed = {name for name, case in cases.items() if case["passed"]}
if more := sorted(passed - set(kept)):
    print(f"these pass too and belong into {sys.argv[2]}: {', '.join(more)}")
print(f"{len(passed)} of {len(cases)} cases pass, {len(lost)} no longer do")
sys.exit(bool(lost or not passed))
