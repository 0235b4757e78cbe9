from dataclasses import replace

import pytest

from models.terms import ConditionKind, Risk, Theme
from services.consistency.compared.holes import holes
from services.consistency.facts import Carried, Hole, HoleKind, Statement
from services.vocabulary.queries import vocabulary
from tests.services.consistency.compared.sides import case, read, side

CASE = case("P1", "P2", "P3")
BAN = read(modality="must_not", act="contact", by=["P2"], to=["P1"])


def whole(number: int, kind: ConditionKind, **fields: object) -> Statement:
    """A condition of which nothing is missing."""
    known = {"kind": kind, "hard": True, "check": "politie vraagt het wekelijks na", "protects": ("P1",)}
    return side(number, BAN, **(known | fields))


COMPLETE = (
    whole(1, ConditionKind.CONTACT, subject="P2"),
    whole(2, ConditionKind.PLACE),
    whole(3, ConditionKind.DISCLOSURE),
    whole(4, ConditionKind.DIGITAL, hard=False),
    whole(5, ConditionKind.ALARM),
    whole(6, ConditionKind.CHILD_CONTACT, protects=("P3",)),
)
CARRIED = Carried(frozenset(one.id for one in COMPLETE), frozenset(one.id for one in COMPLETE))


def of(what: HoleKind, *sides: Statement, facts=CASE, carried: Carried | None = None) -> list[Hole]:
    return [hole for hole in holes(sides, facts, carried, vocabulary()) if hole.what is what]


def test_a_complete_case_has_none() -> None:
    assert holes(COMPLETE, CASE, CARRIED, vocabulary()) == ()
    assert holes(COMPLETE, CASE) == ()


def test_of_whom_and_of_what_an_agreement_took_over_is_spoken_still() -> None:
    *standing, last = COMPLETE
    assert {hole.what for hole in holes(standing, CASE, CARRIED)} == {HoleKind.PERSON, HoleKind.THEME}
    assert holes(standing, CASE, replace(CARRIED, gone_on=(last,)), vocabulary()) == ()


def test_no_conditions_leave_out_everybody_and_every_theme() -> None:
    found = holes((), CASE)
    assert [hole.person for hole in found if hole.what is HoleKind.PERSON] == ["P1", "P3"]
    assert {hole.what for hole in found} == {HoleKind.PERSON, HoleKind.THEME}
    assert len({hole.key for hole in found}) == len(found)


# --- people


def test_a_child_whom_nothing_protects_is_said_and_the_suspect_never() -> None:
    (hole,) = of(HoleKind.PERSON, side(1, protects=("P1",)))
    assert (hole.person, hole.key) == ("P3", "hole:protected_person_without_condition:P3")


@pytest.mark.parametrize(
    "concerned",
    [
        side(1, subject="P3"),
        side(1, protects=("P3",)),
        side(1, read(modality="must", act="check_tracker", what=["tablet:P3"])),
        side(1, read(modality="must_not", act="contact", by=["P2"], to=["children"])),
        side(1, read(modality="must_not", act="contact", by=["P2"], **{"except": {"to": ["P3"]}})),
    ],
)
def test_a_condition_concerns_whom_it_is_about_protects_or_names(concerned: Statement) -> None:
    assert "P3" not in {hole.person for hole in of(HoleKind.PERSON, concerned)}


def test_the_children_are_not_the_victim() -> None:
    found = of(HoleKind.PERSON, side(1, read(modality="must_not", act="contact", by=["P2"], to=["children"])))
    assert [hole.person for hole in found] == ["P1"]


# --- themes


def missing(*sides: Statement, facts=CASE) -> list[ConditionKind | None]:
    return [hole.kind for hole in of(HoleKind.THEME, *sides, facts=facts)]


def test_a_theme_without_a_condition_is_said_with_what_would_answer_it() -> None:
    without_alarm = tuple(one for one in COMPLETE if one.kind is not ConditionKind.ALARM)
    (hole,) = of(HoleKind.THEME, *without_alarm)
    assert (hole.theme, hole.kind) == (Theme.ALARM, ConditionKind.ALARM)
    assert hole.key == "hole:theme_without_condition:alarm"


