"""Conditions against the route map or a court order: by what is read in them, their kind and their words."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.terms import ConditionKind, CourtOrderKind, Known, Modality, PersonRole, Relation, Risk
from services.cases.facts import CaseFacts, CasePerson, CourtOrder
from services.consistency.compared.breaches import beside, breaches
from services.consistency.facts import Breach, Certainty, Contradiction, Statement
from services.consistency.finding import found
from services.vocabulary.facts import Norm
from services.vocabulary.queries import vocabulary
from services.vocabulary.rules import norm_of
from services.vocabulary.standing import FACTS, in_force

WORDS = vocabulary()
PERSONS = (
    CasePerson("1", "P1", PersonRole.VICTIM, "Mevrouw V."),
    CasePerson("2", "P2", PersonRole.SUSPECT, "De heer S."),
    CasePerson("3", "P3", PersonRole.CHILD, "Kind K."),
)
ARRANGED = CourtOrder("o1", CourtOrderKind.CONTACT_ARRANGEMENT, "Rechtbank", about=("P2", "P3"))
KEPT_APART = CourtOrder("o2", CourtOrderKind.CONTACT_BAN, "Rechtbank", about=("P2", "P1"))


def case(**about: Any) -> CaseFacts:
    """A case in which no rule stands in the way, unless `about` says so."""
    calm = {"risk": Risk.LOW, "complaint": Known.NO, "threats_or_violence": Known.NO, "stalking_active": Known.NO}
    named = {"id": "c", "code": "T-01", "code_name": "Zaak Proef", "relation": Relation.EX_PARTNER}
    return CaseFacts(**(named | calm | {"veilig_thuis_competent": True, "persons": PERSONS} | about))


def said(
    *norms: dict[str, Any], kind: ConditionKind = ConditionKind.OTHER, text: str = "Zo.", **more: Any
) -> Statement:
    """A condition with this reading; without norms it has none."""
    reading = tuple(norm_of(norm) for norm in norms) or None
    return Statement(
        **({"id": "c1", "number": 1, "author": "VT", "kind": kind, "text": text, "reading": reading} | more)
    )


def rules(statement: Statement, facts: CaseFacts, **more: Any) -> list[str]:
    return [one.rule_id for one in breaches(WORDS, [statement], facts, **more)]


JOINT = {"modality": "must", "act": "joint_talk", "by": ["SHN"], "to": ["P1", "P2"]}
TALK = {"modality": "must", "act": "stop_talk", "by": ["politie/wijkagent"], "to": ["P2"]}
STOP = {"modality": "must_not", "act": "child_contact", "by": ["P2"], "to": ["P3"], "when": "2026-11-28"}
GOES_ON = case(stalking_active=Known.UNKNOWN)


class TestReadings:
    def test_a_joint_talk_while_nobody_knows_that_the_stalking_stopped(self) -> None:
        (one,) = breaches(WORDS, [said(JOINT)], GOES_ON)
        assert (one.rule_id, one.condition, one.why, one.key) == ("H-RN-8", "c1", "standing", "breach:H-RN-8:c1")
        assert "bemiddeling" in one.label.nl
        assert rules(said(JOINT), case()) == []

    def test_what_is_allowed_counts_as_proposed_and_what_is_forbidden_does_not(self) -> None:
        assert rules(said(JOINT | {"modality": "may"}), GOES_ON) == ["H-RN-8"]
        assert rules(said(JOINT | {"modality": "must_not"}), GOES_ON) == []

    def test_each_fact_of_the_case_is_a_reason_of_its_own_in_one_breach(self) -> None:
        (one,) = breaches(WORDS, [said(TALK)], case(risk=Risk.HIGH, complaint=Known.YES, threats_or_violence=Known.YES))
        assert [why for why, _ in one.reasons] == ["standing"] * 3
        assert len({label.nl for _, label in one.reasons}) == 3
        assert rules(said(TALK), case()) == []

    @pytest.mark.parametrize(
        ("by", "against"),
        [(["RN/toezichthouder"], True), (["RN"], True), (["SHN", "RN"], True), (["SHN"], False), ([], False)],
    )
    def test_who_does_it_decides_where_the_rule_is_about_somebody(self, by: list[str], against: bool) -> None:
        norm = {"modality": "must", "act": "pass_message", "by": by, "to": ["P1"]}
        assert rules(said(norm), case()) == (["T-TH-3"] if against else [])

    def test_anyone_may_means_that_they_may_as_well(self) -> None:
        assert rules(said({"modality": "may", "act": "pass_message", "by": ["anyone"]}), case()) == ["T-TH-3"]

    def test_a_narrower_act_counts_and_a_wider_one_does_not(self) -> None:
        acts = dict(WORDS.acts)
        acts["round_table"] = replace(acts["joint_talk"], id="round_table", is_a=("joint_talk",))
        acts["meet"] = replace(acts["joint_talk"], id="meet")
        acts["joint_talk"] = replace(acts["joint_talk"], is_a=("meet",))
        wider = replace(WORDS, acts=acts)
        assert len(breaches(wider, [said(JOINT | {"act": "round_table"})], GOES_ON)) == 1
        assert breaches(wider, [said(JOINT | {"act": "meet"})], GOES_ON) == ()

    def test_a_reminder_asks_for_nothing(self) -> None:
        (one,) = breaches(WORDS, [said({"modality": "must", "act": "interview", "by": ["RN"], "to": ["P3"]})], case())
        assert (one.rule_id, one.reminds) == ("A-RN-2", True)


class TestKindAndWords:
    def test_without_a_reading_kind_and_words_warn(self) -> None:
        assert rules(said(kind=ConditionKind.MEDIATION), GOES_ON) == ["H-RN-8"]
        assert rules(said(text="Wij willen bemiddeling tussen hen."), GOES_ON) == ["H-RN-8"]
        assert rules(said(kind=ConditionKind.STOP_TALK), case(complaint=Known.YES)) == ["L-POL-1"]
        assert rules(said(text="De school geeft een brief van vader aan moeder."), case()) == ["T-TH-3"]

    def test_a_reading_that_forbids_it_is_no_proposal_whatever_the_words_look_like(self) -> None:
        text = "Wij willen bemiddeling tussen hen."
        forbids = said(JOINT | {"modality": "must_not"}, text=text, kind=ConditionKind.MEDIATION)
        assert rules(forbids, GOES_ON) == []
        assert rules(replace(forbids, reading=None), GOES_ON) == ["H-RN-8"]
        assert rules(replace(forbids, reading=()), GOES_ON) == ["H-RN-8"], "nothing checkable says nothing"

    def test_a_reading_of_something_else_leaves_the_words_standing_and_not_the_kind(self) -> None:
        other = {"modality": "must", "act": "keep_log", "by": ["P1"]}
        assert rules(said(other, text="Houd een logboek bij en doe bemiddeling."), GOES_ON) == ["H-RN-8"]
        assert rules(said(other, kind=ConditionKind.MEDIATION), GOES_ON) == []

    def test_one_breach_for_a_rule_and_a_condition_and_readings_come_first(self) -> None:
        spoken = said(kind=ConditionKind.MEDIATION, text="Een gesprek met een mediator.")
        read = said(JOINT, id="c2", number=2, text="Een gesprek met een mediator.", kind=ConditionKind.MEDIATION)
        both = breaches(WORDS, [spoken, read], GOES_ON)
        assert [(one.condition, one.why) for one in both] == [("c2", "standing"), ("c1", "joint_talk")]

    def test_no_line_of_a_vocabulary_takes_the_warning_away(self) -> None:
        bare = replace(WORDS, standing=())
        assert len(breaches(bare, [said(kind=ConditionKind.MEDIATION)], GOES_ON)) == 1


class TestCourtOrders:
    def test_a_ban_on_what_the_court_ordered_needs_who_goes_to_court(self) -> None:
        (one,) = breaches(WORDS, [said(STOP)], case(court_orders=(ARRANGED,)))
        assert (one.rule_id, one.why, one.key) == ("court_order", "court_order", "breach:court_order:c1")
        assert rules(said(STOP), case()) == []

    def test_a_wider_ban_and_one_that_names_nobody_reach_it_too(self) -> None:
        facts = case(court_orders=(ARRANGED,))
        assert rules(said({"modality": "must_not", "act": "contact", "to": ["children"]}), facts) == ["court_order"]
        assert rules(said({"modality": "must_not", "act": "contact", "by": ["P2"], "to": ["P1"]}), facts) == []
        assert rules(said({"modality": "must_not", "act": "contact", "by": ["SHN"], "to": ["P3"]}), facts) == []

    @pytest.mark.parametrize(
        "way_out",
        [{"at": ["home:P1"]}, {"via": ["place:app"]}, {"hours": ["20:00", "08:00"]}, {"except": {"to": ["P3"]}}],
    )
    def test_a_ban_that_leaves_another_way_goes_against_nothing(self, way_out: dict[str, Any]) -> None:
        assert rules(said(STOP | way_out), case(court_orders=(ARRANGED,))) == []

    def test_a_wish_for_contact_that_is_forbidden(self) -> None:
        meet = {"modality": "must", "act": "speak_with", "by": ["P1"], "to": ["P2"]}
        facts = case(court_orders=(KEPT_APART,))
        assert rules(said(meet), facts) == ["court_order"]
        assert rules(said(meet | {"by": ["VT"]}), facts) == [], "a professional is no party to it"
        assert rules(said(meet | {"to": ["P3"]}), facts) == []

    def test_what_follows_from_a_wish_counts(self) -> None:
        """Living in her home is having contact with her."""
        stay = {"modality": "may", "act": "live_at", "by": ["P2"], "at": ["home:P1"]}
        assert rules(said(stay), case(court_orders=(KEPT_APART,))) == ["court_order"]
        assert rules(said(stay | {"at": ["home:P2"]}), case(court_orders=(KEPT_APART,))) == []

    def test_nobody_at_the_table_suspends_an_order_but_the_court_can(self) -> None:
        facts = case(court_orders=(ARRANGED,))
        assert rules(said({"modality": "must", "act": "suspend_order", "by": ["RvdK"]}), facts) == ["court_order"]
        assert rules(said({"modality": "must", "act": "suspend_order"}), facts) == ["court_order"]
        assert rules(said({"modality": "must", "act": "suspend_order", "by": ["court"]}), facts) == []

    def test_an_order_counts_while_it_stands(self) -> None:
        def against(order: CourtOrder, today: date | None = None) -> bool:
            return bool(rules(said(STOP), case(court_orders=(order,)), today=today))

        later = replace(ARRANGED, from_on=date(2026, 11, 29))
        earlier = replace(ARRANGED, until_on=date(2026, 11, 27))
        assert [against(later), against(earlier)] == [False, False]
        assert against(replace(ARRANGED, from_on=date(2026, 11, 28), until_on=date(2026, 11, 28)))
        assert not against(replace(ARRANGED, ended_on=date(2026, 11, 1)))
        until = replace(ARRANGED, until_on=date(2026, 12, 1))
        assert [against(until, date(2026, 12, 1)), against(until, date(2026, 12, 2))] == [True, False]

    def test_one_that_says_what_the_court_ordered_is_not_against_it(self) -> None:
        same = {"modality": "must_not", "act": "contact", "by": ["P2"], "to": ["P3"], "basis": "court_order"}
        assert rules(said(same), case(court_orders=(ARRANGED,))) == []

    def test_what_a_contradiction_says_already_is_not_said_twice(self) -> None:
        breach = Breach("court_order", "c1", "court_order", "partners", key="breach:court_order:c1")
        other = Breach("H-RN-8", "c1", "standing", "partners", key="breach:H-RN-8:c1")
        pair = Contradiction(("c1", "c2"), Certainty.CERTAIN, None, "partners", court_order=True)  # type: ignore[arg-type]
        assert beside((breach, other), (pair,)) == (other,)
        assert beside((breach,), (replace(pair, court_order=False),)) == (breach,)
        assert beside((breach,), (replace(pair, certainty=Certainty.WAITS),)) == (breach,)

    def test_a_case_is_looked_at_with_its_orders(self) -> None:
        there = found(WORDS, [said(STOP)], case(court_orders=(ARRANGED,)), today=date(2026, 11, 23))
        assert [one.rule_id for one in there.breaches] == ["court_order"]


STATES = {
    "stalking_active": st.sampled_from(Known),
    "complaint": st.sampled_from(Known),
    "threats_or_violence": st.sampled_from(Known),
    "risk": st.sampled_from(Risk),
    "court_orders": st.sets(st.sampled_from((ARRANGED, KEPT_APART))).map(tuple),
}
NORMS = st.builds(
    Norm,
    modality=st.sampled_from(Modality),
    act=st.sampled_from(sorted(WORDS.acts)),
    by=st.sampled_from(((), ("P2",), ("RN",), ("RN/toezichthouder",), ("anyone",))),
    to=st.sampled_from(((), ("P1",), ("P3",), ("children",), ("P1", "P2"))),
)


@given(st.lists(NORMS, max_size=3), st.fixed_dictionaries(STATES), st.sampled_from(ConditionKind))
def test_a_rule_whose_facts_do_not_hold_gives_no_breach(norms, states, kind) -> None:
    facts = case(**states)
    statement = replace(said(kind=kind), reading=tuple(norms))
    holding = {row.rule for row in in_force(WORDS, facts)}
    given_rules = [one.rule_id for one in breaches(WORDS, [statement], facts)]
    assert set(given_rules) <= holding
    assert len(set(given_rules)) == len(given_rules)


@given(st.lists(NORMS, min_size=1, max_size=3), st.fixed_dictionaries(STATES))
def test_who_only_forbids_goes_against_nothing_but_a_court(norms, states) -> None:
    statement = replace(said(), reading=tuple(replace(norm, modality=Modality.MUST_NOT) for norm in norms))
    assert {one.why for one in breaches(WORDS, [statement], case(**states))} <= {"court_order"}


@given(st.lists(NORMS, min_size=1, max_size=4), st.fixed_dictionaries(STATES), st.randoms())
def test_the_order_of_what_is_read_and_of_conditions_changes_nothing(norms, states, chance) -> None:
    facts = case(**states)
    several = [replace(said(id=f"c{n}", number=n), reading=(norm,)) for n, norm in enumerate(norms)]
    shuffled = chance.sample(several, len(several))
    assert breaches(WORDS, shuffled, facts) == breaches(WORDS, several, facts)


def test_every_fact_that_a_norm_can_hang_on_has_a_state_in_every_case() -> None:
    """So that no line of a vocabulary is silently never in force."""
    facts = case(court_orders=(ARRANGED,))
    assert all(set(fact.of(facts)) & set(fact.states) for fact in FACTS.values())
    named = {name for row in WORDS.standing for name, _ in row.facts}
    assert {"stalking_active", "aangifte", "risk", "threats_or_violence", "court_order"} == named
