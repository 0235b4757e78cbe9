"""A copy is issued to who directs the case, registered and logged; a file that would tell too much is never made."""

import hashlib
from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlmodel import col, select

from models.audit import AuditEntry
from models.documents import IssuedCopy
from models.plan import PlanVersion
from models.terms import BarKind
from services.access.rules import Standing
from services.barring.actions import bar
from services.barring.facts import NewBar
from services.cases.actions import protect_words
from services.conditions.actions import decide, hand_in
from services.conditions.facts import Decide, Decision
from services.documents.actions import NothingAdopted, issue
from services.documents.editions import EditionUnknown
from services.documents.queries import audiences_of
from services.plans.actions import adopt, record_action
from services.plans.orders import AdoptPlan
from services.protection.rules import LeakFound
from services.unit_of_work import NotAllowed, Work
from tests import planned as scene
from tests.planned import (
    PlannedCase,
    a_condition,
    a_director,
    a_holder,
    a_planned_case,
    a_ready_case,
    an_action,
    explained,
)
from tests.services.documents.reading import everything, holds

ALL = (
    "partners",
    "slachtoffer",
    "ovj",
    "organisatie-politie",
    "organisatie-DR",
    "organisatie-VT",
    "organisatie-lokale_veld",
    "taken-lokale_veld",
)
ADDRESS = "Kwikstaartlaan 12, 9641 AB Veendam"


@pytest.fixture
def ready(work_as: Callable[..., Work], monkeypatch: pytest.MonkeyPatch) -> PlannedCase:
    """A case of which the plan can be adopted; the victim's address and phone are on file."""
    _with_an_address(monkeypatch)
    return a_ready_case(work_as)


@pytest.fixture
def adopted(work_as: Callable[..., Work], monkeypatch: pytest.MonkeyPatch) -> PlannedCase:
    """The same with an item of each tier, adopted."""
    _with_an_address(monkeypatch)
    return a_planned_case(work_as, further=_adopt_with_every_tier)


def _adopt_with_every_tier(ready: PlannedCase) -> None:
    scene.make_ready(ready)
    for name, text, tier in (("c2", "Alleen opsporing.", "opsporing"), ("c3", "Alleen DR.", "partner:DR")):
        hand_in(ready.as_guest("DR"), a_condition(name, text=text, tier=tier))
        decide(ready.director, Decide(ready.case_id, name, 1, Decision.ACCEPT))
    for name, tier in (("a2", "opsporing"), ("a3", "slachtoffer"), ("a4", "partner:VT")):
        record_action(ready.director, an_action(ready.case_id, name, what=f"Afspraak {name}.", tier=tier))
    _adopt(ready)


def _adopt(planned: PlannedCase) -> None:
    adopt(planned.director, AdoptPlan(planned.case_id, explained(planned)))


def _with_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    victim, *others = scene.PERSONS
    living = replace(victim, address=ADDRESS, phone="06 12345678", address_secret=True)
    monkeypatch.setattr(scene, "PERSONS", (living, *others))


def copies(planned: PlannedCase) -> list[IssuedCopy]:
    with planned.director.database.reading() as session:
        return list(session.exec(select(IssuedCopy).order_by(col(IssuedCopy.issued_at))).all())


def log(planned: PlannedCase) -> list[AuditEntry]:
    with planned.director.database.reading() as session:
        statement = select(AuditEntry).where(AuditEntry.permission == "document.issue")
        return list(session.exec(statement.order_by(col(AuditEntry.seq))).all())


def test_a_copy_is_a_file_with_a_code_in_the_register_and_in_the_log(adopted: PlannedCase) -> None:
    file = issue(adopted.director, adopted.case_id, "partners")
    (copy,) = copies(adopted)
    assert file.content.startswith(b"PK")
    assert file.sha256 == hashlib.sha256(file.content).hexdigest() == copy.sha256
    assert (copy.audience, copy.issued_to) == ("partners", adopted.director.actor.account_id)
    assert copy.copy_code in file.file_name
    assert holds(everything(file.content), copy.copy_code)
    with adopted.director.database.reading() as session:
        assert session.exec(select(PlanVersion.id)).one() == copy.plan_version_id
    (entry,) = log(adopted)
    assert (entry.outcome, entry.notes["copy"], entry.notes["sha256"]) == ("done", copy.copy_code, copy.sha256)


def test_every_copy_has_a_code_of_its_own(adopted: PlannedCase) -> None:
    files = [issue(adopted.director, adopted.case_id, "partners") for _ in range(3)]
    assert len({file.file_name for file in files}) == len({copy.copy_code for copy in copies(adopted)}) == 3


def test_every_reader_has_an_edition_and_none_holds_what_is_for_others(adopted: PlannedCase) -> None:
    assert audiences_of(adopted.director, adopted.case_id) == ALL
    seen = {
        "Alleen opsporing.": {"ovj", "organisatie-politie", "organisatie-DR"},
        "Alleen DR.": {"organisatie-DR"},
        "Afspraak a2.": {"ovj", "organisatie-politie", "organisatie-DR"},
        "Afspraak a3.": set(ALL) - {"taken-lokale_veld"},
        "Afspraak a4.": {"organisatie-VT"},
        "Bellen met de school.": set(ALL) - {"slachtoffer", "taken-lokale_veld"},
    }
    texts = {audience: everything(issue(adopted.director, adopted.case_id, audience).content) for audience in ALL}
    for text, readers in seen.items():
        assert {audience for audience, shown in texts.items() if text in shown} == readers, text


