"""Checks every dependency in the build against deny.toml's licences and the crate's rust-version.

What the features `datafusion` and `ballista` alone bring may need a newer Rust, the one that its comment in Cargo.toml names."""

import json
import re
import subprocess
import sys
import tomllib

with open("deny.toml", "rb") as file:
    allowed = set(tomllib.load(file)["licenses"]["allow"])
with open("Cargo.toml", "rb") as file:
    oldest = tuple(map(int, tomllib.load(file)["package"]["rust-version"].split(".")))[:2]

NEWER = {"ballista": (1, 94), "datafusion": (1, 94)}

metadata = json.loads(subprocess.check_output(["cargo", "metadata", "--format-version", "1", "--all-features"]))
nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
packages = {package["id"]: package for package in metadata["packages"]}


def reached(start, without=()):
    """Packages that are built for users: normal and build dependencies."""
    seen, todo = set(), [start]
    while todo:
        current = todo.pop()
        if current in seen or packages[current]["name"] in without:
            continue
        seen.add(current)
        for dependency in nodes[current]["deps"]:
            if any(kind["kind"] != "dev" for kind in dependency["dep_kinds"]):
                todo.append(dependency["pkg"])
    return seen


def permitted(expression):
    """Whether an SPDX expression can be met with allowed licences."""
    # An exception after WITH only permits more.
    expression = re.sub(r"\s+WITH\s+\S+", "", expression)
    expression = expression.replace("/", " OR ").replace("(", " ( ").replace(")", " ) ")
    words = []
    for token in expression.split():
        if token in ("(", ")"):
            words.append(token)
        elif token in ("AND", "OR"):
            words.append(token.lower())
        else:
            words.append(str(token in allowed))
    return eval(" ".join(words), {"__builtins__": {}})  # only True, False, and, or, brackets


wrong = []
root = metadata["resolve"]["root"]
built, everywhere = reached(root), reached(root, NEWER)
for identity in sorted(built):
    package = packages[identity]
    name = f'{package["name"]} {package["version"]}'
    if not package["license"] or not permitted(re.sub(r"\s+", " ", package["license"])):
        wrong.append(f'{name}: licence {package["license"]}')
    needs = package.get("rust_version")
    if needs and tuple(map(int, needs.split(".")))[:2] > (oldest if identity in everywhere else max(NEWER.values())):
        wrong.append(f"{name}: needs Rust {needs}")
print(f"{len(built)} crates in the build, {len(wrong)} refused")
sys.exit("\n".join(wrong) if wrong else 0)
