"""What is asked of a case and worked out above the plan, for whoever freezes one.

The prosecutor's questions are answered from everything the route map asks of a case (`services.duties`), which knows
plans and not the other way round. So the plan says what it needs, and that room says who answers (decision 0055).
"""

from collections.abc import Callable

from services.plans.appendices import PlanQuestion
from services.plans.orders import VersionLine
from services.unit_of_work import Reading

Answering = Callable[[Reading, str, VersionLine | None], tuple[PlanQuestion, ...]]
"""In: an open look or transaction, the id of the case, and the version that this very freezing adopts, if it does: a
plan answers the question whether there is one. Out: the questions as they stand then."""

_answering: list[Answering] = []


def answers_questions(answering: Answering) -> Answering:
    """Marks the function that answers the questions of every plan that is frozen from now on."""
    _answering[:] = [answering]
    return answering


def questions_in(look: Reading, case_id: str, coming: VersionLine | None) -> tuple[PlanQuestion, ...]:
    """The prosecutor's questions on a case. Fails when nobody answers: a plan without its annex is never frozen."""
    (answering,) = _answering
    return answering(look, case_id, coming)
