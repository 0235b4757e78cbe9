"""What each reader gets of a plan: an allow-list by tier, with a stub where someone must act."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.terms import Measure, MeasureOutcome, PersonRole, PlanStatus, Theme
from services.documents.editions import EditionUnknown, audiences, project, reader_of
from services.plans.facts import PlanAction, PlanCondition, PlanContent, PlanPerson, PlanSeat, PlanWeighing
from services.protection.rules import may_read
from tests.plan_content import plan_of
from tests.shared import needs_cases

TIERS = ("opsporing", "partners", "slachtoffer", "partner:VT", "partner:politie", "partner:school", "niemand", "", "?")
ORGANISATIONS = ("politie", "DR", "OM", "VT", "school", "")

tiers = st.sampled_from(TIERS)
organisations = st.sampled_from(ORGANISATIONS)


def _content(**items: object) -> PlanContent:
    return PlanContent(
        "X-1",
        "Zaak Wulp",
        1,
        PlanStatus.ADOPTED,
        date(2026, 1, 5),
        persons=(PlanPerson("Mevrouw Q.", PersonRole.VICTIM), PlanPerson("De heer Z.", PersonRole.SUSPECT)),
        seats=(
            PlanSeat("politie", "casusregisseur", "A. Een"),
            PlanSeat("DR", "coordinator_opsporing", "B. Twee"),
            PlanSeat("OM", "officier_van_justitie", "C. Drie"),
            PlanSeat("VT", "casushouder", "D. Vier", speaks_with=("Mevrouw Q.",)),
            PlanSeat("school", "directeur", "E. Vijf", external=True),
        ),
        **items,
    )


def _marked(kind: str, number: int, tier: str) -> str:
    return f"[{kind}{number}|{tier}]"


def _by_default(tier: str) -> str:
    return "partners" if tier == "slachtoffer" else tier


@st.composite
def plans(draw: st.DrawFn) -> PlanContent:
    """Plans in which every text names its own tier, so that a text in the wrong edition tells on itself."""
    conditions, actions, weighings = [], [], []
    for n in range(draw(st.integers(0, 4))):
        tier, fails = draw(tiers), draw(tiers)
        conditions.append(
            PlanCondition(
                number=f"c{n}",
                organisation=draw(organisations),
                theme=draw(st.sampled_from(Theme)),
                text=_marked("c", n, tier),
                tier=tier,
                check=_marked("check", n, tier),
                if_not=_marked("n", n, fails or _by_default(tier)) if draw(st.booleans()) else "",
                if_not_tier=fails,
                responsible=draw(organisations),
                obliges=tuple(draw(st.lists(organisations, max_size=2))),
                approach=draw(st.booleans()),
            )
        )
    for n in range(draw(st.integers(0, 4))):
        tier, fails = draw(tiers), draw(tiers)
        actions.append(
            PlanAction(
                number=str(n),
                what=_marked("a", n, tier),
                owner=draw(organisations),
                tier=tier,
                proof=_marked("proof", n, tier),
                supporting=tuple(draw(st.lists(organisations, max_size=2))),
                if_not=_marked("n", n, fails or _by_default(tier)) if draw(st.booleans()) else "",
                if_not_tier=fails,
                settles=tuple(draw(st.lists(st.sampled_from(("c0", "c1", "c2")), max_size=2))),
                approach=draw(st.booleans()),
            )
        )
    for n in range(draw(st.integers(0, 3))):
        tier = draw(tiers)
        reason = _marked("w", n, tier)
        weighings.append(PlanWeighing(draw(st.sampled_from(Measure)), "OM", MeasureOutcome.ADVISED, reason, tier))
    return _content(conditions=tuple(conditions), actions=tuple(actions), weighings=tuple(weighings))


def _tiers_told(content: PlanContent) -> set[str]:
    """The tiers of all marked texts that are still in a projection."""
    return {piece.split("]")[0].split("|")[1] for piece in repr(content).split("[")[1:] if "|" in piece.split("]")[0]}


@given(plan=plans(), pick=st.integers(0, 6))
def test_no_text_of_a_tier_that_the_reader_may_not_see_is_in_the_projection(plan, pick):
    audience = audiences(plan)[pick]
    edition = project(plan, audience)
    allowed = {tier for tier in TIERS if may_read(tier, edition.reader)}
    if audience == "extract-school":
        allowed |= {"partners", "slachtoffer"}
    assert _tiers_told(edition.content) <= allowed


@given(plan=plans())
def test_a_party_outside_gets_only_what_is_its_own(plan):
    own = project(plan, "extract-school").content
    before = {item.number: item for item in plan.conditions}
    for item in own.conditions:
        original = before[item.number]
        assert "school" in (original.organisation, original.responsible, *original.obliges)
        assert {item.organisation, item.responsible} <= {"school", ""}
    given_numbers = {item.number for item in own.conditions}
    for action in own.actions:
        original = next(a for a in plan.actions if a.number == action.number)
        mine = "school" in (original.owner, *original.supporting)
        assert mine or (original.settles and set(original.settles) <= given_numbers)
    assert not (own.persons or own.weighings or own.seats or own.assessments or own.risk or own.summary)


@given(plan=plans(), pick=st.integers(0, 6))
def test_left_out_counts_every_item_that_is_not_given(plan, pick):
    def size(content: PlanContent) -> int:
        items = [i for i in (*content.conditions, *content.actions) if not i.withheld]
        return len(items) + sum(bool(i.if_not) for i in items) + len(content.weighings)

    edition = project(plan, audiences(plan)[pick])
    assert edition.left_out == size(plan) - size(edition.content) >= 0


@given(plan=plans())
def test_a_stub_holds_nothing_of_the_item_it_stands_for(plan):
    for audience in ("partners", "organisatie-VT"):
        for item in (*project(plan, audience).content.conditions, *project(plan, audience).content.actions):
            if item.withheld:
                assert "|" not in repr(item)


def test_who_must_act_on_a_hidden_item_gets_the_separately_written_words():
    action = PlanAction("1", "Geheim plan", "DR", "opsporing", supporting=("VT",), stub="Houd donderdag vrij.")
    plan = _content(actions=(action,))
    (told,) = project(plan, "organisatie-VT").content.actions
    assert (told.what, told.withheld, told.owner) == ("Houd donderdag vrij.", True, "")
    assert project(plan, "organisatie-DR").content.actions == (action,)


def test_who_need_not_act_gets_no_stub():
    action = PlanAction("1", "Geheim plan", "DR", "opsporing", supporting=("OM",))
    assert project(_content(actions=(action,)), "organisatie-VT").content.actions == ()
    assert project(_content(actions=(action,)), "partners").content.actions == ()


def test_an_if_not_text_without_a_tier_is_for_partners_at_most():
    action = PlanAction("1", "Wij bellen u", "politie", "slachtoffer", if_not="opschalen")
    plan = _content(actions=(action,))
    assert project(plan, "partners").content.actions[0].if_not == "opschalen"
    assert project(plan, "slachtoffer").content.actions[0].if_not == ""


def test_the_victim_gets_no_names_no_code_name_and_no_one_who_does_not_speak_with_her():
    sheet = project(_content(summary="Alles"), "slachtoffer").content
    assert [(seat.organisation, seat.name) for seat in sheet.seats] == [("VT", "")]
    assert (sheet.code_name, sheet.summary, sheet.persons) == ("", "", ())


@pytest.mark.parametrize(
    "audience",
    ["", "verdachte", "organisatie-", "organisatie-school", "organisatie-GGZ", "extract-GGZ", "organisatie-*"],
)
def test_an_audience_that_the_plan_does_not_have_is_refused(audience):
    with pytest.raises(EditionUnknown):
        project(_content(), audience)


def test_a_partner_organisation_asking_for_an_extract_gets_no_investigation():
    assert not may_read("opsporing", reader_of(_content(), "extract-politie"))


@needs_cases
def test_only_police_and_prosecution_read_the_hold_and_the_arrest():
    plan = plan_of("H-01")
    hidden = {"c5", "3"}
    for audience in audiences(plan):
        content = project(plan, audience).content
        told = {i.number for i in (*content.conditions, *content.actions) if not i.withheld}
        reads = audience in ("ovj", "organisatie-politie", "organisatie-DR", "organisatie-CCB", "organisatie-OM")
        assert (hidden & told == hidden) if reads else not (hidden & told), audience


@needs_cases
def test_every_partner_who_may_not_read_the_hold_gets_the_neutral_stub():
    plan = plan_of("H-01")
    for audience in ("partners", "organisatie-VT", "organisatie-RvdK", "organisatie-lokale_veld"):
        content = project(plan, audience).content
        assert [i.number for i in (*content.conditions, *content.actions) if i.withheld] == ["c5", "3"]
    assert project(plan, "partners").left_out == 3
    assert not any(action.withheld for action in project(plan, "slachtoffer").content.actions)


@needs_cases
def test_projecting_a_projection_again_changes_nothing():
    cut = project(plan_of("H-01"), "partners").content
    kept = replace(cut, conditions=tuple(c for c in cut.conditions if not c.withheld))
    assert project(kept, "partners").content == kept
