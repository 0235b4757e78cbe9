"""A case with director and deputy, both able to act, and a third who could take it over."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from sqlalchemy import event

from models.directory import Account
from services.access.rules import Standing
from services.cases.queries import case_facts
from services.unit_of_work import Work
from tests.planned import DEPUTY, PlannedCase, a_director, a_planned_case

WorkAs = Callable[..., Work]


@dataclass(frozen=True)
class Directed:
    """Who there are around one case."""

    planned: PlannedCase
    director: Work
    deputy: Work
    successor: Work
    stranger: Work

    @property
    def case_id(self) -> str:
        return self.planned.case_id


@pytest.fixture
def directed(work_as: WorkAs) -> Directed:
    planned = a_planned_case(work_as)
    account = case_facts(planned.director, planned.case_id).deputy_account_id
    deputy = work_as(
        Standing.CASE_DIRECTOR, name=DEPUTY, account_id=account, session_id=account, organisation="politie"
    )
    successor, stranger = a_director(work_as, "O. Opvolger"), a_director(work_as, "M. Vreemd")
    return Directed(planned, planned.director, deputy, successor, stranger)


def id_of(work: Work) -> str:
    return work.actor.account_id


def gone(work: Work, account_id: str) -> None:
    """The account can no longer sign in."""
    with work.upkeep() as tx:
        row = tx.session.get_one(Account, account_id)
        row.disabled_at = tx.now
        tx.add(row)


@pytest.fixture
def counted() -> Callable[..., object]:
    """`with counted(work) as number: ...`; afterwards `number[0]` is how many statements ran."""

    @contextmanager
    def counting(work: Work) -> Generator[list[int]]:
        number = [0]

        def one(*_: object) -> None:
            number[0] += 1

        engine = work.database.engine
        event.listen(engine, "before_cursor_execute", one)
        yield number
        event.remove(engine, "before_cursor_execute", one)

    return counting
