"""Text to WordprocessingML: runs and paragraphs. Everything a user wrote passes `clean`; nothing else may stand between
tags."""

from xml.sax.saxutils import escape

_ALLOWED = {"\t", "\n"}


def clean(text: str) -> str:
    """Text that XML can hold, escaped: control characters, lone surrogates and non-characters are taken out."""
    kept = (c for c in text.replace("\r\n", "\n").replace("\r", "\n") if c in _ALLOWED or _is_printable(c))
    return escape("".join(kept))


def bare(text: str) -> str:
    """Text for an attribute, to be quoted: on one line, without what XML cannot hold."""
    return "".join(c for c in text if _is_printable(c))


def paragraph(runs: str, style: str = "", more: str = "") -> str:
    """One paragraph around finished runs."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties = f"<w:pPr>{named}{more}</w:pPr>" if named or more else ""
    return f"<w:p>{properties}{runs}</w:p>"


def run(text: str, style: str = "") -> str:
    """One run; a new line in `text` is a break."""
    properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    pieces = (f'<w:t xml:space="preserve">{part}</w:t>' if part else "" for part in clean(text).split("\n"))
    return f"<w:r>{properties}{'<w:br/>'.join(pieces)}</w:r>"


def field(instruction: str, shown: str) -> str:
    """A field that Word fills in itself; `shown` until then."""
    return f'<w:fldSimple w:instr=" {instruction} "><w:r><w:t>{shown}</w:t></w:r></w:fldSimple>'


def _is_printable(character: str) -> bool:
    code = ord(character)
    return code >= 0x20 and not 0x7F <= code <= 0x9F and not 0xD800 <= code <= 0xDFFF and code & 0xFFFE != 0xFFFE
