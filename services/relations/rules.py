"""The normal form of names and addresses, by which bars match."""

import re
import unicodedata

_TITLES = frozenset({"mr", "dr", "drs", "ing", "ir", "prof", "mevrouw", "meneer"})


def normal_form(text: str) -> str:
    """Lower case, without accents, titles or punctuation, single spaces: 'Mr. F. Roódhart' -> 'f roodhart'."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    words = re.sub(r"[^a-z0-9@]+", " ", plain).split()
    return " ".join(word for word in words if word not in _TITLES)
