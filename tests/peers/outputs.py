"""Checks what a run writes with programs of others.

    cargo run --example synthesize -- data/clinic/study.toml --out target/out/clinic
    target/peers/bin/python tests/peers/outputs.py data/clinic target/out/clinic [STUDY OUT]...

`personas.json` is validated against `personas.schema.json` with jsonschema. Every annotation of `evidence.jsonld` is resolved against the raw
files with Python alone: characters counted in the decoded text, cells by csv with the header counted as RFC 7111 has it. Its words must have the
digest, its quote must stand there between its prefix and its suffix, and evidence that `personas.json` says is masked must bring no words and no plain
digest of them.
Tables are read with csv, and no cell may begin a formula. SVG files and pages are read with ElementTree and html.parser: no script, no address
outside the page, every link within the page leads somewhere. `personas.qdpx` is read by `project.py`. Annotations of a REFI-QDA project are resolved in its
selections and sources. Ends with an error where anything is wrong.
"""

import collections
import csv
import hashlib
import html.parser
import io
import json
import pathlib
import re
import sys
import urllib.parse
import xml.etree.ElementTree as ElementTree

import jsonschema

import project

FORMULA = ("=", "+", "@", "\t", "\r")


def text_of(path):
    """A file as text: UTF-8 with or without a byte order mark, UTF-16 with one, or else Windows-1252. Line ends stay."""
    data = path.read_bytes()
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def cells_of(path, kept={}):
    """The rows of a delimited file, its delimiter the one that gives the header most cells."""
    if path not in kept:
        text = text_of(path)
        tables = [list(csv.reader(io.StringIO(text, newline=""), delimiter=mark)) for mark in ",;\t|"]
        kept[path] = max(tables, key=lambda table: len(table[0]))
    return kept[path]


class Checks:
    def __init__(self, study, out):
        self.study, self.out = study, out
        self.wrong, self.count, self.projects = [], collections.Counter(), {}

    def expect(self, so, what):
        if not so:
            self.wrong.append(f"{self.out}: {what}")

    def schema(self):
        result = json.loads((self.out / "personas.json").read_text())
        schema = json.loads((self.out / "personas.schema.json").read_text())
        jsonschema.Draft202012Validator.check_schema(schema)
        for error in jsonschema.Draft202012Validator(schema).iter_errors(result):
            self.wrong.append(f"{self.out}/personas.json: {error.json_path}: {error.message[:200]}")
        self.count["results validated"] += 1
        return result

    def annotations(self, result):
        evidence = {one["id"]: one for one in every(result, "evidence", "counter_evidence")}
        collection = json.loads((self.out / "evidence.jsonld").read_text())
        items = collection["first"]["items"]
        self.expect(collection["total"] == len(items), "the total is not the number of annotations")
        found = {item["id"].rsplit(":", 1)[1] for item in items}
        self.expect(found == set(evidence), f"annotations of other evidence: {sorted(found ^ set(evidence))[:5]}")
        for item in items:
            name = item["id"].rsplit(":", 1)[1]
            motivation = "questioning" if re.search(r"-c\d+$", name) else "assessing"
            self.expect(item["motivation"] == motivation, f"{name}: motivation {item['motivation']}")
            if name in evidence:
                self.annotation(name, item["target"], evidence[name])

    def annotation(self, name, target, evidence):
        path = self.study / urllib.parse.unquote(target["source"])
        selectors = {selector["type"]: selector for selector in target["selector"]}
        quote = selectors.get("TextQuoteSelector")
        digest = target.get("digest")
        self.expect(digest == evidence["digest"], f"{name}: another digest than in personas.json")
        self.expect(not (evidence["masked"] and quote), f"{name}: masked evidence brings words")
        self.expect((digest or "").startswith("sha256:") != evidence["masked"], f"{name}: masked {evidence['masked']} with digest {digest}")
        if path.suffix == ".qdpx" and "document" in target:
            self.in_project(name, path, target, quote, evidence)
            return
        if "document" in target or path.suffix == ".qdpx" or not path.is_file():
            self.expect(path.exists(), f"{name}: there is no {path}")
            self.count["in a project, not resolved here"] += 1
            return
        if "TextPositionSelector" in selectors:
            text, position = text_of(path), selectors["TextPositionSelector"]
            words = text[position["start"] : position["end"]]
            before, after = text[: position["start"]], text[position["end"] :]
            self.count["stretches of text"] += 1
        else:
            fragment = selectors["FragmentSelector"]
            if fragment.get("conformsTo") != "http://tools.ietf.org/rfc/rfc7111":
                self.count["in a workbook, not resolved here"] += 1
                return
            if not fragment["value"].startswith("cell="):
                self.rows(name, path, fragment["value"])
                return
            row, column = map(int, fragment["value"].removeprefix("cell=").split(","))
            table = cells_of(path)
            words, before, after = table[row - 1][column - 1], "", ""
            self.expect(table[0][column - 1].strip() == target["column"].strip(), f"{name}: another column at {fragment['value']}")
            if "rowKey" in target:
                self.expect(target["rowKey"] in [cell.strip() for cell in table[row - 1]], f"{name}: another row at {fragment['value']}")
            self.count["cells"] += 1
        self.words(name, words, evidence)
        if quote:
            self.expect(quote["exact"] == words, f"{name}: {words[:60]!r} is not the quote")
            self.expect(before.endswith(quote.get("prefix", "")), f"{name}: another prefix")
            self.expect(after.startswith(quote.get("suffix", "")), f"{name}: another suffix")
            self.count["quotes"] += 1

    def words(self, name, words, evidence):
        """Words in a source have the digest of the evidence, where it is plain."""
        digest = "sha256:" + hashlib.sha256(words.encode()).hexdigest()
        self.expect(evidence["masked"] or digest == evidence["digest"], f"{name}: {words[:60]!r} has another digest")
        self.count["digests of words that are shown"] += not evidence["masked"]

    def in_project(self, name, path, target, quote, evidence):
        """The words of a project's text, by document and position; its selections and codings that are named must be there."""
        if path not in self.projects:
            self.projects[path] = project.Project(path)
            self.projects[path].check()
        opened, position = self.projects[path], target["selector"][0]
        words = opened.texts[target["document"]][position["start"] : position["end"]]
        self.words(name, words, evidence)
        self.expect(not quote or quote["exact"] == words, f"{name}: {words[:60]!r} is not the quote")
        for what, kind in [("selections", "PlainTextSelection"), ("codings", "Coding")]:
            kinds = [opened.kinds.get(guid.removeprefix("urn:uuid:")) for guid in target.get(what, [])]
            self.expect(kinds and set(kinds) == {kind}, f"{name}: {what} {kinds}")
        self.count["stretches of text in projects"] += 1

    def rows(self, name, path, fragment):
        """Stretches of rows must be there; what is worked out of them no other program knows."""
        stretches = [stretch.split("-") for stretch in fragment.removeprefix("row=").split(";")]
        self.expect(all(1 < int(stretch[-1]) <= len(cells_of(path)) for stretch in stretches), f"{name}: no rows {fragment}")
        self.count["stretches of rows"] += 1

    def tables(self):
        for path in sorted(self.out.glob("*.csv")):
            rows = list(csv.reader(io.StringIO(path.read_text(), newline="")))
            self.expect(len({len(row) for row in rows}) == 1, f"{path.name}: rows of different width")
            formulas = [cell for row in rows for cell in row if cell.startswith(FORMULA)]
            self.expect(not formulas, f"{path.name}: formulas {formulas[:3]}")
            self.count["rows of tables"] += len(rows) - 1

    def drawings(self):
        for path in sorted(self.out.glob("charts/*.svg")):
            root = ElementTree.parse(path).getroot()
            kinds = {element.tag.rsplit("}", 1)[1] for element in root.iter()}
            self.expect({"title", "desc"} <= kinds and not kinds & {"script", "image", "foreignObject", "a"}, f"{path.name}: {kinds}")
            self.expect("url(" not in path.read_text() and "href" not in path.read_text(), f"{path.name} points elsewhere")
            self.count["charts"] += 1

    def project(self, result):
        path = self.out / "personas.qdpx"
        if not path.is_file():
            kinds = {source["kind"] for source in result["study"]["sources"]}
            self.expect("interviews" not in kinds, "a study with interviews and no personas.qdpx")
            return
        claims = list(every_claim(result))
        wrong, codings, places = project.check(path, claims)
        self.wrong += [f"{self.out}: {message}" for message in wrong]
        self.count["codings of projects"] += codings
        self.count["places of claims in projects"] += places

    def page(self):
        path = self.out / "personas.html"
        page = Page()
        page.feed(path.read_text())
        self.expect(not page.forbidden, f"{path.name}: {page.forbidden[:3]}")
        self.expect("default-src 'none'" in page.policy, f"{path.name}: its policy is {page.policy!r}")
        self.expect(not page.twice, f"{path.name}: ids given twice: {page.twice[:3]}")
        lost = sorted(page.links - page.ids)
        self.expect(not lost, f"{path.name}: links that lead nowhere: {lost[:5]}")
        self.expect(page.headings[:1] == ["h1"] and page.headings.count("h1") == 1, f"{path.name}: not one h1")
        self.count["links within pages"] += len(page.links)


