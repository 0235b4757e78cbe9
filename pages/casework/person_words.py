"""How what is known of a person is said in a line: how to reach her safely, whether she knows of the case."""

from markupsafe import Markup

from models.terms import Known, PersonRole, SeatRole
from pages.frame.markup import Text, joined, tag
from services.cases.facts import CaseFacts, CasePerson, PartnerSeat
from services.wording import Say, label
from services.wording.labels import organisation_label


def safe_way(say: Say, person: CasePerson) -> Markup:
    """How she can be reached, with what must never be done marked; empty when nothing is known."""
    told = [person.safe_contact, label(say, person.safe_channel) if person.safe_channel else "", person.safe_times]
    if person.safe_caller:
        told.append(say("calls by: {who}", who=person.safe_caller))
    words = Markup("<strong>{}</strong>").format(" · ".join(part for part in told if part))
    marks = [tag(text, colour) for text, colour in _marks(say, person)]
    return joined([part for part in (words if any(told) else Markup(), *marks) if part], " ")


def _marks(say: Say, person: CasePerson) -> list[tuple[str, str]]:
    found = []
    if person.texting_allowed is not Known.UNKNOWN:
        allowed = person.texting_allowed is Known.YES
        found.append((say("texting is safe") if allowed else say("never text"), "green" if allowed else "red"))
    if person.voicemail_allowed is not Known.UNKNOWN:
        allowed = person.voicemail_allowed is Known.YES
        found.append((say("voicemail is safe") if allowed else say("no voicemail"), "green" if allowed else "red"))
    if person.interpreter:
        found.append((say("interpreter needed"), "orange"))
    return found


def aged(person: CasePerson) -> str:
    """'Mevrouw W., 34'."""
    return f"{person.alias}, {person.age}" if person.age is not None else person.alias


def informed(say: Say, person: CasePerson) -> Text:
    """Whether, when and by whom she was told of the case; or why not."""
    if person.informed is Known.YES:
        parts = [say.numeric_day(person.informed_on) if person.informed_on else "", person.informed_by]
        return ", ".join([say("knows of the case"), *(part for part in parts if part)])
    if person.informed is Known.NO:
        return say("does not know of the case: {why}", why=person.not_informed_because)
    return tag(say("not recorded yet"), "orange")


def home_marks(say: Say, person: CasePerson) -> Markup:
    """What must be known of her address without seeing it."""
    marks = [tag(say("secret address"), "red")] if person.address_secret else []
    if person.address_known_to_suspect is Known.YES and person.role is not PersonRole.SUSPECT:
        marks.append(tag(say("address known to the alleged perpetrator"), "red"))
    return joined(marks, " ")


def contact_rows(say: Say, facts: CaseFacts) -> list[tuple[str, Text]]:
    """The police's fixed contact for the victim and the case holder, by the seats; 'nobody yet' where there is none."""
    return [
        (say("Contact at the police"), _seated(say, facts, SeatRole.VICTIM_CONTACT)),
        (say("Case holder"), _seated(say, facts, SeatRole.CASE_HOLDER)),
    ]


def contacts_missing(facts: CaseFacts) -> bool:
    """Whether one of the two seats stands empty."""
    return not all(_on(facts, role) for role in (SeatRole.VICTIM_CONTACT, SeatRole.CASE_HOLDER))


def _on(facts: CaseFacts, role: SeatRole) -> list[PartnerSeat]:
    return [seat for seat in facts.seats if seat.role == role]


def _seated(say: Say, facts: CaseFacts, role: SeatRole) -> Text:
    named = [_named(say, seat) for seat in _on(facts, role)]
    return " · ".join(named) if named else tag(say("nobody in this seat yet"), "orange")


def _named(say: Say, seat: PartnerSeat) -> str:
    deputy = say("deputy {name}", name=seat.deputy) if seat.deputy else ""
    return ", ".join(part for part in (seat.name, organisation_label(say, seat.organisation), deputy) if part)
