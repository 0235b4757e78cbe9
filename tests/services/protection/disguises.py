"""How people, programs and somebody with bad intentions write what should not be written. Drawn by number."""

import re
import unicodedata
from collections.abc import Callable
from random import Random

Way = Callable[[str, Random], str]

CYRILLIC = str.maketrans("aceiopxyABCEHKMOPTX", "асеіорхуАВСЕНКМОРТХ")
GREEK = str.maketrans("oavABEHIKMNOPTXYZ", "οανΑΒΕΗΙΚΜΝΟΡΤΧΥΖ")
SMALL = str.maketrans("abcdeghijklmnoprtuvwz", "ᴀʙᴄᴅᴇɢʜɪᴊᴋʟᴍɴᴏᴘʀᴛᴜᴠᴡᴢ")
UNITS = ["nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"]
TEENS = ["tien", "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien"]
TENS = ["twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"]
ENGLISH = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_ENGLISH_TEENS_WORDS = """
ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
"""
ENGLISH_TEENS = _ENGLISH_TEENS_WORDS.split()
ENGLISH_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SCRIPTS = (0x0660, 0x06F0, 0x0966, 0x09E6, 0xFF10, 0x1D7CE, 0x1D7F6)


def dutch(number: int) -> str:
    """A number below 1000 in Dutch words."""
    if number >= 100:
        rest = dutch(number % 100) if number % 100 else ""
        return ("" if number < 200 else UNITS[number // 100]) + "honderd" + rest
    if number < 20:
        return (UNITS + TEENS)[number]
    tens, unit = TENS[number // 10 - 2], number % 10
    joined = "ën" if unit in (2, 3) else "en"
    return f"{UNITS[unit]}{joined}{tens}" if unit else tens


def english(number: int) -> str:
    """A number below 100 in English words."""
    if number < 20:
        return (ENGLISH + ENGLISH_TEENS)[number]
    return ENGLISH_TENS[number // 10 - 2] + (f"-{ENGLISH[number % 10]}" if number % 10 else "")


def inside(text: str, chance: Random, sign: str) -> str:
    """A sign somewhere inside a word."""
    spots = [at for at in range(1, len(text)) if text[at - 1].isalnum() and text[at].isalnum()]
    at = chance.choice(spots) if spots else len(text)
    return text[:at] + sign + text[at:]


def every(sign: str) -> Way:
    """A sign between all letters and digits; between words two of it."""

    def written(text: str, chance: Random) -> str:
        return (sign * 2 if sign == " " else sign).join(sign.join(word) for word in text.split())

    return written


def between(sign: str) -> Way:
    """Another sign where there are spaces."""
    return lambda text, chance: text.replace(" ", sign)


def within(sign: str) -> Way:
    """An invisible sign or a break inside a word."""
    return lambda text, chance: inside(text, chance, sign)


def accented(text: str, chance: Random) -> str:
    """Accents where there are none."""
    return unicodedata.normalize("NFC", "".join(c + "\u0301" if c in "aeou" else c for c in text))


def bare(text: str, chance: Random) -> str:
    """Accents left out."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def mathematical(text: str, chance: Random) -> str:
    """Bold letters of the mathematicians."""
    return "".join(
        chr(0x1D41A + ord(c) - 97) if "a" <= c <= "z" else chr(0x1D400 + ord(c) - 65) if "A" <= c <= "Z" else c
        for c in text
    )


def full_width(text: str, chance: Random) -> str:
    """As wide as Chinese signs."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def by_table(table: dict[int, str]) -> Way:
    """Letters of another script that look the same; in a part of the places or all."""
    return lambda text, chance: text.translate(table)


def circled(text: str, chance: Random) -> str:
    """Letters in circles."""
    return "".join(chr(0x24D0 + ord(c) - 97) if "a" <= c <= "z" else c for c in text)


def look_alike_digit(text: str, chance: Random) -> str:
    """0 for o, 1 for l."""
    return text.replace("o", "0").replace("l", "1").replace("O", "0")


def capital_i(text: str, chance: Random) -> str:
    """A capital I for the letter l inside a word."""
    return "".join("I" if c == "l" and at and text[at - 1].islower() else c for at, c in enumerate(text))


def genitive(text: str, chance: Random) -> str:
    """Of somebody."""
    return text + chance.choice(("s", "'s", "’s"))


def mixed_case(text: str, chance: Random) -> str:
    """LiKe tHiS."""
    return "".join(chance.choice((c.upper(), c.lower())) for c in text)


WORDS: dict[str, Way] = {
    "as it is": lambda text, chance: text,
    "capitals": lambda text, chance: text.upper(),
    "small": lambda text, chance: text.lower() if len(text) > 5 else text.upper(),
    "mixed case": mixed_case,
    "accents": accented,
    "no accents": bare,
    "decomposed": lambda text, chance: unicodedata.normalize("NFD", text),
    "hyphens": between("-"),
    "no-break hyphens": between("\u2011"),
    "underscores": between("_"),
    "dots": between("."),
    "no-break space": between("\u00a0"),
    "narrow space": between("\u202f"),
    "line break": between("\n"),
    "tab": between("\t"),
    "wide spaces": between("   "),
    "slashes": between(" / "),
    "soft hyphen": within("\u00ad"),
    "zero width": within("\u200b"),
    "joiner": within("\u200d"),
    "byte order mark": within("\ufeff"),
    "combining joiner": within("\u034f"),
    "hyphenated": within("-\n"),
    "spaced": every(" "),
    "dotted": every("."),
    "dashed": every("-"),
    "starred": every("*"),
    "cyrillic": by_table(CYRILLIC),
    "greek": by_table(GREEK),
    "small capitals": by_table(SMALL),
    "full width": full_width,
    "mathematical": mathematical,
    "circled": circled,
    "in quotes": lambda text, chance: f"„{text}”",
    "in stars": lambda text, chance: f"**{text}**",
    "right to left": lambda text, chance: f"\u202e{text[::-1]}\u202c",
}
LETTERS: dict[str, Way] = {"digits for letters": look_alike_digit, "capital i": capital_i, "genitive": genitive}


def groups(text: str, chance: Random) -> str:
    """The same digits and letters, grouped in another way."""
    signs, told = [c for c in text if c.isalnum()], ""
    sign = chance.choice((" ", "-", ".", "/", " - ", "\u00a0", "\u2013"))
    while signs:
        size = chance.choice((1, 2, 2, 3, 4))
        told += ("" if not told else sign) + "".join(signs[:size])
        del signs[:size]
    return told


def scripts(text: str, chance: Random) -> str:
    """Digits of another script."""
    first = chance.choice(SCRIPTS)
    return "".join(chr(first + int(c)) if c in "0123456789" else c for c in text)


def spoken_digits(text: str, chance: Random) -> str:
    """Digit by digit, in words."""
    words, sign = chance.choice((UNITS, ENGLISH)), chance.choice((" ", ", ", "-"))
    return sign.join(words[int(c)] for c in text if c in "0123456789")


def spoken_pairs(text: str, chance: Random) -> str:
    """As one says a phone number: nul zes, twaalf, vierendertig."""
    digits, say, told, at = "".join(c for c in text if c.isdecimal()), chance.choice((dutch, english)), [], 0
    while at < len(digits):
        pair = digits[at : at + 2]
        if len(pair) == 2 and pair[0] != "0" and at >= 2:
            told.append(say(int(pair)))
            at += 2
        else:
            told.append(say(int(digits[at])))
            at += 1
    return chance.choice((" ", ", ")).join(told)


def dialled(text: str, chance: Random) -> str:
    """With the country, or without."""
    own = "".join(c for c in text if c.isdecimal()).removeprefix("0")
    return chance.choice(("+31 {}", "0031{}", "+31 (0){}", "(+31){}", "31-{}", "+31(0) {}")).format(groups(own, chance))


def bracketed(text: str, chance: Random) -> str:
    """(020) 1234567."""
    digits = "".join(c for c in text if c.isdecimal())
    return f"({digits[:3]}) {digits[3:]}"


def letters_for_digits(text: str, chance: Random) -> str:
    """The letter O for a nought, l for a one."""
    return text.replace("0", chance.choice("Oo")).replace("1", chance.choice("lI"))


def door(text: str) -> tuple[str, str, str]:
    """Street, number and what is added to it."""
    found = re.fullmatch(r"(.*) (\d+)(\D*)", text)
    assert found
    return found[1], found[2], found[3]


def worded_door(text: str, chance: Random) -> str:
    """Dorpsstraat twaalf; Dorpsstraat, huisnummer 12."""
    street, number, more = door(text)
    word = (dutch(int(number)) if chance.random() < 0.6 else number) + more
    return street + chance.choice((" {}", ", nummer {}", " huisnummer {}", " nr. {}", ", {}", " no {}")).format(word)


def added_door(text: str, chance: Random) -> str:
    """12a, 12-A, 12 A hoog."""
    street, number, more = door(text)
    return f"{street} {number}" + chance.choice((more, "a", "-A", " A hoog", "bis", " hs", "-2", "/II"))


def glued_door(text: str, chance: Random) -> str:
    """Dorpsstraat12; 12 Dorpsstraat; Dorpsstr. 12."""
    street, number, more = door(text)
    number += more
    short = street.replace("straat", "str.").replace("laan", "ln.") + f" {number}"
    return chance.choice((f"{street}{number}", f"{number} {street}", short, f"{street}\n{number}"))


def glued_code(text: str, chance: Random) -> str:
    """1234ab, 1234-AB."""
    return text.replace(" ", chance.choice(("", "-", "  ", ".", "\n"))).lower()


NUMBER = {"groups": groups, "other digits": scripts}
PHONE = NUMBER | {"digits in words": spoken_digits, "said in pairs": spoken_pairs, "letters in it": letters_for_digits}
DOOR = {"number in words": worded_door, "addition": added_door, "glued or turned": glued_door, "other digits": scripts}
CODE = NUMBER | {"glued": glued_code, "letters in it": letters_for_digits}

_PLAIN_WAYS = ("as it is", "no-break space", "line break", "tab", "soft hyphen", "zero width", "joiner",
               "byte order mark", "full width", "in quotes", "in stars", "spaced", "right to left")  # fmt: skip
PLAIN = {way: WORDS[way] for way in _PLAIN_WAYS}


def ways_for(sort: str) -> dict[str, Way]:
    """In which ways this sort of words is written otherwise."""
    home = {"with or without country": dialled, "in brackets": bracketed}
    return {
        "name": WORDS | LETTERS,
        "child": WORDS | LETTERS,
        "place": WORDS | {"capital i": capital_i},
        "online": {way: WORDS[way] for way in WORDS if way not in ("hyphens", "wide spaces")},
        "phone": PLAIN | PHONE | home,
        "abroad": PLAIN | PHONE,
        "plate": PLAIN
        | NUMBER
        | {"capitals": WORDS["capitals"], "small": lambda t, c: t.lower(), "cyrillic": WORDS["cyrillic"]},
        "door": WORDS | DOOR,
        "postcode": PLAIN | CODE,
        "address": PLAIN | {way: WORDS[way] for way in ("capitals", "accents", "cyrillic", "dots", "hyphenated")},
    }[sort]
