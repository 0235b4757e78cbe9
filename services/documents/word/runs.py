"""Text to WordprocessingML: runs and paragraphs. Everything a user wrote passes `clean`; nothing else may stand between
tags.

Words from right to left (Hebrew, Arabic) get runs of their own, and a paragraph that begins with them runs that way.
Nothing is put between the letters of a long word: Word and LibreOffice break it at the edge by themselves.
"""

import re
from xml.sax.saxutils import escape

_NO_CHARACTERS = "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
_TURNING = "\u202a-\u202e\u2066-\u2069"
"""Signs that turn the direction of what follows: nobody sees them, and by them a sentence can show another order."""
_TAKEN_OUT = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{_TURNING}\ud800-\udfff{_NO_CHARACTERS}]")
_LEFTWARD = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_ANY_LEFTWARD = re.compile(f"[{_LEFTWARD}]")
_STRETCH = re.compile(f"[{_LEFTWARD}](?:[\\W\\d_]*[{_LEFTWARD}])*")
_FIRST_LETTER = re.compile(r"[^\W\d_]")


def clean(text: str) -> str:
    """Text that XML can hold, escaped: control characters, lone surrogates and non-characters are taken out."""
    return escape(_printable(text))


def bare(text: str) -> str:
    """Text for an attribute, to be quoted: on one line, without what XML cannot hold."""
    return _printable(text).replace("\n", " ").replace("\t", " ")


def turns(text: str) -> bool:
    """Whether a text is written from right to left: its first letter is."""
    if text.isascii() or not _ANY_LEFTWARD.search(text):
        return False
    first = _FIRST_LETTER.search(text)
    return first is not None and _ANY_LEFTWARD.match(first.group()) is not None


def paragraph(runs: str, style: str = "", more: str = "") -> str:
    """One paragraph around finished runs; `more` are properties of its own, in the order of the format."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties = f"<w:pPr>{named}{more}</w:pPr>" if named or more else ""
    return f"<w:p>{properties}{runs}</w:p>"


def run(text: str, style: str = "") -> str:
    """The run of a text, several where it changes direction; a new line in `text` is a break."""
    if text.isascii() or not _ANY_LEFTWARD.search(text):
        return _run(text, style)
    found, at = [], 0
    for stretch in _STRETCH.finditer(text):
        if stretch.start() > at:
            found.append(_run(text[at : stretch.start()], style))
        found.append(_run(stretch.group(), style, "<w:rtl/>"))
        at = stretch.end()
    if at < len(text):
        found.append(_run(text[at:], style))
    return "".join(found)


def field(instruction: str, shown: str) -> str:
    """A field that Word fills in itself; `shown` until then."""
    return f'<w:fldSimple w:instr=" {instruction} "><w:r><w:t>{shown}</w:t></w:r></w:fldSimple>'


def _run(text: str, style: str, direction: str = "") -> str:
    named = f'<w:rStyle w:val="{style}"/>' if style else ""
    properties = f"<w:rPr>{named}{direction}</w:rPr>" if named or direction else ""
    said = clean(text)
    if "\n" not in said:
        return f'<w:r>{properties}<w:t xml:space="preserve">{said}</w:t></w:r>' if said else f"<w:r>{properties}</w:r>"
    pieces = (f'<w:t xml:space="preserve">{part}</w:t>' if part else "" for part in said.split("\n"))
    return f"<w:r>{properties}{'<w:br/>'.join(pieces)}</w:r>"


def _printable(text: str) -> str:
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.isascii() and text.isprintable() else _TAKEN_OUT.sub("", text)
