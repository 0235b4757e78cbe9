"""A stand-in for the procedure, so that what is made of findings can be tested without wording pairs that clash: what
two texts have marked alike is found between them. `#word` is a contradiction (`#court...` by a court order, `#maybe...`
only a possible one), `=word` a duplicate, `!word` a rule breach."""

import re
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

from services.conditions.queries import conditions_of
from services.conditions.rules import theme_of
from services.consistency.compared.two_conditions import duplicate_of
from services.consistency.facts import Breach, Certainty, Contradiction, Found, Hole, HoleKind, Statement
from services.plans.orders import Settle
from services.plans.queries import case_state
from services.protection.rules import narrower
from tests.planned import PlannedCase


def marked_found(vocabulary: Any, statements: Sequence[Statement], facts: Any, *_: Any) -> Found:
    """In place of `services.consistency.finding.found`."""
    pairs = list(combinations(sorted(statements, key=lambda one: (one.number, one.id)), 2))
    return Found(
        contradictions=tuple(_contradiction(a, b, word) for a, b in pairs for word in _shared(a, b, "#")),
        duplicates=tuple(duplicate_of(a, b, Certainty.CERTAIN) for a, b in pairs if _shared(a, b, "=")),
        holes=tuple(
            Hole(HoleKind.NO_CHECK, condition=one.id, key=f"hole:no_check:{one.id}")
            for one in statements
            if one.reading is None
        ),
        breaches=tuple(
            Breach("H-RN-8", one.id, word, one.tier, key=f"breach:H-RN-8:{one.id}")
            for one in statements
            for word in _words(one, "!")
        ),
        read=sum(one.reading is not None for one in statements),
        all=len(statements),
    )


def _contradiction(one: Statement, other: Statement, word: str) -> Contradiction:
    maybe = word.startswith("maybe")
    kind = "possible" if maybe else "contradiction"
    return Contradiction(
        pair=(one.id, other.id),
        certainty=Certainty.POSSIBLE if maybe else Certainty.CERTAIN,
        theme=theme_of(one.kind),
        tier=narrower(one.tier, other.tier),
        words=(word,),
        severity=0,
        court_order=word.startswith("court"),
        hold=one.holds_approach or other.holds_approach,
        key=f"{kind}:{one.id}:{other.id}",
    )


def _words(one: Statement, mark: str) -> list[str]:
    return re.findall(rf"{re.escape(mark)}(\w+)", one.text)


def _shared(one: Statement, other: Statement, mark: str) -> list[str]:
    return [word for word in _words(one, mark) if word in _words(other, mark)]


def versions(planned: PlannedCase) -> Mapping[str, int]:
    """By condition the version that its director sees."""
    return {view.id: view.version for view in conditions_of(planned.director, planned.case_id)}


def an_order(planned: PlannedCase, finding: str, resolution: Any, **changes: Any) -> Settle:
    """An order to settle what the director sees now, but for `changes`."""
    board = case_state(planned.director, planned.case_id).board
    standing = board.settled.get(finding)
    names, known = finding.split(":")[1:], versions(planned)
    about: dict[str, Any] = {
        "seen": tuple((name, known[name]) for name in names if name in known),
        "settlement_id": planned.director.chance.id(),
        "seen_settlement": standing.id if standing else "",
    }
    return Settle(planned.case_id, finding, resolution, **(about | changes))
