"""Checks `personas.qdpx` with zipfile and ElementTree alone, as a program for qualitative analysis would read it.

The elements, their order and their attributes must be those of the REFI-QDA schema for projects, version 1.0; every guid stands once and every
reference leads to an element of the right kind; the words of a selection, counted in code points of its source, are what its name says; and
every place in a transcript that `personas.json` shows for or against a claim is a selection with the claim's code. A claim may have another place only in a
transcript that the project leaves out, which its note says.
"""

import hashlib
import re
import xml.etree.ElementTree as ElementTree
import zipfile

SPACE = "{urn:QDA-XML:project:1.0}"
GUID = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
# Children in their order, attributes that must be there, attributes that may.
ELEMENTS = {
    "Project": (["Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Description"], ["name"], ["origin"]),
    "Users": (["User"], [], []),
    "User": ([], ["guid"], ["name"]),
    "CodeBook": (["Codes"], [], []),
    "Codes": (["Code"], [], []),
    "Code": (["Description", "Code"], ["guid", "name", "isCodable"], []),
    "Variables": (["Variable"], [], []),
    "Variable": ([], ["guid", "name", "typeOfVariable"], []),
    "Cases": (["Case"], [], []),
    "Case": (["VariableValue", "SourceRef", "SelectionRef"], ["guid"], ["name"]),
    "VariableValue": (["VariableRef", "TextValue", "FloatValue"], [], []),
    "Sources": (["TextSource"], [], []),
    "TextSource": (["PlainTextSelection"], ["guid", "plainTextPath"], ["name"]),
    "PlainTextSelection": (["Coding"], ["guid", "startPosition", "endPosition"], ["name", "creatingUser"]),
    "Coding": (["CodeRef"], ["guid"], ["creatingUser"]),
    "Notes": (["Note"], [], []),
    "Note": ([], ["guid", "plainTextPath", "creationDateTime"], ["name", "creatingUser"]),
}
# Elements that hold others and may not be empty.
FILLED = {"Users", "CodeBook", "Codes", "Variables", "Cases", "VariableValue", "Sources", "Coding", "Notes"}
REFERENCES = {"CodeRef": "Code", "VariableRef": "Variable", "SourceRef": "TextSource", "SelectionRef": "PlainTextSelection"}


def tag(element):
    return element.tag.removeprefix(SPACE)


class Project:
    """A project, and what is wrong with it."""

    def __init__(self, path):
        self.wrong = []
        with zipfile.ZipFile(path) as archive:
            self.members = {name: archive.read(name) for name in archive.namelist()}
        projects = [name for name in self.members if name.lower().endswith(".qde") and "/" not in name]
        self.expect(projects == ["project.qde"], f"projects {projects}")
        self.root = ElementTree.fromstring(self.members.pop("project.qde"))
        self.kinds = {}
        for element in self.root.iter():
            if "guid" in element.attrib:
                self.expect(GUID.fullmatch(element.get("guid")), f"guid {element.get('guid')}")
                self.expect(element.get("guid") not in self.kinds, f"guid {element.get('guid')} twice")
                self.kinds[element.get("guid")] = tag(element)
        self.texts = {}

    def expect(self, so, what):
        if not so:
            self.wrong.append(f"personas.qdpx: {what}")

    def check(self):
        self.structure(self.root)
        for source in self.root.iter(f"{SPACE}TextSource"):
            self.source(source)
        for note in self.root.iter(f"{SPACE}Note"):
            path = note.get("plainTextPath").removeprefix("internal://")
            self.expect(path == f"{note.get('guid')}.txt", f"path {path}")
            self.expect(self.members.pop(f"sources/{path}", b"").strip(), "a note without words")
        self.expect(not self.members, f"members that nothing names: {sorted(self.members)[:3]}")

    def structure(self, element):
        children, required, optional = ELEMENTS.get(tag(element), ([], [], []))
        if tag(element) in REFERENCES:
            required = ["targetGUID"]
            kind = self.kinds.get(element.get("targetGUID"))
            self.expect(kind == REFERENCES[tag(element)], f"{tag(element)} leads to {kind}")
        found = [tag(child) for child in element]
        self.expect(set(found) <= set(children), f"{tag(element)} holds {found}")
        places = [children.index(child) for child in found if child in children]
        self.expect(places == sorted(places), f"order of {tag(element)}: {found}")
        self.expect(found or tag(element) not in FILLED, f"{tag(element)} is empty")
        given = set(element.attrib)
        self.expect(set(required) <= given <= set(required + optional), f"attributes of {tag(element)}: {sorted(given)}")
        if "creatingUser" in given:
            self.expect(self.kinds.get(element.get("creatingUser")) == "User", "a coder who is no user")
        for child in element:
            self.structure(child)

    def source(self, source):
        path = source.get("plainTextPath").removeprefix("internal://")
        self.expect(path == f"{source.get('guid')}.txt", f"path {path}")
        text = self.members.pop(f"sources/{path}", b"").decode("utf-8")
        self.texts[source.get("name")] = text
        for selection in source:
            words = text[int(selection.get("startPosition")) : int(selection.get("endPosition"))]
            line, name = " ".join(words.split()), selection.get("name")
            self.expect(line and (line == name or line.startswith(name.removesuffix("…"))), f"{name!r} selects {line[:80]!r}")

    def selected(self):
        """Names of the codes on selections with those above them, by document and digest of the words, and by document alone."""
        above, digests = {}, {}

        def walk(element, path):
            for code in element.findall(f"{SPACE}Code"):
                above[code.get("guid")] = path + [code.get("name")]
                walk(code, above[code.get("guid")])

        walk(self.root.find(f"{SPACE}CodeBook/{SPACE}Codes"), [])
        for source in self.root.iter(f"{SPACE}TextSource"):
            text = self.texts[source.get("name")]
            for selection in source:
                words = text[int(selection.get("startPosition")) : int(selection.get("endPosition"))]
                for coding in selection:
                    path = above[coding[0].get("targetGUID")]
                    # Line ends of Windows are one character in the project, two in the file.
                    for spelt in {words, words.replace("\n", "\r\n")}:
                        digest = "sha256:" + hashlib.sha256(spelt.encode()).hexdigest()
                        digests.setdefault((source.get("name"), digest), []).append(path)
                    digests.setdefault((source.get("name"), None), []).append(path)
        return digests


def check(path, claims):
    """What is wrong with a project beside these claims, the number of its codings, and of the places of claims that stand in it."""
    project = Project(path)
    project.check()
    digests, places = project.selected(), 0
    for claim in claims:
        for evidence in claim["evidence"] + claim["counter_evidence"]:
            locator = evidence["locator"]
            names = [locator.get("document"), f"{locator['source']}/{locator.get('document')}"]
            name = next((name for name in names if name in project.texts), None)
            if locator["type"] != "text":
                continue
            if name is None:
                project.expect(project.root.find(f"{SPACE}Notes") is not None, f"{evidence['id']} is left out in silence")
                continue
            against = evidence in claim["counter_evidence"]
            # Masked words have no plain digest: of these the claim has a coding somewhere in the document.
            paths = digests.get((name, None if evidence["masked"] else evidence["digest"]), [])
            codes = [path[3:] for path in paths if len(path) > 2 and path[2].startswith(claim["id"] + " ")]
            project.expect(any(bool(below) == against for below in codes), f"{evidence['id']} has no coding of its claim")
            places += 1
    return project.wrong, sum(1 for _ in project.root.iter(f"{SPACE}Coding")), places
