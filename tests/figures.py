"""Prints how the code of src/ reads, in figures: a report, not a gate.

`figures.py [--names] [--circles]`; with `--names` it lists what it counts, with `--circles` the
layer test counts the circles of files, and Cargo may compile it first."""

import collections
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).absolute().parent.parent
LONGEST_LINE = 100
MOST_LINES = 400
TOKEN = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)
    |(?P<string>b?r(?P<hashes>\#*)".*?"(?P=hashes)|b?"(?:\\.|[^"\\])*"|b?'(?:\\[^\n]*?|[^'\\])')""",
    re.DOTALL | re.VERBOSE,
)
FUNCTION = re.compile(r"\bfn\s+(\w+)")
# An indented `type` belongs to a trait.
TYPE = re.compile(
    r"(?:\b(?:struct|enum|trait|union)|^(?:pub(?:\([^)]*\))? )?type)\s+([A-Z]\w*)", re.MULTILINE
)


def blanked(text, keep_comments):
    """The code without what strings and comments say, with the lines of the file; with
    `keep_comments` there is a `//` where a comment is."""

    def blank(match):
        if match["string"] is not None:
            mark = '""'
        else:
            documents = match[0].startswith(("///", "//!"))
            mark = "//" if keep_comments and not documents else ""
        return mark + "\n" * match[0].count("\n")

    return TOKEN.sub(blank, text)


def without_tests(code):
    """The lines before the tests of the file."""
    return re.split(r"#\[cfg\(test\)\]\s*mod \w+", code)[0]


def closing(code, start, pair="{}"):
    """The place of the bracket that closes the one at `start`."""
    depth = 0
    for place in range(start, len(code)):
        depth += (code[place] == pair[0]) - (code[place] == pair[1])
        if depth == 0:
            return place
    return len(code) - 1


def functions(code):
    """Name, parameters and place of each function, and the braces of its body if it has one."""
    for match in FUNCTION.finditer(code):
        open_at = code.find("(", match.end())
        # Bounds such as `Fn(u8)` may stand before the parameters.
        if code[match.end() : match.end() + 1] == "<":
            depth, open_at = 0, match.end()
            while True:
                closes = code[open_at] == ">" and code[open_at - 1] != "-"
                depth += (code[open_at] == "<") - closes
                open_at += 1
                if depth == 0:
                    break
        end = closing(code, open_at, "()")
        body = re.compile(r"[{;]").search(code, end)
        braces = (body.start(), closing(code, body.start())) if body and body[0] == "{" else None
        yield match[1], code[open_at + 1 : end], match.start(), braces


def types(text):
    """The types of parameters, cut at the commas outside of brackets."""
    depth, start = 0, 0
    for place, sign in enumerate(text + ","):
        depth += (sign in "([{<") - (sign in ")]}" or (sign == ">" and text[place - 1] != "-"))
        if sign == "," and depth == 0:
            yield text[start:place].partition(":")[2].strip()
            start = place + 1


def is_tuple(kind):
    return kind.lstrip("&").removeprefix("mut ").startswith("(")


class Figures:
    def __init__(self):
        self.lines = self.long = self.longest = 0
        self.code = self.comments = self.functions = self.tuples = 0
        self.types, self.of, self.large = collections.Counter(), [], []

    def add(self, path):
        text = path.read_text("utf-8")
        lines = text.splitlines()
        self.lines += len(lines)
        self.long += sum(len(line) > LONGEST_LINE for line in lines)
        self.longest = max(self.longest, *map(len, lines))
        name = path.relative_to(ROOT)
        if len(lines) > MOST_LINES:
            self.large.append(f"{name} {len(lines)}")
        plain, commented = (without_tests(blanked(text, keep)) for keep in (False, True))
        self.code += sum(bool(line.strip()) for line in plain.splitlines())
        self.types.update(TYPE.findall(plain))
        inside = set()
        for function, declared, start, braces in functions(plain):
            self.functions += 1
            self.tuples += sum(is_tuple(kind) for kind in types(declared))
            line = plain.count("\n", 0, start) + 1
            if function == "of":
                self.of.append(f"{name}:{line}")
            if braces:
                inside.update(range(line, plain.count("\n", 0, braces[1]) + 2))
        for number, line in enumerate(commented.splitlines(), 1):
            self.comments += number in inside and "//" in line

    def print(self):
        twice = sorted(name for name, times in self.types.items() if times > 1)
        comments = 1000 * self.comments / self.code
        show("comments inside functions per 1,000 lines of code", comments, "25")
        show(f"lines over {LONGEST_LINE} columns, %", 100 * self.long / self.lines, "under 1")
        show("longest line", self.longest)
        tuples = 1000 * self.tuples / self.functions
        show("tuples as parameters per 1,000 functions", tuples, "under 5")
        share = 100 * len(twice) / len(self.types)
        show("type names used more than once, %", share, "under 5", twice)
        show("functions called `of`", len(self.of), "none that is unclear", self.of)
        show(f"files over {MOST_LINES} lines", len(self.large), "0", self.large)


def show(what, figure, goal="", names=()):
    """A line for the figure and one for what it counts."""
    figure = f"{figure:.1f}" if isinstance(figure, float) else figure
    print(f"{what:52}{figure:>8}" + (f"   goal: {goal}" if goal else ""))
    if names and "--names" in sys.argv:
        print(f"    {', '.join(names)}")


def circles():
    """The number of circles that the layer test counts."""
    test = "cargo test --quiet --features cli --test it layout::no_files_use_each_other"
    done = subprocess.run(test.split(), cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    if done.returncode == 0:
        return 0
    found = re.search(r"(\d+) circles of files", done.stdout)
    return int(found[1]) if found else f"not counted: {done.stderr[-200:]}"


figures = Figures()
for file in sorted((ROOT / "src").rglob("*.rs")):
    figures.add(file)
figures.print()
if "--circles" in sys.argv:
    show("circles of files", circles(), "0")
