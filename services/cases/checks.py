"""Pure checks of what is entered in a case file: texts, days, persons, places, orders of a court.

Every check raises `CaseFieldWrong` for the first thing that cannot be kept. What passes is kept exactly as typed, but
for white space around it. `today` is the local day; None where a file is only read and no day is held against it.
"""

from datetime import date

from models.terms import Known
from services.cases.orders import NewCourtOrder, NewPerson, NewPlace, NewSeat, NewWords
from services.errors import ServiceError
from services.protection.typed import LONGEST_LINE, LONGEST_TEXT, flaw
from services.relations.rules import normal_form

EARLIEST = date(1900, 1, 1)
YEARS_AHEAD = 50
"""Nothing in a case is agreed for longer than this; a later year is a slip of the pen."""
LONGEST_ALIAS, LONGEST_REF, LONGEST_NOTE, LONGEST_PHONE = 80, 10, 2_000, 40
LONGEST_WORDS = 200
OLDEST, MOST_FACES = 130, 30
FORMS_OF_ADDRESS = frozenset(
    (
        *("mevrouw", "meneer", "heer", "kind", "dochter", "zoon", "oma", "opa", "zaak", "case"),
        *("van", "den", "der", "ten", "ter", "het", "van't", "bij", "uit", "von", "del", "las", "los"),
    )
)


class CaseFieldWrong(ServiceError):
    """A field of the case file cannot be kept like this. Fields: `field`, `reason`; for a text that is too long also
    `length` and `longest`, in characters."""

    code = "cases.field_wrong"


def check_text(field: str, text: str, longest: int = LONGEST_TEXT, *, lines: bool = True, needed: bool = False) -> None:
    """A text that can be kept (`services.protection.typed`); `needed`: not empty either."""
    if wrong := flaw(text, longest, lines=lines):
        raise CaseFieldWrong(field=field, reason=wrong, length=len(text), longest=longest)
    if needed and not text.strip():
        raise CaseFieldWrong(field=field, reason="empty")


def check_line(field: str, text: str, longest: int = LONGEST_LINE, *, needed: bool = False) -> None:
    """A text of one line."""
    check_text(field, text, longest, lines=False, needed=needed)


def check_past_day(field: str, day: date | None, today: date | None) -> None:
    """A day on which something has happened: not before 1900, not still to come."""
    if day is None:
        return
    if day < EARLIEST:
        raise CaseFieldWrong(field=field, reason="too_early")
    if today is not None and day > today:
        raise CaseFieldWrong(field=field, reason="in_future")


def check_day(field: str, day: date | None, today: date | None) -> None:
    """A day that may lie ahead, within fifty years."""
    if day is None:
        return
    if day < EARLIEST:
        raise CaseFieldWrong(field=field, reason="too_early")
    if today is not None and day.year > today.year + YEARS_AHEAD:
        raise CaseFieldWrong(field=field, reason="too_far")


def check_fact_day(field: str, fact: Known, day: date | None, today: date | None) -> None:
    """The day since when a fact is known to be so; there is none while it is not."""
    if day is not None and fact is not Known.YES:
        raise CaseFieldWrong(field=field, reason="without_fact")
    check_past_day(field, day, today)


def check_person(person: NewPerson, today: date | None = None) -> None:
    """A private person: alias, texts, days, and what must be said when she does not know of the case."""
    check_line("ref", person.ref, LONGEST_REF)
    if not person.alias.strip() or len(person.alias) > LONGEST_ALIAS:
        raise CaseFieldWrong(field="alias", reason="length")
    check_line("alias", person.alias, LONGEST_ALIAS)
    check_line("name", person.name)
    if names_someone(person.alias, person.name):
        raise CaseFieldWrong(field="alias", reason="names_the_person")
    _check_numbers(person)
    check_line("phone", person.phone, LONGEST_PHONE)
    check_line("language", person.language, 40)
    for field in ("address", "domicile", "safe_contact", "safe_times", "safe_caller"):
        check_text(field, getattr(person, field), LONGEST_NOTE)
    for field in ("note", "vulnerabilities"):
        check_text(field, getattr(person, field))
    check_past_day("birth_date", person.birth_date, today)
    _check_informed(person, today)


