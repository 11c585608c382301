"""Writes the first inputs of each target to `corpus/TARGET`: from `data/`, from small files made here, and from the folders named as arguments.

    python3 tests/fuzz/seeds.py [FOLDER...]
"""

import hashlib
import pathlib
import sqlite3
import struct
import sys
import zipfile

HERE = pathlib.Path(__file__).parent
LARGEST = 64 << 10

VTT = b"WEBVTT\n\nNOTE a\n\n1\n00:00:01.000 --> 00:00:02.500 align:start\n<v Ann>It &amp; takes <i>ages</i></v>\n\n2\n00:02.500 --> 00:04.000\nBen: Why?\n"
SRT = b"1\n00:00:00,500 --> 00:00:07,000\nP1: Slow.\n\n2\n00:00:07,500 --> 00:00:09,000\nAnd dear.\n"
SBV = b"0:00:00.378,0:00:11.378\nP1: Slow.\n\n0:00:12.000,0:00:13.000\nI: Hm.\n"
QDE = b"""<?xml version="1.0"?><Project xmlns="urn:QDA-XML:project:1.0" origin="NVivo for Mac 15.0.0"><Users><User guid="u" name="AB"/></Users>
<CodeBook><Codes><Code guid="a" name="Pains"><Description>d</Description><Code guid="b" name="slow"/></Code></Codes></CodeBook>
<Variables><Variable guid="v" name="Age" typeOfVariable="Integer"/></Variables>
<Cases><Case guid="c" name="P1"><CodeRef targetGUID="b"/><VariableValue><VariableRef targetGUID="v"/><IntegerValue>3</IntegerValue></VariableValue><SourceRef targetGUID="s"/><SelectionRef targetGUID="t"/></Case></Cases>
<Sources><TextSource guid="s" name="P1"><PlainTextContent>I: Slow?&#13;
P1: It takes ages.</PlainTextContent><PlainTextSelection guid="t" name="takes ages" startPosition="17" endPosition="27"><Coding guid="g" creatingUser="u"><CodeRef targetGUID="b"/></Coding></PlainTextSelection><VariableValue><VariableRef targetGUID="v"/><TextValue>x</TextValue></VariableValue></TextSource>
<PDFSource guid="p" name="f"><Representation guid="r"><PlainTextContent>abc</PlainTextContent></Representation><PDFSelection guid="x" page="0"><Coding guid="y"><CodeRef targetGUID="a"/></Coding></PDFSelection></PDFSource>
<AudioSource guid="m" name="g"><Transcript guid="n"><PlainTextContent>one two</PlainTextContent><SyncPoint guid="k" timeStamp="1000" position="4"/><TranscriptSelection guid="o" fromSyncPoint="k" toSyncPoint="k"><Coding guid="z"><CodeRef targetGUID="a"/></Coding></TranscriptSelection></Transcript></AudioSource></Sources>
<Sets><Set guid="e" name="gender: female"><MemberSource targetGUID="s"/><MemberCode targetGUID="a"/></Set></Sets></Project>"""
QDC = b'<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Taguette 1.4.1"><Codes><Code guid="1" name="a"><Description>b</Description><Code guid="2" name="c"/></Code></Codes><Sets/></CodeBook>'
WORD = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t xml:space="preserve">I: How </w:t><w:tab/><w:t>so?</w:t><w:br/></w:r><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>P1: cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>'
ODT = b'<o:document-content xmlns:o="o" xmlns:t="t"><o:body><o:text><t:h>Title</t:h><t:p>I: a<t:s t:c="3"/>b<t:tab/><t:line-break/><t:span>c</t:span><o:annotation><t:p>n</t:p></o:annotation></t:p><t:list><t:list-item><t:p>P1: d</t:p></t:list-item></t:list></o:text></o:body></o:document-content>'
ODS = b'<o:document-content xmlns:o="o" xmlns:t="t" xmlns:x="x"><o:body><t:table t:name="A"><t:table-row><t:table-cell o:value-type="string" t:number-columns-repeated="2"><x:p>id<x:s x:c="2"/>n</x:p><x:p>m</x:p></t:table-cell></t:table-row><t:table-row t:number-rows-repeated="2"><t:table-cell o:value-type="float" o:value="2.5"/><t:table-cell o:value-type="date" o:date-value="2019-12-13T09:50:29.878"/><t:table-cell o:value-type="time" o:time-value="PT09H50M30S"/><t:table-cell o:value-type="boolean" o:boolean-value="true"/><t:covered-table-cell/></t:table-row></t:table></o:body></o:document-content>'
SHEET = b'<worksheet><dimension ref="A1:D3"/><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>How?</t></is></c></row><row r="2"><c r="A2"><v>1.5</v></c><c r="B2" s="1"><v>43812.4</v></c><c r="C2" t="b"><v>1</v></c><c r="D2" t="e"><v>#N/A</v></c></row><row r="3"><c r="A3" t="str"><f>A2</f><v>x</v></c><c r="B3" s="3"><v>1.25</v></c></row></sheetData></worksheet>'
TEXTS = b'<sst count="2" uniqueCount="2"><si><t>id</t></si><si><r><t xml:space="preserve">a </t></r><r><t>b</t></r><rPh><t>c</t></rPh></si></sst>'
LIMESURVEY = b"id\tclass\ttype/scale\tname\ttext\tlanguage\n1\tQ\tL\tQ1\t<p>How often?</p>\ten\n2\tA\t0\ta1\tNever\ten\n4\tQ\tM\tQ2\tWhich?\ten\n5\tSQ\t0\tS1\tExcel\ten\n6\tQ\tL\tQ1\tHoe?\tnl\n\0id,Q1,Q2[S1]\n1,a1,Y\n2,,\n"
XLSFORM = b"xtype\tname\tlabel::en\nselect_one c\tcity\tYour city\nselect_multiple c\tall\tWhich?\n=\nlist_name\tname\tlabel\nc\ta\tAthens\nc\tb\tBern\n\0group/city;all;all/a\na;a b;1\nb;;\n"
CODES = b"I: Slow?\nP1: It takes ages, it takes ages.\0id,document,code,start,end,quote,coder\n1,P1,Pains > slow;Goals,4,9,it takes  ages,AB\n2,P1,x,,,takes ages,AB\n"
REPORT = "Question,,\n,Response,Other\n1,often,\"a, b\"\n2,,\n"
QUALTRICS = "Status,Q1\nStatus,How often?\n\"{\"\"ImportId\"\":\"\"status\"\"}\",\"{\"\"ImportId\"\":\"\"QID1\"\"}\"\n0,3\n"


