"""What is asked or allowed against what is forbidden, example by example (`conditions.md` section 3, points 1 to 4)."""

import pytest

from models.terms import ConditionKind, Theme, Tier
from services.consistency.compared.readings.contradictions import contradictions
from services.consistency.facts import Contradiction, Point
from services.vocabulary.queries import vocabulary
from tests.services.consistency.compared.readings.said import ROLES, certainty, clash_of, norms, statement

SPEAK, NOBODY = "must speak_with, by: [VT], to: [P2]", "must_not speak_with, by: [anyone], to: [P2]"

SLOTS = [
    # --- who
    ("must speak_with, by: [VT], to: [P2]", "must_not speak_with, by: [anyone], to: [P2]", "certain"),
    ("must speak_with, by: [VT], to: [P2]", "must_not speak_with, to: [P2]", "certain"),
    ("must speak_with, by: [VT], to: [P2]", "must_not speak_with, by: [professionals], to: [P2]", "certain"),
    ("must speak_with, by: [VT], to: [P2]", "must_not speak_with, by: [politie], to: [P2]", None),
    ("must speak_with, by: [politie/wijkagent], to: [P2]", "must_not speak_with, by: [politie], to: [P2]", "certain"),
    ("must speak_with, by: [politie/Wijkagent], to: [P2]",
     "must_not speak_with, by: ['politie/wijkagent'], to: [P2]", "certain"),
    ("must speak_with, by: [DR], to: [P2]", "must_not speak_with, by: [politie], to: [P2]", "certain"),
    ("must speak_with, by: [politie], to: [P2]", "must_not speak_with, by: [politie/wijkagent], to: [P2]", None),
    ("must speak_with, by: [VT, politie], to: [P2]", "must_not speak_with, by: [VT, politie], to: [P2]", "certain"),
    ("must speak_with, by: [VT, politie], to: [P2]", "must_not speak_with, by: [VT], to: [P2]", None),
    ("must speak_with, to: [P2]", "must_not speak_with, by: [GGZ], to: [P2]", "probable"),
    ("must speak_with, to: [P2]", "must_not speak_with, by: [anyone], to: [P2]", "probable"),
    ("must speak_with, to: [P1]", "must_not speak_with, by: [P2], to: [P1]", None),
    ("must speak_with, to: [P1]", "must_not speak_with, by: ['person:De Buurman'], to: [P1]", None),
    ("must handover_child, by: [P1], what: [P3]", "must_not handover_child, by: [P1], what: [children]", "certain"),
    # --- what and to whom: each that is listed is meant
    ("must share, by: [VT], what: ['medication:P2'], to: [politie]",
     "must_not share, by: [VT], what: ['treatment:P2']", "certain"),
    ("must share, by: [VT], what: ['treatment:P2'], to: [politie]",
     "must_not share, by: [VT], what: ['medication:P2']", "certain"),
    ("must share, by: [VT], what: ['treatment:P1'], to: [politie]",
     "must_not share, by: [VT], what: ['medication:P2']", None),
    ("must share, by: [VT], what: [case_info], to: [P5]", "must_not share, what: ['phone_new:P1']", "certain"),
    ("must share, by: [VT], what: ['photo:P2', 'schedule:P1'], to: [P5]",
     "must_not share, what: ['schedule:P1'], to: [P2, P5]", "certain"),
    ("must share, by: [VT], what: ['photo:P2'], to: [P5]", "must_not share, what: ['schedule:P1']", None),
    ("must share, by: [VT], to: [P5]", "must_not share, by: [VT], what: ['schedule:P1']", None),
    ("must share, by: [VT], what: ['schedule:P1']", "must_not share, by: [VT], to: [P2]", None),
    ("must share, by: [VT], what: ['address_home:P1'], to: [order]",
     "must_not share, what: ['address_home:P1'], to: [case_file]", "certain"),
    ("must share, by: [VT], what: ['address_known:P1'], to: [order]",
     "must_not share, what: ['address_home:P1'], to: [case_file]", None),
    ("must contact, by: [P2], to: [P4]", "must_not contact, by: [P2], to: [children]", "certain"),
    ("must contact, by: [P2], to: [children]", "must_not contact, by: [P2], to: [P3]", "certain"),
    ("must contact, by: [P2], to: [P5]", "must_not contact, by: [P2], to: [children]", None),
    ("must inform, by: [VT], to: ['group:Sportclub/bestuur']",
     "must_not inform, to: ['group:sportclub']", "certain"),
    ("must inform, by: [VT], to: ['group:sportclub']", "must_not inform, to: ['group:koor']", None),
    # --- where and how
    ("must be_at, by: [P1], at: ['place:De  Brug']", "must_not be_at, by: [P1], at: ['place:de brug']", "certain"),
    ("must be_at, by: [P1], at: ['place:de brug', 'work:P1']", "must_not be_at, by: [P1], at: ['work:P1']", "certain"),
    ("must be_at, by: [P1], at: ['place:de brug']", "must_not be_at, by: [P1], at: ['work:P1']", None),
    ("must be_at, by: [P1]", "must_not be_at, by: [P1], at: ['work:P1']", None),
    ("must be_at, by: [P1], at: [work]", "must_not be_at, by: [P1], at: ['work:P1']", None),
    # --- about what
    ("must speak_with, by: [VT], to: [P2], about: [conditions]",
     "must_not speak_with, to: [P2], about: [complaint]", None),
    ("must speak_with, by: [VT], to: [P2], about: [complaint]",
     "must_not speak_with, to: [P2], about: [case_info]", "certain"),
    (SPEAK, "must_not speak_with, to: [P2], about: [complaint]", "probable"),
    # --- another act
    (SPEAK, "must_not contact, to: [P2]", "certain"),
    ("must contact, by: [VT], to: [P2]", NOBODY, None),
    ("must interview, by: [VT], to: [P2]", "must_not contact, to: [P2]", "certain"),
    ("must stop_talk, by: [politie], to: [P2], at: ['home:P2']",
     "must_not be_at, by: [politie], at: [home]", "certain"),
    ("must stop_talk, by: [politie], to: [P2]", "must_not share, what: [case_info], to: [P2]", "certain"),
    ("must live_at, by: [P2], at: ['home:P5']", "must_not contact, by: [P2], to: [P5]", "certain"),
    ("must live_at, by: [P2], at: ['place:hotel']", "must_not contact, by: [P2], to: [P5]", None),
    ("must live_at, by: [P5], at: ['home:P5']", "must_not contact, by: [anyone], to: [P5]", None),
    ("must impose_em_zone, by: [RN], what: [P2], at: ['home:P1', 'work:P4']",
     "must_not share, what: ['address_home:P1'], to: [case_file]", "probable"),
    ("must impose_em_zone, by: [RN], what: [P2], at: ['home:P5', 'work:P1']",
     "must_not share, what: ['address_home:P1'], to: [case_file]", None),
    # --- two bans, and what is only allowed and what is asked
    (NOBODY, "must_not speak_with, by: [VT], to: [P2]", None),
    ("may speak_with, by: [VT], to: [P2]", SPEAK, None),
    ("may speak_with, by: [VT], to: [P2]", "may speak_with, by: [VT], to: [P2]", None),
]  # fmt: skip

