"""Agreements to inform and private ties: changed by who directs, with a history; who else sees them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.terms import BarKind, TieKind
from services.access.rules import Permission
from services.barring.actions import bar
from services.barring.facts import NewBar
from services.cases.actions import end_seat
from services.contacts.actions import agree_to_inform, agree_to_inform_all, end_agreement, end_tie, record_tie
from services.contacts.orders import AgreeToInform, RecordTie
from services.contacts.queries import agreements_in, contact_log, ties_in
from services.contacts.rules import ContactWrong
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Work
from tests.planned import PlannedCase, a_planned_case, seats_of

WorkAs = Callable[..., Work]
TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)


@pytest.fixture
def agreement(planned: PlannedCase, seats: dict[str, str]) -> AgreeToInform:
    return AgreeToInform(planned.case_id, seats["VT"], seats["politie"], 4, agreed_on=TODAY - 5 * DAY)


def agreements(planned: PlannedCase) -> list[tuple]:
    found = contact_log(planned.director, planned.case_id).agreements
    return [(a.teller.organisation, a.told.organisation, a.within_hours, a.ended_on) for a in found]


def test_an_agreement_stands_is_changed_and_ends_with_its_history(
    planned: PlannedCase, seats: dict[str, str], agreement: AgreeToInform
) -> None:
    director, case_id = planned.director, planned.case_id
    first = agree_to_inform(director, agreement)
    assert agree_to_inform(director, agreement) == first
    second = agree_to_inform(director, AgreeToInform(case_id, seats["VT"], seats["politie"], 2, True))
    assert agreements(planned) == [("VT", "politie", 2, None), ("VT", "politie", 4, TODAY)]
    with pytest.raises(ChangedMeanwhile):
        end_agreement(director, case_id, second, 9)
    end_agreement(director, case_id, second, 1, TODAY)
    with pytest.raises(ContactWrong):
        end_agreement(director, case_id, second, 2)
    assert agreements(planned)[0] == ("VT", "politie", 2, TODAY)
    assert agree_to_inform(director, agreement) not in (first, second)


def test_both_directions_are_agreements_of_their_own(
    planned: PlannedCase, seats: dict[str, str], agreement: AgreeToInform
) -> None:
    agree_to_inform(planned.director, agreement)
    agree_to_inform(planned.director, AgreeToInform(planned.case_id, seats["politie"], seats["VT"], 4))
    assert {one[:2] for one in agreements(planned)} == {("VT", "politie"), ("politie", "VT")}


def test_an_agreement_is_out_of_sight_with_whoever_is_barred_and_stays_with_who_left(
    planned: PlannedCase, seats: dict[str, str], agreement: AgreeToInform
) -> None:
    agree_to_inform(planned.director, agreement)
    end_seat(planned.director, planned.case_id, seats["politie"])
    assert agreements(planned) == [("VT", "politie", 4, None)]
    bar(planned.director, planned.case_id, NewBar(BarKind.EMAIL, "d1@partner.example"))
    assert agreements(planned) == []


def test_whoever_left_makes_no_agreement(planned: PlannedCase, seats: dict[str, str], agreement: AgreeToInform) -> None:
    end_seat(planned.director, planned.case_id, seats["politie"])
    with pytest.raises(ContactWrong) as refused:
        agree_to_inform(planned.director, agreement)
    assert refused.value.fields == {"field": "told", "reason": "unknown"}


def test_only_who_directs_agrees_and_ties(
    planned: PlannedCase, seats: dict[str, str], agreement: AgreeToInform, holder: Work
) -> None:
    standing = agree_to_inform(planned.director, agreement)
    tie = record_tie(planned.director, RecordTie(planned.case_id, seats["VT"], "P2", TieKind.FAMILY))
    for act in (
        lambda: agree_to_inform(holder, agreement),
        lambda: end_agreement(holder, planned.case_id, standing, 1),
        lambda: record_tie(holder, RecordTie(planned.case_id, "P1", "P2", TieKind.FAMILY)),
        lambda: end_tie(holder, planned.case_id, tie, 1),
    ):
        with pytest.raises(NotAllowed):
            act()
    log = contact_log(holder, planned.case_id)
    assert [one.id for one in log.agreements] == [standing]
    assert (log.may_record, log.may_agree, log.may_tie) == (True, False, False)


def test_a_tie_of_a_professional_is_known_to_who_directs_only(
    planned: PlannedCase, seats: dict[str, str], holder: Work
) -> None:
    sister = record_tie(planned.director, RecordTie(planned.case_id, seats["DR"], "P2", TieKind.FAMILY))
    parents = record_tie(planned.director, RecordTie(planned.case_id, "P1", "P3", TieKind.FAMILY))
    assert {tie.id for tie in contact_log(planned.director, planned.case_id).ties} == {sister, parents}
    assert [tie.id for tie in contact_log(holder, planned.case_id).ties] == [parents]
    with holder.read_many(Permission.NETWORK_READ, [planned.case_id], screen="many") as look:
        assert [tie.id for tie in ties_in(look, look.allowed)[planned.case_id]] == [parents]


def test_a_tie_of_somebody_barred_is_gone_for_everybody(planned: PlannedCase, seats: dict[str, str]) -> None:
    record_tie(planned.director, RecordTie(planned.case_id, seats["DR"], "P2", TieKind.FAMILY))
    bar(planned.director, planned.case_id, NewBar(BarKind.EMAIL, "d3@partner.example"))
    assert contact_log(planned.director, planned.case_id).ties == ()


def test_the_same_tie_is_kept_once_whichever_end_comes_first(planned: PlannedCase) -> None:
    director, case_id = planned.director, planned.case_id
    first = record_tie(director, RecordTie(case_id, "P1", "P2", TieKind.PARTNER))
    assert record_tie(director, RecordTie(case_id, "P2", "P1", TieKind.PARTNER)) == first
    assert record_tie(director, RecordTie(case_id, "P1", "P2", TieKind.WORK)) != first
    with pytest.raises(ChangedMeanwhile):
        end_tie(director, case_id, first, 3)
    end_tie(director, case_id, first, 1)
    with pytest.raises(ContactWrong):
        end_tie(director, case_id, first, 2)
    assert [(tie.kind, tie.ended_on) for tie in contact_log(director, case_id).ties] == [
        (TieKind.WORK, None),
        (TieKind.PARTNER, TODAY),
    ]
    assert record_tie(director, RecordTie(case_id, "P1", "P2", TieKind.PARTNER)) != first


def test_another_case_is_out_of_reach(
    planned: PlannedCase, seats: dict[str, str], agreement: AgreeToInform, work_as: WorkAs
) -> None:
    standing = agree_to_inform(planned.director, agreement)
    tie = record_tie(planned.director, RecordTie(planned.case_id, "P1", "P2", TieKind.FAMILY))
    other = a_planned_case(work_as, code="T-200")
    theirs = seats_of(other.director, other.case_id)["VT"]
    for act in (
        lambda: end_agreement(other.director, other.case_id, standing, 1),
        lambda: end_tie(other.director, other.case_id, tie, 1),
        lambda: agree_to_inform(other.director, agreement),
        lambda: contact_log(other.director, planned.case_id),
    ):
        with pytest.raises(NotAllowed):
            act()
    with pytest.raises(ContactWrong):
        agree_to_inform(other.director, AgreeToInform(other.case_id, theirs, seats["VT"], 4))
    with planned.director.read_many(Permission.NETWORK_READ, [planned.case_id, other.case_id], screen="x") as look:
        assert [len(found) for found in agreements_in(look, look.allowed).values()] == [1, 0][: len(look.allowed)]


def test_one_who_tells_several_is_kept_in_one_act_or_not_at_all(
    planned: PlannedCase, seats: dict[str, str], agreement: AgreeToInform
) -> None:
    director = planned.director
    first = agree_to_inform(director, agreement)
    detectives = replace(agreement, told=seats["DR"])
    with pytest.raises(ContactWrong):
        agree_to_inform_all(director, (detectives, replace(agreement, told="nobody")))
    assert agreements(planned) == [("VT", "politie", 4, None)]
    both = agree_to_inform_all(director, (agreement, detectives))
    assert both[0] == first
    assert sorted(agreements(planned)) == [("VT", "DR", 4, None), ("VT", "politie", 4, None)]


def test_no_agreement_at_all_is_refused(planned: PlannedCase) -> None:
    with pytest.raises(ValueError, match="no agreement given"):
        agree_to_inform_all(planned.director, ())
