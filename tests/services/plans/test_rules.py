"""Readiness: what is asked at which risk, when a point is ready, and that adoption waits for exactly what blocks it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.terms import (
    ActionStatus,
    CaseId,
    ConditionKind,
    ConditionStatus,
    Instrument,
    InvitationAnswer,
    Known,
    Measure,
    MeasureOutcome,
    MeetingKind,
    MeetingStatus,
    OrganisationKind,
    PersonRole,
    Relation,
    Risk,
    Theme,
)
from services.cases.facts import Assessment, CaseFacts, CasePerson, Weighing
from services.conditions.facts import ConditionView
from services.meetings.facts import Attendee, PlannedMeeting
from services.plans.orders import ActionView, Check, RecordAction, State, Step
from services.plans.rules import (
    LONGEST_TEXT,
    ActionFieldWrong,
    AdoptionBlocked,
    Picture,
    blocking,
    check_action,
    check_adoption,
    readiness,
)
from services.route_map.queries import regional
from services.route_map.rules import attendance_rule, measures_to_weigh, missing_seats, required_seats, unweighed
from services.scheduling.facts import local_day
from tests.case_facts import seat

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
VICTIM, SUSPECT = (
    CasePerson("p1", "P1", PersonRole.VICTIM, "Mevrouw W."),
    CasePerson("p2", "P2", PersonRole.SUSPECT, "De heer D."),
)
ORDER = RecordAction("case", "a1", "Bellen met de school.", "VT", NOW + timedelta(days=1), "partners")


def facts(risk: Risk = Risk.HIGH, **about: object) -> CaseFacts:
    fields: dict = {"veilig_thuis_competent": True, "persons": (VICTIM, SUSPECT)}
    return CaseFacts(CaseId("case"), "T-1", "Zaak Mus", risk, Relation.EX_PARTNER, **(fields | about))


def meeting(*organisations: str, owing: tuple[str, ...] = ()) -> PlannedMeeting:
    attendees = tuple(
        Attendee(
            invitation_id=f"i{home}",
            seat_id=home,
            organisation=home,
            organisation_name=home,
            name="N. Naam",
            answer=InvitationAnswer.OPEN,
            opened_at=None,
            handed_in_at=None if home in owing else NOW,
            nothing_to_add=False,
            locked=False,
            has_email=False,
            link="",
            code="",
        )
        for home in organisations
    )
    kind, status = MeetingKind.CASE_CONFERENCE, MeetingStatus.PLANNED
    times = (NOW + timedelta(days=2), NOW + timedelta(days=2, hours=1), NOW + timedelta(days=1))
    return PlannedMeeting("m", "case", "Zaak Mus", kind, status, *times, 0, 1, attendees)


def condition(number: int = 1, **about: object) -> ConditionView:
    fields: dict = {
        "id": f"c{number}",
        "number": number,
        "organisation": "VT",
        "organisation_name": "Veilig Thuis",
        "kind": ConditionKind.CONTACT,
        "theme": Theme.CONTACT,
        "status": ConditionStatus.ACCEPTED,
        "hard": False,
        "tier": "partners",
        "text": "Geen contact.",
        "handed_in_text": "Geen contact.",
        "subject_ref": "P2",
        "protects": ("P1",),
        "until": None,
        "if_not": "",
        "holds_approach": False,
        "decision_reason": "",
        "decided_at": NOW,
        "handed_in_at": NOW,
        "version": 1,
    }
    return ConditionView(**(fields | about))


def action(number: int = 1, **about: object) -> ActionView:
    fields: dict = {
        "id": f"a{number}",
        "number": number,
        "what": "Bellen.",
        "owner": "VT",
        "supporting": (),
        "due_at": None,
        "due_on_day": False,
        "ends_on": None,
        "condition_ids": (),
        "proof": "",
        "if_not": "",
        "if_not_tier": "",
        "tier": "partners",
        "status": ActionStatus.OPEN,
        "version": 1,
    }
    return ActionView(**(fields | about))


def checks(
    of: CaseFacts | None = None,
    planned: PlannedMeeting | None = None,
    conditions: tuple[ConditionView, ...] = (),
    actions: tuple[ActionView, ...] = (),
) -> dict[str, Check]:
    """Every check by key, as the regional route map asks."""
    of, route_map = of or facts(), regional()
    found = readiness(
        Picture(
            facts=of,
            needed=required_seats(route_map, of),
            missing=missing_seats(route_map, of),
            attendance=attendance_rule(route_map, of, MeetingKind.CASE_CONFERENCE),
            to_weigh=measures_to_weigh(route_map, of),
            unweighed=unweighed(route_map, of),
            meeting=planned,
            conditions=conditions,
            actions=actions,
        )
    )
    assert len({check.key for check in found}) == len(found), "a key names one check"
    return {check.key: check for check in found}


def test_director_and_deputy_are_both_asked_and_cannot_be_explained_away() -> None:
    for names, state in ((("A", "B"), State.READY), (("A", ""), State.MISSING), (("", ""), State.MISSING)):
        check = checks(facts(director=names[0], deputy_director=names[1]))["director"]
        assert (check.state, check.blocking, check.explainable) == (state, True, False)


def test_the_sash_is_asked_at_every_risk_and_cannot_be_explained_away() -> None:
    sash = Assessment(Instrument.SASH, "hoog", TODAY, "politie")
    for risk in Risk:
        assert checks(facts(risk))["sash"].state is State.MISSING
        check = checks(facts(risk, assessments=(sash,)))["sash"]
        assert (check.state, check.blocking, check.explainable) == (State.READY, True, False)
        assert check.data == {"outcome": "hoog", "on": TODAY}


def test_another_instrument_is_no_sash() -> None:
    other = Assessment(Instrument.SAFETY_ASSESSMENT, "onveilig", TODAY, "VT")
    assert checks(facts(assessments=(other,)))["sash"].state is State.MISSING


def test_the_review_is_asked_where_it_is_settled() -> None:
    assert checks()["review"].state is State.MISSING
    check = checks(facts(review_on=date(2026, 12, 2)))["review"]
    assert (check.state, check.step) == (State.READY, Step.PLAN)


def test_each_empty_seat_is_a_point_of_its_own() -> None:
    found = checks(facts(seats=(seat("politie", "casusregisseur"), seat("DR"), seat("school", external=True))))
    empty = {key for key in found if key.startswith("seat:")}
    assert "seat:CCB" in empty
    assert "seat:politie/contactpersoon_slachtoffer" in empty
    assert not empty & {"seat:DR", "seat:politie/casusregisseur"}
    assert all(found[key].explainable and found[key].blocking for key in empty)
    total = found["seats"]
    assert not total.blocking
    assert total.data["needed"] - total.data["filled"] == len(empty)


@pytest.mark.parametrize(
    ("risk", "state"), [(Risk.HIGH, State.MISSING), (Risk.MEDIUM, State.MISSING), (Risk.LOW, State.READY)]
)
def test_a_meeting_is_asked_at_high_and_medium_risk_only(risk: Risk, state: State) -> None:
    check = checks(facts(risk))["meeting"]
    assert (check.state, check.explainable) == (state, False)


def test_a_meeting_without_the_minimum_says_who_is_missing() -> None:
    check = checks(planned=meeting("politie", "VT"))["meeting"]
    assert (check.state, check.explainable, check.data["missing"]) == (State.MISSING, True, (("lokale_veld",),))
    assert checks(planned=meeting("politie", "VT", "lokale_veld"))["meeting"].state is State.READY


def test_everybody_invited_reacts_before_the_plan_stands() -> None:
    assert "received" not in checks()
    waiting = checks(planned=meeting("politie", "VT", "DR", owing=("VT", "DR")))["received"]
    assert (waiting.state, waiting.blocking, waiting.explainable) == (State.WAITING, True, False)
    assert waiting.data == {"received": 1, "asked": 3, "owing": ("VT", "DR")}
    assert checks(planned=meeting("politie", "VT"))["received"].state is State.READY


def test_every_condition_is_decided() -> None:
    assert (checks()["decided"].state, checks()["decided"].blocking) == (State.NOT_YET, False)
    both = (condition(1), condition(2, decided_at=None, status=ConditionStatus.SUBMITTED))
    check = checks(conditions=both)["decided"]
    assert (check.state, check.blocking, check.data) == (State.MISSING, True, {"open": 1, "all": 2})
    assert checks(conditions=both[:1])["decided"].state is State.READY


@pytest.mark.parametrize(
    ("conditions", "without"),
    [
        ((), ("Mevrouw W.",)),
        ((condition(protects=("P1",)),), ()),
        ((condition(protects=(), subject_ref="P1"),), ()),
        ((condition(protects=("P2",)),), ("Mevrouw W.",)),
        ((condition(status=ConditionStatus.DROPPED),), ("Mevrouw W.",)),
    ],
)
def test_a_victim_is_protected_by_a_condition_that_stands(
    conditions: tuple[ConditionView, ...], without: tuple[str, ...]
) -> None:
    check = checks(conditions=conditions)["protected"]
    assert (check.data["without"], check.blocking) == (without, False)


def test_measures_that_must_be_weighed_block_and_the_others_only_wait() -> None:
    found = checks()
    duties = {key: check for key, check in found.items() if check.kind == "weighing"}
    assert {key: check.blocking for key, check in duties.items()} == {
        "weighing:gedragsaanwijzing_509hh": True,
        "weighing:contact_locatieverbod": True,
        "weighing:DUT": True,
        "weighing:EM": True,
        "weighing:recherchepsycholoog": False,
    }
    assert duties["weighing:recherchepsycholoog"].state is State.WAITING
    assert not any(check.explainable for check in duties.values())


@pytest.mark.parametrize("outcome", list(MeasureOutcome))
def test_a_weighing_settles_its_duty_whatever_it_came_to(outcome: MeasureOutcome) -> None:
    weighed = Weighing(Measure.ELECTRONIC_MONITORING, "RN", outcome, "omdat", "partners", TODAY)
    assert checks(facts(weighings=(weighed,)))["weighing:EM"].state is State.READY


def test_a_weighing_by_another_organisation_settles_nothing() -> None:
    weighed = Weighing(Measure.ELECTRONIC_MONITORING, "OM", MeasureOutcome.ADVISED, "omdat", "partners", TODAY)
    assert checks(facts(weighings=(weighed,)))["weighing:EM"].state is State.MISSING


def test_a_plan_has_at_least_one_action_that_stands() -> None:
    assert checks()["actions"].state is State.MISSING
    assert checks(actions=(action(status=ActionStatus.REPLACED),))["actions"].state is State.MISSING
    assert checks(actions=(action(status=ActionStatus.DONE),))["actions"].state is State.READY


def test_every_hard_condition_that_stands_has_an_action() -> None:
    hard = (condition(1, hard=True), condition(2, hard=True), condition(3))
    dropped = condition(4, hard=True, status=ConditionStatus.DROPPED)
    check = checks(conditions=(*hard, dropped), actions=(action(condition_ids=("c1",)),))["hard_covered"]
    assert (check.state, check.blocking) == (State.MISSING, True)
    assert check.data == {"covered": 1, "hard": 2, "numbers": (2,)}
    covered = checks(conditions=hard, actions=(action(condition_ids=("c1", "c2")),))["hard_covered"]
    assert covered.state is State.READY
    for status in (ActionStatus.NOT_DONE, ActionStatus.NO_LONGER_POSSIBLE):
        left = (action(condition_ids=("c1",)), action(condition_ids=("c2",), status=status))
        assert checks(conditions=hard, actions=left)["hard_covered"].state is State.MISSING
    none = checks(conditions=(condition(),))["hard_covered"]
    assert (none.state, none.blocking) == (State.NOT_YET, False)


def test_the_points_come_in_the_order_of_the_steps() -> None:
    found = checks(facts(), meeting("politie"), (condition(hard=True),), (action(),))
    order = [list(Step).index(check.step) for check in found.values()]
    assert order == sorted(order)


# ---- properties ----

known = st.sampled_from(Known)
weighings = st.lists(
    st.builds(
        Weighing,
        st.sampled_from(Measure),
        st.sampled_from(["OM", "RN", "politie"]),
        st.sampled_from(MeasureOutcome),
        st.just("omdat"),
        st.just("partners"),
    ),
    max_size=6,
).map(tuple)
all_seats = st.lists(st.sampled_from([kind.value for kind in OrganisationKind]), max_size=8, unique=True).map(
    lambda homes: tuple(seat(home) for home in homes)
)
all_facts = st.builds(
    lambda **about: facts(**about),
    risk=st.sampled_from(Risk),
    veilig_thuis_competent=st.booleans(),
    complaint=known,
    serious_grounds=known,
    suspect_arrested=known,
    stalking_active=known,
    seats=all_seats,
    weighings=weighings,
    director=st.sampled_from(["", "A"]),
    deputy_director=st.sampled_from(["", "B"]),
    review_on=st.sampled_from([None, TODAY]),
    condition_kinds=st.sampled_from([(), ("handover",), ("stopgesprek",)]),
)
all_conditions = st.lists(
    st.builds(
        lambda hard, decided: condition(1, hard=hard, decided_at=NOW if decided else None), st.booleans(), st.booleans()
    ),
    max_size=1,
).map(tuple)
all_meetings = st.one_of(
    st.none(),
    st.lists(st.sampled_from(["politie", "VT", "VHH", "lokale_veld"]), unique=True, min_size=2).flatmap(
        lambda homes: st.sets(st.sampled_from(homes)).map(lambda owing: meeting(*homes, owing=tuple(owing)))
    ),
)


@given(all_facts, all_meetings, all_conditions, st.data())
def test_adoption_waits_for_exactly_what_blocks_it(of, planned, conditions, data) -> None:
    found = tuple(checks(of, planned, conditions).values())
    keys = [check.key for check in found]
    words = data.draw(st.dictionaries(st.sampled_from(keys), st.sampled_from(["", " ", "Komt.", "."])))
    held_up = [
        check.key
        for check in found
        if check.blocking
        and check.state is not State.READY
        and not (check.explainable and words.get(check.key, "").strip())
    ]
    try:
        check_adoption(found, words)
    except AdoptionBlocked as refused:
        assert list(refused.fields["missing"]) == held_up
        assert held_up
    else:
        assert held_up == []
    assert [check.key for check in blocking(found)] == [
        check.key for check in found if check.blocking and check.state is not State.READY
    ]


@given(all_facts, all_conditions)
def test_low_risk_never_waits_for_a_meeting(of, conditions) -> None:
    low = replace(of, risk=Risk.LOW)
    assert "meeting" not in {check.key for check in blocking(checks(low, None, conditions).values())}


@given(all_facts, all_meetings, all_conditions)
def test_only_what_blocks_asks_for_an_explanation(of, planned, conditions) -> None:
    assert all(check.blocking for check in checks(of, planned, conditions).values() if check.explainable)


# ---- the fields of an action ----


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        ({"what": " \n"}, "what", "empty"),
        ({"what": "x" * (LONGEST_TEXT + 1)}, "what", "too_long"),
        ({"proof": "x" * (LONGEST_TEXT + 1)}, "proof", "too_long"),
        ({"if_not": "x" * (LONGEST_TEXT + 1)}, "if_not", "too_long"),
        ({"owner": ""}, "owner", "unknown"),
        ({"owner": "NASA"}, "owner", "unknown"),
        ({"supporting": ("VT", "NASA")}, "supporting", "unknown"),
        ({"condition_ids": ("c9",)}, "conditions", "unknown"),
        ({"tier": ""}, "tier", "unknown"),
        ({"tier": "iedereen"}, "tier", "unknown"),
        ({"tier": "partner:"}, "tier", "unknown"),
        ({"tier": "partner:*"}, "tier", "unknown"),
        ({"tier": "partner:NASA"}, "tier", "unknown"),
        ({"if_not_tier": "iedereen"}, "tier", "unknown"),
        ({"due_at": NOW - timedelta(minutes=1)}, "due", "in_past"),
        ({"due_at": NOW - timedelta(days=1), "due_on_day": True}, "due", "in_past"),
        ({"ends_on": TODAY}, "ends", "before_due"),
        ({"tells_victim": "NASA", "tier": "slachtoffer"}, "tells_victim", "unknown"),
        ({"tells_victim": "politie"}, "tells_victim", "not_hers"),
        ({"tell_victim_on": TODAY, "tier": "slachtoffer"}, "tells_victim", "empty"),
        (
            {"tells_victim": "politie", "tell_victim_on": TODAY - timedelta(days=1), "tier": "slachtoffer"},
            "tell_victim_on",
            "in_past",
        ),
    ],
)
def test_an_action_that_cannot_be_kept_is_refused_by_field(change: dict, field: str, reason: str) -> None:
    with pytest.raises(ActionFieldWrong) as refused:
        check_action(replace(ORDER, **change), ("VT", "politie"), ("c1",), NOW)
    assert refused.value.fields == {"field": field, "reason": reason}


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"what": "x" * LONGEST_TEXT, "proof": "x" * LONGEST_TEXT, "if_not": "x" * LONGEST_TEXT},
        {"tier": "slachtoffer", "if_not_tier": "opsporing"},
        {"tier": "partner:politie", "if_not_tier": "partner:VT"},
        {"supporting": ("politie",), "condition_ids": ("c1",)},
        {"due_at": None},
        {"due_at": None, "ends_on": TODAY - timedelta(days=9)},
        {"ends_on": TODAY + timedelta(days=1)},
        {"due_at": NOW - timedelta(hours=8), "due_on_day": True},
        {"tells_victim": "politie", "tell_victim_on": TODAY, "tier": "slachtoffer"},
        {"tells_victim": "politie", "tier": "slachtoffer"},
    ],
)
def test_an_action_that_can_be_kept_is_not_refused(change: dict) -> None:
    check_action(replace(ORDER, **change), ("VT", "politie"), ("c1",), NOW)


def test_a_last_day_that_has_passed_may_stay_but_no_action_is_moved_to_one() -> None:
    old, told = NOW - timedelta(days=30), TODAY - timedelta(days=29)
    order = replace(ORDER, due_at=old, tier="slachtoffer", tells_victim="VT", tell_victim_on=told, seen_version=1)
    check_action(order, ("VT",), (), NOW, {local_day(old), told})
    for kept, field in (({local_day(old)}, "tell_victim_on"), ({told}, "due")):
        with pytest.raises(ActionFieldWrong) as refused:
            check_action(order, ("VT",), (), NOW, kept)
        assert refused.value.fields["field"] == field


def test_days_are_those_of_the_people_not_of_utc() -> None:
    """Half past eleven in the evening UTC is the next day in Amsterdam."""
    late = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
    with pytest.raises(ActionFieldWrong):
        check_action(replace(ORDER, due_at=late, ends_on=date(2026, 11, 24)), ("VT",), (), NOW)
    check_action(replace(ORDER, due_at=late, ends_on=date(2026, 11, 25)), ("VT",), (), NOW)
    today = replace(ORDER, due_at=datetime(2026, 11, 23, 23, 30, tzinfo=UTC), due_on_day=True)
    check_action(today, ("VT",), (), datetime(2026, 11, 23, 23, 45, tzinfo=UTC))
