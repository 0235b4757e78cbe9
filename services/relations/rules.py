"""The normal form of names and addresses, by which bars match."""

import re
import unicodedata

_TITLES = frozenset({"mr", "dr", "drs", "ing", "ir", "prof", "mevrouw", "meneer"})
# Letters that do not fall apart into a plain letter and an accent.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})


def normal_form(text: str) -> str:
    """Lower case, without accents, titles or punctuation, single spaces: 'Mr. F. Roódhart' -> 'f roodhart'.

    Letters of every script are kept. Empty when nothing of a name is left; such a value must match nobody.
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign)).translate(_PLAIN)
    words = re.sub(r"[^\w@]+|_+", " ", plain).split()
    return " ".join(word for word in words if word not in _TITLES)
