"""Pure checks of what is recorded about contacts, agreements and ties. Days are local dates."""

from collections.abc import Collection
from datetime import date

from services.contacts.orders import AgreeToInform, NewContact, RecordContacts, RecordTie
from services.errors import ServiceError

MOST_AT_ONCE = 200
MOST_PARTIES = 60
LONGEST_HOURS = 720
"""Thirty days: who is told later than that is not told."""
EARLIEST = date(1950, 1, 1)
"""No case reaches back further; an earlier day is a slip of the pen."""


class ContactWrong(ServiceError):
    """Something that was entered cannot be kept like this. Fields: `field`, `reason`; of contacts also `line`, which
    of those that were entered together it is, counted from 1."""

    code = "contacts.field_wrong"


class ImportRefused(ServiceError):
    """Nothing of a file was recorded. Fields: `reason` (the file cannot be read, lines are faulty, or it says something
    else by now than was shown) and `lines`, how many are faulty."""

    code = "contacts.import_refused"


def check_contacts(order: RecordContacts, known: Collection[str], today: date) -> None:
    """Raises `ContactWrong` for none, more than 200, or the first contact that cannot be kept.

    `known`: the seats (ids) and persons (references) of the case that a contact can be with.
    """
    if not order.contacts:
        raise ContactWrong(field="contacts", reason="empty")
    if len(order.contacts) > MOST_AT_ONCE:
        raise ContactWrong(field="contacts", reason="too_many", most=MOST_AT_ONCE)
    for line, contact in enumerate(order.contacts, 1):
        if flaw := contact_flaw(contact, known, today):
            field, reason = flaw
            raise ContactWrong(field=field, reason=reason, line=line)


def contact_flaw(contact: NewContact, known: Collection[str], today: date) -> tuple[str, str] | None:
    """Field and reason of why a contact cannot be kept, or None: its day has come and is not before 1950, and two or
    more different parties of the case took part. Victim and suspect in touch with each other is a contact too."""
    if wrong := _past_flaw(contact.happened_on, today):
        return "happened_on", wrong
    if len(contact.parties) < 2:
        return "parties", "too_few"
    if len(contact.parties) > MOST_PARTIES:
        return "parties", "too_many"
    if len(set(contact.parties)) < len(contact.parties):
        return "parties", "same_twice"
    if not set(contact.parties) <= set(known):
        return "parties", "unknown"
    return None


def check_agreement(order: AgreeToInform, seats: Collection[str], today: date) -> None:
    """Raises `ContactWrong` for a seat that tells itself or is not of the case, hours outside 1 to 720, or a day to
    come. `seats`: ids of the case's seats in force."""
    if order.teller == order.told:
        raise ContactWrong(field="told", reason="itself")
    for field in ("teller", "told"):
        if getattr(order, field) not in seats:
            raise ContactWrong(field=field, reason="unknown")
    if not 1 <= order.within_hours <= LONGEST_HOURS:
        raise ContactWrong(field="within_hours", reason="impossible", most=LONGEST_HOURS)
    if order.agreed_on is not None and (wrong := _past_flaw(order.agreed_on, today)):
        raise ContactWrong(field="agreed_on", reason=wrong)


def check_tie(order: RecordTie, seats: Collection[str], persons: Collection[str]) -> None:
    """Raises `ContactWrong` for a tie with itself, with somebody outside the case, or between two professionals: the
    second end is always a private person (reference)."""
    if order.first == order.second:
        raise ContactWrong(field="second", reason="itself")
    if order.first not in seats and order.first not in persons:
        raise ContactWrong(field="first", reason="unknown")
    if order.second not in persons:
        raise ContactWrong(field="second", reason="unknown")


def check_end(began_on: date, ended_on: date, today: date) -> None:
    """Raises `ContactWrong` for an end before the beginning, or one that is still to come."""
    if wrong := _past_flaw(ended_on, today):
        raise ContactWrong(field="ended_on", reason=wrong)
    if ended_on < began_on:
        raise ContactWrong(field="ended_on", reason="before_beginning")


def _past_flaw(day: date, today: date) -> str:
    if day > today:
        return "in_future"
    return "long_ago" if day < EARLIEST else ""