def padded(text, width):
    return text.ljust(width)[:width].encode()


def spss(compression):
    """A number with labels and a missing value, a text of 10 bytes, and a multiple response set."""
    numbers = [(1.0, b"Berlin"), (9.0, b"Rome")]
    head = padded("$FL2", 4) + padded("@(#) seed", 60) + struct.pack("<5id", 2, 3, compression, 0, 2, 100.0)
    head += padded("01 JAN 26", 9) + padded("10:10:10", 8) + padded("", 64) + b"\0" * 3
    body = struct.pack("<6i", 2, 0, 1, 1, 0x050802, 0x050802) + padded("CHOICE", 8)
    body += struct.pack("<i", 10) + padded("How often?", 12) + struct.pack("<d", 9.0)
    body += struct.pack("<6i", 2, 10, 0, 0, 0x010A00, 0x010A00) + padded("CITY", 8)
    body += struct.pack("<6i", 2, -1, 0, 0, 0, 0) + padded("", 8)
    body += struct.pack("<3id", 3, 2, 0, 1.0)[:8] + struct.pack("<dB", 1.0, 5) + padded("never", 7)
    body += struct.pack("<dB", 9.0, 7) + padded("refused", 7) + struct.pack("<3i", 4, 1, 1)
    for subtype, data in [
        (13, b"CHOICE=choice\tCITY=city"),
        (7, b"$set=D1 1 3 Set choice\n"),
        (20, b"UTF-8"),
        (11, struct.pack("<6i", 2, 8, 0, 1, 10, 0)),
    ]:
        size = 4 if subtype == 11 else 1
        body += struct.pack("<4i", 7, subtype, size, len(data) // size) + data
    body += struct.pack("<2i", 999, 0)
    for number, text in numbers:
        if compression:
            body += bytes([100 + int(number), 253, 254, 0, 0, 0, 0, 0]) + padded(text.decode(), 8)
        else:
            body += struct.pack("<d", number) + padded(text.decode(), 16)
    return head + body


def database(statements):
    connection = sqlite3.connect(":memory:")
    connection.executescript("pragma page_size = 512; vacuum;" + statements)
    return connection.serialize()


QUALCODER = """
create table source (id integer primary key, name text, fulltext text, mediapath text, memo text);
create table code_cat (catid integer primary key, name text, memo text, supercatid integer);
create table code_name (cid integer primary key, name text, memo text, catid integer);
create table code_text (ctid integer primary key, cid integer, fid integer, seltext text, pos0 integer, pos1 integer, owner text);
create table cases (caseid integer primary key, name text);
create table case_text (id integer primary key, caseid integer, fid integer, pos0 integer, pos1 integer);
create table attribute (attrid integer primary key, name text, attr_type text, value text, id integer);
insert into source values (1, 'P1', 'I: Slow?' || char(10) || 'P1: It takes ages.', null, '');
insert into code_cat values (1, 'Pains', '', null); insert into code_name values (1, 'slow', '', 1);
insert into code_text values (1, 1, 1, 'takes ages', 16, 26, 'AB'); insert into cases values (1, 'P1');
insert into case_text values (1, 1, 1, 0, 27); insert into attribute values (1, 'Site', 'case', 'x', 1);
"""
TAGUETTE = """
create table projects (id integer primary key, name text, description text, created text);
create table documents (id integer primary key, name text, description text, filename text, created text, project_id integer, text_direction text, contents text);
create table tags (id integer primary key, project_id integer, path text, description text);
create table highlights (id integer primary key, document_id integer, start_offset integer, end_offset integer, snippet text);
create table highlight_tags (highlight_id integer, tag_id integer);
insert into projects values (1, 'p', '', ''); insert into documents values (1, 'P1', '', 'P1.odt', '', 1, 'x', '<p>I: Slow?</p>' || char(10) || '<p>P1: &Eacute;&amp; ages.</p>');
insert into tags values (1, 1, 'Pains/slow', ''); insert into highlights values (1, 1, 9, 15, 'ages'); insert into highlight_tags values (1, 1);
"""


def crowded(xml):
    """The same with nearly as many attributes and prefixes in its last empty tag as may be, one of them in quotation marks."""
    names = [b"xmlns:n%d" % number for number in range(90)] + [b"n%d" % number for number in range(160)]
    before, after = xml.rsplit(b"</", 1)
    return before + b"<x" + b"".join(b" %s='>\"='" % name for name in names) + b"/></" + after


def small():
    """The seeds that are made here."""
    for name, text in [("vtt", VTT), ("srt", SRT), ("sbv", SBV)]:
        yield "transcript", name, text
    for name, xml in [("qde", QDE), ("qdc", QDC)]:
        yield "refi", name, xml
    yield "refi", "qde-attributes", crowded(QDE)
    for kind, xml in [(b"w", WORD), (b"o", ODT)]:
        yield "document", kind.decode(), kind + xml
        yield "document", kind.decode() + "-attributes", kind + crowded(xml)
    for kind, xml in [(b"o", ODS), (b"s", SHEET), (b"t", TEXTS)]:
        yield "workbook", kind.decode(), kind + xml
        yield "workbook", kind.decode() + "-attributes", kind + crowded(xml)
    for compression in (0, 1):
        yield "spss", str(compression), spss(compression)
    for name, text in [("limesurvey", LIMESURVEY), ("xlsform", XLSFORM)]:
        yield "structure", name, text
    yield "segments", "codes", CODES
    for name, text in [("report", REPORT), ("qualtrics", QUALTRICS)]:
        yield "table", name, text.encode()
        yield "table", name + "-utf16", text.encode("utf-16")
    for name, statements in [("qualcoder", QUALCODER), ("taguette", TAGUETTE)]:
        yield "database", name, database(statements)


def of_file(path):
    """What a file of a folder is a seed of."""
    data, ending = path.read_bytes(), path.suffix.lower()
    if ending == ".toml":
        yield "manifest", data
    elif ending in (".csv", ".tsv"):
        cut = data[: LARGEST // 8]
        yield "table", cut
        yield "segments", cut
    elif ending in (".txt", ".md", ".vtt", ".srt", ".sbv"):
        yield "transcript", data
    elif ending in (".qde", ".qdc"):
        yield "refi", data
    elif ending in (".sav", ".zsav"):
        yield "spss", data
    elif ending == ".parquet":
        yield "parquet", data
    elif ending in (".qdpx", ".docx", ".odt", ".xlsx", ".ods") and zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            for member in archive.namelist():
                yield from of_member(ending, member, archive.read(member))


def of_member(ending, member, data):
    if member.lower().endswith(".qde"):
        yield "refi", data
    elif ending == ".docx" and member == "word/document.xml":
        yield "document", b"w" + data
    elif ending == ".odt" and member == "content.xml":
        yield "document", b"o" + data
    elif ending == ".ods" and member == "content.xml":
        yield "workbook", b"o" + data
    elif ending == ".xlsx" and "worksheets/sheet" in member and "rels" not in member:
        yield "workbook", b"s" + data
    elif ending == ".xlsx" and member == "xl/sharedStrings.xml":
        yield "workbook", b"t" + data


def of_folder(folder):
    """Two tables and a transcript of a folder as one seed."""
    files = sorted(path for path in folder.iterdir() if path.is_file())
    tables = [path for path in files if path.suffix.lower() in (".csv", ".tsv")][:2]
    talks = [path for path in files if path.suffix.lower() == ".txt"][:1]
    # Few rows say what a column holds, and leave room for the fuzzer.
    parts = [b"\n".join(path.read_bytes()[: LARGEST // 16].splitlines()[:40]) for path in tables + talks]
    if tables and not any(b"\0" in part for part in parts):
        yield "folder", b"\0".join(parts)


def main():
    folders = [HERE.parent.parent / "data", *map(pathlib.Path, sys.argv[1:])]
    seeds = [(target, data) for target, _, data in small()]
    for folder in folders:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            seeds.extend(of_file(path))
        for below in sorted(path for path in [folder, *folder.rglob("*")] if path.is_dir()):
            seeds.extend(of_folder(below))
    for target, data in seeds:
        if len(data) <= LARGEST:
            corpus = HERE / "corpus" / target
            corpus.mkdir(parents=True, exist_ok=True)
            (corpus / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)


if __name__ == "__main__":
    main()
