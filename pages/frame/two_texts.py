"""Two wordings of one thing beside each other, with the words marked in which they differ."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from markupsafe import Markup, escape

from pages.frame.markup import joined
from services.wording import Say


def both_texts(say: Say, mine: str, theirs: str) -> Markup:
    """Yours and the one that stands; on a phone below each other."""
    return beside(say("Your text"), mine, say("What stands there now"), theirs)


def beside(title: str, mine: str, other_title: str, theirs: str) -> Markup:
    """Two texts under titles of their own."""
    pair = Markup('<div class="pair"><section><h2>{}</h2><p class="quote lines">{}</p></section>')
    pair += Markup('<section><h2>{}</h2><p class="quote lines">{}</p></section></div>')
    return pair.format(title, marked(mine, theirs), other_title, marked(theirs, mine))


def in_lines(pieces: Sequence[str]) -> Markup:
    """One sentence on lines of its own: what the one asks, what the other asks, and the point set apart."""
    *asked, last = pieces
    lines = [Markup("<span>{}</span>").format(piece) for piece in asked]
    lines.append(Markup('<span class="{}">{}</span>').format("point" if asked else "", last))
    return Markup('<p class="differs">{}</p>').format(joined(lines, " "))


def marked(text: str, other: str) -> Markup:
    """`text` with the words marked in which it differs from `other`."""
    mine, theirs = _words(text), _words(other)
    pieces: list[Markup] = []
    for kind, start, end, _, _ in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        piece = "".join(mine[start:end])
        if piece:
            pieces.append(escape(piece) if kind == "equal" else Markup("<mark>{}</mark>").format(piece))
    return joined(pieces)


def _words(text: str) -> list[str]:
    return re.findall(r"\s+|\S+", text)
