"""Words inside server-made pictures (SVG): made safe, measured, shortened to fit. Every typed word passes `written`."""

from html import escape

FONT = "Inter, 'Segoe UI', Roboto, Arial, 'Liberation Sans', sans-serif"
_EM = {
    c: em
    for em, cs in {0.3: "ijlI.,!|:;' ", 0.44: "tfr()[]/1-", 0.86: "w", 0.57: "aksxz", 0.96: "mMW@%…"}.items()
    for c in cs
}
"""How wide letters of Inter semi-bold are, measured; the rest by `_plain`."""


def written(text: str) -> str:
    """A text made safe for SVG: markup escaped, characters that XML forbids left out."""
    allowed = (c for c in text if c.isprintable() and not 0xD800 <= ord(c) <= 0xDFFF and ord(c) not in (0xFFFE, 0xFFFF))
    return escape("".join(allowed), quote=True)


def width_of(text: str, size: float) -> float:
    """About how wide a text is in pixels; a little too wide rather than too narrow."""
    return size * sum(_EM[c] if c in _EM else _plain(c) for c in text)


def _plain(c: str) -> float:
    if ord(c) > 0x2E80:
        return 1.1
    return 0.75 if c.isupper() else 0.66 if c.isdigit() else 0.61


def fitting(text: str, room: float, size: float) -> str:
    """The text, or as much of it as fits with an ellipsis."""
    text = " ".join(text.split())
    if width_of(text, size) <= room:
        return text
    while text and width_of(text + "…", size) > room:
        text = text[:-1].rstrip()
    return text + "…"


def line_of_text(x: float, y: float, text: str, size: float, **more: str) -> str:
    """One line of centred text; keyword arguments become attributes (`font_weight` -> `font-weight`)."""
    attributes = "".join(f' {key.replace("_", "-")}="{value}"' for key, value in more.items())
    anchor = "" if "text_anchor" in more else ' text-anchor="middle"'
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}"{anchor}{attributes}>{written(text)}</text>'
