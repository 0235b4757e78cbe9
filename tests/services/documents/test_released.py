"""What a guest reads of the released plan, and the copy they take: cut to their organisation, guarded, registered."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlmodel import col, select

from models.audit import AuditEntry
from models.documents import IssuedCopy
from models.terms import BarKind
from services.access.rules import Standing
from services.cases.actions import protect_words
from services.conditions.actions import decide, hand_in
from services.conditions.facts import Decide, Decision
from services.documents.actions import issue
from services.documents.copies.register import copies_of
from services.documents.released import NotReleased, own_copy, released_plan
from services.plans.actions import adopt, record_action
from services.plans.orders import AdoptPlan
from services.plans.releasing import release_plan, withdraw_release
from services.protection.rules import LeakFound
from services.unit_of_work import NotAllowed, Work
from tests.planned import PlannedCase, a_condition, a_planned_case, an_action, explained, make_ready
from tests.rows import a_bar
from tests.services.documents.reading import everything, holds


@pytest.fixture
def adopted(work_as: Callable[..., Work]) -> PlannedCase:
    """A plan with a condition and an action of each tier."""
    return a_planned_case(work_as, further=_adopt_with_every_tier)


def _adopt_with_every_tier(planned: PlannedCase) -> None:
    make_ready(planned)
    for name, text, tier in (("c2", "Alleen opsporing.", "opsporing"), ("c3", "Alleen DR.", "partner:DR")):
        hand_in(planned.as_guest("DR"), a_condition(name, text=text, tier=tier))
        decide(planned.director, Decide(planned.case_id, name, 1, Decision.ACCEPT))
    for name, tier in (("a2", "opsporing"), ("a3", "slachtoffer"), ("a4", "partner:VT")):
        record_action(planned.director, an_action(planned.case_id, name, what=f"Afspraak {name}.", tier=tier))
    adopt(planned.director, AdoptPlan(planned.case_id, explained(planned)))


@pytest.fixture
def released(adopted: PlannedCase) -> PlannedCase:
    release_plan(adopted.director, adopted.case_id, 1)
    return adopted


def read_by(planned: PlannedCase, organisation: str) -> set[str]:
    """Every text of the plan that this organisation's guest sees on the screen."""
    found = released_plan(planned.as_guest(organisation))
    assert found is not None
    return {item.text for item in found.conditions} | {item.what for item in found.actions}


def test_nothing_is_open_before_the_release_or_after_it_was_withdrawn(adopted: PlannedCase) -> None:
    guest = adopted.as_guest("VT")

    def closed() -> None:
        assert released_plan(guest) is None
        with pytest.raises(NotReleased):
            own_copy(guest)

    closed()
    release_plan(adopted.director, adopted.case_id, 1)
    assert released_plan(guest)
    withdraw_release(adopted.director, adopted.case_id, 1)
    closed()


def test_each_organisation_reads_its_own_edition(released: PlannedCase) -> None:
    veilig_thuis, detectives = read_by(released, "VT"), read_by(released, "DR")
    assert {"Afspraak a3.", "Afspraak a4.", "Vader heeft geen contact met moeder."} <= veilig_thuis
    assert not {"Alleen opsporing.", "Alleen DR.", "Afspraak a2."} & veilig_thuis
    assert {"Alleen opsporing.", "Alleen DR.", "Afspraak a2.", "Afspraak a3."} <= detectives
    assert "Afspraak a4." not in detectives


def test_a_later_version_is_closed_until_it_is_released_and_the_former_is_not_shown_instead(
    released: PlannedCase,
) -> None:
    adopt(released.director, AdoptPlan(released.case_id, explained(released)))
    assert released_plan(released.as_guest("VT")) is None
    release_plan(released.director, released.case_id, 2)
    found = released_plan(released.as_guest("VT"))
    assert found
    assert found.version == 2


def test_the_own_copy_is_the_edition_of_the_director_and_stands_in_the_register(released: PlannedCase) -> None:
    guest = released.as_guest("VT")
    file = own_copy(guest)
    same = issue(released.director, released.case_id, "organisatie-VT")
    assert file.audience == same.audience
    assert file.left_out == same.left_out
    text = everything(file.content)
    assert holds(text, "Afspraak a4.")
    assert not holds(text, "Alleen DR.")
    with released.director.database.reading() as session:
        kept = session.exec(select(IssuedCopy).where(IssuedCopy.sha256 == file.sha256)).one()
        entry = session.exec(select(AuditEntry).where(AuditEntry.permission == "plan.copy")).all()[-1]
    assert kept.issued_to == guest.actor.invitation_id
    assert (entry.notes["audience"], entry.notes["sha256"]) == ("organisatie-VT", file.sha256)


def test_the_director_sees_who_took_a_copy_unless_they_were_barred_since(
    released: PlannedCase, work_as: Callable[..., Work]
) -> None:
    own_copy(released.as_guest("VT"))
    name = released.attendee("VT").name
    assert [line.issued_to for line in copies_of(released.director, released.case_id)] == [name]
    a_bar(work_as(Standing.SYSTEM), released.case_id, BarKind.NAME, name)
    assert [line.issued_to for line in copies_of(released.director, released.case_id)] == [""]


def test_a_copy_that_would_tell_a_protected_word_is_not_made_nor_registered(released: PlannedCase) -> None:
    protect_words(released.director, released.case_id, "opsporing", "Afspraak a3")
    with pytest.raises(LeakFound):
        own_copy(released.as_guest("VT"))
    with released.director.database.reading() as session:
        assert session.exec(select(IssuedCopy)).all() == []


def test_who_is_barred_sees_nothing_and_stands_in_nobodys_copy(
    released: PlannedCase, work_as: Callable[..., Work]
) -> None:
    guest, name = released.as_guest("DR"), released.attendee("DR").name
    a_bar(work_as(Standing.SYSTEM), released.case_id, BarKind.NAME, name)
    for verb in (released_plan, own_copy):
        with pytest.raises(NotAllowed):
            verb(guest)
    assert name not in everything(own_copy(released.as_guest("VT")).content)


def test_a_guest_whose_organisation_has_no_seat_in_the_plan_reads_nothing(released: PlannedCase) -> None:
    guest = released.as_guest("VT")
    elsewhere = guest.as_actor(replace(guest.actor, organisation="SHN"))
    assert released_plan(elsewhere) is None
    with pytest.raises(NotReleased):
        own_copy(elsewhere)


def test_nobody_but_a_guest_reads_it_this_way(released: PlannedCase, work_as: Callable[..., Work]) -> None:
    other = a_planned_case(work_as, code="T-200")
    assert released_plan(other.as_guest("VT")) is None
    for work in (released.director, work_as(Standing.AUDITOR), work_as(Standing.VISITOR)):
        for verb in (released_plan, own_copy):
            with pytest.raises(NotAllowed):
                verb(work)


def test_reading_and_copying_stand_in_the_log_in_that_guests_name(released: PlannedCase) -> None:
    guest = released.as_guest("VT")
    released_plan(guest)
    own_copy(guest)
    with released.director.database.reading() as session:
        found = session.exec(
            select(AuditEntry).where(AuditEntry.permission == "plan.copy").order_by(col(AuditEntry.seq))
        ).all()
    assert [(entry.actor, entry.outcome) for entry in found] == [
        (guest.actor.invitation_id, "seen"),
        (guest.actor.invitation_id, "done"),
    ]
