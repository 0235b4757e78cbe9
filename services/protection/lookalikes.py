"""One sign for all signs that the eye takes for it: the plain form in which protected terms are looked for. Pure.

Latin letters with or without accents, and in whatever style (wide, bold, small capitals, in circles), become the small
letters a to z, digits of every script 0 to 9. Cyrillic and Greek letters become the Latin letter that they look like
(after Unicode's list of confusables, only what is taken for a Latin letter). Letters of other scripts stay themselves.
"""

import re
import unicodedata

GAP, PARAGRAPH, WALL = " ", "\x1e", "\x1d"
"""What stands between words, between paragraphs or cells that are read together, and between what is not."""
NEXT_PARAGRAPH = "\u2029"

_CYRILLIC = dict(zip("авекмнорстухѕіјԁԛԝһӏгґпьүӕ", "abekmhopctyxsijdqwhlrrnbyæ", strict=True))
_GREEK_SMALL = dict(zip("αβγεικνορτυχωηϲϳ", "abyeikvoptuxwncj", strict=True))
_GREEK_CAPITAL = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹ", "abezhikmnoptyxc", strict=True))
_OTHERS = dict(zip("օոսցհꓲꓡᏞǀ", "onughillI".lower(), strict=True))
_NAMED = re.compile(
    r"LATIN (?:(?:SMALL|CAPITAL) LETTER|LETTER SMALL CAPITAL)(?: DOTLESS| SCRIPT)? ([A-Z]{1,2})(?: WITH .*)?"
)
_SPECIAL = {"ð": "d", "þ": "th", "ŋ": "n", "ĸ": "k"}
_APOSTROPHES = frozenset("ʹʺʻʼʽˈˊˋʾʿ")


class _Folding(dict[int, str]):
    """What becomes of each sign, reckoned once. For `str.translate`."""

    def __init__(self, *, alike: bool) -> None:
        super().__init__()
        self._alike = alike

    def __missing__(self, code: int) -> str:
        folded = self[code] = _folded(chr(code), alike=self._alike)
        return folded


def _folded(sign: str, *, alike: bool) -> str:
    if sign in (NEXT_PARAGRAPH, PARAGRAPH):
        return PARAGRAPH
    if sign == WALL:
        return WALL
    if is_silent(sign):
        return ""
    if lettered := _lettered(ord(sign)):
        return lettered
    decomposed = unicodedata.normalize("NFKD", _look_alike(sign, alike=alike).casefold()).casefold()
    return "".join(_one(part, alike=alike) for part in decomposed if not is_silent(part))


def _look_alike(sign: str, *, alike: bool) -> str:
    return _GREEK_CAPITAL.get(sign, sign) if alike else sign


def _one(sign: str, *, alike: bool) -> str:
    if sign.isascii():
        return sign if sign.isalnum() else GAP
    if (digit := unicodedata.decimal(sign, None)) is not None:
        return str(digit)
    if alike and (known := _CYRILLIC.get(sign) or _GREEK_SMALL.get(sign) or _OTHERS.get(sign)):
        return "ae" if known == "æ" else known
    if sign in _APOSTROPHES or not sign.isalnum():
        return GAP
    named = _NAMED.fullmatch(unicodedata.name(sign, ""))
    return named[1].lower() if named else _SPECIAL.get(sign, sign)


def _lettered(code: int) -> str:
    """Letters on tiles and flags, which have no plain form of their own."""
    for first in (0x1F150, 0x1F170, 0x1F1E6):
        if first <= code < first + 26:
            return chr(97 + code - first)
    return ""


def is_silent(sign: str) -> bool:
    """Whether a sign shows nothing of its own: accents, joiners, soft hyphens, marks of direction."""
    return (not sign.isascii() and unicodedata.category(sign) in ("Mn", "Me", "Cf")) or sign == "\u115f"


_ALIKE, _STRICT = _Folding(alike=True), _Folding(alike=False)
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_BREAKS, _GAPS = re.compile(f" *{PARAGRAPH}[ {PARAGRAPH}]*"), re.compile(r"  +")


def plain(text: str, *, alike: bool = True) -> str:
    """A text in its plain form: words of a to z and 0 to 9 with one gap between. `alike`: also other scripts' letters
    that look Latin are made so."""
    folding = _ALIKE if alike else _STRICT
    if not text.isascii():
        text = _BEYOND_ASCII.sub(lambda run: run[0].translate(folding), text)
    folded = _GAPS.sub(GAP, text.translate(folding))
    # a line break within a paragraph is a gap by now: only the mark of a next paragraph became a break
    return _BREAKS.sub(PARAGRAPH, folded) if PARAGRAPH in folded else folded
