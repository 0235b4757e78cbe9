"""What holds for every case there could be: answering only closes, and no two duties contradict each other."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as some

from models.terms import (
    ConditionKind,
    Known,
    Measure,
    MeasureOutcome,
    Risk,
    RuleAnswer,
    RuleForce,
)
from services.cases.facts import CaseFacts
from services.duties.course import reported
from services.duties.facts import ASKING, DutyState, Evidence
from services.duties.questions import open_questions
from services.duties.rules import accepts, obligations
from services.route_map.facts import When
from tests.services.duties.build import DAY, HOUR, MAP, OPENED, answer, facts_of, incident, weighing
from tests.shared import needs_cases

pytestmark = needs_cases
KNOWN = (
    "complaint",
    "serious_grounds",
    "suspect_arrested",
    "stalking_active",
    "threats_or_violence",
    "veilig_thuis_advises_intervention",
    "serious_intrusion",
    "investigation_done",
)
NEVER_BOTH = [
    ("L-OM-2", "L-OM-4", "advice on disposal, and no intervention"),
    ("L-OM-3", "L-OM-4", "a disposal decision, and no intervention"),
    ("L-OM-4", "L-OM-5", "no intervention, and an investigation"),
    ("L-OM-4", "L-OM-6", "no intervention, and a disposal decision after an investigation"),
    ("L-OM-4", "L-POL-2b", "no intervention, and a criminal investigation"),
    ("L-POL-2a", "L-POL-2b", "the end, and an investigation because it goes on"),
    ("L-POL-2a", "H-RN-8", "the end, and still stalking"),
]
"""Two duties of which one forbids or ends what the other asks. Both may never ask at once."""


@some.composite
def cases(draw: some.DrawFn) -> Evidence:
    """Any combination of facts, log and weighings on one of the three cases."""
    facts: CaseFacts = facts_of(draw(some.sampled_from(["H-01", "M-02", "L-03"])))
    changes: dict[str, object] = {name: draw(some.sampled_from(Known)) for name in KNOWN}
    changes["risk"] = draw(some.sampled_from(Risk))
    changes["condition_kinds"] = draw(some.sampled_from([(), (ConditionKind.STOP_TALK,), (ConditionKind.HANDOVER,)]))
    changes["seats"] = tuple(seat for seat in facts.seats if draw(some.booleans()))
    changes["veilig_thuis_competent"] = draw(some.booleans())
    outcome = draw(some.sampled_from([MeasureOutcome.APPLIED, MeasureOutcome.NOT_APPLICABLE]))
    talk = weighing(Measure.STOP_TALK, "politie", outcome, OPENED.date())
    changes["weighings"] = draw(some.sampled_from([(), (talk,)]))
    events = tuple(incident(OPENED + days * DAY) for days in draw(some.lists(some.integers(-3, 9), max_size=3)))
    return Evidence(replace(facts, **changes), OPENED + 10 * DAY, events=events)  # type: ignore[arg-type]


@settings(max_examples=150, deadline=timedelta(seconds=5))
@given(found=cases(), chosen=some.data())
def test_answering_a_rule_that_asks_never_makes_another_ask(found: Evidence, chosen: some.DataObject) -> None:
    """Holding does not change, the answered rule asks no more, and whatever asks afterwards asked before."""
    before = obligations(MAP, found)
    open_rules = [duty for duty in before if duty.asking and accepts(duty.rule)]
    if not open_rules:
        return
    duty = chosen.draw(some.sampled_from(open_rules))
    said = chosen.draw(some.sampled_from(accepts(duty.rule)))
    given_ = answer(duty.id, said, at=found.now, planned_for=found.now.date() + DAY)
    after = obligations(MAP, replace(found, answers=(given_,)))
    assert [d.id for d in before] == [d.id for d in after]
    asked, asks = {d.id for d in before if d.asking}, {d.id for d in after if d.asking}
    assert asks <= asked - {duty.id}
    settled = {d.id for d in before if d.settled}
    assert settled <= {d.id for d in after if d.settled}


@settings(max_examples=200, deadline=timedelta(seconds=5))
@given(found=cases())
def test_no_combination_of_facts_gives_contradictory_duties(found: Evidence) -> None:
    state = {duty.id: duty.state for duty in obligations(MAP, found)}
    asks = {rule_id for rule_id, how in state.items() if how in ASKING or how is DutyState.WATCHED}
    for one, other, why in NEVER_BOTH:
        assert not {one, other} <= asks, why
    assert not ({r[0] for r in state} >= {"H", "L"}), "two lanes at once"


@settings(max_examples=100, deadline=timedelta(seconds=5))
@given(found=cases())
def test_what_is_unknown_fires_nothing_and_is_asked_after_instead(found: Evidence) -> None:
    unknown = replace(found, facts=replace(found.facts, **dict.fromkeys(KNOWN, Known.UNKNOWN)))  # type: ignore[arg-type]
    depends = {
        When.NO_SERIOUS_GROUNDS,
        When.SUSPECT_ARRESTED,
        When.SUSPECT_NOT_ARRESTED,
        When.STALKING_ACTIVE,
        When.STALKING_STOPPED,
    }
    held = {rule.id for rule in MAP.rules if any(group <= depends for group in rule.when)}
    assert not held & {duty.id for duty in obligations(MAP, unknown)} or When.STALKING_CONTINUES in reported(unknown)
    asked = {question.fact for question in open_questions(MAP, unknown)}
    expected = {"stalking_active", "suspect_arrested"} if unknown.facts.risk is Risk.LOW else {"serious_grounds"}
    assert expected <= asked


def test_a_prohibition_forbids_nothing_that_another_rule_orders() -> None:
    forbidden = {"H-RN-8": ("bemiddel", "mediat"), "T-TH-3": ("overbrengen", "carry")}
    assert {rule.id for rule in MAP.rules if rule.force is RuleForce.PROHIBIT} == set(forbidden)
    for rule in MAP.rules:
        if rule.force is not RuleForce.PROHIBIT:
            words = f"{rule.text_nl} {rule.text_en}".lower()
            assert not any(word in words for marks in forbidden.values() for word in marks), rule.id


def test_every_answer_of_a_rule_can_be_given() -> None:
    """Whatever a rule takes settles it, plans it or keeps it running: no answer leads nowhere."""
    facts = facts_of("H-01")
    for duty in obligations(MAP, Evidence(facts, OPENED + HOUR)):
        for said in accepts(duty.rule):
            given_ = answer(duty.id, said, planned_for=(OPENED + DAY).date())
            (after,) = [
                d for d in obligations(MAP, Evidence(facts, OPENED + HOUR, answers=(given_,))) if d.id == duty.id
            ]
            assert not after.asking, (duty.id, said)
            assert (after.state is DutyState.PLANNED) <= (said is RuleAnswer.PLANNED)