EXCEPTIONS = [
    (SPEAK, NOBODY + ", except: {by: [VT]}", None),
    (SPEAK, NOBODY + ", except: {by: [professionals]}", None),
    (SPEAK, NOBODY + ", except: {by: [politie]}", "certain"),
    ("must speak_with, by: [politie/wijkagent], to: [P2]", NOBODY + ", except: {by: [politie]}", None),
    ("must speak_with, to: [P2]", NOBODY + ", except: {by: [VT]}", "probable"),
    ("must speak_with, to: [P2]", NOBODY + ", except: {by: [professionals]}", None),
    (SPEAK, NOBODY + ", except: {at: [police_station]}", "probable"),
    (SPEAK.replace("]", "]", 1) + ", at: [police_station]", NOBODY + ", except: {at: [police_station]}", None),
    (SPEAK + ", at: ['home:P2']", NOBODY + ", except: {at: [police_station]}", "certain"),
    ("must share, by: [VT], what: ['photo:P2'], to: [P5, SHN]", "must_not share, except: {to: [SHN]}", "certain"),
    ("must share, by: [VT], what: ['photo:P2'], to: [SHN]", "must_not share, except: {to: [SHN]}", None),
    ("must share, by: [VT], what: ['photo:P2']", "must_not share, except: {to: [SHN]}", "probable"),
    ("must share, by: [VT], what: ['case_info:P1'], to: [P5], except: {what: ['phone:P1']}",
     "must_not share, what: ['phone_new:P1'], to: [P5]", None),
    ("must share, by: [VT], what: ['case_info:P1'], to: [P5]",
     "must_not share, what: ['phone:P1'], to: [P5], except: {what: ['phone_new:P1']}", "certain"),
    ("must impose_em_zone, by: [RN], what: [P2], at: [home], except: {at: ['home:P1']}",
     "must_not share, what: ['address_home:P1'], to: [case_file]", None),
]  # fmt: skip

