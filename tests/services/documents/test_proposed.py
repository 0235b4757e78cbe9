"""What a guest is told of changes: nothing that they may not read, and nothing that only their reading made."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from models.terms import ChangeKind, ConditionStatus, PlanStatus, Theme, Tier
from services.documents.editions import EXTRACT, ORGANISATION, project
from services.documents.proposed import changes_for
from services.plans.facts import PlanAction, PlanCondition, PlanContent, PlanSeat, PlanSignal
from tests.plan_content import ADOPTED

SEATS = (
    PlanSeat("VT", "adviseur", "A"),
    PlanSeat("DR", "rechercheur", "B"),
    PlanSeat("werkgever", "contact", "C", external=True),
)
PLAN = PlanContent("T-100", "Zaak", 1, PlanStatus.ADOPTED, ADOPTED, seats=SEATS)
AUDIENCES = [ORGANISATION + "VT", ORGANISATION + "DR", EXTRACT + "werkgever"]
_TIERS = st.sampled_from([*Tier, "partner:VT", "partner:DR", "partner:werkgever", "vreemd"])
_HOMES = st.sampled_from(["VT", "DR", "werkgever"])


@st.composite
def versions(draw: st.DrawFn, side: str) -> PlanContent:
    """A plan in which every text is its own, so that what reaches a reader can be traced."""
    numbers = draw(st.lists(st.integers(1, 4), unique=True, max_size=4))
    mark = lambda n: f"{draw(st.sampled_from(['gelijk', side]))}-{n}"  # noqa: E731
    conditions = tuple(
        PlanCondition(
            f"V{n}",
            draw(_HOMES),
            Theme.CONTACT,
            f"voorwaarde {mark(n)}",
            draw(_TIERS),
            if_not=f"anders {mark(n)}",
            if_not_tier=draw(st.one_of(st.just(""), _TIERS)),
            responsible=draw(_HOMES),
            status=draw(st.sampled_from([ConditionStatus.ACCEPTED, ConditionStatus.MERGED])),
            gone_into=draw(st.sampled_from(["", "V1", "A1"])),
        )
        for n in numbers
    )
    actions = tuple(PlanAction(f"A{n}", f"actie {mark(n)}", draw(_HOMES), draw(_TIERS)) for n in numbers[:2])
    signals = tuple(PlanSignal(f"signaal {mark(n)}", "bel", tier=draw(_TIERS)) for n in numbers[:2])
    return replace(PLAN, conditions=conditions, actions=actions, signals=signals)


def readable(content: PlanContent, audience: str) -> set[str]:
    cut = project(content, audience).content
    texts = {item.text for item in cut.conditions} | {item.what for item in cut.actions}
    return texts | {f"{one.signal}: {one.act}" for one in cut.signals} | {""}


@given(versions("vroeger"), versions("later"), st.sampled_from(AUDIENCES))
def test_a_change_holds_no_word_that_its_reader_may_not_read(
    before: PlanContent, after: PlanContent, audience: str
) -> None:
    known = {item.number for item in project(after, audience).content.actions}
    known |= {item.number for item in project(after, audience).content.conditions} | {""}
    for change in changes_for(before, after, audience):
        assert change.before in readable(before, audience)
        assert change.after in readable(after, audience)
        assert change.gone_into in known


@given(versions("vroeger"), versions("later"), st.sampled_from(AUDIENCES))
def test_nothing_lapses_only_because_its_reader_changed(before: PlanContent, after: PlanContent, audience: str) -> None:
    holding = {item.number for item in after.conditions if item.holds} | {item.number for item in after.actions}
    for change in changes_for(before, after, audience):
        assert change.kind is not ChangeKind.LAPSED or change.number not in holding


def test_a_first_version_tells_of_no_change() -> None:
    assert changes_for(None, PLAN, AUDIENCES[0]) == ()