class Page(html.parser.HTMLParser):
    """Ids, links and what must not be on a page."""

    def __init__(self):
        super().__init__()
        self.ids, self.links, self.twice, self.forbidden, self.headings, self.policy = set(), set(), [], [], [], ""

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag in ("script", "img", "iframe", "object", "embed", "link", "form", "base", "video", "audio"):
            self.forbidden.append(tag)
        for name, value in attributes.items():
            if name.startswith("on") or name in ("src", "srcset", "style", "xlink:href") or "javascript:" in (value or ""):
                self.forbidden.append(f"{tag} {name}={value!r}")
        if tag == "a":
            target = attributes.get("href", "")
            (self.links.add(target[1:]) if target.startswith("#") else self.forbidden.append(f"a href={target!r}"))
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy":
            self.policy = attributes["content"]
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(tag)
        if "id" in attributes:
            self.twice += [attributes["id"]] if attributes["id"] in self.ids else []
            self.ids.add(attributes["id"])


def every(value, *keys):
    """Every piece of evidence below these keys, quotes of a persona apart."""
    if isinstance(value, dict):
        for key, below in value.items():
            if key in keys and isinstance(below, list):
                yield from (one for one in below if isinstance(one, dict))
            elif key != "quotes":
                yield from every(below, *keys)
    elif isinstance(value, list):
        for below in value:
            yield from every(below, *keys)


def every_claim(result):
    groups = result["personas"] + result["unassigned"] + [result["early_signs"] or {"claims": []}]
    return (claim for group in groups for claim in group["claims"])


def main():
    wrong, count = [], collections.Counter()
    for study, out in zip(sys.argv[1::2], sys.argv[2::2]):
        checks = Checks(pathlib.Path(study), pathlib.Path(out))
        result = checks.schema()
        checks.annotations(result)
        checks.project(result)
        checks.tables()
        checks.drawings()
        checks.page()
        wrong += checks.wrong
        count += checks.count
    for what, number in count.items():
        print(f"{number} {what}")
    for message in wrong[:20]:
        print(message)
    sys.exit(f"{len(wrong)} wrong" if wrong else 0)


if __name__ == "__main__":
    main()
