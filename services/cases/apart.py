"""Keeps apart inside an act: private persons from seats and invitations, everybody from a suspect who is held."""

import re
from collections.abc import Iterable

from sqlmodel import col, or_, select

from models.casework import CasePerson, HoldRow
from models.directory import Professional
from models.terms import SafeChannel
from services.cases.facts import Hold
from services.cases.recognised import KnownAs, same_person
from services.cases.rules import PrivatePerson, check_not_held
from services.unit_of_work import Reading

_MAIL = re.compile(r"[^\s@,;<>()]+@[^\s@,;<>()]+\.[^\s@,;<>().]+")


def refuse_private_person(look: Reading, case_id: str, professional: Professional) -> None:
    """Raises `PrivatePerson` when this professional is, by name, mail or phone, a private person of the case.

    Asked for every seat and again for every invitation: a name may become known after the seat was filled.
    """
    person = KnownAs(
        names=(professional.name,),
        mails=(look.unseal(professional, "email_sealed"),),
        phones=(look.unseal(professional, "phone_sealed"),),
    )
    if any(same_person(person, private) for private in private_persons(look, case_id)):
        raise PrivatePerson


def private_persons(look: Reading, case_id: str) -> tuple[KnownAs, ...]:
    """By what the private persons of a case can be recognised. Never show what this gives."""
    rows = look.session.exec(select(CasePerson).where(CasePerson.case_id == case_id)).all()
    return tuple(_known_as(look, row) for row in rows)


def _known_as(look: Reading, row: CasePerson) -> KnownAs:
    """The way to reach her safely may be a professional's address; it is her own only where mail is the channel."""
    phone = look.unseal(row, "phone_sealed")
    own = look.unseal(row, "safe_contact_sealed") if row.safe_channel is SafeChannel.MAIL else ""
    return KnownAs(
        names=(row.alias, look.unseal(row, "name_sealed")),
        mails=tuple(_MAIL.findall(f"{phone} {own}")),
        phones=(phone, *re.split(r"[,;/\n]", phone)),
    )


def refuse_while_held(look: Reading, case_id: str, persons: Iterable[CasePerson]) -> None:
    """Raises `SuspectHeld` when a conversation is to begin with one of these while a hold is in force."""
    check_not_held((person.role for person in persons), holds_in_force(look, case_id), look.now)


def holds_in_force(look: Reading, case_id: str) -> tuple[Hold, ...]:
    """The stops of a case that keep everybody from a suspect now, without their reasons."""
    rows = look.session.exec(
        select(HoldRow).where(
            HoldRow.case_id == case_id,
            col(HoldRow.released_at).is_(None),
            or_(col(HoldRow.until).is_(None), col(HoldRow.until) > look.now),
        )
    )
    return tuple(Hold(row.id, row.until, row.by_organisation, released_at=row.released_at) for row in rows)
