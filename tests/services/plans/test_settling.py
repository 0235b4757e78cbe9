"""A finding is settled by a recorded decision with everything that comes of it, or not at all; and comes back when the
decision is withdrawn or is about what was."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from models.audit import AuditEntry
from models.consistency import Settlement
from models.terms import ConditionStatus, Resolution, Tier
from services.cases.actions import release_hold
from services.cases.queries import case_facts
from services.cases.rules import hold_in_force
from services.conditions.actions import decide, hand_in
from services.conditions.facts import Decide, Decision
from services.conditions.queries import conditions_of, own_conditions
from services.consistency.facts import Board
from services.consistency.rules import FindingGone
from services.plans.actions import record_action
from services.plans.orders import Settle, State
from services.plans.queries import case_state
from services.plans.rules import ActionFieldWrong
from services.plans.settlements import SettlementWrong
from services.plans.settling import settle, withdraw
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Work
from tests.conftest import StillClock
from tests.findings import an_order, marked_found, versions
from tests.planned import PlannedCase, a_condition, a_director, a_holder, an_action

PAIR = "contradiction:c1:c2"


@pytest.fixture(autouse=True)
def _marked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.consistency.queries.found", marked_found)


def hands_in(planned: PlannedCase, *texts: str, homes: tuple[str, ...] = ("VT", "politie"), **more: object) -> None:
    for number, (home, text) in enumerate(zip(homes, texts, strict=True), start=1):
        hand_in(planned.as_guest(home), a_condition(f"c{number}", text=text, **(more if number == 2 else {})))


def board(planned: PlannedCase) -> Board:
    return case_state(planned.director, planned.case_id).board


def statuses(planned: PlannedCase) -> dict[str, ConditionStatus]:
    return {view.id: view.status for view in conditions_of(planned.director, planned.case_id)}


def check(planned: PlannedCase) -> State:
    checks = case_state(planned.director, planned.case_id).checks
    return next(one.state for one in checks if one.key == "contradictions")


def test_a_finding_stands_open_from_the_moment_that_both_handed_in(planned: PlannedCase) -> None:
    hand_in(planned.as_guest("VT"), a_condition("c1", text="Wel. #x"))
    assert board(planned).open == ()
    hand_in(planned.as_guest("politie"), a_condition("c2", text="Niet. #x"))
    assert [one.key for one in board(planned).open] == [PAIR]
    assert check(planned) is State.MISSING


def test_one_stands_the_other_is_dropped_and_its_author_reads_why(planned: PlannedCase) -> None:
    hands_in(planned, "Wel. #x", "Niet. #x")
    settle(planned.director, an_order(planned, PAIR, Resolution.ONE_STANDS, stands="c1", reason="Dit is veiliger."))
    assert statuses(planned) == {"c1": ConditionStatus.ACCEPTED, "c2": ConditionStatus.DROPPED}
    (dropped,) = own_conditions(planned.as_guest("politie"))
    assert dropped.decision_reason == "Dit is veiliger."
    shown = board(planned)
    assert [one.key for one in shown.found.contradictions] == [PAIR], "it stays to be seen while its settlement stands"
    assert (shown.open, check(planned)) == ((), State.READY)


def test_an_agreement_takes_the_place_of_both_and_comes_from_both(planned: PlannedCase) -> None:
    hands_in(planned, "Wel. #x", "Niet. #x")
    settle(planned.director, an_order(planned, PAIR, Resolution.AGREEMENT, action=an_action(planned.case_id)))
    state = case_state(planned.director, planned.case_id)
    assert statuses(planned) == {"c1": ConditionStatus.MERGED, "c2": ConditionStatus.MERGED}
    assert set(state.actions[0].condition_ids) == {"c1", "c2"}
    assert state.board.settled[PAIR].action_id == state.actions[0].id


def test_nothing_is_kept_where_the_action_cannot_be(planned: PlannedCase) -> None:
    hands_in(planned, "Wel. #x", "Niet. #x")
    wrong = an_action(planned.case_id, what=" ")
    with pytest.raises(ActionFieldWrong):
        settle(planned.director, an_order(planned, PAIR, Resolution.AGREEMENT, action=wrong))
    assert statuses(planned) == {"c1": ConditionStatus.SUBMITTED, "c2": ConditionStatus.SUBMITTED}
    assert board(planned).settled == {}


def test_an_open_point_accepts_what_stands_as_it_is(planned: PlannedCase) -> None:
    hands_in(planned, "Wel. #x", "Niet. #x")
    settle(planned.director, an_order(planned, PAIR, Resolution.UNRESOLVED, owner="VT"))
    assert set(statuses(planned).values()) == {ConditionStatus.ACCEPTED}
    assert (board(planned).settled[PAIR].owner, check(planned)) == ("VT", State.READY)


def test_two_that_ask_the_same_become_one_in_new_words(planned: PlannedCase) -> None:
    hands_in(planned, "Bel moeder. =y", "Moeder bellen. =y")
    key = "duplicate:c1:c2"
    settle(planned.director, an_order(planned, key, Resolution.MERGED, stands="c1", text="Moeder wordt gebeld."))
    kept = {view.id: view for view in conditions_of(planned.director, planned.case_id)}
    assert (kept["c1"].status, kept["c1"].text) == (ConditionStatus.CHANGED, "Moeder wordt gebeld.")
    assert (kept["c2"].status, kept["c2"].merged_into) == (ConditionStatus.MERGED, "c1")
    assert [one.key for one in board(planned).found.duplicates] == [key]
    withdraw(planned.director, planned.case_id, key, board(planned).settled[key].id)
    assert [view.text for view in conditions_of(planned.director, planned.case_id)] == [
        "Bel moeder. =y",
        "Moeder bellen. =y",
    ]


def test_two_for_different_readers_keep_their_own_words(planned: PlannedCase) -> None:
    hands_in(planned, "Bel moeder. =y", "Moeder bellen. =y", tier=Tier.INVESTIGATION)
    key = "duplicate:c1:c2"
    with pytest.raises(SettlementWrong) as refused:
        settle(planned.director, an_order(planned, key, Resolution.MERGED, stands="c1", text="Moeder wordt gebeld."))
    assert refused.value.fields == {"field": "resolution", "reason": "not_offered"}
    settle(planned.director, an_order(planned, key, Resolution.STANDS_WITH_REASON, reason="Voor wie het leest."))


def test_the_same_order_twice_changes_nothing(planned: PlannedCase) -> None:
    hands_in(planned, "Wel. #x", "Niet. #x")
    order = an_order(planned, PAIR, Resolution.UNRESOLVED, owner="VT")
    settle(planned.director, order)
    before = versions(planned)
    settle(planned.director, order)
    assert versions(planned) == before


@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        ({"resolution": Resolution.TO_COURT}, "resolution", "not_offered"),
        ({"resolution": Resolution.MERGED}, "resolution", "not_offered"),
        ({"resolution": Resolution.ONE_STANDS, "reason": "Zo."}, "stands", "unknown"),
        ({"resolution": Resolution.ONE_STANDS, "stands": "c1", "reason": " "}, "reason", "empty"),
        ({"resolution": Resolution.STANDS_WITH_REASON}, "reason", "empty"),
        ({"resolution": Resolution.STANDS_WITH_REASON, "reason": "x" * 2001}, "reason", "too_long"),
        ({"resolution": Resolution.AGREEMENT}, "action", "empty"),
        ({"resolution": Resolution.UNRESOLVED}, "owner", "unknown"),
    ],
)
def test_what_is_not_whole_is_refused(planned: PlannedCase, changes: dict, field: str, reason: str) -> None:
    hands_in(planned, "Wel. #x", "Niet. #x")
    with pytest.raises(SettlementWrong) as refused:
        settle(planned.director, replace(an_order(planned, PAIR, Resolution.UNRESOLVED), **changes))
    assert refused.value.fields == {"field": field, "reason": reason}


def test_against_a_court_order_somebody_goes_to_court_by_a_day(planned: PlannedCase) -> None:
    hands_in(planned, "Omgang. #court", "Geen omgang. #court")
    for way in (Resolution.ONE_STANDS, Resolution.AGREEMENT):
        with pytest.raises(SettlementWrong):
            settle(planned.director, an_order(planned, PAIR, way, stands="c1", reason="Zo."))
    endless = an_action(planned.case_id, due_at=None)
    with pytest.raises(SettlementWrong) as refused:
        settle(planned.director, an_order(planned, PAIR, Resolution.TO_COURT, action=endless))
    assert refused.value.fields["field"] == "due"
    settle(planned.director, an_order(planned, PAIR, Resolution.TO_COURT, action=an_action(planned.case_id)))
    assert board(planned).open == ()


def test_a_stop_in_force_is_neither_dropped_nor_merged_away(planned: PlannedCase) -> None:
    hands_in(planned, "Spreken. #x", "Wachten. #x", holds_approach=True)
    action = an_action(planned.case_id)
    for order in (
        an_order(planned, PAIR, Resolution.AGREEMENT, action=action),
        an_order(planned, PAIR, Resolution.ONE_STANDS, stands="c1", reason="Haast."),
    ):
        with pytest.raises(SettlementWrong) as refused:
            settle(planned.director, order)
        assert refused.value.fields["reason"] == "hold"
    settle(planned.director, an_order(planned, PAIR, Resolution.HOLD_STANDS, action=action))
    assert statuses(planned) == {"c1": ConditionStatus.MERGED, "c2": ConditionStatus.ACCEPTED}
    facts = case_facts(planned.director, planned.case_id)
    assert hold_in_force(facts, planned.director.clock()) is not None
    assert board(planned).settled[PAIR].stands_id == "c2"


def test_a_released_stop_is_a_condition_like_any(planned: PlannedCase) -> None:
    hands_in(planned, "Spreken. #x", "Wachten. #x", holds_approach=True)
    hold = hold_in_force(case_facts(planned.director, planned.case_id), planned.director.clock())
    assert hold is not None
    release_hold(planned.director, planned.case_id, hold.id)
    settle(planned.director, an_order(planned, PAIR, Resolution.AGREEMENT, action=an_action(planned.case_id)))
    assert set(statuses(planned).values()) == {ConditionStatus.MERGED}


def test_a_change_since_opens_it_again_and_accepting_does_not(planned: PlannedCase, clock: StillClock) -> None:
    hands_in(planned, "Wel. #x", "Niet. #x")
    settle(planned.director, an_order(planned, PAIR, Resolution.STANDS_WITH_REASON, reason="Andere dag."))
    clock.forward(minutes=1)
    decide(planned.director, Decide(planned.case_id, "c1", versions(planned)["c1"], Decision.ACCEPT))
    assert board(planned).open == ()
    text = "Toch anders. #x"
    decide(planned.director, Decide(planned.case_id, "c1", versions(planned)["c1"], Decision.CHANGE, text=text))
    assert [one.key for one in board(planned).open] == [PAIR]
    assert board(planned).settled[PAIR].stale


def test_a_later_settlement_takes_the_place_of_the_former_and_erases_nothing(planned: PlannedCase) -> None:
    hands_in(planned, "Wel. #x", "Niet. #x")
    settle(planned.director, an_order(planned, PAIR, Resolution.ONE_STANDS, stands="c1", reason="Zo."))
    settle(planned.director, an_order(planned, PAIR, Resolution.ONE_STANDS, stands="c2", reason="Toch andersom."))
    assert statuses(planned) == {"c1": ConditionStatus.DROPPED, "c2": ConditionStatus.ACCEPTED}
    with planned.director.database.reading() as session:
        assert len(session.exec(select(Settlement)).all()) == 2


def test_what_went_into_one_that_is_dropped_stands_by_itself_again(planned: PlannedCase) -> None:
    """Nobody decided to drop it; so also where the other is dropped for the sake of a third."""
    hands_in(planned, "Bellen. =y", "Opbellen. =y #x", "Niet bellen. #x", homes=("VT", "politie", "DR"))
    key = "duplicate:c1:c2"
    for third in (None, "contradiction:c2:c3"):
        settle(planned.director, an_order(planned, key, Resolution.MERGED, stands="c2"))
        if third:
            settle(planned.director, an_order(planned, third, Resolution.ONE_STANDS, stands="c3", reason="Veiliger."))
        else:
            seen = versions(planned)["c2"]
            decide(planned.director, Decide(planned.case_id, "c2", seen, Decision.DROP, reason="Achterhaald."))
        now = statuses(planned)
        assert (now["c1"], now["c2"]) == (ConditionStatus.SUBMITTED, ConditionStatus.DROPPED)
        assert board(planned).settled[key].stale
        decide(planned.director, Decide(planned.case_id, "c2", versions(planned)["c2"], Decision.ACCEPT))


def test_an_agreement_that_no_longer_comes_from_both_takes_their_place_no_more(planned: PlannedCase) -> None:
    hands_in(planned, "Wel. #x", "Niet. #x")
    settle(planned.director, an_order(planned, PAIR, Resolution.AGREEMENT, action=an_action(planned.case_id)))
    other = an_action(planned.case_id, what="Iets anders.", condition_ids=("c1", "c2"), seen_version=1)
    record_action(planned.director, other)
    assert board(planned).open == ()
    record_action(planned.director, replace(other, condition_ids=("c1",), seen_version=2))
    assert [one.key for one in board(planned).open] == [PAIR]
    withdraw(planned.director, planned.case_id, PAIR, board(planned).settled[PAIR].id)
    assert set(statuses(planned).values()) == {ConditionStatus.SUBMITTED}


def test_who_saw_something_else_changes_nothing(planned: PlannedCase) -> None:
    hands_in(planned, "Wel. #x", "Niet. #x")
    order = an_order(planned, PAIR, Resolution.UNRESOLVED, owner="VT")
    with pytest.raises(ChangedMeanwhile):
        settle(planned.director, replace(order, seen=(("c1", 1), ("c2", 7))))
    with pytest.raises(ChangedMeanwhile):
        settle(planned.director, replace(order, seen=(("c1", 1),)))
    settle(planned.director, order)
    later = an_order(planned, PAIR, Resolution.UNRESOLVED, owner="politie", seen_settlement="")
    with pytest.raises(ChangedMeanwhile):
        settle(planned.director, later)


def test_what_is_not_found_cannot_be_settled(planned: PlannedCase) -> None:
    hands_in(planned, "Wel. #x", "Iets anders.")
    with pytest.raises(FindingGone):
        settle(planned.director, an_order(planned, PAIR, Resolution.UNRESOLVED, owner="VT"))


def test_of_what_the_director_may_not_read_only_that_it_stands_in_the_way(
    planned: PlannedCase, work_as: object
) -> None:
    """Veilig Thuis directs here: it does not read what is for the investigation."""
    hands_in(planned, "Spreken. #x", "Wachten. #x", tier=Tier.INVESTIGATION)
    seen = as_organisation(planned, "VT")
    (hidden,) = seen.board.found.contradictions
    assert (hidden.hidden, hidden.pair, hidden.clash, hidden.words, hidden.severity) == (True, ("c1",), None, (), 2)
    assert "'c2'" not in repr(seen.board) and PAIR not in repr(seen.board)
    (waiting,) = [one for one in seen.checks if one.key == "contradictions"]
    assert (waiting.state, waiting.blocking, waiting.data["open"]) == (State.WAITING, False, 0)
    with pytest.raises(FindingGone):
        settle(director_of(planned, "VT"), an_order(planned, PAIR, Resolution.UNRESOLVED, owner="VT"))
    with pytest.raises(FindingGone):
        settle(director_of(planned, "VT"), an_order(planned, hidden.key, Resolution.UNRESOLVED, owner="VT"))


def test_who_only_works_in_the_case_is_told_nothing_of_it(planned: PlannedCase, work_as: object) -> None:
    hands_in(planned, "Spreken. #x", "Wachten. #x", tier=Tier.INVESTIGATION)
    seen = case_state(a_holder(planned, work_as, "lokale_veld"), planned.case_id).board
    assert seen.found.contradictions == ()
    assert "'c2'" not in repr(seen) and PAIR not in repr(seen)
    assert (seen.found.all, seen.found.read) == (1, 0)


def test_mallory_settles_nothing(planned: PlannedCase, work_as: object) -> None:
    hands_in(planned, "Wel. #x", "Niet. #x")
    order = an_order(planned, PAIR, Resolution.UNRESOLVED, owner="VT")
    for somebody in (a_director(work_as, "M. Mallory"), a_holder(planned, work_as, "VT"), planned.as_guest("VT")):
        with pytest.raises(NotAllowed):
            settle(somebody, order)
        with pytest.raises(NotAllowed):
            withdraw(somebody, planned.case_id, PAIR, "s1")


def test_the_log_holds_ids_and_the_way_out_only(planned: PlannedCase) -> None:
    hands_in(planned, "Wel. #x", "Niet. #x")
    order = an_order(planned, PAIR, Resolution.ONE_STANDS, stands="c1", reason="Staat al in de beschikking.")
    settle(planned.director, order)
    with planned.director.database.reading() as session:
        notes = [row.notes for row in session.exec(select(AuditEntry)) if row.permission == "finding.settle"]
    assert notes == [{"settlement": order.settlement_id, "resolution": "een_geldt"}]


WAYS = (
    {"resolution": Resolution.ONE_STANDS, "stands": "c2", "reason": "Zo."},
    {"resolution": Resolution.AGREEMENT},
    {"resolution": Resolution.STANDS_WITH_REASON, "reason": "Zo."},
    {"resolution": Resolution.UNRESOLVED, "owner": "VT"},
)
BEFORE = (None, Decision.ACCEPT, Decision.CHANGE)


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(way=st.sampled_from(WAYS), again=st.sampled_from((None, *WAYS)), before=st.sampled_from(BEFORE))
def test_withdrawing_brings_back_what_was(
    planned: PlannedCase, clock: StillClock, way: dict, again: dict | None, before: Decision | None
) -> None:
    """Whatever was settled, and settled anew: the finding is open, both conditions stand and say what they said."""
    names = [planned.director.chance.id() for _ in "ab"]
    mark = planned.director.chance.id()
    for name in names:
        hand_in(planned.as_guest("VT"), a_condition(name, text=f"Tekst. #{mark}"))
    key = f"contradiction:{names[0]}:{names[1]}"
    if before is not None:
        text = f"Anders gezegd. #{mark}" if before is Decision.CHANGE else ""
        decide(planned.director, Decide(planned.case_id, names[0], 1, before, text=text))
    clock.forward(minutes=1)
    was = {view.id: view.text for view in conditions_of(planned.director, planned.case_id)}
    for one in filter(None, (way, again)):
        about = dict(one)
        if about["resolution"] is Resolution.AGREEMENT:
            about["action"] = an_action(planned.case_id, planned.director.chance.id())
        if "stands" in about:
            about["stands"] = names[1]
        settle(planned.director, _order(planned, key, about))
        assert key not in {one.key for one in board(planned).open}
        clock.forward(minutes=1)
    seen = board(planned).settled[key].id
    withdraw(planned.director, planned.case_id, key, seen)
    withdraw(planned.director, planned.case_id, key, seen)
    views = {view.id: view for view in conditions_of(planned.director, planned.case_id)}
    assert {name: view.text for name, view in views.items()} == was
    assert not any(views[name].lapsed for name in names)
    assert key in {one.key for one in board(planned).open}
    assert key not in board(planned).settled


def _order(planned: PlannedCase, key: str, about: dict) -> Settle:
    return an_order(planned, key, **about)


def director_of(planned: PlannedCase, organisation: str) -> Work:
    """The same director, of another organisation."""
    return planned.director.as_actor(replace(planned.director.actor, organisation=organisation))


def as_organisation(planned: PlannedCase, organisation: str):
    return case_state(director_of(planned, organisation), planned.case_id)
