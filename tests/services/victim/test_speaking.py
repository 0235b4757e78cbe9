"""Who speaks with whom: begun, changed and ended by who directs, with a history; held from the suspect by a stop."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from models.terms import BarKind
from services.barring.actions import bar
from services.barring.facts import NewBar
from services.cases.actions import end_seat, release_hold
from services.cases.queries import case_facts
from services.cases.rules import SuspectHeld
from services.conditions.actions import hand_in
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Work
from services.victim.actions import agree_line, end_line
from services.victim.facts import SpokenLine
from services.victim.orders import AgreeLine
from services.victim.queries import spoken_lines
from services.victim.rules import VictimFieldWrong
from tests.planned import PlannedCase, a_condition, a_holder, a_planned_case, seats_of

WorkAs = Callable[..., Work]
TODAY = date(2026, 11, 23)


@pytest.fixture
def line(planned: PlannedCase, persons: dict[str, str]) -> AgreeLine:
    seat = seats_of(planned.director, planned.case_id)["VT"]
    return AgreeLine(planned.case_id, seat, persons["P1"], "Veiligheid thuis", TODAY - timedelta(days=5))


def speaks(planned: PlannedCase) -> tuple[str, ...]:
    return next(s for s in case_facts(planned.director, planned.case_id).seats if s.organisation == "VT").speaks_with


def lines(planned: PlannedCase) -> tuple[SpokenLine, ...]:
    return spoken_lines(planned.director, planned.case_id)


def test_a_line_begins_changes_ends_and_begins_again_with_its_history(planned: PlannedCase, line: AgreeLine) -> None:
    director, case_id = planned.director, planned.case_id
    first = agree_line(director, line)
    assert speaks(planned) == ("P1",)
    agree_line(director, _changed(line, first, 1, topic="De kinderen"))
    end_line(director, case_id, first, 2, TODAY - timedelta(days=1))
    assert speaks(planned) == ()
    second = agree_line(director, line)
    assert speaks(planned) == ("P1",)
    now, before = lines(planned)
    assert (now.id, now.topic, now.until_on) == (second, "Veiligheid thuis", None)
    assert (before.id, before.topic, before.until_on) == (first, "De kinderen", TODAY - timedelta(days=1))
    assert (before.who, before.organisation) == ("Deelnemer 1", "VT")


def test_one_line_at_a_time_and_nothing_is_overwritten(planned: PlannedCase, line: AgreeLine) -> None:
    first = agree_line(planned.director, line)
    for stale in (line, _changed(line, first, 9)):
        with pytest.raises(ChangedMeanwhile) as refused:
            agree_line(planned.director, stale)
        assert refused.value.fields["version"] == 1
    end_line(planned.director, planned.case_id, first, 1, TODAY)
    with pytest.raises(ChangedMeanwhile):
        end_line(planned.director, planned.case_id, first, 2, TODAY)


def test_a_line_ends_when_its_seat_ends_and_stays_readable(planned: PlannedCase, line: AgreeLine) -> None:
    agree_line(planned.director, line)
    end_seat(planned.director, planned.case_id, line.seat_id)
    (ended,) = lines(planned)
    assert (ended.until_on, ended.who) == (TODAY, "Deelnemer 1")
    with pytest.raises(VictimFieldWrong):
        agree_line(planned.director, line)


def test_a_stop_keeps_everybody_from_beginning_with_the_suspect(
    planned: PlannedCase, persons: dict[str, str], line: AgreeLine
) -> None:
    with_suspect = AgreeLine(planned.case_id, line.seat_id, persons["P2"])
    going = agree_line(planned.director, with_suspect)
    hand_in(planned.as_guest("DR"), a_condition("c1", tier="opsporing", holds_approach=True))
    agree_line(planned.director, _changed(with_suspect, going, 1, topic="Na de vrijgave"))
    end_line(planned.director, planned.case_id, going, 2, TODAY)
    with pytest.raises(SuspectHeld):
        agree_line(planned.director, with_suspect)
    assert agree_line(planned.director, line)
    (hold,) = case_facts(planned.director, planned.case_id).holds
    release_hold(planned.director, planned.case_id, hold.id)
    assert agree_line(planned.director, with_suspect)


def test_whoever_is_barred_has_no_line_to_be_seen(planned: PlannedCase, line: AgreeLine) -> None:
    agree_line(planned.director, line)
    bar(planned.director, planned.case_id, NewBar(BarKind.EMAIL, "d1@partner.example"))
    assert lines(planned) == ()


def test_only_who_directs_writes_and_who_is_on_the_case_reads(
    planned: PlannedCase, line: AgreeLine, work_as: WorkAs
) -> None:
    first = agree_line(planned.director, line)
    holder = a_holder(planned, work_as, "lokale_veld")
    assert [one.id for one in spoken_lines(holder, planned.case_id)] == [first]
    for act in (
        lambda: agree_line(holder, line),
        lambda: end_line(holder, planned.case_id, first, 1, TODAY),
        lambda: spoken_lines(planned.as_guest("VT"), planned.case_id),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_lines_of_another_case_are_out_of_reach(planned: PlannedCase, line: AgreeLine, work_as: WorkAs) -> None:
    first = agree_line(planned.director, line)
    other = a_planned_case(work_as, code="T-200")
    director, case_id = other.director, other.case_id
    their_seat = seats_of(director, case_id)["VT"]
    their_person = case_facts(director, case_id).persons[0].id
    for act in (
        lambda: end_line(director, case_id, first, 1, TODAY),
        lambda: end_line(director, case_id, "0" * 32, 1, TODAY),
        lambda: agree_line(director, AgreeLine(case_id, their_seat, line.person_id)),
        lambda: agree_line(director, AgreeLine(case_id, their_seat, their_person, line_id=first, version=1)),
    ):
        with pytest.raises(NotAllowed):
            act()
    with pytest.raises(VictimFieldWrong):
        agree_line(director, AgreeLine(case_id, line.seat_id, their_person))
    assert lines(planned)[0].version == 1


def _changed(line: AgreeLine, line_id: str, version: int, topic: str = "") -> AgreeLine:
    return AgreeLine(line.case_id, line.seat_id, line.person_id, topic, line.since_on, line_id, version)
