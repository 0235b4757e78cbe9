"""Numbers in words, in Dutch and English: "nul zes, twaalf, vierendertig" is 06 12 34. Pure.

From nought to 999, with "double six" and "vier en dertig". What is counted ("twee keer", "drie dagen") and the article
"een" are no house numbers.
"""

import re
from functools import lru_cache

from services.protection.lookalikes import GAP, PARAGRAPH, WALL

_UNITS = ["nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"]
_TEENS = ["tien", "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien"]
_TENS = ["twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"]
_ENGLISH = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_ENGLISH_TEENS_WORDS = """
ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
"""
_ENGLISH_TEENS = _ENGLISH_TEENS_WORDS.split()
_ENGLISH_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_MARKS, _SET_APART = re.compile(f"[{PARAGRAPH}{WALL}]"), re.compile(f" ([{PARAGRAPH}{WALL}]) ")
_DOUBLE = frozenset(("dubbel", "dubbele", "double"))
_AND = frozenset(("en", "and"))
NUMBER_SIGNS = frozenset(("nummer", "huisnummer", "nr", "no", "number"))
_ARTICLES = frozenset(("een", "one", "a"))
_COUNTED = re.compile(
    r"(?:keer|maal|dag|dage|week|wek|maand|jaar|jare|uur|ure|minu|meter|kilom|man|mann|vrouw|person|mens|kind|auto|keren|"
    r"times|day|month|year|hour|people|met|van|of|or|of the|huiz|woning|agent|bericht|melding|partner|getuig|afsprak|"
    r"gesprek|weke|zij|straten|deur)"
)


@lru_cache(maxsize=1)
def _numbers() -> dict[str, int]:
    known = {word: n for n, word in enumerate((*_UNITS, *_TEENS))}
    known |= {word: n for n, word in enumerate((*_ENGLISH, *_ENGLISH_TEENS))}
    for at, tens in enumerate(_TENS, start=2):
        known[tens] = at * 10
        known |= {f"{_UNITS[unit]}en{tens}": at * 10 + unit for unit in range(1, 10)}
    for at, tens in enumerate(_ENGLISH_TENS, start=2):
        known[tens] = at * 10
        known |= {tens + _ENGLISH[unit]: at * 10 + unit for unit in range(1, 10)}
    below = {word: n for word, n in known.items() if 0 < n < 100}
    for at in range(1, 10):
        hundred = ("" if at == 1 else _UNITS[at]) + "honderd"
        known[hundred] = at * 100
        known |= {hundred + word: at * 100 + n for word, n in below.items()}
        known |= {f"{hundred}en{word}": at * 100 + n for word, n in below.items()}
    return known


def in_digits(text: str, *, doors: bool = False) -> str:
    """A plain text with its number words as digits; the same text where there are none.

    `doors`: as house numbers are read, where "een" is an article and "twee keer" counts.
    """
    known = _numbers()
    words = _MARKS.sub(r" \g<0> ", text).split(GAP)
    told, done = [], 0
    for at in [at for at, word in enumerate(words) if word in known or word in _DOUBLE]:
        if at < done:
            continue
        value, used = _read(words, at, known)
        if value and not (doors and _counts(words, at, at + used, value)):
            told += [*words[done:at], value]
            done = at + used
    if not done:
        return text
    return _SET_APART.sub(r"\1", GAP.join((*told, *words[done:])))


def _counts(words: list[str], at: int, after: int, value: str) -> bool:
    """Whether a number word says how many, and no house number."""
    if at and words[at - 1] in NUMBER_SIGNS:
        return False
    following = words[after] if after < len(words) else ""
    return (value == "1" and words[at] in _ARTICLES) or _COUNTED.match(following) is not None


def _read(words: list[str], at: int, known: dict[str, int]) -> tuple[str, int]:
    """The digits of the number that begins here, and how many words it takes."""

    def word(ahead: int) -> str:
        return words[at + ahead] if at + ahead < len(words) else ""

    def number(ahead: int) -> int:
        return known.get(word(ahead), -1)

    if word(0) in _DOUBLE:
        digit = word(1) if len(word(1)) == 1 and word(1).isdecimal() else str(number(1)) if 0 <= number(1) < 10 else ""
        return digit * 2, 2 if digit else 1
    value, used = number(0), 1
    if word(1) == "hundred" and 0 < value < 10:
        value, used = value * 100, 2
    if word(0) in _UNITS and word(1) in _AND and word(2) in _TENS:
        return str(value + number(2)), 3
    if value >= 100 and value % 100 == 0:
        skip = 1 if word(used) in _AND else 0
        rest = number(used + skip)
        if 0 < rest < 100:
            value, used = value + rest, used + skip + 1
    if words[at + used - 1] in _ENGLISH_TENS and word(used) in _ENGLISH[1:]:
        value, used = value + number(used), used + 1
    return str(value), used
