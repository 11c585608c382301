"""Lists what dev-dependencies switch on in crates that are part of the library: tests and examples have it, a build without them lacks it."""

import subprocess
import sys

# `default` only names features that are on without it, and `alloc` is part of `std`.
NAMES = {"alloc", "default"}
# What adds implementations of `Error`, or nothing any more; and what a test asks of a crate that the
# library has only within macros, which Cargo compiles apart.
HARMLESS = {
    "bitflags": {"std"},
    "libc": {"std"},
    "proc-macro2": {"span-locations"},
    # Atomics of targets that have none; this crate asks for none that a target may lack.
    "portable-atomic": {"fallback"},
}
# Its features declare functions of Windows: a crate that lacks one of them does not compile at all.
DECLARES = "windows-sys"


def features(edges, options):
    """Features of each crate of a build, as Cargo unifies them."""
    command = ["cargo", "tree", "--locked", "--target", "all", "--prefix", "none", "--format", "{p}|{f}"]
    command += ["--edges", edges, *options]
    lines = subprocess.check_output(command, text=True).splitlines()
    found = {}
    for line in lines:
        crate, _, names = line.removesuffix(" (*)").partition("|")
        found.setdefault(crate, set()).update(filter(None, names.split(",")))
    return found


wrong = []
for options in [], ["--features", "cli"], ["--no-default-features"]:
    users, tests = (features(edges, options) for edges in ("no-dev", "all"))
    for crate, own in users.items():
        if crate.split()[0] == DECLARES:
            continue
        if more := tests.get(crate, own) - own - NAMES - HARMLESS.get(crate.split()[0], set()):
            wrong.append(f"{crate}: {', '.join(sorted(more))} with {options or 'the default features'}")
print(f"{len(wrong)} crates have features that only dev-dependencies ask for")
sys.exit("\n".join(wrong) if wrong else 0)
