"""Lists every public item of the library with the first paragraph of its documentation.

`api.py` compares the listing with tests/api.txt and fails where they differ; `api.py --write`
writes it; `api.py FOLDER` prints that of another checkout. The features are those that `cli`
brings. rustdoc's JSON is unstable: where a toolchain's has another form, the script says that it
skips."""

import collections
import dataclasses
import difflib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).absolute().parent.parent
KEPT = ROOT / "tests" / "api.txt"
# The form of rustdoc's JSON that this script reads, of Rust 1.95.
FORMAT = 57
KINDS = {
    "assoc_const": "const", "assoc_type": "type", "constant": "const", "function": "fn",
    "module": "mod", "struct_field": "field", "type_alias": "type",
}  # fmt: skip


def documented(folder):
    """rustdoc's JSON of the library in a folder."""
    target = ROOT / "target"
    # Only rustdoc itself may use unstable options: the dependencies stay as they are compiled.
    wrapper = target / "api" / "rustdoc"
    wrapper.parent.mkdir(parents=True, exist_ok=True)
    wrapper.write_text('#!/bin/sh\nRUSTC_BOOTSTRAP=1 exec rustdoc "$@"\n')
    wrapper.chmod(0o755)
    cargo = "cargo rustdoc --quiet --lib --features cli --target-dir".split()
    options = "-- -Z unstable-options --output-format json --cap-lints allow".split()
    environment = os.environ | {"RUSTDOC": str(wrapper)}
    subprocess.run([*cargo, target, *options], cwd=folder, env=environment, check=True)
    return json.loads((target / "doc" / "persona_synthesis.json").read_text("utf-8"))


@dataclasses.dataclass
class Entry:
    """A line of the listing, and what is below it."""

    kind: str
    name: str
    signature: str = ""
    paragraph: str = ""
    traits: set = dataclasses.field(default_factory=set)


class Listing:
    def __init__(self, folder):
        self.folder = Path(folder)
        crate = documented(folder)
        if crate["format_version"] != FORMAT:
            print(f"skipped: rustdoc's JSON has form {crate['format_version']}, not {FORMAT}")
            sys.exit()
        self.index = crate["index"]
        # The longest path is where an item is documented; shorter ones re-export it.
        self.paths = collections.defaultdict(set)
        self.entries = {}
        self.reach(self.index[str(crate["root"])], ())
        for identity, paths in self.paths.items():
            item = self.index[identity]
            longest = max(paths, key=lambda path: (len(path), path))
            self.add(item, longest)
            for path in paths - {longest}:
                name = "::".join(path)
                self.entries[name] = Entry("use", name, f"= {'::'.join(longest)}")

    def reach(self, module, path):
        """Notes the paths of what a module holds or re-exports."""
        for identity in module["inner"]["module"]["items"]:
            item = self.index[str(identity)]
            if item["visibility"] != "public":
                continue
            name, target = item["name"], item
            if use := item["inner"].get("use"):
                name, target = use["name"], self.index.get(str(use["id"]))
            # Another crate's, which the layer of this one does not show.
            if target is None or name is None:
                continue
            here = (*path, name)
            if here not in self.paths[str(target["id"])]:
                self.paths[str(target["id"])].add(here)
                if "module" in target["inner"]:
                    self.reach(target, here)

    def add(self, item, path):
        """Notes an item with its fields, variants and methods."""
        (kind, inner), *_ = item["inner"].items()
        paragraph = " ".join((item["docs"] or "").split("\n\n")[0].split())
        name = "::".join(path)
        signature = self.signature(item, kind, inner)
        entry = Entry(KINDS.get(kind, kind), name, signature, paragraph)
        self.entries[name] = entry
        parts = inner.get("items", []) if kind == "trait" else inner.get("variants", [])
        if kind == "struct":
            parts = self.fields(inner["kind"])
        for part in map(self.found, parts):
            if part and part["visibility"] in ("public", "default"):
                self.add(part, (*path, part["name"]))
        for implementation in map(self.found, inner.get("impls", [])):
            implemented = implementation["inner"]["impl"]
            if implemented["is_synthetic"] or implemented["blanket_impl"]:
                continue
            if implemented["trait"]:
                entry.traits.add(implemented["trait"]["path"].rpartition("::")[2])
                continue
            for part in map(self.found, implemented["items"]):
                if part["visibility"] == "public":
                    self.add(part, (*path, part["name"]))

    def found(self, identity):
        return self.index.get(str(identity))

    @staticmethod
    def fields(kind):
        """The fields of a struct or of a variant."""
        if not isinstance(kind, dict):
            return []
        return kind.get("tuple") or kind.get("plain", kind.get("struct", {})).get("fields", [])

    def written(self, item):
        """What the source says of an item, on one line."""
        span = item["span"]
        lines = (self.folder / span["filename"]).read_text("utf-8").splitlines()
        (first, start), (last, end) = span["begin"], span["end"]
        lines = lines[first - 1 : last]
        lines[-1] = lines[-1][: end - 1]
        lines[0] = lines[0][start - 1 :]
        return " ".join(" ".join(re.sub(r"\s//.*", "", line) for line in lines).split())

    def signature(self, item, kind, inner):
        """The parameters of a function, the type of a field or a constant."""
        if kind == "variant":
            names = [field["name"] for field in map(self.found, self.fields(inner["kind"]))]
            return f"{{ {', '.join(names)} }}" if names else ""
        if kind not in ("function", "struct_field", "constant", "assoc_const"):
            return ""
        text = self.written(item)
        if not re.search(rf"\b{item['name']}\b", text):
            # A macro wrote it; the source has the call of the macro here.
            return ""
        if kind == "function":
            # The body begins after the parameters and what is returned.
            text = re.split(r"\s*\{|;$", text, maxsplit=1)[0]
        text = text.split(" = ")[0] if "const" in kind else text
        return re.split(rf"\b{item['name']}\b", text, maxsplit=1)[1].replace("( ", "(").replace(", )", ")")

    def text(self):
        counts = collections.Counter(entry.kind for entry in self.entries.values())
        told = ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items()))
        lines = [f"# {sum(counts.values())} public items: {told}"]
        for entry in sorted(self.entries.values(), key=lambda entry: entry.name):
            space = "" if entry.signature.startswith(("(", "<", ":")) else " "
            lines.append(f"{entry.kind} {entry.name}{space}{entry.signature}".rstrip())
            if entry.kind != "use":
                lines.append(f"    {entry.paragraph or '(not documented)'}")
            # The compiler's own mark of a derived comparison.
            if traits := sorted(entry.traits - {"StructuralPartialEq"}):
                lines.append(f"    implements {', '.join(traits)}")
        return "\n".join(lines) + "\n"


if len(sys.argv) > 1 and sys.argv[1] != "--write":
    print(Listing(sys.argv[1]).text(), end="")
elif "--write" in sys.argv:
    KEPT.write_text(Listing(ROOT).text(), "utf-8")
else:
    now, kept = Listing(ROOT).text().splitlines(), KEPT.read_text("utf-8").splitlines()
    changes = list(difflib.unified_diff(kept, now, "tests/api.txt", "the code", lineterm="", n=0))
    print("\n".join(changes) if changes else now[0].removeprefix("# "))
    sys.exit("the public API differs: `python3 tests/api.py --write`" if changes else 0)
