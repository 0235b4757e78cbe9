"""Small Word files made by hand: a plain form as the planner would send it, part by part, to be broken by tests."""

from collections.abc import Iterable
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from services.documents.forms.words import FormWords, alike

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
LABELS = {"kind": "Thema", "text": "Wat moet er gebeuren?", "due_on": "Uiterlijk op", "tier": "Met wie delen?"}
NOTHING = "Wij hebben geen voorwaarden"
WORDS = FormWords(
    outside={alike("Naam invuller"): "name", alike(NOTHING): "nothing"},
    within={alike(label): key for key, label in LABELS.items()} | {alike("Niet benaderen"): "holds"},
    named={"beschermt ": "protects"},
    titles=("voorwaarde", "condition"),
    prompts=frozenset((alike("Klik om te typen"), alike("Kies"))),
    checks=frozenset(("nothing", "protects", "holds")),
)
PROMPT = '<w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr><w:t>Klik om te typen</w:t></w:r>'
LINKED = f'xmlns:r="{R}"'


def run(words: str) -> str:
    """One run of text."""
    return f'<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def paragraph(inner: str) -> str:
    """A paragraph around runs."""
    return f"<w:p>{inner}</w:p>"


def control(tag: str, inner: str, *, alias: str = "", about: str = "<w:text/>") -> str:
    """A control; `tag` or `alias` may be empty."""
    names = f'<w:alias w:val="{escape(alias)}"/>' if alias else ""
    names += f'<w:tag w:val="{escape(tag)}"/>' if tag else ""
    return f"<w:sdt><w:sdtPr>{names}{about}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def prompting(tag: str) -> str:
    """A control that nobody filled in."""
    return control(tag, PROMPT, about="<w:showingPlcHdr/><w:text/>")


def box(tag: str, ticked: bool, alias: str = "") -> str:
    """A box to tick."""
    about = f'<w14:checkbox><w14:checked w14:val="{int(ticked)}"/></w14:checkbox>'
    return control(tag, run("☒" if ticked else "☐"), alias=alias, about=about)


def cell(*paragraphs: str) -> str:
    """A cell of a table."""
    return f"<w:tc>{''.join(paragraph(inner) for inner in paragraphs)}</w:tc>"


def table(rows: Iterable[tuple[str, str]]) -> str:
    """Rows of a label and what stands at its right."""
    return f"<w:tbl>{''.join(f'<w:tr>{cell(run(label))}{cell(inner)}</w:tr>' for label, inner in rows)}</w:tbl>"


def block(number: int, **answers: str) -> str:
    """A numbered block; without an answer a control prompts."""
    rows = ((label, answers.get(key, prompting(f"c{number}.{key}"))) for key, label in LABELS.items())
    return paragraph(run(f"Voorwaarde {number}")) + table(rows)


def body(*inner: str) -> str:
    """The main part."""
    return f'{HEAD}<w:document xmlns:w="{W}" xmlns:w14="{W14}" {LINKED}><w:body>{"".join(inner)}</w:body></w:document>'


def form() -> str:
    """The main part of a form that was filled in."""
    head = table([("Naam invuller", control("name", run("J. Jansen")))])
    first = block(
        1,
        kind=control("c1.kind", run("Contact")),
        text=control("c1.text", run("Geen contact.") + "<w:r><w:br/></w:r>" + run("Ook niet via anderen.")),
        due_on=control("c1.due_on", run("24-11-2026")),
    )
    tail = paragraph(box("nothing", False) + run(f" {NOTHING}.")) + paragraph(run("Formuliercode: F-8Q3M2-0F49BEA4"))
    return body(head, first, block(2), tail)


def types(*rows: str, main: str = MAIN) -> str:
    """What the parts are."""
    defaults = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    )
    override = f'<Override PartName="/word/document.xml" ContentType="{main}"/>'
    return f'{HEAD}<Types xmlns="{PACKAGE}/content-types">{defaults}{override}{"".join(rows)}</Types>'


def relations(*rows: tuple[str, str] | tuple[str, str, str]) -> str:
    """Relationships: kind, target and, for those outside, `External`."""
    told = "".join(
        f'<Relationship Id="rId{number}" Type="{R}/{row[0]}" Target="{escape(row[1])}"'
        + (f' TargetMode="{row[2]}"/>' if len(row) == 3 else "/>")
        for number, row in enumerate(rows, start=1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{told}</Relationships>'


def parts(**changed: str | bytes | None) -> dict[str, str | bytes]:
    """The parts of a plain form, with others in their places; `document` is the main part, `types`, `rels`, `links`."""
    names = {
        "types": "[Content_Types].xml",
        "rels": "_rels/.rels",
        "document": "word/document.xml",
        "links": "word/_rels/document.xml.rels",
        "settings": "word/settings.xml",
    }
    found: dict[str, str | bytes] = {
        "[Content_Types].xml": types(),
        "_rels/.rels": relations(("officeDocument", "word/document.xml")),
        "word/document.xml": form(),
        "word/_rels/document.xml.rels": relations(),
        "word/settings.xml": settings(),
    }
    return found | {names[key]: part for key, part in changed.items() if part is not None}


def settings(inner: str = "") -> str:
    """The settings part."""
    return f'{HEAD}<w:settings xmlns:w="{W}" {LINKED}>{inner}</w:settings>'


def packed(found: dict[str, str | bytes], **more: str | bytes) -> bytes:
    """Parts as a package."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, part in (found | more).items():
            archive.writestr(name, part)
    return out.getvalue()


def document(*inner: str) -> bytes:
    """A package whose main part holds this."""
    return packed(parts(document=body(*inner)))