EVENTS = [
    (SPEAK + ", if: [crisis]", NOBODY + ", unless: [crisis]", None),
    (SPEAK + ", if: [crisis]", NOBODY + ", unless: [crisis, danger]", None),
    (SPEAK + ", if: [crisis, danger]", NOBODY + ", unless: [crisis]", "certain"),
    (SPEAK + ", if: ['crisis:P2']", NOBODY + ", unless: [crisis]", None),
    (SPEAK + ", unless: [crisis, danger]", NOBODY + ", if: [danger]", None),
    (SPEAK, NOBODY + ", unless: [crisis]", "certain"),
    (SPEAK, NOBODY + ", if: [crisis]", "certain"),
    (SPEAK + ", unless: [crisis]", NOBODY, "certain"),
]

ALLOWED = [
    ("may speak_with, by: [VT], to: [P2]", NOBODY, "certain"),
    ("may speak_with, by: [politie], to: [P2]", "must_not speak_with, by: [politie/wijkagent], to: [P2]", "certain"),
    ("may speak_with, by: [VT, politie], to: [P2]", "must_not speak_with, by: [VT], to: [P2]", "certain"),
    ("may be_at, by: [P1], at: [work]", "must_not be_at, by: [P1], at: ['work:P1']", "certain"),
    ("may speak_with, to: [P2]", NOBODY, "probable"),
    ("may speak_with, by: [VT], to: [P2], at: [police_station]",
     "must_not speak_with, by: [VT], to: [P2], at: [home]", None),
    ("may speak_with, by: [VT], to: [P2]", NOBODY + ", until: '2026-11-26T12:00'", "certain"),
    ("may speak_with, by: [VT], to: [P2], from: '2026-11-27'", NOBODY + ", until: '2026-11-26T12:00'", None),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "expected"), [*SLOTS, *EXCEPTIONS, *EVENTS, *ALLOWED])
def test_what_is_asked_or_allowed_against_what_is_forbidden(one: str, other: str, expected: str | None) -> None:
    assert certainty(one, other) == expected


def found(one: str | list[str], other: str | list[str]) -> Contradiction:
    """What is found between two that clash."""
    clash = clash_of(one, other)
    assert clash is not None and clash.clash is not None
    return clash


def test_a_finding_says_what_would_take_it_away_and_what_was_left_open() -> None:
    clash = found("must speak_with, to: [P2], unless: [danger]", NOBODY + ", unless: [crisis]").clash
    assert (clash.unless, clash.open_slot) == (("danger", "crisis"), "by")


@pytest.mark.parametrize(
    ("one", "other", "point", "values"),
    [
        (SPEAK + ", before: '2026-11-24'", NOBODY + ", until: '2026-11-26T12:00'", Point.TIME, ((), ())),
        ("must share, by: [VT], what: ['medication:P2'], to: [politie]",
         "must_not share, what: ['photo:P2', 'treatment:P2']", Point.WHAT, (("medication:P2",), ("treatment:P2",))),
        ("must be_at, by: [P1], at: ['work:P1']", "must_not be_at, at: [work]", Point.AT, (("work:P1",), ("work",))),
        ("must inform, by: [VT], to: [P5]", "must_not inform, to: [P5, P2]", Point.TO, (("P5",), ("P5",))),
        ("must keep_log, by: [P1]", "must_not keep_log, by: [anyone]", Point.BY, (("P1",), ("anyone",))),
        ("must keep_log, by: [P1]", "must_not keep_log", Point.ACT, ((), ())),
        ("must live_at, by: [P2], at: ['home:P5']", "must_not contact, by: [P2], to: [P5]",
         Point.RELATION, (("P5",), ("P5",))),
    ],
)  # fmt: skip
def test_a_finding_names_the_point_that_decides(one: str, other: str, point: Point, values: tuple) -> None:
    clash = found(one, other).clash
    assert (clash.point, clash.values) == (point, values)