def test_low_risk_asks_for_contact_and_information_only() -> None:
    low = case("P1", "P2", risk=Risk.LOW)
    assert missing(facts=low) == [ConditionKind.CONTACT, ConditionKind.DISCLOSURE]
    assert len(missing(facts=case("P1", "P2", risk=Risk.MEDIUM))) == 5


def test_another_kind_of_the_same_theme_answers_it() -> None:
    assert ConditionKind.PLACE not in missing(side(1, kind=ConditionKind.MEASURE))
    assert ConditionKind.DIGITAL not in missing(side(1, kind=ConditionKind.EVIDENCE))


def test_an_act_of_a_theme_answers_it_whatever_the_kind() -> None:
    work = side(1, read(modality="must", act="call_112", by=["P1"]), kind=ConditionKind.WORK)
    assert ConditionKind.ALARM not in missing(work)
    assert ConditionKind.ALARM in missing(replace(work, reading=None))


def test_children_are_a_theme_only_where_there_are_any_and_a_theme_of_their_own() -> None:
    assert ConditionKind.CHILD_CONTACT not in missing(facts=case("P1", "P2"))
    assert ConditionKind.CHILD_CONTACT in missing(side(1, kind=ConditionKind.CONTACT, protects=("P1",)))
    assert ConditionKind.CONTACT in missing(side(1, kind=ConditionKind.CHILD_CONTACT, protects=("P3",)))
    handover = read(modality="must", act="handover_child", what=["P3"], at=["home:P1"])
    for answer in (side(1, protects=("P3",)), side(1, handover, kind=ConditionKind.OTHER)):
        assert ConditionKind.CHILD_CONTACT not in missing(answer)


# --- conditions


def test_a_reading_without_a_norm_cannot_be_checked_and_none_at_all_is_not_said() -> None:
    (hole,) = of(HoleKind.NOT_CHECKABLE, side(1, reading=()), side(2), side(3, BAN))
    assert (hole.condition, hole.key) == ("k1", "hole:condition_not_checkable:k1")


def test_every_condition_without_a_check_is_said_hard_ones_first() -> None:
    found = of(HoleKind.NO_CHECK, side(1), side(2, hard=True, check=" "), side(3, check="politie belt wekelijks"))
    assert [hole.condition for hole in found] == ["k2", "k1"]


# --- actions


def test_without_a_plan_nothing_is_said_of_actions() -> None:
    about_actions = {HoleKind.NO_ACTION, HoleKind.NO_OWNER, HoleKind.NO_PROOF}
    assert not about_actions & {hole.what for hole in holes((side(1, hard=True),), CASE)}


def test_a_hard_condition_in_no_action_is_said_a_wish_is_not() -> None:
    (hole,) = of(
        HoleKind.NO_ACTION, side(1, hard=True), side(2), side(3, hard=True), carried=Carried(frozenset(("k3",)))
    )
    assert (hole.condition, hole.key) == ("k1", "hole:hard_condition_without_action:k1")


def test_an_action_whose_owner_holds_no_seat_is_said() -> None:
    found = of(HoleKind.NO_OWNER, carried=Carried(ownerless=("a4", "a9")))
    assert [(hole.action, hole.key) for hole in found] == [
        ("a4", "hole:action_without_owner:a4"),
        ("a9", "hole:action_without_owner:a9"),
    ]


def test_actions_without_proof_or_way_out_are_one_line_with_a_number() -> None:
    hard = tuple(side(number, hard=True) for number in range(1, 5))
    carried = Carried(settled=frozenset(("k1", "k2", "k3", "k9")), proven=frozenset(("k3",)))
    (hole,) = of(HoleKind.NO_PROOF, *hard, side(9), carried=carried)
    assert (hole.count, hole.condition) == (2, "")
