"""The adopted plan is opened to the guests of its meeting, version by version, and closed to them again."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlmodel import col, select

from models.audit import AuditEntry
from models.meeting import Invitation
from models.terms import BarKind
from services.access.rules import Standing
from services.meetings.links import CodeWrong, LinkLocked, LinkRefused, open_link
from services.plans.actions import adopt
from services.plans.orders import AdoptPlan
from services.plans.queries import case_state
from services.plans.releasing import READ_FOR_AT_LEAST, NothingToRelease, release_plan, withdraw_release
from services.relations.facts import VISITOR
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Work
from tests.conftest import StillClock
from tests.planned import STARTS, PlannedCase, a_holder, a_planned_case, explained, make_ready
from tests.rows import a_bar

LONG_AFTER = STARTS + timedelta(days=3)
"""Longer after the meeting than a link lives by itself."""


@pytest.fixture
def adopted(work_as: Callable[..., Work]) -> PlannedCase:
    return a_planned_case(work_as, further=_adopt)


def _adopt(planned: PlannedCase) -> None:
    make_ready(planned)
    adopt(planned.director, AdoptPlan(planned.case_id, explained(planned)))


def ends(planned: PlannedCase) -> dict[str, datetime]:
    """Until when each organisation's link opens."""
    home = {one.invitation_id: one.organisation for one in planned.meeting.attendees}
    with planned.director.database.reading() as session:
        rows = session.exec(select(Invitation).where(col(Invitation.id).in_(home))).all()
        return {home[row.id]: row.expires_at for row in rows}


def released_at(planned: PlannedCase) -> datetime | None:
    return case_state(planned.director, planned.case_id).versions[0].released_at


def wrong_codes(planned: PlannedCase, organisation: str) -> None:
    key = planned.key(organisation)
    for _ in range(5):
        with pytest.raises((CodeWrong, LinkLocked)):
            open_link(planned.director.as_actor(VISITOR), type(key)(key.invitation_id, key.secret, "AAAAAAAA"))


def test_before_anything_is_adopted_there_is_nothing_to_release(work_as: Callable[..., Work]) -> None:
    planned = a_planned_case(work_as)
    for verb in (release_plan, withdraw_release):
        with pytest.raises(NothingToRelease):
            verb(planned.director, planned.case_id, 1)


def test_a_release_opens_the_newest_version_and_keeps_the_links_alive(adopted: PlannedCase, clock: StillClock) -> None:
    clock.moment = LONG_AFTER
    with pytest.raises(LinkRefused):
        open_link(adopted.director.as_actor(VISITOR), adopted.key("VT"))
    assert release_plan(adopted.director, adopted.case_id, 1) == 4
    assert released_at(adopted) == LONG_AFTER
    assert set(ends(adopted).values()) == {LONG_AFTER + READ_FOR_AT_LEAST}
    assert open_link(adopted.director.as_actor(VISITOR), adopted.key("VT"))


def test_the_same_release_twice_changes_nothing(adopted: PlannedCase, clock: StillClock) -> None:
    release_plan(adopted.director, adopted.case_id, 1)
    before = (released_at(adopted), ends(adopted))
    clock.forward(hours=5)
    release_plan(adopted.director, adopted.case_id, 1)
    assert (released_at(adopted), ends(adopted)) == before


def test_a_link_that_lives_longer_by_itself_is_not_cut_short(adopted: PlannedCase, clock: StillClock) -> None:
    clock.moment = STARTS - timedelta(days=20)
    before = ends(adopted)
    release_plan(adopted.director, adopted.case_id, 1)
    assert ends(adopted) == before


def test_locked_links_and_barred_people_get_no_longer_life_and_no_count(
    adopted: PlannedCase, work_as: Callable[..., Work], clock: StillClock
) -> None:
    wrong_codes(adopted, "DR")
    a_bar(work_as(Standing.SYSTEM), adopted.case_id, BarKind.NAME, adopted.attendee("VT").name)
    clock.moment = LONG_AFTER
    with adopted.director.database.reading() as session:
        before = {row.id: row.expires_at for row in session.exec(select(Invitation)).all()}
    assert release_plan(adopted.director, adopted.case_id, 1) == 2
    with adopted.director.database.reading() as session:
        after = {row.id: row.expires_at for row in session.exec(select(Invitation)).all()}
    assert sum(before[which] != after[which] for which in before) == 2


def test_a_version_that_was_not_seen_is_not_released(adopted: PlannedCase) -> None:
    adopt(adopted.director, AdoptPlan(adopted.case_id, explained(adopted)))
    with pytest.raises(ChangedMeanwhile) as refused:
        release_plan(adopted.director, adopted.case_id, 1)
    assert refused.value.fields == {"version": 2}
    assert released_at(adopted) is None


def test_a_later_version_needs_its_own_release(adopted: PlannedCase) -> None:
    release_plan(adopted.director, adopted.case_id, 1)
    adopt(adopted.director, AdoptPlan(adopted.case_id, explained(adopted)))
    newest, former = case_state(adopted.director, adopted.case_id).versions
    assert newest.released_at is None
    assert former.released_at is not None


def test_a_withdrawn_release_takes_the_longer_life_of_the_links_back(adopted: PlannedCase, clock: StillClock) -> None:
    before = ends(adopted)
    clock.moment = LONG_AFTER
    release_plan(adopted.director, adopted.case_id, 1)
    for _ in range(2):
        withdraw_release(adopted.director, adopted.case_id, 1)
        assert released_at(adopted) is None
        assert ends(adopted) == before


def test_only_who_directs_the_case_releases(adopted: PlannedCase, work_as: Callable[..., Work]) -> None:
    for work in (a_holder(adopted, work_as, "VT"), adopted.as_guest("VT"), work_as(Standing.AUDITOR)):
        for verb in (release_plan, withdraw_release):
            with pytest.raises(NotAllowed):
                verb(work, adopted.case_id, 1)
    assert released_at(adopted) is None


def test_release_and_withdrawal_stand_in_the_log(adopted: PlannedCase) -> None:
    release_plan(adopted.director, adopted.case_id, 1)
    withdraw_release(adopted.director, adopted.case_id, 1)
    with adopted.director.database.reading() as session:
        found = session.exec(
            select(AuditEntry).where(AuditEntry.permission == "plan.release").order_by(col(AuditEntry.seq))
        ).all()
    assert [entry.notes for entry in found] == [{"version": 1, "links": 4}, {"version": 1, "withdrawn": True}]
