"""What of a person's life alone leads to her: the forms in which the leak guard looks for it. Pure."""

import re
from collections.abc import Iterable
from datetime import date

from models.terms import ProtectedKind
from services.cases.checks import FORMS_OF_ADDRESS
from services.cases.name_words import GENERIC, ORDINARY
from services.protection.matching import AS_NAME
from services.relations.rules import normal_form

_SHORTEST_NUMBER = 8
_SHORTEST_NAME = 4
_SHORTEST_ACCOUNT = 6
_OWN_NUMBER = 9
"""Digits of a Dutch number without its 0."""
_PLATE = range(5, 9)
_POSTCODE = re.compile(r"\b\d{4} ?[A-Za-z]{2}\b")
_MONTHS = (
    ("januari", "jan", "january"),
    ("februari", "feb", "february"),
    ("maart", "mrt", "march"),
    ("april", "apr", "april"),
    ("mei", "mei", "may"),
    ("juni", "jun", "june"),
    ("juli", "jul", "july"),
    ("augustus", "aug", "august"),
    ("september", "sep", "september"),
    ("oktober", "okt", "october"),
    ("november", "nov", "november"),
    ("december", "dec", "december"),
)


def telling_forms(kind: ProtectedKind, words: str, shown: Iterable[str] = ()) -> tuple[str, ...]:
    """Every form in which protected words of a kind are looked for; `shown` as in `telling_names`.

    What was noted as other words is looked for as what it looks like: a phone number, a number plate, an address.
    """
    if kind is ProtectedKind.NAME:
        return telling_names(words, shown)
    if kind is ProtectedKind.PHONE:
        return telling_numbers(words)
    if kind is ProtectedKind.ADDRESS:
        return telling_parts(words)
    if kind is ProtectedKind.VEHICLE:
        return telling_plates(words)
    if kind in (ProtectedKind.SCHOOL, ProtectedKind.WORK):
        return telling_place(words, shown)
    numbers = telling_numbers(words) if re.fullmatch(r"[+(\d][\d ()./+-]{7,}", words.strip()) else ()
    doors = telling_parts(words) if _POSTCODE.search(words) else ()
    return tuple(dict.fromkeys((words.strip(), *numbers, *doors, *_accounts(words))))


def _accounts(words: str) -> tuple[str, ...]:
    """An e-mail address is also told by what stands before the @, where that is long enough to be nobody else's."""
    before, at, _ = words.strip().partition("@")
    return (before,) if at and len(before) >= _SHORTEST_ACCOUNT and " " not in before else ()


def telling_parts(address: str) -> tuple[str, ...]:
    """The address, and each part of it that alone leads to the door: whatever holds a number (street, post code).

    With the number first, the street cut short and without what is added to the number as well. A street or place alone
    is no part: half a region lives there, and every file would be stopped.
    """
    parts = [part.strip() for part in re.split(r"[,;\n]", address)]
    telling = [part for part in parts if re.search(r"\d", part) and len(normal_form(part)) > 3]
    telling += _POSTCODE.findall(address)
    telling += re.findall(r"[^\W\d_][\w'-]{4,} +\d+ ?[A-Za-z]?\b", address)
    for street, number in re.findall(r"([^\d\W][^,;\n]*?)\s+(\d+)(?![\d\s]*[A-Z]{2}\b)", address):
        short = re.sub("laan$", "ln", re.sub("straat$", "str", street))
        telling += [f"{street} {number}", f"{short} {number}", f"{number} {street}"]
    return tuple(dict.fromkeys(part.strip() for part in (address, *telling) if part.strip()))


def telling_plates(plate: str) -> tuple[str, ...]:
    """A number plate: the sign itself, also where a word stands beside it ("grijze bus, AB-123-C")."""
    found = re.findall(r"(?<![\w-])(?=[\w -]*\d)[A-Za-z0-9]{1,3}(?:[ -][A-Za-z0-9]{1,4}){1,2}(?![\w-])", plate)
    signs = [one for one in found if len(re.sub(r"\W", "", one)) in _PLATE and re.search(r"[A-Za-z]", one)]
    return tuple(dict.fromkeys((plate.strip(), *signs)))


