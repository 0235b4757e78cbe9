"""Authors hear that their conditions differ only when the director lets them know, and then only what they may read."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from models.terms import Resolution, Tier
from services.conditions.actions import hand_in
from services.consistency.orders import RecordDissent, TellDifference
from services.consistency.rules import DissentWrong, FindingGone
from services.consistency.telling import differences, record_dissent, take_back_dissent, tell, untell
from services.plans.queries import case_state
from services.plans.settling import settle
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Work
from tests.findings import an_order, marked_found
from tests.planned import PlannedCase, a_condition, a_director, a_holder, a_planned_case

PAIR = "contradiction:c1:c2"


@pytest.fixture(autouse=True)
def _marked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.consistency.queries.found", marked_found)


@pytest.fixture
def planned(work_as: Callable[..., Work]) -> PlannedCase:
    """A case in which Veilig Thuis and the detectives ask for what does not go together."""
    made = a_planned_case(work_as)
    hand_in(made.as_guest("VT"), a_condition("c1", text="Spreken. #x"))
    hand_in(made.as_guest("DR"), a_condition("c2", text="Wachten. #x"))
    return made


def the(planned: PlannedCase, finding: str = PAIR) -> TellDifference:
    return TellDifference(planned.case_id, finding)


def dissent(planned: PlannedCase, **changes: str) -> RecordDissent:
    return replace(RecordDissent(planned.case_id, PAIR, "VT", "Uitstel is gevaarlijk."), **changes)


def test_nobody_hears_of_it_before_the_director_says_so(planned: PlannedCase) -> None:
    assert differences(planned.as_guest("VT")) == ()
    tell(planned.director, the(planned))
    tell(planned.director, the(planned))
    (told,) = differences(planned.as_guest("VT"))
    assert (told.condition, told.number, told.other_organisation, told.other_text) == ("c1", 1, "DR", "Wachten. #x")
    assert set(told.of) == {"c1", "c2"}
    assert case_state(planned.director, planned.case_id).board.told == {PAIR}


def test_whose_condition_it_is_not_hears_nothing(planned: PlannedCase) -> None:
    tell(planned.director, the(planned))
    assert differences(planned.as_guest("lokale_veld")) == ()


def test_of_what_a_partner_may_not_read_it_hears_only_that_something_differs(planned: PlannedCase) -> None:
    secret = a_condition("c2", text="Aanhouding volgt. #x", tier=Tier.INVESTIGATION, seen_version=1)
    hand_in(planned.as_guest("DR"), secret)
    tell(planned.director, the(planned))
    (told,) = differences(planned.as_guest("VT"))
    assert (told.number, told.one, told.of, told.other_number) == (1, None, {}, 0)
    assert not any(word in repr(told) for word in (PAIR, "'c2'", "'DR'", "Aanhouding"))
    (other,) = differences(planned.as_guest("DR"))
    assert other.other_text == "Spreken. #x"


def test_it_is_told_until_that_is_taken_back_or_settled_or_the_cause_is_gone(planned: PlannedCase) -> None:
    guest = planned.as_guest("VT")
    tell(planned.director, the(planned))
    untell(planned.director, the(planned))
    untell(planned.director, the(planned))
    assert differences(guest) == ()
    tell(planned.director, the(planned))
    settle(planned.director, an_order(planned, PAIR, Resolution.STANDS_WITH_REASON, reason="Andere dag."))
    assert differences(guest) == ()


def test_a_difference_that_its_author_took_away_is_told_no_more(planned: PlannedCase) -> None:
    tell(planned.director, the(planned))
    hand_in(planned.as_guest("DR"), a_condition("c2", text="Iets anders.", seen_version=1))
    assert differences(planned.as_guest("VT")) == ()


def test_what_is_no_contradiction_cannot_be_told(planned: PlannedCase) -> None:
    for finding in ("contradiction:c1:c9", "duplicate:c1:c2", "hole:no_check:c1"):
        with pytest.raises(FindingGone):
            tell(planned.director, the(planned, finding))


def test_dissent_is_kept_once_shown_and_taken_back(planned: PlannedCase) -> None:
    first = record_dissent(planned.director, dissent(planned))
    assert record_dissent(planned.director, dissent(planned)) == first
    (word,) = case_state(planned.director, planned.case_id).board.dissent[PAIR]
    assert (word.organisation, word.text, word.tier) == ("VT", "Uitstel is gevaarlijk.", "partners")
    with pytest.raises(ChangedMeanwhile):
        take_back_dissent(planned.director, planned.case_id, first, word.version + 1)
    take_back_dissent(planned.director, planned.case_id, first, word.version)
    take_back_dissent(planned.director, planned.case_id, first, word.version)
    assert case_state(planned.director, planned.case_id).board.dissent == {}


@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        ({"organisation": "nergens"}, "organisation", "unknown"),
        ({"text": " "}, "text", "empty"),
        ({"text": "x" * 2001}, "text", "too_long"),
        ({"tier": "iedereen"}, "tier", "unknown"),
    ],
)
def test_dissent_that_is_not_whole_is_refused(
    planned: PlannedCase, changes: dict[str, str], field: str, reason: str
) -> None:
    with pytest.raises(DissentWrong) as refused:
        record_dissent(planned.director, dissent(planned, **changes))
    assert refused.value.fields == {"field": field, "reason": reason}


def test_dissent_is_read_by_its_tier(planned: PlannedCase, work_as: Callable[..., Work]) -> None:
    record_dissent(planned.director, dissent(planned, organisation="DR", tier=Tier.INVESTIGATION))
    holder = a_holder(planned, work_as, "lokale_veld")
    assert case_state(holder, planned.case_id).board.dissent == {}
    assert PAIR in case_state(planned.director, planned.case_id).board.dissent


def test_mallory_tells_nothing_and_hears_nothing(planned: PlannedCase, work_as: Callable[..., Work]) -> None:
    strangers = (a_director(work_as, "M. Mallory"), a_holder(planned, work_as, "VT"), planned.as_guest("VT"))
    for somebody in strangers:
        with pytest.raises(NotAllowed):
            tell(somebody, the(planned))
        with pytest.raises(NotAllowed):
            untell(somebody, the(planned))
        with pytest.raises(NotAllowed):
            record_dissent(somebody, dissent(planned))
        with pytest.raises(NotAllowed):
            take_back_dissent(somebody, planned.case_id, "d1", 1)
    for somebody in strangers[:2]:
        with pytest.raises(NotAllowed):
            differences(somebody)