def _check_numbers(person: NewPerson) -> None:
    if person.age is not None and not 0 <= person.age <= OLDEST:
        raise CaseFieldWrong(field="age", reason="impossible")
    if person.faces_agreed is not None and not 0 <= person.faces_agreed <= MOST_FACES:
        raise CaseFieldWrong(field="faces_agreed", reason="impossible")


def _check_informed(person: NewPerson, today: date | None) -> None:
    check_line("informed_by", person.informed_by, 60)
    check_text("not_informed_because", person.not_informed_because, LONGEST_NOTE)
    check_fact_day("informed_on", person.informed, person.informed_on, today)
    if person.informed is Known.NO and not person.not_informed_because.strip():
        raise CaseFieldWrong(field="not_informed_because", reason="empty")


def check_place(place: NewPlace, today: date) -> None:
    """A place in somebody's life: where it is, and since and until when."""
    check_text("place", place.address, LONGEST_NOTE, needed=True)
    check_day("from_on", place.from_on, today)
    check_day("until_on", place.until_on, today)
    check_order_of_days(place.from_on, place.until_on)


def check_words(order: NewWords) -> None:
    """Words to protect: one line with two letters or digits at least, else every file would be stopped."""
    check_line("words", order.words, LONGEST_WORDS, needed=True)
    if len(normal_form(order.words).replace(" ", "")) < 2:
        raise CaseFieldWrong(field="words", reason="empty" if not normal_form(order.words) else "too_short")


def check_seat(seat: NewSeat, today: date) -> None:
    """A seat: role and note, since and until when, and a deputy who is somebody else.

    A last day that has passed is refused: whoever left is taken off the seat (`actions.end_seat`).
    """
    check_line("role", seat.role, 60, needed=True)
    check_text("seat_note", seat.note)
    check_day("since_on", seat.since_on, today)
    check_day("until_on", seat.until_on, today)
    check_order_of_days(seat.since_on, seat.until_on)
    if seat.until_on is not None and seat.until_on < today:
        raise CaseFieldWrong(field="until_on", reason="in_past")
    check_deputy(seat.professional_id, seat.deputy_id, seat.deputy_briefed_on, today)


def check_deputy(holder_id: str, deputy_id: str, briefed_on: date | None, today: date) -> None:
    """Who deputises on a seat is another than who holds it; only a deputy is briefed, on a day that came."""
    if deputy_id and deputy_id == holder_id:
        raise CaseFieldWrong(field="seat_deputy", reason="same_person")
    if briefed_on is not None and not deputy_id:
        raise CaseFieldWrong(field="deputy_briefed_on", reason="without_deputy")
    check_past_day("deputy_briefed_on", briefed_on, today)


def check_court_order(order: NewCourtOrder, refs: set[str], today: date) -> None:
    """What a court, prosecutor or mayor ordered: by whom, about whom in the case, between which days."""
    check_line("given_by", order.given_by, 60, needed=True)
    check_text("order_text", order.text)
    if not set(order.about) <= refs:
        raise CaseFieldWrong(field="about", reason="unknown_person")
    check_day("from_on", order.from_on, today)
    check_day("until_on", order.until_on, today)
    check_order_of_days(order.from_on, order.until_on)


def check_order_of_days(first: date | None, last: date | None) -> None:
    """An end may not lie before its beginning."""
    if first is not None and last is not None and last < first:
        raise CaseFieldWrong(field="until_on", reason="before_start")


def names_someone(code_name: str, alias: str) -> bool:
    """Whether one text holds a telling word (three letters or more) of a name, accents and capitals aside."""
    telling = {word for word in normal_form(alias).split() if len(word) > 2} - FORMS_OF_ADDRESS
    return bool(telling & set(normal_form(code_name).split()))
