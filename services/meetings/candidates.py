"""Who may take an invited person's place, inside somebody's look: a colleague whom nothing keeps away."""

from collections.abc import Iterable
from dataclasses import replace

from sqlmodel import col, select

from models.directory import Organisation, Professional
from models.meeting import Invitation
from services.cases.apart import private_persons
from services.cases.recognised import KnownAs, same_person
from services.meetings.orders import ProposedDeputy
from services.relations.facts import Identity
from services.relations.queries import barred_by_case, is_barred
from services.relations.rules import normal_form
from services.unit_of_work import Reading


def colleagues(look: Reading, case_id: str, row: Invitation) -> tuple[Professional, ...]:
    """Everybody who may take this place, by name."""
    at_home = select(Professional).where(
        Professional.organisation_id == row.organisation_id, col(Professional.active).is_(True)
    )
    people = look.session.exec(at_home.order_by(col(Professional.name), col(Professional.id))).all()
    return tuple(_unobjected(look, case_id, row, people))


def objection_to(look: Reading, case_id: str, row: Invitation, person: Professional | None) -> str:
    """Why this professional cannot take the place: inactive, other_organisation, invited, barred, private_person;
    empty when they can. Not for whoever proposes: bars are the case director's to know."""
    if person is None or not person.active:
        return "inactive"
    if person.organisation_id != row.organisation_id:
        return "other_organisation"
    if person.id in _invited(look, row) or person.id == row.professional_id:
        return "invited"
    if person.id in barred_by_case(look.session, look.database.vault, [case_id], [person.id])[case_id]:
        return "barred"
    return "private_person" if _private(look, case_id, _known_as(look, person)) else ""


def objection_to_typed(look: Reading, case_id: str, row: Invitation, typed: ProposedDeputy) -> str:
    """The same of somebody who was typed and need not stand in the directory."""
    home = look.session.get(Organisation, row.organisation_id)
    identity = Identity(name=typed.name, email=typed.email, organisation=home.key if home else "")
    if is_barred(look.session, look.database.vault, identity, case_id):
        return "barred"
    person = KnownAs((typed.name,), (typed.email,), (typed.phone,))
    return "private_person" if _private(look, case_id, person) else ""


def entry_of(look: Reading, row: Invitation, name: str, email: str) -> Professional | None:
    """Who in the directory, active at the same organisation, has this name or address already."""
    at_home = select(Professional).where(
        Professional.organisation_id == row.organisation_id, col(Professional.active).is_(True)
    )
    wanted = normal_form(name), email.strip().casefold()
    for person in look.session.exec(at_home.order_by(col(Professional.id))).all():
        address = look.unseal(person, "email_sealed").strip().casefold()
        if normal_form(person.name) == wanted[0] or (address and address == wanted[1]):
            return person
    return None


def judged(look: Reading, case_id: str, row: Invitation, proposed: ProposedDeputy | None) -> tuple[str, str]:
    """What speaks against a proposal, and under which professional id it stands in the directory."""
    if proposed is None:
        return "", ""
    if proposed.professional_id:
        person = look.session.get(Professional, proposed.professional_id)
        return objection_to(look, case_id, row, person), proposed.professional_id
    known = entry_of(look, row, proposed.name, proposed.email)
    if known is not None:
        return objection_to(look, case_id, row, known), known.id
    return objection_to_typed(look, case_id, row, proposed), ""


def named(look: Reading, proposed: ProposedDeputy | None) -> ProposedDeputy | None:
    """A proposal with the name of a known deputy filled in from the directory."""
    if proposed is None or not proposed.professional_id:
        return proposed
    person = look.session.get(Professional, proposed.professional_id)
    return replace(proposed, name=person.name if person else "", function=person.function if person else "")


def _unobjected(look: Reading, case_id: str, row: Invitation, people: Iterable[Professional]) -> Iterable[Professional]:
    people = list(people)
    away = _invited(look, row) | {row.professional_id}
    barred = barred_by_case(look.session, look.database.vault, [case_id], [person.id for person in people])[case_id]
    private = private_persons(look, case_id)
    for person in people:
        known = _known_as(look, person)
        if person.id not in away | barred and not any(same_person(known, other) for other in private):
            yield person


def _invited(look: Reading, row: Invitation) -> set[str]:
    """Who has a place of their own at this meeting."""
    others = select(Invitation.professional_id).where(
        Invitation.meeting_id == row.meeting_id, Invitation.id != row.id, col(Invitation.revoked_at).is_(None)
    )
    return set(look.session.exec(others))


def _private(look: Reading, case_id: str, person: KnownAs) -> bool:
    return any(same_person(person, other) for other in private_persons(look, case_id))


def _known_as(look: Reading, person: Professional) -> KnownAs:
    return KnownAs((person.name,), (look.unseal(person, "email_sealed"),), (look.unseal(person, "phone_sealed"),))
