"""Coded segments as Python's own libraries find them: document, first and last character, code, coder, words."""

import html.parser
import json
import pathlib
import sqlite3
import xml.etree.ElementTree
import zipfile

HEADER = ["document", "start", "end", "code", "coder", "quote"]


class Text(html.parser.HTMLParser):
    """The text nodes of HTML."""

    def __init__(self, document):
        super().__init__(convert_charrefs=True)
        self.parts = []
        self.feed(document)
        self.close()

    def handle_data(self, data):
        self.parts.append(data)


def opened(path):
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)


def taguette(path):
    """Positions are bytes of the text of the document."""
    database = opened(path)
    texts = {key: "".join(Text(contents).parts) for key, contents in database.execute("select id, contents from documents")}
    coders = {}
    for login, payload in database.execute("select user_login, payload from commands order by id"):
        command = json.loads(payload)
        if command["type"] == "highlight_add":
            coders.setdefault(command["highlight_id"], login)
    query = """select document_id, name, start_offset, end_offset, path, highlights.id from highlights
        join documents on documents.id = document_id join highlight_tags on highlight_id = highlights.id
        join tags on tags.id = tag_id order by document_id, start_offset, end_offset, highlights.id, tag_id"""
    rows = [HEADER]
    for document, name, start, end, code, highlight in database.execute(query):
        data = texts[document].encode()
        first, words = len(data[:start].decode()), data[start:end].decode()
        rows.append([name, str(first), str(first + len(words)), code.strip(), coders.get(highlight, ""), words])
    return rows


def qualcoder(path):
    """Positions are characters of the text; a code's path is that of its categories."""
    database = opened(path)
    categories = {key: (name, above) for key, name, above in database.execute("select catid, name, supercatid from code_cat")}

    def path_of(name, category):
        while category is not None:
            above, category = categories[category]
            name = f"{above}/{name}"
        return name

    query = """select source.name, pos0, pos1, code_name.name, code_name.catid, owner, fulltext from code_text
        join (select id, name, fulltext from source) source on source.id = fid
        join (select cid, name, catid from code_name) code_name on code_name.cid = code_text.cid order by fid, pos0, pos1, ctid"""
    rows = [HEADER]
    for document, start, end, name, category, coder, text in database.execute(query):
        rows.append([document, str(start), str(end), path_of(name, category), coder, text[start:end]])
    return rows


def project(path):
    """Positions are characters of the text, the end exclusive; only projects in which line ends are one character are compared."""
    with zipfile.ZipFile(path) as archive:
        members = {name.lower(): archive.read(name) for name in archive.namelist()}
    root = xml.etree.ElementTree.fromstring(next(data for name, data in members.items() if name.endswith(".qde")))
    tag = root.tag.removesuffix("Project")
    users = {user.get("guid"): user.get("name") for user in root.iter(f"{tag}User")}
    codes = {}

    def walk(node, above):
        for code in node.findall(f"{tag}Code"):
            codes[code.get("guid").lower()] = above + code.get("name").strip()
            walk(code, codes[code.get("guid").lower()] + "/")

    for tree in root.iter(f"{tag}Codes"):
        walk(tree, "")
    rows = [HEADER]
    for source in root.iter(f"{tag}TextSource"):
        name = pathlib.PurePosixPath(source.get("plainTextPath", "").replace("internal://", "")).name
        data = members.get(f"sources/{name.lower()}")
        if data is None:
            continue
        text = data.decode("utf-8-sig")
        for selection in source.findall(f"{tag}PlainTextSelection"):
            start, end = int(selection.get("startPosition")), int(selection.get("endPosition"))
            for coding in selection.findall(f"{tag}Coding"):
                code = codes[coding.find(f"{tag}CodeRef").get("targetGUID").lower()]
                coder = users.get(coding.get("creatingUser"), "")
                rows.append([source.get("name") or name, str(start), str(end), code, coder, text[start:end]])
    return rows


READERS = {".sqlite3": taguette, ".qda": qualcoder, ".qdpx": project}
