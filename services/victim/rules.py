"""Pure rules of the victim's voice: what may be kept, which promises passed in silence, what deserves a warning."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from models.terms import OrganisationKind, PersonRole, SeatRole
from services.cases.facts import CaseFacts, PartnerSeat
from services.cases.rules import hold_in_force
from services.errors import ServiceError
from services.victim.facts import PromisedContact, SpeakingWarning, WarningKind
from services.victim.orders import AgreeLine, GiveConsent, PromiseContacts, WriteVoice

LONGEST_TEXT = 20_000
LONGEST_LINE = 300
MOST_PROMISES = 60
FARTHEST = timedelta(days=730)
EARLIEST = date(1950, 1, 1)
"""No case reaches back further; an earlier day is a slip of the pen."""
REGULAR_WEEKS = (1, 2, 4, 8)
"""When regular contact is promised in one go, in weeks from today. Our own proposal: the route map names no rhythm."""


class VictimFieldWrong(ServiceError):
    """Something that was entered cannot be kept like this. Fields: `field`, `reason`."""

    code = "victim.field_wrong"


def check_voice(order: WriteVoice, role: PersonRole, today: date) -> None:
    """Raises `VictimFieldWrong` for a voice that is nobody's, says nothing, is too long or lies in the future."""
    if role is not PersonRole.VICTIM:
        raise VictimFieldWrong(field="person", reason="not_a_victim")
    for field in ("wishes", "fears", "tell_back"):
        _check_length(getattr(order, field), field, LONGEST_TEXT)
    _check_length(order.represented_by, "represented_by", 120)
    said = (order.wishes, order.fears, order.tell_back, order.represented_by, order.represented_by_seat_id)
    if not any(part.strip() for part in said):
        raise VictimFieldWrong(field="wishes", reason="empty")
    if order.represented_by.strip() and order.represented_by_seat_id:
        raise VictimFieldWrong(field="represented_by", reason="two")
    _check_past(order.heard_on, "heard_on", today)


def check_promises(order: PromiseContacts, today: date) -> None:
    """Raises `VictimFieldWrong` for days that passed or lie more than two years ahead, none, or too many."""
    if not order.days:
        raise VictimFieldWrong(field="days", reason="empty")
    if len(order.days) > MOST_PROMISES:
        raise VictimFieldWrong(field="days", reason="too_many")
    if min(order.days) < today:
        raise VictimFieldWrong(field="days", reason="in_past")
    if max(order.days) > today + FARTHEST:
        raise VictimFieldWrong(field="days", reason="too_far")
    _check_length(order.subject, "subject", LONGEST_LINE)


def check_kept(kept_on: date, today: date) -> None:
    """Raises `VictimFieldWrong` for a contact that is still to come."""
    _check_past(kept_on, "kept_on", today)


def check_consent(order: GiveConsent, today: date) -> None:
    """Raises `VictimFieldWrong` for consent without a subject or receiver, to come, or that ends before it begins."""
    if not order.organisation.strip():
        raise VictimFieldWrong(field="organisation", reason="empty")
    _check_length(order.organisation, "organisation", 60)
    if not order.subject.strip():
        raise VictimFieldWrong(field="subject", reason="empty")
    _check_length(order.subject, "subject", LONGEST_TEXT)
    _check_past(order.given_on, "given_on", today)
    if order.valid_until is not None and order.valid_until < order.given_on:
        raise VictimFieldWrong(field="valid_until", reason="before_given")


def check_line(order: AgreeLine, today: date) -> None:
    """Raises `VictimFieldWrong` for a topic that is too long or a beginning that is still to come."""
    _check_length(order.topic, "topic", LONGEST_LINE)
    _check_past(order.since_on, "since_on", today)


def check_end(first: date | None, last: date, today: date, field: str) -> None:
    """Raises `VictimFieldWrong` for an end before the beginning, or one that is still to come."""
    _check_past(last, field, today)
    if first is not None and last < first:
        raise VictimFieldWrong(field=field, reason="before_beginning")


def silent(promises: Iterable[PromisedContact], day: date) -> tuple[PromisedContact, ...]:
    """The promises that by `day` have passed without a word, longest ago first (domain.md section 6, row 12)."""
    return tuple(sorted((p for p in promises if p.silent_on(day)), key=lambda p: (p.promised_for, p.id)))


def regular_days(today: date, weeks: Iterable[int] = REGULAR_WEEKS) -> tuple[date, ...]:
    """Days for regular contact, so many weeks from today; what falls in a weekend moves to the Monday after."""
    days = (today + timedelta(weeks=number) for number in weeks)
    return tuple(day + timedelta(days=max(0, 8 - day.isoweekday())) if day.isoweekday() > 5 else day for day in days)


