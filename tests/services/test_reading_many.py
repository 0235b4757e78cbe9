"""Many cases in one look: each allowed and logged like one, in a number of statements that does not grow."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlmodel import col, select

from models.audit import AuditEntry
from models.casework import Case
from models.terms import BarKind, Belonging
from services.access.rules import Permission, Standing
from services.audit.queries import verify
from services.relations.facts import SYSTEM, VISITOR
from services.unit_of_work import Chance, NestedWork, Work
from tests.conftest import StillClock
from tests.rows import a_bar, a_case, a_professional, a_seat, an_account
from tests.statements import statements

WorkAs = Callable[..., Work]


@pytest.fixture
def here(work_as: WorkAs) -> Work:
    """Work that makes rows for a test."""
    return work_as(SYSTEM)


@pytest.fixture
def hanna(here: Work, work_as: WorkAs) -> Work:
    """A case director in a session of hers."""
    return work_as(Standing.CASE_DIRECTOR, name="Hanna Huisman", account_id=an_account(here), session_id="s" * 32)


@pytest.fixture
def cases(here: Work, hanna: Work) -> tuple[str, ...]:
    """Three cases that Hanna directs."""
    return tuple(a_case(here, hanna.actor.account_id) for _ in range(3))


def entries(work: Work) -> list[tuple[str, str]]:
    """Case and outcome of the whole log."""
    with work.database.reading() as session:
        return [
            (row.case_id, row.outcome) for row in session.exec(select(AuditEntry).order_by(col(AuditEntry.seq))).all()
        ]


def allowed(work: Work, *case_ids: str, screen: str = "many") -> tuple[str, ...]:
    """What one look at these cases may show."""
    with work.read_many(Permission.CASE_READ, case_ids, screen=screen) as look:
        return look.allowed


def test_own_cases_come_back_in_the_order_asked_for(hanna: Work, cases: tuple[str, ...]) -> None:
    assert allowed(hanna, *reversed(cases)) == tuple(reversed(cases))


def test_foreign_barred_unknown_and_strange_cases_are_absent_alike(
    here: Work, hanna: Work, cases: tuple[str, ...]
) -> None:
    foreign = a_case(here)
    a_bar(here, cases[1], BarKind.NAME, "hánna huisman")
    assert allowed(hanna, *cases, foreign, Chance().id(), "", "' OR 1=1 --", "x" * 500) == (cases[0], cases[2])
    assert entries(hanna) == [(cases[0], "seen"), (cases[2], "seen")]


def test_every_case_is_logged_before_anything_is_shown(hanna: Work, cases: tuple[str, ...]) -> None:
    with hanna.read_many(Permission.CASE_READ, cases, screen="many") as look:
        rows = look.session.exec(select(AuditEntry).order_by(col(AuditEntry.seq))).all()
        assert [(row.case_id, row.outcome, row.notes) for row in rows] == [
            (case_id, "seen", {"screen": "many"}) for case_id in cases
        ]
        assert verify(look.session, hanna.database.vault.audit_key).whole


def test_entries_are_those_of_looking_at_one_case(hanna: Work, cases: tuple[str, ...], clock: StillClock) -> None:
    with hanna.read(Permission.CASE_READ, cases[1], screen="many"):
        pass
    allowed(hanna, *cases)
    for case_id in cases:
        with hanna.read(Permission.CASE_READ, case_id, screen="many"):
            pass
    assert [case_id for case_id, _ in entries(hanna)] == [cases[1], cases[0], cases[2]]
    clock.forward(minutes=10)
    allowed(hanna, *cases)
    assert len(entries(hanna)) == 6
    allowed(hanna, *cases, screen="another")
    assert len(entries(hanna)) == 9


def test_a_case_named_twice_is_one_case(hanna: Work, cases: tuple[str, ...]) -> None:
    assert allowed(hanna, cases[0], cases[0]) == (cases[0],)
    assert len(entries(hanna)) == 1


def test_nothing_is_shown_and_nothing_remembered_when_an_entry_cannot_be_written(
    hanna: Work, cases: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[object] = []

    def fails_at_the_second(*given: object) -> None:
        written.append(given)
        if len(written) == 2:
            raise OSError

    with monkeypatch.context() as broken:
        broken.setattr("services.unit_of_work.append", fails_at_the_second)
        with pytest.raises(OSError):
            allowed(hanna, *cases)
    assert entries(hanna) == []
    allowed(hanna, *cases)
    assert len(entries(hanna)) == 3


def test_a_case_barred_while_the_entries_were_written_is_not_shown(
    here: Work, hanna: Work, cases: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    writes = Work._log_looks

    def bars_meanwhile(self: Work, *given: object) -> None:
        writes(self, *given)
        a_bar(here, cases[1], BarKind.NAME, "Hanna Huisman")

    monkeypatch.setattr(Work, "_log_looks", bars_meanwhile)
    assert allowed(hanna, *cases) == (cases[0], cases[2])


def test_how_one_belongs_is_kept_per_case(here: Work, hanna: Work, cases: tuple[str, ...]) -> None:
    professional = a_professional(here)
    seated, deputised = a_case(here), a_case(here)
    a_seat(here, seated, professional)
    with here.upkeep() as tx:
        tx.session.get_one(Case, deputised).deputy_id = hanna.actor.account_id
    holder = hanna.as_actor(replace(hanna.actor, standing=Standing.CASE_HOLDER, professional_id=professional))
    with holder.read_many(Permission.CASE_READ, (cases[0], seated, deputised), screen="many") as look:
        how = {case_id: look.belonging_to(case_id) for case_id in look.allowed}
        assert how == {cases[0]: Belonging.DIRECTOR, seated: Belonging.MEMBER, deputised: Belonging.DEPUTY}
        assert look.belonging is Belonging.NONE
        assert look.belonging_to(cases[1]) is Belonging.NONE
    with hanna.read_many(Permission.CASE_READ, (cases[0], seated), screen="many") as look:
        assert look.allowed == (cases[0],)
        assert look.may(Permission.CASE_EDIT, cases[0])
        assert not look.may(Permission.CASE_EDIT, seated)
        assert not look.may(Permission.CASE_EDIT)


@pytest.mark.parametrize("standing", [Standing.ADMINISTRATOR, Standing.AUDITOR, Standing.GUEST, Standing.READER])
def test_who_may_read_no_case_gets_none(work_as: WorkAs, cases: tuple[str, ...], standing: Standing) -> None:
    work = work_as(standing, account_id="a" * 32)
    assert allowed(work, *cases) == ()
    assert allowed(work_as(VISITOR), *cases) == ()
    assert entries(work) == []


def test_many_cases_are_work_like_any_other(hanna: Work, cases: tuple[str, ...]) -> None:
    with (
        hanna.read_many(Permission.CASE_READ, cases, screen="many"),
        pytest.raises(NestedWork),
        hanna.read(Permission.CASE_READ, cases[0]),
    ):
        pytest.fail("the inner work began")


def test_number_of_statements_does_not_grow_with_the_cases(here: Work, hanna: Work) -> None:
    numbers = []
    for _ in range(3):
        ids = [a_case(here, hanna.actor.account_id) for _ in range(1 + 12 * len(numbers))]
        with statements(hanna.database) as first:
            assert len(allowed(hanna, *ids)) == len(ids)
        with statements(hanna.database) as again:
            allowed(hanna, *ids)
        numbers.append((len(first), len(again)))
    assert len(set(numbers)) == 1, numbers
    with hanna.database.reading() as session:
        assert verify(session, hanna.database.vault.audit_key).whole