def test_what_only_follows_says_by_which_relation() -> None:
    clash = found("must live_at, by: [P2], at: ['home:P5']", "must_not contact, by: [P2], to: [P5]").clash
    assert clash.label.nl == "wie in iemands woning verblijft, heeft contact met die persoon"
    assert found(SPEAK, "must_not contact, to: [P2]").clash.label.nl == ""


def test_of_a_pair_the_surest_and_most_direct_clash_is_told() -> None:
    open_one, sure = "must inform, to: [P5]", "must inform, by: [VT], to: [P2]"
    bans = ["must_not inform, to: [P5]", "must_not inform, to: [P2]"]
    assert found([open_one, sure], bans).clash.first == norms(sure)[0]
    derived, direct = "must speak_with, by: [VT], to: [P2]", "must contact, by: [VT], to: [P2]"
    assert found([derived, direct], "must_not contact, to: [P2]").clash.first == norms(direct)[0]
    waiting = "must inform, by: [VT], to: [P5], before: '2026-12-24'"
    both = found([waiting, open_one], ["must_not inform, to: [P5], until: '2026-11-26'", "must_not inform, to: [P5]"])
    assert (both.certainty.value, both.clash.first) == ("certain", norms(waiting)[0])


def test_a_finding_carries_what_its_two_conditions_are() -> None:
    said = norms(SPEAK), norms(NOBODY)
    ban = statement(4, said[1], hard=True, tier=Tier.INVESTIGATION, kind=ConditionKind.SPEAKS_WITH, holds_approach=True)
    duty = statement(7, said[0], hard=False, kind=ConditionKind.ALARM)
    (one,) = contradictions(vocabulary(), [duty, ban], ROLES)
    assert (one.pair, one.key, one.turned) == (("c4", "c7"), "contradiction:c4:c7", True)
    assert (one.theme, one.tier, one.severity, one.hold) == (Theme.SPEAKING, Tier.INVESTIGATION, 1, True)
    assert not one.court_order


def test_a_court_order_on_either_side_is_told() -> None:
    assert found(SPEAK + ", basis: court_order", NOBODY).court_order
    assert found(SPEAK, NOBODY + ", basis: court_order").court_order
    assert found([SPEAK, SPEAK + ", if: [crisis], basis: court_order"], NOBODY).court_order
    assert not found([SPEAK, "must inform, by: [VT], to: [P5], basis: court_order"], NOBODY).court_order


def test_the_most_severe_come_first_and_what_can_wait_last() -> None:
    waits = statement(1, norms("must inform, by: [VT], to: [P1]"), hard=True)
    ban = statement(
        2, norms(["must_not inform, to: [P1], until: '2026-11-26'", "must_not inform, to: [P2]"]), hard=True
    )
    wish = statement(3, norms("must inform, by: [VT], to: [P2]"))
    hard = statement(4, norms("must inform, by: [VT], to: [P2]"), hard=True)
    found = contradictions(vocabulary(), [hard, wish, ban, waits], ROLES)
    assert [one.pair for one in found] == [("c2", "c4"), ("c2", "c3"), ("c1", "c2")]
    assert [one.stands for one in found] == [True, True, False]


def test_conditions_without_reading_or_with_words_of_another_region_give_nothing() -> None:
    old = norms(SPEAK)[0].__class__(norms(SPEAK)[0].modality, "no_longer_known", to=("P2",))
    readings = [None, (), (old,), (old, *norms(SPEAK)), norms(NOBODY)]
    found = contradictions(vocabulary(), [statement(n, one) for n, one in enumerate(readings, 1)], ROLES)
    assert [one.pair for one in found] == [("c4", "c5")]


def test_one_condition_does_not_contradict_itself() -> None:
    assert contradictions(vocabulary(), [statement(1, (*norms(SPEAK), *norms(NOBODY)))], ROLES) == ()
