"""What a reader does not get is told to the director, no more than the director may read."""

import pytest

from models.terms import Measure, MeasureOutcome, Tier
from services.documents.editions import audiences, project
from services.documents.what_is_left_out import LeftOut, LeftOutKind, left_out, veiled
from services.plans.facts import PlanAction, PlanContent, PlanWeighing
from services.protection.rules import Reader, may_read
from services.wording import speak
from tests.plan_content import plan_of
from tests.services.documents.test_editions import _content
from tests.shared import CASES, needs_cases

NL = speak("nl")
EDITIONS = (
    [(code, one) for code in ("H-01", "M-02", "L-03") for one in audiences(plan_of(code))] if CASES.exists() else []
)
ARREST = PlanAction("A1", "Aanhouden om negen uur.", "politie", tier=Tier.INVESTIGATION, supporting=("VT",))


def kinds(found: tuple[LeftOut, ...]) -> list[tuple[LeftOutKind, str]]:
    return [(one.kind, one.number) for one in found]


@needs_cases
@pytest.mark.parametrize(("code", "audience"), EDITIONS)
def test_what_is_in_the_edition_is_not_left_out_and_the_rest_is(code: str, audience: str) -> None:
    plan = plan_of(code)
    cut = project(plan, audience).content
    told = set(kinds(left_out(plan, audience, NL)))
    for kind, whole, given in (
        (LeftOutKind.CONDITION, plan.conditions, cut.conditions),
        (LeftOutKind.ACTION, plan.actions, cut.actions),
    ):
        got = {item.number for item in given if not item.withheld}
        assert {number for found, number in told if found is kind} == {item.number for item in whole} - got


def test_who_must_act_without_words_of_their_own_is_a_hint_to_write_them() -> None:
    (item,) = left_out(_content(actions=(ARREST,)), "organisatie-VT", NL)
    assert (item.kind, item.stub, item.stub_missing) == (LeftOutKind.ACTION, True, True)


def test_a_director_outside_the_investigation_reads_nothing_of_what_is_left_out() -> None:
    weighing = PlanWeighing(Measure.ELECTRONIC_MONITORING, "OM", MeasureOutcome.ADVISED, "Geheim.", Tier.INVESTIGATION)
    plan: PlanContent = _content(actions=(ARREST,), weighings=(weighing,))
    found = left_out(plan, "slachtoffer", NL)
    assert {one.text for one in found} == {"Aanhouden om negen uur.", "Geheim."}
    outside = veiled(found, Reader("VHH"))
    assert {(one.text, one.about, one.stands_as) for one in outside} == {("", None, "")}
    assert veiled(found, Reader("politie")) == found


@needs_cases
@pytest.mark.parametrize(("code", "audience"), EDITIONS)
def test_who_may_read_all_of_it_is_told_that_it_is_no_part_of_this_paper(code: str, audience: str) -> None:
    edition = project(plan_of(code), audience)
    for one in left_out(plan_of(code), audience, NL):
        assert one.not_theirs == may_read(one.tier, edition.reader)
