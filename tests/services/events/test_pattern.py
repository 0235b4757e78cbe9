"""The pattern counts what happened, names a change only when there is one, and tells it in one sentence each."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.terms import EventKind, Gravity
from services.events.facts import CaseEvent
from services.events.pattern import Trend, pattern_of, rank
from services.events.pattern_words import Topic, ago, findings, trend_sentence, trend_word, waited
from services.events.rules import Clock, clock
from services.wording import speak
from tests.services.events.build import NOW, an_act

NL, EN = speak("nl"), speak("en")


def told(*days: float) -> tuple[CaseEvent, ...]:
    return tuple(an_act(day) for day in days)


@pytest.mark.parametrize(
    ("days", "trend"),
    [
        ((), Trend.TOO_FEW),
        ((1, 2, 3, 4, 5), Trend.TOO_SHORT),
        ((100, 1, 2), Trend.TOO_FEW),
        ((100, 1, 2, 3, 4, 5, 20), Trend.MORE),
        ((100, 2, 3, 4), Trend.TOO_FEW),
        ((100, 2, 3, 4, 20), Trend.NO_CHANGE),
        ((100, 1, 15, 20, 25, 30, 35), Trend.NO_CHANGE),
        ((100, *(15 + n / 2 for n in range(12))), Trend.FEWER),
        ((100, *(n / 50 for n in range(1, 300)), *(20 + n / 100 for n in range(100))), Trend.MORE),
    ],
)
def test_a_change_is_named_only_when_chance_is_an_unlikely_reading(days: tuple[float, ...], trend: Trend) -> None:
    assert pattern_of(told(*days), NOW).trend is trend


def test_the_last_two_weeks_and_the_four_before_meet_without_overlap() -> None:
    pattern = pattern_of(told(0, 13, 14, 41, 42), NOW)
    assert (pattern.recent, pattern.before, pattern.count) == (2, 2, 5)


def test_escalation_is_each_step_to_something_graver() -> None:
    acts = (
        an_act(50, Gravity.PROXIMITY),
        an_act(40, Gravity.CONTACT),
        an_act(30, None),
        an_act(20, Gravity.VIOLENCE),
        an_act(10, Gravity.THREAT),
    )
    pattern = pattern_of(acts, NOW)
    assert [first.gravity for first in pattern.rising] == [Gravity.PROXIMITY, Gravity.VIOLENCE]
    assert pattern.first(Gravity.THREAT) == acts[4]
    assert pattern.graver_lately
    assert not pattern_of(acts[2:], NOW).graver_lately, "nothing before to hold it against"


def test_what_is_struck_out_to_come_or_no_act_counts_for_nothing() -> None:
    pattern = pattern_of(
        (
            replace(an_act(1), struck=True),
            an_act(-2),
            an_act(3, None, kind=EventKind.ARREST),
            an_act(4, kind=EventKind.BREACH),
        ),
        NOW,
    )
    assert (pattern.count, pattern.breaches, len(pattern.untold), pattern.days_since) == (1, 1, 1, 4)


def test_every_finding_is_one_sentence_in_both_languages() -> None:
    acts = (*told(100, 1, 2, 3, 4), an_act(2.5, Gravity.VIOLENCE, kind=EventKind.BREACH), an_act(50, Gravity.THREAT))
    pattern = pattern_of(acts, NOW)
    for say in (NL, EN):
        found = findings(pattern, say)
        assert {finding.topic for finding in found} == set(Topic)
        assert [f.text for f in found if f.text.count(".") < 1 or not f.text.endswith(".") or "{" in f.text] == []
    dutch = [finding.text for finding in findings(pattern, NL)]
    assert "Eerste geweld: 20 november 2026." in dutch
    assert "1 overtreding is nog niet bij het OM gemeld, voor zover vastgelegd." in dutch
    assert findings(pattern_of((), NOW), NL) == ()


@pytest.mark.parametrize("say", [NL, EN])
def test_every_trend_has_words(say) -> None:
    pattern = pattern_of(told(100, 1, 2, 3, 4, 5), NOW)
    for trend in Trend:
        assert trend_sentence(replace(pattern, trend=trend), say).endswith(".")
        assert trend_word(replace(pattern, trend=trend), say)


def test_time_is_said_as_people_say_it() -> None:
    assert [ago(days, NL) for days in (0, 1, 3)] == ["vandaag", "gisteren", "3 dagen geleden"]
    spans = (timedelta(seconds=9), timedelta(minutes=7), timedelta(minutes=90), timedelta(hours=47), timedelta(days=3))
    said = ["minder dan een minuut", "7 minuten", "1 uur", "47 uur", "3 dagen"]
    assert [waited(span, NL) for span in spans] == said


@pytest.mark.parametrize(("hours", "state"), [(1.9, Clock.RUNNING), (2, Clock.PRESSING), (24, Clock.LATE)])
def test_the_clock_of_a_breach_turns_by_the_proposal(hours: float, state: Clock) -> None:
    assert clock(NOW - timedelta(hours=hours), NOW) is state


_ACTS = st.lists(
    st.builds(
        an_act,
        st.floats(-30, 800),
        st.sampled_from((*Gravity, None)),
        kind=st.sampled_from(EventKind),
        struck=st.booleans(),
        on_day=st.booleans(),
    ),
    max_size=40,
)


@given(_ACTS, st.randoms())
def test_the_order_of_telling_does_not_matter_and_nothing_is_counted_twice(acts: list[CaseEvent], chance) -> None:
    acts = [replace(act, id=str(number)) for number, act in enumerate(acts)]
    pattern = pattern_of(acts, NOW)
    chance.shuffle(acts)
    assert pattern_of(acts, NOW) == pattern
    assert sum(week.count for week in pattern.weeks) == pattern.count <= len(acts)
    assert pattern.recent + pattern.before <= pattern.count
    graver = [rank(first.gravity) for first in pattern.rising]
    assert graver == sorted(set(graver))
    for say in (NL, EN):
        assert all(finding.text and "{" not in finding.text for finding in findings(pattern, say))
