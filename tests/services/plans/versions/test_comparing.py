"""What changed between two versions: each item once, by number or followed through what took its place."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.terms import ChangeKind, ConditionStatus, Measure, MeasureOutcome, PlanStatus, Theme, Tier
from services.plans.appendices import ChangedPart, PlanChange
from services.plans.facts import PlanAction, PlanCondition, PlanContent, PlanSignal, PlanWeighing
from services.plans.versions.comparing import changes, same_substance
from services.protection.rules import NOBODY

DAY, LATER = date(2026, 11, 25), date(2026, 12, 2)
PLAN = PlanContent("T-100", "Zaak", 1, PlanStatus.ADOPTED, DAY)
V3 = PlanCondition("V3", "VT", Theme.CONTACT, "Vader belt niet.", responsible="VT", due=DAY)
A2 = PlanAction("A2", "Bellen met de school.", "VT", due=DAY, settles=("V3",))
EM = PlanWeighing(Measure.ELECTRONIC_MONITORING, "RN", MeasureOutcome.ADVISED, "Nodig.")
SIGNAL = PlanSignal("Hij staat voor de deur van haar werk", "Bel 112")


def told(before: PlanContent, after: PlanContent) -> list[tuple[str, str]]:
    return [(change.kind.value, change.number) for change in changes(before, after)]


def one(before: PlanContent, after: PlanContent) -> PlanChange:
    (found,) = changes(before, after)
    return found


def test_a_first_version_has_no_changes() -> None:
    assert changes(None, replace(PLAN, conditions=(V3,))) == ()


def test_what_is_new_changed_and_gone_is_told_with_its_words() -> None:
    before = replace(PLAN, conditions=(V3, replace(V3, number="V4", text="Weg.")), actions=(A2,))
    after = replace(PLAN, conditions=(replace(V3, text="Vader belt nooit."),), actions=(A2, replace(A2, number="A3")))
    found = {change.number: change for change in changes(before, after)}
    assert (found["V3"].kind, found["V3"].before, found["V3"].after) == (
        ChangeKind.CHANGED,
        "Vader belt niet.",
        "Vader belt nooit.",
    )
    assert (found["V4"].kind, found["V4"].before, found["V4"].after) == (ChangeKind.LAPSED, "Weg.", "")
    assert (found["A3"].kind, found["A3"].before, found["A3"].after) == (ChangeKind.ADDED, "", A2.what)
    assert set(found) == {"V3", "V4", "A3"}


@pytest.mark.parametrize(
    ("changed", "side"),
    [({"due": LATER}, ("due_before", "due")), ({"responsible": "politie"}, ("owner_before", "owner"))],
    ids=["day", "owner"],
)
def test_another_day_or_owner_alone_counts(changed: dict, side: tuple[str, str]) -> None:
    found = one(replace(PLAN, conditions=(V3,)), replace(PLAN, conditions=(replace(V3, **changed),)))
    assert found.kind is ChangeKind.CHANGED
    assert found.before == found.after == V3.text
    assert getattr(found, side[0]) != getattr(found, side[1])


def test_what_to_do_if_it_fails_is_told_to_whoever_may_read_that() -> None:
    before = replace(PLAN, conditions=(replace(V3, if_not="Aanhouden.", if_not_tier=Tier.INVESTIGATION),))
    alone = replace(PLAN, conditions=(replace(before.conditions[0], if_not="Meteen aanhouden."),))
    assert (one(before, alone).tier, one(before, alone).also) == (Tier.INVESTIGATION, (ChangedPart.IF_NOT,))
    beside = replace(PLAN, conditions=(replace(alone.conditions[0], due=LATER),))
    assert (one(before, beside).tier, one(before, beside).also) == (Tier.PARTNERS, ())


def test_a_change_is_for_who_may_read_both_sides() -> None:
    before = replace(PLAN, conditions=(replace(V3, tier="partner:VT"),))
    assert one(before, replace(PLAN, conditions=(V3,))).tier == "partner:VT"
    assert one(before, replace(PLAN, conditions=(replace(V3, tier="partner:DR"),))).tier == NOBODY


def test_one_that_went_into_a_new_one_is_followed() -> None:
    before = replace(PLAN, conditions=(V3,))
    merged = replace(V3, status=ConditionStatus.MERGED, gone_into="V9")
    after = replace(PLAN, conditions=(merged, replace(V3, number="V9", text="Niemand belt.")))
    found = one(before, after)
    assert (found.kind, found.number, found.before, found.after) == (
        ChangeKind.CHANGED,
        "V9",
        V3.text,
        "Niemand belt.",
    )


def test_one_that_went_into_one_that_was_there_lapsed_and_says_where_it_is() -> None:
    other = replace(V3, number="V5", text="Ook dit.")
    merged = replace(V3, status=ConditionStatus.MERGED, gone_into="V5")
    found = one(replace(PLAN, conditions=(V3, other)), replace(PLAN, conditions=(merged, other)))
    assert (found.kind, found.number, found.gone_into) == (ChangeKind.LAPSED, "V3", "V5")


def test_one_taken_over_under_another_number_is_the_same_one() -> None:
    before, renumbered = replace(PLAN, conditions=(V3,), actions=(A2,)), replace(V3, number="V12")
    same = replace(PLAN, conditions=(renumbered,), actions=(replace(A2, settles=("V12",)),))
    assert changes(before, same) == ()
    reworded = replace(same, conditions=(replace(renumbered, text="Vader belt en appt niet."),))
    assert (one(before, reworded).kind, one(before, reworded).number) == (ChangeKind.CHANGED, "V12")


def test_a_weighing_is_known_by_measure_and_organisation() -> None:
    before = replace(PLAN, weighings=(EM,))
    found = one(before, replace(PLAN, weighings=(replace(EM, outcome=MeasureOutcome.NOT_ADVISED),)))
    assert (found.kind, found.measure) == (ChangeKind.CHANGED, EM.measure)
    assert (found.outcome_before, found.outcome) == (MeasureOutcome.ADVISED, MeasureOutcome.NOT_ADVISED)
    assert [c.kind for c in changes(before, replace(PLAN, weighings=(replace(EM, organisation="OM"),)))] == [
        ChangeKind.ADDED,
        ChangeKind.LAPSED,
    ]


def test_a_signal_in_other_words_is_the_same_signal() -> None:
    before = replace(PLAN, signals=(SIGNAL, PlanSignal("Zij neemt niet op", "Ga langs")))
    reworded = replace(SIGNAL, signal="Hij staat weer voor de deur van haar werk")
    found = one(before, replace(PLAN, signals=(before.signals[1], reworded)))
    assert (found.kind, found.before) == (ChangeKind.CHANGED, "Hij staat voor de deur van haar werk: Bel 112")
    other = replace(PLAN, signals=(before.signals[1], PlanSignal("Een brief", "Bewaar hem")))
    assert [c.kind for c in changes(before, other)] == [ChangeKind.ADDED, ChangeKind.LAPSED]


_WORDS = st.sampled_from(["Vader belt niet.", "Zij loopt niet alleen.", "Iemand haalt het kind op."])
_TIERS = st.sampled_from([*Tier, "partner:VT", "partner:DR"])
_HOMES = st.sampled_from(["VT", "politie"])
_DAYS = st.sampled_from([None, DAY, LATER])
_STATUS = st.sampled_from([ConditionStatus.ACCEPTED, ConditionStatus.CHANGED, ConditionStatus.MERGED])


def _conditions(number: int) -> st.SearchStrategy[PlanCondition]:
    return st.builds(
        PlanCondition,
        st.just(f"V{number}"),
        _HOMES,
        st.just(Theme.CONTACT),
        _WORDS,
        tier=_TIERS,
        responsible=_HOMES,
        due=_DAYS,
        status=_STATUS,
        gone_into=st.sampled_from(["", "V1", "V2", "V3", "A1"]),
    )


def _some(make: st.SearchStrategy) -> st.SearchStrategy:
    return st.lists(make, max_size=3).map(tuple)


@st.composite
def plans(draw: st.DrawFn) -> PlanContent:
    numbers = draw(st.lists(st.integers(1, 4), unique=True, max_size=4))
    actions = draw(st.lists(st.integers(1, 3), unique=True, max_size=3))
    settles = st.lists(st.sampled_from(["V1", "V2", "V3", "V4"]), unique=True, max_size=2).map(tuple)
    return replace(
        PLAN,
        conditions=tuple(draw(_conditions(n)) for n in numbers),
        actions=tuple(
            PlanAction(f"A{n}", draw(_WORDS), draw(_HOMES), draw(_TIERS), due=draw(_DAYS), settles=draw(settles))
            for n in actions
        ),
        weighings=draw(
            _some(st.builds(PlanWeighing, st.sampled_from(Measure), _HOMES, st.sampled_from(MeasureOutcome), _WORDS))
        ),
        signals=draw(_some(st.builds(PlanSignal, _WORDS, _WORDS))),
    )


@given(plans())
def test_nothing_changed_between_a_version_and_itself(plan: PlanContent) -> None:
    assert changes(plan, plan) == ()
    assert same_substance(plan, replace(plan, version=9, status=PlanStatus.DRAFT, adopted_on=LATER))


@settings(max_examples=40)
@given(plans(), plans())
def test_every_item_is_told_of_at_most_once(before: PlanContent, after: PlanContent) -> None:
    found = changes(before, after)
    numbers = [change.number for change in found if change.number]
    assert len(numbers) == len(set(numbers))
    sides = {number for c in found for number in (c.number,) if c.kind is not ChangeKind.LAPSED}
    holding = {item.number for item in after.conditions if item.holds} | {item.number for item in after.actions}
    assert sides - {""} <= holding
    weighed = [change for change in found if change.measure]
    assert len(weighed) <= len(before.weighings) + len(after.weighings)


@settings(max_examples=40)
@given(plans(), plans())
def test_an_item_with_other_words_is_always_told_of(before: PlanContent, after: PlanContent) -> None:
    was = {item.number: item for item in before.conditions if item.holds}
    numbers = {change.number for change in changes(before, after)}
    for item in after.conditions:
        if item.holds and item.number in was and item.text != was[item.number].text:
            assert item.number in numbers
    assert {a.number for a in after.actions} ^ {a.number for a in before.actions} <= numbers


@settings(max_examples=40)
@given(plans(), plans())
def test_the_other_way_round_what_was_added_lapses(before: PlanContent, after: PlanContent) -> None:
    forth, back = changes(before, after), changes(after, before)
    actions = [
        {c.number for c in side if c.kind is kind and c.number.startswith("A")}
        for side, kind in ((forth, ChangeKind.ADDED), (back, ChangeKind.LAPSED))
    ]
    assert actions[0] == actions[1]


@settings(max_examples=40)
@given(plans(), plans())
def test_two_of_the_same_substance_have_no_changes(before: PlanContent, after: PlanContent) -> None:
    if same_substance(before, after):
        assert changes(before, after) == ()
