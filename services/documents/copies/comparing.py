"""How far the words of a found file are those of a copy that was issued. Pure."""

import re
from collections import Counter

from services.documents.copies.part_reader import HOLE
from services.documents.copies.words_of import Words, normal

NEARLY = 12
"""Letters more than were issued, by which a file without paragraphs may differ: bullets, and numbers in letters."""
LONGEST = 1_500_000
"""Signs that are compared of a file without paragraphs."""
_TELLING = 20
"""Letters from which a paragraph says something of which document it is in."""
_SHORT = 2
"""Letters up to which a paragraph can stand in any text."""
_REPEATED = 80
"""Letters up to which a paragraph can be the head of a column, which stands again on every page."""


def differing(issued: Words, found: Words, code: str = "") -> int:
    """How many paragraphs of a found file are not as they were issued, or gone, or more; 0 where all words are the
    same. Of a file without paragraphs what is more counts as one. `code` is the copy's, which stands on every page."""
    if found.flowing:
        return _missing_in_flow(issued, _flow(issued, found, code))
    if issued.stream == found.stream:
        return 0
    before, after = Counter(issued.paragraphs), Counter(found.paragraphs)
    gone, more = (before - after).total(), (after - before).total()
    return max(gone, more, 1)


def likeness(issued: Words, found: Words, code: str = "") -> float:
    """Which share of the telling paragraphs that were issued stands in a found file, 0 to 1; 0 where there are none."""
    telling = {text for text in issued.paragraphs if len(text) >= _TELLING and HOLE not in text}
    if not telling:
        return 0.0
    if found.flowing:
        stream = _flow(issued, found, code)
        return sum(text in stream for text in telling) / len(telling)
    return len(telling & set(found.paragraphs)) / len(telling)


def _flow(issued: Words, found: Words, code: str) -> str:
    """The text without the headers and footers that stand on every page, in the middle of what goes on."""
    stream = found.stream[:LONGEST]
    stream = stream.replace(normal(code), "") if code else stream
    for edge in sorted(set(issued.edges), key=len, reverse=True):
        if len(edge) >= NEARLY:
            stream = _pattern(edge).sub("", stream)
    return stream


def _missing_in_flow(issued: Words, stream: str) -> int:
    """Takes out of the text what was issued, longest first; what cannot be found is gone, what is left is more."""
    missing, written = 0, [(text, True) for text in issued.paragraphs] + [(text, False) for text in issued.contents]
    written = sorted((one for one in written if len(one[0]) > _SHORT), key=lambda one: len(one[0]), reverse=True)
    for text, counts in written:
        stream, taken = _pattern(text).subn(HOLE, stream, count=1)
        missing += counts and not taken
    for text in {text: None for text, _ in written if len(text) <= _REPEATED}:
        stream = _pattern(text).sub(HOLE, stream)
    short = {text for text in issued.paragraphs if len(text) <= _SHORT}
    more = sum(sign.isalpha() for piece in stream.split(HOLE) if piece not in short for sign in piece) > NEARLY
    return max(missing, int(more))


def _pattern(text: str) -> re.Pattern[str]:
    """A text in which a program filled in its own numbers."""
    return re.compile(r"\d{0,5}".join(re.escape(part) for part in text.split(HOLE)))
