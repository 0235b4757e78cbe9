"""The duties of a case: which rules of the route map hold, how far each is, and which answers it takes. Pure.

What a rule wants depends on its force. Steps (always, instruct, conditional) are done, planned or explained away;
weighings are weighed; what must be weighed *and* recorded is settled by the register alone; an optional rule never
asks; an ongoing one never ends while the case is open; a prohibition is watched. A question of the prosecutor is
answered by the rules it asks after. Answers never change which rules hold: facts do.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from models.terms import OrganisationKind, RuleAnswer, RuleForce
from services.duties.course import reported
from services.duties.facts import DutyState, Evidence, Note, Obligation, RuleAnswerView, Shown
from services.duties.shown import shown
from services.route_map.due import due_at
from services.route_map.facts import RouteMap, Rule, RuleKind, When
from services.route_map.rules import carrier, established, holding
from services.scheduling.facts import local_day

HEADINGS = {"H-VT-0": ("H-VT-1", "H-VT-2", "H-VT-3", "H-VT-4", "H-VT-5")}
"""A heading is settled when the rules under it are."""
GIVES_WAY = {"L-OM-4": ("L-OM-5", "L-OM-6", "L-POL-2b")}
"""'In principle no intervention' has exceptions in the route map itself; where one holds, it asks nothing."""
BY_RECORD = frozenset({"H-RN-4"})
"""Rules that ask for a record: writing 'done' is no record."""

_STEP = (RuleAnswer.DONE, RuleAnswer.PLANNED, RuleAnswer.NOT_POSSIBLE, RuleAnswer.NOT_APPLICABLE)
_WEIGHED = (RuleAnswer.YES, RuleAnswer.NO, RuleAnswer.LATER, RuleAnswer.NOT_POSSIBLE, RuleAnswer.NOT_APPLICABLE)
_TAKES: dict[RuleForce, tuple[RuleAnswer, ...]] = {
    RuleForce.ALWAYS: _STEP,
    RuleForce.INSTRUCT: _STEP,
    RuleForce.CONDITIONAL: _STEP,
    RuleForce.OPTIONAL: _STEP,
    RuleForce.CONSIDER: _WEIGHED,
    RuleForce.CONSIDER_RECORD: (),
    RuleForce.ONGOING: (RuleAnswer.RUNNING,),
    RuleForce.PROHIBIT: (),
}
_EXPLAINED = (RuleAnswer.NOT_POSSIBLE, RuleAnswer.NOT_APPLICABLE)
_LATER = (RuleAnswer.PLANNED, RuleAnswer.LATER)


def accepts(rule: Rule) -> tuple[RuleAnswer, ...]:
    """The answers a rule takes. None for what is only watched, follows from other rules, or is settled by a record;
    a rule that gives the risk level is not done by saying so."""
    if rule.kind in (RuleKind.GATE, RuleKind.DEPENDENCY):
        return ()
    takes = _TAKES[rule.force]
    recorded = bool(rule.gives) or rule.id in BY_RECORD
    return tuple(answer for answer in takes if not (recorded and answer is RuleAnswer.DONE))


def wants_reason(rule: Rule, answer: RuleAnswer) -> bool:
    """Whether an answer needs a reason: all but done and running; done as well where the rule wants something written
    down with it (A-POL-1, L-OM-5)."""
    return answer not in (RuleAnswer.DONE, RuleAnswer.RUNNING) or (answer is RuleAnswer.DONE and bool(rule.record_nl))


def wants_day(answer: RuleAnswer) -> bool:
    """Whether an answer needs the day for which it is agreed."""
    return answer in _LATER


def obligations(route_map: RouteMap, evidence: Evidence) -> tuple[Obligation, ...]:
    """Every rule that holds now with its state, in the order of the route map."""
    return _Reckoning(route_map, evidence).all()


def obligations_for(route_map: RouteMap, evidence: Evidence, sees: Callable[[str], bool]) -> tuple[Obligation, ...]:
    """The same for a reader who sees some tiers: how far the case really is, with what this reader may read of it.

    What is settled by something withheld shows as done, no more; what is planned in secret shows as open.
    """
    return as_seen(obligations(route_map, evidence), obligations(route_map, limited(evidence, sees)))


def as_seen(whole: Iterable[Obligation], own: Iterable[Obligation]) -> tuple[Obligation, ...]:
    """The same from what was reckoned already: on all evidence, and on what the reader sees of it."""
    read = {duty.id: duty for duty in own}
    return tuple(_seen(duty, read.get(duty.id)) for duty in whole)


def limited(evidence: Evidence, sees: Callable[[str], bool]) -> Evidence:
    """The part of the evidence in tiers that a reader sees."""
    facts = evidence.facts
    seen = tuple(w for w in facts.weighings if sees(w.tier))
    return replace(
        evidence,
        facts=replace(facts, weighings=seen),
        conditions=tuple(c for c in evidence.conditions if sees(c.tier)),
        actions=tuple(a for a in evidence.actions if sees(a.tier)),
        events=tuple(e for e in evidence.events if sees(e.tier)),
        answers=tuple(a for a in evidence.answers if sees(a.tier)),
    )


def unanswered(duties: Iterable[Obligation]) -> tuple[str, ...]:
    """Ids of the rules that nothing answers yet: open, waiting, agreed for later, or ongoing and never confirmed.

    Prohibitions are watched and optional rules never ask.
    """
    asking = (DutyState.OPEN, DutyState.WAITING, DutyState.PLANNED)
    return tuple(
        duty.id
        for duty in duties
        if (duty.state in asking and duty.rule.force is not RuleForce.OPTIONAL)
        or (duty.state is DutyState.RUNNING and duty.answer is None)
    )


def standing(evidence: Evidence, rule_id: str) -> RuleAnswerView | None:
    """The answer to a rule that stands."""
    found = [a for a in evidence.answers if a.rule_id == rule_id and a.replaced_at is None]
    return max(found, key=lambda answer: answer.answered_at, default=None)


def _seen(whole: Obligation, own: Obligation | None) -> Obligation:
    """A duty whose rule holds only by what the reader may not see shows without any detail."""
    if own is None:
        return replace(whole, notes=(), answer=None, because=(), planned_for=None, withheld=True)
    if whole.settled and not own.settled:
        return replace(own, state=DutyState.DONE, waits_for=(), withheld=True)
    return own


class _Reckoning:
    """One pass over the rules of a case; each is judged once, after those it depends on."""

    def __init__(self, route_map: RouteMap, evidence: Evidence) -> None:
        self.route_map, self.evidence = route_map, evidence
        reports = reported(evidence)
        self.certain = established(evidence.facts, reports)
        self.rules = {rule.id: rule for rule in holding(route_map, evidence.facts, reports)}
        self.judged: dict[str, Obligation] = {}

    def all(self) -> tuple[Obligation, ...]:
        return tuple(self.duty(rule) for rule in self.rules.values())

    def duty(self, rule: Rule) -> Obligation:
        if rule.id not in self.judged:
            self.judged[rule.id] = self._judge(rule)
        return self.judged[rule.id]

    def _judge(self, rule: Rule) -> Obligation:
        since = self.evidence.began(rule.id)
        found = self._shown(rule)
        answer = self._counting(rule, found)
        base = Obligation(
            rule=rule,
            organisation=carrier(rule, self.evidence.facts, self.route_map.region),
            state=DutyState.OPEN,
            because=self._because(rule),
            notes=found.notes,
            answer=answer,
            since=since,
            due=due_at(rule, since, risk=self.evidence.facts.risk) if since else None,
        )
        return self._with_state(base, found)

    def _with_state(self, duty: Obligation, found: Shown) -> Obligation:
        rule, answer = duty.rule, duty.answer
        if rule.force is RuleForce.PROHIBIT:
            return replace(duty, state=DutyState.WATCHED)
        if rule.force is RuleForce.ONGOING:
            return replace(duty, state=DutyState.RUNNING)
        if exception := next((r for r in GIVES_WAY.get(rule.id, ()) if r in self.rules), None):
            note = Note("gives_way", {"rule": exception})
            return replace(duty, state=DutyState.EXPLAINED, notes=(note,))
        if found.settled:
            return replace(duty, state=DutyState.WEIGHED if found.weighed else DutyState.DONE)
        if answer and (said := _said(answer, local_day(self.evidence.now))):
            return replace(duty, state=said, planned_for=answer.planned_for if said is DutyState.PLANNED else None)
        return self._unanswered(duty, found)

    def _unanswered(self, duty: Obligation, found: Shown) -> Obligation:
        today, agreed = local_day(self.evidence.now), [found.planned_for]
        if duty.answer and duty.answer.answer in _LATER:
            agreed.append(duty.answer.planned_for)
        days = [day for day in agreed if day]
        if found.planned_for and found.planned_for >= today:
            return replace(duty, state=DutyState.PLANNED, planned_for=found.planned_for)
        notes = (*duty.notes, Note("planned_passed", {"on": max(days)})) if days else duty.notes
        if duty.rule.force is RuleForce.OPTIONAL:
            return replace(duty, state=DutyState.OPTIONAL)
        waits = self._waits_for(duty.rule)
        return replace(duty, state=DutyState.WAITING if waits else DutyState.OPEN, waits_for=waits, notes=notes)

    def _shown(self, rule: Rule) -> Shown:
        """What file and other rules say, as far as it is not older than the rule itself."""
        if rule.kind is RuleKind.CHECK:
            return self._check(rule)
        if rule.kind is RuleKind.DEPENDENCY or rule.id in BY_RECORD or rule.id in HEADINGS:
            return self._follows(HEADINGS.get(rule.id) or rule.needs)
        found = shown(self.route_map, rule.id, self.evidence)
        began = self.evidence.began_later(rule.id)
        if not found.settled or found.own or began is None:
            return found
        if found.on is not None and found.on >= local_day(began):
            return found
        return replace(found, settled=False, notes=(*found.notes, Note("earlier", {"on": local_day(began)})))

    def _follows(self, rule_ids: Iterable[str]) -> Shown:
        """Settled by other rules: all of those that hold are settled."""
        here = [self.duty(self.rules[rule_id]) for rule_id in rule_ids if rule_id in self.rules]
        settled = bool(here) and all(duty.settled for duty in here)
        return Shown(settled=settled, notes=tuple(_by(duty.id) for duty in here if duty.settled))

    def _check(self, rule: Rule) -> Shown:
        """A question of the prosecutor: settled when what it asks after is, and when who must hear of it was told."""
        answered = [rule_id for rule_id in rule.answers if self._answers(rule_id)]
        optional = [r for r in rule.answers if r in self.rules and self.rules[r].force is RuleForce.OPTIONAL]
        firm = [rule_id for rule_id in rule.answers if rule_id not in optional]
        settled = any(r in answered for r in optional) or (bool(firm) and all(r in answered for r in firm))
        notes = tuple(_by(rule_id) for rule_id in answered)
        if settled and rule.then_tell and When.CCB_INVOLVED in self.certain:
            told = self._told(rule.then_tell)
            return Shown(settled=told, notes=(*notes, Note("told" if told else "tell", {"whom": rule.then_tell})))
        return Shown(settled=settled, notes=notes)

    def _answers(self, rule_id: str) -> bool:
        """Whether a rule is settled; one of the other lane by what the file shows to it."""
        if rule_id in self.rules:
            return self.duty(self.rules[rule_id]).settled
        return shown(self.route_map, rule_id, self.evidence).settled

    def _told(self, organisation: str) -> bool:
        """Whether an organisation heard of the case: a recorded line, or a measure reported or applied that is its."""
        facts = self.evidence.facts
        line = {OrganisationKind.OPENBAAR_MINISTERIE.value, organisation}
        settling = {c.settled_by_measure for c in self.route_map.contacts if organisation in c.between}
        reported_to = [w for w in facts.weighings if w.measure in settling and w.outcome in ("gemeld", "toegepast")]
        return bool(reported_to) or line in [set(pair) for pair in facts.recorded_lines]

    def _counting(self, rule: Rule, found: Shown) -> RuleAnswerView | None:
        """The answer that stands, unless the rule began to hold anew, or was opened again, after it was given."""
        answer, began = standing(self.evidence, rule.id), self.evidence.began_later(rule.id)
        limits = [moment for moment in (began, found.reopened_at) if moment]
        return None if answer is None or any(answer.answered_at < moment for moment in limits) else answer

    def _because(self, rule: Rule) -> tuple[When, ...]:
        return tuple(when for group in rule.when for when in sorted(group) if when in self.certain)

    def _waits_for(self, rule: Rule) -> tuple[str, ...]:
        """The rules that come first and are not settled yet."""
        if rule.may_start_before:
            return ()
        first = rule.needs or HEADINGS.get(rule.id, ()) or (rule.answers if rule.kind is RuleKind.CHECK else ())
        here = [self.duty(self.rules[rule_id]) for rule_id in first if rule_id in self.rules]
        return tuple(duty.id for duty in here if duty.asking or duty.state is DutyState.PLANNED)


def _said(answer: RuleAnswerView, today: date) -> DutyState | None:
    """What an answer makes of a rule; None when it was agreed for a day that has passed."""
    if answer.answer in _LATER and not (answer.planned_for and answer.planned_for >= today):
        return None
    if answer.answer is RuleAnswer.PLANNED:
        return DutyState.PLANNED
    if answer.answer in (RuleAnswer.YES, RuleAnswer.NO, RuleAnswer.LATER):
        return DutyState.WEIGHED
    return DutyState.EXPLAINED if answer.answer in _EXPLAINED else DutyState.DONE


def _by(rule_id: str) -> Note:
    return Note("answered_by", {"rule": rule_id})
