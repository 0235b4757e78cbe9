"""Files that somebody might hand in as a form, by what is wrong with them; every one is made here, by code."""

import struct
import warnings
from collections.abc import Callable, Iterator
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile, ZipInfo

from services.documents.forms.faults import FormFault as F
from tests.services.documents.forms.by_hand import (
    HEAD,
    LINKED,
    W,
    body,
    control,
    document,
    form,
    packed,
    paragraph,
    parts,
    relations,
    run,
    settings,
    table,
    types,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MACRO = "application/vnd.ms-word"
SECRET = "/etc/passwd"
Make = Callable[[], bytes]


def corpus() -> Iterator[tuple[str, Make, F]]:
    """Name, how to make it, and the refusal that belongs to it."""
    for family in (_other_kinds, _packages, _bombs, _instructions, _programs, _elsewhere, _involved):
        yield from family()


def _other_kinds() -> Iterator[tuple[str, Make, F]]:
    yield "empty", lambda: b"", F.EMPTY
    yield "blank", lambda: b"\r\n \r\n", F.EMPTY
    yield "old Word", lambda: OLE, F.OLD_WORD
    yield "Word with a password", lambda: OLE + "EncryptedPackage".encode("utf-16-le"), F.WITH_PASSWORD
    yield "PDF", lambda: b"%PDF-1.7\n1 0 obj", F.PDF
    yield "RTF", lambda: b"{\\rtf1\\ansi Voorwaarde}", F.RICH_TEXT
    yield "PNG", lambda: b"\x89PNG\r\n\x1a\n", F.PICTURE
    yield "photo of a phone", lambda: b"\0\0\0\x18ftypheic\0\0\0\0", F.PICTURE
    yield "sign-in page", lambda: b"\xef\xbb\xbf<!DOCTYPE html><html><body>Sign in", F.WEB_PAGE
    yield "page saved as .doc", lambda: b"MIME-Version: 1.0\r\nContent-Type: multipart/related;", F.WEB_PAGE
    yield "mail", lambda: b"Return-Path: <x@example.nl>\r\nSubject: formulier\r\n", F.MAIL
    yield "words", lambda: "Voorwaarde 1: geen contact".encode("utf-16"), F.OTHER_KIND
    yield "program", lambda: b"MZ\x90\0" + bytes(100), F.OTHER_KIND
    yield "too large", lambda: b"PK\x03\x04" + bytes(5 * 1024 * 1024), F.TOO_LARGE
    opendocument = {"mimetype": "x", "content.xml": "<a/>", "Thumbnails/t.png": "x"}
    yield "OpenDocument", lambda: packed(opendocument), F.OPEN_DOCUMENT
    yield "spreadsheet", lambda: packed({"[Content_Types].xml": types(), "xl/workbook.xml": "<a/>"}), F.OTHER_OFFICE
    yield "archive", lambda: packed({"formulier.docx": packed(parts())}), F.OTHER_ARCHIVE
    yield "template", lambda: packed(parts(types=types(main=f"{WORD}.template.main+xml"))), F.TEMPLATE


def _packages() -> Iterator[tuple[str, Make, F]]:
    yield "first half", lambda: packed(parts())[:900], F.DAMAGED
    yield "last byte gone", lambda: packed(parts())[:-1], F.DAMAGED
    yield "empty package", lambda: b"PK\x05\x06" + bytes(18), F.DAMAGED
    yield "web page before it", lambda: b"<html></html>" + packed(parts()), F.WEB_PAGE
    yield "PDF before it", lambda: b"%PDF-1.7\n" + packed(parts()), F.PDF
    yield "package before it", lambda: packed(parts()) + packed(parts()), F.DAMAGED
    yield "words after it", lambda: packed(parts()) + b"<script>", F.DAMAGED
    yield "comment", lambda: _patched(packed(parts()), -2, b"\x08\x00") + b"comment!", F.DAMAGED
    yield "name twice", lambda: _twice("word/document.xml"), F.NAMES
    yield "name twice in capitals", lambda: packed(parts(), **{"word/Document.xml": form()}), F.NAMES
    for name in ("/etc/passwd.xml", "../../secret.xml", "word/../../x.xml", "word\\x.xml", "C:/x.xml", "word//x.xml"):
        yield f"named {name}", lambda name=name: _named(name), F.NAMES
    yield "name with a control sign", lambda: _named("word/a\x01.xml"), F.NAMES
    yield "name of 5,000 signs", lambda: _named(f"word/{'a' * 5000}.xml"), F.NAMES
    yield "name with NUL", lambda: _named("word/a#b.xml").replace(b"a#b.xml", b"a\0b.xml"), F.NAMES
    other = lambda: packed(parts()).replace(b"word/settings", b"word/sittings", 1)  # noqa: E731
    yield "other name in its own header", other, F.DAMAGED
    yield "encrypted", lambda: _flagged(1), F.WITH_PASSWORD
    yield "masked headers", lambda: _flagged(0x2000), F.WITH_PASSWORD
    yield "packed with bzip2", lambda: _repacked(ZIP_BZIP2), F.DAMAGED
    yield "packed with LZMA", lambda: _repacked(ZIP_LZMA), F.DAMAGED
    yield "members over each other", _overlapping, F.DAMAGED
    yield "no content types", lambda: _without("[Content_Types].xml"), F.OTHER_ARCHIVE
    yield "no relationships", lambda: _without("_rels/.rels"), F.DAMAGED
    yield "no main part", lambda: _without("word/document.xml"), F.DAMAGED
    two = relations(("officeDocument", "word/document.xml"), ("officeDocument", "word/settings.xml"))
    yield "two main parts", lambda: packed(parts(rels=two)), F.DAMAGED
    yield "main part of another kind", lambda: packed(parts(types=types(main=f"{WORD}.settings+xml"))), F.DAMAGED
    again = f'<Override PartName="/WORD/document.xml" ContentType="{WORD}.settings+xml"/>'
    yield "two kinds for one part", lambda: packed(parts(types=types(again))), F.NAMES
    yield "root of another kind", lambda: packed(parts(document=settings())), F.DAMAGED
    yield "cut-off XML", lambda: packed(parts(document=form()[:-20])), F.DAMAGED
    yield "no XML", lambda: packed(parts(document="geen XML")), F.DAMAGED
    yield "unknown encoding", lambda: packed(parts(document=form().replace("UTF-8", "EBCDIC-X"))), F.DAMAGED


def _bombs() -> Iterator[tuple[str, Make, F]]:
    yield "bomb in the main part", lambda: packed(parts(document=body(run("x" * 40_000_000)))), F.TOO_MUCH_INSIDE
    yield "tight part", lambda: packed(parts(), **{"word/media/a.png": bytes(3_000_000)}), F.TOO_MUCH_INSIDE
    yield "bomb in many parts", _shared_bomb, F.TOO_MUCH_INSIDE
    yield "bomb that says it is small", lambda: _lying(20_000_000, 100), F.TOO_MUCH_INSIDE
    yield "part that says it is large", lambda: _lying(100, 4_000_000_000), F.DAMAGED
    yield "part that says it is smaller", lambda: _lying(3000, 2000), F.DAMAGED
    yield "changed after it was packed", _wrong_sum, F.DAMAGED
    yield "300 parts", lambda: packed(parts(), **{f"word/p{n}.xml": "<a/>" for n in range(300)}), F.TOO_MANY_PARTS
    yield "package within", lambda: packed(parts(), **{"word/media/a.png": packed(parts())}), F.EMBEDDED


def _instructions() -> Iterator[tuple[str, Make, F]]:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    yield "laughs", lambda: _with_doctype(f'[<!ENTITY l0 "ha">{laughs}]', "&l11;"), F.ENTITIES
    yield "quadratic entity", lambda: _with_doctype(f'[<!ENTITY a "{"a" * 50_000}">]', "&a;" * 1000), F.ENTITIES
    yield "file of ours", lambda: _with_doctype(f'[<!ENTITY a SYSTEM "file://{SECRET}">]', "&a;"), F.ENTITIES
    yield "address", lambda: _with_doctype('[<!ENTITY a SYSTEM "http://127.0.0.1:1/x">]', "&a;"), F.ENTITIES
    yield "parameter entity", lambda: _with_doctype('[<!ENTITY % a SYSTEM "http://127.0.0.1:1/x"> %a;]', ""), F.ENTITIES
    yield "other DTD", lambda: _with_doctype('SYSTEM "http://127.0.0.1:1/x.dtd"', ""), F.ENTITIES
    yield "bare DOCTYPE", lambda: _with_doctype("", ""), F.ENTITIES
    wide = lambda: _doctyped("[<!ENTITY a 'b'>]", "&a;").replace("UTF-8", "UTF-16").encode("utf-16")  # noqa: E731
    yield "DOCTYPE in UTF-16", lambda: packed(parts(document=wide())), F.ENTITIES
    rels = relations(("officeDocument", "word/document.xml")).replace("<Rel", "<!DOCTYPE a><Rel", 1)
    yield "DOCTYPE in relationships", lambda: packed(parts(rels=rels)), F.ENTITIES
    kinds = types().replace("<Types", '<!DOCTYPE a [<!ENTITY x "y">]><Types', 1)
    yield "DOCTYPE in content types", lambda: packed(parts(types=kinds)), F.ENTITIES
    own = (
        f'{HEAD}<!DOCTYPE marks [<!ENTITY x SYSTEM "file://{SECRET}">]><marks xmlns="urn:mdo-planner:form">&x;</marks>'
    )
    yield "DOCTYPE in the marks", lambda: packed(parts(), **{"customXml/item1.xml": own}), F.ENTITIES
    yield "entity without DOCTYPE", lambda: document(paragraph("<w:r><w:t>&x;</w:t></w:r>")), F.DAMAGED


def _programs() -> Iterator[tuple[str, Make, F]]:
    yield "macros", lambda: packed(parts(), **{"word/vbaProject.bin": OLE}), F.MACROS
    yield "macros by kind", lambda: packed(parts(types=types(main=f"{MACRO}.document.macroEnabled.main+xml"))), F.MACROS
    other = '<Default Extension="pic" ContentType="application/vnd.ms-office.vbaProject"/>'
    yield "macros under another name", lambda: packed(parts(types=types(other)), **{"word/media/a.png": "x"}), F.MACROS
    template = types(main=f"{MACRO}.template.macroEnabledTemplate.main+xml")
    yield "macro template", lambda: packed(parts(types=template)), F.MACROS
    yield "macro data", lambda: packed(parts(), **{"word/vbaData.xml": "<a/>"}), F.MACROS
    yield "keys to macros", lambda: packed(parts(), **{"word/customizations.xml": "<a/>"}), F.MACROS
    yield "ribbon", lambda: packed(parts(), **{"customUI/customUI14.xml": "<a/>"}), F.MACROS
    yield "ActiveX", lambda: packed(parts(), **{"word/activeX/activeX1.xml": "<a/>"}), F.CONTROLS
    yield "ActiveX in the text", lambda: document(paragraph('<w:r><w:control r:id="rId9"/></w:r>')), F.CONTROLS
    yield "OLE part", lambda: packed(parts(), **{"word/embeddings/oleObject1.bin": OLE}), F.EMBEDDED
    yield "OLE as a picture", lambda: packed(parts(), **{"word/media/image1.png": OLE}), F.EMBEDDED
    yield "program as a picture", lambda: packed(parts(), **{"word/media/image1.png": b"MZ\x90"}), F.EMBEDDED
    ole = '<o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" Type="Link"/>'
    yield "OLE in the text", lambda: document(paragraph(f"<w:r>{ole}</w:r>")), F.EMBEDDED
    yield "object in the text", lambda: document(paragraph("<w:r><w:object/></w:r>")), F.EMBEDDED
    yield "page within", lambda: document('<w:altChunk r:id="rId9"/>'), F.EMBEDDED
    yield "page within, part", lambda: packed(parts(), **{"word/afchunk.mht": "x"}), F.EMBEDDED
    yield "page within, relation", lambda: _linked("aFChunk", "page.html"), F.EMBEDDED
    yield "program within", lambda: packed(parts(), **{"word/media/setup.exe": "x"}), F.EMBEDDED
    yield "script within", lambda: packed(parts(), **{"run.ps1": "x"}), F.EMBEDDED


def _elsewhere() -> Iterator[tuple[str, Make, F]]:
    yield "template", lambda: _linked("attachedTemplate", "http://127.0.0.1:1/x.dotm", "External"), F.LINKED_TEMPLATE
    named = settings('<w:attachedTemplate r:id="rId1"/>')
    yield "template in settings", lambda: packed(parts(settings=named)), F.LINKED_TEMPLATE
    for target in ("http://127.0.0.1:1/a.png", "\\\\host\\share\\a.png", "file:///a.png"):
        yield f"picture at {target}", lambda t=target: _linked("image", t, "External"), F.FROM_ELSEWHERE
    yield "link to a file", lambda: _linked("hyperlink", f"file://{SECRET}", "External"), F.FROM_ELSEWHERE
    yield "link to a script", lambda: _linked("hyperlink", "javascript:alert(1)", "External"), F.FROM_ELSEWHERE
    yield "link to a share", lambda: _linked("hyperlink", "\\\\host\\share", "External"), F.FROM_ELSEWHERE
    yield "link that runs a tool", lambda: _linked("hyperlink", "ms-msdt:/id x", "External"), F.FROM_ELSEWHERE
    yield "inside, but outside", lambda: _linked("image", "http://127.0.0.1:1/a.png"), F.FROM_ELSEWHERE
    yield "way out of the package", lambda: _linked("image", "../../../etc/passwd"), F.NAMES
    yield "document within", lambda: document('<w:subDoc r:id="rId9"/>'), F.FROM_ELSEWHERE
    frames = f'{HEAD}<w:webSettings xmlns:w="{W}" {LINKED}><w:frameset/></w:webSettings>'
    yield "frames", lambda: packed(parts(), **{"word/webSettings.xml": frames}), F.FROM_ELSEWHERE
    yield "frame", lambda: _linked("frame", "http://127.0.0.1:1/", "External"), F.FROM_ELSEWHERE
    merge = settings('<w:mailMerge><w:dataSource r:id="rId1"/></w:mailMerge>')
    yield "mail merge", lambda: packed(parts(settings=merge)), F.MAIL_MERGE
    yield "mail merge source", lambda: _linked("mailMergeSource", "file:///x.mdb", "External"), F.MAIL_MERGE
    yield "DDE", lambda: document(paragraph(_field("DDEAUTO c:\\\\x.exe"))), F.FROM_ELSEWHERE
    yield "DDE in pieces", lambda: document(paragraph(_field("DD", 'E "cmd"'))), F.FROM_ELSEWHERE
    yield "file as a field", lambda: document(paragraph('<w:fldSimple w:instr=" INCLUDETEXT x "/>')), F.FROM_ELSEWHERE
    xslt = settings('<w:saveThroughXslt r:id="rId1"/>')
    yield "transformation", lambda: packed(parts(settings=xslt)), F.LINKED_TEMPLATE


def _involved() -> Iterator[tuple[str, Make, F]]:
    deep = "<w:sdt><w:sdtContent>" * 400 + paragraph(run("x")) + "</w:sdtContent></w:sdt>" * 400
    yield "deep controls", lambda: document(deep), F.TOO_INVOLVED
    tables = "<w:tbl><w:tr><w:tc>" * 200 + paragraph("") + "</w:tc></w:tr></w:tbl>" * 200
    yield "tables in tables", lambda: document(tables), F.TOO_INVOLVED
    many = " ".join(f'w:a{n}="1"' for n in range(20_000))
    yield "20,000 attributes", lambda: document(f"<w:p {many}/>"), F.TOO_INVOLVED
    spaces = " ".join(f'xmlns:n{n}="urn:{n}"' for n in range(20_000))
    yield "20,000 namespaces", lambda: document(f"<w:p {spaces}/>"), F.TOO_INVOLVED
    yield "250,000 elements", lambda: document("".join(f'<w:p w:rsidR="{n}"/>' for n in range(250_000))), F.TOO_INVOLVED
    yield "a name of 100,000 signs", lambda: document(f"<w:{'a' * 100_000}/>"), F.TOO_INVOLVED
    controls = (control(f"c1.k{'x' * (n // 26)}{chr(97 + n % 26)}", run("x")) for n in range(500))
    yield "500 answers", lambda: document(paragraph("".join(controls))), F.TOO_MANY_ANSWERS
    same = control("c1.text", run("x")) * 450
    yield "450 controls of one name", lambda: document(paragraph(same)), F.TOO_MANY_ANSWERS
    long = "geen contact " * 2000
    yield "an answer of 26,000 signs", lambda: document(table([("Wat", control("c1.text", run(long)))])), F.TOO_LONG
    yield "a letter", lambda: document(paragraph(run("Geachte collega,"))), F.NOT_A_FORM


def _linked(kind: str, target: str, *mode: str) -> bytes:
    return packed(parts(links=relations((kind, target, *mode))))


def _field(*code: str) -> str:
    told = "".join(f"<w:r><w:instrText>{part}</w:instrText></w:r>" for part in code)
    return f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{told}<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def _with_doctype(declared: str, used: str) -> bytes:
    return packed(parts(document=_doctyped(declared, used)))


def _doctyped(declared: str, used: str) -> str:
    inner = paragraph(f"<w:r><w:t>{used}</w:t></w:r>")
    return body(inner).replace("<w:document", f"<!DOCTYPE w:document {declared}><w:document", 1)


def _named(name: str) -> bytes:
    return packed(parts(), **{name: "<a/>"})


def _without(name: str) -> bytes:
    return packed({known: part for known, part in parts().items() if known != name})


def _twice(name: str) -> bytes:
    out = BytesIO(packed(parts()))
    with warnings.catch_warnings(), ZipFile(out, "a", ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")
        archive.writestr(name, form())
    return out.getvalue()


def _repacked(how: int) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", how) as archive:
        for name, part in parts().items():
            archive.writestr(name, part)
    return out.getvalue()


def _patched(content: bytes, at: int, new: bytes) -> bytes:
    out = bytearray(content)
    at %= len(out)
    out[at : at + len(new)] = new
    return bytes(out)


def _directory(content: bytes, name: bytes) -> int:
    """Where the directory's entry for a member begins."""
    return content.rindex(name) - 46


def _flagged(flag: int) -> bytes:
    content = packed(parts())
    return _patched(content, _directory(content, b"word/document.xml") + 8, struct.pack("<H", flag))


def _lying(real: int, said: int) -> bytes:
    """A part of `real` bytes that both its headers say is `said` long."""
    content = packed(parts(), **{"word/media/z.bmp": bytes(real)})
    own, listed = content.index(b"word/media/z.bmp") - 30, _directory(content, b"word/media/z.bmp")
    return _patched(_patched(content, own + 22, struct.pack("<I", said)), listed + 24, struct.pack("<I", said))


def _wrong_sum() -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as archive:
        for name, part in parts().items():
            archive.writestr(name, part)
    return out.getvalue().replace(b"J. Jansen", b"J. Hansen")


def _overlapping() -> bytes:
    """Two members of the directory that point at the same bytes, as bombs do that share their charge."""
    content = packed(parts(), **{"word/a.xml": "<a/>", "word/b.xml": "<b/>"})
    first, second = _directory(content, b"word/a.xml"), _directory(content, b"word/b.xml")
    return _patched(content, second + 42, content[first + 42 : first + 46])


def _shared_bomb() -> bytes:
    """Many parts that each stay under the ratio, and together come to more than a form can."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, part in parts().items():
            archive.writestr(name, part)
        for number in range(40):
            noise = b"".join(struct.pack("<I", (n * 2654435761 + number) % 2**32) for n in range(3000))
            archive.writestr(ZipInfo(f"word/media/{number}.bmp"), noise + bytes(980_000), ZIP_DEFLATED)
    return out.getvalue()
