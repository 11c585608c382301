"""Compares the Cargo.lock of tests/downstream, which Cargo completes itself, with the root's: a version that only the former has was not tested."""

import sys
import tomllib


def locked(path):
    """Name and version of each crate in a Cargo.lock."""
    with open(path, "rb") as file:
        return {(package["name"], package["version"]) for package in tomllib.load(file)["package"]}


other = locked("tests/downstream/Cargo.lock") - locked("Cargo.lock") - {("downstream", "0.0.0")}
print(f"{len(other)} crates of tests/downstream have a version that Cargo.lock lacks")
sys.exit("\n".join(f"{name} {version}" for name, version in sorted(other)) if other else 0)