def telling_numbers(phone: str) -> tuple[str, ...]:
    """A phone number as kept and as one can dial it too: +31 6 ... is 06 ..., and the other way round."""
    digits = re.sub(r"\D", "", phone)
    if re.match(r"\s*(?:\+|00)(?!31)", phone):
        return tuple(dict.fromkeys((phone.strip(), digits.removeprefix("00"), f"00{digits.removeprefix('00')}")))
    own = digits.removeprefix("00").removeprefix("31").removeprefix("0")
    forms = [f"0{own}", f"31{own}", f"0031{own}", f"310{own}"] if len(own) >= _SHORTEST_NUMBER else []
    forms += [own] if len(own) == _OWN_NUMBER else []
    return tuple(dict.fromkeys(form for form in (phone.strip(), *forms) if form))


def telling_place(address: str, shown: Iterable[str] = ()) -> tuple[str, ...]:
    """A place beside home: its address, and its name where that stands first ('Basisschool De Regenboog, ...').

    The name also without what the place is ('De Regenboog'), written as a name. A name in `shown` (that of a partner
    of the case, such as the employer) is not looked for: files speak of it.
    """
    known = {normal_form(text) for text in shown}
    name, _, _ = address.strip().partition(",")
    named = [name.strip()] if len(name.strip()) >= _SHORTEST_NAME else []
    own = [word for word in name.split() if normal_form(word) not in GENERIC]
    if 0 < len(own) < len(name.split()) and max(map(len, own)) > _SHORTEST_NAME:
        named.append(AS_NAME + " ".join(own))
    parts = dict.fromkeys((*telling_parts(address), *named))
    return tuple(part for part in parts if normal_form(part.removeprefix(AS_NAME)) not in known)


def telling_names(name: str, shown: Iterable[str] = ()) -> tuple[str, ...]:
    """A name whole and with its initial, and each part of four letters or more that alone names her.

    A part that also stands in `shown` (names of professionals and organisations, aliases) is not looked for alone:
    the file would always be stopped. A part that is an ordinary word too is looked for only where it is a name.
    """
    whole = " ".join(name.split())
    common = {word for text in shown for word in normal_form(text).split()} | FORMS_OF_ADDRESS
    first, _, last = whole.partition(" ")
    parts = [part for part in re.split(r"[\s,.'’-]+", whole) if len(part) >= _SHORTEST_NAME]
    lone = [part for part in parts if part != whole and not set(normal_form(part).split()) & common]
    forms = [whole, *(AS_NAME + part if normal_form(part) in ORDINARY else part for part in lone)]
    if last and not set(normal_form(last).split()) <= common:
        forms += [f"{last} {first}", AS_NAME + f"{first[0]} {last}"]
    return tuple(dict.fromkeys(text for text in forms if text))


def telling_days(day: date) -> tuple[str, ...]:
    """A birth date in the forms in which people write it, in figures and in words."""
    full, short, english = _MONTHS[day.month - 1]
    figures = {f"{day.day:02d}-{day.month:02d}", f"{day.day}-{day.month}"}
    forms = [f"{part}-{year}" for part in sorted(figures) for year in (f"{day.year:04d}", f"{day.year % 100:02d}")]
    forms.append(f"{day.year:04d}-{day.month:02d}-{day.day:02d}")
    days = (f"{day.day}", f"{day.day}e", f"{day.day}ste", f"{day.day}de")
    forms += [f"{told} {month} {day.year}" for month in (full, short, english) for told in days]
    return tuple(dict.fromkeys((*forms, f"{english} {day.day} {day.year}")))


def age_on(birth: date, today: date) -> int:
    """How old somebody is on a day, in whole years."""
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))
