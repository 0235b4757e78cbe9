"""What people type: kept exactly as typed, or refused with the reason. Pure.

Right-to-left text, emoji, accents and zero-width signs are text like any other. Signs that no table, document or mail
can carry (NUL, escape codes, half characters) are refused, and so is a national identity number: planning needs none
(domain.md section 3).
"""

import re
import unicodedata
from collections.abc import Iterator

LONGEST_TEXT = 20_000
LONGEST_LINE = 120
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_NUMBER = re.compile(
    r"(?<!\d)\d{9}(?!\d)"
    r"|(?<!\d)(?<!\d[ .\-/])(?:\d{4}([ .\-])\d{2}\1\d{3}|\d{3}([ .\-])\d{3}\2\d{3})(?!\d)(?![ .\-/]\d)"
)
_ABROAD = re.compile(r"(?:\+\d{1,3}|\b00 ?\d{2,3})[ .\-]?(?:\(0\))?[ .\-]?$|\(0\)[ .\-]?$")
_LONGEST_CODE = 14
"""What stands before a phone number with its country: '+31 612345678' is a phone number, not nine digits by chance."""


def flaw(text: str, longest: int = LONGEST_TEXT, *, lines: bool = True) -> str:
    """Why a text cannot be kept: `unreadable`, `too_long` or `national_number`; empty when it can.

    `longest` counts characters; `lines`: whether it may run over several lines.
    """
    if any(_unreadable(sign, lines=lines) for sign in text):
        return "unreadable"
    if len(text) > longest:
        return "too_long"
    return "national_number" if holds_national_number(text) else ""


def holds_national_number(text: str) -> bool:
    """Whether nine digits that pass the eleven-test of the burgerservicenummer stand in a text.

    Together or in groups (1234.56.782, 123 456 782), also with invisible signs between and in other scripts' digits.
    Numbers of another length (Dutch phone numbers have ten) and those behind a country code are none.
    """
    return any(_passes(digits) for digits in _nine_digits(_seen(text)))


def _nine_digits(text: str) -> Iterator[str]:
    for found in _NUMBER.finditer(text):
        if not _ABROAD.search(text[max(0, found.start() - _LONGEST_CODE) : found.start()]):
            yield re.sub(r"\D", "", found.group())


def _passes(digits: str) -> bool:
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True))
    return total % 11 == 0 and int(digits) > 0


def _seen(text: str) -> str:
    """The text as the eye takes it: one form per digit, dash and space, nothing invisible between."""
    plain = unicodedata.normalize("NFKC", "".join(sign for sign in text if unicodedata.category(sign) != "Cf"))
    return "".join("-" if unicodedata.category(sign) == "Pd" else " " if sign.isspace() else sign for sign in plain)


def _unreadable(sign: str, *, lines: bool) -> bool:
    if sign in "\n\r\t":
        return not lines
    return unicodedata.category(sign) in ("Cc", "Cs")
