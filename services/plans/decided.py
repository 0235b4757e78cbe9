"""What the plan tells of contradictions and rule breaches: why, what was decided, who does not agree, and where a
condition went that ended. Nothing is cut to a reader yet."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import reduce

from models.terms import Resolution
from services.consistency.facts import Board, Breach, Certainty, Contradiction, Statement
from services.consistency.rules import conditions_in_finding
from services.consistency.statements import statement_of
from services.consistency.told.sentences import breach_sentence, contradiction_sentence
from services.plans import facts as plan
from services.plans.queries import CaseState
from services.protection.rules import NOBODY, narrower
from services.vocabulary.facts import Vocabulary
from services.vocabulary.sentences import names_in
from services.wording import Say, speak


def went_into(state: CaseState) -> dict[str, str]:
    """By condition that went into another one or into an agreement: the number of that. One whose agreement is not in
    the plan is left out."""
    conditions = {name: f"V{view.number}" for view in state.conditions for name in (view.id, *view.former_ids)}
    actions = {action.id: action for action in state.actions}
    found = {view.id: conditions[view.merged_into] for view in state.conditions if view.merged_into in conditions}
    for one in state.board.settled.values():
        if action := actions.get(one.action_id):
            found |= {name: f"A{action.number}" for name in action.condition_ids if name not in found}
    return {view.id: found[view.id] for view in state.conditions if view.lapsed and view.id in found}


def contradictions(vocabulary: Vocabulary, state: CaseState) -> Iterable[plan.PlanContradiction]:
    """Every contradiction and rule breach that was settled, in the order of the board, or stands open all the same. A
    possible contradiction that turned out to be none is left out, unless somebody does not agree with that."""
    of = {view.id: statement_of(view) for view in state.conditions}
    aliases = {person.ref: person.alias for person in state.facts.persons}
    for one in (*state.board.found.contradictions, *state.board.found.breaches):
        if _is_told(state.board, one):
            why_nl, why_en = (_why(vocabulary, one, of, speak(language), aliases) for language in ("nl", "en"))
            yield _told(state, one, of, why_nl, why_en)


def _is_told(board: Board, one: Contradiction | Breach) -> bool:
    settled = board.settled.get(one.key)
    if settled is None or settled.stale:
        return not one.reminds if isinstance(one, Breach) else one.stands
    none = isinstance(one, Contradiction) and one.certainty is Certainty.POSSIBLE
    return not none or settled.resolution is not Resolution.STANDS_WITH_REASON or bool(_dissent(board, one))


def _told(
    state: CaseState, one: Contradiction | Breach, of: Mapping[str, Statement], why_nl: str, why_en: str
) -> plan.PlanContradiction:
    settled = state.board.settled.get(one.key) if state.board.is_settled(one.key) else None
    names = conditions_in_finding(one)
    told = plan.PlanContradiction(
        conditions=tuple(f"V{of[name].number}" for name in names),
        resolution=settled.resolution if settled else Resolution.UNRESOLVED,
        why_nl=why_nl,
        why_en=why_en,
        tier=_tier(of, names),
        dissent=_dissent(state.board, one),
    )
    if settled is None:
        return told
    actions = {action.id: f"A{action.number}" for action in state.actions}
    return replace(
        told,
        stands=f"V{of[settled.stands_id].number}" if settled.stands_id in of else "",
        action=actions.get(settled.action_id, ""),
        reason=settled.reason,
        owner=settled.owner,
        due=settled.due_on,
    )


def _dissent(board: Board, one: Contradiction | Breach) -> tuple[plan.PlanDissent, ...]:
    """Who does not agree with what is decided now; what was said of an earlier decision is not said of this one."""
    return tuple(
        plan.PlanDissent(word.organisation, word.text, word.tier)
        for word in board.dissent.get(one.key, ())
        if not word.earlier
    )


def _tier(of: Mapping[str, Statement], names: Iterable[str]) -> str:
    tiers = [of[name].tier for name in names]
    return reduce(narrower, tiers) if tiers else NOBODY


def _why(
    vocabulary: Vocabulary,
    one: Contradiction | Breach,
    of: Mapping[str, Statement],
    say: Say,
    aliases: Mapping[str, str],
) -> str:
    sides = [of[name] for name in conditions_in_finding(one)]
    norms = [norm for side in sides for norm in side.reading or ()]
    names = names_in(say, norms, aliases, [side.author for side in sides])
    if isinstance(one, Breach):
        return breach_sentence(vocabulary, one, of, say, names)
    return contradiction_sentence(vocabulary, one, of, say, names)