def test_an_english_copy_is_english(adopted: PlannedCase) -> None:
    assert "Safety conditions" in everything(issue(adopted.director, adopted.case_id, "partners", "en").content)


def test_without_an_adopted_plan_there_is_no_document(ready: PlannedCase) -> None:
    assert audiences_of(ready.director, ready.case_id) == ()
    with pytest.raises(NothingAdopted):
        issue(ready.director, ready.case_id, "partners")


@pytest.mark.parametrize(
    "audience", ["", "Partners", "partners ", "organisatie-", "organisatie-NASA", "extract-", "extract-NASA", "../ovj"]
)
def test_an_unknown_edition_is_refused_and_not_registered(adopted: PlannedCase, audience: str) -> None:
    with pytest.raises(EditionUnknown):
        issue(adopted.director, adopted.case_id, audience)
    assert copies(adopted) == []


def test_nobody_else_gets_a_file_nor_learns_that_there_is_one(
    adopted: PlannedCase, work_as: Callable[..., Work]
) -> None:
    others = (
        a_director(work_as, "M. Vreemd"),
        a_holder(adopted, work_as, "VT"),
        work_as(Standing.ADMINISTRATOR, account_id="b", session_id="b"),
        work_as(Standing.AUDITOR, account_id="a", session_id="a"),
        work_as(Standing.VISITOR),
        adopted.as_guest("VT"),
    )
    for work in others:
        for audience in ("partners", "no such edition"):
            told = []
            for case_id in (adopted.case_id, "0" * 32, "", "x" * 500):
                with pytest.raises(NotAllowed) as refused:
                    issue(work, case_id, audience)
                told.append((type(refused.value), refused.value.code, refused.value.fields))
            assert told == [told[0]] * 4, work.actor.standing
    assert copies(adopted) == []


def test_a_case_holder_reads_the_plan_and_is_offered_no_documents(
    adopted: PlannedCase, work_as: Callable[..., Work]
) -> None:
    assert audiences_of(a_holder(adopted, work_as, "VT"), adopted.case_id) == ()
    with pytest.raises(NotAllowed):
        audiences_of(a_director(work_as, "M. Vreemd"), adopted.case_id)


@pytest.mark.parametrize(
    "typed",
    [
        "Zij woont op Kwikstaartlaan 12.",
        "kwikstaartlaan\u00a012",
        "Postcode 9641AB",
        "Bel haar op 0612345678",
        "Bel +31 6 1234 5678",
        "Zijn kenteken is AB 12 cd.",
    ],
)
def test_a_file_that_would_tell_too_much_is_not_made(ready: PlannedCase, typed: str) -> None:
    protect_words(ready.director, ready.case_id, "opsporing", "AB-12-CD")
    record_action(ready.director, an_action(ready.case_id, "a2", what=typed))
    _adopt(ready)
    with pytest.raises(LeakFound) as refused:
        issue(ready.director, ready.case_id, "organisatie-VT")
    assert not [word for word in ("Kwikstaart", "0612345678", "kenteken") if word in str(refused.value.fields)]
    assert copies(ready) == []
    assert [entry.outcome for entry in log(ready)] == []


def test_words_for_the_investigation_reach_the_investigation(ready: PlannedCase) -> None:
    protect_words(ready.director, ready.case_id, "opsporing", "AB-12-CD")
    record_action(ready.director, an_action(ready.case_id, "a2", what="Kijk uit naar AB-12-CD.", tier="opsporing"))
    _adopt(ready)
    assert "AB-12-CD" in everything(issue(ready.director, ready.case_id, "organisatie-politie").content)
    assert "AB-12-CD" not in everything(issue(ready.director, ready.case_id, "organisatie-VT").content)


def test_words_protected_after_adoption_count_at_once(adopted: PlannedCase) -> None:
    issue(adopted.director, adopted.case_id, "partners")
    protect_words(adopted.director, adopted.case_id, "niemand", "de school")
    with pytest.raises(LeakFound):
        issue(adopted.director, adopted.case_id, "partners")
    assert len(copies(adopted)) == 1


def test_whoever_is_barred_after_adoption_gets_no_copy_and_is_named_in_none(adopted: PlannedCase) -> None:
    issue(adopted.director, adopted.case_id, "organisatie-lokale_veld")
    bar(adopted.director, adopted.case_id, NewBar(BarKind.ORGANISATION, "lokale_veld"))
    bar(adopted.director, adopted.case_id, NewBar(BarKind.NAME, "Deelnemer 1"))
    left = audiences_of(adopted.director, adopted.case_id)
    assert left == ("partners", "slachtoffer", "ovj", "organisatie-politie", "organisatie-DR")
    for gone in ("organisatie-lokale_veld", "organisatie-VT"):
        with pytest.raises(EditionUnknown):
            issue(adopted.director, adopted.case_id, gone)
    text = everything(issue(adopted.director, adopted.case_id, "partners").content)
    assert [name for name in ("Deelnemer 1", "Deelnemer 2") if holds(text, name)] == []
    assert holds(text, "Deelnemer 0")


def test_the_director_of_one_case_gets_no_file_of_another(adopted: PlannedCase, work_as: Callable[..., Work]) -> None:
    other = a_planned_case(work_as, code="T-200")
    with pytest.raises(NotAllowed):
        issue(other.director, adopted.case_id, "partners")
    with pytest.raises(NothingAdopted):
        issue(other.director, other.case_id, "partners")
