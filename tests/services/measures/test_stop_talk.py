"""The stop conversation, step by step: each act checks the guards itself."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from models.audit import AuditEntry
from models.events import EventRow
from models.measures import StopTalkRow
from models.terms import EventKind, Known, Risk
from services.access.rules import Permission
from services.cases.actions import release_hold
from services.cases.queries import case_facts
from services.conditions.actions import hand_in
from services.measures.actions import agree_stop_talk, close_stop_talk, hold_stop_talk
from services.measures.facts import AfterTalk, GuardState, StopTalk
from services.measures.orders import AgreeStopTalk, CloseStopTalk, HoldStopTalk
from services.measures.queries import register, stop_talk_in
from services.measures.rules import MeasureFieldWrong, StopTalkRefused
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Work
from tests.planned import PlannedCase, a_condition, a_director, a_holder
from tests.services.cases.build import rows
from tests.services.measures.build import DAY, TODAY, refused, set_facts

WorkAs = Callable[..., Work]


def agree(low: PlannedCase, **about: object) -> str:
    return agree_stop_talk(low.director, replace(AgreeStopTalk(low.case_id, TODAY - DAY), **about))


def hold(low: PlannedCase, version: int = 1, **about: object) -> None:
    hold_stop_talk(low.director, replace(HoldStopTalk(low.case_id, TODAY, "Bureau", version), **about))


def close(low: PlannedCase, number: str = "PL1100-2026-1", version: int = 2) -> None:
    close_stop_talk(low.director, CloseStopTalk(low.case_id, number, version))


def talk(low: PlannedCase, work: Work | None = None) -> StopTalk:
    with (work or low.director).read(Permission.CASE_READ, low.case_id) as look:
        return stop_talk_in(look, [low.case_id, "f" * 32]).get(low.case_id, StopTalk())


def test_it_goes_from_coordinated_to_held_to_closed(low: PlannedCase) -> None:
    assert talk(low) == StopTalk()
    made = agree(low)
    hold(low)
    close(low)
    assert talk(low) == StopTalk(made, TODAY - DAY, None, TODAY, "Bureau", "PL1100-2026-1", True, 3)


def test_until_it_is_held_the_coordination_can_be_put_right_by_who_saw_it(low: PlannedCase) -> None:
    agree(low)
    with pytest.raises(ChangedMeanwhile):
        agree(low, veilig_thuis_on=TODAY)
    agree(low, veilig_thuis_on=TODAY, version=1)
    assert (talk(low).veilig_thuis_agreed_on, talk(low).version) == (TODAY, 2)
    with pytest.raises(ChangedMeanwhile):
        hold(low, version=1)
    hold(low, version=2)
    assert refused(StopTalkRefused, lambda: agree(low, version=3)) == ("once",)


def test_a_second_conversation_is_refused(low: PlannedCase) -> None:
    agree(low)
    hold(low)
    assert refused(StopTalkRefused, lambda: hold(low, version=2)) == ("once",)
    close(low)
    assert refused(StopTalkRefused, lambda: close(low, version=3)) == ("closed",)
    assert refused(StopTalkRefused, lambda: agree(low, version=3)) == ("once",)
    assert len(rows(low.director, StopTalkRow)) == 1


def test_it_does_not_close_without_the_report(low: PlannedCase) -> None:
    agree(low)
    assert refused(StopTalkRefused, lambda: close(low, version=1)) == ("not_held",)
    hold(low)
    for number, why in (("", "empty"), ("x" * 61, "too_long")):
        assert refused(MeasureFieldWrong, lambda n=number: close(low, n)) == ("report_number", why)
    assert not talk(low).closed


@pytest.mark.parametrize(
    ("about", "reason"),
    [
        ({"risk": Risk.MEDIUM}, "low_risk"),
        ({"complaint": Known.YES}, "no_complaint"),
        ({"complaint": Known.UNKNOWN}, "no_complaint_unknown"),
        ({"threats_or_violence": Known.YES}, "no_threats"),
        ({"threats_or_violence": Known.UNKNOWN}, "no_threats_unknown"),
    ],
)
def test_what_changes_after_coordinating_still_stops_it(low: PlannedCase, about: dict, reason: str) -> None:
    agree(low)
    set_facts(low.director, low.case_id, **about)
    for act in (lambda: hold(low), lambda: agree(low, version=1)):
        assert refused(StopTalkRefused, act) == (reason,)
    assert talk(low).held_on is None


def test_a_complaint_after_the_conversation_does_not_keep_its_report_out(low: PlannedCase) -> None:
    agree(low)
    hold(low)
    set_facts(low.director, low.case_id, complaint=Known.YES)
    close(low)
    assert talk(low).closed
    states = {g.key: g.state for g in register(low.director, low.case_id).guards}
    assert (states["no_complaint"], states["prosecution"]) == (GuardState.STOPS, GuardState.ASKED)


def test_nobody_holds_it_while_nobody_may_approach_the_suspect(low: PlannedCase) -> None:
    agree(low)
    hand_in(low.as_guest("DR"), a_condition("c1", tier="opsporing", holds_approach=True))
    assert refused(StopTalkRefused, lambda: hold(low)) == ("hold",)
    (standing,) = case_facts(low.director, low.case_id).holds
    release_hold(low.director, low.case_id, standing.id)
    hold(low)


def test_days_are_local_days(low: PlannedCase, clock) -> None:
    tomorrow = TODAY + DAY
    assert refused(MeasureFieldWrong, lambda: agree(low, veilig_thuis_on=tomorrow))[1] == "in_future"
    clock.moment = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)  # half past midnight in Amsterdam
    agree(low, veilig_thuis_on=tomorrow)


def test_only_who_directs_records_and_members_read(low: PlannedCase, work_as: WorkAs) -> None:
    agree(low)
    holder = a_holder(low, work_as, "VT")
    for other in (holder, a_director(work_as, "M. Vreemd"), low.as_guest("VT")):
        for act in (
            lambda o=other: agree_stop_talk(o, AgreeStopTalk(low.case_id, TODAY, version=1)),
            lambda o=other: hold_stop_talk(o, HoldStopTalk(low.case_id, TODAY, "Bureau", 1)),
            lambda o=other: close_stop_talk(o, CloseStopTalk(low.case_id, "PL-1", 1)),
        ):
            with pytest.raises(NotAllowed):
                act()
    assert talk(low, holder).veilig_thuis_agreed_on == TODAY - DAY


def test_where_and_the_number_lie_sealed(low: PlannedCase) -> None:
    agree(low)
    hold(low, where="Kwikstaart")
    close(low, "PL-Kwikstaart")
    for kind in (StopTalkRow, AuditEntry):
        assert [row for row in rows(low.director, kind) if "Kwikstaart" in str(row.model_dump())] == []


def test_what_happens_afterwards_is_seen_unless_struck_out(low: PlannedCase, clock) -> None:
    agree(low)
    hold(low)
    clock.forward(days=3)
    assert not register(low.director, low.case_id).after_talk.goes_on
    event(low, EventKind.INCIDENT, "e1", struck=True)
    event(low, EventKind.HEARING, "e2")
    assert not register(low.director, low.case_id).after_talk.goes_on
    event(low, EventKind.BREACH, "e3")
    assert register(low.director, low.case_id).after_talk.goes_on


def test_an_event_of_the_investigation_is_not_there_for_others(low: PlannedCase, work_as: WorkAs, clock) -> None:
    agree(low)
    hold(low)
    clock.forward(days=3)
    event(low, EventKind.INCIDENT, "e1", tier="opsporing")
    holder = a_holder(low, work_as, "VT")
    assert register(low.director, low.case_id).after_talk.goes_on
    assert register(holder, low.case_id).after_talk == AfterTalk()
    event(low, EventKind.INCIDENT, "e2", tier="partner:RN")
    assert register(holder, low.case_id).after_talk.goes_on


def event(low: PlannedCase, kind: EventKind, row_id: str, *, struck: bool = False, tier: str = "partners") -> None:
    with low.director.upkeep() as tx:
        tx.add(
            EventRow(
                id=row_id,
                case_id=low.case_id,
                kind=kind,
                happened_at=tx.now,
                reported_at=tx.now,
                tier=tier,
                recorded_by="x",
                struck_at=tx.now if struck else None,
            )
        )
