"""How long measures may hold, what may not be applied, and what guards the stop conversation."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.terms import EventKind, Known, Measure, MeasureOutcome, Phase, Risk
from services.cases.facts import Hold
from services.measures import rules
from services.measures.facts import GuardState, StopTalk
from services.measures.orders import AgreeStopTalk, CloseStopTalk, ExtendMeasure, HoldStopTalk
from services.measures.rules import MeasureFieldWrong, MeasureRefused, StopTalkRefused
from services.measures.terms import TERMS, extensions_left, latest_until, proposed_until
from tests.services.measures.build import DAY, TODAY, applied, behaviour_order, facts, refused, weighing_order

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
AGREED = StopTalk("t1", veilig_thuis_agreed_on=TODAY - 7 * DAY, version=1)
HELD = replace(AGREED, held_on=TODAY, held_where="Bureau", version=2)
CLOSED = replace(HELD, report_number="PL-1", closed=True)
EXTEND = ExtendMeasure("c", "w1", TODAY + 180 * DAY, "Blijft nodig.", prosecution_started=True)


def check(order, case=None, standing=None) -> None:
    rules.check_weighing(order, case or facts(), TODAY, standing)


@pytest.mark.parametrize(
    ("about", "why"),
    [
        ({"reason": " \n"}, ("reason", "empty")),
        ({"reason": "x" * 100_000}, ("reason", "too_long")),
        ({"weighed_on": TODAY + DAY}, ("weighed_on", "in_future")),
        ({"tier": "iedereen"}, ("tier", "unknown")),
        ({"tier": ""}, ("tier", "unknown")),
        ({"organisation": " "}, ("organisation", "unknown")),
        ({"organisation": "x" * 61}, ("organisation", "unknown")),
        ({"organisation": "OM\x00"}, ("organisation", "unknown")),
        ({"weigh_again_on": TODAY}, ("weigh_again_on", "before")),
        ({"weigh_again_on": TODAY.replace(year=9999)}, ("weigh_again_on", "far_away")),
        ({"valid_until": TODAY + DAY}, ("valid_until", "not_applied")),
        ({"handover": "Wijkteam belt."}, ("valid_until", "not_applied")),
    ],
)
def test_a_weighing_that_nobody_could_use_is_refused_by_field(about: dict, why: tuple[str, str]) -> None:
    check(weighing_order())
    assert refused(MeasureFieldWrong, lambda: check(weighing_order(**about))) == why


@pytest.mark.parametrize(
    ("about", "why"),
    [
        ({"valid_until": None}, ("valid_until", "needed")),
        ({"valid_from": None}, ("valid_until", "needed")),
        ({"valid_until": TODAY - DAY}, ("valid_until", "before_start")),
        ({"valid_from": TODAY.replace(year=1)}, ("valid_from", "far_away")),
        ({"handover_to": "x" * 61}, ("handover_to", "unknown")),
        ({"handover": "x" * 5000}, ("handover", "too_long")),
    ],
)
def test_an_order_in_force_needs_days_that_can_be(about: dict, why: tuple[str, str]) -> None:
    check(behaviour_order())
    assert refused(MeasureFieldWrong, lambda: check(behaviour_order(**about))) == why


@pytest.mark.parametrize("outcome", MeasureOutcome)
def test_every_outcome_needs_a_reason_in_any_language(outcome: MeasureOutcome) -> None:
    check(weighing_order(outcome=outcome, reason="‏سبب 🙂"))
    assert refused(MeasureFieldWrong, lambda: check(weighing_order(outcome=outcome, reason=""))) == ("reason", "empty")


@pytest.mark.parametrize(
    ("measure", "days", "allowed"),
    [
        (Measure.BEHAVIOUR_ORDER, 90, True),
        (Measure.BEHAVIOUR_ORDER, 91, False),
        (Measure.HOME_BAN, 10, True),
        (Measure.HOME_BAN, 11, False),
        (Measure.PERSONAL_ALARM, 400, True),
        (Measure.ELECTRONIC_MONITORING, 1000, True),
    ],
)
def test_a_measure_holds_no_longer_than_its_source_allows(measure: Measure, days: int, allowed: bool) -> None:
    order = behaviour_order(days=days, measure=measure)
    if allowed:
        check(order)
    else:
        assert refused(MeasureRefused, lambda: check(order)) == ("too_long",)


def test_customs_are_proposed_and_law_has_its_source() -> None:
    assert proposed_until(Measure.BEHAVIOUR_ORDER, TODAY) == TODAY + 90 * DAY
    assert proposed_until(Measure.PERSONAL_ALARM, TODAY) == TODAY + 182 * DAY
    assert proposed_until(Measure.IMMEDIATE_ENFORCEABILITY, TODAY) is None
    assert {measure for measure, term in TERMS.items() if not term.firm} == {Measure.PERSONAL_ALARM}
    assert all(term.source for term in TERMS.values())


@pytest.mark.parametrize("grounds", [Known.NO, Known.UNKNOWN])
def test_a_behaviour_order_needs_serious_grounds_to_be_applied_not_to_be_weighed(grounds: Known) -> None:
    case = facts(serious_grounds=grounds)
    assert refused(MeasureRefused, lambda: check(behaviour_order(), case)) == ("serious_grounds",)
    check(weighing_order(measure=Measure.BEHAVIOUR_ORDER, outcome=MeasureOutcome.NOT_POSSIBLE), case)


@pytest.mark.parametrize("active", [Known.YES, Known.UNKNOWN])
@pytest.mark.parametrize("outcome", [MeasureOutcome.APPLIED, MeasureOutcome.ADVISED])
def test_mediation_is_not_proposed_while_the_stalking_may_go_on(active: Known, outcome: MeasureOutcome) -> None:
    order = weighing_order(measure=Measure.MEDIATION, outcome=outcome)
    assert refused(MeasureRefused, lambda: check(order, facts(stalking_active=active))) == ("mediation",)
    check(order, facts(stalking_active=Known.NO))
    check(replace(order, outcome=MeasureOutcome.NOT_ALLOWED), facts(stalking_active=active))


def test_a_stop_conversation_is_not_applied_against_its_guards() -> None:
    order = weighing_order(measure=Measure.STOP_TALK, outcome=MeasureOutcome.APPLIED)
    check(order, facts(threats_or_violence=Known.UNKNOWN))
    for about in ({"complaint": Known.YES}, {"threats_or_violence": Known.YES}):
        assert refused(MeasureRefused, lambda about=about: check(order, facts(**about))) == ("stop_talk",)


def test_putting_an_order_right_is_no_new_order() -> None:
    standing = applied(extensions=3, valid_until=TODAY + 360 * DAY)
    again = behaviour_order(days=360, handover_to="lokale_veld")
    check(again, facts(serious_grounds=Known.UNKNOWN), standing)
    longer = behaviour_order(days=361)
    assert refused(MeasureRefused, lambda: check(longer, standing=standing)) == ("too_long",)
    other = behaviour_order(days=360, valid_from=TODAY - DAY)
    assert refused(MeasureRefused, lambda: check(other, standing=standing)) == ("too_long",)


# ---- extending ----


def extend(weighing, order=EXTEND, case=None, today=TODAY) -> None:
    rules.check_extension(weighing, order, case or facts(), today)


@pytest.mark.parametrize(
    ("weighing", "order", "case", "why"),
    [
        (applied(extensions=3), EXTEND, facts(), ("no_extension_left",)),
        (applied(outcome=MeasureOutcome.ADVISED), EXTEND, facts(), ("no_extension_left",)),
        (applied(valid_until=None), EXTEND, facts(), ("no_extension_left",)),
        (applied(measure=Measure.ELECTRONIC_MONITORING), EXTEND, facts(), ("no_extension_left",)),
        (applied(measure=Measure.PERSONAL_ALARM), EXTEND, facts(), ("no_extension_left",)),
        (applied(), replace(EXTEND, until=TODAY + 181 * DAY), facts(), ("too_long",)),
        (applied(valid_until=TODAY - DAY), replace(EXTEND, until=TODAY + DAY), facts(), ("over",)),
        (applied(), replace(EXTEND, prosecution_started=False), facts(), ("prosecution",)),
        (applied(), EXTEND, facts(serious_grounds=Known.UNKNOWN), ("serious_grounds",)),
    ],
)
def test_an_extension_that_the_law_does_not_know_is_refused(weighing, order, case, why) -> None:
    assert refused(MeasureRefused, lambda: extend(weighing, order, case)) == why


def test_an_extension_needs_a_reason_and_goes_forward() -> None:
    extend(applied())
    assert refused(MeasureFieldWrong, lambda: extend(applied(), replace(EXTEND, reason=" "))) == ("reason", "empty")
    back = replace(EXTEND, until=applied().valid_until)
    assert refused(MeasureFieldWrong, lambda: extend(applied(), back)) == ("until", "before")


def test_a_home_ban_reaches_twenty_eight_days_in_all() -> None:
    ban = applied(measure=Measure.HOME_BAN, valid_until=TODAY + 10 * DAY)
    assert latest_until(ban) == TODAY + 28 * DAY
    extend(ban, replace(EXTEND, until=TODAY + 28 * DAY, prosecution_started=False), facts(serious_grounds=Known.NO))
    assert refused(MeasureRefused, lambda: extend(ban, replace(EXTEND, until=TODAY + 29 * DAY))) == ("too_long",)
    assert extensions_left(ban) is None
    assert extensions_left(replace(ban, valid_until=TODAY + 28 * DAY)) == 0


@given(st.lists(st.integers(-30, 200), max_size=12))
def test_however_often_one_tries_there_are_three_extensions_of_ninety_days(days: list[int]) -> None:
    held, extended = applied(), 0
    for number in days:
        until = held.valid_until + timedelta(days=number)
        try:
            extend(held, replace(EXTEND, until=until), today=held.valid_until)
        except (MeasureRefused, MeasureFieldWrong):
            continue
        assert 0 < (until - held.valid_until).days <= 90
        held, extended = replace(held, valid_until=until, extensions=held.extensions + 1), extended + 1
    assert extended <= 3
    assert (held.valid_until - TODAY).days <= 4 * 90
    assert extensions_left(held) == 3 - extended


# ---- the stop conversation ----


def states(case, talk=AGREED) -> dict[str, GuardState]:
    return {guard.key: guard.state for guard in rules.guards(case, talk, NOW)}


def test_a_stop_conversation_in_order_meets_every_guard() -> None:
    assert set(states(facts()).values()) == {GuardState.MET}


@pytest.mark.parametrize(
    ("about", "key", "state"),
    [
        ({"risk": Risk.MEDIUM}, "low_risk", GuardState.STOPS),
        ({"complaint": Known.YES}, "no_complaint", GuardState.STOPS),
        ({"complaint": Known.UNKNOWN}, "no_complaint", GuardState.ASKED),
        ({"threats_or_violence": Known.YES}, "no_threats", GuardState.STOPS),
        ({"threats_or_violence": Known.UNKNOWN}, "no_threats", GuardState.ASKED),
        ({"holds": (Hold("h", None, "DR"),)}, "hold", GuardState.STOPS),
        ({"complaint": Known.YES}, "prosecution", GuardState.ASKED),
    ],
)
def test_each_guard_stops_or_asks_by_itself(about: dict, key: str, state: GuardState) -> None:
    assert states(facts(**about))[key] is state
    assert key == "prosecution" or states(facts()).get(key, GuardState.MET) is GuardState.MET


@pytest.mark.parametrize(
    ("about", "reason"),
    [
        ({"risk": Risk.HIGH}, "low_risk"),
        ({"complaint": Known.YES}, "no_complaint"),
        ({"complaint": Known.UNKNOWN}, "no_complaint_unknown"),
        ({"threats_or_violence": Known.YES}, "no_threats"),
        ({"threats_or_violence": Known.UNKNOWN}, "no_threats_unknown"),
    ],
)
def test_neither_agreeing_nor_holding_gets_past_a_guard(about: dict, reason: str) -> None:
    agree, hold = AgreeStopTalk("c", TODAY), HoldStopTalk("c", TODAY, "Bureau", 1)
    for act in (rules.check_agreeing, rules.check_holding):
        order = agree if act is rules.check_agreeing else hold
        act(order, facts(), AGREED, NOW)
        assert refused(StopTalkRefused, lambda a=act, o=order: a(o, facts(**about), AGREED, NOW)) == (reason,)


def test_a_hold_stops_the_conversation_and_not_its_coordination() -> None:
    case = facts(holds=(Hold("h", NOW + timedelta(hours=1), "DR"),))
    rules.check_agreeing(AgreeStopTalk("c", TODAY), case, StopTalk(), NOW)
    hold = HoldStopTalk("c", TODAY, "Bureau", 1)
    assert refused(StopTalkRefused, lambda: rules.check_holding(hold, case, AGREED, NOW)) == ("hold",)
    rules.check_holding(hold, case, AGREED, NOW + timedelta(hours=1))


def test_veilig_thuis_comes_first_and_never_tomorrow() -> None:
    hold = HoldStopTalk("c", TODAY, "Bureau", 1)
    assert refused(StopTalkRefused, lambda: rules.check_holding(hold, facts(), StopTalk(), NOW)) == ("veilig_thuis",)
    early = replace(hold, held_on=AGREED.veilig_thuis_agreed_on - DAY)
    assert refused(MeasureFieldWrong, lambda: rules.check_holding(early, facts(), AGREED, NOW)) == (
        "held_on",
        "before_coordination",
    )
    for order in (AgreeStopTalk("c", TODAY + DAY), AgreeStopTalk("c", TODAY, TODAY + DAY)):
        assert refused(MeasureFieldWrong, lambda o=order: rules.check_agreeing(o, facts(), AGREED, NOW))[1] == (
            "in_future"
        )


@pytest.mark.parametrize(
    ("about", "why"),
    [
        ({"held_on": TODAY + DAY}, ("held_on", "in_future")),
        ({"where": " "}, ("where", "empty")),
        ({"where": "x" * 201}, ("where", "too_long")),
    ],
)
def test_when_and_where_it_was_held_must_be_possible(about: dict, why: tuple[str, str]) -> None:
    order = replace(HoldStopTalk("c", TODAY, "Bureau", 1), **about)
    assert refused(MeasureFieldWrong, lambda: rules.check_holding(order, facts(), AGREED, NOW)) == why


def test_there_is_one_conversation_and_it_closes_with_its_report() -> None:
    for act, order in (
        (rules.check_agreeing, AgreeStopTalk("c", TODAY)),
        (rules.check_holding, HoldStopTalk("c", TODAY, "Bureau", 2)),
    ):
        assert refused(StopTalkRefused, lambda a=act, o=order: a(o, facts(), HELD, NOW)) == ("once",)
    close = CloseStopTalk("c", "PL1100-2026", 2)
    rules.check_closing(close, HELD)
    assert refused(StopTalkRefused, lambda: rules.check_closing(close, AGREED)) == ("not_held",)
    assert refused(StopTalkRefused, lambda: rules.check_closing(close, CLOSED)) == ("closed",)
    empty = replace(close, report_number=" ")
    assert refused(MeasureFieldWrong, lambda: rules.check_closing(empty, HELD)) == ("report_number", "empty")


# ---- does it go on? ----

EVENING = datetime(2026, 11, 23, 22, 59, tzinfo=UTC)
MIDNIGHT = datetime(2026, 11, 23, 23, 0, tzinfo=UTC)
"""The local day of the conversation ends at 23.00 UTC."""


@pytest.mark.parametrize(
    ("talk", "kind", "moment", "expected"),
    [
        (HELD, EventKind.INCIDENT, MIDNIGHT, True),
        (HELD, EventKind.BREACH, MIDNIGHT + DAY, True),
        (CLOSED, EventKind.INCIDENT, MIDNIGHT, True),
        (HELD, EventKind.HEARING, MIDNIGHT, False),
        (HELD, EventKind.INCIDENT, EVENING, False),
        (HELD, EventKind.INCIDENT, NOW - DAY, False),
        (AGREED, EventKind.INCIDENT, MIDNIGHT, True),
        (None, EventKind.INCIDENT, MIDNIGHT, True),
        (None, EventKind.INCIDENT, NOW, False),
        (AGREED, EventKind.INCIDENT, NOW - DAY, False),
        (None, EventKind.HEARING, MIDNIGHT, False),
    ],
)
def test_it_goes_on_when_something_happens_afterwards(talk, kind, moment, expected: bool) -> None:
    assert rules.goes_on(talk, [(kind, moment)], facts(opened_at=NOW)) is expected


def test_a_weighing_that_says_it_was_held_counts_as_the_conversation() -> None:
    said = applied(measure=Measure.STOP_TALK, weighed_on=TODAY + 2 * DAY)
    case = facts(opened_at=NOW, weighings=(said,))
    assert not rules.goes_on(None, [(EventKind.INCIDENT, MIDNIGHT)], case)
    assert rules.goes_on(None, [(EventKind.INCIDENT, MIDNIGHT + 2 * DAY)], case)
    assert rules.held_on(HELD, case) == HELD.held_on


def test_an_event_of_the_same_day_is_a_question_and_fires_nothing() -> None:
    found = rules.after_talk(HELD, [(EventKind.INCIDENT, EVENING)], facts())
    assert (found.goes_on, found.same_day) == (False, (EVENING,))


def test_whoever_says_it_stopped_is_believed_and_told_of_the_doubt() -> None:
    found = rules.after_talk(HELD, [(EventKind.INCIDENT, MIDNIGHT)], facts(stalking_active=Known.NO))
    assert (found.goes_on, found.doubted, found.later) == (False, True, (MIDNIGHT,))


@given(
    st.lists(st.tuples(st.sampled_from(EventKind), st.datetimes(timezones=st.just(UTC)))),
    st.sampled_from(Known),
    st.sampled_from([None, AGREED, HELD, CLOSED]),
)
def test_one_more_event_never_ends_what_goes_on(events, active: Known, talk) -> None:
    case = facts(stalking_active=active)
    for number in range(len(events)):
        if rules.goes_on(talk, events[:number], case):
            assert rules.goes_on(talk, events[: number + 1], case)
    assert not (rules.goes_on(talk, events, case) and active is Known.NO)
    assert case.phase is Phase.LOW
