"""Orders of a court, prosecutor or mayor: added, changed by version, ended, in force between their days."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.events import CourtOrderRow
from models.terms import CourtOrderKind
from services.cases import court
from services.cases.facts import CourtOrder
from services.cases.orders import NewCourtOrder
from services.cases.queries import case_facts
from services.cases.rules import EXPIRY_WARNING_DAYS, ends_soon
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Work
from tests.planned import PlannedCase, a_director, a_holder
from tests.services.cases.build import TODAY, rows, wrong

WorkAs = Callable[..., Work]
BAN = NewCourtOrder(
    CourtOrderKind.CONTACT_BAN,
    "Rechtbank Noord",
    "Geen contact met P1.",
    ("P1", "P2", "P1"),
    TODAY - timedelta(days=10),
    TODAY + timedelta(days=80),
)


def test_an_order_is_kept_sealed_and_changed_once_per_version(planned: PlannedCase) -> None:
    work, case_id = planned.director, planned.case_id
    order_id = court.add_court_order(work, case_id, BAN)
    (kept,) = case_facts(work, case_id).court_orders
    assert (kept.kind, kept.given_by, kept.text, kept.about) == (BAN.kind, BAN.given_by, BAN.text, ("P1", "P2"))
    assert "Geen contact" not in str([row.model_dump() for row in rows(work, CourtOrderRow)])
    assert court.edit_court_order(work, case_id, order_id, 1, replace(BAN, text="Ook niet via anderen.")) == 2
    with pytest.raises(ChangedMeanwhile):
        court.edit_court_order(work, case_id, order_id, 1, BAN)
    assert case_facts(work, case_id).court_orders[0].text == "Ook niet via anderen."


def test_an_ended_order_stays_readable_and_is_no_longer_in_force(planned: PlannedCase) -> None:
    work, case_id = planned.director, planned.case_id
    order_id = court.add_court_order(work, case_id, BAN)
    for day, reason in ((TODAY + timedelta(days=1), "in_future"), (TODAY - timedelta(days=11), "before_start")):
        told = wrong(lambda day=day: court.end_court_order(work, case_id, order_id, 1, day))
        assert told == ("until_on", reason)
    court.end_court_order(work, case_id, order_id, 1, TODAY - timedelta(days=1))
    (kept,) = case_facts(work, case_id).court_orders
    assert kept.stands_on(TODAY - timedelta(days=1))
    assert not kept.stands_on(TODAY)


@pytest.mark.parametrize(
    ("about", "field", "reason"),
    [
        ({"given_by": " "}, "given_by", "empty"),
        ({"given_by": "x" * 61}, "given_by", "too_long"),
        ({"about": ("P7",)}, "about", "unknown_person"),
        ({"until_on": TODAY - timedelta(days=11)}, "until_on", "before_start"),
        ({"until_on": date(2100, 1, 1)}, "until_on", "too_far"),
        ({"from_on": date(1899, 1, 1)}, "from_on", "too_early"),
        ({"text": "x" * 20_001}, "order_text", "too_long"),
    ],
)
def test_an_order_that_cannot_be_is_refused(planned: PlannedCase, about: dict, field: str, reason: str) -> None:
    work, case_id = planned.director, planned.case_id
    assert wrong(lambda: court.add_court_order(work, case_id, replace(BAN, **about))) == (field, reason)
    assert rows(work, CourtOrderRow) == []


def test_others_neither_add_nor_change_orders(planned: PlannedCase, work_as: WorkAs) -> None:
    order_id = court.add_court_order(planned.director, planned.case_id, BAN)
    for other in (a_holder(planned, work_as, "VT"), a_director(work_as, "M. Vreemd")):
        for act in (
            lambda other=other: court.add_court_order(other, planned.case_id, BAN),
            lambda other=other: court.edit_court_order(other, planned.case_id, order_id, 1, BAN),
            lambda other=other: court.end_court_order(other, planned.case_id, order_id, 1, TODAY),
        ):
            with pytest.raises(NotAllowed):
                act()
    assert len(rows(planned.director, CourtOrderRow)) == 1


@pytest.mark.parametrize(
    ("left", "soon"), [(0, True), (EXPIRY_WARNING_DAYS, True), (EXPIRY_WARNING_DAYS + 1, False), (-1, False)]
)
def test_an_order_ends_soon_within_two_weeks_of_its_end(left: int, soon: bool) -> None:
    order = CourtOrder("o", CourtOrderKind.CONTACT_BAN, "R", until_on=TODAY + timedelta(days=left))
    assert ends_soon(order, TODAY) is soon
    assert not ends_soon(replace(order, until_on=None), TODAY)
    assert not ends_soon(replace(order, from_on=TODAY + timedelta(days=1), until_on=None), TODAY)
