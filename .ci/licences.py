"""Prints the licences of every crate that is compiled into `personas`, each text once, with the crates that carry it.

What a crate's own package lacks (a few carry no text) is named by its licence and authors; standard texts are in the wheel already."""

import json
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

tree = ["cargo", "tree", "--locked", "--features", "cli", "--edges", "normal", "--prefix", "none", "--format", "{p}"]
built = {tuple(line.split()[:2]) for line in subprocess.check_output(tree, text=True).splitlines() if line}
every = ["cargo", "metadata", "--locked", "--format-version", "1", "--features", "cli"]
metadata = json.loads(subprocess.check_output(every))
texts, without, packages = defaultdict(list), [], 0
for package in metadata["packages"]:
    if (package["name"], f'v{package["version"]}') not in built or package["source"] is None:
        continue
    packages += 1
    name = f'{package["name"]} {package["version"]} ({package["license"]})'
    folder = Path(package["manifest_path"]).parent
    named = [path for path in sorted(folder.iterdir()) if re.match(r"(?i)(un)?licen[sc]e|copying|notice", path.name)]
    files = [path for path in named if path.is_file()]
    for path in files:
        texts[path.read_text("utf-8", errors="replace").strip()].append(name)
    if not files:
        without.append(f'{name}, {", ".join(package["authors"]) or "no authors named"}')

print("Licences of the crates that are compiled into `personas`. Compiled in as well are SQLite, which is in the public domain, and the standard")
print("library of Rust, under MIT or Apache-2.0.")
for text, names in sorted(texts.items(), key=lambda entry: entry[1]):
    print("\n" + "=" * 100 + "\n" + "\n".join(sorted(set(names))) + "\n" + "-" * 100 + "\n\n" + text)
print("\n" + "=" * 100 + "\nWithout a text of their own:\n" + "\n".join(sorted(without)))
print(f"{packages} crates, {len(texts)} texts, {len(without)} crates without one", file=sys.stderr)
sys.exit(0 if packages > 50 else "crates were not found")
