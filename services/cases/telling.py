"""What of a person's life alone leads to her: the forms in which the leak guard looks for it. Pure."""

import re
from collections.abc import Iterable
from datetime import date

from services.cases.checks import FORMS_OF_ADDRESS
from services.relations.rules import normal_form

_SHORTEST_NUMBER = 8
_SHORTEST_NAME = 4
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


def telling_parts(address: str) -> tuple[str, ...]:
    """The address, and each part of it that alone leads to the door: whatever holds a number (street, post code).

    A place name alone is no part: half a region lives there, and every file would be stopped.
    """
    parts = re.split(r"[,;\n]", address)
    telling = [part for part in parts if re.search(r"\d", part) and len(normal_form(part)) > 3]
    telling += re.findall(r"\b\d{4} ?[A-Za-z]{2}\b", address)
    telling += re.findall(r"[^\W\d_][\w'-]{4,} +\d+ ?[A-Za-z]?\b", address)
    return tuple(dict.fromkeys(part.strip() for part in (address, *telling) if part.strip()))


def telling_numbers(phone: str) -> tuple[str, ...]:
    """A phone number as kept and as one can dial it too: +31 6 ... is 06 ..., and the other way round."""
    digits = re.sub(r"\D", "", phone)
    own = digits.removeprefix("00").removeprefix("31").removeprefix("0")
    forms = (phone.strip(), f"0{own}", f"31{own}", f"0031{own}") if len(own) >= _SHORTEST_NUMBER else (phone.strip(),)
    return tuple(dict.fromkeys(form for form in forms if form))


def telling_place(address: str, shown: Iterable[str] = ()) -> tuple[str, ...]:
    """A place beside home: its address, and its name where that stands first ('Basisschool De Regenboog, ...').

    A name in `shown` (that of a partner of the case, such as the employer) is not looked for: files speak of it.
    """
    known = {normal_form(text) for text in shown}
    name, between, _ = address.strip().partition(",")
    named = [name.strip()] if between and len(name.strip()) > _SHORTEST_NAME - 1 else []
    parts = dict.fromkeys((*telling_parts(address), *named))
    return tuple(part for part in parts if normal_form(part) not in known)


def telling_names(name: str, shown: Iterable[str] = ()) -> tuple[str, ...]:
    """A name whole, and each part of four letters or more that alone names her.

    A part that also stands in `shown` (names of professionals and organisations, aliases) is not looked for alone:
    the file would always be stopped.
    """
    whole = " ".join(name.split())
    common = {word for text in shown for word in normal_form(text).split()} | FORMS_OF_ADDRESS
    parts = [part for part in re.split(r"[\s,.-]+", whole) if len(part) >= _SHORTEST_NAME]
    lone = [part for part in parts if not set(normal_form(part).split()) & common]
    return tuple(dict.fromkeys(text for text in (whole, *lone) if text))


def telling_days(day: date) -> tuple[str, ...]:
    """A birth date in the forms in which people write it, in figures and in words."""
    full, short, english = _MONTHS[day.month - 1]
    figures = {f"{day.day:02d}-{day.month:02d}", f"{day.day}-{day.month}"}
    forms = [f"{part}-{year}" for part in sorted(figures) for year in (f"{day.year:04d}", f"{day.year % 100:02d}")]
    forms.append(f"{day.year:04d}-{day.month:02d}-{day.day:02d}")
    forms += [f"{day.day} {month} {day.year}" for month in (full, short, english)]
    return tuple(dict.fromkeys((*forms, f"{english} {day.day} {day.year}")))


def age_on(birth: date, today: date) -> int:
    """How old somebody is on a day, in whole years."""
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))
