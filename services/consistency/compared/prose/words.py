"""Words of a text, plain and by their stem. Pure."""

import re
import unicodedata

STEM = 5
"""Letters by which two words are taken for the same."""
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def plain(text: str) -> str:
    """Small letters without accents."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()


def words_of(text: str) -> list[str]:
    """The words of a text, as they stand."""
    return _WORD.findall(text)


def stem(said: str) -> str:
    """What is compared of a plain word."""
    return said[:STEM]
