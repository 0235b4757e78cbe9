"""A copy code as somebody reads it from paper or a scan makes of it. Pure.

The alphabet of codes has no 0, 1, I, O and Z, so those were misread for sure; others may be (S for 5, B for 8).
"""

import re
from collections.abc import Iterator
from itertools import combinations, product

FORM_CODE = re.compile(r"F-[2-9A-HJ-NP-Y]{5}")
LENGTH = 8
_NEVER = {"0": "DQ", "O": "DQ", "1": "LJT", "I": "LJT", "Z": "2"}
_PERHAPS = dict(zip("S5B8G6UVDQA4", "5S8B6GVUQD4A", strict=True))
_MOST = 243


def tidied(code: str) -> str:
    """A typed code in capitals, without spaces and signs."""
    return "".join(sign for sign in code.upper() if sign.isascii() and sign.isalnum())


def spelt(code: str) -> Iterator[tuple[str, ...]]:
    """What a code may have been, likeliest first: as it stands, then with one and with two signs that look alike.
    Nothing for what has not the length of a code."""
    if len(code) != LENGTH:
        return
    ways = [tuple("".join(signs) for signs in product(*(_NEVER.get(sign, sign) for sign in code)))]
    if len(ways[0]) > _MOST:
        return
    yield ways[0]
    for swaps in (1, 2):
        yield tuple(dict.fromkeys(other for way in ways[0] for other in _swapped(way, swaps)))


def _swapped(code: str, swaps: int) -> Iterator[str]:
    places = [at for at, sign in enumerate(code) if sign in _PERHAPS]
    for chosen in combinations(places, swaps):
        yield "".join(_PERHAPS[sign] if at in chosen else sign for at, sign in enumerate(code))