def warnings(facts: CaseFacts, moment: datetime) -> tuple[SpeakingWarning, ...]:
    """What deserves attention in who speaks with whom, most pressing first."""
    found: list[SpeakingWarning] = []
    if hold_in_force(facts, moment):
        found.append(SpeakingWarning(WarningKind.HELD, ("H-VT-1",), _refs(facts, PersonRole.SUSPECT)))
    found += _no_fixed_contact(facts)
    found += _too_many_faces(facts)
    found += _messages(facts)
    return tuple(found)


def speakers(facts: CaseFacts, ref: str) -> tuple[str, ...]:
    """The names of the professionals who speak with a person; one on two seats is one face. External parties (school,
    employer) are no faces of the approach."""
    return tuple(sorted({_who(seat) for seat in _seats(facts) if ref in seat.speaks_with}))


def fixed_contact(facts: CaseFacts, ref: str) -> PartnerSeat | None:
    """Who is a victim's fixed contact: the contact person at the police, else the case holder, else whoever speaks
    with her; None when nobody does."""
    speaking = [seat for seat in _seats(facts) if ref in seat.speaks_with]
    order = (_is_police_contact, lambda seat: seat.role == SeatRole.CASE_HOLDER, lambda seat: True)
    return next((seat for fits in order for seat in speaking if fits(seat)), None)


def both_sides(facts: CaseFacts) -> tuple[PartnerSeat, ...]:
    """The seats of professionals who speak with a victim and with a suspect (T-TH-3); one person on two seats counts
    as one: what is said on the one seat is known on the other."""
    spoken = _spoken(facts)
    victims, suspects = (set(_refs(facts, role)) for role in (PersonRole.VICTIM, PersonRole.SUSPECT))
    both = {who for who, refs in spoken.items() if refs & victims and refs & suspects}
    return tuple(seat for seat in _seats(facts) if _who(seat) in both and seat.speaks_with)


def _too_many_faces(facts: CaseFacts) -> Iterable[SpeakingWarning]:
    for person in facts.persons:
        names = speakers(facts, person.ref)
        if person.role is PersonRole.VICTIM and person.faces_agreed is not None and len(names) > person.faces_agreed:
            rules = ("H-RN-7",)
            yield SpeakingWarning(WarningKind.TOO_MANY_FACES, rules, (person.ref,), names, person.faces_agreed)


def _messages(facts: CaseFacts) -> Iterable[SpeakingWarning]:
    names = tuple(dict.fromkeys(seat.name for seat in both_sides(facts)))
    if names:
        yield SpeakingWarning(WarningKind.BOTH_SIDES, ("T-TH-3",), names=names)
    near, suspects = set(_refs(facts, PersonRole.NETWORK, PersonRole.CHILD)), set(_refs(facts, PersonRole.SUSPECT))
    spoken = _spoken(facts)
    for seat in _seats(facts):
        refs = spoken.pop(_who(seat), set())
        if refs & near and refs & suspects:
            family = tuple(person.ref for person in facts.persons if person.ref in refs & near)
            yield SpeakingWarning(WarningKind.THROUGH_FAMILY, ("T-TH-3",), family, (seat.name,))


def _no_fixed_contact(facts: CaseFacts) -> Iterable[SpeakingWarning]:
    """A-POL-5: a contact person at the police for every victim; T-CH-1: a case holder in continuous contact."""
    asked: tuple[tuple[WarningKind, str, Callable[[PartnerSeat], bool]], ...] = (
        (WarningKind.NO_POLICE_CONTACT, "A-POL-5", _is_police_contact),
        (WarningKind.NO_CASE_HOLDER, "T-CH-1", lambda seat: seat.role == SeatRole.CASE_HOLDER),
    )
    for kind, rule_id, fits in asked:
        for ref in _refs(facts, PersonRole.VICTIM):
            if not any(fits(seat) and ref in seat.speaks_with for seat in _seats(facts)):
                yield SpeakingWarning(kind, (rule_id,), (ref,))


def _is_police_contact(seat: PartnerSeat) -> bool:
    return seat.organisation == OrganisationKind.POLITIE and seat.role == SeatRole.VICTIM_CONTACT


def _seats(facts: CaseFacts) -> tuple[PartnerSeat, ...]:
    return tuple(seat for seat in facts.seats if not seat.barred and not seat.external)


def _who(seat: PartnerSeat) -> str:
    """By name: who stands in the directory twice is still one person, and too many warnings hurt less than too few."""
    return seat.name or seat.id


def _spoken(facts: CaseFacts) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for seat in _seats(facts):
        found.setdefault(_who(seat), set()).update(seat.speaks_with)
    return found


def _refs(facts: CaseFacts, *roles: PersonRole) -> tuple[str, ...]:
    return tuple(person.ref for person in facts.persons if person.role in roles)


def _check_length(text: str, field: str, longest: int) -> None:
    if len(text.strip()) > longest:
        raise VictimFieldWrong(field=field, reason="too_long")


def _check_past(day: date | None, field: str, today: date) -> None:
    if day is not None and day > today:
        raise VictimFieldWrong(field=field, reason="in_future")
    if day is not None and day < EARLIEST:
        raise VictimFieldWrong(field=field, reason="long_ago")
